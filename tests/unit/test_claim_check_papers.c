/* SPDX-License-Identifier: MIT */
#include "model/claim_check.h"

#include <stdlib.h>
#include <string.h>

#include "support/claim_table.h"

/* ---- invoices ------------------------------------------------------------------------------ */

static void claim_check__invoice__is_dated_in_the_usage_period(void **state)
{
    (void)state;
    static const struct {
        const char *kind, *day;
        bool fits;
    } all[] = {
        {"invoice", "2021-01-01", true},  {"invoice", "2021-06-30", true},
        {"invoice", "2020-12-31", false}, {"invoice", "2021-07-01", false},
        {"csr", "2020-12-31", true},
    };
    for (size_t i = 0; i < COUNT(all); i++) {
        struct claim_table t;
        claim_table_init(&t);
        claim_case_add(&t.own, ENTRY_EXPENSE, DAY("05"), "kind", all[i].kind, "vendor", "Contoso",
                       "number", "8", "date", all[i].day, "amount", "10", NULL);
        claim_case_attach(&t.own, DAY("05"), "D-8", all[i].kind, "8");
        assert_found(&t, DAY("20"), all[i].fits ? "" : "warning invoice-date-outside-usage 8");
        claim_table_release(&t);
    }
}

static void claim_check__same_invoice__is_told_in_whatever_case_it_is_written(void **state)
{
    (void)state;
    struct claim_table t;
    claim_table_init(&t);
    struct claim_case *other = claim_table_other(&t, "C-OTHER");
    t.neighbours[0].same_fund = false;
    claim_case_invoice(other, DAY("05"), "Contoso", "7", "10");
    claim_case_invoice(other, DAY("05"), "Fabrikam", "8", "10");
    claim_case_add(other, ENTRY_EXPENSE, DAY("05"), "kind", "csr", "vendor", "Fabrikam", "number",
                   "7", "date", DAY("04"), "amount", "20", NULL);
    assert_found(&t, DAY("20"), "");
    claim_case_invoice(other, DAY("05"), "FABRIKAM", "7", "10");
    assert_found(&t, DAY("20"), "warning same-invoice-twice 7");
    assert_says(&t, 0, "Invoice 7 of Fabrikam is in claim C-OTHER, too.");
    /* Outside one's scope it is not named. */
    t.neighbours[0].unseen = true;
    assert_found(&t, DAY("20"), "warning same-invoice-twice 7");
    assert_says(&t, 0, "Invoice 7 of Fabrikam is in another claim, too.");
    /* What was not paid is not used twice. */
    claim_case_record(other, DAY("06"), "withdrawn");
    assert_found(&t, DAY("20"), "");
    claim_table_release(&t);

    claim_table_init(&t);
    claim_case_invoice(&t.own, DAY("05"), "MÜLLER", "Ö1", "10");
    claim_case_invoice(&t.own, DAY("05"), "Müller", "ö1", "10");
    claim_case_attach(&t.own, DAY("05"), "D-1", "invoice", "Ö1");
    claim_case_attach(&t.own, DAY("05"), "D-2", "invoice", "ö1");
    assert_found(&t, DAY("20"), "warning same-invoice-twice Ö1, warning same-invoice-twice ö1");
    assert_says(&t, 0, "Invoice Ö1 of MÜLLER is in this claim twice.");
    claim_table_release(&t);
}

static void add_share(struct claim_case *c, const char *amount, const char *total, const char *tax)
{
    claim_case_add(c, ENTRY_EXPENSE, DAY("05"), "kind", "invoice", "vendor", "Adatum", "number",
                   "9", "date", DAY("04"), "amount", amount, "invoice-total", total,
                   "invoice-currency", "USD", "tax", tax, NULL);
    claim_case_attach(c, DAY("05"), "D-SHARED", "invoice", "9");
}

