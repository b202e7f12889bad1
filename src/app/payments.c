/* SPDX-License-Identifier: MIT */
/* Payments of approved claims. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/claim_course.h"
#include "app/claim_desk.h"
#include "app/typed.h"
#include "base/text.h"
#include "base/words.h"
#include "model/claim_grant.h"
#include "model/claim_say.h"
#include "model/length.h"
#include "store/claims.h"

/* ---- what a payment settles ---------------------------------------------------------------- */

static enum rc put_entry(struct claim_desk *desk, const struct claim_payment *payment,
                         struct date day, struct err *err)
{
    struct claim_entry *entry = NULL;
    enum rc rc = length_check("--reference", payment->reference, LENGTH_NAME, err);
    if (rc == RC_OK)
        rc = length_check("--note", payment->note, LENGTH_TEXT, err);
    if (rc == RC_OK)
        rc = claim_desk_add_on(desk, ENTRY_PAYMENT, day, &entry, err);
    return rc == RC_OK ? claim_say_payment(entry, payment, err) : rc;
}

static enum rc warn_of_excess(const struct claim_desk *desk, struct money covers, struct err *err)
{
    const struct claim *claim = &desk->claim;
    struct money after;
    char paid[MONEY_TEXT_SIZE], approved[MONEY_TEXT_SIZE];
    if (!money_add(claim->paid, covers, &after))
        return err_set(err, RC_RULE,
                       _("claim %s: its payments are more than 64 bits can hold: correct them"),
                       desk->history.head.id);
    if (after.micros > claim->approved.micros)
        app_warn(desk->app, _("claim %s: %s %s is paid, more than the %s that was approved"),
                 desk->history.head.id, money_print(after, claim->currency, paid),
                 claim->currency.code, money_print(claim->approved, claim->currency, approved));
    return RC_OK;
}

/* What is left of the approved amount. */
static enum rc default_amount(const struct claim_desk *desk, struct money *ret, struct err *err)
{
    if (claim_left_to_pay(&desk->claim, ret))
        return RC_OK;
    return err_set(err, RC_RULE, _("claim %s: nothing is left of what was approved: give --amount"),
                   desk->history.head.id);
}

enum rc claim_put_payment(struct claim_desk *desk, const struct record_form *form, struct date day,
                          struct err *err)
{
    const struct claim *claim = &desk->claim;
    struct currency currency = claim->currency;
    struct money amount = {0}, covers = {0};
    char id[RANDOM_ID_SIZE];
    enum rc rc = RC_OK;
    if (form->currency != NULL)
        rc = claim_read_currency("--currency", form->currency, &currency, err);
    bool same = currency_equal(currency, claim->currency);
    if (rc == RC_OK && same && form->covers != NULL)
        rc = err_set(err, RC_USAGE,
                     _("--covers: a payment in %s settles its own amount: leave it away"),
                     currency.code);
    if (rc == RC_OK && !same && form->amount == NULL)
        rc =
            err_set(err, RC_USAGE, _("--amount: it is missing: a payment in %s is never converted"),
                    currency.code);
    if (rc == RC_OK && form->amount != NULL)
        rc = claim_read_amount("--amount", form->amount, currency, true, &amount, err);
    else if (rc == RC_OK)
        rc = default_amount(desk, &amount, err);
    if (rc == RC_OK && form->covers != NULL)
        rc = claim_read_amount("--covers", form->covers, claim->currency, true, &covers, err);
    if (rc != RC_OK)
        return rc;
    if (same)
        covers = amount;
    else if (form->covers == NULL)
        app_warn(desk->app, _("claim %s: a payment in %s settles nothing of it without --covers"),
                 desk->history.head.id, currency.code);
    random_id('P', id);
    const struct claim_payment payment = {.id = id,
                                          .reference = form->reference,
                                          .note = form->note,
                                          .amount = amount,
                                          .currency = currency,
                                          .settles = same || form->covers != NULL,
                                          .covers = covers};
    rc = warn_of_excess(desk, covers, err);
    return rc == RC_OK ? put_entry(desk, &payment, day, err) : rc;
}

/* ---- one for several ----------------------------------------------------------------------- */

struct part {
    struct claim_desk desk;
    struct money covers;
};
struct paying {
    struct app *app;
    struct tx *tx;
    struct part *parts;
    size_t count;
    struct currency currency;
    struct money amount, sum;
    bool same;                /* every claim is in the payment's currency */
    const int64_t *revisions; /* that the person has seen, or NULL */
};

