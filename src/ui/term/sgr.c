/* SPDX-License-Identifier: MIT */
#include "ui/term/sgr.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SEQUENCE = 256 };

/* ---- what is wanted ---------------------------------------------------------------------- */

static void set_colour(char colour[SGR_COLOUR], const char *text, size_t length)
{
    if (length >= SGR_COLOUR)
        length = 0; /* no colour has such a name */
    memcpy(colour, text, length);
    colour[length] = '\0';
}

/* How long the colour is that begins here: "38;5;117", "38;2;1;2;3", or one with
 * colons, or a single number. */
static size_t colour_length(const char *text, long number)
{
    size_t length = strcspn(text, ";m");
    if ((number != 38 && number != 48) || text[length] != ';' || memchr(text, ':', length) != NULL)
        return length;
    long kind = strtol(text + length + 1, NULL, 10);
    for (int left = kind == 5 ? 2 : kind == 2 ? 4 : 1; left > 0 && text[length] == ';'; left--)
        length += 1 + strcspn(text + length + 1, ";m");
    return length;
}

static bool between(long low, long number, long high)
{
    return number >= low && number <= high;
}

/* One parameter; returns its length. */
static size_t apply_one(struct sgr_look *look, const char *text)
{
    long number = strtol(text, NULL, 10);
    size_t length = strcspn(text, ";m");
    if (number == 0)
        *look = (struct sgr_look){.attributes = 0};
    else if (between(1, number, 9))
        look->attributes |= 1U << number;
    else if (number == 22)
        look->attributes &= ~(1U << 1 | 1U << 2);
    else if (between(23, number, 29))
        look->attributes &= ~(1U << (number - 20));
    else if (number == 39 || number == 49)
        set_colour(number == 39 ? look->fg : look->bg, "", 0);
    else if (between(30, number, 38) || between(90, number, 97))
        set_colour(look->fg, text, length = colour_length(text, number));
    else if (between(40, number, 48) || between(100, number, 107))
        set_colour(look->bg, text, length = colour_length(text, number));
    return length;
}

void sgr_apply(struct sgr_look *look, const char *parameters)
{
    for (;;) {
        parameters += apply_one(look, parameters);
        if (*parameters != ';')
            return;
        parameters++;
    }
}

/* ---- how to get there -------------------------------------------------------------------- */

static void add(char text[SEQUENCE], const char *parameter)
{
    size_t length = strlen(text);
    (void)snprintf(text + length, SEQUENCE - length, "%s%s", length > 0 ? ";" : "", parameter);
}

static void add_attributes(char text[SEQUENCE], unsigned attributes)
{
    for (int i = 1; i <= 9; i++) {
        const char digit[] = {(char)('0' + i), '\0'};
        if ((attributes & 1U << i) != 0)
            add(text, digit);
    }
}

/* All of it, after a reset. */
static void from_plain(const struct sgr_look *to, char ret[SEQUENCE])
{
    ret[0] = '\0';
    if (to->attributes == 0 && to->fg[0] == '\0' && to->bg[0] == '\0')
        return;
    add(ret, "0");
    add_attributes(ret, to->attributes);
    if (to->fg[0] != '\0')
        add(ret, to->fg);
    if (to->bg[0] != '\0')
        add(ret, to->bg);
}

/* What differs. */
static void from_look(const struct sgr_look *from, const struct sgr_look *to, char ret[SEQUENCE])
{
    unsigned gone = from->attributes & ~to->attributes, new = to->attributes & ~from->attributes;
    const unsigned bright = 1U << 1 | 1U << 2; /* switched off together */
    ret[0] = '\0';
    if ((gone & bright) != 0) {
        add(ret, "22");
        new |= to->attributes &bright;
    }
    for (int i = 3; i <= 9; i++) {
        const char off[] = {'2', (char)('0' + i), '\0'};
        if ((gone & 1U << i) != 0)
            add(ret, off);
    }
    add_attributes(ret, new);
    if (strcmp(from->fg, to->fg) != 0)
        add(ret, to->fg[0] != '\0' ? to->fg : "39");
    if (strcmp(from->bg, to->bg) != 0)
        add(ret, to->bg[0] != '\0' ? to->bg : "49");
}

static bool is_same(const struct sgr_look *a, const struct sgr_look *b)
{
    return a->attributes == b->attributes && strcmp(a->fg, b->fg) == 0 && strcmp(a->bg, b->bg) == 0;
}

void sgr_change(const struct sgr_look *from, const struct sgr_look *to, struct buf *ret)
{
    char whole[SEQUENCE], part[SEQUENCE];
    if (is_same(from, to))
        return;
    from_plain(to, whole);
    from_look(from, to, part);
    buf_addf(ret, "\x1b[%sm", strlen(part) < strlen(whole) ? part : whole);
}
