/* SPDX-License-Identifier: MIT */
#include "ui/parts/picker.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "screen/booth.h"
#include "support/golden.h"
#include "support/hostile.h"
#include "ui/parts/picking.h"

/* ---- folders to pick from --------------------------------------------------------------- */

struct scene {
    struct shell shell;
    struct folder folder;
    char home[FOLDER_PATH_SIZE];
    int calls;
    char *path; /* that was picked; NULL: cancelled */
};

static void picked(struct shell *shell, void *context, const char *path)
{
    struct scene *scene = context;
    assert_null(booth_top(shell)); /* the box is gone when its answer is heard */
    scene->calls++;
    free(scene->path);
    scene->path = path != NULL ? strdup(path) : NULL;
}

static void cancelled(struct shell *shell, void *context, const char *path)
{
    struct scene *scene = context;
    (void)shell;
    assert_null(path);
    scene->calls++;
}

/* Of one second, so that goldens have one day. */
static void set_time(const char *home, const char *name, time_t when)
{
    char path[2 * FOLDER_PATH_SIZE];
    const struct timespec times[2] = {{.tv_sec = when}, {.tv_sec = when}};
    (void)snprintf(path, sizeof(path), "%s/%s", home, name);
    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
}

static void put(const char *home, const char *name, size_t size, time_t when)
{
    char path[2 * FOLDER_PATH_SIZE], *bytes = calloc(1, size + 1);
    (void)snprintf(path, sizeof(path), "%s/%s", home, name);
    file_write(path, bytes, size);
    set_time(home, name, when);
    free(bytes);
}

static void put_folder(const char *home, const char *name, time_t when)
{
    char path[2 * FOLDER_PATH_SIZE];
    (void)snprintf(path, sizeof(path), "%s/%s", home, name);
    assert_int_equal(mkdir(path, 0700), 0);
    set_time(home, name, when);
}

enum { NOVEMBER = 1795521600, DAY = 86400 }; /* 2026-11-24T12:00:00Z */

static void fill_home(struct scene *scene)
{
    const char *home = scene->home;
    assert_int_equal(mkdir(folder_file(&scene->folder, "ann", scene->home), 0700), 0);
    put_folder(home, "Downloads", NOVEMBER);
    put_folder(home, "empty", NOVEMBER);
    put_folder(home, ".hidden", NOVEMBER);
    put(home, "Downloads/report.csv", 5, NOVEMBER);
    put(home, "Earnings-2026-10.csv", 12345, NOVEMBER - 30 * DAY);
    put(home, "earnings-2026-11.CSV", 1234567, NOVEMBER);
    put(home, "old.zip", 999, NOVEMBER - 400 * DAY);
    put(home, "letter.odt", 0, NOVEMBER - DAY);
    put(home, ".secret.csv", 5, NOVEMBER);
    set_time(home, "Downloads", NOVEMBER); /* what came into it moved it */
}

static int setup(void **state)
{
    struct scene *scene = calloc(1, sizeof(*scene));
    folder_init(&scene->folder);
    fill_home(scene);
    booth_open(&scene->shell, NULL, "2026-11-24", 24, 80);
    *state = scene;
    return 0;
}

static int teardown(void **state)
{
    struct scene *scene = *state;
    booth_close(&scene->shell);
    folder_release(&scene->folder);
    free(scene->path);
    free(scene);
    return 0;
}

static void open_picker(struct scene *scene, picker_done *done)
{
    shell_push(&scene->shell, picker_new(&scene->shell, "Import a report", ".csv .tsv .txt .zip",
                                         scene->home, done, scene));
    booth_draw(&scene->shell);
}

static struct picker *picker_of(struct scene *scene)
{
    return (struct picker *)scene->shell.views[0];
}

static const char *row_name(struct scene *scene, size_t row)
{
    const struct picker *picker = picker_of(scene);
    return row < picker->shown ? picker->listing.files[picker->order[row]].name : NULL;
}

/* Names with a blank after each. */
static void assert_rows(struct scene *scene, const char *expected)
{
    struct buf rows;
    buf_init(&rows);
    for (size_t row = 0; row_name(scene, row) != NULL; row++)
        buf_addf(&rows, "%s ", row_name(scene, row));
    assert_text_equal(rows.text, expected);
    buf_release(&rows);
}

