/* SPDX-License-Identifier: MIT */
#ifndef COFFER_UI_DOCUMENT_GOING_H
#define COFFER_UI_DOCUMENT_GOING_H

#include "app/document_sheets.h"
#include "ui/view.h"

/* As view_class.refuses, for OPEN_FILE and DELETE. */
bool document_refuses(const struct document_sheet *sheet, enum action action, struct buf *ret_why);
/* Deletes its bytes for good: asks first; while it is to be kept, for the reason. */
void document_delete(struct shell *shell, const struct document_sheet *sheet);

#endif
