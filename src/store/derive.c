/* SPDX-License-Identifier: MIT */
#include "store/derive.h"

#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/words.h"
#include "model/earning.h"
#include "store/claim_days.h"
#include "store/claim_sums.h"
#include "store/db.h"
#include "store/marks.h"
#include "store/programs.h"
#include "store/rows.h"
#include "store/tally.h"

const char *const undoable_tables[] = {
    "setting",         "member",        "member_scope",       "program",
    "program_name",    "program_split", "program_threshold",  "program_coop",
    "period_override", "period_closed", "location",           "earning",
    "claim",           "claim_entry",   "activity_catalogue", NULL,
};

/* The columns of table earning that decide where its money counts. */
enum column {
    AT_KEY = 0,
    AT_ID = 1,
    AT_NAME = 4,
    AT_LOCATION = 5,
    AT_DAY = 6,
    AT_TYPE = 7,
    AT_CURRENCY = 9,
    AT_AMOUNT = 10,
    AT_USD = 11,
    AT_EXCLUDED = 32,
};

struct derive {
    struct book *book;
    struct tally *tally;
    int64_t *names; /* whose totals must be split anew */
    size_t name_count;
    char **claims; /* that changed, or went */
    size_t claim_count;
    void *known; /* the same, to be found fast: an import may bring thousands (tsearch) */
    struct claim_fund *funds; /* of those claims */
    size_t fund_count;
};

static enum rc resplit_later(struct derive *derive, int64_t name, struct err *err)
{
    int64_t *slot = NULL;
    for (size_t i = 0; i < derive->name_count; i++)
        if (derive->names[i] == name)
            return RC_OK;
    enum rc rc =
        rows_push((void **)&derive->names, &derive->name_count, sizeof(*slot), (void **)&slot, err);
    if (rc == RC_OK)
        *slot = name;
    return rc;
}

/* All names of a program whose split has changed. */
static enum rc resplit_program(struct derive *derive, const char *code, struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, derive->book, SQL_PROGRAM_NAME_KEYS);
    query_text(&q, ":program", code);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        rc = resplit_later(derive, query_get_int(&q, 0), err);
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&q);
    return rc;
}

/* ---- earnings -------------------------------------------------------------------- */

/* One column of an earning before or after the change; the changeset leaves out
 * what did not change, the row in the book has it then. */
typedef int side_value(sqlite3_changeset_iter *change, int column, sqlite3_value **ret);

static sqlite3_value *value_of(sqlite3_changeset_iter *change, side_value *side, struct query *now,
                               int column)
{
    sqlite3_value *value = NULL;
    (void)side(change, column, &value);
    return value != NULL ? value : sqlite3_column_value(now->stmt, column);
}

static enum rc program_code(struct derive *derive, int64_t name, char code[PROGRAM_CODE_MAX],
                            struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, derive->book, SQL_PROGRAM_OF_NAME_KEY);
    query_int(&q, ":key", name);
    enum rc rc = query_row(&q, &row, err);
    if (rc == RC_OK)
        rc = program_code_copy(row ? query_get_text(&q, 0) : "?", code, err);
    query_end(&q);
    return rc;
}

static enum rc count_side(struct derive *derive, sqlite3_changeset_iter *change, side_value *side,
                          struct query *now, enum tally_sign sign, struct err *err)
{
    char code[PROGRAM_CODE_MAX];
    if (sqlite3_value_type(value_of(change, side, now, AT_EXCLUDED)) != SQLITE_NULL)
        return RC_OK;
    struct tally_earning earning = {
        .name = sqlite3_value_int64(value_of(change, side, now, AT_NAME)),
        .location = sqlite3_value_int64(value_of(change, side, now, AT_LOCATION)),
        .program = code,
        .date = {sqlite3_value_int(value_of(change, side, now, AT_DAY))},
        .type = (enum earning_type)sqlite3_value_int(value_of(change, side, now, AT_TYPE)),
        .part = TALLY_ROW_ONLY,
    };
    sqlite3_value *id = value_of(change, side, now, AT_ID);
    const char *text = (const char *)sqlite3_value_text(id);
    earning.id_hash = digest_short(text != NULL ? text : "", (size_t)sqlite3_value_bytes(id));
    const unsigned char *currency = sqlite3_value_text(value_of(change, side, now, AT_CURRENCY));
    (void)snprintf(earning.amounts.currency.code, sizeof(earning.amounts.currency.code), "%s",
                   currency != NULL ? (const char *)currency : "");
    earning.amounts.amount.micros = sqlite3_value_int64(value_of(change, side, now, AT_AMOUNT));
    earning.amounts.usd.micros = sqlite3_value_int64(value_of(change, side, now, AT_USD));
    enum rc rc = program_code(derive, earning.name, code, err);
    if (rc == RC_OK && earning.type == EARNING_TOTAL)
        rc = resplit_later(derive, earning.name, err);
    if (rc == RC_OK)
        rc = tally_add(derive->tally, &earning, sign, err);
    return rc;
}

