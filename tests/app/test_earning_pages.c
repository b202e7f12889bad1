/* SPDX-License-Identifier: MIT */
/* Pages of earnings beside the list that the command line prints, for people who
 * see all of it and for people who do not. */
#include "app/earning_pages.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "support/office.h"

enum { ROWS = 300, LIST_MAX = ROWS + 8 };

static const char header[] =
    "participantId,participantName,programName,earningId,earningType,earningAmount,"
    "transactionCurrency,earningAmountUSD,earningDate,customerName,reasonCode\n";

/* A report of many rows in three programs and two locations, and some excluded. */
static struct app *fill(struct desk *desk, struct random *random)
{
    static const char *const programs[] = {"Hosting", "CSP Direct Bill Partner", "Surface Growth"};
    static const char *const customers[] = {"Contoso", "Fabrikam", ""};
    static const char *const types[] = {"Coop", "Rebate", "Bonus"};
    char path[FOLDER_PATH_SIZE], day[DATE_TEXT_SIZE], id[EARNING_ID_MAX];
    struct import_counts counts;
    struct buf report;
    struct app *app = office_open(desk, NULL, "2026-03-10");
    buf_init(&report);
    buf_add(&report, header);
    for (int i = 0; i < ROWS; i++)
        buf_addf(&report, "L%d,Northwind %d,%s,N%03d,%s,1,USD,1,%s,%s,%s\n", i % 2 + 1, i % 2 + 1,
                 programs[random_between(random, 0, 2)], i, types[random_between(random, 0, 2)],
                 date_print((struct date){(int32_t)random_between(random, 20424, 20527)}, day),
                 customers[random_between(random, 0, 2)], i % 10 == 0 ? "Policy Exception" : "");
    office_file(desk, "many.csv", report.text, path);
    buf_release(&report);
    assert_rc(office_import(app, path, &counts, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(counts.new, ROWS);
    for (int i = 0; i < ROWS; i += 23) {
        (void)snprintf(path, sizeof(path), "N%03d", i);
        assert_rc(app_earning_exclude(app, path, "seen twice", id, desk_err(desk)), RC_OK,
                  &desk->err);
    }
    return app;
}

/* ---- the list of the command line --------------------------------------------------------- */

struct listed {
    char ids[LIST_MAX][16];
    size_t count;
};

static enum rc list_id(void *context, const struct earning_line *line, struct err *err)
{
    struct listed *listed = context;
    (void)err;
    (void)snprintf(listed->ids[listed->count++], 16, "%s", line->id);
    return RC_OK;
}

static bool has_id(const struct listed *listed, const char *id)
{
    for (size_t i = 0; i < listed->count; i++)
        if (strcmp(listed->ids[i], id) == 0)
            return true;
    return false;
}

static void expect_listed(const struct earning_row *rows, size_t count, const struct listed *listed,
                          bool backwards)
{
    assert_int_equal(count, listed->count);
    for (size_t i = 0; i < count; i++) {
        if (!has_id(listed, rows[i].line.id))
            fail_msg("%s is not in the list", rows[i].line.id);
        if (i == 0)
            continue;
        int order = earning_place_compare(&rows[i - 1].place, &rows[i].place);
        assert_true(backwards ? order > 0 : order < 0);
    }
}

static void expect_pages(struct desk *desk, struct earning_pages *pages,
                         const struct listed *listed, size_t limit, bool backwards)
{
    struct earning_row rows[LIST_MAX] = {{.texts = NULL}};
    size_t count = 0, got = limit;
    int64_t all = 0;
    while (got == limit) {
        assert_true(count + limit <= LIST_MAX + limit);
        struct earning_row page[64];
        assert_rc(earning_pages_read(pages, count > 0 ? &rows[count - 1].place : NULL, backwards,
                                     limit, page, &got, desk_err(desk)),
                  RC_OK, &desk->err);
        assert_true(count + got <= LIST_MAX);
        memcpy(rows + count, page, got * sizeof(*page));
        count += got;
    }
    expect_listed(rows, count, listed, backwards);
    for (size_t i = 0; i < count; i += 7) {
        int64_t before = -1;
        assert_rc(earning_pages_before(pages, &rows[i].place, backwards, &before, desk_err(desk)),
                  RC_OK, &desk->err);
        assert_int_equal(before, i);
    }
    assert_rc(earning_pages_count(pages, &all, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(all, count);
    earning_rows_release(rows, count);
}

static void on_show(void *context, const int64_t *keys, size_t count)
{
    (void)context;
    (void)keys;
    assert_true(count > 0);
}

static bool on_go_on(void *context)
{
    (void)context;
    return true;
}

static void expect_collected(struct desk *desk, struct earning_pages *pages,
                             const struct listed *listed, bool backwards)
{
    const struct collect_listener listener = {on_show, on_go_on, NULL};
    struct earning_row rows[LIST_MAX];
    struct lexicon *lexicon = NULL;
    int64_t *keys = NULL;
    size_t count = 0, got = 0;
    assert_rc(earning_pages_collect(pages, &lexicon, COLLECT_BY_DATE, backwards, 10, &listener,
                                    &keys, &count, desk_err(desk)),
              RC_OK, &desk->err);
    assert_true(count <= LIST_MAX);
    assert_rc(earning_pages_get(pages, keys, count, rows, &got, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(got, count);
    expect_listed(rows, got, listed, backwards);
    earning_rows_release(rows, got);
    lexicon_free(lexicon);
    free(keys);
}

static void expect_the_list(struct desk *desk, struct app *app, const struct earning_query *query,
                            struct random *random)
{
    struct listed listed = {.count = 0};
    struct earning_pages *pages = NULL;
    bool backwards = random_one_in(random, 2);
    assert_rc(app_earning_list(app, query, list_id, &listed, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(earning_pages_new(app, query, &pages, desk_err(desk)), RC_OK, &desk->err);
    if (earning_pages_are_ready(pages))
        expect_pages(desk, pages, &listed, (size_t)random_between(random, 1, 60), backwards);
    expect_collected(desk, pages, &listed, backwards);
    earning_pages_free(pages);
}

/* ---- tests -------------------------------------------------------------------------------- */

static void pages__of_any_query__are_the_list(void **state)
{
    static const char *const who[] = {NULL, "uma", "sam", "pia"};
    static const char *const searches[] = {
        NULL, NULL, NULL, "contoso", "policy fabrikam", "twice", "\"n01\"", "bonus", "northwind 2"};
    struct desk *desk = *state;
    struct random generator, *random = &generator;
    random_init(random);
    struct app *app = fill(desk, random);
    for (int round = 0; round < rounds(120); round++) {
        const char *login = who[random_between(random, 0, 3)];
        bool hosting = login != NULL && strcmp(login, "pia") == 0;
        bool at_l1 = login != NULL && strcmp(login, "sam") == 0;
        struct earning_query query = {.search = searches[random_between(random, 0, 8)],
                                      .excluded = random_one_in(random, 5),
                                      .has_period = random_one_in(random, 3),
                                      .period = period_named("FY26H1"),
                                      .import = random_one_in(random, 5) ? 2 : 0,
                                      .has_dates = random_one_in(random, 3)};
        if (random_one_in(random, 3))
            query.program = hosting || random_one_in(random, 2) ? "hosting" : "csp-direct";
        if (random_one_in(random, 3))
            query.location = at_l1 || random_one_in(random, 2) ? "L1" : "L2";
        query.from.day = (int32_t)random_between(random, 20400, 20500);
        query.to.day = query.from.day + (int32_t)random_between(random, 0, 80);
        char maker[64];
        office_maker(maker);
        office_become(app, login != NULL ? login : maker);
        expect_the_list(desk, app, &query, random);
    }
    app_close(app);
}

static void pages__of_what_one_may_not_know__are_refused(void **state)
{
    struct desk *desk = *state;
    struct earning_pages *pages = NULL;
    struct app *app = office_open(desk, NULL, NULL);
    const struct earning_query nobody = {.program = "nobody"}, surface = {.program = "surface-add"};
    const struct earning_query l9 = {.location = "L9"}, l2 = {.location = "L2"};
    assert_rc(earning_pages_new(app, &nobody, &pages, desk_err(desk)), RC_RULE, &desk->err);
    assert_non_null(strstr(desk->err.text, "program nobody: the book does not know it"));
    assert_rc(earning_pages_new(app, &l9, &pages, desk_err(desk)), RC_RULE, &desk->err);
    assert_non_null(strstr(desk->err.text, "location L9: the book does not know it"));
    office_become(app, "pia");
    assert_rc(earning_pages_new(app, &surface, &pages, desk_err(desk)), RC_RULE, &desk->err);
    office_become(app, "sam");
    assert_rc(earning_pages_new(app, &l2, &pages, desk_err(desk)), RC_RULE, &desk->err);
    app_close(app);
}

/* The book of the demo counts the day that it is opened on. */
static void pages__end_with_the_day(void **state)
{
    struct desk *desk = *state;
    struct earning_pages *pages = NULL;
    const struct earning_query all = {0};
    int64_t count = -1;
    struct app *app = office_open(desk, NULL, "2026-01-30");
    assert_rc(earning_pages_new(app, &all, &pages, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(earning_pages_count(pages, &count, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(count, 0);
    earning_pages_free(pages);
    app_look_at(app, day_of("2026-01-31"));
    assert_rc(earning_pages_new(app, &all, &pages, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(earning_pages_count(pages, &count, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(count, 4);
    earning_pages_free(pages);
    app_close(app);
}

#define OFFICE(test) cmocka_unit_test_setup_teardown(test, office_setup, desk_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        OFFICE(pages__of_any_query__are_the_list),
        OFFICE(pages__of_what_one_may_not_know__are_refused),
        OFFICE(pages__end_with_the_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
