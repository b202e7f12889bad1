/* SPDX-License-Identifier: MIT */
/* Days that follow from a claim and from its fund's windows. */
#include "model/claim.h"

#include <string.h>

struct date day_count_end(const struct day_count *count)
{
    switch (count->unit) {
    case DAYS_OF_CALENDAR:
        return date_add_days(count->from, count->count);
    case DAYS_OF_BUSINESS:
        return date_add_business_days(count->from, count->count);
    case DAYS_OF_MONTHS:
        return date_add_months(count->from, count->count);
    }
    bug("no such unit of days");
}

const struct claim_approval *claim_extension(const struct claim *claim,
                                             const struct windows *windows)
{
    const struct claim_approval *latest = NULL;
    struct date last = windows->claim_closes;
    for (size_t i = 0; i < claim->approval_count; i++) {
        const struct claim_approval *approval = &claim->approvals[i];
        if (strcmp(approval->kind, "extension") == 0 && approval->granted &&
            approval->has_valid_until && date_compare(approval->valid_until, last) > 0) {
            last = approval->valid_until;
            latest = approval;
        }
    }
    return latest;
}

struct date claim_last_day(const struct claim *claim, const struct windows *windows)
{
    const struct claim_approval *extension = claim_extension(claim, windows);
    return extension != NULL ? extension->valid_until : windows->claim_closes;
}

struct day_count claim_filing_count(const struct claim *claim)
{
    enum { FILING_DAYS = 45 };
    return (struct day_count){claim->end, FILING_DAYS, DAYS_OF_CALENDAR};
}

struct date claim_filing_day(const struct claim *claim)
{
    const struct day_count count = claim_filing_count(claim);
    return day_count_end(&count);
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

struct day_count claim_retention_count(const struct claim *claim)
{
    enum { KEPT_MONTHS = 24 };
    return (struct day_count){claim->end, KEPT_MONTHS, DAYS_OF_MONTHS};
}

struct date claim_retention_end(const struct claim *claim)
{
    const struct day_count count = claim_retention_count(claim);
    return day_count_end(&count);
}

bool claim_review_count(const struct claim *claim, struct day_count *ret)
{
    enum { REVIEW_DAYS = 2, DISPUTE_DAYS = 5 };
    bool disputed = claim->status == CLAIM_DISPUTED;
    if (!disputed && claim->status != CLAIM_SUBMITTED && claim->status != CLAIM_UNDER_REVIEW)
        return false;
    *ret =
        (struct day_count){!disputed && claim->has_submitted ? claim->submitted : claim->status_day,
                           disputed ? DISPUTE_DAYS : REVIEW_DAYS, DAYS_OF_BUSINESS};
    return true;
}

bool claim_payment_count(const struct claim *claim, struct day_count *ret,
                         const struct claim_approval **ret_invoice)
{
    enum { BUSINESS_DAYS = 45, TAX_INVOICE_DAYS = 30 };
    *ret_invoice = NULL;
    if (!claim->has_approved)
        return false;
    *ret = (struct day_count){claim->approved_day, BUSINESS_DAYS, DAYS_OF_BUSINESS};
    for (size_t i = 0; i < claim->approval_count; i++) {
        const struct claim_approval *approval = &claim->approvals[i];
        if (strcmp(approval->kind, "tax-invoice") != 0 || !approval->granted)
            continue;
        *ret_invoice = approval;
        *ret = (struct day_count){approval->has_answered ? approval->answered : approval->day,
                                  TAX_INVOICE_DAYS, DAYS_OF_CALENDAR};
    }
    return true;
}

bool claim_payment_due(const struct claim *claim, struct date *ret)
{
    const struct claim_approval *invoice;
    struct day_count count;
    if (!claim_payment_count(claim, &count, &invoice))
        return false;
    *ret = day_count_end(&count);
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
