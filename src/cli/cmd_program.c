/* SPDX-License-Identifier: MIT */
#include "app/terms.h"

#include "base/words.h"
#include "cli/call.h"
#include "cli/list.h"
#include "cli/sets.h"

/* ---- program list ---- */

enum { PROGRAM_COLUMNS = 10, TERM_COLUMNS = 4 };
static const struct table_column program_columns[PROGRAM_COLUMNS] = {
    {"code", N_("program"), COLUMN_TEXT},  {"name", N_("name"), COLUMN_TEXT},
    {"coop", N_("co-op"), COLUMN_WORD},    {"split", N_("split"), COLUMN_WORD},
    {"split_from", NULL, COLUMN_WORD},     {"threshold_usd", N_("threshold USD"), COLUMN_AMOUNT},
    {"threshold_from", NULL, COLUMN_WORD}, {"surface", NULL, COLUMN_WORD},
    {"overrides", NULL, COLUMN_WORD},      {"aliases", NULL, COLUMN_TEXT},
};

/* For people, below the programs: every value that holds from a day on, and
 * every half-year with windows of its own. */
static const struct table_column term_columns[TERM_COLUMNS] = {
    {"program", N_("program"), COLUMN_TEXT},
    {"from", N_("from"), COLUMN_WORD},
    {"term", N_("term"), COLUMN_WORD},
    {"value", N_("value"), COLUMN_WORD},
};

struct program_lists {
    struct date day;
    struct list programs, terms;
    struct buf bare; /* codes that have no terms yet */
};

/* The value in force on a day, NULL if none. */
static const struct split_term *split_on(const struct terms *terms, struct date day)
{
    const struct split_term *found = NULL;
    for (size_t i = 0; i < terms->split_count; i++)
        if (date_compare(terms->splits[i].from, day) <= 0)
            found = &terms->splits[i];
    return found;
}

static const struct threshold_term *threshold_on(const struct terms *terms, struct date day)
{
    const struct threshold_term *found = NULL;
    for (size_t i = 0; i < terms->threshold_count; i++)
        if (date_compare(terms->thresholds[i].from, day) <= 0)
            found = &terms->thresholds[i];
    return found;
}

/* "" for a value that holds from the beginning. */
static const char *print_from(struct date from, char ret[DATE_TEXT_SIZE])
{
    return date_compare(from, date_first) == 0 ? "" : date_print(from, ret);
}

/* "usage-end=2021-06-30 claim-closes=2021-08-15" */
static void add_windows(struct buf *buf, const struct window_override *windows)
{
    const struct {
        bool has;
        struct date date;
        const char *name;
    } parts[] = {
        {windows->has_usage_end, windows->usage_end, "usage-end"},
        {windows->has_claim_opens, windows->claim_opens, "claim-opens"},
        {windows->has_claim_closes, windows->claim_closes, "claim-closes"},
    };
    const char *blank = "";
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        char date[DATE_TEXT_SIZE];
        if (!parts[i].has)
            continue;
        buf_addf(buf, "%s%s=%s", blank, parts[i].name, date_print(parts[i].date, date));
        blank = " ";
    }
}

static enum rc list_term(struct program_lists *lists, const char *code, const char *from,
                         const char *term, const char *value, struct err *err)
{
    const char *cells[TERM_COLUMNS] = {code, from, term, value};
    return list_add(&lists->terms, cells, err);
}

/* One value of a series of `count`. A single one that holds from the beginning is
 * said among the programs. */
static enum rc list_value(struct program_lists *lists, const char *code, struct date from,
                          size_t count, const char *term, const char *value, struct err *err)
{
    char text[DATE_TEXT_SIZE];
    bool ever = date_compare(from, date_first) == 0;
    if (ever && count == 1)
        return RC_OK;
    return list_term(lists, code, ever ? _("beginning") : date_print(from, text), term, value, err);
}

static enum rc list_overrides(struct program_lists *lists, const struct app_program *program,
                              struct err *err)
{
    enum rc rc = RC_OK;
    struct buf text;
    buf_init(&text);
    for (size_t i = 0; rc == RC_OK && i < program->terms->override_count; i++) {
        const struct period_override *override = &program->terms->overrides[i];
        char period[PERIOD_TEXT_SIZE];
        buf_clear(&text);
        add_windows(&text, &override->windows);
        rc = buf_check(&text, err);
        if (rc == RC_OK)
            rc = list_term(lists, program->code, period_print(override->period, period),
                           _("calendar"), text.text, err);
    }
    buf_release(&text);
    return rc;
}

