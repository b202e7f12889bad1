/* SPDX-License-Identifier: MIT */
#include "ui/screens/explain_steps.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/earning_detail.h"
#include "app/funds.h"
#include "app/terms.h"
#include "base/words.h"
#include "ui/screens/explaining.h"
#include "ui/screens/fund_words.h"

static void step_release(struct step *step)
{
    free(step->words);
    free(step->detail);
    free(step->source);
    free(step->search);
}

void step_list_release(struct step_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        step_release(&list->items[i]);
    free(list->items);
    *list = (struct step_list){0};
}

static char *copy_of(const char *text, bool *failed)
{
    char *copy = strdup(text != NULL ? text : "");
    *failed = *failed || copy == NULL;
    return copy;
}

/* Copies the texts; NULL stands for "". */
static enum rc push(struct step_list *list, const struct step *step, const char *words,
                    const char *detail, const char *source, const char *search, struct err *err)
{
    bool failed = false;
    if (list->count == list->room) {
        size_t room = list->room == 0 ? 32 : list->room * 2;
        struct step *items = reallocarray(list->items, room, sizeof(*items));
        if (items == NULL)
            return err_memory(err);
        list->items = items;
        list->room = room;
    }
    struct step *mine = &list->items[list->count];
    *mine = *step;
    mine->words = copy_of(words, &failed);
    mine->detail = copy_of(detail, &failed);
    mine->source = copy_of(source, &failed);
    mine->search = copy_of(search, &failed);
    if (failed) {
        step_release(mine);
        return err_memory(err);
    }
    list->count++;
    return RC_OK;
}

/* ---- a figure of a fund --------------------------------------------------------------------- */

/* More would not be read here, and would let the person wait. */
enum { MOST_ROWS = 400, MOST_SUMS = 5000, SEARCH_SIZE = 32 };

static enum step_target target_of(const struct explain_step *from)
{
    if (from->of != NULL)
        return TARGET_FIGURE;
    return from->earning != NULL || from->month.index != 0 || from->has_count ? TARGET_EARNINGS
                                                                              : TARGET_NONE;
}

/* What tells two steps of the same rule apart stands first: a day, a month. */
static void say_step(const struct explain_step *from, struct buf *words)
{
    char day[DATE_TEXT_SIZE];
    if (from->earning != NULL)
        buf_addf(words, "  %s %s", date_print(from->date, day), from->rule);
    else if (from->has_count && from->detail[0] != '\0')
        buf_addf(words, "%s: %s", from->detail, from->rule);
    else
        buf_add(words, from->rule);
}

/* What stands beside the words; of the last step that is only its currency. */
static const char *detail_of(const struct explain_step *from)
{
    bool said = from->has_count || strcmp(from->detail, from->currency.code) == 0;
    return said ? "" : from->detail;
}

/* As the filter of the earnings has it. */
static const char *search_of(const struct explain_step *from, char ret[SEARCH_SIZE])
{
    char month[MONTH_TEXT_SIZE];
    if (from->earning != NULL)
        return from->earning;
    if (from->month.index == 0)
        return "";
    (void)snprintf(ret, SEARCH_SIZE, "date:%s", month_print(from->month, month));
    return ret;
}

static enum rc take_step(void *context, const struct explain_step *from, struct err *err)
{
    struct gathering *gathering = context;
    struct step step = {.has_figure = from->has_amount,
                        .figure = *gathering->figure,
                        .count = from->has_count ? from->count : -1,
                        .target = target_of(from)};
    char search[SEARCH_SIZE];
    struct buf words;
    step.figure.amount = from->amount;
    if (from->has_currency)
        step.figure.currency = from->currency;
    if (from->of != NULL)
        step.figure.name = from->of;
    /* USD in the steps of a figure of another currency is of the whole fund. */
    step.figure.whole_fund = fund_figure_is_whole(step.figure.name) ||
                             !currency_equal(step.figure.currency, gathering->figure->currency);
    buf_init(&words);
    say_step(from, &words);
    enum rc rc = buf_check(&words, err);
    if (rc == RC_OK)
        rc = push(&gathering->list, &step, words.text, detail_of(from), from->source,
                  search_of(from, search), err);
    buf_release(&words);
    return rc;
}

