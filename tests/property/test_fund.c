/* SPDX-License-Identifier: MIT */
#include "model/fund.h"

#include "support/currencies.h"
#include "support/support.h"

__extension__ typedef __int128 wide;

enum { STATES = FUND_NO_COOP + 1 };

static struct fund_terms draw_fund(struct random *random)
{
    struct period period;
    assert_true(period_of(
        (struct date){(int32_t)random_between(random, period_date_min.day, period_date_max.day)},
        &period));
    struct fund_terms fund = {.windows = period_windows(period)};
    struct window_override override = {
        .has_usage_end = random_one_in(random, 4),
        .has_claim_opens = random_one_in(random, 4),
        .has_claim_closes = random_one_in(random, 4),
        .usage_end = date_add_days(fund.windows.usage_end, (int)random_between(random, -100, 300)),
        .claim_opens =
            date_add_days(fund.windows.claim_opens, (int)random_between(random, -100, 100)),
        .claim_closes =
            date_add_days(fund.windows.claim_closes, (int)random_between(random, -100, 300)),
    };
    struct err err;
    err_init(&err);
    /* A refused override leaves the rule's windows. */
    if (period_windows_with(period, &override, &fund.windows, &err) != RC_OK)
        assert_int_equal(err.rc, RC_RULE);
    fund.has_coop = !random_one_in(random, 6);
    fund.has_threshold = fund.has_coop && random_one_in(random, 2);
    if (fund.has_threshold)
        fund.threshold_usd.micros = random_edgy(random, 0, INT64_C(10000000000));
    return fund;
}

static struct date draw_day(struct random *random, const struct fund_terms *fund)
{
    const struct windows *windows = &fund->windows;
    const struct date edges[] = {windows->earning_start, windows->earning_end,
                                 windows->usage_start,   windows->usage_end,
                                 windows->claim_opens,   windows->claim_closes};
    int shift = (int)random_between(random, -1, 1);
    if (random_one_in(random, 2))
        return date_add_days(edges[random_between(random, 0, 5)], shift);
    return (struct date){(int32_t)random_between(random, windows->earning_start.day - 50,
                                                 windows->claim_closes.day + 50)};
}

static struct money draw_money(struct random *random, bool negative)
{
    int64_t limit = random_one_in(random, 10) ? INT64_MAX : INT64_C(100000000000);
    return (struct money){random_edgy(random, negative ? -limit : 0, limit)};
}

/* RULES.md section 2: the conditions of the table, each by itself. Exactly one
 * holds on any day, and it is the one that fund_state_on names. */
static void fund__state__is_the_only_one_whose_condition_holds(void **state)
{
    (void)state;
    struct random random;
    random_init(&random);
    int seen[STATES] = {0};
    for (int i = rounds(200000); i > 0; i--) {
        struct fund_terms fund = draw_fund(&random);
        const struct windows *windows = &fund.windows;
        int day = draw_day(&random, &fund).day;
        struct money usd = {random_edgy(&random, -1000000, INT64_C(20000000000))};
        if (fund.has_threshold && random_one_in(&random, 4))
            usd.micros = fund.threshold_usd.micros - random_between(&random, 0, 1);
        bool below = fund.has_threshold && usd.micros < fund.threshold_usd.micros;
        bool over = fund.has_coop && day > windows->earning_end.day;
        bool met = over && !below;
        bool in_usage = day <= windows->usage_end.day, opened = day >= windows->claim_opens.day;
        bool closed = day > windows->claim_closes.day;
        const bool holds[STATES] = {
            [FUND_ACCRUING] = fund.has_coop && day <= windows->earning_end.day,
            [FUND_CONVERTED] = over && below,
            [FUND_USABLE] = met && in_usage && !opened,
            [FUND_CLAIMABLE] = met && in_usage && opened && !closed,
            [FUND_LAST_CALL] = met && !in_usage && opened && !closed,
            [FUND_CLOSED] = met && closed,
            [FUND_NO_COOP] = !fund.has_coop,
        };
        int count = 0;
        for (int k = 0; k < STATES; k++)
            count += holds[k];
        enum fund_state is = fund_state_on(&fund, usd, (struct date){day});
        assert_int_equal(count, 1);
        assert_true(holds[is]);
        seen[is]++;
    }
    for (int k = 0; k < STATES; k++)
        assert_true(seen[k] > 0 || rounds(200000) < 200000);
}

