/* SPDX-License-Identifier: MIT */
/* The forms of a claim: how they look, what they save, and two people in one book. */
#include "ui/screens/claim_forms.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/history.h"
#include "screen/claim_book.h"
#include "ui/screens/claim_wizard.h"
#include "ui/view.h"

static void open_stage(struct stage *stage)
{
    stage_open(stage, SCENE_BOOK, SCENE_DAY, 24, 80);
}

/* ---- pictures --------------------------------------------------------------------------- */

static void edit_amount(struct shell *shell, const struct claim_book *scene)
{
    claim_form_edit(shell, scene->draft, "amount");
}

static void edit_sent(struct shell *shell, const struct claim_book *scene)
{
    claim_form_edit(shell, scene->sent, NULL);
}

static void new_expense(struct shell *shell, const struct claim_book *scene)
{
    claim_form_expense(shell, scene->draft, NULL);
}

static void change_expense(struct shell *shell, const struct claim_book *scene)
{
    claim_form_expense(shell, scene->draft, "INV-1");
}

static void metric(struct shell *shell, const struct claim_book *scene)
{
    claim_form_metric(shell, scene->draft, NULL);
}

static void extension(struct shell *shell, const struct claim_book *scene)
{
    claim_form_approval(shell, scene->draft, "extension");
}

static void comment(struct shell *shell, const struct claim_book *scene)
{
    claim_form_comment(shell, scene->draft);
}

static void copy(struct shell *shell, const struct claim_book *scene)
{
    claim_copy(shell, scene->sent);
}

static void claim_forms__look_as_they_should(void **state)
{
    struct claim_book scene;
    claim_book_make(*state, &scene);
    claim_book_shots(&scene, "claim_edit", edit_amount, "");
    claim_book_shots_typed(&scene, "claim_edit_typed", edit_amount, "12000", "");
    claim_book_shots(&scene, "claim_edit_sent", edit_sent, "");
    claim_book_shots(&scene, "claim_expense_kind", new_expense, "");
    claim_book_shots(&scene, "claim_expense_invoice", new_expense, "v");
    claim_book_shots(&scene, "claim_expense_csr", new_expense, "h");
    claim_book_shots(&scene, "claim_expense_change", change_expense, "Down Down Down");
    claim_book_shots(&scene, "claim_metric", metric, "");
    claim_book_shots(&scene, "claim_approval", extension, "");
    claim_book_shots(&scene, "claim_comment", comment, "");
    claim_book_shots(&scene, "claim_copy", copy, "");
}

/* ---- what is saved ---------------------------------------------------------------------- */

static void edit__saves_what_was_typed__and_no_more(void **state)
{
    struct stage stage;
    struct claim_book scene;
    claim_book_make(*state, &scene);
    open_stage(&stage);
    claim_form_edit(stage.shell, scene.draft, "amount");
    stage_draw(&stage);
    assert_shows(&stage, "Fund: 8000.00 USD left after this claim, 8800.00 without it.");
    stage_type(&stage, "900.50");
    assert_shows(&stage, "Fund: 7899.50 USD left after this claim, 8800.00 without it.");
    stage_keys(&stage, "PgDn");
    stage_type(&stage, "q4, show");
    stage_keys(&stage, "Ctrl-S");
    assert_string_not_equal(stage_top_name(&stage), "form");
    struct claim_sight sight = claim_book_look(&stage, scene.draft);
    assert_money_equal(sight.claim.amount, 900500000);
    assert_text_equal(sight.claim.title, "Autumn offer");
    assert_int_equal(sight.claim.tag_count, 2);
    assert_text_equal(sight.claim.tags[0], "q4");
    claim_sight_release(&sight);
    /* A tag that is taken away goes, the other stays. */
    claim_form_edit(stage.shell, scene.draft, "tags");
    stage_keys(&stage, "Ctrl-U");
    stage_type(&stage, "show");
    stage_keys(&stage, "Ctrl-S");
    sight = claim_book_look(&stage, scene.draft);
    assert_int_equal(sight.claim.tag_count, 1);
    assert_text_equal(sight.claim.tags[0], "show");
    claim_sight_release(&sight);
    stage_close(&stage);
}

