/* SPDX-License-Identifier: MIT */
/* Several files at once: marked, pasted, dropped. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "screen/booth.h"
#include "support/golden.h"
#include "support/hostile.h"
#include "ui/parts/picking.h"

struct scene {
    struct shell shell;
    struct folder folder;
    char home[FOLDER_PATH_SIZE];
    int calls;
    struct buf taken; /* names with a blank after each */
    int previews;
};

static void taken(struct shell *shell, void *context, const char *const *paths, size_t count)
{
    struct scene *scene = context;
    assert_null(booth_top(shell)); /* the box is gone when its answer is heard */
    scene->calls++;
    buf_clear(&scene->taken);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(folder_look(paths[i]), FILE_PLAIN);
        assert_int_equal(strncmp(paths[i], scene->home, strlen(scene->home)), 0);
        buf_addf(&scene->taken, "%s ", paths[i] + strlen(scene->home) + 1);
    }
}

/* Counted by the context of the test, which the picker's preview does not get. */
static struct scene *looking;

static void preview(struct shell *shell, const char *path, struct buf *ret)
{
    (void)shell;
    looking->previews++;
    buf_addf(ret, "about %s", strrchr(path, '/') + 1);
}

static void put(const char *home, const char *name)
{
    char path[2 * FOLDER_PATH_SIZE];
    (void)snprintf(path, sizeof(path), "%s/%s", home, name);
    file_write(path, "x", 1);
}

static int setup(void **state)
{
    struct scene *scene = calloc(1, sizeof(*scene));
    char path[2 * FOLDER_PATH_SIZE];
    folder_init(&scene->folder);
    buf_init(&scene->taken);
    assert_int_equal(mkdir(folder_file(&scene->folder, "ann", scene->home), 0700), 0);
    (void)snprintf(path, sizeof(path), "%s/sub", scene->home);
    assert_int_equal(mkdir(path, 0700), 0);
    (void)snprintf(path, sizeof(path), "%s/pipe", scene->home);
    assert_int_equal(mkfifo(path, 0600), 0);
    put(scene->home, "a photo.png");
    put(scene->home, "b.pdf");
    put(scene->home, "c's \"list\".csv");
    put(scene->home, "sub/d.pdf");
    booth_open(&scene->shell, NULL, "2026-11-24", 24, 80);
    looking = scene;
    *state = scene;
    return 0;
}

static int teardown(void **state)
{
    struct scene *scene = *state;
    booth_close(&scene->shell);
    folder_release(&scene->folder);
    buf_release(&scene->taken);
    free(scene);
    return 0;
}

static struct picker *open_picker(struct scene *scene)
{
    const struct picker_many spec = {.title = "Attach files",
                                     .note = "Proves DG01-PIECE: the invitation as it was sent.",
                                     .start = scene->home,
                                     .preview = preview,
                                     .done = taken,
                                     .context = scene};
    scene->calls = 0;
    shell_push(&scene->shell, picker_many_new(&scene->shell, &spec));
    booth_draw(&scene->shell);
    return (struct picker *)scene->shell.views[0];
}

/* ---- marking ------------------------------------------------------------------------------- */

static void picker_many__nothing_marked__takes_the_one_under_the_cursor(void **state)
{
    struct scene *scene = *state;
    open_picker(scene);
    booth_keys(&scene->shell, "Down Enter");
    assert_int_equal(scene->calls, 1);
    assert_text_equal(scene->taken.text, "a photo.png ");
}

static void picker_many__marks__are_taken_in_their_order_across_folders(void **state)
{
    struct scene *scene = *state;
    open_picker(scene);
    booth_keys(&scene->shell, "Down Down Space");
    assert_booth_shows(&scene->shell, "1 file is marked: Enter takes it");
    booth_keys(&scene->shell, "Ctrl-Home Enter Ins"); /* into sub, d.pdf */
    assert_booth_shows(&scene->shell, "2 files are marked: Enter takes them");
    booth_keys(&scene->shell, "Backspace Down Space Up Space Enter"); /* on and off again */
    assert_int_equal(scene->calls, 1);
    assert_text_equal(scene->taken.text, "b.pdf sub/d.pdf ");
}

static void picker_many__folder_and_pipe__are_refused_by_name(void **state)
{
    struct scene *scene = *state;
    const struct picker *picker = open_picker(scene);
    booth_keys(&scene->shell, "Space");
    assert_booth_shows(&scene->shell, "sub is a folder: mark the files in it");
    booth_type(&scene->shell, "pip");
    booth_keys(&scene->shell, "Enter");
    assert_booth_shows(&scene->shell, "pipe is a device or a pipe, no file");
    assert_int_equal(picker->mark_count, 0);
    assert_int_equal(scene->calls, 0);
}

static void picker_many__space__is_text_while_one_types(void **state)
{
    struct scene *scene = *state;
    const struct picker *picker = open_picker(scene);
    booth_type(&scene->shell, "a ph");
    assert_string_equal(picker->edit.text, "a ph");
    assert_int_equal(picker->mark_count, 0);
    booth_keys(&scene->shell, "Ins Esc Down Down Ctrl-S");
    assert_text_equal(scene->taken.text, "a photo.png ");
}

