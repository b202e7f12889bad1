/* SPDX-License-Identifier: MIT */
/* The list of earnings, and what each counts for: app_earning_list. */
#include <string.h>

#include "app/earnings.h"
#include "app/inside.h"
#include "base/buf.h"
#include "base/words.h"
#include "store/earnings.h"

struct listing {
    struct app *app;
    const struct catalog *catalog;
    earning_line_visit *visit;
    void *context;
    struct buf source;
};

enum rc earning_record_sides(const struct catalog *catalog, const struct earning_record *record,
                             struct sides *ret, struct err *err)
{
    const struct program_record *program = catalog_find(catalog, record->program);
    struct share share = {0};
    struct period period;
    /* Coffer never writes such a row: somebody has been at the file. */
    if (program == NULL || !period_of(record->date, &period))
        return err_set(err, RC_BOOK,
                       _("earning %s: the book has no program for it, or its day lies in no "
                         "half-year: run 'coffer check' and restore a backup"),
                       record->id);
    bool has = terms_split(&program->terms, record->date, &share);
    bool coop = terms_has_coop(&program->terms, period_windows(period).earning_end);
    if (record->excluded) {
        *ret = (struct sides){{0}, {0}, {0}, {0}};
        return RC_OK;
    }
    return earning_sides(record->type, &record->amounts, has ? &share : NULL, coop, ret, err);
}

enum rc earning_record_line(const struct catalog *catalog, const struct earning_record *record,
                            struct buf *source, struct earning_line *ret, struct err *err)
{
    *ret = (struct earning_line){
        .id = record->id,
        .program = record->program,
        .program_name = record->program_name,
        .location = record->location,
        .date = record->date,
        .type = record->type == EARNING_UNKNOWN && record->type_text[0] != '\0'
                    ? record->type_text
                    : earning_type_word(record->type),
        .amounts = record->amounts,
        .status =
            record->excluded ? "excluded" : payment_status_word(record->details[DETAIL_STATUS]),
        .customer = record->details[DETAIL_CUSTOMER],
        .product = record->details[DETAIL_PRODUCT],
        .reason = record->excluded ? record->exclude_reason : record->details[DETAIL_REASON],
        .note = record->note,
        .excluded = record->excluded,
        .typed_in = record->source == NULL,
    };
    buf_clear(source);
    if (record->source != NULL)
        buf_addf(source, "%s:%lld", record->source, (long long)record->line);
    else
        buf_add(source, "typed-in");
    ret->source = source->text;
    enum rc rc = buf_check(source, err);
    return rc == RC_OK ? earning_record_sides(catalog, record, &ret->sides, err) : rc;
}

static enum rc list_record(void *context, const struct earning_record *record, struct err *err)
{
    struct listing *listing = context;
    struct earning_line line;
    if (!app_sees(listing->app, record->program, record->location))
        return RC_OK;
    enum rc rc = earning_record_line(listing->catalog, record, &listing->source, &line, err);
    return rc == RC_OK ? listing->visit(listing->context, &line, err) : rc;
}

void earning_query_days(const struct app *app, const struct earning_query *query,
                        struct date *ret_from, struct date *ret_to)
{
    struct date from = date_first, to = app->day;
    if (query->has_period) {
        struct windows windows = period_windows(query->period);
        from = windows.earning_start;
        if (date_compare(windows.earning_end, to) < 0)
            to = windows.earning_end;
    }
    if (query->has_dates && date_compare(query->from, from) > 0)
        from = query->from;
    if (query->has_dates && date_compare(query->to, to) < 0)
        to = query->to;
    *ret_from = from;
    *ret_to = to;
}

enum rc app_earning_list(struct app *app, const struct earning_query *query,
                         earning_line_visit *visit, void *context, struct err *err)
{
    struct catalog catalog = {0};
    struct listing listing = {app, &catalog, visit, context, {0}};
    struct earning_filter filter = {.program = query->program,
                                    .location = query->location,
                                    .has_dates = true,
                                    .import = query->import,
                                    .excluded = query->excluded};
    const struct program_record *program = NULL;
    int64_t location = 0;
    earning_query_days(app, query, &filter.from, &filter.to);
    if (query->search != NULL && query->search[0] != '\0')
        filter.search = query->search;
    buf_init(&listing.source);
    enum rc rc = book_read_begin(app->book, err);
    if (rc == RC_OK)
        rc = catalog_load(app->book, &catalog, err);
    if (rc == RC_OK && query->program != NULL)
        rc = app_known_program(app, &catalog, query->program, &program, err);
    if (rc == RC_OK && query->location != NULL)
        rc = app_known_location(app, query->location, &location, err);
    if (rc == RC_OK && query->import != 0)
        rc = app_known_import(app, query->import, err);
    if (rc == RC_OK)
        rc = earnings_list(app->book, &filter, list_record, &listing, err);
    book_read_end(app->book);
    catalog_release(&catalog);
    buf_release(&listing.source);
    return rc;
}
