/* SPDX-License-Identifier: MIT */
#include "model/role.h"

#include <stdlib.h>
#include <string.h>

#include "base/err.h"

/* ---- roles ---- */

static const char *const words[] = {[ROLE_USER] = "user", [ROLE_ADMIN] = "admin"};

bool role_parse(const char *text, enum role *ret)
{
    for (enum role role = ROLE_USER; role <= ROLE_ADMIN; role++) {
        if (strcmp(text, words[role]) == 0) {
            *ret = role;
            return true;
        }
    }
    return false;
}

const char *role_word(enum role role)
{
    bug_if(role > ROLE_ADMIN, "no such role");
    return words[role];
}

/* ---- permissions ---- */

static const struct {
    bool user;      /* a user may; an admin may everything */
    bool needs_all; /* only without a scope */
} rules[PERMISSIONS] = {
    [MAY_LOOK] = {.user = true},
    [MAY_EDIT_CLAIMS] = {.user = true},
    [MAY_IMPORT] = {.needs_all = true},
    [MAY_EDIT_BOOK] = {.user = false},
    [MAY_EDIT_TERMS] = {.needs_all = true},
    [MAY_RECORD] = {.user = false},
    [MAY_UNDO_OTHERS] = {.user = false},
    [MAY_SAFEKEEP] = {.user = true, .needs_all = true},
    [MAY_RESTORE] = {.needs_all = true},
    [MAY_SEE_MEMBERS] = {.user = true, .needs_all = true},
    [MAY_MANAGE_MEMBERS] = {.needs_all = true},
};

bool role_may(enum role role, enum permission permission)
{
    bug_if(permission >= PERMISSIONS, "no such permission");
    return role == ROLE_ADMIN || rules[permission].user;
}

bool permission_needs_all(enum permission permission)
{
    bug_if(permission >= PERMISSIONS, "no such permission");
    return rules[permission].needs_all;
}

/* ---- scopes ---- */

bool member_is_scoped(const struct member *member)
{
    return member->location_count > 0 || member->program_count > 0;
}

static int compare(const void *word, const void *element)
{
    return strcmp(word, *(const char *const *)element);
}

static bool covers(const char *const *list, size_t count, const char *word)
{
    if (count == 0)
        return true;
    return word && bsearch(word, list, count, sizeof list[0], compare);
}

bool member_sees(const struct member *member, const char *program, const char *location)
{
    return covers(member->programs, member->program_count, program) &&
           covers(member->locations, member->location_count, location);
}
