/* SPDX-License-Identifier: MIT */
/* Inside the app layer: the to-do list of the desk. */
#ifndef COFFER_APP_DESK_TODO_H
#define COFFER_APP_DESK_TODO_H

#include "app/desk.h"

struct todo_list {
    struct desk_todo *items;
    size_t count, room;
};
void desk_todo_release(struct desk_todo *todo);

enum rc todo_of_funds(struct todo_list *list, const struct fund_list *funds, struct err *err);
enum rc todo_of_programs(struct todo_list *list, struct app *app, const struct fund_list *funds,
                         struct err *err);
enum rc todo_of_copies(struct todo_list *list, const struct app *app, struct err *err);
/* Months without rows between others that have some. */
enum rc todo_months(struct todo_list *list, const char *program, const char *location,
                    struct month first, struct month last, struct err *err);
void todo_sort(struct todo_list *list);

/* The row is the first of its fund: the others are other currencies. */
bool fund_is_first(const struct fund_list *funds, size_t row);

#endif
