/* SPDX-License-Identifier: MIT */
#include "model/claim.h"

#include <string.h>

#include "support/claim_case.h"

#define DAY(n) "2021-03-" n

/* A draft of 1 March: 1,000 USD, activity DG01 from 1 to 10 March. */
static void case_of_draft(struct claim_case *claim_case)
{
    claim_case_init(claim_case, "C-7F3K9QDX");
    claim_case_add(claim_case, ENTRY_CREATED, DAY("01"), "title", "Spring fair", "activity", "DG01",
                   "currency", "USD", "amount", "1000", "start", DAY("01"), "end", DAY("10"), NULL);
}

static void assert_sums(const struct claim *claim, int64_t planned, int64_t pending,
                        int64_t approved, int64_t paid)
{
    const int64_t unit = MONEY_MICROS;
    struct claim_sums sums = claim_sums_of(claim);
    assert_money_equal(sums.planned, planned * unit);
    assert_money_equal(sums.pending, pending * unit);
    assert_money_equal(sums.approved, approved * unit);
    assert_money_equal(sums.paid, paid * unit);
}

static void assert_broken(struct claim_case *claim_case, enum rc rc)
{
    struct claim claim = {0};
    struct err err;
    err_init(&err);
    assert_rc(claim_on(&claim_case->history, date_of("2021-12-31"), &claim, &err), rc, &err);
    assert_null(claim.head);
}

/* ---- days ---- */

static void claim__on_a_day__is_what_was_entered_up_to_it(void **state)
{
    (void)state;
    struct claim_case c;
    case_of_draft(&c);
    claim_case_add(&c, ENTRY_SET, DAY("05"), "amount", "800", "owner", "ben", NULL);
    claim_case_add(&c, ENTRY_SET, DAY("05"), "amount", "750", NULL);
    claim_case_invoice(&c, DAY("06"), "Fabrikam", "7", "900");

    const struct claim *claim = claim_case_on(&c, "2021-02-28");
    assert_false(claim->seen);
    assert_sums(claim, 0, 0, 0, 0);
    claim = claim_case_on(&c, DAY("01"));
    assert_true(claim->seen);
    assert_text_equal(claim->title, "Spring fair");
    assert_text_equal(claim->owner, "ann");
    assert_text_equal(claim->creator, "ann");
    assert_text_equal(claim->reference, "");
    assert_money_equal(claim->amount, 1000000000);
    assert_date_equal(claim->end, DAY("10"));
    assert_date_equal(claim->updated, DAY("01"));
    assert_sums(claim, 1000, 0, 0, 0);
    claim = claim_case_on(&c, DAY("05"));
    assert_text_equal(claim->owner, "ben");
    assert_text_equal(claim->creator, "ann");
    assert_money_equal(claim->amount, 750000000);
    assert_int_equal(claim->expense_count, 0);
    assert_date_equal(claim->updated, DAY("05"));
    assert_date_equal(claim->created, DAY("01"));
    claim = claim_case_on(&c, DAY("06"));
    assert_money_equal(claim->cost, 900000000);
    claim_case_release(&c);
}

/* CONTRACT.md section 4: entries are applied in the order in which they were made, and
 * a status that was recorded late holds from its day on. */
static void claim__on_a_day__knows_a_status_recorded_later_for_it(void **state)
{
    (void)state;
    struct claim_case c;
    case_of_draft(&c);
    claim_case_submit(&c, DAY("11"));
    claim_case_add(&c, ENTRY_COMMENT, DAY("20"), "text", "asked again", NULL);
    claim_case_record(&c, DAY("12"), "under-review");
    const struct claim *claim = claim_case_on(&c, DAY("12"));
    assert_int_equal(claim->status, CLAIM_UNDER_REVIEW);
    assert_date_equal(claim->updated, DAY("12"));
    assert_int_equal(claim_case_on(&c, DAY("11"))->status, CLAIM_SUBMITTED);
    assert_date_equal(claim_case_on(&c, DAY("31"))->updated, DAY("20"));
    assert_date_equal(claim_case_on(&c, DAY("31"))->status_day, DAY("12"));
    claim_case_release(&c);
}