static void paying_release(struct paying *paying)
{
    for (size_t i = 0; i < paying->count; i++)
        claim_desk_close(&paying->parts[i].desk);
    free(paying->parts);
    tx_end(paying->tx);
}

/* "C-7F3K=120.00" */
static enum rc add_part(struct paying *paying, const char *text, struct err *err)
{
    struct part *part = &paying->parts[paying->count];
    const char *equals = strrchr(text, '=');
    char id[CLAIM_ID_MAX], excerpt[TEXT_EXCERPT_SIZE];
    if (equals == NULL || equals == text || (size_t)(equals - text) >= sizeof(id))
        return err_set(err, RC_USAGE, _("--claim %s: not a claim and its amount: write ID=AMOUNT"),
                       text_excerpt(text, excerpt));
    (void)snprintf(id, sizeof(id), "%.*s", (int)(equals - text), text);
    enum rc rc = claim_desk_join(paying->app, paying->tx, id, &part->desk, err);
    if (rc != RC_OK)
        return rc;
    paying->count++;
    for (size_t i = 0; i + 1 < paying->count; i++)
        if (strcmp(paying->parts[i].desk.history.head.id, part->desk.history.head.id) == 0)
            return err_set(err, RC_USAGE, _("--claim %s: the claim is named twice: name it once"),
                           text_excerpt(text, excerpt));
    if (paying->revisions != NULL)
        rc = claim_desk_expect(&part->desk, paying->revisions[paying->count - 1], err);
    if (rc == RC_OK)
        rc = claim_read_amount("--claim", equals + 1, part->desk.claim.currency, true,
                               &part->covers, err);
    if (rc == RC_OK && !currency_equal(part->desk.claim.currency, paying->currency))
        paying->same = false;
    if (rc == RC_OK && !money_add(paying->sum, part->covers, &paying->sum))
        rc = err_set(err, RC_RULE, _("--claim %s: the sum is more than 64 bits can hold"),
                     text_excerpt(text, excerpt));
    return rc;
}

static enum rc check_part(const struct part *part, struct err *err)
{
    const struct claim_desk *desk = &part->desk;
    enum claim_move move = claim_may_move(desk->claim.status, CLAIM_PAID, ROLE_ADMIN, true);
    if (move == MOVE_OK)
        return warn_of_excess(desk, part->covers, err);
    return err_set(err, RC_RULE,
                   _("claim %s: it is %s, and only an approved claim is paid: record its approval "
                     "first"),
                   desk->history.head.id, claim_status_word(desk->claim.status));
}

static enum rc pay(struct paying *paying, const struct payment_form *form, const char *id,
                   struct err *err)
{
    char text[MONEY_TEXT_SIZE], sum[MONEY_TEXT_SIZE];
    struct date day = paying->app->day;
    enum rc rc = RC_OK;
    if (paying->same && paying->sum.micros != paying->amount.micros)
        return err_set(err, RC_RULE, _("--amount %s: the claims add up to %s %s: make them equal"),
                       money_print(paying->amount, paying->currency, text),
                       money_print(paying->sum, paying->currency, sum), paying->currency.code);
    for (size_t i = 0; rc == RC_OK && i < paying->count; i++) {
        struct part *part = &paying->parts[i];
        const struct claim_payment payment = {.id = id,
                                              .reference = form->reference,
                                              .note = form->note,
                                              .amount = paying->amount,
                                              .currency = paying->currency,
                                              .settles = true,
                                              .covers = part->covers};
        rc = check_part(part, err);
        if (rc == RC_OK)
            rc = claim_record_date(&part->desk, form->date, &day, err);
        if (rc == RC_OK)
            rc = put_entry(&part->desk, &payment, day, err);
        if (rc == RC_OK)
            rc = claim_desk_write(&part->desk, err);
    }
    return rc;
}

static enum rc check_payment(const struct payment_form *form, struct err *err)
{
    const struct typed_text all[] = {{"--amount", form->amount}, {"--currency", form->currency}};
    enum rc rc = typed_all_needed(all, sizeof(all) / sizeof(all[0]), err);
    if (rc == RC_OK && form->claim_count == 0)
        rc = err_set(err, RC_USAGE, _("--claim: it is missing: say what is paid as ID=AMOUNT"));
    return rc;
}

