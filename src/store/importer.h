/* SPDX-License-Identifier: MIT */
/* Inside the store: what imports.c (runs of rows) and its parts share. */
#ifndef COFFER_STORE_IMPORTER_H
#define COFFER_STORE_IMPORTER_H

#include "store/db.h"
#include "store/imports.h"
#include "store/programs.h"
#include "store/tally.h"

/* ---- names that rows share, looked up once (shared.c) ---------------------------- */

struct shared_name {
    int64_t key;
    char code[PROGRAM_CODE_MAX];
};

/* Remembers the keys of program names, locations and words; memory is bounded. */
struct shared;
enum rc shared_new(struct tx *tx, struct shared **ret, struct err *err);
void shared_free(struct shared *shared);
/* Makes what is new. Borrowed until the next call. */
enum rc shared_name(struct shared *shared, struct text name, const struct shared_name **ret,
                    struct err *err);
enum rc shared_location(struct shared *shared, struct text id, int64_t *ret, struct err *err);
enum rc shared_word(struct shared *shared, int kind, struct text text, int64_t *ret,
                    struct err *err); /* 0 for an empty text */
/* Notes what this import calls a location; the last word wins. */
enum rc shared_location_called(struct shared *shared, int64_t import, int64_t location,
                               struct text name, struct text country, struct err *err);

/* ---- where ids are (keys.c) -------------------------------------------------------- */

struct id_lookup {
    int64_t hash;
    struct text id;
    size_t place;  /* of the row in its run */
    int64_t key;   /* out: 0 when the book has no such id */
    bool has_twin; /* the id stands earlier in the run, … */
    size_t twin;   /* … at this place */
};

/* New keys are held back and written in the order of their hashes. */
struct keys;
enum rc keys_new(struct book *book, struct keys **ret, struct err *err);
void keys_free(struct keys *keys);
/* Looks up many at once; the array is reordered by hash. */
enum rc keys_find(struct keys *keys, struct id_lookup *lookups, size_t count, struct err *err);
enum rc keys_add(struct keys *keys, int64_t hash, int64_t key, struct err *err);
enum rc keys_flush(struct keys *keys, struct err *err);

/* ---- an earning as the book has it, beside a row (compare.c) ------------------------ */

/* A row with its shared texts looked up. details: keys of words, 0 when blank or
 * kept as text (detail_is_text). */
struct resolved {
    const struct import_row *row;
    int64_t name, location, type_word;
    char program[PROGRAM_CODE_MAX];
    int64_t details[DETAIL_COUNT];
};

/* transactionId and transactionAmount are nearly all different: kept as text. */
bool detail_is_text(enum detail detail);

/* What the book has of an earning, and which fields a row would change: bit i =
 * field i of import_field_name. A blank detail changes nothing, the spelling of
 * a status does not count, and a payment status that steps back to an older
 * state of the same calculation is no change. */
struct stored {
    int64_t key;
    int64_t stream; /* 0: typed in */
    int64_t name, location;
    int64_t type_word;
    struct date date;
    enum earning_type type;
    struct amounts amounts;
    bool excluded;
    int64_t details[DETAIL_COUNT];
    uint32_t changed;
};
enum rc compare_with_book(struct book *book, int64_t key, const struct resolved *resolved,
                          struct stored *ret, struct err *err);

/* The fields that make an earning what it is (CONTRACT.md section 7: program,
 * location, type, amounts, currency, date), and those of its payment. */
extern const uint32_t import_identity_fields;
extern const uint32_t import_payment_fields;

#endif
