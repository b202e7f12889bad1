/* SPDX-License-Identifier: MIT */
#include "store/tally.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/checked.h"
#include "base/digest.h"
#include "base/words.h"
#include "model/fund.h"
#include "model/period.h"
#include "store/db.h"

/* Sums held at once; a few hundred bytes each, 4 MB in all. */
enum { SLOTS = 1 << 15, FULL = SLOTS / 4 * 3 };

enum grain { GRAIN_EMPTY = 0, GRAIN_MONTH, GRAIN_DAY, GRAIN_FUND };

struct key {
    int64_t name; /* of GRAIN_FUND: digest_short of the program's code */
    int64_t location;
    int32_t span;     /* month, day, or the fund's first day */
    char currency[4]; /* "" for the fund's co-op in USD */
};

struct slot {
    struct key key;
    enum grain grain;
    struct total total;
};

struct tally {
    struct book *book;
    size_t used;
    struct slot slots[SLOTS];
};

enum rc tally_new(struct book *book, struct tally **ret, struct err *err)
{
    struct tally *tally = calloc(1, sizeof(*tally));
    if (tally == NULL)
        return err_memory(err);
    tally->book = book;
    *ret = tally;
    return RC_OK;
}

void tally_free(struct tally *tally)
{
    free(tally);
}

/* ---- the book's side --------------------------------------------------------- */

static void bind_key(struct query *q, const struct key *key)
{
    query_int(q, ":name", key->name);
    query_int(q, ":location", key->location);
    query_int(q, ":span", key->span);
    query_text(q, ":currency", key->currency);
}

static enum rc load(struct tally *tally, enum grain grain, const struct key *key,
                    struct total *total, struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, tally->book, grain == GRAIN_MONTH ? SQL_TOTAL_MONTH_GET : SQL_TOTAL_DAY_GET);
    bind_key(&q, key);
    enum rc rc = query_row(&q, &row, err);
    int64_t *sums[TOTAL_SUMS_COUNT];
    total_sums(total, sums);
    for (int i = 0; rc == RC_OK && row && i < TOTAL_SUMS_COUNT; i++)
        *sums[i] = query_get_int(&q, i);
    query_end(&q);
    return rc;
}

static enum rc overflow(const char *program, struct err *err)
{
    return err_set(err, RC_RULE,
                   _("%s: the sum of its earnings would be more than 64 bits can hold: correct the "
                     "amount"),
                   program);
}

/* A fund's sums over its months and the program's names; rebate and coop of one
 * currency, or coop_usd over all of them. */
static enum rc load_fund(struct tally *tally, const char *program, const struct key *key,
                         struct total *total, struct err *err)
{
    struct query q;
    bool row = false, fits = true;
    struct month first = date_month((struct date){key->span});
    query_begin(&q, tally->book, SQL_TOTAL_FUND_MONTHS);
    query_text(&q, ":program", program);
    query_int(&q, ":location", key->location);
    query_int(&q, ":first", first.index);
    query_int(&q, ":last", first.index + PERIOD_MONTHS - 1);
    query_text(&q, ":currency", key->currency);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row && fits) {
        if (key->currency[0] == '\0')
            fits = add_fits(total->coop_usd, query_get_int(&q, 2), &total->coop_usd) &&
                   add_fits(total->coop_usd, query_get_int(&q, 5), &total->coop_usd);
        else
            fits = add_fits(total->rebate, query_get_int(&q, 0), &total->rebate) &&
                   add_fits(total->rebate, query_get_int(&q, 3), &total->rebate) &&
                   add_fits(total->coop, query_get_int(&q, 1), &total->coop) &&
                   add_fits(total->coop, query_get_int(&q, 4), &total->coop);
        rc = query_row(&q, &row, err);
    }
    query_end(&q);
    if (rc == RC_OK && !fits)
        rc = overflow(program, err);
    return rc;
}

