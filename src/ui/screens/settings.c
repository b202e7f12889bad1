/* SPDX-License-Identifier: MIT */
/* The settings that the book keeps, for everybody who uses it. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app/config.h"
#include "base/words.h"
#include "ui/parts/form.h"
#include "ui/parts/list_view.h"
#include "ui/screens/screens.h"
#include "ui/shell.h"

struct setting {
    char *name, *value, *standard, *text; /* owned */
};

struct settings {
    struct list_view base; /* first */
    struct setting *items;
    size_t count;
};

enum column { NAME, VALUE, STANDARD, TEXT, COLUMNS };
static const struct grid_column columns[COLUMNS] = {
    [NAME] = {"name", N_("Setting"), GRID_WORD, 0, 0, 0, true},
    [VALUE] = {"value", N_("Value"), GRID_TEXT, 0, 6, 32, true},
    [STANDARD] = {"default", N_("Unless set"), GRID_WORD, 2, 0, 0, true},
    [TEXT] = {"text", N_("For"), GRID_TEXT, 1, 12, 0, true},
};

static void fill(void *context, size_t row, int column, struct grid_cell *ret)
{
    const struct setting *setting = &((const struct settings *)context)->items[row];
    const char *const texts[COLUMNS] = {setting->name, setting->value, setting->standard,
                                        setting->text};
    ret->text = texts[column];
}

static int compare(void *context, size_t a, size_t b, int column)
{
    const struct settings *settings = context;
    const struct setting *x = &settings->items[a], *y = &settings->items[b];
    return column == VALUE ? strcmp(x->value, y->value) : strcmp(x->name, y->name);
}

/* ---- data ---------------------------------------------------------------------------------- */

static void let_go(struct settings *settings)
{
    for (size_t i = 0; i < settings->count; i++) {
        free(settings->items[i].name);
        free(settings->items[i].value);
        free(settings->items[i].standard);
        free(settings->items[i].text);
    }
    free(settings->items);
    settings->items = NULL;
    settings->count = 0;
}

static enum rc keep(void *context, const struct config_line *line, struct err *err)
{
    struct settings *fresh = context;
    struct setting *items = reallocarray(fresh->items, fresh->count + 1, sizeof(*items));
    if (items == NULL)
        return err_memory(err);
    fresh->items = items;
    struct setting *mine = &items[fresh->count++];
    *mine = (struct setting){strdup(line->name), strdup(line->value), strdup(line->standard),
                             strdup(line->text)};
    bool whole =
        mine->name != NULL && mine->value != NULL && mine->standard != NULL && mine->text != NULL;
    return whole ? RC_OK : err_memory(err);
}

static enum rc settings_recalc(struct view *view, struct err *err)
{
    struct settings *settings = (struct settings *)view, fresh = {.count = 0};
    size_t here = list_view_row(view);
    enum rc rc = app_config_list(shell_app(view->shell), keep, &fresh, err);
    if (rc != RC_OK) {
        let_go(&fresh);
        return rc;
    }
    let_go(settings);
    settings->items = fresh.items;
    settings->count = fresh.count;
    list_refill(&settings->base.list, settings->count);
    if (here != SIZE_MAX)
        list_select(&settings->base.list, here);
    return RC_OK;
}

static void settings_close(struct view *view)
{
    struct settings *settings = (struct settings *)view;
    let_go(settings);
    list_release(&settings->base.list);
    free(settings);
}

/* ---- changing one -------------------------------------------------------------------------- */

static enum rc save(void *context, struct shell *shell, const char *const *values, struct err *err)
{
    enum rc rc = app_config_set(shell_app(shell), context, values[0], err);
    if (rc == RC_OK)
        shell_wrote(shell);
    return rc;
}

static void change(struct shell *shell, const struct setting *setting)
{
    static const struct field fields[] = {
        {.name = "value",
         .label = N_("Value"),
         .hint = N_("It holds for everybody who uses the book. A size: 500 MB, 2 GB."),
         .kind = FIELD_TEXT,
         .must = true},
    };
    struct form_spec spec = {
        .title = N_("Change a setting of the book"),
        .fields = fields,
        .count = 1,
        .save = save,
        .release = free,
        .context = strdup(setting->name),
    };
    const char *values[] = {setting->value};
    shell_push(shell, spec.context != NULL ? form_new(shell, &spec, values) : NULL);
}

/* ---- the view ------------------------------------------------------------------------------ */

static void settings_draw(struct view *view, struct canvas *canvas, struct area area)
{
    canvas_fill(canvas, area, PAINT_TEXT);
    list_draw(&((struct settings *)view)->base.list, canvas, area, "");
}

static void settings_title(const struct view *view, struct buf *ret)
{
    (void)view;
    buf_add(ret, _("Settings"));
}

static bool settings_act(struct view *view, enum action action)
{
    const struct settings *settings = (const struct settings *)view;
    size_t row = list_view_row(view);
    if (action == ACT_EDIT && row != SIZE_MAX) {
        change(view->shell, &settings->items[row]);
        return true;
    }
    if (action == ACT_SETTINGS) {
        shell_say(view->shell, "%s", _("These are the settings"));
        return true;
    }
    return list_view_act(view, action);
}

static const enum action settings_actions[] = {ACT_EDIT, ACT_FILTER, ACT_COLUMNS, ACT_NONE};

static const struct view_class settings_class = {
    .name = "settings",
    .actions = settings_actions,
    .changes = MAY_EDIT_TERMS,
    .close = settings_close,
    .recalc = settings_recalc,
    .draw = settings_draw,
    .title = settings_title,
    .act = settings_act,
    .key = list_view_key,
    .typing = list_view_typing,
    .paste = list_view_paste,
    .mouse = list_view_mouse,
    .has_row = list_view_has_row,
};

void settings_show(struct shell *shell)
{
    struct settings *settings = calloc(1, sizeof(*settings));
    if (settings != NULL) {
        settings->base.view = (struct view){&settings_class, shell};
        list_init(&settings->base.list, columns, COLUMNS, fill, compare, settings);
    }
    shell_push(shell, settings != NULL ? &settings->base.view : NULL);
}
