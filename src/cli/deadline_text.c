/* SPDX-License-Identifier: MIT */
#include "cli/deadline_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "cli/list.h"

enum { SHOWN_COLUMNS = 9, ADVICE_COLUMNS = 2 };
static const struct table_column shown_columns[SHOWN_COLUMNS] = {
    {"due", N_("due"), COLUMN_WORD},           {"left", N_("left"), COLUMN_WORD},
    {"kind", N_("what"), COLUMN_WORD},         {"amount", N_("at stake"), COLUMN_AMOUNT},
    {"currency", N_("cur"), COLUMN_WORD},      {"program", N_("program"), COLUMN_TEXT},
    {"location", N_("location"), COLUMN_TEXT}, {"period", N_("period"), COLUMN_WORD},
    {"claim", N_("claim"), COLUMN_WORD},
};
static const struct table_column advice_columns[ADVICE_COLUMNS] = {
    {"kind", N_("what"), COLUMN_WORD},
    {"text", N_("to do"), COLUMN_TEXT},
};

/* Sentences repeat from row to row: each is said once. */
struct advice {
    enum deadline_kind kind;
    char *text;
};

struct deadline_text {
    struct list list;
    struct advice *advice; /* in the order of their first rows */
    size_t advice_count;
};

enum rc deadline_text_begin(struct call *call, struct deadline_text **ret, struct err *err)
{
    struct deadline_text *text = calloc(1, sizeof(*text));
    if (text == NULL)
        return err_memory(err);
    enum rc rc = list_begin(&text->list, call, shown_columns, SHOWN_COLUMNS, err);
    *ret = text;
    return rc;
}

static enum rc note_advice(struct deadline_text *text, const struct deadline *deadline,
                           struct err *err)
{
    for (size_t i = 0; i < text->advice_count; i++)
        if (text->advice[i].kind == deadline->kind &&
            strcmp(text->advice[i].text, deadline->text) == 0)
            return RC_OK;
    struct advice *grown =
        reallocarray(text->advice, text->advice_count + 1, sizeof(*text->advice));
    if (grown == NULL)
        return err_memory(err);
    text->advice = grown;
    char *copy = strdup(deadline->text);
    if (copy == NULL)
        return err_memory(err);
    text->advice[text->advice_count++] = (struct advice){deadline->kind, copy};
    return RC_OK;
}

static void print_left(int days, char *ret, size_t size)
{
    if (days < 0)
        (void)snprintf(ret, size,
                       ngettext("%d day late", "%d days late", (unsigned long)-(int64_t)days),
                       -days);
    else if (days == 0)
        (void)snprintf(ret, size, "%s", _("today"));
    else
        (void)snprintf(ret, size, ngettext("%d day", "%d days", (unsigned long)days), days);
}

enum rc deadline_text_add(struct deadline_text *text, const struct deadline *deadline,
                          struct err *err)
{
    enum { LEFT_SIZE = 64 };
    char due[DATE_TEXT_SIZE], left[LEFT_SIZE], period[PERIOD_TEXT_SIZE], amount[MONEY_TEXT_SIZE];
    print_left(deadline->days_left, left, sizeof(left));
    const char *const cells[SHOWN_COLUMNS] = {
        date_print(deadline->due, due),
        left,
        deadline_kind_word(deadline->kind),
        deadline->has_amount ? money_print(deadline->amount, deadline->currency, amount) : "",
        deadline->has_amount ? deadline->currency.code : "",
        deadline->program,
        deadline->location,
        period_print(deadline->period, period),
        deadline->claim,
    };
    enum rc rc = list_add(&text->list, cells, err);
    return rc == RC_OK ? note_advice(text, deadline, err) : rc;
}

static enum rc print_advice(const struct deadline_text *text, struct err *err)
{
    struct list list;
    enum rc rc = call_gap(text->list.call, err);
    if (rc != RC_OK)
        return rc;
    rc = list_begin(&list, text->list.call, advice_columns, ADVICE_COLUMNS, err);
    for (size_t i = 0; rc == RC_OK && i < text->advice_count; i++) {
        const char *const cells[ADVICE_COLUMNS] = {deadline_kind_word(text->advice[i].kind),
                                                   text->advice[i].text};
        rc = list_add(&list, cells, err);
    }
    return list_end(&list, rc, "", err);
}

enum rc deadline_text_end(struct deadline_text *text, enum rc rc, bool narrowed, struct err *err)
{
    if (text == NULL)
        return rc;
    rc = list_end(&text->list, rc,
                  narrowed ? _("Nothing of that kind is due: 'coffer deadlines' shows all.")
                           : _("Nothing is due: no fund has money, and no claim is open."),
                  err);
    if (rc == RC_OK && text->advice_count > 0)
        rc = print_advice(text, err);
    for (size_t i = 0; i < text->advice_count; i++)
        free(text->advice[i].text);
    free(text->advice);
    free(text);
    return rc;
}
