/* SPDX-License-Identifier: MIT */
#include "app/earnings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/history.h"
#include "app/inside.h"
#include "store/earnings.h"
#include "support/office.h"

static int64_t rows_of_journal(struct desk *desk)
{
    return raw_number(desk->path, "SELECT count(*) FROM journal");
}

static enum rc add(struct app *app, const struct earning_form *form, struct err *err)
{
    char id[EARNING_ID_MAX];
    return app_earning_add(app, form, id, err);
}

/* ---- typed in ------------------------------------------------------------- */

/* Each case is the good form with one thing changed. */
static void earning__add__says_what_is_wrong(void **state)
{
    struct desk *desk = *state;
    const struct earning_form good = office_form("T1", "hosting", "L1", "2026-01-31", "coop", "1");
    struct {
        struct earning_form form;
        enum rc rc;
        const char *words;
    } cases[24];
    size_t count = 0;
#define CASE(field, value, code, text)     \
    do {                                   \
        cases[count].form = good;          \
        cases[count].form.field = (value); \
        cases[count].rc = (code);          \
        cases[count++].words = (text);     \
    } while (0)
    CASE(program, NULL, RC_USAGE, "--program: it is missing");
    CASE(location, NULL, RC_USAGE, "--location: it is missing");
    CASE(date, NULL, RC_USAGE, "--date: it is missing");
    CASE(type, NULL, RC_USAGE, "--type: it is missing");
    CASE(amount, NULL, RC_USAGE, "--amount: it is missing");
    CASE(currency, NULL, RC_USAGE, "--currency: it is missing");
    CASE(program, "nobody", RC_RULE, "program nobody: the book does not know it");
    CASE(location, "L9", RC_RULE, "location L9: the book does not know it");
    CASE(date, "2021-02-29", RC_USAGE, "--date 2021-02-29: not a day");
    CASE(date, "31/01/2026", RC_USAGE, "not a day");
    CASE(date, "1999-06-30", RC_USAGE, "outside the calendar");
    CASE(date, "2099-07-01", RC_USAGE, "outside the calendar");
    CASE(type, "bonus", RC_USAGE, "--type bonus: not a type");
    CASE(type, "claim", RC_USAGE, "--type claim: not a type");
    CASE(type, "sell", RC_USAGE, "--type sell: not a type");
    CASE(amount, "1,234.5x", RC_USAGE, "--amount");
    CASE(amount, "1.234", RC_USAGE, "--amount");
    CASE(amount, "99999999999999999999", RC_USAGE, "--amount");
    CASE(currency, "XXQ", RC_USAGE, "--currency XXQ: not a currency");
    CASE(currency, "EUR", RC_RULE, "--usd: an amount in EUR needs its value in USD");
    CASE(usd, "2", RC_RULE, "--usd 2: an amount in USD is its own value");
    CASE(usd, "x", RC_USAGE, "--usd");
    CASE(id, "", RC_USAGE, "--id");
#undef CASE
    struct app *app = office_open(desk, NULL, NULL);
    char *before = raw_dump(desk->path, DUMP_ALL);
    for (size_t i = 0; i < count; i++) {
        assert_rc(add(app, &cases[i].form, desk_err(desk)), cases[i].rc, &desk->err);
        if (strstr(desk->err.text, cases[i].words) == NULL)
            fail_msg("\"%s\" should say \"%s\"", desk->err.text, cases[i].words);
    }
    assert_same_dump(raw_dump(desk->path, DUMP_ALL), before);
    assert_rc(add(app, &good, desk_err(desk)), RC_OK, &desk->err);
    app_close(app);
}

