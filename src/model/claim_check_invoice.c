/* SPDX-License-Identifier: MIT */
/* Findings of invoices: their dates, and whether they are claimed more than once. */
#include "base/text.h"
#include "base/words.h"
#include "model/claim_findings.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

__extension__ typedef __int128 wide;

/* ---- where an invoice is claimed ----------------------------------------------------------- */

static bool is_ascii(const char *text)
{
    for (; *text != '\0'; text++)
        if ((unsigned char)*text >= 0x80)
            return false;
    return true;
}

/* Without case, as the book looks invoices up. */
static bool same_name(const char *a, const char *b, bool *failed)
{
    struct buf folded[2];
    if (strcasecmp(a, b) == 0)
        return true;
    if (is_ascii(a) && is_ascii(b))
        return false;
    buf_init(&folded[0]);
    buf_init(&folded[1]);
    text_add_folded(&folded[0], a);
    text_add_folded(&folded[1], b);
    bool same = strcmp(folded[0].text, folded[1].text) == 0;
    *failed = *failed || folded[0].failed || folded[1].failed;
    buf_release(&folded[0]);
    buf_release(&folded[1]);
    return same;
}

static bool same_invoice(const struct claim_expense *a, const struct claim_expense *b, bool *failed)
{
    return !a->csr && !b->csr && same_name(a->number, b->number, failed) &&
           same_name(a->vendor, b->vendor, failed);
}

/* An expense that is the invoice, and the claim that has it. */
struct use {
    const struct claim *claim;
    const struct claim_expense *expense;
    bool unseen;
};

/* Where the walk over them stands: the claim itself, then its neighbours. */
struct use_walk {
    size_t claim, expense;
};

static bool next_use(const struct check_input *input, const struct claim_expense *expense,
                     struct use_walk *walk, struct use *ret, bool *failed)
{
    for (; walk->claim <= input->neighbour_count; walk->claim++, walk->expense = 0) {
        const struct claim_neighbour *other =
            walk->claim > 0 ? &input->neighbours[walk->claim - 1] : NULL;
        const struct claim *claim = other != NULL ? other->claim : input->claim;
        if (other != NULL && !claim_stands(claim))
            continue;
        while (walk->expense < claim->expense_count) {
            const struct claim_expense *found = &claim->expenses[walk->expense++];
            if (found != expense && !same_invoice(found, expense, failed))
                continue;
            *ret = (struct use){claim, found, other != NULL && other->unseen};
            return true;
        }
    }
    return false;
}

/* net and sum are only known where one of the uses gives the invoice's total: then it
 * is shared openly. */
struct invoice {
    wide net, sum;                       /* total − tax; the shares in its currency */
    const struct claim_expense *expense; /* of the claim that is asked about */
    const struct claim *other;           /* another that has it; NULL: none may be named */
    struct currency currency;            /* of the total */
    bool has_total;
    bool shared;  /* others are the same invoice */
    bool unseen;  /* one of them may not be named */
    bool foreign; /* a share is in another currency: it is never converted */
};

/* Of different totals the claim's own holds, else the smallest. */
static void take_total(struct invoice *invoice, const struct claim_expense *expense)
{
    wide net = (wide)expense->invoice_total.micros - (expense->has_tax ? expense->tax.micros : 0);
    bool own = expense == invoice->expense;
    if (!expense->has_invoice_total || (!own && invoice->expense->has_invoice_total) ||
        (invoice->has_total && net >= invoice->net))
        return;
    invoice->has_total = true;
    invoice->net = net;
    invoice->currency = expense->invoice_currency;
}

static struct invoice invoice_of(const struct check_input *input,
                                 const struct claim_expense *expense, bool *failed)
{
    struct invoice invoice = {.expense = expense};
    struct use use;
    for (struct use_walk walk = {0}; next_use(input, expense, &walk, &use, failed);) {
        take_total(&invoice, use.expense);
        invoice.shared = invoice.shared || use.expense != expense;
        invoice.unseen = invoice.unseen || use.unseen;
        if (invoice.other == NULL && use.expense != expense && !use.unseen)
            invoice.other = use.claim;
    }
    for (struct use_walk walk = {0};
         invoice.has_total && next_use(input, expense, &walk, &use, failed);) {
        if (currency_equal(use.claim->currency, invoice.currency))
            invoice.sum += use.expense->amount.micros;
        else
            invoice.foreign = true;
    }
    return invoice;
}

/* A finding's words for an invoice. */
struct invoice_words {
    struct buf item, word; /* as in the column, and as typed in a shell */
    char vendor[TEXT_EXCERPT_SIZE];
};

typedef void invoice_visit(const struct check_input *input, const struct invoice *invoice,
                           const struct invoice_words *words, struct findings *ret);

static void each_invoice(const struct check_input *input, invoice_visit *visit,
                         struct findings *ret)
{
    for (size_t i = 0; i < input->claim->expense_count && !ret->failed; i++) {
        const struct claim_expense *expense = &input->claim->expenses[i];
        struct invoice_words words;
        if (expense->csr)
            continue;
        const struct invoice invoice = invoice_of(input, expense, &ret->failed);
        buf_init(&words.item);
        buf_init(&words.word);
        expense_item_text(input->claim, expense, &words.item);
        shell_word_add(&words.word, words.item.text);
        (void)text_excerpt(expense->vendor, words.vendor);
        ret->failed = ret->failed || words.item.failed || words.word.failed;
        visit(input, &invoice, &words, ret);
        buf_release(&words.item);
        buf_release(&words.word);
    }
}

