/* SPDX-License-Identifier: MIT */
/* Rows of reports into the book; test_batches.c takes them back. */
#include "store/imports.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "store/db.h"
#include "store/importer.h"
#include "support/desk.h"

static int64_t number(struct desk *desk, const char *sql)
{
    return raw_number(desk->path, sql);
}

static void expect(const struct import_counts *counts, int64_t new, int64_t updated,
                   int64_t unchanged, int64_t rejected)
{
    if (counts->new == new && counts->updated == updated && counts->unchanged == unchanged &&
        counts->rejected == rejected)
        return;
    fail_msg("new %lld, updated %lld, unchanged %lld, rejected %lld", (long long)counts->new,
             (long long)counts->updated, (long long)counts->unchanged, (long long)counts->rejected);
}

/* ---- new, unchanged, updated ------------------------------------------------ */

static void import__of_the_same_again__changes_nothing(void **state)
{
    static const struct reported rows[] = {
        {.id = "A", .amount = 1000000, .status = "Upcoming"},
        {.id = "B", .amount = -2000000, .date = "2026-02-28", .type = "Adjustment-Rebate"},
        {.id = "C", .amount = 3000000, .currency = "EUR", .location = "L2"},
    };
    struct desk *desk = *state;
    struct import_counts counts;
    desk_import(desk, rows, 3, &counts);
    expect(&counts, 3, 0, 0, 0);
    assert_int_equal(counts.rows, 3);
    assert_date_equal(counts.first, "2026-01-31");
    assert_date_equal(counts.last, "2026-02-28");
    char *before = raw_dump(desk->path, DUMP_TRUTH);
    desk_import(desk, rows, 3, &counts);
    expect(&counts, 0, 0, 3, 0);
    assert_same_dump(raw_dump(desk->path, DUMP_TRUTH), before);
    assert_sound(desk);
}

static void import__of_other_figures__updates_and_keeps_the_old(void **state)
{
    static const struct reported before = {.id = "A", .amount = 1000000, .customer = "Contoso"};
    static const struct reported after = {.id = "A",
                                          .amount = 1500000,
                                          .location = "L2",
                                          .date = "2026-02-01",
                                          .customer = "Fabrikam"};
    struct desk *desk = *state;
    struct import_counts counts;
    desk_import(desk, &before, 1, &counts);
    desk_import(desk, &after, 1, &counts);
    expect(&counts, 0, 1, 0, 0);
    assert_int_equal(counts.changed[IMPORT_FIELD_AMOUNT], 1);
    assert_int_equal(counts.changed[IMPORT_FIELD_USD], 1);
    assert_int_equal(counts.changed[IMPORT_FIELD_LOCATION], 1);
    assert_int_equal(counts.changed[IMPORT_FIELD_DATE], 1);
    assert_int_equal(counts.changed[IMPORT_FIELD_TYPE], 0);
    assert_int_equal(counts.changed[IMPORT_FIELD_PROGRAM], 0);
    assert_int_equal(counts.changed[DETAIL_CUSTOMER], 1);
    assert_int_equal(number(desk, "SELECT amount_micros FROM earning"), 1500000);
    assert_int_equal(number(desk, "SELECT amount_micros FROM earning_replaced "
                                  "WHERE key = 1 AND replaced_in = 2"),
                     1000000);
    assert_sound(desk);
}

struct changes {
    struct buf text;
};

static enum rc add_change(void *context, const struct import_change *change, struct err *err)
{
    struct changes *changes = context;
    (void)err;
    buf_addf(&changes->text, "%s %s '%s' '%s'\n", change->id, change->field, change->before,
             change->after);
    return RC_OK;
}

