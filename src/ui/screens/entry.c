/* SPDX-License-Identifier: MIT */
#include "ui/screens/entry.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/history.h"
#include "app/imports.h"
#include "base/clock.h"
#include "base/words.h"
#include "ui/parts/list_view.h"
#include "ui/parts/prose.h"
#include "ui/screens/screens.h"

/* What one value was and is; all texts owned. */
struct edit_row {
    enum edit_kind kind;
    char *thing, *row, *what, *before, *after;
    int64_t import; /* 0: not of an import */
};

struct entry {
    struct list_view base; /* first */
    int64_t number;
    bool undone;
    struct buf head; /* the row of the log in words */
    struct edit_row *rows;
    size_t count, room;
};

enum column { THING, ROW, WHAT, BEFORE, AFTER };

static const struct grid_column columns[] = {
    [THING] = {"thing", N_("Of"), GRID_TEXT, 4, 6, 20, false},
    [ROW] = {"row", N_("Which"), GRID_TEXT, 3, 6, 40, false},
    [WHAT] = {"what", N_("What"), GRID_TEXT, 0, 6, 24, false},
    [BEFORE] = {"before", N_("Before"), GRID_TEXT, 2, 10, 0, false},
    [AFTER] = {"after", N_("After"), GRID_TEXT, 1, 10, 0, false},
};
enum { COLUMNS = sizeof(columns) / sizeof(columns[0]) };

static void fill(void *context, size_t row, int column, struct grid_cell *ret)
{
    const struct entry *entry = context;
    const struct edit_row *edit = &entry->rows[row];
    const char *const texts[COLUMNS] = {edit->thing, edit->row, edit->what, edit->before,
                                        edit->after};
    ret->text = texts[column];
    if (column == BEFORE)
        ret->paint = PAINT_FAINT;
}

/* ---- rows ------------------------------------------------------------------------------------ */

static void row_release(struct edit_row *row)
{
    free(row->thing);
    free(row->row);
    free(row->what);
    free(row->before);
    free(row->after);
}

static void let_go(struct entry *entry)
{
    for (size_t i = 0; i < entry->count; i++)
        row_release(&entry->rows[i]);
    free(entry->rows);
    entry->rows = NULL;
    entry->count = entry->room = 0;
}

static char *copy_of(const char *text, bool *failed)
{
    char *copy = strdup(text != NULL ? text : "");
    *failed = *failed || copy == NULL;
    return copy;
}

static enum rc add_row(struct entry *entry, const struct log_edit *edit, int64_t import,
                       struct err *err)
{
    bool failed = false;
    if (entry->count == entry->room) {
        size_t room = entry->room > 0 ? entry->room * 2 : 16;
        struct edit_row *rows = realloc(entry->rows, room * sizeof(*rows));
        if (rows == NULL)
            return err_memory(err);
        entry->rows = rows;
        entry->room = room;
    }
    entry->rows[entry->count++] = (struct edit_row){.kind = edit->kind,
                                                    .thing = copy_of(edit->thing, &failed),
                                                    .row = copy_of(edit->row, &failed),
                                                    .what = copy_of(edit->what, &failed),
                                                    .before = copy_of(edit->before, &failed),
                                                    .after = copy_of(edit->after, &failed),
                                                    .import = import};
    return failed ? err_memory(err) : RC_OK;
}

static enum rc add_edit(void *context, const struct log_edit *edit, struct err *err)
{
    return add_row(context, edit, 0, err);
}

/* The files of an import and how many of their rows went which way. */
static enum rc add_import(void *context, const struct import_record *record, struct err *err)
{
    struct entry *entry = context;
    const struct import_counts *counts = &record->counts;
    const struct {
        const char *what;
        int64_t count;
    } parts[] = {
        {_("new rows"), counts->new},
        {_("updated rows"), counts->updated},
        {_("unchanged rows"), counts->unchanged},
        {_("rejected rows"), counts->rejected},
    };
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && record->journal == entry->number && i < 4; i++) {
        char count[24];
        const struct log_edit edit = {
            .thing = _("report"), .row = record->file, .what = parts[i].what, .after = count};
        (void)snprintf(count, sizeof(count), "%" PRId64, parts[i].count);
        rc = add_row(entry, &edit, record->number, err);
    }
    return rc;
}

/* ---- the head -------------------------------------------------------------------------------- */

