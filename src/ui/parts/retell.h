/* SPDX-License-Identifier: MIT */
/*
 * Sentences of the lower layers in the words of the screen. They advise commands
 * and name options, which say the same everywhere: 'coffer period reopen', --from.
 * On the screen a command is the key that does it, an option is the field of the
 * form. A command without a screen ('coffer check') and an option without a field
 * (--book, which was given when the screen was opened) stay as they are. On the screen
 * a sentence stands alone: it begins with a capital letter.
 */
#ifndef COFFER_UI_RETELL_H
#define COFFER_UI_RETELL_H

#include <stddef.h>

#include "base/buf.h"

/* The label of the field that stands for the option, whose name is `length` bytes:
 * "from". NULL: there is none. */
typedef const char *option_label(const void *context, const char *name, size_t length);

/* Appends the sentence. label NULL: there is no form. */
void retell(const char *sentence, option_label *label, const void *context, struct buf *ret);

#endif
