/* SPDX-License-Identifier: MIT */
/* The funds as a person reads them every day, on a hundred cells. */
#ifndef COFFER_CLI_BALANCE_TEXT_H
#define COFFER_CLI_BALANCE_TEXT_H

#include "app/funds.h"
#include "cli/call.h"

/* A table of the funds, one of the thresholds that accruing funds have still
 * to reach, and what else must be known to read them. */
enum rc balance_print(struct call *call, const struct fund_filter *filter, struct err *err);

#endif
