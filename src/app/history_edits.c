/* SPDX-License-Identifier: MIT */
/* What a row of the journal changed, in the words of people. */
#include "app/history.h"

#include <stdlib.h>
#include <string.h>

#include "app/inside.h"
#include "base/words.h"
#include "model/claim_entry.h"
#include "model/earning.h"
#include "store/claims.h"
#include "store/edits.h"

enum form {
    FORM_HIDDEN,
    FORM_TEXT,
    FORM_MONEY,
    FORM_SHARE,
    FORM_FLAG,
    FORM_TYPE,
    FORM_ROLE,
    FORM_ENTRY, /* a kind of entry of a claim */
    FORM_BODY   /* what such an entry says: a line for each value */
};

static const struct {
    const char *table, *words;
} things[] = {
    {"setting", N_("setting")},
    {"member", N_("member")},
    {"member_scope", N_("what a member sees")},
    {"program", N_("program")},
    {"program_name", N_("spelling")},
    {"program_split", N_("split")},
    {"program_threshold", N_("threshold")},
    {"program_coop", N_("co-op or not")},
    {"period_override", N_("calendar")},
    {"period_closed", N_("closed period")},
    {"location", N_("location")},
    {"earning", N_("earning")},
    {"claim", N_("claim")},
    {"claim_entry", N_("claim")},
    {"activity_catalogue", N_("catalogue of activities")},
};

/* A column that is not here is shown by its own name. */
static const struct {
    const char *table, *column, *words;
    enum form form;
} columns[] = {
    {"setting", "name", "", FORM_HIDDEN},
    {"setting", "value", N_("value"), FORM_TEXT},
    {"member", "login", "", FORM_HIDDEN},
    {"member", "role", N_("role"), FORM_ROLE},
    {"member_scope", "login", "", FORM_HIDDEN},
    {"member_scope", "kind", "", FORM_HIDDEN},
    {"member_scope", "value", N_("sees"), FORM_TEXT},
    {"program", "code", "", FORM_HIDDEN},
    {"program", "name", N_("name"), FORM_TEXT},
    {"program", "origin", "", FORM_HIDDEN},
    {"program", "surface", N_("Surface program"), FORM_FLAG},
    {"program_name", "key", "", FORM_HIDDEN},
    {"program_name", "name", "", FORM_HIDDEN},
    {"program_name", "slug", "", FORM_HIDDEN},
    {"program_name", "own", "", FORM_HIDDEN},
    {"program_name", "program", N_("program"), FORM_TEXT},
    {"program_split", "program", "", FORM_HIDDEN},
    {"program_split", "from_day", N_("from"), FORM_TEXT},
    {"program_split", "coop_ppm", N_("rebate/co-op"), FORM_SHARE},
    {"program_threshold", "program", "", FORM_HIDDEN},
    {"program_threshold", "from_day", N_("from"), FORM_TEXT},
    {"program_threshold", "usd_micros", N_("USD"), FORM_MONEY},
    {"program_coop", "program", "", FORM_HIDDEN},
    {"program_coop", "from_day", N_("from"), FORM_TEXT},
    {"program_coop", "coop", N_("has co-op"), FORM_FLAG},
    {"period_override", "program", "", FORM_HIDDEN},
    {"period_override", "calendar", "", FORM_HIDDEN},
    {"period_override", "first_day", N_("period that begins on"), FORM_TEXT},
    {"period_override", "usage_end_day", N_("usage ends"), FORM_TEXT},
    {"period_override", "claim_opens_day", N_("claims open"), FORM_TEXT},
    {"period_override", "claim_closes_day", N_("claims close"), FORM_TEXT},
    {"period_closed", "program", "", FORM_HIDDEN},
    {"period_closed", "calendar", "", FORM_HIDDEN},
    {"period_closed", "first_day", N_("period that begins on"), FORM_TEXT},
    {"location", "key", "", FORM_HIDDEN},
    {"location", "id", "", FORM_HIDDEN},
    {"location", "name", N_("name"), FORM_TEXT},
    {"location", "country", N_("country"), FORM_TEXT},
    {"location", "by_hand", "", FORM_HIDDEN},
    {"earning", "key", "", FORM_HIDDEN},
    {"earning", "id", "", FORM_HIDDEN},
    {"earning", "stream", "", FORM_HIDDEN},
    {"earning", "line", "", FORM_HIDDEN},
    {"earning", "name", N_("program"), FORM_TEXT},
    {"earning", "location", N_("location"), FORM_TEXT},
    {"earning", "day", N_("date"), FORM_TEXT},
    {"earning", "type", N_("type"), FORM_TYPE},
    {"earning", "type_word", "", FORM_HIDDEN},
    {"earning", "currency", N_("currency"), FORM_TEXT},
    {"earning", "amount_micros", N_("amount"), FORM_MONEY},
    {"earning", "usd_micros", N_("USD"), FORM_MONEY},
    {"earning", "reason", N_("reason"), FORM_TEXT},
    {"earning", "note", N_("note"), FORM_TEXT},
    {"earning", "made_in", "", FORM_HIDDEN},
    {"earning", "excluded_in", "", FORM_HIDDEN},
    {"earning", "exclude_reason", N_("excluded, because"), FORM_TEXT},
    {"claim", "id", "", FORM_HIDDEN},
    {"claim", "program", N_("program"), FORM_TEXT},
    {"claim", "location", "", FORM_HIDDEN},
    {"claim", "calendar", "", FORM_HIDDEN},
    {"claim", "first_day", N_("period that begins on"), FORM_TEXT},
    {"claim", "made_in", "", FORM_HIDDEN},
    {"claim", "place", "", FORM_HIDDEN},
    {"claim_entry", "key", "", FORM_HIDDEN},
    {"claim_entry", "claim", "", FORM_HIDDEN},
    {"claim_entry", "made_in", "", FORM_HIDDEN},
    {"claim_entry", "place", "", FORM_HIDDEN},
    {"claim_entry", "day", N_("date"), FORM_TEXT},
    {"claim_entry", "time", "", FORM_HIDDEN},
    {"claim_entry", "person", "", FORM_HIDDEN},
    {"claim_entry", "kind", N_("what"), FORM_ENTRY},
    {"claim_entry", "body", "", FORM_BODY},
    {"activity_catalogue", "from_day", N_("from"), FORM_TEXT},
    {"activity_catalogue", "text", "", FORM_HIDDEN},
};

