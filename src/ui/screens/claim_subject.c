/* SPDX-License-Identifier: MIT */
#include "ui/screens/claim_subject.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/activities.h"
#include "app/history.h"
#include "app/reasons.h"
#include "base/clock.h"
#include "base/words.h"
#include "ui/parts/ask.h"
#include "ui/screens/claim_forms.h"

/* ---- values ----------------------------------------------------------------------------- */

static void values_init(struct claim_values *values)
{
    for (int i = 0; i < FORM_FIELDS_MAX; i++)
        buf_init(&values->texts[i]);
}

static void values_release(struct claim_values *values)
{
    for (int i = 0; i < FORM_FIELDS_MAX; i++)
        buf_release(&values->texts[i]);
}

static bool values_failed(const struct claim_values *values)
{
    bool failed = false;
    for (int i = 0; i < FORM_FIELDS_MAX; i++)
        failed = failed || values->texts[i].failed;
    return failed;
}

static void values_borrow(const struct claim_values *values, const char **ret)
{
    for (int i = 0; i < FORM_FIELDS_MAX; i++)
        ret[i] = values->texts[i].text;
}

static int place_of(const struct claim_subject *subject, int which)
{
    for (int i = 0; i < subject->count; i++)
        if (subject->order[i] == which)
            return i;
    return -1;
}

const char *claim_value(const struct claim_subject *subject, const char *const *values, int which)
{
    int place = place_of(subject, which);
    return place >= 0 ? values[place] : NULL;
}

const char *claim_given(const struct claim_subject *subject, const char *const *values, int which)
{
    const char *value = claim_value(subject, values, which);
    return value != NULL && value[0] != '\0' ? value : NULL;
}

const char *claim_changed(const struct claim_subject *subject, const char *const *values, int which)
{
    int place = place_of(subject, which);
    if (place < 0 || strcmp(values[place], subject->were.texts[place].text) == 0)
        return NULL;
    return values[place];
}

const char *claim_before(const struct claim_subject *subject, int which)
{
    int place = place_of(subject, which);
    return place >= 0 ? subject->were.texts[place].text : NULL;
}

struct buf *claim_slot(const struct claim_subject *subject, struct claim_values *values, int which)
{
    int place = place_of(subject, which);
    return place >= 0 ? &values->texts[place] : NULL;
}

/* ---- made and gone ---------------------------------------------------------------------- */

/* The claim knows its head by address. */
static void take_sight(struct claim_sight *to, struct claim_sight *from)
{
    claim_sight_release(to);
    *to = *from;
    to->claim.head = &to->history.head;
    *from = (struct claim_sight){0};
    claim_history_init(&from->history);
}

static void sight_init(struct claim_sight *sight)
{
    *sight = (struct claim_sight){0};
    claim_history_init(&sight->history);
}

void claim_subject_free(struct claim_subject *subject)
{
    if (subject == NULL)
        return;
    claim_sight_release(&subject->sight);
    claim_sight_release(&subject->fresh);
    values_release(&subject->were);
    catalogue_release(&subject->catalogue);
    pool_release(&subject->words);
    free(subject->item);
    free(subject);
}

static void release(void *context)
{
    claim_subject_free(context);
}

static enum rc load(struct claim_subject *subject, const char *id, struct err *err)
{
    struct claim_sight sight;
    enum rc rc = app_claim_show(subject->app, id, &sight, err);
    if (rc != RC_OK)
        return rc;
    take_sight(&subject->sight, &sight);
    rc = app_catalogue_on(subject->app, subject->sight.claim.start, &subject->catalogue, err);
    if (rc == RC_OK)
        subject->activity = catalogue_activity(&subject->catalogue, subject->sight.claim.activity);
    return rc;
}

struct claim_subject *claim_subject_new(struct shell *shell, const char *id)
{
    struct claim_subject *subject = calloc(1, sizeof(*subject));
    struct err err;
    err_init(&err);
    if (subject == NULL) {
        shell_push(shell, NULL); /* says that memory is out */
        return NULL;
    }
    subject->shell = shell;
    subject->app = shell_app(shell);
    sight_init(&subject->sight);
    sight_init(&subject->fresh);
    values_init(&subject->were);
    if (load(subject, id, &err) == RC_OK)
        return subject;
    shell_failed(shell, &err);
    claim_subject_free(subject);
    return NULL;
}

void claim_subject_field(struct claim_subject *subject, const struct field *field, int which)
{
    bug_if(subject->count == FORM_FIELDS_MAX, "a form of too many fields");
    subject->fields[subject->count] = *field;
    subject->order[subject->count++] = which;
}

/* ---- the claim has moved on ------------------------------------------------------------- */

