/* SPDX-License-Identifier: MIT */
#include "model/claim_check.h"

#include <stdlib.h>
#include <string.h>

#include "support/claim_table.h"

/* ---- nothing to find ----------------------------------------------------------------------- */

static void claim_check__ready_claim__has_no_finding(void **state)
{
    (void)state;
    struct claim_table t;
    claim_table_init(&t);
    assert_found(&t, DAY("20"), "");
    claim_table_release(&t);
}

/* CONTRACT.md section 5: it works in every status; what was submitted has no blocker
 * for that. Only a submit is told. */
static void claim_check__status__blocks_a_submit_alone(void **state)
{
    (void)state;
    static const struct {
        const char *status;
        bool can_submit;
    } all[] = {
        {NULL, false},       {"under-review", false}, {"action-required", true},
        {"rejected", false}, {"disputed", false},     {"withdrawn", false},
    };
    for (size_t i = 0; i < COUNT(all); i++) {
        struct claim_table t;
        claim_table_init(&t);
        claim_case_submit(&t.own, DAY("11"));
        if (all[i].status != NULL)
            claim_case_record(&t.own, DAY("12"), all[i].status);
        assert_found(&t, DAY("20"), "");
        t.input.submitting = true;
        assert_found(&t, DAY("20"), all[i].can_submit ? "" : "blocker not-editable");
        /* No exception of the vendor makes it editable. */
        claim_case_add(&t.own, ENTRY_APPROVAL, DAY("20"), "kind", "exception", "number", "E1",
                       "answer", "yes", "lifts", "not-editable", NULL);
        assert_found(&t, DAY("20"), all[i].can_submit ? "" : "blocker not-editable");
        claim_table_release(&t);
    }
    struct claim_table t;
    claim_table_init(&t);
    t.input.submitting = true;
    assert_found(&t, DAY("20"), "");
    claim_table_release(&t);
}

/* ---- the fund and its windows -------------------------------------------------------------- */

/* The last day itself works; one day more does not, on either side. */
static void claim_check__window__is_open_from_its_first_to_its_last_day(void **state)
{
    (void)state;
    struct claim_table t;
    claim_table_init(&t);
    claim_case_add(&t.own, ENTRY_SET, DAY("05"), "end", "2021-06-30", NULL);
    assert_found(&t, "2021-08-15", "warning late-filing");
    t.input.state = FUND_CLOSED;
    assert_found(&t, "2021-08-16", "blocker window-closed, warning late-filing");
    assert_says(&t, 0, "The last day to submit the claim was 2021-08-15.");
    claim_table_release(&t);

    claim_table_init(&t);
    t.fund.windows.claim_opens = date_of(DAY("20"));
    assert_found(&t, DAY("20"), "");
    assert_found(&t, DAY("19"), "blocker window-not-open");
    assert_says(&t, 0, "The claim window opens on 2021-03-20.");
    assert_mends(&t, 0, "from 2021-03-20 on: coffer claim submit C-7F3K9QDX");
    claim_table_release(&t);
}

static void claim_check__extension__moves_the_last_day(void **state)
{
    (void)state;
    struct claim_table t;
    claim_table_init(&t);
    claim_case_add(&t.own, ENTRY_SET, DAY("05"), "end", "2021-06-30", NULL);
    claim_case_add(&t.own, ENTRY_APPROVAL, DAY("06"), "kind", "extension", "number", "E1", "answer",
                   "yes", "valid-until", "2021-09-10", NULL);
    assert_found(&t, "2021-09-10", "warning late-filing");
    assert_found(&t, "2021-09-11", "blocker window-closed, warning late-filing");
    claim_table_release(&t);
}

/* The window is looked at before the first submission; the answer to a reviewer that
 * comes after it is a warning. */
