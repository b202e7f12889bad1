/* SPDX-License-Identifier: MIT */
/* Bytes of documents that come and go: the part of contents.h that writes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/words.h"
#include "store/contents.h"
#include "store/db.h"

/* ---- in ------------------------------------------------------------------------------------ */

struct content_writer {
    struct book *book;
    struct digest_stream stream;
    int64_t key, chunks, size;
    size_t used;
    unsigned char chunk[CONTENT_CHUNK];
};

static enum rc run_key(struct book *book, enum sql sql, int64_t key, struct err *err)
{
    struct query q;
    query_begin(&q, book, sql);
    query_int(&q, ":key", key);
    enum rc rc = query_done(&q, err);
    query_end(&q);
    return rc;
}

/* A row without a name, which gets its hash when it is known. */
static enum rc add_row(struct content_writer *writer, struct err *err)
{
    struct query q;
    query_begin(&q, writer->book, SQL_CONTENT_ADD);
    query_int(&q, ":key", writer->key);
    query_int(&q, ":now", clock_now());
    enum rc rc = query_done(&q, err);
    query_end(&q);
    return rc;
}

enum rc content_begin(struct book *book, struct content_writer **ret, struct err *err)
{
    struct content_writer *writer = malloc(sizeof(*writer));
    if (writer == NULL)
        return err_memory(err);
    writer->book = book;
    writer->key = random_key();
    writer->chunks = 0;
    writer->size = 0;
    writer->used = 0;
    digest_begin(&writer->stream);
    enum rc rc = db_exec(book, "SAVEPOINT content", err);
    if (rc != RC_OK) {
        free(writer);
        return rc;
    }
    rc = add_row(writer, err);
    if (rc == RC_OK)
        *ret = writer;
    else
        content_drop(writer);
    return rc;
}

/* As if nothing of it had ever been written: no page of the file stays behind. */
static enum rc take_back(struct book *book, struct err *err)
{
    return db_exec(book, "ROLLBACK TO content; RELEASE content", err);
}

void content_drop(struct content_writer *writer)
{
    struct err ignored;
    if (writer == NULL)
        return;
    err_init(&ignored);
    /* A disk that is full may have rolled back the whole transaction already. */
    if (sqlite3_get_autocommit(writer->book->db) == 0)
        (void)take_back(writer->book, &ignored);
    free(writer);
}

static enum rc flush(struct content_writer *writer, struct err *err)
{
    struct query q;
    if (writer->used == 0)
        return RC_OK;
    query_begin(&q, writer->book, SQL_CONTENT_CHUNK_ADD);
    query_int(&q, ":key", writer->key);
    query_int(&q, ":number", writer->chunks++);
    query_blob(&q, ":bytes", writer->chunk, writer->used);
    enum rc rc = query_done(&q, err);
    query_end(&q);
    writer->used = 0;
    return rc;
}

enum rc content_more(struct content_writer *writer, const void *bytes, size_t length,
                     struct err *err)
{
    const unsigned char *from = bytes;
    digest_more(&writer->stream, bytes, length);
    writer->size += (int64_t)length;
    while (length > 0) {
        size_t room = CONTENT_CHUNK - writer->used, part = length < room ? length : room;
        memcpy(writer->chunk + writer->used, from, part);
        writer->used += part;
        from += part;
        length -= part;
        if (writer->used < CONTENT_CHUNK)
            break;
        enum rc rc = flush(writer, err);
        if (rc != RC_OK)
            return rc;
    }
    return RC_OK;
}

static enum rc delete_chunks(struct book *book, int64_t key, int64_t from, struct err *err)
{
    struct query q;
    query_begin(&q, book, SQL_CONTENT_CHUNKS_DELETE);
    query_int(&q, ":key", key);
    query_int(&q, ":number", from);
    enum rc rc = query_done(&q, err);
    query_end(&q);
    return rc;
}

/* Names the new row; one of the same name that had lost bytes makes way. */
static enum rc name_row(struct content_writer *writer, int64_t old, const struct content *content,
                        struct err *err)
{
    struct query q;
    enum rc rc = old != 0 ? delete_chunks(writer->book, old, 0, err) : RC_OK;
    if (rc == RC_OK && old != 0)
        rc = run_key(writer->book, SQL_CONTENT_DELETE, old, err);
    if (rc != RC_OK)
        return rc;
    query_begin(&q, writer->book, SQL_CONTENT_NAME);
    query_int(&q, ":key", writer->key);
    query_text(&q, ":sha256", content->sha256);
    query_int(&q, ":size", content->size);
    if (content->used)
        query_null(&q, ":free_since");
    else
        query_int(&q, ":free_since", clock_now());
    rc = query_done(&q, err);
    query_end(&q);
    return rc;
}

enum rc content_end(struct content_writer *writer, struct content *ret, struct err *err)
{
    struct content content = {.key = writer->key, .whole = true, .size = writer->size};
    struct content held = {.key = 0};
    struct digest digest;
    bug_if(writer->size == 0, "a document without bytes");
    digest_end(&writer->stream, &digest);
    (void)digest_hex(&digest, content.sha256);
    enum rc rc = flush(writer, err);
    bool found = false;
    if (rc == RC_OK)
        rc = content_find(writer->book, content.sha256, &found, &held, err);
    content.used = found && held.used;
    if (rc == RC_OK && found && held.whole && held.size == content.size) {
        rc = take_back(writer->book, err);
        if (rc == RC_OK) {
            *ret = held;
            free(writer);
            return RC_OK;
        }
    }
    if (rc == RC_OK)
        rc = name_row(writer, held.key, &content, err);
    if (rc == RC_OK)
        rc = db_exec(writer->book, "RELEASE content", err);
    if (rc != RC_OK) {
        content_drop(writer);
        return rc;
    }
    *ret = content;
    free(writer);
    return RC_OK;
}

