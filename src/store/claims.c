/* SPDX-License-Identifier: MIT */
#include "store/claims.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/digest.h"
#include "base/json.h"
#include "base/text.h"
#include "base/words.h"
#include "model/length.h"
#include "store/db.h"
#include "store/rows.h"

/* ---- writing ------------------------------------------------------------------------------- */

static enum rc touch(struct tx *tx, const char *id, struct err *err)
{
    struct query q;
    query_begin(&q, tx_book(tx), SQL_CLAIM_TOUCH);
    query_text(&q, ":id", id);
    query_int(&q, ":changed_in", tx_number(tx));
    enum rc rc = query_done(&q, err);
    query_end(&q);
    return rc;
}

static enum rc add_entry(struct tx *tx, const char *id, struct claim_entry *entry, struct err *err)
{
    struct query q;
    struct buf body;
    buf_init(&body);
    claim_entry_add_json(&body, entry);
    enum rc rc = buf_check(&body, err);
    entry->time = clock_now();
    entry->revision = tx_number(tx);
    query_begin(&q, tx_book(tx), SQL_CLAIM_ENTRY_ADD);
    query_int(&q, ":key", random_key());
    query_text(&q, ":claim", id);
    query_int(&q, ":changed_in", tx_number(tx));
    query_int(&q, ":day", entry->day.day);
    query_int(&q, ":time", entry->time);
    query_text(&q, ":person", entry->person);
    query_int(&q, ":kind", entry->kind);
    query_text(&q, ":body", body.text);
    if (rc == RC_OK)
        rc = query_done(&q, err);
    query_end(&q);
    buf_release(&body);
    return rc;
}

static enum rc write_entries(struct tx *tx, struct claim_history *history, struct err *err)
{
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < history->count; i++)
        if (history->entries[i].revision == 0)
            rc = add_entry(tx, history->head.id, &history->entries[i], err);
    history->head.revision = tx_number(tx);
    return rc;
}

enum rc claim_insert(struct tx *tx, struct claim_history *history, struct err *err)
{
    const struct claim_head *head = &history->head;
    struct query q;
    query_begin(&q, tx_book(tx), SQL_CLAIM_ADD);
    query_text(&q, ":id", head->id);
    query_text(&q, ":program", head->program);
    query_text(&q, ":location", head->location);
    query_int(&q, ":first_day", head->period.first.day);
    query_int(&q, ":changed_in", tx_number(tx));
    enum rc rc = query_done(&q, err);
    query_end(&q);
    return rc == RC_OK ? write_entries(tx, history, err) : rc;
}

enum rc claim_write(struct tx *tx, struct claim_history *history, struct err *err)
{
    enum rc rc = touch(tx, history->head.id, err);
    return rc == RC_OK ? write_entries(tx, history, err) : rc;
}

enum rc claim_remove(struct tx *tx, const char *id, struct err *err)
{
    static const enum sql steps[] = {SQL_CLAIM_ENTRY_DELETE, SQL_CLAIM_DELETE};
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < sizeof(steps) / sizeof(steps[0]); i++) {
        struct query q;
        query_begin(&q, tx_book(tx), steps[i]);
        query_text(&q, ":id", id);
        rc = query_done(&q, err);
        query_end(&q);
    }
    return rc;
}

/* ---- reading ------------------------------------------------------------------------------- */

/* A text for which SQLite had no memory reads as "" until the next row is asked for. */
static bool lost_text(const struct book *book)
{
    return sqlite3_errcode(book->db) == SQLITE_NOMEM;
}

static enum rc not_ours(struct book *book, const char *id, struct err *err)
{
    if (lost_text(book))
        return err_memory(err);
    return err_set(err, RC_BOOK,
                   _("%s: claim %s has an entry that Coffer cannot have written: run 'coffer "
                     "check'"),
                   book->path, id);
}

/* Columns of CLAIM_HEAD. */
static enum rc read_head(struct query *q, struct claim_history *history, struct err *err)
{
    const struct period period = {{(int32_t)query_get_int(q, 3)}};
    char id[RANDOM_ID_SIZE * 4], program[LENGTH_CODE_SIZE];
    (void)snprintf(id, sizeof(id), "%s", query_get_text(q, 0));
    (void)snprintf(program, sizeof(program), "%s", query_get_text(q, 1));
    enum rc rc = claim_history_name(history, id, program, query_get_text(q, 2), period,
                                    query_get_int(q, 4), err);
    return rc == RC_OK && lost_text(q->book) ? err_memory(err) : rc;
}

