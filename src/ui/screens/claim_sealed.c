/* SPDX-License-Identifier: MIT */
#include "ui/screens/claim_sealed.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app/claim_course.h"
#include "base/words.h"
#include "ui/parts/list_view.h"
#include "ui/screens/claim_seal_words.h"
#include "ui/shell.h"

struct pair {
    char *key, *now, *before; /* owned; NULL: not there */
    struct seal_words words;
    char *label; /* owned: "Fabrikam INV-1: amount" */
    bool differs;
};

struct sealed {
    struct list_view base; /* first */
    char *id;
    size_t number, count; /* the submission shown, of so many */
    struct pair *pairs;
    size_t pair_count, room;
    size_t differences; /* they come first while only they are shown */
    bool all;           /* the person wants to see the rest, too */
    char now[SEAL_VALUE_SIZE], before[SEAL_VALUE_SIZE]; /* of the cell filled last */
};

/* ---- cells ---------------------------------------------------------------------------------- */

enum column { MARK, KEY, NOW, BEFORE, COLUMNS };
static const char no_title[] = " ";
static const struct grid_column columns[COLUMNS] = {
    [MARK] = {"mark", no_title, GRID_WORD, 0, 0, 0, false},
    [KEY] = {"field", N_("Field"), GRID_TEXT, 0, 12, 44, true},
    [NOW] = {"sent", N_("As sent"), GRID_TEXT, 0, 10, 0, false},
    [BEFORE] = {"before", N_("The time before"), GRID_TEXT, 1, 10, 0, false},
};

static const char *value_of(const struct pair *pair, const char *value, char *ret)
{
    return value != NULL ? seal_value_words(&pair->words, value, ret) : "–";
}

static void fill(void *context, size_t row, int column, struct grid_cell *cell)
{
    struct sealed *sealed = context;
    const struct pair *pair = &sealed->pairs[row];
    cell->paint = pair->differs ? PAINT_WARN : PAINT_TEXT;
    switch ((enum column)column) {
    case MARK:
        cell->text = pair->differs ? "*" : " ";
        break;
    case KEY:
        cell->text = pair->label;
        break;
    case NOW:
        cell->text = value_of(pair, pair->now, sealed->now);
        break;
    case BEFORE:
        cell->text = pair->differs ? value_of(pair, pair->before, sealed->before) : "";
        break;
    case COLUMNS:
        bug("no such column");
    }
}

static int group_of(void *context, size_t row)
{
    return (int)((const struct sealed *)context)->pairs[row].words.group;
}

static const char *group_name(void *context, int group)
{
    (void)context;
    return seal_group_title((enum seal_group)group);
}

static const struct list_groups groups = {KEY, group_of, group_name};

/* ---- data ----------------------------------------------------------------------------------- */

static void let_go(struct sealed *sealed)
{
    for (size_t i = 0; i < sealed->pair_count; i++) {
        free(sealed->pairs[i].key);
        free(sealed->pairs[i].now);
        free(sealed->pairs[i].before);
        free(sealed->pairs[i].words.part);
        free(sealed->pairs[i].label);
    }
    free(sealed->pairs);
    sealed->pairs = NULL;
    sealed->pair_count = sealed->room = sealed->differences = 0;
}

static char *copy_of(const char *text, bool *failed)
{
    char *copy = text != NULL ? strdup(text) : NULL;
    *failed = *failed || (text != NULL && copy == NULL);
    return copy;
}

static enum rc add_pair(struct sealed *sealed, const char *key, const char *now, const char *before,
                        bool differs, struct err *err)
{
    bool failed = false;
    if (sealed->pair_count == sealed->room) {
        size_t room = sealed->room > 0 ? sealed->room * 2 : 32;
        struct pair *pairs = reallocarray(sealed->pairs, room, sizeof(*pairs));
        if (pairs == NULL)
            return err_memory(err);
        sealed->pairs = pairs;
        sealed->room = room;
    }
    struct pair *pair = &sealed->pairs[sealed->pair_count++];
    *pair = (struct pair){.key = copy_of(key, &failed),
                          .now = copy_of(now, &failed),
                          .before = copy_of(before, &failed),
                          .differs = differs};
    return failed ? err_memory(err) : seal_words_of(key, &pair->words, err);
}

static enum rc take_key(void *context, const char *key, const char *one, const char *other,
                        struct err *err)
{
    (void)other;
    return add_pair(context, key, one, NULL, false, err);
}

