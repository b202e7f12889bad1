/* SPDX-License-Identifier: MIT */
/* Every kind of deadline at its edges. The days are written out by hand from RULES.md
 * sections 2, 6 and 9 and CONTRACT.md section 6, with a calendar beside them. */
#include "model/deadline.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "support/told.h"

/* "2026-12-31 usage-end 800.00 USD; …" of each, in the order told. */
static enum rc note(void *context, const struct deadline *deadline, struct err *err)
{
    char day[DATE_TEXT_SIZE], amount[MONEY_TEXT_SIZE];
    (void)err;
    assert_true(deadline->text[0] != '\0');
    assert_true(deadline->text[strlen(deadline->text) - 1] == '.');
    buf_addf(context, "%s %s %d", date_print(deadline->due, day),
             deadline_kind_word(deadline->kind), deadline->days_left);
    if (deadline->has_amount)
        buf_addf(context, " %s %s", money_print(deadline->amount, deadline->currency, amount),
                 deadline->currency.code);
    buf_add(context, "\n");
    return RC_OK;
}

/* ---- funds --------------------------------------------------------------------------------- */

/* FY26H2: earned January to June 2026, used July to December 2026, claimed 16 August 2026
 * to 15 February 2027. */
struct sample {
    int64_t threshold, coop_usd, coop, remaining, planned; /* units; threshold 0: none */
    bool no_coop;
};

static void fund_says(const struct sample *sample, const char *today, const char *expected)
{
    struct period period;
    struct buf said;
    struct deadline deadlines[FUND_DEADLINES], of_period;
    size_t count = 99;
    struct err err;
    assert_true(period_parse("FY26H2", &period));
    struct fund_terms terms = {.windows = period_windows(period),
                               .has_coop = !sample->no_coop,
                               .has_threshold = sample->threshold > 0,
                               .threshold_usd = {sample->threshold * MONEY_MICROS}};
    const struct deadline_fund fund = {
        "hosting", "L1", period, &terms, {sample->coop_usd * MONEY_MICROS}};
    struct balance balance = {.state = fund_state_on(&terms, fund.coop_usd, day_of(today)),
                              .coop = {sample->coop * MONEY_MICROS},
                              .planned = {sample->planned * MONEY_MICROS},
                              .remaining = {sample->remaining * MONEY_MICROS}};
    err_init(&err);
    buf_init(&said);
    if (deadline_has_money(&balance) && deadline_of_period(&fund, day_of(today), &of_period))
        (void)note(&said, &of_period, &err);
    assert_true(deadlines_of_fund(&fund, &balance, currency_usd, day_of(today), deadlines, &count));
    for (size_t i = 0; i < count; i++) {
        (void)note(&said, &deadlines[i], &err);
        assert_text_equal(deadlines[i].program, "hosting");
        assert_text_equal(deadlines[i].location, "L1");
        assert_text_equal(deadlines[i].claim, "");
    }
    assert_text_equal(said.text, expected);
    buf_release(&said);
}

static void fund__while_it_accrues__has_its_gap_and_what_comes(void **state)
{
    (void)state;
    struct sample sample = {.threshold = 1500, .coop_usd = 1000, .coop = 1000};
    fund_says(&sample, "2026-06-29",
              "2026-06-30 period-end 1 500.00 USD\n"
              "2026-07-01 usage-start 2 0.00 USD\n"
              "2026-12-31 usage-end 185 0.00 USD\n"
              "2026-08-16 window-open 48 0.00 USD\n"
              "2027-02-15 window-close 231 0.00 USD\n");
    sample.coop_usd = 1500; /* equal qualifies */
    fund_says(&sample, "2026-06-30",
              "2026-06-30 period-end 0\n"
              "2026-07-01 usage-start 1 0.00 USD\n"
              "2026-12-31 usage-end 184 0.00 USD\n"
              "2026-08-16 window-open 47 0.00 USD\n"
              "2027-02-15 window-close 230 0.00 USD\n");
    sample.coop = 0; /* only money of another currency: not this one's matter */
    fund_says(&sample, "2026-06-30", "");
    sample.coop = -5;
    fund_says(&sample, "2026-06-30", "");
    sample.no_coop = true;
    sample.coop = 1000;
    fund_says(&sample, "2026-06-30", "");
}

