/* SPDX-License-Identifier: MIT */
#include "app/history.h"

#include <stdio.h>
#include <string.h>

#include "app/closed.h"
#include "app/copies.h"
#include "app/inside.h"
#include "base/words.h"

enum rc app_log(struct app *app, journal_visit *visit, void *context, struct err *err)
{
    bool scoped = member_is_scoped(app->member);
    return journal_list(app->book, scoped ? app_sees_row : NULL, app, visit, context, err);
}

struct deletion {
    const char *claim;
    char *person; /* DELETER_SIZE */
    int64_t time;
};

/* The newest that is not taken back; its summary begins with the claim's id. */
static enum rc look_at_deletion(void *context, const struct journal_row *row, struct err *err)
{
    struct deletion *deletion = context;
    size_t length = strlen(deletion->claim);
    (void)err;
    if (row->undone || strcmp(row->action, "claim.delete") != 0 ||
        strncmp(row->summary, deletion->claim, length) != 0 || row->summary[length] != ':')
        return RC_OK;
    (void)snprintf(deletion->person, DELETER_SIZE, "%s", row->person);
    deletion->time = row->time;
    return RC_OK;
}

enum rc app_log_deleter(struct app *app, const char *claim, char ret_person[DELETER_SIZE],
                        int64_t *ret_time, struct err *err)
{
    struct deletion deletion = {.claim = claim, .person = ret_person};
    ret_person[0] = '\0';
    enum rc rc = app_log(app, look_at_deletion, &deletion, err);
    *ret_time = deletion.time;
    return rc;
}

/* Undo needs what the write needed, and refuses what the write would refuse: the
 * action's first word says which room it belongs to. */
struct room {
    const char *actions;
    enum permission permission;
    enum { KEEPS_NOTHING, KEEPS_CLOSED, KEEPS_AN_ADMIN } keeps;
};

static const struct room *room_of(const char *action)
{
    static const struct room rooms[] = {
        {"import", MAY_IMPORT, KEEPS_NOTHING},
        {"earning.add", MAY_EDIT_BOOK, KEEPS_CLOSED},
        {"earning.edit", MAY_EDIT_BOOK, KEEPS_CLOSED},
        {"earning.delete", MAY_EDIT_BOOK, KEEPS_CLOSED},
        {"earning.", MAY_EDIT_BOOK, KEEPS_NOTHING},
        {"location.", MAY_EDIT_BOOK, KEEPS_NOTHING},
        {"program.", MAY_EDIT_TERMS, KEEPS_CLOSED},
        {"period.", MAY_EDIT_TERMS, KEEPS_NOTHING},
        {"member.", MAY_MANAGE_MEMBERS, KEEPS_AN_ADMIN},
        {"", MAY_EDIT_CLAIMS, KEEPS_NOTHING},
    };
    const struct room *room = rooms;
    while (strncmp(action, room->actions, strlen(room->actions)) != 0)
        room++;
    return room;
}

/* ---- members ------------------------------------------------------------------------------- */

/* Somebody must remain who can undo, restore and let others in. */
static enum rc check_admin(void *context, struct err *err)
{
    struct app *app = context;
    struct member_list members = {0};
    enum rc rc = members_load(app->book, &members, err);
    if (rc == RC_OK && members_admins(&members) == 0)
        rc =
            err_set(err, RC_RULE,
                    _("undo, redo: no admin of the whole book would be left: make somebody else an "
                      "admin first"));
    members_release(&members);
    return rc;
}

typedef enum rc turn_row(struct book *book, const char *person, int64_t number, tx_check *check,
                         void *context, struct err *err);

/* An import is turned in long steps: the listener may stop it as it may an import. */
static bool goes_on(void *context)
{
    struct err ignored;
    err_init(&ignored);
    return app_progress(context, _("undoing or redoing"), 0, 0, &ignored) == RC_OK;
}

static enum rc turn(struct app *app, const struct journal_entry *entry, turn_row *way,
                    struct err *err)
{
    const struct room *room = room_of(entry->row.action);
    struct closed_check *closed = NULL;
    tx_check *ask = room->keeps == KEEPS_AN_ADMIN ? check_admin : NULL;
    void *context = app;
    enum rc rc = room->keeps == KEEPS_CLOSED ? closed_check_new(app, &closed, err) : RC_OK;
    if (closed != NULL) {
        ask = closed_check_ask;
        context = closed;
    }
    book_ask_to_go_on(app->book, goes_on, app);
    if (rc == RC_OK)
        rc = way(app->book, app->person, entry->row.number, ask, context, err);
    book_ask_to_go_on(app->book, NULL, NULL);
    closed_check_free(closed);
    return rc;
}

/* ---- undo and redo --------------------------------------------------------------------------- */

