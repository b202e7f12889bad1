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
        counts->unknown = query_get_int(&q, 16);
        counts->coopless = query_get_int(&q, 17);
        counts->kept = query_get_int(&q, 18);
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

enum rc coverage_read(struct book *book, struct date day, import_month_visit *visit, void *context,
                      struct err *err)
{
    struct query q;
    query_begin(&q, book, SQL_COVERAGE);
    query_int(&q, ":month", date_month(day).index);
    query_int(&q, ":first", date_month_start(day).day);
    query_int(&q, ":day", day.day);
    enum rc rc = visit_months(&q, visit, context, err);
    query_end(&q);
    return rc;
}

enum { FIGURE_SIZE = MONEY_TEXT_SIZE + 4 }; /* "1234.50 EUR" */

/* One field of a replaced row, or of what took its place, in words: a text as the
 * row has it, a figure in ret. */
static const char *field_text(struct query *q, int field, int column, int currency_column,
                              char ret[FIGURE_SIZE])
{
    struct currency currency = {""};
    const struct money money = {query_get_int(q, column)};
    switch (field) {
    case IMPORT_FIELD_DATE:
        return date_print((struct date){(int32_t)query_get_int(q, column)}, ret);
    case IMPORT_FIELD_TYPE:
        return earning_type_word((enum earning_type)query_get_int(q, column));
    case IMPORT_FIELD_AMOUNT:
        (void)snprintf(currency.code, sizeof(currency.code), "%s",
                       query_get_text(q, currency_column));
        (void)money_print(money, currency, ret);
        (void)snprintf(ret + strlen(ret), FIGURE_SIZE - strlen(ret), " %s", currency.code);
        return ret;
    case IMPORT_FIELD_USD:
        return money_print(money, currency_usd, ret);
    default:
        return query_get_text(q, column);
    }
}

/* Columns of REPLACED_VALUES: id, line, key, program, location, the fields before,
 * the fields after, the currency before and after, the import. */
static enum rc visit_change(struct query *q, import_change_visit *visit, void *context,
                            struct err *err)
{
    enum { HEAD = 5, CURRENCIES = HEAD + 2 * IMPORT_FIELDS };
    enum rc rc = RC_OK;
    for (int i = 0; rc == RC_OK && i < IMPORT_FIELDS; i++) {
        char then[FIGURE_SIZE], now[FIGURE_SIZE];
        const char *before = field_text(q, i, HEAD + i, CURRENCIES, then);
        const char *after = field_text(q, i, HEAD + IMPORT_FIELDS + i, CURRENCIES + 1, now);
        if (strcmp(before, after) == 0)
            continue;
        const struct import_change change = {.id = query_get_text(q, 0),
                                             .line = query_get_int(q, 1),
                                             .import = query_get_int(q, CURRENCIES + 2),
                                             .program = query_get_text(q, 3),
                                             .location = query_get_text(q, 4),
                                             .field = import_field_name(i),
                                             .before = before,
                                             .after = after};
        rc = visit(context, &change, err);
    }
    return rc;
}

static enum rc visit_changes(struct query *q, import_change_visit *visit, void *context,
                             struct err *err)
{
    bool row = false;
    enum rc rc = query_row(q, &row, err);
    while (rc == RC_OK && row) {
        rc = visit_change(q, visit, context, err);
        if (rc == RC_OK)
            rc = query_row(q, &row, err);
    }
    return rc;
}

enum rc import_changes(struct book *book, int64_t number, import_change_visit *visit, void *context,
                       struct err *err)
{
    struct query q;
    query_begin(&q, book, SQL_IMPORT_CHANGES);
    query_int(&q, ":import", number);
    enum rc rc = visit_changes(&q, visit, context, err);
    query_end(&q);
    return rc;
}

enum rc earning_changes(struct book *book, int64_t key, import_change_visit *visit, void *context,
                        struct err *err)
{
    struct query q;
    query_begin(&q, book, SQL_EARNING_CHANGES);
    query_int(&q, ":key", key);
    enum rc rc = visit_changes(&q, visit, context, err);
    query_end(&q);
    return rc;
}
