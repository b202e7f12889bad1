/* SPDX-License-Identifier: MIT */
/*
 * Random walks of claim commands over days that go forward, beside a model of status and
 * money (claim_model.h): after every step lists and
 * balances, on the day and on an earlier one, are what the model says; what it refuses is
 * refused; steps taken back and brought forward leave the same book.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/claim_course.h"
#include "app/history.h"
#include "app/safety.h"
#include "property/claim_model.h"
#include "support/dues.h"
#include "support/office.h"

static const char first_day[] = "2025-07-01";

/* ---- the walk -------------------------------------------------------------------------------- */

struct walk {
    struct desk *desk;
    struct app *app;
    struct random random;
    struct model model;
    int32_t today;
    int rows; /* that the commands of a step left in the journal */
    char last[256];
};

static int64_t draw(struct walk *walk, int64_t low, int64_t high)
{
    return random_between(&walk->random, low, high);
}

/* Sets of statuses. */
enum {
    DRAFTS = 1 << EDITING,
    OPEN = DRAFTS | 1 << ACTION,
    SENT = 1 << SUBMITTED | 1 << REVIEW | 1 << APPROVED | 1 << REJECTED | 1 << DISPUTED | 1 << PAID,
    GRANTED = 1 << APPROVED | 1 << PAID,
    ANY = -1,
};

/* A claim that is there, mostly of one of these statuses; or NULL. */
static struct known *pick(struct walk *walk, int statuses)
{
    if (random_one_in(&walk->random, 6))
        statuses = ANY;
    for (int tries = 0; walk->model.count > 0 && tries < 60; tries++) {
        struct known *claim = &walk->model.claims[draw(walk, 0, walk->model.count - 1)];
        if (!claim->deleted && (statuses >> status_on(claim, walk->today) & 1) != 0)
            return claim;
    }
    return NULL;
}

static bool has_room(const struct known *claim)
{
    return claim->turn_count < STEPS && claim->asked_count < AMOUNTS &&
           claim->payment_count < PAYMENTS;
}

static char *amount_text(int currency, int64_t micros, char ret[MONEY_TEXT_SIZE])
{
    struct currency code;
    assert_true(currency_parse(currencies[currency].code, &code));
    return money_print((struct money){micros}, code, ret);
}

static int64_t draw_amount(struct walk *walk, int currency)
{
    int64_t unit = currencies[currency].unit;
    return random_one_in(&walk->random, 6)
               ? 0
               : draw(walk, 1, currencies[currency].co_op / unit / 2) * unit;
}

/* True where it was done; it fails where the answer is not the expected one. */
static bool answered(struct walk *walk, enum rc rc, bool expected, const char *what, const char *id)
{
    (void)snprintf(walk->last, sizeof(walk->last), "%s %s", what, id);
    if (rc != (expected ? RC_OK : RC_RULE))
        fail_msg("%s gives %d, not %d: %s", walk->last, (int)rc, expected ? 0 : 1,
                 walk->desk->err.text);
    walk->rows += expected;
    return expected;
}

static void turn_to(struct known *claim, int32_t day, enum status status, int64_t approved)
{
    claim->turns[claim->turn_count++] = (struct turn){day, status, approved};
    claim->since = day;
}

static struct known *begin_claim(struct walk *walk, const char *id, int fund, int currency,
                                 int64_t amount)
{
    struct known *claim = &walk->model.claims[walk->model.count++];
    *claim = (struct known){.fund = fund, .currency = currency};
    (void)snprintf(claim->id, sizeof(claim->id), "%s", id);
    turn_to(claim, walk->today, EDITING, 0);
    claim->asked[claim->asked_count++] = (struct asked){walk->today, amount};
    return claim;
}

/* ---- commands -------------------------------------------------------------------------------- */

