/* SPDX-License-Identifier: MIT */
/* Palette and help over a made-up view. The booth plays the shell; what it
 * refuses and is asked to do is written down here. */
#include "ui/parts/palette.h"

#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "screen/booth.h"
#include "support/golden.h"
#include "ui/parts/finder.h"

/* ---- the shell ------------------------------------------------------------------------ */

/* Of the shell that the test that runs has open. */
static struct {
    int recent[SHELL_RECENT];
    enum action done[4];
    int count;
} it;

bool shell_is_everywhere(enum action action)
{
    return action >= ACT_UNDO || action == ACT_BACK || action == ACT_EXPLAIN ||
           action == ACT_COPY || action == ACT_IMPORT || action == ACT_NEW_CLAIM;
}

int *shell_recent(struct shell *shell)
{
    (void)shell;
    return it.recent;
}

void shell_show(struct shell *shell, const struct destination *to)
{
    (void)shell;
    (void)to;
    fail_msg("the booth has no book to go to a place of");
}

const struct places *shell_places(struct shell *shell)
{
    static const struct places none = {.entries = NULL};
    (void)shell;
    return &none;
}

void shell_act(struct shell *shell, enum action action)
{
    (void)shell;
    assert_in_range(it.count, 0, 3);
    it.done[it.count++] = action;
}

bool shell_refuses(struct shell *shell, enum action action, struct buf *ret_why)
{
    const struct view *view = booth_top(shell);
    const enum action *own = view->class->actions;
    bool moving = action >= ACT_UP && action <= ACT_BOTTOM;
    while (*own != ACT_NONE && *own != action)
        own++;
    if (action == ACT_EXPLAIN)
        buf_add(ret_why, "The cursor stands on no figure");
    else if (view->class->overlay && *own != action && action != ACT_HELP && action != ACT_BACK &&
             !moving)
        buf_add(ret_why, "A box is open: Esc closes it");
    else if (*own != action && !moving && !shell_is_everywhere(action))
        buf_addf(ret_why, "Nothing on this screen to %s", action_info(action)->label);
    return ret_why->length > 0;
}

/* ---- the view below ----------------------------------------------------------------------- */

static void close_below(struct view *view)
{
    (void)view;
}

static void draw_below(struct view *view, struct canvas *canvas, struct area area)
{
    (void)view;
    canvas_fill(canvas, area, PAINT_FAINT);
    for (int row = 0; row < area.rows; row++)
        canvas_sign(canvas, area.row + row, area.col, area.cols, PAINT_FAINT, SIGN_LIGHT);
}

static const enum action actions_below[] = {ACT_OPEN, ACT_ADD, ACT_FILTER, ACT_SORT_NEXT, ACT_NONE};
static const struct view_class class_below = {
    .name = "below", .actions = actions_below, .close = close_below, .draw = draw_below};
static const struct view_class class_box = {.name = "box",
                                            .actions = actions_below,
                                            .overlay = true,
                                            .close = close_below,
                                            .draw = draw_below};

static void open_finder(struct shell *shell, struct view *below, bool help)
{
    memset(&it, 0, sizeof it);
    booth_open(shell, NULL, "2026-11-24", 24, 80);
    shell->framed = true;
    shell_push(shell, below);
    shell_push(shell, help ? help_new(shell, below) : palette_new(shell, below));
}

static const struct finder *finder_of(struct shell *shell)
{
    return (const struct finder *)booth_top(shell);
}

static const struct entry *here(struct shell *shell)
{
    const struct finder *finder = finder_of(shell);
    assert_true(finder->here < finder->count);
    return finder->lines[finder->here].entry;
}

/* ---- goldens ----------------------------------------------------------------------------------
 */

static void check_sizes(struct shell *shell, const char *name)
{
    static const int sizes[][2] = {{24, 80}, {12, 40}, {5, 20}, {43, 132}};
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        char file[64];
        booth_resize(shell, sizes[i][0], sizes[i][1]);
        (void)snprintf(file, sizeof file, "%s_%dx%d", name, sizes[i][1], sizes[i][0]);
        booth_golden(shell, file);
    }
}

static void palette__draw__looks_right_at_every_size(void **state)
{
    struct shell shell;
    struct view below = {&class_below, &shell};
    (void)state;
    open_finder(&shell, &below, false);
    check_sizes(&shell, "palette");
    booth_type(&shell, "ear");
    booth_keys(&shell, "Down Down");
    check_sizes(&shell, "palette_typed");
    booth_type(&shell, "xyzzy");
    check_sizes(&shell, "palette_none");
    booth_close(&shell);
}