/* ---- a transaction of its own ---------------------------------------------------------------- */

static enum rc commit(struct book *book, struct err *err)
{
    book->may_commit = true;
    enum rc rc = db_exec(book, "COMMIT", err);
    book->may_commit = false;
    return rc;
}

static void roll_back(struct book *book)
{
    if (sqlite3_get_autocommit(book->db) == 0)
        (void)sqlite3_exec(book->db, "ROLLBACK", NULL, NULL, NULL);
}

enum rc content_fill_begin(struct book *book, struct content_writer **ret, struct err *err)
{
    enum rc rc = db_exec(book, "BEGIN IMMEDIATE", err);
    if (rc != RC_OK)
        return rc;
    rc = content_begin(book, ret, err);
    if (rc != RC_OK)
        roll_back(book);
    return rc;
}

void content_fill_drop(struct content_writer *writer)
{
    if (writer == NULL)
        return;
    struct book *book = writer->book;
    content_drop(writer);
    roll_back(book);
}

enum rc content_fill_end(struct content_writer *writer, const char *sha256, bool *ret_kept,
                         struct err *err)
{
    struct book *book = writer->book;
    struct content content = {.size = 0};
    if (writer->size == 0) { /* nothing is not what a hash of ours names */
        content_fill_drop(writer);
        *ret_kept = false;
        return RC_OK;
    }
    enum rc rc = content_end(writer, &content, err);
    bool same = rc == RC_OK && strcmp(content.sha256, sha256) == 0;
    if (same)
        rc = commit(book, err);
    if (!same || rc != RC_OK)
        roll_back(book);
    if (rc == RC_OK)
        *ret_kept = same;
    return rc;
}

/* ---- gone ------------------------------------------------------------------------------------ */

enum rc content_release(struct tx *tx, const char *sha256, const char *claim, const char *document,
                        bool *ret_gone, struct err *err)
{
    struct book *book = tx_book(tx);
    struct query q;
    bool row = false;
    query_begin(&q, book, SQL_CONTENT_OTHERS);
    query_text(&q, ":sha256", sha256);
    query_text(&q, ":claim", claim);
    query_text(&q, ":document", document);
    enum rc rc = query_row(&q, &row, err);
    bool others = rc == RC_OK && row && query_get_int(&q, 0) != 0;
    query_end(&q);
    if (rc != RC_OK || others) {
        *ret_gone = false;
        return rc;
    }
    bool found = false;
    struct content content = {.key = 0};
    rc = content_find(book, sha256, &found, &content, err);
    if (rc == RC_OK && found)
        rc = run_key(book, SQL_CONTENT_UNNAME, content.key, err);
    if (rc == RC_OK)
        *ret_gone = true;
    return rc;
}

/* One that nobody has named for long enough loses its name. *ret_key 0: there is none. */
static enum rc next_to_go(struct book *book, int64_t before, int64_t *ret_key, struct err *err)
{
    struct query q;
    bool row = false;
    enum rc rc = query_number(book, SQL_CONTENT_UNNAMED_ONE, 0, ret_key, err);
    if (rc != RC_OK || *ret_key != 0)
        return rc;
    query_begin(&q, book, SQL_CONTENT_FREE_LONG);
    query_int(&q, ":before", before);
    rc = query_row(&q, &row, err);
    if (rc == RC_OK && row)
        *ret_key = query_get_int(&q, 0);
    query_end(&q);
    if (rc == RC_OK && *ret_key != 0)
        rc = run_key(book, SQL_CONTENT_UNNAME, *ret_key, err);
    return rc;
}

/* The last chunks of one; the row itself with the first. */
static enum rc sweep_step(struct book *book, int64_t before, bool *ret_more, struct err *err)
{
    enum { CHUNKS_A_STEP = 32 }; /* 8 MiB: some hundredths of a second */
    int64_t key = 0, last = -1;
    enum rc rc = next_to_go(book, before, &key, err);
    if (rc == RC_OK && key != 0)
        rc = query_number(book, SQL_CONTENT_LAST_CHUNK, key, &last, err);
    if (rc == RC_OK && key != 0)
        rc = delete_chunks(book, key, last - CHUNKS_A_STEP + 1, err);
    if (rc == RC_OK && key != 0 && last < CHUNKS_A_STEP)
        rc = run_key(book, SQL_CONTENT_DELETE, key, err);
    *ret_more = key != 0;
    return rc;
}

enum rc contents_sweep(struct book *book, int64_t before, struct err *err)
{
    enum rc rc = RC_OK;
    for (bool more = true; rc == RC_OK && more;) {
        rc = db_exec(book, "BEGIN IMMEDIATE", err);
        if (rc != RC_OK)
            break;
        rc = sweep_step(book, before, &more, err);
        if (rc == RC_OK && more)
            rc = commit(book, err);
        roll_back(book);
    }
    return rc;
}
