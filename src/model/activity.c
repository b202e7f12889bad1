/* SPDX-License-Identifier: MIT */
#include "model/activity.h"

#include <string.h>
#include <strings.h>

#include "base/words.h"

const char *requirement_kind_word(enum requirement_kind kind)
{
    static const char *const words[REQUIREMENT_KINDS] = {"proof", "metric", "pre-approval",
                                                         "expense", "cap"};
    return words[kind];
}

const struct activity *catalogue_activity(const struct catalogue *catalogue, const char *code)
{
    for (size_t i = 0; i < catalogue->count; i++)
        if (strcasecmp(catalogue->activities[i].code, code) == 0)
            return &catalogue->activities[i];
    return NULL;
}

static bool holds_for(enum program_kind programs, bool surface)
{
    return programs == PROGRAMS_ALL || (programs == PROGRAMS_SURFACE) == surface;
}

bool activity_is_for(const struct activity *activity, const char *program, bool surface)
{
    for (size_t i = 0; i < activity->not_for_count; i++)
        if (strcmp(activity->not_for[i], program) == 0)
            return false;
    return holds_for(activity->programs, surface);
}

bool requirement_is_for(const struct requirement *requirement, bool surface)
{
    return holds_for(requirement->programs, surface);
}

static const struct requirement *find(const struct activity *activity, const char *item,
                                      bool metric)
{
    for (size_t i = 0; i < activity->requirement_count; i++) {
        const struct requirement *requirement = &activity->requirements[i];
        bool fits = metric ? requirement->kind == REQUIRE_METRIC
                           : requirement->kind == REQUIRE_PROOF ||
                                 requirement->kind == REQUIRE_PRE_APPROVAL;
        if (fits && strcasecmp(requirement->item, item) == 0)
            return requirement;
    }
    return NULL;
}

const struct requirement *activity_item(const struct activity *activity, const char *item)
{
    return find(activity, item, false);
}

const struct requirement *activity_metric(const struct activity *activity, const char *name)
{
    return find(activity, name, true);
}

bool requirement_same_group(const struct requirement *a, const struct requirement *b)
{
    return a == b || (a->need == NEED_ONE_OF && b->need == NEED_ONE_OF && a->kind == b->kind &&
                      strcmp(a->group, b->group) == 0);
}

size_t requirement_choices(const struct activity *activity, const struct requirement *requirement,
                           bool surface)
{
    size_t count = 0;
    if (requirement->need != NEED_ONE_OF)
        return 0;
    for (size_t i = 0; i < activity->requirement_count; i++) {
        const struct requirement *other = &activity->requirements[i];
        count += requirement_same_group(requirement, other) && requirement_is_for(other, surface);
    }
    return count;
}

void requirement_add_text(struct buf *buf, const struct requirement *requirement)
{
    switch (requirement->need) {
    case NEED_ALWAYS:
        buf_add(buf, requirement->text);
        return;
    case NEED_ONE_OF:
        buf_addf(buf, _("%s (one of: %s)"), requirement->text, requirement->group);
        return;
    case NEED_WHEN:
        if (requirement->when[0] != '\0')
            buf_addf(buf, _("%s (when %s)"), requirement->text, requirement->when);
        else
            buf_addf(buf, _("%s (when it applies)"), requirement->text);
        return;
    }
}
