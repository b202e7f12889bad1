/* SPDX-License-Identifier: MIT */
#include "ui/screens/deadline_words.h"

#include <stdio.h>

#include "app/deadlines.h"
#include "base/words.h"

struct label {
    const char *full, *brief; /* N_() */
};
static const struct {
    struct label in_time, overdue; /* overdue NULL: the row is gone by then */
} labels[DEADLINE_KINDS] = {
    [DEADLINE_PERIOD_END] = {{N_("earning period ends"), N_("period ends")}, {NULL, NULL}},
    [DEADLINE_USAGE_START] = {{N_("usage period begins"), N_("use begins")}, {NULL, NULL}},
    [DEADLINE_USAGE_END] = {{N_("usage period ends"), N_("use ends")}, {NULL, NULL}},
    [DEADLINE_WINDOW_OPEN] = {{N_("claim window opens"), N_("claims open")}, {NULL, NULL}},
    [DEADLINE_WINDOW_CLOSE] = {{N_("claim window closes"), N_("claims end")}, {NULL, NULL}},
    [DEADLINE_DRAFT_WINDOW] = {{N_("last day to submit"), N_("submit")},
                               {N_("last day missed"), N_("missed")}},
    [DEADLINE_LATE_FILING] = {{N_("submit in time"), N_("file")},
                              {N_("submit, it is late"), N_("file late")}},
    [DEADLINE_ACTION_ANSWER] = {{N_("answer the reviewer"), N_("answer")},
                                {N_("answer overdue"), N_("answer late")}},
    [DEADLINE_APPROVAL_LAPSE] = {{N_("approval lapses"), N_("approval")},
                                 {N_("approval lapsed"), N_("lapsed")}},
    [DEADLINE_REVIEW] = {{N_("review due"), N_("review")},
                         {N_("review overdue"), N_("review late")}},
    [DEADLINE_DISPUTE] = {{N_("dispute answer due"), N_("dispute")},
                          {N_("dispute overdue"), N_("no answer")}},
    [DEADLINE_PAYMENT] = {{N_("payment due"), N_("payment")},
                          {N_("payment overdue"), N_("unpaid")}},
    [DEADLINE_RETENTION_END] = {{N_("documents may go"), N_("documents")}, {NULL, NULL}},
};
static const struct label threshold = {N_("threshold not reached"), N_("threshold")};

static const struct label *label_of(const struct deadline *deadline)
{
    if (deadline->kind == DEADLINE_PERIOD_END && deadline->has_amount)
        return &threshold;
    if (deadline->days_left < 0 && labels[deadline->kind].overdue.full != NULL)
        return &labels[deadline->kind].overdue;
    return &labels[deadline->kind].in_time;
}

const char *deadline_label(const struct deadline *deadline)
{
    return _(label_of(deadline)->full);
}

const char *deadline_label_brief(const struct deadline *deadline)
{
    return _(label_of(deadline)->brief);
}

char *deadline_left(int days_left, char ret[DEADLINE_LEFT_SIZE])
{
    int days = days_left < 0 ? -days_left : days_left;
    if (days_left < 0)
        (void)snprintf(ret, DEADLINE_LEFT_SIZE,
                       ngettext("%d day late", "%d days late", (unsigned long)days), days);
    else if (days == 0)
        (void)snprintf(ret, DEADLINE_LEFT_SIZE, "%s", _("today"));
    else
        (void)snprintf(ret, DEADLINE_LEFT_SIZE, ngettext("%d day", "%d days", (unsigned long)days),
                       days);
    return ret;
}

char *deadline_left_brief(int days_left, char ret[DEADLINE_LEFT_SIZE])
{
    if (days_left < 0)
        (void)snprintf(ret, DEADLINE_LEFT_SIZE, _("%d late"), -days_left);
    else if (days_left == 0)
        (void)snprintf(ret, DEADLINE_LEFT_SIZE, "%s", _("today"));
    else
        (void)snprintf(ret, DEADLINE_LEFT_SIZE, _("%d d"), days_left);
    return ret;
}

enum paint deadline_paint(const struct deadline *deadline)
{
    enum { NOW_DAYS = 14, SOON_DAYS = 45 };
    if (deadline->days_left < 0)
        return PAINT_BAD;
    if (!deadline_has_stake(deadline))
        return PAINT_FAINT;
    if (deadline->days_left <= NOW_DAYS)
        return PAINT_BAD;
    return deadline->days_left <= SOON_DAYS ? PAINT_WARN : PAINT_TEXT;
}

bool deadline_figure(const struct deadline *deadline, struct figure *ret)
{
    if (!deadline->has_amount)
        return false;
    *ret = (struct figure){.kind = FIGURE_DEADLINE,
                           .amount = deadline->amount,
                           .currency = deadline->currency,
                           .program = deadline->program,
                           .location = deadline->location,
                           .period = deadline->period,
                           .name = deadline_kind_word(deadline->kind),
                           .id = deadline->claim[0] != '\0' ? deadline->claim : NULL};
    return true;
}