static void claim_check__window__is_looked_at_before_the_first_submission_only(void **state)
{
    (void)state;
    struct claim_table t;
    claim_table_init(&t);
    claim_case_submit(&t.own, DAY("11"));
    assert_found(&t, "2021-12-01", "");
    claim_case_record(&t.own, DAY("12"), "action-required");
    assert_found(&t, "2021-08-15", "");
    assert_found(&t, "2021-08-16", "warning late-completion");
    assert_says(&t, 0,
                "The claim window closed on 2021-08-15; what a reviewer asked for can be completed "
                "until about 2021-09-30.");
    claim_case_submit(&t.own, "2021-08-16");
    assert_found(&t, "2021-12-01", "warning late-completion");
    claim_table_release(&t);

    claim_table_init(&t);
    claim_case_submit(&t.own, DAY("11"));
    claim_case_record(&t.own, DAY("12"), "action-required");
    claim_case_submit(&t.own, "2021-08-15");
    assert_found(&t, "2021-12-01", "");
    claim_table_release(&t);

    /* A first submission, however late it was, completes nothing. */
    claim_table_init(&t);
    claim_case_submit(&t.own, "2021-08-20");
    assert_found(&t, "2021-12-01", "warning late-filing");
    claim_table_release(&t);
}

static void claim_check__accruing__has_nothing_to_claim_yet(void **state)
{
    (void)state;
    struct claim_table t;
    claim_table_init(&t);
    t.input.state = FUND_ACCRUING;
    t.input.remaining_without = UNITS(0);
    t.fund.windows.claim_opens = date_of("2021-06-01");
    t.fund.windows.earning_end = date_of("2021-04-30");
    assert_found(&t, DAY("20"), "blocker window-not-open, blocker exceeds-remaining");
    assert_says(&t, 1,
                "The claim asks for 800.00 USD, but nothing is available before the earning period "
                "is over, after 2021-04-30.");
    claim_table_release(&t);
}

static void claim_check__threshold__blocks_where_the_co_op_became_rebate(void **state)
{
    (void)state;
    struct claim_table t;
    claim_table_init(&t);
    t.input.state = FUND_CONVERTED;
    t.input.coop_usd = (struct money){9999990000};
    assert_found(&t, DAY("20"), "blocker below-threshold");
    assert_says(&t, 0,
                "The fund's co-op of 9999.99 USD stayed below the threshold of 10000.00 USD and "
                "became rebate.");
    claim_table_release(&t);
}

/* The process and the page are named; what is wrong with a fund that there is not,
 * is not. */
static void claim_check__program_without_co_op__is_sent_to_cpor(void **state)
{
    (void)state;
    struct claim_table t;
    claim_table_init(&t);
    t.input.program_has_coop = t.fund.has_coop = t.input.has_currency = false;
    t.input.state = FUND_NO_COOP;
    t.input.remaining_without = UNITS(0);
    assert_found(&t, DAY("20"), "blocker no-coop-program");
    assert_non_null(strstr(t.findings.items[0].message, "csp-direct"));
    assert_non_null(strstr(t.findings.items[0].message, "FY21H1"));
    assert_non_null(strstr(t.findings.items[0].message, "CPOR"));
    assert_non_null(strstr(t.findings.items[0].message,
                           "learn.microsoft.com/partner-center/incentives/submit-osa-claim"));
    claim_table_release(&t);
}

static void claim_check__activity__lies_in_the_usage_period(void **state)
{
    (void)state;
    static const struct {
        const char *start, *end;
        bool fits;
    } all[] = {
        {"2021-01-01", "2021-06-30", true},  {"2020-12-31", "2021-03-10", false},
        {"2021-03-01", "2021-07-01", false}, {"2020-12-30", "2020-12-31", false},
        {"2021-07-01", "2021-07-02", false}, {"2021-06-30", "2021-06-30", true},
    };
    for (size_t i = 0; i < COUNT(all); i++) {
        struct claim_table t;
        claim_table_init(&t);
        claim_case_add(&t.own, ENTRY_SET, DAY("05"), "start", all[i].start, "end", all[i].end,
                       NULL);
        claim_table_look(&t, DAY("20"));
        bool late = date_compare(t.input.today, claim_filing_day(t.input.claim)) > 0;
        const char *expected = all[i].fits ? ""
                               : late      ? "blocker activity-outside-usage, warning late-filing"
                                           : "blocker activity-outside-usage";
        assert_found(&t, DAY("20"), expected);
        assert_int_equal(claim_readiness(&t.input) == 100, all[i].fits);
        claim_table_release(&t);
    }
}

