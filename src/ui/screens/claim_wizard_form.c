/* SPDX-License-Identifier: MIT */
/* The last step: when it was done, what it is called, and what is asked for. */
#include <stdlib.h>
#include <string.h>

#include "app/claim_try.h"
#include "app/people.h"
#include "base/words.h"
#include "ui/parts/chart.h"
#include "ui/parts/form.h"
#include "ui/parts/retell.h"
#include "ui/screens/claim_tags.h"
#include "ui/screens/claim_told.h"
#include "ui/screens/screens.h"
#include "ui/screens/wizarding.h"

static const char form_name[] = "claim-new-form";

/* The form lies over the wizard, which is closed with it, never before it. */
struct last_step {
    struct wizard *wizard; /* NULL: it has saved, and is gone */
    struct windows windows;
    struct buf note; /* what the claim is about */
    struct buf days; /* hint of the dates */
    struct field fields[FORM_FIELDS_MAX];
};

enum { START, END, TITLE, AMOUNT, OWNER, TAGS, FIELDS };

/* ---- fields
 * --------------------------------------------------------------------------------------- */

struct offering {
    const char *typed;
    struct offers *offers;
};

static enum rc offer_member(void *context, const struct member *member, struct err *err)
{
    const struct offering *offering = context;
    (void)err;
    offers_add_fitting(offering->offers, offering->typed, member->login, role_word(member->role));
    return RC_OK;
}

/* Who may not see the members is offered none. */
static void offer_owners(void *context, const char *typed, struct offers *offers)
{
    const struct last_step *step = context;
    struct offering offering = {typed, offers};
    struct err ignored;
    err_init(&ignored);
    (void)!app_member_list(shell_app(step->wizard->view.shell), offer_member, &offering, &ignored);
}

static const struct field all_fields[FIELDS] = {
    [START] = {.name = "start", .label = N_("First day"), .kind = FIELD_DATE, .must = true},
    [END] = {.name = "end", .label = N_("Last day"), .kind = FIELD_DATE, .must = true},
    [TITLE] = {.name = "title",
               .label = N_("Title"),
               .hint = N_("What people call it."),
               .kind = FIELD_TEXT,
               .must = true},
    [AMOUNT] = {.name = "amount",
                .label = N_("Amount"),
                .hint = N_("What you will ask for. It can stay empty for now."),
                .kind = FIELD_AMOUNT},
    [OWNER] = {.name = "owner",
               .label = N_("Owner"),
               .hint = N_("Who looks after it: you, unless somebody else is named."),
               .kind = FIELD_TEXT,
               .complete = offer_owners},
    [TAGS] = {.name = "tags",
              .label = N_("Tags"),
              .hint = N_("Words to find it by, with commas between."),
              .kind = FIELD_TEXT},
};

static bool is_day(const char *text, struct date *ret)
{
    return date_parse(text, strlen(text), ret);
}

static bool wrong(void *context, const char *const *values, int field, struct buf *why)
{
    struct date start, end;
    (void)context;
    if (field != END || !is_day(values[START], &start) || !is_day(values[END], &end) ||
        date_compare(start, end) <= 0)
        return false;
    buf_add(why, _("It lies before the first day"));
    return true;
}

/* ---- what comes of it
 * ------------------------------------------------------------------------------ */

static struct claim_form form_of(const struct wizard *wizard, char period[PERIOD_TEXT_SIZE])
{
    const struct wizard_fund *fund = &wizard->fund;
    return (struct claim_form){.program = fund->program,
                               .location = fund->location,
                               .period = period_print(fund->period, period),
                               .currency = fund->currency.code,
                               .activity = wizard->activity};
}

static bool is_amount(const char *text, struct currency currency)
{
    struct money money;
    bool rounded = false;
    return money_parse(text, strlen(text), MONEY_POINT, &money, &rounded) == MONEY_OK && !rounded &&
           money.micros >= 0 && money_is_whole(money, currency);
}

