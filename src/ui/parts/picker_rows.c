/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "ui/parts/picking.h"

const struct folder_file *picker_file(const struct picker *picker)
{
    return picker->here < picker->shown ? &picker->listing.files[picker->order[picker->here]]
                                        : NULL;
}

char *picker_path(const struct picker *picker, const char *name)
{
    struct buf path;
    char *copy = NULL;
    buf_init(&path);
    buf_addf(&path, "%s/%s", strcmp(picker->folder, "/") == 0 ? "" : picker->folder, name);
    if (!path.failed)
        copy = strdup(path.text);
    buf_release(&path);
    return copy;
}

bool picker_wants(const struct picker *picker, const struct folder_file *file)
{
    size_t length = strlen(file->name);
    if (file->kind == FILE_FOLDER || picker->endings == NULL)
        return true;
    for (const char *ending = picker->endings; *ending != '\0';) {
        size_t size = strcspn(ending, " ");
        if (size > 0 && size <= length &&
            strncasecmp(file->name + length - size, ending, size) == 0)
            return true;
        ending += size;
        ending += strspn(ending, " ");
    }
    return false;
}

/* ---- order ------------------------------------------------------------------------------ */

static int group(const struct picker *picker, const struct folder_file *file)
{
    return file->kind == FILE_FOLDER ? 0 : picker_wants(picker, file) ? 1 : 2;
}

static int in_order(const void *left, const void *right, void *context)
{
    const struct picker *picker = context;
    const struct folder_file *a = &picker->listing.files[*(const size_t *)left];
    const struct folder_file *b = &picker->listing.files[*(const size_t *)right];
    int result = group(picker, a) - group(picker, b);
    if (result == 0 && picker->newest && a->changed != b->changed)
        return a->changed > b->changed ? -1 : 1;
    if (result == 0)
        result = strcasecmp(a->name, b->name);
    return result != 0 ? result : strcmp(a->name, b->name);
}

/* Hidden files show themselves to those who type their dot. */
static bool fits(const char *name, const char *folded)
{
    struct buf visible, whole;
    bool fit;
    if (name[0] == '.' && folded[0] != '.')
        return false;
    buf_init(&visible);
    buf_init(&whole);
    text_add_visible(&visible, name, strlen(name));
    text_add_folded(&whole, visible.text);
    fit = folded[0] == '.' ? strncmp(whole.text, folded, strlen(folded)) == 0
                           : strstr(whole.text, folded) != NULL;
    buf_release(&visible);
    buf_release(&whole);
    return fit;
}

/* The rows that fit the words behind the last '/' of what is typed. */
static void fill(struct picker *picker)
{
    const char *slash = strrchr(picker->edit.text, '/');
    struct buf folded;
    buf_init(&folded);
    text_add_folded(&folded, slash != NULL ? slash + 1 : picker->edit.text);
    if (strcmp(folded.text, "~") == 0)
        buf_clear(&folded);
    picker->shown = picker->here = picker->top = 0;
    for (size_t i = 0; i < picker->listing.count; i++) {
        if (fits(picker->listing.files[i].name, folded.text))
            picker->order[picker->shown++] = i;
    }
    buf_release(&folded);
    if (picker->shown > 0)
        qsort_r(picker->order, picker->shown, sizeof(*picker->order), in_order, picker);
}

void picker_select(struct picker *picker, const char *name)
{
    for (size_t row = 0; row < picker->shown; row++) {
        if (strcmp(picker->listing.files[picker->order[row]].name, name) == 0)
            picker->here = row;
    }
}

/* ---- folders ------------------------------------------------------------------------------ */

static void load(struct picker *picker)
{
    struct err err;
    err_init(&err);
    listing_release(&picker->listing);
    free(picker->order);
    picker->order = NULL;
    buf_clear(&picker->trouble);
    if (folder_list(picker->folder, &picker->listing, &err) != RC_OK) {
        buf_add(&picker->trouble, err.text);
        return;
    }
    picker->order = calloc(picker->listing.count + 1, sizeof(*picker->order));
    if (picker->order == NULL)
        listing_release(&picker->listing);
}

static bool replace(char **text, const char *by)
{
    char *copy = strdup(by);
    if (copy == NULL)
        return false;
    free(*text);
    *text = copy;
    return true;
}

/* The name of the folder in which `inner` lies somewhere, NULL: it does not. */
static char *step_towards(const char *folder, const char *inner)
{
    size_t length = strcmp(folder, "/") == 0 ? 0 : strlen(folder);
    if (strncmp(folder, inner, length) != 0 || inner[length] != '/')
        return NULL;
    return strndup(inner + length + 1, strcspn(inner + length + 1, "/"));
}

void picker_enter(struct picker *picker, const char *folder)
{
    char *step = picker->base != NULL ? step_towards(folder, picker->base) : NULL;
    edit_set(&picker->edit, "");
    if (replace(&picker->base, folder) && replace(&picker->folder, picker->base)) {
        load(picker);
        fill(picker);
        if (step != NULL)
            picker_select(picker, step);
    }
    free(step);
}

/* The folder that the typed text names, NULL: none. */
static char *typed_folder(const struct picker *picker)
{
    const char *slash = strrchr(picker->edit.text, '/');
    char *folder = NULL;
    struct err err;
    err_init(&err);
    if (slash == NULL)
        return NULL;
    char *part = strndup(picker->edit.text, (size_t)(slash - picker->edit.text) + 1);
    if (part != NULL && folder_resolve(picker->base, part, &folder, &err) != RC_OK)
        folder = NULL;
    free(part);
    return folder;
}

void picker_narrow(struct picker *picker)
{
    char *folder = typed_folder(picker);
    const char *wanted = folder != NULL ? folder : picker->base;
    if (strcmp(wanted, picker->folder) != 0 && replace(&picker->folder, wanted))
        load(picker);
    fill(picker);
    free(folder);
}

void picker_turn(struct picker *picker)
{
    const struct folder_file *file = picker_file(picker);
    const char *name = file != NULL ? file->name : "";
    picker->newest = !picker->newest;
    fill(picker);
    picker_select(picker, name);
}
