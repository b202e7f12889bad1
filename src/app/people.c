/* SPDX-License-Identifier: MIT */
#include "app/people.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "app/inside.h"
#include "base/words.h"
#include "model/length.h"
#include "store/locations.h"

/* ---- members --------------------------------------------------------------------------------- */

/* For members without scope: other people's limits name what lies outside one's
 * own. */
enum rc app_member_list(struct app *app, app_member_visit *visit, void *context, struct err *err)
{
    enum rc rc = app_identify(app, err);
    if (rc == RC_OK)
        rc = app_may(app, MAY_SEE_MEMBERS, err);
    for (size_t i = 0; rc == RC_OK && i < app->members.count; i++)
        rc = visit(context, &app->members.items[i].member, err);
    return rc;
}

static enum rc check_scope(struct app *app, const struct member *member, struct err *err)
{
    struct catalog catalog = {0};
    const struct program_record *program = NULL;
    int64_t location = 0;
    enum rc rc = catalog_load(app->book, &catalog, err);
    for (size_t i = 0; rc == RC_OK && i < member->program_count; i++)
        rc = app_known_program(app, &catalog, member->programs[i], &program, err);
    for (size_t i = 0; rc == RC_OK && i < member->location_count; i++)
        rc = app_known_location(app, member->locations[i], &location, err);
    catalog_release(&catalog);
    return rc;
}

/* Somebody must remain who can undo, restore and let others in. */
static enum rc keep_an_admin(struct app *app, const char *login, struct err *err)
{
    const struct member *member = members_find(&app->members, login);
    if (member == NULL || member->role != ROLE_ADMIN || member_is_scoped(member) ||
        members_admins(&app->members) > 1)
        return RC_OK;
    return err_set(err, RC_RULE,
                   _("%s: this is the last admin of the whole book: make somebody else an admin "
                     "first"),
                   login);
}

enum rc app_member_add(struct app *app, const struct member *member, struct err *err)
{
    struct tx *tx = NULL;
    if (member->login[0] == '\0')
        return err_set(err, RC_USAGE, _("the login name: it is empty: give one"));
    enum rc rc = length_check(_("the login name"), member->login, LENGTH_NAME, err);
    if (rc == RC_OK)
        rc = app_begin(app, MAY_MANAGE_MEMBERS, TX_CHANGESET, &tx, err);
    if (rc == RC_OK)
        rc = check_scope(app, member, err);
    if (rc == RC_OK && (member->role != ROLE_ADMIN || member_is_scoped(member)))
        rc = keep_an_admin(app, member->login, err);
    if (rc == RC_OK)
        rc = tx_touch(tx, NULL, NULL, err);
    if (rc == RC_OK)
        rc = member_put(tx, member, err);
    if (rc == RC_OK)
        rc = app_commit(app, tx, "member.add", err, "%s: %s%s", member->login,
                        role_word(member->role),
                        member_is_scoped(member) ? _(", for a part of the book") : "");
    tx_end(tx);
    return rc;
}

enum rc app_member_remove(struct app *app, const char *login, struct err *err)
{
    struct tx *tx = NULL;
    enum rc rc = app_begin(app, MAY_MANAGE_MEMBERS, TX_CHANGESET, &tx, err);
    if (rc == RC_OK && members_find(&app->members, login) == NULL)
        rc = err_set(err, RC_RULE, _("%s: no member of this book: 'coffer member list' shows them"),
                     login);
    if (rc == RC_OK)
        rc = keep_an_admin(app, login, err);
    if (rc == RC_OK)
        rc = tx_touch(tx, NULL, NULL, err);
    if (rc == RC_OK)
        rc = member_remove(tx, login, err);
    if (rc == RC_OK)
        rc = app_commit(app, tx, "member.remove", err, "%s", login);
    tx_end(tx);
    return rc;
}

/* ---- locations ------------------------------------------------------------------------------- */

enum rc app_location_list(struct app *app, app_location_visit *visit, void *context,
                          struct err *err)
{
    struct location_list list = {0};
    enum rc rc = locations_load(app->book, &list, err);
    for (size_t i = 0; rc == RC_OK && i < list.count; i++) {
        const struct app_location location = {list.items[i].id, list.items[i].name,
                                              list.items[i].country};
        bool seen = app->member->location_count == 0;
        for (size_t j = 0; !seen && j < app->member->location_count; j++)
            seen = strcmp(app->member->locations[j], location.id) == 0;
        if (seen)
            rc = visit(context, &location, err);
    }
    locations_release(&list);
    return rc;
}

static enum rc check_country(const char *country, char ret[3], struct err *err)
{
    if (strlen(country) != 2 || !isalpha((unsigned char)country[0]) ||
        !isalpha((unsigned char)country[1]))
        return err_set(err, RC_USAGE, _("--country %s: not a country code: two letters, as in NL"),
                       country);
    ret[0] = (char)toupper((unsigned char)country[0]);
    ret[1] = (char)toupper((unsigned char)country[1]);
    ret[2] = '\0';
    return RC_OK;
}

enum rc app_location_set(struct app *app, const char *id, const char *name, const char *country,
                         struct err *err)
{
    struct tx *tx = NULL;
    int64_t key = 0;
    char code[3] = "";
    enum rc rc = app_may(app, MAY_EDIT_BOOK, err);
    if (rc == RC_OK && id[0] == '\0')
        rc = err_set(err, RC_USAGE, _("the location's id: it is empty: give the participant id"));
    if (rc == RC_OK)
        rc = length_check(_("the location's id"), id, LENGTH_NAME, err);
    if (rc == RC_OK)
        rc = length_check("--name", name, LENGTH_NAME, err);
    if (rc == RC_OK && country != NULL)
        rc = check_country(country, code, err);
    /* One with limits may name his own locations, not make or meet others. */
    if (rc == RC_OK && member_is_scoped(app->member))
        rc = app_known_location(app, id, &key, err);
    if (rc == RC_OK)
        rc = app_begin(app, MAY_EDIT_BOOK, TX_CHANGESET, &tx, err);
    if (rc == RC_OK)
        rc = tx_touch(tx, NULL, id, err);
    if (rc == RC_OK)
        rc = location_set(tx, id, name, country != NULL ? code : NULL, err);
    if (rc == RC_OK)
        rc = app_commit(app, tx, "location.set", err, "%s%s%s%s%s", id, name != NULL ? ": " : "",
                        name != NULL ? name : "", country != NULL ? ", " : "", code);
    tx_end(tx);
    return rc;
}
