/* SPDX-License-Identifier: MIT */
/*
 * Commands while memory runs out, the disk breaks or is full: it is said, the
 * book is as before or as after, and sound, and nothing leaks (ASan).
 *
 * The first calls fail one by one; the further ones, thousands for some commands,
 * by leaps of random length (the seed is printed). With COFFER_EVERY_FAULT set
 * each one does; that takes an hour.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/history.h"
#include "app/safety.h"
#include "fault/faults.h"
#include "support/office.h"

/* ---- commands -------------------------------------------------------------- */

typedef enum rc book_work(struct desk *desk, struct app *app, struct err *err);

static enum rc work_import(struct desk *desk, struct app *app, struct err *err)
{
    char path[FOLDER_PATH_SIZE];
    const char *file = folder_file(&desk->folder, "next.csv", path);
    const struct import_request request = {.files = &file, .file_count = 1};
    struct import_result result;
    return app_import(app, &request, &result, err);
}

static enum rc work_undo(struct desk *desk, struct app *app, struct err *err)
{
    struct journal_entry entry = {0};
    (void)desk;
    enum rc rc = app_undo(app, 0, &entry, err);
    journal_entry_release(&entry);
    return rc;
}

static enum rc work_redo(struct desk *desk, struct app *app, struct err *err)
{
    struct journal_entry entry = {0};
    (void)desk;
    enum rc rc = app_redo(app, &entry, err);
    journal_entry_release(&entry);
    return rc;
}

static enum rc work_terms(struct desk *desk, struct app *app, struct err *err)
{
    const struct program_change change = {
        .split = "50/50", .has_from = true, .from = {20454}, .alias = "Hosting 2.0"};
    (void)desk;
    return app_program_set(app, "hosting", &change, err);
}

static enum rc work_earning(struct desk *desk, struct app *app, struct err *err)
{
    const struct earning_form form =
        office_form("T2", "hosting", "L2", "2026-02-28", "total", "12.34");
    char id[EARNING_ID_MAX];
    (void)desk;
    return app_earning_add(app, &form, id, err);
}

static enum rc ignore_step(void *context, const struct explain_step *step, struct err *err)
{
    (void)context;
    (void)step;
    (void)err;
    return RC_OK;
}

static enum rc work_look(struct desk *desk, struct app *app, struct err *err)
{
    const struct fund_filter all = {0};
    const struct explain_request request = {
        .program = "hosting", .location = "L1", .period = {{20454}}, .figure = "coop"};
    struct fund_list list = {0};
    (void)desk;
    enum rc rc = app_balance(app, &all, &list, err);
    fund_list_release(&list);
    return rc == RC_OK ? app_explain(app, &request, ignore_step, NULL, err) : rc;
}

/* SQLite itself tells of pages that the disk does not give, and of what it then misses,
 * as findings. */
static enum rc no_finding(void *context, const char *sentence, struct err *err)
{
    (void)context;
    (void)err;
    if (strstr(sentence, "SQLite says") == NULL)
        fail_msg("a finding: %s", sentence);
    return RC_OK;
}

static enum rc work_check(struct desk *desk, struct app *app, struct err *err)
{
    (void)desk;
    return app_check(app, no_finding, NULL, err);
}

static enum rc work_backup(struct desk *desk, struct app *app, struct err *err)
{
    char path[FOLDER_PATH_SIZE];
    folder_file(&desk->folder, "copy", path);
    enum rc rc = app_backup(app, path, err);
    if (rc != RC_OK && access(path, F_OK) == 0)
        fail_msg("a backup that failed left a file");
    (void)unlink(path);
    return rc;
}

static enum rc work_open(struct desk *desk, struct app *app, struct err *err)
{
    const struct app_options options = office_options(desk, NULL, NULL);
    struct app *second = NULL;
    (void)app;
    enum rc rc = app_open(&options, &second, err);
    app_close(second);
    return rc;
}

/* ---- the state of a book ------------------------------------------------------ */

struct state {
    char *truth;
    char *counts; /* of rows that tell of the past */
};

static void look_at(const char *path, struct state *ret)
{
    ret->truth = raw_dump(path, DUMP_TRUTH);
    ret->counts = raw_text(path, "SELECT (SELECT count(*) FROM journal) || ' ' || "
                                 "(SELECT count(*) FROM import) || ' ' || "
                                 "(SELECT count(*) FROM earning_replaced) || ' ' || "
                                 "(SELECT count(*) FROM earning_undone) || ' ' || "
                                 "(SELECT count(*) FROM journal_touch)");
}

