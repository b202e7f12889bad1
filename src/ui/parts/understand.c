/* SPDX-License-Identifier: MIT */
#include "ui/parts/understand.h"

#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "base/words.h"

/* ---- numbers and words of a date -------------------------------------------------------- */

enum { PARTS_MAX = 3, DIGITS_MAX = 8 };

/* "24 Nov. 2026" taken apart: numbers, at most one month's name, and the signs
 * between them. */
struct written_date {
    int numbers[PARTS_MAX];
    int digits[PARTS_MAX]; /* how many of each */
    int count;
    int month;     /* of a name, 1 to 12, or 0 */
    int name_at;   /* how many numbers stand before the name */
    char between;  /* the first sign between numbers, '\0': none */
    bool is_mixed; /* of several */
};

/* English, as spreadsheet programs write them into what they copy. */
static int month_named(const char *name, size_t length)
{
    static const char *const names[] = {"january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december"};
    for (int i = 0; i < 12; i++) {
        if (length >= 3 && length <= strlen(names[i]) && strncasecmp(name, names[i], length) == 0)
            return i + 1;
    }
    return 0;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool take_number(const char **text, struct written_date *date)
{
    size_t length = strspn(*text, "0123456789");
    int value = 0;
    if (date->count == PARTS_MAX || length > DIGITS_MAX)
        return false;
    for (size_t i = 0; i < length; i++)
        value = value * 10 + ((*text)[i] - '0');
    date->numbers[date->count] = value;
    date->digits[date->count++] = (int)length;
    *text += length;
    return true;
}

static bool take_name(const char **text, struct written_date *date)
{
    size_t length = 0;
    while (is_letter((*text)[length]))
        length++;
    if (date->month != 0 || (date->month = month_named(*text, length)) == 0)
        return false;
    date->name_at = date->count;
    *text += length;
    return true;
}

static bool take_apart(const char *text, struct written_date *ret)
{
    while (*text != '\0') {
        if (*text >= '0' && *text <= '9') {
            if (!take_number(&text, ret))
                return false;
        } else if (is_letter(*text)) {
            if (!take_name(&text, ret))
                return false;
        } else if (strchr("-/. ,", *text) != NULL) {
            ret->is_mixed = ret->is_mixed || (ret->between != '\0' && ret->between != *text);
            ret->between = ret->between == '\0' ? *text : ret->between;
            text++;
        } else {
            return false;
        }
    }
    return ret->count > 0;
}

/* ---- days ------------------------------------------------------------------------------------ */

static bool say(struct buf *why, const char *sentence)
{
    buf_add(why, sentence);
    return false;
}

static bool not_a_date(struct buf *why)
{
    return say(why, _("Not a day: write YYYY-MM-DD, 24, 11-24, today, +3d or -1m"));
}

static bool make_date(int year, int month, int day, struct date *ret, struct buf *why)
{
    if (date_from_ymd((struct ymd){year, month, day}, ret))
        return true;
    return say(why, _("There is no such day"));
}

/* "today" and the like, and "+3d". */
static bool is_relative(const char *text, struct date today, struct date *ret)
{
    static const struct {
        const char *word; /* looked up too */
        int days;
    } words[] = {{N_("today"), 0}, {N_("yesterday"), -1}, {N_("tomorrow"), 1}};
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (strcasecmp(text, words[i].word) == 0 || strcasecmp(text, _(words[i].word)) == 0) {
            *ret = date_add_days(today, words[i].days);
            return true;
        }
    }
    size_t digits = strspn(text + (text[0] != '\0'), "0123456789");
    if ((text[0] != '+' && text[0] != '-') || digits < 1 || digits > 4)
        return false;
    int count = 0;
    for (size_t i = 1; i <= digits; i++)
        count = count * 10 + (text[i] - '0');
    if (text[0] == '-')
        count = -count;
    const char *unit = text + 1 + digits;
    if (strcasecmp(unit, "d") == 0 || unit[0] == '\0')
        *ret = date_add_days(today, count);
    else if (strcasecmp(unit, "w") == 0)
        *ret = date_add_days(today, count * 7);
    else if (strcasecmp(unit, "m") == 0)
        *ret = date_add_months(today, count);
    else if (strcasecmp(unit, "y") == 0)
        *ret = date_add_months(today, count * 12);
    else
        return false;
    return true;
}

