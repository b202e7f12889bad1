/* SPDX-License-Identifier: MIT */
#include "app/history.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/people.h"
#include "base/buf.h"
#include "support/office.h"

static enum rc undo(struct desk *desk, struct app *app, int64_t number)
{
    struct journal_entry entry = {0};
    enum rc rc = app_undo(app, number, &entry, desk_err(desk));
    if (rc == RC_OK && number != 0)
        assert_int_equal(entry.row.number, number);
    journal_entry_release(&entry);
    return rc;
}

static enum rc redo(struct desk *desk, struct app *app)
{
    struct journal_entry entry = {0};
    enum rc rc = app_redo(app, &entry, desk_err(desk));
    journal_entry_release(&entry);
    return rc;
}

static enum rc type_in(struct desk *desk, struct app *app, const char *id)
{
    return office_add(app, id, "hosting", "L1", "2026-01-31", "coop", "1", desk_err(desk));
}

static int64_t newest(struct desk *desk)
{
    return raw_number(desk->path, "SELECT max(number) FROM journal");
}

/* ---- undo and redo --------------------------------------------------------- */

static void undo__goes_back_step_by_step_and_forward_again(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, NULL);
    char *before = raw_dump(desk->path, DUMP_TRUTH);
    assert_rc(type_in(desk, app, "T1"), RC_OK, &desk->err);
    assert_rc(type_in(desk, app, "T2"), RC_OK, &desk->err);
    char *after = raw_dump(desk->path, DUMP_TRUTH);
    assert_rc(undo(desk, app, 0), RC_OK, &desk->err);
    assert_rc(undo(desk, app, 0), RC_OK, &desk->err);
    assert_same_dump(raw_dump(desk->path, DUMP_TRUTH), before);
    assert_rc(redo(desk, app), RC_OK, &desk->err);
    assert_rc(redo(desk, app), RC_OK, &desk->err);
    assert_rc(redo(desk, app), RC_RULE, &desk->err);
    assert_same_dump(raw_dump(desk->path, DUMP_TRUTH), after);
    app_close(app);
}

static void undo__says_what_cannot_be_taken_back(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, NULL);
    assert_rc(undo(desk, app, 1), RC_RULE, &desk->err); /* init */
    assert_rc(undo(desk, app, 99), RC_RULE, &desk->err);
    assert_rc(undo(desk, app, -1), RC_RULE, &desk->err);
    assert_rc(type_in(desk, app, "T1"), RC_OK, &desk->err);
    int64_t typed = newest(desk);
    assert_rc(undo(desk, app, typed), RC_OK, &desk->err);
    assert_rc(undo(desk, app, typed), RC_RULE, &desk->err); /* already */
    assert_non_null(strstr(desk->err.text, "taken back already"));
    assert_rc(undo(desk, app, typed + 1), RC_RULE, &desk->err); /* an undo */
    while (undo(desk, app, 0) == RC_OK)
        ;
    assert_rc(undo(desk, app, 0), RC_RULE, &desk->err);
    assert_non_null(strstr(desk->err.text, "nothing to take back"));
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM earning"), 0);
    app_close(app);
}

static void undo__of_somebody_elses_row__is_for_admins(void **state)
{
    struct desk *desk = *state;
    struct app *sam = office_open(desk, "sam", NULL);
    assert_rc(type_in(desk, sam, "T1"), RC_OK, &desk->err);
    int64_t row = newest(desk);
    struct app *uma = office_open(desk, "uma", NULL);
    assert_rc(undo(desk, uma, row), RC_RULE, &desk->err);
    assert_rc(undo(desk, sam, row), RC_OK, &desk->err);
    assert_rc(redo(desk, uma), RC_RULE, &desk->err);
    assert_rc(redo(desk, sam), RC_OK, &desk->err);
    struct app *maker = office_open(desk, NULL, NULL);
    assert_rc(undo(desk, maker, row), RC_OK, &desk->err);
    app_close(sam);
    app_close(uma);
    app_close(maker);
}

