/* SPDX-License-Identifier: MIT */
/* The program on the screen as a whole, by its keys. */
#include "support/stage.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/history.h"
#include "support/golden.h"

#define DAY "2026-02-20"

static struct desk *opened(void **state, struct stage *stage, int rows, int cols)
{
    struct desk *desk = *state;
    stage_open(stage, desk->path, DAY, rows, cols);
    return desk;
}

/* ---- keys ------------------------------------------------------------------------------------ */

/* What a key of the terminal may be. */
static struct key any_key(int number)
{
    struct key key = {K_CHAR, false, false, false, ""};
    int codes = K_F12 - K_CHAR;
    if (number < codes) {
        key.code = (enum key_code)(K_CHAR + 1 + number);
    } else if (number < codes + 94) {
        key.text[0] = (char)(' ' + 1 + number - codes);
    } else if (number < codes + 94 + 26) {
        key.ctrl = true;
        key.text[0] = (char)('a' + number - codes - 94);
    } else {
        key.alt = number % 2 == 0;
        (void)snprintf(key.text, sizeof(key.text), "%s", number % 2 == 0 ? "x" : "ß");
    }
    return key;
}
enum { ANY_KEYS = K_F12 - K_CHAR + 94 + 26 + 2 };

/* The text and the cursor of the screen. */
static char *picture(struct stage *stage)
{
    struct buf text;
    buf_init(&text);
    for (int row = 0; row < stage->canvas.rows; row++) {
        char *line = stage_line(stage, row);
        buf_addf(&text, "%s\n", line);
        free(line);
    }
    buf_addf(&text, "%d,%d", stage->canvas.focus_row, stage->canvas.focus_col);
    char *copy = strdup(text.text);
    buf_release(&text);
    assert_non_null(copy);
    return copy;
}

/* A key changes the frame, or says something, or asks the terminal for something:
 * it is never silent. Moving at the end of a list is the one exception. */
static bool may_be_silent(const struct key *key)
{
    static const char *const names[] = {
        "Up", "Down", "Left", "Right", "PgUp",   "PgDn",   "Home", "End", "h", "j",
        "k",  "l",    "G",    "Space", "Ctrl-B", "Ctrl-F", "<",    ">",   "r"};
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (key_is(key, names[i]))
            return true;
    }
    return false;
}

static void key__is_never_silent__on_any_screen(void **state)
{
    for (int screen = 1; screen <= 8; screen++) {
        for (int number = 0; number < ANY_KEYS; number++) {
            static struct stage stage;
            char name[KEY_NAME_SIZE], go[16];
            struct key key = any_key(number);
            (void)opened(state, &stage, 24, 80);
            (void)snprintf(go, sizeof(go), "%d", screen);
            stage_keys(&stage, go);
            stage_pass(&stage, 6000); /* what it said is gone */
            (void)shell_errand(stage.shell);
            char *before = picture(&stage);
            stage_key(&stage, &key);
            char *after = picture(&stage);
            bool heard = strcmp(before, after) != 0 || shell_is_over(stage.shell) ||
                         shell_errand(stage.shell).kind != ERRAND_NONE;
            heard = heard || key_is(&key, "g"); /* the first of a sequence */
            if (!heard && !may_be_silent(&key))
                print_error("screen %d: %s is silent\n", screen, key_print(&key, name));
            assert_true(heard || may_be_silent(&key));
            free(before);
            free(after);
            stage_close(&stage);
        }
    }
}

static void key__that_is_unbound__says_so(void **state)
{
    static struct stage stage;
    (void)opened(state, &stage, 24, 80);
    stage_keys(&stage, "Z");
    assert_shows(&stage, "Z does nothing here: ? lists the keys");
    stage_keys(&stage, "g x");
    assert_shows(&stage, "g x does nothing: ? lists the keys");
    stage_close(&stage);
}

static void said__goes_away__after_five_seconds(void **state)
{
    static struct stage stage;
    (void)opened(state, &stage, 24, 80);
    stage_keys(&stage, "Z");
    assert_true(shell_timeout(stage.shell) > 0);
    stage_pass(&stage, 4999);
    assert_shows(&stage, "Z does nothing here");
    stage_pass(&stage, 2);
    assert_false(stage_shows(&stage, "Z does nothing here"));
    stage_close(&stage);
}

