/* SPDX-License-Identifier: MIT */
/* What of a claim belongs to what. */
#include "model/claim.h"

#include <string.h>

/* The item is VENDOR/NUMBER. */
static bool names_both(const struct claim_expense *expense, const char *item)
{
    size_t length = strlen(expense->vendor);
    return strncmp(item, expense->vendor, length) == 0 && item[length] == '/' &&
           strcmp(item + length + 1, expense->number) == 0;
}

const struct claim_expense *claim_expense_find(const struct claim *claim, const char *item,
                                               int *ret_count)
{
    const struct claim_expense *found = NULL;
    int count = 0;
    for (size_t i = 0; i < claim->expense_count; i++) {
        const struct claim_expense *expense = &claim->expenses[i];
        if (names_both(expense, item)) {
            *ret_count = 1;
            return expense;
        }
        if (strcmp(expense->number, item) != 0)
            continue;
        found = expense;
        count++;
    }
    *ret_count = count;
    return count == 1 ? found : NULL;
}

const struct claim_document *claim_document_find(const struct claim *claim, const char *id,
                                                 int *ret_count)
{
    const struct claim_document *found = NULL;
    int count = 0;
    for (size_t i = 0; i < claim->document_count; i++) {
        const struct claim_document *document = &claim->documents[i];
        if (document->detached || strncasecmp(document->id, id, strlen(id)) != 0)
            continue;
        found = document;
        count++;
        if (strlen(document->id) == strlen(id)) {
            count = 1;
            break;
        }
    }
    *ret_count = count;
    return count == 1 ? found : NULL;
}

const struct claim_feedback *claim_expense_feedback(const struct claim *claim,
                                                    const struct claim_expense *expense)
{
    const struct claim_feedback *newest = NULL;
    for (size_t i = 0; i < claim->feedback_count; i++) {
        const struct claim_feedback *feedback = &claim->feedback[i];
        if (feedback->number != NULL && feedback->vendor != NULL &&
            strcmp(feedback->vendor, expense->vendor) == 0 &&
            strcmp(feedback->number, expense->number) == 0)
            newest = feedback;
    }
    return newest;
}

bool claim_document_backs(const struct claim *claim, const struct claim_document *document,
                          const struct claim_expense *expense)
{
    int count = 0;
    bool of_kind = document->kind == (expense->csr ? DOCUMENT_CSR : DOCUMENT_INVOICE);
    if (document->detached || !of_kind)
        return false;
    if (names_both(expense, document->item))
        return true;
    if (strcmp(expense->number, document->item) != 0)
        return false;
    const struct claim_expense *only = claim_expense_find(claim, document->item, &count);
    return only != NULL ? only == expense : strcmp(expense->vendor, document->vendor) == 0;
}

bool claim_expense_is_backed(const struct claim *claim, const struct claim_expense *expense)
{
    for (size_t i = 0; i < claim->document_count; i++)
        if (claim_document_backs(claim, &claim->documents[i], expense))
            return true;
    return false;
}
