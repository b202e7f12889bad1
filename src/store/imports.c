/* SPDX-License-Identifier: MIT */
#include "store/imports.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/words.h"
#include "store/importer.h"
#include "store/months.h"
#include "store/rows.h"
#include "store/words.h"

/* A run: so many rows, or so many bytes of text. */
enum { RUN_ROWS = 8192, RUN_BYTES = 6 << 20 };

struct item {
    bool good;
    struct import_row row; /* text lies in the arena */
    struct text raw;
    char *column, *reason; /* of a bad row; in the arena */
    int64_t line;
    int64_t key; /* the earning it met or made */
};

struct repeat {
    int64_t import, rows;
};

struct importer {
    struct tx *tx;
    struct book *book;
    import_reject *reject;
    void *context;
    struct shared *shared;
    struct keys *keys;
    struct tally *tally;
    struct months *months;

    int64_t next_key;
    int64_t first_new; /* the command's first new key: before it, the book's own */

    /* The file that is being read. */
    int64_t import, stream;
    char *stream_name;
    struct import_counts counts;
    int64_t file_first;  /* first new key of this file */
    unsigned char *seen; /* a bit per key: met in this file */
    size_t seen_bytes;
    struct repeat *repeats; /* unchanged rows by the import they came from */
    size_t repeat_count;
    int64_t owner_stream, owner_import; /* the last answer of owner_of */

    struct closed_period *closed;
    size_t closed_count;

    size_t count;
    struct item items[RUN_ROWS];
    struct id_lookup lookups[RUN_ROWS];
    size_t order[RUN_ROWS]; /* item → its lookup */
    size_t used;
    char *arena; /* RUN_BYTES, or one row that is larger */
    size_t arena_size;
};

struct closed_period {
    struct period period;
    char *program; /* NULL: all */
};

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
    if (rc == RC_OK)
        rc = closed_list(importer->book, note_closed, importer, err);
    importer->first_new = importer->next_key;
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
    free(importer->stream_name);
    free(importer->seen);
    free(importer->repeats);
    free(importer->arena);
    free(importer);
}

/* ---- what the book has already ------------------------------------------------------- */

static enum rc mark_seen(struct importer *importer, int64_t key, bool *ret_before, struct err *err)
{
    size_t at = (size_t)(key / 8);
    unsigned char bit = (unsigned char)(1u << (key % 8));
    if (at >= importer->seen_bytes) {
        size_t grown = at * 2 + 4096;
        unsigned char *seen = realloc(importer->seen, grown);
        if (seen == NULL)
            return err_memory(err);
        memset(seen + importer->seen_bytes, 0, grown - importer->seen_bytes);
        importer->seen = seen;
        importer->seen_bytes = grown;
    }
    *ret_before = (importer->seen[at] & bit) != 0;
    importer->seen[at] |= bit;
    return RC_OK;
}

static enum rc owner_of(struct importer *importer, int64_t stream, int64_t *ret, struct err *err)
{
    enum rc rc = RC_OK;
    if (stream != importer->owner_stream)
        rc = query_number(importer->book, SQL_STREAM_IMPORT, stream, &importer->owner_import, err);
    importer->owner_stream = stream;
    *ret = importer->owner_import;
    return rc;
}

static enum rc note_repeat(struct importer *importer, const struct stored *stored, struct err *err)
{
    int64_t owner = 0;
    enum rc rc = RC_OK;
    if (stored->stream == 0)
        return RC_OK;
    rc = owner_of(importer, stored->stream, &owner, err);
    if (rc != RC_OK || owner == importer->import)
        return rc;
    for (size_t i = 0; i < importer->repeat_count; i++) {
        if (importer->repeats[i].import == owner) {
            importer->repeats[i].rows++;
            return RC_OK;
        }
    }
    struct repeat *repeat = NULL;
    rc = rows_push((void **)&importer->repeats, &importer->repeat_count, sizeof(*repeat),
                   (void **)&repeat, err);
    if (rc == RC_OK)
        *repeat = (struct repeat){owner, 1};
    return rc;
}

/* ---- one row --------------------------------------------------------------------------- */

