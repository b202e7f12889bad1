/* SPDX-License-Identifier: MIT */
/*
 * What every test program uses beside cmocka: assertions that print values as
 * people write them, random numbers that can be repeated, and folders that
 * clean up after themselves. Include it instead of cmocka.h.
 */
#ifndef COFFER_SUPPORT_SUPPORT_H
#define COFFER_SUPPORT_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/err.h"
#include "model/date.h"
#include "model/money.h"

/* ---- assertions ------------------------------------------------------- */

/* Each ends the test with both values in plain words where they differ. */

/* struct money against a number of micros; prints "12.34, not 12.35". */
#define assert_money_equal(actual, micros) \
    support_money_equal((actual), (micros), #actual, __FILE__, __LINE__)
/* struct date against "2026-11-23". */
#define assert_date_equal(actual, iso) \
    support_date_equal((actual), (iso), #actual, __FILE__, __LINE__)
/* NULL is equal to NULL only. */
#define assert_text_equal(actual, expected) \
    support_text_equal((actual), (expected), #actual, __FILE__, __LINE__)
/* struct err * of the call comes last; its text is printed on a mismatch. With
 * RC_OK the err must be empty, with any other code it must say the same code
 * and something. */
#define assert_rc(actual, expected, err) \
    support_rc((actual), (expected), (err), #actual, __FILE__, __LINE__)

void support_money_equal(struct money actual, int64_t micros, const char *what, const char *file,
                         int line);
void support_date_equal(struct date actual, const char *iso, const char *what, const char *file,
                        int line);
void support_text_equal(const char *actual, const char *expected, const char *what,
                        const char *file, int line);
void support_rc(enum rc actual, enum rc expected, const struct err *err, const char *what,
                const char *file, int line);

/* ---- random numbers --------------------------------------------------- */

/*
 * A property test draws from one generator. Its seed is $COFFER_SEED, else
 * taken from the system, and is printed, so that a failure can be repeated:
 * COFFER_SEED=123 build/dev/tests/property/property_money.
 */
struct random {
    uint64_t state;
};
void random_init(struct random *random); /* prints the seed */
void random_init_seed(struct random *random, uint64_t seed);
uint64_t random_next(struct random *random);
/* Uniform in [low, high]; low <= high. */
int64_t random_between(struct random *random, int64_t low, int64_t high);
bool random_one_in(struct random *random, int n); /* n >= 1 */
/* As random_between, but every fourth draw is one of the edges of the range or
 * of zero, where mistakes live. */
int64_t random_edgy(struct random *random, int64_t low, int64_t high);

/* How often a property is tried: `usual`, or $COFFER_ROUNDS where that is less
 * (slow surroundings such as valgrind set it). */
int rounds(int usual);

/* ---- folders ---------------------------------------------------------- */

enum { FOLDER_PATH_SIZE = 512 };

/* A new empty folder under $TMPDIR. */
struct folder {
    char path[FOLDER_PATH_SIZE];
};
void folder_init(struct folder *folder);
void folder_release(struct folder *folder); /* removes it with all that is in it */
/* "FOLDER/name". Returns ret. */
char *folder_file(const struct folder *folder, const char *name, char ret[FOLDER_PATH_SIZE]);
/* Writes a whole file; a path as folder_file gives it. */
void file_write(const char *path, const void *bytes, size_t length);
/* The whole file and a NUL after it; the caller frees it. */
char *file_read(const char *path, size_t *ret_length);

#endif
