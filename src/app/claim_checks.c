/* SPDX-License-Identifier: MIT */
/* What the rules of a claim need to know, gathered from the book. */
#include "app/claim_checks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/activities.h"
#include "app/claim_desk.h"
#include "app/funds.h"
#include "base/pool.h"
#include "base/words.h"
#include "model/claim_refusals.h"
#include "store/claim_sums.h"
#include "store/claims.h"

/* A claim of somebody else's line of work, or of the same fund. */
struct other {
    struct claim_history history;
    struct claim claim;
};

struct claim_file {
    struct app *app;
    bool brief; /* without what reviewers refused before */
    const struct claim *claim;
    struct catalog catalog;
    struct catalogue catalogue;
    struct fund_list funds;
    struct other **others;
    size_t other_count;
    struct pool words; /* of the refusals */
    struct claim_neighbour *neighbours;
    struct last_refusal *refusals;
    size_t refusal_count;
    struct cap_ratio *ratios;
    struct fund_terms terms;
    struct check_input input;
};

static void others_free(struct other **others, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        claim_release(&others[i]->claim);
        claim_history_release(&others[i]->history);
        free(others[i]);
    }
    free(others);
}

void claim_file_free(struct claim_file *file)
{
    if (file == NULL)
        return;
    others_free(file->others, file->other_count);
    pool_release(&file->words);
    free(file->neighbours);
    free(file->refusals);
    free(file->ratios);
    fund_list_release(&file->funds);
    catalogue_release(&file->catalogue);
    catalog_release(&file->catalog);
    free(file);
}

const struct check_input *claim_file_input(const struct claim_file *file)
{
    return &file->input;
}

/* ---- other claims -------------------------------------------------------------------------- */

static bool is_known(const struct claim_file *file, const char *id)
{
    if (strcmp(file->claim->head->id, id) == 0)
        return true;
    for (size_t i = 0; i < file->other_count; i++)
        if (strcmp(file->others[i]->history.head.id, id) == 0)
            return true;
    return false;
}

/* Room for one more, empty. */
static enum rc push_other(struct other ***others, size_t *count, struct other **ret,
                          struct err *err)
{
    struct other *other = calloc(1, sizeof(*other));
    struct other **grown =
        other == NULL ? NULL : reallocarray(*others, *count + 1, sizeof(struct other *));
    if (grown == NULL) {
        free(other);
        return err_memory(err);
    }
    *others = grown;
    grown[(*count)++] = other;
    *ret = other;
    return RC_OK;
}

/* Each once; none of which nothing is there yet on the day. */
static enum rc add_other(void *context, const char *id, struct err *err)
{
    struct claim_file *file = context;
    bool found = false;
    if (is_known(file, id))
        return RC_OK;
    struct other *other = NULL;
    enum rc rc = push_other(&file->others, &file->other_count, &other, err);
    if (rc == RC_OK)
        rc = claim_load(file->app->book, id, &found, &other->history, err);
    if (rc == RC_OK && found)
        rc = claim_on(&other->history, file->app->day, &other->claim, err);
    if (rc == RC_OK)
        other->claim.head = &other->history.head;
    if (rc == RC_OK && !other->claim.seen) {
        claim_history_release(&other->history);
        free(other);
        file->other_count--;
    }
    return rc;
}

static bool is_same_fund(const struct claim_head *a, const struct claim_head *b)
{
    return strcmp(a->program, b->program) == 0 && strcmp(a->location, b->location) == 0 &&
           period_compare(a->period, b->period) == 0;
}

struct ids {
    char (*items)[CLAIM_ID_MAX];
    size_t count;
};

static enum rc keep_id(void *context, const char *id, struct err *err)
{
    struct ids *ids = context;
    char(*items)[CLAIM_ID_MAX] = reallocarray(ids->items, ids->count + 1, sizeof(*items));
    if (items == NULL)
        return err_memory(err);
    ids->items = items;
    (void)snprintf(items[ids->count++], CLAIM_ID_MAX, "%s", id);
    return RC_OK;
}

