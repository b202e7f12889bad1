/* SPDX-License-Identifier: MIT */
/* The second step: what was done, with what the catalogue asks of it. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app/activities.h"
#include "app/claim_try.h"
#include "base/words.h"
#include "ui/parts/prose.h"
#include "ui/screens/wizarding.h"

/* ---- cells --------------------------------------------------------------------------------------
 */

enum column { CODE, NAME, GROUP, COLUMNS };
static const struct grid_column columns[COLUMNS] = {
    [CODE] = {"code", N_("Code"), GRID_WORD, 0, 0, 0, false},
    [NAME] = {"name", N_("Activity"), GRID_TEXT, 0, 12, 0, false},
    [GROUP] = {"group", N_("Group"), GRID_TEXT, 9, 18, 18, false},
};

static void fill(void *context, size_t row, int column, struct grid_cell *cell)
{
    const struct wizard *wizard = context;
    const struct wizard_work *work = &wizard->items[row];
    cell->text = column == CODE ? work->code : column == NAME ? work->name : work->group;
    if (column == GROUP)
        cell->paint = PAINT_FAINT;
}

void wizard_works_init(struct wizard *wizard)
{
    list_init(&wizard->works, columns, COLUMNS, fill, NULL, wizard);
    wizard->cap_of = SIZE_MAX;
    buf_init(&wizard->cap);
}

static void items_free(struct wizard_work *items, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        free(items[i].code);
        free(items[i].group);
        free(items[i].name);
        free(items[i].asks);
    }
    free(items);
}

void wizard_works_release(struct wizard *wizard)
{
    items_free(wizard->items, wizard->item_count);
    list_release(&wizard->works);
    buf_release(&wizard->cap);
    free(wizard->activity);
}

/* ---- data
 * ---------------------------------------------------------------------------------------- */

/* What an activity asks, kind by kind. Caps are told with what they leave. */
struct gathering {
    struct wizard_work *items;
    size_t count;
    struct buf asks[REQUIREMENT_KINDS]; /* of the last one */
};

static const char *const heads[REQUIREMENT_KINDS] = {
    [REQUIRE_PROOF] = N_("What proves it"),
    [REQUIRE_METRIC] = N_("Numbers to report"),
    [REQUIRE_PRE_APPROVAL] = N_("Needs a pre-approval"),
    [REQUIRE_EXPENSE] = N_("What may be claimed"),
};
static const enum requirement_kind order_of_heads[] = {REQUIRE_PRE_APPROVAL, REQUIRE_PROOF,
                                                       REQUIRE_METRIC, REQUIRE_EXPENSE};

/* The texts of the last activity become its paragraphs. */
static enum rc finish(struct gathering *gathering, struct err *err)
{
    struct buf text;
    buf_init(&text);
    for (size_t i = 0; i < sizeof(order_of_heads) / sizeof(order_of_heads[0]); i++) {
        struct buf *asks = &gathering->asks[order_of_heads[i]];
        if (asks->length > 0)
            buf_addf(&text, "%s:\n%s", _(heads[order_of_heads[i]]), asks->text);
        buf_clear(asks);
    }
    enum rc rc = buf_check(&text, err);
    if (rc == RC_OK && gathering->count > 0) {
        struct wizard_work *work = &gathering->items[gathering->count - 1];
        work->asks = strdup(text.text);
        rc = work->asks == NULL ? err_memory(err) : RC_OK;
    }
    buf_release(&text);
    return rc;
}

static enum rc add_work(struct gathering *gathering, const struct activity *activity,
                        struct err *err)
{
    enum rc rc = gathering->count > 0 ? finish(gathering, err) : RC_OK;
    struct wizard_work *items =
        rc == RC_OK ? reallocarray(gathering->items, gathering->count + 1, sizeof(*items)) : NULL;
    if (items == NULL)
        return rc == RC_OK ? err_memory(err) : rc;
    gathering->items = items;
    struct wizard_work *work = &items[gathering->count++];
    *work = (struct wizard_work){strdup(activity->code), strdup(activity->group),
                                 strdup(activity->name), NULL};
    return work->code == NULL || work->group == NULL || work->name == NULL ? err_memory(err)
                                                                           : RC_OK;
}

