/* SPDX-License-Identifier: MIT */
#include "ui/parts/ask.h"

#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "ui/parts/box.h"
#include "ui/parts/prose.h"

/* ---- what both have ----------------------------------------------------------------- */

enum { BOX_COLS = 66, BOX_LEAST = 24 };

/* Suspend, redraw and help are the shell's in every box. */
static bool is_for_shell(const struct key *key)
{
    return key_is(key, "Ctrl-L") || key_is(key, "Ctrl-Z") || key_is(key, "Ctrl-C");
}

static void add_title(const char *title, struct buf *ret)
{
    buf_add(ret, title);
}

/* ---- messages ------------------------------------------------------------------------ */

struct message {
    struct view view;
    char *title, *text;
    int top;           /* first line shown */
    int lines, page;   /* of the last draw */
    struct area drawn; /* of the last draw */
};

static void message_close(struct view *view)
{
    struct message *message = (struct message *)view;
    free(message->title);
    free(message->text);
    free(message);
}

static void message_title(const struct view *view, struct buf *ret)
{
    add_title(((const struct message *)view)->title, ret);
}

static void message_scroll(struct message *message, int lines)
{
    int most = message->lines > message->page ? message->lines - message->page : 0;
    int top = message->top + lines;
    message->top = top < 0 ? 0 : top > most ? most : top;
}

/* More text above or below is marked beside the keys. */
static void draw_marks(const struct message *message, struct canvas *canvas, int row, int end)
{
    if (message->top > 0)
        canvas_sign(canvas, row, end - 2, 1, PAINT_FRAME, SIGN_UP);
    if (message->top + message->page < message->lines)
        canvas_sign(canvas, row, end - 1, 1, PAINT_FRAME, SIGN_DOWN);
}

static void message_draw(struct view *view, struct canvas *canvas, struct area area)
{
    struct message *message = (struct message *)view;
    static const char *const plain[] = {"Enter", N_("close"), NULL};
    static const char *const long_text[] = {"Enter", N_("close"), "Up Down", N_("scroll"), NULL};
    int cols = prose_width(message->text, BOX_LEAST, BOX_COLS, area.cols - 4);
    struct area in =
        box_draw(canvas, area, message->title, prose_lines(message->text, cols) + 2, cols);
    message->drawn = in;
    message->lines = prose_lines(message->text, in.cols);
    message->page = in.rows > 2 ? in.rows - 2 + (in.rows < 5) : in.rows;
    message_scroll(message, 0);
    prose_scroll(canvas, (struct area){in.row, in.col, message->page, in.cols}, PAINT_TEXT,
                 message->text, message->top);
    canvas_focus(canvas, in.row, in.col);
    if (message->page >= in.rows)
        return;
    int row = in.row + in.rows - 1;
    (void)box_keys(canvas, row, in.col, in.cols - 3,
                   message->lines > message->page ? long_text : plain);
    if (in.cols > 2)
        draw_marks(message, canvas, row, in.col + in.cols);
}

static bool message_key(struct view *view, const struct key *key)
{
    static const struct {
        const char *name;
        int lines, pages;
    } moves[] = {
        {"Up", -1, 0},     {"k", -1, 0},   {"Down", 1, 0},  {"j", 1, 0},
        {"PgUp", 0, -1},   {"PgDn", 0, 1}, {"Space", 0, 1}, {"g", 0, -999},
        {"Home", 0, -999}, {"G", 0, 999},  {"End", 0, 999},
    };
    struct message *message = (struct message *)view;
    for (size_t i = 0; i < sizeof(moves) / sizeof(moves[0]); i++) {
        if (key_is(key, moves[i].name)) {
            message_scroll(message, moves[i].lines + moves[i].pages * message->page);
            return true;
        }
    }
    if (is_for_shell(key))
        return false;
    if (key->code == K_ENTER || key->code == K_ESC || key_is(key, "q"))
        shell_close(view->shell, view);
    else
        shell_say(view->shell, _("Enter closes the message"));
    return true;
}

static void message_mouse(struct view *view, const struct event *event)
{
    if (event->mouse.kind == MOUSE_WHEEL_UP)
        message_scroll((struct message *)view, -1);
    else if (event->mouse.kind == MOUSE_WHEEL_DOWN)
        message_scroll((struct message *)view, 1);
}

static const enum action no_actions[] = {ACT_NONE};

static const struct view_class message_class = {
    .name = "message",
    .actions = no_actions,
    .overlay = true,
    .close = message_close,
    .draw = message_draw,
    .title = message_title,
    .key = message_key,
    .mouse = message_mouse,
};

