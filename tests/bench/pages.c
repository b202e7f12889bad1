/* SPDX-License-Identifier: MIT */
/*
 * pages BOOK: how long a page of the list of earnings takes, from the ends, from
 * anywhere, of one program or fund; and when a search or a sort shows its first
 * rows, and has them all. Milliseconds of CPU time, so that the machine need not
 * be quiet; the book of gen_report's 1,000,000 rows is what the numbers of
 * README.md are of.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/earning_detail.h"

enum { ROUNDS = 300, PAGE = 40, ROUNDS_OF_ALL = 12 };

static double milliseconds(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void check(enum rc rc, const struct err *err)
{
    if (rc == RC_OK)
        return;
    fprintf(stderr, "pages: %s\n", err->text);
    exit(1);
}

static uint64_t random_number(void)
{
    static uint64_t state = 20261124;
    state += 0x9E3779B97F4A7C15u;
    uint64_t x = state;
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
    x = (x ^ x >> 27) * 0x94D049BB133111EBu;
    return x ^ x >> 31;
}

static int compare_times(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static void tell(const char *what, double *times, size_t count)
{
    qsort(times, count, sizeof(*times), compare_times);
    printf("%-44s %8.2f %8.2f %8.2f\n", what, times[count / 2], times[count * 99 / 100],
           times[count - 1]);
}

/* ---- pages ------------------------------------------------------------------------------ */

static struct earning_pages *make(struct app *app, const struct earning_query *query)
{
    struct earning_pages *pages = NULL;
    struct err err;
    err_init(&err);
    check(earning_pages_new(app, query, &pages, &err), &err);
    return pages;
}

/* jump: a place anywhere in the calendar of the report; else the ends. */
static void pages_of(struct app *app, const char *what, const struct earning_query *query,
                     bool jump)
{
    double times[ROUNDS];
    struct earning_pages *pages = make(app, query);
    for (int i = 0; i < ROUNDS; i++) {
        struct earning_row rows[PAGE];
        const struct earning_place place = {{19539 + (int32_t)(random_number() % 914)},
                                            1 + (int64_t)(random_number() % 1000000)};
        size_t count = 0;
        struct err err;
        err_init(&err);
        double start = milliseconds();
        check(earning_pages_read(pages, jump ? &place : NULL, random_number() % 2 == 0, PAGE, rows,
                                 &count, &err),
              &err);
        times[i] = milliseconds() - start;
        earning_rows_release(rows, count);
    }
    tell(what, times, ROUNDS);
    earning_pages_free(pages);
}

static void makings(struct app *app)
{
    static const struct earning_query all;
    double times[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
        struct err err;
        int64_t count = 0;
        err_init(&err);
        double start = milliseconds();
        struct earning_pages *pages = make(app, &all);
        check(earning_pages_count(pages, &count, &err), &err);
        times[i] = milliseconds() - start;
        earning_pages_free(pages);
    }
    tell("the list made ready, and its length", times, ROUNDS);
}

/* ---- searches and sorts ------------------------------------------------------------------- */

struct listener {
    double start, first; /* first < 0: nothing was shown yet */
    bool hurry;          /* stop after the first rows */
};

static void on_show(void *context, const int64_t *keys, size_t count)
{
    struct listener *listener = context;
    (void)keys;
    if (listener->first < 0 && count > 0)
        listener->first = milliseconds() - listener->start;
}

static bool on_go_on(void *context)
{
    const struct listener *listener = context;
    return !listener->hurry || listener->first < 0;
}

struct finding {
    double first, all;
};

static struct finding collect(struct app *app, struct lexicon **lexicon, const char *search,
                              enum collect_order order, bool hurry)
{
    const struct earning_query query = {.search = search};
    struct listener listener = {.first = -1, .hurry = hurry};
    const struct collect_listener hear = {on_show, on_go_on, &listener};
    int64_t *keys = NULL;
    size_t count = 0;
    struct err err;
    err_init(&err);
    listener.start = milliseconds();
    struct earning_pages *pages = make(app, &query);
    enum rc rc =
        earning_pages_collect(pages, lexicon, order, true, PAGE, &hear, &keys, &count, &err);
    if (rc != RC_STOP)
        check(rc, &err);
    double all = milliseconds() - listener.start;
    earning_pages_free(pages);
    free(keys);
    return (struct finding){listener.first >= 0 ? listener.first : all, all};
}

/* A row from anywhere in the list. */
static struct earning_row any_row(struct earning_pages *pages)
{
    const struct earning_place place = {{19539 + (int32_t)(random_number() % 914)},
                                        1 + (int64_t)(random_number() % 1000000)};
    struct earning_row row = {.texts = NULL};
    size_t count = 0;
    struct err err;
    err_init(&err);
    check(earning_pages_read(pages, &place, true, 1, &row, &count, &err), &err);
    if (count == 0) {
        fprintf(stderr, "pages: no earnings: name the book of gen_report's report\n");
        exit(1);
    }
    return row;
}

