/* SPDX-License-Identifier: MIT */
#include "cli/explain_text.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/words.h"

/* Steps come one by one, and only the next one tells whether this was the last of
 * its figure in one currency, which holds the result, if there is one: so each is
 * kept until then. */
struct teller {
    struct call *call;
    bool figures;    /* not a list of changes, which has no result */
    char figure[64]; /* of the steps so far; "" at the start */
    size_t part;
    struct buf amount; /* "4000.00 EUR" of the step that is kept */
    struct buf words;
    bool kept;
};

static enum rc tell_kept(struct teller *teller, bool last, struct err *err)
{
    if (!teller->kept)
        return RC_OK;
    teller->kept = false;
    enum rc rc = buf_check(&teller->amount, err);
    if (rc == RC_OK)
        rc = buf_check(&teller->words, err);
    if (rc == RC_OK)
        rc = call_sayf(teller->call, err, "  %s%20s   %s",
                       last && teller->figures && teller->amount.length > 0 ? "=" : " ",
                       teller->amount.text, teller->words.text);
    return rc;
}

static const char *amount_text(const struct explain_step *step, char ret[MONEY_TEXT_SIZE])
{
    return money_print(step->amount, step->has_currency ? step->currency : currency_usd, ret);
}

/* One earning or claim: where it stands and what it is, set in beside its sum. */
static void keep_row(struct teller *teller, const struct explain_step *step)
{
    char amount[MONEY_TEXT_SIZE];
    buf_addf(&teller->words, "%14s   %s  %s", amount_text(step, amount), step->detail, step->rule);
}

static void keep_step(struct teller *teller, const struct explain_step *step)
{
    struct buf *words = &teller->words;
    char amount[MONEY_TEXT_SIZE];
    const char *code = step->has_currency ? step->currency.code : "";
    if (step->has_amount)
        buf_addf(&teller->amount, "%s %s", amount_text(step, amount), code);
    buf_add(words, step->rule);
    if (step->has_count)
        buf_addf(words,
                 ngettext(" (%" PRId64 " row)", " (%" PRId64 " rows)", (unsigned long)step->count),
                 step->count);
    if (step->detail != NULL && step->detail[0] != '\0' && strcmp(step->detail, code) != 0)
        buf_addf(words, ": %s", step->detail);
    buf_addf(words, "  [%s]", step->source);
}

static enum rc tell_step(void *context, const struct explain_step *step, struct err *err)
{
    struct teller *teller = context;
    bool next_figure = strcmp(teller->figure, step->figure) != 0;
    enum rc rc = tell_kept(teller, next_figure || step->part != teller->part, err);
    teller->part = step->part;
    if (rc == RC_OK && next_figure) {
        if (teller->figure[0] != '\0')
            rc = call_gap(teller->call, err);
        (void)snprintf(teller->figure, sizeof(teller->figure), "%s", step->figure);
        if (rc == RC_OK)
            rc = call_sayf(teller->call, err, "%s", step->figure);
    }
    buf_clear(&teller->amount);
    buf_clear(&teller->words);
    teller->kept = true;
    if ((step->earning != NULL || step->claim != NULL) && step->has_amount)
        keep_row(teller, step);
    else
        keep_step(teller, step);
    return rc;
}

enum rc explain_print(struct call *call, const struct explain_request *request, struct err *err)
{
    struct teller teller = {.call = call, .figures = !request->has_since};
    buf_init(&teller.amount);
    buf_init(&teller.words);
    enum rc rc = app_explain(call->app, request, tell_step, &teller, err);
    if (rc == RC_OK)
        rc = tell_kept(&teller, true, err);
    if (rc == RC_OK && teller.figure[0] == '\0')
        rc = call_sayf(call, err,
                       request->has_since ? _("Nothing has changed since then.")
                                          : _("There is nothing to explain."));
    buf_release(&teller.amount);
    buf_release(&teller.words);
    return rc;
}
