/* SPDX-License-Identifier: MIT */
#include "app/demo.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/claim_past.h"
#include "app/data.h"
#include "app/earnings.h"
#include "app/inside.h"
#include "app/terms.h"
#include "base/words.h"
#include "io/csv.h"
#include "io/memory.h"
#include "store/claims.h"
#include "store/imports.h"

/* Columns of data/demo.csv. month counts from the month of the app's day. */
enum column {
    AT_MONTH,
    AT_PROGRAM,
    AT_LOCATION,
    AT_LOCATION_NAME,
    AT_COUNTRY,
    AT_TYPE,
    AT_AMOUNT,
    AT_CURRENCY,
    AT_USD,
    AT_CUSTOMER,
    AT_PRODUCT,
    AT_STATUS,
    AT_REASON,
    AT_PAYMENT,
    COLUMNS,
};

static struct text text_of(const struct csv_record *record, enum column column)
{
    return (struct text){record->fields[column].text, record->fields[column].length};
}

static struct money money_of(const struct csv_record *record, enum column column)
{
    struct money money = {0};
    bool rounded = false;
    bug_if(money_parse(record->fields[column].text, record->fields[column].length, MONEY_POINT,
                       &money, &rounded) != MONEY_OK,
           "data/demo.csv: an amount");
    return money;
}

/* Earnings are dated on the last day of their month, those of the present month
 * on the day itself. */
static struct date date_of(const struct app *app, const struct csv_record *record)
{
    int offset = (int)strtol(record->fields[AT_MONTH].text, NULL, 10);
    struct date start = date_add_months(date_month_start(app->day), offset);
    return offset == 0 ? app->day : date_month_end(start);
}

static enum rc take_line(struct app *app, struct importer *importer,
                         const struct csv_record *record, struct err *err)
{
    char id[32];
    struct import_row row = {
        .line = record->line,
        .program = text_of(record, AT_PROGRAM),
        .location = text_of(record, AT_LOCATION),
        .location_name = text_of(record, AT_LOCATION_NAME),
        .country = text_of(record, AT_COUNTRY),
        .type_text = text_of(record, AT_TYPE),
        .type = earning_type_parse(record->fields[AT_TYPE].text),
        .date = date_of(app, record),
        .amounts = {.amount = money_of(record, AT_AMOUNT), .usd = money_of(record, AT_USD)}};
    bug_if(record->count != COLUMNS, "data/demo.csv: a line with too few or many fields");
    bug_if(!currency_parse(record->fields[AT_CURRENCY].text, &row.amounts.currency),
           "data/demo.csv: a currency");
    if (date_compare(row.date, period_date_min) < 0 || date_compare(row.date, period_date_max) > 0)
        return RC_OK; /* an as-of day at the rim of the calendar */
    (void)snprintf(id, sizeof(id), "DEMO-%06lld", (long long)record->line);
    row.id = (struct text){id, strlen(id)};
    for (int i = 0; i < DETAIL_COUNT; i++)
        row.details[i] = (struct text){"", 0};
    row.details[DETAIL_CUSTOMER] = text_of(record, AT_CUSTOMER);
    row.details[DETAIL_PRODUCT] = text_of(record, AT_PRODUCT);
    row.details[DETAIL_STATUS] = text_of(record, AT_STATUS);
    row.details[DETAIL_REASON] = text_of(record, AT_REASON);
    row.details[DETAIL_PAYMENT] = text_of(record, AT_PAYMENT);
    return importer_row(importer, &row, (struct text){"", 0}, err);
}

static enum rc no_reject(void *context, int64_t line, const char *column, const char *reason,
                         struct text raw, struct err *err)
{
    (void)context;
    (void)line;
    (void)column;
    (void)raw;
    (void)err;
    bug(reason);
}

