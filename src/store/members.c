/* SPDX-License-Identifier: MIT */
#include "store/members.h"

#include <stdlib.h>
#include <string.h>

#include "store/db.h"
#include "store/rows.h"

enum scope_kind { SCOPE_LOCATION = 0, SCOPE_PROGRAM = 1 };

static void member_release(struct member_record *record)
{
    for (size_t i = 0; i < record->member.location_count; i++)
        free(record->locations[i]);
    for (size_t i = 0; i < record->member.program_count; i++)
        free(record->programs[i]);
    free(record->locations);
    free(record->programs);
    free(record->login);
}

void members_release(struct member_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        member_release(&list->items[i]);
    free(list->items);
    *list = (struct member_list){0};
}

static enum rc load_logins(struct book *book, struct member_list *list, struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, book, SQL_MEMBER_LIST);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        struct member_record *record = NULL;
        rc = rows_push((void **)&list->items, &list->count, sizeof(*record), (void **)&record, err);
        if (rc == RC_OK)
            rc = rows_copy(query_get_text(&q, 0), &record->login, err);
        if (rc != RC_OK)
            break;
        record->member.login = record->login;
        record->member.role = query_get_int(&q, 1) == ROLE_ADMIN ? ROLE_ADMIN : ROLE_USER;
        rc = query_row(&q, &row, err);
    }
    query_end(&q);
    return rc;
}

static enum rc load_scopes(struct book *book, struct member_list *list, struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, book, SQL_MEMBER_SCOPE_LIST);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        char **value = NULL;
        struct member_record *record = NULL;
        for (size_t i = 0; i < list->count; i++)
            if (strcmp(list->items[i].login, query_get_text(&q, 0)) == 0)
                record = &list->items[i];
        if (record == NULL) {
            rc = query_row(&q, &row, err);
            continue;
        }
        struct member *member = &record->member;
        if (query_get_int(&q, 1) == SCOPE_LOCATION)
            rc = rows_push((void **)&record->locations, &member->location_count, sizeof(char *),
                           (void **)&value, err);
        else
            rc = rows_push((void **)&record->programs, &member->program_count, sizeof(char *),
                           (void **)&value, err);
        member->locations = (const char *const *)record->locations;
        member->programs = (const char *const *)record->programs;
        if (rc == RC_OK)
            rc = rows_copy(query_get_text(&q, 2), value, err);
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&q);
    return rc;
}

enum rc members_load(struct book *book, struct member_list *ret, struct err *err)
{
    struct member_list list = {0};
    enum rc rc = load_logins(book, &list, err);
    if (rc == RC_OK)
        rc = load_scopes(book, &list, err);
    if (rc != RC_OK)
        members_release(&list);
    else
        *ret = list;
    return rc;
}

const struct member *members_find(const struct member_list *list, const char *login)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i].login, login) == 0)
            return &list->items[i].member;
    return NULL;
}

size_t members_admins(const struct member_list *list)
{
    size_t admins = 0;
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].member.role == ROLE_ADMIN && !member_is_scoped(&list->items[i].member))
            admins++;
    return admins;
}

static enum rc drop_scope(struct tx *tx, const char *login, struct err *err)
{
    struct query q;
    query_begin(&q, tx_book(tx), SQL_MEMBER_SCOPE_DELETE);
    query_text(&q, ":login", login);
    enum rc rc = query_done(&q, err);
    query_end(&q);
    return rc;
}

static enum rc put_scope(struct tx *tx, const char *login, enum scope_kind kind,
                         const char *const *values, size_t count, struct err *err)
{
    struct query q;
    enum rc rc = RC_OK;
    query_begin(&q, tx_book(tx), SQL_MEMBER_SCOPE_PUT);
    for (size_t i = 0; rc == RC_OK && i < count; i++) {
        query_reset(&q);
        query_text(&q, ":login", login);
        query_int(&q, ":kind", kind);
        query_text(&q, ":value", values[i]);
        query_int(&q, ":changed_in", tx_number(tx));
        rc = query_done(&q, err);
    }
    query_end(&q);
    return rc;
}

enum rc member_put(struct tx *tx, const struct member *member, struct err *err)
{
    struct query q;
    query_begin(&q, tx_book(tx), SQL_MEMBER_PUT);
    query_text(&q, ":login", member->login);
    query_int(&q, ":role", member->role);
    query_int(&q, ":changed_in", tx_number(tx));
    enum rc rc = query_done(&q, err);
    query_end(&q);
    if (rc == RC_OK)
        rc = drop_scope(tx, member->login, err);
    if (rc == RC_OK)
        rc = put_scope(tx, member->login, SCOPE_LOCATION, member->locations, member->location_count,
                       err);
    if (rc == RC_OK)
        rc = put_scope(tx, member->login, SCOPE_PROGRAM, member->programs, member->program_count,
                       err);
    return rc;
}

enum rc member_remove(struct tx *tx, const char *login, struct err *err)
{
    struct query q;
    enum rc rc = drop_scope(tx, login, err);
    if (rc != RC_OK)
        return rc;
    query_begin(&q, tx_book(tx), SQL_MEMBER_DELETE);
    query_text(&q, ":login", login);
    rc = query_done(&q, err);
    query_end(&q);
    return rc;
}
