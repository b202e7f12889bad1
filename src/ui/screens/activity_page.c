/* SPDX-License-Identifier: MIT */
/* One activity of the catalogue: what a claim for it must prove and may hold, and its
 * caps. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app/activities.h"
#include "base/words.h"
#include "ui/parts/list_view.h"
#include "ui/screens/screens.h"
#include "ui/shell.h"

struct activity_page {
    struct list_view base; /* first */
    char *code;
    struct catalogue catalogue;      /* lent by the app until the next recalc */
    const struct activity *activity; /* in it; NULL: not in the catalogue of the day */
    struct buf text;                 /* of the cell filled last */
};

enum column { NEED, KIND, TEXT, ITEM, COLUMNS };
static const struct grid_column columns[COLUMNS] = {
    [NEED] = {"need", N_("Needed"), GRID_WORD, 1, 0, 0, false},
    [KIND] = {"kind", N_("Kind"), GRID_WORD, 2, 0, 0, true},
    [TEXT] = {"text", N_("What it asks"), GRID_TEXT, 0, 12, 0, true},
    [ITEM] = {"item", N_("Item"), GRID_WORD, 3, 0, 0, true},
};

static const struct requirement *requirement_at(const struct activity_page *page, size_t row)
{
    return &page->activity->requirements[row];
}

/* ---- cells --------------------------------------------------------------------------------- */

static const char *kind_label(enum requirement_kind kind)
{
    static const char *const labels[REQUIREMENT_KINDS] = {
        [REQUIRE_PROOF] = N_("proof"),
        [REQUIRE_METRIC] = N_("metric"),
        [REQUIRE_PRE_APPROVAL] = N_("pre-approval"),
        [REQUIRE_EXPENSE] = N_("may be paid"),
        [REQUIRE_CAP] = N_("cap"),
    };
    return _(labels[kind]);
}

/* Expenses and caps ask for nothing themselves. */
static const char *need_label(const struct requirement *requirement)
{
    if (requirement->kind == REQUIRE_EXPENSE || requirement->kind == REQUIRE_CAP)
        return "";
    switch (requirement->need) {
    case NEED_ALWAYS:
        return _("always");
    case NEED_ONE_OF:
        return _("one of");
    case NEED_WHEN:
        return _("when");
    }
    bug("no such need");
}

static void fill(void *context, size_t row, int column, struct grid_cell *ret)
{
    struct activity_page *page = context;
    const struct requirement *requirement = requirement_at(page, row);
    switch ((enum column)column) {
    case NEED:
        ret->text = need_label(requirement);
        break;
    case KIND:
        ret->text = kind_label(requirement->kind);
        break;
    case TEXT:
        buf_clear(&page->text);
        requirement_add_text(&page->text, requirement);
        ret->text = page->text.text;
        break;
    case ITEM:
        ret->text = requirement->item;
        break;
    case COLUMNS:
        bug("no such column");
    }
    if (requirement->kind == REQUIRE_CAP)
        ret->paint = PAINT_WARN;
    else if (requirement->kind == REQUIRE_EXPENSE)
        ret->paint = PAINT_FAINT;
}

static int compare(void *context, size_t a, size_t b, int column)
{
    const struct requirement *x = requirement_at(context, a), *y = requirement_at(context, b);
    if (column == KIND)
        return (int)x->kind - (int)y->kind;
    return column == ITEM ? strcmp(x->item, y->item) : strcmp(x->text, y->text);
}

/* ---- the view ------------------------------------------------------------------------------ */

static enum rc page_recalc(struct view *view, struct err *err)
{
    struct activity_page *page = (struct activity_page *)view;
    struct list *list = &page->base.list;
    struct app *app = shell_app(view->shell);
    size_t here = list_row(list);
    enum rc rc = app_catalogue_on(app, app_day(app), &page->catalogue, err);
    page->activity = rc == RC_OK ? catalogue_activity(&page->catalogue, page->code) : NULL;
    list_refill(list, page->activity != NULL ? page->activity->requirement_count : 0);
    if (here != SIZE_MAX)
        list_select(list, here);
    return rc;
}

static void page_close(struct view *view)
{
    struct activity_page *page = (struct activity_page *)view;
    buf_release(&page->text);
    list_release(&page->base.list);
    free(page->code);
    free(page);
}

/* The selected requirement whole. */
static void draw_words(const struct activity_page *page, struct canvas *canvas, struct area *rest)
{
    enum { LEAST = 8, ROWS = 3 };
    size_t row = list_row(&page->base.list);
    struct buf words;
    if (rest->rows < LEAST || row == SIZE_MAX)
        return;
    const struct requirement *requirement = requirement_at(page, row);
    buf_init(&words);
    requirement_add_text(&words, requirement);
    if (requirement->programs == PROGRAMS_SURFACE)
        buf_add(&words, _(" Only for Surface programs."));
    else if (requirement->programs == PROGRAMS_NOT_SURFACE)
        buf_add(&words, _(" Not for Surface programs."));
    (void)canvas_wrap(canvas,
                      (struct area){rest->row + rest->rows - ROWS, rest->col, ROWS, rest->cols},
                      PAINT_FAINT, words.text);
    rest->rows -= ROWS + 1;
    buf_release(&words);
}

static void page_draw(struct view *view, struct canvas *canvas, struct area area)
{
    enum { LEAST = 5 };
    struct activity_page *page = (struct activity_page *)view;
    canvas_fill(canvas, area, PAINT_TEXT);
    canvas_focus(canvas, area.row, area.col);
    if (page->activity == NULL) {
        (void)canvas_wrap(canvas, area, PAINT_TEXT,
                          _("The catalogue of this day has no such activity: Esc goes back."));
        return;
    }
    if (area.rows >= LEAST) {
        (void)canvas_text(canvas, area.row, area.col, area.cols, PAINT_TITLE, page->activity->name);
        area.row++;
        area.rows--;
    }
    draw_words(page, canvas, &area);
    list_draw(&page->base.list, canvas, area, "");
}

static void page_title(const struct view *view, struct buf *ret)
{
    buf_add(ret, ((const struct activity_page *)view)->code);
}

static const enum action page_actions[] = {ACT_FILTER,    ACT_SORT_NEXT, ACT_SORT_LAST,
                                           ACT_SORT_TURN, ACT_COLUMNS,   ACT_NONE};

static const struct view_class page_class = {
    .name = "activity",
    .actions = page_actions,
    .close = page_close,
    .recalc = page_recalc,
    .draw = page_draw,
    .title = page_title,
    .act = list_view_act,
    .key = list_view_key,
    .typing = list_view_typing,
    .paste = list_view_paste,
    .mouse = list_view_mouse,
    .has_row = list_view_has_row,
};

void activity_show(struct shell *shell, const char *code)
{
    struct activity_page *page = calloc(1, sizeof(*page));
    if (page != NULL) {
        page->base.view = (struct view){&page_class, shell};
        buf_init(&page->text);
        page->code = strdup(code);
        list_init(&page->base.list, columns, COLUMNS, fill, compare, page);
        if (page->code == NULL) {
            page_close(&page->base.view);
            page = NULL;
        }
    }
    shell_push(shell, page != NULL ? &page->base.view : NULL);
}
