/* SPDX-License-Identifier: MIT */
#include "store/programs.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "base/words.h"
#include "store/db.h"
#include "store/rows.h"

/* ---- reading -------------------------------------------------------------------- */

/* The arrays of struct terms are const for their readers; we own them. */
#define OWNED(array, type) ((type *)(uintptr_t)(array))

void program_record_release(struct program_record *program)
{
    free(program->code);
    free(program->name);
    free(OWNED(program->terms.splits, struct split_term));
    free(OWNED(program->terms.thresholds, struct threshold_term));
    free(OWNED(program->terms.coops, struct coop_term));
    free(OWNED(program->terms.overrides, struct period_override));
    *program = (struct program_record){0};
}

void catalog_release(struct catalog *catalog)
{
    for (size_t i = 0; i < catalog->program_count; i++)
        program_record_release(&catalog->programs[i]);
    for (size_t i = 0; i < catalog->name_count; i++)
        free(catalog->names[i].name);
    free(catalog->programs);
    free(catalog->names);
    *catalog = (struct catalog){0};
}

static enum rc read_program(struct query *q, struct program_record *record, struct err *err)
{
    enum rc rc = rows_copy(query_get_text(q, 0), &record->code, err);
    if (rc == RC_OK)
        rc = rows_copy(query_get_text(q, 1), &record->name, err);
    record->origin = (enum program_origin)query_get_int(q, 2);
    record->surface = query_get_int(q, 3) != 0;
    record->changed_in = query_get_int(q, 4);
    record->in_use = query_get_int(q, 5) != 0;
    return rc;
}

/* One row of a series, appended to the record's array. */
typedef enum rc read_term(struct query *q, struct terms *terms, struct err *err);

static enum rc read_split(struct query *q, struct terms *terms, struct err *err)
{
    struct split_term *term = NULL, *array = OWNED(terms->splits, struct split_term);
    enum rc rc =
        rows_push((void **)&array, &terms->split_count, sizeof(*term), (void **)&term, err);
    if (rc != RC_OK)
        return rc;
    terms->splits = array;
    term->from.day = (int32_t)query_get_int(q, 1);
    term->coop.ppm = (int32_t)query_get_int(q, 2);
    return RC_OK;
}

static enum rc read_threshold(struct query *q, struct terms *terms, struct err *err)
{
    struct threshold_term *term = NULL, *array = OWNED(terms->thresholds, struct threshold_term);
    enum rc rc =
        rows_push((void **)&array, &terms->threshold_count, sizeof(*term), (void **)&term, err);
    if (rc != RC_OK)
        return rc;
    terms->thresholds = array;
    term->from.day = (int32_t)query_get_int(q, 1);
    term->none = query_is_null(q, 2);
    term->usd.micros = query_get_int(q, 2);
    return RC_OK;
}

static enum rc read_coop(struct query *q, struct terms *terms, struct err *err)
{
    struct coop_term *term = NULL, *array = OWNED(terms->coops, struct coop_term);
    enum rc rc = rows_push((void **)&array, &terms->coop_count, sizeof(*term), (void **)&term, err);
    if (rc != RC_OK)
        return rc;
    terms->coops = array;
    term->from.day = (int32_t)query_get_int(q, 1);
    term->coop = query_get_int(q, 2) != 0;
    return RC_OK;
}

static void read_window(struct query *q, int column, bool *has, struct date *date)
{
    *has = !query_is_null(q, column);
    date->day = (int32_t)query_get_int(q, column);
}

static enum rc read_override(struct query *q, struct terms *terms, struct err *err)
{
    struct period_override *term = NULL, *array = OWNED(terms->overrides, struct period_override);
    enum rc rc =
        rows_push((void **)&array, &terms->override_count, sizeof(*term), (void **)&term, err);
    if (rc != RC_OK)
        return rc;
    terms->overrides = array;
    struct window_override *w = &term->windows;
    term->period.first.day = (int32_t)query_get_int(q, 1);
    read_window(q, 2, &w->has_usage_end, &w->usage_end);
    read_window(q, 3, &w->has_claim_opens, &w->claim_opens);
    read_window(q, 4, &w->has_claim_closes, &w->claim_closes);
    return RC_OK;
}

static const struct series {
    enum sql sql; /* column 0 is the program's code; in order of code and day */
    read_term *read;
} all_series[] = {
    {SQL_SPLIT_LIST, read_split},
    {SQL_THRESHOLD_LIST, read_threshold},
    {SQL_COOP_LIST, read_coop},
    {SQL_OVERRIDE_LIST, read_override},
};