static void edit__of_nothing__is_told(void **state)
{
    struct stage stage;
    struct claim_book scene;
    claim_book_make(*state, &scene);
    open_stage(&stage);
    claim_form_edit(stage.shell, scene.draft, NULL);
    stage_keys(&stage, "Ctrl-S");
    assert_text_equal(stage_top_name(&stage), "form");
    assert_shows(&stage, "Nothing is changed yet");
    stage_close(&stage);
}

static void edit__of_a_claim_that_was_sent__has_owner_reference_and_tags(void **state)
{
    struct stage stage;
    struct claim_book scene;
    claim_book_make(*state, &scene);
    open_stage(&stage);
    claim_form_edit(stage.shell, scene.sent, "reference");
    stage_draw(&stage);
    assert_false(stage_shows(&stage, "Amount"));
    stage_type(&stage, "PC-12345");
    stage_keys(&stage, "Ctrl-S");
    struct claim_sight sight = claim_book_look(&stage, scene.sent);
    assert_text_equal(sight.claim.reference, "PC-12345");
    claim_sight_release(&sight);
    stage_close(&stage);
}

static void edit__says_what_is_wrong_while_one_types(void **state)
{
    struct stage stage;
    struct claim_book scene;
    claim_book_make(*state, &scene);
    open_stage(&stage);
    claim_form_edit(stage.shell, scene.draft, "end");
    stage_type(&stage, "2026-09-30");
    assert_shows(&stage, "It lies before the first day");
    stage_keys(&stage, "Ctrl-U");
    stage_type(&stage, "2027-01-02");
    assert_shows(&stage, "it must lie in the usage");
    stage_keys(&stage, "Down Ctrl-U");
    stage_type(&stage, "1.005");
    stage_keys(&stage, "Ctrl-S");
    assert_text_equal(stage_top_name(&stage), "form");
    stage_close(&stage);
}

static void expense__is_added_changed_and_deleted(void **state)
{
    struct stage stage;
    struct claim_book scene;
    claim_book_make(*state, &scene);
    open_stage(&stage);
    claim_form_expense(stage.shell, scene.draft, NULL);
    stage_keys(&stage, "v");
    stage_type(&stage, "Northwind");
    stage_keys(&stage, "Enter");
    stage_type(&stage, "N-7");
    stage_keys(&stage, "Enter");
    stage_type(&stage, "2026-10-09");
    stage_keys(&stage, "Enter");
    stage_type(&stage, "1 234,50");
    assert_shows(&stage, "With it the expenses add up to 2234.50 USD;");
    stage_keys(&stage, "Ctrl-S");
    struct claim_sight sight = claim_book_look(&stage, scene.draft);
    assert_int_equal(sight.claim.expense_count, 3);
    assert_text_equal(sight.claim.expenses[2].vendor, "Northwind");
    assert_money_equal(sight.claim.cost, 2234500000);
    claim_sight_release(&sight);
    claim_form_expense(stage.shell, scene.draft, "N-7");
    stage_keys(&stage, "Down Down Down Ctrl-U");
    stage_type(&stage, "100");
    stage_keys(&stage, "Ctrl-S");
    sight = claim_book_look(&stage, scene.draft);
    assert_money_equal(sight.claim.cost, 1100 * MONEY_MICROS);
    claim_sight_release(&sight);
    claim_delete_expense(stage.shell, scene.draft, "N-7");
    stage_keys(&stage, "Esc");
    sight = claim_book_look(&stage, scene.draft);
    assert_int_equal(sight.claim.expense_count, 2);
    claim_sight_release(&sight);
    stage_close(&stage);
}

