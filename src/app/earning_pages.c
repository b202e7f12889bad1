/* SPDX-License-Identifier: MIT */
#include "app/earning_pages.h"

#include <stdlib.h>
#include <string.h>

#include "app/inside.h"
#include "base/buf.h"
#include "store/counts.h"
#include "store/locations.h"

struct earning_pages {
    struct app *app;
    struct catalog catalog;
    struct earning_scope scope;
    struct name_set programs, locations; /* of scope, where it is not all */
    struct lane *lanes;
    size_t lane_count;
    char *search; /* NULL: none */
    bool ready;
};

/* ---- rows ------------------------------------------------------------------------------- */

void earning_row_release(struct earning_row *row)
{
    free(row->texts);
    *row = (struct earning_row){0};
}

void earning_rows_release(struct earning_row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        earning_row_release(&rows[i]);
}

/* The texts of a line, to be copied together. */
enum { LINE_TEXTS = 11 };
static void texts_of(struct earning_line *line, const char **ret[LINE_TEXTS])
{
    const char **texts[LINE_TEXTS] = {&line->id,       &line->program, &line->program_name,
                                      &line->location, &line->type,    &line->status,
                                      &line->customer, &line->product, &line->reason,
                                      &line->note,     &line->source};
    memcpy(ret, texts, sizeof(texts));
}

enum rc earning_row_own(const struct earning_line *line, struct earning_row *ret, struct err *err)
{
    const char **texts[LINE_TEXTS];
    size_t size = 0;
    ret->line = *line;
    texts_of(&ret->line, texts);
    for (int i = 0; i < LINE_TEXTS; i++)
        size += strlen(*texts[i]) + 1;
    char *at = malloc(size);
    if (at == NULL)
        return err_memory(err);
    ret->texts = at;
    for (int i = 0; i < LINE_TEXTS; i++) {
        size_t length = strlen(*texts[i]) + 1;
        memcpy(at, *texts[i], length);
        *texts[i] = at;
        at += length;
    }
    return RC_OK;
}

/* ---- what is meant ----------------------------------------------------------------------------
 */

static bool is_one_of(const char *text, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(list[i], text) == 0)
            return true;
    return count == 0;
}

static enum rc mean_programs(struct earning_pages *pages, const char *program, struct err *err)
{
    const struct member *member = pages->app->member;
    enum rc rc = RC_OK;
    if (program == NULL && member->program_count == 0)
        return RC_OK;
    for (size_t i = 0; rc == RC_OK && i < pages->catalog.name_count; i++) {
        const struct program_name *name = &pages->catalog.names[i];
        const char *code = pages->catalog.programs[name->program].code;
        if ((program == NULL || strcmp(program, code) == 0) &&
            is_one_of(code, member->programs, member->program_count))
            rc = name_set_add(&pages->programs, name->key, err);
    }
    pages->scope.programs = &pages->programs;
    return rc;
}

static enum rc mean_locations(struct earning_pages *pages, const char *location, struct err *err)
{
    const struct member *member = pages->app->member;
    enum rc rc = RC_OK;
    int64_t key = 0;
    if (location == NULL && member->location_count == 0)
        return RC_OK;
    for (size_t i = 0; rc == RC_OK && location == NULL && i < member->location_count; i++) {
        rc = location_key(pages->app->book, member->locations[i], &key, err);
        if (rc == RC_OK && key != 0)
            rc = name_set_add(&pages->locations, key, err);
    }
    if (rc == RC_OK && location != NULL)
        rc = app_known_location(pages->app, location, &key, err);
    if (rc == RC_OK && location != NULL)
        rc = name_set_add(&pages->locations, key, err);
    pages->scope.locations = &pages->locations;
    return rc;
}

static enum rc add_lane(struct earning_pages *pages, enum lane_kind kind, struct err *err)
{
    pages->lanes = calloc(1, sizeof(*pages->lanes));
    if (pages->lanes == NULL)
        return err_memory(err);
    pages->lanes[0].kind = kind;
    pages->lane_count = 1;
    return RC_OK;
}

/* Funds of the names and locations that are meant. */
static enum rc add_funds(struct earning_pages *pages, struct err *err)
{
    const struct earning_scope *scope = &pages->scope;
    enum rc rc = RC_OK;
    size_t kept = 0;
    for (size_t i = 0; rc == RC_OK && i < pages->catalog.name_count; i++) {
        int64_t name = pages->catalog.names[i].key;
        if (scope->programs == NULL || name_set_has(scope->programs, name))
            rc = lanes_of_name(pages->app->book, name, &pages->lanes, &pages->lane_count, err);
    }
    for (size_t i = 0; i < pages->lane_count; i++)
        if (scope->locations == NULL || name_set_has(scope->locations, pages->lanes[i].b))
            pages->lanes[kept++] = pages->lanes[i];
    pages->lane_count = kept;
    return rc;
}