/* One name and value of the body: columns 6 to 8. */
static enum rc read_value(struct query *q, struct claim_history *history, struct claim_entry *entry,
                          struct err *err)
{
    enum claim_field field;
    if (query_is_null(q, 6)) /* an empty body */
        return RC_OK;
    bool is_number = strcmp(query_get_text(q, 7), "integer") == 0;
    bool is_text = strcmp(query_get_text(q, 7), "text") == 0;
    if (!claim_field_find(query_get_text(q, 6), &field) || (!is_number && !is_text) ||
        claim_field_is_number(field) != is_number)
        return not_ours(q->book, history->head.id, err);
    if (is_number)
        return claim_entry_set_number(entry, field, query_get_int(q, 8), err);
    return claim_entry_set_text(entry, field, query_get_text(q, 8), err);
}

static enum rc begin_entry(struct query *q, struct claim_history *history, struct claim_entry **ret,
                           struct err *err)
{
    int64_t kind = query_get_int(q, 5), day = query_get_int(q, 2);
    if (kind < 0 || kind >= CLAIM_ENTRY_KIND_COUNT || day < date_first.day || day > date_last.day)
        return not_ours(q->book, history->head.id, err);
    enum rc rc = claim_history_add(history, (enum claim_entry_kind)kind,
                                   (struct date){(int32_t)day}, query_get_text(q, 4), ret, err);
    if (rc != RC_OK)
        return rc;
    (*ret)->revision = query_get_int(q, 1);
    (*ret)->time = query_get_int(q, 3);
    return RC_OK;
}

static enum rc load_entries(struct book *book, enum sql which, struct claim_history *history,
                            struct err *err)
{
    struct query q;
    struct claim_entry *entry = NULL;
    int64_t newest = 0;
    bool row = false;
    query_begin(&q, book, which);
    query_text(&q, ":id", history->head.id);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        if (entry == NULL || query_get_int(&q, 0) != newest)
            rc = begin_entry(&q, history, &entry, err);
        newest = query_get_int(&q, 0);
        if (rc == RC_OK)
            rc = read_value(&q, history, entry, err);
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&q);
    return rc;
}

static enum rc load(struct book *book, enum sql which, const char *id, bool *ret_found,
                    struct claim_history *ret, struct err *err)
{
    struct claim_history history;
    struct query q;
    bool row = false;
    claim_history_init(&history);
    query_begin(&q, book, SQL_CLAIM_FIND);
    query_text(&q, ":id", id);
    enum rc rc = query_row(&q, &row, err);
    if (rc == RC_OK && row)
        rc = read_head(&q, &history, err);
    query_end(&q);
    if (rc == RC_OK && row)
        rc = load_entries(book, which, &history, err);
    if (rc != RC_OK) {
        claim_history_release(&history);
        return rc;
    }
    *ret_found = row;
    *ret = history;
    return RC_OK;
}

enum rc claim_load(struct book *book, const char *id, bool *ret_found, struct claim_history *ret,
                   struct err *err)
{
    return load(book, SQL_CLAIM_ENTRIES, id, ret_found, ret, err);
}

enum rc claim_load_paid(struct book *book, const char *id, bool *ret_found,
                        struct claim_history *ret, struct err *err)
{
    return load(book, SQL_CLAIM_PAID, id, ret_found, ret, err);
}

enum rc claim_load_papers(struct book *book, const char *id, bool *ret_found,
                          struct claim_history *ret, struct err *err)
{
    return load(book, SQL_CLAIM_PAPERS, id, ret_found, ret, err);
}

/* ---- looking for claims -------------------------------------------------------------------- */

/* The heads of all first: what is called may use the statement itself. */
struct heads {
    struct claim_history *items;
    size_t count;
};

static void heads_release(struct heads *heads)
{
    for (size_t i = 0; i < heads->count; i++)
        claim_history_release(&heads->items[i]);
    free(heads->items);
}

static enum rc load_heads(struct query *q, struct heads *heads, struct err *err)
{
    bool row = false;
    enum rc rc = query_row(q, &row, err);
    while (rc == RC_OK && row) {
        struct claim_history *history = NULL;
        rc = rows_push((void **)&heads->items, &heads->count, sizeof(*history), (void **)&history,
                       err);
        if (rc == RC_OK)
            rc = read_head(q, history, err);
        if (rc == RC_OK)
            rc = query_row(q, &row, err);
    }
    return rc;
}

static enum rc visit_all(struct book *book, struct heads *heads, claim_visit *visit, void *context,
                         struct err *err)
{
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < heads->count; i++) {
        rc = load_entries(book, SQL_CLAIM_ENTRIES, &heads->items[i], err);
        if (rc == RC_OK)
            rc = visit(context, &heads->items[i], err);
        claim_history_release(&heads->items[i]);
    }
    return rc;
}

