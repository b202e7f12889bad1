/* SPDX-License-Identifier: MIT */
/* Claims that existed before, from files good and odd. */
#include "app/claim_imports.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/claims.h"
#include "app/history.h"
#include "app/inside.h"
#include "app/safety.h"
#include "store/db.h"
#include "support/office.h"

#define HEADER                                                                                 \
    "program,location,period,activity,currency,title,start,end,amount,status,created,submitte" \
    "d,decided,approved,paid,paid_on,payment_reference,reference,owner,tags,reason,note\n"
#define FAIR "hosting,L1,FY26H2,DG01,USD,Fair,2026-07-15,2026-07-20,"
static const char today[] = "2026-10-01";

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
    return 0;
}

/* An import by the maker, and what it said of rejects: "LINE REASON" a line. */
struct run {
    struct desk *desk;
    const char *login;
    bool dry_run;
    const char *skip_rejects;
    struct claim_import_result result;
    char said[4096];
};

static enum rc keep_reject(void *context, const char *source, int64_t line, const char *reason,
                           struct err *err)
{
    struct run *run = context;
    size_t length = strlen(run->said);
    (void)source;
    (void)err;
    (void)snprintf(run->said + length, sizeof(run->said) - length, "%lld %s\n", (long long)line,
                   reason);
    return RC_OK;
}

static enum rc import_file(struct run *run, const char *path)
{
    struct app *app = office_open(run->desk, run->login, today);
    const struct claim_import_request request = {.file = path,
                                                 .dry_run = run->dry_run,
                                                 .skip_rejects = run->skip_rejects,
                                                 .reject = keep_reject,
                                                 .context = run};
    run->said[0] = '\0';
    enum rc rc = app_claim_import(app, &request, &run->result, desk_err(run->desk));
    app_close(app);
    return rc;
}

static enum rc import_bytes(struct run *run, const char *bytes, size_t length)
{
    char path[FOLDER_PATH_SIZE];
    file_write(folder_file(&run->desk->folder, "claims.csv", path), bytes, length);
    return import_file(run, path);
}

static enum rc import_text(struct run *run, const char *text)
{
    return import_bytes(run, text, strlen(text));
}

static enum rc no_finding(void *context, const char *sentence, struct err *err)
{
    (void)context;
    return err_set(err, RC_BOOK, "a finding: %s", sentence);
}

static void assert_checks(struct desk *desk)
{
    struct app *app = office_open(desk, NULL, today);
    assert_rc(app_check(app, no_finding, NULL, desk_err(desk)), RC_OK, &desk->err);
    app_close(app);
}

/* ---- what comes in ----------------------------------------------------------------------------
 */

static enum rc add_row(void *context, const struct claim_row *row, struct err *err)
{
    char planned[MONEY_TEXT_SIZE], pending[MONEY_TEXT_SIZE], approved[MONEY_TEXT_SIZE],
        paid[MONEY_TEXT_SIZE], updated[DATE_TEXT_SIZE];
    (void)err;
    buf_addf(context, "%s %s %s %s %s %s %s\n", row->title, claim_status_word(row->status),
             money_print(row->sums.planned, row->currency, planned),
             money_print(row->sums.pending, row->currency, pending),
             money_print(row->sums.approved, row->currency, approved),
             money_print(row->sums.paid, row->currency, paid), date_print(row->updated, updated));
    return RC_OK;
}

static void assert_listed(struct desk *desk, const char *day, const char *expected)
{
    const struct claim_filter all = {0};
    struct app *app = office_open(desk, NULL, day);
    struct buf rows;
    buf_init(&rows);
    assert_rc(app_claim_list(app, &all, add_row, &rows, desk_err(desk)), RC_OK, &desk->err);
    assert_text_equal(rows.text, expected);
    buf_release(&rows);
    app_close(app);
}

