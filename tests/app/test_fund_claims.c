/* SPDX-License-Identifier: MIT */
/* Balances that carry claims, on every day, and their steps in `explain`. */
#include <stdio.h>
#include <string.h>

#include "app/claims.h"
#include "app/exports.h"
#include "base/buf.h"
#include "support/office.h"
#include "support/told.h"

/* The fund hosting L1 FY26H2 has USD 1,000 of co-op; its usage period is July to
 * December 2026, its claims go in from 16 August 2026 to 15 February 2027. */
static const char claims[] = "C-FIRST hosting L1 FY26H2\n"
                             "2026-07-02 created currency=USD amount=300 title=Autumn\n"
                             "2026-08-20 submitted\n"
                             "2026-08-24 status status=under-review\n"
                             "2026-08-25 status status=approved amount=250\n"
                             "2026-09-10 payment payment=P-1 amount=100 currency=USD covers=100\n"
                             "2026-09-20 payment payment=P-2 amount=140 currency=USD covers=140\n"
                             "\n"
                             "C-SECOND hosting L1 FY26H2\n"
                             "2026-08-17 created currency=USD amount=500\n"
                             "2026-08-21 submitted\n"
                             "2026-08-28 status status=rejected reason=late\n"
                             "2026-09-01 status status=disputed\n"
                             "\n"
                             "C-EURO hosting L1 FY26H2\n"
                             "2026-08-18 created currency=EUR amount=40\n"
                             "\n"
                             "C-LONE hosting L2 FY27H1\n"
                             "2026-08-18 created currency=USD amount=60\n"
                             "2026-08-19 status status=withdrawn\n";

static int setup(void **state)
{
    if (office_setup(state) != 0)
        return -1;
    struct desk *desk = *state;
    const struct program_change none = {
        .threshold = "none", .has_from = true, .from = day_of("2026-01-01")};
    struct app *app = office_open(desk, NULL, NULL);
    assert_rc(app_program_set(app, "hosting", &none, desk_err(desk)), RC_OK, &desk->err);
    app_close(app);
    told_keep(desk, claims);
    return 0;
}

static struct fund_list balance_on(struct desk *desk, const char *login, const char *day,
                                   const struct fund_filter *filter)
{
    struct fund_list list = {0};
    struct app *app = office_open(desk, login, day);
    assert_rc(app_balance(app, filter, &list, desk_err(desk)), RC_OK, &desk->err);
    app_close(app);
    return list;
}

/* available, planned, claimed, approved, paid, remaining, forfeited in whole units. */
static void assert_figures(const struct balance *b, const char *day, const int64_t expected[7])
{
    const struct money figures[] = {b->available, b->planned,   b->claimed,  b->approved,
                                    b->paid,      b->remaining, b->forfeited};
    for (size_t i = 0; i < 7; i++)
        if (figures[i].micros != expected[i] * MONEY_MICROS)
            fail_msg("%s: figure %zu is %lld micros, not %lld units", day, i,
                     (long long)figures[i].micros, (long long)expected[i]);
}

static void balance__carries_claims__as_they_stood_on_each_day(void **state)
{
    static const struct {
        const char *day;
        int64_t figures[7];
    } days[] = {
        {"2026-06-30", {0, 0, 0, 0, 0, 0, 0}},
        {"2026-07-01", {1000, 0, 0, 0, 0, 1000, 0}},
        {"2026-07-02", {1000, 300, 0, 0, 0, 1000, 0}},
        {"2026-08-17", {1000, 800, 0, 0, 0, 1000, 0}},
        {"2026-08-20", {1000, 500, 300, 0, 0, 700, 0}},
        {"2026-08-21", {1000, 0, 800, 0, 0, 200, 0}},
        {"2026-08-25", {1000, 0, 750, 250, 0, 250, 0}},
        {"2026-08-28", {1000, 0, 250, 250, 0, 750, 0}},
        {"2026-09-01", {1000, 0, 750, 250, 0, 250, 0}},
        {"2026-09-10", {1000, 0, 750, 250, 100, 250, 0}},
        {"2027-02-15", {1000, 0, 750, 250, 240, 250, 0}},
        {"2027-02-16", {1000, 0, 750, 250, 240, 0, 250}},
    };
    struct desk *desk = *state;
    for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
        const struct fund_filter all = {0};
        struct fund_list list = balance_on(desk, NULL, days[i].day, &all);
        const struct fund_row *row = fund_find(&list, "hosting", "L1", "FY26H2", "USD");
        assert_figures(&row->balance, days[i].day, days[i].figures);
        fund_list_release(&list);
    }
}

/* CONTRACT.md section 6: "in which the fund has an earning dated, or a claim made, on or
 * before the day". */
