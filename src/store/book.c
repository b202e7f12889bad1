/* SPDX-License-Identifier: MIT */
#include "store/book.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/words.h"
#include "store/claim_sums.h"
#include "store/db.h"
#include "store/feed.h"
#include "store/migrations.h"
#include "store/sidecopy.h"
#include "store/sieve.h"

enum { CACHE_KIBIBYTES = 16384 };

int book_schema(void)
{
    return migrations[migration_count - 1].number;
}

/* ---- opening ---------------------------------------------------------- */

/* Only a tx and a migration may commit: any other COMMIT becomes a rollback. */
static int on_commit(void *context)
{
    const struct book *book = context;
    return book->may_commit ? 0 : 1;
}

/* One by one, so that a reader sees what Debian's SQLite leaves open. */
static enum rc harden(struct book *book, struct err *err)
{
    static const struct {
        int option, value;
    } switches[] = {
        {SQLITE_DBCONFIG_DEFENSIVE, 1},
        {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        {SQLITE_DBCONFIG_DQS_DML, 0},
        {SQLITE_DBCONFIG_DQS_DDL, 0},
        {SQLITE_DBCONFIG_ENABLE_FKEY, 1},
        {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
        {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
        {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
        {SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0},
        {SQLITE_DBCONFIG_LEGACY_ALTER_TABLE, 0},
        {SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0},
    };
    for (size_t i = 0; i < sizeof(switches) / sizeof(switches[0]); i++) {
        int now = -1;
        if (sqlite3_db_config(book->db, switches[i].option, switches[i].value, &now) != SQLITE_OK)
            return db_err(book, err);
        bug_if(now != switches[i].value, "a hardening switch of SQLite did not hold");
    }
    (void)sqlite3_limit(book->db, SQLITE_LIMIT_ATTACHED, 0);
    (void)sqlite3_extended_result_codes(book->db, 1);
    (void)sqlite3_busy_timeout(book->db, BOOK_BUSY_MILLISECONDS);
    (void)sqlite3_commit_hook(book->db, on_commit, book);
    char pragmas[256];
    (void)snprintf(pragmas, sizeof(pragmas),
                   "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA cache_size = -%d;"
                   "PRAGMA temp_store = FILE; PRAGMA synchronous = FULL;",
                   CACHE_KIBIBYTES);
    enum rc rc = db_exec(book, pragmas, err);
    if (rc == RC_OK)
        rc = sieve_register(book, err);
    return rc == RC_OK ? feeds_register(book, err) : rc;
}

static bool lies_on_network(const char *path)
{
    static const unsigned long magics[] = {
        NFS_SUPER_MAGIC, SMB_SUPER_MAGIC,  CIFS_SUPER_MAGIC, SMB2_SUPER_MAGIC,
        AFS_SUPER_MAGIC, CEPH_SUPER_MAGIC, FUSE_SUPER_MAGIC, V9FS_MAGIC,
    };
    struct statfs fs;
    if (statfs(path, &fs) != 0)
        return false;
    for (size_t i = 0; i < sizeof(magics) / sizeof(magics[0]); i++)
        if ((unsigned long)fs.f_type == magics[i])
            return true;
    return false;
}

static enum rc book_alloc(const char *path, struct book **ret, struct err *err)
{
    struct book *book = calloc(1, sizeof(*book));
    if (book == NULL || (book->path = strdup(path)) == NULL) {
        free(book);
        return err_memory(err);
    }
    *ret = book;
    return RC_OK;
}

static enum rc connect_book(struct book *book, const char *file, int flags, struct err *err)
{
    /* A connection belongs to one thread at a time: no mutex around each call. */
    flags |= SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX;
    int code = sqlite3_open_v2(file, &book->db, flags, NULL);
    if (code != SQLITE_OK)
        return db_err_code(book->path, code, sqlite3_errstr(code), err);
    return harden(book, err);
}

static enum rc pragma_number(struct book *book, enum sql sql, int64_t *ret, struct err *err)
{
    return query_number(book, sql, 0, ret, err);
}

/* Whose file is it, and of which schema? */
static enum rc identify(struct book *book, bool *ret_old, struct err *err)
{
    int64_t application = 0, schema = 0, tables = 0;
    enum rc rc = pragma_number(book, SQL_TABLE_COUNT, &tables, err);
    if (rc == RC_OK)
        rc = pragma_number(book, SQL_APPLICATION_ID, &application, err);
    if (rc == RC_OK)
        rc = pragma_number(book, SQL_USER_VERSION, &schema, err);
    if (rc != RC_OK)
        return rc;
    if (tables == 0)
        return err_set(err, RC_BOOK, _("%s: this file holds no book yet: run 'coffer init'"),
                       book->path);
    if (application != BOOK_APPLICATION_ID)
        return err_set(err, RC_BOOK,
                       _("%s: this SQLite file belongs to another program: name a Coffer book"),
                       book->path);
    if (schema > book_schema() || schema < 1)
        return err_set(err, RC_BOOK,
                       _("%s: the book has schema %lld and this Coffer knows up to %d: install a "
                         "newer Coffer"),
                       book->path, (long long)schema, book_schema());
    *ret_old = schema < book_schema();
    return RC_OK;
}

/* What open(2) can tell before SQLite is asked, in words of their own. */
static enum rc look_at_file(const char *path, struct err *err)
{
    struct stat st;
    if (stat(path, &st) != 0) {
        int sys = errno;
        err->sys = sys;
        if (sys == ENOENT || sys == ENOTDIR)
            return err_set(err, RC_BOOK,
                           _("%s: there is no book: make one with 'coffer init', or name one with "
                             "--book"),
                           path);
        return err_set(err, RC_BOOK, _("%s: the book cannot be reached (%s): check the path"), path,
                       strerror(sys));
    }
    if (!S_ISREG(st.st_mode))
        return err_set(err, RC_BOOK, _("%s: this is not a file: name a Coffer book"), path);
    if (access(path, R_OK) != 0) {
        err->sys = errno;
        return err_set(err, RC_BOOK, _("%s: no permission to read the book: ask its owner"), path);
    }
    if (st.st_size == 0)
        return err_set(err, RC_BOOK, _("%s: this file holds no book yet: run 'coffer init'"), path);
    return RC_OK;
}

static void disconnect(struct book *book)
{
    for (size_t i = 0; i < SQL_COUNT; i++) {
        bug_if(book->lent[i], "a statement was not given back");
        (void)sqlite3_finalize(book->statements[i]);
        book->statements[i] = NULL;
    }
    (void)sqlite3_close_v2(book->db);
    book->db = NULL;
}

/* SQLite wants to write where there is no room: the book, or its log and what belongs
 * to the log. Reading needs none of them. */
static bool is_full(const struct err *err)
{
    return (err->sql & 0xff) == SQLITE_FULL || err->sql == SQLITE_IOERR_SHMSIZE;
}

/* … or where it may not. */
static bool is_shut(const struct err *err)
{
    return (err->sql & 0xff) == SQLITE_CANTOPEN || (err->sql & 0xff) == SQLITE_READONLY ||
           is_full(err);
}

static bool has_log(const struct book *book)
{
    struct buf log;
    buf_init(&log);
    buf_addf(&log, "%s-wal", book->path);
    bool there = log.failed || access(log.text, F_OK) == 0;
    buf_release(&log);
    return there;
}

/* Who only looks makes an empty log, which SQLite lets only a writer take away
 * again, and only the last one. */
static void take_log_away(struct book *book)
{
    struct err ignored;
    int64_t number;
    err_init(&ignored);
    if (!book->alone || !has_log(book) || book->copy_dir != NULL || access(book->path, W_OK) != 0)
        return;
    if (connect_book(book, book->path, SQLITE_OPEN_READWRITE, &ignored) == RC_OK)
        (void)!pragma_number(book, SQL_USER_VERSION, &number, &ignored);
    disconnect(book);
}

/* Opens read only. Where SQLite cannot share the file (its side files are
 * missing and the folder takes no new ones), a private copy is read instead. */
static enum rc open_to_look(struct book *book, bool *ret_old, struct err *err)
{
    struct err first;
    err_init(&first);
    book->read_only = true;
    book->alone = !has_log(book);
    enum rc rc = connect_book(book, book->path, SQLITE_OPEN_READONLY, &first);
    if (rc == RC_OK)
        rc = identify(book, ret_old, &first);
    if (rc == RC_OK || !is_shut(&first)) {
        *err = first;
        return rc;
    }
    disconnect(book);
    char file[SIDECOPY_URI_SIZE];
    rc = sidecopy_make(book->path, &book->copy_dir, file, err);
    if (rc == RC_OK)
        rc = connect_book(book, file, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, err);
    if (rc == RC_OK)
        rc = identify(book, ret_old, err);
    return rc;
}

/* Changing the mode writes the file's first page, which is a commit. */
static enum rc set_journal_mode(struct book *book, struct err *err)
{
    book->remote = lies_on_network(book->path);
    book->may_commit = true;
    enum rc rc = db_exec(
        book, book->remote ? "PRAGMA journal_mode = DELETE" : "PRAGMA journal_mode = WAL", err);
    book->may_commit = false;
    return rc;
}

/* A file that may be written in a folder that may not be has no place for a log:
 * it can only be looked at. */
static enum rc open_to_write(struct book *book, bool *ret_old, struct err *err)
{
    struct err first;
    err_init(&first);
    enum rc rc = connect_book(book, book->path, SQLITE_OPEN_READWRITE, &first);
    if (rc == RC_OK)
        rc = identify(book, ret_old, &first);
    if (rc == RC_OK)
        rc = set_journal_mode(book, &first);
    if (rc == RC_OK || !is_shut(&first)) {
        *err = first;
        return rc;
    }
    book->no_space = is_full(&first);
    disconnect(book);
    return open_to_look(book, ret_old, err);
}

enum rc book_open(const char *path, enum book_wish wish, struct book **ret, bool *ret_old,
                  struct err *err)
{
    struct book *book = NULL;
    bool old = false;
    enum rc rc = look_at_file(path, err);
    if (rc == RC_OK)
        rc = book_alloc(path, &book, err);
    if (rc != RC_OK)
        return rc;
    if (wish == BOOK_WRITE && access(path, W_OK) == 0)
        rc = open_to_write(book, &old, err);
    else
        rc = open_to_look(book, &old, err);
    if (rc != RC_OK) {
        book_close(book);
        return rc;
    }
    *ret_old = old;
    *ret = book;
    return RC_OK;
}

void book_close(struct book *book)
{
    if (book == NULL)
        return;
    if (book->unborn && book->db != NULL)
        (void)sqlite3_exec(book->db, "ROLLBACK", NULL, NULL, NULL);
    /* The last close folds the log into the file, so that the file alone is
     * the book; where another process still has it open this does nothing. */
    if (book->db != NULL && !book->read_only)
        (void)sqlite3_wal_checkpoint_v2(book->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    disconnect(book);
    take_log_away(book);
    sidecopy_remove(book->copy_dir);
    claim_marks_release(&book->marks);
    free(book->path);
    free(book);
}

/* ---- making and migrating ----------------------------------------------- */

/* The file must be ours before SQLite sees it: 0600 from its first moment. */
static enum rc claim_file(const char *path, struct err *err)
{
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd >= 0) {
        (void)close(fd);
        return RC_OK;
    }
    if (errno != EEXIST)
        return err_sys(err, errno, path, _("name a place where you may write"));
    struct stat st;
    if (stat(path, &st) != 0)
        return err_sys(err, errno, path, _("name a place where you may write"));
    if (!S_ISREG(st.st_mode))
        return err_set(err, RC_RULE, _("%s: there is something else of this name: name another"),
                       path);
    return RC_OK;
}

static enum rc refuse_if_inhabited(struct book *book, struct err *err)
{
    int64_t tables = 0;
    enum rc rc = pragma_number(book, SQL_TABLE_COUNT, &tables, err);
    if (rc == RC_OK && tables > 0)
        rc = err_set(err, RC_RULE, _("%s: the file exists already: name another with --book"),
                     book->path);
    return rc;
}

/* A file of SQLite without tables can have pages of another size; there is
 * nothing in it, so it is written anew. */
static enum rc set_page_size(struct book *book, struct err *err)
{
    char sql[128];
    int64_t size = 0;
    (void)snprintf(sql, sizeof(sql), "PRAGMA page_size = %d", BOOK_PAGE_SIZE);
    enum rc rc = db_exec(book, sql, err);
    if (rc == RC_OK)
        rc = pragma_number(book, SQL_PAGE_SIZE, &size, err);
    if (rc != RC_OK || size == BOOK_PAGE_SIZE)
        return rc;
    (void)snprintf(sql, sizeof(sql), "PRAGMA journal_mode = DELETE; PRAGMA page_size = %d; VACUUM",
                   BOOK_PAGE_SIZE);
    int attached = sqlite3_limit(book->db, SQLITE_LIMIT_ATTACHED, 1); /* VACUUM works in one */
    book->may_commit = true;
    rc = db_exec(book, sql, err);
    book->may_commit = false;
    (void)sqlite3_limit(book->db, SQLITE_LIMIT_ATTACHED, attached);
    return rc;
}

/* What SQLite cannot read is a file of somebody's. */
static enum rc connect_new(struct book *book, struct err *err)
{
    struct err look;
    err_init(&look);
    enum rc rc = connect_book(book, book->path, SQLITE_OPEN_READWRITE, &look);
    if (rc == RC_OK)
        rc = refuse_if_inhabited(book, &look);
    if (rc != RC_OK && (look.sql & 0xff) == SQLITE_NOTADB)
        return err_set(err, RC_RULE, _("%s: the file exists already: name another with --book"),
                       book->path);
    *err = look;
    return rc;
}

/* The step that adds to the derived rows of claims what only their entries tell. */
enum { STEP_CLAIM_DATES = 4 };

static enum rc run_migration(struct book *book, const struct migration *migration, struct err *err)
{
    char number[96];
    enum rc rc = db_exec(book, migration->sql, err);
    if (rc == RC_OK && migration->number == STEP_CLAIM_DATES)
        rc = claim_dates_fill(book, err);
    (void)snprintf(number, sizeof(number), "PRAGMA application_id = %d; PRAGMA user_version = %d",
                   BOOK_APPLICATION_ID, migration->number);
    if (rc == RC_OK)
        rc = db_exec(book, number, err);
    return rc;
}

static enum rc write_new_settings(struct book *book, struct err *err)
{
    char id[RANDOM_ID_SIZE];
    struct query q;
    random_id('B', id);
    query_begin(&q, book, SQL_SETTING_PUT);
    query_text(&q, ":name", "book-id");
    query_text(&q, ":value", id);
    query_int(&q, ":changed_in", 1);
    enum rc rc = query_done(&q, err);
    query_end(&q);
    return rc;
}

enum rc book_create(const char *path, struct book **ret, struct err *err)
{
    struct book *book = NULL;
    enum rc rc = claim_file(path, err);
    if (rc == RC_OK)
        rc = book_alloc(path, &book, err);
    if (rc == RC_OK)
        rc = connect_new(book, err);
    if (rc == RC_OK)
        rc = set_page_size(book, err);
    if (rc == RC_OK)
        rc = set_journal_mode(book, err);
    if (rc == RC_OK)
        rc = db_exec(book, "BEGIN IMMEDIATE", err);
    if (rc == RC_OK) {
        book->unborn = true;
        rc = refuse_if_inhabited(book, err);
    }
    for (size_t i = 0; rc == RC_OK && i < migration_count; i++)
        rc = run_migration(book, &migrations[i], err);
    if (rc == RC_OK)
        rc = write_new_settings(book, err);
    if (rc != RC_OK) {
        book_close(book);
        return rc;
    }
    *ret = book;
    return RC_OK;
}

enum rc book_migrate(struct book *book, struct err *err)
{
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < migration_count; i++) {
        int64_t schema = 0;
        rc = db_exec(book, "BEGIN IMMEDIATE", err);
        if (rc != RC_OK)
            break;
        /* Another process may have done this step while we waited. */
        rc = pragma_number(book, SQL_USER_VERSION, &schema, err);
        if (rc == RC_OK && schema < migrations[i].number)
            rc = run_migration(book, &migrations[i], err);
        book->may_commit = true;
        if (rc == RC_OK)
            rc = db_exec(book, "COMMIT", err);
        book->may_commit = false;
        if (rc != RC_OK)
            (void)sqlite3_exec(book->db, "ROLLBACK", NULL, NULL, NULL);
    }
    return rc;
}

/* ---- asking ---------------------------------------------------------------- */

const char *book_path(const struct book *book)
{
    return book->path;
}

bool book_is_read_only(const struct book *book)
{
    return book->read_only;
}

bool book_lacks_space(const struct book *book)
{
    return book->no_space;
}

enum rc book_may_write(const struct book *book, struct err *err)
{
    if (book->no_space)
        return db_err_code(book->path, SQLITE_FULL, "", err);
    if (book->read_only)
        return err_set(err, RC_BOOK,
                       _("%s: the book is read only here: open it with write permission and "
                         "without --read-only"),
                       book->path);
    return RC_OK;
}

bool book_is_copy(const struct book *book)
{
    return book->copy_dir != NULL;
}

bool book_is_remote(const struct book *book)
{
    return book->remote;
}

enum rc book_id(struct book *book, char ret[32], struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, book, SQL_SETTING_GET);
    query_text(&q, ":name", "book-id");
    enum rc rc = query_row(&q, &row, err);
    if (rc == RC_OK)
        (void)snprintf(ret, 32, "%s", row ? query_get_text(&q, 0) : "B-");
    query_end(&q);
    return rc;
}

enum rc book_data_version(struct book *book, int64_t *ret, struct err *err)
{
    return pragma_number(book, SQL_DATA_VERSION, ret, err);
}

int64_t book_own_changes(const struct book *book)
{
    return sqlite3_total_changes64(book->db);
}

enum rc book_read_begin(struct book *book, struct err *err)
{
    if (sqlite3_get_autocommit(book->db) == 0)
        return RC_OK;
    return db_exec(book, "BEGIN", err);
}

void book_read_end(struct book *book)
{
    /* A rollback of a transaction that only read gives nothing up. */
    if (!book->in_tx && !book->unborn && sqlite3_get_autocommit(book->db) == 0)
        (void)sqlite3_exec(book->db, "ROLLBACK", NULL, NULL, NULL);
}

/* A commit is not long; once it has begun the answer would come too late. */
static int ask_to_go_on(void *context)
{
    const struct book *book = context;
    return book->go_on != NULL && !book->may_commit && !book->go_on(book->go_on_context);
}

void book_ask_to_go_on(struct book *book, book_go_on *ask, void *context)
{
    enum { STEPS_BETWEEN = 20000 }; /* of SQLite's machine */
    book->go_on = ask;
    book->go_on_context = context;
    sqlite3_progress_handler(book->db, STEPS_BETWEEN, ask != NULL ? ask_to_go_on : NULL, book);
}
