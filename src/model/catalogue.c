/* SPDX-License-Identifier: MIT */
/* How a catalogue is built from the records of its file (activity.h). */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/words.h"
#include "model/activity_record.h"

void catalogue_release(struct catalogue *catalogue)
{
    pool_release(&catalogue->memory);
    *catalogue = (struct catalogue){0};
}

/* ---- the builder ---- */

/* An activity that may still grow. */
struct draft {
    struct activity activity; /* requirements: NULL until the end */
    const char *programs;     /* as it was written */
    struct requirement *requirements;
    size_t count, capacity;
};

struct catalogue_builder {
    const char *file;
    struct pool pool;
    struct draft *drafts;
    size_t count, capacity;
    size_t records;
};

enum rc catalogue_builder_new(const char *file, struct catalogue_builder **ret, struct err *err)
{
    struct catalogue_builder *builder = calloc(1, sizeof(*builder));
    if (builder == NULL)
        return err_memory(err);
    builder->file = file;
    *ret = builder;
    return RC_OK;
}

void catalogue_builder_free(struct catalogue_builder *builder)
{
    if (builder == NULL)
        return;
    for (size_t i = 0; i < builder->count; i++)
        free(builder->drafts[i].requirements);
    free(builder->drafts);
    pool_release(&builder->pool);
    free(builder);
}

/* ---- one record ---- */

static enum rc new_draft(struct catalogue_builder *builder, struct activity_record *record,
                         struct draft **ret, struct err *err)
{
    struct draft draft = {.programs = record->cells[ACTIVITY_PROGRAMS]};
    enum rc rc = activity_record_activity(record, &draft.activity, err);
    if (rc != RC_OK)
        return rc;
    if (builder->count == builder->capacity) {
        size_t capacity = builder->capacity > 0 ? 2 * builder->capacity : 32;
        struct draft *more = reallocarray(builder->drafts, capacity, sizeof(*more));
        if (more == NULL)
            return err_memory(err);
        builder->drafts = more;
        builder->capacity = capacity;
    }
    builder->drafts[builder->count] = draft;
    *ret = &builder->drafts[builder->count++];
    return RC_OK;
}

/* Records of one activity say the same of it. */
static enum rc check_same(const struct activity_record *record, const struct draft *draft,
                          struct err *err)
{
    const struct {
        int column;
        const char *before;
    } said[] = {{ACTIVITY_GROUP, draft->activity.group},
                {ACTIVITY_NAME, draft->activity.name},
                {ACTIVITY_PROGRAMS, draft->programs}};
    for (size_t i = 0; i < sizeof(said) / sizeof(said[0]); i++) {
        char excerpt[TEXT_EXCERPT_SIZE], before[TEXT_EXCERPT_SIZE];
        if (strcmp(record->cells[said[i].column], said[i].before) != 0)
            return activity_record_refuse(
                record, said[i].column, err,
                _("'%s', where an earlier record of %s says '%s': write the same in all "
                  "of them"),
                activity_record_excerpt(record, said[i].column, excerpt), draft->activity.code,
                text_excerpt(said[i].before, before));
    }
    for (size_t i = 0; i < draft->count; i++) {
        char excerpt[TEXT_EXCERPT_SIZE];
        if (strcasecmp(draft->requirements[i].item, record->cells[ACTIVITY_ITEM]) == 0)
            return activity_record_refuse(
                record, ACTIVITY_ITEM, err,
                _("'%s' stands twice in %s: give each requirement a code of its own"),
                activity_record_excerpt(record, ACTIVITY_ITEM, excerpt), draft->activity.code);
    }
    return RC_OK;
}

static enum rc find_draft(struct catalogue_builder *builder, struct activity_record *record,
                          struct draft **ret, struct err *err)
{
    for (size_t i = builder->count; i > 0; i--) { /* mostly the one of the record before */
        struct draft *draft = &builder->drafts[i - 1];
        if (strcasecmp(draft->activity.code, record->cells[ACTIVITY_CODE]) == 0) {
            *ret = draft;
            return check_same(record, draft, err);
        }
    }
    return new_draft(builder, record, ret, err);
}

static enum rc append(struct draft *draft, const struct requirement *requirement, struct err *err)
{
    if (draft->count == draft->capacity) {
        size_t capacity = draft->capacity > 0 ? 2 * draft->capacity : 16;
        struct requirement *more = reallocarray(draft->requirements, capacity, sizeof(*more));
        if (more == NULL)
            return err_memory(err);
        draft->requirements = more;
        draft->capacity = capacity;
    }
    draft->requirements[draft->count++] = *requirement;
    return RC_OK;
}

enum rc catalogue_builder_add(struct catalogue_builder *builder,
                              const char *const cells[ACTIVITY_COLUMNS], long line, struct err *err)
{
    struct activity_record record = {.file = builder->file, .line = line, .pool = &builder->pool};
    struct requirement requirement;
    struct draft *draft = NULL;
    if (++builder->records > CATALOGUE_RECORDS_MAX)
        return err_set(err, RC_CONTENT,
                       _("%s line %ld: more than %d records: this is no catalogue of activities, "
                         "'coffer activity export FILE' writes one to look at"),
                       builder->file, line, CATALOGUE_RECORDS_MAX);
    enum rc rc = activity_record_read(&record, cells, err);
    if (rc == RC_OK)
        rc = find_draft(builder, &record, &draft, err);
    if (rc == RC_OK)
        rc = activity_record_requirement(&record, &requirement, err);
    return rc == RC_OK ? append(draft, &requirement, err) : rc;
}

/* ---- the end ---- */

static int compare_codes(const void *left, const void *right)
{
    const struct draft *a = left, *b = right;
    return strcasecmp(a->activity.code, b->activity.code);
}

static enum rc keep_requirements(struct catalogue_builder *builder, struct draft *draft,
                                 struct err *err)
{
    size_t size = draft->count * sizeof(*draft->requirements);
    struct requirement *kept = pool_take(&builder->pool, size);
    if (kept == NULL)
        return err_memory(err);
    memcpy(kept, draft->requirements, size);
    draft->activity.requirements = kept;
    draft->activity.requirement_count = draft->count;
    return RC_OK;
}

enum rc catalogue_builder_end(struct catalogue_builder *builder, struct catalogue *ret,
                              struct err *err)
{
    if (builder->count == 0)
        return err_set(err, RC_CONTENT,
                       _("%s: no activity stands in it: 'coffer activity export FILE' writes a "
                         "catalogue to begin with"),
                       builder->file);
    struct activity *activities = pool_take(&builder->pool, builder->count * sizeof(*activities));
    if (activities == NULL)
        return err_memory(err);
    qsort(builder->drafts, builder->count, sizeof(*builder->drafts), compare_codes);
    for (size_t i = 0; i < builder->count; i++) {
        enum rc rc = keep_requirements(builder, &builder->drafts[i], err);
        if (rc != RC_OK)
            return rc;
        activities[i] = builder->drafts[i].activity;
    }
    *ret = (struct catalogue){activities, builder->count, builder->pool};
    builder->pool = (struct pool){0};
    return RC_OK;
}
