/* SPDX-License-Identifier: MIT */
#include "app/activities.h"

#include <stdlib.h>
#include <string.h>

#include "app/data.h"
#include "app/guard.h"
#include "app/inside.h"
#include "base/words.h"
#include "io/activities.h"
#include "io/memory.h"
#include "io/outfile.h"
#include "io/source.h"
#include "store/catalogues.h"

/* ---- the one in force ---- */

/* Appends its text; *ret_from: since when. A book made before books had catalogues goes
 * by the shipped one. */
static enum rc text_on(struct app *app, struct date day, struct buf *ret, struct date *ret_from,
                       struct err *err)
{
    bool found = false;
    enum rc rc = catalogue_load(app->book, day, &found, ret_from, ret, err);
    if (rc != RC_OK || found)
        return rc;
    *ret_from = date_first;
    buf_add_bytes(ret, data_activities, data_activities_size);
    return buf_check(ret, err);
}

/* A text of the book was checked when it came in. */
static enum rc read_kept(const struct app *app, const struct buf *text, struct date from,
                         struct catalogue *ret, struct err *err)
{
    struct memory_source rest = {text->text, text->length};
    struct err why;
    char day[DATE_TEXT_SIZE];
    err_init(&why);
    enum rc rc = activities_read(memory_fill, &rest, _("the catalogue"), ret, NULL, &why);
    if (rc == RC_CONTENT)
        return err_set(err, RC_BOOK,
                       _("%s: the catalogue of activities of %s is damaged (%s): restore a backup"),
                       book_path(app->book), date_print(from, day), why.text);
    if (rc != RC_OK)
        *err = why;
    return rc;
}

/* Each as it was read, for as long as the app: screens ask for one at every key. Which one
 * it is tells the journal row that brought it, so a change is another one; the shipped one
 * has row 0. */
struct kept_catalogue {
    struct kept_catalogue *next;
    struct date from;
    int64_t changed;
    struct catalogue catalogue;
};

void app_catalogues_forget(struct app *app)
{
    for (struct kept_catalogue *kept = app->catalogues, *next; kept != NULL; kept = next) {
        next = kept->next;
        catalogue_release(&kept->catalogue);
        free(kept);
    }
    app->catalogues = NULL;
}

static enum rc keep(struct app *app, struct date day, struct date from, int64_t changed,
                    const struct kept_catalogue **ret, struct err *err)
{
    struct buf text;
    struct date since;
    struct kept_catalogue *kept = calloc(1, sizeof(*kept));
    if (kept == NULL)
        return err_memory(err);
    buf_init(&text);
    enum rc rc = text_on(app, day, &text, &since, err);
    if (rc == RC_OK)
        rc = read_kept(app, &text, since, &kept->catalogue, err);
    buf_release(&text);
    if (rc != RC_OK) {
        free(kept);
        return rc;
    }
    kept->from = from;
    kept->changed = changed;
    kept->next = app->catalogues;
    *ret = app->catalogues = kept;
    return RC_OK;
}

enum rc app_catalogue_on(struct app *app, struct date day, struct catalogue *ret, struct err *err)
{
    bool found = false;
    struct date from = date_first;
    int64_t changed = 0;
    enum rc rc = catalogue_find(app->book, day, &found, &from, &changed, err);
    const struct kept_catalogue *kept = app->catalogues;
    while (kept != NULL && (kept->changed != changed || date_compare(kept->from, from) != 0))
        kept = kept->next;
    if (rc == RC_OK && kept == NULL)
        rc = keep(app, day, from, changed, &kept, err);
    if (rc == RC_OK) /* lent: its memory stays with the app */
        *ret = (struct catalogue){.activities = kept->catalogue.activities,
                                  .count = kept->catalogue.count};
    return rc;
}

/* ---- activity list ---- */

/* Whom a list is for. */
struct audience {
    const char *program; /* NULL: for everybody */
    bool coop, surface;
};

static enum rc find_audience(struct app *app, const char *program, struct audience *ret,
                             struct err *err)
{
    struct catalog catalog = {0};
    const struct program_record *record = NULL;
    *ret = (struct audience){.program = program};
    if (program == NULL)
        return RC_OK;
    enum rc rc = catalog_load(app->book, &catalog, err);
    if (rc == RC_OK)
        rc = app_known_program(app, &catalog, program, &record, err);
    if (rc == RC_OK) {
        ret->coop = terms_has_coop(&record->terms, app->day);
        ret->surface = record->surface;
    }
    catalog_release(&catalog);
    return rc;
}