/* ---- parts ---- */

static void claim__expenses__come_and_go_with_the_cost(void **state)
{
    (void)state;
    struct claim_case c;
    case_of_draft(&c);
    claim_case_invoice(&c, DAY("02"), "Fabrikam", "7", "600.50");
    claim_case_invoice(&c, DAY("02"), "Contoso", "7", "100");
    claim_case_add(&c, ENTRY_EXPENSE, DAY("02"), "kind", "csr", "vendor", "Ben", "number", "S1",
                   "date", DAY("03"), "amount", "80", "units", "4", "rate", "20", "signed-by",
                   "Ann", "signed", DAY("04"), "text", "stand staff", NULL);
    claim_case_add(&c, ENTRY_EXPENSE, DAY("02"), "kind", "invoice", "vendor", "Adatum", "number",
                   "9", "date", DAY("03"), "amount", "50", "invoice-total", "200",
                   "invoice-currency", "EUR", "tax", "20", "class", "travel", "person", "Ben",
                   "conference", "Contoso Fair", NULL);
    claim_case_add(&c, ENTRY_EXPENSE_DELETED, DAY("05"), "vendor", "Contoso", "number", "7", NULL);

    const struct claim *claim = claim_case_on(&c, DAY("04"));
    assert_int_equal(claim->expense_count, 4);
    assert_money_equal(claim->cost, 830500000);
    const struct claim_expense *invoice = &claim->expenses[0], *csr = &claim->expenses[2],
                               *travel = &claim->expenses[3];
    assert_false(invoice->csr || invoice->has_units || invoice->has_invoice_total ||
                 invoice->has_signed);
    assert_text_equal(invoice->invoice_currency.code, "USD");
    assert_null(invoice->class);
    assert_true(csr->csr && csr->has_units && csr->has_rate && csr->has_signed);
    assert_money_equal(csr->units, 4000000);
    assert_date_equal(csr->signed_day, DAY("04"));
    assert_true(travel->has_invoice_total && travel->has_tax);
    assert_text_equal(travel->invoice_currency.code, "EUR");
    assert_text_equal(travel->conference, "Contoso Fair");

    claim = claim_case_on(&c, DAY("05"));
    assert_int_equal(claim->expense_count, 3);
    assert_text_equal(claim->expenses[0].vendor, "Fabrikam");
    assert_text_equal(claim->expenses[1].number, "S1");
    assert_money_equal(claim->cost, 730500000);
    claim_case_release(&c);
}

static void claim__expense__is_found_by_number_or_vendor_and_number(void **state)
{
    (void)state;
    struct claim_case c;
    int count = -1;
    case_of_draft(&c);
    claim_case_invoice(&c, DAY("02"), "Fabrikam", "7", "600");
    claim_case_invoice(&c, DAY("02"), "Contoso", "7", "100");
    claim_case_invoice(&c, DAY("02"), "Contoso", "8/9", "100");
    const struct claim *claim = claim_case_on(&c, DAY("02"));
    assert_null(claim_expense_find(claim, "7", &count));
    assert_int_equal(count, 2);
    assert_ptr_equal(claim_expense_find(claim, "Contoso/7", &count), &claim->expenses[1]);
    assert_int_equal(count, 1);
    assert_ptr_equal(claim_expense_find(claim, "8/9", &count), &claim->expenses[2]);
    assert_ptr_equal(claim_expense_find(claim, "Contoso/8/9", &count), &claim->expenses[2]);
    assert_null(claim_expense_find(claim, "10", &count));
    assert_int_equal(count, 0);
    assert_null(claim_expense_find(claim, "", &count));
    claim_case_release(&c);
}

