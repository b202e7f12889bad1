/* SPDX-License-Identifier: MIT */
#include "ui/screens/earnings_wanted.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/words.h"

struct reading {
    const struct names *names;
    struct wanted *wanted;
    struct buf *why;
};

static const char blanks[] = " \t";

/* ---- programs and locations --------------------------------------------------------------- */

/* How well what was typed names a thing: 3 its key, 2 the beginning of it or of
 * its name, 1 a part of its name, 0 nothing. */
static int fit(const struct name *name, const char *folded, struct buf *scratch)
{
    const char *texts[2] = {name->key, name->label};
    int best = 0;
    for (int i = 0; i < 2; i++) {
        buf_clear(scratch);
        text_add_folded(scratch, texts[i]);
        const char *at = strstr(scratch->text, folded);
        int score = at == NULL ? 0 : at == scratch->text ? 2 : 1;
        if (i == 0 && strcmp(scratch->text, folded) == 0)
            score = 3;
        best = score > best ? score : best;
    }
    return best;
}

/* The only one that fits best; NULL: none, or several. */
static const struct name *find(const struct name_list *list, const char *typed, int *ret_count)
{
    struct buf folded, scratch;
    const struct name *found = NULL;
    int best = 1, count = 0;
    buf_init(&folded);
    buf_init(&scratch);
    text_add_folded(&folded, typed);
    for (size_t i = 0; i < list->count; i++) {
        int score = fit(&list->items[i], folded.text, &scratch);
        if (score < best)
            continue;
        count = score > best ? 1 : count + 1;
        best = score;
        found = &list->items[i];
    }
    buf_release(&folded);
    buf_release(&scratch);
    *ret_count = count;
    return count == 1 ? found : NULL;
}

static bool read_program(struct reading *reading, const char *value)
{
    char excerpt[TEXT_EXCERPT_SIZE];
    int count = 0;
    const struct name *name = find(&reading->names->programs, value, &count);
    if (name == NULL) {
        buf_addf(reading->why,
                 count == 0 ? _("No program is called %s") : _("Several programs fit %s: type on"),
                 text_excerpt(value, excerpt));
        return false;
    }
    free(reading->wanted->program);
    reading->wanted->program = strdup(name->key);
    return reading->wanted->program != NULL;
}

static bool read_location(struct reading *reading, const char *value)
{
    char excerpt[TEXT_EXCERPT_SIZE];
    int count = 0;
    const struct name *name = find(&reading->names->locations, value, &count);
    if (name == NULL) {
        buf_addf(reading->why,
                 count == 0 ? _("No location is called %s")
                            : _("Several locations fit %s: type on"),
                 text_excerpt(value, excerpt));
        return false;
    }
    free(reading->wanted->location);
    reading->wanted->location = strdup(name->key);
    return reading->wanted->location != NULL;
}

/* ---- time and the rest ---------------------------------------------------------------------- */

static bool read_period(struct reading *reading, const char *value)
{
    char excerpt[TEXT_EXCERPT_SIZE];
    struct earning_query *query = &reading->wanted->query;
    query->has_period = period_parse(value, &query->period);
    if (!query->has_period)
        buf_addf(reading->why, _("%s is no half-year: write it as FY26H1"),
                 text_excerpt(value, excerpt));
    return query->has_period;
}

/* Digits only: no sign, no blank. */
static bool read_digits(const char **text, int most, int64_t *ret)
{
    int count = 0;
    for (*ret = 0; **text >= '0' && **text <= '9' && count < most; (*text)++, count++)
        *ret = *ret * 10 + (**text - '0');
    return count > 0;
}

/* A year, a month or a day. */
static bool read_span(const char *text, struct date *from, struct date *to)
{
    int64_t parts[3] = {0};
    int count = 0;
    bool more = true;
    for (; more && count < 3; count++) {
        if (!read_digits(&text, 4, &parts[count]))
            return false;
        more = *text == '-';
        text += more;
    }
    if (*text != '\0' || more)
        return false;
    const struct ymd first = {(int)parts[0], count > 1 ? (int)parts[1] : 1,
                              count > 2 ? (int)parts[2] : 1};
    if (!date_from_ymd(first, from))
        return false;
    *to = count == 3   ? *from
          : count == 2 ? date_month_end(*from)
                       : date_add_days(date_add_months(*from, 12), -1);
    return true;
}

