/* SPDX-License-Identifier: MIT */
/* Payments, and what a reviewer made of a claim: the functions of claim_course.h that
 * record, what they refuse, and what an undo gives back. */
#include "app/claim_course.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/funds.h"
#include "app/history.h"
#include "support/office.h"
#include "support/told.h"

static const char today[] = "2026-10-01";

/* Sam sees L1 alone. P-BOTH is one payment for a claim of each location. */
static const char claims[] =
    "C-ONE hosting L1 FY26H2\n"
    "2026-07-10 created currency=USD title=One activity=DG01 amount=100 start=2026-07-15 "
    "end=2026-08-20\n"
    "2026-08-20 submitted\n"
    "2026-08-21 status status=approved amount=90\n"
    "\n"
    "C-TWO hosting L1 FY26H2\n"
    "2026-07-10 created currency=EUR title=Two activity=DG01 amount=100 start=2026-07-15 "
    "end=2026-08-20\n"
    "2026-08-20 submitted\n"
    "2026-08-21 status status=approved amount=80\n"
    "\n"
    "C-SENT hosting L1 FY26H2\n"
    "2026-07-10 created currency=USD title=Sent activity=DG01 amount=100 start=2026-07-15 "
    "end=2026-08-20\n"
    "2026-08-20 submitted\n"
    "\n"
    "C-NEAR hosting L1 FY26H2\n"
    "2026-07-10 created currency=USD title=Near activity=DG01 amount=100 start=2026-07-15 "
    "end=2026-08-20\n"
    "2026-08-20 submitted\n"
    "2026-08-21 status status=approved amount=100\n"
    "\n"
    "C-FAR hosting L2 FY26H2\n"
    "2026-07-10 created currency=USD title=Far activity=DG01 amount=700 start=2026-07-15 "
    "end=2026-08-20\n"
    "2026-08-20 submitted\n"
    "2026-08-21 status status=approved amount=654\n";

static int setup(void **state)
{
    if (office_setup(state) != 0)
        return -1;
    struct desk *desk = *state;
    told_keep(desk, claims);
    return 0;
}

static void refused(struct desk *desk, enum rc is, enum rc should, const char *words)
{
    assert_rc(is, should, &desk->err);
    if (strstr(desk->err.text, words) == NULL)
        fail_msg("'%s' does not say '%s'", desk->err.text, words);
}

static void undo(struct desk *desk, struct app *app)
{
    struct journal_entry entry = {0};
    assert_rc(app_undo(app, 0, &entry, desk_err(desk)), RC_OK, &desk->err);
    journal_entry_release(&entry);
}

static struct claim_sight look(struct desk *desk, struct app *app, const char *id)
{
    struct claim_sight sight = {0};
    assert_rc(app_claim_show(app, id, &sight, desk_err(desk)), RC_OK, &desk->err);
    return sight;
}

static void assert_paid(struct desk *desk, struct app *app, const char *id,
                        enum claim_status status, int64_t paid)
{
    struct claim_sight sight = look(desk, app, id);
    assert_int_equal(sight.claim.status, status);
    assert_money_equal(sight.claim.paid, paid);
    claim_sight_release(&sight);
}

/* "id amount currency claim covers" of each line. */
static enum rc add_line(void *context, const struct payment_line *line, struct err *err)
{
    char amount[MONEY_TEXT_SIZE], covers[MONEY_TEXT_SIZE];
    const struct claim_payment *payment = line->payment;
    (void)err;
    buf_addf(context, "%s %s %s %s%s\n", money_print(payment->amount, payment->currency, amount),
             payment->currency.code, line->claim->head->id,
             payment->settles ? money_print(payment->covers, line->claim->currency, covers) : "-",
             payment->voided ? " void" : "");
    return RC_OK;
}

static void assert_listed(struct desk *desk, struct app *app, const char *expected)
{
    struct buf lines;
    buf_init(&lines);
    assert_rc(app_payment_list(app, add_line, &lines, desk_err(desk)), RC_OK, &desk->err);
    assert_text_equal(lines.text, expected);
    buf_release(&lines);
}

