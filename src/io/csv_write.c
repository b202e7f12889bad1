/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "io/csv.h"

/* A spreadsheet takes a text that starts so for a formula. */
static bool starts_formula(const char *text, size_t length)
{
    return length > 0 && memchr("=+-@\t\r", text[0], 6) != NULL;
}

void csv_add_field(struct buf *buf, const char *text, size_t length, char delimiter, bool guard)
{
    bool quoted = false;
    for (size_t i = 0; i < length && !quoted; i++)
        quoted = text[i] == delimiter || text[i] == '"' || text[i] == '\n' || text[i] == '\r';
    if (quoted)
        buf_add_char(buf, '"');
    if (guard && starts_formula(text, length))
        buf_add_char(buf, '\'');
    size_t from = 0;
    for (size_t i = 0; quoted && i < length; i++) {
        if (text[i] != '"')
            continue;
        buf_add_bytes(buf, text + from, i + 1 - from);
        from = i; /* the quote again */
    }
    buf_add_bytes(buf, text + from, length - from);
    if (quoted)
        buf_add_char(buf, '"');
}

void csv_unguard(struct csv_field *field)
{
    if (field->length > 1 && field->text[0] == '\'' &&
        starts_formula(field->text + 1, field->length - 1)) {
        field->text++;
        field->length--;
    }
}
