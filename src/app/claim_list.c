/* SPDX-License-Identifier: MIT */
/* Claims looked at. */
#include <assert.h>
#include <string.h>

#include "app/claim_desk.h"
#include "app/claims.h"
#include "base/text.h"
#include "base/words.h"
#include "store/claim_sums.h"
#include "store/claims.h"
#include "store/marks.h"

/* ---- one ----------------------------------------------------------------------------------- */

void claim_sight_release(struct claim_sight *sight)
{
    claim_release(&sight->claim);
    claim_history_release(&sight->history);
}

enum rc app_claim_show(struct app *app, const char *id, struct claim_sight *ret, struct err *err)
{
    struct claim_sight sight = {0};
    char full[CLAIM_ID_MAX];
    bool found = false;
    enum rc rc = claim_find_id(app, id, full, err);
    if (rc == RC_OK)
        rc = claim_load_seen(app, full, &found, &sight.history, err);
    if (rc == RC_OK && found)
        rc = claim_on(&sight.history, app->day, &sight.claim, err);
    if (rc == RC_OK && (!found || !sight.claim.seen))
        rc = claim_unknown(id, err);
    if (rc != RC_OK) {
        claim_sight_release(&sight);
        return rc;
    }
    *ret = sight;
    ret->claim.head = &ret->history.head;
    return RC_OK;
}

/* ---- many ---------------------------------------------------------------------------------- */

struct listing {
    struct app *app;
    const struct claim_filter *filter;
    bool has_status;
    enum claim_status status;
    struct buf needle, hay;
    app_claim_row_visit *visit;
    void *context;
};

static bool is_text(const char *wanted, const char *is)
{
    return wanted == NULL || strcmp(wanted, is) == 0;
}

static bool has_tag(const char *tags, const char *tag)
{
    size_t length = strlen(tag);
    if (length == 0)
        return false;
    for (const char *at = tags; (at = strstr(at, tag)) != NULL; at++)
        if (at > tags && at[-1] == '\n' && at[length] == '\n')
            return true;
    return false;
}

/* Title, id, reference, activity and owner, without case. */
static bool is_found(struct listing *listing, const struct claim_row *row)
{
    const char *const texts[] = {row->head.id, row->title, row->reference, row->activity,
                                 row->owner};
    if (listing->filter->search == NULL)
        return true;
    buf_clear(&listing->hay);
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        text_add_folded(&listing->hay, texts[i]);
        buf_add_char(&listing->hay, '\n');
    }
    return strstr(listing->hay.text, listing->needle.text) != NULL;
}

static enum rc list_one(void *context, const struct claim_row *row, struct err *err)
{
    struct listing *listing = context;
    const struct claim_filter *filter = listing->filter;
    bool wanted = app_sees(listing->app, row->head.program, row->head.location) &&
                  is_text(filter->program, row->head.program) &&
                  is_text(filter->location, row->head.location) &&
                  is_text(filter->owner, row->owner) && is_text(filter->activity, row->activity) &&
                  (!listing->has_status || listing->status == row->status) &&
                  (!filter->has_period || period_compare(filter->period, row->head.period) == 0) &&
                  (filter->tag == NULL || has_tag(row->tags, filter->tag)) &&
                  is_found(listing, row);
    return wanted ? listing->visit(listing->context, row, err) : RC_OK;
}

static enum rc check_filter(struct listing *listing, struct err *err)
{
    const struct claim_filter *filter = listing->filter;
    struct catalog catalog = {0};
    const struct program_record *program = NULL;
    int64_t location = 0;
    char excerpt[TEXT_EXCERPT_SIZE];
    enum rc rc = RC_OK;
    listing->has_status = filter->status != NULL;
    if (listing->has_status && !claim_status_parse(filter->status, &listing->status))
        return err_set(err, RC_USAGE,
                       _("--status %s: not a status: editing, submitted, under-review, "
                         "action-required, approved, rejected, disputed, paid or withdrawn"),
                       text_excerpt(filter->status, excerpt));
    if (filter->program != NULL) {
        rc = catalog_load(listing->app->book, &catalog, err);
        if (rc == RC_OK)
            rc = app_known_program(listing->app, &catalog, filter->program, &program, err);
        catalog_release(&catalog);
    }
    if (rc == RC_OK && filter->location != NULL)
        rc = app_known_location(listing->app, filter->location, &location, err);
    if (rc == RC_OK && filter->search != NULL) {
        text_add_folded(&listing->needle, filter->search);
        rc = buf_check(&listing->needle, err);
    }
    return rc;
}

enum rc app_claim_row(struct app *app, const char *id, app_claim_row_visit *visit, void *context,
                      struct err *err)
{
    static const struct claim_filter all = {0};
    struct listing listing = {.app = app, .filter = &all, .visit = visit, .context = context};
    return claim_row_of(app->book, id, app->day, list_one, &listing, err);
}

bool app_claims_renewed(struct app *app, struct claims_read *read,
                        const char *ret_ids[CLAIMS_RENEWED], size_t *ret_count)
{
    static_assert((int)CLAIMS_RENEWED == CLAIM_MARKS, "the store remembers as many");
    struct claims_read before = *read;
    struct err ignored;
    err_init(&ignored);
    *read = (struct claims_read){.day = app->day, .marks = claim_marks_now(app->book)};
    read->known = book_data_version(app->book, &read->others, &ignored) == RC_OK;
    return before.known && read->known && before.others == read->others &&
           date_compare(before.day, read->day) == 0 &&
           claim_marks_since(app->book, before.marks, ret_ids, ret_count);
}

static bool is_of_fund(const struct claim_filter *filter)
{
    return filter->program != NULL && filter->location != NULL && filter->has_period;
}

enum rc app_claim_list(struct app *app, const struct claim_filter *filter,
                       app_claim_row_visit *visit, void *context, struct err *err)
{
    struct listing listing = {.app = app, .filter = filter, .visit = visit, .context = context};
    buf_init(&listing.needle);
    buf_init(&listing.hay);
    enum rc rc = check_filter(&listing, err);
    if (rc == RC_OK)
        rc = is_of_fund(filter)
                 ? claim_rows_of_fund(app->book, filter->program, filter->location, filter->period,
                                      app->day, list_one, &listing, err)
                 : claim_rows(app->book, app->day, list_one, &listing, err);
    if (rc == RC_OK)
        rc = buf_check(&listing.hay, err);
    buf_release(&listing.needle);
    buf_release(&listing.hay);
    return rc;
}
