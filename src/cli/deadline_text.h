/* SPDX-License-Identifier: MIT */
/* Deadlines for people: a table, and below it what is to be done for each kind in it. */
#ifndef COFFER_CLI_DEADLINE_TEXT_H
#define COFFER_CLI_DEADLINE_TEXT_H

#include "app/deadlines.h"
#include "cli/call.h"

struct deadline_text;

enum rc deadline_text_begin(struct call *call, struct deadline_text **ret, struct err *err);
enum rc deadline_text_add(struct deadline_text *text, const struct deadline *deadline,
                          struct err *err);
/* Prints, and frees; as list_end. NULL, after a failure, is fine. narrowed: something
 * was asked for, so that there may be others. */
enum rc deadline_text_end(struct deadline_text *text, enum rc rc, bool narrowed, struct err *err);

#endif
