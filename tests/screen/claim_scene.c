/* SPDX-License-Identifier: MIT */
#include "screen/claim_scene.h"

#include <string.h>

#include "app/claim_course.h"
#include "app/documents.h"
#include "screen/scene.h"

void claim_scene_expense(struct app *app, struct desk *desk, const char *claim, const char *vendor,
                         const char *number, const char *amount)
{
    const struct claim_ref ref = {.id = claim};
    const struct expense_form form = {.kind = "invoice",
                                      .vendor = vendor,
                                      .number = number,
                                      .date = "2026-07-20",
                                      .amount = amount,
                                      .text = "Room, catering and signs"};
    char id[CLAIM_ID_MAX];
    assert_rc(app_claim_expense_add(app, &ref, &form, id, desk_err(desk)), RC_OK, &desk->err);
}

static enum rc take_id(void *context, const struct claim_row *row, struct err *err)
{
    char *id = context;
    (void)err;
    memcpy(id, row->head.id, strlen(row->head.id) + 1);
    return RC_OK;
}

void claim_scene_find(struct app *app, struct desk *desk, char ret[CLAIM_ID_MAX])
{
    const struct claim_filter filter = {.search = "partner fair"};
    ret[0] = '\0';
    assert_rc(app_claim_list(app, &filter, take_id, ret, desk_err(desk)), RC_OK, &desk->err);
    assert_int_not_equal(ret[0], '\0');
}

void claim_scene_fill(struct desk *desk, const char *hostile)
{
    char id[CLAIM_ID_MAX], again[CLAIM_ID_MAX], document[CLAIM_ID_MAX];
    struct app *app = scene_open(desk);
    claim_scene_find(app, desk, id);
    const struct claim_ref ref = {.id = id};
    claim_scene_expense(app, desk, id, hostile != NULL ? hostile : "Fabrikam Print", "INV-7781",
                        "2400.00");
    claim_scene_expense(app, desk, id, "Proseware Catering", "2026-118", "999.50");
    assert_rc(app_claim_metric_set(app, &ref, "estimated-visitors", "340", again, desk_err(desk)),
              RC_OK, &desk->err);
    assert_rc(app_claim_comment(app, &ref, hostile != NULL ? hostile : "Photos come on Monday",
                                again, desk_err(desk)),
              RC_OK, &desk->err);
    const struct document_form form = {.kind = "proof", .item = "MD03-AGENDA"};
    file_write("agenda.txt", "09:00 Welcome", 13);
    assert_rc(app_claim_attach(app, &ref, "agenda.txt", &form, again, document, desk_err(desk)),
              RC_OK, &desk->err);
    const struct feedback_form feedback = {.item = "MD03-AGENDA",
                                           .verdict = "refused",
                                           .reason = "branding",
                                           .note = "No logo on the first page"};
    assert_rc(app_claim_feedback(app, &ref, &feedback, again, desk_err(desk)), RC_OK, &desk->err);
    app_close(app);
}
