/* SPDX-License-Identifier: MIT */
#include "ui/screens/earnings_roll.h"

#include <stdlib.h>
#include <string.h>

enum { MARGIN = 2, LEAST_HELD = 64 };

void roll_init(struct roll *roll)
{
    *roll = (struct roll){.at_first = true, .at_last = true, .page = 1};
}

static void let_go(struct roll *roll)
{
    earning_rows_release(roll->rows, roll->count);
    roll->count = roll->here = roll->top = 0;
    roll->before = -1;
}

void roll_release(struct roll *roll)
{
    let_go(roll);
    free(roll->rows);
    free(roll->keys);
    roll_init(roll);
}

const struct earning_row *roll_here(const struct roll *roll)
{
    return roll->here < roll->count ? &roll->rows[roll->here] : NULL;
}

/* ---- reading on ---------------------------------------------------------------------------- */

static enum rc make_room(struct roll *roll, size_t more, struct err *err)
{
    size_t room = roll->count + more;
    if (room <= roll->room)
        return RC_OK;
    struct earning_row *rows = reallocarray(roll->rows, room, sizeof(*rows));
    if (rows == NULL)
        return err_memory(err);
    roll->rows = rows;
    roll->room = room;
    return RC_OK;
}

static size_t chunk(const struct roll *roll)
{
    return roll->page * 2 > LEAST_HELD ? roll->page * 2 : LEAST_HELD;
}

static enum rc read_on(struct roll *roll, struct err *err)
{
    size_t wish = chunk(roll), got = 0;
    enum rc rc = make_room(roll, wish, err);
    if (rc != RC_OK)
        return rc;
    if (roll->keys == NULL) {
        const struct earning_place *last =
            roll->count > 0 ? &roll->rows[roll->count - 1].place : NULL;
        rc = earning_pages_read(roll->pages, last, roll->backwards, wish, roll->rows + roll->count,
                                &got, err);
        roll->at_last = got < wish;
    } else {
        size_t left = roll->key_count - roll->end, count = left < wish ? left : wish;
        rc = earning_pages_get(roll->pages, roll->keys + roll->end, count, roll->rows + roll->count,
                               &got, err);
        roll->end += count;
        roll->at_last = count == left;
    }
    if (rc == RC_OK)
        roll->count += got;
    return rc;
}

/* Rows read towards the beginning come the last first. */
static void turn_round(struct earning_row *rows, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        struct earning_row row = rows[i];
        rows[i] = rows[count - 1 - i];
        rows[count - 1 - i] = row;
    }
}

static enum rc read_back(struct roll *roll, struct err *err)
{
    size_t wish = chunk(roll), got = 0;
    struct earning_row *fresh = NULL;
    enum rc rc = make_room(roll, wish, err);
    if (rc != RC_OK)
        return rc;
    fresh = roll->rows + roll->count;
    if (roll->keys == NULL) {
        rc = earning_pages_read(roll->pages, roll->count > 0 ? &roll->rows[0].place : NULL,
                                !roll->backwards, wish, fresh, &got, err);
        roll->at_first = got < wish;
        if (rc == RC_OK)
            turn_round(fresh, got);
    } else {
        size_t count = roll->from < wish ? roll->from : wish;
        roll->from -= count;
        rc = earning_pages_get(roll->pages, roll->keys + roll->from, count, fresh, &got, err);
        roll->at_first = roll->from == 0;
    }
    if (rc != RC_OK)
        return rc;
    /* To the front: turning both parts round and then all of it. */
    turn_round(roll->rows, roll->count);
    turn_round(fresh, got);
    roll->count += got;
    turn_round(roll->rows, roll->count);
    roll->here += got;
    roll->top += got;
    roll->before = roll->at_first ? 0 : roll->before >= 0 ? roll->before - (int64_t)got : -1;
    return RC_OK;
}