static struct pair *find_key(struct sealed *sealed, const char *key)
{
    for (size_t i = 0; i < sealed->pair_count; i++)
        if (strcmp(sealed->pairs[i].key, key) == 0)
            return &sealed->pairs[i];
    return NULL;
}

/* one: the time before; other: as sent. Which time it was is always another. */
static enum rc take_difference(void *context, const char *key, const char *one, const char *other,
                               struct err *err)
{
    struct sealed *sealed = context;
    struct pair *pair = other != NULL ? find_key(sealed, key) : NULL;
    bool failed = false;
    if (pair == NULL) {
        sealed->differences++;
        return add_pair(sealed, key, other, one, true, err);
    }
    if (pair->words.group == SEAL_SENT)
        return RC_OK;
    sealed->differences++;
    pair->differs = true;
    pair->before = copy_of(one, &failed);
    return failed ? err_memory(err) : RC_OK;
}

/* A document is called by its file. */
static const char *name_of(struct sealed *sealed, const struct pair *pair)
{
    struct buf key;
    const char *name = pair->words.part;
    buf_init(&key);
    buf_addf(&key, "documents.%s.name", pair->words.part);
    const struct pair *file =
        pair->words.group == SEAL_DOCUMENTS ? find_key(sealed, key.text) : NULL;
    if (file != NULL)
        name = file->now != NULL ? file->now : file->before;
    buf_release(&key);
    return name;
}

static enum rc label(struct sealed *sealed, struct pair *pair, struct err *err)
{
    const struct seal_words *words = &pair->words;
    const char *name = name_of(sealed, pair);
    struct buf text;
    buf_init(&text);
    if (words->field == NULL)
        buf_add(&text, pair->key);
    else
        buf_addf(&text, "%s%s%s", name, name[0] != '\0' && words->field[0] != '\0' ? ": " : "",
                 words->field);
    enum rc rc = buf_check(&text, err);
    if (rc == RC_OK && (pair->label = strdup(text.text)) == NULL)
        rc = err_memory(err);
    buf_release(&text);
    return rc;
}

/* As on the page of the claim. */
static int in_order(const void *a, const void *b)
{
    const struct seal_words *x = &((const struct pair *)a)->words,
                            *y = &((const struct pair *)b)->words;
    if (x->group != y->group)
        return x->group < y->group ? -1 : 1;
    int parts = strcmp(x->part, y->part);
    return parts != 0 ? parts : x->order - y->order;
}

static int changed_first(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;
    return x->differs != y->differs ? y->differs - x->differs : in_order(a, b);
}

static bool shows_all(const struct sealed *sealed)
{
    return sealed->all || sealed->number == 1 || sealed->differences == 0;
}

static void show(struct sealed *sealed)
{
    bool all = shows_all(sealed);
    if (sealed->pair_count > 1)
        qsort(sealed->pairs, sealed->pair_count, sizeof(*sealed->pairs),
              all ? in_order : changed_first);
    sealed->base.list.grid.hidden =
        (sealed->number > 1 ? 0 : 1u << MARK | 1u << BEFORE) | (all ? 0 : 1u << MARK);
    list_refill(&sealed->base.list, all ? sealed->pair_count : sealed->differences);
}

static enum rc sealed_recalc(struct view *view, struct err *err)
{
    struct sealed *sealed = (struct sealed *)view;
    struct app *app = shell_app(view->shell);
    struct claim_sight sight = {0};
    enum rc rc = app_claim_show(app, sealed->id, &sight, err);
    sealed->count = sight.claim.submission_count;
    claim_sight_release(&sight);
    let_go(sealed);
    if (rc == RC_OK)
        rc = app_claim_sealed(app, sealed->id, sealed->number, take_key, sealed, err);
    if (rc == RC_OK && sealed->number > 1)
        rc = app_claim_diff(app, sealed->id, sealed->number - 1, sealed->number, take_difference,
                            sealed, err);
    for (size_t i = 0; rc == RC_OK && i < sealed->pair_count; i++)
        rc = label(sealed, &sealed->pairs[i], err);
    if (rc != RC_OK)
        let_go(sealed);
    show(sealed);
    return rc;
}

/* ---- the view ------------------------------------------------------------------------------- */

static void sealed_close(struct view *view)
{
    struct sealed *sealed = (struct sealed *)view;
    let_go(sealed);
    list_release(&sealed->base.list);
    free(sealed->id);
    free(sealed);
}

