/* SPDX-License-Identifier: MIT */
/* Claims made, filled and looked at: what each function of claims.h does and refuses, and
 * what an undo gives back. Who may call them is in test_claim_roles.c. */
#include "app/claims.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/claim_course.h"
#include "app/documents.h"
#include "app/history.h"
#include "support/office.h"

static const char today[] = "2026-10-01";

static struct claim_ref ref(const char *id)
{
    return (struct claim_ref){.id = id};
}

static void undo(struct desk *desk, struct app *app)
{
    struct journal_entry entry = {0};
    assert_rc(app_undo(app, 0, &entry, desk_err(desk)), RC_OK, &desk->err);
    journal_entry_release(&entry);
}

static void redo(struct desk *desk, struct app *app)
{
    struct journal_entry entry = {0};
    assert_rc(app_redo(app, &entry, desk_err(desk)), RC_OK, &desk->err);
    journal_entry_release(&entry);
}

static struct claim_sight look(struct desk *desk, struct app *app, const char *id)
{
    struct claim_sight sight = {0};
    assert_rc(app_claim_show(app, id, &sight, desk_err(desk)), RC_OK, &desk->err);
    sight.claim.head = &sight.history.head;
    return sight;
}

/* What was refused is told with these words, and nothing was written. */
static void refused(struct desk *desk, enum rc is, enum rc should, const char *words)
{
    assert_rc(is, should, &desk->err);
    if (strstr(desk->err.text, words) == NULL)
        fail_msg("'%s' does not say '%s'", desk->err.text, words);
}

static struct claim_form a_form(void)
{
    return (struct claim_form){.program = "hosting",
                               .location = "L1",
                               .period = "FY26H2",
                               .activity = "dg01",
                               .currency = "usd",
                               .start = "2026-09-01",
                               .end = "2026-09-02",
                               .title = "Fall seminar"};
}

static struct expense_form an_invoice(const char *vendor, const char *number)
{
    return (struct expense_form){.kind = "invoice",
                                 .vendor = vendor,
                                 .number = number,
                                 .date = "2026-09-01",
                                 .amount = "200"};
}

static void add_expense(struct desk *desk, struct app *app, const char *id,
                        const struct expense_form *form)
{
    const struct claim_ref to = ref(id);
    char told[CLAIM_ID_MAX];
    assert_rc(app_claim_expense_add(app, &to, form, told, desk_err(desk)), RC_OK, &desk->err);
    assert_text_equal(told, id);
}

static void make(struct desk *desk, struct app *app, char ret[CLAIM_ID_MAX])
{
    const struct claim_form form = a_form();
    assert_rc(app_claim_new(app, &form, ret, desk_err(desk)), RC_OK, &desk->err);
}

/* ---- new ----------------------------------------------------------------------------------- */

static void claim_new__makes_a_draft__that_undo_takes_back(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, today);
    const char *tags[] = {" q3 ", "show"};
    char id[CLAIM_ID_MAX];
    struct claim_form form = a_form();
    form.title = "  Fall seminar\t";
    form.amount = "120.50";
    form.reference = " MS-1 ";
    form.pre_approval = " PA-1 ";
    form.tags = tags;
    form.tag_count = 2;
    assert_rc(app_claim_new(app, &form, id, desk_err(desk)), RC_OK, &desk->err);
    struct claim_sight sight = look(desk, app, id);
    const struct claim *claim = &sight.claim;
    assert_int_equal(claim->status, CLAIM_EDITING);
    assert_text_equal(claim->title, "Fall seminar");
    assert_text_equal(claim->activity, "DG01");
    assert_text_equal(claim->currency.code, "USD");
    assert_money_equal(claim->amount, 120500000);
    assert_text_equal(claim->reference, "MS-1");
    assert_text_equal(claim->owner, app_person(app));
    assert_date_equal(claim->created, today);
    assert_int_equal(claim->tag_count, 2);
    assert_text_equal(claim->tags[0], "q3");
    assert_text_equal(claim->approvals[0].number, "PA-1");
    assert_true(claim->approvals[0].granted);
    claim_sight_release(&sight);
    undo(desk, app);
    assert_rc(app_claim_show(app, id, &sight, desk_err(desk)), RC_RULE, &desk->err);
    redo(desk, app);
    sight = look(desk, app, id);
    claim_sight_release(&sight);
    app_close(app);
}

