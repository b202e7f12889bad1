/* SPDX-License-Identifier: MIT */
/* Deadlines of random funds, on random days. */
#include "model/deadline.h"

#include <string.h>

#include "support/support.h"

static struct fund_terms draw_terms(struct random *random, struct period period)
{
    struct fund_terms terms = {.windows = period_windows(period)};
    const struct window_override override = {
        .has_usage_end = random_one_in(random, 4),
        .has_claim_opens = random_one_in(random, 4),
        .has_claim_closes = random_one_in(random, 4),
        .usage_end = date_add_days(terms.windows.usage_end, (int)random_between(random, -90, 90)),
        .claim_opens =
            date_add_days(terms.windows.claim_opens, (int)random_between(random, -40, 40)),
        .claim_closes =
            date_add_days(terms.windows.claim_closes, (int)random_between(random, -40, 90)),
    };
    struct err err;
    err_init(&err);
    (void)!period_windows_with(period, &override, &terms.windows, &err);
    terms.has_coop = !random_one_in(random, 8);
    terms.has_threshold = terms.has_coop && random_one_in(random, 2);
    if (terms.has_threshold)
        terms.threshold_usd.micros = random_edgy(random, 0, INT64_C(10000000000));
    return terms;
}

/* The day that CONTRACT.md section 6 gives to a kind. */
static struct date day_of_kind(const struct windows *windows, enum deadline_kind kind)
{
    if (kind == DEADLINE_PERIOD_END)
        return windows->earning_end;
    if (kind == DEADLINE_USAGE_START)
        return windows->usage_start;
    if (kind == DEADLINE_USAGE_END)
        return windows->usage_end;
    if (kind == DEADLINE_WINDOW_OPEN)
        return windows->claim_opens;
    assert_int_equal(kind, DEADLINE_WINDOW_CLOSE);
    return windows->claim_closes;
}

/* Nothing of a fund is ever overdue; each stands on its day, with its money, once. */
static void fund__is_never_overdue(void **state)
{
    struct random random;
    (void)state;
    random_init(&random);
    for (int round = 0; round < rounds(20000); round++) {
        struct period period;
        struct balance balance;
        struct err err;
        struct deadline told[FUND_DEADLINES], of_period;
        size_t count = 0, later = 0;
        assert_true(
            period_of((struct date){(int32_t)random_between(&random, 18000, 22000)}, &period));
        const struct fund_terms terms = draw_terms(&random, period);
        const struct date today = {(int32_t)random_between(
            &random, terms.windows.earning_start.day - 40, terms.windows.claim_closes.day + 40)};
        const struct deadline_fund fund = {
            "p", "l", period, &terms, {random_edgy(&random, -1000000, INT64_C(20000000000))}};
        const struct fund_sums sums = {.coop = {random_edgy(&random, -1000000, 50000000000)}};
        const struct claim_sums claims = {.planned = {random_edgy(&random, 0, 30000000000)},
                                          .pending = {random_edgy(&random, 0, 30000000000)},
                                          .approved = {random_edgy(&random, 0, 10000000000)}};
        const enum fund_state now = fund_state_on(&terms, fund.coop_usd, today);
        err_init(&err);
        assert_rc(fund_balance(&terms, now, currency_usd, &sums, &claims, &balance, &err), RC_OK,
                  &err);
        assert_true(deadlines_of_fund(&fund, &balance, currency_usd, today, told, &count));
        if (deadline_of_period(&fund, today, &of_period)) {
            assert_int_equal(now, FUND_ACCRUING);
            assert_true(of_period.days_left >= 0);
            assert_int_equal(of_period.due.day, terms.windows.earning_end.day);
            assert_true(of_period.has_amount ==
                        (terms.has_threshold && terms.threshold_usd.micros > fund.coop_usd.micros));
        } else {
            assert_int_not_equal(now, FUND_ACCRUING);
        }
        for (size_t i = 0; i < count; i++) {
            const struct deadline *deadline = &told[i];
            bool use =
                deadline->kind == DEADLINE_USAGE_START || deadline->kind == DEADLINE_USAGE_END;
            assert_true(deadline->days_left >= 0);
            assert_int_equal(deadline->due.day, today.day + deadline->days_left);
            assert_int_equal(deadline->due.day, day_of_kind(&terms.windows, deadline->kind).day);
            assert_money_equal(deadline->amount,
                               use ? balance.remaining.micros - balance.planned.micros
                                   : balance.remaining.micros);
            assert_true(i == 0 || told[i - 1].kind < deadline->kind);
        }
        for (int kind = DEADLINE_USAGE_START; kind <= DEADLINE_WINDOW_CLOSE; kind++)
            later += day_of_kind(&terms.windows, (enum deadline_kind)kind).day >= today.day;
        assert_int_equal(count, deadline_has_money(&balance) ? later : 0);
        if (now == FUND_CLOSED || now == FUND_CONVERTED || now == FUND_NO_COOP)
            assert_int_equal(count, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fund__is_never_overdue),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
