/* SPDX-License-Identifier: MIT */
#include "io/media.h"

#include <stdio.h>
#include <string.h>

#include <magic.h>

#include "io/library.h"

static const char unknown[] = "application/octet-stream";

#define MAGIC_TABLE(X) \
    X(magic_open)      \
    X(magic_load)      \
    X(magic_buffer)    \
    X(magic_close)

/* Its functions, by their own names. */
struct libmagic {
#define MAGIC_FUNCTION(name) __typeof__(name) *name;
    MAGIC_TABLE(MAGIC_FUNCTION)
#undef MAGIC_FUNCTION
};

/* "type/subtype" of letters, digits and . + - _ : what it says is shown and stored. */
static int is_media_type(const char *text)
{
    static const char allowed[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.+-_";
    size_t type = strspn(text, allowed);
    if (type == 0 || text[type] != '/')
        return 0;
    size_t subtype = strspn(text + type + 1, allowed);
    return subtype > 0 && text[type + 1 + subtype] == '\0' && strlen(text) < MEDIA_TYPE_SIZE;
}

static void ask(const struct libmagic *lib, const void *head, size_t length,
                char ret[MEDIA_TYPE_SIZE])
{
    magic_t magic = lib->magic_open(MAGIC_MIME_TYPE | MAGIC_ERROR | MAGIC_NO_CHECK_COMPRESS);
    const char *type = NULL;
    if (magic == NULL)
        return;
    if (lib->magic_load(magic, NULL) == 0)
        type = lib->magic_buffer(magic, head, length);
    if (type != NULL && is_media_type(type))
        (void)snprintf(ret, MEDIA_TYPE_SIZE, "%s", type);
    lib->magic_close(magic);
}

char *media_type(const void *head, size_t length, char ret[MEDIA_TYPE_SIZE])
{
    struct libmagic lib;
#define MAGIC_FIND(name) LIBRARY_FUNCTION(&lib, name),
    const struct library_function functions[] = {MAGIC_TABLE(MAGIC_FIND)};
#undef MAGIC_FIND
    (void)snprintf(ret, MEDIA_TYPE_SIZE, "%s", unknown);
    if (library_load(MAGIC_LIBRARY, functions, sizeof(functions) / sizeof(functions[0])) == NULL)
        ask(&lib, head, length, ret);
    return ret;
}
