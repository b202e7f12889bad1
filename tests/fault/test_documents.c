/* SPDX-License-Identifier: MIT */
/*
 * Documents while memory runs out, the disk breaks or is full, and while the process is
 * killed: the book is as before or as after, and sound, and nothing leaks (ASan). The
 * first calls fail one by one, the further ones by leaps of random length.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/copies.h"
#include "app/documents.h"
#include "app/inside.h"
#include "fault/faults.h"
#include "store/safekeep.h"
#include "support/office.h"

enum { SIZE = 700000 }; /* three chunks */

struct loop {
    struct desk *desk;
    struct random random;
    char *book; /* the bytes that each try begins with */
    size_t book_size;
    char claim[CLAIM_ID_MAX], document[CLAIM_ID_MAX];
    char file[FOLDER_PATH_SIZE];
    char *copy; /* the last one that was made */
    int tries;
};

/* Entries, documents, chunks and journal rows: ids are random, their numbers are not. */
static char *counts_of(struct loop *loop)
{
    return raw_text(loop->desk->path,
                    "SELECT (SELECT count(*) FROM claim_entry) || ' ' || "
                    "(SELECT count(*) FROM claim_document) || ' ' || "
                    "(SELECT count(*) FROM content WHERE sha256 NOT LIKE 'dropped:%') || ' ' || "
                    "(SELECT count(*) FROM journal)");
}

static void fresh_book(struct loop *loop)
{
    static const char *const suffixes[] = {"-wal", "-shm"};
    file_write(loop->desk->path, loop->book, loop->book_size);
    for (size_t i = 0; i < 2; i++) {
        char side[FOLDER_PATH_SIZE + 8];
        (void)snprintf(side, sizeof(side), "%s%s", loop->desk->path, suffixes[i]);
        (void)unlink(side);
    }
}

/* A claim with one document, and a file of other bytes. */
static void setup(struct loop *loop, struct desk *desk)
{
    char *bytes = calloc(1, SIZE);
    *loop = (struct loop){.desk = desk};
    random_init(&loop->random);
    for (size_t i = 0; i < SIZE; i++)
        bytes[i] = (char)('a' + i % 23);
    bytes[SIZE - 1] = '\0';
    struct app *app = office_open(desk, NULL, NULL);
    office_claim(desk, app, "L1", loop->claim);
    office_attach(desk, app, loop->claim, "first.txt", bytes, loop->document);
    app_close(app);
    bytes[0] = 'Z';
    office_file(desk, "second.txt", bytes, loop->file);
    free(bytes);
    loop->book = file_read(desk->path, &loop->book_size);
}

typedef enum rc document_work(struct loop *loop, struct app *app, struct err *err);

static enum rc work_attach(struct loop *loop, struct app *app, struct err *err)
{
    const struct claim_ref ref = {.id = loop->claim};
    const struct document_form form = {.kind = "other"};
    char id[CLAIM_ID_MAX], document[CLAIM_ID_MAX];
    return app_claim_attach(app, &ref, loop->file, &form, id, document, err);
}

static enum rc work_delete(struct loop *loop, struct app *app, struct err *err)
{
    char id[CLAIM_ID_MAX];
    return app_document_delete(app, loop->document, "test", id, err);
}

static enum rc work_copy(struct loop *loop, struct app *app, struct err *err)
{
    return copies_make(app->book, "test", &loop->copy, err);
}

static void assert_whole(struct loop *loop)
{
    struct findings findings = {.count = 0};
    struct app *app = office_open(loop->desk, NULL, NULL);
    int64_t count = 0;
    struct err err;
    err_init(&err);
    assert_rc(book_verify(app->book, findings_add, &findings, &err), RC_OK, &err);
    assert_rc(app_document_verify(app, findings_add, &findings, &count, &err), RC_OK, &err);
    assert_text_equal(findings.text, "");
    app_close(app);
}

