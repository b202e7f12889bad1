/* SPDX-License-Identifier: MIT */
#include "app/claim_imports.h"

#include <search.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "app/claim_past.h"
#include "app/guard.h"
#include "base/text.h"
#include "base/words.h"
#include "io/csv.h"
#include "io/rejects.h"
#include "io/source.h"
#include "store/claim_sums.h"
#include "store/claims.h"

static const struct {
    const char *name;
    size_t offset; /* of its text in struct claim_past */
    bool must;
} columns[] = {
#define X(field, column, must) {column, offsetof(struct claim_past, field), must},
    CLAIM_PAST_COLUMNS(X)
#undef X
};
enum { COLUMNS = sizeof(columns) / sizeof(columns[0]) };

void claim_import_add_template(struct buf *buf)
{
    for (size_t i = 0; i < COLUMNS; i++)
        buf_addf(buf, "%s%s", i > 0 ? "," : "", columns[i].name);
}

struct intake {
    struct app *app;
    const struct claim_import_request *request;
    struct claim_import_result *result;
    struct source *source;
    struct csv *csv;
    struct rejects *rejects; /* NULL: rejected rows are not kept */
    struct tx *tx;
    struct claim_past_lookup lookup;
    size_t fields;          /* of the header */
    size_t places[COLUMNS]; /* in a record; SIZE_MAX: not there */
    char mark;              /* of decimals in this file: '.' or ','; '\0': none seen yet */
    void *references;       /* that claims have: of the book, and of rows before (tsearch) */
};

/* ---- the header ---------------------------------------------------------------------------- */

/* Without case and blanks, as in reports. */
static bool is_column(const struct csv_field *field, const char *name)
{
    const char *at = field->text;
    for (; *at != '\0'; at++) {
        char c = *at >= 'A' && *at <= 'Z' ? (char)(*at - 'A' + 'a') : *at;
        if (c == ' ')
            continue;
        if (c != *name)
            return false;
        name++;
    }
    return *name == '\0';
}

static enum rc read_header(struct intake *intake, const struct csv_record *header, struct err *err)
{
    struct buf missing;
    enum rc rc = RC_OK;
    buf_init(&missing);
    intake->fields = header->count;
    intake->mark = csv_delimiter(intake->csv) == ';' ? '\0' : '.';
    for (size_t i = 0; rc == RC_OK && i < COLUMNS; i++) {
        intake->places[i] = SIZE_MAX;
        for (size_t j = 0; rc == RC_OK && j < header->count; j++) {
            if (!is_column(&header->fields[j], columns[i].name))
                continue;
            if (intake->places[i] != SIZE_MAX)
                rc = err_set(err, RC_CONTENT, _("%s: column %s is there twice: take one out"),
                             source_name(intake->source), columns[i].name);
            intake->places[i] = j;
        }
        if (columns[i].must && intake->places[i] == SIZE_MAX)
            buf_addf(&missing, "%s%s", missing.length > 0 ? ", " : "", columns[i].name);
    }
    if (rc == RC_OK)
        rc = buf_check(&missing, err);
    if (rc == RC_OK && missing.length > 0)
        rc = err_set(err, RC_CONTENT,
                     _("%s: columns are missing: %s: 'coffer claim import --template' prints the "
                       "header"),
                     source_name(intake->source), missing.text);
    buf_release(&missing);
    return rc;
}

/* ---- references ---------------------------------------------------------------------------- */

static int compare_texts(const void *a, const void *b)
{
    return strcmp(a, b);
}

static enum rc keep_reference(struct intake *intake, const char *reference, struct err *err)
{
    if (reference == NULL || reference[0] == '\0')
        return RC_OK;
    char *copy = strdup(reference);
    void *node = copy != NULL ? tsearch(copy, &intake->references, compare_texts) : NULL;
    if (node == NULL || *(char **)node != copy)
        free(copy); /* not kept, or it is there already */
    return node != NULL ? RC_OK : err_memory(err);
}

/* Only of claims that the person may know of. */
static enum rc keep_row(void *context, const struct claim_row *row, struct err *err)
{
    struct intake *intake = context;
    return app_sees(intake->app, row->head.program, row->head.location)
               ? keep_reference(intake, row->reference, err)
               : RC_OK;
}

static bool has_reference(const struct intake *intake, const char *reference)
{
    return tfind(reference, &intake->references, compare_texts) != NULL;
}

/* ---- rows ---------------------------------------------------------------------------------- */

static enum rc reject(struct intake *intake, const struct csv_record *record, const char *reason,
                      struct err *err)
{
    const struct claim_import_request *request = intake->request;
    enum rc rc = RC_OK;
    intake->result->rejected++;
    if (request->reject != NULL)
        rc = request->reject(request->context, source_name(intake->source), record->line, reason,
                             err);
    if (rc == RC_OK && intake->rejects != NULL)
        rc = rejects_add(intake->rejects, record, reason, err);
    return rc;
}

