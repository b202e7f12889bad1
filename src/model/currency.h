/* SPDX-License-Identifier: MIT */
/* ISO 4217 codes and their decimals. The table is made from
 * data/currencies.csv at build time. */
#ifndef COFFER_MODEL_CURRENCY_H
#define COFFER_MODEL_CURRENCY_H

#include <stdbool.h>

struct currency {
    char code[4]; /* "EUR"; upper case, terminated */
};

extern const struct currency currency_usd;

/* Any case. RC-free: false when the code is not in the list. */
bool currency_parse(const char *text, struct currency *ret);
bool currency_equal(struct currency a, struct currency b);

/* 0 to 4. An unknown code is a bug: currencies come from currency_parse. */
int currency_decimals(struct currency currency);

#endif
