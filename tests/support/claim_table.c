/* SPDX-License-Identifier: MIT */
#include "support/claim_table.h"

#include <string.h>

/* One activity; "surface" requirements hold for Surface programs alone. */
static const char *const records[][ACTIVITY_COLUMNS] = {
    {"T1", "Tests", "Fair", "all except hosting", "proof", "T1-INVITE", "required", "all",
     "The invitation", ""},
    {"T1", "Tests", "Fair", "all except hosting", "proof", "T1-MAIL", "one-of sent", "all",
     "A postmarked envelope", ""},
    {"T1", "Tests", "Fair", "all except hosting", "proof", "T1-EMAIL", "one-of sent", "all",
     "The dated email", ""},
    {"T1", "Tests", "Fair", "all except hosting", "proof", "T1-SEO", "when it was advertised",
     "all", "The order", ""},
    {"T1", "Tests", "Fair", "all except hosting", "proof", "T1-STAND", "required", "surface",
     "A photo of the stand", ""},
    {"T1", "Tests", "Fair", "all except hosting", "pre-approval", "T1-APPROVAL", "required", "all",
     "Approved before", ""},
    {"T1", "Tests", "Fair", "all except hosting", "metric", "visitors", "required", "all",
     "Number of visitors", ""},
    {"T1", "Tests", "Fair", "all except hosting", "expense", "T1-RENT", "", "all", "Rent", ""},
    {"T1", "Tests", "Fair", "all except hosting", "cap", "T1-CAP", "", "all", "At most USD 2,000",
     "usd 2000"},
    {"T1", "Tests", "Fair", "all except hosting", "cap", "T1-TRAVEL", "", "all",
     "Travel of at most USD 500 a person", "usd 500 travel per person and conference"},
    {"T1", "Tests", "Fair", "all except hosting", "cap", "T1-PERSONS", "", "all",
     "At most two persons", "2 persons per conference"},
};

static void make_catalogue(struct catalogue *ret)
{
    struct catalogue_builder *builder = NULL;
    struct err err;
    err_init(&err);
    assert_rc(catalogue_builder_new("test.csv", &builder, &err), RC_OK, &err);
    for (size_t i = 0; i < COUNT(records); i++)
        assert_rc(catalogue_builder_add(builder, records[i], (long)i + 2, &err), RC_OK, &err);
    assert_rc(catalogue_builder_end(builder, ret, &err), RC_OK, &err);
    catalogue_builder_free(builder);
}

/* FY21H1: usage January to June 2021, claims from 16 February to 15 August. 800 of 1,000
 * USD; everything on 5 March. */
static void add_ready(struct claim_case *c, enum part without)
{
    claim_case_add(c, ENTRY_CREATED, DAY("05"), "title", "Spring fair", "activity", "T1",
                   "currency", "USD", "amount", "800", "start", DAY("01"), "end", DAY("10"), NULL);
    if (without != PART_INVITE)
        claim_case_attach(c, DAY("05"), "D-INVITE", "proof", "T1-INVITE");
    if (without != PART_MAIL)
        claim_case_attach(c, DAY("05"), "D-MAIL", "proof", "t1-mail");
    if (without != PART_SEO)
        claim_case_attach(c, DAY("05"), "D-SEO", "proof", "T1-SEO");
    if (without != PART_APPROVAL)
        claim_case_add(c, ENTRY_APPROVAL, DAY("05"), "kind", "pre-approval", "number", "PA1",
                       "answer", "yes", NULL);
    if (without != PART_METRIC)
        claim_case_add(c, ENTRY_METRIC, DAY("05"), "name", "visitors", "value", "250", NULL);
    if (without != PART_EXPENSE)
        claim_case_add(c, ENTRY_EXPENSE, DAY("05"), "kind", "invoice", "vendor", "Fabrikam",
                       "number", "7", "date", DAY("04"), "amount", "1000", "text", "Stand rent",
                       NULL);
    if (without != PART_INVOICE && without != PART_EXPENSE)
        claim_case_attach(c, DAY("05"), "D-INVOICE", "invoice", "7");
}

