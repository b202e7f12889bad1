/* SPDX-License-Identifier: MIT */
/* The command around the importer (tests/store/test_imports.c): files, rejects,
 * all or nothing. */
#include "app/imports.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/history.h"
#include "base/buf.h"
#include "support/office.h"

#define HEADER                                                                           \
    "participantId,programName,earningId,earningType,earningAmount,transactionCurrency," \
    "earningAmountUSD,earningDate\n"

/* Rows 3, 5 and 6 cannot be taken. */
static const char mixed[] = HEADER "L1,Hosting,M1,Coop,1,USD,1,2026-02-28\n"
                                   "L1,Hosting,M2,Coop,1.2.3,USD,1,2026-02-28\n"
                                   "L1,Hosting,M3,Coop,3,USD,3,2026-02-28\n"
                                   "L1,Hosting,M1,Coop,9,USD,9,2026-02-28\n"
                                   "L1,Hosting,M4,Coop,1,QQQ,1,2026-02-28\n"
                                   "L1,Hosting,R1,Coop,1111,USD,1111,2026-01-31\n";

struct told {
    struct buf rejects;
};

static enum rc tell_reject(void *context, const char *source, int64_t line, const char *reason,
                           struct err *err)
{
    struct told *told = context;
    (void)err;
    buf_addf(&told->rejects, "%s:%lld %.*s; ", source, (long long)line, (int)strcspn(reason, ":"),
             reason);
    return RC_OK;
}

static enum rc import(struct desk *desk, struct app *app, const char *const *files, size_t count,
                      bool dry_run, const char *skip, struct import_result *results,
                      struct told *told)
{
    const struct import_request request = {.files = files,
                                           .file_count = count,
                                           .dry_run = dry_run,
                                           .skip_rejects = skip,
                                           .reject = told != NULL ? tell_reject : NULL,
                                           .context = told};
    return app_import(app, &request, results, desk_err(desk));
}

/* ---- all or nothing ---------------------------------------------------------- */

static void import__with_rejects__changes_nothing(void **state)
{
    struct desk *desk = *state;
    struct import_result result = {.number = -1};
    struct told told;
    char path[FOLDER_PATH_SIZE];
    const char *file = office_file(desk, "mixed.csv", mixed, path);
    struct app *app = office_open(desk, NULL, NULL);
    char *before = raw_dump(desk->path, DUMP_ALL);
    buf_init(&told.rejects);
    assert_rc(import(desk, app, &file, 1, false, NULL, &result, &told), RC_CONTENT, &desk->err);
    assert_text_equal(told.rejects.text, "mixed.csv:3 earningAmount; mixed.csv:5 earningId; "
                                         "mixed.csv:6 transactionCurrency; ");
    assert_int_equal(result.counts.rows, 6);
    assert_int_equal(result.counts.rejected, 3);
    assert_int_equal(result.counts.new, 2);
    assert_int_equal(result.counts.updated, 1);
    assert_same_dump(raw_dump(desk->path, DUMP_ALL), before);
    buf_release(&told.rejects);
    app_close(app);
}

static void import__dry__counts_and_changes_nothing(void **state)
{
    struct desk *desk = *state;
    struct import_result result = {.number = -1};
    char path[FOLDER_PATH_SIZE], skipped[FOLDER_PATH_SIZE];
    const char *file = office_file(desk, "mixed.csv", mixed, path);
    struct app *app = office_open(desk, NULL, NULL);
    char *before = raw_dump(desk->path, DUMP_ALL);
    folder_file(&desk->folder, "skipped.csv", skipped);
    assert_rc(import(desk, app, &file, 1, true, NULL, &result, NULL), RC_CONTENT, &desk->err);
    assert_rc(import(desk, app, &file, 1, true, skipped, &result, NULL), RC_OK, &desk->err);
    assert_int_equal(result.number, 0);
    assert_int_equal(result.counts.new, 2);
    assert_int_equal(access(skipped, F_OK), -1);
    assert_same_dump(raw_dump(desk->path, DUMP_ALL), before);
    app_close(app);
}

