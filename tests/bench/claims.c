/* SPDX-License-Identifier: MIT */
/*
 * claims DATE BOOK: what a screen of claims asks for at a key, in CPU time of this process:
 * the list, a fund's part of it, one claim, its check, deadlines, balances, payments. The
 * least and the middle of several calls.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/claim_course.h"
#include "app/deadlines.h"
#include "app/funds.h"

enum { CALLS = 21 };

struct bench {
    struct app *app;
    char draft[CLAIM_ID_MAX];
    struct claim_filter fund;
    size_t rows;
};

static void check(enum rc rc, const struct err *err)
{
    if (rc == RC_OK)
        return;
    fprintf(stderr, "claims: %s\n", err->text);
    exit(1);
}

static double cpu_milliseconds(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static enum rc see_claim(void *context, const struct claim_row *row, struct err *err)
{
    struct bench *bench = context;
    (void)err;
    bench->rows++;
    if (row->status == CLAIM_EDITING)
        (void)snprintf(bench->draft, sizeof(bench->draft), "%s", row->head.id);
    return RC_OK;
}

static enum rc see_deadline(void *context, const struct deadline *deadline, struct err *err)
{
    struct bench *bench = context;
    (void)deadline;
    (void)err;
    bench->rows++;
    return RC_OK;
}

static enum rc see_payment(void *context, const struct payment_line *line, struct err *err)
{
    struct bench *bench = context;
    (void)line;
    (void)err;
    bench->rows++;
    return RC_OK;
}

static enum rc list(struct bench *bench, struct err *err)
{
    const struct claim_filter all = {0};
    return app_claim_list(bench->app, &all, see_claim, bench, err);
}

static enum rc list_fund(struct bench *bench, struct err *err)
{
    return app_claim_list(bench->app, &bench->fund, see_claim, bench, err);
}

static enum rc show(struct bench *bench, struct err *err)
{
    struct claim_sight sight = {0};
    enum rc rc = app_claim_show(bench->app, bench->draft, &sight, err);
    bench->rows = sight.history.count;
    claim_sight_release(&sight);
    return rc;
}

static enum rc judge(struct bench *bench, struct err *err)
{
    struct claim_verdict verdict = {0};
    enum rc rc = app_claim_check(bench->app, bench->draft, &verdict, err);
    bench->rows = verdict.findings.count;
    claim_verdict_release(&verdict);
    return rc;
}

static enum rc deadlines(struct bench *bench, struct err *err)
{
    const struct deadline_query all = {0};
    return app_deadlines(bench->app, &all, see_deadline, bench, err);
}

static enum rc balance(struct bench *bench, struct err *err)
{
    static const struct fund_filter all;
    struct fund_list funds = {0};
    enum rc rc = app_balance(bench->app, &all, &funds, err);
    bench->rows = funds.count;
    fund_list_release(&funds);
    return rc;
}

static enum rc payments(struct bench *bench, struct err *err)
{
    return app_payment_list(bench->app, see_payment, bench, err);
}

static int compare_times(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        enum rc (*call)(struct bench *bench, struct err *err);
    } all[] = {{"claim list", list},      {"of one fund", list_fund}, {"claim show", show},
               {"claim check", judge},    {"deadlines", deadlines},   {"balance", balance},
               {"payment list", payments}};
    struct bench bench = {.fund = {.program = "hosting", .location = "L0", .has_period = true}};
    struct app_options options = {.has_as_of = true};
    struct err err;
    err_init(&err);
    if (argc != 3 || !date_parse(argv[1], strlen(argv[1]), &options.as_of)) {
        fprintf(stderr, "claims DATE BOOK\n");
        return 2;
    }
    (void)period_parse("FY26H2", &bench.fund.period);
    options.book = argv[2];
    check(app_open(&options, &bench.app, &err), &err);
    for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
        double times[CALLS];
        for (int call = 0; call < CALLS; call++) {
            double start = cpu_milliseconds();
            bench.rows = 0;
            check(all[i].call(&bench, &err), &err);
            times[call] = cpu_milliseconds() - start;
        }
        qsort(times, CALLS, sizeof(times[0]), compare_times);
        printf("%-14s %7zu rows  least %8.3f ms  middle %8.3f ms\n", all[i].name, bench.rows,
               times[0], times[CALLS / 2]);
    }
    app_close(bench.app);
    return 0;
}
