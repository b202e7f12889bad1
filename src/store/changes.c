/* SPDX-License-Identifier: MIT */
#include "store/changes.h"

#include <string.h>

#include "base/buf.h"
#include "store/past.h"

/* The texts of one state. */
struct words {
    struct buf program, location;
};

struct changes {
    struct book *book;
    const struct since *since;
    struct past past;
    struct words before, after;
    struct buf id, source;
    earning_change_visit *visit;
    void *context;
};

/* ---- states ------------------------------------------------------------------------- */

static enum rc add_text(struct book *book, enum sql sql, int64_t key, struct buf *ret,
                        struct err *err)
{
    struct query q;
    bool row = false;
    buf_clear(ret);
    query_begin(&q, book, sql);
    query_int(&q, ":key", key);
    enum rc rc = query_row(&q, &row, err);
    if (rc == RC_OK)
        buf_add(ret, row ? query_get_text(&q, 0) : "");
    query_end(&q);
    return rc == RC_OK ? buf_check(ret, err) : rc;
}

static enum rc to_state(struct changes *changes, const struct past_values *values,
                        struct words *words, struct earning_state *ret, struct err *err)
{
    const struct since *since = changes->since;
    *ret = (struct earning_state){.there = values->there,
                                  .date = {(int32_t)values->column[PAST_DAY]},
                                  .type = (enum earning_type)values->column[PAST_TYPE],
                                  .amounts.amount = {values->column[PAST_AMOUNT]},
                                  .amounts.usd = {values->column[PAST_USD]},
                                  .excluded = values->column[PAST_EXCLUDED] != 0};
    if (!values->there)
        return RC_OK;
    past_currency_code(values->column[PAST_CURRENCY], ret->amounts.currency.code);
    enum rc rc = add_text(changes->book, SQL_PROGRAM_OF_NAME_KEY, values->column[PAST_NAME],
                          &words->program, err);
    if (rc == RC_OK)
        rc = add_text(changes->book, SQL_LOCATION_ID, values->column[PAST_LOCATION],
                      &words->location, err);
    if (rc != RC_OK)
        return rc;
    ret->program = words->program.text;
    ret->location = words->location.text;
    ret->in = strcmp(ret->program, since->program) == 0 &&
              strcmp(ret->location, since->location) == 0 &&
              date_compare(ret->date, since->from) >= 0 && date_compare(ret->date, since->to) <= 0;
    return RC_OK;
}

static enum rc tell(struct changes *changes, const struct past_values *before,
                    const struct past_values *after, struct earning_change *change, struct err *err)
{
    enum rc rc = to_state(changes, before, &changes->before, &change->before, err);
    if (rc == RC_OK)
        rc = to_state(changes, after, &changes->after, &change->after, err);
    if (rc != RC_OK || (!change->before.in && !change->after.in))
        return rc;
    return changes->visit(changes->context, change, err);
}

static bool is_same(const struct past_values *a, const struct past_values *b)
{
    return a->there == b->there && memcmp(a->column, b->column, sizeof(a->column)) == 0;
}

/* Columns of CHANGED_HEAD. */
enum { AT_KEY, AT_ID, AT_SOURCE, AT_LINE, AT_TIME, AT_NEW, AT_VALUES };

/* What the row of a query is now, and was. */
static enum rc tell_row(struct changes *changes, struct query *q, int64_t replaced,
                        const struct past_row *touched, struct err *err)
{
    struct past_values now, then = {.there = false};
    int64_t first = 0, key = query_get_int(q, AT_KEY), time = query_get_int(q, AT_TIME);
    enum rc rc = RC_OK;
    past_read(q, AT_VALUES, &now);
    buf_clear(&changes->id);
    buf_add(&changes->id, query_get_text(q, AT_ID));
    buf_clear(&changes->source);
    buf_add(&changes->source, query_get_text(q, AT_SOURCE));
    struct earning_change change = {.line = query_get_int(q, AT_LINE), .time = time};
    if (query_get_int(q, AT_NEW) == 0)
        rc = past_values(&changes->past, key, &now, &then, &first, err);
    if (rc == RC_OK)
        rc = buf_check(&changes->id, err);
    if (rc == RC_OK)
        rc = buf_check(&changes->source, err);
    if (rc != RC_OK || (replaced != 0 && replaced != first))
        return rc;
    if (touched != NULL && time < changes->since->after) {
        if (is_same(&now, &then)) /* changed, and changed back by an undo */
            return RC_OK;
        change.time = touched->time;
    }
    change.id = changes->id.text;
    change.source = query_is_null(q, AT_SOURCE) ? NULL : changes->source.text;
    return tell(changes, &then, &now, &change, err);
}