static void state_release(struct state *state)
{
    free(state->truth);
    free(state->counts);
}

static bool same_state(const struct state *a, const struct state *b)
{
    return strcmp(a->truth, b->truth) == 0 && memcmp(a->counts, b->counts, sizeof(a->counts)) == 0;
}

/* ---- the loop -------------------------------------------------------------------- */

struct loop {
    struct desk *desk;
    struct random random;
    const char *name;
    book_work *work;
    char *book; /* the bytes that each try begins with */
    size_t book_size;
    struct state before, after;
    int tries;
};

static void fresh_book(struct loop *loop)
{
    char side[FOLDER_PATH_SIZE + 8];
    file_write(loop->desk->path, loop->book, loop->book_size);
    (void)snprintf(side, sizeof(side), "%s-wal", loop->desk->path);
    (void)unlink(side);
    (void)snprintf(side, sizeof(side), "%s-shm", loop->desk->path);
    (void)unlink(side);
}

/* What a failure of each kind may be called. */
static bool is_said_well(enum fault_kind kind, const struct err *err)
{
    if (err->rc == RC_FILE)
        return true;
    /* A log that cannot be opened: the book cannot be used. */
    return kind == FAULT_DISK && err->rc == RC_BOOK && (err->sql & 0xff) == SQLITE_CANTOPEN;
}

/* True while the fault was still reached. */
static bool try_once(struct loop *loop, enum fault_kind kind, int n, bool sticky)
{
    struct state now;
    struct err err;
    err_init(&err);
    fresh_book(loop);
    struct app *app = office_open(loop->desk, NULL, NULL);
    fault_arm(kind, n, sticky);
    enum rc rc = loop->work(loop->desk, app, &err);
    app_close(app);
    bool hit = fault_disarm();
    assert_int_equal(err.rc, rc);
    if (rc != RC_OK && !is_said_well(kind, &err))
        fail_msg("%s, fault %d of kind %d: %d: %s", loop->name, n, (int)kind, (int)rc, err.text);
    raw_assert_sound(loop->desk->path);
    look_at(loop->desk->path, &now);
    /* A disk that fails in the commit's last moment may have kept it. */
    bool as_before = same_state(&now, &loop->before), as_after = same_state(&now, &loop->after);
    bool may_be_done = rc == RC_OK || kind != FAULT_MEMORY;
    if (!(as_after && may_be_done) && !(as_before && rc != RC_OK))
        fail_msg("%s, fault %d of kind %d: %d \"%s\" and the book is %s", loop->name, n, (int)kind,
                 (int)rc, err.text,
                 as_after    ? "changed"
                 : as_before ? "unchanged"
                             : "half changed");
    state_release(&now);
    loop->tries++;
    return hit;
}

static int next_fault(struct random *random, int n)
{
    enum { ONE_BY_ONE = 12 };
    if (n < ONE_BY_ONE || getenv("COFFER_EVERY_FAULT") != NULL)
        return n + 1;
    return n + 1 + (int)random_between(random, n / 8, n / 3);
}

static void fail_everything(struct loop *loop)
{
    for (int sticky = 0; sticky < 2; sticky++)
        for (int n = 0; try_once(loop, FAULT, n, sticky != 0);)
            n = next_fault(&loop->random, n);
}

/* The book as it is when the work begins: the office's, after the works before. */
static void loop_over(struct desk *desk, const char *name, book_work *work, book_work *const *first)
{
    struct loop loop = {.desk = desk, .name = name, .work = work};
    random_init(&loop.random);
    struct app *app = office_open(desk, NULL, NULL);
    for (; *first != NULL; first++)
        assert_rc((*first)(desk, app, desk_err(desk)), RC_OK, &desk->err);
    app_close(app);
    loop.book = file_read(desk->path, &loop.book_size);
    look_at(desk->path, &loop.before);
    app = office_open(desk, NULL, NULL);
    assert_rc(work(desk, app, desk_err(desk)), RC_OK, &desk->err);
    app_close(app);
    look_at(desk->path, &loop.after);
    fail_everything(&loop);
    print_message("%s: %d tries\n", name, loop.tries);
    state_release(&loop.before);
    state_release(&loop.after);
    free(loop.book);
}