struct view *message_new(struct shell *shell, const char *title, const char *text)
{
    struct message *message = calloc(1, sizeof(*message));
    if (message == NULL)
        return NULL;
    message->view = (struct view){&message_class, shell};
    message->title = strdup(title);
    message->text = strdup(text);
    if (message->title == NULL || message->text == NULL) {
        message_close(&message->view);
        return NULL;
    }
    return &message->view;
}

/* ---- questions ------------------------------------------------------------------------ */

enum { ANSWERS_MAX = 8 };

struct ask {
    struct view view;
    char *title, *text;
    struct {
        char key[2];
        const char *label; /* looked up when drawn */
    } answers[ANSWERS_MAX];
    int count;
    int here; /* 0: cancel, else answer here - 1 */
    ask_answered *answered;
    void *context;
    bool told;       /* `answered` has been called */
    int first, rows; /* answers of the last draw: on which row the first one is */
    int shown;       /* the answer on that row */
};

static void ask_tell(struct ask *ask, int answer)
{
    if (!ask->told && ask->answered != NULL) {
        ask->told = true;
        ask->answered(ask->view.shell, ask->context, answer);
    }
}

static void ask_close(struct view *view)
{
    struct ask *ask = (struct ask *)view;
    ask_tell(ask, -1);
    free(ask->title);
    free(ask->text);
    free(ask);
}

/* The box is gone before the answer is heard: what follows may open another. */
static void ask_choose(struct ask *ask, int answer)
{
    struct shell *shell = ask->view.shell;
    ask_answered *answered = ask->answered;
    void *context = ask->context;
    ask->told = true;
    shell_close(shell, &ask->view);
    if (answered != NULL)
        answered(shell, context, answer);
}

static void ask_title(const struct view *view, struct buf *ret)
{
    add_title(((const struct ask *)view)->title, ret);
}

static const char *ask_label(const struct ask *ask, int row)
{
    return row == 0 ? _("Cancel") : _(ask->answers[row - 1].label);
}

static const char *ask_key_name(const struct ask *ask, int row)
{
    return row == 0 ? "Esc" : ask->answers[row - 1].key;
}

static int ask_width(const struct ask *ask, const struct canvas *canvas, int most)
{
    int cols = prose_width(ask->text, BOX_LEAST, BOX_COLS, most);
    for (int row = 0; row <= ask->count; row++) {
        int wide = canvas_width(canvas, ask_label(ask, row)) + 7;
        cols = wide > cols ? wide : cols;
    }
    return cols < most ? cols : most;
}

enum { SIGN_COLS = 2, KEY_COLS = 4 };

/* "▸ k   Keep it": as much of it as the line has room for. */
static void draw_answer(const struct ask *ask, struct canvas *canvas, struct area line, int answer)
{
    bool here = answer == ask->here;
    int key = line.cols - SIGN_COLS, label = key - KEY_COLS;
    if (here) {
        canvas_fill(canvas, line, PAINT_PICKED);
        canvas_sign(canvas, line.row, line.col, 1, PAINT_PICKED, SIGN_RIGHT);
        canvas_focus(canvas, line.row, line.col + (key > 0 ? SIGN_COLS : 0));
    }
    if (key > 0)
        (void)canvas_text(canvas, line.row, line.col + SIGN_COLS, key,
                          here ? PAINT_PICKED : PAINT_KEY, ask_key_name(ask, answer));
    if (label > 0)
        (void)canvas_text(canvas, line.row, line.col + SIGN_COLS + KEY_COLS, label,
                          here ? PAINT_PICKED : PAINT_TEXT, ask_label(ask, answer));
}

/* One answer a row, the chosen one with a sign before it. */
static void ask_draw_answers(struct ask *ask, struct canvas *canvas, struct area area)
{
    int first = 0;
    if (ask->count + 1 > area.rows && ask->here >= area.rows)
        first = ask->here - area.rows + 1;
    ask->first = area.row;
    ask->shown = first;
    ask->rows = area.rows;
    for (int row = 0; row < area.rows && first + row <= ask->count; row++) {
        draw_answer(ask, canvas, (struct area){area.row + row, area.col, 1, area.cols},
                    first + row);
    }
}

