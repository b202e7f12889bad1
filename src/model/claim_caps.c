/* SPDX-License-Identifier: MIT */
/* What the claims of a fund use of the caps of an activity. */
#include "model/claim_caps.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/checked.h"
#include "model/claim_findings.h"

/* Of an expense what was granted: a refused one counts nothing, a changed one its new
 * amount, and all together no more than was approved (`left`). */
static struct money granted(const struct claim *claim, const struct claim_expense *expense,
                            struct money *left)
{
    const struct claim_feedback *feedback = claim_expense_feedback(claim, expense);
    struct money amount = expense->amount;
    if (feedback != NULL && strcmp(feedback->verdict, "refused") == 0)
        amount.micros = 0;
    else if (feedback != NULL && feedback->has_amount)
        amount = feedback->amount;
    if (amount.micros > left->micros)
        amount = *left;
    left->micros -= amount.micros;
    return amount;
}

/* ---- a claim that asks for less than its cost ------------------------------------------- */

enum { NOBODY = -1 };

/* Who travels for how much. One person at one conference is one traveller, named by the
 * first expense. */
struct travel {
    size_t count;       /* expenses */
    ptrdiff_t *who;     /* of each expense: its traveller, NOBODY where it is no travel */
    int64_t *sums;      /* of each traveller, 0 elsewhere */
    struct buf *places; /* conference and person, as caps compare them */
};

static void travel_release(struct travel *travel)
{
    for (size_t i = 0; travel->places != NULL && i < travel->count; i++)
        buf_release(&travel->places[i]);
    free(travel->places);
    free(travel->who);
    free(travel->sums);
}

static ptrdiff_t find_traveller(const struct travel *travel, size_t at)
{
    size_t first = 0;
    while (travel->who[first] == NOBODY ||
           strcmp(travel->places[first].text, travel->places[at].text) != 0)
        first++;
    return (ptrdiff_t)first;
}

/* False: out of memory. *ret is to be released whatever comes back. */
static bool travel_make(const struct cap_expense *expenses, size_t count, struct travel *ret)
{
    bool failed = false;
    *ret = (struct travel){.count = count,
                           .who = calloc(count + 1, sizeof(*ret->who)),
                           .sums = calloc(count + 1, sizeof(*ret->sums)),
                           .places = calloc(count + 1, sizeof(*ret->places))};
    for (size_t i = 0; ret->places != NULL && i < count; i++)
        buf_init(&ret->places[i]);
    if (ret->who == NULL || ret->sums == NULL || ret->places == NULL)
        return false;
    for (size_t i = 0; i < count; i++) {
        ret->who[i] = NOBODY;
        if (!cap_is_travel(&expenses[i]))
            continue;
        cap_add_name(&ret->places[i], expenses[i].conference);
        buf_add_char(&ret->places[i], '\n');
        cap_add_name(&ret->places[i], expenses[i].person);
        failed = failed || ret->places[i].failed;
        ret->who[i] = (ptrdiff_t)i; /* so that the search ends here */
        ret->who[i] = find_traveller(ret, i);
        ret->sums[ret->who[i]] += expenses[i].amount.micros;
    }
    return !failed;
}

/* What all travellers together have above a level. */
static int64_t travel_above(const struct travel *travel, int64_t level)
{
    int64_t sum = 0;
    for (size_t i = 0; i < travel->count; i++)
        sum += travel->sums[i] > level ? travel->sums[i] - level : 0;
    return sum;
}

static void cut_traveller(const struct travel *travel, struct cap_expense *expenses, size_t who,
                          int64_t micros)
{
    for (size_t i = who; micros > 0 && i < travel->count; i++) {
        int64_t *amount = &expenses[i].amount.micros;
        int64_t part = *amount < micros ? *amount : micros;
        if (travel->who[i] != (ptrdiff_t)who)
            continue;
        *amount -= part;
        micros -= part;
    }
}

static void cut_to_level(const struct travel *travel, struct cap_expense *expenses, int64_t left)
{
    int64_t low = 0, high = travel_above(travel, 0); /* the level lies between them */
    while (low < high) {
        int64_t level = low + (high - low) / 2;
        if (travel_above(travel, level) <= left)
            high = level;
        else
            low = level + 1;
    }
    /* Fewer micros are left over than there are who travel for the level. */
    int64_t rest = high > 0 ? left - travel_above(travel, high) : 0;
    for (size_t i = 0; i < travel->count; i++) {
        int64_t cut = travel->sums[i] > high ? travel->sums[i] - high : 0;
        if (rest > 0 && travel->sums[i] >= high) {
            cut++;
            rest--;
        }
        cut_traveller(travel, expenses, i, cut);
    }
}

/* Caps count what is claimed (CONTRACT.md section 5), and a claim may ask for less than its
 * cost (RULES.md section 6), without a word of which expense it leaves. What it leaves is
 * taken off those who travel for most, down to one level (our choice): so a claim is in the
 * way of a cap only where it must be. False: out of memory. */
static bool leave_unclaimed(struct cap_expense *expenses, size_t count, int64_t left)
{
    struct travel travel;
    bool made = travel_make(expenses, count, &travel);
    if (made)
        cut_to_level(&travel, expenses, left);
    travel_release(&travel);
    return made;
}

