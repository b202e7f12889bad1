/* SPDX-License-Identifier: MIT */
#include "io/table.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/json.h"
#include "base/text.h"
#include "base/words.h"
#include "io/csv.h"
#include "io/tempfile.h"

/* Widths are known at the end: cells beyond HELD_SIZE wait in a file. */
enum { FLUSH_SIZE = 32 * 1024, HELD_SIZE = 1024 * 1024, GAP = 2 };

/* How wide a column of the table is; for amounts the digits before the point
 * and what comes from it on are measured apart. */
struct measure {
    size_t width;
    size_t whole, fraction;
};

struct table {
    enum table_format format;
    const struct table_column *columns;
    size_t count;
    table_sink *sink;
    void *context;
    int64_t rows;
    bool ended;
    struct buf out;
    /* TABLE_TEXT: the titles and every cell so far, each terminated: what is in the
     * file, then what is in memory. */
    int file; /* -1: none */
    struct buf cells;
    struct measure *measures;
};

/* ---- bytes out ---- */

static enum rc flush(struct table *table, size_t least, struct err *err)
{
    enum rc rc = buf_check(&table->out, err);
    if (rc != RC_OK || table->out.length < least || table->out.length == 0)
        return rc;
    rc = table->sink(table->context, table->out.text, table->out.length, err);
    buf_clear(&table->out);
    return rc;
}

/* ---- CSV ---- */

static void add_csv_header(struct table *table)
{
    for (size_t i = 0; i < table->count; i++) {
        if (i > 0)
            buf_add_char(&table->out, ',');
        const char *name = table->columns[i].name;
        csv_add_field(&table->out, name, strlen(name), ',', false);
    }
    buf_add_char(&table->out, '\n');
}

static void add_csv_row(struct table *table, const char *const *cells)
{
    for (size_t i = 0; i < table->count; i++) {
        const char *cell = cells[i] != NULL ? cells[i] : "";
        if (i > 0)
            buf_add_char(&table->out, ',');
        csv_add_field(&table->out, cell, strlen(cell), ',', table->columns[i].kind == COLUMN_TEXT);
    }
    buf_add_char(&table->out, '\n');
}

/* ---- JSON ---- */

static void add_json_row(struct table *table, const char *const *cells)
{
    buf_add(&table->out, table->rows == 0 ? "[\n{" : ",\n{");
    for (size_t i = 0; i < table->count; i++) {
        if (i > 0)
            buf_add_char(&table->out, ',');
        json_add_string(&table->out, table->columns[i].name);
        buf_add_char(&table->out, ':');
        if (cells[i] == NULL || cells[i][0] == '\0')
            buf_add(&table->out, "null");
        else if (table->columns[i].kind == COLUMN_NUMBER)
            buf_add(&table->out, cells[i]);
        else
            json_add_string(&table->out, cells[i]);
    }
    buf_add_char(&table->out, '}');
}

/* ---- the table ---- */

/* The part of an amount before its point; the whole of one without. */
static size_t whole_width(const char *cell)
{
    return strcspn(cell, ".");
}

static void widen(size_t *width, size_t to)
{
    if (*width < to)
        *width = to;
}

/* The heads of the columns are the first row that is held. */
static void hold_titles(struct table *table)
{
    for (size_t i = 0; i < table->count; i++) {
        const struct table_column *column = &table->columns[i];
        const char *title = column->title != NULL ? column->title : column->name;
        table->measures[i].width = text_width(title);
        buf_add_bytes(&table->cells, title, strlen(title) + 1);
    }
}

static void hold_row(struct table *table, const char *const *cells)
{
    for (size_t i = 0; i < table->count; i++) {
        struct measure *measure = &table->measures[i];
        size_t start = table->cells.length;
        if (cells[i] != NULL)
            text_add_visible(&table->cells, cells[i], strlen(cells[i]));
        if (table->cells.failed)
            return;
        const char *cell = table->cells.text + start;
        size_t width = text_width(cell);
        if (table->columns[i].kind == COLUMN_AMOUNT) {
            widen(&measure->whole, whole_width(cell));
            widen(&measure->fraction, width - whole_width(cell));
            width = measure->whole + measure->fraction;
        }
        widen(&measure->width, width);
        buf_add_char(&table->cells, '\0');
    }
}

/* Blanks are owed until something follows them, so that no line ends in one. */
static void add_cell(struct buf *out, size_t *owed, const char *cell, size_t before, size_t after)
{
    *owed += before;
    if (cell[0] != '\0') {
        buf_addf(out, "%*s%s", (int)*owed, "", cell);
        *owed = 0;
    }
    *owed += after + GAP;
}

/* Writes the cells that start at `cell`, each terminated; gives what follows. */
static const char *add_line(struct table *table, const char *cell, bool is_head)
{
    size_t owed = 0;
    for (size_t i = 0; i < table->count; i++) {
        const struct measure *measure = &table->measures[i];
        enum column_kind kind = table->columns[i].kind;
        size_t blanks = measure->width - text_width(cell);
        size_t after = kind == COLUMN_AMOUNT || kind == COLUMN_NUMBER ? 0 : blanks;
        if (kind == COLUMN_AMOUNT && !is_head)
            after = measure->fraction - (text_width(cell) - whole_width(cell));
        add_cell(&table->out, &owed, cell, blanks - after, after);
        cell += strlen(cell) + 1;
    }
    buf_add_char(&table->out, '\n');
    return cell;
}

