/* SPDX-License-Identifier: MIT */
/* A row of a report beside the earning that the book has under its id. */
#include <stdio.h>
#include <string.h>

#include "model/length.h"
#include "store/importer.h"

#define FIELD(field) (UINT32_C(1) << (field))

const uint32_t import_identity_fields = FIELD(IMPORT_FIELD_PROGRAM) | FIELD(IMPORT_FIELD_LOCATION) |
                                        FIELD(IMPORT_FIELD_DATE) | FIELD(IMPORT_FIELD_TYPE) |
                                        FIELD(IMPORT_FIELD_AMOUNT) | FIELD(IMPORT_FIELD_USD);
const uint32_t import_payment_fields = FIELD(DETAIL_STATUS) | FIELD(DETAIL_STATUS_TEXT) |
                                       FIELD(DETAIL_PAYMENT) | FIELD(DETAIL_PAYMENT_MONTH) |
                                       FIELD(DETAIL_CALCULATED);

const char *import_field_name(int field)
{
    static const char *const names[IMPORT_FIELDS - DETAIL_COUNT] = {
        "programName", "participantId", "earningDate",
        "earningType", "earningAmount", "earningAmountUSD"};
    bug_if(field < 0 || field >= IMPORT_FIELDS, "no such field");
    return field < DETAIL_COUNT ? detail_column((enum detail)field) : names[field - DETAIL_COUNT];
}

static enum rc word_text(struct book *book, int64_t key, char ret[LENGTH_TEXT_SIZE],
                         struct err *err)
{
    struct query q;
    bool row = false;
    ret[0] = '\0';
    if (key == 0)
        return RC_OK;
    query_begin(&q, book, SQL_WORD_TEXT);
    query_int(&q, ":key", key);
    enum rc rc = query_row(&q, &row, err);
    if (rc == RC_OK && row)
        (void)snprintf(ret, LENGTH_TEXT_SIZE, "%s", query_get_text(&q, 0));
    query_end(&q);
    return rc;
}

/* Whether the row is of an older state: its status lies before the book's and its
 * figures were worked out no later. */
static enum rc is_older(struct book *book, const struct resolved *row, const struct stored *stored,
                        const char *now, const char *next, bool *ret, struct err *err)
{
    char calculated[LENGTH_TEXT_SIZE], then[LENGTH_TEXT_SIZE];
    *ret = false;
    if (!payment_status_steps_back(now, next))
        return RC_OK;
    enum rc rc = word_text(book, stored->details[DETAIL_CALCULATED], calculated, err);
    if (rc == RC_OK)
        rc = word_text(book, row->details[DETAIL_CALCULATED], then, err);
    if (rc == RC_OK)
        *ret = strcmp(then, calculated) <= 0;
    return rc;
}

enum rc compare_status(struct book *book, const struct resolved *row, bool same_file,
                       struct stored *stored, struct err *err)
{
    char now[LENGTH_TEXT_SIZE], next[LENGTH_TEXT_SIZE];
    if ((stored->changed & FIELD(DETAIL_STATUS)) == 0)
        return RC_OK;
    enum rc rc = word_text(book, stored->details[DETAIL_STATUS], now, err);
    if (rc == RC_OK)
        rc = word_text(book, row->details[DETAIL_STATUS], next, err);
    if (rc != RC_OK)
        return rc;
    if (strcmp(payment_status_word(now), payment_status_word(next)) == 0)
        stored->changed &= ~FIELD(DETAIL_STATUS);
    else if (!same_file)
        rc = is_older(book, row, stored, now, next, &stored->kept, err);
    if (stored->kept)
        stored->changed &= ~import_payment_fields;
    return rc;
}

/* Two spellings may be of one program. */
static enum rc same_program(struct shared *shared, int64_t a, int64_t b, bool *ret, struct err *err)
{
    const char *code = NULL;
    char first[PROGRAM_CODE_MAX];
    enum rc rc = shared_program(shared, a, &code, err);
    if (rc != RC_OK)
        return rc;
    memcpy(first, code, strlen(code) + 1);
    rc = shared_program(shared, b, &code, err);
    if (rc == RC_OK)
        *ret = strcmp(first, code) == 0;
    return rc;
}

static bool same_text(struct query *q, int column, struct text text)
{
    const char *now = query_get_text(q, column);
    return (size_t)sqlite3_column_bytes(q->stmt, column) == text.length &&
           memcmp(now, text.bytes, text.length) == 0;
}

/* The schema says that it has three letters. */
static struct currency read_currency(struct query *q, int column)
{
    struct currency currency = {""};
    memcpy(currency.code, query_get_text(q, column), sizeof(currency.code) - 1);
    return currency;
}

/* Columns of SQL_EARNING_COMPARE: the ten below, then the details in order. */
static void read_stored(struct query *q, struct stored *stored, const struct resolved *row)
{
    stored->stream = query_get_int(q, 0);
    stored->name = query_get_int(q, 1);
    stored->location = query_get_int(q, 2);
    stored->date.day = (int32_t)query_get_int(q, 3);
    stored->type = (enum earning_type)query_get_int(q, 4);
    stored->type_word = query_get_int(q, 5);
    stored->amounts.currency = read_currency(q, 6);
    stored->amounts.amount.micros = query_get_int(q, 7);
    stored->amounts.usd.micros = query_get_int(q, 8);
    stored->excluded = !query_is_null(q, 9);
    for (int i = 0; i < DETAIL_COUNT; i++) {
        int place = detail_text_place(i);
        if (place < 0)
            stored->details[i] = query_get_int(q, 10 + i);
        else if (row->texts[place].length > 0 && !same_text(q, 10 + i, row->texts[place]))
            stored->changed |= FIELD(i);
        if (row->details[i] != 0 && row->details[i] != stored->details[i])
            stored->changed |= FIELD(i);
    }
}

