/* SPDX-License-Identifier: MIT */
#include "app/claim_try.h"

#include <stdlib.h>
#include <string.h>

#include "app/activities.h"
#include "app/claim_checks.h"
#include "app/claim_desk.h"
#include "app/funds.h"
#include "base/words.h"
#include "model/claim_findings.h"
#include "model/claim_say.h"
#include "store/claims.h"

/* What a trial borrows from. */
struct trial_memory {
    struct claim_desk desk; /* without a transaction */
    struct claim after;
    struct claim_file *file;
};

void claim_trial_release(struct claim_trial *trial)
{
    struct trial_memory *memory = trial->memory;
    claim_verdict_release(&trial->verdict);
    free(trial->room.caps);
    if (memory != NULL) {
        claim_file_free(memory->file);
        claim_release(&memory->after);
        claim_release(&memory->desk.claim);
        claim_history_release(&memory->desk.history);
    }
    free(memory);
    *trial = (struct claim_trial){0};
}

/* ---- a claim that exists ---------------------------------------------------------------- */

static enum rc change(struct claim_desk *desk, const char *beginning, const struct claim_form *form,
                      struct err *err)
{
    char id[CLAIM_ID_MAX];
    bool found = false;
    struct claim_form asked = *form;
    asked.owner = asked.reference = asked.pre_approval = NULL;
    asked.tag_count = asked.untag_count = 0;
    enum rc rc = claim_find_id(desk->app, beginning, id, err);
    if (rc == RC_OK)
        rc = claim_load(desk->app->book, id, &found, &desk->history, err);
    if (rc == RC_OK && !found)
        rc = claim_unknown(id, err);
    if (rc == RC_OK)
        rc = claim_on(&desk->history, desk->app->day, &desk->claim, err);
    if (rc == RC_OK && !desk->claim.seen)
        rc = claim_unknown(id, err);
    if (rc != RC_OK)
        return rc;
    desk->claim.head = &desk->history.head;
    return claim_put_set(desk, &asked, err);
}

/* ---- one that does not ------------------------------------------------------------------ */

/* What a new claim is about: its fund, and what stands for a date that is not known. */
static enum rc find_fund(struct app *app, const struct claim_form *form, struct period *ret_period,
                         struct windows *ret_windows, struct err *err)
{
    struct catalog catalog = {0};
    const struct program_record *program = NULL;
    int64_t location = 0;
    if (!period_parse(form->period, ret_period))
        return err_set(err, RC_USAGE, _("--period %s: not a period: write it as in FY21H1"),
                       form->period);
    enum rc rc = catalog_load(app->book, &catalog, err);
    if (rc == RC_OK)
        rc = app_known_program(app, &catalog, form->program, &program, err);
    if (rc == RC_OK)
        rc = app_known_location(app, form->location, &location, err);
    if (rc == RC_OK)
        *ret_windows = fund_terms_of(&program->terms, *ret_period).windows;
    catalog_release(&catalog);
    return rc;
}

static enum rc first_currency(struct app *app, const struct claim_form *form, struct period period,
                              struct currency *ret, struct err *err)
{
    const struct fund_filter filter = {form->program, form->location, true, period};
    struct fund_list funds;
    enum rc rc = app_balance(app, &filter, &funds, err);
    if (rc != RC_OK)
        return rc;
    *ret = funds.count > 0 ? funds.rows[0].currency : currency_usd;
    fund_list_release(&funds);
    return RC_OK;
}

static enum rc read_days(const struct claim_form *form, struct date *start, struct date *end,
                         struct err *err)
{
    char days[2][DATE_TEXT_SIZE];
    enum rc rc = RC_OK;
    if (form->start != NULL)
        rc = claim_read_date("--start", form->start, start, err);
    if (rc == RC_OK && form->end != NULL)
        rc = claim_read_date("--end", form->end, end, err);
    else if (rc == RC_OK && date_compare(*start, *end) > 0)
        *end = *start;
    if (rc == RC_OK && date_compare(*start, *end) > 0)
        rc = err_set(err, RC_RULE,
                     _("--start %s: the activity would end before, on %s: correct one"),
                     date_print(*start, days[0]), date_print(*end, days[1]));
    return rc;
}

static enum rc create(struct claim_desk *desk, const struct claim_form *form, struct err *err)
{
    struct period period;
    struct windows windows = {0};
    struct currency currency = currency_usd;
    struct claim_entry *entry = NULL;
    enum rc rc = find_fund(desk->app, form, &period, &windows, err);
    if (rc == RC_OK && form->currency != NULL)
        rc = claim_read_currency("--currency", form->currency, &currency, err);
    else if (rc == RC_OK)
        rc = first_currency(desk->app, form, period, &currency, err);
    if (rc != RC_OK)
        return rc;
    struct date start = windows.usage_start, end = windows.usage_end;
    rc = read_days(form, &start, &end, err);
    if (rc == RC_OK)
        rc = claim_history_name(&desk->history, "C-NEW", form->program, form->location, period, 0,
                                err);
    if (rc == RC_OK)
        rc = claim_desk_add(desk, ENTRY_CREATED, &entry, err);
    if (rc == RC_OK)
        rc = claim_say_created(entry, form->title != NULL ? form->title : "",
                               form->activity != NULL ? form->activity : "", currency, start, end,
                               err);
    return rc == RC_OK ? claim_put_amount(entry, "--amount", SAYS_AMOUNT, form->amount, currency,
                                          false, err)
                       : rc;
}