static void expense__of_in_house_work__has_its_own_fields(void **state)
{
    struct stage stage;
    struct claim_book scene;
    claim_book_make(*state, &scene);
    open_stage(&stage);
    claim_form_expense(stage.shell, scene.draft, NULL);
    stage_keys(&stage, "h");
    stage_type(&stage, "Design team");
    stage_keys(&stage, "Enter");
    stage_type(&stage, "CSR-1");
    stage_keys(&stage, "Enter");
    stage_type(&stage, "2026-10-09");
    stage_keys(&stage, "Enter");
    stage_type(&stage, "300");
    stage_keys(&stage, "Enter Enter");
    stage_type(&stage, "7,5");
    stage_keys(&stage, "Enter");
    stage_type(&stage, "40");
    stage_keys(&stage, "Enter");
    stage_type(&stage, "Uma");
    stage_keys(&stage, "Ctrl-S");
    struct claim_sight sight = claim_book_look(&stage, scene.draft);
    const struct claim_expense *expense = &sight.claim.expenses[2];
    assert_true(expense->csr);
    assert_money_equal(expense->units, 7500000);
    assert_money_equal(expense->rate, 40 * MONEY_MICROS);
    assert_text_equal(expense->signed_by, "Uma");
    claim_sight_release(&sight);
    /* Changed, what the form shows is what it was. */
    claim_form_expense(stage.shell, scene.draft, "CSR-1");
    stage_draw(&stage);
    assert_shows(&stage, "7.5");
    stage_close(&stage);
}

/* What the form shows of a kept expense is what it has, all of it. */
static void expense__that_is_changed__keeps_all_that_it_has(void **state)
{
    static const struct expense_form typed = {.kind = "invoice",
                                              .vendor = "Northwind",
                                              .number = "N-8",
                                              .date = "2026-10-09",
                                              .amount = "150",
                                              .text = "Banners",
                                              .invoice_total = "180.50",
                                              .invoice_currency = "EUR",
                                              .tax = "30.10",
                                              .class = "travel",
                                              .person = "Uma",
                                              .conference = "Expo"};
    struct stage stage;
    struct claim_book scene;
    struct err err;
    char id[CLAIM_ID_MAX];
    err_init(&err);
    claim_book_make(*state, &scene);
    open_stage(&stage);
    const struct claim_ref ref = {.id = scene.draft};
    assert_rc(app_claim_expense_add(shell_app(stage.shell), &ref, &typed, id, &err), RC_OK, &err);
    shell_wrote(stage.shell);
    claim_form_expense(stage.shell, scene.draft, "N-8");
    stage_keys(&stage, "Down Down Down Ctrl-U");
    stage_type(&stage, "149");
    stage_keys(&stage, "PgDn");
    assert_shows(&stage, "180.50");
    assert_shows(&stage, "EUR");
    assert_shows(&stage, "30.10");
    stage_keys(&stage, "Ctrl-S");
    assert_string_not_equal(stage_top_name(&stage), "form");
    struct claim_sight sight = claim_book_look(&stage, scene.draft);
    const struct claim_expense *expense = &sight.claim.expenses[2];
    assert_money_equal(expense->amount, 149 * MONEY_MICROS);
    assert_true(expense->has_invoice_total && expense->has_tax);
    assert_money_equal(expense->invoice_total, 180500000);
    assert_money_equal(expense->tax, 30100000);
    assert_text_equal(expense->invoice_currency.code, "EUR");
    assert_text_equal(expense->text, "Banners");
    assert_text_equal(expense->class, "travel");
    assert_text_equal(expense->person, "Uma");
    assert_text_equal(expense->conference, "Expo");
    claim_sight_release(&sight);
    stage_close(&stage);
}

static void metric__is_set(void **state)
{
    struct stage stage;
    struct claim_book scene;
    claim_book_make(*state, &scene);
    open_stage(&stage);
    claim_form_metric(stage.shell, scene.draft, NULL);
    stage_draw(&stage);
    assert_shows(&stage, "results-summary");
    stage_type(&stage, "250 orders");
    stage_keys(&stage, "Ctrl-S");
    struct claim_sight sight = claim_book_look(&stage, scene.draft);
    assert_int_equal(sight.claim.metric_count, 1);
    assert_text_equal(sight.claim.metrics[0].value, "250 orders");
    claim_sight_release(&sight);
    stage_close(&stage);
}

