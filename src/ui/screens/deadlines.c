/* SPDX-License-Identifier: MIT */
/*
 * Screen 6: what falls due, by urgency, with the money at stake; under it, in full, what
 * is to be done about the selected one. What has nothing to lose comes last.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app/deadlines.h"
#include "base/words.h"
#include "ui/parts/list_view.h"
#include "ui/screens/claim_wizard.h"
#include "ui/screens/deadline_words.h"
#include "ui/screens/names.h"
#include "ui/screens/screens.h"

enum urgency { OVERDUE, THIS_WEEK, THIS_MONTH, LATER, NOTHING_AT_STAKE };

struct row {
    struct deadline deadline; /* first */
    char *texts;              /* owned: the deadline's */
    enum urgency urgency;
};

struct deadlines {
    struct list_view base; /* first */
    struct row *rows;      /* by urgency, then as `deadlines` tells them */
    size_t count, room;
    struct names names;
    bool chosen;                                                   /* the columns to begin with */
    char left[DEADLINE_LEFT_SIZE], left_brief[DEADLINE_LEFT_SIZE]; /* of the cell filled last */
    char due[DATE_TEXT_SIZE], period[PERIOD_TEXT_SIZE];
};

/* ---- urgency -------------------------------------------------------------------------------- */

static enum urgency urgency_of(const struct deadline *deadline)
{
    enum { WEEK = 7, MONTH = 31 };
    if (deadline->days_left < 0)
        return OVERDUE;
    if (!deadline_has_stake(deadline))
        return NOTHING_AT_STAKE;
    if (deadline->days_left < WEEK)
        return THIS_WEEK;
    return deadline->days_left < MONTH ? THIS_MONTH : LATER;
}

static const char *urgency_word(enum urgency urgency)
{
    switch (urgency) {
    case OVERDUE:
        return _("Overdue");
    case THIS_WEEK:
        return _("This week");
    case THIS_MONTH:
        return _("This month");
    case LATER:
        return _("Later");
    case NOTHING_AT_STAKE:
        return _("Nothing to lose");
    }
    bug("no such urgency");
}

static int group_of(void *context, size_t row)
{
    return (int)((const struct deadlines *)context)->rows[row].urgency;
}

static const char *group_name(void *context, int group)
{
    (void)context;
    return urgency_word((enum urgency)group);
}

/* ---- cells ---------------------------------------------------------------------------------- */

enum column {
    LEFT,
    DUE,
    AMOUNT,
    CURRENCY,
    WHAT,
    PROGRAM,
    LOCATION,
    CLAIM,
    PERIOD,
    OWNER,
    URGENCY,
    COLUMNS
};
static const char no_title[] = " ";
static const struct grid_column columns[COLUMNS] = {
    [LEFT] = {"left", N_("Left"), GRID_WORD, 0, 0, 0, true},
    [DUE] = {"due", N_("Due"), GRID_WORD, 2, 0, 0, true},
    [AMOUNT] = {"amount", N_("At stake"), GRID_FIGURE, 0, 0, 0, true},
    [CURRENCY] = {"currency", no_title, GRID_WORD, 0, 0, 0, true},
    [WHAT] = {"what", N_("What"), GRID_WORD, 1, 0, 0, true},
    [PROGRAM] = {"program", N_("Program"), GRID_TEXT, 1, 8, 22, true},
    [LOCATION] = {"location", N_("Location"), GRID_TEXT, 2, 8, 32, true},
    [CLAIM] = {"claim", N_("Claim"), GRID_TEXT, 3, 10, 40, true},
    [PERIOD] = {"period", N_("Period"), GRID_WORD, 4, 0, 0, true},
    [OWNER] = {"owner", N_("Owner"), GRID_TEXT, 5, 5, 16, true},
    [URGENCY] = {"urgency", N_("Urgency"), GRID_WORD, 6, 0, 0, false},
};
/* The lines above the groups say the urgency; the filter finds its words all the same.
 * Columns of claims say nothing where none is due. */
