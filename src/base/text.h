/* SPDX-License-Identifier: MIT */
/*
 * Text as people write it: UTF-8, its safety on a terminal, its width in cells,
 * and the forms in which names are compared.
 *
 * Inside Coffer every string is valid UTF-8; each door (keys, argv, files, the
 * book) checks once with text_is_utf8. Nothing here allocates unless it takes a
 * struct buf.
 */
#ifndef COFFER_BASE_TEXT_H
#define COFFER_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* No surrogates, no overlong forms, nothing above U+10FFFF, no NUL. */
bool text_is_utf8(const char *bytes, size_t length);

/* The offset of the first byte that breaks UTF-8 or is NUL; length if none. */
size_t text_utf8_prefix(const char *bytes, size_t length);

/* Appends text so that a terminal can only show it: C0, DEL, C1, bidi controls
 * (U+061C, U+200E/F, U+202A-E, U+2066-9), U+2028/9 and zero-width characters
 * (U+200B-D, U+2060, U+FEFF) become `\x1b`, `\u202e` and so on. Nothing is
 * dropped; a backslash stays a backslash. Bytes that are not UTF-8 become
 * `\xNN` each. */
void text_add_visible(struct buf *buf, const char *bytes, size_t length);

/* Width in terminal cells of text that has been through text_add_visible. */
size_t text_width(const char *text);

/* The program code of a name met in a report (CONTRACT.md section 2): lower
 * case, every run of other characters than letters and digits turned into one
 * '-'. Letters and digits are Unicode's, so that two names in another script
 * never share a code. */
void text_add_slug(struct buf *buf, const char *name);

/* Lower case without other characters than ASCII letters: the form in which
 * earning types and statuses are compared (RULES.md section 3). */
void text_add_letters(struct buf *buf, const char *text);

/* Lower case of every letter, for searching. */
void text_add_folded(struct buf *buf, const char *text);

/* How many of the first `limit` bytes to keep so that no character is split. */
size_t text_cut(const char *text, size_t limit);

/* Offsets between characters as people see them (grapheme clusters): the one
 * after and the one before `at`, which lies between two of them; the end or 0
 * where there is none. The first takes the time of one cluster, the other that
 * of the text before. */
size_t text_next(const char *text, size_t at);
size_t text_back(const char *text, size_t at);

/* For a message: the text itself, or its beginning and an ellipsis where it is
 * too long to leave room for the rest of the sentence. Returns ret. */
enum { TEXT_EXCERPT_SIZE = 64 };
char *text_excerpt(const char *text, char ret[TEXT_EXCERPT_SIZE]);

/* Blanks, NBSP, narrow NBSP and invisible marks (U+200E/F, U+202A-E, U+2066-9,
 * U+FEFF) at both ends are left out of [*text, *text + *length). */
void text_trim(const char **text, size_t *length);

#endif
