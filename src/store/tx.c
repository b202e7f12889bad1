/* SPDX-License-Identifier: MIT */
#include "store/tx.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/digest.h"
#include "base/words.h"
#include "store/batches.h"
#include "store/db.h"
#include "store/derive.h"
#include "store/marks.h"
#include "store/patience.h"
#include "store/txn.h"

struct tx {
    struct book *book;
    sqlite3_session *session; /* NULL for a batch */
    char *person;
    enum journal_kind kind;
    int64_t target;
    int64_t number;
    unsigned char previous[DIGEST_SIZE];
    bool committed;
    tx_check *check;
    void *check_context;
};

int64_t tx_number(const struct tx *tx)
{
    return tx->number;
}

struct book *tx_book(const struct tx *tx)
{
    return tx->book;
}

/* ---- begin --------------------------------------------------------------------- */

static enum rc take_lock(struct book *book, struct err *err)
{
    enum rc rc = book_may_write(book, err);
    if (rc != RC_OK)
        return rc;
    if (book->unborn) {
        book->unborn = false; /* the transaction of book_create is ours now */
        return RC_OK;
    }
    return patience_lock(book, err);
}

/* Another Coffer may have migrated the book since it was opened. */
static enum rc check_schema(struct book *book, struct err *err)
{
    int64_t schema = 0;
    enum rc rc = query_number(book, SQL_USER_VERSION, 0, &schema, err);
    if (rc == RC_OK && schema != book_schema())
        rc = err_set(err, RC_BOOK,
                     _("%s: the book has been changed to schema %lld and this Coffer writes %d: "
                       "start the newer Coffer"),
                     book->path, (long long)schema, book_schema());
    return rc;
}

static enum rc read_head(struct tx *tx, struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, tx->book, SQL_JOURNAL_HEAD);
    enum rc rc = query_row(&q, &row, err);
    tx->number = 1;
    if (rc == RC_OK && row) {
        tx->number = query_get_int(&q, 0) + 1;
        const void *hash = sqlite3_column_blob(q.stmt, 1);
        bug_if(hash == NULL || sqlite3_column_bytes(q.stmt, 1) != DIGEST_SIZE,
               "a journal hash that the schema does not allow");
        memcpy(tx->previous, hash, DIGEST_SIZE);
    }
    query_end(&q);
    return rc;
}

static enum rc start_session(struct tx *tx, struct err *err)
{
    int code = sqlite3session_create(tx->book->db, "main", &tx->session);
    for (size_t i = 0; code == SQLITE_OK && undoable_tables[i] != NULL; i++)
        code = sqlite3session_attach(tx->session, undoable_tables[i]);
    if (code != SQLITE_OK)
        return db_err_code(tx->book->path, code, "session", err);
    return RC_OK;
}

static enum rc begin(struct book *book, const char *person, enum tx_record record,
                     enum journal_kind kind, int64_t target, struct tx **ret, struct err *err)
{
    int64_t batch = record == TX_BATCH;
    struct tx *tx = calloc(1, sizeof(*tx));
    if (tx == NULL || (tx->person = strdup(person)) == NULL) {
        free(tx);
        return err_memory(err);
    }
    tx->book = book;
    tx->kind = kind;
    tx->target = target;
    bug_if(book->in_tx, "a tx inside a tx");
    enum rc rc = take_lock(book, err);
    if (rc != RC_OK) {
        free(tx->person);
        free(tx);
        return rc;
    }
    book->in_tx = true;
    rc = check_schema(book, err);
    if (rc == RC_OK)
        rc = read_head(tx, err);
    if (rc == RC_OK && kind == JOURNAL_WRITE)
        rc = batch_forget_undone(book, err);
    else if (rc == RC_OK)
        rc = query_number(book, SQL_JOURNAL_IS_BATCH, target, &batch, err);
    if (rc == RC_OK && batch == 0)
        rc = start_session(tx, err);
    if (rc != RC_OK) {
        tx_end(tx);
        return rc;
    }
    *ret = tx;
    return RC_OK;
}

enum rc tx_begin(struct book *book, const char *person, enum tx_record record, struct tx **ret,
                 struct err *err)
{
    return begin(book, person, record, JOURNAL_WRITE, 0, ret, err);
}

enum rc tx_begin_turn(struct book *book, const char *person, enum journal_kind kind, int64_t target,
                      struct tx **ret, struct err *err)
{
    return begin(book, person, TX_CHANGESET, kind, target, ret, err);
}

enum rc tx_touch(struct tx *tx, const char *program, const char *location, struct err *err)
{
    struct query q;
    query_begin(&q, tx->book, SQL_TOUCH_ADD);
    query_int(&q, ":number", tx->number);
    query_text(&q, ":program", program != NULL ? program : "");
    query_text(&q, ":location", location != NULL ? location : "");
    enum rc rc = query_done(&q, err);
    query_end(&q);
    return rc;
}

