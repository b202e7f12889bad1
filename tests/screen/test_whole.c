/* SPDX-License-Identifier: MIT */
/* "Money is never cut" (TERMINAL.md section 1, goal 7), in sentences too: at no width is
 * a part of an amount left. */
#include <string.h>

#include "support/support.h"
#include "ui/cells/canvas.h"
#include "ui/cells/whole.h"

/* What may stand of each sentence on the screen: its words that are numbers. */
static const char *const sentences[] = {
    "Payments of 12345.67 USD are 1234.50 USD more than the 11111.17 USD approved",
    "-12.50 EUR",
    "Claimed USD 90000.00, approved USD 85000.00: JPY 1200000 is left",
    "12 of 340 claims ask for 1000000.123456 KWD, 7 for nothing",
    "Recorded: Stand at the partner fair, 1234.50 USD \xc2\xb7 u takes it back",
    "Ошибка: 4500.00 SEK, שלום 7800.25 USD 展示会 99.95 EUR",
    "1,234.50 USD > 1234,50 EUR: (5000.00)",
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The number around a digit, as the sentence or the screen has it. */
static size_t number_at(const char *text, size_t at, size_t *ret_from)
{
    size_t from = at, to = at;
    while (from > 0 && (is_digit(text[from - 1]) ||
                        (from > 1 && strchr(".,", text[from - 1]) && is_digit(text[from - 2]))))
        from--;
    while (is_digit(text[to]) ||
           (text[to] != '\0' && strchr(".,", text[to]) && is_digit(text[to + 1])))
        to++;
    *ret_from = from;
    return to - from;
}

static bool holds_number(const char *sentence, const char *number, size_t length)
{
    for (const char *at = sentence; (at = strpbrk(at, "0123456789")) != NULL;) {
        size_t from, size = number_at(at, 0, &from);
        if (size == length && memcmp(at, number, length) == 0)
            return true;
        at += size;
    }
    return false;
}

/* Every number on the row is one of the sentence's, and none has the sign of a cut right
 * behind it. */
static void check_row(const struct canvas *canvas, int row, const char *sentence)
{
    static const char cut[] = "…";
    struct buf line;
    buf_init(&line);
    for (int col = 0; col < canvas->cols; col++)
        buf_add(&line, canvas->cells[row * canvas->cols + col].text);
    for (const char *at = line.text; (at = strpbrk(at, "0123456789")) != NULL;) {
        size_t from, size = number_at(at, 0, &from);
        if (!holds_number(sentence, at, size) || strncmp(at + size, cut, strlen(cut)) == 0)
            fail_msg("%d columns, '%s': '%s'", canvas->cols, sentence, line.text);
        at += size;
    }
    buf_release(&line);
}

static void check_rows(struct canvas *canvas, const char *sentence)
{
    for (int row = 0; row < canvas->rows; row++)
        check_row(canvas, row, sentence);
    canvas_clear(canvas);
}

enum { WIDEST = 200, ROWS = 40 };

static void canvas__sentence_at_every_width__amounts_are_whole_or_gone(void **state)
{
    (void)state;
    for (int cols = 1; cols <= WIDEST; cols++) {
        struct canvas canvas;
        assert_true(canvas_init(&canvas, ROWS, cols, false));
        for (size_t i = 0; i < sizeof(sentences) / sizeof(sentences[0]); i++) {
            const char *sentence = sentences[i];
            (void)canvas_text(&canvas, 0, 0, cols, PAINT_TEXT, sentence);
            (void)canvas_text_right(&canvas, 1, 0, cols, PAINT_TEXT, sentence);
            (void)canvas_fields(&canvas, 2, 0, cols, PAINT_TEXT, sentence);
            (void)canvas_text(&canvas, 3, 1, cols + 5, PAINT_TEXT, sentence);
            check_rows(&canvas, sentence);
            for (int rows = 1; rows < 4; rows++) {
                (void)canvas_wrap(&canvas, (struct area){0, 0, rows, cols}, PAINT_TEXT, sentence);
                check_rows(&canvas, sentence);
            }
            (void)canvas_wrap(&canvas, (struct area){0, 0, ROWS, cols}, PAINT_TEXT, sentence);
            check_rows(&canvas, sentence);
        }
        canvas_release(&canvas);
    }
}

static void whole_before__cut__goes_before_what_it_would_split(void **state)
{
    static const struct {
        const char *text;
        size_t cut, whole;
    } cases[] = {
        {"left 12.50 USD", 6, 5},
        {"left 12.50 USD", 5, 5},
        {"left 12.50 USD", 10, 5},
        {"left 12.50 USD", 12, 5},
        {"left 12.50 USD", 14, 14},
        {"left -12.50 USD", 6, 5},
        {"left USD 12.50", 8, 5},
        {"left USD 12.50", 7, 5},
        {"left USD 12.50", 11, 5},
        {"left USD 12.50.", 14, 5},
        {"of 12 claims", 4, 3},
        {"of 12 claims", 5, 3},
        {"of 12 claims", 6, 6},
        {"1.50 USD 2.50", 11, 0},
        {"from 2026-11-29 on", 9, 5},
        /* Digits of a name. */
        {"INV-2041 of", 6, 6},
        {"Hall4711 of", 6, 6},
        {"20210315_1.jpg", 4, 4},
        {"4711.pdf", 2, 2},
        {"4711/3", 2, 2},
        {"at 12:30", 4, 4},
        {"USDX 12.50", 4, 4},
        {"12.50 USDX", 5, 0},
        {"", 0, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        size_t whole = whole_before(cases[i].text, strlen(cases[i].text), cases[i].cut);
        if (whole != cases[i].whole)
            fail_msg("'%s' cut at %zu: %zu, not %zu", cases[i].text, cases[i].cut, whole,
                     cases[i].whole);
    }
}

/* A currency is not parted from its amount where there is room. */
static void canvas_wrap__amount__keeps_its_currency(void **state)
{
    struct canvas canvas;
    (void)state;
    assert_true(canvas_init(&canvas, 2, 20, false));
    (void)canvas_wrap(&canvas, canvas_area(&canvas), PAINT_TEXT, "This is left: 12.50 USD");
    assert_string_equal(canvas.cells[20].text, "1");
    canvas_release(&canvas);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_before__cut__goes_before_what_it_would_split),
        cmocka_unit_test(canvas__sentence_at_every_width__amounts_are_whole_or_gone),
        cmocka_unit_test(canvas_wrap__amount__keeps_its_currency),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
