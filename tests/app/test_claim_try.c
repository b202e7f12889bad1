/* SPDX-License-Identifier: MIT */
/* A claim as it would stand, and that nothing is written for it. */
#include "app/claim_try.h"

#include <string.h>

#include "support/office.h"
#include "support/told.h"

/* The fund hosting L1 FY26H2 has USD 1,000 of co-op; claims go in from 16 August 2026 to
 * 15 February 2027. */
static const char claims[] = "C-OTHER hosting L1 FY26H2\n"
                             "2026-08-17 created currency=USD amount=150 title=Offer activity=MD04 "
                             "start=2026-08-01 end=2026-08-10\n"
                             "2026-08-20 submitted\n"
                             "\n"
                             "C-ASKED hosting L1 FY26H2\n"
                             "2026-08-17 created currency=USD amount=500 title=Fair activity=MD04 "
                             "start=2026-08-01 end=2026-08-10\n"
                             "2026-08-21 submitted\n"
                             "2026-08-24 status status=action-required\n"
                             "\n"
                             "C-DRAFT hosting L1 FY26H2\n"
                             "2026-08-18 created currency=USD amount=40 title=Draft activity=MD04 "
                             "start=2026-08-01 end=2026-08-10\n";

static int setup(void **state)
{
    if (office_setup(state) != 0)
        return -1;
    struct desk *desk = *state;
    const struct program_change none = {
        .threshold = "none", .has_from = true, .from = day_of("2026-01-01")};
    struct app *app = office_open(desk, NULL, NULL);
    assert_rc(app_program_set(app, "hosting", &none, desk_err(desk)), RC_OK, &desk->err);
    app_close(app);
    told_keep(desk, claims);
    return 0;
}

static struct claim_trial try_it(struct desk *desk, struct app *app, const char *id,
                                 const struct claim_form *form)
{
    struct claim_trial trial = {0};
    const struct claim_ref ref = {.id = id};
    assert_rc(app_claim_try(app, &ref, form, &trial, desk_err(desk)), RC_OK, &desk->err);
    return trial;
}

static bool finds(const struct claim_trial *trial, const char *code)
{
    for (size_t i = 0; i < trial->verdict.findings.count; i++)
        if (strcmp(trial->verdict.findings.items[i].code, code) == 0)
            return true;
    return false;
}

static void try__a_draft__leaves_what_the_others_leave(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, "2026-09-01");
    struct claim_trial trial = try_it(desk, app, "C-DRAFT", &(struct claim_form){0});
    assert_money_equal(trial.room.free, 350 * MONEY_MICROS);
    assert_money_equal(trial.room.after, 310 * MONEY_MICROS);
    assert_int_equal(trial.room.days_left, 167);
    assert_false(finds(&trial, "exceeds-remaining"));
    claim_trial_release(&trial);
    trial = try_it(desk, app, "c-draft", &(struct claim_form){.amount = "350.01"});
    assert_money_equal(trial.claim->amount, 350010000);
    assert_money_equal(trial.room.after, -10000);
    assert_true(finds(&trial, "exceeds-remaining"));
    claim_trial_release(&trial);
    app_close(app);
}

/* The book counts the claim as it is: what the others leave does not hang on what is
 * typed. */
static void try__a_claim_that_counts__is_not_counted_twice(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, "2026-09-01");
    static const char *const amounts[] = {NULL, "500", "1", "850", "900"};
    for (size_t i = 0; i < sizeof(amounts) / sizeof(amounts[0]); i++) {
        struct claim_trial trial =
            try_it(desk, app, "C-ASKED", &(struct claim_form){.amount = amounts[i]});
        assert_money_equal(trial.room.free, 850 * MONEY_MICROS);
        assert_int_equal(finds(&trial, "exceeds-remaining"), i == 4);
        claim_trial_release(&trial);
    }
    /* In a currency that the fund does not have nothing is left. */
    struct claim_trial trial =
        try_it(desk, app, "C-ASKED", &(struct claim_form){.currency = "EUR"});
    assert_false(trial.room.has_fund);
    assert_true(finds(&trial, "currency-not-in-fund"));
    claim_trial_release(&trial);
    app_close(app);
}