/* Of the claims of the fund, those that caps count (model/claim_caps.h). */
struct fund_claims {
    const struct claim *claim;
    struct ids ids;
};

static enum rc see_row(void *context, const struct claim_row *row, struct err *err)
{
    struct fund_claims *claims = context;
    if (!claim_status_counts(row->status) ||
        strcasecmp(row->activity, claims->claim->activity) != 0)
        return RC_OK;
    return keep_id(&claims->ids, row->head.id, err);
}

static bool has_cap(const struct activity *activity)
{
    for (size_t i = 0; activity != NULL && i < activity->requirement_count; i++)
        if (activity->requirements[i].kind == REQUIRE_CAP)
            return true;
    return false;
}

static enum rc add_capped(struct claim_file *file, struct err *err)
{
    struct fund_claims claims = {.claim = file->claim};
    const struct claim_head *head = file->claim->head;
    if (!has_cap(file->input.activity))
        return RC_OK;
    enum rc rc = claim_rows_of_fund(file->app->book, head->program, head->location, head->period,
                                    file->app->day, see_row, &claims, err);
    for (size_t i = 0; rc == RC_OK && i < claims.ids.count; i++)
        rc = add_other(file, claims.ids.items[i], err);
    free(claims.ids.items);
    return rc;
}

static enum rc add_sharing(struct claim_file *file, struct err *err)
{
    const struct claim *claim = file->claim;
    struct book *book = file->app->book;
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < claim->document_count; i++)
        if (!claim->documents[i].detached)
            rc = claims_with_document(book, claim->documents[i].sha256, add_other, file, err);
    for (size_t i = 0; rc == RC_OK && i < claim->expense_count; i++)
        if (!claim->expenses[i].csr)
            rc = claims_with_invoice(book, claim->expenses[i].vendor, claim->expenses[i].number,
                                     add_other, file, err);
    return rc;
}

/* ---- what reviewers refused before --------------------------------------------------------- */

static bool shares_vendor(const struct claim *a, const struct claim *b)
{
    for (size_t i = 0; i < a->expense_count; i++)
        for (size_t j = 0; j < b->expense_count; j++)
            if (strcasecmp(a->expenses[i].vendor, b->expenses[j].vendor) == 0)
                return true;
    return false;
}

/* The claim has, on the day, an invoice of a vendor of this one. */
static enum rc shares_vendor_now(struct claim_file *file, const char *id, bool *ret,
                                 struct err *err)
{
    struct claim_history history;
    struct claim claim = {0};
    bool found = false;
    claim_history_init(&history);
    enum rc rc = claim_load(file->app->book, id, &found, &history, err);
    if (rc == RC_OK && found)
        rc = claim_on(&history, file->app->day, &claim, err);
    if (rc == RC_OK)
        *ret = found && shares_vendor(&claim, file->claim);
    claim_release(&claim);
    claim_history_release(&history);
    return rc;
}

static bool is_told(const struct claim_file *file, const char *reason)
{
    for (size_t i = 0; i < file->refusal_count; i++)
        if (strcmp(file->refusals[i].reason, reason) == 0)
            return true;
    return false;
}

static enum rc add_refusal(struct claim_file *file, const struct claim_refused *refused,
                           const char *reason, struct err *err)
{
    struct last_refusal *refusals =
        reallocarray(file->refusals, file->refusal_count + 1, sizeof(*refusals));
    if (refusals != NULL)
        file->refusals = refusals;
    const char *id = pool_text(&file->words, refused->id, strlen(refused->id));
    const char *words = pool_text(&file->words, reason, strlen(reason));
    if (refusals == NULL || id == NULL || words == NULL)
        return err_memory(err);
    refusals[file->refusal_count++] = (struct last_refusal){id, words, !refused->same_activity};
    return RC_OK;
}