static void approval__asks_an_extension_for_its_day(void **state)
{
    struct stage stage;
    struct claim_book scene;
    claim_book_make(*state, &scene);
    open_stage(&stage);
    claim_form_approval(stage.shell, scene.draft, "extension");
    stage_type(&stage, "X-9");
    stage_keys(&stage, "Ctrl-S");
    assert_shows(&stage, "Say until when the extension");
    stage_type(&stage, "2027-03-01");
    stage_keys(&stage, "Ctrl-S");
    struct claim_sight sight = claim_book_look(&stage, scene.draft);
    assert_int_equal(sight.claim.approval_count, 1);
    assert_true(sight.claim.approvals[0].granted);
    assert_int_equal(sight.claim.approvals[0].valid_until.day, day_of("2027-03-01").day);
    claim_sight_release(&sight);
    stage_close(&stage);
}

static void comment__is_kept(void **state)
{
    struct stage stage;
    struct claim_book scene;
    claim_book_make(*state, &scene);
    open_stage(&stage);
    claim_form_comment(stage.shell, scene.draft);
    stage_type(&stage, "Waiting for the printer's invoice");
    stage_keys(&stage, "Enter");
    assert_string_not_equal(stage_top_name(&stage), "form");
    assert_text_equal(app_done_action(shell_app(stage.shell)), "claim.comment");
    stage_close(&stage);
}

static void copy__opens_the_new_draft(void **state)
{
    struct stage stage;
    struct claim_book scene;
    claim_book_make(*state, &scene);
    open_stage(&stage);
    claim_copy(stage.shell, scene.sent);
    stage_keys(&stage, "Enter");
    assert_string_not_equal(stage_top_name(&stage), "form");
    assert_shows(&stage, "Launch offer");
    assert_text_equal(app_done_action(shell_app(stage.shell)), "claim.copy");
    stage_close(&stage);
}

/* Undo covers it: no question, but the way back. */
static void delete__says_how_it_comes_back(void **state)
{
    struct stage stage;
    struct claim_book scene;
    struct claim_sight sight;
    struct err err;
    err_init(&err);
    claim_book_make(*state, &scene);
    open_stage(&stage);
    assert_true(claim_delete(stage.shell, scene.draft));
    stage_draw(&stage);
    assert_string_not_equal(stage_top_name(&stage), "ask");
    assert_shows(&stage, "Claim deleted: ");
    assert_shows(&stage, "u brings it back");
    assert_rc(app_claim_show(shell_app(stage.shell), scene.draft, &sight, &err), RC_RULE, &err);
    stage_keys(&stage, "u");
    sight = claim_book_look(&stage, scene.draft);
    claim_sight_release(&sight);
    assert_false(claim_delete(stage.shell, scene.sent));
    stage_draw(&stage);
    assert_shows(&stage, "only a draft can be deleted");
    stage_close(&stage);
}

/* ---- what was not finished ---------------------------------------------------------------- */

static void form__that_was_not_finished__is_said_at_the_start(void **state)
{
    struct stage stage;
    struct claim_book scene;
    claim_book_make(*state, &scene);
    open_stage(&stage);
    assert_false(stage_shows(&stage, "waits"));
    claim_form_edit(stage.shell, scene.draft, "amount");
    stage_type(&stage, "812");
    stage_close(&stage); /* as a kill does, it leaves the draft */
    open_stage(&stage);
    stage_draw(&stage);
    assert_shows(&stage,
                 "A form waits that you began a moment ago: e on the claim \"Autumn offer\"");
    stage_keys(&stage, "5");
    assert_false(stage_shows(&stage, "A form waits"));
    claim_form_edit(stage.shell, scene.draft, NULL);
    stage_keys(&stage, "Del Esc");
    claim_new_begin(stage.shell, NULL, NULL, NULL);
    stage_keys(&stage, "Enter");
    stage_close(&stage);
    open_stage(&stage);
    stage_draw(&stage);
    assert_shows(&stage, "A new claim waits that you began a moment ago: C goes on with it");
    stage_close(&stage);
}