static enum rc take_line(void *context, const struct activity_line *line, struct err *err)
{
    struct gathering *gathering = context;
    const struct wizard_work *last =
        gathering->count > 0 ? &gathering->items[gathering->count - 1] : NULL;
    if (last == NULL || strcmp(last->code, line->activity->code) != 0) {
        enum rc rc = add_work(gathering, line->activity, err);
        if (rc != RC_OK)
            return rc;
    }
    struct buf *asks = &gathering->asks[line->requirement->kind];
    if (line->choices > 1) /* the group's name says nothing to people */
        buf_addf(asks, _("- %s (one of these %zu is enough)\n"), line->requirement->text,
                 line->choices);
    else if (line->requirement->kind != REQUIRE_CAP)
        buf_addf(asks, "- %s\n", line->choices == 1 ? line->requirement->text : line->text);
    return RC_OK;
}

enum rc wizard_works_load(struct wizard *wizard, struct err *err)
{
    struct gathering gathering = {.count = 0};
    size_t here = list_row(&wizard->works);
    char *code = here != SIZE_MAX ? strdup(wizard->items[here].code) : NULL;
    for (int i = 0; i < REQUIREMENT_KINDS; i++)
        buf_init(&gathering.asks[i]);
    enum rc rc = app_activity_list(shell_app(wizard->view.shell), wizard->fund.program, take_line,
                                   &gathering, err);
    if (rc == RC_OK)
        rc = finish(&gathering, err);
    for (int i = 0; i < REQUIREMENT_KINDS; i++)
        buf_release(&gathering.asks[i]);
    if (rc == RC_OK) {
        items_free(wizard->items, wizard->item_count);
        wizard->items = gathering.items;
        wizard->item_count = gathering.count;
        wizard->cap_of = SIZE_MAX;
        wizard->scrolled = 0;
        list_refill(&wizard->works, gathering.count);
        if (code != NULL)
            wizard_work_select(wizard, code);
    } else {
        items_free(gathering.items, gathering.count);
    }
    free(code);
    return rc;
}

const struct wizard_work *wizard_work_here(const struct wizard *wizard)
{
    size_t row = list_row(&wizard->works);
    return row != SIZE_MAX ? &wizard->items[row] : NULL;
}

const struct wizard_work *wizard_work_find(const struct wizard *wizard, const char *code)
{
    for (size_t i = 0; i < wizard->item_count; i++)
        if (strcmp(wizard->items[i].code, code) == 0)
            return &wizard->items[i];
    return NULL;
}

void wizard_work_select(struct wizard *wizard, const char *code)
{
    const struct wizard_work *work = wizard_work_find(wizard, code);
    if (work != NULL)
        list_select(&wizard->works, (size_t)(work - wizard->items));
}

/* ---- caps
 * ---------------------------------------------------------------------------------------- */

static void add_cap(const struct claim_cap *cap, struct buf *ret)
{
    char limit[MONEY_TEXT_SIZE], left[MONEY_TEXT_SIZE];
    const struct cap_room *room = &cap->room;
    buf_addf(ret, "- %s\n", cap->requirement->text);
    if (!cap->has_room)
        return;
    (void)money_print(room->limit, room->currency, limit);
    (void)money_print(room->left, room->currency, left);
    buf_addf(ret,
             room->left.micros > 0 ? _("  %s %s in this fund, of which %s are left\n")
                                   : _("  %s %s in this fund, of which nothing is left\n"),
             room->currency.code, limit, left);
}

