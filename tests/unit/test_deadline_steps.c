/* SPDX-License-Identifier: MIT */
/* How deadlines come about: the rule, what is counted, what moves it, the money. The days
 * are written out by hand from RULES.md sections 2, 6 and 9. */
#include "model/deadline_steps.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "support/told.h"

static enum rc note(void *context, const struct deadline_step *step, struct err *err)
{
    struct buf *said = context;
    char amount[MONEY_TEXT_SIZE];
    (void)err;
    if (step->has_amount)
        buf_addf(said, "%s: %s %s (%s)\n", step->words,
                 money_print(step->amount, step->currency, amount), step->currency.code,
                 step->figure);
    else if (strcmp(step->words, "rule") == 0)
        assert_true(step->detail[0] != '\0' && step->source != NULL);
    else
        buf_addf(said, "%s: %s\n", step->words, step->detail);
    return RC_OK;
}

struct asked {
    enum deadline_kind kind;
    const struct deadline_subject *subject;
    struct buf said;
    bool found;
};

static enum rc explain(void *context, const struct deadline *deadline, struct err *err)
{
    struct asked *asked = context;
    if (deadline->kind != asked->kind)
        return RC_OK;
    asked->found = true;
    return deadline_steps(deadline, asked->subject, note, &asked->said, err);
}

/* Of FY26H2; closes: the program's own end of the claim period, or NULL. */
static void claim_says(const char *entries, const char *closes, enum deadline_kind kind,
                       const char *today, const char *expected)
{
    struct claim_history history;
    struct claim claim;
    struct period period;
    struct buf text;
    struct err err;
    err_init(&err);
    buf_init(&text);
    buf_addf(&text, "C-ONE hosting L1 FY26H2\n%s", entries);
    told_claim(text.text, &history);
    assert_true(period_parse("FY26H2", &period));
    struct fund_terms terms = {.windows = period_windows(period), .has_coop = true};
    if (closes != NULL)
        terms.windows.claim_closes = day_of(closes);
    assert_rc(claim_on(&history, day_of(today), &claim, &err), RC_OK, &err);
    const struct deadline_subject subject = {.claim = &claim, .terms = &terms};
    struct asked asked = {.kind = kind, .subject = &subject};
    buf_init(&asked.said);
    assert_rc(deadlines_of_claim(&claim, &terms.windows, day_of(today), explain, &asked, &err),
              RC_OK, &err);
    assert_true(asked.found);
    assert_text_equal(asked.said.text, expected);
    buf_release(&asked.said);
    claim_release(&claim);
    claim_history_release(&history);
    buf_release(&text);
}

#define CREATED "2026-07-10 created currency=EUR amount=400 start=2026-07-20 end=2026-09-16\n"
#define SUBMITTED CREATED "2026-10-02 submitted\n" /* a Friday */
#define APPROVED SUBMITTED "2026-10-05 status status=approved amount=350\n"

static void draft__tells_window_override_and_extension(void **state)
{
    (void)state;
    claim_says(CREATED, NULL, DEADLINE_DRAFT_WINDOW, "2026-10-01",
               "claim period: 2026-08-16 to 2027-02-15\n"
               "extension: none was granted that ends later\n"
               "falls due: 2027-02-15\n"
               "the claim asks for: 400.00 EUR (amount)\n");
    claim_says(CREATED "2026-08-01 approval kind=extension number=X1 answer=yes "
                       "valid-until=2027-03-01\n",
               "2027-02-20", DEADLINE_DRAFT_WINDOW, "2026-10-01",
               "claim period: 2026-08-16 to 2027-02-20\n"
               "set for this program: 2027-02-20, where the rule says 2027-02-15\n"
               "extension: X1, granted until 2027-03-01\n"
               "falls due: 2027-03-01\n"
               "the claim asks for: 400.00 EUR (amount)\n");
    claim_says(CREATED, NULL, DEADLINE_LATE_FILING, "2026-10-01",
               "counted from: 2026-09-16, the activity ended\n"
               "after it: 45 days\n"
               "falls due: 2026-10-31\n"
               "the claim asks for: 400.00 EUR (amount)\n");
}

