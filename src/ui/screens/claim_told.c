/* SPDX-License-Identifier: MIT */
#include "ui/screens/claim_told.h"

#include <string.h>

#include "base/words.h"

/* ---- money ------------------------------------------------------------------------------ */

static bool is_too_much(const struct claim_room *room)
{
    return room->has_fund && room->after.micros < 0;
}

static void tell_fund(const struct claim_room *room, struct currency currency, struct buf *ret)
{
    char free[MONEY_TEXT_SIZE], after[MONEY_TEXT_SIZE];
    struct money too_much = {0};
    if (!room->has_fund) {
        buf_addf(ret, _("! Fund: nothing in %s.\n"), currency.code);
        return;
    }
    (void)money_print(room->free, currency, free);
    if (is_too_much(room) && money_sub(too_much, room->after, &too_much))
        buf_addf(ret, _("! Fund: %s %s too much, it has %s left for this claim.\n"),
                 money_print(too_much, currency, after), currency.code, free);
    else
        buf_addf(ret, _("Fund: %s %s left after this claim, %s without it.\n"),
                 money_print(room->after, currency, after), currency.code, free);
}

/* In figures; a limit that another one of the claim's caps sets is not. */
static bool is_over(const struct claim_cap *cap)
{
    return cap->verdict == CAP_EXCEEDED && cap->has_room && cap->room.left.micros < 0;
}

static void tell_cap(const struct claim_cap *cap, struct buf *ret)
{
    const struct cap_room *room = &cap->room;
    const char *code = room->currency.code;
    char limit[MONEY_TEXT_SIZE], used[MONEY_TEXT_SIZE], left[MONEY_TEXT_SIZE];
    struct money too_much = {0};
    if (!cap->has_room) {
        buf_addf(ret, _("Cap: %s.\n"), cap->requirement->text);
        return;
    }
    (void)money_print(room->limit, room->currency, limit);
    (void)money_print(room->used, room->currency, used);
    (void)money_print(room->left, room->currency, left);
    if (is_over(cap) && money_sub(too_much, room->left, &too_much))
        buf_addf(ret, _("! Cap: %s %s too much, it is %s and others use %s.\n"),
                 money_print(too_much, room->currency, left), code, limit, used);
    else if (room->used.micros == 0)
        buf_addf(ret, _("Cap: %s %s left after this claim, it is %s.\n"), left, code, limit);
    else
        buf_addf(ret, _("Cap: %s %s left after this claim, it is %s and others use %s.\n"), left,
                 code, limit, used);
}

/* ---- days ------------------------------------------------------------------------------- */

static void tell_days(const struct claim_trial *trial, struct buf *ret)
{
    const struct claim_room *room = &trial->room;
    const struct claim *claim = trial->claim;
    char opens[DATE_TEXT_SIZE], last[DATE_TEXT_SIZE];
    int to_opening = room->days_left - (room->last_day.day - room->windows.claim_opens.day);
    (void)date_print(room->last_day, last);
    if (claim->status != CLAIM_EDITING)
        return;
    if (to_opening > 0)
        buf_addf(ret, _("Claims open on %s and close on %s.\n"),
                 date_print(room->windows.claim_opens, opens), last);
    else if (room->days_left < 0)
        buf_addf(ret, _("The last day to submit was %s.\n"), last);
    else if (room->days_left == 0)
        buf_addf(ret, _("Submit it today: %s is the last day.\n"), last);
    else
        buf_addf(ret,
                 ngettext("Submit by %s: %d day left.\n", "Submit by %s: %d days left.\n",
                          (unsigned long)room->days_left),
                 last, room->days_left);
}

void claim_tell_room(const struct claim_trial *trial, struct buf *ret)
{
    tell_fund(&trial->room, trial->claim->currency, ret);
    for (size_t i = 0; i < trial->room.cap_count; i++)
        tell_cap(&trial->room.caps[i], ret);
    tell_days(trial, ret);
}

/* ---- findings --------------------------------------------------------------------------- */

/* The figures above say it already. */
static bool is_told(const struct claim_trial *trial, const struct finding *finding)
{
    const struct claim_room *room = &trial->room;
    if (strcmp(finding->code, "exceeds-remaining") == 0)
        return is_too_much(room);
    if (strcmp(finding->code, "currency-not-in-fund") == 0)
        return !room->has_fund;
    for (size_t i = 0; i < room->cap_count; i++)
        if (strcmp(finding->code, "cap-exceeded") == 0 && is_over(&room->caps[i]) &&
            strcmp(finding->item, room->caps[i].requirement->item) == 0)
            return true;
    return false;
}

void claim_tell(const struct claim_trial *trial, struct buf *ret)
{
    const struct finding_list *findings = &trial->verdict.findings;
    claim_tell_room(trial, ret);
    if (!finding_list_blocks(findings) && claim_status_is_editable(trial->claim->status))
        buf_add(ret, _("Nothing is in the way of submitting it.\n"));
    for (size_t i = 0; i < findings->count; i++)
        if (!is_told(trial, &findings->items[i]))
            buf_addf(ret, findings->items[i].severity == SEVERITY_BLOCKER ? "! %s\n" : "%s\n",
                     findings->items[i].message);
}
