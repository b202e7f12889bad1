/* SPDX-License-Identifier: MIT */
#include "app/terms.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/closed.h"
#include "app/inside.h"
#include "base/buf.h"
#include "base/text.h"
#include "base/words.h"
#include "model/length.h"

/* ---- looking ----------------------------------------------------------------------------------
 */

static enum rc visit_program(const struct catalog *catalog, size_t index, app_program_visit *visit,
                             void *context, struct err *err)
{
    const struct program_record *record = &catalog->programs[index];
    size_t count = 0;
    const char **aliases = calloc(catalog->name_count + 1, sizeof(char *));
    if (aliases == NULL)
        return err_memory(err);
    for (size_t i = 0; i < catalog->name_count; i++)
        if (catalog->names[i].program == index && !catalog->names[i].own)
            aliases[count++] = catalog->names[i].name;
    const struct app_program program = {
        .code = record->code,
        .name = record->name,
        .surface = record->surface,
        .has_terms = record->origin != PROGRAM_FROM_REPORT || record->terms.split_count > 0 ||
                     record->terms.threshold_count > 0 || record->terms.coop_count > 0,
        .terms = &record->terms,
        .aliases = aliases,
        .alias_count = count,
    };
    enum rc rc = visit(context, &program, err);
    free(aliases);
    return rc;
}

static bool sees_program(const struct app *app, const char *code)
{
    if (app->member->program_count == 0)
        return true;
    for (size_t i = 0; i < app->member->program_count; i++)
        if (strcmp(app->member->programs[i], code) == 0)
            return true;
    return false;
}

enum rc app_program_list(struct app *app, app_program_visit *visit, void *context, struct err *err)
{
    struct catalog catalog = {0};
    enum rc rc = catalog_load(app->book, &catalog, err);
    for (size_t i = 0; rc == RC_OK && i < catalog.program_count; i++)
        if (program_is_listed(&catalog.programs[i]) && sees_program(app, catalog.programs[i].code))
            rc = visit_program(&catalog, i, visit, context, err);
    catalog_release(&catalog);
    return rc;
}

/* ---- setting ------------------------------------------------------------------------------------
 */

struct setting {
    struct app *app;
    struct tx *tx;
    const char *code;
    const struct program_change *change;
    const struct program_record *record; /* as it was; NULL: new */
    bool hidden; /* only an undone import had made it: a name makes it real */
    struct buf summary;
    struct closed_check *closed; /* of an alias; NULL: nothing is closed */
};

/* The first value of a series holds from the beginning, a later one from today,
 * unless --from says otherwise. */
static struct date from_day(const struct setting *setting, size_t count)
{
    if (setting->change->has_from)
        return setting->change->from;
    return count == 0 ? date_first : setting->app->day;
}

static void say_from(struct setting *setting, struct date from)
{
    char day[DATE_TEXT_SIZE];
    if (date_compare(from, date_first) == 0)
        buf_add(&setting->summary, _(" from the beginning"));
    else
        buf_addf(&setting->summary, _(" from %s"), date_print(from, day));
}

/* The days on which a new value of a series would be in force: from its day to
 * the day before the next value. */
static bool overlaps(struct date from, struct date next, struct period period)
{
    struct windows windows = period_windows(period);
    return date_compare(from, windows.earning_end) <= 0 &&
           date_compare(next, windows.earning_start) > 0;
}

static enum rc refuse_closed(const struct setting *setting, const char *what, struct period period,
                             struct err *err)
{
    char text[PERIOD_TEXT_SIZE];
    return err_set(err, RC_RULE,
                   _("%s: the period %s is closed and its %s would change: reopen it with 'coffer "
                     "period reopen', or choose a later --from"),
                   setting->code, period_print(period, text), what);
}

/* No value in force on a day of a closed period with earnings may change. */
static enum rc check_closed(struct setting *setting, const char *what, struct date from,
                            struct date next, struct err *err)
{
    struct period *periods = NULL;
    size_t count = 0;
    enum rc rc =
        periods_closed_with_earnings(setting->app->book, setting->code, &periods, &count, err);
    for (size_t i = 0; rc == RC_OK && i < count; i++)
        if (overlaps(from, next, periods[i]))
            rc = refuse_closed(setting, what, periods[i], err);
    free(periods);
    return rc;
}

static const struct terms no_terms;

