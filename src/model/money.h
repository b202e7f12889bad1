/* SPDX-License-Identifier: MIT */
/*
 * Amounts of money: whole numbers of millionths ("micros") of a currency's
 * unit, beside their currency (RULES.md section 3). No floating point, and no
 * sum that wraps.
 */
#ifndef COFFER_MODEL_MONEY_H
#define COFFER_MODEL_MONEY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "model/currency.h"

enum { MONEY_DECIMALS = 6, MONEY_MICROS = 1000000, MONEY_TEXT_SIZE = 32 };

struct money {
    int64_t micros;
};

/* False where the sum would leave 64 bits; *ret untouched. */
must_use bool money_add(struct money a, struct money b, struct money *ret);
must_use bool money_sub(struct money a, struct money b, struct money *ret);

/* To the currency's minor unit, half away from zero. */
must_use bool money_round(struct money money, struct currency currency, struct money *ret);

/* money × times ÷ by, rounded to the currency's minor unit, half away from zero,
 * in one rounding. `by` is 1 to 1000000. False where the result leaves 64 bits. */
must_use bool money_scale(struct money money, int64_t times, int64_t by, struct currency currency,
                          struct money *ret);

/* (whole - taken) ÷ by, as money_scale; the difference itself may leave 64 bits. */
must_use bool money_part_of_rest(struct money whole, struct money taken, int64_t by,
                                 struct currency currency, struct money *ret);

/* True when money has no more decimals than its currency. */
bool money_is_whole(struct money money, struct currency currency);

/* How a number is written where it comes from. */
enum money_form {
    MONEY_POINT, /* -1234.5 */
    MONEY_COMMA, /* -1234,5: files separated by semicolons throughout */
};

enum money_trouble {
    MONEY_OK,
    MONEY_EMPTY,
    MONEY_NOT_A_NUMBER, /* grouping, parentheses, trailing minus, exponent, letters … */
    MONEY_TOO_LARGE,    /* beyond 64 bits of micros */
};

/* Optional sign, digits, optional point and digits (at least one digit in
 * all); blanks and invisible marks around are dropped (CONTRACT.md section 7).
 * Digits beyond six decimals are rounded half away from zero; *ret_rounded
 * tells whether any of them was not 0. On trouble the outputs are untouched. */
enum money_trouble money_parse(const char *text, size_t length, enum money_form form,
                               struct money *ret, bool *ret_rounded);

/* What a person typed: as money_parse, and RC_USAGE where it has more decimals
 * than its currency. `what` names the value in the message ("--amount"). */
enum rc money_parse_typed(const char *what, const char *text, struct currency currency,
                          struct money *ret, struct err *err);

/* Plain decimals with the currency's number of decimals, more only where the
 * exact value has more (9.1 USD: "9.10"; 9.123456 stays). Returns ret. */
char *money_print(struct money money, struct currency currency, char ret[MONEY_TEXT_SIZE]);

/* A share in parts per million: 40 % is 400000. */
struct share {
    int32_t ppm;
};
enum { SHARE_WHOLE = 1000000 };

/* A percentage without its sign, 0 to 100 with at most four decimals: "40", "37.5". */
bool share_parse(const char *text, size_t length, struct share *ret);
enum { SHARE_TEXT_SIZE = 16 };
char *share_print(struct share share, char ret[SHARE_TEXT_SIZE]); /* returns ret */

/* money × share, rounded to the currency's minor unit, half away from zero, in
 * one rounding. |result| <= |money| rounded up, so it fails only at the rim of
 * 64 bits. */
must_use bool money_share(struct money money, struct share share, struct currency currency,
                          struct money *ret);

/* money × share as it is before it is rounded: a plain number with the decimals that
 * it has, at most twelve. Returns ret. */
enum { MONEY_PRODUCT_SIZE = 40 };
char *money_print_product(struct money money, struct share share, char ret[MONEY_PRODUCT_SIZE]);

#endif
