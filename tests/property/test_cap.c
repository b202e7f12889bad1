/* SPDX-License-Identifier: MIT */
#include "model/cap.h"

#include <string.h>

#include "support/currencies.h"
#include "support/exact.h"
#include "support/support.h"

enum { RATIOS = 4, USES = 6, EXPENSES = 4 };

/* A fund with its claims. */
struct scene {
    struct cap_ratio ratios[RATIOS];
    struct cap_fund fund;
    struct cap_use uses[USES];
    struct cap_expense expenses[USES][EXPENSES];
    size_t count;
};

static const char *any_of(struct random *random, const char *const *words, int count)
{
    return words[random_between(random, 0, count - 1)];
}

static void scene_expenses(struct scene *scene, size_t use, struct random *random, int64_t most)
{
    static const char *const classes[] = {"travel", "travel", "registration", NULL};
    static const char *const persons[] = {"Ann", "ANN", " ann ", "Bo", "Cy", NULL};
    static const char *const conferences[] = {"Fair", "fair", "Days", NULL};
    for (int i = 0; i < EXPENSES; i++)
        scene->expenses[use][i] = (struct cap_expense){
            any_of(random, classes, 4),
            any_of(random, persons, 6),
            any_of(random, conferences, 4),
            {random_one_in(random, 4) ? 0 : random_between(random, 1, most)},
        };
}

static void scene_init(struct scene *scene, struct random *random,
                       const struct currencies *currencies)
{
    int64_t most = random_one_in(random, 2) ? INT64_MAX / 1000 : 30;
    /* Now and then all currencies go at the same rate, so that sums meet limits. */
    bool even = random_one_in(random, 2);
    scene->fund = (struct cap_fund){{0}, scene->ratios, RATIOS};
    for (int i = 0; i < RATIOS; i++) {
        struct cap_ratio *ratio = &scene->ratios[i];
        do {
            ratio->currency = currencies_any(currencies, random);
            for (int j = 0; j < i; j++)
                if (currency_equal(scene->ratios[j].currency, ratio->currency))
                    ratio->currency.code[0] = '\0';
        } while (ratio->currency.code[0] == '\0');
        ratio->coop.micros = random_between(random, random_one_in(random, 9) ? -5 : 1, most);
        ratio->coop_usd.micros = even ? ratio->coop.micros : random_between(random, 0, most);
        scene->fund.coop_usd.micros += ratio->coop_usd.micros;
    }
    scene->count = (size_t)random_between(random, 1, USES);
    for (size_t i = 0; i < scene->count; i++) {
        int64_t which = random_between(random, 0, RATIOS - 1);
        scene_expenses(scene, i, random, most);
        scene->uses[i] = (struct cap_use){
            scene->ratios[which].currency,
            {random_one_in(random, 5) ? 0 : random_between(random, 1, most)},
            scene->expenses[i],
            (size_t)random_between(random, 0, EXPENSES),
        };
    }
}

/* ---- the same by the letter ---- */

struct worth {
    struct exact usd;
    bool unknown;
};

static void worth_add(struct worth *worth, const struct scene *scene, struct currency currency,
                      struct money amount)
{
    for (size_t i = 0; amount.micros != 0 && i < RATIOS; i++) {
        const struct cap_ratio *ratio = &scene->ratios[i];
        if (!currency_equal(ratio->currency, currency))
            continue;
        if (ratio->coop.micros <= 0)
            worth->unknown = true;
        else
            exact_add(&worth->usd, amount.micros, ratio->coop_usd.micros, ratio->coop.micros);
    }
}

static bool same_name(const char *a, const char *b)
{
    struct buf left, right;
    buf_init(&left);
    buf_init(&right);
    for (; a != NULL && *a != '\0'; a++)
        if (*a != ' ')
            buf_add_char(&left, (char)(*a | 32));
    for (; b != NULL && *b != '\0'; b++)
        if (*b != ' ')
            buf_add_char(&right, (char)(*b | 32));
    bool same = strcmp(left.text, right.text) == 0;
    buf_release(&left);
    buf_release(&right);
    return same;
}

