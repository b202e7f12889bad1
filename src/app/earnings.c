/* SPDX-License-Identifier: MIT */
#include "app/earnings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/inside.h"
#include "app/typed.h"
#include "base/buf.h"
#include "base/digest.h"
#include "base/text.h"
#include "base/words.h"
#include "store/earnings.h"
#include "store/locations.h"

/* ---- reading what was typed
 * ------------------------------------------------------------------------ */

/* A form with everything looked up. Text is borrowed from the form, or from
 * `memory`. */
struct entry {
    struct earning_typed typed;
    const struct program_record *program;
    const char *program_code, *location_id;
    bool makes_location;
    char id[EARNING_ID_MAX];
};

static enum rc read_type(const char *text, enum earning_type *ret, struct err *err)
{
    static const enum earning_type allowed[] = {EARNING_TOTAL,
                                                EARNING_REBATE,
                                                EARNING_COOP,
                                                EARNING_ADJUSTMENT_COOP,
                                                EARNING_ADJUSTMENT_REBATE,
                                                EARNING_FEE};
    enum earning_type type = earning_type_parse(text);
    for (size_t i = 0; i < sizeof(allowed) / sizeof(allowed[0]); i++) {
        if (type != allowed[i])
            continue;
        *ret = type;
        return RC_OK;
    }
    return err_set(
        err, RC_USAGE,
        _("--type %s: not a type that is typed in: total, rebate, coop, adjustment-coop, "
          "adjustment-rebate or fee"),
        text);
}

static enum rc read_date(const char *text, struct date *ret, struct err *err)
{
    struct date date;
    if (!date_parse(text, strlen(text), &date))
        return err_set(err, RC_USAGE, _("--date %s: not a day: write it as in 2026-01-31"), text);
    if (date_compare(date, period_date_min) < 0 || date_compare(date, period_date_max) > 0)
        return err_set(err, RC_USAGE,
                       _("--date %s: outside the calendar: a day from 1999-07-01 to 2099-06-30"),
                       text);
    *ret = date;
    return RC_OK;
}

static enum rc read_id(const char *text, char ret[EARNING_ID_MAX], struct err *err)
{
    enum rc rc = length_check("--id", text, LENGTH_NAME, err);
    if (rc == RC_OK && text[0] == '\0')
        rc = err_set(err, RC_USAGE, _("--id: it is empty: give one, or leave --id away"));
    if (rc == RC_OK)
        memcpy(ret, text, strlen(text) + 1);
    return rc;
}

/* The USD value: of USD the amount itself; of another currency it must be
 * given (CONTRACT.md section 6). */
static enum rc read_usd(const char *text, struct amounts *amounts, struct err *err)
{
    bool is_usd = currency_equal(amounts->currency, currency_usd);
    struct money usd = amounts->amount;
    if (text == NULL && !is_usd)
        return err_set(
            err, RC_RULE,
            _("--usd: an amount in %s needs its value in USD: add --usd as the statement "
              "prints it"),
            amounts->currency.code);
    if (text != NULL) {
        enum rc rc = money_parse_typed("--usd", text, currency_usd, &usd, err);
        if (rc != RC_OK)
            return rc;
    }
    if (is_usd && usd.micros != amounts->amount.micros)
        return err_set(err, RC_RULE,
                       _("--usd %s: an amount in USD is its own value: leave --usd away"), text);
    if ((usd.micros < 0) != (amounts->amount.micros < 0) && usd.micros != 0 &&
        amounts->amount.micros != 0)
        return err_set(err, RC_RULE,
                       _("--usd %s: the amount has the other sign: give both the same"), text);
    amounts->usd = usd;
    return RC_OK;
}

