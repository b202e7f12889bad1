/* SPDX-License-Identifier: MIT */
/* The to-do list of the dashboard. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/words.h"
#include "ui/parts/ask.h"
#include "ui/screens/dashboard_rows.h"
#include "ui/screens/deadline_words.h"
#include "ui/screens/screens.h"

enum { NAME_SIZE = 128 };

static const char no_title[] = " ";

enum todo_column { TODO_WORDS, TODO_AMOUNT, TODO_CURRENCY, TODO_MEND, TODO_COLUMNS };
static const struct grid_column columns[TODO_COLUMNS] = {
    [TODO_WORDS] = {"todo", N_("To do"), GRID_TEXT, 0, 16, 0, false},
    [TODO_AMOUNT] = {"amount", no_title, GRID_FIGURE, 1, 0, 0, false},
    [TODO_CURRENCY] = {"currency", no_title, GRID_WORD, 1, 0, 0, false},
    [TODO_MEND] = {"mend", N_("Enter"), GRID_WORD, 2, 0, 0, false},
};

static size_t rows(const struct dashboard_data *data)
{
    return data->desk.todo_count;
}

/* A location so short that what is wrong there can be read. */
static const char *short_name(const char *name, char ret[NAME_SIZE])
{
    enum { NAME_CELLS = 10 };
    size_t length = glyphs_prefix(name, NAME_CELLS);
    if (name[length] == '\0' || length + GLYPH_BYTES > NAME_SIZE)
        return name;
    (void)snprintf(ret, NAME_SIZE, "%.*s%s", (int)length, name, sign_text(SIGN_CUT, false));
    return ret;
}

/* It has a deadline of its own. */
static bool is_of_claim(const struct desk_todo *todo)
{
    return todo->deadline_texts != NULL;
}

/* ---- words ---------------------------------------------------------------------------------- */

static void say_months(const struct desk_todo *todo, const char *location, char *ret, size_t size)
{
    char first[MONTH_TEXT_SIZE], last[MONTH_TEXT_SIZE];
    if (todo->first.index == todo->last.index)
        (void)snprintf(ret, size, _("%s, %s: no earnings in %s"), todo->program, location,
                       month_print(todo->first, first));
    else
        (void)snprintf(ret, size, _("%s, %s: no earnings from %s to %s"), todo->program, location,
                       month_print(todo->first, first), month_print(todo->last, last));
}

/* By what the claim is called. */
static void say_claim(const struct desk_todo *todo, char *ret, size_t size)
{
    const struct deadline *deadline = &todo->deadline;
    const char *title = deadline->title[0] != '\0' ? deadline->title : deadline->claim;
    char left[DEADLINE_LEFT_SIZE];
    (void)deadline_left(deadline->days_left, left);
    if (todo->kind == TODO_PAYMENT)
        (void)snprintf(ret, size, _("Payment is %s: %s"), left, title);
    else if (todo->kind == TODO_SHORT)
        (void)snprintf(ret, size, _("Paid in part, the rest is %s: %s"), left, title);
    else if (todo->kind == TODO_ANSWER)
        (void)snprintf(ret, size, _("Answer the reviewer, %s: %s"), left, title);
    else if (todo->kind == TODO_DRAFT)
        (void)snprintf(ret, size,
                       deadline->days_left < 0 ? _("Not submitted, %s: %s") : _("Submit, %s: %s"),
                       left, title);
    else
        (void)snprintf(ret, size,
                       deadline->kind == DEADLINE_DISPUTE ? _("Answer to the dispute is %s: %s")
                                                          : _("Review is %s: %s"),
                       left, title);
}

static void say(const struct desk_todo *todo, const char *location, char *ret, size_t size)
{
    unsigned long count = (unsigned long)todo->count;
    char period[PERIOD_TEXT_SIZE] = "";
    if (todo->fund != NULL)
        (void)period_print(todo->fund->period, period);
    switch (todo->kind) {
    case TODO_OVERDRAWN:
        (void)snprintf(ret, size, _("%s, %s, %s is overdrawn"), todo->program, location, period);
        break;
    case TODO_PAYMENT:
    case TODO_SHORT:
    case TODO_REVIEW:
    case TODO_DRAFT:
    case TODO_ANSWER:
        say_claim(todo, ret, size);
        break;
    case TODO_COPY:
        (void)snprintf(ret, size, _("The daily copy of the book failed: %s"), todo->text);
        break;
    case TODO_UNPLANNED:
        (void)snprintf(ret, size, _("%s, %s, %s: no claim is planned for this"), todo->program,
                       location, period);
        break;
    case TODO_TYPE:
        (void)snprintf(ret, size,
                       ngettext("%s, %s, %s: %" PRId64 " earning of an unknown type counts nowhere",
                                "%s, %s, %s: %" PRId64 " earnings of an unknown type count nowhere",
                                count),
                       todo->program, location, period, todo->count);
        break;
    case TODO_PROGRAM:
        (void)snprintf(ret, size, _("%s came in a report: set its terms"), todo->program);
        break;
    case TODO_NO_COOP:
        (void)snprintf(ret, size,
                       ngettext("%s has no co-op, but %" PRId64 " co-op earning came in",
                                "%s has no co-op, but %" PRId64 " co-op earnings came in", count),
                       todo->program, todo->count);
        break;
    case TODO_SPLIT:
        (void)snprintf(ret, size, _("%s has no split: totals cannot be typed in"), todo->program);
        break;
    case TODO_MONTHS:
        say_months(todo, location, ret, size);
        break;
    }
}