static int compare_codes(const void *code, const void *record)
{
    return strcmp(code, ((const struct program_record *)record)->code);
}

static struct program_record *find_program(struct program_record *programs, size_t count,
                                           const char *code)
{
    return count > 0 ? bsearch(code, programs, count, sizeof(*programs), compare_codes) : NULL;
}

/* code NULL: of all programs. */
static enum rc load_programs(struct book *book, const char *code, struct catalog *catalog,
                             struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, book, code != NULL ? SQL_PROGRAM_FIND : SQL_PROGRAM_LIST);
    if (code != NULL)
        query_text(&q, ":code", code);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        struct program_record *record = NULL;
        rc = rows_push((void **)&catalog->programs, &catalog->program_count, sizeof(*record),
                       (void **)&record, err);
        if (rc == RC_OK)
            rc = read_program(&q, record, err);
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&q);
    for (size_t i = 0; rc == RC_OK && i < sizeof(all_series) / sizeof(all_series[0]); i++) {
        query_begin(&q, book, all_series[i].sql);
        query_text(&q, ":code", code);
        rc = query_row(&q, &row, err);
        while (rc == RC_OK && row) {
            struct program_record *record =
                find_program(catalog->programs, catalog->program_count, query_get_text(&q, 0));
            if (record != NULL)
                rc = all_series[i].read(&q, &record->terms, err);
            if (rc == RC_OK)
                rc = query_row(&q, &row, err);
        }
        query_end(&q);
    }
    return rc;
}

static enum rc load_names(struct book *book, struct catalog *catalog, struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, book, SQL_PROGRAM_NAME_LIST);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        struct program_name *name = NULL;
        struct program_record *record =
            find_program(catalog->programs, catalog->program_count, query_get_text(&q, 2));
        if (record != NULL)
            rc = rows_push((void **)&catalog->names, &catalog->name_count, sizeof(*name),
                           (void **)&name, err);
        if (rc == RC_OK && record != NULL) {
            name->key = query_get_int(&q, 0);
            name->own = query_get_int(&q, 3) != 0;
            name->program = (size_t)(record - catalog->programs);
            rc = rows_copy(query_get_text(&q, 1), &name->name, err);
        }
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&q);
    return rc;
}

enum rc catalog_load(struct book *book, struct catalog *ret, struct err *err)
{
    struct catalog catalog = {0};
    enum rc rc = load_programs(book, NULL, &catalog, err);
    if (rc == RC_OK)
        rc = load_names(book, &catalog, err);
    if (rc != RC_OK)
        catalog_release(&catalog);
    else
        *ret = catalog;
    return rc;
}

const struct program_record *catalog_find(const struct catalog *catalog, const char *code)
{
    return find_program(catalog->programs, catalog->program_count, code);
}

static int compare_name_keys(const void *key, const void *name)
{
    int64_t a = *(const int64_t *)key, b = ((const struct program_name *)name)->key;
    return (a > b) - (a < b);
}

const struct program_record *catalog_of_name(const struct catalog *catalog, int64_t name)
{
    const struct program_name *found =
        bsearch(&name, catalog->names, catalog->name_count, sizeof(*found), compare_name_keys);
    return found != NULL ? &catalog->programs[found->program] : NULL;
}

bool program_is_listed(const struct program_record *program)
{
    return program->origin != PROGRAM_FROM_REPORT || program->in_use;
}

enum rc programs_made_by(struct book *book, int64_t journal, program_code_visit *visit,
                         void *context, struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, book, SQL_PROGRAMS_MADE);
    query_int(&q, ":journal", journal);
    enum rc rc = query_row(&q, &row, err);
    while (rc == RC_OK && row) {
        rc = visit(context, query_get_text(&q, 0), err);
        if (rc == RC_OK)
            rc = query_row(&q, &row, err);
    }
    query_end(&q);
    return rc;
}

enum rc program_load(struct book *book, const char *code, bool *ret_found,
                     struct program_record *ret, struct err *err)
{
    struct catalog catalog = {0};
    enum rc rc = load_programs(book, code, &catalog, err);
    if (rc == RC_OK) {
        *ret_found = catalog.program_count == 1;
        if (*ret_found) {
            *ret = catalog.programs[0];
            catalog.program_count = 0; /* the record has moved to the caller */
        }
    }
    catalog_release(&catalog);
    return rc;
}

