/* SPDX-License-Identifier: MIT */
#include "app/imports.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/guard.h"
#include "app/inside.h"
#include "app/overdrawn.h"
#include "base/buf.h"
#include "base/words.h"
#include "io/csv.h"
#include "io/rejects.h"
#include "io/report.h"
#include "io/source.h"
#include "store/journal.h"
#include "store/safekeep.h"
#include "store/sidecopy.h"

enum { ROWS_BETWEEN_LOOKS = 2048 };

struct intake {
    struct app *app;
    const struct import_request *request;
    struct importer *importer;
    struct rejects *rejects; /* NULL: rejected rows are not kept */
    struct source *source;
    struct buf raw; /* a record packed, or "" */
    int64_t rejected;
    struct overdrawn before, after;
};

/* ---- a record through the run and back ------------------------------------------------------ */

/* Rows are settled in runs, and a rejected one must come out again as it came
 * in: its fields travel along, each as length and bytes. */
static void pack(struct buf *raw, const struct csv_record *record)
{
    buf_clear(raw);
    for (size_t i = 0; i < record->count; i++) {
        uint32_t length = (uint32_t)record->fields[i].length;
        buf_add_bytes(raw, (const char *)&length, sizeof(length));
        buf_add_bytes(raw, record->fields[i].text, length);
        buf_add_char(raw, '\0');
    }
}

static enum rc unpack(struct text raw, struct csv_field fields[CSV_FIELDS_MAX],
                      struct csv_record *ret)
{
    size_t count = 0;
    for (size_t at = 0; at < raw.length && count < CSV_FIELDS_MAX; count++) {
        uint32_t length = 0;
        memcpy(&length, raw.bytes + at, sizeof(length));
        fields[count] = (struct csv_field){raw.bytes + at + sizeof(length), length};
        at += sizeof(length) + length + 1;
    }
    *ret = (struct csv_record){.fields = fields, .count = count};
    return RC_OK;
}

static enum rc on_reject(void *context, int64_t line, const char *column, const char *reason,
                         struct text raw, struct err *err)
{
    struct intake *intake = context;
    const struct import_request *request = intake->request;
    struct buf text;
    buf_init(&text);
    buf_addf(&text, "%s%s%s", column, column[0] != '\0' ? ": " : "", reason);
    enum rc rc = buf_check(&text, err);
    intake->rejected++;
    if (rc == RC_OK && request->reject != NULL)
        rc = request->reject(request->context, source_name(intake->source), line, text.text, err);
    if (rc == RC_OK && intake->rejects != NULL) {
        struct csv_field *fields = calloc(CSV_FIELDS_MAX, sizeof(*fields));
        struct csv_record record;
        rc = fields == NULL ? err_memory(err) : unpack(raw, fields, &record);
        if (rc == RC_OK)
            rc = rejects_add(intake->rejects, &record, text.text, err);
        free(fields);
    }
    buf_release(&text);
    return rc;
}

/* ---- rows ----------------------------------------------------------------------------------- */

static struct text text_of(const struct csv_field *field)
{
    return (struct text){field->text != NULL ? field->text : "", field->length};
}

static void to_import_row(const struct report_row *row, struct import_row *ret)
{
    *ret = (struct import_row){.line = row->line,
                               .id = text_of(&row->id),
                               .program = text_of(&row->program),
                               .location = text_of(&row->location),
                               .location_name = text_of(&row->location_name),
                               .country = text_of(&row->country),
                               .type_text = text_of(&row->type_text),
                               .type = row->type,
                               .date = row->date,
                               .amounts = row->amounts,
                               .rounded = row->rounded};
    for (int i = 0; i < DETAIL_COUNT; i++)
        ret->details[i] = text_of(&row->details[i]);
}

static enum rc take_record(struct intake *intake, struct report *report,
                           const struct csv_record *record, struct err *err)
{
    struct report_row row;
    struct report_reject reject;
    bool good = false;
    enum rc rc = report_row(report, record, &good, &row, &reject, err);
    if (rc != RC_OK)
        return rc;
    struct text raw = {"", 0};
    if (intake->rejects != NULL) {
        pack(&intake->raw, record);
        rc = buf_check(&intake->raw, err);
        if (rc != RC_OK)
            return rc;
        raw = (struct text){intake->raw.text, intake->raw.length};
    }
    if (!good)
        return importer_bad_row(intake->importer, reject.line, reject.column, reject.reason, raw,
                                err);
    struct import_row import_row;
    to_import_row(&row, &import_row);
    return importer_row(intake->importer, &import_row, raw, err);
}

