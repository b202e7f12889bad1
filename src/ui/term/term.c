/* SPDX-License-Identifier: MIT */
#include "ui/term/term.h"

#include <langinfo.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/words.h"
#include "ui/term/decoder.h"
#include "ui/term/guard.h"
#include "ui/term/osc.h"
#include "ui/term/render.h"
#include "ui/term/squeeze.h"

enum {
    ANSWERS_WAIT = 3000, /* milliseconds for the answers to our questions, … */
    ANSWERS_LATE = 300,  /* … and how long they keep a person who leaves at once */
    STATES = 2,
};

struct term {
    struct guard guard;
    struct render *render;
    struct decoder decoder;
    int rows, cols;
    bool ascii;
    bool private_modes; /* see modes.h */
    bool sync;          /* it holds its redraw between the marks */
    bool asked, answered;
    int64_t asked_at; /* ticks */
    bool signal_last; /* what was told last did not come from the keyboard */
    bool over;        /* it is gone */
    struct buf frame; /* as curses draws it */
    struct buf out;   /* what is written next */
    struct squeeze squeeze;
    struct buf title; /* the window's */
};

/* ---- open and close ---------------------------------------------------------------------- */

enum rc term_check(struct err *err)
{
    const char *name = getenv("TERM");
    if (isatty(STDIN_FILENO) != 1 || isatty(STDOUT_FILENO) != 1)
        return err_set(err, RC_USAGE,
                       _("the screen needs a terminal: run a command instead, as in 'coffer "
                         "balance'; 'coffer --help' lists them"));
    if (name == NULL || name[0] == '\0' || strcmp(name, "dumb") == 0)
        return err_set(
            err, RC_USAGE,
            _("TERM=%s: this terminal cannot show a screen: every command works on it, as "
              "in 'coffer balance'"),
            name != NULL ? name : "");
    return RC_OK;
}

/* In the background the modes found would be those of the shell's own line. */
static void come_to_front(void)
{
    pid_t front = tcgetpgrp(STDIN_FILENO);
    if (front > 0 && front != getpgrp())
        (void)kill(0, SIGTTIN);
}

static enum rc begin(struct term *term, struct err *err)
{
    struct tty tty;
    size_t key_count = 0;
    const char *name = getenv("TERM"), *no_color = getenv("NO_COLOR");
    come_to_front();
    if (!tty_init(&tty, STDIN_FILENO, STDOUT_FILENO))
        return err_set(err, RC_USAGE,
                       _("the terminal: it cannot be set up: run a command instead"));
    /* First, for curses catches the signals that nobody catches. */
    enum rc rc = guard_begin(&term->guard, &tty, name, err);
    if (rc != RC_OK)
        return rc;
    rc = render_open(name, no_color == NULL || no_color[0] == '\0', &term->render, err);
    if (rc != RC_OK) {
        guard_end(&term->guard);
        return rc;
    }
    const struct modes_words *words = render_words(term->render);
    const struct sequence_key *keys = render_keys(term->render, &key_count);
    term->private_modes = modes_are_private(name, words);
    term->guard.leave_length = modes_leave(words, term->private_modes, term->guard.leave);
    decoder_init(&term->decoder, keys, key_count);
    tty_size(&tty, &term->rows, &term->cols);
    render_resize(term->render, term->rows, term->cols);
    guard_enter(&term->guard);
    return RC_OK;
}

enum rc term_open(struct term **ret, struct err *err)
{
    enum rc rc = term_check(err);
    if (rc != RC_OK)
        return rc;
    struct term *term = calloc(1, sizeof(*term));
    if (term == NULL)
        return err_memory(err);
    buf_init(&term->out);
    buf_init(&term->frame);
    buf_init(&term->title);
    term->ascii = strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
    rc = begin(term, err);
    if (rc == RC_OK) {
        *ret = term;
    } else {
        render_close(term->render);
        free(term);
    }
    return rc;
}

/* What we asked and was not answered yet would be typed into the next program. */
static void await_answers(struct term *term)
{
    struct err ignored;
    struct event event;
    err_init(&ignored);
    int64_t until = clock_ticks() + ANSWERS_LATE;
    if (clock_ticks() - term->asked_at > ANSWERS_WAIT)
        return;
    while (term->asked && !term->answered && !term->over && clock_ticks() < until)
        if (term_next(term, (int)(until - clock_ticks()), &event, &ignored) != RC_OK)
            return;
}

/* The rest of a paste must not become commands of the shell. */
static void leave(struct term *term)
{
    await_answers(term);
    guard_leave(&term->guard, term->decoder.state != DECODER_KEYS);
}

