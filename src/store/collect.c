/* SPDX-License-Identifier: MIT */
#include "store/collect.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/words.h"
#include "store/collecting.h"
#include "store/earnings.h"

enum {
    SHOW_FIRST = 4,     /* milliseconds after which one row is enough to be shown */
    SHOW_AFTER = 40,    /* until the first of all rows are shown, then doubled */
    LANES_MAX = 512,    /* of a search; more of them find enough among all rows */
    QUICK_ROWS = 16384, /* looked at before all are read */
    AT_ONCE = 128,      /* of these */
};

/* ---- showing ----------------------------------------------------------------------------------
 */

void collect_show(struct collect *collect, const struct found *rows, size_t count)
{
    int64_t *keys = reallocarray(NULL, count + 1, sizeof(*keys));
    if (keys != NULL && count > 0) {
        for (size_t i = 0; i < count; i++)
            keys[i] = rows[i].key;
        collect->shown = true;
        collect->listener->show(collect->listener->context, keys, count);
    }
    free(keys);
}

static void show(struct collect *collect)
{
    size_t limit = collect->query->first;
    struct found *first = reallocarray(NULL, limit + 1, sizeof(*first));
    if (first != NULL)
        collect_show(
            collect, first,
            found_first(collect->found, collect->count, first, limit, collect->query->backwards));
    free(first);
}

/* By date, what is found first while all rows are read is not what stands first
 * in the list: it is shown only where nothing else is. */
static void show_in_time(struct collect *collect)
{
    bool by_date = collect->query->order == COLLECT_BY_DATE;
    if (collect->count == 0 || collect->led || (by_date && collect->shown))
        return;
    int64_t now = clock_ticks();
    if (now < collect->show_at)
        return;
    collect->show_at = now + (now - collect->began);
    show(collect);
}

enum rc collect_stop(struct err *err)
{
    return err_set(err, RC_STOP, _("the search: it was stopped: the book is as it was"));
}

static enum rc look_up(struct collect *collect, struct err *err)
{
    if (collect->looked++ % LOOK_EVERY != 0)
        return RC_OK;
    return collect->listener->go_on(collect->listener->context) ? RC_OK : collect_stop(err);
}

/* ---- one row ----------------------------------------------------------------------------------
 */

bool collect_means(const struct collect *collect, struct query *q)
{
    const struct earning_scope *scope = collect->query->scope;
    int64_t day = query_get_int(q, AT_DAY);
    return day >= scope->from.day && day <= scope->to.day &&
           (scope->programs == NULL ||
            name_set_has(scope->programs, query_get_int(q, AT_PROGRAM))) &&
           (scope->locations == NULL ||
            name_set_has(scope->locations, query_get_int(q, AT_LOCATION))) &&
           (scope->import == 0 || name_set_has(&collect->streams, query_get_int(q, AT_STREAM))) &&
           (!scope->only_excluded || query_get_int(q, AT_EXCLUDED) != 0);
}

static bool is_found(const struct collect *collect, struct query *q)
{
    struct search_row row = {.program = query_get_int(q, AT_PROGRAM),
                             .location = query_get_int(q, AT_LOCATION),
                             .stream = query_get_int(q, AT_STREAM),
                             .type = (enum earning_type)query_get_int(q, AT_TYPE),
                             .excluded = query_get_int(q, AT_EXCLUDED) != 0,
                             .id = query_get_text(q, AT_ID),
                             .note = query_get_text(q, AT_NOTE),
                             .exclude_reason = query_get_text(q, AT_EXCLUDE_REASON)};
    for (int i = 0; i < SEARCH_ROW_WORDS; i++)
        row.words[i] = query_get_int(q, AT_WORDS + i);
    return search_matches(collect->search, &row);
}

