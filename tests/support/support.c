/* SPDX-License-Identifier: MIT */
#include "support/support.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/checked.h"

/* ---- assertions ------------------------------------------------------- */

enum { MICROS_TEXT_SIZE = 32 };

/* Not money_print: a test of it must not be judged by itself. */
static char *micros_print(int64_t micros, char ret[MICROS_TEXT_SIZE])
{
    uint64_t size = micros < 0 ? 0 - (uint64_t)micros : (uint64_t)micros;
    (void)snprintf(ret, MICROS_TEXT_SIZE, "%s%" PRIu64 ".%06" PRIu64, micros < 0 ? "-" : "",
                   size / MONEY_MICROS, size % MONEY_MICROS);
    return ret;
}

void support_money_equal(struct money actual, int64_t micros, const char *what, const char *file,
                         int line)
{
    char is[MICROS_TEXT_SIZE];
    char should[MICROS_TEXT_SIZE];
    if (actual.micros == micros)
        return;
    print_error("%s is %s, not %s\n", what, micros_print(actual.micros, is),
                micros_print(micros, should));
    _fail(file, line);
}

void support_date_equal(struct date actual, const char *iso, const char *what, const char *file,
                        int line)
{
    char is[DATE_TEXT_SIZE];
    date_print(actual, is);
    if (strcmp(is, iso) == 0)
        return;
    print_error("%s is %s (day %" PRId32 "), not %s\n", what, is, actual.day, iso);
    _fail(file, line);
}

static void print_text(const char *label, const char *text)
{
    if (text == NULL)
        print_error("  %s: NULL\n", label);
    else
        print_error("  %s: \"%s\" (%zu bytes)\n", label, text, strlen(text));
}

void support_text_equal(const char *actual, const char *expected, const char *what,
                        const char *file, int line)
{
    if (actual == expected)
        return;
    if (actual != NULL && expected != NULL && strcmp(actual, expected) == 0)
        return;
    print_error("%s differs\n", what);
    print_text("is    ", actual);
    print_text("should", expected);
    _fail(file, line);
}

void support_rc(enum rc actual, enum rc expected, const struct err *err, const char *what,
                const char *file, int line)
{
    if (actual != expected)
        print_error("%s gives %d, not %d: %s\n", what, (int)actual, (int)expected,
                    err->text[0] == '\0' ? "(no words)" : err->text);
    else if (err->rc != expected)
        print_error("%s gives %d, its err says %d: %s\n", what, (int)actual, (int)err->rc,
                    err->text);
    else if ((expected == RC_OK) != (err->text[0] == '\0'))
        print_error("%s gives %d with the words \"%s\"\n", what, (int)actual, err->text);
    else
        return;
    _fail(file, line);
}

/* ---- random numbers --------------------------------------------------- */

void random_init(struct random *random)
{
    uint64_t seed = 0;
    const char *given = getenv("COFFER_SEED");
    if (given != NULL)
        seed = strtoull(given, NULL, 10);
    else if (getrandom(&seed, sizeof(seed), 0) != (ssize_t)sizeof(seed))
        bug("the system has no random numbers");
    print_message("COFFER_SEED=%" PRIu64 "\n", seed);
    random_init_seed(random, seed);
}

void random_init_seed(struct random *random, uint64_t seed)
{
    random->state = seed;
}

/* SplitMix64 (Steele, Lea, Flood 2014): every seed is a good one. */
uint64_t random_next(struct random *random)
{
    uint64_t z = random->state += 0x9e3779b97f4a7c15U;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
}

int64_t random_between(struct random *random, int64_t low, int64_t high)
{
    bug_if(low > high, "an empty range");
    uint64_t span = (uint64_t)high - (uint64_t)low + 1; /* 0: all 64 bits */
    uint64_t drawn = random_next(random);
    if (span != 0) {
        /* Draws above the last whole multiple of span would favour low values. */
        uint64_t limit = UINT64_MAX - (UINT64_MAX % span + 1) % span;
        while (drawn > limit)
            drawn = random_next(random);
        drawn %= span;
    }
    return (int64_t)((uint64_t)low + drawn);
}

bool random_one_in(struct random *random, int n)
{
    return random_between(random, 1, n) == 1;
}

int64_t random_edgy(struct random *random, int64_t low, int64_t high)
{
    if (!random_one_in(random, 4))
        return random_between(random, low, high);
    const int64_t edges[] = {low, high, 0, 1, -1, low + (low < high), high - (low < high)};
    int64_t edge = edges[random_between(random, 0, sizeof(edges) / sizeof(edges[0]) - 1)];
    return edge < low ? low : edge > high ? high : edge;
}

int rounds(int usual)
{
    const char *given = getenv("COFFER_ROUNDS");
    if (given == NULL)
        return usual;
    long most = strtol(given, NULL, 10);
    return most >= 1 && most < usual ? (int)most : usual;
}

/* ---- folders ---------------------------------------------------------- */

static _Noreturn void give_up(const char *what, const char *path)
{
    print_error("%s: %s: %s\n", path, what, strerror(errno));
    abort();
}

void folder_init(struct folder *folder)
{
    const char *parent = getenv("TMPDIR");
    if (parent == NULL || parent[0] == '\0')
        parent = "/tmp";
    int length = snprintf(folder->path, sizeof(folder->path), "%s/coffer-test.XXXXXX", parent);
    bug_if(length < 0 || (size_t)length >= sizeof(folder->path), "TMPDIR is too long");
    if (mkdtemp(folder->path) == NULL)
        give_up("cannot be made", folder->path);
}

static int remove_entry(const char *path, const struct stat *state, int kind, struct FTW *where)
{
    (void)state;
    (void)kind;
    (void)where;
    return remove(path);
}

/* Tests take permissions away; they come back before the folder is read. */
static int open_entry(const char *path, const struct stat *state, int kind, struct FTW *where)
{
    (void)state;
    (void)where;
    return kind == FTW_D || kind == FTW_DNR ? chmod(path, 0700) : 0;
}

void folder_release(struct folder *folder)
{
    enum { DESCRIPTORS = 16 };
    (void)nftw(folder->path, open_entry, DESCRIPTORS, FTW_PHYS);
    if (nftw(folder->path, remove_entry, DESCRIPTORS, FTW_DEPTH | FTW_PHYS) != 0)
        give_up("cannot be removed", folder->path);
    folder->path[0] = '\0';
}

char *folder_file(const struct folder *folder, const char *name, char ret[FOLDER_PATH_SIZE])
{
    int length = snprintf(ret, FOLDER_PATH_SIZE, "%s/%s", folder->path, name);
    bug_if(length < 0 || length >= FOLDER_PATH_SIZE, "a test's file name is too long");
    return ret;
}

void file_write(const char *path, const void *bytes, size_t length)
{
    FILE *file = fopen(path, "wbe");
    if (file == NULL)
        give_up("cannot be opened", path);
    if (fwrite(bytes, 1, length, file) != length || fclose(file) != 0)
        give_up("cannot be written", path);
}

char *file_read(const char *path, size_t *ret_length)
{
    FILE *file = fopen(path, "rbe");
    struct stat state;
    if (file == NULL || fstat(fileno(file), &state) != 0)
        give_up("cannot be opened", path);
    size_t length = (size_t)state.st_size;
    char *bytes = malloc(length + 1);
    if (bytes == NULL || fread(bytes, 1, length, file) != length)
        give_up("cannot be read", path);
    bytes[length] = '\0';
    (void)fclose(file);
    *ret_length = length;
    return bytes;
}
