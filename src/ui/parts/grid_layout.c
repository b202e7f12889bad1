/* SPDX-License-Identifier: MIT */
/* Which columns of a grid are shown, where, and how wide. */
#include "ui/parts/grid.h"

#include <libintl.h>
#include <stdio.h>
#include <string.h>

#include "base/words.h"

enum {
    GAP_LEAST = 1,
    GAP_USUAL = 2,
    NAME_PER_RANK = 1,
    TITLE_LEAST = 4, /* a title that is cut keeps so many cells */
    CELL_LEAST = 4,  /* so does a name or a code */
};

static int min(int a, int b)
{
    return a < b ? a : b;
}

static int max(int a, int b)
{
    return a > b ? a : b;
}

static bool gives_way(const struct grid *grid, int i)
{
    return grid->columns[i].kind == GRID_TEXT || grid->columns[i].kind == GRID_BAR;
}

int grid_title_cells(const struct grid *grid, int column)
{
    const struct grid_column *it = &grid->columns[column];
    return (int)glyphs_width(_(it->title), false) + (it->sorts ? 1 : 0);
}

/* The sorted column may be among those that are gone: then the note has its mark. */
char *grid_note(const struct grid *grid, const struct grid_layout *layout, enum grid_note note,
                char ret[GRID_NOTE_SIZE])
{
    bool sorted =
        grid->sort >= 0 && layout->x[grid->sort] < 0 && (grid->hidden & 1u << grid->sort) == 0;
    const char *mark = sorted ? sign_text(grid->descending ? SIGN_DOWN : SIGN_UP, false) : "";
    ret[0] = '\0';
    if (note == NOTE_NONE)
        return ret;
    if (note == NOTE_LONG)
        (void)snprintf(ret, GRID_NOTE_SIZE - GLYPH_BYTES,
                       ngettext("+%d col", "+%d cols", (unsigned long)layout->gone), layout->gone);
    else
        (void)snprintf(ret, GRID_NOTE_SIZE - GLYPH_BYTES, "+%d", layout->gone);
    size_t length = strlen(ret);
    (void)snprintf(ret + length, GRID_NOTE_SIZE - length, "%s", mark);
    return ret;
}

/* ---- one column ---- */

/* What the column likes to have, and the least with which it is whole. */
static int natural(const struct grid *grid, int i, int cols)
{
    const struct grid_column *column = &grid->columns[i];
    int cells = max(grid->width[i], grid_title_cells(grid, i));
    if (column->kind == GRID_BAR)
        cells = column->most > 0 ? column->most : cols;
    else if (column->kind == GRID_TEXT && column->most > 0)
        cells = min(cells, column->most);
    return max(1, min(cells, cols));
}

/* What its cells need to be whole, whatever its title. */
static int cells_least(const struct grid *grid, int i)
{
    enum grid_kind kind = grid->columns[i].kind;
    int cells = kind == GRID_WORD || kind == GRID_DATE ? grid->brief[i] : grid->width[i];
    return max(cells, min(TITLE_LEAST, grid_title_cells(grid, i)));
}

static int least(const struct grid *grid, int i, int cols)
{
    if (gives_way(grid, i))
        return min(max(1, grid->columns[i].least), natural(grid, i, cols));
    return max(cells_least(grid, i), grid_title_cells(grid, i));
}

/* ---- all of them ---- */

struct lying {
    const struct grid *grid;
    int cols;
    int gap;
    bool shown[GRID_COLUMNS_MAX];
    int width[GRID_COLUMNS_MAX];
    int gone;
};

static int shown_count(const struct lying *it)
{
    int count = 0;
    for (int i = 0; i < it->grid->count; i++)
        count += it->shown[i] ? 1 : 0;
    return count;
}

static int used(const struct lying *it)
{
    int cells = 0;
    for (int i = 0; i < it->grid->count; i++)
        cells += it->shown[i] ? it->width[i] : 0;
    return cells + it->gap * max(0, shown_count(it) - 1);
}

static int last_shown(const struct lying *it)
{
    int last = it->grid->count - 1;
    while (last >= 0 && !it->shown[last])
        last--;
    return last;
}

static void drop(struct lying *it, int i)
{
    it->shown[i] = false;
    it->gone++;
}

/* Names are cut before a column goes, but the less a column matters, the more of
 * the names must be left beside it. */
