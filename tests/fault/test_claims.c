/* SPDX-License-Identifier: MIT */
/*
 * Commands of claims while memory runs out, the disk breaks or is full: it is said, the
 * change is whole or absent, the book passes its check, and nothing leaks (ASan). The
 * first calls fail one by one, the further ones by leaps of random length.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/claim_course.h"
#include "app/claim_imports.h"
#include "app/history.h"
#include "app/inside.h"
#include "fault/faults.h"
#include "store/safekeep.h"
#include "support/office.h"
#include "support/told.h"

/* Two approved claims, one of them paid in part, and a draft that can be submitted on
 * every day. */
static const char claims[] =
    "C-ONE hosting L2 FY26H2\n"
    "2026-07-10 created currency=USD title=One activity=PR01 amount=100 start=2026-07-15 "
    "end=2026-08-20\n"
    "2026-08-20 submitted seal={} "
    "sha256=44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\n"
    "2026-08-21 status status=approved amount=90\n"
    "2026-08-30 payment payment=P-ONE amount=40 currency=USD covers=40\n"
    "\n"
    "C-TWO hosting L2 FY26H2\n"
    "2026-07-10 created currency=USD title=Two activity=PR01 amount=100 start=2026-07-15 "
    "end=2026-08-20\n"
    "2026-08-20 submitted seal={} "
    "sha256=44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\n"
    "2026-08-21 status status=approved amount=90\n"
    "\n"
    "C-DRAFT hosting L2 FY26H2\n"
    "2026-07-10 created currency=USD title=Draft activity=PR01 amount=10 start=2026-07-15 "
    "end=2026-08-20\n"
    "2026-07-10 approval kind=extension number=1 answer=yes valid-until=2999-12-31\n"
    "2026-07-10 approval kind=exception number=2 answer=yes lifts=exceeds-cost\n";

/* ---- commands ------------------------------------------------------------------------------- */

static enum rc work_new(struct desk *desk, struct app *app, struct err *err)
{
    static const char *const tags[] = {"spring", "q3"};
    const struct claim_form form = {.program = "hosting",
                                    .location = "L2",
                                    .period = "FY26H2",
                                    .activity = "DG01",
                                    .currency = "USD",
                                    .start = "2026-07-15",
                                    .end = "2026-07-20",
                                    .title = "Fair",
                                    .amount = "12.50",
                                    .pre_approval = "PA-1",
                                    .tags = tags,
                                    .tag_count = 2};
    char id[CLAIM_ID_MAX];
    (void)desk;
    return app_claim_new(app, &form, id, err);
}

static enum rc work_submit(struct desk *desk, struct app *app, struct err *err)
{
    const struct claim_ref ref = {.id = "C-DRAFT"};
    struct finding_list findings = {0};
    char id[CLAIM_ID_MAX];
    (void)desk;
    enum rc rc = app_claim_submit(app, &ref, &findings, id, err);
    finding_list_release(&findings);
    return rc;
}

static enum rc work_pay(struct desk *desk, struct app *app, struct err *err)
{
    static const char *const parts[] = {"C-ONE=50", "C-TWO=90"};
    const struct payment_form form = {.amount = "140",
                                      .currency = "USD",
                                      .reference = "PAY-7",
                                      .claims = parts,
                                      .claim_count = 2};
    char id[CLAIM_ID_MAX];
    (void)desk;
    return app_payment_add(app, &form, id, err);
}

static enum rc work_void(struct desk *desk, struct app *app, struct err *err)
{
    char id[CLAIM_ID_MAX];
    (void)desk;
    return app_payment_void(app, "P-ONE", "paid by mistake", id, err);
}

static enum rc work_import(struct desk *desk, struct app *app, struct err *err)
{
    char path[FOLDER_PATH_SIZE];
    struct claim_import_result result;
    const struct claim_import_request request = {
        .file = folder_file(&desk->folder, "claims.csv", path)};
    return app_claim_import(app, &request, &result, err);
}

static enum rc work_undo(struct desk *desk, struct app *app, struct err *err)
{
    struct journal_entry entry = {0};
    (void)desk;
    enum rc rc = app_undo(app, 0, &entry, err);
    journal_entry_release(&entry);
    return rc;
}

typedef enum rc claim_work(struct desk *desk, struct app *app, struct err *err);
static const struct command {
    const char *name;
    claim_work *work;
} commands[] = {
    {"claim new", work_new},     {"claim submit", work_submit}, {"payment add", work_pay},
    {"payment void", work_void}, {"claim import", work_import}, {"undo", work_undo},
};

/* ---- the loop -------------------------------------------------------------------------------- */

struct loop {
    struct desk *desk;
    enum fault_kind kind;
    struct random random;
    const struct command *command;
    char *book; /* the bytes that each try begins with */
    size_t book_size;
    char *before, *after;
    int tries;
};

