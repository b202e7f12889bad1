/* SPDX-License-Identifier: MIT */
#include "store/sieve.h"

#include "store/db.h"

int32_t sieve_currency(const char *code)
{
    if (code[0] == '\0') /* else three letters: a CHECK says so */
        return 0;
    return code[0] << 16 | code[1] << 8 | code[2];
}

/* Without a sieve every row is wanted. */
static void may_lead(sqlite3_context *context, int count, sqlite3_value **values)
{
    const struct book *book = sqlite3_user_data(context);
    const struct sieve *sieve = book->sieve;
    (void)count;
    if (sieve == NULL) {
        sqlite3_result_int(context, 1);
        return;
    }
    const char *code = (const char *)sqlite3_value_text(values[3]);
    const struct sieve_row row = {.day = sqlite3_value_int(values[0]),
                                  .value = sqlite3_value_int64(values[1]),
                                  .excluded = sqlite3_value_int(values[2]) != 0,
                                  .currency = sieve_currency(code != NULL ? code : "")};
    sqlite3_result_int(context, sieve->wants(sieve->context, &row));
}

enum rc sieve_register(struct book *book, struct err *err)
{
    enum { DAY_VALUE_EXCLUDED_CURRENCY = 4 };
    /* Statements of our own may ask it, the schema of a book may not. */
    int code = sqlite3_create_function(book->db, "may_lead", DAY_VALUE_EXCLUDED_CURRENCY,
                                       SQLITE_UTF8 | SQLITE_DIRECTONLY, book, may_lead, NULL, NULL);
    return code == SQLITE_OK ? RC_OK : db_err(book, err);
}
