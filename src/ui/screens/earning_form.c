/* SPDX-License-Identifier: MIT */
#include "ui/screens/earning_form.h"

#include <stdlib.h>
#include <string.h>

#include "app/terms.h"
#include "base/words.h"
#include "model/currency.h"
#include "ui/parts/form.h"
#include "ui/screens/currencies.h"
#include "ui/screens/names.h"
#include "ui/screens/screens.h"

enum entry_field {
    PROGRAM,
    LOCATION,
    DATE,
    TYPE,
    AMOUNT,
    CURRENCY,
    USD,
    REASON,
    NOTE,
    ID, /* of a new one only */
    FIELDS
};

/* What an open form knows. */
struct entry {
    struct app *app;
    struct names names;
    char *id;           /* of the one that is changed; NULL: a new one */
    char *were[FIELDS]; /* its values; owned */
};

static void entry_release(void *context)
{
    struct entry *entry = context;
    names_release(&entry->names);
    free(entry->id);
    for (int i = 0; i < FIELDS; i++)
        free(entry->were[i]);
    free(entry);
}

/* ---- completing ---------------------------------------------------------------------------- */

static void offer_names(const struct name_list *list, const char *typed, struct offers *offers)
{
    for (size_t i = 0; i < list->count; i++)
        offers_add_fitting(offers, typed, list->items[i].key, list->items[i].label);
}

static void offer_programs(void *context, const char *typed, struct offers *offers)
{
    offer_names(&((const struct entry *)context)->names.programs, typed, offers);
}

static void offer_locations(void *context, const char *typed, struct offers *offers)
{
    offer_names(&((const struct entry *)context)->names.locations, typed, offers);
}

static void offer_words(const char *const *words, size_t count, const char *typed,
                        struct offers *offers)
{
    for (size_t i = 0; i < count; i++)
        offers_add_fitting(offers, typed, words[i], "");
}

/* The published reason codes (RULES.md section 3). */
static void offer_reasons(void *context, const char *typed, struct offers *offers)
{
    static const char *const codes[] = {"AR Compliance",
                                        "Co-op rollover",
                                        "Ops Adjustment",
                                        "Ops Adjustment Microsoft incorrect calc",
                                        "Ops Adjustment Microsoft incorrect enrollment",
                                        "Partner mapping (subscription) MCI/CSP",
                                        "Policy Exception",
                                        "Previous period earnings"};
    (void)context;
    offer_words(codes, sizeof(codes) / sizeof(codes[0]), typed, offers);
}

/* ---- the fields ------------------------------------------------------------------------------ */

static const char *const types[] = {
    "total", "rebate", "coop", "adjustment-coop", "adjustment-rebate", "fee", NULL};

static const struct field fields[FIELDS] = {
    [PROGRAM] = {.name = "program",
                 .label = N_("Program"),
                 .hint = N_("Its code; a few letters of its name find it."),
                 .kind = FIELD_TEXT,
                 .must = true,
                 .complete = offer_programs},
    [LOCATION] = {.name = "location",
                  .label = N_("Location"),
                  .hint = N_("Its id or name. A new id makes a new location."),
                  .kind = FIELD_TEXT,
                  .must = true,
                  .complete = offer_locations},
    [DATE] = {.name = "date",
              .label = N_("Date"),
              .hint = N_("The earning date: it decides the half-year."),
              .kind = FIELD_DATE,
              .must = true},
    [TYPE] = {.name = "type",
              .label = N_("Type"),
              .hint = N_("A total is divided by the program's split."),
              .kind = FIELD_CHOICE,
              .must = true,
              .choices = types},
    [AMOUNT] = {.name = "amount",
                .label = N_("Amount"),
                .hint = N_("Negative for a reversal."),
                .kind = FIELD_AMOUNT,
                .must = true,
                .currency = CURRENCY},
    [CURRENCY] = {.name = "currency",
                  .label = N_("Currency"),
                  .hint = N_("Three letters, as the statement has them."),
                  .kind = FIELD_TEXT,
                  .must = true,
                  .complete = offer_currencies},
    [USD] = {.name = "usd",
             .label = N_("In USD"),
             .hint = N_("As the statement prints it, if the currency is another."),
             .kind = FIELD_AMOUNT,
             .currency = -1},
    [REASON] = {.name = "reason",
                .label = N_("Reason"),
                .hint = N_("The code of an adjustment, if there is one."),
                .kind = FIELD_TEXT,
                .complete = offer_reasons},
    [NOTE] = {.name = "note",
              .label = N_("Note"),
              .hint = N_("For those who look later: which statement, who said so."),
              .kind = FIELD_TEXT},
    [ID] = {.name = "id",
            .label = N_("Id"),
            .hint = N_("The statement's own; empty: one is made."),
            .kind = FIELD_TEXT},
};

