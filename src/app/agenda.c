/* SPDX-License-Identifier: MIT */
#include "app/agenda.h"

#include <stdlib.h>
#include <string.h>

#include "app/desk_todo.h"
#include "app/inside.h"
#include "base/texts.h"
#include "base/words.h"
#include "model/claim_dues.h"
#include "store/claim_sums.h"
#include "store/marks.h"

/* The items borrow from the agenda's texts. */
struct part {
    struct agenda_part shown; /* first */
    size_t room;
    bool known;
    int64_t own, marks; /* what this process had written when it was worked out */
};

struct agenda {
    int64_t others; /* what other processes had written */
    struct date day;
    struct part open, settled;
    struct texts *texts; /* also those of items that have gone since */
};

/* ---- held ---------------------------------------------------------------------------------- */

static void part_release(struct part *part)
{
    free(part->shown.items);
    *part = (struct part){.known = false};
}

void agenda_forget(struct app *app)
{
    if (app->agenda == NULL)
        return;
    part_release(&app->agenda->open);
    part_release(&app->agenda->settled);
    texts_free(app->agenda->texts);
    free(app->agenda);
    app->agenda = NULL;
}

static enum rc add(struct part *part, const struct deadline *deadline, struct err *err)
{
    if (part->shown.count == part->room) {
        size_t room = part->room == 0 ? 64 : part->room * 2;
        struct deadline *items = reallocarray(part->shown.items, room, sizeof(*items));
        if (items == NULL)
            return err_memory(err);
        part->shown.items = items;
        part->room = room;
    }
    part->shown.items[part->shown.count++] = *deadline;
    return RC_OK;
}

struct gathering {
    struct app *app;
    struct part *part;
    struct texts *texts;
    struct catalog catalog;
    bool settled; /* which of the claims */
};

/* Puts the kept one in the place of a lent text; false: memory ran out. */
static bool keep(struct gathering *gathering, const char **text)
{
    const char *kept = texts_keep(gathering->texts, *text);
    if (kept != NULL)
        *text = kept;
    return kept != NULL;
}

/* ---- claims -------------------------------------------------------------------------------- */

/* The other texts are the claim's, and kept. */
static enum rc keep_of_claim(void *context, const struct deadline *deadline, struct err *err)
{
    struct gathering *gathering = context;
    struct deadline kept = *deadline;
    if (!keep(gathering, &kept.about) || !keep(gathering, &kept.text))
        return err_memory(err);
    return add(gathering->part, &kept, err);
}

static bool is_settled(const struct claim_row *row)
{
    return claim_status_is_settled(row->status) &&
           claim_unpaid(row->status, row->sums.approved, row->sums.paid).micros == 0;
}

/* The row with texts that are kept. */
static enum rc keep_row(struct gathering *gathering, const struct claim_row *row,
                        struct claim_row *ret, struct err *err)
{
    const char *id = row->head.id, *program = row->head.program, *location = row->head.location;
    *ret = *row;
    if (!keep(gathering, &id) || !keep(gathering, &program) || !keep(gathering, &location) ||
        !keep(gathering, &ret->title) || !keep(gathering, &ret->owner))
        return err_memory(err);
    ret->head.id = (char *)(uintptr_t)id;
    ret->head.program = (char *)(uintptr_t)program;
    ret->head.location = (char *)(uintptr_t)location;
    return RC_OK;
}

static enum rc take_claim(void *context, const struct claim_row *row, struct err *err)
{
    struct gathering *gathering = context;
    struct claim_row kept;
    struct claim claim = {0};
    const struct program_record *program = catalog_find(&gathering->catalog, row->head.program);
    if (program == NULL || is_settled(row) != gathering->settled ||
        !app_sees(gathering->app, row->head.program, row->head.location))
        return RC_OK;
    const struct windows windows = terms_windows(&program->terms, row->head.period);
    enum rc rc = keep_row(gathering, row, &kept, err);
    if (rc == RC_OK)
        rc = claim_of_row(&kept, &claim, err);
    if (rc == RC_OK)
        rc = deadlines_of_claim(&claim, &windows, gathering->app->day, keep_of_claim, gathering,
                                err);
    claim_release(&claim);
    return rc;
}

