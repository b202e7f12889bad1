/* SPDX-License-Identifier: MIT */
/*
 * floor BOOK FILE.csv: the least that an import can cost. Reads FILE with the
 * project's csv reader and inserts the same values into the same tables, with
 * the same indexes, of an empty book that 'coffer init' made. It checks nothing
 * and its memory grows with the file: words, keys and totals are all held. Only
 * for good files.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sqlite3.h>

#include "base/digest.h"
#include "base/err.h"
#include "io/csv.h"
#include "model/date.h"
#include "model/detail.h"
#include "model/earning.h"
#include "model/money.h"

static void die(const char *what)
{
    fprintf(stderr, "floor: %s\n", what);
    exit(1);
}

static void *get_memory(size_t count, size_t size)
{
    void *memory = calloc(count, size);
    if (memory == NULL)
        die("out of memory");
    return memory;
}

/* ---- a map from bytes to a number, never full ------------------------------------------- */

struct entry {
    char *bytes; /* NULL: empty */
    size_t length;
    int64_t value;
};

struct map {
    struct entry *entries;
    size_t count, room; /* room: a power of two */
};

static uint64_t hash_bytes(const char *bytes, size_t length)
{
    uint64_t hash = length;
    for (; length >= 8; bytes += 8, length -= 8) {
        uint64_t word;
        memcpy(&word, bytes, 8);
        hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
        hash ^= hash >> 32;
    }
    for (; length > 0; bytes++, length--)
        hash = (hash ^ (unsigned char)*bytes) * 0x9E3779B97F4A7C15u;
    return hash ^ hash >> 29;
}

static struct entry *probe(const struct map *map, const char *bytes, size_t length)
{
    size_t at = (size_t)hash_bytes(bytes, length);
    for (;; at++) {
        struct entry *entry = &map->entries[at & (map->room - 1)];
        if (entry->bytes == NULL ||
            (entry->length == length && memcmp(entry->bytes, bytes, length) == 0))
            return entry;
    }
}

static void grow(struct map *map)
{
    struct map old = *map;
    map->room = old.room == 0 ? 1024 : old.room * 2;
    map->entries = get_memory(map->room, sizeof(*map->entries));
    for (size_t i = 0; i < old.room; i++)
        if (old.entries[i].bytes != NULL)
            *probe(map, old.entries[i].bytes, old.entries[i].length) = old.entries[i];
    free(old.entries);
}

/* The value of these bytes; *ret_new tells that they had none and got the next. */
static int64_t map_value(struct map *map, const char *bytes, size_t length, bool *ret_new)
{
    if (map->count * 2 >= map->room)
        grow(map);
    struct entry *entry = probe(map, bytes, length);
    *ret_new = entry->bytes == NULL;
    if (*ret_new) {
        entry->bytes = get_memory(length + 1, 1);
        memcpy(entry->bytes, bytes, length);
        entry->length = length;
        entry->value = (int64_t)++map->count;
    }
    return entry->value;
}

/* ---- the book ------------------------------------------------------------------------------ */

enum { COLUMNS_NEEDED = 10 };
static const char *const needed[COLUMNS_NEEDED] = {
    "earningId",       "participantId",       "programName", "earningType",
    "earningAmount",   "transactionCurrency", "earningDate", "earningAmountUSD",
    "participantName", "partnerCountryCode"};
enum { ID, LOCATION, PROGRAM, TYPE, AMOUNT, CURRENCY, DATE, USD, LOCATION_NAME, COUNTRY };

struct total {
    int64_t rows, coop_rows, rebate, coop, coop_usd;
};
struct total_key {
    int64_t name, location;
    int32_t span;
    char currency[4];
};

struct load {
    sqlite3 *db;
    sqlite3_stmt *earning, *word;
    int columns[COLUMNS_NEEDED], details[DETAIL_COUNT];
    struct map words, names, locations, months, days;
    struct total *month_totals, *day_totals;
    size_t month_room, day_room;
    int64_t (*keys)[2];
    size_t count, key_room;
    int64_t import, stream;
};

static void run(sqlite3 *db, const char *sql)
{
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
        die(sqlite3_errmsg(db));
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *stmt = NULL;
    if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK)
        die(sqlite3_errmsg(db));
    return stmt;
}

