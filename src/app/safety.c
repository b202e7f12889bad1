/* SPDX-License-Identifier: MIT */
#include "app/safety.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/copies.h"
#include "app/demo.h"
#include "app/depot.h"
#include "app/inside.h"
#include "app/shipped.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/words.h"
#include "store/safekeep.h"
#include "store/settings.h"

/* ---- init ---------------------------------------------------------------------------------------
 */

/* The book lies in the folder that Coffer itself chooses, under whatever name. */
static bool is_own_place(const char *path)
{
    char *own = NULL;
    struct err ignored;
    err_init(&ignored);
    if (app_own_path(&own, &ignored) != RC_OK)
        return false;
    size_t folder = (size_t)(strrchr(own, '/') - own) + 1;
    bool same = strncmp(path, own, folder) == 0 && strchr(path + folder, '/') == NULL;
    free(own);
    return same;
}

/* Only the place that Coffer itself chooses is made; a person's own path must
 * be there, so that a mistyped one is told and not made. */
static enum rc make_own_place(const char *path, struct err *err)
{
    struct buf folder;
    enum rc rc = RC_OK;
    if (!is_own_place(path))
        return RC_OK;
    buf_init(&folder);
    for (const char *slash = strchr(path + 1, '/'); rc == RC_OK && slash != NULL;
         slash = strchr(slash + 1, '/')) {
        buf_clear(&folder);
        buf_add_bytes(&folder, path, (size_t)(slash - path));
        rc = buf_check(&folder, err);
        if (rc == RC_OK && mkdir(folder.text, 0700) != 0 && errno != EEXIST)
            rc = err_sys(err, errno, folder.text, _("name another place with --book"));
    }
    buf_release(&folder);
    return rc;
}

static enum rc fill_new_book(struct app *app, bool demo, struct err *err)
{
    struct tx *tx = NULL;
    const struct member maker = {.login = app->person, .role = ROLE_ADMIN};
    enum rc rc = tx_begin(app->book, app->person, TX_CHANGESET, &tx, err);
    if (rc == RC_OK)
        rc = tx_touch(tx, NULL, NULL, err);
    if (rc == RC_OK)
        rc = member_put(tx, &maker, err);
    if (rc == RC_OK)
        rc = shipped_programs(tx, err);
    if (rc == RC_OK)
        rc = shipped_activities(tx, err);
    if (rc == RC_OK && demo)
        rc = setting_put(tx, "demo", "yes", err);
    if (rc == RC_OK)
        rc = app_commit(app, tx, "init", err, _("a new book of %s"), app->person);
    tx_end(tx);
    return rc;
}

/* A day that the demo can be made around. */
static enum rc check_demo_day(const struct app_options *options, struct err *err)
{
    char day[DATE_TEXT_SIZE];
    struct period period;
    if (!options->has_as_of || period_of(options->as_of, &period))
        return RC_OK;
    return err_set(err, RC_USAGE,
                   _("--as-of %s: the demo cannot be made around this day: choose one from "
                     "1999-07-01 to 2099-06-30"),
                   date_print(options->as_of, day));
}

/* Half a demo is no book. */
static void remove_new(const char *path)
{
    static const char *const suffixes[] = {"", "-wal", "-shm", "-journal"};
    for (size_t i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]); i++) {
        struct buf file;
        buf_init(&file);
        buf_addf(&file, "%s%s", path, suffixes[i]);
        if (!file.failed)
            (void)unlink(file.text);
        buf_release(&file);
    }
}

enum rc app_init(const struct app_options *options, bool demo, struct err *err)
{
    char *path = NULL;
    struct book *book = NULL;
    struct app *app = NULL;
    enum rc rc = RC_OK;
    if (options->read_only)
        return err_set(err, RC_BOOK, _("--read-only: a book cannot be made so: leave it away"));
    if (!demo && options->has_as_of && options->as_of.day > clock_today())
        return err_set(err, RC_RULE,
                       _("--as-of: a change cannot be dated ahead of today: leave --as-of away"));
    if (demo)
        rc = check_demo_day(options, err);
    if (rc == RC_OK)
        rc = app_book_path(options, &path, err);
    if (rc == RC_OK)
        rc = make_own_place(path, err);
    if (rc == RC_OK)
        rc = book_create(path, &book, err);
    if (rc == RC_OK)
        rc = app_new(options, book, &app, err);
    if (rc != RC_OK) {
        book_close(book);
        free(path);
        return rc;
    }
    rc = fill_new_book(app, demo, err);
    /* The book is made: from here on only the demo can fail. */
    if (rc == RC_OK && demo)
        rc = app_identify(app, err);
    if (rc == RC_OK && demo)
        rc = demo_fill(app, err);
    app_close(app);
    if (rc != RC_OK && demo)
        remove_new(path);
    free(path);
    return rc;
}

/* ---- check and backup
 * ----------------------------------------------------------------------------- */