void term_close(struct term *term)
{
    if (term == NULL)
        return;
    leave(term);
    guard_end(&term->guard);
    render_close(term->render);
    buf_release(&term->out);
    buf_release(&term->frame);
    buf_release(&term->title);
    free(term);
}

void term_size(const struct term *term, int *ret_rows, int *ret_cols)
{
    *ret_rows = term->rows;
    *ret_cols = term->cols;
}

bool term_is_ascii(const struct term *term)
{
    return term->ascii;
}

/* ---- out --------------------------------------------------------------------------------- */

static void flush(struct term *term)
{
    if (term->out.length > 0 && !term->over) {
        guard_stay(&term->guard);
        term->over = !tty_write(&term->guard.tty, term->out.text, term->out.length);
    }
    if (term->out.failed || term->frame.failed) { /* all of it comes again */
        buf_release(&term->out);
        buf_release(&term->frame);
        buf_init(&term->out);
        buf_init(&term->frame);
        render_forget(term->render);
    }
    buf_clear(&term->out);
}

static void add_enter(struct term *term, bool again)
{
    char text[MODES_SIZE];
    const struct modes_words *words = render_words(term->render);
    size_t length = again ? modes_enter_again(words, term->private_modes, text)
                          : modes_enter(words, term->private_modes, text);
    buf_add_bytes(&term->out, text, length);
    squeeze_init(&term->squeeze);
}

static void add_title(struct term *term)
{
    if (term->private_modes && term->title.length > 0)
        osc_title(term->title.text, term->ascii, &term->out);
}

/* The first frame, or the first after the shell had the terminal. */
static void add_beginning(struct term *term)
{
    add_enter(term, false);
    add_title(term);
    render_forget(term->render);
    if (!term->private_modes || term->asked)
        return;
    /* Before the frame's own bytes: it clears what a terminal that does not
     * understand a question may show of it. */
    buf_add(&term->out, modes_questions);
    term->asked = true;
    term->asked_at = clock_ticks();
    decoder_expect(&term->decoder, true);
}

static bool is_shown(const struct term *term)
{
    return atomic_load(&term->guard.screen) != 0;
}

void term_show(struct term *term, const struct canvas *canvas)
{
    bool begins = !is_shown(term);
    if (begins)
        add_beginning(term);
    buf_clear(&term->frame);
    render_frame(term->render, canvas, &term->frame);
    bool held = term->sync && term->frame.length > 0;
    if (held)
        buf_add(&term->out, modes_sync_begin);
    if (term->private_modes)
        squeeze_add(&term->squeeze, term->frame.text, term->frame.length, &term->out);
    else
        buf_add_bytes(&term->out, term->frame.text, term->frame.length);
    if (held)
        buf_add(&term->out, modes_sync_end);
    if (begins)
        guard_will_show(&term->guard);
    flush(term);
    if (begins)
        guard_has_shown(&term->guard);
}

void term_forget(struct term *term)
{
    render_forget(term->render);
    term->squeeze.row = 0;
}

void term_copy(struct term *term, const char *text)
{
    if (term->private_modes && is_shown(term) && osc_copy(text, &term->out))
        flush(term);
}

void term_bell(struct term *term)
{
    if (!is_shown(term))
        return;
    buf_add_char(&term->out, '\a');
    flush(term);
}

void term_title(struct term *term, const char *title)
{
    if (strcmp(term->title.text, title) == 0)
        return;
    buf_clear(&term->title);
    buf_add(&term->title, title);
    if (!is_shown(term)) /* it goes out with the first frame */
        return;
    add_title(term);
    flush(term);
}

/* ---- in ---------------------------------------------------------------------------------- */

void term_wake(void *context)
{
    struct term *term = context;
    atomic_store(&term->guard.woken, 1);
    guard_wake(&term->guard);
}

static void suspend(struct term *term, bool group)
{
    leave(term);
    guard_stop(&term->guard, group);
    guard_enter(&term->guard);
    atomic_store(&term->guard.resized, 1);
}

void term_suspend(struct term *term)
{
    suspend(term, true);
}

/* Also where the size is the same: the terminal may have been smaller in between, and has
 * lost what it showed. */
static void resize(struct term *term)
{
    int rows, cols;
    tty_size(&term->guard.tty, &rows, &cols);
    if (rows != term->rows || cols != term->cols)
        render_resize(term->render, rows, cols);
    else
        render_forget(term->render);
    term->rows = rows;
    term->cols = cols;
    term->squeeze.row = 0;
}

