/* SPDX-License-Identifier: MIT */
/* Inside the app layer: what its rooms share. */
#ifndef COFFER_APP_INSIDE_H
#define COFFER_APP_INSIDE_H

#include "app/app.h"
#include "base/buf.h"
#include "store/book.h"
#include "store/members.h"
#include "store/programs.h"
#include "store/tx.h"

struct app {
    struct book *book;
    struct book *second; /* a connection for long readings in two threads, or NULL */
    char *person;
    struct member_list members;
    const struct member *member; /* of `members`: the one who asks */
    struct date day, today;
    struct app_listener listener;
    bool demo;    /* filling a demo book: its days may lie ahead of today */
    bool is_demo; /* the book was made with fictional data */
    int64_t seen; /* data version at the last look */
    char notice[512];
    char *done;                        /* the summary of the last write, or NULL */
    char done_action[32];              /* and its action */
    int64_t done_row;                  /* and its number in the journal, or 0 */
    char copy_trouble[1024];           /* why the last daily copy failed, or "" */
    struct kept_catalogue *catalogues; /* of activities, that were read; activities.c */
    struct agenda *agenda;             /* the deadlines, while they are known; agenda.h */
};

/* ---- writing ---------------------------------------------------------------------- */

/* May it, and then tx_begin; asked again inside, with the members as they are. */
enum rc app_begin(struct app *app, enum permission permission, enum tx_record record,
                  struct tx **ret, struct err *err);
/* tx_commit with a summary made like printf; then whatever a first write of the
 * day brings with it. */
enum rc app_commit(struct app *app, struct tx *tx, const char *action, struct err *err,
                   const char *format, ...) __attribute__((format(printf, 5, 6)));

/* ---- scope ------------------------------------------------------------------------ */

bool app_sees(const struct app *app, const char *program, const char *location);
/* The same as a journal_sees with the app as its context. */
bool app_sees_row(void *context, const char *program, const char *location);

/* The program or location if the person may know of it; else RC_RULE in the
 * words for an unknown one. */
enum rc app_known_program(struct app *app, const struct catalog *catalog, const char *code,
                          const struct program_record **ret, struct err *err);
enum rc app_known_location(struct app *app, const char *id, int64_t *ret_key, struct err *err);
/* Likewise an import, by its number: the person sees one of its rows. */
enum rc app_known_import(struct app *app, int64_t number, struct err *err);

/* Lets go of what app_catalogue_on has lent. */
void app_catalogues_forget(struct app *app);

/* ---- saying ------------------------------------------------------------------------ */

void app_warn(const struct app *app, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* RC_STOP when the listener says so. */
enum rc app_progress(const struct app *app, const char *what, uint64_t done, uint64_t total,
                     struct err *err);

/* ---- opening by hand (init, restore) ------------------------------------------------ */

enum rc app_new(const struct app_options *options, struct book *book, struct app **ret,
                struct err *err);
/* Reads the members again and finds the person among them; RC_BOOK if not, and
 * then the members are those of before. */
enum rc app_identify(struct app *app, struct err *err);
enum rc app_login(char **ret, struct err *err);

/* ---- what an earning counts for ------------------------------------------------------ */

struct buf;
struct earning_line;
struct earning_record;
struct sides;
/* By the terms of its date, and co-op-or-not of its fund; nothing if excluded. */
enum rc earning_record_sides(const struct catalog *catalog, const struct earning_record *record,
                             struct sides *ret, struct err *err);
/* The row as lists show it; texts are borrowed from the record and from `source`,
 * a buffer for it. */
enum rc earning_record_line(const struct catalog *catalog, const struct earning_record *record,
                            struct buf *source, struct earning_line *ret, struct err *err);
/* RC_RULE: what earning_find counted was not one. */
enum rc earning_not_found(const char *id, int count, struct err *err);
struct earning_query;
/* The days that a query asks for, never later than the app's. */
void earning_query_days(const struct app *app, const struct earning_query *query,
                        struct date *ret_from, struct date *ret_to);

/* "coffer program set CODE OPTIONS" as a person can type it: a code that begins with
 * '-' comes last, after "--". */
void app_add_program_set(struct buf *buf, const char *code, const char *options);

#endif