static const struct terms *terms_of(const struct setting *setting)
{
    return setting->record != NULL ? &setting->record->terms : &no_terms;
}

static enum rc set_split(struct setting *setting, struct err *err)
{
    const struct terms *terms = terms_of(setting);
    struct split_term term = {.from = from_day(setting, terms->split_count)};
    struct date next = date_last;
    struct share now = {-1};
    char text[SPLIT_TEXT_SIZE];
    enum rc rc = split_parse(setting->change->split, &term.coop, err);
    if (rc != RC_OK)
        return rc;
    for (size_t i = terms->split_count; i-- > 0;)
        if (date_compare(terms->splits[i].from, term.from) > 0)
            next = terms->splits[i].from;
    (void)terms_split(terms, term.from, &now);
    if (now.ppm != term.coop.ppm)
        rc = check_closed(setting, _("split"), term.from, next, err);
    if (rc == RC_OK)
        rc = program_split_put(setting->tx, setting->code, &term, err);
    buf_addf(&setting->summary, _(", split %s"), split_print(term.coop, text));
    say_from(setting, term.from);
    return rc;
}

static enum rc set_threshold(struct setting *setting, struct err *err)
{
    const struct terms *terms = terms_of(setting);
    struct threshold_term term = {.from = from_day(setting, terms->threshold_count)};
    struct date next = date_last;
    struct money now = {0};
    char text[MONEY_TEXT_SIZE];
    enum rc rc = threshold_parse(setting->change->threshold, &term.none, &term.usd, err);
    if (rc != RC_OK)
        return rc;
    for (size_t i = terms->threshold_count; i-- > 0;)
        if (date_compare(terms->thresholds[i].from, term.from) > 0)
            next = terms->thresholds[i].from;
    bool has = terms_threshold(terms, term.from, &now);
    if (has == term.none || (has && now.micros != term.usd.micros))
        rc = check_closed(setting, _("threshold"), term.from, next, err);
    if (rc == RC_OK)
        rc = program_threshold_put(setting->tx, setting->code, &term, err);
    if (term.none)
        buf_add(&setting->summary, _(", no threshold"));
    else
        buf_addf(&setting->summary, _(", threshold USD %s"),
                 money_print(term.usd, currency_usd, text));
    say_from(setting, term.from);
    return rc;
}

static enum rc set_coop(struct setting *setting, struct err *err)
{
    const struct terms *terms = terms_of(setting);
    struct coop_term term = {.from = from_day(setting, terms->coop_count),
                             .coop = setting->change->coop};
    struct date next = date_last;
    enum rc rc = RC_OK;
    for (size_t i = terms->coop_count; i-- > 0;)
        if (date_compare(terms->coops[i].from, term.from) > 0)
            next = terms->coops[i].from;
    if (terms_has_coop(terms, term.from) != term.coop)
        rc = check_closed(setting, _("co-op"), term.from, next, err);
    if (rc == RC_OK)
        rc = program_coop_put(setting->tx, setting->code, &term, err);
    buf_add(&setting->summary, term.coop ? _(", with co-op") : _(", without co-op"));
    say_from(setting, term.from);
    return rc;
}

/* A half-year has one calendar: there is no day from which another one could hold. */
static enum rc refuse_closed_calendar(const struct setting *setting, struct period period,
                                      struct err *err)
{
    char text[PERIOD_TEXT_SIZE];
    return err_set(err, RC_RULE,
                   _("%s: the period %s is closed and its calendar would change: reopen it with "
                     "'coffer period reopen'"),
                   setting->code, period_print(period, text));
}

