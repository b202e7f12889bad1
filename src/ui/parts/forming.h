/* SPDX-License-Identifier: MIT */
/* Inside the form: what its files share. form.c is the view, saving and the way
 * out; form_keys.c knows the keys, form_draft.c keeps what is typed;
 * form_draw.c lays out and draws; form_paste.c takes pastes;
 * form_base.c changes what it was opened on; fields.c knows what a field's text means. */
#ifndef COFFER_UI_FORMING_H
#define COFFER_UI_FORMING_H

#include "app/drafts.h"
#include "ui/parts/edit.h"
#include "ui/parts/form.h"
#include "ui/parts/offers.h"

enum { FIELD_BYTES = 1024, PASTE_BYTES = 65536 };

/* One field as it stands. */
struct entry {
    const struct field *field; /* borrowed from the spec */
    struct edit edit;
    char *first;       /* its text when the form opened; owned */
    struct buf value;  /* what is saved: a day as YYYY-MM-DD and so on; the text where
                        * it means nothing */
    struct buf beside; /* shown behind the text: what it means, or "" */
    struct buf why;    /* the sentence why it cannot be right; "": it can */
    bool typed;        /* since the focus came: a choice is being narrowed */
    bool listed;       /* its offers were asked for by key */
    bool touched;      /* its text was typed, even where it is what was preset */
    bool fresh;        /* its text was preset and is untouched: what is typed replaces it */
};

struct form {
    struct view view;
    struct form_spec spec; /* a copy; `fields` is borrowed */
    struct entry entries[FORM_FIELDS_MAX];
    bool changes;         /* what is there already, so its texts are typed on */
    int here;             /* the field with the focus */
    struct offers offers; /* of that field */
    struct buf said;      /* a sentence at the bottom: a failure, a refused paste */
    int said_of;          /* the field it is about, -1: the form */
    struct buf pasted;    /* pieces of a paste so far */
    bool paste_too_long;
    struct draft *draft;      /* NULL: nothing is kept */
    bool offered;             /* a draft is shown, to be taken or not */
    struct buf age, keys;     /* the sentences that offer it, in full and in short */
    struct buf warning;       /* why nothing is kept, or "" */
    struct buf told;          /* what the spec tells of the values */
    bool untold;              /* it has to be asked again */
    int told_room;            /* the most rows that it has taken so far */
    bool done;                /* saved or thrown away */
    bool saving;              /* the spec's save is running */
    bool closed;              /* meanwhile the shell has closed the form */
    int top;                  /* first line of the fields shown */
    int page;                 /* fields seen at once at the last draw */
    struct area fields, list; /* of the last draw, for the mouse */
    int field_rows;           /* lines of a field at the last draw: 1, or 2 with the label above */
};

/* ---- fields.c -------------------------------------------------------------------------- */

/* After any change: meaning and faults of every field, since one may judge
 * another. */
void fields_judge(struct form *form);
/* The field is left: a text that means something becomes that ("24" is
 * "2026-11-24"), a choice its first match. */
void fields_settle(struct form *form, int field);
/* A choice as it is shown and typed. */
const char *field_choice_word(const struct field *field, const char *choice);
/* All values, as the spec's functions take them. */
void fields_values(const struct form *form, const char **ret);
/* True when the text was changed. A choice to the next one, a day or a period by
 * one. */
bool fields_step(struct form *form, int field, int step);
/* "--amount: it is missing …", "--amount 12: …" and "Amount: …" are about the field
 * of that name: its number, and *ret_rest behind the colon. -1: about none. */
int fields_named(const struct form *form, const char *text, const char **ret_rest);
/* A sentence of a lower layer in the form's words (retell.h), appended. */
void fields_retell(const struct form *form, const char *sentence, struct buf *ret);
/* The currency that an amount is in; false: not known yet. */
bool fields_currency(const struct form *form, int field, struct currency *ret);
/* The offers of the field in focus, for what is typed. */
void fields_offer(struct form *form);
bool field_is_empty(const struct entry *entry);
/* Some text differs from when the form opened. */
bool fields_changed(const struct form *form);

/* ---- form.c ---------------------------------------------------------------------------- */

/* A sentence at the bottom until the next key; of: field or -1. */
void form_say(struct form *form, int of, const char *sentence);
void form_go(struct form *form, int field);
/* What is typed or pasted into the field now takes the place of its preset; Ctrl-Y
 * gives that back. */
void form_replace_preset(struct form *form);
/* The text of a field has been changed: judged, offers looked for. */
void form_typed(struct form *form);
void form_take_offer(struct form *form, int offer);
/* Saves and closes, or says why not. False: the form is gone. */
bool form_save(struct form *form);
/* What the spec tells, asked for where the values have changed. */
const char *form_told(struct form *form);
/* Closes, or asks where something was typed. False: the form is gone. */
bool form_leave(struct form *form);

/* ---- form_base.c ------------------------------------------------------------------------- */

/* Untouched fields take what the spec offers with these values. False: none has changed. */
bool form_offer_anew(struct form *form, const char *const *values);

/* ---- form_draft.c ------------------------------------------------------------------------ */

void form_draft_open(struct form *form);
/* After each key, paste and click. */
void form_draft_keep(struct form *form);
bool form_draft_tick(struct view *view);
/* drop: saved or thrown away. */
void form_draft_close(struct form *form, bool drop);
/* A key while the draft is offered: taken, left for later (the form is gone), or thrown
 * away. */
void form_draft_key(struct form *form, const struct key *key);

/* ---- form_keys.c ------------------------------------------------------------------------- */

bool form_key(struct view *view, const struct key *key);
bool form_act(struct view *view, enum action action);
void form_mouse(struct view *view, const struct event *event);

/* ---- form_draw.c, form_paste.c ------------------------------------------------------------ */

void form_draw(struct view *view, struct canvas *canvas, struct area area);
bool form_paste(struct view *view, const char *bytes, size_t length, bool more);

#endif