static void import_changes__tells_each_field(void **state)
{
    static const struct reported rows[] = {
        {.id = "A", .amount = 1000000, .status = "Upcoming"},
        {.id = "A", .amount = 1250000, .status = "Sent", .program = "Beta Cloud"},
        {.id = "A", .amount = 1250000, .status = "Sent", .program = "beta cloud", .type = "Fee"},
    };
    struct desk *desk = *state;
    struct import_counts counts;
    struct changes changes;
    for (int i = 0; i < 3; i++)
        desk_import(desk, &rows[i], 1, &counts);
    buf_init(&changes.text);
    assert_rc(import_changes(desk->book, 2, add_change, &changes, desk_err(desk)), RC_OK,
              &desk->err);
    assert_text_equal(changes.text.text, "A paymentStatus 'Upcoming' 'Sent'\n"
                                         "A programName 'Alpha Growth' 'Beta Cloud'\n"
                                         "A earningAmount '1.00 USD' '1.25 USD'\n"
                                         "A earningAmountUSD '1.00' '1.25'\n");
    buf_clear(&changes.text);
    assert_rc(import_changes(desk->book, 3, add_change, &changes, desk_err(desk)), RC_OK,
              &desk->err);
    assert_non_null(strstr(changes.text.text, "A earningType 'coop' 'fee'\n"));
    buf_release(&changes.text);
}

static void import__of_a_blank_detail__keeps_what_the_book_has(void **state)
{
    static const struct reported full = {.id = "A", .amount = 1, .customer = "Contoso"};
    static const struct reported blank = {.id = "A", .amount = 2};
    struct desk *desk = *state;
    struct import_counts counts;
    desk_import(desk, &full, 1, &counts);
    desk_import(desk, &blank, 1, &counts);
    expect(&counts, 0, 1, 0, 0);
    assert_int_equal(number(desk, "SELECT count(*) FROM earning e JOIN word w ON w.key = "
                                  "e.customer WHERE w.text = 'Contoso'"),
                     1);
}

/* ---- statuses ------------------------------------------------------------------ */

static void import__of_an_older_state__does_not_step_back(void **state)
{
    static const struct {
        struct reported row;
        int64_t updated;
        const char *status;
        int64_t kept;
    } steps[] = {
        {{.id = "A", .status = "Upcoming", .calculated = "2026-02-01"}, 0, "Upcoming", 0},
        {{.id = "A", .status = "Sent", .calculated = "2026-02-01"}, 1, "Sent", 0},
        {{.id = "A", .status = "Upcoming", .calculated = "2026-02-01"}, 0, "Sent", 1},
        {{.id = "A", .status = "SENT", .calculated = "2026-02-01"}, 0, "Sent", 0}, /* a spelling */
        {{.id = "A", .status = "Upcoming", .calculated = "2026-01-01"}, 0, "Sent", 1},
        {{.id = "A", .status = "Upcoming", .calculated = "2026-03-01"}, 1, "Upcoming", 0},
        {{.id = "A", .status = "In progress", .calculated = "2026-03-01"}, 1, "In progress", 0},
    };
    struct desk *desk = *state;
    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
        struct import_counts counts;
        desk_import(desk, &steps[i].row, 1, &counts);
        expect(&counts, i == 0, steps[i].updated, i > 0 && steps[i].updated == 0, 0);
        assert_int_equal(counts.kept, steps[i].kept);
        char *status =
            raw_text(desk->path, "SELECT text FROM word w JOIN earning e ON w.key = e.status");
        assert_text_equal(status, steps[i].status);
        free(status);
    }
}

static void import__of_an_excluded_row__leaves_it_excluded(void **state)
{
    static const struct reported before = {.id = "A", .amount = 1000000};
    static const struct reported after = {.id = "A", .amount = 7000000, .location = "L2"};
    struct desk *desk = *state;
    struct import_counts counts;
    desk_import(desk, &before, 1, &counts);
    struct tx *tx = desk_begin(desk, TX_CHANGESET);
    assert_rc(earning_exclude(tx, 1, "counted twice", desk_err(desk)), RC_OK, &desk->err);
    desk_commit(desk, tx, "earning.exclude");
    desk_import(desk, &before, 1, &counts);
    expect(&counts, 0, 0, 1, 0);
    desk_import(desk, &after, 1, &counts);
    expect(&counts, 0, 1, 0, 0);
    assert_int_equal(number(desk, "SELECT excluded_in FROM earning"), 3);
    assert_int_equal(number(desk, "SELECT count(*) FROM total_month"), 0);
    assert_sound(desk);
}

/* ---- twice in one file ------------------------------------------------------------ */

