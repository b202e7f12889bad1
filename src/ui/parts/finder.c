/* SPDX-License-Identifier: MIT */
#include "ui/parts/finder.h"

#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "ui/parts/box.h"

enum {
    TYPED_BYTES_MAX = 128,
    BOX_COLS = 94,
    WHEEL_LINES = 3,
    DETAIL_LINES = 2,
    MEASURED = 200, /* places; by then the columns are as wide as they get */
};

static struct finder *finder_of(struct view *view)
{
    return (struct finder *)view;
}

static const struct finder *finder_of_const(const struct view *view)
{
    return (const struct finder *)view;
}

/* ---- lines ------------------------------------------------------------------------------ */

void finder_add_title(struct finder *finder, enum group group)
{
    finder->lines[finder->count++] = (struct finder_line){.is_title = true, .group = group};
}

void finder_add(struct finder *finder, const struct entry *entry)
{
    finder->lines[finder->count++] = (struct finder_line){.entry = entry};
}

/* The first entry from `from` on in the direction of step; `from` where there is
 * none. */
static size_t entry_from(const struct finder *finder, size_t from, int step)
{
    size_t at = from;
    while (at < finder->count && finder->lines[at].is_title)
        at += (size_t)step; /* below 0 it wraps to beyond count */
    return at < finder->count ? at : from;
}

static const struct entry *entry_here(const struct finder *finder)
{
    return finder->here < finder->count ? finder->lines[finder->here].entry : NULL;
}

const struct entry *finder_entry(const struct finder *finder, size_t row)
{
    size_t own = finder->catalogue.count;
    return row < own ? &finder->catalogue.entries[row] : &finder->places->entries[row - own];
}

static size_t row_of(const struct finder *finder, const struct entry *entry)
{
    if (entry->group == GROUP_PLACE)
        return finder->catalogue.count + (size_t)(entry - finder->places->entries);
    return (size_t)(entry - finder->catalogue.entries);
}

static void arrange(struct finder *finder)
{
    finder->count = 0;
    finder->kind->arrange(finder);
    finder->top = 0;
    finder->here = entry_from(finder, 0, 1);
    finder->in_rows = false;
}

struct view *finder_new(const struct finder_kind *kind, const struct view_class *class,
                        struct shell *shell, struct view *below)
{
    struct finder *finder = calloc(1, sizeof *finder);
    if (finder == NULL)
        return NULL;
    finder->view = (struct view){class, shell};
    finder->kind = kind;
    finder->over_box = below->class->overlay;
    bool good = entry_catalogue_init(&finder->catalogue, shell, below);
    static const struct places none = {.entries = NULL};
    finder->places = kind->last_group >= GROUP_PLACE ? shell_places(shell) : &none;
    good = edit_init(&finder->typed, TYPED_BYTES_MAX) && good;
    finder->lines =
        calloc(finder->catalogue.count + finder->places->count + GROUPS, sizeof *finder->lines);
    if (!good || finder->lines == NULL) {
        finder_close(&finder->view);
        return NULL;
    }
    grid_init(&finder->grid, kind->columns, kind->column_count, kind->fill, finder);
    arrange(finder);
    finder->most = (int)finder->count;
    if (kind->lines_most > 0 && finder->most > kind->lines_most)
        finder->most = kind->lines_most;
    for (size_t i = 0; i < finder->catalogue.count; i++) {
        if (finder->catalogue.entries[i].group <= kind->last_group)
            grid_measure(&finder->grid, i);
    }
    for (size_t i = 0; i < finder->places->count && i < MEASURED; i++)
        grid_measure(&finder->grid, finder->catalogue.count + i);
    return &finder->view;
}

void finder_close(struct view *view)
{
    struct finder *finder = finder_of(view);
    entry_catalogue_release(&finder->catalogue);
    edit_release(&finder->typed);
    free(finder->lines);
    free(finder);
}

void finder_title(const struct view *view, struct buf *ret)
{
    buf_add(ret, _(finder_of_const(view)->kind->title));
}

bool finder_has_row(const struct view *view)
{
    return entry_here(finder_of_const(view)) != NULL;
}

/* ---- keys --------------------------------------------------------------------------------- */

/* The newest of what was done comes first, each once. */
static void remember(struct shell *shell, int id)
{
    int *recent = shell_recent(shell);
    int at = 0;
    while (at < SHELL_RECENT - 1 && recent[at] != id)
        at++;
    memmove(recent + 1, recent, sizeof *recent * (size_t)at);
    recent[0] = id;
}