/* All, or those of the ids alone. */
static enum rc take_claims(struct gathering *gathering, const char *const *ids, size_t count,
                           struct err *err)
{
    struct app *app = gathering->app;
    enum rc rc = RC_OK;
    if (ids == NULL && gathering->settled)
        return claim_rows_settled(app->book, app->day, take_claim, gathering, err);
    if (ids == NULL)
        return claim_rows_open(app->book, app->day, take_claim, gathering, err);
    for (size_t i = 0; rc == RC_OK && i < count; i++)
        rc = claim_row_of(app->book, ids[i], app->day, take_claim, gathering, err);
    return rc;
}

/* ---- funds --------------------------------------------------------------------------------- */

static enum rc keep_of_fund(struct gathering *gathering, const struct deadline *deadline,
                            struct err *err)
{
    struct deadline kept = *deadline;
    bool whole = keep(gathering, &kept.program) && keep(gathering, &kept.location) &&
                 keep(gathering, &kept.claim) && keep(gathering, &kept.title) &&
                 keep(gathering, &kept.owner) && keep(gathering, &kept.about) &&
                 keep(gathering, &kept.text);
    return whole ? add(gathering->part, &kept, err) : err_memory(err);
}

/* Of the fund whose first row stands at `first`: the end of its earning period. */
static enum rc take_period(struct gathering *gathering, const struct fund_list *funds, size_t first,
                           const struct deadline_fund *fund, struct err *err)
{
    struct deadline deadline;
    bool has_money = false;
    for (size_t i = first; i < funds->count && (i == first || !fund_is_first(funds, i)); i++)
        has_money = has_money || deadline_has_money(&funds->rows[i].balance);
    return has_money && deadline_of_period(fund, gathering->app->day, &deadline)
               ? keep_of_fund(gathering, &deadline, err)
               : RC_OK;
}

static enum rc take_fund(struct gathering *gathering, const struct fund_list *funds, size_t place,
                         struct err *err)
{
    const struct fund_row *row = &funds->rows[place];
    const struct deadline_fund fund = {row->program, row->location, row->period, &row->terms,
                                       row->coop_usd};
    struct deadline deadlines[FUND_DEADLINES];
    size_t count = 0;
    enum rc rc = RC_OK;
    if (!deadlines_of_fund(&fund, &row->balance, row->currency, gathering->app->day, deadlines,
                           &count))
        return err_set(err, RC_RULE,
                       _("%s, location %s: a sum of its claims is more than 64 bits can hold: "
                         "correct the amounts"),
                       row->program, row->location);
    if (fund_is_first(funds, place))
        rc = take_period(gathering, funds, place, &fund, err);
    for (size_t i = 0; rc == RC_OK && i < count; i++)
        rc = keep_of_fund(gathering, &deadlines[i], err);
    return rc;
}

static enum rc take_funds(struct gathering *gathering, const struct fund_list *given,
                          struct err *err)
{
    static const struct fund_filter all = {0};
    struct fund_list read = {0};
    enum rc rc = given == NULL ? app_balance(gathering->app, &all, &read, err) : RC_OK;
    const struct fund_list *funds = given != NULL ? given : &read;
    for (size_t i = 0; rc == RC_OK && i < funds->count; i++)
        rc = take_fund(gathering, funds, i, err);
    fund_list_release(&read);
    return rc;
}

/* ---- in order ------------------------------------------------------------------------------ */

static int compare_items(const void *a, const void *b)
{
    return deadline_compare(a, b);
}

static void sort(struct agenda_part *part)
{
    if (part->count > 1)
        qsort(part->items, part->count, sizeof(*part->items), compare_items);
}

/* Of a fund, or of one of the claims: what is worked out anew. */
static bool is_renewed(const struct deadline *deadline, const char *const *ids, size_t count)
{
    if (deadline->claim[0] == '\0')
        return true;
    for (size_t i = 0; i < count; i++)
        if (strcmp(deadline->claim, ids[i]) == 0)
            return true;
    return false;
}

