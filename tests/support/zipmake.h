/* SPDX-License-Identifier: MIT */
/* Zips made byte by byte, so that they can be wrong in one place. */
#ifndef COFFER_SUPPORT_ZIPMAKE_H
#define COFFER_SUPPORT_ZIPMAKE_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

struct zip_part {
    const char *name;
    const char *bytes;
    size_t length;      /* 0: strlen(bytes) */
    uint16_t method;    /* 0 = stored: what is said, the bytes are always stored */
    uint16_t flags;     /* 1 = encrypted, 0x800 = the name is UTF-8 */
    uint32_t crc_error; /* added to the right CRC */
    uint32_t mode;      /* of Unix, 0 = 0100644 */
};

/* Appends a whole zip. */
void zip_make(struct buf *buf, const struct zip_part *parts, size_t count);

#endif
