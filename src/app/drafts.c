/* SPDX-License-Identifier: MIT */
#include "app/drafts.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/copies.h"
#include "app/inside.h"
#include "base/buf.h"
#include "base/digest.h"
#include "base/words.h"
#include "io/slate.h"

enum { PLACES = 9, SYNC_TICKS = 1000 };

struct draft {
    struct slate *slate;
    char *about;    /* "" */
    int64_t synced; /* ticks of the last sync */
    struct buf text;
};

/* ---- files ------------------------------------------------------------------------------- */

/* "draft-earning-add.1", "draft-earning-edit-00f2c4….1": what is edited may be any
 * text, its name in the folder is a hash. */
static void add_name(struct buf *path, const char *form, const char *about, int place)
{
    buf_addf(path, "/draft-%s", form);
    if (about != NULL && about[0] != '\0')
        buf_addf(path, "-%016" PRIx64, (uint64_t)digest_short(about, strlen(about)));
    buf_addf(path, ".%d", place);
}

static int64_t age_rank(const struct slate *slate)
{
    size_t length;
    int64_t when;
    return slate_text(slate, &length, &when) != NULL ? when : INT64_MIN;
}

/* Of the files that nobody has, the one with the newest draft, else the first. */
static enum rc open_place(const char *folder, const char *form, const char *about,
                          struct slate **ret, struct err *err)
{
    struct slate *best = NULL;
    struct buf path;
    enum rc rc = RC_OK;
    buf_init(&path);
    for (int place = 1; place <= PLACES && rc == RC_OK; place++) {
        struct slate *slate = NULL;
        buf_clear(&path);
        buf_add(&path, folder);
        add_name(&path, form, about, place);
        rc = buf_check(&path, err);
        /* Once there is a place, only those that exist are looked at. */
        if (rc != RC_OK || (best != NULL && access(path.text, F_OK) != 0))
            continue;
        rc = slate_open(path.text, &slate, err);
        if (rc != RC_OK || slate == NULL)
            continue;
        if (best == NULL || age_rank(slate) > age_rank(best)) {
            slate_close(best);
            best = slate;
        } else {
            slate_close(slate);
        }
    }
    if (rc == RC_OK && best == NULL)
        rc = err_set(err, RC_FILE,
                     _("%s: all %d places for drafts of this form are in use: close another "
                       "Coffer at this book"),
                     folder, PLACES);
    if (rc == RC_OK)
        *ret = best;
    else
        slate_close(best);
    buf_release(&path);
    return rc;
}

enum rc draft_open(struct app *app, const char *form, const char *about, struct draft **ret,
                   struct err *err)
{
    char id[32];
    char *folder = NULL;
    struct draft *draft = calloc(1, sizeof(*draft));
    bug_if(form[strspn(form, "abcdefghijklmnopqrstuvwxyz0123456789.-")] != '\0',
           "the name of a form is no name of a file");
    if (draft == NULL)
        return err_memory(err);
    buf_init(&draft->text);
    draft->about = strdup(about != NULL ? about : "");
    if (draft->about == NULL) {
        draft_close(draft);
        return err_memory(err);
    }
    enum rc rc = book_id(app->book, id, err);
    if (rc == RC_OK)
        rc = copies_directory(id, &folder, err);
    if (rc == RC_OK)
        rc = open_place(folder, form, about, &draft->slate, err);
    if (rc == RC_OK)
        *ret = draft;
    else
        draft_close(draft);
    free(folder);
    return rc;
}

static void draft_free(struct draft *draft)
{
    buf_release(&draft->text);
    free(draft->about);
    free(draft);
}

void draft_close(struct draft *draft)
{
    if (draft == NULL)
        return;
    slate_close(draft->slate);
    draft_free(draft);
}

void draft_drop(struct draft *draft)
{
    if (draft == NULL)
        return;
    slate_drop(draft->slate);
    draft_free(draft);
}

/* ---- fields ------------------------------------------------------------------------------ */

bool draft_is_there(const struct draft *draft, int64_t *ret_when)
{
    size_t length;
    return slate_text(draft->slate, &length, ret_when) != NULL;
}

/* Names and values in turn, each with a NUL behind it. */
static const char *value_in(const struct slate *slate, const char *name)
{
    size_t length = 0;
    int64_t when;
    const char *at = slate_text(slate, &length, &when);
    const char *end = at != NULL ? at + length : NULL;
    while (at != NULL && at < end) {
        const char *value = at + strlen(at) + 1;
        if (value >= end)
            return NULL;
        if (strcmp(at, name) == 0)
            return value;
        at = value + strlen(value) + 1;
    }
    return NULL;
}