static int64_t value_of(const struct collect *collect, int64_t value)
{
    static const enum name_kind kinds[COLLECT_ORDERS] = {
        [COLLECT_BY_PROGRAM] = NAME_PROGRAM, [COLLECT_BY_LOCATION] = NAME_LOCATION,
        [COLLECT_BY_STATUS] = NAME_WORD,     [COLLECT_BY_CUSTOMER] = NAME_WORD,
        [COLLECT_BY_PRODUCT] = NAME_WORD,
    };
    enum collect_order order = collect->query->order;
    if (order == COLLECT_BY_TYPE)
        return collect->type_ranks[value];
    if (order == COLLECT_BY_DATE || order == COLLECT_BY_AMOUNT || order == COLLECT_BY_USD)
        return value;
    return lexicon_rank(collect->query->lexicon, kinds[order], value);
}

struct found collect_found_by(const struct collect *collect, const struct sieve_row *row)
{
    enum collect_order order = collect->query->order;
    struct found found = {.value = value_of(collect, row->value), .day = row->day};
    if (order == COLLECT_BY_STATUS && row->excluded)
        found.value = -1; /* whatever its payment: that is what the list shows */
    if (order == COLLECT_BY_AMOUNT)
        found.group = row->currency;
    return found;
}

struct found collect_found_of(const struct collect *collect, struct query *q)
{
    const struct sieve_row row = {.value = query_get_int(q, AT_VALUE),
                                  .day = (int32_t)query_get_int(q, AT_DAY),
                                  .excluded = query_get_int(q, AT_EXCLUDED) != 0,
                                  .currency = sieve_currency(query_get_text(q, AT_CURRENCY))};
    struct found found = collect_found_by(collect, &row);
    found.key = query_get_int(q, AT_KEY);
    return found;
}

static enum rc push(struct collect *collect, struct query *q, struct err *err)
{
    if (collect->count == collect->room) {
        size_t room = collect->room == 0 ? 1024 : collect->room * 2;
        struct found *grown = reallocarray(collect->found, room, sizeof(*grown));
        if (grown == NULL)
            return err_memory(err);
        collect->found = grown;
        collect->room = room;
    }
    collect->found[collect->count++] = collect_found_of(collect, q);
    return RC_OK;
}

static enum rc take_rows(struct collect *collect, struct query *q, struct err *err)
{
    bool row = false;
    enum rc rc = query_row(q, &row, err);
    while (rc == RC_OK && row) {
        if (collect_means(collect, q) && (collect->search == NULL || is_found(collect, q)))
            rc = push(collect, q, err);
        if (rc == RC_OK)
            rc = look_up(collect, err);
        if (collect->looked % LOOK_EVERY == 0)
            show_in_time(collect);
        if (rc == RC_OK)
            rc = query_row(q, &row, err);
    }
    return rc;
}

/* ---- a quick look ------------------------------------------------------------------------------
 */

static enum rc take_key(struct collect *collect, int64_t key, struct err *err)
{
    struct query q;
    query_begin(&q, collect->book, SQL_SCAN_ONE);
    query_int(&q, ":key", key);
    query_int(&q, ":by", collect->query->order);
    enum rc rc = take_rows(collect, &q, err);
    query_end(&q);
    return rc;
}

/* Rows of lanes in the order of the list: until `wanted` more are found, or
 * `rows` are looked at. */
static enum rc take_lanes(struct collect *collect, const struct lane *lanes, size_t count,
                          size_t wanted, size_t rows, bool *ret_all, struct err *err)
{
    const struct earning_scope *scope = collect->query->scope;
    struct earning_place places[AT_ONCE], last;
    struct lane_query query = {lanes, count, scope->from, scope->to, collect->query->backwards,
                               NULL};
    size_t already = collect->count, found = AT_ONCE;
    enum rc rc = RC_OK;
    while (rc == RC_OK && found == AT_ONCE && rows > 0 && collect->count - already < wanted) {
        rc = lanes_read(collect->book, &query, AT_ONCE, places, &found, err);
        for (size_t i = 0; rc == RC_OK && i < found; i++)
            rc = take_key(collect, places[i].key, err);
        if (rc == RC_OK && found > 0) {
            last = places[found - 1];
            query.after = &last;
        }
        rows -= rows < AT_ONCE ? rows : AT_ONCE;
        if (!collect->shown && clock_ticks() - collect->began >= SHOW_FIRST)
            show(collect);
    }
    if (rc == RC_OK)
        *ret_all = found < AT_ONCE;
    return rc;
}