/* Nothing is said of what others did elsewhere, not even its number. */
static void undo__of_the_newest_row__tells_that_it_is_others_work(void **state)
{
    struct desk *desk = *state;
    struct app *maker = office_open(desk, NULL, NULL);
    struct app *sam = office_open(desk, "sam", NULL); /* of location L1 */
    assert_rc(office_add(maker, "T2", "hosting", "L2", "2026-01-31", "coop", "1", desk_err(desk)),
              RC_OK, &desk->err);
    assert_rc(undo(desk, sam, 0), RC_RULE, &desk->err);
    assert_text_equal(desk->err.text, "undo: the newest change is outside your part of the book: "
                                      "name a row of 'coffer log'");
    assert_rc(undo(desk, sam, newest(desk)), RC_RULE, &desk->err);
    assert_non_null(strstr(desk->err.text, "there is none"));
    assert_rc(undo(desk, maker, 0), RC_OK, &desk->err);
    assert_rc(redo(desk, sam), RC_RULE, &desk->err);
    assert_text_equal(desk->err.text, "redo: what was taken back last is outside your part of the "
                                      "book: ask who took it back");
    app_close(sam);
    app_close(maker);
}

static void undo__ahead_of_today__is_refused_like_any_write(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, "2098-01-01");
    assert_rc(undo(desk, app, 0), RC_RULE, &desk->err);
    assert_non_null(strstr(desk->err.text, "--as-of"));
    app_close(app);
}

/* ---- closed periods ------------------------------------------------------------ */

static void undo__leaves_a_closed_period_as_it_is(void **state)
{
    struct desk *desk = *state;
    const struct program_change split = {.split = "50/50"};
    struct app *app = office_open(desk, NULL, NULL);
    assert_rc(office_add(app, "T1", "hosting", "L1", "2026-01-31", "total", "10", desk_err(desk)),
              RC_OK, &desk->err);
    int64_t typed = newest(desk);
    assert_rc(office_add(app, "T2", "hosting", "L1", "2025-12-31", "total", "10", desk_err(desk)),
              RC_OK, &desk->err);
    int64_t elsewhere = newest(desk);
    assert_rc(app_program_set(app, "hosting", &split, desk_err(desk)), RC_OK, &desk->err);
    int64_t later_split = newest(desk);
    assert_rc(app_period_close(app, period_named("FY26H2"), NULL, desk_err(desk)), RC_OK,
              &desk->err);
    int64_t closing = newest(desk);
    char *before = raw_dump(desk->path, DUMP_TRUTH);
    assert_rc(undo(desk, app, typed), RC_RULE, &desk->err);
    assert_non_null(strstr(desk->err.text, "closed"));
    assert_same_dump(raw_dump(desk->path, DUMP_TRUTH), before);
    assert_rc(undo(desk, app, elsewhere), RC_OK, &desk->err);
    assert_rc(undo(desk, app, later_split), RC_OK, &desk->err); /* of today on: nothing there */
    assert_rc(undo(desk, app, closing), RC_OK, &desk->err);
    assert_rc(undo(desk, app, typed), RC_OK, &desk->err);
    assert_rc(redo(desk, app), RC_OK, &desk->err);
    assert_rc(redo(desk, app), RC_OK, &desk->err); /* closed again */
    assert_rc(undo(desk, app, typed), RC_RULE, &desk->err);
    app_close(app);
}

static void redo__leaves_a_closed_period_as_it_is(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, NULL);
    assert_rc(app_period_close(app, period_named("FY26H2"), NULL, desk_err(desk)), RC_OK,
              &desk->err);
    int64_t closing = newest(desk);
    assert_rc(undo(desk, app, closing), RC_OK, &desk->err);
    assert_rc(redo(desk, app), RC_OK, &desk->err);
    assert_rc(undo(desk, app, closing), RC_OK, &desk->err);
    assert_rc(type_in(desk, app, "T1"), RC_OK, &desk->err);
    int64_t typed = newest(desk);
    assert_rc(app_period_close(app, period_named("FY26H2"), NULL, desk_err(desk)), RC_OK,
              &desk->err);
    int64_t again = newest(desk);
    assert_rc(undo(desk, app, again), RC_OK, &desk->err);
    assert_rc(undo(desk, app, typed), RC_OK, &desk->err);
    assert_rc(redo(desk, app), RC_OK, &desk->err); /* the earning, while it is open */
    assert_rc(redo(desk, app), RC_OK, &desk->err);
    app_close(app);
}

/* An imported row may be excluded and its import undone after close: reports
 * still come in then. */
static void undo__of_an_import__goes_into_a_closed_period(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, NULL);
    assert_rc(app_period_close(app, period_named("FY26H2"), NULL, desk_err(desk)), RC_OK,
              &desk->err);
    assert_rc(undo(desk, app, 2), RC_OK, &desk->err);
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM earning"), 0);
    assert_rc(redo(desk, app), RC_OK, &desk->err);
    app_close(app);
}

