/* SPDX-License-Identifier: MIT */
#include "store/earnings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "store/db.h"
#include "store/search.h"
#include "store/words.h"

/* ---- looking ------------------------------------------------------------------------ */

/* Columns of SQL_EARNING_LIST, _FIGURES and _FULL, which begin alike. */
static void read_head(struct query *q, struct earning_record *record)
{
    *record = (struct earning_record){
        .key = query_get_int(q, 0),
        .id = query_get_text(q, 1),
        .source = query_is_null(q, 2) ? NULL : query_get_text(q, 2),
        .line = query_get_int(q, 3),
        .import = query_get_int(q, 4),
        .name = query_get_int(q, 5),
        .program_name = query_get_text(q, 6),
        .program = query_get_text(q, 7),
        .location_key = query_get_int(q, 8),
        .location = query_get_text(q, 9),
        .date = {(int32_t)query_get_int(q, 10)},
        .type = (enum earning_type)query_get_int(q, 11),
        .type_text = query_get_text(q, 12),
        .note = query_get_text(q, 16),
        .excluded = !query_is_null(q, 17),
        .exclude_reason = query_get_text(q, 18),
        .made_in = query_get_int(q, 19),
        .changed_in = query_get_int(q, 20),
    };
    (void)snprintf(record->amounts.currency.code, sizeof(record->amounts.currency.code), "%s",
                   query_get_text(q, 13));
    record->amounts.amount.micros = query_get_int(q, 14);
    record->amounts.usd.micros = query_get_int(q, 15);
    for (int i = 0; i < DETAIL_COUNT; i++)
        record->details[i] = "";
}

/* The columns of EARNING_SHOWN. */
static void read_shown(struct query *q, struct earning_record *record)
{
    static const enum detail shown[] = {DETAIL_STATUS,   DETAIL_PAYMENT,    DETAIL_REASON,
                                        DETAIL_CLAIM,    DETAIL_ENGAGEMENT, DETAIL_LEVER,
                                        DETAIL_CUSTOMER, DETAIL_PRODUCT};
    read_head(q, record);
    for (int i = 0; i < (int)(sizeof(shown) / sizeof(shown[0])); i++)
        record->details[shown[i]] = query_get_text(q, 21 + i);
}

static enum rc visit_list(struct query *q, const struct earning_filter *filter,
                          struct search *search, earning_visit *visit, void *context,
                          struct err *err)
{
    bool row = false;
    enum rc rc = query_row(q, &row, err);
    while (rc == RC_OK && row) {
        struct earning_record record;
        read_shown(q, &record);
        if ((search == NULL || search_matches_record(search, &record)) &&
            (!filter->excluded || record.excluded))
            rc = visit(context, &record, err);
        if (rc == RC_OK)
            rc = query_row(q, &row, err);
    }
    return rc;
}

enum rc earnings_list(struct book *book, const struct earning_filter *filter, earning_visit *visit,
                      void *context, struct err *err)
{
    struct query q;
    struct lexicon *lexicon = NULL;
    struct search *search = NULL;
    enum rc rc = RC_OK;
    if (filter->search != NULL)
        rc = lexicon_new(book, &lexicon, err);
    if (rc == RC_OK && filter->search != NULL)
        rc = search_new(lexicon, filter->search, &search, err);
    /* Rows of one location or program come from the index on funds. */
    query_begin(&q, book,
                filter->location != NULL || filter->program != NULL ? SQL_EARNING_LIST_FUND
                                                                    : SQL_EARNING_LIST);
    query_text(&q, ":program", filter->program);
    query_text(&q, ":location", filter->location);
    query_int(&q, ":from", filter->has_dates ? filter->from.day : date_first.day);
    query_int(&q, ":to", filter->has_dates ? filter->to.day : date_last.day);
    query_int(&q, ":import", filter->import);
    if (rc == RC_OK)
        rc = visit_list(&q, filter, search, visit, context, err);
    query_end(&q);
    search_free(search);
    lexicon_free(lexicon);
    return rc;
}

enum rc earnings_by_key(struct book *book, const int64_t *keys, size_t count, earning_visit *visit,
                        void *context, struct err *err)
{
    struct query q;
    enum rc rc = RC_OK;
    query_begin(&q, book, SQL_EARNING_SHOWN);
    for (size_t i = 0; rc == RC_OK && i < count; i++) {
        struct earning_record record;
        bool row = false;
        query_reset(&q);
        query_int(&q, ":key", keys[i]);
        rc = query_row(&q, &row, err);
        if (rc == RC_OK && row) {
            read_shown(&q, &record);
            rc = visit(context, &record, err);
        }
    }
    query_end(&q);
    return rc;
}

enum rc earnings_figures(struct book *book, const char *program, const char *location,
                         struct date from, struct date to, earning_visit *visit, void *context,
                         struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, book, SQL_EARNING_FIGURES);
    query_text(&q, ":program", program);
    query_text(&q, ":location", location);
    query_int(&q, ":from", from.day);
    query_int(&q, ":to", to.day);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        struct earning_record record;
        read_head(&q, &record);
        rc = visit(context, &record, err);
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&q);
    return rc;
}

enum rc earning_id_taken(struct book *book, const char *id, int64_t *ret_key, struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, book, SQL_KEY_FIND);
    query_int(&q, ":hash", digest_short(id, strlen(id)));
    query_text(&q, ":id", id);
    enum rc rc = query_row(&q, &row, err);
    if (rc == RC_OK)
        *ret_key = row ? query_get_int(&q, 0) : 0;
    query_end(&q);
    return rc;
}

