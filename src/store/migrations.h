/* SPDX-License-Identifier: MIT */
/* The ladder of schemas: data/sql/NNNN_name.sql, embedded at build time. */
#ifndef COFFER_STORE_MIGRATIONS_H
#define COFFER_STORE_MIGRATIONS_H

#include <stddef.h>

struct migration {
    int number;      /* the user_version that the step leads to */
    const char *sql; /* without transaction and user_version */
};

extern const struct migration migrations[]; /* by number */
extern const size_t migration_count;

#endif
