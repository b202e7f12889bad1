/* SPDX-License-Identifier: MIT */
/* The parts of a claim: metrics, comments, approvals. */
#include <stdio.h>
#include <string.h>

#include "app/activities.h"
#include "app/claim_desk.h"
#include "app/claims.h"
#include "app/typed.h"
#include "base/text.h"
#include "base/words.h"
#include "model/claim_check.h"
#include "model/length.h"

/* ---- metrics, comments --------------------------------------------------------------------- */

/* A name that the activity does not ask for is kept, and said. */
static enum rc warn_of_metric(const struct claim_desk *desk, const char *name, struct err *err)
{
    struct catalogue catalogue = {0};
    enum rc rc = app_catalogue_on(desk->app, desk->claim.start, &catalogue, err);
    const struct activity *activity =
        rc == RC_OK ? catalogue_activity(&catalogue, desk->claim.activity) : NULL;
    bool known = false;
    for (size_t i = 0; activity != NULL && i < activity->requirement_count; i++)
        known = known || (activity->requirements[i].kind == REQUIRE_METRIC &&
                          strcmp(activity->requirements[i].item, name) == 0);
    if (activity != NULL && !known)
        app_warn(desk->app,
                 _("%s asks for no metric '%s': 'coffer activity list' shows the names that it "
                   "asks for"),
                 desk->claim.activity, name);
    catalogue_release(&catalogue);
    return rc;
}

static enum rc set_metric(struct app *app, const struct claim_ref *ref, const char *name,
                          const char *value, char ret_id[CLAIM_ID_MAX], struct err *err)
{
    struct claim_desk desk;
    struct claim_entry *entry = NULL;
    enum rc rc = typed_needed(_("the metric's name"), name, err);
    if (rc == RC_OK)
        rc = typed_needed(_("the metric's value"), value, err);
    if (rc == RC_OK)
        rc = claim_desk_open(app, ref, MAY_EDIT_CLAIMS, &desk, err);
    if (rc != RC_OK)
        return rc;
    rc = claim_desk_editable(&desk, err);
    if (rc == RC_OK)
        rc = claim_desk_add(&desk, ENTRY_METRIC, &entry, err);
    if (rc == RC_OK)
        rc = claim_put_text(entry, _("the metric's name"), SAYS_NAME, name, LENGTH_NAME, err);
    if (rc == RC_OK)
        rc = claim_put_text(entry, _("the metric's value"), SAYS_VALUE, value, LENGTH_TEXT, err);
    if (rc == RC_OK)
        rc = warn_of_metric(&desk, name, err);
    if (rc == RC_OK)
        rc = claim_desk_save(&desk, "claim.metric.set", err, "%s %s", name, value);
    return claim_desk_finish(&desk, rc, ret_id);
}

enum rc app_claim_metric_set(struct app *app, const struct claim_ref *ref, const char *name,
                             const char *value, char ret_id[CLAIM_ID_MAX], struct err *err)
{
    const char **const texts[] = {&name, &value};
    struct typed typed = {0};
    enum rc rc = typed_trim_all(&typed, texts, sizeof(texts) / sizeof(texts[0]), err);
    if (rc == RC_OK)
        rc = set_metric(app, ref, name, value, ret_id, err);
    typed_release(&typed);
    return rc;
}

static enum rc add_comment(struct app *app, const struct claim_ref *ref, const char *text,
                           char ret_id[CLAIM_ID_MAX], struct err *err)
{
    struct claim_desk desk;
    struct claim_entry *entry = NULL;
    char excerpt[TEXT_EXCERPT_SIZE];
    enum rc rc = typed_needed(_("the comment"), text, err);
    if (rc == RC_OK)
        rc = claim_desk_open(app, ref, MAY_EDIT_CLAIMS, &desk, err);
    if (rc != RC_OK)
        return rc;
    rc = claim_desk_add(&desk, ENTRY_COMMENT, &entry, err);
    if (rc == RC_OK)
        rc = claim_put_text(entry, _("the comment"), SAYS_TEXT, text, LENGTH_TEXT, err);
    if (rc == RC_OK)
        rc = claim_desk_save(&desk, "claim.comment", err, "%s", text_excerpt(text, excerpt));
    return claim_desk_finish(&desk, rc, ret_id);
}

enum rc app_claim_comment(struct app *app, const struct claim_ref *ref, const char *text,
                          char ret_id[CLAIM_ID_MAX], struct err *err)
{
    struct typed typed = {0};
    enum rc rc = typed_trim(&typed, &text, err);
    if (rc == RC_OK)
        rc = add_comment(app, ref, text, ret_id, err);
    typed_release(&typed);
    return rc;
}

/* ---- approvals ----------------------------------------------------------------------------- */

