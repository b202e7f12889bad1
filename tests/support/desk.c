/* SPDX-License-Identifier: MIT */
#include "support/desk.h"

#include <dirent.h>
#include <grp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/digest.h"
#include "store/db.h"
#include "store/locations.h"
#include "store/members.h"
#include "store/programs.h"
#include "store/safekeep.h"

/* ---- the desk --------------------------------------------------------- */

int desk_setup_bare(void **state)
{
    struct desk *desk = calloc(1, sizeof(*desk));
    char state_home[FOLDER_PATH_SIZE];
    assert_non_null(desk);
    digest_start();
    folder_init(&desk->folder);
    folder_file(&desk->folder, "book.coffer", desk->path);
    folder_file(&desk->folder, "state", state_home);
    setenv("XDG_STATE_HOME", state_home, 1);
    err_init(&desk->err);
    *state = desk;
    return 0;
}

int desk_setup(void **state)
{
    (void)desk_setup_bare(state);
    desk_make(*state);
    return 0;
}

int desk_teardown(void **state)
{
    struct desk *desk = *state;
    desk_close(desk);
    folder_release(&desk->folder);
    free(desk);
    return 0;
}

struct err *desk_err(struct desk *desk)
{
    err_init(&desk->err);
    return &desk->err;
}

void desk_open(struct desk *desk, enum book_wish wish)
{
    bool old = false;
    assert_null(desk->book);
    assert_rc(book_open(desk->path, wish, &desk->book, &old, desk_err(desk)), RC_OK, &desk->err);
    assert_false(old);
}

void desk_close(struct desk *desk)
{
    book_close(desk->book);
    desk->book = NULL;
}

