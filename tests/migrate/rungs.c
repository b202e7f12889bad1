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
extern struct migration migrations[RUNG_LAST];
extern size_t migration_count;

struct migration migrations[RUNG_LAST] = {
    {1, ""},
    {2, ""},
    {3, ""},
    {4, ""},
    {5, "ALTER TABLE location ADD COLUMN city TEXT; ALTER TABLE earning ADD COLUMN batch TEXT;"},
    {6, ""},
};
size_t migration_count = RUNG_TODAY;

static const char good[] = "CREATE TABLE reminder (id TEXT NOT NULL PRIMARY KEY) STRICT;";
static const char broken[] = "CREATE TABLE reminder (id TEXT PRIMARY KEY); "
                             "UPDATE location SET country = 'XX'; SELECT nothing FROM nowhere;";

static char *today[RUNG_TODAY];

static void forget_today(void)
{
    for (size_t i = 0; i < RUNG_TODAY; i++)
        free(today[i]);
}

void rungs_load(void)
{
    static const char *const files[RUNG_TODAY] = {SQL "/0001_book.sql", SQL "/0002_lists.sql",
                                                  SQL "/0003_claims.sql",
                                                  SQL "/0004_claim_dates.sql"};
    for (size_t i = 0; i < RUNG_TODAY; i++) {
        size_t length = 0;
        today[i] = file_read(files[i], &length);
        migrations[i].sql = today[i];
    }
    (void)atexit(forget_today);
}

void rungs_use(int count, enum rung last)
{
    migration_count = (size_t)count;
    migrations[RUNG_LAST - 1].sql = last == RUNG_GOOD ? good : broken;
}
