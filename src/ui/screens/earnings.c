/* SPDX-License-Identifier: MIT */
/*
 * Screen 4: every earning. A list by date is paged as one moves; a search, one
 * import, or an order that no index has, is collected beside the screen
 * (earnings_hunt.h), and its first rows are shown before the rest is there.
 */
#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "ui/parts/list.h"
#include "ui/screens/earnings_inside.h"
#include "ui/screens/screens.h"
#include "ui/screens/single.h"
#include "ui/shell.h"

enum { FILTER_BYTES = 512, WHEEL_ROWS = 3 };

static struct earnings *earnings_of(struct view *view)
{
    return (struct earnings *)view;
}

static void fill(void *context, size_t row, int column, struct grid_cell *ret)
{
    struct earnings *earnings = context;
    earnings_fill(&earnings->roll.rows[row], &earnings->names, column, &earnings->cells, ret);
}

/* ---- moving -------------------------------------------------------------------------------------
 */

static bool move(struct earnings *earnings, enum action action)
{
    struct roll *roll = &earnings->roll;
    struct err err;
    enum rc rc = RC_OK;
    err_init(&err);
    switch ((int)action) {
    case ACT_UP:
        rc = roll_move(roll, -1, &err);
        break;
    case ACT_DOWN:
        rc = roll_move(roll, 1, &err);
        break;
    case ACT_PAGE_UP:
        rc = roll_turn(roll, false, &err);
        break;
    case ACT_PAGE_DOWN:
        rc = roll_turn(roll, true, &err);
        break;
    case ACT_TOP:
        rc = roll_first(roll, &err);
        break;
    case ACT_BOTTOM:
        rc = roll_last(roll, earnings->count, &err);
        break;
    default:
        return false;
    }
    earnings->moved = true;
    if (rc != RC_OK)
        shell_failed(earnings->view.shell, &err);
    return true;
}

static bool move_focus(struct earnings *earnings, int step)
{
    struct grid_layout layout;
    grid_lay_out(&earnings->grid, earnings->cols, &layout);
    (void)grid_move_focus(&earnings->grid, &layout, step);
    return true;
}

/* By date the newest comes first. */
static bool sort(struct earnings *earnings, enum action action)
{
    struct err err;
    err_init(&err);
    if (action == ACT_SORT_TURN) {
        earnings->grid.descending = !earnings->grid.descending;
    } else {
        grid_sort_by(&earnings->grid, action == ACT_SORT_NEXT ? 1 : -1);
        earnings->grid.descending = earnings_sorted_by(earnings) == COLLECT_BY_DATE;
    }
    if (earnings_list_again(earnings, NULL, &err) != RC_OK)
        shell_failed(earnings->view.shell, &err);
    return true;
}

/* ---- the filter
 * ---------------------------------------------------------------------------------- */

static void type_filter(struct earnings *earnings)
{
    if (earnings->hunt == NULL)
        earnings->hunt = hunt_new(earnings->view.shell);
    if (earnings->hunt != NULL)
        hunt_warm(earnings->hunt);
    earnings->typing = earnings->filter.text != NULL;
    if (earnings->lent)
        filter_begin_word(&earnings->filter);
}

static bool clear_filter(struct earnings *earnings)
{
    if (earnings->columns.open) {
        earnings->columns.open = false;
        return true;
    }
    if (!earnings->typing && !earnings_are_filtered(earnings))
        return false;
    const struct earning_row *here = roll_here(&earnings->roll);
    bool was = earnings_are_filtered(earnings), lent = earnings->lent && !earnings->typing;
    earnings->typing = earnings->lent = false;
    edit_set(&earnings->filter, "");
    buf_clear(&earnings->why);
    if (was) /* the row under the cursor stays, now among all the others */
        earnings_follow_filter(earnings, here != NULL ? &here->place : NULL);
    if (lent)
        shell_back(earnings->view.shell);
    return true;
}

static void typed(struct earnings *earnings, enum edit_did did)
{
    earnings->lent = false;
    if (did == EDIT_CHANGED)
        earnings_follow_filter(earnings, NULL);
    else if (did == EDIT_FULL)
        buf_add(&earnings->why, _("That is too long for a filter: nothing was taken"));
}

/* Keys that move in the list while the filter is typed. */
static enum action moving_key(const struct key *key)
{
    static const struct {
        enum key_code code;
        enum action action;
    } keys[] = {
        {K_UP, ACT_UP}, {K_DOWN, ACT_DOWN}, {K_PAGE_UP, ACT_PAGE_UP}, {K_PAGE_DOWN, ACT_PAGE_DOWN}};
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
        if (keys[i].code == key->code && !key->ctrl && !key->alt && !key->shift)
            return keys[i].action;
    return ACT_NONE;
}

