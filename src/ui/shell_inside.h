/* SPDX-License-Identifier: MIT */
/* Inside the shell: what its files share. shell.c opens books and screens and takes
 * events, shell_said.c speaks, shell_views.c keeps the views, shell_act.c does actions
 * or says why not, shell_frame.c draws, shell_time.c undoes and travels, shell_job.c
 * runs long work, shell_copy.c makes the daily copy. */
#ifndef COFFER_UI_SHELL_INSIDE_H
#define COFFER_UI_SHELL_INSIDE_H

#include "ui/parts/places.h"
#include "ui/shell.h"

enum { SCREENS = 8, DEPTH_MAX = 12, OVERLAYS_MAX = 8, PLACES_MAX = 64, SAID_SIZE = 512 };

/* A view and whether its rows are older than the book. */
struct slot {
    struct view *view;
    bool stale;
};

/* The views of one screen: slots[0] is its bottom, slots[shown - 1] is seen; the
 * ones above it were gone back from and are kept for going forward. */
struct stack {
    struct slot slots[DEPTH_MAX];
    int shown, kept;
};

struct place {
    int screen, depth;
};

struct job;
struct copying;

struct shell {
    struct app_options options;
    struct app *app;
    void (*wake)(void *context);
    void *wake_context;
    int64_t (*ticks)(void);
    bool (*pause)(void *context);
    void *pause_context;

    struct stack stacks[SCREENS + 1]; /* by number; 0: before a book is open */
    int screen;
    struct slot overlays[OVERLAYS_MAX];
    int overlay_count;
    struct place places[PLACES_MAX]; /* where one has been */
    int place, place_count;

    struct date home; /* the day that is written on */
    int64_t *own;     /* rows of the log that were written here; owned */
    size_t own_count;
    struct key before; /* the first key of a sequence */
    bool has_before;
    char said[SAID_SIZE];     /* the line of shell_say; "" when there is none */
    size_t said_end;          /* where its end begins that is not cut, 0: none */
    char said_too[SAID_SIZE]; /* a warning that came with what was done; "": none */
    int64_t said_until;
    bool warned;      /* it is a warning that came with the event that is under way */
    bool found_known; /* what the palette finds is that of the book as it is */
    bool over;
    struct named {
        enum action way; /* ACT_UNDO or ACT_REDO turns the row */
        int64_t row;     /* of the log, 0: none */
    } said_of, named;    /* of the line; of the one that stood when the key came */
    struct buf clip;
    enum errand_kind errand;
    struct area body;      /* of the last frame */
    int tab_ends[SCREENS]; /* of the last frame: the column after each tab */
    struct job *job;
    bool copies_behind; /* as the setup said */
    bool copy_due;
    struct copying *copying; /* the thread that makes the daily copy */
    int recent[SHELL_RECENT];
    struct places found; /* what the palette finds by name */
};

/* The slot that gets the keys; NULL: none. */
struct slot *shell_front(struct shell *shell);
struct stack *shell_stack(struct shell *shell);
/* The action is one of the view's own. */
bool view_offers(const struct view *view, enum action action);
void shell_all_stale(struct shell *shell);
/* The bottom view of a screen is there, and stale where it is new; false: no memory. */
bool shell_open_screen(struct shell *shell, int number);
/* Pulls what is stale and seen. */
void shell_refresh(struct shell *shell);
bool shell_is_travelling(struct shell *shell);
/* Lets all views go. */
void shell_close_all(struct shell *shell);
/* The boxes above the first `count`. */
void shell_cut_overlays(struct shell *shell, int count);
/* Where one is becomes the newest place of the way back. */
void shell_note_place(struct shell *shell);
/* One place back (-1) or on (1), stepping over those whose view is gone. */
void shell_walk_places(struct shell *shell, int step);
/* Leaves, after asking where something would be lost. */
void shell_quit(struct shell *shell);

/* shell_said.c: shell_say_done with other words about the way back. */
void shell_say_done_as(struct shell *shell, const char *what, const char *way_back, enum action way,
                       int64_t row);
/* shell_say of a sentence of a lower layer (ui/parts/retell.h). */
void shell_retell(struct shell *shell, const char *sentence);
/* The same of a warning: what was done is said beside it. */
void shell_warn(struct shell *shell, const char *sentence);
/* What was said, on as few lines as it needs, the last of them `row`; `most`: the lines of
 * the view, of which one stays, but where a warning needs it. */
void shell_draw_said(const struct shell *shell, struct canvas *canvas, int row, int most);

/* shell_frame.c: the screen whose tab stands at this column of the top line,
 * ACT_NONE: none. */
enum action shell_tab_at(struct shell *shell, int col);

/* shell_time.c */
void shell_keep_own(struct shell *shell, int64_t row);
void shell_forget_own(struct shell *shell);
void shell_redo(struct shell *shell);
void shell_travel(struct shell *shell);
void shell_look_at(struct shell *shell, struct date day);

/* shell_copy.c */
void copy_start(struct shell *shell); /* where a copy is due and none is under way */
void copy_tick(struct shell *shell);  /* a wake: it may be made */
void copy_end(struct shell *shell);   /* waits until it is */

/* shell_job.c */
void job_tick(struct shell *shell); /* a wake: the job has something to say */
bool job_is_running(const struct shell *shell);
bool job_words(struct shell *shell, struct buf *ret); /* "Importing 43 %" */
void job_stop(struct shell *shell);                   /* asks it to stop */
void job_end(struct shell *shell);                    /* stops it and waits */

#endif
