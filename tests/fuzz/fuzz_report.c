/* SPDX-License-Identifier: MIT */
/* A whole report: a row is good and then has everything that a row must have,
 * or it is rejected with a reason. */
#include <string.h>

#include "fuzz/fuzz.h"
#include "io/csv.h"
#include "io/report.h"
#include "model/period.h"
#include "support/pieces.h"

static void check_text(const struct csv_field *field)
{
    bug_if(field->text == NULL || strlen(field->text) != field->length, "a text without its end");
}

static void check_good(const struct report_row *row)
{
    struct period period;
    check_text(&row->id);
    check_text(&row->program);
    check_text(&row->location);
    check_text(&row->location_name);
    check_text(&row->country);
    check_text(&row->type_text);
    for (int i = 0; i < DETAIL_COUNT; i++)
        check_text(&row->details[i]);
    bug_if(row->id.length == 0 || row->program.length == 0 || row->location.length == 0 ||
               row->type_text.length == 0,
           "a good row has a blank");
    bug_if(!period_of(row->date, &period), "a good row outside every period");
    (void)currency_decimals(row->amounts.currency); /* aborts on one that is none */
}

static void check_reject(const struct report_reject *reject)
{
    bug_if(reject->reason[0] == '\0' || reject->line <= 0, "a reject without a reason");
}

static enum rc read_rows(struct csv *csv, struct report *report, struct err *err)
{
    struct csv_record record;
    bool more = false;
    enum rc rc;
    while ((rc = csv_read(csv, &record, &more, err)) == RC_OK && more) {
        struct report_row row;
        struct report_reject reject;
        bool good = false;
        rc = report_row(report, &record, &good, &row, &reject, err);
        if (rc != RC_OK)
            break;
        if (good)
            check_good(&row);
        else
            check_reject(&reject);
    }
    return rc;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct pieces pieces = {(const char *)bytes, length, SIZE_MAX};
    struct csv *csv = NULL;
    struct report *report = NULL;
    struct csv_record header;
    struct err err;
    bool more = false;
    err_init(&err);
    enum rc rc = csv_open(pieces_fill, &pieces, "f", &csv, &err);
    if (rc == RC_OK)
        rc = csv_read(csv, &header, &more, &err);
    if (rc == RC_OK)
        rc = report_begin(&header, csv_delimiter(csv), "f", &report, &err);
    if (rc == RC_OK)
        rc = read_rows(csv, report, &err);
    bug_if(rc != RC_OK && rc != RC_CONTENT, "text in memory cannot fail otherwise");
    report_free(report);
    csv_free(csv);
    return 0;
}
