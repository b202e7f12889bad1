/* SPDX-License-Identifier: MIT */
#include "app/history.h"

#include <string.h>

#include "app/copies.h"
#include "app/inside.h"
#include "base/words.h"

enum rc app_log(struct app *app, journal_visit *visit, void *context, struct err *err)
{
    bool scoped = member_is_scoped(app->member);
    return journal_list(app->book, scoped ? app_sees_row : NULL, app, visit, context, err);
}

/* Undo needs what the write needed: the action's first word says which room it
 * belongs to. */
static enum permission permission_of(const char *action)
{
    static const struct {
        const char *room;
        enum permission permission;
    } rooms[] = {
        {"import", MAY_IMPORT},        {"earning.", MAY_EDIT_BOOK}, {"location.", MAY_EDIT_BOOK},
        {"program.", MAY_EDIT_TERMS},  {"period.", MAY_EDIT_TERMS}, {"member.", MAY_MANAGE_MEMBERS},
    };
    for (size_t i = 0; i < sizeof(rooms) / sizeof(rooms[0]); i++)
        if (strncmp(action, rooms[i].room, strlen(rooms[i].room)) == 0)
            return rooms[i].permission;
    return MAY_EDIT_CLAIMS;
}

static enum rc check_undo(struct app *app, int64_t number, const struct journal_entry *entry,
                          struct err *err)
{
    const struct journal_row *row = &entry->row;
    if (row->kind != JOURNAL_WRITE)
        return err_set(err, RC_RULE,
                       _("log row %lld: it is an undo or redo itself: use 'coffer redo', or undo the "
                         "row it names"),
                       (long long)number);
    if (strcmp(row->action, "init") == 0 || strcmp(row->action, "restore") == 0)
        return err_set(err, RC_RULE, _("log row %lld (%s): this cannot be taken back: a backup can be "
                                       "restored"),
                       (long long)number, row->action);
    if (row->undone)
        return err_set(err, RC_RULE, _("log row %lld (%s): it has been taken back already: nothing to "
                                       "do"),
                       (long long)number, row->action);
    if (strcmp(row->person, app->person) != 0) {
        enum rc rc = app_may(app, MAY_UNDO_OTHERS, err);
        if (rc != RC_OK)
            return rc;
    }
    return app_may(app, permission_of(row->action), err);
}

static enum rc find_visible(struct app *app, int64_t number, struct journal_entry *ret,
                            struct err *err)
{
    bool found = false, visible = false;
    enum rc rc = number > 0 ? journal_find(app->book, number, &found, ret, err) : RC_OK;
    if (rc == RC_OK && found)
        rc = journal_row_visible(app->book, number, app_sees_row, app, &visible, err);
    if (rc == RC_OK && !visible)
        rc = err_set(err, RC_RULE, _("log row %lld: there is none: 'coffer log' shows them"),
                     (long long)number);
    return rc;
}

enum rc app_undo(struct app *app, int64_t number, struct journal_entry *ret, struct err *err)
{
    struct journal_entry entry = {0};
    int64_t made = 0;
    enum rc rc = app_may(app, MAY_EDIT_CLAIMS, err);
    if (rc == RC_OK && number == 0) {
        rc = journal_newest_undoable(app->book, &number, err);
        if (rc == RC_OK && number == 0)
            rc = err_set(err, RC_RULE, _("undo: nothing to take back: 'coffer log' shows the journal"));
    }
    if (rc == RC_OK)
        rc = find_visible(app, number, &entry, err);
    if (rc == RC_OK)
        rc = check_undo(app, number, &entry, err);
    if (rc == RC_OK)
        rc = journal_undo(app->book, app->person, number, &made, err);
    if (rc == RC_OK) {
        copies_daily(app);
        *ret = entry;
    } else {
        journal_entry_release(&entry);
    }
    return rc;
}

enum rc app_redo(struct app *app, struct journal_entry *ret, struct err *err)
{
    struct journal_entry entry = {0};
    int64_t number = 0, made = 0;
    enum rc rc = app_may(app, MAY_EDIT_CLAIMS, err);
    if (rc == RC_OK)
        rc = journal_newest_redoable(app->book, &number, err);
    if (rc == RC_OK && number == 0)
        rc = err_set(err, RC_RULE, _("redo: nothing to bring forward again: a later change ended it, "
                                     "or nothing was taken back"));
    if (rc == RC_OK)
        rc = find_visible(app, number, &entry, err);
    if (rc == RC_OK && strcmp(entry.row.person, app->person) != 0)
        rc = app_may(app, MAY_UNDO_OTHERS, err);
    if (rc == RC_OK)
        rc = app_may(app, permission_of(entry.row.action), err);
    if (rc == RC_OK)
        rc = journal_redo(app->book, app->person, number, &made, err);
    if (rc == RC_OK)
        *ret = entry;
    else
        journal_entry_release(&entry);
    return rc;
}