enum { VALUE_SIZE = 64 };

/* Returns ret, or value itself where nothing is to be rewritten. Amounts are
 * printed with the decimals that they have: their currency stands beside them. */
static const char *value_words(enum form form, const char *value, char ret[VALUE_SIZE])
{
    if (value == NULL)
        return NULL;
    long long number = strtoll(value, NULL, 10);
    switch (form) {
    case FORM_MONEY:
        return money_print((struct money){number}, currency_usd, ret);
    case FORM_SHARE:
        return split_print((struct share){(int32_t)number}, ret);
    case FORM_FLAG:
        return number != 0 ? _("yes") : _("no");
    case FORM_TYPE:
        return number >= 0 && number < EARNING_TYPES ? earning_type_word((enum earning_type)number)
                                                     : value;
    case FORM_ROLE:
        return role_word(number == ROLE_ADMIN ? ROLE_ADMIN : ROLE_USER);
    case FORM_ENTRY:
        return number >= 0 && number < CLAIM_ENTRY_KIND_COUNT
                   ? claim_entry_word((enum claim_entry_kind)number)
                   : value;
    case FORM_TEXT:
        return strcmp(value, "0001-01-01") == 0 ? _("the beginning") : value;
    case FORM_HIDDEN:
    case FORM_BODY:
        break;
    }
    return value;
}

struct telling {
    struct app *app;
    log_edit_visit *visit;
    void *context;
    struct log_edit *said; /* of the body that is read */
    bool gone;             /* its values are those before */
};

/* Amounts and days of an entry as people write them. */
static const char *entry_words(const char *name, const char *value, char ret[VALUE_SIZE])
{
    enum claim_field field;
    long long number = strtoll(value, NULL, 10);
    if (!claim_field_find(name, &field) || !claim_field_is_number(field) || field == SAYS_SIZE)
        return value;
    if (claim_field_is_day(field))
        return date_print((struct date){(int32_t)number}, ret);
    return money_print((struct money){number}, currency_usd, ret);
}

static enum rc tell_value(void *context, const char *name, const char *value, struct err *err)
{
    const struct telling *telling = context;
    char words[VALUE_SIZE];
    struct log_edit said = *telling->said;
    if (strcmp(name, claim_field_name(SAYS_SEAL)) == 0)
        return RC_OK;
    said.what = name;
    said.before = telling->gone ? entry_words(name, value, words) : NULL;
    said.after = telling->gone ? NULL : entry_words(name, value, words);
    return telling->visit(telling->context, &said, err);
}

static enum rc tell(void *context, const struct journal_edit *edit, struct err *err)
{
    struct telling *telling = context;
    char before[VALUE_SIZE], after[VALUE_SIZE];
    enum form form = FORM_TEXT;
    struct log_edit said = {
        .kind = edit->kind, .thing = edit->table, .row = edit->row, .what = edit->column};
    for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++) {
        if (strcmp(columns[i].table, edit->table) == 0 &&
            strcmp(columns[i].column, edit->column) == 0) {
            form = columns[i].form;
            said.what = _(columns[i].words);
        }
    }
    if (form == FORM_HIDDEN)
        return RC_OK;
    for (size_t i = 0; i < sizeof(things) / sizeof(things[0]); i++) {
        if (strcmp(things[i].table, edit->table) == 0)
            said.thing = _(things[i].words);
    }
    if (form == FORM_BODY) {
        telling->said = &said;
        telling->gone = edit->after == NULL;
        return seal_read(telling->app->book, telling->gone ? edit->before : edit->after, tell_value,
                         telling, err);
    }
    said.before = value_words(form, edit->before, before);
    said.after = value_words(form, edit->after, after);
    return telling->visit(telling->context, &said, err);
}

enum rc app_log_edits(struct app *app, int64_t number, log_edit_visit *visit, void *context,
                      struct err *err)
{
    struct telling telling = {.app = app, .visit = visit, .context = context};
    bool visible = true;
    enum rc rc = RC_OK;
    if (member_is_scoped(app->member))
        rc = journal_row_visible(app->book, number, app_sees_row, app, &visible, err);
    if (rc == RC_OK && !visible)
        rc = err_set(err, RC_RULE, _("log row %lld: there is none: 'coffer log' shows them"),
                     (long long)number);
    return rc == RC_OK ? journal_edits(app->book, number, tell, &telling, err) : rc;
}