static void set_least(struct lying *it, int rank)
{
    for (int i = 0; i < it->grid->count; i++) {
        it->width[i] = least(it->grid, i, it->cols);
        if (it->grid->columns[i].kind == GRID_TEXT)
            it->width[i] = min(it->width[i] + NAME_PER_RANK * rank, natural(it->grid, i, it->cols));
    }
}

/* The columns of the highest rank go first, of two with the same one the right
 * one. */
static void drop_by_rank(struct lying *it)
{
    for (;;) {
        int worst = -1;
        for (int i = 0; i < it->grid->count; i++) {
            if (!it->shown[i] || it->grid->columns[i].rank == 0)
                continue;
            if (worst < 0 || it->grid->columns[i].rank >= it->grid->columns[worst].rank)
                worst = i;
        }
        set_least(it, worst < 0 ? 0 : it->grid->columns[worst].rank);
        if (worst < 0 || shown_count(it) == 1 || used(it) <= it->cols)
            return;
        drop(it, worst);
    }
}

/* The widest of them, where wider than `least` cells: to be dropped (0), or to be
 * narrowed. -1: none. */
static int widest(const struct lying *it, bool giving_way, int least_cells)
{
    int found = -1;
    for (int i = 0; i < it->grid->count; i++) {
        enum grid_kind kind = it->grid->columns[i].kind;
        bool stays = kind == GRID_FIGURE || (kind == GRID_DATE && least_cells > 0);
        if (it->shown[i] && gives_way(it->grid, i) == giving_way && !stays &&
            it->width[i] > least_cells && (found < 0 || it->width[i] > it->width[found]))
            found = i;
    }
    return found;
}

static bool narrow(struct lying *it, bool giving_way, int least_cells)
{
    int i = widest(it, giving_way, least_cells);
    if (i >= 0)
        it->width[i]--;
    return i >= 0;
}

static bool drop_widest(struct lying *it, bool giving_way)
{
    int i = shown_count(it) > 1 ? widest(it, giving_way, 0) : -1;
    if (i >= 0)
        drop(it, i);
    return i >= 0;
}

/* A title is cut before what stands below it. */
static bool narrow_title(struct lying *it)
{
    for (int i = it->grid->count - 1; i >= 0; i--) {
        if (it->shown[i] && !gives_way(it->grid, i) && it->width[i] > cells_least(it->grid, i)) {
            it->width[i]--;
            return true;
        }
    }
    return false;
}

/* Until it fits, or only figures are left, which are shown whole or not at all:
 * rather a code without its end than that. */
static void take(struct lying *it)
{
    drop_by_rank(it);
    while (used(it) > it->cols && narrow_title(it))
        ;
    while (used(it) > it->cols && narrow(it, true, CELL_LEAST))
        ;
    while (used(it) > it->cols && narrow(it, false, CELL_LEAST))
        ;
    while (used(it) > it->cols && drop_widest(it, true))
        ;
    while (used(it) > it->cols && drop_widest(it, false))
        ;
}

/* Words in full and titles in full, the most important columns first; `kept`
 * cells stay free. */
static void give_whole(struct lying *it, int kept)
{
    bool done[GRID_COLUMNS_MAX] = {false};
    for (;;) {
        int best = -1;
        for (int i = 0; i < it->grid->count; i++) {
            if (!done[i] && it->shown[i] && !gives_way(it->grid, i) &&
                (best < 0 || it->grid->columns[i].rank < it->grid->columns[best].rank))
                best = i;
        }
        if (best < 0)
            return;
        done[best] = true;
        int missing = natural(it->grid, best, it->cols) - it->width[best];
        if (missing > 0 && used(it) + missing <= it->cols - kept)
            it->width[best] += missing;
    }
}

/* Names and bars share what is left: the narrowest grows first. */
static void give_rest(struct lying *it, int cells)
{
    for (; cells > 0; cells--) {
        int narrowest = -1;
        for (int i = 0; i < it->grid->count; i++) {
            if (it->shown[i] && gives_way(it->grid, i) &&
                it->width[i] < natural(it->grid, i, it->cols) &&
                (narrowest < 0 || it->width[i] < it->width[narrowest]))
                narrowest = i;
        }
        if (narrowest < 0)
            return;
        it->width[narrowest]++;
    }
}

