/* SPDX-License-Identifier: MIT */
/*
 * Something of every claim, kept from one look at the book to the next: a group holds what
 * a claim has at one revision of it. Only groups of claims that have changed are read
 * again, some at a time, so that whoever shows them can answer keys in between.
 */
#ifndef COFFER_APP_CLAIM_GROUPS_H
#define COFFER_APP_CLAIM_GROUPS_H

#include "app/claims.h"
#include "base/pool.h"

/* Kinds of groups begin with it. */
struct claim_group {
    char id[CLAIM_ID_MAX];
    int64_t revision;
    bool known; /* it is read */
    struct pool texts;
};

/* {0} holds none. */
struct claim_groups {
    struct claim_group **items; /* owned: a claim each, the newest first */
    size_t count;
    size_t next; /* groups before it are read */
};

/* Adds one of `size` bytes, zeroed but for id and revision. Claims come in the order of
 * their creation; claim_groups_turn puts the newest first when all are there. */
enum rc claim_groups_add(struct claim_groups *groups, size_t size, const struct claim_head *head,
                         struct claim_group **ret, struct err *err);
void claim_groups_turn(struct claim_groups *groups);
/* Takes over what `old`, of the same kind and day, knows of claims that are as they were.
 * `old` keeps the rest, to be released. */
void claim_groups_take_over(struct claim_groups *groups, struct claim_groups *old);

typedef enum rc claim_group_read(struct app *app, struct claim_group *group, struct err *err);
/* Reads groups that are not known, at most `most` of them; one that fails stays unknown. */
enum rc claim_groups_read(struct claim_groups *groups, struct app *app, size_t most,
                          claim_group_read *read, struct err *err);
/* `next` goes on over what is known. */
void claim_groups_go_on(struct claim_groups *groups);
bool claim_groups_whole(const struct claim_groups *groups);

/* A copy among the group's texts; NULL is copied as "". *failed: memory ran out. */
const char *claim_group_text(struct claim_group *group, const char *text, bool *failed);

/* release: what the kind's own part holds, beside the texts. */
void claim_groups_release(struct claim_groups *groups, void (*release)(struct claim_group *group));

#endif
