/* SPDX-License-Identifier: MIT */
/* Collected lists beside the same lists made the slow way. */
#include "store/collect.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/earnings.h"
#include "store/found.h"
#include "store/safekeep.h"
#include "support/desk.h"

enum { ROWS = 500, FIRST = 7 };

static void fill(struct desk *desk, struct random *random)
{
    static const char *const customers[] = {"Contoso", "Fabrikam Süd", "Tailspin Toys", NULL};
    static const char *const programs[] = {"Alpha Growth", "Alpha Core", "Beta Cloud"};
    static const char *const types[] = {"Coop", "Rebate", "Adjustment-Coop", "Bonus"};
    static const char *const statuses[] = {"Upcoming", "SENT", "Sent", NULL};
    static const char *const currencies[] = {"USD", "EUR", "JPY"};
    struct reported rows[ROWS];
    static char ids[ROWS][16], dates[ROWS][16];
    struct import_counts counts;
    for (int i = 0; i < ROWS; i++) {
        (void)snprintf(ids[i], sizeof(ids[i]), "%c%03x", 'A' + i % 3, i * 37 % 4096);
        (void)date_print((struct date){(int32_t)random_between(random, 20454, 20484)}, dates[i]);
        rows[i] = (struct reported){.id = ids[i],
                                    .amount = random_between(random, -5, 5) * 1000000,
                                    .date = dates[i],
                                    .type = types[random_between(random, 0, 3)],
                                    .status = statuses[random_between(random, 0, 3)],
                                    .currency = currencies[random_between(random, 0, 2)],
                                    .program = programs[random_between(random, 0, 2)],
                                    .location = random_one_in(random, 2) ? "L1" : "L2",
                                    .customer = customers[random_between(random, 0, 3)]};
    }
    desk_import(desk, rows, ROWS / 2, &counts);
    desk_import(desk, rows + ROWS / 3, ROWS - ROWS / 3, &counts); /* some come again */
    desk_type_in(desk, &(struct typed_in){"T-1", "alpha", "L1", "2026-01-15", EARNING_COOP, 1000000,
                                          "USD", 1000000});
    desk_write(desk, "UPDATE earning SET excluded_in = @, exclude_reason = 'counted twice', "
                     "changed_in = @ WHERE key % 9 = 1");
}

/* ---- the slow way -------------------------------------------------------------------- */

struct plain {
    int64_t key, amount, usd;
    int32_t day;
    char program[32], location[8], type[32], status[32], customer[32], currency[4];
};
struct plain_list {
    struct plain rows[ROWS + 1];
    size_t count;
};

static enum rc keep(void *context, const struct earning_record *record, struct err *err)
{
    struct plain_list *list = context;
    struct plain *row = &list->rows[list->count++];
    (void)err;
    *row = (struct plain){.key = record->key,
                          .amount = record->amounts.amount.micros,
                          .usd = record->amounts.usd.micros,
                          .day = record->date.day};
    (void)snprintf(row->program, sizeof(row->program), "%s", record->program);
    (void)snprintf(row->location, sizeof(row->location), "%s", record->location);
    (void)snprintf(row->type, sizeof(row->type), "%s", earning_type_word(record->type));
    (void)snprintf(row->status, sizeof(row->status), "%s",
                   record->excluded                            ? ""
                   : record->details[DETAIL_STATUS][0] == '\0' ? "!"
                                                               : record->details[DETAIL_STATUS]);
    (void)snprintf(row->customer, sizeof(row->customer), "%s", record->details[DETAIL_CUSTOMER]);
    (void)snprintf(row->currency, sizeof(row->currency), "%s", record->amounts.currency.code);
    return RC_OK;
}

static int64_t by_order(const struct plain *a, const struct plain *b, enum collect_order order)
{
    switch (order) {
    case COLLECT_BY_PROGRAM:
        return strcmp(a->program, b->program);
    case COLLECT_BY_LOCATION:
        return strcmp(a->location, b->location);
    case COLLECT_BY_TYPE:
        return strcmp(a->type, b->type);
    case COLLECT_BY_AMOUNT:
        return a->amount - b->amount;
    case COLLECT_BY_USD:
        return a->usd - b->usd;
    case COLLECT_BY_STATUS:
        return strcasecmp(a->status, b->status);
    case COLLECT_BY_CUSTOMER:
        return strcasecmp(a->customer, b->customer);
    case COLLECT_BY_DATE:
    case COLLECT_BY_PRODUCT: /* the small book has none */
    case COLLECT_ORDERS:
        break;
    }
    return 0;
}

