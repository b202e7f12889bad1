/* SPDX-License-Identifier: MIT */
/* How ready a claim is, in percent and item by item. */
#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "model/claim_findings.h"
#include "model/claim_items.h"

int claim_readiness(const struct check_input *input)
{
    size_t all = 0, satisfied = 0;
    struct claim_item item;
    for (struct item_walk walk = {0}; claim_item_next(input, &walk, &item);) {
        if (item.when)
            continue;
        all++;
        satisfied += item.satisfied;
    }
    bug_if(all == 0, "a claim without dates"); /* they are always asked for */
    return (int)(satisfied * 100 / all);
}

static const char *const words[] = {
    [ITEM_PROOF] = "proof",
    [ITEM_METRIC] = "metric",
    [ITEM_PRE_APPROVAL] = "pre-approval",
    [ITEM_EXPENSE] = "expense",
    [ITEM_ANY_EXPENSE] = "expense",
    [ITEM_DATES] = "dates",
};

static void add_choices(const struct check_input *input, const struct claim_item *item,
                        struct buf *ret)
{
    for (const struct requirement *choice = claim_item_choice(input, item, NULL); choice != NULL;
         choice = claim_item_choice(input, item, choice))
        buf_addf(ret, "%s%s", ret->length > 0 ? "; " : "", choice->text);
}

static void describe(const struct check_input *input, const struct claim_item *item,
                     struct buf *name, struct buf *text)
{
    if (item->requirement != NULL) {
        buf_add(name, item->requirement->item);
        add_choices(input, item, text);
    } else if (item->kind == ITEM_EXPENSE) {
        expense_item_text(input->claim, item->expense, name);
        buf_add(text, item->expense->csr ? _("The certification statement (CSR) is attached")
                                         : _("The invoice is attached"));
    } else if (item->kind == ITEM_ANY_EXPENSE) {
        buf_add(text, _("There is an expense"));
    } else {
        buf_add(text, _("The activity lies in the usage period"));
    }
}

/* The texts are copied; false: no memory. */
static bool add_line(struct checklist *checklist, struct checklist_line line,
                     const struct buf *name, const struct buf *text)
{
    struct checklist_line *lines =
        reallocarray(checklist->lines, checklist->count + 1, sizeof(*lines));
    if (lines == NULL)
        return false;
    checklist->lines = lines;
    line.item = strdup(name->text);
    line.text = strdup(text->text);
    lines[checklist->count++] = line;
    return line.item != NULL && line.text != NULL && !name->failed && !text->failed;
}

static bool add_item(struct checklist *checklist, const struct check_input *input,
                     const struct claim_item *item)
{
    struct buf name, text;
    buf_init(&name);
    buf_init(&text);
    describe(input, item, &name, &text);
    const struct checklist_line line = {
        .what = words[item->kind],
        .counts = true,
        .satisfied = item->satisfied,
        .document = item->document != NULL ? item->document->id : NULL,
    };
    bool ok = add_line(checklist, line, &name, &text);
    buf_release(&name);
    buf_release(&text);
    return ok;
}

static bool add_refusal(struct checklist *checklist, const struct last_refusal *refusal)
{
    struct buf name, text;
    buf_init(&name);
    buf_init(&text);
    buf_add(&name, refusal->claim);
    buf_addf(&text, _("last time refused: %s"), refusal->reason);
    bool ok = add_line(checklist, (struct checklist_line){.what = "last-refusal"}, &name, &text);
    buf_release(&name);
    buf_release(&text);
    return ok;
}

enum rc claim_checklist(const struct check_input *input, struct checklist *ret, struct err *err)
{
    struct checklist checklist = {0};
    struct claim_item item;
    bool ok = true;
    for (struct item_walk walk = {0}; ok && claim_item_next(input, &walk, &item);)
        if (!item.when)
            ok = add_item(&checklist, input, &item);
    for (size_t i = 0; ok && claim_takes_advice(input->claim) && i < input->refusal_count; i++)
        ok = add_refusal(&checklist, &input->refusals[i]);
    if (ok)
        *ret = checklist;
    else
        checklist_release(&checklist);
    return ok ? RC_OK : err_memory(err);
}

void checklist_release(struct checklist *checklist)
{
    for (size_t i = 0; i < checklist->count; i++) {
        free(checklist->lines[i].item);
        free(checklist->lines[i].text);
    }
    free(checklist->lines);
    *checklist = (struct checklist){0};
}