static void do_new(struct walk *walk)
{
    bool late = walk->today > day_of(funds[0].closes).day;
    int fund = random_one_in(&walk->random, 8) ? !late : late; /* mostly the one that is open */
    int currency = (int)draw(walk, 0, CURRENCIES - 1);
    int64_t amount = draw_amount(walk, currency);
    char text[MONEY_TEXT_SIZE], id[CLAIM_ID_MAX];
    const struct claim_form form = {.program = "hosting",
                                    .location = "L1",
                                    .period = funds[fund].period,
                                    .activity = "PR01",
                                    .currency = currencies[currency].code,
                                    .start = funds[fund].start,
                                    .end = funds[fund].end,
                                    .title = "Walk",
                                    .amount = amount_text(currency, amount, text)};
    const struct approval_form lifts = {
        .kind = "exception", .number = "E", .lifts = "exceeds-cost", .answer = "yes"};
    if (walk->model.count == CLAIMS)
        return;
    enum rc rc = app_claim_new(walk->app, &form, id, desk_err(walk->desk));
    (void)answered(walk, rc, true, "new", id);
    struct known *claim = begin_claim(walk, id, fund, currency, amount);
    if (random_one_in(&walk->random, 5))
        return;
    const struct claim_ref ref = {.id = id};
    rc = app_claim_approval_add(walk->app, &ref, &lifts, id, desk_err(walk->desk));
    claim->lifted = answered(walk, rc, true, "approval add", id);
}

static void do_copy(struct walk *walk)
{
    const struct known *from = pick(walk, ANY);
    char id[CLAIM_ID_MAX];
    if (from == NULL || walk->model.count == CLAIMS)
        return;
    enum rc rc = app_claim_copy(walk->app, &(struct claim_ref){.id = from->id}, NULL, id,
                                desk_err(walk->desk));
    (void)answered(walk, rc, true, "copy", from->id);
    (void)begin_claim(walk, id, from->fund, from->currency, asked_on(from, walk->today));
}

static void do_set(struct walk *walk)
{
    struct known *claim = pick(walk, OPEN);
    char text[MONEY_TEXT_SIZE], id[CLAIM_ID_MAX];
    if (claim == NULL || !has_room(claim))
        return;
    enum status status = status_on(claim, walk->today);
    int64_t amount = draw_amount(walk, claim->currency);
    const struct claim_ref ref = {.id = claim->id};
    const struct claim_form form = {.amount = amount_text(claim->currency, amount, text)};
    enum rc rc = app_claim_set(walk->app, &ref, &form, id, desk_err(walk->desk));
    if (answered(walk, rc, status == EDITING || status == ACTION, "set", claim->id))
        claim->asked[claim->asked_count++] = (struct asked){walk->today, amount};
}

static void do_comment(struct walk *walk)
{
    const struct known *claim = pick(walk, ANY);
    char id[CLAIM_ID_MAX];
    if (claim == NULL)
        return;
    const struct claim_ref ref = {.id = claim->id};
    enum rc rc = app_claim_comment(walk->app, &ref, "On the way", id, desk_err(walk->desk));
    (void)answered(walk, rc, true, "comment", claim->id);
}

static void do_delete(struct walk *walk)
{
    struct known *claim = pick(walk, DRAFTS);
    char id[CLAIM_ID_MAX];
    if (claim == NULL)
        return;
    const struct claim_ref ref = {.id = claim->id};
    enum rc rc = app_claim_delete(walk->app, &ref, id, desk_err(walk->desk));
    claim->deleted =
        answered(walk, rc, status_on(claim, walk->today) == EDITING, "delete", claim->id);
}

static void do_submit(struct walk *walk)
{
    struct known *claim = pick(walk, OPEN);
    struct finding_list findings = {0};
    char id[CLAIM_ID_MAX];
    if (claim == NULL || !has_room(claim))
        return;
    const struct claim_ref ref = {.id = claim->id};
    enum rc rc = app_claim_submit(walk->app, &ref, &findings, id, desk_err(walk->desk));
    finding_list_release(&findings);
    if (answered(walk, rc, may_submit(&walk->model, claim, walk->today), "submit", claim->id))
        turn_to(claim, walk->today, SUBMITTED, 0);
}