/* ---- two people in one book ------------------------------------------------------------- */

/* Somebody else, at a terminal of his own. */
static void meanwhile(struct stage *other, const struct claim_book *scene, const char *amount,
                      const char *title)
{
    char ret[CLAIM_ID_MAX];
    struct err err;
    const struct claim_ref ref = {.id = scene->draft};
    const struct claim_form form = {.amount = amount, .title = title};
    err_init(&err);
    assert_rc(app_claim_set(shell_app(other->shell), &ref, &form, ret, &err), RC_OK, &err);
    shell_wrote(other->shell);
}

static void assert_claim(struct stage *stage, const struct claim_book *scene, int64_t amount,
                         const char *title)
{
    struct claim_sight sight = claim_book_look(stage, scene->draft);
    assert_money_equal(sight.claim.amount, amount * MONEY_MICROS);
    assert_text_equal(sight.claim.title, title);
    claim_sight_release(&sight);
}

/* Both opened the form; the second to save is shown what the first did. */
static void edit__by_two__shows_the_difference__and_writes_nothing_over(void **state)
{
    struct stage one, two;
    struct claim_book scene;
    claim_book_make(*state, &scene);
    open_stage(&one);
    open_stage(&two);
    claim_form_edit(one.shell, scene.draft, "amount");
    stage_type(&one, "750");
    meanwhile(&two, &scene, "650", "Winter offer");
    stage_keys(&one, "Ctrl-S");
    assert_text_equal(stage_top_name(&one), "ask");
    assert_shows(&one, "The claim has changed");
    assert_shows(&one, "Amount was 800.00, and is 650.00 now; you typed 750.");
    assert_shows(&one, "Title was Autumn offer, and is Winter offer now.");
    assert_claim(&two, &scene, 650, "Winter offer");
    /* Keep typing: nothing is written, what was typed is there. */
    stage_keys(&one, "Esc");
    assert_text_equal(stage_top_name(&one), "form");
    assert_shows(&one, "750");
    assert_claim(&two, &scene, 650, "Winter offer");
    /* On top of what was shown: the amount is ours, the title the other's. */
    stage_keys(&one, "Ctrl-S y");
    assert_string_not_equal(stage_top_name(&one), "form");
    assert_claim(&two, &scene, 750, "Winter offer");
    stage_close(&one);
    stage_close(&two);
}

/* What is told goes by what stands in the form, whatever was saved meanwhile. */
static void edit__by_two__tells_of_the_amount_in_the_form(void **state)
{
    struct stage one, two;
    struct claim_book scene;
    claim_book_make(*state, &scene);
    open_stage(&one);
    open_stage(&two);
    claim_form_edit(one.shell, scene.draft, "amount");
    stage_draw(&one);
    assert_shows(&one, "Fund: 8000.00 USD left after this claim, 8800.00 without it.");
    meanwhile(&two, &scene, "650", NULL);
    shell_wrote(one.shell);
    stage_draw(&one);
    assert_shows(&one, "800.00");
    assert_shows(&one, "Fund: 8000.00 USD left after this claim, 8800.00 without it.");
    stage_close(&one);
    stage_close(&two);
}

static void edit__by_two__takes_what_the_other_changed(void **state)
{
    struct stage one, two;
    struct claim_book scene;
    claim_book_make(*state, &scene);
    open_stage(&one);
    open_stage(&two);
    claim_form_edit(one.shell, scene.draft, "amount");
    stage_type(&one, "750");
    stage_keys(&one, "Down Down");
    stage_type(&one, "PC-1");
    meanwhile(&two, &scene, "650", NULL);
    stage_keys(&one, "Ctrl-S t");
    assert_text_equal(stage_top_name(&one), "form");
    assert_shows(&one, "650.00");
    assert_shows(&one, "PC-1");
    stage_keys(&one, "Ctrl-S");
    assert_claim(&two, &scene, 650, "Autumn offer");
    struct claim_sight sight = claim_book_look(&two, scene.draft);
    assert_text_equal(sight.claim.reference, "PC-1");
    claim_sight_release(&sight);
    stage_close(&one);
    stage_close(&two);
}