static void balance__has_a_row__where_there_is_only_a_claim(void **state)
{
    struct desk *desk = *state;
    struct fund_filter one = {.program = "hosting", .location = "L1"};
    struct fund_list list = balance_on(desk, NULL, "2026-08-17", &one);
    assert_int_equal(list.count, 1);
    fund_list_release(&list);
    list = balance_on(desk, NULL, "2026-08-18", &one);
    assert_int_equal(list.count, 2);
    assert_text_equal(list.rows[0].currency.code, "EUR"); /* sorted as ever */
    assert_int_equal(list.rows[0].rows, 0);
    assert_money_equal(list.rows[0].balance.planned, 40000000);
    assert_money_equal(list.rows[0].balance.remaining, 0);
    assert_money_equal(list.rows[0].coop_usd, 1000000000); /* of the fund */
    assert_money_equal(list.rows[0].currency_coop_usd, 0);
    assert_money_equal(list.rows[1].currency_coop_usd, 1000000000);
    assert_money_equal(list.rows[1].balance.planned, 800000000);
    fund_list_release(&list);

    /* A fund without any earning, and a claim that counts nowhere any more. */
    one = (struct fund_filter){.has_period = true, .period = period_named("FY27H1")};
    list = balance_on(desk, NULL, "2026-09-01", &one);
    assert_int_equal(list.count, 1);
    assert_text_equal(list.rows[0].location, "L2");
    assert_int_equal(list.rows[0].balance.state, FUND_ACCRUING);
    assert_money_equal(list.rows[0].balance.planned, 0);
    fund_list_release(&list);
}

static void balance__keeps_claims__inside_ones_scope(void **state)
{
    struct desk *desk = *state;
    const struct fund_filter all = {0};
    struct fund_list list = balance_on(desk, "sam", "2026-09-01", &all); /* L1 only */
    for (size_t i = 0; i < list.count; i++)
        assert_text_equal(list.rows[i].location, "L1");
    assert_int_equal(list.count, 3); /* hosting EUR and USD, surface-add */
    fund_list_release(&list);
    list = balance_on(desk, "pia", "2026-09-01", &all); /* hosting only */
    assert_int_equal(list.count, 4);
    fund_list_release(&list);
}

/* ---- explain ---------------------------------------------------------------------------- */

static enum rc note_step(void *context, const struct explain_step *step, struct err *err)
{
    char amount[MONEY_TEXT_SIZE] = "";
    (void)err;
    if (step->has_amount)
        (void)money_print(step->amount, step->currency, amount);
    buf_addf(context, "%s%s %s\n", step->claim != NULL ? "*" : "", amount,
             step->claim != NULL ? step->detail : step->rule);
    return RC_OK;
}

static void explain_into(struct desk *desk, const char *day, const char *location,
                         const char *period, const char *currency, const char *figure,
                         struct buf *ret)
{
    struct app *app = office_open(desk, NULL, day);
    struct explain_request request = {.program = "hosting",
                                      .location = location,
                                      .period = period_named(period),
                                      .has_currency = true,
                                      .figure = figure};
    assert_true(currency_parse(currency, &request.currency));
    buf_clear(ret);
    assert_rc(app_explain(app, &request, note_step, ret, desk_err(desk)), RC_OK, &desk->err);
    app_close(app);
}

static void explain__has_a_step__for_each_claim(void **state)
{
    struct desk *desk = *state;
    struct buf said;
    buf_init(&said);
    explain_into(desk, "2026-08-19", "L1", "FY26H2", "USD", "planned", &said);
    assert_text_equal(said.text, "*300.00 C-FIRST editing: Autumn\n"
                                 "*500.00 C-SECOND editing\n"
                                 "800.00 claims in editing\n");
    explain_into(desk, "2026-09-15", "L1", "FY26H2", "USD", "claimed", &said);
    assert_text_equal(said.text,
                      "*500.00 C-SECOND disputed\n"
                      "500.00 claims submitted, under review, action required, disputed\n"
                      "*250.00 C-FIRST paid: Autumn\n"
                      "250.00 approved amounts of claims approved or paid\n"
                      "750.00 claimed\n");
    explain_into(desk, "2026-08-25", "L1", "FY26H2", "USD", "approved", &said);
    assert_text_equal(said.text, "*250.00 C-FIRST approved: Autumn\n"
                                 "250.00 approved amounts of claims approved or paid\n");
    explain_into(desk, "2026-09-15", "L1", "FY26H2", "USD", "paid", &said);
    assert_text_equal(said.text, "*100.00 C-FIRST paid: Autumn\n"
                                 "100.00 payments of claims\n");
    /* of a fund that has claims only */
    explain_into(desk, "2026-08-18", "L2", "FY27H1", "USD", "planned", &said);
    assert_text_equal(said.text, "*60.00 C-LONE editing\n60.00 claims in editing\n");
    explain_into(desk, "2026-08-18", "L1", "FY26H2", "EUR", "planned", &said);
    assert_text_equal(said.text, "*40.00 C-EURO editing\n40.00 claims in editing\n");
    buf_release(&said);
}

struct ending {
    struct explain_step last;
};

static enum rc keep_last(void *context, const struct explain_step *step, struct err *err)
{
    (void)err;
    ((struct ending *)context)->last = *step;
    return RC_OK;
}

