/* SPDX-License-Identifier: MIT */
/* One row of an import: new, known or rejected. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "store/customers.h"
#include "store/feed.h"
#include "store/importer.h"
#include "store/months.h"
#include "store/rows.h"

/* ---- what the book has already ------------------------------------------------------- */

/* Whether this file has met an earning before; from now on it has. */
static enum rc mark_seen(struct importer *importer, int64_t key, bool *ret_before, struct err *err)
{
    if (key >= importer->file_first) { /* this file made it */
        *ret_before = true;
        return RC_OK;
    }
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

static enum rc note_repeat(struct importer *importer, int64_t stream, struct err *err)
{
    int64_t owner = 0;
    enum rc rc = RC_OK;
    if (stream == 0)
        return RC_OK;
    rc = owner_of(importer, stream, &owner, err);
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

/* ---- writing ------------------------------------------------------------------------- */

/* Columns of earning_feed: these, then the details in order. */
enum {
    COLUMN_KEY,
    COLUMN_ID,
    COLUMN_LINE,
    COLUMN_NAME,
    COLUMN_LOCATION,
    COLUMN_DAY,
    COLUMN_TYPE,
    COLUMN_TYPE_WORD,
    COLUMN_CURRENCY,
    COLUMN_AMOUNT,
    COLUMN_USD,
    COLUMN_DETAILS
};

static void result_text(sqlite3_context *result, struct text text)
{
    if (text.length > 0)
        sqlite3_result_text64(result, text.bytes, text.length, SQLITE_STATIC, SQLITE_UTF8);
}

static void result_word(sqlite3_context *result, int64_t key)
{
    if (key != 0)
        sqlite3_result_int64(result, key);
}

static void earning_column(sqlite3_context *result, const void *place, int column)
{
    const struct item *item = *(const struct item *const *)place;
    const struct resolved *row = &item->row;
    switch (column) {
    case COLUMN_KEY:
        sqlite3_result_int64(result, item->lookup->key);
        break;
    case COLUMN_ID:
        result_text(result, row->id);
        break;
    case COLUMN_LINE:
        sqlite3_result_int64(result, row->line);
        break;
    case COLUMN_NAME:
        sqlite3_result_int64(result, row->name);
        break;
    case COLUMN_LOCATION:
        sqlite3_result_int64(result, row->location);
        break;
    case COLUMN_DAY:
        sqlite3_result_int64(result, row->date.day);
        break;
    case COLUMN_TYPE:
        sqlite3_result_int64(result, row->type);
        break;
    case COLUMN_TYPE_WORD:
        result_word(result, row->type_word);
        break;
    case COLUMN_CURRENCY:
        sqlite3_result_text(result, row->amounts.currency.code, -1, SQLITE_STATIC);
        break;
    case COLUMN_AMOUNT:
        sqlite3_result_int64(result, row->amounts.amount.micros);
        break;
    case COLUMN_USD:
        sqlite3_result_int64(result, row->amounts.usd.micros);
        break;
    default: {
        int detail = column - COLUMN_DETAILS, text = detail_text_place(detail);
        if (text >= 0)
            result_text(result, row->texts[text]);
        else
            result_word(result, row->details[detail]);
        break;
    }
    }
}

const struct feed_kind earning_feed = {.table = "earning_feed",
                                       .columns =
                                           "CREATE TABLE feed (key, id, " EARNING_FIGURES ")",
                                       .size = sizeof(const struct item *),
                                       .column = earning_column};

enum rc settle_fresh(struct importer *importer, struct err *err)
{
    struct query q;
    size_t count = importer->fresh_count;
    if (count == 0)
        return RC_OK;
    query_begin(&q, importer->book, SQL_EARNINGS_INSERT);
    query_int(&q, ":stream", importer->stream);
    query_int(&q, ":changed_in", tx_number(importer->tx));
    enum rc rc = feed_run(&q, FEED_EARNING, importer->fresh, count, err);
    query_end(&q);
    importer->fresh_count = 0;
    return rc;
}

static enum rc insert_row(struct importer *importer, struct item *item, struct err *err)
{
    item->lookup->key = importer->next_key++;
    importer->fresh[importer->fresh_count++] = item;
    return keys_add(importer->keys, item->lookup->hash, item->lookup->key, err);
}

/* Blank in the report, or not told as a change: what the book has stays. */
static void bind_details(sqlite3_stmt *stmt, int at, const struct resolved *row,
                         const struct stored *stored)
{
    for (int i = 0; i < DETAIL_COUNT; i++, at++) {
        int text = detail_text_place(i);
        bool changed = row->details[i] != 0 && (stored->changed >> i & 1) != 0;
        int64_t word = changed ? row->details[i] : stored->details[i];
        if (text >= 0 && row->texts[text].length > 0)
            (void)sqlite3_bind_text64(stmt, at, row->texts[text].bytes, row->texts[text].length,
                                      SQLITE_STATIC, SQLITE_UTF8);
        else if (text < 0 && word != 0)
            (void)sqlite3_bind_int64(stmt, at, word);
    }
}

static void bind_update(struct query *q, const struct importer *importer,
                        const struct resolved *row, const struct stored *stored)
{
    sqlite3_stmt *stmt = q->stmt;
    int at = 1; /* by place: an import may change every row of a book */
    const int64_t numbers[] = {importer->stream, row->line,     row->name,
                               row->location,    row->date.day, row->type};
    for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
        (void)sqlite3_bind_int64(stmt, at++, numbers[i]);
    if (row->type_word != 0)
        (void)sqlite3_bind_int64(stmt, at, row->type_word);
    at++;
    (void)sqlite3_bind_text(stmt, at++, row->amounts.currency.code, 3, SQLITE_STATIC);
    (void)sqlite3_bind_int64(stmt, at++, row->amounts.amount.micros);
    (void)sqlite3_bind_int64(stmt, at++, row->amounts.usd.micros);
    bind_details(stmt, at, row, stored);
    (void)sqlite3_bind_int64(stmt, at + DETAIL_COUNT, tx_number(importer->tx));
}

/* Of the rows that this import made customers_add knows at its end. */
static enum rc move_customer(struct importer *importer, const struct resolved *row,
                             const struct stored *stored, struct err *err)
{
    struct customer_day then = {stored->details[DETAIL_CUSTOMER], stored->date.day};
    struct customer_day now = {then.customer, row->date.day};
    if (row->details[DETAIL_CUSTOMER] != 0 && (stored->changed >> DETAIL_CUSTOMER & 1) != 0)
        now.customer = row->details[DETAIL_CUSTOMER];
    return customers_move(importer->book, stored->key, then, now, err);
}

static enum rc update_row(struct importer *importer, const struct resolved *row,
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
        bind_update(&q, importer, row, stored);
        query_int(&q, ":key", stored->key);
    }
    if (rc == RC_OK)
        rc = query_done(&q, err);
    query_end(&q);
    if (rc == RC_OK && stored->key < importer->first_new)
        rc = move_customer(importer, row, stored, err);
    return rc;
}

/* ---- counting ------------------------------------------------------------------------ */

/* The terms of the program asked last are kept: no import changes them. */
static enum rc ask_terms(struct importer *importer, const char *program, const struct terms **ret,
                         struct err *err)
{
    struct program_record *termed = &importer->termed;
    if (termed->code == NULL || strcmp(termed->code, program) != 0) {
        bool found = false;
        struct program_record record = {0};
        enum rc rc = program_load(importer->book, program, &found, &record, err);
        if (rc != RC_OK)
            return rc;
        program_record_release(termed);
        *termed = record;
    }
    *ret = &termed->terms;
    return RC_OK;
}

/* A total is split by its program's terms; without a split it cannot come in. */
static enum rc split_total(struct importer *importer, const char *program,
                           struct tally_earning *earning, bool *ret_can, struct err *err)
{
    struct err why;
    struct share share = {0};
    const struct terms *terms = NULL;
    enum rc rc = ask_terms(importer, program, &terms, err);
    if (rc != RC_OK)
        return rc;
    err_init(&why);
    bool has = terms_split(terms, earning->date, &share);
    *ret_can = earning_sides(EARNING_TOTAL, &earning->amounts, has ? &share : NULL, true,
                             &earning->sides, &why) == RC_OK;
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

static struct tally_earning tally_of(const struct item *item, const char *program)
{
    const struct resolved *row = &item->row;
    return (struct tally_earning){.name = row->name,
                                  .location = row->location,
                                  .program = program,
                                  .id_hash = item->lookup->hash,
                                  .date = row->date,
                                  .type = row->type,
                                  .amounts = row->amounts};
}

/* The tally loses the old figures and takes the new ones. */
static enum rc recount(struct importer *importer, const struct item *item, const char *program,
                       const struct stored *stored, bool *ret_can, struct err *err)
{
    struct tally_earning now = tally_of(item, program);
    struct tally_earning then = {.name = stored->name,
                                 .location = stored->location,
                                 .id_hash = now.id_hash,
                                 .date = stored->date,
                                 .type = stored->type,
                                 .amounts = stored->amounts};
    const char *code = NULL;
    enum rc rc = shared_program(importer->shared, stored->name, &code, err);
    then.program = code;
    if (rc == RC_OK && then.type == EARNING_TOTAL)
        rc = split_total(importer, code, &then, ret_can, err);
    if (rc == RC_OK && *ret_can && now.type == EARNING_TOTAL)
        rc = split_total(importer, program, &now, ret_can, err);
    if (rc != RC_OK || !*ret_can || stored->excluded)
        return rc;
    rc = count(importer, &then, TALLY_GOES, item->row.line, err);
    return rc == RC_OK ? count(importer, &now, TALLY_COMES, item->row.line, err) : rc;
}

/* ---- one row ------------------------------------------------------------------------- */

static enum rc emit_reject(struct importer *importer, const struct item *item, const char *column,
                           const char *reason, struct err *err)
{
    importer->counts.rejected++;
    return importer->reject(importer->context, item->row.line, column, reason, item->raw, err);
}

static enum rc reject_total(struct importer *importer, const struct item *item, struct err *err)
{
    return emit_reject(importer, item, "earningType",
                       _("a total cannot be divided: the program has no split on that day; set "
                         "one with 'coffer program set'"),
                       err);
}

static enum rc take_new(struct importer *importer, struct item *item, const char *program,
                        struct err *err)
{
    struct tally_earning earning = tally_of(item, program);
    bool can = true;
    enum rc rc = RC_OK;
    if (earning.type == EARNING_TOTAL)
        rc = split_total(importer, program, &earning, &can, err);
    if (rc == RC_OK && !can)
        return reject_total(importer, item, err);
    if (rc == RC_OK)
        rc = insert_row(importer, item, err);
    if (rc == RC_OK)
        rc = count(importer, &earning, TALLY_COMES, item->row.line, err);
    importer->counts.new += 1;
    if (in_closed_period(importer, program, item->row.date))
        importer->counts.after_close++;
    return rc;
}

static enum rc change_known(struct importer *importer, const struct item *item, const char *program,
                            const struct stored *stored, struct err *err)
{
    bool can = true, first = false;
    enum rc rc = recount(importer, item, program, stored, &can, err);
    if (rc == RC_OK && !can)
        return reject_total(importer, item, err);
    if (rc == RC_OK)
        rc = update_row(importer, &item->row, stored, &first, err);
    if (!first) {
        importer->counts.unchanged++; /* a repeated line of what this file made or updated */
        return rc;
    }
    importer->counts.updated++;
    for (int i = 0; i < IMPORT_FIELDS; i++)
        importer->counts.changed[i] += stored->changed >> i & 1;
    if (in_closed_period(importer, program, item->row.date))
        importer->counts.after_close++;
    return rc;
}

/* Within one file the last line's status wins, whatever it is; only another file
 * can be an older download. */
static enum rc settle_status(struct importer *importer, const struct resolved *row, bool before,
                             struct stored *stored, struct err *err)
{
    int64_t owner = 0;
    enum rc rc = RC_OK;
    if (before && stored->stream != 0)
        rc = owner_of(importer, stored->stream, &owner, err);
    return rc == RC_OK ? compare_status(importer->book, row, owner == importer->import, stored, err)
                       : rc;
}

/* The spelling of a program's name belongs to the row's figures: it is taken
 * over with the first other change, never counted as one. */
static enum rc take_known(struct importer *importer, struct item *item, const char *program,
                          struct err *err)
{
    struct stored stored;
    bool before = false;
    int64_t key = item->lookup->key;
    enum rc rc = key >= importer->file_first ? settle_fresh(importer, err) : RC_OK;
    if (rc == RC_OK)
        rc = compare_with_book(importer->book, importer->shared, key, &item->row, &stored, err);
    if (rc == RC_OK)
        rc = mark_seen(importer, key, &before, err);
    if (rc == RC_OK)
        rc = settle_status(importer, &item->row, before, &stored, err);
    if (rc != RC_OK)
        return rc;
    importer->counts.kept += stored.kept;
    if (before && (stored.changed & import_identity_fields) != 0)
        return emit_reject(importer, item, "earningId",
                           _("the same id stands earlier in this file with other figures"), err);
    if (before)
        stored.changed &= import_payment_fields;
    if (stored.changed != 0)
        return change_known(importer, item, program, &stored, err);
    importer->counts.unchanged++;
    return before ? RC_OK : note_repeat(importer, stored.stream, err);
}

/* Co-op of a program that has none counts as rebate (CONTRACT.md section 6): worth
 * a look, it may be the wrong program. */
static enum rc note_coopless(struct importer *importer, const struct resolved *row, struct err *err)
{
    struct period period;
    bool lacks = false;
    const char *program = NULL;
    const struct terms *terms = NULL;
    if (row->type != EARNING_COOP && row->type != EARNING_ADJUSTMENT_COOP)
        return RC_OK;
    enum rc rc = shared_lacks_coop(importer->shared, row->name, &lacks, err);
    if (rc != RC_OK || !lacks || !period_of(row->date, &period))
        return rc;
    rc = shared_program(importer->shared, row->name, &program, err);
    if (rc == RC_OK)
        rc = ask_terms(importer, program, &terms, err);
    if (rc == RC_OK && !terms_has_coop(terms, period_windows(period).earning_end))
        importer->counts.coopless++;
    return rc;
}

/* What the counts say of a row that was taken. */
static enum rc note_taken(struct importer *importer, const struct resolved *row, struct err *err)
{
    struct import_counts *counts = &importer->counts;
    if (!counts->has_dates || date_compare(row->date, counts->first) < 0)
        counts->first = row->date;
    if (!counts->has_dates || date_compare(row->date, counts->last) > 0)
        counts->last = row->date;
    counts->has_dates = true;
    counts->rounded += row->rounded;
    counts->unknown += row->type == EARNING_UNKNOWN;
    enum rc rc = note_coopless(importer, row, err);
    return rc == RC_OK ? months_add(importer->months, importer->import, row->name, row->location,
                                    date_month(row->date), err)
                       : rc;
}

static enum rc take_same(struct importer *importer, const struct id_lookup *lookup, struct err *err)
{
    bool before = false;
    enum rc rc = mark_seen(importer, lookup->key, &before, err);
    importer->counts.unchanged++;
    return rc == RC_OK && !before ? note_repeat(importer, lookup->stream, err) : rc;
}

static enum rc take_good(struct importer *importer, struct item *item, struct err *err)
{
    struct id_lookup *lookup = item->lookup;
    const char *borrowed = NULL;
    char program[PROGRAM_CODE_MAX];
    /* An id that stands twice in a run: the later row meets what the earlier one
     * made, or made of it. */
    if (lookup->twin == NULL && lookup->same)
        return take_same(importer, lookup, err);
    if (lookup->twin != NULL && lookup->key == 0)
        lookup->key = lookup->twin->key;
    enum rc rc = shared_program(importer->shared, item->row.name, &borrowed, err);
    if (rc != RC_OK)
        return rc;
    memcpy(program, borrowed, strlen(borrowed) + 1);
    return lookup->key != 0 ? take_known(importer, item, program, err)
                            : take_new(importer, item, program, err);
}

enum rc settle_item(struct importer *importer, struct item *item, struct err *err)
{
    int64_t rejected = importer->counts.rejected;
    if (!item->good)
        return emit_reject(importer, item, item->column, item->reason, err);
    enum rc rc = take_good(importer, item, err);
    if (rc != RC_OK || rejected != importer->counts.rejected)
        return rc;
    return note_taken(importer, &item->row, err);
}