/* Changed once more while the difference was shown: that is shown, too. */
static void edit__by_two__is_shown_each_difference(void **state)
{
    struct stage one, two;
    struct claim_book scene;
    claim_book_make(*state, &scene);
    open_stage(&one);
    open_stage(&two);
    claim_form_edit(one.shell, scene.draft, "amount");
    stage_type(&one, "750");
    meanwhile(&two, &scene, "650", NULL);
    stage_keys(&one, "Ctrl-S");
    meanwhile(&two, &scene, "660", NULL);
    stage_keys(&one, "y");
    assert_text_equal(stage_top_name(&one), "ask");
    assert_shows(&one, "Amount was 650.00, and is 660.00 now; you typed 750.");
    assert_claim(&two, &scene, 660, "Autumn offer");
    stage_keys(&one, "y");
    assert_claim(&two, &scene, 750, "Autumn offer");
    stage_close(&one);
    stage_close(&two);
}

/* A comment has no field that could differ: the change is shown all the same. */
static void comment__by_two__shows_what_was_done(void **state)
{
    struct stage one, two;
    struct claim_book scene;
    claim_book_make(*state, &scene);
    open_stage(&one);
    open_stage(&two);
    claim_form_comment(one.shell, scene.draft);
    stage_type(&one, "Done");
    meanwhile(&two, &scene, "650", NULL);
    stage_keys(&one, "Enter");
    assert_text_equal(stage_top_name(&one), "ask");
    assert_shows(&one, "amount 650.00");
    assert_false(stage_shows(&one, "Take what was changed"));
    stage_keys(&one, "y");
    assert_text_equal(app_done_action(shell_app(one.shell)), "claim.comment");
    stage_close(&one);
    stage_close(&two);
}

/* Deleted by somebody else: who, and what was typed waits for the undo. */
static void edit__of_a_claim_that_is_deleted__says_by_whom__and_keeps_it(void **state)
{
    struct stage one, two;
    struct claim_book scene;
    char id[CLAIM_ID_MAX];
    struct err err;
    struct journal_entry row;
    err_init(&err);
    claim_book_make(*state, &scene);
    open_stage(&one);
    open_stage(&two);
    claim_form_edit(one.shell, scene.draft, "amount");
    stage_type(&one, "750");
    const struct claim_ref ref = {.id = scene.draft};
    assert_rc(app_claim_delete(shell_app(two.shell), &ref, id, &err), RC_OK, &err);
    shell_wrote(two.shell);
    stage_keys(&one, "Ctrl-S");
    assert_shows(&one, "The claim is not there any more");
    assert_shows(&one, "anna deleted the claim, ");
    assert_shows(&one, "Undo brings it back");
    stage_keys(&one, "Enter");
    assert_text_equal(stage_top_name(&one), "form");
    assert_shows(&one, "750");
    assert_rc(app_undo(shell_app(two.shell), 0, &row, &err), RC_OK, &err);
    journal_entry_release(&row);
    shell_wrote(two.shell);
    stage_keys(&one, "Ctrl-S");
    if (strcmp(stage_top_name(&one), "ask") == 0)
        stage_keys(&one, "y");
    assert_string_not_equal(stage_top_name(&one), "form");
    assert_claim(&two, &scene, 750, "Autumn offer");
    stage_close(&one);
    stage_close(&two);
}

