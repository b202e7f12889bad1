/* SPDX-License-Identifier: MIT */
/* Currencies that a form offers. */
#ifndef COFFER_UI_CURRENCIES_H
#define COFFER_UI_CURRENCIES_H

#include "ui/parts/form.h"

/* The usual ones, for field.complete; any other of ISO 4217 will do. */
void offer_currencies(void *context, const char *typed, struct offers *offers);
/* A sentence why it is none, appended, and true. */
bool currency_is_wrong(const char *code, struct buf *why);

#endif
