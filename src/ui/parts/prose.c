/* SPDX-License-Identifier: MIT */
#include "ui/parts/prose.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

enum { ENOUGH = 1000000, CANVAS_MOST = 1000 };

/* The paragraph at *text, a copy that the caller frees; *text moves behind it,
 * NULL after the last one. */
static char *next_paragraph(const char **text)
{
    size_t length = strcspn(*text, "\n");
    char *copy = strndup(*text, length);
    *text = (*text)[length] == '\n' ? *text + length + 1 : NULL;
    return copy;
}

static int wrap(struct canvas *canvas, struct area area, enum paint paint, const char *paragraph)
{
    int lines = paragraph[0] == '\0' ? 1 : canvas_wrap(canvas, area, paint, paragraph);
    return lines > 0 ? lines : 1;
}

int prose_lines(const char *text, int cols)
{
    int lines = 0;
    struct area area = {0, 0, ENOUGH, cols > 0 ? cols : 1};
    while (text != NULL) {
        char *paragraph = next_paragraph(&text);
        if (paragraph != NULL)
            lines += wrap(NULL, area, PAINT_TEXT, paragraph);
        free(paragraph);
    }
    return lines;
}

int prose_width(const char *text, int least, int most, int room)
{
    size_t widest = (size_t)least;
    while (text != NULL) {
        char *paragraph = next_paragraph(&text);
        size_t width = paragraph != NULL ? glyphs_width(paragraph, false) : 0;
        widest = width > widest ? width : widest;
        free(paragraph);
    }
    int cols = widest < (size_t)most ? (int)widest : most;
    return cols < room ? cols : room;
}

int prose_draw(struct canvas *canvas, struct area area, enum paint paint, const char *text)
{
    int first = area.row, end = area.row + area.rows;
    while (text != NULL && area.row < end && area.cols > 0) {
        char *paragraph = next_paragraph(&text);
        area.rows = end - area.row;
        /* A paragraph may end with the last line while others follow. */
        bool cut =
            text != NULL && paragraph != NULL && prose_lines(paragraph, area.cols) >= area.rows;
        struct buf marked;
        buf_init(&marked);
        buf_addf(&marked, cut ? "%s …" : "%s", paragraph != NULL ? paragraph : "");
        area.row += wrap(canvas, area, paint, marked.text);
        buf_release(&marked);
        free(paragraph);
    }
    return area.row - first;
}

/* Drawn aside as a whole, then the rows that are seen are copied. */
void prose_scroll(struct canvas *canvas, struct area area, enum paint paint, const char *text,
                  int top)
{
    struct canvas aside;
    if (area.rows < 1 || area.cols < 1)
        return;
    int lines = prose_lines(text, area.cols);
    if (lines > CANVAS_MOST)
        lines = CANVAS_MOST;
    if (!canvas_init(&aside, lines, area.cols, canvas->ascii))
        return;
    canvas_clear(&aside);
    (void)prose_draw(&aside, (struct area){0, 0, lines, area.cols}, paint, text);
    int cols = canvas->cols - area.col < area.cols ? canvas->cols - area.col : area.cols;
    size_t bytes = cols > 0 && area.col >= 0 ? (size_t)cols * sizeof(struct cell) : 0;
    for (int row = 0; row < area.rows && row + top < lines; row++) {
        size_t from = (size_t)(row + top) * (size_t)aside.cols;
        int to = area.row + row;
        if (to >= 0 && to < canvas->rows && bytes > 0)
            memcpy(&canvas->cells[(size_t)to * (size_t)canvas->cols + (size_t)area.col],
                   &aside.cells[from], bytes);
    }
    canvas_release(&aside);
}