static void import__of_an_id_twice__takes_the_last_status(void **state)
{
    static const struct reported rows[] = {
        {.id = "A", .amount = 1000000, .status = "Unprocessed"},
        {.id = "B", .amount = 2000000, .status = "Sent"},
        {.id = "A", .amount = 1000000, .status = "Upcoming", .customer = "Contoso"},
    };
    struct desk *desk = *state;
    struct import_counts counts;
    desk_import(desk, rows, 3, &counts);
    expect(&counts, 2, 0, 1, 0);
    char *status =
        raw_text(desk->path, "SELECT text FROM word w JOIN earning e ON w.key = e.status "
                             "WHERE e.id = 'A'");
    assert_text_equal(status, "Upcoming");
    free(status);
    assert_int_equal(number(desk, "SELECT count(*) FROM earning_replaced"), 0);
    assert_int_equal(number(desk, "SELECT sum(rows) FROM total_month"), 2);
    assert_sound(desk);
}

static void expect_status(struct desk *desk, const char *expected)
{
    char *status =
        raw_text(desk->path, "SELECT text FROM word w JOIN earning e ON w.key = e.status");
    assert_text_equal(status, expected);
    free(status);
}

/* Literally: only another file can be an older download. */
static void import__of_an_id_twice__takes_the_last_status_back_too(void **state)
{
    static const struct reported sent = {.id = "A", .status = "Sent"};
    static const struct reported back[] = {{.id = "A", .status = "Sent"},
                                           {.id = "A", .status = "Unprocessed"}};
    struct desk *desk = *state;
    struct import_counts counts;
    desk_import(desk, back, 2, &counts);
    expect(&counts, 1, 0, 1, 0);
    assert_int_equal(counts.kept, 0);
    expect_status(desk, "Unprocessed");
    /* The same file again: what the book has is the file's last word. */
    desk_import(desk, &back[1], 1, &counts);
    expect(&counts, 0, 0, 1, 0);
    desk_import(desk, &sent, 1, &counts);
    expect(&counts, 0, 1, 0, 0);
    /* A file that this one repeats before it steps back is another file. */
    desk_import(desk, back, 2, &counts);
    expect(&counts, 0, 0, 2, 0);
    assert_int_equal(counts.kept, 1);
    assert_int_equal(number(desk, "SELECT kept FROM import ORDER BY number DESC LIMIT 1"), 1);
    expect_status(desk, "Sent");
    assert_sound(desk);
}

/* Also of a row that the book had and the file has moved on already. */
static void import__of_an_id_twice__steps_back_what_it_moved(void **state)
{
    static const struct reported before = {.id = "A", .status = "Unprocessed"};
    static const struct reported rows[] = {{.id = "A", .status = "Sent"},
                                           {.id = "A", .status = "Upcoming"}};
    struct desk *desk = *state;
    struct import_counts counts;
    desk_import(desk, &before, 1, &counts);
    desk_import(desk, rows, 2, &counts);
    expect(&counts, 0, 1, 1, 0);
    expect_status(desk, "Upcoming");
    assert_sound(desk);
}

static void import__of_an_id_twice_with_other_figures__rejects_the_later(void **state)
{
    static const struct reported other[] = {
        {.id = "A", .amount = 5},
        {.id = "A", .program = "Beta Cloud"},
        {.id = "A", .location = "L2"},
        {.id = "A", .date = "2026-02-01"},
        {.id = "A", .type = "Rebate"},
        {.id = "A", .currency = "EUR"},
        {.id = "A", .program = "ALPHA growth"}, /* the same program in another spelling */
    };
    struct desk *desk = *state;
    struct import_counts counts;
    for (size_t i = 0; i < sizeof(other) / sizeof(other[0]); i++) {
        const struct reported rows[] = {{.id = "A"}, other[i], {.id = "Z", .amount = 1}};
        bool same = i + 1 == sizeof(other) / sizeof(other[0]);
        desk_import(desk, rows, 3, &counts);
        assert_int_equal(counts.rejected, same ? 0 : 1);
        assert_int_equal(number(desk, "SELECT amount_micros FROM earning WHERE id = 'A'"), 0);
    }
    assert_sound(desk);
}

/* ---- runs ------------------------------------------------------------------------------ */

enum { MANY = 20000, AGAIN = 40 }; /* more than two runs of 8192 */

struct many {
    struct reported rows[MANY + 2 * AGAIN];
    char ids[MANY][16];
    size_t count;
};