/* Blanks around a cell and the guard of our own files are off. */
static enum rc read_past(const struct intake *intake, const struct csv_record *record,
                         char *texts[COLUMNS], struct claim_past *ret, struct err *err)
{
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < COLUMNS; i++) {
        if (intake->places[i] == SIZE_MAX)
            continue;
        struct csv_field field = record->fields[intake->places[i]];
        text_trim(&field.text, &field.length);
        csv_unguard(&field);
        texts[i] = strndup(field.text, field.length);
        if (texts[i] == NULL)
            rc = err_memory(err);
        *(const char **)(void *)((char *)ret + columns[i].offset) = texts[i];
    }
    return rc;
}

static bool is_amount(size_t column)
{
    return columns[column].offset == offsetof(struct claim_past, amount) ||
           columns[column].offset == offsetof(struct claim_past, approved) ||
           columns[column].offset == offsetof(struct claim_past, paid);
}

/* A file separated by semicolons may have decimal commas throughout (CONTRACT.md section
 * 7): they become points. NULL, or the column that has the other mark. */
static const char *settle_marks(struct intake *intake, char *texts[COLUMNS])
{
    for (size_t i = 0; i < COLUMNS; i++) {
        char *at = is_amount(i) && texts[i] != NULL ? strpbrk(texts[i], ".,") : NULL;
        if (at == NULL || strpbrk(at, *at == '.' ? "," : ".") != NULL)
            continue; /* one with both is no amount at all */
        if (intake->mark == '\0')
            intake->mark = *at;
        if (intake->mark == ',' && *at == '.')
            return columns[i].name;
        if (intake->mark == ',')
            *at = '.';
    }
    return NULL;
}

static enum rc tell_claim(const struct intake *intake, const struct csv_record *record,
                          const struct claim *claim, struct err *err)
{
    const struct claim_import_request *request = intake->request;
    intake->result->new ++;
    intake->result->of_status[claim->status]++;
    return request->claim == NULL ? RC_OK
                                  : request->claim(request->context, source_name(intake->source),
                                                   record->line, claim, err);
}

static enum rc take_claim(struct intake *intake, const struct csv_record *record,
                          const struct claim_past *past, struct claim_history *history,
                          struct err *err)
{
    struct claim claim = {0};
    enum rc rc = claim_on(history, intake->app->day, &claim, err);
    if (rc == RC_OK)
        rc = tell_claim(intake, record, &claim, err);
    if (rc == RC_OK)
        rc = keep_reference(intake, past->reference, err);
    if (rc == RC_OK && intake->tx != NULL)
        rc = tx_touch(intake->tx, history->head.program, history->head.location, err);
    if (rc == RC_OK && intake->tx != NULL)
        rc = claim_insert(intake->tx, history, err);
    claim_release(&claim);
    return rc;
}

static enum rc reject_mark(struct intake *intake, const struct csv_record *record,
                           const char *column, struct err *err)
{
    struct buf reason;
    buf_init(&reason);
    buf_addf(&reason,
             _("%s: a point where the rows before have decimal commas: a file has one mark"),
             column);
    enum rc rc = buf_check(&reason, err);
    if (rc == RC_OK)
        rc = reject(intake, record, reason.text, err);
    buf_release(&reason);
    return rc;
}

/* What a row says wrongly is a reject; what fails goes up. */
static enum rc take_past(struct intake *intake, const struct csv_record *record,
                         const struct claim_past *past, struct err *err)
{
    struct claim_history history;
    struct err why;
    claim_history_init(&history);
    err_init(&why);
    if (past->reference != NULL && past->reference[0] != '\0' &&
        has_reference(intake, past->reference))
        return reject(intake, record, _("reference: a claim has it already"), err);
    enum rc rc = claim_past_make(intake->app, &intake->lookup, past, &history, &why);
    if (rc == RC_RULE || rc == RC_USAGE)
        return reject(intake, record, why.text, err);
    if (rc != RC_OK) {
        *err = why;
        return rc;
    }
    rc = take_claim(intake, record, past, &history, err);
    claim_history_release(&history);
    return rc;
}

static enum rc take_record(struct intake *intake, const struct csv_record *record, struct err *err)
{
    struct claim_past past = {0};
    char *texts[COLUMNS] = {0};
    intake->result->rows++;
    if (record->count != intake->fields)
        return reject(intake, record, _("it has more or fewer fields than the header"), err);
    enum rc rc = read_past(intake, record, texts, &past, err);
    const char *other = rc == RC_OK ? settle_marks(intake, texts) : NULL;
    if (other != NULL)
        rc = reject_mark(intake, record, other, err);
    else if (rc == RC_OK)
        rc = take_past(intake, record, &past, err);
    for (size_t i = 0; i < COLUMNS; i++)
        free(texts[i]);
    return rc;
}

