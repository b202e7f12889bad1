/* SPDX-License-Identifier: MIT */
/* Days that follow from a claim and from its fund's windows. */
#include "model/claim.h"

#include <string.h>

struct date claim_last_day(const struct claim *claim, const struct windows *windows)
{
    struct date last = windows->claim_closes;
    for (size_t i = 0; i < claim->approval_count; i++) {
        const struct claim_approval *approval = &claim->approvals[i];
        if (strcmp(approval->kind, "extension") == 0 && approval->granted &&
            approval->has_valid_until && date_compare(approval->valid_until, last) > 0)
            last = approval->valid_until;
    }
    return last;
}

struct date claim_filing_day(const struct claim *claim)
{
    enum { FILING_DAYS = 45 };
    return date_add_days(claim->end, FILING_DAYS);
}

struct date claim_answer_day(const struct windows *windows)
{
    static const struct {
        int month, day;
    } ends[] = {{3, 31}, {9, 30}};
    struct ymd window = date_to_ymd(windows->claim_closes);
    struct date day = date_last;
    for (int i = 0; i < 3; i++) { /* this year's two, then the next year's first */
        const struct ymd end = {window.year + i / 2, ends[i % 2].month, ends[i % 2].day};
        if (date_from_ymd(end, &day) && date_compare(day, windows->claim_closes) > 0)
            return day;
    }
    return day;
}

struct date claim_retention_end(const struct claim *claim)
{
    enum { KEPT_MONTHS = 24 };
    return date_add_months(claim->end, KEPT_MONTHS);
}

bool claim_payment_due(const struct claim *claim, struct date *ret)
{
    enum { BUSINESS_DAYS = 45, TAX_INVOICE_DAYS = 30 };
    if (!claim->has_approved)
        return false;
    *ret = date_add_business_days(claim->approved_day, BUSINESS_DAYS);
    for (size_t i = 0; i < claim->approval_count; i++) {
        const struct claim_approval *approval = &claim->approvals[i];
        if (strcmp(approval->kind, "tax-invoice") == 0 && approval->granted)
            *ret = date_add_days(approval->has_answered ? approval->answered : approval->day,
                                 TAX_INVOICE_DAYS);
    }
    return true;
}

bool claim_rest_is_small(struct money rest)
{
    return rest.micros <= MONEY_MICROS;
}

struct money claim_unpaid(enum claim_status status, struct money approved, struct money paid)
{
    struct money rest = {0};
    bool granted = status == CLAIM_APPROVED || status == CLAIM_PAID;
    if (!granted || !money_sub(approved, paid, &rest) || rest.micros < 0 ||
        (status == CLAIM_PAID && claim_rest_is_small(rest)))
        return (struct money){0};
    return rest;
}

enum settlement claim_settlement(enum claim_status status, struct money approved, struct money paid)
{
    if (status != CLAIM_APPROVED && status != CLAIM_PAID)
        return SETTLEMENT_NONE;
    if (paid.micros > approved.micros)
        return SETTLEMENT_OVER;
    return claim_unpaid(status, approved, paid).micros > 0 ? SETTLEMENT_OPEN : SETTLEMENT_EVEN;
}
