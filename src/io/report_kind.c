/* SPDX-License-Identifier: MIT */
#include "io/report_kind.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/words.h"

/* ---- keys ---- */

/* The next character of a key; '\0' at the end. */
static char key_char(const char **text)
{
    for (;;) {
        char c = **text;
        if (c == '\0')
            return c;
        (*text)++;
        if (c >= 'A' && c <= 'Z')
            return (char)(c | 0x20);
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            return c;
    }
}

enum rc header_keys_init(struct header_keys *keys, const struct csv_record *header, struct err *err)
{
    size_t size = 1;
    for (size_t i = 0; i < header->count; i++)
        size += header->fields[i].length + 1;
    *keys = (struct header_keys){.text = malloc(size),
                                 .keys = calloc(header->count + 1, sizeof *keys->keys),
                                 .count = header->count};
    if (keys->text == NULL || keys->keys == NULL) {
        header_keys_release(keys);
        return err_memory(err);
    }
    char *end = keys->text;
    for (size_t i = 0; i < header->count; i++) {
        const char *name = header->fields[i].text;
        keys->keys[i] = end;
        do
            *end = key_char(&name);
        while (*end++ != '\0');
    }
    return RC_OK;
}

void header_keys_release(struct header_keys *keys)
{
    free(keys->text);
    free(keys->keys);
    *keys = (struct header_keys){0};
}

static bool is_key(const char *key, const char *name)
{
    for (;; key++) {
        char c = key_char(&name);
        if (c != *key)
            return false;
        if (c == '\0')
            return true;
    }
}

static int find_from(const struct header_keys *keys, const char *name, size_t from)
{
    for (size_t i = from; i < keys->count; i++) {
        if (is_key(keys->keys[i], name))
            return (int)i;
    }
    return -1;
}

int header_find(const struct header_keys *keys, const char *name)
{
    return find_from(keys, name, 0);
}

static bool has(const struct header_keys *keys, const char *name)
{
    return header_find(keys, name) >= 0;
}

/* ---- other reports ---- */

enum { MARKS = 5 };

/* A report is known by any of its marks, unless any of the columns in `unless`
 * is there. The first that fits counts: older and narrower ones stand first. */
static const struct other {
    const char *marks[MARKS];
    const char *unless[MARKS];
    const char *what;
} others[] = {
    {{"Revenue Source", "Net Receipts", "App Proceeds"},
     {"earningId"},
     N_("a payout statement from before July 2019, which has no earnings")},
    {{"maxCapUSD", "balanceEarningOpportunityUSD", "maxCapBalanceRefreshDate"},
     {"earningId"},
     N_("the report MaxCapBalance, which has no earnings")},
    {{"unearnedId"}, {"earningId"}, N_("the report of ineligible revenue, which has no earnings")},
    {{"storeFee"},
     {"claimId", "engagementName", "agreementNumber"},
     N_("a Marketplace or Store report, which has no incentives")},
    {{"paymentDate", "totalPayment", "withheldTax", "earnedUSD"},
     {"earningId", "earningAmount"},
     N_("the report Payments, which has no earnings")},
};

static bool has_any(const struct header_keys *keys, const char *const names[MARKS])
{
    for (size_t i = 0; i < MARKS && names[i] != NULL; i++) {
        if (has(keys, names[i]))
            return true;
    }
    return false;
}

static const struct other *find_other(const struct header_keys *keys)
{
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (has_any(keys, others[i].marks) && !has_any(keys, others[i].unless))
            return &others[i];
    }
    return NULL;
}

/* ---- needed columns ---- */

static const char *const needed_names[NEEDED] = {
    [NEED_LOCATION] = "participantId", [NEED_PROGRAM] = "programName",
    [NEED_ID] = "earningId",           [NEED_TYPE] = "earningType",
    [NEED_AMOUNT] = "earningAmount",   [NEED_CURRENCY] = "transactionCurrency",
    [NEED_USD] = "earningAmountUSD",   [NEED_DATE] = "earningDate",
};

static const char other_location[] = "earningParticipantId";

static struct needed_columns find_needed(const struct header_keys *keys)
{
    struct needed_columns columns = {.growth = has(keys, "transactionMonth") ||
                                               has(keys, "totalTransactionAmountUSD")};
    for (size_t i = 0; i < NEEDED; i++) {
        columns.name[i] = needed_names[i];
        columns.at[i] = header_find(keys, needed_names[i]);
    }
    if (columns.at[NEED_LOCATION] < 0 && has(keys, other_location)) {
        columns.name[NEED_LOCATION] = other_location;
        columns.at[NEED_LOCATION] = header_find(keys, other_location);
    }
    return columns;
}

/* Lists the missing names; how many there are. */
static size_t list_missing(const struct needed_columns *columns, struct buf *names)
{
    size_t count = 0;
    for (size_t i = 0; i < NEEDED; i++) {
        if (columns->at[i] >= 0)
            continue;
        if (count++ > 0)
            buf_add(names, ", ");
        buf_add(names, columns->name[i]);
    }
    return count;
}

static enum rc refuse_missing(const struct needed_columns *columns, const char *file,
                              struct err *err)
{
    /* Columns that only reports of earnings have. */
    static const enum needed telling[] = {NEED_ID, NEED_TYPE, NEED_AMOUNT, NEED_USD, NEED_DATE};
    size_t told = 0;
    for (size_t i = 0; i < sizeof telling / sizeof telling[0]; i++)
        told += columns->at[telling[i]] >= 0;
    struct buf names;
    buf_init(&names);
    size_t count = list_missing(columns, &names);
    enum rc rc = buf_check(&names, err);
    if (rc != RC_OK)
        goto out;
    if (told == 0)
        rc = err_set(err, RC_CONTENT,
                     _("%s: not a report that Coffer knows, the columns %s are missing: download "
                       "\"Earnings – Default\" from Partner Center"),
                     file, names.text);
    else if (columns->at[NEED_ID] >= 0)
        rc = err_set(err, RC_CONTENT,
                     ngettext("%s: the column %s is missing: download the report with it",
                              "%s: the columns %s are missing: download the report with them",
                              count),
                     file, names.text);
    else if (count == 1)
        rc = err_set(err, RC_CONTENT,
                     _("%s: the column earningId is missing, as in the report Summarized, so its "
                       "rows cannot be told apart: download \"Earnings – Default\" instead"),
                     file);
    else
        rc = err_set(err, RC_CONTENT,
                     _("%s: the columns %s are missing: download \"Earnings – Default\" from "
                       "Partner Center"),
                     file, names.text);
out:
    buf_release(&names);
    return rc;
}

enum rc header_judge(const struct header_keys *keys, const char *file, struct needed_columns *ret,
                     struct err *err)
{
    const struct other *other = find_other(keys);
    if (other != NULL)
        return err_set(err, RC_CONTENT,
                       _("%s: this is %s: download \"Earnings – Default\" from Partner Center "
                         "instead"),
                       file, _(other->what));
    struct needed_columns columns = find_needed(keys);
    for (size_t i = 0; i < NEEDED; i++) {
        if (columns.at[i] < 0)
            return refuse_missing(&columns, file, err);
    }
    for (size_t i = 0; i < NEEDED; i++) {
        if (find_from(keys, columns.name[i], (size_t)columns.at[i] + 1) >= 0)
            return err_set(err, RC_CONTENT,
                           _("%s: the column %s is there twice: leave the right one, or download "
                             "the report again"),
                           file, columns.name[i]);
    }
    *ret = columns;
    return RC_OK;
}