static void earning__add__of_a_total__needs_a_split(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, NULL);
    assert_rc(office_add(app, "T1", "hosting", "L1", "2026-01-31", "total", "1", desk_err(desk)),
              RC_OK, &desk->err);
    assert_rc(
        office_add(app, "T2", "managed-reseller", "L1", "2026-01-31", "total", "1", desk_err(desk)),
        RC_RULE, &desk->err);
    assert_non_null(strstr(desk->err.text, "coffer program set managed-reseller --split"));
    assert_rc(office_add(app, "T2", "mci", "L1", "2023-06-30", "total", "1", desk_err(desk)),
              RC_RULE, &desk->err); /* its split begins a day later */
    assert_rc(office_add(app, "T2", "mci", "L1", "2023-07-01", "total", "1", desk_err(desk)), RC_OK,
              &desk->err);
    app_close(app);
}

static void earning__add__of_the_same_again__is_no_change(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, NULL);
    struct earning_form form = office_form("T1", "hosting", "L1", "2026-01-31", "coop", "1");
    char id[EARNING_ID_MAX] = "";
    assert_rc(add(app, &form, desk_err(desk)), RC_OK, &desk->err);
    int64_t rows = rows_of_journal(desk);
    form.amount = "1.00";
    form.type = "CO-OP";
    assert_rc(app_earning_add(app, &form, id, desk_err(desk)), RC_OK, &desk->err);
    assert_text_equal(id, "T1");
    assert_int_equal(rows_of_journal(desk), rows);
    const struct earning_form others[] = {
        office_form("T1", "hosting", "L1", "2026-01-31", "coop", "2"),
        office_form("T1", "hosting", "L1", "2026-01-31", "rebate", "1"),
        office_form("T1", "hosting", "L1", "2026-01-30", "coop", "1"),
        office_form("T1", "hosting", "L2", "2026-01-31", "coop", "1"),
        office_form("T1", "surface-add", "L1", "2026-01-31", "coop", "1"),
        office_form("R1", "hosting", "L1", "2026-01-31", "coop", "1000"), /* of a report */
    };
    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
        assert_rc(add(app, &others[i], desk_err(desk)), RC_RULE, &desk->err);
        assert_non_null(strstr(desk->err.text, "with other content"));
    }
    assert_int_equal(rows_of_journal(desk), rows);
    app_close(app);
}

