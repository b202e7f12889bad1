/* SPDX-License-Identifier: MIT */
/* One program: its terms by date, its calendar around the day, its spellings. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/terms.h"
#include "base/words.h"
#include "ui/parts/list_view.h"
#include "ui/screens/program_forms.h"
#include "ui/screens/screens.h"

enum { WHEN_SIZE = 24, PERIODS_SHOWN = 5 };

struct fact {
    const char *what; /* looked up already */
    char when[WHEN_SIZE];
    char *value; /* owned */
    bool now;    /* in force on the day */
    bool has_money;
    struct money usd;
};

struct program_view {
    struct list_view base; /* first */
    char *code, *name;
    bool met_only; /* met in a report, nothing set yet */
    bool found;
    struct fact *facts;
    size_t count, room;
    struct period closed[64]; /* as far as this program goes */
    size_t closed_count;
};

enum column { WHAT, WHEN, VALUE, USD };

static const struct grid_column columns[] = {
    [WHAT] = {"what", N_("What"), GRID_WORD, 1, 0, 0, false},
    [WHEN] = {"when", N_("From"), GRID_WORD, 0, 0, 0, false},
    [VALUE] = {"value", N_("Value"), GRID_TEXT, 0, 20, 0, false},
    [USD] = {"usd", N_("USD"), GRID_FIGURE, 0, 0, 0, false},
};
enum { COLUMNS = sizeof(columns) / sizeof(columns[0]) };

static void fill(void *context, size_t row, int column, struct grid_cell *ret)
{
    const struct program_view *program = context;
    const struct fact *fact = &program->facts[row];
    ret->paint = fact->now ? PAINT_TEXT : PAINT_FAINT;
    if (column == WHAT) {
        ret->text = fact->what;
    } else if (column == WHEN) {
        ret->text = fact->when;
    } else if (column == VALUE) {
        ret->text = fact->value;
    } else if (fact->has_money) {
        ret->has_figure = true;
        ret->figure = (struct figure){.kind = FIGURE_THRESHOLD,
                                      .amount = fact->usd,
                                      .currency = currency_usd,
                                      .program = program->code,
                                      .name = "threshold"};
    }
}

/* ---- facts ----------------------------------------------------------------------------------- */

static void let_go(struct program_view *program)
{
    for (size_t i = 0; i < program->count; i++)
        free(program->facts[i].value);
    free(program->facts);
    program->facts = NULL;
    program->count = program->room = 0;
}

static struct fact *add_fact(struct program_view *program, const char *what, const char *when,
                             const char *value, struct err *err)
{
    if (program->count == program->room) {
        size_t room = program->room > 0 ? program->room * 2 : 16;
        struct fact *facts = realloc(program->facts, room * sizeof(*facts));
        if (facts == NULL) {
            (void)err_memory(err);
            return NULL;
        }
        program->facts = facts;
        program->room = room;
    }
    struct fact *fact = &program->facts[program->count];
    *fact = (struct fact){.what = what, .value = strdup(value)};
    if (fact->value == NULL) {
        (void)err_memory(err);
        return NULL;
    }
    (void)snprintf(fact->when, sizeof(fact->when), "%s", when);
    program->count++;
    return fact;
}

static const char *day_words(struct date day, char ret[DATE_TEXT_SIZE])
{
    return date_compare(day, date_first) == 0 ? _("beginning") : date_print(day, ret);
}

/* The i-th of dated values is in force when it has begun and no later one has. */
static bool is_now(struct date day, struct date from, const struct date *next)
{
    return date_compare(from, day) <= 0 && (next == NULL || date_compare(*next, day) > 0);
}

static enum rc add_splits(struct program_view *program, const struct terms *terms, struct date day,
                          struct err *err)
{
    char when[DATE_TEXT_SIZE], value[SPLIT_TEXT_SIZE];
    for (size_t i = 0; i < terms->split_count; i++) {
        const struct split_term *term = &terms->splits[i];
        struct fact *fact = add_fact(program, _("Split"), day_words(term->from, when),
                                     split_print(term->coop, value), err);
        if (fact == NULL)
            return err->rc;
        fact->now = is_now(day, term->from, i + 1 < terms->split_count ? &term[1].from : NULL);
    }
    return RC_OK;
}

