/* SPDX-License-Identifier: MIT */
#include "ui/cells/figure.h"

#include <string.h>

#include "base/text.h"

/* Only such words stand without quotes. */
static const char harmless[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                               "_-./:,+@";

/* A character that a terminal does not show as it is, or that it may swallow when
 * it is pasted: `visible` is how text_add_visible writes it. */
static bool is_shown_as_itself(const char *character, size_t size, const struct buf *visible)
{
    return visible->length == size && memcmp(visible->text, character, size) == 0;
}

static size_t size_of_character(const char *text)
{
    size_t size = 1;
    while (((unsigned char)text[size] & 0xC0) == 0x80)
        size++;
    return size;
}

static void add_quoted(struct buf *buf, const char *word)
{
    buf_add(buf, "'");
    for (; *word != '\0'; word++) {
        if (*word == '\'')
            buf_add(buf, "'\\''");
        else
            buf_add_char(buf, *word);
    }
    buf_add(buf, "'");
}

static void add_escaped(struct buf *buf, const char *word)
{
    struct buf visible;
    buf_init(&visible);
    buf_add(buf, "$'");
    for (size_t size; *word != '\0'; word += size) {
        size = size_of_character(word);
        buf_clear(&visible);
        text_add_visible(&visible, word, size);
        if (*word == '\'' || *word == '\\') {
            buf_addf(buf, "\\%c", *word);
        } else if (is_shown_as_itself(word, size, &visible)) {
            buf_add_bytes(buf, word, size);
        } else {
            /* Octal, always three digits: shells differ in where \x ends. */
            for (size_t i = 0; i < size; i++)
                buf_addf(buf, "\\%03o", (unsigned)(unsigned char)word[i]);
        }
    }
    buf_add(buf, "'");
    if (visible.failed)
        buf_fail(buf);
    buf_release(&visible);
}

void figure_add_word(struct buf *buf, const char *word)
{
    size_t length = strlen(word);
    struct buf visible;
    if (length > 0 && strspn(word, harmless) == length) {
        buf_add(buf, word);
        return;
    }
    buf_init(&visible);
    text_add_visible(&visible, word, length);
    if (visible.failed)
        buf_fail(buf);
    else if (is_shown_as_itself(word, length, &visible))
        add_quoted(buf, word);
    else
        add_escaped(buf, word);
    buf_release(&visible);
}

static void add_option(struct buf *buf, const char *name, const char *value)
{
    if (value == NULL)
        return;
    /* The command line takes a word that is an option for a forgotten value. */
    buf_addf(buf, value[0] == '-' ? " --%s=" : " --%s ", name);
    figure_add_word(buf, value);
}

static void add_fund(struct buf *buf, const struct figure *figure)
{
    char period[PERIOD_TEXT_SIZE];
    add_option(buf, "program", figure->program);
    add_option(buf, "location", figure->location);
    add_option(buf, "period", period_print(figure->period, period));
}

void figure_command(const struct figure *figure, const char *book, struct date day, struct buf *ret)
{
    char text[DATE_TEXT_SIZE];
    buf_add(ret, "coffer");
    add_option(ret, "book", book);
    add_option(ret, "as-of", date_print(day, text));
    switch (figure->kind) {
    case FIGURE_FUND:
        buf_add(ret, " explain");
        add_fund(ret, figure);
        if (!figure->whole_fund)
            add_option(ret, "currency", figure->currency.code);
        add_option(ret, "figure", figure->name);
        break;
    case FIGURE_EARNING:
        buf_add(ret, " earning list --format csv"); /* the table leaves columns out */
        add_fund(ret, figure);
        add_option(ret, "search", figure->id);
        break;
    case FIGURE_THRESHOLD:
        buf_add(ret, " program list");
        break;
    case FIGURE_CLAIM:
        buf_add(ret, " claim list");
        add_fund(ret, figure);
        add_option(ret, "search", figure->id);
        break;
    case FIGURE_CLAIM_PART:
        buf_add(ret, " claim show ");
        figure_add_word(ret, figure->id);
        break;
    case FIGURE_PAYMENT:
        buf_add(ret, " payment list");
        break;
    case FIGURE_DEADLINE:
        buf_add(ret, " deadlines");
        break;
    }
}