static enum rc read_amounts(const struct earning_form *form, struct amounts *amounts,
                            struct err *err)
{
    enum rc rc = RC_OK;
    bool changed = form->currency != NULL || form->amount != NULL;
    if (form->currency != NULL && !currency_parse(form->currency, &amounts->currency))
        return err_set(err, RC_USAGE,
                       _("--currency %s: not a currency: give an ISO 4217 code, as in EUR"),
                       form->currency);
    if (form->amount != NULL)
        rc = money_parse_typed("--amount", form->amount, amounts->currency, &amounts->amount, err);
    if (rc == RC_OK && !money_is_whole(amounts->amount, amounts->currency))
        rc = err_set(err, RC_USAGE,
                     _("--currency %s: the amount has more decimals than it: give "
                       "--amount too"),
                     amounts->currency.code);
    if (rc == RC_OK && (changed || form->usd != NULL))
        rc = read_usd(form->usd, amounts, err);
    return rc;
}

/* One that the book does not know yet is made in the same change. Nobody with
 * limits makes or meets others than his own. */
static enum rc make_location(struct app *app, struct tx *tx, struct entry *entry, struct err *err)
{
    const char *id = entry->location_id;
    int64_t key = 0;
    if (member_is_scoped(app->member))
        return RC_OK;
    enum rc rc = location_known_key(app->book, id, &key, err);
    if (rc != RC_OK || key != 0)
        return rc;
    if (id[0] == '\0')
        return err_set(err, RC_USAGE, _("--location: it is empty: give the participant id"));
    rc = length_check("--location", id, LENGTH_NAME, err);
    if (rc == RC_OK)
        rc = location_set(tx, id, NULL, NULL, err);
    entry->makes_location = rc == RC_OK;
    return rc;
}

static enum rc read_places(struct app *app, struct tx *tx, const struct catalog *catalog,
                           bool may_make, struct entry *entry, struct err *err)
{
    enum rc rc = app_known_program(app, catalog, entry->program_code, &entry->program, err);
    if (rc == RC_OK && may_make)
        rc = make_location(app, tx, entry, err);
    return rc == RC_OK ? app_known_location(app, entry->location_id, &entry->typed.location, err)
                       : rc;
}

/* ---- rules
 * ------------------------------------------------------------------------------------------ */

static enum rc refuse_closed(struct app *app, const char *program, struct date date,
                             struct err *err)
{
    struct period period;
    bool closed = false;
    char text[PERIOD_TEXT_SIZE];
    bug_if(!period_of(date, &period), "an earning outside the calendar");
    enum rc rc = period_is_closed(app->book, program, period, &closed, err);
    if (rc == RC_OK && closed)
        rc = err_set(err, RC_RULE,
                     _("%s of %s: the period is closed: reopen it with 'coffer period reopen'"),
                     period_print(period, text), program);
    return rc;
}

static enum rc check_entry(struct app *app, const struct entry *entry, struct err *err)
{
    const struct earning_typed *typed = &entry->typed;
    const struct terms *terms = &entry->program->terms;
    struct share share = {0};
    struct sides sides;
    char day[DATE_TEXT_SIZE];
    bool has = terms_split(terms, typed->date, &share);
    struct period period;
    bug_if(!period_of(typed->date, &period), "an earning outside the calendar");
    if (typed->type == EARNING_TOTAL && !terms_has_coop(terms, period_windows(period).earning_end))
        return err_set(
            err, RC_RULE,
            _("%s: the program has no co-op, so there is nothing to divide: type the amount "
              "in as --type rebate"),
            entry->program_code);
    if (typed->type == EARNING_TOTAL && !has) {
        struct buf set;
        buf_init(&set);
        app_add_program_set(&set, entry->program_code, "--split 60/40");
        enum rc refused = err_set(err, RC_RULE,
                                  _("%s: a total is divided by the program's split, and none is "
                                    "set on %s: set it with '%s'"),
                                  entry->program_code, date_print(typed->date, day), set.text);
        buf_release(&set);
        return refused;
    }
    enum rc rc =
        earning_sides(typed->type, &typed->amounts, has ? &share : NULL, true, &sides, err);
    return rc == RC_OK ? refuse_closed(app, entry->program_code, typed->date, err) : rc;
}

