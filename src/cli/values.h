/* SPDX-License-Identifier: MIT */
/* Texts of options and arguments, checked by their kind. */
#ifndef COFFER_CLI_VALUES_H
#define COFFER_CLI_VALUES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "cli/command.h"

/* RC_USAGE with what, the text and the right form. what: "--period", "N";
 * argument: the words of a VALUE_WORD. */
enum rc value_check(enum value_kind kind, const char *what, const char *argument, const char *text,
                    struct err *err);

/* Digits only, 1 to 10^18 - 1. */
bool value_number(const char *text, int64_t *ret);
/* 0 as well. */
bool value_count(const char *text, int64_t *ret);

#endif