/* The last step of a figure is its result. */
static enum rc mark_result(struct gathering *gathering, struct err *err)
{
    struct step *last = &gathering->list.items[gathering->list.count - 1];
    char *words = NULL;
    last->result = true;
    gathering->has_result = last->has_figure;
    if (!last->has_figure)
        return RC_OK;
    gathering->figure->amount = last->figure.amount;
    if (asprintf(&words, "= %s", last->words) < 0)
        return err_memory(err);
    free(last->words);
    last->words = words;
    return RC_OK;
}

static enum rc explain_fund(struct app *app, struct gathering *gathering, struct err *err)
{
    const struct figure *figure = gathering->figure;
    const struct explain_request request = {.program = figure->program,
                                            .location = figure->location,
                                            .period = figure->period,
                                            .has_currency = !fund_figure_is_whole(figure->name),
                                            .currency = figure->currency,
                                            .figure = figure->name,
                                            .most_rows = MOST_ROWS,
                                            .most_sums = MOST_SUMS};
    enum rc rc = app_explain(app, &request, take_step, gathering, err);
    return rc == RC_OK && gathering->list.count > 0 ? mark_result(gathering, err) : rc;
}

/* ---- an earning ----------------------------------------------------------------------------- */

enum rc say_text(struct gathering *gathering, const char *words, const char *detail,
                 const char *source, struct err *err)
{
    const struct step step = {.count = -1};
    if (detail == NULL || detail[0] == '\0')
        return RC_OK;
    return push(&gathering->list, &step, words, detail, source, NULL, err);
}

enum rc say_money(struct gathering *gathering, const char *name, const char *words,
                  struct money amount, struct currency currency, const char *source,
                  struct err *err)
{
    struct step step = {.has_figure = true, .figure = *gathering->figure, .count = -1};
    step.figure.name = name;
    step.figure.amount = amount;
    step.figure.currency = currency;
    step.result = strcmp(name, gathering->figure->name) == 0;
    if (step.result) {
        gathering->figure->amount = amount;
        gathering->has_result = true;
    }
    return push(&gathering->list, &step, words, NULL, source, NULL, err);
}

static enum rc say_sides(struct gathering *gathering, const struct earning_line *line,
                         struct err *err)
{
    static const char rule[] = "RULES.md section 3";
    const char *source = strcmp(line->type, "total") == 0 ? "RULES.md section 3: total" : rule;
    struct currency currency = line->amounts.currency;
    enum rc rc = say_money(gathering, "amount", _("amount, as the source has it"),
                           line->amounts.amount, currency, rule, err);
    if (rc == RC_OK)
        rc = say_money(gathering, "usd", _("its value in USD, as printed"), line->amounts.usd,
                       currency_usd, rule, err);
    if (rc == RC_OK)
        rc = say_money(gathering, "coop", _("counts as co-op"), line->sides.coop, currency, source,
                       err);
    return rc == RC_OK ? say_money(gathering, "rebate", _("counts as rebate"), line->sides.rebate,
                                   currency, source, err)
                       : rc;
}

static enum rc say_earning(struct gathering *gathering, const struct earning_line *line,
                           struct err *err)
{
    char day[DATE_TEXT_SIZE];
    gathering->day = line->date;
    enum rc rc = say_text(gathering, _("comes from"), line->source, NULL, err);
    if (rc == RC_OK)
        rc =
            say_text(gathering, _("dated"), date_print(line->date, day), "RULES.md section 3", err);
    if (rc == RC_OK)
        rc = say_text(gathering, _("type"), line->type, "RULES.md section 3", err);
    if (rc == RC_OK)
        rc = say_text(gathering, _("program in the report"), line->program_name, NULL, err);
    if (rc == RC_OK)
        rc = say_text(gathering, _("customer"), line->customer, NULL, err);
    if (rc == RC_OK)
        rc = say_text(gathering, _("status"), line->status, NULL, err);
    if (rc == RC_OK)
        rc = say_text(gathering, line->excluded ? _("excluded, so it adds nothing") : _("reason"),
                      line->reason, line->excluded ? "CONTRACT.md section 6" : NULL, err);
    if (rc == RC_OK)
        rc = say_text(gathering, _("note"), line->note, NULL, err);
    return rc == RC_OK ? say_sides(gathering, line, err) : rc;
}

/* The split in force on its day, for totals. */
static enum rc take_split(void *context, const struct app_program *program, struct err *err)
{
    struct gathering *gathering = context;
    struct share share;
    char text[SPLIT_TEXT_SIZE];
    if (strcmp(program->code, gathering->figure->program) != 0)
        return RC_OK;
    if (!terms_split(program->terms, gathering->day, &share))
        return RC_OK;
    return say_text(gathering, _("split in force on its day, for totals"), split_print(share, text),
                    "RULES.md section 4", err);
}

