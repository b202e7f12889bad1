/* SPDX-License-Identifier: MIT */
#include "ui/screens/claim_rows.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
                                  .amount = row->amount,
                                  .ready = READY_UNKNOWN,
                                  .renewed = true};
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
    static const struct deadline_query open = {.open = true};
    struct due due = {list, calloc(list->count + 1, sizeof(*due.by_id))};
    if (due.by_id == NULL)
        return err_memory(err);
    for (size_t i = 0; i < list->count; i++)
        due.by_id[i] = i;
    qsort_r(due.by_id, list->count, sizeof(*due.by_id), by_id, list->items);
    enum rc rc = list->count > 0 ? app_deadlines(app, &open, take_deadline, &due, err) : RC_OK;
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

static void sort(struct listed_claims *list)
{
    if (list->count > 1)
        qsort(list->items, list->count, sizeof(*list->items), in_order);
}

static enum rc load_all(struct listed_claims *ret, struct app *app,
                        const struct claim_filter *filter, struct err *err)
{
    struct listed_claims list = {0};
    enum rc rc = app_claim_list(app, filter, add_item, &list, err);
    if (rc == RC_OK)
        rc = find_deadlines(&list, app, err);
    if (rc != RC_OK) {
        listed_claims_release(&list);
        return rc;
    }
    sort(&list);
    listed_claims_release(ret);
    *ret = list;
    return RC_OK;
}

/* ---- those that were written --------------------------------------------------------------- */

static bool is_among(const char *id, const char *const *ids, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(ids[i], id) == 0)
            return true;
    return false;
}

/* Lets go of what was written. */
static void drop(struct listed_claims *list, const char *const *ids, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (is_among(list->items[i].id, ids, count)) {
            item_release(&list->items[i]);
            continue;
        }
        list->items[i].renewed = false;
        if (kept != i)
            list->items[kept] = list->items[i];
        kept++;
    }
    list->count = kept;
}

/* Both are in order; there is room. From the end, so that nothing is moved twice. */
static void merge(struct listed_claims *list, struct listed_claims *fresh)
{
    size_t old = list->count, from = fresh->count;
    list->count += fresh->count;
    for (size_t at = list->count; from > 0; at--) {
        bool later = old == 0 || in_order(&fresh->items[from - 1], &list->items[old - 1]) > 0;
        list->items[at - 1] = later ? fresh->items[--from] : list->items[--old];
    }
    fresh->count = 0; /* they are the list's now */
}

static enum rc load_some(struct listed_claims *list, struct app *app, const char *const *ids,
                         size_t count, struct err *err)
{
    struct listed_claims fresh = {0};
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < count; i++)
        if (!is_among(ids[i], ids, i))
            rc = app_claim_row(app, ids[i], add_item, &fresh, err);
    if (rc == RC_OK)
        rc = find_deadlines(&fresh, app, err);
    size_t most = list->count + fresh.count;
    if (rc == RC_OK && most > list->room) {
        struct listed_claim *items = reallocarray(list->items, most, sizeof(*items));
        if (items != NULL) {
            list->items = items;
            list->room = most;
        } else {
            rc = err_memory(err);
        }
    }
    if (rc == RC_OK) {
        sort(&fresh);
        drop(list, ids, count);
        merge(list, &fresh);
    }
    listed_claims_release(&fresh);
    return rc;
}

enum rc listed_claims_load(struct listed_claims *ret, struct app *app,
                           const struct claim_filter *fund, struct err *err)
{
    static const struct claim_filter all = {0};
    const char *ids[CLAIMS_RENEWED];
    size_t count = 0;
    struct claims_read read = ret->read;
    bool some = fund == NULL && app_claims_renewed(app, &read, ids, &count);
    enum rc rc = some ? load_some(ret, app, ids, count, err)
                      : load_all(ret, app, fund != NULL ? fund : &all, err);
    if (rc == RC_OK && fund == NULL)
        ret->read = read;
    if (rc == RC_OK)
        ret->some = some;
    return rc;
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
    struct err err;
    err_init(&err);
    if (item->ready != READY_UNKNOWN)
        return;
    item->ready = READY_NONE;
    if (claim_status_is_editable(item->status) &&
        app_claim_readiness(app, item->id, &item->ready, &err) != RC_OK)
        item->ready = READY_NONE;
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

struct figure listed_claim_figure(const struct listed_claim *item)
{
    bool planned = item->status == CLAIM_EDITING;
    bool refused = item->status == CLAIM_REJECTED || item->status == CLAIM_WITHDRAWN;
    return (struct figure){
        .kind = refused ? FIGURE_CLAIM_PART : FIGURE_CLAIM,
        .currency = item->currency,
        .program = item->program,
        .location = item->location,
        .period = item->period,
        .name = refused   ? "amount"
                : planned ? "planned"
                          : "claimed",
        .id = item->id,
        /* One of the sums is 0: a claim is pending or approved. */
        .amount = {refused   ? item->amount.micros
                   : planned ? item->sums.planned.micros
                             : item->sums.pending.micros + item->sums.approved.micros}};
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
