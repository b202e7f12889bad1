/* SPDX-License-Identifier: MIT */
#include "app/depot.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/copies.h"
#include "app/documents.h"
#include "app/inside.h"
#include "app/safety.h"
#include "base/clock.h"
#include "store/safekeep.h"
#include "support/office.h"

enum { PATH = 3 * FOLDER_PATH_SIZE };

/* "STATE/coffer/BOOK-ID" */
static char *copies_of(struct desk *desk, char ret[PATH])
{
    char *id = raw_text(desk->path, "SELECT value FROM setting WHERE name = 'book-id'");
    (void)snprintf(ret, PATH, "%s/state/coffer/%s", desk->folder.path, id);
    free(id);
    return ret;
}

/* Where a document of this hash lies. */
static char *file_of(struct desk *desk, const char *sha256, char ret[PATH])
{
    char folder[PATH];
    int length =
        snprintf(ret, PATH, "%s/documents/%.2s/%s", copies_of(desk, folder), sha256, sha256 + 2);
    assert_in_range(length, 1, PATH - 1);
    return ret;
}

/* The hash of the one document whose text has this many bytes. */
static char *hash_of(struct desk *desk, size_t size)
{
    char sql[96];
    (void)snprintf(sql, sizeof(sql), "SELECT sha256 FROM content WHERE size = %zu", size);
    return raw_text(desk->path, sql);
}

static char *make_copy(struct desk *desk, struct app *app)
{
    char *path = NULL;
    assert_rc(copies_make(app->book, "test", &path, desk_err(desk)), RC_OK, &desk->err);
    return path;
}

static enum rc restore(struct desk *desk, const char *from, struct restore_report *ret,
                       struct heard *heard)
{
    const struct app_options options = office_options(desk, NULL, heard);
    *heard = (struct heard){.warnings = 0};
    return app_restore(&options, from, ret, desk_err(desk));
}

static void assert_all_there(struct desk *desk, int64_t documents)
{
    struct findings findings = {.count = 0};
    int64_t count = 0;
    struct app *app = office_open(desk, NULL, NULL);
    assert_rc(app_document_verify(app, findings_add, &findings, &count, desk_err(desk)), RC_OK,
              &desk->err);
    assert_text_equal(findings.text, "");
    assert_int_equal(count, documents);
    assert_rc(app_check(app, findings_add, &findings, desk_err(desk)), RC_OK, &desk->err);
    assert_text_equal(findings.text, "");
    app_close(app);
}

/* A claim with documents of 5 and of 6 bytes, the second attached twice. */
static void fill(struct desk *desk, struct app *app)
{
    char claim[CLAIM_ID_MAX], document[CLAIM_ID_MAX];
    office_claim(desk, app, "L1", claim);
    office_attach(desk, app, claim, "five", "five.", document);
    office_attach(desk, app, claim, "six", "sixsix", document);
    office_attach(desk, app, claim, "six again", "sixsix", document);
}

/* ---- beside the copies ------------------------------------------------------------ */

static void copies__hold_no_bytes__and_each_document_lies_beside_them_once(void **state)
{
    struct desk *desk = *state;
    char path[PATH];
    struct stat st, again;
    size_t length = 0;
    struct app *app = office_open(desk, NULL, NULL);
    fill(desk, app);
    char *hash = hash_of(desk, 6), *copy = make_copy(desk, app);
    assert_int_equal(raw_number(copy, "SELECT count(*) FROM content_chunk"), 0);
    assert_int_equal(raw_number(copy, "SELECT count(*) FROM content"), 2);
    assert_int_equal(raw_number(copy, "SELECT count(*) FROM earning"), 4);
    raw_assert_sound(copy);
    char *bytes = file_read(file_of(desk, hash, path), &length);
    assert_text_equal(bytes, "sixsix");
    free(bytes);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0600);
    free(copy);
    copy = make_copy(desk, app);
    assert_int_equal(stat(path, &again), 0);
    assert_int_equal(again.st_ino, st.st_ino); /* it was not written anew */
    free(copy);
    free(hash);
    app_close(app);
}

/* A file that a crash or a person cut short. */
static void depot__with_half_a_document__gets_it_whole(void **state)
{
    struct desk *desk = *state;
    char path[PATH];
    size_t length = 0;
    struct app *app = office_open(desk, NULL, NULL);
    fill(desk, app);
    char *hash = hash_of(desk, 6);
    free(make_copy(desk, app));
    file_write(file_of(desk, hash, path), "six", 3);
    free(make_copy(desk, app));
    char *bytes = file_read(path, &length);
    assert_text_equal(bytes, "sixsix");
    free(bytes);
    free(hash);
    app_close(app);
}