/* The others come in; the rejects come in once they are mended. */
static void import__that_skips_rejects__writes_them_ready_to_be_mended(void **state)
{
    struct desk *desk = *state;
    struct import_result result = {.number = -1};
    struct import_counts counts;
    char path[FOLDER_PATH_SIZE], skipped[FOLDER_PATH_SIZE];
    size_t length = 0;
    const char *file = office_file(desk, "mixed.csv", mixed, path);
    struct app *app = office_open(desk, NULL, NULL);
    folder_file(&desk->folder, "skipped.csv", skipped);
    assert_rc(import(desk, app, &file, 1, false, skipped, &result, NULL), RC_OK, &desk->err);
    assert_int_equal(result.number, 2);
    assert_text_equal(result.base, "mixed.csv");
    assert_int_equal(result.bytes, strlen(mixed));
    char *bytes = file_read(skipped, &length);
    assert_non_null(strstr(bytes, "L1,Hosting,M2,Coop,1.2.3,USD,1,2026-02-28,"));
    assert_non_null(strstr(bytes, "rejectReason"));
    char *amount = strstr(bytes, "1.2.3");
    memcpy(amount, "1.233", 5);
    char *currency = strstr(bytes, "QQQ");
    memcpy(currency, "EUR", 3);
    char *again = strstr(bytes, "M1,");
    memcpy(again, "M5,", 3);
    office_file(desk, "mended.csv", bytes, path);
    free(bytes);
    assert_rc(office_import(app, path, &counts, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(counts.new, 3);
    assert_int_equal(counts.rejected, 0);
    app_close(app);
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM earning"), 4 + 5);
}

/* Decimal commas come in only with semicolons, which the other file does not have. */
static void import__of_two_forms__writes_rejects_that_come_in_again(void **state)
{
    struct desk *desk = *state;
    struct import_result results[2];
    struct import_counts counts;
    char paths[2][FOLDER_PATH_SIZE], skipped[FOLDER_PATH_SIZE];
    size_t length = 0;
    const char *files[] = {
        office_file(desk, "comma.csv", HEADER "L1,Hosting,D1,Coop,1.50,QQQ,1.50,2026-02-28\n",
                    paths[0]),
        office_file(desk, "sheet.csv",
                    "participantId;programName;earningId;earningType;earningAmount;"
                    "transactionCurrency;earningAmountUSD;earningDate\n"
                    "L1;Hosting;D2;Coop;-1234,56;QQQ;-1234,56;2026-02-28\n"
                    "L1;Hosting;D3;Coop;2,50;EUR;2,50;2026-02-28\n",
                    paths[1]),
    };
    struct app *app = office_open(desk, NULL, NULL);
    folder_file(&desk->folder, "skipped.csv", skipped);
    assert_rc(import(desk, app, files, 2, false, skipped, results, NULL), RC_OK, &desk->err);
    char *bytes = file_read(skipped, &length);
    for (char *at; (at = strstr(bytes, ",QQQ,")) != NULL;)
        memcpy(at, ",EUR,", 5);
    office_file(desk, "mended.csv", bytes, paths[0]);
    free(bytes);
    assert_rc(office_import(app, paths[0], &counts, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(counts.new, 2);
    app_close(app);
    assert_int_equal(raw_number(desk->path, "SELECT amount_micros FROM earning WHERE id = 'D2'"),
                     -1234560000);
}

/* ---- several files -------------------------------------------------------------- */

static void import__of_several_files__is_one_row_of_the_log(void **state)
{
    struct desk *desk = *state;
    struct import_result results[3];
    struct journal_entry entry = {0};
    char paths[3][FOLDER_PATH_SIZE];
    const char *const files[] = {
        office_file(desk, "a.csv", HEADER "L1,Hosting,A,Coop,1,USD,1,2026-02-28\n", paths[0]),
        office_file(desk, "b.csv",
                    HEADER "L1,Hosting,A,Coop,2,USD,2,2026-02-28\n"
                           "L1,Hosting,B,Coop,2,USD,2,2026-02-28\n",
                    paths[1]),
        office_file(desk, "c.csv", HEADER, paths[2])};
    struct app *app = office_open(desk, NULL, NULL);
    char *before = raw_dump(desk->path, DUMP_TRUTH);
    assert_rc(import(desk, app, files, 3, false, NULL, results, NULL), RC_OK, &desk->err);
    assert_int_equal(results[0].counts.new, 1);
    assert_int_equal(results[1].counts.new, 1);
    assert_int_equal(results[1].counts.updated, 1);
    assert_int_equal(results[2].counts.rows, 0);
    assert_int_equal(results[2].number, 4);
    assert_int_equal(raw_number(desk->path, "SELECT count(DISTINCT journal) FROM import "
                                            "WHERE number > 1"),
                     1);
    assert_rc(app_undo(app, 0, &entry, desk_err(desk)), RC_OK, &desk->err);
    journal_entry_release(&entry);
    assert_same_dump(raw_dump(desk->path, DUMP_TRUTH), before);
    app_close(app);
}

/* The second file is bad as a whole: nothing of the first one stays. */
static void import__of_a_bad_file__takes_none(void **state)
{
    static const struct {
        const char *text;
        enum rc rc;
    } bad[] = {
        {"", RC_CONTENT},
        {"\n\n", RC_CONTENT},
        {"a,b,c\n1,2,3\n", RC_CONTENT},
        {HEADER "L1,Hosting,B,Coop,1,USD,1,28/02/2026\n", RC_CONTENT},
        {HEADER "L1,Hosting,\"B,Coop,1,USD,1,2026-02-28\n", RC_CONTENT},
        {HEADER "L1,Hosting,B\xff,Coop,1,USD,1,2026-02-28\n", RC_CONTENT},
        {NULL, RC_FILE},
    };
    struct desk *desk = *state;
    struct import_result results[2];
    char first[FOLDER_PATH_SIZE], second[FOLDER_PATH_SIZE];
    office_file(desk, "a.csv", HEADER "L1,Hosting,A,Coop,1,USD,1,2026-02-28\n", first);
    struct app *app = office_open(desk, NULL, NULL);
    char *before = raw_dump(desk->path, DUMP_ALL);
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        folder_file(&desk->folder, "missing.csv", second);
        if (bad[i].text != NULL)
            office_file(desk, "b.csv", bad[i].text, second);
        const char *const files[] = {first, second};
        assert_rc(import(desk, app, files, 2, false, NULL, results, NULL), bad[i].rc, &desk->err);
    }
    assert_same_dump(raw_dump(desk->path, DUMP_ALL), before);
    app_close(app);
}

/* ---- stopped ----------------------------------------------------------------------- */

/* One word for all of them, however many. */
static void import__of_new_programs__warns_once(void **state)
{
    struct desk *desk = *state;
    struct heard heard = {.warnings = 0};
    struct import_counts counts;
    struct buf report;
    char path[FOLDER_PATH_SIZE];
    buf_init(&report);
    buf_add(&report, HEADER);
    for (int i = 0; i < 16; i++)
        buf_addf(&report, "L1,Contoso %c,N%d,Coop,1,USD,1,2026-02-28\n", 'A' + i, i);
    office_file(desk, "new.csv", report.text, path);
    buf_release(&report);
    struct app *app = office_open_heard(desk, &heard);
    assert_rc(office_import(app, path, &counts, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(heard.warnings, 1);
    assert_non_null(strstr(heard.last, "16 programs are new (contoso-a, contoso-b, "));
    assert_non_null(strstr(heard.last, "contoso-h and 8 more): "));
    assert_non_null(strstr(heard.last, "'coffer program set CODE --split 60/40"));
    app_close(app);
}

static void import__that_is_stopped__changes_nothing(void **state)
{
    struct desk *desk = *state;
    struct heard heard = {.stop_after = 3};
    struct import_counts counts;
    struct buf text;
    char path[FOLDER_PATH_SIZE];
    buf_init(&text);
    buf_add(&text, HEADER);
    for (int i = 0; i < 20000; i++)
        buf_addf(&text, "L1,Hosting,S%d,Coop,1,USD,1,2026-02-28\n", i);
    office_file(desk, "long.csv", text.text, path);
    buf_release(&text);
    struct app *app = office_open_heard(desk, &heard);
    char *before = raw_dump(desk->path, DUMP_ALL);
    assert_rc(office_import(app, path, &counts, desk_err(desk)), RC_STOP, &desk->err);
    assert_int_equal(heard.calls, 3);
    assert_same_dump(raw_dump(desk->path, DUMP_ALL), before);
    app_close(app);
}

/* ---- what came in --------------------------------------------------------------------- */

static enum rc note_import(void *context, const struct import_record *record, struct err *err)
{
    (void)err;
    buf_addf(context, "%lld %s %lld/%lld/%lld/%lld%s; ", (long long)record->number, record->file,
             (long long)record->counts.new, (long long)record->counts.updated,
             (long long)record->counts.unchanged, (long long)record->counts.rejected,
             record->undone ? " undone" : "");
    return RC_OK;
}

static enum rc note_month(void *context, const struct import_month *month, struct err *err)
{
    char text[MONTH_TEXT_SIZE];
    (void)err;
    buf_addf(context, "%s %s %s %lld; ", month->program, month->location,
             month_print(month->month, text), (long long)month->rows);
    return RC_OK;
}

static enum rc note_change(void *context, const struct import_change *change, struct err *err)
{
    (void)err;
    buf_addf(context, "%s.%s %s>%s; ", change->id, change->field, change->before, change->after);
    return RC_OK;
}

static void import_show__tells_months_and_changes(void **state)
{
    struct desk *desk = *state;
    struct import_counts counts;
    struct journal_entry entry = {0};
    struct buf said;
    char path[FOLDER_PATH_SIZE];
    struct app *app = office_open(desk, NULL, NULL);
    office_file(desk, "next.csv",
                HEADER "L1,Hosting,R1,Coop,1500,USD,1500,2026-01-31\n"
                       "L2,hosting,R2,Coop,2000,USD,2000,2026-01-31\n"
                       "L1,Hosting,N1,Fee,5,USD,5,2026-02-28\n",
                path);
    assert_rc(office_import(app, path, &counts, desk_err(desk)), RC_OK, &desk->err);
    buf_init(&said);
    assert_rc(app_import_show(app, 2, note_import, note_month, note_change, &said, desk_err(desk)),
              RC_OK, &desk->err);
    assert_text_equal(said.text, "2 next.csv 1/1/1/0; hosting L1 2026-01 1; hosting L1 2026-02 1; "
                                 "hosting L2 2026-01 1; R1.earningAmount 1000.00 USD>1500.00 USD; "
                                 "R1.earningAmountUSD 1000.00>1500.00; ");
    assert_rc(app_undo(app, 0, &entry, desk_err(desk)), RC_OK, &desk->err);
    journal_entry_release(&entry);
    buf_clear(&said);
    assert_rc(app_import_list(app, note_import, &said, desk_err(desk)), RC_OK, &desk->err);
    assert_text_equal(said.text, "1 report.csv 4/0/0/0; 2 next.csv 1/1/1/0 undone; ");
    buf_release(&said);
    app_close(app);
}

/* ---- coverage ------------------------------------------------------------------------------ */

static enum rc note_line(void *context, const struct coverage_line *line, struct err *err)
{
    char text[MONTH_TEXT_SIZE];
    (void)err;
    buf_addf(context, "%s %s %s ", line->program, line->location, month_print(line->month, text));
    if (line->missing)
        buf_add(context, "missing; ");
    else
        buf_addf(context, "%lld%s; ", (long long)line->rows, line->has_import ? "" : " typed");
    return RC_OK;
}

static void coverage__names_the_months_between(void **state)
{
    struct desk *desk = *state;
    struct import_counts counts;
    struct buf said;
    char path[FOLDER_PATH_SIZE];
    const struct period from = period_named("FY26H2");
    struct app *app = office_open(desk, NULL, "2026-04-15");
    office_file(desk, "gaps.csv",
                HEADER "L1,Hosting,G1,Coop,1,USD,1,2025-10-31\n"
                       "L1,Hosting,G2,Coop,1,USD,1,2026-04-01\n"
                       "L1,Hosting,G3,Coop,1,USD,1,2026-06-30\n", /* ahead of the day */
                path);
    assert_rc(office_import(app, path, &counts, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(office_add(app, "T1", "hosting", "L1", "2026-02-28", "coop", "1", desk_err(desk)),
              RC_OK, &desk->err);
    buf_init(&said);
    assert_rc(app_coverage(app, NULL, note_line, &said, desk_err(desk)), RC_OK, &desk->err);
    assert_text_equal(said.text,
                      "hosting L1 2025-10 1; hosting L1 2025-11 missing; hosting L1 2025-12 "
                      "missing; hosting L1 2026-01 1; hosting L1 2026-02 1 typed; hosting L1 "
                      "2026-03 missing; hosting L1 2026-04 1; hosting L2 2026-01 1; surface-add "
                      "L1 2026-01 1; surface-add L2 2026-01 1; ");
    buf_clear(&said);
    assert_rc(app_coverage(app, &from, note_line, &said, desk_err(desk)), RC_OK, &desk->err);
    assert_memory_equal(said.text, "hosting L1 2026-01 1; hosting L1 2026-02", 40);
    buf_release(&said);
    app_close(app);
}

/* It came in, though nothing of it counts. Before and after all others it is not told. */
static void coverage__of_a_month_that_is_excluded__does_not_miss_it(void **state)
{
    struct desk *desk = *state;
    struct import_counts counts;
    struct buf said;
    char path[FOLDER_PATH_SIZE], id[EARNING_ID_MAX];
    struct app *app = office_open(desk, NULL, "2026-08-15");
    office_file(desk, "gaps.csv",
                HEADER "L1,Hosting,G0,Coop,1,USD,1,2025-12-31\n"
                       "L1,Hosting,G1,Coop,1,USD,1,2026-03-31\n"
                       "L1,Hosting,G2,Coop,1,USD,1,2026-05-31\n"
                       "L1,Hosting,G3,Coop,1,USD,1,2026-06-30\n"
                       "L3,Hosting,G4,Coop,1,USD,1,2026-06-30\n",
                path);
    assert_rc(office_import(app, path, &counts, desk_err(desk)), RC_OK, &desk->err);
    static const char *const excluded[] = {"G0", "G1", "G3", "G4"};
    for (size_t i = 0; i < 4; i++)
        assert_rc(app_earning_exclude(app, excluded[i], "twice", id, desk_err(desk)), RC_OK,
                  &desk->err);
    buf_init(&said);
    assert_rc(app_coverage(app, NULL, note_line, &said, desk_err(desk)), RC_OK, &desk->err);
    assert_memory_equal(said.text,
                        "hosting L1 2026-01 1; hosting L1 2026-02 missing; hosting L1 2026-03 0; "
                        "hosting L1 2026-04 missing; hosting L1 2026-05 1; hosting L2 ",
                        133);
    assert_null(strstr(said.text, "L3"));
    buf_release(&said);
    app_close(app);
}

/* A day in the middle of a month knows nothing of the days after it, and an import
 * that came in later is no negative number of days old. */
static enum rc note_age(void *context, const struct coverage_line *line, struct err *err)
{
    (void)err;
    if (strcmp(line->location, "L1") == 0 && strcmp(line->program, "hosting") == 0)
        buf_addf(context, "%d:%lld %d; ", (int)line->month.index % 12 + 1, (long long)line->rows,
                 (int)line->age_days);
    return RC_OK;
}

static void coverage__knows_no_row_dated_after_the_day(void **state)
{
    struct desk *desk = *state;
    struct import_counts counts;
    struct buf said;
    char path[FOLDER_PATH_SIZE];
    struct app *app = office_open(desk, NULL, "2026-03-10");
    office_file(desk, "month.csv",
                HEADER "L1,Hosting,G1,Coop,1,USD,1,2026-02-28\n"
                       "L1,Hosting,G2,Coop,1,USD,1,2026-03-10\n"
                       "L1,Hosting,G3,Coop,1,USD,1,2026-03-11\n"
                       "L1,Hosting,G4,Coop,1,USD,1,2026-04-01\n",
                path);
    assert_rc(office_import(app, path, &counts, desk_err(desk)), RC_OK, &desk->err);
    buf_init(&said);
    assert_rc(app_coverage(app, NULL, note_age, &said, desk_err(desk)), RC_OK, &desk->err);
    assert_text_equal(said.text, "1:1 0; 2:1 0; 3:1 0; ");
    buf_clear(&said);
    app_look_at(app, (struct date){date_month_start(app_day(app)).day + 8});
    assert_rc(app_coverage(app, NULL, note_age, &said, desk_err(desk)), RC_OK, &desk->err);
    assert_text_equal(said.text, "1:1 0; 2:1 0; ");
    buf_release(&said);
    app_close(app);
}

#define IN_OFFICE(test) cmocka_unit_test_setup_teardown(test, office_setup, desk_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_OFFICE(import__with_rejects__changes_nothing),
        IN_OFFICE(import__dry__counts_and_changes_nothing),
        IN_OFFICE(import__that_skips_rejects__writes_them_ready_to_be_mended),
        IN_OFFICE(import__of_two_forms__writes_rejects_that_come_in_again),
        IN_OFFICE(import__of_several_files__is_one_row_of_the_log),
        IN_OFFICE(import__of_a_bad_file__takes_none),
        IN_OFFICE(import__that_is_stopped__changes_nothing),
        IN_OFFICE(import__of_new_programs__warns_once),
        IN_OFFICE(import_show__tells_months_and_changes),
        IN_OFFICE(coverage__names_the_months_between),
        IN_OFFICE(coverage__of_a_month_that_is_excluded__does_not_miss_it),
        IN_OFFICE(coverage__knows_no_row_dated_after_the_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