/* From a Friday two business days go to Tuesday; from a Monday no weekend lies between. */
static void review__tells_what_weekends_add(void **state)
{
    (void)state;
    claim_says(SUBMITTED, NULL, DEADLINE_REVIEW, "2026-10-02",
               "counted from: 2026-10-02, the claim was submitted\n"
               "after it: 2 business days, Monday to Friday\n"
               "weekends: 2 days more: Saturdays and Sundays do not count\n"
               "falls due: 2026-10-06\n"
               "the claim asks for: 400.00 EUR (amount)\n");
    claim_says(CREATED "2026-10-05 submitted\n", NULL, DEADLINE_REVIEW, "2026-10-05",
               "counted from: 2026-10-05, the claim was submitted\n"
               "after it: 2 business days, Monday to Friday\n"
               "weekends: none: no Saturday or Sunday lies between\n"
               "falls due: 2026-10-07\n"
               "the claim asks for: 400.00 EUR (amount)\n");
}

static void payment__tells_approval_or_tax_invoice_and_what_is_left(void **state)
{
    (void)state;
    claim_says(APPROVED "2026-10-10 payment payment=P-1 amount=100 currency=EUR covers=100\n", NULL,
               DEADLINE_PAYMENT, "2026-10-12",
               "counted from: 2026-10-05, the claim was approved\n"
               "after it: 45 business days, Monday to Friday\n"
               "weekends: 18 days more: Saturdays and Sundays do not count\n"
               "falls due: 2026-12-07\n"
               "the claim asks for: 400.00 EUR (amount)\n"
               "approved: 350.00 EUR (approved)\n"
               "paid so far: 100.00 EUR (paid)\n");
    claim_says(APPROVED "2026-10-10 approval kind=tax-invoice number=T answer=yes "
                        "answered=2026-10-09\n",
               NULL, DEADLINE_PAYMENT, "2026-10-12",
               "counted from: 2026-10-09, the tax invoice was answered yes\n"
               "after it: 30 days\n"
               "falls due: 2026-11-08\n"
               "the claim asks for: 400.00 EUR (amount)\n"
               "approved: 350.00 EUR (approved)\n"
               "paid so far: 0.00 EUR (paid)\n");
}

static void fund__tells_periods_and_where_its_money_comes_from(void **state)
{
    struct period period;
    struct buf said;
    struct err err;
    struct deadline deadlines[FUND_DEADLINES], of_period;
    size_t count = 0;
    (void)state;
    err_init(&err);
    buf_init(&said);
    assert_true(period_parse("FY26H2", &period));
    struct fund_terms terms = {.windows = period_windows(period),
                               .has_coop = true,
                               .has_threshold = true,
                               .threshold_usd = {1500 * MONEY_MICROS}};
    const struct deadline_fund fund = {"hosting", "L1", period, &terms, {1000 * MONEY_MICROS}};
    const struct balance balance = {.state = FUND_USABLE,
                                    .coop = {2000 * MONEY_MICROS},
                                    .planned = {300 * MONEY_MICROS},
                                    .remaining = {800 * MONEY_MICROS}};
    const struct deadline_subject subject = {
        .terms = &terms, .balance = &balance, .coop_usd = {1000 * MONEY_MICROS}};
    terms.windows.usage_end = day_of("2027-01-15");
    assert_true(
        deadlines_of_fund(&fund, &balance, currency_usd, day_of("2026-07-01"), deadlines, &count));
    assert_int_equal(count, FUND_DEADLINES);
    assert_rc(deadline_steps(&deadlines[1], &subject, note, &said, &err), RC_OK, &err);
    assert_text_equal(said.text,
                      "earning period: 2026-01-01 to 2026-06-30\n"
                      "set for this program: 2027-01-15, where the rule says 2026-12-31\n"
                      "falls due: 2027-01-15\n"
                      "remaining of the fund: 800.00 USD (remaining)\n"
                      "of which drafts plan: 300.00 USD (planned)\n");
    buf_clear(&said);
    assert_true(deadline_of_period(&fund, day_of("2026-06-01"), &of_period));
    assert_rc(deadline_steps(&of_period, &subject, note, &said, &err), RC_OK, &err);
    assert_text_equal(said.text, "earning period: 2026-01-01 to 2026-06-30\n"
                                 "falls due: 2026-06-30\n"
                                 "threshold: 1500.00 USD (threshold_usd)\n"
                                 "co-op so far, over all currencies: 1000.00 USD (coop_usd)\n");
    buf_release(&said);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(draft__tells_window_override_and_extension),
        cmocka_unit_test(review__tells_what_weekends_add),
        cmocka_unit_test(payment__tells_approval_or_tax_invoice_and_what_is_left),
        cmocka_unit_test(fund__tells_periods_and_where_its_money_comes_from),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