static enum rc explain_earning(struct app *app, struct gathering *gathering, struct err *err)
{
    const struct figure *figure = gathering->figure;
    struct earning_detail detail;
    enum rc rc = app_earning_find(app, figure->id, &detail, err);
    if (rc != RC_OK)
        return rc;
    if (date_compare(detail.row.line.date, gathering->day) > 0)
        rc = err_set(err, RC_RULE, _("earning %s: it is not there on this day"), figure->id);
    if (rc == RC_OK)
        rc = say_earning(gathering, &detail.row.line, err);
    earning_detail_release(&detail);
    return rc == RC_OK ? app_program_list(app, take_split, gathering, err) : rc;
}

/* ---- a threshold ---------------------------------------------------------------------------- */

/* Only the value in force on the day is a figure that the command prints. */
static enum rc push_threshold(struct gathering *gathering, const struct threshold_term *term,
                              bool in_force, struct err *err)
{
    struct step step = {.has_figure = !term->none && in_force,
                        .figure = *gathering->figure,
                        .result = in_force,
                        .count = -1};
    char from[DATE_TEXT_SIZE], usd[MONEY_TEXT_SIZE];
    struct buf words;
    step.figure.amount = term->usd;
    step.figure.currency = currency_usd;
    buf_init(&words);
    if (term->none)
        buf_add(&words, _("no threshold"));
    else if (in_force)
        buf_add(&words, _("threshold in force"));
    else
        buf_addf(&words, _("a threshold of %s USD"), money_print(term->usd, currency_usd, usd));
    enum rc rc = buf_check(&words, err);
    if (rc == RC_OK)
        rc = push(&gathering->list, &step, words.text,
                  date_compare(term->from, date_first) == 0 ? _("from the beginning")
                                                            : date_print(term->from, from),
                  "RULES.md section 4", NULL, err);
    buf_release(&words);
    return rc;
}

static enum rc take_thresholds(void *context, const struct app_program *program, struct err *err)
{
    struct gathering *gathering = context;
    const struct terms *terms = program->terms;
    struct money now = {0};
    enum rc rc = RC_OK;
    if (strcmp(program->code, gathering->figure->program) != 0)
        return RC_OK;
    for (size_t i = 0; rc == RC_OK && i < terms->threshold_count; i++) {
        const struct threshold_term *term = &terms->thresholds[i];
        bool last = i + 1 == terms->threshold_count;
        bool in_force = date_compare(term->from, gathering->day) <= 0 &&
                        (last || date_compare(term[1].from, gathering->day) > 0);
        rc = push_threshold(gathering, term, in_force, err);
    }
    gathering->has_result =
        terms_has_coop(terms, gathering->day) && terms_threshold(terms, gathering->day, &now);
    if (gathering->has_result)
        gathering->figure->amount = now;
    return rc;
}

static enum rc explain_threshold(struct app *app, struct gathering *gathering, struct err *err)
{
    enum rc rc = app_program_list(app, take_thresholds, gathering, err);
    if (rc == RC_OK && gathering->list.count == 0)
        return err_set(err, RC_RULE, _("program %s: it has no threshold any more"),
                       gathering->figure->program);
    return rc;
}

enum rc steps_of(struct app *app, struct figure *figure, struct step_list *ret, bool *ret_has,
                 struct err *err)
{
    static enum rc (*const explain[])(struct app * app, struct gathering * gathering,
                                      struct err * err) = {
        [FIGURE_FUND] = explain_fund,           [FIGURE_EARNING] = explain_earning,
        [FIGURE_THRESHOLD] = explain_threshold, [FIGURE_CLAIM] = explain_claim,
        [FIGURE_CLAIM_PART] = explain_claim,    [FIGURE_PAYMENT] = explain_payment,
        [FIGURE_DEADLINE] = explain_deadline,
    };
    struct gathering gathering = {.figure = figure, .day = app_day(app)};
    enum rc rc = explain[figure->kind](app, &gathering, err);
    if (rc != RC_OK) {
        step_list_release(&gathering.list);
        return rc;
    }
    *ret = gathering.list;
    *ret_has = gathering.has_result;
    return RC_OK;
}