/* ---- places ---------------------------------------------------------------------------------- */

static void screen__that_is_not_there__says_so(void **state)
{
    static struct stage stage;
    (void)opened(state, &stage, 24, 80);
    stage_keys(&stage, "3");
    assert_shows(&stage, "The timeline is not built yet");
    stage_close(&stage);
}

/* From a page its screen's number leads to the list; there it says where one is. */
static void screen__by_its_own_key__shows_its_list(void **state)
{
    static struct stage stage;
    (void)opened(state, &stage, 24, 80);
    stage_keys(&stage, "7 Enter");
    assert_shows(&stage, "Programs > ad-eduwins");
    stage_keys(&stage, "7");
    assert_false(stage_shows(&stage, "Programs > "));
    stage_keys(&stage, "7");
    assert_shows(&stage, "This is where key 7 leads");
    stage_keys(&stage, "[");
    assert_shows(&stage, "Programs > ad-eduwins");
    stage_close(&stage);
}

static void place__is_kept__for_going_back_and_forward(void **state)
{
    static struct stage stage;
    (void)opened(state, &stage, 24, 80);
    stage_keys(&stage, "7 Enter");
    assert_shows(&stage, "Programs > ad-eduwins");
    stage_keys(&stage, "8 [");
    assert_shows(&stage, "Programs > ad-eduwins");
    stage_keys(&stage, "]");
    assert_false(stage_shows(&stage, "Programs > "));
    stage_keys(&stage, "[ Esc");
    assert_false(stage_shows(&stage, "Programs > "));
    stage_keys(&stage, "[");
    assert_shows(&stage, "Programs > ad-eduwins");
    stage_close(&stage);
}

/* ---- time ------------------------------------------------------------------------------------ */

static void travel__shows_another_day__and_changes_nothing(void **state)
{
    static struct stage stage;
    (void)opened(state, &stage, 24, 80);
    stage_keys(&stage, "7 t Ctrl-U");
    stage_type(&stage, "+3m");
    stage_keys(&stage, "Enter");
    assert_shows(&stage, "As of 2026-05-20, t returns");
    stage_keys(&stage, "s");
    assert_shows(&stage, "You look at 2026-05-20, where nothing is changed");
    stage_keys(&stage, "t");
    assert_false(stage_shows(&stage, "As of"));
    stage_keys(&stage, "t");
    stage_type(&stage, "+3");
    stage_keys(&stage, "Esc"); /* no question: nothing of worth was typed */
    assert_string_equal(stage_top_name(&stage), "programs");
    stage_close(&stage);
}

/* ---- undo ------------------------------------------------------------------------------------ */

static void set_split(struct stage *stage, const char *split)
{
    stage_keys(stage, "7 s");
    stage_type(stage, split);
    stage_keys(stage, "Ctrl-S");
}

static void write__says_how_it_is_taken_back__and_u_does_it(void **state)
{
    static struct stage stage;
    (void)opened(state, &stage, 24, 80);
    set_split(&stage, "70/30");
    assert_shows(&stage, "u takes it back");
    assert_shows(&stage, "70/30");
    stage_keys(&stage, "u");
    assert_shows(&stage, "Ctrl-R brings it back");
    assert_false(stage_shows(&stage, "Take this back?"));
    stage_keys(&stage, "Ctrl-R");
    assert_shows(&stage, "Brought back");
    assert_shows(&stage, "70/30");
    stage_close(&stage);
}

static void undo__of_an_older_row__asks_first(void **state)
{
    static struct stage stage;
    (void)opened(state, &stage, 24, 80);
    set_split(&stage, "70/30");
    stage_close(&stage);
    (void)opened(state, &stage, 24, 80);
    stage_keys(&stage, "u");
    assert_shows(&stage, "Take this back?");
    stage_keys(&stage, "u"); /* not the key that began it */
    assert_shows(&stage, "Take this back?");
    stage_keys(&stage, "Esc u y");
    assert_shows(&stage, "Ctrl-R brings it back");
    stage_close(&stage);
}

