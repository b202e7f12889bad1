/* SPDX-License-Identifier: MIT */
/* Programs, their dated terms, spellings and calendars (CONTRACT.md section 8). */
#include "app/terms.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/history.h"
#include "support/office.h"

static enum rc set(struct app *app, const char *code, const struct program_change *change,
                   struct err *err)
{
    return app_program_set(app, code, change, err);
}

static void expect(struct desk *desk, const char *sql, const char *expected)
{
    char *text = raw_text(desk->path, sql);
    assert_text_equal(text, expected);
    free(text);
}

static const char splits_of_hosting[] =
    "SELECT group_concat(CASE from_day WHEN -719162 THEN 'ever' ELSE date(from_day * 86400, "
    "'unixepoch') END || ':' || coop_ppm, ' ') FROM (SELECT * FROM program_split "
    "WHERE program = 'hosting' ORDER BY from_day)";

/* ---- from when -------------------------------------------------------------- */

static void program_set__from__is_ever_for_the_first_and_today_for_others(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, "2026-03-04");
    expect(desk, splits_of_hosting, "ever:400000"); /* by office_setup, the first one */
    assert_rc(set(app, "hosting", &(struct program_change){.split = "50/50"}, desk_err(desk)),
              RC_OK, &desk->err);
    expect(desk, splits_of_hosting, "ever:400000 2026-03-04:500000");
    assert_rc(set(app, "hosting", &(struct program_change){.split = "55/45"}, desk_err(desk)),
              RC_OK, &desk->err); /* the same day: replaced */
    expect(desk, splits_of_hosting, "ever:400000 2026-03-04:450000");
    assert_rc(set(app, "hosting",
                  &(struct program_change){
                      .split = "70/30", .has_from = true, .from = day_of("2025-07-01")},
                  desk_err(desk)),
              RC_OK, &desk->err);
    expect(desk, splits_of_hosting, "ever:400000 2025-07-01:300000 2026-03-04:450000");
    assert_rc(
        set(app, "managed-reseller", &(struct program_change){.threshold = "100"}, desk_err(desk)),
        RC_OK, &desk->err);
    expect(desk, "SELECT from_day FROM program_threshold WHERE program = 'managed-reseller'",
           "-719162");
    assert_rc(set(app, "hosting", &(struct program_change){.threshold = "none"}, desk_err(desk)),
              RC_OK, &desk->err);
    expect(desk,
           "SELECT date(from_day * 86400, 'unixepoch') FROM program_threshold "
           "WHERE program = 'hosting' AND usd_micros IS NULL",
           "2026-03-04");
    assert_rc(set(app, "hosting", &(struct program_change){.no_coop = true}, desk_err(desk)), RC_OK,
              &desk->err);
    expect(desk, "SELECT from_day FROM program_coop WHERE program = 'hosting'", "-719162");
    assert_rc(set(app, "hosting", &(struct program_change){.coop = true}, desk_err(desk)), RC_OK,
              &desk->err);
    expect(desk, "SELECT count(*) FROM program_coop WHERE program = 'hosting'", "2");
    app_close(app);
}

static void program_set__summary__says_what_was_set(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, NULL);
    assert_rc(set(app, "delta",
                  &(struct program_change){.name = "Delta",
                                           .split = "62.5/37.5",
                                           .threshold = "1500.5",
                                           .alias = "Delta Sons"},
                  desk_err(desk)),
              RC_OK, &desk->err);
    expect(desk, "SELECT summary FROM journal ORDER BY number DESC",
           "delta, Delta, split 62.5/37.5 from the beginning, threshold USD 1500.50 from the "
           "beginning, alias Delta Sons");
    app_close(app);
}

/* ---- what it refuses --------------------------------------------------------- */

