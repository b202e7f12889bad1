/* SPDX-License-Identifier: MIT */
/* An import: its runs of rows, its streams and files. */
#include "store/imports.h"

#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "store/customers.h"
#include "store/importer.h"
#include "store/months.h"
#include "store/rows.h"
#include "store/words.h"

/* ---- making ------------------------------------------------------------------------ */

static enum rc note_closed(void *context, struct period period, const char *program,
                           struct err *err)
{
    struct importer *importer = context;
    struct closed_period *closed = NULL;
    enum rc rc = rows_push((void **)&importer->closed, &importer->closed_count, sizeof(*closed),
                           (void **)&closed, err);
    if (rc != RC_OK)
        return rc;
    closed->period = period;
    return program != NULL ? rows_copy(program, &closed->program, err) : RC_OK;
}

enum rc importer_new(struct tx *tx, import_reject *reject, void *context, struct importer **ret,
                     struct err *err)
{
    struct importer *importer = calloc(1, sizeof(*importer));
    if (importer == NULL)
        return err_memory(err);
    importer->tx = tx;
    importer->book = tx_book(tx);
    importer->reject = reject;
    importer->context = context;
    importer->arena_size = RUN_BYTES;
    importer->arena = malloc(importer->arena_size);
    enum rc rc = importer->arena == NULL ? err_memory(err) : RC_OK;
    if (rc == RC_OK)
        rc = shared_new(tx, &importer->shared, err);
    if (rc == RC_OK)
        rc = keys_new(importer->book, &importer->keys, err);
    if (rc == RC_OK)
        rc = tally_new(importer->book, &importer->tally, err);
    if (rc == RC_OK)
        rc = months_new(importer->book, &importer->months, err);
    if (rc == RC_OK)
        rc = query_number(importer->book, SQL_EARNING_NEXT_KEY, 0, &importer->next_key, err);
    importer->first_new = importer->next_key;
    if (rc == RC_OK)
        rc = closed_list(importer->book, note_closed, importer, err);
    if (rc != RC_OK)
        importer_free(importer);
    else
        *ret = importer;
    return rc;
}

void importer_free(struct importer *importer)
{
    if (importer == NULL)
        return;
    shared_free(importer->shared);
    keys_free(importer->keys);
    tally_free(importer->tally);
    months_free(importer->months);
    for (size_t i = 0; i < importer->closed_count; i++)
        free(importer->closed[i].program);
    free(importer->closed);
    program_record_release(&importer->termed);
    free(importer->stream_name);
    free(importer->seen);
    free(importer->repeats);
    free(importer->arena);
    free(importer);
}

/* ---- runs -------------------------------------------------------------------------------- */

static enum rc flush_run(struct importer *importer, struct err *err)
{
    size_t good = 0;
    for (size_t i = 0; i < importer->count; i++) {
        struct item *item = &importer->items[i];
        if (!item->good)
            continue;
        item->lookup = &importer->lookups[good++];
        *item->lookup = (struct id_lookup){
            .hash = digest_short(item->row.id.bytes, item->row.id.length), .id = item->row.id};
    }
    enum rc rc =
        follow_book(importer->book, importer->items, importer->count, &importer->follow_next, err);
    if (rc == RC_OK)
        rc = keys_find(importer->keys, importer->lookups, good, err);
    for (size_t i = 0; rc == RC_OK && i < importer->count; i++)
        rc = settle_item(importer, &importer->items[i], err);
    if (rc == RC_OK)
        rc = settle_fresh(importer, err);
    importer->count = 0;
    importer->used = 0;
    return rc;
}

enum rc importer_settle(struct importer *importer, struct err *err)
{
    return flush_run(importer, err);
}

static const char *copy_in(struct importer *importer, const char *bytes, size_t length)
{
    char *copy = importer->arena + importer->used;
    if (length > 0)
        memcpy(copy, bytes, length);
    copy[length] = '\0';
    importer->used += length + 1;
    return copy;
}

