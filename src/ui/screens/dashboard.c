/* SPDX-License-Identifier: MIT */
/* Screen 1: what needs somebody now, the most urgent first. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "ui/parts/prose.h"
#include "ui/screens/dashboard_page.h"
#include "ui/screens/screens.h"
#include "ui/shell.h"

struct dashboard {
    struct view view; /* first */
    struct dashboard_data data;
    struct page page;
};

/* ---- data ----------------------------------------------------------------------------------- */

static bool same_fund(const struct fund_row *a, const struct fund_row *b)
{
    return strcmp(a->program, b->program) == 0 && strcmp(a->location, b->location) == 0 &&
           period_compare(a->period, b->period) == 0 && currency_equal(a->currency, b->currency);
}

/* The fund of a row, NULL where it has none. */
static const struct fund_row *fund_of(const struct desk_view *desk, enum section_id id, size_t row)
{
    if (id == DEADLINES && row < desk->window_count)
        return desk->windows[row].fund;
    if (id == THRESHOLDS && row < desk->threshold_count)
        return desk->thresholds[row].fund;
    return id == TODOS && row < desk->todo_count ? desk->todos[row].fund : NULL;
}

/* The same fund may stand elsewhere in its section now. */
static void follow(struct dashboard *dashboard, const struct desk_view *fresh)
{
    struct page *page = &dashboard->page;
    const struct fund_row *before = fund_of(&dashboard->data.desk, page->at, page->row);
    size_t most = fresh->window_count + fresh->threshold_count + fresh->todo_count;
    for (size_t row = 0; before != NULL && row < most; row++) {
        const struct fund_row *now = fund_of(fresh, page->at, row);
        if (now != NULL && same_fund(before, now)) {
            page->row = row;
            return;
        }
    }
}

static enum rc dashboard_recalc(struct view *view, struct err *err)
{
    struct dashboard *dashboard = (struct dashboard *)view;
    struct app *app = shell_app(view->shell);
    struct desk_view fresh = {.todos = NULL};
    enum rc rc = app_desk(app, &fresh, err);
    if (rc == RC_OK)
        rc = names_load(&dashboard->data.names, app, err);
    if (rc != RC_OK) {
        desk_view_release(&fresh);
        return rc;
    }
    follow(dashboard, &fresh);
    desk_view_release(&dashboard->data.desk);
    dashboard->data.desk = fresh;
    dashboard->data.next_of = NULL;
    dashboard->data.day = shell_day(view->shell);
    page_refill(&dashboard->page, &dashboard->data);
    return RC_OK;
}

/* ---- the view ------------------------------------------------------------------------------- */

static void dashboard_close(struct view *view)
{
    struct dashboard *dashboard = (struct dashboard *)view;
    desk_view_release(&dashboard->data.desk);
    names_release(&dashboard->data.names);
    page_release(&dashboard->page);
    free(dashboard);
}

static void dashboard_draw(struct view *view, struct canvas *canvas, struct area area)
{
    struct dashboard *dashboard = (struct dashboard *)view;
    const struct desk_view *desk = &dashboard->data.desk;
    canvas_fill(canvas, area, PAINT_TEXT);
    if (desk->funds.count > 0 || desk->todo_count > 0) {
        page_draw(&dashboard->page, canvas, area);
        return;
    }
    canvas_focus(canvas, area.row, area.col);
    prose_draw(canvas, area, PAINT_TEXT,
               shell_may(view->shell, MAY_IMPORT)
                   ? _("No earnings on this day.\n"
                       "Key i brings in a report from Partner Center.\n"
                       "Key a adds an earning by hand.\n"
                       "Key 7 shows the programs and their terms.")
                   : _("No earnings on this day.\n"
                       "Key 7 shows the programs and their terms."));
}

static void dashboard_title(const struct view *view, struct buf *ret)
{
    (void)view;
    buf_add(ret, _("Dashboard"));
}

static void open_row(struct dashboard *dashboard)
{
    struct page *page = &dashboard->page;
    if (!page_has_row(page))
        return;
    if (page->row == SIZE_MAX)
        page_turn(page);
    else
        page->sections[page->at].kind->open(&dashboard->data, page->row, dashboard->view.shell);
}

static bool dashboard_act(struct view *view, enum action action)
{
    struct dashboard *dashboard = (struct dashboard *)view;
    if (action == ACT_OPEN)
        open_row(dashboard);
    else if (action == ACT_ADD)
        earning_add_form(view->shell, NULL, NULL, NULL);
    else
        return page_act(&dashboard->page, action);
    return true;
}

static void dashboard_mouse(struct view *view, const struct event *event)
{
    if (page_mouse(&((struct dashboard *)view)->page, event))
        shell_act(view->shell, ACT_OPEN);
}

static bool dashboard_figure_here(const struct view *view, struct figure *ret)
{
    return page_figure(&((const struct dashboard *)view)->page, ret);
}

static bool dashboard_has_row(const struct view *view)
{
    return page_has_row(&((const struct dashboard *)view)->page);
}

static const enum action dashboard_actions[] = {ACT_OPEN, ACT_EXPLAIN, ACT_IMPORT,
                                                ACT_ADD,  ACT_COPY,    ACT_NONE};

static const struct view_class dashboard_class = {
    .name = "dashboard",
    .actions = dashboard_actions,
    .close = dashboard_close,
    .recalc = dashboard_recalc,
    .draw = dashboard_draw,
    .title = dashboard_title,
    .act = dashboard_act,
    .mouse = dashboard_mouse,
    .figure = dashboard_figure_here,
    .has_row = dashboard_has_row,
};

struct view *dashboard_new(struct shell *shell)
{
    struct dashboard *dashboard = calloc(1, sizeof(*dashboard));
    if (dashboard == NULL)
        return NULL;
    dashboard->view = (struct view){&dashboard_class, shell};
    page_init(&dashboard->page, &dashboard->data);
    return &dashboard->view;
}
