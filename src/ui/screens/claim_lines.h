/* SPDX-License-Identifier: MIT */
/* The page of a claim as lines: while it can be edited what stands in the way and the
 * checklist come first; then what it holds, and what happened to it. */
#ifndef COFFER_UI_CLAIM_LINES_H
#define COFFER_UI_CLAIM_LINES_H

#include "app/claim_course.h"
#include "ui/cells/canvas.h"

enum claim_section {
    SECTION_FINDINGS,
    SECTION_CHECKLIST,
    SECTION_EXPENSES,
    SECTION_METRICS,
    SECTION_DOCUMENTS,
    SECTION_APPROVALS,
    SECTION_PAYMENTS,
    SECTION_SENT,
    SECTION_HISTORY,
    CLAIM_SECTIONS,
};

struct claim_line {
    enum claim_section section;
    bool title;       /* of its section */
    size_t at;        /* in the claim's or the verdict's array */
    const char *mark; /* "[ ]" not yet, "[x]" done, "!!" in the way, "!" a warning; static */
    enum paint paint;
    char *text, *note; /* owned; note: "" for none */
    char *full;        /* owned: all of it, in sentences */
    bool has_figure;
    struct figure figure; /* its texts are the claim's, or static */
};
struct claim_lines {
    struct claim_line *items;
    size_t count, room;
};

/* Everything borrowed from sight and verdict must outlive the figures. What *ret held is
 * released only when the new ones are there. */
enum rc claim_lines_make(struct claim_lines *ret, const struct claim_sight *sight,
                         const struct claim_verdict *verdict, struct date day, struct err *err);
void claim_lines_release(struct claim_lines *lines);

/* How an expense is named to commands: its number, or VENDOR/NUMBER where two vendors
 * share it. */
enum rc claim_expense_item(const struct claim *claim, size_t expense, struct buf *ret,
                           struct err *err);

#endif
