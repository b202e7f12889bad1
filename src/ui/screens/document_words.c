/* SPDX-License-Identifier: MIT */
#include "ui/screens/document_words.h"

#include <string.h>

#include "app/document_look.h"
#include "base/words.h"
#include "model/size.h"

const char *document_kind_label(enum document_kind kind)
{
    static const char *const labels[DOCUMENT_KINDS] = {
        [DOCUMENT_PROOF] = N_("proof"), [DOCUMENT_INVOICE] = N_("invoice"),
        [DOCUMENT_CSR] = N_("CSR"),     [DOCUMENT_APPROVAL] = N_("approval"),
        [DOCUMENT_OTHER] = N_("other"),
    };
    return _(labels[kind]);
}

const char *document_kept(const struct document_sheet *sheet, char ret[DATE_TEXT_SIZE])
{
    if (sheet->state == DOCUMENT_DELETED)
        return _("deleted");
    if (sheet->may_go)
        return _("may go");
    return sheet->has_expires ? date_print(sheet->expires, ret) : _("draft");
}

enum paint document_kept_paint(const struct document_sheet *sheet)
{
    if (sheet->state == DOCUMENT_DELETED)
        return PAINT_FAINT;
    return sheet->may_go ? PAINT_WARN : PAINT_TEXT;
}

void document_add_keeping(const struct document_sheet *sheet, struct buf *ret)
{
    char day[DATE_TEXT_SIZE];
    (void)date_print(sheet->expires, day);
    if (sheet->state == DOCUMENT_DELETED && sheet->reason[0] != '\0')
        buf_addf(ret, _("Its bytes were deleted: %s."), sheet->reason);
    else if (sheet->state == DOCUMENT_DELETED)
        buf_add(ret, _("Its bytes were deleted; its name and hash stay."));
    else if (!sheet->has_expires)
        buf_add(ret, _("It may go: the claim was never sent, so nothing has to be kept."));
    else if (sheet->may_go)
        buf_addf(ret, _("It may go: it was kept until %s, 24 months after the activity's end."),
                 day);
    else
        buf_addf(ret, _("It is kept until %s, 24 months after the activity's end."), day);
}

static void add_purpose(const struct document_sheet *sheet, const struct catalogue *catalogue,
                        struct buf *ret)
{
    const struct activity *activity = catalogue_activity(catalogue, sheet->activity);
    const struct requirement *asked = activity != NULL && sheet->kind == DOCUMENT_PROOF
                                          ? activity_item(activity, sheet->item)
                                          : NULL;
    buf_add(ret, document_kind_label(sheet->kind));
    if (sheet->item[0] != '\0')
        buf_addf(ret, _(" for %s"), sheet->item);
    if (asked != NULL)
        buf_addf(ret, " (%s)", asked->text);
}

void document_add_story(const struct document_sheet *sheet, const struct catalogue *catalogue,
                        struct buf *ret)
{
    char size[SIZE_TEXT_SIZE], day[DATE_TEXT_SIZE];
    buf_addf(ret, "%s: ", sheet->name);
    add_purpose(sheet, catalogue, ret);
    buf_addf(ret, _(", %s, %s, on claim %s %s"), sheet->media_type, size_words(sheet->size, size),
             sheet->claim, sheet->title);
    buf_addf(ret, _(", attached %s by %s"), date_print(sheet->day, day), sheet->person);
    if (sheet->state == DOCUMENT_DETACHED)
        buf_add(ret, _(", taken off the claim since"));
    if (sheet->note[0] != '\0')
        buf_addf(ret, _(". Note: %s"), sheet->note);
}

enum rc document_add_twin(struct app *app, const char *document, const char *sha256,
                          const char *claim, struct buf *ret, struct err *err)
{
    char other[CLAIM_ID_MAX];
    bool has = false;
    enum rc rc = app_document_twin(app, document, sha256, &has, other, err);
    if (rc != RC_OK || !has)
        return rc;
    if (strcmp(other, claim) == 0)
        buf_add(ret, _("This claim has the same file once more, and that one stays."));
    else if (other[0] != '\0')
        buf_addf(ret, _("Claim %s has the same file, and it stays there."), other);
    else
        buf_add(ret, _("Another claim has the same file, and it stays there."));
    return buf_check(ret, err);
}