static enum rc fill(void *context, char *bytes, size_t capacity, size_t *ret_length,
                    struct err *err)
{
    return source_read(context, bytes, capacity, ret_length, err);
}

static enum rc look_up(struct intake *intake, struct err *err)
{
    enum { ROWS = 64 };
    if (intake->result->rows % ROWS != 0)
        return RC_OK;
    return app_progress(intake->app, source_file(intake->source), source_bytes_read(intake->source),
                        source_bytes_total(intake->source), err);
}

static enum rc take_stream(struct intake *intake, struct err *err)
{
    struct csv_record record;
    bool more = false;
    enum rc rc = csv_open(fill, intake->source, source_name(intake->source), &intake->csv, err);
    if (rc == RC_OK)
        rc = csv_read(intake->csv, &record, &more, err);
    if (rc == RC_OK)
        rc = read_header(intake, &record, err);
    if (rc == RC_OK && intake->rejects != NULL)
        rc = rejects_header(intake->rejects, &record, err);
    if (rc == RC_OK)
        rc = csv_read(intake->csv, &record, &more, err);
    while (rc == RC_OK && more) {
        rc = take_record(intake, &record, err);
        if (rc == RC_OK)
            rc = look_up(intake, err);
        if (rc == RC_OK)
            rc = csv_read(intake->csv, &record, &more, err);
    }
    csv_free(intake->csv);
    intake->csv = NULL;
    return rc;
}

static enum rc take_all(struct intake *intake, struct err *err)
{
    bool more = false;
    enum rc rc = claim_past_begin(intake->app, &intake->lookup, err);
    if (rc == RC_OK)
        rc = claim_rows(intake->app->book, date_last, keep_row, intake, err);
    if (rc == RC_OK)
        rc = source_open(intake->request->file, &intake->source, err);
    if (rc == RC_OK)
        rc = source_next(intake->source, &more, err);
    while (rc == RC_OK && more) {
        rc = take_stream(intake, err);
        if (rc == RC_OK)
            rc = source_next(intake->source, &more, err);
    }
    intake->result->whole = rc == RC_OK;
    return rc;
}

/* ---- the command --------------------------------------------------------------------------- */

static enum rc finish(struct intake *intake, struct err *err)
{
    const struct claim_import_request *request = intake->request;
    const struct claim_import_result *result = intake->result;
    enum rc rc = RC_OK;
    if (result->rejected > 0 && request->skip_rejects == NULL)
        return err_set(err, RC_CONTENT,
                       ngettext("%s: %lld row cannot be taken, nothing came in: mend it, or use "
                                "--skip-rejects",
                                "%s: %lld rows cannot be taken, nothing came in: mend them, or use "
                                "--skip-rejects",
                                (unsigned long)result->rejected),
                       source_file(intake->source), (long long)result->rejected);
    if (intake->rejects != NULL)
        rc = rejects_write(intake->rejects, request->skip_rejects, err);
    if (rc != RC_OK || request->dry_run || result->new == 0)
        return rc;
    return app_commit(intake->app, intake->tx, "claim.import", err, _("%s: %lld new"),
                      source_file(intake->source), (long long)result->new);
}

static enum rc begin(struct intake *intake, struct err *err)
{
    const struct claim_import_request *request = intake->request;
    struct app *app = intake->app;
    /* Looking at a file first changes nothing: it can be done with a read-only book. */
    enum rc rc = app_may(app, request->dry_run ? MAY_LOOK : MAY_EDIT_CLAIMS, err);
    if (rc == RC_OK && request->skip_rejects != NULL)
        rc = guard_rejects(request->skip_rejects, &request->file, 1, book_path(app->book), err);
    if (rc == RC_OK && request->skip_rejects != NULL && !request->dry_run)
        rc = rejects_new(&intake->rejects, err);
    if (rc == RC_OK && !request->dry_run)
        rc = app_begin(app, MAY_EDIT_CLAIMS, TX_CHANGESET, &intake->tx, err);
    return rc;
}

enum rc app_claim_import(struct app *app, const struct claim_import_request *request,
                         struct claim_import_result *ret, struct err *err)
{
    struct intake intake = {.app = app, .request = request, .result = ret};
    *ret = (struct claim_import_result){0};
    enum rc rc = begin(&intake, err);
    if (rc == RC_OK)
        rc = take_all(&intake, err);
    if (rc == RC_OK)
        rc = finish(&intake, err);
    tdestroy(intake.references, free);
    claim_past_end(&intake.lookup);
    rejects_free(intake.rejects);
    source_free(intake.source);
    tx_end(intake.tx);
    return rc;
}
