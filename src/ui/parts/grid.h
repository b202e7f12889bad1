/* SPDX-License-Identifier: MIT */
/*
 * A table on the screen: columns by priority, decimal points in line, money
 * whole. It draws rows that somebody else holds and pages through.
 *
 * When the area is too narrow, GRID_TEXT columns give way, words take their brief
 * spelling (a text does too, before it is cut), then whole columns go, the highest rank first; the
 * head says so:
 * "+2 cols". A column is shown only while each name beside it keeps `least` cells
 * and one more for each rank of the column: the less it matters, the more of the
 * names must be left.
 * On a line too short even for the columns of rank 0, these are cut, then left
 * out, the figures last of all; the last resort is a money cell full of '#'.
 */
#ifndef COFFER_UI_GRID_H
#define COFFER_UI_GRID_H

#include "ui/cells/canvas.h"

enum grid_kind {
    GRID_TEXT,   /* names: cut with "…" */
    GRID_WORD,   /* codes, states: whole, or in `brief` */
    GRID_DATE,   /* the same, but never cut: rather the column goes, whatever its rank */
    GRID_FIGURE, /* money: cell.figure */
    GRID_NUMBER, /* right-aligned */
    GRID_BAR,    /* shares: cell.parts */
};

struct grid_column {
    const char *name;  /* stable: views, sorting */
    const char *title; /* N_(): looked up when drawn */
    enum grid_kind kind;
    int rank;   /* 0: never goes */
    int least;  /* GRID_TEXT, GRID_BAR: cells */
    int most;   /* GRID_TEXT, GRID_BAR: not wider than this, 0: no limit */
    bool sorts; /* the list may be sorted by it */
};
enum { GRID_COLUMNS_MAX = 24, GRID_PARTS = 4 };

struct grid_cell {
    const char *text;  /* GRID_TEXT, _WORD, _DATE, _NUMBER, _FIGURE without one; NULL: empty */
    const char *brief; /* GRID_TEXT, _WORD, _DATE: a shorter spelling, or NULL */
    enum paint paint;
    bool has_figure;
    struct figure figure;
    int parts[GRID_PARTS]; /* GRID_BAR: shares of the bar in thousandths, BAR_A … BAR_D */
};
/* row: the caller's own number. *ret is zeroed before. */
typedef void grid_fill(void *context, size_t row, int column, struct grid_cell *ret);

struct grid {
    const struct grid_column *columns;
    int count;
    grid_fill *fill;
    void *context;
    int width[GRID_COLUMNS_MAX];    /* widest cell seen, without the title */
    int brief[GRID_COLUMNS_MAX];    /* the same where words are brief */
    int whole[GRID_COLUMNS_MAX];    /* cells of figures before the decimal point */
    int fraction[GRID_COLUMNS_MAX]; /* cells from the decimal point on */
    unsigned hidden;                /* bit: the person hid the column */
    int sort;                       /* column, -1: as it comes */
    bool descending;
    int focus;  /* the GRID_FIGURE column under the cursor, -1: none */
    int spills; /* the GRID_TEXT column that goes on over empty cells on its right, -1: none */
    int tail;   /* cells that the caller would like at the right end of the head */
};

/* The cursor stands on the figure column of the lowest rank; nothing is sorted. */
void grid_init(struct grid *grid, const struct grid_column *columns, int count, grid_fill *fill,
               void *context);
/* Forgets and learns widths. Rows that are never measured may be cut. */
void grid_forget(struct grid *grid);
void grid_measure(struct grid *grid, size_t row);

/* How the columns lie in `cols` cells: x[i] < 0 for a column that is not shown. */
enum grid_note { NOTE_NONE, NOTE_SHORT, NOTE_LONG };
struct grid_layout {
    int x[GRID_COLUMNS_MAX], width[GRID_COLUMNS_MAX];
    int gone;            /* columns that had to go */
    enum grid_note note; /* how the head says so: "+2", "+2 cols" */
    int tail;            /* grid.tail, or 0 where the head has no room for it */
};
void grid_lay_out(const struct grid *grid, int cols, struct grid_layout *ret);
/* The column at `x`, gaps belong to the one on their left; -1: none. */
int grid_column_at(const struct grid *grid, const struct grid_layout *layout, int x);

/* The head, one line, with the mark of the sorted column. Its last layout->tail
 * cells are left to the caller. */
void grid_draw_head(const struct grid *grid, struct canvas *canvas, struct area line,
                    const struct grid_layout *layout);
/* One row, one line. here: it is the selected one: it is painted so, and the
 * canvas focus stands on the focused figure, else at its first cell. The cursor
 * leaves a column that is not shown for the nearest figure that is. */
void grid_draw_row(struct grid *grid, struct canvas *canvas, struct area line,
                   const struct grid_layout *layout, size_t row, bool here);

/* Moves the cursor among the shown figure columns. False: there was nowhere to
 * go. */
bool grid_move_focus(struct grid *grid, const struct grid_layout *layout, int step);
/* The figure of a row under the cursor. */
bool grid_figure(const struct grid *grid, size_t row, struct figure *ret);
/* To the next (step 1) or last (-1) column that sorts, round the ends; hidden
 * ones are left out. The order is ascending then. */
void grid_sort_by(struct grid *grid, int step);

/* What the layout says of a column's head, for the files of the grid: cells of
 * its title with room for the mark of sorting, of the note about columns that
 * are gone, and that note. */
int grid_title_cells(const struct grid *grid, int column);
enum { GRID_NOTE_SIZE = 64 };
char *grid_note(const struct grid *grid, const struct grid_layout *layout, enum grid_note note,
                char ret[GRID_NOTE_SIZE]);

#endif
