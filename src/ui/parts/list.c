/* SPDX-License-Identifier: MIT */
#include "ui/parts/list.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/words.h"
#include "ui/parts/list_inside.h"

enum { MARGIN = 2 };

void list_init(struct list *list, const struct grid_column *columns, int count, grid_fill *fill,
               list_compare *compare, void *context)
{
    *list = (struct list){.compare = compare, .wanted = SIZE_MAX};
    grid_init(&list->grid, columns, count, fill, context);
    buf_init(&list->texts.all);
    buf_init(&list->why);
    /* Without memory there is no filter: see ACT_FILTER. */
    (void)edit_init(&list->filter, FILTER_BYTES_MAX);
}

void list_release(struct list *list)
{
    free(list->order);
    free(list->texts.at);
    buf_release(&list->texts.all);
    buf_release(&list->why);
    edit_release(&list->filter);
    list->order = NULL;
    list->texts.at = NULL;
    list->count = list->shown = list->room = 0;
}

/* ---- rows ------------------------------------------------------------------------ */

size_t list_row(const struct list *list)
{
    return list->here < list->shown ? list->order[list->here] : SIZE_MAX;
}

bool list_figure(const struct list *list, struct figure *ret)
{
    return list->here < list->shown && grid_figure(&list->grid, list_row(list), ret);
}

bool list_is_filtered(const struct list *list)
{
    return list->filter.length > 0;
}

static int in_order(const void *left, const void *right, void *context)
{
    const struct list *list = context;
    size_t a = *(const size_t *)left, b = *(const size_t *)right;
    int column = list->grid.sort;
    int result = 0;
    if (column >= 0)
        result = list->compare(list->grid.context, a, b, column);
    else if (list->grid.descending)
        return a < b ? 1 : -1;
    if (result != 0)
        return list->grid.descending ? (result < 0 ? 1 : -1) : result;
    return a < b ? -1 : a > b;
}

static void fill_order(struct list *list)
{
    struct filter_words words;
    filter_words_init(&words, list);
    list->shown = 0;
    for (size_t row = 0; row < list->count; row++) {
        if (words.count == 0 || filter_has(list, &words, row))
            list->order[list->shown++] = row;
    }
    filter_words_release(&words);
    if (list->compare != NULL && list->shown > 1)
        qsort_r(list->order, list->shown, sizeof *list->order, in_order, list);
}

/* False: it is not shown. */
static bool find(const struct list *list, size_t row, size_t *ret)
{
    for (size_t i = 0; i < list->shown; i++) {
        if (list->order[i] == row) {
            *ret = i;
            return true;
        }
    }
    return false;
}

/* Selects a place and keeps the cursor where it is on the screen. */
static void stay_at(struct list *list, size_t here)
{
    size_t below_top = list->here > list->top ? list->here - list->top : 0;
    list->here = here;
    list->top = here > below_top ? here - below_top : 0;
}

static void stay_within(struct list *list)
{
    if (list->here >= list->shown)
        stay_at(list, list->shown > 0 ? list->shown - 1 : 0);
}

void list_reorder(struct list *list)
{
    size_t here;
    fill_order(list);
    if (find(list, list->wanted, &here)) {
        stay_at(list, here);
    } else {
        list->here = 0;
        list->top = 0;
    }
}

static bool make_room(struct list *list, size_t count)
{
    if (count <= list->room)
        return true;
    size_t *order = reallocarray(list->order, count, sizeof *order);
    if (order != NULL)
        list->order = order;
    size_t *at = reallocarray(list->texts.at, count, sizeof *at);
    if (at != NULL)
        list->texts.at = at;
    if (order == NULL || at == NULL)
        return false;
    list->room = count;
    return true;
}

void list_refill(struct list *list, size_t count)
{
    grid_forget(&list->grid);
    list_refill_some(list, count, NULL);
}

void list_refill_some(struct list *list, size_t count, list_is_new *is_new)
{
    /* Without memory the list shows as many rows as it can. */
    list->count = make_room(list, count) ? count : list->room;
    list->texts.known = false;
    for (size_t row = 0; row < list->count; row++)
        if (is_new == NULL || is_new(list->grid.context, row))
            grid_measure(&list->grid, row);
    fill_order(list);
    stay_within(list);
    list->wanted = list_row(list);
}

void list_select(struct list *list, size_t row)
{
    size_t here;
    if (!find(list, row, &here))
        return;
    stay_at(list, here);
    list->wanted = row;
}

/* ---- moving ----------------------------------------------------------------------- */

static size_t last_top(const struct list *list)
{
    size_t page = list->page > 0 ? (size_t)list->page : 1;
    return list->shown > page ? list->shown - page : 0;
}

/* The margin: some rows ahead are always seen, so that one knows where one goes. */
static void scroll_to(struct list *list, size_t margin)
{
    size_t page = list->page > 0 ? (size_t)list->page : 1;
    if (margin > (page - 1) / 2)
        margin = (page - 1) / 2;
    if (list->here < list->top + margin)
        list->top = list->here > margin ? list->here - margin : 0;
    if (list->here + margin >= list->top + page)
        list->top = list->here + margin - page + 1;
    if (list->top > last_top(list))
        list->top = last_top(list);
}

static void go(struct list *list, size_t here)
{
    list->here = here;
    if (here >= list->shown)
        list->here = list->shown > 0 ? list->shown - 1 : 0;
    list->wanted = list_row(list);
    scroll_to(list, MARGIN);
}