static enum rc write_back(struct tally *tally, const struct slot *slot, struct err *err)
{
    struct query q;
    bool month = slot->grain == GRAIN_MONTH;
    if (slot->total.rows == 0) {
        query_begin(&q, tally->book, month ? SQL_TOTAL_MONTH_DELETE : SQL_TOTAL_DAY_DELETE);
        bind_key(&q, &slot->key);
    } else {
        query_begin(&q, tally->book, month ? SQL_TOTAL_MONTH_PUT : SQL_TOTAL_DAY_PUT);
        bind_key(&q, &slot->key);
        query_int(&q, ":rows", slot->total.rows);
        query_int(&q, ":counted", slot->total.counted);
        query_int(&q, ":coop_rows", slot->total.coop_rows);
        query_int(&q, ":unknown", slot->total.unknown);
        query_int(&q, ":rebate", slot->total.rebate);
        query_int(&q, ":coop", slot->total.coop);
        query_int(&q, ":coop_usd", slot->total.coop_usd);
        query_int(&q, ":split_rebate", slot->total.split_rebate);
        query_int(&q, ":split_coop", slot->total.split_coop);
        query_int(&q, ":split_coop_usd", slot->total.split_coop_usd);
        query_int(&q, ":fingerprint", slot->total.fingerprint);
    }
    enum rc rc = query_done(&q, err);
    query_end(&q);
    return rc;
}

static int compare_slots(const void *a, const void *b)
{
    const struct slot *x = *(const struct slot *const *)a, *y = *(const struct slot *const *)b;
    if (x->grain != y->grain)
        return x->grain < y->grain ? -1 : 1;
    if (x->key.name != y->key.name)
        return x->key.name < y->key.name ? -1 : 1;
    if (x->key.location != y->key.location)
        return x->key.location < y->key.location ? -1 : 1;
    if (x->key.span != y->key.span)
        return x->key.span < y->key.span ? -1 : 1;
    return strcmp(x->key.currency, y->key.currency);
}

/* In key order, so that the tables' pages are touched one after the other and
 * the same earnings always give the same file. */
enum rc tally_flush(struct tally *tally, struct err *err)
{
    enum rc rc = RC_OK;
    size_t count = 0;
    if (tally->used == 0) /* a look at all slots costs more than a small write */
        return RC_OK;
    const struct slot **sorted = calloc(tally->used + 1, sizeof(const struct slot *));
    if (sorted == NULL)
        return err_memory(err);
    for (size_t i = 0; i < SLOTS; i++)
        if (tally->slots[i].grain == GRAIN_MONTH || tally->slots[i].grain == GRAIN_DAY)
            sorted[count++] = &tally->slots[i];
    qsort(sorted, count, sizeof(const struct slot *), compare_slots);
    for (size_t i = 0; rc == RC_OK && i < count; i++)
        rc = write_back(tally, sorted[i], err);
    free(sorted);
    memset(tally->slots, 0, sizeof(tally->slots));
    tally->used = 0;
    return rc;
}

/* ---- the sums ---------------------------------------------------------------- */

static size_t hash_key(enum grain grain, const struct key *key)
{
    uint64_t h = (uint64_t)key->name * 0x9E3779B97F4A7C15u;
    h ^= (uint64_t)key->location * 0xC2B2AE3D27D4EB4Fu;
    h ^= ((uint64_t)(uint32_t)key->span << 8 | (uint64_t)grain) * 0x165667B19E3779F9u;
    uint32_t currency = 0;
    memcpy(&currency, key->currency, sizeof(currency));
    h ^= (uint64_t)currency * 0xD6E8FEB86659FD93u;
    h ^= h >> 32;
    h *= 0xD6E8FEB86659FD93u;
    return (size_t)(h ^ (h >> 29)) & (SLOTS - 1);
}

