/* SPDX-License-Identifier: MIT */
#include "ui/shell.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/words.h"
#include "ui/parts/ask.h"
#include "ui/parts/retell.h"
#include "ui/screens/screens.h"
#include "ui/shell_inside.h"

/* ---- what views ask for ------------------------------------------------------------------ */

struct app *shell_app(struct shell *shell)
{
    return shell->app;
}

const struct app_options *shell_options(const struct shell *shell)
{
    return &shell->options;
}

struct date shell_day(struct shell *shell)
{
    return shell->app != NULL ? app_day(shell->app) : (struct date){clock_today()};
}

void shell_failed(struct shell *shell, const struct err *err)
{
    struct buf words;
    if (err->rc == RC_STOP || err->rc == RC_OK)
        return;
    buf_init(&words);
    retell(err->text, NULL, NULL, &words);
    struct view *box = shell->overlay_count < OVERLAYS_MAX
                           ? message_new(shell, _("That did not work"), words.text)
                           : NULL;
    if (box != NULL)
        shell_push(shell, box);
    else
        shell_say(shell, "%s", words.text);
    buf_release(&words);
}

void shell_copy(struct shell *shell, const char *text)
{
    buf_clear(&shell->clip);
    buf_add(&shell->clip, text);
    shell->errand = ERRAND_COPY;
    shell_say(shell, _("Copied: %s"), text);
}

/* ---- screens ------------------------------------------------------------------------------- */

static struct view *screen_new(struct shell *shell, int number)
{
    switch (number) {
    case 0:
        return welcome_new(shell);
    case 1:
        return dashboard_new(shell);
    case 2:
        return funds_new(shell);
    case 4:
        return earnings_new(shell);
    case 5:
        return claims_new(shell);
    case 6:
        return deadlines_new(shell);
    case 7:
        return programs_new(shell);
    case 8:
        return log_new(shell);
    default:
        return absent_new(shell, number);
    }
}

bool shell_open_screen(struct shell *shell, int number)
{
    struct stack *stack = &shell->stacks[number];
    if (stack->kept > 0)
        return true;
    struct view *view = screen_new(shell, number);
    if (view == NULL)
        return false;
    stack->slots[0] = (struct slot){view, true};
    stack->shown = stack->kept = 1;
    return true;
}

struct view *shell_go(struct shell *shell, int number)
{
    shell_cut_overlays(shell, 0);
    if (shell_open_screen(shell, number)) {
        shell->screen = number;
        shell_note_place(shell);
        shell_refresh(shell);
    } else {
        shell_push(shell, NULL); /* says that memory is out */
    }
    return shell->stacks[number].kept > 0 ? shell->stacks[number].slots[0].view : NULL;
}

/* ---- opening ------------------------------------------------------------------------------ */

static void on_warning(void *context, const char *sentence)
{
    shell_warn(context, sentence);
}

static bool on_waits(void *context, const char *who)
{
    struct shell *shell = context;
    if (who[0] != '\0')
        shell_say(shell, _("Waiting for %s, who writes in the book: Esc gives up"), who);
    else
        shell_say(shell, _("Waiting for somebody who writes in the book: Esc gives up"));
    bool go_on = shell->pause(shell->pause_context);
    if (!go_on)
        shell_say(shell, _("Given up: nothing was changed in the book"));
    return go_on;
}

static void on_copy_due(void *context)
{
    struct shell *shell = context;
    shell->copy_due = true;
}

static void take_app(struct shell *shell, struct app *app)
{
    const struct app_listener listener = {.warn = on_warning,
                                          .waits = shell->pause != NULL ? on_waits : NULL,
                                          .copy_due = shell->copies_behind ? on_copy_due : NULL,
                                          .context = shell};
    shell->app = app;
    shell->home = app_day(app);
    shell->found_known = false;
    app_listen(app, &listener);
    (void)app_book_moved(app);
    shell_forget_own(shell);
}

enum rc shell_open_book(struct shell *shell, const char *path, struct err *err)
{
    struct app_options options = shell->options;
    struct app *app = NULL;
    options.book = path;
    enum rc rc = app_open(&options, &app, err);
    if (rc != RC_OK)
        return rc;
    shell_close_all(shell);
    copy_end(shell);
    app_close(shell->app);
    take_app(shell, app);
    shell->options.book = app_path(app);
    shell_go(shell, 1);
    if (shell->said[0] == '\0')
        waiting_say(shell);
    return RC_OK;
}

enum rc shell_new(const struct shell_setup *setup, struct shell **ret, struct err *err)
{
    struct shell *shell = calloc(1, sizeof(*shell));
    if (shell == NULL) {
        app_close(setup->app);
        return err_memory(err);
    }
    enum rc rc = RC_OK;
    shell->options = *setup->options;
    shell->wake = setup->wake;
    shell->wake_context = setup->context;
    shell->ticks = setup->ticks;
    shell->pause = setup->pause;
    shell->pause_context = setup->pause_context;
    shell->copies_behind = setup->copies_behind;
    buf_init(&shell->clip);
    if (setup->app != NULL) {
        take_app(shell, setup->app);
        shell->options.book = app_path(setup->app);
    }
    if (shell_go(shell, setup->app != NULL ? 1 : 0) == NULL)
        rc = err_memory(err);
    if (rc == RC_OK && shell->said[0] == '\0')
        waiting_say(shell);
    if (rc == RC_OK)
        *ret = shell;
    else
        shell_free(shell);
    return rc;
}

