/* SPDX-License-Identifier: MIT */
/* Files that are taken together. */
#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "ui/parts/picking.h"

static size_t find(const struct picker *picker, const char *path)
{
    size_t i = 0;
    while (i < picker->mark_count && strcmp(picker->marks[i], path) != 0)
        i++;
    return i;
}

bool picker_is_marked(const struct picker *picker, const char *path)
{
    return find(picker, path) < picker->mark_count;
}

static void refuse(struct picker *picker, const char *path, enum file_kind kind)
{
    const char *slash = strrchr(path, '/'), *name = slash != NULL ? slash + 1 : path;
    buf_clear(&picker->said);
    if (kind == FILE_FOLDER)
        buf_addf(&picker->said, _("%s is a folder: mark the files in it"), name);
    else if (kind == FILE_NONE)
        buf_addf(&picker->said, _("%s is not there any more"), name);
    else
        buf_addf(&picker->said, _("%s is a device or a pipe, no file"), name);
}

static void add(struct picker *picker, const char *path)
{
    char *copy = strdup(path);
    char **grown =
        copy == NULL ? NULL : reallocarray(picker->marks, picker->mark_count + 1, sizeof(char *));
    if (grown == NULL) {
        free(copy);
        picker_say(picker, _("There is not enough memory for one more file"));
        return;
    }
    picker->marks = grown;
    picker->marks[picker->mark_count++] = copy;
}

static void drop(struct picker *picker, size_t at)
{
    free(picker->marks[at]);
    picker->mark_count--;
    memmove(&picker->marks[at], &picker->marks[at + 1],
            (picker->mark_count - at) * sizeof(*picker->marks));
}

bool picker_mark(struct picker *picker, const char *path, bool on)
{
    size_t at = find(picker, path);
    enum file_kind kind = folder_look(path);
    if (on && kind != FILE_PLAIN) {
        refuse(picker, path, kind);
        return false;
    }
    if (on && at == picker->mark_count)
        add(picker, path);
    else if (!on && at < picker->mark_count)
        drop(picker, at);
    return true;
}

void picker_turn_mark(struct picker *picker)
{
    const struct folder_file *file = picker_file(picker);
    char *path = file != NULL ? picker_path(picker, file->name) : NULL;
    if (path == NULL)
        picker_say(picker, _("There is no file to mark"));
    else if (picker_mark(picker, path, !picker_is_marked(picker, path)) &&
             picker->here + 1 < picker->shown)
        picker->here++;
    picker->on_list = true;
    free(path);
}

const char *picker_preview(struct picker *picker)
{
    const struct folder_file *file = picker_file(picker);
    if (picker->many.preview == NULL || file == NULL || file->kind != FILE_PLAIN)
        return "";
    char *path = picker_path(picker, file->name);
    if (path == NULL)
        return "";
    if (picker->previewed == NULL || strcmp(picker->previewed, path) != 0) {
        buf_clear(&picker->preview);
        picker->many.preview(picker->view.shell, path, &picker->preview);
        free(picker->previewed);
        picker->previewed = path;
    } else {
        free(path);
    }
    return picker->preview.text;
}

void picker_marks_release(struct picker *picker)
{
    for (size_t i = 0; i < picker->mark_count; i++)
        free(picker->marks[i]);
    free(picker->marks);
    free(picker->previewed);
    buf_release(&picker->preview);
}