static void help__draw__looks_right_at_every_size(void **state)
{
    struct shell shell;
    struct view below = {&class_below, &shell};
    (void)state;
    open_finder(&shell, &below, true);
    check_sizes(&shell, "help");
    booth_type(&shell, "row");
    check_sizes(&shell, "help_typed");
    shell.canvas.ascii = true;
    booth_keys(&shell, "Down Backspace");
    check_sizes(&shell, "help_ascii");
    booth_close(&shell);
}

/* ---- finding -----------------------------------------------------------------------------------
 */

static void palette__typing__finds_actions_by_letters_keys_and_words(void **state)
{
    static const struct {
        const char *typed;
        enum action action, then;
    } cases[] = {
        {"filt", ACT_FILTER, ACT_NONE},
        {"Ctrl-R", ACT_REDO, ACT_NONE},
        {"gg", ACT_TOP, ACT_NONE},
        {"?", ACT_HELP, ACT_NONE},
        {"balance", ACT_SCREEN_2, ACT_NONE},
        {"earning add", ACT_SCREEN_4, ACT_ADD},
        {"import", ACT_IMPORT, ACT_NONE},
        {"undo", ACT_UNDO, ACT_NONE},
        {"log", ACT_SCREEN_8, ACT_NONE},
        {"clipboard", ACT_COPY, ACT_NONE}, /* a word of the sentence */
        {"funds", ACT_SCREEN_2, ACT_NONE},
        {"FUNDS", ACT_SCREEN_2, ACT_NONE},
        {"period close", ACT_SCREEN_7, ACT_NONE},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct shell shell;
        struct view below = {&class_below, &shell};
        open_finder(&shell, &below, false);
        booth_type(&shell, cases[i].typed);
        if (here(&shell)->action != cases[i].action)
            print_error("%s: %s\n", cases[i].typed, here(&shell)->label);
        assert_int_equal(here(&shell)->action, cases[i].action);
        assert_int_equal(here(&shell)->then, cases[i].then);
        booth_close(&shell);
    }
}

/* Every word of the command line is found. */
static void palette__commands__are_those_of_the_command_line(void **state)
{
    (void)state;
    for (const struct command_set *const *set = command_sets; *set != NULL; set++) {
        for (size_t i = 0; i < (*set)->count; i++) {
            const char *words = (*set)->commands[i].words;
            bool found = false;
            for (size_t k = 0; entry_catalogue_command(k) != NULL; k++)
                found = found || strcmp(entry_catalogue_command(k), words) == 0;
            for (enum action action = ACT_NONE + 1; action < ACTIONS; action++)
                found = found || strcmp(action_info(action)->label, words) == 0;
            if (!found)
                print_error("the palette does not know: coffer %s\n", words);
            assert_true(found);
        }
    }
    for (size_t k = 0; entry_catalogue_command(k) != NULL; k++) {
        char first[32];
        const char *words = entry_catalogue_command(k), *blank = strrchr(words, ' ');
        (void)snprintf(first, sizeof first, "%.*s",
                       blank != NULL ? (int)(blank - words) : (int)strlen(words), words);
        assert_non_null(command_find(first, blank != NULL ? blank + 1 : NULL));
    }
}

/* Sentences that name a key name the one of the table. */
static void palette__commands__name_the_keys_of_the_table(void **state)
{
    static const struct {
        const char *words;
        enum action action;
    } cases[] = {
        {"earning edit", ACT_EDIT},          {"earning delete", ACT_DELETE},
        {"earning exclude", ACT_EXCLUDE},    {"earning include", ACT_EXCLUDE},
        {"program set", ACT_SET_TERMS},      {"period close", ACT_CLOSE_PERIOD},
        {"period reopen", ACT_CLOSE_PERIOD}, {"import show", ACT_OPEN},
    };
    struct shell shell;
    struct view below = {&class_below, &shell};
    (void)state;
    open_finder(&shell, &below, false);
    const struct entry_catalogue *catalogue = &finder_of(&shell)->catalogue;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char key[KEY_NAME_SIZE];
        bool found = false;
        for (size_t k = 0; k < catalogue->count; k++) {
            const struct entry *entry = &catalogue->entries[k];
            if (strcmp(entry->label, cases[i].words) != 0)
                continue;
            found = true;
            assert_text_equal(strrchr(entry->help, ' ') + 1, action_key(cases[i].action, key));
        }
        assert_true(found);
    }
    booth_close(&shell);
}

/* ---- doing -------------------------------------------------------------------------------------
 */

