/* SPDX-License-Identifier: MIT */
#include "ui/screens/claim_head.h"

#include <stdio.h>
#include <string.h>

#include "base/words.h"
#include "ui/parts/chart.h"
#include "ui/screens/claim_rows.h"

/* Words are written from the left; money stands in them with its place known. */
struct pen {
    struct canvas *canvas;
    int row, col, end;
};

static void say(struct pen *pen, enum paint paint, const char *words)
{
    if (pen->col < pen->end)
        pen->col += canvas_text(pen->canvas, pen->row, pen->col, pen->end - pen->col, paint, words);
}

/* Whole, or not at all. */
static void say_money(struct pen *pen, enum paint paint, const struct figure *figure)
{
    char digits[MONEY_TEXT_SIZE];
    int cells = (int)strlen(money_print(figure->amount, figure->currency, digits));
    if (pen->col + cells > pen->end) {
        pen->col = pen->end;
        return;
    }
    canvas_figure(pen->canvas, pen->row, pen->col, cells, 0, paint, figure);
    pen->col += cells;
    say(pen, PAINT_TEXT, " ");
    say(pen, PAINT_TEXT, figure->currency.code);
}

static struct pen line_at(struct canvas *canvas, struct area area, int line)
{
    return (struct pen){canvas, area.row + line, area.col, area.col + area.cols};
}

static struct figure figure_of(const struct claim *claim, const char *name, struct money amount)
{
    return (struct figure){.kind = FIGURE_CLAIM_PART,
                           .amount = amount,
                           .currency = claim->currency,
                           .program = claim->head->program,
                           .location = claim->head->location,
                           .period = claim->head->period,
                           .name = name,
                           .id = claim->head->id};
}

struct figure claim_head_figure(const struct claim *claim)
{
    return figure_of(claim, "amount", claim->amount);
}

/* The title, and the status at the right end; on a narrow line the status alone keeps its
 * room. */
static void draw_name(const struct claim *claim, struct canvas *canvas, struct area line)
{
    const char *status = claim_status_label(claim->status);
    char day[DATE_TEXT_SIZE], since[64];
    int cells = canvas_width(canvas, status), room = line.cols - cells - 2;
    (void)snprintf(since, sizeof(since), _(" since %s"), date_print(claim->status_day, day));
    int more = canvas_width(canvas, since);
    bool dated = room - more >= canvas_width(canvas, claim->title);
    if (dated)
        room -= more;
    if (room > 0)
        (void)canvas_text(canvas, line.row, line.col, room, PAINT_TITLE, claim->title);
    int col = line.col + line.cols - cells - (dated ? more : 0);
    if (col < line.col)
        col = line.col;
    (void)canvas_text(canvas, line.row, col, cells, claim_status_paint(claim->status), status);
    if (dated)
        (void)canvas_text(canvas, line.row, col + cells, more, PAINT_FAINT, since);
}

static void draw_facts(const struct claim_head_view *head, struct canvas *canvas, struct area line)
{
    const struct claim *claim = head->trial->claim;
    const struct activity *activity = head->trial->activity;
    char start[DATE_TEXT_SIZE], end[DATE_TEXT_SIZE], period[PERIOD_TEXT_SIZE];
    struct buf words;
    buf_init(&words);
    buf_addf(&words, "%s%s%s · ", claim->activity, activity != NULL ? " " : "",
             activity != NULL ? activity->name : "");
    buf_addf(&words, _("%s to %s"), date_print(claim->start, start), date_print(claim->end, end));
    buf_addf(&words, " · %s, %s, %s", claim->head->program,
             names_location(head->names, claim->head->location),
             period_print(claim->head->period, period));
    if (claim->owner[0] != '\0')
        buf_addf(&words, " · %s", claim->owner);
    if (claim->reference[0] != '\0')
        buf_addf(&words, _(" · portal no. %s"), claim->reference);
    for (size_t i = 0; i < claim->tag_count; i++)
        buf_addf(&words, " · %s", claim->tags[i]);
    (void)canvas_fields(canvas, line.row, line.col, line.cols, PAINT_TEXT, words.text);
    buf_release(&words);
}

/* "Claims 1200.00 EUR, leaves 340.00 EUR of the fund" */
static void draw_money(const struct claim_head_view *head, struct canvas *canvas, struct area area,
                       int at)
{
    const struct claim *claim = head->trial->claim;
    const struct claim_room *room = &head->trial->room;
    struct pen pen = line_at(canvas, area, at);
    struct figure amount = claim_head_figure(claim);
    say(&pen, PAINT_FAINT, _("Claims "));
    say_money(&pen, PAINT_TEXT, &amount);
    if (claim->has_approved) {
        struct figure approved = figure_of(claim, "approved", claim->approved);
        say(&pen, PAINT_FAINT, _("  approved "));
        say_money(&pen, PAINT_GOOD, &approved);
    }
    if (claim->payment_count > 0) {
        struct figure paid = figure_of(claim, "paid", claim->paid);
        say(&pen, PAINT_FAINT, _("  paid "));
        say_money(&pen, PAINT_GOOD, &paid);
    }
    if (room->has_fund && claim_status_is_editable(claim->status)) {
        char left[MONEY_TEXT_SIZE], words[MONEY_TEXT_SIZE + 64];
        bool short_of = room->after.micros < 0;
        (void)snprintf(words, sizeof(words), _("  leaves %s %s in the fund"),
                       money_print(room->after, claim->currency, left), claim->currency.code);
        if (pen.col + canvas_width(canvas, words) <= pen.end)
            say(&pen, short_of ? PAINT_BAD : PAINT_FAINT, words);
    }
}