static void place(const struct lying *it, struct grid_layout *ret)
{
    int x = 0;
    ret->gone = it->gone;
    for (int i = 0; i < GRID_COLUMNS_MAX; i++) {
        ret->x[i] = -1;
        ret->width[i] = 0;
        if (i >= it->grid->count || !it->shown[i])
            continue;
        if (x >= it->cols) {
            ret->gone++;
            continue;
        }
        ret->x[i] = x;
        ret->width[i] = min(it->width[i], it->cols - x);
        x += it->width[i] + it->gap;
    }
}

/* ---- the end of the head ---- */

static int note_cells(const struct grid *grid, const struct grid_layout *layout,
                      enum grid_note note)
{
    char text[GRID_NOTE_SIZE];
    return (int)glyphs_width(grid_note(grid, layout, note, text), false);
}

static int end_cells(const struct grid *grid, const struct grid_layout *layout, enum grid_note note,
                     int tail)
{
    int cells = note_cells(grid, layout, note);
    return cells + tail + (cells > 0 && tail > 0 ? GAP_USUAL : 0);
}

/* What the head can say beside its titles; the last title is moved to the left
 * for it, and cut before the note is left out, but not for the place in a list. */
static void end_head(const struct lying *it, struct grid_layout *ret)
{
    const struct grid *grid = it->grid;
    int last = last_shown(it);
    while (last >= 0 && ret->x[last] < 0)
        last--;
    int from = last < 0 ? 0 : ret->x[last];
    int title = last < 0 ? 0 : grid_title_cells(grid, last) + 1;
    int tail = grid->tail;
    enum grid_note full = ret->gone > 0 ? NOTE_LONG : NOTE_NONE;
    enum grid_note brief = ret->gone > 0 ? NOTE_SHORT : NOTE_NONE;
    const struct {
        enum grid_note note;
        int tail, title;
    } ways[] = {
        {full, tail, title},
        {brief, tail, title},
        {full, 0, title},
        {brief, 0, title},
        {brief, tail, min(title, TITLE_LEAST + 1)},
        {brief, 0, min(title, TITLE_LEAST + 1)},
        {brief, 0, 0},
    };
    ret->note = NOTE_NONE;
    ret->tail = 0;
    for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
        if (from + ways[i].title + end_cells(grid, ret, ways[i].note, ways[i].tail) <= it->cols) {
            ret->note = ways[i].note;
            ret->tail = ways[i].tail;
            return;
        }
    }
}

/* Cells to keep free on the right for what the head wants to say, as much of it
 * as there is room for. */
static int head_wants(const struct lying *it)
{
    struct grid_layout layout;
    int last = last_shown(it);
    if (last < 0)
        return 0;
    place(it, &layout);
    int title = grid_title_cells(it->grid, last) + 1 - it->width[last];
    enum grid_note full = layout.gone > 0 ? NOTE_LONG : NOTE_NONE;
    enum grid_note brief = layout.gone > 0 ? NOTE_SHORT : NOTE_NONE;
    const struct {
        enum grid_note note;
        int tail;
    } ways[] = {{full, it->grid->tail}, {brief, it->grid->tail}, {full, 0}, {brief, 0}};
    for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
        int cells = end_cells(it->grid, &layout, ways[i].note, ways[i].tail);
        if (cells > 0 && used(it) + title + cells <= it->cols)
            return max(0, title + cells);
    }
    return 0;
}

void grid_lay_out(const struct grid *grid, int cols, struct grid_layout *ret)
{
    struct lying it = {.grid = grid, .cols = max(cols, 0), .gap = GAP_LEAST};
    for (int i = 0; i < grid->count; i++)
        it.shown[i] = (grid->hidden & 1u << i) == 0;
    take(&it);
    it.gap = GAP_USUAL;
    if (used(&it) > it.cols)
        it.gap = GAP_LEAST;
    int kept = head_wants(&it);
    give_whole(&it, kept);
    give_rest(&it, it.cols - used(&it) - kept);
    int last = last_shown(&it);
    /* What the head needs beside its last title may lie below it. */
    if (last >= 0 && gives_way(grid, last))
        it.width[last] = min(natural(grid, last, it.cols), it.width[last] + it.cols - used(&it));
    place(&it, ret);
    end_head(&it, ret);
}

int grid_column_at(const struct grid *grid, const struct grid_layout *layout, int x)
{
    int found = -1;
    for (int i = 0; i < grid->count; i++) {
        if (layout->x[i] >= 0 && layout->x[i] <= x)
            found = i;
    }
    return found;
}
