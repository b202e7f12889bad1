/* SPDX-License-Identifier: MIT */
#include "app/desk_months.h"

#include <stdlib.h>
#include <string.h>

#include "app/inside.h"
#include "store/presence.h"

enum { SECONDS_A_DAY = 86400 };

/* The months of one spelling at one location, then of one program there. Only
 * what can still be claimed is looked at month by month. */
struct run {
    const struct program_record *program;
    int64_t name, location;
    char *location_id;
    bool seen;
    bool earlier;          /* rows before the months of the mask */
    uint32_t months;       /* bit i: rows in month from + i */
    uint32_t excluded;     /* likewise: rows that are excluded */
    struct month newest;   /* not after the day shown */
    int64_t newest_import; /* seconds, 0: none */
};
struct months {
    struct app *app;
    const struct catalog *catalog;
    struct month from, through; /* of the mask */
    struct run *runs;
    size_t count, room;
};

/* ---- gathering ---------------------------------------------------------------------------- */

static void runs_release(struct months *months)
{
    for (size_t i = 0; i < months->count; i++)
        free(months->runs[i].location_id);
    free(months->runs);
}

static struct run *push_run(struct months *months, const struct presence *presence)
{
    if (months->runs == NULL || months->count == months->room) {
        size_t room = months->room == 0 ? 64 : months->room * 2;
        struct run *runs = reallocarray(months->runs, room, sizeof(*runs));
        if (runs == NULL)
            return NULL;
        months->runs = runs;
        months->room = room;
    }
    struct run *run = &months->runs[months->count];
    *run = (struct run){.name = presence->name,
                        .location = presence->location,
                        .location_id = strdup(presence->location_id),
                        .program = catalog_of_name(months->catalog, presence->name)};
    if (run->location_id == NULL)
        return NULL;
    months->count++;
    run->seen = run->program != NULL && app_sees(months->app, run->program->code, run->location_id);
    return run;
}

static enum rc gather(void *context, const struct presence *presence, struct err *err)
{
    struct months *months = context;
    struct run *run = months->count > 0 ? &months->runs[months->count - 1] : NULL;
    if (run == NULL || run->name != presence->name || run->location != presence->location)
        run = push_run(months, presence);
    if (run == NULL)
        return err_memory(err);
    if (!presence->counts) {
        if (presence->month.index >= months->from.index)
            run->excluded |= 1u << (presence->month.index - months->from.index);
        return RC_OK;
    }
    if (presence->month.index > run->newest.index)
        run->newest = presence->month;
    if (presence->month.index < months->from.index)
        run->earlier = true;
    else
        run->months |= 1u << (presence->month.index - months->from.index);
    return RC_OK;
}

/* What cannot be claimed any more cannot be mended. */
static void choose_months(struct months *months, struct date today)
{
    enum { MASK_MONTHS = 32 };
    struct period oldest;
    months->through = date_month(today);
    months->from = period_claimable_on(today, &oldest) ? date_month(oldest.first) : months->through;
    bug_if(months->through.index - months->from.index >= MASK_MONTHS,
           "a claim period of more than two years");
}

/* ---- the newest import ---------------------------------------------------------------------- */

/* Of a spelling, where the person sees it: asked once, for the first of its
 * runs. */
static enum rc newest_import(struct months *months, struct run *run, struct err *err)
{
    const struct member *member = months->app->member;
    enum rc rc = RC_OK;
    if (member->location_count == 0)
        return presence_newest(months->app->book, run->name, NULL, &run->newest_import, err);
    for (size_t i = 0; rc == RC_OK && i < member->location_count; i++) {
        int64_t time = 0;
        rc = presence_newest(months->app->book, run->name, member->locations[i], &time, err);
        if (time > run->newest_import)
            run->newest_import = time;
    }
    return rc;
}

static enum rc find_imports(struct months *months, struct err *err)
{
    enum rc rc = RC_OK;
    int64_t asked = 0;
    for (size_t i = 0; rc == RC_OK && i < months->count; i++) {
        struct run *run = &months->runs[i];
        if (!run->seen || run->name == asked)
            continue;
        asked = run->name;
        rc = newest_import(months, run, err);
    }
    return rc;
}

/* ---- telling --------------------------------------------------------------------------------- */

static int compare_runs(const void *a, const void *b)
{
    const struct run *x = a, *y = b;
    int order = y->seen - x->seen;
    if (order == 0 && x->program != y->program)
        order = x->program > y->program ? 1 : -1; /* they lie in the catalog by code */
    if (order == 0)
        order = (x->location > y->location) - (x->location < y->location);
    return order;
}

