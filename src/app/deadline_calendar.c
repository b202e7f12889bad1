/* SPDX-License-Identifier: MIT */
#include "app/deadlines.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/guard.h"
#include "app/inside.h"
#include "base/digest.h"
#include "base/words.h"
#include "io/calendar.h"
#include "io/outfile.h"
#include "store/journal.h"

struct deadline_calendar {
    struct outfile *out;
    struct calendar *calendar;
};

/* What a calendar shows in the room of one line. */
static const char *title_of(enum deadline_kind kind)
{
    static const char *const titles[DEADLINE_KINDS] = {
        [DEADLINE_PERIOD_END] = N_("Earning period ends"),
        [DEADLINE_USAGE_START] = N_("Co-op can be used"),
        [DEADLINE_USAGE_END] = N_("Last day to use co-op"),
        [DEADLINE_WINDOW_OPEN] = N_("Claims can be submitted"),
        [DEADLINE_WINDOW_CLOSE] = N_("Last day to claim"),
        [DEADLINE_DRAFT_WINDOW] = N_("Last day to submit a draft"),
        [DEADLINE_LATE_FILING] = N_("Submit before it is late"),
        [DEADLINE_ACTION_ANSWER] = N_("Last day to answer the reviewer"),
        [DEADLINE_APPROVAL_LAPSE] = N_("Approval lapses"),
        [DEADLINE_REVIEW] = N_("Review due"),
        [DEADLINE_DISPUTE] = N_("Answer to a dispute due"),
        [DEADLINE_PAYMENT] = N_("Payment due"),
        [DEADLINE_RETENTION_END] = N_("Documents kept until today"),
    };
    return _(titles[kind]);
}

/* A claim's id is unique, and its currency may change; a fund has a deadline in each
 * currency, but one end of its earning period, whatever the gap. */
static void make_uid(const struct deadline *deadline, struct buf *ret)
{
    enum { UID_DIGITS = 32 };
    bool by_currency = deadline->claim[0] == '\0' && deadline->kind != DEADLINE_PERIOD_END;
    char period[PERIOD_TEXT_SIZE], hex[DIGEST_HEX_SIZE];
    const char *const texts[] = {
        deadline_kind_word(deadline->kind),        deadline->program, deadline->location,
        period_print(deadline->period, period),    deadline->claim,   deadline->about,
        by_currency ? deadline->currency.code : ""};
    enum { TEXTS = sizeof(texts) / sizeof(texts[0]) };
    struct digest_part parts[TEXTS];
    struct digest digest;
    for (size_t i = 0; i < TEXTS; i++)
        parts[i] = (struct digest_part){texts[i], strlen(texts[i])};
    digest_parts(parts, TEXTS, &digest);
    buf_addf(ret, "%.*s@coffer", UID_DIGITS, digest_hex(&digest, hex));
}

static void make_summary(const struct deadline *deadline, struct buf *ret)
{
    char period[PERIOD_TEXT_SIZE], amount[MONEY_TEXT_SIZE];
    buf_addf(ret, "%s: ", title_of(deadline->kind));
    if (deadline->has_amount)
        buf_addf(ret, "%s %s, ", money_print(deadline->amount, deadline->currency, amount),
                 deadline->currency.code);
    if (deadline->claim[0] != '\0')
        buf_addf(ret, "%s, ", deadline->claim);
    buf_addf(ret, "%s %s %s", deadline->program, deadline->location,
             period_print(deadline->period, period));
}

/* The half-year is named after the earning period: its days stand beside the name
 * (RULES.md section 2). */
static void make_description(const struct deadline *deadline, struct buf *ret)
{
    struct windows windows = period_windows(deadline->period);
    char period[PERIOD_TEXT_SIZE], from[DATE_TEXT_SIZE], to[DATE_TEXT_SIZE];
    char amount[MONEY_TEXT_SIZE];
    buf_addf(ret, "%s\n\n", deadline->text);
    buf_addf(ret, _("Program %s, location %s, %s (earned %s to %s)"), deadline->program,
             deadline->location, period_print(deadline->period, period),
             date_print(windows.earning_start, from), date_print(windows.earning_end, to));
    if (deadline->claim[0] != '\0')
        buf_addf(ret, _("\nClaim %s"), deadline->claim);
    if (deadline->has_amount)
        buf_addf(ret, _("\nMoney at stake: %s %s"),
                 money_print(deadline->amount, deadline->currency, amount),
                 deadline->currency.code);
}

static enum rc into_file(void *context, const char *bytes, size_t length, struct err *err)
{
    return outfile_write(context, bytes, length, err);
}

enum rc app_calendar_open(struct app *app, const char *to, struct deadline_calendar **ret,
                          struct err *err)
{
    int64_t newest = 0;
    struct deadline_calendar *calendar = calloc(1, sizeof(*calendar));
    if (calendar == NULL)
        return err_memory(err);
    enum rc rc = app_may(app, MAY_LOOK, err);
    if (rc == RC_OK)
        rc = guard_books(to, book_path(app->book), err);
    if (rc == RC_OK)
        rc = journal_newest(app->book, &newest, err);
    if (rc == RC_OK)
        rc = outfile_open(to, &calendar->out, err);
    if (rc == RC_OK)
        rc = calendar_new(_("Co-op deadlines"), app->day, newest, into_file, calendar->out,
                          &calendar->calendar, err);
    if (rc == RC_OK)
        *ret = calendar;
    else
        app_calendar_drop(calendar);
    return rc;
}

enum rc app_calendar_add(struct deadline_calendar *calendar, const struct deadline *deadline,
                         struct err *err)
{
    struct buf uid, summary, description;
    buf_init(&uid);
    buf_init(&summary);
    buf_init(&description);
    make_uid(deadline, &uid);
    make_summary(deadline, &summary);
    make_description(deadline, &description);
    const struct calendar_event event = {uid.text, deadline->due, summary.text, description.text,
                                         deadline_kind_word(deadline->kind)};
    enum rc rc = buf_check(&uid, err);
    if (rc == RC_OK)
        rc = buf_check(&summary, err);
    if (rc == RC_OK)
        rc = buf_check(&description, err);
    if (rc == RC_OK)
        rc = calendar_add(calendar->calendar, &event, err);
    buf_release(&uid);
    buf_release(&summary);
    buf_release(&description);
    return rc;
}

enum rc app_calendar_commit(struct deadline_calendar *calendar, struct err *err)
{
    enum rc rc = calendar_end(calendar->calendar, err);
    if (rc == RC_OK) {
        rc = outfile_commit(calendar->out, err);
        calendar->out = NULL;
    }
    app_calendar_drop(calendar);
    return rc;
}

void app_calendar_drop(struct deadline_calendar *calendar)
{
    if (calendar == NULL)
        return;
    calendar_free(calendar->calendar);
    outfile_drop(calendar->out);
    free(calendar);
}