/* Rows far from the screen are given up. */
static void trim(struct roll *roll)
{
    size_t keep = chunk(roll) * 2;
    size_t end = roll->top + roll->page + keep;
    if (roll->count > end) {
        earning_rows_release(roll->rows + end, roll->count - end);
        roll->count = end;
        roll->at_last = false;
        while (roll->keys != NULL && roll->keys[roll->end - 1] != roll->rows[end - 1].place.key)
            roll->end--;
    }
    if (roll->top > keep) {
        size_t drop = roll->top - keep;
        earning_rows_release(roll->rows, drop);
        memmove(roll->rows, roll->rows + drop, (roll->count - drop) * sizeof(*roll->rows));
        roll->count -= drop;
        roll->here -= drop;
        roll->top -= drop;
        roll->at_first = false;
        while (roll->keys != NULL && roll->keys[roll->from] != roll->rows[0].place.key)
            roll->from++;
        if (roll->before >= 0)
            roll->before += (int64_t)drop;
    }
}

/* Holds `back` rows before the selected one and `on` behind it, where the list
 * has them. */
static enum rc need(struct roll *roll, size_t back, size_t on, struct err *err)
{
    enum rc rc = RC_OK;
    while (rc == RC_OK && roll->here < back && !roll->at_first)
        rc = read_back(roll, err);
    while (rc == RC_OK && roll->here + on >= roll->count && !roll->at_last)
        rc = read_on(roll, err);
    return rc;
}

/* ---- the screen -------------------------------------------------------------------------------
 */

static size_t last_top(const struct roll *roll)
{
    return roll->count > roll->page ? roll->count - roll->page : 0;
}

/* The selected row and `margin` rows ahead are on the screen. */
static void settle(struct roll *roll, size_t margin)
{
    if (roll->here >= roll->count)
        roll->here = roll->count > 0 ? roll->count - 1 : 0;
    if (margin > (roll->page - 1) / 2)
        margin = (roll->page - 1) / 2;
    if (roll->here < roll->top + margin)
        roll->top = roll->here > margin ? roll->here - margin : 0;
    if (roll->here + margin >= roll->top + roll->page)
        roll->top = roll->here + margin - roll->page + 1;
    if (roll->top > last_top(roll))
        roll->top = last_top(roll);
}

static enum rc show(struct roll *roll, size_t margin, struct err *err)
{
    enum rc rc = need(roll, roll->page, roll->page, err);
    settle(roll, margin);
    trim(roll);
    return rc;
}

enum rc roll_fit(struct roll *roll, size_t page, struct err *err)
{
    roll->page = page > 0 ? page : 1;
    return roll->pages != NULL ? show(roll, 0, err) : RC_OK;
}

/* ---- the list ----------------------------------------------------------------------------------
 */

enum rc roll_first(struct roll *roll, struct err *err)
{
    if (roll->at_first) {
        roll->here = roll->top = 0;
        return show(roll, MARGIN, err);
    }
    let_go(roll);
    roll->at_first = true;
    roll->at_last = false;
    roll->before = 0;
    roll->from = roll->end = 0;
    enum rc rc = read_on(roll, err);
    return rc == RC_OK ? show(roll, MARGIN, err) : rc;
}

enum rc roll_last(struct roll *roll, int64_t length, struct err *err)
{
    enum rc rc = RC_OK;
    if (!roll->at_last) {
        let_go(roll);
        roll->at_last = true;
        roll->at_first = false;
        roll->from = roll->end = roll->key_count;
        rc = read_back(roll, err);
        if (rc == RC_OK)
            roll->before = roll->at_first ? 0 : length >= 0 ? length - (int64_t)roll->count : -1;
    }
    roll->here = roll->count > 0 ? roll->count - 1 : 0;
    return rc == RC_OK ? show(roll, MARGIN, err) : rc;
}

static enum rc begin(struct roll *roll, struct earning_pages *pages, int64_t *keys, size_t count,
                     struct err *err)
{
    let_go(roll);
    free(roll->keys);
    roll->pages = pages;
    roll->keys = keys;
    roll->key_count = count;
    roll->at_first = false;
    return roll_first(roll, err);
}

enum rc roll_pages(struct roll *roll, struct earning_pages *pages, bool backwards, struct err *err)
{
    roll->backwards = backwards;
    return begin(roll, pages, NULL, 0, err);
}

enum rc roll_page_at(struct roll *roll, struct earning_pages *pages, bool backwards,
                     const struct earning_place *place, struct err *err)
{
    free(roll->keys);
    roll->keys = NULL;
    roll->pages = pages;
    roll->backwards = backwards;
    return roll_seek(roll, place, err);
}