static enum rc resolve(struct importer *importer, const struct import_row *row,
                       struct resolved *ret, struct err *err)
{
    const struct shared_name *name = NULL;
    ret->row = row;
    enum rc rc = shared_name(importer->shared, row->program, &name, err);
    if (rc != RC_OK)
        return rc;
    ret->name = name->key;
    memcpy(ret->program, name->code, strlen(name->code) + 1);
    rc = shared_location(importer->shared, row->location, &ret->location, err);
    if (rc == RC_OK)
        rc = shared_location_called(importer->shared, importer->import, ret->location,
                                    row->location_name, row->country, err);
    ret->type_word = 0;
    if (rc == RC_OK && row->type == EARNING_UNKNOWN)
        rc = shared_word(importer->shared, WORD_TYPE, row->type_text, &ret->type_word, err);
    for (int i = 0; rc == RC_OK && i < DETAIL_COUNT; i++) {
        ret->details[i] = 0;
        if (!detail_is_text((enum detail)i))
            rc = shared_word(importer->shared, i, row->details[i], &ret->details[i], err);
    }
    return rc;
}

static enum rc emit_reject(struct importer *importer, const struct item *item, const char *column,
                           const char *reason, struct err *err)
{
    importer->counts.rejected++;
    return importer->reject(importer->context, item->line, column, reason, item->raw, err);
}

/* A total is split by its program's terms; without a split it cannot come in. */
static enum rc split_total(struct importer *importer, const char *program,
                           struct tally_earning *earning, bool *ret_can, struct err *err)
{
    struct program_record record = {0};
    struct err why;
    struct share share = {0};
    bool found = false;
    enum rc rc = program_load(importer->book, program, &found, &record, err);
    if (rc != RC_OK)
        return rc;
    err_init(&why);
    bool has = terms_split(&record.terms, earning->date, &share);
    *ret_can = earning_sides(EARNING_TOTAL, &earning->amounts, has ? &share : NULL, true,
                             &earning->sides, &why) == RC_OK;
    program_record_release(&record);
    return RC_OK;
}

/* Overflow is told with file and line, and refuses the file. */
static enum rc count(struct importer *importer, const struct tally_earning *earning,
                     enum tally_sign sign, int64_t line, struct err *err)
{
    struct err why;
    err_init(&why);
    enum rc rc = tally_add(importer->tally, earning, sign, &why);
    if (rc == RC_RULE)
        return err_set(err, RC_CONTENT, _("%s line %lld: %s"), importer->stream_name,
                       (long long)line, why.text);
    if (rc != RC_OK)
        *err = why;
    return rc;
}

static void bind_row(struct query *q, struct importer *importer, const struct resolved *resolved,
                     const struct stored *stored)
{
    const struct import_row *row = resolved->row;
    sqlite3_stmt *stmt = q->stmt;
    int at = 1; /* by place: this is the inner loop of an import */
    (void)sqlite3_bind_int64(stmt, at++, importer->stream);
    (void)sqlite3_bind_int64(stmt, at++, row->line);
    (void)sqlite3_bind_int64(stmt, at++, resolved->name);
    (void)sqlite3_bind_int64(stmt, at++, resolved->location);
    (void)sqlite3_bind_int64(stmt, at++, row->date.day);
    (void)sqlite3_bind_int64(stmt, at++, row->type);
    if (resolved->type_word != 0)
        (void)sqlite3_bind_int64(stmt, at, resolved->type_word);
    at++;
    (void)sqlite3_bind_text(stmt, at++, row->amounts.currency.code, 3, SQLITE_STATIC);
    (void)sqlite3_bind_int64(stmt, at++, row->amounts.amount.micros);
    (void)sqlite3_bind_int64(stmt, at++, row->amounts.usd.micros);
    for (int i = 0; i < DETAIL_COUNT; i++, at++) {
        if (detail_is_text((enum detail)i)) {
            if (row->details[i].length > 0)
                (void)sqlite3_bind_text64(stmt, at, row->details[i].bytes, row->details[i].length,
                                          SQLITE_STATIC, SQLITE_UTF8);
            continue;
        }
        /* Blank in the report: what the book has stays. */
        int64_t word = resolved->details[i];
        if (stored != NULL && (word == 0 || (stored->changed & UINT32_C(1) << i) == 0))
            word = stored->details[i];
        if (word != 0)
            (void)sqlite3_bind_int64(stmt, at, word);
    }
    (void)sqlite3_bind_int64(stmt, at, tx_number(importer->tx));
}

