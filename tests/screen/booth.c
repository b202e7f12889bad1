/* SPDX-License-Identifier: MIT */
#include "screen/booth.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/golden.h"

/* ---- what the shell does for views -------------------------------------------------- */

struct app *shell_app(struct shell *shell)
{
    return shell->app;
}

struct date shell_day(struct shell *shell)
{
    return shell->day;
}

void shell_push(struct shell *shell, struct view *view)
{
    assert_non_null(view);
    assert_in_range(shell->count, 0, BOOTH_VIEWS - 1);
    shell->views[shell->count++] = view;
}

void shell_close(struct shell *shell, struct view *view)
{
    int at = 0;
    while (at < shell->count && shell->views[at] != view)
        at++;
    while (shell->count > at) {
        struct view *top = shell->views[--shell->count];
        top->class->close(top);
    }
}

void shell_say(struct shell *shell, const char *format, ...)
{
    va_list words;
    va_start(words, format);
    (void)vsnprintf(shell->said, sizeof(shell->said), format, words);
    va_end(words);
}

void shell_failed(struct shell *shell, const struct err *err)
{
    (void)snprintf(shell->failed, sizeof(shell->failed), "%s", err->text);
}

void shell_wrote(struct shell *shell)
{
    shell->wrote++;
}

/* ---- the booth ------------------------------------------------------------------------ */

void booth_open(struct shell *shell, struct app *app, const char *day, int rows, int cols)
{
    *shell = (struct shell){.app = app};
    assert_true(date_parse(day, strlen(day), &shell->day));
    assert_true(canvas_init(&shell->canvas, rows, cols, false));
}

void booth_close(struct shell *shell)
{
    if (shell->count > 0)
        shell_close(shell, shell->views[0]);
    canvas_release(&shell->canvas);
}

struct view *booth_top(struct shell *shell)
{
    return shell->count > 0 ? shell->views[shell->count - 1] : NULL;
}

void booth_resize(struct shell *shell, int rows, int cols)
{
    assert_true(canvas_resize(&shell->canvas, rows, cols));
}

/* ---- events ------------------------------------------------------------------------------ */

bool booth_key(struct shell *shell, const struct key *key)
{
    struct view *top = booth_top(shell);
    return top != NULL && top->class->key(top, key);
}

static bool take_prefix(const char **name, const char *prefix)
{
    size_t length = strlen(prefix);
    if (strncmp(*name, prefix, length) != 0 || (*name)[length] == '\0')
        return false;
    *name += length;
    return true;
}

struct key booth_key_named(const char *name)
{
    struct key key = {.code = K_CHAR};
    key.ctrl = take_prefix(&name, "Ctrl-");
    key.alt = take_prefix(&name, "Alt-");
    bool shift = strcmp(name, "Shift-Tab") != 0 && take_prefix(&name, "Shift-");
    for (enum key_code code = K_ENTER; code <= K_F12; code++) {
        struct key other = {.code = code};
        if (key_is(&other, name)) {
            key.code = code;
            key.shift = shift;
            return key;
        }
    }
    (void)snprintf(key.text, sizeof(key.text), "%s", strcmp(name, "Space") == 0 ? " " : name);
    if (key.ctrl && key.text[0] >= 'A' && key.text[0] <= 'Z')
        key.text[0] = (char)(key.text[0] - 'A' + 'a');
    return key;
}

void booth_keys(struct shell *shell, const char *names)
{
    char name[KEY_NAME_SIZE];
    while (*names != '\0') {
        size_t length = strcspn(names, " ");
        assert_in_range(length, 1, sizeof(name) - 1);
        memcpy(name, names, length);
        name[length] = '\0';
        names += length;
        names += strspn(names, " ");
        struct key key = booth_key_named(name);
        (void)booth_key(shell, &key);
        booth_draw(shell);
    }
}

void booth_type(struct shell *shell, const char *text)
{
    while (*text != '\0') {
        struct key key = {.code = K_CHAR};
        size_t size = 1;
        while (((unsigned char)text[size] & 0xC0) == 0x80)
            size++;
        memcpy(key.text, text, size);
        text += size;
        (void)booth_key(shell, &key);
        booth_draw(shell);
    }
}