/* Whoever writes in between. */
static void undo__takes_back__what_the_line_names(void **state)
{
    static struct stage stage;
    struct desk *desk = opened(state, &stage, 24, 80);
    const struct program_change change = {.name = "Hosting renamed"};
    set_split(&stage, "70/30");
    struct app *other = office_open(desk, NULL, DAY);
    assert_rc(app_program_set(other, "hosting", &change, desk_err(desk)), RC_OK, &desk->err);
    stage_draw(&stage);
    assert_shows(&stage, "u takes it back");
    stage_keys(&stage, "u");
    assert_shows(&stage, "program.set: ad-eduwins");
    assert_shows(&stage, "Ctrl-R brings it back");
    assert_shows(&stage, "Hosting renamed");
    /* Where no line names a row, what this screen did not do is asked about. */
    stage_pass(&stage, 6000);
    stage_keys(&stage, "u");
    assert_shows(&stage, "Take this back?");
    stage_keys(&stage, "Esc");
    assert_shows(&stage, "Hosting renamed");
    /* Nor is another row taken in place of the one that is named. */
    set_split(&stage, "60/40");
    struct journal_entry undone = {0};
    assert_rc(app_undo(other, 0, &undone, desk_err(desk)), RC_OK, &desk->err);
    journal_entry_release(&undone);
    app_close(other);
    stage_draw(&stage);
    stage_keys(&stage, "u");
    assert_shows(&stage, "has been taken back already");
    stage_keys(&stage, "Esc");
    assert_shows(&stage, "Hosting renamed");
    stage_close(&stage);
}

static void undo__of_an_import__runs_beside_the_screen(void **state)
{
    static struct stage stage;
    (void)opened(state, &stage, 24, 80);
    stage_keys(&stage, "8");
    /* The office's import lies below what was set by hand. */
    stage_keys(&stage, "/");
    stage_type(&stage, "import");
    stage_keys(&stage, "Enter u");
    assert_shows(&stage, "Take this back?");
    stage_keys(&stage, "y");
    stage_wait(&stage);
    assert_shows(&stage, "Taken back");
    stage_close(&stage);
}

static void foreign_write__is_seen__in_the_next_frame(void **state)
{
    static struct stage stage;
    struct desk *desk = opened(state, &stage, 24, 80);
    stage_keys(&stage, "7");
    struct app *other = office_open(desk, NULL, DAY);
    const struct program_change change = {.name = "Ad Edu renamed"};
    assert_rc(app_program_set(other, "ad-eduwins", &change, desk_err(desk)), RC_OK, &desk->err);
    app_close(other);
    stage_draw(&stage);
    assert_shows(&stage, "Ad Edu ren");
    stage_close(&stage);
}

/* ---- leaving --------------------------------------------------------------------------------- */

static void quit__asks__when_something_was_typed(void **state)
{
    static struct stage stage;
    const struct event stop = {.kind = EVENT_STOP};
    (void)opened(state, &stage, 24, 80);
    stage_keys(&stage, "7 s");
    stage_type(&stage, "7");
    shell_event(stage.shell, &stop);
    stage_draw(&stage);
    assert_false(shell_is_over(stage.shell));
    assert_shows(&stage, "Leave Coffer?");
    stage_keys(&stage, "Esc");
    assert_false(shell_is_over(stage.shell));
    shell_event(stage.shell, &stop);
    stage_keys(&stage, "y");
    assert_true(shell_is_over(stage.shell));
    stage_close(&stage);
}

static void quit__leaves__when_nothing_is_lost(void **state)
{
    static struct stage stage;
    (void)opened(state, &stage, 24, 80);
    stage_keys(&stage, "q");
    assert_true(shell_is_over(stage.shell));
    stage_close(&stage);
}

/* ---- sizes ----------------------------------------------------------------------------------- */

static void frame__is_drawn__at_every_size(void **state)
{
    static struct stage stage;
    (void)opened(state, &stage, 24, 80);
    for (int screen = 1; screen <= 8; screen++) {
        char go[16];
        (void)snprintf(go, sizeof(go), "%d", screen);
        stage_keys(&stage, go);
        for (int rows = 1; rows <= 30; rows += rows < 8 ? 1 : 7) {
            for (int cols = 1; cols <= 140; cols += cols < 24 ? 1 : 23) {
                stage_resize(&stage, rows, cols);
                assert_in_range(stage.canvas.focus_row, 0, (unsigned)rows - 1);
                assert_in_range(stage.canvas.focus_col, 0, (unsigned)cols - 1);
            }
        }
        stage_resize(&stage, 24, 80);
    }
    stage_close(&stage);
}

