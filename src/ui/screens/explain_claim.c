/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "app/claims.h"
#include "base/words.h"
#include "ui/screens/claim_rows.h"
#include "ui/screens/explaining.h"

/* ---- a claim -------------------------------------------------------------------------------- */

static bool is_column(const char *name)
{
    static const char *const columns[] = {"planned", "claimed", "approved", "paid"};
    for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++) {
        if (strcmp(columns[i], name) == 0)
            return true;
    }
    return false;
}

/* `claim list` prints what a claim adds to its fund, `claim show` the rest. */
static enum rc say_amount(struct gathering *gathering, const struct claim *claim, const char *name,
                          const char *words, struct money amount, const char *source,
                          struct err *err)
{
    enum rc rc = say_money(gathering, name, words, amount, claim->currency, source, err);
    if (rc == RC_OK) {
        struct step *step = &gathering->list.items[gathering->list.count - 1];
        bool listed = is_column(name) && gathering->figure->kind == FIGURE_CLAIM;
        step->figure.kind = listed ? FIGURE_CLAIM : FIGURE_CLAIM_PART;
    }
    return rc;
}

/* "  2026-11-09 by ann", the amount that was set then. */
static enum rc say_entries(struct gathering *gathering, const struct claim_sight *sight,
                           struct err *err)
{
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < sight->history.count; i++) {
        const struct claim_entry *entry = &sight->history.entries[i];
        bool sets = entry->kind == ENTRY_CREATED || entry->kind == ENTRY_SET;
        char day[DATE_TEXT_SIZE];
        struct buf words;
        int64_t micros = 0;
        if (!sets || date_compare(entry->day, gathering->day) > 0 ||
            !claim_entry_number(entry, SAYS_AMOUNT, &micros))
            continue;
        buf_init(&words);
        buf_addf(&words, _("  set on %s by %s"), date_print(entry->day, day), entry->person);
        rc = buf_check(&words, err);
        if (rc == RC_OK)
            rc = say_amount(gathering, &sight->claim, "", words.text, (struct money){micros}, NULL,
                            err);
        buf_release(&words);
    }
    return rc;
}

static enum rc say_expenses(struct gathering *gathering, const struct claim *claim, struct err *err)
{
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < claim->expense_count; i++) {
        struct buf words;
        buf_init(&words);
        buf_addf(&words, "  %s %s", claim->expenses[i].vendor, claim->expenses[i].number);
        rc = buf_check(&words, err);
        if (rc == RC_OK)
            rc = say_amount(gathering, claim, "", words.text, claim->expenses[i].amount, NULL, err);
        buf_release(&words);
    }
    if (rc == RC_OK && claim->expense_count > 0)
        rc = say_amount(gathering, claim, "cost", _("its expenses together"), claim->cost,
                        "CONTRACT.md section 5", err);
    return rc;
}

static enum rc say_payments(struct gathering *gathering, const struct claim *claim, struct err *err)
{
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < claim->payment_count; i++) {
        const struct claim_payment *payment = &claim->payments[i];
        char day[DATE_TEXT_SIZE];
        struct buf words;
        if (payment->voided || !payment->settles)
            continue;
        buf_init(&words);
        buf_addf(&words, _("  paid on %s %s"), date_print(payment->day, day), payment->reference);
        rc = buf_check(&words, err);
        if (rc == RC_OK)
            rc = say_amount(gathering, claim, "", words.text, payment->covers, NULL, err);
        buf_release(&words);
    }
    return rc;
}

/* What it adds to its fund, by its status. */
static enum rc say_column(struct gathering *gathering, const struct claim *claim, struct err *err)
{
    static const char source[] = "RULES.md section 5";
    const struct claim_sums sums = claim_sums_of(claim);
    const char *name = gathering->figure->name;
    if (strcmp(name, "planned") == 0)
        return say_amount(gathering, claim, name, _("planned: what a draft asks for"), sums.planned,
                          source, err);
    if (strcmp(name, "approved") == 0)
        return say_amount(gathering, claim, name, _("approved, as recorded"), sums.approved, source,
                          err);
    if (strcmp(name, "paid") == 0)
        return say_amount(gathering, claim, name, _("paid: what payments settle of it"), sums.paid,
                          source, err);
    bool decided = sums.approved.micros != 0;
    return say_amount(gathering, claim, name,
                      decided ? _("claimed: once approved, the approved amount")
                              : _("claimed: what it asks for, from submitted to disputed"),
                      decided ? sums.approved : sums.pending, source, err);
}

static enum rc say_parts(struct gathering *gathering, const struct claim_sight *sight,
                         struct err *err)
{
    const struct claim *claim = &sight->claim;
    const char *name = gathering->figure->name;
    bool part = strcmp(name, "expense") == 0 || strcmp(name, "payment") == 0 ||
                strcmp(name, "approval") == 0;
    enum rc rc = say_entries(gathering, sight, err);
    if (rc == RC_OK)
        rc = say_amount(gathering, claim, "amount", _("amount that it asks for"), claim->amount,
                        "RULES.md section 6", err);
    if (rc == RC_OK)
        rc = say_expenses(gathering, claim, err);
    if (rc == RC_OK && strcmp(name, "cost") != 0 && strcmp(name, "amount") != 0)
        rc = say_payments(gathering, claim, err);
    if (rc == RC_OK && part) /* one of those above, as it was entered */
        rc = say_money(gathering, name, _("as entered"), gathering->figure->amount,
                       gathering->figure->currency, NULL, err);
    return rc == RC_OK && is_column(name) ? say_column(gathering, claim, err) : rc;
}

enum rc explain_claim(struct app *app, struct gathering *gathering, struct err *err)
{
    struct claim_sight sight = {0};
    char day[DATE_TEXT_SIZE];
    struct buf status;
    enum rc rc = app_claim_show(app, gathering->figure->id, &sight, err);
    if (rc != RC_OK)
        return rc;
    buf_init(&status);
    buf_addf(&status, _("%s since %s"), claim_status_label(sight.claim.status),
             date_print(sight.claim.status_day, day));
    rc = buf_check(&status, err);
    if (rc == RC_OK)
        rc = say_text(gathering, _("title"), sight.claim.title, NULL, err);
    if (rc == RC_OK)
        rc = say_text(gathering, _("status"), status.text, "RULES.md section 6", err);
    if (rc == RC_OK)
        rc = say_parts(gathering, &sight, err);
    buf_release(&status);
    claim_sight_release(&sight);
    return rc;
}
