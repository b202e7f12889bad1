/* SPDX-License-Identifier: MIT */
/* What has changed in a fund after a day, by the journal's time. */
#include <string.h>

#include "app/explaining.h"
#include "base/buf.h"
#include "base/checked.h"
#include "base/clock.h"
#include "base/words.h"
#include "store/changes.h"
#include "store/claims.h"

enum { SECONDS_A_DAY = 86400 };

/* What a change was for the currency that is explained. */
static bool counts_in(const struct explaining *e, const struct earning_state *state)
{
    return state->in && (!e->request->has_currency ||
                         currency_equal(e->request->currency, state->amounts.currency));
}

static const char *kind_of(const struct earning_change *change, bool was, bool is)
{
    if (was && !is)
        return change->after.there ? _("gone") : _("deleted");
    if (change->after.excluded && !(was && change->before.excluded))
        return _("excluded");
    if (was)
        return _("updated");
    return change->after.amounts.amount.micros < 0 ? _("reversed") : _("new");
}

/* The list, ready for its next item. */
static struct buf *next_of(struct buf *list)
{
    buf_add(list, list->length > 0 ? ", " : "");
    return list;
}

/* What `one` says otherwise than `other`. */
static void add_differences(struct buf *list, const struct earning_state *one,
                            const struct earning_state *other)
{
    char amount[MONEY_TEXT_SIZE], usd[MONEY_TEXT_SIZE], day[DATE_TEXT_SIZE];
    struct currency currency = one->amounts.currency;
    (void)money_print(one->amounts.amount, currency, amount);
    (void)money_print(one->amounts.usd, currency_usd, usd);
    if (!currency_equal(currency, other->amounts.currency))
        buf_addf(next_of(list), "%s %s", amount, currency.code);
    else if (one->amounts.amount.micros != other->amounts.amount.micros)
        buf_add(next_of(list), amount);
    if (one->amounts.usd.micros != other->amounts.usd.micros &&
        !currency_equal(currency, currency_usd))
        buf_addf(next_of(list), _("worth USD %s"), usd);
    if (one->type != other->type)
        buf_add(next_of(list), earning_type_word(one->type));
    if (one->excluded != other->excluded)
        buf_add(next_of(list), one->excluded ? _("excluded") : _("not excluded"));
    if (date_compare(one->date, other->date) != 0)
        buf_add(next_of(list), date_print(one->date, day));
    if (strcmp(one->location, other->location) != 0)
        buf_addf(next_of(list), _("location %s"), one->location);
    if (strcmp(one->program, other->program) != 0)
        buf_addf(next_of(list), _("program %s"), one->program);
}

/* Of a row that stayed or came what it was, of one that went what it is; nothing of a
 * place that the person does not see. */
static enum rc add_other(struct explaining *e, const struct earning_change *change, bool is,
                         struct buf *detail, struct err *err)
{
    const struct earning_state *one = is ? &change->before : &change->after;
    const struct earning_state *other = is ? &change->after : &change->before;
    struct buf list;
    if (!one->there || !app_sees(e->app, one->program, one->location))
        return RC_OK;
    buf_init(&list);
    add_differences(&list, one, other);
    enum rc rc = buf_check(&list, err);
    if (rc == RC_OK && list.length == 0)
        buf_add(detail, _(", its figures as before"));
    else if (rc == RC_OK)
        buf_addf(detail, is ? _(", before: %s") : _(", now: %s"), list.text);
    buf_release(&list);
    return rc;
}

static enum rc say_change(void *context, const struct earning_change *change, struct err *err)
{
    struct explaining *e = context;
    char stamp[CLOCK_STAMP_SIZE];
    bool was = counts_in(e, &change->before), is = counts_in(e, &change->after);
    const struct amounts *amounts = is ? &change->after.amounts : &change->before.amounts;
    struct money amount = amounts->amount;
    struct buf detail;
    if (!was && !is)
        return RC_OK;
    buf_init(&detail);
    clock_stamp(change->time, stamp);
    if (change->source != NULL)
        buf_addf(&detail, "%s %s:%lld", stamp, change->source, (long long)change->line);
    else
        buf_addf(&detail, _("%s typed-in %s"), stamp, change->id);
    enum rc rc = add_other(e, change, is, &detail, err);
    if (rc == RC_OK)
        rc = buf_check(&detail, err);
    if (rc == RC_OK)
        rc = explain_step(e, kind_of(change, was, is), "CONTRACT.md section 6", &amount,
                          amounts->currency, -1, detail.text, err);
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

/* What was taken back reaches beyond the fund, and so may an alias: to somebody who
 * does not see all of the log's row it is told without its words. */
static enum rc say_turn(void *context, const struct turn *turn, struct err *err)
{
    struct explaining *e = context;
    bool terms = turn->kind == JOURNAL_WRITE, visible = terms && !turn->moved;
    const char *rule = terms                        ? _("terms")
                       : turn->kind == JOURNAL_UNDO ? _("taken back")
                                                    : _("brought forward again");
    enum rc rc = visible ? RC_OK
                         : journal_row_visible(e->app->book, turn->number, app_sees_row, e->app,
                                               &visible, err);
    return rc == RC_OK
               ? say_logged(e, rule, terms ? "CONTRACT.md section 8" : "CONTRACT.md section 4",
                            turn->time, visible ? turn->summary : "", err)
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
    const char *status = claim_entry_text(entry, SAYS_STATUS);
    struct money amount = {0};
    /* What a payment of several claims settles of this one; in the claim's currency. */
    bool pays = entry->kind == ENTRY_PAYMENT;
    bool has = claim_entry_number(entry, pays ? SAYS_COVERS : SAYS_AMOUNT, &amount.micros);
    char stamp[CLOCK_STAMP_SIZE];
    struct buf detail;
    if (!pays && claim_entry_text(entry, SAYS_CURRENCY) != NULL)
        (void)currency_parse(claim_entry_text(entry, SAYS_CURRENCY), &currency);
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
    struct since since = {.program = request->program,
                          .location = request->location,
                          .from = windows.earning_start,
                          .to = windows.earning_end,
                          .after = told_after(e)};
    if (date_compare(e->app->day, since.to) < 0)
        since.to = e->app->day;
    e->figure = "since";
    e->step = 0;
    enum rc rc = earnings_changed(e->app->book, &since, say_change, e, err);
    if (rc == RC_OK)
        rc = claims_of_fund(e->app->book, request->program, request->location, request->period,
                            say_claim, e, err);
    return rc == RC_OK ? turns_since(e->app->book, &since, windows.earning_end, say_turn, e, err)
                       : rc;
}
