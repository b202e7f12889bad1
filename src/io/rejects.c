/* SPDX-License-Identifier: MIT */
#include "io/rejects.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/words.h"
#include "io/outfile.h"
#include "io/report_kind.h"
#include "io/report_value.h"
#include "io/tempfile.h"

/* Names of columns are the one thing here that is held in memory. */
enum { NAMES_MAX = 4 << 20 };

static const char reason_name[] = "rejectReason";

/* A column of the union: the n-th with this name in one header. */
struct column {
    char *name; /* as the first header spells it; owned */
    char *key;  /* owned */
    size_t nth;
    bool number;
};

/* How the rows of one header write their numbers. */
enum mark { MARK_UNKNOWN, MARK_POINT, MARK_COMMA };

/* Where the columns of one header stand in the union; dropped for an older
 * rejectReason. */
struct layout {
    uint32_t *at;
    size_t count;
    enum mark mark;
};

static const uint32_t dropped = UINT32_MAX;

struct rejects {
    FILE *spool; /* NULL until the first row */
    int64_t count;
    struct column *columns;
    size_t column_count, name_bytes;
    struct layout *layouts;
    size_t layout_count;
    size_t extra;   /* fields beyond its header in the widest row */
    char delimiter; /* of all headers; ',' where they differ, '\0': no header yet */
};

/* A row on its way from the spool to the file. */
struct spooled {
    struct buf bytes;         /* every field, and the reason as the last */
    struct csv_field *fields; /* into bytes, by place in the union */
    struct csv_field reason;
    const struct layout *layout;
};

enum rc rejects_new(struct rejects **ret, struct err *err)
{
    struct rejects *rejects = calloc(1, sizeof *rejects);
    if (rejects == NULL)
        return err_memory(err);
    *ret = rejects;
    return RC_OK;
}

void rejects_free(struct rejects *rejects)
{
    if (rejects == NULL)
        return;
    if (rejects->spool != NULL)
        (void)fclose(rejects->spool);
    for (size_t i = 0; i < rejects->column_count; i++) {
        free(rejects->columns[i].name);
        free(rejects->columns[i].key);
    }
    for (size_t i = 0; i < rejects->layout_count; i++)
        free(rejects->layouts[i].at);
    free(rejects->columns);
    free(rejects->layouts);
    free(rejects);
}

int64_t rejects_count(const struct rejects *rejects)
{
    return rejects->count;
}

/* ---- the union of the headers ---- */

/* Amounts and counts, whose sign must not be taken for a formula. */
static bool is_number_column(const char *key)
{
    static const char *const parts[] = {"amount", "usd",   "rate",     "fee",
                                        "units",  "count", "quantity", "baseline"};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (strstr(key, parts[i]) != NULL)
            return true;
    }
    return false;
}

/* A name in another script than ours has no key and stands for itself. */
static const char *key_of(const struct header_keys *keys, const struct csv_record *header,
                          size_t at)
{
    return keys->keys[at][0] != '\0' ? keys->keys[at] : header->fields[at].text;
}

static enum rc add_column(struct rejects *rejects, const char *name, const char *key, size_t nth,
                          struct err *err)
{
    rejects->name_bytes += strlen(name) + strlen(key);
    if (rejects->name_bytes > NAMES_MAX)
        return err_set(err, RC_CONTENT,
                       _("the rejects: the headers of the files have too many different columns: "
                         "import the files one by one"));
    /* Doubling at every power of two keeps the array without a capacity. */
    if ((rejects->column_count & (rejects->column_count - 1)) == 0) {
        size_t room = rejects->column_count == 0 ? 1 : 2 * rejects->column_count;
        struct column *columns = reallocarray(rejects->columns, room, sizeof *columns);
        if (columns == NULL)
            return err_memory(err);
        rejects->columns = columns;
    }
    struct column column = {
        .name = strdup(name), .key = strdup(key), .nth = nth, .number = is_number_column(key)};
    if (column.name == NULL || column.key == NULL) {
        free(column.name);
        free(column.key);
        return err_memory(err);
    }
    rejects->columns[rejects->column_count++] = column;
    return RC_OK;
}

