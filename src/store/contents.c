/* SPDX-License-Identifier: MIT */
#include "store/contents.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/words.h"
#include "store/db.h"
#include "store/rows.h"

/* ---- looking ------------------------------------------------------------------------------- */

/* Columns of CONTENT_HELD. */
static void read_content(struct query *q, struct content *ret)
{
    int64_t chunks = query_get_int(q, 3), bytes = query_get_int(q, 4);
    ret->key = query_get_int(q, 0);
    (void)snprintf(ret->sha256, sizeof(ret->sha256), "%s", query_get_text(q, 1));
    ret->size = query_get_int(q, 2);
    ret->whole = bytes == ret->size && chunks == query_get_int(q, 5) + 1;
    ret->free_since = query_is_null(q, 6) ? 0 : query_get_int(q, 6);
    ret->used = query_get_int(q, 7) != 0;
}

enum rc content_find(struct book *book, const char *sha256, bool *ret_found, struct content *ret,
                     struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, book, SQL_CONTENT_ONE);
    query_text(&q, ":sha256", sha256);
    enum rc rc = query_row(&q, &row, err);
    if (rc == RC_OK && row)
        read_content(&q, ret);
    if (rc == RC_OK)
        *ret_found = row;
    query_end(&q);
    return rc;
}

/* Books of the first schemas have no such table. */
static enum rc has_table(struct book *book, bool *ret, struct err *err)
{
    int64_t count = 0;
    enum rc rc = query_number(book, SQL_CONTENT_TABLE, 0, &count, err);
    if (rc == RC_OK)
        *ret = count > 0;
    return rc;
}

enum rc contents_any(struct book *book, bool *ret, struct err *err)
{
    int64_t any = 0;
    bool table = false;
    enum rc rc = has_table(book, &table, err);
    if (rc == RC_OK && table)
        rc = query_number(book, SQL_CONTENT_ANY, 0, &any, err);
    if (rc == RC_OK)
        *ret = any != 0;
    return rc;
}

/* All rows first: what is called may write. */
static enum rc load_all(struct book *book, struct content **ret, size_t *ret_count, struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, book, SQL_CONTENT_ALL);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        struct content *content = NULL;
        rc = rows_push((void **)ret, ret_count, sizeof(*content), (void **)&content, err);
        if (rc == RC_OK) {
            read_content(&q, content);
            rc = query_row(&q, &row, err);
        }
    }
    query_end(&q);
    return rc;
}

enum rc contents_all(struct book *book, content_visit *visit, void *context, struct err *err)
{
    struct content *all = NULL;
    size_t count = 0;
    bool table = false;
    enum rc rc = has_table(book, &table, err);
    if (rc == RC_OK && table)
        rc = load_all(book, &all, &count, err);
    for (size_t i = 0; rc == RC_OK && i < count; i++)
        rc = visit(context, &all[i], err);
    free(all);
    return rc;
}

/* ---- reading ------------------------------------------------------------------------------- */

static enum rc read_chunks(struct book *book, int64_t key, content_sink *sink, void *context,
                           struct digest_stream *stream, int64_t *ret_size, struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, book, SQL_CONTENT_CHUNKS);
    query_int(&q, ":key", key);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        const void *bytes = sqlite3_column_blob(q.stmt, 1);
        size_t length = (size_t)sqlite3_column_bytes(q.stmt, 1);
        digest_more(stream, bytes, length);
        *ret_size += (int64_t)length;
        if (length > 0)
            rc = sink(context, bytes, length, err);
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&q);
    return rc;
}

enum rc content_read(struct book *book, const char *sha256, content_sink *sink, void *context,
                     bool *ret_genuine, struct err *err)
{
    struct content content = {.size = 0};
    struct digest_stream stream;
    struct digest digest;
    char hex[DIGEST_HEX_SIZE];
    int64_t size = 0;
    bool found = false;
    digest_begin(&stream);
    enum rc rc = content_find(book, sha256, &found, &content, err);
    if (rc == RC_OK && found)
        rc = read_chunks(book, content.key, sink, context, &stream, &size, err);
    if (rc != RC_OK)
        return rc;
    digest_end(&stream, &digest);
    *ret_genuine = found && size == content.size && strcmp(digest_hex(&digest, hex), sha256) == 0;
    return RC_OK;
}

/* ---- documents by their ids ------------------------------------------------------------------ */

