/* SPDX-License-Identifier: MIT */
/* What the claims of a fund use of the caps of an activity. */
#include "model/claim_caps.h"

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

static bool is_travel(const struct cap_expense *expense)
{
    return expense->class != NULL && strcmp(expense->class, "travel") == 0;
}

static bool same_text(const char *a, const char *b)
{
    return strcasecmp(a != NULL ? a : "", b != NULL ? b : "") == 0;
}

static bool same_traveller(const struct cap_expense *a, const struct cap_expense *b)
{
    return is_travel(a) && is_travel(b) && same_text(a->person, b->person) &&
           same_text(a->conference, b->conference);
}

/* What the person of an expense travels for to its conference; 0 where it is no travel. */
static int64_t travel_of(const struct cap_use *use, const struct cap_expense *expense)
{
    int64_t sum = 0;
    for (size_t i = 0; i < use->expense_count; i++)
        if (same_traveller(&use->expenses[i], expense))
            sum += use->expenses[i].amount.micros;
    return sum;
}

/* The first of a traveller's expenses. */
static bool is_first(const struct cap_use *use, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (same_traveller(&use->expenses[i], &use->expenses[at]))
            return false;
    return is_travel(&use->expenses[at]);
}

/* What all travellers together have above a level. */
static int64_t travel_above(const struct cap_use *use, int64_t level)
{
    int64_t sum = 0;
    for (size_t i = 0; i < use->expense_count; i++) {
        int64_t travel = is_first(use, i) ? travel_of(use, &use->expenses[i]) : 0;
        sum += travel > level ? travel - level : 0;
    }
    return sum;
}

static void cut_traveller(const struct cap_use *use, struct cap_expense *expenses, size_t which,
                          int64_t micros)
{
    for (size_t i = which; micros > 0 && i < use->expense_count; i++) {
        int64_t *amount = &expenses[i].amount.micros;
        int64_t part = *amount < micros ? *amount : micros;
        if (!same_traveller(&expenses[i], &expenses[which]))
            continue;
        *amount -= part;
        micros -= part;
    }
}

/* Caps count what is claimed (CONTRACT.md section 5), and a claim may ask for less than its
 * cost (RULES.md section 6), without a word of which expense it leaves. What it leaves is
 * taken off those who travel for most, down to one level (our choice): so a claim is in the
 * way of a cap only where it must be. */
static void leave_unclaimed(const struct cap_use *use, struct cap_expense *expenses, int64_t left)
{
    int64_t low = 0, high = travel_above(use, 0); /* the level lies between them */
    while (low < high) {
        int64_t level = low + (high - low) / 2;
        if (travel_above(use, level) <= left)
            high = level;
        else
            low = level + 1;
    }
    /* Fewer micros are left over than there are who travel for the level. */
    int64_t rest = high > 0 ? left - travel_above(use, high) : 0;
    for (size_t i = 0; i < use->expense_count; i++) {
        int64_t travel = is_first(use, i) ? travel_of(use, &expenses[i]) : 0;
        int64_t cut = travel > high ? travel - high : 0;
        if (rest > 0 && travel >= high) {
            cut++;
            rest--;
        }
        cut_traveller(use, expenses, i, cut);
    }
}

/* Its expenses go to the free room at *expenses. */
static struct cap_use use_of(const struct claim *claim, struct cap_expense *expenses)
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
    const struct cap_use use = {claim->currency, asks, expenses, claim->expense_count};
    if (!is_granted && asks.micros < claim->cost.micros)
        leave_unclaimed(&use, expenses, claim->cost.micros - asks.micros);
    return use;
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
    ret->items[ret->count++] = use_of(input->claim, ret->expenses);
    size_t at = input->claim->expense_count;
    for (size_t i = 0; i < input->neighbour_count; i++) {
        const struct claim *other = input->neighbours[i].claim;
        if (!counts_for_caps(input, &input->neighbours[i]))
            continue;
        ret->items[ret->count++] = use_of(other, ret->expenses + at);
        at += other->expense_count;
    }
    return true;
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
        if (is_travel(expense) && !money_add(sum, expense->amount, &sum))
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
