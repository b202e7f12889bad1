/* SPDX-License-Identifier: MIT */
/* What locations and programs are called on the screen. */
#ifndef COFFER_UI_NAMES_H
#define COFFER_UI_NAMES_H

#include <stddef.h>

#include "app/app.h"

struct name {
    char *key, *label; /* owned */
};
struct name_list {
    struct name *items; /* by key */
    size_t count, room;
};
struct names {
    struct name_list locations, programs;
};

/* The names as the person may see them. What *ret held is released only when the
 * new ones are there. */
enum rc names_load(struct names *ret, struct app *app, struct err *err);
void names_release(struct names *names);

/* The location's name; with its id before it where another one has the same name;
 * the id where it has none. Borrowed until the next load. */
const char *names_location(const struct names *names, const char *id);
/* The program's name, or its code. */
const char *names_program(const struct names *names, const char *code);

#endif
