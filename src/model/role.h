/* SPDX-License-Identifier: MIT */
/* Who may do what (RULES.md section 10, CONTRACT.md section 8). */
#ifndef COFFER_MODEL_ROLE_H
#define COFFER_MODEL_ROLE_H

#include <stdbool.h>
#include <stddef.h>

enum role { ROLE_USER = 0, ROLE_ADMIN = 1 };

bool role_parse(const char *text, enum role *ret);
const char *role_word(enum role role); /* "admin", "user" */

enum permission {
    MAY_LOOK, /* see, search, export, print what is in one's scope */
    MAY_EDIT_CLAIMS,
    MAY_IMPORT,     /* bring reports in */
    MAY_EDIT_BOOK,  /* type in and exclude earnings, describe locations */
    MAY_EDIT_TERMS, /* programs, terms, calendar, close and reopen */
    MAY_RECORD,     /* review results, payments */
    MAY_UNDO_OTHERS,
    MAY_SAFEKEEP, /* back up, check, export the journal: sees everything */
    MAY_RESTORE,
    MAY_SEE_MEMBERS,
    MAY_MANAGE_MEMBERS,
    PERMISSIONS,
};

/* A person of the book. Empty lists mean "all". Borrowed arrays, sorted. */
struct member {
    const char *login;
    enum role role;
    const char *const *locations;
    size_t location_count;
    const char *const *programs;
    size_t program_count;
};

bool member_is_scoped(const struct member *member);
/* The role allows it. */
bool role_may(enum role role, enum permission permission);
/* It needs a member without scope (CONTRACT.md section 8, last line). */
bool permission_needs_all(enum permission permission);
/* NULL for program or location: "every one", which a scoped list never covers. */
bool member_sees(const struct member *member, const char *program, const char *location);

#endif
