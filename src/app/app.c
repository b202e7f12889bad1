/* SPDX-License-Identifier: MIT */
#include "app/app.h"

#include <pwd.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/agenda.h"
#include "app/copies.h"
#include "app/inside.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/text.h"
#include "base/words.h"
#include "store/locations.h"
#include "store/settings.h"

/* ---- places and people ----------------------------------------------------------------- */

static enum rc take(struct buf *buf, char **ret, struct err *err)
{
    enum rc rc = buf_check(buf, err);
    if (rc == RC_OK && (*ret = strdup(buf->text)) == NULL)
        rc = err_memory(err);
    buf_release(buf);
    return rc;
}

enum rc app_login(char **ret, struct err *err)
{
    struct buf name;
    const struct passwd *entry = getpwuid(geteuid());
    buf_init(&name);
    if (entry != NULL && entry->pw_name[0] != '\0' &&
        text_is_utf8(entry->pw_name, strlen(entry->pw_name)))
        buf_add(&name, entry->pw_name);
    else
        buf_addf(&name, "#%lu", (unsigned long)geteuid());
    return take(&name, ret, err);
}

/* ---- opening ------------------------------------------------------------------------------ */

static void write_notice(struct app *app)
{
    if (book_lacks_space(app->book))
        (void)snprintf(app->notice, sizeof(app->notice), "%s",
                       _("read only: the disk of the book is full; free some space to change it"));
    else if (book_is_copy(app->book))
        (void)snprintf(app->notice, sizeof(app->notice), "%s",
                       _("read only: a private copy of the book as it stood when it was opened"));
    else if (book_is_read_only(app->book))
        (void)snprintf(app->notice, sizeof(app->notice), "%s",
                       _("read only: the book can be looked at and exported, not changed"));
    else if (book_is_remote(app->book))
        (void)snprintf(app->notice, sizeof(app->notice), "%s",
                       _("the book lies on a network file system: one person at a time is safer"));
}

enum rc app_new(const struct app_options *options, struct book *book, struct app **ret,
                struct err *err)
{
    struct app *app = calloc(1, sizeof(*app));
    if (app == NULL)
        return err_memory(err);
    enum rc rc = app_login(&app->person, err);
    if (rc != RC_OK) {
        free(app);
        return rc;
    }
    app->book = book;
    app->today.day = clock_today();
    app->day = options->has_as_of ? options->as_of : app->today;
    app_listen(app, &options->listener);
    write_notice(app);
    *ret = app;
    return RC_OK;
}

static bool are_equal(const char *const *a, size_t a_count, const char *const *b, size_t b_count)
{
    bool equal = a_count == b_count;
    for (size_t i = 0; equal && i < a_count; i++)
        equal = strcmp(a[i], b[i]) == 0;
    return equal;
}

static bool sees_the_same(const struct member *a, const struct member *b)
{
    return are_equal(a->locations, a->location_count, b->locations, b->location_count) &&
           are_equal(a->programs, a->program_count, b->programs, b->program_count);
}

enum rc app_identify(struct app *app, struct err *err)
{
    struct member_list members = {0};
    enum rc rc = members_load(app->book, &members, err);
    if (rc != RC_OK)
        return rc;
    const struct member *member = members_find(&members, app->person);
    if (member == NULL) {
        members_release(&members);
        return err_set(
            err, RC_BOOK,
            _("%s: %s is no member of this book: ask an admin to run 'coffer member add'"),
            book_path(app->book), app->person);
    }
    if (app->member == NULL || !sees_the_same(app->member, member))
        agenda_forget(app);
    members_release(&app->members);
    app->members = members;
    app->member = member;
    return RC_OK;
}

static enum rc look_for_demo(struct app *app, struct err *err)
{
    struct buf value;
    buf_init(&value);
    enum rc rc = setting_get(app->book, "demo", &value, err);
    app->is_demo = value.length > 0;
    buf_release(&value);
    return rc;
}

