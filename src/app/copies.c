/* SPDX-License-Identifier: MIT */
#include "app/copies.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/depot.h"
#include "app/inside.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/words.h"
#include "store/contents.h"
#include "store/safekeep.h"

enum { KEPT = 10, KEPT_SIZES = 3, COPIES_MAX = 256 };

/* ---- where ------------------------------------------------------------------------------- */

static void add_state_home(struct buf *path)
{
    const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    const struct passwd *entry = NULL;
    if (state != NULL && state[0] == '/') {
        buf_add(path, state);
        return;
    }
    if (home == NULL || home[0] != '/')
        entry = getpwuid(geteuid());
    if (entry != NULL)
        home = entry->pw_dir;
    buf_addf(path, "%s/.local/state", home != NULL ? home : "");
}

/* Every folder of the path that is missing, for the owner alone. */
static enum rc make_folders(char *path, struct err *err)
{
    for (char *slash = strchr(path + 1, '/');; slash = strchr(slash + 1, '/')) {
        if (slash != NULL)
            *slash = '\0';
        int failed = mkdir(path, 0700) != 0 && errno != EEXIST ? errno : 0;
        if (failed != 0)
            return err_sys(err, failed, path,
                           _("set XDG_STATE_HOME to a place where you may write"));
        if (slash == NULL)
            return RC_OK;
        *slash = '/';
    }
}

enum rc copies_directory(const char *book_id, char **ret, struct err *err)
{
    struct buf path;
    buf_init(&path);
    add_state_home(&path);
    buf_addf(&path, "/coffer/%s", book_id);
    enum rc rc = buf_check(&path, err);
    if (rc == RC_OK)
        rc = make_folders(path.text, err);
    if (rc == RC_OK && (*ret = strdup(path.text)) == NULL)
        rc = err_memory(err);
    buf_release(&path);
    return rc;
}

/* ---- which ------------------------------------------------------------------------------- */

struct copy {
    char name[256];
    int64_t size;
};

static int newest_first(const void *a, const void *b)
{
    return strcmp(((const struct copy *)b)->name, ((const struct copy *)a)->name);
}

/* Names begin with the time, so their order is the order of making. */
static size_t list_copies(const char *directory, struct copy *copies, size_t capacity)
{
    size_t count = 0;
    DIR *dir = opendir(directory);
    if (dir == NULL)
        return 0;
    for (struct dirent *entry = readdir(dir); entry != NULL && count < capacity;
         entry = readdir(dir)) {
        struct stat st;
        size_t length = strlen(entry->d_name);
        if (length < 8 || strcmp(entry->d_name + length - 7, ".coffer") != 0 ||
            fstatat(dirfd(dir), entry->d_name, &st, 0) != 0)
            continue;
        (void)snprintf(copies[count].name, sizeof(copies[count].name), "%s", entry->d_name);
        copies[count++].size = st.st_size;
    }
    (void)closedir(dir);
    qsort(copies, count, sizeof(*copies), newest_first);
    return count;
}

/* True where one went. */
static bool drop_old(const char *directory, int64_t book_size)
{
    struct copy copies[COPIES_MAX];
    size_t count = list_copies(directory, copies, COPIES_MAX);
    int64_t sum = 0;
    bool dropped = false;
    for (size_t i = 0; i < count; i++) {
        struct buf path;
        sum += copies[i].size;
        /* The newest one stays whatever its size. */
        if (i == 0 || (i < KEPT && sum <= KEPT_SIZES * book_size))
            continue;
        buf_init(&path);
        buf_addf(&path, "%s/%s", directory, copies[i].name);
        dropped = unlink(path.text) == 0 || dropped;
        buf_release(&path);
    }
    return dropped;
}

/* The documents of copies that went. */
static void drop_documents(const char *directory, struct book *book)
{
    struct copy copies[COPIES_MAX];
    struct buf paths[COPIES_MAX];
    const char *names[COPIES_MAX];
    size_t count = list_copies(directory, copies, COPIES_MAX);
    bool failed = false;
    for (size_t i = 0; i < count; i++) {
        buf_init(&paths[i]);
        buf_addf(&paths[i], "%s/%s", directory, copies[i].name);
        names[i] = paths[i].text;
        failed = failed || paths[i].failed;
    }
    if (!failed)
        depot_prune(directory, book, names, count);
    for (size_t i = 0; i < count; i++)
        buf_release(&paths[i]);
}

/* ---- whose ------------------------------------------------------------------------------- */

static const char owner_file[] = "of-book";

