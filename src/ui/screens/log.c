/* SPDX-License-Identifier: MIT */
/* Screen 8: the journal, newest first. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/history.h"
#include "base/clock.h"
#include "base/words.h"
#include "ui/parts/list_view.h"
#include "ui/screens/entry.h"
#include "ui/screens/screens.h"

struct log_row {
    int64_t number, target;
    enum journal_kind kind;
    bool undone;
    char time[CLOCK_STAMP_SIZE];
    char number_text[24];
    char *person, *action, *summary; /* owned */
};

struct log_screen {
    struct list_view base; /* first */
    struct log_row *rows;  /* newest first */
    size_t count, room;
};

enum column { NUMBER, TIME, ACTION, STATE, SUMMARY, PERSON };

/* The number says the order already: sorting is by time. */
static const struct grid_column columns[] = {
    [NUMBER] = {"no", N_("No."), GRID_NUMBER, 1, 0, 0, false},
    [TIME] = {"time", N_("Time (UTC)"), GRID_DATE, 3, 0, 0, true},
    [ACTION] = {"action", N_("Action"), GRID_WORD, 2, 0, 0, true},
    [STATE] = {"state", N_("State"), GRID_WORD, 4, 0, 0, false},
    [SUMMARY] = {"summary", N_("What was done"), GRID_TEXT, 0, 16, 0, false},
    [PERSON] = {"person", N_("Person"), GRID_TEXT, 5, 4, 12, true},
};
enum { COLUMNS = sizeof(columns) / sizeof(columns[0]) };

static void fill(void *context, size_t row, int column, struct grid_cell *ret)
{
    const struct log_screen *screen = context;
    const struct log_row *entry = &screen->rows[row];
    ret->paint = entry->undone ? PAINT_FAINT : PAINT_TEXT;
    switch (column) {
    case NUMBER:
        ret->text = entry->number_text;
        break;
    case TIME:
        ret->text = entry->time;
        ret->brief = entry->time + 5; /* without the year */
        break;
    case PERSON:
        ret->text = entry->person;
        break;
    case ACTION:
        ret->text = entry->action;
        break;
    case STATE:
        ret->text = entry->undone ? _("taken back") : "";
        ret->brief = entry->undone ? _("undone") : "";
        break;
    default:
        ret->text = entry->summary;
        break;
    }
}

static int compare(void *context, size_t a, size_t b, int column)
{
    const struct log_screen *screen = context;
    const struct log_row *one = &screen->rows[a], *two = &screen->rows[b];
    switch (column) {
    case PERSON:
        return strcmp(one->person, two->person);
    case ACTION:
        return strcmp(one->action, two->action);
    default:
        return (one->number > two->number) - (one->number < two->number);
    }
}

static void let_go(struct log_screen *screen)
{
    for (size_t i = 0; i < screen->count; i++) {
        free(screen->rows[i].person);
        free(screen->rows[i].action);
        free(screen->rows[i].summary);
    }
    free(screen->rows);
    screen->rows = NULL;
    screen->count = screen->room = 0;
}

static enum rc add_row(void *context, const struct journal_row *row, struct err *err)
{
    struct log_screen *screen = context;
    if (screen->count == screen->room) {
        size_t room = screen->room > 0 ? screen->room * 2 : 64;
        struct log_row *rows = realloc(screen->rows, room * sizeof(*rows));
        if (rows == NULL)
            return err_memory(err);
        screen->rows = rows;
        screen->room = room;
    }
    struct log_row *mine = &screen->rows[screen->count];
    *mine = (struct log_row){.number = row->number,
                             .target = row->target,
                             .kind = row->kind,
                             .undone = row->undone,
                             .person = strdup(row->person),
                             .action = strdup(row->action),
                             .summary = strdup(row->summary)};
    screen->count++;
    if (mine->person == NULL || mine->action == NULL || mine->summary == NULL)
        return err_memory(err);
    clock_minute(row->time, mine->time);
    (void)snprintf(mine->number_text, sizeof(mine->number_text), "%lld", (long long)row->number);
    return RC_OK;
}

/* The journal is read oldest first. */
static void turn_round(struct log_screen *screen)
{
    for (size_t i = 0, k = screen->count; i + 1 < k; i++) {
        struct log_row row = screen->rows[i];
        screen->rows[i] = screen->rows[--k];
        screen->rows[k] = row;
    }
}

static enum rc log_recalc(struct view *view, struct err *err)
{
    struct log_screen *screen = (struct log_screen *)view;
    struct list *list = &screen->base.list;
    struct log_screen fresh = {.rows = NULL};
    size_t here = list_row(list);
    bool at_newest = here == SIZE_MAX || here == 0;
    int64_t number = at_newest ? 0 : screen->rows[here].number;
    enum rc rc = app_log(shell_app(view->shell), add_row, &fresh, err);
    if (rc != RC_OK) {
        let_go(&fresh);
        return rc;
    }
    turn_round(&fresh);
    let_go(screen);
    screen->rows = fresh.rows;
    screen->count = fresh.count;
    screen->room = fresh.room;
    list_refill(list, screen->count);
    for (size_t i = 0; i < screen->count; i++) {
        if (screen->rows[i].number == number)
            list_select(list, i);
    }
    if (at_newest && screen->count > 0)
        list_select(list, 0);
    return RC_OK;
}

static void log_close(struct view *view)
{
    struct log_screen *screen = (struct log_screen *)view;
    let_go(screen);
    list_release(&screen->base.list);
    free(screen);
}

static void log_draw(struct view *view, struct canvas *canvas, struct area area)
{
    struct log_screen *screen = (struct log_screen *)view;
    list_draw(&screen->base.list, canvas, area, _("The log has nothing that you may see."));
}

static void log_title(const struct view *view, struct buf *ret)
{
    (void)view;
    buf_add(ret, _("Log"));
}

static const struct log_row *selected(const struct view *view)
{
    const struct log_screen *screen = (const struct log_screen *)view;
    size_t row = list_view_row(view);
    return row != SIZE_MAX ? &screen->rows[row] : NULL;
}

static bool log_act(struct view *view, enum action action)
{
    const struct log_row *row = selected(view);
    if (action == ACT_OPEN && row != NULL) {
        shell_push(view->shell, entry_new(view->shell, row->number));
        return true;
    }
    if (action == ACT_UNDO && row != NULL) { /* here the selected one */
        shell_undo(view->shell, row->number);
        return true;
    }
    return list_view_act(view, action);
}

static const enum action log_actions[] = {ACT_OPEN,      ACT_UNDO,      ACT_REDO,
                                          ACT_FILTER,    ACT_SORT_NEXT, ACT_SORT_LAST,
                                          ACT_SORT_TURN, ACT_COLUMNS,   ACT_NONE};

static const struct view_class log_class = {
    .name = "log",
    .actions = log_actions,
    .close = log_close,
    .recalc = log_recalc,
    .draw = log_draw,
    .title = log_title,
    .act = log_act,
    .key = list_view_key,
    .typing = list_view_typing,
    .paste = list_view_paste,
    .mouse = list_view_mouse,
    .has_row = list_view_has_row,
};

struct view *log_new(struct shell *shell)
{
    struct log_screen *screen = calloc(1, sizeof(*screen));
    if (screen == NULL)
        return NULL;
    screen->base.view = (struct view){&log_class, shell};
    list_init(&screen->base.list, columns, COLUMNS, fill, compare, screen);
    return &screen->base.view;
}
