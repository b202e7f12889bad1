/* SPDX-License-Identifier: MIT */
#include "ui/screens/claim_acts.h"

#include "ui/screens/attach.h"
#include "ui/screens/claim_course.h"
#include "ui/screens/claim_forms.h"
#include "ui/screens/claim_sealed.h"

bool claim_act(struct shell *shell, const char *id, enum action action)
{
    switch ((int)action) {
    case ACT_EDIT:
        claim_form_edit(shell, id, NULL);
        return true;
    case ACT_EXPENSE:
        claim_form_expense(shell, id, NULL);
        return true;
    case ACT_METRIC:
        claim_form_metric(shell, id, NULL);
        return true;
    case ACT_APPROVAL:
        claim_form_approval(shell, id, NULL);
        return true;
    case ACT_COMMENT:
        claim_form_comment(shell, id);
        return true;
    case ACT_ATTACH:
        claim_attach(shell, id, NULL, NULL);
        return true;
    case ACT_COPY_CLAIM:
        claim_copy(shell, id);
        return true;
    case ACT_DELETE:
        (void)claim_delete(shell, id);
        return true;
    case ACT_SUBMIT:
        claim_submit(shell, id);
        return true;
    case ACT_RECORD:
        claim_record(shell, id);
        return true;
    case ACT_FEEDBACK:
        claim_feedback(shell, id, NULL);
        return true;
    case ACT_PAYMENT:
        claim_payment(shell, &id, 1);
        return true;
    case ACT_SEALED:
        claim_sealed_open(shell, id);
        return true;
    default:
        return false;
    }
}
