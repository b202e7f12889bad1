/* SPDX-License-Identifier: MIT */
/* Which months have come in: app_coverage of imports.h. */
#include <stdlib.h>
#include <string.h>

#include "app/imports.h"
#include "app/inside.h"
#include "base/buf.h"
#include "store/rows.h"

enum { SECONDS_A_DAY = 86400 };

struct coverage {
    struct app *app;
    struct month from;
    coverage_visit *visit;
    void *context;
    struct buf program, location; /* of the line before */
    struct month next;            /* the month expected after it */
    bool open;                    /* there is a line before */
    struct coverage_line *held;   /* months since then of which all rows are excluded */
    size_t held_count;
};

static bool is_same(const struct coverage *coverage, const struct import_month *month)
{
    return coverage->open && strcmp(coverage->program.text, month->program) == 0 &&
           strcmp(coverage->location.text, month->location) == 0;
}

/* Months without rows between others that have some (CONTRACT.md section 1); one
 * whose rows are excluded has come in. */
static enum rc tell_between(struct coverage *coverage, const struct import_month *month,
                            struct err *err)
{
    enum rc rc = RC_OK;
    size_t held = 0;
    for (struct month m = coverage->next; rc == RC_OK && m.index < month->month.index; m.index++) {
        struct coverage_line line = {.month = m, .missing = true};
        if (held < coverage->held_count && coverage->held[held].month.index == m.index)
            line = coverage->held[held++];
        line.program = month->program;
        line.location = month->location;
        if (m.index >= coverage->from.index)
            rc = coverage->visit(coverage->context, &line, err);
    }
    return rc;
}

/* Told only when a month with rows follows. */
static enum rc hold(struct coverage *coverage, const struct coverage_line *line, struct err *err)
{
    struct coverage_line *slot = NULL;
    enum rc rc = rows_push((void **)&coverage->held, &coverage->held_count, sizeof(*slot),
                           (void **)&slot, err);
    if (rc == RC_OK)
        *slot = *line;
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
    bool same = is_same(coverage, month);
    if (month->rows == 0)
        return same ? hold(coverage, &line, err) : RC_OK;
    enum rc rc = same ? tell_between(coverage, month, err) : RC_OK;
    coverage->held_count = 0;
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
    free(coverage.held);
    return rc;
}
