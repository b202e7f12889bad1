/* SPDX-License-Identifier: MIT */
/* What one file is for, asked file by file, or once for all that are left. */
#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "ui/parts/form.h"
#include "ui/screens/attaching.h"

struct asking {
    struct attaching *attaching; /* held */
    struct shell *shell;
    struct view *form;
    struct buf note;         /* what the file is */
    enum document_kind kind; /* as the field has it */
    bool saved;
};

/* ---- fields -------------------------------------------------------------------------------------
 */

static void complete_item(void *context, const char *typed, struct offers *offers)
{
    const struct asking *asking = context;
    const struct targets *targets = &asking->attaching->targets;
    if (target_find(targets, asking->kind, typed) != NULL)
        typed = ""; /* it is whole: what else there is */
    for (size_t i = 0; i < targets->count; i++) {
        const struct target *target = &targets->items[i];
        struct buf words;
        if (target->kind != asking->kind)
            continue;
        buf_init(&words);
        buf_addf(&words, target->has ? _("has one: %s") : "%s", target->text);
        offers_add_fitting(offers, typed, target->item, words.text);
        buf_release(&words);
    }
}

static const char *const kinds[] = {N_("proof"),    N_("invoice"), N_("csr"),
                                    N_("approval"), N_("other"),   NULL};
enum { THIS_ONE, ALL_LEFT };
static const char *const rests[] = {
    [THIS_ONE] = N_("this file"), [ALL_LEFT] = N_("all files that are left"), NULL};

static const struct field fields[ATTACH_FIELDS] = {
    [ATTACH_KIND] = {.name = "kind",
                     .label = N_("Kind"),
                     .hint = N_("What kind of paper it is; csr states in-house work."),
                     .kind = FIELD_CHOICE,
                     .must = true,
                     .choices = kinds,
                     .spoken = true},
    [ATTACH_ITEM] = {.name = "for",
                     .label = N_("For"),
                     .hint = N_("A requirement's code, or an expense's number: Ctrl-N lists them."),
                     .kind = FIELD_TEXT,
                     .complete = complete_item},
    [ATTACH_NOTE] = {.name = "note",
                     .label = N_("Note"),
                     .hint = N_("What it shows, for the reviewer and for yourself."),
                     .kind = FIELD_TEXT},
    [ATTACH_REST] = {.name = "rest",
                     .label = N_("Holds for"),
                     .hint = N_("The others are asked for next, or attached alike."),
                     .kind = FIELD_CHOICE,
                     .must = true,
                     .choices = rests,
                     .spoken = true},
};

static bool wrong(void *context, const char *const *values, int field, struct buf *why)
{
    struct asking *asking = context;
    const char *item = values[ATTACH_ITEM];
    if (!document_kind_parse(values[ATTACH_KIND], &asking->kind) || field != ATTACH_ITEM)
        return false;
    bool needed = asking->kind != DOCUMENT_APPROVAL && asking->kind != DOCUMENT_OTHER;
    if (!needed || target_find(&asking->attaching->targets, asking->kind, item) != NULL)
        return false;
    if (item[0] == '\0')
        return false; /* said when it is saved */
    if (asking->kind == DOCUMENT_PROOF)
        buf_add(why, _("The activity asks for no proof of this code"));
    else if (asking->kind == DOCUMENT_INVOICE)
        buf_add(why, _("The claim has no invoice of this number: add the expense first"));
    else
        buf_add(why, _("The claim has no CSR of this number: add the expense first"));
    return true;
}

static void add_others(const struct attaching *attaching, struct buf *ret)
{
    enum { NAMED = 3 };
    if (attaching->at + 1 >= attaching->count)
        return;
    buf_addf(ret, "\n%s", _("Then: "));
    for (size_t i = attaching->at + 1; i < attaching->count; i++) {
        if (i - attaching->at > NAMED) {
            buf_addf(ret, _(" and %zu more"), attaching->count - i);
            return;
        }
        buf_addf(ret, "%s%s", i > attaching->at + 1 ? ", " : "", attaching->files[i].look.name);
    }
}

static void tell(void *context, const char *const *values, struct buf *ret)
{
    const struct asking *asking = context;
    const struct attaching *attaching = asking->attaching;
    const struct attach_file *file = &attaching->files[attaching->at];
    const struct target *target =
        target_find(&attaching->targets, asking->kind, values[ATTACH_ITEM]);
    if (file->elsewhere[0] != '\0')
        buf_addf(ret,
                 strcmp(file->elsewhere, attaching->claim) == 0
                     ? _("! This claim has the same file already.\n")
                     : _("! Claim %s has the same file already.\n"),
                 file->elsewhere);
    if (target != NULL && target->kind == DOCUMENT_PROOF)
        buf_addf(ret, _("It proves: %s"), target->text);
    else if (target != NULL)
        buf_addf(ret, _("It backs %s"), target->text);
    else if (asking->kind == DOCUMENT_APPROVAL)
        buf_add(ret, _("An answer of the vendor. It is noted beside as an approval, with p."));
    else
        buf_add(ret, _("It satisfies no requirement."));
    add_others(attaching, ret);
}

