/* SPDX-License-Identifier: MIT */
#include "ui/screens/fund_claims.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/words.h"

enum column { TITLE, STATUS, AMOUNT, CURRENCY, NEXT, COLUMNS };
static const char no_title[] = " ";
static const struct grid_column columns[COLUMNS] = {
    [TITLE] = {"title", N_("Claims"), GRID_TEXT, 0, 8, 0, false},
    [STATUS] = {"status", N_("Status"), GRID_WORD, 1, 0, 0, false},
    [AMOUNT] = {"amount", N_("Amount"), GRID_FIGURE, 0, 0, 0, false},
    [CURRENCY] = {"currency", no_title, GRID_WORD, 2, 0, 0, false},
    [NEXT] = {"next", N_("Next"), GRID_WORD, 3, 0, 0, false},
};

static void fill(void *context, size_t row, int column, struct grid_cell *cell)
{
    struct fund_claims *claims = context;
    const struct listed_claim *claim = &claims->claims.items[row];
    switch ((enum column)column) {
    case TITLE:
        cell->text = claim->title[0] != '\0' ? claim->title : claim->id;
        break;
    case STATUS:
        cell->text = claim_status_label(claim->status);
        cell->brief = claim_status_brief(claim->status);
        cell->paint = claim_status_paint(claim->status);
        break;
    case AMOUNT:
        cell->has_figure = true;
        cell->figure = listed_claim_figure(claim);
        break;
    case CURRENCY:
        cell->text = claim->currency.code;
        break;
    case NEXT:
        if (listed_claim_next(claim, claims->next, claims->next_brief, &cell->paint)) {
            cell->text = claims->next;
            cell->brief = claims->next_brief;
        }
        break;
    case COLUMNS:
        bug("no such column");
    }
}

void fund_claims_init(struct fund_claims *claims)
{
    *claims = (struct fund_claims){.claims = {0}};
    list_init(&claims->list, columns, COLUMNS, fill, NULL, claims);
}

void fund_claims_release(struct fund_claims *claims)
{
    listed_claims_release(&claims->claims);
    list_release(&claims->list);
}

const struct listed_claim *fund_claims_here(const struct fund_claims *claims)
{
    size_t row = list_row(&claims->list);
    return row != SIZE_MAX ? &claims->claims.items[row] : NULL;
}

enum rc fund_claims_load(struct fund_claims *claims, struct app *app, const char *program,
                         const char *location, struct period period, struct err *err)
{
    const struct claim_filter of_fund = {
        .program = program, .location = location, .has_period = true, .period = period};
    const struct listed_claim *here = fund_claims_here(claims);
    char *id = here != NULL ? strdup(here->id) : NULL;
    enum rc rc = listed_claims_load(&claims->claims, app, &of_fund, err);
    if (rc == RC_OK) {
        list_refill(&claims->list, claims->claims.count);
        size_t again = id != NULL ? listed_claims_find(&claims->claims, id) : SIZE_MAX;
        if (again != SIZE_MAX)
            list_select(&claims->list, again);
    }
    free(id);
    return rc;
}
