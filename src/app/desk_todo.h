/* SPDX-License-Identifier: MIT */
/* Inside the app layer: the to-do list of the desk. */
#ifndef COFFER_APP_DESK_TODO_H
#define COFFER_APP_DESK_TODO_H

#include "app/agenda.h"
#include "app/desk.h"

struct todo_list {
    struct desk_todo *items;
    size_t count, room;
};
void desk_todo_release(struct desk_todo *todo);
/* Copies the texts of `todo`; NULL stands for "". What the deadline borrows is copied,
 * too, where deadline is not NULL. */
enum rc todo_push(struct todo_list *list, const struct desk_todo *todo, const char *program,
                  const char *location, const char *text, const struct deadline *deadline,
                  struct err *err);

enum rc todo_of_funds(struct todo_list *list, const struct fund_list *funds, struct err *err);
/* Of claims, by their open deadlines, and of windows that end soon. */
enum rc todo_of_claims(struct todo_list *list, const struct agenda_part *open, struct err *err);
enum rc todo_of_windows(struct todo_list *list, const struct desk_window *windows, size_t count,
                        struct err *err);
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