enum rc claims_beginning(struct book *book, const char *beginning, claim_head_visit *visit,
                         void *context, struct err *err)
{
    struct heads heads = {0};
    struct query q;
    char from[RANDOM_ID_SIZE], to[RANDOM_ID_SIZE + 1];
    size_t length = strlen(beginning);
    if (length == 0 || length >= sizeof(from))
        return RC_OK;
    for (size_t i = 0; i <= length; i++)
        from[i] = beginning[i] >= 'a' && beginning[i] <= 'z' ? (char)(beginning[i] - 'a' + 'A')
                                                             : beginning[i];
    (void)snprintf(to, sizeof(to), "%s\x7f", from); /* behind every letter of an id */
    query_begin(&q, book, SQL_CLAIM_BEGINS);
    query_text(&q, ":from", from);
    query_text(&q, ":to", to);
    enum rc rc = load_heads(&q, &heads, err);
    query_end(&q);
    for (size_t i = 0; rc == RC_OK && i < heads.count; i++)
        rc = visit(context, &heads.items[i].head, err);
    heads_release(&heads);
    return rc;
}

enum rc claims_of_fund(struct book *book, const char *program, const char *location,
                       struct period period, claim_visit *visit, void *context, struct err *err)
{
    struct heads heads = {0};
    struct query q;
    query_begin(&q, book, SQL_CLAIM_OF_FUND);
    query_text(&q, ":program", program);
    query_text(&q, ":location", location);
    query_int(&q, ":first_day", period.first.day);
    enum rc rc = load_heads(&q, &heads, err);
    query_end(&q);
    if (rc == RC_OK)
        rc = visit_all(book, &heads, visit, context, err);
    heads_release(&heads);
    return rc;
}

enum rc claims_all(struct book *book, claim_visit *visit, void *context, struct err *err)
{
    struct heads heads = {0};
    struct query q;
    query_begin(&q, book, SQL_CLAIM_LIST);
    enum rc rc = load_heads(&q, &heads, err);
    query_end(&q);
    if (rc == RC_OK)
        rc = visit_all(book, &heads, visit, context, err);
    heads_release(&heads);
    return rc;
}

/* Column 0: ids, gathered before they are told. */
static enum rc visit_ids(struct query *q, claim_id_visit *visit, void *context, struct err *err)
{
    char **ids = NULL;
    size_t count = 0;
    bool row = false;
    enum rc rc = query_row(q, &row, err);
    while (rc == RC_OK && row) {
        char **id = NULL;
        rc = rows_push((void **)&ids, &count, sizeof(*id), (void **)&id, err);
        if (rc == RC_OK)
            rc = rows_copy(query_get_text(q, 0), id, err);
        if (rc == RC_OK)
            rc = query_row(q, &row, err);
    }
    query_end(q);
    for (size_t i = 0; rc == RC_OK && i < count; i++)
        rc = visit(context, ids[i], err);
    for (size_t i = 0; i < count; i++)
        free(ids[i]);
    free(ids);
    return rc;
}

enum rc claims_ids(struct book *book, claim_id_visit *visit, void *context, struct err *err)
{
    struct query q;
    query_begin(&q, book, SQL_CLAIM_LIST);
    return visit_ids(&q, visit, context, err);
}

enum rc claims_with_document(struct book *book, const char *sha256, claim_id_visit *visit,
                             void *context, struct err *err)
{
    struct query q;
    query_begin(&q, book, SQL_CLAIM_WITH_DOCUMENT);
    query_text(&q, ":sha256", sha256);
    return visit_ids(&q, visit, context, err);
}

enum rc claims_with_invoice(struct book *book, const char *vendor, const char *number,
                            claim_id_visit *visit, void *context, struct err *err)
{
    struct query q;
    struct buf folded[2];
    buf_init(&folded[0]);
    buf_init(&folded[1]);
    text_add_folded(&folded[0], vendor);
    text_add_folded(&folded[1], number);
    enum rc rc = buf_check(&folded[0], err);
    if (rc == RC_OK)
        rc = buf_check(&folded[1], err);
    if (rc == RC_OK) {
        query_begin(&q, book, SQL_CLAIM_WITH_INVOICE);
        query_text(&q, ":vendor", folded[0].text);
        query_text(&q, ":number", folded[1].text);
        rc = visit_ids(&q, visit, context, err);
    }
    buf_release(&folded[0]);
    buf_release(&folded[1]);
    return rc;
}

static enum rc read_refused(struct query *q, struct claim_refused *ret, struct err *err)
{
    enum rc rc = rows_copy(query_get_text(q, 0), &ret->id, err);
    if (rc == RC_OK)
        rc = rows_copy(query_get_text(q, 2), &ret->program, err);
    if (rc == RC_OK)
        rc = rows_copy(query_get_text(q, 3), &ret->location, err);
    if (rc == RC_OK)
        rc = rows_copy(query_get_text(q, 4), &ret->refusals, err);
    ret->same_activity = query_get_int(q, 1) != 0;
    return rc;
}

