/* SPDX-License-Identifier: MIT */
#include "pty/pty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utmp.h>

#include "base/clock.h"
#include "support/support.h"

/* ---- libvterm ---------------------------------------------------------------------------- */

static int on_property(VTermProp property, VTermValue *value, void *context)
{
    struct pty *pty = context;
    if (property == VTERM_PROP_ALTSCREEN)
        pty->alternate = value->boolean != 0;
    else if (property == VTERM_PROP_CURSORVISIBLE)
        pty->cursor_shown = value->boolean != 0;
    else if (property == VTERM_PROP_MOUSE)
        pty->mouse = value->number;
    else if (property == VTERM_PROP_TITLE) {
        buf_clear(&pty->title);
        buf_add(&pty->title, value->string);
    }
    return 1;
}

static const VTermScreenCallbacks callbacks = {.settermprop = on_property};

static void show(struct pty *pty)
{
    pty->vterm = vterm_new(pty->rows, pty->cols);
    assert_non_null(pty->vterm);
    vterm_set_utf8(pty->vterm, 1);
    pty->screen = vterm_obtain_screen(pty->vterm);
    vterm_screen_enable_altscreen(pty->screen, 1);
    vterm_screen_set_callbacks(pty->screen, &callbacks, pty);
    vterm_screen_reset(pty->screen, 1);
}

/* ---- the process ------------------------------------------------------------------------- */

static char *const *environment(const char *const *env, const char *home)
{
    enum { MOST = 64 };
    static const char *const taken_over[] = {
        "PATH=", "ASAN_OPTIONS=", "UBSAN_OPTIONS=", "LSAN_OPTIONS="};
    char **ret = calloc(MOST, sizeof(char *));
    size_t count = 0;
    assert_non_null(ret);
    assert_true(asprintf(&ret[count++], "HOME=%s", home) > 0);
    ret[count++] = strdup("LANG=C.UTF-8");
    for (size_t i = 0; i < sizeof(taken_over) / sizeof(taken_over[0]); i++) {
        char name[32] = "";
        memcpy(name, taken_over[i], strlen(taken_over[i]) - 1);
        const char *value = getenv(name);
        /* A finding aborts: the screen is left and what was found is told. A fault is
         * the program's own business, as it is without sanitizers. */
        if (value != NULL)
            assert_true(asprintf(&ret[count++], "%s%s%s", taken_over[i], value,
                                 i == 0 ? "" : ":abort_on_error=1:handle_segv=0:handle_sigbus=0") >
                        0);
    }
    for (; env != NULL && *env != NULL; env++) {
        assert_true(count + 1 < MOST);
        /* The last one of a name counts. */
        size_t name = strcspn(*env, "=") + 1;
        size_t at = 0;
        while (at < count && strncmp(ret[at], *env, name) != 0)
            at++;
        if (at < count)
            free(ret[at]);
        else
            count++;
        ret[at] = strdup(*env);
    }
    return ret;
}

static void free_environment(char *const *env)
{
    for (size_t i = 0; env[i] != NULL; i++)
        free(env[i]);
    free((void *)(uintptr_t)env);
}

struct pty *pty_start(const char *const *argv, const char *const *env, const char *home, int rows,
                      int cols)
{
    struct pty *pty = calloc(1, sizeof(*pty));
    assert_non_null(pty);
    const struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
    *pty = (struct pty){.rows = rows, .cols = cols, .cursor_shown = true};
    buf_init(&pty->raw);
    buf_init(&pty->title);
    show(pty);
    char *const *vars = environment(env, home);
    assert_int_equal(openpty(&pty->master, &pty->slave, NULL, NULL, &size), 0);
    assert_int_equal(tcgetattr(pty->slave, &pty->before), 0);
    assert_int_equal(fcntl(pty->master, F_SETFL, O_NONBLOCK), 0);
    assert_int_equal(fcntl(pty->master, F_SETFD, FD_CLOEXEC), 0);
    pty->child = fork();
    if (pty->child == 0) {
        if (login_tty(pty->slave) == 0)
            (void)execve(argv[0], (char *const *)(uintptr_t)argv, vars);
        _exit(127);
    }
    assert_true(pty->child > 0);
    pty->exit = (int)syscall(SYS_pidfd_open, pty->child, 0);
    assert_true(pty->exit >= 0);
    free_environment(vars);
    return pty;
}

void pty_free(struct pty *pty)
{
    if (!pty->over) {
        (void)kill(-pty->child, SIGKILL);
        (void)kill(pty->child, SIGKILL);
        (void)waitpid(pty->child, &pty->status, 0);
    }
    (void)close(pty->exit);
    (void)close(pty->master);
    if (pty->slave >= 0)
        (void)close(pty->slave);
    vterm_free(pty->vterm);
    buf_release(&pty->raw);
    buf_release(&pty->title);
    free(pty);
}

