/* SPDX-License-Identifier: MIT */
#include "keys.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* As xterm sends them. Esc in the long spelling: after a bare one a program waits
 * whether more of a sequence comes. */
static const struct {
    const char *name, *bytes;
} named[] = {
    {"Up", "\x1bOA"},      {"Down", "\x1bOB"}, {"Right", "\x1bOC"}, {"Left", "\x1bOD"},
    {"Home", "\x1bOH"},    {"End", "\x1bOF"},  {"PgUp", "\x1b[5~"}, {"PgDn", "\x1b[6~"},
    {"Esc", "\x1b[27;1u"}, {"Enter", "\r"},    {"Tab", "\t"},       {"Back", "\x7f"},
    {"Ctrl-L", "\x0c"},    {"Ctrl-R", "\x12"}, {"Ctrl-S", "\x13"},  {"Del", "\x1b[3~"},
};

void keys_begin(struct keys *keys, const char *walk)
{
    *keys = (struct keys){.next = walk};
}

static const char *bytes_of(const struct keys *keys)
{
    for (size_t i = 0; i < sizeof(named) / sizeof(named[0]); i++) {
        if ((int)strlen(named[i].name) == keys->length &&
            strncmp(named[i].name, keys->word, (size_t)keys->length) == 0)
            return named[i].bytes;
    }
    return NULL;
}

static bool next_word(struct keys *keys)
{
    keys->word = keys->next + strspn(keys->next, " ");
    size_t length = strcspn(keys->word, " "), name = strcspn(keys->word, " *");
    keys->next = keys->word + length;
    keys->length = (int)name;
    keys->left = name < length ? (int)strtol(keys->word + name + 1, NULL, 10) : 1;
    keys->at = 0;
    return length > 0;
}

bool keys_next(struct keys *keys, char ret[KEY_BYTES])
{
    if (keys->left == 0 && !next_word(keys))
        return false;
    const char *bytes = bytes_of(keys);
    (void)snprintf(ret, KEY_BYTES, "%s", bytes != NULL ? bytes : "");
    if (bytes == NULL) {
        ret[0] = keys->word[keys->at++];
        ret[1] = '\0';
    }
    if (bytes != NULL || keys->at == keys->length) {
        keys->left--;
        keys->at = 0;
    }
    return true;
}
