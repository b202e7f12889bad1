/* SPDX-License-Identifier: MIT */
/* Documents: on claims, in lists, as files. */
#include "app/documents.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/words.h"
#include "cli/claim_text.h"
#include "cli/list.h"
#include "cli/sets.h"
#include "model/size.h"

/* ---- on a claim --------------------------------------------------------------------------------
 */

static enum rc run_attach(struct call *call, struct err *err)
{
    const struct claim_ref ref = call_claim(call);
    const struct document_form form = {.kind = call_text(call, "kind"),
                                       .item = call_text(call, "for"),
                                       .note = call_text(call, "note")};
    char id[CLAIM_ID_MAX], document[CLAIM_ID_MAX];
    enum rc rc =
        app_claim_attach(call->app, &ref, call_argument(call, 1), &form, id, document, err);
    return rc == RC_OK ? call_line(call, id, err) : rc;
}

static enum rc run_detach(struct call *call, struct err *err)
{
    const struct claim_ref ref = call_claim(call);
    char id[CLAIM_ID_MAX];
    enum rc rc = app_claim_detach(call->app, &ref, call_argument(call, 1), id, err);
    return rc == RC_OK ? call_line(call, id, err) : rc;
}

/* ---- the list ----------------------------------------------------------------------------------
 */

enum { DOCUMENT_COLUMNS = 14 };
static const struct table_column document_columns[DOCUMENT_COLUMNS] = {
    {"id", N_("id"), COLUMN_WORD},
    {"claim", N_("claim"), COLUMN_WORD},
    {"kind", N_("kind"), COLUMN_WORD},
    {"item", N_("for"), COLUMN_TEXT},
    {"name", N_("name"), COLUMN_TEXT},
    {"media_type", NULL, COLUMN_TEXT},
    {"size", N_("size"), COLUMN_NUMBER},
    {"sha256", NULL, COLUMN_WORD},
    {"attached", N_("attached"), COLUMN_WORD},
    {"by", N_("by"), COLUMN_TEXT},
    {"note", NULL, COLUMN_TEXT},
    {"expires", N_("kept until"), COLUMN_WORD},
    {"state", N_("state"), COLUMN_WORD},
    {"reason", NULL, COLUMN_TEXT},
};

static enum rc list_document(void *context, const struct document_line *line, struct err *err)
{
    struct list *list = context;
    const struct claim_document *document = line->document;
    char size[LIST_NUMBER_SIZE], words[SIZE_TEXT_SIZE], days[2][DATE_TEXT_SIZE];
    const char *cells[DOCUMENT_COLUMNS] = {
        document->id,
        line->claim->head->id,
        document_kind_word(document->kind),
        document->item,
        document->name,
        document->media_type,
        list->call->format == TABLE_TEXT ? size_words(document->size, words)
                                         : list_number(document->size, size),
        document->sha256,
        date_print(document->day, days[0]),
        document->person,
        document->note,
        line->has_expires ? date_print(line->expires, days[1]) : "",
        document_state_word(line->state),
        line->state == DOCUMENT_DELETED ? document->deleted_reason : "",
    };
    return list_add(list, cells, err);
}

static enum rc run_list(struct call *call, struct err *err)
{
    struct list list;
    bool expired = call_flag(call, "expired");
    enum rc rc = list_begin(&list, call, document_columns, DOCUMENT_COLUMNS, err);
    if (rc == RC_OK)
        rc = app_document_list(call->app, expired, list_document, &list, err);
    return list_end(&list, rc,
                    expired ? _("No document may go yet.")
                            : _("No claim has a document: attach one with 'coffer claim attach'."),
                    err);
}

/* ---- verify ------------------------------------------------------------------------------------
 */

static enum rc note_damage(void *context, const char *sentence, struct err *err)
{
    struct call *call = context;
    return spool_add(&call->further, sentence, err);
}

static enum rc run_verify(struct call *call, struct err *err)
{
    int64_t count = 0;
    enum rc rc = app_document_verify(call->app, note_damage, call, &count, err);
    if (rc != RC_OK)
        return rc;
    if (call->further.count == 0)
        return call_sayf(call, err,
                         ngettext("%" PRId64 " document is as it was attached",
                                  "%" PRId64 " documents are as they were attached",
                                  (unsigned long)count),
                         count);
    return err_set(err, RC_RULE,
                   ngettext("%s: %" PRId64 " document is damaged: attach the file again, or "
                            "restore a backup",
                            "%s: %" PRId64 " documents are damaged: attach the files again, or "
                            "restore a backup",
                            (unsigned long)call->further.count),
                   app_path(call->app), call->further.count);
}

/* ---- export ------------------------------------------------------------------------------------
 */

enum { EXPORT_COLUMNS = 2 };
static const struct table_column export_columns[EXPORT_COLUMNS] = {
    {"id", N_("id"), COLUMN_WORD},
    {"file", N_("file"), COLUMN_TEXT},
};

struct exporting {
    struct call *call;
    struct list list;
};

static enum rc list_written(void *context, const char *id, const char *name, struct err *err)
{
    struct exporting *exporting = context;
    const char *cells[EXPORT_COLUMNS] = {id, name};
    return list_add(&exporting->list, cells, err);
}

static enum rc note_unwritten(void *context, const char *sentence, struct err *err)
{
    const struct exporting *exporting = context;
    return spool_add(&exporting->call->further, sentence, err);
}