enum words { A_CUSTOMER, A_COMPANY_AND_A_PRODUCT, A_PAYMENT, A_BEGINNING, AN_ID, WORDS };

/* As somebody types them who looks for what is there. */
static void find_words(struct app *app, struct earning_pages *pages, enum words words, char *ret,
                       size_t size)
{
    struct earning_row row = any_row(pages);
    const char *customer = row.line.customer;
    if (words == A_CUSTOMER) {
        (void)snprintf(ret, size, "\"%s\"", customer);
    } else if (words == A_COMPANY_AND_A_PRODUCT) {
        (void)snprintf(ret, size, "%.*s \"%s\"", (int)strcspn(customer, " "), customer,
                       row.line.product);
    } else if (words == A_BEGINNING) {
        (void)snprintf(ret, size, "%.*s", (int)strlen(customer) / 2, customer);
    } else if (words == AN_ID) {
        (void)snprintf(ret, size, "%s", row.line.id);
    } else {
        struct earning_detail detail = {.import = 0};
        struct err err;
        err_init(&err);
        check(app_earning_find(app, row.line.id, &detail, &err), &err);
        (void)snprintf(ret, size, "%s",
                       detail.details[DETAIL_PAYMENT][0] != '\0' ? detail.details[DETAIL_PAYMENT]
                                                                 : row.line.id);
        earning_detail_release(&detail);
    }
    earning_row_release(&row);
}

static void searches(struct app *app, struct lexicon **lexicon)
{
    static const char *const kinds[WORDS] = {
        "search: a customer, first rows", "search: a company and a product, first rows",
        "search: a payment, first rows",  "search: half a customer's name, first rows",
        "search: an id, first rows",
    };
    static const struct earning_query everything;
    struct earning_pages *pages = make(app, &everything);
    char words[256];
    for (int kind = 0; kind < WORDS; kind++) {
        double first[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            find_words(app, pages, (enum words)kind, words, sizeof(words));
            first[i] = collect(app, lexicon, words, COLLECT_BY_DATE, true).first;
        }
        tell(kinds[kind], first, ROUNDS);
    }
    double all[ROUNDS_OF_ALL];
    for (int i = 0; i < ROUNDS_OF_ALL; i++) {
        find_words(app, pages, A_CUSTOMER, words, sizeof(words));
        all[i] = collect(app, lexicon, words, COLLECT_BY_DATE, false).all;
    }
    tell("search: a customer, all rows", all, ROUNDS_OF_ALL);
    earning_pages_free(pages);
}

static void sorts(struct app *app, struct lexicon **lexicon)
{
    static const struct {
        enum collect_order order;
        const char *first, *all;
    } orders[] = {
        {COLLECT_BY_USD, "sort: by USD, first rows", "sort: by USD, all"},
        {COLLECT_BY_CUSTOMER, "sort: by customer, first rows", "sort: by customer, all"},
    };
    for (size_t k = 0; k < sizeof(orders) / sizeof(orders[0]); k++) {
        double first[ROUNDS_OF_ALL], all[ROUNDS_OF_ALL];
        for (int i = 0; i < ROUNDS_OF_ALL; i++) {
            struct finding finding = collect(app, lexicon, NULL, orders[k].order, false);
            first[i] = finding.first;
            all[i] = finding.all;
        }
        tell(orders[k].first, first, ROUNDS_OF_ALL);
        tell(orders[k].all, all, ROUNDS_OF_ALL);
    }
}

int main(int argc, char **argv)
{
    static const struct earning_query all, program = {.program = "csp-direct"},
                                           location = {.location = "6100007"},
                                           fund = {.program = "mci", .location = "6100007"};
    struct app *app = NULL;
    struct lexicon *lexicon = NULL;
    struct err err;
    err_init(&err);
    if (argc != 2) {
        fprintf(stderr, "usage: pages BOOK\n");
        return 2;
    }
    const struct app_options options = {.book = argv[1], .read_only = true};
    check(app_open(&options, &app, &err), &err);
    printf("%-44s %8s %8s %8s\n", "ms of CPU time, pages of 40 rows", "median", "p99", "most");
    makings(app);
    pages_of(app, "first and last page", &all, false);
    pages_of(app, "a page anywhere", &all, true);
    pages_of(app, "a page anywhere of one program", &program, true);
    pages_of(app, "a page anywhere of one location", &location, true);
    pages_of(app, "a page anywhere of one fund", &fund, true);
    (void)collect(app, &lexicon, "contoso", COLLECT_BY_DATE, true); /* reads the names */
    searches(app, &lexicon);
    sorts(app, &lexicon);
    lexicon_free(lexicon);
    app_close(app);
    return 0;
}
