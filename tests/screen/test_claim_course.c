/* SPDX-License-Identifier: MIT */
/* The course of a claim on the screen: sent, reviewed line by line, paid. */
#include "ui/screens/claim_course.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/documents.h"
#include "app/people.h"
#include "screen/claim_book.h"
#include "support/hostile.h"
#include "ui/screens/claim_forms.h"
#include "ui/screens/claim_sealed.h"
#include "ui/screens/screens.h"
#include "ui/view.h"

static void open_stage(struct stage *stage)
{
    stage_open(stage, SCENE_BOOK, SCENE_DAY, 24, 80);
}

static void assert_status(struct stage *stage, const char *id, enum claim_status status)
{
    struct claim_sight sight = claim_book_look(stage, id);
    assert_text_equal(claim_status_word(sight.claim.status), claim_status_word(status));
    claim_sight_release(&sight);
}

/* ---- pictures --------------------------------------------------------------------------- */

static void submit(struct shell *shell, const struct claim_book *book)
{
    claim_submit(shell, book->draft);
}

static void record_sent(struct shell *shell, const struct claim_book *book)
{
    claim_record(shell, book->sent);
}

static void record_approved(struct shell *shell, const struct claim_book *book)
{
    claim_record(shell, book->approved);
}

static void feedback(struct shell *shell, const struct claim_book *book)
{
    claim_feedback(shell, book->sent, NULL);
}

static void payment(struct shell *shell, const struct claim_book *book)
{
    const char *const ids[] = {book->approved};
    claim_payment(shell, ids, 1);
}

static void payment_of_two(struct shell *shell, const struct claim_book *book)
{
    const char *const ids[] = {book->approved, book->euro};
    claim_payment(shell, ids, 2);
}

static void claim_course__looks_as_it_should(void **state)
{
    struct claim_book book;
    claim_book_make(*state, &book);
    claim_book_shots(&book, "claim_submit_blocked", submit, "Down");
    claim_book_shots(&book, "claim_record_which", record_sent, "");
    claim_book_shots(&book, "claim_record_approved", record_sent, "y");
    claim_book_shots(&book, "claim_record_rejected", record_sent, "j");
    claim_book_shots(&book, "claim_record_paid", record_approved, "");
    claim_book_shots(&book, "claim_feedback", feedback, "");
    claim_book_shots(&book, "claim_feedback_form", feedback, "Enter Right Down");
    claim_book_shots(&book, "claim_payment", payment, "");
    claim_book_shots(&book, "claim_payment_form", payment_of_two, "");
}

/* ---- sent again -------------------------------------------------------------------------- */

