/* SPDX-License-Identifier: MIT */
#include "model/activity_record.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/words.h"
#include "model/length.h"

const char *const activity_columns[ACTIVITY_COLUMNS] = {
    [ACTIVITY_CODE] = "code",         [ACTIVITY_GROUP] = "group",     [ACTIVITY_NAME] = "name",
    [ACTIVITY_PROGRAMS] = "programs", [ACTIVITY_KIND] = "kind",       [ACTIVITY_ITEM] = "item",
    [ACTIVITY_NEED] = "need",         [ACTIVITY_APPLIES] = "applies", [ACTIVITY_TEXT] = "text",
    [ACTIVITY_VALUE] = "value",
};

enum rc activity_record_refuse(const struct activity_record *record, int column, struct err *err,
                               const char *format, ...)
{
    char why[512];
    va_list args;
    va_start(args, format);
    int length = vsnprintf(why, sizeof why, format, args);
    va_end(args);
    bug_if(length < 0, "a reason that cannot be printed");
    if ((size_t)length >= sizeof why)
        why[text_cut(why, sizeof why - 1)] = '\0';
    return err_set(err, RC_CONTENT, _("%s line %ld: %s: %s"), record->file, record->line,
                   activity_columns[column], why);
}

const char *activity_record_excerpt(const struct activity_record *record, int column,
                                    char ret[TEXT_EXCERPT_SIZE])
{
    return text_excerpt(record->cells[column], ret);
}

static enum rc check_lengths(const struct activity_record *record, struct err *err)
{
    for (int column = 0; column < ACTIVITY_COLUMNS; column++) {
        const char *text = record->cells[column];
        bool prose = column == ACTIVITY_TEXT || column == ACTIVITY_NEED;
        int limit = prose ? LENGTH_TEXT : LENGTH_NAME;
        bool blank = column == ACTIVITY_NEED || column == ACTIVITY_VALUE;
        if (text[0] == '\0' && !blank)
            return activity_record_refuse(record, column, err,
                                          _("it is empty: every record says it"));
        if (length_is_over(text, strlen(text), (size_t)limit))
            return activity_record_refuse(record, column, err,
                                          _("more than %d characters: say it shorter"), limit);
    }
    return RC_OK;
}

enum rc activity_record_read(struct activity_record *record,
                             const char *const cells[ACTIVITY_COLUMNS], struct err *err)
{
    for (int column = 0; column < ACTIVITY_COLUMNS; column++) {
        const char *text = cells[column];
        size_t length = strlen(text);
        text_trim(&text, &length);
        record->cells[column] = pool_text(record->pool, text, length);
        if (record->cells[column] == NULL)
            return err_memory(err);
    }
    return check_lengths(record, err);
}

/* A code is typed as one word of a command. */
static bool is_code(const char *text)
{
    static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-";
    return text[0] != '\0' && text[0] != '-' && text[strspn(text, allowed)] == '\0';
}

