/* SPDX-License-Identifier: MIT */
/*
 * A frame: tabs and place on top, the view, a line that was said, and the keys
 * that matter here. A low or narrow screen drops parts in this order: the tab
 * line, footer hints from the right, the place; the view stays to the last.
 */
#include <stdio.h>
#include <string.h>

#include "base/words.h"
#include "ui/shell_inside.h"

enum { LEAST_ROWS = 3, LEAST_COLS = 12, ROWS_WITH_TABS = 8, TAB_TEXT = 64 };

static const char *const tabs[SCREENS] = {N_("Dashboard"), N_("Funds"),  N_("Timeline"),
                                          N_("Earnings"),  N_("Claims"), N_("Deadlines"),
                                          N_("Programs"),  N_("Log")};

static bool is_absent(int number)
{
    return number == 3 || number == 5 || number == 6;
}

/* ---- tabs --------------------------------------------------------------------------------------
 */

/* wordy: every tab has its name, else only the one that one is in. */
static void tab_text(const struct shell *shell, int number, bool wordy, char ret[TAB_TEXT])
{
    if (wordy || number == shell->screen)
        (void)snprintf(ret, TAB_TEXT, "%d %s", number, _(tabs[number - 1]));
    else
        (void)snprintf(ret, TAB_TEXT, "%d", number);
}

static int tabs_width(const struct shell *shell, const struct canvas *canvas, bool wordy)
{
    char text[TAB_TEXT];
    int width = 0;
    for (int number = 1; number <= SCREENS; number++) {
        tab_text(shell, number, wordy, text);
        width += canvas_width(canvas, text) + 1;
    }
    return width - 1;
}

/* Where each tab ends is noted for the mouse. */
static void draw_tabs(struct shell *shell, struct canvas *canvas)
{
    char text[TAB_TEXT];
    int at = 0;
    bool wordy = tabs_width(shell, canvas, true) <= canvas->cols;
    canvas_fill(canvas, (struct area){0, 0, 1, canvas->cols}, PAINT_TAB);
    for (int number = 1; number <= SCREENS; number++) {
        enum paint paint = number == shell->screen ? PAINT_TAB_HERE
                           : is_absent(number)     ? PAINT_OFF
                                                   : PAINT_TAB;
        tab_text(shell, number, wordy, text);
        at += canvas_text(canvas, 0, at, canvas->cols - at, paint, text);
        shell->tab_ends[number - 1] = at;
        at++;
    }
}

enum action shell_tab_at(struct shell *shell, int col)
{
    for (int i = 0; i < SCREENS; i++) {
        if (col < shell->tab_ends[i])
            return (enum action)(ACT_SCREEN_1 + i);
    }
    return ACT_NONE;
}

/* ---- the place ---------------------------------------------------------------------------------
 */

static void add_place(struct shell *shell, struct buf *ret)
{
    const struct stack *stack = shell_stack(shell);
    for (int i = 0; i < stack->shown; i++) {
        if (i > 0)
            buf_add(ret, " > ");
        stack->slots[i].view->class->title(stack->slots[i].view, ret);
    }
}

/* What one must not overlook: another day, a book that cannot be written, work. */
static enum paint add_banner(struct shell *shell, struct buf *ret)
{
    char day[DATE_TEXT_SIZE];
    if (shell->app == NULL)
        return PAINT_FAINT;
    if (shell_is_travelling(shell)) {
        buf_addf(ret, _(" As of %s, t returns "), date_print(app_day(shell->app), day));
        return PAINT_BANNER;
    }
    if (job_words(shell, ret))
        return PAINT_BANNER;
    if (app_is_demo(shell->app)) {
        buf_addf(ret, _(" Demo book, %s "), date_print(app_day(shell->app), day));
        return PAINT_BANNER;
    }
    if (app_notice(shell->app)[0] != '\0') {
        buf_addf(ret, " %s ", app_notice(shell->app));
        return PAINT_BANNER;
    }
    buf_add(ret, date_print(app_day(shell->app), day));
    return PAINT_FAINT;
}

static void draw_place(struct shell *shell, struct canvas *canvas, int row)
{
    struct buf place, banner;
    buf_init(&place);
    buf_init(&banner);
    add_place(shell, &place);
    enum paint paint = add_banner(shell, &banner);
    int width = canvas_width(canvas, banner.text);
    int most = canvas->cols * 2 / 3;
    if (width > most)
        width = most;
    canvas_text(canvas, row, 0, canvas->cols - width - 1, PAINT_TITLE, place.text);
    canvas_text(canvas, row, canvas->cols - width, width, paint, banner.text);
    buf_release(&place);
    buf_release(&banner);
}

/* ---- footer ------------------------------------------------------------------------------------
 */

struct hint {
    enum action action;
    bool off;
    char key[KEY_NAME_SIZE];
    int width; /* with two blanks after it */
};
enum { HINTS_MAX = 32 };

