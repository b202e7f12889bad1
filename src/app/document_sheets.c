/* SPDX-License-Identifier: MIT */
#include "app/document_sheets.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app/document_find.h"
#include "app/inside.h"
#include "store/claims.h"
#include "store/rows.h"

/* The documents of a claim at one revision of it. */
struct document_group {
    char id[CLAIM_ID_MAX];
    int64_t revision;
    bool known;
    struct document_sheet *sheets;
    size_t count;
    struct pool texts;
};

static void group_release(struct document_group *group)
{
    free(group->sheets);
    pool_release(&group->texts);
    group->sheets = NULL;
    group->count = 0;
}

void document_sheets_release(struct document_sheets *sheets)
{
    for (size_t i = 0; i < sheets->group_count; i++)
        group_release(&sheets->groups[i]);
    free(sheets->groups);
    free(sheets->items);
    *sheets = (struct document_sheets){0};
}

bool document_sheets_whole(const struct document_sheets *sheets)
{
    return sheets->next == sheets->group_count;
}

size_t document_sheets_find(const struct document_sheets *sheets, const char *id)
{
    for (size_t i = 0; i < sheets->count; i++)
        if (strcmp(sheets->items[i]->id, id) == 0)
            return i;
    return SIZE_MAX;
}

/* ---- which claims there are ---------------------------------------------------------------- */

static enum rc add_group(void *context, const struct claim_row *row, struct err *err)
{
    struct document_sheets *sheets = context;
    struct document_group *group = NULL;
    enum rc rc = rows_push((void **)&sheets->groups, &sheets->group_count, sizeof(*group),
                           (void **)&group, err);
    if (rc != RC_OK)
        return rc;
    memcpy(group->id, row->head.id, strlen(row->head.id) + 1);
    group->revision = row->head.revision;
    return RC_OK;
}

/* Claims come in the order of their creation. */
static void turn_round(struct document_sheets *sheets)
{
    for (size_t i = 0, k = sheets->group_count; i + 1 < k; i++) {
        struct document_group other = sheets->groups[--k];
        sheets->groups[k] = sheets->groups[i];
        sheets->groups[i] = other;
    }
}

/* They come in the same order each time, new ones first: from the oldest on, what is
 * looked for is found by going on. */
static void take_over(struct document_sheets *fresh, struct document_sheets *old)
{
    size_t end = old->group_count;
    for (size_t i = fresh->group_count; i > 0 && end > 0; i--) {
        struct document_group *group = &fresh->groups[i - 1];
        size_t found = end;
        while (found > 0 && strcmp(old->groups[found - 1].id, group->id) != 0)
            found--;
        if (found == 0) /* a new one */
            continue;
        end = found - 1;
        if (!old->groups[end].known || old->groups[end].revision != group->revision)
            continue;
        *group = old->groups[end];
        old->groups[end] = (struct document_group){.known = false};
    }
}

/* The items of the groups that are read. */
static enum rc make_items(struct document_sheets *sheets, struct err *err)
{
    size_t count = 0;
    while (sheets->next < sheets->group_count && sheets->groups[sheets->next].known)
        sheets->next++;
    for (size_t i = 0; i < sheets->next; i++)
        count += sheets->groups[i].count;
    const struct document_sheet **items =
        reallocarray(sheets->items, count + 1, sizeof(struct document_sheet *));
    if (items == NULL)
        return err_memory(err);
    sheets->items = items;
    sheets->count = 0;
    for (size_t i = 0; i < sheets->next; i++)
        for (size_t k = 0; k < sheets->groups[i].count; k++)
            items[sheets->count++] = &sheets->groups[i].sheets[k];
    return RC_OK;
}

enum rc app_document_sheets(struct app *app, struct document_sheets *sheets, struct err *err)
{
    static const struct claim_filter all = {0};
    struct document_sheets fresh = {.day = app->day};
    enum rc rc = app_claim_list(app, &all, add_group, &fresh, err);
    if (rc != RC_OK) {
        document_sheets_release(&fresh);
        return rc;
    }
    turn_round(&fresh);
    if (date_compare(sheets->day, app->day) == 0)
        take_over(&fresh, sheets);
    rc = make_items(&fresh, err);
    document_sheets_release(sheets);
    *sheets = fresh;
    return rc;
}

/* ---- one claim ----------------------------------------------------------------------------- */

static const char *own(struct document_group *group, const char *text, bool *failed)
{
    const char *from = text != NULL ? text : "";
    const char *copy = pool_text(&group->texts, from, strlen(from));
    *failed = *failed || copy == NULL;
    return copy;
}

static enum rc add_sheet(struct document_group *group, const struct app *app,
                         const struct document_line *line, struct err *err)
{
    const struct claim_document *document = line->document;
    const struct claim *claim = line->claim;
    struct document_sheet *sheet = NULL;
    bool failed = false;
    enum rc rc =
        rows_push((void **)&group->sheets, &group->count, sizeof(*sheet), (void **)&sheet, err);
    if (rc != RC_OK)
        return rc;
    *sheet = (struct document_sheet){
        .id = own(group, document->id, &failed),
        .sha256 = own(group, document->sha256, &failed),
        .name = own(group, document->name, &failed),
        .media_type = own(group, document->media_type, &failed),
        .item = own(group, document->item, &failed),
        .note = own(group, document->note, &failed),
        .person = own(group, document->person, &failed),
        .reason = own(group, document->deleted_reason, &failed),
        .claim = own(group, claim->head->id, &failed),
        .title = own(group, claim->title, &failed),
        .activity = own(group, claim->activity, &failed),
        .program = own(group, claim->head->program, &failed),
        .location = own(group, claim->head->location, &failed),
        .size = document->size,
        .kind = document->kind,
        .state = line->state,
        .day = document->day,
        .has_expires = line->has_expires,
        .expires = line->expires,
        .may_go = document_may_go(claim, document, app->day),
        .editable = claim_status_is_editable(claim->status),
        .deletion = document_deletion(claim, app->day, app->member->role, false),
    };
    return failed ? err_memory(err) : RC_OK;
}

static enum rc read_group(struct app *app, struct document_group *group, struct err *err)
{
    struct claim_history history;
    struct claim claim = {0};
    bool found = false;
    claim_history_init(&history);
    enum rc rc = claim_load_papers(app->book, group->id, &found, &history, err);
    if (rc == RC_OK && found)
        rc = claim_on(&history, app->day, &claim, err);
    claim.head = &history.head;
    for (size_t i = 0; rc == RC_OK && found && i < claim.document_count; i++) {
        struct document_line line;
        if (document_line_of(&claim, &claim.documents[i], app->day, &line))
            rc = add_sheet(group, app, &line, err);
    }
    claim_release(&claim);
    claim_history_release(&history);
    if (rc == RC_OK)
        group->known = true;
    else
        group_release(group);
    return rc;
}

enum rc app_document_sheets_read(struct app *app, size_t most, struct document_sheets *sheets,
                                 struct err *err)
{
    enum rc rc = RC_OK;
    for (size_t i = sheets->next, done = 0; rc == RC_OK && i < sheets->group_count && done < most;
         i++) {
        if (sheets->groups[i].known)
            continue;
        rc = read_group(app, &sheets->groups[i], err);
        done++;
    }
    return rc == RC_OK ? make_items(sheets, err) : rc;
}
