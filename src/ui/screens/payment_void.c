/* SPDX-License-Identifier: MIT */
#include "ui/screens/payment_void.h"

#include <stdlib.h>
#include <string.h>

#include "app/claim_course.h"
#include "base/words.h"
#include "ui/parts/form.h"

bool payment_refuses(const struct payment_sheet *sheet, enum action action, struct buf *ret_why)
{
    if (action != ACT_VOID_PAYMENT || !sheet->voided)
        return false;
    buf_add(ret_why, _("It is void already"));
    return true;
}

static enum rc save(void *context, struct shell *shell, const char *const *values, struct err *err)
{
    char id[CLAIM_ID_MAX];
    enum rc rc = app_payment_void(shell_app(shell), context, values[0], id, err);
    if (rc == RC_OK)
        shell_wrote(shell);
    return rc;
}

void payment_void(struct shell *shell, const char *id)
{
    static const struct field fields[] = {
        {.name = "reason",
         .label = N_("Reason"),
         .hint = N_("From today on it counts 0; a claim left without payments is approved again."),
         .kind = FIELD_TEXT,
         .must = true},
    };
    struct form_spec spec = {
        .name = "payment.void",
        .about = id,
        .title = N_("Let a payment count no more"),
        .fields = fields,
        .count = 1,
        .save = save,
        .release = free,
        .context = strdup(id),
    };
    shell_push(shell, spec.context != NULL ? form_new(shell, &spec, NULL) : NULL);
}