static enum rc lay_lanes(struct earning_pages *pages, struct err *err)
{
    struct earning_scope *scope = &pages->scope;
    bool all = scope->programs == NULL && scope->locations == NULL;
    enum rc rc = scope->only_excluded ? add_lane(pages, LANE_OF_EXCLUDED, err)
                 : all                ? add_lane(pages, LANE_OF_ALL, err)
                                      : add_funds(pages, err);
    scope->lanes = pages->lanes;
    scope->lane_count = pages->lane_count;
    pages->ready = pages->search == NULL && scope->import == 0 && (!scope->only_excluded || all);
    return rc;
}

static enum rc mean(struct earning_pages *pages, const struct earning_query *query, struct err *err)
{
    const struct program_record *program = NULL;
    enum rc rc = catalog_load(pages->app->book, &pages->catalog, err);
    earning_query_days(pages->app, query, &pages->scope.from, &pages->scope.to);
    pages->scope.import = query->import;
    pages->scope.only_excluded = query->excluded;
    if (rc == RC_OK && query->program != NULL)
        rc = app_known_program(pages->app, &pages->catalog, query->program, &program, err);
    if (rc == RC_OK)
        rc = mean_programs(pages, query->program, err);
    if (rc == RC_OK)
        rc = mean_locations(pages, query->location, err);
    if (rc == RC_OK && query->search != NULL && query->search[0] != '\0' &&
        (pages->search = strdup(query->search)) == NULL)
        rc = err_memory(err);
    return rc == RC_OK ? lay_lanes(pages, err) : rc;
}

enum rc earning_pages_new(struct app *app, const struct earning_query *query,
                          struct earning_pages **ret, struct err *err)
{
    struct earning_pages *pages = calloc(1, sizeof(*pages));
    if (pages == NULL)
        return err_memory(err);
    pages->app = app;
    enum rc rc = book_read_begin(app->book, err);
    if (rc == RC_OK)
        rc = mean(pages, query, err);
    book_read_end(app->book);
    if (rc == RC_OK)
        *ret = pages;
    else
        earning_pages_free(pages);
    return rc;
}

void earning_pages_free(struct earning_pages *pages)
{
    if (pages == NULL)
        return;
    catalog_release(&pages->catalog);
    name_set_release(&pages->programs);
    name_set_release(&pages->locations);
    free(pages->lanes);
    free(pages->search);
    free(pages);
}

bool earning_pages_are_ready(const struct earning_pages *pages)
{
    return pages->ready;
}

/* ---- reading ------------------------------------------------------------------------------------
 */

struct getting {
    struct earning_pages *pages;
    struct buf source;
    struct earning_row *rows;
    size_t count;
};

static enum rc get_record(void *context, const struct earning_record *record, struct err *err)
{
    struct getting *getting = context;
    struct earning_row *row = &getting->rows[getting->count];
    struct earning_line line;
    *row = (struct earning_row){.place = {record->date, record->key}};
    enum rc rc =
        earning_record_line(&getting->pages->catalog, record, &getting->source, &line, err);
    if (rc == RC_OK)
        rc = earning_row_own(&line, row, err);
    getting->count += rc == RC_OK;
    return rc;
}

enum rc earning_pages_get(struct earning_pages *pages, const int64_t *keys, size_t count,
                          struct earning_row *ret, size_t *ret_count, struct err *err)
{
    struct getting getting = {.pages = pages, .rows = ret};
    buf_init(&getting.source);
    enum rc rc = earnings_by_key(pages->app->book, keys, count, get_record, &getting, err);
    buf_release(&getting.source);
    if (rc == RC_OK)
        *ret_count = getting.count;
    else
        earning_rows_release(ret, getting.count);
    return rc;
}

static enum rc read_page(struct earning_pages *pages, const struct lane_query *query, size_t limit,
                         struct earning_row *ret, size_t *ret_count, struct err *err)
{
    struct earning_place *places = reallocarray(NULL, limit + 1, sizeof(*places));
    int64_t *keys = reallocarray(NULL, limit + 1, sizeof(*keys));
    size_t count = 0;
    enum rc rc = places == NULL || keys == NULL ? err_memory(err) : RC_OK;
    if (rc == RC_OK)
        rc = lanes_read(pages->app->book, query, limit, places, &count, err);
    for (size_t i = 0; i < count; i++)
        keys[i] = places[i].key;
    if (rc == RC_OK)
        rc = earning_pages_get(pages, keys, count, ret, ret_count, err);
    free(places);
    free(keys);
    return rc;
}

