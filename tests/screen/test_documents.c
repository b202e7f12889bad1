/* SPDX-License-Identifier: MIT */
/* The list of documents: what is kept and why, shown, written out, deleted. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/document_sheets.h"
#include "app/people.h"
#include "screen/claim_book.h"
#include "support/hostile.h"
#include "support/office.h"
#include "ui/view.h"

static const char later[] = "2028-11-24"; /* retention ended on 2028-10-20 */

/* Six papers of three claims that were sent, and one of a draft. */
static struct claim_book make(struct desk *desk)
{
    struct claim_book book;
    char id[CLAIM_ID_MAX], document[CLAIM_ID_MAX], path[FOLDER_PATH_SIZE];
    claim_book_make(desk, &book);
    struct app *app = scene_open(desk);
    const struct claim_ref ref = {.id = book.draft};
    const struct document_form form = {.kind = "other", .note = "not asked for"};
    office_file(desk, "plan.txt", "a plan", path);
    assert_rc(app_claim_attach(app, &ref, path, &form, id, document, desk_err(desk)), RC_OK,
              &desk->err);
    app_close(app);
    return book;
}

static void open_list(struct stage *stage, const char *day)
{
    stage_open(stage, SCENE_BOOK, day, 24, 100);
    stage_keys(stage, "E");
    assert_string_equal(stage_top_name(stage), "documents");
}

/* ---- pictures ------------------------------------------------------------------------------- */

static void documents__look_as_they_should(void **state)
{
    (void)make(*state);
    scene_shots("documents", SCENE_DAY, "E");
    scene_shots("documents_later", later, "E");
    scene_shots("documents_delete", SCENE_DAY, "E / p l a n Enter d");
    scene_shots("documents_delete_kept", SCENE_DAY, "E / p r o o f Enter d");
    scene_shots("documents_export", SCENE_DAY, "E w");
}

static void documents__of_an_empty_book__say_what_to_do(void **state)
{
    scene_make(*state, SCENE_EMPTY);
    scene_shots("documents_empty", SCENE_DAY, "E");
}

static void documents__of_hostile_names__stay_in_line(void **state)
{
    struct desk *desk = *state;
    struct claim_book book;
    claim_book_make(desk, &book);
    struct app *app = scene_open(desk);
    const struct claim_ref ref = {.id = book.draft};
    for (int i = 0; i < HOSTILE_NAMES; i++) {
        char id[CLAIM_ID_MAX], document[CLAIM_ID_MAX], path[FOLDER_PATH_SIZE];
        const struct document_form form = {
            .kind = "other", .item = hostile_names[i], .note = hostile_names[i]};
        office_file(desk, hostile_names[i], hostile_names[i], path);
        assert_rc(app_claim_attach(app, &ref, path, &form, id, document, desk_err(desk)), RC_OK,
                  &desk->err);
    }
    app_close(app);
    scene_shots("documents_hostile", SCENE_DAY, "E");
    scene_shots("documents_hostile_end", SCENE_DAY, "E End Up Up");
}

/* ---- what keys do --------------------------------------------------------------------------- */

static void documents__say__how_long_and_why(void **state)
{
    struct stage stage;
    (void)make(*state);
    open_list(&stage, SCENE_DAY);
    stage_keys(&stage, "/ p r o o f Enter");
    assert_true(stage_stands_on(&stage, "2028-10-20"));
    assert_shows(&stage, "kept until 2028-10-20, 24 months after the activity's end");
    assert_shows(&stage, "MD04-OFFER (The offer");
    stage_keys(&stage, "Esc / p l a n Enter");
    assert_true(stage_stands_on(&stage, "draft"));
    assert_shows(&stage, "nothing has to be kept");
    stage_close(&stage);
    open_list(&stage, later);
    stage_keys(&stage, "/ m a y Space g o Enter");
    assert_shows(&stage, "It may go: it was kept until 2028-10-20");
    stage_close(&stage);
}