static void claim_new__refuses__what_no_claim_can_be(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, today);
    static const struct {
        const char *field, *value;
        enum rc rc;
        const char *words;
    } all[] = {
        {"program", "osa-sell", RC_RULE, "CPOR"},
        {"program", "nonesuch", RC_RULE, "nonesuch"},
        {"location", "L9", RC_RULE, "L9"},
        {"period", "FY26", RC_USAGE, "--period"},
        {"activity", "XX99", RC_RULE, "XX99"},
        {"currency", "XXY", RC_USAGE, "--currency"},
        {"start", "2026-09-31", RC_USAGE, "--start"},
        {"start", "2026-09-03", RC_RULE, "--start"},
        {"title", NULL, RC_USAGE, "--title: it is missing"},
        {"title", " \t ", RC_USAGE, "--title: it is empty"},
        {"owner", " ", RC_USAGE, "--owner: it is empty"},
        {"pre-approval", " ", RC_USAGE, "--pre-approval: it is empty"},
        {"amount", "-1", RC_USAGE, "--amount"},
        {"amount", "1.005", RC_USAGE, "--amount"},
    };
    char *before = raw_dump(desk->path, DUMP_ALL);
    for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
        struct claim_form form = a_form();
        char id[CLAIM_ID_MAX];
        const struct {
            const char *name, **field;
        } fields[] = {{"program", &form.program},   {"location", &form.location},
                      {"period", &form.period},     {"activity", &form.activity},
                      {"currency", &form.currency}, {"start", &form.start},
                      {"title", &form.title},       {"owner", &form.owner},
                      {"amount", &form.amount},     {"pre-approval", &form.pre_approval}};
        for (size_t j = 0; j < sizeof(fields) / sizeof(fields[0]); j++)
            if (strcmp(fields[j].name, all[i].field) == 0)
                *fields[j].field = all[i].value;
        refused(desk, app_claim_new(app, &form, id, desk_err(desk)), all[i].rc, all[i].words);
    }
    app_close(app);
    assert_same_dump(raw_dump(desk->path, DUMP_ALL), before);
}