static enum rc take_id(struct collect *collect, struct err *err)
{
    int64_t key = 0;
    enum rc rc = earning_id_taken(collect->book, collect->query->search, &key, err);
    return rc == RC_OK && key != 0 ? take_key(collect, key, err) : rc;
}

/* What a search finds at once: by its id, by the names that have an index, and
 * then among the first rows of the list. *ret_all: that was everything. */
static enum rc look_quickly(struct collect *collect, bool *ret_all, struct err *err)
{
    const struct earning_scope *scope = collect->query->scope;
    struct lane *lanes = NULL;
    size_t count = 0;
    bool all = false;
    enum rc rc = take_id(collect, err);
    if (rc == RC_OK)
        rc = search_lanes(collect->search, LANES_MAX, &lanes, &count, err);
    if (rc == RC_OK && count > 0)
        rc = take_lanes(collect, lanes, count, collect->query->first, QUICK_ROWS / 8, &all, err);
    if (rc == RC_OK)
        show(collect);
    free(lanes);
    size_t by_index = collect->count;
    if (rc == RC_OK)
        rc = take_lanes(collect, scope->lanes, scope->lane_count, collect->query->first, QUICK_ROWS,
                        ret_all, err);
    collect->count = found_unite(collect->found, collect->count, collect->query->backwards);
    if (rc == RC_OK && collect->count > by_index)
        show(collect);
    if (rc == RC_OK && !*ret_all)
        collect->count = 0; /* all that follow will find these too */
    return rc;
}

/* ---- all rows -----------------------------------------------------------------------------------
 */

static enum rc scan(struct collect *collect, int64_t first, int64_t last, struct err *err)
{
    static const enum sql plain[COLLECT_ORDERS] = {
        [COLLECT_BY_DATE] = SQL_SCAN_DATE,         [COLLECT_BY_PROGRAM] = SQL_SCAN_PROGRAM,
        [COLLECT_BY_LOCATION] = SQL_SCAN_LOCATION, [COLLECT_BY_TYPE] = SQL_SCAN_TYPE,
        [COLLECT_BY_AMOUNT] = SQL_SCAN_AMOUNT,     [COLLECT_BY_USD] = SQL_SCAN_USD,
        [COLLECT_BY_STATUS] = SQL_SCAN_STATUS,     [COLLECT_BY_CUSTOMER] = SQL_SCAN_CUSTOMER,
        [COLLECT_BY_PRODUCT] = SQL_SCAN_PRODUCT,
    };
    struct query q;
    query_begin(&q, collect->book,
                collect->search != NULL ? SQL_SCAN_WORDS : plain[collect->query->order]);
    if (collect->search != NULL)
        query_int(&q, ":by", collect->query->order);
    query_int(&q, ":first", first);
    query_int(&q, ":last", last);
    enum rc rc = take_rows(collect, &q, err);
    query_end(&q);
    return rc;
}

static enum rc take_replaced(struct collect *collect, int64_t first, struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, collect->book, SQL_REPLACED_KEYS);
    query_int(&q, ":import", collect->query->scope->import);
    query_int(&q, ":first", first);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        rc = take_key(collect, query_get_int(&q, 0), err);
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&q);
    return rc;
}

/* The rows of one import are those it made, and older ones it replaced. */
static enum rc take_import(struct collect *collect, struct err *err)
{
    struct query q;
    bool row = false;
    int64_t first = 0, last = -1;
    query_begin(&q, collect->book, SQL_IMPORT_RANGE);
    query_int(&q, ":import", collect->query->scope->import);
    enum rc rc = query_row(&q, &row, err);
    if (rc == RC_OK && row) {
        first = query_get_int(&q, 0);
        last = query_get_int(&q, 1);
    }
    query_end(&q);
    if (rc == RC_OK && row)
        rc = scan(collect, first, last, err);
    return rc == RC_OK && row ? take_replaced(collect, first, err) : rc;
}

