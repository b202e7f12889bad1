/* SPDX-License-Identifier: MIT */
/* Reports from Partner Center, and what came in. */
#ifndef COFFER_APP_IMPORTS_H
#define COFFER_APP_IMPORTS_H

#include <stddef.h>

#include "app/app.h"
#include "model/date.h"
#include "model/period.h"
#include "store/imports.h" /* struct import_counts, import_change, import_month */

struct import_request {
    const char *const *files; /* "-" = standard input */
    size_t file_count;
    bool dry_run;
    const char *skip_rejects; /* path, or NULL: all or nothing */
    /* Each rejected row as it is found, in file order: "FILE.csv", its line, and
     * "column: reason (text)". */
    enum rc (*reject)(void *context, const char *source, int64_t line, const char *reason,
                      struct err *err);
    /* When all rows are read, in a dry run too, what they speak of: each program,
     * location and month, then the programs that nobody knew before. Either may
     * be NULL. */
    import_month_visit *month;
    enum rc (*program)(void *context, const char *code, struct err *err);
    void *context;
};

struct import_result {
    const char *file; /* borrowed from the request */
    char base[256];   /* its base name */
    int64_t number;   /* 0 for a dry run */
    int64_t bytes;
    struct import_counts counts;
};

/* One transaction and one journal row for all files. results: file_count of
 * them, filled also when rows were rejected. RC_CONTENT when rows were rejected
 * and skip_rejects is NULL; nothing was changed then. */
enum rc app_import(struct app *app, const struct import_request *request,
                   struct import_result *results, struct err *err);

/* Seen by a scoped person only where the whole import lies inside the scope. */
enum rc app_import_list(struct app *app, import_visit *visit, void *context, struct err *err);
/* One import: its line, its months, its changed fields. RC_RULE: no such number. */
enum rc app_import_show(struct app *app, int64_t number, import_visit *visit,
                        import_month_visit *month, import_change_visit *change, void *context,
                        struct err *err);

struct coverage_line {
    const char *program, *location;
    struct month month;
    int64_t rows;
    bool has_import;
    struct date newest_import; /* the day, in UTC */
    int32_t age_days;          /* at the app's day */
    bool missing;              /* no rows, between months that have some; excluded ones are rows */
};
typedef enum rc coverage_visit(void *context, const struct coverage_line *line, struct err *err);
/* By program, location, month; from NULL: from the first month there is. */
enum rc app_coverage(struct app *app, const struct period *from, coverage_visit *visit,
                     void *context, struct err *err);

#endif
