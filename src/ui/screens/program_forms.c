/* SPDX-License-Identifier: MIT */
#include "ui/screens/program_forms.h"

#include <stdlib.h>
#include <string.h>

#include "app/terms.h"
#include "base/words.h"
#include "ui/parts/form.h"
#include "ui/parts/understand.h"
#include "ui/screens/screens.h"

enum term_field { CODE, NAME, SPLIT, THRESHOLD, COOP, FROM, ALIAS, TERM_FIELDS };

/* Of which program a form speaks. */
struct subject {
    struct shell *shell;
    char *code;                   /* NULL: a field says it */
    char *title;                  /* lent to the form */
    const enum term_field *order; /* of a form of terms: which fields it has */
    struct field fields[TERM_FIELDS];
};

static void subject_release(void *context)
{
    struct subject *subject = context;
    free(subject->code);
    free(subject->title);
    free(subject);
}

/* title: a format with one %s for the code. */
static struct subject *subject_new(struct shell *shell, const char *code, const char *title)
{
    struct subject *subject = calloc(1, sizeof(*subject));
    struct buf text;
    if (subject == NULL)
        return NULL;
    buf_init(&text);
    buf_add(&text, title);
    if (code != NULL)
        buf_addf(&text, " %s", code);
    subject->shell = shell;
    subject->code = code != NULL ? strdup(code) : NULL;
    subject->title = text.failed ? NULL : strdup(text.text);
    buf_release(&text);
    if ((code != NULL && subject->code == NULL) || subject->title == NULL) {
        subject_release(subject);
        return NULL;
    }
    return subject;
}

static void open_form(struct shell *shell, const struct form_spec *plan, struct subject *subject,
                      const char *const *values)
{
    struct form_spec spec = *plan;
    if (subject == NULL) {
        shell_push(shell, NULL); /* says that memory is out */
        return;
    }
    spec.title = subject->title;
    spec.about = subject->code;
    spec.release = subject_release;
    spec.context = subject;
    shell_push(shell, form_new(shell, &spec, values));
}

static bool read_day(const char *value, struct date *ret)
{
    return date_parse(value, strlen(value), ret);
}

static enum rc wrote(struct shell *shell, enum rc rc)
{
    if (rc == RC_OK)
        shell_wrote(shell);
    return rc;
}

/* ---- terms ----------------------------------------------------------------------------------- */

static const char *const coop_choices[] = {N_("as it is"), N_("yes"), N_("no"), NULL};

static const struct field term_fields[TERM_FIELDS] = {
    [CODE] = {.name = "code",
              .label = N_("Code"),
              .hint = N_("Short, as commands name it: small letters, digits, dashes."),
              .kind = FIELD_TEXT,
              .must = true},
    [NAME] = {.name = "name",
              .label = N_("Name"),
              .hint = N_("What people call it."),
              .kind = FIELD_TEXT},
    [SPLIT] = {.name = "split",
               .label = N_("Split"),
               .hint = N_("Rebate/co-op in percent, as 60/40. It divides totals from statements."),
               .kind = FIELD_TEXT},
    [THRESHOLD] = {.name = "threshold",
                   .label = N_("Threshold USD"),
                   .hint = N_("The least co-op of a half-year; below it co-op becomes rebate. "
                              "Or none."),
                   .kind = FIELD_TEXT},
    [COOP] = {.name = "coop",
              .label = N_("Accrues co-op"),
              .hint = N_("Left and Right choose."),
              .kind = FIELD_CHOICE,
              .choices = coop_choices,
              .spoken = true},
    [FROM] = {.name = "from",
              .label = N_("From"),
              .hint = N_("The day from which this holds. Empty: the beginning for a first value, "
                         "else today."),
              .kind = FIELD_DATE},
    [ALIAS] = {.name = "alias",
               .label = N_("In reports as"),
               .hint = N_("One more spelling; rows that came in under it move here."),
               .kind = FIELD_TEXT},
};
static const enum term_field change_order[] = {SPLIT, THRESHOLD, COOP, FROM, ALIAS, NAME};
static const enum term_field add_order[] = {CODE, NAME, SPLIT, THRESHOLD, COOP, FROM, ALIAS};
enum {
    CHANGE_FIELDS = sizeof(change_order) / sizeof(change_order[0]),
    ADD_FIELDS = sizeof(add_order) / sizeof(add_order[0]),
};

/* "1,500.00" as people write it, into what the command reads; "none" stays. */
static bool read_threshold(const char *value, struct buf *ret, struct buf *why)
{
    char text[MONEY_TEXT_SIZE];
    struct money usd;
    bool none;
    struct err err;
    err_init(&err);
    if (threshold_parse(value, &none, &usd, &err) == RC_OK)
        buf_add(ret, value);
    else if (understand_amount(value, &currency_usd, &usd, why))
        buf_add(ret, money_print(usd, currency_usd, text));
    else
        return false;
    return true;
}

