/* SPDX-License-Identifier: MIT */
#include "io/csv.h"

#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "io/scan.h"
#include "io/window.h"

struct csv {
    struct window window;
    char *name;
    bool after_cr; /* the byte before the window was a CR: a LF here belongs to it */
    char delimiter;
    int64_t line; /* of the window's next byte */
    struct csv_field fields[CSV_FIELDS_MAX];
    uint16_t doubled[CSV_FIELDS_MAX]; /* the fields in which quotes stand doubled */
};

/* Fetches more of the record that starts at the window's front. Asking for
 * twice as many bytes keeps the work linear where a pipe hands out single ones;
 * beside the record there may be three bytes of a character that is cut. */
static enum rc fill_record(struct window *window, struct err *err)
{
    size_t wanted = 2 * (window->end - window->at) + 1;
    size_t most = CSV_RECORD_MAX + 8;
    return window_fill(window, wanted < most ? wanted : most, err);
}

/* ---- failures ---- */

static enum rc fail_byte(const struct csv *csv, int64_t line, struct err *err)
{
    unsigned char byte = (unsigned char)csv->window.bytes[csv->window.valid];
    if (byte == 0)
        return err_set(err, RC_CONTENT,
                       _("%s line %lld: a NUL byte, which no text has: download the file again"),
                       csv->name, (long long)line);
    return err_set(err, RC_CONTENT,
                   _("%s line %lld: byte 0x%02X is not UTF-8: download the file again, or save "
                     "it as \"CSV UTF-8\""),
                   csv->name, (long long)line, (unsigned)byte);
}

static enum rc fail_after_quote(const struct csv *csv, int64_t line, struct err *err)
{
    return err_set(err, RC_CONTENT,
                   _("%s line %lld: text after a closing quote: double the quotes inside a "
                     "quoted field, or download the file again"),
                   csv->name, (long long)line);
}

static enum rc fail_open_quote(const struct csv *csv, int64_t line, struct err *err)
{
    return err_set(err, RC_CONTENT,
                   _("%s line %lld: a quote that is never closed: close it, or download the "
                     "file again"),
                   csv->name, (long long)line);
}

static enum rc fail_long(const struct csv *csv, struct err *err)
{
    return err_set(err, RC_CONTENT,
                   _("%s line %lld: a record of more than %d bytes: look for a quote that is "
                     "never closed, or download the file again"),
                   csv->name, (long long)csv->line, CSV_RECORD_MAX);
}

static enum rc fail_wide(const struct csv *csv, struct err *err)
{
    return err_set(err, RC_CONTENT,
                   _("%s line %lld: a record of more than %d fields: this is no report, "
                     "download it again"),
                   csv->name, (long long)csv->line, CSV_FIELDS_MAX);
}

/* ---- one record ---- */

enum mode { PLAIN, QUOTED, CLOSED };

/* One walk over the bytes of a record. It writes nothing into them, so that it
 * can be walked again once more of the record is there. */
struct walk {
    size_t field;  /* where the field starts, its quote not counted */
    size_t closed; /* in CLOSED: where the closing quote stands */
    size_t count, doubled_count;
    int64_t line; /* of the byte under the eye */
    int64_t quote_line;
    enum mode mode;
    bool any_quoted;
};

enum step { GO_ON, END_OF_RECORD, TOO_WIDE, TEXT_AFTER_QUOTE };

static inline bool add_field(struct csv *csv, struct walk *walk, size_t end)
{
    if (walk->count == CSV_FIELDS_MAX)
        return false;
    csv->fields[walk->count++] =
        (struct csv_field){.text = csv->window.bytes + walk->field, .length = end - walk->field};
    return true;
}

/* A quote or the end of a line, outside quotes. */
static enum step step_plain(struct csv *csv, struct walk *walk, size_t i)
{
    if (csv->window.bytes[i] != '"')
        return add_field(csv, walk, i) ? END_OF_RECORD : TOO_WIDE;
    if (i == walk->field) {
        walk->mode = QUOTED;
        walk->quote_line = walk->line;
        walk->any_quoted = true;
        walk->field++;
    }
    return GO_ON;
}

static void step_quoted(const struct csv *csv, struct walk *walk, size_t i)
{
    const char *byte = csv->window.bytes + i;
    if (*byte == '"') {
        walk->mode = CLOSED;
        walk->closed = i;
    } else if (*byte == '\r' || (*byte == '\n' && byte[-1] != '\r')) {
        walk->line++;
    }
}

/* After a quote inside a quoted field: it was doubled, or the field ends. */
static enum step step_closed(struct csv *csv, struct walk *walk, size_t i)
{
    char byte = csv->window.bytes[i];
    uint16_t field = (uint16_t)walk->count;
    if (i != walk->closed + 1)
        return TEXT_AFTER_QUOTE;
    if (byte == '"') {
        if (walk->count == CSV_FIELDS_MAX)
            return TOO_WIDE;
        if (walk->doubled_count == 0 || csv->doubled[walk->doubled_count - 1] != field)
            csv->doubled[walk->doubled_count++] = field;
        walk->mode = QUOTED;
        return GO_ON;
    }
    if (!add_field(csv, walk, walk->closed))
        return TOO_WIDE;
    walk->mode = PLAIN;
    walk->field = i + 1;
    return byte == csv->delimiter ? GO_ON : END_OF_RECORD;
}

