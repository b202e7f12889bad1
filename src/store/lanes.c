/* SPDX-License-Identifier: MIT */
#include "store/lanes.h"

#include <stdlib.h>
#include <string.h>

#include "store/db.h"
#include "store/rows.h"

/* A lane among others is read a few places at a time: most of them are not the
 * next. */
enum { AHEAD = 8 };

struct stream {
    const struct lane *lane;
    struct earning_place *ahead; /* places that are read and not given yet */
    size_t count, next;
    bool over; /* nothing lies behind what is read */
};

struct merge {
    struct book *book;
    const struct lane_query *query;
    struct stream *streams;
    struct earning_place *room;
    size_t depth; /* places that a stream reads at once */
};

static const struct {
    enum sql up, down, day; /* day: SQL_COUNT where its rows may be in other lanes */
    int parameters;
} kinds[LANE_KINDS] = {
    [LANE_OF_ALL] = {SQL_LANE_ALL_UP, SQL_LANE_ALL_DOWN, SQL_LANE_ALL_DAY, 0},
    [LANE_OF_EXCLUDED] = {SQL_LANE_EXCLUDED_UP, SQL_LANE_EXCLUDED_DOWN, SQL_LANE_EXCLUDED_DAY, 0},
    [LANE_OF_FUND] = {SQL_LANE_FUND_UP, SQL_LANE_FUND_DOWN, SQL_LANE_FUND_DAY, 2},
    [LANE_OF_CUSTOMER] = {SQL_LANE_CUSTOMER_UP, SQL_LANE_CUSTOMER_DOWN, SQL_COUNT, 1},
    [LANE_OF_PAYMENT] = {SQL_LANE_PAYMENT_UP, SQL_LANE_PAYMENT_DOWN, SQL_COUNT, 1},
    [LANE_OF_REASON] = {SQL_LANE_REASON_UP, SQL_LANE_REASON_DOWN, SQL_COUNT, 1},
    [LANE_OF_CLAIM] = {SQL_LANE_CLAIM_UP, SQL_LANE_CLAIM_DOWN, SQL_COUNT, 1},
};

static void bind_lane(struct query *q, const struct lane *lane)
{
    if (kinds[lane->kind].parameters > 0)
        query_int(q, ":a", lane->a);
    if (kinds[lane->kind].parameters > 1)
        query_int(q, ":b", lane->b);
}

int earning_place_compare(const struct earning_place *a, const struct earning_place *b)
{
    int by_date = date_compare(a->date, b->date);
    return by_date != 0 ? by_date : a->key < b->key ? -1 : a->key > b->key;
}

/* The place behind which all rows of the query lie, or the one asked for. */
static struct earning_place beginning(const struct lane_query *query)
{
    const struct earning_place first = {{query->from.day - 1}, INT64_MAX};
    const struct earning_place last = {{query->to.day + 1}, 0};
    const struct earning_place edge = query->backwards ? last : first;
    if (query->after == NULL)
        return edge;
    int order = earning_place_compare(query->after, &edge);
    return (query->backwards ? order > 0 : order < 0) ? edge : *query->after;
}

static enum rc read_ahead(struct merge *merge, struct stream *stream,
                          const struct earning_place *after, struct err *err)
{
    const struct lane_query *query = merge->query;
    const struct lane *lane = stream->lane;
    struct query q;
    bool row = false;
    query_begin(&q, merge->book, query->backwards ? kinds[lane->kind].down : kinds[lane->kind].up);
    bind_lane(&q, lane);
    query_int(&q, ":day", after->date.day);
    query_int(&q, ":key", after->key);
    query_int(&q, ":end", query->backwards ? query->from.day : query->to.day);
    query_int(&q, ":limit", (int64_t)merge->depth);
    stream->count = stream->next = 0;
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row && stream->count < merge->depth) {
        stream->ahead[stream->count++] =
            (struct earning_place){{(int32_t)query_get_int(&q, 0)}, query_get_int(&q, 1)};
        rc = query_row(&q, &row, err);
    }
    query_end(&q);
    stream->over = stream->count < merge->depth;
    return rc;
}

