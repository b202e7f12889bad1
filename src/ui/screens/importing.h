/* SPDX-License-Identifier: MIT */
/*
 * Bringing a report in, between its files: import.c picks it, tries it out and
 * brings it in, import_preview.c shows what would come, import_new.c the programs
 * that nobody knew before.
 */
#ifndef COFFER_UI_IMPORTING_H
#define COFFER_UI_IMPORTING_H

#include "app/imports.h"
#include "ui/view.h"

/* What a report says of one program. */
struct trial_program {
    char *code; /* owned */
    bool is_new;
    int64_t rows;
    struct month first, last;
};

/* A row that was rejected; texts owned. */
struct trial_reject {
    char *source, *reason;
    int64_t line;
};
enum { TRIAL_REJECTS_MAX = 10000 }; /* more are counted */

/* A report tried out: nothing of it is in the book. */
struct trial {
    char *path;
    char base[256];
    int64_t bytes;
    struct import_counts counts;
    struct trial_reject *rejects;
    size_t reject_count, reject_room;
    int64_t rejected; /* all of them */
    struct trial_program *programs;
    size_t program_count;
    int32_t months; /* in which it has rows */
};
void trial_free(struct trial *trial); /* NULL is fine */

/* What would come in, and what was rejected; takes the trial over. */
struct view *import_preview_new(struct shell *shell, struct trial *trial);
/* It is in: the preview closes where it is seen. */
void import_preview_done(struct shell *shell, const char *path);
/* Brings the report in. rejects: the file for rejected rows, NULL where there are
 * none. */
enum rc import_bring_in(struct shell *shell, const char *path, const char *rejects,
                        struct err *err);
/* The programs that an import made, with Enter to set their terms. codes: copied. */
struct view *import_new_new(struct shell *shell, char *const *codes, size_t count);

#endif