static inline enum step step(struct csv *csv, struct walk *walk, size_t i)
{
    if (walk->mode == PLAIN && csv->window.bytes[i] == csv->delimiter) {
        bool added = add_field(csv, walk, i);
        walk->field = i + 1;
        return added ? GO_ON : TOO_WIDE;
    }
    if (walk->mode == PLAIN)
        return step_plain(csv, walk, i);
    if (walk->mode == CLOSED)
        return step_closed(csv, walk, i);
    step_quoted(csv, walk, i);
    return GO_ON;
}

/* Walks from the window's front to the end of the record, which *ret_end then
 * names, or through all valid bytes. */
static enum step walk_bytes(struct csv *csv, struct walk *walk, size_t *ret_end)
{
    const struct window *window = &csv->window;
    for (size_t base = window->at; base < window->valid; base += SCAN_BLOCK) {
        uint64_t mask = scan_special(window->bytes + base, csv->delimiter);
        if (window->valid - base < SCAN_BLOCK)
            mask &= (UINT64_C(1) << (window->valid - base)) - 1;
        for (; mask != 0; mask &= mask - 1) {
            size_t i = base + (size_t)__builtin_ctzll(mask);
            enum step did = step(csv, walk, i);
            if (did != GO_ON) {
                *ret_end = i;
                return did;
            }
        }
    }
    return GO_ON;
}

/* Doubled quotes become single ones, and every field a terminated text. */
static void finish_fields(struct csv *csv, const struct walk *walk)
{
    char *bytes = csv->window.bytes;
    for (size_t d = 0; d < walk->doubled_count; d++) {
        struct csv_field *field = &csv->fields[csv->doubled[d]];
        char *text = bytes + (field->text - bytes);
        size_t length = 0;
        for (size_t i = 0; i < field->length; i++) {
            text[length++] = text[i];
            if (text[i] == '"')
                i++;
        }
        field->length = length;
    }
    for (size_t i = 0; i < walk->count; i++)
        bytes[(size_t)(csv->fields[i].text - bytes) + csv->fields[i].length] = '\0';
}

/* The file ends inside the walk's record. */
static enum rc end_record(struct csv *csv, struct walk *walk, struct err *err)
{
    if (walk->mode == QUOTED)
        return fail_open_quote(csv, walk->quote_line, err);
    if (walk->mode == CLOSED && walk->closed + 1 != csv->window.valid)
        return fail_after_quote(csv, walk->line, err);
    if (!add_field(csv, walk, walk->mode == CLOSED ? walk->closed : csv->window.valid))
        return fail_wide(csv, err);
    csv->window.at = csv->window.valid;
    return RC_OK;
}

/* The record at the window's front, where at least one byte is. */
static enum rc read_record(struct csv *csv, struct walk *ret_walk, struct err *err)
{
    struct window *window = &csv->window;
    enum rc rc = RC_OK;
    for (;;) {
        struct walk walk = {.field = window->at, .line = csv->line};
        size_t end = window->valid;
        enum step did = walk_bytes(csv, &walk, &end);
        if (did == TOO_WIDE)
            return fail_wide(csv, err);
        if (did == TEXT_AFTER_QUOTE)
            return fail_after_quote(csv, walk.line, err);
        if (end - window->at > CSV_RECORD_MAX)
            return fail_long(csv, err);
        if (did == GO_ON && window->bad)
            return fail_byte(csv, walk.line, err);
        if (did == GO_ON && !window->at_end) {
            rc = fill_record(window, err);
            if (rc != RC_OK)
                return rc;
            continue;
        }
        if (did == GO_ON) {
            rc = end_record(csv, &walk, err);
            if (rc != RC_OK)
                return rc;
        } else {
            csv->after_cr = window->bytes[end] == '\r';
            window->at = end + 1;
            walk.line++;
        }
        finish_fields(csv, &walk);
        *ret_walk = walk;
        return RC_OK;
    }
}

/* Makes sure of a byte at the window's front that is not the second half of a
 * CRLF; *ret_more false at the end of the file. */
static enum rc start_record(struct csv *csv, bool *ret_more, struct err *err)
{
    struct window *window = &csv->window;
    for (;;) {
        if (window->at == window->valid && !window->bad && !window->at_end) {
            enum rc rc = window_fill(window, WINDOW_FILL, err);
            if (rc != RC_OK)
                return rc;
        }
        bool empty = window->at == window->valid;
        if (empty && window->bad)
            return fail_byte(csv, csv->line, err);
        if (empty || !csv->after_cr || window->bytes[window->at] != '\n') {
            csv->after_cr = false;
            *ret_more = !empty;
            return RC_OK;
        }
        csv->after_cr = false;
        window->at++;
    }
}