/* Of what was said several times the newest is told: "last time". What was said of a claim
 * outside the person's scope is not. */
static enum rc see_refused(void *context, const struct claim_refused *refused, struct err *err)
{
    struct claim_file *file = context;
    const char *at = refused->refusals;
    bool asked = false, concerns = refused->same_activity;
    struct buf reason;
    enum rc rc = RC_OK;
    if (!app_sees(file->app, refused->program, refused->location))
        return RC_OK;
    buf_init(&reason);
    while (rc == RC_OK && claim_refusals_next(&at, &reason)) {
        rc = buf_check(&reason, err);
        if (rc != RC_OK || is_told(file, reason.text))
            continue;
        if (!refused->same_activity && !asked)
            rc = shares_vendor_now(file, refused->id, &concerns, err);
        asked = true;
        if (rc == RC_OK && concerns)
            rc = add_refusal(file, refused, reason.text, err);
    }
    buf_release(&reason);
    return rc;
}

/* ---- the whole ----------------------------------------------------------------------------- */

/* Told only while it can be heeded (check_refused_before). */
static enum rc gather_refusals(struct claim_file *file, struct err *err)
{
    const struct claim *claim = file->claim;
    enum rc rc = RC_OK;
    if (claim_status_is_editable(claim->status))
        rc = claims_refused_like(file->app->book, claim->head->id, claim->activity, file->app->day,
                                 see_refused, file, err);
    file->input.refusals = file->refusals;
    file->input.refusal_count = file->refusal_count;
    return rc;
}

static enum rc gather_others(struct claim_file *file, struct err *err)
{
    enum rc rc = add_capped(file, err);
    if (rc == RC_OK)
        rc = add_sharing(file, err);
    size_t neighbours = file->other_count;
    if (rc == RC_OK && !file->brief)
        rc = gather_refusals(file, err);
    file->neighbours = calloc(neighbours + 1, sizeof(*file->neighbours));
    if (rc == RC_OK && file->neighbours == NULL)
        rc = err_memory(err);
    for (size_t i = 0; rc == RC_OK && i < neighbours; i++) {
        const struct claim_head *head = &file->others[i]->history.head;
        file->neighbours[i] =
            (struct claim_neighbour){.claim = &file->others[i]->claim,
                                     .same_fund = is_same_fund(head, file->claim->head),
                                     .unseen = !app_sees(file->app, head->program, head->location)};
    }
    file->input.neighbours = file->neighbours;
    file->input.neighbour_count = neighbours;
    return rc;
}

/* What the other claims leave of the fund, in the claim's currency. */
static enum rc look_at_row(struct claim_file *file, const struct fund_row *row, struct err *err)
{
    struct check_input *input = &file->input;
    const struct claim_sums own = claim_sums_of(file->claim);
    struct money counted, own_counted, others;
    input->has_currency = row->coop_rows > 0 || row->sums.coop.micros != 0;
    if (money_add(row->claims.pending, row->claims.approved, &counted) &&
        money_add(own.pending, own.approved, &own_counted) &&
        money_sub(counted, own_counted, &others) &&
        money_sub(row->balance.available, others, &input->remaining_without))
        return RC_OK;
    return err_set(err, RC_RULE,
                   _("%s: a sum of its claims is more than 64 bits can hold: correct the amounts"),
                   row->program);
}

