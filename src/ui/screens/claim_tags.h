/* SPDX-License-Identifier: MIT */
/* Tags of a claim as they are typed: "show, q3". */
#ifndef COFFER_UI_CLAIM_TAGS_H
#define COFFER_UI_CLAIM_TAGS_H

#include "base/buf.h"

enum { TAGS_MAX = 64 }; /* more are left out */
struct tags {
    struct buf text;             /* each with a NUL behind it */
    const char *words[TAGS_MAX]; /* in it */
    size_t count;
};

/* Cut at commas, without blanks around. Where text.failed nothing was read. */
void tags_read(struct tags *tags, const char *text);
void tags_release(struct tags *tags);

#endif