static enum rc find_head(void *context, const struct journal_row *row, struct err *err)
{
    struct entry *entry = context;
    char time[CLOCK_STAMP_SIZE];
    (void)err;
    if (row->number != entry->number)
        return RC_OK;
    entry->undone = row->undone;
    buf_clear(&entry->head);
    buf_addf(&entry->head, _("%s UTC, %s: %s"), clock_minute(row->time, time), row->person,
             row->action);
    if (row->kind == JOURNAL_UNDO)
        buf_addf(&entry->head, _(" of row %lld"), (long long)row->target);
    else if (row->kind == JOURNAL_REDO)
        buf_addf(&entry->head, _(", row %lld again"), (long long)row->target);
    if (row->undone)
        buf_add(&entry->head, _(", taken back since"));
    buf_addf(&entry->head, "\n%s", row->summary);
    return RC_OK;
}

/* ---- the view -------------------------------------------------------------------------------- */

static enum rc entry_recalc(struct view *view, struct err *err)
{
    struct entry *entry = (struct entry *)view;
    struct app *app = shell_app(view->shell);
    size_t here = list_row(&entry->base.list);
    let_go(entry);
    enum rc rc = app_log(app, find_head, entry, err);
    if (rc == RC_OK)
        rc = app_log_edits(app, entry->number, add_edit, entry, err);
    if (rc == RC_OK)
        rc = app_import_list(app, add_import, entry, err);
    list_refill(&entry->base.list, entry->count);
    if (here != SIZE_MAX && here < entry->count)
        list_select(&entry->base.list, here);
    return rc;
}

static void entry_close(struct view *view)
{
    struct entry *entry = (struct entry *)view;
    let_go(entry);
    buf_release(&entry->head);
    list_release(&entry->base.list);
    free(entry);
}

static void entry_draw(struct view *view, struct canvas *canvas, struct area area)
{
    struct entry *entry = (struct entry *)view;
    struct area head = area, rest = area;
    head.rows = area.rows / 2 < 4 ? area.rows / 2 : 4;
    int lines = prose_draw(canvas, head, PAINT_TEXT, entry->head.text);
    rest.row += lines + (area.rows > 8);
    rest.rows -= lines + (area.rows > 8);
    list_draw(&entry->base.list, canvas, rest,
              _("It changed no figure and no term: see the line above."));
}

static void entry_title(const struct view *view, struct buf *ret)
{
    buf_addf(ret, _("Row %lld"), (long long)((const struct entry *)view)->number);
}

static bool entry_refuses(struct view *view, enum action action, struct buf *ret_why)
{
    const struct entry *entry = (const struct entry *)view;
    size_t row = list_view_row(view);
    if (action == ACT_OPEN && row != SIZE_MAX && entry->rows[row].import == 0) {
        buf_add(ret_why, _("There is nothing more to open"));
        return true;
    }
    return false;
}

static bool entry_act(struct view *view, enum action action)
{
    const struct entry *entry = (const struct entry *)view;
    size_t row = list_view_row(view);
    if (action == ACT_OPEN && row != SIZE_MAX) {
        earnings_show(view->shell, NULL, NULL, NULL, entry->rows[row].import, NULL);
        return true;
    }
    if (action == ACT_UNDO) {
        shell_undo(view->shell, entry->number);
        return true;
    }
    return list_view_act(view, action);
}

static const enum action entry_actions[] = {ACT_OPEN, ACT_UNDO, ACT_FILTER, ACT_COLUMNS, ACT_NONE};

static const struct view_class entry_class = {
    .name = "entry",
    .actions = entry_actions,
    .close = entry_close,
    .recalc = entry_recalc,
    .draw = entry_draw,
    .title = entry_title,
    .refuses = entry_refuses,
    .act = entry_act,
    .key = list_view_key,
    .typing = list_view_typing,
    .paste = list_view_paste,
    .mouse = list_view_mouse,
    .has_row = list_view_has_row,
};

struct view *entry_new(struct shell *shell, int64_t number)
{
    struct entry *entry = calloc(1, sizeof(*entry));
    if (entry == NULL)
        return NULL;
    entry->base.view = (struct view){&entry_class, shell};
    entry->number = number;
    buf_init(&entry->head);
    list_init(&entry->base.list, columns, COLUMNS, fill, NULL, entry);
    return &entry->base.view;
}