static enum rc set_windows(struct setting *setting, struct err *err)
{
    const struct terms *terms = terms_of(setting);
    const struct window_override *wanted = &setting->change->windows;
    struct period_override override = {.period = setting->change->period};
    struct windows ignored;
    bool closed = false;
    char text[PERIOD_TEXT_SIZE], day[DATE_TEXT_SIZE];
    for (size_t i = 0; i < terms->override_count; i++)
        if (period_compare(terms->overrides[i].period, override.period) == 0)
            override = terms->overrides[i];
    struct window_override *w = &override.windows;
    if (wanted->has_usage_end) {
        w->has_usage_end = true;
        w->usage_end = wanted->usage_end;
    }
    if (wanted->has_claim_opens) {
        w->has_claim_opens = true;
        w->claim_opens = wanted->claim_opens;
    }
    if (wanted->has_claim_closes) {
        w->has_claim_closes = true;
        w->claim_closes = wanted->claim_closes;
    }
    enum rc rc = period_windows_with(override.period, w, &ignored, err);
    if (rc == RC_OK)
        rc = period_is_closed(setting->app->book, setting->code, override.period, &closed, err);
    if (rc == RC_OK && closed)
        rc = refuse_closed_calendar(setting, override.period, err);
    if (rc == RC_OK)
        rc = program_override_put(setting->tx, setting->code, &override, err);
    buf_addf(&setting->summary, ", %s:", period_print(override.period, text));
    if (wanted->has_usage_end)
        buf_addf(&setting->summary, _(" usage ends %s"), date_print(w->usage_end, day));
    if (wanted->has_claim_opens)
        buf_addf(&setting->summary, _(" claims open %s"), date_print(w->claim_opens, day));
    if (wanted->has_claim_closes)
        buf_addf(&setting->summary, _(" claims close %s"), date_print(w->claim_closes, day));
    return rc;
}

/* The code or the name of a program that no report made. */
static bool is_own_name(const struct program_record *program, const char *slug)
{
    struct buf name;
    buf_init(&name);
    text_add_slug(&name, program->name);
    bool own = program->origin != PROGRAM_FROM_REPORT && !name.failed &&
               (strcmp(slug, program->code) == 0 || strcmp(slug, name.text) == 0);
    buf_release(&name);
    return own;
}

/* A spelling that is another program's own code or name of ours cannot be taken
 * away from it by accident. */
static enum rc set_alias(struct setting *setting, struct err *err)
{
    const char *alias = setting->change->alias;
    struct buf slug;
    struct program_record other = {0};
    char owner[PROGRAM_CODE_MAX] = "";
    int64_t key = 0;
    bool found = false;
    buf_init(&slug);
    text_add_slug(&slug, alias);
    enum rc rc = buf_check(&slug, err);
    if (rc == RC_OK && alias[0] == '\0')
        rc = err_set(err, RC_USAGE,
                     _("--alias: it is empty: give the name as the reports spell it"));
    if (rc == RC_OK)
        rc = program_of_name(setting->app->book, alias, &key, owner, err);
    if (rc == RC_OK && owner[0] != '\0' && strcmp(owner, setting->code) != 0)
        rc = program_load(setting->app->book, owner, &found, &other, err);
    if (rc == RC_OK && found && is_own_name(&other, slug.text))
        rc = err_set(err, RC_RULE,
                     _("--alias %s: this is a program of its own (%s): choose another spelling"),
                     alias, owner);
    /* Rows move, so this may not touch a closed period. */
    if (rc == RC_OK)
        rc = closed_check_new(setting->app, &setting->closed, err);
    if (rc == RC_OK && setting->closed != NULL)
        tx_check_before_commit(setting->tx, closed_check_ask, setting->closed);
    if (rc == RC_OK && found) /* it loses its rows */
        rc = tx_touch(setting->tx, owner, NULL, err);
    if (rc == RC_OK)
        rc = program_alias(setting->tx, alias, setting->code, err);
    if (found)
        program_record_release(&other);
    buf_addf(&setting->summary, _(", alias %s"), alias);
    buf_release(&slug);
    return rc;
}

static enum rc set_name(struct setting *setting, struct err *err)
{
    const char *name = setting->change->name;
    const struct program_record *record = setting->record;
    char owner[PROGRAM_CODE_MAX];
    int64_t key = 0;
    if (name[0] == '\0')
        return err_set(err, RC_USAGE, _("--name: it is empty: give the program's name"));
    enum rc rc = record == NULL
                     ? program_make(setting->tx, setting->code, name, PROGRAM_BY_PERSON, err)
                     : program_put(setting->tx, setting->code, name,
                                   setting->hidden ? PROGRAM_BY_PERSON : record->origin,
                                   record->surface, err);
    /* Reports may spell it so too, unless that is another program's spelling. */
    if (rc == RC_OK)
        rc = program_of_name(setting->app->book, name, &key, owner, err);
    if (rc == RC_OK && owner[0] == '\0')
        rc = program_name_add(setting->tx, name, setting->code, &key, err);
    buf_addf(&setting->summary, ", %s", name);
    return rc;
}

