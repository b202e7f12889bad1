/* SPDX-License-Identifier: MIT */
/*
 * One earning: its money, where it came from, what the report says of it, and
 * what later reports replaced. One field a line; long ones are wrapped, and what
 * a terminal cannot show as it is stands below in words.
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/words.h"
#include "ui/parts/prose.h"
#include "ui/screens/earning_facts.h"
#include "ui/screens/screens.h"
#include "ui/screens/single.h"
#include "ui/shell.h"

struct earning {
    struct view view; /* first */
    char *id;
    struct earning_detail detail;
    struct names names;
    struct facts facts;
    size_t here;       /* selected */
    int top;           /* first line shown */
    struct area drawn; /* of the last draw */
    int labels;        /* columns of the labels then */
};

static struct earning *earning_of(struct view *view)
{
    return (struct earning *)view;
}

/* ---- data ---------------------------------------------------------------------------------- */

static enum rc earning_recalc(struct view *view, struct err *err)
{
    struct earning *earning = earning_of(view);
    struct app *app = shell_app(view->shell);
    struct earning_detail detail = {.import = 0};
    enum rc rc = names_load(&earning->names, app, err);
    if (rc == RC_OK)
        rc = app_earning_find(app, earning->id, &detail, err);
    if (rc != RC_OK)
        return rc;
    earning_detail_release(&earning->detail);
    earning->detail = detail;
    facts_tell(&earning->facts, &earning->detail, &earning->names);
    if (earning->here >= earning->facts.count)
        earning->here = 0;
    return RC_OK;
}

/* ---- drawing
 * --------------------------------------------------------------------------------------
 */

enum { LABEL_MOST = 20, STACK_BELOW = 34, GAP = 2 };

/* Columns that the labels take; 0: each stands above its text. */
static int label_cols(const struct earning *earning, const struct canvas *canvas, int cols)
{
    int widest = 0;
    if (cols < STACK_BELOW)
        return 0;
    for (size_t i = 0; i < earning->facts.count; i++) {
        int width = earning->facts.items[i].title
                        ? 0
                        : canvas_width(canvas, fact_label(&earning->facts.items[i]));
        widest = width > widest ? width : widest;
    }
    return widest < LABEL_MOST ? widest : LABEL_MOST;
}

/* In words, where a terminal does not show the text as it is; "" else. */
static void spell_out(const char *text, struct buf *ret)
{
    text_add_visible(ret, text, strlen(text));
    if (strcmp(ret->text, text) == 0)
        buf_clear(ret);
}

static int text_lines(const struct fact *fact, int cols)
{
    struct buf spelled;
    if (fact->text == NULL)
        return 1;
    buf_init(&spelled);
    spell_out(fact->text, &spelled);
    int lines = prose_lines(fact->text, cols);
    if (spelled.length > 0)
        lines += prose_lines(spelled.text, cols);
    buf_release(&spelled);
    return lines > 0 ? lines : 1;
}

/* Lines of a fact, with the blank one above a title. */
static int lines_of(const struct earning *earning, const struct fact *fact, int cols)
{
    int room = cols - (earning->labels > 0 ? earning->labels + GAP : GAP);
    if (fact->title)
        return 2;
    return text_lines(fact, room > 1 ? room : 1) + (earning->labels == 0);
}

/* From line `skip` of the text on: what stands above is not seen. */
static void draw_text(struct canvas *canvas, struct area area, const struct fact *fact, int skip)
{
    struct buf spelled;
    buf_init(&spelled);
    spell_out(fact->text, &spelled);
    int lines = prose_lines(fact->text, area.cols);
    prose_scroll(canvas, area, PAINT_TEXT, fact->text, skip);
    int shown = lines > skip ? lines - skip : 0;
    area.row += shown;
    area.rows -= shown;
    if (spelled.length > 0 && area.rows > 0)
        prose_scroll(canvas, area, PAINT_FAINT, spelled.text, skip > lines ? skip - lines : 0);
    buf_release(&spelled);
}

/* Money with its currency, left-aligned: it stands alone. */
static void draw_money(struct canvas *canvas, int row, int col, int width, bool here,
                       const struct figure *figure)
{
    char digits[MONEY_TEXT_SIZE];
    (void)money_print(figure->amount, figure->currency, digits);
    int cells = (int)strlen(digits);
    enum paint paint = here ? PAINT_FOCUS : figure->amount.micros < 0 ? PAINT_BAD : PAINT_TEXT;
    cells = cells < width ? cells : width;
    canvas_figure(canvas, row, col, cells, 0, paint, figure);
    if (cells + 4 <= width)
        (void)canvas_text(canvas, row, col + cells + 1, 3, PAINT_TEXT, figure->currency.code);
    if (here)
        canvas_focus(canvas, row, col);
}

static void draw_label(const struct earning *earning, struct canvas *canvas, struct area view,
                       int row, const struct fact *fact, bool here)
{
    int width = earning->labels == 0 ? view.cols : earning->labels;
    if (row < view.row)
        return;
    if (here)
        canvas_fill(canvas, (struct area){row, view.col, 1, width}, PAINT_PICKED);
    (void)canvas_text(canvas, row, view.col, width, here ? PAINT_PICKED : PAINT_FAINT,
                      fact_label(fact));
    if (here)
        canvas_focus(canvas, row, view.col);
}