/* ---- what cannot be right ------------------------------------------------------------------- */

static bool is_known(const struct name_list *list, const char *key)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i].key, key) == 0)
            return true;
    return false;
}

static bool is_usd(const char *code)
{
    struct currency currency;
    return currency_parse(code, &currency) && currency_equal(currency, currency_usd);
}

struct split_question {
    const char *program;
    struct date date;
    bool found, has_coop, has_split;
};

static enum rc find_split(void *context, const struct app_program *program, struct err *err)
{
    struct split_question *question = context;
    struct share share;
    struct period period;
    (void)err;
    if (strcmp(program->code, question->program) != 0 || !period_of(question->date, &period))
        return RC_OK;
    question->found = true;
    question->has_split = terms_split(program->terms, question->date, &share);
    question->has_coop = terms_has_coop(program->terms, period_windows(period).earning_end);
    return RC_OK;
}

/* A total needs a split on its day. */
static bool total_is_wrong(struct entry *entry, const char *const *values, struct buf *why)
{
    struct split_question question = {.program = values[PROGRAM]};
    struct err err;
    err_init(&err);
    if (strcmp(values[TYPE], "total") != 0 ||
        !date_parse(values[DATE], strlen(values[DATE]), &question.date) ||
        app_program_list(entry->app, find_split, &question, &err) != RC_OK || !question.found)
        return false;
    if (!question.has_coop)
        buf_addf(why, _("%s has no co-op, so there is nothing to divide: choose rebate"),
                 values[PROGRAM]);
    else if (!question.has_split)
        buf_addf(why,
                 _("%s has no split on that day: set its terms on the programs screen, or "
                   "choose another type"),
                 values[PROGRAM]);
    return why->length > 0;
}

static bool usd_is_wrong(const char *const *values, struct buf *why)
{
    bool other = values[CURRENCY][0] != '\0' && !is_usd(values[CURRENCY]);
    if (other && values[USD][0] == '\0' && values[AMOUNT][0] != '\0')
        buf_addf(why, _("An amount in %s needs its value in USD"), values[CURRENCY]);
    else if (!other && values[USD][0] != '\0' && strcmp(values[USD], values[AMOUNT]) != 0)
        buf_add(why, _("The amount is in USD already: leave this empty"));
    return why->length > 0;
}

static bool entry_wrong(void *context, const char *const *values, int field, struct buf *why)
{
    struct entry *entry = context;
    const char *value = values[field];
    if (field == TYPE)
        return total_is_wrong(entry, values, why);
    if (field == USD)
        return usd_is_wrong(values, why);
    if (value[0] == '\0')
        return false;
    if (field == PROGRAM && !is_known(&entry->names.programs, value))
        buf_add(why, _("No program has this code: type on, or add it on the programs screen"));
    else if (field == CURRENCY)
        (void)currency_is_wrong(value, why);
    return why->length > 0;
}

/* ---- saving -----------------------------------------------------------------------------------
 */

static struct earning_form form_of(const char *const *values)
{
    const char *usd = is_usd(values[CURRENCY]) ? "" : values[USD];
    return (struct earning_form){.program = form_given(values[PROGRAM]),
                                 .location = form_given(values[LOCATION]),
                                 .date = form_given(values[DATE]),
                                 .type = form_given(values[TYPE]),
                                 .amount = form_given(values[AMOUNT]),
                                 .currency = form_given(values[CURRENCY]),
                                 .usd = form_given(usd),
                                 .reason = form_given(values[REASON]),
                                 .note = form_given(values[NOTE]),
                                 .makes_location = true};
}

static enum rc save_new(void *context, struct shell *shell, const char *const *values,
                        struct err *err)
{
    struct entry *entry = context;
    struct earning_form form = form_of(values);
    char id[EARNING_ID_MAX];
    form.id = form_given(values[ID]);
    enum rc rc = app_earning_add(entry->app, &form, id, err);
    if (rc == RC_OK)
        shell_wrote(shell);
    return rc;
}

