/* SPDX-License-Identifier: MIT */
/* Every figure of `balance` explained: the last step is the figure. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/history.h"
#include "app/safety.h"
#include "base/buf.h"
#include "base/clock.h"
#include "support/office.h"

enum { STEPS_MAX = 4096 };

struct said {
    struct explain_step steps[STEPS_MAX]; /* without its words … */
    bool is_month[STEPS_MAX];             /* … but for this */
    size_t count;
};

static enum rc keep_step(void *context, const struct explain_step *step, struct err *err)
{
    struct said *said = context;
    (void)err;
    assert_in_range(said->count, 0, STEPS_MAX - 1);
    assert_true(step->rule[0] != '\0' && step->source[0] != '\0');
    said->is_month[said->count] = strcmp(step->rule, "the sum of one month") == 0;
    said->steps[said->count] = *step;
    said->steps[said->count].rule = NULL;
    said->steps[said->count++].detail = NULL;
    return RC_OK;
}

/* The figure as `balance` has it; false where there is none. */
static bool figure_of(const struct fund_row *row, const char *name, struct date day,
                      struct money *ret)
{
    const struct balance *b = &row->balance;
    const struct {
        const char *name;
        struct money money;
    } columns[] = {
        {"rebate", b->rebate},        {"coop", b->coop},
        {"coop_usd", row->coop_usd},  {"available", b->available},
        {"planned", b->planned},      {"claimed", b->claimed},
        {"approved", b->approved},    {"paid", b->paid},
        {"remaining", b->remaining},  {"forfeited", b->forfeited},
        {"at-risk", fund_at_risk(b)},
    };
    for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++) {
        if (strcmp(columns[i].name, name) == 0) {
            *ret = columns[i].money;
            return true;
        }
    }
    if (strcmp(name, "threshold_usd") == 0) {
        *ret = row->terms.threshold_usd;
        return row->terms.has_threshold;
    }
    if (strcmp(name, "run-rate") == 0)
        return fund_run_rate(&row->terms, row->coop_usd, day, ret);
    assert_text_equal(name, "missing-per-month");
    return fund_missing_per_month(&row->terms, row->coop_usd, day, ret);
}

/* The sums by type and month, and the rows, each add up to the figure before
 * conversion: "coop" of a fund that accrues or not. */
static void check_parts(const struct said *said, struct money coop)
{
    int64_t sums = 0, rows = 0, counted = 0, listed = 0;
    for (size_t i = 0; i + 1 < said->count; i++) {
        const struct explain_step *step = &said->steps[i];
        if (said->is_month[i])
            continue;
        assert_true(step->earning == NULL || !step->has_count);
        if (step->has_amount && step->has_count) {
            sums += step->amount.micros;
            counted += step->count;
        } else if (step->has_amount) {
            rows += step->amount.micros;
            listed++;
        }
    }
    assert_money_equal(coop, sums);
    assert_money_equal(coop, rows);
    assert_int_equal(counted, listed);
}

static struct fund_month_list months_of(struct desk *desk, struct app *app,
                                        const struct fund_row *row)
{
    struct fund_month_list months = {0};
    assert_rc(
        app_fund_months(app, row->program, row->location, row->period, &months, desk_err(desk)),
        RC_OK, &desk->err);
    return months;
}

/* Where the earnings are left out sums stand for them: by type, or by month, and
 * each month is what the totals say. */
