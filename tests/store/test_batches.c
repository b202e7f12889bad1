/* SPDX-License-Identifier: MIT */
/* Imports taken back and brought forward as batches. */
#include "store/batches.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/db.h"
#include "support/desk.h"

static enum rc undo(struct desk *desk, int64_t number)
{
    return journal_undo(desk->book, "ann", number, NULL, NULL, desk_err(desk));
}

static void redo(struct desk *desk, int64_t expected)
{
    int64_t number = 0;
    assert_rc(journal_newest_redoable(desk->book, &number, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(number, expected);
    assert_rc(journal_redo(desk->book, "ann", number, NULL, NULL, desk_err(desk)), RC_OK,
              &desk->err);
}

static char *truth(struct desk *desk)
{
    return raw_dump(desk->path, DUMP_TRUTH);
}

static char *copy_of(const char *text)
{
    char *copy = strdup(text);
    assert_non_null(copy);
    return copy;
}

static void refused_naming(struct desk *desk, int64_t number, int64_t later)
{
    char first[32], second[32];
    char *before = raw_dump(desk->path, DUMP_ALL);
    assert_rc(undo(desk, number), RC_RULE, &desk->err);
    (void)snprintf(first, sizeof(first), "log row %lld (", (long long)number);
    (void)snprintf(second, sizeof(second), ": log row %lld (", (long long)later);
    if (strstr(desk->err.text, first) == NULL || strstr(desk->err.text, second) == NULL)
        fail_msg("\"%s\" should name rows %lld and %lld", desk->err.text, (long long)number,
                 (long long)later);
    assert_same_dump(raw_dump(desk->path, DUMP_ALL), before);
}

static const struct reported january[] = {
    {.id = "A", .amount = 1000000, .status = "Upcoming", .customer = "Contoso"},
    {.id = "B", .amount = 2000000, .type = "Rebate", .location = "L2"},
    {.id = "T", .amount = 33330000, .type = "Total"},
};
static const struct reported february[] = {
    {.id = "A", .amount = 1500000, .status = "Sent", .date = "2026-02-01"}, /* updated */
    {.id = "T", .amount = 44440000, .type = "Total", .program = "Beta Cloud"},
    {.id = "C", .amount = 4000000, .currency = "EUR"},
};
static const struct reported apart[] = {{.id = "X", .amount = 1}, {.id = "Y", .amount = 2}};

/* ---- exactly back and forth ------------------------------------------------- */

static void batch__undo_and_redo__are_exact(void **state)
{
    struct desk *desk = *state;
    struct import_counts counts;
    char *empty = truth(desk);
    desk_import(desk, january, 3, &counts); /* 2 */
    char *one = truth(desk);
    desk_import(desk, february, 3, &counts); /* 3 */
    assert_int_equal(counts.updated, 2);
    assert_int_equal(counts.new, 1);
    char *two = truth(desk);
    char *replaced = raw_text(desk->path, "SELECT group_concat(key || ':' || replaced_in || ':' || "
                                          "amount_micros) FROM earning_replaced");
    for (int round = 0; round < 2; round++) {
        assert_rc(undo(desk, 3), RC_OK, &desk->err);
        assert_same_dump(truth(desk), copy_of(one));
        assert_sound(desk);
        assert_rc(undo(desk, 2), RC_OK, &desk->err);
        assert_same_dump(truth(desk), copy_of(empty));
        assert_sound(desk);
        redo(desk, 2);
        assert_same_dump(truth(desk), copy_of(one));
        assert_sound(desk);
        redo(desk, 3);
        assert_same_dump(truth(desk), copy_of(two));
        assert_sound(desk);
    }
    char *again = raw_text(desk->path, "SELECT group_concat(key || ':' || replaced_in || ':' || "
                                       "amount_micros) FROM earning_replaced");
    assert_text_equal(again, replaced);
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM earning_undone"), 0);
    free(again);
    free(replaced);
    free(empty);
    free(one);
    free(two);
}

static void batch__undone__comes_in_again_as_new(void **state)
{
    struct desk *desk = *state;
    struct import_counts counts;
    desk_import(desk, january, 3, &counts); /* 2 */
    char *first = raw_text(desk->path, "SELECT group_concat(id || amount_micros) FROM earning");
    assert_rc(undo(desk, 2), RC_OK, &desk->err);
    desk_import(desk, january, 3, &counts); /* 4 */
    assert_int_equal(counts.new, 3);
    assert_int_equal(counts.unchanged, 0);
    char *second = raw_text(desk->path, "SELECT group_concat(id || amount_micros) FROM earning");
    assert_text_equal(second, first);
    free(first);
    free(second);
    assert_int_equal(raw_number(desk->path, "SELECT min(key) FROM earning"), 4); /* never reused */
    assert_sound(desk);
}

static void batch__redo__ends_with_another_write(void **state)
{
    struct desk *desk = *state;
    struct import_counts counts;
    int64_t number = -1;
    desk_import(desk, january, 3, &counts);
    desk_import(desk, february, 3, &counts);
    assert_rc(undo(desk, 3), RC_OK, &desk->err);
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM earning_undone"), 3);
    desk_write(desk, "UPDATE location SET name = 'x', changed_in = @ WHERE id = 'L1'");
    assert_rc(journal_newest_redoable(desk->book, &number, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(number, 0);
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM earning_undone"), 0);
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM earning_replaced"), 0);
    assert_sound(desk);
}

/* A write that is rolled back ends nothing. */
static void batch__redo__outlives_a_write_that_failed(void **state)
{
    struct desk *desk = *state;
    struct import_counts counts;
    desk_import(desk, january, 3, &counts);
    char *one = truth(desk);
    assert_rc(undo(desk, 2), RC_OK, &desk->err);
    tx_end(desk_begin(desk, TX_CHANGESET));
    redo(desk, 2);
    assert_same_dump(truth(desk), one);
}

/* Totals are divided by the split in force when the import comes back. */
static void batch__undo__after_a_new_split__keeps_the_sums_right(void **state)
{
    struct desk *desk = *state;
    struct import_counts counts;
    desk_import(desk, january, 3, &counts);                                         /* 2 */
    desk_write(desk, "UPDATE program_split SET coop_ppm = 123456, changed_in = @"); /* 3 */
    assert_rc(undo(desk, 2), RC_OK, &desk->err);
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM total_day"), 0);
    redo(desk, 2);
    assert_sound(desk);
    assert_rc(undo(desk, 2), RC_OK, &desk->err);
    assert_rc(undo(desk, 3), RC_OK, &desk->err);
    redo(desk, 3);
    redo(desk, 2);
    assert_sound(desk);
}

/* ---- several files in one command ------------------------------------------------ */

static int64_t import_two_files(struct desk *desk, struct import_counts counts[2])
{
    struct tx *tx = desk_begin(desk, TX_BATCH);
    struct importer *importer = NULL;
    const struct reported *const files[] = {january, february};
    assert_rc(importer_new(tx, count_reject, NULL, &importer, desk_err(desk)), RC_OK, &desk->err);
    for (int i = 0; i < 2; i++) {
        int64_t number = 0;
        assert_rc(importer_file(importer, "r.csv", desk_err(desk)), RC_OK, &desk->err);
        assert_rc(importer_stream(importer, "r.csv", desk_err(desk)), RC_OK, &desk->err);
        desk_feed(desk, importer, files[i], 3);
        assert_rc(importer_file_end(importer, 10, &number, &counts[i], desk_err(desk)), RC_OK,
                  &desk->err);
    }
    assert_rc(importer_finish(importer, desk_err(desk)), RC_OK, &desk->err);
    importer_free(importer);
    return desk_commit(desk, tx, "import");
}

static void batch__of_two_files__is_one_change(void **state)
{
    struct desk *desk = *state;
    struct import_counts counts[2];
    desk_import(desk, &(const struct reported){.id = "A", .amount = 7}, 1, counts); /* 2 */
    char *before = truth(desk);
    assert_int_equal(import_two_files(desk, counts), 3);
    assert_int_equal(counts[0].new * 100 + counts[0].updated * 10 + counts[0].unchanged, 210);
    assert_int_equal(counts[1].new * 100 + counts[1].updated * 10 + counts[1].unchanged, 120);
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM import WHERE journal = 3"), 2);
    char *after = truth(desk);
    assert_rc(undo(desk, 3), RC_OK, &desk->err);
    assert_same_dump(truth(desk), before);
    assert_int_equal(raw_number(desk->path, "SELECT sum(undone) FROM import"), 2);
    assert_sound(desk);
    redo(desk, 3);
    assert_same_dump(truth(desk), after);
    assert_int_equal(raw_number(desk->path, "SELECT sum(undone) FROM import"), 0);
    assert_sound(desk);
}

/* ---- what stands in the way ---------------------------------------------------------- */

static void batch__undo__names_a_later_update(void **state)
{
    struct desk *desk = *state;
    struct import_counts counts;
    desk_import(desk, january, 3, &counts);  /* 2 */
    desk_import(desk, apart, 2, &counts);    /* 3 */
    desk_import(desk, february, 3, &counts); /* 4 */
    refused_naming(desk, 2, 4);
    assert_rc(undo(desk, 3), RC_OK, &desk->err); /* in between, of other rows */
    assert_rc(undo(desk, 4), RC_OK, &desk->err);
    assert_rc(undo(desk, 2), RC_OK, &desk->err);
    assert_sound(desk);
    redo(desk, 2);
    redo(desk, 4);
    redo(desk, 3);
    assert_sound(desk);
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM earning"), 6);
}

static void batch__undo__names_a_later_exclusion(void **state)
{
    struct desk *desk = *state;
    struct import_counts counts;
    desk_import(desk, january, 3, &counts); /* 2 */
    struct tx *tx = desk_begin(desk, TX_CHANGESET);
    assert_rc(earning_exclude(tx, 2, "counted twice", desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(desk_commit(desk, tx, "earning.exclude"), 3);
    refused_naming(desk, 2, 3);
    assert_rc(undo(desk, 3), RC_OK, &desk->err);
    assert_rc(undo(desk, 2), RC_OK, &desk->err);
    assert_sound(desk);
}

/* A later report that brought the same rows again stands on them. */
static void batch__undo__names_an_import_that_repeats_it(void **state)
{
    struct desk *desk = *state;
    struct import_counts counts;
    desk_import(desk, january, 3, &counts); /* 2 */
    desk_import(desk, january, 2, &counts); /* 3 */
    assert_int_equal(counts.unchanged, 2);
    refused_naming(desk, 2, 3);
    assert_rc(undo(desk, 3), RC_OK, &desk->err);
    assert_rc(undo(desk, 2), RC_OK, &desk->err);
    redo(desk, 2);
    redo(desk, 3);
    refused_naming(desk, 2, 3);
    assert_sound(desk);
}

static void batch__undo__of_a_taken_over_row__gives_it_back(void **state)
{
    static const struct reported row = {.id = "A", .program = "alpha", .amount = 5000000};
    struct desk *desk = *state;
    struct import_counts counts;
    desk_type_in(desk, &(struct typed_in){"A", "alpha", "L1", "2026-01-31", EARNING_COOP, 1000000,
                                          "USD", 1000000}); /* 2 */
    char *typed = truth(desk);
    desk_import(desk, &row, 1, &counts); /* 3 */
    refused_naming(desk, 2, 3);
    assert_rc(undo(desk, 3), RC_OK, &desk->err);
    assert_same_dump(truth(desk), typed);
    assert_rc(undo(desk, 2), RC_OK, &desk->err);
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM earning"), 0);
    redo(desk, 2);
    redo(desk, 3);
    assert_sound(desk);
}

/* ---- what an import leaves behind ------------------------------------------------------- */

/* A location or spelling that was made before the import can go once the import
 * is taken back, though the import's own record speaks of it. */
static void batch__undone__holds_nothing_back(void **state)
{
    static const struct reported row = {.id = "A", .program = "Alfa", .location = "L9"};
    struct desk *desk = *state;
    struct import_counts counts;
    char *before = truth(desk);
    desk_write(desk, "INSERT INTO location VALUES (100, 'L9', 'Contoso', 'NL', 1, @)"); /* 2 */
    desk_write(desk, "INSERT INTO program_name (key, name, slug, program, own, changed_in) "
                     "VALUES (100, 'Alfa', 'alfa', 'alpha', 0, @)"); /* 3 */
    desk_import(desk, &row, 1, &counts);                             /* 4 */
    char *after = truth(desk);
    refused_naming(desk, 2, 4);
    refused_naming(desk, 3, 4);
    assert_rc(undo(desk, 4), RC_OK, &desk->err);
    assert_rc(undo(desk, 3), RC_OK, &desk->err);
    assert_rc(undo(desk, 2), RC_OK, &desk->err);
    assert_same_dump(truth(desk), before);
    assert_sound(desk);
    redo(desk, 2);
    redo(desk, 3);
    redo(desk, 4);
    assert_same_dump(truth(desk), after);
    assert_sound(desk);
}

static void batch__undone__leaves_only_unused_names(void **state)
{
    static const struct reported row = {.id = "A", .program = "Delta Sons", .location = "L9"};
    struct desk *desk = *state;
    struct import_counts counts;
    desk_import(desk, &row, 1, &counts);
    assert_rc(undo(desk, 2), RC_OK, &desk->err);
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM earning"), 0);
    assert_int_equal(raw_number(desk->path, "SELECT by_hand FROM location WHERE id = 'L9'"), 0);
    assert_sound(desk);
    desk_import(desk, &row, 1, &counts);
    assert_int_equal(counts.new, 1);
    assert_sound(desk);
}

/* What a batch made goes in slices: none of it stays, and no one else's goes. */
static void batch__of_many_rows__goes_and_comes_whole(void **state)
{
    enum { MANY = 17000 };
    static const struct reported other = {.id = "OTHER", .amount = 1000000};
    struct desk *desk = *state;
    struct import_counts counts;
    struct reported *rows = calloc(MANY, sizeof(*rows));
    char(*ids)[16] = calloc(MANY, sizeof(*ids));
    assert_non_null(rows);
    assert_non_null(ids);
    for (int i = 0; i < MANY; i++) {
        (void)snprintf(ids[i], sizeof(ids[i]), "M%d", i);
        rows[i] = (struct reported){.id = ids[i], .amount = 1000000};
    }
    desk_import(desk, &other, 1, &counts);                                        /* 2 */
    desk_import(desk, rows, MANY, &counts);                                       /* 3 */
    desk_import(desk, &(struct reported){.id = "LAST", .amount = 1}, 1, &counts); /* 4 */
    assert_rc(undo(desk, 3), RC_OK, &desk->err);
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM earning"), 2);
    assert_sound(desk);
    redo(desk, 3);
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM earning"), MANY + 2);
    assert_sound(desk);
    free(rows);
    free(ids);
}

#define WITH_BOOK(test) cmocka_unit_test_setup_teardown(test, desk_setup, desk_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_BOOK(batch__undo_and_redo__are_exact),
        WITH_BOOK(batch__undone__comes_in_again_as_new),
        WITH_BOOK(batch__redo__ends_with_another_write),
        WITH_BOOK(batch__redo__outlives_a_write_that_failed),
        WITH_BOOK(batch__undo__after_a_new_split__keeps_the_sums_right),
        WITH_BOOK(batch__of_two_files__is_one_change),
        WITH_BOOK(batch__undo__names_a_later_update),
        WITH_BOOK(batch__undo__names_a_later_exclusion),
        WITH_BOOK(batch__undo__names_an_import_that_repeats_it),
        WITH_BOOK(batch__undo__of_a_taken_over_row__gives_it_back),
        WITH_BOOK(batch__undone__holds_nothing_back),
        WITH_BOOK(batch__undone__leaves_only_unused_names),
        WITH_BOOK(batch__of_many_rows__goes_and_comes_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