static void claim__expense__is_backed_by_a_document_of_its_kind(void **state)
{
    (void)state;
    struct claim_case c;
    case_of_draft(&c);
    claim_case_invoice(&c, DAY("02"), "Fabrikam", "7", "600");
    claim_case_add(&c, ENTRY_EXPENSE, DAY("02"), "kind", "csr", "vendor", "Ben", "number", "8",
                   "date", DAY("03"), "amount", "80", NULL);
    claim_case_attach(&c, DAY("03"), "D-1", "csr", "7");
    claim_case_attach(&c, DAY("03"), "D-2", "proof", "8");
    claim_case_attach(&c, DAY("04"), "D-3", "invoice", "7");
    claim_case_attach(&c, DAY("04"), "D-4", "csr", "Ben/8");
    claim_case_add(&c, ENTRY_BYTES_DELETED, DAY("05"), "document", "D-4", "reason", "asked", NULL);
    claim_case_add(&c, ENTRY_DETACHED, DAY("06"), "document", "D-3", NULL);
    const struct claim *claim = claim_case_on(&c, DAY("03"));
    assert_false(claim_expense_is_backed(claim, &claim->expenses[0]));
    assert_false(claim_expense_is_backed(claim, &claim->expenses[1]));
    claim = claim_case_on(&c, DAY("04"));
    assert_true(claim_expense_is_backed(claim, &claim->expenses[0]));
    assert_true(claim_expense_is_backed(claim, &claim->expenses[1]));
    claim = claim_case_on(&c, DAY("06"));
    assert_false(claim_expense_is_backed(claim, &claim->expenses[0]));
    assert_true(claim_expense_is_backed(claim, &claim->expenses[1]));
    assert_text_equal(claim->documents[3].deleted_reason, "asked");
    claim_case_release(&c);
}

/* An invoice attached by its number stays where it is when another vendor's expense
 * with the same number comes later. */
static void claim__invoice__stays_with_the_vendor_that_it_was_attached_for(void **state)
{
    (void)state;
    struct claim_case c;
    case_of_draft(&c);
    claim_case_invoice(&c, DAY("02"), "Fabrikam", "7", "600");
    claim_case_attach(&c, DAY("03"), "D-1", "invoice", "7");
    claim_case_invoice(&c, DAY("04"), "Contoso", "7", "100");
    const struct claim *claim = claim_case_on(&c, DAY("04"));
    assert_true(claim_expense_is_backed(claim, &claim->expenses[0]));
    assert_false(claim_expense_is_backed(claim, &claim->expenses[1]));
    claim_case_attach(&c, DAY("05"), "D-2", "invoice", "Contoso/7");
    claim = claim_case_on(&c, DAY("05"));
    assert_true(claim_expense_is_backed(claim, &claim->expenses[1]));
    /* The name of the vendor was wrong and is typed again: the number still holds. */
    claim_case_add(&c, ENTRY_EXPENSE_DELETED, DAY("06"), "vendor", "Contoso", "number", "7", NULL);
    claim_case_add(&c, ENTRY_EXPENSE_DELETED, DAY("06"), "vendor", "Fabrikam", "number", "7", NULL);
    claim_case_invoice(&c, DAY("06"), "Fabrikam Ltd", "7", "600");
    claim = claim_case_on(&c, DAY("06"));
    assert_int_equal(claim->expense_count, 1);
    assert_true(claim_expense_is_backed(claim, &claim->expenses[0]));
    claim_case_release(&c);
}

static void claim__document__is_found_by_the_beginning_of_its_id(void **state)
{
    (void)state;
    struct claim_case c;
    int count = -1;
    case_of_draft(&c);
    claim_case_attach(&c, DAY("03"), "D-AB12", "proof", "DG01-PIECE");
    claim_case_attach(&c, DAY("03"), "D-AB13", "other", "");
    claim_case_attach(&c, DAY("03"), "D-AB1", "other", "");
    const struct claim *claim = claim_case_on(&c, DAY("03"));
    assert_ptr_equal(claim_document_find(claim, "d-ab12", &count), &claim->documents[0]);
    assert_null(claim_document_find(claim, "D-A", &count));
    assert_int_equal(count, 3);
    assert_ptr_equal(claim_document_find(claim, "D-AB1", &count), &claim->documents[2]);
    assert_int_equal(count, 1);
    assert_int_equal(claim->documents[0].size, 1234);
    assert_int_equal(claim->documents[0].time, 2);
    assert_text_equal(claim->documents[0].person, "ann");
    claim_case_add(&c, ENTRY_DETACHED, DAY("04"), "document", "D-AB13", NULL);
    claim_case_add(&c, ENTRY_REFILED, DAY("04"), "document", "D-AB12", "item", "DG01-PIECE", NULL);
    claim = claim_case_on(&c, DAY("04"));
    assert_null(claim_document_find(claim, "D-AB13", &count));
    assert_int_equal(count, 0);
    assert_int_equal(claim->document_count, 3);
    assert_int_equal(claim->documents[0].kind, DOCUMENT_OTHER);
    claim_case_release(&c);
}

