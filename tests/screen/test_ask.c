/* SPDX-License-Identifier: MIT */
#include "ui/parts/ask.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "screen/booth.h"
#include "support/golden.h"
#include "support/hostile.h"

/* ---- a question to try -------------------------------------------------------------------- */

struct heard_answer {
    int calls, answer;
};

static void answered(struct shell *shell, void *context, int answer)
{
    struct heard_answer *heard = context;
    struct view *top = booth_top(shell);
    /* The box is gone when its answer is heard. */
    assert_true(top == NULL || strcmp(top->class->name, "ask") != 0);
    heard->calls++;
    heard->answer = answer;
}

/* Of a box that is closed with all others. */
static void cancelled(struct shell *shell, void *context, int answer)
{
    struct heard_answer *heard = context;
    (void)shell;
    heard->calls++;
    heard->answer = answer;
}

struct scene {
    struct shell shell;
    struct heard_answer heard;
};

static int setup(void **state)
{
    struct scene *scene = calloc(1, sizeof(*scene));
    scene->heard.answer = -2;
    booth_open(&scene->shell, NULL, "2026-11-24", 24, 80);
    *state = scene;
    return 0;
}

static int teardown(void **state)
{
    struct scene *scene = *state;
    booth_close(&scene->shell);
    free(scene);
    return 0;
}

static void ask(struct scene *scene)
{
    static const struct answer answers[] = {{'k', N_("Keep it for the next time")},
                                            {'w', N_("Throw it away")}};
    shell_push(&scene->shell,
               ask_new(&scene->shell, "Leave the form?", "What you typed is not saved.", answers, 2,
                       answered, &scene->heard));
    booth_draw(&scene->shell);
}

static const char long_text[] =
    "The copy replaces the book: everything that was entered after 2 November is not in it.\n"
    "\n"
    "What is in the book now is kept as a copy, so that it can be had back.";

/* ---- questions ------------------------------------------------------------------------------ */

static void ask__enter__is_cancel_unless_moved(void **state)
{
    struct scene *scene = *state;
    static const struct {
        const char *keys;
        int answer;
    } cases[] = {
        {"Enter", -1},
        {"Esc", -1},
        {"k", 0},
        {"w", 1},
        {"Down Enter", 0},
        {"Tab Tab Enter", 1},
        {"Up Enter", 1},
        {"Down Up Enter", -1},
        {"Right Right Right Enter", -1},
        {"Shift-Tab Enter", 1},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        ask(scene);
        booth_keys(&scene->shell, cases[i].keys);
        assert_int_equal(scene->heard.calls, i + 1);
        assert_int_equal(scene->heard.answer, cases[i].answer);
    }
}

static void ask__other_keys__say_what_to_press(void **state)
{
    struct scene *scene = *state;
    static const char *const shells[] = {"Ctrl-L", "Ctrl-Z", "Ctrl-C"};
    ask(scene);
    booth_keys(&scene->shell, "x");
    assert_int_equal(scene->heard.calls, 0);
    assert_non_null(strstr(scene->shell.said, "Esc cancels"));
    for (size_t i = 0; i < 3; i++) {
        struct key key = booth_key_named(shells[i]);
        assert_false(booth_key(&scene->shell, &key));
    }
}

/* The key that starts something which writes may be held down still. */
static void ask__keys_of_answers__never_start_anything(void **state)
{
    struct scene *scene = *state;
    static const struct answer answers[] = {{'d', N_("Delete")},
                                            {'e', N_("Edit")},
                                            {'y', N_("Yes")},
                                            {'y', N_("Yes, twice")},
                                            {'u', N_("aeiou")}};
    const char *starters = "adeXisocu";
    shell_push(&scene->shell, ask_new(&scene->shell, "Delete it?", "It is gone then.", answers, 5,
                                      answered, &scene->heard));
    for (const char *key = starters; *key != '\0'; key++) {
        char name[] = {*key, '\0'};
        booth_keys(&scene->shell, name);
        assert_int_equal(scene->heard.calls, 0);
    }
    assert_booth_shows(&scene->shell, "l   Delete");
    assert_booth_shows(&scene->shell, "t   Edit");
    assert_booth_shows(&scene->shell, "y   Yes");
    assert_booth_shows(&scene->shell, "5   aeiou");
    booth_keys(&scene->shell, "5");
    assert_int_equal(scene->heard.answer, 4);
}

static void ask__closed_by_others__is_cancelled_once(void **state)
{
    struct scene *scene = *state;
    static const struct answer answers[] = {{'y', N_("Yes")}};
    struct view *view = ask_new(&scene->shell, "Sure?", "", answers, 1, cancelled, &scene->heard);
    shell_push(&scene->shell, view);
    shell_close(&scene->shell, view);
    assert_int_equal(scene->heard.calls, 1);
    assert_int_equal(scene->heard.answer, -1);
}

