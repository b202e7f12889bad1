/* SPDX-License-Identifier: MIT */
/*
 * Inside the wizard of a new claim: claim_wizard.c is its view and the steps,
 * claim_wizard_funds.c the funds, claim_wizard_works.c the activities,
 * claim_wizard_form.c the last step, claim_wizard_draft.c what is kept between two times.
 */
#ifndef COFFER_UI_WIZARDING_H
#define COFFER_UI_WIZARDING_H

#include "app/claims.h"
#include "app/drafts.h"
#include "app/funds.h"
#include "ui/parts/list.h"
#include "ui/screens/fund_words.h"
#include "ui/screens/names.h"
#include "ui/view.h"

enum wizard_step {
    STEP_OFFER, /* a claim that was begun is offered */
    STEP_FUND,
    STEP_ACTIVITY,
    STEP_FORM, /* over the view: dates and amount */
};

/* A fund in one currency; texts are owned. */
struct wizard_fund {
    char *program, *location;
    struct period period;
    struct currency currency;
};

/* An activity with what it asks, in plain words; texts are owned. */
struct wizard_work {
    char *code, *group, *name;
    char *asks; /* paragraphs */
};

enum { WIZARD_FUND_COLUMNS = 9 };

struct wizard {
    struct view view;             /* first */
    enum wizard_step step, begin; /* begin: where it starts where nothing is taken up */
    struct buf said;              /* a sentence at the bottom until the next key */

    struct list funds, works;
    struct fund_list rows;
    size_t *order; /* the list's rows: rows.rows[order[i]] */
    struct names names;
    char period[PERIOD_TEXT_SIZE], day[DATE_TEXT_SIZE]; /* of the cell filled last */
    struct fund_next next;

    struct wizard_work *items;
    size_t item_count;
    size_t cap_of;             /* the item that `cap` is about, SIZE_MAX: none */
    struct buf cap;            /* what its caps leave */
    int scrolled;              /* lines of the activity's text above what is seen */
    int text_lines, text_rows; /* of it, at the last draw */

    struct wizard_fund fund; /* program NULL: not chosen */
    char *activity;          /* NULL: not chosen; owned */

    struct draft *draft;                                  /* NULL: nothing is kept */
    struct grid_column fund_columns[WIZARD_FUND_COLUMNS]; /* with the name that stays */
    struct buf offer, offer_keys; /* keys: where there is no room for the other */
};

/* ---- claim_wizard.c ------------------------------------------------------------------ */

void wizard_say(struct wizard *wizard, const char *sentence);
void wizard_go(struct wizard *wizard, enum wizard_step step);

/* ---- claim_wizard_funds.c -------------------------------------------------------------- */

void wizard_funds_init(struct wizard *wizard);
void wizard_funds_release(struct wizard *wizard);
/* Those that can be used first, of these what ends first; then what still earns, then what
 * takes no claim. The selection stays. */
enum rc wizard_funds_load(struct wizard *wizard, struct err *err);
/* The selected one, NULL: none. */
const struct fund_row *wizard_fund_here(const struct wizard *wizard);
/* Why it takes no claim, appended, and true. */
bool wizard_fund_refuses(const struct fund_row *fund, struct date day, struct buf *ret_why);
/* To the fund; currency NULL: any. How many rows it has. */
size_t wizard_fund_select(struct wizard *wizard, const char *program, const char *location,
                          struct period period, const struct currency *currency);
/* The row of the chosen fund, NULL: it is gone. */
const struct fund_row *wizard_fund_chosen(const struct wizard *wizard);
bool wizard_fund_choose(struct wizard *wizard, const struct fund_row *row);
void wizard_funds_draw(struct wizard *wizard, struct canvas *canvas, struct area area);

/* ---- claim_wizard_works.c ---------------------------------------------------------------- */

void wizard_works_init(struct wizard *wizard);
void wizard_works_release(struct wizard *wizard);
/* For the chosen fund. */
enum rc wizard_works_load(struct wizard *wizard, struct err *err);
const struct wizard_work *wizard_work_here(const struct wizard *wizard);
const struct wizard_work *wizard_work_find(const struct wizard *wizard, const char *code);
void wizard_work_select(struct wizard *wizard, const char *code);
/* The text of the selected one, by lines. */
void wizard_works_scroll(struct wizard *wizard, int lines);
void wizard_works_draw(struct wizard *wizard, struct canvas *canvas, struct area area);

/* ---- claim_wizard_form.c ------------------------------------------------------------------ */

/* Dates and amount, over the wizard. Once it has saved, the wizard is gone. */
void wizard_form_open(struct wizard *wizard);
/* What was typed into it before is gone. */
void wizard_form_forget(struct wizard *wizard);
/* When something was typed into it last, 0: nothing is kept. */
int64_t wizard_form_when(struct wizard *wizard);

/* ---- claim_wizard_draft.c ------------------------------------------------------------------ */

/* Opens the draft; with one there the offer is made. */
void wizard_draft_open(struct wizard *wizard);
/* What is chosen, and the step. */
void wizard_draft_keep(struct wizard *wizard);
/* What was offered is thrown away. */
void wizard_draft_forget(struct wizard *wizard);
/* Takes up what was offered, as far as the book still has it. */
void wizard_draft_take(struct wizard *wizard);

#endif
