/* SPDX-License-Identifier: MIT */
#include "ui/parts/offers.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"

void offers_add(struct offers *offers, const char *value, const char *words)
{
    if (offers->count == OFFERS_MAX)
        return;
    struct offer offer = {strdup(value), strdup(words != NULL ? words : "")};
    if (offer.value == NULL || offer.words == NULL) {
        free(offer.value);
        free(offer.words);
        return;
    }
    offers->all[offers->count++] = offer;
}

static bool holds(const char *text, const char *typed)
{
    struct buf whole, part;
    buf_init(&whole);
    buf_init(&part);
    text_add_folded(&whole, text);
    text_add_folded(&part, typed);
    bool within = strstr(whole.text, part.text) != NULL;
    buf_release(&whole);
    buf_release(&part);
    return within;
}

void offers_add_fitting(struct offers *offers, const char *typed, const char *value,
                        const char *words)
{
    if (holds(value, typed) || holds(words, typed))
        offers_add(offers, value, words);
}

static bool begins(const char *text, const char *typed)
{
    struct buf whole, part;
    buf_init(&whole);
    buf_init(&part);
    text_add_folded(&whole, text);
    text_add_folded(&part, typed);
    bool first = strncmp(whole.text, part.text, part.length) == 0;
    buf_release(&whole);
    buf_release(&part);
    return first;
}

void offers_order(struct offers *offers, const char *typed)
{
    int first = 0;
    offers->only = -1;
    if (typed[0] == '\0')
        return;
    for (int i = 0; i < offers->count; i++) {
        struct offer offer = offers->all[i];
        if (!begins(offer.value, typed))
            continue;
        memmove(&offers->all[first + 1], &offers->all[first], sizeof(offer) * (size_t)(i - first));
        offers->all[first++] = offer;
    }
    if (first == 1 && !offers_hold(offers, typed))
        offers->only = 0;
}

int offers_meant(const struct offers *offers)
{
    return offers->here >= 0 ? offers->here : offers->only;
}

bool offers_hold(const struct offers *offers, const char *value)
{
    for (int i = 0; i < offers->count; i++)
        if (strcmp(offers->all[i].value, value) == 0)
            return true;
    return false;
}

void offers_clear(struct offers *offers)
{
    for (int i = 0; i < offers->count; i++) {
        free(offers->all[i].value);
        free(offers->all[i].words);
    }
    offers->count = 0;
    offers->here = offers->only = -1;
    offers->top = 0;
}

bool offers_are_open(const struct offers *offers)
{
    return offers->count > 0;
}

void offers_move(struct offers *offers, int step)
{
    int here = offers->here + step;
    if (here < -1)
        here = -1;
    offers->here = here < offers->count ? here : offers->count - 1;
}

/* ---- drawing ------------------------------------------------------------------------- */

static int widest_value(const struct offers *offers, const struct canvas *canvas)
{
    int widest = 0;
    for (int i = 0; i < offers->count; i++) {
        int width = canvas_width(canvas, offers->all[i].value);
        widest = width > widest ? width : widest;
    }
    return widest;
}

static int widest_line(const struct offers *offers, const struct canvas *canvas, int value)
{
    int widest = value;
    for (int i = 0; i < offers->count; i++) {
        int words = canvas_width(canvas, offers->all[i].words);
        int width = words > 0 ? value + 2 + words : value;
        widest = width > widest ? width : widest;
    }
    return widest;
}

/* Under the field, or above it where there are more rows. */
static struct area place_list(const struct offers *offers, struct area within, struct area field,
                              int cols)
{
    int below = within.row + within.rows - field.row - 1, above = field.row - within.row;
    int rows = offers->count < OFFERS_SHOWN ? offers->count : OFFERS_SHOWN;
    bool up = below < rows && above > below;
    int room = up ? above : below;
    rows = rows < room ? rows : room;
    int right = within.col + within.cols;
    int col = field.col - 2 < within.col ? within.col : field.col - 2;
    if (cols > right - col)
        cols = right - col;
    return (struct area){up ? field.row - rows : field.row + 1, col, rows, cols};
}

static void draw_offer(const struct offer *offer, struct canvas *canvas, struct area line,
                       int value, bool here, bool only)
{
    enum paint paint = here ? PAINT_PICKED : PAINT_INPUT;
    int col = line.col + 2, end = line.col + line.cols;
    canvas_fill(canvas, line, paint);
    canvas_sign(canvas, line.row, line.col, 1, here ? paint : PAINT_FRAME,
                here || only ? SIGN_RIGHT : SIGN_POST);
    if (value > end - col)
        value = end - col;
    (void)canvas_text(canvas, line.row, col, value, paint, offer->value);
    col += value + 2;
    if (col < end)
        (void)canvas_text(canvas, line.row, col, end - col, here ? paint : PAINT_FAINT,
                          offer->words);
    if (here)
        canvas_focus(canvas, line.row, line.cols > 2 ? line.col + 2 : line.col);
}

struct area offers_draw(struct offers *offers, struct canvas *canvas, struct area within,
                        struct area field)
{
    int value = widest_value(offers, canvas);
    struct area list = place_list(offers, within, field, widest_line(offers, canvas, value) + 3);
    if (offers->here >= 0 && offers->here < offers->top)
        offers->top = offers->here;
    if (list.rows > 0 && offers->here >= offers->top + list.rows)
        offers->top = offers->here - list.rows + 1;
    for (int row = 0; row < list.rows && offers->top + row < offers->count; row++) {
        int i = offers->top + row;
        struct area line = {list.row + row, list.col, 1, list.cols};
        draw_offer(&offers->all[i], canvas, line, value, i == offers->here,
                   offers->here < 0 && i == offers->only);
        /* More than can be seen is marked at the right edge. */
        bool more_up = row == 0 && i > 0, more_down = row == list.rows - 1 && i + 1 < offers->count;
        if (more_up || more_down)
            canvas_sign(canvas, line.row, list.col + list.cols - 1, 1, PAINT_FRAME,
                        more_up ? SIGN_UP : SIGN_DOWN);
    }
    return list;
}