static void documents__enter__opens_the_claim_there(void **state)
{
    struct stage stage;
    (void)make(*state);
    open_list(&stage, SCENE_DAY);
    stage_keys(&stage, "/ i n v o i c e Enter Enter");
    assert_string_equal(stage_top_name(&stage), "claim");
    assert_true(stage_stands_on(&stage, "-invoice.txt"));
    stage_keys(&stage, "E"); /* and those of the claim again */
    assert_string_equal(stage_top_name(&stage), "documents");
    assert_shows(&stage, "-proof.txt");
    assert_false(stage_shows(&stage, "plan.txt"));
    stage_close(&stage);
}

static void document__of_a_draft__is_deleted_after_a_question(void **state)
{
    struct stage stage;
    (void)make(*state);
    open_list(&stage, SCENE_DAY);
    stage_keys(&stage, "/ p l a n Enter d");
    assert_string_equal(stage_top_name(&stage), "ask");
    assert_shows(&stage, "cannot be brought back");
    stage_keys(&stage, "Enter"); /* Cancel is preset */
    assert_string_equal(stage_top_name(&stage), "documents");
    assert_int_equal(raw_number(SCENE_BOOK, "SELECT count(*) FROM claim_entry WHERE kind = 10"), 0);
    stage_keys(&stage, "d y");
    assert_string_equal(stage_top_name(&stage), "documents");
    assert_shows(&stage, "Deleted for good: ");
    assert_int_equal(raw_number(SCENE_BOOK, "SELECT count(*) FROM claim_entry WHERE kind = 10"), 1);
    assert_true(stage_stands_on(&stage, "deleted"));
    stage_keys(&stage, "d");
    assert_shows(&stage, "Its bytes were deleted");
    stage_keys(&stage, "O");
    assert_shows(&stage, "Its bytes were deleted");
    stage_close(&stage);
}

static void document__that_is_kept__needs_a_reason(void **state)
{
    struct stage stage;
    (void)make(*state);
    open_list(&stage, SCENE_DAY);
    stage_keys(&stage, "/ p r o o f Enter d");
    assert_string_equal(stage_top_name(&stage), "form");
    stage_keys(&stage, "Ctrl-S");
    assert_string_equal(stage_top_name(&stage), "form");
    stage_type(&stage, "private data");
    stage_keys(&stage, "Ctrl-S");
    assert_string_equal(stage_top_name(&stage), "documents");
    assert_shows(&stage, "Its bytes were deleted: private data.");
    stage_close(&stage);
}

/* The form names the document and its claim; the bytes go, as no other document has them. */
static void document__that_is_kept__is_named_with_its_claim(void **state)
{
    struct stage stage;
    struct claim_book book = make(*state);
    char named[CLAIM_ID_MAX * 2 + 64];
    (void)snprintf(named, sizeof(named), "%s-proof.txt on claim %s", book.sent, book.sent);
    open_list(&stage, SCENE_DAY);
    stage_keys(&stage, "/");
    stage_type(&stage, book.sent);
    stage_type(&stage, " proof");
    stage_keys(&stage, "Enter d");
    assert_string_equal(stage_top_name(&stage), "form");
    assert_shows(&stage, named);
    assert_shows(&stage, "cannot be brought back");
    stage_close(&stage);
}

/* The draft has the proof of the claim that was sent as well. */
static struct claim_book make_twins(struct desk *desk)
{
    struct claim_book book = make(desk);
    char id[CLAIM_ID_MAX], document[CLAIM_ID_MAX], path[FOLDER_PATH_SIZE], bytes[CLAIM_ID_MAX + 16];
    struct app *app = scene_open(desk);
    const struct claim_ref ref = {.id = book.draft};
    const struct document_form form = {.kind = "other"};
    (void)snprintf(bytes, sizeof(bytes), "%s-proof.txt", book.sent);
    office_file(desk, "twin.txt", bytes, path);
    assert_rc(app_claim_attach(app, &ref, path, &form, id, document, desk_err(desk)), RC_OK,
              &desk->err);
    app_close(app);
    return book;
}

static void assert_stays(struct stage *stage, const char *claim)
{
    assert_shows(stage, claim);
    assert_shows(stage, "same file");
    assert_false(stage_shows(stage, "cannot be brought back"));
    assert_false(stage_shows(stage, "for good"));
}

