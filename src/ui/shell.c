/* SPDX-License-Identifier: MIT */
#include "ui/shell.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/parts/ask.h"
#include "ui/parts/palette.h"
#include "ui/parts/retell.h"
#include "ui/screens/screens.h"
#include "ui/shell_inside.h"

enum { SAID_TICKS = 5000 };

/* ---- views ------------------------------------------------------------------------------- */

struct stack *shell_stack(struct shell *shell)
{
    return &shell->stacks[shell->screen];
}

struct slot *shell_front(struct shell *shell)
{
    struct stack *stack = shell_stack(shell);
    if (shell->overlay_count > 0)
        return &shell->overlays[shell->overlay_count - 1];
    return stack->shown > 0 ? &stack->slots[stack->shown - 1] : NULL;
}

struct view *shell_top(struct shell *shell)
{
    struct slot *front = shell_front(shell);
    return front != NULL ? front->view : NULL;
}

static void let_go(struct slot *slot)
{
    if (slot->view != NULL)
        slot->view->class->close(slot->view);
    *slot = (struct slot){NULL, false};
}

/* Those above `depth` are gone for good. */
static void cut_stack(struct stack *stack, int depth)
{
    while (stack->kept > depth)
        let_go(&stack->slots[--stack->kept]);
    if (stack->shown > depth)
        stack->shown = depth;
}

static void cut_overlays(struct shell *shell, int count)
{
    while (shell->overlay_count > count)
        let_go(&shell->overlays[--shell->overlay_count]);
}

void shell_close_all(struct shell *shell)
{
    cut_overlays(shell, 0);
    for (int i = 0; i <= SCREENS; i++)
        cut_stack(&shell->stacks[i], 0);
    shell->place = shell->place_count = 0;
}

void shell_all_stale(struct shell *shell)
{
    for (int i = 0; i <= SCREENS; i++) {
        for (int k = 0; k < shell->stacks[i].kept; k++)
            shell->stacks[i].slots[k].stale = true;
    }
    for (int i = 0; i < shell->overlay_count; i++)
        shell->overlays[i].stale = true;
}

static void refresh(struct shell *shell, struct slot *slot)
{
    struct err err;
    if (slot == NULL || !slot->stale)
        return;
    slot->stale = false;
    if (slot->view->class->recalc == NULL)
        return;
    err_init(&err);
    if (slot->view->class->recalc(slot->view, &err) != RC_OK)
        shell_failed(shell, &err);
}

void shell_refresh(struct shell *shell)
{
    struct stack *stack = shell_stack(shell);
    if (shell->app != NULL && app_book_moved(shell->app))
        shell_all_stale(shell);
    if (stack->shown > 0)
        refresh(shell, &stack->slots[stack->shown - 1]);
    for (int i = 0; i < shell->overlay_count; i++)
        refresh(shell, &shell->overlays[i]);
}

/* ---- places ------------------------------------------------------------------------------ */

/* Where one is becomes the newest place. */
static void note_place(struct shell *shell)
{
    const struct place here = {shell->screen, shell_stack(shell)->shown};
    const struct place *last = shell->place_count > 0 ? &shell->places[shell->place] : NULL;
    if (last != NULL && last->screen == here.screen && last->depth == here.depth)
        return;
    if (shell->place_count == 0) {
        shell->place = 0;
    } else if (shell->place + 1 < PLACES_MAX) {
        shell->place++;
    } else {
        memmove(&shell->places[0], &shell->places[1], sizeof(shell->places[0]) * (PLACES_MAX - 1));
    }
    shell->places[shell->place] = here;
    shell->place_count = shell->place + 1;
}

/* Steps over places whose view is gone. */
static void walk_places(struct shell *shell, int step)
{
    for (int i = shell->place + step; i >= 0 && i < shell->place_count; i += step) {
        const struct place *place = &shell->places[i];
        struct stack *stack = &shell->stacks[place->screen];
        if (place->depth < 1 || place->depth > stack->kept)
            continue;
        shell->place = i;
        shell->screen = place->screen;
        stack->shown = place->depth;
        return;
    }
    shell_say(shell, step < 0 ? _("There is no place before this one")
                              : _("There is no place after this one"));
}

void shell_back(struct shell *shell)
{
    walk_places(shell, -1);
}

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

void shell_say(struct shell *shell, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    (void)vsnprintf(shell->said, sizeof(shell->said), format, args);
    va_end(args);
    shell->said_end = 0;
    shell->said_of = (struct named){ACT_NONE, 0};
    shell->said_until = shell->ticks() + SAID_TICKS;
}

