/* SPDX-License-Identifier: MIT */
#include "app/typed.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "base/words.h"

enum rc typed_not_empty(const char *what, const char *text, struct err *err)
{
    if (text == NULL || text[0] != '\0')
        return RC_OK;
    return err_set(err, RC_USAGE, _("%s: it is empty: give one"), what);
}

enum rc typed_needed(const char *what, const char *text, struct err *err)
{
    if (text == NULL)
        return err_set(err, RC_USAGE, _("%s: it is missing: add it"), what);
    return typed_not_empty(what, text, err);
}

enum rc typed_all_needed(const struct typed_text *texts, size_t count, struct err *err)
{
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < count; i++)
        rc = typed_needed(texts[i].what, texts[i].text, err);
    return rc;
}

enum rc typed_trim(struct typed *typed, const char **text, struct err *err)
{
    if (*text == NULL)
        return RC_OK;
    const char *from = *text;
    size_t length = strlen(from);
    char **texts = reallocarray(typed->texts, typed->count + 1, sizeof(*texts));
    if (texts == NULL)
        return err_memory(err);
    typed->texts = texts;
    text_trim(&from, &length);
    char *copy = strndup(from, length);
    if (copy == NULL)
        return err_memory(err);
    texts[typed->count++] = copy;
    *text = copy;
    return RC_OK;
}

enum rc typed_trim_all(struct typed *typed, const char **const *texts, size_t count,
                       struct err *err)
{
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < count; i++)
        rc = typed_trim(typed, texts[i], err);
    return rc;
}

void typed_release(struct typed *typed)
{
    for (size_t i = 0; i < typed->count; i++)
        free(typed->texts[i]);
    free(typed->texts);
    *typed = (struct typed){0};
}

enum rc typed_one_of(const char *what, const char *text, const char *const *words, struct err *err)
{
    struct buf list;
    char excerpt[TEXT_EXCERPT_SIZE];
    if (text == NULL)
        return RC_OK;
    for (size_t i = 0; words[i] != NULL; i++)
        if (strcmp(words[i], text) == 0)
            return RC_OK;
    buf_init(&list);
    for (size_t i = 0; words[i] != NULL; i++)
        buf_addf(&list, "%s%s", i > 0 ? ", " : "", words[i]);
    enum rc rc = err_set(err, RC_USAGE, _("%s %s: not one of: %s"), what,
                         text_excerpt(text, excerpt), list.text);
    buf_release(&list);
    return rc;
}
