/* SPDX-License-Identifier: MIT */
/*
 * What a cut may not split, because a part of it reads as another one:
 *
 * - a date or a half-year: 2026-11-29, 26-11-29, 2026-11, 11-29, FY27H1;
 * - a number that stands alone, with its sign and its decimals, and with it the
 *   currency's code before or behind: "-12.50 USD". Nor does the sign of a cut follow a
 *   number closely, where it would read as more digits.
 *
 * Digits of a name ("INV-2041", "Hall4", "12.pdf") are no number.
 */
#ifndef COFFER_UI_WHOLE_H
#define COFFER_UI_WHOLE_H

#include <stddef.h>

/* Where that begins which a cut at byte `cut` of the text, of `length` bytes, would
 * split; the cut itself where it splits nothing. */
size_t whole_before(const char *text, size_t length, size_t cut);

#endif