static enum rc pay(struct desk *desk, struct app *app, const char *amount, const char *one,
                   const char *other, char ret[CLAIM_ID_MAX])
{
    const char *claims_of_it[] = {one, other};
    const struct payment_form form = {.amount = amount,
                                      .currency = "USD",
                                      .reference = "R-1",
                                      .claims = claims_of_it,
                                      .claim_count = other != NULL ? 2 : 1};
    return app_payment_add(app, &form, ret, desk_err(desk));
}

/* ---- one payment for several claims -------------------------------------------------------- */

static void payment_add__settles_several_claims__in_one_change(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, today);
    char id[CLAIM_ID_MAX];
    assert_rc(pay(desk, app, "150", "C-ONE=90", "C-NEAR=60", id), RC_OK, &desk->err);
    assert_non_null(strstr(app_done(app), "150.00 USD for 2 claims"));
    assert_paid(desk, app, "C-ONE", CLAIM_PAID, 90000000);
    assert_paid(desk, app, "C-NEAR", CLAIM_PAID, 60000000);
    assert_listed(desk, app, "150.00 USD C-NEAR 60.00\n150.00 USD C-ONE 90.00\n");
    undo(desk, app);
    assert_paid(desk, app, "C-ONE", CLAIM_APPROVED, 0);
    assert_paid(desk, app, "C-NEAR", CLAIM_APPROVED, 0);
    assert_listed(desk, app, "");
    /* In another currency it is never converted. */
    assert_rc(pay(desk, app, "150", "C-ONE=90", "C-TWO=55", id), RC_OK, &desk->err);
    assert_paid(desk, app, "C-TWO", CLAIM_PAID, 55000000);
    app_close(app);
}

static void payment_add__refuses__what_does_not_add_up(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, today);
    char id[CLAIM_ID_MAX], *before = raw_dump(desk->path, DUMP_ALL);
    refused(desk, pay(desk, app, "150", "C-ONE=90", "C-NEAR=59", id), RC_RULE, "149.00");
    refused(desk, pay(desk, app, "150", "C-ONE=90", "C-ONE=60", id), RC_USAGE, "twice");
    refused(desk, pay(desk, app, "90", "C-SENT=90", NULL, id), RC_RULE, "C-SENT");
    refused(desk, pay(desk, app, "90", "C-NOWHERE=90", NULL, id), RC_RULE, "C-NOWHERE");
    refused(desk, pay(desk, app, "90", "C-ONE", NULL, id), RC_USAGE, "ID=AMOUNT");
    refused(desk, pay(desk, app, "90", "C-ONE=-5", NULL, id), RC_USAGE, "--claim");
    refused(desk, pay(desk, app, "0", "C-ONE=1", NULL, id), RC_USAGE, "--amount");
    refused(desk, pay(desk, app, NULL, "C-ONE=1", NULL, id), RC_USAGE, "--amount: it is missing");
    const struct payment_form none = {.amount = "1", .currency = "USD"};
    refused(desk, app_payment_add(app, &none, id, desk_err(desk)), RC_USAGE, "--claim");
    assert_same_dump(raw_dump(desk->path, DUMP_ALL), before);
    app_close(app);
}

static void payment_void__counts_from_its_day_on__and_can_be_taken_back(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, today);
    char id[CLAIM_ID_MAX], told[CLAIM_ID_MAX];
    assert_rc(pay(desk, app, "150", "C-ONE=90", "C-NEAR=60", id), RC_OK, &desk->err);
    app_look_at(app, day_of("2026-10-05"));
    refused(desk, app_payment_void(app, id, "", told, desk_err(desk)), RC_USAGE, "--reason");
    assert_rc(app_payment_void(app, id, "booked twice", told, desk_err(desk)), RC_OK, &desk->err);
    assert_text_equal(told, id);
    assert_paid(desk, app, "C-ONE", CLAIM_APPROVED, 0);
    assert_paid(desk, app, "C-NEAR", CLAIM_APPROVED, 0);
    refused(desk, app_payment_void(app, id, "again", told, desk_err(desk)), RC_RULE, "void");
    app_look_at(app, day_of("2026-10-04"));
    assert_paid(desk, app, "C-ONE", CLAIM_PAID, 90000000);
    app_look_at(app, day_of("2026-10-05"));
    undo(desk, app);
    assert_paid(desk, app, "C-ONE", CLAIM_PAID, 90000000);
    app_close(app);
}