void claim_table_without(struct claim_table *t, enum part without)
{
    struct period period;
    assert_true(period_parse("FY21H1", &period));
    *t = (struct claim_table){0};
    make_catalogue(&t->catalogue);
    claim_case_init(&t->own, "C-7F3K9QDX");
    add_ready(&t->own, without);
    t->fund = (struct fund_terms){.windows = period_windows(period),
                                  .has_coop = true,
                                  .has_threshold = true,
                                  .threshold_usd = UNITS(10000)};
    t->ratios[0] = (struct cap_ratio){currency_usd, UNITS(20000), UNITS(20000)};
    t->input = (struct check_input){
        .program_has_coop = true,
        .fund = &t->fund,
        .state = FUND_CLAIMABLE,
        .coop_usd = UNITS(20000),
        .has_currency = true,
        .remaining_without = UNITS(5000),
        .ratios = t->ratios,
        .ratio_count = 1,
        .activity = catalogue_activity(&t->catalogue, "T1"),
        .neighbours = t->neighbours,
    };
    assert_non_null(t->input.activity);
}

void claim_table_init(struct claim_table *t)
{
    claim_table_without(t, NO_PART);
}

void claim_table_release(struct claim_table *t)
{
    finding_list_release(&t->findings);
    claim_case_release(&t->own);
    for (size_t i = 0; i < t->input.neighbour_count; i++)
        claim_case_release(&t->others[i]);
    catalogue_release(&t->catalogue);
}

/* Another claim of the fund, without anything yet. */
struct claim_case *claim_table_other(struct claim_table *t, const char *id)
{
    size_t at = t->input.neighbour_count++;
    assert_true(at < OTHERS);
    claim_case_init(&t->others[at], id);
    t->neighbours[at].same_fund = true;
    claim_case_add(&t->others[at], ENTRY_CREATED, DAY("05"), "title", "Other", "activity", "T1",
                   "currency", "USD", "amount", "100", "start", DAY("01"), "end", DAY("10"), NULL);
    return &t->others[at];
}

void claim_table_look(struct claim_table *t, const char *day)
{
    t->input.today = date_of(day);
    t->input.claim = claim_case_on(&t->own, day);
    for (size_t i = 0; i < t->input.neighbour_count; i++)
        t->neighbours[i].claim = claim_case_on(&t->others[i], day);
}

/* "blocker evidence-missing T1-INVITE, warning late-filing": all there is, in order. */
void assert_found(struct claim_table *t, const char *day, const char *expected)
{
    struct buf buf;
    struct err err;
    err_init(&err);
    buf_init(&buf);
    claim_table_look(t, day);
    finding_list_release(&t->findings);
    assert_rc(claim_check(&t->input, &t->findings, &err), RC_OK, &err);
    for (size_t i = 0; i < t->findings.count; i++) {
        const struct finding *finding = &t->findings.items[i];
        buf_addf(&buf, "%s%s %s%s%s", i > 0 ? ", " : "", severity_word(finding->severity),
                 finding->code, finding->item[0] != '\0' ? " " : "", finding->item);
        /* One plain sentence, and something to do. */
        size_t length = strlen(finding->message);
        assert_true(length > 10 && finding->message[length - 1] == '.');
        assert_true(strlen(finding->fix) > 10);
        assert_null(strchr(finding->message, '\n'));
    }
    assert_text_equal(buf.text, expected);
    assert_int_equal(finding_list_blocks(&t->findings), strstr(expected, "blocker") != NULL);
    buf_release(&buf);
}

void assert_says(const struct claim_table *t, size_t which, const char *message)
{
    assert_true(which < t->findings.count);
    assert_text_equal(t->findings.items[which].message, message);
}

void assert_mends(const struct claim_table *t, size_t which, const char *fix)
{
    assert_true(which < t->findings.count);
    assert_text_equal(t->findings.items[which].fix, fix);
}
