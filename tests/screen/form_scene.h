/* SPDX-License-Identifier: MIT */
/* A form of every kind of field in a booth, for the tests of forms. The day is
 * 24 November 2026; the type begins as "total", the currency as "EUR". */
#ifndef COFFER_SCREEN_FORM_SCENE_H
#define COFFER_SCREEN_FORM_SCENE_H

#include "screen/booth.h"
#include "ui/parts/forming.h"

enum { PROGRAM, LOCATION, DATE, TYPE, AMOUNT, CURRENCY, PERIOD, NOTE, FIELDS };

struct scene {
    struct shell shell;
    /* What the command was given, and what it answers. */
    int saves, released;
    char saved[FIELDS][256];
    enum rc answer;
    const char *sentence;
};

/* For cmocka_unit_test_setup_teardown: *state is a struct scene. */
int scene_setup(void **state);
int scene_teardown(void **state);
#define IN_SCENE(test) cmocka_unit_test_setup_teardown(test, scene_setup, scene_teardown)

struct form *form_of(struct scene *scene);
const char *text_of(struct scene *scene, int field);
const char *why_of(struct scene *scene, int field);
/* From the first field to this one. */
void go_to(struct scene *scene, int field);
/* All that is needed. */
void fill(struct scene *scene);
/* The form's command: takes the values, and answers. */
enum rc scene_save(void *context, struct shell *shell, const char *const *values, struct err *err);

#endif
