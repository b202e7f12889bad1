/* SPDX-License-Identifier: MIT */
/* Joins the shell to the terminal: events in, frames and errands out. */
#include "ui/ui.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "app/app.h"
#include "base/buf.h"
#include "base/clock.h"
#include "ui/cells/canvas.h"
#include "ui/shell.h"
#include "ui/term/term.h"

enum { KEPT = 64 };

struct ui {
    struct term *term;
    struct shell *shell;
    struct canvas canvas;
    struct buf title;
    int64_t drawn;           /* ticks of the last frame */
    bool unprepared;         /* other screens may have something to read */
    struct event kept[KEPT]; /* what came while a write waited, for afterwards */
    int kept_count;
};

/* No file, or the empty one that a killed `init` leaves. */
static bool is_book_missing(const struct app_options *options)
{
    struct err ignored;
    struct stat state;
    char *path = NULL;
    err_init(&ignored);
    if (app_book_path(options, &path, &ignored) != RC_OK)
        return false;
    bool missing =
        stat(path, &state) == 0 ? S_ISREG(state.st_mode) && state.st_size == 0 : errno == ENOENT;
    free(path);
    return missing;
}

/* *ret is NULL where a book has to be made first. */
static enum rc open_book(const struct app_options *options, struct app **ret, struct err *err)
{
    enum rc rc = app_open(options, ret, err);
    if (rc == RC_BOOK && is_book_missing(options)) {
        err_init(err);
        *ret = NULL;
        return RC_OK;
    }
    return rc;
}

static void draw(struct ui *ui)
{
    shell_draw(ui->shell, &ui->canvas);
    buf_clear(&ui->title);
    shell_title(ui->shell, &ui->title);
    term_title(ui->term, ui->title.text);
    term_show(ui->term, &ui->canvas);
    ui->drawn = clock_ticks();
}

static void run_errands(struct ui *ui)
{
    for (;;) {
        struct errand errand = shell_errand(ui->shell);
        switch (errand.kind) {
        case ERRAND_NONE:
            return;
        case ERRAND_COPY:
            term_copy(ui->term, errand.text);
            break;
        case ERRAND_SUSPEND:
            term_suspend(ui->term);
            break;
        case ERRAND_REDRAW:
            term_forget(ui->term);
            break;
        case ERRAND_BELL:
            term_bell(ui->term);
            break;
        }
    }
}

/* A paste is borrowed and cannot be kept; a click would mean another frame. */
static void keep(struct ui *ui, const struct event *event)
{
    if (event->kind != EVENT_PASTE && event->kind != EVENT_MOUSE && event->kind != EVENT_TICK &&
        ui->kept_count < KEPT)
        ui->kept[ui->kept_count++] = *event;
}

static bool is_kept(const struct ui *ui, enum event_kind kind)
{
    for (int i = 0; i < ui->kept_count; i++)
        if (ui->kept[i].kind == kind)
            return true;
    return false;
}

/* Of another size the canvas would be empty: its frame comes afterwards. */
static bool pause_for_others(void *context)
{
    enum { STEP = 100 };
    struct ui *ui = context;
    struct event event = {.kind = EVENT_TICK};
    struct err ignored;
    err_init(&ignored);
    if (!is_kept(ui, EVENT_RESIZE)) {
        shell_draw_waiting(ui->shell, &ui->canvas);
        term_show(ui->term, &ui->canvas);
    }
    if (term_next(ui->term, STEP, &event, &ignored) != RC_OK)
        return false;
    if ((event.kind == EVENT_KEY && event.key.code == K_ESC) || event.kind == EVENT_STOP)
        return false;
    keep(ui, &event);
    return event.kind != EVENT_END;
}

/* What was kept comes first. */
static enum rc next_event(struct ui *ui, int timeout, struct event *ret, struct err *err)
{
    if (ui->kept_count == 0)
        return term_next(ui->term, timeout, ret, err);
    *ret = ui->kept[0];
    ui->kept_count--;
    for (int i = 0; i < ui->kept_count; i++)
        ui->kept[i] = ui->kept[i + 1];
    return RC_OK;
}