/* Ids are random; how many entries of which length there are, and the sums, are not. */
static char *state_of(const struct loop *loop)
{
    return raw_text(
        loop->desk->path,
        "SELECT (SELECT group_concat(kind || ' ' || length(body)) FROM (SELECT kind, body FROM "
        "claim_entry ORDER BY kind, length(body))) || '; ' || (SELECT group_concat(status || ' ' "
        "|| planned || ' ' || pending || ' ' || approved || ' ' || paid) FROM (SELECT * FROM "
        "claim_day ORDER BY day, status, planned, pending, approved, paid)) || '; ' || (SELECT "
        "group_concat(day || ' ' || claims || ' ' || planned || ' ' || pending || ' ' || approved "
        "|| ' ' || paid) FROM (SELECT * FROM claim_total ORDER BY day)) || '; ' || (SELECT "
        "count(*) FROM journal)");
}

static void fresh_book(const struct loop *loop)
{
    static const char *const suffixes[] = {"-wal", "-shm"};
    file_write(loop->desk->path, loop->book, loop->book_size);
    for (size_t i = 0; i < 2; i++) {
        char side[FOLDER_PATH_SIZE + 8];
        (void)snprintf(side, sizeof(side), "%s%s", loop->desk->path, suffixes[i]);
        (void)unlink(side);
    }
}

static void assert_whole(const struct loop *loop, int n)
{
    struct findings findings = {.count = 0};
    desk_open(loop->desk, BOOK_LOOK);
    assert_rc(book_verify(loop->desk->book, findings_add, &findings, desk_err(loop->desk)), RC_OK,
              &loop->desk->err);
    desk_close(loop->desk);
    if (findings.count > 0)
        fail_msg("%s, fault %d: %s", loop->command->name, n, findings.text);
}

/* What a failure may be called. */
static bool is_said_well(enum fault_kind kind, const struct err *err)
{
    return err->rc == RC_FILE ||
           (kind == FAULT_DISK && err->rc == RC_BOOK && (err->sql & 0xff) == SQLITE_CANTOPEN);
}

/* True while the fault was still reached. */
static bool try_once(struct loop *loop, int n, bool sticky)
{
    struct err err;
    err_init(&err);
    fresh_book(loop);
    struct app *app = office_open(loop->desk, NULL, NULL);
    fault_arm(loop->kind, n, sticky);
    enum rc rc = loop->command->work(loop->desk, app, &err);
    app_close(app);
    bool hit = fault_disarm();
    assert_int_equal(err.rc, rc);
    if (rc != RC_OK && !is_said_well(loop->kind, &err))
        fail_msg("%s, fault %d: %d: %s", loop->command->name, n, (int)rc, err.text);
    char *now = state_of(loop);
    /* A disk that fails in the commit's last moment may have kept it. */
    bool after = strcmp(now, loop->after) == 0 && (rc == RC_OK || loop->kind != FAULT_MEMORY);
    bool before = strcmp(now, loop->before) == 0 && rc != RC_OK;
    if (!after && !before)
        fail_msg("%s, fault %d: %d \"%s\" and the book has %s", loop->command->name, n, (int)rc,
                 err.text, now);
    free(now);
    assert_whole(loop, n);
    loop->tries++;
    return hit;
}

static void loop_over(struct loop *loop, const struct command *command)
{
    enum { ONE_BY_ONE = 4 };
    loop->command = command;
    fresh_book(loop);
    loop->before = state_of(loop);
    struct app *app = office_open(loop->desk, NULL, NULL);
    assert_rc(command->work(loop->desk, app, desk_err(loop->desk)), RC_OK, &loop->desk->err);
    app_close(app);
    loop->after = state_of(loop);
    assert_string_not_equal(loop->before, loop->after);
    loop->tries = 0;
    for (int sticky = 0; sticky < 2; sticky++)
        for (int n = 0; try_once(loop, n, sticky != 0);)
            n += n < ONE_BY_ONE ? 1 : 1 + (int)random_between(&loop->random, n / 3, n);
    print_message("%s: %d tries\n", command->name, loop->tries);
    free(loop->before);
    free(loop->after);
}

static int setup(void **state)
{
    (void)office_setup(state);
    struct desk *desk = *state;
    char path[FOLDER_PATH_SIZE];
    office_file(desk, "claims.csv",
                "program,location,period,activity,currency,title,start,end,amount,status,submitted,"
                "paid_on,reference\n"
                "hosting,L2,FY26H2,DG01,USD,Fair,2026-07-15,2026-07-20,10,editing,,,MS-1\n"
                "hosting,L2,FY26H2,DG01,USD,Show,2026-07-15,2026-07-20,20,paid,2026-08-20,"
                "2026-09-10,MS-2\n",
                path);
    told_keep(desk, claims);
    struct app *app = office_open(desk, NULL, NULL);
    const struct claim_ref ref = {.id = "C-DRAFT"};
    const struct claim_form title = {.title = "Taken back"};
    char id[CLAIM_ID_MAX];
    assert_rc(app_claim_set(app, &ref, &title, id, desk_err(desk)), RC_OK, &desk->err);
    app_close(app);
    return 0;
}

static void claims__while_something_fails__change_wholly_or_not(void **state)
{
    struct loop loop = {.desk = *state, .kind = FAULT};
    random_init(&loop.random);
    loop.book = file_read(loop.desk->path, &loop.book_size);
    for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
        loop_over(&loop, &commands[i]);
    free(loop.book);
}

int main(void)
{
    faults_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(claims__while_something_fails__change_wholly_or_not, setup,
                                        desk_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