static enum rc apply(struct setting *setting, struct err *err)
{
    const struct program_change *change = setting->change;
    enum rc rc = RC_OK;
    if (change->name != NULL)
        rc = set_name(setting, err);
    if (rc == RC_OK && change->no_coop != change->coop)
        rc = set_coop(setting, err);
    if (rc == RC_OK && change->split != NULL)
        rc = set_split(setting, err);
    if (rc == RC_OK && change->threshold != NULL)
        rc = set_threshold(setting, err);
    if (rc == RC_OK && change->has_period)
        rc = set_windows(setting, err);
    if (rc == RC_OK && change->alias != NULL)
        rc = set_alias(setting, err);
    return rc;
}

static enum rc check_change(const struct program_change *change, struct err *err)
{
    const struct window_override *w = &change->windows;
    bool windows = w->has_usage_end || w->has_claim_opens || w->has_claim_closes;
    enum rc rc = length_check("--name", change->name, LENGTH_NAME, err);
    if (rc == RC_OK)
        rc = length_check("--alias", change->alias, LENGTH_NAME, err);
    if (rc != RC_OK)
        return rc;
    if (change->no_coop && change->coop)
        return err_set(err, RC_USAGE, _("--no-coop and --coop: they exclude each other: give one"));
    if (change->has_period && !windows)
        return err_set(err, RC_USAGE,
                       _("--period: nothing to set for it: add --usage-end, --claim-opens or "
                         "--claim-closes"));
    if (!change->has_period && windows)
        return err_set(err, RC_USAGE,
                       _("--usage-end, --claim-opens, --claim-closes: for which period: add "
                         "--period, as in --period FY20H2"));
    if (change->name == NULL && change->alias == NULL && change->split == NULL &&
        change->threshold == NULL && !change->no_coop && !change->coop && !change->has_period)
        return err_set(
            err, RC_USAGE,
            _("program set: nothing to set: add --split, --threshold or another option"));
    return RC_OK;
}

/* A new code is in the form that a report's name would get, and no spelling of
 * another program. */
static enum rc check_new_code(struct app *app, const char *code,
                              const struct program_change *change, struct err *err)
{
    struct buf slug;
    int64_t key = 0;
    char other[PROGRAM_CODE_MAX];
    buf_init(&slug);
    enum rc rc = length_check(_("program CODE"), code, LENGTH_NAME, err);
    text_add_slug(&slug, code);
    if (rc == RC_OK)
        rc = buf_check(&slug, err);
    if (rc == RC_OK && (code[0] == '\0' || strcmp(slug.text, code) != 0))
        rc = err_set(err, RC_USAGE,
                     _("program %s: not a code: use lower-case letters, digits and '-', as in "
                       "contoso-growth"),
                     code);
    if (rc == RC_OK && change->name == NULL)
        rc = err_set(
            err, RC_RULE,
            _("program %s: the book does not know it: 'coffer program list' shows them, and "
              "--name makes a new one"),
            code);
    if (rc == RC_OK)
        rc = program_of_name(app->book, code, &key, other, err);
    if (rc == RC_OK && other[0] != '\0')
        rc = err_set(err, RC_RULE, _("program %s: this is a spelling of %s: choose another code"),
                     code, other);
    buf_release(&slug);
    return rc;
}

enum rc app_program_set(struct app *app, const char *code, const struct program_change *change,
                        struct err *err)
{
    struct setting setting = {.app = app, .code = code, .change = change};
    struct program_record record = {0};
    bool found = false;
    buf_init(&setting.summary);
    enum rc rc = app_may(app, MAY_EDIT_TERMS, err);
    if (rc == RC_OK)
        rc = check_change(change, err);
    if (rc == RC_OK)
        rc = app_begin(app, MAY_EDIT_TERMS, TX_CHANGESET, &setting.tx, err);
    if (rc == RC_OK)
        rc = program_load(app->book, code, &found, &record, err);
    setting.hidden = rc == RC_OK && found && !program_is_listed(&record);
    if (rc == RC_OK && found && (!setting.hidden || change->name != NULL))
        setting.record = &record;
    else if (rc == RC_OK)
        rc = check_new_code(app, code, change, err);
    buf_add(&setting.summary, code);
    if (rc == RC_OK)
        rc = tx_touch(setting.tx, code, NULL, err);
    if (rc == RC_OK)
        rc = apply(&setting, err);
    if (rc == RC_OK)
        rc = buf_check(&setting.summary, err);
    if (rc == RC_OK)
        rc = app_commit(app, setting.tx, "program.set", err, "%s", setting.summary.text);
    tx_end(setting.tx);
    closed_check_free(setting.closed);
    if (found)
        program_record_release(&record);
    buf_release(&setting.summary);
    return rc;
}

