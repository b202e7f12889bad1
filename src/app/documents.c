/* SPDX-License-Identifier: MIT */
/* Documents on a claim: attach and detach. */
#include "app/documents.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/activities.h"
#include "app/claim_desk.h"
#include "app/config.h"
#include "app/document_look.h"
#include "base/text.h"
#include "base/words.h"
#include "io/docfile.h"
#include "io/media.h"
#include "model/activity.h"
#include "model/length.h"
#include "model/size.h"
#include "store/claims.h"
#include "store/contents.h"

/* ---- what it is for -------------------------------------------------------------------------- */

static enum rc check_form(const struct document_form *form, enum document_kind *ret,
                          struct err *err)
{
    char excerpt[TEXT_EXCERPT_SIZE];
    bool named = form->item != NULL && form->item[0] != '\0';
    if (form->kind == NULL || !document_kind_parse(form->kind, ret))
        return err_set(err, RC_USAGE,
                       _("--kind %s: not a kind of document: proof, invoice, csr, approval or "
                         "other"),
                       form->kind != NULL ? text_excerpt(form->kind, excerpt) : "");
    if (!named && *ret == DOCUMENT_PROOF)
        return err_set(err, RC_USAGE,
                       _("--for: it is missing: name the requirement that the document proves, as "
                         "'coffer activity list' has it"));
    if (!named && (*ret == DOCUMENT_INVOICE || *ret == DOCUMENT_CSR))
        return err_set(err, RC_USAGE,
                       _("--for: it is missing: name the expense that the document backs by its "
                         "number"));
    enum rc rc = length_check("--for", form->item, LENGTH_NAME, err);
    return rc == RC_OK ? length_check("--note", form->note, LENGTH_TEXT, err) : rc;
}

/* A requirement by its code, written as the catalogue has it. */
static enum rc put_requirement(const struct claim_desk *desk, const char *item,
                               struct claim_entry *entry, struct err *err)
{
    const struct claim *claim = &desk->claim;
    struct catalogue catalogue = {0};
    const struct requirement *requirement = NULL;
    char excerpt[TEXT_EXCERPT_SIZE];
    enum rc rc = app_catalogue_on(desk->app, claim->start, &catalogue, err);
    if (rc != RC_OK)
        return rc;
    const struct activity *activity = catalogue_activity(&catalogue, claim->activity);
    if (activity != NULL)
        requirement = activity_item(activity, item);
    if (requirement == NULL)
        rc = err_set(err, RC_RULE,
                     _("--for %s: %s asks for no proof of this code: 'coffer claim check %s' shows "
                       "what it asks for"),
                     text_excerpt(item, excerpt), claim->activity, claim->head->id);
    else
        rc = claim_entry_set_text(entry, SAYS_ITEM, requirement->item, err);
    catalogue_release(&catalogue);
    return rc;
}

/* An expense of the same kind by its number, or VENDOR/NUMBER. */
static enum rc put_expense(const struct claim *claim, enum document_kind kind, const char *item,
                           struct claim_entry *entry, struct err *err)
{
    int count = 0;
    char excerpt[TEXT_EXCERPT_SIZE];
    const struct claim_expense *expense = claim_expense_find(claim, item, &count);
    if (expense == NULL)
        return err_set(err, RC_RULE,
                       count == 0 ? _("--for %s: the claim has no expense of this number: 'coffer "
                                      "claim expense add' makes it")
                                  : _("--for %s: several vendors have this number: name one as "
                                      "VENDOR/NUMBER"),
                       text_excerpt(item, excerpt));
    if (expense->csr != (kind == DOCUMENT_CSR))
        return err_set(err, RC_RULE,
                       expense->csr ? _("--for %s: this expense is a CSR: attach its document with "
                                        "--kind csr")
                                    : _("--for %s: this expense is an invoice: attach its document "
                                        "with --kind invoice"),
                       text_excerpt(item, excerpt));
    return claim_entry_set_text(entry, SAYS_ITEM, item, err);
}

static enum rc put_item(const struct claim_desk *desk, enum document_kind kind, const char *item,
                        struct claim_entry *entry, struct err *err)
{
    switch (kind) {
    case DOCUMENT_PROOF:
        return put_requirement(desk, item, entry, err);
    case DOCUMENT_INVOICE:
    case DOCUMENT_CSR:
        return put_expense(&desk->claim, kind, item, entry, err);
    case DOCUMENT_APPROVAL:
    case DOCUMENT_OTHER:
        break;
    }
    return claim_entry_set_text(entry, SAYS_ITEM, item, err);
}