static enum rc insert_row(struct importer *importer, struct item *item,
                          const struct resolved *resolved, int64_t hash, struct err *err)
{
    struct query q;
    const struct import_row *row = resolved->row;
    item->key = importer->next_key++;
    query_begin(&q, importer->book, SQL_EARNING_INSERT);
    if (q.code == SQLITE_OK) {
        bind_row(&q, importer, resolved, NULL);
        query_int(&q, ":key", item->key);
        query_text_n(&q, ":id", row->id.bytes, row->id.length);
    }
    enum rc rc = query_done(&q, err);
    query_end(&q);
    return rc == RC_OK ? keys_add(importer->keys, hash, item->key, err) : rc;
}

static enum rc update_row(struct importer *importer, const struct resolved *resolved,
                          const struct stored *stored, bool *ret_first, struct err *err)
{
    struct query q;
    enum rc rc = RC_OK;
    *ret_first = false;
    if (stored->key < importer->file_first) {
        query_begin(&q, importer->book, SQL_EARNING_REPLACED_ADD);
        query_int(&q, ":key", stored->key);
        query_int(&q, ":import", importer->import);
        rc = query_done(&q, err);
        *ret_first = rc == RC_OK && sqlite3_changes(importer->book->db) > 0;
        query_end(&q);
    }
    query_begin(&q, importer->book, SQL_EARNING_UPDATE);
    if (q.code == SQLITE_OK) {
        bind_row(&q, importer, resolved, stored);
        query_int(&q, ":key", stored->key);
    }
    if (rc == RC_OK)
        rc = query_done(&q, err);
    query_end(&q);
    return rc;
}

static bool in_closed_period(const struct importer *importer, const char *program, struct date date)
{
    struct period period;
    for (size_t i = 0; i < importer->closed_count; i++)
        if ((importer->closed[i].program == NULL ||
             strcmp(importer->closed[i].program, program) == 0) &&
            period_of(date, &period) && period_compare(period, importer->closed[i].period) == 0)
            return true;
    return false;
}

static struct tally_earning tally_of(const struct resolved *resolved)
{
    return (struct tally_earning){
        .name = resolved->name,
        .location = resolved->location,
        .program = resolved->program,
        .id_hash = digest_short(resolved->row->id.bytes, resolved->row->id.length),
        .date = resolved->row->date,
        .type = resolved->row->type,
        .amounts = resolved->row->amounts};
}

static enum rc take_new(struct importer *importer, struct item *item,
                        const struct resolved *resolved, int64_t hash, struct err *err)
{
    struct tally_earning earning = tally_of(resolved);
    bool can = true, before = false;
    enum rc rc = RC_OK;
    if (earning.type == EARNING_TOTAL)
        rc = split_total(importer, resolved->program, &earning, &can, err);
    if (rc == RC_OK && !can)
        return emit_reject(importer, item, "earningType",
                           _("a total cannot be divided: the program has no split on that day; set "
                             "one with 'coffer program set'"),
                           err);
    if (rc == RC_OK)
        rc = insert_row(importer, item, resolved, hash, err);
    if (rc == RC_OK)
        rc = mark_seen(importer, item->key, &before, err);
    if (rc == RC_OK)
        rc = count(importer, &earning, TALLY_COMES, item->line, err);
    importer->counts.new += 1;
    if (in_closed_period(importer, resolved->program, resolved->row->date))
        importer->counts.after_close++;
    return rc;
}

