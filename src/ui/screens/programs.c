/* SPDX-License-Identifier: MIT */
/* Screen 7: the programs and the terms in force on the day. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/terms.h"
#include "base/words.h"
#include "ui/parts/list_view.h"
#include "ui/screens/program_forms.h"
#include "ui/screens/screens.h"

struct program_row {
    char *code, *name, *spellings; /* owned */
    bool has_terms, has_coop, has_split, has_threshold;
    char split[SPLIT_TEXT_SIZE];
    struct money threshold;
};

struct programs {
    struct list_view base; /* first */
    struct program_row *rows;
    size_t count, room;
};

enum column { CODE, SPLIT, THRESHOLD, COOP, NAME, SPELLINGS };

static const struct grid_column columns[] = {
    [CODE] = {"code", N_("Program"), GRID_TEXT, 0, 8, 30, true},
    [SPLIT] = {"split", N_("Split"), GRID_WORD, 2, 0, 0, true},
    [THRESHOLD] = {"threshold", N_("Threshold USD"), GRID_FIGURE, 1, 0, 0, true},
    [COOP] = {"coop", N_("Co-op"), GRID_WORD, 3, 0, 0, true},
    [NAME] = {"name", N_("Name"), GRID_TEXT, 4, 12, 40, true},
    [SPELLINGS] = {"spellings", N_("In reports as"), GRID_TEXT, 5, 24, 0, false},
};
enum { COLUMNS = sizeof(columns) / sizeof(columns[0]) };

/* ---- cells ----------------------------------------------------------------------------------- */

static void fill_threshold(const struct program_row *row, struct grid_cell *ret)
{
    ret->text = row->has_terms && row->has_coop ? _("none") : "";
    if (!row->has_threshold)
        return;
    ret->has_figure = true;
    ret->figure = (struct figure){.kind = FIGURE_THRESHOLD,
                                  .amount = row->threshold,
                                  .currency = currency_usd,
                                  .program = row->code,
                                  .name = "threshold"};
}

static void fill(void *context, size_t index, int column, struct grid_cell *ret)
{
    const struct programs *programs = context;
    const struct program_row *row = &programs->rows[index];
    switch (column) {
    case CODE:
        ret->text = row->code;
        break;
    case SPLIT:
        ret->text = row->has_split ? row->split : row->has_terms ? "" : _("not set");
        ret->paint = row->has_terms ? PAINT_TEXT : PAINT_WARN;
        break;
    case THRESHOLD:
        fill_threshold(row, ret);
        break;
    case COOP:
        ret->text = !row->has_terms ? "" : row->has_coop ? _("yes") : _("no");
        break;
    case NAME:
        ret->text = row->name;
        break;
    default:
        ret->text = row->spellings;
        ret->paint = PAINT_FAINT;
        break;
    }
}

static int compare(void *context, size_t a, size_t b, int column)
{
    const struct programs *programs = context;
    const struct program_row *one = &programs->rows[a], *two = &programs->rows[b];
    int order = 0;
    if (column == NAME)
        order = strcmp(one->name, two->name);
    else if (column == SPLIT)
        order = strcmp(one->split, two->split);
    else if (column == COOP)
        order = one->has_coop - two->has_coop;
    else if (column == THRESHOLD)
        order = (one->threshold.micros > two->threshold.micros) -
                (one->threshold.micros < two->threshold.micros);
    return order != 0 ? order : strcmp(one->code, two->code);
}

/* ---- rows ------------------------------------------------------------------------------------ */

static void let_go(struct programs *programs)
{
    for (size_t i = 0; i < programs->count; i++) {
        free(programs->rows[i].code);
        free(programs->rows[i].name);
        free(programs->rows[i].spellings);
    }
    free(programs->rows);
    programs->rows = NULL;
    programs->count = programs->room = 0;
}

static char *join_spellings(const struct app_program *program)
{
    struct buf text;
    buf_init(&text);
    for (size_t i = 0; i < program->alias_count; i++)
        buf_addf(&text, "%s%s", i > 0 ? ", " : "", program->aliases[i]);
    char *joined = text.failed ? NULL : strdup(text.text);
    buf_release(&text);
    return joined;
}

struct gathering {
    struct programs *programs;
    struct date day;
};

