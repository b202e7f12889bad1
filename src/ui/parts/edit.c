/* SPDX-License-Identifier: MIT */
#include "ui/parts/edit.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/words.h"

/* As many as a canvas has columns. */
enum { CELLS_MAX = 1000 };

/* ---- characters ------------------------------------------------------------------ */

/* C0, DEL, C1; `at` begins a character of valid UTF-8. */
static bool is_control(const char *at)
{
    unsigned char first = (unsigned char)at[0], second = (unsigned char)at[1];
    return first < 0x20 || first == 0x7F || (first == 0xC2 && second < 0xA0);
}

/* How much of the text is one line, in bytes. */
static size_t line_prefix(const char *text)
{
    size_t valid = text_utf8_prefix(text, strlen(text));
    for (size_t at = 0; at < valid; at++) {
        if (is_control(text + at))
            return at;
    }
    return valid;
}

/* Everything beyond ASCII belongs to words. */
static bool is_in_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (unsigned char)c >= 0x80;
}

/* ---- the text ---------------------------------------------------------------------- */

bool edit_init(struct edit *edit, size_t most)
{
    *edit = (struct edit){.most = most};
    edit->text = calloc(1, most + 1);
    edit->taken = calloc(1, most + 1);
    if (edit->text != NULL && edit->taken != NULL)
        return true;
    edit_release(edit);
    return false;
}

void edit_release(struct edit *edit)
{
    free(edit->text);
    free(edit->taken);
    *edit = (struct edit){.most = 0};
}

void edit_set(struct edit *edit, const char *text)
{
    size_t length = line_prefix(text);
    if (length > edit->most)
        length = text_cut(text, edit->most);
    memmove(edit->text, text, length);
    edit->text[length] = '\0';
    edit->length = edit->at = length;
    edit->from = 0;
}

/* An offset may have come to lie inside a character: behind it then. */
static size_t settle(const struct edit *edit, size_t at)
{
    size_t stop = 0;
    while (stop < at && stop < edit->length)
        stop = text_next(edit->text, stop);
    return stop;
}

enum edit_did edit_insert(struct edit *edit, const char *text)
{
    size_t length = strlen(text);
    if (line_prefix(text) != length)
        return EDIT_NOT_MINE;
    if (length == 0)
        return EDIT_SAME;
    if (length > edit->most - edit->length)
        return EDIT_FULL;
    memmove(edit->text + edit->at + length, edit->text + edit->at, edit->length - edit->at + 1);
    memcpy(edit->text + edit->at, text, length);
    edit->length += length;
    edit->at = settle(edit, edit->at + length);
    return EDIT_CHANGED;
}

/* keep: for Ctrl-Y. */
static enum edit_did take_out(struct edit *edit, size_t from, size_t to, bool keep)
{
    if (from == to)
        return EDIT_SAME;
    if (keep) {
        memcpy(edit->taken, edit->text + from, to - from);
        edit->taken[to - from] = '\0';
    }
    memmove(edit->text + from, edit->text + to, edit->length - to + 1);
    edit->length -= to - from;
    edit->at = settle(edit, from);
    return EDIT_CHANGED;
}

void edit_take_all(struct edit *edit)
{
    (void)take_out(edit, 0, edit->length, true);
}

/* ---- keys --------------------------------------------------------------------------- */

static size_t word_back(const struct edit *edit)
{
    size_t at = edit->at;
    while (at > 0 && !is_in_word(edit->text[at - 1]))
        at--;
    while (at > 0 && is_in_word(edit->text[at - 1]))
        at--;
    return settle(edit, at);
}

static size_t word_on(const struct edit *edit)
{
    size_t at = edit->at;
    while (at < edit->length && !is_in_word(edit->text[at]))
        at++;
    while (at < edit->length && is_in_word(edit->text[at]))
        at++;
    return settle(edit, at);
}

static enum edit_did go(struct edit *edit, size_t at)
{
    edit->at = at;
    return EDIT_SAME;
}

static enum edit_did control_key(struct edit *edit, char letter)
{
    switch (letter) {
    case 'a':
        return go(edit, 0);
    case 'e':
        return go(edit, edit->length);
    case 'b':
        return go(edit, text_back(edit->text, edit->at));
    case 'f':
        return go(edit, text_next(edit->text, edit->at));
    case 'u':
        return take_out(edit, 0, edit->at, true);
    case 'k':
        return take_out(edit, edit->at, edit->length, true);
    case 'w':
        return take_out(edit, word_back(edit), edit->at, true);
    case 'd':
        return take_out(edit, edit->at, text_next(edit->text, edit->at), false);
    case 'h':
        return take_out(edit, text_back(edit->text, edit->at), edit->at, false);
    case 'y':
        return edit_insert(edit, edit->taken);
    default:
        return EDIT_NOT_MINE;
    }
}

static enum edit_did alt_key(struct edit *edit, char letter)
{
    switch (letter) {
    case 'b':
        return go(edit, word_back(edit));
    case 'f':
        return go(edit, word_on(edit));
    case 'd':
        return take_out(edit, edit->at, word_on(edit), true);
    default:
        return EDIT_NOT_MINE;
    }
}

static enum edit_did character_key(struct edit *edit, const struct key *key)
{
    if (!key->ctrl && !key->alt)
        return edit_insert(edit, key->text);
    if (key->text[0] == '\0' || key->text[1] != '\0' || (key->ctrl && key->alt))
        return EDIT_NOT_MINE;
    return key->ctrl ? control_key(edit, key->text[0]) : alt_key(edit, key->text[0]);
}

