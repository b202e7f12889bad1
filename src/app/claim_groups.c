/* SPDX-License-Identifier: MIT */
#include "app/claim_groups.h"

#include <stdlib.h>
#include <string.h>

#include "store/rows.h"

enum rc claim_groups_add(struct claim_groups *groups, size_t size, const struct claim_head *head,
                         struct claim_group **ret, struct err *err)
{
    struct claim_group **place = NULL;
    struct claim_group *group = calloc(1, size);
    if (group == NULL)
        return err_memory(err);
    enum rc rc = rows_push((void **)&groups->items, &groups->count, sizeof(struct claim_group *),
                           (void **)&place, err);
    if (rc != RC_OK) {
        free(group);
        return rc;
    }
    memcpy(group->id, head->id, strlen(head->id) + 1);
    group->revision = head->revision;
    *place = *ret = group;
    return RC_OK;
}

static void swap(struct claim_group **a, struct claim_group **b)
{
    struct claim_group *other = *a;
    *a = *b;
    *b = other;
}

void claim_groups_turn(struct claim_groups *groups)
{
    for (size_t i = 0, k = groups->count; i + 1 < k; i++)
        swap(&groups->items[i], &groups->items[--k]);
}

/* They come in the same order each time, new ones first: from the oldest on, what is
 * looked for is found by going on. */
void claim_groups_take_over(struct claim_groups *groups, struct claim_groups *old)
{
    size_t end = old->count;
    for (size_t i = groups->count; i > 0 && end > 0; i--) {
        struct claim_group **group = &groups->items[i - 1];
        size_t found = end;
        while (found > 0 && strcmp(old->items[found - 1]->id, (*group)->id) != 0)
            found--;
        if (found == 0) /* a new one */
            continue;
        end = found - 1;
        if (old->items[end]->known && old->items[end]->revision == (*group)->revision)
            swap(group, &old->items[end]);
    }
    claim_groups_go_on(groups);
}

void claim_groups_go_on(struct claim_groups *groups)
{
    while (groups->next < groups->count && groups->items[groups->next]->known)
        groups->next++;
}

bool claim_groups_whole(const struct claim_groups *groups)
{
    return groups->next == groups->count;
}

enum rc claim_groups_read(struct claim_groups *groups, struct app *app, size_t most,
                          claim_group_read *read, struct err *err)
{
    enum rc rc = RC_OK;
    for (size_t i = groups->next, done = 0; rc == RC_OK && i < groups->count && done < most; i++) {
        struct claim_group *group = groups->items[i];
        if (group->known)
            continue;
        rc = read(app, group, err);
        group->known = rc == RC_OK;
        done++;
    }
    claim_groups_go_on(groups);
    return rc;
}

const char *claim_group_text(struct claim_group *group, const char *text, bool *failed)
{
    const char *from = text != NULL ? text : "";
    const char *copy = pool_text(&group->texts, from, strlen(from));
    *failed = *failed || copy == NULL;
    return copy;
}

void claim_groups_release(struct claim_groups *groups, void (*release)(struct claim_group *group))
{
    for (size_t i = 0; i < groups->count; i++) {
        release(groups->items[i]);
        pool_release(&groups->items[i]->texts);
        free(groups->items[i]);
    }
    free(groups->items);
    *groups = (struct claim_groups){.items = NULL};
}
