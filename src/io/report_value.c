/* SPDX-License-Identifier: MIT */
#include "io/report_value.h"

#include <string.h>

#include "base/words.h"
#include "model/date.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* ---- dates ---- */

enum { SHAPE_SIZE = 16 };

/* "31.01.2026" has the shape "9.9.9": a run of digits is a 9, one of letters an
 * A. *ret_first is the length of the first run of digits. */
static void take_shape(const char *text, size_t length, char ret[SHAPE_SIZE], size_t *ret_first)
{
    size_t used = 0;
    size_t first = 0;
    for (size_t i = 0; i < length && used < SHAPE_SIZE - 1;) {
        size_t from = i;
        char c = text[i++];
        char sign = is_digit(c) ? '9' : is_letter(c) ? 'A' : c;
        while (i < length &&
               ((sign == '9' && is_digit(text[i])) || (sign == 'A' && is_letter(text[i]))))
            i++;
        if (sign == '9' && first == 0)
            first = i - from;
        ret[used++] = sign;
    }
    ret[used] = '\0';
    *ret_first = first;
}

/* A date ends with its shape, or a blank or a 'T' and a time follow. The form
 * is named as people write it; the order of day and month is nobody's to guess. */
static const struct {
    const char *shape;
    size_t first_min, first_max;
    const char *form;
} forms[] = {
    {"9/9/9", 1, 2, "DD/MM/YYYY or MM/DD/YYYY"},
    {"9/9/9", 4, 4, "YYYY/MM/DD"},
    {"9.9.9", 1, 2, "DD.MM.YYYY"},
    {"9.9.9", 4, 4, "YYYY.MM.DD"},
    {"9-9-9", 1, 2, "DD-MM-YYYY or MM-DD-YYYY"},
    {"9-9-9", 4, 4, "YYYY-M-D"},
    {"9. 9. 9", 1, 2, "DD. MM. YYYY"},
    {"9-A-9", 1, 4, "DD-Mon-YYYY"},
    {"9 A 9", 1, 4, "DD Month YYYY"},
    {"9. A 9", 1, 2, "DD. Month YYYY"},
    {"A 9, 9", 1, 2, "Month DD, YYYY"},
    {"A-9", 2, 4, "Mon-YY"},
    {"A 9", 2, 4, "Month YYYY"},
    {"9", 5, 5, N_("days counted by a spreadsheet program")},
    {"9.9", 5, 5, N_("days counted by a spreadsheet program")},
    {"9,9", 5, 5, N_("days counted by a spreadsheet program")},
    {"9", 8, 8, "YYYYMMDD"},
};

bool value_is_iso(const char *text, size_t length)
{
    static const char pattern[] = "9999-99-99";
    size_t size = strlen(pattern);
    if (length < size)
        return false;
    for (size_t i = 0; i < size; i++) {
        if (pattern[i] == '9' ? !is_digit(text[i]) : text[i] != pattern[i])
            return false;
    }
    return length == size || text[size] == 'T' || text[size] == ' ';
}

const char *value_date_form(const char *text, size_t length)
{
    char shape[SHAPE_SIZE];
    size_t first = 0;
    if (value_is_iso(text, length))
        return NULL;
    take_shape(text, length, shape, &first);
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        size_t size = strlen(forms[i].shape);
        if (strncmp(shape, forms[i].shape, size) == 0 && first >= forms[i].first_min &&
            first <= forms[i].first_max && (shape[size] == '\0' || shape[size] == ' '))
            return _(forms[i].form);
    }
    return NULL;
}

/* A day that every month has. */
static bool is_early_day(const char *iso)
{
    bool month = iso[5] == '0' ? iso[6] >= '1' : iso[5] == '1' && iso[6] <= '2';
    bool day = iso[8] == '0' ? iso[9] >= '1' : iso[8] == '1' || (iso[8] == '2' && iso[9] <= '8');
    return month && day && strncmp(iso, "0000", 4) != 0;
}

size_t value_plain_day(const char *text, size_t length, char ret[VALUE_DAY_SIZE])
{
    enum { DAY = VALUE_DAY_SIZE - 1 };
    static const char midnight[] = "T00:00:00.000Z";
    struct date day;
    if (length <= DAY)
        return 0;
    /* Most stamps look so, and three come with every row. */
    bool plain = length == DAY + sizeof midnight - 1 && value_is_iso(text, length) &&
                 memcmp(text + DAY, midnight, sizeof midnight - 1) == 0 && is_early_day(text);
    if (!plain && !date_parse_stamp(text, length, &day))
        return 0;
    memcpy(ret, text, DAY);
    ret[DAY] = '\0';
    return DAY;
}

/* ---- numbers ---- */