static enum rc take_lines(struct app *app, struct importer *importer, struct err *err)
{
    struct memory_source rest = {data_demo, data_demo_size};
    struct csv *csv = NULL;
    struct csv_record record;
    bool more = false;
    enum rc rc = csv_open(memory_fill, &rest, "demo.csv", &csv, err);
    if (rc == RC_OK)
        rc = csv_read(csv, &record, &more, err); /* the header */
    if (rc == RC_OK)
        rc = csv_read(csv, &record, &more, err);
    while (rc == RC_OK && more) {
        rc = take_line(app, importer, &record, err);
        if (rc == RC_OK)
            rc = csv_read(csv, &record, &more, err);
    }
    csv_free(csv);
    return rc;
}

static enum rc import_report(struct app *app, struct err *err)
{
    static const char name[] = "demo-report.csv";
    struct tx *tx = NULL;
    struct importer *importer = NULL;
    struct import_counts counts = {0};
    int64_t number = 0;
    enum rc rc = app_begin(app, MAY_IMPORT, TX_BATCH, &tx, err);
    if (rc == RC_OK)
        rc = importer_new(tx, no_reject, NULL, &importer, err);
    if (rc == RC_OK)
        rc = importer_file(importer, name, err);
    if (rc == RC_OK)
        rc = importer_stream(importer, name, err);
    if (rc == RC_OK)
        rc = take_lines(app, importer, err);
    if (rc == RC_OK)
        rc = importer_file_end(importer, (int64_t)data_demo_size, &number, &counts, err);
    if (rc == RC_OK)
        rc = importer_finish(importer, err);
    importer_free(importer);
    if (rc == RC_OK)
        rc = app_commit(app, tx, "import", err, _("%s: %lld new"), name, (long long)counts.new);
    tx_end(tx);
    return rc;
}

/* A statement on paper: its total is typed in and split by the program's terms. */
static enum rc type_in(struct app *app, struct err *err)
{
    char date[DATE_TEXT_SIZE], id[EARNING_ID_MAX];
    struct date day = date_month_end(date_add_months(date_month_start(app->day), -1));
    const struct program_change split = {.split = "60/40"};
    const struct earning_form form = {.id = "DEMO-STATEMENT-1",
                                      .program = "hosting",
                                      .location = "6100003",
                                      .date = date_print(day, date),
                                      .type = "total",
                                      .amount = "1234.57",
                                      .currency = "USD",
                                      .note = "statement on paper"};
    if (date_compare(day, period_date_min) < 0)
        return RC_OK;
    enum rc rc = app_program_set(app, "hosting", &split, err);
    return rc == RC_OK ? app_earning_add(app, &form, id, err) : rc;
}

/* ---- claims -------------------------------------------------------------------------------- */

/* Columns of data/demo_claims.csv. period: 0 the one that is claimable on the day, -1
 * the one before. start and end: days after the usage period's first day. created and
 * the other days of the course: days before today, of period -1 before the last day of
 * its claim period. */
enum demo_column {
    DEMO_PERIOD,
    DEMO_PROGRAM,
    DEMO_LOCATION,
    DEMO_ACTIVITY,
    DEMO_CURRENCY,
    DEMO_TITLE,
    DEMO_START,
    DEMO_END,
    DEMO_AMOUNT,
    DEMO_STATUS,
    DEMO_CREATED,
    DEMO_SUBMITTED,
    DEMO_DECIDED,
    DEMO_GRANTED,
    DEMO_PAYMENT,
    DEMO_PAID_ON,
    DEMO_PAYMENT_REFERENCE,
    DEMO_REFERENCE,
    DEMO_TAGS,
    DEMO_REASON,
    DEMO_NOTE,
    DEMO_COLUMNS,
};

/* The text of a day that lies so many days from another; "" where none is told. */
static const char *day_text(const struct csv_record *record, enum demo_column column,
                            struct date from, int sign, char ret[DATE_TEXT_SIZE])
{
    const char *text = record->fields[column].text;
    if (text[0] == '\0')
        return "";
    return date_print(date_add_days(from, sign * (int)strtol(text, NULL, 10)), ret);
}

/* False where the calendar has no such period. */
static bool claim_period(const struct app *app, const struct csv_record *record, struct period *ret)
{
    if (!period_claimable_on(app->day, ret))
        return false;
    if (record->fields[DEMO_PERIOD].text[0] != '-')
        return true;
    return period_of(date_add_days(ret->first, -1), ret);
}

