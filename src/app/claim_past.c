/* SPDX-License-Identifier: MIT */
#include "app/claim_past.h"

#include <stdio.h>
#include <string.h>

#include "app/activities.h"
#include "base/text.h"
#include "base/words.h"
#include "model/claim_say.h"
#include "model/length.h"

enum rc claim_past_begin(struct app *app, struct claim_past_lookup *ret, struct err *err)
{
    *ret = (struct claim_past_lookup){.has_catalogue = false};
    return catalog_load(app->book, &ret->catalog, err);
}

void claim_past_end(struct claim_past_lookup *lookup)
{
    catalogue_release(&lookup->catalogue);
    catalog_release(&lookup->catalog);
}

static bool is_given(const char *text)
{
    return text != NULL && text[0] != '\0';
}

static const char *given(const char *text)
{
    return is_given(text) ? text : NULL;
}

/* ---- what was read ------------------------------------------------------------------------- */

/* A row with everything looked up. */
struct course {
    struct period period;
    struct currency currency;
    struct date start, end, created, submitted, decided, paid_on;
    struct money amount, approved, paid;
    enum claim_status status;
    const struct activity *activity;
};

static enum rc check_given(const struct claim_past *past, struct err *err)
{
    const struct {
        const char *column, *text;
        bool must;
    } all[] = {
#define X(field, column, must) {column, past->field, must},
        CLAIM_PAST_COLUMNS(X)
#undef X
    };
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < sizeof(all) / sizeof(all[0]); i++) {
        if (all[i].must && !is_given(all[i].text))
            return err_set(err, RC_USAGE, _("%s: it is blank: fill it in"), all[i].column);
        rc = length_check(all[i].column, all[i].text, LENGTH_NAME, err);
    }
    return rc;
}

static enum rc read_place(struct app *app, struct claim_past_lookup *lookup,
                          const struct claim_past *past, struct course *course, struct err *err)
{
    const struct program_record *program = NULL;
    int64_t location = 0;
    char period[PERIOD_TEXT_SIZE];
    if (!period_parse(past->period, &course->period))
        return err_set(err, RC_USAGE, _("period: '%s' is none: write it as in FY21H1"),
                       past->period);
    enum rc rc = app_known_program(app, &lookup->catalog, past->program, &program, err);
    if (rc == RC_OK)
        rc = app_known_location(app, past->location, &location, err);
    if (rc == RC_OK && !fund_terms_of(&program->terms, course->period).has_coop)
        rc = err_set(err, RC_RULE, _("program: %s has no co-op in %s: %s"), past->program,
                     period_print(course->period, period), _(program_cpor_words));
    return rc;
}

static enum rc read_activity(struct app *app, struct claim_past_lookup *lookup, const char *code,
                             struct course *course, struct err *err)
{
    enum rc rc = RC_OK;
    if (!lookup->has_catalogue || date_compare(lookup->catalogue_day, course->start) != 0) {
        catalogue_release(&lookup->catalogue);
        lookup->has_catalogue = false;
        rc = app_catalogue_on(app, course->start, &lookup->catalogue, err);
        lookup->has_catalogue = rc == RC_OK;
        lookup->catalogue_day = course->start;
    }
    if (rc == RC_OK)
        course->activity = catalogue_activity(&lookup->catalogue, code);
    if (rc == RC_OK && course->activity == NULL)
        rc = err_set(err, RC_RULE,
                     _("activity: the catalogue does not have %s: 'coffer activity list' shows "
                       "them"),
                     code);
    return rc;
}

