/* SPDX-License-Identifier: MIT */
/* A cell of a report as money, date and currency: whatever is taken prints to a
 * text that is taken for the same value. */
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "fuzz/fuzz.h"
#include "model/date.h"
#include "model/money.h"

static void fuzz_money(const char *text, size_t length, enum money_form form)
{
    struct money money;
    struct money again;
    bool rounded;
    char printed[MONEY_TEXT_SIZE];
    if (money_parse(text, length, form, &money, &rounded) != MONEY_OK)
        return;
    money_print(money, currency_usd, printed);
    bug_if(money_parse(printed, strlen(printed), MONEY_POINT, &again, &rounded) != MONEY_OK,
           "a printed amount cannot be parsed");
    bug_if(rounded || money.micros != again.micros, "printing changed an amount");
}

static void fuzz_date(const char *text, size_t length)
{
    struct date date;
    struct date again;
    char printed[DATE_TEXT_SIZE];
    if (!date_parse_stamp(text, length, &date))
        return;
    date_print(date, printed);
    bug_if(!date_parse(printed, strlen(printed), &again), "a printed date cannot be parsed");
    bug_if(date_compare(date, again) != 0, "printing changed a date");
}

static void fuzz_text(const char *text, size_t length)
{
    struct buf visible;
    struct buf slug;
    buf_init(&visible);
    buf_init(&slug);
    text_add_visible(&visible, text, length);
    bug_if(!text_is_utf8(visible.text, visible.length), "visible text is not UTF-8");
    (void)text_width(visible.text);
    text_add_slug(&slug, visible.text);
    bug_if(!text_is_utf8(slug.text, slug.length), "a slug is not UTF-8");
    buf_release(&slug);
    buf_release(&visible);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    const char *text = (const char *)bytes;
    fuzz_money(text, length, MONEY_POINT);
    fuzz_money(text, length, MONEY_COMMA);
    fuzz_date(text, length);
    fuzz_text(text, length);
    return 0;
}