/* Equal passes; then the invoice, and its paper, may be in several claims. */
static void claim_check__shared_invoice__is_used_up_to_its_total_without_tax(void **state)
{
    (void)state;
    struct claim_table t;
    claim_table_init(&t);
    add_share(&t.own, "300", "1200", "200");
    assert_found(&t, DAY("20"), "");
    struct claim_case *first = claim_table_other(&t, "C-FIRST"),
                      *second = claim_table_other(&t, "C-SECOND");
    t.neighbours[1].same_fund = false;
    add_share(first, "500", "1200", "200");
    claim_case_invoice(second, DAY("05"), "adatum", "9", "200");
    assert_found(&t, DAY("20"), "");
    claim_case_add(second, ENTRY_EXPENSE_DELETED, DAY("06"), "vendor", "adatum", "number", "9",
                   NULL);
    claim_case_invoice(second, DAY("05"), "adatum", "9", "200.01");
    assert_found(&t, DAY("20"), "blocker invoice-overused 9");
    assert_says(&t, 0,
                "All claims together ask for 1000.01 USD of invoice 9 of Adatum; its total without "
                "tax is 1000.00 USD.");
    /* What others outside one's scope ask cannot be reckoned from the message. */
    t.neighbours[1].unseen = true;
    assert_found(&t, DAY("20"), "blocker invoice-overused 9");
    assert_says(&t, 0,
                "All claims together ask for more of invoice 9 of Adatum than its total without "
                "tax, 1000.00 USD.");
    claim_case_record(second, DAY("07"), "withdrawn");
    assert_found(&t, DAY("20"), "");
    claim_table_release(&t);
}

static void claim_check__shared_invoice__alone_must_not_pass_its_total(void **state)
{
    (void)state;
    struct claim_table t;
    claim_table_init(&t);
    add_share(&t.own, "1000.01", "1200", "200");
    assert_found(&t, DAY("20"), "blocker invoice-overused 9");
    claim_table_release(&t);
    /* The total that another claim gives holds for this one, too. */
    claim_table_init(&t);
    claim_case_invoice(&t.own, DAY("05"), "Adatum", "9", "600");
    claim_case_attach(&t.own, DAY("05"), "D-9", "invoice", "9");
    struct claim_case *other = claim_table_other(&t, "C-OTHER");
    add_share(other, "401", "1200", "200");
    assert_found(&t, DAY("20"), "blocker invoice-overused 9");
    claim_table_release(&t);
}

static void claim_check__shared_invoice__in_another_currency_is_not_converted(void **state)
{
    (void)state;
    struct claim_table t;
    claim_table_init(&t);
    claim_case_add(&t.own, ENTRY_EXPENSE, DAY("05"), "kind", "invoice", "vendor", "Adatum",
                   "number", "9", "date", DAY("04"), "amount", "5000", "invoice-total", "100",
                   "invoice-currency", "EUR", NULL);
    claim_case_attach(&t.own, DAY("05"), "D-9", "invoice", "9");
    assert_found(&t, DAY("20"), "");
    struct claim_case *other = claim_table_other(&t, "C-OTHER");
    claim_case_invoice(other, DAY("05"), "Adatum", "9", "1");
    assert_found(&t, DAY("20"), "warning invoice-not-compared 9");
    claim_table_release(&t);
}

/* ---- documents, statements, alcohol -------------------------------------------------------- */

static void claim_check__same_document__is_told_here_and_elsewhere(void **state)
{
    (void)state;
    struct claim_table t;
    claim_table_init(&t);
    claim_case_add(&t.own, ENTRY_ATTACHED, DAY("06"), "document", "D-TWIN", "kind", "other",
                   "sha256", "D-MAIL", "name", "copy.pdf", "size", "1", NULL);
    assert_found(&t, DAY("20"), "warning same-document-twice D-TWIN");
    assert_says(&t, 0, "copy.pdf is attached to this claim twice, also as D-MAIL.");
    claim_case_add(&t.own, ENTRY_DETACHED, DAY("07"), "document", "D-MAIL", NULL);
    assert_found(&t, DAY("20"), "blocker evidence-missing T1-MAIL");
    claim_table_release(&t);

    claim_table_init(&t);
    struct claim_case *other = claim_table_other(&t, "C-OTHER");
    claim_case_attach(other, DAY("06"), "D-INVITE", "other", "");
    assert_found(&t, DAY("20"), "warning same-document-twice D-INVITE");
    assert_says(&t, 0, "scan.pdf is attached to claim C-OTHER, too.");
    t.neighbours[0].unseen = true;
    assert_found(&t, DAY("20"), "warning same-document-twice D-INVITE");
    assert_says(&t, 0, "scan.pdf is attached to another claim, too.");
    claim_case_submit(other, DAY("07"));
    claim_case_record(other, DAY("08"), "rejected");
    assert_found(&t, DAY("20"), "");
    claim_case_record(other, DAY("09"), "disputed");
    assert_found(&t, DAY("20"), "warning same-document-twice D-INVITE");
    claim_table_release(&t);
}