static const char every_status[] = HEADER
    "hosting,L1,FY26H2,DG01,USD,A,2026-07-15,2026-07-20,10,editing,2026-08-01,,,,,,,,,,,\n"
    "hosting,L1,FY26H2,DG01,USD,B,2026-07-15,2026-07-20,20,submitted,2026-08-01,2026-08-20,,,,,,,,"
    ",,\n"
    "hosting,L1,FY26H2,DG01,USD,C,2026-07-15,2026-07-20,30,under-review,,2026-08-20,2026-08-21,,,,"
    ",,,,,\n"
    "hosting,L1,FY26H2,DG01,USD,D,2026-07-15,2026-07-20,40,Partner action "
    "required,,2026-08-20,2026-08-21,,,,,,,,,\n"
    "hosting,L1,FY26H2,DG01,USD,E,2026-07-15,2026-07-20,50,approved,,2026-08-20,2026-08-21,45.50,,"
    ",,,,,,\n"
    "hosting,L1,FY26H2,DG01,USD,F,2026-07-15,2026-07-20,60,rejected,,2026-08-20,2026-08-21,,,,,,,,"
    "late,too late\n"
    "hosting,L1,FY26H2,DG01,USD,G,2026-07-15,2026-07-20,70,disputed,,2026-08-20,2026-08-21,,,,,,,,"
    ",\n"
    "hosting,L1,FY26H2,DG01,USD,H,2026-07-15,2026-07-20,80,paid,,2026-08-20,2026-08-21,,79,"
    "2026-09-10,PAY-7,MS-1,uma,spring  q3,,\n"
    "hosting,L1,FY26H2,DG01,USD,I,2026-07-15,2026-07-20,90,withdrawn,2026-08-01,,2026-08-05,,,,,,,"
    ",,\n";

static void import__takes_every_status__with_its_days(void **state)
{
    struct desk *desk = *state;
    struct run run = {.desk = desk};
    struct journal_entry entry = {0};
    char *before = raw_dump(desk->path, DUMP_TRUTH);
    assert_rc(import_text(&run, every_status), RC_OK, &desk->err);
    assert_int_equal(run.result.rows, 9);
    assert_int_equal(run.result.new, 9);
    for (int status = 0; status < CLAIM_STATUSES; status++)
        assert_int_equal(run.result.of_status[status], 1);
    assert_listed(desk, today,
                  "A editing 10.00 0.00 0.00 0.00 2026-08-01\n"
                  "B submitted 0.00 20.00 0.00 0.00 2026-08-20\n"
                  "C under-review 0.00 30.00 0.00 0.00 2026-08-21\n"
                  "D action-required 0.00 40.00 0.00 0.00 2026-08-21\n"
                  "E approved 0.00 0.00 45.50 0.00 2026-08-21\n"
                  "F rejected 0.00 0.00 0.00 0.00 2026-08-21\n"
                  "G disputed 0.00 70.00 0.00 0.00 2026-08-21\n"
                  "H paid 0.00 0.00 80.00 79.00 2026-09-10\n"
                  "I withdrawn 0.00 0.00 0.00 0.00 2026-08-05\n");
    assert_listed(desk, "2026-08-20",
                  "A editing 10.00 0.00 0.00 0.00 2026-08-01\n"
                  "B submitted 0.00 20.00 0.00 0.00 2026-08-20\n"
                  "C submitted 0.00 30.00 0.00 0.00 2026-08-20\n"
                  "D submitted 0.00 40.00 0.00 0.00 2026-08-20\n"
                  "E submitted 0.00 50.00 0.00 0.00 2026-08-20\n"
                  "F submitted 0.00 60.00 0.00 0.00 2026-08-20\n"
                  "G submitted 0.00 70.00 0.00 0.00 2026-08-20\n"
                  "H submitted 0.00 80.00 0.00 0.00 2026-08-20\n"
                  "I withdrawn 0.00 0.00 0.00 0.00 2026-08-05\n");
    assert_listed(desk, "2026-08-04",
                  "A editing 10.00 0.00 0.00 0.00 2026-08-01\n"
                  "B editing 20.00 0.00 0.00 0.00 2026-08-01\n"
                  "I editing 90.00 0.00 0.00 0.00 2026-08-01\n");
    assert_checks(desk);
    struct app *app = office_open(desk, NULL, today);
    assert_rc(app_undo(app, 0, &entry, desk_err(desk)), RC_OK, &desk->err);
    assert_text_equal(entry.row.action, "claim.import");
    journal_entry_release(&entry);
    app_close(app);
    assert_same_dump(raw_dump(desk->path, DUMP_TRUTH), before);
}

