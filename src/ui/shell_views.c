/* SPDX-License-Identifier: MIT */
/* Which views are there, which one is seen, and the way back through them. */
#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "ui/shell_inside.h"

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

void shell_cut_overlays(struct shell *shell, int count)
{
    while (shell->overlay_count > count)
        let_go(&shell->overlays[--shell->overlay_count]);
}

void shell_close_all(struct shell *shell)
{
    shell_cut_overlays(shell, 0);
    for (int i = 0; i <= SCREENS; i++)
        cut_stack(&shell->stacks[i], 0);
    shell->place = shell->place_count = 0;
}

void shell_all_stale(struct shell *shell)
{
    shell->found_known = false;
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

/* False: it cannot be read now, or there is nothing to be read. */
static bool prepare(struct slot *slot)
{
    struct err ignored;
    const struct view_class *class = slot->view->class;
    if (!slot->stale)
        return false;
    err_init(&ignored);
    if (class->recalc != NULL && class->recalc(slot->view, &ignored) != RC_OK)
        return false; /* it is asked again, and said, when it is seen */
    slot->stale = false;
    return true;
}

bool shell_prepare(struct shell *shell)
{
    /* Screens that cost what claims cost; others are read at their key. */
    static const int screens[] = {1, 5, 6};
    if (shell->app == NULL || shell->over || job_is_running(shell) || shell->screen == 0)
        return false;
    for (size_t i = 0; i < sizeof(screens) / sizeof(screens[0]); i++)
        if (screens[i] != shell->screen && shell_open_screen(shell, screens[i]) &&
            prepare(&shell->stacks[screens[i]].slots[0]))
            return true;
    return false;
}

/* ---- places ------------------------------------------------------------------------------ */

/* Where one is becomes the newest place. */
void shell_note_place(struct shell *shell)
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
void shell_walk_places(struct shell *shell, int step)
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
    shell_walk_places(shell, -1);
}

/* ---- opening and closing ------------------------------------------------------------------- */

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
    shell_cut_overlays(shell, 0);
    cut_stack(stack, stack->shown);
    stack->slots[stack->shown++] = (struct slot){view, false};
    stack->kept = stack->shown;
    shell_note_place(shell);
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
            shell_cut_overlays(shell, i);
            return;
        }
    }
    for (int i = 1; i < stack->kept; i++) { /* the bottom stays */
        if (stack->slots[i].view == view) {
            cut_stack(stack, i);
            shell_note_place(shell);
            return;
        }
    }
}