/* A damaged book cannot tell its id: the folder remembers where its book lies. */
static void remember_owner(const char *directory, const char *book)
{
    char *path = realpath(book, NULL);
    struct buf name;
    buf_init(&name);
    buf_addf(&name, "%s/%s", directory, owner_file);
    FILE *file = path != NULL && !name.failed ? fopen(name.text, "we") : NULL;
    if (file != NULL) {
        (void)fputs(path, file);
        (void)fclose(file);
    }
    buf_release(&name);
    free(path);
}

static bool belongs_to(const char *directory, const char *book)
{
    char line[4096] = "";
    struct buf name;
    buf_init(&name);
    buf_addf(&name, "%s/%s", directory, owner_file);
    FILE *file = !name.failed ? fopen(name.text, "re") : NULL;
    if (file != NULL) {
        if (fgets(line, sizeof(line), file) == NULL)
            line[0] = '\0';
        (void)fclose(file);
    }
    buf_release(&name);
    return strcmp(line, book) == 0;
}

/* ---- making ------------------------------------------------------------------------------ */

/* Of two copies within one second each has something that the other lacks: the later
 * one has a number, and its name sorts after all that were made before it. */
static enum rc name_copy(const char *directory, const char *reason, struct buf *ret,
                         struct err *err)
{
    char stamp[CLOCK_STAMP_SIZE];
    struct copy copies[COPIES_MAX];
    clock_stamp(clock_now(), stamp);
    size_t length = strlen(stamp), count = list_copies(directory, copies, COPIES_MAX), i = 0;
    buf_addf(ret, "%s/%s", directory, stamp);
    while (i < count && strncmp(copies[i].name, stamp, length) != 0)
        i++;
    if (i < count) { /* the newest of this second */
        bool numbered = copies[i].name[length] == '_';
        buf_addf(ret, "_%03ld", numbered ? strtol(copies[i].name + length + 1, NULL, 10) + 1 : 2L);
    }
    buf_addf(ret, "-%s.coffer", reason);
    return buf_check(ret, err);
}

/* One process at a time, or one could drop documents that the other's copy is about to
 * name. -1: no lock, where the file system has none or `wait` is false and another has
 * it (*ret_taken). */
static int lock_folder(const char *directory, bool wait, bool *ret_taken)
{
    int fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    *ret_taken = false;
    if (fd < 0 || flock(fd, wait ? LOCK_EX : LOCK_EX | LOCK_NB) == 0)
        return fd;
    *ret_taken = errno == EWOULDBLOCK;
    (void)close(fd);
    return -1;
}

static bool is_damage(const struct err *err)
{
    int code = err->sql & 0xff;
    return code == 11 || code == 26; /* SQLITE_CORRUPT, SQLITE_NOTADB */
}

/* The documents first: a copy never names one that is not beside it. What is too damaged
 * to be read is copied page by page, with everything in it. */
static enum rc copy_book(struct book *book, const char *directory, const char *path,
                         int64_t *ret_damaged, struct err *err)
{
    struct err why;
    bool any = false;
    err_init(&why);
    *ret_damaged = 0;
    enum rc rc = contents_any(book, &any, &why);
    if (rc == RC_OK && any)
        rc = depot_add(book, directory, ret_damaged, &why);
    if (rc == RC_OK && any)
        rc = book_backup_data(book, path, &why);
    if (rc == RC_OK && any)
        return RC_OK;
    if (rc == RC_OK || is_damage(&why))
        return book_backup(book, path, NULL, NULL, err);
    *err = why;
    return rc;
}

static enum rc make_copy(struct book *book, const char *directory, const char *reason,
                         struct buf *ret_path, int64_t *ret_damaged, struct err *err)
{
    struct stat st;
    enum rc rc = name_copy(directory, reason, ret_path, err);
    if (rc == RC_OK)
        rc = copy_book(book, directory, ret_path->text, ret_damaged, err);
    if (rc == RC_RULE || rc == RC_BOOK)
        err->rc = rc = RC_FILE;
    if (rc == RC_OK && stat(ret_path->text, &st) == 0) {
        if (drop_old(directory, st.st_size))
            drop_documents(directory, book);
        remember_owner(directory, book_path(book));
    }
    return rc;
}

enum rc copies_make(struct book *book, const char *reason, char **ret_path, struct err *err)
{
    char id[32];
    char *directory = NULL;
    int64_t damaged = 0;
    bool taken = false;
    struct buf path;
    buf_init(&path);
    enum rc rc = book_id(book, id, err);
    if (rc == RC_OK)
        rc = copies_directory(id, &directory, err);
    if (rc != RC_OK)
        return rc;
    int lock = lock_folder(directory, true, &taken);
    rc = make_copy(book, directory, reason, &path, &damaged, err);
    if (rc == RC_OK && ret_path != NULL && (*ret_path = strdup(path.text)) == NULL)
        rc = err_memory(err);
    if (lock >= 0)
        (void)close(lock);
    buf_release(&path);
    free(directory);
    return rc;
}