void shell_say_done(struct shell *shell, const char *what, enum action way, int64_t row)
{
    static const char between[] = " \xc2\xb7 ";
    const char *way_back = way == ACT_REDO ? _("Ctrl-R brings it back") : _("u takes it back");
    size_t end = strlen(between) + strlen(way_back), length = strlen(what);
    size_t room = end < SAID_SIZE ? SAID_SIZE - end - 1 : 0;
    if (length > room)
        length = text_cut(what, room);
    shell_say(shell, "%.*s%s%s", (int)length, what, between, way_back);
    shell->said_end = strlen(shell->said) - end;
    shell->said_of = (struct named){way, row};
    shell_keep_own(shell, row);
}

void shell_retell(struct shell *shell, const char *sentence)
{
    struct buf words;
    buf_init(&words);
    retell(sentence, NULL, NULL, &words);
    shell_say(shell, "%s", words.text);
    buf_release(&words);
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

static void push_overlay(struct shell *shell, struct view *view)
{
    if (shell->overlay_count == OVERLAYS_MAX) {
        view->class->close(view);
        shell_say(shell, _("Too many boxes are open: Esc closes one"));
        return;
    }
    shell->overlays[shell->overlay_count++] = (struct slot){view, false};
}

static void push_inside(struct shell *shell, struct view *view)
{
    struct stack *stack = shell_stack(shell);
    if (stack->shown == DEPTH_MAX) {
        view->class->close(view);
        shell_say(shell, _("Too many views are open: Esc goes back"));
        return;
    }
    cut_overlays(shell, 0);
    cut_stack(stack, stack->shown);
    stack->slots[stack->shown++] = (struct slot){view, false};
    stack->kept = stack->shown;
    note_place(shell);
}

void shell_push(struct shell *shell, struct view *view)
{
    struct err err;
    err_init(&err);
    if (view == NULL) {
        (void)err_memory(&err);
        shell_say(shell, "%s", err.text);
        return;
    }
    if (view->class->recalc != NULL && view->class->recalc(view, &err) != RC_OK) {
        view->class->close(view);
        shell_failed(shell, &err);
    } else if (view->class->overlay) {
        push_overlay(shell, view);
    } else {
        push_inside(shell, view);
    }
}

void shell_close(struct shell *shell, struct view *view)
{
    struct stack *stack = shell_stack(shell);
    for (int i = 0; i < shell->overlay_count; i++) {
        if (shell->overlays[i].view == view) {
            cut_overlays(shell, i);
            return;
        }
    }
    for (int i = 1; i < stack->kept; i++) { /* the bottom stays */
        if (stack->slots[i].view == view) {
            cut_stack(stack, i);
            note_place(shell);
            return;
        }
    }
}

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
    case 7:
        return programs_new(shell);
    case 8:
        return log_new(shell);
    default:
        return absent_new(shell, number);
    }
}

/* Opens the bottom view of a screen where it is not there yet. */
static bool open_screen(struct shell *shell, int number)
{
    struct stack *stack = &shell->stacks[number];
    if (stack->kept > 0)
        return true;
    struct view *view = screen_new(shell, number);
    if (view == NULL) {
        shell_push(shell, NULL);
        return false;
    }
    stack->slots[0] = (struct slot){view, true};
    stack->shown = stack->kept = 1;
    return true;
}

struct view *shell_go(struct shell *shell, int number)
{
    cut_overlays(shell, 0);
    if (open_screen(shell, number)) {
        shell->screen = number;
        note_place(shell);
        shell_refresh(shell);
    }
    return shell->stacks[number].kept > 0 ? shell->stacks[number].slots[0].view : NULL;
}

void shell_copy(struct shell *shell, const char *text)
{
    buf_clear(&shell->clip);
    buf_add(&shell->clip, text);
    shell->errand = ERRAND_COPY;
    shell_say(shell, _("Copied: %s"), text);
}

/* ---- opening ------------------------------------------------------------------------------ */