static enum rc show_activity(const struct activity *activity, const struct audience *audience,
                             app_activity_visit *visit, void *context, struct err *err)
{
    enum rc rc = RC_OK;
    struct buf text;
    buf_init(&text);
    for (size_t i = 0; rc == RC_OK && i < activity->requirement_count; i++) {
        const struct requirement *requirement = &activity->requirements[i];
        if (audience->program != NULL && !requirement_is_for(requirement, audience->surface))
            continue;
        buf_clear(&text);
        requirement_add_text(&text, requirement);
        const struct activity_line line = {
            activity, requirement, text.text,
            audience->program != NULL
                ? requirement_choices(activity, requirement, audience->surface)
                : 0};
        rc = buf_check(&text, err);
        if (rc == RC_OK)
            rc = visit(context, &line, err);
    }
    buf_release(&text);
    return rc;
}

enum rc app_activity_list(struct app *app, const char *program, app_activity_visit *visit,
                          void *context, struct err *err)
{
    struct audience audience;
    struct catalogue catalogue = {0};
    enum rc rc = find_audience(app, program, &audience, err);
    if (rc == RC_OK)
        rc = app_catalogue_on(app, app->day, &catalogue, err);
    for (size_t i = 0; rc == RC_OK && i < catalogue.count; i++) {
        const struct activity *activity = &catalogue.activities[i];
        if (program == NULL ||
            (audience.coop && activity_is_for(activity, program, audience.surface)))
            rc = show_activity(activity, &audience, visit, context, err);
    }
    catalogue_release(&catalogue);
    return rc;
}

/* ---- activity import ---- */

static enum rc fill(void *context, char *bytes, size_t capacity, size_t *ret_length,
                    struct err *err)
{
    return source_read(context, bytes, capacity, ret_length, err);
}

/* Reads the whole file; *ret_text: as the book keeps it. */
static enum rc read_file(struct source *source, struct catalogue *ret, struct buf *ret_text,
                         struct err *err)
{
    bool more = false;
    struct catalogue catalogue = {0};
    enum rc rc = source_next(source, &more, err);
    bug_if(rc == RC_OK && !more, "a source without a stream");
    if (rc == RC_OK)
        rc = activities_read(fill, source, source_name(source), &catalogue, ret_text, err);
    if (rc == RC_OK)
        rc = source_next(source, &more, err);
    if (rc == RC_OK && more)
        rc = err_set(err, RC_CONTENT,
                     _("%s: several files are in it: give the one that is the catalogue"),
                     source_file(source));
    if (rc == RC_OK)
        *ret = catalogue;
    else
        catalogue_release(&catalogue);
    return rc;
}

static enum rc write_catalogue(struct app *app, const char *file, const struct buf *text,
                               size_t count, struct date from, struct err *err)
{
    struct tx *tx = NULL;
    char day[DATE_TEXT_SIZE];
    enum rc rc = app_begin(app, MAY_EDIT_TERMS, TX_CHANGESET, &tx, err);
    if (rc == RC_OK)
        rc = tx_touch(tx, NULL, NULL, err);
    if (rc == RC_OK)
        rc = catalogue_put(tx, from, text->text, text->length, err);
    if (rc == RC_OK)
        rc = app_commit(app, tx, "activity.import", err,
                        ngettext("%s: %zu activity, in force from %s",
                                 "%s: %zu activities, in force from %s", (unsigned long)count),
                        file, count, date_print(from, day));
    tx_end(tx);
    return rc;
}

enum rc app_activity_import(struct app *app, const char *path, struct date from, struct err *err)
{
    struct source *source = NULL;
    struct catalogue catalogue = {0};
    struct buf text;
    buf_init(&text);
    enum rc rc = app_may(app, MAY_EDIT_TERMS, err);
    if (rc == RC_OK)
        rc = source_open(path, &source, err);
    if (rc == RC_OK)
        rc = read_file(source, &catalogue, &text, err);
    if (rc == RC_OK)
        rc = write_catalogue(app, source_file(source), &text, catalogue.count, from, err);
    catalogue_release(&catalogue);
    source_free(source);
    buf_release(&text);
    return rc;
}

/* ---- activity export ---- */

enum rc app_activity_export(struct app *app, const char *to, struct err *err)
{
    struct outfile *out = NULL;
    struct buf text;
    struct date from;
    buf_init(&text);
    enum rc rc = app_may(app, MAY_LOOK, err);
    if (rc == RC_OK)
        rc = guard_books(to, book_path(app->book), err);
    if (rc == RC_OK)
        rc = text_on(app, app->day, &text, &from, err);
    if (rc == RC_OK)
        rc = outfile_open(to, &out, err);
    if (rc == RC_OK)
        rc = outfile_write(out, text.text, text.length, err);
    buf_release(&text);
    if (rc == RC_OK)
        return outfile_commit(out, err);
    outfile_drop(out);
    return rc;
}
