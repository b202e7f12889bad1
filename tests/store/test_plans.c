/* SPDX-License-Identifier: MIT */
/* How SQLite finds its rows: what people wait for must not read all earnings. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "store/db.h"
#include "support/desk.h"

#define X(id, sql) [id] = sql,
static const char *const texts[SQL_COUNT] = {STORE_STATEMENTS(X)};
#undef X
#define X(id, sql) [id] = #id,
static const char *const names[SQL_COUNT] = {STORE_STATEMENTS(X)};
#undef X

/* The lines of EXPLAIN QUERY PLAN. */
static void plan_of(struct desk *desk, enum sql sql, struct buf *ret)
{
    struct buf explain;
    sqlite3_stmt *stmt = NULL;
    buf_init(&explain);
    buf_addf(&explain, "EXPLAIN QUERY PLAN %s", texts[sql]);
    if (sqlite3_prepare_v2(desk->book->db, explain.text, -1, &stmt, NULL) != SQLITE_OK)
        fail_msg("%s: %s", names[sql], sqlite3_errmsg(desk->book->db));
    buf_clear(ret);
    while (sqlite3_step(stmt) == SQLITE_ROW)
        buf_addf(ret, "%s\n", (const char *)sqlite3_column_text(stmt, 3));
    (void)sqlite3_finalize(stmt);
    buf_release(&explain);
}

static void plan__has_every_step(void **state)
{
    static const struct {
        enum sql sql;
        const char *steps[4];
    } expected[] = {
        {SQL_EARNING_LIST, {"SEARCH e USING INDEX earning_day (day>? AND day<?)"}},
        {SQL_EARNING_LIST_FUND,
         {"SEARCH e USING INDEX earning_fund (name=? AND location=? AND day>? AND day<?)"}},
        {SQL_TOTALS_READ, {"SCAN t", "SEARCH d USING PRIMARY KEY (span>? AND span<?)"}},
        {SQL_KEY_FIND,
         {"SEARCH k USING PRIMARY KEY (hash=?)", "SEARCH e USING INTEGER PRIMARY KEY (rowid=?)"}},
        {SQL_EARNING_TOTALS_OF_NAME, {"SEARCH earning USING INDEX earning_total (name=?)"}},
        {SQL_EARNINGS_CHANGED,
         {"SEARCH e USING INDEX earning_fund (name=? AND location=? AND day>? AND day<?)"}},
        {SQL_LOCATION_FIND_KNOWN,
         {"SEARCH e USING COVERING INDEX earning_fund (name=? AND location=?)"}},
        {SQL_TOTAL_FUND_MONTHS,
         {"SEARCH n USING COVERING INDEX program_name_program (program=?)",
          "SEARCH t USING PRIMARY KEY (name=? AND location=? AND span>? AND span<?)"}},
        {SQL_BATCH_DELETE_NEW, {"SEARCH earning USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"}},
        {SQL_BATCH_NEW_ROWS, {"SEARCH e USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"}},
        {SQL_EARNING_TYPED_LIKE, {"SCAN e USING INDEX earning_typed"}},
        {SQL_CUSTOMERS_ADD, {"SEARCH earning USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"}},
        {SQL_CUSTOMERS_MISSING,
         {"SEARCH c USING PRIMARY KEY (customer=? AND day=? AND earning=?)"}},
        {SQL_BATCH_CUSTOMERS_OUT,
         {"SEARCH earning_customer USING PRIMARY KEY (customer=? AND day=? AND earning=?)"}},
        {SQL_LANE_ALL_DAY,
         {"SEARCH earning USING COVERING INDEX earning_day (day=? AND rowid>? AND rowid<?)"}},
        {SQL_LANE_NEXT_LOCATION,
         {"SEARCH earning USING COVERING INDEX earning_fund (name=? AND location>?)"}},
        {SQL_REPLACED_KEYS,
         {"SEARCH earning_replaced USING COVERING INDEX earning_replaced_in (replaced_in=? AND "
          "key<?)"}},
        {SQL_ROWS_EXCLUDED, {"SEARCH earning USING INDEX earning_excluded (day>? AND day<?)"}},
        {SQL_PROGRAM_NAME_FIND_SLUG, {"USING INDEX program_name_slug (slug=?)"}},
        {SQL_CLAIM_ADD, {"SEARCH claim USING COVERING INDEX claim_made (made_in=?)"}},
        {SQL_CLAIM_BEGINS, {"SEARCH c USING PRIMARY KEY (id>? AND id<?)"}},
        {SQL_CLAIM_OF_FUND,
         {"SEARCH c USING INDEX claim_fund (program=? AND location=? AND first_day=?)"}},
        {SQL_CLAIM_ENTRY_ADD,
         {"SEARCH claim_entry USING COVERING INDEX claim_entry_order (claim=? AND made_in=?)"}},
        {SQL_CLAIM_ENTRIES, {"SEARCH e USING INDEX claim_entry_order (claim=?)"}},
        {SQL_CLAIM_ROWS,
         {"SCAN c USING INDEX claim_made", "SEARCH d USING PRIMARY KEY (claim=? AND day<?)"}},
        {SQL_CLAIM_FUND_DAYS,
         {"USING COVERING INDEX claim_fund (program=? AND location=? AND first_day=?)",
          "SEARCH d USING PRIMARY KEY (claim=?)"}},
        {SQL_CLAIM_TOTALS, {"SEARCH t USING INDEX claim_total_until (until_day>?)"}},
        {SQL_CLAIM_WITH_DOCUMENT, {"SEARCH claim_document USING PRIMARY KEY (sha256=?)"}},
        {SQL_CLAIM_WITH_INVOICE,
         {"SEARCH claim_invoice USING PRIMARY KEY (vendor=? AND number=?)"}},
        {SQL_CLAIM_PAYMENTS, {"USING INDEX claim_entry_payment"}},
        {SQL_CONTENT_FIND, {"SEARCH content USING INDEX sqlite_autoindex_content_1 (sha256=?)"}},
        {SQL_WORD_FIND,
         {"SEARCH word USING COVERING INDEX sqlite_autoindex_word_1 (kind=? AND "
          "text=?)"}},
    };
    struct desk *desk = *state;
    struct buf plan;
    buf_init(&plan);
    for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
        plan_of(desk, expected[i].sql, &plan);
        for (size_t j = 0; j < 4 && expected[i].steps[j] != NULL; j++)
            if (strstr(plan.text, expected[i].steps[j]) == NULL)
                fail_msg("%s lacks \"%s\":\n%s", names[expected[i].sql], expected[i].steps[j],
                         plan.text);
    }
    buf_release(&plan);
}

