/* SPDX-License-Identifier: MIT */
#include "model/claim_seal.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"

/* ---- members of an object: written in the order of their keys ------------------------------ */

static void add_key(struct buf *buf, const char **before, const char *key)
{
    buf_add(buf, *before);
    json_add_string(buf, key);
    buf_add_char(buf, ':');
    *before = ",";
}

static void add_text(struct buf *buf, const char **before, const char *key, const char *text)
{
    if (text == NULL || text[0] == '\0')
        return;
    add_key(buf, before, key);
    json_add_string(buf, text);
}

static void add_date(struct buf *buf, const char **before, const char *key, bool has,
                     struct date date)
{
    char text[DATE_TEXT_SIZE];
    if (has)
        add_text(buf, before, key, date_print(date, text));
}

static void add_money(struct buf *buf, const char **before, const char *key, bool has,
                      struct money money, struct currency currency)
{
    char text[MONEY_TEXT_SIZE];
    if (has)
        add_text(buf, before, key, money_print(money, currency, text));
}

static void add_number(struct buf *buf, const char **before, const char *key, int64_t number)
{
    add_key(buf, before, key);
    buf_addf(buf, "%lld", (long long)number);
}

/* ---- sorted parts -------------------------------------------------------------------------- */

typedef int compare_parts(const void *a, const void *b);

/* Pointers to `count` items of `size` bytes, sorted; NULL: none, or no memory. */
static const void **sorted(const void *items, size_t count, size_t size, compare_parts *compare)
{
    const void **all = count == 0 ? NULL : calloc(count, sizeof(*all));
    for (size_t i = 0; all != NULL && i < count; i++)
        all[i] = (const char *)items + i * size;
    if (all != NULL)
        qsort(all, count, sizeof(*all), compare);
    return all;
}

static int compare_expenses(const void *a, const void *b)
{
    const struct claim_expense *x = *(const void *const *)a, *y = *(const void *const *)b;
    int order = strcmp(x->vendor, y->vendor);
    return order != 0 ? order : strcmp(x->number, y->number);
}

static int compare_documents(const void *a, const void *b)
{
    const struct claim_document *x = *(const void *const *)a, *y = *(const void *const *)b;
    return strcmp(x->id, y->id);
}

static int compare_metrics(const void *a, const void *b)
{
    const struct claim_metric *x = *(const void *const *)a, *y = *(const void *const *)b;
    return strcmp(x->name, y->name);
}

/* ---- parts --------------------------------------------------------------------------------- */

static void add_expense(struct buf *buf, const struct claim_expense *expense,
                        struct currency currency)
{
    const char *before = "{";
    struct currency of_invoice = expense->invoice_currency;
    add_money(buf, &before, "amount", true, expense->amount, currency);
    add_text(buf, &before, "class", expense->class);
    add_text(buf, &before, "conference", expense->conference);
    add_date(buf, &before, "date", true, expense->date);
    add_text(buf, &before, "invoice_currency", expense->has_invoice_total ? of_invoice.code : NULL);
    add_money(buf, &before, "invoice_total", expense->has_invoice_total, expense->invoice_total,
              of_invoice);
    add_text(buf, &before, "kind", expense->csr ? "csr" : "invoice");
    add_text(buf, &before, "person", expense->person);
    add_money(buf, &before, "rate", expense->has_rate, expense->rate, currency);
    add_date(buf, &before, "signed", expense->has_signed, expense->signed_day);
    add_text(buf, &before, "signed_by", expense->signed_by);
    add_money(buf, &before, "tax", expense->has_tax, expense->tax, of_invoice);
    add_text(buf, &before, "text", expense->text);
    add_money(buf, &before, "units", expense->has_units, expense->units, currency);
    buf_add_char(buf, '}');
}

/* {"Fabrikam":{"INV-1":{…},"INV-2":{…}}} */
static void add_expenses(struct buf *buf, const char **before, const struct claim *claim)
{
    const void **all =
        sorted(claim->expenses, claim->expense_count, sizeof(*claim->expenses), compare_expenses);
    const char *vendor = NULL, *outer = "{", *inner = "{";
    if (all == NULL && claim->expense_count > 0)
        buf_fail(buf);
    if (all == NULL)
        return;
    add_key(buf, before, "expenses");
    for (size_t i = 0; i < claim->expense_count; i++) {
        const struct claim_expense *expense = all[i];
        if (vendor == NULL || strcmp(vendor, expense->vendor) != 0) {
            if (vendor != NULL)
                buf_add_char(buf, '}');
            vendor = expense->vendor;
            add_key(buf, &outer, vendor);
            inner = "{";
        }
        add_key(buf, &inner, expense->number);
        add_expense(buf, expense, claim->currency);
    }
    buf_add(buf, "}}");
    free(all);
}