void booth_paste_bytes(struct shell *shell, const char *bytes, size_t length, size_t size)
{
    struct view *top = booth_top(shell);
    assert_non_null(top);
    while (length > size) {
        assert_true(top->class->paste(top, bytes, size, true));
        bytes += size;
        length -= size;
    }
    assert_true(top->class->paste(top, bytes, length, false));
    booth_draw(shell);
}

void booth_paste(struct shell *shell, const char *text)
{
    booth_paste_bytes(shell, text, strlen(text), 4096);
}

void booth_click(struct shell *shell, enum mouse_kind kind, int row, int col)
{
    struct view *top = booth_top(shell);
    const struct event event = {.kind = EVENT_MOUSE, .mouse = {kind, row, col}};
    if (top == NULL)
        fail_msg("nothing is open to be clicked on");
    else
        top->class->mouse(top, &event);
    booth_draw(shell);
}

/* ---- drawing ------------------------------------------------------------------------------- */

static bool is_within(const struct area *area, int row, int col)
{
    return row >= area->row && row < area->row + area->rows && col >= area->col &&
           col < area->col + area->cols;
}

static void check_margin(const struct canvas *canvas, const struct area *area)
{
    for (int row = 0; row < canvas->rows; row++) {
        for (int col = 0; col < canvas->cols; col++) {
            const struct cell *cell = &canvas->cells[row * canvas->cols + col];
            if (!is_within(area, row, col) && strcmp(cell->text, "~") != 0)
                fail_msg(
                    "a view of %d rows and %d columns has drawn \"%s\" beside itself, at %d,%d",
                    area->rows, area->cols, cell->text, row - area->row, col - area->col);
        }
    }
    if (!is_within(area, canvas->focus_row, canvas->focus_col))
        fail_msg("in %d rows and %d columns the cursor stands at %d,%d", area->rows, area->cols,
                 canvas->focus_row - area->row, canvas->focus_col - area->col);
}

void booth_draw(struct shell *shell)
{
    struct canvas *canvas = &shell->canvas;
    struct area area = canvas_area(canvas);
    bool margin = !shell->framed && canvas->rows > 2 * BOOTH_MARGIN &&
                  canvas->cols > 2 * BOOTH_MARGIN && shell->count > 0;
    canvas_clear(canvas);
    if (margin) {
        area = (struct area){BOOTH_MARGIN, BOOTH_MARGIN, canvas->rows - 2 * BOOTH_MARGIN,
                             canvas->cols - 2 * BOOTH_MARGIN};
        for (int row = 0; row < canvas->rows; row++) {
            for (int col = 0; col < canvas->cols; col++)
                (void)canvas_text(canvas, row, col, 1, PAINT_TEXT, "~");
        }
        canvas_focus(canvas, area.row, area.col);
        canvas_fill(canvas, area, PAINT_TEXT);
    }
    for (int i = 0; i < shell->count; i++)
        shell->views[i]->class->draw(shell->views[i], canvas, area);
    if (margin)
        check_margin(canvas, &area);
}

void booth_assert_shows(struct shell *shell, const char *text, bool wanted, const char *file,
                        int line)
{
    bool found = false;
    struct buf all;
    buf_init(&all);
    booth_draw(shell);
    for (int row = 0; row < shell->canvas.rows; row++) {
        size_t from = all.length;
        golden_row(&shell->canvas, row, &all);
        found = found || strstr(all.text + from, text) != NULL;
        buf_add_char(&all, '\n');
    }
    if (found != wanted) {
        print_error("the screen %s \"%s\":\n", wanted ? "does not show" : "shows", text);
        for (const char *row = all.text; *row != 0; row += strcspn(row, "\n") + 1)
            print_error("|%.*s\n", (int)strcspn(row, "\n"), row);
        buf_release(&all);
        _fail(file, line);
    }
    buf_release(&all);
}
