/* SPDX-License-Identifier: MIT */
#include "model/claim_check.h"

#include <stdlib.h>
#include <string.h>

#include "support/claim_table.h"

/* ---- proof --------------------------------------------------------------------------------- */

static void claim_check__missing_part__is_found_by_its_item(void **state)
{
    (void)state;
    static const struct {
        enum part without;
        int readiness; /* of 7: two proofs, metric, approval, expense, any expense, dates */
        const char *found, *message, *fix;
    } all[] = {
        {PART_INVITE, 85, "blocker evidence-missing T1-INVITE",
         "Nothing is attached for T1-INVITE: The invitation.",
         "coffer claim attach C-7F3K9QDX FILE --kind proof --for T1-INVITE"},
        {PART_MAIL, 85, "blocker evidence-missing T1-MAIL",
         "Nothing is attached for any of T1-MAIL, T1-EMAIL (one is enough): A postmarked envelope; "
         "The dated email.",
         "coffer claim attach C-7F3K9QDX FILE --kind proof --for T1-MAIL"},
        {PART_SEO, 100, "warning evidence-missing T1-SEO",
         "Nothing is attached for T1-SEO, which is needed when it was advertised: The order.",
         "coffer claim attach C-7F3K9QDX FILE --kind proof --for T1-SEO"},
        {PART_APPROVAL, 85, "blocker pre-approval-missing T1-APPROVAL",
         "No pre-approval is recorded as granted: Approved before.",
         "coffer claim approval add C-7F3K9QDX --kind pre-approval --number NUMBER --answer yes"},
        {PART_METRIC, 85, "blocker metric-missing visitors",
         "The metric visitors is not given: Number of visitors.",
         "coffer claim metric set C-7F3K9QDX visitors VALUE"},
        {PART_INVOICE, 85, "blocker expense-unbacked 7",
         "No invoice is attached for the expense 7 of Fabrikam.",
         "coffer claim attach C-7F3K9QDX FILE --kind invoice --for 7"},
        {PART_EXPENSE, 83, "blocker exceeds-cost, warning expense-missing", NULL, NULL},
    };
    for (size_t i = 0; i < COUNT(all); i++) {
        struct claim_table t;
        claim_table_without(&t, all[i].without);
        assert_found(&t, DAY("20"), all[i].found);
        assert_int_equal(claim_readiness(&t.input), all[i].readiness);
        if (all[i].message != NULL) {
            assert_says(&t, 0, all[i].message);
            assert_mends(&t, 0, all[i].fix);
        }
        claim_table_release(&t);
    }
}

static void claim_check__one_of__is_satisfied_by_any(void **state)
{
    (void)state;
    struct claim_table t;
    claim_table_without(&t, PART_MAIL);
    claim_case_attach(&t.own, DAY("06"), "D-X", "other", "T1-EMAIL");
    assert_found(&t, DAY("20"), "blocker evidence-missing T1-MAIL");
    claim_case_attach(&t.own, DAY("06"), "D-EMAIL", "proof", "T1-EMAIL");
    assert_found(&t, DAY("20"), "");
    claim_case_add(&t.own, ENTRY_DETACHED, DAY("07"), "document", "D-EMAIL", NULL);
    assert_found(&t, DAY("20"), "blocker evidence-missing T1-MAIL");
    claim_table_release(&t);
}

static void claim_check__surface_requirement__holds_for_surface_alone(void **state)
{
    (void)state;
    struct claim_table t;
    claim_table_init(&t);
    t.input.surface = true;
    assert_found(&t, DAY("20"), "blocker evidence-missing T1-STAND");
    claim_case_attach(&t.own, DAY("06"), "D-STAND", "proof", "T1-STAND");
    assert_found(&t, DAY("20"), "");
    claim_table_release(&t);
}

static void claim_check__pre_approval__must_be_granted(void **state)
{
    (void)state;
    struct claim_table t;
    claim_table_without(&t, PART_APPROVAL);
    claim_case_add(&t.own, ENTRY_APPROVAL, DAY("06"), "kind", "pre-approval", "number", "PA1",
                   "asked", DAY("05"), NULL);
    claim_case_add(&t.own, ENTRY_APPROVAL, DAY("06"), "kind", "pre-approval", "number", "PA2",
                   "answer", "no", NULL);
    claim_case_add(&t.own, ENTRY_APPROVAL, DAY("06"), "kind", "exception", "number", "PA3",
                   "answer", "yes", "lifts", "late-filing", NULL);
    assert_found(&t, DAY("20"), "blocker pre-approval-missing T1-APPROVAL");
    claim_case_add(&t.own, ENTRY_APPROVAL, DAY("07"), "kind", "pre-approval", "number", "PA4",
                   "answer", "yes", "valid-until", DAY("10"), NULL);
    assert_found(&t, DAY("20"), "");
    claim_case_add(&t.own, ENTRY_SET, DAY("08"), "end", DAY("11"), NULL);
    assert_found(&t, DAY("20"), "warning pre-approval-lapsed");
    assert_says(&t, 0,
                "The pre-approval PA4 was valid until 2021-03-10; the activity ends on "
                "2021-03-11.");
    claim_case_add(&t.own, ENTRY_APPROVAL, DAY("09"), "kind", "pre-approval", "number", "PA5",
                   "answer", "yes", "valid-until", DAY("11"), NULL);
    assert_found(&t, DAY("20"), "");
    claim_table_release(&t);
}