static void step(struct load *load, sqlite3_stmt *stmt)
{
    if (sqlite3_step(stmt) != SQLITE_DONE)
        die(sqlite3_errmsg(load->db));
    (void)sqlite3_reset(stmt);
}

static int64_t insert_text(struct load *load, const char *sql, const char *a, const char *b)
{
    sqlite3_stmt *stmt = prepare(load->db, sql);
    (void)sqlite3_bind_text(stmt, 1, a, -1, SQLITE_STATIC);
    if (b != NULL)
        (void)sqlite3_bind_text(stmt, 2, b, -1, SQLITE_STATIC);
    step(load, stmt);
    (void)sqlite3_finalize(stmt);
    return sqlite3_last_insert_rowid(load->db);
}

/* As the store opens a book, without the checks of foreign keys. */
static void open_book(struct load *load, const char *book, const char *file)
{
    if (sqlite3_open_v2(book, &load->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) !=
        SQLITE_OK)
        die(sqlite3_errmsg(load->db));
    run(load->db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                  "PRAGMA cache_size = -16384; BEGIN IMMEDIATE");
    load->import = insert_text(
        load,
        "INSERT INTO import (journal, file, bytes, rows, new, updated, unchanged, rejected, "
        "rounded, after_close, first_earning, last_earning, undone) "
        "VALUES (1, ?1, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, 0)",
        file, NULL);
    load->stream =
        insert_text(load, "INSERT INTO import_stream (import, name) VALUES (1, ?1)", file, NULL);
    load->word = prepare(load->db, "INSERT INTO word (key, kind, text) VALUES (?1, ?2, ?3)");
    load->earning = prepare(
        load->db,
        "INSERT INTO earning (key, id, stream, line, name, location, day, type, currency, "
        "amount_micros, usd_micros, changed_in, status, status_text, payment, payment_month, "
        "reason, claim, fund_category, engagement, lever, customer, product, earning_rate, "
        "exchange_rate, quantity, calculated, transaction_id, transaction_date, "
        "transaction_amount) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, "
        "?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30)");
}

/* ---- a row ----------------------------------------------------------------------------------- */

static int64_t name_key(struct load *load, const struct csv_field *field)
{
    bool is_new = false;
    int64_t key = map_value(&load->names, field->text, field->length, &is_new);
    if (!is_new)
        return key;
    sqlite3_stmt *stmt = prepare(load->db, "SELECT key FROM program_name WHERE name = ?1");
    (void)sqlite3_bind_text(stmt, 1, field->text, -1, SQLITE_STATIC);
    if (sqlite3_step(stmt) != SQLITE_ROW)
        die("a program that a new book does not know");
    key = sqlite3_column_int64(stmt, 0);
    (void)sqlite3_finalize(stmt);
    probe(&load->names, field->text, field->length)->value = key;
    return key;
}

static int64_t location_key(struct load *load, const struct csv_record *record)
{
    bool is_new = false;
    const struct csv_field *field = &record->fields[load->columns[LOCATION]];
    int64_t key = map_value(&load->locations, field->text, field->length, &is_new);
    if (is_new) {
        (void)insert_text(load, "INSERT INTO location (id, by_hand, changed_in) VALUES (?1, 0, 2)",
                          field->text, NULL);
        (void)insert_text(load,
                          "INSERT INTO import_location (location, import, name, country) "
                          "VALUES ((SELECT max(key) FROM location), 1, ?1, ?2)",
                          record->fields[load->columns[LOCATION_NAME]].text,
                          record->fields[load->columns[COUNTRY]].text);
    }
    return key;
}

static void bind_word(struct load *load, int at, int kind, const struct csv_field *field)
{
    bool is_new = false;
    char bytes[256];
    if (field->length == 0) {
        (void)sqlite3_bind_null(load->earning, at);
        return;
    }
    if (field->length >= sizeof(bytes))
        die("a word that is too long");
    bytes[0] = (char)kind;
    memcpy(bytes + 1, field->text, field->length);
    int64_t key = map_value(&load->words, bytes, field->length + 1, &is_new);
    (void)sqlite3_bind_int64(load->earning, at, key);
    if (!is_new)
        return;
    (void)sqlite3_bind_int64(load->word, 1, key);
    (void)sqlite3_bind_int64(load->word, 2, kind);
    (void)sqlite3_bind_text(load->word, 3, field->text, (int)field->length, SQLITE_STATIC);
    step(load, load->word);
}

