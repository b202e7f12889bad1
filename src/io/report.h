/* SPDX-License-Identifier: MIT */
/*
 * Earnings reports of Partner Center: which report a header belongs to, and
 * what a row says (RULES.md section 8, CONTRACT.md section 7, EXPORTS.md).
 *
 * Columns are found by name, without case and blanks; unknown ones are ignored.
 */
#ifndef COFFER_IO_REPORT_H
#define COFFER_IO_REPORT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "io/csv.h"
#include "model/date.h"
#include "model/detail.h"
#include "model/earning.h"

/* One good row. All text is borrowed from the record and the report, until the
 * next report_row; blanks and the guard of our own files are off. */
struct report_row {
    int64_t line;
    struct csv_field id;
    struct csv_field program;       /* as the report spells it */
    struct csv_field location;      /* participantId, else earningParticipantId */
    struct csv_field location_name; /* the name beside it; length 0 = not told */
    struct csv_field country;       /* partnerCountryCode */
    struct csv_field type_text;
    enum earning_type type;
    struct date date;
    struct amounts amounts;
    bool rounded; /* an amount had digits beyond six decimals */
    /* model/detail.h; length 0: blank or no such column. Numbers have a point and no
     * needless zeros, a time stamp is its day, what is neither stays as it is. */
    struct csv_field details[DETAIL_COUNT];
};

/* Why a row cannot be taken: the column's name, a whole sentence, the text. */
struct report_reject {
    int64_t line;
    char column[64]; /* "" when it is about the whole row */
    char reason[256];
};

struct report; /* the mapping of one file's columns */

/* Reads the header. RC_CONTENT: not an earnings report (Payments, Summarized,
 * Marketplace/Store-only, MaxCapBalance, unknown: named, with what to download
 * instead), a required column missing (all of them named) or there twice. */
enum rc report_begin(const struct csv_record *header, char delimiter, const char *name,
                     struct report **ret, struct err *err);
void report_free(struct report *report);

/* Whether the rows of this file repeat an earning (Growth). */
bool report_is_growth(const struct report *report);

/* The decimal mark that this file's amounts have shown so far; false: none, or the
 * file is not separated by semicolons. */
bool report_decimal_form(const struct report *report, enum money_form *ret);

/* RC_OK with *ret_good true and *ret_row filled, or false and *ret_reject
 * filled. In a file separated by semicolons the first amount with a decimal mark
 * says whether the file has points or commas; another mark later, and a comma in
 * any other file, is a reject. RC_CONTENT where the file as a whole must be
 * refused: a date in another form than ISO, which is named. */
enum rc report_row(struct report *report, const struct csv_record *record, bool *ret_good,
                   struct report_row *ret_row, struct report_reject *ret_reject, struct err *err);

#endif
