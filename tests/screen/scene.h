/* SPDX-License-Identifier: MIT */
/*
 * Books for the pictures of the screens: always the same, whatever the day on
 * which a test runs, and named book.coffer in the working directory, so that the
 * commands on the screen are the same too.
 */
#ifndef COFFER_SCREEN_SCENE_H
#define COFFER_SCREEN_SCENE_H

#include "support/stage.h"

enum scene_kind {
    SCENE_EMPTY,   /* the shipped programs */
    SCENE_DEMO,    /* `coffer init --demo` on SCENE_DAY */
    SCENE_CLAIMS,  /* the same, one claim filled (claim_scene.h) */
    SCENE_FULL,    /* sixty funds of two periods, three currencies */
    SCENE_HOSTILE, /* names that break terminals */
    SCENE_MIXED,   /* one fund in three currencies, overdrawn, odd types, a total */
};
#define SCENE_DAY "2026-11-24"
#define SCENE_BOOK "book.coffer"

/* Makes the book; a desk from desk_setup_bare. */
void scene_make(struct desk *desk, enum scene_kind kind);
/* The book of scene_make, to change more in it; app_close ends. */
struct app *scene_open(struct desk *desk);
/* Every row of the log is of one day and of this person, whoever runs the tests. */
void scene_sign(const char *person);
/* What was typed into forms and not saved is not offered again. */
void scene_forget_drafts(void);
/* The desk's folder is left before it is removed. */
int scene_teardown(void **state);

/* Opens SCENE_BOOK, sends the keys and compares with the golden NAME_80x24 and so
 * on, at all four sizes, and NAME_ascii_80x24 on a terminal without UTF-8. */
void scene_shots(const char *name, const char *day, const char *keys);
/* The same of the book at `path`, NULL: none is there, the first run. */
void scene_shots_of(const char *path, const char *name, const char *day, const char *keys);
/* The same of SCENE_BOOK on SCENE_DAY; `begin` opens what the keys are for. */
void scene_shots_from(const char *name, void (*begin)(struct stage *stage), const char *keys);

#endif