/* Each day is that before it where it is not told, and never earlier. */
static enum rc read_days(const struct app *app, const struct claim_past *past,
                         struct course *course, struct err *err)
{
    const char *first = given(past->created), *of = "created";
    if (first == NULL) {
        first = given(past->submitted);
        of = "submitted";
    }
    struct date last = app->day;
    enum rc rc = first != NULL ? claim_read_date(of, first, &last, err) : RC_OK;
    const struct {
        const char *column, *text;
        struct date *into;
    } all[] = {{of, first, &course->created},
               {"submitted", given(past->submitted), &course->submitted},
               {"decided", given(past->decided), &course->decided},
               {"paid_on", given(past->paid_on), &course->paid_on}};
    for (size_t i = 0; rc == RC_OK && i < sizeof(all) / sizeof(all[0]); i++) {
        char day[DATE_TEXT_SIZE], before[DATE_TEXT_SIZE];
        *all[i].into = last;
        if (all[i].text != NULL)
            rc = claim_read_date(all[i].column, all[i].text, all[i].into, err);
        if (rc == RC_OK && date_compare(*all[i].into, last) < 0)
            rc = err_set(err, RC_RULE,
                         _("%s: %s lies before %s, when the claim was at an earlier "
                           "step: correct one"),
                         all[i].column, date_print(*all[i].into, day), date_print(last, before));
        if (rc == RC_OK && date_compare(*all[i].into, app->day) > 0)
            rc = err_set(err, RC_RULE, _("%s: %s lies ahead of today: correct it"), all[i].column,
                         date_print(*all[i].into, day));
        last = *all[i].into;
    }
    return rc;
}

static enum rc read_amounts(const struct claim_past *past, struct course *course, struct err *err)
{
    char most[MONEY_TEXT_SIZE];
    enum rc rc = claim_read_currency("currency", past->currency, &course->currency, err);
    if (rc == RC_OK)
        rc = claim_read_amount("amount", past->amount, course->currency, false, &course->amount,
                               err);
    course->approved = course->amount;
    if (rc == RC_OK && is_given(past->approved))
        rc = claim_read_amount("approved", past->approved, course->currency, true,
                               &course->approved, err);
    if (rc == RC_OK && course->approved.micros > course->amount.micros)
        rc =
            err_set(err, RC_RULE, _("approved: %s is more than the %s that is claimed: correct it"),
                    past->approved, money_print(course->amount, course->currency, most));
    course->paid = course->approved;
    if (rc == RC_OK && is_given(past->paid))
        rc = claim_read_amount("paid", past->paid, course->currency, true, &course->paid, err);
    return rc;
}

/* What a status needs, and what another one cannot have. */
static enum rc check_course(const struct claim_past *past, const struct course *course,
                            struct err *err)
{
    bool sent = course->status != CLAIM_EDITING && course->status != CLAIM_WITHDRAWN;
    bool granted = course->status == CLAIM_APPROVED || course->status == CLAIM_PAID;
    bool is_paid = course->status == CLAIM_PAID;
    const struct {
        const char *column, *text;
        bool may, must;
    } all[] = {{"submitted", past->submitted, sent, sent},
               {"decided", past->decided, course->status != CLAIM_EDITING, false},
               {"approved", past->approved, granted, false},
               {"paid", past->paid, is_paid, false},
               {"paid_on", past->paid_on, is_paid, is_paid}};
    for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
        if (all[i].must && !is_given(all[i].text))
            return err_set(err, RC_USAGE,
                           _("%s: it is blank, and a claim that is %s has it: fill "
                             "it in"),
                           all[i].column, claim_status_word(course->status));
        if (!all[i].may && is_given(all[i].text))
            return err_set(err, RC_USAGE, _("%s: a claim that is %s has none: correct one of them"),
                           all[i].column, claim_status_word(course->status));
    }
    if (granted && course->approved.micros == 0)
        return err_set(err, RC_RULE, _("approved: it is 0: correct it, or the status"));
    return RC_OK;
}

/* ---- how it came there --------------------------------------------------------------------- */

/* The steps that lead to a status. */
struct way {
    bool sent, pays;
    int count;
    enum claim_status steps[2];
};
static const struct way ways[CLAIM_STATUSES] = {
    [CLAIM_EDITING] = {false, false, 0, {0}},
    [CLAIM_SUBMITTED] = {true, false, 0, {0}},
    [CLAIM_UNDER_REVIEW] = {true, false, 1, {CLAIM_UNDER_REVIEW}},
    [CLAIM_ACTION_REQUIRED] = {true, false, 1, {CLAIM_ACTION_REQUIRED}},
    [CLAIM_APPROVED] = {true, false, 1, {CLAIM_APPROVED}},
    [CLAIM_REJECTED] = {true, false, 1, {CLAIM_REJECTED}},
    [CLAIM_DISPUTED] = {true, false, 2, {CLAIM_REJECTED, CLAIM_DISPUTED}},
    [CLAIM_PAID] = {true, true, 1, {CLAIM_APPROVED}},
    [CLAIM_WITHDRAWN] = {false, false, 1, {CLAIM_WITHDRAWN}},
};

