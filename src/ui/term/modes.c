/* SPDX-License-Identifier: MIT */
#include "ui/term/modes.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

const char modes_questions[] = "\x1b]11;?\x1b\\" /* xterm's OSC 11 */
                               "\x1b[?2026$p"    /* DECRQM */
                               "\x1b[c";         /* DA1 */
const char modes_sync_begin[] = "\x1b[?2026h";
const char modes_sync_end[] = "\x1b[?2026l";

struct mode {
    const char *on, *off;
};

/* The title is kept by the alternate screen's own words on some terminals. */
static const struct mode title = {"\x1b[22;2t", "\x1b[23;2t"};

/* In the order in which they are switched on. */
static const struct mode private_modes_table[] = {
    {"\x1b[?2004h", "\x1b[?2004l"}, /* a paste is told from typing */
    {"\x1b[?1004h", "\x1b[?1004l"}, /* the focus */
    {"\x1b[?2031h", "\x1b[?2031l"}, /* dark and light, when it changes */
    {"\x1b[?1000h", "\x1b[?1000l"}, /* the mouse's buttons, … */
    {"\x1b[?1002h", "\x1b[?1002l"}, /* … moves with a button held, … */
    {"\x1b[?1006h", "\x1b[?1006l"}, /* … as decimal numbers */
    {"\x1b[8l", "\x1b[8h"},         /* BDSM: text comes in the order in which it is seen */
};

bool modes_are_private(const char *name, const struct modes_words *words)
{
    if (strncmp(name, "linux", 5) == 0 || strncmp(name, "vt", 2) == 0)
        return false;
    return words->screen != NULL && words->no_screen != NULL &&
           (strstr(words->screen, "?1049h") != NULL || strstr(words->screen, "?47h") != NULL);
}

/* What has no room is left out whole: MODES_SIZE has twice what any entry needs. */
static size_t add(char *text, size_t length, const char *word)
{
    size_t size = word != NULL ? strlen(word) : 0;
    if (size == 0 || length + size >= MODES_SIZE)
        return length;
    memcpy(text + length, word, size + 1);
    return length + size;
}

static bool keeps_title(const struct modes_words *words)
{
    return words->screen != NULL && strstr(words->screen, "\x1b[22;") != NULL;
}

size_t modes_enter_again(const struct modes_words *words, bool private_modes, char ret[MODES_SIZE])
{
    size_t length = 0;
    ret[0] = '\0';
    length = add(ret, length, words->plain);
    length = add(ret, length, words->no_insert);
    length = add(ret, length, words->region);
    length = add(ret, length, words->wrap);
    length = add(ret, length, words->keys);
    length = add(ret, length, words->cursor);
    for (size_t i = 0; private_modes && i < COUNT(private_modes_table); i++)
        length = add(ret, length, private_modes_table[i].on);
    return length;
}

size_t modes_enter(const struct modes_words *words, bool private_modes, char ret[MODES_SIZE])
{
    char again[MODES_SIZE];
    size_t length = 0;
    ret[0] = '\0';
    if (private_modes && !keeps_title(words))
        length = add(ret, length, title.on);
    length = add(ret, length, words->screen);
    (void)modes_enter_again(words, private_modes, again);
    return add(ret, length, again);
}

size_t modes_leave(const struct modes_words *words, bool private_modes, char ret[MODES_SIZE])
{
    size_t length = 0;
    ret[0] = '\0';
    if (private_modes) {
        length = add(ret, length, "\x1b\\"); /* ends a title or a copy that was cut off */
        length = add(ret, length, modes_sync_end);
    }
    for (size_t i = COUNT(private_modes_table); private_modes && i > 0; i--)
        length = add(ret, length, private_modes_table[i - 1].off);
    length = add(ret, length, words->plain);
    length = add(ret, length, words->no_keys);
    length = add(ret, length, words->cursor);
    /* Without a screen of its own to leave, nothing of the book stays behind. */
    length = add(ret, length, words->no_screen != NULL ? words->no_screen : words->clear);
    if (private_modes && !keeps_title(words))
        length = add(ret, length, title.off);
    return length;
}
