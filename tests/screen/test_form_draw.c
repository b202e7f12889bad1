/* SPDX-License-Identifier: MIT */
/* Forms: what is pasted into them, how they look, and whatever comes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "screen/form_scene.h"
#include "support/golden.h"
#include "support/hostile.h"

/* ---- pasting ----------------------------------------------------------------------------- */

static void form__paste__of_a_row__fills_the_fields_that_follow(void **state)
{
    struct scene *scene = *state;
    booth_paste(&scene->shell, "mci\tL1\t24.11.2026\tCOOP\t\"1,234.50\"\tEUR\r\n");
    assert_string_equal(text_of(scene, PROGRAM), "mci");
    assert_string_equal(text_of(scene, LOCATION), "L1");
    assert_string_equal(text_of(scene, DATE), "2026-11-24");
    assert_string_equal(text_of(scene, TYPE), "coop");
    assert_string_equal(text_of(scene, AMOUNT), "1234.50");
    assert_string_equal(text_of(scene, CURRENCY), "EUR");
    assert_int_equal(form_of(scene)->here, CURRENCY);
}

static void form__paste__into_one_field__is_its_value(void **state)
{
    struct scene *scene = *state;
    go_to(scene, AMOUNT);
    booth_type(&scene->shell, "7");
    booth_paste(&scene->shell, "\u20AC 1.234,50\n");
    assert_string_equal(text_of(scene, AMOUNT), "1234.50");
    go_to(scene, NOTE);
    booth_type(&scene->shell, "ab");
    booth_keys(&scene->shell, "Left");
    booth_paste(&scene->shell, "one\ntwo");
    assert_string_equal(text_of(scene, NOTE), "aone twob");
    booth_keys(&scene->shell, "Ctrl-U Ctrl-K");
    booth_paste(&scene->shell, "\"said \"\"so\"\"\"\tx");
    assert_booth_shows(&scene->shell, "2 cells, here and below is 1 field");
    assert_string_equal(text_of(scene, NOTE), "");
}

static void form__paste__that_does_not_fit__changes_nothing(void **state)
{
    struct scene *scene = *state;
    static const struct {
        const char *bytes, *why;
    } cases[] = {
        {"mci\tL1\nmci\tL2\n", "several rows"},
        {"a\tb\tc\td\te\tf\tg\th\ti", "9 cells, here and below are 8 fields"},
        {"esc\x1b]0;PWNED\a", "control characters"},
        {"\xff\xfe", "no text"},
        {"a\tb\x01", "control characters"},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        booth_paste(&scene->shell, cases[i].bytes);
        assert_booth_shows(&scene->shell, cases[i].why);
        assert_false(fields_changed(form_of(scene)));
    }
    char longer[FIELD_BYTES + 2];
    memset(longer, 'x', sizeof(longer) - 1);
    longer[sizeof(longer) - 1] = '\0';
    booth_paste(&scene->shell, longer);
    assert_booth_shows(&scene->shell, "too long");
    assert_false(fields_changed(form_of(scene)));
}

static void form__paste__in_pieces__is_one_paste(void **state)
{
    struct scene *scene = *state;
    static const char row[] = "mci\tContoso \u00C5re \U0001F468\u200D\U0001F469\t24";
    booth_paste_bytes(&scene->shell, row, strlen(row), 1);
    assert_string_equal(text_of(scene, LOCATION), "Contoso \u00C5re \U0001F468\u200D\U0001F469");
    assert_string_equal(text_of(scene, DATE), "2026-11-24");
    /* Beyond the bound, and the form goes on. */
    char *large = malloc(2 * PASTE_BYTES);
    memset(large, 'y', 2 * PASTE_BYTES);
    go_to(scene, NOTE);
    booth_paste_bytes(&scene->shell, large, 2 * PASTE_BYTES, 4096);
    free(large);
    assert_booth_shows(&scene->shell, "too long");
    booth_paste(&scene->shell, "fine");
    assert_string_equal(text_of(scene, NOTE), "fine");
}

static void form__paste__of_hostile_names__is_shown_through_the_door(void **state)
{
    struct scene *scene = *state;
    go_to(scene, NOTE);
    for (int i = 0; i < HOSTILE_NAMES; i++) {
        const char *name = hostile_names[i];
        booth_keys(&scene->shell, "Ctrl-U");
        booth_paste(&scene->shell, name);
        if (strpbrk(name, "\t\x1b\a") != NULL) /* a tab: two cells, and one field */
            assert_string_equal(text_of(scene, NOTE), "");
        else
            assert_int_equal(strlen(text_of(scene, NOTE)), strlen(name));
        booth_draw(&scene->shell);
    }
}

/* ---- drawing ----------------------------------------------------------------------------- */

static void form__draw__at_every_size(void **state)
{
    struct scene *scene = *state;
    static const struct {
        int rows, cols;
    } sizes[] = {{43, 132}, {24, 80}, {12, 40}, {5, 20}, {3, 20}};
    scene->shell.framed = true;
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        char name[64];
        booth_resize(&scene->shell, sizes[i].rows, sizes[i].cols);
        go_to(scene, PROGRAM);
        (void)snprintf(name, sizeof(name), "form_empty_%dx%d", sizes[i].cols, sizes[i].rows);
        booth_golden(&scene->shell, name);
        booth_type(&scene->shell, "m");
        (void)snprintf(name, sizeof(name), "form_offers_%dx%d", sizes[i].cols, sizes[i].rows);
        booth_golden(&scene->shell, name);
        booth_keys(&scene->shell, "Esc Backspace");
    }
}

