/* SPDX-License-Identifier: MIT */
#include "model/size.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

static const int64_t most = 1000000000000; /* 1 TB */

/* The units that size_print chooses from come largest first. */
static const struct {
    const char *name;
    int64_t bytes;
} units[] = {
    {"TiB", INT64_C(1) << 40}, {"TB", 1000000000000}, {"GiB", INT64_C(1) << 30},
    {"GB", 1000000000},        {"MiB", 1 << 20},      {"MB", 1000000},
    {"KiB", 1 << 10},          {"KB", 1000},          {"B", 1},
};
enum { UNITS = sizeof(units) / sizeof(units[0]) };

static int64_t unit_of(const char *name)
{
    if (name[0] == '\0')
        return 1;
    for (size_t i = 0; i < UNITS; i++)
        if (strcasecmp(units[i].name, name) == 0)
            return units[i].bytes;
    return 0;
}

bool size_parse(const char *text, int64_t *ret)
{
    enum { DIGITS_MAX = 15 }; /* 10^15 times a unit fits into 128 bits with room to spare */
    __extension__ __int128 value = 0, scale = 1;
    int digits = 0;
    bool point = false;
    for (; (*text >= '0' && *text <= '9') || (*text == '.' && !point && digits > 0); text++) {
        if (*text == '.') {
            point = true;
            continue;
        }
        if (++digits > DIGITS_MAX)
            return false;
        value = value * 10 + (*text - '0');
        if (point)
            scale *= 10;
    }
    if (digits == 0 || text[-1] == '.')
        return false;
    text += *text == ' ';
    value *= unit_of(text);
    if (value % scale != 0 || value < scale || value / scale > most)
        return false;
    *ret = (int64_t)(value / scale);
    return true;
}

char *size_print(int64_t bytes, char ret[SIZE_TEXT_SIZE])
{
    size_t i = 0;
    while (i < UNITS - 1 && (bytes < units[i].bytes || bytes % units[i].bytes != 0))
        i++;
    (void)snprintf(ret, SIZE_TEXT_SIZE, "%" PRId64 " %s", bytes / units[i].bytes, units[i].name);
    return ret;
}

/* Half up; any number of bytes. */
static int64_t divided(int64_t bytes, int64_t by)
{
    return bytes / by + (bytes % by >= by - by / 2);
}

char *size_words(int64_t bytes, char ret[SIZE_TEXT_SIZE])
{
    static const char *const names[] = {"B", "KB", "MB", "GB", "TB"};
    int64_t unit = 1;
    size_t i = 0;
    /* What rounds to 1000 of a unit is 1 of the next. */
    for (; i < 4 && divided(bytes, unit) >= 1000; i++)
        unit *= 1000;
    int64_t whole = divided(bytes, unit);
    int64_t tenths = unit > 1 ? divided(bytes, unit / 10) : 0;
    if (unit == 1 || tenths >= 100 || tenths % 10 == 0)
        (void)snprintf(ret, SIZE_TEXT_SIZE, "%" PRId64 " %s", whole, names[i]);
    else
        (void)snprintf(ret, SIZE_TEXT_SIZE, "%" PRId64 ".%" PRId64 " %s", tenths / 10, tenths % 10,
                       names[i]);
    return ret;
}