static void page(struct list *list, bool down)
{
    size_t step = list->page > 1 ? (size_t)list->page - 1 : 1;
    if (down) {
        list->top = list->top + step < last_top(list) ? list->top + step : last_top(list);
        go(list, list->here + step);
    } else {
        list->top = list->top > step ? list->top - step : 0;
        go(list, list->here > step ? list->here - step : 0);
    }
}

static bool move(struct list *list, enum action action)
{
    switch ((int)action) {
    case ACT_UP:
        go(list, list->here > 0 ? list->here - 1 : 0);
        return true;
    case ACT_DOWN:
        go(list, list->here + 1);
        return true;
    case ACT_PAGE_UP:
        page(list, false);
        return true;
    case ACT_PAGE_DOWN:
        page(list, true);
        return true;
    case ACT_TOP:
        go(list, 0);
        return true;
    case ACT_BOTTOM:
        go(list, list->shown);
        return true;
    default:
        return false;
    }
}

void list_settle(struct list *list)
{
    stay_within(list);
    scroll_to(list, 0);
}

void list_scroll(struct list *list, int rows)
{
    size_t page_rows = list->page > 0 ? (size_t)list->page : 1;
    size_t step = (size_t)(rows > 0 ? rows : -rows);
    if (rows > 0)
        list->top = list->top + step < last_top(list) ? list->top + step : last_top(list);
    else
        list->top = list->top > step ? list->top - step : 0;
    if (list->here < list->top)
        list->here = list->top;
    if (list->here >= list->top + page_rows)
        list->here = list->top + page_rows - 1;
    stay_within(list);
    list->wanted = list_row(list);
}

static bool move_focus(struct list *list, int step)
{
    struct grid_layout layout;
    if (list->grid.focus < 0)
        return false;
    grid_lay_out(&list->grid, list->cols, &layout);
    (void)grid_move_focus(&list->grid, &layout, step);
    return true;
}

/* ---- actions ------------------------------------------------------------------------ */

static bool sort(struct list *list, enum action action)
{
    if (list->compare == NULL)
        return false;
    if (action == ACT_SORT_TURN)
        list->grid.descending = !list->grid.descending;
    else
        grid_sort_by(&list->grid, action == ACT_SORT_NEXT ? 1 : -1);
    list_reorder(list);
    return true;
}

/* The row under the cursor stays, now among all the others. */
static void clear_filter(struct list *list)
{
    edit_set(&list->filter, "");
    list->lent = false;
    list_reorder(list);
}

void list_look_for(struct list *list, const char *words)
{
    if (list->filter.text == NULL)
        return;
    list->typing = false;
    list->columns.open = false;
    edit_set(&list->filter, words);
    list->lent = true;
    list_reorder(list);
}

static bool back(struct list *list)
{
    if (list->columns.open) {
        list->columns.open = false;
        return true;
    }
    if (!list->typing && !list_is_filtered(list))
        return false;
    list->typing = false;
    clear_filter(list);
    return true;
}

bool list_act(struct list *list, enum action action)
{
    switch ((int)action) {
    case ACT_LEFT:
        return move_focus(list, -1);
    case ACT_RIGHT:
        return move_focus(list, 1);
    case ACT_SORT_NEXT:
    case ACT_SORT_LAST:
    case ACT_SORT_TURN:
        return sort(list, action);
    case ACT_FILTER:
        list->typing = list->filter.text != NULL;
        if (list->lent)
            filter_begin_word(&list->filter);
        return true;
    case ACT_COLUMNS:
        columns_open(&list->columns);
        return true;
    case ACT_BACK:
        return back(list);
    default:
        return move(list, action);
    }
}

/* ---- keys --------------------------------------------------------------------------- */

/* Keys that move in the list while the filter is typed. */
static enum action moving_key(const struct key *key)
{
    static const struct {
        enum key_code code;
        enum action action;
    } rows[] = {
        {K_UP, ACT_UP},
        {K_DOWN, ACT_DOWN},
        {K_PAGE_UP, ACT_PAGE_UP},
        {K_PAGE_DOWN, ACT_PAGE_DOWN},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        if (rows[i].code == key->code && !key->ctrl && !key->alt && !key->shift)
            return rows[i].action;
    }
    return ACT_NONE;
}

static enum edit_did typed(struct list *list, enum edit_did did)
{
    if (did == EDIT_CHANGED) {
        list->lent = false;
        list_reorder(list);
    }
    return did;
}

bool list_key(struct list *list, const struct key *key)
{
    buf_clear(&list->why);
    if (list->columns.open)
        return columns_key(&list->columns, &list->grid, key);
    if (!list->typing)
        return false;
    if (key->code == K_ENTER) {
        list->typing = false;
        list->wanted = list_row(list) == SIZE_MAX ? list->wanted : list_row(list);
        return true;
    }
    if (key->code == K_ESC)
        return back(list);
    if (key->code == K_BACKSPACE && !list_is_filtered(list)) {
        list->typing = false;
        return true;
    }
    if (moving_key(key) != ACT_NONE)
        return move(list, moving_key(key));
    return typed(list, edit_key(&list->filter, key)) != EDIT_NOT_MINE;
}

const char *const *list_typing(const struct list *list)
{
    return filter_typing_keys(list->typing, list->columns.open);
}

bool list_paste(struct list *list, const char *bytes, size_t length)
{
    struct buf line;
    if (!list->typing)
        return false;
    buf_init(&line);
    buf_clear(&list->why);
    if (paste_line(bytes, length, &line, &list->why) &&
        typed(list, edit_insert(&list->filter, line.text)) == EDIT_FULL)
        buf_add(&list->why, _("The paste is too long for a filter: nothing was taken"));
    buf_release(&line);
    return true;
}
