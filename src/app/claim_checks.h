/* SPDX-License-Identifier: MIT */
/* Inside the app layer: everything that the rules of a claim need to know. */
#ifndef COFFER_APP_CLAIM_CHECKS_H
#define COFFER_APP_CLAIM_CHECKS_H

#include "app/claim_course.h"
#include "app/inside.h"

struct claim_file;
/* On the app's day; the claim must outlive it. */
enum rc claim_file_new(struct app *app, const struct claim *claim, struct claim_file **ret,
                       struct err *err);
/* The same without what reviewers refused before, which takes as long as there are
 * rejected claims of the activity. */
enum rc claim_file_brief(struct app *app, const struct claim *claim, struct claim_file **ret,
                         struct err *err);
const struct check_input *claim_file_input(const struct claim_file *file);
void claim_file_free(struct claim_file *file);

#endif
