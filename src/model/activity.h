/* SPDX-License-Identifier: MIT */
/*
 * The catalogue of activities that co-op may pay for, and what each requires
 * (RULES.md section 7). It is data: the engine knows none of it. A catalogue holds
 * from its day until the next one; a claim is judged by the one in force on its
 * start day (CONTRACT.md section 1).
 */
#ifndef COFFER_MODEL_ACTIVITY_H
#define COFFER_MODEL_ACTIVITY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/pool.h"
#include "model/cap.h"

enum requirement_kind {
    REQUIRE_PROOF,
    REQUIRE_METRIC,
    REQUIRE_PRE_APPROVAL,
    REQUIRE_EXPENSE, /* what may be paid; asks for nothing itself */
    REQUIRE_CAP,
};
enum { REQUIREMENT_KINDS = 5 };
const char *requirement_kind_word(enum requirement_kind kind); /* "pre-approval" */

enum requirement_need {
    NEED_ALWAYS, /* "required" */
    NEED_ONE_OF, /* any one of its group satisfies the group */
    NEED_WHEN,   /* only where something holds that Coffer cannot know: a warning */
};

/* For which programs an activity, or a requirement of it, holds. */
enum program_kind { PROGRAMS_ALL, PROGRAMS_SURFACE, PROGRAMS_NOT_SURFACE };

/* Texts are owned by the catalogue. */
struct requirement {
    enum requirement_kind kind;
    const char *item; /* its code: "DG01-PIECE"; of a metric the name that is set */
    enum requirement_need need;
    const char *group; /* of one-of; "" else */
    const char *when;  /* of when, in plain words: "the claim has airfare"; "" else, or unsaid */
    const char *text;  /* what it asks, in plain words */
    enum program_kind programs;
    struct cap cap; /* of a cap */
};

struct activity {
    const char *code;  /* "DG01" */
    const char *group; /* "Demand generation" */
    const char *name;
    enum program_kind programs; /* others may not claim for it */
    const char *const *not_for; /* codes of programs that may not, as well */
    size_t not_for_count;
    const struct requirement *requirements; /* in the order of the file */
    size_t requirement_count;
};

struct catalogue {
    const struct activity *activities; /* by code */
    size_t count;
    struct pool memory; /* what all of it lies in */
};

/*
 * One record of a catalogue's file, a requirement, already cut into cells in this order:
 *
 *   code      of the activity: letters, digits and dashes, as the item and GROUP
 *   group     "Demand generation"
 *   name      of the activity
 *   programs  all, surface or not-surface; then, if need be, "except CODE CODE"
 *   kind      a requirement_kind_word
 *   item      its code, not twice in one activity
 *   need      required, when, "when CONDITION"; of a proof also "one-of GROUP"; of an
 *             expense and a cap nothing
 *   applies   all, surface or not-surface: where the requirement holds
 *   text      what it asks
 *   value     of a cap its expression (cap.h), else nothing
 *
 * Blanks around a cell are dropped. Cells are borrowed for the call.
 */
enum {
    ACTIVITY_CODE,
    ACTIVITY_GROUP,
    ACTIVITY_NAME,
    ACTIVITY_PROGRAMS,
    ACTIVITY_KIND,
    ACTIVITY_ITEM,
    ACTIVITY_NEED,
    ACTIVITY_APPLIES,
    ACTIVITY_TEXT,
    ACTIVITY_VALUE,
    ACTIVITY_COLUMNS,
};
extern const char *const activity_columns[ACTIVITY_COLUMNS]; /* their names */

/* More records than any program guide needs; a catalogue is held in memory. */
enum { CATALOGUE_RECORDS_MAX = 5000 };

struct catalogue_builder;
/* file stands in the messages; borrowed. */
enum rc catalogue_builder_new(const char *file, struct catalogue_builder **ret, struct err *err);
void catalogue_builder_free(struct catalogue_builder *builder); /* NULL is fine */
/* RC_CONTENT, "FILE line N: column: why: what to do", for a record that cannot be meant:
 * a cell that is empty, too long or none of its words, a cap that cannot be read, an
 * item twice in one activity, another group, name or programs for the same activity,
 * too many records. */
enum rc catalogue_builder_add(struct catalogue_builder *builder,
                              const char *const cells[ACTIVITY_COLUMNS], long line,
                              struct err *err);
/* RC_CONTENT where it is empty. The catalogue no longer needs the builder. */
enum rc catalogue_builder_end(struct catalogue_builder *builder, struct catalogue *ret,
                              struct err *err);
void catalogue_release(struct catalogue *catalogue);

/* NULL: no such activity. In any case of letters. */
const struct activity *catalogue_activity(const struct catalogue *catalogue, const char *code);
/* surface: the flag of the program's data. */
bool activity_is_for(const struct activity *activity, const char *program, bool surface);
bool requirement_is_for(const struct requirement *requirement, bool surface);
/* A proof or pre-approval by its item's code, in any case; NULL: none. */
const struct requirement *activity_item(const struct activity *activity, const char *item);
/* A metric by its name, in any case; NULL: none. */
const struct requirement *activity_metric(const struct activity *activity, const char *name);

/* One of them is enough; or they are the same. Both of one activity. */
bool requirement_same_group(const struct requirement *a, const struct requirement *b);
/* How many requirements stand in its group, itself among them, of which one is enough:
 * those that hold for the program. 0: it is in no group. surface: as above. */
size_t requirement_choices(const struct activity *activity, const struct requirement *requirement,
                           bool surface);

/* "The invitation. (one of: host)", "… (when the claim has airfare)": its text, and
 * what it takes to satisfy it. */
void requirement_add_text(struct buf *buf, const struct requirement *requirement);

#endif