static enum rc add_line(void *context, const char *line, struct err *err)
{
    struct buf *text = context;
    (void)err;
    buf_addf(text, "%s\n", line);
    return RC_OK;
}

static void fill(const struct claim_subject *subject, struct claim_values *ret)
{
    if (subject->plan.fill != NULL)
        subject->plan.fill(subject, ret);
}

/* What the fields would hold now. */
static void fill_fresh(struct claim_subject *subject, struct claim_values *ret)
{
    struct claim_sight kept = subject->sight;
    subject->sight = subject->fresh;
    subject->sight.claim.head = &subject->sight.history.head;
    fill(subject, ret);
    subject->sight = kept;
    subject->sight.claim.head = &subject->sight.history.head;
}

/* A field may hold less than the claim: only what was typed is a change. */
static void keep_shown(struct claim_subject *subject)
{
    for (int i = 0; i < subject->count; i++) {
        struct buf *text = &subject->were.texts[i];
        const char *shown = form_text_before(subject->form, i);
        if (subject->fields[i].kind != FIELD_TEXT || strcmp(text->text, shown) == 0)
            continue;
        buf_clear(text);
        buf_add(text, shown);
    }
}

/* From now on the form stands on what was shown. */
static void rebase(struct claim_subject *subject, bool take)
{
    const char *texts[FORM_FIELDS_MAX];
    struct claim_values now;
    values_init(&now);
    take_sight(&subject->sight, &subject->fresh);
    fill(subject, &now);
    values_borrow(&now, texts);
    form_rebase(subject->form, texts, take);
    values_release(&subject->were);
    subject->were = now;
    keep_shown(subject);
}

enum { OVER, TAKE };

static void answered(struct shell *shell, void *context, int answer)
{
    struct claim_subject *subject = context;
    (void)shell;
    subject->asking = false;
    if (answer < 0)
        return;
    rebase(subject, answer == TAKE);
    if (answer == OVER)
        form_press_save(subject->form);
}

/* What was done since, and in which fields it shows. */
static bool add_difference(struct claim_subject *subject, struct buf *ret, bool *ret_fields,
                           struct err *err)
{
    const struct claim_ref ref = {subject->sight.history.head.id,
                                  subject->sight.history.head.revision};
    const char *texts[FORM_FIELDS_MAX];
    struct claim_values now;
    int64_t revision = 0;
    size_t before = ret->length;
    if (app_claim_since(subject->app, &ref, add_line, ret, &revision, err) != RC_OK)
        return false;
    if (ret->length == before)
        buf_add(ret, _("Something was taken back.\n"));
    values_init(&now);
    fill_fresh(subject, &now);
    values_borrow(&now, texts);
    buf_add(ret, "\n");
    *ret_fields = form_add_difference(subject->form, texts, ret);
    values_release(&now);
    return true;
}

bool claim_needs_editing(const struct claim_subject *subject, const char *const *values,
                         const struct claim *fresh, struct buf *ret_why)
{
    (void)subject;
    (void)values;
    return claim_refuses(fresh, ACT_EXPENSE, ret_why);
}

/* The claim is not there any more: by whom, and what brings it back. */
static bool say_gone(const struct claim_subject *subject)
{
    char person[DELETER_SIZE], when[CLOCK_STAMP_SIZE];
    int64_t time = 0;
    struct err err;
    struct buf text;
    err_init(&err);
    if (app_log_deleter(subject->app, subject->sight.history.head.id, person, &time, &err) != RC_OK)
        return false;
    buf_init(&text);
    if (time != 0)
        buf_addf(&text, _("%s deleted the claim, %s. "), person, clock_minute(time, when));
    else
        buf_add(&text, _("The claim was taken out of the book, or is no longer yours to see. "));
    buf_add(&text, _("Undo brings it back: u on that row of the log (key 8).\n\n"
                     "What you typed stays in the form. Esc keeps it, and it is offered again "
                     "when the claim is back."));
    shell_push(subject->shell,
               message_new(subject->shell, _("The claim is not there any more"), text.text));
    buf_release(&text);
    return true;
}

