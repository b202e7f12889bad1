/* SPDX-License-Identifier: MIT */
#include "migrate/rungs.h"

#include <stddef.h>
#include <stdlib.h>

#include "support/support.h"

/* As store/migrations.h has them, but not const: it is not included here. */
struct migration {
    int number;
    const char *sql;
};
extern struct migration migrations[3];
extern size_t migration_count;

struct migration migrations[3] = {
    {1, ""},
    {2, "ALTER TABLE location ADD COLUMN city TEXT; ALTER TABLE earning ADD COLUMN batch TEXT;"},
    {3, ""},
};
size_t migration_count = 1;

static const char good[] = "CREATE TABLE claim (id TEXT NOT NULL PRIMARY KEY) STRICT;";
static const char broken[] = "CREATE TABLE claim (id TEXT PRIMARY KEY); "
                             "UPDATE location SET country = 'XX'; SELECT nothing FROM nowhere;";

static char *first;

static void forget_first(void)
{
    free(first);
}

void rungs_load(void)
{
    size_t length = 0;
    first = file_read(SQL "/0001_book.sql", &length);
    migrations[0].sql = first;
    (void)atexit(forget_first);
}

void rungs_use(int count, enum rung last)
{
    migration_count = (size_t)count;
    migrations[2].sql = last == RUNG_GOOD ? good : broken;
}