static void add_cap(const struct claim_cap *cap, struct buf *words)
{
    char limit[MONEY_TEXT_SIZE], left[MONEY_TEXT_SIZE];
    const struct cap_room *room = &cap->room;
    if (!cap->has_limit)
        buf_addf(words, _("Cap: %s"), cap->requirement->text);
    else if (!cap->has_room)
        buf_addf(words, _("Cap %s USD"), money_print(cap->limit_usd, currency_usd, limit));
    else
        buf_addf(words, _("Cap %s %s, %s left after this claim"),
                 money_print(room->limit, room->currency, limit), room->currency.code,
                 money_print(room->left, room->currency, left));
}

static enum paint draw_days(const struct claim_room *room, const struct claim *claim,
                            struct buf *words)
{
    enum { SOON = 14 };
    char day[DATE_TEXT_SIZE];
    (void)date_print(room->last_day, day);
    if (claim->status == CLAIM_ACTION_REQUIRED) {
        buf_addf(words, _("Answer by %s"), date_print(claim_answer_day(&room->windows), day));
        return PAINT_WARN;
    }
    if (claim->status == CLAIM_WITHDRAWN)
        return PAINT_FAINT;
    if (claim->has_submitted) {
        buf_addf(words, _("Claim window until %s"), day);
        return PAINT_FAINT;
    }
    if (room->days_left < 0) {
        buf_addf(words, _("The claim window closed on %s"), day);
        return PAINT_BAD;
    }
    if (room->days_left == 0)
        buf_addf(words, _("Today is the last day to submit"));
    else
        buf_addf(words, _("Submit by %s, %d days left"), day, room->days_left);
    return room->days_left <= SOON ? PAINT_WARN : PAINT_TEXT;
}

static void draw_window(const struct claim_head_view *head, struct canvas *canvas, struct area area,
                        int at)
{
    const struct claim_room *room = &head->trial->room;
    struct pen pen = line_at(canvas, area, at);
    struct buf words;
    buf_init(&words);
    enum paint paint = draw_days(room, head->trial->claim, &words);
    say(&pen, paint, words.text);
    if (room->cap_count > 0) { /* the others stand in the findings where they are exceeded */
        buf_clear(&words);
        buf_add(&words, " · ");
        add_cap(&room->caps[0], &words);
        say(&pen, room->caps[0].verdict == CAP_EXCEEDED ? PAINT_BAD : PAINT_FAINT, words.text);
    }
    buf_release(&words);
}

/* Of what can still be changed. It counts what the claim must hold: a blocker may stand in
 * the way all the same. */
static void draw_ready(const struct claim_head_view *head, struct canvas *canvas, struct area area,
                       int at)
{
    enum { GAUGE = 20, FULL = 100 };
    const struct claim_verdict *verdict = &head->trial->verdict;
    bool done = verdict->readiness == FULL && !finding_list_blocks(&verdict->findings);
    struct pen pen = line_at(canvas, area, at);
    char words[64];
    say(&pen, PAINT_FAINT, _("Ready "));
    if (pen.col + GAUGE < pen.end)
        chart_gauge(canvas, pen.row, pen.col, GAUGE, verdict->readiness * 10, -1,
                    done ? PAINT_GOOD : PAINT_BAR_A);
    pen.col += GAUGE + 1;
    (void)snprintf(words, sizeof(words), _("%d %% of the checklist"), verdict->readiness);
    say(&pen, PAINT_TEXT, words);
}

/* Why a reviewer returned or refused it. */
static void draw_reason(const struct claim_head_view *head, struct canvas *canvas, struct area area,
                        int at)
{
    struct pen pen = line_at(canvas, area, at);
    say(&pen, claim_status_paint(head->trial->claim->status), head->reason);
}

int claim_head_draw(const struct claim_head_view *head, struct canvas *canvas, struct area area)
{
    enum { SMALL = 8, MEDIUM = 14, LARGE = 17 };
    const struct claim *claim = head->trial->claim;
    struct area line = {area.row, area.col, 1, area.cols};
    if (area.rows < SMALL) /* the breadcrumb names it */
        return 0;
    draw_name(claim, canvas, line);
    draw_money(head, canvas, area, 1);
    if (area.rows < MEDIUM)
        return 2;
    line.row += 2;
    draw_facts(head, canvas, line);
    draw_window(head, canvas, area, 3);
    if (area.rows < LARGE)
        return 5;
    int rows = 4;
    if (head->reason[0] != '\0')
        draw_reason(head, canvas, area, rows++);
    if (claim_status_is_editable(claim->status))
        draw_ready(head, canvas, area, rows++);
    return rows + 1;
}