static unsigned unused_columns(const struct deadlines *view)
{
    unsigned unused = 1u << URGENCY | 1u << CLAIM | 1u << OWNER;
    for (size_t i = 0; i < view->count; i++)
        if (view->rows[i].deadline.claim[0] != '\0')
            return 1u << URGENCY;
    return unused;
}

static void fill_left(struct deadlines *view, const struct deadline *deadline,
                      struct grid_cell *cell)
{
    cell->text = deadline_left(deadline->days_left, view->left);
    cell->brief = deadline_left_brief(deadline->days_left, view->left_brief);
    cell->paint = deadline_paint(deadline);
}

static void fill_due(struct deadlines *view, const struct deadline *deadline,
                     struct grid_cell *cell)
{
    enum { YEAR_LENGTH = 5 };
    cell->text = date_print(deadline->due, view->due);
    cell->brief = view->due + YEAR_LENGTH;
}

static void fill(void *context, size_t index, int column, struct grid_cell *cell)
{
    struct deadlines *view = context;
    const struct row *row = &view->rows[index];
    const struct deadline *deadline = &row->deadline;
    if (row->urgency == NOTHING_AT_STAKE)
        cell->paint = PAINT_FAINT;
    switch ((enum column)column) {
    case LEFT:
        fill_left(view, deadline, cell);
        break;
    case DUE:
        fill_due(view, deadline, cell);
        break;
    case AMOUNT:
        cell->has_figure = deadline_figure(deadline, &cell->figure);
        break;
    case CURRENCY:
        cell->text = deadline->has_amount ? deadline->currency.code : "";
        break;
    case WHAT:
        cell->text = deadline_label(deadline);
        cell->brief = deadline_label_brief(deadline);
        break;
    case PROGRAM:
        cell->text = deadline->program;
        break;
    case LOCATION:
        cell->text = names_location(&view->names, deadline->location);
        break;
    case CLAIM:
        cell->text = deadline->title[0] != '\0' ? deadline->title : deadline->claim;
        break;
    case PERIOD:
        cell->text = period_print(deadline->period, view->period);
        break;
    case OWNER:
        cell->text = deadline->owner;
        break;
    case URGENCY:
        cell->text = urgency_word(row->urgency);
        break;
    case COLUMNS:
        bug("no such column");
    }
}

static const struct list_groups groups = {LEFT, group_of, group_name};

/* ---- order ---------------------------------------------------------------------------------- */

/* What a threshold lacks comes after what is there to be lost on the same day. */
static int by_urgency(const void *a, const void *b)
{
    const struct row *x = a, *y = b;
    int order = (int)x->urgency - (int)y->urgency;
    if (order == 0)
        order = date_compare(x->deadline.due, y->deadline.due);
    if (order == 0)
        order =
            (x->deadline.kind == DEADLINE_PERIOD_END) - (y->deadline.kind == DEADLINE_PERIOD_END);
    return order != 0 ? order : deadline_compare(&x->deadline, &y->deadline);
}

static int compare_amounts(const struct deadline *x, const struct deadline *y)
{
    if (!x->has_amount || !y->has_amount)
        return x->has_amount - y->has_amount;
    return (x->amount.micros > y->amount.micros) - (x->amount.micros < y->amount.micros);
}

static int compare(void *context, size_t a, size_t b, int column)
{
    const struct deadlines *view = context;
    const struct deadline *x = &view->rows[a].deadline, *y = &view->rows[b].deadline;
    switch ((enum column)column) {
    case LEFT:
        return (a > b) - (a < b);
    case DUE:
        return date_compare(x->due, y->due);
    case AMOUNT:
        return compare_amounts(x, y);
    case CURRENCY:
        return strcmp(x->currency.code, y->currency.code);
    case WHAT:
        return strcmp(deadline_label(x), deadline_label(y));
    case PROGRAM:
        return strcmp(x->program, y->program);
    case LOCATION:
        return strcmp(names_location(&view->names, x->location),
                      names_location(&view->names, y->location));
    case CLAIM:
        return strcmp(x->title, y->title);
    case PERIOD:
        return period_compare(x->period, y->period);
    case OWNER:
        return strcmp(x->owner, y->owner);
    case URGENCY:
    case COLUMNS:
        break;
    }
    bug("no such column");
}