void shell_free(struct shell *shell)
{
    if (shell == NULL)
        return;
    job_end(shell);
    copy_end(shell);
    shell_close_all(shell);
    app_close(shell->app);
    buf_release(&shell->clip);
    places_release(&shell->found);
    shell_forget_own(shell);
    free(shell);
}

int *shell_recent(struct shell *shell)
{
    return shell->recent;
}

/* ---- events -------------------------------------------------------------------------------- */

static void on_dead_key(struct shell *shell, const struct key *before, const struct key *key)
{
    char one[KEY_NAME_SIZE], two[KEY_NAME_SIZE];
    if (before != NULL)
        shell_say(shell, _("%s %s does nothing: ? lists the keys"), key_print(before, one),
                  key_print(key, two));
    else
        shell_say(shell, _("%s does nothing here: ? lists the keys"), key_print(key, one));
}

static void on_key(struct shell *shell, const struct key *key)
{
    struct view *view = shell_top(shell);
    const struct key before = shell->before;
    const struct key *first = shell->has_before ? &before : NULL;
    bool prefix = false;
    if (first == NULL && view->class->key != NULL && view->class->key(view, key))
        return;
    shell->has_before = false;
    if (first != NULL && key->code == K_ESC)
        return;
    enum action action = action_of(first, key, &prefix);
    if (action != ACT_NONE) {
        shell_act(shell, action);
    } else if (prefix) {
        shell->before = *key;
        shell->has_before = true;
    } else {
        on_dead_key(shell, first, key);
    }
}

static void on_paste(struct shell *shell, const struct event *event)
{
    struct view *view = shell_top(shell);
    if (view->class->paste == NULL ||
        !view->class->paste(view, event->paste, event->paste_length, event->paste_more))
        shell_say(shell, _("Nothing here takes a paste: / filters, and forms have fields"));
}

static bool is_within(const struct area *area, int row)
{
    return row >= area->row && row < area->row + area->rows;
}

static void on_mouse(struct shell *shell, const struct event *event)
{
    struct view *view = shell_top(shell);
    if (shell->overlay_count == 0 && event->mouse.row == 0 && shell->body.row > 1 &&
        event->mouse.kind == MOUSE_PRESS)
        shell_act(shell, shell_tab_at(shell, event->mouse.col));
    else if (view->class->mouse != NULL && is_within(&shell->body, event->mouse.row))
        view->class->mouse(view, event);
}

/* Ctrl-C: stops work, else closes a box that loses nothing, else leaves. */
static void on_stop(struct shell *shell)
{
    if (job_is_running(shell))
        job_stop(shell);
    else
        shell_quit(shell);
}

static void on_tick(struct shell *shell)
{
    if (shell->said[0] != '\0' && shell->ticks() >= shell->said_until)
        shell->said[0] = '\0';
    job_tick(shell);
    copy_tick(shell);
    struct view *view = shell_top(shell);
    if (view != NULL && view->class->tick != NULL)
        (void)view->class->tick(view);
}

/* The key that comes is about the line that stands there. */
static void note_named(struct shell *shell)
{
    bool stands = shell->said[0] != '\0' && shell->ticks() < shell->said_until;
    shell->named = stands ? shell->said_of : (struct named){ACT_NONE, 0};
}

void shell_event(struct shell *shell, const struct event *event)
{
    if (shell->over || shell_top(shell) == NULL)
        return;
    shell_refresh(shell);
    shell->warned = false;
    switch (event->kind) {
    case EVENT_KEY:
        note_named(shell);
        shell->said[0] = '\0';
        on_key(shell, &event->key);
        break;
    case EVENT_MOUSE:
        on_mouse(shell, event);
        break;
    case EVENT_PASTE:
        on_paste(shell, event);
        break;
    case EVENT_TICK:
    case EVENT_WAKE:
        on_tick(shell);
        break;
    case EVENT_STOP:
        on_stop(shell);
        break;
    case EVENT_END:
        shell->over = true;
        break;
    case EVENT_RESIZE:
    case EVENT_FOCUS:
    case EVENT_RESTYLE:
        break;
    }
    copy_start(shell);
}

int shell_timeout(const struct shell *shell)
{
    if (shell->job != NULL)
        return 100;
    if (shell->overlay_count > 0 &&
        shell->overlays[shell->overlay_count - 1].view->class->tick != NULL)
        return 250;
    if (shell->said[0] == '\0')
        return -1;
    int64_t left = shell->said_until - shell->ticks();
    return left > 0 ? (int)left : 0;
}

bool shell_is_over(const struct shell *shell)
{
    return shell->over;
}

struct errand shell_errand(struct shell *shell)
{
    const struct errand errand = {shell->errand, shell->clip.text};
    shell->errand = ERRAND_NONE;
    return errand;
}