static enum rc gather_fund(struct claim_file *file, struct err *err)
{
    const struct claim_head *head = file->claim->head;
    const struct fund_filter filter = {head->program, head->location, true, head->period};
    struct check_input *input = &file->input;
    const struct program_record *program = catalog_find(&file->catalog, head->program);
    if (program == NULL)
        return err_set(err, RC_BOOK,
                       _("claim %s: its program %s is not in the book: run 'coffer "
                         "check'"),
                       head->id, head->program);
    file->terms = fund_terms_of(&program->terms, head->period);
    input->fund = &file->terms;
    input->program_has_coop = file->terms.has_coop;
    input->surface = program->surface;
    enum rc rc = app_balance(file->app, &filter, &file->funds, err);
    if (rc != RC_OK)
        return rc;
    file->ratios = calloc(file->funds.count + 1, sizeof(*file->ratios));
    if (file->ratios == NULL)
        return err_memory(err);
    for (size_t i = 0; rc == RC_OK && i < file->funds.count; i++) {
        const struct fund_row *row = &file->funds.rows[i];
        file->ratios[i] = (struct cap_ratio){row->currency, row->sums.coop, row->currency_coop_usd};
        input->coop_usd = row->coop_usd;
        if (currency_equal(row->currency, file->claim->currency))
            rc = look_at_row(file, row, err);
    }
    input->ratios = file->ratios;
    input->ratio_count = file->funds.count;
    input->state = fund_state_on(&file->terms, input->coop_usd, file->app->day);
    return rc;
}

static enum rc gather(struct app *app, const struct claim *claim, bool brief,
                      struct claim_file **ret, struct err *err)
{
    struct claim_file *file = calloc(1, sizeof(*file));
    if (file == NULL)
        return err_memory(err);
    file->app = app;
    file->claim = claim;
    file->brief = brief;
    file->input = (struct check_input){.claim = claim, .today = app->day};
    enum rc rc = catalog_load(app->book, &file->catalog, err);
    if (rc == RC_OK)
        rc = app_catalogue_on(app, claim->start, &file->catalogue, err);
    if (rc == RC_OK)
        file->input.activity = catalogue_activity(&file->catalogue, claim->activity);
    if (rc == RC_OK)
        rc = gather_fund(file, err);
    if (rc == RC_OK)
        rc = gather_others(file, err);
    if (rc != RC_OK) {
        claim_file_free(file);
        return rc;
    }
    *ret = file;
    return RC_OK;
}

enum rc claim_file_new(struct app *app, const struct claim *claim, struct claim_file **ret,
                       struct err *err)
{
    return gather(app, claim, false, ret, err);
}

enum rc claim_file_brief(struct app *app, const struct claim *claim, struct claim_file **ret,
                         struct err *err)
{
    return gather(app, claim, true, ret, err);
}

/* ---- the command --------------------------------------------------------------------------- */

/* What a verdict borrows from. */
struct verdict_memory {
    struct claim_sight sight;
    struct claim_file *file;
};

void claim_verdict_release(struct claim_verdict *verdict)
{
    struct verdict_memory *memory = verdict->memory;
    finding_list_release(&verdict->findings);
    checklist_release(&verdict->checklist);
    if (memory != NULL) {
        claim_file_free(memory->file);
        claim_sight_release(&memory->sight);
    }
    free(memory);
    *verdict = (struct claim_verdict){0};
}

enum rc app_claim_check(struct app *app, const char *id, struct claim_verdict *ret, struct err *err)
{
    struct claim_verdict verdict = {0};
    struct verdict_memory *memory = calloc(1, sizeof(*memory));
    if (memory == NULL)
        return err_memory(err);
    verdict.memory = memory;
    enum rc rc = app_claim_show(app, id, &memory->sight, err);
    if (rc == RC_OK) {
        memory->sight.claim.head = &memory->sight.history.head;
        rc = claim_file_new(app, &memory->sight.claim, &memory->file, err);
    }
    if (rc == RC_OK)
        rc = claim_check(claim_file_input(memory->file), &verdict.findings, err);
    if (rc == RC_OK)
        rc = claim_checklist(claim_file_input(memory->file), &verdict.checklist, err);
    if (rc == RC_OK)
        verdict.readiness = claim_readiness(claim_file_input(memory->file));
    if (rc != RC_OK)
        claim_verdict_release(&verdict);
    else
        *ret = verdict;
    return rc;
}
