/* SPDX-License-Identifier: MIT */
/* The list of earnings, and what each counts for: app_earning_list. */
#include <string.h>

#include "app/earnings.h"
#include "app/inside.h"
#include "base/buf.h"
#include "base/text.h"
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

static enum rc list_record(void *context, const struct earning_record *record, struct err *err)
{
    struct listing *listing = context;
    if (!app_sees(listing->app, record->program, record->location))
        return RC_OK;
    struct earning_line line = {
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
        .reason = record->excluded ? record->exclude_reason : record->details[DETAIL_REASON],
        .note = record->note,
        .excluded = record->excluded,
    };
    buf_clear(&listing->source);
    if (record->source != NULL)
        buf_addf(&listing->source, "%s:%lld", record->source, (long long)record->line);
    else
        buf_add(&listing->source, "typed-in");
    line.source = listing->source.text;
    enum rc rc = buf_check(&listing->source, err);
    if (rc == RC_OK)
        rc = earning_record_sides(listing->catalog, record, &line.sides, err);
    return rc == RC_OK ? listing->visit(listing->context, &line, err) : rc;
}

/* The days asked for: those of the period, and never later than the app's day. */
static struct earning_filter filter_of(struct app *app, const struct earning_query *query)
{
    struct earning_filter filter = {.program = query->program,
                                    .location = query->location,
                                    .has_dates = true,
                                    .from = date_first,
                                    .to = app->day,
                                    .import = query->import};
    if (query->has_period) {
        struct windows windows = period_windows(query->period);
        filter.from = windows.earning_start;
        if (date_compare(windows.earning_end, filter.to) < 0)
            filter.to = windows.earning_end;
    }
    return filter;
}

enum rc app_earning_list(struct app *app, const struct earning_query *query,
                         earning_line_visit *visit, void *context, struct err *err)
{
    struct catalog catalog = {0};
    struct listing listing = {app, &catalog, visit, context, {0}};
    struct earning_filter filter = filter_of(app, query);
    const struct program_record *program = NULL;
    struct buf search;
    int64_t location = 0;
    buf_init(&search);
    buf_init(&listing.source);
    enum rc rc = book_read_begin(app->book, err);
    if (rc == RC_OK)
        rc = catalog_load(app->book, &catalog, err);
    if (rc == RC_OK && query->program != NULL)
        rc = app_known_program(app, &catalog, query->program, &program, err);
    if (rc == RC_OK && query->location != NULL)
        rc = app_known_location(app, query->location, &location, err);
    if (query->search != NULL && query->search[0] != '\0') {
        text_add_folded(&search, query->search);
        filter.search = search.text;
    }
    if (rc == RC_OK)
        rc = buf_check(&search, err);
    if (rc == RC_OK)
        rc = earnings_list(app->book, &filter, list_record, &listing, err);
    book_read_end(app->book);
    catalog_release(&catalog);
    buf_release(&search);
    buf_release(&listing.source);
    return rc;
}
