/* SPDX-License-Identifier: MIT */
#include "store/search.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "model/detail.h"
#include "store/rows.h"

/* One word, and the names that have it. */
struct needle {
    char *text;
    struct name_set sets[NAME_KINDS];
    bool types[EARNING_TYPES]; /* whose word has it */
    bool excluded;             /* "excluded" has it */
};

struct search {
    const struct lexicon *lexicon;
    struct needle *needles;
    size_t count;
    struct buf scratch;
};

/* ---- words of a search -------------------------------------------------------------------- */

static const char blanks[] = " \t\n\r";

static enum rc add_needle(struct search *search, const char *word, struct err *err)
{
    struct needle *needle = NULL;
    enum rc rc = rows_push((void **)&search->needles, &search->count, sizeof(*needle),
                           (void **)&needle, err);
    if (rc == RC_OK)
        rc = rows_copy(word, &needle->text, err);
    for (int i = 0; i < EARNING_TYPES; i++)
        needle->types[i] = strstr(earning_type_word((enum earning_type)i), word) != NULL;
    needle->excluded = strstr("excluded", word) != NULL;
    for (int i = 0; rc == RC_OK && i < NAME_KINDS; i++)
        rc = lexicon_with(search->lexicon, (enum name_kind)i, word, &needle->sets[i], err);
    return rc;
}

/* Calls add_needle for each word, folded. */
static enum rc split(struct search *search, const char *text, struct err *err)
{
    struct buf folded;
    enum rc rc = RC_OK;
    buf_init(&folded);
    text_add_folded(&folded, text);
    rc = buf_check(&folded, err);
    for (char *at = folded.text; rc == RC_OK && *(at += strspn(at, blanks)) != '\0';) {
        bool quoted = *at == '"';
        at += quoted;
        size_t length = strcspn(at, quoted ? "\"" : blanks);
        char *next = at + length + (at[length] != '\0');
        at[length] = '\0';
        if (length > 0)
            rc = add_needle(search, at, err);
        at = next;
    }
    buf_release(&folded);
    return rc;
}

enum rc search_new(const struct lexicon *lexicon, const char *text, struct search **ret,
                   struct err *err)
{
    struct search *search = calloc(1, sizeof(*search));
    if (search == NULL)
        return err_memory(err);
    search->lexicon = lexicon;
    buf_init(&search->scratch);
    enum rc rc = split(search, text, err);
    if (rc == RC_OK)
        *ret = search;
    else
        search_free(search);
    return rc;
}

void search_free(struct search *search)
{
    if (search == NULL)
        return;
    for (size_t i = 0; i < search->count; i++) {
        free(search->needles[i].text);
        for (int kind = 0; kind < NAME_KINDS; kind++)
            name_set_release(&search->needles[i].sets[kind]);
    }
    free(search->needles);
    buf_release(&search->scratch);
    free(search);
}

/* ---- one row --------------------------------------------------------------------------------- */

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_ascii(const char *text)
{
    while (*text > 0)
        text++;
    return *text == '\0';
}

/* Nearly all ids are ASCII, and of a million each is looked at. */
static bool is_in_ascii(const char *word, const char *text)
{
    size_t length = strlen(word);
    for (; *text != '\0'; text++) {
        size_t at = 0;
        while (at < length && lower(text[at]) == word[at])
            at++;
        if (at == length)
            return true;
    }
    return false;
}

static bool is_in(const char *word, const char *text, struct buf *scratch)
{
    if (is_ascii(text))
        return is_in_ascii(word, text);
    buf_clear(scratch);
    text_add_folded(scratch, text);
    return strstr(scratch->text, word) != NULL;
}

/* What both kinds of rows know by key. */
static bool fits(const struct needle *needle, int64_t program, int64_t location,
                 enum earning_type type, bool excluded)
{
    return (excluded && needle->excluded) || needle->types[type] ||
           name_set_has(&needle->sets[NAME_PROGRAM], program) ||
           name_set_has(&needle->sets[NAME_LOCATION], location);
}

