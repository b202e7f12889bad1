/* SPDX-License-Identifier: MIT */
/* How documents and the time for which they are kept are spoken of. */
#ifndef COFFER_UI_DOCUMENT_WORDS_H
#define COFFER_UI_DOCUMENT_WORDS_H

#include "app/document_sheets.h"
#include "model/activity.h"
#include "ui/cells/canvas.h"

/* "proof", "CSR"; looked up. */
const char *document_kind_label(enum document_kind kind);
/* "2028-06-30", "may go", "draft", "deleted"; the text is ret or looked up. */
const char *document_kept(const struct document_sheet *sheet, char ret[DATE_TEXT_SIZE]);
enum paint document_kept_paint(const struct document_sheet *sheet);

/* Why it is kept, or may go, in one sentence; appended. */
void document_add_keeping(const struct document_sheet *sheet, struct buf *ret);
/* What it proves, on which claim, and who attached it when; appended. catalogue: what
 * requirements ask for is looked up there. */
void document_add_story(const struct document_sheet *sheet, const struct catalogue *catalogue,
                        struct buf *ret);

/* That its bytes stay without it, as another document has the same, and of which claim, as far
 * as the person may know of it; appended. Nothing: no other has them. claim: its own. */
enum rc document_add_twin(struct app *app, const char *document, const char *sha256,
                          const char *claim, struct buf *ret, struct err *err);

#endif