/* row: of its first line, which may lie above the view. */
static void draw_fact(const struct earning *earning, struct canvas *canvas, struct area view,
                      int row, const struct fact *fact, bool here)
{
    bool stacked = earning->labels == 0;
    int indent = stacked ? GAP : earning->labels + GAP;
    int first = row + stacked;
    int skip = first < view.row ? view.row - first : 0;
    struct area value = {first + skip, view.col + indent, view.row + view.rows - first - skip,
                         view.cols - indent};
    if (fact->title) {
        if (row + 1 >= view.row && row + 1 < view.row + view.rows)
            (void)canvas_text(canvas, row + 1, view.col, view.cols, PAINT_TITLE, fact_label(fact));
        return;
    }
    draw_label(earning, canvas, view, row, fact, here);
    if (value.rows <= 0)
        return;
    if (fact->has_figure && skip == 0)
        draw_money(canvas, value.row, value.col, value.cols, here, &fact->figure);
    else if (fact->text != NULL)
        draw_text(canvas, value, fact, skip);
}

/* The line at which a fact begins. */
static int line_of(const struct earning *earning, size_t fact, int cols)
{
    int line = 0;
    for (size_t i = 0; i < fact; i++)
        line += lines_of(earning, &earning->facts.items[i], cols);
    return line;
}

/* Lines from the beginning of the selected fact to its end. */
static void span_of(const struct earning *earning, int cols, int *ret_first, int *ret_end)
{
    *ret_first = line_of(earning, earning->here, cols);
    *ret_end = *ret_first + lines_of(earning, &earning->facts.items[earning->here], cols);
}

/* The selected fact is on the screen; of one that is longer some part of it. */
static void settle(struct earning *earning, struct area area)
{
    int first, end;
    if (earning->facts.count == 0)
        return;
    span_of(earning, area.cols, &first, &end);
    int all = line_of(earning, earning->facts.count, area.cols);
    if (end - first <= area.rows) {
        if (earning->top + area.rows < end)
            earning->top = end - area.rows;
        if (earning->top > first)
            earning->top = first;
    } else {
        if (earning->top > end - area.rows)
            earning->top = end - area.rows;
        if (earning->top < first)
            earning->top = first;
    }
    if (earning->top > all - area.rows)
        earning->top = all > area.rows ? all - area.rows : 0;
}

static void earning_draw(struct view *view, struct canvas *canvas, struct area area)
{
    struct earning *earning = earning_of(view);
    earning->drawn = area;
    earning->labels = label_cols(earning, canvas, area.cols);
    settle(earning, area);
    canvas_fill(canvas, area, PAINT_TEXT);
    canvas_focus(canvas, area.row, area.col);
    int row = area.row - earning->top;
    for (size_t i = 0; i < earning->facts.count && row < area.row + area.rows; i++) {
        int lines = lines_of(earning, &earning->facts.items[i], area.cols);
        if (row + lines > area.row)
            draw_fact(earning, canvas, area, row, &earning->facts.items[i], i == earning->here);
        row += lines;
    }
}

/* ---- moving
 * ------------------------------------------------------------------------------------------
 */

/* A text that is longer than the screen is read before the next one. */
static bool read_on(struct earning *earning, int step)
{
    int first, end, rows = earning->drawn.rows;
    if (earning->facts.count == 0)
        return false;
    span_of(earning, earning->drawn.cols, &first, &end);
    int top = earning->top + step * (rows > 1 ? rows - 1 : 1);
    if (end - first <= rows || (step > 0 ? earning->top + rows >= end : earning->top <= first))
        return false;
    earning->top = top < first ? first : top > end - rows ? end - rows : top;
    return true;
}

/* To the next fact or the one before, over titles. */
static void go(struct earning *earning, int step)
{
    size_t at = earning->here;
    if (read_on(earning, step))
        return;
    while (step > 0 ? at + 1 < earning->facts.count : at > 0) {
        at = step > 0 ? at + 1 : at - 1;
        if (!earning->facts.items[at].title) {
            earning->here = at;
            return;
        }
    }
}

static void go_figure(struct earning *earning, int step)
{
    for (size_t at = earning->here; step > 0 ? at + 1 < earning->facts.count : at > 0;) {
        at = step > 0 ? at + 1 : at - 1;
        if (earning->facts.items[at].has_figure) {
            earning->here = at;
            return;
        }
    }
}

static const struct fact *fact_here(const struct earning *earning)
{
    return earning->here < earning->facts.count ? &earning->facts.items[earning->here] : NULL;
}