static struct text text_in(struct importer *importer, struct text text)
{
    return (struct text){copy_in(importer, text.bytes, text.length), text.length};
}

/* Room for one more item with `bytes` of text. */
static enum rc make_room(struct importer *importer, size_t bytes, struct item **ret,
                         struct err *err)
{
    enum rc rc = RC_OK;
    if (importer->count == RUN_ROWS || importer->used + bytes > importer->arena_size)
        rc = flush_run(importer, err);
    if (rc == RC_OK && bytes > importer->arena_size) {
        char *grown = realloc(importer->arena, bytes);
        if (grown == NULL)
            return err_memory(err);
        importer->arena = grown;
        importer->arena_size = bytes;
    }
    if (rc == RC_OK) {
        *ret = &importer->items[importer->count++];
        importer->counts.rows++;
    }
    return rc;
}

/* Looks up what the row shares with others. */
static enum rc resolve(struct importer *importer, const struct import_row *row,
                       struct resolved *resolved, struct err *err)
{
    struct shared *shared = importer->shared;
    enum rc rc = shared_name(shared, row->program, &resolved->name, err);
    if (rc == RC_OK)
        rc = shared_location(shared, row->location, &resolved->location, err);
    if (rc == RC_OK)
        rc = shared_location_called(shared, importer->import, resolved->location,
                                    row->location_name, row->country, err);
    resolved->type_word = 0;
    if (rc == RC_OK && row->type == EARNING_UNKNOWN)
        rc = shared_word(shared, WORD_TYPE, row->type_text, &resolved->type_word, err);
    for (int i = 0; rc == RC_OK && i < DETAIL_COUNT; i++) {
        resolved->details[i] = 0;
        if (detail_text_place(i) < 0)
            rc = shared_word(shared, i, row->details[i], &resolved->details[i], err);
    }
    return rc;
}

enum rc importer_row(struct importer *importer, const struct import_row *row, struct text raw,
                     struct err *err)
{
    struct item *item = NULL;
    const struct text *transaction = &row->details[DETAIL_TRANSACTION];
    const struct text *amount = &row->details[DETAIL_TRANSACTION_AMOUNT];
    size_t bytes = row->id.length + transaction->length + amount->length + raw.length + 4;
    enum rc rc = make_room(importer, bytes, &item, err);
    if (rc != RC_OK)
        return rc;
    item->good = true;
    struct resolved *resolved = &item->row;
    resolved->line = row->line;
    resolved->id = text_in(importer, row->id);
    resolved->texts[detail_text_place(DETAIL_TRANSACTION)] = text_in(importer, *transaction);
    resolved->texts[detail_text_place(DETAIL_TRANSACTION_AMOUNT)] = text_in(importer, *amount);
    resolved->amounts = row->amounts;
    resolved->date = row->date;
    resolved->type = row->type;
    resolved->rounded = row->rounded;
    item->raw = text_in(importer, raw);
    return resolve(importer, row, resolved, err);
}

enum rc importer_bad_row(struct importer *importer, int64_t line, const char *column,
                         const char *reason, struct text raw, struct err *err)
{
    struct item *item = NULL;
    enum rc rc = make_room(importer, raw.length + strlen(column) + strlen(reason) + 3, &item, err);
    if (rc != RC_OK)
        return rc;
    item->good = false;
    item->row.line = line;
    item->raw = text_in(importer, raw);
    item->column = copy_in(importer, column, strlen(column));
    item->reason = copy_in(importer, reason, strlen(reason));
    return RC_OK;
}

/* ---- files ------------------------------------------------------------------------------- */