static bool earnings_key(struct view *view, const struct key *key)
{
    struct earnings *earnings = earnings_of(view);
    if (earnings->columns.open)
        return columns_key(&earnings->columns, &earnings->grid, key);
    if (!earnings->typing)
        return false;
    if (key->code == K_ESC)
        return clear_filter(earnings);
    if (key->code == K_ENTER || (key->code == K_BACKSPACE && !earnings_are_filtered(earnings))) {
        earnings->typing = false;
        return true;
    }
    if (moving_key(key) != ACT_NONE)
        return move(earnings, moving_key(key));
    enum edit_did did = edit_key(&earnings->filter, key);
    if (did != EDIT_NOT_MINE)
        typed(earnings, did);
    return did != EDIT_NOT_MINE;
}

static const char *const *earnings_typing(const struct view *view)
{
    const struct earnings *earnings = (const struct earnings *)view;
    return filter_typing_keys(earnings->typing, earnings->columns.open);
}

static bool earnings_paste(struct view *view, const char *bytes, size_t length, bool more)
{
    struct earnings *earnings = earnings_of(view);
    struct buf line;
    (void)more;
    if (!earnings->typing)
        return false;
    buf_init(&line);
    buf_clear(&earnings->why);
    if (paste_line(bytes, length, &line, &earnings->why))
        typed(earnings, edit_insert(&earnings->filter, line.text));
    buf_release(&line);
    return true;
}

/* ---- what can be done
 * -------------------------------------------------------------------------------
 */

static const struct earning_line *selected(const struct view *view)
{
    const struct earning_row *row = roll_here(&((const struct earnings *)view)->roll);
    return row != NULL ? &row->line : NULL;
}

static bool earnings_refuses(struct view *view, enum action action, struct buf *ret_why)
{
    const struct earning_line *line = selected(view);
    return line != NULL && single_refuses(line, action, ret_why);
}

static bool earnings_act(struct view *view, enum action action)
{
    struct earnings *earnings = earnings_of(view);
    const struct earning_line *line = selected(view);
    switch ((int)action) {
    case ACT_LEFT:
        return move_focus(earnings, -1);
    case ACT_RIGHT:
        return move_focus(earnings, 1);
    case ACT_SORT_NEXT:
    case ACT_SORT_LAST:
    case ACT_SORT_TURN:
        return sort(earnings, action);
    case ACT_FILTER:
        type_filter(earnings);
        return true;
    case ACT_COLUMNS:
        columns_open(&earnings->columns);
        return true;
    case ACT_BACK:
        return clear_filter(earnings);
    case ACT_OPEN:
        if (line != NULL)
            shell_push(view->shell, earning_new(view->shell, line->id));
        return true;
    case ACT_ADD:
        earning_add_form(view->shell, line != NULL ? line->program : NULL,
                         line != NULL ? line->location : NULL,
                         line != NULL ? &line->amounts.currency : NULL);
        return true;
    default:
        return (line != NULL && single_act(view->shell, line, action)) || move(earnings, action);
    }
}

static bool earnings_figure(const struct view *view, struct figure *ret)
{
    const struct earnings *earnings = (const struct earnings *)view;
    return roll_here(&earnings->roll) != NULL &&
           grid_figure(&earnings->grid, earnings->roll.here, ret);
}

static bool earnings_has_row(const struct view *view)
{
    return selected(view) != NULL;
}

/* ---- the mouse
 * --------------------------------------------------------------------------------------
 */

static void press_head(struct earnings *earnings, int column)
{
    struct err err;
    err_init(&err);
    if (earnings_order_of(column) == COLLECT_ORDERS)
        return;
    earnings->grid.descending =
        earnings->grid.sort == column ? !earnings->grid.descending : column == EARNINGS_DATE;
    earnings->grid.sort = column;
    if (earnings_list_again(earnings, NULL, &err) != RC_OK)
        shell_failed(earnings->view.shell, &err);
}

static void press_row(struct earnings *earnings, const struct earnings_hit *hit)
{
    bool same = hit->row == earnings->roll.here;
    bool figure = hit->column >= 0 && earnings_columns[hit->column].kind == GRID_FIGURE;
    if (figure) {
        same = same && earnings->grid.focus == hit->column;
        earnings->grid.focus = hit->column;
    }
    earnings->roll.here = hit->row;
    earnings->moved = true;
    if (same)
        shell_act(earnings->view.shell, ACT_OPEN);
}