static bool is_column(const struct column *column, const char *key, size_t nth)
{
    return column->nth == nth && strcmp(column->key, key) == 0;
}

static enum rc place_column(struct rejects *rejects, const char *name, const char *key, size_t nth,
                            size_t guess, uint32_t *ret_at, struct err *err)
{
    size_t count = rejects->column_count;
    size_t at = guess;
    if (guess >= count || !is_column(&rejects->columns[guess], key, nth)) {
        at = 0;
        while (at < count && !is_column(&rejects->columns[at], key, nth))
            at++;
    }
    enum rc rc = at == count ? add_column(rejects, name, key, nth, err) : RC_OK;
    if (rc == RC_OK)
        *ret_at = (uint32_t)at;
    return rc;
}

static enum rc place_all(struct rejects *rejects, const struct csv_record *header,
                         const struct header_keys *keys, uint32_t *at, struct err *err)
{
    enum rc rc = RC_OK;
    for (size_t i = 0; i < header->count && rc == RC_OK; i++) {
        const char *key = key_of(keys, header, i);
        size_t nth = 0;
        for (size_t before = 0; before < i; before++)
            nth += strcmp(key, key_of(keys, header, before)) == 0;
        if (strcmp(key, "rejectreason") == 0)
            at[i] = dropped;
        else
            rc = place_column(rejects, header->fields[i].text, key, nth, i, &at[i], err);
    }
    return rc;
}

enum rc rejects_header(struct rejects *rejects, const struct csv_record *header, struct err *err)
{
    char delimiter = header->delimiter != '\0' ? header->delimiter : ',';
    struct header_keys keys = {0};
    struct layout layout = {.at = calloc(header->count + 1, sizeof *layout.at),
                            .count = header->count,
                            .mark = delimiter == ';' ? MARK_UNKNOWN : MARK_POINT};
    struct layout *layouts =
        reallocarray(rejects->layouts, rejects->layout_count + 1, sizeof *layouts);
    if (layouts != NULL)
        rejects->layouts = layouts;
    enum rc rc = layout.at == NULL || layouts == NULL ? err_memory(err)
                                                      : header_keys_init(&keys, header, err);
    if (rc == RC_OK)
        rc = place_all(rejects, header, &keys, layout.at, err);
    header_keys_release(&keys);
    if (rc != RC_OK) {
        free(layout.at);
        return rc;
    }
    rejects->layouts[rejects->layout_count++] = layout;
    bool same = rejects->delimiter == '\0' || rejects->delimiter == delimiter;
    rejects->delimiter = same ? delimiter : ',';
    return RC_OK;
}

/* ---- decimal marks ---- */

void rejects_decimal_form(struct rejects *rejects, enum money_form form)
{
    bug_if(rejects->layout_count == 0, "a form before its header");
    rejects->layouts[rejects->layout_count - 1].mark =
        form == MONEY_COMMA ? MARK_COMMA : MARK_POINT;
}

/* As long as no good row has told, a rejected one does. */
static void learn_mark(const struct rejects *rejects, struct layout *layout,
                       const struct csv_record *record)
{
    for (size_t i = 0; i < record->count && i < layout->count; i++) {
        uint32_t at = layout->at[i];
        if (layout->mark == MARK_UNKNOWN && at != dropped && rejects->columns[at].number &&
            value_has_decimal_comma(record->fields[i].text, record->fields[i].length))
            layout->mark = MARK_COMMA;
    }
}

/* A decimal comma comes in only with semicolons, and one file has one mark: inputs
 * of both kinds meet in a file separated by commas, with points. */
static char delimiter_of(const struct rejects *rejects)
{
    bool points = false, commas = false;
    for (size_t i = 0; i < rejects->layout_count; i++) {
        points = points || rejects->layouts[i].mark == MARK_POINT;
        commas = commas || rejects->layouts[i].mark == MARK_COMMA;
    }
    return points && commas ? ',' : rejects->delimiter;
}

/* ---- the spool: layout, number of fields, then length and bytes of each field
 * and of the reason ---- */

