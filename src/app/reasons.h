/* SPDX-License-Identifier: MIT */
/* Why a reviewer returns or refuses something: a list to pick from (data/reasons.csv);
 * any other word will do, too. */
#ifndef COFFER_APP_REASONS_H
#define COFFER_APP_REASONS_H

#include <stdbool.h>

#include "base/err.h"

/* Texts are borrowed for the call. */
typedef enum rc reason_visit(void *context, const char *code, const char *text, struct err *err);
enum rc app_reasons(reason_visit *visit, void *context, struct err *err);

#endif