static enum rc change_key(struct derive *derive, enum sql sql, sqlite3_value *id, int64_t key,
                          struct err *err)
{
    struct query q;
    const char *text = (const char *)sqlite3_value_text(id);
    query_begin(&q, derive->book, sql);
    query_int(&q, ":hash", digest_short(text != NULL ? text : "", (size_t)sqlite3_value_bytes(id)));
    query_int(&q, ":earning", key);
    enum rc rc = query_done(&q, err);
    query_end(&q);
    return rc;
}

static enum rc derive_earning(struct derive *derive, sqlite3_changeset_iter *change, int op,
                              struct err *err)
{
    sqlite3_value *key = NULL, *id = NULL;
    struct query now;
    bool row = false;
    (void)(op == SQLITE_INSERT ? sqlite3changeset_new : sqlite3changeset_old)(change, AT_KEY, &key);
    bug_if(key == NULL, "a changeset without a key");
    query_begin(&now, derive->book, SQL_EARNING_ROW);
    query_int(&now, ":key", sqlite3_value_int64(key));
    enum rc rc = query_row(&now, &row, err);
    if (rc == RC_OK && op != SQLITE_INSERT)
        rc = count_side(derive, change, sqlite3changeset_old, &now, TALLY_GOES, err);
    if (rc == RC_OK && op != SQLITE_DELETE)
        rc = count_side(derive, change, sqlite3changeset_new, &now, TALLY_COMES, err);
    query_end(&now);
    if (rc == RC_OK && op == SQLITE_DELETE) {
        (void)sqlite3changeset_old(change, AT_ID, &id);
        rc = change_key(derive, SQL_KEY_DELETE, id, sqlite3_value_int64(key), err);
    } else if (rc == RC_OK && op == SQLITE_INSERT) {
        (void)sqlite3changeset_new(change, AT_ID, &id);
        rc = change_key(derive, SQL_KEY_ADD, id, sqlite3_value_int64(key), err);
    }
    return rc;
}

/* ---- claims ----------------------------------------------------------------------- */

static enum rc fund_later(struct derive *derive, const char *program, int64_t location,
                          int32_t first_day, struct err *err)
{
    struct claim_fund *fund = NULL;
    for (size_t i = 0; i < derive->fund_count; i++)
        if (derive->funds[i].location == location && derive->funds[i].first_day == first_day &&
            strcmp(derive->funds[i].program, program) == 0)
            return RC_OK;
    enum rc rc =
        rows_push((void **)&derive->funds, &derive->fund_count, sizeof(*fund), (void **)&fund, err);
    if (rc == RC_OK)
        rc = rows_copy(program, &fund->program, err);
    if (rc == RC_OK) {
        fund->location = location;
        fund->first_day = first_day;
    } else if (fund != NULL) {
        derive->fund_count--;
    }
    return rc;
}

/* Of a claim that is there. */
static enum rc fund_of_later(struct derive *derive, const char *id, struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, derive->book, SQL_CLAIM_FUND_KEY);
    query_text(&q, ":id", id);
    enum rc rc = query_row(&q, &row, err);
    if (rc == RC_OK && row)
        rc = fund_later(derive, query_get_text(&q, 0), query_get_int(&q, 1),
                        (int32_t)query_get_int(&q, 2), err);
    query_end(&q);
    return rc;
}

static int compare_ids(const void *a, const void *b)
{
    return strcmp(a, b);
}

static enum rc claim_later(struct derive *derive, const char *id, struct err *err)
{
    if (id == NULL) /* SQLite had no memory for the text */
        return err_memory(err);
    char **slot = NULL;
    if (tfind(id, &derive->known, compare_ids) != NULL)
        return RC_OK;
    enum rc rc = rows_push((void **)&derive->claims, &derive->claim_count, sizeof(*slot),
                           (void **)&slot, err);
    if (rc == RC_OK)
        rc = rows_copy(id, slot, err);
    if (rc != RC_OK && slot != NULL)
        derive->claim_count--;
    if (rc == RC_OK && tsearch(*slot, &derive->known, compare_ids) == NULL)
        rc = err_memory(err);
    return rc == RC_OK ? fund_of_later(derive, id, err) : rc;
}

