/* SPDX-License-Identifier: MIT */
#include "screen/claim_book.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/documents.h"
#include "support/golden.h"

/* ---- the book --------------------------------------------------------------------------- */

static void earn(struct desk *desk, struct app *app, const char *id, const char *amount,
                 const char *currency, const char *usd)
{
    char ret[EARNING_ID_MAX];
    const struct earning_form form = {.id = id,
                                      .program = "hosting",
                                      .location = "L1",
                                      .date = "2026-01-31",
                                      .type = "coop",
                                      .amount = amount,
                                      .currency = currency,
                                      .usd = usd,
                                      .makes_location = true};
    assert_rc(app_earning_add(app, &form, ret, desk_err(desk)), RC_OK, &desk->err);
}

static void draft(struct desk *desk, struct app *app, const char *title, const char *amount,
                  const char *currency, char ret[CLAIM_ID_MAX])
{
    const struct claim_form form = {.program = "hosting",
                                    .location = "L1",
                                    .period = "FY26H2",
                                    .activity = "MD04",
                                    .currency = currency,
                                    .start = "2026-10-01",
                                    .end = "2026-10-20",
                                    .title = title,
                                    .amount = amount,
                                    .owner = "ann"};
    assert_rc(app_claim_new(app, &form, ret, desk_err(desk)), RC_OK, &desk->err);
}

static void spend(struct desk *desk, struct app *app, const char *claim, const char *vendor,
                  const char *number, const char *amount)
{
    char ret[CLAIM_ID_MAX];
    const struct claim_ref ref = {.id = claim};
    const struct expense_form form = {.kind = "invoice",
                                      .vendor = vendor,
                                      .number = number,
                                      .date = "2026-10-15",
                                      .amount = amount};
    assert_rc(app_claim_expense_add(app, &ref, &form, ret, desk_err(desk)), RC_OK, &desk->err);
}

static void attach(struct desk *desk, struct app *app, const char *claim, const char *kind,
                   const char *item)
{
    char path[FOLDER_PATH_SIZE], name[64], ret[CLAIM_ID_MAX], document[CLAIM_ID_MAX];
    const struct claim_ref ref = {.id = claim};
    const struct document_form form = {.kind = kind, .item = item};
    (void)snprintf(name, sizeof(name), "%s-%s.txt", claim, kind);
    office_file(desk, name, name, path);
    assert_rc(app_claim_attach(app, &ref, path, &form, ret, document, desk_err(desk)), RC_OK,
              &desk->err);
}

static void submit(struct desk *desk, struct app *app, const char *claim)
{
    char ret[CLAIM_ID_MAX];
    const struct claim_ref ref = {.id = claim};
    struct finding_list findings;
    assert_rc(app_claim_metric_set(app, &ref, "results-summary", "120 orders", ret, desk_err(desk)),
              RC_OK, &desk->err);
    assert_rc(app_claim_submit(app, &ref, &findings, ret, desk_err(desk)), RC_OK, &desk->err);
    finding_list_release(&findings);
}

void claim_book_send(struct desk *desk, struct app *app, const struct claim_book *book)
{
    attach(desk, app, book->draft, "proof", "MD04-OFFER");
    attach(desk, app, book->draft, "invoice", "INV-1");
    attach(desk, app, book->draft, "invoice", "INV-2");
    submit(desk, app, book->draft);
}

/* Everything that it needs, and off it goes. */
static void complete(struct desk *desk, struct app *app, const char *claim, const char *amount)
{
    char number[CLAIM_ID_MAX + 4];
    (void)snprintf(number, sizeof(number), "F-%s", claim + strlen(claim) - 2);
    spend(desk, app, claim, "Fabrikam", number, amount);
    attach(desk, app, claim, "proof", "MD04-OFFER");
    attach(desk, app, claim, "invoice", number);
    submit(desk, app, claim);
}

static void approve(struct desk *desk, struct app *app, const char *claim)
{
    char ret[CLAIM_ID_MAX];
    const struct claim_ref ref = {.id = claim};
    const struct record_form form = {.status = "approved"};
    assert_rc(app_claim_record(app, &ref, &form, ret, desk_err(desk)), RC_OK, &desk->err);
}