static void depot__documents__go_with_the_last_copy_that_names_them(void **state)
{
    struct desk *desk = *state;
    char folder[PATH], path[PATH], kept[PATH], claim[CLAIM_ID_MAX], document[CLAIM_ID_MAX];
    char older[PATH], id[CLAIM_ID_MAX];
    struct app *app = office_open(desk, NULL, NULL);
    office_claim(desk, app, "L1", claim);
    office_attach(desk, app, claim, "five", "five.", document);
    char *hash = hash_of(desk, 5);
    free(make_copy(desk, app));
    assert_rc(app_document_delete(app, document, NULL, id, desk_err(desk)), RC_OK, &desk->err);
    office_attach(desk, app, claim, "six", "sixsix", document);
    char *other = hash_of(desk, 6);
    /* Copies of a later day, which name nothing. */
    copies_of(desk, folder);
    for (int i = 0; i < 7; i++) {
        (void)snprintf(older, sizeof(older), "%.900s/2999-01-%02dT00:00:00Z-daily.coffer", folder,
                       i + 1);
        assert_rc(book_backup_data(app->book, older, desk_err(desk)), RC_OK, &desk->err);
        raw_exec(older, "DELETE FROM content; DELETE FROM claim_document");
    }
    file_of(desk, hash, path);
    file_of(desk, other, kept);
    assert_int_equal(access(path, F_OK), 0);
    for (int i = 0; i < 10 && access(path, F_OK) == 0; i++)
        free(make_copy(desk, app));
    assert_int_not_equal(access(path, F_OK), 0);
    assert_int_equal(access(kept, F_OK), 0);
    free(hash);
    free(other);
    app_close(app);
}

/* ---- together again ------------------------------------------------------------------ */

static void restore__of_a_copy__puts_the_documents_back(void **state)
{
    struct desk *desk = *state;
    struct restore_report report = {.rows_lost = 0};
    struct heard heard;
    struct app *app = office_open(desk, NULL, NULL);
    fill(desk, app);
    char *copy = make_copy(desk, app);
    app_close(app);
    assert_int_equal(unlink(desk->path), 0);
    assert_rc(restore(desk, copy, &report, &heard), RC_OK, &desk->err);
    assert_int_equal(report.documents_found, 2);
    assert_int_equal(report.documents_missing, 0);
    assert_int_equal(heard.warnings, 0);
    assert_all_there(desk, 2);
    free(copy);
}

/* Carried to another machine, the folder as a whole. */
static void restore__finds_documents_beside_the_copy(void **state)
{
    struct desk *desk = *state;
    char folder[PATH], moved[PATH], path[2 * PATH];
    struct restore_report report = {.rows_lost = 0};
    struct heard heard;
    struct app *app = office_open(desk, NULL, NULL);
    fill(desk, app);
    char *copy = make_copy(desk, app);
    app_close(app);
    (void)snprintf(moved, sizeof(moved), "%s/moved", desk->folder.path);
    assert_int_equal(rename(copies_of(desk, folder), moved), 0);
    (void)snprintf(path, sizeof(path), "%s%s", moved, strrchr(copy, '/'));
    assert_int_equal(unlink(desk->path), 0);
    assert_rc(restore(desk, path, &report, &heard), RC_OK, &desk->err);
    assert_int_equal(report.documents_found, 2);
    assert_all_there(desk, 2);
    free(copy);
}

/* The copy alone, and a book that still has them. */
static void restore__finds_documents_in_the_present_book(void **state)
{
    struct desk *desk = *state;
    char folder[PATH], command[PATH], alone[PATH];
    struct restore_report report = {.rows_lost = 0};
    struct heard heard;
    struct app *app = office_open(desk, NULL, NULL);
    fill(desk, app);
    char *copy = make_copy(desk, app);
    app_close(app);
    (void)snprintf(alone, sizeof(alone), "%s/alone.coffer", desk->folder.path);
    assert_int_equal(rename(copy, alone), 0);
    (void)snprintf(command, sizeof(command), "%.900s/documents", copies_of(desk, folder));
    (void)snprintf(folder, sizeof(folder), "%s/elsewhere", desk->folder.path);
    assert_int_equal(rename(command, folder), 0);
    assert_rc(restore(desk, alone, &report, &heard), RC_OK, &desk->err);
    assert_int_equal(report.documents_found, 2);
    assert_all_there(desk, 2);
    free(copy);
}

