/* SPDX-License-Identifier: MIT */
/* Where a finding is mended, and why an action cannot be done in a status. */
#include <string.h>

#include "base/words.h"
#include "model/claim_status.h"
#include "ui/parts/ask.h"
#include "ui/screens/attach.h"
#include "ui/screens/claim_course.h"
#include "ui/screens/claim_forms.h"
#include "ui/screens/claim_subject.h"

/* ---- mending ---------------------------------------------------------------------------- */

enum mend {
    MEND_NOTHING,  /* only time, the vendor or a report can: `what` says so, N_() */
    MEND_FIELD,    /* of the claim's form: `what` is its name */
    MEND_EXPENSE,  /* the one that the finding names */
    MEND_ADD,      /* a new expense */
    MEND_METRIC,   /* the one that it names */
    MEND_APPROVAL, /* of the kind `what` */
    MEND_ATTACH,   /* a document of the kind `what`, for what it names */
    MEND_BACKING,  /* the invoice or CSR of the expense that it names */
    MEND_DETACH,   /* the document that it names */
    MEND_COMMENT,
    MEND_RECORD, /* a payment that came */
};

static const struct way {
    const char *code;
    enum mend mend;
    const char *what;
} ways[] = {
    {"activity-outside-usage", MEND_FIELD, "start"},
    {"exceeds-remaining", MEND_FIELD, "amount"},
    {"exceeds-cost", MEND_FIELD, "amount"},
    {"cap-exceeded", MEND_FIELD, "amount"},
    {"nothing-claimed", MEND_FIELD, "amount"},
    {"currency-not-in-fund", MEND_FIELD, "currency"},
    {"activity-not-for-program", MEND_FIELD, "activity"},
    {"evidence-missing", MEND_ATTACH, "proof"},
    {"expense-unbacked", MEND_BACKING, NULL},
    {"expense-missing", MEND_ADD, NULL},
    {"metric-missing", MEND_METRIC, NULL},
    {"pre-approval-missing", MEND_APPROVAL, "pre-approval"},
    {"pre-approval-lapsed", MEND_APPROVAL, "pre-approval"},
    {"window-closed", MEND_APPROVAL, "extension"},
    {"invoice-overused", MEND_EXPENSE, NULL},
    {"invoice-date-outside-usage", MEND_EXPENSE, NULL},
    {"same-invoice-twice", MEND_EXPENSE, NULL},
    {"invoice-not-compared", MEND_EXPENSE, NULL},
    {"csr-amount", MEND_EXPENSE, NULL},
    {"alcohol", MEND_EXPENSE, NULL},
    {"same-document-twice", MEND_DETACH, NULL},
    {"short-payment", MEND_RECORD, NULL},
    {"no-coop-program", MEND_NOTHING, N_("It is claimed through CPOR, without Coffer.")},
    {"window-not-open", MEND_NOTHING, N_("S submits it from that day on.")},
    {"below-threshold", MEND_NOTHING,
     N_("The newest report mends it where co-op is missing: i among the earnings (key 4) brings "
        "it in. Rebate needs no claim.")},
    {"late-filing", MEND_NOTHING, N_("S submits it as soon as it is ready.")},
    {"late-completion", MEND_NOTHING, N_("S submits it as soon as it is complete.")},
    {"cap-not-compared", MEND_NOTHING, N_("Compare it by hand: key 2 shows the funds.")},
    {"overpaid", MEND_NOTHING,
     N_("Where a payment was typed wrongly, the log (key 8) takes it back: u on its row.")},
    {"refused-before", MEND_NOTHING,
     N_("See to it that this does not hold here; that claim (key 5) shows what was said.")},
};

/* The same of a claim that has been sent and cannot be changed now, where it is another. */
static const struct way ways_sent[] = {
    {"invoice-date-outside-usage", MEND_COMMENT, NULL},
    {"cap-exceeded", MEND_APPROVAL, "exception"},
    {"late-filing", MEND_NOTHING, N_("Nothing is left to do: it is filed.")},
    {"late-completion", MEND_NOTHING, N_("Nothing is left to do: it is answered.")},
};

static const struct way *find_way(const struct way *all, size_t count, const char *code)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(all[i].code, code) == 0)
            return &all[i];
    return NULL;
}

static struct way way_of(const struct claim *claim, const struct finding *finding)
{
    static const struct way none = {.mend = MEND_NOTHING, .what = N_("No form mends this.")};
    /* What was filed in time or late stays so while a reviewer's question is answered. */
    bool sent = !claim_status_is_editable(claim->status) ||
                (claim->has_submitted && strcmp(finding->code, "late-filing") == 0);
    const struct way *way = NULL;
    if (sent)
        way = find_way(ways_sent, sizeof(ways_sent) / sizeof(ways_sent[0]), finding->code);
    if (way == NULL)
        way = find_way(ways, sizeof(ways) / sizeof(ways[0]), finding->code);
    return way != NULL ? *way : none;
}

/* What only time, the vendor or a report can mend. */
static void say_why(struct shell *shell, const struct finding *finding, const char *what)
{
    struct buf text;
    buf_init(&text);
    buf_addf(&text, "%s\n\n%s", finding->message, what);
    shell_push(shell, message_new(shell, _("What is found"), text.text));
    buf_release(&text);
}