/* Its expenses go to the free room at *expenses. False: out of memory. */
static bool use_of(const struct claim *claim, struct cap_expense *expenses, struct cap_use *ret)
{
    struct money asks = claim_asks(claim), left = asks;
    bool is_granted = claim->status == CLAIM_APPROVED || claim->status == CLAIM_PAID;
    for (size_t i = 0; i < claim->expense_count; i++) {
        const struct claim_expense *expense = &claim->expenses[i];
        expenses[i] = (struct cap_expense){
            .class = expense->class,
            .person = expense->person,
            .conference = expense->conference,
            .amount = is_granted ? granted(claim, expense, &left) : expense->amount,
        };
    }
    *ret = (struct cap_use){claim->currency, asks, expenses, claim->expense_count};
    return is_granted || asks.micros >= claim->cost.micros ||
           leave_unclaimed(expenses, claim->expense_count, claim->cost.micros - asks.micros);
}

/* Of the same activity and fund, and among those that count in `claimed`. */
static bool counts_for_caps(const struct check_input *input, const struct claim_neighbour *other)
{
    return other->same_fund && claim_status_counts(other->claim->status) &&
           strcasecmp(other->claim->activity, input->claim->activity) == 0;
}

bool cap_uses_make(const struct check_input *input, struct cap_uses *ret)
{
    size_t claims = 1, expenses = input->claim->expense_count;
    for (size_t i = 0; i < input->neighbour_count; i++) {
        if (!counts_for_caps(input, &input->neighbours[i]))
            continue;
        claims++;
        expenses += input->neighbours[i].claim->expense_count;
    }
    ret->items = calloc(claims, sizeof(*ret->items));
    ret->expenses = calloc(expenses + 1, sizeof(*ret->expenses));
    if (ret->items == NULL || ret->expenses == NULL)
        return false;
    bool made = use_of(input->claim, ret->expenses, &ret->items[ret->count++]);
    size_t at = input->claim->expense_count;
    for (size_t i = 0; made && i < input->neighbour_count; i++) {
        const struct claim *other = input->neighbours[i].claim;
        if (!counts_for_caps(input, &input->neighbours[i]))
            continue;
        made = use_of(other, ret->expenses + at, &ret->items[ret->count++]);
        at += other->expense_count;
    }
    return made;
}

void cap_uses_release(struct cap_uses *uses)
{
    free(uses->items);
    free(uses->expenses);
    *uses = (struct cap_uses){0};
}

/* ---- what is left ----------------------------------------------------------------------- */

/* Travel alone, or all that is asked for. False beyond 64 bits. */
static bool used_of(const struct cap *cap, const struct cap_use *use, struct money *ret)
{
    struct money sum = {0};
    if (cap->measure == CAP_CLAIMED) {
        *ret = use->amount;
        return true;
    }
    for (size_t i = 0; i < use->expense_count; i++) {
        const struct cap_expense *expense = &use->expenses[i];
        if (cap_is_travel(expense) && !money_add(sum, expense->amount, &sum))
            return false;
    }
    *ret = sum;
    return true;
}

static const struct cap_ratio *ratio_of(const struct cap_fund *fund, struct currency currency)
{
    for (size_t i = 0; i < fund->ratio_count; i++) {
        const struct cap_ratio *ratio = &fund->ratios[i];
        if (ratio->coop.micros > 0 && ratio->coop_usd.micros > 0 &&
            currency_equal(ratio->currency, currency))
            return ratio;
    }
    return NULL;
}

/* Through USD, by the fund's own ratios (RULES.md section 7). */
static bool convert(const struct cap_ratio *from, const struct cap_ratio *to, struct money amount,
                    struct money *ret)
{
    struct money usd = amount;
    if (from == to) {
        *ret = amount;
        return true;
    }
    if (from != NULL &&
        !mul_div_fits(amount.micros, from->coop_usd.micros, from->coop.micros, &usd.micros))
        return false;
    if (to == NULL) {
        *ret = usd;
        return true;
    }
    return mul_div_fits(usd.micros, to->coop.micros, to->coop_usd.micros, &ret->micros);
}

bool cap_room_of(const struct cap *cap, const struct cap_fund *fund, const struct cap_uses *uses,
                 struct money limit_usd, struct cap_room *ret)
{
    struct cap_room room = {.currency = uses->items[0].currency};
    const struct cap_ratio *own = ratio_of(fund, room.currency);
    struct money others = {0}, asked, left;
    if ((cap->measure != CAP_CLAIMED && cap->measure != CAP_TRAVEL) || own == NULL ||
        !convert(NULL, own, limit_usd, &room.limit) || !used_of(cap, &uses->items[0], &asked))
        return false;
    for (size_t i = 1; i < uses->count; i++) {
        const struct cap_use *use = &uses->items[i];
        const struct cap_ratio *ratio = ratio_of(fund, use->currency);
        struct money used;
        if (!used_of(cap, use, &used))
            return false;
        if (used.micros == 0)
            continue;
        if (ratio == NULL || !convert(ratio, own, used, &used) || !money_add(others, used, &others))
            return false;
    }
    if (!money_round(room.limit, room.currency, &room.limit) ||
        !money_round(others, room.currency, &room.used) ||
        !money_sub(room.limit, room.used, &left) || !money_sub(left, asked, &room.left))
        return false;
    *ret = room;
    return true;
}
