/* SPDX-License-Identifier: MIT */
/* How the screens are opened; each one's state is its own file's business. NULL
 * without memory. */
#ifndef COFFER_UI_SCREENS_H
#define COFFER_UI_SCREENS_H

#include "ui/view.h"

struct view *dashboard_new(struct shell *shell); /* 1 */
struct view *funds_new(struct shell *shell);     /* 2 */
struct view *earnings_new(struct shell *shell);  /* 4 */
struct view *claims_new(struct shell *shell);    /* 5 */
struct view *deadlines_new(struct shell *shell); /* 6 */
struct view *programs_new(struct shell *shell);  /* 7 */
struct view *log_new(struct shell *shell);       /* 8 */
/* 3 is not there yet and says so. */
struct view *absent_new(struct shell *shell, int number);
/* The first run: no book yet. */
struct view *welcome_new(struct shell *shell);

/* One fund, all its currencies; the texts are copied. */
struct view *fund_new(struct shell *shell, const char *program, const char *location,
                      struct period period);
/* One claim: what it lacks, holds and went through. */
struct view *claim_page_new(struct shell *shell, const char *id);
/* Opens its page. */
void claim_show(struct shell *shell, const char *id);
/* Opens the screen of claims on those with these words. */
void claims_show(struct shell *shell, const char *words);
/* The same with the document selected, where the page has it. */
void claim_show_document(struct shell *shell, const char *id, const char *document);
/* The payments that the person sees; claim: those of one, NULL: all. */
void payments_show(struct shell *shell, const char *claim);
/* One payment, by its id and the day on which it came, and the claims that it settles. */
void payment_show(struct shell *shell, const char *id, struct date came);
/* The documents of all claims, of those with these words; NULL: all. */
void documents_show(struct shell *shell, const char *words);
/* The catalogue of activities, and one of them with all that it asks for. */
void activities_show(struct shell *shell);
void activity_show(struct shell *shell, const char *code);
/* The settings of the book. */
void settings_show(struct shell *shell);
/* Picks a file of claims from before Coffer, previews it, brings it in. path NULL: asks
 * for it. */
void claim_import_begin(struct shell *shell, const char *path);
/* How a figure comes about (`=`): steps, rows, file and line, and the command. */
struct view *explain_new(struct shell *shell, const struct figure *figure);
/* Opens the screen of funds on those of a location. */
void funds_show(struct shell *shell, const char *location);
/* One program's terms by date and its calendar. */
struct view *program_new(struct shell *shell, const char *code);
/* Picks a report, previews it, brings it in. path NULL: asks for it. */
void import_begin(struct shell *shell, const char *path);
/* Opens the earnings screen on what is meant; NULL and 0: all. */
void earnings_show(struct shell *shell, const char *program, const char *location,
                   const struct period *period, int64_t import, const char *search);
/* The form of a new earning; program and location (NULL: empty) and the currency
 * (NULL: USD) are filled in. */
void earning_add_form(struct shell *shell, const char *program, const char *location,
                      const struct currency *currency);
/* Says once that a form waits that was not finished, how old it is and which key goes on
 * with it; nothing where none does. */
void waiting_say(struct shell *shell);
/* What the palette finds by name, made anew. What there is when something fails is found
 * all the same. */
struct places;
void places_load(struct places *places, struct app *app);
/* The form of a program's terms, as the programs screen opens it. */
void program_set_terms(struct shell *shell, const char *code);

#endif