static void claim__small_parts__hold_the_newest(void **state)
{
    (void)state;
    struct claim_case c;
    case_of_draft(&c);
    claim_case_add(&c, ENTRY_METRIC, DAY("02"), "name", "reach", "value", "100", NULL);
    claim_case_add(&c, ENTRY_METRIC, DAY("02"), "name", "calls", "value", "7", NULL);
    claim_case_add(&c, ENTRY_METRIC, DAY("02"), "name", "reach", "value", "120", NULL);
    claim_case_add(&c, ENTRY_TAG, DAY("02"), "tag", "show", NULL);
    claim_case_add(&c, ENTRY_TAG, DAY("02"), "tag", "q3", NULL);
    claim_case_add(&c, ENTRY_TAG, DAY("02"), "tag", "show", NULL);
    claim_case_add(&c, ENTRY_TAG, DAY("02"), "tag", "ad", NULL);
    claim_case_add(&c, ENTRY_UNTAG, DAY("03"), "tag", "q3", NULL);
    claim_case_add(&c, ENTRY_UNTAG, DAY("03"), "tag", "never", NULL);
    const struct claim *claim = claim_case_on(&c, DAY("02"));
    assert_int_equal(claim->metric_count, 2);
    assert_text_equal(claim->metrics[0].value, "120");
    assert_int_equal(claim->tag_count, 3);
    assert_text_equal(claim->tags[0], "ad");
    assert_text_equal(claim->tags[1], "q3");
    assert_text_equal(claim->tags[2], "show");
    claim = claim_case_on(&c, DAY("03"));
    assert_int_equal(claim->tag_count, 2);
    assert_text_equal(claim->tags[1], "show");
    claim_case_release(&c);
}

static void claim__feedback__is_the_newest_of_each_item(void **state)
{
    (void)state;
    struct claim_case c;
    case_of_draft(&c);
    claim_case_invoice(&c, DAY("02"), "Fabrikam", "7", "600");
    claim_case_submit(&c, DAY("11"));
    claim_case_add(&c, ENTRY_FEEDBACK, DAY("12"), "item", "7", "vendor", "Fabrikam", "number", "7",
                   "verdict", "refused", "reason", "generic-invoice", NULL);
    claim_case_add(&c, ENTRY_FEEDBACK, DAY("12"), "item", "DG01-PIECE", "verdict", "accepted",
                   NULL);
    claim_case_add(&c, ENTRY_FEEDBACK, DAY("13"), "item", "Fabrikam/7", "vendor", "Fabrikam",
                   "number", "7", "verdict", "changed", "amount", "500", NULL);
    const struct claim *claim = claim_case_on(&c, DAY("12"));
    assert_int_equal(claim->feedback_count, 2);
    assert_text_equal(claim->feedback[0].reason, "generic-invoice");
    assert_false(claim->feedback[0].has_amount);
    claim = claim_case_on(&c, DAY("13"));
    assert_int_equal(claim->feedback_count, 2);
    const struct claim_feedback *feedback = claim_expense_feedback(claim, &claim->expenses[0]);
    assert_non_null(feedback);
    assert_text_equal(feedback->verdict, "changed");
    assert_money_equal(feedback->amount, 500000000);
    claim_case_release(&c);
}

/* ---- from draft to paid ---- */