/* Moves the cells in memory to the end of the file. */
static enum rc put_away(struct table *table, struct err *err)
{
    enum rc rc = buf_check(&table->cells, err);
    if (rc == RC_OK && table->file < 0)
        rc = tempfile_open(&table->file, err);
    if (rc == RC_OK)
        rc = tempfile_write(table->file, table->cells.text, table->cells.length, err);
    buf_clear(&table->cells);
    return rc;
}

/* Writes the lines whose cells are all there; *first: the next is the head. Gives
 * how many bytes they took. */
static enum rc show_lines(struct table *table, const char *cells, size_t length, bool *first,
                          size_t *ret_taken, struct err *err)
{
    enum rc rc = RC_OK;
    size_t taken = 0;
    while (rc == RC_OK && taken < length) {
        const char *end = cells + taken;
        for (size_t i = 0; i < table->count && end != NULL; i++) {
            end = memchr(end, '\0', length - (size_t)(end - cells));
            end = end != NULL ? end + 1 : NULL;
        }
        if (end == NULL)
            break;
        (void)add_line(table, cells + taken, *first);
        *first = false;
        taken = (size_t)(end - cells);
        rc = flush(table, FLUSH_SIZE, err);
    }
    *ret_taken = taken;
    return rc;
}

/* More of the file into *cells; *ret_more false at its end. */
static enum rc read_back(struct table *table, struct buf *cells, bool *ret_more, struct err *err)
{
    char block[FLUSH_SIZE];
    ssize_t got;
    do
        got = read(table->file, block, sizeof block);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return err_sys(err, errno, "TMPDIR", _("check the disk"));
    *ret_more = got > 0;
    buf_add_bytes(cells, block, (size_t)got);
    return buf_check(cells, err);
}

/* The file from its beginning, with only the line at hand in memory. */
static enum rc show_file(struct table *table, struct err *err)
{
    struct buf cells;
    bool first = true, more = true;
    buf_init(&cells);
    enum rc rc = put_away(table, err);
    if (rc == RC_OK && lseek(table->file, 0, SEEK_SET) != 0)
        rc = err_sys(err, errno, "TMPDIR", _("check the disk"));
    while (rc == RC_OK && more) {
        size_t taken = 0;
        rc = read_back(table, &cells, &more, err);
        if (rc == RC_OK)
            rc = show_lines(table, cells.text, cells.length, &first, &taken, err);
        if (taken > 0) {
            cells.length -= taken;
            memmove(cells.text, cells.text + taken, cells.length + 1);
        }
    }
    buf_release(&cells);
    return rc;
}

static enum rc show_rows(struct table *table, struct err *err)
{
    bool first = true;
    size_t taken = 0;
    if (table->file >= 0)
        return show_file(table, err);
    enum rc rc = buf_check(&table->cells, err);
    return rc == RC_OK
               ? show_lines(table, table->cells.text, table->cells.length, &first, &taken, err)
               : rc;
}

/* ---- all formats ---- */

enum rc table_new(enum table_format format, const struct table_column *columns, size_t count,
                  table_sink *sink, void *context, struct table **ret, struct err *err)
{
    struct table *table = calloc(1, sizeof *table);
    if (table == NULL)
        return err_memory(err);
    table->format = format;
    table->columns = columns;
    table->count = count;
    table->sink = sink;
    table->context = context;
    table->file = -1;
    buf_init(&table->out);
    buf_init(&table->cells);
    table->measures = calloc(count + 1, sizeof *table->measures);
    if (table->measures == NULL) {
        table_free(table);
        return err_memory(err);
    }
    if (format == TABLE_TEXT)
        hold_titles(table);
    if (format == TABLE_CSV)
        add_csv_header(table);
    *ret = table;
    return RC_OK;
}

void table_free(struct table *table)
{
    if (table == NULL)
        return;
    buf_release(&table->out);
    buf_release(&table->cells);
    if (table->file >= 0)
        (void)close(table->file);
    free(table->measures);
    free(table);
}

enum rc table_row(struct table *table, const char *const *cells, struct err *err)
{
    bug_if(table->ended, "a row after the end of its table");
    if (table->format == TABLE_TEXT)
        hold_row(table, cells);
    else if (table->format == TABLE_CSV)
        add_csv_row(table, cells);
    else
        add_json_row(table, cells);
    table->rows++;
    if (table->format != TABLE_TEXT)
        return flush(table, FLUSH_SIZE, err);
    return table->cells.length < HELD_SIZE ? buf_check(&table->cells, err) : put_away(table, err);
}

enum rc table_end(struct table *table, struct err *err)
{
    bug_if(table->ended, "a table ends twice");
    table->ended = true;
    enum rc rc = RC_OK;
    if (table->format == TABLE_TEXT)
        rc = show_rows(table, err);
    else if (table->format == TABLE_JSON)
        buf_add(&table->out, table->rows == 0 ? "[]\n" : "\n]\n");
    return rc == RC_OK ? flush(table, 0, err) : rc;
}