static void restore__without_a_document__says_which(void **state)
{
    struct desk *desk = *state;
    char path[PATH];
    struct findings findings = {.count = 0};
    struct restore_report report = {.rows_lost = 0};
    struct heard heard;
    int64_t count = 0;
    char claim[CLAIM_ID_MAX], document[CLAIM_ID_MAX];
    struct app *app = office_open(desk, NULL, NULL);
    fill(desk, app);
    char *hash = hash_of(desk, 5), *copy = make_copy(desk, app);
    app_close(app);
    file_write(file_of(desk, hash, path), "FIVE.", 5); /* other bytes of the same size */
    assert_int_equal(unlink(desk->path), 0);
    assert_rc(restore(desk, copy, &report, &heard), RC_OK, &desk->err);
    assert_int_equal(report.documents_found, 1);
    assert_int_equal(report.documents_missing, 1);
    assert_int_equal(heard.warnings, 1);
    assert_non_null(strstr(heard.last, "(five)"));
    app = office_open(desk, NULL, NULL);
    assert_rc(app_document_verify(app, findings_add, &findings, &count, desk_err(desk)), RC_OK,
              &desk->err);
    assert_int_equal(findings.count, 1);
    /* The claim can be worked on, and the file be attached again. */
    char *id = raw_text(desk->path, "SELECT id FROM claim");
    (void)snprintf(claim, sizeof(claim), "%s", id);
    office_attach(desk, app, claim, "five", "five.", document);
    app_close(app);
    assert_all_there(desk, 2);
    free(id);
    free(hash);
    free(copy);
}

/* A backup is complete, and what is restored over stays complete as well. */
static void restore__of_a_backup__needs_no_documents_beside_it(void **state)
{
    struct desk *desk = *state;
    char path[PATH], claim[CLAIM_ID_MAX], document[CLAIM_ID_MAX];
    struct restore_report report = {.rows_lost = 0}, back = {.rows_lost = 0};
    struct heard heard;
    struct app *app = office_open(desk, NULL, NULL);
    fill(desk, app);
    (void)snprintf(path, sizeof(path), "%s/backup.coffer", desk->folder.path);
    assert_rc(app_backup(app, path, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(raw_number(path, "SELECT count(*) FROM content_chunk"), 2);
    office_claim(desk, app, "L1", claim);
    office_attach(desk, app, claim, "seven", "seven..", document);
    app_close(app);
    assert_rc(restore(desk, path, &report, &heard), RC_OK, &desk->err);
    assert_int_equal(report.documents_found, 0);
    assert_all_there(desk, 2);
    assert_rc(restore(desk, report.saved_as, &back, &heard), RC_OK, &desk->err);
    assert_int_equal(back.documents_found, 3);
    assert_all_there(desk, 3);
}

/* ---- once a day ------------------------------------------------------------------------ */

static void daily_work__drops_bytes_that_were_free_for_30_days(void **state)
{
    struct desk *desk = *state;
    char claim[CLAIM_ID_MAX], document[CLAIM_ID_MAX], id[CLAIM_ID_MAX], sql[128], folder[PATH];
    enum { DAY = 24 * 60 * 60 };
    struct app *app = office_open(desk, NULL, NULL);
    office_claim(desk, app, "L1", claim);
    const struct claim_ref ref = {.id = claim};
    office_attach(desk, app, claim, "five", "five.", document);
    office_attach(desk, app, claim, "six", "sixsix", id);
    assert_rc(app_claim_detach(app, &ref, document, id, desk_err(desk)), RC_OK, &desk->err);
    for (int days = 29; days <= 31; days += 2) {
        char name[NAMES_SIZE], path[2 * PATH];
        /* Its copies of today are of yesterday. */
        folder_names(copies_of(desk, folder), "of-book", name);
        for (char *at = strstr(name, ".coffer "); at != NULL; at = strstr(name, ".coffer ")) {
            at[7] = '\0';
            (void)snprintf(path, sizeof(path), "%s/%s", folder, name);
            assert_int_equal(unlink(path), 0);
            memmove(name, at + 8, strlen(at + 8) + 1);
        }
        (void)snprintf(sql, sizeof(sql),
                       "UPDATE content SET free_since = %lld WHERE free_since IS NOT NULL",
                       (long long)(clock_now() - (int64_t)days * DAY));
        raw_exec(desk->path, sql);
        assert_rc(app_claim_comment(app, &ref, "a write", id, desk_err(desk)), RC_OK, &desk->err);
        assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM content"), days < 30 ? 2 : 1);
    }
    app_close(app);
}

#define IN_OFFICE(test) cmocka_unit_test_setup_teardown(test, office_setup, desk_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_OFFICE(copies__hold_no_bytes__and_each_document_lies_beside_them_once),
        IN_OFFICE(depot__with_half_a_document__gets_it_whole),
        IN_OFFICE(depot__documents__go_with_the_last_copy_that_names_them),
        IN_OFFICE(restore__of_a_copy__puts_the_documents_back),
        IN_OFFICE(restore__finds_documents_beside_the_copy),
        IN_OFFICE(restore__finds_documents_in_the_present_book),
        IN_OFFICE(restore__without_a_document__says_which),
        IN_OFFICE(restore__of_a_backup__needs_no_documents_beside_it),
        IN_OFFICE(daily_work__drops_bytes_that_were_free_for_30_days),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
