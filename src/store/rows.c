/* SPDX-License-Identifier: MIT */
#include "store/rows.h"

#include <stdlib.h>
#include <string.h>

enum rc rows_push(void **items, size_t *count, size_t size, void **ret_item, struct err *err)
{
    size_t n = *count;
    if ((n & (n - 1)) == 0) { /* full at every power of two, and at 0 */
        void *grown = reallocarray(*items, n == 0 ? 1 : n * 2, size);
        if (grown == NULL)
            return err_memory(err);
        *items = grown;
    }
    char *item = (char *)*items + n * size;
    memset(item, 0, size);
    *count = n + 1;
    *ret_item = item;
    return RC_OK;
}

enum rc rows_copy(const char *text, char **ret, struct err *err)
{
    char *copy = strdup(text != NULL ? text : "");
    if (copy == NULL)
        return err_memory(err);
    *ret = copy;
    return RC_OK;
}