size_t value_plain_number(const char *text, size_t length, enum money_form form,
                          char ret[VALUE_NUMBER_SIZE])
{
    const char mark = form == MONEY_COMMA ? ',' : '.';
    const char *at = text, *end = text + length;
    if (length == 0 || length >= VALUE_NUMBER_SIZE - 1) /* one more for a 0 before the point */
        return 0;
    /* Most numbers are in the form already: nothing to leave out at either end. */
    if (form == MONEY_POINT && text[0] >= '1' && text[0] <= '9' && text[length - 1] >= '1' &&
        text[length - 1] <= '9')
        return 0;
    bool negative = *at == '-';
    at += *at == '-' || *at == '+';
    const char *whole = at;
    while (at < end && is_digit(*at))
        at++;
    const char *point = at;
    at += at < end && *at == mark;
    const char *fraction = at;
    while (at < end && is_digit(*at))
        at++;
    if (at != end || (point == whole && at == fraction))
        return 0;
    while (at > fraction && at[-1] == '0')
        at--;
    while (whole < point && *whole == '0')
        whole++;
    bool is_zero = whole == point && at == fraction;
    size_t used = 0;
    if (negative && !is_zero)
        ret[used++] = '-';
    if (whole == point)
        ret[used++] = '0';
    memcpy(ret + used, whole, (size_t)(point - whole));
    used += (size_t)(point - whole);
    if (at > fraction) {
        ret[used++] = '.';
        memcpy(ret + used, fraction, (size_t)(at - fraction));
        used += (size_t)(at - fraction);
    }
    ret[used] = '\0';
    return used != length || memcmp(ret, text, length) != 0 ? used : 0;
}

bool value_is_exponent(const char *text)
{
    text += strspn(text, "+-");
    size_t digits = strspn(text, "0123456789");
    text += digits;
    if (digits > 0 && (*text == '.' || *text == ','))
        text += 1 + strspn(text + 1, "0123456789");
    /* Only with a sign: "12E45" may well be an id. */
    if (digits == 0 || (*text != 'E' && *text != 'e') || (text[1] != '+' && text[1] != '-'))
        return false;
    text += 2;
    digits = strspn(text, "0123456789");
    return digits > 0 && text[digits] == '\0';
}

/* What may stand between groups of digits beside point and comma. */
static bool is_gap(const char *text, size_t *ret_size)
{
    static const char *const gaps[] = {" ", "'", "_", "\u00A0", "\u202F", "\u2009", "\u2019"};
    for (size_t i = 0; i < sizeof gaps / sizeof gaps[0]; i++) {
        *ret_size = strlen(gaps[i]);
        if (strncmp(text, gaps[i], *ret_size) == 0)
            return true;
    }
    return false;
}

static bool is_grouped(const char *text)
{
    size_t marks = 0;
    for (const char *at = text; *at != '\0'; at++) {
        size_t size = 0;
        marks += *at == '.' || *at == ',';
        if (at > text && is_digit(at[-1]) && is_gap(at, &size) && is_digit(at[size]))
            return true;
    }
    return marks > 1;
}

static bool ends_in_minus(const char *text)
{
    const char *minus = strrchr(text, '-');
    return minus != NULL && minus > text && is_digit(minus[-1]) &&
           strspn(minus + 1, " ") == strlen(minus + 1);
}

static bool has_exponent(const char *text)
{
    const char *e = strpbrk(text, "eE");
    return e != NULL && e > text && (is_digit(e[-1]) || e[-1] == '.' || e[-1] == ',') &&
           (is_digit(e[1]) || ((e[1] == '+' || e[1] == '-') && is_digit(e[2])));
}

bool value_has_decimal_comma(const char *text, size_t length)
{
    struct money money;
    bool rounded;
    enum money_trouble trouble = money_parse(text, length, MONEY_COMMA, &money, &rounded);
    return (trouble == MONEY_OK || trouble == MONEY_TOO_LARGE) && memchr(text, ',', length) != NULL;
}

const char *value_money_reason(enum money_trouble trouble, const char *text, bool semicolons)
{
    if (trouble == MONEY_EMPTY)
        return _("blank, and every row needs it");
    if (trouble == MONEY_TOO_LARGE)
        return _("too large: amounts end at 9223372036854.775807");
    if (has_exponent(text))
        return _("in exponent form, which has lost digits: take it from the original file");
    if (strchr(text, '(') != NULL)
        return _("in parentheses: write a minus before the number");
    if (ends_in_minus(text))
        return _("a minus at the end: write it before the number");
    if (is_grouped(text))
        return _("digits in groups: write them without anything between");
    if (!semicolons && value_has_decimal_comma(text, strlen(text)))
        return _("a decimal comma in a file that is not separated by semicolons: write a "
                 "point");
    return _("not a number: write digits with a point, as in -1234.50");
}
