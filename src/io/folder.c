/* SPDX-License-Identifier: MIT */
#include "io/folder.h"

#include <dirent.h>
#include <errno.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/words.h"

/* ---- what is there ------------------------------------------------------------------- */

static enum file_kind kind_of(const struct stat *st)
{
    return S_ISDIR(st->st_mode) ? FILE_FOLDER : S_ISREG(st->st_mode) ? FILE_PLAIN : FILE_OTHER;
}

enum file_kind folder_look(const char *path)
{
    struct stat st;
    if (stat(path, &st) == 0)
        return kind_of(&st);
    return lstat(path, &st) == 0 ? FILE_OTHER : FILE_NONE;
}

static bool add_file(struct listing *listing, size_t *room, int folder, const char *name)
{
    struct stat st;
    struct folder_file file = {.kind = FILE_OTHER, .size = -1};
    if (listing->count == *room) {
        size_t more = *room == 0 ? 64 : *room * 2;
        struct folder_file *files = reallocarray(listing->files, more, sizeof(*files));
        if (files == NULL)
            return false;
        listing->files = files;
        *room = more;
    }
    if (fstatat(folder, name, &st, 0) == 0) {
        file.kind = kind_of(&st);
        file.size = st.st_size;
        file.changed = st.st_mtim.tv_sec;
    }
    file.day = (struct date){clock_day(file.changed)};
    file.name = strdup(name);
    if (file.name == NULL)
        return false;
    listing->files[listing->count++] = file;
    return true;
}

static bool is_dots(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

static enum rc fail(int sys, const char *path, struct err *err)
{
    return err_sys(err, sys, path, _("choose another folder"));
}

enum rc folder_list(const char *path, struct listing *ret, struct err *err)
{
    struct listing listing = {NULL, 0, false};
    size_t room = 0;
    enum rc rc = RC_OK;
    DIR *folder = opendir(path);
    if (folder == NULL)
        return fail(errno, path, err);
    while (rc == RC_OK) {
        errno = 0;
        struct dirent *entry = readdir(folder);
        if (entry == NULL) {
            rc = errno != 0 ? fail(errno, path, err) : RC_OK;
            break;
        }
        if (is_dots(entry->d_name))
            continue;
        listing.more = listing.count == FOLDER_FILES_MAX;
        if (listing.more)
            break;
        if (!add_file(&listing, &room, dirfd(folder), entry->d_name))
            rc = err_memory(err);
    }
    (void)closedir(folder);
    if (rc == RC_OK)
        *ret = listing;
    else
        listing_release(&listing);
    return rc;
}

void listing_release(struct listing *listing)
{
    for (size_t i = 0; i < listing->count; i++)
        free(listing->files[i].name);
    free(listing->files);
    *listing = (struct listing){NULL, 0, false};
}

/* ---- paths --------------------------------------------------------------------------------- */

static void add_home(struct buf *path)
{
    const char *home = getenv("HOME");
    const struct passwd *entry = NULL;
    if (home == NULL || home[0] != '/')
        entry = getpwuid(geteuid());
    if (entry != NULL)
        home = entry->pw_dir;
    buf_add(path, home != NULL ? home : "/");
}

static enum rc add_base(const char *base, struct buf *path, struct err *err)
{
    if (base != NULL && base[0] == '/') {
        buf_add(path, base);
        return RC_OK;
    }
    char *here = getcwd(NULL, 0);
    if (here == NULL)
        return fail(errno, ".", err);
    buf_add(path, here);
    free(here);
    if (base != NULL)
        buf_addf(path, "/%s", base);
    return RC_OK;
}

/* Drops empty parts and ".", and each ".." with the part before it, in place. */
static void tidy(char *path)
{
    char *to = path;
    for (const char *from = path; *from != '\0';) {
        from += strspn(from, "/");
        size_t length = strcspn(from, "/");
        if (length == 2 && strncmp(from, "..", 2) == 0) {
            while (to > path && *--to != '/')
                ;
        } else if (length > 0 && !(length == 1 && *from == '.')) {
            *to++ = '/';
            memmove(to, from, length);
            to += length;
        }
        from += length;
    }
    if (to == path)
        *to++ = '/';
    *to = '\0';
}

enum rc folder_resolve(const char *base, const char *path, char **ret, struct err *err)
{
    struct buf whole;
    enum rc rc = RC_OK;
    buf_init(&whole);
    if (path[0] == '~' && (path[1] == '/' || path[1] == '\0')) {
        add_home(&whole);
        path++;
    } else if (path[0] != '/') {
        rc = add_base(base, &whole, err);
    }
    buf_addf(&whole, "/%s", path);
    if (rc == RC_OK)
        rc = buf_check(&whole, err);
    if (rc == RC_OK) {
        tidy(whole.text);
        *ret = strdup(whole.text);
        if (*ret == NULL)
            rc = err_memory(err);
    }
    buf_release(&whole);
    return rc;
}
