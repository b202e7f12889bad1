/* SPDX-License-Identifier: MIT */
#include "store/customers.h"

#include <stdio.h>

#include "base/words.h"
#include "store/db.h"

/* So many earnings are sorted at once: about 8 MB. */
enum { SORTED_AT_ONCE = 1 << 18 };

enum rc customers_add(struct book *book, int64_t first, int64_t last, struct err *err)
{
    enum rc rc = RC_OK;
    for (; rc == RC_OK && first <= last; first += SORTED_AT_ONCE) {
        struct query q;
        int64_t end = last - first < SORTED_AT_ONCE ? last : first + SORTED_AT_ONCE - 1;
        query_begin(&q, book, SQL_CUSTOMERS_ADD);
        query_int(&q, ":first", first);
        query_int(&q, ":last", end);
        rc = query_done(&q, err);
        query_end(&q);
    }
    return rc;
}

static enum rc change(struct book *book, enum sql sql, int64_t earning, struct customer_day place,
                      struct err *err)
{
    struct query q;
    if (place.customer == 0)
        return RC_OK;
    query_begin(&q, book, sql);
    query_int(&q, ":customer", place.customer);
    query_int(&q, ":day", place.day);
    query_int(&q, ":earning", earning);
    enum rc rc = query_done(&q, err);
    query_end(&q);
    return rc;
}

enum rc customers_move(struct book *book, int64_t earning, struct customer_day then,
                       struct customer_day now, struct err *err)
{
    if (then.customer == now.customer && then.day == now.day)
        return RC_OK;
    enum rc rc = change(book, SQL_CUSTOMER_DELETE, earning, then, err);
    return rc == RC_OK ? change(book, SQL_CUSTOMER_ADD, earning, now, err) : rc;
}

enum rc customers_verify(struct book *book, totals_finding *found, void *context, struct err *err)
{
    struct query q;
    bool row = false;
    int64_t should = 0, is = 0;
    query_begin(&q, book, SQL_CUSTOMERS_MISSING);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        char sentence[256];
        (void)snprintf(sentence, sizeof(sentence),
                       _("earning %.150s: it is not found by its customer"), query_get_text(&q, 0));
        rc = found(context, sentence, err);
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&q);
    if (rc == RC_OK)
        rc = query_number(book, SQL_EARNINGS_WITH_CUSTOMER, 0, &should, err);
    if (rc == RC_OK)
        rc = query_number(book, SQL_CUSTOMERS_COUNT, 0, &is, err);
    if (rc == RC_OK && is > should)
        rc = found(context, _("the table of customers names earnings that are not there"), err);
    return rc;
}
