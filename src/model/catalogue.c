/* SPDX-License-Identifier: MIT */
/* How a catalogue is built from the records of its file (activity.h). */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "base/words.h"
#include "model/activity.h"
#include "model/length.h"

const char *const activity_columns[ACTIVITY_COLUMNS] = {
    [ACTIVITY_CODE] = "code",         [ACTIVITY_GROUP] = "group",     [ACTIVITY_NAME] = "name",
    [ACTIVITY_PROGRAMS] = "programs", [ACTIVITY_KIND] = "kind",       [ACTIVITY_ITEM] = "item",
    [ACTIVITY_NEED] = "need",         [ACTIVITY_APPLIES] = "applies", [ACTIVITY_TEXT] = "text",
    [ACTIVITY_VALUE] = "value",
};

/* ---- memory that goes as a whole ---- */

struct kept {
    struct kept *next;
    max_align_t bytes[];
};

static void *keep(struct kept **list, size_t size)
{
    struct kept *kept = malloc(sizeof(*kept) + size);
    if (kept == NULL)
        return NULL;
    kept->next = *list;
    *list = kept;
    return kept->bytes;
}

static void kept_free(struct kept *list)
{
    while (list != NULL) {
        struct kept *next = list->next;
        free(list);
        list = next;
    }
}

void catalogue_release(struct catalogue *catalogue)
{
    kept_free(catalogue->memory);
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
    struct kept *kept;
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
    kept_free(builder->kept);
    free(builder);
}

/* ---- one record ---- */

/* It is read into kept memory; the messages name its line. */
struct record {
    struct catalogue_builder *builder;
    long line;
    const char *cells[ACTIVITY_COLUMNS]; /* without the blanks around */
};

/* "FILE line N: column: WHY: WHAT TO DO" */
__attribute__((format(printf, 4, 5))) static enum rc
refuse(const struct record *record, int column, struct err *err, const char *format, ...)
{
    char why[512];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(why, sizeof(why), format, arguments);
    va_end(arguments);
    if (length < 0)
        why[0] = '\0';
    return err_set(err, RC_CONTENT, _("%s line %ld: %s: %s"), record->builder->file, record->line,
                   activity_columns[column], why);
}

static const char *cell_excerpt(const struct record *record, int column,
                                char ret[TEXT_EXCERPT_SIZE])
{
    return text_excerpt(record->cells[column], ret);
}

static const char *keep_text(struct record *record, const char *text, size_t length)
{
    char *copy = keep(&record->builder->kept, length + 1);
    if (copy == NULL)
        return NULL;
    memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

static enum rc read_cells(struct record *record, const char *const cells[ACTIVITY_COLUMNS],
                          struct err *err)
{
    for (int column = 0; column < ACTIVITY_COLUMNS; column++) {
        const char *text = cells[column];
        size_t length = strlen(text);
        text_trim(&text, &length);
        record->cells[column] = keep_text(record, text, length);
        if (record->cells[column] == NULL)
            return err_memory(err);
    }
    return RC_OK;
}

static enum rc check_lengths(const struct record *record, struct err *err)
{
    for (int column = 0; column < ACTIVITY_COLUMNS; column++) {
        const char *text = record->cells[column];
        bool prose = column == ACTIVITY_TEXT || column == ACTIVITY_NEED;
        int limit = prose ? LENGTH_TEXT : LENGTH_NAME;
        bool blank = column == ACTIVITY_NEED || column == ACTIVITY_VALUE;
        if (text[0] == '\0' && !blank)
            return refuse(record, column, err, _("it is empty: every record says it"));
        if (length_is_over(text, strlen(text), (size_t)limit))
            return refuse(record, column, err, _("more than %d characters: say it shorter"), limit);
    }
    return RC_OK;
}

/* A code is typed as one word of a command. */
static bool is_code(const char *text)
{
    static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-";
    return text[0] != '\0' && text[0] != '-' && text[strspn(text, allowed)] == '\0';
}

static enum rc check_code(const struct record *record, int column, const char *code,
                          struct err *err)
{
    char excerpt[TEXT_EXCERPT_SIZE];
    if (is_code(code))
        return RC_OK;
    return refuse(record, column, err,
                  _("'%s' is not a code: use letters, digits and dashes, as in DG01-PIECE"),
                  text_excerpt(code, excerpt));
}

/* ---- words of a cell ---- */

static bool read_program_kind(const char *text, size_t length, enum program_kind *ret)
{
    static const char *const words[] = {[PROGRAMS_ALL] = "all",
                                        [PROGRAMS_SURFACE] = "surface",
                                        [PROGRAMS_NOT_SURFACE] = "not-surface"};
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (strlen(words[i]) == length && strncasecmp(words[i], text, length) == 0) {
            *ret = (enum program_kind)i;
            return true;
        }
    }
    return false;
}

