/* SPDX-License-Identifier: MIT */
/*
 * The documents of all claims, the newest claim first. A large book is read some claims
 * at a time, between the keys; what is there already can be looked at meanwhile.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/activities.h"
#include "base/words.h"
#include "model/size.h"
#include "ui/parts/list_view.h"
#include "ui/screens/attach.h"
#include "ui/screens/document_export.h"
#include "ui/screens/document_going.h"
#include "ui/screens/document_words.h"
#include "ui/screens/reading.h"
#include "ui/screens/screens.h"
#include "ui/shell.h"

struct documents {
    struct list_view base; /* first */
    struct document_sheets sheets;
    size_t listed;              /* of the sheets: rows that the list has */
    struct catalogue catalogue; /* lent by the app */
    char selected[CLAIM_ID_MAX];
    char day[DATE_TEXT_SIZE], kept[DATE_TEXT_SIZE], size[SIZE_TEXT_SIZE]; /* of the cell filled
                                                                           * last */
};

enum column {
    NAME,
    KIND,
    ITEM,
    KEPT,
    CLAIM,
    SIZE,
    TYPE,
    DAY,
    PERSON,
    STATE,
    LOCATION,
    ID,
    CLAIM_ID,
    COLUMNS
};
static const struct grid_column columns[COLUMNS] = {
    [NAME] = {"name", N_("Document"), GRID_TEXT, 0, 10, 40, true},
    [KIND] = {"kind", N_("Is"), GRID_WORD, 3, 0, 0, true},
    [ITEM] = {"for", N_("For"), GRID_TEXT, 2, 8, 16, true},
    [KEPT] = {"kept", N_("Kept until"), GRID_WORD, 1, 0, 0, true},
    [CLAIM] = {"title", N_("Claim"), GRID_TEXT, 4, 10, 40, true},
    [SIZE] = {"size", N_("Size"), GRID_NUMBER, 5, 0, 0, true},
    [TYPE] = {"type", N_("Type"), GRID_TEXT, 7, 8, 24, true},
    [DAY] = {"attached", N_("Attached"), GRID_WORD, 6, 0, 0, true},
    [PERSON] = {"by", N_("By"), GRID_TEXT, 9, 4, 14, true},
    [STATE] = {"state", N_("State"), GRID_WORD, 10, 0, 0, true},
    [LOCATION] = {"location", N_("Location"), GRID_TEXT, 11, 6, 16, true},
    [ID] = {"document", N_("Id"), GRID_WORD, 12, 0, 0, true},
    [CLAIM_ID] = {"claim", N_("Claim's id"), GRID_WORD, 8, 0, 0, true},
};

static const struct document_sheet *sheet_at(const struct documents *documents, size_t row)
{
    return documents->sheets.items[row];
}

static const struct document_sheet *sheet_here(const struct view *view)
{
    size_t row = list_view_row(view);
    return row != SIZE_MAX ? sheet_at((const struct documents *)view, row) : NULL;
}

/* ---- cells --------------------------------------------------------------------------------- */

static const char *state_label(enum document_state state)
{
    static const char *const labels[] = {
        [DOCUMENT_ATTACHED] = N_("attached"),
        [DOCUMENT_DETACHED] = N_("taken off"),
        [DOCUMENT_DELETED] = N_("deleted"),
    };
    return _(labels[state]);
}

static void fill(void *context, size_t row, int column, struct grid_cell *ret)
{
    struct documents *documents = context;
    const struct document_sheet *sheet = sheet_at(documents, row);
    ret->paint = sheet->state == DOCUMENT_DELETED ? PAINT_FAINT : PAINT_TEXT;
    switch ((enum column)column) {
    case NAME:
        ret->text = sheet->name;
        break;
    case KIND:
        ret->text = document_kind_label(sheet->kind);
        break;
    case ITEM:
        ret->text = sheet->item;
        break;
    case KEPT:
        ret->text = document_kept(sheet, documents->kept);
        ret->paint = document_kept_paint(sheet);
        break;
    case CLAIM:
        ret->text = sheet->title[0] != '\0' ? sheet->title : sheet->claim;
        break;
    case SIZE:
        ret->text = size_words(sheet->size, documents->size);
        break;
    case TYPE:
        ret->text = sheet->media_type;
        break;
    case DAY:
        ret->text = date_print(sheet->day, documents->day);
        break;
    case PERSON:
        ret->text = sheet->person;
        break;
    case STATE:
        ret->text = state_label(sheet->state);
        break;
    case LOCATION:
        ret->text = sheet->location;
        break;
    case ID:
        ret->text = sheet->id;
        break;
    case CLAIM_ID:
        ret->text = sheet->claim;
        break;
    case COLUMNS:
        bug("no such column");
    }
}

