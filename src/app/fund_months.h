/* SPDX-License-Identifier: MIT */
/* Inside the app layer: app_fund_months for a program and location that the
 * person is known to see. */
#ifndef COFFER_APP_FUND_MONTHS_H
#define COFFER_APP_FUND_MONTHS_H

#include "app/funds.h"
#include "app/inside.h"

enum rc fund_months_read(struct app *app, const struct catalog *catalog, const char *program,
                         const char *location, struct period period, struct fund_month_list *ret,
                         struct err *err);

#endif
