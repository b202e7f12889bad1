/* SPDX-License-Identifier: MIT */
#include "ui/screens/claim_rows.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/claim_try.h"
#include "app/deadlines.h"
#include "base/words.h"

enum { READY_UNKNOWN = -1, READY_NONE = -2 };

/* ---- held ----------------------------------------------------------------------------------- */

static void item_release(struct listed_claim *item)
{
    free(item->id);
    free(item->program);
    free(item->location);
    free(item->title);
    free(item->activity);
    free(item->owner);
    free(item->reference);
    free(item->tags);
}

void listed_claims_release(struct listed_claims *items)
{
    for (size_t i = 0; i < items->count; i++)
        item_release(&items->items[i]);
    free(items->items);
    *items = (struct listed_claims){0};
}

/* "\nq3\nshow\n" as people read it: "q3 show". */
static char *tag_words(const char *tags)
{
    size_t length = strlen(tags);
    char *words = strdup(length > 1 ? tags + 1 : "");
    if (words == NULL || length <= 1)
        return words;
    words[length - 2] = '\0';
    for (char *at = words; (at = strchr(at, '\n')) != NULL;)
        *at = ' ';
    return words;
}

static enum rc add_item(void *context, const struct claim_row *row, struct err *err)
{
    struct listed_claims *list = context;
    if (list->count == list->room) {
        size_t room = list->room > 0 ? list->room * 2 : 64;
        struct listed_claim *items = reallocarray(list->items, room, sizeof(*items));
        if (items == NULL)
            return err_memory(err);
        list->items = items;
        list->room = room;
    }
    struct listed_claim *item = &list->items[list->count++];
    *item = (struct listed_claim){.id = strdup(row->head.id),
                                  .program = strdup(row->head.program),
                                  .location = strdup(row->head.location),
                                  .title = strdup(row->title),
                                  .activity = strdup(row->activity),
                                  .owner = strdup(row->owner),
                                  .reference = strdup(row->reference),
                                  .tags = tag_words(row->tags),
                                  .period = row->head.period,
                                  .currency = row->currency,
                                  .status = row->status,
                                  .sums = row->sums,
                                  .updated = row->updated,
                                  .revision = row->head.revision,
                                  .ready = READY_UNKNOWN};
    bool whole = item->id != NULL && item->program != NULL && item->location != NULL &&
                 item->title != NULL && item->activity != NULL && item->owner != NULL &&
                 item->reference != NULL && item->tags != NULL;
    return whole ? RC_OK : err_memory(err);
}

/* ---- what falls due ------------------------------------------------------------------------- */

struct due {
    struct listed_claims *list;
    size_t *by_id; /* places in the list */
};

static int by_id(const void *a, const void *b, void *context)
{
    const struct listed_claim *items = context;
    return strcmp(items[*(const size_t *)a].id, items[*(const size_t *)b].id);
}