/* <= 0: a may stand before b. */
static int64_t in_order(const struct plain *a, const struct plain *b,
                        const struct collect_query *query)
{
    int64_t order = 0;
    if (query->order == COLLECT_BY_AMOUNT && strcmp(a->currency, b->currency) != 0)
        return strcmp(a->currency, b->currency);
    order = by_order(a, b, query->order);
    order = order != 0 ? order : a->day - b->day;
    order = order != 0 ? order : a->key - b->key;
    return query->backwards ? -order : order;
}

static const struct plain *plain_of(const struct plain_list *list, int64_t key)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->rows[i].key == key)
            return &list->rows[i];
    return NULL;
}

/* ---- listening ----------------------------------------------------------------------- */

struct heard {
    int shown;
    atomic_int asked; /* by two threads */
    int64_t keys[FIRST];
    size_t count;
    bool stop;
};

static void on_show(void *context, const int64_t *keys, size_t count)
{
    struct heard *heard = context;
    heard->shown++;
    heard->count = count;
    assert_in_range(count, 1, FIRST);
    memcpy(heard->keys, keys, count * sizeof(*keys));
}

static bool on_go_on(void *context)
{
    struct heard *heard = context;
    heard->asked++;
    return !heard->stop;
}

static enum rc collect(struct desk *desk, const struct collect_query *query, struct heard *heard,
                       int64_t **keys, size_t *count)
{
    const struct collect_listener listener = {on_show, on_go_on, heard};
    return earnings_collect(desk->book, query, &listener, keys, count, desk_err(desk));
}

static const struct lane all_lane = {LANE_OF_ALL, 0, 0};