/* ---- once a day -------------------------------------------------------------------------- */

static bool is_made_today(const char *directory)
{
    enum { DAY_LENGTH = 10 };
    struct copy copies[COPIES_MAX];
    char stamp[CLOCK_STAMP_SIZE];
    clock_stamp(clock_now(), stamp);
    size_t count = list_copies(directory, copies, COPIES_MAX);
    return count > 0 && strncmp(copies[0].name, stamp, DAY_LENGTH) == 0;
}

/* Bytes that no document has named for 30 days: undo could reach them so long. */
static void sweep_contents(struct app *app)
{
    enum { KEPT_SECONDS = 30 * 24 * 60 * 60 };
    struct err ignored; /* what is left over goes the next day */
    err_init(&ignored);
    (void)contents_sweep(app->book, clock_now() - KEPT_SECONDS, &ignored);
}

static enum rc make_daily(struct app *app, const char *directory, struct err *err)
{
    struct buf path;
    int64_t damaged = 0;
    bool taken = false;
    int lock = lock_folder(directory, false, &taken);
    if (taken) /* another process is at it */
        return RC_OK;
    buf_init(&path);
    enum rc rc = RC_OK;
    if (!is_made_today(directory)) /* nor has it finished meanwhile */
        rc = make_copy(app->book, directory, "daily", &path, &damaged, err);
    if (lock >= 0)
        (void)close(lock);
    buf_release(&path);
    if (damaged > 0)
        app_warn(app, _("documents are damaged: 'coffer document verify' names them"));
    sweep_contents(app);
    return rc;
}

/* later: it is left to who listens. */
static void daily(struct app *app, bool later)
{
    char id[32];
    char *directory = NULL;
    struct err why;
    err_init(&why);
    enum rc rc = book_id(app->book, id, &why);
    if (rc == RC_OK)
        rc = copies_directory(id, &directory, &why);
    bool due = rc == RC_OK && !is_made_today(directory);
    if (due && !later)
        rc = make_daily(app, directory, &why);
    free(directory);
    if (due && later) {
        app->listener.copy_due(app->listener.context);
        return;
    }
    app_copy_told(app, why.text);
    if (rc != RC_OK)
        app_warn(app, _("the daily copy of the book could not be made: %s"), why.text);
}

void copies_daily(struct app *app)
{
    daily(app, app->listener.copy_due != NULL);
}

void app_copy_daily(struct app *app)
{
    daily(app, false);
}

const char *app_copy_trouble(const struct app *app)
{
    return app->copy_trouble;
}

void app_copy_told(struct app *app, const char *trouble)
{
    (void)snprintf(app->copy_trouble, sizeof(app->copy_trouble), "%s", trouble);
}

/* ---- pointing at them --------------------------------------------------------------------- */

/* The newest copy in the folder that remembers this book's path, or "". */
static void find_newest(const char *state, const char *book, struct buf *ret)
{
    DIR *dir = opendir(state);
    struct dirent *entry = NULL;
    while (dir != NULL && (entry = readdir(dir)) != NULL) {
        struct copy copies[COPIES_MAX];
        struct buf one;
        buf_init(&one);
        buf_addf(&one, "%s/%s", state, entry->d_name);
        if (entry->d_name[0] != '.' && belongs_to(one.text, book) &&
            list_copies(one.text, copies, COPIES_MAX) > 0) {
            buf_clear(ret);
            buf_addf(ret, "%s/%s", one.text, copies[0].name);
        }
        buf_release(&one);
    }
    if (dir != NULL)
        (void)closedir(dir);
}

void copies_name_newest(const struct app_options *options, struct err *err)
{
    struct buf state, newest;
    struct err ignored;
    char *path = NULL, *real = NULL;
    if (err->rc != RC_BOOK || !is_damage(err))
        return;
    buf_init(&state);
    buf_init(&newest);
    err_init(&ignored);
    add_state_home(&state);
    buf_add(&state, "/coffer");
    if (app_book_path(options, &path, &ignored) == RC_OK)
        real = realpath(path, NULL);
    if (real != NULL)
        find_newest(state.text, real, &newest);
    if (newest.length > 0) {
        struct err longer = *err;
        err_init(err);
        (void)err_set(err, longer.rc, _("%s; the newest copy is %s"), longer.text, newest.text);
        err->sql = longer.sql;
    }
    free(path);
    free(real);
    buf_release(&state);
    buf_release(&newest);
}