static bool threshold_is_wrong(const char *value, struct buf *why)
{
    struct buf plain, ignored;
    struct money usd;
    bool none;
    struct err err;
    err_init(&err);
    buf_init(&plain);
    buf_init(&ignored);
    bool read = read_threshold(value, &plain, &ignored);
    enum rc rc = threshold_parse(read ? plain.text : value, &none, &usd, &err);
    if (rc != RC_OK)
        buf_add(why, err.text);
    buf_release(&plain);
    buf_release(&ignored);
    return rc != RC_OK;
}

static bool term_wrong(void *context, const char *const *values, int place, struct buf *why)
{
    const struct subject *subject = context;
    const char *value = values[place];
    struct err err;
    struct share share;
    enum rc rc = RC_OK;
    err_init(&err);
    if (subject->order[place] == THRESHOLD && value[0] != '\0')
        return threshold_is_wrong(value, why);
    if (subject->order[place] == SPLIT && value[0] != '\0')
        rc = split_parse(value, &share, &err);
    if (rc != RC_OK)
        buf_add(why, err.text);
    return rc != RC_OK;
}

static enum rc save_terms(const struct subject *subject, const char *const *given_values, int count,
                          struct err *err)
{
    const char *values[TERM_FIELDS] = {[CODE] = subject->code};
    for (int i = 0; i < count; i++)
        values[subject->order[i]] = given_values[i];
    struct program_change change = {
        .name = form_given(values[NAME]),
        .alias = form_given(values[ALIAS]),
        .split = form_given(values[SPLIT]),
        .threshold = form_given(values[THRESHOLD]),
        .coop = strcmp(values[COOP], coop_choices[1]) == 0,
        .no_coop = strcmp(values[COOP], coop_choices[2]) == 0,
    };
    bool dated = change.split != NULL || change.threshold != NULL || change.coop || change.no_coop;
    change.has_from = dated && read_day(values[FROM], &change.from);
    if (!dated && change.name == NULL && change.alias == NULL)
        return err_set(err, RC_USAGE, _("Nothing is filled in yet: fill in what is to change"));
    struct shell *shell = subject->shell;
    struct buf threshold, ignored;
    buf_init(&threshold);
    buf_init(&ignored);
    if (change.threshold != NULL && read_threshold(change.threshold, &threshold, &ignored))
        change.threshold = threshold.text;
    enum rc rc = wrote(shell, app_program_set(shell_app(shell), values[CODE], &change, err));
    buf_release(&threshold);
    buf_release(&ignored);
    return rc;
}

static enum rc save_change(void *context, struct shell *shell, const char *const *values,
                           struct err *err)
{
    (void)shell;
    return save_terms(context, values, CHANGE_FIELDS, err);
}

static enum rc save_new(void *context, struct shell *shell, const char *const *values,
                        struct err *err)
{
    (void)shell;
    return save_terms(context, values, ADD_FIELDS, err);
}

/* The subject outlives the form, which borrows the fields. */
static void open_terms(struct shell *shell, const struct form_spec *plan, struct subject *subject,
                       const enum term_field *order)
{
    struct form_spec spec = *plan;
    if (subject != NULL) {
        subject->order = order;
        for (int i = 0; i < plan->count; i++)
            subject->fields[i] = term_fields[order[i]];
        spec.fields = subject->fields;
    }
    open_form(shell, &spec, subject, NULL);
}

void program_set_terms(struct shell *shell, const char *code)
{
    static const struct form_spec plan = {
        .name = "program.terms",
        .note = N_("Empty fields stay as they are."),
        .count = CHANGE_FIELDS,
        .wrong = term_wrong,
        .save = save_change,
    };
    open_terms(shell, &plan, subject_new(shell, code, _("Terms of")), change_order);
}

void program_form_add(struct shell *shell)
{
    static const struct form_spec plan = {
        .name = "program.add",
        .count = ADD_FIELDS,
        .wrong = term_wrong,
        .save = save_new,
    };
    open_terms(shell, &plan, subject_new(shell, NULL, _("A new program")), add_order);
}

/* ---- calendar -------------------------------------------------------------------------------- */

enum calendar_field { PERIOD, USAGE_END, CLAIM_OPENS, CLAIM_CLOSES };

static const struct field calendar_fields[] = {
    [PERIOD] = {.name = "period",
                .label = N_("Earning period"),
                .hint = N_("The half-year that the money was earned in, as FY27H1."),
                .kind = FIELD_PERIOD,
                .must = true},
    [USAGE_END] = {.name = "usage-end",
                   .label = N_("Last day of use"),
                   .hint = N_("Empty: as it is."),
                   .kind = FIELD_DATE},
    [CLAIM_OPENS] = {.name = "claim-opens",
                     .label = N_("Claims open"),
                     .hint = N_("Empty: as it is."),
                     .kind = FIELD_DATE},
    [CLAIM_CLOSES] = {.name = "claim-closes",
                      .label = N_("Last claim day"),
                      .hint = N_("Empty: as it is."),
                      .kind = FIELD_DATE},
};

