/* SPDX-License-Identifier: MIT */
#include "app/desk_todo.h"

#include <stdlib.h>
#include <string.h>

#include "app/inside.h"
#include "app/terms.h"
#include "base/words.h"

void desk_todo_release(struct desk_todo *todo)
{
    free(todo->program);
    free(todo->location);
    free(todo->text);
    free(todo->deadline_texts);
}

enum rc todo_push(struct todo_list *list, const struct desk_todo *todo, const char *program,
                  const char *location, const char *text, const struct deadline *deadline,
                  struct err *err)
{
    if (list->count == list->room) {
        size_t room = list->room == 0 ? 16 : list->room * 2;
        struct desk_todo *items = reallocarray(list->items, room, sizeof(*items));
        if (items == NULL)
            return err_memory(err);
        list->items = items;
        list->room = room;
    }
    struct desk_todo item = *todo;
    item.program = strdup(program != NULL ? program : "");
    item.location = strdup(location != NULL ? location : "");
    item.text = strdup(text != NULL ? text : "");
    bool whole = item.program != NULL && item.location != NULL && item.text != NULL;
    if (!whole ||
        (deadline != NULL && !deadline_copy(deadline, &item.deadline, &item.deadline_texts))) {
        desk_todo_release(&item);
        return err_memory(err);
    }
    list->items[list->count++] = item;
    return RC_OK;
}

static enum rc push(struct todo_list *list, const struct desk_todo *todo, const char *program,
                    const char *location, const char *text, struct err *err)
{
    return todo_push(list, todo, program, location, text, NULL, err);
}

/* ---- funds ------------------------------------------------------------------------------ */

bool fund_is_first(const struct fund_list *funds, size_t row)
{
    const struct fund_row *fund = &funds->rows[row];
    const struct fund_row *before = row == 0 ? NULL : &funds->rows[row - 1];
    return before == NULL || period_compare(before->period, fund->period) != 0 ||
           strcmp(before->location, fund->location) != 0 ||
           strcmp(before->program, fund->program) != 0;
}

static enum rc look_overdrawn(struct todo_list *list, const struct fund_row *fund, struct err *err)
{
    struct desk_todo todo = {.kind = TODO_OVERDRAWN, .fund = fund};
    if (fund->balance.remaining.micros < 0) {
        todo.figure = "remaining";
        todo.amount = fund->balance.remaining;
    } else if (fund->balance.coop.micros < 0) {
        todo.figure = "coop";
        todo.amount = fund->balance.coop;
    } else {
        return RC_OK;
    }
    return push(list, &todo, fund->program, fund->location, NULL, err);
}

/* One line for a fund, whatever the currencies of its rows. */
static enum rc look_types(struct todo_list *list, const struct fund_list *funds, size_t row,
                          struct err *err)
{
    struct desk_todo todo = {.kind = TODO_TYPE, .fund = &funds->rows[row]};
    for (size_t i = row; i < funds->count && (i == row || !fund_is_first(funds, i)); i++)
        todo.count += funds->rows[i].unknown;
    return todo.count > 0 ? push(list, &todo, todo.fund->program, todo.fund->location, NULL, err)
                          : RC_OK;
}

enum rc todo_of_funds(struct todo_list *list, const struct fund_list *funds, struct err *err)
{
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < funds->count; i++) {
        rc = look_overdrawn(list, &funds->rows[i], err);
        if (rc == RC_OK && fund_is_first(funds, i))
            rc = look_types(list, funds, i, err);
    }
    return rc;
}

/* ---- programs ------------------------------------------------------------------------------ */

struct programs {
    struct todo_list *list;
    const struct app *app;
    const struct fund_list *funds;
    size_t next; /* funds are in the order of the programs: the first not yet seen */
};

static bool is_open(enum fund_state state)
{
    return state == FUND_ACCRUING || state == FUND_USABLE || state == FUND_CLAIMABLE ||
           state == FUND_LAST_CALL;
}

static enum rc look_program(void *context, const struct app_program *program, struct err *err)
{
    struct programs *programs = context;
    const struct fund_list *funds = programs->funds;
    struct desk_todo todo = {.kind = TODO_NO_COOP};
    struct share ignored;
    bool open = false;
    enum rc rc = RC_OK;
    while (programs->next < funds->count &&
           strcmp(funds->rows[programs->next].program, program->code) < 0)
        programs->next++;
    for (; programs->next < funds->count; programs->next++) {
        const struct fund_row *fund = &funds->rows[programs->next];
        if (strcmp(fund->program, program->code) != 0)
            break;
        open = open || is_open(fund->balance.state);
        if (fund->balance.state == FUND_NO_COOP)
            todo.count += fund->coop_rows;
    }
    if (todo.count > 0)
        rc = push(programs->list, &todo, program->code, NULL, NULL, err);
    if (rc != RC_OK)
        return rc;
    if (!program->has_terms)
        todo = (struct desk_todo){.kind = TODO_PROGRAM};
    else if (open && terms_has_coop(program->terms, programs->app->day) &&
             !terms_split(program->terms, programs->app->day, &ignored))
        todo = (struct desk_todo){.kind = TODO_SPLIT};
    else
        return RC_OK;
    return push(programs->list, &todo, program->code, NULL, NULL, err);
}

enum rc todo_of_programs(struct todo_list *list, struct app *app, const struct fund_list *funds,
                         struct err *err)
{
    struct programs programs = {list, app, funds, 0};
    /* Whoever may not set terms cannot mend what is missing in them. */
    if (!role_may(app->member->role, MAY_EDIT_TERMS) ||
        (permission_needs_all(MAY_EDIT_TERMS) && member_is_scoped(app->member)))
        return RC_OK;
    return app_program_list(app, look_program, &programs, err);
}

/* ---- copies and months ---------------------------------------------------------------------- */

enum rc todo_of_copies(struct todo_list *list, const struct app *app, struct err *err)
{
    const struct desk_todo todo = {.kind = TODO_COPY};
    if (app->copy_trouble[0] == '\0')
        return RC_OK;
    return push(list, &todo, NULL, NULL, app->copy_trouble, err);
}

enum rc todo_months(struct todo_list *list, const char *program, const char *location,
                    struct month first, struct month last, struct err *err)
{
    const struct desk_todo todo = {.kind = TODO_MONTHS, .first = first, .last = last};
    return push(list, &todo, program, location, NULL, err);
}

/* ---- order ----------------------------------------------------------------------------------- */

/* The later it happened the more can be done about it. */
static int32_t age_of(const struct desk_todo *todo)
{
    if (todo->kind == TODO_MONTHS)
        return month_first(todo->last).day;
    return todo->fund != NULL ? todo->fund->period.first.day : 0;
}

static int compare_todos(const void *a, const void *b)
{
    const struct desk_todo *x = a, *y = b;
    int order = (x->kind > y->kind) - (x->kind < y->kind);
    if (order == 0)
        order = date_compare(x->due, y->due); /* what has none is as old as all of its kind */
    if (order == 0 && x->deadline_texts != NULL && y->deadline_texts != NULL)
        return deadline_compare(&x->deadline, &y->deadline);
    if (order == 0)
        order = (age_of(y) > age_of(x)) - (age_of(y) < age_of(x));
    if (order == 0)
        order = strcmp(x->program, y->program);
    if (order == 0)
        order = strcmp(x->location, y->location);
    return order != 0 ? order : (x->fund > y->fund) - (x->fund < y->fund);
}

void todo_sort(struct todo_list *list)
{
    if (list->count > 0)
        qsort(list->items, list->count, sizeof(*list->items), compare_todos);
}
