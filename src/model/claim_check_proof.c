/* SPDX-License-Identifier: MIT */
/* Findings of what must be there: proof, metrics, approvals, papers behind expenses. */
#include "base/text.h"
#include "base/words.h"
#include "model/claim_findings.h"
#include "model/claim_items.h"

#include <string.h>

typedef void item_visit(const struct check_input *input, const struct claim_item *item,
                        struct findings *ret);

static void each_missing(const struct check_input *input, enum item_kind kind, item_visit *visit,
                         struct findings *ret)
{
    struct item_walk walk = {.kind = kind};
    struct claim_item item;
    while (claim_item_next(input, &walk, &item) && item.kind == kind)
        if (!item.satisfied)
            visit(input, &item, ret);
}

/* ---- requirements of the catalogue --------------------------------------------------------- */

static void add_item(const struct claim_item *item, struct findings *ret)
{
    if (item->when)
        findings_begin_warning(ret, item->requirement->item);
    else
        findings_begin(ret, item->requirement->item);
}

/* "A, B" of the codes, and "text; text". */
static void add_choices(const struct check_input *input, const struct claim_item *item,
                        struct buf *codes, struct buf *texts)
{
    for (const struct requirement *choice = claim_item_choice(input, item, NULL); choice != NULL;
         choice = claim_item_choice(input, item, choice)) {
        buf_addf(codes, "%s%s", codes->length > 0 ? ", " : "", choice->item);
        buf_addf(texts, "%s%s", texts->length > 0 ? "; " : "", choice->text);
    }
}

static void say_evidence(const struct check_input *input, const struct claim_item *item,
                         struct findings *ret)
{
    const struct requirement *requirement = item->requirement;
    const char *id = input->claim->head->id;
    struct buf codes, texts;
    buf_init(&codes);
    buf_init(&texts);
    add_choices(input, item, &codes, &texts);
    add_item(item, ret);
    ret->failed = ret->failed || codes.failed || texts.failed;
    if (item->when && requirement->when[0] != '\0')
        findings_say(ret, _("Nothing is attached for %s, which is needed when %s: %s."), codes.text,
                     requirement->when, texts.text);
    else if (item->when)
        findings_say(ret, _("Nothing is attached for %s, which may be needed: %s."), codes.text,
                     texts.text);
    else if (requirement->need == NEED_ONE_OF)
        findings_say(ret, _("Nothing is attached for any of %s (one is enough): %s."), codes.text,
                     texts.text);
    else
        findings_say(ret, _("Nothing is attached for %s: %s."), codes.text, texts.text);
    findings_mend_claim(ret, input->claim, _("coffer claim attach %s FILE --kind proof --for %s"),
                        id, requirement->item);
    buf_release(&codes);
    buf_release(&texts);
}

void check_evidence(const struct check_input *input, struct findings *ret)
{
    each_missing(input, ITEM_PROOF, say_evidence, ret);
}

static void say_metric(const struct check_input *input, const struct claim_item *item,
                       struct findings *ret)
{
    const struct requirement *requirement = item->requirement;
    add_item(item, ret);
    if (item->when && requirement->when[0] != '\0')
        findings_say(ret, _("The metric %s is not given, which is needed when %s: %s."),
                     requirement->item, requirement->when, requirement->text);
    else
        findings_say(ret, _("The metric %s is not given: %s."), requirement->item,
                     requirement->text);
    findings_mend_claim(ret, input->claim, _("coffer claim metric set %s %s VALUE"),
                        input->claim->head->id, requirement->item);
}

void check_metrics(const struct check_input *input, struct findings *ret)
{
    each_missing(input, ITEM_METRIC, say_metric, ret);
}

static void say_pre_approval(const struct check_input *input, const struct claim_item *item,
                             struct findings *ret)
{
    add_item(item, ret);
    findings_say(ret, _("No pre-approval is recorded as granted: %s."), item->requirement->text);
    /* Approvals are added in every status. */
    findings_mend(
        ret, _("coffer claim approval add %s --kind pre-approval --number NUMBER --answer yes"),
        input->claim->head->id);
}

void check_pre_approval(const struct check_input *input, struct findings *ret)
{
    each_missing(input, ITEM_PRE_APPROVAL, say_pre_approval, ret);
}