static bool row_has(struct search *search, const struct needle *needle,
                    const struct search_row *row)
{
    for (int i = 0; i < SEARCH_ROW_WORDS; i++)
        if (name_set_has(&needle->sets[NAME_WORD], row->words[i]))
            return true;
    return fits(needle, row->program, row->location, row->type, row->excluded) ||
           name_set_has(&needle->sets[NAME_STREAM], row->stream) ||
           is_in(needle->text, row->id, &search->scratch) ||
           is_in(needle->text, row->note, &search->scratch) ||
           is_in(needle->text, row->exclude_reason, &search->scratch);
}

bool search_matches(struct search *search, const struct search_row *row)
{
    for (size_t i = 0; i < search->count; i++)
        if (!row_has(search, &search->needles[i], row))
            return false;
    return true;
}

static bool record_has(struct search *search, const struct needle *needle,
                       const struct earning_record *record)
{
    const char *texts[] = {record->id,
                           record->note,
                           record->exclude_reason,
                           record->source != NULL ? record->source : "",
                           record->type_text,
                           record->details[DETAIL_STATUS],
                           record->details[DETAIL_PAYMENT],
                           record->details[DETAIL_REASON],
                           record->details[DETAIL_CLAIM],
                           record->details[DETAIL_ENGAGEMENT],
                           record->details[DETAIL_LEVER],
                           record->details[DETAIL_CUSTOMER],
                           record->details[DETAIL_PRODUCT]};
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        if (is_in(needle->text, texts[i], &search->scratch))
            return true;
    return fits(needle, record->name, record->location_key, record->type, record->excluded);
}

bool search_matches_record(struct search *search, const struct earning_record *record)
{
    for (size_t i = 0; i < search->count; i++)
        if (!record_has(search, &search->needles[i], record))
            return false;
    return true;
}

/* ---- where to look first ----------------------------------------------------------------------
 */

static const struct {
    enum lane_kind lane;
    int word_kind;
} indexed[] = {{LANE_OF_CUSTOMER, DETAIL_CUSTOMER},
               {LANE_OF_PAYMENT, DETAIL_PAYMENT},
               {LANE_OF_REASON, DETAIL_REASON},
               {LANE_OF_CLAIM, DETAIL_CLAIM}};
enum { INDEXED = sizeof(indexed) / sizeof(indexed[0]) };

static size_t count_lanes(const struct search *search, const struct needle *needle)
{
    size_t count = 0;
    for (int i = 0; i < INDEXED; i++)
        count += lexicon_words_of(search->lexicon, &needle->sets[NAME_WORD], indexed[i].word_kind,
                                  NULL, 0);
    return count;
}

static enum rc add_lanes(const struct search *search, const struct needle *needle, int64_t *keys,
                         size_t max, struct lane **lanes, size_t *count, struct err *err)
{
    enum rc rc = RC_OK;
    for (int i = 0; rc == RC_OK && i < INDEXED; i++) {
        size_t found = lexicon_words_of(search->lexicon, &needle->sets[NAME_WORD],
                                        indexed[i].word_kind, keys, max);
        for (size_t k = 0; rc == RC_OK && k < found; k++) {
            struct lane *lane = NULL;
            rc = rows_push((void **)lanes, count, sizeof(*lane), (void **)&lane, err);
            if (rc == RC_OK)
                *lane = (struct lane){indexed[i].lane, keys[k], 0};
        }
    }
    return rc;
}

enum rc search_lanes(const struct search *search, size_t max, struct lane **lanes, size_t *count,
                     struct err *err)
{
    const struct needle *best = NULL;
    size_t least = max + 1;
    for (size_t i = 0; i < search->count; i++) {
        size_t these = count_lanes(search, &search->needles[i]);
        if (these > 0 && these < least) {
            best = &search->needles[i];
            least = these;
        }
    }
    if (best == NULL)
        return RC_OK;
    int64_t *keys = reallocarray(NULL, max, sizeof(*keys));
    enum rc rc =
        keys == NULL ? err_memory(err) : add_lanes(search, best, keys, max, lanes, count, err);
    free(keys);
    return rc;
}