/* One finding per expense, named so that --for takes it. */
static void claim_check__expenses__are_backed_one_by_one(void **state)
{
    (void)state;
    struct claim_table t;
    claim_table_init(&t);
    claim_case_invoice(&t.own, DAY("05"), "Contoso", "7", "10");
    claim_case_add(&t.own, ENTRY_EXPENSE, DAY("05"), "kind", "csr", "vendor", "Ben", "number",
                   "hours march", "date", DAY("04"), "amount", "20", NULL);
    assert_found(&t, DAY("20"),
                 "blocker expense-unbacked Contoso/7, blocker expense-unbacked "
                 "hours march");
    assert_mends(&t, 1, "coffer claim attach C-7F3K9QDX FILE --kind csr --for 'hours march'");
    assert_int_equal(claim_readiness(&t.input), 77); /* 7 of 9 */
    claim_case_attach(&t.own, DAY("06"), "D-C7", "invoice", "Contoso/7");
    claim_case_attach(&t.own, DAY("06"), "D-CSR", "csr", "hours march");
    assert_found(&t, DAY("20"), "");
    claim_table_release(&t);
}

/* ---- what was refused before, and the checklist -------------------------------------------- */

static void claim_check__refusals__come_back(void **state)
{
    (void)state;
    struct claim_table t;
    const struct last_refusal refusals[] = {{"C-OLD", "invoice without itemisation", true},
                                            {"C-OLDER", "generic photo", false}};
    claim_table_init(&t);
    t.input.refusals = refusals;
    t.input.refusal_count = 2;
    assert_found(&t, DAY("20"), "warning refused-before, warning refused-before");
    assert_says(
        &t, 0, "Last time refused: invoice without itemisation (claim C-OLD, of the same vendor).");
    assert_says(&t, 1, "Last time refused: generic photo (claim C-OLDER, for the same activity).");
    assert_int_equal(claim_readiness(&t.input), 100);
    /* Once it is sent nobody can heed them; when a reviewer asks for more, one can. */
    claim_case_submit(&t.own, DAY("11"));
    assert_found(&t, DAY("20"), "");
    claim_case_record(&t.own, DAY("12"), "action-required");
    assert_found(&t, DAY("20"), "warning refused-before, warning refused-before");
    claim_table_release(&t);
}

static void claim_check__checklist__tells_what_satisfies_each_item(void **state)
{
    (void)state;
    static const struct {
        const char *what, *item, *text, *document;
        bool counts, satisfied;
    } expected[] = {
        {"proof", "T1-INVITE", "The invitation", NULL, true, false},
        {"proof", "T1-MAIL", "A postmarked envelope; The dated email", "D-MAIL", true, true},
        {"metric", "visitors", "Number of visitors", NULL, true, true},
        {"pre-approval", "T1-APPROVAL", "Approved before", NULL, true, true},
        {"expense", "7", "The invoice is attached", "D-INVOICE", true, true},
        {"expense", "", "There is an expense", NULL, true, true},
        {"dates", "", "The activity lies in the usage period", NULL, true, true},
        {"last-refusal", "C-OLD", "last time refused: generic photo", NULL, false, false},
    };
    const struct last_refusal refusal = {"C-OLD", "generic photo", false};
    struct checklist checklist;
    struct claim_table t;
    struct err err;
    err_init(&err);
    claim_table_without(&t, PART_INVITE);
    t.input.refusals = &refusal;
    t.input.refusal_count = 1;
    claim_table_look(&t, DAY("20"));
    assert_rc(claim_checklist(&t.input, &checklist, &err), RC_OK, &err);
    assert_int_equal(checklist.count, COUNT(expected));
    for (size_t i = 0; i < COUNT(expected); i++) {
        const struct checklist_line *line = &checklist.lines[i];
        assert_text_equal(line->what, expected[i].what);
        assert_text_equal(line->item, expected[i].item);
        assert_text_equal(line->text, expected[i].text);
        assert_text_equal(line->document, expected[i].document);
        assert_int_equal(line->counts, expected[i].counts);
        assert_int_equal(line->satisfied, expected[i].satisfied);
    }
    checklist_release(&checklist);
    claim_table_release(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(claim_check__missing_part__is_found_by_its_item),
        cmocka_unit_test(claim_check__one_of__is_satisfied_by_any),
        cmocka_unit_test(claim_check__surface_requirement__holds_for_surface_alone),
        cmocka_unit_test(claim_check__pre_approval__must_be_granted),
        cmocka_unit_test(claim_check__expenses__are_backed_one_by_one),
        cmocka_unit_test(claim_check__refusals__come_back),
        cmocka_unit_test(claim_check__checklist__tells_what_satisfies_each_item),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
