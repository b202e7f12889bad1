/* SPDX-License-Identifier: MIT */
/* What came in: the part of imports.h that only looks. */
#include <stdio.h>
#include <string.h>

#include "store/db.h"
#include "store/imports.h"

enum rc imports_list(struct book *book, import_visit *visit, void *context, struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, book, SQL_IMPORT_LIST);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        struct import_record record = {.number = query_get_int(&q, 0),
                                       .journal = query_get_int(&q, 1),
                                       .time = query_get_int(&q, 2),
                                       .person = query_get_text(&q, 3),
                                       .file = query_get_text(&q, 4),
                                       .bytes = query_get_int(&q, 5),
                                       .undone = query_get_int(&q, 15) != 0};
        struct import_counts *counts = &record.counts;
        counts->rows = query_get_int(&q, 6);
        counts->new = query_get_int(&q, 7);
        counts->updated = query_get_int(&q, 8);
        counts->unchanged = query_get_int(&q, 9);
        counts->rejected = query_get_int(&q, 10);
        counts->rounded = query_get_int(&q, 11);
        counts->after_close = query_get_int(&q, 12);
        counts->has_dates = !query_is_null(&q, 13);
        counts->first.day = (int32_t)query_get_int(&q, 13);
        counts->last.day = (int32_t)query_get_int(&q, 14);
        rc = visit(context, &record, err);
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&q);
    return rc;
}

static enum rc visit_months(struct query *q, import_month_visit *visit, void *context,
                            struct err *err)
{
    bool row = false;
    enum rc rc = query_row(q, &row, err);
    while (rc == RC_OK && row) {
        const struct import_month month = {.program = query_get_text(q, 0),
                                           .location = query_get_text(q, 1),
                                           .month = {(int32_t)query_get_int(q, 2)},
                                           .rows = query_get_int(q, 3),
                                           .import = query_get_int(q, 4),
                                           .time = query_get_int(q, 5)};
        rc = visit(context, &month, err);
        if (rc == RC_OK)
            rc = query_row(q, &row, err);
    }
    return rc;
}

enum rc import_months(struct book *book, int64_t number, import_month_visit *visit, void *context,
                      struct err *err)
{
    struct query q;
    query_begin(&q, book, SQL_IMPORT_MONTHS);
    query_int(&q, ":import", number);
    enum rc rc = visit_months(&q, visit, context, err);
    query_end(&q);
    return rc;
}

enum rc coverage_read(struct book *book, import_month_visit *visit, void *context, struct err *err)
{
    struct query q;
    query_begin(&q, book, SQL_COVERAGE);
    enum rc rc = visit_months(&q, visit, context, err);
    query_end(&q);
    return rc;
}

/* One field of a replaced row, or of what took its place, in words. */
static void field_text(struct query *q, int field, int column, int currency_column, char ret[256])
{
    struct currency currency = {""};
    char text[64];
    (void)snprintf(currency.code, sizeof(currency.code), "%s", query_get_text(q, currency_column));
    switch (field) {
    case IMPORT_FIELD_DATE:
        (void)snprintf(ret, 256, "%s",
                       date_print((struct date){(int32_t)query_get_int(q, column)}, text));
        break;
    case IMPORT_FIELD_TYPE:
        (void)snprintf(ret, 256, "%s",
                       earning_type_word((enum earning_type)query_get_int(q, column)));
        break;
    case IMPORT_FIELD_AMOUNT:
        (void)snprintf(ret, 256, "%s %s",
                       money_print((struct money){query_get_int(q, column)}, currency, text),
                       currency.code);
        break;
    case IMPORT_FIELD_USD:
        (void)snprintf(ret, 256, "%s",
                       money_print((struct money){query_get_int(q, column)}, currency_usd, text));
        break;
    default:
        (void)snprintf(ret, 256, "%s", query_get_text(q, column));
        break;
    }
}

/* Columns of SQL_IMPORT_CHANGES: id, line, key, program, location, the fields
 * before, the fields after, the currency before and after. */
static enum rc visit_change(struct query *q, import_change_visit *visit, void *context,
                            struct err *err)
{
    enum { HEAD = 5, CURRENCIES = HEAD + 2 * IMPORT_FIELDS };
    enum rc rc = RC_OK;
    for (int i = 0; rc == RC_OK && i < IMPORT_FIELDS; i++) {
        char before[256], after[256];
        field_text(q, i, HEAD + i, CURRENCIES, before);
        field_text(q, i, HEAD + IMPORT_FIELDS + i, CURRENCIES + 1, after);
        if (strcmp(before, after) == 0)
            continue;
        const struct import_change change = {.id = query_get_text(q, 0),
                                             .line = query_get_int(q, 1),
                                             .program = query_get_text(q, 3),
                                             .location = query_get_text(q, 4),
                                             .field = import_field_name(i),
                                             .before = before,
                                             .after = after};
        rc = visit(context, &change, err);
    }
    return rc;
}

enum rc import_changes(struct book *book, int64_t number, import_change_visit *visit, void *context,
                       struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, book, SQL_IMPORT_CHANGES);
    query_int(&q, ":import", number);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        rc = visit_change(&q, visit, context, err);
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&q);
    return rc;
}
