/* SPDX-License-Identifier: MIT */
/* What has changed in a fund after a day, by the journal's time. */
#include <stdio.h>
#include <string.h>

#include "app/explaining.h"
#include "base/checked.h"
#include "base/clock.h"
#include "base/words.h"
#include "store/changes.h"

enum { SECONDS_A_DAY = 86400 };

static const char *kind_of(const struct earning_change *change)
{
    if (change->excluded)
        return _("excluded");
    if (!change->is_new)
        return _("updated");
    return change->after.micros < 0 ? _("reversed") : _("new");
}

static enum rc say_change(void *context, const struct earning_change *change, struct err *err)
{
    struct explaining *e = context;
    const struct explain_request *request = e->request;
    char detail[768], stamp[CLOCK_STAMP_SIZE], before[MONEY_TEXT_SIZE];
    struct money amount = change->after;
    if (request->has_currency && !currency_equal(request->currency, change->currency))
        return RC_OK;
    clock_stamp(change->time, stamp);
    if (change->source != NULL)
        (void)snprintf(detail, sizeof(detail), "%s %.400s:%lld", stamp, change->source,
                       (long long)change->line);
    else
        (void)snprintf(detail, sizeof(detail), _("%s typed-in %.300s"), stamp, change->id);
    if (!change->is_new && !change->excluded) {
        size_t at = strlen(detail);
        (void)snprintf(detail + at, sizeof(detail) - at, _(", before: %s"),
                       money_print(change->before, change->currency, before));
    }
    return explain_step(e, kind_of(change), "CONTRACT.md section 6", &amount, change->currency, -1,
                        detail, err);
}

static enum rc say_term(void *context, const struct term_change *change, struct err *err)
{
    struct explaining *e = context;
    char detail[512], stamp[CLOCK_STAMP_SIZE];
    clock_stamp(change->time, stamp);
    (void)snprintf(detail, sizeof(detail), "%s %.400s", stamp, change->summary);
    return explain_step(e, _("terms"), "CONTRACT.md section 8", NULL, (struct currency){""}, -1,
                        detail, err);
}

enum rc explain_since(struct explaining *e, struct err *err)
{
    const struct explain_request *request = e->request;
    struct windows windows = period_windows(request->period);
    struct date to = windows.earning_end;
    /* The day itself is known; what came on the next one is news. */
    int64_t after = ((int64_t)request->since.day + 1) * SECONDS_A_DAY;
    if (date_compare(e->app->day, to) < 0)
        to = e->app->day;
    e->figure = "since";
    e->step = 0;
    enum rc rc = earnings_changed(e->app->book, request->program, request->location,
                                  windows.earning_start, to, after, say_change, e, err);
    return rc == RC_OK ? terms_changed(e->app->book, request->program, after, say_term, e, err)
                       : rc;
}
