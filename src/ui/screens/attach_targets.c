/* SPDX-License-Identifier: MIT */
/* What a document of a claim can be for: the proofs that its activity asks for, its
 * expenses, its approvals. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "app/claim_try.h"
#include "app/terms.h"
#include "base/words.h"
#include "ui/screens/attaching.h"

void targets_release(struct targets *targets)
{
    for (size_t i = 0; i < targets->count; i++) {
        free(targets->items[i].item);
        free(targets->items[i].text);
    }
    free(targets->items);
    *targets = (struct targets){0};
}

const struct target *target_find(const struct targets *targets, enum document_kind kind,
                                 const char *item)
{
    for (size_t i = 0; i < targets->count; i++)
        if (targets->items[i].kind == kind && strcasecmp(targets->items[i].item, item) == 0)
            return &targets->items[i];
    return NULL;
}

static enum rc add(struct targets *targets, enum document_kind kind, const char *item,
                   const char *text, bool has, struct err *err)
{
    if (target_find(targets, kind, item) != NULL)
        return RC_OK;
    struct target *grown = reallocarray(targets->items, targets->count + 1, sizeof(*grown));
    if (grown == NULL)
        return err_memory(err);
    targets->items = grown;
    struct target *target = &grown[targets->count];
    *target = (struct target){kind, strdup(item), strdup(text), has};
    targets->count++;
    return target->item == NULL || target->text == NULL ? err_memory(err) : RC_OK;
}

/* ---- proofs ---------------------------------------------------------------------------------- */

static bool has_document(const struct claim *claim, enum document_kind kind, const char *item)
{
    for (size_t i = 0; i < claim->document_count; i++) {
        const struct claim_document *document = &claim->documents[i];
        if (!document->detached && document->kind == kind && strcasecmp(document->item, item) == 0)
            return true;
    }
    return false;
}

static enum rc add_requirement(struct targets *targets, const struct claim *claim,
                               const struct requirement *requirement, size_t choices,
                               struct err *err)
{
    enum document_kind kind =
        requirement->kind == REQUIRE_PROOF ? DOCUMENT_PROOF : DOCUMENT_APPROVAL;
    struct buf text;
    buf_init(&text);
    if (choices > 1)
        buf_addf(&text, _("%s (one of these %zu is enough)"), requirement->text, choices);
    else if (choices == 1)
        buf_add(&text, requirement->text);
    else
        requirement_add_text(&text, requirement);
    enum rc rc = buf_check(&text, err);
    if (rc == RC_OK)
        rc = add(targets, kind, requirement->item, text.text,
                 has_document(claim, kind, requirement->item), err);
    buf_release(&text);
    return rc;
}

struct surface {
    const char *program;
    bool is;
};

static enum rc look_at_program(void *context, const struct app_program *program, struct err *err)
{
    struct surface *surface = context;
    (void)err;
    if (strcmp(program->code, surface->program) == 0)
        surface->is = program->surface;
    return RC_OK;
}

static enum rc add_requirements(struct targets *targets, struct app *app,
                                const struct claim_trial *trial, struct err *err)
{
    const struct activity *activity = trial->activity;
    struct surface surface = {trial->claim->head->program, false};
    enum rc rc = app_program_list(app, look_at_program, &surface, err);
    for (size_t i = 0; rc == RC_OK && activity != NULL && i < activity->requirement_count; i++) {
        const struct requirement *requirement = &activity->requirements[i];
        if ((requirement->kind == REQUIRE_PROOF || requirement->kind == REQUIRE_PRE_APPROVAL) &&
            requirement_is_for(requirement, surface.is))
            rc = add_requirement(targets, trial->claim, requirement,
                                 requirement_choices(activity, requirement, surface.is), err);
    }
    return rc;
}

/* ---- all ------------------------------------------------------------------------------------- */

/* Named, since the checklist's words say what holds once it is done. */
static enum rc add_expense(struct targets *targets, const struct claim_expense *expense,
                           const struct checklist_line *line, struct err *err)
{
    struct buf text;
    buf_init(&text);
    buf_addf(&text, expense->csr ? _("the CSR %s of %s") : _("the invoice %s of %s"),
             expense->number, expense->vendor);
    enum rc rc = buf_check(&text, err);
    if (rc == RC_OK)
        rc = add(targets, expense->csr ? DOCUMENT_CSR : DOCUMENT_INVOICE, line->item, text.text,
                 line->satisfied, err);
    buf_release(&text);
    return rc;
}

static enum rc add_expenses(struct targets *targets, const struct claim_trial *trial,
                            struct err *err)
{
    const struct checklist *checklist = &trial->verdict.checklist;
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < checklist->count; i++) {
        const struct checklist_line *line = &checklist->lines[i];
        int count = 0;
        if (strcmp(line->what, "expense") != 0 || line->item[0] == '\0')
            continue;
        const struct claim_expense *expense = claim_expense_find(trial->claim, line->item, &count);
        if (expense != NULL)
            rc = add_expense(targets, expense, line, err);
    }
    return rc;
}

/* The first line of the checklist that a document would satisfy. */
static size_t find_first(const struct targets *targets, const struct checklist *checklist)
{
    for (size_t i = 0; i < checklist->count; i++) {
        const struct checklist_line *line = &checklist->lines[i];
        if (!line->counts || line->satisfied || line->item[0] == '\0')
            continue;
        for (size_t k = 0; k < targets->count; k++) {
            const struct target *target = &targets->items[k];
            bool proof = strcmp(line->what, "proof") == 0 && target->kind == DOCUMENT_PROOF;
            bool expense = strcmp(line->what, "expense") == 0 &&
                           (target->kind == DOCUMENT_INVOICE || target->kind == DOCUMENT_CSR);
            if ((proof || expense) && strcasecmp(target->item, line->item) == 0)
                return k;
        }
    }
    return targets->count;
}

enum rc targets_load(struct app *app, const char *claim, struct targets *ret, struct err *err)
{
    const struct claim_ref ref = {.id = claim};
    const struct claim_form unchanged = {0};
    struct claim_trial trial = {0};
    struct targets targets = {0};
    enum rc rc = app_claim_try(app, &ref, &unchanged, &trial, err);
    if (rc != RC_OK)
        return rc;
    targets.revision = trial.claim->head->revision;
    rc = add_requirements(&targets, app, &trial, err);
    if (rc == RC_OK)
        rc = add_expenses(&targets, &trial, err);
    if (rc == RC_OK) {
        targets.first = find_first(&targets, &trial.verdict.checklist);
        targets_release(ret);
        *ret = targets;
    } else {
        targets_release(&targets);
    }
    claim_trial_release(&trial);
    return rc;
}
