/* SPDX-License-Identifier: MIT */
/*
 * A frame: tabs and place on top, the view, the next deadline, over which a line that
 * was said stands for a while, and the keys that matter here. A low or narrow screen
 * drops parts in this order: the tab line and the deadline, footer hints from the right,
 * the place; the view stays to the last.
 */
#include <stdio.h>
#include <string.h>

#include "app/deadlines.h"
#include "base/words.h"
#include "ui/screens/deadline_words.h"
#include "ui/shell_inside.h"

enum { LEAST_ROWS = 3, LEAST_COLS = 12, ROWS_WITH_TABS = 8, TAB_TEXT = 64 };

static const char *const tabs[SCREENS] = {N_("Dashboard"), N_("Funds"),  N_("Timeline"),
                                          N_("Earnings"),  N_("Claims"), N_("Deadlines"),
                                          N_("Programs"),  N_("Log")};

static bool is_absent(int number)
{
    return number == 3;
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

/* A banner about a day: in full, then shorter and shorter. */
enum { BANNER_WAYS = 3 };

static void add_other_day(const char *day, bool demo, int way, struct buf *ret)
{
    if (way == 0 && demo)
        buf_addf(ret, _(" Demo as of %s, t returns "), day);
    else if (way == 0)
        buf_addf(ret, _(" As of %s, t returns "), day);
    else if (way == 1 && demo)
        buf_addf(ret, _(" Demo as of %s "), day);
    else if (way == 1)
        buf_addf(ret, _(" As of %s "), day);
    else
        buf_addf(ret, " %s ", day);
}

static void add_demo(const char *day, bool locked, int way, struct buf *ret)
{
    if (way == 0)
        buf_addf(ret, locked ? _(" Demo book, read only, %s ") : _(" Demo book, %s "), day);
    else if (way == 1)
        buf_addf(ret, locked ? _(" Demo, locked %s ") : _(" Demo %s "), day);
    else
        buf_add(ret, locked ? _(" Demo, locked ") : _(" Demo "));
}

/* A book that is kept from being changed, or that needs care. */
static void add_notice(const struct app *app, const char *day, int way, struct buf *ret)
{
    if (way == 0)
        buf_addf(ret, " %s, %s ", app_notice(app), day);
    else if (app_is_read_only(app))
        buf_addf(ret, way == 1 ? _(" Read only, %s ") : _(" Locked %s "), day);
    else
        buf_addf(ret, way == 1 ? _(" On a network, %s ") : _(" Net %s "), day);
}

/* What one must not overlook: another day, a book that cannot be written, work. */
static enum paint add_banner(struct shell *shell, int way, struct buf *ret)
{
    char day[DATE_TEXT_SIZE];
    if (shell->app == NULL)
        return PAINT_FAINT;
    (void)date_print(app_day(shell->app), day);
    bool demo = app_is_demo(shell->app);
    if (shell_is_travelling(shell)) {
        add_other_day(day, demo, way, ret);
    } else if (job_words(shell, ret)) {
        return PAINT_BANNER;
    } else if (demo) {
        add_demo(day, app_is_read_only(shell->app), way, ret);
    } else if (app_notice(shell->app)[0] != '\0') {
        add_notice(shell->app, day, way, ret);
    } else {
        buf_add(ret, day);
        return PAINT_FAINT;
    }
    return PAINT_BANNER;
}

static void draw_place(struct shell *shell, struct canvas *canvas, int row)
{
    struct buf place, banner;
    enum paint paint = PAINT_FAINT;
    int most = canvas->cols * 2 / 3, width = 0;
    buf_init(&place);
    buf_init(&banner);
    add_place(shell, &place);
    for (int way = 0; way == 0 || (way < BANNER_WAYS && width > most); way++) {
        buf_clear(&banner);
        paint = add_banner(shell, way, &banner);
        width = canvas_width(canvas, banner.text);
    }
    if (width > most)
        width = most;
    canvas_fields(canvas, row, 0, canvas->cols - width - 1, PAINT_TITLE, place.text);
    canvas_text(canvas, row, canvas->cols - width, width, paint, banner.text);
    buf_release(&place);
    buf_release(&banner);
}

/* ---- footer ------------------------------------------------------------------------------------
 */

struct hint {
    const char *label; /* looked up */
    bool off;
    char key[KEY_NAME_SIZE];
    int width; /* with two blanks after it */
};
enum { HINTS_MAX = 32 };

struct hints {
    struct hint of[HINTS_MAX];
    int count;
};

static void add_hint(struct hints *hints, const struct canvas *canvas, const char *key,
                     const char *label, bool off)
{
    if (hints->count == HINTS_MAX)
        return;
    struct hint *hint = &hints->of[hints->count++];
    hint->label = _(label);
    hint->off = off;
    (void)snprintf(hint->key, sizeof(hint->key), "%s", key);
    hint->width = canvas_width(canvas, key) + 1 + canvas_width(canvas, hint->label) + 2;
}

static void add_action(struct hints *hints, struct shell *shell, const struct canvas *canvas,
                       enum action action)
{
    char key[KEY_NAME_SIZE];
    struct buf why;
    buf_init(&why);
    bool off = shell_refuses(shell, action, &why);
    const char *opens = shell_top(shell)->class->opens;
    const char *label = action == ACT_OPEN && opens != NULL ? opens : action_info(action)->label;
    add_hint(hints, canvas, action_key(action, key), label, off);
    buf_release(&why);
}

static void add_actions(struct hints *hints, struct shell *shell, const struct canvas *canvas)
{
    static const enum action common[] = {ACT_EXPLAIN, ACT_UNDO, ACT_TRAVEL, ACT_PALETTE};
    struct view *view = shell_top(shell);
    for (const enum action *own = view->class->actions; own != NULL && *own != ACT_NONE; own++)
        add_action(hints, shell, canvas, *own);
    for (size_t i = 0; !view->class->overlay && i < sizeof(common) / sizeof(common[0]); i++) {
        bool own = view_offers(view, common[i]);
        bool useless = common[i] == ACT_EXPLAIN && view->class->figure == NULL;
        if (!own && !useless && shell->app != NULL)
            add_action(hints, shell, canvas, common[i]);
    }
}

/* Help by the key that is no character, while characters are text. */
static void add_way_out(struct hints *hints, struct shell *shell, const struct canvas *canvas,
                        bool typing)
{
    bool overlay = shell_top(shell)->class->overlay;
    const char *last = strrchr(action_info(ACT_HELP)->keys, ' ');
    if (typing && last != NULL)
        add_hint(hints, canvas, last + 1, action_info(ACT_HELP)->label, false);
    else
        add_action(hints, shell, canvas, ACT_HELP);
    if (overlay || (!typing && shell_stack(shell)->shown > 1))
        add_action(hints, shell, canvas, ACT_BACK);
    else if (!typing)
        add_action(hints, shell, canvas, ACT_QUIT);
}

static int draw_hint(struct canvas *canvas, int row, int col, const struct hint *hint)
{
    enum paint word = hint->off ? PAINT_OFF : PAINT_TEXT;
    int room = canvas->cols - col;
    int used = canvas_text(canvas, row, col, room, hint->off ? PAINT_OFF : PAINT_KEY, hint->key);
    used += 1;
    (void)canvas_text(canvas, row, col + used, room - used, word, hint->label);
    return hint->width;
}

/* Help and the way out stand at the end and always stay; of the others the last
 * go first. */
static void draw_footer(struct shell *shell, struct canvas *canvas, int row)
{
    struct view *view = shell_top(shell);
    const char *const *typing = view->class->typing != NULL ? view->class->typing(view) : NULL;
    struct hints hints = {.count = 0}, fixed = {.count = 0};
    int at = 0, room = canvas->cols + 2;
    for (const char *const *word = typing; word != NULL && *word != NULL; word += 2)
        add_hint(&hints, canvas, word[0], word[1], false);
    if (typing == NULL)
        add_actions(&hints, shell, canvas);
    add_way_out(&fixed, shell, canvas, typing != NULL);
    for (int i = 0; i < fixed.count; i++)
        room -= fixed.of[i].width;
    for (int i = 0; i < hints.count && at + hints.of[i].width <= room; i++)
        at += draw_hint(canvas, row, at, &hints.of[i]);
    for (int i = 0; i < fixed.count; i++)
        at += draw_hint(canvas, row, at, &fixed.of[i]);
}

/* ---- the next deadline -------------------------------------------------------------------------
 */

/* False: nothing is due, or it cannot be told now. A screen without a book has none, and
 * one that is low keeps its lines for what one looks at. */
static bool find_next(struct shell *shell, const struct canvas *canvas, struct next_deadline *ret)
{
    struct err ignored;
    err_init(&ignored);
    return canvas->rows >= ROWS_WITH_TABS && shell->app != NULL &&
           app_next_deadline(shell->app, ret, &ignored) == RC_OK &&
           (ret->deadline != NULL || ret->overdue > 0);
}

/* "3 overdue · next: 31 days", then shorter and shorter. */
enum { LEFT_WAYS = 3 };

static void add_left(const struct next_deadline *next, int way, struct buf *ret)
{
    char days[DEADLINE_LEFT_SIZE];
    if (next->deadline == NULL) {
        buf_addf(ret, _("%zu overdue"), next->overdue);
        return;
    }
    if (way == 0)
        (void)deadline_left(next->deadline->days_left, days);
    else
        (void)deadline_left_brief(next->deadline->days_left, days);
    if (next->overdue > 0 && way == 0)
        buf_addf(ret, _("%zu overdue · next: %s"), next->overdue, days);
    else if (next->overdue > 0)
        buf_addf(ret, way == 1 ? _("%zu overdue · %s") : _("%zu late %s"), next->overdue, days);
    else
        buf_addf(ret, way == 0 ? _("Next: %s") : "%s", days);
}

/* What it is and whose, as much of it as fits. */
static void draw_whose(const struct next_deadline *next, struct canvas *canvas, struct area line)
{
    const struct deadline *deadline = next->deadline;
    struct buf words;
    buf_init(&words);
    bool brief = canvas_width(canvas, deadline_label(deadline)) > line.cols;
    buf_addf(&words, "%s: ", brief ? deadline_label_brief(deadline) : deadline_label(deadline));
    if (deadline->title[0] != '\0')
        buf_addf(&words, "%s, ", deadline->title);
    buf_add(&words, deadline->program);
    if (next->others > 0)
        buf_addf(&words, _(", %zu more that day"), next->others);
    (void)canvas_fields(canvas, line.row, line.col, line.cols, PAINT_TEXT, words.text);
    buf_release(&words);
}

static void draw_next(const struct next_deadline *next, struct canvas *canvas, int row)
{
    enum { LEAST_WORDS = 10 };
    const struct deadline *deadline = next->deadline;
    char digits[MONEY_TEXT_SIZE] = "";
    struct figure figure;
    struct buf left;
    int money = 0, at = 0, way = 0;
    buf_init(&left);
    if (deadline != NULL && deadline_figure(deadline, &figure))
        money = (int)strlen(money_print(figure.amount, figure.currency, digits)) + 3 +
                (int)strlen(figure.currency.code);
    for (; way < LEFT_WAYS; way++) {
        buf_clear(&left);
        add_left(next, way, &left);
        if (canvas_width(canvas, left.text) + money < canvas->cols)
            break;
    }
    enum paint paint = deadline == NULL || next->overdue > 0 ? PAINT_BAD : deadline_paint(deadline);
    at = canvas_text(canvas, row, 0, canvas->cols - money, paint, left.text) + 2;
    buf_release(&left);
    if (deadline == NULL)
        return;
    int width = (int)strlen(digits);
    canvas_figure(canvas, row, at, width, width - (int)strcspn(digits, "."), PAINT_TEXT, &figure);
    at += width + 1;
    at += canvas_text(canvas, row, at, canvas->cols - at, PAINT_TEXT, figure.currency.code) + 2;
    if (canvas->cols - at >= LEAST_WORDS)
        draw_whose(next, canvas, (struct area){row, at, 1, canvas->cols - at});
}

/* ---- all ---------------------------------------------------------------------------------------
 */

void shell_draw_waiting(const struct shell *shell, struct canvas *canvas)
{
    shell_draw_said(shell, canvas, canvas->rows > 2 ? canvas->rows - 2 : canvas->rows - 1, 1);
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
    struct next_deadline next;
    bool with_next = find_next(shell, canvas, &next);
    shell->body = (struct area){top, 0, canvas->rows - top - 1 - with_next, canvas->cols};
    struct view *view = stack->slots[stack->shown - 1].view;
    view->class->draw(view, canvas, shell->body);
    if (with_next && shell->overlay_count > 0)
        shell->body.rows++; /* a box may want every line */
    else if (with_next)
        draw_next(&next, canvas, canvas->rows - 2);
    if (with_tabs)
        draw_tabs(shell, canvas);
    draw_place(shell, canvas, top - 1);
    for (int i = 0; i < shell->overlay_count; i++)
        shell->overlays[i].view->class->draw(shell->overlays[i].view, canvas, shell->body);
    if (shell->body.rows > 1)
        shell_draw_said(shell, canvas, canvas->rows - 2, shell->body.rows);
    draw_footer(shell, canvas, canvas->rows - 1);
    if (shell->body.rows <= 1)
        shell_draw_said(shell, canvas, canvas->rows - 1, 1);
}

void shell_draw_opening(struct canvas *canvas)
{
    struct shell shell = {.screen = 1};
    int row = 0;
    canvas_clear(canvas);
    if (canvas->rows >= ROWS_WITH_TABS && canvas->cols >= LEAST_COLS) {
        draw_tabs(&shell, canvas);
        row = 2;
    }
    (void)canvas_text(canvas, row, 0, canvas->cols, PAINT_FAINT, _("Reading the book\xe2\x80\xa6"));
    canvas_focus(canvas, row, 0);
}

void shell_title(struct shell *shell, struct buf *ret)
{
    add_place(shell, ret);
    buf_add(ret, " - Coffer");
}
