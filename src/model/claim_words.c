/* SPDX-License-Identifier: MIT */
#include "model/claim_words.h"

#include <inttypes.h>
#include <stdio.h>

static void add_value(struct buf *buf, const struct claim_value *value, struct currency currency)
{
    char text[MONEY_TEXT_SIZE];
    if (value->field == SAYS_SEAL || value->field == SAYS_MEDIA_TYPE || value->field == SAYS_STATUS)
        return;
    if (value->field == SAYS_SIZE)
        (void)snprintf(text, sizeof(text), "%" PRId64, value->number);
    else if (claim_field_is_day(value->field))
        (void)date_print((struct date){(int32_t)value->number}, text);
    else if (value->text == NULL)
        (void)money_print((struct money){value->number}, currency, text);
    buf_addf(buf, "%s%s %s", buf->length > 0 ? ", " : "", claim_field_name(value->field),
             value->text != NULL ? value->text : text);
}

void claim_entry_add_words(struct buf *buf, const struct claim_entry *entry,
                           struct currency currency)
{
    for (size_t i = 0; i < entry->value_count; i++)
        add_value(buf, &entry->values[i], currency);
}