/* Asked once for each activity that the cursor comes to. */
static const char *caps_of(struct wizard *wizard, size_t item)
{
    const struct wizard_fund *fund = &wizard->fund;
    char period[PERIOD_TEXT_SIZE];
    const struct claim_ref none = {.id = NULL};
    const struct claim_form form = {.program = fund->program,
                                    .location = fund->location,
                                    .period = period_print(fund->period, period),
                                    .currency = fund->currency.code,
                                    .activity = wizard->items[item].code};
    struct claim_trial trial;
    struct err ignored;
    if (wizard->cap_of == item)
        return wizard->cap.text;
    err_init(&ignored);
    wizard->cap_of = item;
    buf_clear(&wizard->cap);
    if (app_claim_try(shell_app(wizard->view.shell), &none, &form, &trial, &ignored) != RC_OK)
        return "";
    if (trial.room.cap_count > 0)
        buf_addf(&wizard->cap, "%s:\n", _("Cap"));
    for (size_t i = 0; i < trial.room.cap_count; i++)
        add_cap(&trial.room.caps[i], &wizard->cap);
    claim_trial_release(&trial);
    return wizard->cap.text;
}

/* ---- drawing
 * --------------------------------------------------------------------------------------- */

void wizard_works_scroll(struct wizard *wizard, int lines)
{
    int most = wizard->text_lines - wizard->text_rows;
    wizard->scrolled += lines;
    if (wizard->scrolled > most)
        wizard->scrolled = most;
    if (wizard->scrolled < 0)
        wizard->scrolled = 0;
}

static void draw_text(struct wizard *wizard, struct canvas *canvas, struct area area)
{
    size_t row = list_row(&wizard->works);
    struct buf text;
    if (row == SIZE_MAX || area.rows < 1 || area.cols < 8)
        return;
    const struct wizard_work *work = &wizard->items[row];
    if (wizard->cap_of != row)
        wizard->scrolled = 0;
    buf_init(&text);
    buf_addf(&text, "%s \xc2\xb7 %s\n%s%s", work->name, work->group, caps_of(wizard, row),
             work->asks);
    struct area inner = area;
    inner.cols--; /* for the marks */
    wizard->text_lines = prose_lines(text.text, inner.cols);
    wizard->text_rows = inner.rows;
    wizard_works_scroll(wizard, 0);
    prose_scroll(canvas, inner, PAINT_TEXT, text.text, wizard->scrolled);
    int edge = area.col + area.cols - 1;
    if (wizard->scrolled > 0)
        canvas_sign(canvas, area.row, edge, 1, PAINT_FRAME, SIGN_UP);
    if (wizard->scrolled + inner.rows < wizard->text_lines)
        canvas_sign(canvas, area.row + area.rows - 1, edge, 1, PAINT_FRAME, SIGN_DOWN);
    buf_release(&text);
}

/* Beside the list where it is wide enough, else below it, else not at all. */
void wizard_works_draw(struct wizard *wizard, struct canvas *canvas, struct area area)
{
    enum { BESIDE_COLS = 66, BELOW_ROWS = 6, LIST_COLS = 34, LIST_WIDE = 58, WIDE_FROM = 110 };
    struct area list = area, text = area;
    if (area.cols >= BESIDE_COLS) {
        list.cols = area.cols >= WIDE_FROM ? LIST_WIDE : LIST_COLS;
        text.col += list.cols + 2;
        text.cols -= list.cols + 2;
    } else if (area.rows >= BELOW_ROWS) {
        list.rows = area.rows / 2;
        text.row += list.rows;
        text.rows -= list.rows;
    } else {
        text.rows = 0;
    }
    draw_text(wizard, canvas, text);
    /* Where there is no room for its groups the text beside has it. */
    wizard->works.grid.hidden = list.cols < LIST_WIDE ? 1u << GROUP : 0;
    list_draw(&wizard->works, canvas, list,
              _("The catalogue has no activity for this program: Esc goes back."));
}