static void expect_the_same(struct desk *desk, const struct collect_query *query)
{
    struct plain_list list = {.count = 0};
    const struct earning_scope *scope = query->scope;
    const struct earning_filter filter = {.has_dates = true,
                                          .from = scope->from,
                                          .to = scope->to,
                                          .import = scope->import,
                                          .excluded = scope->only_excluded,
                                          .search = query->search};
    struct heard heard = {0};
    int64_t *keys = NULL;
    size_t count = 0;
    assert_rc(earnings_list(desk->book, &filter, keep, &list, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(collect(desk, query, &heard, &keys, &count), RC_OK, &desk->err);
    assert_int_equal(count, list.count);
    for (size_t i = 0; i < count; i++) {
        const struct plain *row = plain_of(&list, keys[i]);
        assert_non_null(row);
        if (i > 0 && in_order(plain_of(&list, keys[i - 1]), row, query) >= 0)
            fail_msg("order %d: rows %zu and %zu", (int)query->order, i - 1, i);
    }
    assert_true(heard.asked > 0 || count == 0);
    free(keys);
}

/* ---- tests ---------------------------------------------------------------------------- */

static void collect__in_every_order__is_the_sorted_list(void **state)
{
    struct desk *desk = *state;
    struct random random;
    struct lexicon *lexicon = NULL;
    random_init(&random);
    fill(desk, &random);
    assert_rc(lexicon_new(desk->book, &lexicon, desk_err(desk)), RC_OK, &desk->err);
    for (int order = 0; order < COLLECT_ORDERS; order++) {
        struct earning_scope scope = {
            .from = date_first, .to = date_last, .lanes = &all_lane, .lane_count = 1};
        struct collect_query query = {.scope = &scope,
                                      .lexicon = lexicon,
                                      .order = (enum collect_order)order,
                                      .first = FIRST};
        for (int turn = 0; turn < 4; turn++) {
            query.backwards = turn % 2 == 1;
            query.search = turn < 2 ? NULL : "o";
            expect_the_same(desk, &query);
            scope.import = 1 + turn % 2;
            expect_the_same(desk, &query);
            scope.import = 0;
            scope.only_excluded = true;
            expect_the_same(desk, &query);
            scope.only_excluded = false;
        }
    }
    lexicon_free(lexicon);
}

static void collect__of_a_search__finds_what_the_list_finds(void **state)
{
    static const char *const words[] = {
        "contoso", "FABRIKAM", "süd",  "alpha",      "core",           "beta",
        "l1",      "bonus",    "sent", "twice",      "adjust",         "fabrikam alpha",
        "t-1",     "a0",       "B0f",  "\"toys l\"", "\"fabrikam s\"", "zz top",
        "  ",      "r.csv"};
    struct desk *desk = *state;
    struct random random;
    struct lexicon *lexicon = NULL;
    random_init(&random);
    fill(desk, &random);
    assert_rc(lexicon_new(desk->book, &lexicon, desk_err(desk)), RC_OK, &desk->err);
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        struct earning_scope scope = {
            .from = {20460}, .to = {20480}, .lanes = &all_lane, .lane_count = 1};
        struct collect_query query = {
            .scope = &scope, .lexicon = lexicon, .search = words[i], .first = FIRST};
        for (int turn = 0; turn < 2; turn++) {
            query.backwards = turn == 1;
            expect_the_same(desk, &query);
        }
    }
    lexicon_free(lexicon);
}

/* What is shown early is the beginning of the list. */
static void collect__shows_the_first_rows_early(void **state)
{
    struct desk *desk = *state;
    struct random random;
    struct lexicon *lexicon = NULL;
    const struct earning_scope scope = {
        .from = date_first, .to = date_last, .lanes = &all_lane, .lane_count = 1};
    random_init_seed(&random, 5);
    fill(desk, &random);
    assert_rc(lexicon_new(desk->book, &lexicon, desk_err(desk)), RC_OK, &desk->err);
    struct collect_query query = {.scope = &scope, .lexicon = lexicon, .first = FIRST};
    for (int turn = 0; turn < 4; turn++) {
        struct heard heard = {0};
        int64_t *keys = NULL;
        size_t count = 0;
        query.search = turn < 2 ? "contoso" : NULL;
        query.order = turn < 2 ? COLLECT_BY_DATE : COLLECT_BY_CUSTOMER;
        query.backwards = turn % 2 == 1;
        assert_rc(collect(desk, &query, &heard, &keys, &count), RC_OK, &desk->err);
        assert_true(heard.shown > 0);
        assert_int_equal(heard.count, FIRST);
        assert_memory_equal(heard.keys, keys, FIRST * sizeof(*keys));
        free(keys);
    }
    lexicon_free(lexicon);
}

/* Every order, both ways, with equal values and rows of other days among them: what
 * is shown before the end is the beginning of the list. */
static void expect_the_first_rows(struct desk *desk, struct book *second)
{
    struct lexicon *lexicon = NULL;
    assert_rc(lexicon_new(desk->book, &lexicon, desk_err(desk)), RC_OK, &desk->err);
    for (int turn = 0; turn < 4 * COLLECT_ORDERS; turn++) {
        struct earning_scope scope = {
            .from = date_first, .to = date_last, .lanes = &all_lane, .lane_count = 1};
        const struct collect_query query = {.scope = &scope,
                                            .lexicon = lexicon,
                                            .order = (enum collect_order)(turn / 4),
                                            .backwards = turn % 2 == 1,
                                            .first = FIRST,
                                            .second = second};
        struct heard heard = {0};
        int64_t *keys = NULL;
        size_t count = 0;
        if (turn % 4 >= 2)
            scope.to.day = 20475;
        if (query.order == COLLECT_BY_DATE) /* the screen pages it */
            continue;
        assert_rc(collect(desk, &query, &heard, &keys, &count), RC_OK, &desk->err);
        assert_true(count > FIRST);
        assert_int_equal(heard.count, FIRST);
        assert_memory_equal(heard.keys, keys, FIRST * sizeof(*keys));
        free(keys);
    }
    lexicon_free(lexicon);
}

static void collect__in_every_order__shows_its_first_rows(void **state)
{
    struct desk *desk = *state;
    struct random random;
    random_init(&random);
    fill(desk, &random);
    expect_the_first_rows(desk, NULL);
}

/* Two threads find what one finds, round after round: they share the work anew. */
static void collect__with_a_second_connection__shows_the_same_first_rows(void **state)
{
    struct desk *desk = *state;
    struct book *second = NULL;
    struct random random;
    bool old = false;
    random_init(&random);
    fill(desk, &random);
    assert_rc(book_open(desk->path, BOOK_LOOK, &second, &old, desk_err(desk)), RC_OK, &desk->err);
    for (int round = 0; round < 5; round++)
        expect_the_first_rows(desk, second);
    book_close(second);
}

/* A second connection that sees another book than the first is not asked. */
static void collect__with_a_second_connection_elsewhere__reads_alone(void **state)
{
    struct desk *desk = *state;
    struct book *second = NULL;
    struct random random;
    char elsewhere[FOLDER_PATH_SIZE];
    bool old = false;
    random_init(&random);
    fill(desk, &random);
    (void)folder_file(&desk->folder, "elsewhere.coffer", elsewhere);
    assert_rc(book_backup_data(desk->book, elsewhere, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(book_open(elsewhere, BOOK_LOOK, &second, &old, desk_err(desk)), RC_OK, &desk->err);
    desk_write(desk, "DELETE FROM earning WHERE key < 100"); /* what it has not, too */
    expect_the_first_rows(desk, second);
    book_close(second);
}

/* ---- sorting many ------------------------------------------------------------------------ */

static bool until_asked(void *context)
{
    int *left = context;
    return --*left > 0;
}

static void found_sort_many__is_the_sorted_list__or_says_that_it_was_stopped(void **state)
{
    enum { MANY = 100000 };
    struct found *many = calloc(MANY, sizeof(*many)), *same = calloc(MANY, sizeof(*same));
    struct random random;
    (void)state;
    assert_non_null(many);
    assert_non_null(same);
    random_init(&random);
    for (size_t count = MANY; count > 0; count /= 7) {
        for (int turn = 0; turn < 3; turn++) {
            int left = turn == 2 ? 3 : INT32_MAX;
            struct err err;
            err_init(&err);
            for (size_t i = 0; i < count; i++)
                many[i] = same[i] = (struct found){.value = random_between(&random, -9, 9),
                                                   .day = (int32_t)random_between(&random, 1, 40),
                                                   .key = (int64_t)i + 1};
            bool all = false;
            assert_rc(found_sort_many(many, count, turn == 1, until_asked, &left, &all, &err),
                      RC_OK, &err);
            found_sort(same, count, turn == 1);
            assert_int_equal(all, left > 0);
            if (!all)
                found_sort(many, count, turn == 1);
            assert_memory_equal(many, same, count * sizeof(*many));
        }
    }
    free(many);
    free(same);
}

static void collect__that_is_stopped__gives_nothing(void **state)
{
    struct desk *desk = *state;
    struct random random;
    struct lexicon *lexicon = NULL;
    const struct earning_scope scope = {
        .from = date_first, .to = date_last, .lanes = &all_lane, .lane_count = 1};
    int64_t *keys = NULL;
    size_t count = 0;
    random_init_seed(&random, 5);
    fill(desk, &random);
    assert_rc(lexicon_new(desk->book, &lexicon, desk_err(desk)), RC_OK, &desk->err);
    struct collect_query query = {.scope = &scope, .lexicon = lexicon, .first = FIRST};
    for (int turn = 0; turn < 3; turn++) {
        struct heard heard = {.stop = true};
        query.search = turn == 1 ? "contoso" : NULL;
        query.order = turn == 2 ? COLLECT_BY_USD : COLLECT_BY_DATE;
        assert_rc(collect(desk, &query, &heard, &keys, &count), RC_STOP, &desk->err);
        assert_null(keys);
    }
    lexicon_free(lexicon);
}

#define WITH_BOOK(test) cmocka_unit_test_setup_teardown(test, desk_setup, desk_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_BOOK(collect__in_every_order__is_the_sorted_list),
        WITH_BOOK(collect__of_a_search__finds_what_the_list_finds),
        WITH_BOOK(collect__shows_the_first_rows_early),
        WITH_BOOK(collect__in_every_order__shows_its_first_rows),
        WITH_BOOK(collect__with_a_second_connection__shows_the_same_first_rows),
        WITH_BOOK(collect__with_a_second_connection_elsewhere__reads_alone),
        WITH_BOOK(collect__that_is_stopped__gives_nothing),
        cmocka_unit_test(found_sort_many__is_the_sorted_list__or_says_that_it_was_stopped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
