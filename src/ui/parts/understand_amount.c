/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/text.h"
#include "base/words.h"
#include "ui/parts/understand.h"

enum { AMOUNT_SIZE = 64 };

/* What was written, taken apart. */
struct amount {
    char text[AMOUNT_SIZE]; /* digits and marks: gaps are ' ' here */
    bool negative;
    char code[4]; /* the currency that was written, or "" */
    const char *sign;
};

/* ---- currencies ------------------------------------------------------------------- */

/* codes: those that write the sign; a sign of several tells nothing more. */
static const struct {
    const char *sign, *codes;
} signs[] = {
    {"US$", "USD"},
    {"A$", "AUD"},
    {"C$", "CAD"},
    {"NZ$", "NZD"},
    {"R$", "BRL"},
    {"$", "USD AUD CAD NZD HKD SGD MXN CLP COP ARS TWD"},
    {"€", "EUR"},
    {"£", "GBP EGP"},
    {"¥", "JPY CNY"},
    {"￥", "JPY CNY"},
    {"₹", "INR"},
    {"₩", "KRW"},
    {"₪", "ILS"},
    {"₺", "TRY"},
    {"₫", "VND"},
    {"₽", "RUB"},
    {"zł", "PLN"},
    {"Kč", "CZK"},
    {"kr.", "DKK SEK NOK ISK"},
    {"kr", "SEK NOK DKK ISK"},
    {"Fr.", "CHF"},
};

/* A code or a sign at the beginning (or at the end) of the text: taken off. */
static bool take_currency(const char **text, size_t *length, bool at_end, struct amount *amount)
{
    struct currency found;
    char code[4] = "";
    if (*length > 3) {
        memcpy(code, *text + (at_end ? *length - 3 : 0), 3);
        const char *beside = at_end ? *text + *length - 4 : *text + 3;
        bool letter = (*beside >= 'a' && *beside <= 'z') || (*beside >= 'A' && *beside <= 'Z');
        if (!letter && currency_parse(code, &found)) {
            memcpy(amount->code, found.code, sizeof(amount->code));
            *text += at_end ? 0 : 3;
            *length -= 3;
            return true;
        }
    }
    for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
        size_t size = strlen(signs[i].sign);
        if (size < *length &&
            memcmp(*text + (at_end ? *length - size : 0), signs[i].sign, size) == 0) {
            amount->sign = signs[i].codes;
            *text += at_end ? 0 : size;
            *length -= size;
            return true;
        }
    }
    return false;
}

static bool is_of(const struct amount *amount, const struct currency *currency)
{
    if (currency == NULL)
        return true;
    if (amount->code[0] != '\0')
        return strcmp(amount->code, currency->code) == 0;
    return amount->sign == NULL || strstr(amount->sign, currency->code) != NULL;
}

/* ---- taking apart ------------------------------------------------------------------- */

static bool take_minus(const char **text, size_t *length, struct amount *amount)
{
    static const struct {
        const char *sign;
        bool negative;
    } forms[] = {{"-", true}, {"\u2212", true}, {"+", false}};
    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
        size_t size = strlen(forms[i].sign);
        if (size < *length && memcmp(*text, forms[i].sign, size) == 0) {
            amount->negative = forms[i].negative;
            *text += size;
            *length -= size;
            return true;
        }
    }
    return false;
}

/* How spreadsheet programs write a negative amount. */
static void take_brackets(const char **text, size_t *length, struct amount *amount)
{
    if (*length > 2 && (*text)[0] == '(' && (*text)[*length - 1] == ')') {
        amount->negative = true;
        (*text)++;
        *length -= 2;
        text_trim(text, length);
    }
}

/* Digits, points, commas; what else stands between groups becomes ' '. */
static bool copy_digits(const char *text, size_t length, char ret[AMOUNT_SIZE])
{
    static const char *const gaps[] = {" ", "'", "\u00A0", "\u202F", "\u2009", "\u2019"};
    size_t used = 0;
    for (size_t at = 0; at < length;) {
        size_t size = 1, gap = 0;
        char c = text[at];
        for (size_t i = 0; i < sizeof(gaps) / sizeof(gaps[0]) && gap == 0; i++) {
            size_t wide = strlen(gaps[i]);
            if (wide <= length - at && memcmp(text + at, gaps[i], wide) == 0)
                gap = wide;
        }
        if (gap > 0) {
            c = ' ';
            size = gap;
        } else if (c != '.' && c != ',' && (c < '0' || c > '9')) {
            return false;
        }
        if (used + 1 >= AMOUNT_SIZE)
            return false;
        ret[used++] = c;
        at += size;
    }
    ret[used] = '\0';
    return used > 0;
}

static bool take_apart(const char *text, struct amount *ret)
{
    size_t length = strlen(text);
    text_trim(&text, &length);
    take_brackets(&text, &length, ret);
    bool minus = !ret->negative && take_minus(&text, &length, ret);
    text_trim(&text, &length);
    if (take_currency(&text, &length, false, ret) || take_currency(&text, &length, true, ret))
        text_trim(&text, &length);
    if (!minus && !ret->negative)
        (void)take_minus(&text, &length, ret);
    text_trim(&text, &length);
    return copy_digits(text, length, ret->text);
}

/* ---- marks ---------------------------------------------------------------------------- */

/* Groups of three, or of two and a last one of three as in India; `mark` stands
 * between them. */
