/* SPDX-License-Identifier: MIT */
#include "base/words.h"
#include "ui/parts/box.h"
#include "ui/parts/finder.h"
#include "ui/parts/palette.h"

enum { COLUMN_KEYS, COLUMN_LABEL, COLUMN_HELP };

static const struct grid_column columns[] = {
    {.name = "keys", .title = N_("Keys"), .kind = GRID_WORD},
    {.name = "label", .title = N_("Action"), .kind = GRID_TEXT, .rank = 1, .least = 8, .most = 16},
    {.name = "help", .title = N_("What it does"), .kind = GRID_TEXT, .least = 16},
};

static void fill(void *context, size_t row, int column, struct grid_cell *ret)
{
    const struct finder *finder = context;
    const struct entry *entry = finder_entry(finder, row);
    bool off = entry->why != NULL;
    switch (column) {
    case COLUMN_KEYS:
        ret->text = entry->keys;
        ret->brief = entry->key;
        ret->paint = off ? PAINT_OFF : PAINT_KEY;
        break;
    case COLUMN_LABEL:
        ret->text = entry->label;
        ret->paint = off ? PAINT_OFF : PAINT_TEXT;
        break;
    default:
        ret->text = off ? entry->why : entry->help;
        ret->paint = off ? PAINT_OFF : PAINT_FAINT;
        break;
    }
}

/* Over a box most of the shell's own waits until it is closed: there only what
 * can be done is listed. */
static bool is_listed(const struct finder *finder, const struct entry *entry, enum group group)
{
    return entry->group == group && entry_score(entry, finder->typed.text) > 0 &&
           (group == GROUP_HERE || !finder->over_box || entry->why == NULL);
}

static void arrange(struct finder *finder)
{
    const struct entry_catalogue *catalogue = &finder->catalogue;
    for (enum group group = GROUP_HERE; group <= finder->kind->last_group; group++) {
        bool titled = false;
        for (size_t i = 0; i < catalogue->count; i++) {
            if (!is_listed(finder, &catalogue->entries[i], group))
                continue;
            if (!titled)
                finder_add_title(finder, group);
            titled = true;
            finder_add(finder, &catalogue->entries[i]);
        }
    }
}

static const struct finder_kind kind = {
    .title = N_("Keys"),
    .prompt = "/",
    .columns = columns,
    .column_count = sizeof(columns) / sizeof(columns[0]),
    .last_group = GROUP_EVERYWHERE,
    .fill = fill,
    .arrange = arrange,
};

/* The key that opened it closes it; "?" is text here. */
static bool help_key(struct view *view, const struct key *key)
{
    if (!key_is(key, "F1"))
        return finder_key(view, key);
    shell_close(view->shell, view);
    return true;
}

static const struct view_class help_class = {
    .name = "help",
    .overlay = true,
    .close = finder_close,
    .draw = finder_draw,
    .title = finder_title,
    .key = help_key,
    .typing = box_typing,
    .paste = finder_paste,
    .mouse = finder_mouse,
    .has_row = finder_has_row,
};

struct view *help_new(struct shell *shell, struct view *below)
{
    return finder_new(&kind, &help_class, shell, below);
}
