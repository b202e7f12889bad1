/* SPDX-License-Identifier: MIT */
/*
 * Claims, their status and their money on every day, written from RULES.md sections 2, 5
 * and 6 alone: what the walk of test_claim_walk.c is compared with.
 */
#ifndef COFFER_PROPERTY_CLAIM_MODEL_H
#define COFFER_PROPERTY_CLAIM_MODEL_H

#include <stdbool.h>
#include <stdint.h>

/* ---- what there is to claim from ------------------------------------------------------------ */

enum { FUNDS = 2, CURRENCIES = 2, CLAIMS = 24, STEPS = 24, AMOUNTS = 40, PAYMENTS = 24 };
struct model_fund {
    const char *period, *start, *end; /* and days inside its usage period */
    const char *earned;               /* a day in its earning period */
    const char *opens, *closes;
};
extern const struct model_fund funds[FUNDS];
struct model_currency {
    const char *code, *earned, *usd; /* by every fund */
    int64_t co_op, unit;             /* in micros */
};
extern const struct model_currency currencies[CURRENCIES];

/* ---- claims --------------------------------------------------------------------------------- */

enum status { EDITING, SUBMITTED, REVIEW, ACTION, APPROVED, REJECTED, DISPUTED, PAID, WITHDRAWN };
enum { STATUSES = 9 };
extern const char *const status_words[STATUSES];
/* It may be recorded of a claim with that status. */
bool may_record(enum status from, enum status to);
/* Something can be recorded of it. */
bool has_next(enum status from);

struct turn {
    int32_t day;
    enum status status;
    int64_t approved;
};
struct asked {
    int32_t day;
    int64_t amount;
};
enum { NEVER = INT32_MAX, MODEL_ID_SIZE = 32 };
struct settled {
    char id[MODEL_ID_SIZE];
    int32_t day, void_day;
    int64_t covers;
};
struct known {
    char id[MODEL_ID_SIZE];
    int fund, currency;
    bool deleted, lifted; /* an exception lets it ask for more than its cost, which is 0 */
    int32_t since;        /* of the status that it has */
    struct turn turns[STEPS];
    struct asked asked[AMOUNTS];
    struct settled payments[PAYMENTS];
    int turn_count, asked_count, payment_count;
};
struct model {
    struct known claims[CLAIMS];
    int count;
};

bool is_there(const struct known *claim, int32_t day);
const struct turn *turn_on(const struct known *claim, int32_t day);
enum status status_on(const struct known *claim, int32_t day);
int64_t asked_on(const struct known *claim, int32_t day);
int64_t paid_on(const struct known *claim, int32_t day);

struct money_on {
    int64_t planned, pending, approved, paid;
};
struct money_on money_on(const struct known *claim, int32_t day);
/* What claims of a fund and currency add up to, but for one. */
struct money_on sums_on(const struct model *model, int fund, int currency, int32_t day,
                        const struct known *but);
bool may_submit(const struct model *model, const struct known *claim, int32_t today);

#endif
