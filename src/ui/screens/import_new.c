/* SPDX-License-Identifier: MIT */
/* The programs that an import made: what it could not know is set here. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app/terms.h"
#include "base/words.h"
#include "ui/parts/list_view.h"
#include "ui/parts/prose.h"
#include "ui/screens/importing.h"
#include "ui/screens/screens.h"

struct fresh {
    char *code, *name; /* owned */
    bool has_terms, is_gone;
};

struct import_new {
    struct list_view base; /* first */
    struct fresh *programs;
    size_t count;
};

enum column { CODE, NAME, TERMS };
static const struct grid_column columns[] = {
    [CODE] = {"code", N_("Program"), GRID_TEXT, 0, 10, 30, false},
    [NAME] = {"name", N_("In the report"), GRID_TEXT, 1, 10, 0, false},
    [TERMS] = {"terms", N_("Terms"), GRID_WORD, 0, 0, 0, false},
};
enum { COLUMNS = sizeof(columns) / sizeof(columns[0]) };

static void fill(void *context, size_t row, int column, struct grid_cell *ret)
{
    const struct fresh *program = &((const struct import_new *)context)->programs[row];
    if (column == CODE)
        ret->text = program->code;
    else if (column == NAME)
        ret->text = program->name;
    else
        ret->text = program->is_gone ? _("gone") : program->has_terms ? _("set") : _("none yet");
    if (column == TERMS && !program->has_terms && !program->is_gone)
        ret->paint = PAINT_WARN;
}

static enum rc look_at(void *context, const struct app_program *program, struct err *err)
{
    struct import_new *view = context;
    for (size_t i = 0; i < view->count; i++) {
        struct fresh *fresh = &view->programs[i];
        if (strcmp(fresh->code, program->code) != 0)
            continue;
        char *name = strdup(program->name);
        if (name == NULL)
            return err_memory(err);
        free(fresh->name);
        fresh->name = name;
        fresh->has_terms = program->has_terms;
        fresh->is_gone = false;
    }
    return RC_OK;
}

static enum rc import_new_recalc(struct view *view, struct err *err)
{
    struct import_new *fresh = (struct import_new *)view;
    size_t here = list_row(&fresh->base.list);
    for (size_t i = 0; i < fresh->count; i++)
        fresh->programs[i].is_gone = true; /* by an alias, or an undo */
    enum rc rc = app_program_list(shell_app(view->shell), look_at, fresh, err);
    list_refill(&fresh->base.list, fresh->count);
    if (here != SIZE_MAX)
        list_select(&fresh->base.list, here);
    return rc;
}

static void import_new_close(struct view *view)
{
    struct import_new *fresh = (struct import_new *)view;
    for (size_t i = 0; i < fresh->count; i++) {
        free(fresh->programs[i].code);
        free(fresh->programs[i].name);
    }
    free(fresh->programs);
    list_release(&fresh->base.list);
    free(fresh);
}

static void import_new_draw(struct view *view, struct canvas *canvas, struct area area)
{
    struct area head = area, rest = area;
    head.rows = area.rows / 2;
    canvas_fill(canvas, area, PAINT_TEXT);
    int lines = prose_draw(canvas, head, PAINT_TEXT,
                           _("Nobody knew these programs before: they have neither split nor "
                             "threshold. Enter sets the terms, or says which program it is."));
    lines += area.rows - lines > 4;
    rest.row += lines;
    rest.rows -= lines;
    list_draw(&((struct import_new *)view)->base.list, canvas, rest, "");
}

static void import_new_title(const struct view *view, struct buf *ret)
{
    (void)view;
    buf_add(ret, _("New programs"));
}

static bool import_new_refuses(struct view *view, enum action action, struct buf *ret_why)
{
    size_t row = list_view_row(view);
    bool sets = action == ACT_OPEN || action == ACT_SET_TERMS;
    if (!sets || row == SIZE_MAX || !((struct import_new *)view)->programs[row].is_gone)
        return false;
    buf_add(ret_why, _("The book has this program no longer"));
    return true;
}

static bool import_new_act(struct view *view, enum action action)
{
    const struct import_new *fresh = (const struct import_new *)view;
    size_t row = list_view_row(view);
    if ((action == ACT_OPEN || action == ACT_SET_TERMS) && row != SIZE_MAX) {
        program_set_terms(view->shell, fresh->programs[row].code);
        return true;
    }
    return list_view_act(view, action);
}

static const enum action import_new_actions[] = {ACT_OPEN, ACT_SET_TERMS, ACT_NONE};

static const struct view_class import_new_class = {
    .name = "new-programs",
    .actions = import_new_actions,
    .close = import_new_close,
    .recalc = import_new_recalc,
    .draw = import_new_draw,
    .title = import_new_title,
    .refuses = import_new_refuses,
    .act = import_new_act,
    .key = list_view_key,
    .typing = list_view_typing,
    .paste = list_view_paste,
    .mouse = list_view_mouse,
    .has_row = list_view_has_row,
};

struct view *import_new_new(struct shell *shell, char *const *codes, size_t count)
{
    struct import_new *fresh = calloc(1, sizeof(*fresh));
    if (fresh == NULL)
        return NULL;
    fresh->base.view = (struct view){&import_new_class, shell};
    list_init(&fresh->base.list, columns, COLUMNS, fill, NULL, fresh);
    fresh->programs = calloc(count, sizeof(*fresh->programs));
    for (size_t i = 0; fresh->programs != NULL && i < count; i++) {
        struct fresh *program = &fresh->programs[fresh->count++];
        program->code = strdup(codes[i]);
        program->name = strdup("");
        if (program->code == NULL || program->name == NULL) {
            import_new_close(&fresh->base.view);
            return NULL;
        }
    }
    return &fresh->base.view;
}