/* The last step of every figure that claims move is the figure of `balance`. */
static void explain__ends_in_balance__with_claims(void **state)
{
    static const char *const days[] = {"2026-08-19", "2026-09-15", "2027-01-20", "2027-02-16"};
    struct desk *desk = *state;
    const struct fund_filter all = {0};
    for (size_t d = 0; d < sizeof(days) / sizeof(days[0]); d++) {
        struct fund_list list = balance_on(desk, NULL, days[d], &all);
        struct app *app = office_open(desk, NULL, days[d]);
        for (size_t i = 0; i < list.count; i++) {
            const struct fund_row *row = &list.rows[i];
            const struct balance *b = &row->balance;
            const struct {
                const char *name;
                struct money money;
            } figures[] = {{"planned", b->planned},     {"claimed", b->claimed},
                           {"approved", b->approved},   {"paid", b->paid},
                           {"remaining", b->remaining}, {"forfeited", b->forfeited},
                           {"available", b->available}, {"at-risk", fund_at_risk(b)}};
            for (size_t j = 0; j < sizeof(figures) / sizeof(figures[0]); j++) {
                const struct explain_request request = {.program = row->program,
                                                        .location = row->location,
                                                        .period = row->period,
                                                        .has_currency = true,
                                                        .currency = row->currency,
                                                        .figure = figures[j].name};
                struct ending ending = {0};
                assert_rc(app_explain(app, &request, keep_last, &ending, desk_err(desk)), RC_OK,
                          &desk->err);
                assert_true(ending.last.has_amount);
                assert_money_equal(ending.last.amount, figures[j].money.micros);
            }
        }
        app_close(app);
        fund_list_release(&list);
    }
}

static void explain__since__tells_what_happened_to_claims(void **state)
{
    struct desk *desk = *state;
    struct buf said;
    buf_init(&said);
    struct app *app = office_open(desk, NULL, "2026-08-25");
    struct explain_request request = {.program = "hosting",
                                      .location = "L1",
                                      .period = period_named("FY26H2"),
                                      .has_since = true,
                                      .since = day_of("2026-01-01")};
    assert_true(currency_parse("USD", &request.currency));
    request.has_currency = true;
    raw_exec(desk->path, "UPDATE claim_entry SET time = 1767225600 WHERE claim = 'C-SECOND' "
                         "AND kind = 0"); /* 2026-01-01: known by then */
    assert_rc(app_explain(app, &request, note_step, &said, desk_err(desk)), RC_OK, &desk->err);
    assert_non_null(strstr(said.text, "300.00 claim\n claim\n claim\n250.00 claim\n claim\n"));
    assert_null(strstr(said.text, "500.00 claim"));
    assert_null(strstr(said.text, "100.00 claim")); /* paid later than the day */
    assert_null(strstr(said.text, "40.00 claim"));  /* in another currency */
    buf_release(&said);
    app_close(app);
}

struct asked {
    int rows;
    struct money amount;
};

static enum rc note_asked(void *context, const struct claim_row *row, struct err *err)
{
    struct asked *asked = context;
    (void)err;
    asked->rows++;
    asked->amount = row->amount;
    return RC_OK;
}

/* What a claim asks for stays known when it adds nothing to its fund any more. */
static void claim_row__of_any_status__has_its_amount(void **state)
{
    struct desk *desk = *state;
    struct asked asked = {0};
    struct app *app = office_open(desk, NULL, "2026-08-28");
    assert_rc(app_claim_row(app, "C-SECOND", note_asked, &asked, desk_err(desk)), RC_OK,
              &desk->err);
    assert_money_equal(asked.amount, 500 * MONEY_MICROS);
    assert_rc(app_claim_row(app, "C-LONE", note_asked, &asked, desk_err(desk)), RC_OK, &desk->err);
    assert_money_equal(asked.amount, 60 * MONEY_MICROS);
    app_close(app);
    app = office_open(desk, NULL, "2026-08-16"); /* before its first entry */
    assert_rc(app_claim_row(app, "C-SECOND", note_asked, &asked, desk_err(desk)), RC_OK,
              &desk->err);
    assert_int_equal(asked.rows, 2);
    app_close(app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(balance__carries_claims__as_they_stood_on_each_day, setup,
                                        desk_teardown),
        cmocka_unit_test_setup_teardown(balance__has_a_row__where_there_is_only_a_claim, setup,
                                        desk_teardown),
        cmocka_unit_test_setup_teardown(balance__keeps_claims__inside_ones_scope, setup,
                                        desk_teardown),
        cmocka_unit_test_setup_teardown(explain__has_a_step__for_each_claim, setup, desk_teardown),
        cmocka_unit_test_setup_teardown(explain__ends_in_balance__with_claims, setup,
                                        desk_teardown),
        cmocka_unit_test_setup_teardown(explain__since__tells_what_happened_to_claims, setup,
                                        desk_teardown),
        cmocka_unit_test_setup_teardown(claim_row__of_any_status__has_its_amount, setup,
                                        desk_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
