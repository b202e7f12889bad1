/* SPDX-License-Identifier: MIT */
#include "model/cap.h"

#include <stdlib.h>
#include <string.h>

#include "base/fraction.h"
#include "base/text.h"
#include "base/words.h"

/* One comparison while it goes on. */
struct comparing {
    const struct cap *cap;
    const struct cap_fund *fund;
    const struct cap_use *uses;
    size_t count;
};

/* What is used so far of one limit. */
struct used {
    struct fraction_sum usd;
    const struct currency *unknown; /* NULL, or one whose worth nobody knows */
};

static void used_init(struct used *used)
{
    fraction_sum_init(&used->usd);
    used->unknown = NULL;
}

/* x of currency C is worth x × (USD co-op of C's earnings ÷ co-op of C's earnings). */
static void used_add(struct used *used, const struct cap_fund *fund,
                     const struct currency *currency, struct money amount)
{
    if (amount.micros == 0)
        return;
    for (size_t i = 0; i < fund->ratio_count; i++) {
        const struct cap_ratio *ratio = &fund->ratios[i];
        if (ratio->coop.micros <= 0 || !currency_equal(ratio->currency, *currency))
            continue;
        fraction_sum_add(&used->usd, amount.micros, ratio->coop_usd.micros, ratio->coop.micros);
        return;
    }
    used->unknown = currency;
}

/* ---- the limit ---- */

static void take_off_usd(struct fraction_sum *sum, struct money usd)
{
    fraction_sum_add(sum, usd.micros, -1, 1);
}

static void take_off_share(struct fraction_sum *sum, const struct cap *cap,
                           const struct cap_fund *fund)
{
    fraction_sum_add(sum, fund->coop_usd.micros, -cap->share.ppm, SHARE_WHOLE);
}

/* Which of the two is the limit. */
static bool limit_is_share(const struct cap *cap, const struct cap_fund *fund)
{
    struct fraction_sum rest;
    if (!cap->has_share || !cap->has_usd)
        return cap->has_share;
    fraction_sum_init(&rest);
    fraction_sum_add(&rest, cap->usd.micros, 1, 1);
    take_off_share(&rest, cap, fund);
    return fraction_sum_sign(&rest) < 0;
}

static struct money limit_to_cent(const struct cap *cap, const struct cap_fund *fund)
{
    struct money limit = cap->usd;
    if (limit_is_share(cap, fund) && !money_share(fund->coop_usd, cap->share, currency_usd, &limit))
        limit = fund->coop_usd; /* at the rim of 64 bits there are no cents */
    return limit;
}

static enum cap_verdict judge(const struct comparing *comparing, const struct used *used)
{
    struct fraction_sum rest = used->usd;
    if (used->unknown != NULL)
        return CAP_NOT_COMPARED;
    if (limit_is_share(comparing->cap, comparing->fund))
        take_off_share(&rest, comparing->cap, comparing->fund);
    else
        take_off_usd(&rest, comparing->cap->usd);
    return fraction_sum_sign(&rest) > 0 ? CAP_EXCEEDED : CAP_HELD;
}

/* ---- all together ---- */

bool cap_is_travel(const struct cap_expense *expense)
{
    return expense->class != NULL && strcmp(expense->class, "travel") == 0;
}

static bool add_use(struct used *used, const struct comparing *comparing, size_t which)
{
    const struct cap_use *use = &comparing->uses[which];
    bool any = false;
    if (comparing->cap->measure == CAP_CLAIMED) {
        used_add(used, comparing->fund, &use->currency, use->amount);
        return use->amount.micros != 0;
    }
    for (size_t i = 0; i < use->expense_count; i++) {
        if (!cap_is_travel(&use->expenses[i]))
            continue;
        used_add(used, comparing->fund, &use->currency, use->expenses[i].amount);
        any = any || use->expenses[i].amount.micros != 0;
    }
    return any;
}

static enum cap_verdict compare_all(const struct comparing *comparing, struct buf *ret_about)
{
    struct used used;
    used_init(&used);
    for (size_t i = 0; i < comparing->count; i++)
        if (!add_use(&used, comparing, i) && i == 0)
            return CAP_HELD;
    if (used.unknown != NULL)
        buf_add(ret_about, used.unknown->code);
    return judge(comparing, &used);
}

/* ---- by person and conference ---- */

/* An expense with its names in the form in which they are compared. */
struct place {
    struct buf conference, person;
    const struct cap_use *use;
    const struct cap_expense *expense;
};
struct places {
    struct place *list; /* by conference, then person, then as they were given */
    size_t count;
};

void cap_add_name(struct buf *buf, const char *name)
{
    if (name == NULL)
        return;
    size_t length = strlen(name);
    struct buf trimmed;
    buf_init(&trimmed);
    text_trim(&name, &length);
    buf_add_bytes(&trimmed, name, length);
    text_add_folded(buf, trimmed.text);
    if (trimmed.failed)
        buf_fail(buf);
    buf_release(&trimmed);
}

static int place_order(const struct place *a, const struct place *b, bool by_person)
{
    int order = strcmp(a->conference.text, b->conference.text);
    return order != 0 || !by_person ? order : strcmp(a->person.text, b->person.text);
}

static int place_compare(const void *left, const void *right)
{
    const struct place *a = left, *b = right;
    int order = place_order(a, b, true);
    if (order == 0 && a->use != b->use)
        order = a->use < b->use ? -1 : 1;
    if (order == 0 && a->expense != b->expense)
        order = a->expense < b->expense ? -1 : 1;
    return order;
}

static void places_release(struct places *places)
{
    for (size_t i = 0; i < places->count; i++) {
        buf_release(&places->list[i].conference);
        buf_release(&places->list[i].person);
    }
    free(places->list);
}