/* A month's name says which number is what. */
static bool with_name(const struct written_date *date, struct date today, struct date *ret,
                      struct buf *why)
{
    int year = date_to_ymd(today).year, day = date->numbers[0];
    if (date->count == 2 && date->digits[0] == 4) {
        year = date->numbers[0];
        day = date->numbers[1];
    } else if (date->count == 2 && date->digits[1] == 4) {
        year = date->numbers[1];
    } else if (date->count != 1 || date->digits[0] > 2) {
        return not_a_date(why);
    }
    return make_date(year, date->month, day, ret, why);
}

static bool of_three(const struct written_date *date, struct date *ret, struct buf *why)
{
    const int *n = date->numbers, *digits = date->digits;
    if (date->is_mixed || digits[1] > 2)
        return not_a_date(why);
    if (digits[0] == 4 && digits[2] <= 2)
        return make_date(n[0], n[1], n[2], ret, why);
    /* As lists show a day where there is little room: the year's last two digits. */
    if (date->between == '-' && digits[0] == 2 && digits[1] == 2 && digits[2] == 2)
        return make_date(2000 + n[0], n[1], n[2], ret, why);
    if (digits[2] != 4 || digits[0] > 2)
        return not_a_date(why);
    /* With points the day always comes first. */
    if (date->between == '.' || n[0] > 12 || n[0] == n[1])
        return make_date(n[2], n[1], n[0], ret, why);
    if (n[1] > 12)
        return make_date(n[2], n[0], n[1], ret, why);
    return say(why, _("Day and month cannot be told apart: write YYYY-MM-DD"));
}

static bool of_digits(const struct written_date *date, struct date today, struct date *ret,
                      struct buf *why)
{
    struct ymd now = date_to_ymd(today);
    const int *n = date->numbers;
    if (date->count == 3)
        return of_three(date, ret, why);
    if (date->count == 2 && date->between == '-' && date->digits[0] <= 2 && date->digits[1] <= 2)
        return make_date(now.year, n[0], n[1], ret, why);
    if (date->count == 1 && date->digits[0] <= 2)
        return make_date(now.year, now.month, n[0], ret, why);
    if (date->count == 1 && date->digits[0] == 8)
        return make_date(n[0] / 10000, n[0] / 100 % 100, n[0] % 100, ret, why);
    return not_a_date(why);
}

bool understand_date(const char *text, struct date today, struct date *ret, struct buf *why)
{
    enum { TEXT_MOST = 40 };
    struct written_date date = {.count = 0};
    char copy[TEXT_MOST + 1];
    size_t length = strlen(text);
    text_trim(&text, &length);
    if (length > TEXT_MOST)
        return not_a_date(why);
    memcpy(copy, text, length);
    copy[length] = '\0';
    if (date_parse_stamp(copy, length, ret) || is_relative(copy, today, ret))
        return true;
    if (!take_apart(copy, &date))
        return not_a_date(why);
    return date.month != 0 ? with_name(&date, today, ret, why) : of_digits(&date, today, ret, why);
}

/* ---- periods ------------------------------------------------------------------------------------
 */

bool understand_period(const char *text, struct date today, struct period *ret, struct buf *why)
{
    char copy[PERIOD_TEXT_SIZE];
    struct date day;
    struct buf ignored;
    size_t length = strlen(text);
    text_trim(&text, &length);
    if (length < sizeof(copy)) {
        memcpy(copy, text, length);
        copy[length] = '\0';
        if (period_parse(copy, ret))
            return true;
    }
    buf_init(&ignored);
    bool found = understand_date(text, today, &day, &ignored) && period_of(day, ret);
    buf_release(&ignored);
    return found || say(why, _("Not a period: write it as in FY27H1"));
}