/* Every 500th row is repeated at once, with the same figures, and once more at
 * the end of the file with others. */
static struct many *make_many(void)
{
    struct many *many = calloc(1, sizeof(*many));
    assert_non_null(many);
    for (int i = 0; i < MANY; i++) {
        (void)snprintf(many->ids[i], sizeof(many->ids[i]), "id-%05d", i * 7919 % MANY);
        many->rows[many->count++] = (struct reported){.id = many->ids[i], .amount = 1000000};
        if (i % 500 == 0)
            many->rows[many->count++] =
                (struct reported){.id = many->ids[i], .amount = 1000000, .status = "Sent"};
    }
    for (int i = 0; i < MANY; i += 500)
        many->rows[many->count++] = (struct reported){.id = many->ids[i], .amount = 2000000};
    assert_int_equal(many->count, MANY + 2 * AGAIN);
    return many;
}

static void import__of_several_runs__meets_ids_of_any_run(void **state)
{
    struct desk *desk = *state;
    struct import_counts counts;
    struct many *many = make_many();
    desk_import(desk, many->rows, many->count, &counts);
    expect(&counts, MANY, 0, AGAIN, AGAIN);
    assert_int_equal(number(desk, "SELECT coop FROM total_month"), (int64_t)MANY * 1000000);
    assert_int_equal(number(desk, "SELECT count(DISTINCT id) FROM earning"), MANY);
    /* In file order, so that a list by key is the file. */
    assert_int_equal(number(desk, "SELECT count(*) FROM earning a JOIN earning b ON b.key = a.key "
                                  "+ 1 WHERE a.line >= b.line"),
                     0);
    /* The statuses that the repeated lines brought are in the book now; the rows
     * that were rejected are rejected no more: in another file they are updates. */
    many->count -= AGAIN;
    desk_import(desk, many->rows, many->count, &counts);
    expect(&counts, 0, 0, MANY + AGAIN, 0);
    desk_import(desk, many->rows + many->count, AGAIN, &counts);
    expect(&counts, 0, AGAIN, 0, 0);
    assert_sound(desk);
    free(many);
}

/* A row that is larger than a whole run's memory. */
static void import__of_a_huge_row__takes_it_whole(void **state)
{
    enum { HUGE = 7 << 20 };
    struct desk *desk = *state;
    struct import_counts counts;
    char *customer = malloc(HUGE + 1);
    assert_non_null(customer);
    memset(customer, 'x', HUGE);
    customer[HUGE] = '\0';
    const struct reported rows[] = {
        {.id = "A", .amount = 1}, {.id = "B", .customer = customer}, {.id = "C", .amount = 3}};
    desk_import(desk, rows, 3, &counts);
    expect(&counts, 3, 0, 0, 0);
    assert_int_equal(number(desk, "SELECT max(length(text)) FROM word"), HUGE);
    assert_int_equal(number(desk, "SELECT count(*) FROM earning"), 3);
    free(customer);
}

/* ---- what a row may be -------------------------------------------------------------------- */

static void import__of_a_total__needs_a_split(void **state)
{
    static const struct reported rows[] = {
        {.id = "A", .type = "Total", .program = "Gamma Devices", .amount = 1000000},
        {.id = "B", .type = "Total", .amount = 10010000},
        {.id = "C", .type = "Total", .program = "No One Knows", .amount = 1000000},
    };
    struct desk *desk = *state;
    struct import_counts counts;
    desk_import(desk, rows, 3, &counts);
    expect(&counts, 1, 0, 0, 2);
    assert_int_equal(number(desk, "SELECT split_coop FROM total_month"), 4000000);
    assert_int_equal(number(desk, "SELECT split_rebate FROM total_month"), 6010000);
    assert_sound(desk);
}

