/* SPDX-License-Identifier: MIT */
/* Programs, their dated terms, and the calendar. */
#ifndef COFFER_APP_TERMS_H
#define COFFER_APP_TERMS_H

#include <stddef.h>

#include "app/app.h"
#include "model/program.h"

struct app_program {
    const char *code, *name;
    bool surface;
    bool has_terms; /* false: met in a report, nothing set yet (to-do list) */
    const struct terms *terms;
    const char *const *aliases; /* the spellings that belong to it */
    size_t alias_count;
};
typedef enum rc app_program_visit(void *context, const struct app_program *program,
                                  struct err *err);
enum rc app_program_list(struct app *app, app_program_visit *visit, void *context, struct err *err);

/* What `program set` may change at once; NULL or false = left as it is. */
struct program_change {
    const char *name;
    const char *alias;
    const char *split;     /* "60/40" */
    const char *threshold; /* "10000" or "none" */
    bool no_coop, coop;
    bool has_from;
    struct date from; /* first day of split, threshold, co-op-or-not */
    bool has_period;
    struct period period;
    struct window_override windows; /* laid over what the period has already */
};
enum rc app_program_set(struct app *app, const char *code, const struct program_change *change,
                        struct err *err);

/* program NULL: all. Reason of a reopen goes into the journal. */
enum rc app_period_close(struct app *app, struct period period, const char *program,
                         struct err *err);
enum rc app_period_reopen(struct app *app, struct period period, const char *program,
                          const char *reason, struct err *err);
/* The periods closed for all programs or for some, for `periods` and screens. */
typedef enum rc app_closed_visit(void *context, struct period period, const char *program,
                                 struct err *err);
enum rc app_closed_list(struct app *app, app_closed_visit *visit, void *context, struct err *err);

#endif