static bool put_number(FILE *spool, size_t number)
{
    uint32_t stored = (uint32_t)number;
    return fwrite(&stored, sizeof stored, 1, spool) == 1;
}

static bool put_text(FILE *spool, const char *text, size_t length)
{
    return put_number(spool, length) && fwrite(text, 1, length, spool) == length;
}

static enum rc fail_spool(struct err *err)
{
    return err_sys(err, errno != 0 ? errno : EIO, _("the rejects"),
                   _("make room in /tmp, or set TMPDIR to another folder"));
}

static enum rc open_spool(struct rejects *rejects, struct err *err)
{
    int fd = -1;
    enum rc rc = tempfile_open(&fd, err);
    if (rc != RC_OK)
        return rc;
    rejects->spool = fdopen(fd, "w+");
    if (rejects->spool == NULL) {
        rc = fail_spool(err);
        (void)close(fd);
    }
    return rc;
}

enum rc rejects_add(struct rejects *rejects, const struct csv_record *record, const char *reason,
                    struct err *err)
{
    bug_if(rejects->layout_count == 0, "a reject before its header");
    enum rc rc = rejects->spool == NULL ? open_spool(rejects, err) : RC_OK;
    if (rc != RC_OK)
        return rc;
    size_t layout = rejects->layout_count - 1;
    learn_mark(rejects, &rejects->layouts[layout], record);
    errno = 0;
    bool put = put_number(rejects->spool, layout) && put_number(rejects->spool, record->count);
    for (size_t i = 0; i < record->count && put; i++)
        put = put_text(rejects->spool, record->fields[i].text, record->fields[i].length);
    if (!put || !put_text(rejects->spool, reason, strlen(reason)))
        return fail_spool(err);
    size_t width = rejects->layouts[layout].count;
    if (record->count > width && record->count - width > rejects->extra)
        rejects->extra = record->count - width;
    rejects->count++;
    return RC_OK;
}

static bool get_number(FILE *spool, size_t *ret)
{
    uint32_t stored;
    if (fread(&stored, sizeof stored, 1, spool) != 1)
        return false;
    *ret = stored;
    return true;
}

/* Appends a text to bytes; the field's text is set later, since bytes moves. */
static bool get_text(FILE *spool, struct buf *bytes, size_t *ret_length)
{
    char part[4096];
    size_t left;
    if (!get_number(spool, &left))
        return false;
    *ret_length = left;
    while (left > 0) {
        size_t size = left < sizeof part ? left : sizeof part;
        if (fread(part, 1, size, spool) != size)
            return false;
        buf_add_bytes(bytes, part, size);
        left -= size;
    }
    return true;
}

/* ---- the file ---- */

/* Where field i of a row goes: into the union, or behind it. */
static size_t place_of(const struct rejects *rejects, const struct layout *layout, size_t i)
{
    return i < layout->count ? layout->at[i] : rejects->column_count + i - layout->count;
}

static enum rc get_row(const struct rejects *rejects, struct spooled *row, struct err *err)
{
    size_t at = 0;
    size_t count = 0;
    size_t lengths[CSV_FIELDS_MAX];
    errno = 0;
    if (!get_number(rejects->spool, &at) || !get_number(rejects->spool, &count) ||
        at >= rejects->layout_count || count > CSV_FIELDS_MAX)
        return fail_spool(err);
    buf_clear(&row->bytes);
    for (size_t i = 0; i < count; i++) {
        if (!get_text(rejects->spool, &row->bytes, &lengths[i]))
            return fail_spool(err);
    }
    if (!get_text(rejects->spool, &row->bytes, &row->reason.length))
        return fail_spool(err);
    enum rc rc = buf_check(&row->bytes, err);
    if (rc != RC_OK)
        return rc;
    const struct layout *layout = &rejects->layouts[at];
    row->layout = layout;
    const char *text = row->bytes.text;
    memset(row->fields, 0, (rejects->column_count + rejects->extra) * sizeof *row->fields);
    for (size_t i = 0; i < count; i++) {
        size_t place = place_of(rejects, layout, i);
        if (place != dropped)
            row->fields[place] = (struct csv_field){.text = text, .length = lengths[i]};
        text += lengths[i];
    }
    row->reason.text = text;
    return RC_OK;
}