/* ---- bytes ------------------------------------------------------------------------------- */

static void answer(struct pty *pty)
{
    char bytes[1024];
    size_t length = vterm_output_read(pty->vterm, bytes, sizeof(bytes));
    if (length > 0 && !pty->deaf)
        pty_send(pty, bytes, length);
}

void pty_pump(struct pty *pty, int timeout)
{
    char bytes[65536];
    struct pollfd from[] = {{.fd = pty->master, .events = POLLIN},
                            {.fd = pty->over ? -1 : pty->exit, .events = POLLIN}};
    (void)poll(from, 2, timeout);
    for (ssize_t got; (got = read(pty->master, bytes, sizeof(bytes))) > 0;) {
        buf_add_bytes(&pty->raw, bytes, (size_t)got);
        (void)vterm_input_write(pty->vterm, bytes, (size_t)got);
        answer(pty);
    }
    if (!pty->over && waitpid(pty->child, &pty->status, WNOHANG) == pty->child)
        pty->over = true;
}

void pty_send(struct pty *pty, const void *bytes, size_t length)
{
    const char *next = bytes;
    while (length > 0) {
        ssize_t sent = write(pty->master, next, length);
        if (sent > 0) {
            next += sent;
            length -= (size_t)sent;
        } else {
            assert_int_equal(errno, EAGAIN);
            pty_pump(pty, 10);
            assert_false(pty->over);
        }
    }
}

void pty_type(struct pty *pty, const char *keys)
{
    pty_send(pty, keys, strlen(keys));
}

void pty_resize(struct pty *pty, int rows, int cols)
{
    const struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
    pty->rows = rows;
    pty->cols = cols;
    vterm_set_size(pty->vterm, rows, cols);
    assert_int_equal(ioctl(pty->master, TIOCSWINSZ, &size), 0);
}

/* ---- the screen -------------------------------------------------------------------------- */

static void add_row(struct pty *pty, int row, struct buf *ret)
{
    char text[4096];
    const VTermRect rect = {row, row + 1, 0, pty->cols};
    size_t length = vterm_screen_get_text(pty->screen, text, sizeof(text), rect);
    while (length > 0 && text[length - 1] == ' ')
        length--;
    buf_add_bytes(ret, text, length);
    buf_add_char(ret, '\n');
}

char *pty_text(struct pty *pty)
{
    struct buf text;
    buf_init(&text);
    for (int row = 0; row < pty->rows; row++)
        add_row(pty, row, &text);
    assert_false(text.failed);
    return text.text;
}

int pty_find(struct pty *pty, const char *text)
{
    char *all = pty_text(pty);
    const char *found = strstr(all, text);
    int row = 0;
    for (const char *at = all; found != NULL && at < found; at++)
        row += *at == '\n';
    free(all);
    return found != NULL ? row : -1;
}

void pty_cursor(struct pty *pty, int *ret_row, int *ret_col)
{
    VTermPos place;
    vterm_state_get_cursorpos(vterm_obtain_state(pty->vterm), &place);
    *ret_row = place.row;
    *ret_col = place.col;
}

/* ---- until ------------------------------------------------------------------------------- */

int pty_left(int64_t end)
{
    int64_t left = end - clock_ticks();
    return left > 0 ? (int)left : 0;
}

_Noreturn void pty_give_up(struct pty *pty, const char *what, const char *text)
{
    char *screen = pty_text(pty);
    (void)fprintf(stderr, "the screen, %s:\n%s",
                  pty->over ? "the program is over" : "of a live program", screen);
    fail_msg("%s \"%s\"", what, text);
    abort();
}

static void until(struct pty *pty, const char *text, bool there)
{
    int64_t end = clock_ticks() + PTY_DEADLINE;
    while ((pty_find(pty, text) >= 0) != there) {
        if (pty->over || clock_ticks() >= end)
            pty_give_up(pty, there ? "never shown:" : "never gone:", text);
        pty_pump(pty, pty_left(end));
    }
}

void pty_until(struct pty *pty, const char *text)
{
    until(pty, text, true);
}

void pty_until_gone(struct pty *pty, const char *text)
{
    until(pty, text, false);
}

size_t pty_until_raw(struct pty *pty, size_t from, const char *text)
{
    int64_t end = clock_ticks() + PTY_DEADLINE;
    for (;;) {
        const char *found =
            memmem(pty->raw.text + from, pty->raw.length - from, text, strlen(text));
        if (found != NULL)
            return (size_t)(found - pty->raw.text) + strlen(text);
        if (pty->over || clock_ticks() >= end)
            pty_give_up(pty, "never sent:", text);
        pty_pump(pty, pty_left(end));
    }
}