static void document__that_another_claim_has__leaves_its_bytes(void **state)
{
    struct stage stage;
    struct claim_book book = make_twins(*state);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 132);
    stage_keys(&stage, "E / t w i n Enter d");
    assert_string_equal(stage_top_name(&stage), "ask");
    assert_stays(&stage, book.sent);
    stage_keys(&stage, "Esc Esc /");
    stage_type(&stage, book.sent);
    stage_type(&stage, " proof");
    stage_keys(&stage, "Enter d");
    assert_string_equal(stage_top_name(&stage), "form");
    assert_stays(&stage, book.draft);
    stage_type(&stage, "moved");
    stage_keys(&stage, "Ctrl-S");
    assert_stays(&stage, book.draft);
    assert_int_equal(raw_number(SCENE_BOOK, "SELECT count(*) FROM claim_entry WHERE kind = 10"), 1);
    stage_keys(&stage, "u");
    assert_int_equal(raw_number(SCENE_BOOK, "SELECT count(*) FROM claim_entry WHERE kind = 10"), 0);
    stage_close(&stage);
    scene_shots("documents_delete_twin", SCENE_DAY, "E / t w i n Enter d");
}

/* Uma is a user of L1: what is to be kept she cannot delete, nor read all of the book. */
static void document__that_is_kept__is_refused_to_a_user(void **state)
{
    static const char uma[] = "uma";
    static const char *const locations[] = {"L1"};
    const struct member member = {
        .login = uma, .role = ROLE_USER, .locations = locations, .location_count = 1};
    struct desk *desk = *state;
    struct stage stage;
    (void)make(desk);
    struct app *app = scene_open(desk);
    assert_rc(app_member_add(app, &member, desk_err(desk)), RC_OK, &desk->err);
    app_close(app);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 120);
    office_become(shell_app(stage.shell), uma);
    stage_keys(&stage, "E / p r o o f Enter d");
    assert_shows(&stage, "until then only an admin may delete it");
    stage_keys(&stage, "K");
    assert_string_equal(stage_top_name(&stage), "documents");
    assert_shows(&stage, "your membership covers a part of it");
    stage_close(&stage);
}

static void documents__are_written_as_files(void **state)
{
    struct stage stage;
    (void)make(*state);
    open_list(&stage, SCENE_DAY);
    stage_keys(&stage, "/ i n v o i c e Enter w");
    assert_string_equal(stage_top_name(&stage), "form");
    stage_keys(&stage, "Ctrl-U");
    stage_type(&stage, "out");
    stage_keys(&stage, "Tab Right Ctrl-S"); /* those that are shown */
    stage_wait_for_job(&stage);
    assert_string_equal(stage_top_name(&stage), "documents");
    assert_shows(&stage, "3 documents are now files in ");
    stage_keys(&stage, "w"); /* the folder is remembered; the selected one, again */
    assert_shows(&stage, "/out");
    stage_keys(&stage, "Ctrl-S");
    stage_wait_for_job(&stage);
    assert_shows(&stage, "1 document is now a file in ");
    stage_close(&stage);
}

/* The work has an app of its own: it must look at the day that the screen shows. */
static void documents__of_another_day__are_written_as_files(void **state)
{
    struct stage stage;
    (void)make(*state);
    open_list(&stage, "2026-01-01");
    stage_keys(&stage, "t 2 0 2 6 - 1 1 - 2 4 Enter");
    assert_shows(&stage, "plan.txt");
    stage_keys(&stage, "w Ctrl-U");
    stage_type(&stage, "out");
    stage_keys(&stage, "Ctrl-S");
    stage_wait_for_job(&stage);
    assert_shows(&stage, "1 document is now a file in ");
    stage_close(&stage);
}