void app_add_program_set(struct buf *buf, const char *code, const char *options)
{
    if (code[0] == '-')
        buf_addf(buf, "coffer program set %s -- %s", options, code);
    else
        buf_addf(buf, "coffer program set %s %s", code, options);
}

/* ---- closing ----------------------------------------------------------------------------------
 */

static enum rc find_program(struct app *app, const char *code, struct err *err)
{
    struct catalog catalog = {0};
    const struct program_record *program = NULL;
    enum rc rc = catalog_load(app->book, &catalog, err);
    if (rc == RC_OK)
        rc = app_known_program(app, &catalog, code, &program, err);
    catalog_release(&catalog);
    return rc;
}

enum rc app_period_close(struct app *app, struct period period, const char *program,
                         struct err *err)
{
    struct tx *tx = NULL;
    bool closed = false;
    char text[PERIOD_TEXT_SIZE];
    enum rc rc = app_begin(app, MAY_EDIT_TERMS, TX_CHANGESET, &tx, err);
    if (rc == RC_OK && program != NULL)
        rc = find_program(app, program, err);
    if (rc == RC_OK)
        rc = period_is_closed(app->book, program, period, &closed, err);
    if (rc == RC_OK && closed)
        rc = err_set(err, RC_RULE, _("%s: the period is closed already: nothing to do"),
                     period_print(period, text));
    if (rc == RC_OK)
        rc = tx_touch(tx, program, NULL, err);
    if (rc == RC_OK)
        rc = period_close(tx, program, period, err);
    if (rc == RC_OK)
        rc = app_commit(app, tx, "period.close", err, "%s, %s", period_print(period, text),
                        program != NULL ? program : _("all programs"));
    tx_end(tx);
    return rc;
}

enum rc app_period_reopen(struct app *app, struct period period, const char *program,
                          const char *reason, struct err *err)
{
    struct tx *tx = NULL;
    bool there = false, closed = false;
    char text[PERIOD_TEXT_SIZE];
    if (reason == NULL || reason[0] == '\0')
        return err_set(err, RC_USAGE, _("period reopen: why: add --reason"));
    enum rc rc = length_check("--reason", reason, LENGTH_TEXT, err);
    if (rc == RC_OK)
        rc = app_begin(app, MAY_EDIT_TERMS, TX_CHANGESET, &tx, err);
    if (rc == RC_OK && program != NULL)
        rc = find_program(app, program, err);
    if (rc == RC_OK)
        rc = period_close_exists(app->book, program, period, &there, err);
    if (rc == RC_OK && !there)
        rc = period_is_closed(app->book, program, period, &closed, err);
    if (rc == RC_OK && !there && closed)
        rc = err_set(err, RC_RULE,
                     _("%s: it is closed for all programs together: reopen it without --program"),
                     period_print(period, text));
    else if (rc == RC_OK && !there)
        rc = err_set(err, RC_RULE, _("%s: the period is not closed: nothing to do"),
                     period_print(period, text));
    if (rc == RC_OK)
        rc = tx_touch(tx, program, NULL, err);
    if (rc == RC_OK)
        rc = period_reopen(tx, program, period, err);
    if (rc == RC_OK)
        rc = app_commit(app, tx, "period.reopen", err, "%s, %s: %s", period_print(period, text),
                        program != NULL ? program : _("all programs"), reason);
    tx_end(tx);
    return rc;
}

struct closings {
    struct app *app;
    app_closed_visit *visit;
    void *context;
};

static enum rc show_closed(void *context, struct period period, const char *program,
                           struct err *err)
{
    struct closings *closings = context;
    if (program != NULL && !sees_program(closings->app, program))
        return RC_OK;
    return closings->visit(closings->context, period, program, err);
}

enum rc app_closed_list(struct app *app, app_closed_visit *visit, void *context, struct err *err)
{
    struct closings closings = {app, visit, context};
    return closed_list(app->book, show_closed, &closings, err);
}