void pty_until_cursor(struct pty *pty, int row)
{
    int64_t end = clock_ticks() + PTY_DEADLINE;
    for (int at, col; pty_cursor(pty, &at, &col), at != row;) {
        if (pty->over || clock_ticks() >= end)
            pty_give_up(pty, "the cursor does not come", "");
        pty_pump(pty, pty_left(end));
    }
}

int pty_until_over(struct pty *pty)
{
    int64_t end = clock_ticks() + PTY_DEADLINE;
    while (!pty->over) {
        if (clock_ticks() >= end)
            pty_give_up(pty, "it does not end", "");
        pty_pump(pty, pty_left(end));
    }
    pty_pump(pty, 0); /* its last words */
    return pty->status;
}

/* ---- what the terminal was told ------------------------------------------------------------ */

struct told {
    char name[16];
    int depth;
};

struct tally {
    struct told told[64];
    size_t count;
};

static void note(struct tally *tally, const char *name, size_t length, bool on, bool counts)
{
    size_t i = 0;
    assert_true(length < sizeof(tally->told[0].name));
    while (i < tally->count &&
           (strncmp(tally->told[i].name, name, length) != 0 || tally->told[i].name[length] != '\0'))
        i++;
    if (i == tally->count) {
        assert_true(tally->count < sizeof(tally->told) / sizeof(tally->told[0]));
        memcpy(tally->told[tally->count++].name, name, length);
    }
    tally->told[i].depth = counts ? tally->told[i].depth + (on ? 1 : -1) : on;
}

/* One sequence that begins at the ESC. */
static void note_sequence(struct tally *tally, const char *text)
{
    static const char on_by_itself[] = "?7 ?25 34"; /* wrapping and the cursor */
    if (text[1] == '=' || text[1] == '>')
        note(tally, "keypad", 6, text[1] == '=', false);
    if (text[1] != '[')
        return;
    const char *numbers = text + 2, *end = numbers + strspn(numbers, "?0123456789;");
    if (*end == 't' && (strncmp(numbers, "22;", 3) == 0 || strncmp(numbers, "23;", 3) == 0))
        note(tally, "title", 5, numbers[1] == '2', true);
    if (*end != 'h' && *end != 'l')
        return;
    bool on = *end == 'h';
    if (strncmp(numbers, "8", 1) == 0 && end == numbers + 1) /* BDSM: off is what we ask for */
        on = !on;
    bool private = *numbers == '?';
    for (const char *at = numbers + private; at < end;) {
        char name[12];
        size_t length = strcspn(at, ";hl");
        (void)snprintf(name, sizeof(name), "%s%.*s", private ? "?" : "", (int)length, at);
        if (strstr(on_by_itself, name) == NULL)
            note(tally, name, strlen(name), on, false);
        at += length + 1;
    }
}

void pty_modes(const struct pty *pty, struct buf *ret_left, struct buf *ret_ever)
{
    struct tally tally = {.count = 0};
    for (size_t i = 0; i + 1 < pty->raw.length; i++)
        if (pty->raw.text[i] == '\x1b')
            note_sequence(&tally, pty->raw.text + i);
    for (size_t i = 0; i < tally.count; i++) {
        if (ret_left != NULL && tally.told[i].depth != 0)
            buf_addf(ret_left, "%s ", tally.told[i].name);
        if (ret_ever != NULL)
            buf_addf(ret_ever, "%s ", tally.told[i].name);
    }
}

void pty_assert_restored(struct pty *pty)
{
    struct termios after;
    struct buf left;
    buf_init(&left);
    pty_pump(pty, 0);
    memset(&after, 0, sizeof(after));
    assert_int_equal(tcgetattr(pty->slave, &after), 0);
    assert_int_equal(after.c_iflag, pty->before.c_iflag);
    assert_int_equal(after.c_oflag, pty->before.c_oflag);
    assert_int_equal(after.c_cflag, pty->before.c_cflag);
    assert_int_equal(after.c_lflag, pty->before.c_lflag);
    assert_memory_equal(after.c_cc, pty->before.c_cc, sizeof(after.c_cc));
    pty_modes(pty, &left, NULL);
    assert_string_equal(left.text, "");
    assert_false(pty->alternate);
    assert_true(pty->cursor_shown);
    assert_int_equal(pty->mouse, VTERM_PROP_MOUSE_NONE);
    buf_release(&left);
}