/* What may go first, then by day; drafts last. */
static int compare_kept(const struct document_sheet *x, const struct document_sheet *y)
{
    if (x->has_expires != y->has_expires)
        return x->has_expires ? -1 : 1;
    return date_compare(x->expires, y->expires);
}

static int compare(void *context, size_t a, size_t b, int column)
{
    const struct documents *documents = context;
    const struct document_sheet *x = sheet_at(documents, a), *y = sheet_at(documents, b);
    switch ((enum column)column) {
    case NAME:
        return strcmp(x->name, y->name);
    case KIND:
        return (int)x->kind - (int)y->kind;
    case ITEM:
        return strcmp(x->item, y->item);
    case KEPT:
        return compare_kept(x, y);
    case CLAIM:
        return strcmp(x->title, y->title);
    case SIZE:
        return (x->size > y->size) - (x->size < y->size);
    case TYPE:
        return strcmp(x->media_type, y->media_type);
    case DAY:
        return date_compare(x->day, y->day);
    case PERSON:
        return strcmp(x->person, y->person);
    case STATE:
        return (int)x->state - (int)y->state;
    case LOCATION:
        return strcmp(x->location, y->location);
    case ID:
        return strcmp(x->id, y->id);
    case CLAIM_ID:
        return strcmp(x->claim, y->claim);
    case COLUMNS:
        break;
    }
    bug("no such column");
}

/* ---- data ---------------------------------------------------------------------------------- */

enum { CLAIMS_AT_ONCE = 32 };

static void note_selected(struct documents *documents)
{
    const struct document_sheet *sheet = sheet_here(&documents->base.view);
    if (sheet != NULL)
        (void)snprintf(documents->selected, sizeof(documents->selected), "%s", sheet->id);
}

static void fill_list(struct documents *documents)
{
    struct list *list = &documents->base.list;
    documents->listed = documents->sheets.count;
    list_refill(list, documents->listed);
    size_t again = documents->selected[0] != '\0'
                       ? document_sheets_find(&documents->sheets, documents->selected)
                       : SIZE_MAX;
    if (again != SIZE_MAX)
        list_select(list, again);
}

/* Filling the list costs what it holds: while it is read, only when it has doubled. */
static bool is_worth_filling(const struct documents *documents)
{
    return document_sheets_whole(&documents->sheets) ||
           documents->sheets.count >= documents->listed * 2;
}

static enum rc read_on(struct documents *documents, struct err *err)
{
    struct app *app = shell_app(documents->base.view.shell);
    note_selected(documents);
    enum rc rc = app_document_sheets_read(app, CLAIMS_AT_ONCE, &documents->sheets, err);
    if (rc == RC_OK && is_worth_filling(documents))
        fill_list(documents);
    return rc;
}

static enum rc documents_recalc(struct view *view, struct err *err)
{
    struct documents *documents = (struct documents *)view;
    struct app *app = shell_app(view->shell);
    note_selected(documents);
    enum rc rc = app_catalogue_on(app, app_day(app), &documents->catalogue, err);
    if (rc == RC_OK)
        rc = app_document_sheets(app, &documents->sheets, err);
    if (rc == RC_OK)
        rc = app_document_sheets_read(app, CLAIMS_AT_ONCE, &documents->sheets, err);
    fill_list(documents); /* whatever was there before is gone */
    return rc;
}

static bool documents_tick(struct view *view)
{
    struct documents *documents = (struct documents *)view;
    struct err err;
    err_init(&err);
    if (document_sheets_whole(&documents->sheets))
        return false;
    if (read_on(documents, &err) != RC_OK)
        shell_failed(view->shell, &err);
    return true;
}

static void documents_close(struct view *view)
{
    struct documents *documents = (struct documents *)view;
    document_sheets_release(&documents->sheets);
    list_release(&documents->base.list);
    free(documents);
}

/* ---- the view ------------------------------------------------------------------------------ */

/* The selected one in words: why it is kept, and what it is. */
static void draw_words(const struct view *view, struct canvas *canvas, struct area *rest)
{
    enum { LEAST = 8, ROOMY = 14 };
    const struct documents *documents = (const struct documents *)view;
    const struct document_sheet *sheet = sheet_here(view);
    int rows = rest->rows >= ROOMY ? 4 : 2;
    struct buf words;
    if (rest->rows < LEAST || sheet == NULL)
        return;
    buf_init(&words);
    document_add_keeping(sheet, &words);
    buf_add_char(&words, ' ');
    document_add_story(sheet, &documents->catalogue, &words);
    struct area area = {rest->row + rest->rows - rows, rest->col, rows, rest->cols};
    (void)canvas_wrap(canvas, area, PAINT_FAINT, words.text);
    rest->rows -= rows + 1;
    buf_release(&words);
}