static void documents__are_read_again(void **state)
{
    struct stage stage;
    (void)make(*state);
    open_list(&stage, SCENE_DAY);
    stage_keys(&stage, "K");
    stage_wait_for_job(&stage);
    assert_shows(&stage, "7 documents are as they were attached");
    stage_close(&stage);
    raw_exec(SCENE_BOOK, "UPDATE content_chunk SET bytes = x'00' WHERE rowid IN "
                         "(SELECT rowid FROM content_chunk LIMIT 1)");
    open_list(&stage, SCENE_DAY);
    stage_keys(&stage, "K");
    stage_wait_for_job(&stage);
    assert_string_equal(stage_top_name(&stage), "message");
    assert_shows(&stage, "1 document is damaged");
    stage_close(&stage);
}

/* A large book is read between the keys, and what is there can be used meanwhile. */
static void documents__of_many_claims__are_read_bit_by_bit(void **state)
{
    enum { CLAIMS = 150, MOST = 1000 };
    struct desk *desk = *state;
    struct stage stage;
    struct claim_book book;
    claim_book_make(desk, &book);
    struct app *app = scene_open(desk);
    const struct claim_ref ref = {.id = book.sent};
    for (int i = 0; i < CLAIMS; i++) {
        char id[CLAIM_ID_MAX];
        assert_rc(app_claim_copy(app, &ref, NULL, id, desk_err(desk)), RC_OK, &desk->err);
    }
    app_close(app);
    open_list(&stage, SCENE_DAY);
    assert_shows(&stage, "Reading: 32 of 154 claims");
    stage_keys(&stage, "Down");
    for (int i = 0; i < MOST && stage_shows(&stage, "Reading:"); i++)
        stage_wait(&stage);
    stage_draw(&stage);
    assert_false(stage_shows(&stage, "Reading:"));
    stage_keys(&stage, "/ s u m m e r Enter");
    assert_true(stage_stands_on(&stage, "Summer offer"));
    stage_close(&stage);
}

static void documents__on_another_day__are_those_of_it(void **state)
{
    struct stage stage;
    (void)make(*state);
    open_list(&stage, SCENE_DAY);
    stage_keys(&stage, "t 2 0 2 6 - 0 1 - 0 1 Enter");
    assert_shows(&stage, "No claim has a document on this day");
    assert_false(stage_shows(&stage, "attaches some"));
    stage_keys(&stage, "w");
    assert_shows(&stage, "There is no document to write");
    stage_close(&stage);
}

static void documents__of_a_book_that_is_read_only__can_be_looked_at(void **state)
{
    struct stage stage;
    const struct app_options options = {
        .book = SCENE_BOOK, .has_as_of = true, .as_of = day_of(SCENE_DAY), .read_only = true};
    (void)make(*state);
    stage_open_with(&stage, &options, 24, 100);
    stage_keys(&stage, "E");
    assert_shows(&stage, "plan.txt");
    stage_keys(&stage, "d");
    assert_shows(&stage, "read-only");
    stage_keys(&stage, "w");
    assert_string_equal(stage_top_name(&stage), "form");
    stage_close(&stage);
}

int main(void)
{
#define SCENE_TEST(test) cmocka_unit_test_setup_teardown(test, desk_setup_bare, scene_teardown)
    const struct CMUnitTest tests[] = {
        SCENE_TEST(documents__look_as_they_should),
        SCENE_TEST(documents__of_an_empty_book__say_what_to_do),
        SCENE_TEST(documents__of_hostile_names__stay_in_line),
        SCENE_TEST(documents__say__how_long_and_why),
        SCENE_TEST(documents__enter__opens_the_claim_there),
        SCENE_TEST(document__of_a_draft__is_deleted_after_a_question),
        SCENE_TEST(document__that_is_kept__needs_a_reason),
        SCENE_TEST(document__that_is_kept__is_named_with_its_claim),
        SCENE_TEST(document__that_another_claim_has__leaves_its_bytes),
        SCENE_TEST(document__that_is_kept__is_refused_to_a_user),
        SCENE_TEST(documents__are_written_as_files),
        SCENE_TEST(documents__of_another_day__are_written_as_files),
        SCENE_TEST(documents__are_read_again),
        SCENE_TEST(documents__of_many_claims__are_read_bit_by_bit),
        SCENE_TEST(documents__on_another_day__are_those_of_it),
        SCENE_TEST(documents__of_a_book_that_is_read_only__can_be_looked_at),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