/* Withdrawn by somebody else: nothing of it can be saved on top. */
static void edit__of_a_claim_that_is_withdrawn__offers_no_saving(void **state)
{
    static const struct record_form withdrawn = {.status = "withdrawn", .reason = "duplicate"};
    struct stage one, two;
    struct claim_book scene;
    char id[CLAIM_ID_MAX];
    struct err err;
    err_init(&err);
    claim_book_make(*state, &scene);
    open_stage(&one);
    open_stage(&two);
    claim_form_edit(one.shell, scene.draft, "amount");
    stage_type(&one, "750");
    const struct claim_ref ref = {.id = scene.draft};
    assert_rc(app_claim_record(shell_app(two.shell), &ref, &withdrawn, id, &err), RC_OK, &err);
    shell_wrote(two.shell);
    stage_keys(&one, "Ctrl-S");
    assert_shows(&one, "The claim has changed");
    assert_shows(&one, "The claim is withdrawn");
    assert_false(stage_shows(&one, "Save what I typed"));
    stage_keys(&one, "Esc");
    assert_text_equal(stage_top_name(&one), "form");
    assert_shows(&one, "750");
    stage_close(&one);
    stage_close(&two);
}

/* ---- drafts ----------------------------------------------------------------------------- */

static void edit__left_half_typed__is_offered_again__without_undoing_others(void **state)
{
    struct stage one, two;
    struct claim_book scene;
    claim_book_make(*state, &scene);
    open_stage(&one);
    claim_form_edit(one.shell, scene.draft, "reference");
    stage_type(&one, "PC-77");
    stage_close(&one); /* as by a kill: nobody is asked */
    open_stage(&two);
    meanwhile(&two, &scene, "650", NULL);
    stage_close(&two);
    open_stage(&one);
    claim_form_edit(one.shell, scene.draft, NULL);
    stage_draw(&one);
    assert_shows(&one, "You typed this a moment ago");
    stage_keys(&one, "Enter Ctrl-S");
    assert_claim(&one, &scene, 650, "Autumn offer");
    struct claim_sight sight = claim_book_look(&one, scene.draft);
    assert_text_equal(sight.claim.reference, "PC-77");
    claim_sight_release(&sight);
    /* Saved, it is offered no more; another claim's never was. */
    claim_form_edit(one.shell, scene.draft, NULL);
    stage_draw(&one);
    assert_false(stage_shows(&one, "You typed this"));
    stage_close(&one);
}

static void edit__of_a_draft_whose_field_was_changed__says_so(void **state)
{
    struct stage one;
    struct claim_book scene;
    claim_book_make(*state, &scene);
    open_stage(&one);
    claim_form_edit(one.shell, scene.draft, "amount");
    stage_type(&one, "750");
    stage_close(&one);
    open_stage(&one);
    meanwhile(&one, &scene, "650", NULL);
    claim_form_edit(one.shell, scene.draft, NULL);
    stage_draw(&one);
    assert_shows(&one, "Meanwhile Amount was changed: it is 650.00 now.");
    stage_close(&one);
}

/* ---- mending ---------------------------------------------------------------------------- */

static void mend__opens_the_field(void **state)
{
    static const struct {
        const char *code, *item, *shows;
    } cases[] = {
        {"exceeds-cost", "", "Change the claim"},
        {"activity-outside-usage", "", "Change the claim"},
        {"currency-not-in-fund", "", "Change the claim"},
        {"invoice-overused", "INV-1", "Change the expense"},
        {"metric-missing", "results-summary", "A metric"},
        {"pre-approval-missing", "", "What the vendor granted"},
        {"window-closed", "", "What the vendor granted"},
        {"same-document-twice", "D-NONE", "That document is not attached any more"},
        {"late-filing", "", "S submits it as soon as it is ready."},
        {"window-not-open", "", "S submits it from that day on."},
        {"below-threshold", "", "The newest report mends it"},
        {"overpaid", "", "the log (key 8) takes it back"},
        {"refused-before", "", "See to it that this does not hold here"},
        {"of-a-later-version", "", "No form mends this."},
    };
    struct stage stage;
    struct claim_book scene;
    claim_book_make(*state, &scene);
    open_stage(&stage);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char item[32], message[32];
        (void)snprintf(item, sizeof(item), "%s", cases[i].item);
        (void)snprintf(message, sizeof(message), "It is so.");
        const struct finding finding = {
            .code = cases[i].code, .item = item, .message = message, .fix = message};
        claim_mend(stage.shell, scene.draft, &finding);
        stage_draw(&stage);
        assert_shows(&stage, cases[i].shows);
        stage_keys(&stage, "Esc");
    }
    stage_close(&stage);
}