enum rc app_payment_add(struct app *app, const struct payment_form *form, char ret_id[CLAIM_ID_MAX],
                        struct err *err)
{
    struct paying paying = {.app = app, .same = true, .revisions = form->revisions};
    char id[RANDOM_ID_SIZE], amount[MONEY_TEXT_SIZE];
    random_id('P', id);
    enum rc rc = check_payment(form, err);
    if (rc == RC_OK)
        rc = claim_read_currency("--currency", form->currency, &paying.currency, err);
    if (rc == RC_OK)
        rc =
            claim_read_amount("--amount", form->amount, paying.currency, true, &paying.amount, err);
    if (rc == RC_OK)
        rc = app_begin(app, MAY_RECORD, TX_CHANGESET, &paying.tx, err);
    if (rc == RC_OK && (paying.parts = calloc(form->claim_count, sizeof(*paying.parts))) == NULL)
        rc = err_memory(err);
    for (size_t i = 0; rc == RC_OK && i < form->claim_count; i++)
        rc = add_part(&paying, form->claims[i], err);
    if (rc == RC_OK)
        rc = pay(&paying, form, id, err);
    if (rc == RC_OK)
        rc = app_commit(
            app, paying.tx, "payment.add", err,
            ngettext("%s: %s %s for %zu claim", "%s: %s %s for %zu claims", form->claim_count), id,
            money_print(paying.amount, paying.currency, amount), paying.currency.code,
            form->claim_count);
    if (rc == RC_OK)
        (void)snprintf(ret_id, CLAIM_ID_MAX, "%s", id);
    paying_release(&paying);
    return rc;
}

/* ---- the list ------------------------------------------------------------------------------ */

/* Claims with payments on the day, as far as these go, and their payments in order. */
struct paid {
    struct claim_history history;
    struct claim claim;
};
struct listing {
    struct app *app;
    struct paid **claims;
    size_t claim_count;
    struct payment_line *lines;
    size_t line_count;
};

static void listing_release(struct listing *listing)
{
    for (size_t i = 0; i < listing->claim_count; i++) {
        claim_release(&listing->claims[i]->claim);
        claim_history_release(&listing->claims[i]->history);
        free(listing->claims[i]);
    }
    free(listing->claims);
    free(listing->lines);
}

static enum rc add_lines(struct listing *listing, const struct claim *claim, struct err *err)
{
    if (claim->payment_count == 0)
        return RC_OK;
    struct payment_line *lines =
        reallocarray(listing->lines, listing->line_count + claim->payment_count, sizeof(*lines));
    if (lines == NULL)
        return err_memory(err);
    listing->lines = lines;
    for (size_t i = 0; i < claim->payment_count; i++)
        lines[listing->line_count++] = (struct payment_line){
            &claim->payments[i], claim,
            !app_sees(listing->app, claim->head->program, claim->head->location)};
    return RC_OK;
}

static enum rc add_claim(void *context, const char *id, struct err *err)
{
    struct listing *listing = context;
    bool found = false;
    struct paid *paid = calloc(1, sizeof(*paid));
    struct paid **claims = paid == NULL ? NULL
                                        : reallocarray(listing->claims, listing->claim_count + 1,
                                                       sizeof(struct paid *));
    if (claims == NULL) {
        free(paid);
        return err_memory(err);
    }
    listing->claims = claims;
    claims[listing->claim_count++] = paid;
    enum rc rc = claim_load_paid(listing->app->book, id, &found, &paid->history, err);
    if (rc != RC_OK || !found)
        return rc;
    paid->claim.head = &paid->history.head;
    rc = claim_narrow(listing->app, &paid->history, err);
    if (rc == RC_OK)
        rc = claim_on(&paid->history, listing->app->day, &paid->claim, err);
    return rc == RC_OK ? add_lines(listing, &paid->claim, err) : rc;
}

static int compare_lines(const void *a, const void *b)
{
    const struct payment_line *x = a, *y = b;
    int order = date_compare(x->payment->day, y->payment->day);
    if (order == 0)
        order = strcmp(x->payment->id, y->payment->id);
    return order != 0 ? order : strcmp(x->claim->head->id, y->claim->head->id);
}