enum rc app_open(const struct app_options *options, struct app **ret, struct err *err)
{
    char *path = NULL;
    struct book *book = NULL;
    struct app *app = NULL;
    bool old = false;
    enum rc rc = app_book_path(options, &path, err);
    if (rc == RC_OK)
        rc = book_open(path, options->read_only ? BOOK_LOOK : BOOK_WRITE, &book, &old, err);
    free(path);
    if (rc != RC_OK) {
        copies_name_newest(options, err);
        return rc;
    }
    if (old && book_is_read_only(book)) {
        rc = err_set(err, RC_BOOK,
                     _("%s: the book is of an older Coffer and cannot be written here: open it "
                       "once with write permission"),
                     book_path(book));
    } else if (old) {
        rc = copies_make(book, "before-migration", NULL, err);
        if (rc == RC_OK)
            rc = book_migrate(book, err);
    }
    if (rc == RC_OK)
        rc = app_new(options, book, &app, err);
    if (rc != RC_OK) {
        book_close(book);
        return rc;
    }
    rc = app_identify(app, err);
    if (rc == RC_OK)
        rc = look_for_demo(app, err);
    if (rc == RC_OK)
        rc = book_data_version(book, &app->seen, err);
    if (rc != RC_OK) {
        app_close(app);
        return rc;
    }
    *ret = app;
    return RC_OK;
}

void app_close(struct app *app)
{
    if (app == NULL)
        return;
    app_catalogues_forget(app);
    agenda_forget(app);
    members_release(&app->members);
    book_close(app->second);
    book_close(app->book);
    free(app->person);
    free(app->done);
    free(app);
}

/* ---- asking ------------------------------------------------------------------------------- */

const char *app_path(const struct app *app)
{
    return book_path(app->book);
}

const char *app_person(const struct app *app)
{
    return app->person;
}

const struct member *app_member(const struct app *app)
{
    return app->member;
}

bool app_is_read_only(const struct app *app)
{
    return book_is_read_only(app->book);
}

const char *app_notice(const struct app *app)
{
    return app->notice;
}

bool app_is_demo(const struct app *app)
{
    return app->is_demo;
}

struct date app_day(const struct app *app)
{
    return app->day;
}

void app_look_at(struct app *app, struct date day)
{
    app->day = day;
}

void app_listen(struct app *app, const struct app_listener *listener)
{
    app->listener = *listener;
    book_wait_with(app->book, listener->waits, listener->context);
}

const char *app_done(const struct app *app)
{
    return app->done != NULL ? app->done : "";
}

const char *app_done_action(const struct app *app)
{
    return app->done_action;
}

int64_t app_done_row(const struct app *app)
{
    return app->done_row;
}

bool app_book_moved(struct app *app)
{
    struct err ignored;
    int64_t now = app->seen;
    err_init(&ignored);
    if (book_data_version(app->book, &now, &ignored) != RC_OK)
        return false;
    bool moved = now != app->seen;
    app->seen = now;
    return moved;
}

static bool writes(enum permission permission)
{
    return permission != MAY_LOOK && permission != MAY_SAFEKEEP && permission != MAY_SEE_MEMBERS;
}

enum rc app_may(const struct app *app, enum permission permission, struct err *err)
{
    if (!role_may(app->member->role, permission))
        return err_set(err, RC_RULE, _("%s: a user may not do this: ask an admin of the book"),
                       app->person);
    if (permission_needs_all(permission) && member_is_scoped(app->member))
        return err_set(err, RC_RULE,
                       _("%s: this concerns the whole book, and your membership covers a part of "
                         "it: ask a member without limits"),
                       app->person);
    if (!writes(permission))
        return RC_OK;
    enum rc rc = book_may_write(app->book, err);
    if (rc != RC_OK)
        return rc;
    if (!app->demo && date_compare(app->day, app->today) > 0)
        return err_set(err, RC_RULE,
                       _("--as-of: a change cannot be dated ahead of today: leave --as-of away"));
    return RC_OK;
}