/* True while the fault was still reached. */
static bool try_once(struct loop *loop, document_work *work, int n, bool sticky,
                     const char *const counts[2])
{
    struct err err;
    err_init(&err);
    fresh_book(loop);
    struct app *app = office_open(loop->desk, NULL, NULL);
    fault_arm(FAULT, n, sticky);
    enum rc rc = work(loop, app, &err);
    app_close(app);
    bool hit = fault_disarm();
    assert_int_equal(err.rc, rc);
    if (rc != RC_OK && rc != RC_FILE && rc != RC_BOOK)
        fail_msg("fault %d: %d: %s", n, (int)rc, err.text);
    raw_assert_sound(loop->desk->path);
    if (loop->copy != NULL)
        raw_assert_sound(loop->copy);
    free(loop->copy);
    loop->copy = NULL;
    char *now = counts_of(loop);
    /* A disk that fails in the commit's last moment may have kept it. */
    const enum fault_kind kind = FAULT;
    bool after = strcmp(now, counts[1]) == 0 && (rc == RC_OK || kind != FAULT_MEMORY);
    bool before = strcmp(now, counts[0]) == 0 && rc != RC_OK;
    if (!after && !before)
        fail_msg("fault %d: %d \"%s\" and the book has %s", n, (int)rc, err.text, now);
    free(now);
    assert_whole(loop);
    loop->tries++;
    return hit;
}

static void loop_over(struct loop *loop, const char *name, document_work *work)
{
    struct err err;
    err_init(&err);
    fresh_book(loop);
    char *before = counts_of(loop);
    struct app *app = office_open(loop->desk, NULL, NULL);
    assert_rc(work(loop, app, &err), RC_OK, &err);
    app_close(app);
    free(loop->copy);
    loop->copy = NULL;
    char *after = counts_of(loop);
    const char *const counts[2] = {before, after};
    loop->tries = 0;
    for (int sticky = 0; sticky < 2; sticky++)
        for (int n = 0; try_once(loop, work, n, sticky != 0, counts);)
            n += n < 12 ? 1 : 1 + (int)random_between(&loop->random, n / 8, n / 3);
    print_message("%s: %d tries\n", name, loop->tries);
    free(before);
    free(after);
}

static void documents__while_something_fails__are_there_or_not(void **state)
{
    struct loop loop;
    setup(&loop, *state);
    loop_over(&loop, "attach", work_attach);
    loop_over(&loop, "delete", work_delete);
    loop_over(&loop, "copy", work_copy);
    free(loop.book);
}

/* ---- killed --------------------------------------------------------------------------- */

static int steps_left;

static bool die_later(void *context, const char *what, uint64_t done, uint64_t total)
{
    (void)context;
    (void)what;
    (void)done;
    (void)total;
    if (steps_left-- == 0)
        (void)raise(SIGKILL);
    return true;
}

/* True where it was killed before it had finished. */
static bool attach_and_die(struct loop *loop, int steps)
{
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        struct err err;
        struct app *app = NULL;
        err_init(&err);
        steps_left = steps;
        struct app_options options = office_options(loop->desk, NULL, NULL);
        options.listener.progress = die_later;
        if (app_open(&options, &app, &err) == RC_OK)
            (void)work_attach(loop, app, &err);
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFSIGNALED(status);
}

static void attach__that_is_killed__leaves_the_book_as_it_was(void **state)
{
    struct loop loop;
    setup(&loop, *state);
    fresh_book(&loop);
    char *before = counts_of(&loop);
    int steps = 0;
    for (; attach_and_die(&loop, steps); steps++) {
        char *now = counts_of(&loop);
        assert_text_equal(now, before);
        free(now);
        assert_whole(&loop);
    }
    assert_int_equal(steps, 6); /* three chunks, read and stored */
    free(before);
    free(loop.book);
}

#define IN_OFFICE(test) cmocka_unit_test_setup_teardown(test, office_setup, desk_teardown)

int main(void)
{
    faults_start();
    const struct CMUnitTest tests[] = {
        IN_OFFICE(documents__while_something_fails__are_there_or_not),
        IN_OFFICE(attach__that_is_killed__leaves_the_book_as_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