/* What signals and other threads have told; one thing at a time. */
static bool take_signal(struct term *term, struct event *ret)
{
    if (guard_took(&term->guard.to_stop)) {
        suspend(term, false);
    } else if (guard_took(&term->guard.continued) && is_shown(term)) {
        /* Stopped and continued behind our back: the shell was there. */
        guard_enter(&term->guard);
        add_enter(term, true);
        resize(term);
        atomic_store(&term->guard.resized, 0);
        *ret = (struct event){.kind = EVENT_RESIZE, .rows = term->rows, .cols = term->cols};
        return true;
    }
    if (guard_took(&term->guard.resized)) {
        resize(term);
        *ret = (struct event){.kind = EVENT_RESIZE, .rows = term->rows, .cols = term->cols};
        return true;
    }
    if (guard_took(&term->guard.woken)) {
        *ret = (struct event){.kind = EVENT_WAKE};
        return true;
    }
    return false;
}

static bool restyle(struct term *term, enum theme_ground ground, struct event *ret)
{
    if (!render_set_ground(term->render, ground))
        return false;
    *ret = (struct event){.kind = EVENT_RESTYLE};
    return true;
}

/* What the terminal has sent and is not told yet. */
static bool take_decoded(struct term *term, struct event *ret)
{
    enum decoded kind;
    while (decoder_next(&term->decoder, clock_ticks(), &kind, ret)) {
        if (kind == DECODED_EVENT)
            return true;
        if (kind == DECODED_SYNC)
            term->sync = true;
        else if (kind == DECODED_ANSWERED)
            term->answered = true;
        else if (restyle(term, kind == DECODED_LIGHT ? THEME_LIGHT : THEME_DARK, ret))
            return true;
    }
    return false;
}

/* Keys and signals in turn, so that a storm of one does not starve the other. */
static bool take(struct term *term, struct event *ret)
{
    for (int i = 0; i < STATES; i++) {
        bool signals = (i == 0) != term->signal_last;
        if (signals ? take_signal(term, ret) : take_decoded(term, ret)) {
            term->signal_last = signals;
            return true;
        }
    }
    return false;
}

/* Milliseconds to sleep at most; -1: for ever. */
static int time_left(struct term *term, int64_t until)
{
    int64_t now = clock_ticks(), left = until < 0 ? -1 : until - now;
    int wait = decoder_wait(&term->decoder, now);
    if (until >= 0 && left < 0)
        left = 0;
    if (term->asked && !term->answered && now - term->asked_at > ANSWERS_WAIT)
        decoder_expect(&term->decoder, false);
    return wait >= 0 && (left < 0 || wait < left) ? wait : (int)left;
}

/* Takes in what is there; sleeps up to `timeout` milliseconds for it. */
static void take_in(struct term *term, int timeout)
{
    char bytes[4096];
    size_t room = decoder_room(&term->decoder);
    struct pollfd from[] = {
        {.fd = room > 0 && !term->over ? term->guard.tty.in : -1, .events = POLLIN},
        {.fd = term->guard.wake_in, .events = POLLIN},
    };
    if (poll(from, 2, timeout) <= 0)
        return;
    if (from[1].revents != 0)
        guard_drain(&term->guard);
    if (from[0].revents == 0)
        return;
    int got = tty_read(&term->guard.tty, bytes, room < sizeof(bytes) ? room : sizeof(bytes));
    if (got > 0)
        decoder_feed(&term->decoder, bytes, (size_t)got, clock_ticks());
    else if (got < 0)
        term->over = true;
}

enum rc term_next(struct term *term, int timeout, struct event *ret, struct err *err)
{
    int64_t until = timeout < 0 ? -1 : clock_ticks() + timeout;
    (void)err;
    for (int wait = 0;; wait = time_left(term, until)) {
        take_in(term, wait);
        if (take(term, ret))
            return RC_OK;
        if (term->over) {
            *ret = (struct event){.kind = EVENT_END};
            return RC_OK;
        }
        if (until >= 0 && clock_ticks() >= until) {
            *ret = (struct event){.kind = EVENT_TICK};
            return RC_OK;
        }
    }
}

bool term_has_more(struct term *term)
{
    struct pollfd from[] = {
        {.fd = term->over ? -1 : term->guard.tty.in, .events = POLLIN},
        {.fd = term->guard.wake_in, .events = POLLIN},
    };
    return decoder_ready(&term->decoder, clock_ticks()) || poll(from, 2, 0) > 0;
}