/* The reviewer wants less, and a picture of it. vendor: of a further expense. */
static void send_again(struct desk *desk, const struct claim_book *book, const char *vendor)
{
    char ret[CLAIM_ID_MAX], document[CLAIM_ID_MAX], path[FOLDER_PATH_SIZE];
    const struct claim_ref ref = {.id = book->sent};
    const struct record_form back = {.status = "action-required", .note = "Show the offer"};
    const struct claim_form less = {.amount = "650.50"};
    const struct expense_form expense = {
        .kind = "invoice", .vendor = vendor, .number = "A.1", .date = "2026-10-16", .amount = "12"};
    const struct document_form proof = {.kind = "proof", .item = "MD04-OFFER"};
    const struct document_form invoice = {.kind = "invoice", .item = "A.1"};
    struct finding_list findings;
    struct app *app = scene_open(desk);
    assert_rc(app_claim_record(app, &ref, &back, ret, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(app_claim_set(app, &ref, &less, ret, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(app_claim_expense_add(app, &ref, &expense, ret, desk_err(desk)), RC_OK, &desk->err);
    office_file(desk, "flyer.txt", "Buy one", path);
    assert_rc(app_claim_attach(app, &ref, path, &proof, ret, document, desk_err(desk)), RC_OK,
              &desk->err);
    office_file(desk, "bill.txt", "Twelve", path);
    assert_rc(app_claim_attach(app, &ref, path, &invoice, ret, document, desk_err(desk)), RC_OK,
              &desk->err);
    assert_rc(app_claim_submit(app, &ref, &findings, ret, desk_err(desk)), RC_OK, &desk->err);
    finding_list_release(&findings);
    app_close(app);
}

static void compare(struct shell *shell, const struct claim_book *book)
{
    claim_sealed_open(shell, book->sent);
}

static void sealed__compared__looks_as_it_should(void **state)
{
    struct claim_book book;
    claim_book_make(*state, &book);
    send_again(*state, &book, "Fabrikam");
    claim_book_shots(&book, "sealed_differs", compare, "");
    claim_book_shots(&book, "sealed_all", compare, "Enter");
}

/* What differs comes first, in the words of the claim's page and in its order. */
static void sealed__compared__says_what_differs_then_all(void **state)
{
    static const char *const words[] = {
        "Claim",     "Amount",         "Expenses",      "All exp", "Wide. \"A\" A.1: amount",
        "Documents", "bill.txt: size", "flyer.txt: for"};
    struct stage stage;
    struct claim_book book;
    claim_book_make(*state, &book);
    send_again(*state, &book, "Wide. \"A\"");
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 43, 132);
    compare(stage.shell, &book);
    stage_draw(&stage);
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        assert_shows(&stage, words[i]);
    assert_shows(&stage, "650.50");
    assert_shows(&stage, "700.00");
    assert_false(stage_shows(&stage, "expenses."));
    assert_false(stage_shows(&stage, "First day"));
    stage_keys(&stage, "Enter");
    assert_shows(&stage, "First day");
    stage_keys(&stage, "End");
    assert_shows(&stage, "Sent on");
    stage_keys(&stage, "Enter");
    assert_false(stage_shows(&stage, "First day"));
    stage_keys(&stage, "Left");
    assert_shows(&stage, "First day");
    stage_keys(&stage, "Enter");
    assert_shows(&stage, "All of it is shown");
    stage_close(&stage);
}

static void name_claims(struct stage *stage, const struct claim_book *book, const char *name)
{
    char id[CLAIM_ID_MAX];
    struct err err;
    const struct claim_ref draft = {.id = book->draft};
    const struct claim_form title = {.title = name};
    const struct expense_form expense = {.kind = "invoice",
                                         .vendor = name,
                                         .number = name,
                                         .date = "2026-10-15",
                                         .amount = "1",
                                         .text = name};
    err_init(&err);
    assert_rc(app_claim_set(shell_app(stage->shell), &draft, &title, id, &err), RC_OK, &err);
    err_init(&err);
    assert_rc(app_claim_expense_add(shell_app(stage->shell), &draft, &expense, id, &err), RC_OK,
              &err);
    shell_wrote(stage->shell);
}

static void change_expense(struct shell *shell, const struct claim_book *book)
{
    claim_form_expense(shell, book->draft, "INV-1");
}

static void claim_boxes__of_hostile_names__stay_in_their_frames(void **state)
{
    struct stage stage;
    struct claim_book book;
    claim_book_make(*state, &book);
    open_stage(&stage);
    for (int i = 0; i < HOSTILE_NAMES; i++)
        name_claims(&stage, &book, hostile_names[i]);
    stage_close(&stage);
    claim_book_shots(&book, "claim_submit_hostile", submit, "Down Down Down Down");
    claim_book_shots(&book, "claim_expense_hostile", change_expense, "");
}

/* `=` on each figure of the lists opens how it comes about. */
static void claim_lists__explain_their_figures(void **state)
{
    static const char *const names[] = {"payment", "approved", "paid"};
    struct stage stage;
    struct claim_book book;
    struct figure figure;
    claim_book_make(*state, &book);
    open_stage(&stage);
    claim_payment(stage.shell, NULL, 0);
    stage_draw(&stage);
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        struct view *view = shell_top(stage.shell);
        assert_true(view->class->figure(view, &figure));
        assert_text_equal(figure.name, names[i]);
        stage_keys(&stage, "=");
        assert_text_equal(stage_top_name(&stage), "explain");
        stage_keys(&stage, "Esc Right");
    }
    stage_keys(&stage, "Esc");
    claim_feedback(stage.shell, book.sent, NULL);
    stage_keys(&stage, "=");
    assert_text_equal(stage_top_name(&stage), "explain");
    assert_shows(&stage, "700.00");
    stage_close(&stage);
}

/* ---- submitting ------------------------------------------------------------------------- */

/* Each blocker is mended from the list; when none is left S asks, and y seals. */
static void submit__with_blockers__leads_to_each_field(void **state)
{
    struct stage stage;
    struct claim_book book;
    char path[FOLDER_PATH_SIZE], id[CLAIM_ID_MAX], document[CLAIM_ID_MAX];
    struct desk *desk = *state;
    claim_book_make(*state, &book);
    open_stage(&stage);
    claim_submit(stage.shell, book.draft);
    stage_draw(&stage);
    assert_text_equal(stage_top_name(&stage), "claim.submit");
    assert_shows(&stage, "Nothing is attached for MD04-OFFER");
    stage_keys(&stage, "S");
    assert_shows(&stage, "Something is still in the way");
    assert_status(&stage, book.draft, CLAIM_EDITING);
    /* The metric, which stands last. */
    stage_keys(&stage, "End Enter");
    assert_text_equal(stage_top_name(&stage), "form");
    assert_shows(&stage, "results-summary");
    stage_type(&stage, "300 orders");
    stage_keys(&stage, "Enter");
    assert_text_equal(stage_top_name(&stage), "claim.submit");
    assert_false(stage_shows(&stage, "The metric results-summary"));
    /* The papers; the picker of files has tests of its own. */
    static const char *const items[][2] = {
        {"proof", "MD04-OFFER"}, {"invoice", "INV-1"}, {"invoice", "INV-2"}};
    for (size_t i = 0; i < sizeof(items) / sizeof(items[0]); i++) {
        const struct claim_ref ref = {.id = book.draft};
        const struct document_form form = {.kind = items[i][0], .item = items[i][1]};
        office_file(desk, items[i][1], items[i][1], path);
        assert_rc(app_claim_attach(shell_app(stage.shell), &ref, path, &form, id, document,
                                   desk_err(desk)),
                  RC_OK, &desk->err);
    }
    shell_wrote(stage.shell);
    stage_draw(&stage);
    assert_shows(&stage, "Nothing is in the way: S submits it.");
    stage_keys(&stage, "S");
    assert_text_equal(stage_top_name(&stage), "ask");
    assert_shows(&stage, "\"Autumn offer\" asks for 800.00 USD.");
    stage_keys(&stage, "Enter"); /* Cancel is preset */
    assert_status(&stage, book.draft, CLAIM_EDITING);
    claim_submit(stage.shell, book.draft);
    stage_keys(&stage, "y");
    assert_status(&stage, book.draft, CLAIM_SUBMITTED);
    claim_submit(stage.shell, book.draft);
    stage_draw(&stage);
    assert_shows(&stage, "cannot be submitted from there");
    stage_close(&stage);
}

/* What is sealed is what was asked about. */
static void submit__of_a_claim_that_has_changed__seals_nothing(void **state)
{
    struct stage one, two;
    struct claim_book book;
    struct err err;
    char id[CLAIM_ID_MAX];
    claim_book_make(*state, &book);
    open_stage(&one);
    open_stage(&two);
    /* The reviewer wants more, so that the complete claim can be sent again. */
    claim_record(one.shell, book.sent);
    stage_keys(&one, "q");
    stage_type(&one, "");
    stage_keys(&one, "Ctrl-S");
    assert_status(&one, book.sent, CLAIM_ACTION_REQUIRED);
    claim_submit(one.shell, book.sent);
    stage_draw(&one);
    assert_text_equal(stage_top_name(&one), "ask");
    const struct claim_ref ref = {.id = book.sent};
    const struct claim_form form = {.amount = "1"};
    err_init(&err);
    assert_rc(app_claim_set(shell_app(two.shell), &ref, &form, id, &err), RC_OK, &err);
    stage_keys(&one, "y");
    assert_shows(&one, "amount 1.00");
    assert_status(&two, book.sent, CLAIM_ACTION_REQUIRED);
    stage_close(&one);
    stage_close(&two);
}

/* ---- recording -------------------------------------------------------------------------- */

/* Under review, action required, sent again, rejected, disputed, approved lower, paid in
 * two parts: all of it with keys. */
static void record__goes_the_whole_way(void **state)
{
    struct stage stage;
    struct claim_book book;
    claim_book_make(*state, &book);
    open_stage(&stage);
    claim_record(stage.shell, book.sent);
    stage_keys(&stage, "r Ctrl-S");
    assert_status(&stage, book.sent, CLAIM_UNDER_REVIEW);
    claim_record(stage.shell, book.sent);
    stage_draw(&stage);
    assert_false(stage_shows(&stage, "It is under review"));
    stage_keys(&stage, "q Down");
    stage_type(&stage, "branding");
    stage_keys(&stage, "Ctrl-S");
    assert_status(&stage, book.sent, CLAIM_ACTION_REQUIRED);
    claim_submit(stage.shell, book.sent);
    stage_keys(&stage, "y");
    assert_status(&stage, book.sent, CLAIM_SUBMITTED);
    claim_record(stage.shell, book.sent);
    stage_keys(&stage, "j Ctrl-S");
    assert_shows(&stage, "Still missing: Reason");
    stage_type(&stage, "a word of my own");
    stage_keys(&stage, "Down");
    stage_type(&stage, "See the mail of Monday");
    stage_keys(&stage, "Ctrl-S");
    assert_status(&stage, book.sent, CLAIM_REJECTED);
    claim_record(stage.shell, book.sent); /* only one thing can follow */
    stage_draw(&stage);
    assert_shows(&stage, "We dispute the rejection");
    stage_keys(&stage, "Ctrl-S");
    assert_status(&stage, book.sent, CLAIM_DISPUTED);
    claim_record(stage.shell, book.sent);
    stage_keys(&stage, "y");
    assert_shows(&stage, "700.00");
    stage_type(&stage, "650");
    stage_keys(&stage, "Ctrl-S");
    assert_status(&stage, book.sent, CLAIM_APPROVED);
    claim_record(stage.shell, book.sent);
    stage_draw(&stage);
    assert_shows(&stage, "Approved 650.00 USD, paid so far 0.00, still to come 650.00.");
    stage_type(&stage, "400");
    stage_keys(&stage, "Ctrl-S");
    assert_status(&stage, book.sent, CLAIM_PAID);
    claim_record(stage.shell, book.sent);
    stage_draw(&stage);
    assert_shows(&stage, "250.00");
    stage_keys(&stage, "Ctrl-S");
    struct claim_sight sight = claim_book_look(&stage, book.sent);
    assert_int_equal(sight.claim.payment_count, 2);
    assert_money_equal(sight.claim.paid, 650 * MONEY_MICROS);
    claim_sight_release(&sight);
    stage_close(&stage);
}

static void record__of_more_than_was_claimed__is_refused_at_its_field(void **state)
{
    struct stage stage;
    struct claim_book book;
    claim_book_make(*state, &book);
    open_stage(&stage);
    claim_record(stage.shell, book.sent);
    stage_keys(&stage, "y");
    stage_type(&stage, "700.01");
    stage_keys(&stage, "Ctrl-S");
    assert_text_equal(stage_top_name(&stage), "form");
    assert_shows(&stage, "700.01 USD is more than the 700.00 that it");
    stage_keys(&stage, "Up Ctrl-U");
    stage_type(&stage, "2026-11-20");
    stage_keys(&stage, "Down Ctrl-U");
    stage_type(&stage, "700");
    stage_keys(&stage, "Ctrl-S");
    assert_text_equal(stage_top_name(&stage), "form");
    assert_shows(&stage, "nothing later can");
    assert_status(&stage, book.sent, CLAIM_SUBMITTED);
    stage_close(&stage);
}

static void record__of_a_payment_in_another_currency__asks_what_it_settles(void **state)
{
    struct stage stage;
    struct claim_book book;
    claim_book_make(*state, &book);
    open_stage(&stage);
    claim_record(stage.shell, book.euro);
    stage_draw(&stage);
    stage_type(&stage, "330");
    stage_keys(&stage, "Down Ctrl-U");
    stage_type(&stage, "USD");
    assert_shows(&stage, "Coffer never converts");
    stage_keys(&stage, "Down");
    stage_type(&stage, "300");
    assert_false(stage_shows(&stage, "Coffer never converts"));
    stage_keys(&stage, "Ctrl-S");
    struct claim_sight sight = claim_book_look(&stage, book.euro);
    assert_int_equal(sight.claim.status, CLAIM_PAID);
    assert_money_equal(sight.claim.paid, 300 * MONEY_MICROS);
    assert_text_equal(sight.claim.payments[0].currency.code, "USD");
    claim_sight_release(&sight);
    stage_close(&stage);
}

/* More than was approved is recorded, and said before and after. */
static void record__of_an_overpayment__warns(void **state)
{
    struct stage stage;
    struct claim_book book;
    claim_book_make(*state, &book);
    open_stage(&stage);
    claim_record(stage.shell, book.approved);
    stage_type(&stage, "500");
    assert_false(stage_shows(&stage, "more than was approved"));
    stage_keys(&stage, "Ctrl-U");
    stage_type(&stage, "510");
    assert_shows(&stage, "With this 510.00 USD is paid, 10.00 more than was approved.");
    stage_keys(&stage, "Ctrl-S");
    assert_string_not_equal(stage_top_name(&stage), "form");
    assert_shows(&stage, "510.00 USD is paid, more than");
    assert_shows(&stage, "Recorded: ");
    assert_shows(&stage, "u takes it back");
    stage_resize(&stage, 12, 40);
    stage_draw(&stage);
    assert_shows(&stage, "Recorded: ");
    assert_shows(&stage, "u takes it back");
    assert_shows(&stage, "510.00 USD");
    stage_resize(&stage, 5, 20);
    stage_draw(&stage);
    assert_shows(&stage, "Recorded: ");
    assert_shows(&stage, "u takes it back");
    stage_resize(&stage, 24, 80);
    stage_draw(&stage);
    stage_keys(&stage, "u");
    assert_status(&stage, book.approved, CLAIM_APPROVED);
    stage_close(&stage);
}

/* A user disputes and withdraws; what a reviewer said is an admin's to record. */
static void record__by_a_user__offers_what_a_user_may(void **state)
{
    struct stage stage;
    struct claim_book book;
    struct desk *desk = *state;
    claim_book_make(*state, &book);
    open_stage(&stage);
    struct app *app = shell_app(stage.shell);
    const struct member uma = {.login = "uma", .role = ROLE_USER};
    assert_rc(app_member_add(app, &uma, desk_err(desk)), RC_OK, &desk->err);
    office_become(app, "uma");
    claim_record(stage.shell, book.sent);
    stage_draw(&stage);
    assert_shows(&stage, "recorded by an admin");
    assert_text_equal(stage_top_name(&stage), "dashboard");
    claim_record(stage.shell, book.draft); /* somebody else's */
    stage_draw(&stage);
    assert_shows(&stage, "recorded by an admin");
    stage_close(&stage);
}

/* ---- feedback --------------------------------------------------------------------------- */

static void feedback__line_by_line__is_the_preset_of_the_approval(void **state)
{
    struct stage stage;
    struct claim_book book;
    claim_book_make(*state, &book);
    open_stage(&stage);
    claim_feedback(stage.shell, book.sent, NULL);
    stage_draw(&stage);
    assert_shows(&stage, "1 expense has no verdict yet; 700.00 USD was claimed.");
    stage_keys(&stage, "Enter");
    assert_text_equal(stage_top_name(&stage), "form");
    stage_keys(&stage, "Right Ctrl-S"); /* changed, to what? */
    assert_text_equal(stage_top_name(&stage), "form");
    assert_shows(&stage, "Say what of the expense was accepted");
    stage_type(&stage, "620");
    stage_keys(&stage, "Down");
    stage_type(&stage, "invoice-g");
    stage_keys(&stage, "Enter Ctrl-S");
    assert_text_equal(stage_top_name(&stage), "claim.feedback");
    assert_shows(&stage, "620.00 USD is left of the expenses; 700.00 was claimed.");
    stage_keys(&stage, "R y");
    assert_shows(&stage, "Of the expenses the reviewer left 620.00 USD.");
    stage_keys(&stage, "Ctrl-S");
    struct claim_sight sight = claim_book_look(&stage, book.sent);
    assert_money_equal(sight.claim.approved, 620 * MONEY_MICROS);
    assert_text_equal(sight.claim.feedback[0].reason, "invoice-generic");
    claim_sight_release(&sight);
    stage_close(&stage);
}

/* Of 600 and 400, asked for 800. */
static void feedback__on_a_part__is_told_with_the_approval(void **state)
{
    struct stage stage;
    struct claim_book book;
    claim_book_make(*state, &book);
    open_stage(&stage);
    claim_book_send(*state, shell_app(stage.shell), &book);
    claim_record(stage.shell, book.draft);
    stage_keys(&stage, "y");
    assert_false(stage_shows(&stage, "a verdict"));
    stage_keys(&stage, "Esc");
    claim_feedback(stage.shell, book.draft, "INV-2");
    stage_keys(&stage, "Right Down");
    stage_type(&stage, "380");
    stage_keys(&stage, "Ctrl-S");
    claim_record(stage.shell, book.draft);
    stage_keys(&stage, "y");
    assert_shows(&stage, "800.00");
    assert_shows(&stage, "1 of 2 expenses has a verdict: 20.00 USD less so far.");
    stage_keys(&stage, "Esc");
    stage_close(&stage);
}

static void feedback__with_an_amount__is_read_on_the_claim(void **state)
{
    struct stage stage;
    struct claim_book book;
    claim_book_make(*state, &book);
    open_stage(&stage);
    claim_book_send(*state, shell_app(stage.shell), &book);
    claim_feedback(stage.shell, book.draft, "INV-2");
    stage_keys(&stage, "Right Down");
    stage_type(&stage, "380");
    stage_keys(&stage, "Ctrl-S Esc");
    stage_resize(&stage, 43, 132);
    shell_push(stage.shell, claim_page_new(stage.shell, book.draft));
    stage_draw(&stage);
    for (int i = 0; i < 20 && !stage_shows(&stage, "The reviewer: "); i++)
        stage_keys(&stage, "Down");
    assert_shows(&stage, "The reviewer: changed to 380.00 USD.");
    stage_close(&stage);
}

static void feedback__on_a_proof__has_no_amount(void **state)
{
    struct stage stage;
    struct claim_book book;
    claim_book_make(*state, &book);
    open_stage(&stage);
    claim_feedback(stage.shell, book.sent, "MD04-OFFER");
    stage_draw(&stage);
    assert_false(stage_shows(&stage, "Accepted amount"));
    stage_keys(&stage, "Right Right Down");
    stage_type(&stage, "branding");
    stage_keys(&stage, "Ctrl-S");
    struct claim_sight sight = claim_book_look(&stage, book.sent);
    assert_int_equal(sight.claim.feedback_count, 1);
    assert_text_equal(sight.claim.feedback[0].verdict, "refused");
    claim_sight_release(&sight);
    claim_feedback(stage.shell, book.draft, NULL);
    stage_draw(&stage);
    assert_shows(&stage, "it was never submitted");
    stage_close(&stage);
}

/* ---- payments --------------------------------------------------------------------------- */

/* Of 500 USD and 300 EUR, in SEK. */
static void payment__for_two_claims_in_another_currency(void **state)
{
    struct stage stage;
    struct claim_book book;
    claim_book_make(*state, &book);
    open_stage(&stage);
    claim_payment(stage.shell, NULL, 0);
    stage_draw(&stage);
    assert_text_equal(stage_top_name(&stage), "claim.payment");
    stage_keys(&stage, "P");
    assert_shows(&stage, "No claim is chosen");
    stage_keys(&stage, "Enter Down Enter");
    assert_shows(&stage, "2 claims are chosen");
    stage_keys(&stage, "P");
    assert_text_equal(stage_top_name(&stage), "form");
    assert_shows(&stage, "Coffer never converts");
    stage_type(&stage, "8800");
    stage_keys(&stage, "Down Ctrl-U");
    stage_type(&stage, "SEK");
    assert_shows(&stage, "Nothing of 2 claims is settled until you say how much of each.");
    stage_keys(&stage, "Down");
    stage_type(&stage, "BANK-1");
    stage_keys(&stage, "Down Down");
    stage_type(&stage, "500");
    assert_shows(&stage, "Nothing of 1 claim is settled until you say how much.");
    stage_keys(&stage, "Down");
    stage_type(&stage, "300");
    assert_false(stage_shows(&stage, "is settled until"));
    stage_keys(&stage, "Ctrl-S");
    assert_text_equal(stage_top_name(&stage), "claim.payment");
    assert_shows(&stage, "No claim waits for a payment.");
    const char *const ids[] = {book.approved, book.euro};
    static const int64_t paid[] = {500, 300};
    for (size_t i = 0; i < 2; i++) {
        struct claim_sight sight = claim_book_look(&stage, ids[i]);
        assert_int_equal(sight.claim.status, CLAIM_PAID);
        assert_money_equal(sight.claim.paid, paid[i] * MONEY_MICROS);
        assert_money_equal(sight.claim.payments[0].amount, INT64_C(8800) * MONEY_MICROS);
        assert_text_equal(sight.claim.payments[0].reference, "BANK-1");
        claim_sight_release(&sight);
    }
    stage_close(&stage);
}

/* A share that the form offered is nobody's word on what another currency settles. */
static void payment__in_another_currency__settles_only_what_is_said(void **state)
{
    struct stage stage;
    struct claim_book book;
    claim_book_make(*state, &book);
    open_stage(&stage);
    const char *const ids[] = {book.approved};
    claim_payment(stage.shell, ids, 1);
    stage_keys(&stage, "P");
    stage_type(&stage, "1");
    stage_keys(&stage, "Down Ctrl-U");
    stage_type(&stage, "JPY");
    assert_shows(&stage, "Nothing of 1 claim is settled until you say how much.");
    stage_keys(&stage, "Ctrl-S");
    assert_text_equal(stage_top_name(&stage), "form");
    assert_shows(&stage, "Say how much of ");
    assert_status(&stage, book.approved, CLAIM_APPROVED);
    stage_keys(&stage, "Ctrl-U");
    stage_type(&stage, "USD"); /* its own: it is offered again */
    assert_shows(&stage, "The claims add up to 500.00 USD");
    stage_keys(&stage, "Down Down Down Ctrl-U");
    stage_type(&stage, "500.00"); /* the same, but typed */
    stage_keys(&stage, "Up Up Up Ctrl-U");
    stage_type(&stage, "JPY");
    assert_shows(&stage, "Coffer never converts");
    assert_false(stage_shows(&stage, "is settled until"));
    stage_keys(&stage, "Ctrl-S");
    assert_status(&stage, book.approved, CLAIM_PAID);
    stage_close(&stage);
}

/* The sum is checked while one types, and the change of another one is shown. */
static void payment__adds_up__and_pays_nothing_unseen(void **state)
{
    struct stage one, two;
    struct claim_book book;
    char id[CLAIM_ID_MAX];
    struct err err;
    claim_book_make(*state, &book);
    open_stage(&one);
    open_stage(&two);
    const char *const ids[] = {book.approved};
    claim_payment(one.shell, ids, 1);
    stage_keys(&one, "P");
    assert_shows(&one, "The claims add up to 500.00 USD, all of the payment.");
    stage_type(&one, "510");
    assert_shows(&one, "The claims add up to 500.00 USD: 10.00 of the payment is left.");
    stage_keys(&one, "Ctrl-S");
    assert_text_equal(stage_top_name(&one), "form");
    stage_keys(&one, "End Down Down Down Down");
    stage_keys(&one, "Ctrl-U");
    stage_type(&one, "510");
    assert_shows(&one, "gets 10.00 USD more than is still to come.");
    stage_keys(&one, "Ctrl-U");
    stage_type(&one, "500");
    stage_keys(&one, "Up Up Up Up Ctrl-U");
    stage_type(&one, "500");
    const struct claim_ref ref = {.id = book.approved};
    const struct record_form form = {.status = "paid", .amount = "500"};
    err_init(&err);
    assert_rc(app_claim_record(shell_app(two.shell), &ref, &form, id, &err), RC_OK, &err);
    stage_keys(&one, "Ctrl-S");
    assert_text_equal(stage_top_name(&one), "ask");
    assert_shows(&one, "The claims have changed");
    stage_keys(&one, "Esc");
    struct claim_sight sight = claim_book_look(&two, book.approved);
    assert_int_equal(sight.claim.payment_count, 1);
    claim_sight_release(&sight);
    stage_close(&one);
    stage_close(&two);
}

int main(void)
{
#define SCENE_TEST(test) cmocka_unit_test_setup_teardown(test, desk_setup_bare, scene_teardown)
    const struct CMUnitTest tests[] = {
        SCENE_TEST(claim_course__looks_as_it_should),
        SCENE_TEST(claim_boxes__of_hostile_names__stay_in_their_frames),
        SCENE_TEST(claim_lists__explain_their_figures),
        SCENE_TEST(submit__with_blockers__leads_to_each_field),
        SCENE_TEST(submit__of_a_claim_that_has_changed__seals_nothing),
        SCENE_TEST(record__goes_the_whole_way),
        SCENE_TEST(record__of_more_than_was_claimed__is_refused_at_its_field),
        SCENE_TEST(record__of_a_payment_in_another_currency__asks_what_it_settles),
        SCENE_TEST(record__of_an_overpayment__warns),
        SCENE_TEST(sealed__compared__looks_as_it_should),
        SCENE_TEST(sealed__compared__says_what_differs_then_all),
        SCENE_TEST(record__by_a_user__offers_what_a_user_may),
        SCENE_TEST(feedback__line_by_line__is_the_preset_of_the_approval),
        SCENE_TEST(feedback__on_a_part__is_told_with_the_approval),
        SCENE_TEST(feedback__with_an_amount__is_read_on_the_claim),
        SCENE_TEST(feedback__on_a_proof__has_no_amount),
        SCENE_TEST(payment__for_two_claims_in_another_currency),
        SCENE_TEST(payment__in_another_currency__settles_only_what_is_said),
        SCENE_TEST(payment__adds_up__and_pays_nothing_unseen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