static void add_payment(struct known *claim, const char *id, int32_t day, int64_t covers)
{
    struct settled *payment = &claim->payments[claim->payment_count++];
    bool first = status_on(claim, NEVER - 1) != PAID;
    *payment = (struct settled){.day = day, .void_day = NEVER, .covers = covers};
    (void)snprintf(payment->id, sizeof(payment->id), "%s", id);
    if (first)
        claim->since = day;
}

static enum rc note_id(void *context, const struct payment_line *line, struct err *err)
{
    const struct {
        const char *claim;
        char *id;
        const struct known *known;
    } *search = context;
    (void)err;
    if (strcmp(line->claim->head->id, search->claim) != 0)
        return RC_OK;
    for (int i = 0; i < search->known->payment_count; i++)
        if (strcmp(search->known->payments[i].id, line->payment->id) == 0)
            return RC_OK;
    (void)snprintf(search->id, CLAIM_ID_MAX, "%s", line->payment->id);
    return RC_OK;
}

/* The payment that `record paid` made: the one that the model does not know. */
static void new_payment(struct walk *walk, const struct known *claim, char ret[CLAIM_ID_MAX])
{
    struct {
        const char *claim;
        char *id;
        const struct known *known;
    } search = {claim->id, ret, claim};
    ret[0] = '\0';
    assert_rc(app_payment_list(walk->app, note_id, &search, desk_err(walk->desk)), RC_OK,
              &walk->desk->err);
    assert_true(ret[0] != '\0');
}

static void do_record(struct walk *walk)
{
    struct known *claim = pick(walk, SENT);
    if (claim == NULL || !has_room(claim))
        return;
    enum status from = status_on(claim, walk->today), to;
    /* Mostly a step that there is. */
    do
        to = (enum status)draw(walk, REVIEW, WITHDRAWN);
    while (!may_record(from, to) && has_next(from) && !random_one_in(&walk->random, 8));
    int32_t day = walk->today - (int32_t)draw(walk, 0, random_one_in(&walk->random, 3) ? 9 : 0);
    char date[DATE_TEXT_SIZE], text[MONEY_TEXT_SIZE], id[CLAIM_ID_MAX];
    struct record_form form = {.status = status_words[to],
                               .date = date_print((struct date){day}, date)};
    bool allowed = may_record(from, to) && day >= claim->since;
    int64_t asked = asked_on(claim, walk->today), amount = asked, covers = 0;
    if (to == APPROVED && random_one_in(&walk->random, 2)) {
        amount = draw_amount(walk, claim->currency);
        form.amount = amount_text(claim->currency, amount, text);
    }
    if (to == APPROVED)
        allowed = allowed && amount > 0 && amount <= asked;
    if (to == PAID && random_one_in(&walk->random, 4)) { /* in a currency of neither fund */
        form.currency = "EUR";
        form.amount = "12.50";
        covers = draw(walk, 0, 3) * currencies[claim->currency].unit;
        form.covers = covers > 0 ? amount_text(claim->currency, covers, text) : NULL;
    } else if (to == PAID && random_one_in(&walk->random, 2)) {
        covers = draw(walk, 1, 9) * currencies[claim->currency].unit;
        form.amount = amount_text(claim->currency, covers, text);
    } else if (to == PAID) {
        covers = turn_on(claim, walk->today)->approved - paid_on(claim, walk->today);
        allowed = allowed && covers > 0;
    }
    const struct claim_ref ref = {.id = claim->id};
    enum rc rc = app_claim_record(walk->app, &ref, &form, id, desk_err(walk->desk));
    if (!answered(walk, rc, allowed, status_words[to], claim->id))
        return;
    if (to != PAID) {
        turn_to(claim, day, to, to == APPROVED ? amount : 0);
        return;
    }
    new_payment(walk, claim, id);
    add_payment(claim, id, day, covers);
}

