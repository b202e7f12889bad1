/* SPDX-License-Identifier: MIT */
/*
 * What is typed into a form and not saved yet: kept beside the copies of the book
 * ($XDG_STATE_HOME/coffer/BOOK-ID/), never in it, so that neither a kill nor a
 * full disk loses it. Each form has a file of its own (io/slate.h); a second
 * Coffer at the same book takes another one.
 */
#ifndef COFFER_APP_DRAFTS_H
#define COFFER_APP_DRAFTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/app.h"

struct draft;

/* form: its stable name, of the letters a to z, digits, '-' and '.'. about: what is
 * edited with it ("" or NULL: something new); a draft about something else is
 * not found. Of several files the one with a draft is taken, the newest one
 * first. RC_FILE with the words where nothing can be kept. */
enum rc draft_open(struct app *app, const char *form, const char *about, struct draft **ret,
                   struct err *err);
/* The draft stays to be found again, if there is one. NULL is fine. */
void draft_close(struct draft *draft);
/* It was saved, or thrown away: nothing stays. NULL is fine. */
void draft_drop(struct draft *draft);

/* What waits to be gone on with: the newest draft of all forms that no other Coffer has
 * open. */
enum { DRAFT_FORM_SIZE = 64, DRAFT_ABOUT_SIZE = 256 };
struct draft_waiting {
    char form[DRAFT_FORM_SIZE];
    char about[DRAFT_ABOUT_SIZE]; /* as draft_open got it; "" */
    int64_t when;
};
enum rc draft_find_waiting(struct app *app, bool *ret_found, struct draft_waiting *ret,
                           struct err *err);

/* Whether a draft was found or kept; *ret_when: clock_now of its last change. */
bool draft_is_there(const struct draft *draft, int64_t *ret_when);
/* A field of it, borrowed until the next draft_keep; NULL: not in it. */
const char *draft_value(const struct draft *draft, const char *name);

struct draft_field {
    const char *name, *value;
};
/* Takes the place of what was kept; count 0: nothing is. Where it is the same
 * nothing is written. Afterwards a kill loses nothing of it. */
enum rc draft_keep(struct draft *draft, const struct draft_field *fields, size_t count,
                   struct err *err);
/* Called while one types and while one rests: at most once a second what was
 * kept goes to the disk, so that a loss of power takes a second's typing. ticks:
 * clock_ticks. */
enum rc draft_sync(struct draft *draft, int64_t ticks, struct err *err);

#endif