enum rc roll_keys(struct roll *roll, struct earning_pages *pages, int64_t *keys, size_t count,
                  struct err *err)
{
    return begin(roll, pages, keys, count, err);
}

/* A place just before the row in the direction of reading, so that it comes
 * itself, or what stands there now. */
static struct earning_place just_before(const struct roll *roll, const struct earning_place *place)
{
    return (struct earning_place){place->date, place->key + (roll->backwards ? 1 : -1)};
}

static enum rc seek_page(struct roll *roll, const struct earning_place *place, struct err *err)
{
    const struct earning_place before = just_before(roll, place);
    size_t wish = chunk(roll), got = 0;
    enum rc rc = make_room(roll, wish, err);
    if (rc == RC_OK)
        rc = earning_pages_read(roll->pages, &before, roll->backwards, wish, roll->rows, &got, err);
    if (rc != RC_OK)
        return rc;
    roll->count = got;
    roll->at_last = got < wish;
    roll->at_first = false;
    if (got == 0) /* behind the end: the last row is the nearest */
        return roll_last(roll, -1, err);
    return earning_pages_before(roll->pages, &roll->rows[0].place, roll->backwards, &roll->before,
                                err);
}

static enum rc seek_key(struct roll *roll, const struct earning_place *place, struct err *err)
{
    size_t index = 0;
    while (index < roll->key_count && roll->keys[index] != place->key)
        index++;
    if (index == roll->key_count)
        index = 0;
    roll->from = roll->end = index;
    roll->before = (int64_t)index;
    roll->at_first = index == 0;
    return read_on(roll, err);
}

enum rc roll_seek(struct roll *roll, const struct earning_place *place, struct err *err)
{
    const struct earning_place wanted = *place; /* it may be of a row that is let go */
    size_t line = roll->here > roll->top ? roll->here - roll->top : 0;
    let_go(roll);
    roll->at_first = roll->at_last = false;
    enum rc rc = roll->keys == NULL ? seek_page(roll, &wanted, err) : seek_key(roll, &wanted, err);
    if (rc == RC_OK)
        rc = need(roll, roll->page, roll->page, err);
    roll->top = roll->here > line ? roll->here - line : 0;
    return rc == RC_OK ? show(roll, 0, err) : rc;
}

/* ---- moving -------------------------------------------------------------------------------------
 */

enum rc roll_move(struct roll *roll, int rows, struct err *err)
{
    size_t step = (size_t)(rows < 0 ? -rows : rows);
    enum rc rc = need(roll, rows < 0 ? step : 0, rows > 0 ? step : 0, err);
    if (rows < 0)
        roll->here = roll->here > step ? roll->here - step : 0;
    else
        roll->here += step;
    return rc == RC_OK ? show(roll, MARGIN, err) : rc;
}

enum rc roll_turn(struct roll *roll, bool down, struct err *err)
{
    size_t step = roll->page > 1 ? roll->page - 1 : 1;
    enum rc rc = need(roll, down ? 0 : step + roll->page, down ? step + roll->page : 0, err);
    if (down) {
        roll->top = roll->top + step < last_top(roll) ? roll->top + step : last_top(roll);
        roll->here += step;
    } else {
        roll->top = roll->top > step ? roll->top - step : 0;
        roll->here = roll->here > step ? roll->here - step : 0;
    }
    return rc == RC_OK ? show(roll, MARGIN, err) : rc;
}

enum rc roll_scroll(struct roll *roll, int rows, struct err *err)
{
    size_t step = (size_t)(rows < 0 ? -rows : rows);
    enum rc rc = need(roll, step + roll->page, step + roll->page, err);
    if (rows > 0)
        roll->top = roll->top + step < last_top(roll) ? roll->top + step : last_top(roll);
    else
        roll->top = roll->top > step ? roll->top - step : 0;
    if (roll->here < roll->top)
        roll->here = roll->top;
    if (roll->here >= roll->top + roll->page)
        roll->here = roll->top + roll->page - 1;
    return rc == RC_OK ? show(roll, 0, err) : rc;
}