static bool move(struct earning *earning, enum action action)
{
    int page = earning->drawn.rows > 2 ? earning->drawn.rows - 1 : 1;
    switch ((int)action) {
    case ACT_UP:
        go(earning, -1);
        return true;
    case ACT_DOWN:
        go(earning, 1);
        return true;
    case ACT_LEFT:
        go_figure(earning, -1);
        return true;
    case ACT_RIGHT:
        go_figure(earning, 1);
        return true;
    case ACT_PAGE_UP:
        for (int i = 0; i < page; i++)
            go(earning, -1);
        return true;
    case ACT_PAGE_DOWN:
        for (int i = 0; i < page; i++)
            go(earning, 1);
        return true;
    case ACT_TOP:
        earning->here = 0;
        return true;
    case ACT_BOTTOM:
        while (earning->here + 1 < earning->facts.count)
            go(earning, 1);
        return true;
    default:
        return false;
    }
}

/* ---- acting
 * -------------------------------------------------------------------------------------------
 */

static bool earning_refuses(struct view *view, enum action action, struct buf *ret_why)
{
    const struct earning *earning = earning_of(view);
    const struct fact *fact = fact_here(earning);
    if (action == ACT_OPEN && (fact == NULL || fact->link == LINK_NONE)) {
        buf_add(ret_why, _("There is nothing more to open here: program, location and half-year "
                           "lead to the fund, the import to its earnings"));
        return true;
    }
    return earning->facts.count > 0 && single_refuses(&earning->detail.row.line, action, ret_why);
}

static void follow(struct earning *earning, enum link link)
{
    const struct earning_detail *detail = &earning->detail;
    struct shell *shell = earning->view.shell;
    if (link == LINK_FUND)
        shell_push(shell, fund_new(shell, detail->row.line.program, detail->row.line.location,
                                   detail->period));
    else if (link == LINK_IMPORT)
        earnings_show(shell, NULL, NULL, NULL, detail->import, NULL);
}

/* A deleted earning has nothing to show. */
static bool delete (struct earning *earning)
{
    struct shell *shell = earning->view.shell;
    char id[EARNING_ID_MAX];
    struct err err;
    err_init(&err);
    if (app_earning_delete(shell_app(shell), earning->id, id, &err) != RC_OK) {
        shell_failed(shell, &err);
        return true;
    }
    shell_close(shell, &earning->view);
    shell_wrote(shell);
    return true;
}

static bool earning_act(struct view *view, enum action action)
{
    struct earning *earning = earning_of(view);
    const struct fact *fact = fact_here(earning);
    if (move(earning, action))
        return true;
    if (action == ACT_OPEN && fact != NULL) {
        follow(earning, fact->link);
        return true;
    }
    if (action == ACT_DELETE)
        return delete (earning);
    return earning->facts.count > 0 && single_act(view->shell, &earning->detail.row.line, action);
}

static bool earning_figure_here(const struct view *view, struct figure *ret)
{
    const struct fact *fact = fact_here((const struct earning *)view);
    if (fact == NULL || !fact->has_figure)
        return false;
    *ret = fact->figure;
    return true;
}

static bool earning_has_row(const struct view *view)
{
    return ((const struct earning *)view)->facts.count > 0;
}

static void earning_mouse(struct view *view, const struct event *event)
{
    struct earning *earning = earning_of(view);
    struct area area = earning->drawn;
    if (event->mouse.kind == MOUSE_WHEEL_UP)
        go(earning, -1);
    else if (event->mouse.kind == MOUSE_WHEEL_DOWN)
        go(earning, 1);
    if (event->mouse.kind != MOUSE_PRESS)
        return;
    int line = event->mouse.row - area.row + earning->top, at = 0;
    for (size_t i = 0; i < earning->facts.count; i++) {
        int lines = lines_of(earning, &earning->facts.items[i], area.cols);
        if (line >= at && line < at + lines && !earning->facts.items[i].title) {
            if (earning->here == i)
                shell_act(view->shell, ACT_OPEN);
            else
                earning->here = i;
            return;
        }
        at += lines;
    }
}

/* ---- the view
 * ------------------------------------------------------------------------------------------
 */

static void earning_close(struct view *view)
{
    struct earning *earning = earning_of(view);
    facts_release(&earning->facts);
    earning_detail_release(&earning->detail);
    names_release(&earning->names);
    free(earning->id);
    free(earning);
}

static void earning_title(const struct view *view, struct buf *ret)
{
    buf_add(ret, ((const struct earning *)view)->id);
}

static const enum action earning_actions[] = {ACT_OPEN,   ACT_EXPLAIN, ACT_EDIT, ACT_EXCLUDE,
                                              ACT_DELETE, ACT_COPY,    ACT_NONE};

static const struct view_class earning_class = {
    .name = "earning",
    .actions = earning_actions,
    .close = earning_close,
    .recalc = earning_recalc,
    .draw = earning_draw,
    .title = earning_title,
    .refuses = earning_refuses,
    .act = earning_act,
    .mouse = earning_mouse,
    .figure = earning_figure_here,
    .has_row = earning_has_row,
};

struct view *earning_new(struct shell *shell, const char *id)
{
    struct earning *earning = calloc(1, sizeof(*earning));
    if (earning == NULL)
        return NULL;
    earning->view = (struct view){&earning_class, shell};
    if ((earning->id = strdup(id)) == NULL) {
        free(earning);
        return NULL;
    }
    return &earning->view;
}
