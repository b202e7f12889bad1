/* SPDX-License-Identifier: MIT */
#include "io/table.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "io/csv.h"
#include "io/json.h"

enum { FLUSH_SIZE = 32 * 1024, GAP = 2 };

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
    struct buf cells; /* TABLE_TEXT: the titles and every cell so far, each terminated */
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

static enum rc show_rows(struct table *table, struct err *err)
{
    enum rc rc = buf_check(&table->cells, err);
    if (rc != RC_OK)
        return rc;
    const char *cell = add_line(table, table->cells.text, true);
    for (int64_t row = 0; row < table->rows && rc == RC_OK; row++) {
        cell = add_line(table, cell, false);
        rc = flush(table, FLUSH_SIZE, err);
    }
    return rc;
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
    return table->format == TABLE_TEXT ? buf_check(&table->cells, err)
                                       : flush(table, FLUSH_SIZE, err);
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
