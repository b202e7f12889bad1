/* SPDX-License-Identifier: MIT */
/*
 * The forms of a claim. Each opens on the claim as it stands and saves only against
 * that: when somebody has changed the claim meanwhile the difference is shown, and
 * nothing is written over unseen. What cannot be opened is said. Ids are full ones.
 */
#ifndef COFFER_UI_CLAIM_FORMS_H
#define COFFER_UI_CLAIM_FORMS_H

#include "model/claim_check.h"
#include "ui/view.h"

/* field: its name, as "amount": it has the focus; NULL: the first. What cannot be
 * changed in the claim's status is not in the form: owner, reference and tags always
 * are. */
void claim_form_edit(struct shell *shell, const char *id, const char *field);
/* item: an expense to change, by its number or VENDOR/NUMBER; NULL: a new one, after
 * asking what proves it. */
void claim_form_expense(struct shell *shell, const char *id, const char *item);
/* name: of the metric, or NULL: the first one that is asked for and missing. */
void claim_form_metric(struct shell *shell, const char *id, const char *name);
/* kind: "extension" and so on, or NULL. */
void claim_form_approval(struct shell *shell, const char *id, const char *kind);
void claim_form_comment(struct shell *shell, const char *id);
/* Asks for the period and opens the new draft. */
void claim_copy(struct shell *shell, const char *id);

/* Undo brings them back: nothing is asked. True: the claim is gone; a page of it is the
 * caller's to close. */
bool claim_delete(struct shell *shell, const char *id);
void claim_delete_expense(struct shell *shell, const char *id, const char *item);

/* Opens what mends the finding, with the focus in its field; where no form of ours does,
 * says what does. */
void claim_mend(struct shell *shell, const char *id, const struct finding *finding);

/* Why the claim's status does not let the action be done: a sentence, appended, and
 * true. Who may do it and whether the book can be written is the shell's to say. */
bool claim_refuses(const struct claim *claim, enum action action, struct buf *ret_why);

#endif