static const char *mend_words(enum desk_todo_kind kind)
{
    switch (kind) {
    case TODO_OVERDRAWN:
    case TODO_UNPLANNED:
        return _("the fund");
    case TODO_PAYMENT:
    case TODO_SHORT:
    case TODO_REVIEW:
    case TODO_DRAFT:
    case TODO_ANSWER:
        return _("the claim");
    case TODO_COPY:
        return _("all of it");
    case TODO_TYPE:
        return _("its earnings");
    case TODO_PROGRAM:
    case TODO_NO_COOP:
    case TODO_SPLIT:
        return _("its terms");
    case TODO_MONTHS:
        return _("import");
    }
    bug("no such kind");
}

static enum paint paint_of(const struct desk_todo *todo)
{
    enum desk_todo_kind kind = todo->kind;
    if (kind == TODO_OVERDRAWN || kind == TODO_COPY)
        return PAINT_BAD;
    if (is_of_claim(todo) && kind != TODO_ANSWER)
        return deadline_paint(&todo->deadline);
    return kind == TODO_SPLIT || kind == TODO_MONTHS ? PAINT_TEXT : PAINT_WARN;
}

static void fill_amount(const struct dashboard_data *data, const struct desk_todo *todo,
                        struct grid_cell *cell)
{
    if (is_of_claim(todo))
        cell->has_figure = deadline_figure(&todo->deadline, &cell->figure);
    else if (todo->kind == TODO_UNPLANNED)
        dashboard_unplanned(todo->fund, data->day, cell);
    else if (todo->kind == TODO_OVERDRAWN)
        dashboard_figure(todo->fund, strcmp(todo->figure, "coop") == 0 ? FIG_COOP : FIG_REMAINING,
                         data->day, cell);
}

static const char *currency_of(const struct desk_todo *todo)
{
    if (is_of_claim(todo))
        return todo->deadline.currency.code;
    return todo->kind == TODO_UNPLANNED || todo->kind == TODO_OVERDRAWN ? todo->fund->currency.code
                                                                        : "";
}

/* ---- cells ---------------------------------------------------------------------------------- */

static void fill(void *context, size_t row, int column, struct grid_cell *cell)
{
    struct dashboard_data *data = context;
    const struct desk_todo *todo = &data->desk.todos[row];
    const char *location = names_location(&data->names, todo->location);
    char name[NAME_SIZE];
    switch ((enum todo_column)column) {
    case TODO_WORDS:
        say(todo, location, data->text, sizeof(data->text));
        say(todo, short_name(location, name), data->short_text, sizeof(data->short_text));
        cell->text = data->text;
        cell->brief = data->short_text;
        cell->paint = paint_of(todo);
        break;
    case TODO_AMOUNT:
        fill_amount(data, todo, cell);
        break;
    case TODO_CURRENCY:
        cell->text = currency_of(todo);
        break;
    case TODO_MEND:
        cell->text = mend_words(todo->kind);
        cell->paint = PAINT_FAINT;
        break;
    case TODO_COLUMNS:
        bug("no such column");
    }
}

/* ---- Enter ---------------------------------------------------------------------------------- */

static void open_copy(const struct desk_todo *todo, struct shell *shell)
{
    struct buf words;
    buf_init(&words);
    buf_addf(&words,
             _("The daily copy of the book failed: %s\n\nYour changes are saved all the same. The "
               "next change tries again, and 'coffer backup FILE' makes a copy anywhere."),
             todo->text);
    shell_push(shell, message_new(shell, _("No copy of today"), words.text));
    buf_release(&words);
}

static void open(const struct dashboard_data *data, size_t row, struct shell *shell)
{
    const struct desk_todo *todo = &data->desk.todos[row];
    switch (todo->kind) {
    case TODO_OVERDRAWN:
    case TODO_UNPLANNED:
        shell_push(shell, fund_new(shell, todo->program, todo->location, todo->fund->period));
        break;
    case TODO_PAYMENT:
    case TODO_SHORT:
    case TODO_REVIEW:
    case TODO_DRAFT:
    case TODO_ANSWER:
        claim_show(shell, todo->deadline.claim);
        break;
    case TODO_COPY:
        open_copy(todo, shell);
        break;
    case TODO_TYPE:
        earnings_show(shell, todo->program, todo->location, &todo->fund->period, 0, NULL);
        break;
    case TODO_PROGRAM:
    case TODO_NO_COOP:
    case TODO_SPLIT:
        program_set_terms(shell, todo->program);
        break;
    case TODO_MONTHS:
        import_begin(shell, NULL);
        break;
    }
}

/* Not all have an amount. */
static unsigned hide_columns(const struct dashboard_data *data)
{
    for (size_t i = 0; i < data->desk.todo_count; i++)
        if (currency_of(&data->desk.todos[i])[0] != '\0')
            return 0;
    return 1u << TODO_AMOUNT | 1u << TODO_CURRENCY;
}

const struct section_kind section_todos = {
    .columns = columns,
    .count = TODO_COLUMNS,
    .fill = fill,
    .rows = rows,
    .none = N_("Nothing to mend."),
    .open = open,
    .hides = hide_columns,
};
