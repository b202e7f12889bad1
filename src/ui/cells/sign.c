/* SPDX-License-Identifier: MIT */
#include "ui/cells/sign.h"

#include <stddef.h>

#include "base/err.h"

struct form {
    unsigned character;
    const char *text;
    const char *plain;
};

static const struct form signs[SIGNS] = {
    [SIGN_LINE] = {0x2500, "─", "-"},        [SIGN_POST] = {0x2502, "│", "|"},
    [SIGN_TOP_LEFT] = {0x250C, "┌", "+"},    [SIGN_TOP_RIGHT] = {0x2510, "┐", "+"},
    [SIGN_BOTTOM_LEFT] = {0x2514, "└", "+"}, [SIGN_BOTTOM_RIGHT] = {0x2518, "┘", "+"},
    [SIGN_FULL] = {0x2588, "█", "#"},        [SIGN_DENSE] = {0x2593, "▓", "="},
    [SIGN_MEDIUM] = {0x2592, "▒", ":"},      [SIGN_LIGHT] = {0x2591, "░", "."},
    [SIGN_STEP_1] = {0x2581, "▁", "_"},      [SIGN_STEP_2] = {0x2582, "▂", "."},
    [SIGN_STEP_3] = {0x2583, "▃", "-"},      [SIGN_STEP_4] = {0x2584, "▄", "="},
    [SIGN_STEP_5] = {0x2585, "▅", "+"},      [SIGN_STEP_6] = {0x2586, "▆", "*"},
    [SIGN_STEP_7] = {0x2587, "▇", "#"},      [SIGN_UP] = {0x25B2, "▲", "^"},
    [SIGN_DOWN] = {0x25BC, "▼", "v"},        [SIGN_RIGHT] = {0x25B8, "▸", ">"},
    [SIGN_DOT] = {0x2022, "•", "*"},         [SIGN_DASH] = {0x2013, "–", "-"},
    [SIGN_TODAY] = {0x2503, "┃", "!"},       [SIGN_CUT] = {0x2026, "…", "~"},
};

static const struct form punctuation[] = {
    {0x00A0, " ", " "}, {0x00B7, "·", "-"}, {0x00D7, "×", "x"},  {0x2014, "—", "-"},
    {0x2018, "‘", "'"}, {0x2019, "’", "'"}, {0x201C, "“", "\""}, {0x201D, "”", "\""},
    {0x2190, "←", "<"}, {0x2192, "→", ">"},
};

const char *sign_text(enum sign sign, bool ascii)
{
    bug_if((unsigned)sign >= SIGNS, "no such sign");
    return ascii ? signs[sign].plain : signs[sign].text;
}

static char find(const struct form *forms, size_t count, unsigned character)
{
    for (size_t i = 0; i < count; i++) {
        if (forms[i].character == character)
            return forms[i].plain[0];
    }
    return 0;
}

char sign_plain(unsigned character)
{
    char plain = find(signs, SIGNS, character);
    return plain ? plain
                 : find(punctuation, sizeof(punctuation) / sizeof(punctuation[0]), character);
}