static enum rc check_code(const struct activity_record *record, int column, const char *code,
                          struct err *err)
{
    char excerpt[TEXT_EXCERPT_SIZE];
    if (is_code(code))
        return RC_OK;
    return activity_record_refuse(
        record, column, err,
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

static enum rc read_need(const struct activity_record *record, struct requirement *ret,
                         struct err *err)
{
    const char *text = record->cells[ACTIVITY_NEED], *rest;
    char excerpt[TEXT_EXCERPT_SIZE];
    ret->need = NEED_ALWAYS;
    ret->group = ret->when = "";
    if (!asks_something(ret->kind)) {
        if (text[0] == '\0')
            return RC_OK;
        return activity_record_refuse(record, ACTIVITY_NEED, err,
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
    return activity_record_refuse(
        record, ACTIVITY_NEED, err,
        _("'%s' is not what a %s can be: write required or when CONDITION; a proof can "
          "be one-of GROUP as well"),
        text_excerpt(text, excerpt), requirement_kind_word(ret->kind));
}

static enum rc read_value(const struct activity_record *record, struct requirement *ret,
                          struct err *err)
{
    const char *text = record->cells[ACTIVITY_VALUE];
    char excerpt[TEXT_EXCERPT_SIZE];
    ret->cap = (struct cap){.measure = CAP_NONE};
    if (ret->kind != REQUIRE_CAP && text[0] != '\0')
        return activity_record_refuse(record, ACTIVITY_VALUE, err,
                                      _("only a cap has one: leave it empty"));
    if (ret->kind != REQUIRE_CAP || cap_parse(text, &ret->cap))
        return RC_OK;
    return activity_record_refuse(
        record, ACTIVITY_VALUE, err,
        _("'%s' is not a cap: write for instance usd 18750, 25%% of co-op, greater of "
          "10%% of co-op and usd 3000, usd 45000 travel, usd 5000 travel per person and "
          "conference, 3 persons per conference, or none"),
        text_excerpt(text, excerpt));
}

enum rc activity_record_requirement(const struct activity_record *record, struct requirement *ret,
                                    struct err *err)
{
    const char *const *cells = record->cells;
    const char *applies = cells[ACTIVITY_APPLIES];
    char excerpt[TEXT_EXCERPT_SIZE];
    ret->item = cells[ACTIVITY_ITEM];
    ret->text = cells[ACTIVITY_TEXT];
    if (!read_kind(cells[ACTIVITY_KIND], &ret->kind))
        return activity_record_refuse(
            record, ACTIVITY_KIND, err,
            _("'%s' is none: write proof, metric, pre-approval, expense or cap"),
            activity_record_excerpt(record, ACTIVITY_KIND, excerpt));
    if (!read_program_kind(applies, strlen(applies), &ret->programs))
        return activity_record_refuse(record, ACTIVITY_APPLIES, err,
                                      _("'%s' is none: write all, surface or not-surface"),
                                      activity_record_excerpt(record, ACTIVITY_APPLIES, excerpt));
    enum rc rc = check_code(record, ACTIVITY_ITEM, ret->item, err);
    if (rc == RC_OK)
        rc = read_need(record, ret, err);
    return rc == RC_OK ? read_value(record, ret, err) : rc;
}

/* ---- its activity ---- */

static enum rc bad_programs(const struct activity_record *record, struct err *err)
{
    char excerpt[TEXT_EXCERPT_SIZE];
    return activity_record_refuse(
        record, ACTIVITY_PROGRAMS, err,
        _("'%s' cannot be read: write all, surface or not-surface, and if need be "
          "except and the codes of programs, as in all except surface-add"),
        activity_record_excerpt(record, ACTIVITY_PROGRAMS, excerpt));
}

/* The words of text, in kept memory. */
static enum rc read_codes(struct activity_record *record, const char *text, struct activity *ret,
                          struct err *err)
{
    size_t count = 0;
    for (const char *at = text; *at != '\0'; at += strspn(at, " ")) {
        at += strcspn(at, " ");
        count++;
    }
    const char **codes = pool_take(record->pool, (count + 1) * sizeof(*codes));
    if (codes == NULL)
        return err_memory(err);
    for (size_t i = 0; i < count; i++) {
        size_t length = strcspn(text, " ");
        codes[i] = pool_text(record->pool, text, length);
        if (codes[i] == NULL)
            return err_memory(err);
        text += length + strspn(text + length, " ");
    }
    ret->not_for = codes;
    ret->not_for_count = count;
    return RC_OK;
}

static enum rc read_programs(struct activity_record *record, struct activity *ret, struct err *err)
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

enum rc activity_record_activity(struct activity_record *record, struct activity *ret,
                                 struct err *err)
{
    struct activity activity = {
        .code = record->cells[ACTIVITY_CODE],
        .group = record->cells[ACTIVITY_GROUP],
        .name = record->cells[ACTIVITY_NAME],
    };
    enum rc rc = check_code(record, ACTIVITY_CODE, activity.code, err);
    if (rc == RC_OK)
        rc = read_programs(record, &activity, err);
    if (rc == RC_OK)
        *ret = activity;
    return rc;
}