static void fund__after_the_earning_period__loses_each_the_day_after_it(void **state)
{
    (void)state;
    const struct sample sample = {.coop_usd = 1000, .coop = 1000, .remaining = 900, .planned = 250};
    fund_says(&sample, "2026-07-01",
              "2026-07-01 usage-start 0 650.00 USD\n"
              "2026-12-31 usage-end 183 650.00 USD\n"
              "2026-08-16 window-open 46 900.00 USD\n"
              "2027-02-15 window-close 229 900.00 USD\n");
    fund_says(&sample, "2026-07-02",
              "2026-12-31 usage-end 182 650.00 USD\n"
              "2026-08-16 window-open 45 900.00 USD\n"
              "2027-02-15 window-close 228 900.00 USD\n");
    fund_says(&sample, "2026-08-16",
              "2026-12-31 usage-end 137 650.00 USD\n"
              "2026-08-16 window-open 0 900.00 USD\n"
              "2027-02-15 window-close 183 900.00 USD\n");
    fund_says(&sample, "2026-08-17",
              "2026-12-31 usage-end 136 650.00 USD\n"
              "2027-02-15 window-close 182 900.00 USD\n");
    fund_says(&sample, "2026-12-31",
              "2026-12-31 usage-end 0 650.00 USD\n"
              "2027-02-15 window-close 46 900.00 USD\n");
    fund_says(&sample, "2027-01-01", "2027-02-15 window-close 45 900.00 USD\n");
    fund_says(&sample, "2027-02-15", "2027-02-15 window-close 0 900.00 USD\n");
    fund_says(&sample, "2027-02-16", "");
}

static void fund__without_money__has_no_deadline(void **state)
{
    (void)state;
    struct sample sample = {.threshold = 1500, .coop_usd = 1499, .coop = 1499, .remaining = 0};
    fund_says(&sample, "2026-09-01", ""); /* converted */
    sample = (struct sample){.coop_usd = 1000, .coop = 1000, .remaining = 0};
    fund_says(&sample, "2026-09-01", ""); /* all claimed */
    sample.remaining = -100;
    fund_says(&sample, "2026-09-01", ""); /* overdrawn */
    /* More is planned than remains: the amount says so. */
    sample = (struct sample){.coop_usd = 1000, .coop = 1000, .remaining = 100, .planned = 300};
    fund_says(&sample, "2026-12-31",
              "2026-12-31 usage-end 0 -200.00 USD\n"
              "2027-02-15 window-close 46 100.00 USD\n");
}

/* ---- claims -------------------------------------------------------------------------------- */

/* Of FY26H2. */
static void claim_says(const char *entries, const char *today, const char *expected)
{
    struct claim_history history;
    struct claim claim;
    struct period period;
    struct buf said, text;
    struct err err;
    err_init(&err);
    buf_init(&said);
    buf_init(&text);
    buf_addf(&text, "C-ONE hosting L1 FY26H2\n%s", entries);
    told_claim(text.text, &history);
    assert_true(period_parse("FY26H2", &period));
    const struct windows windows = period_windows(period);
    assert_rc(claim_on(&history, day_of(today), &claim, &err), RC_OK, &err);
    assert_rc(deadlines_of_claim(&claim, &windows, day_of(today), note, &said, &err), RC_OK, &err);
    assert_text_equal(said.text, expected);
    claim_release(&claim);
    claim_history_release(&history);
    buf_release(&text);
    buf_release(&said);
}

#define CREATED "2026-07-10 created currency=EUR amount=400 start=2026-07-20 end=2026-09-16\n"
#define SUBMITTED CREATED "2026-10-01 submitted\n" /* a Thursday */

static void draft__has_its_window_and_its_filing_day(void **state)
{
    (void)state;
    claim_says(CREATED, "2026-07-09", "");
    claim_says(CREATED, "2026-10-31",
               "2027-02-15 draft-window 107 400.00 EUR\n"
               "2026-10-31 late-filing 0 400.00 EUR\n");
    claim_says(CREATED, "2026-11-01",
               "2027-02-15 draft-window 106 400.00 EUR\n"
               "2026-10-31 late-filing -1 400.00 EUR\n");
    claim_says(CREATED, "2027-02-15",
               "2027-02-15 draft-window 0 400.00 EUR\n"
               "2026-10-31 late-filing -107 400.00 EUR\n");
    claim_says(CREATED, "2027-02-16",
               "2027-02-15 draft-window -1 400.00 EUR\n"
               "2026-10-31 late-filing -108 400.00 EUR\n");
    claim_says(CREATED "2026-12-01 status status=withdrawn\n", "2027-02-16",
               "2028-09-16 retention-end 578\n");
}

