/* SPDX-License-Identifier: MIT */
#include "app/agenda.h"

#include <stdlib.h>
#include <string.h>

#include "app/agenda_memo.h"
#include "app/desk_todo.h"
#include "app/inside.h"
#include "base/words.h"
#include "store/claim_sums.h"

/* The items borrow from texts, or from the memo. */
struct part {
    struct agenda_part shown; /* first */
    size_t room;
    char **texts; /* owned */
    size_t text_count, text_room;
    bool known;
};

/* What the parts were worked out from. */
struct stamp {
    int64_t others, own; /* what other processes wrote, and what this one did */
    struct date day;
};

struct agenda {
    struct stamp stamp;
    struct part open, settled;
    struct memo memo; /* of the open claims */
};

/* ---- held ---------------------------------------------------------------------------------- */

static void part_release(struct part *part)
{
    for (size_t i = 0; i < part->text_count; i++)
        free(part->texts[i]);
    free(part->texts);
    free(part->shown.items);
    *part = (struct part){.known = false};
}

void agenda_forget(struct app *app)
{
    if (app->agenda == NULL)
        return;
    part_release(&app->agenda->open);
    part_release(&app->agenda->settled);
    memo_release(&app->agenda->memo);
    free(app->agenda);
    app->agenda = NULL;
}

void agenda_is_old(struct app *app)
{
    if (app->agenda == NULL)
        return;
    part_release(&app->agenda->open);
    part_release(&app->agenda->settled);
}

/* What the deadline borrows must last as long as the part. */
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

static enum rc keep(void *context, const struct deadline *deadline, struct err *err)
{
    struct part *part = context;
    struct deadline copy;
    if (part->text_count == part->text_room) {
        size_t room = part->text_room == 0 ? 64 : part->text_room * 2;
        char **texts = reallocarray(part->texts, room, sizeof(*texts));
        if (texts == NULL)
            return err_memory(err);
        part->texts = texts;
        part->text_room = room;
    }
    if (!deadline_copy(deadline, &copy, &part->texts[part->text_count]))
        return err_memory(err);
    part->text_count++;
    return add(part, &copy, err);
}

/* ---- claims -------------------------------------------------------------------------------- */

struct gathering {
    struct app *app;
    struct part *part;
    struct catalog catalog;
    bool settled;      /* which of the claims */
    struct memo fresh; /* of the open ones */
};

/* One of which something is still to come. */
static enum rc take_open(struct gathering *gathering, const struct claim_row *row,
                         const struct windows *windows, struct err *err)
{
    const struct memo_claim *claim = NULL;
    enum rc rc = memo_take(&gathering->fresh, &gathering->app->agenda->memo, gathering->app, row,
                           windows, &claim, err);
    for (size_t i = 0; rc == RC_OK && i < claim->count; i++)
        rc = add(gathering->part, &claim->deadlines[i], err);
    return rc;
}

static enum rc take_settled(struct gathering *gathering, const struct claim_row *row,
                            const struct windows *windows, struct err *err)
{
    const struct claim settled = {.head = &row->head,
                                  .seen = true,
                                  .status = row->status,
                                  .title = row->title,
                                  .owner = row->owner,
                                  .end = row->end};
    return deadlines_of_claim(&settled, windows, gathering->app->day, keep, gathering->part, err);
}

static bool is_settled(const struct claim_row *row)
{
    return claim_status_is_settled(row->status) &&
           claim_unpaid(row->status, row->sums.approved, row->sums.paid).micros == 0;
}

static enum rc take_claim(void *context, const struct claim_row *row, struct err *err)
{
    struct gathering *gathering = context;
    const struct program_record *program = catalog_find(&gathering->catalog, row->head.program);
    if (program == NULL || is_settled(row) != gathering->settled ||
        !app_sees(gathering->app, row->head.program, row->head.location))
        return RC_OK;
    const struct windows windows = terms_windows(&program->terms, row->head.period);
    return gathering->settled ? take_settled(gathering, row, &windows, err)
                              : take_open(gathering, row, &windows, err);
}

static enum rc take_claims(struct app *app, struct part *part, bool settled, struct err *err)
{
    struct gathering gathering = {.app = app, .part = part, .settled = settled};
    enum rc rc = catalog_load(app->book, &gathering.catalog, err);
    if (rc == RC_OK)
        rc = settled ? claim_rows(app->book, app->day, take_claim, &gathering, err)
                     : claim_rows_open(app->book, app->day, take_claim, &gathering, err);
    catalog_release(&gathering.catalog);
    if (rc != RC_OK || settled) {
        memo_release(&gathering.fresh);
        return rc;
    }
    memo_release(&app->agenda->memo);
    app->agenda->memo = gathering.fresh;
    memo_sort(&app->agenda->memo);
    return rc;
}

/* ---- funds --------------------------------------------------------------------------------- */