static void documents_draw(struct view *view, struct canvas *canvas, struct area area)
{
    struct documents *documents = (struct documents *)view;
    canvas_fill(canvas, area, PAINT_TEXT);
    if (!document_sheets_whole(&documents->sheets)) {
        reading_draw(canvas, &area, documents->sheets.groups.next, documents->sheets.groups.count);
        shell_wake(view->shell); /* goes on when this is seen */
    }
    draw_words(view, canvas, &area);
    list_draw(&documents->base.list, canvas, area,
              shell_may(view->shell, MAY_EDIT_CLAIMS)
                  ? _("No claim has a document on this day: f on a claim attaches some.")
                  : _("No claim has a document on this day."));
}

static void documents_title(const struct view *view, struct buf *ret)
{
    (void)view;
    buf_add(ret, _("Documents"));
}

static bool documents_refuses(struct view *view, enum action action, struct buf *ret_why)
{
    const struct document_sheet *sheet = sheet_here(view);
    if (action == ACT_VERIFY)
        return document_verify_refuses(view->shell, ret_why);
    if (action == ACT_EXPORT && ((const struct documents *)view)->listed == 0) {
        buf_add(ret_why, _("There is no document to write"));
        return true;
    }
    return sheet != NULL && document_refuses(sheet, action, ret_why);
}

/* With those that are shown and have bytes. */
static void export_shown(const struct documents *documents)
{
    struct shell *shell = documents->base.view.shell;
    const struct list *list = &documents->base.list;
    const struct document_sheet *here = sheet_here(&documents->base.view);
    const char **ids = calloc(list->shown + 1, sizeof(char *));
    size_t count = 0;
    if (ids == NULL) {
        shell_push(shell, NULL);
        return;
    }
    for (size_t i = 0; i < list->shown; i++) {
        const struct document_sheet *sheet = sheet_at(documents, list->order[i]);
        if (sheet->state != DOCUMENT_DELETED)
            ids[count++] = sheet->id;
    }
    document_export(shell, here != NULL && here->state != DOCUMENT_DELETED ? here : NULL, ids,
                    count);
    free(ids);
}

static bool act_on(struct shell *shell, const struct document_sheet *sheet, enum action action)
{
    switch ((int)action) {
    case ACT_OPEN:
        claim_show_document(shell, sheet->claim, sheet->id);
        return true;
    case ACT_OPEN_FILE:
        claim_open_document(shell, sheet->id);
        return true;
    case ACT_ATTACH:
        claim_attach(shell, sheet->claim, NULL, NULL);
        return true;
    case ACT_DELETE:
        document_delete(shell, sheet);
        return true;
    default:
        return false;
    }
}

static bool documents_act(struct view *view, enum action action)
{
    const struct document_sheet *sheet = sheet_here(view);
    if (sheet != NULL && act_on(view->shell, sheet, action))
        return true;
    switch ((int)action) {
    case ACT_EXPORT:
        export_shown((const struct documents *)view);
        return true;
    case ACT_VERIFY:
        document_verify(view->shell);
        return true;
    case ACT_DOCUMENTS:
        shell_say(view->shell, "%s", _("These are the documents"));
        return true;
    default:
        return list_view_act(view, action);
    }
}

static const enum action documents_actions[] = {
    ACT_OPEN,   ACT_OPEN_FILE, ACT_FILTER,    ACT_EXPORT,    ACT_DELETE,  ACT_VERIFY,
    ACT_ATTACH, ACT_SORT_NEXT, ACT_SORT_LAST, ACT_SORT_TURN, ACT_COLUMNS, ACT_NONE};

static const struct view_class documents_class = {
    .name = "documents",
    .actions = documents_actions,
    .changes = MAY_EDIT_CLAIMS,
    .close = documents_close,
    .recalc = documents_recalc,
    .draw = documents_draw,
    .title = documents_title,
    .refuses = documents_refuses,
    .opens = N_("claim"),
    .act = documents_act,
    .key = list_view_key,
    .typing = list_view_typing,
    .paste = list_view_paste,
    .mouse = list_view_mouse,
    .has_row = list_view_has_row,
    .tick = documents_tick,
};

void documents_show(struct shell *shell, const char *words)
{
    enum { FOUND_ONLY = 1u << PERSON | 1u << STATE | 1u << LOCATION | 1u << ID };
    struct documents *documents = calloc(1, sizeof(*documents));
    if (documents != NULL) {
        documents->base.view = (struct view){&documents_class, shell};
        list_init(&documents->base.list, columns, COLUMNS, fill, compare, documents);
        documents->base.list.grid.hidden = FOUND_ONLY; /* they are found by their words */
    }
    shell_push(shell, documents != NULL ? &documents->base.view : NULL);
    if (documents != NULL && words != NULL && shell_top(shell) == &documents->base.view)
        list_look_for(&documents->base.list, words);
}
