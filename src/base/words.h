/* SPDX-License-Identifier: MIT */
/* Sentences that people read are looked up with _() so that they can be
 * translated; codes, words of the contract and CSV headers never are. */
#ifndef COFFER_BASE_WORDS_H
#define COFFER_BASE_WORDS_H

#include <libintl.h>

#define _(msgid) gettext(msgid)
#define N_(msgid) (msgid)

#endif