static bool is_grouped(const char *text, size_t length, char mark)
{
    size_t run = 0, groups = 0;
    bool twos = true, threes = true;
    for (size_t i = 0; i <= length; i++) {
        if (i < length && text[i] != mark) {
            if (text[i] < '0' || text[i] > '9')
                return false;
            run++;
            continue;
        }
        bool last = i == length;
        if (groups == 0 ? run < 1 || run > 3 : false)
            return false;
        if (groups > 0 && run != 3)
            threes = false;
        if (groups > 0 && run != (last ? 3U : 2U))
            twos = false;
        if (groups == 0 && run > 2)
            twos = false;
        groups++;
        run = 0;
    }
    return threes || twos;
}

static size_t count_of(const char *text, char mark)
{
    size_t count = 0;
    for (; *text != '\0'; text++)
        count += *text == mark;
    return count;
}

enum reading { READ_PLAIN, READ_UNCLEAR, READ_NOT };

/* The decimal mark, or '\0' where there is none; *ret_group: what stands between
 * groups, '\0': nothing. */
static enum reading find_marks(const char *text, char *ret_decimal, char *ret_group)
{
    size_t points = count_of(text, '.'), commas = count_of(text, ',');
    bool gaps = strchr(text, ' ') != NULL;
    *ret_decimal = *ret_group = '\0';
    if (gaps)
        *ret_group = ' ';
    if (points > 0 && commas > 0) {
        *ret_decimal = strrchr(text, '.') > strrchr(text, ',') ? '.' : ',';
        char other = *ret_decimal == '.' ? ',' : '.';
        if (gaps || count_of(text, *ret_decimal) > 1)
            return READ_NOT;
        *ret_group = other;
        return READ_PLAIN;
    }
    char mark = points > 0 ? '.' : ',';
    size_t marks = points + commas;
    if (marks == 0)
        return READ_PLAIN;
    if (marks > 1) {
        *ret_group = mark;
        return gaps ? READ_NOT : READ_PLAIN;
    }
    const char *at = strchr(text, mark);
    size_t before = (size_t)(at - text), behind = strlen(at + 1);
    *ret_decimal = mark;
    bool group = !gaps && behind == 3 && before >= 1 && before <= 3 && text[0] != '0';
    return group ? READ_UNCLEAR : READ_PLAIN;
}

/* "-1234.50" from what was taken apart; false where groups are of odd sizes. */
static bool plain_text(const struct amount *amount, char decimal, char group,
                       char ret[AMOUNT_SIZE + 2])
{
    const char *at = decimal != '\0' ? strchr(amount->text, decimal) : NULL;
    size_t whole = at != NULL ? (size_t)(at - amount->text) : strlen(amount->text), used = 0;
    if (group != '\0' && !is_grouped(amount->text, whole, group))
        return false;
    if (at != NULL && strspn(at + 1, "0123456789") != strlen(at + 1))
        return false;
    if (amount->negative)
        ret[used++] = '-';
    for (const char *from = amount->text; *from != '\0'; from++) {
        if (from == at)
            ret[used++] = '.';
        else if (*from != group)
            ret[used++] = *from;
    }
    ret[used] = '\0';
    return true;
}

/* ---- the whole ---------------------------------------------------------------------------- */

/* "1,234" is 1234 to one reader and 1.234 to another. A point is how Coffer
 * itself writes decimals, where the currency has three of them. */
static bool is_unclear(const struct amount *amount, char decimal, const struct currency *currency)
{
    return decimal == ',' || currency == NULL || currency_decimals(*currency) < 3 ||
           amount->text[0] == '\0';
}

static void say_unclear(const struct amount *amount, char decimal, struct buf *why)
{
    size_t whole = strcspn(amount->text, ".,");
    buf_addf(why, _("%s may mean %.*s%s or %.*s.%s: write it without '%c' or with all decimals"),
             amount->text, (int)whole, amount->text, amount->text + whole + 1, (int)whole,
             amount->text, amount->text + whole + 1, decimal);
}

static bool to_money(const char *plain, const struct currency *currency, struct money *ret,
                     struct buf *why)
{
    bool rounded = false;
    const char *point = strchr(plain, '.');
    int most = currency != NULL ? currency_decimals(*currency) : MONEY_DECIMALS;
    size_t decimals = point != NULL ? strlen(point + 1) : 0;
    if (decimals > (size_t)most) {
        buf_addf(why, _("%s has more decimals than the %d of %s"), plain, most,
                 currency != NULL ? currency->code : _("any currency"));
        return false;
    }
    switch (money_parse(plain, strlen(plain), MONEY_POINT, ret, &rounded)) {
    case MONEY_OK:
        return true;
    case MONEY_TOO_LARGE:
        buf_add(why, _("Too large: look for a digit too many"));
        return false;
    case MONEY_EMPTY:
    case MONEY_NOT_A_NUMBER:
    default:
        buf_add(why, _("Not an amount: write digits with a point, as in 1234.50"));
        return false;
    }
}

bool understand_amount(const char *text, const struct currency *currency, struct money *ret,
                       struct buf *why)
{
    struct amount amount = {.negative = false};
    char plain[AMOUNT_SIZE + 2], decimal, group;
    if (!take_apart(text, &amount)) {
        buf_add(why, _("Not an amount: write digits with a point, as in 1234.50"));
        return false;
    }
    if (!is_of(&amount, currency)) {
        buf_addf(why, _("The amount is written in another currency than %s"), currency->code);
        return false;
    }
    enum reading reading = find_marks(amount.text, &decimal, &group);
    if (reading == READ_UNCLEAR && is_unclear(&amount, decimal, currency)) {
        say_unclear(&amount, decimal, why);
        return false;
    }
    if (reading == READ_NOT || !plain_text(&amount, decimal, group, plain)) {
        buf_add(why, _("The marks between the digits make no number: write it as in 1234.50"));
        return false;
    }
    return to_money(plain, currency, ret, why);
}
