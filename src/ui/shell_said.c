/* SPDX-License-Identifier: MIT */
/* What is said for five seconds: a line, or as many as a long sentence needs, so that
 * no amount in it is lost. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "base/words.h"
#include "ui/cells/whole.h"
#include "ui/parts/retell.h"
#include "ui/shell_inside.h"

enum { SAID_TICKS = 5000, SAID_LINES = 3, MARGIN = 1 };

/* ---- saying ------------------------------------------------------------------------------- */

/* Between what was done and the way back. */
static const char between[] = " \xc2\xb7 ";

void shell_say(struct shell *shell, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    (void)vsnprintf(shell->said, sizeof(shell->said), format, args);
    va_end(args);
    shell->said_end = 0;
    shell->said_too[0] = '\0';
    shell->said_of = (struct named){ACT_NONE, 0};
    shell->warned = false;
    shell->said_until = shell->ticks() + SAID_TICKS;
}

void shell_say_done_as(struct shell *shell, const char *what, const char *way_back, enum action way,
                       int64_t row)
{
    size_t end = strlen(between) + strlen(way_back), length = strlen(what);
    size_t room = end < SAID_SIZE ? SAID_SIZE - end - 1 : 0;
    if (length > room)
        length = whole_before(what, length, text_cut(what, room));
    shell_say(shell, "%.*s%s%s", (int)length, what, between, way_back);
    shell->said_end = strlen(shell->said) - end;
    shell->said_of = (struct named){way, row};
    shell_keep_own(shell, row);
}

void shell_say_done(struct shell *shell, const char *what, enum action way, int64_t row)
{
    shell_say_done_as(
        shell, what, way == ACT_REDO ? _("Ctrl-R brings it back") : _("u takes it back"), way, row);
}

void shell_say_too(struct shell *shell, const char *sentence)
{
    size_t length = strlen(shell->said_too);
    (void)snprintf(shell->said_too + length, SAID_SIZE - length, "%s%s", length > 0 ? between : "",
                   sentence);
}

void shell_retell(struct shell *shell, const char *sentence)
{
    struct buf words;
    buf_init(&words);
    retell(sentence, NULL, NULL, &words);
    shell_say(shell, "%s", words.text);
    buf_release(&words);
}

/* Several of one event follow one another. */
void shell_warn(struct shell *shell, const char *sentence)
{
    struct buf words;
    buf_init(&words);
    if (shell->warned)
        buf_addf(&words, "%s%s", shell->said, between);
    retell(sentence, NULL, NULL, &words);
    shell_say(shell, "%s", words.text);
    buf_release(&words);
    shell->warned = true;
}

/* ---- drawing ------------------------------------------------------------------------------ */

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

/* On one line, where what was done is cut before the way back. */
static void draw_line(const struct shell *shell, struct canvas *canvas, struct area line)
{
    const char *end = shell->said + shell->said_end;
    int width = canvas_width(canvas, end);
    if (shell->said_end == 0 || canvas_width(canvas, shell->said) <= line.cols ||
        width * 2 > line.cols) {
        (void)canvas_text(canvas, line.row, line.col, line.cols, PAINT_BANNER, shell->said);
        return;
    }
    struct buf what;
    buf_init(&what);
    buf_add_bytes(&what, shell->said, shell->said_end);
    (void)canvas_text(canvas, line.row, line.col, line.cols - width, PAINT_BANNER, what.text);
    (void)canvas_text_right(canvas, line.row, line.col, line.cols, PAINT_BANNER, end);
    buf_release(&what);
}

/* Its text up to the way back, which has a line of its own. Returns the lines that it
 * takes; canvas NULL counts. */
static int draw_what(const struct shell *shell, struct canvas *canvas, struct area area)
{
    struct buf what;
    buf_init(&what);
    buf_add_bytes(&what, shell->said, shell->said_end > 0 ? shell->said_end : strlen(shell->said));
    int lines = canvas_wrap(canvas, area, PAINT_BANNER, what.text);
    buf_release(&what);
    return lines;
}

static void draw_lines(const struct shell *shell, struct canvas *canvas, struct area area)
{
    if (shell->said_end == 0) {
        (void)draw_what(shell, canvas, area);
        return;
    }
    area.rows--;
    (void)draw_what(shell, canvas, area);
    (void)canvas_text(canvas, area.row + area.rows, area.col, area.cols, PAINT_BANNER,
                      shell->said + shell->said_end + strlen(between));
}

static int lines_needed(const struct shell *shell, const struct canvas *canvas, int cols)
{
    const struct area all = {0, 0, SAID_SIZE, cols};
    if (canvas_width(canvas, shell->said) <= cols)
        return 1;
    return draw_what(shell, NULL, all) + (shell->said_end > 0);
}

void shell_draw_said(const struct shell *shell, struct canvas *canvas, int row, int most)
{
    int cols = canvas->cols - 2 * MARGIN;
    bool both = shell->said_too[0] != '\0' && most > 1;
    if (shell->said[0] == '\0' || cols < 1)
        return;
    most = both ? smaller(most, SAID_LINES + 1) : smaller(most > 1 ? most - 1 : 1, SAID_LINES);
    int lines = smaller(lines_needed(shell, canvas, cols), most - both);
    struct area too = {0, MARGIN, SAID_SIZE, cols};
    int needed = both ? canvas_wrap(NULL, too, PAINT_BANNER, shell->said_too) : 0;
    too.rows = smaller(needed, most - lines);
    int top = row - lines - too.rows + 1;
    canvas_fill(canvas, (struct area){top, 0, lines + too.rows, canvas->cols}, PAINT_BANNER);
    struct area area = {top, MARGIN, lines, cols};
    if (lines == 1)
        draw_line(shell, canvas, area);
    else
        draw_lines(shell, canvas, area);
    too.row = top + lines;
    (void)canvas_wrap(canvas, too, PAINT_BANNER, shell->said_too);
}
