/* SPDX-License-Identifier: MIT */
/* Which months have come in: app_coverage of imports.h. */
#include <stdio.h>
#include <string.h>

#include "app/imports.h"
#include "app/inside.h"
#include "base/words.h"

enum { SECONDS_A_DAY = 86400 };

struct coverage {
    struct app *app;
    struct month from, through;
    coverage_visit *visit;
    void *context;
    char program[PROGRAM_CODE_MAX], location[1024]; /* of the line before */
    struct month next;                              /* the month expected after it */
    bool open;                                      /* there is a line before */
};

/* Months without rows between others that have some (CONTRACT.md section 1). */
static enum rc name_missing(struct coverage *coverage, const struct import_month *month,
                            struct err *err)
{
    enum rc rc = RC_OK;
    bool same = coverage->open && strcmp(coverage->program, month->program) == 0 &&
                strcmp(coverage->location, month->location) == 0;
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
    if (!app_sees(coverage->app, month->program, month->location) ||
        month->month.index > coverage->through.index)
        return RC_OK;
    struct coverage_line line = {.program = month->program,
                                 .location = month->location,
                                 .month = month->month,
                                 .rows = month->rows,
                                 .has_import = month->import != 0};
    if (line.has_import) {
        line.newest_import.day = (int32_t)(month->time / SECONDS_A_DAY);
        line.age_days = date_days_between(line.newest_import, coverage->app->day);
    }
    enum rc rc = name_missing(coverage, month, err);
    if (rc == RC_OK && month->month.index >= coverage->from.index)
        rc = coverage->visit(coverage->context, &line, err);
    (void)snprintf(coverage->program, sizeof(coverage->program), "%s", month->program);
    (void)snprintf(coverage->location, sizeof(coverage->location), "%s", month->location);
    coverage->next.index = month->month.index + 1;
    coverage->open = true;
    return rc;
}

enum rc app_coverage(struct app *app, const struct period *from, coverage_visit *visit,
                     void *context, struct err *err)
{
    struct coverage coverage = {
        .app = app, .through = date_month(app->day), .visit = visit, .context = context};
    if (from != NULL)
        coverage.from = date_month(from->first);
    return coverage_read(app->book, cover, &coverage, err);
}
