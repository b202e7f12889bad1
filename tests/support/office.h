/* SPDX-License-Identifier: MIT */
/*
 * People at a book: the app layer on a book of its own.
 *
 * The office's book has the shipped programs; hosting with a split of 60/40 from
 * the beginning; the locations L1 and L2; one report of four earnings
 * (office_report); and the members
 *   the maker   admin, whoever runs the tests
 *   uma         user
 *   sam         admin of location L1 only
 *   pia         user of the program hosting only
 */
#ifndef COFFER_SUPPORT_OFFICE_H
#define COFFER_SUPPORT_OFFICE_H

#include "app/app.h"
#include "app/earnings.h"
#include "app/funds.h"
#include "app/imports.h"
#include "app/terms.h"
#include "base/digest.h"
#include "support/desk.h"

/* R1 hosting L1, R2 hosting L2, R3 surface-add L1, R4 surface-add L2: co-op of
 * USD 1,000 to 4,000, dated 31 January 2026. */
extern const char office_report[];

/* For cmocka_unit_test_setup_teardown: *state is a struct desk whose book is the
 * office's, closed. */
int office_setup(void **state);

/* What is said to the listener. */
struct heard {
    int warnings;
    char last[1024];
    int stop_after; /* progress calls until it says stop; 0: never */
    int calls;
};

/* Opens the book as `login` (NULL: the maker) on a day (NULL: today). */
struct app *office_open(struct desk *desk, const char *login, const char *as_of);
struct app_options office_options(struct desk *desk, const char *as_of, struct heard *heard);
struct app *office_open_heard(struct desk *desk, struct heard *heard);
/* From now on the app is this member's. */
void office_become(struct app *app, const char *login);
/* The maker's login. */
void office_maker(char ret[64]);

/* Writes text into a new file of the desk's folder; returns ret. */
char *office_file(struct desk *desk, const char *name, const char *text,
                  char ret[FOLDER_PATH_SIZE]);
/* app_import of one file; results are checked no further. */
enum rc office_import(struct app *app, const char *path, struct import_counts *ret,
                      struct err *err);
enum rc office_add(struct app *app, const char *id, const char *program, const char *location,
                   const char *date, const char *type, const char *amount, struct err *err);
/* A draft of hosting, FY26H1, DG01, USD; its activity goes from 1 February to 31 May 2026. */
void office_claim(struct desk *desk, struct app *app, const char *location,
                  char ret[RANDOM_ID_SIZE]);
/* A file of this text, attached to the claim as `other`. */
void office_attach(struct desk *desk, struct app *app, const char *claim, const char *name,
                   const char *text, char ret_document[RANDOM_ID_SIZE]);
/* An earning_form for the usual case: USD. */
struct earning_form office_form(const char *id, const char *program, const char *location,
                                const char *date, const char *type, const char *amount);
struct period period_named(const char *text);

/* One figure of `balance`, found by fund and currency; fails when there is none. */
const struct fund_row *fund_find(const struct fund_list *list, const char *program,
                                 const char *location, const char *period, const char *currency);

#endif