/* The names are the shell's, and stay when the box is gone. */
static void go_to(struct finder *finder, const struct entry *entry)
{
    struct shell *shell = finder->view.shell;
    remember(shell, entry->id);
    shell_close(shell, &finder->view);
    shell_show(shell, &entry->to);
}

static void do_it(struct finder *finder)
{
    const struct entry *entry = entry_here(finder);
    struct shell *shell = finder->view.shell;
    if (entry == NULL) {
        shell_say(shell, _("Nothing here has these letters: Backspace takes one back"));
    } else if (entry->why != NULL) {
        shell_say(shell, "%s", entry->why);
    } else if (entry->group == GROUP_PLACE) {
        go_to(finder, entry);
    } else {
        enum action action = entry->action, then = entry->then;
        remember(shell, entry->id);
        shell_close(shell, &finder->view);
        shell_act(shell, action);
        if (then != ACT_NONE)
            shell_act(shell, then);
    }
}

static void move(struct finder *finder, int lines)
{
    size_t step = (size_t)(lines > 0 ? lines : -lines);
    size_t to;
    if (lines > 0)
        to = finder->here + step < finder->count ? finder->here + step : finder->count - 1;
    else
        to = finder->here > step ? finder->here - step : 0;
    if (finder->count == 0)
        return;
    finder->here = entry_from(finder, to, lines > 0 ? 1 : -1);
    /* A title at the top or the end of the list: back to where entries are. */
    if (finder->lines[finder->here].is_title)
        finder->here = entry_from(finder, to, lines > 0 ? -1 : 1);
    finder->in_rows = true;
}

/* How far a key moves, 0: it does not. */
static int steps(const struct finder *finder, const struct key *key)
{
    int page = finder->page > 1 ? finder->page - 1 : 1;
    if (key->code == K_UP || key->code == K_BACKTAB || key_is(key, "Ctrl-P"))
        return -1;
    if (key->code == K_DOWN || key->code == K_TAB || key_is(key, "Ctrl-N"))
        return 1;
    if (key->code == K_PAGE_UP)
        return -page;
    return key->code == K_PAGE_DOWN ? page : 0;
}

bool finder_key(struct view *view, const struct key *key)
{
    struct finder *finder = finder_of(view);
    if (key->code == K_ENTER) {
        do_it(finder);
        return true;
    }
    int lines = steps(finder, key);
    if (lines != 0) {
        move(finder, lines);
        return true;
    }
    enum edit_did did = edit_key(&finder->typed, key);
    if (did == EDIT_CHANGED)
        arrange(finder);
    return did != EDIT_NOT_MINE;
}

bool finder_paste(struct view *view, const char *bytes, size_t length, bool more)
{
    struct finder *finder = finder_of(view);
    struct buf line, why;
    (void)more;
    buf_init(&line);
    buf_init(&why);
    if (!paste_line(bytes, length, &line, &why))
        shell_say(view->shell, "%s", why.text);
    else if (edit_insert(&finder->typed, line.text) == EDIT_CHANGED)
        arrange(finder);
    else
        shell_say(view->shell, _("The paste is too long to look for: nothing was taken"));
    buf_release(&line);
    buf_release(&why);
    return true;
}

void finder_mouse(struct view *view, const struct event *event)
{
    struct finder *finder = finder_of(view);
    int row = event->mouse.row - finder->drawn.row, col = event->mouse.col - finder->drawn.col;
    if (event->mouse.kind == MOUSE_WHEEL_UP || event->mouse.kind == MOUSE_WHEEL_DOWN) {
        move(finder, event->mouse.kind == MOUSE_WHEEL_UP ? -WHEEL_LINES : WHEEL_LINES);
        return;
    }
    if (event->mouse.kind != MOUSE_PRESS || row < 0 || row >= finder->drawn.rows || col < 0 ||
        col >= finder->drawn.cols)
        return;
    size_t line = finder->top + (size_t)row;
    if (line >= finder->count || finder->lines[line].is_title)
        return;
    bool same = line == finder->here;
    finder->here = line;
    finder->in_rows = true;
    if (same)
        do_it(finder);
}

/* ---- drawing --------------------------------------------------------------------------------- */