/* Typed-in rows that are seen and whose id begins so, in either case: the key of
 * the only one. Nothing begins with nothing. */
static enum rc find_typed(struct book *book, const char *beginning, journal_sees *sees,
                          void *sees_context, int *ret_count, int64_t *ret_key, struct err *err)
{
    struct query q;
    bool row = false;
    int count = 0;
    query_begin(&q, book, SQL_EARNING_TYPED_LIKE);
    query_text(&q, ":beginning", beginning);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row && count < 2 && beginning[0] != '\0') {
        if (sees == NULL || sees(sees_context, query_get_text(&q, 1), query_get_text(&q, 2))) {
            *ret_key = query_get_int(&q, 0);
            count++;
        }
        rc = query_row(&q, &row, err);
    }
    query_end(&q);
    if (rc == RC_OK)
        *ret_count = count;
    return rc;
}

enum rc earning_find(struct book *book, const char *id, journal_sees *sees, void *sees_context,
                     int *ret_count, earning_visit *visit, void *context, struct err *err)
{
    int64_t key = 0;
    int count = 1;
    enum rc rc = earning_id_taken(book, id, &key, err);
    if (rc == RC_OK && key == 0)
        rc = find_typed(book, id, sees, sees_context, &count, &key, err);
    if (rc == RC_OK && count == 1) {
        struct query q;
        bool row = false;
        query_begin(&q, book, SQL_EARNING_FULL);
        query_int(&q, ":key", key);
        rc = query_row(&q, &row, err);
        if (rc == RC_OK && row) {
            struct earning_record record;
            read_head(&q, &record);
            for (int i = 0; i < DETAIL_COUNT; i++)
                record.details[i] = query_get_text(&q, 21 + i);
            if (sees == NULL || sees(sees_context, record.program, record.location))
                rc = visit(context, &record, err);
            else
                count = 0;
        }
        query_end(&q);
    }
    if (rc == RC_OK)
        *ret_count = count;
    return rc;
}

/* ---- writing ------------------------------------------------------------------------- */

static enum rc bind_typed(struct query *q, struct tx *tx, const struct earning_typed *typed,
                          struct err *err)
{
    int64_t reason = 0;
    enum rc rc = RC_OK;
    if (typed->reason != NULL && typed->reason[0] != '\0')
        rc = word_key(tx_book(tx), DETAIL_REASON, typed->reason, strlen(typed->reason), &reason,
                      err);
    query_int(q, ":name", typed->name);
    query_int(q, ":location", typed->location);
    query_int(q, ":day", typed->date.day);
    query_int(q, ":type", typed->type);
    query_text(q, ":currency", typed->amounts.currency.code);
    query_int(q, ":amount", typed->amounts.amount.micros);
    query_int(q, ":usd", typed->amounts.usd.micros);
    if (reason != 0)
        query_int(q, ":reason", reason);
    else
        query_null(q, ":reason");
    query_text(q, ":note", typed->note != NULL && typed->note[0] != '\0' ? typed->note : NULL);
    query_int(q, ":changed_in", tx_number(tx));
    return rc;
}

enum rc earning_insert(struct tx *tx, const struct earning_typed *typed, struct err *err)
{
    struct query q;
    int64_t key = 0;
    enum rc rc = query_number(tx_book(tx), SQL_EARNING_NEXT_KEY, 0, &key, err);
    if (rc != RC_OK)
        return rc;
    query_begin(&q, tx_book(tx), SQL_EARNING_INSERT_TYPED);
    rc = bind_typed(&q, tx, typed, err);
    query_int(&q, ":key", key);
    query_text(&q, ":id", typed->id);
    if (rc == RC_OK)
        rc = query_done(&q, err);
    query_end(&q);
    return rc;
}

enum rc earning_update(struct tx *tx, int64_t key, const struct earning_typed *typed,
                       struct err *err)
{
    struct query q;
    query_begin(&q, tx_book(tx), SQL_EARNING_UPDATE_TYPED);
    enum rc rc = bind_typed(&q, tx, typed, err);
    query_int(&q, ":key", key);
    if (rc == RC_OK)
        rc = query_done(&q, err);
    query_end(&q);
    return rc;
}

enum rc earning_delete(struct tx *tx, int64_t key, struct err *err)
{
    struct query q;
    query_begin(&q, tx_book(tx), SQL_EARNING_DELETE);
    query_int(&q, ":key", key);
    enum rc rc = query_done(&q, err);
    query_end(&q);
    return rc;
}

static enum rc set_excluded(struct tx *tx, int64_t key, const char *reason, struct err *err)
{
    struct query q;
    query_begin(&q, tx_book(tx), SQL_EARNING_EXCLUDE);
    query_int(&q, ":key", key);
    query_text(&q, ":reason", reason);
    if (reason != NULL)
        query_int(&q, ":excluded_in", tx_number(tx));
    else
        query_null(&q, ":excluded_in");
    query_int(&q, ":changed_in", tx_number(tx));
    enum rc rc = query_done(&q, err);
    query_end(&q);
    return rc;
}

enum rc earning_exclude(struct tx *tx, int64_t key, const char *reason, struct err *err)
{
    return set_excluded(tx, key, reason, err);
}

enum rc earning_include(struct tx *tx, int64_t key, struct err *err)
{
    return set_excluded(tx, key, NULL, err);
}
