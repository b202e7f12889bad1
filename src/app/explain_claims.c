/* SPDX-License-Identifier: MIT */
/* What the claims of a fund add to its figures, claim by claim. */
#include "app/explaining.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "store/claim_sums.h"
#include "store/claims.h"
#include "store/rows.h"

void explain_claims_release(struct explain_claims *claims)
{
    for (size_t i = 0; i < claims->count; i++) {
        free(claims->items[i].id);
        free(claims->items[i].title);
    }
    free(claims->items);
    *claims = (struct explain_claims){0};
}

static enum rc keep(void *context, const struct claim_row *row, struct err *err)
{
    struct explaining *e = context;
    struct explain_claim *claim = NULL;
    if (strcmp(row->head.program, e->request->program) != 0 ||
        strcmp(row->head.location, e->request->location) != 0 ||
        period_compare(row->head.period, e->request->period) != 0)
        return RC_OK;
    enum rc rc = rows_push((void **)&e->claims.items, &e->claims.count, sizeof(*claim),
                           (void **)&claim, err);
    if (rc == RC_OK)
        rc = rows_copy(row->head.id, &claim->id, err);
    if (rc == RC_OK)
        rc = rows_copy(row->title, &claim->title, err);
    if (rc != RC_OK)
        return rc;
    claim->status = row->status;
    claim->currency = row->currency;
    claim->sums = row->sums;
    return RC_OK;
}

enum rc explain_claims_load(struct explaining *e, struct err *err)
{
    return claim_rows(e->app->book, e->app->day, keep, e, err);
}

/* Which statuses a sum is made of (RULES.md section 5), and what of the claim it takes. */
struct part {
    const char *rule;
    bool (*has)(enum claim_status status);
    struct money (*money)(const struct claim_sums *sums);
};

static bool is_planned(enum claim_status status)
{
    return status == CLAIM_EDITING;
}

static bool is_granted(enum claim_status status)
{
    return status == CLAIM_APPROVED || status == CLAIM_PAID;
}

static bool is_pending(enum claim_status status)
{
    return claim_status_counts(status) && !is_granted(status);
}

static bool is_paid(enum claim_status status)
{
    return status == CLAIM_PAID;
}

static struct money planned_of(const struct claim_sums *sums)
{
    return sums->planned;
}

static struct money pending_of(const struct claim_sums *sums)
{
    return sums->pending;
}

static struct money approved_of(const struct claim_sums *sums)
{
    return sums->approved;
}

static struct money paid_of(const struct claim_sums *sums)
{
    return sums->paid;
}

static const struct part parts[] = {
    [CLAIMS_PLANNED] = {N_("what a claim plans to claim"), is_planned, planned_of},
    [CLAIMS_PENDING] = {N_("what a claim claims"), is_pending, pending_of},
    [CLAIMS_APPROVED] = {N_("what was approved of a claim"), is_granted, approved_of},
    [CLAIMS_PAID] = {N_("what was paid of a claim"), is_paid, paid_of},
};

enum rc explain_claims(struct explaining *e, enum claims_part part, struct err *err)
{
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < e->claims.count; i++) {
        const struct explain_claim *claim = &e->claims.items[i];
        struct buf detail;
        if (!parts[part].has(claim->status) || !currency_equal(claim->currency, e->row->currency))
            continue;
        buf_init(&detail);
        buf_addf(&detail, "%s %s", claim->id, claim_status_word(claim->status));
        if (claim->title[0] != '\0')
            buf_addf(&detail, ": %s", claim->title);
        struct explain_step step = {.rule = _(parts[part].rule),
                                    .source = "RULES.md section 5",
                                    .has_amount = true,
                                    .amount = parts[part].money(&claim->sums),
                                    .has_currency = true,
                                    .currency = claim->currency,
                                    .detail = detail.text,
                                    .claim = claim->id};
        rc = buf_check(&detail, err);
        if (rc == RC_OK)
            rc = explain_tell(e, &step, err);
        buf_release(&detail);
    }
    return rc;
}