static enum rc check_undo(struct app *app, int64_t number, const struct journal_entry *entry,
                          struct err *err)
{
    const struct journal_row *row = &entry->row;
    if (row->kind != JOURNAL_WRITE)
        return err_set(
            err, RC_RULE,
            _("log row %lld: it is an undo or redo itself: use 'coffer redo', or undo the "
              "row it names"),
            (long long)number);
    if (strcmp(row->action, "init") == 0 || strcmp(row->action, "restore") == 0)
        return err_set(err, RC_RULE,
                       _("log row %lld (%s): this cannot be taken back: a backup can be "
                         "restored"),
                       (long long)number, row->action);
    if (row->undone)
        return err_set(err, RC_RULE,
                       _("log row %lld (%s): it has been taken back already: nothing to "
                         "do"),
                       (long long)number, row->action);
    if (strcmp(row->person, app->person) != 0) {
        enum rc rc = app_may(app, MAY_UNDO_OTHERS, err);
        if (rc != RC_OK)
            return rc;
    }
    return app_may(app, room_of(row->action)->permission, err);
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

/* The newest row may be others' work, of which a person with limits knows nothing. */
static enum rc check_newest(struct app *app, int64_t number, const char *refusal, struct err *err)
{
    bool visible = false;
    enum rc rc = journal_row_visible(app->book, number, app_sees_row, app, &visible, err);
    return rc == RC_OK && !visible ? err_set(err, RC_RULE, "%s", refusal) : rc;
}

enum rc app_undo_target(struct app *app, int64_t number, struct journal_entry *ret, struct err *err)
{
    struct journal_entry entry = {0};
    enum rc rc = app_identify(app, err);
    if (rc == RC_OK)
        rc = app_may(app, MAY_EDIT_CLAIMS, err);
    if (rc == RC_OK && number == 0) {
        rc = journal_newest_undoable(app->book, &number, err);
        if (rc == RC_OK && number == 0)
            rc = err_set(err, RC_RULE,
                         _("undo: nothing to take back: 'coffer log' shows the journal"));
        else if (rc == RC_OK)
            rc = check_newest(app, number,
                              _("undo: the newest change is outside your part of the book: name a "
                                "row of 'coffer log'"),
                              err);
    }
    if (rc == RC_OK)
        rc = find_visible(app, number, &entry, err);
    if (rc == RC_OK)
        rc = check_undo(app, number, &entry, err);
    if (rc == RC_OK)
        *ret = entry;
    else
        journal_entry_release(&entry);
    return rc;
}

enum rc app_redo_target(struct app *app, struct journal_entry *ret, struct err *err)
{
    struct journal_entry entry = {0};
    int64_t number = 0;
    enum rc rc = app_identify(app, err);
    if (rc == RC_OK)
        rc = app_may(app, MAY_EDIT_CLAIMS, err);
    if (rc == RC_OK)
        rc = journal_newest_redoable(app->book, &number, err);
    if (rc == RC_OK && number == 0)
        rc = err_set(err, RC_RULE,
                     _("redo: nothing to bring forward again: a later change ended it, "
                       "or nothing was taken back"));
    else if (rc == RC_OK)
        rc = check_newest(app, number,
                          _("redo: what was taken back last is outside your part of the book: ask "
                            "who took it back"),
                          err);
    if (rc == RC_OK)
        rc = find_visible(app, number, &entry, err);
    if (rc == RC_OK && strcmp(entry.row.person, app->person) != 0)
        rc = app_may(app, MAY_UNDO_OTHERS, err);
    if (rc == RC_OK)
        rc = app_may(app, room_of(entry.row.action)->permission, err);
    if (rc == RC_OK)
        *ret = entry;
    else
        journal_entry_release(&entry);
    return rc;
}

/* Turns the row of `entry`, which goes to *ret, or is let go on failure. */
static enum rc turn_target(struct app *app, struct journal_entry *entry, turn_row *way,
                           struct journal_entry *ret, struct err *err)
{
    enum rc rc = turn(app, entry, way, err);
    if (rc == RC_OK) {
        copies_daily(app);
        *ret = *entry;
    } else {
        journal_entry_release(entry);
    }
    return rc;
}

enum rc app_undo(struct app *app, int64_t number, struct journal_entry *ret, struct err *err)
{
    struct journal_entry entry = {0};
    enum rc rc = app_undo_target(app, number, &entry, err);
    return rc == RC_OK ? turn_target(app, &entry, journal_undo, ret, err) : rc;
}

enum rc app_redo(struct app *app, struct journal_entry *ret, struct err *err)
{
    struct journal_entry entry = {0};
    enum rc rc = app_redo_target(app, &entry, err);
    return rc == RC_OK ? turn_target(app, &entry, journal_redo, ret, err) : rc;
}
