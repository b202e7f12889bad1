/* SPDX-License-Identifier: MIT */
#include "model/claim_refusals.h"

#include <stdlib.h>
#include <string.h>

static void add(struct buf *buf, const char *reason, const char *note)
{
    const char *words = reason[0] != '\0' ? reason : note;
    if (words[0] != '\0')
        buf_addf(buf, "%zu:%s", strlen(words), words);
}

void claim_refusals_add(struct buf *buf, const struct claim *claim)
{
    if (claim->status != CLAIM_REJECTED || strcmp(claim->reason, "cancelled") == 0)
        return;
    add(buf, claim->reason, claim->status_note);
    for (size_t i = 0; i < claim->feedback_count; i++)
        if (strcmp(claim->feedback[i].verdict, "refused") == 0)
            add(buf, claim->feedback[i].reason, claim->feedback[i].note);
}

bool claim_refusals_next(const char **at, struct buf *ret)
{
    char *behind = NULL;
    unsigned long length = strtoul(*at, &behind, 10);
    if (behind == *at || *behind != ':' || strnlen(behind + 1, length) < length)
        return false;
    buf_clear(ret);
    buf_add_bytes(ret, behind + 1, length);
    *at = behind + 1 + length;
    return true;
}
