/* SPDX-License-Identifier: MIT */
/*
 * The page of the dashboard: sections one below the other, each with its most
 * urgent rows, so that all of them fit the screen, and with a last line that says
 * how many more there are. The cursor stands on a row or on such a line.
 */
#ifndef COFFER_UI_DASHBOARD_PAGE_H
#define COFFER_UI_DASHBOARD_PAGE_H

#include "ui/actions.h"
#include "ui/screens/dashboard_rows.h"

enum section_id { DEADLINES, TODOS, THRESHOLDS, SOURCES, SECTIONS };

struct section {
    const struct section_kind *kind;
    struct grid grid;
    size_t count;              /* rows that there are */
    size_t wanted;             /* rows that the page has room for */
    bool open;                 /* all are shown */
    struct grid_layout layout; /* of the last draw */
};

enum page_line_kind { LINE_BLANK, LINE_TITLE, LINE_HEAD, LINE_NONE, LINE_ROW, LINE_MORE };
struct page_line {
    enum page_line_kind kind;
    enum section_id section;
    size_t row; /* ROW; MORE: how many are left out, 0: none */
};

struct page {
    struct section sections[SECTIONS];
    enum section_id at;      /* the selected row */
    size_t row;              /* SIZE_MAX: the line below the rows */
    struct page_line *lines; /* of the last draw */
    size_t line_count, line_room;
    size_t top;
    struct area drawn;
};

void page_init(struct page *page, struct dashboard_data *data);
void page_release(struct page *page);
/* The data are new: counts and measures the rows. */
void page_refill(struct page *page, const struct dashboard_data *data);
void page_draw(struct page *page, struct canvas *canvas, struct area area);

/* Moving among the lines of the last draw. False: not for a page. */
bool page_act(struct page *page, enum action action);
/* A row is selected, and which. */
bool page_has_row(const struct page *page);
bool page_figure(const struct page *page, struct figure *ret);
/* Shows all rows of the section with the cursor, or few again. */
void page_turn(struct page *page);
/* A press selects, the wheel scrolls. True for a press on the line that is
 * selected already: open it. */
bool page_mouse(struct page *page, const struct event *event);

#endif
