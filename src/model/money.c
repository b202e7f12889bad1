/* SPDX-License-Identifier: MIT */
#include "model/money.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/checked.h"
#include "base/text.h"
#include "base/words.h"

/* ---- arithmetic ---- */

bool money_add(struct money a, struct money b, struct money *ret)
{
    return add_fits(a.micros, b.micros, &ret->micros);
}

bool money_sub(struct money a, struct money b, struct money *ret)
{
    return sub_fits(a.micros, b.micros, &ret->micros);
}

/* The micros of the currency's minor unit: 10000 for USD, 1000000 for JPY. */
static int64_t minor_unit(struct currency currency)
{
    static const int64_t units[] = {1000000, 100000, 10000, 1000, 100};
    int decimals = currency_decimals(currency);
    bug_if(decimals < 0 || decimals > 4, "a currency with more than four decimals");
    return units[decimals];
}

static bool of_units(int64_t units, int64_t unit, struct money *ret)
{
    int64_t micros;
    if (__builtin_mul_overflow(units, unit, &micros))
        return false;
    ret->micros = micros;
    return true;
}

bool money_scale(struct money money, int64_t times, int64_t by, struct currency currency,
                 struct money *ret)
{
    bug_if(by <= 0 || by > MONEY_MICROS, "a divisor outside 1 to a million");
    int64_t unit = minor_unit(currency);
    int64_t units;
    return mul_div_fits(money.micros, times, by * unit, &units) && of_units(units, unit, ret);
}

bool money_part_of_rest(struct money whole, struct money taken, int64_t by,
                        struct currency currency, struct money *ret)
{
    bug_if(by <= 0 || by > MONEY_MICROS, "a divisor outside 1 to a million");
    int64_t unit = minor_unit(currency);
    int64_t units;
    return sub_div_fits(whole.micros, taken.micros, by * unit, &units) &&
           of_units(units, unit, ret);
}

bool money_round(struct money money, struct currency currency, struct money *ret)
{
    return money_scale(money, 1, 1, currency, ret);
}

bool money_share(struct money money, struct share share, struct currency currency,
                 struct money *ret)
{
    return money_scale(money, share.ppm, SHARE_WHOLE, currency, ret);
}

bool money_is_whole(struct money money, struct currency currency)
{
    return money.micros % minor_unit(currency) == 0;
}

/* ---- reading ---- */

/* A number as it is written, still without a value. */
struct written {
    bool negative;
    const char *whole, *fraction;
    size_t whole_count, fraction_count;
};

static size_t count_digits(const char *text, size_t length)
{
    size_t count = 0;
    while (count < length && text[count] >= '0' && text[count] <= '9')
        count++;
    return count;
}

static enum money_trouble read_written(const char *text, size_t length, char mark,
                                       struct written *ret)
{
    text_trim(&text, &length);
    if (length == 0)
        return MONEY_EMPTY;
    const char *end = text + length;
    struct written written = {.negative = *text == '-'};
    if (*text == '-' || *text == '+')
        text++;
    written.whole = text;
    written.whole_count = count_digits(text, (size_t)(end - text));
    text += written.whole_count;
    if (text < end && *text == mark) {
        text++;
        written.fraction = text;
        written.fraction_count = count_digits(text, (size_t)(end - text));
        text += written.fraction_count;
    }
    if (text != end || written.whole_count + written.fraction_count == 0)
        return MONEY_NOT_A_NUMBER;
    *ret = written;
    return MONEY_OK;
}

/* Counts downwards, because 64 bits hold one more number below 0 than above. */
static bool append_digit(int64_t *value, char digit)
{
    return !__builtin_mul_overflow(*value, (int64_t)10, value) &&
           !__builtin_sub_overflow(*value, (int64_t)(digit - '0'), value);
}

static enum money_trouble to_money(const struct written *written, struct money *ret,
                                   bool *ret_rounded)
{
    int64_t value = 0;
    bool rounded = false;
    for (size_t i = 0; i < written->whole_count; i++) {
        if (!append_digit(&value, written->whole[i]))
            return MONEY_TOO_LARGE;
    }
    for (size_t i = 0; i < MONEY_DECIMALS; i++) {
        if (!append_digit(&value, i < written->fraction_count ? written->fraction[i] : '0'))
            return MONEY_TOO_LARGE;
    }
    for (size_t i = MONEY_DECIMALS; i < written->fraction_count; i++)
        rounded = rounded || written->fraction[i] != '0';
    bool up = written->fraction_count > MONEY_DECIMALS && written->fraction[MONEY_DECIMALS] >= '5';
    if (up && __builtin_sub_overflow(value, (int64_t)1, &value))
        return MONEY_TOO_LARGE;
    if (!written->negative && __builtin_sub_overflow((int64_t)0, value, &value))
        return MONEY_TOO_LARGE;
    ret->micros = value;
    *ret_rounded = rounded;
    return MONEY_OK;
}

