/* SPDX-License-Identifier: MIT */
#include "ui/screens/names.h"

#include <stdlib.h>
#include <string.h>

#include "app/people.h"
#include "app/terms.h"
#include "base/buf.h"

static void list_release(struct name_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        free(list->items[i].key);
        free(list->items[i].label);
    }
    free(list->items);
    *list = (struct name_list){0};
}

void names_release(struct names *names)
{
    list_release(&names->locations);
    list_release(&names->programs);
}

static enum rc push(struct name_list *list, const char *key, const char *label, struct err *err)
{
    if (list->count == list->room) {
        size_t room = list->room == 0 ? 32 : list->room * 2;
        struct name *items = reallocarray(list->items, room, sizeof(*items));
        if (items == NULL)
            return err_memory(err);
        list->items = items;
        list->room = room;
    }
    struct name name = {strdup(key), strdup(label[0] != '\0' ? label : key)};
    if (name.key == NULL || name.label == NULL) {
        free(name.key);
        free(name.label);
        return err_memory(err);
    }
    list->items[list->count++] = name;
    return RC_OK;
}

static enum rc take_location(void *context, const struct app_location *location, struct err *err)
{
    struct names *names = context;
    return push(&names->locations, location->id, location->name, err);
}

static enum rc take_program(void *context, const struct app_program *program, struct err *err)
{
    struct names *names = context;
    return push(&names->programs, program->code, program->name, err);
}

/* ---- what looks alike ----------------------------------------------------------------------- */

static int by_label(const void *a, const void *b)
{
    return strcmp(((const struct name *)a)->label, ((const struct name *)b)->label);
}

static int by_key(const void *a, const void *b)
{
    return strcmp(((const struct name *)a)->key, ((const struct name *)b)->key);
}

static enum rc add_key(struct name *name, struct err *err)
{
    struct buf both;
    buf_init(&both);
    /* First, so that it is not what is cut. */
    buf_addf(&both, "%s %s", name->key, name->label);
    char *label = both.failed ? NULL : strdup(both.text);
    buf_release(&both);
    if (label == NULL)
        return err_memory(err);
    free(name->label);
    name->label = label;
    return RC_OK;
}

static enum rc tell_apart(struct name_list *list, struct err *err)
{
    enum rc rc = RC_OK;
    if (list->count == 0)
        return RC_OK;
    qsort(list->items, list->count, sizeof(*list->items), by_label);
    for (size_t first = 0, end; rc == RC_OK && first < list->count; first = end) {
        end = first + 1;
        while (end < list->count && by_label(&list->items[first], &list->items[end]) == 0)
            end++;
        for (size_t i = first; rc == RC_OK && end - first > 1 && i < end; i++)
            rc = add_key(&list->items[i], err);
    }
    qsort(list->items, list->count, sizeof(*list->items), by_key);
    return rc;
}

/* ---- asking --------------------------------------------------------------------------------- */

enum rc names_load(struct names *ret, struct app *app, struct err *err)
{
    struct names names = {.locations = {0}};
    enum rc rc = app_location_list(app, take_location, &names, err);
    if (rc == RC_OK)
        rc = app_program_list(app, take_program, &names, err);
    if (rc == RC_OK)
        rc = tell_apart(&names.locations, err);
    if (rc != RC_OK) {
        names_release(&names);
        return rc;
    }
    if (names.programs.count > 0)
        qsort(names.programs.items, names.programs.count, sizeof(struct name), by_key);
    names_release(ret);
    *ret = names;
    return RC_OK;
}

static const char *label_of(const struct name_list *list, const char *key)
{
    size_t low = 0, high = list->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(list->items[middle].key, key);
        if (order == 0)
            return list->items[middle].label;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return key;
}

const char *names_location(const struct names *names, const char *id)
{
    return label_of(&names->locations, id);
}

const char *names_program(const struct names *names, const char *code)
{
    return label_of(&names->programs, code);
}
