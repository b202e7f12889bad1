/* SPDX-License-Identifier: MIT */
#include "app/documents.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/claim_desk.h"
#include "app/config.h"
#include "app/history.h"
#include "app/safety.h"
#include "store/safekeep.h"
#include "support/office.h"

/* ---- a claim to work on: its documents are kept until 31 May 2028
 * ------------------------------------------------------------- */

static void add_expense(struct desk *desk, struct app *app, const char *claim, const char *vendor,
                        const char *number)
{
    const struct claim_ref ref = {.id = claim};
    const struct expense_form form = {.kind = "invoice",
                                      .vendor = vendor,
                                      .number = number,
                                      .date = "2026-03-01",
                                      .amount = "10"};
    char id[CLAIM_ID_MAX];
    assert_rc(app_claim_expense_add(app, &ref, &form, id, desk_err(desk)), RC_OK, &desk->err);
}

/* As a reviewer would leave it, without a submission. */
static void move_to(struct desk *desk, struct app *app, const char *claim, const char *status)
{
    const struct claim_ref ref = {.id = claim};
    struct claim_desk on;
    struct claim_entry *entry = NULL;
    assert_rc(claim_desk_open(app, &ref, MAY_EDIT_CLAIMS, &on, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(claim_desk_add(&on, ENTRY_STATUS, &entry, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(claim_entry_set_text(entry, SAYS_STATUS, status, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(claim_desk_save(&on, "claim.record", desk_err(desk), "%s", status), RC_OK,
              &desk->err);
    claim_desk_close(&on);
}

/* A file of the desk's folder with this text, attached. */
static enum rc attach(struct desk *desk, struct app *app, const char *claim, const char *name,
                      const char *text, const struct document_form *form, char ret[CLAIM_ID_MAX])
{
    const struct claim_ref ref = {.id = claim};
    char path[FOLDER_PATH_SIZE], id[CLAIM_ID_MAX];
    return app_claim_attach(app, &ref, office_file(desk, name, text, path), form, id, ret,
                            desk_err(desk));
}

static const struct document_form other = {.kind = "other"};

static void attach_other(struct desk *desk, struct app *app, const char *claim, const char *text,
                         char ret[CLAIM_ID_MAX])
{
    office_attach(desk, app, claim, "paper.txt", text, ret);
}

struct list {
    int count;
    char text[2000]; /* a line each: name kind item size state expires */
};

static enum rc add_line(void *context, const struct document_line *line, struct err *err)
{
    struct list *list = context;
    char day[DATE_TEXT_SIZE];
    size_t length = strlen(list->text);
    (void)err;
    list->count++;
    (void)snprintf(list->text + length, sizeof(list->text) - length, "%s %s '%s' %lld %s %s\n",
                   line->document->name, document_kind_word(line->document->kind),
                   line->document->item, (long long)line->document->size,
                   document_state_word(line->state),
                   line->has_expires ? date_print(line->expires, day) : "-");
    return RC_OK;
}

static struct list list_of(struct desk *desk, struct app *app, bool expired)
{
    struct list list = {.count = 0};
    assert_rc(app_document_list(app, expired, add_line, &list, desk_err(desk)), RC_OK, &desk->err);
    return list;
}

static int64_t chunks(struct desk *desk)
{
    return raw_number(desk->path, "SELECT count(*) FROM content_chunk");
}

static void assert_book_sound(struct desk *desk, struct app *app)
{
    struct findings findings = {.count = 0};
    assert_rc(book_verify(app->book, findings_add, &findings, desk_err(desk)), RC_OK, &desk->err);
    assert_text_equal(findings.text, "");
}

/* ---- attach ---------------------------------------------------------------------- */

static void attach__for_what_there_is(void **state)
{
    struct desk *desk = *state;
    char claim[CLAIM_ID_MAX], document[CLAIM_ID_MAX];
    struct app *app = office_open(desk, "uma", NULL);
    office_claim(desk, app, "L1", claim);
    add_expense(desk, app, claim, "Fabrikam", "INV-1");
    add_expense(desk, app, claim, "Fabrikam", "INV-2");
    add_expense(desk, app, claim, "Tailspin", "INV-2");
    static const struct {
        struct document_form form;
        enum rc rc;
    } tries[] = {
        {{.kind = "proof", .item = "dg01-piece", .note = "the page"}, RC_OK},
        {{.kind = "invoice", .item = "INV-1"}, RC_OK},
        {{.kind = "invoice", .item = "Tailspin/INV-2"}, RC_OK},
        {{.kind = "approval"}, RC_OK},
        {{.kind = "other", .item = "whatever"}, RC_OK},
        {{.kind = "proof", .item = "DG02-X"}, RC_RULE},
        {{.kind = "proof", .item = "estimated-reach"}, RC_RULE},
        {{.kind = "invoice", .item = "INV-2"}, RC_RULE}, /* of two vendors */
        {{.kind = "invoice", .item = "INV-9"}, RC_RULE},
        {{.kind = "csr", .item = "INV-1"}, RC_RULE},
        {{.kind = "proof"}, RC_USAGE},
        {{.kind = "invoice", .item = ""}, RC_USAGE},
        {{.kind = "picture", .item = "x"}, RC_USAGE},
        {{.kind = NULL}, RC_USAGE},
    };
    for (size_t i = 0; i < sizeof(tries) / sizeof(tries[0]); i++)
        assert_rc(attach(desk, app, claim, "paper.txt", "%PDF-1.4\n", &tries[i].form, document),
                  tries[i].rc, &desk->err);
    const struct list list = list_of(desk, app, false);
    assert_text_equal(list.text, "paper.txt proof 'DG01-PIECE' 9 attached -\n"
                                 "paper.txt invoice 'INV-1' 9 attached -\n"
                                 "paper.txt invoice 'Tailspin/INV-2' 9 attached -\n"
                                 "paper.txt approval '' 9 attached -\n"
                                 "paper.txt other 'whatever' 9 attached -\n");
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM content"), 1);
    assert_book_sound(desk, app);
    app_close(app);
}

static void attach__only_while_the_claim_can_be_edited(void **state)
{
    struct desk *desk = *state;
    char claim[CLAIM_ID_MAX], document[CLAIM_ID_MAX];
    struct app *app = office_open(desk, NULL, NULL);
    office_claim(desk, app, "L1", claim);
    move_to(desk, app, claim, "under-review");
    assert_rc(attach(desk, app, claim, "a", "x", &other, document), RC_RULE, &desk->err);
    assert_int_equal(chunks(desk), 0);
    move_to(desk, app, claim, "action-required");
    assert_rc(attach(desk, app, claim, "a", "x", &other, document), RC_OK, &desk->err);
    app_close(app);
}

static void attach__tells_where_the_same_bytes_are(void **state)
{
    struct desk *desk = *state;
    struct heard heard = {.warnings = 0};
    char first[CLAIM_ID_MAX], second[CLAIM_ID_MAX], third[CLAIM_ID_MAX], document[CLAIM_ID_MAX];
    struct app *app = office_open_heard(desk, &heard);
    office_claim(desk, app, "L1", first);
    office_claim(desk, app, "L2", second);
    office_claim(desk, app, "L1", third);
    attach_other(desk, app, second, "the same", document);
    assert_int_equal(heard.warnings, 0);
    office_become(app, "sam"); /* who must not hear of L2 */
    attach_other(desk, app, first, "the same", document);
    assert_int_equal(heard.warnings, 0);
    attach_other(desk, app, third, "the same", document);
    assert_int_equal(heard.warnings, 1);
    assert_non_null(strstr(heard.last, first));
    app_close(app);
}

static void attach__of_a_claim_outside_the_scope__knows_none(void **state)
{
    struct desk *desk = *state;
    char claim[CLAIM_ID_MAX], document[CLAIM_ID_MAX], folder[FOLDER_PATH_SIZE];
    char of_l2[2000], of_none[2000], again[CLAIM_ID_MAX];
    struct app *app = office_open(desk, NULL, NULL);
    office_claim(desk, app, "L2", claim);
    attach_other(desk, app, claim, "secret", document);
    office_become(app, "sam");
    assert_int_equal(list_of(desk, app, false).count, 0);
    assert_rc(attach(desk, app, claim, "a", "x", &other, again), RC_RULE, &desk->err);
    (void)snprintf(of_l2, sizeof(of_l2), "%s", desk->err.text + strlen("claim C-0000000000"));
    assert_rc(attach(desk, app, "C-0000000000", "a", "x", &other, again), RC_RULE, &desk->err);
    (void)snprintf(of_none, sizeof(of_none), "%s", desk->err.text + strlen("claim C-0000000000"));
    assert_text_equal(of_l2, of_none);
    const char *const ids[] = {document};
    struct document_export request = {
        .ids = ids, .id_count = 1, .folder = folder_file(&desk->folder, "out", folder)};
    assert_rc(app_document_export(app, &request, desk_err(desk)), RC_RULE, &desk->err);
    assert_int_not_equal(access(folder, F_OK), 0);
    assert_rc(app_document_delete(app, document, "why", again, desk_err(desk)), RC_RULE,
              &desk->err);
    assert_rc(app_document_open(app, document, desk_err(desk)), RC_RULE, &desk->err);
    app_close(app);
}

static void attach__of_a_file_beyond_the_limit__is_refused(void **state)
{
    struct desk *desk = *state;
    char claim[CLAIM_ID_MAX], document[CLAIM_ID_MAX];
    int64_t limit = 0;
    struct app *app = office_open(desk, NULL, NULL);
    office_claim(desk, app, "L1", claim);
    assert_rc(app_max_document(app, &limit, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(limit, 500000000);
    assert_rc(app_config_set(app, "max-document", "10 B", desk_err(desk)), RC_OK, &desk->err);
    assert_rc(attach(desk, app, claim, "a", "0123456789", &other, document), RC_OK, &desk->err);
    assert_rc(attach(desk, app, claim, "a", "0123456789a", &other, document), RC_RULE, &desk->err);
    assert_rc(attach(desk, app, claim, "a", "", &other, document), RC_CONTENT, &desk->err);
    assert_rc(app_config_set(app, "max-document", "much", desk_err(desk)), RC_USAGE, &desk->err);
    assert_rc(app_config_set(app, "no-such", "1", desk_err(desk)), RC_USAGE, &desk->err);
    office_become(app, "uma");
    assert_rc(app_config_set(app, "max-document", "1 GB", desk_err(desk)), RC_RULE, &desk->err);
    office_become(app, "sam");
    assert_rc(app_config_set(app, "max-document", "1 GB", desk_err(desk)), RC_RULE, &desk->err);
    app_close(app);
}

/* More than memory would like, and stopped in the middle. */
static void attach__that_is_stopped__leaves_the_book_as_it_was(void **state)
{
    struct desk *desk = *state;
    enum { SIZE = 3000000 };
    char claim[CLAIM_ID_MAX], document[CLAIM_ID_MAX], id[CLAIM_ID_MAX], path[FOLDER_PATH_SIZE];
    struct heard heard = {.stop_after = 0};
    char *bytes = calloc(1, SIZE);
    struct app *app = office_open_heard(desk, &heard);
    office_claim(desk, app, "L1", claim);
    const struct claim_ref ref = {.id = claim};
    memset(bytes, 'x', SIZE);
    file_write(folder_file(&desk->folder, "large", path), bytes, SIZE);
    free(bytes);
    char *before = raw_dump(desk->path, DUMP_ALL);
    heard = (struct heard){.stop_after = 20}; /* while it is stored */
    assert_rc(app_claim_attach(app, &ref, path, &other, id, document, desk_err(desk)), RC_STOP,
              &desk->err);
    assert_same_dump(raw_dump(desk->path, DUMP_ALL), before);
    heard = (struct heard){.stop_after = 0};
    assert_rc(app_claim_attach(app, &ref, path, &other, id, document, desk_err(desk)), RC_OK,
              &desk->err);
    assert_int_equal(chunks(desk), 12);
    app_close(app);
}

/* ---- detach and undo --------------------------------------------------------------- */

static void detach__in_editing__gives_the_bytes_free(void **state)
{
    struct desk *desk = *state;
    char claim[CLAIM_ID_MAX], document[CLAIM_ID_MAX], id[CLAIM_ID_MAX];
    struct journal_entry entry;
    struct app *app = office_open(desk, "uma", NULL);
    office_claim(desk, app, "L1", claim);
    attach_other(desk, app, claim, "x", document);
    const struct claim_ref ref = {.id = claim};
    assert_rc(app_claim_detach(app, &ref, "D-", id, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(list_of(desk, app, false).count, 0);
    assert_int_equal(
        raw_number(desk->path, "SELECT count(*) FROM content WHERE free_since IS NOT NULL"), 1);
    assert_rc(app_claim_detach(app, &ref, document, id, desk_err(desk)), RC_RULE, &desk->err);
    assert_rc(app_undo(app, 0, &entry, desk_err(desk)), RC_OK, &desk->err);
    journal_entry_release(&entry);
    assert_int_equal(list_of(desk, app, false).count, 1);
    assert_book_sound(desk, app);
    app_close(app);
}

static void detach__in_action_required__keeps_the_bytes(void **state)
{
    struct desk *desk = *state;
    char claim[CLAIM_ID_MAX], document[CLAIM_ID_MAX], id[CLAIM_ID_MAX];
    struct app *app = office_open(desk, NULL, NULL);
    office_claim(desk, app, "L1", claim);
    attach_other(desk, app, claim, "x", document);
    move_to(desk, app, claim, "action-required");
    const struct claim_ref ref = {.id = claim};
    assert_rc(app_claim_detach(app, &ref, document, id, desk_err(desk)), RC_OK, &desk->err);
    assert_text_equal(list_of(desk, app, false).text, "paper.txt other '' 1 detached 2028-05-31\n");
    assert_int_equal(
        raw_number(desk->path, "SELECT count(*) FROM content WHERE free_since IS NOT NULL"), 0);
    move_to(desk, app, claim, "under-review");
    assert_rc(app_claim_detach(app, &ref, document, id, desk_err(desk)), RC_RULE, &desk->err);
    assert_book_sound(desk, app);
    app_close(app);
}

/* ---- delete ------------------------------------------------------------------------ */

static void delete__while_it_is_kept__takes_an_admin_and_a_reason(void **state)
{
    struct desk *desk = *state;
    char claim[CLAIM_ID_MAX], document[CLAIM_ID_MAX], id[CLAIM_ID_MAX];
    struct journal_entry entry;
    struct app *app = office_open(desk, NULL, NULL);
    office_claim(desk, app, "L1", claim);
    attach_other(desk, app, claim, "private", document);
    move_to(desk, app, claim, "withdrawn");
    office_become(app, "uma");
    assert_rc(app_document_delete(app, document, "private data", id, desk_err(desk)), RC_RULE,
              &desk->err);
    assert_non_null(strstr(desk->err.text, "2028-05-31"));
    char maker[64];
    office_maker(maker);
    office_become(app, maker);
    assert_rc(app_document_delete(app, document, NULL, id, desk_err(desk)), RC_RULE, &desk->err);
    assert_rc(app_document_delete(app, document, "", id, desk_err(desk)), RC_RULE, &desk->err);
    assert_int_equal(chunks(desk), 1);
    assert_rc(app_document_delete(app, document, "private data", id, desk_err(desk)), RC_OK,
              &desk->err);
    assert_text_equal(id, document);
    assert_int_equal(chunks(desk), 0);
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM content"), 0);
    assert_text_equal(list_of(desk, app, false).text, "paper.txt other '' 7 deleted 2028-05-31\n");
    assert_rc(app_undo(app, 0, &entry, desk_err(desk)), RC_RULE, &desk->err);
    assert_non_null(strstr(desk->err.text, "are not in the book any more"));
    assert_rc(app_document_delete(app, document, "again", id, desk_err(desk)), RC_RULE, &desk->err);
    assert_book_sound(desk, app);
    app_close(app);
}

static void delete__after_retention__needs_nothing(void **state)
{
    struct desk *desk = *state;
    char claim[CLAIM_ID_MAX], document[CLAIM_ID_MAX], id[CLAIM_ID_MAX];
    struct app *app = office_open(desk, NULL, NULL);
    office_claim(desk, app, "L1", claim);
    attach_other(desk, app, claim, "old", document);
    move_to(desk, app, claim, "withdrawn");
    app_look_at(app, day_of("2028-05-31"));
    assert_int_equal(list_of(desk, app, true).count, 0);
    app_look_at(app, day_of("2028-06-01"));
    assert_int_equal(list_of(desk, app, true).count, 1);
    app->today = app->day; /* it is that day */
    office_become(app, "uma");
    assert_rc(app_document_delete(app, document, NULL, id, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(list_of(desk, app, true).count, 0);
    assert_int_equal(chunks(desk), 0);
    app_close(app);
}

/* What stays must not pass for the proof of a claim that can still be submitted. */
static void delete__of_a_draft__takes_it_off_as_well(void **state)
{
    struct desk *desk = *state;
    char claim[CLAIM_ID_MAX], document[CLAIM_ID_MAX], id[CLAIM_ID_MAX];
    const struct document_form form = {.kind = "invoice", .item = "INV-1"};
    struct claim_sight sight;
    struct app *app = office_open(desk, "uma", NULL);
    office_claim(desk, app, "L1", claim);
    add_expense(desk, app, claim, "Fabrikam", "INV-1");
    assert_rc(attach(desk, app, claim, "inv.pdf", "x", &form, document), RC_OK, &desk->err);
    assert_rc(app_document_delete(app, document, NULL, id, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(chunks(desk), 0);
    assert_rc(app_claim_show(app, claim, &sight, desk_err(desk)), RC_OK, &desk->err);
    assert_false(claim_expense_is_backed(&sight.claim, &sight.claim.expenses[0]));
    claim_sight_release(&sight);
    assert_book_sound(desk, app);
    app_close(app);
}

static void delete__of_shared_bytes__leaves_them_to_the_other(void **state)
{
    struct desk *desk = *state;
    char first[CLAIM_ID_MAX], second[CLAIM_ID_MAX], one[CLAIM_ID_MAX], two[CLAIM_ID_MAX];
    char id[CLAIM_ID_MAX];
    struct journal_entry entry;
    struct app *app = office_open(desk, NULL, NULL);
    office_claim(desk, app, "L1", first);
    office_claim(desk, app, "L1", second);
    attach_other(desk, app, first, "shared", one);
    attach_other(desk, app, second, "shared", two);
    move_to(desk, app, first, "withdrawn");
    assert_rc(app_document_delete(app, one, "moved", id, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(chunks(desk), 1);
    assert_rc(app_undo(app, 0, &entry, desk_err(desk)), RC_OK, &desk->err);
    journal_entry_release(&entry);
    assert_int_equal(list_of(desk, app, false).count, 2);
    assert_book_sound(desk, app);
    app_close(app);
}

/* ---- verify and export ---------------------------------------------------------------- */

static int verify(struct desk *desk, struct app *app, struct findings *findings)
{
    int64_t count = 0;
    *findings = (struct findings){.count = 0};
    assert_rc(app_document_verify(app, findings_add, findings, &count, desk_err(desk)), RC_OK,
              &desk->err);
    return (int)count;
}

static void verify__names_what_is_damaged(void **state)
{
    struct desk *desk = *state;
    char claim[CLAIM_ID_MAX], good[CLAIM_ID_MAX], bad[CLAIM_ID_MAX], lost[CLAIM_ID_MAX];
    struct findings findings;
    int64_t count = 0;
    struct app *app = office_open(desk, NULL, NULL);
    office_claim(desk, app, "L1", claim);
    attach_other(desk, app, claim, "good", good);
    attach_other(desk, app, claim, "bad one", bad);
    attach_other(desk, app, claim, "lost", lost);
    assert_int_equal(verify(desk, app, &findings), 3);
    assert_int_equal(findings.count, 0);
    raw_exec(desk->path, "UPDATE content_chunk SET bytes = x'62616420756e65' "
                         "WHERE length(bytes) = 7");
    raw_exec(desk->path, "DELETE FROM content_chunk WHERE bytes = CAST('lost' AS BLOB)");
    (void)verify(desk, app, &findings);
    assert_int_equal(findings.count, 2);
    assert_non_null(strstr(findings.text, bad));
    assert_non_null(strstr(findings.text, "not those that were attached"));
    assert_non_null(strstr(findings.text, lost));
    assert_non_null(strstr(findings.text, "missing"));
    assert_null(strstr(findings.text, good));
    assert_non_null(strstr(findings.text, "paper.txt"));
    office_become(app, "sam");
    assert_rc(app_document_verify(app, findings_add, &findings, &count, desk_err(desk)), RC_RULE,
              &desk->err);
    app_close(app);
}

struct written {
    char names[2000];
    struct findings findings;
};

static enum rc note_written(void *context, const char *id, const char *name, struct err *err)
{
    struct written *written = context;
    (void)id;
    (void)err;
    (void)strncat(written->names, name, sizeof(written->names) - strlen(written->names) - 2);
    (void)strncat(written->names, " ", 2);
    return RC_OK;
}

static enum rc note_damaged(void *context, const char *sentence, struct err *err)
{
    struct written *written = context;
    return findings_add(&written->findings, sentence, err);
}

static enum rc export_to(struct desk *desk, struct app *app, const char *const *ids, size_t count,
                         const char *folder, struct written *ret)
{
    *ret = (struct written){.findings = {.count = 0}};
    const struct document_export request = {.ids = ids,
                                            .id_count = count,
                                            .folder = folder,
                                            .wrote = note_written,
                                            .found = note_damaged,
                                            .context = ret};
    return app_document_export(app, &request, desk_err(desk));
}

static void export__stays_in_its_folder(void **state)
{
    struct desk *desk = *state;
    char claim[CLAIM_ID_MAX], one[CLAIM_ID_MAX], two[CLAIM_ID_MAX], id[CLAIM_ID_MAX];
    char folder[FOLDER_PATH_SIZE], names[NAMES_SIZE];
    struct written written;
    struct app *app = office_open(desk, NULL, NULL);
    office_claim(desk, app, "L1", claim);
    attach_other(desk, app, claim, "one", one);
    attach_other(desk, app, claim, "two", two);
    /* As no file that was attached can be called. */
    raw_exec(desk->path, "UPDATE claim_entry SET body = replace(body, 'paper.txt', "
                         "'../../up/paper.txt') WHERE kind = 7");
    folder_file(&desk->folder, "out", folder);
    assert_rc(export_to(desk, app, NULL, 0, folder, &written), RC_OK, &desk->err);
    assert_text_equal(written.names, "_.._.._up_paper.txt _.._.._up_paper-2.txt ");
    assert_text_equal(folder_names(folder, NULL, names),
                      "_.._.._up_paper-2.txt _.._.._up_paper.txt ");
    const char *const ids[] = {two, "D-0000000000"};
    assert_rc(export_to(desk, app, ids, 1, folder, &written), RC_OK, &desk->err);
    assert_text_equal(written.names, "_.._.._up_paper-3.txt ");
    /* Nothing is written where one is not there. */
    assert_rc(export_to(desk, app, ids, 2, folder, &written), RC_RULE, &desk->err);
    assert_text_equal(written.names, "");
    assert_rc(app_document_delete(app, one, NULL, id, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(export_to(desk, app, NULL, 0, folder, &written), RC_OK, &desk->err);
    assert_text_equal(written.names, "_.._.._up_paper-4.txt ");
    app_close(app);
}

static void export__of_a_damaged_one__tells_and_goes_on(void **state)
{
    struct desk *desk = *state;
    char claim[CLAIM_ID_MAX], bad[CLAIM_ID_MAX], good[CLAIM_ID_MAX];
    char folder[FOLDER_PATH_SIZE], names[NAMES_SIZE];
    struct written written;
    struct app *app = office_open(desk, NULL, NULL);
    office_claim(desk, app, "L1", claim);
    attach_other(desk, app, claim, "bad one", bad);
    attach_other(desk, app, claim, "good", good);
    raw_exec(desk->path, "UPDATE content_chunk SET bytes = x'62616420756e65' "
                         "WHERE length(bytes) = 7");
    folder_file(&desk->folder, "out", folder);
    assert_rc(export_to(desk, app, NULL, 0, folder, &written), RC_OK, &desk->err);
    assert_int_equal(written.findings.count, 1);
    assert_non_null(strstr(written.findings.text, bad));
    assert_text_equal(folder_names(folder, NULL, names), "paper.txt ");
    app_close(app);
}

/* The program finds a private file of the document's name. */
static void open__shows_a_private_copy(void **state)
{
    struct desk *desk = *state;
    char claim[CLAIM_ID_MAX], document[CLAIM_ID_MAX];
    char program[FOLDER_PATH_SIZE], seen[FOLDER_PATH_SIZE], script[4 * FOLDER_PATH_SIZE];
    size_t length = 0;
    struct app *app = office_open(desk, NULL, NULL);
    office_claim(desk, app, "L1", claim);
    attach_other(desk, app, claim, "to be shown", document);
    folder_file(&desk->folder, "seen", seen);
    (void)snprintf(script, sizeof(script),
                   "#!/bin/sh\n{ stat -c '%%a %%n' \"${1%%/*}\" \"$1\"; cat \"$1\"; } >'%s.part'\n"
                   "mv '%s.part' '%s'\n",
                   seen, seen, seen);
    office_file(desk, "show", script, program);
    assert_int_equal(chmod(program, 0700), 0);
    setenv("COFFER_OPENER", program, 1);
    assert_rc(app_document_open(app, "D-", desk_err(desk)), RC_OK, &desk->err);
    while (access(seen, F_OK) != 0)
        (void)usleep(1000);
    unsetenv("COFFER_OPENER");
    char *text = file_read(seen, &length);
    assert_int_equal(strncmp(text, "700 ", 4), 0);
    assert_non_null(strstr(text, "\n600 "));
    assert_non_null(strstr(text, "/paper.txt\nto be shown"));
    free(text);
    app_close(app);
}

#define IN_OFFICE(test) cmocka_unit_test_setup_teardown(test, office_setup, desk_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_OFFICE(attach__for_what_there_is),
        IN_OFFICE(attach__only_while_the_claim_can_be_edited),
        IN_OFFICE(attach__tells_where_the_same_bytes_are),
        IN_OFFICE(attach__of_a_claim_outside_the_scope__knows_none),
        IN_OFFICE(attach__of_a_file_beyond_the_limit__is_refused),
        IN_OFFICE(attach__that_is_stopped__leaves_the_book_as_it_was),
        IN_OFFICE(detach__in_editing__gives_the_bytes_free),
        IN_OFFICE(detach__in_action_required__keeps_the_bytes),
        IN_OFFICE(delete__while_it_is_kept__takes_an_admin_and_a_reason),
        IN_OFFICE(delete__after_retention__needs_nothing),
        IN_OFFICE(delete__of_a_draft__takes_it_off_as_well),
        IN_OFFICE(delete__of_shared_bytes__leaves_them_to_the_other),
        IN_OFFICE(verify__names_what_is_damaged),
        IN_OFFICE(export__stays_in_its_folder),
        IN_OFFICE(export__of_a_damaged_one__tells_and_goes_on),
        IN_OFFICE(open__shows_a_private_copy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
