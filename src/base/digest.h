/* SPDX-License-Identifier: MIT */
/*
 * Hashes and random names, through libsodium. digest_start must have been
 * called once before any other function here.
 */
#ifndef COFFER_BASE_DIGEST_H
#define COFFER_BASE_DIGEST_H

#include <stddef.h>
#include <stdint.h>

enum { DIGEST_SIZE = 32, RANDOM_ID_SIZE = 16 };

struct digest {
    unsigned char bytes[DIGEST_SIZE]; /* SHA-256 */
};

void digest_start(void); /* aborts where the system has no randomness */

/* SHA-256 over parts; each part is preceded by its length (8 bytes, little
 * endian), so that no two lists of parts give the same bytes. NULL is a part of
 * its own kind (length 2^64-1). */
struct digest_part {
    const void *bytes;
    size_t length;
};
void digest_parts(const struct digest_part *parts, size_t count, struct digest *ret);

/* Plain SHA-256 of bytes as they come, as other tools compute it. */
struct digest_stream {
    _Alignas(8) unsigned char state[128]; /* libsodium's */
};
void digest_begin(struct digest_stream *stream);
void digest_more(struct digest_stream *stream, const void *bytes, size_t length);
void digest_end(struct digest_stream *stream, struct digest *ret);

enum { DIGEST_HEX_SIZE = 2 * DIGEST_SIZE + 1 };
char *digest_hex(const struct digest *digest, char ret[DIGEST_HEX_SIZE]); /* returns ret */

/* 64-bit SipHash of an id, as a signed number for SQLite. Equal hashes are
 * settled by comparing the ids. */
int64_t digest_short(const char *bytes, size_t length);

/* LETTER, '-' and ten random characters of Crockford's base 32: "E-7F3K9QDXAB"
 * (CONTRACT.md section 2). */
void random_id(char letter, char ret[RANDOM_ID_SIZE]);

/* For rows without a name: 1 to 2^62. */
int64_t random_key(void);

#endif
