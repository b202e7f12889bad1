/* SPDX-License-Identifier: MIT */
#include "base/digest.h"

#include <sodium.h>
#include <string.h>

#include "base/err.h"

_Static_assert(crypto_hash_sha256_BYTES == DIGEST_SIZE, "SHA-256 has 32 bytes");
_Static_assert(crypto_shorthash_BYTES == sizeof(int64_t), "SipHash has 64 bits");

enum { RANDOM_CHARACTERS = 10, LENGTH_BYTES = 8 };

void digest_start(void)
{
    bug_if(sodium_init() < 0, "the system has no source of randomness");
}

void digest_parts(const struct digest_part *parts, size_t count, struct digest *ret)
{
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    for (size_t i = 0; i < count; i++) {
        uint64_t length = parts[i].bytes ? (uint64_t)parts[i].length : UINT64_MAX;
        unsigned char head[LENGTH_BYTES];
        for (int byte = 0; byte < LENGTH_BYTES; byte++)
            head[byte] = (unsigned char)(length >> (8 * byte) & 0xFF);
        crypto_hash_sha256_update(&state, head, sizeof head);
        if (parts[i].bytes)
            crypto_hash_sha256_update(&state, parts[i].bytes, parts[i].length);
    }
    crypto_hash_sha256_final(&state, ret->bytes);
}

_Static_assert(sizeof(crypto_hash_sha256_state) <= sizeof(struct digest_stream),
               "room for the state of a stream");

void digest_begin(struct digest_stream *stream)
{
    crypto_hash_sha256_init((crypto_hash_sha256_state *)(void *)stream->state);
}

void digest_more(struct digest_stream *stream, const void *bytes, size_t length)
{
    crypto_hash_sha256_update((crypto_hash_sha256_state *)(void *)stream->state, bytes, length);
}

void digest_end(struct digest_stream *stream, struct digest *ret)
{
    crypto_hash_sha256_final((crypto_hash_sha256_state *)(void *)stream->state, ret->bytes);
}

char *digest_hex(const struct digest *digest, char ret[DIGEST_HEX_SIZE])
{
    return sodium_bin2hex(ret, DIGEST_HEX_SIZE, digest->bytes, DIGEST_SIZE);
}

int64_t digest_short(const char *bytes, size_t length)
{
    /* Stored in the book: the key must never change. */
    static const unsigned char key[crypto_shorthash_KEYBYTES] = "coffer earnings";
    unsigned char hash[crypto_shorthash_BYTES];
    crypto_shorthash(hash, (const unsigned char *)bytes, length, key);
    uint64_t number = 0;
    for (size_t byte = 0; byte < sizeof hash; byte++)
        number |= (uint64_t)hash[byte] << (8 * byte);
    int64_t result;
    memcpy(&result, &number, sizeof result);
    return result;
}

void random_id(char letter, char ret[RANDOM_ID_SIZE])
{
    static const char digits[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; /* no I L O U */
    unsigned char random[RANDOM_CHARACTERS];
    randombytes_buf(random, sizeof random);
    ret[0] = letter;
    ret[1] = '-';
    for (int i = 0; i < RANDOM_CHARACTERS; i++)
        ret[2 + i] = digits[random[i] % 32];
    ret[2 + RANDOM_CHARACTERS] = '\0';
}

int64_t random_key(void)
{
    uint64_t number;
    randombytes_buf(&number, sizeof number);
    return (int64_t)(number >> 2) + 1;
}
