/* SPDX-License-Identifier: MIT */
#include "ui/parts/edit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "screen/booth.h"
#include "support/golden.h"
#include "support/hostile.h"

enum { MOST = 64 };

static int setup(void **state)
{
    struct edit *edit = calloc(1, sizeof(*edit));
    assert_true(edit_init(edit, MOST));
    *state = edit;
    return 0;
}

static int teardown(void **state)
{
    edit_release(*state);
    free(*state);
    return 0;
}

static enum edit_did press(struct edit *edit, const char *name)
{
    struct key key = booth_key_named(name);
    return edit_key(edit, &key);
}

static void type(struct edit *edit, const char *text)
{
    for (; *text != '\0'; text++) {
        struct key key = {.code = K_CHAR, .text = {*text}};
        assert_int_equal(edit_key(edit, &key), EDIT_CHANGED);
    }
}

/* The text with the cursor as '|'. */
#define assert_edit(edit, expected) assert_edit_at((edit), (expected), __FILE__, __LINE__)
static void assert_edit_at(const struct edit *edit, const char *expected, const char *file,
                           int line)
{
    char shown[2 * MOST + 2];
    (void)snprintf(shown, sizeof(shown), "%.*s|%s", (int)edit->at, edit->text,
                   edit->text + edit->at);
    support_text_equal(shown, expected, "the line", file, line);
}

/* ---- keys ------------------------------------------------------------------------------ */

static void edit__keys__insert_and_move(void **state)
{
    struct edit *edit = *state;
    type(edit, "Fabrkam");
    assert_edit(edit, "Fabrkam|");
    for (int i = 0; i < 3; i++)
        assert_int_equal(press(edit, "Left"), EDIT_SAME);
    type(edit, "i");
    assert_edit(edit, "Fabri|kam");
    press(edit, "Home");
    assert_int_equal(press(edit, "Left"), EDIT_SAME);
    type(edit, ">");
    assert_edit(edit, ">|Fabrikam");
    press(edit, "Ctrl-E");
    type(edit, "<");
    assert_edit(edit, ">Fabrikam<|");
    press(edit, "Ctrl-A");
    assert_int_equal(press(edit, "Del"), EDIT_CHANGED);
    assert_edit(edit, "|Fabrikam<");
    press(edit, "End");
    assert_int_equal(press(edit, "Backspace"), EDIT_CHANGED);
    assert_edit(edit, "Fabrikam|");
    assert_int_equal(press(edit, "Del"), EDIT_SAME);
}

static void edit__keys__move_and_delete_by_words(void **state)
{
    struct edit *edit = *state;
    edit_set(edit, "one two.three  four");
    press(edit, "Ctrl-Left");
    assert_edit(edit, "one two.three  |four");
    press(edit, "Alt-b");
    assert_edit(edit, "one two.|three  four");
    press(edit, "Ctrl-W");
    assert_edit(edit, "one |three  four");
    press(edit, "Alt-f");
    assert_edit(edit, "one three|  four");
    press(edit, "Alt-d");
    assert_edit(edit, "one three|");
    press(edit, "Ctrl-Y");
    assert_edit(edit, "one three  four|");
    press(edit, "Ctrl-Right");
    assert_edit(edit, "one three  four|");
}

static void edit__keys__take_out_to_the_ends_and_bring_back(void **state)
{
    struct edit *edit = *state;
    edit_set(edit, "Contoso AB");
    for (int i = 0; i < 3; i++)
        press(edit, "Left");
    press(edit, "Ctrl-U");
    assert_edit(edit, "| AB");
    press(edit, "Ctrl-Y");
    assert_edit(edit, "Contoso| AB");
    press(edit, "Ctrl-K");
    assert_edit(edit, "Contoso|");
    assert_int_equal(press(edit, "Ctrl-K"), EDIT_SAME);
    press(edit, "Ctrl-Y");
    assert_edit(edit, "Contoso AB|");
}

static void edit__keys__that_are_not_its_own__are_left(void **state)
{
    struct edit *edit = *state;
    static const char *const others[] = {"Enter", "Esc", "Tab", "Up", "F5", "Ctrl-S", "Ctrl-N"};
    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
        assert_int_equal(press(edit, others[i]), EDIT_NOT_MINE);
    struct key control = {.code = K_CHAR, .text = "\x1b"};
    assert_int_equal(edit_key(edit, &control), EDIT_NOT_MINE);
    assert_edit(edit, "|");
}

