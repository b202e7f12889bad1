/* SPDX-License-Identifier: MIT */
#include "io/media.h"

#include <stdio.h>
#include <string.h>

#include <magic.h>

static const char unknown[] = "application/octet-stream";

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

char *media_type(const void *head, size_t length, char ret[MEDIA_TYPE_SIZE])
{
    magic_t magic = magic_open(MAGIC_MIME_TYPE | MAGIC_ERROR | MAGIC_NO_CHECK_COMPRESS);
    const char *type = NULL;
    if (magic != NULL && magic_load(magic, NULL) == 0)
        type = magic_buffer(magic, head, length);
    (void)snprintf(ret, MEDIA_TYPE_SIZE, "%s",
                   type != NULL && is_media_type(type) ? type : unknown);
    if (magic != NULL)
        magic_close(magic);
    return ret;
}
