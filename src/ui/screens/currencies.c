/* SPDX-License-Identifier: MIT */
#include "ui/screens/currencies.h"

#include "base/words.h"
#include "model/currency.h"

void offer_currencies(void *context, const char *typed, struct offers *offers)
{
    static const char *const codes[] = {"USD", "EUR", "GBP", "SEK", "NOK", "DKK", "CHF", "PLN",
                                        "CZK", "JPY", "KRW", "AUD", "CAD", "INR", "BRL", "MXN"};
    (void)context;
    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
        offers_add_fitting(offers, typed, codes[i], "");
}

bool currency_is_wrong(const char *code, struct buf *why)
{
    struct currency currency;
    if (currency_parse(code, &currency))
        return false;
    buf_add(why, _("This is no currency of ISO 4217: three letters, as EUR"));
    return true;
}