enum rc earning_pages_read(struct earning_pages *pages, const struct earning_place *after,
                           bool backwards, size_t limit, struct earning_row *ret, size_t *ret_count,
                           struct err *err)
{
    const struct lane_query query = {.lanes = pages->lanes,
                                     .count = pages->lane_count,
                                     .from = pages->scope.from,
                                     .to = pages->scope.to,
                                     .backwards = backwards,
                                     .after = after};
    bug_if(!pages->ready, "pages of a list that must be collected");
    enum rc rc = book_read_begin(pages->app->book, err);
    if (rc == RC_OK)
        rc = read_page(pages, &query, limit, ret, ret_count, err);
    book_read_end(pages->app->book);
    return rc;
}

enum rc earning_pages_count(struct earning_pages *pages, int64_t *ret, struct err *err)
{
    bug_if(!pages->ready, "the length of a list that must be collected");
    enum rc rc = book_read_begin(pages->app->book, err);
    if (rc == RC_OK)
        rc = earnings_count(pages->app->book, &pages->scope, ret, err);
    book_read_end(pages->app->book);
    return rc;
}

/* Those of earlier days (backwards: later ones), and those of its day before it. */
static enum rc count_before(struct earning_pages *pages, const struct earning_place *place,
                            bool backwards, int64_t *ret, struct err *err)
{
    struct earning_scope scope = pages->scope;
    int64_t days = 0, keys = 0;
    if (backwards)
        scope.from =
            date_compare(place->date, scope.from) < 0 ? scope.from : date_add_days(place->date, 1);
    else
        scope.to =
            date_compare(place->date, scope.to) > 0 ? scope.to : date_add_days(place->date, -1);
    enum rc rc = earnings_count(pages->app->book, &scope, &days, err);
    bool within = date_compare(place->date, pages->scope.from) >= 0 &&
                  date_compare(place->date, pages->scope.to) <= 0;
    if (rc == RC_OK && within)
        rc = lanes_count_day(pages->app->book, pages->lanes, pages->lane_count, place->date,
                             backwards ? place->key + 1 : 0, backwards ? INT64_MAX : place->key - 1,
                             &keys, err);
    if (rc == RC_OK)
        *ret = days + keys;
    return rc;
}

enum rc earning_pages_before(struct earning_pages *pages, const struct earning_place *place,
                             bool backwards, int64_t *ret, struct err *err)
{
    bug_if(!pages->ready, "a place in a list that must be collected");
    enum rc rc = book_read_begin(pages->app->book, err);
    if (rc == RC_OK)
        rc = count_before(pages, place, backwards, ret, err);
    book_read_end(pages->app->book);
    return rc;
}

/* Without it one thread reads alone. */
static void open_second(struct app *app)
{
    bool old = false;
    struct err err;
    err_init(&err);
    if (app->second == NULL && !book_is_copy(app->book))
        (void)book_open(book_path(app->book), BOOK_LOOK, &app->second, &old, &err);
}

enum rc earning_lexicon(struct app *app, struct lexicon **lexicon, struct err *err)
{
    open_second(app);
    if (*lexicon != NULL)
        return RC_OK;
    enum rc rc = lexicon_new(app->book, lexicon, err);
    return rc == RC_OK ? lexicon_sort(*lexicon, err) : rc;
}

enum rc earning_pages_collect(struct earning_pages *pages, struct lexicon **lexicon,
                              enum collect_order order, bool backwards, size_t first,
                              const struct collect_listener *listener, int64_t **ret_keys,
                              size_t *ret_count, struct err *err)
{
    struct collect_query query = {.scope = &pages->scope,
                                  .search = pages->search,
                                  .order = order,
                                  .backwards = backwards,
                                  .first = first};
    enum rc rc = book_read_begin(pages->app->book, err);
    if (rc == RC_OK)
        rc = earning_lexicon(pages->app, lexicon, err);
    query.lexicon = *lexicon;
    query.second = pages->app->second;
    if (rc == RC_OK)
        rc = earnings_collect(pages->app->book, &query, listener, ret_keys, ret_count, err);
    book_read_end(pages->app->book);
    return rc;
}