/* ---- all or nothing ----------------------------------------------------------------------------
 */

static const char mixed[] =
    HEADER FAIR "10,editing,,,,,,,,MS-1,,,,\n" FAIR "ten,editing,,,,,,,,MS-2,,,,\n" FAIR
                "30,editing,,,,,,,,MS-3,,,,\n" FAIR "40,lost,,,,,,,,MS-4,,,,\n";

static void import__with_a_reject__is_all_or_nothing(void **state)
{
    struct desk *desk = *state;
    struct run run = {.desk = desk};
    char *before = raw_dump(desk->path, DUMP_ALL);
    assert_rc(import_text(&run, mixed), RC_CONTENT, &desk->err);
    assert_non_null(strstr(desk->err.text, "2 rows"));
    assert_int_equal(run.result.rejected, 2);
    assert_non_null(strstr(run.said, "3 amount"));
    assert_non_null(strstr(run.said, "5 status"));
    run.dry_run = true;
    assert_rc(import_text(&run, mixed), RC_CONTENT, &desk->err);
    assert_same_dump(raw_dump(desk->path, DUMP_ALL), before);
}

/* Puts `to` for the one `from` of a file. */
static void mend(const char *path, const char *from, const char *to)
{
    size_t length = 0;
    char *text = file_read(path, &length);
    char *at = strstr(text, from);
    struct buf out;
    buf_init(&out);
    assert_non_null(at);
    buf_addf(&out, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
    file_write(path, out.text, out.length);
    buf_release(&out);
    free(text);
}

static void rejects__come_in_again__after_mending(void **state)
{
    struct desk *desk = *state;
    char rejects[FOLDER_PATH_SIZE];
    struct run run = {.desk = desk};
    run.skip_rejects = folder_file(&desk->folder, "rejects.csv", rejects);
    assert_rc(import_text(&run, mixed), RC_OK, &desk->err);
    assert_int_equal(run.result.new, 2);
    assert_int_equal(run.result.rejected, 2);
    run.skip_rejects = NULL;
    assert_rc(import_file(&run, rejects), RC_CONTENT, &desk->err); /* as they are */
    assert_int_equal(run.result.rejected, 2);
    mend(rejects, ",ten,", ",20,");
    mend(rejects, ",lost,", ",editing,");
    assert_rc(import_file(&run, rejects), RC_OK, &desk->err);
    assert_int_equal(run.result.new, 2);
    assert_rc(import_file(&run, rejects), RC_CONTENT, &desk->err); /* their references are taken */
    assert_listed(desk, today,
                  "Fair editing 10.00 0.00 0.00 0.00 2026-10-01\n"
                  "Fair editing 30.00 0.00 0.00 0.00 2026-10-01\n"
                  "Fair editing 20.00 0.00 0.00 0.00 2026-10-01\n"
                  "Fair editing 40.00 0.00 0.00 0.00 2026-10-01\n");
    assert_checks(desk);
}

/* What a spreadsheet makes of the file: semicolons, decimal commas, a mark at its
 * beginning, quotes, line breaks in cells, and a guard of ours. */
static void rejects__of_a_spreadsheet__come_in_again_too(void **state)
{
    static const char text[] =
        "\xEF\xBB\xBF"
        "Program;Location;Period;Activity;Currency;Title;Start;End;Amount;Status;Note\r\n"
        "hosting;L1;FY26H2;DG01;USD;\"Fair; "
        "\"\"large\"\"\";2026-07-15;2026-07-20;12,50;editing;\r\n"
        "hosting;L1;FY26H2;DG01;USD;\"Fair;\nsmall\";2026-07-15;2026-07-20;1,25;lost;'=note\r\n"
        "hosting;L1;FY26H2;DG01;USD;Point;2026-07-15;2026-07-20;1.25;editing;\r\n"
        "hosting;L1;FY26H2;DG01;USD;Groups;2026-07-15;2026-07-20;1.000,25;editing;\r\n";
    struct desk *desk = *state;
    char rejects[FOLDER_PATH_SIZE];
    struct run run = {.desk = desk};
    run.skip_rejects = folder_file(&desk->folder, "rejects.csv", rejects);
    assert_rc(import_text(&run, text), RC_OK, &desk->err);
    assert_int_equal(run.result.new, 1);
    assert_non_null(strstr(run.said, "3 status"));
    assert_non_null(strstr(run.said, "5 amount: a point"));
    assert_non_null(strstr(run.said, "6 amount"));
    mend(rejects, ";lost;", ";editing;");
    mend(rejects, ";1.25;", ";1,25;");
    mend(rejects, ";1.000,25;", ";1000,25;");
    run.skip_rejects = NULL;
    assert_rc(import_file(&run, rejects), RC_OK, &desk->err);
    assert_listed(desk, today,
                  "Fair; \"large\" editing 12.50 0.00 0.00 0.00 2026-10-01\n"
                  "Fair;\nsmall editing 1.25 0.00 0.00 0.00 2026-10-01\n"
                  "Point editing 1.25 0.00 0.00 0.00 2026-10-01\n"
                  "Groups editing 1000.25 0.00 0.00 0.00 2026-10-01\n");
}

static void dry_run__counts_the_same_and_changes_nothing(void **state)
{
    struct desk *desk = *state;
    char rejects[FOLDER_PATH_SIZE];
    struct run run = {.desk = desk, .dry_run = true};
    run.skip_rejects = folder_file(&desk->folder, "rejects.csv", rejects);
    char *before = raw_dump(desk->path, DUMP_ALL);
    assert_rc(import_text(&run, every_status), RC_OK, &desk->err);
    assert_int_equal(run.result.new, 9);
    assert_rc(import_text(&run, mixed), RC_OK, &desk->err);
    assert_int_equal(run.result.new, 2);
    assert_int_equal(run.result.rejected, 2);
    assert_int_equal(access(rejects, F_OK), -1);
    assert_same_dump(raw_dump(desk->path, DUMP_ALL), before);
}

/* ---- references ---------------------------------------------------------------------------------
 */

static void reference__is_of_one_claim_alone(void **state)
{
    static const char first[] =
        HEADER FAIR "10,editing,,,,,,,,MS-1,,,,\n" FAIR "20,editing,,,,,,,,,,,,\n" FAIR
                    "30,editing,,,,,,,,,,,,\n";
    static const char twice[] =
        HEADER FAIR "10,editing,,,,,,,,MS-2,,,,\n" FAIR "20,editing,,,,,,,,MS-2,,,,\n" FAIR
                    "30,editing,,,,,,,, MS-1 ,,,,\n" FAIR "40,editing,,,,,,,,ms-1,,,,\n";
    struct desk *desk = *state;
    char rejects[FOLDER_PATH_SIZE];
    struct run run = {.desk = desk};
    assert_rc(import_text(&run, first), RC_OK, &desk->err); /* none is no reference */
    assert_int_equal(run.result.new, 3);
    run.skip_rejects = folder_file(&desk->folder, "rejects.csv", rejects);
    assert_rc(import_text(&run, twice), RC_OK, &desk->err);
    assert_text_equal(run.said, "3 reference: a claim has it already\n"
                                "4 reference: a claim has it already\n");
    assert_int_equal(run.result.new, 2);
}

/* ---- rows that cannot have been
 * ------------------------------------------------------------------- */

static void rows__that_cannot_have_been__are_rejected_with_their_column(void **state)
{
    static const struct {
        const char *row, *reason;
    } cases[] = {
        {"hosting,L1,FY26H2,DG01,USD,Fair,2026-07-15,2026-07-20,10,editing,,", "12 fields"},
        {"hosting,L1,FY26H2,DG01,USD,,2026-07-15,2026-07-20,10,editing,,,,,,,,,,,,", "title"},
        {"nonesuch,L1,FY26H2,DG01,USD,T,2026-07-15,2026-07-20,10,editing,,,,,,,,,,,,", "nonesuch"},
        {"osa-sell,L1,FY26H2,DG01,USD,T,2026-07-15,2026-07-20,10,editing,,,,,,,,,,,,", "CPOR"},
        {"hosting,L9,FY26H2,DG01,USD,T,2026-07-15,2026-07-20,10,editing,,,,,,,,,,,,", "L9"},
        {"hosting,L1,2026,DG01,USD,T,2026-07-15,2026-07-20,10,editing,,,,,,,,,,,,", "period"},
        {"hosting,L1,FY26H2,XX99,USD,T,2026-07-15,2026-07-20,10,editing,,,,,,,,,,,,", "activity"},
        {"hosting,L1,FY26H2,DG01,UXD,T,2026-07-15,2026-07-20,10,editing,,,,,,,,,,,,", "currency"},
        {"hosting,L1,FY26H2,DG01,USD,T,2026-07-21,2026-07-20,10,editing,,,,,,,,,,,,", "end"},
        {"hosting,L1,FY26H2,DG01,USD,T,2026-07-15,20/07/2026,10,editing,,,,,,,,,,,,", "end"},
        {FAIR "-1,editing,,,,,,,,,,,,", "amount"},
        {FAIR "1.005,editing,,,,,,,,,,,,", "amount"},
        {FAIR "1e3,editing,,,,,,,,,,,,", "amount"},
        {FAIR "\"1,5\",editing,,,,,,,,,,,,", "amount"},
        {FAIR "10,submitted,,,,,,,,,,,,", "submitted"},
        {FAIR "10,editing,,2026-09-01,,,,,,,,,,", "submitted"},
        {FAIR "10,editing,,,,5,,,,,,,,", "approved"},
        {FAIR "10,submitted,,2026-10-02,,,,,,,,,,", "submitted"},
        {FAIR "10,submitted,2026-09-02,2026-09-01,,,,,,,,,,", "submitted"},
        {FAIR "10,rejected,,2026-09-02,2026-09-01,,,,,,,,,", "decided"},
        {FAIR "10,approved,,2026-09-01,,10.01,,,,,,,,", "approved"},
        {FAIR "10,approved,,2026-09-01,,0,,,,,,,,", "approved"},
        {FAIR "0,approved,,2026-09-01,,,,,,,,,,", "approved"},
        {FAIR "10,paid,,2026-09-01,,,,,,,,,,", "paid_on"},
        {FAIR "10,paid,,2026-09-02,2026-09-03,,,2026-09-02,,,,,,", "paid_on"},
        {FAIR "10,paid,,2026-09-02,,,0,2026-09-02,,,,,,", "paid"},
    };
    struct desk *desk = *state;
    struct run run = {.desk = desk};
    char *before = raw_dump(desk->path, DUMP_ALL);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char text[1024];
        (void)snprintf(text, sizeof(text), HEADER "%s\n", cases[i].row);
        enum rc rc = import_text(&run, text);
        bool fields = i == 0;
        if (rc != RC_CONTENT || run.result.rejected != 1 ||
            strstr(run.said, fields ? "fields" : cases[i].reason) == NULL)
            fail_msg("%s gives %d: %s: %s", cases[i].row, (int)rc, desk->err.text, run.said);
    }
    assert_same_dump(raw_dump(desk->path, DUMP_ALL), before);
}