/* One that was granted moves the last day: without a day it would move nothing. */
static enum rc check_extension(const struct approval_form *form, struct err *err)
{
    bool granted = form->answer != NULL && strcmp(form->answer, "yes") == 0;
    if (strcmp(form->kind, "extension") != 0 || !granted || form->valid_until != NULL)
        return RC_OK;
    return err_set(err, RC_USAGE,
                   _("--valid-until: it is missing: say until when the extension lets the claim be "
                     "submitted"));
}

static enum rc check_approval(const struct approval_form *form, struct err *err)
{
    static const char *const kinds[] = {"pre-approval", "exception", "extension", "tax-invoice",
                                        NULL};
    static const char *const answers[] = {"yes", "no", NULL};
    enum rc rc = typed_needed("--kind", form->kind, err);
    if (rc == RC_OK)
        rc = typed_one_of("--kind", form->kind, kinds, err);
    if (rc == RC_OK)
        rc = typed_needed("--number", form->number, err);
    if (rc == RC_OK)
        rc = typed_one_of("--answer", form->answer, answers, err);
    if (rc == RC_OK && form->lifts != NULL && strcmp(form->kind, "exception") != 0)
        rc = err_set(err, RC_USAGE,
                     _("--lifts %s: only an exception lifts a finding: give --kind exception"),
                     form->lifts);
    if (rc == RC_OK && form->lifts != NULL && !finding_can_be_lifted(form->lifts))
        rc = err_set(
            err, RC_USAGE,
            _("--lifts %s: no finding that an exception can lift: name one of 'coffer claim "
              "check'"),
            form->lifts);
    if (rc == RC_OK && form->lifts == NULL && strcmp(form->kind, "exception") == 0)
        rc = typed_needed("--lifts", NULL, err);
    return rc == RC_OK ? check_extension(form, err) : rc;
}

static enum rc put_approval(struct claim_entry *entry, const struct approval_form *form,
                            struct currency currency, struct err *err)
{
    const struct claim_text texts[] = {{"--kind", SAYS_KIND, form->kind, LENGTH_NAME},
                                       {"--number", SAYS_NUMBER, form->number, LENGTH_NAME},
                                       {"--lifts", SAYS_LIFTS, form->lifts, LENGTH_NAME},
                                       {"--answer", SAYS_ANSWER, form->answer, LENGTH_NAME},
                                       {"--note", SAYS_NOTE, form->note, LENGTH_TEXT}};
    const struct {
        const char *option;
        enum claim_field field;
        const char *value;
    } dates[] = {{"--asked", SAYS_ASKED, form->asked},
                 {"--answered", SAYS_ANSWERED, form->answered},
                 {"--valid-until", SAYS_VALID_UNTIL, form->valid_until}};
    enum rc rc = claim_put_texts(entry, texts, sizeof(texts) / sizeof(texts[0]), err);
    for (size_t i = 0; rc == RC_OK && i < sizeof(dates) / sizeof(dates[0]); i++)
        rc = claim_put_date(entry, dates[i].option, dates[i].field, dates[i].value, err);
    return rc == RC_OK ? claim_put_amount(entry, "--amount", SAYS_AMOUNT, form->amount, currency,
                                          false, err)
                       : rc;
}

static enum rc add_approval(struct app *app, const struct claim_ref *ref,
                            const struct approval_form *form, char ret_id[CLAIM_ID_MAX],
                            struct err *err)
{
    struct claim_desk desk;
    struct claim_entry *entry = NULL;
    enum rc rc = check_approval(form, err);
    if (rc == RC_OK)
        rc = claim_desk_open(app, ref, MAY_EDIT_CLAIMS, &desk, err);
    if (rc != RC_OK)
        return rc;
    rc = claim_desk_add(&desk, ENTRY_APPROVAL, &entry, err);
    if (rc == RC_OK)
        rc = put_approval(entry, form, desk.claim.currency, err);
    if (rc == RC_OK)
        rc = claim_desk_save(&desk, "claim.approval.add", err, "%s %s%s%s", form->kind,
                             form->number, form->answer != NULL ? ", " : "",
                             form->answer != NULL ? form->answer : "");
    return claim_desk_finish(&desk, rc, ret_id);
}

enum rc app_claim_approval_add(struct app *app, const struct claim_ref *ref,
                               const struct approval_form *form, char ret_id[CLAIM_ID_MAX],
                               struct err *err)
{
    struct approval_form clean = *form;
    const char **const texts[] = {&clean.number, &clean.note};
    struct typed typed = {0};
    enum rc rc = typed_trim_all(&typed, texts, sizeof(texts) / sizeof(texts[0]), err);
    if (rc == RC_OK)
        rc = add_approval(app, ref, &clean, ret_id, err);
    typed_release(&typed);
    return rc;
}