/* The tally loses the old figures and takes the new ones. */
static enum rc recount(struct importer *importer, const struct resolved *resolved,
                       const struct stored *stored, int64_t line, bool *ret_can, struct err *err)
{
    struct tally_earning now = tally_of(resolved);
    struct tally_earning then = {.name = stored->name,
                                 .location = stored->location,
                                 .id_hash = now.id_hash,
                                 .date = stored->date,
                                 .type = stored->type,
                                 .amounts = stored->amounts};
    struct query q;
    bool row = false;
    char code[PROGRAM_CODE_MAX] = "";
    query_begin(&q, importer->book, SQL_PROGRAM_OF_NAME_KEY);
    query_int(&q, ":key", stored->name);
    enum rc rc = query_row(&q, &row, err);
    if (rc == RC_OK && row)
        (void)snprintf(code, sizeof(code), "%s", query_get_text(&q, 0));
    query_end(&q);
    then.program = code;
    if (rc == RC_OK && then.type == EARNING_TOTAL)
        rc = split_total(importer, code, &then, ret_can, err);
    if (rc == RC_OK && *ret_can && now.type == EARNING_TOTAL)
        rc = split_total(importer, resolved->program, &now, ret_can, err);
    if (rc != RC_OK || !*ret_can || stored->excluded)
        return rc;
    rc = count(importer, &then, TALLY_GOES, line, err);
    return rc == RC_OK ? count(importer, &now, TALLY_COMES, line, err) : rc;
}

/* The spelling of a program's name belongs to the row's figures: it is taken
 * over with the first other change, never counted as one. */
static enum rc take_known(struct importer *importer, struct item *item,
                          const struct resolved *resolved, struct err *err)
{
    struct stored stored;
    bool before = false, can = true, first = false;
    enum rc rc = compare_with_book(importer->book, item->key, resolved, &stored, err);
    if (rc == RC_OK)
        rc = mark_seen(importer, item->key, &before, err);
    if (rc != RC_OK)
        return rc;
    if (before && (stored.changed & import_identity_fields) != 0)
        return emit_reject(importer, item, "earningId",
                           _("the same id stands earlier in this file with other figures"), err);
    if (before)
        stored.changed &= import_payment_fields;
    if (stored.changed == 0) {
        importer->counts.unchanged++;
        return before ? RC_OK : note_repeat(importer, &stored, err);
    }
    rc = recount(importer, resolved, &stored, item->line, &can, err);
    if (rc == RC_OK && !can)
        return emit_reject(importer, item, "earningType",
                           _("a total cannot be divided: the program has no split on that day; set "
                             "one with 'coffer program set'"),
                           err);
    if (rc == RC_OK)
        rc = update_row(importer, resolved, &stored, &first, err);
    if (!first) {
        importer->counts.unchanged++; /* a repeated line of what this file made or updated */
        return rc;
    }
    importer->counts.updated++;
    for (int i = 0; i < IMPORT_FIELDS; i++)
        importer->counts.changed[i] += stored.changed >> i & 1;
    if (in_closed_period(importer, resolved->program, resolved->row->date))
        importer->counts.after_close++;
    return rc;
}

/* ---- runs -------------------------------------------------------------------------------- */

/* An id that stands twice in a run: the later item meets what the earlier one
 * made, which is known only once that one is settled. Lookups of one hash lie
 * side by side, so the earlier item is found by walking back. */
static int compare_places(const void *a, const void *b)
{
    const struct id_lookup *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return (x->place > y->place) - (x->place < y->place);
}

static void find_twins(struct importer *importer, size_t count)
{
    qsort(importer->lookups, count, sizeof(importer->lookups[0]), compare_places);
    for (size_t i = 1; i < count; i++) {
        struct id_lookup *lookup = &importer->lookups[i];
        for (size_t j = i; j-- > 0 && importer->lookups[j].hash == lookup->hash;) {
            const struct id_lookup *earlier = &importer->lookups[j];
            if (earlier->id.length == lookup->id.length &&
                memcmp(earlier->id.bytes, lookup->id.bytes, lookup->id.length) == 0) {
                lookup->has_twin = true;
                lookup->twin = earlier->place;
                break;
            }
        }
    }
}