static bool read_kind(const char *text, enum requirement_kind *ret)
{
    for (int i = 0; i < REQUIREMENT_KINDS; i++) {
        if (strcasecmp(text, requirement_kind_word((enum requirement_kind)i)) == 0) {
            *ret = (enum requirement_kind)i;
            return true;
        }
    }
    return false;
}

/* What follows the first word `word` of text; NULL: it begins with another. */
static const char *after_word(const char *text, const char *word)
{
    size_t length = strcspn(text, " ");
    if (length != strlen(word) || strncasecmp(text, word, length) != 0)
        return NULL;
    return text + length + strspn(text + length, " ");
}

static bool asks_something(enum requirement_kind kind)
{
    return kind != REQUIRE_EXPENSE && kind != REQUIRE_CAP;
}

static enum rc read_need(const struct record *record, struct requirement *ret, struct err *err)
{
    const char *text = record->cells[ACTIVITY_NEED], *rest;
    char excerpt[TEXT_EXCERPT_SIZE];
    ret->need = NEED_ALWAYS;
    ret->group = ret->when = "";
    if (!asks_something(ret->kind)) {
        if (text[0] == '\0')
            return RC_OK;
        return refuse(record, ACTIVITY_NEED, err,
                      _("an expense or a cap asks for nothing: leave it empty"));
    }
    if (strcasecmp(text, "required") == 0)
        return RC_OK;
    if ((rest = after_word(text, "when")) != NULL) {
        ret->need = NEED_WHEN;
        ret->when = rest;
        return RC_OK;
    }
    if ((rest = after_word(text, "one-of")) != NULL && ret->kind == REQUIRE_PROOF) {
        ret->need = NEED_ONE_OF;
        ret->group = rest;
        return check_code(record, ACTIVITY_NEED, rest, err);
    }
    return refuse(record, ACTIVITY_NEED, err,
                  _("'%s' is not what a %s can be: write required or when CONDITION; a proof can "
                    "be one-of GROUP as well"),
                  text_excerpt(text, excerpt), requirement_kind_word(ret->kind));
}

static enum rc read_value(const struct record *record, struct requirement *ret, struct err *err)
{
    const char *text = record->cells[ACTIVITY_VALUE];
    char excerpt[TEXT_EXCERPT_SIZE];
    ret->cap = (struct cap){.measure = CAP_NONE};
    if (ret->kind != REQUIRE_CAP && text[0] != '\0')
        return refuse(record, ACTIVITY_VALUE, err, _("only a cap has one: leave it empty"));
    if (ret->kind != REQUIRE_CAP || cap_parse(text, &ret->cap))
        return RC_OK;
    return refuse(record, ACTIVITY_VALUE, err,
                  _("'%s' is not a cap: write for instance usd 18750, 25%% of co-op, greater of "
                    "10%% of co-op and usd 3000, usd 45000 travel, usd 5000 travel per person and "
                    "conference, 3 persons per conference, or none"),
                  text_excerpt(text, excerpt));
}

static enum rc read_requirement(const struct record *record, struct requirement *ret,
                                struct err *err)
{
    const char *const *cells = record->cells;
    const char *applies = cells[ACTIVITY_APPLIES];
    char excerpt[TEXT_EXCERPT_SIZE];
    ret->item = cells[ACTIVITY_ITEM];
    ret->text = cells[ACTIVITY_TEXT];
    if (!read_kind(cells[ACTIVITY_KIND], &ret->kind))
        return refuse(record, ACTIVITY_KIND, err,
                      _("'%s' is none: write proof, metric, pre-approval, expense or cap"),
                      cell_excerpt(record, ACTIVITY_KIND, excerpt));
    if (!read_program_kind(applies, strlen(applies), &ret->programs))
        return refuse(record, ACTIVITY_APPLIES, err,
                      _("'%s' is none: write all, surface or not-surface"),
                      cell_excerpt(record, ACTIVITY_APPLIES, excerpt));
    enum rc rc = check_code(record, ACTIVITY_ITEM, ret->item, err);
    if (rc == RC_OK)
        rc = read_need(record, ret, err);
    return rc == RC_OK ? read_value(record, ret, err) : rc;
}

/* ---- its activity ---- */

static enum rc bad_programs(const struct record *record, struct err *err)
{
    char excerpt[TEXT_EXCERPT_SIZE];
    return refuse(record, ACTIVITY_PROGRAMS, err,
                  _("'%s' cannot be read: write all, surface or not-surface, and if need be "
                    "except and the codes of programs, as in all except surface-add"),
                  cell_excerpt(record, ACTIVITY_PROGRAMS, excerpt));
}