static void earning__add__makes_an_id_of_its_own(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, NULL);
    const struct earning_form form = office_form(NULL, "hosting", "L1", "2026-01-31", "fee", "-1");
    char first[EARNING_ID_MAX], second[EARNING_ID_MAX];
    assert_rc(app_earning_add(app, &form, first, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(app_earning_add(app, &form, second, desk_err(desk)), RC_OK, &desk->err);
    assert_string_not_equal(first, second);
    assert_memory_equal(first, "E-", 2);
    assert_true(strlen(first) >= 10);
    app_close(app);
}

static void earning__add__warns_of_a_day_ahead(void **state)
{
    struct desk *desk = *state;
    struct heard heard = {.warnings = 0};
    struct app *app = office_open_heard(desk, &heard);
    assert_rc(office_add(app, "T1", "hosting", "L1", "2098-01-31", "coop", "1", desk_err(desk)),
              RC_OK, &desk->err);
    assert_int_equal(heard.warnings, 1);
    assert_memory_equal(heard.last, "2098-01-31 lies ahead of today", 30);
    app_close(app);
}

/* Another process types the same id in while this one waits for its turn. */
static void earning__add__beside_another_of_the_same_id(void **state)
{
    struct desk *desk = *state;
    int ready[2];
    char byte = 0;
    int status = 0;
    assert_int_equal(pipe(ready), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct tx *tx = NULL;
        bool old = false;
        struct err err;
        struct earning_typed typed = {.id = "T1",
                                      .name = 1,
                                      .location = 1,
                                      .date = day_of("2026-01-31"),
                                      .type = EARNING_FEE,
                                      .amounts = {.currency = currency_usd, .amount = {7}}};
        err_init(&err);
        if (book_open(desk->path, BOOK_WRITE, &desk->book, &old, &err) != RC_OK ||
            tx_begin(desk->book, "ann", TX_CHANGESET, &tx, &err) != RC_OK ||
            write(ready[1], "x", 1) != 1)
            _exit(1);
        (void)usleep(200000); /* so long that the other is at its check, whatever its order */
        if (earning_insert(tx, &typed, &err) != RC_OK ||
            tx_commit(tx, "earning.add", "a change", &err) != RC_OK)
            _exit(1);
        tx_end(tx);
        _exit(0); /* leaves a log behind, as a killed process would */
    }
    assert_int_equal(read(ready[0], &byte, 1), 1);
    struct app *app = office_open(desk, NULL, NULL);
    assert_rc(office_add(app, "T1", "hosting", "L1", "2026-01-31", "coop", "1", desk_err(desk)),
              RC_RULE, &desk->err);
    app_close(app);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    (void)close(ready[0]);
    (void)close(ready[1]);
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM earning WHERE id = 'T1'"), 1);
}

/* A location that is met for the first time comes and goes with its earning, where
 * the form says so; a person with limits meets no other. */
static void earning__add__makes_its_location(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, NULL);
    struct earning_form form = office_form("T1", "hosting", "L9", "2026-01-31", "coop", "1");
    struct journal_entry entry;
    assert_rc(add(app, &form, desk_err(desk)), RC_RULE, &desk->err); /* as the command line asks */
    char *before = raw_dump(desk->path, DUMP_TRUTH);
    int64_t rows = rows_of_journal(desk);
    form.makes_location = true;
    assert_rc(add(app, &form, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(rows_of_journal(desk), rows + 1);
    assert_text_equal(app_done(app),
                      "T1: hosting, L9, 2026-01-31, coop 1.00 USD, first of location L9");
    assert_rc(app_undo(app, 0, &entry, desk_err(desk)), RC_OK, &desk->err);
    journal_entry_release(&entry);
    assert_same_dump(raw_dump(desk->path, DUMP_TRUTH), before);
    /* What is refused leaves no location behind. */
    form.type = "total";
    form.program = "surface-add"; /* no split there */
    rows = rows_of_journal(desk);
    assert_rc(add(app, &form, desk_err(desk)), RC_RULE, &desk->err);
    form = office_form("T2", "hosting", "", "2026-01-31", "coop", "1");
    form.makes_location = true;
    assert_rc(add(app, &form, desk_err(desk)), RC_USAGE, &desk->err);
    assert_int_equal(rows_of_journal(desk), rows);
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM location WHERE id IN ('L9', '')"),
                     0);
    app_close(app);
}

static void earning__add__of_a_person_with_limits__makes_no_location(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, NULL);
    struct earning_form form = office_form("T1", "hosting", "L9", "2026-01-31", "coop", "1");
    form.makes_location = true;
    office_become(app, "sam");
    assert_rc(add(app, &form, desk_err(desk)), RC_RULE, &desk->err);
    assert_non_null(strstr(desk->err.text, "location L9: the book does not know it"));
    form.location = "L2"; /* there, but not his */
    assert_rc(add(app, &form, desk_err(desk)), RC_RULE, &desk->err);
    assert_non_null(strstr(desk->err.text, "location L2: the book does not know it"));
    app_close(app);
}

/* ---- changed ----------------------------------------------------------------------- */

static enum rc edit(struct app *app, const char *id, const struct earning_form *form,
                    struct err *err)
{
    char edited[EARNING_ID_MAX];
    return app_earning_edit(app, id, form, edited, err);
}

static void expect(struct desk *desk, const char *sql, const char *expected)
{
    char *text = raw_text(desk->path, sql);
    assert_text_equal(text, expected);
    free(text);
}

static const char typed_row[] =
    "SELECT e.id || ' ' || n.program || ' ' || l.id || ' ' || date(e.day * 86400, 'unixepoch') || "
    "' ' || e.type || ' ' || e.amount_micros || ' ' || e.currency || ' ' || e.usd_micros || ' ' || "
    "ifnull((SELECT text FROM word WHERE key = e.reason), '-') || ' ' || ifnull(e.note, '-') "
    "FROM earning e JOIN program_name n ON n.key = e.name JOIN location l ON l.key = e.location "
    "WHERE e.stream IS NULL";