/* ---- spellings -------------------------------------------------------------------- */

enum rc program_code_copy(const char *text, char ret[PROGRAM_CODE_MAX], struct err *err)
{
    char excerpt[TEXT_EXCERPT_SIZE];
    size_t length = strlen(text);
    if (length >= PROGRAM_CODE_MAX)
        return err_set(err, RC_BOOK,
                       _("the book has a program code that is too long (%s): run 'coffer check'"),
                       text_excerpt(text, excerpt));
    memcpy(ret, text, length + 1);
    return RC_OK;
}

static enum rc find_name(struct book *book, enum sql sql, const char *name, int64_t *ret_key,
                         char code[PROGRAM_CODE_MAX], struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, book, sql);
    query_text(&q, ":name", name);
    enum rc rc = query_row(&q, &row, err);
    if (rc == RC_OK && row) {
        *ret_key = query_get_int(&q, 0);
        rc = program_code_copy(query_get_text(&q, 1), code, err);
    }
    query_end(&q);
    return rc;
}

enum rc program_of_name(struct book *book, const char *name, int64_t *ret_key,
                        char code[PROGRAM_CODE_MAX], struct err *err)
{
    struct buf slug;
    int64_t ignored = 0;
    buf_init(&slug);
    *ret_key = 0;
    code[0] = '\0';
    text_add_slug(&slug, name);
    enum rc rc = buf_check(&slug, err);
    if (rc == RC_OK)
        rc = find_name(book, SQL_PROGRAM_NAME_FIND, name, ret_key, code, err);
    if (rc == RC_OK && code[0] == '\0')
        rc = find_name(book, SQL_PROGRAM_NAME_FIND_SLUG, slug.text, &ignored, code, err);
    if (rc == RC_OK && code[0] == '\0')
        rc = find_name(book, SQL_PROGRAM_FIND_CODE, slug.text, &ignored, code, err);
    buf_release(&slug);
    return rc;
}

static enum rc add_name(struct tx *tx, const char *name, const char *code, bool own,
                        int64_t *ret_key, struct err *err)
{
    struct query q;
    struct buf slug;
    buf_init(&slug);
    text_add_slug(&slug, name);
    enum rc rc = buf_check(&slug, err);
    query_begin(&q, tx_book(tx), SQL_PROGRAM_NAME_ADD);
    query_text(&q, ":name", name);
    query_text(&q, ":slug", slug.text);
    query_text(&q, ":program", code);
    query_int(&q, ":own", own);
    query_int(&q, ":changed_in", tx_number(tx));
    if (rc == RC_OK)
        rc = query_done(&q, err);
    if (rc == RC_OK)
        *ret_key = sqlite3_last_insert_rowid(tx_book(tx)->db);
    query_end(&q);
    buf_release(&slug);
    return rc;
}

enum rc program_name_add(struct tx *tx, const char *name, const char *code, int64_t *ret_key,
                         struct err *err)
{
    return add_name(tx, name, code, false, ret_key, err);
}

/* Removes what only reports made and nobody spells any more, with its terms. */
static enum rc drop_nameless(struct tx *tx, struct err *err)
{
    static const enum sql steps[] = {SQL_NAMELESS_SPLITS_DELETE, SQL_NAMELESS_THRESHOLDS_DELETE,
                                     SQL_NAMELESS_COOPS_DELETE, SQL_NAMELESS_OVERRIDES_DELETE,
                                     SQL_NAMELESS_DELETE};
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < sizeof(steps) / sizeof(steps[0]); i++) {
        struct query q;
        query_begin(&q, tx_book(tx), steps[i]);
        rc = query_done(&q, err);
        query_end(&q);
    }
    return rc;
}

enum rc program_name_claim(struct tx *tx, const char *name, const char *code, struct err *err)
{
    struct query q;
    struct buf slug;
    buf_init(&slug);
    text_add_slug(&slug, name);
    enum rc rc = buf_check(&slug, err);
    query_begin(&q, tx_book(tx), SQL_PROGRAM_NAME_MOVE);
    query_text(&q, ":slug", slug.text);
    query_text(&q, ":program", code);
    query_int(&q, ":changed_in", tx_number(tx));
    if (rc == RC_OK)
        rc = query_done(&q, err);
    query_end(&q);
    buf_release(&slug);
    return rc;
}

