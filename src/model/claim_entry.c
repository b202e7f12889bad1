/* SPDX-License-Identifier: MIT */
#include "model/claim_entry.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"

static const char *const kind_words[] = {
#define X(id, word) word,
    CLAIM_ENTRY_KINDS(X)
#undef X
};

static const struct {
    const char *name;
    bool number;
} fields[] = {
#define X(id, name, number) {name, number},
    CLAIM_FIELDS(X)
#undef X
};

const char *claim_entry_word(enum claim_entry_kind kind)
{
    bug_if(kind >= CLAIM_ENTRY_KIND_COUNT, "no such kind of entry");
    return kind_words[kind];
}

const char *claim_field_name(enum claim_field field)
{
    bug_if(field >= CLAIM_FIELD_COUNT, "no such field");
    return fields[field].name;
}

bool claim_field_is_number(enum claim_field field)
{
    bug_if(field >= CLAIM_FIELD_COUNT, "no such field");
    return fields[field].number;
}

bool claim_field_is_day(enum claim_field field)
{
    static const enum claim_field days[] = {SAYS_START, SAYS_END,      SAYS_DATE,       SAYS_SIGNED,
                                            SAYS_ASKED, SAYS_ANSWERED, SAYS_VALID_UNTIL};
    for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++)
        if (days[i] == field)
            return true;
    return false;
}

bool claim_field_find(const char *name, enum claim_field *ret)
{
    for (size_t i = 0; i < CLAIM_FIELD_COUNT; i++) {
        if (strcmp(fields[i].name, name) != 0)
            continue;
        *ret = (enum claim_field)i;
        return true;
    }
    return false;
}

/* ---- a history ----------------------------------------------------------------------------- */

void claim_history_init(struct claim_history *history)
{
    *history = (struct claim_history){0};
}

static void entry_release(struct claim_entry *entry)
{
    for (size_t i = 0; i < entry->value_count; i++)
        free(entry->values[i].text);
    free(entry->values);
    free(entry->person);
}

void claim_history_release(struct claim_history *history)
{
    for (size_t i = 0; i < history->count; i++)
        entry_release(&history->entries[i]);
    free(history->entries);
    free(history->head.id);
    free(history->head.program);
    free(history->head.location);
    claim_history_init(history);
}

enum rc claim_history_name(struct claim_history *history, const char *id, const char *program,
                           const char *location, struct period period, int64_t revision,
                           struct err *err)
{
    struct claim_head *head = &history->head;
    bug_if(head->id != NULL, "a claim named twice");
    head->id = strdup(id);
    head->program = strdup(program);
    head->location = strdup(location);
    head->period = period;
    head->revision = revision;
    bool all = head->id != NULL && head->program != NULL && head->location != NULL;
    return all ? RC_OK : err_memory(err);
}

enum rc claim_history_add(struct claim_history *history, enum claim_entry_kind kind,
                          struct date day, const char *person, struct claim_entry **ret,
                          struct err *err)
{
    char *copy = strdup(person);
    struct claim_entry *entries = copy == NULL ? NULL
                                               : reallocarray(history->entries, history->count + 1,
                                                              sizeof(*history->entries));
    if (entries == NULL) {
        free(copy);
        return err_memory(err);
    }
    history->entries = entries;
    *ret = &entries[history->count++];
    **ret = (struct claim_entry){.kind = kind, .day = day, .person = copy};
    return RC_OK;
}

/* ---- values -------------------------------------------------------------------------------- */

static const struct claim_value *find(const struct claim_entry *entry, enum claim_field field)
{
    for (size_t i = 0; i < entry->value_count; i++)
        if (entry->values[i].field == field)
            return &entry->values[i];
    return NULL;
}

static enum rc add(struct claim_entry *entry, struct claim_value value, struct err *err)
{
    bug_if(find(entry, value.field) != NULL, "a field given twice");
    struct claim_value *values =
        reallocarray(entry->values, entry->value_count + 1, sizeof(*entry->values));
    if (values == NULL)
        return err_memory(err);
    entry->values = values;
    entry->values[entry->value_count++] = value;
    return RC_OK;
}

enum rc claim_entry_set_text(struct claim_entry *entry, enum claim_field field, const char *text,
                             struct err *err)
{
    bug_if(claim_field_is_number(field), "a text for a number");
    if (text == NULL)
        return RC_OK;
    struct claim_value value = {.field = field, .text = strdup(text)};
    if (value.text == NULL)
        return err_memory(err);
    enum rc rc = add(entry, value, err);
    if (rc != RC_OK)
        free(value.text);
    return rc;
}

enum rc claim_entry_set_number(struct claim_entry *entry, enum claim_field field, int64_t number,
                               struct err *err)
{
    bug_if(!claim_field_is_number(field), "a number for a text");
    return add(entry, (struct claim_value){.field = field, .number = number}, err);
}

const char *claim_entry_text(const struct claim_entry *entry, enum claim_field field)
{
    const struct claim_value *value = find(entry, field);
    bug_if(claim_field_is_number(field), "the text of a number");
    return value != NULL ? value->text : NULL;
}

bool claim_entry_number(const struct claim_entry *entry, enum claim_field field, int64_t *ret)
{
    const struct claim_value *value = find(entry, field);
    bug_if(!claim_field_is_number(field), "the number of a text");
    if (value != NULL)
        *ret = value->number;
    return value != NULL;
}

void claim_entry_add_json(struct buf *buf, const struct claim_entry *entry)
{
    const char *before = "{";
    for (size_t i = 0; i < CLAIM_FIELD_COUNT; i++) {
        const struct claim_value *value = find(entry, (enum claim_field)i);
        if (value == NULL)
            continue;
        buf_addf(buf, "%s\"%s\":", before, fields[i].name);
        if (fields[i].number)
            buf_addf(buf, "%lld", (long long)value->number);
        else
            json_add_string(buf, value->text);
        before = ",";
    }
    buf_add(buf, before[0] == '{' ? "{}" : "}");
}