static void import__of_unknown_types_and_claims__adds_no_money(void **state)
{
    static const struct reported rows[] = {
        {.id = "A", .type = "Bonus", .amount = 5000000},
        {.id = "B", .type = "Claim", .amount = 7000000},
        {.id = "C", .type = "Bonus", .amount = 5000000},
    };
    struct desk *desk = *state;
    struct import_counts counts;
    desk_import(desk, rows, 3, &counts);
    expect(&counts, 3, 0, 0, 0);
    assert_int_equal(counts.unknown, 2);
    assert_int_equal(number(desk, "SELECT rows * 100 + counted * 10 + unknown FROM total_month"),
                     322);
    assert_int_equal(number(desk, "SELECT rebate + coop + coop_usd FROM total_month"), 0);
    desk_import(desk, &(const struct reported){.id = "A", .type = "Bounty", .amount = 5000000}, 1,
                &counts);
    expect(&counts, 0, 1, 0, 0);
    assert_int_equal(counts.changed[IMPORT_FIELD_TYPE], 1);
    assert_sound(desk);
}

static void import__of_a_program_unknown_so_far__makes_it(void **state)
{
    static const struct reported rows[] = {
        {.id = "A", .program = "Delta & Sons (Growth", .amount = 1},
        {.id = "B", .program = "DELTA  sons: growth", .amount = 2},
        {.id = "C", .program = "alpha", .amount = 3},
        {.id = "D", .program = "Alpha  GROWTH", .amount = 4},
        {.id = "E", .location = "L77", .amount = 5},
    };
    struct desk *desk = *state;
    struct import_counts counts;
    desk_import(desk, rows, 5, &counts);
    expect(&counts, 5, 0, 0, 0);
    assert_int_equal(number(desk, "SELECT count(*) FROM program"), 4);
    assert_int_equal(number(desk, "SELECT origin FROM program WHERE code = 'delta-sons-growth'"),
                     2);
    assert_int_equal(number(desk, "SELECT count(*) FROM earning e JOIN program_name n ON n.key = "
                                  "e.name WHERE n.program = 'alpha'"),
                     3);
    assert_int_equal(number(desk, "SELECT count(*) FROM location"), 3);
    assert_sound(desk);
}

static void import__of_an_id_that_was_typed_in__takes_it_over(void **state)
{
    static const struct reported same = {.id = "A", .program = "alpha", .amount = 1000000};
    static const struct reported other = {.id = "A", .program = "alpha", .amount = 3000000};
    struct desk *desk = *state;
    struct import_counts counts;
    desk_type_in(desk, &(struct typed_in){"A", "alpha", "L1", "2026-01-31", EARNING_COOP, 1000000,
                                          "USD", 1000000});
    desk_import(desk, &same, 1, &counts);
    expect(&counts, 0, 0, 1, 0);
    assert_int_equal(number(desk, "SELECT count(*) FROM earning WHERE stream IS NULL"), 1);
    desk_import(desk, &other, 1, &counts);
    expect(&counts, 0, 1, 0, 0);
    assert_int_equal(number(desk, "SELECT count(*) FROM earning WHERE stream IS NULL"), 0);
    assert_int_equal(number(desk, "SELECT coop FROM total_month"), 3000000);
    assert_sound(desk);
}

static void import__into_a_closed_period__counts_as_after_close(void **state)
{
    static const struct reported rows[] = {
        {.id = "A", .date = "2026-06-30", .amount = 1},
        {.id = "B", .date = "2026-07-01", .amount = 1},
        {.id = "C", .date = "2026-06-30", .program = "Beta Cloud", .amount = 1},
    };
    struct desk *desk = *state;
    struct import_counts counts;
    desk_write(desk, "INSERT INTO period_closed VALUES ('alpha', 'half-year', 20454, @)");
    desk_import(desk, rows, 3, &counts);
    expect(&counts, 3, 0, 0, 0);
    assert_int_equal(counts.after_close, 1);
    desk_import(desk, rows, 3, &counts);
    assert_int_equal(counts.after_close, 0); /* nothing changed there */
}