static void claim_check__statement__is_units_times_rate(void **state)
{
    (void)state;
    static const struct {
        const char *units, *rate, *amount;
        bool same;
    } all[] = {
        {"7.5", "33.33", "249.98", true}, /* 249.975, half away from zero */
        {"7.5", "33.33", "249.97", false}, {"4", "20", "80", true},
        {"4", "20", "80.01", false},       {"1000000000", "1000000000", "80", false},
    };
    for (size_t i = 0; i < COUNT(all); i++) {
        struct claim_table t;
        claim_table_init(&t);
        claim_case_add(&t.own, ENTRY_EXPENSE, DAY("05"), "kind", "csr", "vendor", "Ben", "number",
                       "S1", "date", DAY("04"), "amount", all[i].amount, "units", all[i].units,
                       "rate", all[i].rate, NULL);
        claim_case_attach(&t.own, DAY("05"), "D-S1", "csr", "S1");
        assert_found(&t, DAY("20"), all[i].same ? "" : "warning csr-amount S1");
        claim_table_release(&t);
    }
}

static void claim_check__alcohol__is_found_as_a_whole_word(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool found;
    } all[] = {
        {"Wine for guests", true},
        {"beer, snacks", true},
        {"BEER", true},
        {"Catering (champagne)", true},
        {"Cocktails/dinner", true},
        {"2x öl", true},
        {"2x ÖL", true},
        {"2x o\xcc\x88l", true}, /* ö as o and a mark */
        {"vin rouge", true},
        {"Sprit", true},
        {"Alcohol", true},
        {"dinner with wine-tasting", true},
        {"no beer but wine", true},
        {"without coffee, wine", true},
        {"without beer; wine", true},
        {"alcohol-free beer, wine", true},
        {"", false},
        {"winery tour", false},
        {"Winery", false},
        {"ginger bread", false},
        {"Vincent", false},
        {"konferensrum", false},
        {"team spirit", false},
        {"swine", false},
        {"catering without alcohol", false},
        {"no beer or wine", false},
        {"non-alcoholic drinks", false},
        {"alcohol-free", false},
        {"Förtäring utan alkohol", false},
        {"öltält", false},
    };
    for (size_t i = 0; i < COUNT(all); i++) {
        struct claim_table t;
        claim_table_init(&t);
        claim_case_add(&t.own, ENTRY_EXPENSE, DAY("05"), "kind", "invoice", "vendor", "Contoso",
                       "number", "8", "date", DAY("04"), "amount", "10", "text", all[i].text, NULL);
        claim_case_attach(&t.own, DAY("05"), "D-8", "invoice", "8");
        claim_table_look(&t, DAY("20"));
        assert_found(&t, DAY("20"), all[i].found ? "warning alcohol 8" : "");
        claim_table_release(&t);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(claim_check__invoice__is_dated_in_the_usage_period),
        cmocka_unit_test(claim_check__same_invoice__is_told_in_whatever_case_it_is_written),
        cmocka_unit_test(claim_check__shared_invoice__is_used_up_to_its_total_without_tax),
        cmocka_unit_test(claim_check__shared_invoice__alone_must_not_pass_its_total),
        cmocka_unit_test(claim_check__shared_invoice__in_another_currency_is_not_converted),
        cmocka_unit_test(claim_check__same_document__is_told_here_and_elsewhere),
        cmocka_unit_test(claim_check__statement__is_units_times_rate),
        cmocka_unit_test(claim_check__alcohol__is_found_as_a_whole_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