/* Does the expense count for the cap? */
static bool counts(const struct cap *cap, const struct place *place)
{
    if (place->expense->amount.micros == 0)
        return false;
    if (cap->measure == CAP_TRAVEL_OF_PERSON)
        return cap_is_travel(place->expense);
    return place->conference.length > 0 && place->person.length > 0;
}

static bool places_init(struct places *places, const struct comparing *comparing)
{
    size_t most = 0;
    bool failed = false;
    for (size_t i = 0; i < comparing->count; i++)
        most += comparing->uses[i].expense_count;
    places->count = 0;
    places->list = calloc(most > 0 ? most : 1, sizeof(*places->list));
    if (places->list == NULL)
        return false;
    for (size_t i = 0; i < comparing->count; i++) {
        for (size_t j = 0; j < comparing->uses[i].expense_count; j++) {
            struct place *place = &places->list[places->count];
            *place = (struct place){.use = &comparing->uses[i],
                                    .expense = &comparing->uses[i].expenses[j]};
            buf_init(&place->conference);
            buf_init(&place->person);
            cap_add_name(&place->conference, place->expense->conference);
            cap_add_name(&place->person, place->expense->person);
            failed = failed || place->conference.failed || place->person.failed;
            if (counts(comparing->cap, place)) {
                places->count++;
            } else {
                buf_release(&place->conference);
                buf_release(&place->person);
            }
        }
    }
    qsort(places->list, places->count, sizeof(*places->list), place_compare);
    return !failed;
}

/* Those that share one limit: list[first] up to list[end - 1]. */
struct run {
    const struct place *first, *end;
};

/* The first expense of the claim that is asked about, NULL: it has none here. */
static const struct cap_expense *own_of(const struct run *run, const struct cap_use *own)
{
    const struct cap_expense *found = NULL;
    for (const struct place *place = run->first; place < run->end; place++)
        if (place->use == own && (found == NULL || place->expense < found))
            found = place->expense;
    return found;
}

static enum cap_verdict judge_persons(const struct comparing *comparing, const struct run *run)
{
    int persons = 0;
    for (const struct place *place = run->first; place < run->end; place++)
        if (place == run->first || place_order(place - 1, place, true) != 0)
            persons++;
    return persons > comparing->cap->persons ? CAP_EXCEEDED : CAP_HELD;
}

static enum cap_verdict judge_travel(const struct comparing *comparing, const struct run *run,
                                     const struct currency **ret_unknown)
{
    struct used used;
    used_init(&used);
    for (const struct place *place = run->first; place < run->end; place++)
        used_add(&used, comparing->fund, &place->use->currency, place->expense->amount);
    if (used.unknown != NULL)
        *ret_unknown = used.unknown;
    return judge(comparing, &used);
}

static void add_about(struct buf *buf, const struct comparing *comparing,
                      const struct cap_expense *expense)
{
    const char *conference =
        expense->conference != NULL ? expense->conference : _("an unnamed conference");
    if (comparing->cap->measure == CAP_PERSONS_OF_CONFERENCE)
        buf_add(buf, conference);
    else
        buf_addf(buf, _("%s at %s"),
                 expense->person != NULL ? expense->person : _("an unnamed person"), conference);
}

/* The worst verdict on the runs that the claim has a part in; of several exceeded ones
 * the one that it names first is told. */
static enum cap_verdict compare_runs(const struct comparing *comparing, const struct places *places,
                                     struct buf *ret_about)
{
    bool by_person = comparing->cap->measure == CAP_TRAVEL_OF_PERSON;
    const struct place *last = places->list + places->count;
    const struct cap_expense *worst = NULL;
    const struct currency *unknown = NULL;
    struct run run = {places->list, places->list};
    for (; run.first < last; run.first = run.end) {
        while (run.end < last && place_order(run.first, run.end, by_person) == 0)
            run.end++;
        const struct cap_expense *own = own_of(&run, &comparing->uses[0]);
        if (own == NULL)
            continue;
        enum cap_verdict verdict =
            by_person ? judge_travel(comparing, &run, &unknown) : judge_persons(comparing, &run);
        if (verdict == CAP_EXCEEDED && (worst == NULL || own < worst))
            worst = own;
    }
    if (worst != NULL)
        add_about(ret_about, comparing, worst);
    else if (unknown != NULL)
        buf_add(ret_about, unknown->code);
    return worst != NULL ? CAP_EXCEEDED : unknown != NULL ? CAP_NOT_COMPARED : CAP_HELD;
}

static enum cap_verdict compare_by_name(const struct comparing *comparing, struct buf *ret_about)
{
    struct places places;
    enum cap_verdict verdict = CAP_NOT_COMPARED;
    bool made = places_init(&places, comparing);
    if (made)
        verdict = compare_runs(comparing, &places, ret_about);
    else
        buf_fail(ret_about);
    if (places.list != NULL)
        places_release(&places);
    return verdict;
}

enum cap_verdict cap_compare(const struct cap *cap, const struct cap_fund *fund,
                             const struct cap_use *uses, size_t count, struct buf *ret_about,
                             struct money *ret_limit_usd)
{
    const struct comparing comparing = {cap, fund, uses, count};
    if (count == 0 || cap->measure == CAP_NONE)
        return CAP_HELD;
    if (cap->measure != CAP_PERSONS_OF_CONFERENCE)
        *ret_limit_usd = limit_to_cent(cap, fund);
    switch (cap->measure) {
    case CAP_CLAIMED:
    case CAP_TRAVEL:
        return compare_all(&comparing, ret_about);
    case CAP_TRAVEL_OF_PERSON:
    case CAP_PERSONS_OF_CONFERENCE:
        return compare_by_name(&comparing, ret_about);
    case CAP_NONE:
        break;
    }
    return CAP_HELD;
}