/* The months from `gap` to `end` - 1; one whose rows are excluded has come in. */
static enum rc tell_gap(const struct months *months, const struct run *run, int gap, int end,
                        struct todo_list *todos, struct err *err)
{
    enum rc rc = RC_OK;
    for (int i = gap; rc == RC_OK && i <= end; i++) {
        if (i < end && (run->excluded & 1u << i) == 0)
            continue;
        if (gap < i)
            rc = todo_months(todos, run->program->code, run->location_id,
                             (struct month){months->from.index + gap},
                             (struct month){months->from.index + i - 1}, err);
        gap = i + 1;
    }
    return rc;
}

/* Months without rows between others that have some (CONTRACT.md section 1). */
static enum rc tell_missing(const struct months *months, const struct run *run,
                            struct todo_list *todos, struct err *err)
{
    int all = months->through.index - months->from.index + 1;
    int gap = run->earlier ? 0 : -1; /* where the present gap begins, -1: none */
    enum rc rc = RC_OK;
    for (int i = 0; rc == RC_OK && i < all; i++) {
        if ((run->months & 1u << i) == 0)
            continue;
        if (gap >= 0)
            rc = tell_gap(months, run, gap, i, todos, err);
        gap = i + 1;
    }
    return rc;
}

static enum rc add_source(struct desk_view *view, const struct months *months, size_t first,
                          size_t end, struct err *err)
{
    struct desk_source source = {.program = NULL};
    int64_t time = 0;
    for (size_t i = first; i < end; i++) {
        const struct run *run = &months->runs[i];
        if (run->newest.index > source.newest_month.index)
            source.newest_month = run->newest;
        if (run->newest_import > time)
            time = run->newest_import;
    }
    if (source.newest_month.index == 0) /* every row is excluded */
        return RC_OK;
    struct desk_source *grown =
        reallocarray(view->sources, view->source_count + 1, sizeof(*view->sources));
    if (grown == NULL)
        return err_memory(err);
    view->sources = grown;
    source.program = strdup(months->runs[first].program->code);
    if (source.program == NULL)
        return err_memory(err);
    source.has_import = time != 0;
    source.newest_import.day = (int32_t)(time / SECONDS_A_DAY);
    if (source.has_import)
        source.age_days = date_days_between(source.newest_import, months->app->day);
    view->sources[view->source_count++] = source;
    return RC_OK;
}

/* Runs of the same program and location become one. */
static enum rc tell_program(const struct months *months, size_t first, size_t end,
                            struct todo_list *todos, struct err *err)
{
    enum rc rc = RC_OK;
    struct run whole = months->runs[first];
    for (size_t i = first + 1; rc == RC_OK && i < end; i++) {
        const struct run *run = &months->runs[i];
        if (run->location == whole.location) {
            whole.earlier = whole.earlier || run->earlier;
            whole.months |= run->months;
            whole.excluded |= run->excluded;
            continue;
        }
        rc = tell_missing(months, &whole, todos, err);
        whole = *run;
    }
    return rc == RC_OK ? tell_missing(months, &whole, todos, err) : rc;
}

static enum rc tell(const struct months *months, struct desk_view *view, struct todo_list *todos,
                    struct err *err)
{
    enum rc rc = RC_OK;
    for (size_t first = 0; rc == RC_OK && first < months->count && months->runs[first].seen;) {
        size_t end = first + 1;
        while (end < months->count && months->runs[end].seen &&
               months->runs[end].program == months->runs[first].program)
            end++;
        rc = tell_program(months, first, end, todos, err);
        if (rc == RC_OK)
            rc = add_source(view, months, first, end, err);
        first = end;
    }
    return rc;
}

enum rc desk_months(struct app *app, struct desk_view *view, struct todo_list *todos,
                    struct err *err)
{
    struct catalog catalog = {0};
    struct months months = {.app = app, .catalog = &catalog};
    choose_months(&months, app->day);
    enum rc rc = book_read_begin(app->book, err);
    if (rc == RC_OK)
        rc = catalog_load(app->book, &catalog, err);
    if (rc == RC_OK)
        rc = presence_read(app->book, app->day, gather, &months, err);
    if (rc == RC_OK)
        rc = find_imports(&months, err);
    book_read_end(app->book);
    if (rc == RC_OK && months.count > 0) {
        qsort(months.runs, months.count, sizeof(*months.runs), compare_runs);
        rc = tell(&months, view, todos, err);
    }
    runs_release(&months);
    catalog_release(&catalog);
    return rc;
}