static void earning__edit__changes_only_what_is_given(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, NULL);
    struct earning_form form = office_form("T1", "hosting", "L1", "2026-01-31", "coop", "1");
    form.reason = "Policy Exception";
    form.note = "by phone";
    assert_rc(add(app, &form, desk_err(desk)), RC_OK, &desk->err);
    const struct earning_form empty = {.id = NULL};
    assert_rc(edit(app, "T1", &empty, desk_err(desk)), RC_OK, &desk->err);
    expect(desk, typed_row,
           "T1 hosting L1 2026-01-31 2 1000000 USD 1000000 Policy Exception by phone");
    const struct earning_form amount = {.amount = "2.5", .note = "in writing"};
    assert_rc(edit(app, "t1", &amount, desk_err(desk)), RC_OK, &desk->err);
    expect(desk, typed_row,
           "T1 hosting L1 2026-01-31 2 2500000 USD 2500000 Policy Exception in writing");
    const struct earning_form euro = {.currency = "EUR", .usd = "3"};
    assert_rc(edit(app, "T1", &euro, desk_err(desk)), RC_OK, &desk->err);
    const struct earning_form no_usd = {.amount = "4"};
    assert_rc(edit(app, "T1", &no_usd, desk_err(desk)), RC_RULE, &desk->err);
    const struct earning_form yen = {.currency = "JPY", .usd = "3"};
    assert_rc(edit(app, "T1", &yen, desk_err(desk)), RC_USAGE, &desk->err);
    const struct earning_form all = {.program = "surface-add",
                                     .location = "L2",
                                     .date = "2025-12-31",
                                     .type = "fee",
                                     .reason = "",
                                     .note = ""};
    assert_rc(edit(app, "T1", &all, desk_err(desk)), RC_OK, &desk->err);
    expect(desk, typed_row, "T1 surface-add L2 2025-12-31 5 2500000 EUR 3000000 - -");
    const struct earning_form total = {.type = "total"};
    assert_rc(edit(app, "T1", &total, desk_err(desk)), RC_RULE, &desk->err); /* no split there */
    int64_t rows = rows_of_journal(desk);
    struct earning_form moved = {.location = "L9"};
    assert_rc(edit(app, "T1", &moved, desk_err(desk)), RC_RULE, &desk->err);
    moved.makes_location = true;
    assert_rc(edit(app, "T1", &moved, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(rows_of_journal(desk), rows + 1);
    expect(desk, typed_row, "T1 surface-add L9 2025-12-31 5 2500000 EUR 3000000 - -");
    app_close(app);
}

static void earning__of_a_report__can_only_be_excluded(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, NULL);
    const struct earning_form form = {.note = "mine"};
    char id[EARNING_ID_MAX];
    assert_rc(edit(app, "R1", &form, desk_err(desk)), RC_RULE, &desk->err);
    assert_rc(app_earning_delete(app, "R1", id, desk_err(desk)), RC_RULE, &desk->err);
    assert_non_null(strstr(desk->err.text, "can only be excluded"));
    assert_rc(app_earning_include(app, "R1", id, desk_err(desk)), RC_RULE, &desk->err);
    assert_rc(app_earning_exclude(app, "R1", "", id, desk_err(desk)), RC_USAGE, &desk->err);
    assert_rc(app_earning_exclude(app, "R1", "counted twice", id, desk_err(desk)), RC_OK,
              &desk->err);
    assert_rc(app_earning_exclude(app, "R1", "again", id, desk_err(desk)), RC_RULE, &desk->err);
    expect(desk, "SELECT exclude_reason FROM earning WHERE id = 'R1'", "counted twice");
    assert_rc(app_earning_include(app, "R1", id, desk_err(desk)), RC_OK, &desk->err);
    expect(desk, "SELECT count(*) FROM earning WHERE excluded_in IS NULL", "4");
    app_close(app);
}