enum money_trouble money_parse(const char *text, size_t length, enum money_form form,
                               struct money *ret, bool *ret_rounded)
{
    struct written written;
    enum money_trouble trouble =
        read_written(text, length, form == MONEY_COMMA ? ',' : '.', &written);
    return trouble == MONEY_OK ? to_money(&written, ret, ret_rounded) : trouble;
}

enum rc money_parse_typed(const char *what, const char *text, struct currency currency,
                          struct money *ret, struct err *err)
{
    struct written written;
    struct money money;
    bool rounded;
    char excerpt[TEXT_EXCERPT_SIZE];
    text_excerpt(text, excerpt);
    enum money_trouble trouble = read_written(text, strlen(text), '.', &written);
    if (trouble == MONEY_EMPTY)
        return err_set(err, RC_USAGE,
                       _("%s: the amount is missing: write digits with a point and no grouping, "
                         "as in 1234.50"),
                       what);
    if (trouble != MONEY_OK)
        return err_set(err, RC_USAGE,
                       _("%s: '%s' is not an amount: write digits with a point and no grouping, "
                         "as in 1234.50"),
                       what, excerpt);
    /* By what is written, not by its value: 1.500 JPY may be meant as 1500. */
    if (written.fraction_count > (size_t)currency_decimals(currency))
        return err_set(err, RC_USAGE,
                       _("%s: %s has more decimals than the %d of %s: write no more than these"),
                       what, excerpt, currency_decimals(currency), currency.code);
    if (to_money(&written, &money, &rounded) != MONEY_OK)
        return err_set(err, RC_USAGE,
                       _("%s: %s is too large: amounts end at 9223372036854.775807: look for a "
                         "digit too many"),
                       what, excerpt);
    *ret = money;
    return RC_OK;
}

/* ---- printing ---- */

char *money_print(struct money money, struct currency currency, char ret[MONEY_TEXT_SIZE])
{
    /* By hand: lists print tens of thousands of them at once. */
    int shown = MONEY_DECIMALS, decimals = currency_decimals(currency);
    uint64_t micros = money.micros < 0 ? 0 - (uint64_t)money.micros : (uint64_t)money.micros;
    uint64_t whole = micros / MONEY_MICROS, part = micros % MONEY_MICROS;
    char text[MONEY_TEXT_SIZE], *end = text + sizeof(text), *at = end;
    for (; shown > decimals && part % 10 == 0; shown--)
        part /= 10;
    *--at = '\0';
    for (int i = 0; i < shown; i++, part /= 10)
        *--at = (char)('0' + part % 10);
    if (shown > 0)
        *--at = '.';
    do {
        *--at = (char)('0' + whole % 10);
        whole /= 10;
    } while (whole > 0);
    if (money.micros < 0)
        *--at = '-';
    memcpy(ret, at, (size_t)(end - at));
    return ret;
}

__extension__ typedef __int128 wide;

char *money_print_product(struct money money, struct share share, char ret[MONEY_PRODUCT_SIZE])
{
    const wide one = (wide)MONEY_MICROS * SHARE_WHOLE;
    bug_if(share.ppm < 0 || share.ppm > SHARE_WHOLE, "a share beyond the whole");
    wide product = (wide)money.micros * share.ppm;
    if (product < 0)
        product = -product;
    int length = snprintf(ret, MONEY_PRODUCT_SIZE, "%s%" PRIu64 ".%012" PRIu64,
                          money.micros < 0 && share.ppm > 0 ? "-" : "", (uint64_t)(product / one),
                          (uint64_t)(product % one));
    bug_if(length < 0 || length >= MONEY_PRODUCT_SIZE, "a product is too long to print");
    while (ret[length - 1] == '0')
        length--;
    if (ret[length - 1] == '.')
        length--;
    ret[length] = '\0';
    return ret;
}

/* ---- shares ---- */

/* A share of 1 % in parts per million, and one micro of a percent is a hundredth
 * of a part: four decimals of a percent are whole parts. */
enum { PERCENT = SHARE_WHOLE / 100, MICROS_PER_PART = MONEY_MICROS / PERCENT };

bool share_parse(const char *text, size_t length, struct share *ret)
{
    struct money percent;
    bool rounded;
    if (money_parse(text, length, MONEY_POINT, &percent, &rounded) != MONEY_OK || rounded ||
        percent.micros % MICROS_PER_PART != 0 || percent.micros < 0 ||
        percent.micros > (int64_t)100 * MONEY_MICROS)
        return false;
    ret->ppm = (int32_t)(percent.micros / MICROS_PER_PART);
    return true;
}

char *share_print(struct share share, char ret[SHARE_TEXT_SIZE])
{
    int length = snprintf(ret, SHARE_TEXT_SIZE, "%d.%04d", (int)(share.ppm / PERCENT),
                          (int)(share.ppm % PERCENT));
    bug_if(length < 0 || length >= SHARE_TEXT_SIZE, "a percentage is too long to print");
    while (ret[length - 1] == '0')
        length--;
    if (ret[length - 1] == '.')
        length--;
    ret[length] = '\0';
    return ret;
}