void claim_book_make(struct desk *desk, struct claim_book *ret)
{
    const struct program_change none = {
        .threshold = "none", .has_from = true, .from = day_of("2026-01-01")};
    struct app *app = NULL;
    scene_make(desk, SCENE_EMPTY);
    const struct app_options options = {
        .book = SCENE_BOOK, .has_as_of = true, .as_of = day_of(SCENE_DAY)};
    assert_rc(app_open(&options, &app, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(app_program_set(app, "hosting", &none, desk_err(desk)), RC_OK, &desk->err);
    earn(desk, app, "E1", "10000", "USD", NULL);
    earn(desk, app, "E2", "2000", "EUR", "2200");
    draft(desk, app, "Autumn offer", "800", "USD", ret->draft);
    spend(desk, app, ret->draft, "Fabrikam", "INV-1", "600");
    spend(desk, app, ret->draft, "Contoso Print", "INV-2", "400");
    draft(desk, app, "Launch offer", "700", "USD", ret->sent);
    complete(desk, app, ret->sent, "700");
    draft(desk, app, "Summer offer", "500", "USD", ret->approved);
    complete(desk, app, ret->approved, "500");
    approve(desk, app, ret->approved);
    draft(desk, app, "Euro offer", "300", "EUR", ret->euro);
    complete(desk, app, ret->euro, "300");
    approve(desk, app, ret->euro);
    app_close(app);
}

/* ---- payments --------------------------------------------------------------------------- */

void claim_book_pay_one(struct desk *desk, struct app *app, const char *claim, const char *amount,
                        const char *reference)
{
    char id[CLAIM_ID_MAX];
    const struct claim_ref ref = {.id = claim};
    const struct record_form form = {.status = "paid",
                                     .amount = amount,
                                     .currency = "USD",
                                     .reference = reference,
                                     .date = SCENE_DAY};
    assert_rc(app_claim_record(app, &ref, &form, id, desk_err(desk)), RC_OK, &desk->err);
}

static void pay_both(struct desk *desk, struct app *app, const struct claim_book *book,
                     const char *reference, char ret[CLAIM_ID_MAX])
{
    char one[CLAIM_ID_MAX + 16], other[CLAIM_ID_MAX + 16];
    (void)snprintf(one, sizeof(one), "%s=500", book->approved);
    (void)snprintf(other, sizeof(other), "%s=200", book->euro);
    const char *const both[] = {one, other};
    const struct payment_form form = {.amount = "720",
                                      .currency = "USD",
                                      .reference = reference,
                                      .note = "with the transfer of November",
                                      .claims = both,
                                      .claim_count = 2};
    assert_rc(app_payment_add(app, &form, ret, desk_err(desk)), RC_OK, &desk->err);
}

void claim_book_pay(struct desk *desk, const struct claim_book *book, const char *reference,
                    char ret[CLAIM_ID_MAX])
{
    struct app *app = scene_open(desk);
    pay_both(desk, app, book, reference, ret);
    claim_book_pay_one(desk, app, book->euro, "90", "");
    claim_book_pay_one(desk, app, book->approved, "0.01", reference);
    app_close(app);
}

struct claim_sight claim_book_look(struct stage *stage, const char *id)
{
    struct claim_sight sight = {0};
    struct err err;
    err_init(&err);
    assert_rc(app_claim_show(shell_app(stage->shell), id, &sight, &err), RC_OK, &err);
    sight.claim.head = NULL; /* it would point here */
    return sight;
}

/* ---- pictures --------------------------------------------------------------------------- */

static void shoot(const struct claim_book *scene, const char *name, scene_open_box *open,
                  const char *words, const char *keys, bool ascii, int rows, int cols)
{
    struct stage stage;
    char golden[96];
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, rows, cols);
    if (ascii)
        stage.canvas.ascii = true;
    stage_keys(&stage, "7"); /* a quiet screen behind the box */
    open(stage.shell, scene);
    stage_draw(&stage);
    stage_type(&stage, words);
    stage_keys(&stage, keys);
    (void)snprintf(golden, sizeof(golden), "%s_%s%dx%d", name, ascii ? "ascii_" : "", cols, rows);
    golden_check(&stage.canvas, golden);
    stage_close(&stage);
    scene_forget_drafts();
}

void claim_book_shots_typed(const struct claim_book *scene, const char *name, scene_open_box *open,
                            const char *words, const char *keys)
{
    shoot(scene, name, open, words, keys, false, 24, 80);
    shoot(scene, name, open, words, keys, false, 12, 40);
    shoot(scene, name, open, words, keys, false, 5, 20);
    shoot(scene, name, open, words, keys, false, 43, 132);
    shoot(scene, name, open, words, keys, true, 24, 80);
}

void claim_book_shots(const struct claim_book *scene, const char *name, scene_open_box *open,
                      const char *keys)
{
    claim_book_shots_typed(scene, name, open, "", keys);
}