static struct total *total_of(struct map *map, struct total **totals, size_t *room,
                              const struct total_key *key)
{
    bool is_new = false;
    size_t at = (size_t)map_value(map, (const char *)key, sizeof(*key), &is_new) - 1;
    if (at == *room) {
        *room = *room == 0 ? 1024 : *room * 2;
        *totals = reallocarray(*totals, *room, sizeof(**totals));
        if (*totals == NULL)
            die("out of memory");
    }
    if (is_new)
        (*totals)[at] = (struct total){0};
    return &(*totals)[at];
}

static void count(struct total *total, enum earning_type type, int64_t amount, int64_t usd)
{
    bool coop = type == EARNING_COOP || type == EARNING_ADJUSTMENT_COOP;
    total->rows++;
    total->coop_rows += coop;
    if (coop) {
        total->coop += amount;
        total->coop_usd += usd;
    } else {
        total->rebate += amount;
    }
}

static void hold_key(struct load *load, const struct csv_field *id)
{
    if (load->count == load->key_room) {
        load->key_room = load->key_room == 0 ? 1 << 16 : load->key_room * 2;
        load->keys = reallocarray(load->keys, load->key_room, sizeof(*load->keys));
        if (load->keys == NULL)
            die("out of memory");
    }
    load->keys[load->count][0] = digest_short(id->text, id->length);
    load->keys[load->count][1] = (int64_t)load->count + 1;
    load->count++;
}

static int64_t money_of(const struct csv_field *field)
{
    struct money money = {0};
    bool rounded = false;
    if (money_parse(field->text, field->length, MONEY_POINT, &money, &rounded) != MONEY_OK)
        die("an amount that cannot be read");
    return money.micros;
}

static void load_row(struct load *load, const struct csv_record *record)
{
    const struct csv_field *fields = record->fields;
    const struct csv_field *id = &fields[load->columns[ID]];
    const struct csv_field *currency = &fields[load->columns[CURRENCY]];
    const struct csv_field *day = &fields[load->columns[DATE]];
    enum earning_type type = earning_type_parse(fields[load->columns[TYPE]].text);
    int64_t amount = money_of(&fields[load->columns[AMOUNT]]);
    int64_t usd = money_of(&fields[load->columns[USD]]);
    struct date date = {0};
    if (!date_parse_stamp(day->text, day->length, &date))
        die("a date that cannot be read");
    struct total_key key = {.name = name_key(load, &fields[load->columns[PROGRAM]]),
                            .location = location_key(load, record)};
    memcpy(key.currency, currency->text, 3);
    hold_key(load, id);
    const int64_t numbers[] = {load->stream, record->line, key.name, key.location, date.day, type};
    (void)sqlite3_bind_int64(load->earning, 1, (int64_t)load->count);
    (void)sqlite3_bind_text(load->earning, 2, id->text, (int)id->length, SQLITE_STATIC);
    for (int i = 0; i < 6; i++)
        (void)sqlite3_bind_int64(load->earning, 3 + i, numbers[i]);
    (void)sqlite3_bind_text(load->earning, 9, key.currency, 3, SQLITE_STATIC);
    (void)sqlite3_bind_int64(load->earning, 10, amount);
    (void)sqlite3_bind_int64(load->earning, 11, usd);
    (void)sqlite3_bind_int64(load->earning, 12, 2);
    for (int i = 0; i < DETAIL_COUNT; i++) {
        const struct csv_field *field = &fields[load->details[i]];
        if (i == DETAIL_TRANSACTION || i == DETAIL_TRANSACTION_AMOUNT)
            (void)sqlite3_bind_text(load->earning, 13 + i, field->text, (int)field->length,
                                    SQLITE_STATIC);
        else
            bind_word(load, 13 + i, i, field);
    }
    step(load, load->earning);
    key.span = date.day;
    count(total_of(&load->days, &load->day_totals, &load->day_room, &key), type, amount, usd);
    key.span = date_month(date).index;
    count(total_of(&load->months, &load->month_totals, &load->month_room, &key), type, amount, usd);
}

/* ---- the end --------------------------------------------------------------------------------- */

static int compare_keys(const void *a, const void *b)
{
    const int64_t *x = a, *y = b;
    return x[0] != y[0] ? (x[0] > y[0]) - (x[0] < y[0]) : (x[1] > y[1]) - (x[1] < y[1]);
}