static void picker_many__typed_path__is_taken_beside_the_marks(void **state)
{
    struct scene *scene = *state;
    open_picker(scene);
    booth_keys(&scene->shell, "Down Space");
    booth_type(&scene->shell, "sub/d.pdf");
    booth_keys(&scene->shell, "Enter");
    assert_text_equal(scene->taken.text, "a photo.png sub/d.pdf ");
}

static void picker_many__escape__cancels_with_nothing(void **state)
{
    struct scene *scene = *state;
    open_picker(scene);
    booth_keys(&scene->shell, "Down Space Esc");
    assert_int_equal(scene->calls, 1);
    assert_text_equal(scene->taken.text, "");
}

static void picker_many__mouse__marks_at_the_edge(void **state)
{
    struct scene *scene = *state;
    const struct picker *picker = open_picker(scene);
    const struct area rows = picker->rows;
    booth_click(&scene->shell, MOUSE_PRESS, rows.row + 2, rows.col + 1);
    assert_int_equal(picker->mark_count, 1);
    booth_click(&scene->shell, MOUSE_PRESS, rows.row + 2, rows.col + 1);
    assert_int_equal(picker->mark_count, 0);
    booth_click(&scene->shell, MOUSE_PRESS, rows.row + 1, rows.col + 5);
    booth_click(&scene->shell, MOUSE_PRESS, rows.row + 1, rows.col + 5);
    assert_text_equal(scene->taken.text, "a photo.png ");
}

static void picker_many__preview__is_asked_once_for_each_file(void **state)
{
    struct scene *scene = *state;
    open_picker(scene); /* on the folder: nothing to know */
    assert_int_equal(scene->previews, 0);
    booth_keys(&scene->shell, "Down");
    assert_booth_shows(&scene->shell, "about a photo.png");
    booth_draw(&scene->shell);
    booth_draw(&scene->shell);
    assert_int_equal(scene->previews, 1);
    booth_keys(&scene->shell, "Down");
    assert_booth_shows(&scene->shell, "about b.pdf");
    assert_int_equal(scene->previews, 2);
}

/* ---- pasting and dropping -------------------------------------------------------------------- */

/* "%" stands for the home. */
static void paste(struct scene *scene, const char *form)
{
    struct buf text;
    buf_init(&text);
    for (; *form != '\0'; form++) {
        if (*form == '%')
            buf_add(&text, scene->home);
        else
            buf_add_char(&text, *form == '^' ? '%' : *form);
    }
    booth_paste_bytes(&scene->shell, text.text, text.length, 7);
    buf_release(&text);
}

static void picker_many__paste__of_paths__marks_them(void **state)
{
    struct scene *scene = *state;
    static const char *const forms[] = {
        "%/a photo.png\n%/b.pdf\n%/c's \"list\".csv\n",
        "'%/a photo.png' %/b.pdf '%/c'\\''s \"list\".csv'",
        "%/a\\ photo.png %/b.pdf %/c\\'s\\ \\\"list\\\".csv ",
        "#\r\nfile://%/a^20photo.png\r\nfile://%/b.pdf\r\nfile://%/c's^20^22list^22.csv\r\n",
        "\"%/a photo.png\"\n'%/b.pdf'\n%/c\\'s\\ \\\"list\\\".csv",
        "file://desk.example%/a^20photo.png\nfile://localhost%/b.pdf\n%/c's \"list\".csv",
    };
    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
        open_picker(scene);
        paste(scene, forms[i]);
        assert_int_equal(scene->calls, 0); /* data, never a key */
        assert_booth_shows(&scene->shell, "3 files are marked: Enter takes them");
        booth_keys(&scene->shell, "Enter");
        assert_text_equal(scene->taken.text, "a photo.png b.pdf c's \"list\".csv ");
    }
}

static void picker_many__drops__one_after_the_other_add_up(void **state)
{
    struct scene *scene = *state;
    open_picker(scene);
    paste(scene, "'%/b.pdf'");
    paste(scene, "%/sub/d.pdf ");
    paste(scene, "'%/b.pdf'");
    assert_booth_shows(&scene->shell, "2 files are marked");
    booth_keys(&scene->shell, "Enter");
    assert_text_equal(scene->taken.text, "b.pdf sub/d.pdf ");
}

static void picker_many__paste__names_what_is_no_file(void **state)
{
    struct scene *scene = *state;
    const struct picker *picker = open_picker(scene);
    paste(scene, "%/b.pdf\n%/gone.pdf\n%/sub\n%/pipe\n");
    assert_int_equal(picker->mark_count, 1);
    assert_booth_shows(&scene->shell, "gone.pdf: there is no such file");
    paste(scene, "%/sub\n%/pipe\n%/b.pdf");
    assert_booth_shows(&scene->shell, "sub is a folder: mark the files in it; and 1 more");
    assert_int_equal(picker->mark_count, 1);
    paste(scene, "b.p"); /* no path: a part of the name */
    assert_string_equal(picker->edit.text, "b.p");
    paste(scene, "\x1b]0;title\x07");
    assert_booth_shows(&scene->shell, "control characters");
}

