/* SPDX-License-Identifier: MIT */
/*
 * The two questions that csv.c asks about every byte of a report, answered for
 * many bytes at once. The portable answers are the specification of the fast
 * ones; a test compares them.
 */
#ifndef COFFER_IO_SCAN_H
#define COFFER_IO_SCAN_H

#include <stddef.h>
#include <stdint.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

enum { SCAN_BLOCK = 64 };

/* Bit i is set where p[i] is the delimiter, a quote, CR or LF. Reads SCAN_BLOCK
 * bytes. */
static inline uint64_t scan_special_portable(const char *p, char delimiter)
{
    uint64_t mask = 0;
    for (int i = 0; i < SCAN_BLOCK; i++) {
        char c = p[i];
        if (c == delimiter || c == '"' || c == '\n' || c == '\r')
            mask |= UINT64_C(1) << i;
    }
    return mask;
}

/* How many bytes from p on are ASCII and not NUL. */
static inline size_t scan_ascii_portable(const char *p, size_t length)
{
    size_t i = 0;
    while (i < length && p[i] != '\0' && (unsigned char)p[i] < 0x80)
        i++;
    return i;
}

#if defined(__SSE2__)

static inline __m128i scan_load(const char *p)
{
    return _mm_loadu_si128((const __m128i *)(const void *)p);
}

static inline uint64_t scan_special(const char *p, char delimiter)
{
    const __m128i delimiters = _mm_set1_epi8(delimiter);
    const __m128i quotes = _mm_set1_epi8('"');
    const __m128i feeds = _mm_set1_epi8('\n');
    const __m128i returns = _mm_set1_epi8('\r');
    uint64_t mask = 0;
    for (int i = 0; i < SCAN_BLOCK; i += 16) {
        __m128i bytes = scan_load(p + i);
        __m128i hit = _mm_or_si128(
            _mm_or_si128(_mm_cmpeq_epi8(bytes, delimiters), _mm_cmpeq_epi8(bytes, quotes)),
            _mm_or_si128(_mm_cmpeq_epi8(bytes, feeds), _mm_cmpeq_epi8(bytes, returns)));
        mask |= (uint64_t)(uint32_t)_mm_movemask_epi8(hit) << i;
    }
    return mask;
}

static inline size_t scan_ascii(const char *p, size_t length)
{
    const __m128i nul = _mm_setzero_si128();
    size_t i = 0;
    for (; length - i >= 16; i += 16) {
        __m128i bytes = scan_load(p + i);
        /* The sign bit of a byte above 0x7F, and all bits where it is NUL. */
        int other = _mm_movemask_epi8(_mm_or_si128(bytes, _mm_cmpeq_epi8(bytes, nul)));
        if (other != 0)
            return i + (size_t)__builtin_ctz((unsigned)other);
    }
    return i + scan_ascii_portable(p + i, length - i);
}

#else

static inline uint64_t scan_special(const char *p, char delimiter)
{
    return scan_special_portable(p, delimiter);
}

static inline size_t scan_ascii(const char *p, size_t length)
{
    return scan_ascii_portable(p, length);
}

#endif

#endif