static void fund__balance__adds_up_in_every_state(void **state)
{
    (void)state;
    struct random random;
    struct currencies currencies;
    random_init(&random);
    currencies_init(&currencies);
    for (int i = rounds(200000); i > 0; i--) {
        struct fund_terms fund = draw_fund(&random);
        struct currency currency = currencies_any(&currencies, &random);
        struct fund_sums sums = {draw_money(&random, true), draw_money(&random, true)};
        struct claim_sums claims = {draw_money(&random, false), draw_money(&random, false),
                                    draw_money(&random, false), draw_money(&random, false)};
        enum fund_state is = fund_state_on(&fund, sums.coop, draw_day(&random, &fund));
        struct balance balance = {.paid = {7}};
        struct err err;
        err_init(&err);
        enum rc rc = fund_balance(&fund, is, currency, &sums, &claims, &balance, &err);
        wide claimed = (wide)claims.pending.micros + claims.approved.micros;
        if (rc != RC_OK) {
            assert_rc(rc, RC_RULE, &err);
            assert_money_equal(balance.paid, 7);
            wide all = (wide)sums.rebate.micros + sums.coop.micros;
            wide rest = sums.coop.micros - claimed;
            wide rim = (wide)INT64_MAX - MONEY_MICROS;
            assert_true(all > rim || all < -rim || rest > rim || rest < -rim || claimed > rim ||
                        sums.coop.micros > rim || sums.coop.micros < -rim);
            continue;
        }
        assert_true((wide)balance.available.micros == (wide)balance.claimed.micros +
                                                          balance.remaining.micros +
                                                          balance.forfeited.micros);
        assert_true((wide)balance.claimed.micros == claimed);
        assert_true(money_is_whole(balance.available, currency));
        assert_true(balance.forfeited.micros >= 0);
        assert_true(is == FUND_CLOSED ? balance.remaining.micros <= 0
                                      : balance.forfeited.micros == 0);
        /* What became rebate is all of the co-op, and none of it stays available. */
        bool became_rebate = is == FUND_CONVERTED || is == FUND_NO_COOP;
        assert_true((wide)balance.rebate.micros ==
                    (wide)sums.rebate.micros + (became_rebate ? sums.coop.micros : 0));
        assert_money_equal(balance.coop, is == FUND_NO_COOP ? 0 : sums.coop.micros);
        if (became_rebate || is == FUND_ACCRUING)
            assert_money_equal(balance.available, 0);
        struct money at_risk = fund_at_risk(&balance);
        assert_true(at_risk.micros >= 0 && (at_risk.micros == 0 || is == FUND_LAST_CALL));
        assert_true(at_risk.micros <=
                    (balance.remaining.micros > 0 ? balance.remaining.micros : 0));
    }
}

/* On the last day the run rate is what was earned; the month's share of what is
 * missing, taken for each month left, reaches the threshold to the cent. */
static void fund__forecasts__meet_their_definitions(void **state)
{
    (void)state;
    struct random random;
    random_init(&random);
    for (int i = rounds(100000); i > 0; i--) {
        struct fund_terms fund = draw_fund(&random);
        struct date today = draw_day(&random, &fund);
        struct money usd = {random_between(&random, -1000000000, INT64_C(20000000000))};
        struct money rate = {7}, missing = {7};
        bool accruing = fund_state_on(&fund, usd, today) == FUND_ACCRUING;
        bool started = today.day >= fund.windows.earning_start.day;
        assert_int_equal(fund_run_rate(&fund, usd, today, &rate), accruing && started);
        assert_int_equal(fund_missing_per_month(&fund, usd, today, &missing),
                         accruing && fund.has_threshold);
        if (accruing && started) {
            int days = fund.windows.earning_end.day - fund.windows.earning_start.day + 1;
            int gone = today.day - fund.windows.earning_start.day + 1;
            wide error = (wide)usd.micros * days - (wide)rate.micros * gone;
            assert_true(2 * (error < 0 ? -error : error) <= (wide)10000 * gone);
            assert_true(money_is_whole(rate, currency_usd));
        }
        if (accruing && fund.has_threshold) {
            int months = 0;
            for (struct date day = date_month_start(today); day.day <= fund.windows.earning_end.day;
                 day = date_add_months(day, 1))
                months++;
            wide left = (wide)fund.threshold_usd.micros - usd.micros;
            wide error = (left > 0 ? left : 0) - (wide)missing.micros * months;
            assert_true(2 * (error < 0 ? -error : error) <= (wide)10000 * months);
            assert_true(money_is_whole(missing, currency_usd));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fund__state__is_the_only_one_whose_condition_holds),
        cmocka_unit_test(fund__balance__adds_up_in_every_state),
        cmocka_unit_test(fund__forecasts__meet_their_definitions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
