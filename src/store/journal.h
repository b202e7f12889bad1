/* SPDX-License-Identifier: MIT */
/* The journal: who did what when, taken back and brought forward again. */
#ifndef COFFER_STORE_JOURNAL_H
#define COFFER_STORE_JOURNAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "store/tx.h"

enum journal_kind { JOURNAL_WRITE = 0, JOURNAL_UNDO = 1, JOURNAL_REDO = 2 };

struct journal_row {
    int64_t number;
    int64_t time;
    const char *person;
    const char *action;
    const char *summary;
    enum journal_kind kind;
    int64_t target; /* 0 for a write */
    bool undone;    /* taken back and not brought forward again */
};

/* Sees whether a person may see a pair; NULL program or location = every one. */
typedef bool journal_sees(void *context, const char *program, const char *location);
typedef enum rc journal_visit(void *context, const struct journal_row *row, struct err *err);

/* Oldest first; rows wholly inside what `sees` allows (NULL: all). */
enum rc journal_list(struct book *book, journal_sees *sees, void *sees_context,
                     journal_visit *visit, void *context, struct err *err);
/* One row; text is owned by the caller's struct and freed with journal_row_free. */
struct journal_entry {
    struct journal_row row;
    char *memory[3];
};
enum rc journal_find(struct book *book, int64_t number, bool *ret_found, struct journal_entry *ret,
                     struct err *err);
void journal_entry_release(struct journal_entry *entry);
enum rc journal_row_visible(struct book *book, int64_t number, journal_sees *sees, void *context,
                            bool *ret, struct err *err);

/* The number of the newest row; 0: none yet. */
enum rc journal_newest(struct book *book, int64_t *ret, struct err *err);
/* The newest write not taken back, 0 if none; the row that redo would bring
 * forward, 0 if none (a later write ended it). */
enum rc journal_newest_undoable(struct book *book, int64_t *ret, struct err *err);
enum rc journal_newest_redoable(struct book *book, int64_t *ret, struct err *err);

/* Takes back row `number` (a write that is not taken back), or brings it
 * forward again, as a new journal row by `person`. check may be NULL.
 * RC_RULE, naming both rows, when a later row touched the same thing; RC_RULE
 * too when the row is of another schema and no longer fits. */
enum rc journal_undo(struct book *book, const char *person, int64_t number, tx_check *check,
                     void *context, struct err *err);
enum rc journal_redo(struct book *book, const char *person, int64_t number, tx_check *check,
                     void *context, struct err *err);

/* Recomputes the chain. Each difference is one sentence to `found`. */
typedef enum rc journal_finding(void *context, const char *sentence, struct err *err);
enum rc journal_verify(struct book *book, journal_finding *found, void *context, struct err *err);
/* The chain's last hash in hex: 64 digits and a NUL; "" for an empty journal. */
enum rc journal_head(struct book *book, char ret[65], struct err *err);

#endif
