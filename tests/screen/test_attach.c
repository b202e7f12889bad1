/* SPDX-License-Identifier: MIT */
/* Files attached to a claim, opened and taken off again. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/config.h"
#include "app/documents.h"
#include "screen/claim_scene.h"
#include "support/golden.h"
#include "support/hostile.h"
#include "ui/screens/attach.h"
#include "ui/view.h"

/* The claim of claim_scene_find asks for MD03-INVITATION, MD03-AGENDA and MD03-PHOTO. */

struct visit {
    struct desk *desk;
    struct stage stage;
    char claim[CLAIM_ID_MAX];
};

static const char *top_name(struct visit *visit)
{
    return shell_top(visit->stage.shell)->class->name;
}

/* In a folder of their own, in which the picker begins. */
static void put_files(void)
{
    static const char png[29] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\x02\0\0";
    assert_int_equal(mkdir("files", 0700), 0);
    file_write("files/a photo.png", png, sizeof(png));
    file_write("files/b.pdf", "%PDF-1.4\n", 9);
    file_write("files/c.txt", "agenda\n", 7);
    assert_int_equal(chdir("files"), 0);
}

static void open_visit(struct visit *visit, int rows, int cols)
{
    char path[FOLDER_PATH_SIZE];
    (void)snprintf(path, sizeof(path), "../%s", SCENE_BOOK);
    stage_open(&visit->stage, path, SCENE_DAY, rows, cols);
    stage_keys(&visit->stage, "5 / f a i r Enter Enter");
    assert_string_equal(top_name(visit), "claim");
}

static void begin(struct visit *visit, void **state)
{
    *visit = (struct visit){.desk = *state};
    scene_make(visit->desk, SCENE_DEMO);
    struct app *app = scene_open(visit->desk);
    claim_scene_find(app, visit->desk, visit->claim);
    app_close(app);
    put_files();
    open_visit(visit, 24, 80);
}

static void keys(struct visit *visit, const char *names)
{
    stage_keys(&visit->stage, names);
    stage_wait_for_job(&visit->stage);
}