/* ---- its findings -------------------------------------------------------------------------- */

/* Sums of shares can pass 64 bits; what is printed is then the rim. */
static struct money to_money(wide micros)
{
    int64_t most = INT64_MAX;
    return (struct money){micros > most ? most : micros < -most ? -most : (int64_t)micros};
}

static void find_overuse(const struct check_input *input, const struct invoice *invoice,
                         const struct invoice_words *words, struct findings *ret)
{
    char texts[2][MONEY_TEXT_SIZE];
    bool takes_part = currency_equal(input->claim->currency, invoice->currency);
    if (!invoice->has_total || !takes_part || invoice->sum <= invoice->net)
        return;
    (void)money_print(to_money(invoice->sum), invoice->currency, texts[0]);
    (void)money_print(to_money(invoice->net), invoice->currency, texts[1]);
    findings_begin(ret, words->item.text);
    /* A sum would tell what the unseen claims ask. */
    if (invoice->unseen)
        findings_say(ret,
                     _("All claims together ask for more of invoice %s of %s than its total "
                       "without tax, %s %s."),
                     invoice->expense->number, words->vendor, texts[1], invoice->currency.code);
    else
        findings_say(ret,
                     _("All claims together ask for %s %s of invoice %s of %s; its total "
                       "without tax is %s %s."),
                     texts[0], invoice->currency.code, invoice->expense->number, words->vendor,
                     texts[1], invoice->currency.code);
    findings_mend_claim(
        ret, input->claim,
        _("type it again with a smaller amount after: coffer claim expense delete %s %s"),
        input->claim->head->id, words->word.text);
}

void check_invoice_share(const struct check_input *input, struct findings *ret)
{
    each_invoice(input, find_overuse, ret);
}

static void find_same(const struct check_input *input, const struct invoice *invoice,
                      const struct invoice_words *words, struct findings *ret)
{
    if (!invoice->shared || invoice->has_total)
        return;
    findings_begin(ret, words->item.text);
    if (invoice->other == input->claim)
        findings_say(ret, _("Invoice %s of %s is in this claim twice."), invoice->expense->number,
                     words->vendor);
    else if (invoice->other != NULL)
        findings_say(ret, _("Invoice %s of %s is in claim %s, too."), invoice->expense->number,
                     words->vendor, invoice->other->head->id);
    else
        findings_say(ret, _("Invoice %s of %s is in another claim, too."), invoice->expense->number,
                     words->vendor);
    findings_mend_claim(
        ret, input->claim,
        _("if each claim has a share, type it again with --invoice-total after: coffer "
          "claim expense delete %s %s"),
        input->claim->head->id, words->word.text);
}

void check_same_invoice(const struct check_input *input, struct findings *ret)
{
    each_invoice(input, find_same, ret);
}

static void find_foreign(const struct check_input *input, const struct invoice *invoice,
                         const struct invoice_words *words, struct findings *ret)
{
    if (!invoice->shared || !invoice->foreign)
        return;
    findings_begin(ret, words->item.text);
    findings_say(ret,
                 _("Invoice %s of %s is in %s and shared with claims in another currency: what is "
                   "left of it cannot be told."),
                 invoice->expense->number, words->vendor, invoice->currency.code);
    findings_mend(ret, _("compare the shares by hand: coffer claim show %s"),
                  input->claim->head->id);
}

void check_invoice_compared(const struct check_input *input, struct findings *ret)
{
    each_invoice(input, find_foreign, ret);
}

static void find_date(const struct check_input *input, const struct invoice *invoice,
                      const struct invoice_words *words, struct findings *ret)
{
    const struct windows *windows = &input->fund->windows;
    struct date day = invoice->expense->date;
    char days[3][DATE_TEXT_SIZE];
    if (date_compare(day, windows->usage_start) >= 0 && date_compare(day, windows->usage_end) <= 0)
        return;
    findings_begin(ret, words->item.text);
    findings_say(ret, _("Invoice %s of %s is dated %s, outside the usage period, %s to %s."),
                 invoice->expense->number, words->vendor, date_print(day, days[0]),
                 date_print(windows->usage_start, days[1]),
                 date_print(windows->usage_end, days[2]));
    if (claim_status_is_editable(input->claim->status))
        findings_mend(ret,
                      _("say when the service was given: coffer claim comment %s TEXT; or type a "
                        "wrong date again after: coffer claim expense delete %s %s"),
                      input->claim->head->id, input->claim->head->id, words->word.text);
    else
        findings_mend(ret, _("say when the service was given: coffer claim comment %s TEXT"),
                      input->claim->head->id);
}

void check_invoice_dates(const struct check_input *input, struct findings *ret)
{
    each_invoice(input, find_date, ret);
}

bool invoice_is_shared_openly(const struct check_input *input, const struct claim_expense *expense,
                              bool *failed)
{
    const struct invoice invoice = invoice_of(input, expense, failed);
    return invoice.shared && invoice.has_total;
}