static void on_warning(void *context, const char *sentence)
{
    shell_retell(context, sentence);
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

static void take_app(struct shell *shell, struct app *app)
{
    const struct app_listener listener = {
        .warn = on_warning, .waits = shell->pause != NULL ? on_waits : NULL, .context = shell};
    shell->app = app;
    shell->home = app_day(app);
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
    app_close(shell->app);
    take_app(shell, app);
    shell->options.book = app_path(app);
    shell_go(shell, 1);
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
    buf_init(&shell->clip);
    if (setup->app != NULL) {
        take_app(shell, setup->app);
        shell->options.book = app_path(setup->app);
    }
    if (shell_go(shell, setup->app != NULL ? 1 : 0) == NULL)
        rc = err_memory(err);
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
    shell_close_all(shell);
    app_close(shell->app);
    buf_release(&shell->clip);
    shell_forget_own(shell);
    free(shell);
}

int *shell_recent(struct shell *shell)
{
    return shell->recent;
}

/* ---- may it be done ------------------------------------------------------------------------ */

bool view_offers(const struct view *view, enum action action)
{
    const enum action *own = view->class->actions;
    while (own != NULL && *own != ACT_NONE && *own != action)
        own++;
    return own != NULL && *own == action;
}

bool shell_is_everywhere(enum action action)
{
    return action >= ACT_UNDO || action == ACT_BACK || action == ACT_EXPLAIN ||
           action == ACT_COPY || action == ACT_IMPORT;
}

/* With a box open the rest waits until it is closed. */
static bool works_over_a_box(enum action action)
{
    return action == ACT_BACK || action == ACT_HELP || action == ACT_REDRAW ||
           action == ACT_SUSPEND || action == ACT_QUIT;
}

static bool is_moving(enum action action)
{
    return action >= ACT_UP && action <= ACT_BOTTOM;
}

static bool has_row(const struct view *view)
{
    return view->class->has_row == NULL || view->class->has_row(view);
}

static bool has_figure(const struct view *view)
{
    struct figure figure;
    return view->class->figure != NULL && view->class->figure(view, &figure);
}

static bool refuses_write(struct shell *shell, enum permission permission, struct buf *ret_why)
{
    struct err err;
    err_init(&err);
    if (shell_is_travelling(shell)) {
        char day[DATE_TEXT_SIZE];
        buf_addf(ret_why, _("You look at %s, where nothing is changed: t goes back to today"),
                 date_print(app_day(shell->app), day));
        return true;
    }
    if (job_is_running(shell)) {
        buf_add(ret_why, _("Work is going on in the book: wait for it, or stop it with Ctrl-C"));
        return true;
    }
    if (app_may(shell->app, permission, &err) == RC_OK)
        return false;
    retell(err.text, NULL, NULL, ret_why);
    return true;
}

static enum permission permission_of(const struct view *view, enum action action)
{
    bool changes = action == ACT_ADD || action == ACT_EDIT || action == ACT_DELETE;
    enum permission permission = action_info(action)->permission;
    if (changes && view->class->changes != MAY_LOOK)
        return view->class->changes;
    return permission == MAY_LOOK ? MAY_EDIT_CLAIMS : permission;
}

bool shell_refuses(struct shell *shell, enum action action, struct buf *ret_why)
{
    const struct action_info *info = action_info(action);
    struct view *view = shell_top(shell);
    struct err err;
    err_init(&err);
    if ((info->needs & (NEEDS_BOOK | NEEDS_WRITE)) != 0 && shell->app == NULL) {
        buf_add(ret_why, _("No book is open yet"));
        return true;
    }
    if (view->class->overlay && !works_over_a_box(action) && !is_moving(action) &&
        !view_offers(view, action)) {
        buf_add(ret_why, _("A box is open: Esc closes it"));
        return true;
    }
    if (!shell_is_everywhere(action) && !is_moving(action) && !view_offers(view, action)) {
        buf_addf(ret_why, _("'%s' does nothing on this screen"), _(info->label));
        return true;
    }
    if ((info->needs & NEEDS_WRITE) != 0 &&
        refuses_write(shell, permission_of(view, action), ret_why))
        return true;
    if ((info->needs & NEEDS_ROW) != 0 && !has_row(view)) {
        buf_add(ret_why, _("No row is selected"));
        return true;
    }
    if ((info->needs & NEEDS_FIGURE) != 0 && !has_figure(view)) {
        buf_add(ret_why, _("The cursor stands on no figure: Left and Right move among figures"));
        return true;
    }
    return view_offers(view, action) && view->class->refuses != NULL &&
           view->class->refuses(view, action, ret_why);
}

/* ---- doing it ------------------------------------------------------------------------------ */

static void answered_quit(struct shell *shell, void *context, int answer)
{
    (void)context;
    shell->over = answer == 0;
}

static void quit(struct shell *shell)
{
    static const struct answer answers[] = {{'y', N_("Leave")}};
    struct buf why;
    bool unsaved = false;
    buf_init(&why);
    for (int i = 0; i < shell->overlay_count && !unsaved; i++) {
        const struct view *view = shell->overlays[i].view;
        unsaved = view->class->unsaved != NULL && view->class->unsaved(view, &why);
    }
    if (!unsaved && job_is_running(shell)) {
        buf_add(&why, _("Work is going on; leaving stops it, and the book stays as it was."));
        unsaved = true;
    }
    if (unsaved)
        shell_push(shell,
                   ask_new(shell, _("Leave Coffer?"), why.text, answers, 1, answered_quit, NULL));
    else
        shell->over = true;
    buf_release(&why);
}

static void go_back(struct shell *shell)
{
    struct stack *stack = shell_stack(shell);
    if (shell->overlay_count > 0) {
        cut_overlays(shell, shell->overlay_count - 1);
    } else if (stack->shown > 1) {
        stack->shown--;
        note_place(shell);
    } else if (shell->app != NULL && shell_is_travelling(shell)) {
        shell_look_at(shell, shell->home);
    } else {
        shell_say(shell, _("This is the way out already: q leaves Coffer"));
    }
}

static void explain(struct shell *shell, struct view *view)
{
    struct figure figure;
    if (view->class->figure(view, &figure))
        shell_push(shell, explain_new(shell, &figure));
}

static void copy_command(struct shell *shell, struct view *view)
{
    struct figure figure;
    struct buf command;
    if (view->class->figure == NULL || !view->class->figure(view, &figure)) {
        shell_say(shell, _("The cursor stands on no figure: there is nothing to copy"));
        return;
    }
    buf_init(&command);
    figure_command(&figure, app_path(shell->app), app_day(shell->app), &command);
    shell_copy(shell, command.text);
    buf_release(&command);
}

static void change_screen(struct shell *shell, int step)
{
    int now = shell->screen > 0 ? shell->screen : 1;
    shell_go(shell, (now - 1 + step + SCREENS) % SCREENS + 1);
}

/* The shell's own part of an action. False: there is none. */
static bool act_here(struct shell *shell, struct view *view, enum action action)
{
    if (action >= ACT_SCREEN_1 && action <= ACT_SCREEN_8) {
        shell_go(shell, (int)(action - ACT_SCREEN_1) + 1);
        return true;
    }
    switch ((int)action) {
    case ACT_BACK:
        go_back(shell);
        return true;
    case ACT_EXPLAIN:
        explain(shell, view);
        return true;
    case ACT_COPY:
        copy_command(shell, view);
        return true;
    case ACT_IMPORT:
        import_begin(shell, NULL);
        return true;
    case ACT_UNDO:
        shell_undo(shell, 0);
        return true;
    case ACT_REDO:
        shell_redo(shell);
        return true;
    case ACT_TRAVEL:
        shell_travel(shell);
        return true;
    case ACT_PALETTE:
        shell_push(shell, palette_new(shell, view));
        return true;
    case ACT_HELP:
        shell_push(shell, help_new(shell, view));
        return true;
    case ACT_HISTORY_BACK:
        walk_places(shell, -1);
        return true;
    case ACT_HISTORY_ON:
        walk_places(shell, 1);
        return true;
    case ACT_TAB_NEXT:
        change_screen(shell, 1);
        return true;
    case ACT_TAB_LAST:
        change_screen(shell, -1);
        return true;
    case ACT_REDRAW:
        shell->errand = ERRAND_REDRAW;
        return true;
    case ACT_SUSPEND:
        shell->errand = ERRAND_SUSPEND;
        return true;
    case ACT_QUIT:
        quit(shell);
        return true;
    default:
        return false;
    }
}

void shell_act(struct shell *shell, enum action action)
{
    struct view *view = shell_top(shell);
    struct buf why;
    if (view == NULL || action == ACT_NONE)
        return;
    buf_init(&why);
    if (shell_refuses(shell, action, &why))
        shell_say(shell, "%s", why.text);
    else if ((view->class->act == NULL || !view->class->act(view, action)) &&
             !act_here(shell, view, action))
        shell_say(shell, _("'%s' does nothing here"), _(action_info(action)->label));
    buf_release(&why);
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
        quit(shell);
}

static void on_tick(struct shell *shell)
{
    if (shell->said[0] != '\0' && shell->ticks() >= shell->said_until)
        shell->said[0] = '\0';
    job_tick(shell);
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
