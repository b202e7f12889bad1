/* SPDX-License-Identifier: MIT */
#include "support/zipmake.h"

#include <string.h>

enum { VERSION = 20, MADE_BY_UNIX = 3 << 8, REGULAR = 0100644, DAY = 0x5A21 };

static uint32_t crc32_of(const char *bytes, size_t length)
{
    uint32_t crc = UINT32_MAX;
    for (size_t i = 0; i < length; i++) {
        crc ^= (unsigned char)bytes[i];
        for (int bit = 0; bit < 8; bit++)
            crc = (crc >> 1) ^ (0xEDB88320U & (0U - (crc & 1U)));
    }
    return ~crc;
}

static void add16(struct buf *buf, size_t number)
{
    buf_add_char(buf, (char)(number & 0xFF));
    buf_add_char(buf, (char)(number >> 8 & 0xFF));
}

static void add32(struct buf *buf, size_t number)
{
    add16(buf, number & 0xFFFF);
    add16(buf, number >> 16);
}

static size_t length_of(const struct zip_part *part)
{
    return part->length != 0 ? part->length : strlen(part->bytes);
}

/* What the local header and the list have in common. */
static void add_facts(struct buf *buf, const struct zip_part *part)
{
    add16(buf, VERSION);
    add16(buf, part->flags);
    add16(buf, part->method);
    add16(buf, 0); /* midnight */
    add16(buf, DAY);
    add32(buf, crc32_of(part->bytes, length_of(part)) + part->crc_error);
    add32(buf, length_of(part));
    add32(buf, length_of(part));
    add16(buf, strlen(part->name));
    add16(buf, 0); /* no extra field */
}

void zip_make(struct buf *buf, const struct zip_part *parts, size_t count)
{
    size_t offsets[2048] = {0};
    for (size_t i = 0; i < count; i++) {
        offsets[i] = buf->length;
        buf_add(buf, "PK\x03\x04");
        add_facts(buf, &parts[i]);
        buf_add(buf, parts[i].name);
        buf_add_bytes(buf, parts[i].bytes, length_of(&parts[i]));
    }
    size_t list = buf->length;
    for (size_t i = 0; i < count; i++) {
        uint32_t mode = parts[i].mode != 0 ? parts[i].mode : REGULAR;
        buf_add(buf, "PK\x01\x02");
        add16(buf, MADE_BY_UNIX | VERSION);
        add_facts(buf, &parts[i]);
        add16(buf, 0); /* no comment */
        add16(buf, 0); /* first disk */
        add16(buf, 0);
        add32(buf, mode << 16);
        add32(buf, offsets[i]);
        buf_add(buf, parts[i].name);
    }
    size_t end = buf->length;
    buf_add(buf, "PK\x05\x06");
    add32(buf, 0);
    add16(buf, count);
    add16(buf, count);
    add32(buf, end - list);
    add32(buf, list);
    add16(buf, 0);
}