/* One payment for up to three claims. */
static void do_payment(struct walk *walk)
{
    enum { MOST = 3 };
    struct known *claims[MOST];
    int64_t covers[MOST], sum = 0;
    char parts[MOST][64], amount[MONEY_TEXT_SIZE], id[CLAIM_ID_MAX], text[MONEY_TEXT_SIZE];
    const char *lent[MOST];
    size_t count = 0, wanted = (size_t)draw(walk, 1, MOST);
    int currency = (int)draw(walk, 0, CURRENCIES - 1);
    bool same = true, allowed = true;
    for (int tries = 0; count < wanted && tries < 6; tries++) {
        struct known *claim = pick(walk, GRANTED);
        bool taken = claim == NULL || !has_room(claim);
        for (size_t i = 0; i < count; i++)
            taken = taken || claims[i] == claim;
        if (taken)
            continue;
        bool can = (GRANTED >> status_on(claim, walk->today) & 1) != 0;
        claims[count] = claim;
        covers[count] = draw(walk, 1, 50) * currencies[claim->currency].unit;
        (void)snprintf(parts[count], sizeof(parts[count]), "%s=%s", claim->id,
                       amount_text(claim->currency, covers[count], text));
        lent[count] = parts[count];
        sum += covers[count];
        same = same && claim->currency == currency;
        allowed = allowed && can && claim->since <= walk->today;
        count++;
    }
    if (count == 0)
        return;
    if (!same)
        sum = 7 * currencies[currency].unit; /* whatever: it is never converted */
    else if (random_one_in(&walk->random, 5)) {
        sum += currencies[currency].unit;
        allowed = false;
    }
    const struct payment_form form = {.amount = amount_text(currency, sum, amount),
                                      .currency = currencies[currency].code,
                                      .claims = lent,
                                      .claim_count = count};
    enum rc rc = app_payment_add(walk->app, &form, id, desk_err(walk->desk));
    if (!answered(walk, rc, allowed, "payment add", parts[0]))
        return;
    for (size_t i = 0; i < count; i++)
        add_payment(claims[i], id, walk->today, covers[i]);
}

static void do_void(struct walk *walk)
{
    const struct known *from = pick(walk, 1 << PAID);
    char voided[CLAIM_ID_MAX], id[CLAIM_ID_MAX];
    bool stood = false;
    if (from == NULL || from->payment_count == 0)
        return;
    (void)snprintf(voided, sizeof(voided), "%s",
                   from->payments[draw(walk, 0, from->payment_count - 1)].id);
    for (int i = 0; i < walk->model.count; i++)
        for (int j = 0; j < walk->model.claims[i].payment_count; j++) {
            const struct settled *payment = &walk->model.claims[i].payments[j];
            stood = stood || (strcmp(payment->id, voided) == 0 && payment->void_day == NEVER);
        }
    enum rc rc = app_payment_void(walk->app, voided, "paid by mistake", id, desk_err(walk->desk));
    if (!answered(walk, rc, stood, "payment void", voided))
        return;
    for (int i = 0; i < walk->model.count; i++) {
        struct known *claim = &walk->model.claims[i];
        bool was_paid = status_on(claim, walk->today) == PAID;
        for (int j = 0; j < claim->payment_count; j++)
            if (strcmp(claim->payments[j].id, voided) == 0 && claim->payments[j].void_day == NEVER)
                claim->payments[j].void_day = walk->today;
        if (was_paid && status_on(claim, walk->today) == APPROVED)
            claim->since = walk->today;
    }
}

static void take_step(struct walk *walk)
{
    static void (*const commands[])(struct walk * walk) = {
        do_new,    do_new,    do_new,    do_submit, do_submit,  do_submit,  do_record,
        do_record, do_record, do_record, do_record, do_payment, do_payment, do_void,
        do_set,    do_set,    do_copy,   do_delete, do_comment,
    };
    enum { COMMANDS = sizeof(commands) / sizeof(commands[0]) };
    walk->today += (int32_t)draw(walk, 0, random_one_in(&walk->random, 3) ? 12 : 0);
    app_look_at(walk->app, (struct date){walk->today});
    commands[draw(walk, 0, COMMANDS - 1)](walk);
}