static void claim__sums__follow_the_status_on_every_day(void **state)
{
    (void)state;
    struct claim_case c;
    case_of_draft(&c);
    claim_case_submit(&c, DAY("11"));
    claim_case_record(&c, DAY("12"), "under-review");
    claim_case_record(&c, DAY("13"), "action-required");
    claim_case_add(&c, ENTRY_SET, DAY("14"), "amount", "900", NULL);
    claim_case_submit(&c, DAY("15"));
    claim_case_add(&c, ENTRY_STATUS, DAY("16"), "status", "rejected", "reason", "generic-invoice",
                   "note", "not itemised", NULL);
    claim_case_record(&c, DAY("17"), "disputed");
    claim_case_approve(&c, DAY("18"), "600");
    claim_case_pay(&c, DAY("19"), "P-1", "250");
    claim_case_pay(&c, DAY("20"), "P-2", "350");
    claim_case_add(&c, ENTRY_PAYMENT_VOIDED, DAY("21"), "payment", "P-1", NULL);
    claim_case_add(&c, ENTRY_PAYMENT_VOIDED, DAY("22"), "payment", "P-2", NULL);
    static const struct {
        const char *day;
        enum claim_status status;
        int64_t planned, pending, approved, paid;
    } days[] = {
        {DAY("10"), CLAIM_EDITING, 1000, 0, 0, 0},
        {DAY("11"), CLAIM_SUBMITTED, 0, 1000, 0, 0},
        {DAY("12"), CLAIM_UNDER_REVIEW, 0, 1000, 0, 0},
        {DAY("13"), CLAIM_ACTION_REQUIRED, 0, 1000, 0, 0},
        {DAY("14"), CLAIM_ACTION_REQUIRED, 0, 900, 0, 0},
        {DAY("15"), CLAIM_SUBMITTED, 0, 900, 0, 0},
        {DAY("16"), CLAIM_REJECTED, 0, 0, 0, 0},
        {DAY("17"), CLAIM_DISPUTED, 0, 900, 0, 0},
        {DAY("18"), CLAIM_APPROVED, 0, 0, 600, 0},
        {DAY("19"), CLAIM_PAID, 0, 0, 600, 250},
        {DAY("20"), CLAIM_PAID, 0, 0, 600, 600},
        {DAY("21"), CLAIM_PAID, 0, 0, 600, 350},
        {DAY("22"), CLAIM_APPROVED, 0, 0, 600, 0},
    };
    for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
        const struct claim *claim = claim_case_on(&c, days[i].day);
        assert_int_equal(claim->status, days[i].status);
        assert_sums(claim, days[i].planned, days[i].pending, days[i].approved, days[i].paid);
    }
    const struct claim *claim = claim_case_on(&c, DAY("22"));
    assert_int_equal(claim->submission_count, 2);
    assert_date_equal(claim->first_submitted, DAY("11"));
    assert_date_equal(claim->submitted, DAY("15"));
    assert_date_equal(claim->approved_day, DAY("18"));
    assert_date_equal(claim->status_day, DAY("22"));
    assert_int_equal(claim->left_editing, 1);
    claim = claim_case_on(&c, DAY("16"));
    assert_text_equal(claim->reason, "generic-invoice");
    assert_text_equal(claim->status_note, "not itemised");
    assert_text_equal(claim_case_on(&c, DAY("17"))->reason, "");
    claim_case_release(&c);
}

static void claim__payment__in_another_currency_settles_what_it_covers(void **state)
{
    (void)state;
    struct claim_case c;
    case_of_draft(&c);
    claim_case_submit(&c, DAY("11"));
    claim_case_approve(&c, DAY("12"), "600");
    claim_case_add(&c, ENTRY_PAYMENT, DAY("13"), "payment", "P-1", "amount", "5000", "currency",
                   "SEK", NULL);
    claim_case_add(&c, ENTRY_PAYMENT, DAY("14"), "payment", "P-2", "amount", "4000", "currency",
                   "SEK", "covers", "450", NULL);
    const struct claim *claim = claim_case_on(&c, DAY("13"));
    assert_int_equal(claim->status, CLAIM_PAID);
    assert_false(claim->payments[0].settles);
    assert_sums(claim, 0, 0, 600, 0);
    claim = claim_case_on(&c, DAY("14"));
    assert_true(claim->payments[1].settles);
    assert_sums(claim, 0, 0, 600, 450);
    claim_case_release(&c);
}