/* ---- the three kinds ------------------------------------------------------------------ */

static void bind_fund(struct query *q, const struct since *since)
{
    query_text(q, ":program", since->program);
    query_text(q, ":location", since->location);
    query_int(q, ":from", since->from.day);
    query_int(q, ":to", since->to.day);
    query_int(q, ":after", since->after);
}

static enum rc tell_present(struct changes *changes, struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, changes->book, SQL_EARNINGS_CHANGED);
    bind_fund(&q, changes->since);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        if (past_find(&changes->past, query_get_int(&q, AT_KEY)) == NULL)
            rc = tell_row(changes, &q, 0, NULL, err);
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&q);
    return rc;
}

static enum rc tell_deleted(struct changes *changes, const struct past_row *touched,
                            struct err *err)
{
    const struct past_values gone = {.there = false};
    struct past_values then;
    struct earning_change change = {.id = touched->id != NULL ? touched->id : "",
                                    .time = touched->time};
    int64_t first = 0;
    enum rc rc = past_values(&changes->past, touched->key, &gone, &then, &first, err);
    return rc == RC_OK ? tell(changes, &then, &gone, &change, err) : rc;
}

static enum rc tell_one(struct changes *changes, int64_t key, int64_t replaced,
                        const struct past_row *touched, struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, changes->book, SQL_EARNING_NOW);
    query_int(&q, ":key", key);
    query_int(&q, ":after", changes->since->after);
    enum rc rc = query_row(&q, &row, err);
    if (rc == RC_OK && row)
        rc = tell_row(changes, &q, replaced, touched, err);
    query_end(&q);
    return rc == RC_OK && !row && touched != NULL ? tell_deleted(changes, touched, err) : rc;
}

/* Rows of the fund that reports have moved out of it. */
static enum rc tell_moved(struct changes *changes, struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, changes->book, SQL_EARNINGS_LEFT);
    bind_fund(&q, changes->since);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        int64_t key = query_get_int(&q, 0);
        if (past_find(&changes->past, key) == NULL)
            rc = tell_one(changes, key, query_get_int(&q, 1), NULL, err);
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&q);
    return rc;
}

enum rc earnings_changed(struct book *book, const struct since *since, earning_change_visit *visit,
                         void *context, struct err *err)
{
    struct changes changes = {.book = book, .since = since, .visit = visit, .context = context};
    struct buf *const bufs[] = {&changes.before.program,
                                &changes.before.location,
                                &changes.after.program,
                                &changes.after.location,
                                &changes.id,
                                &changes.source};
    enum { BUFS = sizeof(bufs) / sizeof(bufs[0]) };
    for (size_t i = 0; i < BUFS; i++)
        buf_init(bufs[i]);
    enum rc rc = past_load(book, since->after, &changes.past, err);
    if (rc == RC_OK)
        rc = tell_present(&changes, err);
    for (size_t i = 0; rc == RC_OK && i < changes.past.count; i++)
        rc = tell_one(&changes, changes.past.rows[i].key, 0, &changes.past.rows[i], err);
    if (rc == RC_OK)
        rc = tell_moved(&changes, err);
    past_release(&changes.past);
    for (size_t i = 0; i < BUFS; i++)
        buf_release(bufs[i]);
    return rc;
}