/* Inside the home that the picker began in. */
static void assert_picked(const struct scene *scene, const char *name)
{
    char expected[2 * FOLDER_PATH_SIZE];
    (void)snprintf(expected, sizeof(expected), "%s/%s", scene->home, name);
    assert_int_equal(scene->calls, 1);
    assert_text_equal(scene->path, expected);
}

/* ---- rows --------------------------------------------------------------------------------- */

static void picker__rows__are_folders_then_what_is_wanted(void **state)
{
    struct scene *scene = *state;
    open_picker(scene, cancelled);
    assert_rows(scene,
                "Downloads empty Earnings-2026-10.csv earnings-2026-11.CSV old.zip letter.odt ");
    booth_keys(&scene->shell, "Down Down Ctrl-T");
    assert_rows(scene,
                "Downloads empty earnings-2026-11.CSV Earnings-2026-10.csv old.zip letter.odt ");
    assert_string_equal(picker_file(picker_of(scene))->name, "Earnings-2026-10.csv");
}

static void picker__typing__narrows(void **state)
{
    struct scene *scene = *state;
    open_picker(scene, picked);
    booth_type(&scene->shell, "EARN");
    assert_rows(scene, "Earnings-2026-10.csv earnings-2026-11.CSV ");
    booth_type(&scene->shell, "x");
    assert_rows(scene, "");
    assert_booth_shows(&scene->shell, "No name here has \"EARNx\" in it: Esc shows all");
    booth_keys(&scene->shell, "Enter");
    assert_booth_shows(&scene->shell, "There is no such file");
    booth_keys(&scene->shell, "Esc");
    booth_type(&scene->shell, ".s");
    assert_rows(scene, ".secret.csv ");
    booth_keys(&scene->shell, "Enter");
    assert_picked(scene, ".secret.csv");
}

static void picker__folders__are_gone_into_and_out_of(void **state)
{
    struct scene *scene = *state;
    open_picker(scene, picked);
    booth_keys(&scene->shell, "Down Enter");
    assert_rows(scene, "");
    assert_booth_shows(&scene->shell, "The folder is empty: Backspace goes to the one above");
    booth_keys(&scene->shell, "Backspace");
    assert_string_equal(picker_file(picker_of(scene))->name, "empty");
    booth_keys(&scene->shell, "Up Right");
    assert_rows(scene, "report.csv ");
    booth_keys(&scene->shell, "Left Left");
    assert_rows(scene, "ann ");
    booth_keys(&scene->shell, "Enter Enter Enter");
    assert_picked(scene, "Downloads/report.csv");
}

static void picker__typed_path__is_followed(void **state)
{
    struct scene *scene = *state;
    open_picker(scene, picked);
    booth_type(&scene->shell, "Downloads/");
    assert_rows(scene, "report.csv ");
    booth_type(&scene->shell, "../old");
    assert_rows(scene, "old.zip ");
    booth_keys(&scene->shell, "Tab");
    assert_string_equal(picker_of(scene)->edit.text, "Downloads/../old.zip");
    booth_keys(&scene->shell, "Enter");
    assert_picked(scene, "old.zip");
}

static void picker__tab__completes_through_folders(void **state)
{
    struct scene *scene = *state;
    open_picker(scene, picked);
    booth_type(&scene->shell, "dow");
    booth_keys(&scene->shell, "Tab Tab");
    assert_string_equal(picker_of(scene)->edit.text, "Downloads/report.csv");
    booth_keys(&scene->shell, "Enter");
    assert_picked(scene, "Downloads/report.csv");
}

static void picker__folder_that_cannot_be_read__says_why(void **state)
{
    struct scene *scene = *state;
    open_picker(scene, cancelled);
    booth_type(&scene->shell, "nowhere/");
    assert_rows(scene, "");
    assert_booth_shows(&scene->shell, "No such file or directory");
    booth_keys(&scene->shell, "Esc");
    assert_non_null(row_name(scene, 0));
    booth_keys(&scene->shell, "Esc");
    assert_int_equal(scene->calls, 1);
}

/* ---- pasting ------------------------------------------------------------------------------- */