/* Of a claim that is only begun most findings say what everybody knows: proofs and
 * expenses come later. */
static void tell_faults(const struct finding_list *findings, struct buf *ret)
{
    static const char *const codes[] = {"activity-outside-usage", "activity-not-for-program",
                                        "below-threshold",        "window-closed",
                                        "exceeds-remaining",      "cap-exceeded"};
    for (size_t i = 0; i < findings->count; i++)
        for (size_t k = 0; k < sizeof(codes) / sizeof(codes[0]); k++)
            if (strcmp(findings->items[i].code, codes[k]) == 0)
                buf_addf(ret, findings->items[i].severity == SEVERITY_BLOCKER ? "! %s\n" : "%s\n",
                         findings->items[i].message);
}

static void tell(void *context, const char *const *values, struct buf *ret)
{
    const struct last_step *step = context;
    const struct wizard *wizard = step->wizard;
    char period[PERIOD_TEXT_SIZE];
    const struct claim_ref none = {.id = NULL};
    struct claim_form form = form_of(wizard, period);
    struct claim_trial trial;
    struct date start, end;
    struct err err;
    err_init(&err);
    /* What is half typed is not told of. */
    bool has_start = is_day(values[START], &start), has_end = is_day(values[END], &end);
    bool in_order = has_start && has_end && date_compare(start, end) <= 0;
    if (has_start || has_end) { /* one of them is both */
        form.start = has_start ? values[START] : values[END];
        form.end = in_order || !has_start ? values[END] : values[START];
    }
    form.amount = is_amount(values[AMOUNT], wizard->fund.currency) ? values[AMOUNT] : NULL;
    if (app_claim_try(shell_app(wizard->view.shell), &none, &form, &trial, &err) == RC_OK) {
        if (has_start || has_end || form.amount != NULL)
            tell_faults(&trial.verdict.findings, ret);
        claim_tell_room(&trial, ret);
        claim_trial_release(&trial);
    } else {
        buf_add(ret, "! ");
        retell(err.text, NULL, NULL, ret);
    }
}

/* The usage period, what the activity takes of it, and when it can be claimed. */
static void picture(void *context, const char *const *values, struct canvas *canvas,
                    struct area area)
{
    enum { BEYOND = 92 }; /* days outside that are still drawn */
    const struct last_step *step = context;
    const struct windows *w = &step->windows;
    struct chart_span spans[3] = {
        {_("use"), w->usage_start, w->usage_end, PAINT_BAR_B, SIGN_DENSE},
        {_("claim"), w->claim_opens, w->claim_closes, PAINT_BAR_C, SIGN_MEDIUM},
    };
    struct date first = w->usage_start, last = w->claim_closes, start, end;
    bool has_start = is_day(values[START], &start);
    if (is_day(values[END], &end) ? !has_start : has_start) { /* one of them is both */
        start = has_start ? start : end;
        end = start;
        has_start = true;
    }
    int count = 2;
    if (has_start && date_compare(start, end) <= 0) {
        spans[count++] = (struct chart_span){_("activity"), start, end, PAINT_BAR_A, SIGN_FULL};
        if (date_compare(start, first) < 0 && date_days_between(start, first) <= BEYOND)
            first = start;
        if (date_compare(end, last) > 0 && date_days_between(last, end) <= BEYOND)
            last = end;
    }
    (void)chart_strip(canvas, area, first, last, spans, count, shell_day(step->wizard->view.shell));
}

/* ---- saving
 * ---------------------------------------------------------------------------------------- */