static void warn_of(struct app *app, const struct entry *entry)
{
    const struct earning_typed *typed = &entry->typed;
    char day[DATE_TEXT_SIZE];
    struct period period;
    bool is_coop = typed->type == EARNING_COOP || typed->type == EARNING_ADJUSTMENT_COOP;
    if (date_compare(typed->date, app->today) > 0)
        app_warn(app, _("%s lies ahead of today: the earning shows from that day on"),
                 date_print(typed->date, day));
    if (is_coop && period_of(typed->date, &period) &&
        !terms_has_coop(&entry->program->terms, period_windows(period).earning_end))
        app_warn(app,
                 _("%s has no co-op: the earning counts as rebate; look whether this is the right "
                   "program"),
                 entry->program_code);
}

/* "hosting, 6100001, 2026-01-31, coop 12.50 USD": for the log. */
static void add_figures(struct buf *buf, const char *program, const char *location,
                        struct date date, enum earning_type type, const struct amounts *amounts)
{
    char amount[MONEY_TEXT_SIZE], day[DATE_TEXT_SIZE];
    buf_addf(buf, "%s, %s, %s, %s %s %s", program, location, date_print(date, day),
             earning_type_word(type), money_print(amounts->amount, amounts->currency, amount),
             amounts->currency.code);
}

static void add_entry(struct buf *buf, const struct entry *entry)
{
    add_figures(buf, entry->program_code, entry->location_id, entry->typed.date, entry->typed.type,
                &entry->typed.amounts);
    if (entry->makes_location)
        buf_addf(buf, ", first of location %s", entry->location_id);
}

/* ---- add
 * ---------------------------------------------------------------------------------------------- */

struct known {
    bool same, typed_in;
    const struct entry *entry;
};

static bool same_text(const char *a, const char *b)
{
    return strcmp(a != NULL ? a : "", b != NULL ? b : "") == 0;
}

static enum rc compare_known(void *context, const struct earning_record *record, struct err *err)
{
    struct known *known = context;
    const struct earning_typed *typed = &known->entry->typed;
    (void)err;
    known->same = record->source == NULL && !record->excluded &&
                  strcmp(record->program, known->entry->program_code) == 0 &&
                  record->location_key == typed->location &&
                  date_compare(record->date, typed->date) == 0 && record->type == typed->type &&
                  record->amounts.amount.micros == typed->amounts.amount.micros &&
                  record->amounts.usd.micros == typed->amounts.usd.micros &&
                  currency_equal(record->amounts.currency, typed->amounts.currency) &&
                  same_text(record->details[DETAIL_REASON], typed->reason) &&
                  same_text(record->note, typed->note);
    return RC_OK;
}

/* The same row under the same id again is no error and no change. */
static enum rc check_id(struct app *app, const struct entry *entry, bool *ret_there,
                        struct err *err)
{
    struct known known = {.entry = entry};
    int64_t key = 0;
    int count = 0;
    enum rc rc = earning_id_taken(app->book, entry->id, &key, err);
    *ret_there = key != 0;
    if (rc != RC_OK || key == 0)
        return rc;
    rc = earning_find(app->book, entry->id, NULL, NULL, &count, compare_known, &known, err);
    if (rc == RC_OK && !known.same)
        rc =
            err_set(err, RC_RULE,
                    _("--id %s: there is an earning of this id with other content: choose another, "
                      "or use 'coffer earning edit'"),
                    entry->id);
    return rc;
}

static enum rc check_lengths(const struct earning_form *form, struct err *err)
{
    enum rc rc = length_check("--reason", form->reason, LENGTH_TEXT, err);
    return rc == RC_OK ? length_check("--note", form->note, LENGTH_TEXT, err) : rc;
}

