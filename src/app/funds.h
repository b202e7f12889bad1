/* SPDX-License-Identifier: MIT */
/* Balances, and how each figure comes about. */
#ifndef COFFER_APP_FUNDS_H
#define COFFER_APP_FUNDS_H

#include <stddef.h>

#include "app/app.h"
#include "model/fund.h"

struct fund_filter {
    const char *program, *location; /* NULL: all */
    bool has_period;
    struct period period;
};

/* One row of `balance`: a fund in one currency in which an earning is dated, or a claim
 * was made, on or before the day. */
struct fund_row {
    const char *program, *location; /* borrowed from the list */
    struct period period;
    struct currency currency;
    struct fund_terms terms;
    struct money coop_usd;          /* over all currencies of the fund */
    struct money currency_coop_usd; /* of this currency alone */
    struct fund_sums sums;
    struct claim_sums claims;
    struct balance balance;
    int64_t rows, unknown; /* earnings of the row, 0: it has claims only; of unknown type */
    int64_t coop_rows;
};
struct fund_list {
    struct fund_row *rows; /* by program, location, period, currency */
    size_t count;
    void *memory; /* what the rows borrow from */
};
/* As it stands on the app's day. RC_RULE for an unknown program or location
 * (also one outside the person's scope). */
enum rc app_balance(struct app *app, const struct fund_filter *filter, struct fund_list *ret,
                    struct err *err);
void fund_list_release(struct fund_list *list);

/* A fund's money month by month, in one currency. */
struct fund_month {
    int64_t rows; /* that count on some side; 0: no figures either */
    struct money rebate, coop, coop_usd;
};
struct fund_months {
    struct currency currency;
    struct fund_month months[PERIOD_MONTHS];
};
struct fund_month_list {
    struct fund_months *items; /* by currency; freed with free */
    size_t count;
    int months; /* of the period so far: those after the app's day are not told */
};
/* From the totals: its cost does not grow with earnings. */
enum rc app_fund_months(struct app *app, const char *program, const char *location,
                        struct period period, struct fund_month_list *ret, struct err *err);

/* The figures that `explain` knows, in the order of `balance`, then at-risk,
 * run-rate, missing-per-month. NULL ends the list. */
extern const char *const explain_figures[];

struct explain_step {
    const char *figure; /* "coop" */
    int step;           /* 1, 2, … within the figure */
    const char *rule;   /* what is done, in words */
    const char *source; /* "RULES.md section 5" */
    bool has_amount;
    struct money amount;
    bool has_currency;
    struct currency currency;
    bool has_count;
    int64_t count;
    const char *detail; /* "file.csv:17", a month and type, a date … */
    /* Where more can be asked. */
    const char *earning; /* the id, where the step is one earning; else NULL */
    const char *claim;   /* likewise */
    struct date date;    /* of the earning */
    struct month month;  /* where it is the sum of one, else index 0 */
    const char *of;      /* the figure that the amount is, where it is another one; else NULL */
    size_t part;         /* steps of one figure and part end in its result; a part is a currency */
};
typedef enum rc explain_visit(void *context, const struct explain_step *step, struct err *err);

struct explain_request {
    const char *program, *location;
    struct period period;
    bool has_currency; /* needed only where the fund has several */
    struct currency currency;
    const char *figure; /* NULL: all */
    bool has_since;
    struct date since; /* what was changed after this day, by the journal's time */
    /* For somebody in a hurry, 0: no limit. A fund of more earnings is explained without
     * them (rows), or by month instead of by type and month (sums). */
    int64_t most_rows, most_sums;
};
/* Steps by figure, then step; the last step of a figure holds its result, the
 * same number that app_balance gives. RC_USAGE: no such figure. */
enum rc app_explain(struct app *app, const struct explain_request *request, explain_visit *visit,
                    void *context, struct err *err);

#endif
