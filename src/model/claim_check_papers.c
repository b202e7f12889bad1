/* SPDX-License-Identifier: MIT */
/* Findings of documents that are there twice, and of statements of in-house work. */
#include "base/text.h"
#include "base/words.h"
#include "model/claim_findings.h"

#include <string.h>

/* ---- documents ----------------------------------------------------------------------------- */

/* Attached: before `end` of the claim's documents, with these bytes. */
static const struct claim_document *same_bytes(const struct claim *claim, size_t end,
                                               const struct claim_document *document)
{
    for (size_t i = 0; i < end; i++)
        if (!claim->documents[i].detached &&
            strcmp(claim->documents[i].sha256, document->sha256) == 0)
            return &claim->documents[i];
    return NULL;
}

/* A neighbour that has it; one that may be named where there is one. */
static const struct claim_neighbour *neighbour_with(const struct check_input *input,
                                                    const struct claim_document *document)
{
    const struct claim_neighbour *found = NULL;
    for (size_t i = 0; i < input->neighbour_count && (found == NULL || found->unseen); i++) {
        const struct claim_neighbour *other = &input->neighbours[i];
        if (claim_stands(other->claim) &&
            same_bytes(other->claim, other->claim->document_count, document) != NULL)
            found = other;
    }
    return found;
}

/* The paper of an invoice that several claims share openly is in each of them. */
static bool is_shared_openly(const struct check_input *input, const struct claim_document *document,
                             bool *failed)
{
    const struct claim *claim = input->claim;
    for (size_t i = 0; i < claim->expense_count; i++)
        if (claim_document_backs(claim, document, &claim->expenses[i]) &&
            invoice_is_shared_openly(input, &claim->expenses[i], failed))
            return true;
    return false;
}

static void say_same(const struct check_input *input, const struct claim_document *document,
                     const struct claim_document *twin, const struct claim_neighbour *other,
                     struct findings *ret)
{
    const char *id = input->claim->head->id;
    char name[TEXT_EXCERPT_SIZE];
    (void)text_excerpt(document->name, name);
    findings_begin(ret, document->id);
    if (twin != NULL)
        findings_say(ret, _("%s is attached to this claim twice, also as %s."), name, twin->id);
    else if (other->unseen)
        findings_say(ret, _("%s is attached to another claim, too."), name);
    else
        findings_say(ret, _("%s is attached to claim %s, too."), name, other->claim->head->id);
    findings_mend_claim(ret, input->claim, _("unless it proves both: coffer claim detach %s %s"),
                        id, document->id);
}

void check_same_document(const struct check_input *input, struct findings *ret)
{
    const struct claim *claim = input->claim;
    for (size_t i = 0; i < claim->document_count && !ret->failed; i++) {
        const struct claim_document *document = &claim->documents[i];
        if (document->detached)
            continue;
        const struct claim_document *twin = same_bytes(claim, i, document);
        const struct claim_neighbour *other = twin == NULL ? neighbour_with(input, document) : NULL;
        if (twin != NULL || (other != NULL && !is_shared_openly(input, document, &ret->failed)))
            say_same(input, document, twin, other, ret);
    }
}

/* ---- statements ---------------------------------------------------------------------------- */

void check_csr_amount(const struct check_input *input, struct findings *ret)
{
    const struct claim *claim = input->claim;
    for (size_t i = 0; i < claim->expense_count && !ret->failed; i++) {
        const struct claim_expense *expense = &claim->expenses[i];
        struct money product = {0};
        char texts[2][MONEY_TEXT_SIZE];
        struct buf item, word;
        if (!expense->csr || !expense->has_units || !expense->has_rate)
            continue;
        bool fits = money_scale(expense->rate, expense->units.micros, MONEY_MICROS, claim->currency,
                                &product);
        if (fits && product.micros == expense->amount.micros)
            continue;
        buf_init(&item);
        buf_init(&word);
        expense_item_text(claim, expense, &item);
        shell_word_add(&word, item.text);
        ret->failed = ret->failed || item.failed || word.failed;
        findings_begin(ret, item.text);
        if (fits)
            findings_say(ret,
                         _("The statement %s asks for %s %s, but its units times its rate are "
                           "%s %s."),
                         item.text, money_print(expense->amount, claim->currency, texts[0]),
                         claim->currency.code, money_print(product, claim->currency, texts[1]),
                         claim->currency.code);
        else
            findings_say(ret,
                         _("The statement %s has units and a rate whose product is too large "
                           "for an amount."),
                         item.text);
        findings_mend_claim(
            ret, claim,
            _("type it again as the statement says after: coffer claim expense delete %s %s"),
            claim->head->id, word.text);
        buf_release(&item);
        buf_release(&word);
    }
}
