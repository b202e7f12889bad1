/* SPDX-License-Identifier: MIT */
/*
 * A view: a screen, a dialog or a form, as a table of functions on its own
 * state. Keys become actions (actions.h), actions change the state or call a
 * command of the app layer, recalc pulls data into rows, draw paints them. A view
 * knows the app layer, the parts and the shell's services below; it knows no
 * terminal, no SQLite and no other view's state.
 */
#ifndef COFFER_UI_VIEW_H
#define COFFER_UI_VIEW_H

#include "app/app.h"
#include "base/buf.h"
#include "ui/actions.h"
#include "ui/cells/canvas.h"

struct shell;
struct view;

struct view_class {
    const char *name; /* stable: "funds" */
    /* What can be done here beyond moving, most important first, ends in ACT_NONE. */
    const enum action *actions;
    /* What ADD, EDIT and DELETE need here; MAY_LOOK: as the table of actions says. */
    enum permission changes;
    bool overlay; /* drawn over what is below, in a box of its own; Esc closes it */

    void (*close)(struct view *view); /* frees the view itself */
    /* Pulls the data of the app's day. Called when the view opens, after every
     * write, when another process wrote, and when the day changes. Selection is
     * kept where the row still exists. NULL: nothing to pull. On failure the
     * shell shows the words and the view keeps what it had. */
    enum rc (*recalc)(struct view *view, struct err *err);
    /* Draws into the area only, sets canvas_focus, registers its figures. */
    void (*draw)(struct view *view, struct canvas *canvas, struct area area);
    /* Its breadcrumb: "Funds", "MCI · Contoso AB · FY27H1". */
    void (*title)(const struct view *view, struct buf *ret);
    /* Appends a sentence why the action cannot be done now and returns true;
     * false: it can. Asked only for `actions`; permission, book and day are
     * looked at by the shell before. NULL: everything can be done. */
    bool (*refuses)(struct view *view, enum action action, struct buf *ret_why);
    /* What ACT_OPEN is in the footer, N_(). NULL: "open". */
    const char *opens;
    /* False: not mine, the shell does its own or says so. */
    bool (*act)(struct view *view, enum action action);
    /* Keys before they are actions: fields and filters. False: not taken. NULL:
     * none. */
    bool (*key)(struct view *view, const struct key *key);
    /* While characters are text and no actions: what keys do then, for the footer:
     * key and label by turns, labels N_(), ends in NULL; empty where the view says
     * it itself. NULL: they are actions. */
    const char *const *(*typing)(const struct view *view);
    /* A paste. false: refused, the shell says that nothing took it. */
    bool (*paste)(struct view *view, const char *bytes, size_t length, bool more);
    /* A click or the wheel inside the area of the last draw. */
    void (*mouse)(struct view *view, const struct event *event);
    /* The figure under the cursor, and whether a row is selected. */
    bool (*figure)(const struct view *view, struct figure *ret);
    bool (*has_row)(const struct view *view);
    /* Time has passed or a job spoke: true if something is to be drawn. */
    bool (*tick)(struct view *view);
    /* What would be lost if the view closed now: a sentence into ret, true. */
    bool (*unsaved)(const struct view *view, struct buf *ret);
};

/* Each kind of view has this first. */
struct view {
    const struct view_class *class;
    struct shell *shell;
};

/* ---- what the shell does for views ------------------------------------------------ */

/* NULL before a book is open (first run). */
struct app *shell_app(struct shell *shell);
/* As given on the command line, for jobs that open the book themselves. */
const struct app_options *shell_options(const struct shell *shell);
/* The day shown: app_day, or today without a book. */
struct date shell_day(struct shell *shell);

/* Whether the book, the day shown and the person's role let that be done: what is refused
 * is not offered in a sentence. */
bool shell_may(struct shell *shell, enum permission permission);

/* Opens a view on top: an overlay over everything, others inside the current
 * screen. It is recalculated first; where that fails its words are shown and the
 * view is closed. view NULL (no memory): says so. */
void shell_push(struct shell *shell, struct view *view);
/* Closes it, and every view above it, without asking. The view is gone when this
 * returns. */
void shell_close(struct shell *shell, struct view *view);
/* To a screen, 1 to 8, as its key does. Returns its bottom view. */
struct view *shell_go(struct shell *shell, int number);

/* To the place before, as its key does. */
void shell_back(struct shell *shell);

/* A place of the book by name: the page of a claim, of a fund, of a program (location
 * NULL), or the funds of a location (program NULL). */
struct destination {
    char *claim; /* NULL: another place */
    char *program, *location;
    struct period period; /* of a fund */
};
void shell_show(struct shell *shell, const struct destination *to);

/* For five seconds: a line, or as many as three where the sentence needs them. */
void shell_say(struct shell *shell, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The same of something done, with the way back behind it: ACT_UNDO, "u takes it
 * back", or ACT_REDO. What is too long is cut before it. While it is shown that key
 * turns this row of the log and no other. */
void shell_say_done(struct shell *shell, const char *what, enum action way_back, int64_t row);
/* Below it, in a sentence, what else there is to know of what was done. */
void shell_say_too(struct shell *shell, const char *sentence);
/* A failure that the person must see: a box until a key. RC_STOP shows nothing. */
void shell_failed(struct shell *shell, const struct err *err);
/* After a command that wrote: pulls every open view anew and says app_done with
 * the key that takes it back, and below it what the command warned of. */
void shell_wrote(struct shell *shell);
/* Takes back a row of the log, 0: the one that the line names, else the newest, as
 * the key does: at once what was done on this screen, else after asking. */
void shell_undo(struct shell *shell, int64_t number);
/* To the clipboard, and says so. */
void shell_copy(struct shell *shell, const char *text);
/* The book is made or another one chosen: opens it and starts on the dashboard.
 * RC_OK or the words. */
enum rc shell_open_book(struct shell *shell, const char *path, struct err *err);

/* ---- long work --------------------------------------------------------------------- */

/* Runs in a thread with an app of its own, opened on the same book; NULL when it
 * could not be opened. Listener words (progress) go to the dialog. */
typedef enum rc shell_work(struct app *app, void *context, struct err *err);
/* In the screen's thread, after the dialog has closed. rc RC_STOP: cancelled. */
typedef void shell_work_done(struct shell *shell, void *context, enum rc rc, const struct err *err);
/* Shows a progress dialog with cancel at once. context belongs to the work until
 * `done`, which must free it. One at a time: RC_RULE, with the words, while
 * another runs. */
enum rc shell_job(struct shell *shell, const char *title, shell_work *work, shell_work_done *done,
                  void *context, struct err *err);
/* For a view that has a thread of its own (a search, a sort): makes the event loop
 * tick the view in front and draw. From any thread, while the view is open. */
void shell_wake(const struct shell *shell);

#endif