/* Statements that may read all earnings: a whole list, and what a check does. */
static bool may_scan(enum sql sql)
{
    static const enum sql allowed[] = {
        SQL_VERIFY_EARNINGS,
        SQL_VERIFY_IDS,
        SQL_CUSTOMERS_MISSING,
        SQL_EARNINGS_WITH_CUSTOMER,
        SQL_CUSTOMERS_COUNT,
        SQL_BATCH_DELETE_KEYS, /* the key table, once for an undo of a whole import */
        SQL_BATCH_CUSTOMERS_GO,
        SQL_KEY_COUNT,
        SQL_KEY_ANY, /* stops at the first */
    };
    for (size_t i = 0; i < sizeof(allowed) / sizeof(allowed[0]); i++)
        if (allowed[i] == sql)
            return true;
    return false;
}

/* A step "SCAN earning", under any name that the statement gives the table; the
 * typed-in rows are few, their partial index may be read. */
static bool scans(const char *plan, const char *step)
{
    const char *at = strstr(plan, step);
    for (; at != NULL; at = strstr(at + 1, step)) {
        const char *rest = at + strlen(step);
        bool whole = *rest == '\n' || *rest == ' ';
        if (whole && strncmp(rest, " USING INDEX earning_typed", 26) != 0 &&
            strncmp(rest, " USING COVERING INDEX earning_typed", 35) != 0)
            return true;
    }
    return false;
}

static void plan__never_scans_earnings(void **state)
{
    struct desk *desk = *state;
    struct buf plan;
    int looked_at = 0;
    buf_init(&plan);
    for (int sql = 0; sql < SQL_COUNT; sql++) {
        if (may_scan((enum sql)sql) || strncmp(texts[sql], "PRAGMA", 6) == 0)
            continue;
        plan_of(desk, (enum sql)sql, &plan);
        looked_at++;
        bool uses_e = strstr(texts[sql], "earning e") != NULL;
        if (scans(plan.text, "SCAN earning") || (uses_e && scans(plan.text, "SCAN e")) ||
            scans(plan.text, "SCAN earning_key") || scans(plan.text, "SCAN earning_replaced") ||
            scans(plan.text, "SCAN earning_customer"))
            fail_msg("%s reads all earnings:\n%s", names[sql], plan.text);
    }
    assert_true(looked_at > 80);
    buf_release(&plan);
}

