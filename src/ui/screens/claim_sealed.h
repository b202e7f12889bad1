/* SPDX-License-Identifier: MIT */
/* What was sealed when a claim was submitted, beside what was sent the time before. */
#ifndef COFFER_UI_CLAIM_SEALED_H
#define COFFER_UI_CLAIM_SEALED_H

#include "ui/view.h"

/* Submission `number`, from 1. */
void claim_sealed_show(struct shell *shell, const char *id, size_t number);
/* The last one; where nothing was sent yet, says so. */
void claim_sealed_open(struct shell *shell, const char *id);

#endif
