/* SPDX-License-Identifier: MIT */
/* The people of the book. */
#ifndef COFFER_STORE_MEMBERS_H
#define COFFER_STORE_MEMBERS_H

#include <stdbool.h>
#include <stddef.h>

#include "model/role.h"
#include "store/tx.h"

/* Owns all its text. */
struct member_record {
    struct member member;
    char *login;
    char **locations, **programs;
};
struct member_list {
    struct member_record *items;
    size_t count;
};

enum rc members_load(struct book *book, struct member_list *ret, struct err *err); /* by login */
void members_release(struct member_list *list);
const struct member *members_find(const struct member_list *list, const char *login);
size_t members_admins(const struct member_list *list);

/* Adds, or replaces role and scope of a login that is there. */
enum rc member_put(struct tx *tx, const struct member *member, struct err *err);
enum rc member_remove(struct tx *tx, const char *login, struct err *err);

#endif
