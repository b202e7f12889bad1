/* SPDX-License-Identifier: MIT */
#include "ui/actions.h"

#include <string.h>

#include "base/err.h"
#include "base/words.h"

static const struct action_info infos[ACTIONS] = {
    [ACT_NONE] = {"NONE", "", "", "", MAY_LOOK, NEEDS_NOTHING},
#define ACTION_INFO(name, keys, label, help, permission, needs) \
    [ACT_##name] = {#name, keys, label, help, permission, needs},
    ACTION_TABLE(ACTION_INFO)
#undef ACTION_INFO
};

const struct action_info *action_info(enum action action)
{
    bug_if((unsigned)action >= ACTIONS, "an action that is not in the table");
    return &infos[action];
}

enum fit { FIT_NOT, FIT_PREFIX, FIT_WHOLE };

/* word: a key's name, or two with '+' between: first the one, then the other. */
static enum fit fit(const char *word, const struct key *before, const struct key *key)
{
    const char *plus = strchr(word, '+');
    char first[KEY_NAME_SIZE];
    if (plus == NULL || plus == word)
        return before == NULL && key_is(key, word) ? FIT_WHOLE : FIT_NOT;
    memcpy(first, word, (size_t)(plus - word));
    first[plus - word] = '\0';
    if (before == NULL)
        return key_is(key, first) ? FIT_PREFIX : FIT_NOT;
    return key_is(before, first) && key_is(key, plus + 1) ? FIT_WHOLE : FIT_NOT;
}

/* The next of the blank-separated words, copied; the rest is returned. */
static const char *next_word(const char *words, char ret[KEY_NAME_SIZE])
{
    size_t length = strcspn(words, " ");
    bug_if(length >= KEY_NAME_SIZE, "a key's name in the table of actions is too long");
    memcpy(ret, words, length);
    ret[length] = '\0';
    words += length;
    return words + strspn(words, " ");
}

enum action action_of(const struct key *before, const struct key *key, bool *ret_prefix)
{
    char word[KEY_NAME_SIZE];
    *ret_prefix = false;
    for (enum action action = ACT_NONE + 1; action < ACTIONS; action++) {
        for (const char *words = infos[action].keys; *words != '\0';) {
            words = next_word(words, word);
            enum fit how = fit(word, before, key);
            if (how == FIT_WHOLE)
                return action;
            *ret_prefix = *ret_prefix || how == FIT_PREFIX;
        }
    }
    return ACT_NONE;
}

char *action_key(enum action action, char ret[KEY_NAME_SIZE])
{
    (void)next_word(action_info(action)->keys, ret);
    return ret;
}