static void earnings_mouse(struct view *view, const struct event *event)
{
    struct earnings *earnings = earnings_of(view);
    struct err err;
    err_init(&err);
    if (event->mouse.kind == MOUSE_WHEEL_UP || event->mouse.kind == MOUSE_WHEEL_DOWN) {
        int rows = event->mouse.kind == MOUSE_WHEEL_DOWN ? WHEEL_ROWS : -WHEEL_ROWS;
        if (roll_scroll(&earnings->roll, rows, &err) != RC_OK)
            shell_failed(view->shell, &err);
        earnings->moved = true;
        return;
    }
    if (event->mouse.kind != MOUSE_PRESS)
        return;
    if (earnings->columns.open) {
        columns_mouse(&earnings->columns, &earnings->grid, event);
        return;
    }
    struct earnings_hit hit = earnings_hit(earnings, event->mouse.row, event->mouse.col);
    if (hit.spot == SPOT_HEAD)
        press_head(earnings, hit.column);
    else if (hit.spot == SPOT_ROW)
        press_row(earnings, &hit);
    else if (hit.spot == SPOT_FILTER)
        type_filter(earnings);
}

/* ---- the view
 * ----------------------------------------------------------------------------------------
 */

static void earnings_close(struct view *view)
{
    struct earnings *earnings = earnings_of(view);
    hunt_free(earnings->hunt);
    roll_release(&earnings->roll);
    earning_pages_free(earnings->pages);
    wanted_release(&earnings->wanted);
    names_release(&earnings->names);
    edit_release(&earnings->filter);
    buf_release(&earnings->why);
    free(earnings);
}

static bool earnings_tick(struct view *view)
{
    return earnings_listen(earnings_of(view));
}

static void earnings_draw(struct view *view, struct canvas *canvas, struct area area)
{
    struct earnings *earnings = earnings_of(view);
    struct err err;
    err_init(&err);
    (void)earnings_listen(earnings); /* it may have come while a box was in front */
    /* Where rows cannot be read the ones that are held are drawn. */
    (void)roll_fit(&earnings->roll, earnings_page(earnings, area), &err);
    earnings_paint(earnings, canvas, area);
}

static void earnings_title(const struct view *view, struct buf *ret)
{
    const struct earnings *earnings = (const struct earnings *)view;
    if (earnings->count >= 0 && earnings->count != earnings->all)
        buf_addf(ret, _("Earnings (%lld of %lld)"), (long long)earnings->count,
                 (long long)earnings->all);
    else
        buf_addf(ret, _("Earnings (%lld)"), (long long)earnings->all);
}

static const enum action earnings_actions[] = {
    ACT_OPEN,      ACT_FILTER,    ACT_ADD,       ACT_IMPORT, ACT_EXPLAIN, ACT_EDIT, ACT_EXCLUDE,
    ACT_SORT_NEXT, ACT_SORT_TURN, ACT_SORT_LAST, ACT_DELETE, ACT_COLUMNS, ACT_COPY, ACT_NONE};

static const struct view_class earnings_class = {
    .name = "earnings",
    .actions = earnings_actions,
    .close = earnings_close,
    .recalc = earnings_recalc,
    .draw = earnings_draw,
    .title = earnings_title,
    .refuses = earnings_refuses,
    .act = earnings_act,
    .key = earnings_key,
    .typing = earnings_typing,
    .paste = earnings_paste,
    .mouse = earnings_mouse,
    .figure = earnings_figure,
    .has_row = earnings_has_row,
    .tick = earnings_tick,
};

struct view *earnings_new(struct shell *shell)
{
    struct earnings *earnings = calloc(1, sizeof(*earnings));
    if (earnings == NULL)
        return NULL;
    earnings->view = (struct view){&earnings_class, shell};
    earnings->count = -1;
    buf_init(&earnings->why);
    buf_init(&earnings->wanted.search);
    roll_init(&earnings->roll);
    grid_init(&earnings->grid, earnings_columns, EARNINGS_COLUMNS, fill, earnings);
    earnings->grid.sort = EARNINGS_DATE;
    earnings->grid.descending = true;
    (void)edit_init(&earnings->filter, FILTER_BYTES); /* without memory there is no filter */
    return &earnings->view;
}

void earnings_show(struct shell *shell, const char *program, const char *location,
                   const struct period *period, int64_t import, const char *search)
{
    struct view *view = shell_go(shell, 4);
    struct buf line;
    if (view == NULL || view->class != &earnings_class)
        return;
    while (shell_top(shell) != view) /* what was opened from the list before is left */
        shell_close(shell, shell_top(shell));
    struct earnings *earnings = earnings_of(view);
    buf_init(&line);
    wanted_write(program, location, period, import, search, &line);
    earnings->typing = false;
    earnings->lent = true;
    edit_set(&earnings->filter, line.text);
    earnings_follow_filter(earnings, NULL);
    buf_release(&line);
}