/* The stream whose next place comes first; NULL: all are at their end. */
static struct stream *next_stream(struct merge *merge)
{
    struct stream *best = NULL;
    for (size_t i = 0; i < merge->query->count; i++) {
        struct stream *stream = &merge->streams[i];
        if (stream->next == stream->count)
            continue;
        if (best != NULL) {
            int order =
                earning_place_compare(&stream->ahead[stream->next], &best->ahead[best->next]);
            if (merge->query->backwards ? order <= 0 : order >= 0)
                continue;
        }
        best = stream;
    }
    return best;
}

static enum rc merge_streams(struct merge *merge, size_t limit, struct earning_place *ret,
                             size_t *ret_count, struct err *err)
{
    enum rc rc = RC_OK;
    size_t count = 0;
    while (rc == RC_OK && count < limit) {
        struct stream *stream = next_stream(merge);
        if (stream == NULL)
            break;
        const struct earning_place place = stream->ahead[stream->next++];
        if (count == 0 || earning_place_compare(&ret[count - 1], &place) != 0)
            ret[count++] = place;
        if (stream->next == stream->count && !stream->over)
            rc = read_ahead(merge, stream, &place, err);
    }
    if (rc == RC_OK)
        *ret_count = count;
    return rc;
}

enum rc lanes_read(struct book *book, const struct lane_query *query, size_t limit,
                   struct earning_place *ret, size_t *ret_count, struct err *err)
{
    struct merge merge = {.book = book, .query = query};
    const struct earning_place after = beginning(query);
    enum rc rc = RC_OK;
    if (query->count == 0 || limit == 0) {
        *ret_count = 0;
        return RC_OK;
    }
    merge.depth = query->count == 1 || limit < AHEAD ? limit : AHEAD;
    merge.streams = calloc(query->count, sizeof(*merge.streams));
    merge.room = reallocarray(NULL, query->count, merge.depth * sizeof(*merge.room));
    if (merge.streams == NULL || merge.room == NULL)
        rc = err_memory(err);
    for (size_t i = 0; rc == RC_OK && i < query->count; i++) {
        merge.streams[i].lane = &query->lanes[i];
        merge.streams[i].ahead = merge.room + i * merge.depth;
        rc = read_ahead(&merge, &merge.streams[i], &after, err);
    }
    if (rc == RC_OK)
        rc = merge_streams(&merge, limit, ret, ret_count, err);
    free(merge.streams);
    free(merge.room);
    return rc;
}

enum rc lanes_count_day(struct book *book, const struct lane *lanes, size_t count, struct date date,
                        int64_t low, int64_t high, int64_t *ret, struct err *err)
{
    enum rc rc = RC_OK;
    int64_t sum = 0;
    for (size_t i = 0; rc == RC_OK && i < count; i++) {
        struct query q;
        bool row = false;
        bug_if(kinds[lanes[i].kind].day == SQL_COUNT, "a lane whose rows are counted twice");
        query_begin(&q, book, kinds[lanes[i].kind].day);
        bind_lane(&q, &lanes[i]);
        query_int(&q, ":day", date.day);
        query_int(&q, ":low", low);
        query_int(&q, ":high", high);
        rc = query_row(&q, &row, err);
        if (rc == RC_OK && row)
            sum += query_get_int(&q, 0);
        query_end(&q);
    }
    if (rc == RC_OK)
        *ret = sum;
    return rc;
}

enum rc lanes_of_name(struct book *book, int64_t name, struct lane **lanes, size_t *count,
                      struct err *err)
{
    struct query q;
    bool row = false;
    int64_t location = 0;
    query_begin(&q, book, SQL_LANE_NEXT_LOCATION);
    query_int(&q, ":name", name);
    query_int(&q, ":location", location);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row && !query_is_null(&q, 0)) {
        struct lane *lane = NULL;
        location = query_get_int(&q, 0);
        rc = rows_push((void **)lanes, count, sizeof(*lane), (void **)&lane, err);
        if (rc != RC_OK)
            break;
        *lane = (struct lane){LANE_OF_FUND, name, location};
        query_reset(&q);
        query_int(&q, ":name", name);
        query_int(&q, ":location", location);
        rc = query_row(&q, &row, err);
    }
    query_end(&q);
    return rc;
}
