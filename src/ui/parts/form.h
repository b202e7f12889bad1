/* SPDX-License-Identifier: MIT */
/*
 * A form: labelled fields in a box, checked while they are typed in. It is an
 * overlay view. Enter or Down goes to the next field (Enter takes a chosen
 * completion, or the only one that begins so), Ctrl-S (or Enter on the last field)
 * saves, Esc asks when something was typed. What is typed is kept in
 * a draft (app/drafts.h) until it is saved or thrown away, and offered again
 * with its age.
 */
#ifndef COFFER_UI_FORM_H
#define COFFER_UI_FORM_H

#include "ui/view.h"

enum field_kind {
    FIELD_TEXT,
    FIELD_DATE,   /* YYYY-MM-DD; "today", "+3d", "-1m", "24" and "11-24" are understood */
    FIELD_AMOUNT, /* plain decimals; pasted "1,234.50" and "1 234,50" are understood */
    FIELD_CHOICE, /* one of `choices`; Left and Right step, typing narrows */
    FIELD_PERIOD, /* FY27H1 */
};

struct offers; /* completions of a field */
void offers_add(struct offers *offers, const char *value, const char *words);
/* The same where what is typed stands in one of them, whatever its case. */
void offers_add_fitting(struct offers *offers, const char *typed, const char *value,
                        const char *words);

struct field {
    const char *name;  /* stable: the draft */
    const char *label; /* N_() */
    const char *hint;  /* N_(): shown below while the field has the focus */
    enum field_kind kind;
    bool must;
    const char *const *choices; /* FIELD_CHOICE: ends in NULL; the first is preset where it is no
                                 * must and "" is none of them */
    bool spoken;                /* the choices are words, N_(); else codes, never translated */
    int currency;               /* FIELD_AMOUNT: field that holds the currency, -1: USD */
    const char *in;             /* FIELD_AMOUNT: the code where no field holds it, or an empty
                                 * one does; borrowed for the form's life; NULL: USD */
    /* All values that fit what is typed; NULL: none. */
    void (*complete)(void *context, const char *typed, struct offers *offers);
};
enum { FORM_FIELDS_MAX = 32, PICTURE_ROWS = 5 };

struct form_spec {
    const char *name;  /* stable, a to z, digits, "-", ".": the draft; NULL: keeps none */
    const char *about; /* what is edited, copied: another one's draft is not offered; NULL:
                        * something new */
    const char *title; /* N_() */
    const char *note;  /* N_(): a sentence under the title, or NULL */
    const struct field *fields;
    int count;
    /* More than the kind knows: a sentence into why and true when the field's
     * value cannot be right. Called with every change. NULL: nothing more. */
    bool (*wrong)(void *context, const char *const *values, int field, struct buf *why);
    /* What the form offers in a field that nobody has typed in, where that hangs on the
     * values of others; borrowed until the next call. NULL: what stands in it stays. Called
     * with every change. NULL: it never hangs on them. */
    const char *(*offer)(void *context, const char *const *values, int field);
    /* Lines of text about what would come of these values, shown under the fields where
     * there is room; a line that begins with "! " is about a fault. Asked when a value has
     * changed or the book was written. NULL: none. */
    void (*tell)(void *context, const char *const *values, struct buf *ret);
    /* Draws what stands above the fields where there is room: one to PICTURE_ROWS lines.
     * NULL: nothing. */
    void (*picture)(void *context, const char *const *values, struct canvas *canvas,
                    struct area area);
    /* One step of several: leaving is going back, without a question, and what was typed
     * is there again when the form opens, without an offer. */
    bool is_step;
    /* Calls the command. RC_OK closes the form (and the spec has called
     * shell_wrote); else the words are shown in the form and it stays. Values
     * are never NULL. */
    enum rc (*save)(void *context, struct shell *shell, const char *const *values, struct err *err);
    void (*release)(void *context); /* NULL: nothing to free */
    void *context;
};

/* A value as commands take it: NULL where nothing was typed. */
const char *form_given(const char *value);

/* spec's texts and fields are borrowed for the form's life (static), the rest is
 * copied. values: count of them, NULL: empty. NULL without memory; the context is
 * released then too. */
struct view *form_new(struct shell *shell, const struct form_spec *spec, const char *const *values);

/* "3 hours ago", appended. */
void form_draft_add_age(int64_t seconds, struct buf *ret);
/* What form_draft_say_age says, for a box of few lines: the keys stand first. */
void form_draft_say_keys(int64_t seconds, struct buf *ret);
/* "You typed this 3 hours ago: Enter takes it, Esc keeps it for later, Del throws it
 * away", appended: for a draft of several steps. */
void form_draft_say_age(int64_t seconds, struct buf *ret);

/* For a context that knows its form. The field of that name gets the focus; false: it
 * has none. */
bool form_focus(struct view *view, const char *name);
/* The text that a field stands on: what it was given, as far as a field holds it. Borrowed
 * until the next form_rebase. */
const char *form_text_before(const struct view *view, int field);
/* As Ctrl-S does. The form may be gone afterwards. */
void form_press_save(struct view *view);

/* What the form was opened on has become something else: values, as form_new takes
 * them. A sentence a line for each field in which it has: what it was, what it is now,
 * and what is typed where that is neither. False: in none. */
bool form_add_difference(const struct view *view, const char *const *values, struct buf *ret);
/* From now on it stands on these values. Fields in which nothing was typed take them;
 * with take also those in which something was, where the two differ. */
void form_rebase(struct view *view, const char *const *values, bool take);

#endif