static void palette__enter__closes_and_does_it_below(void **state)
{
    struct shell shell;
    struct view below = {&class_below, &shell};
    (void)state;
    open_finder(&shell, &below, false);
    booth_type(&shell, "earning add");
    booth_keys(&shell, "Enter");
    assert_ptr_equal(booth_top(&shell), &below);
    assert_int_equal(it.count, 2);
    assert_int_equal(it.done[0], ACT_SCREEN_4);
    assert_int_equal(it.done[1], ACT_ADD);
    booth_close(&shell);
}

static void palette__enter__says_why_not(void **state)
{
    struct shell shell;
    struct view below = {&class_below, &shell};
    (void)state;
    open_finder(&shell, &below, false);
    booth_type(&shell, "explain");
    assert_booth_shows(&shell, "The cursor stands on no figure");
    booth_keys(&shell, "Enter");
    assert_int_equal(it.count, 0);
    assert_ptr_not_equal(booth_top(&shell), &below);
    assert_text_equal(shell.said, "The cursor stands on no figure");
    booth_keys(&shell, "Ctrl-U");
    booth_type(&shell, "backup");
    booth_keys(&shell, "Enter");
    assert_text_equal(shell.said, "On the command line: coffer backup");
    booth_keys(&shell, "Ctrl-U");
    booth_type(&shell, "zzzz");
    booth_keys(&shell, "Enter");
    assert_non_null(strstr(shell.said, "Backspace"));
    assert_int_equal(it.count, 0);
    booth_close(&shell);
}

static void palette__recent__comes_first(void **state)
{
    static const char *const typed[] = {"redo", "balance", "redo", "time"};
    struct shell shell;
    struct view below = {&class_below, &shell};
    (void)state;
    open_finder(&shell, &below, false);
    for (size_t i = 0; i < sizeof(typed) / sizeof(typed[0]); i++) {
        booth_type(&shell, typed[i]);
        booth_keys(&shell, "Enter");
        it.count = 0;
        shell_push(&shell, palette_new(&shell, &below));
    }
    assert_int_equal(here(&shell)->action, ACT_TRAVEL);
    booth_keys(&shell, "Down");
    assert_int_equal(here(&shell)->action, ACT_REDO);
    booth_keys(&shell, "Down");
    assert_text_equal(here(&shell)->label, "balance");
    booth_keys(&shell, "Down"); /* then what can be done here */
    assert_int_equal(here(&shell)->action, ACT_OPEN);
    booth_close(&shell);
}

static void palette__mouse__selects_and_does(void **state)
{
    struct shell shell;
    struct view below = {&class_below, &shell};
    (void)state;
    open_finder(&shell, &below, false);
    booth_draw(&shell);
    struct area lines = finder_of(&shell)->drawn;
    booth_click(&shell, MOUSE_PRESS, lines.row + 2, lines.col + 4);
    enum action action = here(&shell)->action;
    assert_int_equal(finder_of(&shell)->here, 2);
    booth_click(&shell, MOUSE_WHEEL_DOWN, lines.row + 2, lines.col + 4);
    assert_int_equal(finder_of(&shell)->here, 5);
    booth_click(&shell, MOUSE_PRESS, lines.row + 2, lines.col + 4);
    booth_click(&shell, MOUSE_PRESS, lines.row + 2, lines.col + 4);
    assert_int_equal(it.count, 1);
    assert_int_equal(it.done[0], action);
    booth_close(&shell);
}

static void palette__paste__is_typed_or_refused(void **state)
{
    struct shell shell;
    struct view below = {&class_below, &shell};
    (void)state;
    open_finder(&shell, &below, false);
    booth_paste(&shell, "balance\n");
    assert_int_equal(here(&shell)->action, ACT_SCREEN_2);
    booth_paste(&shell, "\x1b[2J");
    assert_text_equal(finder_of(&shell)->typed.text, "balance");
    assert_non_null(strstr(shell.said, "control characters"));
    booth_close(&shell);
}

/* ---- help --------------------------------------------------------------------------------------
 */

