/* SPDX-License-Identifier: MIT */
/* Programs, their spellings in reports, their dated terms, closed periods. */
#ifndef COFFER_STORE_PROGRAMS_H
#define COFFER_STORE_PROGRAMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/length.h"
#include "model/program.h"
#include "store/tx.h"

enum program_origin { PROGRAM_SHIPPED = 0, PROGRAM_BY_PERSON = 1, PROGRAM_FROM_REPORT = 2 };

struct program_record {
    char *code, *name;
    enum program_origin origin;
    bool surface;
    bool in_use; /* an earning counts under one of its names */
    int64_t changed_in;
    struct terms terms; /* arrays owned by the record */
};

/* Every program and spelling of the book. */
struct program_name {
    int64_t key;
    char *name;
    bool own;       /* the code itself, for rows typed in */
    size_t program; /* index into programs */
};
struct catalog {
    struct program_record *programs; /* by code */
    size_t program_count;
    struct program_name *names; /* by key */
    size_t name_count;
};

enum rc catalog_load(struct book *book, struct catalog *ret, struct err *err);
void catalog_release(struct catalog *catalog);
/* NULL when there is none. */
const struct program_record *catalog_find(const struct catalog *catalog, const char *code);
const struct program_record *catalog_of_name(const struct catalog *catalog, int64_t name);
/* A program that only a report made, and that has no earning (any more), is not
 * listed: its import was undone, or an alias took its rows. */
bool program_is_listed(const struct program_record *program);

/* The codes of the programs that an import made (its number in the journal), in
 * order. Borrowed until the next call. */
typedef enum rc program_code_visit(void *context, const char *code, struct err *err);
enum rc programs_made_by(struct book *book, int64_t journal, program_code_visit *visit,
                         void *context, struct err *err);

/* One program with its terms. */
enum rc program_load(struct book *book, const char *code, bool *ret_found,
                     struct program_record *ret, struct err *err);
void program_record_release(struct program_record *program);

/* The program that a spelling belongs to, by exact name, else by slug, else by
 * code; *ret_key 0 when the exact spelling is not in the book. code[0] = '\0'
 * when no program fits. */
enum { PROGRAM_CODE_MAX = LENGTH_CODE_SIZE };
enum rc program_of_name(struct book *book, const char *name, int64_t *ret_key,
                        char code[PROGRAM_CODE_MAX], struct err *err);

/* A code out of the book. RC_BOOK where it is longer than any that Coffer writes:
 * it is refused, never cut, or it would be another program's. */
enum rc program_code_copy(const char *text, char ret[PROGRAM_CODE_MAX], struct err *err);

/* ---- writing ---- */
enum rc program_put(struct tx *tx, const char *code, const char *name, enum program_origin origin,
                    bool surface, struct err *err); /* one that is there */
enum rc program_name_add(struct tx *tx, const char *name, const char *code, int64_t *ret_key,
                         struct err *err);
/* Every spelling with the slug of `name` points to code from now on. */
enum rc program_name_claim(struct tx *tx, const char *name, const char *code, struct err *err);
/* Every spelling with the slug of `name` belongs to code from now on; a program
 * that only reports had made, and that has no spelling left, goes. */
enum rc program_alias(struct tx *tx, const char *name, const char *code, struct err *err);
/* Makes a program: its row, and its code as a spelling, for rows typed in. */
enum rc program_make(struct tx *tx, const char *code, const char *name, enum program_origin origin,
                     struct err *err);
/* The spelling for rows typed in under a program's code. */
enum rc program_own_name(struct book *book, const char *code, int64_t *ret_key, struct err *err);

enum rc program_split_put(struct tx *tx, const char *code, const struct split_term *term,
                          struct err *err);
enum rc program_threshold_put(struct tx *tx, const char *code, const struct threshold_term *term,
                              struct err *err);
enum rc program_coop_put(struct tx *tx, const char *code, const struct coop_term *term,
                         struct err *err);
enum rc program_override_put(struct tx *tx, const char *code,
                             const struct period_override *override, struct err *err);

/* ---- closed periods; code NULL = all programs ---- */
/* Closed for this program, or for all. */
enum rc period_is_closed(struct book *book, const char *code, struct period period, bool *ret,
                         struct err *err);
/* A row of exactly this code (or of all). */
enum rc period_close_exists(struct book *book, const char *code, struct period period, bool *ret,
                            struct err *err);
enum rc period_close(struct tx *tx, const char *code, struct period period, struct err *err);
enum rc period_reopen(struct tx *tx, const char *code, struct period period, struct err *err);
typedef enum rc closed_visit(void *context, struct period period, const char *program,
                             struct err *err); /* program NULL: all */
enum rc closed_list(struct book *book, closed_visit *visit, void *context, struct err *err);
/* The closed periods in which this program has an earning, by time. Caller
 * frees *ret. */
enum rc periods_closed_with_earnings(struct book *book, const char *code, struct period **ret,
                                     size_t *ret_count, struct err *err);

#endif
