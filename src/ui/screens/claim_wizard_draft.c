/* SPDX-License-Identifier: MIT */
/* A claim that was begun outlives its wizard: what is chosen is kept at each step, and
 * offered again with its age. What is typed at the last step the form keeps. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/words.h"
#include "ui/parts/form.h"
#include "ui/screens/wizarding.h"

static const char form_name[] = "claim-new";

static void warn(struct wizard *wizard, const struct err *err)
{
    struct buf text;
    draft_close(wizard->draft);
    wizard->draft = NULL;
    buf_init(&text);
    buf_addf(&text, _("What you choose is not kept if Coffer is killed. %s"), err->text);
    wizard_say(wizard, text.text);
    buf_release(&text);
}

/* ---- keeping ----------------------------------------------------------------------------------
 */

void wizard_draft_keep(struct wizard *wizard)
{
    char period[PERIOD_TEXT_SIZE];
    const struct wizard_fund *fund = &wizard->fund;
    struct err err;
    err_init(&err);
    if (wizard->draft == NULL || fund->program == NULL)
        return;
    const struct draft_field fields[] = {
        {"program", fund->program},
        {"location", fund->location},
        {"period", period_print(fund->period, period)},
        {"currency", fund->currency.code},
        {"activity", wizard->activity != NULL ? wizard->activity : ""},
        {"form", wizard->step == STEP_FORM ? "yes" : ""},
    };
    if (draft_keep(wizard->draft, fields, sizeof(fields) / sizeof(fields[0]), &err) != RC_OK ||
        draft_sync(wizard->draft, clock_ticks(), &err) != RC_OK)
        warn(wizard, &err);
}

void wizard_draft_forget(struct wizard *wizard)
{
    struct err err;
    err_init(&err);
    wizard_form_forget(wizard);
    if (draft_keep(wizard->draft, NULL, 0, &err) != RC_OK)
        warn(wizard, &err);
}

/* ---- offering ---------------------------------------------------------------------------------
 */

static const char *kept(const struct wizard *wizard, const char *name)
{
    const char *value = draft_value(wizard->draft, name);
    return value != NULL ? value : "";
}

static void make_offer(struct wizard *wizard, int64_t when)
{
    struct buf *offer = &wizard->offer;
    const char *activity = kept(wizard, "activity");
    int64_t typed = wizard_form_when(wizard);
    buf_addf(offer, _("You began a claim: %s, %s, %s, %s"), kept(wizard, "program"),
             names_location(&wizard->names, kept(wizard, "location")), kept(wizard, "period"),
             kept(wizard, "currency"));
    if (activity[0] != '\0')
        buf_addf(offer, ", %s", activity);
    buf_add(offer, ".\n");
    form_draft_say_age(clock_now() - (typed > when ? typed : when), offer);
    form_draft_say_keys(clock_now() - (typed > when ? typed : when), &wizard->offer_keys);
}

void wizard_draft_open(struct wizard *wizard)
{
    struct err err;
    int64_t when = 0;
    err_init(&err);
    if (draft_open(shell_app(wizard->view.shell), form_name, NULL, &wizard->draft, &err) != RC_OK) {
        warn(wizard, &err);
    } else if (draft_is_there(wizard->draft, &when)) {
        make_offer(wizard, when);
        wizard->step = STEP_OFFER;
    } else {
        wizard_form_forget(wizard); /* of a time before: it was about nothing that is known */
    }
}

/* The names are the draft's: what they are copied into must not be kept meanwhile. */
void wizard_draft_take(struct wizard *wizard)
{
    struct period period;
    struct currency currency;
    const char *code = kept(wizard, "activity");
    bool was_in_form = strcmp(kept(wizard, "form"), "yes") == 0;
    struct err err;
    struct buf why;
    err_init(&err);
    buf_init(&why);
    wizard->step = STEP_FUND;
    size_t found = period_parse(kept(wizard, "period"), &period) &&
                           currency_parse(kept(wizard, "currency"), &currency)
                       ? wizard_fund_select(wizard, kept(wizard, "program"),
                                            kept(wizard, "location"), period, &currency)
                       : 0;
    const struct fund_row *fund = found > 0 ? wizard_fund_here(wizard) : NULL;
    if (fund == NULL)
        wizard_say(wizard, _("The fund that you chose is there no longer: choose another"));
    else if (wizard_fund_refuses(fund, shell_day(wizard->view.shell), &why))
        wizard_say(wizard, why.text);
    else if (wizard_fund_choose(wizard, fund) && wizard_works_load(wizard, &err) == RC_OK) {
        wizard->step = STEP_ACTIVITY;
        wizard_work_select(wizard, code);
        if (was_in_form && wizard_work_find(wizard, code) != NULL) {
            wizard->activity = strdup(code);
            wizard_go(wizard, STEP_FORM);
        }
    }
    buf_release(&why);
    if (err.rc != RC_OK)
        shell_failed(wizard->view.shell, &err);
}