static enum rc step_to(const struct app *app, enum claim_status *at, enum claim_status to,
                       struct err *err)
{
    enum claim_move move = claim_may_move(*at, to, app->member->role, true);
    bug_if(move == MOVE_NONE, "a way that no claim can go");
    *at = to;
    if (move == MOVE_OK)
        return RC_OK;
    return err_set(err, RC_RULE,
                   _("status: a user may not record what became of a claim: ask an admin of the "
                     "book"));
}

/* A file is no way around the roles. */
static enum rc check_role(const struct app *app, enum claim_status status, struct err *err)
{
    const struct way *way = &ways[status];
    enum claim_status at = CLAIM_EDITING;
    enum rc rc = way->sent ? step_to(app, &at, CLAIM_SUBMITTED, err) : RC_OK;
    for (int i = 0; rc == RC_OK && i < way->count; i++)
        rc = step_to(app, &at, way->steps[i], err);
    return rc == RC_OK && way->pays ? step_to(app, &at, CLAIM_PAID, err) : rc;
}

static enum rc read_course(struct app *app, struct claim_past_lookup *lookup,
                           const struct claim_past *past, struct course *course, struct err *err)
{
    char first[DATE_TEXT_SIZE], last[DATE_TEXT_SIZE];
    enum rc rc = check_given(past, err);
    if (rc == RC_OK && !claim_status_parse(past->status, &course->status))
        rc = err_set(err, RC_USAGE, _("status: '%s' is none: 'coffer help claim list' has them"),
                     past->status);
    if (rc == RC_OK)
        rc = read_place(app, lookup, past, course, err);
    if (rc == RC_OK)
        rc = claim_read_date("start", past->start, &course->start, err);
    if (rc == RC_OK)
        rc = claim_read_date("end", past->end, &course->end, err);
    if (rc == RC_OK && date_compare(course->start, course->end) > 0)
        rc = err_set(err, RC_RULE, _("end: %s lies before the start, %s: correct one"),
                     date_print(course->end, last), date_print(course->start, first));
    if (rc == RC_OK)
        rc = read_activity(app, lookup, past->activity, course, err);
    if (rc == RC_OK)
        rc = read_amounts(past, course, err);
    if (rc == RC_OK)
        rc = read_days(app, past, course, err);
    if (rc == RC_OK)
        rc = check_course(past, course, err);
    return rc == RC_OK ? check_role(app, course->status, err) : rc;
}

/* ---- its entries --------------------------------------------------------------------------- */

static enum rc add_created(struct claim_history *history, const struct app *app,
                           const struct claim_past *past, const struct course *course,
                           struct err *err)
{
    struct claim_entry *entry = NULL;
    enum rc rc =
        claim_history_add(history, ENTRY_CREATED, course->created, app->person, &entry, err);
    if (rc == RC_OK)
        rc = claim_say_created(entry, past->title, course->activity->code, course->currency,
                               course->start, course->end, err);
    if (rc == RC_OK)
        rc = claim_entry_set_number(entry, SAYS_AMOUNT, course->amount.micros, err);
    if (rc == RC_OK)
        rc = claim_entry_set_text(entry, SAYS_OWNER, given(past->owner), err);
    return rc == RC_OK ? claim_entry_set_text(entry, SAYS_REFERENCE, given(past->reference), err)
                       : rc;
}

