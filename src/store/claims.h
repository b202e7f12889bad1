/* SPDX-License-Identifier: MIT */
/* Claims in the book: their entries, and where they are met. */
#ifndef COFFER_STORE_CLAIMS_H
#define COFFER_STORE_CLAIMS_H

#include "model/claim.h"
#include "store/tx.h"

/* A new claim with all its entries. Its program and location are in the book. */
enum rc claim_insert(struct tx *tx, struct claim_history *history, struct err *err);
/* The entries that are not written yet (revision 0), in their order; they and the
 * head get the journal's number, and the clock's time. Later changes of the claim
 * are in the way of taking them back. */
enum rc claim_write(struct tx *tx, struct claim_history *history, struct err *err);
/* With all its entries. */
enum rc claim_remove(struct tx *tx, const char *id, struct err *err);

/* *ret is made anew; nothing in it where *ret_found is false. */
enum rc claim_load(struct book *book, const char *id, bool *ret_found, struct claim_history *ret,
                   struct err *err);

/* The same with the entries alone that record a status or feedback. */
enum rc claim_load_course(struct book *book, const char *id, bool *ret_found,
                          struct claim_history *ret, struct err *err);
/* The same with those that say the currency and what was paid. */
enum rc claim_load_paid(struct book *book, const char *id, bool *ret_found,
                        struct claim_history *ret, struct err *err);

/* The same with those that documents and their retention come from. */
enum rc claim_load_papers(struct book *book, const char *id, bool *ret_found,
                          struct claim_history *ret, struct err *err);

/* The heads alone: no entries. Borrowed until the next. */
typedef enum rc claim_head_visit(void *context, const struct claim_head *head, struct err *err);
/* Those whose id begins so, in either case: "C-7F". */
enum rc claims_beginning(struct book *book, const char *beginning, claim_head_visit *visit,
                         void *context, struct err *err);

/* With entries, in the order of creation. */
typedef enum rc claim_visit(void *context, const struct claim_history *history, struct err *err);
enum rc claims_of_fund(struct book *book, const char *program, const char *location,
                       struct period period, claim_visit *visit, void *context, struct err *err);
enum rc claims_all(struct book *book, claim_visit *visit, void *context, struct err *err);

/* The ids of claims that hold the document, or an expense of the same vendor and
 * number (compared without case), as of their last entries. Sorted. */
typedef enum rc claim_id_visit(void *context, const char *id, struct err *err);
/* All, in the order of creation. */
enum rc claims_ids(struct book *book, claim_id_visit *visit, void *context, struct err *err);
enum rc claims_with_document(struct book *book, const char *sha256, claim_id_visit *visit,
                             void *context, struct err *err);
enum rc claims_with_invoice(struct book *book, const char *vendor, const char *number,
                            claim_id_visit *visit, void *context, struct err *err);

/* Those that are rejected on the day and are for the activity, or have or had an invoice of
 * a vendor of which the claim `id` has one (compared without case). The newest first. */
struct claim_refused {
    char *id, *program, *location; /* borrowed until the visit returns */
    char *refusals;                /* model/claim_refusals.h; never "" */
    bool same_activity;
};
typedef enum rc claim_refused_visit(void *context, const struct claim_refused *refused,
                                    struct err *err);
enum rc claims_refused_like(struct book *book, const char *id, const char *activity,
                            struct date day, claim_refused_visit *visit, void *context,
                            struct err *err);

/* Those that were ever paid, each once. */
enum rc claims_with_payments(struct book *book, claim_id_visit *visit, void *context,
                             struct err *err);

/* Those of one payment, sorted. day: on which it came; NULL: not known, and then it costs
 * what all payments cost to be looked through. */
enum rc claims_of_payment(struct book *book, const char *payment, const struct date *day,
                          claim_id_visit *visit, void *context, struct err *err);

/* *ret: every claim that the payment of that day settles lies where `sees` says yes. */
typedef bool payment_sees(void *context, const char *program, const char *location);
enum rc payment_visible(struct book *book, const char *payment, struct date day, payment_sees *sees,
                        void *context, bool *ret, struct err *err);

/* Every key of a sealed JSON text with its value, "expenses.Fabrikam.INV-1.amount" and
 * "approvals[0].number", in the order of the text. A name that is not plain, because it is
 * empty or has a dot, a bracket, a quote, a backslash or a control character, is written as
 * a JSON string, so that no two keys are the same: expenses."A.B".INV-1.amount. RC_BOOK: it
 * is none. Borrowed until the next. */
typedef enum rc seal_visit(void *context, const char *key, const char *value, struct err *err);
enum rc seal_read(struct book *book, const char *seal, seal_visit *visit, void *context,
                  struct err *err);

#endif