static void program_set__says_what_is_wrong(void **state)
{
    const struct period fy21h1 = period_named("FY21H1");
    const struct {
        const char *code;
        struct program_change change;
        enum rc rc;
    } cases[] = {
        {"hosting", {.name = NULL}, RC_USAGE},
        {"hosting", {.split = "60/41"}, RC_USAGE},
        {"hosting", {.split = "60"}, RC_USAGE},
        {"hosting", {.split = "-10/110"}, RC_USAGE},
        {"hosting", {.threshold = "-1"}, RC_USAGE},
        {"hosting", {.threshold = "1.001"}, RC_USAGE},
        {"hosting", {.no_coop = true, .coop = true}, RC_USAGE},
        {"hosting", {.name = ""}, RC_USAGE},
        {"hosting", {.alias = ""}, RC_USAGE},
        {"hosting", {.has_period = true, .period = fy21h1}, RC_USAGE},
        {"hosting", {.windows = {.has_usage_end = true}}, RC_USAGE},
        {"delta", {.split = "60/40"}, RC_RULE}, /* a new one needs a name */
        {"Delta", {.name = "Delta"}, RC_USAGE}, /* no code */
        {"delta ", {.name = "Delta"}, RC_USAGE},
        {"", {.name = "Delta"}, RC_USAGE},
        {"osa-sell-2", {.alias = "Hosting", .name = "x"}, RC_RULE}, /* a program of its own */
        {"hosting", {.alias = "MCI"}, RC_RULE},
        {"csp-1t-direct-partner", {.name = "Other"}, RC_RULE}, /* a spelling of csp-direct */
    };
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, NULL);
    char *before = raw_dump(desk->path, DUMP_ALL);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        enum rc rc = set(app, cases[i].code, &cases[i].change, desk_err(desk));
        if (rc != cases[i].rc)
            fail_msg("case %zu gives %d: %s", i, (int)rc, desk->err.text);
    }
    assert_same_dump(raw_dump(desk->path, DUMP_ALL), before);
    app_close(app);
}

