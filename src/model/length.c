/* SPDX-License-Identifier: MIT */
#include "model/length.h"

#include <string.h>

#include "base/words.h"

bool length_is_over(const char *text, size_t bytes, size_t limit)
{
    if (bytes <= limit)
        return false;
    size_t characters = 0;
    for (size_t i = 0; i < bytes && characters <= limit; i++)
        characters += ((unsigned char)text[i] & 0xC0) != 0x80; /* where one begins */
    return characters > limit;
}

enum rc length_check(const char *what, const char *text, size_t limit, struct err *err)
{
    if (text == NULL || !length_is_over(text, strlen(text), limit))
        return RC_OK;
    return err_set(err, RC_USAGE, _("%s: longer than %zu characters: shorten it"), what, limit);
}