/* Asks what to do with what was typed, or says why nothing can be done with it now. */
static void show_difference(struct claim_subject *subject, const char *const *values,
                            struct buf *text, bool fields)
{
    static const struct answer answers[] = {
        [OVER] = {'y', N_("Save what I typed on top of it")},
        [TAKE] = {'t', N_("Take what was changed; what else I typed stays")}};
    const char *title = _("The claim has changed");
    struct shell *shell = subject->shell;
    struct buf why;
    buf_init(&why);
    if (subject->plan.refuses != NULL &&
        subject->plan.refuses(subject, values, &subject->fresh.claim, &why)) {
        buf_addf(text,
                 _("%s%s.\n\nWhat you typed stays in the form. It can be saved when that is "
                   "taken back: u on its row of the log (key 8)."),
                 fields ? "\n" : "", why.text);
        shell_push(shell, message_new(shell, title, text->text));
    } else {
        subject->asking = true;
        shell_push(shell,
                   ask_new(shell, title, text->text, answers, fields ? 2 : 1, answered, subject));
    }
    buf_release(&why);
}

/* Somebody has changed the claim: shows how, and asks. False: nobody has, or it cannot be
 * shown. */
static bool ask_about_difference(struct claim_subject *subject, const char *const *values)
{
    struct claim_sight fresh;
    struct err err;
    struct buf text;
    bool fields = false;
    err_init(&err);
    enum rc rc = app_claim_show(subject->app, subject->sight.history.head.id, &fresh, &err);
    if (rc != RC_OK)
        return rc == RC_RULE && say_gone(subject);
    if (fresh.history.head.revision == subject->sight.history.head.revision) {
        claim_sight_release(&fresh);
        return false;
    }
    take_sight(&subject->fresh, &fresh);
    buf_init(&text);
    buf_add(&text, _("While you typed, this was done to the claim:\n"));
    bool told = add_difference(subject, &text, &fields, &err) && !text.failed;
    if (told)
        show_difference(subject, values, &text, fields);
    buf_release(&text);
    return told;
}

/* ---- the form --------------------------------------------------------------------------- */

static enum rc save(void *context, struct shell *shell, const char *const *values, struct err *err)
{
    struct claim_subject *subject = context;
    const struct claim_ref ref = {subject->sight.history.head.id,
                                  subject->sight.history.head.revision};
    char id[CLAIM_ID_MAX];
    struct err why;
    err_init(&why);
    enum rc rc = subject->plan.save(subject, &ref, values, id, &why);
    if (rc == RC_OK) {
        shell_wrote(shell);
        if (subject->plan.saved != NULL)
            subject->plan.saved(subject, id);
        return RC_OK;
    }
    if (rc == RC_RULE && ask_about_difference(subject, values))
        return err_set(err, RC_STOP, "%s", why.text); /* the box says it all */
    *err = why;
    return rc;
}

static void add_about(const struct claim_subject *subject, const char *about, struct buf *ret)
{
    buf_add(ret, subject->sight.history.head.id);
    if (about != NULL)
        buf_addf(ret, " %s", about);
}

/* It outlives what the form stands on. NULL: there is no name, or no memory. */
static const char *name_of(struct claim_subject *subject)
{
    const char *title = subject->sight.claim.title;
    return title[0] != '\0' ? pool_text(&subject->words, title, strlen(title)) : NULL;
}

void claim_subject_open(struct claim_subject *subject, const struct claim_plan *plan,
                        const char *about, const char *focus)
{
    struct shell *shell = subject->shell;
    const char *texts[FORM_FIELDS_MAX];
    struct buf what;
    subject->plan = *plan;
    fill(subject, &subject->were);
    values_borrow(&subject->were, texts);
    buf_init(&what);
    add_about(subject, about, &what);
    if (plan->names_claim)
        subject->plan.note = name_of(subject);
    const struct form_spec spec = {.name = plan->name,
                                   .about = what.text,
                                   .title = plan->title,
                                   .note = subject->plan.note,
                                   .fields = subject->fields,
                                   .count = subject->count,
                                   .wrong = plan->wrong,
                                   .tell = plan->tell,
                                   .save = save,
                                   .release = release,
                                   .context = subject};
    struct view *form = NULL;
    if (values_failed(&subject->were) || what.failed)
        claim_subject_free(subject);
    else
        form = form_new(shell, &spec, texts);
    buf_release(&what);
    if (form != NULL) {
        subject->form = form;
        keep_shown(subject);
        if (focus != NULL)
            (void)form_focus(form, focus);
    }
    shell_push(shell, form);
}

/* ---- what forms offer ------------------------------------------------------------------- */

struct offering {
    const char *typed;
    struct offers *offers;
};

static enum rc offer_reason(void *context, const char *code, const char *text, struct err *err)
{
    const struct offering *offering = context;
    (void)err;
    offers_add_fitting(offering->offers, offering->typed, code, text);
    return RC_OK;
}

void claim_offer_reasons(void *context, const char *typed, struct offers *offers)
{
    struct offering offering = {typed, offers};
    struct err err;
    (void)context;
    err_init(&err);
    (void)!app_reasons(offer_reason, &offering, &err);
}