/* 10 March and 45 days: 24 April. What was filed in time stays so. */
static void claim_check__late_filing__begins_after_45_days(void **state)
{
    (void)state;
    struct claim_table t;
    claim_table_init(&t);
    assert_found(&t, "2021-04-24", "");
    assert_found(&t, "2021-04-25", "warning late-filing");
    assert_says(&t, 0,
                "The activity ended on 2021-03-10 and should have been filed within 45 days, by "
                "2021-04-24.");
    claim_case_submit(&t.own, "2021-04-24");
    assert_found(&t, "2021-06-01", "");
    claim_table_release(&t);
    claim_table_init(&t);
    claim_case_submit(&t.own, "2021-04-25");
    assert_found(&t, "2021-06-01", "warning late-filing");
    claim_table_release(&t);
}

static void claim_check__currency__is_one_of_the_fund(void **state)
{
    (void)state;
    struct claim_table t;
    claim_table_init(&t);
    t.input.has_currency = false;
    t.input.remaining_without = UNITS(800);
    assert_found(&t, DAY("20"), "blocker currency-not-in-fund");
    assert_says(&t, 0, "The fund has no co-op in USD.");
    claim_table_release(&t);
}

static void claim_check__activity__is_for_the_program(void **state)
{
    (void)state;
    struct claim_table t;
    claim_table_init(&t);
    free(t.own.history.head.program);
    t.own.history.head.program = strdup("hosting");
    assert_found(&t, DAY("20"), "blocker activity-not-for-program T1");
    assert_says(&t, 0, "Fair (T1) is not for the program hosting.");
    t.input.activity = NULL;
    assert_found(&t, DAY("20"), "blocker activity-not-for-program T1");
    assert_says(&t, 0, "The catalogue in force on 2021-03-01 has no activity T1.");
    claim_table_release(&t);
}

/* ---- how to mend it ------------------------------------------------------------------------ */

/* Much is wrong with it, of every matter. */
static void spoil(struct claim_table *t)
{
    struct claim_case *other = claim_table_other(t, "C-OTHER");
    claim_case_add(&t->own, ENTRY_SET, DAY("05"), "end", "2021-07-01", "amount", "90000",
                   "currency", "EUR", NULL);
    claim_case_add(&t->own, ENTRY_EXPENSE, DAY("05"), "kind", "invoice", "vendor", "Contoso Wine",
                   "number", "8", "date", "2020-01-01", "amount", "10", "text", "wine",
                   "invoice-total", "5", NULL);
    claim_case_add(&t->own, ENTRY_EXPENSE, DAY("05"), "kind", "csr", "vendor", "Ann", "number", "9",
                   "date", DAY("04"), "amount", "10", "units", "2", "rate", "3", NULL);
    claim_case_attach(other, DAY("05"), "D-SAME", "proof", "T1-INVITE");
    claim_case_attach(&t->own, DAY("05"), "D-SAME", "other", "");
    claim_case_invoice(other, DAY("05"), "Fabrikam", "7", "10");
    t->input.has_currency = false;
    t->input.remaining_without = UNITS(0);
}

/* CONTRACT.md section 5: what a claim is made of changes only in editing and
 * action-required, and only a draft is deleted; advice that is refused is none. */
static void claim_check__advice__is_possible_in_the_status(void **state)
{
    (void)state;
    static const char *const editing[] = {
        "claim set ",    "claim expense ", "claim metric ", "claim attach ",
        "claim detach ", "claim delete ",  "claim submit ",
    };
    static const char *const statuses[] = {NULL,       "under-review", "approved",
                                           "rejected", "disputed",     "withdrawn"};
    for (size_t i = 0; i < COUNT(statuses); i++) {
        struct claim_table t;
        struct err err;
        err_init(&err);
        claim_table_without(&t, PART_INVITE);
        spoil(&t);
        if (i != COUNT(statuses) - 1)
            claim_case_submit(&t.own, DAY("11"));
        if (statuses[i] != NULL && strcmp(statuses[i], "approved") == 0)
            claim_case_approve(&t.own, DAY("12"), "90000");
        else if (statuses[i] != NULL)
            claim_case_record(&t.own, DAY("12"), statuses[i]);
        claim_table_look(&t, DAY("20"));
        assert_rc(claim_check(&t.input, &t.findings, &err), RC_OK, &err);
        assert_true(t.findings.count >= 8);
        for (size_t j = 0; j < t.findings.count; j++)
            for (size_t k = 0; k < COUNT(editing); k++)
                if (strstr(t.findings.items[j].fix, editing[k]) != NULL)
                    fail_msg("%s: %s: %s", statuses[i] != NULL ? statuses[i] : "submitted",
                             t.findings.items[j].code, t.findings.items[j].fix);
        claim_table_release(&t);
    }
}

