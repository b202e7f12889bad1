/* SPDX-License-Identifier: MIT */
#include "ui/screens/claim_wizard.h"

#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "ui/parts/box.h"
#include "ui/parts/prose.h"
#include "ui/screens/wizarding.h"
#include "ui/shell.h"

void wizard_say(struct wizard *wizard, const char *sentence)
{
    buf_clear(&wizard->said);
    buf_add(&wizard->said, sentence);
}

static struct list *list_of(struct wizard *wizard)
{
    return wizard->step == STEP_FUND ? &wizard->funds : &wizard->works;
}

/* ---- steps
 * ---------------------------------------------------------------------------------------- */

void wizard_go(struct wizard *wizard, enum wizard_step step)
{
    wizard->step = step;
    wizard_draft_keep(wizard);
    if (step == STEP_FORM)
        wizard_form_open(wizard);
}

/* From the funds on, with the selected one. */
static void take_fund(struct wizard *wizard)
{
    const struct fund_row *fund = wizard_fund_here(wizard);
    struct err err;
    err_init(&err);
    if (fund == NULL || !wizard_fund_choose(wizard, fund))
        return;
    if (wizard_works_load(wizard, &err) == RC_OK)
        wizard_go(wizard, STEP_ACTIVITY);
    else
        shell_failed(wizard->view.shell, &err);
}

static void take_activity(struct wizard *wizard)
{
    const struct wizard_work *work = wizard_work_here(wizard);
    char *code = work != NULL ? strdup(work->code) : NULL;
    if (code == NULL)
        return;
    free(wizard->activity);
    wizard->activity = code;
    wizard_go(wizard, STEP_FORM);
}

static void go_on(struct wizard *wizard)
{
    if (wizard->step == STEP_FUND)
        take_fund(wizard);
    else
        take_activity(wizard);
}

/* False: the wizard is gone. */
static bool go_back(struct wizard *wizard)
{
    if (list_act(list_of(wizard), ACT_BACK)) /* the filter first */
        return true;
    if (wizard->step == STEP_ACTIVITY) {
        wizard->step = STEP_FUND;
        return true;
    }
    shell_close(wizard->view.shell, &wizard->view);
    return false;
}

/* ---- the offer
 * ------------------------------------------------------------------------------------- */

/* The offer stands before everything else. The wizard may be gone. */
static void answer(struct wizard *wizard, const struct key *key)
{
    if (key->code == K_ENTER) {
        wizard_draft_take(wizard);
    } else if (key->code == K_DELETE) {
        wizard_draft_forget(wizard);
        wizard->step = wizard->begin;
    } else if (key->code == K_ESC) { /* it is offered again the next time */
        shell_close(wizard->view.shell, &wizard->view);
    }
}

/* ---- the view
 * --------------------------------------------------------------------------------------- */

static void wizard_close(struct view *view)
{
    struct wizard *wizard = (struct wizard *)view;
    draft_close(wizard->draft);
    wizard_works_release(wizard);
    wizard_funds_release(wizard);
    buf_release(&wizard->said);
    buf_release(&wizard->offer);
    buf_release(&wizard->offer_keys);
    free(wizard);
}

static enum rc wizard_recalc(struct view *view, struct err *err)
{
    struct wizard *wizard = (struct wizard *)view;
    enum rc rc = wizard_funds_load(wizard, err);
    return rc == RC_OK && wizard->fund.program != NULL ? wizard_works_load(wizard, err) : rc;
}

static void wizard_title(const struct view *view, struct buf *ret)
{
    const struct wizard *wizard = (const struct wizard *)view;
    buf_add(ret, wizard->step == STEP_OFFER || wizard->step == STEP_FORM ? _("New claim")
                 : wizard->step == STEP_FUND ? _("New claim, 1 of 3: fund")
                                             : _("New claim, 2 of 3: activity"));
}

/* What was chosen, above the activities. */
static int draw_chosen(const struct wizard *wizard, struct canvas *canvas, struct area area)
{
    enum { CHOSEN_FROM = 6 };
    char period[PERIOD_TEXT_SIZE];
    struct buf text;
    if (wizard->step != STEP_ACTIVITY || area.rows < CHOSEN_FROM)
        return 0;
    buf_init(&text);
    buf_addf(&text, _("%s, %s, %s, %s"), wizard->fund.program,
             names_location(&wizard->names, wizard->fund.location),
             period_print(wizard->fund.period, period), wizard->fund.currency.code);
    (void)canvas_fields(canvas, area.row, area.col, area.cols, PAINT_FAINT, text.text);
    buf_release(&text);
    return 1;
}

