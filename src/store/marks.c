/* SPDX-License-Identifier: MIT */
#include "store/marks.h"

#include <stdlib.h>
#include <string.h>

#include "store/db.h"

int64_t claim_marks_now(const struct book *book)
{
    return book->marks.newest;
}

bool claim_marks_since(const struct book *book, int64_t since, const char *ret_ids[CLAIM_MARKS],
                       size_t *ret_count)
{
    const struct claim_marks *marks = &book->marks;
    if (since < marks->all || marks->newest - since > CLAIM_MARKS)
        return false;
    *ret_count = 0;
    for (int64_t number = since + 1; number <= marks->newest; number++)
        ret_ids[(*ret_count)++] = marks->ids[number % CLAIM_MARKS];
    return true;
}

void claim_mark_all(struct book *book)
{
    book->marks.all = ++book->marks.newest;
}

void claim_mark(struct book *book, const char *id)
{
    struct claim_marks *marks = &book->marks;
    char *copy = strdup(id);
    if (copy == NULL) {
        claim_mark_all(book);
        return;
    }
    char **slot = &marks->ids[++marks->newest % CLAIM_MARKS];
    free(*slot);
    *slot = copy;
}

void claim_marks_release(struct claim_marks *marks)
{
    for (size_t i = 0; i < CLAIM_MARKS; i++)
        free(marks->ids[i]);
    *marks = (struct claim_marks){.newest = 0};
}
