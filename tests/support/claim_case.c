/* SPDX-License-Identifier: MIT */
#include "support/claim_case.h"

#include <stdlib.h>
#include <string.h>

struct date date_of(const char *text)
{
    struct date date;
    assert_true(date_parse(text, strlen(text), &date));
    return date;
}

void claim_case_init(struct claim_case *claim_case, const char *id)
{
    struct period period;
    struct err err;
    err_init(&err);
    assert_true(period_parse("FY21H1", &period));
    *claim_case = (struct claim_case){0};
    claim_history_init(&claim_case->history);
    assert_rc(
        claim_history_name(&claim_case->history, id, "csp-direct", "4455667", period, 1, &err),
        RC_OK, &err);
}

void claim_case_release(struct claim_case *claim_case)
{
    claim_release(&claim_case->claim);
    claim_history_release(&claim_case->history);
}

static int64_t number_of(const char *name, const char *text)
{
    struct date date;
    struct money money;
    bool rounded = false;
    if (date_parse(text, strlen(text), &date))
        return date.day;
    if (strcmp(name, "size") == 0)
        return strtoll(text, NULL, 10);
    assert_int_equal(money_parse(text, strlen(text), MONEY_POINT, &money, &rounded), MONEY_OK);
    return money.micros;
}

void claim_case_add(struct claim_case *claim_case, enum claim_entry_kind kind, const char *day, ...)
{
    struct claim_entry *entry = NULL;
    struct err err;
    err_init(&err);
    assert_rc(claim_history_add(&claim_case->history, kind, date_of(day), "ann", &entry, &err),
              RC_OK, &err);
    entry->time = ++claim_case->seconds;
    va_list values;
    va_start(values, day);
    for (const char *name; (name = va_arg(values, const char *)) != NULL;) {
        const char *text = va_arg(values, const char *);
        enum claim_field field;
        assert_true(claim_field_find(name, &field));
        if (claim_field_is_number(field))
            assert_rc(claim_entry_set_number(entry, field, number_of(name, text), &err), RC_OK,
                      &err);
        else
            assert_rc(claim_entry_set_text(entry, field, text, &err), RC_OK, &err);
    }
    va_end(values);
}

void claim_case_invoice(struct claim_case *claim_case, const char *day, const char *vendor,
                        const char *number, const char *amount)
{
    claim_case_add(claim_case, ENTRY_EXPENSE, day, "kind", "invoice", "vendor", vendor, "number",
                   number, "date", "2021-03-04", "amount", amount, NULL);
}

void claim_case_attach(struct claim_case *claim_case, const char *day, const char *id,
                       const char *kind, const char *item)
{
    claim_case_add(claim_case, ENTRY_ATTACHED, day, "document", id, "kind", kind, "item", item,
                   "sha256", id, "name", "scan.pdf", "size", "1234", NULL);
}

void claim_case_submit(struct claim_case *claim_case, const char *day)
{
    claim_case_add(claim_case, ENTRY_SUBMITTED, day, "seal", "{}", "sha256", "00", NULL);
}

void claim_case_record(struct claim_case *claim_case, const char *day, const char *status)
{
    claim_case_add(claim_case, ENTRY_STATUS, day, "status", status, NULL);
}

void claim_case_approve(struct claim_case *claim_case, const char *day, const char *amount)
{
    claim_case_add(claim_case, ENTRY_STATUS, day, "status", "approved", "amount", amount, NULL);
}

void claim_case_pay(struct claim_case *claim_case, const char *day, const char *id,
                    const char *amount)
{
    claim_case_add(claim_case, ENTRY_PAYMENT, day, "payment", id, "amount", amount, "currency",
                   "USD", "covers", amount, NULL);
}

const struct claim *claim_case_on(struct claim_case *claim_case, const char *day)
{
    struct err err;
    err_init(&err);
    claim_release(&claim_case->claim);
    assert_rc(claim_on(&claim_case->history, date_of(day), &claim_case->claim, &err), RC_OK, &err);
    return &claim_case->claim;
}
