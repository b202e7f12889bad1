/* SPDX-License-Identifier: MIT */
#include "ui/cells/whole.h"

#include <stdbool.h>

enum { CODE = 3 }; /* letters of a currency */

/* Bytes of a text. */
struct span {
    const char *text;
    size_t length;
    size_t from, to;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_letter(char c)
{
    return is_capital(c) || (c >= 'a' && c <= 'z');
}

static bool is_in_name(char c)
{
    return is_letter(c) || is_digit(c) || c == '_';
}

/* '\0' beyond the ends. */
static char at(const struct span *span, size_t byte)
{
    return byte < span->length ? span->text[byte] : '\0';
}

static char before(const struct span *span, size_t byte)
{
    return byte > 0 ? at(span, byte - 1) : '\0';
}

/* ---- dates ------------------------------------------------------------------------------- */

/* A day, a month, either without its year or century, or a half-year. */
static bool is_date(const struct span *word)
{
    static const char *const shapes[] = {"9999-99-99", "99-99-99", "9999-99", "99-99", "FY99H9"};
    for (size_t i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++) {
        const char *shape = shapes[i];
        size_t byte = word->from;
        while (byte < word->to &&
               (*shape == '9' ? is_digit(word->text[byte]) : *shape == word->text[byte])) {
            byte++;
            shape++;
        }
        if (byte == word->to && *shape == '\0')
            return true;
    }
    return false;
}

static size_t before_date(struct span word, size_t cut)
{
    word.from = word.to = cut;
    while (is_in_name(before(&word, word.from)) || before(&word, word.from) == '-')
        word.from--;
    while (is_in_name(at(&word, word.to)) || at(&word, word.to) == '-')
        word.to++;
    return word.to > cut && is_date(&word) ? word.from : cut;
}

/* ---- numbers ------------------------------------------------------------------------------ */

/* A point or comma between two digits. */
static bool is_point(const struct span *span, size_t byte)
{
    return (at(span, byte) == '.' || at(span, byte) == ',') && is_digit(before(span, byte)) &&
           is_digit(at(span, byte + 1));
}

/* "x-1", "1.pdf": what joins a number to a name. */
static bool joins(char c)
{
    return c == '-' || c == '.' || c == ':' || c == '/';
}

/* The number that begins at this byte, without its sign; false: none does, or it is a
 * part of a name. */
static bool find_number(struct span *span, size_t byte)
{
    span->from = span->to = byte;
    if (!is_digit(at(span, byte)) || is_in_name(before(span, byte)))
        return false;
    while (is_digit(at(span, span->to)) || is_point(span, span->to))
        span->to++;
    bool joined_behind = joins(at(span, span->to)) && is_in_name(at(span, span->to + 1));
    bool joined_before =
        byte > 0 && joins(before(span, byte)) && is_in_name(before(span, byte - 1));
    return !is_in_name(at(span, span->to)) && !joined_behind && !joined_before;
}

/* Three capital letters that stand alone. */
static bool is_code(const struct span *span, size_t byte)
{
    for (size_t i = 0; i < CODE; i++)
        if (!is_capital(at(span, byte + i)))
            return false;
    return !is_in_name(before(span, byte)) && !is_in_name(at(span, byte + CODE));
}

/* With its sign and its currency. */
static void add_neighbours(struct span *number)
{
    char sign = before(number, number->from);
    if (sign == '-' || sign == '+')
        number->from--;
    if (number->from > CODE && before(number, number->from) == ' ' &&
        is_code(number, number->from - 1 - CODE))
        number->from -= 1 + CODE;
    if (at(number, number->to) == ' ' && is_code(number, number->to + 1))
        number->to += 1 + CODE;
}

static size_t before_number(struct span span, size_t cut)
{
    for (size_t byte = 0; byte < span.length && byte < cut + 1 + CODE + 1;) {
        if (!find_number(&span, byte)) {
            byte++;
            continue;
        }
        byte = span.to;
        add_neighbours(&span);
        bool splits = cut < span.to || (cut == span.to && is_digit(before(&span, cut)));
        if (span.from < cut && splits)
            return span.from;
    }
    return cut;
}

size_t whole_before(const char *text, size_t length, size_t cut)
{
    const struct span span = {.text = text, .length = length};
    size_t last;
    do { /* what stands before may end where the cut is now */
        last = cut;
        cut = before_number(span, before_date(span, cut));
    } while (cut < last);
    return cut;
}
