/* SPDX-License-Identifier: MIT */
#include "io/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/source.h"
#include "model/length.h"
#include "support/support.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* ---- published headers ---- */

static enum rc source_fill(void *context, char *bytes, size_t capacity, size_t *ret_length,
                           struct err *err)
{
    return source_read(context, bytes, capacity, ret_length, err);
}

static enum rc begin_file(const char *name, bool *ret_growth, struct err *err)
{
    char path[512];
    struct source *source = NULL;
    struct csv *csv = NULL;
    struct report *report = NULL;
    struct csv_record header;
    bool more = false;
    (void)snprintf(path, sizeof path, "%s/headers/%s", TEST_DATA, name);
    assert_rc(source_open(path, &source, err), RC_OK, err);
    assert_rc(source_next(source, &more, err), RC_OK, err);
    assert_rc(csv_open(source_fill, source, source_name(source), &csv, err), RC_OK, err);
    assert_rc(csv_read(csv, &header, &more, err), RC_OK, err);
    enum rc rc = report_begin(&header, csv_delimiter(csv), source_name(source), &report, err);
    if (rc == RC_OK)
        *ret_growth = report_is_growth(report);
    report_free(report);
    csv_free(csv);
    source_free(source);
    return rc;
}

static void report__begin__takes_every_report_of_earnings(void **state)
{
    (void)state;
    static const struct {
        const char *file;
        bool growth;
    } files[] = {
        {"earnings_default.csv", false},
        {"earnings_default_inferred_physical.csv", false},
        {"earnings_growth.csv", true},
        {"transaction_summary_2020.csv", true},
        {"transaction_history_2019.csv", false},
        {"transaction_history_2021_07.csv", false},
        {"transaction_history_2023.csv", false},
        {"transaction_history_incentives_2020_07.csv", false},
        {"payouts_export_2023_default_transaction_history.csv", false},
        {"payouts_export_2023_custom_default_columns.csv", false},
    };
    for (size_t i = 0; i < COUNT(files); i++) {
        struct err err;
        bool growth = !files[i].growth;
        err_init(&err);
        assert_rc(begin_file(files[i].file, &growth, &err), RC_OK, &err);
        assert_int_equal(growth, files[i].growth);
    }
}

static void report__begin__names_every_other_report(void **state)
{
    (void)state;
    static const struct {
        const char *file, *words;
    } files[] = {
        {"earnings_summarized.csv", "the column earningId is missing, as in the report Summarized"},
        {"earnings_payments.csv", "the report Payments"},
        {"earnings_payments_2023.csv", "the report Payments"},
        {"payments_2019.csv", "the report Payments"},
        {"earnings_marketplace.csv", "a Marketplace or Store report"},
        {"earnings_store.csv", "a Marketplace or Store report"},
        {"transaction_history_marketplace_2020_04.csv", "a Marketplace or Store report"},
        {"maxcapbalance.csv", "the report MaxCapBalance"},
        {"ineligible_revenue_usage.csv", "the report of ineligible revenue"},
        {"historical_statement_pre_2019_07.csv", "a payout statement from before July 2019"},
        {"payouts_export_2023_custom_optional_columns.csv", "not a report that Coffer knows"},
    };
    for (size_t i = 0; i < COUNT(files); i++) {
        struct err err;
        bool growth = false;
        err_init(&err);
        assert_rc(begin_file(files[i].file, &growth, &err), RC_CONTENT, &err);
        if (strncmp(err.text, files[i].file, strlen(files[i].file)) != 0 ||
            strstr(err.text, files[i].words) == NULL)
            fail_msg("\"%s\" does not say \"%s\"", err.text, files[i].words);
        assert_non_null(strstr(err.text, "download \"Earnings – Default\""));
    }
}

/* ---- headers made up ---- */

enum { FIELDS_MAX = 32 };

/* A record from names separated by '|'. */
struct made {
    char text[2048];
    struct csv_field fields[FIELDS_MAX];
    struct csv_record record;
};

static void make(struct made *made, const char *text)
{
    (void)snprintf(made->text, sizeof made->text, "%s", text);
    made->record = (struct csv_record){.fields = made->fields, .line = 1};
    for (char *at = made->text;;) {
        size_t length = strcspn(at, "|");
        bool last = at[length] == '\0';
        at[length] = '\0';
        made->fields[made->record.count++] = (struct csv_field){at, length};
        if (last)
            return;
        at += length + 1;
    }
}