/* ---- room ------------------------------------------------------------------------------- */

static enum rc look_at_caps(const struct check_input *input, struct claim_room *room,
                            struct err *err)
{
    const struct activity *activity = input->activity;
    const struct cap_fund fund = {input->coop_usd, input->ratios, input->ratio_count};
    struct cap_uses uses = {0};
    if (activity == NULL || !input->program_has_coop)
        return RC_OK;
    bool failed = !cap_uses_make(input, &uses);
    room->caps = calloc(activity->requirement_count + 1, sizeof(*room->caps));
    failed = failed || room->caps == NULL;
    for (size_t i = 0; i < activity->requirement_count && !failed; i++) {
        const struct requirement *requirement = &activity->requirements[i];
        struct claim_cap cap = {.requirement = requirement};
        struct buf about;
        if (requirement->kind != REQUIRE_CAP || !requirement_is_for(requirement, input->surface) ||
            requirement->cap.measure == CAP_NONE)
            continue;
        buf_init(&about);
        cap.verdict =
            cap_compare(&requirement->cap, &fund, uses.items, uses.count, &about, &cap.limit_usd);
        cap.has_limit = requirement->cap.measure != CAP_PERSONS_OF_CONFERENCE;
        cap.has_room =
            cap.has_limit && cap_room_of(&requirement->cap, &fund, &uses, cap.limit_usd, &cap.room);
        failed = about.failed;
        buf_release(&about);
        room->caps[room->cap_count++] = cap;
    }
    cap_uses_release(&uses);
    return failed ? err_memory(err) : RC_OK;
}

static enum rc look_at_room(const struct check_input *input, struct claim_room *ret,
                            struct err *err)
{
    ret->has_fund = input->program_has_coop && input->has_currency;
    ret->state = input->state;
    ret->free = input->remaining_without;
    ret->asked = claim_asks(input->claim);
    if (!money_sub(ret->free, ret->asked, &ret->after))
        ret->has_fund = false;
    ret->windows = input->fund->windows;
    ret->last_day = claim_last_day(input->claim, &ret->windows);
    ret->days_left = ret->last_day.day - input->today.day;
    return look_at_caps(input, ret, err);
}

/* What the claim itself counts in its fund, in a currency. */
static bool counted(const struct claim *claim, struct currency currency, struct money *ret)
{
    const struct claim_sums sums = claim_sums_of(claim);
    *ret = (struct money){0};
    return !claim->seen || !currency_equal(claim->currency, currency) ||
           money_add(sums.pending, sums.approved, ret);
}

/* The fund counts the claim as it is, not as it would be: what the others leave was told
 * without the one, and has to be without the other. */
static bool correct_remaining(const struct trial_memory *memory, struct check_input *input)
{
    struct currency currency = memory->after.currency;
    struct money before, after;
    return counted(&memory->desk.claim, currency, &before) &&
           counted(&memory->after, currency, &after) &&
           money_sub(input->remaining_without, after, &input->remaining_without) &&
           money_add(input->remaining_without, before, &input->remaining_without);
}

/* ---- the whole -------------------------------------------------------------------------- */

static enum rc judge(struct claim_trial *trial, struct err *err)
{
    struct trial_memory *memory = trial->memory;
    enum rc rc = claim_desk_after(&memory->desk, &memory->after, err);
    if (rc != RC_OK)
        return rc;
    memory->after.head = &memory->desk.history.head;
    trial->claim = &memory->after;
    rc = claim_file_brief(memory->desk.app, &memory->after, &memory->file, err);
    if (rc != RC_OK)
        return rc;
    struct check_input input = *claim_file_input(memory->file);
    trial->activity = input.activity;
    if (!correct_remaining(memory, &input))
        rc = err_set(err, RC_RULE,
                     _("--amount: the sum of the fund's claims is more than 64 bits "
                       "can hold: correct it"));
    if (rc == RC_OK)
        rc = claim_check(&input, &trial->verdict.findings, err);
    if (rc == RC_OK)
        rc = claim_checklist(&input, &trial->verdict.checklist, err);
    if (rc == RC_OK)
        trial->verdict.readiness = claim_readiness(&input);
    return rc == RC_OK ? look_at_room(&input, &trial->room, err) : rc;
}

enum rc app_claim_try(struct app *app, const struct claim_ref *ref, const struct claim_form *form,
                      struct claim_trial *ret, struct err *err)
{
    struct claim_trial trial = {0};
    struct trial_memory *memory = calloc(1, sizeof(*memory));
    if (memory == NULL)
        return err_memory(err);
    trial.memory = memory;
    memory->desk.app = app;
    claim_history_init(&memory->desk.history);
    enum rc rc = ref->id != NULL ? change(&memory->desk, ref->id, form, err)
                                 : create(&memory->desk, form, err);
    if (rc == RC_OK)
        rc = judge(&trial, err);
    if (rc != RC_OK)
        claim_trial_release(&trial);
    else
        *ret = trial;
    return rc;
}