static enum rc fill(void *context, char *bytes, size_t capacity, size_t *ret_length,
                    struct err *err)
{
    return source_read(context, bytes, capacity, ret_length, err);
}

static enum rc look_up(struct intake *intake, struct err *err)
{
    return app_progress(intake->app, source_file(intake->source), source_bytes_read(intake->source),
                        source_bytes_total(intake->source), err);
}

/* One stream: a file, or an entry of a zip. */
static enum rc take_stream(struct intake *intake, struct err *err)
{
    struct csv *csv = NULL;
    struct report *report = NULL;
    struct csv_record record;
    bool more = false;
    enum rc rc = importer_stream(intake->importer, source_name(intake->source), err);
    if (rc == RC_OK)
        rc = csv_open(fill, intake->source, source_name(intake->source), &csv, err);
    if (rc == RC_OK)
        rc = csv_read(csv, &record, &more, err);
    if (rc == RC_OK && !more)
        rc = err_set(err, RC_CONTENT,
                     _("%s: the file is empty: download the report again as CSV or TSV"),
                     source_name(intake->source));
    if (rc == RC_OK)
        rc = report_begin(&record, csv_delimiter(csv), source_name(intake->source), &report, err);
    if (rc == RC_OK && intake->rejects != NULL)
        rc = rejects_header(intake->rejects, &record, err);
    if (rc == RC_OK)
        rc = csv_read(csv, &record, &more, err);
    for (int64_t rows = 0; rc == RC_OK && more; rows++) {
        rc = take_record(intake, report, &record, err);
        if (rc == RC_OK && rows % ROWS_BETWEEN_LOOKS == 0)
            rc = look_up(intake, err);
        if (rc == RC_OK)
            rc = csv_read(csv, &record, &more, err);
    }
    /* What is held back belongs to this stream: its rejects are named after it. */
    if (rc == RC_OK)
        rc = importer_settle(intake->importer, err);
    enum money_form form;
    if (rc == RC_OK && intake->rejects != NULL && report_decimal_form(report, &form))
        rejects_decimal_form(intake->rejects, form);
    report_free(report);
    csv_free(csv);
    return rc;
}

static enum rc take_file(struct intake *intake, const char *path, struct import_result *result,
                         struct err *err)
{
    bool more = false;
    enum rc rc = source_open(path, &intake->source, err);
    if (rc == RC_OK)
        rc = importer_file(intake->importer, source_file(intake->source), err);
    if (rc == RC_OK)
        rc = source_next(intake->source, &more, err);
    while (rc == RC_OK && more) {
        rc = take_stream(intake, err);
        if (rc == RC_OK)
            rc = source_next(intake->source, &more, err);
    }
    if (rc == RC_OK) {
        result->file = path;
        (void)snprintf(result->base, sizeof(result->base), "%.250s", source_file(intake->source));
        result->bytes = (int64_t)source_bytes_read(intake->source);
        rc = importer_file_end(intake->importer, result->bytes, &result->number, &result->counts,
                               err);
    }
    source_free(intake->source);
    intake->source = NULL;
    return rc;
}

/* ---- the command ------------------------------------------------------------------------------
 */

/* Programs that no one knew before, the first ones by name. */
struct newcomers {
    struct buf names;
    int64_t named, count;
};

static enum rc meet_program(void *context, const char *code, struct err *err)
{
    enum { NAMED_MAX = 8, NAMES_BYTES = 400 };
    struct newcomers *met = context;
    bool first = met->count++ == 0;
    if (!first && (met->named == NAMED_MAX || met->names.length + strlen(code) > NAMES_BYTES))
        return RC_OK;
    met->named++;
    buf_addf(&met->names, "%s%s", first ? "" : ", ", code);
    return buf_check(&met->names, err);
}

/* Worth a word: they have neither split nor threshold yet. One for all of them,
 * however many a report brings. */