#define EXTENDED                                                                               \
    CREATED "2027-02-10 approval kind=extension number=X1 answer=yes valid-until=2027-03-01\n" \
            "2027-02-11 approval kind=extension number=X2 answer=no valid-until=2027-06-01\n"

static void draft__with_an_extension__may_wait_for_its_last_day(void **state)
{
    (void)state;
    claim_says(EXTENDED, "2027-02-28",
               "2027-03-01 draft-window 1 400.00 EUR\n"
               "2026-10-31 late-filing -120 400.00 EUR\n"
               "2027-03-01 approval-lapse 1 400.00 EUR\n");
    claim_says(EXTENDED, "2027-03-02",
               "2027-03-01 draft-window -1 400.00 EUR\n"
               "2026-10-31 late-filing -122 400.00 EUR\n"
               "2027-03-01 approval-lapse -1 400.00 EUR\n");
    /* Sent in: the extension has done its work, and is not overdue. */
    claim_says(EXTENDED "2027-03-01 submitted\n", "2027-03-01",
               "2027-03-01 approval-lapse 0 400.00 EUR\n"
               "2027-03-03 review 2 400.00 EUR\n"
               "2028-09-16 retention-end 565\n");
    claim_says(EXTENDED "2027-03-01 submitted\n", "2027-03-02",
               "2027-03-03 review 1 400.00 EUR\n"
               "2028-09-16 retention-end 564\n");
}

static void approval__recorded_again__counts_once(void **state)
{
    (void)state;
    claim_says(CREATED "2026-07-11 approval kind=pre-approval number=A answer=yes "
                       "valid-until=2026-09-01\n"
                       "2026-07-12 approval kind=pre-approval number=A answer=yes "
                       "valid-until=2026-10-01\n"
                       "2026-07-13 approval kind=pre-approval number=A answer=yes "
                       "valid-until=2026-10-01\n"
                       "2026-07-14 approval kind=exception number=A answer=yes "
                       "valid-until=2026-09-02\n"
                       "2026-07-15 approval kind=pre-approval number=B answer=yes\n"
                       "2026-07-16 approval kind=pre-approval number=C valid-until=2026-09-03\n",
               "2026-09-02",
               "2027-02-15 draft-window 166 400.00 EUR\n"
               "2026-10-31 late-filing 59 400.00 EUR\n"
               "2026-10-01 approval-lapse 29 400.00 EUR\n"
               "2026-09-02 approval-lapse 0 400.00 EUR\n");
}

static void review__is_due_two_business_days_after_it_was_sent(void **state)
{
    (void)state;
    claim_says(SUBMITTED, "2026-10-01",
               "2026-10-05 review 4 400.00 EUR\n" /* Thursday to Monday */
               "2028-09-16 retention-end 716\n");
    claim_says(SUBMITTED "2026-10-02 status status=under-review\n", "2026-10-06",
               "2026-10-05 review -1 400.00 EUR\n"
               "2028-09-16 retention-end 711\n");
    /* The second time counts. */
    claim_says(SUBMITTED "2026-10-02 status status=action-required\n2026-10-09 submitted\n",
               "2026-10-09",
               "2026-10-13 review 4 400.00 EUR\n"
               "2028-09-16 retention-end 708\n");
}

static void answer__is_due_on_the_day_next_after_the_window(void **state)
{
    (void)state;
    claim_says(SUBMITTED "2026-10-02 status status=action-required\n", "2027-04-01",
               "2027-03-31 action-answer -1 400.00 EUR\n"
               "2028-09-16 retention-end 534\n");
    claim_says(SUBMITTED "2026-10-02 status status=action-required\n", "2027-03-31",
               "2027-03-31 action-answer 0 400.00 EUR\n"
               "2028-09-16 retention-end 535\n");
}

static void dispute__is_due_five_business_days_later(void **state)
{
    (void)state;
    claim_says(SUBMITTED "2026-10-02 status status=rejected reason=late\n", "2026-10-02",
               "2028-09-16 retention-end 715\n");
    claim_says(SUBMITTED "2026-10-02 status status=rejected reason=late\n"
                         "2026-10-05 status status=disputed\n",
               "2026-10-13",
               "2026-10-12 dispute -1 400.00 EUR\n"
               "2028-09-16 retention-end 704\n");
}

