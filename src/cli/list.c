/* SPDX-License-Identifier: MIT */
#include "cli/list.h"

#include <inttypes.h>
#include <stdio.h>

enum rc list_begin(struct list *list, struct call *call, const struct table_column *columns,
                   size_t count, struct err *err)
{
    bug_if(count > LIST_COLUMNS_MAX, "a list has more columns than there is room for");
    *list = (struct list){.call = call, .columns = columns, .count = count};
    if (call->format != TABLE_TEXT)
        return table_new(call->format, columns, count, out_write, &call->out, &list->table, err);
    for (size_t i = 0; i < count; i++) {
        if (columns[i].title == NULL)
            continue;
        list->shown[list->shown_count] = columns[i];
        list->picked[list->shown_count++] = i;
    }
    return RC_OK;
}

enum rc list_add(struct list *list, const char *const *cells, struct err *err)
{
    if (list->call->format != TABLE_TEXT)
        return table_row(list->table, cells, err);
    if (list->table == NULL) {
        enum rc rc = table_new(TABLE_TEXT, list->shown, list->shown_count, out_write,
                               &list->call->out, &list->table, err);
        if (rc != RC_OK)
            return rc;
    }
    const char *picked[LIST_COLUMNS_MAX];
    for (size_t i = 0; i < list->shown_count; i++)
        picked[i] = cells[list->picked[i]];
    return table_row(list->table, picked, err);
}

enum rc list_end(struct list *list, enum rc rc, const char *empty, struct err *err)
{
    if (rc == RC_OK && list->table != NULL)
        rc = table_end(list->table, err);
    else if (rc == RC_OK)
        rc = call_sayf(list->call, err, "%s", empty);
    table_free(list->table);
    list->table = NULL;
    return rc;
}

const char *list_truth(bool value)
{
    return value ? "yes" : "";
}

char *list_number(int64_t number, char ret[LIST_NUMBER_SIZE])
{
    (void)snprintf(ret, LIST_NUMBER_SIZE, "%" PRId64, number);
    return ret;
}
