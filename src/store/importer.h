/* SPDX-License-Identifier: MIT */
/*
 * Inside the store: what the parts of an import share. imports.c collects rows
 * in runs and keeps the files apart; settle.c takes one row into the book;
 * shared.c, keys.c and compare.c know what the book has already.
 */
#ifndef COFFER_STORE_IMPORTER_H
#define COFFER_STORE_IMPORTER_H

#include "store/db.h"
#include "store/imports.h"
#include "store/programs.h"
#include "store/tally.h"

struct months;

/* ---- names that rows share, looked up once (shared.c) ---------------------------- */

/* Remembers the keys of program names, locations and words; memory is bounded. */
struct shared;
enum rc shared_new(struct tx *tx, struct shared **ret, struct err *err);
void shared_free(struct shared *shared);
/* Each makes what is new. */
enum rc shared_name(struct shared *shared, struct text name, int64_t *ret, struct err *err);
enum rc shared_location(struct shared *shared, struct text id, int64_t *ret, struct err *err);
enum rc shared_word(struct shared *shared, int kind, struct text text, int64_t *ret,
                    struct err *err); /* 0 for an empty text */
/* The program that a spelling belongs to. Borrowed until the next call. */
enum rc shared_program(struct shared *shared, int64_t name, const char **ret, struct err *err);
/* Whether that program has, or had, no co-op: then its terms must be asked. */
enum rc shared_lacks_coop(struct shared *shared, int64_t name, bool *ret, struct err *err);
/* Notes what this import calls a location; the last word wins. */
enum rc shared_location_called(struct shared *shared, int64_t import, int64_t location,
                               struct text name, struct text country, struct err *err);

/* ---- where ids are (keys.c) -------------------------------------------------------- */

/* A run: so many rows, or so many bytes of text. */
enum { RUN_BITS = 13, RUN_ROWS = 1 << RUN_BITS, RUN_BYTES = 4 << 20 };

struct id_lookup {
    int64_t hash; /* digest_short of the id */
    struct text id;
    int64_t key; /* out: 0 when the book has no such id; known already: another value */
    /* Out: the id stands earlier in the run, at this place; NULL: it does not. */
    const struct id_lookup *twin;
    bool same;      /* of follow_book: no field differs from what the book had … */
    int64_t stream; /* … in a row of this stream, 0: typed in */
};

/* New keys are held back and written in the order of their hashes. */
struct keys;
enum rc keys_new(struct book *book, struct keys **ret, struct err *err);
void keys_free(struct keys *keys);
/* Looks up a run at once: at most RUN_ROWS. */
enum rc keys_find(struct keys *keys, struct id_lookup *lookups, size_t count, struct err *err);
enum rc keys_add(struct keys *keys, int64_t hash, int64_t key, struct err *err);
enum rc keys_flush(struct keys *keys, struct err *err);

/* ---- an earning as the book has it, beside a row (compare.c) ------------------------ */

/* transactionId and transactionAmount are nearly all different: kept as text.
 * The place of such a detail among the texts of a row; -1: it is a word. */
enum { DETAIL_TEXTS = 2 };
static inline int detail_text_place(int detail)
{
    return detail == DETAIL_TRANSACTION ? 0 : detail == DETAIL_TRANSACTION_AMOUNT ? 1 : -1;
}

/* A good row with its shared texts looked up. */
struct resolved {
    int64_t line;
    struct text id, texts[DETAIL_TEXTS];
    int64_t name, location;
    int64_t type_word;             /* 0 unless the type is unknown */
    int64_t details[DETAIL_COUNT]; /* keys of words; 0: blank, or a text */
    struct amounts amounts;
    struct date date;
    enum earning_type type;
    bool rounded;
};

/* What the book has of an earning, and which fields a row would change: bit i =
 * field i of import_field_name. A blank detail changes nothing. */
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
    bool kept; /* by compare_status: the row has an older payment status */
};
enum rc compare_with_book(struct book *book, struct shared *shared, int64_t key,
                          const struct resolved *row, struct stored *ret, struct err *err);

/* Of a status that differs: another spelling is no change, and neither is a step
 * back to an older state of the same calculation, which is the report downloaded
 * earlier. same_file: the book has it from this very file, whose last word wins. */
enum rc compare_status(struct book *book, const struct resolved *row, bool same_file,
                       struct stored *stored, struct err *err);

/* A report that is downloaded again repeats its rows in the order in which the
 * book has them: the row after a known one is probably the next earning, which
 * is read and compared on the way, without a look into the key table. Goes
 * through a run before it is settled; *next is where it began and ended, 0 where
 * that is not known. */
struct item;
enum rc follow_book(struct book *book, const struct item *items, size_t count, int64_t *next,
                    struct err *err);

/* The fields that make an earning what it is (CONTRACT.md section 7: program,
 * location, type, amounts, currency, date), and those of its payment. */
extern const uint32_t import_identity_fields;
extern const uint32_t import_payment_fields;

/* ---- the import itself --------------------------------------------------------------- */

/* A row of a run; its texts lie in the arena. */
struct item {
    bool good;
    struct resolved row;         /* of a bad row only the line */
    const char *column, *reason; /* of a bad row */
    struct text raw;
    struct id_lookup *lookup; /* of a good row */
    int64_t key;              /* the earning that it met or made */
};

struct repeat {
    int64_t import, rows;
};

struct closed_period {
    struct period period;
    char *program; /* NULL: all */
};

struct importer {
    struct tx *tx;
    struct book *book;
    import_reject *reject;
    void *context;
    struct shared *shared;
    struct keys *keys;
    struct tally *tally;
    struct months *months;

    int64_t next_key;
    int64_t first_new;   /* next_key as the import began */
    int64_t follow_next; /* of follow_book */

    /* The file that is being read. */
    int64_t import, stream;
    char *stream_name;
    struct import_counts counts;
    int64_t file_first;  /* first new key of this file */
    unsigned char *seen; /* a bit per older key: met in this file */
    size_t seen_bytes;
    struct repeat *repeats; /* unchanged rows by the import they came from */
    size_t repeat_count;
    int64_t owner_stream, owner_import; /* the last answer of owner_of */

    struct closed_period *closed;
    size_t closed_count;
    struct program_record termed; /* whose terms were asked last; code NULL: none yet */

    /* New rows of this run that are not in the table yet. */
    size_t fresh_count;
    const struct item *fresh[RUN_ROWS];

    size_t count;
    struct item items[RUN_ROWS];
    struct id_lookup lookups[RUN_ROWS];
    size_t used;
    char *arena; /* RUN_BYTES, or one row that is larger */
    size_t arena_size;
};

/* Takes one row into the book, or rejects it (settle.c). */
enum rc settle_item(struct importer *importer, struct item *item, struct err *err);
/* Brings the new rows into the table: at the end of a run, and before somebody
 * looks at one of them. */
enum rc settle_fresh(struct importer *importer, struct err *err);

#endif