static enum rc check_given(const struct earning_form *form, struct err *err)
{
    const struct typed_text needed[] = {
        {"--program", form->program}, {"--location", form->location},
        {"--date", form->date},       {"--type", form->type},
        {"--amount", form->amount},   {"--currency", form->currency}};
    enum rc rc = typed_all_needed(needed, sizeof(needed) / sizeof(needed[0]), err);
    return rc == RC_OK ? check_lengths(form, err) : rc;
}

static enum rc write_new(struct app *app, struct tx *tx, struct entry *entry, struct err *err)
{
    struct buf summary;
    buf_init(&summary);
    buf_addf(&summary, "%s: ", entry->id);
    add_entry(&summary, entry);
    enum rc rc = buf_check(&summary, err);
    if (rc == RC_OK)
        rc = tx_touch(tx, entry->program_code, entry->location_id, err);
    if (rc == RC_OK)
        rc = program_own_name(app->book, entry->program_code, &entry->typed.name, err);
    if (rc == RC_OK)
        rc = earning_insert(tx, &entry->typed, err);
    if (rc == RC_OK)
        rc = app_commit(app, tx, "earning.add", err, "%s", summary.text);
    buf_release(&summary);
    return rc;
}

enum rc app_earning_add(struct app *app, const struct earning_form *form,
                        char ret_id[EARNING_ID_MAX], struct err *err)
{
    struct entry entry = {.typed = {.reason = form->reason, .note = form->note},
                          .program_code = form->program,
                          .location_id = form->location};
    struct catalog catalog = {0};
    struct tx *tx = NULL;
    bool there = false;
    enum rc rc = app_may(app, MAY_EDIT_BOOK, err);
    if (rc == RC_OK)
        rc = check_given(form, err);
    if (rc == RC_OK)
        rc = read_type(form->type, &entry.typed.type, err);
    if (rc == RC_OK)
        rc = read_date(form->date, &entry.typed.date, err);
    if (rc == RC_OK)
        rc = read_amounts(form, &entry.typed.amounts, err);
    if (rc == RC_OK && form->id != NULL)
        rc = read_id(form->id, entry.id, err);
    else
        random_id('E', entry.id);
    entry.typed.id = entry.id;
    /* What is looked up must still hold when it is written. */
    if (rc == RC_OK)
        rc = app_begin(app, MAY_EDIT_BOOK, TX_CHANGESET, &tx, err);
    if (rc == RC_OK)
        rc = catalog_load(app->book, &catalog, err);
    if (rc == RC_OK)
        rc = read_places(app, tx, &catalog, form->makes_location, &entry, err);
    if (rc == RC_OK)
        rc = check_id(app, &entry, &there, err);
    if (rc == RC_OK && !there)
        rc = check_entry(app, &entry, err);
    if (rc == RC_OK && !there)
        rc = write_new(app, tx, &entry, err);
    if (rc == RC_OK) {
        warn_of(app, &entry);
        memcpy(ret_id, entry.id, sizeof(entry.id));
    }
    tx_end(tx);
    catalog_release(&catalog);
    return rc;
}

/* ---- one that is there
 * --------------------------------------------------------------------------------- */

/* What the later steps need of the row, copied out of the visit. */
struct present {
    int64_t key, name, location_key;
    bool typed_in, excluded;
    struct date date;
    enum earning_type type;
    struct amounts amounts;
    char id[EARNING_ID_MAX];
    char *program, *location, *reason, *note; /* owned */
};

static void present_release(struct present *present)
{
    free(present->program);
    free(present->location);
    free(present->reason);
    free(present->note);
}

static enum rc keep_present(void *context, const struct earning_record *record, struct err *err)
{
    struct present *present = context;
    present->key = record->key;
    present->name = record->name;
    present->location_key = record->location_key;
    present->typed_in = record->source == NULL;
    present->excluded = record->excluded;
    present->date = record->date;
    present->type = record->type;
    present->amounts = record->amounts;
    if (strlen(record->id) >= sizeof(present->id))
        return err_set(err, RC_BOOK, _("an earning's id is too long: run 'coffer check'"));
    memcpy(present->id, record->id, strlen(record->id) + 1);
    present->program = strdup(record->program);
    present->location = strdup(record->location);
    present->reason = strdup(record->details[DETAIL_REASON]);
    present->note = strdup(record->note);
    if (present->program == NULL || present->location == NULL || present->reason == NULL ||
        present->note == NULL)
        return err_memory(err);
    return RC_OK;
}

