/* SPDX-License-Identifier: MIT */
#include "app/document_look.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/config.h"
#include "app/documents.h"
#include "support/office.h"

static void document_look__tells_what_a_file_is(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, "2026-03-10");
    struct document_look look;
    char path[FOLDER_PATH_SIZE];
    office_file(desk, "mail.txt", "%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", path); /* not by its name */
    assert_rc(app_document_look(app, path, &look, desk_err(desk)), RC_OK, &desk->err);
    assert_string_equal(look.name, "mail.txt");
    assert_string_equal(look.media_type, "application/pdf");
    assert_int_equal(look.size, 15);
    document_look_release(&look);
    app_close(app);
}

static void assert_refused(struct desk *desk, struct app *app, const char *path, enum rc rc,
                           const char *words)
{
    struct document_look look;
    char claim[CLAIM_ID_MAX];
    assert_rc(app_document_look(app, path, &look, desk_err(desk)), rc, &desk->err);
    assert_non_null(strstr(desk->err.text, words));
    assert_rc(app_document_elsewhere(app, path, claim, desk_err(desk)), rc, &desk->err);
    assert_non_null(strstr(desk->err.text, words));
}

static void document_look__refuses_as_attaching_does(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, "2026-03-10");
    char path[FOLDER_PATH_SIZE];
    assert_refused(desk, app, office_file(desk, "empty.pdf", "", path), RC_CONTENT, "empty.pdf");
    assert_refused(desk, app, desk->folder.path, RC_FILE, desk->folder.path);
    assert_refused(desk, app, "/dev/null", RC_FILE, "/dev/null");
    assert_refused(desk, app, folder_file(&desk->folder, "gone.pdf", path), RC_FILE, "gone.pdf");
    /* Not opened at all: nobody writes into it, and reading would wait for ever. */
    assert_int_equal(mkfifo(folder_file(&desk->folder, "pipe", path), 0600), 0);
    assert_refused(desk, app, path, RC_FILE, "pipe");
    assert_rc(app_config_set(app, "max-document", "10 B", desk_err(desk)), RC_OK, &desk->err);
    assert_refused(desk, app, office_file(desk, "large.pdf", "12345678901", path), RC_RULE,
                   "large.pdf");
    app_close(app);
}

static void document_look__names_the_claim_that_has_the_bytes(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, "2026-03-10");
    char path[FOLDER_PATH_SIZE], here[CLAIM_ID_MAX], there[CLAIM_ID_MAX], document[CLAIM_ID_MAX];
    char found[CLAIM_ID_MAX];
    office_claim(desk, app, "L1", here);
    office_claim(desk, app, "L2", there);
    office_file(desk, "photo.png", "the same bytes", path);
    assert_rc(app_document_elsewhere(app, path, found, desk_err(desk)), RC_OK, &desk->err);
    assert_string_equal(found, "");
    office_attach(desk, app, there, "copy.png", "the same bytes", document);
    assert_rc(app_document_elsewhere(app, path, found, desk_err(desk)), RC_OK, &desk->err);
    assert_string_equal(found, there);
    office_become(app, "sam"); /* of L1 alone: the other claim is never named */
    assert_rc(app_document_elsewhere(app, path, found, desk_err(desk)), RC_OK, &desk->err);
    assert_string_equal(found, "");
    app_close(app);
}

/* Which claim has the document's bytes as well; NULL: its bytes go with it. */
static void assert_twin(struct desk *desk, struct app *app, const char *claim, const char *expected)
{
    struct claim_sight sight;
    char found[CLAIM_ID_MAX];
    bool has = expected == NULL;
    assert_rc(app_claim_show(app, claim, &sight, desk_err(desk)), RC_OK, &desk->err);
    const struct claim_document *document = &sight.claim.documents[0];
    assert_rc(app_document_twin(app, document->id, document->sha256, &has, found, desk_err(desk)),
              RC_OK, &desk->err);
    assert_int_equal(has, expected != NULL);
    assert_string_equal(found, expected != NULL ? expected : "");
    claim_sight_release(&sight);
}

static void document_twin__is_another_document_with_the_bytes(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, "2026-03-10");
    char here[CLAIM_ID_MAX], there[CLAIM_ID_MAX], document[CLAIM_ID_MAX];
    office_claim(desk, app, "L1", here);
    office_claim(desk, app, "L2", there);
    office_attach(desk, app, here, "photo.png", "the same bytes", document);
    office_attach(desk, app, there, "other.png", "other bytes", document);
    assert_twin(desk, app, here, NULL);
    office_attach(desk, app, there, "copy.png", "the same bytes", document);
    assert_twin(desk, app, here, there);
    assert_twin(desk, app, there, NULL);
    office_become(app, "sam"); /* of L1 alone: the bytes stay, and for whom is not said */
    assert_twin(desk, app, here, "");
    office_attach(desk, app, here, "again.png", "the same bytes", document);
    assert_twin(desk, app, here, here);
    app_close(app);
}

static bool stop_at_once(void *context, const char *what, uint64_t done, uint64_t total)
{
    (void)context;
    (void)what;
    (void)done;
    (void)total;
    return false;
}

static void document_look__can_be_stopped(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, "2026-03-10");
    const struct app_listener listener = {.progress = stop_at_once};
    char path[FOLDER_PATH_SIZE], found[CLAIM_ID_MAX];
    office_file(desk, "photo.png", "bytes", path);
    app_listen(app, &listener);
    assert_rc(app_document_elsewhere(app, path, found, desk_err(desk)), RC_STOP, &desk->err);
    app_close(app);
}

#define OFFICE(test) cmocka_unit_test_setup_teardown(test, office_setup, desk_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE(document_look__tells_what_a_file_is),
        OFFICE(document_look__refuses_as_attaching_does),
        OFFICE(document_look__names_the_claim_that_has_the_bytes),
        OFFICE(document_twin__is_another_document_with_the_bytes),
        OFFICE(document_look__can_be_stopped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