static void warn_new_programs(struct app *app, int64_t journal)
{
    struct newcomers met = {.count = 0};
    struct buf set;
    struct err ignored;
    err_init(&ignored);
    buf_init(&met.names);
    if (programs_made_by(app->book, journal, meet_program, &met, &ignored) != RC_OK)
        met.count = 0;
    if (met.count > met.named)
        buf_addf(&met.names, _(" and %lld more"), (long long)(met.count - met.named));
    buf_init(&set);
    app_add_program_set(&set, met.names.text, "--split 60/40 --threshold USD");
    if (met.count == 1)
        app_warn(app,
                 _("program %s is new: set its terms with '%s', or say which program it is with "
                   "'coffer program set CODE --alias NAME'"),
                 met.names.text, set.text);
    else if (met.count > 1)
        app_warn(app,
                 _("%lld programs are new (%s): set the terms of each with 'coffer program set "
                   "CODE --split 60/40 --threshold USD', or say which program it is with 'coffer "
                   "program set CODE --alias NAME'; 'coffer program list' shows them"),
                 (long long)met.count, met.names.text);
    buf_release(&met.names);
    buf_release(&set);
}

/* What the rows speak of, for somebody who looks before it is in the book. */
static enum rc tell_contents(const struct intake *intake, struct tx *tx,
                             const struct import_result *results, struct err *err)
{
    const struct import_request *request = intake->request;
    struct book *book = intake->app->book;
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && request->month != NULL && i < request->file_count; i++)
        rc = import_months(book, results[i].number, request->month, request->context, err);
    if (rc == RC_OK && request->program != NULL)
        rc = programs_made_by(book, tx_number(tx), request->program, request->context, err);
    return rc;
}

static enum rc finish(struct intake *intake, struct tx *tx, struct import_result *results,
                      struct err *err)
{
    const struct import_request *request = intake->request;
    struct import_counts sum = {0};
    struct app *app = intake->app;
    for (size_t i = 0; i < request->file_count; i++) {
        sum.rows += results[i].counts.rows;
        sum.new += results[i].counts.new;
        sum.updated += results[i].counts.updated;
        sum.unchanged += results[i].counts.unchanged;
    }
    enum rc rc = importer_finish(intake->importer, err);
    if (rc == RC_OK)
        rc = tell_contents(intake, tx, results, err);
    if (rc == RC_OK)
        rc = overdrawn_find(app, &intake->after, err);
    if (rc == RC_OK && intake->rejected > 0 && request->skip_rejects == NULL)
        rc = err_set(
            err, RC_CONTENT,
            ngettext("the import: %lld row was rejected, so nothing was changed: mend it, or "
                     "import the others with --skip-rejects FILE",
                     "the import: %lld rows were rejected, so nothing was changed: mend "
                     "them, or import the others with --skip-rejects FILE",
                     (unsigned long)intake->rejected),
            (long long)intake->rejected);
    if (rc == RC_OK && !request->dry_run && intake->rejects != NULL)
        rc = rejects_write(intake->rejects, request->skip_rejects, err);
    if (rc == RC_OK && !request->dry_run)
        rc = app_commit(app, tx, "import", err,
                        _("%s%s: %lld new, %lld updated, %lld unchanged, %lld rejected"),
                        results[0].base, request->file_count > 1 ? _(" and others") : "",
                        (long long)sum.new, (long long)sum.updated, (long long)sum.unchanged,
                        (long long)intake->rejected);
    return rc;
}

static enum rc import(struct app *app, const struct import_request *request,
                      struct import_result *results, struct err *err)
{
    struct intake intake = {.app = app, .request = request};
    struct tx *tx = NULL;
    buf_init(&intake.raw);
    enum rc rc = app_may(app, MAY_IMPORT, err);
    if (rc == RC_OK && request->skip_rejects != NULL)
        rc = guard_rejects(request->skip_rejects, request->files, request->file_count,
                           book_path(app->book), err);
    if (rc == RC_OK && request->skip_rejects != NULL)
        rc = rejects_new(&intake.rejects, err);
    if (rc == RC_OK)
        rc = app_begin(app, MAY_IMPORT, TX_BATCH, &tx, err);
    if (rc == RC_OK)
        rc = overdrawn_find(app, &intake.before, err);
    if (rc == RC_OK)
        rc = importer_new(tx, on_reject, &intake, &intake.importer, err);
    for (size_t i = 0; rc == RC_OK && i < request->file_count; i++)
        rc = take_file(&intake, request->files[i], &results[i], err);
    if (rc == RC_OK)
        rc = finish(&intake, tx, results, err);
    int64_t journal = rc == RC_OK && !request->dry_run ? tx_number(tx) : 0;
    for (size_t i = 0; request->dry_run && i < request->file_count; i++)
        results[i].number = 0;
    source_free(intake.source);
    importer_free(intake.importer);
    tx_end(tx);
    rejects_free(intake.rejects);
    buf_release(&intake.raw);
    if (journal != 0)
        warn_new_programs(app, journal);
    if (rc == RC_OK)
        overdrawn_warn(app, &intake.before, &intake.after);
    overdrawn_release(&intake.before);
    overdrawn_release(&intake.after);
    return rc;
}