static void picker__paste__of_a_path__selects_it(void **state)
{
    struct scene *scene = *state;
    static const char *const forms[] = {"%s/Downloads/a b.csv", "'%s/Downloads/a b.csv'\n",
                                        "\"%s/Downloads/a b.csv\"", "%s/Downloads/a\\ b.csv",
                                        "file://%s/Downloads/a%%20b.csv\r\n"};
    put(scene->home, "Downloads/a b.csv", 1, NOVEMBER);
    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
        struct buf text;
        buf_init(&text);
        for (const char *at = forms[i]; *at != '\0'; at++) {
            if (strncmp(at, "%s", 2) == 0)
                buf_add(&text, scene->home);
            else if (*at != '%' || at[1] == '%')
                buf_add_char(&text, *at);
            at += strncmp(at, "%s", 2) == 0 || strncmp(at, "%%", 2) == 0;
        }
        scene->calls = 0;
        open_picker(scene, picked);
        booth_paste_bytes(&scene->shell, text.text, text.length, 7);
        assert_int_equal(scene->calls, 0); /* data, never a key */
        assert_string_equal(picker_file(picker_of(scene))->name, "a b.csv");
        booth_keys(&scene->shell, "Enter");
        assert_picked(scene, "Downloads/a b.csv");
        buf_release(&text);
    }
}

static void picker__paste__of_anything_else__is_typed_or_refused(void **state)
{
    struct scene *scene = *state;
    open_picker(scene, cancelled);
    booth_paste(&scene->shell, "earn\n");
    assert_string_equal(picker_of(scene)->edit.text, "earn");
    assert_rows(scene, "Earnings-2026-10.csv earnings-2026-11.CSV ");
    booth_paste(&scene->shell, "\x1b[31m");
    assert_booth_shows(&scene->shell, "control characters");
    assert_string_equal(picker_of(scene)->edit.text, "earn");
    char *large = malloc(20000);
    memset(large, 'x', 20000);
    booth_paste_bytes(&scene->shell, large, 20000, 4096);
    free(large);
    assert_booth_shows(&scene->shell, "The path is too long");
    assert_string_equal(picker_of(scene)->edit.text, "earn");
}

/* ---- names ----------------------------------------------------------------------------------- */

/* Opened by their bytes, whatever they look like. */
static void picker__hostile_names__are_picked_by_their_bytes(void **state)
{
    struct scene *scene = *state;
    char name[300];
    for (int i = 0; i < HOSTILE_NAMES; i++) {
        (void)snprintf(name, sizeof(name), "Downloads/%s", hostile_names[i]);
        put(scene->home, name, 1, NOVEMBER);
    }
    put(scene->home, "Downloads/\xff\xfe raw.csv", 1, NOVEMBER);
    scene->shell.framed = true;
    open_picker(scene, picked);
    booth_keys(&scene->shell, "Enter");
    int count = (int)picker_of(scene)->shown;
    assert_int_equal(count, HOSTILE_NAMES + 2);
    for (int i = 0; i < count; i++) {
        struct stat st;
        scene->calls = 0;
        if (booth_top(&scene->shell) == NULL) {
            open_picker(scene, picked);
            booth_keys(&scene->shell, "Enter");
        }
        for (int k = 0; k < i; k++)
            booth_keys(&scene->shell, "Down");
        booth_keys(&scene->shell, "Enter");
        assert_int_equal(scene->calls, 1);
        assert_int_equal(stat(scene->path, &st), 0);
        assert_true(S_ISREG(st.st_mode));
    }
}

/* ---- leaving ----------------------------------------------------------------------------------
 */

static void picker__escape__cancels_once(void **state)
{
    struct scene *scene = *state;
    open_picker(scene, picked);
    booth_type(&scene->shell, "x");
    booth_keys(&scene->shell, "Esc");
    assert_int_equal(scene->calls, 0);
    booth_keys(&scene->shell, "Esc");
    assert_int_equal(scene->calls, 1);
    assert_null(scene->path);
}

static void picker__keys__are_never_silent(void **state)
{
    struct scene *scene = *state;
    static const char *const shells[] = {"Ctrl-L", "Ctrl-Z", "Ctrl-C", "F1"};
    open_picker(scene, cancelled);
    for (size_t i = 0; i < sizeof(shells) / sizeof(shells[0]); i++) {
        struct key key = booth_key_named(shells[i]);
        assert_false(booth_key(&scene->shell, &key));
    }
    booth_keys(&scene->shell, "F5");
    assert_booth_shows(&scene->shell, "F5 does nothing here");
}