static enum rc run_export(struct call *call, struct err *err)
{
    struct exporting exporting = {.call = call};
    const struct document_export request = {.ids = call->arguments,
                                            .id_count = call->argument_count,
                                            .folder = call_text(call, "to"),
                                            .wrote = list_written,
                                            .found = note_unwritten,
                                            .context = &exporting};
    enum rc rc = list_begin(&exporting.list, call, export_columns, EXPORT_COLUMNS, err);
    if (rc == RC_OK)
        rc = app_document_export(call->app, &request, err);
    rc = list_end(&exporting.list, rc, _("There is no document to export."), err);
    if (rc == RC_OK && call->further.count > 0)
        rc = err_set(err, RC_RULE,
                     ngettext("%s: %" PRId64 " document is damaged and was not written: 'coffer "
                              "document verify' names the damage",
                              "%s: %" PRId64 " documents are damaged and were not written: 'coffer "
                              "document verify' names the damage",
                              (unsigned long)call->further.count),
                     app_path(call->app), call->further.count);
    return rc;
}

/* ---- delete ------------------------------------------------------------------------------------
 */

static enum rc run_delete(struct call *call, struct err *err)
{
    char id[CLAIM_ID_MAX];
    enum rc rc =
        app_document_delete(call->app, call_argument(call, 0), call_text(call, "reason"), id, err);
    return rc == RC_OK ? call_line(call, id, err) : rc;
}

/* ---- the table ---------------------------------------------------------------------------------
 */

static const struct option_spec attach_options[] = {
    {.name = "kind",
     .argument = "proof|invoice|csr|approval|other",
     .kind = VALUE_WORD,
     .required = true,
     .help = N_("what the document is")},
    {.name = "for",
     .argument = "ITEM",
     .help = N_("a proof's requirement code; an invoice's or CSR's number")},
    {.name = "note", .argument = "NOTE", .help = N_("what it shows")},
    IF_REVISION,
    {.name = NULL},
};

static const struct option_spec detach_options[] = {
    IF_REVISION,
    {.name = NULL},
};

static const struct option_spec list_options[] = {
    {.name = "expired", .help = N_("only those that may go")},
    {.name = NULL},
};

static const struct option_spec export_options[] = {
    {.name = "to",
     .argument = "DIR",
     .required = true,
     .help = N_("a folder; it is made where it is missing")},
    {.name = NULL},
};

static const struct option_spec delete_options[] = {
    {.name = "reason", .argument = "R", .help = N_("why, while it is still to be kept")},
    {.name = NULL},
};

static const struct command commands[] = {
    {
        .words = "claim attach",
        .arguments = {{.name = "ID"}, {.name = "FILE"}},
        .options = attach_options,
        .summary = N_("put a document on a claim"),
        .help =
            N_("Takes a file into the book, as evidence of the claim. A proof is for a "
               "requirement of the activity, by its code in 'coffer activity list'; an invoice "
               "and a CSR are for an expense, by its number, or VENDOR/NUMBER where two vendors "
               "share one. An approval and other documents may be for anything.\n"
               "The bytes are kept once, however often they are attached; the file itself is not "
               "needed any more. An empty file is refused, and one larger than max-document of "
               "'coffer config'."),
        .examples = {{"coffer claim attach C-7F3K advert.pdf --kind proof --for DG01-PIECE",
                      N_("the advertisement as it was printed")},
                     {"coffer claim attach C-7F3K INV-4711.pdf --kind invoice --for INV-4711",
                      N_("the invoice of an expense")}},
        .run = run_attach,
    },
    {
        .words = "claim detach",
        .arguments = {{.name = "ID"}, {.name = "DOCUMENT"}},
        .options = detach_options,
        .summary = N_("take a document off a claim"),
        .help = N_("Takes a document off a claim that can be edited. From a draft it is gone, and "
                   "can be brought back by undo for 30 days; once the claim was submitted it is "
                   "kept until its retention ends."),
        .examples = {{"coffer claim detach C-7F3K D-9QDX", N_("takes it off")}},
        .run = run_detach,
    },
    {
        .words = "document list",
        .options = list_options,
        .summary = N_("the documents of the claims"),
        .help = N_("Lists the documents with their claims. Retention begins when the claim leaves "
                   "editing and ends 24 months after the end of the activity; --expired lists "
                   "those that may go since then."),
        .examples = {{"coffer document list", N_("all of them")},
                     {"coffer document list --expired", N_("what may be deleted")}},
        .run = run_list,
    },
    {
        .words = "document verify",
        .summary = N_("whether the documents are as they were attached"),
        .help = N_("Computes the SHA-256 of every document anew and names those that differ, or "
                   "whose bytes are missing. Exit 1 when there is one."),
        .examples = {{"coffer document verify", N_("reads all of them")}},
        .run = run_verify,
    },
    {
        .words = "document export",
        .arguments = {{.name = "ID", .optional = true, .repeats = true}},
        .options = export_options,
        .summary = N_("write documents into a folder"),
        .help = N_("Writes the documents named, or all of them, as files that only you can read. "
                   "No file is written over: one of the same name gets a number. Characters that "
                   "a file name cannot have become '_'."),
        .examples = {{"coffer document export --to evidence", N_("all of them")},
                     {"coffer document export D-9QDX --to .", N_("one, into this folder")}},
        .run = run_export,
    },
    {
        .words = "document delete",
        .arguments = {{.name = "ID"}},
        .options = delete_options,
        .summary = N_("delete the bytes of a document"),
        .help = N_("Deletes a document's bytes at once; its name, its hash and the reason stay. "
                   "While it is to be kept only an admin may, with a --reason. Bytes that "
                   "another document has as well stay for that one. It cannot be undone."),
        .examples = {{"coffer document delete D-9QDX", N_("one that has expired")},
                     {"coffer document delete D-9QDX --reason 'private data'",
                      N_("one that is still to be kept")}},
        .run = run_delete,
    },
};

const struct command_set commands_document = {N_("Documents"), commands,
                                              sizeof(commands) / sizeof(commands[0])};