/* ---- the log ---------------------------------------------------------------------- */

/* Stopped at any time, the book is as it was; not stopped, it comes to an end. */
static void undo__that_is_stopped__changes_nothing(void **state)
{
    struct desk *desk = *state;
    struct heard heard = {.stop_after = 0};
    struct import_counts counts;
    struct buf text;
    char path[FOLDER_PATH_SIZE];
    buf_init(&text);
    buf_add(&text, "participantId,programName,earningId,earningType,earningAmount,"
                   "transactionCurrency,earningAmountUSD,earningDate\n");
    for (int i = 0; i < 1000; i++)
        buf_addf(&text, "L%d,Hosting,S%d,Coop,1,USD,1,2026-02-%02d\n", i % 7, i, i % 28 + 1);
    office_file(desk, "long.csv", text.text, path);
    buf_release(&text);
    struct app *app = office_open_heard(desk, &heard);
    assert_rc(office_import(app, path, &counts, desk_err(desk)), RC_OK, &desk->err);
    for (int forward = 0; forward < 2; forward++) {
        enum rc rc = RC_STOP;
        int stopped = 0;
        for (int after = 1; rc == RC_STOP; after *= 2, stopped++) {
            char *before = raw_dump(desk->path, DUMP_ALL);
            heard = (struct heard){.stop_after = after};
            rc = forward ? redo(desk, app) : undo(desk, app, 0);
            if (rc == RC_STOP)
                assert_same_dump(raw_dump(desk->path, DUMP_ALL), before);
            else
                free(before);
        }
        assert_rc(rc, RC_OK, &desk->err);
        assert_true(stopped > 2);
    }
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM earning"), 1004);
    app_close(app);
}

static enum rc note_row(void *context, const struct journal_row *row, struct err *err)
{
    (void)err;
    buf_addf(context, "%lld%s:%s ", (long long)row->number, row->undone ? "u" : "", row->action);
    return RC_OK;
}

static void expect_log(struct desk *desk, const char *login, const char *expected)
{
    struct app *app = office_open(desk, login, NULL);
    struct buf log;
    buf_init(&log);
    assert_rc(app_log(app, note_row, &log, desk_err(desk)), RC_OK, &desk->err);
    assert_text_equal(log.text, expected);
    buf_release(&log);
    app_close(app);
}

static void log__shows_what_lies_wholly_inside(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, NULL);
    assert_rc(type_in(desk, app, "T1"), RC_OK, &desk->err); /* 7 */
    assert_rc(office_add(app, "T2", "surface-add", "L2", "2026-01-31", "coop", "1", desk_err(desk)),
              RC_OK, &desk->err); /* 8 */
    assert_rc(app_location_set(app, "L1", "Contoso", NULL, desk_err(desk)), RC_OK,
              &desk->err);                               /* 9 */
    assert_rc(undo(desk, app, 7), RC_OK, &desk->err);    /* 10 */
    const struct earning_form move = {.location = "L1"}; /* from L2: outside Sam's */
    char id[EARNING_ID_MAX];
    assert_rc(app_earning_edit(app, "T2", &move, id, desk_err(desk)), RC_OK, &desk->err); /* 11 */
    app_close(app);
    expect_log(desk, NULL,
               "1:init 2:import 3:program.set 4:member.add 5:member.add 6:member.add "
               "7u:earning.add 8:earning.add 9:location.set 10:undo 11:earning.edit ");
    expect_log(desk, "sam", "7u:earning.add 9:location.set 10:undo ");
    expect_log(desk, "pia", "3:program.set 7u:earning.add 10:undo ");
}

#define IN_OFFICE(test) cmocka_unit_test_setup_teardown(test, office_setup, desk_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_OFFICE(undo__goes_back_step_by_step_and_forward_again),
        IN_OFFICE(undo__says_what_cannot_be_taken_back),
        IN_OFFICE(undo__of_somebody_elses_row__is_for_admins),
        IN_OFFICE(undo__of_the_newest_row__tells_that_it_is_others_work),
        IN_OFFICE(undo__ahead_of_today__is_refused_like_any_write),
        IN_OFFICE(undo__leaves_a_closed_period_as_it_is),
        IN_OFFICE(redo__leaves_a_closed_period_as_it_is),
        IN_OFFICE(undo__of_an_import__goes_into_a_closed_period),
        IN_OFFICE(undo__that_is_stopped__changes_nothing),
        IN_OFFICE(log__shows_what_lies_wholly_inside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