/* A dry run is a real one that is taken back; of a book that may not be written it
 * runs on a private copy. */
static enum rc import_into_copy(struct app *app, const struct import_request *request,
                                struct import_result *results, struct err *err)
{
    struct book *book = app->book, *copy = NULL;
    char *dir = NULL;
    bool old = false;
    struct buf path;
    buf_init(&path);
    enum rc rc = sidecopy_folder(&dir, err);
    buf_addf(&path, "%s/book", dir != NULL ? dir : "");
    if (rc == RC_OK)
        rc = buf_check(&path, err);
    if (rc == RC_OK)
        rc = book_backup(book, path.text, NULL, NULL, err);
    if (rc == RC_OK)
        rc = book_open(path.text, BOOK_WRITE, &copy, &old, err);
    if (rc == RC_OK) {
        app->book = copy;
        rc = import(app, request, results, err);
        app->book = book;
    }
    book_close(copy);
    sidecopy_remove(dir);
    buf_release(&path);
    return rc;
}

enum rc app_import(struct app *app, const struct import_request *request,
                   struct import_result *results, struct err *err)
{
    return request->dry_run && book_is_read_only(app->book)
               ? import_into_copy(app, request, results, err)
               : import(app, request, results, err);
}

/* ---- what came in ------------------------------------------------------------------------------
 */

struct inflow {
    struct app *app;
    import_visit *visit;
    import_month_visit *month;
    import_change_visit *change;
    void *context;
    int64_t number; /* 0: all */
    bool found;
};

static enum rc list_import(void *context, const struct import_record *record, struct err *err)
{
    struct inflow *inflow = context;
    bool visible = true;
    if (inflow->number != 0 && inflow->number != record->number)
        return RC_OK;
    enum rc rc = journal_row_visible(inflow->app->book, record->journal, app_sees_row, inflow->app,
                                     &visible, err);
    if (rc != RC_OK || !visible)
        return rc;
    inflow->found = true;
    return inflow->visit(inflow->context, record, err);
}

enum rc app_import_list(struct app *app, import_visit *visit, void *context, struct err *err)
{
    struct inflow inflow = {.app = app, .visit = visit, .context = context};
    return imports_list(app->book, list_import, &inflow, err);
}

static enum rc no_import(int64_t number, struct err *err)
{
    return err_set(err, RC_RULE,
                   _("import %lld: there is none of this number: 'coffer import list' shows them"),
                   (long long)number);
}

static enum rc note_import(void *context, const struct import_record *record, struct err *err)
{
    struct inflow *inflow = context;
    (void)err;
    inflow->found = inflow->found || record->number == inflow->number;
    return RC_OK;
}

static enum rc note_seen(void *context, const struct import_month *month, struct err *err)
{
    struct inflow *inflow = context;
    (void)err;
    inflow->found = inflow->found || app_sees(inflow->app, month->program, month->location);
    return RC_OK;
}

enum rc app_known_import(struct app *app, int64_t number, struct err *err)
{
    struct inflow inflow = {.app = app, .number = number};
    enum rc rc = member_is_scoped(app->member)
                     ? import_months(app->book, number, note_seen, &inflow, err)
                     : imports_list(app->book, note_import, &inflow, err);
    return rc == RC_OK && !inflow.found ? no_import(number, err) : rc;
}

enum rc app_import_show(struct app *app, int64_t number, import_visit *visit,
                        import_month_visit *month, import_change_visit *change, void *context,
                        struct err *err)
{
    struct inflow inflow = {.app = app, .visit = visit, .context = context, .number = number};
    enum rc rc = number > 0 ? imports_list(app->book, list_import, &inflow, err) : RC_OK;
    if (rc == RC_OK && !inflow.found)
        rc = no_import(number, err);
    if (rc == RC_OK)
        rc = import_months(app->book, number, month, context, err);
    if (rc == RC_OK)
        rc = import_changes(app->book, number, change, context, err);
    return rc;
}
