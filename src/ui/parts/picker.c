/* SPDX-License-Identifier: MIT */
#include "ui/parts/picker.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/words.h"
#include "ui/parts/box.h"
#include "ui/parts/picking.h"

/* ---- the way out -------------------------------------------------------------------------- */

static void picker_close(struct view *view)
{
    struct picker *picker = (struct picker *)view;
    if (!picker->told && picker->done != NULL)
        picker->done(view->shell, picker->context, NULL);
    if (!picker->told && picker->many.done != NULL)
        picker->many.done(view->shell, picker->context, NULL, 0);
    picker_marks_release(picker);
    edit_release(&picker->edit);
    listing_release(&picker->listing);
    buf_release(&picker->trouble);
    buf_release(&picker->said);
    buf_release(&picker->pasted);
    free(picker->title);
    free(picker->note);
    free(picker->endings);
    free(picker->base);
    free(picker->folder);
    free(picker->order);
    free(picker);
}

/* The box is gone before the path is heard: what follows may open another.
 * path: owned. */
static void choose(struct picker *picker, char *path)
{
    struct shell *shell = picker->view.shell;
    picker_done *done = picker->done;
    void *context = picker->context;
    if (path == NULL)
        return;
    picker->told = true;
    shell_close(shell, &picker->view);
    done(shell, context, path);
    free(path);
}

void picker_say(struct picker *picker, const char *sentence)
{
    buf_clear(&picker->said);
    buf_add(&picker->said, sentence);
}

bool picker_is_many(const struct picker *picker)
{
    return picker->many.done != NULL;
}

/* What is marked. As in `choose` the box is gone before. */
static void choose_marked(struct picker *picker)
{
    struct shell *shell = picker->view.shell;
    struct picker_many many = picker->many;
    char **marks = picker->marks;
    size_t count = picker->mark_count;
    picker->told = true;
    picker->marks = NULL;
    picker->mark_count = 0;
    shell_close(shell, &picker->view);
    many.done(shell, many.context, (const char *const *)marks, count);
    for (size_t i = 0; i < count; i++)
        free(marks[i]);
    free(marks);
}

/* A folder is gone into, a file chosen: of several what is marked, else this one.
 * typed: it was named, and is meant beside what is marked. path: owned. */
static void open_path(struct picker *picker, char *path, bool typed)
{
    if (path != NULL && folder_look(path) == FILE_FOLDER) {
        picker_enter(picker, path);
        free(path);
    } else if (picker_is_many(picker) && path != NULL) {
        bool marked = (picker->mark_count > 0 && !typed) || picker_mark(picker, path, true);
        free(path);
        if (marked)
            choose_marked(picker);
    } else {
        choose(picker, path);
    }
}

static void go_up(struct picker *picker)
{
    char *path = NULL;
    struct err err;
    err_init(&err);
    if (folder_resolve(picker->base, "..", &path, &err) == RC_OK)
        picker_enter(picker, path);
    free(path);
}

/* ---- keys ------------------------------------------------------------------------------------ */

/* What is typed, where it is the path of something: caller frees. */
static char *typed_path(const struct picker *picker)
{
    char *path = NULL;
    struct err err;
    err_init(&err);
    if (picker->edit.length == 0 ||
        folder_resolve(picker->base, picker->edit.text, &path, &err) != RC_OK)
        return NULL;
    if (folder_look(path) != FILE_NONE)
        return path;
    free(path);
    return NULL;
}

/* A path typed whole is meant itself; else the row that is selected. */
static void on_enter(struct picker *picker)
{
    const struct folder_file *file = picker_file(picker);
    char *typed = picker->on_list ? NULL : typed_path(picker);
    if (typed != NULL)
        open_path(picker, typed, true);
    else if (file != NULL)
        open_path(picker, picker_path(picker, file->name), false);
    else
        picker_say(picker, _("There is no such file"));
}