/* ---- its bytes ---------------------------------------------------------------------------------
 */

/* A file on its way in. It is read once to know its hash, before the book is locked, and
 * once more where the book does not have it yet; what counts is what was stored. */
struct intake {
    struct app *app;
    struct docfile *file;
    char *block; /* CONTENT_CHUNK */
    char *head;  /* MEDIA_HEAD */
    size_t head_length;
    struct content content;
    char media[MEDIA_TYPE_SIZE];
};

static void intake_release(struct intake *intake)
{
    docfile_free(intake->file);
    free(intake->block);
    free(intake->head);
}

static enum rc intake_open(struct app *app, const char *path, struct intake *ret, struct err *err)
{
    int64_t limit = 0;
    *ret = (struct intake){.app = app};
    enum rc rc = app_max_document(app, &limit, err);
    if (rc == RC_OK)
        rc = docfile_open(path, limit, &ret->file, err);
    if (rc != RC_OK)
        return rc;
    ret->block = malloc(CONTENT_CHUNK);
    ret->head = malloc(MEDIA_HEAD);
    return ret->block == NULL || ret->head == NULL ? err_memory(err) : RC_OK;
}

static void keep_head(struct intake *intake, size_t length)
{
    size_t room = MEDIA_HEAD - intake->head_length, part = length < room ? length : room;
    memcpy(intake->head + intake->head_length, intake->block, part);
    intake->head_length += part;
}

/* writer NULL: only to know it. */
static enum rc read_through(struct intake *intake, struct content_writer *writer, struct err *err)
{
    struct digest_stream stream;
    struct digest digest;
    size_t length = 1;
    int64_t done = 0;
    enum rc rc = docfile_rewind(intake->file, err);
    digest_begin(&stream);
    intake->head_length = 0;
    while (rc == RC_OK && length > 0) {
        rc = docfile_read(intake->file, intake->block, CONTENT_CHUNK, &length, err);
        if (rc != RC_OK || length == 0)
            break;
        keep_head(intake, length);
        done += (int64_t)length;
        if (writer != NULL)
            rc = content_more(writer, intake->block, length, err);
        else
            digest_more(&stream, intake->block, length);
        if (rc == RC_OK)
            rc = app_progress(intake->app, writer != NULL ? _("storing") : _("reading"),
                              (uint64_t)done, (uint64_t)docfile_size(intake->file), err);
    }
    if (rc != RC_OK || writer != NULL)
        return rc;
    digest_end(&stream, &digest);
    (void)digest_hex(&digest, intake->content.sha256);
    intake->content.size = done;
    return RC_OK;
}

static enum rc store_bytes(struct intake *intake, struct tx *tx, struct err *err)
{
    struct content held = {.whole = false};
    struct content_writer *writer = NULL;
    bool found = false;
    enum rc rc = content_find(tx_book(tx), intake->content.sha256, &found, &held, err);
    if (rc == RC_OK && !(found && held.whole)) {
        rc = content_begin(tx_book(tx), &writer, err);
        if (rc == RC_OK)
            rc = read_through(intake, writer, err);
        if (rc != RC_OK) {
            content_drop(writer);
            return rc;
        }
        rc = content_end(writer, &intake->content, err);
    }
    if (rc == RC_OK)
        (void)media_type(intake->head, intake->head_length, intake->media);
    return rc;
}

/* ---- attach ------------------------------------------------------------------------------------
 */

static enum rc put_attached(struct claim_desk *desk, const struct intake *intake,
                            enum document_kind kind, const struct document_form *form,
                            const char *id, struct err *err)
{
    struct claim_entry *entry = NULL;
    const struct {
        enum claim_field field;
        const char *text;
    } texts[] = {{SAYS_KIND, document_kind_word(kind)},
                 {SAYS_NAME, docfile_name(intake->file)},
                 {SAYS_DOCUMENT, id},
                 {SAYS_HASH, intake->content.sha256},
                 {SAYS_MEDIA_TYPE, intake->media},
                 {SAYS_NOTE, form->note}};
    enum rc rc = claim_desk_add(desk, ENTRY_ATTACHED, &entry, err);
    for (size_t i = 0; rc == RC_OK && i < sizeof(texts) / sizeof(texts[0]); i++)
        rc = claim_entry_set_text(entry, texts[i].field, texts[i].text, err);
    if (rc == RC_OK)
        rc = claim_entry_set_number(entry, SAYS_SIZE, intake->content.size, err);
    return rc == RC_OK ? put_item(desk, kind, form->item, entry, err) : rc;
}