static void note_changed_figures(struct stored *stored, const struct resolved *row)
{
    if (stored->location != row->location)
        stored->changed |= FIELD(IMPORT_FIELD_LOCATION);
    if (date_compare(stored->date, row->date) != 0)
        stored->changed |= FIELD(IMPORT_FIELD_DATE);
    if (stored->type != row->type ||
        (row->type == EARNING_UNKNOWN && stored->type_word != row->type_word))
        stored->changed |= FIELD(IMPORT_FIELD_TYPE);
    if (stored->amounts.amount.micros != row->amounts.amount.micros ||
        !currency_equal(stored->amounts.currency, row->amounts.currency))
        stored->changed |= FIELD(IMPORT_FIELD_AMOUNT);
    if (stored->amounts.usd.micros != row->amounts.usd.micros)
        stored->changed |= FIELD(IMPORT_FIELD_USD);
}

enum rc compare_with_book(struct book *book, struct shared *shared, int64_t key,
                          const struct resolved *row, struct stored *ret, struct err *err)
{
    struct query q;
    bool found = false, same = true;
    struct stored stored = {.key = key};
    query_begin(&q, book, SQL_EARNING_COMPARE);
    query_int(&q, ":key", key);
    enum rc rc = query_row(&q, &found, err);
    bug_if(rc == RC_OK && !found, "a key without its earning");
    if (rc == RC_OK)
        read_stored(&q, &stored, row);
    query_end(&q);
    if (rc != RC_OK)
        return rc;
    note_changed_figures(&stored, row);
    if (stored.name != row->name)
        rc = same_program(shared, stored.name, row->name, &same, err);
    if (!same)
        stored.changed |= FIELD(IMPORT_FIELD_PROGRAM);
    if (rc == RC_OK)
        *ret = stored;
    return rc;
}

/* ---- a report that comes again ------------------------------------------------------- */

/* Columns of SQL_EARNINGS_FOLLOW: key, id, then those of SQL_EARNING_COMPARE. */
enum { FOLLOW_KEY, FOLLOW_ID, FOLLOW_STREAM };

/* Whether no field of the row differs; a blank detail changes nothing. */
static bool is_same(struct query *q, const struct resolved *row)
{
    const int first = FOLLOW_STREAM;
    if (query_get_int(q, first + 1) != row->name || query_get_int(q, first + 2) != row->location ||
        query_get_int(q, first + 3) != row->date.day || query_get_int(q, first + 4) != row->type ||
        (row->type == EARNING_UNKNOWN && query_get_int(q, first + 5) != row->type_word) ||
        !currency_equal(read_currency(q, first + 6), row->amounts.currency) ||
        query_get_int(q, first + 7) != row->amounts.amount.micros ||
        query_get_int(q, first + 8) != row->amounts.usd.micros)
        return false;
    for (int i = 0; i < DETAIL_COUNT; i++) {
        int place = detail_text_place(i);
        if (place >= 0
                ? row->texts[place].length > 0 && !same_text(q, first + 10 + i, row->texts[place])
                : row->details[i] != 0 && query_get_int(q, first + 10 + i) != row->details[i])
            return false;
    }
    return true;
}

/* The earning of the run's first good row; 0: the book has none. */
static enum rc find_first(struct book *book, const struct item *items, size_t count, int64_t *ret,
                          struct err *err)
{
    struct query q;
    bool row = false;
    size_t first = 0;
    while (first < count && !items[first].good)
        first++;
    if (first == count)
        return RC_OK;
    const struct id_lookup *lookup = items[first].lookup;
    query_begin(&q, book, SQL_KEY_FIND);
    query_int(&q, ":hash", lookup->hash);
    query_text_n(&q, ":id", lookup->id.bytes, lookup->id.length);
    enum rc rc = query_row(&q, &row, err);
    if (rc == RC_OK && row)
        *ret = query_get_int(&q, 0);
    query_end(&q);
    return rc;
}

enum rc follow_book(struct book *book, const struct item *items, size_t count, int64_t *next,
                    struct err *err)
{
    struct query q;
    bool row = false, any = false;
    enum rc rc = *next == 0 ? find_first(book, items, count, next, err) : RC_OK;
    if (rc != RC_OK || *next == 0)
        return rc;
    query_begin(&q, book, SQL_EARNINGS_FOLLOW);
    query_int(&q, ":key", *next);
    rc = query_row(&q, &row, err);
    for (size_t i = 0; rc == RC_OK && row && i < count; i++) {
        if (!items[i].good || !same_text(&q, FOLLOW_ID, items[i].row.id))
            continue;
        struct id_lookup *lookup = items[i].lookup;
        lookup->key = query_get_int(&q, FOLLOW_KEY);
        lookup->stream = query_get_int(&q, FOLLOW_STREAM);
        lookup->same = is_same(&q, &items[i].row);
        *next = lookup->key + 1;
        any = true;
        rc = query_row(&q, &row, err);
    }
    query_end(&q);
    if (!any)
        *next = 0;
    return rc;
}