static void help__lists__everything_that_works_here_and_nothing_else(void **state)
{
    struct shell shell;
    struct view below = {&class_below, &shell};
    (void)state;
    open_finder(&shell, &below, true);
    const struct finder *finder = finder_of(&shell);
    int seen[ACTIONS] = {0};
    enum group group = GROUPS;
    for (size_t i = 0; i < finder->count; i++) {
        if (finder->lines[i].is_title)
            group = finder->lines[i].group;
        else
            seen[finder->lines[i].entry->action] += finder->lines[i].entry->group == group ? 1 : 9;
    }
    for (enum action action = ACT_NONE + 1; action < ACTIONS; action++) {
        bool own = action == ACT_OPEN || action == ACT_ADD || action == ACT_FILTER ||
                   action == ACT_SORT_NEXT;
        bool works = own || action <= ACT_BOTTOM || shell_is_everywhere(action);
        assert_int_equal(seen[action], works ? 1 : 0);
    }
    booth_close(&shell);
}

static void help__over_a_box__leaves_out_what_waits(void **state)
{
    struct shell shell;
    struct view below = {&class_box, &shell};
    (void)state;
    open_finder(&shell, &below, true);
    const struct finder *finder = finder_of(&shell);
    for (size_t i = 0; i < finder->count; i++) {
        if (!finder->lines[i].is_title && finder->lines[i].entry->group == GROUP_EVERYWHERE)
            assert_null(finder->lines[i].entry->why);
    }
    booth_close(&shell);
}

static void help__f1__closes_what_it_opened(void **state)
{
    struct shell shell;
    struct view below = {&class_below, &shell};
    (void)state;
    open_finder(&shell, &below, true);
    booth_keys(&shell, "F1");
    assert_ptr_equal(booth_top(&shell), &below);
    booth_close(&shell);
}

static void help__moving__never_stands_on_a_title(void **state)
{
    static const char *const keys[] = {"Up", "Down", "PgUp", "PgDn", "Tab", "Shift-Tab"};
    struct shell shell;
    struct view below = {&class_below, &shell};
    struct random random;
    (void)state;
    random_init(&random);
    open_finder(&shell, &below, true);
    for (int i = rounds(400); i > 0; i--) {
        if (random_one_in(&random, 20))
            booth_resize(&shell, (int)random_between(&random, 1, 40),
                         (int)random_between(&random, 1, 100));
        booth_keys(&shell, keys[random_between(&random, 0, 5)]);
        booth_draw(&shell);
        const struct finder *finder = finder_of(&shell);
        assert_non_null(here(&shell));
        if (finder->page > 0) {
            assert_true(finder->here >= finder->top);
            assert_true(finder->here < finder->top + (size_t)finder->page);
        }
    }
    booth_close(&shell);
}

/* ---- property: any keys at any size -------------------------------------------------------------
 */

static void palette__anything__stays_in_its_place(void **state)
{
    static const char *const keys[] = {"Up",        "Down", "PgUp",   "PgDn",  "Home",   "End",
                                       "Backspace", "Left", "Ctrl-U", "Right", "Ctrl-W", "Del"};
    struct random random;
    (void)state;
    random_init(&random);
    for (int i = rounds(30); i > 0; i--) {
        struct shell shell;
        struct view below = {&class_below, &shell};
        open_finder(&shell, &below, random_one_in(&random, 2));
        shell.framed = false; /* with a margin, which must stay as it is */
        for (int k = 0; k < 40; k++) {
            const char letter[2] = {"abdelorstu ?:1"[random_between(&random, 0, 13)], '\0'};
            if (random_one_in(&random, 3))
                booth_resize(&shell, (int)random_edgy(&random, 5, 50),
                             (int)random_edgy(&random, 5, 160));
            if (random_one_in(&random, 2))
                booth_type(&shell, letter);
            else
                booth_keys(&shell, keys[random_between(&random, 0, 11)]);
            booth_draw(&shell);
        }
        booth_close(&shell);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(palette__draw__looks_right_at_every_size),
        cmocka_unit_test(help__draw__looks_right_at_every_size),
        cmocka_unit_test(palette__typing__finds_actions_by_letters_keys_and_words),
        cmocka_unit_test(palette__commands__are_those_of_the_command_line),
        cmocka_unit_test(palette__commands__name_the_keys_of_the_table),
        cmocka_unit_test(palette__enter__closes_and_does_it_below),
        cmocka_unit_test(palette__enter__says_why_not),
        cmocka_unit_test(palette__recent__comes_first),
        cmocka_unit_test(palette__mouse__selects_and_does),
        cmocka_unit_test(palette__paste__is_typed_or_refused),
        cmocka_unit_test(help__lists__everything_that_works_here_and_nothing_else),
        cmocka_unit_test(help__over_a_box__leaves_out_what_waits),
        cmocka_unit_test(help__f1__closes_what_it_opened),
        cmocka_unit_test(help__moving__never_stands_on_a_title),
        cmocka_unit_test(palette__anything__stays_in_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