static void check_without_rows(struct desk *desk, struct app *app, const struct fund_row *row,
                               bool by_month, struct said *said)
{
    const struct explain_request request = {.program = row->program,
                                            .location = row->location,
                                            .period = row->period,
                                            .has_currency = true,
                                            .currency = row->currency,
                                            .figure = "coop",
                                            .most_rows = 1,
                                            .most_sums = by_month ? 1 : 0};
    int64_t sum = 0, rows = 0;
    struct fund_month_list list = months_of(desk, app, row);
    for (size_t i = 0; i < list.count; i++)
        for (int at = 0; at < list.months; at++) {
            rows += list.items[i].months[at].rows;
            if (currency_equal(list.items[i].currency, row->currency))
                sum += list.items[i].months[at].coop.micros;
        }
    free(list.items);
    assert_money_equal(row->balance.coop, sum);
    said->count = 0;
    assert_rc(app_explain(app, &request, keep_step, said, desk_err(desk)), RC_OK, &desk->err);
    assert_money_equal(said->steps[said->count - 1].amount, row->balance.coop.micros);
    sum = 0;
    for (size_t i = 0; rows > 1 && i + 1 < said->count; i++) {
        const struct explain_step *step = &said->steps[i];
        assert_null(step->earning);
        if (step->has_amount && said->is_month[i] == by_month)
            sum += step->amount.micros;
        if (!step->has_amount && step->has_count)
            assert_int_equal(step->count, rows);
    }
    if (rows > 1)
        assert_money_equal(row->balance.coop, sum);
}

static void explain_one(struct desk *desk, struct app *app, const struct fund_row *row,
                        const char *figure, struct said *said)
{
    const struct explain_request request = {.program = row->program,
                                            .location = row->location,
                                            .period = row->period,
                                            .has_currency = true,
                                            .currency = row->currency,
                                            .figure = figure};
    struct money expected = {0};
    said->count = 0;
    assert_rc(app_explain(app, &request, keep_step, said, desk_err(desk)), RC_OK, &desk->err);
    assert_true(said->count > 0);
    for (size_t i = 0; i < said->count; i++) {
        assert_text_equal(said->steps[i].figure, figure);
        assert_int_equal(said->steps[i].step, i + 1);
    }
    const struct explain_step *last = &said->steps[said->count - 1];
    bool has = figure_of(row, figure, app_day(app), &expected);
    if (last->has_amount != has || (has && last->amount.micros != expected.micros))
        fail_msg("%s of %s %s: the last step does not say it", figure, row->program, row->location);
    if (has) {
        bool usd = strstr(figure, "usd") != NULL || strcmp(figure, "run-rate") == 0 ||
                   strcmp(figure, "missing-per-month") == 0;
        assert_text_equal(last->currency.code, usd ? "USD" : row->currency.code);
    }
    if (strcmp(figure, "coop") == 0 && row->balance.state != FUND_NO_COOP) {
        check_parts(said, row->balance.coop);
        check_without_rows(desk, app, row, false, said);
        check_without_rows(desk, app, row, true, said);
    }
}

static void walk_all_funds(struct desk *desk, const char *as_of)
{
    const struct fund_filter all = {0};
    struct fund_list list = {0};
    struct said *said = malloc(sizeof(*said));
    struct app *app = office_open(desk, NULL, as_of);
    assert_non_null(said);
    assert_rc(app_balance(app, &all, &list, desk_err(desk)), RC_OK, &desk->err);
    assert_true(list.count > 0);
    for (size_t i = 0; i < list.count; i++)
        for (size_t j = 0; explain_figures[j] != NULL; j++)
            explain_one(desk, app, &list.rows[i], explain_figures[j], said);
    fund_list_release(&list);
    app_close(app);
    free(said);
}

/* The demo's day, half a year before and after, and when all is over. */
static void explain__of_the_demo_book__ends_in_every_figure(void **state)
{
    struct desk *desk = *state;
    static const char *const days[] = {"2026-03-20", "2025-09-30", "2026-08-16", "2027-03-01"};
    struct app_options options = office_options(desk, "2026-03-20", NULL);
    assert_rc(app_init(&options, true, desk_err(desk)), RC_OK, &desk->err);
    for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++)
        walk_all_funds(desk, days[i]);
}

/* Several currencies, reversals, totals under two splits, claims, unknown types,
 * excluded rows, a program without co-op. */
