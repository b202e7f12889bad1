/* SPDX-License-Identifier: MIT */
/* The statements of the bytes of documents: part of statements.h. */
#ifndef COFFER_STORE_CONTENT_STATEMENTS_H
#define COFFER_STORE_CONTENT_STATEMENTS_H

/* SQL is laid out by its clauses. */
/* clang-format off */

/* Not a hash, in the place of one: no document names it. */
#define CONTENT_UNNAMED "printf('dropped:%056d', :key)"
#define CONTENT_IS_UNNAMED "substr(c.sha256, 1, 8) = 'dropped:'"
/* Chunks that are there, how long they are together, and the last one's number. length()
 * of a blob reads its head alone. */
#define CONTENT_HELD \
    "SELECT c.key, c.sha256, c.size, count(k.number), ifnull(sum(length(k.bytes)), 0), " \
    "ifnull(max(k.number), -1), c.free_since, " \
    "EXISTS (SELECT 1 FROM claim_document d WHERE d.sha256 = c.sha256) " \
    "FROM content c LEFT JOIN content_chunk k ON k.content = c.key "

#define CONTENT_STATEMENTS(X) \
    X(SQL_CONTENT_ADD, \
      "INSERT INTO content (key, sha256, size, free_since) " \
      "VALUES (:key, " CONTENT_UNNAMED ", 1, :now)") \
    X(SQL_CONTENT_NAME, \
      "UPDATE content SET sha256 = :sha256, size = :size, free_since = :free_since " \
      "WHERE key = :key") \
    X(SQL_CONTENT_UNNAME, "UPDATE content SET sha256 = " CONTENT_UNNAMED " WHERE key = :key") \
    X(SQL_CONTENT_DELETE, "DELETE FROM content WHERE key = :key") \
    X(SQL_CONTENT_CHUNK_ADD, \
      "INSERT INTO content_chunk (content, number, bytes) VALUES (:key, :number, :bytes)") \
    X(SQL_CONTENT_CHUNKS, \
      "SELECT number, bytes FROM content_chunk WHERE content = :key ORDER BY number") \
    X(SQL_CONTENT_CHUNKS_DELETE, \
      "DELETE FROM content_chunk WHERE content = :key AND number >= :number") \
    X(SQL_CONTENT_LAST_CHUNK, \
      "SELECT ifnull(max(number), -1) FROM content_chunk WHERE content = :key") \
    X(SQL_CONTENT_ONE, CONTENT_HELD "WHERE c.sha256 = :sha256 GROUP BY c.key") \
    X(SQL_CONTENT_ALL, \
      CONTENT_HELD "WHERE NOT " CONTENT_IS_UNNAMED " GROUP BY c.key ORDER BY c.key") \
    X(SQL_CONTENT_BYTES, "SELECT ifnull(sum(size), 0) FROM content") \
    X(SQL_PAGE_COUNT, "PRAGMA page_count") \
    X(SQL_CONTENT_ANY, "SELECT EXISTS (SELECT 1 FROM content)") \
    X(SQL_CONTENT_TABLE, \
      "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'content'") \
    X(SQL_CONTENT_OTHERS, \
      "SELECT EXISTS (SELECT 1 FROM claim_document WHERE sha256 = :sha256 " \
      "AND NOT (claim = :claim AND document = :document))") \
    X(SQL_CONTENT_FREE_LONG, \
      "SELECT key FROM content WHERE free_since IS NOT NULL AND free_since <= :before LIMIT 1") \
    X(SQL_CONTENT_UNNAMED_ONE, \
      "SELECT key FROM content WHERE sha256 >= 'dropped:' AND sha256 < 'dropped;' LIMIT 1") \
    X(SQL_DOCUMENT_BEGINS, \
      "SELECT DISTINCT document, claim FROM claim_document WHERE document >= :from " \
      "AND document < :to ORDER BY document, claim") \
    X(SQL_DOCUMENTS_WITHOUT_BYTES, \
      "SELECT d.claim, d.document FROM claim_document d LEFT JOIN content c " \
      "ON c.sha256 = d.sha256 WHERE c.key IS NULL ORDER BY d.sha256, d.claim, d.document") \
    X(SQL_DOCUMENTS_OF_BYTES, \
      "SELECT claim, document FROM claim_document WHERE sha256 = :sha256 " \
      "ORDER BY claim, document")

/* clang-format on */

#endif
