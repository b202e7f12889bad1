/* SPDX-License-Identifier: MIT */
/* Documents that go for good. Undo cannot bring bytes back, so this is asked. */
#include "ui/screens/document_going.h"

#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "ui/parts/ask.h"
#include "ui/parts/form.h"
#include "ui/screens/document_words.h"

bool document_refuses(const struct document_sheet *sheet, enum action action, struct buf *ret_why)
{
    bool needs_bytes = action == ACT_OPEN_FILE || action == ACT_DELETE;
    char day[DATE_TEXT_SIZE];
    if (needs_bytes && sheet->state == DOCUMENT_DELETED) {
        document_add_keeping(sheet, ret_why);
        return true;
    }
    if (action != ACT_DELETE || sheet->deletion != DELETION_NEEDS_ADMIN)
        return false;
    buf_addf(ret_why,
             _("It is kept until %s, 24 months after the activity's end: until then only an "
               "admin may delete it, with a reason"),
             date_print(sheet->expires, day));
    return true;
}

/* ---- done ---------------------------------------------------------------------------------- */

static enum rc go(struct shell *shell, const char *id, const char *reason, struct err *err)
{
    char done[CLAIM_ID_MAX];
    enum rc rc = app_document_delete(shell_app(shell), id, reason, done, err);
    if (rc == RC_OK) {
        shell_wrote(shell);
        shell_say(shell, _("Deleted for good: %s"), app_done(shell_app(shell)));
    }
    return rc;
}

/* ---- free to go ---------------------------------------------------------------------------- */

static void answered(struct shell *shell, void *context, int answer)
{
    struct err err;
    err_init(&err);
    if (answer == 0 && go(shell, context, NULL, &err) != RC_OK)
        shell_failed(shell, &err);
    free(context);
}

/* A claim that can be edited must not pass for backed by what is gone. */
static bool comes_off(const struct document_sheet *sheet)
{
    return sheet->editable && sheet->state == DOCUMENT_ATTACHED;
}

static void add_loss(const struct document_sheet *sheet, struct buf *ret)
{
    buf_addf(ret, _("%s on claim %s %s: its bytes go at once and cannot be brought back."),
             sheet->name, sheet->claim, sheet->title);
    buf_add(ret, "\n");
    document_add_keeping(sheet, ret);
    if (comes_off(sheet))
        buf_addf(ret, "\n%s",
                 _("It also comes off the claim. To take it off so that undo can bring it back: "
                   "Enter, then d on the claim's page."));
}

static void ask(struct shell *shell, const struct document_sheet *sheet)
{
    static const struct answer answers[] = {{'y', N_("Delete it")}};
    char *id = strdup(sheet->id);
    struct buf text;
    buf_init(&text);
    add_loss(sheet, &text);
    struct view *box = id == NULL || text.failed
                           ? NULL
                           : ask_new(shell, _("Delete the document for good?"), text.text, answers,
                                     1, answered, id);
    if (box == NULL)
        free(id);
    shell_push(shell, box);
    buf_release(&text);
}

/* ---- still to be kept ---------------------------------------------------------------------- */

static enum rc save(void *context, struct shell *shell, const char *const *values, struct err *err)
{
    return go(shell, context, values[0], err);
}

static void ask_reason(struct shell *shell, const struct document_sheet *sheet)
{
    static const struct field fields[] = {
        {.name = "reason",
         .label = N_("Reason"),
         .hint = N_("The bytes go for good; the reason stays, with the document's name and hash."),
         .kind = FIELD_TEXT,
         .must = true},
    };
    struct form_spec spec = {
        .name = "document.delete",
        .about = sheet->id,
        .title = N_("Delete a document that is still to be kept"),
        .note = comes_off(sheet)
                    ? N_("Its 24 months are not over. Its bytes go at once and cannot be brought "
                         "back; it also comes off the claim.")
                    : N_("Its 24 months are not over. Its bytes go at once and cannot be brought "
                         "back."),
        .fields = fields,
        .count = 1,
        .save = save,
        .release = free,
        .context = strdup(sheet->id),
    };
    shell_push(shell, spec.context != NULL ? form_new(shell, &spec, NULL) : NULL);
}

void document_delete(struct shell *shell, const struct document_sheet *sheet)
{
    if (sheet->deletion == DELETION_FREE)
        ask(shell, sheet);
    else
        ask_reason(shell, sheet);
}