static void write_keys(struct load *load)
{
    sqlite3_stmt *stmt = prepare(load->db, "INSERT INTO earning_key (hash, earning) "
                                           "VALUES (?1, ?2)");
    qsort(load->keys, load->count, sizeof(*load->keys), compare_keys);
    for (size_t i = 0; i < load->count; i++) {
        (void)sqlite3_bind_int64(stmt, 1, load->keys[i][0]);
        (void)sqlite3_bind_int64(stmt, 2, load->keys[i][1]);
        step(load, stmt);
    }
    (void)sqlite3_finalize(stmt);
}

static void write_totals(struct load *load, const char *sql, const struct map *map,
                         const struct total *totals)
{
    sqlite3_stmt *stmt = prepare(load->db, sql);
    for (size_t i = 0; i < map->room; i++) {
        struct total_key key;
        if (map->entries[i].bytes == NULL)
            continue;
        memcpy(&key, map->entries[i].bytes, sizeof(key));
        const struct total *total = &totals[map->entries[i].value - 1];
        const int64_t numbers[] = {key.name,         key.location,  key.span,    total->rows,
                                   total->coop_rows, total->rebate, total->coop, total->coop_usd};
        for (int at = 0; at < 8; at++)
            (void)sqlite3_bind_int64(stmt, 1 + at, numbers[at]);
        (void)sqlite3_bind_text(stmt, 9, key.currency, 3, SQLITE_STATIC);
        step(load, stmt);
    }
    (void)sqlite3_finalize(stmt);
}

#define TOTAL_ADD(table)                                                                         \
    "INSERT INTO " table " (name, location, span, currency, rows, counted, coop_rows, unknown, " \
    "rebate, coop, coop_usd, split_rebate, split_coop, split_coop_usd) "                         \
    "VALUES (?1, ?2, ?3, ?9, ?4, ?4, ?5, 0, ?6, ?7, ?8, 0, 0, 0)"

static void finish(struct load *load)
{
    write_keys(load);
    write_totals(load, TOTAL_ADD("total_day"), &load->days, load->day_totals);
    write_totals(load, TOTAL_ADD("total_month"), &load->months, load->month_totals);
    run(load->db, "INSERT INTO import_month (import, name, location, month, rows) SELECT 1, name, "
                  "location, span, sum(rows) FROM total_month GROUP BY name, location, span");
    (void)sqlite3_finalize(load->earning);
    (void)sqlite3_finalize(load->word);
    run(load->db, "COMMIT");
    run(load->db, "PRAGMA wal_checkpoint(TRUNCATE)");
    (void)sqlite3_close(load->db);
}

/* ---- the file -------------------------------------------------------------------------------- */

static enum rc fill(void *context, char *bytes, size_t capacity, size_t *ret_length,
                    struct err *err)
{
    const int *fd = context;
    ssize_t got = read(*fd, bytes, capacity);
    if (got < 0)
        return err_set(err, RC_FILE, "the file cannot be read");
    *ret_length = (size_t)got;
    return RC_OK;
}

static int find_column(const struct csv_record *header, const char *name)
{
    for (size_t i = 0; i < header->count; i++)
        if (strcasecmp(header->fields[i].text, name) == 0)
            return (int)i;
    die("a column is missing");
    return -1;
}

int main(int argc, char **argv)
{
    static struct load load;
    struct csv *csv = NULL;
    struct csv_record record;
    struct err err;
    bool more = false;
    if (argc != 3)
        die("usage: floor BOOK FILE.csv");
    int fd = open(argv[2], O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        die("the file cannot be opened");
    err_init(&err);
    digest_start();
    open_book(&load, argv[1], argv[2]);
    if (csv_open(fill, &fd, argv[2], &csv, &err) != RC_OK ||
        csv_read(csv, &record, &more, &err) != RC_OK || !more)
        die(err.text);
    for (int i = 0; i < COLUMNS_NEEDED; i++)
        load.columns[i] = find_column(&record, needed[i]);
    for (int i = 0; i < DETAIL_COUNT; i++)
        load.details[i] = find_column(&record, detail_column((enum detail)i));
    for (;;) {
        if (csv_read(csv, &record, &more, &err) != RC_OK)
            die(err.text);
        if (!more)
            break;
        load_row(&load, &record);
    }
    csv_free(csv);
    finish(&load);
    return 0;
}
