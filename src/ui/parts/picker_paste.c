/* SPDX-License-Identifier: MIT */
/* What was pasted or dropped on the picker: one path, several, or text. */
#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "ui/parts/picking.h"

/* ---- one path ---------------------------------------------------------------------------- */

static int hex(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/* As file managers hand it over: "file:///tmp/a%20b". */
static void take_uri(const char *text, struct buf *ret)
{
    text += strlen("file://");
    if (*text != '/' && strchr(text, '/') != NULL) /* this machine by its name */
        text = strchr(text, '/');
    for (; *text != '\0'; text++) {
        int high = *text == '%' ? hex(text[1]) : -1, low = high >= 0 ? hex(text[2]) : -1;
        if (low >= 0 && high * 16 + low != 0) {
            buf_add_char(ret, (char)(high * 16 + low));
            text += 2;
        } else {
            buf_add_char(ret, *text);
        }
    }
}

/* As terminals hand over what is dropped on them: 'a b' or a\ b. False: more follows
 * behind the quotes. */
static bool take_quoted(const char *text, struct buf *ret)
{
    char quote = *text == '\'' || *text == '"' ? *text++ : '\0';
    for (; *text != '\0' && (*text != quote || quote == '\0'); text++) {
        if (*text == '\\' && quote != '\'' && text[1] != '\0')
            text++;
        buf_add_char(ret, *text);
    }
    text += *text != '\0';
    return text[strspn(text, " \t\r\n")] == '\0';
}

/* The path that was pasted, if there is something: caller frees. */
static char *pasted_path(const struct picker *picker, const char *text)
{
    char *path = NULL;
    for (int pass = 0; pass < 2 && path == NULL; pass++) {
        struct buf plain;
        struct err err;
        err_init(&err);
        buf_init(&plain);
        if (pass == 0)
            buf_add(&plain, text);
        else if (strncmp(text, "file://", 7) == 0)
            take_uri(text, &plain);
        else if (!take_quoted(text, &plain) && picker_is_many(picker))
            buf_clear(&plain); /* it is the first of several */
        if (plain.length > 0 && folder_resolve(picker->base, plain.text, &path, &err) == RC_OK &&
            folder_look(path) == FILE_NONE) {
            free(path);
            path = NULL;
        }
        buf_release(&plain);
    }
    return path;
}

/* Into the folder of what was pasted, with the file selected: Enter takes it. */
static void show_path(struct picker *picker, char *path)
{
    char *slash = strrchr(path, '/');
    if (folder_look(path) == FILE_FOLDER || slash == NULL) {
        picker_enter(picker, path);
    } else {
        char *name = slash + 1;
        char *folder = slash == path ? strdup("/") : strndup(path, (size_t)(slash - path));
        if (folder != NULL)
            picker_enter(picker, folder);
        picker_select(picker, name);
        picker->on_list = true;
        free(folder);
    }
}

/* ---- several paths ------------------------------------------------------------------------ */

/* A word of a shell, quoted in part or as a whole, as it stands. */
static void take_word(const char **at, struct buf *ret)
{
    char quote = '\0';
    for (; **at != '\0' && (quote != '\0' || strchr(" \t", **at) == NULL); (*at)++) {
        if (quote != '\0' && **at == quote)
            quote = '\0';
        else if (quote == '\0' && (**at == '\'' || **at == '"'))
            quote = **at;
        else if (**at == '\\' && quote != '\'' && (*at)[1] != '\0')
            buf_add_char(ret, *++(*at));
        else
            buf_add_char(ret, **at);
    }
    *at += strspn(*at, " \t");
}

/* What of a paste is no path of anything: the first is named, the others counted. */
struct strays {
    struct buf first;
    unsigned long count;
};

static void mark_path(struct picker *picker, const char *text, struct strays *strays)
{
    char *path = pasted_path(picker, text);
    if (path != NULL && picker_mark(picker, path, true)) {
        show_path(picker, path);
    } else if (strays->count++ == 0) {
        if (path != NULL)
            buf_add(&strays->first, picker->said.text);
        else
            buf_addf(&strays->first, _("%s: there is no such file"), text);
    }
    free(path);
}

/* A line is one path, or several one behind the other. */
static void mark_line(struct picker *picker, const char *line, struct strays *strays)
{
    char *whole = pasted_path(picker, line);
    if (whole != NULL || strncmp(line, "file://", 7) == 0) {
        mark_path(picker, line, strays);
        free(whole);
        return;
    }
    while (*line != '\0') {
        struct buf word;
        buf_init(&word);
        take_word(&line, &word);
        if (word.length > 0)
            mark_path(picker, word.text, strays);
        buf_release(&word);
    }
}

/* "/a/b", "~/b", "'/a b'", "file:///a": what is no path at all is text. */
static bool looks_like_paths(const char *text)
{
    for (text += strspn(text, " \t\r\n"); *text == '#'; text += strspn(text, "\r\n"))
        text += strcspn(text, "\r\n");
    text += *text == '\'' || *text == '"';
    return text[0] == '/' || strncmp(text, "~/", 2) == 0 || strncmp(text, "file://", 7) == 0;
}

static void say_strays(struct picker *picker, const struct strays *strays)
{
    buf_clear(&picker->said);
    if (strays->count == 1)
        buf_add(&picker->said, strays->first.text);
    else if (strays->count > 1)
        buf_addf(&picker->said, ngettext("%s; and %lu more", "%s; and %lu more", strays->count - 1),
                 strays->first.text, strays->count - 1);
}

/* False: no line of it can be meant as a path. Lines of a list of addresses that begin
 * with '#' are remarks (RFC 2483). */
static bool paste_paths(struct picker *picker, const char *text)
{
    struct strays strays = {.count = 0};
    char *single = pasted_path(picker, text);
    bool folder = single != NULL && folder_look(single) == FILE_FOLDER;
    if (folder)
        show_path(picker, single);
    bool paths = single != NULL || looks_like_paths(text);
    free(single);
    if (!paths || folder)
        return paths;
    buf_init(&strays.first);
    while (*text != '\0') {
        size_t length = strcspn(text, "\r\n");
        char *line = strndup(text, length);
        if (line != NULL && length > 0 && line[0] != '#')
            mark_line(picker, line, &strays);
        free(line);
        text += length;
        text += strspn(text, "\r\n");
    }
    say_strays(picker, &strays);
    buf_release(&strays.first);
    return true;
}

/* ---- the paste ----------------------------------------------------------------------------- */

static void paste_one(struct picker *picker, const char *text, size_t length)
{
    struct buf line;
    char *path = pasted_path(picker, text);
    buf_init(&line);
    if (path != NULL) {
        show_path(picker, path);
    } else if (paste_line(text, length, &line, &picker->said)) {
        if (edit_insert(&picker->edit, line.text) == EDIT_CHANGED)
            picker_narrow(picker);
        else
            picker_say(picker, _("The path is too long"));
    }
    free(path);
    buf_release(&line);
}

static void paste_whole(struct picker *picker)
{
    const char *text = picker->pasted.text;
    size_t length = picker->pasted.length;
    while (length > 0 && (text[length - 1] == '\n' || text[length - 1] == '\r'))
        length--;
    picker->pasted.text[length] = '\0';
    if (!picker_is_many(picker) || !paste_paths(picker, text))
        paste_one(picker, text, length);
}

bool picker_paste(struct view *view, const char *bytes, size_t length, bool more)
{
    struct picker *picker = (struct picker *)view;
    size_t most = picker_is_many(picker) ? PATHS_BYTES : PATH_BYTES;
    if (length > most - picker->pasted.length)
        picker->paste_too_long = true;
    else
        buf_add_bytes(&picker->pasted, bytes, length);
    if (more)
        return true;
    buf_clear(&picker->said);
    if (picker->paste_too_long)
        picker_say(picker, _("The path is too long"));
    else if (picker->pasted.length > 0)
        paste_whole(picker);
    picker->paste_too_long = false;
    buf_clear(&picker->pasted);
    return true;
}
