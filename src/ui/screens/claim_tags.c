/* SPDX-License-Identifier: MIT */
#include "ui/screens/claim_tags.h"

#include <string.h>

#include "base/text.h"

void tags_read(struct tags *tags, const char *text)
{
    buf_init(&tags->text);
    buf_add(&tags->text, text);
    tags->count = 0;
    char *at = tags->text.failed ? NULL : tags->text.text;
    while (at != NULL && *at != '\0' && tags->count < TAGS_MAX) {
        char *comma = strchr(at, ',');
        const char *word = at;
        size_t length = comma != NULL ? (size_t)(comma - at) : strlen(at);
        at = comma != NULL ? comma + 1 : NULL;
        text_trim(&word, &length);
        if (length == 0)
            continue;
        tags->text.text[(size_t)(word - tags->text.text) + length] = '\0';
        tags->words[tags->count++] = word;
    }
}

void tags_release(struct tags *tags)
{
    buf_release(&tags->text);
    tags->count = 0;
}
