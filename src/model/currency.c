/* SPDX-License-Identifier: MIT */
#include "model/currency.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"

struct entry {
    char code[4];
    int decimals;
};

static const struct entry table[] = {
#include "model/currency_table.inc"
};

const struct currency currency_usd = {"USD"};

static int compare(const void *code, const void *entry)
{
    return strcmp(code, ((const struct entry *)entry)->code);
}

static const struct entry *find(const char *code)
{
    return bsearch(code, table, sizeof table / sizeof table[0], sizeof table[0], compare);
}

bool currency_parse(const char *text, struct currency *ret)
{
    struct currency currency = {""};
    for (size_t i = 0; text[i]; i++) {
        if (i == sizeof currency.code - 1)
            return false;
        char c = text[i];
        currency.code[i] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
    }
    if (!find(currency.code))
        return false;
    *ret = currency;
    return true;
}

bool currency_equal(struct currency a, struct currency b)
{
    return strcmp(a.code, b.code) == 0;
}

int currency_decimals(struct currency currency)
{
    const struct entry *entry = find(currency.code);
    bug_if(!entry, "a currency that is not in the list");
    return entry->decimals;
}
