/* SPDX-License-Identifier: MIT */
#include "app/reasons.h"

#include <string.h>

#include "app/data.h"
#include "io/csv.h"
#include "io/memory.h"

enum rc app_reasons(reason_visit *visit, void *context, struct err *err)
{
    struct memory_source rest = {data_reasons, data_reasons_size};
    struct csv *csv = NULL;
    struct csv_record record;
    bool more = false;
    enum rc rc = csv_open(memory_fill, &rest, "reasons.csv", &csv, err);
    if (rc == RC_OK)
        rc = csv_read(csv, &record, &more, err); /* the header */
    if (rc == RC_OK)
        rc = csv_read(csv, &record, &more, err);
    while (rc == RC_OK && more) {
        bug_if(record.count != 2, "data/reasons.csv: a line with too few or many fields");
        rc = visit(context, record.fields[0].text, record.fields[1].text, err);
        if (rc == RC_OK)
            rc = csv_read(csv, &record, &more, err);
    }
    csv_free(csv);
    return rc;
}

struct meaning {
    const char *code;
    struct buf *ret;
};

static enum rc add_meaning(void *context, const char *code, const char *text, struct err *err)
{
    const struct meaning *meaning = context;
    (void)err;
    if (strcmp(code, meaning->code) == 0)
        buf_addf(meaning->ret, ": %s", text);
    return RC_OK;
}

enum rc app_reason_words(const char *code, struct buf *ret, struct err *err)
{
    struct meaning meaning = {code, ret};
    buf_add(ret, code);
    enum rc rc = code[0] != '\0' ? app_reasons(add_meaning, &meaning, err) : RC_OK;
    return rc == RC_OK ? buf_check(ret, err) : rc;
}
