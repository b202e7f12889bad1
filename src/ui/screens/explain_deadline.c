/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "app/deadline_explain.h"
#include "app/deadlines.h"
#include "base/words.h"
#include "ui/screens/explaining.h"
#include "ui/screens/fund_words.h"

/* What it is of is copied: the deadline is lent while the others are visited. */
struct looking {
    struct gathering *gathering;
    bool found;
    struct deadline deadline;
    char *texts;
};

static bool is_asked(const struct figure *figure, const struct deadline *deadline)
{
    const char *claim = figure->id != NULL ? figure->id : "";
    return strcmp(figure->name, deadline_kind_word(deadline->kind)) == 0 &&
           strcmp(claim, deadline->claim) == 0 && strcmp(figure->program, deadline->program) == 0 &&
           strcmp(figure->location, deadline->location) == 0 &&
           period_compare(figure->period, deadline->period) == 0 && deadline->has_amount &&
           currency_equal(figure->currency, deadline->currency);
}

static enum rc take_deadline(void *context, const struct deadline *deadline, struct err *err)
{
    struct looking *looking = context;
    if (looking->found || !is_asked(looking->gathering->figure, deadline))
        return RC_OK;
    looking->found = true;
    return deadline_copy(deadline, &looking->deadline, &looking->texts) ? RC_OK : err_memory(err);
}

/* Which command prints the money of a step. */
static enum figure_kind kind_of(const char *figure, bool of_claim)
{
    if (!of_claim)
        return FIGURE_FUND;
    return strcmp(figure, "amount") == 0 ? FIGURE_CLAIM_PART : FIGURE_CLAIM;
}

static enum rc take_step(void *context, const struct deadline_step *step, struct err *err)
{
    struct gathering *gathering = context;
    if (!step->has_amount)
        return say_text(gathering, step->words, step->detail, step->source, err);
    enum rc rc = say_money(gathering, step->figure, step->words, step->amount, step->currency,
                           step->source, err);
    if (rc != RC_OK)
        return rc;
    struct step *said = &gathering->list.items[gathering->list.count - 1];
    said->figure.kind = kind_of(step->figure, gathering->figure->id != NULL);
    said->figure.whole_fund =
        said->figure.kind == FIGURE_FUND && fund_figure_is_whole(step->figure);
    said->target = TARGET_FIGURE;
    return RC_OK;
}

static enum rc say_deadline(struct app *app, struct gathering *gathering,
                            const struct deadline *deadline, struct err *err)
{
    enum rc rc = say_text(gathering, _("to do"), deadline->text, NULL, err);
    if (rc == RC_OK)
        rc = say_text(gathering, _("claim"), deadline->claim, NULL, err);
    if (rc == RC_OK)
        rc = app_deadline_explain(app, deadline, take_step, gathering, err);
    return rc == RC_OK
               ? say_money(gathering, gathering->figure->name, _("at stake"), deadline->amount,
                           deadline->currency, "CONTRACT.md section 6", err)
               : rc;
}

enum rc explain_deadline(struct app *app, struct gathering *gathering, struct err *err)
{
    static const struct deadline_query all = {0};
    struct looking looking = {.gathering = gathering};
    enum rc rc = app_deadlines(app, &all, take_deadline, &looking, err);
    if (rc == RC_OK && !looking.found)
        rc = err_set(err, RC_RULE, _("This deadline is settled, or not there on this day"));
    if (rc == RC_OK)
        rc = say_deadline(app, gathering, &looking.deadline, err);
    free(looking.texts);
    return rc;
}
