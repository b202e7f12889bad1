/* SPDX-License-Identifier: MIT */
/* Why a reviewer returns or refuses something: a list to pick from (data/reasons.csv);
 * any other word will do, too. */
#ifndef COFFER_APP_REASONS_H
#define COFFER_APP_REASONS_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"

/* Texts are borrowed for the call. */
typedef enum rc reason_visit(void *context, const char *code, const char *text, struct err *err);
enum rc app_reasons(reason_visit *visit, void *context, struct err *err);
/* Appends the code with what it means, "branding: Branding is missing or wrong"; a word of
 * one's own as it is. */
enum rc app_reason_words(const char *code, struct buf *ret, struct err *err);

#endif
