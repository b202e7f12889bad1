/* SPDX-License-Identifier: MIT */
/*
 * How a failure travels.
 *
 * A fallible function returns enum rc and takes a struct err as its last
 * argument. The place where the failure happens fills the struct once, with one
 * whole sentence "what: why: what to do"; everybody above passes it up as it
 * is. The number of an rc is the exit code of CONTRACT.md section 3.
 *
 * A bug is no failure: bug() prints one line and aborts, in every build.
 */
#ifndef COFFER_BASE_ERR_H
#define COFFER_BASE_ERR_H

enum rc {
    RC_OK = 0,
    RC_RULE = 1,    /* a rule or the book says no */
    RC_USAGE = 2,   /* a word, option, date, amount, currency, period that cannot be read */
    RC_CONTENT = 3, /* the content of an input file is bad */
    RC_BOOK = 4,    /* the book cannot be used */
    RC_FILE = 5,    /* a file cannot be opened, read or written; disk full; out of memory */
    RC_STOP = 6,    /* the person asked to stop (Ctrl-C); nothing is printed */
};

struct err {
    enum rc rc;
    int sys;         /* errno of the failing call, or 0 */
    int sql;         /* SQLite's extended result code, or 0 */
    char text[1024]; /* "what: why: what to do", UTF-8, no line break; may hold untrusted bytes */
};

#define must_use __attribute__((warn_unused_result))

void err_init(struct err *err);

/* Fills err and returns rc, so that a caller can write `return err_set(...)`.
 * Of a text that is too long its beginning and its end are kept, with "…" between
 * them, cut between characters.
 * Filling an err that is already filled is a bug. */
enum rc err_set(struct err *err, enum rc rc, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* As err_set with RC_FILE: "NAME: REASON OF ERRNO: MEND". Keeps sys. */
enum rc err_sys(struct err *err, int sys, const char *name, const char *mend);

enum rc err_memory(struct err *err);

#ifdef __clang_analyzer__
/* It sees one file at a time: tell it that a failure is never RC_OK. */
static inline enum rc err_code(enum rc rc)
{
    return rc;
}
#define err_set(err, rc, ...) ((void)err_set((err), (rc), __VA_ARGS__), err_code(rc))
#define err_sys(...) ((void)err_sys(__VA_ARGS__), err_code(RC_FILE))
#define err_memory(err) ((void)err_memory(err), err_code(RC_FILE))
#endif

/* A broken assumption of the program itself: one line, then abort(). */
_Noreturn void bug_at(const char *file, int line, const char *what);
#define bug(what) bug_at(__FILE__, __LINE__, (what))
#define bug_if(condition, what) ((condition) ? bug(what) : (void)0)

#endif