/* Columns of claim: id, program, location, calendar, first_day. */
static enum rc derive_claim(struct derive *derive, sqlite3_changeset_iter *change, int op,
                            struct err *err)
{
    enum { ID = 0, PROGRAM = 1, LOCATION = 2, FIRST_DAY = 4 };
    side_value *side = op == SQLITE_INSERT ? sqlite3changeset_new : sqlite3changeset_old;
    sqlite3_value *id = NULL, *program = NULL, *location = NULL, *first_day = NULL;
    (void)side(change, ID, &id);
    bug_if(id == NULL, "a changeset without a key");
    enum rc rc = claim_later(derive, (const char *)sqlite3_value_text(id), err);
    if (rc != RC_OK || op != SQLITE_DELETE)
        return rc;
    (void)side(change, PROGRAM, &program);
    (void)side(change, LOCATION, &location);
    (void)side(change, FIRST_DAY, &first_day);
    return fund_later(derive, (const char *)sqlite3_value_text(program),
                      sqlite3_value_int64(location), sqlite3_value_int(first_day), err);
}

/* Columns of claim_entry: key, claim. A changed one leaves its claim out. */
static enum rc derive_claim_entry(struct derive *derive, sqlite3_changeset_iter *change, int op,
                                  struct err *err)
{
    sqlite3_value *key = NULL, *claim = NULL;
    struct query q;
    bool row = false;
    side_value *side = op == SQLITE_INSERT ? sqlite3changeset_new : sqlite3changeset_old;
    (void)side(change, 0, &key);
    bug_if(key == NULL, "a changeset without a key");
    (void)side(change, 1, &claim);
    if (claim != NULL)
        return claim_later(derive, (const char *)sqlite3_value_text(claim), err);
    query_begin(&q, derive->book, SQL_CLAIM_OF_ENTRY);
    query_int(&q, ":key", sqlite3_value_int64(key));
    enum rc rc = query_row(&q, &row, err);
    if (rc == RC_OK && row)
        rc = claim_later(derive, query_get_text(&q, 0), err);
    query_end(&q);
    return rc;
}

static enum rc derive_claims(struct derive *derive, struct err *err)
{
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < derive->claim_count; i++)
        rc = claim_derive(derive->book, derive->claims[i], err);
    for (size_t i = 0; rc == RC_OK && i < derive->fund_count; i++)
        rc = claim_fund_derive(derive->book, &derive->funds[i], err);
    return rc;
}

static void keep(void *id)
{
    (void)id; /* it is the list's */
}

static void claims_release(struct derive *derive)
{
    tdestroy(derive->known, keep);
    for (size_t i = 0; i < derive->claim_count; i++)
        free(derive->claims[i]);
    for (size_t i = 0; i < derive->fund_count; i++)
        free(derive->funds[i].program);
    free(derive->claims);
    free(derive->funds);
}

/* ---- terms ------------------------------------------------------------------------ */

static enum rc derive_change(struct derive *derive, sqlite3_changeset_iter *change, struct err *err)
{
    const char *table = NULL;
    int columns = 0, op = 0, indirect = 0;
    sqlite3_value *value = NULL;
    (void)sqlite3changeset_op(change, &table, &columns, &op, &indirect);
    if (strcmp(table, "earning") == 0)
        return derive_earning(derive, change, op, err);
    if (strcmp(table, "claim") == 0)
        return derive_claim(derive, change, op, err);
    if (strcmp(table, "claim_entry") == 0)
        return derive_claim_entry(derive, change, op, err);
    if (strcmp(table, "setting") != 0)
        claim_mark_all(derive->book); /* terms and scopes say what is seen of a claim */
    if (strcmp(table, "program_split") != 0 && strcmp(table, "program_name") != 0)
        return RC_OK;
    (void)(op == SQLITE_INSERT ? sqlite3changeset_new : sqlite3changeset_old)(change, 0, &value);
    bug_if(value == NULL, "a changeset without a key");
    if (strcmp(table, "program_name") == 0) /* it may belong to another program now */
        return resplit_later(derive, sqlite3_value_int64(value), err);
    return resplit_program(derive, (const char *)sqlite3_value_text(value), err);
}