enum rc app_check(struct app *app, app_finding *found, void *context, struct err *err)
{
    enum rc rc = app_may(app, MAY_SAFEKEEP, err);
    if (rc == RC_OK)
        rc = book_read_begin(app->book, err);
    if (rc == RC_OK)
        rc = book_verify(app->book, found, context, err);
    book_read_end(app->book);
    return rc;
}

static enum rc tell_pages(void *context, int done, int total, struct err *err)
{
    return app_progress(context, _("copying"), (uint64_t)done, (uint64_t)total, err);
}

enum rc app_backup(struct app *app, const char *to, struct err *err)
{
    enum rc rc = app_may(app, MAY_SAFEKEEP, err);
    if (rc == RC_OK && strcmp(to, "-") == 0)
        rc = err_set(err, RC_USAGE,
                     _("-: a backup cannot be written to standard output: name a "
                       "file"));
    return rc == RC_OK ? book_backup(app->book, to, tell_pages, app, err) : rc;
}

/* ---- restore
 * ---------------------------------------------------------------------------------------- */

/* A private copy of the backup, brought to this schema and checked. The backup
 * itself is never written. */
struct staged {
    char *path;
    struct book *book;
    struct app *app;
    struct depot_report documents;
};

static void staged_release(struct staged *staged)
{
    if (staged->app != NULL)
        app_close(staged->app);
    else
        book_close(staged->book);
    if (staged->path != NULL) {
        struct buf side;
        static const char *const suffixes[] = {"", "-wal", "-shm", "-journal"};
        for (size_t i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]); i++) {
            buf_init(&side);
            buf_addf(&side, "%s%s", staged->path, suffixes[i]);
            (void)unlink(side.text);
            buf_release(&side);
        }
    }
    free(staged->path);
}

static enum rc first_difference(void *context, const char *sentence, struct err *err)
{
    const char *name = context;
    return err_set(err, RC_BOOK, _("%s: the backup is damaged (%s): choose another"), name,
                   sentence);
}

/* What is said of a book sends people to their backups: of a backup it must not. */
static enum rc open_backup(const char *from, struct book **ret, bool *ret_old, struct err *err)
{
    struct err why;
    err_init(&why);
    enum rc rc = book_open(from, BOOK_LOOK, ret, ret_old, &why);
    int code = why.sql & 0xff;
    if (rc != RC_OK && code == 11) /* SQLITE_CORRUPT */
        return err_set(err, RC_BOOK, _("%s: the backup is damaged: choose another"), from);
    if (rc != RC_OK && code == 26) /* SQLITE_NOTADB */
        return err_set(err, RC_BOOK, _("%s: this is no backup of a book: choose another"), from);
    if (rc != RC_OK)
        *err = why;
    return rc;
}

/* An automatic copy has its documents beside it, wherever it was carried; else they lie
 * where such copies are made, or are still in the book that is to be replaced. */
static enum rc add_documents(struct staged *staged, const char *from, const char *directory,
                             struct book *present, struct err *err)
{
    const char *slash = strrchr(from, '/');
    char *beside = slash == NULL ? strdup(".") : strndup(from, (size_t)(slash - from) + 1);
    if (beside == NULL)
        return err_memory(err);
    const char *const directories[] = {beside, directory};
    enum rc rc = depot_fill(staged->app, directories, 2, present, &staged->documents, err);
    free(beside);
    return rc;
}

static enum rc stage(const struct app_options *options, const char *from, struct book *present,
                     struct staged *staged, struct err *err)
{
    struct book *backup = NULL;
    char id[32];
    char *directory = NULL;
    bool old = false;
    struct buf path;
    struct stat st;
    buf_init(&path);
    /* An input file like others: what cannot be read is no trouble of the book. */
    enum rc rc = RC_OK;
    if (stat(from, &st) != 0 || access(from, R_OK) != 0)
        rc = err_sys(err, errno, from, _("name a backup that is there"));
    else if (!S_ISREG(st.st_mode))
        rc = err_set(err, RC_FILE, _("%s: this is not a file: name a backup"), from);
    else if (st.st_size == 0)
        rc = err_set(err, RC_BOOK, _("%s: the file is empty: choose another backup"), from);
    if (rc == RC_OK)
        rc = open_backup(from, &backup, &old, err);
    if (rc == RC_OK)
        rc = book_id(backup, id, err);
    if (rc == RC_OK)
        rc = copies_directory(id, &directory, err);
    buf_addf(&path, "%s/staged-%ld", directory != NULL ? directory : "", (long)getpid());
    if (rc == RC_OK)
        rc = buf_check(&path, err);
    if (rc == RC_OK) {
        (void)unlink(path.text);
        rc = book_backup(backup, path.text, NULL, NULL, err);
    }
    book_close(backup);
    char *file = rc == RC_OK ? strdup(path.text) : NULL;
    if (rc == RC_OK && file == NULL)
        rc = err_memory(err);
    buf_release(&path);
    if (rc == RC_OK)
        rc = book_open(file, BOOK_WRITE, &staged->book, &old, err);
    if (rc == RC_OK && old)
        rc = book_migrate(staged->book, err);
    if (rc == RC_OK)
        rc = book_verify_data(staged->book, first_difference, (void *)(uintptr_t)from, err);
    if (rc == RC_OK)
        rc = app_new(options, staged->book, &staged->app, err);
    if (rc == RC_OK)
        rc = add_documents(staged, from, directory, present, err);
    free(directory);
    staged->path = file;
    return rc;
}

