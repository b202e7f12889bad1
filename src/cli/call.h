/* SPDX-License-Identifier: MIT */
/*
 * One command with everything that was given to it, and its ways out. The
 * texts are argv's own. A name that the command does not have is a bug.
 */
#ifndef COFFER_CLI_CALL_H
#define COFFER_CLI_CALL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/app.h"
#include "cli/command.h"
#include "cli/out.h"
#include "cli/progress.h"
#include "cli/spool.h"
#include "io/table.h"
#include "model/date.h"
#include "model/period.h"

struct given {
    const struct option_spec *option;
    const char *text; /* NULL for a flag */
};

struct call {
    const struct command *command; /* NULL: the screen */
    struct given *given;           /* in the order of argv; owned */
    size_t given_count;
    const char **arguments; /* owned array of argv's texts */
    size_t argument_count;

    enum table_format format;
    struct app_options options;
    struct app *app;      /* NULL where the command says without_book */
    struct out out;       /* standard output */
    struct spool further; /* lines for standard error, below the first one */
    struct progress progress;
};

/* ---- what was given ---- */
bool call_flag(const struct call *call, const char *name);
const char *call_text(const struct call *call, const char *name); /* NULL: not given */
/* The values of an option that repeats, in order; *position starts at 0. NULL
 * at the end. */
const char *call_next(const struct call *call, const char *name, size_t *position);
bool call_date(const struct call *call, const char *name, struct date *ret);
bool call_period(const struct call *call, const char *name, struct period *ret);
bool call_number(const struct call *call, const char *name, int64_t *ret);
bool call_count(const struct call *call, const char *name, int64_t *ret);
const char *call_argument(const struct call *call, size_t index); /* NULL: not given */

/* The day that a command without an open book goes by: --as-of, else today. */
struct date call_day(const struct call *call);

/* ---- what is answered ---- */
/* One line on standard output, in every format. */
enum rc call_line(struct call *call, const char *text, struct err *err);
/* One line for people: only in the table format. Untrusted text is made
 * visible. */
enum rc call_sayf(struct call *call, struct err *err, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* An empty line for people. */
enum rc call_gap(struct call *call, struct err *err);

#endif