static enum rc list_terms(struct program_lists *lists, const struct app_program *program,
                          struct err *err)
{
    const struct terms *terms = program->terms;
    enum rc rc = RC_OK;
    char split[SPLIT_TEXT_SIZE], usd[MONEY_TEXT_SIZE];
    for (size_t i = 0; rc == RC_OK && i < terms->split_count; i++)
        rc = list_value(lists, program->code, terms->splits[i].from, terms->split_count, _("split"),
                        split_print(terms->splits[i].coop, split), err);
    for (size_t i = 0; rc == RC_OK && i < terms->threshold_count; i++) {
        const struct threshold_term *term = &terms->thresholds[i];
        rc =
            list_value(lists, program->code, term->from, terms->threshold_count, _("threshold USD"),
                       term->none ? _("none") : money_print(term->usd, currency_usd, usd), err);
    }
    for (size_t i = 0; rc == RC_OK && i < terms->coop_count; i++)
        rc = list_value(lists, program->code, terms->coops[i].from, terms->coop_count, _("co-op"),
                        terms->coops[i].coop ? _("yes") : _("no"), err);
    return rc == RC_OK ? list_overrides(lists, program, err) : rc;
}

static void add_aliases(struct buf *buf, const struct app_program *program)
{
    for (size_t i = 0; i < program->alias_count; i++) {
        buf_add(buf, i > 0 ? "; " : "");
        buf_add(buf, program->aliases[i]);
    }
}

static void add_overrides(struct buf *buf, const struct terms *terms)
{
    for (size_t i = 0; i < terms->override_count; i++) {
        char period[PERIOD_TEXT_SIZE];
        buf_addf(buf, "%s%s ", i > 0 ? "; " : "", period_print(terms->overrides[i].period, period));
        add_windows(buf, &terms->overrides[i].windows);
    }
}

static enum rc list_values(struct program_lists *lists, const struct app_program *program,
                           const char *overrides, const char *aliases, struct err *err)
{
    char split_text[SPLIT_TEXT_SIZE], split_from[DATE_TEXT_SIZE];
    char usd[MONEY_TEXT_SIZE], threshold_from[DATE_TEXT_SIZE];
    const struct split_term *split = split_on(program->terms, lists->day);
    const struct threshold_term *threshold = threshold_on(program->terms, lists->day);
    const char *cells[PROGRAM_COLUMNS] = {
        program->code,
        program->name,
        list_truth(terms_has_coop(program->terms, lists->day)),
        split == NULL ? "" : split_print(split->coop, split_text),
        split == NULL ? "" : print_from(split->from, split_from),
        threshold == NULL || threshold->none ? "" : money_print(threshold->usd, currency_usd, usd),
        threshold == NULL ? "" : print_from(threshold->from, threshold_from),
        list_truth(program->surface),
        overrides,
        aliases,
    };
    return list_add(&lists->programs, cells, err);
}

static enum rc list_program(void *context, const struct app_program *program, struct err *err)
{
    struct program_lists *lists = context;
    struct buf overrides, aliases;
    buf_init(&overrides);
    buf_init(&aliases);
    add_overrides(&overrides, program->terms);
    add_aliases(&aliases, program);
    if (!program->has_terms)
        buf_addf(&lists->bare, "%s%s", lists->bare.length > 0 ? ", " : "", program->code);
    enum rc rc = buf_check(&overrides, err);
    if (rc == RC_OK)
        rc = buf_check(&aliases, err);
    if (rc == RC_OK)
        rc = list_values(lists, program, overrides.text, aliases.text, err);
    if (rc == RC_OK && lists->programs.call->format == TABLE_TEXT)
        rc = list_terms(lists, program, err);
    buf_release(&overrides);
    buf_release(&aliases);
    return rc;
}

/* The programs are out; what follows is for people. */
static enum rc end_terms(struct call *call, struct program_lists *lists, struct err *err)
{
    enum rc rc = RC_OK;
    if (lists->terms.table != NULL) {
        rc = call_gap(call, err);
        if (rc == RC_OK)
            rc = call_sayf(call, err, "%s", _("Dated terms"));
        rc = list_end(&lists->terms, rc, "", err);
    }
    if (rc == RC_OK)
        rc = buf_check(&lists->bare, err);
    if (rc == RC_OK && lists->bare.length > 0)
        rc = call_gap(call, err);
    if (rc == RC_OK && lists->bare.length > 0)
        rc = call_sayf(call, err,
                       _("Met in a report and without terms so far: %s. Next: coffer program set "
                         "CODE --split 60/40 --threshold 10000"),
                       lists->bare.text);
    return rc;
}

static enum rc run_list(struct call *call, struct err *err)
{
    struct program_lists lists = {.day = app_day(call->app)};
    buf_init(&lists.bare);
    enum rc rc = list_begin(&lists.programs, call, program_columns, PROGRAM_COLUMNS, err);
    if (rc == RC_OK && call->format == TABLE_TEXT)
        rc = list_begin(&lists.terms, call, term_columns, TERM_COLUMNS, err);
    if (rc == RC_OK)
        rc = app_program_list(call->app, list_program, &lists, err);
    rc = list_end(&lists.programs, rc, _("No programs."), err);
    if (rc == RC_OK && call->format == TABLE_TEXT)
        rc = end_terms(call, &lists, err);
    table_free(lists.terms.table);
    buf_release(&lists.bare);
    return rc;
}