static enum edit_did named_key(struct edit *edit, enum key_code code, bool words)
{
    size_t back = words ? word_back(edit) : text_back(edit->text, edit->at);
    size_t next = words ? word_on(edit) : text_next(edit->text, edit->at);
    if (code == K_LEFT)
        return go(edit, back);
    if (code == K_RIGHT)
        return go(edit, next);
    if (code == K_HOME)
        return go(edit, 0);
    if (code == K_END)
        return go(edit, edit->length);
    if (code == K_BACKSPACE)
        return take_out(edit, back, edit->at, words);
    if (code == K_DELETE)
        return take_out(edit, edit->at, next, words);
    return EDIT_NOT_MINE;
}

enum edit_did edit_key(struct edit *edit, const struct key *key)
{
    if (key->code == K_CHAR)
        return character_key(edit, key);
    return named_key(edit, key->code, key->ctrl || key->alt);
}

/* ---- pasting ------------------------------------------------------------------------- */

/* Also VT and FF, the line breaks within a cell of some spreadsheet programs. */
static bool is_break(char c)
{
    return c >= '\t' && c <= '\r';
}

bool paste_line(const char *bytes, size_t length, struct buf *ret, struct buf *ret_why)
{
    while (length > 0 && is_break(bytes[length - 1]))
        length--;
    if (!text_is_utf8(bytes, length)) {
        buf_add(ret_why, _("The paste is no text: nothing was taken"));
        return false;
    }
    for (size_t at = 0; at < length; at++) {
        char two[2] = {bytes[at], at + 1 < length ? bytes[at + 1] : '\0'};
        if (is_control(two) && !is_break(two[0])) {
            buf_add(ret_why, _("The paste holds control characters: nothing was taken"));
            return false;
        }
    }
    for (size_t at = 0; at < length; at++) {
        if (bytes[at] == '\r' && at + 1 < length && bytes[at + 1] == '\n')
            continue;
        buf_add_char(ret, is_break(bytes[at]) ? ' ' : bytes[at]);
    }
    return true;
}

/* ---- drawing -------------------------------------------------------------------------- */

/* Cells of the text from one offset to another. */
static int cells_between(const struct edit *edit, const struct canvas *canvas, size_t from,
                         size_t to)
{
    char kept = edit->text[to];
    edit->text[to] = '\0';
    int cells = canvas_width(canvas, edit->text + from);
    edit->text[to] = kept;
    return cells;
}

/* The first offset from `start` on, between characters, from which the text up to
 * `end` takes at most `room` cells, with a mark where the text begins before it. */
static size_t first_fitting(const struct edit *edit, const struct canvas *canvas, size_t start,
                            size_t end, int room)
{
    int cells = cells_between(edit, canvas, start, end);
    while (start < end && cells + (start > 0) > room) {
        size_t next = text_next(edit->text, start);
        cells -= cells_between(edit, canvas, start, next);
        start = next;
    }
    return start;
}

static void scroll(struct edit *edit, const struct canvas *canvas, int width)
{
    size_t next = text_next(edit->text, edit->at);
    int under = next > edit->at ? cells_between(edit, canvas, edit->at, next) : 1;
    int behind = next < edit->length; /* the mark on the right */
    size_t from = settle(edit, edit->from);
    if (from > 0 && from >= edit->at) /* one character before the cursor is seen */
        from = text_back(edit->text, edit->at);
    from = first_fitting(edit, canvas, from, edit->at, width - under - behind);
    /* No room is left unused on the right. */
    size_t end = first_fitting(edit, canvas, 0, edit->length, width - 1);
    edit->from = from < end ? from : end;
}

/* The column of the cursor's character in a line as it is drawn. */
static int cursor_column(const struct canvas *canvas, const char *line, size_t at, int width)
{
    struct glyph glyphs[CELLS_MAX];
    size_t cells = width < CELLS_MAX ? (size_t)width : CELLS_MAX, used;
    size_t count = glyphs_fit_typed(line, strlen(line), canvas->ascii, cells, glyphs, &used);
    int col = 0, found = -1;
    for (size_t i = 0; i < count && found < 0; i++) {
        if (glyphs[i].at == at)
            found = col;
        col += glyphs[i].width;
    }
    return found >= 0 ? found : width - 1;
}

/* rest: of the blanks behind the text. */
static void draw(struct edit *edit, struct canvas *canvas, struct area place, enum paint paint,
                 enum paint rest, bool here)
{
    int row = place.row, col = place.col, width = place.cols;
    struct buf line;
    if (width < 1)
        return;
    if (here)
        scroll(edit, canvas, width);
    else
        edit->from = 0;
    /* One line with its marks, the cursor's blank at the end included: where they
     * stand in right-to-left text is for the door to say. */
    buf_init(&line);
    buf_add(&line, edit->from > 0 ? sign_text(SIGN_CUT, false) : "");
    size_t at = line.length + edit->at - edit->from;
    buf_add(&line, edit->text + edit->from);
    if (here && edit->at == edit->length)
        buf_add_char(&line, ' ');
    canvas_fill(canvas, place, rest);
    if (here)
        (void)canvas_typed(canvas, row, col, width, paint, line.text);
    else
        (void)canvas_text(canvas, row, col, width, paint, line.text);
    if (here)
        canvas_focus(canvas, row, col + cursor_column(canvas, line.text, at, width));
    buf_release(&line);
}

void edit_draw(struct edit *edit, struct canvas *canvas, int row, int col, int width,
               enum paint paint, bool here)
{
    draw(edit, canvas, (struct area){row, col, 1, width}, paint, paint, here);
}

void edit_draw_selected(struct edit *edit, struct canvas *canvas, int row, int col, int width)
{
    draw(edit, canvas, (struct area){row, col, 1, width}, PAINT_FOCUS, PAINT_INPUT, true);
}
