/* SPDX-License-Identifier: MIT */
/* How figures come about, as a person reads it. */
#ifndef COFFER_CLI_EXPLAIN_TEXT_H
#define COFFER_CLI_EXPLAIN_TEXT_H

#include "app/funds.h"
#include "cli/call.h"

enum rc explain_print(struct call *call, const struct explain_request *request, struct err *err);

#endif