/* ---- scope --------------------------------------------------------------------------------- */

bool app_sees(const struct app *app, const char *program, const char *location)
{
    return member_sees(app->member, program, location);
}

bool app_sees_row(void *context, const char *program, const char *location)
{
    return app_sees(context, program, location);
}

enum rc app_known_program(struct app *app, const struct catalog *catalog, const char *code,
                          const struct program_record **ret, struct err *err)
{
    const struct program_record *program = catalog_find(catalog, code);
    bool scoped = app->member->program_count > 0;
    bool seen = program != NULL && program_is_listed(program);
    for (size_t i = 0; seen && scoped; i++) {
        if (i == app->member->program_count)
            seen = false;
        else if (strcmp(app->member->programs[i], code) == 0)
            break;
    }
    if (!seen)
        return err_set(err, RC_RULE,
                       _("program %s: the book does not know it: 'coffer program list' shows them"),
                       code);
    *ret = program;
    return RC_OK;
}

enum rc app_known_location(struct app *app, const char *id, int64_t *ret_key, struct err *err)
{
    int64_t key = 0;
    enum rc rc = location_known_key(app->book, id, &key, err);
    if (rc != RC_OK)
        return rc;
    bool seen = key != 0 && app->member->location_count == 0;
    for (size_t i = 0; key != 0 && !seen && i < app->member->location_count; i++)
        seen = strcmp(app->member->locations[i], id) == 0;
    if (!seen)
        return err_set(err, RC_RULE,
                       _("location %s: the book does not know it: 'coffer location list' shows "
                         "them"),
                       id);
    *ret_key = key;
    return RC_OK;
}

/* ---- writing ------------------------------------------------------------------------------- */

enum rc app_begin(struct app *app, enum permission permission, enum tx_record record,
                  struct tx **ret, struct err *err)
{
    struct tx *tx = NULL;
    enum rc rc = app_may(app, permission, err);
    if (rc == RC_OK)
        rc = tx_begin(app->book, app->person, record, &tx, err);
    /* An admin may have changed the members since they were read. */
    if (rc == RC_OK)
        rc = app_identify(app, err);
    if (rc == RC_OK)
        rc = app_may(app, permission, err);
    if (rc == RC_OK)
        *ret = tx;
    else
        tx_end(tx);
    return rc;
}

enum rc app_commit(struct app *app, struct tx *tx, const char *action, struct err *err,
                   const char *format, ...)
{
    char *summary = NULL;
    va_list list;
    va_start(list, format);
    int length = vasprintf(&summary, format, list);
    va_end(list);
    if (length < 0)
        return err_memory(err);
    int64_t row = tx_number(tx);
    enum rc rc = tx_commit(tx, action, summary, err);
    if (rc != RC_OK) {
        free(summary);
        return rc;
    }
    free(app->done);
    app->done = summary;
    app->done_row = row;
    (void)snprintf(app->done_action, sizeof(app->done_action), "%s", action);
    copies_daily(app);
    return RC_OK;
}

/* ---- saying -------------------------------------------------------------------------------- */

void app_warn(const struct app *app, const char *format, ...)
{
    char *sentence = NULL;
    va_list list;
    if (app->listener.warn == NULL)
        return;
    va_start(list, format);
    int length = vasprintf(&sentence, format, list);
    va_end(list);
    if (length >= 0)
        app->listener.warn(app->listener.context, sentence);
    free(sentence);
}

enum rc app_progress(const struct app *app, const char *what, uint64_t done, uint64_t total,
                     struct err *err)
{
    if (app->listener.progress == NULL ||
        app->listener.progress(app->listener.context, what, done, total))
        return RC_OK;
    return err_set(err, RC_STOP, _("stopped: nothing was changed"));
}
