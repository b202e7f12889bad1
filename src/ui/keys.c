/* SPDX-License-Identifier: MIT */
#include "ui/keys.h"

#include <stdio.h>
#include <string.h>

struct named_key {
    enum key_code code;
    const char *name;
};

/* K_F1 … K_F12 are made by number. */
static const struct named_key names[] = {
    {K_ENTER, "Enter"},       {K_ESC, "Esc"},
    {K_TAB, "Tab"},           {K_DELETE, "Del"},
    {K_BACKTAB, "Shift-Tab"}, {K_BACKSPACE, "Backspace"},
    {K_INSERT, "Ins"},        {K_UP, "Up"},
    {K_DOWN, "Down"},         {K_LEFT, "Left"},
    {K_RIGHT, "Right"},       {K_HOME, "Home"},
    {K_END, "End"},           {K_PAGE_UP, "PgUp"},
    {K_PAGE_DOWN, "PgDn"},
};

static const char *plain_name(const struct key *key, char ret_made[8])
{
    if (key->code >= K_F1 && key->code <= K_F12) {
        (void)snprintf(ret_made, 8, "F%d", (int)(key->code - K_F1) + 1);
        return ret_made;
    }
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (names[i].code == key->code)
            return names[i].name;
    }
    return strcmp(key->text, " ") == 0 ? "Space" : key->text;
}

char *key_print(const struct key *key, char ret[KEY_NAME_SIZE])
{
    char made[8];
    const char *name = plain_name(key, made);
    /* Control and a letter are written with the capital, as keyboards do. */
    bool capital =
        key->ctrl && key->code == K_CHAR && name[1] == '\0' && name[0] >= 'a' && name[0] <= 'z';
    (void)snprintf(ret, KEY_NAME_SIZE, "%s%s%s%s", key->ctrl ? "Ctrl-" : "", key->alt ? "Alt-" : "",
                   key->shift ? "Shift-" : "", name);
    if (capital)
        ret[strlen(ret) - 1] = (char)(name[0] - 'a' + 'A');
    return ret;
}

bool key_is(const struct key *key, const char *name)
{
    char own[KEY_NAME_SIZE];
    return strcmp(key_print(key, own), name) == 0;
}
