/* SPDX-License-Identifier: MIT */
#include "ui/screens/claim_seal_words.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/words.h"
#include "model/size.h"

/* In the order in which the forms of a claim ask for them; the names are of
 * model/claim_seal.c. */
struct known {
    const char *name, *label; /* N_() */
};
static const struct known of_claim[] = {
    {"title", N_("Title")},
    {"amount", N_("Amount")},
    {"currency", N_("Currency")},
    {"activity", N_("Activity")},
    {"start", N_("First day")},
    {"end", N_("Last day")},
    {"program", N_("Program")},
    {"location", N_("Location")},
    {"period", N_("Earning period")},
    {"owner", N_("Owner")},
    {"reference", N_("Reference")},
    {"claim", N_("Claim")},
    {NULL, NULL},
};
static const struct known of_expenses[] = {
    {"cost", N_("All expenses")},
    {"amount", N_("amount")},
    {"date", N_("date")},
    {"kind", N_("kind")},
    {"text", N_("what for")},
    {"units", N_("hours or units")},
    {"rate", N_("rate")},
    {"signed_by", N_("signed by")},
    {"signed", N_("signed on")},
    {"class", N_("class")},
    {"person", N_("person")},
    {"conference", N_("conference")},
    {"invoice_total", N_("invoice total")},
    {"invoice_currency", N_("currency of the invoice")},
    {"tax", N_("its tax")},
    {NULL, NULL},
};
static const struct known of_documents[] = {
    {"name", N_("file")}, {"kind", N_("kind")}, {"for", N_("for")},
    {"note", N_("note")}, {"size", N_("size")}, {"sha256", N_("content, by its SHA-256")},
    {NULL, NULL},
};
static const struct known of_approvals[] = {
    {"kind", N_("kind")},   {"number", N_("number")}, {"answer", N_("answer")},
    {"lifts", N_("lifts")}, {"amount", N_("amount")}, {"valid_until", N_("valid until")},
    {NULL, NULL},
};
static const struct known of_sent[] = {
    {"submission", N_("Which time")},
    {"submitted", N_("Sent on")},
    {"submitted_by", N_("Sent by")},
    {NULL, NULL},
};

/* ---- the way to a value ------------------------------------------------------------------- */

enum { STEPS_MAX = 4 };
struct way {
    struct buf steps[STEPS_MAX]; /* names, without quotes */
    int count;
};

/* The name that begins here, plain or in quotes. Returns what comes behind it. A control
 * character stays written as it is: \u0007. */
static const char *read_step(const char *at, struct buf *ret)
{
    bool quoted = *at == '"';
    at += quoted ? 1 : 0;
    while (*at != '\0' && (quoted ? *at != '"' : strchr(".[", *at) == NULL)) {
        if (quoted && *at == '\\' && (at[1] == '"' || at[1] == '\\'))
            at++;
        buf_add_char(ret, *at++);
    }
    return at + (quoted && *at == '"' ? 1 : 0);
}

/* "approvals[0].number": the place is a step of its own. */
static void read_way(const char *key, struct way *ret)
{
    ret->count = 0;
    for (int i = 0; i < STEPS_MAX; i++)
        buf_init(&ret->steps[i]);
    while (*key != '\0' && ret->count < STEPS_MAX) {
        struct buf *step = &ret->steps[ret->count++];
        if (*key == '[') {
            size_t length = strcspn(key, "]");
            buf_add_bytes(step, key + 1, length - 1);
            key += length + (key[length] == ']' ? 1 : 0);
        } else {
            key = read_step(key, step);
        }
        key += *key == '.' ? 1 : 0;
    }
}

static void way_release(struct way *way)
{
    for (int i = 0; i < STEPS_MAX; i++)
        buf_release(&way->steps[i]);
}

/* ---- in words ----------------------------------------------------------------------------- */

static bool find(const struct known *known, const char *name, enum seal_group group,
                 struct seal_words *ret)
{
    for (int i = 0; known[i].name != NULL; i++) {
        if (strcmp(known[i].name, name) == 0) {
            ret->group = group;
            ret->order = i;
            ret->field = _(known[i].label);
            return true;
        }
    }
    return false;
}

static bool is_at(const struct way *way, const char *section, int count)
{
    return way->count == count && strcmp(way->steps[0].text, section) == 0;
}

/* An unknown one, which a later release may have sealed, stands last under its key. */
static void find_words(const struct way *way, struct seal_words *ret, struct buf *part)
{
    enum { LAST = 1000 };
    const struct buf *steps = way->steps;
    ret->group = SEAL_CLAIM;
    ret->order = LAST;
    ret->field = NULL;
    if (is_at(way, "expenses", 4)) {
        if (find(of_expenses, steps[3].text, SEAL_EXPENSES, ret))
            buf_addf(part, "%s %s", steps[1].text, steps[2].text);
    } else if (is_at(way, "documents", 3)) {
        if (find(of_documents, steps[2].text, SEAL_DOCUMENTS, ret))
            buf_add(part, steps[1].text);
    } else if (is_at(way, "approvals", 3)) {
        if (find(of_approvals, steps[2].text, SEAL_APPROVALS, ret))
            buf_addf(part, _("Approval %ld"), strtol(steps[1].text, NULL, 10) + 1);
    } else if (is_at(way, "metrics", 2)) {
        buf_add(part, steps[1].text);
        ret->group = SEAL_METRICS;
        ret->field = "";
    } else if (way->count == 1 && strcmp(steps[0].text, "cost") == 0) {
        (void)find(of_expenses, steps[0].text, SEAL_EXPENSES, ret);
    } else if (way->count == 1 && !find(of_sent, steps[0].text, SEAL_SENT, ret)) {
        (void)find(of_claim, steps[0].text, SEAL_CLAIM, ret);
    }
}

enum rc seal_words_of(const char *key, struct seal_words *ret, struct err *err)
{
    struct seal_words words;
    struct way way;
    struct buf part;
    buf_init(&part);
    read_way(key, &way);
    find_words(&way, &words, &part);
    enum rc rc = buf_check(&part, err);
    for (int i = 0; rc == RC_OK && i < way.count; i++)
        rc = buf_check(&way.steps[i], err);
    if (rc == RC_OK && (words.part = strdup(part.text)) == NULL)
        rc = err_memory(err);
    if (rc == RC_OK)
        *ret = words;
    way_release(&way);
    buf_release(&part);
    return rc;
}

const char *seal_group_title(enum seal_group group)
{
    static const char *const titles[SEAL_GROUPS] = {
        [SEAL_CLAIM] = N_("Claim"),         [SEAL_EXPENSES] = N_("Expenses"),
        [SEAL_METRICS] = N_("Metrics"),     [SEAL_DOCUMENTS] = N_("Documents"),
        [SEAL_APPROVALS] = N_("Approvals"), [SEAL_SENT] = N_("Sent"),
    };
    return _(titles[group]);
}

static bool is_field(const struct seal_words *words, enum seal_group group, const char *label)
{
    return words->group == group && words->field != NULL && strcmp(words->field, _(label)) == 0;
}

const char *seal_value_words(const struct seal_words *words, const char *value, char *ret)
{
    if (is_field(words, SEAL_DOCUMENTS, "size"))
        return size_words(strtoll(value, NULL, 10), ret);
    if (is_field(words, SEAL_EXPENSES, "kind") && strcmp(value, "csr") == 0)
        return _("in-house work (CSR)");
    if (is_field(words, SEAL_APPROVALS, "answer") && strcmp(value, "yes") == 0)
        return _("granted");
    return value;
}