/* ---- what must be seen ------------------------------------------------------------------------
 */

struct seeing {
    struct walk *walk;
    int32_t day;
    int seen;
};

static enum rc see_claim(void *context, const struct claim_row *row, struct err *err)
{
    struct seeing *seeing = context;
    const struct model *model = &seeing->walk->model;
    const struct known *claim = NULL;
    (void)err;
    for (int i = 0; i < model->count; i++)
        if (strcmp(model->claims[i].id, row->head.id) == 0)
            claim = &model->claims[i];
    if (claim == NULL || !is_there(claim, seeing->day))
        fail_msg("after %s, %s is listed on a day on which it is not there", seeing->walk->last,
                 row->head.id);
    struct money_on money = money_on(claim, seeing->day);
    const char *status = status_words[status_on(claim, seeing->day)];
    if (strcmp(claim_status_word(row->status), status) != 0 ||
        row->sums.planned.micros != money.planned || row->sums.pending.micros != money.pending ||
        row->sums.approved.micros != money.approved || row->sums.paid.micros != money.paid)
        fail_msg("after %s, %s is %s (%lld %lld %lld %lld), not %s (%lld %lld %lld %lld), %d days "
                 "ago",
                 seeing->walk->last, row->head.id, claim_status_word(row->status),
                 (long long)row->sums.planned.micros, (long long)row->sums.pending.micros,
                 (long long)row->sums.approved.micros, (long long)row->sums.paid.micros, status,
                 (long long)money.planned, (long long)money.pending, (long long)money.approved,
                 (long long)money.paid, (int)(seeing->walk->today - seeing->day));
    seeing->seen++;
    return RC_OK;
}

static void assert_list(struct walk *walk, int32_t day)
{
    const struct claim_filter all = {0};
    struct seeing seeing = {walk, day, 0};
    int there = 0;
    assert_rc(app_claim_list(walk->app, &all, see_claim, &seeing, desk_err(walk->desk)), RC_OK,
              &walk->desk->err);
    for (int i = 0; i < walk->model.count; i++)
        there += is_there(&walk->model.claims[i], day);
    assert_int_equal(seeing.seen, there);
}

static void assert_balance(struct walk *walk, int32_t day)
{
    const struct fund_filter one = {.program = "hosting", .location = "L1"};
    struct fund_list list = {0};
    assert_rc(app_balance(walk->app, &one, &list, desk_err(walk->desk)), RC_OK, &walk->desk->err);
    for (int fund = 0; fund < FUNDS; fund++)
        for (int currency = 0; currency < CURRENCIES; currency++) {
            const struct balance *b =
                &fund_find(&list, "hosting", "L1", funds[fund].period, currencies[currency].code)
                     ->balance;
            struct money_on sums = sums_on(&walk->model, fund, currency, day, NULL);
            int64_t claimed = sums.pending + sums.approved;
            int64_t left = currencies[currency].co_op - claimed;
            bool closed = day > day_of(funds[fund].closes).day;
            int64_t forfeited = closed && left > 0 ? left : 0;
            if (b->available.micros != currencies[currency].co_op ||
                b->planned.micros != sums.planned || b->claimed.micros != claimed ||
                b->approved.micros != sums.approved || b->paid.micros != sums.paid ||
                b->remaining.micros != left - forfeited || b->forfeited.micros != forfeited)
                fail_msg("after %s, the balance of %s %s is wrong %d days ago", walk->last,
                         funds[fund].period, currencies[currency].code, (int)(walk->today - day));
            assert_int_equal(b->available.micros,
                             b->claimed.micros + b->remaining.micros + b->forfeited.micros);
        }
    fund_list_release(&list);
}

static void assert_seen(struct walk *walk)
{
    const int32_t days[] = {walk->today, (int32_t)draw(walk, day_of(first_day).day, walk->today)};
    for (size_t i = 0; i < 2; i++) {
        app_look_at(walk->app, (struct date){days[i]});
        assert_list(walk, days[i]);
        assert_balance(walk, days[i]);
    }
    app_look_at(walk->app, (struct date){walk->today});
    assert_dues(walk->desk, walk->app, walk->last);
}