/* The selected name takes the place of the typed beginning. */
static void on_tab(struct picker *picker)
{
    const struct folder_file *file = picker_file(picker);
    const char *slash = strrchr(picker->edit.text, '/');
    struct buf text;
    if (file == NULL || !text_is_utf8(file->name, strlen(file->name))) {
        picker_say(picker, file == NULL ? _("There is nothing to complete")
                                        : _("That name cannot be typed: Enter opens it"));
        return;
    }
    buf_init(&text);
    if (slash != NULL)
        buf_add_bytes(&text, picker->edit.text, (size_t)(slash - picker->edit.text) + 1);
    buf_addf(&text, file->kind == FILE_FOLDER ? "%s/" : "%s", file->name);
    edit_set(&picker->edit, text.text);
    picker_narrow(picker);
    buf_release(&text);
}

static void move(struct picker *picker, long step)
{
    size_t last = picker->shown > 0 ? picker->shown - 1 : 0;
    picker->on_list = true;
    if (step < 0)
        picker->here -= picker->here < (size_t)-step ? picker->here : (size_t)-step;
    else
        picker->here = (size_t)step > last - picker->here ? last : picker->here + (size_t)step;
}

static bool moving_key(struct picker *picker, const struct key *key)
{
    enum { FAR = 1000000 };
    long page = picker->rows.rows > 1 ? picker->rows.rows - 1 : 1;
    const struct {
        const char *name;
        long step;
    } keys[] = {
        {"Up", -1},     {"Down", 1},         {"PgUp", -page},
        {"PgDn", page}, {"Ctrl-Home", -FAR}, {"Ctrl-End", FAR},
    };
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        if (key_is(key, keys[i].name)) {
            move(picker, keys[i].step);
            return true;
        }
    }
    return false;
}

static void typing_key(struct picker *picker, const struct key *key)
{
    char name[KEY_NAME_SIZE];
    struct buf sentence;
    switch (edit_key(&picker->edit, key)) {
    case EDIT_CHANGED:
        picker->on_list = false;
        picker_narrow(picker);
        break;
    case EDIT_FULL:
        picker_say(picker, _("The path is too long"));
        break;
    case EDIT_NOT_MINE:
        buf_init(&sentence);
        buf_addf(&sentence, _("%s does nothing here"), key_print(key, name));
        picker_say(picker, sentence.text);
        buf_release(&sentence);
        break;
    case EDIT_SAME:
        picker->on_list = false;
        break;
    }
}

/* Redraw, suspend and help are the shell's here too. */
static bool is_for_shell(const struct key *key)
{
    return key_is(key, "Ctrl-L") || key_is(key, "Ctrl-Z") || key_is(key, "Ctrl-C") ||
           key_is(key, "F1");
}

/* Nothing is typed any more: back to all rows. */
static void picker_clear(struct picker *picker)
{
    edit_set(&picker->edit, "");
    picker_narrow(picker);
}

/* Space is text while something is typed. */
static bool is_mark(const struct picker *picker, const struct key *key)
{
    return picker_is_many(picker) &&
           (key->code == K_INSERT ||
            (key_is(key, "Space") && (picker->on_list || picker->edit.length == 0)));
}

static void on_take(struct picker *picker)
{
    if (picker->mark_count > 0)
        choose_marked(picker);
    else
        on_enter(picker);
}

/* Right into the selected folder, while nothing is typed. */
static bool is_into(const struct picker *picker, const struct key *key)
{
    const struct folder_file *file = picker_file(picker);
    return key->code == K_RIGHT && picker->edit.length == 0 && file != NULL &&
           file->kind == FILE_FOLDER;
}

static bool picker_key(struct view *view, const struct key *key)
{
    struct picker *picker = (struct picker *)view;
    if (is_for_shell(key))
        return false;
    buf_clear(&picker->said);
    if (moving_key(picker, key))
        return true;
    if (key->code == K_ENTER || is_into(picker, key))
        on_enter(picker);
    else if (is_mark(picker, key))
        picker_turn_mark(picker);
    else if (picker_is_many(picker) && key_is(key, "Ctrl-S"))
        on_take(picker);
    else if (key->code == K_ESC && picker->edit.length > 0)
        picker_clear(picker);
    else if (key->code == K_ESC)
        shell_close(view->shell, view);
    else if (key->code == K_TAB)
        on_tab(picker);
    else if (key_is(key, "Ctrl-T"))
        picker_turn(picker);
    else if (picker->edit.length == 0 && (key->code == K_BACKSPACE || key->code == K_LEFT))
        go_up(picker);
    else
        typing_key(picker, key);
    return true;
}