static enum rc add_row(void *context, const struct app_program *program, struct err *err)
{
    const struct gathering *gathering = context;
    struct programs *programs = gathering->programs;
    struct share share;
    if (programs->count == programs->room) {
        size_t room = programs->room > 0 ? programs->room * 2 : 32;
        struct program_row *rows = realloc(programs->rows, room * sizeof(*rows));
        if (rows == NULL)
            return err_memory(err);
        programs->rows = rows;
        programs->room = room;
    }
    struct program_row *row = &programs->rows[programs->count++];
    *row = (struct program_row){.code = strdup(program->code),
                                .name = strdup(program->name),
                                .spellings = join_spellings(program),
                                .has_terms = program->has_terms,
                                .has_coop = terms_has_coop(program->terms, gathering->day)};
    row->has_split = terms_split(program->terms, gathering->day, &share);
    if (row->has_split)
        (void)split_print(share, row->split);
    row->has_threshold =
        row->has_coop && terms_threshold(program->terms, gathering->day, &row->threshold);
    return row->code == NULL || row->name == NULL || row->spellings == NULL ? err_memory(err)
                                                                            : RC_OK;
}

static enum rc programs_recalc(struct view *view, struct err *err)
{
    struct programs *programs = (struct programs *)view, fresh = {.rows = NULL};
    struct gathering gathering = {&fresh, shell_day(view->shell)};
    struct list *list = &programs->base.list;
    size_t here = list_row(list), again = SIZE_MAX;
    enum rc rc = app_program_list(shell_app(view->shell), add_row, &gathering, err);
    if (rc != RC_OK) {
        let_go(&fresh);
        return rc;
    }
    for (size_t i = 0; here != SIZE_MAX && i < fresh.count; i++) {
        if (strcmp(fresh.rows[i].code, programs->rows[here].code) == 0)
            again = i;
    }
    let_go(programs);
    programs->rows = fresh.rows;
    programs->count = fresh.count;
    programs->room = fresh.room;
    list_refill(list, programs->count);
    if (again != SIZE_MAX)
        list_select(list, again);
    return RC_OK;
}

/* ---- the view -------------------------------------------------------------------------------- */

static void programs_close(struct view *view)
{
    struct programs *programs = (struct programs *)view;
    let_go(programs);
    list_release(&programs->base.list);
    free(programs);
}

static void programs_draw(struct view *view, struct canvas *canvas, struct area area)
{
    list_draw(&((struct programs *)view)->base.list, canvas, area,
              shell_may(view->shell, MAY_EDIT_TERMS)
                  ? _("No programs yet: a adds one, and a report brings its own.")
                  : _("No programs on this day."));
}

static void programs_title(const struct view *view, struct buf *ret)
{
    (void)view;
    buf_add(ret, _("Programs"));
}

static bool programs_act(struct view *view, enum action action)
{
    const struct programs *programs = (const struct programs *)view;
    size_t row = list_view_row(view);
    const char *code = row != SIZE_MAX ? programs->rows[row].code : NULL;
    switch ((int)action) {
    case ACT_OPEN:
        if (code != NULL)
            shell_push(view->shell, program_new(view->shell, code));
        return true;
    case ACT_ADD:
        program_form_add(view->shell);
        return true;
    case ACT_SET_TERMS:
    case ACT_EDIT:
        if (code != NULL)
            program_set_terms(view->shell, code);
        return true;
    case ACT_SET_PERIOD:
        if (code != NULL)
            program_form_calendar(view->shell, code);
        return true;
    case ACT_CLOSE_PERIOD:
        program_form_close(view->shell, code);
        return true;
    default:
        return list_view_act(view, action);
    }
}

static const enum action programs_actions[] = {
    ACT_OPEN,    ACT_ADD,        ACT_SET_TERMS, ACT_SET_PERIOD, ACT_CLOSE_PERIOD,
    ACT_EDIT,    ACT_FILTER,     ACT_SORT_NEXT, ACT_SORT_LAST,  ACT_SORT_TURN,
    ACT_COLUMNS, ACT_ACTIVITIES, ACT_NONE};

static const struct view_class programs_class = {
    .name = "programs",
    .actions = programs_actions,
    .close = programs_close,
    .recalc = programs_recalc,
    .draw = programs_draw,
    .title = programs_title,
    .act = programs_act,
    .key = list_view_key,
    .typing = list_view_typing,
    .paste = list_view_paste,
    .mouse = list_view_mouse,
    .figure = list_view_figure,
    .has_row = list_view_has_row,
};

struct view *programs_new(struct shell *shell)
{
    struct programs *programs = calloc(1, sizeof(*programs));
    if (programs == NULL)
        return NULL;
    programs->base.view = (struct view){&programs_class, shell};
    list_init(&programs->base.list, columns, COLUMNS, fill, compare, programs);
    return &programs->base.view;
}