static enum rc find(struct tally *tally, enum grain grain, const struct key *key,
                    const char *program, struct slot **ret, struct err *err)
{
    size_t at = hash_key(grain, key);
    while (tally->slots[at].grain != GRAIN_EMPTY) {
        struct slot *slot = &tally->slots[at];
        if (slot->grain == grain && slot->key.name == key->name &&
            slot->key.location == key->location && slot->key.span == key->span &&
            memcmp(slot->key.currency, key->currency, sizeof(key->currency)) == 0) {
            *ret = slot;
            return RC_OK;
        }
        at = (at + 1) & (SLOTS - 1);
    }
    struct total total = {0};
    enum rc rc = grain == GRAIN_FUND ? load_fund(tally, program, key, &total, err)
                                     : load(tally, grain, key, &total, err);
    if (rc != RC_OK)
        return rc;
    tally->slots[at] = (struct slot){.key = *key, .grain = grain, .total = total};
    tally->used++;
    *ret = &tally->slots[at];
    return RC_OK;
}

void total_sums(struct total *total, int64_t *ret[TOTAL_SUMS_COUNT])
{
    int64_t *const sums[TOTAL_SUMS_COUNT] = {
        &total->rows,       &total->counted,        &total->coop_rows,  &total->unknown,
        &total->rebate,     &total->coop,           &total->coop_usd,   &total->split_rebate,
        &total->split_coop, &total->split_coop_usd, &total->fingerprint};
    memcpy(ret, sums, sizeof(sums));
}

/* What makes an earning count as it does: changed behind our back, the sum of
 * these no longer fits. */
static int64_t fingerprint(const struct tally_earning *earning)
{
    const int64_t numbers[] = {earning->id_hash, earning->date.day, earning->type,
                               earning->amounts.amount.micros, earning->amounts.usd.micros};
    return digest_short((const char *)numbers, sizeof(numbers));
}

/* What one earning adds: its count and its money, by side. */
void tally_contribution(const struct tally_earning *earning, struct total *ret)
{
    struct total t = {.rows = 1, .counted = 1};
    if (earning->part == TALLY_SPLIT_ONLY)
        t.rows = t.counted = 0;
    else
        t.fingerprint = fingerprint(earning);
    switch (earning->type) {
    case EARNING_UNKNOWN:
        t.unknown = 1;
        break;
    case EARNING_CLAIM:
        t.counted = 0;
        break;
    case EARNING_TOTAL:
        if (earning->part == TALLY_ROW_ONLY)
            break;
        t.split_rebate = earning->sides.rebate.micros;
        t.split_coop = earning->sides.coop.micros;
        t.split_coop_usd = earning->sides.coop_usd.micros;
        break;
    case EARNING_COOP:
    case EARNING_ADJUSTMENT_COOP:
        t.coop_rows = 1;
        t.coop = earning->amounts.amount.micros;
        t.coop_usd = earning->amounts.usd.micros;
        break;
    case EARNING_REBATE:
    case EARNING_ADJUSTMENT_REBATE:
    case EARNING_FEE:
    case EARNING_SELL:
    case EARNING_INDIRECT_REBATE:
        t.rebate = earning->amounts.amount.micros;
        break;
    }
    *ret = t;
}

static bool step(int64_t *sum, int64_t by, enum tally_sign sign)
{
    return sign == TALLY_COMES ? add_fits(*sum, by, sum) : sub_fits(*sum, by, sum);
}

bool total_step(struct total *sum, const struct total *by, enum tally_sign sign)
{
    uint64_t print = (uint64_t)by->fingerprint;
    sum->fingerprint =
        (int64_t)((uint64_t)sum->fingerprint + (sign == TALLY_COMES ? print : 0 - print));
    return step(&sum->rows, by->rows, sign) && step(&sum->counted, by->counted, sign) &&
           step(&sum->coop_rows, by->coop_rows, sign) && step(&sum->unknown, by->unknown, sign) &&
           step(&sum->rebate, by->rebate, sign) && step(&sum->coop, by->coop, sign) &&
           step(&sum->coop_usd, by->coop_usd, sign) &&
           step(&sum->split_rebate, by->split_rebate, sign) &&
           step(&sum->split_coop, by->split_coop, sign) &&
           step(&sum->split_coop_usd, by->split_coop_usd, sign);
}

/* The figures that come of the sums must fit as well. */
static bool fits(const struct total *fund, struct currency currency)
{
    const struct fund_sums sums = {.rebate = {fund->rebate}, .coop = {fund->coop}};
    return fund_sums_fit(&sums, currency);
}