static void refuses__what_the_status_does_not_let(void **state)
{
    struct stage stage;
    struct claim_book scene;
    struct buf why;
    claim_book_make(*state, &scene);
    open_stage(&stage);
    buf_init(&why);
    static const struct {
        enum action action;
        bool draft, sent, approved;
    } cases[] = {
        {ACT_EDIT, false, false, false},    {ACT_EXPENSE, false, true, true},
        {ACT_METRIC, false, true, true},    {ACT_ATTACH, false, true, true},
        {ACT_DELETE, false, true, true},    {ACT_SUBMIT, false, true, true},
        {ACT_RECORD, false, false, false},  {ACT_FEEDBACK, true, false, false},
        {ACT_PAYMENT, true, true, false},   {ACT_SEALED, true, false, false},
        {ACT_COMMENT, false, false, false}, {ACT_COPY_CLAIM, false, false, false},
    };
    struct claim_sight draft = claim_book_look(&stage, scene.draft);
    struct claim_sight sent = claim_book_look(&stage, scene.sent);
    struct claim_sight approved = claim_book_look(&stage, scene.approved);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_int_equal(claim_refuses(&draft.claim, cases[i].action, &why), cases[i].draft);
        assert_int_equal(claim_refuses(&sent.claim, cases[i].action, &why), cases[i].sent);
        assert_int_equal(claim_refuses(&approved.claim, cases[i].action, &why), cases[i].approved);
    }
    claim_sight_release(&draft);
    claim_sight_release(&sent);
    claim_sight_release(&approved);
    buf_release(&why);
    stage_close(&stage);
}

int main(void)
{
#define SCENE_TEST(test) cmocka_unit_test_setup_teardown(test, desk_setup_bare, scene_teardown)
    const struct CMUnitTest tests[] = {
        SCENE_TEST(claim_forms__look_as_they_should),
        SCENE_TEST(edit__saves_what_was_typed__and_no_more),
        SCENE_TEST(edit__of_nothing__is_told),
        SCENE_TEST(edit__of_a_claim_that_was_sent__has_owner_reference_and_tags),
        SCENE_TEST(edit__says_what_is_wrong_while_one_types),
        SCENE_TEST(expense__is_added_changed_and_deleted),
        SCENE_TEST(expense__of_in_house_work__has_its_own_fields),
        SCENE_TEST(expense__that_is_changed__keeps_all_that_it_has),
        SCENE_TEST(metric__is_set),
        SCENE_TEST(approval__asks_an_extension_for_its_day),
        SCENE_TEST(comment__is_kept),
        SCENE_TEST(copy__opens_the_new_draft),
        SCENE_TEST(form__that_was_not_finished__is_said_at_the_start),
        SCENE_TEST(delete__says_how_it_comes_back),
        SCENE_TEST(edit__by_two__shows_the_difference__and_writes_nothing_over),
        SCENE_TEST(edit__by_two__tells_of_the_amount_in_the_form),
        SCENE_TEST(edit__by_two__takes_what_the_other_changed),
        SCENE_TEST(edit__by_two__is_shown_each_difference),
        SCENE_TEST(comment__by_two__shows_what_was_done),
        SCENE_TEST(edit__of_a_claim_that_is_deleted__says_by_whom__and_keeps_it),
        SCENE_TEST(edit__of_a_claim_that_is_withdrawn__offers_no_saving),
        SCENE_TEST(edit__left_half_typed__is_offered_again__without_undoing_others),
        SCENE_TEST(edit__of_a_draft_whose_field_was_changed__says_so),
        SCENE_TEST(mend__opens_the_field),
        SCENE_TEST(refuses__what_the_status_does_not_let),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
