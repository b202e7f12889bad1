/* SPDX-License-Identifier: MIT */
/*
 * Bringing a file in, between its files: import_trial.c picks it and tries it out,
 * import_preview.c shows what would come, import.c knows reports of earnings, with
 * import_new.c for the programs that nobody knew before, claim_import.c knows claims from
 * before Coffer.
 */
#ifndef COFFER_UI_IMPORTING_H
#define COFFER_UI_IMPORTING_H

#include "app/app.h"
#include "ui/view.h"

struct trial;

/* A file that is being brought in. Kinds that remember more begin with it. */
struct intake {
    const struct trial_kind *kind;
    char *path, *rejects; /* owned; rejects: the file for rejected rows, NULL: there are none */
    int64_t row;          /* of the log */
};

/* What files are brought in, and how. Texts N_(). */
struct trial_kind {
    const char *picks;       /* title of the picker */
    const char *endings;     /* as picker_new takes them */
    const char *folder;      /* under which name the last folder is remembered */
    const char *reading;     /* title of the work that tries a file out */
    const char *nothing;     /* why a file without rows cannot be brought in */
    enum action brings;      /* that brings it in, beside Enter */
    const char *where, *row; /* heads of the lines: what they are of, and how many rows */
    const char *what;
    /* Tries trial->path out: fills base, head, lines, comes, and rejects through
     * trial_reject_add. RC_OK also where rows were rejected. In a thread. */
    enum rc (*try_out)(struct app *app, struct trial *trial, struct err *err);
    const char *bringing; /* title of the work that brings a file in */
    size_t intake_size;   /* of the kind's own intake, zeroed when it begins */
    /* Brings it in. In a thread. */
    enum rc (*bring_in)(struct app *app, struct intake *intake, struct err *err);
    /* It is in: what is said of it; more may be shown. */
    void (*tell)(struct shell *shell, const struct intake *intake, struct buf *ret);
    /* Lets go of what the kind's own intake holds; NULL: nothing. */
    void (*release)(struct intake *intake);
};

/* A row that was rejected; texts owned. */
struct trial_reject {
    char *source, *reason;
    int64_t line;
};
/* What would come in: a program of a report, a claim; texts owned. */
struct trial_line {
    char *where, *what;
    int64_t rows; /* -1: not said */
    bool warns;
};
enum { TRIAL_ROWS_MAX = 10000 }; /* of either; more are counted */

/* A file tried out: nothing of it is in the book. */
struct trial {
    const struct trial_kind *kind;
    char *path;
    char base[256];
    struct buf head; /* the counts in words */
    bool comes;      /* some row would come in */
    struct trial_reject *rejects;
    size_t reject_count, reject_room;
    int64_t rejected; /* all of them */
    struct trial_line *lines;
    size_t line_count, line_room;
};

/* ---- import_trial.c -------------------------------------------------------------------------- */

/* Picks a file of the kind (path NULL), tries it out and shows the preview. */
void trial_begin(struct shell *shell, const struct trial_kind *kind, const char *path);
void trial_free(struct trial *trial); /* NULL is fine */
/* As the commands tell rejected rows; context: the trial. */
enum rc trial_reject_add(void *context, const char *source, int64_t line, const char *reason,
                         struct err *err);
/* Texts are copied; beyond TRIAL_ROWS_MAX nothing is kept. */
enum rc trial_line_add(struct trial *trial, const char *where, int64_t rows, const char *what,
                       bool warns, struct err *err);

/* Starts the work that brings a file in; rejects as above. */
enum rc trial_bring_in(struct shell *shell, const struct trial_kind *kind, const char *path,
                       const char *rejects, struct err *err);

/* ---- import_preview.c ------------------------------------------------------------------------ */

/* What would come in, and what was rejected; takes the trial over. */
struct view *import_preview_new(struct shell *shell, struct trial *trial);
/* It is in: the preview closes where it is seen. */
void import_preview_done(struct shell *shell, const char *path);

/* ---- import_new.c ---------------------------------------------------------------------------- */

/* The programs that an import made, with Enter to set their terms. codes: copied. */
struct view *import_new_new(struct shell *shell, char *const *codes, size_t count);

#endif