/* Only what differs is a change; an emptied text is one too. */
static const char *changed(const struct entry *entry, const char *const *values, int field)
{
    return strcmp(values[field], entry->were[field]) != 0 ? values[field] : NULL;
}

static enum rc save_edit(void *context, struct shell *shell, const char *const *values,
                         struct err *err)
{
    struct entry *entry = context;
    char id[EARNING_ID_MAX];
    struct earning_form form = {.program = changed(entry, values, PROGRAM),
                                .location = changed(entry, values, LOCATION),
                                .date = changed(entry, values, DATE),
                                .type = changed(entry, values, TYPE),
                                .reason = changed(entry, values, REASON),
                                .note = changed(entry, values, NOTE),
                                .makes_location = true};
    bool money = false;
    for (int field = AMOUNT; field <= USD; field++)
        money = money || changed(entry, values, field) != NULL;
    if (money) { /* they are read together */
        const struct earning_form all = form_of(values);
        form.amount = all.amount;
        form.currency = all.currency;
        form.usd = all.usd;
    }
    enum rc rc = app_earning_edit(entry->app, entry->id, &form, id, err);
    if (rc == RC_OK)
        shell_wrote(shell);
    return rc;
}

/* ---- opening
 * ------------------------------------------------------------------------------------- */

static struct entry *entry_new(struct shell *shell, struct err *err)
{
    struct entry *entry = calloc(1, sizeof(*entry));
    if (entry == NULL)
        return NULL;
    entry->app = shell_app(shell);
    if (names_load(&entry->names, entry->app, err) == RC_OK)
        return entry;
    entry_release(entry);
    return NULL;
}

static void open_form(struct shell *shell, struct form_spec *spec, struct entry *entry,
                      const char *const *values, const struct err *err)
{
    if (entry == NULL && err->rc != RC_OK) {
        shell_failed(shell, err);
        return;
    }
    spec->fields = fields;
    spec->wrong = entry_wrong;
    spec->release = entry_release;
    spec->context = entry;
    shell_push(shell, entry != NULL ? form_new(shell, spec, values) : NULL);
}

void earning_add_form(struct shell *shell, const char *program, const char *location,
                      const struct currency *currency)
{
    struct form_spec spec = {.name = "earning.add",
                             .title = N_("A new earning"),
                             .note = N_("As a statement on paper shows it."),
                             .count = FIELDS,
                             .save = save_new};
    char day[DATE_TEXT_SIZE];
    struct err err;
    err_init(&err);
    const char *values[FIELDS] = {[PROGRAM] = program != NULL ? program : "",
                                  [LOCATION] = location != NULL ? location : "",
                                  [DATE] = date_print(shell_day(shell), day),
                                  [TYPE] = types[0],
                                  [CURRENCY] =
                                      currency != NULL ? currency->code : currency_usd.code};
    open_form(shell, &spec, entry_new(shell, &err), values, &err);
}

static bool keep_values(struct entry *entry, const struct earning_line *line)
{
    char amount[MONEY_TEXT_SIZE], usd[MONEY_TEXT_SIZE], day[DATE_TEXT_SIZE];
    bool in_usd = currency_equal(line->amounts.currency, currency_usd);
    const char *values[FIELDS] = {
        [PROGRAM] = line->program,
        [LOCATION] = line->location,
        [DATE] = date_print(line->date, day),
        [TYPE] = line->type,
        [AMOUNT] = money_print(line->amounts.amount, line->amounts.currency, amount),
        [CURRENCY] = line->amounts.currency.code,
        [USD] = in_usd ? "" : money_print(line->amounts.usd, currency_usd, usd),
        [REASON] = line->excluded ? "" : line->reason,
        [NOTE] = line->note,
        [ID] = line->id};
    bool all = (entry->id = strdup(line->id)) != NULL;
    for (int i = 0; i < FIELDS; i++)
        all = (entry->were[i] = strdup(values[i])) != NULL && all;
    return all;
}

void earning_edit_form(struct shell *shell, const struct earning_line *line)
{
    struct form_spec spec = {.name = "earning.edit",
                             .about = line->id,
                             .title = N_("Change an earning"),
                             .count = ID,
                             .save = save_edit};
    struct err err;
    err_init(&err);
    struct entry *entry = entry_new(shell, &err);
    if (entry != NULL && !keep_values(entry, line)) {
        entry_release(entry);
        entry = NULL;
    }
    open_form(shell, &spec, entry, entry != NULL ? (const char *const *)entry->were : NULL, &err);
}
