/* SPDX-License-Identifier: MIT */
/* What has changed in a fund after a day, by the journal's time. */
#include "app/explaining.h"
#include "base/buf.h"
#include "base/checked.h"
#include "base/clock.h"
#include "base/words.h"
#include "store/changes.h"
#include "store/claims.h"

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
    char stamp[CLOCK_STAMP_SIZE], before[MONEY_TEXT_SIZE];
    struct money amount = change->after;
    struct buf detail;
    if (request->has_currency && !currency_equal(request->currency, change->currency))
        return RC_OK;
    buf_init(&detail);
    clock_stamp(change->time, stamp);
    if (change->source != NULL)
        buf_addf(&detail, "%s %s:%lld", stamp, change->source, (long long)change->line);
    else
        buf_addf(&detail, _("%s typed-in %s"), stamp, change->id);
    if (!change->is_new && !change->excluded)
        buf_addf(&detail, _(", before: %s"), money_print(change->before, change->currency, before));
    enum rc rc = buf_check(&detail, err);
    if (rc == RC_OK)
        rc = explain_step(e, kind_of(change), "CONTRACT.md section 6", &amount, change->currency,
                          -1, detail.text, err);
    buf_release(&detail);
    return rc;
}

/* A step without an amount: what the log says, and when. */
static enum rc say_logged(struct explaining *e, const char *rule, const char *source, int64_t time,
                          const char *summary, struct err *err)
{
    char stamp[CLOCK_STAMP_SIZE];
    struct buf detail;
    buf_init(&detail);
    clock_stamp(time, stamp);
    buf_addf(&detail, "%s %s", stamp, summary);
    enum rc rc = buf_check(&detail, err);
    if (rc == RC_OK)
        rc = explain_step(e, rule, source, NULL, (struct currency){""}, -1, detail.text, err);
    buf_release(&detail);
    return rc;
}

static enum rc say_term(void *context, const struct term_change *change, struct err *err)
{
    return say_logged(context, _("terms"), "CONTRACT.md section 8", change->time, change->summary,
                      err);
}

/* A row of the log that reaches beyond a person's scope is told without its words. */
static enum rc say_turn(void *context, const struct turn *turn, struct err *err)
{
    struct explaining *e = context;
    bool visible = false;
    const char *rule = turn->kind == JOURNAL_UNDO   ? _("taken back")
                       : turn->kind == JOURNAL_REDO ? _("brought forward again")
                                                    : _("deleted");
    enum rc rc =
        journal_row_visible(e->app->book, turn->number, app_sees_row, e->app, &visible, err);
    return rc == RC_OK ? say_logged(e, rule, "CONTRACT.md section 4", turn->time,
                                    visible ? turn->summary : "", err)
                       : rc;
}

/* Entries that move what a claim adds to its fund. */
static bool moves_money(enum claim_entry_kind kind)
{
    return kind == ENTRY_CREATED || kind == ENTRY_SET || kind == ENTRY_SUBMITTED ||
           kind == ENTRY_STATUS || kind == ENTRY_PAYMENT || kind == ENTRY_PAYMENT_VOIDED;
}

static enum rc say_entry(struct explaining *e, const struct claim_history *history,
                         const struct claim_entry *entry, struct currency currency, struct err *err)
{
    const char *status = claim_entry_text(entry, FIELD_STATUS);
    struct money amount = {0};
    bool has = claim_entry_number(entry, FIELD_AMOUNT, &amount.micros);
    char stamp[CLOCK_STAMP_SIZE];
    struct buf detail;
    if (claim_entry_text(entry, FIELD_CURRENCY) != NULL) /* a payment can be in another one */
        (void)currency_parse(claim_entry_text(entry, FIELD_CURRENCY), &currency);
    buf_init(&detail);
    clock_stamp(entry->time, stamp);
    buf_addf(&detail, "%s %s %s", stamp, history->head.id,
             status != NULL ? status : claim_entry_word(entry->kind));
    enum rc rc = buf_check(&detail, err);
    if (rc == RC_OK)
        rc = explain_step(e, _("claim"), "CONTRACT.md section 5", has ? &amount : NULL,
                          has ? currency : (struct currency){""}, -1, detail.text, err);
    buf_release(&detail);
    return rc;
}

static int64_t told_after(const struct explaining *e)
{
    /* The day itself is known; what came on the next one is news. */
    return ((int64_t)e->request->since.day + 1) * SECONDS_A_DAY;
}

static enum rc say_claim(void *context, const struct claim_history *history, struct err *err)
{
    struct explaining *e = context;
    struct claim claim = {0};
    enum rc rc = claim_on(history, e->app->day, &claim, err);
    bool asked = rc == RC_OK && (!e->request->has_currency ||
                                 currency_equal(e->request->currency, claim.currency));
    for (size_t i = 0; asked && rc == RC_OK && i < history->count; i++) {
        const struct claim_entry *entry = &history->entries[i];
        if (entry->time >= told_after(e) && moves_money(entry->kind) &&
            date_compare(entry->day, e->app->day) <= 0)
            rc = say_entry(e, history, entry, claim.currency, err);
    }
    claim_release(&claim);
    return rc;
}

enum rc explain_since(struct explaining *e, struct err *err)
{
    const struct explain_request *request = e->request;
    struct windows windows = period_windows(request->period);
    struct date to = windows.earning_end;
    int64_t after = told_after(e);
    if (date_compare(e->app->day, to) < 0)
        to = e->app->day;
    e->figure = "since";
    e->step = 0;
    enum rc rc = earnings_changed(e->app->book, request->program, request->location,
                                  windows.earning_start, to, after, say_change, e, err);
    if (rc == RC_OK)
        rc = claims_of_fund(e->app->book, request->program, request->location, request->period,
                            say_claim, e, err);
    if (rc == RC_OK)
        rc = terms_changed(e->app->book, request->program, after, say_term, e, err);
    return rc == RC_OK ? turns_since(e->app->book, request->program, request->location,
                                     date_month(windows.earning_start),
                                     date_month(windows.earning_end), after, say_turn, e, err)
                       : rc;
}