/* ---- saving
 * -------------------------------------------------------------------------------------- */

static enum rc save(void *context, struct shell *shell, const char *const *values, struct err *err)
{
    struct asking *asking = context;
    struct attaching *attaching = asking->attaching;
    size_t left = attaching->count - attaching->at;
    const struct document_form what = {
        .kind = values[ATTACH_KIND],
        .item = values[ATTACH_ITEM][0] != '\0' ? values[ATTACH_ITEM] : NULL,
        .note = values[ATTACH_NOTE][0] != '\0' ? values[ATTACH_NOTE] : NULL};
    bool all = left > 1 && strcmp(values[ATTACH_REST], rests[ALL_LEFT]) == 0;
    enum rc rc = attach_send(attaching, shell, asking->form, &what, all ? left : 1, err);
    asking->saved = rc == RC_OK;
    return rc;
}

static void release(void *context)
{
    struct asking *asking = context;
    const struct attaching *attaching = asking->attaching;
    if (!asking->saved && attaching->at > 0)
        shell_say(asking->shell, _("%zu of %zu files are attached"), attaching->at,
                  attaching->count);
    attaching_drop(asking->attaching);
    buf_release(&asking->note);
    free(asking);
}

/* ---- opening
 * --------------------------------------------------------------------------------------- */

static void add_note(const struct attaching *attaching, struct buf *ret)
{
    const struct attach_file *file = &attaching->files[attaching->at];
    if (attaching->count > 1)
        buf_addf(ret, _("%zu of %zu: "), attaching->at + 1, attaching->count);
    buf_addf(ret, "%s \xc2\xb7 ", file->look.name);
    attach_add_words(&file->look, ret);
}

/* What was asked for; else what the claim lacks first, of that kind where one was named. */
static void preset(const struct attaching *attaching, const char *values[ATTACH_FIELDS])
{
    const struct targets *targets = &attaching->targets;
    const struct target *first =
        targets->first < targets->count ? &targets->items[targets->first] : NULL;
    values[ATTACH_KIND] = attaching->kind != NULL ? attaching->kind
                          : first != NULL         ? document_kind_word(first->kind)
                                                  : document_kind_word(DOCUMENT_OTHER);
    values[ATTACH_ITEM] = "";
    values[ATTACH_NOTE] = "";
    values[ATTACH_REST] = rests[attaching->item != NULL ? ALL_LEFT : THIS_ONE];
    if (attaching->item != NULL)
        values[ATTACH_ITEM] = attaching->item;
    else if (first != NULL && strcmp(document_kind_word(first->kind), values[ATTACH_KIND]) == 0)
        values[ATTACH_ITEM] = first->item;
}

static void open_form(struct asking *asking, struct shell *shell)
{
    const struct attaching *attaching = asking->attaching;
    const char *values[ATTACH_FIELDS];
    struct buf about;
    buf_init(&about);
    buf_addf(&about, "%s %s", attaching->claim, attaching->files[attaching->at].path);
    add_note(attaching, &asking->note);
    preset(attaching, values);
    bool several = attaching->count - attaching->at > 1;
    const struct form_spec spec = {.name = "claim-attach",
                                   .about = about.text,
                                   .title = N_("Attach a document"),
                                   .note = asking->note.text,
                                   .fields = fields,
                                   .count = several ? ATTACH_FIELDS : ATTACH_REST,
                                   .wrong = wrong,
                                   .tell = tell,
                                   .save = save,
                                   .release = release,
                                   .context = asking};
    struct view *form = form_new(shell, &spec, values);
    if (form != NULL)
        asking->form = form; /* else it is gone already */
    shell_push(shell, form);
    buf_release(&about);
}

void attach_ask(struct attaching *attaching, struct shell *shell)
{
    struct err err;
    err_init(&err);
    struct asking *asking = calloc(1, sizeof(*asking));
    if (asking == NULL) {
        attaching_drop(attaching);
        shell_push(shell, NULL);
        return;
    }
    *asking = (struct asking){.attaching = attaching, .shell = shell, .kind = DOCUMENT_OTHER};
    buf_init(&asking->note);
    if (targets_load(shell_app(shell), attaching->claim, &attaching->targets, &err) == RC_OK) {
        open_form(asking, shell);
    } else {
        asking->saved = true; /* the failure is said, nothing else */
        release(asking);
        shell_failed(shell, &err);
    }
}