/* ---- days that follow ---- */

static void claim__last_day__is_the_latest_of_window_and_extensions(void **state)
{
    (void)state;
    struct claim_case c;
    struct windows windows = period_windows((struct period){date_of("2020-07-01")});
    case_of_draft(&c);
    assert_date_equal(claim_last_day(claim_case_on(&c, DAY("01")), &windows), "2021-08-15");
    claim_case_add(&c, ENTRY_APPROVAL, DAY("02"), "kind", "extension", "number", "E1", "answer",
                   "no", "valid-until", "2021-12-01", NULL);
    claim_case_add(&c, ENTRY_APPROVAL, DAY("02"), "kind", "exception", "number", "E2", "answer",
                   "yes", "valid-until", "2021-12-01", NULL);
    claim_case_add(&c, ENTRY_APPROVAL, DAY("02"), "kind", "extension", "number", "E3", "answer",
                   "yes", NULL);
    claim_case_add(&c, ENTRY_APPROVAL, DAY("02"), "kind", "extension", "number", "E4", "answer",
                   "yes", "valid-until", "2021-07-01", NULL);
    assert_date_equal(claim_last_day(claim_case_on(&c, DAY("02")), &windows), "2021-08-15");
    claim_case_add(&c, ENTRY_APPROVAL, DAY("03"), "kind", "extension", "number", "E5", "answer",
                   "yes", "valid-until", "2021-09-30", NULL);
    claim_case_add(&c, ENTRY_APPROVAL, DAY("03"), "kind", "extension", "number", "E6", "answer",
                   "yes", "valid-until", "2021-08-31", NULL);
    assert_date_equal(claim_last_day(claim_case_on(&c, DAY("03")), &windows), "2021-09-30");
    claim_case_release(&c);
}

static void claim__days__are_those_of_the_rules(void **state)
{
    (void)state;
    struct claim_case c;
    struct date due = date_first;
    struct windows windows = period_windows((struct period){date_of("2020-07-01")});
    case_of_draft(&c);
    const struct claim *claim = claim_case_on(&c, DAY("01"));
    assert_date_equal(claim_filing_day(claim), "2021-04-24"); /* 10 March + 45 */
    assert_date_equal(claim_retention_end(claim), "2023-03-10");
    assert_false(claim_payment_due(claim, &due));

    /* RULES.md section 2: 15 August leads to 30 September, 15 February to 31 March. */
    static const struct {
        const char *closes, *until;
    } answers[] = {
        {"2021-08-15", "2021-09-30"}, {"2022-02-15", "2022-03-31"}, {"2021-03-30", "2021-03-31"},
        {"2021-03-31", "2021-09-30"}, {"2021-09-30", "2022-03-31"}, {"2021-12-31", "2022-03-31"},
    };
    for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
        windows.claim_closes = date_of(answers[i].closes);
        assert_date_equal(claim_answer_day(&windows), answers[i].until);
    }

    claim_case_submit(&c, DAY("11"));
    claim_case_approve(&c, DAY("12"), "600"); /* a Friday: 45 business days are nine weeks */
    assert_true(claim_payment_due(claim_case_on(&c, DAY("12")), &due));
    assert_date_equal(due, "2021-05-14");
    claim_case_add(&c, ENTRY_APPROVAL, DAY("15"), "kind", "tax-invoice", "number", "T1", "answer",
                   "no", "answered", DAY("14"), NULL);
    assert_true(claim_payment_due(claim_case_on(&c, DAY("15")), &due));
    assert_date_equal(due, "2021-05-14");
    claim_case_add(&c, ENTRY_APPROVAL, DAY("16"), "kind", "tax-invoice", "number", "T2", "answer",
                   "yes", "answered", DAY("15"), NULL);
    assert_true(claim_payment_due(claim_case_on(&c, DAY("16")), &due));
    assert_date_equal(due, "2021-04-14");
    claim_case_release(&c);
}

/* ---- what none of ours can say ---- */