/* The next event. Before it, once nobody has done anything for a moment, the other screens
 * read what they will show, one by one: a key that comes meanwhile waits for one at most. */
static enum rc rest(struct ui *ui, struct event *ret, struct err *err)
{
    enum { MOMENT = 30 };
    while (ui->unprepared) {
        int timeout = shell_timeout(ui->shell);
        bool soon = timeout >= 0 && timeout <= MOMENT;
        enum rc rc = next_event(ui, soon ? timeout : MOMENT, ret, err);
        if (rc != RC_OK || soon || ret->kind != EVENT_TICK)
            return rc;
        ui->unprepared = shell_prepare(ui->shell);
    }
    return next_event(ui, shell_timeout(ui->shell), ret, err);
}

static enum rc loop(struct ui *ui, struct err *err)
{
    /* Under a stream of input that never ends a frame is shown now and then. */
    enum { FRAME_LATEST = 100 };
    bool stale = true;
    struct event event = {.kind = EVENT_TICK};
    while (!shell_is_over(ui->shell) && event.kind != EVENT_END) {
        if (stale && (!term_has_more(ui->term) || clock_ticks() - ui->drawn >= FRAME_LATEST)) {
            draw(ui);
            stale = false;
        }
        /* More input may lie ready that is no event: then the frame is due. */
        enum rc rc = stale ? next_event(ui, 0, &event, err) : rest(ui, &event, err);
        if (rc != RC_OK)
            return rc;
        if (event.kind == EVENT_RESIZE)
            (void)canvas_resize(&ui->canvas, event.rows, event.cols);
        shell_event(ui->shell, &event);
        ui->unprepared = true;
        run_errands(ui);
        stale = true;
    }
    return RC_OK;
}

static enum rc run(struct ui *ui, struct app *app, const struct app_options *options,
                   struct err *err)
{
    const struct shell_setup setup = {.options = options,
                                      .app = app,
                                      .wake = term_wake,
                                      .context = ui->term,
                                      .ticks = clock_ticks,
                                      .pause = pause_for_others,
                                      .pause_context = ui,
                                      .copies_behind = true};
    enum rc rc = shell_new(&setup, &ui->shell, err);
    if (rc == RC_OK)
        rc = loop(ui, err);
    shell_free(ui->shell); /* before the terminal, which its jobs wake */
    return rc;
}

static enum rc start(struct ui *ui, struct err *err)
{
    int rows, cols;
    enum rc rc = term_open(&ui->term, err);
    if (rc != RC_OK)
        return rc;
    term_size(ui->term, &rows, &cols);
    return canvas_init(&ui->canvas, rows, cols, term_is_ascii(ui->term)) ? RC_OK : err_memory(err);
}

/* The first frame does not wait for the book: it may be large, and somebody else may
 * be writing in it. A file that looks like none is told without a screen. */
static enum rc open_and_run(const struct app_options *options, struct err *err)
{
    struct ui ui = {.term = NULL};
    struct app *app = NULL;
    buf_init(&ui.title);
    enum rc rc = start(&ui, err);
    if (rc == RC_OK && app_glance(options)) {
        shell_draw_opening(&ui.canvas);
        term_show(ui.term, &ui.canvas);
    }
    if (rc == RC_OK)
        rc = open_book(options, &app, err);
    if (rc == RC_OK)
        rc = run(&ui, app, options, err);
    term_close(ui.term);
    canvas_release(&ui.canvas);
    buf_release(&ui.title);
    return rc;
}

enum rc ui_run(const struct app_options *options, struct err *err)
{
    struct app_options here = *options;
    char *named = NULL, *path = NULL;
    enum rc rc = term_check(err);
    /* The commands that are shown work in every folder. */
    if (rc == RC_OK)
        rc = app_book_path(options, &named, err);
    if (rc == RC_OK)
        rc = app_whole_path(named, &path, err);
    here.book = path;
    if (rc == RC_OK)
        rc = open_and_run(&here, err);
    free(named);
    free(path);
    return rc;
}