/* 25 % of 1,000: the others have claimed 650 of the same activity. */
static void try__tells_what_is_left_of_the_cap(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, "2026-09-01");
    struct claim_trial trial = try_it(desk, app, "C-DRAFT", &(struct claim_form){0});
    assert_int_equal(trial.room.cap_count, 1);
    const struct claim_cap *cap = &trial.room.caps[0];
    assert_true(cap->has_room);
    assert_int_equal(cap->verdict, CAP_EXCEEDED);
    assert_text_equal(cap->room.currency.code, "USD");
    assert_money_equal(cap->room.limit, 250 * MONEY_MICROS);
    assert_money_equal(cap->room.used, 650 * MONEY_MICROS);
    assert_money_equal(cap->room.left, -440 * MONEY_MICROS);
    assert_true(finds(&trial, "cap-exceeded"));
    claim_trial_release(&trial);
    app_close(app);
}

static void try__a_claim_that_is_not_there_yet__needs_only_its_fund(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, "2026-09-01");
    struct claim_form form = {.program = "hosting", .location = "L1", .period = "FY26H2"};
    struct claim_trial trial = try_it(desk, app, NULL, &form);
    assert_money_equal(trial.room.free, 350 * MONEY_MICROS);
    assert_int_equal(trial.room.cap_count, 0);
    assert_null(trial.activity);
    assert_text_equal(trial.claim->currency.code, "USD");
    assert_false(finds(&trial, "activity-outside-usage"));
    claim_trial_release(&trial);
    form.activity = "md04";
    form.amount = "100";
    form.start = "2026-06-30";
    form.end = "2026-07-02";
    trial = try_it(desk, app, NULL, &form);
    assert_text_equal(trial.activity->code, "MD04");
    assert_true(finds(&trial, "activity-outside-usage"));
    assert_money_equal(trial.room.after, 250 * MONEY_MICROS);
    claim_trial_release(&trial);
    form.start = "2026-07-03";
    const struct claim_ref none = {0};
    assert_rc(app_claim_try(app, &none, &form, &trial, desk_err(desk)), RC_RULE, &desk->err);
    form.program = "no-such";
    assert_rc(app_claim_try(app, &none, &form, &trial, desk_err(desk)), RC_RULE, &desk->err);
    app_close(app);
}

static void try__refuses_what_set_refuses(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, "2026-09-01");
    struct claim_trial trial;
    const struct claim_ref draft = {.id = "C-DRAFT"};
    const struct {
        struct claim_form form;
        enum rc rc;
    } cases[] = {
        {{.amount = "-1"}, RC_USAGE},    {{.amount = "1.005"}, RC_USAGE},
        {{.start = "soon"}, RC_USAGE},   {{.end = "2026-07-31"}, RC_RULE},
        {{.activity = "XX99"}, RC_RULE}, {{.currency = "XXQ"}, RC_USAGE},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        assert_rc(app_claim_try(app, &draft, &cases[i].form, &trial, desk_err(desk)), cases[i].rc,
                  &desk->err);
    /* A claim outside one's scope is as unknown as another. */
    office_become(app, "sam");
    const struct claim_ref unknown = {.id = "C-NONE"};
    assert_rc(app_claim_try(app, &unknown, &(struct claim_form){0}, &trial, desk_err(desk)),
              RC_RULE, &desk->err);
    app_close(app);
}

static void try__writes_nothing(void **state)
{
    struct desk *desk = *state;
    char *before = raw_dump(desk->path, DUMP_ALL);
    struct app *app = office_open(desk, "uma", "2026-09-01");
    struct claim_trial trial =
        try_it(desk, app, "C-DRAFT",
               &(struct claim_form){.amount = "77", .title = "X", .owner = "nobody"});
    assert_text_equal(trial.claim->title, "X");
    claim_trial_release(&trial);
    app_close(app);
    assert_same_dump(raw_dump(desk->path, DUMP_ALL), before);
}

int main(void)
{
#define IN_OFFICE(test) cmocka_unit_test_setup_teardown(test, setup, desk_teardown)
    const struct CMUnitTest tests[] = {
        IN_OFFICE(try__a_draft__leaves_what_the_others_leave),
        IN_OFFICE(try__a_claim_that_counts__is_not_counted_twice),
        IN_OFFICE(try__tells_what_is_left_of_the_cap),
        IN_OFFICE(try__a_claim_that_is_not_there_yet__needs_only_its_fund),
        IN_OFFICE(try__refuses_what_set_refuses),
        IN_OFFICE(try__writes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
