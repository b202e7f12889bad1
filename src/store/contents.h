/* SPDX-License-Identifier: MIT */
/*
 * The bytes of documents: once in the book for each SHA-256, in chunks, streamed in and
 * out, so that a document needs no more memory than a chunk. Claims name them by their
 * hash; what no claim names goes after 30 days (claim_sums.h keeps the day).
 */
#ifndef COFFER_STORE_CONTENTS_H
#define COFFER_STORE_CONTENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/digest.h"
#include "store/journal.h"
#include "store/tx.h"

enum { CONTENT_CHUNK = 256 * 1024 };

struct content {
    int64_t key; /* in this book */
    char sha256[DIGEST_HEX_SIZE];
    int64_t size;       /* bytes; above 0 */
    bool whole;         /* as many bytes are there as there should be */
    bool used;          /* a document names it */
    int64_t free_since; /* seconds; 0: not free */
};

/* ---- in ---------------------------------------------------------------------------------- */

/* Inside a transaction of the book. What is written is there once content_end has said
 * so; until then, and after content_drop, the book is as before. */
struct content_writer;
enum rc content_begin(struct book *book, struct content_writer **ret, struct err *err);
enum rc content_more(struct content_writer *writer, const void *bytes, size_t length,
                     struct err *err);
/* Hash and size of what was written; bytes that the book has already are not kept twice,
 * and bytes that it had lost are there again. At least one byte was written. The writer
 * is gone, also when it fails. */
enum rc content_end(struct content_writer *writer, struct content *ret, struct err *err);
void content_drop(struct content_writer *writer); /* NULL is fine */

/* A transaction of its own around the two, for a book that is put together again from a
 * copy and its documents. Kept only if it is what `sha256` names. */
enum rc content_fill_begin(struct book *book, struct content_writer **ret, struct err *err);
enum rc content_fill_end(struct content_writer *writer, const char *sha256, bool *ret_kept,
                         struct err *err);
void content_fill_drop(struct content_writer *writer); /* NULL is fine */

/* ---- out --------------------------------------------------------------------------------- */

/* *ret_found false: the book does not have it, and *ret is untouched. */
enum rc content_find(struct book *book, const char *sha256, bool *ret_found, struct content *ret,
                     struct err *err);
/* All of them. Empty for a book of a schema that had no documents. Borrowed. */
typedef enum rc content_visit(void *context, const struct content *content, struct err *err);
enum rc contents_all(struct book *book, content_visit *visit, void *context, struct err *err);
enum rc contents_any(struct book *book, bool *ret, struct err *err);

typedef enum rc content_sink(void *context, const void *bytes, size_t length, struct err *err);
/* All its bytes in their order. *ret_genuine false: some are missing, or they are not
 * those that the hash names; the sink may have had some of them. */
enum rc content_read(struct book *book, const char *sha256, content_sink *sink, void *context,
                     bool *ret_genuine, struct err *err);

/* Documents whose id begins so, in either case, with their claims. Borrowed. */
typedef enum rc document_visit(void *context, const char *document, const char *claim,
                               struct err *err);
enum rc documents_beginning(struct book *book, const char *beginning, document_visit *visit,
                            void *context, struct err *err);
/* Documents whose bytes are not in the book at all. */
enum rc documents_without_content(struct book *book, document_visit *visit, void *context,
                                  struct err *err);
/* The documents that name the bytes. */
enum rc documents_of_content(struct book *book, const char *sha256, document_visit *visit,
                             void *context, struct err *err);

/* ---- gone -------------------------------------------------------------------------------- */

/* Nobody finds the bytes from here on, unless a document but this one names them
 * (*ret_gone false); contents_sweep takes them out. */
enum rc content_release(struct tx *tx, const char *sha256, const char *claim, const char *document,
                        bool *ret_gone, struct err *err);
/* Takes out what was released, and what has been free since `before` (seconds) or longer,
 * in small transactions of their own: nobody waits long, and what is not done is done the
 * next time. */
enum rc contents_sweep(struct book *book, int64_t before, struct err *err);

/* Part of book_verify: bytes missing, or more than there should be; documents without
 * bytes; bytes that are kept for nobody. Hashes are not computed. */
enum rc contents_verify(struct book *book, journal_finding *found, void *context, struct err *err);

#endif
