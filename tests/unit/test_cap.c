/* SPDX-License-Identifier: MIT */
#include "model/cap.h"

#include <string.h>

#include "support/support.h"

/* ---- expressions ---- */

static void cap__parse__reads_every_form(void **state)
{
    (void)state;
    const struct {
        const char *text;
        enum cap_measure measure;
        int64_t usd; /* micros; 0: none */
        int32_t ppm; /* 0: none */
        int persons;
    } cases[] = {
        {"usd 18750", CAP_CLAIMED, 18750000000, 0, 0},
        {"usd 0.50", CAP_CLAIMED, 500000, 0, 0},
        {"25% of co-op", CAP_CLAIMED, 0, 250000, 0},
        {"0.0001% of co-op", CAP_CLAIMED, 0, 1, 0},
        {"greater of 10% of co-op and usd 3000", CAP_CLAIMED, 3000000000, 100000, 0},
        {"usd 5000 travel per person and conference", CAP_TRAVEL_OF_PERSON, 5000000000, 0, 0},
        {"usd 45000 travel", CAP_TRAVEL, 45000000000, 0, 0},
        {"12.5% of co-op travel", CAP_TRAVEL, 0, 125000, 0},
        {"3 persons per conference", CAP_PERSONS_OF_CONFERENCE, 0, 0, 3},
        {"1 person per conference", CAP_PERSONS_OF_CONFERENCE, 0, 0, 1},
        {"none", CAP_NONE, 0, 0, 0},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct cap cap;
        struct buf text;
        buf_init(&text);
        assert_true(cap_parse(cases[i].text, &cap));
        assert_int_equal(cap.measure, cases[i].measure);
        assert_int_equal(cap.has_usd, cases[i].usd != 0);
        assert_int_equal(cap.has_share, cases[i].ppm != 0);
        if (cap.has_usd)
            assert_money_equal(cap.usd, cases[i].usd);
        if (cap.has_share)
            assert_int_equal(cap.share.ppm, cases[i].ppm);
        assert_int_equal(cap.persons, cases[i].persons);
        cap_add_text(&text, &cap);
        assert_text_equal(text.text, cases[i].text);
        buf_release(&text);
    }
}

static void cap__parse__takes_any_case_blanks_and_order(void **state)
{
    (void)state;
    const char *const same[] = {"GREATER OF USD 3000.00 AND 10.0% OF CO-OP",
                                "  greater  of 10% of   co-op and usd 3000 "};
    for (size_t i = 0; i < sizeof(same) / sizeof(same[0]); i++) {
        struct cap cap;
        struct buf text;
        buf_init(&text);
        assert_true(cap_parse(same[i], &cap));
        cap_add_text(&text, &cap);
        assert_text_equal(text.text, "greater of 10% of co-op and usd 3000");
        buf_release(&text);
    }
}

static void cap__parse__refuses_anything_else(void **state)
{
    (void)state;
    const char *const wrong[] = {
        "",
        " ",
        "usd",
        "usd 0",
        "usd -5",
        "usd 1.005",
        "usd 18,750",
        "usd 9999999999999999",
        "eur 5",
        "18750",
        "25%",
        "25 % of co-op",
        "0% of co-op",
        "100.1% of co-op",
        "-5% of co-op",
        "25% of rebate",
        "0.00001% of co-op",
        "greater of usd 5 and usd 6",
        "greater of 5% of co-op and 6% of co-op",
        "greater of usd 5",
        "usd 5 and usd 6",
        "usd 5 travel per person",
        "usd 5 flights",
        "0 persons per conference",
        "1.5 persons per conference",
        "99999999999 persons per conference",
        "3 persons",
        "none at all",
        "nonesuch",
    };
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        struct cap cap = {.persons = 77};
        if (cap_parse(wrong[i], &cap))
            fail_msg("'%s' was read", wrong[i]);
        assert_int_equal(cap.persons, 77);
    }
}

/* ---- comparing ---- */

static const struct currency eur = {"EUR"}, jpy = {"JPY"};

/* A fund of USD 10,000 and EUR 1,000 worth USD 1,100; nothing in JPY. */
static const struct cap_ratio ratios[] = {
    {{"USD"}, {10000000000}, {10000000000}},
    {{"EUR"}, {1000000000}, {1100000000}},
    {{"JPY"}, {0}, {0}},
};
static const struct cap_fund fund = {{11100000000}, ratios, 3};