/* What stays of `old`, and all of `fresh`; both are in order, and so is *ret. */
static enum rc merge(const struct agenda_part *old, const char *const *ids, size_t count,
                     const struct agenda_part *fresh, struct part *ret, struct err *err)
{
    enum rc rc = RC_OK;
    size_t at = 0;
    for (size_t i = 0; rc == RC_OK && i < old->count; i++) {
        if (is_renewed(&old->items[i], ids, count))
            continue;
        for (; rc == RC_OK && at < fresh->count &&
               deadline_compare(&fresh->items[at], &old->items[i]) < 0;
             at++)
            rc = add(ret, &fresh->items[at], err);
        if (rc == RC_OK)
            rc = add(ret, &old->items[i], err);
    }
    for (; rc == RC_OK && at < fresh->count; at++)
        rc = add(ret, &fresh->items[at], err);
    return rc;
}

/* ---- kept ---------------------------------------------------------------------------------- */

/* Lets go of what others, or another day, made old. */
static enum rc refresh(struct app *app, struct err *err)
{
    int64_t others = 0;
    enum rc rc = book_data_version(app->book, &others, err);
    if (rc != RC_OK)
        return rc;
    if (app->agenda != NULL &&
        (app->agenda->others != others || date_compare(app->agenda->day, app->day) != 0))
        agenda_forget(app);
    if (app->agenda != NULL)
        return RC_OK;
    struct agenda *agenda = calloc(1, sizeof(*agenda));
    if (agenda != NULL)
        agenda->texts = texts_new();
    if (agenda == NULL || agenda->texts == NULL) {
        free(agenda);
        return err_memory(err);
    }
    agenda->others = others;
    agenda->day = app->day;
    app->agenda = agenda;
    return RC_OK;
}

static enum rc gather(struct gathering *gathering, const char *const *ids, size_t count,
                      const struct fund_list *funds, struct err *err)
{
    struct app *app = gathering->app;
    enum rc rc = book_read_begin(app->book, err);
    if (rc == RC_OK)
        rc = catalog_load(app->book, &gathering->catalog, err);
    if (rc == RC_OK)
        rc = take_claims(gathering, ids, count, err);
    if (rc == RC_OK && !gathering->settled)
        rc = take_funds(gathering, funds, err); /* app_balance ends the reading, too */
    book_read_end(app->book);
    catalog_release(&gathering->catalog);
    if (rc == RC_OK)
        sort(&gathering->part->shown);
    return rc;
}

/* Each once: they are asked for by the id. */
static size_t drop_repeated(const char **ids, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        size_t k = 0;
        while (k < kept && strcmp(ids[k], ids[i]) != 0)
            k++;
        if (k == kept)
            ids[kept++] = ids[i];
    }
    return kept;
}

/* Works out a part, or of a known one what this process has changed of it since. */
static enum rc renew(struct app *app, bool settled, const struct fund_list *funds, struct err *err)
{
    struct part *part = settled ? &app->agenda->settled : &app->agenda->open;
    struct part fresh = {.known = false}, merged = {.known = false};
    struct gathering gathering = {
        .app = app, .part = &fresh, .texts = app->agenda->texts, .settled = settled};
    const char *ids[CLAIM_MARKS];
    size_t count = 0;
    int64_t own = book_own_changes(app->book), marks = claim_marks_now(app->book);
    bool some = part->known && claim_marks_since(app->book, part->marks, ids, &count);
    if (part->known && part->own == own && part->marks == marks)
        return RC_OK;
    count = drop_repeated(ids, count);
    enum rc rc = gather(&gathering, some ? ids : NULL, count, funds, err);
    if (rc == RC_OK && some)
        rc = merge(&part->shown, ids, count, &fresh.shown, &merged, err);
    if (rc != RC_OK) {
        part_release(&fresh);
        part_release(&merged);
        return rc;
    }
    part_release(part);
    *part = some ? merged : fresh;
    if (some)
        part_release(&fresh);
    part->known = true;
    part->own = own;
    part->marks = marks;
    return RC_OK;
}

enum rc agenda_open(struct app *app, const struct fund_list *funds, const struct agenda_part **ret,
                    struct err *err)
{
    enum rc rc = refresh(app, err);
    if (rc == RC_OK)
        rc = renew(app, false, funds, err);
    if (rc == RC_OK)
        *ret = &app->agenda->open.shown;
    return rc;
}

enum rc agenda_settled(struct app *app, const struct agenda_part **ret, struct err *err)
{
    enum rc rc = refresh(app, err);
    if (rc == RC_OK)
        rc = renew(app, true, NULL, err);
    if (rc == RC_OK)
        *ret = &app->agenda->settled.shown;
    return rc;
}