static int setup_office(void **state)
{
    (void)office_setup(state);
    struct desk *desk = *state;
    char path[FOLDER_PATH_SIZE];
    office_file(desk, "next.csv",
                "participantId,participantName,programName,earningId,earningType,earningAmount,"
                "transactionCurrency,earningAmountUSD,earningDate,customerName\n"
                "L1,Contoso,Hosting,R1,Coop,1250,USD,1250,2026-01-31,Tailspin Toys\n"
                "L2,Fabrikam,Hosting,R2,Coop,2000,USD,2000,2026-01-31,\n"
                "L2,Fabrikam,Hosting,N1,Rebate,5,EUR,6,2026-02-28,Tailspin Toys\n"
                "L1,Contoso,Hosting,N2,Total,10.01,USD,10.01,2026-02-28,\n",
                path);
    struct app *app = office_open(desk, NULL, NULL);
    assert_rc(
        office_add(app, "T1", "hosting", "L1", "2026-01-31", "total", "33.33", desk_err(desk)),
        RC_OK, &desk->err);
    app_close(app);
    return 0;
}

/* ---- what is looped over -------------------------------------------------------------- */

static book_work *const nothing[] = {NULL};
static book_work *const imported[] = {work_import, NULL};
static book_work *const undone[] = {work_import, work_undo, NULL};

static const struct command {
    const char *name;
    book_work *work;
    book_work *const *first;
} commands[] = {
    {"import", work_import, nothing},
    {"undo", work_undo, imported},
    {"redo", work_redo, undone},
    {"program set", work_terms, nothing},
    {"earning add", work_earning, nothing},
    {"balance", work_look, nothing},
    {"check", work_check, imported},
    {"backup", work_backup, nothing},
    {"open", work_open, nothing},
};
enum { COMMANDS = sizeof(commands) / sizeof(commands[0]) };

static void loop_over_commands(void)
{
    for (int i = 0; i < COMMANDS; i++) {
        void *state = NULL;
        (void)setup_office(&state);
        loop_over(state, commands[i].name, commands[i].work, commands[i].first);
        (void)desk_teardown(&state);
    }
}

/* ---- a book that is not there yet ------------------------------------------------------- */

/* What is left can be used by the next init, or is a whole book. */
static bool try_init(struct desk *desk, int n, bool sticky)
{
    const struct app_options options = office_options(desk, NULL, NULL);
    static const char *const suffixes[] = {"", "-wal", "-shm"};
    for (size_t i = 0; i < 3; i++) {
        char path[FOLDER_PATH_SIZE + 8];
        (void)snprintf(path, sizeof(path), "%s%s", desk->path, suffixes[i]);
        (void)unlink(path);
    }
    fault_arm(FAULT, n, sticky);
    enum rc rc = app_init(&options, false, desk_err(desk));
    bool hit = fault_disarm();
    if (rc != RC_OK && !is_said_well(FAULT, &desk->err))
        fail_msg("init, fault %d: %d: %s", n, (int)rc, desk->err.text);
    if (rc != RC_OK) {
        rc = app_init(&options, false, desk_err(desk));
        if (rc == RC_RULE && FAULT != FAULT_MEMORY) /* done all the same */
            rc = RC_OK;
        else
            assert_rc(rc, RC_OK, &desk->err);
    }
    struct app *app = office_open(desk, NULL, NULL);
    assert_rc(app_check(app, no_finding, NULL, desk_err(desk)), RC_OK, &desk->err);
    app_close(app);
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM program"), 16);
    return hit;
}

static void init__while_something_fails__can_be_done_again(void **state)
{
    struct random random;
    random_init(&random);
    for (int sticky = 0; sticky < 2; sticky++)
        for (int n = 0; try_init(*state, n, sticky != 0);)
            n = next_fault(&random, n);
}

/* One program for each kind, so that they run side by side (CMakeLists.txt). */
static void commands__while_something_fails__do_all_or_nothing(void **state)
{
    (void)state;
    loop_over_commands();
}

int main(void)
{
    faults_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(commands__while_something_fails__do_all_or_nothing),
        cmocka_unit_test_setup_teardown(init__while_something_fails__can_be_done_again,
                                        desk_setup_bare, desk_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
