/* SPDX-License-Identifier: MIT */
/* The first run: there is no book yet. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/safety.h"
#include "base/words.h"
#include "ui/parts/form.h"
#include "ui/parts/list_view.h"
#include "ui/parts/picker.h"
#include "ui/parts/prose.h"
#include "ui/screens/screens.h"

enum way { MAKE, MAKE_AND_IMPORT, DEMO, OPEN_OTHER, WAYS };

static const struct {
    const char *name, *words;
} ways[WAYS] = {
    [MAKE] = {N_("New book"), N_("make an empty book; you are its admin")},
    [MAKE_AND_IMPORT] = {N_("First report"), N_("make a book and bring in a report")},
    [DEMO] = {N_("Demo"), N_("look around in a book with fictional figures")},
    [OPEN_OTHER] = {N_("Open"), N_("a book that lies somewhere else")},
};

struct welcome {
    struct list_view base; /* first */
    char *path;            /* where a book goes unless said otherwise */
};

static const struct grid_column columns[] = {
    {"way", N_("Begin with"), GRID_WORD, 0, 0, 0, false},
    {"words", N_("What it does"), GRID_TEXT, 1, 10, 0, false},
};

static void fill(void *context, size_t row, int column, struct grid_cell *ret)
{
    (void)context;
    ret->text = column == 0 ? _(ways[row].name) : _(ways[row].words);
}

/* ---- making ---------------------------------------------------------------------------------- */

static enum rc make_book(struct shell *shell, const char *path, bool demo, struct err *err)
{
    struct app_options options = *shell_options(shell);
    options.book = path;
    enum rc rc = app_init(&options, demo, err);
    return rc == RC_OK ? shell_open_book(shell, path, err) : rc;
}

enum making { MAKING_PLAIN, MAKING_FOR_IMPORT };

/* Opening the book closes every view, the form too. */
static enum rc save(void *context, struct shell *shell, const char *const *values, struct err *err)
{
    const enum making *making = context;
    enum making now = *making;
    char *path = NULL; /* the values go with the form */
    enum rc rc = app_whole_path(values[0], &path, err);
    if (rc == RC_OK)
        rc = make_book(shell, path, false, err);
    free(path);
    if (rc == RC_OK && now == MAKING_FOR_IMPORT)
        import_begin(shell, NULL);
    return rc;
}

static void open_form(struct shell *shell, const char *path, enum making making)
{
    static const struct field fields[] = {
        {.name = "file",
         .label = N_("File"),
         .hint =
             N_("A book is one file; ~ is your home folder. The proposed place is made, another "
                "folder must be there."),
         .kind = FIELD_TEXT,
         .must = true},
    };
    enum making *context = malloc(sizeof(*context));
    if (context == NULL) {
        shell_push(shell, NULL); /* says that memory is out */
        return;
    }
    *context = making;
    const struct form_spec spec = {
        .title = N_("A new book"),
        .fields = fields,
        .count = 1,
        .save = save,
        .release = free,
        .context = context,
    };
    const char *const values[] = {path};
    shell_push(shell, form_new(shell, &spec, values));
}

/* The demo book lies beside the place of the real one. */
static void open_demo(struct shell *shell, const char *path)
{
    struct buf demo;
    struct err err;
    const char *slash = strrchr(path, '/');
    err_init(&err);
    buf_init(&demo);
    if (slash != NULL)
        buf_add_bytes(&demo, path, (size_t)(slash - path) + 1);
    buf_add(&demo, "demo.coffer");
    enum rc rc = buf_check(&demo, &err);
    bool there = rc == RC_OK && access(demo.text, F_OK) == 0;
    if (rc == RC_OK)
        rc = there ? shell_open_book(shell, demo.text, &err)
                   : make_book(shell, demo.text, true, &err);
    if (rc != RC_OK)
        shell_failed(shell, &err);
    buf_release(&demo);
}

static void picked(struct shell *shell, void *context, const char *path)
{
    struct err err;
    (void)context;
    err_init(&err);
    if (path != NULL && shell_open_book(shell, path, &err) != RC_OK)
        shell_failed(shell, &err);
}

/* ---- the view -------------------------------------------------------------------------------- */

static enum rc welcome_recalc(struct view *view, struct err *err)
{
    struct welcome *welcome = (struct welcome *)view;
    list_refill(&welcome->base.list, WAYS);
    free(welcome->path);
    welcome->path = NULL;
    return app_book_path(shell_options(view->shell), &welcome->path, err);
}

static void welcome_close(struct view *view)
{
    struct welcome *welcome = (struct welcome *)view;
    free(welcome->path);
    list_release(&welcome->base.list);
    free(welcome);
}

static void welcome_draw(struct view *view, struct canvas *canvas, struct area area)
{
    struct welcome *welcome = (struct welcome *)view;
    struct area head = {area.row, area.col, area.rows - WAYS - 1, area.cols}, rest = area;
    struct buf text;
    buf_init(&text);
    buf_addf(&text,
             _("There is no book yet at %s.\n\nCoffer keeps co-op marketing funds: what has "
               "accrued, until when it can be used and claimed, and why each figure is what it "
               "is. Everything stays on this computer."),
             welcome->path != NULL ? welcome->path : "?");
    int lines = head.rows > 0 ? prose_draw(canvas, head, PAINT_TEXT, text.text) : 0;
    if (lines > 0 && area.rows - lines > WAYS + 1)
        lines++;
    rest.row += lines;
    rest.rows -= lines;
    list_draw(&welcome->base.list, canvas, rest, "");
    buf_release(&text);
}

static void welcome_title(const struct view *view, struct buf *ret)
{
    (void)view;
    buf_add(ret, _("Welcome to Coffer"));
}

static bool welcome_act(struct view *view, enum action action)
{
    struct welcome *welcome = (struct welcome *)view;
    size_t row = list_view_row(view);
    if (action != ACT_OPEN)
        return list_view_act(view, action);
    if (row == SIZE_MAX || welcome->path == NULL)
        return true;
    switch ((enum way)row) {
    case MAKE:
        open_form(view->shell, welcome->path, MAKING_PLAIN);
        break;
    case MAKE_AND_IMPORT:
        open_form(view->shell, welcome->path, MAKING_FOR_IMPORT);
        break;
    case DEMO:
        open_demo(view->shell, welcome->path);
        break;
    case OPEN_OTHER:
        shell_push(view->shell,
                   picker_new(view->shell, _("Open a book"), ".coffer", NULL, picked, NULL));
        break;
    case WAYS:
        break;
    }
    return true;
}

static const enum action welcome_actions[] = {ACT_OPEN, ACT_NONE};

static const struct view_class welcome_class = {
    .name = "welcome",
    .actions = welcome_actions,
    .close = welcome_close,
    .recalc = welcome_recalc,
    .draw = welcome_draw,
    .title = welcome_title,
    .act = welcome_act,
    .key = list_view_key,
    .typing = list_view_typing,
    .mouse = list_view_mouse,
    .has_row = list_view_has_row,
};

struct view *welcome_new(struct shell *shell)
{
    struct welcome *welcome = calloc(1, sizeof(*welcome));
    if (welcome == NULL)
        return NULL;
    welcome->base.view = (struct view){&welcome_class, shell};
    list_init(&welcome->base.list, columns, 2, fill, NULL, welcome);
    return &welcome->base.view;
}
