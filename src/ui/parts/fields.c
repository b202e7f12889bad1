/* SPDX-License-Identifier: MIT */
/* What the text of a field means, by its kind. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/words.h"
#include "ui/parts/forming.h"
#include "ui/parts/retell.h"
#include "ui/parts/understand.h"

/* ---- choices ------------------------------------------------------------------------- */

/* As it is shown and typed. */
const char *field_choice_word(const struct field *field, const char *choice)
{
    return field->spoken && choice[0] != '\0' ? _(choice) : choice;
}

/* The choice of that word, NULL: there is none. */
static const char *find_choice(const struct field *field, const char *word)
{
    for (const char *const *choice = field->choices; *choice != NULL; choice++) {
        if (strcmp(field_choice_word(field, *choice), word) == 0)
            return *choice;
    }
    return NULL;
}

/* Whether the letters typed stand in the choice, whatever their case. */
static bool fits(const char *choice, const char *typed)
{
    struct buf whole, part;
    buf_init(&whole);
    buf_init(&part);
    text_add_folded(&whole, choice);
    text_add_folded(&part, typed);
    bool fit = strstr(whole.text, part.text) != NULL;
    buf_release(&whole);
    buf_release(&part);
    return fit;
}

/* Those that begin so come first. */
static bool begins(const char *choice, const char *typed)
{
    size_t length = strlen(typed);
    char *beginning = strndup(choice, length);
    bool fit = beginning != NULL && fits(beginning, typed);
    free(beginning);
    return fit;
}

static void offer_choices(const struct field *field, const char *typed, struct offers *offers)
{
    for (int pass = 0; pass < 2; pass++) {
        for (const char *const *choice = field->choices; *choice != NULL; choice++) {
            const char *word = field_choice_word(field, *choice);
            bool first = begins(word, typed);
            if (*word != '\0' && first == (pass == 0) && (first || fits(word, typed)))
                offers_add(offers, word, "");
        }
    }
}

static bool step_choice(struct entry *entry, int step)
{
    const char *const *choices = entry->field->choices;
    const char *here = find_choice(entry->field, entry->edit.text);
    int count = 0, at = -1;
    for (; choices[count] != NULL; count++) {
        if (choices[count] == here)
            at = count;
    }
    if (count == 0)
        return false;
    if (at < 0)
        at = step > 0 ? -1 : 0;
    const char *next = choices[(at + step + count) % count];
    edit_set(&entry->edit, field_choice_word(entry->field, next));
    return true;
}

/* ---- meaning --------------------------------------------------------------------------- */

bool field_is_empty(const struct entry *entry)
{
    const char *text = entry->edit.text;
    size_t length = entry->edit.length;
    text_trim(&text, &length);
    return length == 0;
}

bool fields_currency(const struct form *form, int field, struct currency *ret)
{
    const char *in = form->entries[field].field->in;
    int of = form->entries[field].field->currency;
    bool held = of >= 0 && of < form->spec.count && of != field;
    if (in != NULL && (!held || field_is_empty(&form->entries[of])))
        return currency_parse(in, ret);
    if (held)
        return currency_parse(form->entries[of].edit.text, ret);
    *ret = currency_usd;
    return true;
}

/* Monday … Sunday, short. */
static const char *weekday(struct date date)
{
    static const char *const names[] = {N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"),
                                        N_("Fri"), N_("Sat"), N_("Sun")};
    return _(names[date_weekday(date)]);
}

static bool mean_date(struct form *form, struct entry *entry)
{
    struct date date;
    char text[DATE_TEXT_SIZE];
    if (!understand_date(entry->edit.text, shell_day(form->view.shell), &date, &entry->why))
        return false;
    buf_add(&entry->value, date_print(date, text));
    if (strcmp(entry->value.text, entry->edit.text) == 0)
        buf_add(&entry->beside, weekday(date));
    else
        buf_addf(&entry->beside, "= %s %s", text, weekday(date));
    return true;
}