/* ---- odd files
 * -------------------------------------------------------------------------------------- */

static void odd_files__are_taken_or_refused_as_a_whole(void **state)
{
    static const struct {
        const char *text;
        size_t length; /* 0: strlen */
        enum rc rc;
        int new;
        const char *said; /* of a refusal */
    } cases[] = {
        {"", 0, RC_CONTENT, 0, ""},
        {"\n\r\n  \n", 0, RC_CONTENT, 0, ""},
        {HEADER, 0, RC_OK, 0, NULL},
        {"program,location,period,activity,currency,title,start,end\n", 0, RC_CONTENT, 0,
         "amount, status"},
        {"program,program,location,period,activity,currency,title,start,end,amount,status\n", 0,
         RC_CONTENT, 0, "twice"},
        {"amount,Program,LOCATION,period,activity,currency,title,start,end,status,Amount\n", 0,
         RC_CONTENT, 0, "twice"},
        {"colour,status,amount,end,start,title,currency,activity,period,location,program\n"
         "red,editing,10,2026-07-20,2026-07-15,Fair,usd,dg01,fy26h2,L1,hosting\n",
         0, RC_OK, 1, NULL},
        {HEADER "\n\n" FAIR "10,editing,,,,,,,,,,,,\n\n", 0, RC_OK, 1, NULL},
        {"program\tlocation\tperiod\tactivity\tcurrency\ttitle\tstart\tend\tamount\tstatus\r"
         "hosting\tL1\tFY26H2\tDG01\tUSD\tFair\t2026-07-15\t2026-07-20\t10\tediting\r",
         0, RC_OK, 1, NULL},
        {HEADER FAIR "10,editing,,,,,,,,,,,,\"open", 0, RC_CONTENT, 0, "line 2"},
        {HEADER FAIR "10,editing,,,,,,,,,,,\"a\"b,\n", 0, RC_CONTENT, 0, "line 2"},
        {HEADER FAIR "10,editing,,,,,,,,,,,\xff,\n", 0, RC_CONTENT, 0, "line 2"},
        {HEADER "a\0b\n", sizeof(HEADER "a\0b\n") - 1, RC_CONTENT, 0, "line 2"},
    };
    struct desk *desk = *state;
    struct run run = {.desk = desk};
    size_t length = 0;
    char *book = file_read(desk->path, &length);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        file_write(desk->path, book, length);
        enum rc rc = import_bytes(&run, cases[i].text,
                                  cases[i].length > 0 ? cases[i].length : strlen(cases[i].text));
        if (rc != cases[i].rc || run.result.new != cases[i].new ||
            (cases[i].said != NULL && strstr(desk->err.text, cases[i].said) == NULL))
            fail_msg("case %zu gives %d with %d new: %s: %s", i, (int)rc, (int)run.result.new,
                     desk->err.text, run.said);
    }
    free(book);
    run.dry_run = true;
    assert_rc(import_file(&run, "/nonexistent/claims.csv"), RC_FILE, &desk->err);
}