static struct cap cap_of(const char *text)
{
    struct cap cap;
    assert_true(cap_parse(text, &cap));
    return cap;
}

static enum cap_verdict compare(const char *cap_text, const struct cap_use *uses, size_t count,
                                const char *about, int64_t limit)
{
    struct cap cap = cap_of(cap_text);
    struct buf text;
    struct money usd = {-7};
    buf_init(&text);
    enum cap_verdict verdict = cap_compare(&cap, &fund, uses, count, &text, &usd);
    assert_text_equal(text.text, about);
    assert_money_equal(usd, limit);
    buf_release(&text);
    return verdict;
}

static struct cap_use claim_of(struct currency currency, int64_t micros)
{
    return (struct cap_use){.currency = currency, .amount = {micros}};
}

static void cap__compare__counts_all_claims_in_usd_and_equal_passes(void **state)
{
    (void)state;
    /* EUR 500 are worth USD 550. */
    const struct cap_use equal[] = {claim_of(eur, 500000000), claim_of(currency_usd, 450000000)};
    const struct cap_use over[] = {claim_of(eur, 500000000), claim_of(currency_usd, 450000001)};
    assert_int_equal(compare("usd 1000", equal, 2, "", 1000000000), CAP_HELD);
    assert_int_equal(compare("usd 1000", over, 2, "", 1000000000), CAP_EXCEEDED);
    /* a micro of a euro is worth 1.1 micros of a dollar */
    const struct cap_use close[] = {claim_of(eur, 909090909)},
                         beyond[] = {claim_of(eur, 909090910)};
    assert_int_equal(compare("usd 1000", close, 1, "", 1000000000), CAP_HELD);
    assert_int_equal(compare("usd 1000", beyond, 1, "", 1000000000), CAP_EXCEEDED);
}

static void cap__compare__takes_shares_of_the_whole_fund(void **state)
{
    (void)state;
    const struct cap_use equal[] = {claim_of(currency_usd, 2775000000)};
    const struct cap_use over[] = {claim_of(currency_usd, 2775000001)};
    assert_int_equal(compare("25% of co-op", equal, 1, "", 2775000000), CAP_HELD);
    assert_int_equal(compare("25% of co-op", over, 1, "", 2775000000), CAP_EXCEEDED);
    /* the greater of both */
    const struct cap_use between[] = {claim_of(currency_usd, 2000000000)};
    assert_int_equal(compare("greater of 10% of co-op and usd 3000", between, 1, "", 3000000000),
                     CAP_HELD);
    assert_int_equal(compare("greater of 10% of co-op and usd 1000", between, 1, "", 1110000000),
                     CAP_EXCEEDED);
    /* 0.0001 % are USD 0.0111: the limit is told to the cent and compared as it is */
    const struct cap_use tiny[] = {claim_of(currency_usd, 11100)};
    assert_int_equal(compare("0.0001% of co-op", tiny, 1, "", 10000), CAP_HELD);
}

static void cap__compare__does_not_compare_where_a_currency_has_no_coop(void **state)
{
    (void)state;
    const struct cap_use other[] = {claim_of(currency_usd, 5000000), claim_of(jpy, 1000000)};
    assert_int_equal(compare("usd 1", other, 2, "JPY", 1000000), CAP_NOT_COMPARED);
    /* nothing of it is used */
    const struct cap_use none[] = {claim_of(currency_usd, 5000000), claim_of(jpy, 0)};
    assert_int_equal(compare("usd 1", none, 2, "", 1000000), CAP_EXCEEDED);
}

static void cap__compare__holds_for_a_claim_that_uses_nothing(void **state)
{
    (void)state;
    const struct cap_use nothing[] = {claim_of(currency_usd, 0), claim_of(currency_usd, 9000000)};
    assert_int_equal(compare("usd 1", nothing, 2, "", 1000000), CAP_HELD);
    assert_int_equal(compare("none", nothing + 1, 1, "", -7), CAP_HELD);
}

#define TRAVEL(person, conference, micros) \
    {                                      \
        "travel", person, conference,      \
        {                                  \
            micros                         \
        }                                  \
    }