static enum rc unsplit(struct derive *derive, int64_t name, struct err *err)
{
    static const enum sql zero[] = {SQL_TOTAL_MONTH_UNSPLIT, SQL_TOTAL_DAY_UNSPLIT};
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < 2; i++) {
        struct query q;
        query_begin(&q, derive->book, zero[i]);
        query_int(&q, ":name", name);
        rc = query_done(&q, err);
        query_end(&q);
    }
    return rc;
}

static enum rc split_again(struct derive *derive, int64_t name, struct err *err)
{
    char code[PROGRAM_CODE_MAX];
    struct program_record program = {0};
    struct query q;
    bool found = false, row = false;
    enum rc rc = program_code(derive, name, code, err);
    if (rc == RC_OK)
        rc = program_load(derive->book, code, &found, &program, err);
    query_begin(&q, derive->book, SQL_EARNING_TOTALS_OF_NAME);
    query_int(&q, ":name", name);
    if (rc == RC_OK)
        rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        struct tally_earning earning = {.name = name,
                                        .location = query_get_int(&q, 0),
                                        .program = code,
                                        .date = {(int32_t)query_get_int(&q, 1)},
                                        .type = EARNING_TOTAL,
                                        .part = TALLY_SPLIT_ONLY};
        struct share share = {0};
        (void)snprintf(earning.amounts.currency.code, sizeof(earning.amounts.currency.code), "%s",
                       query_get_text(&q, 2));
        earning.amounts.amount.micros = query_get_int(&q, 3);
        earning.amounts.usd.micros = query_get_int(&q, 4);
        bool has = terms_split(&program.terms, earning.date, &share);
        rc = earning_sides(EARNING_TOTAL, &earning.amounts, has ? &share : NULL, true,
                           &earning.sides, err);
        if (rc == RC_OK)
            rc = tally_add(derive->tally, &earning, TALLY_COMES, err);
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&q);
    program_record_release(&program);
    return rc;
}

static enum rc check_name(struct derive *derive, int64_t name, struct err *err)
{
    char code[PROGRAM_CODE_MAX];
    enum rc rc = program_code(derive, name, code, err);
    return rc == RC_OK ? tally_check_name(derive->tally, name, code, err) : rc;
}

/* All names of a program together: while one is still divided the old way, the
 * fund would seem larger than it is. */
static enum rc split_all_again(struct derive *derive, struct err *err)
{
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < derive->name_count; i++)
        rc = unsplit(derive, derive->names[i], err);
    for (size_t i = 0; rc == RC_OK && i < derive->name_count; i++)
        rc = split_again(derive, derive->names[i], err);
    if (rc == RC_OK)
        rc = tally_flush(derive->tally, err);
    for (size_t i = 0; rc == RC_OK && i < derive->name_count; i++)
        rc = check_name(derive, derive->names[i], err);
    return rc;
}

static enum rc derive_all(struct derive *derive, sqlite3_changeset_iter *changes, struct err *err)
{
    enum rc rc = RC_OK;
    int code = SQLITE_ROW;
    while (rc == RC_OK && (code = sqlite3changeset_next(changes)) == SQLITE_ROW)
        rc = derive_change(derive, changes, err);
    if (rc == RC_OK && code != SQLITE_DONE)
        rc = db_err_code(derive->book->path, code, "changeset", err);
    if (rc == RC_OK)
        rc = tally_flush(derive->tally, err);
    if (rc == RC_OK)
        rc = split_all_again(derive, err);
    return rc == RC_OK ? derive_claims(derive, err) : rc;
}

enum rc derive_from_changeset(struct book *book, const void *changeset, int size, struct err *err)
{
    struct derive derive = {.book = book};
    sqlite3_changeset_iter *changes = NULL;
    if (size == 0)
        return RC_OK;
    int code = sqlite3changeset_start(&changes, size, (void *)(uintptr_t)changeset);
    if (code != SQLITE_OK)
        return db_err_code(book->path, code, "changeset", err);
    enum rc rc = tally_new(book, &derive.tally, err);
    if (rc == RC_OK)
        rc = derive_all(&derive, changes, err);
    (void)sqlite3changeset_finalize(changes);
    tally_free(derive.tally);
    free(derive.names);
    claims_release(&derive);
    return rc;
}