/* The words of text, in kept memory. */
static enum rc read_codes(struct record *record, const char *text, struct activity *ret,
                          struct err *err)
{
    size_t count = 0;
    for (const char *at = text; *at != '\0'; at += strspn(at, " ")) {
        at += strcspn(at, " ");
        count++;
    }
    const char **codes = keep(&record->builder->kept, (count + 1) * sizeof(*codes));
    if (codes == NULL)
        return err_memory(err);
    for (size_t i = 0; i < count; i++) {
        size_t length = strcspn(text, " ");
        codes[i] = keep_text(record, text, length);
        if (codes[i] == NULL)
            return err_memory(err);
        text += length + strspn(text + length, " ");
    }
    ret->not_for = codes;
    ret->not_for_count = count;
    return RC_OK;
}

static enum rc read_programs(struct record *record, struct activity *ret, struct err *err)
{
    const char *text = record->cells[ACTIVITY_PROGRAMS];
    size_t length = strcspn(text, " ");
    if (!read_program_kind(text, length, &ret->programs))
        return bad_programs(record, err);
    text += length + strspn(text + length, " ");
    if (*text == '\0')
        return RC_OK;
    text = after_word(text, "except");
    if (text == NULL || *text == '\0')
        return bad_programs(record, err);
    return read_codes(record, text, ret, err);
}

static enum rc new_draft(struct record *record, struct draft **ret, struct err *err)
{
    struct catalogue_builder *builder = record->builder;
    struct draft draft = {
        .activity = {.code = record->cells[ACTIVITY_CODE],
                     .group = record->cells[ACTIVITY_GROUP],
                     .name = record->cells[ACTIVITY_NAME]},
        .programs = record->cells[ACTIVITY_PROGRAMS],
    };
    enum rc rc = check_code(record, ACTIVITY_CODE, draft.activity.code, err);
    if (rc == RC_OK)
        rc = read_programs(record, &draft.activity, err);
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
static enum rc check_same(const struct record *record, const struct draft *draft, struct err *err)
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
            return refuse(record, said[i].column, err,
                          _("'%s', where an earlier record of %s says '%s': write the same in all "
                            "of them"),
                          cell_excerpt(record, said[i].column, excerpt), draft->activity.code,
                          text_excerpt(said[i].before, before));
    }
    for (size_t i = 0; i < draft->count; i++) {
        char excerpt[TEXT_EXCERPT_SIZE];
        if (strcasecmp(draft->requirements[i].item, record->cells[ACTIVITY_ITEM]) == 0)
            return refuse(record, ACTIVITY_ITEM, err,
                          _("'%s' stands twice in %s: give each requirement a code of its own"),
                          cell_excerpt(record, ACTIVITY_ITEM, excerpt), draft->activity.code);
    }
    return RC_OK;
}

static enum rc find_draft(struct record *record, struct draft **ret, struct err *err)
{
    struct catalogue_builder *builder = record->builder;
    for (size_t i = builder->count; i > 0; i--) { /* mostly the one of the record before */
        struct draft *draft = &builder->drafts[i - 1];
        if (strcasecmp(draft->activity.code, record->cells[ACTIVITY_CODE]) == 0) {
            *ret = draft;
            return check_same(record, draft, err);
        }
    }
    return new_draft(record, ret, err);
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
    struct record record = {.builder = builder, .line = line};
    struct requirement requirement;
    struct draft *draft = NULL;
    if (++builder->records > CATALOGUE_RECORDS_MAX)
        return err_set(err, RC_CONTENT,
                       _("%s line %ld: more than %d records: this is no catalogue of activities, "
                         "'coffer activity export FILE' writes one to look at"),
                       builder->file, line, CATALOGUE_RECORDS_MAX);
    enum rc rc = read_cells(&record, cells, err);
    if (rc == RC_OK)
        rc = check_lengths(&record, err);
    if (rc == RC_OK)
        rc = find_draft(&record, &draft, err);
    if (rc == RC_OK)
        rc = read_requirement(&record, &requirement, err);
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
    struct requirement *kept = keep(&builder->kept, size);
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
    struct activity *activities = keep(&builder->kept, builder->count * sizeof(*activities));
    if (activities == NULL)
        return err_memory(err);
    qsort(builder->drafts, builder->count, sizeof(*builder->drafts), compare_codes);
    for (size_t i = 0; i < builder->count; i++) {
        enum rc rc = keep_requirements(builder, &builder->drafts[i], err);
        if (rc != RC_OK)
            return rc;
        activities[i] = builder->drafts[i].activity;
    }
    *ret = (struct catalogue){activities, builder->count, builder->kept};
    builder->kept = NULL;
    return RC_OK;
}
