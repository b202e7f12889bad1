/* SPDX-License-Identifier: MIT */
/*
 * gen_claims BOOK CLAIMS DOCUMENTS: fills a book that 'coffer init' made with claims of
 * made-up partners, each with DOCUMENTS documents (of one byte), ten expenses and a course
 * of its own, over 40 funds from FY24H1 to FY26H2.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "app/earnings.h"
#include "app/people.h"
#include "base/digest.h"
#include "model/claim_seal.h"
#include "model/length.h"
#include "store/claims.h"

enum { LOCATIONS = 10, PERIODS = 4, EXPENSES = 10, BATCH = 100 };
static const struct {
    const char *period, *earned, *start, *end, *sent, *decided, *paid;
} calendar[PERIODS] = {
    {"FY25H1", "2024-10-31", "2025-02-01", "2025-02-20", "2025-03-10", "2025-03-15", "2025-05-02"},
    {"FY25H2", "2025-04-30", "2025-08-01", "2025-08-20", "2025-09-10", "2025-09-15", "2025-11-02"},
    {"FY26H1", "2025-10-31", "2026-02-01", "2026-02-20", "2026-03-10", "2026-03-15", "2026-05-02"},
    {"FY26H2", "2026-04-30", "2026-08-01", "2026-08-20", "2026-09-10", "2026-09-15", "2026-11-02"},
};

static void check(enum rc rc, const struct err *err)
{
    if (rc == RC_OK)
        return;
    fprintf(stderr, "gen_claims: %s\n", err->text);
    exit(1);
}

static void run(sqlite3 *db, const char *sql)
{
    if (sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK)
        return;
    fprintf(stderr, "gen_claims: %s: %s\n", sql, sqlite3_errmsg(db));
    exit(1);
}

static char *hash_of(long number, char ret[DIGEST_HEX_SIZE])
{
    (void)snprintf(ret, DIGEST_HEX_SIZE, "%064lx", (unsigned long)number + 1);
    return ret;
}

/* Documents for claims to refer to. */
static void add_contents(const char *path, long count)
{
    sqlite3 *db = NULL;
    char sql[512], hash[DIGEST_HEX_SIZE];
    if (sqlite3_open(path, &db) != SQLITE_OK)
        exit(1);
    run(db, "BEGIN");
    for (long i = 0; i < count; i++) {
        (void)snprintf(sql, sizeof(sql),
                       "INSERT INTO content VALUES (%ld, '%s', 1, NULL);"
                       "INSERT INTO content_chunk VALUES (%ld, 0, x'41')",
                       i + 1, hash_of(i, hash), i + 1);
        run(db, sql);
    }
    run(db, "COMMIT");
    (void)sqlite3_close(db);
}

static void add_funds(const char *path)
{
    const struct app_options options = {.book = path};
    struct app *app = NULL;
    struct err err;
    err_init(&err);
    check(app_open(&options, &app, &err), &err);
    for (int location = 0; location < LOCATIONS; location++) {
        char id[16];
        (void)snprintf(id, sizeof(id), "L%d", location);
        check(app_location_set(app, id, id, NULL, &err), &err);
        for (int i = 0; i < PERIODS; i++) {
            char earning[LENGTH_NAME_SIZE];
            const struct earning_form form = {.program = "hosting",
                                              .location = id,
                                              .date = calendar[i].earned,
                                              .type = "coop",
                                              .amount = "10000000",
                                              .currency = "USD"};
            check(app_earning_add(app, &form, earning, &err), &err);
        }
    }
    app_close(app);
}

/* name value …, NULL; a value that begins with '#' is a number, with '@' a day. */
static void say(struct claim_history *history, enum claim_entry_kind kind, const char *day,
                const char *const *words)
{
    struct claim_entry *entry = NULL;
    struct date on;
    struct err err;
    err_init(&err);
    (void)date_parse(day, strlen(day), &on);
    check(claim_history_add(history, kind, on, "ann", &entry, &err), &err);
    for (; words[0] != NULL; words += 2) {
        enum claim_field field;
        struct date date;
        if (!claim_field_find(words[0], &field))
            abort();
        if (words[1][0] == '#')
            check(claim_entry_set_number(entry, field,
                                         strtoll(words[1] + 1, NULL, 10) * MONEY_MICROS, &err),
                  &err);
        else if (words[1][0] == '@' && date_parse(words[1] + 1, strlen(words[1] + 1), &date))
            check(claim_entry_set_number(entry, field, date.day, &err), &err);
        else
            check(claim_entry_set_text(entry, field, words[1], &err), &err);
    }
}
#define SAY(kind, day, ...) say(history, kind, day, (const char *const[]){__VA_ARGS__, NULL})