static void check_header(const char *names, enum rc expected, const char *words)
{
    struct made made;
    struct report *report = NULL;
    struct err err;
    err_init(&err);
    make(&made, names);
    assert_rc(report_begin(&made.record, ',', "r.csv", &report, &err), expected, &err);
    if (strstr(err.text, words) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", err.text, words);
    report_free(report);
}

#define NEEDED                                                                           \
    "participantId|programName|earningId|earningType|earningAmount|transactionCurrency|" \
    "earningAmountUSD|earningDate"

static void report__begin__takes_names_in_any_spelling(void **state)
{
    (void)state;
    check_header(NEEDED, RC_OK, "");
    check_header("PARTICIPANT ID|Program Name|earning_id|Earning-Type|EARNINGAMOUNT|Transaction "
                 "Currency|Earning Amount (USD)|\uFEFFEarning Date",
                 RC_OK, "");
    check_header("x|" NEEDED "|y||", RC_OK, "");
    check_header("earningParticipantId|programName|earningId|earningType|earningAmount|"
                 "transactionCurrency|earningAmountUSD|earningDate",
                 RC_OK, "");
}

static void report__begin__names_all_missing_columns(void **state)
{
    (void)state;
    check_header("participantId|earningId|earningType|earningAmount|transactionCurrency|"
                 "earningAmountUSD|earningDate",
                 RC_CONTENT, "r.csv: the column programName is missing");
    check_header("earningId|earningType|earningAmount|transactionCurrency|earningAmountUSD|x",
                 RC_CONTENT, "the columns participantId, programName, earningDate are missing");
    check_header("participantId|programName|earningType|earningAmount|transactionCurrency|"
                 "earningAmountUSD|earningDate",
                 RC_CONTENT, "the column earningId is missing");
    check_header("participantId|programName|earningType|earningAmount", RC_CONTENT,
                 "the columns earningId, transactionCurrency, earningAmountUSD, earningDate are "
                 "missing");
    check_header("name|street|town", RC_CONTENT,
                 "not a report that Coffer knows, the columns participantId, programName");
    check_header("", RC_CONTENT, "not a report that Coffer knows");
}

static void report__begin__refuses_a_needed_column_twice(void **state)
{
    (void)state;
    check_header(NEEDED "|Earning Amount", RC_CONTENT, "the column earningAmount is there twice");
    check_header(NEEDED "|participantID", RC_CONTENT, "the column participantId is there twice");
    check_header(NEEDED "|earningParticipantId|earningParticipantId", RC_OK, "");
    check_header(NEEDED "|lever|lever|note|note", RC_OK, "");
}

static void report__begin__knows_a_store_report_by_what_it_lacks(void **state)
{
    (void)state;
    check_header(NEEDED "|storeFee", RC_CONTENT, "a Marketplace or Store report");
    check_header(NEEDED "|storeFee|claimId", RC_OK, "");
    check_header(NEEDED "|storeFee|engagementName", RC_OK, "");
    check_header(NEEDED "|storeFee|agreementNumber", RC_OK, "");
}

/* ---- rows ---- */

#define HEADER                                                                         \
    NEEDED "|participantName|partnerCountryCode|paymentId|paymentStatus|customerName|" \
           "transactionDate|calculationDate|earningRate"
#define ROW                                                                                      \
    "6100001|Microsoft Commerce Incentives|E-1|Coop|187.50|EUR|218.48|2026-01-31T00:00:00.000Z|" \
    "Contoso B.V.|NL|006831200019|Upcoming|Lamna, Zürich|2026-01-14T00:00:00.000Z|"             \
    "2026-02-17T02:11:09.000Z|1.5"

struct reader {
    struct made header, row;
    struct report *report;
    struct err err;
    bool good;
    struct report_row out;
    struct report_reject reject;
};

static void reader_init(struct reader *reader, const char *header, char delimiter)
{
    memset(reader, 0, sizeof *reader);
    err_init(&reader->err);
    make(&reader->header, header);
    assert_rc(
        report_begin(&reader->header.record, delimiter, "r.csv", &reader->report, &reader->err),
        RC_OK, &reader->err);
}

static void reader_release(struct reader *reader)
{
    report_free(reader->report);
}

static enum rc read_row(struct reader *reader, const char *row, int64_t line)
{
    make(&reader->row, row);
    reader->row.record.line = line;
    return report_row(reader->report, &reader->row.record, &reader->good, &reader->out,
                      &reader->reject, &reader->err);
}

/* ROW with one cell changed, in the reader's row. */
static enum rc read_with(struct reader *reader, const char *column, const char *text, int64_t line)
{
    size_t at = 0;
    make(&reader->row, ROW);
    while (at < reader->header.record.count && strcmp(reader->header.fields[at].text, column) != 0)
        at++;
    assert_in_range(at, 0, reader->header.record.count - 1);
    reader->row.fields[at] = (struct csv_field){text, strlen(text)};
    reader->row.record.line = line;
    return report_row(reader->report, &reader->row.record, &reader->good, &reader->out,
                      &reader->reject, &reader->err);
}

static void check_good(const char *column, const char *text)
{
    struct reader reader;
    reader_init(&reader, HEADER, ',');
    assert_rc(read_with(&reader, column, text, 2), RC_OK, &reader.err);
    if (!reader.good)
        fail_msg("%s '%s': %s", column, text, reader.reject.reason);
    reader_release(&reader);
}

static void check_reject(const char *column, const char *text, const char *words)
{
    struct reader reader;
    reader_init(&reader, HEADER, ',');
    assert_rc(read_with(&reader, column, text, 7), RC_OK, &reader.err);
    if (reader.good)
        fail_msg("%s '%s' was taken", column, text);
    assert_int_equal(reader.reject.line, 7);
    assert_text_equal(reader.reject.column, column);
    if (strstr(reader.reject.reason, words) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", reader.reject.reason, words);
    reader_release(&reader);
}

static void check_file_refused(const char *column, const char *text, const char *words)
{
    struct reader reader;
    reader_init(&reader, HEADER, ',');
    assert_rc(read_with(&reader, column, text, 7), RC_CONTENT, &reader.err);
    if (strstr(reader.err.text, "r.csv line 7") == NULL ||
        strstr(reader.err.text, column) == NULL || strstr(reader.err.text, words) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", reader.err.text, words);
    reader_release(&reader);
}

static void report__row__gives_what_the_row_says(void **state)
{
    (void)state;
    struct reader reader;
    reader_init(&reader, HEADER, ',');
    assert_rc(read_row(&reader, ROW, 5), RC_OK, &reader.err);
    assert_true(reader.good);
    const struct report_row *row = &reader.out;
    assert_int_equal(row->line, 5);
    assert_text_equal(row->id.text, "E-1");
    assert_text_equal(row->program.text, "Microsoft Commerce Incentives");
    assert_text_equal(row->location.text, "6100001");
    assert_text_equal(row->location_name.text, "Contoso B.V.");
    assert_text_equal(row->country.text, "NL");
    assert_text_equal(row->type_text.text, "Coop");
    assert_int_equal(row->type, EARNING_COOP);
    assert_date_equal(row->date, "2026-01-31");
    assert_text_equal(row->amounts.currency.code, "EUR");
    assert_money_equal(row->amounts.amount, 187500000);
    assert_money_equal(row->amounts.usd, 218480000);
    assert_false(row->rounded);
    assert_text_equal(row->details[DETAIL_PAYMENT].text, "006831200019");
    assert_text_equal(row->details[DETAIL_STATUS].text, "Upcoming");
    assert_text_equal(row->details[DETAIL_CUSTOMER].text, "Lamna, Zürich");
    assert_text_equal(row->details[DETAIL_EARNING_RATE].text, "1.5");
    assert_int_equal(row->details[DETAIL_LEVER].length, 0);
    assert_text_equal(row->details[DETAIL_LEVER].text, "");
    reader_release(&reader);
}

static void report__row__takes_the_other_participant_where_there_is_one_only(void **state)
{
    (void)state;
    struct reader reader;
    const char *rest = "|programName|earningId|earningType|earningAmount|transactionCurrency|"
                       "earningAmountUSD|earningDate";
    char header[512];
    (void)snprintf(header, sizeof header, "earningParticipantId%s|earningParticipantName", rest);
    reader_init(&reader, header, ',');
    assert_rc(read_row(&reader, "77|P|E|fee|1|USD|1|2026-01-31|Fabrikam", 2), RC_OK, &reader.err);
    assert_true(reader.good);
    assert_text_equal(reader.out.location.text, "77");
    assert_text_equal(reader.out.location_name.text, "Fabrikam");
    assert_rc(read_row(&reader, " |P|E|fee|1|USD|1|2026-01-31|Fabrikam", 3), RC_OK, &reader.err);
    assert_false(reader.good);
    assert_text_equal(reader.reject.column, "earningParticipantId");
    reader_release(&reader);
    (void)snprintf(header, sizeof header, "earningParticipantId|participantId%s", rest);
    reader_init(&reader, header, ',');
    assert_rc(read_row(&reader, "77|88|P|E|fee|1|USD|1|2026-01-31", 2), RC_OK, &reader.err);
    assert_text_equal(reader.out.location.text, "88");
    reader_release(&reader);
}

static void report__row__needs_eight_cells(void **state)
{
    (void)state;
    static const char *const columns[] = {
        "participantId", "programName",         "earningId",        "earningType",
        "earningAmount", "transactionCurrency", "earningAmountUSD", "earningDate",
    };
    for (size_t i = 0; i < COUNT(columns); i++) {
        check_reject(columns[i], "", "blank");
        check_reject(columns[i], "  \u00A0\uFEFF", "blank");
    }
    check_good("customerName", "");
    check_good("transactionDate", "");
}

static void report__row__refuses_a_wrong_number_of_fields(void **state)
{
    (void)state;
    struct reader reader;
    reader_init(&reader, NEEDED, ',');
    assert_rc(read_row(&reader, "1|P|E|fee|1|USD|1", 9), RC_OK, &reader.err);
    assert_false(reader.good);
    assert_text_equal(reader.reject.column, "");
    assert_text_equal(reader.reject.reason, "the row has 7 fields and the header 8");
    assert_int_equal(reader.reject.line, 9);
    assert_rc(read_row(&reader, "1|P|E|fee|1|USD|1|2026-01-31|", 10), RC_OK, &reader.err);
    assert_false(reader.good);
    assert_text_equal(reader.reject.reason, "the row has 9 fields and the header 8");
    reader_release(&reader);
}

static void report__row__refuses_text_without_a_column_name(void **state)
{
    (void)state;
    struct reader reader;
    reader_init(&reader, NEEDED "|| ", ',');
    assert_rc(read_row(&reader, "1|P|E|fee|1|USD|1|2026-01-31|| ", 2), RC_OK, &reader.err);
    assert_true(reader.good);
    assert_rc(read_row(&reader, "1|P|E|fee|1|USD|1|2026-01-31||x", 3), RC_OK, &reader.err);
    assert_false(reader.good);
    assert_text_equal(reader.reject.reason, "there is text in a column that has no name (x)");
    reader_release(&reader);
}

static void report__row__leaves_blanks_and_the_guard_out(void **state)
{
    (void)state;
    struct reader reader;
    reader_init(&reader, HEADER, ',');
    assert_rc(read_row(&reader,
                       "\u200E6100001\u200F| P |\u00A0E-1 | Co-op |\u00A0187.50 | eur |1|"
                       " 2026-01-31 |'=Contoso|NL |'-7|'@x|'s Gravenhage | | |'+5",
                       2),
              RC_OK, &reader.err);
    assert_true(reader.good);
    assert_text_equal(reader.out.location.text, "6100001");
    assert_text_equal(reader.out.program.text, "P");
    assert_text_equal(reader.out.id.text, "E-1");
    assert_int_equal(reader.out.id.length, 3);
    assert_text_equal(reader.out.type_text.text, "Co-op");
    assert_text_equal(reader.out.amounts.currency.code, "EUR");
    assert_date_equal(reader.out.date, "2026-01-31");
    assert_text_equal(reader.out.location_name.text, "=Contoso");
    assert_text_equal(reader.out.country.text, "NL");
    assert_text_equal(reader.out.details[DETAIL_PAYMENT].text, "-7");
    assert_text_equal(reader.out.details[DETAIL_STATUS].text, "@x");
    assert_text_equal(reader.out.details[DETAIL_CUSTOMER].text, "'s Gravenhage");
    assert_int_equal(reader.out.details[DETAIL_CALCULATED].length, 0);
    assert_text_equal(reader.out.details[DETAIL_EARNING_RATE].text, "5");
    reader_release(&reader);
}

/* Every cell loses a tail, and all copies fit; what is left is too long to keep. */
static void report__row__trims_the_longest_cells(void **state)
{
    (void)state;
    enum { LENGTH = CSV_RECORD_MAX - 200 };
    struct reader reader;
    char *text = malloc(LENGTH + 1);
    assert_non_null(text);
    memset(text, 'x', LENGTH);
    text[LENGTH - 1] = ' ';
    text[LENGTH] = '\0';
    reader_init(&reader, HEADER, ',');
    assert_rc(read_with(&reader, "transactionDate", text, 2), RC_OK, &reader.err);
    assert_false(reader.good);
    assert_text_equal(reader.reject.column, "transactionDate");
    reader_release(&reader);
    free(text);
}

static void report__row__refuses_texts_that_are_too_long(void **state)
{
    (void)state;
    char text[LENGTH_TEXT + 2];
    const struct {
        const char *column;
        size_t limit;
    } columns[] = {
        {"participantId", LENGTH_NAME}, {"programName", LENGTH_NAME},
        {"earningId", LENGTH_NAME},     {"participantName", LENGTH_NAME},
        {"earningType", LENGTH_NAME},   {"customerName", LENGTH_TEXT},
        {"paymentId", LENGTH_TEXT},
    };
    for (size_t i = 0; i < COUNT(columns); i++) {
        char words[64];
        memset(text, 'x', sizeof text);
        text[columns[i].limit] = '\0';
        check_good(columns[i].column, text);
        text[columns[i].limit] = 'x';
        text[columns[i].limit + 1] = '\0';
        (void)snprintf(words, sizeof words, "longer than %zu characters (xxx", columns[i].limit);
        check_reject(columns[i].column, text, words);
    }
}

static void report__row__brings_details_into_one_form(void **state)
{
    (void)state;
    static const struct {
        char delimiter;
        const char *amount, *column;
        enum detail detail;
        const char *text, *plain;
    } cells[] = {
        {',', "1", "transactionAmount", DETAIL_TRANSACTION_AMOUNT, "1250.00", "1250"},
        {';', "1,5", "transactionAmount", DETAIL_TRANSACTION_AMOUNT, "1250,00", "1250"},
        {';', "1,5", "transactionAmount", DETAIL_TRANSACTION_AMOUNT, "-0,50", "-0.5"},
        {';', "1", "transactionAmount", DETAIL_TRANSACTION_AMOUNT, "1250,50", "1250.5"},
        /* a file of commas: a point is no decimal mark, nor the other way round */
        {';', "1,5", "transactionAmount", DETAIL_TRANSACTION_AMOUNT, "1.250", "1.250"},
        {';', "1.5", "transactionAmount", DETAIL_TRANSACTION_AMOUNT, "1,250", "1,250"},
        {',', "1", "transactionAmount", DETAIL_TRANSACTION_AMOUNT, "1,250", "1,250"},
        {',', "1", "earningRate", DETAIL_EARNING_RATE, "1.50", "1.5"},
        {',', "1", "earningRate", DETAIL_EARNING_RATE, "5%", "5%"},
        {',', "1", "earningRate", DETAIL_EARNING_RATE, "1E-05", "1E-05"},
        {',', "1", "earningRate", DETAIL_EARNING_RATE, "+007.10", "7.1"},
        {',', "1", "earningRate", DETAIL_EARNING_RATE, ".50", "0.5"},
        {',', "1", "earningRate", DETAIL_EARNING_RATE, "-.0", "0"},
        {',', "1", "earningRate", DETAIL_EARNING_RATE, ".", "."},
        {',', "1", "earningRate", DETAIL_EARNING_RATE, "-", "-"},
        {',', "1", "earningExchangeRate", DETAIL_EXCHANGE_RATE, "1.1652", "1.1652"},
        {',', "1", "quantity", DETAIL_QUANTITY, "3.0", "3"},
        {',', "1", "quantity", DETAIL_QUANTITY, "300", "300"},
        {',', "1", "quantity", DETAIL_QUANTITY, "3 seats", "3 seats"},
        {',', "1", "calculationDate", DETAIL_CALCULATED, "2026-04-01T00:00:00.000Z", "2026-04-01"},
        {',', "1", "calculationDate", DETAIL_CALCULATED, "2026-04-01", "2026-04-01"},
        {',', "1", "transactionDate", DETAIL_TRANSACTION_DATE, "2026-04-01 10:11", "2026-04-01"},
        {',', "1", "transactionDate", DETAIL_TRANSACTION_DATE, "2026-02-30T00:00:00Z",
         "2026-02-30T00:00:00Z"},
        {',', "1", "calculationDate", DETAIL_CALCULATED, "2026-01-31T00:00:00.000Z", "2026-01-31"},
        {',', "1", "calculationDate", DETAIL_CALCULATED, "2026-02-29T00:00:00.000Z",
         "2026-02-29T00:00:00.000Z"},
        {',', "1", "calculationDate", DETAIL_CALCULATED, "2026-13-01T00:00:00.000Z",
         "2026-13-01T00:00:00.000Z"},
        {',', "1", "calculationDate", DETAIL_CALCULATED, "2026-10-00T00:00:00.000Z",
         "2026-10-00T00:00:00.000Z"},
        {',', "1", "calculationDate", DETAIL_CALCULATED, "0000-10-10T00:00:00.000Z",
         "0000-10-10T00:00:00.000Z"},
        {',', "1", "transactionId", DETAIL_TRANSACTION, "007.10", "007.10"},
    };
    for (size_t i = 0; i < COUNT(cells); i++) {
        struct reader reader;
        char header[256], row[256];
        (void)snprintf(header, sizeof header, "%s|%s", NEEDED, cells[i].column);
        /* An amount with a decimal mark says how the file writes numbers. */
        (void)snprintf(row, sizeof row, "L|P|E-1|Coop|%s|EUR|%s|2026-01-31|%s", cells[i].amount,
                       cells[i].amount, cells[i].text);
        reader_init(&reader, header, cells[i].delimiter);
        assert_rc(read_row(&reader, row, 2), RC_OK, &reader.err);
        if (!reader.good)
            fail_msg("%s: %s", cells[i].text, reader.reject.reason);
        assert_text_equal(reader.out.details[cells[i].detail].text, cells[i].plain);
        assert_int_equal(reader.out.details[cells[i].detail].length, strlen(cells[i].plain));
        reader_release(&reader);
    }
}

static void report__row__knows_types_in_any_spelling(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum earning_type type;
    } types[] = {
        {"Rebate", EARNING_REBATE},
        {"CO-OP", EARNING_COOP},
        {"Adjustment-Coop", EARNING_ADJUSTMENT_COOP},
        {"Indirect Rebate", EARNING_INDIRECT_REBATE},
        {"claim", EARNING_CLAIM},
        {"Total", EARNING_TOTAL},
        {"Something new", EARNING_UNKNOWN},
    };
    for (size_t i = 0; i < COUNT(types); i++) {
        struct reader reader;
        reader_init(&reader, HEADER, ',');
        assert_rc(read_with(&reader, "earningType", types[i].text, 2), RC_OK, &reader.err);
        assert_true(reader.good);
        assert_int_equal(reader.out.type, types[i].type);
        assert_text_equal(reader.out.type_text.text, types[i].text);
        reader_release(&reader);
    }
}

static void report__row__rejects_what_is_no_currency(void **state)
{
    (void)state;
    check_good("transactionCurrency", "jpy");
    check_good("transactionCurrency", "Hrk");
    check_reject("transactionCurrency", "XYZ", "not a currency code of ISO 4217 (XYZ)");
    check_reject("transactionCurrency", "EURO", "not a currency");
    check_reject("transactionCurrency", "€", "not a currency");
    check_reject("transactionCurrency", "EU", "not a currency");
}

static void report__row__rejects_what_is_no_amount(void **state)
{
    (void)state;
    static const struct {
        const char *text, *words;
    } amounts[] = {
        {"1,234.50", "digits in groups"},
        {"1.234,50", "digits in groups"},
        {"1 234.50", "digits in groups"},
        {"1\u00A0234.50", "digits in groups"},
        {"1\u202F234.50", "digits in groups"},
        {"1'234.50", "digits in groups"},
        {"1\u2019234.50", "digits in groups"},
        {"(12.50)", "in parentheses"},
        {"12.50-", "a minus at the end"},
        {"12.50 -", "not a number"},
        {"1.2E3", "in exponent form"},
        {"6,81502E+09", "in exponent form"},
        {"1e5", "in exponent form"},
        {"12,50", "a decimal comma in a file that is not separated by semicolons"},
        {"-12,5", "a decimal comma in a file"},
        {"12.5x", "not a number"},
        {"$12.50", "not a number"},
        {"EUR 12.50", "not a number"},
        {"0x10", "not a number"},
        {"--5", "not a number"},
        {".", "not a number"},
        {"-", "not a number"},
        {"NaN", "not a number"},
        {"inf", "not a number"},
        {"n/a", "as in -1234.50 (n/a)"},
        {"=1+1", "not a number"},
        {"\u0661\u0662", "not a number"},
        {"9223372036854.775808", "too large"},
        {"99999999999999999999999999999999", "too large"},
    };
    for (size_t i = 0; i < COUNT(amounts); i++) {
        check_reject("earningAmount", amounts[i].text, amounts[i].words);
        check_reject("earningAmountUSD", amounts[i].text, amounts[i].words);
    }
}

static void report__row__takes_plain_amounts(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t micros;
        bool rounded;
    } amounts[] = {
        {"0", 0, false},
        {"-0.00", 0, false},
        {"+5", 5000000, false},
        {".5", 500000, false},
        {"5.", 5000000, false},
        {"  -12.50\u00A0", -12500000, false},
        {"\u200E12.5\u200F", 12500000, false},
        {"0.1234565", 123457, true},
        {"-0.1234565", -123457, true},
        {"0.1234560", 123456, false},
        {"9223372036854.775807", INT64_MAX, false},
    };
    for (size_t i = 0; i < COUNT(amounts); i++) {
        struct reader reader;
        reader_init(&reader, HEADER, ',');
        assert_rc(read_with(&reader, "earningAmount", amounts[i].text, 2), RC_OK, &reader.err);
        assert_true(reader.good);
        assert_money_equal(reader.out.amounts.amount, amounts[i].micros);
        assert_int_equal(reader.out.rounded, amounts[i].rounded);
        reader_release(&reader);
    }
}

/* ---- one decimal mark in a file ---- */

struct amounts_row {
    const char *amount, *usd;
    const char *words; /* NULL: the row is good */
};

static void check_marks(char delimiter, const struct amounts_row *rows, size_t count)
{
    struct reader reader;
    reader_init(&reader, NEEDED, delimiter);
    for (size_t i = 0; i < count; i++) {
        char row[256];
        (void)snprintf(row, sizeof row, "1|P|E|fee|%s|EUR|%s|2026-01-31", rows[i].amount,
                       rows[i].usd);
        assert_rc(read_row(&reader, row, (int64_t)i + 2), RC_OK, &reader.err);
        assert_int_equal(reader.good, rows[i].words == NULL);
        if (!reader.good && strstr(reader.reject.reason, rows[i].words) == NULL)
            fail_msg("\"%s\" does not say \"%s\"", reader.reject.reason, rows[i].words);
    }
    reader_release(&reader);
}

static void report__row__takes_decimal_commas_between_semicolons(void **state)
{
    (void)state;
    const struct amounts_row rows[] = {
        {"1", "2", NULL},
        {"12,5", "-13,25", NULL},
        {"1,5", "1.5", "another decimal mark than the amount in line 3"},
        {"1.5", "1", "another decimal mark than the amount in line 3"},
        {"7", "8,1", NULL},
        {"1.234,50", "1", "digits in groups"},
        {"1,234,5", "1", "digits in groups"},
    };
    check_marks(';', rows, COUNT(rows));
}

static void report__row__takes_points_between_semicolons(void **state)
{
    (void)state;
    const struct amounts_row rows[] = {
        {"1,234.5", "1", "digits in groups"}, /* shows nothing */
        {"12.5", "13", NULL},
        {"12,5", "13", "another decimal mark than the amount in line 3"},
        {"12.5", "13.25", NULL},
    };
    check_marks(';', rows, COUNT(rows));
}

static void report__row__takes_no_commas_between_commas_or_tabs(void **state)
{
    (void)state;
    const struct amounts_row rows[] = {
        {"12,5", "13", "a decimal comma in a file"},
        {"12.5", "13", NULL},
        {"12", "13,5", "a decimal comma in a file"},
    };
    check_marks(',', rows, COUNT(rows));
    check_marks('\t', rows, COUNT(rows));
}

/* ---- dates and ids ---- */

static void report__row__takes_the_date_as_written(void **state)
{
    (void)state;
    static const struct {
        const char *text, *date;
    } dates[] = {
        {"2026-01-31", "2026-01-31"},
        {"2022-12-31T00:00:00.000Z", "2022-12-31"},
        {"2022-12-31T23:59:59.999Z", "2022-12-31"},
        {"2022-12-31 10:00:00", "2022-12-31"},
        {"2024-02-29T00:00:00Z", "2024-02-29"},
        {"1999-07-01", "1999-07-01"},
        {"2099-06-30", "2099-06-30"},
    };
    for (size_t i = 0; i < COUNT(dates); i++) {
        struct reader reader;
        reader_init(&reader, HEADER, ',');
        assert_rc(read_with(&reader, "earningDate", dates[i].text, 2), RC_OK, &reader.err);
        assert_true(reader.good);
        assert_date_equal(reader.out.date, dates[i].date);
        reader_release(&reader);
    }
}

static void report__row__rejects_days_that_are_none(void **state)
{
    (void)state;
    check_reject("earningDate", "2021-02-29", "no day of the calendar (2021-02-29)");
    check_reject("earningDate", "2026-02-30T00:00:00.000Z", "no day of the calendar");
    check_reject("earningDate", "2026-13-01", "no day of the calendar");
    check_reject("earningDate", "2026-00-10", "no day of the calendar");
    check_reject("earningDate", "2026-01-31T99:00", "not a date");
    check_reject("earningDate", "2026-01-31 or so", "not a date");
    check_reject("earningDate", "soon", "not a date");
    check_reject("earningDate", "n/a", "not a date");
    check_reject("earningDate", "7", "not a date");
    check_reject("earningDate", "1999-06-30", "outside the half-years from FY00H1 to FY99H2");
    check_reject("earningDate", "2099-07-01", "outside the half-years");
    check_reject("earningDate", "0000-01-01", "no day of the calendar");
}

static void report__row__refuses_a_file_with_other_dates(void **state)
{
    (void)state;
    static const struct {
        const char *text, *form;
    } dates[] = {
        {"01/02/2026", "DD/MM/YYYY or MM/DD/YYYY"},
        {"1/2/26", "DD/MM/YYYY or MM/DD/YYYY"},
        {"08/24/2020 00:00:00", "DD/MM/YYYY or MM/DD/YYYY"},
        {"31.01.2026", "DD.MM.YYYY"},
        {"31.01.2026 00:00", "DD.MM.YYYY"},
        {"2026/01/31", "YYYY/MM/DD"},
        {"2026.01.31", "YYYY.MM.DD"},
        {"31-01-2026", "DD-MM-YYYY"},
        {"2026-1-31", "YYYY-M-D"},
        {"31-Jan-26", "DD-Mon-YYYY"},
        {"31 January 2026", "DD Month YYYY"},
        {"Jan 31, 2026", "Month DD, YYYY"},
        {"Oct-22", "Mon-YY"},
        {"46053", "days counted by a spreadsheet program"},
        {"46053.5", "days counted by a spreadsheet program"},
        {"20260131", "YYYYMMDD"},
    };
    for (size_t i = 0; i < COUNT(dates); i++) {
        check_file_refused("earningDate", dates[i].text, dates[i].form);
        check_file_refused("transactionDate", dates[i].text, dates[i].form);
        check_file_refused("calculationDate", dates[i].text, dates[i].form);
    }
    check_good("transactionDate", "Not applicable");
}

static void report__row__rejects_ids_that_a_spreadsheet_has_cut(void **state)
{
    (void)state;
    check_reject("paymentId", "6,81502E+09", "digits are lost");
    check_reject("paymentId", "6.81502E+09", "digits are lost");
    check_reject("earningId", "1.23457E+15", "digits are lost");
    check_reject("participantId", "6,1E+06", "digits are lost");
    check_reject("paymentId", "6e+9", "digits are lost");
    check_good("paymentId", "6815E09"); /* an id may look so */
    check_good("paymentId", "E+09");
    check_good("earningId", "d5e+da2b");
    check_good("paymentId", "006815016255");
}

static void report__row__cuts_the_text_that_it_shows(void **state)
{
    (void)state;
    struct reader reader;
    char text[1000];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    reader_init(&reader, HEADER, ',');
    assert_rc(read_with(&reader, "earningAmount", text, 2), RC_OK, &reader.err);
    assert_false(reader.good);
    assert_non_null(strstr(reader.reject.reason, "xxx…)"));
    reader_release(&reader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(report__begin__takes_every_report_of_earnings),
        cmocka_unit_test(report__begin__names_every_other_report),
        cmocka_unit_test(report__begin__takes_names_in_any_spelling),
        cmocka_unit_test(report__begin__names_all_missing_columns),
        cmocka_unit_test(report__begin__refuses_a_needed_column_twice),
        cmocka_unit_test(report__begin__knows_a_store_report_by_what_it_lacks),
        cmocka_unit_test(report__row__gives_what_the_row_says),
        cmocka_unit_test(report__row__takes_the_other_participant_where_there_is_one_only),
        cmocka_unit_test(report__row__needs_eight_cells),
        cmocka_unit_test(report__row__refuses_a_wrong_number_of_fields),
        cmocka_unit_test(report__row__refuses_text_without_a_column_name),
        cmocka_unit_test(report__row__leaves_blanks_and_the_guard_out),
        cmocka_unit_test(report__row__trims_the_longest_cells),
        cmocka_unit_test(report__row__refuses_texts_that_are_too_long),
        cmocka_unit_test(report__row__brings_details_into_one_form),
        cmocka_unit_test(report__row__knows_types_in_any_spelling),
        cmocka_unit_test(report__row__rejects_what_is_no_currency),
        cmocka_unit_test(report__row__rejects_what_is_no_amount),
        cmocka_unit_test(report__row__takes_plain_amounts),
        cmocka_unit_test(report__row__takes_decimal_commas_between_semicolons),
        cmocka_unit_test(report__row__takes_points_between_semicolons),
        cmocka_unit_test(report__row__takes_no_commas_between_commas_or_tabs),
        cmocka_unit_test(report__row__takes_the_date_as_written),
        cmocka_unit_test(report__row__rejects_days_that_are_none),
        cmocka_unit_test(report__row__refuses_a_file_with_other_dates),
        cmocka_unit_test(report__row__rejects_ids_that_a_spreadsheet_has_cut),
        cmocka_unit_test(report__row__cuts_the_text_that_it_shows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