static bool mean_period(struct form *form, struct entry *entry)
{
    struct period period;
    char text[PERIOD_TEXT_SIZE], first[DATE_TEXT_SIZE], last[DATE_TEXT_SIZE];
    if (!understand_period(entry->edit.text, shell_day(form->view.shell), &period, &entry->why))
        return false;
    struct windows windows = period_windows(period);
    buf_add(&entry->value, period_print(period, text));
    if (strcmp(text, entry->edit.text) != 0)
        buf_addf(&entry->beside, "= %s  ", text);
    buf_addf(&entry->beside, _("%s to %s"), date_print(windows.earning_start, first),
             date_print(windows.earning_end, last));
    return true;
}

/* As it is written where Coffer itself would read it so: the digits that a
 * person typed are not changed. */
static bool is_plain(const char *text)
{
    text += *text == '-';
    size_t whole = strspn(text, "0123456789");
    if (whole == 0)
        return false;
    text += whole;
    if (*text == '.')
        text += 1 + strspn(text + 1, "0123456789");
    return *text == '\0';
}

static bool mean_amount(struct form *form, struct entry *entry, int field)
{
    struct currency currency = currency_usd;
    struct money money;
    char text[MONEY_TEXT_SIZE];
    bool known = fields_currency(form, field, &currency);
    if (!understand_amount(entry->edit.text, known ? &currency : NULL, &money, &entry->why))
        return false;
    bool plain = is_plain(entry->edit.text);
    (void)money_print(money, currency, text);
    buf_add(&entry->value, plain ? entry->edit.text : text);
    if (!plain)
        buf_addf(&entry->beside, "= %s ", text);
    buf_add(&entry->beside, known ? currency.code : "");
    return true;
}

static bool mean_choice(struct entry *entry)
{
    const char *choice = find_choice(entry->field, entry->edit.text);
    if (choice != NULL) {
        buf_add(&entry->value, choice);
        return true;
    }
    buf_add(&entry->why, _("Not one of the choices: Left and Right step through them"));
    return false;
}

static void judge(struct form *form, int field)
{
    struct entry *entry = &form->entries[field];
    bool understood = true;
    buf_clear(&entry->value);
    buf_clear(&entry->beside);
    buf_clear(&entry->why);
    if (field_is_empty(entry))
        return;
    switch (entry->field->kind) {
    case FIELD_DATE:
        understood = mean_date(form, entry);
        break;
    case FIELD_AMOUNT:
        understood = mean_amount(form, entry, field);
        break;
    case FIELD_PERIOD:
        understood = mean_period(form, entry);
        break;
    case FIELD_CHOICE:
        understood = mean_choice(entry);
        break;
    case FIELD_TEXT:
        buf_add(&entry->value, entry->edit.text);
        break;
    }
    if (!understood)
        buf_add(&entry->value, entry->edit.text);
}

void fields_values(const struct form *form, const char **ret)
{
    for (int i = 0; i < form->spec.count; i++)
        ret[i] = form->entries[i].value.text;
}

/* -1: none. */
static int field_called(const struct form *form, const char *name, size_t length)
{
    for (int i = 0; i < form->spec.count; i++) {
        const struct field *field = form->entries[i].field;
        const char *const names[] = {field->name, _(field->label)};
        for (int k = 0; k < 2; k++) {
            if (strlen(names[k]) == length && strncmp(names[k], name, length) == 0)
                return i;
        }
    }
    return -1;
}

int fields_named(const struct form *form, const char *text, const char **ret_rest)
{
    const char *colon = strstr(text, ": ");
    bool is_option = strncmp(text, "--", 2) == 0;
    text += is_option ? 2 : 0;
    if (colon == NULL || colon < text)
        return -1;
    int field = field_called(form, text, is_option ? strcspn(text, " :") : (size_t)(colon - text));
    if (field >= 0)
        *ret_rest = colon + 2;
    return field;
}

static const char *label_of_option(const void *context, const char *name, size_t length)
{
    const struct form *form = context;
    int field = field_called(form, name, length);
    return field >= 0 ? _(form->entries[field].field->label) : NULL;
}

void fields_retell(const struct form *form, const char *sentence, struct buf *ret)
{
    retell(sentence, label_of_option, form, ret);
}