static void claim__settlement__compares_what_was_paid_with_what_was_approved(void **state)
{
    static const struct {
        enum claim_status status;
        int64_t approved, paid;
        enum settlement settlement;
    } cases[] = {
        {CLAIM_APPROVED, 100000000, 0, SETTLEMENT_OPEN},
        {CLAIM_APPROVED, 100000000, 100000000, SETTLEMENT_EVEN},
        {CLAIM_PAID, 100000000, 50000000, SETTLEMENT_OPEN},
        {CLAIM_PAID, 100000000, 99000000, SETTLEMENT_EVEN}, /* a rest of the currency's unit */
        {CLAIM_PAID, 100000000, 98990000, SETTLEMENT_OPEN},
        {CLAIM_PAID, 100000000, 100010000, SETTLEMENT_OVER},
        {CLAIM_SUBMITTED, 0, 0, SETTLEMENT_NONE},
        {CLAIM_REJECTED, 0, 10000000, SETTLEMENT_NONE},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        assert_int_equal(claim_settlement(cases[i].status, (struct money){cases[i].approved},
                                          (struct money){cases[i].paid}),
                         cases[i].settlement);
}

static void claim__damage__is_told(void **state)
{
    (void)state;
    static const struct {
        enum claim_entry_kind kind;
        const char *name, *value;
    } broken[] = {
        {ENTRY_SET, "currency", "XYZ"},
        {ENTRY_EXPENSE_DELETED, "number", "none"},
        {ENTRY_ATTACHED, "kind", "photo"},
        {ENTRY_DETACHED, "document", "D-NONE"},
        {ENTRY_STATUS, "status", "lost"},
        {ENTRY_STATUS, "status", "approved"}, /* of no amount */
        {ENTRY_PAYMENT, "amount", "5"},       /* in no currency */
        {ENTRY_PAYMENT_VOIDED, "payment", "P-NONE"},
    };
    for (size_t i = 0; i < sizeof(broken) / sizeof(broken[0]); i++) {
        struct claim_case c;
        case_of_draft(&c);
        claim_case_invoice(&c, DAY("02"), "Fabrikam", "7", "600");
        claim_case_add(&c, broken[i].kind, DAY("03"), broken[i].name, broken[i].value, NULL);
        assert_broken(&c, RC_BOOK);
        claim_case_release(&c);
    }
}

static void claim__sums_that_leave_64_bits__are_refused(void **state)
{
    (void)state;
    struct claim_case c;
    case_of_draft(&c);
    claim_case_invoice(&c, DAY("02"), "Fabrikam", "7", "9223372036854.775807");
    claim_case_invoice(&c, DAY("03"), "Fabrikam", "8", "0.000001");
    assert_money_equal(claim_case_on(&c, DAY("02"))->cost, INT64_MAX);
    assert_broken(&c, RC_RULE);
    claim_case_release(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(claim__on_a_day__is_what_was_entered_up_to_it),
        cmocka_unit_test(claim__on_a_day__knows_a_status_recorded_later_for_it),
        cmocka_unit_test(claim__expenses__come_and_go_with_the_cost),
        cmocka_unit_test(claim__expense__is_found_by_number_or_vendor_and_number),
        cmocka_unit_test(claim__expense__is_backed_by_a_document_of_its_kind),
        cmocka_unit_test(claim__invoice__stays_with_the_vendor_that_it_was_attached_for),
        cmocka_unit_test(claim__document__is_found_by_the_beginning_of_its_id),
        cmocka_unit_test(claim__small_parts__hold_the_newest),
        cmocka_unit_test(claim__feedback__is_the_newest_of_each_item),
        cmocka_unit_test(claim__sums__follow_the_status_on_every_day),
        cmocka_unit_test(claim__payment__in_another_currency_settles_what_it_covers),
        cmocka_unit_test(claim__last_day__is_the_latest_of_window_and_extensions),
        cmocka_unit_test(claim__days__are_those_of_the_rules),
        cmocka_unit_test(claim__settlement__compares_what_was_paid_with_what_was_approved),
        cmocka_unit_test(claim__damage__is_told),
        cmocka_unit_test(claim__sums_that_leave_64_bits__are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