static void picker_many__paste__of_rubbish__changes_nothing(void **state)
{
    struct scene *scene = *state;
    const struct picker *picker = open_picker(scene);
    char rubbish[12000];
    unsigned seed = 7;
    for (int turn = 0; turn < 20; turn++) {
        for (size_t i = 0; i < sizeof(rubbish); i++) {
            seed = seed * 1103515245u + 12345u;
            rubbish[i] = (char)((seed >> 16) % 255 + 1);
        }
        booth_paste_bytes(&scene->shell, rubbish, sizeof(rubbish), 4096);
        assert_int_equal(picker->mark_count, 0);
        assert_int_equal(scene->calls, 0);
    }
    char *large = malloc(PATHS_BYTES + 10);
    memset(large, '/', PATHS_BYTES + 10);
    booth_paste_bytes(&scene->shell, large, PATHS_BYTES + 10, 4096);
    free(large);
    assert_booth_shows(&scene->shell, "The path is too long");
}

static void picker_many__hostile_names__are_taken_by_their_bytes(void **state)
{
    struct scene *scene = *state;
    struct buf path;
    buf_init(&path);
    for (int i = 0; i < HOSTILE_NAMES; i++) {
        buf_clear(&path);
        buf_addf(&path, "sub/%s", hostile_names[i]);
        put(scene->home, path.text);
    }
    scene->shell.framed = true;
    const struct picker *picker = open_picker(scene);
    booth_keys(&scene->shell, "Enter");
    for (int i = 0; i < HOSTILE_NAMES + 1; i++)
        booth_keys(&scene->shell, "Ins");
    assert_int_equal(picker->mark_count, HOSTILE_NAMES + 1);
    booth_keys(&scene->shell, "Ctrl-S");
    assert_int_equal(scene->calls, 1);
    for (int i = 0; i < HOSTILE_NAMES; i++)
        assert_non_null(strstr(scene->taken.text, hostile_names[i]));
    buf_release(&path);
}

/* ---- drawing -----------------------------------------------------------------------------------
 */

static void picker_many__draw__at_every_size(void **state)
{
    struct scene *scene = *state;
    static const struct {
        int rows, cols;
    } sizes[] = {{43, 132}, {24, 80}, {12, 40}, {5, 20}};
    char list[2 * FOLDER_PATH_SIZE];
    (void)snprintf(list, sizeof(list), "%s/pipe", scene->home);
    assert_int_equal(unlink(list), 0);
    scene->shell.framed = true;
    struct picker *picker = open_picker(scene);
    for (size_t i = 0; i < picker->listing.count; i++)
        picker->listing.files[i].day = (struct date){20781}; /* 2026-11-24 */
    free(picker->folder);
    picker->folder = strdup("/home/ann");
    picker->marks = calloc(1, sizeof(char *));
    picker->marks[picker->mark_count++] = strdup("/home/ann/b.pdf");
    booth_keys(&scene->shell, "Down");
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        char name[64];
        booth_resize(&scene->shell, sizes[i].rows, sizes[i].cols);
        (void)snprintf(name, sizeof(name), "picker_many_%dx%d", sizes[i].cols, sizes[i].rows);
        booth_golden(&scene->shell, name);
    }
    for (int rows = 1; rows < 30; rows++) {
        for (int cols = 1; cols < 90; cols += cols < 12 ? 1 : 5) {
            booth_resize(&scene->shell, rows + 2 * BOOTH_MARGIN, cols + 2 * BOOTH_MARGIN);
            booth_keys(&scene->shell, rows % 2 == 0 ? "Down" : "F5");
        }
    }
}

#define IN_SCENE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCENE(picker_many__nothing_marked__takes_the_one_under_the_cursor),
        IN_SCENE(picker_many__marks__are_taken_in_their_order_across_folders),
        IN_SCENE(picker_many__folder_and_pipe__are_refused_by_name),
        IN_SCENE(picker_many__space__is_text_while_one_types),
        IN_SCENE(picker_many__typed_path__is_taken_beside_the_marks),
        IN_SCENE(picker_many__escape__cancels_with_nothing),
        IN_SCENE(picker_many__mouse__marks_at_the_edge),
        IN_SCENE(picker_many__preview__is_asked_once_for_each_file),
        IN_SCENE(picker_many__paste__of_paths__marks_them),
        IN_SCENE(picker_many__drops__one_after_the_other_add_up),
        IN_SCENE(picker_many__paste__names_what_is_no_file),
        IN_SCENE(picker_many__paste__of_rubbish__changes_nothing),
        IN_SCENE(picker_many__hostile_names__are_taken_by_their_bytes),
        IN_SCENE(picker_many__draw__at_every_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
