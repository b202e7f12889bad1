/* SPDX-License-Identifier: MIT */
/* Documents out of the book: as files in a folder, and read again. Both as work that can
 * be stopped. */
#ifndef COFFER_UI_DOCUMENT_EXPORT_H
#define COFFER_UI_DOCUMENT_EXPORT_H

#include "app/document_sheets.h"
#include "ui/view.h"

/* Asks for the folder, and which: the one that is selected, those that are shown, or all.
 * here: NULL where none is selected. ids: those that are shown, copied. */
void document_export(struct shell *shell, const struct document_sheet *here, const char *const *ids,
                     size_t count);

/* As view_class.refuses, for VERIFY. */
bool document_verify_refuses(struct shell *shell, struct buf *ret_why);
void document_verify(struct shell *shell);

#endif