/* ---- a member with limits ------------------------------------------------------------------ */

static enum rc add_step(void *context, const struct explain_step *step, struct err *err)
{
    char amount[MONEY_TEXT_SIZE];
    (void)err;
    if (step->has_amount)
        buf_addf(context, "%s %s\n", money_print(step->amount, step->currency, amount),
                 step->detail);
    return RC_OK;
}

/* All that a member can see of a claim and of its payments, as text. */
static void seen_by(struct desk *desk, struct app *app, const char *id, struct buf *ret)
{
    struct claim_sight sight = look(desk, app, id);
    for (size_t i = 0; i < sight.claim.payment_count; i++)
        buf_addf(ret, "%lld %s\n", (long long)sight.claim.payments[i].amount.micros,
                 sight.claim.payments[i].currency.code);
    for (size_t i = 0; i < sight.history.count; i++)
        for (size_t j = 0; j < sight.history.entries[i].value_count; j++)
            buf_addf(ret, "%lld\n", (long long)sight.history.entries[i].values[j].number);
    claim_sight_release(&sight);
    assert_rc(app_payment_list(app, add_line, ret, desk_err(desk)), RC_OK, &desk->err);
    struct claim_ref since = {.id = id, .if_revision = 1};
    struct claim_form form = {.title = "Other"};
    char told[CLAIM_ID_MAX];
    assert_true(app_claim_set(app, &since, &form, told, desk_err(desk)) != RC_OK);
    buf_add(ret, desk->err.text);
    const struct explain_request explain = {.program = "hosting",
                                            .location = "L1",
                                            .period = period_named("FY26H2"),
                                            .has_currency = true,
                                            .currency = currency_usd,
                                            .has_since = true,
                                            .since = day_of("2020-01-01")};
    assert_rc(app_explain(app, &explain, add_step, ret, desk_err(desk)), RC_OK, &desk->err);
    assert_false(ret->failed);
}

static void payments__of_two_scopes__show_the_part_that_lies_inside(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, today);
    char id[CLAIM_ID_MAX], told[CLAIM_ID_MAX];
    struct buf seen;
    buf_init(&seen);
    assert_rc(pay(desk, app, "754", "C-NEAR=100", "C-FAR=654", id), RC_OK, &desk->err);
    assert_listed(desk, app, "754.00 USD C-FAR 654.00\n754.00 USD C-NEAR 100.00\n");
    seen_by(desk, app, "C-NEAR", &seen);
    assert_non_null(strstr(seen.text, "754")); /* the test looks where it is told */
    buf_clear(&seen);

    office_become(app, "sam");
    assert_listed(desk, app, "100.00 USD C-NEAR 100.00\n");
    seen_by(desk, app, "C-NEAR", &seen);
    if (strstr(seen.text, "754") != NULL || strstr(seen.text, "654") != NULL)
        fail_msg("sam is told of the other claim's part:\n%s", seen.text);
    /* It can only go as a whole, so it is as unknown as another. */
    char *before = raw_dump(desk->path, DUMP_ALL);
    refused(desk, app_payment_void(app, id, "wrong", told, desk_err(desk)), RC_RULE,
            "the book does not know it");
    refused(desk, pay(desk, app, "20", "C-ONE=10", "C-FAR=10", told), RC_RULE, "C-FAR");
    assert_same_dump(raw_dump(desk->path, DUMP_ALL), before);
    /* His own he may void. */
    assert_rc(pay(desk, app, "90", "C-ONE=90", NULL, id), RC_OK, &desk->err);
    assert_rc(app_payment_void(app, id, "wrong", told, desk_err(desk)), RC_OK, &desk->err);
    buf_release(&seen);
    app_close(app);
}

/* ---- recording ----------------------------------------------------------------------------- */