/* ---- the view
 * -------------------------------------------------------------------------------------- */

static void picker_mouse(struct view *view, const struct event *event)
{
    struct picker *picker = (struct picker *)view;
    int row = event->mouse.row - picker->rows.row;
    size_t at = picker->top + (size_t)(row < 0 ? 0 : row);
    buf_clear(&picker->said);
    if (event->mouse.kind == MOUSE_WHEEL_UP) {
        move(picker, -3);
    } else if (event->mouse.kind == MOUSE_WHEEL_DOWN) {
        move(picker, 3);
    } else if (event->mouse.kind == MOUSE_PRESS && row >= 0 && row < picker->rows.rows &&
               at < picker->shown) {
        bool again = picker->on_list && picker->here == at;
        bool mark = picker_is_many(picker) && event->mouse.col < picker->rows.col + 2;
        picker->here = at;
        picker->on_list = true;
        if (mark)
            picker_turn_mark(picker);
        else if (again)
            on_enter(picker);
    }
}

static void picker_title(const struct view *view, struct buf *ret)
{
    buf_add(ret, ((const struct picker *)view)->title);
}

static bool picker_has_row(const struct view *view)
{
    return picker_file((const struct picker *)view) != NULL;
}

static const enum action no_actions[] = {ACT_NONE};

static const struct view_class picker_class = {
    .name = "picker",
    .actions = no_actions,
    .overlay = true,
    .close = picker_close,
    .draw = picker_draw,
    .title = picker_title,
    .key = picker_key,
    .typing = box_typing,
    .paste = picker_paste,
    .mouse = picker_mouse,
    .has_row = picker_has_row,
};

static bool picker_start(struct picker *picker, const char *title, const char *endings,
                         const char *start)
{
    char *folder = NULL;
    struct err err;
    err_init(&err);
    picker->title = strdup(title);
    picker->endings = endings != NULL ? strdup(endings) : NULL;
    if (!edit_init(&picker->edit, PATH_BYTES) || picker->title == NULL ||
        (endings != NULL && picker->endings == NULL))
        return false;
    /* A working directory that is gone is no reason to refuse. */
    if (folder_resolve(NULL, start != NULL ? start : ".", &folder, &err) != RC_OK)
        folder = strdup("/");
    if (folder == NULL)
        return false;
    picker_enter(picker, folder);
    free(folder);
    return picker->base != NULL && picker->folder != NULL;
}

/* `done` is not set yet: on failure the context stays the caller's. */
static struct picker *begin(struct shell *shell, const char *title, const char *endings,
                            const char *start)
{
    struct picker *picker = calloc(1, sizeof(*picker));
    if (picker == NULL)
        return NULL;
    picker->view = (struct view){&picker_class, shell};
    buf_init(&picker->trouble);
    buf_init(&picker->said);
    buf_init(&picker->pasted);
    buf_init(&picker->preview);
    if (picker_start(picker, title, endings, start))
        return picker;
    picker_close(&picker->view);
    return NULL;
}

struct view *picker_new(struct shell *shell, const char *title, const char *endings,
                        const char *start, picker_done *done, void *context)
{
    struct picker *picker = begin(shell, title, endings, start);
    if (picker == NULL)
        return NULL;
    picker->done = done;
    picker->context = context;
    return &picker->view;
}

struct view *picker_many_new(struct shell *shell, const struct picker_many *spec)
{
    /* The folder of last time may be gone. */
    bool is_there = spec->start != NULL && folder_look(spec->start) == FILE_FOLDER;
    struct picker *picker = begin(shell, spec->title, NULL, is_there ? spec->start : NULL);
    if (picker == NULL)
        return NULL;
    picker->note = spec->note != NULL ? strdup(spec->note) : NULL;
    if (spec->note != NULL && picker->note == NULL) {
        picker_close(&picker->view);
        return NULL;
    }
    picker->many = *spec;
    picker->many.title = picker->many.note = picker->many.start = NULL; /* borrowed for the call */
    picker->context = spec->context;
    return &picker->view;
}
