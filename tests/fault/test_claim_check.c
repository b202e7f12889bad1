/* SPDX-License-Identifier: MIT */
/* The checks of a claim while memory runs out: all findings or the failure, and nothing
 * leaks (ASan). */
#include "fault/faults.h"
#include "support/claim_table.h"

/* A claim with something for nearly every rule. */
static void make_wretched(struct claim_table *t, const struct last_refusal *refusals, size_t count)
{
    claim_table_without(t, PART_INVITE);
    claim_case_add(&t->own, ENTRY_SET, DAY("05"), "amount", "3000", "end", "2021-07-01", NULL);
    claim_case_invoice(&t->own, DAY("05"), "MÜLLER", "Ö1", "10");
    claim_case_add(&t->own, ENTRY_EXPENSE, DAY("05"), "kind", "csr", "vendor", "Ben", "number",
                   "S 1", "date", DAY("04"), "amount", "20", "units", "3", "rate", "9", "text",
                   "beer", NULL);
    claim_case_add(&t->own, ENTRY_EXPENSE, DAY("05"), "kind", "invoice", "vendor", "Adatum",
                   "number", "9", "date", "2020-12-31", "amount", "600", "invoice-total", "600",
                   "class", "travel", "person", "Ben", "conference", "Contoso Fair", NULL);
    claim_case_add(&t->own, ENTRY_APPROVAL, DAY("06"), "kind", "exception", "number", "E1",
                   "answer", "yes", "lifts", "exceeds-cost", NULL);
    struct claim_case *other = claim_table_other(t, "C-OTHER");
    claim_case_invoice(other, DAY("05"), "Müller", "ö1", "10");
    claim_case_invoice(other, DAY("05"), "Adatum", "9", "10");
    claim_case_attach(other, DAY("05"), "D-MAIL", "proof", "T1-MAIL");
    claim_case_submit(other, DAY("06"));
    t->input.refusals = refusals;
    t->input.refusal_count = count;
    t->input.remaining_without = UNITS(1);
}

static void claim_check__without_memory__finds_all_or_says_so(void **state)
{
    (void)state;
    const struct last_refusal refusal = {"C-OLD", "generic photo", false};
    struct claim_table t;
    make_wretched(&t, &refusal, 1);
    assert_found(
        &t, "2021-09-01",
        "blocker window-closed, blocker activity-outside-usage, blocker exceeds-remaining, "
        "blocker evidence-missing T1-INVITE, blocker cap-exceeded T1-CAP, blocker "
        "cap-exceeded T1-TRAVEL, blocker expense-unbacked Ö1, blocker expense-unbacked S "
        "1, blocker expense-unbacked 9, blocker invoice-overused 9, warning exceeds-cost, "
        "warning late-filing, warning invoice-date-outside-usage 9, warning "
        "same-document-twice D-MAIL, warning same-invoice-twice Ö1, warning alcohol S 1, "
        "warning csr-amount S 1, warning refused-before");
    for (int sticky = 0; sticky < 2; sticky++) {
        bool hit = true;
        int n = 0;
        for (; hit; n++) {
            struct finding_list findings = {0};
            struct checklist checklist = {0};
            struct err err;
            err_init(&err);
            fault_arm(FAULT_MEMORY, n, sticky == 1);
            enum rc rc = claim_check(&t.input, &findings, &err);
            if (rc == RC_OK)
                rc = claim_checklist(&t.input, &checklist, &err);
            hit = fault_disarm();
            assert_rc(rc, hit ? RC_FILE : RC_OK, &err);
            if (!hit)
                assert_int_equal(findings.count, t.findings.count);
            assert_int_equal(checklist.count, hit ? 0 : 11);
            finding_list_release(&findings);
            checklist_release(&checklist);
        }
        assert_true(n > 100);
    }
    claim_table_release(&t);
}

int main(void)
{
    faults_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(claim_check__without_memory__finds_all_or_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
