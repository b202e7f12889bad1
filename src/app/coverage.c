/* SPDX-License-Identifier: MIT */
/* Which months have come in: app_coverage of imports.h. */
#include <string.h>

#include "app/imports.h"
#include "app/inside.h"
#include "base/buf.h"

enum { SECONDS_A_DAY = 86400 };

struct coverage {
    struct app *app;
    struct month from;
    coverage_visit *visit;
    void *context;
    struct buf program, location; /* of the line before */
    struct month next;            /* the month expected after it */
    bool open;                    /* there is a line before */
};

/* Months without rows between others that have some (CONTRACT.md section 1). */
static enum rc name_missing(struct coverage *coverage, const struct import_month *month,
                            struct err *err)
{
    enum rc rc = RC_OK;
    bool same = coverage->open && strcmp(coverage->program.text, month->program) == 0 &&
                strcmp(coverage->location.text, month->location) == 0;
    for (struct month m = coverage->next; rc == RC_OK && same && m.index < month->month.index;
         m.index++) {
        const struct coverage_line line = {
            .program = month->program, .location = month->location, .month = m, .missing = true};
        if (m.index >= coverage->from.index)
            rc = coverage->visit(coverage->context, &line, err);
    }
    return rc;
}

static enum rc cover(void *context, const struct import_month *month, struct err *err)
{
    struct coverage *coverage = context;
    if (!app_sees(coverage->app, month->program, month->location))
        return RC_OK;
    struct coverage_line line = {.program = month->program,
                                 .location = month->location,
                                 .month = month->month,
                                 .rows = month->rows,
                                 .has_import = month->import != 0};
    if (line.has_import) {
        line.newest_import.day = (int32_t)(month->time / SECONDS_A_DAY);
        int age = date_days_between(line.newest_import, coverage->app->day);
        line.age_days = age > 0 ? age : 0; /* looked at from a day before it came in */
    }
    enum rc rc = name_missing(coverage, month, err);
    if (rc == RC_OK && month->month.index >= coverage->from.index)
        rc = coverage->visit(coverage->context, &line, err);
    buf_clear(&coverage->program);
    buf_clear(&coverage->location);
    buf_add(&coverage->program, month->program);
    buf_add(&coverage->location, month->location);
    coverage->next.index = month->month.index + 1;
    coverage->open = true;
    if (rc == RC_OK)
        rc = buf_check(&coverage->program, err);
    return rc == RC_OK ? buf_check(&coverage->location, err) : rc;
}

enum rc app_coverage(struct app *app, const struct period *from, coverage_visit *visit,
                     void *context, struct err *err)
{
    struct coverage coverage = {.app = app, .visit = visit, .context = context};
    if (from != NULL)
        coverage.from = date_month(from->first);
    buf_init(&coverage.program);
    buf_init(&coverage.location);
    enum rc rc = coverage_read(app->book, app->day, cover, &coverage, err);
    buf_release(&coverage.program);
    buf_release(&coverage.location);
    return rc;
}