/* Gathered before they are told: what is called uses other statements. */
enum rc claims_refused_like(struct book *book, const char *id, const char *activity,
                            struct date day, claim_refused_visit *visit, void *context,
                            struct err *err)
{
    struct claim_refused *all = NULL, *one = NULL;
    size_t count = 0;
    struct query q;
    bool row = false;
    query_begin(&q, book, SQL_CLAIM_REFUSED_LIKE);
    query_text(&q, ":id", id);
    query_text(&q, ":activity", activity);
    query_int(&q, ":day", day.day);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        rc = rows_push((void **)&all, &count, sizeof(*one), (void **)&one, err);
        if (rc == RC_OK)
            rc = read_refused(&q, one, err);
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&q);
    for (size_t i = 0; rc == RC_OK && i < count; i++)
        rc = visit(context, &all[i], err);
    for (size_t i = 0; i < count; i++) {
        free(all[i].id);
        free(all[i].program);
        free(all[i].location);
        free(all[i].refusals);
    }
    free(all);
    return rc;
}

enum rc claims_with_payments(struct book *book, claim_id_visit *visit, void *context,
                             struct err *err)
{
    struct query q;
    query_begin(&q, book, SQL_CLAIM_PAYMENTS);
    return visit_ids(&q, visit, context, err);
}

enum rc claims_of_payment(struct book *book, const char *payment, const struct date *day,
                          claim_id_visit *visit, void *context, struct err *err)
{
    struct query q;
    query_begin(&q, book, day != NULL ? SQL_CLAIMS_OF_PAYMENT_ON : SQL_CLAIMS_OF_PAYMENT);
    query_text(&q, ":payment", payment);
    if (day != NULL)
        query_int(&q, ":day", day->day);
    return visit_ids(&q, visit, context, err);
}

enum rc payment_visible(struct book *book, const char *payment, struct date day, payment_sees *sees,
                        void *context, bool *ret, struct err *err)
{
    struct query q;
    bool row = false, all = true;
    query_begin(&q, book, SQL_PAYMENT_PLACES);
    query_text(&q, ":payment", payment);
    query_int(&q, ":day", day.day);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row && all) {
        all = sees(context, query_get_text(&q, 0), query_get_text(&q, 1));
        rc = query_row(&q, &row, err);
    }
    query_end(&q);
    if (rc == RC_OK)
        *ret = all;
    return rc;
}

/* ---- what was sealed ----------------------------------------------------------------------- */

/* The way to where json_tree is: a key for each level, and how long the whole is there. */
enum { SEAL_DEPTH = 8 }; /* more than a seal has */
struct way {
    struct buf text;
    struct {
        int64_t id;
        size_t length;
    } levels[SEAL_DEPTH];
    size_t depth;
};

static bool is_plain(const char *name)
{
    for (const char *at = name; *at != '\0'; at++)
        if ((unsigned char)*at < ' ' || *at == '\x7f' || strchr(".[]\"\\", *at) != NULL)
            return false;
    return name[0] != '\0';
}

static void add_name(struct buf *text, const char *name)
{
    if (text->length > 0)
        buf_add_char(text, '.');
    if (is_plain(name))
        buf_add(text, name);
    else
        json_add_string(text, name);
}

static void cut(struct buf *text, size_t length)
{
    if (length >= text->length)
        return;
    text->length = length;
    text->text[length] = '\0';
}

/* One level further, below `parent`; false: deeper than any seal. The root has no key. */
static bool step(struct way *way, struct query *q)
{
    int64_t parent = query_get_int(q, 1);
    while (way->depth > 0 && way->levels[way->depth - 1].id != parent)
        way->depth--;
    cut(&way->text, way->depth > 0 ? way->levels[way->depth - 1].length : 0);
    if (way->depth == SEAL_DEPTH)
        return false;
    if (strcmp(query_get_text(q, 3), "integer") == 0)
        buf_addf(&way->text, "[%lld]", (long long)query_get_int(q, 2));
    else if (!query_is_null(q, 2))
        add_name(&way->text, query_get_text(q, 2));
    way->levels[way->depth].id = query_get_int(q, 0);
    way->levels[way->depth++].length = way->text.length;
    return true;
}

enum rc seal_read(struct book *book, const char *seal, seal_visit *visit, void *context,
                  struct err *err)
{
    struct query q;
    struct way way = {.depth = 0};
    bool row = false;
    buf_init(&way.text);
    query_begin(&q, book, SQL_SEAL_READ);
    query_text(&q, ":seal", seal);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        if (!step(&way, &q))
            rc = err_set(err, RC_BOOK, _("%s: a seal is damaged: run 'coffer check'"), book->path);
        if (rc == RC_OK)
            rc = buf_check(&way.text, err);
        if (rc == RC_OK && !query_is_null(&q, 4))
            rc = visit(context, way.text.text, query_get_text(&q, 4), err);
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&q);
    buf_release(&way.text);
    return rc;
}
