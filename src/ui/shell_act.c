/* SPDX-License-Identifier: MIT */
/* Whether an action can be done, and doing the shell's own part of it. */
#include "base/words.h"
#include "ui/parts/ask.h"
#include "ui/parts/palette.h"
#include "ui/parts/retell.h"
#include "ui/screens/claim_wizard.h"
#include "ui/screens/screens.h"
#include "ui/shell_inside.h"

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
           action == ACT_COPY || action == ACT_IMPORT || action == ACT_NEW_CLAIM;
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

bool shell_may(struct shell *shell, enum permission permission)
{
    struct err ignored;
    err_init(&ignored);
    return shell->app != NULL && !shell_is_travelling(shell) &&
           app_may(shell->app, permission, &ignored) == RC_OK;
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

void shell_quit(struct shell *shell)
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
        shell_cut_overlays(shell, shell->overlay_count - 1);
    } else if (stack->shown > 1) {
        stack->shown--;
        shell_note_place(shell);
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

/* To the place on a screen where one was; from there to the screen's own first view. */
static void go_to(struct shell *shell, int number)
{
    struct stack *stack = shell_stack(shell);
    bool here = shell->screen == number && shell->overlay_count == 0;
    shell_go(shell, number);
    if (here && stack->shown > 1) {
        stack->shown = 1;
        shell_note_place(shell);
        shell_refresh(shell);
    } else if (here) {
        shell_say(shell, _("This is where key %d leads"), number);
    }
}

/* The shell's own part of an action. False: there is none. */
static bool act_here(struct shell *shell, struct view *view, enum action action)
{
    if (action >= ACT_SCREEN_1 && action <= ACT_SCREEN_8) {
        go_to(shell, (int)(action - ACT_SCREEN_1) + 1);
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
    case ACT_NEW_CLAIM:
        claim_new_begin(shell, NULL, NULL, NULL);
        return true;
    case ACT_PAYMENTS:
        payments_show(shell, NULL);
        return true;
    case ACT_DOCUMENTS:
        documents_show(shell, NULL);
        return true;
    case ACT_ACTIVITIES:
        activities_show(shell);
        return true;
    case ACT_SETTINGS:
        settings_show(shell);
        return true;
    case ACT_IMPORT_CLAIMS:
        claim_import_begin(shell, NULL);
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
        shell_walk_places(shell, -1);
        return true;
    case ACT_HISTORY_ON:
        shell_walk_places(shell, 1);
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
        shell_quit(shell);
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
