/* SPDX-License-Identifier: MIT */
#include "io/activities.h"

#include <string.h>

#include "base/text.h"
#include "base/words.h"
#include "io/report_kind.h"

/* One file while it is read. */
struct reading {
    const char *name;
    struct csv *csv;
    struct catalogue_builder *builder;
    size_t width;             /* columns of the header */
    int at[ACTIVITY_COLUMNS]; /* where each stands in it */
    struct buf text;
};

/* ---- the header ---- */

static enum rc find_column(struct reading *reading, const struct header_keys *keys, int column,
                           struct err *err)
{
    const char *name = activity_columns[column];
    int count = 0;
    for (size_t i = 0; i < keys->count; i++)
        count += strcmp(keys->keys[i], name) == 0;
    reading->at[column] = header_find(keys, name);
    if (count == 0)
        return err_set(err, RC_CONTENT,
                       _("%s: the column %s is missing: 'coffer activity export FILE' writes a "
                         "catalogue with all of them"),
                       reading->name, name);
    if (count > 1)
        return err_set(err, RC_CONTENT, _("%s: the column %s is there twice: take one out"),
                       reading->name, name);
    return RC_OK;
}

static enum rc read_header(struct reading *reading, struct err *err)
{
    struct csv_record header;
    struct header_keys keys = {0};
    bool more = false;
    enum rc rc = csv_read(reading->csv, &header, &more, err);
    if (rc == RC_OK)
        rc = header_keys_init(&keys, &header, err);
    for (int column = 0; rc == RC_OK && column < ACTIVITY_COLUMNS; column++)
        rc = find_column(reading, &keys, column, err);
    reading->width = keys.count;
    header_keys_release(&keys);
    return rc;
}

/* ---- records ---- */

static void add_text(struct buf *text, const char *const cells[ACTIVITY_COLUMNS])
{
    for (int column = 0; column < ACTIVITY_COLUMNS; column++) {
        const char *cell = cells[column];
        size_t length = strlen(cell);
        text_trim(&cell, &length);
        if (column > 0)
            buf_add_char(text, ',');
        csv_add_field(text, cell, length, ',', true);
    }
    buf_add_char(text, '\n');
}

static enum rc take_record(struct reading *reading, const struct csv_record *record,
                           struct err *err)
{
    const char *cells[ACTIVITY_COLUMNS];
    if (record->count != reading->width)
        return err_set(err, RC_CONTENT,
                       _("%s line %lld: %zu fields, where the header has %zu: look for a missing "
                         "quote or delimiter"),
                       reading->name, (long long)record->line, record->count, reading->width);
    for (int column = 0; column < ACTIVITY_COLUMNS; column++) {
        struct csv_field field = record->fields[reading->at[column]];
        csv_unguard(&field);
        cells[column] = field.text;
    }
    enum rc rc = catalogue_builder_add(reading->builder, cells, (long)record->line, err);
    if (rc != RC_OK)
        return rc;
    add_text(&reading->text, cells);
    if (reading->text.length > ACTIVITIES_BYTES_MAX)
        return err_set(err, RC_CONTENT,
                       _("%s line %lld: more than %d bytes so far: this is no catalogue of "
                         "activities, 'coffer activity export FILE' writes one to look at"),
                       reading->name, (long long)record->line, ACTIVITIES_BYTES_MAX);
    return buf_check(&reading->text, err);
}

static enum rc read_records(struct reading *reading, struct err *err)
{
    struct csv_record record;
    bool more = false;
    add_text(&reading->text, activity_columns);
    enum rc rc = csv_read(reading->csv, &record, &more, err);
    while (rc == RC_OK && more) {
        rc = take_record(reading, &record, err);
        if (rc == RC_OK)
            rc = csv_read(reading->csv, &record, &more, err);
    }
    return rc;
}

enum rc activities_read(csv_fill *fill, void *context, const char *name, struct catalogue *ret,
                        struct buf *ret_text, struct err *err)
{
    struct reading reading = {.name = name};
    buf_init(&reading.text);
    enum rc rc = csv_open(fill, context, name, &reading.csv, err);
    if (rc == RC_OK)
        rc = catalogue_builder_new(name, &reading.builder, err);
    if (rc == RC_OK)
        rc = read_header(&reading, err);
    if (rc == RC_OK)
        rc = read_records(&reading, err);
    struct catalogue catalogue = {0};
    if (rc == RC_OK)
        rc = catalogue_builder_end(reading.builder, &catalogue, err);
    if (rc == RC_OK && ret_text != NULL) {
        buf_add_bytes(ret_text, reading.text.text, reading.text.length);
        rc = buf_check(ret_text, err);
    }
    if (rc == RC_OK)
        *ret = catalogue;
    else
        catalogue_release(&catalogue);
    catalogue_builder_free(reading.builder);
    csv_free(reading.csv);
    buf_release(&reading.text);
    return rc;
}
