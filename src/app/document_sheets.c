/* SPDX-License-Identifier: MIT */
#include "app/document_sheets.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app/document_find.h"
#include "app/inside.h"
#include "store/claims.h"
#include "store/rows.h"

struct document_group {
    struct claim_group base; /* first */
    struct document_sheet *sheets;
    size_t count;
};

static const struct document_group *group_at(const struct document_sheets *sheets, size_t at)
{
    return (const struct document_group *)sheets->groups.items[at];
}

static void release_sheets(struct claim_group *group)
{
    struct document_group *own = (struct document_group *)group;
    free(own->sheets);
    own->sheets = NULL;
    own->count = 0;
}

void document_sheets_release(struct document_sheets *sheets)
{
    claim_groups_release(&sheets->groups, release_sheets);
    free(sheets->items);
    *sheets = (struct document_sheets){0};
}

bool document_sheets_whole(const struct document_sheets *sheets)
{
    return claim_groups_whole(&sheets->groups);
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
    struct claim_group *group;
    return claim_groups_add(&sheets->groups, sizeof(struct document_group), &row->head, &group,
                            err);
}

/* The items of the groups that are read. */
static enum rc make_items(struct document_sheets *sheets, struct err *err)
{
    size_t count = 0;
    for (size_t i = 0; i < sheets->groups.next; i++)
        count += group_at(sheets, i)->count;
    const struct document_sheet **items =
        reallocarray(sheets->items, count + 1, sizeof(struct document_sheet *));
    if (items == NULL)
        return err_memory(err);
    sheets->items = items;
    sheets->count = 0;
    for (size_t i = 0; i < sheets->groups.next; i++)
        for (size_t k = 0; k < group_at(sheets, i)->count; k++)
            items[sheets->count++] = &group_at(sheets, i)->sheets[k];
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
    claim_groups_turn(&fresh.groups);
    if (date_compare(sheets->day, app->day) == 0)
        claim_groups_take_over(&fresh.groups, &sheets->groups);
    rc = make_items(&fresh, err);
    document_sheets_release(sheets);
    *sheets = fresh;
    return rc;
}

/* ---- one claim ----------------------------------------------------------------------------- */

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
        .id = claim_group_text(&group->base, document->id, &failed),
        .sha256 = claim_group_text(&group->base, document->sha256, &failed),
        .name = claim_group_text(&group->base, document->name, &failed),
        .media_type = claim_group_text(&group->base, document->media_type, &failed),
        .item = claim_group_text(&group->base, document->item, &failed),
        .note = claim_group_text(&group->base, document->note, &failed),
        .person = claim_group_text(&group->base, document->person, &failed),
        .reason = claim_group_text(&group->base, document->deleted_reason, &failed),
        .claim = claim_group_text(&group->base, claim->head->id, &failed),
        .title = claim_group_text(&group->base, claim->title, &failed),
        .activity = claim_group_text(&group->base, claim->activity, &failed),
        .program = claim_group_text(&group->base, claim->head->program, &failed),
        .location = claim_group_text(&group->base, claim->head->location, &failed),
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

static enum rc read_group(struct app *app, struct claim_group *group, struct err *err)
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
            rc = add_sheet((struct document_group *)group, app, &line, err);
    }
    claim_release(&claim);
    claim_history_release(&history);
    if (rc != RC_OK)
        release_sheets(group);
    return rc;
}

enum rc app_document_sheets_read(struct app *app, size_t most, struct document_sheets *sheets,
                                 struct err *err)
{
    enum rc rc = claim_groups_read(&sheets->groups, app, most, read_group, err);
    return rc == RC_OK ? make_items(sheets, err) : rc;
}