/* ---- program set ---- */

static enum rc read_change(const struct call *call, struct program_change *ret, struct err *err)
{
    struct program_change change = {
        .name = call_text(call, "name"),
        .alias = call_text(call, "alias"),
        .split = call_text(call, "split"),
        .threshold = call_text(call, "threshold"),
        .no_coop = call_flag(call, "no-coop"),
        .coop = call_flag(call, "coop"),
    };
    struct window_override *windows = &change.windows;
    change.has_from = call_date(call, "from", &change.from);
    change.has_period = call_period(call, "period", &change.period);
    windows->has_usage_end = call_date(call, "usage-end", &windows->usage_end);
    windows->has_claim_opens = call_date(call, "claim-opens", &windows->claim_opens);
    windows->has_claim_closes = call_date(call, "claim-closes", &windows->claim_closes);

    bool dated = change.split != NULL || change.threshold != NULL || change.no_coop || change.coop;
    bool moved = windows->has_usage_end || windows->has_claim_opens || windows->has_claim_closes;
    if (change.no_coop && change.coop)
        return err_set(err, RC_USAGE,
                       _("program set: --coop and --no-coop exclude each other: give one of them"));
    if (change.has_from && !dated)
        return err_set(err, RC_USAGE,
                       _("program set: --from says from when a term holds: add --split, "
                         "--threshold, --coop or --no-coop"));
    if (change.has_period && !moved)
        return err_set(err, RC_USAGE,
                       _("program set: --period moves the windows of a half-year: add "
                         "--usage-end, --claim-opens or --claim-closes"));
    if (moved && !change.has_period)
        return err_set(err, RC_USAGE,
                       _("program set: --usage-end, --claim-opens and --claim-closes are for one "
                         "half-year: add --period"));
    *ret = change;
    return RC_OK;
}

static enum rc run_set(struct call *call, struct err *err)
{
    const char *code = call_argument(call, 0);
    struct program_change change;
    enum rc rc = read_change(call, &change, err);
    if (rc == RC_OK)
        rc = app_program_set(call->app, code, &change, err);
    if (rc == RC_OK)
        rc = call_sayf(call, err, _("program %s"), app_done(call->app));
    return rc;
}

static const struct option_spec set_options[] = {
    {.name = "name", .argument = "NAME", .help = N_("its name; needed for a new code")},
    {.name = "alias",
     .argument = "NAME",
     .help = N_("rows whose report says NAME belong to it, earlier ones too")},
    {.name = "split",
     .argument = "60/40",
     .help = N_("rebate and co-op in percent, for totals typed in from a statement")},
    {.name = "threshold",
     .argument = "USD|none",
     .help = N_("the least co-op of a half-year; below it co-op becomes rebate")},
    {.name = "coop", .help = N_("it accrues co-op")},
    {.name = "no-coop", .help = N_("it accrues no co-op")},
    {.name = "from",
     .argument = "DATE",
     .kind = VALUE_DATE,
     .help = N_("the day from which these terms hold; else the beginning for the first value, "
                "today for a later one")},
    {.name = "period",
     .argument = "PERIOD",
     .kind = VALUE_PERIOD,
     .help = N_("the half-year whose windows are moved by the next three")},
    {.name = "usage-end",
     .argument = "DATE",
     .kind = VALUE_DATE,
     .help = N_("the last day to carry activities out")},
    {.name = "claim-opens",
     .argument = "DATE",
     .kind = VALUE_DATE,
     .help = N_("the first day to submit claims")},
    {.name = "claim-closes",
     .argument = "DATE",
     .kind = VALUE_DATE,
     .help = N_("the last day to submit claims")},
    {.name = NULL},
};

static const struct command commands[] = {
    {
        .words = "program list",
        .summary = N_("the incentive programs and their terms"),
        .help = N_("Lists the programs with the terms in force on the day, then every dated term. "
                   "CSV and JSON have one row a program; aliases are the spellings of reports."),
        .examples = {{"coffer program list", N_("lists them")},
                     {"coffer --as-of 2021-09-30 program list",
                      N_("with the terms that were in force then")}},
        .run = run_list,
    },
    {
        .words = "program set",
        .arguments = {{.name = "CODE"}},
        .options = set_options,
        .needs_option = true,
        .summary = N_("set terms, names, windows"),
        .help = N_("Sets what is given and leaves the rest. Terms are dated: earlier days keep "
                   "theirs. A new CODE needs --name."),
        .examples = {{"coffer program set hosting --split 60/40 --from 2021-07-01",
                      N_("from July 2021 on 40 % of a total is co-op")},
                     {"coffer program set mci --threshold none", N_("no threshold any more")},
                     {"coffer program set hosting --period FY20H2 --usage-end 2021-03-31",
                      N_("the usage period of one half-year lasts longer")}},
        .run = run_set,
    },
};

const struct command_set commands_program = {N_("Programs"), commands,
                                             sizeof(commands) / sizeof(commands[0])};