/* A low and narrow screen keeps help and the way out. */
static void footer__keeps__help_and_the_way_out(void **state)
{
    static struct stage stage;
    (void)opened(state, &stage, 5, 20);
    for (int screen = 1; screen <= 8; screen++) {
        char go[16];
        (void)snprintf(go, sizeof(go), "%d", screen);
        stage_keys(&stage, go);
        char *line = stage_line(&stage, 4);
        assert_non_null(strstr(line, "? help"));
        assert_non_null(strstr(line, "q quit"));
        free(line);
    }
    stage_close(&stage);
}

/* ---- first run ------------------------------------------------------------------------------- */

static void first_run__makes_a_book__where_one_wants_it(void **state)
{
    static struct stage stage;
    struct desk *desk = *state;
    char path[FOLDER_PATH_SIZE];
    (void)folder_file(&desk->folder, "mine.coffer", path);
    stage_open(&stage, NULL, DAY, 24, 80);
    assert_shows(&stage, "Welcome to Coffer");
    stage_keys(&stage, "Enter Ctrl-U");
    stage_type(&stage, path);
    stage_keys(&stage, "Ctrl-S");
    assert_non_null(shell_app(stage.shell));
    assert_string_equal(app_path(shell_app(stage.shell)), path);
    stage_close(&stage);
}

/* As `coffer init` does: the folders of the proposed place, for nobody else. */
static void first_run__makes_its_own_place(void **state)
{
    static struct stage stage;
    struct desk *desk = *state;
    static const char *const ways[] = {"Enter Ctrl-S", "Down Down Enter"};
    static const char *const names[] = {"book.coffer", "demo.coffer"};
    char home[FOLDER_PATH_SIZE], path[FOLDER_PATH_SIZE + 64];
    char *before = strdup(getenv("HOME") != NULL ? getenv("HOME") : "/");
    struct stat st;
    assert_non_null(before);
    for (size_t i = 0; i < 2; i++) {
        (void)folder_file(&desk->folder, i == 0 ? "a" : "b", home);
        assert_int_equal(setenv("HOME", home, 1), 0);
        stage_open(&stage, NULL, DAY, 24, 80);
        stage_keys(&stage, ways[i]);
        (void)snprintf(path, sizeof(path), "%s/.local/share/coffer/%s", home, names[i]);
        assert_non_null(shell_app(stage.shell));
        assert_string_equal(app_path(shell_app(stage.shell)), path);
        *strrchr(path, '/') = '\0';
        assert_int_equal(stat(path, &st), 0);
        assert_int_equal(st.st_mode & 07777, 0700);
        stage_close(&stage);
    }
    assert_int_equal(setenv("HOME", before, 1), 0);
    free(before);
}

/* "~/" is the home folder, as in a shell. */
static void first_run__takes_a_tilde_for_home(void **state)
{
    static struct stage stage;
    struct desk *desk = *state;
    char path[FOLDER_PATH_SIZE];
    char *before = strdup(getenv("HOME") != NULL ? getenv("HOME") : "/");
    assert_non_null(before);
    (void)folder_file(&desk->folder, "mine.coffer", path);
    assert_int_equal(setenv("HOME", desk->folder.path, 1), 0);
    stage_open(&stage, NULL, DAY, 24, 80);
    stage_keys(&stage, "Enter Ctrl-U");
    stage_type(&stage, "~/mine.coffer");
    stage_keys(&stage, "Ctrl-S");
    assert_non_null(shell_app(stage.shell));
    assert_string_equal(app_path(shell_app(stage.shell)), path);
    stage_close(&stage);
    assert_int_equal(setenv("HOME", before, 1), 0);
    free(before);
}

/* ---- what is read ahead ------------------------------------------------------------------------
 */