/* Of the fund whose first row stands at `first`: the end of its earning period. */
static enum rc take_period(struct part *part, const struct fund_list *funds, size_t first,
                           const struct deadline_fund *fund, struct date day, struct err *err)
{
    struct deadline deadline;
    bool has_money = false;
    for (size_t i = first; i < funds->count && (i == first || !fund_is_first(funds, i)); i++)
        has_money = has_money || deadline_has_money(&funds->rows[i].balance);
    return has_money && deadline_of_period(fund, day, &deadline) ? keep(part, &deadline, err)
                                                                 : RC_OK;
}

static enum rc take_fund(struct part *part, const struct fund_list *funds, size_t place,
                         struct date day, struct err *err)
{
    const struct fund_row *row = &funds->rows[place];
    const struct deadline_fund fund = {row->program, row->location, row->period, &row->terms,
                                       row->coop_usd};
    struct deadline deadlines[FUND_DEADLINES];
    size_t count = 0;
    enum rc rc = RC_OK;
    if (!deadlines_of_fund(&fund, &row->balance, row->currency, day, deadlines, &count))
        return err_set(err, RC_RULE,
                       _("%s, location %s: a sum of its claims is more than 64 bits can hold: "
                         "correct the amounts"),
                       row->program, row->location);
    if (fund_is_first(funds, place))
        rc = take_period(part, funds, place, &fund, day, err);
    for (size_t i = 0; rc == RC_OK && i < count; i++)
        rc = keep(part, &deadlines[i], err);
    return rc;
}

static enum rc take_funds(struct app *app, struct part *part, const struct fund_list *given,
                          struct err *err)
{
    static const struct fund_filter all = {0};
    struct fund_list read = {0};
    enum rc rc = given == NULL ? app_balance(app, &all, &read, err) : RC_OK;
    const struct fund_list *funds = given != NULL ? given : &read;
    for (size_t i = 0; rc == RC_OK && i < funds->count; i++)
        rc = take_fund(part, funds, i, app->day, err);
    fund_list_release(&read);
    return rc;
}

/* ---- in order ------------------------------------------------------------------------------ */

static int compare_items(const void *a, const void *b)
{
    return deadline_compare(a, b);
}

/* ---- kept ---------------------------------------------------------------------------------- */

static enum rc stamp_now(struct app *app, struct stamp *ret, struct err *err)
{
    *ret = (struct stamp){.own = book_own_changes(app->book), .day = app->day};
    return book_data_version(app->book, &ret->others, err);
}

/* Lets go of what is old. */
static enum rc refresh(struct app *app, struct err *err)
{
    struct stamp now;
    enum rc rc = stamp_now(app, &now, err);
    if (rc != RC_OK)
        return rc;
    /* Revisions grow in this process; what others did may have been to put back a copy. */
    if (app->agenda != NULL && (app->agenda->stamp.others != now.others ||
                                date_compare(app->agenda->stamp.day, now.day) != 0))
        agenda_forget(app);
    else if (app->agenda != NULL && app->agenda->stamp.own != now.own)
        agenda_is_old(app);
    if (app->agenda == NULL)
        app->agenda = calloc(1, sizeof(*app->agenda));
    if (app->agenda == NULL)
        return err_memory(err);
    app->agenda->stamp = now;
    return RC_OK;
}

static enum rc finish(struct part *part, enum rc rc)
{
    if (rc != RC_OK) {
        part_release(part);
        return rc;
    }
    if (part->shown.count > 1)
        qsort(part->shown.items, part->shown.count, sizeof(*part->shown.items), compare_items);
    part->known = true;
    return RC_OK;
}

enum rc agenda_open(struct app *app, const struct fund_list *funds, const struct agenda_part **ret,
                    struct err *err)
{
    enum rc rc = refresh(app, err);
    if (rc == RC_OK && !app->agenda->open.known) {
        struct part *part = &app->agenda->open;
        rc = book_read_begin(app->book, err);
        if (rc == RC_OK)
            rc = take_claims(app, part, false, err);
        if (rc == RC_OK)
            rc = take_funds(app, part, funds, err); /* app_balance ends the reading, too */
        book_read_end(app->book);
        rc = finish(part, rc);
    }
    if (rc == RC_OK)
        *ret = &app->agenda->open.shown;
    return rc;
}

enum rc agenda_settled(struct app *app, const struct agenda_part **ret, struct err *err)
{
    enum rc rc = refresh(app, err);
    if (rc == RC_OK && !app->agenda->settled.known) {
        struct part *part = &app->agenda->settled;
        rc = book_read_begin(app->book, err);
        if (rc == RC_OK)
            rc = take_claims(app, part, true, err);
        book_read_end(app->book);
        rc = finish(part, rc);
    }
    if (rc == RC_OK)
        *ret = &app->agenda->settled.shown;
    return rc;
}