static void draw_step(struct wizard *wizard, struct canvas *canvas, struct area area)
{
    int top = draw_chosen(wizard, canvas, area);
    int said =
        wizard->said.length > 0 && area.rows > 2 ? prose_lines(wizard->said.text, area.cols) : 0;
    said = said > area.rows / 2 ? area.rows / 2 : said;
    struct area words = {area.row + area.rows - said, area.col, said, area.cols};
    struct area list = {area.row + top, area.col, area.rows - top - said, area.cols};
    if (said > 0)
        (void)prose_draw(canvas, words, PAINT_WARN, wizard->said.text);
    if (wizard->step == STEP_FUND)
        wizard_funds_draw(wizard, canvas, list);
    else
        wizard_works_draw(wizard, canvas, list);
}

/* Where there is no room for what was begun, its age with the keys; else the keys. */
static void draw_offer(const struct wizard *wizard, struct canvas *canvas, struct area area)
{
    const char *text = wizard->offer.text, *age = strchr(text, '\n');
    if (prose_lines(text, area.cols) > area.rows && age != NULL)
        text = age + 1;
    if (prose_lines(text, area.cols) > area.rows)
        text = wizard->offer_keys.text;
    (void)prose_draw(canvas, area, PAINT_TEXT, text);
}

static void wizard_draw(struct view *view, struct canvas *canvas, struct area area)
{
    enum { BOX_COLS = 124, OFFER_COLS = 60, OFFER_ROWS = 6 };
    struct wizard *wizard = (struct wizard *)view;
    bool offers = wizard->step == STEP_OFFER;
    struct buf title;
    if (wizard->step == STEP_FORM) /* which stands in its place */
        return;
    buf_init(&title);
    wizard_title(view, &title);
    struct area in = box_draw(canvas, area, title.text, offers ? OFFER_ROWS : area.rows,
                              offers ? OFFER_COLS : BOX_COLS);
    buf_release(&title);
    if (in.rows < 1 || in.cols < 1)
        return;
    canvas_focus(canvas, in.row, in.col);
    if (offers)
        draw_offer(wizard, canvas, in);
    else
        draw_step(wizard, canvas, in);
}

static bool wizard_refuses(struct view *view, enum action action, struct buf *ret_why)
{
    const struct wizard *wizard = (const struct wizard *)view;
    const struct fund_row *fund = wizard_fund_here(wizard);
    return action == ACT_OPEN && wizard->step == STEP_FUND && fund != NULL &&
           wizard_fund_refuses(fund, shell_day(view->shell), ret_why);
}

static bool wizard_act(struct view *view, enum action action)
{
    struct wizard *wizard = (struct wizard *)view;
    bool reads = wizard->step == STEP_ACTIVITY;
    switch ((int)action) {
    case ACT_OPEN:
        go_on(wizard);
        return true;
    case ACT_BACK:
        (void)go_back(wizard);
        return true;
    case ACT_LEFT:
    case ACT_RIGHT:
        if (!reads)
            return list_act(&wizard->funds, action);
        wizard_works_scroll(wizard, action == ACT_RIGHT ? wizard->text_rows / 2 + 1
                                                        : -(wizard->text_rows / 2 + 1));
        return true;
    default:
        return list_act(list_of(wizard), action);
    }
}

static bool wizard_key(struct view *view, const struct key *key)
{
    struct wizard *wizard = (struct wizard *)view;
    bool for_shell = key_is(key, "Ctrl-L") || key_is(key, "Ctrl-Z") || key_is(key, "Ctrl-C") ||
                     key_is(key, "F1");
    if (for_shell)
        return false;
    if (wizard->step == STEP_OFFER) {
        answer(wizard, key);
        return true;
    }
    buf_clear(&wizard->said);
    return list_key(list_of(wizard), key);
}