/* "-12.50" is a number where numbers are expected, "-1+cmd" is not. */
static bool is_number(const struct csv_field *field)
{
    for (size_t i = 0; i < field->length; i++) {
        if (memchr("0123456789+-.,% ", field->text[i], 16) == NULL)
            return false;
    }
    return true;
}

static void put_points(const struct rejects *rejects, struct spooled *row)
{
    for (size_t i = 0; i < rejects->column_count; i++) {
        const struct csv_field *field = &row->fields[i];
        if (!rejects->columns[i].number || field->length == 0 ||
            !value_has_decimal_comma(field->text, field->length))
            continue;
        char *own = row->bytes.text + (field->text - row->bytes.text);
        *(char *)memchr(own, ',', field->length) = '.';
    }
}

static void add_header(const struct rejects *rejects, char delimiter, struct buf *line)
{
    for (size_t i = 0; i < rejects->column_count; i++) {
        const char *name = rejects->columns[i].name;
        csv_add_field(line, name, strlen(name), delimiter, true);
        buf_add_char(line, delimiter);
    }
    for (size_t i = 0; i < rejects->extra; i++)
        buf_add_char(line, delimiter);
    buf_add(line, reason_name);
    buf_add_char(line, '\n');
}

static void add_row(const struct rejects *rejects, const struct spooled *row, char delimiter,
                    struct buf *line)
{
    for (size_t i = 0; i < rejects->column_count + rejects->extra; i++) {
        const struct csv_field *field = &row->fields[i];
        bool number = i < rejects->column_count && rejects->columns[i].number && is_number(field);
        if (field->length > 0)
            csv_add_field(line, field->text, field->length, delimiter, !number);
        buf_add_char(line, delimiter);
    }
    csv_add_field(line, row->reason.text, row->reason.length, delimiter, true);
    buf_add_char(line, '\n');
}

static enum rc write_line(struct outfile *out, struct buf *line, struct err *err)
{
    enum rc rc = buf_check(line, err);
    if (rc == RC_OK)
        rc = outfile_write(out, line->text, line->length, err);
    buf_clear(line);
    return rc;
}

static enum rc write_rows(struct rejects *rejects, struct spooled *row, struct outfile *out,
                          struct err *err)
{
    struct buf line;
    char delimiter = delimiter_of(rejects);
    buf_init(&line);
    add_header(rejects, delimiter, &line);
    enum rc rc = write_line(out, &line, err);
    for (int64_t i = 0; i < rejects->count && rc == RC_OK; i++) {
        rc = get_row(rejects, row, err);
        if (rc == RC_OK) {
            if (row->layout->mark == MARK_COMMA && delimiter != ';')
                put_points(rejects, row);
            add_row(rejects, row, delimiter, &line);
            rc = write_line(out, &line, err);
        }
    }
    buf_release(&line);
    return rc;
}

enum rc rejects_write(struct rejects *rejects, const char *path, struct err *err)
{
    if (rejects->count == 0)
        return RC_OK;
    struct outfile *out = NULL;
    struct spooled row = {
        .fields = calloc(rejects->column_count + rejects->extra + 1, sizeof *row.fields)};
    buf_init(&row.bytes);
    errno = 0;
    enum rc rc = row.fields == NULL ? err_memory(err) : RC_OK;
    if (rc == RC_OK && (fflush(rejects->spool) != 0 || fseeko(rejects->spool, 0, SEEK_SET) != 0))
        rc = fail_spool(err);
    if (rc == RC_OK)
        rc = outfile_open(path, &out, err);
    if (rc == RC_OK)
        rc = write_rows(rejects, &row, out, err);
    if (rc == RC_OK) {
        rc = outfile_commit(out, err);
        out = NULL;
    }
    outfile_drop(out);
    buf_release(&row.bytes);
    free(row.fields);
    return rc;
}
