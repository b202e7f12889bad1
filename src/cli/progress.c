/* SPDX-License-Identifier: MIT */
#include "cli/progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/checked.h"
#include "base/clock.h"
#include "base/text.h"
#include "base/words.h"
#include "cli/stop.h"
#include "model/size.h"

enum { REDRAW_MS = 100, SETTLED_MS = 1000, LINE_CELLS = 79 };

void progress_init(struct progress *progress)
{
    *progress = (struct progress){.shown = isatty(STDERR_FILENO) == 1};
}

static void add_bytes(struct buf *buf, uint64_t bytes)
{
    char size[SIZE_TEXT_SIZE];
    buf_add(buf, size_words(bytes < INT64_MAX ? (int64_t)bytes : INT64_MAX, size));
}

/* value × times ÷ by, 0 where that is beyond what any file holds. */
static uint64_t scaled(uint64_t value, int64_t times, uint64_t by)
{
    int64_t result;
    if (value > INT64_MAX || by > INT64_MAX ||
        !mul_div_fits((int64_t)value, times, (int64_t)by, &result))
        return 0;
    return (uint64_t)result;
}

void progress_line(struct buf *buf, const char *what, uint64_t done, uint64_t total,
                   int64_t elapsed, bool bytes)
{
    text_add_visible(buf, what, strlen(what));
    if (total > 0) {
        uint64_t percent = done >= total ? 100 : scaled(done, 100, total);
        buf_addf(buf, "  %" PRIu64 " %%", percent);
    }
    if (bytes) {
        buf_add(buf, "  ");
        add_bytes(buf, done);
    }
    if (elapsed < SETTLED_MS || done == 0)
        return;
    uint64_t rate = scaled(done, 1000, (uint64_t)elapsed); /* per second */
    if (bytes) {
        buf_add(buf, "  ");
        add_bytes(buf, rate);
        buf_add(buf, "/s");
    }
    if (total > done && rate > 0) {
        uint64_t left = (total - done) / rate + 1;
        buf_add(buf, "  ");
        if (left < 120)
            buf_addf(buf, _("%" PRIu64 " s left"), left);
        else
            buf_addf(buf, _("%" PRIu64 " min left"), (left + 59) / 60);
    }
}

static size_t line_cells(void)
{
    struct winsize size;
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1)
        return (size_t)size.ws_col - 1;
    return LINE_CELLS;
}

/* Cuts text to a number of cells, at a character. */
static void cut(struct buf *buf, size_t cells)
{
    while (buf->length > 0 && text_width(buf->text) > cells) {
        do
            buf->length--;
        while (buf->length > 0 && ((unsigned char)buf->text[buf->length] & 0xc0) == 0x80);
        buf->text[buf->length] = '\0';
    }
}

static void draw(struct progress *progress, const char *what, uint64_t done, uint64_t total,
                 int64_t now)
{
    struct buf line;
    buf_init(&line);
    progress_line(&line, what, done, total, now - progress->started, progress->bytes);
    cut(&line, line_cells());
    if (!line.failed) {
        size_t width = text_width(line.text);
        int rest = progress->width > width ? (int)(progress->width - width) : 0;
        (void)fprintf(stderr, "\r%s%*s", line.text, rest, "");
        progress->width = width;
        progress->drawn = now;
    }
    buf_release(&line);
}

bool progress_tell(void *context, const char *what, uint64_t done, uint64_t total)
{
    struct progress *progress = context;
    if (progress->shown) {
        int64_t now = clock_ticks();
        bool first = progress->started == 0;
        if (first)
            progress->started = now;
        if (first || now - progress->drawn >= REDRAW_MS)
            draw(progress, what, done, total, now);
    }
    return !stop_asked();
}

void progress_clear(struct progress *progress)
{
    if (progress->width > 0)
        (void)fprintf(stderr, "\r%*s\r", (int)progress->width, "");
    progress->width = 0;
}
