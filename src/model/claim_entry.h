/* SPDX-License-Identifier: MIT */
/*
 * What happened to a claim, entry by entry. A claim is never overwritten: it is
 * what its entries make when they are applied in the order in which they were
 * made (claim.h), on any day those dated on or before it (CONTRACT.md section 4).
 */
#ifndef COFFER_MODEL_CLAIM_ENTRY_H
#define COFFER_MODEL_CLAIM_ENTRY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "model/date.h"
#include "model/money.h"
#include "model/period.h"

/* The numbers are stored in the book: append only.
 * X(NAME, word for people and history) */
#define CLAIM_ENTRY_KINDS(X)              \
    X(CREATED, "created")                 \
    X(SET, "set")                         \
    X(TAG, "tag")                         \
    X(UNTAG, "untag")                     \
    X(EXPENSE, "expense")                 \
    X(EXPENSE_DELETED, "expense-deleted") \
    X(METRIC, "metric")                   \
    X(ATTACHED, "attached")               \
    X(DETACHED, "detached")               \
    X(REFILED, "refiled")                 \
    X(BYTES_DELETED, "document-deleted")  \
    X(COMMENT, "comment")                 \
    X(APPROVAL, "approval")               \
    X(SUBMITTED, "submitted")             \
    X(STATUS, "status")                   \
    X(FEEDBACK, "feedback")               \
    X(PAYMENT, "payment")                 \
    X(PAYMENT_VOIDED, "payment-voided")

#define X(id, word) ENTRY_##id,
enum claim_entry_kind { CLAIM_ENTRY_KINDS(X) CLAIM_ENTRY_KIND_COUNT };
#undef X
const char *claim_entry_word(enum claim_entry_kind kind);

/* What an entry can say. The names are stored in the book (JSON); numbers are
 * micros, days or counts.
 * X(NAME, name in the book, is a number) */
#define CLAIM_FIELDS(X)                            \
    X(TITLE, "title", false)                       \
    X(ACTIVITY, "activity", false)                 \
    X(CURRENCY, "currency", false)                 \
    X(AMOUNT, "amount", true)                      \
    X(START, "start", true)                        \
    X(END, "end", true)                            \
    X(OWNER, "owner", false)                       \
    X(REFERENCE, "reference", false)               \
    X(COPIED_FROM, "copied-from", false)           \
    X(TAG, "tag", false)                           \
    X(KIND, "kind", false)                         \
    X(VENDOR, "vendor", false)                     \
    X(NUMBER, "number", false)                     \
    X(DATE, "date", true)                          \
    X(TEXT, "text", false)                         \
    X(INVOICE_TOTAL, "invoice-total", true)        \
    X(INVOICE_CURRENCY, "invoice-currency", false) \
    X(TAX, "tax", true)                            \
    X(UNITS, "units", true)                        \
    X(RATE, "rate", true)                          \
    X(SIGNED_BY, "signed-by", false)               \
    X(SIGNED, "signed", true)                      \
    X(CLASS, "class", false)                       \
    X(PERSON, "person", false)                     \
    X(CONFERENCE, "conference", false)             \
    X(NAME, "name", false)                         \
    X(VALUE, "value", false)                       \
    X(DOCUMENT, "document", false)                 \
    X(HASH, "sha256", false)                       \
    X(MEDIA_TYPE, "media-type", false)             \
    X(SIZE, "size", true)                          \
    X(ITEM, "item", false)                         \
    X(NOTE, "note", false)                         \
    X(LIFTS, "lifts", false)                       \
    X(ASKED, "asked", true)                        \
    X(ANSWERED, "answered", true)                  \
    X(ANSWER, "answer", false)                     \
    X(VALID_UNTIL, "valid-until", true)            \
    X(STATUS, "status", false)                     \
    X(REASON, "reason", false)                     \
    X(VERDICT, "verdict", false)                   \
    X(PAYMENT, "payment", false)                   \
    X(COVERS, "covers", true)                      \
    X(SEAL, "seal", false)

#define X(id, name, number) SAYS_##id,
enum claim_field { CLAIM_FIELDS(X) CLAIM_FIELD_COUNT };
#undef X
const char *claim_field_name(enum claim_field field);
bool claim_field_is_number(enum claim_field field);
bool claim_field_is_day(enum claim_field field); /* a number of days */
bool claim_field_find(const char *name, enum claim_field *ret);

struct claim_value {
    enum claim_field field;
    int64_t number;
    char *text; /* owned; NULL for a number */
};

struct claim_entry {
    enum claim_entry_kind kind;
    struct date day;  /* from which on it holds */
    int64_t time;     /* of the clock when it was made, seconds; 0: not written yet */
    int64_t revision; /* number of the journal row that made it; 0: not written yet */
    char *person;     /* owned */
    struct claim_value *values;
    size_t value_count;
};

/* What never changes (RULES.md section 6). Texts are owned. */
struct claim_head {
    char *id; /* "C-7F3K9QDXAB" */
    char *program, *location;
    struct period period;
    int64_t revision; /* journal number of the newest change */
};

/* A claim with all its entries, in the order in which they were made. */
struct claim_history {
    struct claim_head head;
    struct claim_entry *entries;
    size_t count;
};

void claim_history_init(struct claim_history *history);
void claim_history_release(struct claim_history *history);
/* All texts are copied. RC_FILE: out of memory. */
enum rc claim_history_name(struct claim_history *history, const char *id, const char *program,
                           const char *location, struct period period, int64_t revision,
                           struct err *err);
/* A new entry at the end; *ret is valid until the next one. */
enum rc claim_history_add(struct claim_history *history, enum claim_entry_kind kind,
                          struct date day, const char *person, struct claim_entry **ret,
                          struct err *err);
/* A field that the entry has not; text NULL says nothing. */
enum rc claim_entry_set_text(struct claim_entry *entry, enum claim_field field, const char *text,
                             struct err *err);
enum rc claim_entry_set_number(struct claim_entry *entry, enum claim_field field, int64_t number,
                               struct err *err);

/* NULL, false: the entry says nothing of it. Borrowed. */
const char *claim_entry_text(const struct claim_entry *entry, enum claim_field field);
bool claim_entry_number(const struct claim_entry *entry, enum claim_field field, int64_t *ret);

/* {"amount":1500000,"title":"…"}: names in the order of CLAIM_FIELDS. */
void claim_entry_add_json(struct buf *buf, const struct claim_entry *entry);

#endif