static void edit__cursor__moves_by_characters_as_seen(void **state)
{
    struct edit *edit = *state;
    /* A ring of two code points, a family of seven, a flag of two. */
    edit_set(edit, "a\u030Ax\U0001F468\u200D\U0001F469\u200D\U0001F467y\U0001F1F8\U0001F1EA");
    press(edit, "Left");
    assert_string_equal(edit->text + edit->at, "\U0001F1F8\U0001F1EA");
    press(edit, "Left");
    press(edit, "Left");
    assert_string_equal(edit->text + edit->at,
                        "\U0001F468\u200D\U0001F469\u200D\U0001F467y\U0001F1F8\U0001F1EA");
    press(edit, "Del");
    assert_string_equal(edit->text, "a\u030Axy\U0001F1F8\U0001F1EA");
    press(edit, "Left");
    press(edit, "Backspace");
    assert_string_equal(edit->text, "xy\U0001F1F8\U0001F1EA");
    assert_int_equal(edit->at, 0);
}

static void edit__combining_character__joins_the_one_before(void **state)
{
    struct edit *edit = *state;
    struct key ring = {.code = K_CHAR, .text = "\u030A"};
    edit_set(edit, "ab");
    press(edit, "Left");
    assert_int_equal(edit_key(edit, &ring), EDIT_CHANGED);
    assert_edit(edit, "a\u030A|b");
    press(edit, "Left");
    assert_int_equal(edit->at, 0);
}

static void edit__text__stays_within_its_bound(void **state)
{
    struct edit *edit = *state;
    for (int i = 0; i < MOST; i++)
        type(edit, "x");
    struct key key = {.code = K_CHAR, .text = "x"};
    assert_int_equal(edit_key(edit, &key), EDIT_FULL);
    press(edit, "Backspace");
    struct key wide = {.code = K_CHAR, .text = "\u00E5"};
    assert_int_equal(edit_key(edit, &wide), EDIT_FULL);
    assert_int_equal(edit->length, MOST - 1);
    char longer[2 * MOST + 1];
    for (int i = 0; i < MOST; i++)
        memcpy(longer + 2 * i, "\u00E5", 2);
    longer[2 * MOST] = '\0';
    edit_set(edit, longer + 1 + 1);
    assert_int_equal(edit->length, MOST);
    edit_set(edit, "one\ntwo");
    assert_edit(edit, "one|");
}

/* ---- pasting ------------------------------------------------------------------------------ */

static void paste__line__is_text_of_one_line(void **state)
{
    (void)state;
    static const struct {
        const char *bytes, *line; /* NULL: refused */
    } cases[] = {
        {"plain", "plain"},
        {"one\ntwo\r\nthree\rfour", "one two three four"},
        {"cell\tcell", "cell cell"},
        {"end\r\n\n", "end"},
        {"", ""},
        {"\u00C5re\u200B", "\u00C5re\u200B"},
        {"esc\x1b[31m", NULL},
        {"bell\a", NULL},
        {"\x7f", NULL},
        {"c1\xc2\x9b", NULL},
        {"cut\xc3", NULL},
        {"\xed\xa0\x80", NULL},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct buf line, why;
        buf_init(&line);
        buf_init(&why);
        bool fine = paste_line(cases[i].bytes, strlen(cases[i].bytes), &line, &why);
        assert_int_equal(fine, cases[i].line != NULL);
        assert_text_equal(line.text, fine ? cases[i].line : "");
        assert_int_equal(why.length > 0, !fine);
        buf_release(&line);
        buf_release(&why);
    }
}

/* ---- drawing ------------------------------------------------------------------------------ */

/* What `width` cells show, and the cursor's column. */
static void assert_drawn(struct edit *edit, int width, const char *expected, int cursor)
{
    struct canvas canvas;
    struct buf row;
    assert_true(canvas_init(&canvas, 1, width, false));
    buf_init(&row);
    edit_draw(edit, &canvas, 0, 0, width, PAINT_FOCUS, true);
    golden_row(&canvas, 0, &row);
    assert_text_equal(row.text, expected);
    assert_int_equal(canvas.focus_col, cursor);
    buf_release(&row);
    canvas_release(&canvas);
}

static void edit__draw__scrolls_with_a_mark_on_each_side(void **state)
{
    struct edit *edit = *state;
    edit_set(edit, "0123456789");
    assert_drawn(edit, 12, "0123456789", 10);
    assert_drawn(edit, 11, "0123456789", 10);
    assert_drawn(edit, 10, "\u202623456789", 9);
}

static void edit__draw__right_to_left(void **state)
{
    struct edit *edit = *state;
    /* Alef, bet, gimel: read from the right. */
    edit_set(edit, "\u05D0\u05D1\u05D2");
    assert_drawn(edit, 10, " \u05D2\u05D1\u05D0", 0);
    press(edit, "Home");
    assert_drawn(edit, 10, "\u05D2\u05D1\u05D0", 2);
    press(edit, "Right");
    assert_drawn(edit, 10, "\u05D2\u05D1\u05D0", 1);
}

