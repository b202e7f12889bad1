/* SPDX-License-Identifier: MIT */
/* A report that comes again is read beside the book's own rows where their
 * orders agree, and through the key table where they do not: both ways must
 * come to the same. Runs of an import hold 8,192 rows, so there are more. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/desk.h"

enum { BASE = 9000, FILE_ROWS = 12000, ID_SIZE = 16 };

struct sheet {
    size_t count;
    struct reported rows[FILE_ROWS];
    char ids[FILE_ROWS][ID_SIZE];
};

static void add_row(struct sheet *sheet, int64_t id, bool changed, bool paid)
{
    assert_true(sheet->count < FILE_ROWS);
    char *text = sheet->ids[sheet->count];
    (void)snprintf(text, ID_SIZE, "E%06lld", (long long)id);
    sheet->rows[sheet->count++] = (struct reported){.id = text,
                                                    .amount = changed ? 2000000 : 1000000,
                                                    .status = paid ? "Sent" : "Upcoming",
                                                    .customer = id % 3 == 0 ? NULL : "Contoso"};
}

/* What comes again: most rows in order, some missing, repeated, changed, new. */
static void fill_again(struct sheet *sheet, struct random *random)
{
    sheet->count = 0;
    for (int64_t id = 0; id < BASE; id++) {
        bool odd = random_one_in(random, 6);
        if (odd && random_one_in(random, 4))
            continue;
        if (odd && random_one_in(random, 4))
            add_row(sheet, BASE + id, false, false);
        if (odd && random_one_in(random, 4))
            add_row(sheet, random_between(random, 0, BASE - 1), random_one_in(random, 2),
                    random_one_in(random, 2));
        add_row(sheet, id, odd && random_one_in(random, 4), odd && random_one_in(random, 4));
    }
}

static char *content(const struct desk *desk)
{
    return raw_text(desk->path,
                    "SELECT group_concat(id || ' ' || amount_micros || ' ' || s, "
                    "'\n') FROM (SELECT e.id, e.amount_micros, w.text AS s FROM earning e "
                    "LEFT JOIN word w ON w.key = e.status ORDER BY e.id)");
}

static void compare_counts(const struct import_counts *a, const struct import_counts *b)
{
    assert_int_equal(a->rows, b->rows);
    assert_int_equal(a->new, b->new);
    assert_int_equal(a->updated, b->updated);
    assert_int_equal(a->unchanged, b->unchanged);
    assert_int_equal(a->rejected, b->rejected);
    for (int i = 0; i < IMPORT_FIELDS; i++)
        assert_int_equal(a->changed[i], b->changed[i]);
}

static void import_again__in_any_order_of_the_book__comes_to_the_same(void **state)
{
    enum { STRIDE = 7919 }; /* prime, so that every row has its turn */
    struct desk *desks[2] = {*state, NULL};
    struct import_counts counts[2];
    struct random random;
    struct sheet *sheet = calloc(1, sizeof(*sheet));
    void *other = NULL;
    assert_non_null(sheet);
    random_init(&random);
    assert_int_equal(desk_setup(&other), 0);
    desks[1] = other;
    for (int order = 0; order < 2; order++) {
        sheet->count = 0;
        for (int64_t i = 0; i < BASE; i++)
            add_row(sheet, order == 0 ? i : i * STRIDE % BASE, false, false);
        desk_import(desks[order], sheet->rows, sheet->count, &counts[order]);
    }
    fill_again(sheet, &random);
    for (int order = 0; order < 2; order++)
        desk_import(desks[order], sheet->rows, sheet->count, &counts[order]);
    compare_counts(&counts[0], &counts[1]);
    assert_true(counts[0].new > 0 && counts[0].updated > 0 && counts[0].rejected > 0);
    for (int order = 0; order < 2; order++)
        assert_sound(desks[order]);
    char *texts[2] = {content(desks[0]), content(desks[1])};
    assert_text_equal(texts[0], texts[1]);
    free(texts[0]);
    free(texts[1]);
    free(sheet);
    desk_teardown(&other);
}

/* The last row agrees with what the book had, but not with what an earlier one
 * has made of it. */
static void import_again__of_a_row_changed_and_back__sees_the_change(void **state)
{
    static const struct reported before[] = {
        {.id = "A", .amount = 1}, {.id = "B", .amount = 2}, {.id = "C", .amount = 3}};
    static const struct reported again[] = {{.id = "A", .amount = 1},
                                            {.id = "C", .amount = 4},
                                            {.id = "B", .amount = 2},
                                            {.id = "C", .amount = 3}};
    struct desk *desk = *state;
    struct import_counts counts;
    desk_import(desk, before, 3, &counts);
    desk_import(desk, again, 4, &counts);
    assert_int_equal(counts.unchanged, 2);
    assert_int_equal(counts.updated, 1);
    assert_int_equal(counts.rejected, 1);
    assert_int_equal(raw_number(desk->path, "SELECT amount_micros FROM earning WHERE id = 'C'"), 4);
    assert_sound(desk);
}

#define WITH_BOOK(test) cmocka_unit_test_setup_teardown(test, desk_setup, desk_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_BOOK(import_again__in_any_order_of_the_book__comes_to_the_same),
        WITH_BOOK(import_again__of_a_row_changed_and_back__sees_the_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