static bool is_travel(const struct cap_expense *expense)
{
    return expense->class != NULL && strcmp(expense->class, "travel") == 0;
}

static enum cap_verdict judged(const struct scene *scene, const struct cap *cap,
                               struct worth *worth)
{
    struct worth over_usd = *worth, over_share = *worth;
    if (worth->unknown)
        return CAP_NOT_COMPARED;
    exact_add(&over_usd.usd, cap->usd.micros, -1, 1);
    exact_add(&over_share.usd, scene->fund.coop_usd.micros, -cap->share.ppm, SHARE_WHOLE);
    bool exceeded = (!cap->has_usd || exact_sign(&over_usd.usd) > 0) &&
                    (!cap->has_share || exact_sign(&over_share.usd) > 0);
    return exceeded ? CAP_EXCEEDED : CAP_HELD;
}

/* about: an expense of the claim that only its person at its conference counts for. */
static enum cap_verdict expected_sum(const struct scene *scene, const struct cap *cap,
                                     const struct cap_expense *about)
{
    struct worth worth = {.unknown = false};
    bool own = false;
    exact_init(&worth.usd);
    for (size_t i = 0; i < scene->count; i++) {
        const struct cap_use *use = &scene->uses[i];
        if (cap->measure == CAP_CLAIMED) {
            worth_add(&worth, scene, use->currency, use->amount);
            own = own || (i == 0 && use->amount.micros != 0);
        }
        for (size_t j = 0; cap->measure != CAP_CLAIMED && j < use->expense_count; j++) {
            const struct cap_expense *expense = &use->expenses[j];
            if (!is_travel(expense) ||
                (about != NULL && !(same_name(expense->person, about->person) &&
                                    same_name(expense->conference, about->conference))))
                continue;
            worth_add(&worth, scene, use->currency, expense->amount);
            own = own || (i == 0 && expense->amount.micros != 0);
        }
    }
    return own ? judged(scene, cap, &worth) : CAP_HELD;
}

static enum cap_verdict expected_persons(const struct scene *scene, const struct cap *cap,
                                         const struct cap_expense *about)
{
    static const char *const names[] = {"ann", "bo", "cy"};
    int persons = 0;
    if (about->person == NULL || about->conference == NULL || about->amount.micros == 0)
        return CAP_HELD;
    for (int name = 0; name < 3; name++) {
        bool there = false;
        for (size_t i = 0; i < scene->count; i++)
            for (size_t j = 0; j < scene->uses[i].expense_count; j++) {
                const struct cap_expense *expense = &scene->expenses[i][j];
                there = there || (expense->amount.micros != 0 && expense->person != NULL &&
                                  same_name(expense->person, names[name]) &&
                                  same_name(expense->conference, about->conference));
            }
        persons += there;
    }
    return persons > cap->persons ? CAP_EXCEEDED : CAP_HELD;
}

static enum cap_verdict expected(const struct scene *scene, const struct cap *cap)
{
    enum cap_verdict worst = CAP_HELD;
    if (cap->measure == CAP_CLAIMED || cap->measure == CAP_TRAVEL)
        return expected_sum(scene, cap, NULL);
    for (size_t i = 0; i < scene->uses[0].expense_count; i++) {
        const struct cap_expense *about = &scene->expenses[0][i];
        if (cap->measure == CAP_TRAVEL_OF_PERSON && !is_travel(about))
            continue;
        enum cap_verdict verdict = cap->measure == CAP_TRAVEL_OF_PERSON
                                       ? expected_sum(scene, cap, about)
                                       : expected_persons(scene, cap, about);
        if (verdict == CAP_EXCEEDED || (verdict == CAP_NOT_COMPARED && worst == CAP_HELD))
            worst = verdict;
    }
    return worst;
}

/* ---- comparing ---- */