/* Somebody outside the book may look after a claim; a slip of the pen is told. */
static void claim_owner__who_is_no_member__is_kept_and_told(void **state)
{
    struct desk *desk = *state;
    struct heard heard = {0};
    char id[CLAIM_ID_MAX];
    struct app *app = office_open_heard(desk, &heard);
    app_look_at(app, day_of(today));
    make(desk, app, id);
    const struct claim_ref to = ref(id);
    struct claim_form form = {.owner = "uma"};
    assert_rc(app_claim_set(app, &to, &form, id, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(heard.warnings, 0);
    form.owner = "bertha";
    assert_rc(app_claim_set(app, &to, &form, id, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(heard.warnings, 1);
    assert_non_null(strstr(heard.last, "bertha"));
    struct claim_sight sight = look(desk, app, id);
    assert_text_equal(sight.claim.owner, "bertha");
    claim_sight_release(&sight);
    /* Who may not know the members is not told who is one. */
    office_become(app, "sam");
    form.owner = "gertrude";
    assert_rc(app_claim_set(app, &to, &form, id, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(heard.warnings, 1);
    app_close(app);
}

/* ---- filled -------------------------------------------------------------------------------- */

static void claim_set__changes_what_is_given__and_undo_gives_it_back(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, today);
    char id[CLAIM_ID_MAX];
    make(desk, app, id);
    const struct claim_ref to = ref(id);
    struct claim_form form = {.title = " Winter ", .amount = "7", .end = "2026-09-05"};
    assert_rc(app_claim_set(app, &to, &form, id, desk_err(desk)), RC_OK, &desk->err);
    assert_non_null(strstr(app_done(app), "amount 7 USD"));
    struct claim_sight sight = look(desk, app, id);
    assert_text_equal(sight.claim.title, "Winter");
    assert_money_equal(sight.claim.amount, 7000000);
    assert_date_equal(sight.claim.end, "2026-09-05");
    assert_date_equal(sight.claim.start, "2026-09-01");
    claim_sight_release(&sight);
    undo(desk, app);
    sight = look(desk, app, id);
    assert_text_equal(sight.claim.title, "Fall seminar");
    assert_money_equal(sight.claim.amount, 0);
    claim_sight_release(&sight);
    form = (struct claim_form){.title = "  "};
    refused(desk, app_claim_set(app, &to, &form, id, desk_err(desk)), RC_USAGE, "--title");
    form = (struct claim_form){.end = "2026-08-31"};
    refused(desk, app_claim_set(app, &to, &form, id, desk_err(desk)), RC_RULE, "2026-08-31");
    app_close(app);
}

static void expenses__are_kept_without_blanks_around_them(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, today);
    char id[CLAIM_ID_MAX];
    make(desk, app, id);
    const struct claim_ref to = ref(id);
    struct expense_form form = an_invoice("  Fabrikam ", "\tI-1 ");
    add_expense(desk, app, id, &form);
    struct claim_sight sight = look(desk, app, id);
    assert_text_equal(sight.claim.expenses[0].vendor, "Fabrikam");
    assert_text_equal(sight.claim.expenses[0].number, "I-1");
    assert_money_equal(sight.claim.cost, 200000000);
    claim_sight_release(&sight);
    form = an_invoice("Fabrikam", "I-1");
    refused(desk, app_claim_expense_add(app, &to, &form, id, desk_err(desk)), RC_RULE, "I-1");
    form = an_invoice("  ", "I-2");
    refused(desk, app_claim_expense_add(app, &to, &form, id, desk_err(desk)), RC_USAGE,
            "--vendor: it is empty");
    form = an_invoice("Fabrikam", NULL);
    refused(desk, app_claim_expense_add(app, &to, &form, id, desk_err(desk)), RC_USAGE,
            "--number: it is missing");
    refused(desk, app_claim_metric_set(app, &to, " ", "5", id, desk_err(desk)), RC_USAGE, "empty");
    assert_rc(app_claim_metric_set(app, &to, " estimated-reach ", " 5 ", id, desk_err(desk)), RC_OK,
              &desk->err);
    sight = look(desk, app, id);
    assert_text_equal(sight.claim.metrics[0].name, "estimated-reach");
    assert_text_equal(sight.claim.metrics[0].value, "5");
    claim_sight_release(&sight);
    app_close(app);
}

static void expenses__ask_for_an_invoice_that_adds_up(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, today);
    char id[CLAIM_ID_MAX];
    make(desk, app, id);
    const struct claim_ref to = ref(id);
    struct expense_form form = an_invoice("Fabrikam", "I-1");
    form.tax = "10";
    refused(desk, app_claim_expense_add(app, &to, &form, id, desk_err(desk)), RC_USAGE,
            "--invoice-total");
    form.invoice_total = "9.99";
    refused(desk, app_claim_expense_add(app, &to, &form, id, desk_err(desk)), RC_RULE, "--tax 10");
    form.invoice_total = "10";
    add_expense(desk, app, id, &form);
    form = an_invoice("Fabrikam", "I-2");
    form.kind = "gift";
    refused(desk, app_claim_expense_add(app, &to, &form, id, desk_err(desk)), RC_USAGE, "invoice");
    refused(desk, app_claim_expense_delete(app, &to, "I-9", id, desk_err(desk)), RC_RULE, "I-9");
    assert_rc(app_claim_expense_delete(app, &to, "I-1", id, desk_err(desk)), RC_OK, &desk->err);
    struct claim_sight sight = look(desk, app, id);
    assert_int_equal(sight.claim.expense_count, 0);
    claim_sight_release(&sight);
    undo(desk, app);
    sight = look(desk, app, id);
    assert_int_equal(sight.claim.expense_count, 1);
    assert_true(sight.claim.expenses[0].has_tax);
    claim_sight_release(&sight);
    app_close(app);
}

static void approvals__say_what_they_are_about(void **state)
{
    static const struct {
        struct approval_form form;
        enum rc rc;
        const char *words;
    } all[] = {
        {{.kind = "extension", .number = "E-1", .answer = "yes"}, RC_USAGE, "--valid-until"},
        {{.kind = "extension", .number = "E-1"}, RC_OK, ""}, /* asked for */
        {{.kind = "extension", .number = "E-1", .answer = "no"}, RC_OK, ""},
        {{.kind = "extension", .number = "E-1", .answer = "yes", .valid_until = "2027-03-01"},
         RC_OK,
         ""},
        {{.kind = "exception", .number = "X-1"}, RC_USAGE, "--lifts"},
        {{.kind = "exception", .number = "X-1", .lifts = "late-filing"}, RC_USAGE, "late-filing"},
        {{.kind = "pre-approval", .number = " "}, RC_USAGE, "--number: it is empty"},
        {{.kind = "blessing", .number = "1"}, RC_USAGE, "--kind"},
        {{.kind = "tax-invoice", .number = "1", .answer = "perhaps"}, RC_USAGE, "--answer"},
    };
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, today);
    char id[CLAIM_ID_MAX];
    make(desk, app, id);
    const struct claim_ref to = ref(id);
    for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
        refused(desk, app_claim_approval_add(app, &to, &all[i].form, id, desk_err(desk)), all[i].rc,
                all[i].words);
    app_close(app);
}

/* ---- copied, deleted ----------------------------------------------------------------------- */

/* On a day it is the claim of that day that is copied. */
static void claim_copy__repeats_the_claim_of_its_day(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, "2026-09-10");
    char id[CLAIM_ID_MAX], copy[CLAIM_ID_MAX], document[RANDOM_ID_SIZE];
    make(desk, app, id);
    const struct claim_ref to = ref(id);
    struct expense_form form = an_invoice("Fabrikam", "I-1");
    add_expense(desk, app, id, &form);
    office_attach(desk, app, id, "a.txt", "paper", document);
    app_look_at(app, day_of("2026-09-11"));
    assert_rc(app_claim_expense_delete(app, &to, "I-1", id, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(app_claim_detach(app, &to, document, id, desk_err(desk)), RC_OK, &desk->err);
    app_look_at(app, day_of("2026-09-12"));
    form = an_invoice("Tailspin", "T-1");
    add_expense(desk, app, id, &form);

    app_look_at(app, day_of("2026-09-10"));
    assert_rc(app_claim_copy(app, &(struct claim_ref){.id = id}, NULL, copy, desk_err(desk)), RC_OK,
              &desk->err);
    struct claim_sight sight = look(desk, app, copy);
    assert_int_equal(sight.claim.expense_count, 1);
    assert_text_equal(sight.claim.expenses[0].number, "I-1");
    assert_int_equal(sight.claim.document_count, 1);
    assert_true(strcmp(sight.claim.documents[0].id, document) != 0);
    assert_text_equal(sight.claim.copied_from, id);
    claim_sight_release(&sight);

    app_look_at(app, day_of("2026-09-12"));
    assert_rc(app_claim_copy(app, &(struct claim_ref){.id = id}, "FY27H1", copy, desk_err(desk)),
              RC_OK, &desk->err);
    sight = look(desk, app, copy);
    assert_int_equal(sight.claim.expense_count, 1);
    assert_text_equal(sight.claim.expenses[0].number, "T-1");
    assert_int_equal(sight.claim.document_count, 0);
    assert_true(period_compare(sight.history.head.period, period_named("FY27H1")) == 0);
    claim_sight_release(&sight);
    refused(desk,
            app_claim_copy(app, &(struct claim_ref){.id = "C-NOWHERE"}, NULL, copy, desk_err(desk)),
            RC_RULE, "NOWHERE");
    app_close(app);
}

/* What was filed under another activity is `other` in the copy, too. */
static void claim_copy__files_documents_as_they_are_filed_now(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, today);
    const struct document_form proof = {.kind = "proof", .item = "DG01-PIECE", .note = "p. 3"};
    const struct claim_form other = {.activity = "MD02"};
    char id[CLAIM_ID_MAX], copy[CLAIM_ID_MAX], document[CLAIM_ID_MAX], path[FOLDER_PATH_SIZE];
    make(desk, app, id);
    const struct claim_ref to = ref(id);
    assert_rc(app_claim_attach(app, &to, office_file(desk, "a.txt", "paper", path), &proof, id,
                               document, desk_err(desk)),
              RC_OK, &desk->err);
    assert_rc(app_claim_set(app, &to, &other, id, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(app_claim_copy(app, &(struct claim_ref){.id = id}, NULL, copy, desk_err(desk)), RC_OK,
              &desk->err);
    struct claim_sight sight = look(desk, app, copy);
    assert_int_equal(sight.claim.documents[0].kind, DOCUMENT_OTHER);
    assert_text_equal(sight.claim.documents[0].note, "p. 3");
    assert_text_equal(sight.claim.documents[0].name, "a.txt");
    claim_sight_release(&sight);
    app_close(app);
}

static void record(struct desk *desk, struct app *app, const char *id,
                   const struct record_form *form)
{
    const struct claim_ref to = ref(id);
    char told[CLAIM_ID_MAX];
    assert_rc(app_claim_record(app, &to, form, told, desk_err(desk)), RC_OK, &desk->err);
}

/* Ready to be sent, by exceptions. */
static void send(struct desk *desk, struct app *app, const char *id)
{
    static const char *const lifted[] = {"evidence-missing", "metric-missing", "expense-unbacked",
                                         "exceeds-remaining", "below-threshold"};
    const struct claim_ref to = ref(id);
    struct finding_list findings = {0};
    char told[CLAIM_ID_MAX];
    for (size_t i = 0; i < sizeof(lifted) / sizeof(lifted[0]); i++) {
        const struct approval_form form = {
            .kind = "exception", .number = "X", .answer = "yes", .lifts = lifted[i]};
        assert_rc(app_claim_approval_add(app, &to, &form, told, desk_err(desk)), RC_OK, &desk->err);
    }
    assert_rc(app_claim_submit(app, &to, &findings, told, desk_err(desk)), RC_OK, &desk->err);
    finding_list_release(&findings);
}

/* A draft goes on every date, and comes back; what was sent stays, and what can be done
 * instead hangs on its status. */
static void claim_delete__takes_drafts_alone(void **state)
{
    static const struct record_form steps[] = {
        {.status = "under-review"}, {.status = "action-required"}, {.status = NULL},
        {.status = "rejected"},     {.status = "disputed"},        {.status = "approved"},
        {.status = "paid"},
    };
    static const char *const advice[] = {
        "rejected --reason cancelled",
        "claim submit",
        "rejected --reason cancelled",
        "coffer undo",
        "rejected --reason cancelled",
        "coffer undo",
        "coffer undo",
    };
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, today);
    char id[CLAIM_ID_MAX], told[CLAIM_ID_MAX];
    make(desk, app, id);
    const struct claim_ref to = ref(id);
    struct expense_form form = an_invoice("Fabrikam", "I-1");
    const struct claim_form amount = {.amount = "100"};
    add_expense(desk, app, id, &form);
    assert_rc(app_claim_set(app, &to, &amount, told, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(app_claim_delete(app, &to, told, desk_err(desk)), RC_OK, &desk->err);
    assert_text_equal(told, id);
    struct claim_sight sight;
    refused(desk, app_claim_show(app, id, &sight, desk_err(desk)), RC_RULE, id);
    undo(desk, app);
    sight = look(desk, app, id);
    assert_int_equal(sight.claim.expense_count, 1);
    claim_sight_release(&sight);
    send(desk, app, id);
    refused(desk, app_claim_delete(app, &to, told, desk_err(desk)), RC_RULE,
            "rejected --reason cancelled");
    for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
        if (steps[i].status != NULL)
            record(desk, app, id, &steps[i]);
        else
            send(desk, app, id);
        refused(desk, app_claim_delete(app, &to, told, desk_err(desk)), RC_RULE, advice[i]);
    }
    app_close(app);
}

/* ---- what was sealed ----------------------------------------------------------------------- */

static enum rc keep_key(void *context, const char *key, const char *one, const char *other,
                        struct err *err)
{
    (void)other;
    (void)err;
    if (strncmp(key, "expenses", 8) == 0 && strstr(key, "amount") != NULL)
        buf_addf(context, "%s=%s\n", key, one);
    return RC_OK;
}

static void claim_sealed__names__are_told_apart(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, today);
    static const char *const names[][2] = {{"A.B", "C"}, {"A", "B.C"}, {"A\"B", "C\nD"}};
    char id[CLAIM_ID_MAX];
    struct buf keys;
    buf_init(&keys);
    make(desk, app, id);
    for (size_t i = 0; i < 3; i++) {
        struct expense_form form = an_invoice(names[i][0], names[i][1]);
        add_expense(desk, app, id, &form);
    }
    send(desk, app, id);
    assert_rc(app_claim_sealed(app, id, 1, keep_key, &keys, desk_err(desk)), RC_OK, &desk->err);
    assert_text_equal(keys.text, "expenses.\"A.B\".C.amount=200.00\n"
                                 "expenses.\"A\\\"B\".\"C\\nD\".amount=200.00\n"
                                 "expenses.A.\"B.C\".amount=200.00\n");
    buf_release(&keys);
    app_close(app);
}

/* ---- two at once --------------------------------------------------------------------------- */

static enum rc keep_line(void *context, const char *line, struct err *err)
{
    (void)err;
    buf_addf(context, "%s\n", line);
    return RC_OK;
}

/* CONTRACT.md section 5: a form that was made from revision N is saved on N alone. */
static void claim__that_moved_on__is_not_written_over(void **state)
{
    struct desk *desk = *state;
    struct app *one = office_open(desk, NULL, today), *other = office_open(desk, NULL, today);
    char id[CLAIM_ID_MAX], told[CLAIM_ID_MAX];
    int64_t now = 0;
    struct buf lines;
    buf_init(&lines);
    make(desk, one, id);
    struct claim_sight seen = look(desk, one, id);
    struct claim_ref mine = {.id = id, .if_revision = seen.history.head.revision};
    claim_sight_release(&seen);
    const struct claim_ref theirs = mine;
    const struct claim_form a = {.amount = "100"}, b = {.amount = "200", .title = "Mine"};
    assert_rc(app_claim_set(other, &theirs, &a, told, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(app_claim_comment(other, &(struct claim_ref){.id = id}, "see my mail", told,
                                desk_err(desk)),
              RC_OK, &desk->err);
    char *before = raw_dump(desk->path, DUMP_ALL);
    refused(desk, app_claim_set(one, &mine, &b, told, desk_err(desk)), RC_RULE, "see my mail");
    assert_non_null(strstr(desk->err.text, "amount 100.00"));
    assert_same_dump(raw_dump(desk->path, DUMP_ALL), before);

    /* The same as lines, and what to go on from. */
    char expected[256];
    (void)snprintf(expected, sizeof(expected),
                   "set (%s): amount 100.00\ncomment (%s): text see my mail\n", app_person(other),
                   app_person(other));
    assert_rc(app_claim_since(one, &mine, keep_line, &lines, &now, desk_err(desk)), RC_OK,
              &desk->err);
    assert_text_equal(lines.text, expected);
    mine.if_revision = now;
    buf_clear(&lines);
    assert_rc(app_claim_since(one, &mine, keep_line, &lines, &now, desk_err(desk)), RC_OK,
              &desk->err);
    assert_text_equal(lines.text, "");
    assert_true(now == mine.if_revision);
    assert_rc(app_claim_set(one, &mine, &b, told, desk_err(desk)), RC_OK, &desk->err);

    /* Taken back meanwhile: no line tells it, the revision does. */
    seen = look(desk, one, id);
    mine.if_revision = seen.history.head.revision;
    claim_sight_release(&seen);
    undo(desk, other);
    refused(desk, app_claim_set(one, &mine, &b, told, desk_err(desk)), RC_RULE, "taken back");
    assert_rc(app_claim_since(one, &mine, keep_line, &lines, &now, desk_err(desk)), RC_OK,
              &desk->err);
    assert_text_equal(lines.text, "");
    assert_true(now != mine.if_revision);
    buf_release(&lines);
    app_close(one);
    app_close(other);
}

/* ---- other claims, on earlier days --------------------------------------------------------- */

static bool finds(struct desk *desk, struct app *app, const char *id, const char *code)
{
    struct claim_verdict verdict = {0};
    bool found = false;
    assert_rc(app_claim_check(app, id, &verdict, desk_err(desk)), RC_OK, &desk->err);
    for (size_t i = 0; i < verdict.findings.count; i++)
        found = found || strcmp(verdict.findings.items[i].code, code) == 0;
    claim_verdict_release(&verdict);
    return found;
}

/* What another claim has lost since is found on the days on which it had it. */
static void claim_check__on_an_earlier_day__knows_what_others_had_then(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, "2026-09-10");
    char own[CLAIM_ID_MAX], other[CLAIM_ID_MAX], document[RANDOM_ID_SIZE], told[CLAIM_ID_MAX];
    struct expense_form form = an_invoice("Fabrikam", "I-1");
    form.amount = "80";
    form.invoice_total = "100";
    make(desk, app, own);
    make(desk, app, other);
    add_expense(desk, app, own, &form);
    add_expense(desk, app, other, &form);
    office_attach(desk, app, own, "a.txt", "paper", document);
    office_attach(desk, app, other, "b.txt", "paper", document);
    app_look_at(app, day_of("2026-09-12"));
    const struct claim_ref to = ref(other);
    assert_rc(app_claim_expense_delete(app, &to, "I-1", told, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(app_claim_detach(app, &to, document, told, desk_err(desk)), RC_OK, &desk->err);
    assert_false(finds(desk, app, own, "invoice-overused"));
    assert_false(finds(desk, app, own, "same-document-twice"));
    app_look_at(app, day_of("2026-09-11"));
    assert_true(finds(desk, app, own, "invoice-overused"));
    assert_true(finds(desk, app, own, "same-document-twice"));
    app_close(app);
}

/* RULES.md section 6: rejected and withdrawn claims pay nothing, so what they have may be
 * used again, and nothing is said of it. */
static void claim_check__a_rejected_claim__holds_nothing_back(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, today);
    char first[CLAIM_ID_MAX], again[CLAIM_ID_MAX], document[RANDOM_ID_SIZE];
    const struct record_form rejected = {.status = "rejected", .reason = "branding"};
    struct expense_form form = an_invoice("Fabrikam", "I-1");
    make(desk, app, first);
    add_expense(desk, app, first, &form);
    office_attach(desk, app, first, "a.txt", "paper", document);
    send(desk, app, first);
    assert_rc(app_claim_copy(app, &(struct claim_ref){.id = first}, NULL, again, desk_err(desk)),
              RC_OK, &desk->err);
    assert_true(finds(desk, app, again, "same-document-twice"));
    assert_true(finds(desk, app, again, "same-invoice-twice"));
    assert_false(finds(desk, app, again, "refused-before"));
    record(desk, app, first, &rejected);
    assert_false(finds(desk, app, again, "same-document-twice"));
    assert_false(finds(desk, app, again, "same-invoice-twice"));
    assert_true(finds(desk, app, again, "refused-before"));
    app_close(app);
}

/* "Last time": of a reason that was given often the newest claim is told. */
static void claim_check__a_reason__is_told_once(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, today);
    static const char *const reasons[] = {"branding", "branding", "late"};
    char ids[3][CLAIM_ID_MAX], own[CLAIM_ID_MAX];
    struct claim_verdict verdict = {0};
    for (size_t i = 0; i < 3; i++) {
        const struct record_form rejected = {.status = "rejected", .reason = reasons[i]};
        const struct claim_form other = {.activity = "DG02"};
        const struct claim_ref to = {.id = ids[i]};
        struct expense_form form = an_invoice("Fabrikam", i == 0 ? "I-0" : "I-1");
        char told[CLAIM_ID_MAX];
        make(desk, app, ids[i]);
        add_expense(desk, app, ids[i], &form);
        if (i == 2) /* only the vendor is the same */
            assert_rc(app_claim_set(app, &to, &other, told, desk_err(desk)), RC_OK, &desk->err);
        send(desk, app, ids[i]);
        record(desk, app, ids[i], &rejected);
    }
    make(desk, app, own);
    struct expense_form form = an_invoice("FABRIKAM", "I-9");
    add_expense(desk, app, own, &form);
    assert_rc(app_claim_check(app, own, &verdict, desk_err(desk)), RC_OK, &desk->err);
    struct buf told;
    buf_init(&told);
    for (size_t i = 0; i < verdict.findings.count; i++)
        if (strcmp(verdict.findings.items[i].code, "refused-before") == 0)
            buf_addf(&told, "%s\n", verdict.findings.items[i].message);
    char expected[256];
    (void)snprintf(expected, sizeof(expected),
                   "Last time refused: late (claim %s, of the same vendor).\n"
                   "Last time refused: branding (claim %s, for the same activity).\n",
                   ids[2], ids[1]);
    assert_text_equal(told.text, expected);
    buf_release(&told);
    claim_verdict_release(&verdict);
    app_close(app);
}

/* ---- looked at ----------------------------------------------------------------------------- */

static enum rc count_row(void *context, const struct claim_row *row, struct err *err)
{
    int *count = context;
    (void)row;
    (void)err;
    *count += 1;
    return RC_OK;
}

static int listed(struct desk *desk, struct app *app, const struct claim_filter *filter)
{
    int count = 0;
    assert_rc(app_claim_list(app, filter, count_row, &count, desk_err(desk)), RC_OK, &desk->err);
    return count;
}

static void claim_list__narrows_by_everything_that_it_shows(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, today);
    const char *tags[] = {"q3"};
    char id[CLAIM_ID_MAX];
    make(desk, app, id);
    const struct claim_ref to = ref(id);
    const struct claim_form tagged = {
        .tags = tags, .tag_count = 1, .owner = "uma", .reference = "MS-7"};
    assert_rc(app_claim_set(app, &to, &tagged, id, desk_err(desk)), RC_OK, &desk->err);
    make(desk, app, id);
    const struct {
        struct claim_filter filter;
        int count;
    } all[] = {
        {{0}, 2},
        {{.tag = "q3"}, 1},
        {{.tag = "q"}, 0},
        {{.owner = "uma"}, 1},
        {{.search = "ms-7"}, 1},
        {{.search = "FALL"}, 2},
        {{.status = "editing"}, 2},
        {{.status = "paid"}, 0},
        {{.activity = "DG01"}, 2},
        {{.location = "L2"}, 0},
        {{.has_period = true, .period = period_named("FY26H2")}, 2},
        {{.has_period = true, .period = period_named("FY26H1")}, 0},
    };
    for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
        assert_int_equal(listed(desk, app, &all[i].filter), all[i].count);
    const struct claim_filter wrong = {.status = "lost"};
    int count = 0;
    refused(desk, app_claim_list(app, &wrong, count_row, &count, desk_err(desk)), RC_USAGE,
            "--status");
    app_look_at(app, day_of("2026-09-30"));
    assert_int_equal(listed(desk, app, &all[0].filter), 0);
    app_close(app);
}

#define IN_OFFICE(test) cmocka_unit_test_setup_teardown(test, office_setup, desk_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_OFFICE(claim_new__makes_a_draft__that_undo_takes_back),
        IN_OFFICE(claim_new__refuses__what_no_claim_can_be),
        IN_OFFICE(claim_owner__who_is_no_member__is_kept_and_told),
        IN_OFFICE(claim_set__changes_what_is_given__and_undo_gives_it_back),
        IN_OFFICE(expenses__are_kept_without_blanks_around_them),
        IN_OFFICE(expenses__ask_for_an_invoice_that_adds_up),
        IN_OFFICE(approvals__say_what_they_are_about),
        IN_OFFICE(claim_copy__repeats_the_claim_of_its_day),
        IN_OFFICE(claim_copy__files_documents_as_they_are_filed_now),
        IN_OFFICE(claim_delete__takes_drafts_alone),
        IN_OFFICE(claim_sealed__names__are_told_apart),
        IN_OFFICE(claim__that_moved_on__is_not_written_over),
        IN_OFFICE(claim_check__on_an_earlier_day__knows_what_others_had_then),
        IN_OFFICE(claim_check__a_rejected_claim__holds_nothing_back),
        IN_OFFICE(claim_check__a_reason__is_told_once),
        IN_OFFICE(claim_list__narrows_by_everything_that_it_shows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