static enum rc present_admin(const struct app_options *options, struct app **ret, struct err *err)
{
    enum rc rc = app_open(options, ret, err);
    return rc == RC_OK ? app_may(*ret, MAY_RESTORE, err) : rc;
}

/* The present book cannot be opened (missing, damaged): who restores must be an
 * admin of the backup, and a damaged file is put aside, byte for byte. */
static enum rc make_place(const struct app_options *options, const struct err *why,
                          struct restore_report *report, struct err *err)
{
    char *path = NULL;
    char stamp[CLOCK_STAMP_SIZE];
    struct stat st;
    int code = why->sql & 0xff;
    enum rc rc = app_book_path(options, &path, err);
    if (rc != RC_OK)
        return rc;
    if (stat(path, &st) == 0 && st.st_size > 0) {
        bool damaged = code == 11 || code == 26; /* SQLITE_CORRUPT, SQLITE_NOTADB */
        clock_stamp(clock_now(), stamp);
        (void)snprintf(report->saved_as, sizeof(report->saved_as), "%s.damaged-%s", path, stamp);
        if (!damaged)
            *err = *why;
        rc = !damaged ? why->rc
             : rename(path, report->saved_as) != 0
                 ? err_sys(err, errno, path, _("check the folder"))
                 : RC_OK;
        struct buf log, aside;
        buf_init(&log);
        buf_init(&aside);
        buf_addf(&log, "%s-wal", path);
        buf_addf(&aside, "%s-wal", report->saved_as);
        if (rc == RC_OK && !log.failed && !aside.failed)
            (void)rename(log.text, aside.text); /* there may be none */
        buf_release(&log);
        buf_release(&aside);
    }
    free(path);
    return rc;
}

static enum rc new_place(const struct app_options *options, struct staged *staged, struct err *err)
{
    char *path = NULL;
    enum rc rc = app_book_path(options, &path, err);
    if (rc == RC_OK)
        rc = make_own_place(path, err);
    struct stat st;
    if (rc == RC_OK && stat(path, &st) == 0 && st.st_size == 0)
        (void)unlink(path);
    if (rc == RC_OK)
        rc = book_tell_restore(staged->book, "", staged->app->person, err);
    if (rc == RC_OK)
        rc = book_backup(staged->book, path, NULL, NULL, err);
    free(path);
    return rc;
}

static enum rc replace(struct app *present, struct staged *staged, struct restore_report *report,
                       struct err *err)
{
    char *saved = NULL;
    int64_t lost = 0;
    char now[32] = "", then[32] = "";
    enum rc rc = journal_rows_beyond(present->book, staged->book, &lost, err);
    if (rc == RC_OK)
        rc = book_id(present->book, now, err);
    if (rc == RC_OK)
        rc = book_id(staged->book, then, err);
    if (rc == RC_OK && strcmp(now, then) != 0)
        app_warn(present,
                 _("the backup is of another book: everything of the present one is replaced"));
    if (rc == RC_OK)
        rc = copies_make(present->book, "before-restore", &saved, err);
    if (rc == RC_OK)
        rc = book_restore(present->book, staged->book, present->person, tell_pages, present, err);
    if (rc == RC_OK) {
        report->rows_lost = lost;
        (void)snprintf(report->saved_as, sizeof(report->saved_as), "%s", saved);
    }
    free(saved);
    return rc;
}

enum rc app_restore(const struct app_options *options, const char *from, struct restore_report *ret,
                    struct err *err)
{
    struct restore_report report = {0};
    struct staged staged = {0};
    struct app *present = NULL;
    struct err why;
    err_init(&why);
    enum rc opened = present_admin(options, &present, &why);
    enum rc rc = RC_OK;
    /* A person who may not is told so before the backup is looked at. */
    if (opened != RC_OK && present != NULL) {
        *err = why;
        rc = opened;
    }
    if (rc == RC_OK)
        rc = stage(options, from, opened == RC_OK ? present->book : NULL, &staged, err);
    if (rc == RC_OK && opened == RC_OK)
        rc = replace(present, &staged, &report, err);
    else if (rc == RC_OK) {
        rc = app_identify(staged.app, err);
        if (rc == RC_OK)
            rc = app_may(staged.app, MAY_RESTORE, err);
        if (rc == RC_OK)
            rc = make_place(options, &why, &report, err);
        if (rc == RC_OK)
            rc = new_place(options, &staged, err);
    }
    report.documents_found = staged.documents.found;
    report.documents_missing = staged.documents.missing;
    if (rc == RC_OK)
        *ret = report;
    staged_release(&staged);
    app_close(present);
    return rc;
}