static bool is_csr(const struct claim *claim, const char *item)
{
    int count = 0;
    const struct claim_expense *expense = claim_expense_find(claim, item, &count);
    return expense != NULL && expense->csr;
}

/* With the claim at hand; it is gone when the form opens. */
static void mend(struct shell *shell, const char *id, const struct claim *claim,
                 const struct finding *finding)
{
    const struct way way = way_of(claim, finding);
    const char *what = way.what;
    struct buf why;
    enum mend mend = way.mend;
    /* A cost that nothing makes up is mended by what it cost. */
    if (strcmp(finding->code, "exceeds-cost") == 0 && claim->expense_count == 0)
        mend = MEND_ADD;
    buf_init(&why);
    bool changes = mend != MEND_NOTHING && mend != MEND_APPROVAL && mend != MEND_RECORD &&
                   mend != MEND_COMMENT;
    if (mend == MEND_NOTHING)
        say_why(shell, finding, _(what));
    else if (changes && claim_refuses(claim, ACT_EXPENSE, &why))
        shell_say(shell, "%s", why.text);
    else if (mend == MEND_FIELD)
        claim_form_edit(shell, id, what);
    else if (mend == MEND_EXPENSE)
        claim_form_expense(shell, id, finding->item);
    else if (mend == MEND_ADD)
        claim_form_expense(shell, id, NULL);
    else if (mend == MEND_METRIC)
        claim_form_metric(shell, id, finding->item);
    else if (mend == MEND_APPROVAL)
        claim_form_approval(shell, id, what);
    else if (mend == MEND_ATTACH)
        claim_attach(shell, id, what, finding->item);
    else if (mend == MEND_BACKING)
        claim_attach(shell, id, is_csr(claim, finding->item) ? "csr" : "invoice", finding->item);
    else if (mend == MEND_DETACH)
        claim_detach(shell, id, finding->item);
    else if (mend == MEND_COMMENT)
        claim_form_comment(shell, id);
    else
        claim_record(shell, id);
    buf_release(&why);
}

void claim_mend(struct shell *shell, const char *id, const struct finding *finding)
{
    struct claim_subject *subject = claim_subject_new(shell, id);
    if (subject == NULL)
        return;
    mend(shell, id, &subject->sight.claim, finding);
    claim_subject_free(subject);
}

/* ---- refusing --------------------------------------------------------------------------- */

/* What the status is called to people. */
static const char *spoken(enum claim_status status)
{
    static const char *const words[CLAIM_STATUSES] = {
        [CLAIM_EDITING] = N_("still edited"),
        [CLAIM_SUBMITTED] = N_("submitted"),
        [CLAIM_UNDER_REVIEW] = N_("under review"),
        [CLAIM_ACTION_REQUIRED] = N_("waiting for our answer"),
        [CLAIM_APPROVED] = N_("approved"),
        [CLAIM_REJECTED] = N_("rejected"),
        [CLAIM_DISPUTED] = N_("disputed"),
        [CLAIM_PAID] = N_("paid"),
        [CLAIM_WITHDRAWN] = N_("withdrawn"),
    };
    return _(words[status]);
}

/* Some step of a reviewer, of the payer or of our own follows. */
static bool has_next(enum claim_status status)
{
    for (int to = 0; to < CLAIM_STATUSES; to++)
        if (to != CLAIM_SUBMITTED &&
            claim_may_move(status, (enum claim_status)to, ROLE_ADMIN, true) == MOVE_OK)
            return true;
    return false;
}

bool claim_refuses(const struct claim *claim, enum action action, struct buf *ret_why)
{
    size_t before = ret_why->length;
    enum claim_status status = claim->status;
    switch ((int)action) {
    case ACT_ADD:
    case ACT_EXPENSE:
    case ACT_METRIC:
    case ACT_ATTACH:
        if (!claim_status_is_editable(status))
            buf_addf(ret_why,
                     _("The claim is %s: it can be changed only while it is edited or waits for "
                       "our answer; D makes a new draft like it"),
                     spoken(status));
        break;
    case ACT_DELETE:
        if (status != CLAIM_EDITING || claim->left_editing > 0)
            buf_addf(ret_why, _("The claim is %s: only a draft can be deleted"), spoken(status));
        break;
    case ACT_SUBMIT:
        if (claim_may_move(status, CLAIM_SUBMITTED, ROLE_ADMIN, true) != MOVE_OK)
            buf_addf(ret_why, _("The claim is %s: it cannot be submitted from there"),
                     spoken(status));
        break;
    case ACT_RECORD:
        if (!has_next(status))
            buf_addf(ret_why, _("The claim is %s: nothing more is recorded of it"), spoken(status));
        break;
    case ACT_FEEDBACK:
        if (!claim->has_submitted)
            buf_add(ret_why, _("Nobody has reviewed the claim: it was never submitted"));
        break;
    case ACT_PAYMENT:
        if (claim_may_move(status, CLAIM_PAID, ROLE_ADMIN, true) != MOVE_OK)
            buf_addf(ret_why, _("The claim is %s: only an approved claim is paid"), spoken(status));
        break;
    case ACT_SEALED:
        if (claim->submission_count == 0)
            buf_add(ret_why, _("Nothing of the claim has been sent yet"));
        break;
    default:
        break;
    }
    return ret_why->length > before;
}
