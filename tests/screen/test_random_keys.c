/* SPDX-License-Identifier: MIT */
/* Somebody leans on the keyboard: nothing breaks, and the book stays whole. */
#include "support/stage.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/safety.h"

enum { KEYS = 3000 };

/* Keys that lead somewhere come more often than others. */
static struct key any_random_key(struct random *random)
{
    static const char *const common[] = {
        "Down", "Up", "Enter", "Enter",  "Esc", "Esc",    "Tab", "Left", "Right", "PgDn",  "End",
        "1",    "2",  "4",     "7",      "8",   "=",      "a",   "e",    "s",     "o",     "c",
        "X",    "u",  "y",     "Ctrl-R", "/",   "<",      ">",   "r",    "|",     "Space", "t",
        ":",    "?",  "[",     "]",      "i",   "Ctrl-S", "5",   "5",    "6",     "C",     "x",
        "f",    "m",  "n",     "p",      "D",   "S",      "R",   "F",    "P",     "v",     "d",
        "y",    "M",  "V",     "E",      "w",   "K",      "A",   "I"};
    struct key key = {K_CHAR, false, false, false, ""};
    if (random_between(random, 0, 3) > 0)
        return key_named(common[random_between(random, 0, sizeof(common) / sizeof(common[0]) - 1)]);
    if (random_between(random, 0, 9) == 0) {
        (void)snprintf(key.text, sizeof(key.text), "%s", random_between(random, 0, 1) ? "ß" : "会");
        return key;
    }
    key.text[0] = (char)random_between(random, ' ', '~');
    return key;
}

/* COFFER_KEYS=100000 in the environment: so many, by hand. */
static int how_many_keys(void)
{
    const char *given = getenv("COFFER_KEYS");
    long many = given != NULL ? strtol(given, NULL, 10) : 0;
    return many >= 1 && many <= INT_MAX ? (int)many : rounds(KEYS);
}

/* Never q: that would end the test. */
static bool leaves(const struct key *key)
{
    return key_is(key, "q");
}

static enum rc none_found(void *context, const char *sentence, struct err *err)
{
    (void)context;
    (void)err;
    print_error("check found: %s\n", sentence);
    fail();
    return RC_OK;
}

static void something_else(struct stage *stage, struct random *random)
{
    switch (random_between(random, 0, 4)) {
    case 0:
        stage_resize(stage, (int)random_between(random, 1, 50),
                     (int)random_between(random, 1, 140));
        break;
    case 1:
        stage_mouse(stage, random_between(random, 0, 1) ? MOUSE_PRESS : MOUSE_WHEEL_DOWN,
                    (int)random_between(random, 0, stage->canvas.rows - 1),
                    (int)random_between(random, 0, stage->canvas.cols - 1));
        break;
    case 2: {
        char bytes[64];
        size_t length = (size_t)random_between(random, 1, sizeof(bytes) - 1);
        for (size_t i = 0; i < length; i++)
            bytes[i] = (char)random_between(random, 1, 255);
        stage_paste(stage, bytes, length);
        break;
    }
    case 3:
        stage_pass(stage, random_between(random, 1, 6000));
        break;
    default:
        stage_resize(stage, 24, 80);
        break;
    }
}

static void keys__at_random__leave_the_book_whole(void **state)
{
    static struct stage stage;
    struct desk *desk = *state;
    struct random random;
    random_init(&random);
    /* What the file picker sees is a folder of our own. */
    assert_int_equal(chdir(desk->folder.path), 0);
    stage_open_demo(&stage, desk, "2026-11-24", 24, 80);
    for (int i = how_many_keys(); i > 0; i--) {
        struct key key = any_random_key(&random);
        if (random_between(&random, 0, 29) == 0)
            something_else(&stage, &random);
        else if (!leaves(&key))
            stage_key(&stage, &key);
        stage_wait_for_job(&stage);
        assert_in_range(stage.canvas.focus_row, 0, (unsigned)stage.canvas.rows - 1);
        assert_in_range(stage.canvas.focus_col, 0, (unsigned)stage.canvas.cols - 1);
        if (shell_is_over(stage.shell)) { /* by the palette */
            stage_close(&stage);
            char path[FOLDER_PATH_SIZE];
            (void)folder_file(&desk->folder, "demo.coffer", path);
            stage_open(&stage, path, "2026-11-24", 24, 80);
        }
    }
    assert_rc(app_check(shell_app(stage.shell), none_found, NULL, desk_err(desk)), RC_OK,
              &desk->err);
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(keys__at_random__leave_the_book_whole, desk_setup_bare,
                                        desk_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
