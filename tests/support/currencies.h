/* SPDX-License-Identifier: MIT */
/* Every currency that Coffer knows, for tests that must hold in all of them. */
#ifndef COFFER_SUPPORT_CURRENCIES_H
#define COFFER_SUPPORT_CURRENCIES_H

#include "model/currency.h"
#include "support/support.h"

enum { CURRENCIES_MAX = 512 };

struct currencies {
    struct currency all[CURRENCIES_MAX];
    int64_t count;
};

/* Asks for every code from AAA to ZZZ: the table itself is private. */
static inline void currencies_init(struct currencies *currencies)
{
    currencies->count = 0;
    for (int i = 0; i < 26 * 26 * 26; i++) {
        const char code[] = {(char)('A' + i / 676), (char)('A' + i / 26 % 26), (char)('A' + i % 26),
                             '\0'};
        struct currency currency;
        if (currency_parse(code, &currency)) {
            assert_in_range(currencies->count, 0, CURRENCIES_MAX - 1);
            currencies->all[currencies->count++] = currency;
        }
    }
    assert_in_range(currencies->count, 150, CURRENCIES_MAX);
}

static inline struct currency currencies_any(const struct currencies *currencies,
                                             struct random *random)
{
    return currencies->all[random_between(random, 0, currencies->count - 1)];
}

#endif