enum rc earning_not_found(const char *id, int count, struct err *err)
{
    if (count == 2)
        return err_set(err, RC_RULE,
                       _("earning %s: several ids begin so: give more of its characters"), id);
    return err_set(err, RC_RULE,
                   _("earning %s: the book does not know it: 'coffer earning list' shows them"),
                   id);
}

static enum rc find_present(struct app *app, const char *id, struct present *ret, struct err *err)
{
    int count = 0;
    enum rc rc = earning_find(app->book, id, app_sees_row, app, &count, keep_present, ret, err);
    return rc == RC_OK && count != 1 ? earning_not_found(id, count, err) : rc;
}

static void add_present(struct buf *buf, const struct present *present)
{
    buf_addf(buf, "%s: ", present->id);
    add_figures(buf, present->program, present->location, present->date, present->type,
                &present->amounts);
}

static enum rc must_be_typed(const struct present *present, struct err *err)
{
    if (present->typed_in)
        return RC_OK;
    return err_set(err, RC_RULE,
                   _("earning %s: it came with a report and can only be excluded: 'coffer earning "
                     "exclude'"),
                   present->id);
}

enum rc app_earning_edit(struct app *app, const char *id, const struct earning_form *form,
                         char ret_id[EARNING_ID_MAX], struct err *err)
{
    struct present present = {.key = 0};
    struct entry entry = {.typed = {.id = present.id}};
    struct catalog catalog = {0};
    struct tx *tx = NULL;
    struct buf summary;
    buf_init(&summary);
    enum rc rc = check_lengths(form, err);
    if (rc == RC_OK)
        rc = app_begin(app, MAY_EDIT_BOOK, TX_CHANGESET, &tx, err);
    if (rc == RC_OK)
        rc = find_present(app, id, &present, err);
    if (rc == RC_OK)
        rc = must_be_typed(&present, err);
    entry.program_code = form->program != NULL ? form->program : present.program;
    entry.location_id = form->location != NULL ? form->location : present.location;
    entry.typed.date = present.date;
    entry.typed.type = present.type;
    entry.typed.amounts = present.amounts;
    entry.typed.reason = form->reason != NULL ? form->reason : present.reason;
    entry.typed.note = form->note != NULL ? form->note : present.note;
    if (rc == RC_OK && form->type != NULL)
        rc = read_type(form->type, &entry.typed.type, err);
    if (rc == RC_OK && form->date != NULL)
        rc = read_date(form->date, &entry.typed.date, err);
    if (rc == RC_OK)
        rc = read_amounts(form, &entry.typed.amounts, err);
    if (rc == RC_OK)
        rc = catalog_load(app->book, &catalog, err);
    if (rc == RC_OK)
        rc = read_places(app, tx, &catalog, form->makes_location, &entry, err);
    /* Neither the day it leaves nor the day it comes to may be closed. */
    if (rc == RC_OK)
        rc = refuse_closed(app, present.program, present.date, err);
    if (rc == RC_OK)
        rc = check_entry(app, &entry, err);
    if (rc == RC_OK)
        rc = tx_touch(tx, present.program, present.location, err);
    if (rc == RC_OK)
        rc = tx_touch(tx, entry.program_code, entry.location_id, err);
    entry.typed.name = present.name;
    if (rc == RC_OK && strcmp(entry.program_code, present.program) != 0)
        rc = program_own_name(app->book, entry.program_code, &entry.typed.name, err);
    if (rc == RC_OK)
        rc = earning_update(tx, present.key, &entry.typed, err);
    if (rc == RC_OK) {
        add_present(&summary, &present);
        buf_add(&summary, " → ");
        add_entry(&summary, &entry);
        rc = buf_check(&summary, err);
    }
    if (rc == RC_OK)
        rc = app_commit(app, tx, "earning.edit", err, "%s", summary.text);
    if (rc == RC_OK) {
        warn_of(app, &entry);
        memcpy(ret_id, present.id, sizeof(present.id));
    }
    buf_release(&summary);
    tx_end(tx);
    catalog_release(&catalog);
    present_release(&present);
    return rc;
}