static void ask__click__answers(void **state)
{
    struct scene *scene = *state;
    ask(scene);
    /* The answers end in the row above the frame. */
    booth_click(&scene->shell, MOUSE_WHEEL_DOWN, 0, 0);
    booth_draw(&scene->shell);
    int row = scene->shell.canvas.focus_row;
    booth_click(&scene->shell, MOUSE_PRESS, row + 1, scene->shell.canvas.focus_col);
    assert_int_equal(scene->heard.answer, 1);
}

static void ask__draw__at_every_size(void **state)
{
    struct scene *scene = *state;
    static const struct {
        int rows, cols;
    } sizes[] = {{24, 80}, {12, 40}, {5, 20}, {2, 20}};
    scene->shell.framed = true;
    ask(scene);
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        char name[64];
        booth_resize(&scene->shell, sizes[i].rows, sizes[i].cols);
        (void)snprintf(name, sizeof(name), "ask_%dx%d", sizes[i].cols, sizes[i].rows);
        booth_golden(&scene->shell, name);
        booth_keys(&scene->shell, "Down");
    }
    scene->shell.canvas.ascii = true;
    booth_resize(&scene->shell, 12, 40);
    booth_golden(&scene->shell, "ask_ascii_40x12");
}

/* ---- messages ---------------------------------------------------------------------------------
 */

static void message__any_of_three_keys__closes_it(void **state)
{
    struct scene *scene = *state;
    static const char *const keys[] = {"Enter", "Esc", "q"};
    for (size_t i = 0; i < 3; i++) {
        shell_push(&scene->shell, message_new(&scene->shell, "That did not work", long_text));
        booth_keys(&scene->shell, "x");
        assert_int_equal(scene->shell.count, 1);
        assert_non_null(strstr(scene->shell.said, "Enter closes"));
        booth_keys(&scene->shell, keys[i]);
        assert_int_equal(scene->shell.count, 0);
    }
}

static void message__long_text__scrolls_to_its_end(void **state)
{
    struct scene *scene = *state;
    scene->shell.framed = true;
    booth_resize(&scene->shell, 5, 20);
    shell_push(&scene->shell, message_new(&scene->shell, "Restore", long_text));
    booth_golden(&scene->shell, "message_20x5");
    assert_booth_hides(&scene->shell, "had back.");
    booth_keys(&scene->shell, "End");
    assert_booth_shows(&scene->shell, "had back.");
    booth_golden(&scene->shell, "message_end_20x5");
    booth_keys(&scene->shell, "Home Down Down Up PgDn PgUp");
    assert_booth_shows(&scene->shell, "the book: everything");
    booth_resize(&scene->shell, 24, 80);
    booth_golden(&scene->shell, "message_80x24");
}

static void message__hostile_text__comes_through_the_door(void **state)
{
    struct scene *scene = *state;
    struct buf text;
    buf_init(&text);
    for (int i = 0; i < HOSTILE_NAMES; i++)
        buf_addf(&text, "%s\n", hostile_names[i]);
    shell_push(&scene->shell, message_new(&scene->shell, hostile_names[13], text.text));
    buf_release(&text);
    scene->shell.framed = true;
    booth_golden(&scene->shell, "message_hostile_80x24");
}

/* ---- both ---------------------------------------------------------------------------------------
 */

static void boxes__draw__stay_inside_at_any_size(void **state)
{
    struct scene *scene = *state;
    shell_push(&scene->shell, message_new(&scene->shell, "Restore", long_text));
    ask(scene);
    scene->heard.calls = 0;
    for (int rows = 1; rows < 20; rows++) {
        for (int cols = 1; cols < 80; cols += cols < 12 ? 1 : 3) {
            booth_resize(&scene->shell, rows + 2 * BOOTH_MARGIN, cols + 2 * BOOTH_MARGIN);
            booth_keys(&scene->shell, "Down");
        }
    }
    shell_close(&scene->shell, scene->shell.views[0]);
}

#define IN_SCENE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCENE(ask__enter__is_cancel_unless_moved),
        IN_SCENE(ask__other_keys__say_what_to_press),
        IN_SCENE(ask__keys_of_answers__never_start_anything),
        IN_SCENE(ask__closed_by_others__is_cancelled_once),
        IN_SCENE(ask__click__answers),
        IN_SCENE(ask__draw__at_every_size),
        IN_SCENE(message__any_of_three_keys__closes_it),
        IN_SCENE(message__long_text__scrolls_to_its_end),
        IN_SCENE(message__hostile_text__comes_through_the_door),
        IN_SCENE(boxes__draw__stay_inside_at_any_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