/* ---- data ----------------------------------------------------------------------------------- */

static void let_go(struct deadlines *view)
{
    for (size_t i = 0; i < view->count; i++)
        free(view->rows[i].texts);
    free(view->rows);
    view->rows = NULL;
    view->count = view->room = 0;
}

static enum rc add_row(void *context, const struct deadline *deadline, struct err *err)
{
    struct deadlines *view = context;
    if (view->count == view->room) {
        size_t room = view->room > 0 ? view->room * 2 : 64;
        struct row *rows = reallocarray(view->rows, room, sizeof(*rows));
        if (rows == NULL)
            return err_memory(err);
        view->rows = rows;
        view->room = room;
    }
    struct row *row = &view->rows[view->count];
    if (!deadline_copy(deadline, &row->deadline, &row->texts))
        return err_memory(err);
    row->urgency = urgency_of(deadline);
    view->count++;
    return RC_OK;
}

/* About the same, whatever the day. */
static bool same_matter(const struct deadline *a, const struct deadline *b)
{
    return a->kind == b->kind && strcmp(a->claim, b->claim) == 0 &&
           strcmp(a->program, b->program) == 0 && strcmp(a->location, b->location) == 0 &&
           period_compare(a->period, b->period) == 0 && strcmp(a->about, b->about) == 0 &&
           strcmp(a->currency.code, b->currency.code) == 0;
}

static size_t find_again(const struct deadlines *fresh, const struct deadline *before)
{
    for (size_t i = 0; before != NULL && i < fresh->count; i++)
        if (same_matter(&fresh->rows[i].deadline, before))
            return i;
    return SIZE_MAX;
}

static enum rc deadlines_recalc(struct view *base, struct err *err)
{
    static const struct deadline_query all = {0};
    struct deadlines *view = (struct deadlines *)base, fresh = {.rows = NULL};
    struct list *list = &view->base.list;
    struct app *app = shell_app(base->shell);
    size_t here = list_row(list);
    enum rc rc = names_load(&view->names, app, err);
    if (rc == RC_OK)
        rc = app_deadlines(app, &all, add_row, &fresh, err);
    if (rc != RC_OK) {
        let_go(&fresh);
        return rc;
    }
    if (fresh.count > 1)
        qsort(fresh.rows, fresh.count, sizeof(*fresh.rows), by_urgency);
    size_t again = find_again(&fresh, here != SIZE_MAX ? &view->rows[here].deadline : NULL);
    let_go(view);
    view->rows = fresh.rows;
    view->count = fresh.count;
    view->room = fresh.room;
    if (!view->chosen) /* later it is the person's choice */
        list->grid.hidden = unused_columns(view);
    view->chosen = view->count > 0;
    list_refill(list, view->count);
    if (again != SIZE_MAX)
        list_select(list, again);
    return RC_OK;
}

static void deadlines_close(struct view *base)
{
    struct deadlines *view = (struct deadlines *)base;
    let_go(view);
    names_release(&view->names);
    list_release(&view->base.list);
    free(view);
}

/* ---- drawing -------------------------------------------------------------------------------- */

static const struct deadline *deadline_here(const struct view *base)
{
    size_t row = list_view_row(base);
    return row != SIZE_MAX ? &((const struct deadlines *)base)->rows[row].deadline : NULL;
}

/* The next line of those that are left; false: there is none. */
static bool take_line(struct area *rest, struct area *ret)
{
    *ret = (struct area){rest->row, rest->col, 1, rest->cols};
    if (rest->rows < 1)
        return false;
    rest->row++;
    rest->rows--;
    return true;
}