static void make_program(struct desk *desk, struct tx *tx, const char *code, const char *name,
                         int32_t coop_ppm)
{
    const struct split_term split = {.from = date_first, .coop = {coop_ppm}};
    int64_t key = 0;
    assert_rc(program_make(tx, code, name, PROGRAM_SHIPPED, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(program_name_add(tx, name, code, &key, desk_err(desk)), RC_OK, &desk->err);
    if (coop_ppm >= 0)
        assert_rc(program_split_put(tx, code, &split, desk_err(desk)), RC_OK, &desk->err);
}

void desk_make(struct desk *desk)
{
    static const char *const locations[] = {"L1", "L2"};
    const struct member ann = {.login = "ann", .role = ROLE_ADMIN};
    struct tx *tx = NULL;
    assert_null(desk->book);
    assert_rc(book_create(desk->path, &desk->book, desk_err(desk)), RC_OK, &desk->err);
    tx = desk_begin(desk, TX_CHANGESET);
    assert_rc(member_put(tx, &ann, desk_err(desk)), RC_OK, &desk->err);
    make_program(desk, tx, "alpha", "Alpha Growth", 400000);
    make_program(desk, tx, "beta", "Beta Cloud", 300000);
    make_program(desk, tx, "gamma", "Gamma Devices", -1);
    for (size_t i = 0; i < 2; i++)
        assert_rc(location_set(tx, locations[i], NULL, "NL", desk_err(desk)), RC_OK, &desk->err);
    assert_rc(tx_touch(tx, NULL, NULL, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(desk_commit(desk, tx, "init"), 1);
}

/* ---- writing ---------------------------------------------------------- */

struct tx *desk_begin(struct desk *desk, enum tx_record record)
{
    struct tx *tx = NULL;
    assert_rc(tx_begin(desk->book, "ann", record, &tx, desk_err(desk)), RC_OK, &desk->err);
    return tx;
}

int64_t desk_commit(struct desk *desk, struct tx *tx, const char *action)
{
    int64_t number = tx_number(tx);
    assert_rc(tx_commit(tx, action, "a change", desk_err(desk)), RC_OK, &desk->err);
    tx_end(tx);
    return number;
}

int64_t desk_write(struct desk *desk, const char *sql)
{
    struct tx *tx = desk_begin(desk, TX_CHANGESET);
    struct buf text;
    buf_init(&text);
    for (; *sql != '\0'; sql++) {
        if (*sql == '@')
            buf_addf(&text, "%lld", (long long)tx_number(tx));
        else
            buf_add_char(&text, *sql);
    }
    assert_rc(db_exec(desk->book, text.text, desk_err(desk)), RC_OK, &desk->err);
    buf_release(&text);
    return desk_commit(desk, tx, "test.write");
}

struct date day_of(const char *iso)
{
    struct date date = {0};
    assert_true(date_parse(iso, strlen(iso), &date));
    return date;
}

int64_t desk_type_in(struct desk *desk, const struct typed_in *typed)
{
    struct tx *tx = desk_begin(desk, TX_CHANGESET);
    struct earning_typed earning = {.id = typed->id,
                                    .date = day_of(typed->date),
                                    .type = typed->type,
                                    .amounts = {.amount = {typed->amount}, .usd = {typed->usd}}};
    assert_true(currency_parse(typed->currency, &earning.amounts.currency));
    assert_rc(program_own_name(desk->book, typed->program, &earning.name, desk_err(desk)), RC_OK,
              &desk->err);
    assert_rc(location_key(desk->book, typed->location, &earning.location, desk_err(desk)), RC_OK,
              &desk->err);
    assert_rc(earning_insert(tx, &earning, desk_err(desk)), RC_OK, &desk->err);
    return desk_commit(desk, tx, "earning.add");
}

static struct text text_of(const char *text, const char *otherwise)
{
    const char *bytes = text != NULL ? text : otherwise;
    return (struct text){bytes, strlen(bytes)};
}

enum rc count_reject(void *context, int64_t line, const char *column, const char *reason,
                     struct text raw, struct err *err)
{
    (void)context;
    (void)line;
    (void)column;
    (void)reason;
    (void)raw;
    (void)err;
    return RC_OK;
}

void desk_feed(struct desk *desk, struct importer *importer, const struct reported *rows,
               size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct import_row row = {.line = (int64_t)i + 2,
                                 .id = text_of(rows[i].id, ""),
                                 .program = text_of(rows[i].program, "Alpha Growth"),
                                 .location = text_of(rows[i].location, "L1"),
                                 .location_name = text_of(NULL, ""),
                                 .country = text_of(NULL, ""),
                                 .type_text = text_of(rows[i].type, "Coop"),
                                 .date = day_of(rows[i].date != NULL ? rows[i].date : "2026-01-31"),
                                 .amounts = {.amount = {rows[i].amount}, .usd = {rows[i].amount}}};
        row.type = earning_type_parse(row.type_text.bytes);
        assert_true(currency_parse(rows[i].currency != NULL ? rows[i].currency : "USD",
                                   &row.amounts.currency));
        for (int detail = 0; detail < DETAIL_COUNT; detail++)
            row.details[detail] = text_of(NULL, "");
        row.details[DETAIL_STATUS] = text_of(rows[i].status, "");
        row.details[DETAIL_CALCULATED] = text_of(rows[i].calculated, "");
        row.details[DETAIL_CUSTOMER] = text_of(rows[i].customer, "");
        assert_rc(importer_row(importer, &row, text_of(NULL, ""), desk_err(desk)), RC_OK,
                  &desk->err);
    }
}

int64_t desk_import(struct desk *desk, const struct reported *rows, size_t count,
                    struct import_counts *ret)
{
    struct tx *tx = desk_begin(desk, TX_BATCH);
    struct importer *importer = NULL;
    int64_t number = 0;
    assert_rc(importer_new(tx, count_reject, NULL, &importer, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(importer_file(importer, "report.csv", desk_err(desk)), RC_OK, &desk->err);
    assert_rc(importer_stream(importer, "report.csv", desk_err(desk)), RC_OK, &desk->err);
    desk_feed(desk, importer, rows, count);
    assert_rc(importer_file_end(importer, 4096, &number, ret, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(importer_finish(importer, desk_err(desk)), RC_OK, &desk->err);
    importer_free(importer);
    return desk_commit(desk, tx, "import");
}

/* ---- looking ---------------------------------------------------------- */

enum rc findings_add(void *context, const char *sentence, struct err *err)
{
    struct findings *findings = context;
    size_t at = strlen(findings->text);
    (void)err;
    (void)snprintf(findings->text + at, sizeof(findings->text) - at, "%s\n", sentence);
    findings->count++;
    return RC_OK;
}

void desk_assert_sound(struct desk *desk, const char *file, int line)
{
    struct findings findings = {.count = 0};
    enum rc rc = book_verify(desk->book, findings_add, &findings, desk_err(desk));
    if (rc == RC_OK && findings.count == 0)
        return;
    print_error("the book is not sound: %s\n%s", desk->err.text, findings.text);
    _fail(file, line);
}

static sqlite3 *raw_open(const char *path)
{
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
    (void)sqlite3_busy_timeout(db, 5000);
    return db;
}

void raw_exec(const char *path, const char *sql)
{
    sqlite3 *db = raw_open(path);
    char *why = NULL;
    if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
        fail_msg("%s: %s", sql, why);
    (void)sqlite3_close(db);
}

char *raw_text(const char *path, const char *sql)
{
    sqlite3 *db = raw_open(path);
    sqlite3_stmt *stmt = NULL;
    if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    int code = sqlite3_step(stmt);
    assert_true(code == SQLITE_ROW || code == SQLITE_DONE);
    const unsigned char *text = code == SQLITE_ROW ? sqlite3_column_text(stmt, 0) : NULL;
    char *copy = strdup(text != NULL ? (const char *)text : "");
    assert_non_null(copy);
    (void)sqlite3_finalize(stmt);
    (void)sqlite3_close(db);
    return copy;
}

int64_t raw_number(const char *path, const char *sql)
{
    char *text = raw_text(path, sql);
    int64_t number = strtoll(text, NULL, 10);
    free(text);
    return number;
}

char *folder_names(const char *path, const char *but, char ret[NAMES_SIZE])
{
    struct dirent **entries = NULL;
    int count = scandir(path, &entries, NULL, alphasort);
    size_t at = 0;
    assert_true(count >= 0);
    ret[0] = '\0';
    for (int i = 0; i < count; i++) {
        const char *name = entries[i]->d_name;
        bool shown = strcmp(name, ".") != 0 && strcmp(name, "..") != 0 &&
                     (but == NULL || strncmp(name, but, strlen(but)) != 0);
        if (shown && at < NAMES_SIZE)
            at += (size_t)snprintf(ret + at, NAMES_SIZE - at, "%s ", name);
        free(entries[i]);
    }
    free(entries);
    return ret;
}

void raw_assert_sound(const char *path)
{
    char *integrity = raw_text(path, "PRAGMA integrity_check");
    char *references = raw_text(path, "PRAGMA foreign_key_check");
    assert_text_equal(integrity, "ok");
    assert_text_equal(references, "");
    free(integrity);
    free(references);
}

/* Tables that tell of the past: an undo adds to them and takes nothing back. */
static bool tells_of_the_past(const char *table)
{
    static const char *const names[] = {
        "journal",         "journal_touch",    "import",         "import_stream",
        "import_month",    "import_location",  "import_repeat",  "word",
        "sqlite_sequence", "earning_replaced", "earning_undone",
    };
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (strcmp(names[i], table) == 0)
            return true;
    return false;
}

static void dump_table(sqlite3 *db, const char *table, struct buf *dump)
{
    sqlite3_stmt *stmt = NULL;
    struct buf sql;
    buf_init(&sql);
    buf_addf(&sql, "SELECT * FROM \"%s\" ORDER BY 1, 2", table);
    assert_int_equal(sqlite3_prepare_v2(db, sql.text, -1, &stmt, NULL), SQLITE_OK);
    int columns = sqlite3_column_count(stmt);
    /* Tables whose rows need more than two columns to be told apart. */
    for (int i = 3; i <= columns && i <= 5; i++)
        buf_addf(&sql, ", %d", i);
    (void)sqlite3_finalize(stmt);
    assert_int_equal(sqlite3_prepare_v2(db, sql.text, -1, &stmt, NULL), SQLITE_OK);
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        buf_add(dump, table);
        for (int i = 0; i < columns; i++) {
            char *quoted = sqlite3_column_type(stmt, i) == SQLITE_BLOB
                               ? sqlite3_mprintf("(%d bytes)", sqlite3_column_bytes(stmt, i))
                               : sqlite3_mprintf("%Q", sqlite3_column_text(stmt, i));
            buf_addf(dump, " %s=%s", sqlite3_column_name(stmt, i), quoted);
            sqlite3_free(quoted);
        }
        buf_add_char(dump, '\n');
    }
    (void)sqlite3_finalize(stmt);
    buf_release(&sql);
}

char *raw_dump(const char *path, enum dump which)
{
    sqlite3 *db = raw_open(path);
    sqlite3_stmt *tables = NULL;
    struct buf dump;
    buf_init(&dump);
    assert_int_equal(
        sqlite3_prepare_v2(db, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name",
                           -1, &tables, NULL),
        SQLITE_OK);
    while (sqlite3_step(tables) == SQLITE_ROW) {
        const char *table = (const char *)sqlite3_column_text(tables, 0);
        if (which == DUMP_ALL || !tells_of_the_past(table))
            dump_table(db, table, &dump);
    }
    (void)sqlite3_finalize(tables);
    (void)sqlite3_close(db);
    char *copy = strdup(dump.text);
    assert_false(dump.failed || copy == NULL);
    buf_release(&dump);
    return copy;
}

static int line_length(const char *text)
{
    return (int)strcspn(text, "\n");
}

void dump_assert_same(char *actual, char *expected, const char *file, int line)
{
    const char *a = actual, *b = expected;
    while (*a != '\0' && *b != '\0' && line_length(a) == line_length(b) &&
           memcmp(a, b, (size_t)line_length(a)) == 0) {
        a += line_length(a) + 1;
        b += line_length(b) + 1;
    }
    bool same = *a == '\0' && *b == '\0';
    if (!same)
        print_error("the books differ:\n  is     %.*s\n  should %.*s\n", line_length(a), a,
                    line_length(b), b);
    free(actual);
    free(expected);
    if (!same)
        _fail(file, line);
}

/* ---- other people ----------------------------------------------------- */

enum { NOBODY = 65534 };

bool run_unprivileged(unprivileged *run, void *context, char report[REPORT_SIZE])
{
    int status = 0;
    char *shared =
        mmap(NULL, REPORT_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_true(shared != MAP_FAILED);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        bool root = geteuid() == 0;
        if (root && (setgroups(0, NULL) != 0 || setresgid(NOBODY, NOBODY, NOBODY) != 0 ||
                     setresuid(NOBODY, NOBODY, NOBODY) != 0))
            _exit(2);
        run(context, shared);
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    memcpy(report, shared, REPORT_SIZE);
    (void)munmap(shared, REPORT_SIZE);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}
