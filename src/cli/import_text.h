/* SPDX-License-Identifier: MIT */
/* What an import came to, in sentences for people. */
#ifndef COFFER_CLI_IMPORT_TEXT_H
#define COFFER_CLI_IMPORT_TEXT_H

#include "app/imports.h"
#include "cli/call.h"

/* A paragraph for each file, then what to do next. refused: rows were rejected,
 * so nothing came in. */
enum rc import_print(struct call *call, const struct import_request *request,
                     const struct import_result *results, bool refused, struct err *err);

/* The first lines of `import show`; nothing in CSV and JSON. */
enum rc import_print_record(struct call *call, const struct import_record *record, struct err *err);

#endif