/* Documents of the claim, a line each: name kind item. */
static char *documents(struct visit *visit)
{
    struct claim_sight sight;
    struct buf text;
    struct app *app = NULL;
    const struct app_options options = {.book = "../" SCENE_BOOK};
    struct desk *desk = visit->desk;
    buf_init(&text);
    assert_rc(app_open(&options, &app, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(app_claim_show(app, visit->claim, &sight, desk_err(desk)), RC_OK, &desk->err);
    for (size_t i = 0; i < sight.claim.document_count; i++) {
        const struct claim_document *document = &sight.claim.documents[i];
        if (!document->detached)
            buf_addf(&text, "%s %s %s\n", document->name, document_kind_word(document->kind),
                     document->item);
    }
    claim_sight_release(&sight);
    app_close(app);
    char *copy = strdup(text.text);
    buf_release(&text);
    return copy;
}

#define assert_documents(visit, expected)             \
    do {                                              \
        char *found_documents = documents(visit);     \
        assert_text_equal(found_documents, expected); \
        free(found_documents);                        \
    } while (0)

/* ---- pictures ----------------------------------------------------------------------------------
 */

static void shots(struct visit *visit, const char *name)
{
    static const int sizes[][2] = {{24, 80}, {12, 40}, {5, 20}, {43, 132}};
    for (size_t i = 0; i < 5; i++) {
        char golden[64];
        bool ascii = i == 4;
        const int *size = sizes[ascii ? 0 : i];
        visit->stage.canvas.ascii = ascii;
        stage_resize(&visit->stage, size[0], size[1]);
        stage_draw(&visit->stage);
        (void)snprintf(golden, sizeof(golden), "%s_%s%dx%d", name, ascii ? "ascii_" : "", size[1],
                       size[0]);
        golden_check(&visit->stage.canvas, golden);
    }
}

static void attach__looks_as_it_should(void **state)
{
    struct visit visit;
    begin(&visit, state);
    keys(&visit, "7"); /* over a screen that is always the same */
    claim_attach(visit.stage.shell, visit.claim, NULL, NULL);
    stage_draw(&visit.stage);
    keys(&visit, "Down Enter");
    assert_string_equal(top_name(&visit), "form");
    shots(&visit, "attach_one");
    stage_resize(&visit.stage, 24, 80);
    keys(&visit, "Esc");
    claim_attach(visit.stage.shell, visit.claim, NULL, NULL);
    stage_draw(&visit.stage);
    keys(&visit, "Ins Ins Ins Enter");
    keys(&visit, "Tab Ctrl-N");
    shots(&visit, "attach_several");
    stage_close(&visit.stage);
}

static void attach__of_hostile_names__stays_in_line(void **state)
{
    struct visit visit;
    char path[600];
    begin(&visit, state);
    (void)snprintf(path, sizeof(path), "\x1b[31m %.100s.png", hostile_names[8]);
    file_write(path, "one", 3);
    keys(&visit, "7");
    claim_attach(visit.stage.shell, visit.claim, "other", NULL);
    stage_draw(&visit.stage);
    stage_paste(&visit.stage, path, strlen(path));
    keys(&visit, "Ctrl-Home Enter");
    shots(&visit, "attach_hostile");
    stage_close(&visit.stage);
}

static void attach__fits_every_size(void **state)
{
    struct visit visit;
    begin(&visit, state);
    keys(&visit, "f Ins Ins Enter");
    for (int rows = 1; rows <= 45; rows += rows < 12 ? 1 : 11) {
        for (int cols = 1; cols <= 150; cols += cols < 90 ? 3 : 13) {
            stage_resize(&visit.stage, rows, cols);
            assert_in_range(visit.stage.canvas.focus_row, 0, rows - 1);
            assert_in_range(visit.stage.canvas.focus_col, 0, cols - 1);
        }
    }
    stage_close(&visit.stage);
}

/* ---- from a claim to attached files
 * ---------------------------------------------------------------- */

static void attach__one__proves_what_lacks_first(void **state)
{
    struct visit visit;
    begin(&visit, state);
    keys(&visit, "f");
    assert_string_equal(top_name(&visit), "picker");
    assert_shows(&visit.stage, "Proves MD03-INVITATION");
    assert_shows(&visit.stage, "a photo.png: picture, 29 B");
    keys(&visit, "Enter");
    assert_shows(&visit.stage, "a photo.png");
    keys(&visit, "Ctrl-S");
    assert_string_equal(top_name(&visit), "claim");
    assert_shows(&visit.stage, "u takes it back");
    assert_documents(&visit, "a photo.png proof MD03-INVITATION\n");
    keys(&visit, "u");
    assert_documents(&visit, "");
    stage_close(&visit.stage);
}

static void attach__three__each_proves_the_next_that_lacks(void **state)
{
    struct visit visit;
    begin(&visit, state);
    keys(&visit, "f Space Space Space Enter");
    assert_shows(&visit.stage, "1 of 3: a photo.png");
    assert_shows(&visit.stage, "Then: b.pdf, c.txt");
    keys(&visit, "Ctrl-S");
    assert_shows(&visit.stage, "2 of 3: b.pdf");
    keys(&visit, "Ctrl-S");
    assert_shows(&visit.stage, "3 of 3: c.txt");
    keys(&visit, "Down Down");
    stage_type(&visit.stage, "as sent");
    keys(&visit, "Ctrl-S");
    assert_string_equal(top_name(&visit), "claim");
    assert_documents(&visit, "a photo.png proof MD03-INVITATION\n"
                             "b.pdf proof MD03-AGENDA\n"
                             "c.txt proof MD03-PHOTO\n");
    keys(&visit, "u u u"); /* each is a change of its own */
    assert_documents(&visit, "");
    stage_close(&visit.stage);
}

static void attach__all_alike__asks_once(void **state)
{
    struct visit visit;
    begin(&visit, state);
    claim_attach(visit.stage.shell, visit.claim, "proof", "MD03-PHOTO");
    stage_draw(&visit.stage);
    assert_shows(&visit.stage, "Proves MD03-PHOTO");
    keys(&visit, "Space Space Space Enter");
    assert_shows(&visit.stage, "all files that are left");
    keys(&visit, "Ctrl-S");
    assert_string_equal(top_name(&visit), "claim");
    assert_documents(&visit, "a photo.png proof MD03-PHOTO\n"
                             "b.pdf proof MD03-PHOTO\n"
                             "c.txt proof MD03-PHOTO\n");
    assert_shows(&visit.stage, "3 files attached, the last of them c.txt");
    keys(&visit, "u"); /* which is taken back alone */
    assert_documents(&visit, "a photo.png proof MD03-PHOTO\n"
                             "b.pdf proof MD03-PHOTO\n");
    stage_close(&visit.stage);
}

static void attach__left_in_the_middle__says_how_far(void **state)
{
    struct visit visit;
    begin(&visit, state);
    keys(&visit, "f Space Space Space Enter");
    keys(&visit, "Ctrl-S Esc");
    assert_shows(&visit.stage, "1 of 3 files are attached");
    assert_documents(&visit, "a photo.png proof MD03-INVITATION\n");
    stage_close(&visit.stage);
}

static void attach__an_invoice__backs_its_expense(void **state)
{
    struct visit visit;
    begin(&visit, state);
    struct app *app = NULL;
    const struct app_options options = {
        .book = "../" SCENE_BOOK, .has_as_of = true, .as_of = day_of(SCENE_DAY)};
    assert_rc(app_open(&options, &app, desk_err(visit.desk)), RC_OK, &visit.desk->err);
    claim_scene_expense(app, visit.desk, visit.claim, "Fabrikam", "INV-7", "100");
    app_close(app);
    claim_attach(visit.stage.shell, visit.claim, "invoice", NULL);
    stage_draw(&visit.stage);
    keys(&visit, "Down Enter");
    stage_keys(&visit.stage, "Tab");
    stage_type(&visit.stage, "nothing");
    assert_shows(&visit.stage, "no invoice of this number");
    keys(&visit, "Ctrl-U");
    stage_type(&visit.stage, "INV");
    keys(&visit, "Enter");
    assert_shows(&visit.stage, "It backs the invoice INV-7 of Fabrikam");
    keys(&visit, "Ctrl-S");
    assert_documents(&visit, "b.pdf invoice INV-7\n");
    claim_attach(visit.stage.shell, visit.claim, "invoice", "INV-7");
    stage_draw(&visit.stage);
    assert_shows(&visit.stage, "Backs the invoice INV-7 of Fabrikam");
    stage_close(&visit.stage);
}

/* ---- what is refused
 * ---------------------------------------------------------------------------------- */

static void attach__what_cannot_be_attached__is_named_before(void **state)
{
    struct visit visit;
    begin(&visit, state);
    file_write("empty.pdf", "", 0);
    keys(&visit, "f");
    stage_type(&visit.stage, "empty");
    assert_shows(&visit.stage, "empty.pdf: the file is empty");
    keys(&visit, "Ins Esc");
    stage_type(&visit.stage, "c.txt");
    keys(&visit, "Ins Esc Ctrl-S");
    assert_string_equal(top_name(&visit), "message");
    assert_shows(&visit.stage, "These cannot be attached");
    assert_shows(&visit.stage, "the file is empty");
    keys(&visit, "Enter"); /* the other is asked for */
    assert_shows(&visit.stage, "c.txt");
    keys(&visit, "Ctrl-S");
    assert_documents(&visit, "c.txt proof MD03-INVITATION\n");
    stage_close(&visit.stage);
}

static void attach__a_file_that_is_too_large__is_refused(void **state)
{
    struct visit visit;
    begin(&visit, state);
    struct app *app = NULL;
    const struct app_options options = {.book = "../" SCENE_BOOK};
    assert_rc(app_open(&options, &app, desk_err(visit.desk)), RC_OK, &visit.desk->err);
    assert_rc(app_config_set(app, "max-document", "8 B", desk_err(visit.desk)), RC_OK,
              &visit.desk->err);
    app_close(app);
    keys(&visit, "f Down"); /* nine bytes */
    assert_shows(&visit.stage, "8 B");
    keys(&visit, "Enter");
    assert_string_equal(top_name(&visit), "message");
    keys(&visit, "Enter");
    assert_string_equal(top_name(&visit), "claim");
    assert_documents(&visit, "");
    stage_close(&visit.stage);
}

static void attach__the_same_bytes_again__is_said(void **state)
{
    struct visit visit;
    begin(&visit, state);
    keys(&visit, "f Enter");
    keys(&visit, "Ctrl-S");
    keys(&visit, "f Enter");
    assert_shows(&visit.stage, "This claim has the same file already");
    stage_close(&visit.stage);
}

static void attach__to_a_claim_that_is_settled__is_refused(void **state)
{
    struct visit visit;
    begin(&visit, state);
    keys(&visit, "Esc Esc / w i t h d r a w n Enter Enter f");
    assert_string_not_equal(top_name(&visit), "picker");
    stage_close(&visit.stage);
}

/* ---- pasted and dropped
 * -------------------------------------------------------------------------------- */

static void attach__dropped_paths__are_asked_one_by_one(void **state)
{
    struct visit visit;
    char text[4 * FOLDER_PATH_SIZE], folder[FOLDER_PATH_SIZE];
    begin(&visit, state);
    assert_non_null(getcwd(folder, sizeof(folder)));
    (void)snprintf(text, sizeof(text), "'%s/a photo.png' %s/c.txt\nfile://%s/b.pdf\r\n", folder,
                   folder, folder);
    keys(&visit, "f");
    stage_paste(&visit.stage, text, strlen(text));
    assert_shows(&visit.stage, "3 files are marked");
    assert_documents(&visit, ""); /* data, never a key */
    keys(&visit, "Enter");
    assert_shows(&visit.stage, "1 of 3: a photo.png");
    keys(&visit, "Ctrl-S Ctrl-S Ctrl-S");
    assert_documents(&visit, "a photo.png proof MD03-INVITATION\n"
                             "c.txt proof MD03-AGENDA\n"
                             "b.pdf proof MD03-PHOTO\n");
    stage_close(&visit.stage);
}

static void attach__hostile_names__keep_their_bytes(void **state)
{
    struct visit visit;
    char path[600];
    begin(&visit, state);
    assert_int_equal(unlink("a photo.png") + unlink("b.pdf") + unlink("c.txt"), 0);
    for (int i = 0; i < HOSTILE_NAMES; i++) {
        (void)snprintf(path, sizeof(path), "%.200s", hostile_names[i]);
        file_write(path, path, strlen(path));
    }
    claim_attach(visit.stage.shell, visit.claim, "other", "names");
    stage_draw(&visit.stage);
    for (int i = 0; i < HOSTILE_NAMES; i++)
        stage_keys(&visit.stage, "Ins");
    keys(&visit, "Ctrl-S");
    keys(&visit, "Ctrl-S");
    char *found = documents(&visit);
    for (int i = 0; i < HOSTILE_NAMES; i++) {
        (void)snprintf(path, sizeof(path), "%.200s other names\n", hostile_names[i]);
        assert_non_null(strstr(found, path));
    }
    free(found);
    stage_close(&visit.stage);
}

/* ---- large ones, and other people
 * ------------------------------------------------------------------------ */

static void put_large(const char *name)
{
    FILE *file = fopen(name, "wb");
    char block[4096];
    memset(block, 'x', sizeof(block));
    for (int i = 0; i < 2200; i++) /* nine megabytes */
        assert_int_equal(fwrite(block, sizeof(block), 1, file), 1);
    assert_int_equal(fclose(file), 0);
}

static void attach__a_large_file__is_a_job(void **state)
{
    struct visit visit;
    begin(&visit, state);
    put_large("large.bin");
    keys(&visit, "f");
    stage_type(&visit.stage, "large");
    keys(&visit, "Enter");
    stage_keys(&visit.stage, "Ctrl-S");
    assert_string_equal(top_name(&visit), "progress");
    stage_wait_for_job(&visit.stage);
    assert_string_equal(top_name(&visit), "claim");
    assert_shows(&visit.stage, "u takes it back");
    assert_documents(&visit, "large.bin proof MD03-INVITATION\n");
    keys(&visit, "u");
    assert_documents(&visit, "");
    stage_close(&visit.stage);
}

static void attach__a_large_file_that_goes__is_asked_again(void **state)
{
    struct visit visit;
    begin(&visit, state);
    put_large("large.bin");
    keys(&visit, "f");
    stage_type(&visit.stage, "large");
    keys(&visit, "Enter");
    assert_int_equal(unlink("large.bin"), 0);
    keys(&visit, "Ctrl-S");
    assert_string_equal(top_name(&visit), "message");
    assert_shows(&visit.stage, "large.bin");
    keys(&visit, "Enter");
    assert_string_equal(top_name(&visit), "form");
    stage_close(&visit.stage);
}

static void attach__to_a_claim_that_moved_on__says_so_first(void **state)
{
    struct visit visit;
    begin(&visit, state);
    keys(&visit, "f Enter");
    struct app *app = NULL;
    const struct app_options options = {
        .book = "../" SCENE_BOOK, .has_as_of = true, .as_of = day_of(SCENE_DAY)};
    assert_rc(app_open(&options, &app, desk_err(visit.desk)), RC_OK, &visit.desk->err);
    const struct claim_ref ref = {.id = visit.claim};
    const struct claim_form change = {.title = "Another title"};
    char id[CLAIM_ID_MAX];
    assert_rc(app_claim_set(app, &ref, &change, id, desk_err(visit.desk)), RC_OK, &visit.desk->err);
    app_close(app);
    keys(&visit, "Ctrl-S");
    assert_string_equal(top_name(&visit), "form");
    assert_documents(&visit, "");
    keys(&visit, "Ctrl-S");
    assert_documents(&visit, "a photo.png proof MD03-INVITATION\n");
    stage_close(&visit.stage);
}

/* ---- opened and taken off
 * ---------------------------------------------------------------------------------- */

static void first_document(struct visit *visit, char ret[CLAIM_ID_MAX])
{
    struct claim_sight sight;
    struct err *err = desk_err(visit->desk);
    assert_rc(app_claim_show(shell_app(visit->stage.shell), visit->claim, &sight, err), RC_OK, err);
    assert_true(sight.claim.document_count > 0);
    (void)snprintf(ret, CLAIM_ID_MAX, "%s", sight.claim.documents[0].id);
    claim_sight_release(&sight);
}

static void document__opens_with_the_desktops_program(void **state)
{
    struct visit visit;
    char document[CLAIM_ID_MAX];
    begin(&visit, state);
    keys(&visit, "f Enter");
    keys(&visit, "Ctrl-S");
    first_document(&visit, document);
    assert_int_equal(setenv("COFFER_OPENER", "true", 1), 0);
    claim_open_document(visit.stage.shell, document);
    stage_draw(&visit.stage);
    assert_shows(&visit.stage, "opens in a window of its own");
    assert_int_equal(setenv("COFFER_OPENER", "/nowhere/at-all", 1), 0);
    claim_open_document(visit.stage.shell, document);
    stage_draw(&visit.stage);
    assert_string_equal(top_name(&visit), "message");
    assert_shows(&visit.stage, "/nowhere/at-all");
    assert_int_equal(unsetenv("COFFER_OPENER"), 0);
    stage_close(&visit.stage);
}

static void detach__says_what_becomes_of_it__and_is_taken_back(void **state)
{
    struct visit visit;
    char document[CLAIM_ID_MAX];
    begin(&visit, state);
    keys(&visit, "f Enter");
    keys(&visit, "Ctrl-S");
    first_document(&visit, document);
    claim_detach(visit.stage.shell, visit.claim, document);
    stage_draw(&visit.stage);
    assert_shows(&visit.stage, "Taken off: ");
    assert_shows(&visit.stage, "u brings it back");
    assert_shows(&visit.stage, "the document is kept in the history until");
    assert_documents(&visit, "");
    keys(&visit, "u");
    assert_documents(&visit, "a photo.png proof MD03-INVITATION\n");
    stage_close(&visit.stage);
}

#define SCENE(test) cmocka_unit_test_setup_teardown(test, desk_setup_bare, scene_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENE(attach__looks_as_it_should),
        SCENE(attach__of_hostile_names__stays_in_line),
        SCENE(attach__fits_every_size),
        SCENE(attach__one__proves_what_lacks_first),
        SCENE(attach__three__each_proves_the_next_that_lacks),
        SCENE(attach__all_alike__asks_once),
        SCENE(attach__left_in_the_middle__says_how_far),
        SCENE(attach__an_invoice__backs_its_expense),
        SCENE(attach__what_cannot_be_attached__is_named_before),
        SCENE(attach__a_file_that_is_too_large__is_refused),
        SCENE(attach__the_same_bytes_again__is_said),
        SCENE(attach__to_a_claim_that_is_settled__is_refused),
        SCENE(attach__dropped_paths__are_asked_one_by_one),
        SCENE(attach__hostile_names__keep_their_bytes),
        SCENE(attach__a_large_file__is_a_job),
        SCENE(attach__a_large_file_that_goes__is_asked_again),
        SCENE(attach__to_a_claim_that_moved_on__says_so_first),
        SCENE(document__opens_with_the_desktops_program),
        SCENE(detach__says_what_becomes_of_it__and_is_taken_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
