/* SPDX-License-Identifier: MIT */
#include "ui/parts/retell.h"

#include <stdbool.h>
#include <string.h>

#include "base/words.h"
#include "ui/actions.h"

static const char quote[] = "'coffer ";

/* Commands that have a key; a command stands before one that it begins with. */
static const struct counterpart {
    const char *command;
    const char *words; /* N_(): "%s" is the key of the action */
    enum action action;
} counterparts[] = {
    {"activity list", N_("the list of activities (key %s)"), ACT_ACTIVITIES},
    {"balance", N_("the screen of funds (key %s)"), ACT_SCREEN_2},
    {"claim copy", N_("key %s on the claim"), ACT_COPY_CLAIM},
    {"claim list", N_("the screen of claims (key %s)"), ACT_SCREEN_5},
    {"claim record", N_("key %s on the claim"), ACT_RECORD},
    {"claim show", N_("key %s on the claim"), ACT_OPEN},
    {"config", N_("the list of settings (key %s)"), ACT_SETTINGS},
    {"document list", N_("the list of documents (key %s)"), ACT_DOCUMENTS},
    {"document verify", N_("key %s on the list of documents"), ACT_VERIFY},
    {"earning edit", N_("key %s on the earning"), ACT_EDIT},
    {"earning exclude", N_("key %s on the earning"), ACT_EXCLUDE},
    {"earning list", N_("the screen of earnings (key %s)"), ACT_SCREEN_4},
    {"explain", N_("key %s on the figure"), ACT_EXPLAIN},
    {"log", N_("the log (key %s)"), ACT_SCREEN_8},
    {"payment list", N_("the list of payments (key %s)"), ACT_PAYMENTS},
    {"period reopen", N_("key %s on the program"), ACT_CLOSE_PERIOD},
    {"program list", N_("the screen of programs (key %s)"), ACT_SCREEN_7},
    {"program set", N_("key %s on the program"), ACT_SET_TERMS},
    {"redo", N_("key %s"), ACT_REDO},
    {"undo", N_("key %s"), ACT_UNDO},
};

/* NULL: it has none. */
static const struct counterpart *counterpart_of(const char *command)
{
    for (size_t i = 0; i < sizeof(counterparts) / sizeof(counterparts[0]); i++) {
        size_t length = strlen(counterparts[i].command);
        if (strncmp(command, counterparts[i].command, length) == 0 &&
            (command[length] == '\'' || command[length] == ' '))
            return &counterparts[i];
    }
    return NULL;
}

static void add_counterpart(const struct counterpart *counterpart, struct buf *ret)
{
    static const char place[] = "%s";
    const char *words = _(counterpart->words), *at = strstr(words, place);
    char key[KEY_NAME_SIZE];
    if (at == NULL) {
        buf_add(ret, words);
        return;
    }
    buf_add_bytes(ret, words, (size_t)(at - words));
    buf_add(ret, action_key(counterpart->action, key));
    buf_add(ret, at + strlen(place));
}

/* The bytes of a quoted command that were retold; 0: none stands here. */
static size_t retell_command(const char *text, struct buf *ret)
{
    size_t length = strlen(quote);
    if (strncmp(text, quote, length) != 0)
        return 0;
    const char *end = strchr(text + length, '\'');
    const struct counterpart *counterpart = counterpart_of(text + length);
    if (end == NULL || counterpart == NULL)
        return 0;
    add_counterpart(counterpart, ret);
    return (size_t)(end - text) + 1;
}

/* The same of an option; `first`: nothing of a longer word stands before it. */
static size_t retell_option(const char *text, bool first, option_label *label, const void *context,
                            struct buf *ret)
{
    static const char name[] = "abcdefghijklmnopqrstuvwxyz-";
    enum { DASHES = 2 };
    if (!first || label == NULL || strncmp(text, "--", DASHES) != 0)
        return 0;
    size_t length = strspn(text + DASHES, name);
    const char *words = length > 0 ? label(context, text + DASHES, length) : NULL;
    if (words == NULL)
        return 0;
    buf_add(ret, words);
    return DASHES + length;
}

/* It begins with a word of the language; a file's name, and what somebody is called,
 * stay as they are. */
static bool begins_with_word(const char *sentence)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
    const char *colon = strstr(sentence, ": ");
    const char *end = colon != NULL ? colon : sentence + strlen(sentence);
    size_t length = strspn(sentence, letters);
    if (length == 0 || strchr(" ,", sentence[length]) == NULL || sentence[length] == '\0')
        return false;
    for (const char *at = sentence; at < end; at++)
        if (*at == '/' || (*at == '.' && at[1] != '\0' && strchr(letters, at[1]) != NULL))
            return false;
    return true;
}

void retell(const char *sentence, option_label *label, const void *context, struct buf *ret)
{
    bool first = true; /* a word may begin here */
    if (begins_with_word(sentence))
        buf_add_char(ret, (char)(*sentence++ - 'a' + 'A'));
    while (*sentence != '\0') {
        size_t told = retell_command(sentence, ret);
        if (told == 0)
            told = retell_option(sentence, first, label, context, ret);
        if (told == 0)
            buf_add_bytes(ret, sentence, told = 1);
        first = strchr(" (", sentence[told - 1]) != NULL;
        sentence += told;
    }
}