enum rc tx_touch_like(struct tx *tx, int64_t number, struct err *err)
{
    struct query q;
    query_begin(&q, tx->book, SQL_TOUCH_COPY);
    query_int(&q, ":number", tx->number);
    query_int(&q, ":from", number);
    enum rc rc = query_done(&q, err);
    query_end(&q);
    return rc;
}

void tx_check_before_commit(struct tx *tx, tx_check *check, void *context)
{
    tx->check = check;
    tx->check_context = context;
}

/* ---- commit -------------------------------------------------------------------- */

/* Numbers as eight bytes, lowest first, so that the chain does not depend on
 * the machine. */
static void put_number(int64_t number, unsigned char ret[8])
{
    for (int i = 0; i < 8; i++)
        ret[i] = (unsigned char)((uint64_t)number >> (8 * i) & 0xff);
}

void journal_hash(const struct journal_facts *facts, const unsigned char previous[32],
                  struct digest *ret)
{
    unsigned char numbers[5][8];
    put_number(facts->number, numbers[0]);
    put_number(facts->time, numbers[1]);
    put_number((int64_t)facts->kind, numbers[2]);
    put_number(facts->target, numbers[3]);
    put_number(facts->schema, numbers[4]);
    const struct digest_part parts[] = {
        {previous, DIGEST_SIZE},
        {numbers, sizeof(numbers)},
        {facts->person, strlen(facts->person)},
        {facts->action, strlen(facts->action)},
        {facts->summary, strlen(facts->summary)},
        {facts->changeset, facts->changeset_size},
    };
    digest_parts(parts, sizeof(parts) / sizeof(parts[0]), ret);
}

static enum rc write_journal(struct tx *tx, const char *action, const char *summary,
                             const void *changeset, int size, struct err *err)
{
    struct digest hash;
    struct query q;
    const struct journal_facts facts = {
        .number = tx->number,
        .time = clock_now(),
        .person = tx->person,
        .action = action,
        .summary = summary,
        .kind = tx->kind,
        .target = tx->target,
        .schema = book_schema(),
        .changeset = tx->session != NULL ? (changeset != NULL ? changeset : "") : NULL,
        .changeset_size = (size_t)size,
    };
    journal_hash(&facts, tx->previous, &hash);
    query_begin(&q, tx->book, SQL_JOURNAL_ADD);
    query_int(&q, ":number", facts.number);
    query_int(&q, ":time", facts.time);
    query_text(&q, ":person", facts.person);
    query_text(&q, ":action", facts.action);
    query_text(&q, ":summary", facts.summary);
    query_int(&q, ":kind", facts.kind);
    if (facts.kind == JOURNAL_WRITE)
        query_null(&q, ":target");
    else
        query_int(&q, ":target", facts.target);
    query_int(&q, ":schema", facts.schema);
    if (facts.changeset != NULL)
        query_blob(&q, ":changeset", facts.changeset, facts.changeset_size);
    else
        query_null(&q, ":changeset");
    query_blob(&q, ":previous", tx->previous, DIGEST_SIZE);
    query_blob(&q, ":hash", hash.bytes, DIGEST_SIZE);
    enum rc rc = query_done(&q, err);
    query_end(&q);
    return rc;
}

enum rc tx_commit(struct tx *tx, const char *action, const char *summary, struct err *err)
{
    struct book *book = tx->book;
    void *changeset = NULL;
    int size = 0;
    enum rc rc = RC_OK;
    if (tx->session != NULL) {
        int code = sqlite3session_changeset(tx->session, &size, &changeset);
        if (code != SQLITE_OK)
            return db_err_code(book->path, code, "changeset", err);
        rc = derive_from_changeset(book, changeset, size, err);
    } else {
        claim_mark_all(book); /* a batch says not what it wrote */
    }
    if (rc == RC_OK && tx->check != NULL)
        rc = tx->check(tx->check_context, err);
    if (rc == RC_OK)
        rc = write_journal(tx, action, summary, changeset, size, err);
    sqlite3_free(changeset);
    if (rc != RC_OK)
        return rc;
    book->may_commit = true;
    rc = db_exec(book, "COMMIT", err);
    book->may_commit = false;
    if (rc == RC_OK) {
        tx->committed = true;
        book->in_tx = false;
    }
    return rc;
}

void tx_end(struct tx *tx)
{
    if (tx == NULL)
        return;
    if (tx->session != NULL)
        sqlite3session_delete(tx->session);
    if (!tx->committed) {
        tx->book->in_tx = false;
        if (sqlite3_get_autocommit(tx->book->db) == 0)
            (void)sqlite3_exec(tx->book->db, "ROLLBACK", NULL, NULL, NULL);
    }
    free(tx->person);
    free(tx);
}
