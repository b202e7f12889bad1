/* SPDX-License-Identifier: MIT */
#include "support/stage.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/safety.h"

/* ---- opening --------------------------------------------------------------------------------- */

/* Time of all stages: it goes on only by stage_pass. */
static int64_t now;

static int64_t ticks(void)
{
    return now;
}

static bool copies_behind;

void stage_copy_behind(bool behind)
{
    copies_behind = behind;
}

static void wake(void *context)
{
    const struct stage *stage = context;
    (void)!write(stage->wake[1], "w", 1);
}

void stage_open(struct stage *stage, const char *path, const char *as_of, int rows, int cols)
{
    struct app_options options = {.book = path, .has_as_of = as_of != NULL};
    if (as_of != NULL)
        options.as_of = day_of(as_of);
    stage_open_with(stage, &options, rows, cols);
}

void stage_open_with(struct stage *stage, const struct app_options *options, int rows, int cols)
{
    struct err err;
    struct app *app = NULL;
    err_init(&err);
    *stage = (struct stage){.options = *options};
    assert_int_equal(pipe(stage->wake), 0);
    if (options->book != NULL)
        assert_rc(app_open(&stage->options, &app, &err), RC_OK, &err);
    const struct shell_setup setup = {.options = &stage->options,
                                      .app = app,
                                      .wake = wake,
                                      .context = stage,
                                      .ticks = ticks,
                                      .copies_behind = copies_behind};
    assert_rc(shell_new(&setup, &stage->shell, &err), RC_OK, &err);
    assert_true(canvas_init(&stage->canvas, rows, cols, false));
    stage_draw(stage);
}

void stage_open_demo(struct stage *stage, struct desk *desk, const char *as_of, int rows, int cols)
{
    char path[FOLDER_PATH_SIZE];
    struct err err;
    err_init(&err);
    (void)folder_file(&desk->folder, "demo.coffer", path);
    const struct app_options options = {.book = path, .has_as_of = true, .as_of = day_of(as_of)};
    assert_rc(app_init(&options, true, &err), RC_OK, &err);
    stage_open(stage, path, as_of, rows, cols);
}

void stage_close(struct stage *stage)
{
    shell_free(stage->shell);
    canvas_release(&stage->canvas);
    (void)close(stage->wake[0]);
    (void)close(stage->wake[1]);
}

/* ---- events ---------------------------------------------------------------------------------- */

void stage_draw(struct stage *stage)
{
    shell_draw(stage->shell, &stage->canvas);
}

static void send(struct stage *stage, const struct event *event)
{
    shell_event(stage->shell, event);
    stage_draw(stage);
}

void stage_key(struct stage *stage, const struct key *key)
{
    const struct event event = {.kind = EVENT_KEY, .key = *key};
    send(stage, &event);
}

struct key key_named(const char *name)
{
    struct key key = {K_CHAR, false, false, false, ""};
    if (strncmp(name, "Ctrl-", 5) == 0 && name[5] != '\0') {
        key.ctrl = true;
        name += 5;
    }
    for (enum key_code code = K_ENTER; code <= K_F12; code++) {
        struct key other = {code, false, false, false, ""};
        if (code != K_CHAR && key_is(&other, name)) {
            key.code = code;
            return key;
        }
    }
    if (strcmp(name, "Space") == 0)
        name = " ";
    (void)snprintf(key.text, sizeof(key.text), "%s", name);
    if (key.ctrl && key.text[0] >= 'A' && key.text[0] <= 'Z')
        key.text[0] = (char)(key.text[0] - 'A' + 'a');
    return key;
}

void stage_keys(struct stage *stage, const char *names)
{
    char name[KEY_NAME_SIZE];
    while (*names != '\0') {
        size_t length = strcspn(names, " ");
        assert_true(length > 0 && length < sizeof(name));
        memcpy(name, names, length);
        name[length] = '\0';
        names += length;
        names += strspn(names, " ");
        struct key key = key_named(name);
        stage_key(stage, &key);
    }
}

void stage_type(struct stage *stage, const char *text)
{
    while (*text != '\0') {
        size_t length = 1;
        struct key key = {K_CHAR, false, false, false, ""};
        while (((unsigned char)text[length] & 0xC0) == 0x80)
            length++;
        memcpy(key.text, text, length);
        text += length;
        stage_key(stage, &key);
    }
}

void stage_paste(struct stage *stage, const char *bytes, size_t length)
{
    const struct event event = {.kind = EVENT_PASTE, .paste = bytes, .paste_length = length};
    send(stage, &event);
}

void stage_mouse(struct stage *stage, enum mouse_kind kind, int row, int col)
{
    struct event event = {.kind = EVENT_MOUSE};
    event.mouse.kind = kind;
    event.mouse.row = row;
    event.mouse.col = col;
    send(stage, &event);
}

void stage_resize(struct stage *stage, int rows, int cols)
{
    const struct event event = {.kind = EVENT_RESIZE, .rows = rows, .cols = cols};
    assert_true(canvas_resize(&stage->canvas, rows, cols));
    send(stage, &event);
}

void stage_wait(struct stage *stage)
{
    const struct event event = {.kind = EVENT_WAKE};
    struct pollfd readable = {.fd = stage->wake[0], .events = POLLIN};
    char byte;
    assert_int_equal(poll(&readable, 1, 60000), 1);
    assert_int_equal(read(stage->wake[0], &byte, 1), 1);
    send(stage, &event);
}

void stage_wait_for_job(struct stage *stage)
{
    enum { JOB_TICKS = 100 };
    while (shell_timeout(stage->shell) == JOB_TICKS)
        stage_wait(stage);
    stage_draw(stage);
}

void stage_pass(struct stage *stage, int64_t milliseconds)
{
    const struct event event = {.kind = EVENT_TICK};
    now += milliseconds;
    send(stage, &event);
}

/* ---- looking --------------------------------------------------------------------------------- */

char *stage_line(const struct stage *stage, int row)
{
    const struct canvas *canvas = &stage->canvas;
    char *line = calloc((size_t)canvas->cols * GLYPH_BYTES + 1, 1);
    size_t length = 0;
    assert_non_null(line);
    for (int col = 0; col < canvas->cols; col++) {
        const struct cell *cell = &canvas->cells[row * canvas->cols + col];
        size_t bytes = cell->width > 0 ? strlen(cell->text) : 0;
        memcpy(line + length, cell->text, bytes);
        length += bytes;
    }
    while (length > 0 && line[length - 1] == ' ')
        length--;
    line[length] = '\0';
    return line;
}

const char *stage_top_name(const struct stage *stage)
{
    return shell_top(stage->shell)->class->name;
}

bool stage_stands_on(const struct stage *stage, const char *text)
{
    char *line = stage_line(stage, stage->canvas.focus_row);
    bool found = strstr(line, text) != NULL;
    free(line);
    return found;
}

bool stage_shows(const struct stage *stage, const char *text)
{
    bool found = false;
    for (int row = 0; !found && row < stage->canvas.rows; row++) {
        char *line = stage_line(stage, row);
        found = strstr(line, text) != NULL;
        free(line);
    }
    return found;
}

void stage_assert_shows(const struct stage *stage, const char *text, const char *file, int line)
{
    if (stage_shows(stage, text))
        return;
    print_error("the screen does not show \"%s\":\n", text);
    for (int row = 0; row < stage->canvas.rows; row++) {
        char *words = stage_line(stage, row);
        print_error("|%s\n", words);
        free(words);
    }
    _fail(file, line);
}