static enum rc add_thresholds(struct program_view *program, const struct terms *terms,
                              struct date day, struct err *err)
{
    char when[DATE_TEXT_SIZE];
    for (size_t i = 0; i < terms->threshold_count; i++) {
        const struct threshold_term *term = &terms->thresholds[i];
        struct fact *fact =
            add_fact(program, _("Threshold"), day_words(term->from, when),
                     term->none ? _("none: any co-op stays co-op") : _("for a half-year"), err);
        if (fact == NULL)
            return err->rc;
        fact->has_money = !term->none;
        fact->usd = term->usd;
        fact->now = is_now(day, term->from, i + 1 < terms->threshold_count ? &term[1].from : NULL);
    }
    return RC_OK;
}

static enum rc add_coops(struct program_view *program, const struct terms *terms, struct date day,
                         struct err *err)
{
    char when[DATE_TEXT_SIZE];
    for (size_t i = 0; i < terms->coop_count; i++) {
        const struct coop_term *term = &terms->coops[i];
        struct fact *fact = add_fact(program, _("Co-op"), day_words(term->from, when),
                                     term->coop ? _("accrues co-op") : _("no co-op"), err);
        if (fact == NULL)
            return err->rc;
        fact->now = is_now(day, term->from, i + 1 < terms->coop_count ? &term[1].from : NULL);
    }
    return RC_OK;
}

static bool is_overridden(const struct terms *terms, struct period period)
{
    for (size_t i = 0; i < terms->override_count; i++) {
        if (period_compare(terms->overrides[i].period, period) == 0)
            return true;
    }
    return false;
}

static bool is_closed(const struct program_view *program, struct period period)
{
    for (size_t i = 0; i < program->closed_count; i++) {
        if (period_compare(program->closed[i], period) == 0)
            return true;
    }
    return false;
}

/* "2026-12-31", "02-16" where it is in the year of the day named before it. */
static const char *day_after(struct date day, struct date before, char ret[DATE_TEXT_SIZE])
{
    enum { YEAR = 4 };
    char other[DATE_TEXT_SIZE];
    (void)date_print(day, ret);
    bool same_year = strncmp(ret, date_print(before, other), YEAR) == 0;
    return same_year ? ret + YEAR + 1 : ret;
}

static enum rc add_period(struct program_view *program, const struct terms *terms,
                          struct period period, struct date day, struct err *err)
{
    struct windows windows = terms_windows(terms, period);
    char name[PERIOD_TEXT_SIZE], dates[3][DATE_TEXT_SIZE];
    struct buf value;
    buf_init(&value);
    buf_addf(&value, _("use to %s, claim %s to %s"), date_print(windows.usage_end, dates[0]),
             day_after(windows.claim_opens, windows.usage_end, dates[1]),
             day_after(windows.claim_closes, windows.claim_opens, dates[2]));
    bool closed = is_closed(program, period), moved = is_overridden(terms, period);
    if (closed && moved)
        buf_add(&value, _(", moved"));
    const char *what = closed ? _("Closed") : moved ? _("Moved") : _("Calendar");
    struct fact *fact = add_fact(program, what, period_print(period, name), value.text, err);
    buf_release(&value);
    if (fact == NULL)
        return err->rc;
    fact->now = date_compare(windows.earning_start, day) <= 0 &&
                date_compare(day, windows.earning_end) <= 0;
    return RC_OK;
}

/* Overridden periods, and those around the day. */
static enum rc add_calendar(struct program_view *program, const struct terms *terms,
                            struct date day, struct err *err)
{
    struct period period;
    enum rc rc = RC_OK;
    if (!period_of(date_add_months(day, -2 * PERIOD_MONTHS), &period) && !period_of(day, &period))
        return RC_OK;
    for (size_t i = 0; rc == RC_OK && i < terms->override_count; i++) {
        if (period_compare(terms->overrides[i].period, period) < 0)
            rc = add_period(program, terms, terms->overrides[i].period, day, err);
    }
    bool more = true;
    for (int i = 0; rc == RC_OK && more && i < PERIODS_SHOWN; i++) {
        rc = add_period(program, terms, period, day, err);
        more = period_next(period, &period);
    }
    for (size_t i = 0; rc == RC_OK && i < terms->override_count; i++) {
        if (more && period_compare(terms->overrides[i].period, period) >= 0)
            rc = add_period(program, terms, terms->overrides[i].period, day, err);
    }
    return rc;
}

struct gathering {
    struct program_view *program;
    struct date day;
};