/* At every width the cursor stands on its own character, or behind the text. */
static void edit__draw__keeps_the_cursor_in_sight(void **state)
{
    struct edit *edit = *state;
    for (int name = 0; name < HOSTILE_NAMES; name++) {
        edit_set(edit, hostile_names[name]);
        for (int width = 1; width < 40; width++) {
            struct canvas canvas;
            assert_true(canvas_init(&canvas, 3, width + 2, false));
            canvas_fill(&canvas, canvas_area(&canvas), PAINT_TEXT);
            press(edit, "Home");
            for (size_t before = SIZE_MAX; edit->at != before;) {
                before = edit->at;
                edit_draw(edit, &canvas, 1, 1, width, PAINT_FOCUS, true);
                assert_int_equal(canvas.focus_row, 1);
                assert_in_range(canvas.focus_col, 1, width);
                press(edit, "Right");
            }
            for (int col = 0; col < width + 2; col += width + 1)
                assert_int_equal(canvas.cells[canvas.cols + col].paint, PAINT_TEXT);
            canvas_release(&canvas);
        }
    }
}

/* Nothing but the marks at the ends stands for what is not seen. */
static void edit__draw__shows_the_character_under_the_cursor(void **state)
{
    struct edit *edit = *state;
    struct random random;
    random_init(&random);
    edit_set(edit, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
    for (int width = 3; width < 70; width++) {
        struct canvas canvas;
        assert_true(canvas_init(&canvas, 1, width, false));
        for (int i = 0; i < 50; i++) {
            edit->at = (size_t)random_between(&random, 0, (int64_t)edit->length);
            edit_draw(edit, &canvas, 0, 0, width, PAINT_FOCUS, true);
            const char *cell = canvas.cells[canvas.focus_col].text;
            assert_int_equal(cell[0], edit->at < edit->length ? edit->text[edit->at] : ' ');
            bool all = canvas.cells[0].text[0] == 'a';
            assert_true(all || strcmp(canvas.cells[0].text, "\u2026") == 0);
        }
        canvas_release(&canvas);
    }
}

/* ---- properties ---------------------------------------------------------------------------- */

static void random_key(struct random *random, struct key *ret)
{
    static const char *const texts[] = {"a",      " ",      ".",      "\u00E5",     "\u030A",
                                        "\u200D", "\u05D0", "\u8D8A", "\U0001F468", "\U0001F1F8"};
    static const enum key_code moves[] = {K_LEFT,      K_RIGHT,  K_HOME, K_END,
                                          K_BACKSPACE, K_DELETE, K_UP,   K_ENTER};
    static const char controls[] = "abefukwdhy";
    *ret = (struct key){.code = K_CHAR};
    switch (random_between(random, 0, 3)) {
    case 0:
        ret->code = moves[random_between(random, 0, 7)];
        ret->ctrl = random_one_in(random, 4);
        break;
    case 1:
        ret->text[0] = controls[random_between(random, 0, 9)];
        ret->ctrl = random_one_in(random, 2);
        ret->alt = !ret->ctrl;
        break;
    default:
        (void)snprintf(ret->text, sizeof(ret->text), "%s", texts[random_between(random, 0, 9)]);
        break;
    }
}

static bool is_between_characters(const struct edit *edit)
{
    size_t at = 0;
    while (at < edit->at)
        at = text_next(edit->text, at);
    return at == edit->at;
}

static void edit__random_keys__leave_a_line_of_text(void **state)
{
    struct edit *edit = *state;
    struct random random;
    struct canvas canvas;
    random_init(&random);
    assert_true(canvas_init(&canvas, 1, 14, false));
    for (int i = 0; i < rounds(20000); i++) {
        struct key key;
        random_key(&random, &key);
        (void)edit_key(edit, &key);
        assert_int_equal(edit->length, strlen(edit->text));
        assert_in_range(edit->length, 0, MOST);
        assert_true(text_is_utf8(edit->text, edit->length));
        assert_true(is_between_characters(edit));
        edit_draw(edit, &canvas, 0, 0, 14, PAINT_FOCUS, true);
        assert_in_range(canvas.focus_col, 0, 13);
    }
    canvas_release(&canvas);
}

#define WITH_EDIT(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_EDIT(edit__keys__insert_and_move),
        WITH_EDIT(edit__keys__move_and_delete_by_words),
        WITH_EDIT(edit__keys__take_out_to_the_ends_and_bring_back),
        WITH_EDIT(edit__keys__that_are_not_its_own__are_left),
        WITH_EDIT(edit__cursor__moves_by_characters_as_seen),
        WITH_EDIT(edit__combining_character__joins_the_one_before),
        WITH_EDIT(edit__text__stays_within_its_bound),
        cmocka_unit_test(paste__line__is_text_of_one_line),
        WITH_EDIT(edit__draw__scrolls_with_a_mark_on_each_side),
        WITH_EDIT(edit__draw__right_to_left),
        WITH_EDIT(edit__draw__keeps_the_cursor_in_sight),
        WITH_EDIT(edit__draw__shows_the_character_under_the_cursor),
        WITH_EDIT(edit__random_keys__leave_a_line_of_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
