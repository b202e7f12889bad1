/* SPDX-License-Identifier: MIT */
/* Earnings one by one: typed in, looked at, excluded. Imports are next door. */
#ifndef COFFER_STORE_EARNINGS_H
#define COFFER_STORE_EARNINGS_H

#include <stdbool.h>
#include <stdint.h>

#include "model/detail.h"
#include "model/earning.h"
#include "store/journal.h" /* journal_sees */
#include "store/tx.h"

/* One earning as the book has it. Text is borrowed until the next row. */
struct earning_record {
    int64_t key;
    const char *id;
    const char *source; /* "file" or "file.zip(entry)"; NULL: typed in */
    int64_t line;
    int64_t import;           /* number of the import that its values come from, or 0 */
    int64_t name;             /* program_name.key */
    const char *program_name; /* as the report spells it */
    const char *program;      /* code */
    int64_t location_key;
    const char *location; /* id */
    struct date date;
    enum earning_type type;
    const char *type_text; /* the report's word of an unknown type, else "" */
    struct amounts amounts;
    const char *details[DETAIL_COUNT]; /* "" = not told; all filled only by earning_find */
    const char *note;
    bool excluded;
    const char *exclude_reason;
    int64_t made_in;    /* journal number, of a typed-in row, else 0 */
    int64_t changed_in; /* journal number of the last write */
};

struct earning_filter {
    const char *program;  /* code or NULL */
    const char *location; /* id or NULL */
    bool has_dates;
    struct date from, to; /* inclusive */
    int64_t import;       /* 0: any */
    bool excluded;        /* only those that are */
    const char *search;   /* words that must all be in it, as in search.h; or NULL */
};

typedef enum rc earning_visit(void *context, const struct earning_record *earning, struct err *err);

/* By date, then id. */
enum rc earnings_list(struct book *book, const struct earning_filter *filter, earning_visit *visit,
                      void *context, struct err *err);

/* The rows with these keys, in their order; one that is gone is left out. Of the
 * details those that a list shows. */
enum rc earnings_by_key(struct book *book, const int64_t *keys, size_t count, earning_visit *visit,
                        void *context, struct err *err);

/* The rows of one program and location, in no order, without import, source and
 * details: to add them up. */
enum rc earnings_figures(struct book *book, const char *program, const char *location,
                         struct date from, struct date to, earning_visit *visit, void *context,
                         struct err *err);

/* By id, or by an unambiguous beginning (any case) of a typed-in row's id, among
 * the rows that `sees` allows (NULL: all). *ret_count: 0 none, 1 found, 2 the
 * beginning fits several. */
enum rc earning_find(struct book *book, const char *id, journal_sees *sees, void *sees_context,
                     int *ret_count, earning_visit *visit, void *context, struct err *err);

/* What a person types in. */
struct earning_typed {
    const char *id;
    int64_t name, location; /* keys */
    struct date date;
    enum earning_type type;
    struct amounts amounts;
    const char *reason; /* or NULL */
    const char *note;   /* or NULL */
};
enum rc earning_insert(struct tx *tx, const struct earning_typed *typed, struct err *err);
enum rc earning_update(struct tx *tx, int64_t key, const struct earning_typed *typed,
                       struct err *err);
enum rc earning_delete(struct tx *tx, int64_t key, struct err *err);
enum rc earning_exclude(struct tx *tx, int64_t key, const char *reason, struct err *err);
enum rc earning_include(struct tx *tx, int64_t key, struct err *err);
/* True when some earning, also an excluded one, has this id. */
enum rc earning_id_taken(struct book *book, const char *id, int64_t *ret_key, struct err *err);

#endif