static void add_hint(struct shell *shell, const struct canvas *canvas, enum action action,
                     struct hint *ret)
{
    struct buf why;
    buf_init(&why);
    ret->action = action;
    ret->off = shell_refuses(shell, action, &why);
    action_key(action, ret->key);
    ret->width = canvas_width(canvas, ret->key) + 1 +
                 canvas_width(canvas, _(action_info(action)->label)) + 2;
    buf_release(&why);
}

static int draw_hint(struct canvas *canvas, int row, int col, const struct hint *hint)
{
    enum paint word = hint->off ? PAINT_OFF : PAINT_TEXT;
    int room = canvas->cols - col;
    int used = canvas_text(canvas, row, col, room, hint->off ? PAINT_OFF : PAINT_KEY, hint->key);
    used += 1;
    return used + canvas_text(canvas, row, col + used, room - used, word,
                              _(action_info(hint->action)->label));
}

/* Help and the way out stand at the end and always stay; of the others the last
 * go first. */
static void draw_footer(struct shell *shell, struct canvas *canvas, int row)
{
    static const enum action common[] = {ACT_EXPLAIN, ACT_UNDO, ACT_TRAVEL, ACT_PALETTE};
    struct view *view = shell_top(shell);
    struct hint hints[HINTS_MAX], fixed[2];
    bool overlay = view->class->overlay;
    int count = 0, at = 0;
    for (const enum action *own = view->class->actions; own != NULL && *own != ACT_NONE; own++) {
        if (count < HINTS_MAX)
            add_hint(shell, canvas, *own, &hints[count++]);
    }
    for (size_t i = 0; !overlay && i < sizeof(common) / sizeof(common[0]); i++) {
        bool own = view_offers(view, common[i]);
        bool useless = common[i] == ACT_EXPLAIN && view->class->figure == NULL;
        if (count < HINTS_MAX && !own && !useless && shell->app != NULL)
            add_hint(shell, canvas, common[i], &hints[count++]);
    }
    add_hint(shell, canvas, ACT_HELP, &fixed[0]);
    add_hint(shell, canvas, overlay || shell_stack(shell)->shown > 1 ? ACT_BACK : ACT_QUIT,
             &fixed[1]);
    int room = canvas->cols - fixed[0].width - fixed[1].width + 2;
    for (int i = 0; i < count && at + hints[i].width <= room; i++) {
        (void)draw_hint(canvas, row, at, &hints[i]);
        at += hints[i].width;
    }
    for (int i = 0; i < 2; i++) {
        (void)draw_hint(canvas, row, at, &fixed[i]);
        at += fixed[i].width;
    }
}

/* ---- all ---------------------------------------------------------------------------------------
 */

static void draw_said(const struct shell *shell, struct canvas *canvas, int row)
{
    if (shell->said[0] == '\0')
        return;
    canvas_fill(canvas, (struct area){row, 0, 1, canvas->cols}, PAINT_BANNER);
    canvas_text(canvas, row, 1, canvas->cols - 2, PAINT_BANNER, shell->said);
}

/* Too small for a view: one line of text. */
static void draw_line(struct shell *shell, struct canvas *canvas)
{
    struct buf place;
    buf_init(&place);
    add_place(shell, &place);
    canvas_text(canvas, 0, 0, canvas->cols, PAINT_TEXT,
                shell->said[0] != '\0' ? shell->said : place.text);
    buf_release(&place);
}

void shell_draw(struct shell *shell, struct canvas *canvas)
{
    struct stack *stack = shell_stack(shell);
    canvas_clear(canvas);
    shell_refresh(shell);
    if (stack->shown == 0)
        return;
    if (canvas->rows < LEAST_ROWS || canvas->cols < LEAST_COLS) {
        draw_line(shell, canvas);
        return;
    }
    bool with_tabs = canvas->rows >= ROWS_WITH_TABS && shell->screen > 0;
    int top = with_tabs ? 2 : 1;
    shell->body = (struct area){top, 0, canvas->rows - top - 1, canvas->cols};
    struct view *view = stack->slots[stack->shown - 1].view;
    view->class->draw(view, canvas, shell->body);
    if (with_tabs)
        draw_tabs(shell, canvas);
    draw_place(shell, canvas, top - 1);
    for (int i = 0; i < shell->overlay_count; i++)
        shell->overlays[i].view->class->draw(shell->overlays[i].view, canvas, shell->body);
    if (shell->body.rows > 1)
        draw_said(shell, canvas, canvas->rows - 2);
    draw_footer(shell, canvas, canvas->rows - 1);
    if (shell->body.rows <= 1)
        draw_said(shell, canvas, canvas->rows - 1);
}

void shell_title(struct shell *shell, struct buf *ret)
{
    add_place(shell, ret);
    buf_add(ret, " - Coffer");
}