/* The three short verbs differ in one check and one write. */
enum verb { VERB_DELETE, VERB_EXCLUDE, VERB_INCLUDE };

static enum rc check_verb(struct app *app, const struct present *present, enum verb verb,
                          struct err *err)
{
    enum rc rc = verb == VERB_DELETE ? must_be_typed(present, err) : RC_OK;
    if (rc == RC_OK && verb == VERB_EXCLUDE && present->excluded)
        rc = err_set(err, RC_RULE, _("earning %s: it is excluded already: nothing to do"),
                     present->id);
    if (rc == RC_OK && verb == VERB_INCLUDE && !present->excluded)
        rc = err_set(err, RC_RULE, _("earning %s: it is not excluded: nothing to do"), present->id);
    if (rc == RC_OK && present->typed_in)
        rc = refuse_closed(app, present->program, present->date, err);
    return rc;
}

static enum rc short_verb(struct app *app, const char *id, enum verb verb, const char *reason,
                          char ret_id[EARNING_ID_MAX], struct err *err)
{
    static const char *const actions[] = {"earning.delete", "earning.exclude", "earning.include"};
    struct present present = {.key = 0};
    struct tx *tx = NULL;
    struct buf summary;
    buf_init(&summary);
    enum rc rc = app_begin(app, MAY_EDIT_BOOK, TX_CHANGESET, &tx, err);
    if (rc == RC_OK)
        rc = find_present(app, id, &present, err);
    if (rc == RC_OK)
        rc = check_verb(app, &present, verb, err);
    if (rc == RC_OK)
        rc = tx_touch(tx, present.program, present.location, err);
    if (rc == RC_OK && verb == VERB_DELETE)
        rc = earning_delete(tx, present.key, err);
    else if (rc == RC_OK && verb == VERB_EXCLUDE)
        rc = earning_exclude(tx, present.key, reason, err);
    else if (rc == RC_OK)
        rc = earning_include(tx, present.key, err);
    if (rc == RC_OK) {
        add_present(&summary, &present);
        if (reason != NULL)
            buf_addf(&summary, ": %s", reason);
        rc = buf_check(&summary, err);
    }
    if (rc == RC_OK)
        rc = app_commit(app, tx, actions[verb], err, "%s", summary.text);
    if (rc == RC_OK)
        memcpy(ret_id, present.id, sizeof(present.id));
    buf_release(&summary);
    tx_end(tx);
    present_release(&present);
    return rc;
}

enum rc app_earning_delete(struct app *app, const char *id, char ret_id[EARNING_ID_MAX],
                           struct err *err)
{
    return short_verb(app, id, VERB_DELETE, NULL, ret_id, err);
}

enum rc app_earning_exclude(struct app *app, const char *id, const char *reason,
                            char ret_id[EARNING_ID_MAX], struct err *err)
{
    if (reason == NULL || reason[0] == '\0')
        return err_set(err, RC_USAGE, _("earning exclude: why: add --reason"));
    enum rc rc = length_check("--reason", reason, LENGTH_TEXT, err);
    if (rc != RC_OK)
        return rc;
    return short_verb(app, id, VERB_EXCLUDE, reason, ret_id, err);
}

enum rc app_earning_include(struct app *app, const char *id, char ret_id[EARNING_ID_MAX],
                            struct err *err)
{
    return short_verb(app, id, VERB_INCLUDE, NULL, ret_id, err);
}