/* A program that only an undone import had made was never there. */
static void program_set__of_what_an_undone_import_made__is_refused(void **state)
{
    struct desk *desk = *state;
    struct import_counts counts;
    struct journal_entry entry = {0};
    char path[FOLDER_PATH_SIZE];
    const struct program_change split = {.split = "60/40"};
    struct app *app = office_open(desk, NULL, NULL);
    office_file(desk, "new.csv",
                "participantId,programName,earningId,earningType,earningAmount,"
                "transactionCurrency,earningAmountUSD,earningDate\n"
                "L1,Delta Sons,D1,Coop,1,USD,1,2026-01-31\n",
                path);
    assert_rc(office_import(app, path, &counts, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(app_undo(app, 0, &entry, desk_err(desk)), RC_OK, &desk->err);
    journal_entry_release(&entry);
    assert_rc(set(app, "delta-sons", &split, desk_err(desk)), RC_RULE, &desk->err);
    assert_non_null(strstr(desk->err.text, "the book does not know it"));
    assert_rc(set(app, "delta-sons",
                  &(struct program_change){.name = "Delta & Sons", .split = "60/40"},
                  desk_err(desk)),
              RC_OK, &desk->err);
    assert_rc(office_add(app, "T1", "delta-sons", "L1", "2026-01-31", "total", "1", desk_err(desk)),
              RC_OK, &desk->err);
    assert_rc(office_import(app, path, &counts, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(counts.new, 1);
    expect(desk,
           "SELECT count(*) FROM earning e JOIN program_name n ON n.key = e.name "
           "WHERE n.program = 'delta-sons'",
           "2");
    app_close(app);
}

/* ---- closed periods -------------------------------------------------------------- */

/* FY26H2 of hosting is closed and has an earning; FY25H2 is closed and has none. */
static void program_set__in_a_closed_period__keeps_what_is_in_force(void **state)
{
#define FROM(text) .has_from = true, .from = day_of(text)
    const struct {
        const char *code;
        struct program_change change;
        enum rc rc;
    } cases[] = {
        {"hosting", {.split = "50/50", FROM("2026-01-01")}, RC_RULE},
        {"hosting", {.split = "50/50", FROM("2026-06-30")}, RC_RULE},
        {"hosting", {.split = "50/50", FROM("2024-01-01")}, RC_RULE}, /* still in force then */
        {"hosting", {.threshold = "1", FROM("2026-06-30")}, RC_RULE},
        {"hosting", {.threshold = "none", FROM("2020-01-01")}, RC_RULE},
        {"hosting", {.no_coop = true}, RC_RULE},
        {"hosting", {.split = "60/40", FROM("2026-02-01")}, RC_OK}, /* the same as it is */
        {"hosting", {.threshold = "1500", FROM("2026-02-01")}, RC_OK},
        {"hosting", {.coop = true}, RC_OK},
        {"hosting", {.split = "50/50", FROM("2026-07-01")}, RC_OK}, /* after it */
        {"hosting", {.threshold = "9", FROM("2026-07-01")}, RC_OK},
        {"hosting", {.split = "60/40", FROM("2025-07-01")}, RC_OK},
        {"surface-add", {.threshold = "1", FROM("2026-01-01")}, RC_OK}, /* not closed for it */
        {"managed-reseller", {.split = "50/50"}, RC_OK},
    };
#undef FROM
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, NULL);
    assert_rc(app_period_close(app, period_named("FY26H2"), "hosting", desk_err(desk)), RC_OK,
              &desk->err);
    assert_rc(app_period_close(app, period_named("FY25H2"), NULL, desk_err(desk)), RC_OK,
              &desk->err);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        enum rc rc = set(app, cases[i].code, &cases[i].change, desk_err(desk));
        if (rc != cases[i].rc)
            fail_msg("case %zu gives %d: %s", i, (int)rc, desk->err.text);
        if (rc == RC_RULE)
            assert_non_null(strstr(desk->err.text, "FY26H2 is closed"));
    }
    const struct program_change calendar = {
        .has_period = true,
        .period = period_named("FY26H2"),
        .windows = {.has_usage_end = true, .usage_end = day_of("2026-12-30")}};
    assert_rc(set(app, "hosting", &calendar, desk_err(desk)), RC_RULE, &desk->err);
    assert_non_null(strstr(desk->err.text, "coffer period reopen"));
    assert_null(strstr(desk->err.text, "--from")); /* a calendar has none */
    app_close(app);
}

/* A value between two that are set reaches only to the next. */
static void program_set__before_a_later_value__reaches_no_further(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, NULL);
    assert_rc(set(app, "hosting",
                  &(struct program_change){
                      .split = "50/50", .has_from = true, .from = day_of("2026-01-01")},
                  desk_err(desk)),
              RC_OK, &desk->err);
    assert_rc(app_period_close(app, period_named("FY26H2"), "hosting", desk_err(desk)), RC_OK,
              &desk->err);
    assert_rc(set(app, "hosting",
                  &(struct program_change){
                      .split = "70/30", .has_from = true, .from = day_of("2025-01-01")},
                  desk_err(desk)),
              RC_OK, &desk->err);
    app_close(app);
}

static void period__close_and_reopen__say_when_there_is_nothing_to_do(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, NULL);
    struct period p = period_named("FY21H1");
    assert_rc(app_period_reopen(app, p, NULL, "x", desk_err(desk)), RC_RULE, &desk->err);
    assert_rc(app_period_close(app, p, "hosting", desk_err(desk)), RC_OK, &desk->err);
    assert_rc(app_period_close(app, p, "hosting", desk_err(desk)), RC_RULE, &desk->err);
    assert_rc(app_period_close(app, p, NULL, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(app_period_close(app, p, "mci", desk_err(desk)), RC_RULE, &desk->err);
    assert_rc(app_period_reopen(app, p, "mci", "x", desk_err(desk)), RC_RULE, &desk->err);
    assert_non_null(strstr(desk->err.text, "closed for all programs together"));
    assert_rc(app_period_reopen(app, p, NULL, "", desk_err(desk)), RC_USAGE, &desk->err);
    assert_rc(app_period_reopen(app, p, NULL, "late rows", desk_err(desk)), RC_OK, &desk->err);
    assert_rc(app_period_reopen(app, p, "hosting", "late rows", desk_err(desk)), RC_OK, &desk->err);
    assert_rc(app_period_close(app, p, "no-such", desk_err(desk)), RC_RULE, &desk->err);
    app_close(app);
}

/* ---- calendars -------------------------------------------------------------------------- */

static struct program_change window(const char *usage_end, const char *opens, const char *closes)
{
    struct program_change change = {.has_period = true, .period = period_named("FY21H1")};
    struct window_override *w = &change.windows;
    if (usage_end != NULL) {
        w->has_usage_end = true;
        w->usage_end = day_of(usage_end);
    }
    if (opens != NULL) {
        w->has_claim_opens = true;
        w->claim_opens = day_of(opens);
    }
    if (closes != NULL) {
        w->has_claim_closes = true;
        w->claim_closes = day_of(closes);
    }
    return change;
}

/* The rule: usage 1 January to 30 June 2021, claims 16 February to 15 August. */
static void program_set__calendar__keeps_its_order(void **state)
{
    const struct {
        const char *usage_end, *opens, *closes;
        enum rc rc;
    } cases[] = {
        {"2021-08-15", NULL, NULL, RC_OK},   /* usage_end = claim_closes */
        {"2021-08-16", NULL, NULL, RC_RULE}, /* beyond it */
        {"2021-06-30", NULL, NULL, RC_OK},
        {NULL, "2021-07-01", NULL, RC_OK}, /* claim_opens = usage_end + 1 */
        {NULL, "2021-07-02", NULL, RC_RULE},
        {NULL, NULL, "2021-06-30", RC_RULE}, /* opens after it closes */
        {NULL, "2021-02-16", "2021-06-30", RC_OK},
        {"2021-07-01", NULL, NULL, RC_RULE}, /* laid over what was set before */
        {"2021-07-01", NULL, "2021-07-01", RC_OK},
    };
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, NULL);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct program_change change =
            window(cases[i].usage_end, cases[i].opens, cases[i].closes);
        enum rc rc = set(app, "hosting", &change, desk_err(desk));
        if (rc != cases[i].rc)
            fail_msg("case %zu gives %d: %s", i, (int)rc, desk->err.text);
    }
    expect(desk,
           "SELECT date(usage_end_day * 86400, 'unixepoch') || ' ' || "
           "date(claim_opens_day * 86400, 'unixepoch') || ' ' || "
           "date(claim_closes_day * 86400, 'unixepoch') FROM period_override "
           "WHERE program = 'hosting'",
           "2021-07-01 2021-02-16 2021-07-01");
    assert_rc(app_period_close(app, period_named("FY21H1"), NULL, desk_err(desk)), RC_OK,
              &desk->err);
    const struct program_change change = window(NULL, NULL, "2021-09-01");
    assert_rc(set(app, "hosting", &change, desk_err(desk)), RC_RULE, &desk->err);
    app_close(app);
}