/* Columns: document and claim, at the places given; gathered before they are told. */
static enum rc visit_pairs(struct query *q, int document_at, int claim_at, document_visit *visit,
                           void *context, struct err *err)
{
    struct pair {
        char document[4 * RANDOM_ID_SIZE], claim[4 * RANDOM_ID_SIZE];
    } *pairs = NULL;
    size_t count = 0;
    bool row = false;
    enum rc rc = query_row(q, &row, err);
    while (rc == RC_OK && row) {
        struct pair *pair = NULL;
        rc = rows_push((void **)&pairs, &count, sizeof(*pair), (void **)&pair, err);
        if (rc != RC_OK)
            break;
        (void)snprintf(pair->document, sizeof(pair->document), "%s",
                       query_get_text(q, document_at));
        (void)snprintf(pair->claim, sizeof(pair->claim), "%s", query_get_text(q, claim_at));
        rc = query_row(q, &row, err);
    }
    query_end(q);
    for (size_t i = 0; rc == RC_OK && i < count; i++)
        rc = visit(context, pairs[i].document, pairs[i].claim, err);
    free(pairs);
    return rc;
}

enum rc documents_beginning(struct book *book, const char *beginning, document_visit *visit,
                            void *context, struct err *err)
{
    char from[RANDOM_ID_SIZE], to[RANDOM_ID_SIZE + 1];
    struct query q;
    size_t length = strlen(beginning);
    if (length == 0 || length >= sizeof(from))
        return RC_OK;
    for (size_t i = 0; i <= length; i++)
        from[i] = beginning[i] >= 'a' && beginning[i] <= 'z' ? (char)(beginning[i] - 'a' + 'A')
                                                             : beginning[i];
    (void)snprintf(to, sizeof(to), "%s\x7f", from); /* behind every letter of an id */
    query_begin(&q, book, SQL_DOCUMENT_BEGINS);
    query_text(&q, ":from", from);
    query_text(&q, ":to", to);
    return visit_pairs(&q, 0, 1, visit, context, err);
}

enum rc documents_of_content(struct book *book, const char *sha256, document_visit *visit,
                             void *context, struct err *err)
{
    struct query q;
    query_begin(&q, book, SQL_DOCUMENTS_OF_BYTES);
    query_text(&q, ":sha256", sha256);
    return visit_pairs(&q, 1, 0, visit, context, err);
}

enum rc documents_without_content(struct book *book, document_visit *visit, void *context,
                                  struct err *err)
{
    struct query q;
    query_begin(&q, book, SQL_DOCUMENTS_WITHOUT_BYTES);
    return visit_pairs(&q, 1, 0, visit, context, err);
}

/* ---- looking for damage ---------------------------------------------------------------------- */

struct verify {
    journal_finding *found;
    void *context;
};

static enum rc tell(const struct verify *verify, const struct content *content, const char *what,
                    struct err *err)
{
    char sentence[512];
    (void)snprintf(sentence, sizeof(sentence), _("document bytes %.12s…: %s"), content->sha256,
                   what);
    return verify->found(verify->context, sentence, err);
}

static enum rc verify_content(void *context, const struct content *content, struct err *err)
{
    const struct verify *verify = context;
    enum rc rc = RC_OK;
    if (!content->whole)
        rc = tell(verify, content,
                  _("some are missing: 'coffer document verify' names the "
                    "documents"),
                  err);
    if (rc == RC_OK && !content->used && content->free_since == 0)
        rc = tell(verify, content, _("they are kept, but no document names them"), err);
    if (rc == RC_OK && content->used && content->free_since != 0)
        rc = tell(verify, content, _("a document names them, but they are marked to go"), err);
    return rc;
}

static enum rc verify_document(void *context, const char *document, const char *claim,
                               struct err *err)
{
    const struct verify *verify = context;
    char sentence[512];
    (void)snprintf(sentence, sizeof(sentence),
                   _("document %s of claim %s: its bytes are not in the book"), document, claim);
    return verify->found(verify->context, sentence, err);
}

enum rc contents_verify(struct book *book, journal_finding *found, void *context, struct err *err)
{
    struct verify verify = {found, context};
    enum rc rc = contents_all(book, verify_content, &verify, err);
    return rc == RC_OK ? documents_without_content(book, verify_document, &verify, err) : rc;
}