static enum rc add_tags(struct claim_history *history, const struct app *app,
                        const struct claim_past *past, struct date day, struct err *err)
{
    enum rc rc = RC_OK;
    for (const char *at = is_given(past->tags) ? past->tags : ""; rc == RC_OK && *at != '\0';) {
        struct claim_entry *entry = NULL;
        char tag[LENGTH_NAME_SIZE];
        size_t length = strcspn(at, " ");
        (void)snprintf(tag, sizeof(tag), "%.*s", (int)length, at);
        at += length + strspn(at + length, " ");
        if (length == 0)
            continue;
        rc = claim_history_add(history, ENTRY_TAG, day, app->person, &entry, err);
        if (rc == RC_OK)
            rc = claim_entry_set_text(entry, SAYS_TAG, tag, err);
    }
    return rc;
}

static enum rc add_submitted(struct claim_history *history, const struct app *app,
                             const struct course *course, struct err *err)
{
    struct claim claim = {0};
    struct claim_entry *entry = NULL;
    enum rc rc = claim_on(history, course->submitted, &claim, err);
    if (rc == RC_OK)
        rc = claim_history_add(history, ENTRY_SUBMITTED, course->submitted, app->person, &entry,
                               err);
    if (rc == RC_OK)
        rc = claim_say_submitted(entry, &claim, 1, err);
    claim_release(&claim);
    return rc;
}

static enum rc add_status(struct claim_history *history, const struct app *app,
                          const struct claim_past *past, const struct course *course,
                          enum claim_status status, struct err *err)
{
    struct claim_entry *entry = NULL;
    enum rc rc =
        claim_history_add(history, ENTRY_STATUS, course->decided, app->person, &entry, err);
    if (rc == RC_OK)
        rc = claim_entry_set_text(entry, SAYS_STATUS, claim_status_word(status), err);
    if (rc == RC_OK && status == CLAIM_APPROVED)
        rc = claim_entry_set_number(entry, SAYS_AMOUNT, course->approved.micros, err);
    if (rc == RC_OK && status == course->status)
        rc = claim_entry_set_text(entry, SAYS_NOTE, given(past->note), err);
    return rc == RC_OK && status != CLAIM_DISPUTED
               ? claim_entry_set_text(entry, SAYS_REASON, given(past->reason), err)
               : rc;
}

static enum rc add_payment(struct claim_history *history, const struct app *app,
                           const struct claim_past *past, const struct course *course,
                           struct err *err)
{
    struct claim_entry *entry = NULL;
    char id[RANDOM_ID_SIZE];
    const struct claim_payment payment = {.id = id,
                                          .reference = given(past->payment_reference),
                                          .amount = course->paid,
                                          .currency = course->currency,
                                          .settles = true,
                                          .covers = course->paid};
    random_id('P', id);
    enum rc rc =
        claim_history_add(history, ENTRY_PAYMENT, course->paid_on, app->person, &entry, err);
    return rc == RC_OK ? claim_say_payment(entry, &payment, err) : rc;
}

static enum rc add_course(struct claim_history *history, const struct app *app,
                          const struct claim_past *past, const struct course *course,
                          struct err *err)
{
    const struct way *way = &ways[course->status];
    enum rc rc = RC_OK;
    if (way->sent)
        rc = add_submitted(history, app, course, err);
    for (int i = 0; rc == RC_OK && i < way->count; i++)
        rc = add_status(history, app, past, course, way->steps[i], err);
    if (rc == RC_OK && way->pays)
        rc = add_payment(history, app, past, course, err);
    return rc;
}

enum rc claim_past_make(struct app *app, struct claim_past_lookup *lookup,
                        const struct claim_past *past, struct claim_history *ret, struct err *err)
{
    struct claim_history history;
    struct course course = {0};
    char id[CLAIM_ID_MAX];
    claim_history_init(&history);
    random_id('C', id);
    enum rc rc = read_course(app, lookup, past, &course, err);
    if (rc == RC_OK)
        rc = claim_history_name(&history, id, past->program, past->location, course.period, 0, err);
    if (rc == RC_OK)
        rc = add_created(&history, app, past, &course, err);
    if (rc == RC_OK)
        rc = add_tags(&history, app, past, course.created, err);
    if (rc == RC_OK)
        rc = add_course(&history, app, past, &course, err);
    if (rc != RC_OK)
        claim_history_release(&history);
    else
        *ret = history;
    return rc;
}