static enum rc check_fund(struct tally *tally, const struct tally_earning *earning,
                          const struct total *by, enum tally_sign sign, struct err *err)
{
    struct period period = {{0}};
    struct slot *slot = NULL;
    bug_if(!period_of(earning->date, &period), "an earning outside the calendar");
    struct key key = {.name = digest_short(earning->program, strlen(earning->program)),
                      .location = earning->location,
                      .span = period.first.day};
    memcpy(key.currency, earning->amounts.currency.code, sizeof(key.currency));
    enum rc rc = find(tally, GRAIN_FUND, &key, earning->program, &slot, err);
    if (rc != RC_OK)
        return rc;
    if (!step(&slot->total.rebate, by->rebate, sign) ||
        !step(&slot->total.rebate, by->split_rebate, sign) ||
        !step(&slot->total.coop, by->coop, sign) ||
        !step(&slot->total.coop, by->split_coop, sign) ||
        !fits(&slot->total, earning->amounts.currency))
        return overflow(earning->program, err);
    memset(key.currency, 0, sizeof(key.currency));
    rc = find(tally, GRAIN_FUND, &key, earning->program, &slot, err);
    if (rc != RC_OK)
        return rc;
    if (!step(&slot->total.coop_usd, by->coop_usd, sign) ||
        !step(&slot->total.coop_usd, by->split_coop_usd, sign))
        return overflow(earning->program, err);
    return RC_OK;
}

enum rc tally_add(struct tally *tally, const struct tally_earning *earning, enum tally_sign sign,
                  struct err *err)
{
    struct total by;
    struct slot *slot = NULL;
    enum rc rc = RC_OK;
    tally_contribution(earning, &by);
    if (tally->used + 4 > FULL)
        rc = tally_flush(tally, err);
    if (rc == RC_OK)
        rc = check_fund(tally, earning, &by, sign, err);
    struct key key = {.name = earning->name, .location = earning->location};
    memcpy(key.currency, earning->amounts.currency.code, sizeof(key.currency));
    const enum grain grains[] = {GRAIN_MONTH, GRAIN_DAY};
    for (size_t i = 0; rc == RC_OK && i < 2; i++) {
        key.span = grains[i] == GRAIN_DAY ? earning->date.day : date_month(earning->date).index;
        rc = find(tally, grains[i], &key, earning->program, &slot, err);
        if (rc == RC_OK && !total_step(&slot->total, &by, sign))
            rc = overflow(earning->program, err);
    }
    return rc;
}

/* One month of a name: the fund that it belongs to, in its currency and in USD. */
static enum rc check_month(struct tally *tally, const char *program, struct query *q,
                           struct err *err)
{
    struct period period = {{0}};
    struct month month = {(int32_t)query_get_int(q, 1)};
    struct slot *slot = NULL;
    struct currency currency;
    enum rc rc = RC_OK;
    bug_if(!period_of(month_first(month), &period), "a sum outside the calendar");
    struct key key = {.name = digest_short(program, strlen(program)),
                      .location = query_get_int(q, 0),
                      .span = period.first.day};
    (void)snprintf(key.currency, sizeof(key.currency), "%s", query_get_text(q, 2));
    memcpy(currency.code, key.currency, sizeof(currency.code));
    if (tally->used + 2 > FULL)
        rc = tally_flush(tally, err);
    if (rc == RC_OK)
        rc = find(tally, GRAIN_FUND, &key, program, &slot, err);
    if (rc == RC_OK && !fits(&slot->total, currency))
        rc = overflow(program, err);
    memset(key.currency, 0, sizeof(key.currency));
    return rc == RC_OK ? find(tally, GRAIN_FUND, &key, program, &slot, err) : rc;
}

enum rc tally_check_name(struct tally *tally, int64_t name, const char *program, struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, tally->book, SQL_TOTAL_MONTHS_OF_NAME);
    query_int(&q, ":name", name);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        rc = check_month(tally, program, &q, err);
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&q);
    return rc;
}