static enum rc no_finding(void *context, const char *sentence, struct err *err)
{
    struct walk *walk = context;
    (void)err;
    fail_msg("after %s: %s", walk->last, sentence);
    return RC_OK;
}

static void assert_checks(struct walk *walk)
{
    assert_rc(app_check(walk->app, no_finding, walk, desk_err(walk->desk)), RC_OK,
              &walk->desk->err);
}

/* ---- back and forward ----------------------------------------------------------------------- */

static void turn_rows(struct walk *walk, int rows, bool back)
{
    for (int i = 0; i < rows; i++) {
        struct journal_entry entry = {0};
        enum rc rc = back ? app_undo(walk->app, 0, &entry, desk_err(walk->desk))
                          : app_redo(walk->app, &entry, desk_err(walk->desk));
        assert_rc(rc, RC_OK, &walk->desk->err);
        journal_entry_release(&entry);
    }
}

/* Some steps, taken back and brought forward. */
static void go_back_and_forth(struct walk *walk, struct model *before, struct model *after)
{
    char *old_book = raw_dump(walk->desk->path, DUMP_TRUTH);
    int steps = (int)draw(walk, 1, 4);
    *before = walk->model;
    walk->rows = 0;
    for (int i = 0; i < steps; i++)
        take_step(walk);
    *after = walk->model;
    char *new_book = raw_dump(walk->desk->path, DUMP_TRUTH);
    turn_rows(walk, walk->rows, true);
    walk->model = *before;
    assert_same_dump(raw_dump(walk->desk->path, DUMP_TRUTH), old_book);
    assert_seen(walk);
    turn_rows(walk, walk->rows, false);
    walk->model = *after;
    assert_same_dump(raw_dump(walk->desk->path, DUMP_TRUTH), new_book);
    assert_seen(walk);
}

static void walk_once(struct walk *walk, struct model *before, struct model *after)
{
    enum { TOGETHER = 10, PARTS = 12 };
    walk->today = day_of(first_day).day;
    walk->model.count = 0;
    walk->app = office_open(walk->desk, NULL, first_day);
    for (int part = 0; part < PARTS; part++) {
        for (int i = 0; i < TOGETHER; i++) {
            take_step(walk);
            assert_seen(walk);
        }
        go_back_and_forth(walk, before, after);
    }
    assert_checks(walk);
    app_close(walk->app);
}

static int setup(void **state)
{
    if (office_setup(state) != 0)
        return -1;
    struct desk *desk = *state;
    const struct program_change none = {
        .threshold = "none", .has_from = true, .from = day_of("2020-01-01")};
    struct app *app = office_open(desk, NULL, NULL);
    assert_rc(app_program_set(app, "hosting", &none, desk_err(desk)), RC_OK, &desk->err);
    for (int fund = 0; fund < FUNDS; fund++)
        for (int currency = 0; currency < CURRENCIES; currency++) {
            struct earning_form form = office_form(NULL, "hosting", "L1", funds[fund].earned,
                                                   "coop", currencies[currency].earned);
            char id[EARNING_ID_MAX];
            form.currency = currencies[currency].code;
            form.usd = currencies[currency].usd;
            assert_rc(app_earning_add(app, &form, id, desk_err(desk)), RC_OK, &desk->err);
        }
    app_close(app);
    return 0;
}

static void walks__show_what_the_model_says(void **state)
{
    struct walk walk = {.desk = *state};
    struct model *models = calloc(2, sizeof(*models));
    size_t length = 0;
    char *book = file_read(walk.desk->path, &length);
    int tries = rounds(5);
    assert_non_null(models);
    random_init(&walk.random);
    for (int i = 0; i < tries; i++) {
        file_write(walk.desk->path, book, length);
        walk_once(&walk, &models[0], &models[1]);
    }
    free(models);
    free(book);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(walks__show_what_the_model_says, setup, desk_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