static void earning__is_found_by_the_beginning_of_its_id(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, NULL);
    const struct earning_form form = {.note = "x"};
    char id[EARNING_ID_MAX];
    const char *const ids[] = {"AB-100", "AB-200", "AB"};
    for (size_t i = 0; i < 3; i++)
        assert_rc(
            office_add(app, ids[i], "hosting", "L1", "2026-01-31", "coop", "1", desk_err(desk)),
            RC_OK, &desk->err);
    assert_rc(app_earning_edit(app, "ab-1", &form, id, desk_err(desk)), RC_OK, &desk->err);
    assert_text_equal(id, "AB-100");
    assert_rc(app_earning_edit(app, "AB", &form, id, desk_err(desk)), RC_OK, &desk->err);
    assert_text_equal(id, "AB"); /* whole before a beginning */
    assert_rc(app_earning_edit(app, "AB-", &form, id, desk_err(desk)), RC_RULE, &desk->err);
    assert_rc(app_earning_edit(app, "R", &form, id, desk_err(desk)), RC_RULE, &desk->err);
    assert_rc(app_earning_edit(app, "AB_1", &form, id, desk_err(desk)), RC_RULE, &desk->err);
    assert_rc(app_earning_delete(app, "AB-2", id, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(app_earning_delete(app, "AB-1", id, desk_err(desk)), RC_OK, &desk->err);
    /* Nothing is no beginning, also of the only one. */
    assert_rc(app_earning_delete(app, "", id, desk_err(desk)), RC_RULE, &desk->err);
    app_close(app);
}

/* ---- closed periods --------------------------------------------------------------------- */

static void earning__in_a_closed_period__stays_as_typed_in(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, NULL);
    struct import_counts counts;
    char id[EARNING_ID_MAX], path[FOLDER_PATH_SIZE];
    const struct earning_form note = {.note = "x"}, into = {.date = "2026-01-01"};
    assert_rc(office_add(app, "IN", "hosting", "L1", "2026-01-31", "coop", "1", desk_err(desk)),
              RC_OK, &desk->err);
    assert_rc(office_add(app, "OUT", "hosting", "L1", "2025-12-31", "coop", "1", desk_err(desk)),
              RC_OK, &desk->err);
    assert_rc(app_period_close(app, period_named("FY26H2"), "hosting", desk_err(desk)), RC_OK,
              &desk->err);
    assert_rc(office_add(app, "NEW", "hosting", "L1", "2026-06-30", "coop", "1", desk_err(desk)),
              RC_RULE, &desk->err);
    assert_non_null(strstr(desk->err.text, "FY26H2 of hosting: the period is closed"));
    assert_rc(edit(app, "IN", &note, desk_err(desk)), RC_RULE, &desk->err);
    assert_rc(edit(app, "OUT", &into, desk_err(desk)), RC_RULE, &desk->err);
    assert_rc(app_earning_delete(app, "IN", id, desk_err(desk)), RC_RULE, &desk->err);
    assert_rc(app_earning_exclude(app, "IN", "twice", id, desk_err(desk)), RC_RULE, &desk->err);
    assert_rc(
        office_add(app, "NEW", "surface-add", "L1", "2026-06-30", "coop", "1", desk_err(desk)),
        RC_OK, &desk->err);
    assert_rc(edit(app, "OUT", &note, desk_err(desk)), RC_OK, &desk->err);
    /* Rows of reports still come in, and are counted. */
    office_file(desk, "late.csv",
                "participantId,programName,earningId,earningType,earningAmount,"
                "transactionCurrency,earningAmountUSD,earningDate\n"
                "L1,Hosting,R1,Coop,1001,USD,1001,2026-01-31\n"
                "L1,Hosting,R5,Coop,5,USD,5,2026-06-30\n"
                "L1,Hosting,R6,Coop,5,USD,5,2026-07-01\n",
                path);
    assert_rc(office_import(app, path, &counts, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(counts.new, 2);
    assert_int_equal(counts.updated, 1);
    assert_int_equal(counts.after_close, 2);
    assert_rc(
        app_period_reopen(app, period_named("FY26H2"), "hosting", "late rows", desk_err(desk)),
        RC_OK, &desk->err);
    assert_rc(edit(app, "IN", &note, desk_err(desk)), RC_OK, &desk->err);
    app_close(app);
}

/* ---- the list ------------------------------------------------------------------------------ */

static enum rc note_ids(void *context, const struct earning_line *line, struct err *err)
{
    char *ids = context;
    (void)err;
    (void)strncat(ids, line->id, 200);
    (void)strncat(ids, " ", 200);
    return RC_OK;
}

static void expect_list(struct desk *desk, struct app *app, const struct earning_query *query,
                        const char *expected)
{
    char ids[1024] = "";
    assert_rc(app_earning_list(app, query, note_ids, ids, desk_err(desk)), RC_OK, &desk->err);
    assert_text_equal(ids, expected);
}

static void earning__list__takes_what_is_asked_for(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, "2026-02-28");
    struct earning_form form = office_form("T1", "hosting", "L2", "2026-02-01", "coop", "1");
    form.note = "Statement of Straße 12";
    assert_rc(add(app, &form, desk_err(desk)), RC_OK, &desk->err);
    form = office_form("T2", "hosting", "L2", "2026-03-01", "coop", "1");
    assert_rc(add(app, &form, desk_err(desk)), RC_OK, &desk->err);
    form = office_form("T0", "hosting", "L2", "2025-12-31", "coop", "1");
    assert_rc(add(app, &form, desk_err(desk)), RC_OK, &desk->err);
    expect_list(desk, app, &(struct earning_query){.import = 0}, "T0 R1 R2 R3 R4 T1 ");
    expect_list(desk, app, &(struct earning_query){.program = "hosting"}, "T0 R1 R2 T1 ");
    expect_list(desk, app, &(struct earning_query){.location = "L2"}, "T0 R2 R4 T1 ");
    expect_list(desk, app, &(struct earning_query){.program = "hosting", .location = "L2"},
                "T0 R2 T1 ");
    expect_list(desk, app, &(struct earning_query){.import = 1}, "R1 R2 R3 R4 ");
    assert_rc(
        app_earning_list(app, &(struct earning_query){.import = 7}, NULL, NULL, desk_err(desk)),
        RC_RULE, &desk->err);
    expect_list(desk, app,
                &(struct earning_query){.has_period = true, .period = period_named("FY26H1")},
                "T0 ");
    expect_list(desk, app, &(struct earning_query){.search = "STATEMENT"}, "T1 ");
    expect_list(desk, app, &(struct earning_query){.search = "surface"}, "R3 R4 ");
    expect_list(desk, app, &(struct earning_query){.search = "report.CSV"}, "R1 R2 R3 R4 ");
    expect_list(desk, app, &(struct earning_query){.search = "%"}, "");
    app_close(app);
    app = office_open(desk, NULL, "2026-03-01");
    expect_list(desk, app, &(struct earning_query){.program = "hosting", .location = "L2"},
                "T0 R2 T1 T2 ");
    app_close(app);
}

#define IN_OFFICE(test) cmocka_unit_test_setup_teardown(test, office_setup, desk_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_OFFICE(earning__add__says_what_is_wrong),
        IN_OFFICE(earning__add__of_a_total__needs_a_split),
        IN_OFFICE(earning__add__of_the_same_again__is_no_change),
        IN_OFFICE(earning__add__makes_an_id_of_its_own),
        IN_OFFICE(earning__add__warns_of_a_day_ahead),
        IN_OFFICE(earning__add__beside_another_of_the_same_id),
        IN_OFFICE(earning__add__makes_its_location),
        IN_OFFICE(earning__add__of_a_person_with_limits__makes_no_location),
        IN_OFFICE(earning__edit__changes_only_what_is_given),
        IN_OFFICE(earning__of_a_report__can_only_be_excluded),
        IN_OFFICE(earning__is_found_by_the_beginning_of_its_id),
        IN_OFFICE(earning__in_a_closed_period__stays_as_typed_in),
        IN_OFFICE(earning__list__takes_what_is_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
