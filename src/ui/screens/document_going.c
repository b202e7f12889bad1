/* SPDX-License-Identifier: MIT */
/* Documents that go for good. Undo cannot bring bytes back, so this is asked. */
#include "ui/screens/document_going.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
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

/* ---- what goes ----------------------------------------------------------------------------- */

struct going {
    struct shell *shell;
    char *id, *sha256, *claim;
    bool comes_off; /* the claim */
    struct buf what;
};

static void going_free(void *context)
{
    struct going *going = context;
    free(going->id);
    free(going->sha256);
    free(going->claim);
    buf_release(&going->what);
    free(going);
}

/* NULL: memory is out. */
static struct going *going_new(struct shell *shell, const struct document_sheet *sheet)
{
    struct going *going = calloc(1, sizeof(*going));
    if (going == NULL)
        return NULL;
    going->shell = shell;
    going->id = strdup(sheet->id);
    going->sha256 = strdup(sheet->sha256);
    going->claim = strdup(sheet->claim);
    /* A claim that can be edited must not pass for backed by what is gone. */
    going->comes_off = sheet->editable && sheet->state == DOCUMENT_ATTACHED;
    buf_init(&going->what);
    char name[TEXT_EXCERPT_SIZE], title[TEXT_EXCERPT_SIZE];
    buf_addf(&going->what, _("%s on claim %s %s."), text_excerpt(sheet->name, name), sheet->claim,
             text_excerpt(sheet->title, title));
    if (going->id != NULL && going->sha256 != NULL && going->claim != NULL && !going->what.failed)
        return going;
    going_free(going);
    return NULL;
}

/* What becomes of its bytes now. True: they go, as no other document has them. */
static bool add_fate(const struct going *going, struct buf *ret)
{
    size_t before = ret->length;
    struct err ignored;
    err_init(&ignored);
    /* What cannot be looked up is taken for the worse. */
    (void)!document_add_twin(shell_app(going->shell), going->id, going->sha256, going->claim, ret,
                             &ignored);
    if (ret->length > before)
        return false;
    buf_add(ret, _("Its bytes go at once and cannot be brought back."));
    return true;
}

static enum rc go(const struct going *going, const char *reason, struct err *err)
{
    struct shell *shell = going->shell;
    char done[CLAIM_ID_MAX];
    struct buf fate;
    buf_init(&fate);
    bool goes = add_fate(going, &fate);
    enum rc rc = app_document_delete(shell_app(shell), going->id, reason, done, err);
    if (rc == RC_OK) {
        shell_wrote(shell);
        if (goes)
            shell_say(shell, _("Deleted for good: %s"), app_done(shell_app(shell)));
        else
            shell_say_too(shell, fate.text);
    }
    buf_release(&fate);
    return rc;
}

/* ---- free to go ---------------------------------------------------------------------------- */

static void answered(struct shell *shell, void *context, int answer)
{
    struct err err;
    err_init(&err);
    if (answer == 0 && go(context, NULL, &err) != RC_OK)
        shell_failed(shell, &err);
    going_free(context);
}

/* True: its bytes go. */
static bool add_loss(const struct going *going, const struct document_sheet *sheet, struct buf *ret)
{
    buf_addf(ret, "%s ", going->what.text);
    bool goes = add_fate(going, ret);
    buf_add(ret, "\n");
    document_add_keeping(sheet, ret);
    if (going->comes_off)
        buf_addf(ret, "\n%s",
                 goes ? _("It also comes off the claim. To take it off so that undo can bring it "
                          "back: Enter, then d on the claim's page.")
                      : _("It also comes off the claim."));
    return goes;
}

static void ask(struct shell *shell, const struct document_sheet *sheet)
{
    static const struct answer answers[] = {{'y', N_("Delete it")}};
    struct going *going = going_new(shell, sheet);
    struct view *box = NULL;
    struct buf text;
    buf_init(&text);
    if (going != NULL) {
        bool goes = add_loss(going, sheet, &text);
        const char *title = goes ? _("Delete the document for good?") : _("Delete the document?");
        if (!text.failed)
            box = ask_new(shell, title, text.text, answers, 1, answered, going);
        if (box == NULL)
            going_free(going);
    }
    shell_push(shell, box);
    buf_release(&text);
}

/* ---- still to be kept ---------------------------------------------------------------------- */

static enum rc save(void *context, struct shell *shell, const char *const *values, struct err *err)
{
    (void)shell;
    return go(context, values[0], err);
}

static void tell(void *context, const char *const *values, struct buf *ret)
{
    const struct going *going = context;
    (void)values;
    buf_addf(ret, "%s ", going->what.text);
    (void)add_fate(going, ret);
    if (going->comes_off)
        buf_addf(ret, " %s", _("It also comes off the claim."));
    buf_addf(ret, " %s", _("Its 24 months are not over."));
}

static void ask_reason(struct shell *shell, const struct document_sheet *sheet)
{
    static const struct field goes = {
        .name = "reason",
        .label = N_("Reason"),
        .hint = N_("The bytes go for good; the reason stays, with the document's name and hash."),
        .kind = FIELD_TEXT,
        .must = true};
    static const struct field stays = {
        .name = "reason",
        .label = N_("Reason"),
        .hint = N_("The reason stays, with the document's name and hash."),
        .kind = FIELD_TEXT,
        .must = true};
    struct buf fate;
    struct going *going = going_new(shell, sheet);
    if (going == NULL) {
        shell_push(shell, NULL);
        return;
    }
    buf_init(&fate);
    struct form_spec spec = {
        .name = "document.delete",
        .about = sheet->id,
        .title = N_("Delete a document that is still to be kept"),
        .fields = add_fate(going, &fate) ? &goes : &stays,
        .count = 1,
        .tell = tell,
        .save = save,
        .release = going_free,
        .context = going,
    };
    shell_push(shell, form_new(shell, &spec, NULL));
    buf_release(&fate);
}

void document_delete(struct shell *shell, const struct document_sheet *sheet)
{
    if (sheet->deletion == DELETION_FREE)
        ask(shell, sheet);
    else
        ask_reason(shell, sheet);
}
