/* SPDX-License-Identifier: MIT */
/* Earnings: typed in, listed, excluded. */
#ifndef COFFER_APP_EARNINGS_H
#define COFFER_APP_EARNINGS_H

#include "app/app.h"
#include "model/detail.h"
#include "model/earning.h"
#include "model/length.h"
#include "model/period.h"

/* As typed; NULL = not given. Amounts and dates are still text, so that one
 * place reads them and says what is wrong. */
struct earning_form {
    const char *id, *program, *location, *date, *type, *amount, *currency, *usd, *reason, *note;
    /* A location that the book does not know is made with it, in the same row of the
     * log; else RC_RULE. Nobody with limits makes one. */
    bool makes_location;
};

enum { EARNING_ID_MAX = LENGTH_NAME_SIZE };
/* All of program, location, date, type, amount, currency must be given. */
enum rc app_earning_add(struct app *app, const struct earning_form *form,
                        char ret_id[EARNING_ID_MAX], struct err *err);
/* Only what is given changes; typed-in rows only. */
enum rc app_earning_edit(struct app *app, const char *id, const struct earning_form *form,
                         char ret_id[EARNING_ID_MAX], struct err *err);
enum rc app_earning_delete(struct app *app, const char *id, char ret_id[EARNING_ID_MAX],
                           struct err *err);
enum rc app_earning_exclude(struct app *app, const char *id, const char *reason,
                            char ret_id[EARNING_ID_MAX], struct err *err);
enum rc app_earning_include(struct app *app, const char *id, char ret_id[EARNING_ID_MAX],
                            struct err *err);

struct earning_query {
    const char *program, *location, *search; /* NULL: all */
    bool has_period;
    struct period period;
    int64_t import; /* 0: all */
    bool excluded;  /* only those that are */
    bool has_dates;
    struct date from, to; /* inclusive, beside the period */
};

/* One line; text is borrowed until the next. */
struct earning_line {
    const char *id, *program, *program_name, *location;
    struct date date;
    const char *type; /* the word, or the report's own word of an unknown type */
    struct amounts amounts;
    struct sides sides;
    const char *status; /* published spelling; "excluded" */
    const char *customer, *product, *reason, *note;
    const char *source; /* "file:line", or "typed-in" */
    bool excluded, typed_in;
};
typedef enum rc earning_line_visit(void *context, const struct earning_line *line, struct err *err);
/* Rows dated on or before the app's day, by date, then id. */
enum rc app_earning_list(struct app *app, const struct earning_query *query,
                         earning_line_visit *visit, void *context, struct err *err);

#endif
