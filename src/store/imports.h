/* SPDX-License-Identifier: MIT */
/*
 * Rows of reports, into the book (RULES.md section 8, CONTRACT.md section 7).
 *
 * An importer works inside one tx. Rows are taken in runs of bounded size: the
 * ids of a run are looked up in the order of their hashes, then the run is
 * settled row by row in file order. So memory is flat, the key table is walked
 * and filled in order, and rejects come out in file order.
 */
#ifndef COFFER_STORE_IMPORTS_H
#define COFFER_STORE_IMPORTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/detail.h"
#include "model/earning.h"
#include "store/tx.h"

struct text {
    const char *bytes;
    size_t length;
};

/* A good row. Everything is copied before importer_row returns. */
struct import_row {
    int64_t line;
    struct text id, program, location, location_name, country, type_text;
    enum earning_type type;
    struct date date;
    struct amounts amounts;
    bool rounded;
    struct text details[DETAIL_COUNT];
};

struct import_counts {
    int64_t rows, new, updated, unchanged, rejected;
    int64_t rounded;     /* rows with digits beyond six decimals */
    int64_t after_close; /* new or updated rows dated in a closed period */
    int64_t unknown;     /* rows of an unknown type */
    int64_t coopless;    /* rows typed as co-op of a program without co-op */
    int64_t kept;        /* unchanged rows: their payment status is older than the book's */
    int64_t changed[DETAIL_COUNT + 6]; /* updated rows by field: IMPORT_FIELD_* */
    bool has_dates;
    struct date first, last;
};
enum {
    IMPORT_FIELD_PROGRAM = DETAIL_COUNT,
    IMPORT_FIELD_LOCATION,
    IMPORT_FIELD_DATE,
    IMPORT_FIELD_TYPE,
    IMPORT_FIELD_AMOUNT, /* amount or currency */
    IMPORT_FIELD_USD,
    IMPORT_FIELDS,
};
const char *import_field_name(int field); /* the report's column */

/* A rejected row, in file order. raw: the bytes that came with it. */
typedef enum rc import_reject(void *context, int64_t line, const char *column, const char *reason,
                              struct text raw, struct err *err);

struct importer;

enum rc importer_new(struct tx *tx, import_reject *reject, void *context, struct importer **ret,
                     struct err *err);
void importer_free(struct importer *importer);

/* One FILE of the command; its streams (the file itself, or the entries of a
 * zip); its rows. importer_file_end fills *ret. */
enum rc importer_file(struct importer *importer, const char *file, struct err *err);
enum rc importer_stream(struct importer *importer, const char *name, struct err *err);
enum rc importer_row(struct importer *importer, const struct import_row *row, struct text raw,
                     struct err *err);
enum rc importer_bad_row(struct importer *importer, int64_t line, const char *column,
                         const char *reason, struct text raw, struct err *err);
/* Settles the rows held back, so that nothing of this stream is left. */
enum rc importer_settle(struct importer *importer, struct err *err);
enum rc importer_file_end(struct importer *importer, int64_t bytes, int64_t *ret_number,
                          struct import_counts *ret, struct err *err);

/* Writes back what is held (totals, months, touched funds). Once, at the end. */
enum rc importer_finish(struct importer *importer, struct err *err);

/* ---- what came in ---- */
struct import_record {
    int64_t number, journal, time;
    const char *person, *file;
    int64_t bytes;
    struct import_counts counts;
    bool undone;
};
typedef enum rc import_visit(void *context, const struct import_record *record, struct err *err);
enum rc imports_list(struct book *book, import_visit *visit, void *context, struct err *err);

/* Programs × locations × months that an import spoke of. */
struct import_month {
    const char *program, *location;
    struct month month;
    int64_t rows;
    int64_t import, time; /* of the newest import that spoke of it; 0: none, typed in only */
};
typedef enum rc import_month_visit(void *context, const struct import_month *month,
                                   struct err *err);
enum rc import_months(struct book *book, int64_t number, import_month_visit *visit, void *context,
                      struct err *err);
/* Rows that count, dated on or before a day, by program, location and month, with
 * the newest import; rows 0: all of the month's are excluded. */
enum rc coverage_read(struct book *book, struct date day, import_month_visit *visit, void *context,
                      struct err *err);

/* The fields that an import changed in rows the book had: old and new text. */
struct import_change {
    const char *id, *field, *before, *after;
    const char *program, *location;
    int64_t line;
    int64_t import; /* the one that brought the new value */
};
typedef enum rc import_change_visit(void *context, const struct import_change *change,
                                    struct err *err);
enum rc import_changes(struct book *book, int64_t number, import_change_visit *visit, void *context,
                       struct err *err);
/* All that imports changed in one earning, the oldest first. */
enum rc earning_changes(struct book *book, int64_t key, import_change_visit *visit, void *context,
                        struct err *err);

#endif