static enum rc add_program(void *context, const struct app_program *from, struct err *err)
{
    const struct gathering *gathering = context;
    struct program_view *program = gathering->program;
    if (strcmp(from->code, program->code) != 0)
        return RC_OK;
    program->found = true;
    program->met_only = !from->has_terms;
    free(program->name);
    program->name = strdup(from->name);
    if (program->name == NULL)
        return err_memory(err);
    enum rc rc = add_splits(program, from->terms, gathering->day, err);
    if (rc == RC_OK)
        rc = add_thresholds(program, from->terms, gathering->day, err);
    if (rc == RC_OK)
        rc = add_coops(program, from->terms, gathering->day, err);
    for (size_t i = 0; rc == RC_OK && i < from->alias_count; i++) {
        struct fact *fact = add_fact(program, _("In reports"), "", from->aliases[i], err);
        if (fact == NULL)
            return err->rc;
        fact->now = true;
    }
    return rc == RC_OK ? add_calendar(program, from->terms, gathering->day, err) : rc;
}

static enum rc note_closed(void *context, struct period period, const char *code, struct err *err)
{
    struct program_view *program = context;
    (void)err;
    bool ours = code == NULL || code[0] == '\0' || strcmp(code, program->code) == 0;
    if (ours && program->closed_count < sizeof(program->closed) / sizeof(program->closed[0]))
        program->closed[program->closed_count++] = period;
    return RC_OK;
}

static enum rc program_recalc(struct view *view, struct err *err)
{
    struct program_view *program = (struct program_view *)view;
    struct app *app = shell_app(view->shell);
    struct gathering gathering = {program, shell_day(view->shell)};
    size_t here = list_row(&program->base.list);
    let_go(program);
    program->closed_count = 0;
    program->found = false;
    enum rc rc = app_closed_list(app, note_closed, program, err);
    if (rc == RC_OK)
        rc = app_program_list(app, add_program, &gathering, err);
    list_refill(&program->base.list, program->count);
    if (here != SIZE_MAX && here < program->count)
        list_select(&program->base.list, here);
    return rc;
}

/* ---- the view -------------------------------------------------------------------------------- */

static void program_close(struct view *view)
{
    struct program_view *program = (struct program_view *)view;
    let_go(program);
    free(program->code);
    free(program->name);
    list_release(&program->base.list);
    free(program);
}

static void program_draw(struct view *view, struct canvas *canvas, struct area area)
{
    struct program_view *program = (struct program_view *)view;
    struct area rest = area;
    const char *words = !program->found     ? _("This program is gone: Esc goes back.")
                        : program->met_only ? _("Met in a report, nothing is set yet: s sets split "
                                                "and threshold.")
                                            : program->name;
    if (area.rows > 4) {
        canvas_text(canvas, area.row, area.col, area.cols,
                    program->met_only ? PAINT_WARN : PAINT_FAINT, words);
        rest.row += 2;
        rest.rows -= 2;
    }
    list_draw(&program->base.list, canvas, rest, words);
}

static void program_title(const struct view *view, struct buf *ret)
{
    buf_add(ret, ((const struct program_view *)view)->code);
}

static bool program_act(struct view *view, enum action action)
{
    struct program_view *program = (struct program_view *)view;
    switch ((int)action) {
    case ACT_SET_TERMS:
    case ACT_EDIT:
    case ACT_OPEN:
        program_set_terms(view->shell, program->code);
        return true;
    case ACT_SET_PERIOD:
        program_form_calendar(view->shell, program->code);
        return true;
    case ACT_CLOSE_PERIOD:
        program_form_close(view->shell, program->code);
        return true;
    default:
        return list_view_act(view, action);
    }
}

static const enum action program_actions[] = {ACT_SET_TERMS, ACT_SET_PERIOD, ACT_CLOSE_PERIOD,
                                              ACT_OPEN,      ACT_EDIT,       ACT_FILTER,
                                              ACT_COLUMNS,   ACT_NONE};

static const struct view_class program_class = {
    .name = "program",
    .actions = program_actions,
    .close = program_close,
    .recalc = program_recalc,
    .draw = program_draw,
    .title = program_title,
    .act = program_act,
    .key = list_view_key,
    .typing = list_view_typing,
    .paste = list_view_paste,
    .mouse = list_view_mouse,
    .figure = list_view_figure,
    .has_row = list_view_has_row,
};

struct view *program_new(struct shell *shell, const char *code)
{
    struct program_view *program = calloc(1, sizeof(*program));
    if (program == NULL || (program->code = strdup(code)) == NULL) {
        free(program);
        return NULL;
    }
    program->base.view = (struct view){&program_class, shell};
    list_init(&program->base.list, columns, COLUMNS, fill, NULL, program);
    return &program->base.view;
}