/* ---- spellings ------------------------------------------------------------------------------ */

static const char delta_report[] =
    "participantId,programName,earningId,earningType,earningAmount,transactionCurrency,"
    "earningAmountUSD,earningDate\n"
    "L1,Delta Sons,D1,Coop,100,USD,100,2026-01-31\n"
    "L1,DELTA sons,D2,Coop,10,USD,10,2026-02-28\n";

static int64_t coop_of(struct desk *desk, struct app *app, const char *program)
{
    const struct fund_filter filter = {.program = program};
    struct fund_list list = {0};
    int64_t coop = 0;
    assert_rc(app_balance(app, &filter, &list, desk_err(desk)), RC_OK, &desk->err);
    for (size_t i = 0; i < list.count; i++)
        coop += list.rows[i].balance.coop.micros / MONEY_MICROS;
    fund_list_release(&list);
    return coop;
}

static void program_set__alias__moves_earlier_rows_too(void **state)
{
    struct desk *desk = *state;
    struct import_counts counts;
    struct journal_entry entry = {0};
    const struct fund_filter delta = {.program = "delta-sons"};
    struct fund_list list = {0};
    char path[FOLDER_PATH_SIZE];
    struct app *app = office_open(desk, NULL, NULL);
    office_file(desk, "delta.csv", delta_report, path);
    assert_rc(office_import(app, path, &counts, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(set(app, "delta-sons", &(struct program_change){.split = "60/40", .threshold = "5"},
                  desk_err(desk)),
              RC_OK, &desk->err);
    assert_int_equal(coop_of(desk, app, "delta-sons"), 110);
    assert_int_equal(coop_of(desk, app, "hosting"), 3000);
    char *before = raw_dump(desk->path, DUMP_TRUTH);

    assert_rc(set(app, "hosting", &(struct program_change){.alias = "delta SONS"}, desk_err(desk)),
              RC_OK, &desk->err);
    assert_int_equal(coop_of(desk, app, "hosting"), 3110);
    /* The program that only this name had made is gone, with its terms. */
    assert_rc(app_balance(app, &delta, &list, desk_err(desk)), RC_RULE, &desk->err);
    expect(desk, "SELECT count(*) FROM program_split WHERE program = 'delta-sons'", "0");
    raw_assert_sound(desk->path);
    /* Later rows of any spelling follow. */
    office_file(desk, "more.csv",
                "participantId,programName,earningId,earningType,earningAmount,"
                "transactionCurrency,earningAmountUSD,earningDate\n"
                "L1,delta-sons,D3,Coop,1000,USD,1000,2026-01-31\n"
                "L1,Delta Sons,D1,Coop,100,USD,100,2026-01-31\n",
                path);
    assert_rc(office_import(app, path, &counts, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(counts.unchanged, 1);
    assert_int_equal(coop_of(desk, app, "hosting"), 4110);

    assert_rc(app_undo(app, 0, &entry, desk_err(desk)), RC_OK, &desk->err);
    journal_entry_release(&entry);
    assert_rc(app_undo(app, 0, &entry, desk_err(desk)), RC_OK, &desk->err);
    journal_entry_release(&entry);
    assert_int_equal(coop_of(desk, app, "delta-sons"), 110);
    assert_same_dump(raw_dump(desk->path, DUMP_TRUTH), before);
    app_close(app);
}

/* A name that no report has used yet. */
static void program_set__alias__of_a_name_to_come(void **state)
{
    struct desk *desk = *state;
    struct import_counts counts;
    char path[FOLDER_PATH_SIZE];
    struct app *app = office_open(desk, NULL, NULL);
    assert_rc(set(app, "hosting", &(struct program_change){.alias = "Delta  Sons"}, desk_err(desk)),
              RC_OK, &desk->err);
    assert_rc(set(app, "hosting", &(struct program_change){.alias = "Delta Sons"}, desk_err(desk)),
              RC_OK, &desk->err); /* the same again */
    office_file(desk, "delta.csv", delta_report, path);
    assert_rc(office_import(app, path, &counts, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(coop_of(desk, app, "hosting"), 3110);
    expect(desk, "SELECT count(*) FROM program WHERE code = 'delta-sons'", "0");
    app_close(app);
}

/* Somebody who sees only the program that lost its rows hears of it. */
static void program_set__alias__touches_both_programs(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, NULL);
    struct program_change alias = {.alias = "Hosting 2.0"};
    assert_rc(set(app, "hosting", &alias, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(set(app, "mci", &alias, desk_err(desk)), RC_OK, &desk->err);
    expect(desk,
           "SELECT group_concat(program) FROM (SELECT program FROM journal_touch WHERE number "
           "= (SELECT max(number) FROM journal) ORDER BY program)",
           "hosting,mci");
    app_close(app);
}

/* ---- the list ---------------------------------------------------------------------------------
 */

static enum rc find_program(void *context, const struct app_program *program, struct err *err)
{
    char *found = context;
    (void)err;
    if (strncmp(found, program->code, strlen(program->code)) != 0)
        return RC_OK;
    (void)snprintf(found, 256, "%s %s%s", program->name, program->surface ? "surface " : "",
                   program->has_terms ? "terms" : "to do");
    for (size_t i = 0; i < program->alias_count; i++) {
        (void)strncat(found, "; ", 3);
        (void)strncat(found, program->aliases[i], 100);
    }
    return RC_OK;
}

static void expect_program(struct desk *desk, struct app *app, const char *code,
                           const char *expected)
{
    char found[256];
    (void)snprintf(found, sizeof(found), "%s", code);
    assert_rc(app_program_list(app, find_program, found, desk_err(desk)), RC_OK, &desk->err);
    assert_text_equal(found, expected);
}

static void program_list__tells_what_is_to_be_done(void **state)
{
    struct desk *desk = *state;
    struct import_counts counts;
    struct heard heard = {.warnings = 0};
    char path[FOLDER_PATH_SIZE];
    struct app *app = office_open_heard(desk, &heard);
    office_file(desk, "delta.csv", delta_report, path);
    assert_rc(office_import(app, path, &counts, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(heard.warnings, 1);
    assert_memory_equal(heard.last, "program delta-sons is new: set its terms", 40);
    expect_program(desk, app, "delta-sons", "Delta Sons to do; Delta Sons; DELTA sons");
    assert_rc(set(app, "delta-sons", &(struct program_change){.threshold = "none"}, desk_err(desk)),
              RC_OK, &desk->err);
    expect_program(desk, app, "delta-sons", "Delta Sons terms; Delta Sons; DELTA sons");
    assert_rc(set(app, "delta-sons", &(struct program_change){.name = "Delta"}, desk_err(desk)),
              RC_OK, &desk->err);
    expect_program(desk, app, "delta-sons", "Delta terms; Delta Sons; DELTA sons; Delta");
    app_close(app);
}

#define IN_OFFICE(test) cmocka_unit_test_setup_teardown(test, office_setup, desk_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_OFFICE(program_set__from__is_ever_for_the_first_and_today_for_others),
        IN_OFFICE(program_set__summary__says_what_was_set),
        IN_OFFICE(program_set__says_what_is_wrong),
        IN_OFFICE(program_set__of_what_an_undone_import_made__is_refused),
        IN_OFFICE(program_set__in_a_closed_period__keeps_what_is_in_force),
        IN_OFFICE(program_set__before_a_later_value__reaches_no_further),
        IN_OFFICE(period__close_and_reopen__say_when_there_is_nothing_to_do),
        IN_OFFICE(program_set__calendar__keeps_its_order),
        IN_OFFICE(program_set__alias__moves_earlier_rows_too),
        IN_OFFICE(program_set__alias__of_a_name_to_come),
        IN_OFFICE(program_set__alias__touches_both_programs),
        IN_OFFICE(program_list__tells_what_is_to_be_done),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