static bool read_dates(struct reading *reading, const char *value)
{
    char excerpt[TEXT_EXCERPT_SIZE];
    struct earning_query *query = &reading->wanted->query;
    query->has_dates = read_span(value, &query->from, &query->to);
    if (!query->has_dates)
        buf_addf(reading->why, _("%s is no time: write a year, a month or a day, as 2026-03"),
                 text_excerpt(value, excerpt));
    return query->has_dates;
}

static bool read_import(struct reading *reading, const char *value)
{
    char excerpt[TEXT_EXCERPT_SIZE];
    const char *end = value;
    int64_t number = 0;
    if (!read_digits(&end, 18, &number) || *end != '\0' || number == 0) {
        buf_addf(reading->why, _("%s is no number of an import: the log names them"),
                 text_excerpt(value, excerpt));
        return false;
    }
    reading->wanted->query.import = number;
    return true;
}

static bool read_is(struct reading *reading, const char *value)
{
    char excerpt[TEXT_EXCERPT_SIZE];
    static const char word[] = "excluded";
    reading->wanted->query.excluded = strcmp(value, word) == 0;
    if (strncmp(word, value, strlen(value)) == 0) /* or it is being typed */
        return true;
    buf_addf(reading->why, _("is:%s is not known: is:excluded is"), text_excerpt(value, excerpt));
    return false;
}

/* ---- the line ----------------------------------------------------------------------------------
 */

static const struct condition {
    const char *name;
    bool (*read)(struct reading *reading, const char *value);
} conditions[] = {
    {"program:", read_program}, {"location:", read_location}, {"period:", read_period},
    {"date:", read_dates},      {"import:", read_import},     {"is:", read_is},
};

static const struct condition *condition_at(const char *text)
{
    for (size_t i = 0; i < sizeof(conditions) / sizeof(conditions[0]); i++)
        if (strncasecmp(text, conditions[i].name, strlen(conditions[i].name)) == 0)
            return &conditions[i];
    return NULL;
}

/* The length of a word with its quotes. */
static size_t word_length(const char *text)
{
    if (*text != '"')
        return strcspn(text, blanks);
    size_t length = 1 + strcspn(text + 1, "\"");
    return length + (text[length] == '"');
}

static bool read_condition(struct reading *reading, const struct condition *condition,
                           const char *text, size_t length)
{
    char *value = strndup(text, length);
    bool good = value != NULL;
    if (good && value[0] == '"') {
        size_t inner = strcspn(value + 1, "\"");
        memmove(value, value + 1, inner);
        value[inner] = '\0';
    }
    if (good && value[0] != '\0')
        good = condition->read(reading, value);
    free(value);
    return good;
}

bool wanted_read(const char *text, const struct names *names, struct wanted *ret, struct buf *why)
{
    struct reading reading = {names, ret, why};
    bool good = true;
    *ret = (struct wanted){.program = NULL};
    buf_init(&ret->search);
    while (good && *(text += strspn(text, blanks)) != '\0') {
        const struct condition *condition = condition_at(text);
        if (condition != NULL)
            text += strlen(condition->name);
        size_t length = word_length(text);
        if (condition != NULL) {
            good = read_condition(&reading, condition, text, length);
        } else {
            buf_add(&ret->search, ret->search.length > 0 ? " " : "");
            buf_add_bytes(&ret->search, text, length);
        }
        text += length;
    }
    if (!good || ret->search.failed) {
        wanted_release(ret);
        return false;
    }
    ret->query.program = ret->program;
    ret->query.location = ret->location;
    ret->query.search = ret->search.length > 0 ? ret->search.text : NULL;
    return true;
}

void wanted_release(struct wanted *wanted)
{
    free(wanted->program);
    free(wanted->location);
    buf_release(&wanted->search);
    *wanted = (struct wanted){.program = NULL};
    buf_init(&wanted->search);
}

static void add(struct buf *buf, const char *name, const char *value)
{
    const char *quote = value[strcspn(value, blanks)] != '\0' ? "\"" : "";
    buf_addf(buf, "%s%s%s%s%s", buf->length > 0 ? " " : "", name, quote, value, quote);
}

void wanted_write(const char *program, const char *location, const struct period *period,
                  int64_t import, const char *search, struct buf *ret)
{
    char text[PERIOD_TEXT_SIZE];
    if (program != NULL)
        add(ret, "program:", program);
    if (location != NULL)
        add(ret, "location:", location);
    if (period != NULL)
        add(ret, "period:", period_print(*period, text));
    if (import != 0)
        buf_addf(ret, "%simport:%lld", ret->length > 0 ? " " : "", (long long)import);
    if (search != NULL && search[0] != '\0')
        buf_addf(ret, "%s%s", ret->length > 0 ? " " : "", search);
}