#define APPROVED SUBMITTED "2026-10-02 status status=approved amount=350\n" /* a Friday */

static void payment__is_due_45_business_days_later__or_30_days_after_the_invoice(void **state)
{
    (void)state;
    claim_says(APPROVED, "2026-12-05",
               "2026-12-04 payment -1 350.00 EUR\n" /* nine weeks of five days */
               "2028-09-16 retention-end 651\n");
    claim_says(APPROVED "2026-10-10 payment payment=P-1 amount=100 currency=EUR covers=100\n",
               "2026-12-04",
               "2026-12-04 payment 0 250.00 EUR\n"
               "2028-09-16 retention-end 652\n");
    claim_says(APPROVED "2026-10-10 approval kind=tax-invoice number=T answer=yes "
                        "answered=2026-10-09\n",
               "2026-11-08",
               "2026-11-08 payment 0 350.00 EUR\n"
               "2028-09-16 retention-end 678\n");
}

/* One euro is the currency's unit: no more than that missing is paid. */
static void payment__is_settled__by_all_but_a_unit(void **state)
{
    (void)state;
    claim_says(APPROVED "2026-10-10 payment payment=P-1 amount=349 currency=EUR covers=349\n",
               "2026-12-05", "2028-09-16 retention-end 651\n");
    claim_says(APPROVED "2026-10-10 payment payment=P-1 amount=348.99 currency=EUR covers=348.99\n",
               "2026-12-04",
               "2026-12-04 payment 0 1.01 EUR\n"
               "2028-09-16 retention-end 652\n");
    claim_says(APPROVED "2026-10-10 payment payment=P-1 amount=360 currency=EUR covers=360\n",
               "2026-12-05", "2028-09-16 retention-end 651\n");
    /* In another currency, without saying what it covers: all is still to come. */
    claim_says(APPROVED "2026-10-10 payment payment=P-1 amount=400 currency=USD\n", "2026-12-04",
               "2026-12-04 payment 0 350.00 EUR\n"
               "2028-09-16 retention-end 652\n");
    claim_says(APPROVED "2026-10-10 payment payment=P-1 amount=350 currency=EUR covers=350\n"
                        "2026-10-12 payment-voided payment=P-1 reason=bounced\n",
               "2026-12-04",
               "2026-12-04 payment 0 350.00 EUR\n"
               "2028-09-16 retention-end 652\n");
}

static void retention__ends_24_months_after_the_activity__and_is_gone_then(void **state)
{
    (void)state;
    claim_says(CREATED "2026-07-12 status status=withdrawn\n", "2028-09-16",
               "2028-09-16 retention-end 0\n");
    claim_says(CREATED "2026-07-12 status status=withdrawn\n", "2028-09-17", "");
}

static void kinds__have_their_words(void **state)
{
    (void)state;
    static const char *const words[] = {
        "period-end",   "usage-start", "usage-end",     "window-open",    "window-close",
        "draft-window", "late-filing", "action-answer", "approval-lapse", "review",
        "dispute",      "payment",     "retention-end"};
    assert_int_equal(sizeof(words) / sizeof(words[0]), DEADLINE_KINDS);
    for (int kind = 0; kind < DEADLINE_KINDS; kind++)
        assert_text_equal(deadline_kind_word((enum deadline_kind)kind), words[kind]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fund__while_it_accrues__has_its_gap_and_what_comes),
        cmocka_unit_test(fund__after_the_earning_period__loses_each_the_day_after_it),
        cmocka_unit_test(fund__without_money__has_no_deadline),
        cmocka_unit_test(draft__has_its_window_and_its_filing_day),
        cmocka_unit_test(draft__with_an_extension__may_wait_for_its_last_day),
        cmocka_unit_test(approval__recorded_again__counts_once),
        cmocka_unit_test(review__is_due_two_business_days_after_it_was_sent),
        cmocka_unit_test(answer__is_due_on_the_day_next_after_the_window),
        cmocka_unit_test(dispute__is_due_five_business_days_later),
        cmocka_unit_test(payment__is_due_45_business_days_later__or_30_days_after_the_invoice),
        cmocka_unit_test(payment__is_settled__by_all_but_a_unit),
        cmocka_unit_test(retention__ends_24_months_after_the_activity__and_is_gone_then),
        cmocka_unit_test(kinds__have_their_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