static void draw_head(const struct sealed *sealed, struct canvas *canvas, struct area line)
{
    if (sealed->number == 1 && sealed->count == 1)
        canvas_text(canvas, line.row, line.col, line.cols, PAINT_FAINT,
                    _("Sealed as it was sent; it was sent once."));
    else if (sealed->number == 1)
        canvas_textf(canvas, line.row, line.col, line.cols, PAINT_FAINT,
                     _("Submission 1 of %zu. Right: the next one"), sealed->count);
    else
        canvas_textf(
            canvas, line.row, line.col, line.cols, PAINT_FAINT,
            ngettext("Submission %zu of %zu: %zu field differs from the time before (Left)",
                     "Submission %zu of %zu: %zu fields differ from the time before (Left)",
                     (unsigned long)sealed->differences),
            sealed->number, sealed->count, sealed->differences);
}

static void sealed_draw(struct view *view, struct canvas *canvas, struct area area)
{
    enum { HEAD_ROWS = 6 };
    struct sealed *sealed = (struct sealed *)view;
    if (area.rows >= HEAD_ROWS) {
        canvas_fill(canvas, area, PAINT_TEXT);
        draw_head(sealed, canvas, area);
        area.row += 2;
        area.rows -= 2;
    }
    list_draw(&sealed->base.list, canvas, area, _("Nothing was sealed."));
}

static void sealed_title(const struct view *view, struct buf *ret)
{
    buf_addf(ret, _("sent, %zu"), ((const struct sealed *)view)->number);
}

static void step(struct sealed *sealed, int by)
{
    struct err err;
    size_t to = by > 0 ? sealed->number + 1 : sealed->number - 1;
    err_init(&err);
    if (to < 1 || to > sealed->count) {
        shell_say(sealed->base.view.shell,
                  by > 0 ? _("It was not sent again") : _("This is the first time it was sent"));
        return;
    }
    sealed->number = to;
    if (sealed_recalc(&sealed->base.view, &err) != RC_OK)
        shell_failed(sealed->base.view.shell, &err);
}

/* Enter tells all of it where only the differences are told. */
static bool sealed_refuses(struct view *view, enum action action, struct buf *ret_why)
{
    const struct sealed *sealed = (const struct sealed *)view;
    if (action != ACT_OPEN)
        return false;
    if (sealed->number == 1)
        buf_add(ret_why, _("All of it is shown: nothing was sent before it"));
    else if (sealed->differences == 0)
        buf_add(ret_why, _("All of it is shown: nothing in it differs from the time before"));
    else
        return false;
    return true;
}

static bool sealed_act(struct view *view, enum action action)
{
    if (action == ACT_OPEN) {
        struct sealed *sealed = (struct sealed *)view;
        sealed->all = !sealed->all;
        show(sealed);
        return true;
    }
    if (action == ACT_LEFT || action == ACT_RIGHT) {
        step((struct sealed *)view, action == ACT_RIGHT ? 1 : -1);
        return true;
    }
    return list_view_act(view, action);
}

static const enum action sealed_actions[] = {ACT_OPEN, ACT_FILTER, ACT_NONE};

static const struct view_class sealed_class = {
    .name = "sealed",
    .actions = sealed_actions,
    .close = sealed_close,
    .recalc = sealed_recalc,
    .draw = sealed_draw,
    .title = sealed_title,
    .opens = N_("show all"),
    .refuses = sealed_refuses,
    .act = sealed_act,
    .key = list_view_key,
    .typing = list_view_typing,
    .paste = list_view_paste,
    .mouse = list_view_mouse,
    .has_row = list_view_has_row,
};

void claim_sealed_show(struct shell *shell, const char *id, size_t number)
{
    struct sealed *sealed = calloc(1, sizeof(*sealed));
    if (sealed != NULL) {
        sealed->base.view = (struct view){&sealed_class, shell};
        list_init(&sealed->base.list, columns, COLUMNS, fill, NULL, sealed);
        sealed->base.list.groups = &groups;
        sealed->number = number;
        sealed->id = strdup(id);
        if (sealed->id == NULL) {
            sealed_close(&sealed->base.view);
            sealed = NULL;
        }
    }
    shell_push(shell, sealed != NULL ? &sealed->base.view : NULL);
}

void claim_sealed_open(struct shell *shell, const char *id)
{
    struct claim_sight sight = {0};
    struct err err;
    err_init(&err);
    if (app_claim_show(shell_app(shell), id, &sight, &err) != RC_OK) {
        shell_failed(shell, &err);
        return;
    }
    size_t count = sight.claim.submission_count;
    claim_sight_release(&sight);
    if (count > 0)
        claim_sealed_show(shell, id, count);
    else
        shell_say(shell, _("This claim has not been sent yet"));
}
