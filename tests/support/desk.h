/* SPDX-License-Identifier: MIT */
/*
 * A book to try things on: a folder of its own, a small book with fixed
 * content, and a way to look at the file behind the back of the program.
 *
 * The small book is Ann's (admin). Journal row 1 made it: the programs alpha
 * (split 60/40), beta (70/30) and gamma (no split), the locations L1 and L2.
 */
#ifndef COFFER_SUPPORT_DESK_H
#define COFFER_SUPPORT_DESK_H

#include <sqlite3.h>

#include "store/book.h"
#include "store/earnings.h"
#include "store/imports.h"
#include "store/journal.h"
#include "store/tx.h"
#include "support/support.h"

struct desk {
    struct folder folder; /* $XDG_STATE_HOME and $TMPDIR lie in it too */
    char path[FOLDER_PATH_SIZE];
    struct book *book; /* NULL while it is closed */
    struct err err;    /* of the last call; desk_err gives a fresh one */
};

/* For cmocka_unit_test_setup_teardown: *state is a struct desk with the small
 * book open for writing; desk_setup_bare makes no book. */
int desk_setup(void **state);
int desk_setup_bare(void **state);
int desk_teardown(void **state);

struct err *desk_err(struct desk *desk); /* &desk->err, emptied */
void desk_make(struct desk *desk);       /* the small book, left open */
void desk_open(struct desk *desk, enum book_wish wish);
void desk_close(struct desk *desk);

/* ---- writing ---------------------------------------------------------- */

struct tx *desk_begin(struct desk *desk, enum tx_record record); /* by Ann */
/* Commits, ends, and gives the journal number. */
int64_t desk_commit(struct desk *desk, struct tx *tx, const char *action);
/* One transaction that runs SQL as it is; "@" stands for the journal number. */
int64_t desk_write(struct desk *desk, const char *sql);

struct date day_of(const char *iso);

/* A typed-in earning of the small book; amount and usd in micros. */
struct typed_in {
    const char *id, *program, *location, *date;
    enum earning_type type;
    int64_t amount;
    const char *currency;
    int64_t usd;
};
int64_t desk_type_in(struct desk *desk, const struct typed_in *typed);

/* A row of a report; NULL: the default in brackets. */
struct reported {
    const char *id;
    const char *program;  /* ["Alpha Growth"] */
    const char *location; /* ["L1"] */
    const char *date;     /* ["2026-01-31"] */
    const char *type;     /* ["Coop"] */
    int64_t amount;       /* in micros, of USD amounts too */
    const char *currency; /* ["USD"] */
    const char *status, *calculated, *customer;
};
/* Feeds rows to an importer, lines counted from 2. */
void desk_feed(struct desk *desk, struct importer *importer, const struct reported *rows,
               size_t count);
/* An import of one file: gives its journal number. Rejected rows are counted. */
int64_t desk_import(struct desk *desk, const struct reported *rows, size_t count,
                    struct import_counts *ret);
/* An import_reject that only lets the importer count. */
enum rc count_reject(void *context, int64_t line, const char *column, const char *reason,
                     struct text raw, struct err *err);

/* ---- looking ---------------------------------------------------------- */

/* What a check tells. */
struct findings {
    int count;
    char text[4096]; /* one sentence a line */
};
enum rc findings_add(void *context, const char *sentence, struct err *err);
/* book_verify finds nothing. */
#define assert_sound(desk) desk_assert_sound((desk), __FILE__, __LINE__)
void desk_assert_sound(struct desk *desk, const char *file, int line);

/* Through a connection of its own. */
void raw_exec(const char *path, const char *sql);
int64_t raw_number(const char *path, const char *sql);
/* The first column of the first row, "" when there is none. Caller frees. */
char *raw_text(const char *path, const char *sql);
/* The names in a folder that do not begin with `but` (NULL: all), in order, each
 * with a blank after it. Returns ret. */
enum { NAMES_SIZE = 1024 };
char *folder_names(const char *path, const char *but, char ret[NAMES_SIZE]);
/* PRAGMA integrity_check and foreign_key_check find nothing. */
void raw_assert_sound(const char *path);

/* The rows of tables as text, a line each, in an order that does not depend on
 * how they came in. Caller frees. */
enum dump {
    DUMP_ALL,   /* every table */
    DUMP_TRUTH, /* what undo brings back: not the journal, and nothing that it needs */
};
char *raw_dump(const char *path, enum dump which);
/* Frees both; prints the first line that differs. */
#define assert_same_dump(actual, expected) \
    dump_assert_same((actual), (expected), __FILE__, __LINE__)
void dump_assert_same(char *actual, char *expected, const char *file, int line);

/* ---- other people ----------------------------------------------------- */

/*
 * Runs in a child process that may not write to what it does not own: root
 * becomes nobody there. No assertions inside: what the child wrote to `report`
 * (shared memory) is left for the parent. False where the child
 * crashed.
 */
enum { REPORT_SIZE = 2048 };
typedef void unprivileged(void *context, char report[REPORT_SIZE]);
bool run_unprivileged(unprivileged *run, void *context, char report[REPORT_SIZE]);

#endif