/* Each granted pre-approval ended before the activity did. */
void check_pre_approval_day(const struct check_input *input, struct findings *ret)
{
    const struct claim *claim = input->claim;
    const struct claim_approval *latest = NULL;
    char days[2][DATE_TEXT_SIZE], excerpt[TEXT_EXCERPT_SIZE];
    for (size_t i = 0; i < claim->approval_count; i++) {
        const struct claim_approval *approval = &claim->approvals[i];
        if (!approval->granted || strcmp(approval->kind, "pre-approval") != 0)
            continue;
        if (!approval->has_valid_until || date_compare(approval->valid_until, claim->end) >= 0)
            return;
        if (latest == NULL || date_compare(approval->valid_until, latest->valid_until) > 0)
            latest = approval;
    }
    if (latest == NULL)
        return;
    findings_begin(ret, "");
    findings_say(ret, _("The pre-approval %s was valid until %s; the activity ends on %s."),
                 text_excerpt(latest->number, excerpt), date_print(latest->valid_until, days[0]),
                 date_print(claim->end, days[1]));
    findings_mend(ret,
                  _("when it was prolonged: coffer claim approval add %s --kind pre-approval "
                    "--number NUMBER --answer yes --valid-until DATE"),
                  claim->head->id);
}

/* ---- papers behind expenses ---------------------------------------------------------------- */

static void say_unbacked(const struct check_input *input, const struct claim_item *item,
                         struct findings *ret)
{
    const struct claim_expense *expense = item->expense;
    char excerpt[TEXT_EXCERPT_SIZE];
    struct buf number, word;
    buf_init(&number);
    buf_init(&word);
    expense_item_text(input->claim, expense, &number);
    shell_word_add(&word, number.text);
    ret->failed = ret->failed || number.failed || word.failed;
    findings_begin(ret, number.text);
    if (expense->csr)
        findings_say(ret,
                     _("No certification statement (CSR) is attached for the expense %s of "
                       "%s."),
                     number.text, text_excerpt(expense->vendor, excerpt));
    else
        findings_say(ret, _("No invoice is attached for the expense %s of %s."), number.text,
                     text_excerpt(expense->vendor, excerpt));
    findings_mend_claim(ret, input->claim, _("coffer claim attach %s FILE --kind %s --for %s"),
                        input->claim->head->id,
                        document_kind_word(expense->csr ? DOCUMENT_CSR : DOCUMENT_INVOICE),
                        word.text);
    buf_release(&number);
    buf_release(&word);
}

void check_unbacked(const struct check_input *input, struct findings *ret)
{
    each_missing(input, ITEM_EXPENSE, say_unbacked, ret);
}

/* A warning: a claim of 0 passes (CONTRACT.md section 5), and one that asks for more
 * has the blocker exceeds-cost. */
static void say_no_expense(const struct check_input *input, const struct claim_item *item,
                           struct findings *ret)
{
    (void)item;
    findings_begin(ret, "");
    findings_say(ret, _("The claim has no expense."));
    findings_mend_claim(
        ret, input->claim,
        _("coffer claim expense add %s --kind invoice --vendor VENDOR --number NUMBER "
          "--date DATE --amount AMOUNT"),
        input->claim->head->id);
}

void check_no_expense(const struct check_input *input, struct findings *ret)
{
    each_missing(input, ITEM_ANY_EXPENSE, say_no_expense, ret);
}

/* ---- what was refused before --------------------------------------------------------------- */

void check_refused_before(const struct check_input *input, struct findings *ret)
{
    for (size_t i = 0; claim_takes_advice(input->claim) && i < input->refusal_count; i++) {
        const struct last_refusal *refusal = &input->refusals[i];
        findings_begin(ret, "");
        if (refusal->same_vendor)
            findings_say(ret, _("Last time refused: %s (claim %s, of the same vendor)."),
                         refusal->reason, refusal->claim);
        else
            findings_say(ret, _("Last time refused: %s (claim %s, for the same activity)."),
                         refusal->reason, refusal->claim);
        findings_mend(
            ret, _("see to it that this does not hold here; what was said: coffer claim show %s"),
            refusal->claim);
    }
}
