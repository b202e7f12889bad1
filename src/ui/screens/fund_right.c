/* SPDX-License-Identifier: MIT */
#include "ui/screens/fund_right.h"

#include "base/words.h"

bool fund_right_is_here(const struct fund_right *right)
{
    return right->at_claims || right->chart.here;
}

void fund_right_enter(struct fund_right *right)
{
    if (right->chart.here)
        return;
    right->at_claims = right->claims.list.count > 0;
    right->chart.here = !right->at_claims && right->chart.count > 0;
}

void fund_right_leave(struct fund_right *right)
{
    right->at_claims = right->chart.here = false;
}

void fund_right_settle(struct fund_right *right)
{
    right->at_claims = right->at_claims && right->claims.list.count > 0;
}

/* ---- drawing -------------------------------------------------------------------------------- */

void fund_unselect(struct canvas *canvas, struct area area)
{
    canvas_paint(canvas, (struct area){canvas->focus_row, area.col, 1, area.cols}, PAINT_TEXT);
}

static void draw_claims(struct fund_right *right, struct canvas *canvas, struct area area)
{
    struct list *list = &right->claims.list;
    list->drawn = area;
    if (area.rows < 1)
        return;
    if (list->count == 0) {
        (void)canvas_text(canvas, area.row, area.col, area.cols, PAINT_FAINT,
                          right->is_open ? _("No claims yet: C begins one") : _("No claims"));
        return;
    }
    list_draw(list, canvas, area, "");
    if (!right->at_claims)
        fund_unselect(canvas, area);
}

void fund_right_draw(struct fund_right *right, struct canvas *canvas, struct area area)
{
    enum { LEAST = 3 };
    const struct list *list = &right->claims.list;
    int months = right->chart.count > 0 ? 1 + right->chart.count : 0;
    int claims = list->count > 0 ? 1 + (int)list->count : 1;
    int room = area.rows - months - (months > 0);
    if (claims > room)
        claims = room >= LEAST ? room : right->chart.here ? 0 : area.rows;
    struct area top = {area.row, area.col, claims, area.cols};
    struct area rest = area;
    if (claims > 0) {
        rest.row += claims + 1;
        rest.rows -= claims + 1;
    }
    /* The cursor is placed by what is drawn last. */
    if (right->chart.here)
        draw_claims(right, canvas, top);
    fund_chart_draw(&right->chart, canvas, rest);
    if (!right->chart.here)
        draw_claims(right, canvas, top);
}

/* ---- acting --------------------------------------------------------------------------------- */

static void to_months(struct fund_right *right)
{
    right->at_claims = false;
    right->chart.here = true;
    right->chart.month = 0;
}

static void to_claims(struct fund_right *right)
{
    right->chart.here = false;
    right->at_claims = true;
}

bool fund_right_act(struct fund_right *right, enum action action)
{
    struct list *list = &right->claims.list;
    bool first_month = right->chart.here && right->chart.month == 0;
    bool last_claim = right->at_claims && list->here + 1 >= list->shown;
    if (right->chart.count > 0 && right->at_claims && action == ACT_BOTTOM) {
        to_months(right);
    } else if (right->chart.count > 0 && last_claim && action == ACT_DOWN) {
        to_months(right);
        return true;
    } else if (list->count > 0 && right->chart.here && action == ACT_TOP) {
        to_claims(right);
    } else if (list->count > 0 && first_month && action == ACT_UP) {
        to_claims(right);
        return list_act(list, ACT_BOTTOM);
    }
    return right->chart.here ? fund_chart_act(&right->chart, action) : list_act(list, action);
}

bool fund_right_figure(const struct fund_right *right, struct figure *ret)
{
    return right->chart.here ? fund_chart_figure(&right->chart, ret)
                             : list_figure(&right->claims.list, ret);
}

static bool is_over(const struct area *area, const struct event *event)
{
    int row = event->mouse.row - area->row, col = event->mouse.col - area->col;
    return row >= 0 && row < area->rows && col >= 0 && col < area->cols;
}

bool fund_right_mouse(struct fund_right *right, const struct event *event, bool *ret_again)
{
    struct list *list = &right->claims.list;
    bool was_here = right->at_claims;
    *ret_again = false;
    if (list->count > 0 && is_over(&list->drawn, event)) {
        if (event->mouse.kind == MOUSE_PRESS)
            to_claims(right);
        *ret_again = list_mouse(list, event) && was_here;
        return true;
    }
    if (!fund_chart_press(&right->chart, event, ret_again))
        return false;
    right->at_claims = false;
    return true;
}