static enum rc settle(struct importer *importer, struct item *item, int64_t hash, struct err *err)
{
    struct resolved resolved;
    enum rc rc = resolve(importer, &item->row, &resolved, err);
    if (rc != RC_OK)
        return rc;
    int64_t rejected = importer->counts.rejected;
    rc = item->key != 0 ? take_known(importer, item, &resolved, err)
                        : take_new(importer, item, &resolved, hash, err);
    if (rc != RC_OK || rejected != importer->counts.rejected)
        return rc;
    struct import_counts *counts = &importer->counts;
    if (!counts->has_dates || date_compare(item->row.date, counts->first) < 0)
        counts->first = item->row.date;
    if (!counts->has_dates || date_compare(item->row.date, counts->last) > 0)
        counts->last = item->row.date;
    counts->has_dates = true;
    counts->rounded += item->row.rounded;
    counts->unknown += item->row.type == EARNING_UNKNOWN;
    return months_add(importer->months, importer->import, resolved.name, resolved.location,
                      date_month(item->row.date), err);
}

static enum rc flush_run(struct importer *importer, struct err *err)
{
    size_t good = 0;
    for (size_t i = 0; i < importer->count; i++) {
        const struct item *item = &importer->items[i];
        if (item->good)
            importer->lookups[good++] =
                (struct id_lookup){.hash = digest_short(item->row.id.bytes, item->row.id.length),
                                   .id = item->row.id,
                                   .place = i};
    }
    enum rc rc = keys_find(importer->keys, importer->lookups, good, err);
    find_twins(importer, good);
    /* Back into file order. */
    for (size_t i = 0; i < good; i++)
        importer->order[importer->lookups[i].place] = i;
    for (size_t i = 0; rc == RC_OK && i < importer->count; i++) {
        struct item *item = &importer->items[i];
        if (!item->good) {
            rc = emit_reject(importer, item, item->column, item->reason, err);
            continue;
        }
        const struct id_lookup *lookup = &importer->lookups[importer->order[i]];
        item->key = lookup->key;
        if (item->key == 0 && lookup->has_twin)
            item->key = importer->items[lookup->twin].key;
        rc = settle(importer, item, lookup->hash, err);
    }
    importer->count = 0;
    importer->used = 0;
    return rc;
}

enum rc importer_settle(struct importer *importer, struct err *err)
{
    return flush_run(importer, err);
}

static char *copy_in(struct importer *importer, const char *bytes, size_t length)
{
    char *copy = importer->arena + importer->used;
    if (length > 0)
        memcpy(copy, bytes, length);
    copy[length] = '\0';
    importer->used += length + 1;
    return copy;
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

enum rc importer_row(struct importer *importer, const struct import_row *row, struct text raw,
                     struct err *err)
{
    struct import_row copy = *row;
    struct text *texts[6 + DETAIL_COUNT] = {&copy.id,       &copy.program,
                                            &copy.location, &copy.location_name,
                                            &copy.country,  &copy.type_text};
    struct item *item = NULL;
    size_t bytes = raw.length + 1;
    for (size_t i = 0; i < DETAIL_COUNT; i++)
        texts[6 + i] = &copy.details[i];
    for (size_t i = 0; i < 6 + DETAIL_COUNT; i++)
        bytes += texts[i]->length + 1;
    enum rc rc = make_room(importer, bytes, &item, err);
    if (rc != RC_OK)
        return rc;
    for (size_t i = 0; i < 6 + DETAIL_COUNT; i++)
        texts[i]->bytes = copy_in(importer, texts[i]->bytes, texts[i]->length);
    *item = (struct item){.good = true, .row = copy, .line = row->line};
    item->raw = (struct text){copy_in(importer, raw.bytes, raw.length), raw.length};
    return RC_OK;
}

enum rc importer_bad_row(struct importer *importer, int64_t line, const char *column,
                         const char *reason, struct text raw, struct err *err)
{
    struct item *item = NULL;
    enum rc rc = make_room(importer, raw.length + strlen(column) + strlen(reason) + 3, &item, err);
    if (rc != RC_OK)
        return rc;
    *item = (struct item){.good = false, .line = line};
    item->raw = (struct text){copy_in(importer, raw.bytes, raw.length), raw.length};
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
    if (rc == RC_OK)
        rc = tally_flush(importer->tally, err);
    if (rc == RC_OK)
        rc = months_flush(importer->months, err);
    query_begin(&q, importer->book, SQL_TOUCH_IMPORT);
    query_int(&q, ":number", tx_number(importer->tx));
    if (rc == RC_OK)
        rc = query_done(&q, err);
    query_end(&q);
    return rc;
}
