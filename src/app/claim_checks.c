/* SPDX-License-Identifier: MIT */
/* What the rules of a claim need to know, gathered from the book. */
#include "app/claim_checks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/activities.h"
#include "app/claim_desk.h"
#include "app/funds.h"
#include "base/words.h"
#include "store/claim_sums.h"
#include "store/claims.h"

/* A claim of somebody else's line of work, or of the same fund. */
struct other {
    struct claim_history history;
    struct claim claim;
    bool same_fund;
};

struct claim_file {
    struct app *app;
    const struct claim *claim;
    struct catalog catalog;
    struct catalogue catalogue;
    struct fund_list funds;
    struct other **others;
    size_t other_count;
    struct claim_neighbour *neighbours;
    struct last_refusal *refusals;
    size_t refusal_count;
    struct cap_ratio *ratios;
    struct fund_terms terms;
    struct check_input input;
};

void claim_file_free(struct claim_file *file)
{
    if (file == NULL)
        return;
    for (size_t i = 0; i < file->other_count; i++) {
        claim_release(&file->others[i]->claim);
        claim_history_release(&file->others[i]->history);
        free(file->others[i]);
    }
    free(file->others);
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

/* Each once; none of which nothing is there yet on the day. */
static enum rc add_other(void *context, const char *id, struct err *err)
{
    struct claim_file *file = context;
    bool found = false;
    if (is_known(file, id))
        return RC_OK;
    struct other *other = calloc(1, sizeof(*other));
    struct other **others =
        other == NULL ? NULL
                      : reallocarray(file->others, file->other_count + 1, sizeof(struct other *));
    if (others == NULL) {
        free(other);
        return err_memory(err);
    }
    file->others = others;
    file->others[file->other_count++] = other;
    enum rc rc = claim_load(file->app->book, id, &found, &other->history, err);
    if (rc == RC_OK && found)
        rc = claim_on(&other->history, file->app->day, &other->claim, err);
    if (rc == RC_OK && !other->claim.seen) {
        claim_history_release(&other->history);
        free(other);
        file->other_count--;
    }
    return rc;
}

struct ids {
    char (*items)[CLAIM_ID_MAX];
    size_t count;
};

static enum rc keep_id(struct ids *ids, const char *id, struct err *err)
{
    char(*items)[CLAIM_ID_MAX] = reallocarray(ids->items, ids->count + 1, sizeof(*items));
    if (items == NULL)
        return err_memory(err);
    ids->items = items;
    (void)snprintf(items[ids->count++], CLAIM_ID_MAX, "%s", id);
    return RC_OK;
}

/* Claims of the fund, and those that were rejected for the same activity or another. */
struct gathered {
    const struct claim_file *file;
    struct ids fund, rejected;
};

static enum rc see_row(void *context, const struct claim_row *row, struct err *err)
{
    struct gathered *gathered = context;
    const struct claim_head *head = gathered->file->claim->head;
    bool seen = app_sees(gathered->file->app, row->head.program, row->head.location);
    if (strcmp(row->head.program, head->program) == 0 &&
        strcmp(row->head.location, head->location) == 0 &&
        period_compare(row->head.period, head->period) == 0) {
        enum rc rc = keep_id(&gathered->fund, row->head.id, err);
        if (rc != RC_OK)
            return rc;
    }
    if (row->status != CLAIM_REJECTED || !seen)
        return RC_OK;
    return keep_id(&gathered->rejected, row->head.id, err);
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

static enum rc add_refusal(struct claim_file *file, const struct claim *claim, const char *reason,
                           bool same_vendor, struct err *err)
{
    if (reason == NULL || reason[0] == '\0')
        return RC_OK;
    for (size_t i = 0; i < file->refusal_count; i++)
        if (strcmp(file->refusals[i].claim, claim->head->id) == 0 &&
            strcmp(file->refusals[i].reason, reason) == 0)
            return RC_OK;
    struct last_refusal *refusals =
        reallocarray(file->refusals, file->refusal_count + 1, sizeof(*refusals));
    if (refusals == NULL)
        return err_memory(err);
    file->refusals = refusals;
    refusals[file->refusal_count++] = (struct last_refusal){claim->head->id, reason, same_vendor};
    return RC_OK;
}

/* A claim that was cancelled was not refused. One that shares an invoice may lie outside
 * the person's scope: what was said of it is not told. */
static enum rc add_refusals_of(struct claim_file *file, const struct claim *claim, struct err *err)
{
    const struct claim_head *head = claim->head;
    bool activity = strcmp(claim->activity, file->claim->activity) == 0;
    bool vendor = shares_vendor(claim, file->claim);
    enum rc rc = RC_OK;
    if ((!activity && !vendor) || strcmp(claim->reason, "cancelled") == 0 ||
        !app_sees(file->app, head->program, head->location))
        return RC_OK;
    rc = add_refusal(file, claim, claim->reason[0] != '\0' ? claim->reason : claim->status_note,
                     !activity, err);
    for (size_t i = 0; rc == RC_OK && i < claim->feedback_count; i++) {
        const struct claim_feedback *feedback = &claim->feedback[i];
        if (strcmp(feedback->verdict, "refused") == 0)
            rc = add_refusal(file, claim,
                             feedback->reason[0] != '\0' ? feedback->reason : feedback->note,
                             !activity, err);
    }
    return rc;
}

/* ---- the whole ----------------------------------------------------------------------------- */

static enum rc gather_others(struct claim_file *file, struct err *err)
{
    struct gathered gathered = {.file = file};
    enum rc rc = claim_rows(file->app->book, file->app->day, see_row, &gathered, err);
    for (size_t i = 0; rc == RC_OK && i < gathered.fund.count; i++)
        rc = add_other(file, gathered.fund.items[i], err);
    for (size_t i = 0; i < file->other_count; i++)
        file->others[i]->same_fund = true;
    if (rc == RC_OK)
        rc = add_sharing(file, err);
    size_t neighbours = file->other_count;
    for (size_t i = 0; rc == RC_OK && i < gathered.rejected.count; i++)
        rc = add_other(file, gathered.rejected.items[i], err);
    for (size_t i = 0; rc == RC_OK && i < file->other_count; i++)
        if (file->others[i]->claim.status == CLAIM_REJECTED)
            rc = add_refusals_of(file, &file->others[i]->claim, err);
    free(gathered.fund.items);
    free(gathered.rejected.items);
    file->neighbours = calloc(neighbours + 1, sizeof(*file->neighbours));
    if (rc == RC_OK && file->neighbours == NULL)
        rc = err_memory(err);
    for (size_t i = 0; rc == RC_OK && i < neighbours; i++) {
        const struct claim_head *head = &file->others[i]->history.head;
        file->others[i]->claim.head = head;
        file->neighbours[i] =
            (struct claim_neighbour){.claim = &file->others[i]->claim,
                                     .same_fund = file->others[i]->same_fund,
                                     .unseen = !app_sees(file->app, head->program, head->location)};
    }
    file->input.neighbours = file->neighbours;
    file->input.neighbour_count = neighbours;
    file->input.refusals = file->refusals;
    file->input.refusal_count = file->refusal_count;
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

enum rc claim_file_new(struct app *app, const struct claim *claim, struct claim_file **ret,
                       struct err *err)
{
    struct claim_file *file = calloc(1, sizeof(*file));
    if (file == NULL)
        return err_memory(err);
    file->app = app;
    file->claim = claim;
    file->input = (struct check_input){.claim = claim, .today = app->day};
    enum rc rc = catalog_load(app->book, &file->catalog, err);
    if (rc == RC_OK)
        rc = app_catalogue_on(app, claim->start, &file->catalogue, err);
    if (rc == RC_OK)
        rc = gather_fund(file, err);
    if (rc == RC_OK)
        rc = gather_others(file, err);
    if (rc != RC_OK) {
        claim_file_free(file);
        return rc;
    }
    file->input.activity = catalogue_activity(&file->catalogue, claim->activity);
    *ret = file;
    return RC_OK;
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
