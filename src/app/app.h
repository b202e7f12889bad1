/* SPDX-License-Identifier: MIT */
/*
 * The commands of Coffer. Each thing that a person can want is one function of
 * this layer: it checks the person's role and the rules (model), writes in one
 * transaction (store) and leaves one row in the journal. The screen and the
 * command line call the same functions, so they show the same figures and
 * refuse with the same words.
 *
 * A struct app is one person at one book on one day.
 */
#ifndef COFFER_APP_APP_H
#define COFFER_APP_APP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "model/date.h"
#include "model/role.h"

struct app;

/* Everything that the layer says while it works goes here; each may be NULL. */
struct app_listener {
    /* Long work: what, done and total (total 0: not known). Returning false
     * stops the work: the book stays as it was and the call answers RC_STOP. */
    bool (*progress)(void *context, const char *what, uint64_t done, uint64_t total);
    /* A warning: one sentence, may hold untrusted text. */
    void (*warn)(void *context, const char *sentence);
    /* Somebody else writes in the book, "" where it is not known who: asked again and
     * again. Returning false gives up, and the call answers RC_STOP. It must not call
     * the app. NULL: five seconds are waited, then it is RC_BOOK. */
    bool (*waits)(void *context, const char *who);
    /* The first write of a day has been committed: somebody calls app_copy_daily behind it,
     * on a struct app of its own. NULL: the copy is made before the write returns. */
    void (*copy_due)(void *context);
    void *context;
};

struct app_options {
    const char *book; /* path, or NULL: $COFFER_BOOK, else the XDG place */
    bool has_as_of;
    struct date as_of;
    bool read_only;
    struct app_listener listener;
};

/* Opens the book (an older schema is copied to the state directory and
 * migrated) and finds out who is asking. RC_BOOK also when the person is no
 * member. */
enum rc app_open(const struct app_options *options, struct app **ret, struct err *err);
void app_close(struct app *app); /* NULL is fine */

/* Where a book lies that nobody named: in $XDG_DATA_HOME or below $HOME. RC_BOOK
 * without either. Caller frees *ret. */
enum rc app_own_path(char **ret, struct err *err);
/* The path that app_open would use. Caller frees *ret. */
enum rc app_book_path(const struct app_options *options, char **ret, struct err *err);
/* Whether there is something at that path that looks like a book; in microseconds, and
 * only before the process has opened it. */
bool app_glance(const struct app_options *options);
/* A path as a person types it, from / on: "~/x" is below $HOME, "x" in the working
 * directory. Links stay as they are. Caller frees *ret. */
enum rc app_whole_path(const char *typed, char **ret, struct err *err);

const char *app_path(const struct app *app);
const char *app_person(const struct app *app); /* login name, "#1000" without one */
const struct member *app_member(const struct app *app);
bool app_is_read_only(const struct app *app);
bool app_is_demo(const struct app *app); /* made by app_init with fictional data */
/* One sentence for a banner ("read only: …", "a private copy …"), or "". */
const char *app_notice(const struct app *app);
/* The day that everything is shown for: --as-of, else today. */
struct date app_day(const struct app *app);
/* Looks at another day from now on: figures are those of that day. */
void app_look_at(struct app *app, struct date day);
/* Says to somebody else from now on. */
void app_listen(struct app *app, const struct app_listener *listener);

/* Makes the daily copy of the book unless today's is there. What went wrong is a warning,
 * and stays until a copy is made: */
void app_copy_daily(struct app *app);
const char *app_copy_trouble(const struct app *app); /* "" for none */
/* This app is to say so, too: another one made the copy. */
void app_copy_told(struct app *app, const char *trouble);

/* May this person do it, on this book, now? RC_RULE or RC_BOOK with the reason
 * (the role, the scope, a read-only book, an as-of day ahead of today). Pure
 * looking: asked by the screen before it offers an action. */
enum rc app_may(const struct app *app, enum permission permission, struct err *err);

/* One sentence: what the last write of this struct app did, as the log has it;
 * "" before the first. */
const char *app_done(const struct app *app);
/* The action of that row, "earning.add"; "" before the first. */
const char *app_done_action(const struct app *app);
/* Its number in the log, for app_undo; 0 before the first. */
int64_t app_done_row(const struct app *app);

/* Another process has written since the last call. */
bool app_book_moved(struct app *app);

#endif