static void picker__clicks__select_and_open(void **state)
{
    struct scene *scene = *state;
    open_picker(scene, picked);
    const struct area rows = picker_of(scene)->rows;
    booth_click(&scene->shell, MOUSE_WHEEL_DOWN, rows.row, rows.col);
    booth_click(&scene->shell, MOUSE_PRESS, rows.row + 4, rows.col + 3);
    assert_string_equal(picker_file(picker_of(scene))->name, "old.zip");
    assert_int_equal(scene->calls, 0);
    booth_click(&scene->shell, MOUSE_PRESS, rows.row + 4, rows.col + 3);
    assert_picked(scene, "old.zip");
}

/* ---- drawing -----------------------------------------------------------------------------------
 */

/* In a folder whose path is the same in every run. */
static void picker__draw__at_every_size(void **state)
{
    struct scene *scene = *state;
    static const struct {
        int rows, cols;
    } sizes[] = {{43, 132}, {24, 80}, {12, 40}, {5, 20}, {3, 20}};
    scene->shell.framed = true;
    open_picker(scene, cancelled);
    struct picker *picker = picker_of(scene);
    free(picker->folder);
    picker->folder =
        strdup("/home/ann/a very long folder/of another folder/and its reports/of 2026");
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        char name[64];
        booth_resize(&scene->shell, sizes[i].rows, sizes[i].cols);
        (void)snprintf(name, sizeof(name), "picker_%dx%d", sizes[i].cols, sizes[i].rows);
        booth_golden(&scene->shell, name);
        booth_keys(&scene->shell, "Down");
    }
    scene->shell.canvas.ascii = true;
    booth_resize(&scene->shell, 12, 40);
    booth_golden(&scene->shell, "picker_ascii_40x12");
}

static void picker__draw__hostile_names(void **state)
{
    struct scene *scene = *state;
    char name[300];
    for (int i = 0; i < HOSTILE_NAMES; i++) {
        (void)snprintf(name, sizeof(name), "empty/%s", hostile_names[i]);
        put(scene->home, name, (size_t)i * 1000, NOVEMBER);
    }
    scene->shell.framed = true;
    open_picker(scene, cancelled);
    booth_keys(&scene->shell, "Down Enter");
    struct picker *picker = picker_of(scene);
    free(picker->folder);
    picker->folder = strdup("/home/ann/empty");
    booth_golden(&scene->shell, "picker_hostile_80x24");
    booth_resize(&scene->shell, 12, 40);
    booth_golden(&scene->shell, "picker_hostile_40x12");
}

static void picker__draw__stays_inside_at_any_size(void **state)
{
    struct scene *scene = *state;
    open_picker(scene, cancelled);
    for (int rows = 1; rows < 30; rows += 1) {
        for (int cols = 1; cols < 90; cols += cols < 12 ? 1 : 3) {
            booth_resize(&scene->shell, rows + 2 * BOOTH_MARGIN, cols + 2 * BOOTH_MARGIN);
            booth_keys(&scene->shell, rows % 2 == 0 ? "Down" : "F5");
        }
    }
}

#define IN_SCENE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCENE(picker__rows__are_folders_then_what_is_wanted),
        IN_SCENE(picker__typing__narrows),
        IN_SCENE(picker__folders__are_gone_into_and_out_of),
        IN_SCENE(picker__typed_path__is_followed),
        IN_SCENE(picker__tab__completes_through_folders),
        IN_SCENE(picker__folder_that_cannot_be_read__says_why),
        IN_SCENE(picker__paste__of_a_path__selects_it),
        IN_SCENE(picker__paste__of_anything_else__is_typed_or_refused),
        IN_SCENE(picker__hostile_names__are_picked_by_their_bytes),
        IN_SCENE(picker__escape__cancels_once),
        IN_SCENE(picker__keys__are_never_silent),
        IN_SCENE(picker__clicks__select_and_open),
        IN_SCENE(picker__draw__at_every_size),
        IN_SCENE(picker__draw__hostile_names),
        IN_SCENE(picker__draw__stays_inside_at_any_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
