/* SPDX-License-Identifier: MIT */
/*
 * Inside the store: a question that a statement asks of every row it reads, in SQL
 * may_lead(day, value, excluded, currency). What is not wanted never leaves SQLite,
 * which is most of what reading a row costs.
 */
#ifndef COFFER_STORE_SIEVE_H
#define COFFER_STORE_SIEVE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct book;
struct sieve_row {
    int64_t value;
    int32_t day;
    bool excluded;
    int32_t currency; /* its three letters as a number, in their order; 0: "" */
};
struct sieve {
    bool (*wants)(void *context, const struct sieve_row *row);
    void *context;
};

/* Once for a connection. */
enum rc sieve_register(struct book *book, struct err *err);
/* The letters of a currency as a number, in their order. */
int32_t sieve_currency(const char *code);

#endif