static void warn_elsewhere(struct app *app, const char *elsewhere, const char *own)
{
    if (elsewhere[0] == '\0')
        return;
    if (strcmp(elsewhere, own) == 0)
        app_warn(app, _("the same file is attached to this claim already"));
    else
        app_warn(app, _("the same file is attached to claim %s as well"), elsewhere);
}

static enum rc attach(struct claim_desk *desk, struct intake *intake, enum document_kind kind,
                      const struct document_form *form, const char *id, struct err *err)
{
    char elsewhere[CLAIM_ID_MAX] = "";
    char size[SIZE_TEXT_SIZE];
    enum rc rc = claim_desk_editable(desk, err);
    if (rc == RC_OK)
        rc = store_bytes(intake, desk->tx, err);
    if (rc == RC_OK)
        rc = put_attached(desk, intake, kind, form, id, err);
    if (rc == RC_OK)
        rc = document_elsewhere(desk->app, intake->content.sha256, elsewhere, err);
    if (rc == RC_OK)
        rc = claim_desk_save(desk, "claim.attach", err, "%s, %s%s%s, %s",
                             docfile_name(intake->file), form->kind, form->item != NULL ? " " : "",
                             form->item != NULL ? form->item : "",
                             size_words(intake->content.size, size));
    if (rc == RC_OK)
        warn_elsewhere(desk->app, elsewhere, desk->history.head.id);
    return rc;
}

enum rc app_claim_attach(struct app *app, const struct claim_ref *ref, const char *path,
                         const struct document_form *form, char ret_id[CLAIM_ID_MAX],
                         char ret_document[CLAIM_ID_MAX], struct err *err)
{
    struct claim_desk desk;
    struct intake intake = {.app = app};
    enum document_kind kind = DOCUMENT_OTHER;
    char id[RANDOM_ID_SIZE];
    enum rc rc = check_form(form, &kind, err);
    if (rc == RC_OK)
        rc = app_may(app, MAY_EDIT_CLAIMS, err);
    if (rc == RC_OK)
        rc = intake_open(app, path, &intake, err);
    if (rc == RC_OK)
        rc = read_through(&intake, NULL, err);
    if (rc == RC_OK)
        rc = claim_desk_open(app, ref, MAY_EDIT_CLAIMS, &desk, err);
    if (rc == RC_OK) {
        random_id('D', id);
        rc = attach(&desk, &intake, kind, form, id, err);
        if (rc == RC_OK)
            (void)snprintf(ret_document, CLAIM_ID_MAX, "%s", id);
        rc = claim_desk_finish(&desk, rc, ret_id);
    }
    intake_release(&intake);
    return rc;
}

/* ---- detach ------------------------------------------------------------------------------------
 */

static enum rc find_attached(const struct claim *claim, const char *id,
                             const struct claim_document **ret, struct err *err)
{
    int count = 0;
    char excerpt[TEXT_EXCERPT_SIZE];
    *ret = id[0] != '\0' ? claim_document_find(claim, id, &count) : NULL;
    if (*ret != NULL)
        return RC_OK;
    return err_set(err, RC_RULE,
                   count == 0 ? _("document %s: it is not attached to claim %s: 'coffer document "
                                  "list' shows them")
                              : _("document %s: several of claim %s begin so: give more of the id"),
                   text_excerpt(id, excerpt), claim->head->id);
}

enum rc app_claim_detach(struct app *app, const struct claim_ref *ref, const char *document_id,
                         char ret_id[CLAIM_ID_MAX], struct err *err)
{
    struct claim_desk desk;
    struct claim_entry *entry = NULL;
    const struct claim_document *document = NULL;
    enum rc rc = claim_desk_open(app, ref, MAY_EDIT_CLAIMS, &desk, err);
    if (rc != RC_OK)
        return rc;
    rc = claim_desk_editable(&desk, err);
    if (rc == RC_OK)
        rc = find_attached(&desk.claim, document_id, &document, err);
    if (rc == RC_OK)
        rc = claim_desk_add(&desk, ENTRY_DETACHED, &entry, err);
    if (rc == RC_OK)
        rc = claim_entry_set_text(entry, SAYS_DOCUMENT, document->id, err);
    if (rc == RC_OK)
        rc = claim_desk_save(&desk, "claim.detach", err, "%s (%s)", document->id, document->name);
    return claim_desk_finish(&desk, rc, ret_id);
}