static const char *dated(const char *day, char ret[16])
{
    (void)snprintf(ret, 16, "@%s", day);
    return ret;
}

static void add_parts(struct claim_history *history, long number, int when, long documents)
{
    const char *day = calendar[when].start;
    char text[64], vendor[64], date[16], hash[DIGEST_HEX_SIZE], id[64];
    (void)dated(day, date);
    for (int i = 0; i < EXPENSES; i++) {
        (void)snprintf(text, sizeof(text), "I-%ld-%d", number, i);
        (void)snprintf(vendor, sizeof(vendor), "Fabrikam %ld", number % 50);
        SAY(ENTRY_EXPENSE, day, "kind", "invoice", "vendor", vendor, "number", text, "date", date,
            "amount", "#10");
    }
    for (long i = 0; i < documents; i++) {
        (void)snprintf(id, sizeof(id), "D-%010ld", number * documents + i);
        (void)snprintf(text, sizeof(text), "I-%ld-%ld", number, i);
        SAY(ENTRY_ATTACHED, day, "kind", "invoice", "document", id, "sha256",
            hash_of(number * documents + i, hash), "name", "invoice.pdf", "media-type",
            "application/pdf", "item", text);
        struct err err;
        err_init(&err);
        check(claim_entry_set_number(&history->entries[history->count - 1], SAYS_SIZE, 1, &err),
              &err);
    }
}

static void add_course(struct claim_history *history, long number, int when)
{
    static const char *const ends[] = {NULL,   "submitted", "rejected", "approved",
                                       "paid", "paid",      "paid",     "paid"};
    const char *end = ends[number % 8];
    char payment[64], hash[DIGEST_HEX_SIZE];
    (void)snprintf(payment, sizeof(payment), "P-%010ld", number);
    if (end == NULL)
        return;
    SAY(ENTRY_SUBMITTED, calendar[when].sent, "seal", "{}", "sha256", claim_seal_hash("{}", hash));
    if (strcmp(end, "rejected") == 0)
        SAY(ENTRY_STATUS, calendar[when].decided, "status", "rejected", "reason", "branding");
    else if (strcmp(end, "submitted") != 0)
        SAY(ENTRY_STATUS, calendar[when].decided, "status", "approved", "amount", "#90");
    if (strcmp(end, "paid") == 0)
        SAY(ENTRY_PAYMENT, calendar[when].paid, "payment", payment, "amount", "#90", "currency",
            "USD", "covers", "#90");
}

static void make(struct claim_history *history, long number, long documents)
{
    char id[64], location[64], activity[64], start[16], end[16];
    int when = (int)(number / LOCATIONS % PERIODS);
    struct period period;
    struct err err;
    err_init(&err);
    claim_history_init(history);
    (void)snprintf(id, sizeof(id), "C-%010ld", number);
    (void)snprintf(location, sizeof(location), "L%ld", number % LOCATIONS);
    (void)snprintf(activity, sizeof(activity), "DG%02ld", number % 6 + 1);
    (void)period_parse(calendar[when].period, &period);
    check(claim_history_name(history, id, "hosting", location, period, 0, &err), &err);
    SAY(ENTRY_CREATED, calendar[when].start, "title", "Seminar", "activity", activity, "currency",
        "USD", "amount", "#100", "start", dated(calendar[when].start, start), "end",
        dated(calendar[when].end, end));
    add_parts(history, number, when, documents);
    add_course(history, number, when);
}

int main(int argc, char **argv)
{
    struct book *book = NULL;
    struct tx *tx = NULL;
    struct err err;
    bool old = false;
    err_init(&err);
    if (argc != 4) {
        fprintf(stderr, "gen_claims BOOK CLAIMS DOCUMENTS\n");
        return 2;
    }
    long claims = strtol(argv[2], NULL, 10), documents = strtol(argv[3], NULL, 10);
    add_funds(argv[1]);
    add_contents(argv[1], claims * documents);
    check(book_open(argv[1], BOOK_WRITE, &book, &old, &err), &err);
    for (long i = 0; i < claims; i++) {
        struct claim_history history;
        if (i % BATCH == 0)
            check(tx_begin(book, "ann", TX_CHANGESET, &tx, &err), &err);
        make(&history, i, documents);
        check(tx_touch(tx, history.head.program, history.head.location, &err), &err);
        check(claim_insert(tx, &history, &err), &err);
        claim_history_release(&history);
        if (i % BATCH != BATCH - 1 && i != claims - 1)
            continue;
        check(tx_commit(tx, "claim.new", "made up", &err), &err);
        tx_end(tx);
    }
    book_close(book);
    return 0;
}