/* ---- many rows
 * ---------------------------------------------------------------------------------------- */

static int count_steps(void *context)
{
    ++*(int64_t *)context;
    return 0;
}

/* How much SQLite does for so many rows, in hundreds of its instructions. */
static int64_t cost_of(struct desk *desk, int rows)
{
    char path[FOLDER_PATH_SIZE];
    struct claim_import_result result;
    struct buf text;
    int64_t steps = 0;
    buf_init(&text);
    buf_add(&text, HEADER);
    for (int i = 0; i < rows; i++)
        buf_addf(&text, FAIR "10,submitted,,2026-09-01,,,,,,MS-%d-%d,,,,\n", rows, i);
    file_write(folder_file(&desk->folder, "many.csv", path), text.text, text.length);
    buf_release(&text);
    struct app *app = office_open(desk, NULL, today);
    const struct claim_import_request request = {.file = path};
    sqlite3_progress_handler(app->book->db, 100, count_steps, &steps);
    assert_rc(app_claim_import(app, &request, &result, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(result.new, rows);
    app_close(app);
    return steps;
}

static void cost__grows_with_the_rows_and_no_faster(void **state)
{
    struct desk *desk = *state;
    size_t length = 0;
    char *book = file_read(desk->path, &length);
    int64_t some = cost_of(desk, 200);
    file_write(desk->path, book, length);
    int64_t many = cost_of(desk, 1600);
    print_message("200 rows: %lld, 1600 rows: %lld\n", (long long)some, (long long)many);
    assert_true(many < 10 * some);
    free(book);
}

#define IN_OFFICE(test) cmocka_unit_test_setup_teardown(test, setup, desk_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_OFFICE(import__takes_every_status__with_its_days),
        IN_OFFICE(import__with_a_reject__is_all_or_nothing),
        IN_OFFICE(rejects__come_in_again__after_mending),
        IN_OFFICE(rejects__of_a_spreadsheet__come_in_again_too),
        IN_OFFICE(dry_run__counts_the_same_and_changes_nothing),
        IN_OFFICE(reference__is_of_one_claim_alone),
        IN_OFFICE(rows__that_cannot_have_been__are_rejected_with_their_column),
        IN_OFFICE(odd_files__are_taken_or_refused_as_a_whole),
        IN_OFFICE(cost__grows_with_the_rows_and_no_faster),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