static void ask_draw(struct view *view, struct canvas *canvas, struct area area)
{
    struct ask *ask = (struct ask *)view;
    int cols = ask_width(ask, canvas, area.cols - 4), answers = ask->count + 1;
    struct area in =
        box_draw(canvas, area, ask->title, prose_lines(ask->text, cols) + 1 + answers, cols);
    int text = prose_lines(ask->text, in.cols), room = in.rows - answers;
    int gap = room > text;
    /* At least one line says what is asked, if there are two. */
    if (room < 1)
        room = in.rows > 1;
    if (text > room)
        text = room;
    (void)prose_draw(canvas, (struct area){in.row, in.col, text, in.cols}, PAINT_TEXT, ask->text);
    ask_draw_answers(ask, canvas,
                     (struct area){in.row + text + gap, in.col, in.rows - text - gap, in.cols});
}

static void ask_move(struct ask *ask, int step)
{
    int rows = ask->count + 1;
    ask->here = (ask->here + step + rows) % rows;
}

static bool ask_key(struct view *view, const struct key *key)
{
    struct ask *ask = (struct ask *)view;
    if (is_for_shell(key))
        return false;
    if (key->code == K_ESC) {
        ask_choose(ask, -1);
        return true;
    }
    if (key->code == K_ENTER) {
        ask_choose(ask, ask->here - 1);
        return true;
    }
    if (key->code == K_UP || key->code == K_LEFT || key->code == K_BACKTAB) {
        ask_move(ask, -1);
        return true;
    }
    if (key->code == K_DOWN || key->code == K_RIGHT || key->code == K_TAB) {
        ask_move(ask, 1);
        return true;
    }
    for (int i = 0; i < ask->count; i++) {
        if (key_is(key, ask->answers[i].key)) {
            ask_choose(ask, i);
            return true;
        }
    }
    shell_say(view->shell, _("Press the key of an answer; Esc cancels"));
    return true;
}

static void ask_mouse(struct view *view, const struct event *event)
{
    struct ask *ask = (struct ask *)view;
    int row = event->mouse.row - ask->first;
    if (event->mouse.kind == MOUSE_WHEEL_UP)
        ask_move(ask, -1);
    else if (event->mouse.kind == MOUSE_WHEEL_DOWN)
        ask_move(ask, 1);
    else if (event->mouse.kind == MOUSE_PRESS && row >= 0 && row < ask->rows &&
             ask->shown + row <= ask->count)
        ask_choose(ask, ask->shown + row - 1);
}

static const struct view_class ask_class = {
    .name = "ask",
    .actions = no_actions,
    .overlay = true,
    .close = ask_close,
    .draw = ask_draw,
    .title = ask_title,
    .key = ask_key,
    .mouse = ask_mouse,
};

/* ---- keys of answers -------------------------------------------------------------------- */

/* A key that starts something which writes may be what asked, and may still be
 * held down: it answers nothing. */
static bool is_starter(char letter)
{
    struct key key = {.code = K_CHAR, .text = {letter, '\0'}};
    bool prefix = false;
    enum action action = action_of(NULL, &key, &prefix);
    return action != ACT_NONE && (action_info(action)->needs & NEEDS_WRITE) != 0;
}

static bool is_free(const struct ask *ask, char letter)
{
    bool usable = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
    for (int i = 0; i < ask->count; i++)
        usable = usable && ask->answers[i].key[0] != letter;
    return usable && !is_starter(letter);
}

/* The wanted one, else a letter of the label, else a digit. */
static char choose_key(const struct ask *ask, char wanted, const char *label)
{
    if (is_free(ask, wanted))
        return wanted;
    for (const char *at = label; *at != '\0'; at++) {
        char lower = *at >= 'A' && *at <= 'Z' ? (char)(*at - 'A' + 'a') : *at;
        if (lower >= 'a' && is_free(ask, lower))
            return lower;
    }
    return (char)('1' + ask->count);
}

struct view *ask_new(struct shell *shell, const char *title, const char *text,
                     const struct answer *answers, int count, ask_answered *answered, void *context)
{
    struct ask *ask = calloc(1, sizeof(*ask));
    bug_if(count < 1 || count > ANSWERS_MAX, "a question with no answers, or too many");
    if (ask == NULL)
        return NULL;
    ask->view = (struct view){&ask_class, shell};
    ask->title = strdup(title);
    ask->text = strdup(text);
    if (ask->title == NULL || ask->text == NULL) {
        ask_close(&ask->view); /* `answered` is not set yet: the context stays the caller's */
        return NULL;
    }
    for (int i = 0; i < count; i++) {
        ask->answers[i].key[0] = choose_key(ask, answers[i].key, _(answers[i].label));
        ask->answers[i].label = answers[i].label;
        ask->count++;
    }
    ask->answered = answered;
    ask->context = context;
    return &ask->view;
}
