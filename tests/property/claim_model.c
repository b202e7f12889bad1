/* SPDX-License-Identifier: MIT */
#include "property/claim_model.h"

#include <stddef.h>
#include <string.h>

#include "support/desk.h"

const struct model_fund funds[FUNDS] = {
    {"FY25H1", "2025-02-01", "2025-03-01", "2024-09-30", "2025-02-16", "2025-08-15"},
    {"FY25H2", "2025-08-01", "2025-09-01", "2025-03-31", "2025-08-16", "2026-02-15"},
};
const struct model_currency currencies[CURRENCIES] = {
    {"USD", "1000.55", "1000.55", 1000550000, 10000},
    {"JPY", "50000", "400", INT64_C(50000000000), 1000000},
};
const char *const status_words[STATUSES] = {"editing",         "submitted", "under-review",
                                            "action-required", "approved",  "rejected",
                                            "disputed",        "paid",      "withdrawn"};

/* What may be recorded: RULES.md section 6. */
static const char *const recorded[STATUSES] = {
    [EDITING] = "withdrawn",
    [SUBMITTED] = "under-review action-required approved rejected",
    [REVIEW] = "action-required approved rejected",
    [ACTION] = "",
    [APPROVED] = "paid",
    [REJECTED] = "disputed",
    [DISPUTED] = "approved rejected action-required",
    [PAID] = "paid",
    [WITHDRAWN] = "",
};

static bool is_word_of(const char *list, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = list; (at = strstr(at, word)) != NULL; at++)
        if ((at == list || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
            return true;
    return false;
}

bool may_record(enum status from, enum status to)
{
    return is_word_of(recorded[from], status_words[to]);
}

bool has_next(enum status from)
{
    return recorded[from][0] != '\0';
}

bool is_there(const struct known *claim, int32_t day)
{
    return !claim->deleted && claim->turns[0].day <= day;
}

static bool stands(const struct settled *payment, int32_t day)
{
    return payment->day <= day && day < payment->void_day;
}

const struct turn *turn_on(const struct known *claim, int32_t day)
{
    const struct turn *turn = &claim->turns[0];
    for (int i = 1; i < claim->turn_count; i++)
        if (claim->turns[i].day <= day)
            turn = &claim->turns[i];
    return turn;
}

enum status status_on(const struct known *claim, int32_t day)
{
    enum status status = turn_on(claim, day)->status;
    for (int i = 0; status == APPROVED && i < claim->payment_count; i++)
        if (stands(&claim->payments[i], day))
            return PAID;
    return status;
}

int64_t asked_on(const struct known *claim, int32_t day)
{
    int64_t amount = 0;
    for (int i = 0; i < claim->asked_count; i++)
        if (claim->asked[i].day <= day)
            amount = claim->asked[i].amount;
    return amount;
}

int64_t paid_on(const struct known *claim, int32_t day)
{
    int64_t paid = 0;
    for (int i = 0; i < claim->payment_count; i++)
        if (stands(&claim->payments[i], day))
            paid += claim->payments[i].covers;
    return paid;
}

struct money_on money_on(const struct known *claim, int32_t day)
{
    struct money_on money = {0};
    enum status status = status_on(claim, day);
    if (status == EDITING)
        money.planned = asked_on(claim, day);
    if (status == SUBMITTED || status == REVIEW || status == ACTION || status == DISPUTED)
        money.pending = asked_on(claim, day);
    if (status == APPROVED || status == PAID)
        money.approved = turn_on(claim, day)->approved;
    if (status == PAID)
        money.paid = paid_on(claim, day);
    return money;
}

struct money_on sums_on(const struct model *model, int fund, int currency, int32_t day,
                        const struct known *but)
{
    struct money_on sums = {0};
    for (int i = 0; i < model->count; i++) {
        const struct known *claim = &model->claims[i];
        if (claim == but || claim->fund != fund || claim->currency != currency ||
            !is_there(claim, day))
            continue;
        struct money_on money = money_on(claim, day);
        sums.planned += money.planned;
        sums.pending += money.pending;
        sums.approved += money.approved;
        sums.paid += money.paid;
    }
    return sums;
}

bool may_submit(const struct model *model, const struct known *claim, int32_t today)
{
    enum status status = status_on(claim, today);
    int64_t amount = asked_on(claim, today);
    struct money_on others = sums_on(model, claim->fund, claim->currency, today, claim);
    bool open = day_of(funds[claim->fund].opens).day <= today &&
                today <= day_of(funds[claim->fund].closes).day;
    return ((status == EDITING && open) || status == ACTION) && (amount == 0 || claim->lifted) &&
           amount <= currencies[claim->currency].co_op - others.pending - others.approved;
}