static void plan__never_sorts_what_an_index_gives(void **state)
{
    static const enum sql sorted[] = {
        SQL_KEY_FIND,           SQL_TOTALS_READ,   SQL_JOURNAL_LIST,  SQL_JOURNAL_HEAD,
        SQL_JOURNAL_CHAIN,      SQL_JOURNAL_LATER, SQL_IMPORT_LIST,   SQL_PROGRAM_LIST,
        SQL_SPLIT_LIST,         SQL_LEAD_USD_UP,   SQL_LEAD_USD_DOWN, SQL_CLAIM_LIST,
        SQL_CLAIM_ROWS,         SQL_CLAIM_ENTRIES, SQL_CLAIM_BEGINS,  SQL_CLAIM_WITH_DOCUMENT,
        SQL_CLAIM_WITH_INVOICE,
    };
    struct desk *desk = *state;
    struct buf plan;
    buf_init(&plan);
    for (size_t i = 0; i < sizeof(sorted) / sizeof(sorted[0]); i++) {
        plan_of(desk, sorted[i], &plan);
        if (strstr(plan.text, "TEMP B-TREE") != NULL)
            fail_msg("%s sorts:\n%s", names[sorted[i]], plan.text);
    }
    buf_release(&plan);
}

/* Pages of a list, forwards and back: from an index alone, without sorting, and
 * from the very place on. */
static void plan__of_a_lane__begins_at_its_place(void **state)
{
    static const struct {
        enum sql sql;
        const char *index, *columns;
    } lanes[] = {
        {SQL_LANE_ALL_UP, "COVERING INDEX earning_day", ""},
        {SQL_LANE_ALL_DOWN, "COVERING INDEX earning_day", ""},
        {SQL_LANE_EXCLUDED_UP, "INDEX earning_excluded", ""},
        {SQL_LANE_EXCLUDED_DOWN, "INDEX earning_excluded", ""},
        {SQL_LANE_FUND_UP, "COVERING INDEX earning_fund", "name=? AND location=? AND "},
        {SQL_LANE_FUND_DOWN, "COVERING INDEX earning_fund", "name=? AND location=? AND "},
        {SQL_LANE_CUSTOMER_UP, "PRIMARY KEY", "customer=? AND "},
        {SQL_LANE_CUSTOMER_DOWN, "PRIMARY KEY", "customer=? AND "},
        {SQL_LANE_PAYMENT_UP, "COVERING INDEX earning_payment", "payment=? AND "},
        {SQL_LANE_PAYMENT_DOWN, "COVERING INDEX earning_payment", "payment=? AND "},
        {SQL_LANE_REASON_UP, "COVERING INDEX earning_reason", "reason=? AND "},
        {SQL_LANE_REASON_DOWN, "COVERING INDEX earning_reason", "reason=? AND "},
        {SQL_LANE_CLAIM_UP, "COVERING INDEX earning_claim", "claim=? AND "},
        {SQL_LANE_CLAIM_DOWN, "COVERING INDEX earning_claim", "claim=? AND "},
    };
    struct desk *desk = *state;
    struct buf plan;
    buf_init(&plan);
    for (size_t i = 0; i < sizeof(lanes) / sizeof(lanes[0]); i++) {
        bool up = strstr(names[lanes[i].sql], "_UP") != NULL;
        bool customer = strstr(names[lanes[i].sql], "CUSTOMER") != NULL;
        char here[128], beyond[128];
        (void)snprintf(here, sizeof(here), "USING %s (%sday=? AND %s%c?)", lanes[i].index,
                       lanes[i].columns, customer ? "earning" : "rowid", up ? '>' : '<');
        (void)snprintf(beyond, sizeof(beyond), "USING %s (%sday>? AND day<?)", lanes[i].index,
                       lanes[i].columns);
        plan_of(desk, lanes[i].sql, &plan);
        if (strstr(plan.text, here) == NULL || strstr(plan.text, beyond) == NULL ||
            strstr(plan.text, "TEMP B-TREE") != NULL)
            fail_msg("%s:\n%s", names[lanes[i].sql], plan.text);
    }
    buf_release(&plan);
}

#define WITH_BOOK(test) cmocka_unit_test_setup_teardown(test, desk_setup, desk_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_BOOK(plan__has_every_step),
        WITH_BOOK(plan__never_scans_earnings),
        WITH_BOOK(plan__never_sorts_what_an_index_gives),
        WITH_BOOK(plan__of_a_lane__begins_at_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