static enum rc take_all(struct collect *collect, struct err *err)
{
    const struct earning_scope *scope = collect->query->scope;
    bool all = false;
    if (scope->only_excluded) /* they are few, and have a lane of their own */
        return take_lanes(collect, scope->lanes, scope->lane_count, SIZE_MAX, SIZE_MAX, &all, err);
    return scope->import != 0 ? take_import(collect, err) : scan(collect, 1, INT64_MAX, err);
}

/* ---- the collection ---------------------------------------------------------------------------
 */

static enum rc read_streams(struct collect *collect, struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, collect->book, SQL_STREAM_LIST);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        if (query_get_int(&q, 1) == collect->query->scope->import)
            rc = name_set_add(&collect->streams, query_get_int(&q, 0), err);
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&q);
    return rc;
}

static void rank_types(struct collect *collect)
{
    for (int i = 0; i < EARNING_TYPES; i++)
        for (int k = 0; k < EARNING_TYPES; k++)
            collect->type_ranks[i] += strcmp(earning_type_word((enum earning_type)k),
                                             earning_type_word((enum earning_type)i)) < 0;
}

static enum rc prepare(struct collect *collect, struct err *err)
{
    const struct collect_query *query = collect->query;
    enum rc rc = RC_OK;
    rank_types(collect);
    collect->began = clock_ticks();
    collect->show_at = collect->began + SHOW_AFTER;
    if (query->scope->import != 0)
        rc = read_streams(collect, err);
    if (rc == RC_OK && query->order != COLLECT_BY_DATE)
        rc = lexicon_sort(query->lexicon, err);
    if (rc == RC_OK && query->search != NULL)
        rc = search_new(query->lexicon, query->search, &collect->search, err);
    return rc;
}

static enum rc keys_of(struct collect *collect, int64_t **ret_keys, size_t *ret_count,
                       struct err *err)
{
    const struct collect_listener *listener = collect->listener;
    bool all = false;
    enum rc rc = found_sort_many(collect->found, collect->count, collect->query->backwards,
                                 listener->go_on, listener->context, &all, err);
    if (rc != RC_OK)
        return rc;
    if (!all)
        return collect_stop(err);
    int64_t *keys = reallocarray(NULL, collect->count + 1, sizeof(*keys));
    if (keys == NULL)
        return err_memory(err);
    for (size_t i = 0; i < collect->count; i++)
        keys[i] = collect->found[i].key;
    *ret_keys = keys;
    *ret_count = collect->count;
    return RC_OK;
}

/* All earnings by another column; others are few, or their words cost the most. */
static bool is_plain_order(const struct collect_query *query)
{
    return query->search == NULL && query->order != COLLECT_BY_DATE && query->scope->import == 0 &&
           !query->scope->only_excluded && query->first > 0;
}

enum rc earnings_collect(struct book *book, const struct collect_query *query,
                         const struct collect_listener *listener, int64_t **ret_keys,
                         size_t *ret_count, struct err *err)
{
    struct collect collect = {.book = book, .query = query, .listener = listener};
    bool all = false;
    enum rc rc = prepare(&collect, err);
    if (rc == RC_OK && collect.search != NULL && query->order == COLLECT_BY_DATE &&
        query->scope->import == 0)
        rc = look_quickly(&collect, &all, err);
    if (rc == RC_OK && is_plain_order(query))
        rc = collect_lead(&collect, err);
    if (rc == RC_OK && !all)
        rc = take_all(&collect, err);
    if (rc == RC_OK && !all && !collect.led && query->order != COLLECT_BY_DATE)
        show(&collect); /* sorting a million takes as long as reading them */
    if (rc == RC_OK)
        rc = keys_of(&collect, ret_keys, ret_count, err);
    search_free(collect.search);
    name_set_release(&collect.streams);
    free(collect.found);
    return rc;
}
