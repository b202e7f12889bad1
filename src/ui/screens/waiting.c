/* SPDX-License-Identifier: MIT */
/* A form that was not finished, because Coffer was killed or left, is said at the start. */
#include <stdio.h>
#include <string.h>

#include "app/claims.h"
#include "app/drafts.h"
#include "base/clock.h"
#include "base/words.h"
#include "ui/parts/form.h"
#include "ui/screens/screens.h"

/* How one comes to a form again, by its name. */
static const struct way {
    const char *form;
    enum action action;
    int screen; /* where; 0: everywhere */
    bool claim; /* on the claim that its text begins with */
} ways[] = {
    {"claim-new", ACT_NEW_CLAIM, 0, false},     {"claim-new-form", ACT_NEW_CLAIM, 0, false},
    {"claim-attach", ACT_ATTACH, 5, true},      {"claim.approval", ACT_APPROVAL, 5, true},
    {"claim.comment", ACT_COMMENT, 5, true},    {"claim.copy", ACT_COPY_CLAIM, 5, true},
    {"claim.edit", ACT_EDIT, 5, true},          {"claim.edit.sent", ACT_EDIT, 5, true},
    {"claim.expense", ACT_EXPENSE, 5, true},    {"claim.expense.csr", ACT_EXPENSE, 5, true},
    {"claim.feedback", ACT_FEEDBACK, 5, true},  {"claim.metric", ACT_METRIC, 5, true},
    {"claim.payment", ACT_PAYMENT, 5, true},    {"claim.record", ACT_RECORD, 5, true},
    {"earning.add", ACT_ADD, 4, false},         {"earning.edit", ACT_EDIT, 4, false},
    {"earning.exclude", ACT_EXCLUDE, 4, false}, {"period.close", ACT_CLOSE_PERIOD, 7, false},
    {"program.add", ACT_ADD, 7, false},         {"program.calendar", ACT_SET_PERIOD, 7, false},
    {"program.terms", ACT_SET_TERMS, 7, false},
};

static const struct way *way_to(const char *form)
{
    for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++)
        if (strcmp(ways[i].form, form) == 0)
            return &ways[i];
    return NULL;
}

/* By its title; by its id where it has none, or has gone since. */
static void add_claim(struct app *app, const char *about, struct buf *ret)
{
    struct claim_sight sight = {0};
    struct err ignored;
    char id[CLAIM_ID_MAX];
    err_init(&ignored);
    (void)snprintf(id, sizeof(id), "%.*s", (int)strcspn(about, " "), about);
    bool there = app_claim_show(app, id, &sight, &ignored) == RC_OK;
    buf_add(ret, there && sight.claim.title[0] != '\0' ? sight.claim.title : id);
    if (there)
        claim_sight_release(&sight);
}

static void say(struct shell *shell, const struct draft_waiting *waiting)
{
    const struct way *way = way_to(waiting->form);
    struct buf age, claim;
    char key[KEY_NAME_SIZE] = "";
    buf_init(&age);
    buf_init(&claim);
    form_draft_add_age(clock_now() - waiting->when, &age);
    if (way != NULL)
        (void)action_key(way->action, key);
    if (way == NULL) {
        shell_say(shell, _("A form waits that you began %s: it is offered where it opens"),
                  age.text);
    } else if (way->screen == 0) {
        shell_say(shell, _("A new claim waits that you began %s: %s goes on with it"), age.text,
                  key);
    } else if (way->claim && waiting->about[0] != '\0') {
        add_claim(shell_app(shell), waiting->about, &claim);
        shell_say(shell,
                  _("A form waits that you began %s: %s on the claim \"%s\" goes on with it"),
                  age.text, key, claim.text);
    } else {
        shell_say(shell, _("A form waits that you began %s: %d, then %s goes on with it"), age.text,
                  way->screen, key);
    }
    buf_release(&age);
    buf_release(&claim);
}

void waiting_say(struct shell *shell)
{
    struct draft_waiting waiting = {.when = 0};
    bool found = false;
    struct err ignored;
    err_init(&ignored);
    if (shell_app(shell) != NULL &&
        draft_find_waiting(shell_app(shell), &found, &waiting, &ignored) == RC_OK && found)
        say(shell, &waiting);
}