static void form__draw__what_is_typed(void **state)
{
    struct scene *scene = *state;
    scene->shell.framed = true;
    go_to(scene, LOCATION);
    booth_keys(&scene->shell, "Ctrl-N Down Down");
    booth_golden(&scene->shell, "form_hostile_80x24");
    booth_keys(&scene->shell, "Enter");
    go_to(scene, DATE);
    booth_type(&scene->shell, "24");
    booth_golden(&scene->shell, "form_day_80x24");
    go_to(scene, AMOUNT);
    booth_type(&scene->shell, "1,234");
    booth_golden(&scene->shell, "form_unclear_80x24");
    go_to(scene, CURRENCY); /* what is typed would take the place of its preset */
    booth_golden(&scene->shell, "form_preset_80x24");
    go_to(scene, TYPE);
    booth_golden(&scene->shell, "form_choice_80x24");
    scene->shell.canvas.ascii = true;
    booth_golden(&scene->shell, "form_choice_ascii_80x24");
    booth_resize(&scene->shell, 12, 40);
    booth_golden(&scene->shell, "form_choice_ascii_40x12");
    booth_resize(&scene->shell, 5, 20);
    booth_golden(&scene->shell, "form_choice_ascii_20x5");
}

/* No size is too small, and nothing is drawn beside the form. */
static void form__draw__stays_inside_at_any_size(void **state)
{
    struct scene *scene = *state;
    booth_keys(&scene->shell, "Down Ctrl-N Down");
    for (int rows = 1; rows < 24; rows++) {
        for (int cols = 1; cols < 90; cols += cols < 12 ? 1 : 3) {
            booth_resize(&scene->shell, rows + 2 * BOOTH_MARGIN, cols + 2 * BOOTH_MARGIN);
            booth_draw(&scene->shell);
        }
    }
}

/* ---- properties ---------------------------------------------------------------------------- */

static void random_bytes(struct random *random, char *bytes, size_t length)
{
    static const char *const pieces[] = {"\t", "\n", "1,2", "24", "\u00E5", "\u05D0", "\"", " "};
    for (size_t at = 0; at < length;) {
        const char *piece = pieces[random_between(random, 0, 7)];
        size_t size = strlen(piece);
        if (random_one_in(random, 8) || size > length - at) {
            bytes[at++] = (char)random_between(random, 1, 255);
        } else {
            memcpy(bytes + at, piece, size);
            at += size;
        }
    }
}

static void form__random_keys_and_pastes__leave_text(void **state)
{
    struct scene *scene = *state;
    static const char *const names[] = {
        "Tab",    "Shift-Tab", "Up",   "Down", "Enter",  "Left",   "Right",    "Home",
        "End",    "Del",       "PgUp", "PgDn", "Ctrl-N", "Ctrl-U", "Ctrl-K",   "Ctrl-Y",
        "Ctrl-S", "Esc",       "a",    "2",    "-",      ",",      "Shift-Up", "Backspace"};
    struct random random;
    random_init(&random);
    scene->answer = RC_RULE;
    scene->sentence = "--amount: no: try another";
    for (int i = 0; i < rounds(3000); i++) {
        if (random_one_in(&random, 10)) {
            char bytes[200];
            size_t length = (size_t)random_between(&random, 1, sizeof(bytes));
            random_bytes(&random, bytes, length);
            booth_paste_bytes(&scene->shell, bytes, length,
                              (size_t)random_between(&random, 1, 200));
        } else {
            booth_keys(&scene->shell, names[random_between(&random, 0, 23)]);
        }
        if (scene->shell.count != 1) /* Esc: it asks, or is gone */
            booth_keys(&scene->shell, "Esc");
        if (scene->shell.count == 0)
            break;
        for (int field = 0; field < FIELDS; field++) {
            const char *text = text_of(scene, field);
            assert_true(text_is_utf8(text, strlen(text)));
            assert_int_equal(strcspn(text, "\t\r\n\x1b\x07"), strlen(text));
        }
        if (random_one_in(&random, 50))
            booth_resize(&scene->shell, (int)random_between(&random, 1, 30),
                         (int)random_between(&random, 1, 100));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCENE(form__paste__of_a_row__fills_the_fields_that_follow),
        IN_SCENE(form__paste__into_one_field__is_its_value),
        IN_SCENE(form__paste__that_does_not_fit__changes_nothing),
        IN_SCENE(form__paste__in_pieces__is_one_paste),
        IN_SCENE(form__paste__of_hostile_names__is_shown_through_the_door),
        IN_SCENE(form__draw__at_every_size),
        IN_SCENE(form__draw__what_is_typed),
        IN_SCENE(form__draw__stays_inside_at_any_size),
        IN_SCENE(form__random_keys_and_pastes__leave_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