enum rc program_alias(struct tx *tx, const char *name, const char *code, struct err *err)
{
    int64_t key = 0;
    char now[PROGRAM_CODE_MAX];
    enum rc rc = program_name_claim(tx, name, code, err);
    if (rc == RC_OK)
        rc = program_of_name(tx_book(tx), name, &key, now, err);
    if (rc == RC_OK && key == 0)
        rc = program_name_add(tx, name, code, &key, err);
    return rc == RC_OK ? drop_nameless(tx, err) : rc;
}

enum rc program_own_name(struct book *book, const char *code, int64_t *ret_key, struct err *err)
{
    struct query q;
    bool row = false;
    query_begin(&q, book, SQL_PROGRAM_OWN_NAME);
    query_text(&q, ":program", code);
    enum rc rc = query_row(&q, &row, err);
    bug_if(rc == RC_OK && !row, "a program without its own spelling");
    if (rc == RC_OK)
        *ret_key = query_get_int(&q, 0);
    query_end(&q);
    return rc;
}

enum rc program_make(struct tx *tx, const char *code, const char *name, enum program_origin origin,
                     struct err *err)
{
    int64_t key = 0;
    char owner[PROGRAM_CODE_MAX];
    enum rc rc = program_put(tx, code, name, origin, false, err);
    /* It may be left from a program whose making was taken back. */
    if (rc == RC_OK)
        rc = program_of_name(tx_book(tx), code, &key, owner, err);
    if (rc == RC_OK && key == 0)
        rc = add_name(tx, code, code, true, &key, err);
    return rc;
}

/* ---- writing ------------------------------------------------------------------------ */

enum rc program_put(struct tx *tx, const char *code, const char *name, enum program_origin origin,
                    bool surface, struct err *err)
{
    struct query q;
    bug_if(strlen(code) >= PROGRAM_CODE_MAX, "a program's code that no door checked");
    query_begin(&q, tx_book(tx), SQL_PROGRAM_PUT);
    query_text(&q, ":code", code);
    query_text(&q, ":name", name);
    query_int(&q, ":origin", origin);
    query_int(&q, ":surface", surface);
    query_int(&q, ":changed_in", tx_number(tx));
    enum rc rc = query_done(&q, err);
    query_end(&q);
    return rc;
}

static void begin_term(struct query *q, struct tx *tx, enum sql sql, const char *code,
                       struct date from)
{
    query_begin(q, tx_book(tx), sql);
    query_text(q, ":program", code);
    query_int(q, ":from_day", from.day);
    query_int(q, ":changed_in", tx_number(tx));
}

enum rc program_split_put(struct tx *tx, const char *code, const struct split_term *term,
                          struct err *err)
{
    struct query q;
    begin_term(&q, tx, SQL_SPLIT_PUT, code, term->from);
    query_int(&q, ":coop_ppm", term->coop.ppm);
    enum rc rc = query_done(&q, err);
    query_end(&q);
    return rc;
}

enum rc program_threshold_put(struct tx *tx, const char *code, const struct threshold_term *term,
                              struct err *err)
{
    struct query q;
    begin_term(&q, tx, SQL_THRESHOLD_PUT, code, term->from);
    if (term->none)
        query_null(&q, ":usd_micros");
    else
        query_int(&q, ":usd_micros", term->usd.micros);
    enum rc rc = query_done(&q, err);
    query_end(&q);
    return rc;
}

enum rc program_coop_put(struct tx *tx, const char *code, const struct coop_term *term,
                         struct err *err)
{
    struct query q;
    begin_term(&q, tx, SQL_COOP_PUT, code, term->from);
    query_int(&q, ":coop", term->coop);
    enum rc rc = query_done(&q, err);
    query_end(&q);
    return rc;
}

static void bind_window(struct query *q, const char *name, bool has, struct date date)
{
    if (has)
        query_int(q, name, date.day);
    else
        query_null(q, name);
}

enum rc program_override_put(struct tx *tx, const char *code,
                             const struct period_override *override, struct err *err)
{
    struct query q;
    const struct window_override *w = &override->windows;
    query_begin(&q, tx_book(tx), SQL_OVERRIDE_PUT);
    query_text(&q, ":program", code);
    query_int(&q, ":first_day", override->period.first.day);
    bind_window(&q, ":usage_end", w->has_usage_end, w->usage_end);
    bind_window(&q, ":claim_opens", w->has_claim_opens, w->claim_opens);
    bind_window(&q, ":claim_closes", w->has_claim_closes, w->claim_closes);
    query_int(&q, ":changed_in", tx_number(tx));
    enum rc rc = query_done(&q, err);
    query_end(&q);
    return rc;
}