static struct listed_claim *item_of(const struct due *due, const char *id)
{
    size_t low = 0, high = due->list->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        struct listed_claim *item = &due->list->items[due->by_id[middle]];
        int order = strcmp(item->id, id);
        if (order == 0)
            return item;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

/* They come by date: the first of a claim is its next. The end of retention asks for
 * nothing. */
static enum rc take_deadline(void *context, const struct deadline *deadline, struct err *err)
{
    struct listed_claim *item = NULL;
    (void)err;
    if (deadline->claim[0] != '\0' && deadline->kind != DEADLINE_RETENTION_END)
        item = item_of(context, deadline->claim);
    if (item != NULL && !item->has_next) {
        item->has_next = true;
        item->next = deadline->kind;
        item->due = deadline->due;
        item->days_left = deadline->days_left;
    }
    return RC_OK;
}

static enum rc find_deadlines(struct listed_claims *list, struct app *app, struct err *err)
{
    static const struct deadline_query all = {0};
    struct due due = {list, calloc(list->count + 1, sizeof(*due.by_id))};
    if (due.by_id == NULL)
        return err_memory(err);
    for (size_t i = 0; i < list->count; i++)
        due.by_id[i] = i;
    qsort_r(due.by_id, list->count, sizeof(*due.by_id), by_id, list->items);
    enum rc rc = list->count > 0 ? app_deadlines(app, &all, take_deadline, &due, err) : RC_OK;
    free(due.by_id);
    return rc;
}

/* ---- in order ------------------------------------------------------------------------------- */

/* Where somebody has to act comes first, what is settled last. */
static int urgency(enum claim_status status)
{
    static const int ranks[CLAIM_STATUSES] = {
        [CLAIM_ACTION_REQUIRED] = 0, [CLAIM_EDITING] = 1,   [CLAIM_DISPUTED] = 2,
        [CLAIM_UNDER_REVIEW] = 3,    [CLAIM_SUBMITTED] = 4, [CLAIM_APPROVED] = 5,
        [CLAIM_REJECTED] = 6,        [CLAIM_PAID] = 7,      [CLAIM_WITHDRAWN] = 8,
    };
    return ranks[status];
}

static int in_order(const void *a, const void *b)
{
    const struct listed_claim *x = a, *y = b;
    if (x->status != y->status)
        return urgency(x->status) - urgency(y->status);
    if (x->has_next != y->has_next)
        return y->has_next - x->has_next;
    if (x->has_next && date_compare(x->due, y->due) != 0)
        return date_compare(x->due, y->due);
    if (date_compare(x->updated, y->updated) != 0)
        return date_compare(y->updated, x->updated);
    return strcmp(x->id, y->id);
}

/* ---- what was refused ----------------------------------------------------------------------- */

static bool is_refused(const struct listed_claim *item)
{
    return item->status == CLAIM_REJECTED || item->status == CLAIM_WITHDRAWN;
}

bool listed_claim_ask(struct listed_claim *item, struct app *app)
{
    struct err err;
    err_init(&err);
    if (!is_refused(item) || item->has_asked)
        return false;
    item->has_asked = app_claim_asked(app, item->id, &item->asked, &err) == RC_OK;
    return item->has_asked;
}

static int compare_ids(const void *a, const void *b)
{
    return strcmp((*(const struct listed_claim *const *)a)->id,
                  (*(const struct listed_claim *const *)b)->id);
}

/* The same entries up to the same day ask for the same. */
void listed_claims_keep(struct listed_claims *fresh, const struct listed_claims *old)
{
    const struct listed_claim **known = calloc(old->count + 1, sizeof(const struct listed_claim *));
    size_t count = 0;
    if (known == NULL) /* it is asked again */
        return;
    for (size_t i = 0; i < old->count; i++)
        if (old->items[i].has_asked)
            known[count++] = &old->items[i];
    if (count > 0)
        qsort(known, count, sizeof(*known), compare_ids);
    for (size_t i = 0; i < fresh->count && count > 0; i++) {
        const struct listed_claim *item = &fresh->items[i];
        const struct listed_claim *const *same =
            is_refused(item) ? bsearch(&item, known, count, sizeof(*known), compare_ids) : NULL;
        if (same == NULL || (*same)->revision != item->revision ||
            date_compare((*same)->updated, item->updated) != 0)
            continue;
        fresh->items[i].has_asked = true;
        fresh->items[i].asked = (*same)->asked;
    }
    free(known);
}

enum rc listed_claims_load(struct listed_claims *ret, struct app *app,
                           const struct claim_filter *fund, struct err *err)
{
    static const struct claim_filter all = {0};
    struct listed_claims list = {0};
    enum rc rc = app_claim_list(app, fund != NULL ? fund : &all, add_item, &list, err);
    if (rc == RC_OK)
        rc = find_deadlines(&list, app, err);
    if (rc != RC_OK) {
        listed_claims_release(&list);
        return rc;
    }
    if (list.count > 1)
        qsort(list.items, list.count, sizeof(*list.items), in_order);
    listed_claims_release(ret);
    *ret = list;
    return RC_OK;
}

size_t listed_claims_find(const struct listed_claims *items, const char *id)
{
    for (size_t i = 0; i < items->count; i++) {
        if (strcmp(items->items[i].id, id) == 0)
            return i;
    }
    return SIZE_MAX;
}

void listed_claim_check(struct listed_claim *item, struct app *app)
{
    static const struct claim_form as_it_is = {0};
    const struct claim_ref ref = {.id = item->id};
    struct claim_trial trial = {0};
    struct err err;
    err_init(&err);
    if (item->ready != READY_UNKNOWN)
        return;
    item->ready = READY_NONE;
    if (claim_status_is_editable(item->status) &&
        app_claim_try(app, &ref, &as_it_is, &trial, &err) == RC_OK)
        item->ready = trial.verdict.readiness;
    claim_trial_release(&trial);
}

/* ---- spoken of ------------------------------------------------------------------------------ */

const char *claim_status_label(enum claim_status status)
{
    static const char *const labels[CLAIM_STATUSES] = {
        [CLAIM_EDITING] = N_("draft"),
        [CLAIM_SUBMITTED] = N_("submitted"),
        [CLAIM_UNDER_REVIEW] = N_("under review"),
        [CLAIM_ACTION_REQUIRED] = N_("action required"),
        [CLAIM_APPROVED] = N_("approved"),
        [CLAIM_REJECTED] = N_("rejected"),
        [CLAIM_DISPUTED] = N_("disputed"),
        [CLAIM_PAID] = N_("paid"),
        [CLAIM_WITHDRAWN] = N_("withdrawn"),
    };
    return _(labels[status]);
}

const char *claim_status_brief(enum claim_status status)
{
    static const char *const labels[CLAIM_STATUSES] = {
        [CLAIM_EDITING] = N_("draft"),       [CLAIM_SUBMITTED] = N_("sent"),
        [CLAIM_UNDER_REVIEW] = N_("review"), [CLAIM_ACTION_REQUIRED] = N_("action"),
        [CLAIM_APPROVED] = N_("approved"),   [CLAIM_REJECTED] = N_("rejected"),
        [CLAIM_DISPUTED] = N_("disputed"),   [CLAIM_PAID] = N_("paid"),
        [CLAIM_WITHDRAWN] = N_("withdrawn"),
    };
    return _(labels[status]);
}

enum paint claim_status_paint(enum claim_status status)
{
    static const enum paint paints[CLAIM_STATUSES] = {
        [CLAIM_ACTION_REQUIRED] = PAINT_WARN, [CLAIM_REJECTED] = PAINT_BAD,
        [CLAIM_APPROVED] = PAINT_GOOD,        [CLAIM_PAID] = PAINT_GOOD,
        [CLAIM_WITHDRAWN] = PAINT_FAINT,
    };
    return paints[status];
}

bool listed_claim_figure(const struct listed_claim *item, struct figure *ret)
{
    bool planned = item->status == CLAIM_EDITING, refused = is_refused(item);
    *ret = (struct figure){.kind = refused ? FIGURE_CLAIM_PART : FIGURE_CLAIM,
                           .currency = item->currency,
                           .program = item->program,
                           .location = item->location,
                           .period = item->period,
                           .name = refused   ? "amount"
                                   : planned ? "planned"
                                             : "claimed",
                           .id = item->id};
    /* One of the two is 0: a claim is pending or approved. */
    ret->amount.micros = refused   ? item->asked.micros
                         : planned ? item->sums.planned.micros
                                   : item->sums.pending.micros + item->sums.approved.micros;
    return !refused || item->has_asked;
}

bool listed_claim_next(const struct listed_claim *item, char ret[CLAIM_NEXT_SIZE],
                       char ret_brief[CLAIM_NEXT_SIZE], enum paint *ret_paint)
{
    enum { SOON = 14, YEAR = 5 };
    static const char *const words[DEADLINE_KINDS] = {
        [DEADLINE_DRAFT_WINDOW] = N_("submit"),  [DEADLINE_LATE_FILING] = N_("file"),
        [DEADLINE_ACTION_ANSWER] = N_("answer"), [DEADLINE_APPROVAL_LAPSE] = N_("approval"),
        [DEADLINE_REVIEW] = N_("review"),        [DEADLINE_DISPUTE] = N_("dispute"),
        [DEADLINE_PAYMENT] = N_("payment"),
    };
    char day[DATE_TEXT_SIZE];
    ret[0] = ret_brief[0] = '\0';
    *ret_paint = PAINT_TEXT;
    if (!item->has_next || words[item->next] == NULL)
        return false;
    (void)date_print(item->due, day);
    (void)snprintf(ret, CLAIM_NEXT_SIZE, _("%s by %s"), _(words[item->next]), day);
    (void)snprintf(ret_brief, CLAIM_NEXT_SIZE, "%s %s", _(words[item->next]), day + YEAR);
    if (item->days_left < 0)
        *ret_paint = PAINT_BAD;
    else if (item->days_left <= SOON)
        *ret_paint = PAINT_WARN;
    return true;
}