const char *draft_value(const struct draft *draft, const char *name)
{
    return value_in(draft->slate, name);
}

static bool is_kept_already(const struct draft *draft)
{
    size_t length = 0;
    int64_t when;
    const char *text = slate_text(draft->slate, &length, &when);
    return length == draft->text.length &&
           (length == 0 || memcmp(text, draft->text.text, length) == 0);
}

enum rc draft_keep(struct draft *draft, const struct draft_field *fields, size_t count,
                   struct err *err)
{
    buf_clear(&draft->text);
    if (count > 0 && draft->about[0] != '\0') { /* no field has this name */
        buf_add_bytes(&draft->text, "", 1);
        buf_add_bytes(&draft->text, draft->about, strlen(draft->about) + 1);
    }
    for (size_t i = 0; i < count; i++) {
        buf_add_bytes(&draft->text, fields[i].name, strlen(fields[i].name) + 1);
        buf_add_bytes(&draft->text, fields[i].value, strlen(fields[i].value) + 1);
    }
    enum rc rc = buf_check(&draft->text, err);
    if (rc == RC_OK && draft->text.length > SLATE_TEXT_MAX)
        rc = err_set(err, RC_FILE, _("the draft: it is longer than %d bytes: save it soon"),
                     SLATE_TEXT_MAX);
    if (rc == RC_OK && !is_kept_already(draft))
        rc = slate_write(draft->slate, draft->text.text, draft->text.length, err);
    return rc;
}

enum rc draft_sync(struct draft *draft, int64_t ticks, struct err *err)
{
    if (ticks - draft->synced < SYNC_TICKS)
        return RC_OK;
    draft->synced = ticks;
    return slate_sync(draft->slate, err);
}

/* ---- what waits -------------------------------------------------------------------------- */

/* The form of "draft-claim.edit-00f2c4….1" (add_name); false: it is no draft's file. */
static bool form_of(const char *name, char ret[DRAFT_FORM_SIZE])
{
    static const char begins[] = "draft-", hex[] = "0123456789abcdef";
    enum { HASH = 16 };
    size_t length = strlen(begins);
    if (strncmp(name, begins, length) != 0)
        return false;
    const char *form = name + length, *dot = strrchr(form, '.');
    if (dot == NULL)
        return false;
    length = (size_t)(dot - form);
    if (length > HASH && form[length - HASH - 1] == '-' &&
        strspn(form + length - HASH, hex) >= HASH)
        length -= HASH + 1;
    if (length == 0 || length >= DRAFT_FORM_SIZE)
        return false;
    memcpy(ret, form, length);
    ret[length] = '\0';
    return true;
}

/* One that another Coffer has, and one that cannot be read, does not wait. */
static void look_at(const char *folder, const char *name, bool *found, struct draft_waiting *newest)
{
    struct draft_waiting waiting = {.when = 0};
    struct slate *slate = NULL;
    struct buf path;
    struct err ignored;
    err_init(&ignored);
    if (!form_of(name, waiting.form))
        return;
    buf_init(&path);
    buf_addf(&path, "%s/%s", folder, name);
    if (!path.failed && slate_open(path.text, &slate, &ignored) == RC_OK && slate != NULL) {
        size_t length;
        const char *about = value_in(slate, "");
        bool there = slate_text(slate, &length, &waiting.when) != NULL;
        (void)snprintf(waiting.about, sizeof(waiting.about), "%s", about != NULL ? about : "");
        if (there && (!*found || waiting.when > newest->when)) {
            *newest = waiting;
            *found = true;
        }
        slate_close(slate);
    }
    buf_release(&path);
}

enum rc draft_find_waiting(struct app *app, bool *ret_found, struct draft_waiting *ret,
                           struct err *err)
{
    char id[32];
    char *folder = NULL;
    bool found = false;
    enum rc rc = book_id(app->book, id, err);
    if (rc == RC_OK)
        rc = copies_directory(id, &folder, err);
    DIR *dir = rc == RC_OK ? opendir(folder) : NULL;
    for (const struct dirent *entry; dir != NULL && (entry = readdir(dir)) != NULL;)
        look_at(folder, entry->d_name, &found, ret);
    if (dir != NULL)
        (void)closedir(dir);
    free(folder);
    if (rc == RC_OK)
        *ret_found = found;
    return rc;
}
