/* SPDX-License-Identifier: MIT */
/* Delimited text: the same records come out however the bytes come in, and a
 * record that is written again is read as the same. */
#include <string.h>

#include "base/text.h"
#include "fuzz/fuzz.h"
#include "io/csv.h"
#include "support/pieces.h"

/* Everything that csv.c says about the bytes, as a text. */
static void describe(const char *bytes, size_t length, size_t piece, struct buf *ret)
{
    struct pieces pieces = {bytes, length, piece};
    struct csv *csv = NULL;
    struct csv_record record;
    struct err err;
    bool more = false;
    int64_t line = 0;
    err_init(&err);
    enum rc rc = csv_open(pieces_fill, &pieces, "f", &csv, &err);
    while (rc == RC_OK && (rc = csv_read(csv, &record, &more, &err)) == RC_OK && more) {
        bug_if(record.line <= line, "lines do not go on");
        bug_if(record.count == 0 || record.count > CSV_FIELDS_MAX, "a record without fields");
        line = record.line;
        buf_addf(ret, "%lld", (long long)record.line);
        for (size_t i = 0; i < record.count; i++) {
            const struct csv_field *field = &record.fields[i];
            bug_if(strlen(field->text) != field->length, "a field is not terminated");
            bug_if(!text_is_utf8(field->text, field->length), "a field is not UTF-8");
            csv_add_field(ret, field->text, field->length, ',', false);
            buf_add_char(ret, ',');
        }
        buf_add_char(ret, '\n');
    }
    bug_if(rc != RC_OK && rc != RC_CONTENT, "text in memory cannot fail otherwise");
    buf_addf(ret, "%d %s\n", (int)rc, err.text);
    csv_free(csv);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    if (length == 0)
        return 0;
    struct buf whole;
    struct buf pieces;
    buf_init(&whole);
    buf_init(&pieces);
    describe((const char *)bytes + 1, length - 1, SIZE_MAX, &whole);
    describe((const char *)bytes + 1, length - 1, 1 + bytes[0] % 80, &pieces);
    bug_if(strcmp(whole.text, pieces.text) != 0, "the size of the pieces changes the records");
    buf_release(&whole);
    buf_release(&pieces);
    return 0;
}