enum rc importer_file(struct importer *importer, const char *file, struct err *err)
{
    struct query q;
    importer->counts = (struct import_counts){0};
    importer->file_first = importer->next_key;
    importer->repeat_count = 0;
    free(importer->repeats);
    importer->repeats = NULL;
    if (importer->seen_bytes > 0)
        memset(importer->seen, 0, importer->seen_bytes);
    query_begin(&q, importer->book, SQL_IMPORT_ADD);
    query_int(&q, ":journal", tx_number(importer->tx));
    query_text(&q, ":file", file);
    enum rc rc = query_done(&q, err);
    importer->import = sqlite3_last_insert_rowid(importer->book->db);
    query_end(&q);
    return rc;
}

enum rc importer_stream(struct importer *importer, const char *name, struct err *err)
{
    struct query q;
    enum rc rc = flush_run(importer, err);
    char *copy = strdup(name);
    if (rc == RC_OK && copy == NULL)
        rc = err_memory(err);
    if (rc != RC_OK) {
        free(copy);
        return rc;
    }
    free(importer->stream_name);
    importer->stream_name = copy;
    query_begin(&q, importer->book, SQL_STREAM_ADD);
    query_int(&q, ":import", importer->import);
    query_text(&q, ":name", name);
    rc = query_done(&q, err);
    importer->stream = sqlite3_last_insert_rowid(importer->book->db);
    query_end(&q);
    return rc;
}

static enum rc write_repeats(struct importer *importer, struct err *err)
{
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < importer->repeat_count; i++) {
        struct query q;
        query_begin(&q, importer->book, SQL_REPEAT_ADD);
        query_int(&q, ":import", importer->import);
        query_int(&q, ":of_import", importer->repeats[i].import);
        query_int(&q, ":rows", importer->repeats[i].rows);
        rc = query_done(&q, err);
        query_end(&q);
    }
    return rc;
}

enum rc importer_file_end(struct importer *importer, int64_t bytes, int64_t *ret_number,
                          struct import_counts *ret, struct err *err)
{
    struct query q;
    enum rc rc = flush_run(importer, err);
    if (rc == RC_OK)
        rc = write_repeats(importer, err);
    const struct import_counts *counts = &importer->counts;
    query_begin(&q, importer->book, SQL_IMPORT_END);
    query_int(&q, ":number", importer->import);
    query_int(&q, ":bytes", bytes);
    query_int(&q, ":rows", counts->rows);
    query_int(&q, ":new", counts->new);
    query_int(&q, ":updated", counts->updated);
    query_int(&q, ":unchanged", counts->unchanged);
    query_int(&q, ":rejected", counts->rejected);
    query_int(&q, ":rounded", counts->rounded);
    query_int(&q, ":after_close", counts->after_close);
    query_int(&q, ":unknown", counts->unknown);
    query_int(&q, ":coopless", counts->coopless);
    query_int(&q, ":kept", counts->kept);
    query_int(&q, ":first_earning", importer->file_first);
    query_int(&q, ":last_earning", importer->next_key - 1);
    if (counts->has_dates) {
        query_int(&q, ":first_day", counts->first.day);
        query_int(&q, ":last_day", counts->last.day);
    }
    if (rc == RC_OK)
        rc = query_done(&q, err);
    query_end(&q);
    if (rc == RC_OK) {
        *ret_number = importer->import;
        *ret = importer->counts;
    }
    return rc;
}

enum rc importer_finish(struct importer *importer, struct err *err)
{
    struct query q;
    enum rc rc = keys_flush(importer->keys, err);
    keys_free(importer->keys); /* room for sorting below */
    importer->keys = NULL;
    if (rc == RC_OK)
        rc = tally_flush(importer->tally, err);
    if (rc == RC_OK)
        rc = months_flush(importer->months, err);
    if (rc == RC_OK)
        rc = customers_add(importer->book, importer->first_new, importer->next_key - 1, err);
    query_begin(&q, importer->book, SQL_TOUCH_IMPORT);
    query_int(&q, ":number", tx_number(importer->tx));
    if (rc == RC_OK)
        rc = query_done(&q, err);
    query_end(&q);
    return rc;
}
