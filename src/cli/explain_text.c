/* SPDX-License-Identifier: MIT */
#include "cli/explain_text.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/words.h"

/* Steps come one by one, and only the next one tells whether this was the last
 * of its figure, which holds the result: so each is kept until then. */
struct teller {
    struct call *call;
    char figure[64];   /* of the steps so far; "" at the start */
    struct buf amount; /* "4000.00 EUR" of the step that is kept */
    struct buf words;
    bool kept;
};

static enum rc tell_kept(struct teller *teller, bool last, struct err *err)
{
    if (!teller->kept)
        return RC_OK;
    enum rc rc = buf_check(&teller->amount, err);
    if (rc == RC_OK)
        rc = buf_check(&teller->words, err);
    if (rc == RC_OK)
        rc = call_sayf(teller->call, err, "  %s%20s   %s", last ? "=" : " ", teller->amount.text,
                       teller->words.text);
    teller->kept = false;
    return rc;
}

static void keep(struct teller *teller, const struct explain_step *step)
{
    buf_clear(&teller->amount);
    buf_clear(&teller->words);
    if (step->has_amount) {
        char text[MONEY_TEXT_SIZE];
        struct currency currency = step->has_currency ? step->currency : currency_usd;
        buf_add(&teller->amount, money_print(step->amount, currency, text));
        if (step->has_currency)
            buf_addf(&teller->amount, " %s", currency.code);
    }
    struct buf *words = &teller->words;
    buf_add(words, step->rule);
    if (step->has_count)
        buf_addf(words,
                 ngettext(" (%" PRId64 " row)", " (%" PRId64 " rows)", (unsigned long)step->count),
                 step->count);
    if (step->detail != NULL && step->detail[0] != '\0')
        buf_addf(words, "%s%s", words->length > 0 ? ": " : "", step->detail);
    if (step->source != NULL && step->source[0] != '\0')
        buf_addf(words, "  [%s]", step->source);
    teller->kept = true;
}

static enum rc tell_step(void *context, const struct explain_step *step, struct err *err)
{
    struct teller *teller = context;
    enum rc rc = RC_OK;
    bool next_figure = strcmp(teller->figure, step->figure) != 0;
    bool first = teller->figure[0] == '\0';
    rc = tell_kept(teller, next_figure, err);
    if (rc == RC_OK && next_figure) {
        (void)snprintf(teller->figure, sizeof(teller->figure), "%s", step->figure);
        if (!first)
            rc = call_gap(teller->call, err);
        if (rc == RC_OK)
            rc = call_sayf(teller->call, err, "%s", step->figure);
    }
    if (rc == RC_OK)
        keep(teller, step);
    return rc;
}

enum rc explain_print(struct call *call, const struct explain_request *request, struct err *err)
{
    struct teller teller = {.call = call};
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