static void add_document(struct buf *buf, const struct claim_document *document)
{
    const char *before = "{";
    add_text(buf, &before, "for", document->item);
    add_text(buf, &before, "kind", document_kind_word(document->kind));
    add_text(buf, &before, "name", document->name);
    add_text(buf, &before, "note", document->note);
    add_text(buf, &before, "sha256", document->sha256);
    add_number(buf, &before, "size", document->size);
    buf_add_char(buf, '}');
}

static void add_documents(struct buf *buf, const char **before, const struct claim *claim)
{
    const void **all = sorted(claim->documents, claim->document_count, sizeof(*claim->documents),
                              compare_documents);
    const char *inner = "{";
    if (all == NULL && claim->document_count > 0)
        buf_fail(buf);
    for (size_t i = 0; all != NULL && i < claim->document_count; i++) {
        const struct claim_document *document = all[i];
        if (document->detached)
            continue;
        if (inner[0] == '{')
            add_key(buf, before, "documents");
        add_key(buf, &inner, document->id);
        add_document(buf, document);
    }
    if (inner[0] != '{')
        buf_add_char(buf, '}');
    free(all);
}

static void add_metrics(struct buf *buf, const char **before, const struct claim *claim)
{
    const void **all =
        sorted(claim->metrics, claim->metric_count, sizeof(*claim->metrics), compare_metrics);
    const char *inner = "{";
    if (all == NULL && claim->metric_count > 0)
        buf_fail(buf);
    if (all == NULL)
        return;
    add_key(buf, before, "metrics");
    for (size_t i = 0; i < claim->metric_count; i++) {
        const struct claim_metric *metric = all[i];
        add_key(buf, &inner, metric->name);
        json_add_string(buf, metric->value);
    }
    buf_add_char(buf, '}');
    free(all);
}

/* In the order in which they were recorded. */
static void add_approvals(struct buf *buf, const char **before, const struct claim *claim)
{
    if (claim->approval_count == 0)
        return;
    add_key(buf, before, "approvals");
    buf_add_char(buf, '[');
    for (size_t i = 0; i < claim->approval_count; i++) {
        const struct claim_approval *approval = &claim->approvals[i];
        const char *inner = i == 0 ? "{" : ",{";
        add_money(buf, &inner, "amount", approval->has_amount, approval->amount, claim->currency);
        add_text(buf, &inner, "answer", approval->granted ? "yes" : NULL);
        add_text(buf, &inner, "kind", approval->kind);
        add_text(buf, &inner, "lifts", approval->lifts);
        add_text(buf, &inner, "number", approval->number);
        add_date(buf, &inner, "valid_until", approval->has_valid_until, approval->valid_until);
        buf_add_char(buf, '}');
    }
    buf_add_char(buf, ']');
}

void claim_seal_add(struct buf *buf, const struct claim *claim, size_t number, struct date day,
                    const char *person)
{
    const char *before = "{";
    char period[PERIOD_TEXT_SIZE];
    add_text(buf, &before, "activity", claim->activity);
    add_money(buf, &before, "amount", true, claim->amount, claim->currency);
    add_approvals(buf, &before, claim);
    add_text(buf, &before, "claim", claim->head->id);
    add_money(buf, &before, "cost", true, claim->cost, claim->currency);
    add_text(buf, &before, "currency", claim->currency.code);
    add_documents(buf, &before, claim);
    add_date(buf, &before, "end", true, claim->end);
    add_expenses(buf, &before, claim);
    add_text(buf, &before, "location", claim->head->location);
    add_metrics(buf, &before, claim);
    add_text(buf, &before, "owner", claim->owner);
    add_text(buf, &before, "period", period_print(claim->head->period, period));
    add_text(buf, &before, "program", claim->head->program);
    add_text(buf, &before, "reference", claim->reference);
    add_date(buf, &before, "start", true, claim->start);
    add_number(buf, &before, "submission", (int64_t)number);
    add_date(buf, &before, "submitted", true, day);
    add_text(buf, &before, "submitted_by", person);
    add_text(buf, &before, "title", claim->title);
    buf_add_char(buf, '}');
}

char *claim_seal_hash(const char *seal, char ret[DIGEST_HEX_SIZE])
{
    struct digest_stream stream;
    struct digest digest;
    digest_begin(&stream);
    digest_more(&stream, seal, strlen(seal));
    digest_end(&stream, &digest);
    return digest_hex(&digest, ret);
}