static void cap__compare__sums_travel_by_person_and_conference(void **state)
{
    (void)state;
    const struct cap_expense own[] = {
        TRAVEL("Ann Lee", "Contoso Fair", 3000000000),
        TRAVEL("Bo", "Contoso Fair", 5000000000),
        {"registration", "ann lee", "contoso fair", {9000000000}},
    };
    const struct cap_expense other[] = {
        TRAVEL("ANN LEE ", " contoso fair", 2000000000),
        TRAVEL("Cy", "Contoso Fair", 9000000000), /* not the matter of this claim */
    };
    struct cap_use uses[] = {
        {currency_usd, {1000000}, own, 3},
        {currency_usd, {1000000}, other, 2},
    };
    const char *cap = "usd 5000 travel per person and conference";
    assert_int_equal(compare(cap, uses, 2, "", 5000000000), CAP_HELD);
    assert_int_equal(compare("usd 4999.99 travel per person and conference", uses, 2,
                             "Ann Lee at Contoso Fair", 4999990000),
                     CAP_EXCEEDED);
    assert_int_equal(compare("usd 19000 travel", uses, 2, "", 19000000000), CAP_HELD);
    assert_int_equal(compare("usd 18999.99 travel", uses, 2, "", 18999990000), CAP_EXCEEDED);
    /* EUR travel is converted; that of a currency without co-op cannot be */
    uses[1].currency = eur;
    assert_int_equal(compare(cap, uses, 2, "Ann Lee at Contoso Fair", 5000000000), CAP_EXCEEDED);
    uses[1].currency = jpy;
    assert_int_equal(compare(cap, uses, 2, "JPY", 5000000000), CAP_NOT_COMPARED);
    uses[1].expense_count = 0;
    assert_int_equal(compare("usd 18000 travel", uses, 2, "", 18000000000), CAP_HELD);
}

static void cap__compare__takes_unnamed_travel_as_that_of_one_person(void **state)
{
    (void)state;
    const struct cap_expense own[] = {TRAVEL(NULL, NULL, 3000000000), TRAVEL(NULL, NULL, 1)};
    const struct cap_use uses[] = {{currency_usd, {1000000}, own, 2}};
    assert_int_equal(compare("usd 3000 travel per person and conference", uses, 1,
                             "an unnamed person at an unnamed conference", 3000000000),
                     CAP_EXCEEDED);
}

static void cap__compare__counts_the_people_of_a_conference(void **state)
{
    (void)state;
    const struct cap_expense own[] = {
        {"registration", "Ann", "Contoso Fair", {1000000}},
        TRAVEL("ann", "CONTOSO FAIR", 1000000),
        {"registration", NULL, "Contoso Fair", {1000000}},
        {"registration", "Dee", "Fabrikam Days", {1000000}},
    };
    const struct cap_expense other[] = {
        {NULL, "Bo", "Contoso Fair", {1000000}},
        {"registration", "Cy", "Contoso Fair", {1000000}},
        {"registration", "Eve", "Contoso Fair", {0}}, /* refused: nothing of it counts */
    };
    const struct cap_use uses[] = {
        {currency_usd, {1000000}, own, 4},
        {currency_usd, {1000000}, other, 3},
    };
    assert_int_equal(compare("3 persons per conference", uses, 2, "", -7), CAP_HELD);
    assert_int_equal(compare("2 persons per conference", uses, 2, "Contoso Fair", -7),
                     CAP_EXCEEDED);
    assert_int_equal(compare("1 person per conference", uses, 1, "", -7), CAP_HELD);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cap__parse__reads_every_form),
        cmocka_unit_test(cap__parse__takes_any_case_blanks_and_order),
        cmocka_unit_test(cap__parse__refuses_anything_else),
        cmocka_unit_test(cap__compare__counts_all_claims_in_usd_and_equal_passes),
        cmocka_unit_test(cap__compare__takes_shares_of_the_whole_fund),
        cmocka_unit_test(cap__compare__does_not_compare_where_a_currency_has_no_coop),
        cmocka_unit_test(cap__compare__holds_for_a_claim_that_uses_nothing),
        cmocka_unit_test(cap__compare__sums_travel_by_person_and_conference),
        cmocka_unit_test(cap__compare__takes_unnamed_travel_as_that_of_one_person),
        cmocka_unit_test(cap__compare__counts_the_people_of_a_conference),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
