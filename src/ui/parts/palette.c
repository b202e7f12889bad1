/* SPDX-License-Identifier: MIT */
#include "ui/parts/palette.h"

#include <stdlib.h>

#include "base/words.h"
#include "ui/parts/box.h"
#include "ui/parts/finder.h"

enum { COLUMN_LABEL, COLUMN_HELP, COLUMN_KEYS };

static const struct grid_column columns[] = {
    {.name = "label", .title = N_("Action"), .kind = GRID_TEXT, .least = 8, .most = 24},
    {.name = "help", .title = N_("What it does"), .kind = GRID_TEXT, .rank = 2, .least = 16},
    {.name = "keys", .title = N_("Key"), .kind = GRID_WORD, .rank = 1},
};

static void fill(void *context, size_t row, int column, struct grid_cell *ret)
{
    const struct finder *finder = context;
    const struct entry *entry = finder_entry(finder, row);
    bool off = entry->why != NULL;
    switch (column) {
    case COLUMN_LABEL:
        ret->text = entry->label;
        ret->paint = off ? PAINT_OFF : PAINT_TEXT;
        break;
    case COLUMN_HELP:
        ret->text = off ? entry->why : entry->help;
        ret->paint = off ? PAINT_OFF : PAINT_FAINT;
        break;
    default:
        ret->text = entry->key;
        ret->paint = off ? PAINT_OFF : PAINT_KEY;
        break;
    }
}

/* ---- the order ----------------------------------------------------------------------------- */

struct candidate {
    const struct entry *entry;
    int score;
    int recent; /* SHELL_RECENT: not lately */
};

static int recent_place(struct shell *shell, const struct entry *entry)
{
    const int *recent = shell_recent(shell);
    int at = 0;
    while (at < SHELL_RECENT && recent[at] != entry->id)
        at++;
    return at;
}

/* Moving is what fingers know: after the rest that can be done. */
static int group_place(enum group group)
{
    static const int places[GROUPS] = {
        [GROUP_HERE] = 0,      [GROUP_EVERYWHERE] = 1, [GROUP_MOVING] = 2,
        [GROUP_ELSEWHERE] = 3, [GROUP_COMMAND] = 4,    [GROUP_PLACE] = 5,
    };
    return places[group];
}

/* With nothing typed: what was done lately, then what can be done here. Commands
 * are synonyms: they come when they are typed, and after an action that fits as
 * well; so do places. */
static int in_order(const void *left, const void *right)
{
    const struct candidate *a = left, *b = right;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    if (a->recent != b->recent)
        return a->recent - b->recent;
    if ((a->entry->why != NULL) != (b->entry->why != NULL))
        return a->entry->why != NULL ? 1 : -1;
    int places = group_place(a->entry->group) - group_place(b->entry->group);
    if (places != 0)
        return places;
    if (a->entry->group == GROUP_PLACE) /* of the same array */
        return a->entry < b->entry ? -1 : 1;
    return a->entry->id - b->entry->id;
}

static bool is_listed(const struct finder *finder, const struct entry *entry, int recent)
{
    if (entry->action == ACT_PALETTE || entry->action == ACT_BACK)
        return false;
    return entry->group < GROUP_COMMAND || finder->typed.length > 0 || recent < SHELL_RECENT;
}

struct candidates {
    struct candidate *items;
    size_t count;
};

static void take(const struct finder *finder, struct candidates *candidates,
                 const struct entry *entry, int score)
{
    int recent = recent_place(finder->view.shell, entry);
    if (score > 0 && is_listed(finder, entry, recent))
        candidates->items[candidates->count++] = (struct candidate){entry, score, recent};
}

static void take_places(const struct finder *finder, struct candidates *candidates)
{
    struct place_words *words = place_words_new(finder->typed.text);
    for (size_t i = 0; words != NULL && i < finder->places->count; i++) {
        const struct entry *entry = &finder->places->entries[i];
        take(finder, candidates, entry, place_score(words, entry));
    }
    place_words_free(words);
}

static void arrange(struct finder *finder)
{
    const struct entry_catalogue *catalogue = &finder->catalogue;
    size_t most = catalogue->count + finder->places->count;
    struct candidates candidates = {calloc(most + 1, sizeof(*candidates.items)), 0};
    if (candidates.items == NULL)
        return;
    for (size_t i = 0; i < catalogue->count; i++)
        take(finder, &candidates, &catalogue->entries[i],
             entry_score(&catalogue->entries[i], finder->typed.text));
    take_places(finder, &candidates);
    qsort(candidates.items, candidates.count, sizeof *candidates.items, in_order);
    for (size_t i = 0; i < candidates.count; i++)
        finder_add(finder, candidates.items[i].entry);
    free(candidates.items);
}

static const struct finder_kind kind = {
    .title = N_("Find"),
    .prompt = ":",
    .columns = columns,
    .column_count = sizeof(columns) / sizeof(columns[0]),
    .lines_most = 20,
    .last_group = GROUP_PLACE,
    .fill = fill,
    .arrange = arrange,
};

static const struct view_class palette_class = {
    .name = "palette",
    .overlay = true,
    .close = finder_close,
    .draw = finder_draw,
    .title = finder_title,
    .key = finder_key,
    .typing = box_typing,
    .paste = finder_paste,
    .mouse = finder_mouse,
    .has_row = finder_has_row,
};

struct view *palette_new(struct shell *shell, struct view *below)
{
    return finder_new(&kind, &palette_class, shell, below);
}
