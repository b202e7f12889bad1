/* SPDX-License-Identifier: MIT */
/* Inside the store: a tx that is an undo or a redo (tx.h is what others see). */
#ifndef COFFER_STORE_TXN_H
#define COFFER_STORE_TXN_H

#include "store/journal.h"
#include "store/tx.h"

/* As tx_begin, for the journal row that takes back or brings forward `target`,
 * recorded as that one was. Neither ends redo. */
enum rc tx_begin_turn(struct book *book, const char *person, enum journal_kind kind, int64_t target,
                      struct tx **ret, struct err *err);

/* The same pairs as journal row `number` touched. */
enum rc tx_touch_like(struct tx *tx, int64_t number, struct err *err);

/* The changeset of a row, for the chain: NULL and 0 for a batch. */
struct journal_facts {
    int64_t number, time;
    const char *person, *action, *summary;
    enum journal_kind kind;
    int64_t target, schema;
    const void *changeset;
    size_t changeset_size;
};
struct digest;
struct query;
/* Columns of SQL_JOURNAL_CHAIN and SQL_JOURNAL_CHAIN_ROW. */
enum {
    JOURNAL_AT_NUMBER,
    JOURNAL_AT_TIME,
    JOURNAL_AT_PERSON,
    JOURNAL_AT_ACTION,
    JOURNAL_AT_SUMMARY,
    JOURNAL_AT_KIND,
    JOURNAL_AT_TARGET,
    JOURNAL_AT_SCHEMA,
    JOURNAL_AT_CHANGESET,
    JOURNAL_AT_PREVIOUS,
    JOURNAL_AT_HASH,
};
/* The row that a query of these stands on hashes to what it says. */
bool journal_row_is_genuine(struct query *q);
void journal_hash(const struct journal_facts *facts, const unsigned char previous[32],
                  struct digest *ret);

#endif
