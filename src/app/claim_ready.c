/* SPDX-License-Identifier: MIT */
/* How ready a claim is: for a list, which asks it of every row that is seen. */
#include "app/activities.h"
#include "app/claims.h"
#include "app/inside.h"
#include "base/words.h"
#include "model/claim_check.h"

/* It looks at the claim, its activity and its fund's terms, not at other claims. */
static enum rc measure(struct app *app, const struct claim *claim, const struct catalog *catalog,
                       const struct catalogue *catalogue, int *ret, struct err *err)
{
    const struct program_record *program = catalog_find(catalog, claim->head->program);
    if (program == NULL)
        return err_set(err, RC_BOOK,
                       _("claim %s: its program %s is not in the book: run 'coffer "
                         "check'"),
                       claim->head->id, claim->head->program);
    const struct fund_terms terms = fund_terms_of(&program->terms, claim->head->period);
    const struct check_input input = {.claim = claim,
                                      .today = app->day,
                                      .program_has_coop = terms.has_coop,
                                      .surface = program->surface,
                                      .fund = &terms,
                                      .activity = catalogue_activity(catalogue, claim->activity)};
    *ret = claim_readiness(&input);
    return RC_OK;
}

enum rc app_claim_readiness(struct app *app, const char *id, int *ret, struct err *err)
{
    struct claim_sight sight = {0};
    struct catalog catalog = {0};
    struct catalogue catalogue = {0};
    enum rc rc = app_claim_show(app, id, &sight, err);
    if (rc != RC_OK)
        return rc;
    sight.claim.head = &sight.history.head;
    rc = catalog_load(app->book, &catalog, err);
    if (rc == RC_OK)
        rc = app_catalogue_on(app, sight.claim.start, &catalogue, err);
    if (rc == RC_OK)
        rc = measure(app, &sight.claim, &catalog, &catalogue, ret, err);
    catalogue_release(&catalogue);
    catalog_release(&catalog);
    claim_sight_release(&sight);
    return rc;
}