/* A title just above the first entry is shown with it. */
static void scroll(struct finder *finder)
{
    size_t page = finder->page > 0 ? (size_t)finder->page : 1;
    size_t first = finder->here;
    if (first > 0 && page > 1 && finder->lines[first - 1].is_title)
        first--;
    if (finder->top > first)
        finder->top = first;
    if (finder->here >= finder->top + page)
        finder->top = finder->here - page + 1;
}

static void draw_lines(struct finder *finder, struct canvas *canvas,
                       const struct grid_layout *layout)
{
    struct area area = finder->drawn;
    for (int i = 0; i < area.rows && finder->top + (size_t)i < finder->count; i++) {
        size_t at = finder->top + (size_t)i;
        const struct finder_line *line = &finder->lines[at];
        struct area place = {area.row + i, area.col, 1, area.cols};
        if (line->is_title)
            (void)canvas_text(canvas, place.row, place.col, place.cols, PAINT_TITLE,
                              group_title(line->group));
        else
            grid_draw_row(&finder->grid, canvas, place, layout, row_of(finder, line->entry),
                          at == finder->here);
    }
    if (finder->count == 0 && area.rows > 0)
        (void)canvas_wrap(canvas, area, PAINT_TEXT,
                          _("Nothing here has these letters: Backspace takes one back."));
}

/* The sentence of the selected entry, where its column is too narrow for all. */
static void draw_detail(const struct finder *finder, struct canvas *canvas, struct area area)
{
    const struct entry *entry = entry_here(finder);
    if (entry == NULL)
        return;
    if (entry->why != NULL)
        (void)canvas_wrap(canvas, area, PAINT_TEXT, entry->why);
    else
        (void)canvas_wrap(canvas, area, PAINT_FAINT, entry->help);
}

static size_t entry_count(const struct finder *finder)
{
    size_t count = 0;
    for (size_t i = 0; i < finder->count; i++)
        count += finder->lines[i].is_title ? 0 : 1;
    return count;
}

static void draw_bottom(const struct finder *finder, struct canvas *canvas, struct area line)
{
    static const char *const keys[] = {"Enter", N_("does it"), "Esc", N_("closes"), NULL};
    struct buf count;
    size_t entries = entry_count(finder);
    int taken = box_keys(canvas, line.row, line.col, line.cols, keys);
    buf_init(&count);
    buf_addf(&count, ngettext("%zu entry", "%zu entries", (unsigned long)entries), entries);
    if (taken + 2 + canvas_width(canvas, count.text) <= line.cols)
        (void)canvas_text_right(canvas, line.row, line.col, line.cols, PAINT_FAINT, count.text);
    buf_release(&count);
}

/* Some sentence does not fit its column, which is the one named "help". */
static bool is_cut(const struct finder *finder, const struct grid_layout *layout)
{
    for (int i = 0; i < finder->grid.count; i++) {
        if (strcmp(finder->grid.columns[i].name, "help") == 0)
            return layout->width[i] < finder->grid.width[i];
    }
    return false;
}

void finder_draw(struct view *view, struct canvas *canvas, struct area area)
{
    struct finder *finder = finder_of(view);
    struct grid_layout layout;
    struct area box =
        box_draw(canvas, area, _(finder->kind->title), finder->most + DETAIL_LINES + 2, BOX_COLS);
    struct area lines = {box.row + 1, box.col, box.rows - 1, box.cols};
    grid_lay_out(&finder->grid, box.cols, &layout);
    if (lines.rows >= 5) {
        lines.rows -= 1;
        draw_bottom(finder, canvas, (struct area){lines.row + lines.rows, box.col, 1, box.cols});
    }
    if (lines.rows >= 4 + DETAIL_LINES && is_cut(finder, &layout)) {
        lines.rows -= DETAIL_LINES;
        draw_detail(finder, canvas,
                    (struct area){lines.row + lines.rows, box.col, DETAIL_LINES, box.cols});
    }
    finder->drawn = lines;
    finder->page = lines.rows;
    scroll(finder);
    draw_lines(finder, canvas, &layout);
    int prompt = canvas_text(canvas, box.row, box.col, 1, PAINT_KEY, finder->kind->prompt);
    edit_draw(&finder->typed, canvas, box.row, box.col + prompt, box.cols - prompt, PAINT_INPUT,
              !finder->in_rows || lines.rows < 1);
}