/* The claim, and the fund by names. */
static void draw_whose(const struct deadlines *view, const struct deadline *deadline,
                       struct canvas *canvas, struct area rest)
{
    char period[PERIOD_TEXT_SIZE];
    struct area line;
    struct buf words;
    buf_init(&words);
    if (deadline->claim[0] != '\0' && take_line(&rest, &line)) {
        buf_addf(&words, _("%s, %s, %s"), deadline->title, deadline->owner, deadline->claim);
        (void)canvas_fields(canvas, line.row, line.col, line.cols, PAINT_TEXT, words.text);
        buf_clear(&words);
    }
    if (take_line(&rest, &line)) {
        buf_addf(&words, _("%s, %s, %s"), names_program(&view->names, deadline->program),
                 names_location(&view->names, deadline->location),
                 period_print(deadline->period, period));
        (void)canvas_fields(canvas, line.row, line.col, line.cols, PAINT_FAINT, words.text);
    }
    buf_release(&words);
}

/* What is to be done about the selected one, in full, and whose it is. */
static void draw_advice(const struct deadlines *view, struct canvas *canvas, struct area *rest)
{
    enum { LEAST = 6, ROOMY = 14 };
    const struct deadline *deadline = deadline_here(&view->base.view);
    int lines = rest->rows >= ROOMY ? 4 : 2;
    if (rest->rows < LEAST || deadline == NULL)
        return;
    struct area area = {rest->row + rest->rows - lines, rest->col, 2, rest->cols};
    rest->rows -= lines + (rest->rows >= ROOMY);
    int taken = canvas_wrap(canvas, area, PAINT_TEXT, deadline->text);
    draw_whose(view, deadline, canvas,
               (struct area){area.row + taken, area.col, lines - taken, area.cols});
}

static void deadlines_draw(struct view *base, struct canvas *canvas, struct area area)
{
    struct deadlines *view = (struct deadlines *)base;
    canvas_fill(canvas, area, PAINT_TEXT);
    draw_advice(view, canvas, &area);
    list_draw(&view->base.list, canvas, area,
              _("Nothing falls due: no fund has money, and no claim is open."));
}

static void deadlines_title(const struct view *base, struct buf *ret)
{
    (void)base;
    buf_add(ret, _("Deadlines"));
}

/* ---- acting --------------------------------------------------------------------------------- */

static void open_here(struct view *base)
{
    const struct deadline *deadline = deadline_here(base);
    if (deadline == NULL)
        return;
    if (deadline->claim[0] != '\0')
        claim_show(base->shell, deadline->claim);
    else
        shell_push(base->shell,
                   fund_new(base->shell, deadline->program, deadline->location, deadline->period));
}

static bool deadlines_act(struct view *base, enum action action)
{
    const struct deadline *deadline = deadline_here(base);
    switch ((int)action) {
    case ACT_OPEN:
        open_here(base);
        return true;
    case ACT_NEW_CLAIM:
        if (deadline != NULL)
            claim_new_begin(base->shell, deadline->program, deadline->location, &deadline->period);
        else
            claim_new_begin(base->shell, NULL, NULL, NULL);
        return true;
    default:
        return list_view_act(base, action);
    }
}

static const enum action deadlines_actions[] = {
    ACT_OPEN,      ACT_EXPLAIN,   ACT_FILTER,  ACT_NEW_CLAIM, ACT_SORT_NEXT,
    ACT_SORT_LAST, ACT_SORT_TURN, ACT_COLUMNS, ACT_COPY,      ACT_NONE};

static const struct view_class deadlines_class = {
    .name = "deadlines",
    .actions = deadlines_actions,
    .close = deadlines_close,
    .recalc = deadlines_recalc,
    .draw = deadlines_draw,
    .title = deadlines_title,
    .act = deadlines_act,
    .key = list_view_key,
    .typing = list_view_typing,
    .paste = list_view_paste,
    .mouse = list_view_mouse,
    .figure = list_view_figure,
    .has_row = list_view_has_row,
};

struct view *deadlines_new(struct shell *shell)
{
    struct deadlines *view = calloc(1, sizeof(*view));
    if (view == NULL)
        return NULL;
    view->base.view = (struct view){&deadlines_class, shell};
    list_init(&view->base.list, columns, COLUMNS, fill, compare, view);
    view->base.list.groups = &groups;
    return &view->base.view;
}
