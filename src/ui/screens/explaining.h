/* SPDX-License-Identifier: MIT */
/* Inside the explanations: what their files share. explain_steps.c knows funds, earnings
 * and thresholds, explain_claim.c claims, explain_deadline.c deadlines,
 * explain_payment.c payments. */
#ifndef COFFER_UI_EXPLAINING_H
#define COFFER_UI_EXPLAINING_H

#include "ui/screens/explain_steps.h"

struct gathering {
    struct figure *figure;
    struct step_list list;
    bool has_result;
    struct date day;
};

/* A step of words; nothing where there is no detail. */
enum rc say_text(struct gathering *gathering, const char *words, const char *detail,
                 const char *source, struct err *err);
/* A step of money. Of the explained figure's name it is the result. */
enum rc say_money(struct gathering *gathering, const char *name, const char *words,
                  struct money amount, struct currency currency, const char *source,
                  struct err *err);

enum rc explain_claim(struct app *app, struct gathering *gathering, struct err *err);
enum rc explain_payment(struct app *app, struct gathering *gathering, struct err *err);
enum rc explain_deadline(struct app *app, struct gathering *gathering, struct err *err);

#endif