/* ---- exceptions ---------------------------------------------------------------------------- */

static void claim_check__exception__turns_what_it_lifts_into_a_warning(void **state)
{
    (void)state;
    struct claim_table t;
    claim_table_without(&t, PART_INVITE);
    claim_case_add(&t.own, ENTRY_SET, DAY("05"), "end", "2021-07-01", NULL);
    claim_case_add(&t.own, ENTRY_APPROVAL, DAY("06"), "kind", "exception", "number", "E1", "answer",
                   "no", "lifts", "evidence-missing", NULL);
    claim_case_add(&t.own, ENTRY_APPROVAL, DAY("06"), "kind", "exception", "number", "E2", "answer",
                   "yes", "lifts", "activity-outside-usage", "valid-until", DAY("20"), NULL);
    assert_found(&t, DAY("20"),
                 "blocker evidence-missing T1-INVITE, warning "
                 "activity-outside-usage");
    assert_mends(&t, 1, "nothing to do: the exception E2 lifts it");
    assert_found(&t, DAY("21"),
                 "blocker activity-outside-usage, blocker evidence-missing "
                 "T1-INVITE");
    claim_case_add(&t.own, ENTRY_APPROVAL, DAY("07"), "kind", "exception", "number", "E3", "answer",
                   "yes", "lifts", "evidence-missing", NULL);
    assert_found(&t, DAY("20"),
                 "warning activity-outside-usage, warning evidence-missing "
                 "T1-INVITE");
    /* It had to hold on the day of the submit. */
    claim_case_submit(&t.own, DAY("20"));
    assert_found(&t, "2021-12-01",
                 "warning activity-outside-usage, warning evidence-missing "
                 "T1-INVITE");
    claim_table_release(&t);
}

static void claim_check__codes_that_can_be_lifted__are_the_blockers(void **state)
{
    (void)state;
    static const char *const can[] = {
        "no-coop-program",  "window-not-open",          "window-closed",
        "below-threshold",  "activity-outside-usage",   "exceeds-remaining",
        "exceeds-cost",     "evidence-missing",         "cap-exceeded",
        "expense-unbacked", "currency-not-in-fund",     "pre-approval-missing",
        "metric-missing",   "activity-not-for-program", "invoice-overused",
    };
    static const char *const cannot[] = {"not-editable", "late-filing", "alcohol", "", "window"};
    for (size_t i = 0; i < COUNT(can); i++)
        assert_true(finding_can_be_lifted(can[i]));
    for (size_t i = 0; i < COUNT(cannot); i++)
        assert_false(finding_can_be_lifted(cannot[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(claim_check__ready_claim__has_no_finding),
        cmocka_unit_test(claim_check__status__blocks_a_submit_alone),
        cmocka_unit_test(claim_check__window__is_open_from_its_first_to_its_last_day),
        cmocka_unit_test(claim_check__extension__moves_the_last_day),
        cmocka_unit_test(claim_check__window__is_looked_at_before_the_first_submission_only),
        cmocka_unit_test(claim_check__accruing__has_nothing_to_claim_yet),
        cmocka_unit_test(claim_check__threshold__blocks_where_the_co_op_became_rebate),
        cmocka_unit_test(claim_check__program_without_co_op__is_sent_to_cpor),
        cmocka_unit_test(claim_check__activity__lies_in_the_usage_period),
        cmocka_unit_test(claim_check__late_filing__begins_after_45_days),
        cmocka_unit_test(claim_check__currency__is_one_of_the_fund),
        cmocka_unit_test(claim_check__activity__is_for_the_program),
        cmocka_unit_test(claim_check__advice__is_possible_in_the_status),
        cmocka_unit_test(claim_check__exception__turns_what_it_lifts_into_a_warning),
        cmocka_unit_test(claim_check__codes_that_can_be_lifted__are_the_blockers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