static int prepared(struct stage *stage)
{
    int count = 0;
    while (shell_prepare(stage->shell))
        count++;
    return count;
}

static void screens__read_ahead__change_nothing_that_is_seen(void **state)
{
    static struct stage stage;
    (void)opened(state, &stage, 24, 80);
    char *before = picture(&stage);
    assert_int_equal(prepared(&stage), 2); /* claims and deadlines */
    assert_int_equal(prepared(&stage), 0);
    stage_draw(&stage);
    char *after = picture(&stage);
    assert_string_equal(after, before);
    free(before);
    free(after);
    set_split(&stage, "70/30");
    assert_int_equal(prepared(&stage), 3); /* and the dashboard */
    stage_keys(&stage, "6");
    assert_text_equal(stage_top_name(&stage), "deadlines");
    stage_keys(&stage, "5");
    assert_text_equal(stage_top_name(&stage), "claims");
    assert_int_equal(prepared(&stage), 0);
    stage_close(&stage);
}

/* ---- the daily copy ---------------------------------------------------------------------------
 */

/* How many there are; they go where `away`. */
static int daily_copies(struct desk *desk, bool away)
{
    char pattern[2 * FOLDER_PATH_SIZE];
    glob_t found;
    (void)snprintf(pattern, sizeof(pattern), "%s/state/coffer/*/*-daily.coffer", desk->folder.path);
    int count = glob(pattern, 0, NULL, &found) == 0 ? (int)found.gl_pathc : 0;
    for (int i = 0; away && i < count; i++)
        assert_int_equal(unlink(found.gl_pathv[i]), 0);
    globfree(&found);
    return count;
}

static void copy__of_the_day__is_made_beside_the_screen(void **state)
{
    static struct stage stage;
    struct desk *desk = *state;
    assert_true(daily_copies(desk, true) > 0);
    stage_copy_behind(true);
    (void)opened(state, &stage, 24, 80);
    set_split(&stage, "70/30");
    assert_shows(&stage, "u takes it back");
    stage_wait(&stage);
    assert_int_equal(daily_copies(desk, false), 1);
    assert_shows(&stage, "u takes it back"); /* nothing is said of it */
    set_split(&stage, "60/40");
    stage_close(&stage);
    assert_int_equal(daily_copies(desk, true), 1);
    /* Who leaves at once leaves when it is made. */
    (void)opened(state, &stage, 24, 80);
    set_split(&stage, "50/50");
    stage_close(&stage);
    assert_int_equal(daily_copies(desk, false), 1);
    stage_copy_behind(false);
}

int main(void)
{
#define AT_OFFICE(test) cmocka_unit_test_setup_teardown(test, office_setup, desk_teardown)
    const struct CMUnitTest tests[] = {
        AT_OFFICE(key__is_never_silent__on_any_screen),
        AT_OFFICE(key__that_is_unbound__says_so),
        AT_OFFICE(said__goes_away__after_five_seconds),
        AT_OFFICE(screen__that_is_not_there__says_so),
        AT_OFFICE(screen__by_its_own_key__shows_its_list),
        AT_OFFICE(place__is_kept__for_going_back_and_forward),
        AT_OFFICE(travel__shows_another_day__and_changes_nothing),
        AT_OFFICE(write__says_how_it_is_taken_back__and_u_does_it),
        AT_OFFICE(undo__of_an_older_row__asks_first),
        AT_OFFICE(undo__takes_back__what_the_line_names),
        AT_OFFICE(undo__of_an_import__runs_beside_the_screen),
        AT_OFFICE(foreign_write__is_seen__in_the_next_frame),
        AT_OFFICE(screens__read_ahead__change_nothing_that_is_seen),
        AT_OFFICE(copy__of_the_day__is_made_beside_the_screen),
        AT_OFFICE(quit__asks__when_something_was_typed),
        AT_OFFICE(quit__leaves__when_nothing_is_lost),
        AT_OFFICE(frame__is_drawn__at_every_size),
        AT_OFFICE(footer__keeps__help_and_the_way_out),
        AT_OFFICE(first_run__makes_a_book__where_one_wants_it),
        AT_OFFICE(first_run__makes_its_own_place),
        AT_OFFICE(first_run__takes_a_tilde_for_home),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
