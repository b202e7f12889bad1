/* SPDX-License-Identifier: MIT */
/*
 * balance DATE BOOK...: the time of one app_balance over all funds, in CPU time
 * of this process, so that the machine need not be quiet. The books take turns,
 * and each is compared with the first one.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/app.h"
#include "app/funds.h"

enum { CALLS = 200, BOOKS_MAX = 8 };

struct bench {
    const char *path;
    struct app *app;
    size_t rows; /* of the answer: a fund in one currency */
    double times[CALLS];
};

static void check(enum rc rc, const struct err *err)
{
    if (rc == RC_OK)
        return;
    fprintf(stderr, "balance: %s\n", err->text);
    exit(1);
}

static double cpu_milliseconds(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void ask(struct bench *bench, int call)
{
    static const struct fund_filter all;
    struct fund_list funds;
    struct err err;
    err_init(&err);
    double start = cpu_milliseconds();
    check(app_balance(bench->app, &all, &funds, &err), &err);
    bench->rows = funds.count;
    fund_list_release(&funds);
    bench->times[call] = cpu_milliseconds() - start;
}

static int compare_times(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
    static struct bench benches[BOOKS_MAX];
    size_t count = argc > 2 ? (size_t)argc - 2 : 0;
    struct app_options options = {.has_as_of = true, .read_only = true};
    if (count == 0 || count > BOOKS_MAX || !date_parse(argv[1], strlen(argv[1]), &options.as_of)) {
        fputs("usage: balance YYYY-MM-DD BOOK...\n", stderr);
        return 2;
    }
    for (size_t i = 0; i < count; i++) {
        struct err err;
        err_init(&err);
        benches[i].path = options.book = argv[i + 2];
        check(app_open(&options, &benches[i].app, &err), &err);
        ask(&benches[i], 0); /* statements prepared, pages read */
    }
    for (int call = 0; call < CALLS; call++)
        for (size_t i = 0; i < count; i++)
            ask(&benches[i], call);
    double first = 0;
    printf("%-20s %8s %10s %10s %8s\n", "book", "rows", "median ms", "least ms", "ratio");
    for (size_t i = 0; i < count; i++) {
        qsort(benches[i].times, CALLS, sizeof(benches[i].times[0]), compare_times);
        double median = benches[i].times[CALLS / 2];
        first = i == 0 ? median : first;
        printf("%-20s %8zu %10.3f %10.3f %8.2f\n", benches[i].path, benches[i].rows, median,
               benches[i].times[0], median / first);
        app_close(benches[i].app);
    }
    return 0;
}