static struct cap any_cap(struct random *random, const struct scene *scene)
{
    struct cap cap = {.measure = (enum cap_measure)random_between(random, CAP_CLAIMED,
                                                                  CAP_PERSONS_OF_CONFERENCE)};
    int64_t most = scene->fund.coop_usd.micros > 0 ? scene->fund.coop_usd.micros : 1;
    cap.persons = (int)random_between(random, 1, 3);
    cap.has_usd = random_one_in(random, 2);
    cap.has_share = !cap.has_usd || random_one_in(random, 2);
    if (cap.has_usd)
        cap.usd.micros = random_between(random, 1, most);
    if (cap.has_share)
        cap.share.ppm = (int32_t)random_between(random, 1, SHARE_WHOLE);
    return cap;
}

/* Now and then the limit is what is claimed, where that is a whole number. */
static void meet(struct cap *cap, const struct scene *scene)
{
    int64_t sum = 0;
    for (size_t i = 0; i < scene->count; i++)
        if (__builtin_add_overflow(sum, scene->uses[i].amount.micros, &sum))
            return;
    if (sum == 0)
        return;
    *cap = (struct cap){.measure = CAP_CLAIMED, .has_usd = true, .usd = {sum}};
}

static void cap__compare__is_the_rule_by_the_letter(void **state)
{
    (void)state;
    struct random random;
    struct currencies currencies;
    int seen[3] = {0};
    random_init(&random);
    currencies_init(&currencies);
    for (int i = rounds(4000); i > 0; i--) {
        struct scene scene;
        struct buf about;
        struct money limit;
        buf_init(&about);
        scene_init(&scene, &random, &currencies);
        struct cap cap = any_cap(&random, &scene);
        if (random_one_in(&random, 3))
            meet(&cap, &scene);
        enum cap_verdict verdict =
            cap_compare(&cap, &scene.fund, scene.uses, scene.count, &about, &limit);
        assert_int_equal(verdict, expected(&scene, &cap));
        assert_false(about.failed);
        if (verdict == CAP_HELD)
            assert_text_equal(about.text, "");
        seen[verdict]++;
        /* What others than the first claim are, and in which order, is the same. */
        if (scene.count > 2) {
            struct cap_use last = scene.uses[scene.count - 1];
            scene.uses[scene.count - 1] = scene.uses[1];
            scene.uses[1] = last;
            assert_int_equal(
                cap_compare(&cap, &scene.fund, scene.uses, scene.count, &about, &limit), verdict);
        }
        buf_release(&about);
    }
    print_message("%d held, %d exceeded, %d not compared\n", seen[CAP_HELD], seen[CAP_EXCEEDED],
                  seen[CAP_NOT_COMPARED]);
}

static void cap__text__is_read_back_as_it_was(void **state)
{
    (void)state;
    struct random random;
    random_init(&random);
    for (int i = rounds(20000); i > 0; i--) {
        struct scene scene = {.fund = {.coop_usd = {INT64_MAX}}};
        struct cap cap = any_cap(&random, &scene), back;
        struct buf text, again;
        cap.usd.micros -= cap.usd.micros % 10000; /* cents */
        if (cap.has_usd && cap.usd.micros == 0)
            cap.usd.micros = 10000;
        buf_init(&text);
        buf_init(&again);
        cap_add_text(&text, &cap);
        assert_true(cap_parse(text.text, &back));
        assert_int_equal(back.measure, cap.measure);
        if (cap.measure == CAP_PERSONS_OF_CONFERENCE) {
            assert_int_equal(back.persons, cap.persons);
        } else {
            assert_int_equal(back.has_usd, cap.has_usd);
            assert_int_equal(back.has_share, cap.has_share);
            assert_money_equal(back.usd, cap.usd.micros);
            assert_int_equal(back.share.ppm, cap.share.ppm);
        }
        cap_add_text(&again, &back);
        assert_text_equal(again.text, text.text);
        buf_release(&text);
        buf_release(&again);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cap__compare__is_the_rule_by_the_letter),
        cmocka_unit_test(cap__text__is_read_back_as_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