/* What the spec has to say, without the name of the field beside which it stands. */
static void ask_spec(const struct form *form, const char *const *values, int field, struct buf *ret)
{
    struct buf why;
    buf_init(&why);
    if (form->spec.wrong(form->spec.context, values, field, &why)) {
        const char *rest = why.text;
        const char *text = fields_named(form, why.text, &rest) == field ? rest : why.text;
        fields_retell(form, text, ret);
    }
    buf_release(&why);
}

void fields_judge(struct form *form)
{
    const char *values[FORM_FIELDS_MAX];
    form->untold = true;
    for (int i = 0; i < form->spec.count; i++)
        judge(form, i);
    fields_values(form, values);
    if (form_offer_anew(form, values)) {
        for (int i = 0; i < form->spec.count; i++)
            judge(form, i);
        fields_values(form, values);
    }
    for (int i = 0; form->spec.wrong != NULL && i < form->spec.count; i++) {
        if (form->entries[i].why.length == 0)
            ask_spec(form, values, i, &form->entries[i].why);
    }
}

/* ---- changing ------------------------------------------------------------------------------ */

void fields_settle(struct form *form, int field)
{
    struct entry *entry = &form->entries[field];
    entry->typed = entry->listed = false;
    if (field_is_empty(entry)) {
        edit_set(&entry->edit, "");
    } else if (entry->field->kind == FIELD_CHOICE &&
               find_choice(entry->field, entry->edit.text) == NULL) {
        struct offers found = {.count = 0};
        offer_choices(entry->field, entry->edit.text, &found);
        if (found.count > 0)
            edit_set(&entry->edit, found.all[0].value);
        offers_clear(&found);
    } else if (entry->field->kind != FIELD_TEXT &&
               strcmp(entry->value.text, entry->edit.text) != 0) {
        edit_set(&entry->edit, entry->value.text);
    }
    fields_judge(form);
}

static bool step_date(struct form *form, struct entry *entry, int step)
{
    struct date date = shell_day(form->view.shell);
    char text[DATE_TEXT_SIZE];
    if (!field_is_empty(entry) && !date_parse(entry->value.text, strlen(entry->value.text), &date))
        return false;
    if (!field_is_empty(entry))
        date = date_add_days(date, step);
    edit_set(&entry->edit, date_print(date, text));
    return true;
}

static bool step_period(struct form *form, struct entry *entry, int step)
{
    struct period period;
    char text[PERIOD_TEXT_SIZE];
    if (field_is_empty(entry)) {
        if (!period_of(shell_day(form->view.shell), &period))
            return false;
    } else {
        if (!period_parse(entry->value.text, &period) ||
            !period_of(date_add_months(period.first, step * PERIOD_MONTHS), &period))
            return false;
    }
    edit_set(&entry->edit, period_print(period, text));
    return true;
}

bool fields_step(struct form *form, int field, int step)
{
    struct entry *entry = &form->entries[field];
    switch (entry->field->kind) {
    case FIELD_CHOICE:
        return step_choice(entry, step);
    case FIELD_DATE:
        return step_date(form, entry, step);
    case FIELD_PERIOD:
        return step_period(form, entry, step);
    case FIELD_TEXT:
    case FIELD_AMOUNT:
    default:
        return false;
    }
}

/* What is typed whole already needs no list. */
static bool is_only_offer(const struct offers *offers, const char *typed)
{
    return offers->count == 1 && strcmp(offers->all[0].value, typed) == 0;
}

void fields_offer(struct form *form)
{
    struct entry *entry = &form->entries[form->here];
    offers_clear(&form->offers);
    if (!entry->listed && (!entry->typed || field_is_empty(entry)))
        return;
    if (entry->field->kind == FIELD_CHOICE)
        offer_choices(entry->field, entry->typed ? entry->edit.text : "", &form->offers);
    else if (entry->field->complete != NULL)
        entry->field->complete(form->spec.context, entry->edit.text, &form->offers);
    if (!entry->listed && is_only_offer(&form->offers, entry->edit.text))
        offers_clear(&form->offers);
    offers_order(&form->offers, entry->edit.text);
}

bool fields_changed(const struct form *form)
{
    for (int i = 0; i < form->spec.count; i++) {
        if (strcmp(form->entries[i].edit.text, form->entries[i].first) != 0)
            return true;
    }
    return false;
}