static void import__beyond_64_bits__is_refused_with_its_line(void **state)
{
    static const struct reported rows[] = {
        {.id = "A", .amount = 9223372036854774989}, /* rounded, the sum ends at …4999 */
        {.id = "B", .amount = 1, .date = "2026-03-31"},
        {.id = "C", .amount = 10, .date = "2026-06-30"},
    };
    struct desk *desk = *state;
    struct importer *importer = NULL;
    char *before = raw_dump(desk->path, DUMP_ALL);
    struct tx *tx = desk_begin(desk, TX_BATCH);
    assert_rc(importer_new(tx, count_reject, NULL, &importer, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(importer_file(importer, "report.zip", desk_err(desk)), RC_OK, &desk->err);
    assert_rc(importer_stream(importer, "report.zip(a.csv)", desk_err(desk)), RC_OK, &desk->err);
    desk_feed(desk, importer, rows, 3);
    assert_rc(importer_settle(importer, desk_err(desk)), RC_CONTENT, &desk->err);
    assert_memory_equal(desk->err.text, "report.zip(a.csv) line 4: ", 26);
    importer_free(importer);
    tx_end(tx);
    assert_same_dump(raw_dump(desk->path, DUMP_ALL), before);
}

/* ---- rejects -----------------------------------------------------------------------------------
 */

struct rejected {
    struct buf text;
};

static enum rc add_reject(void *context, int64_t line, const char *column, const char *reason,
                          struct text raw, struct err *err)
{
    struct rejected *rejected = context;
    (void)reason;
    (void)err;
    buf_addf(&rejected->text, "%lld %s [%.*s]\n", (long long)line, column, (int)raw.length,
             raw.bytes);
    return RC_OK;
}

/* Some are known at once and some only when their run is settled. */
static void importer__gives_rejects_in_file_order(void **state)
{
    static const struct reported rows[] = {{.id = "A", .amount = 1}, {.id = "A", .amount = 2}};
    struct desk *desk = *state;
    struct importer *importer = NULL;
    struct rejected rejected;
    struct import_counts counts;
    int64_t import = 0;
    buf_init(&rejected.text);
    struct tx *tx = desk_begin(desk, TX_BATCH);
    assert_rc(importer_new(tx, add_reject, &rejected, &importer, desk_err(desk)), RC_OK,
              &desk->err);
    assert_rc(importer_file(importer, "a.csv", desk_err(desk)), RC_OK, &desk->err);
    assert_rc(importer_stream(importer, "a.csv", desk_err(desk)), RC_OK, &desk->err);
    desk_feed(desk, importer, rows, 2);
    assert_rc(importer_bad_row(importer, 4, "earningDate", "no date", (struct text){"x,y", 3},
                               desk_err(desk)),
              RC_OK, &desk->err);
    desk_feed(desk, importer, rows + 1, 1); /* says line 2 again */
    assert_rc(importer_file_end(importer, 1, &import, &counts, desk_err(desk)), RC_OK, &desk->err);
    expect(&counts, 1, 0, 0, 3);
    assert_int_equal(counts.rows, 4);
    assert_text_equal(rejected.text.text, "3 earningId []\n4 earningDate [x,y]\n2 earningId []\n");
    buf_release(&rejected.text);
    importer_free(importer);
    tx_end(tx);
}

#define WITH_BOOK(test) cmocka_unit_test_setup_teardown(test, desk_setup, desk_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_BOOK(import__of_the_same_again__changes_nothing),
        WITH_BOOK(import__of_other_figures__updates_and_keeps_the_old),
        WITH_BOOK(import_changes__tells_each_field),
        WITH_BOOK(import__of_a_blank_detail__keeps_what_the_book_has),
        WITH_BOOK(import__of_an_older_state__does_not_step_back),
        WITH_BOOK(import__of_an_excluded_row__leaves_it_excluded),
        WITH_BOOK(import__of_an_id_twice__takes_the_last_status),
        WITH_BOOK(import__of_an_id_twice__takes_the_last_status_back_too),
        WITH_BOOK(import__of_an_id_twice__steps_back_what_it_moved),
        WITH_BOOK(import__of_an_id_twice_with_other_figures__rejects_the_later),
        WITH_BOOK(import__of_several_runs__meets_ids_of_any_run),
        WITH_BOOK(import__of_a_huge_row__takes_it_whole),
        WITH_BOOK(import__of_a_total__needs_a_split),
        WITH_BOOK(import__of_unknown_types_and_claims__adds_no_money),
        WITH_BOOK(import__of_a_program_unknown_so_far__makes_it),
        WITH_BOOK(import__of_an_id_that_was_typed_in__takes_it_over),
        WITH_BOOK(import__into_a_closed_period__counts_as_after_close),
        WITH_BOOK(import__beyond_64_bits__is_refused_with_its_line),
        WITH_BOOK(importer__gives_rejects_in_file_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