static enum rc save_calendar(void *context, struct shell *shell, const char *const *values,
                             struct err *err)
{
    const struct subject *subject = context;
    struct program_change change = {.has_period = true};
    struct window_override *windows = &change.windows;
    if (!period_parse(values[PERIOD], &change.period))
        return err_set(err, RC_USAGE, _("%s: no such period: write it as FY27H1"), values[PERIOD]);
    windows->has_usage_end = read_day(values[USAGE_END], &windows->usage_end);
    windows->has_claim_opens = read_day(values[CLAIM_OPENS], &windows->claim_opens);
    windows->has_claim_closes = read_day(values[CLAIM_CLOSES], &windows->claim_closes);
    if (!windows->has_usage_end && !windows->has_claim_opens && !windows->has_claim_closes)
        return err_set(err, RC_USAGE, _("No day is filled in yet: fill in the one that moves"));
    return wrote(shell, app_program_set(shell_app(shell), subject->code, &change, err));
}

void program_form_calendar(struct shell *shell, const char *code)
{
    static const struct form_spec plan = {
        .name = "program.calendar",
        .fields = calendar_fields,
        .count = CLAIM_CLOSES + 1,
        .save = save_calendar,
    };
    open_form(shell, &plan, subject_new(shell, code, _("Calendar of")), NULL);
}

/* ---- closing --------------------------------------------------------------------------------- */

enum close_field { WHAT, CLOSED_PERIOD, PROGRAM, REASON };

static const char *const close_choices[] = {N_("close"), N_("reopen"), NULL};

struct offering {
    const char *typed;
    struct offers *offers;
};

static enum rc offer_code(void *context, const struct app_program *program, struct err *err)
{
    const struct offering *offering = context;
    (void)err;
    offers_add_fitting(offering->offers, offering->typed, program->code, program->name);
    return RC_OK;
}

static void offer_programs(void *context, const char *typed, struct offers *offers)
{
    const struct subject *subject = context;
    struct offering offering = {typed, offers};
    struct err err;
    err_init(&err);
    (void)!app_program_list(shell_app(subject->shell), offer_code, &offering, &err);
}

static const struct field close_fields[] = {
    [WHAT] = {.name = "what",
              .label = N_("Close or reopen"),
              .hint = N_("A closed period refuses changes to its terms and typed-in rows."),
              .kind = FIELD_CHOICE,
              .choices = close_choices,
              .spoken = true,
              .must = true},
    [CLOSED_PERIOD] = {.name = "period",
                       .label = N_("Period"),
                       .hint = N_("As FY27H1."),
                       .kind = FIELD_PERIOD,
                       .must = true},
    [PROGRAM] = {.name = "program",
                 .label = N_("Program"),
                 .hint = N_("Empty: all programs."),
                 .kind = FIELD_TEXT,
                 .complete = offer_programs},
    [REASON] = {.name = "reason",
                .label = N_("Reason"),
                .hint = N_("Needed to reopen; it stands in the log."),
                .kind = FIELD_TEXT},
};

static bool is_reopen(const char *const *values)
{
    return strcmp(values[WHAT], close_choices[1]) == 0;
}

static bool close_wrong(void *context, const char *const *values, int field, struct buf *why)
{
    (void)context;
    if (field != REASON || !is_reopen(values) || values[REASON][0] != '\0')
        return false;
    buf_add(why, _("Say why it is reopened"));
    return true;
}

static enum rc save_close(void *context, struct shell *shell, const char *const *values,
                          struct err *err)
{
    struct period period;
    struct app *app = shell_app(shell);
    const char *program = form_given(values[PROGRAM]);
    (void)context;
    if (!period_parse(values[CLOSED_PERIOD], &period))
        return err_set(err, RC_USAGE, _("%s: no such period: write it as FY27H1"),
                       values[CLOSED_PERIOD]);
    if (is_reopen(values))
        return wrote(shell, app_period_reopen(app, period, program, values[REASON], err));
    return wrote(shell, app_period_close(app, period, program, err));
}

void program_form_close(struct shell *shell, const char *code)
{
    static const struct form_spec plan = {
        .name = "period.close",
        .fields = close_fields,
        .count = REASON + 1,
        .wrong = close_wrong,
        .save = save_close,
    };
    const char *const values[] = {close_choices[0], NULL, code, NULL};
    open_form(shell, &plan, subject_new(shell, NULL, _("Close or reopen a period")), values);
}