static enum rc make_claim(struct app *app, struct tx *tx, struct claim_past_lookup *lookup,
                          const struct csv_record *record, struct err *err)
{
    char days[6][DATE_TEXT_SIZE], name[PERIOD_TEXT_SIZE];
    struct claim_history history;
    struct period period;
    bug_if(record->count != DEMO_COLUMNS,
           "data/demo_claims.csv: a line with too few or many fields");
    if (!claim_period(app, record, &period))
        return RC_OK;
    const struct csv_field *cells = record->fields;
    const struct windows windows = period_windows(period);
    struct date anchor =
        date_compare(app->day, windows.claim_closes) < 0 ? app->day : windows.claim_closes;
    const struct claim_past past = {
        .program = cells[DEMO_PROGRAM].text,
        .location = cells[DEMO_LOCATION].text,
        .period = period_print(period, name),
        .activity = cells[DEMO_ACTIVITY].text,
        .currency = cells[DEMO_CURRENCY].text,
        .title = cells[DEMO_TITLE].text,
        .start = day_text(record, DEMO_START, windows.usage_start, 1, days[0]),
        .end = day_text(record, DEMO_END, windows.usage_start, 1, days[1]),
        .amount = cells[DEMO_AMOUNT].text,
        .status = cells[DEMO_STATUS].text,
        .created = day_text(record, DEMO_CREATED, anchor, -1, days[2]),
        .submitted = day_text(record, DEMO_SUBMITTED, anchor, -1, days[3]),
        .decided = day_text(record, DEMO_DECIDED, anchor, -1, days[4]),
        .approved = cells[DEMO_GRANTED].text,
        .paid = cells[DEMO_PAYMENT].text,
        .paid_on = day_text(record, DEMO_PAID_ON, anchor, -1, days[5]),
        .payment_reference = cells[DEMO_PAYMENT_REFERENCE].text,
        .reference = cells[DEMO_REFERENCE].text,
        .tags = cells[DEMO_TAGS].text,
        .reason = cells[DEMO_REASON].text,
        .note = cells[DEMO_NOTE].text,
    };
    claim_history_init(&history);
    enum rc rc = claim_past_make(app, lookup, &past, &history, err);
    if (rc == RC_OK)
        rc = tx_touch(tx, past.program, past.location, err);
    if (rc == RC_OK)
        rc = claim_insert(tx, &history, err);
    claim_history_release(&history);
    return rc;
}

static enum rc make_claims(struct app *app, struct err *err)
{
    struct memory_source rest = {data_demo_claims, data_demo_claims_size};
    struct claim_past_lookup lookup = {.has_catalogue = false};
    struct csv *csv = NULL;
    struct csv_record record;
    struct tx *tx = NULL;
    int64_t count = 0;
    bool more = false;
    enum rc rc = app_begin(app, MAY_EDIT_CLAIMS, TX_CHANGESET, &tx, err);
    if (rc == RC_OK)
        rc = claim_past_begin(app, &lookup, err);
    if (rc == RC_OK)
        rc = csv_open(memory_fill, &rest, "demo_claims.csv", &csv, err);
    if (rc == RC_OK)
        rc = csv_read(csv, &record, &more, err); /* the header */
    if (rc == RC_OK)
        rc = csv_read(csv, &record, &more, err);
    for (; rc == RC_OK && more; count++) {
        rc = make_claim(app, tx, &lookup, &record, err);
        if (rc == RC_OK)
            rc = csv_read(csv, &record, &more, err);
    }
    csv_free(csv);
    if (rc == RC_OK)
        rc = app_commit(app, tx, "claim.import", err, _("%s: %lld new"), "demo-claims.csv",
                        (long long)count);
    claim_past_end(&lookup);
    tx_end(tx);
    return rc;
}

enum rc demo_fill(struct app *app, struct err *err)
{
    app->demo = true;
    enum rc rc = import_report(app, err);
    if (rc == RC_OK)
        rc = type_in(app, err);
    if (rc == RC_OK)
        rc = make_claims(app, err);
    app->demo = false;
    return rc;
}