static enum rc save(void *context, struct shell *shell, const char *const *values, struct err *err)
{
    struct last_step *step = context;
    struct wizard *wizard = step->wizard;
    char period[PERIOD_TEXT_SIZE], id[CLAIM_ID_MAX];
    struct claim_form form = form_of(wizard, period);
    struct tags tags;
    tags_read(&tags, values[TAGS]);
    form.start = values[START];
    form.end = values[END];
    form.title = values[TITLE];
    form.amount = form_given(values[AMOUNT]);
    form.owner = form_given(values[OWNER]);
    form.tags = tags.words;
    form.tag_count = tags.count;
    enum rc rc = buf_check(&tags.text, err);
    if (rc == RC_OK)
        rc = app_claim_new(shell_app(shell), &form, id, err);
    tags_release(&tags);
    if (rc != RC_OK)
        return rc;
    draft_drop(wizard->draft);
    wizard->draft = NULL;
    step->wizard = NULL;
    shell_wrote(shell);
    shell_close(shell, &wizard->view); /* and this form, which lies over it */
    claim_show(shell, id);
    return RC_OK;
}

static void release(void *context)
{
    struct last_step *step = context;
    if (step->wizard != NULL)
        step->wizard->step = STEP_ACTIVITY;
    buf_release(&step->note);
    buf_release(&step->days);
    free(step);
}

/* ---- opening
 * --------------------------------------------------------------------------------------- */

int64_t wizard_form_when(struct wizard *wizard)
{
    struct draft *draft = NULL;
    struct err ignored;
    int64_t when = 0;
    err_init(&ignored);
    if (draft_open(shell_app(wizard->view.shell), form_name, NULL, &draft, &ignored) != RC_OK)
        return 0;
    if (!draft_is_there(draft, &when))
        when = 0;
    draft_close(draft);
    return when;
}

void wizard_form_forget(struct wizard *wizard)
{
    struct draft *draft = NULL;
    struct err ignored;
    err_init(&ignored);
    if (draft_open(shell_app(wizard->view.shell), form_name, NULL, &draft, &ignored) == RC_OK)
        draft_drop(draft);
}

static void add_note(const struct wizard *wizard, struct buf *ret)
{
    const struct wizard_work *work = wizard_work_find(wizard, wizard->activity);
    char period[PERIOD_TEXT_SIZE];
    buf_addf(ret, "%s %s, %s, %s, %s", wizard->activity, work != NULL ? work->name : "",
             wizard->fund.program, names_location(&wizard->names, wizard->fund.location),
             period_print(wizard->fund.period, period));
}

static void add_days(const struct windows *windows, struct buf *ret)
{
    char first[DATE_TEXT_SIZE], last[DATE_TEXT_SIZE];
    buf_addf(ret, _("Of the activity, in the usage period: %s to %s."),
             date_print(windows->usage_start, first), date_print(windows->usage_end, last));
}

void wizard_form_open(struct wizard *wizard)
{
    struct shell *shell = wizard->view.shell;
    const struct fund_row *row = wizard_fund_chosen(wizard);
    struct last_step *step = calloc(1, sizeof(*step));
    if (step == NULL || row == NULL) {
        free(step);
        wizard->step = STEP_ACTIVITY;
        if (row == NULL)
            wizard_say(wizard, _("The fund is there no longer: choose another"));
        else
            shell_push(shell, NULL);
        return;
    }
    step->wizard = wizard;
    step->windows = row->terms.windows;
    buf_init(&step->note);
    buf_init(&step->days);
    add_note(wizard, &step->note);
    add_days(&step->windows, &step->days);
    memcpy(step->fields, all_fields, sizeof(all_fields));
    step->fields[START].hint = step->fields[END].hint = step->days.text;
    step->fields[AMOUNT].in = wizard->fund.currency.code;
    const struct form_spec spec = {.name = form_name,
                                   .title = N_("New claim, 3 of 3: dates and amount"),
                                   .note = step->note.text,
                                   .fields = step->fields,
                                   .count = FIELDS,
                                   .wrong = wrong,
                                   .tell = tell,
                                   .picture = picture,
                                   .is_step = true,
                                   .save = save,
                                   .release = release,
                                   .context = step};
    shell_push(shell, form_new(shell, &spec, NULL));
}