static const char *const *wizard_typing(const struct view *view)
{
    static const char *const offer[] = {"Enter", N_("take it"), "Del", N_("throw it away"), NULL};
    static const char *const funds[] = {"Enter", N_("next step"), "/", N_("filter"), NULL};
    static const char *const works[] = {"Enter", N_("next step"), "/", N_("filter"),
                                        "Right", N_("read on"),   NULL};
    const struct wizard *wizard = (const struct wizard *)view;
    const struct list *list = wizard->step == STEP_FUND ? &wizard->funds : &wizard->works;
    if (wizard->step == STEP_OFFER)
        return offer;
    if (list_typing(list) != NULL)
        return list_typing(list);
    return wizard->step == STEP_FUND ? funds : works;
}

static bool wizard_paste(struct view *view, const char *bytes, size_t length, bool more)
{
    struct wizard *wizard = (struct wizard *)view;
    (void)more;
    return wizard->step != STEP_OFFER && list_paste(list_of(wizard), bytes, length);
}

static void wizard_mouse(struct view *view, const struct event *event)
{
    struct wizard *wizard = (struct wizard *)view;
    const struct area *text = &wizard->works.drawn;
    bool wheel = event->mouse.kind == MOUSE_WHEEL_UP || event->mouse.kind == MOUSE_WHEEL_DOWN;
    bool beside =
        event->mouse.col >= text->col + text->cols || event->mouse.row >= text->row + text->rows;
    if (wizard->step == STEP_OFFER)
        return;
    if (wizard->step == STEP_ACTIVITY && wheel && beside)
        wizard_works_scroll(wizard, event->mouse.kind == MOUSE_WHEEL_DOWN ? 1 : -1);
    else if (list_mouse(list_of(wizard), event))
        shell_act(view->shell, ACT_OPEN);
}

static bool wizard_has_row(const struct view *view)
{
    const struct wizard *wizard = (const struct wizard *)view;
    return wizard->step == STEP_FUND ? wizard_fund_here(wizard) != NULL
                                     : wizard_work_here(wizard) != NULL;
}

static const enum action wizard_actions[] = {ACT_OPEN, ACT_FILTER, ACT_NONE};

static const struct view_class wizard_class = {
    .name = "new-claim",
    .actions = wizard_actions,
    .overlay = true,
    .close = wizard_close,
    .recalc = wizard_recalc,
    .draw = wizard_draw,
    .title = wizard_title,
    .refuses = wizard_refuses,
    .act = wizard_act,
    .key = wizard_key,
    .typing = wizard_typing,
    .paste = wizard_paste,
    .mouse = wizard_mouse,
    .has_row = wizard_has_row,
};

/* ---- opening
 * ----------------------------------------------------------------------------------------- */

static struct wizard *wizard_new(struct shell *shell)
{
    struct wizard *wizard = calloc(1, sizeof(*wizard));
    if (wizard == NULL)
        return NULL;
    wizard->view = (struct view){&wizard_class, shell};
    wizard->step = wizard->begin = STEP_FUND;
    buf_init(&wizard->said);
    buf_init(&wizard->offer);
    buf_init(&wizard->offer_keys);
    wizard_funds_init(wizard);
    wizard_works_init(wizard);
    return wizard;
}

/* The fund that one comes from is taken where it is only one, and takes claims. */
static void begin_at(struct wizard *wizard, const char *program, const char *location,
                     const struct period *period)
{
    struct err ignored;
    struct buf why;
    err_init(&ignored);
    buf_init(&why);
    if (program != NULL && location != NULL && period != NULL &&
        wizard_fund_select(wizard, program, location, *period, NULL) == 1) {
        const struct fund_row *fund = wizard_fund_here(wizard);
        if (!wizard_fund_refuses(fund, shell_day(wizard->view.shell), &why) &&
            wizard_fund_choose(wizard, fund) && wizard_works_load(wizard, &ignored) == RC_OK)
            wizard->step = wizard->begin = STEP_ACTIVITY;
    }
    buf_release(&why);
}

void claim_new_begin(struct shell *shell, const char *program, const char *location,
                     const struct period *period)
{
    struct wizard *wizard = wizard_new(shell);
    struct err err;
    err_init(&err);
    if (wizard == NULL) {
        shell_push(shell, NULL);
    } else if (wizard_funds_load(wizard, &err) != RC_OK) {
        wizard_close(&wizard->view);
        shell_failed(shell, &err);
    } else {
        begin_at(wizard, program, location, period);
        wizard_draft_open(wizard);
        shell_push(shell, &wizard->view);
    }
}