static const char odd_report[] =
    "participantId,programName,earningId,earningType,earningAmount,transactionCurrency,"
    "earningAmountUSD,earningDate\n"
    "L1,Hosting,O1,Coop,1000.123456,EUR,1100.5,2026-02-01\n"
    "L1,Hosting,O2,Coop,-200,EUR,-220,2026-03-01\n"
    "L1,Hosting,O3,Coop,90000,JPY,600,2026-03-01\n"
    "L1,Hosting,O4,Rebate,55.55,EUR,60,2026-03-31\n"
    "L1,Hosting,O5,Bonus,77,EUR,80,2026-03-31\n"
    "L1,Hosting,O6,Claim,100,EUR,110,2026-03-31\n"
    "L1,OSU - Microsoft 365,O7,Coop,10,USD,10,2026-03-31\n"
    "L1,OSU - Microsoft 365,O8,Fee,3,USD,3,2026-03-31\n"
    "L1,hosting,O9,Adjustment-Coop,0.000001,EUR,0,2026-04-30\n"
    "L1,Hosting,O10,Coop,5000,EUR,5500,2026-04-30\n";

static void explain__of_an_odd_fund__ends_in_every_figure(void **state)
{
    static const char *const days[] = {"2026-01-31", "2026-03-01", "2026-06-30",
                                       "2026-07-01", "2027-01-02", "2027-03-01"};
    struct desk *desk = *state;
    struct import_counts counts;
    const struct program_change split = {
        .split = "50/50", .has_from = true, .from = day_of("2026-03-01")};
    char path[FOLDER_PATH_SIZE], id[EARNING_ID_MAX];
    struct app *app = office_open(desk, NULL, NULL);
    office_file(desk, "odd.csv", odd_report, path);
    assert_rc(office_import(app, path, &counts, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(counts.new, 10);
    assert_rc(app_program_set(app, "hosting", &split, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(
        office_add(app, "T1", "hosting", "L1", "2026-02-28", "total", "33.33", desk_err(desk)),
        RC_OK, &desk->err);
    assert_rc(
        office_add(app, "T2", "hosting", "L1", "2026-03-01", "total", "-33.35", desk_err(desk)),
        RC_OK, &desk->err);
    assert_rc(app_earning_exclude(app, "O10", "counted twice", id, desk_err(desk)), RC_OK,
              &desk->err);
    app_close(app);
    for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++)
        walk_all_funds(desk, days[i]);
}

/* ---- since ------------------------------------------------------------------------ */

static enum rc note_step(void *context, const struct explain_step *step, struct err *err)
{
    char amount[MONEY_TEXT_SIZE] = "-";
    const char *file = strrchr(step->detail, ' '); /* after the time */
    (void)err;
    if (step->has_amount)
        (void)money_print(step->amount, step->currency, amount);
    buf_addf(context, "%s %s%s; ", step->rule, amount, file != NULL ? file : "");
    return RC_OK;
}

/* Times of the journal are moved back by days, so that there is a since. */
static void explain__since__tells_new_updated_reversed_excluded_and_terms(void **state)
{
    struct desk *desk = *state;
    struct import_counts counts;
    const struct program_change threshold = {
        .threshold = "100", .has_from = true, .from = day_of("2026-01-01")};
    char path[FOLDER_PATH_SIZE], id[EARNING_ID_MAX];
    struct buf said;
    struct app *app = office_open(desk, NULL, NULL);
    raw_exec(desk->path, "UPDATE journal SET time = 1767225600"); /* 2026-01-01 */
    office_file(desk, "second.csv",
                "participantId,programName,earningId,earningType,earningAmount,"
                "transactionCurrency,earningAmountUSD,earningDate\n"
                "L1,Hosting,R1,Coop,1250,USD,1250,2026-01-31\n"
                "L1,Hosting,N1,Coop,10,USD,10,2026-02-28\n"
                "L1,Hosting,N2,Coop,-10,USD,-10,2026-02-28\n"
                "L1,Hosting,N3,Coop,7,USD,7,2026-02-28\n",
                path);
    assert_rc(office_import(app, path, &counts, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(app_earning_exclude(app, "N3", "twice", id, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(app_program_set(app, "hosting", &threshold, desk_err(desk)), RC_OK, &desk->err);
    const struct explain_request request = {.program = "hosting",
                                            .location = "L1",
                                            .period = period_named("FY26H2"),
                                            .has_since = true,
                                            .since = day_of("2026-01-01")};
    buf_init(&said);
    assert_rc(app_explain(app, &request, note_step, &said, desk_err(desk)), RC_OK, &desk->err);
    assert_non_null(strstr(said.text, "updated 1250.00 1000.00; ")); /* before: 1000.00 */
    assert_non_null(strstr(said.text, "new 10.00 second.csv:3; "));
    assert_non_null(strstr(said.text, "reversed -10.00 second.csv:4; "));
    assert_non_null(strstr(said.text, "excluded 7.00 second.csv:5; "));
    assert_non_null(strstr(said.text, "terms - "));
    buf_clear(&said);
    struct explain_request later = request;
    later.since.day = clock_today() + 1;
    assert_rc(app_explain(app, &later, note_step, &said, desk_err(desk)), RC_OK, &desk->err);
    assert_text_equal(said.text, "");
    buf_release(&said);
    app_close(app);
}

static void undo_newest(struct app *app, struct desk *desk)
{
    struct journal_entry entry = {0};
    assert_rc(app_undo(app, 0, &entry, desk_err(desk)), RC_OK, &desk->err);
    journal_entry_release(&entry);
}

/* What an undo moves leaves no row behind: the log tells. */
static void explain__since__tells_what_was_taken_back_or_deleted(void **state)
{
    struct desk *desk = *state;
    struct import_counts counts;
    const struct program_change threshold = {
        .threshold = "100", .has_from = true, .from = day_of("2026-01-01")};
    char path[FOLDER_PATH_SIZE], id[EARNING_ID_MAX];
    struct buf said;
    struct app *app = office_open(desk, NULL, NULL);
    office_file(desk, "second.csv",
                "participantId,programName,earningId,earningType,earningAmount,"
                "transactionCurrency,earningAmountUSD,earningDate\n"
                "L1,Hosting,N1,Coop,10,USD,10,2026-02-28\n",
                path);
    assert_rc(office_add(app, "T1", "hosting", "L1", "2026-02-28", "coop", "5", desk_err(desk)),
              RC_OK, &desk->err);
    assert_rc(app_program_set(app, "hosting", &threshold, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(office_import(app, path, &counts, desk_err(desk)), RC_OK, &desk->err);
    int64_t old = raw_number(desk->path, "SELECT max(number) FROM journal");
    undo_newest(app, desk);
    undo_newest(app, desk);
    assert_rc(app_earning_delete(app, "T1", id, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(office_import(app, path, &counts, desk_err(desk)), RC_OK, &desk->err);
    undo_newest(app, desk); /* it came and went since: nothing to tell */
    char sql[96];
    (void)snprintf(sql, sizeof(sql), "UPDATE journal SET time = 1767225600 WHERE number <= %lld",
                   (long long)old); /* 2026-01-01 */
    raw_exec(desk->path, sql);
    struct explain_request request = {.program = "hosting",
                                      .location = "L1",
                                      .period = period_named("FY26H2"),
                                      .has_since = true,
                                      .since = day_of("2026-01-01")};
    buf_init(&said);
    assert_rc(app_explain(app, &request, note_step, &said, desk_err(desk)), RC_OK, &desk->err);
    size_t times = 0;
    for (const char *at = said.text; (at = strstr(at, "taken back - ")) != NULL; at++)
        times++;
    if (times != 2 || strstr(said.text, "deleted 5.00 T1; ") == NULL)
        fail_msg("\"%s\"", said.text);
    buf_clear(&said);
    request.location = "L2"; /* only the terms reached it */
    assert_rc(app_explain(app, &request, note_step, &said, desk_err(desk)), RC_OK, &desk->err);
    assert_null(strstr(said.text, "deleted"));
    assert_memory_equal(said.text, "taken back - ", 13);
    assert_null(strstr(said.text + 1, "taken back"));
    buf_release(&said);
    app_close(app);
}

/* A row that was excluded, and updated later, did not come with the exclusion. */
static void explain__since__knows_when_a_row_came(void **state)
{
    struct desk *desk = *state;
    struct import_counts counts;
    char path[FOLDER_PATH_SIZE], id[EARNING_ID_MAX];
    struct buf said;
    struct app *app = office_open(desk, NULL, NULL);
    raw_exec(desk->path, "UPDATE journal SET time = 1767225600"); /* 2026-01-01 */
    assert_rc(app_earning_exclude(app, "R1", "twice", id, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(app_earning_include(app, "R1", id, desk_err(desk)), RC_OK, &desk->err);
    office_file(desk, "second.csv",
                "participantId,programName,earningId,earningType,earningAmount,"
                "transactionCurrency,earningAmountUSD,earningDate\n"
                "L1,Hosting,R1,Coop,1250,USD,1250,2026-01-31\n",
                path);
    assert_rc(office_import(app, path, &counts, desk_err(desk)), RC_OK, &desk->err);
    const struct explain_request request = {.program = "hosting",
                                            .location = "L1",
                                            .period = period_named("FY26H2"),
                                            .has_since = true,
                                            .since = day_of("2026-01-01")};
    buf_init(&said);
    assert_rc(app_explain(app, &request, note_step, &said, desk_err(desk)), RC_OK, &desk->err);
    assert_text_equal(said.text, "updated 1250.00 1000.00; ");
    buf_release(&said);
    app_close(app);
}

/* What is changed from here on is new to `said_since`. */
static void all_is_old(const struct desk *desk)
{
    raw_exec(desk->path, "UPDATE journal SET time = 1767225600"); /* 2026-01-01 */
}

static enum rc note_detail(void *context, const struct explain_step *step, struct err *err)
{
    char amount[MONEY_TEXT_SIZE] = "-";
    const char *detail = strchr(step->detail, ' '); /* after the time */
    (void)err;
    if (step->has_amount)
        (void)money_print(step->amount, step->currency, amount);
    buf_addf(context, "%s %s%s; ", step->rule, amount, detail != NULL ? detail : "");
    return RC_OK;
}

/* Fails unless --since says exactly this of hosting's FY26H2; currency NULL: all. */
static void expect_since(struct desk *desk, struct app *app, const char *location,
                         const char *currency, const char *expected)
{
    struct explain_request request = {.program = "hosting",
                                      .location = location,
                                      .period = period_named("FY26H2"),
                                      .has_currency = currency != NULL,
                                      .has_since = true,
                                      .since = day_of("2026-01-01")};
    struct buf said;
    buf_init(&said);
    if (currency != NULL)
        assert_true(currency_parse(currency, &request.currency));
    assert_rc(app_explain(app, &request, note_detail, &said, desk_err(desk)), RC_OK, &desk->err);
    assert_text_equal(said.length > 0 ? said.text : "", expected);
    buf_release(&said);
}

/* A later report may say another place, half-year, program or currency. */
static void explain__since__tells_where_a_row_went(void **state)
{
    static const char header[] = "participantId,programName,earningId,earningType,earningAmount,"
                                 "transactionCurrency,earningAmountUSD,earningDate\n";
    struct desk *desk = *state;
    struct import_counts counts;
    struct buf text;
    char path[FOLDER_PATH_SIZE];
    struct app *app = office_open(desk, NULL, NULL);
    buf_init(&text);
    buf_addf(&text,
             "%sL1,Hosting,W1,Coop,1,USD,1,2026-02-28\nL1,Hosting,W2,Coop,2,USD,2,2026-02-28\n"
             "L1,Hosting,W3,Coop,3,USD,3,2026-02-28\nL1,Hosting,W4,Coop,4,USD,4,2026-02-28\n",
             header);
    office_file(desk, "then.csv", text.text, path);
    assert_rc(office_import(app, path, &counts, desk_err(desk)), RC_OK, &desk->err);
    all_is_old(desk);
    buf_clear(&text);
    buf_addf(&text,
             "%sL2,Hosting,W1,Coop,1,USD,1,2026-02-28\nL1,Hosting,W2,Coop,2,USD,2,2026-07-31\n"
             "L1,Surface PC and Surface Hub Authorized Device Distributor (ADD),W3,Coop,3,USD,3,"
             "2026-02-28\nL1,Hosting,W4,Coop,5,EUR,4,2026-02-28\n",
             header);
    office_file(desk, "now.csv", text.text, path);
    buf_release(&text);
    assert_rc(office_import(app, path, &counts, desk_err(desk)), RC_OK, &desk->err);
    expect_since(desk, app, "L1", NULL,
                 "updated 5.00 now.csv:5, before: 4.00 USD; "
                 "gone 1.00 now.csv:2, now: location L2; gone 2.00 now.csv:3, now: 2026-07-31; "
                 "gone 3.00 now.csv:4, now: program surface-add; ");
    expect_since(desk, app, "L1", "EUR", "new 5.00 now.csv:5, before: 4.00 USD; ");
    expect_since(desk, app, "L2", NULL, "new 1.00 now.csv:2, before: location L1; ");
    office_become(app, "sam"); /* who sees nothing of L2 */
    expect_since(desk, app, "L1", "USD",
                 "gone 4.00 now.csv:5, now: 5.00 EUR; gone 1.00 now.csv:2; "
                 "gone 2.00 now.csv:3, now: 2026-07-31; "
                 "gone 3.00 now.csv:4, now: program surface-add; ");
    app_close(app);
}

/* The journal holds what was typed in before, however often it was edited since. */
static void explain__since__tells_what_an_edit_replaced(void **state)
{
    struct desk *desk = *state;
    struct earning_form form = office_form(NULL, NULL, NULL, NULL, NULL, "46");
    char id[EARNING_ID_MAX];
    struct app *app = office_open(desk, NULL, NULL);
    static const char *const ids[] = {"T1", "T2", "T3", "T4"};
    for (size_t i = 0; i < 4; i++)
        assert_rc(
            office_add(app, ids[i], "hosting", "L1", "2026-02-28", "coop", "45", desk_err(desk)),
            RC_OK, &desk->err);
    all_is_old(desk);
    assert_rc(app_earning_edit(app, "T1", &form, id, desk_err(desk)), RC_OK, &desk->err);
    expect_since(desk, app, "L1", NULL, "updated 46.00 typed-in T1, before: 45.00; ");
    form.amount = "47";
    assert_rc(app_earning_edit(app, "T1", &form, id, desk_err(desk)), RC_OK, &desk->err);
    expect_since(desk, app, "L1", NULL, "updated 47.00 typed-in T1, before: 45.00; ");
    form = office_form(NULL, NULL, NULL, NULL, "rebate", NULL);
    form.currency = "EUR";
    form.usd = "50";
    assert_rc(app_earning_edit(app, "T2", &form, id, desk_err(desk)), RC_OK, &desk->err);
    form = office_form(NULL, NULL, "L2", "2026-03-31", NULL, NULL);
    assert_rc(app_earning_edit(app, "T3", &form, id, desk_err(desk)), RC_OK, &desk->err);
    form = (struct earning_form){.note = "looked at"};
    assert_rc(app_earning_edit(app, "T4", &form, id, desk_err(desk)), RC_OK, &desk->err);
    expect_since(desk, app, "L1", NULL,
                 "updated 47.00 typed-in T1, before: 45.00; "
                 "updated 45.00 typed-in T2, before: 45.00 USD, coop; "
                 "gone 45.00 typed-in T3, now: 2026-03-31, location L2; "
                 "updated 45.00 typed-in T4, its figures as before; ");
    undo_newest(app, desk); /* the note */
    undo_newest(app, desk); /* T3 is back */
    expect_since(desk, app, "L2", NULL, "");
    app_close(app);
}

/* What lies in another half-year, is in another currency or holds on other days is
 * none of the fund's. */
static void explain__since__keeps_to_its_fund(void **state)
{
    const struct program_change changes[] = {
        {.split = "50/50", .has_from = true, .from = day_of("2026-07-01")},
        {.split = "45/55", .has_from = true, .from = day_of("2026-06-30")},
        {.threshold = "7", .has_from = true, .from = day_of("2025-12-31")},
        {.threshold = "8", .has_from = true, .from = day_of("2026-07-01")},
        {.has_period = true,
         .period = period_named("FY26H1"),
         .windows = {.has_usage_end = true, .usage_end = day_of("2026-06-29")}},
        {.has_period = true,
         .period = period_named("FY26H2"),
         .windows = {.has_usage_end = true, .usage_end = day_of("2026-12-30")}},
    };
    struct desk *desk = *state;
    char id[EARNING_ID_MAX];
    struct app *app = office_open(desk, NULL, NULL);
    assert_rc(office_add(app, "T1", "hosting", "L1", "2025-12-31", "coop", "1", desk_err(desk)),
              RC_OK, &desk->err);
    assert_rc(office_add(app, "T2", "hosting", "L1", "2026-02-28", "coop", "2", desk_err(desk)),
              RC_OK, &desk->err);
    all_is_old(desk);
    assert_rc(app_earning_delete(app, "T1", id, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(app_earning_delete(app, "T2", id, desk_err(desk)), RC_OK, &desk->err);
    expect_since(desk, app, "L1", NULL, "deleted 2.00 typed-in T2; ");
    expect_since(desk, app, "L1", "EUR", "");
    for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++)
        assert_rc(app_program_set(app, "hosting", &changes[i], desk_err(desk)), RC_OK, &desk->err);
    expect_since(desk, app, "L2", NULL,
                 "terms - hosting, split 45/55 from 2026-06-30; "
                 "terms - hosting, threshold USD 7.00 from 2025-12-31; "
                 "terms - hosting, FY26H2: usage ends 2026-12-30; ");
    app_close(app);
}

/* ---- asking wrongly ----------------------------------------------------------------- */

static void explain__says_what_it_does_not_know(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, NULL);
    struct buf said;
    struct explain_request request = {
        .program = "hosting", .location = "L1", .period = period_named("FY26H2"), .figure = "gain"};
    buf_init(&said);
    assert_rc(app_explain(app, &request, note_step, &said, desk_err(desk)), RC_USAGE, &desk->err);
    request.figure = NULL;
    request.period = period_named("FY21H1");
    assert_rc(app_explain(app, &request, note_step, &said, desk_err(desk)), RC_RULE, &desk->err);
    request.period = period_named("FY26H2");
    request.has_currency = true;
    assert_true(currency_parse("EUR", &request.currency));
    assert_rc(app_explain(app, &request, note_step, &said, desk_err(desk)), RC_RULE, &desk->err);
    assert_text_equal(said.text, "");
    buf_release(&said);
    app_close(app);
}

#define IN_OFFICE(test) cmocka_unit_test_setup_teardown(test, office_setup, desk_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(explain__of_the_demo_book__ends_in_every_figure,
                                        desk_setup_bare, desk_teardown),
        IN_OFFICE(explain__of_an_odd_fund__ends_in_every_figure),
        IN_OFFICE(explain__since__tells_new_updated_reversed_excluded_and_terms),
        IN_OFFICE(explain__since__tells_what_was_taken_back_or_deleted),
        IN_OFFICE(explain__since__knows_when_a_row_came),
        IN_OFFICE(explain__since__tells_where_a_row_went),
        IN_OFFICE(explain__since__tells_what_an_edit_replaced),
        IN_OFFICE(explain__since__keeps_to_its_fund),
        IN_OFFICE(explain__says_what_it_does_not_know),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