static void record__tells_the_log_of_money(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, today);
    const struct claim_ref sent = {.id = "C-SENT"}, two = {.id = "C-TWO"};
    struct record_form form = {.status = "approved", .amount = "95.50", .date = "2026-09-30"};
    char id[CLAIM_ID_MAX];
    assert_rc(app_claim_record(app, &sent, &form, id, desk_err(desk)), RC_OK, &desk->err);
    assert_text_equal(app_done(app), "C-SENT: approved 95.50 USD, 2026-09-30");
    form = (struct record_form){.status = "paid"};
    assert_rc(app_claim_record(app, &sent, &form, id, desk_err(desk)), RC_OK, &desk->err);
    assert_text_equal(app_done(app), "C-SENT: paid 95.50 USD, 2026-10-01");
    form =
        (struct record_form){.status = "paid", .amount = "60", .currency = "USD", .covers = "55"};
    assert_rc(app_claim_record(app, &two, &form, id, desk_err(desk)), RC_OK, &desk->err);
    assert_text_equal(app_done(app), "C-TWO: paid 60.00 USD, 2026-10-01");
    app_close(app);
}

static void record__refuses__what_cannot_have_been(void **state)
{
    static const struct {
        const char *claim;
        struct record_form form;
        enum rc rc;
        const char *words;
    } all[] = {
        {"C-SENT", {.status = "paid"}, RC_RULE, "submitted"},
        {"C-SENT", {.status = "disputed"}, RC_RULE, "submitted"},
        {"C-SENT", {.status = "submitted"}, RC_USAGE, "submitted"},
        {"C-SENT", {.status = "approved", .amount = "100.01"}, RC_RULE, "100.00"},
        {"C-SENT", {.status = "approved", .amount = "0"}, RC_RULE, "above 0"},
        {"C-SENT", {.status = "approved", .currency = "EUR"}, RC_RULE, "EUR"},
        {"C-SENT", {.status = "rejected", .amount = "1"}, RC_USAGE, "--amount"},
        {"C-SENT", {.status = "under-review", .date = "2026-10-02"}, RC_RULE, "2026-10-02"},
        {"C-SENT", {.status = "under-review", .date = "2026-08-19"}, RC_RULE, "2026-08-19"},
        {"C-ONE", {.status = "paid", .covers = "1"}, RC_USAGE, "--covers"},
        {"C-ONE", {.status = "paid", .currency = "EUR"}, RC_USAGE, "--amount"},
        {"C-ONE", {.status = "rejected"}, RC_RULE, "approved"},
    };
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, today);
    char *before = raw_dump(desk->path, DUMP_ALL);
    for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
        const struct claim_ref to = {.id = all[i].claim};
        char id[CLAIM_ID_MAX];
        refused(desk, app_claim_record(app, &to, &all[i].form, id, desk_err(desk)), all[i].rc,
                all[i].words);
    }
    const struct claim_ref sent = {.id = "C-SENT"};
    char id[CLAIM_ID_MAX];
    const struct feedback_form maybe = {.item = "DG01-PIECE", .verdict = "perhaps"},
                               nothing = {.item = "NOTHING", .verdict = "refused"},
                               priced = {.item = "DG01-PIECE", .verdict = "changed", .amount = "1"};
    refused(desk, app_claim_feedback(app, &sent, &maybe, id, desk_err(desk)), RC_USAGE, "perhaps");
    refused(desk, app_claim_feedback(app, &sent, &nothing, id, desk_err(desk)), RC_RULE, "NOTHING");
    refused(desk, app_claim_feedback(app, &sent, &priced, id, desk_err(desk)), RC_USAGE,
            "--amount");
    assert_same_dump(raw_dump(desk->path, DUMP_ALL), before);
    app_close(app);
}

#define WITH_CLAIMS(test) cmocka_unit_test_setup_teardown(test, setup, desk_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_CLAIMS(payment_add__settles_several_claims__in_one_change),
        WITH_CLAIMS(payment_add__refuses__what_does_not_add_up),
        WITH_CLAIMS(payment_void__counts_from_its_day_on__and_can_be_taken_back),
        WITH_CLAIMS(payments__of_two_scopes__show_the_part_that_lies_inside),
        WITH_CLAIMS(record__tells_the_log_of_money),
        WITH_CLAIMS(record__refuses__what_cannot_have_been),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
