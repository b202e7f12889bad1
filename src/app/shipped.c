/* SPDX-License-Identifier: MIT */
#include "app/shipped.h"

#include <string.h>

#include "app/data.h"
#include "io/csv.h"
#include "io/memory.h"
#include "store/catalogues.h"
#include "store/programs.h"

/* A line of data/programs.csv: record,program,from,value,source. */
struct line {
    const char *program, *from, *value;
};

static struct date from_day(const struct line *line)
{
    struct date from = date_first;
    bug_if(line->from[0] != '\0' && !date_parse(line->from, strlen(line->from), &from), line->from);
    return from;
}

static enum rc put_program(struct tx *tx, const struct line *line, struct err *err)
{
    int64_t key = 0;
    enum rc rc = program_make(tx, line->program, line->value, PROGRAM_SHIPPED, err);
    return rc == RC_OK ? program_name_add(tx, line->value, line->program, &key, err) : rc;
}

static enum rc put_alias(struct tx *tx, const struct line *line, struct err *err)
{
    int64_t key = 0;
    return program_name_add(tx, line->value, line->program, &key, err);
}

static enum rc put_surface(struct tx *tx, const struct line *line, struct err *err)
{
    struct program_record record = {0};
    bool found = false;
    enum rc rc = program_load(tx_book(tx), line->program, &found, &record, err);
    bug_if(rc == RC_OK && !found, line->program);
    if (rc == RC_OK)
        rc = program_put(tx, line->program, record.name, PROGRAM_SHIPPED, true, err);
    program_record_release(&record);
    return rc;
}

static enum rc put_split(struct tx *tx, const struct line *line, struct err *err)
{
    struct split_term term = {.from = from_day(line)};
    enum rc rc = split_parse(line->value, &term.coop, err);
    return rc == RC_OK ? program_split_put(tx, line->program, &term, err) : rc;
}

static enum rc put_threshold(struct tx *tx, const struct line *line, struct err *err)
{
    struct threshold_term term = {.from = from_day(line)};
    enum rc rc = threshold_parse(line->value, &term.none, &term.usd, err);
    return rc == RC_OK ? program_threshold_put(tx, line->program, &term, err) : rc;
}

static enum rc put_no_coop(struct tx *tx, const struct line *line, struct err *err)
{
    const struct coop_term term = {.from = from_day(line), .coop = false};
    return program_coop_put(tx, line->program, &term, err);
}

/* Lines of one period add up to one override. */
static enum rc put_window(struct tx *tx, const struct line *line, bool closes, struct err *err)
{
    struct period_override override = {.period = {{0}}};
    struct program_record record = {0};
    struct date day = {0};
    bool found = false;
    bug_if(!period_parse(line->from, &override.period), line->from);
    bug_if(!date_parse(line->value, strlen(line->value), &day), line->value);
    enum rc rc = program_load(tx_book(tx), line->program, &found, &record, err);
    if (rc != RC_OK)
        return rc;
    for (size_t i = 0; i < record.terms.override_count; i++)
        if (period_compare(record.terms.overrides[i].period, override.period) == 0)
            override = record.terms.overrides[i];
    program_record_release(&record);
    if (closes) {
        override.windows.has_claim_closes = true;
        override.windows.claim_closes = day;
    } else {
        override.windows.has_usage_end = true;
        override.windows.usage_end = day;
    }
    return program_override_put(tx, line->program, &override, err);
}

static enum rc put_usage_end(struct tx *tx, const struct line *line, struct err *err)
{
    return put_window(tx, line, false, err);
}

static enum rc put_claim_closes(struct tx *tx, const struct line *line, struct err *err)
{
    return put_window(tx, line, true, err);
}

static const struct record {
    const char *name;
    enum rc (*put)(struct tx *tx, const struct line *line, struct err *err);
} records[] = {
    {"program", put_program},     {"alias", put_alias},
    {"surface", put_surface},     {"split", put_split},
    {"threshold", put_threshold}, {"no-coop", put_no_coop},
    {"usage-end", put_usage_end}, {"claim-closes", put_claim_closes},
};

static enum rc put_line(struct tx *tx, const struct csv_record *record, struct err *err)
{
    enum { FIELDS = 5 };
    bug_if(record->count != FIELDS, "data/programs.csv: a line with too few or many fields");
    const struct line line = {record->fields[1].text, record->fields[2].text,
                              record->fields[3].text};
    for (size_t i = 0; i < sizeof(records) / sizeof(records[0]); i++)
        if (strcmp(records[i].name, record->fields[0].text) == 0)
            return records[i].put(tx, &line, err);
    bug("data/programs.csv: an unknown record");
}

enum rc shipped_programs(struct tx *tx, struct err *err)
{
    struct memory_source rest = {data_programs, data_programs_size};
    struct csv *csv = NULL;
    struct csv_record record;
    bool more = false;
    enum rc rc = csv_open(memory_fill, &rest, "programs.csv", &csv, err);
    if (rc == RC_OK)
        rc = csv_read(csv, &record, &more, err); /* the header */
    if (rc == RC_OK)
        rc = csv_read(csv, &record, &more, err);
    while (rc == RC_OK && more) {
        rc = put_line(tx, &record, err);
        if (rc == RC_OK)
            rc = csv_read(csv, &record, &more, err);
    }
    csv_free(csv);
    return rc;
}

enum rc shipped_activities(struct tx *tx, struct err *err)
{
    return catalogue_put(tx, date_first, data_activities, data_activities_size, err);
}
