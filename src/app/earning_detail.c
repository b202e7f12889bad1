/* SPDX-License-Identifier: MIT */
#include "app/earning_detail.h"

#include <stdlib.h>
#include <string.h>

#include "app/inside.h"
#include "base/buf.h"
#include "base/words.h"
#include "store/imports.h"
#include "store/journal.h"

struct finding {
    struct app *app;
    const struct catalog *catalog;
    struct earning_detail *detail;
    int64_t import, journal; /* of the import looked for, and its row of the log */
};

/* ---- owning ------------------------------------------------------------------------------ */

static enum rc copy(const char *text, char **ret, struct err *err)
{
    *ret = strdup(text);
    return *ret == NULL ? err_memory(err) : RC_OK;
}

static void release_entry(struct earning_entry *entry)
{
    free(entry->person);
    free(entry->action);
    free(entry->summary);
}

void earning_detail_release(struct earning_detail *detail)
{
    earning_row_release(&detail->row);
    for (int i = 0; i < DETAIL_COUNT; i++)
        free(detail->details[i]);
    release_entry(&detail->came);
    release_entry(&detail->last);
    for (size_t i = 0; i < detail->change_count; i++) {
        free(detail->changes[i].field);
        free(detail->changes[i].before);
        free(detail->changes[i].after);
    }
    free(detail->changes);
    *detail = (struct earning_detail){0};
}

/* ---- reading ------------------------------------------------------------------------------- */

static enum rc read_entry(struct app *app, int64_t number, struct earning_entry *ret,
                          struct err *err)
{
    struct journal_entry entry = {0};
    bool found = false;
    enum rc rc = journal_find(app->book, number, &found, &entry, err);
    if (rc == RC_OK && found) {
        ret->number = number;
        ret->time = entry.row.time;
        rc = copy(entry.row.person, &ret->person, err);
        if (rc == RC_OK)
            rc = copy(entry.row.action, &ret->action, err);
        if (rc == RC_OK)
            rc = copy(entry.row.summary, &ret->summary, err);
    }
    journal_entry_release(&entry);
    return rc;
}

static enum rc find_import(void *context, const struct import_record *record, struct err *err)
{
    struct finding *finding = context;
    (void)err;
    if (record->number == finding->import)
        finding->journal = record->journal;
    return RC_OK;
}

static enum rc keep_change(void *context, const struct import_change *change, struct err *err)
{
    struct earning_detail *detail = ((struct finding *)context)->detail;
    struct earning_change *grown =
        reallocarray(detail->changes, detail->change_count + 1, sizeof(*grown));
    if (grown == NULL)
        return err_memory(err);
    detail->changes = grown;
    struct earning_change *kept = &grown[detail->change_count++];
    *kept = (struct earning_change){.import = change->import};
    enum rc rc = copy(change->field, &kept->field, err);
    if (rc == RC_OK)
        rc = copy(change->before, &kept->before, err);
    return rc == RC_OK ? copy(change->after, &kept->after, err) : rc;
}

static enum rc read_history(struct finding *finding, const struct earning_record *record,
                            struct err *err)
{
    struct app *app = finding->app;
    struct earning_detail *detail = finding->detail;
    enum rc rc = RC_OK;
    finding->import = detail->import;
    finding->journal = record->made_in;
    if (detail->import != 0)
        rc = imports_list(app->book, find_import, finding, err);
    if (rc == RC_OK)
        rc = read_entry(app, finding->journal, &detail->came, err);
    if (rc == RC_OK && record->changed_in != finding->journal)
        rc = read_entry(app, record->changed_in, &detail->last, err);
    if (rc == RC_OK)
        rc = earning_changes(app->book, record->key, keep_change, finding, err);
    return rc;
}

static enum rc keep_record(void *context, const struct earning_record *record, struct err *err)
{
    struct finding *finding = context;
    struct earning_detail *detail = finding->detail;
    struct earning_line line;
    struct buf source;
    buf_init(&source);
    detail->row.place = (struct earning_place){record->date, record->key};
    detail->import = record->import;
    (void)period_of(record->date, &detail->period); /* else there is no line */
    enum rc rc = earning_record_line(finding->catalog, record, &source, &line, err);
    if (rc == RC_OK)
        rc = earning_row_own(&line, &detail->row, err);
    for (int i = 0; rc == RC_OK && i < DETAIL_COUNT; i++)
        rc = copy(record->details[i], &detail->details[i], err);
    if (rc == RC_OK)
        rc = read_history(finding, record, err);
    buf_release(&source);
    return rc;
}

enum rc app_earning_find(struct app *app, const char *id, struct earning_detail *ret,
                         struct err *err)
{
    struct catalog catalog = {0};
    struct earning_detail detail = {0};
    struct finding finding = {.app = app, .catalog = &catalog, .detail = &detail};
    int count = 0;
    enum rc rc = book_read_begin(app->book, err);
    if (rc == RC_OK)
        rc = catalog_load(app->book, &catalog, err);
    if (rc == RC_OK)
        rc = earning_find(app->book, id, app_sees_row, app, &count, keep_record, &finding, err);
    if (rc == RC_OK && count != 1)
        rc = earning_not_found(id, count, err);
    book_read_end(app->book);
    catalog_release(&catalog);
    if (rc == RC_OK)
        *ret = detail;
    else
        earning_detail_release(&detail);
    return rc;
}