static enum rc load_payments(struct app *app, struct listing *listing, struct err *err)
{
    *listing = (struct listing){.app = app};
    enum rc rc = claims_with_payments(app->book, add_claim, listing, err);
    if (listing->line_count > 0)
        qsort(listing->lines, listing->line_count, sizeof(*listing->lines), compare_lines);
    return rc;
}

enum rc app_payment_list(struct app *app, payment_visit *visit, void *context, struct err *err)
{
    struct listing listing;
    enum rc rc = load_payments(app, &listing, err);
    for (size_t i = 0; rc == RC_OK && i < listing.line_count; i++)
        if (!listing.lines[i].unseen)
            rc = visit(context, &listing.lines[i], err);
    listing_release(&listing);
    return rc;
}

/* ---- void ---------------------------------------------------------------------------------- */

/* A payment of which one may not see every claim is as unknown as another: it can only go
 * as a whole. */
static bool is_seen(const struct listing *listing, const char *id)
{
    for (size_t i = 0; i < listing->line_count; i++)
        if (listing->lines[i].unseen && strcmp(listing->lines[i].payment->id, id) == 0)
            return false;
    return true;
}

/* The full id of the one payment that begins so. */
static enum rc find_payment(const struct listing *listing, const char *beginning,
                            char ret_id[CLAIM_ID_MAX], struct err *err)
{
    const char *found = NULL;
    char excerpt[TEXT_EXCERPT_SIZE];
    for (size_t i = 0; i < listing->line_count; i++) {
        const char *id = listing->lines[i].payment->id;
        if (strncasecmp(id, beginning, strlen(beginning)) != 0 || beginning[0] == '\0' ||
            !is_seen(listing, id))
            continue;
        if (found != NULL && strcmp(found, id) != 0)
            return err_set(err, RC_RULE,
                           _("payment %s: several begin so, as %s and %s: give more of the id"),
                           beginning, found, id);
        found = id;
    }
    if (found == NULL)
        return err_set(err, RC_RULE,
                       _("payment %s: the book does not know it: 'coffer payment list' shows them"),
                       text_excerpt(beginning, excerpt));
    (void)snprintf(ret_id, CLAIM_ID_MAX, "%s", found);
    return RC_OK;
}

static enum rc void_one(struct app *app, struct tx *tx, const char *claim, const char *payment,
                        const char *reason, struct err *err)
{
    struct claim_desk desk;
    struct claim_entry *entry = NULL;
    enum rc rc = claim_desk_join(app, tx, claim, &desk, err);
    if (rc != RC_OK)
        return rc;
    rc = claim_desk_add(&desk, ENTRY_PAYMENT_VOIDED, &entry, err);
    if (rc == RC_OK)
        rc = claim_entry_set_text(entry, SAYS_PAYMENT, payment, err);
    if (rc == RC_OK)
        rc = claim_put_text(entry, "--reason", SAYS_REASON, reason, LENGTH_TEXT, err);
    if (rc == RC_OK)
        rc = claim_desk_write(&desk, err);
    claim_desk_close(&desk);
    return rc;
}

enum rc app_payment_void(struct app *app, const char *id, const char *reason,
                         char ret_id[CLAIM_ID_MAX], struct err *err)
{
    struct listing listing = {0};
    struct tx *tx = NULL;
    char full[CLAIM_ID_MAX] = "";
    size_t count = 0;
    enum rc rc = typed_needed("--reason", reason, err);
    if (rc == RC_OK)
        rc = app_begin(app, MAY_RECORD, TX_CHANGESET, &tx, err);
    if (rc == RC_OK)
        rc = load_payments(app, &listing, err);
    if (rc == RC_OK)
        rc = find_payment(&listing, id, full, err);
    for (size_t i = 0; rc == RC_OK && i < listing.line_count; i++) {
        const struct payment_line *line = &listing.lines[i];
        if (strcmp(line->payment->id, full) != 0 || line->payment->voided)
            continue;
        rc = void_one(app, tx, line->claim->head->id, full, reason, err);
        count++;
    }
    if (rc == RC_OK && count == 0)
        rc = err_set(err, RC_RULE,
                     _("payment %s: it is void already: 'coffer payment list' shows what counts"),
                     full);
    if (rc == RC_OK)
        rc = app_commit(app, tx, "payment.void", err, "%s: %s", full, reason);
    if (rc == RC_OK)
        (void)snprintf(ret_id, CLAIM_ID_MAX, "%s", full);
    listing_release(&listing);
    tx_end(tx);
    return rc;
}