/* Nothing but blanks, which would be one field and never is. */
static bool is_blank_line(const struct csv *csv, const struct walk *walk)
{
    const struct csv_field *field = &csv->fields[0];
    return walk->count == 1 && !walk->any_quoted && strspn(field->text, " \t") == field->length;
}

enum rc csv_read(struct csv *csv, struct csv_record *ret, bool *ret_more, struct err *err)
{
    for (;;) {
        bool more = false;
        struct walk walk = {0};
        int64_t line = csv->line;
        enum rc rc = start_record(csv, &more, err);
        if (rc == RC_OK && more)
            rc = read_record(csv, &walk, err);
        if (rc != RC_OK)
            return rc;
        if (!more) {
            *ret_more = false;
            return RC_OK;
        }
        csv->line = walk.line;
        if (is_blank_line(csv, &walk))
            continue;
        *ret = (struct csv_record){
            .fields = csv->fields, .count = walk.count, .line = line, .delimiter = csv->delimiter};
        *ret_more = true;
        return RC_OK;
    }
}

/* ---- the delimiter ---- */

static const char delimiters[] = {',', ';', '\t'};
enum { DELIMITERS = sizeof(delimiters) };

/* Lets the window begin with the first line that is not blank, so that blank
 * lines without end are not held. *ret_any: there is such a line. */
static enum rc skip_blank_lines(struct csv *csv, bool *ret_any, struct err *err)
{
    struct window *window = &csv->window;
    for (;;) {
        bool after_cr = csv->after_cr;
        size_t i = window->at;
        for (; i < window->valid && memchr(" \t\r\n", window->bytes[i], 4) != NULL; i++) {
            char c = window->bytes[i];
            if (c == '\r' || c == '\n') {
                csv->line += c == '\r' || !after_cr;
                csv->after_cr = c == '\r';
                window->at = i + 1;
            }
            after_cr = c == '\r';
        }
        *ret_any = i < window->valid || window->bad || i - window->at > CSV_RECORD_MAX;
        if (*ret_any || window->at_end)
            return RC_OK;
        enum rc rc = fill_record(window, err);
        if (rc != RC_OK)
            return rc;
    }
}

/* Counts the delimiters outside quotes in the line at the window's front. False
 * when the valid bytes end before that line does. */
static bool count_delimiters(const struct window *window, size_t counts[DELIMITERS])
{
    bool quoted = false;
    bool opens = true; /* a quote here begins or goes on with a quoted field */
    for (size_t i = window->at; i < window->valid; i++) {
        char c = window->bytes[i];
        const char *delimiter = memchr(delimiters, c, DELIMITERS);
        if (c == '"' && (quoted || opens)) {
            opens = quoted; /* a doubled one */
            quoted = !quoted;
            continue;
        }
        if (!quoted && (c == '\n' || c == '\r'))
            return true;
        if (!quoted && delimiter != NULL)
            counts[delimiter - delimiters]++;
        opens = delimiter != NULL;
    }
    return false;
}

static enum rc find_delimiter(struct csv *csv, struct err *err)
{
    struct window *window = &csv->window;
    size_t counts[DELIMITERS] = {0};
    bool any = false;
    enum rc rc = skip_blank_lines(csv, &any, err);
    if (rc == RC_OK && !any)
        rc = err_set(err, RC_CONTENT, _("%s: there is nothing in it: download the file again"),
                     csv->name);
    while (rc == RC_OK && !count_delimiters(window, counts) && !window->at_end && !window->bad &&
           window->end - window->at <= CSV_RECORD_MAX) {
        memset(counts, 0, sizeof counts);
        rc = fill_record(window, err);
    }
    if (rc != RC_OK)
        return rc;
    size_t best = 0;
    for (size_t i = 1; i < DELIMITERS; i++) {
        if (counts[i] > counts[best])
            best = i;
    }
    csv->delimiter = delimiters[best];
    return RC_OK;
}

/* ---- life ---- */

enum rc csv_open(csv_fill *fill, void *context, const char *name, struct csv **ret, struct err *err)
{
    static const char mark[] = {'\xEF', '\xBB', '\xBF'};
    struct csv *csv = calloc(1, sizeof *csv);
    if (csv == NULL)
        return err_memory(err);
    struct window *window = &csv->window;
    enum rc rc = window_init(window, fill, context, CSV_RECORD_MAX, err);
    if (rc != RC_OK)
        goto out;
    csv->line = 1;
    csv->name = strdup(name);
    rc = csv->name == NULL ? err_memory(err) : window_fill(window, WINDOW_FILL, err);
    if (rc != RC_OK)
        goto out;
    if (window->valid >= sizeof mark && memcmp(window->bytes, mark, sizeof mark) == 0)
        window->at = sizeof mark;
    rc = find_delimiter(csv, err);
    if (rc != RC_OK)
        goto out;
    *ret = csv;
    csv = NULL;
out:
    csv_free(csv);
    return rc;
}

void csv_free(struct csv *csv)
{
    if (csv == NULL)
        return;
    window_release(&csv->window);
    free(csv->name);
    free(csv);
}

char csv_delimiter(const struct csv *csv)
{
    return csv->delimiter;
}
