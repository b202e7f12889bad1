/* SPDX-License-Identifier: MIT */
/* Claims checked, submitted, reviewed and paid. */
#include "app/claim_course.h"

#include "app/exports.h"
#include "base/words.h"
#include "cli/claim_text.h"
#include "cli/list.h"
#include "cli/sets.h"
#include "cli/values.h"

/* ---- check and submit ---- */

enum { FINDING_COLUMNS = 5 };
static const struct table_column finding_columns[FINDING_COLUMNS] = {
    {"severity", NULL, COLUMN_WORD}, {"code", NULL, COLUMN_WORD}, {"item", NULL, COLUMN_TEXT},
    {"message", NULL, COLUMN_TEXT},  {"fix", NULL, COLUMN_TEXT},
};

static enum rc list_findings(struct call *call, const struct finding_list *findings,
                             struct err *err)
{
    struct list list;
    enum rc rc = list_begin(&list, call, finding_columns, FINDING_COLUMNS, err);
    for (size_t i = 0; rc == RC_OK && i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        const char *cells[FINDING_COLUMNS] = {severity_word(finding->severity), finding->code,
                                              finding->item, finding->message, finding->fix};
        rc = list_add(&list, cells, err);
    }
    return list_end(&list, rc, "", err);
}

/* Exit code 1 with a blocker; what was found is on standard output already. */
static enum rc run_check(struct call *call, struct err *err)
{
    struct claim_verdict verdict = {0};
    enum rc rc = app_claim_check(call->app, call_argument(call, 0), &verdict, err);
    if (rc == RC_OK)
        rc = call->format == TABLE_TEXT ? claim_print_verdict(call, &verdict, err)
                                        : list_findings(call, &verdict.findings, err);
    if (rc == RC_OK && finding_list_blocks(&verdict.findings))
        rc = err_set(err, RC_RULE,
                     _("claim %s: it cannot be submitted yet: mend what is listed as a blocker"),
                     call_argument(call, 0));
    claim_verdict_release(&verdict);
    return rc;
}

static enum rc add_further(struct call *call, const struct finding_list *findings, struct err *err)
{
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        struct buf line;
        buf_init(&line);
        buf_addf(&line, "%s %s%s%s: %s %s", severity_word(finding->severity), finding->code,
                 finding->item[0] != '\0' ? " " : "", finding->item, finding->message,
                 finding->fix);
        rc = buf_check(&line, err);
        if (rc == RC_OK)
            rc = spool_add(&call->further, line.text, err);
        buf_release(&line);
    }
    return rc;
}

static enum rc run_submit(struct call *call, struct err *err)
{
    struct finding_list findings = {0};
    struct err ignored;
    char id[CLAIM_ID_MAX];
    const struct claim_ref ref = call_claim(call);
    enum rc rc = app_claim_submit(call->app, &ref, &findings, id, err);
    err_init(&ignored);
    (void)add_further(call, &findings, rc == RC_OK ? err : &ignored);
    finding_list_release(&findings);
    return rc == RC_OK ? call_line(call, id, err) : rc;
}

/* ---- record and feedback ---- */

static enum rc run_record(struct call *call, struct err *err)
{
    char id[CLAIM_ID_MAX];
    const struct claim_ref ref = call_claim(call);
    const struct record_form form = {
        .status = call_argument(call, 1),
        .date = call_text(call, "date"),
        .amount = call_text(call, "amount"),
        .currency = call_text(call, "currency"),
        .covers = call_text(call, "covers"),
        .reference = call_text(call, "reference"),
        .reason = call_text(call, "reason"),
        .note = call_text(call, "note"),
    };
    enum rc rc = app_claim_record(call->app, &ref, &form, id, err);
    return rc == RC_OK ? call_line(call, id, err) : rc;
}

static enum rc run_feedback(struct call *call, struct err *err)
{
    char id[CLAIM_ID_MAX];
    const struct claim_ref ref = call_claim(call);
    const struct feedback_form form = {
        .item = call_argument(call, 1),
        .verdict = call_argument(call, 2),
        .amount = call_text(call, "amount"),
        .reason = call_text(call, "reason"),
        .note = call_text(call, "note"),
    };
    enum rc rc = app_claim_feedback(call->app, &ref, &form, id, err);
    return rc == RC_OK ? call_line(call, id, err) : rc;
}

/* ---- list, show, diff ---- */

static enum rc list_claim(void *context, const struct claim_row *row, struct err *err)
{
    struct claim_cells cells;
    claim_cells_fill(row, &cells);
    return list_add(context, cells.cells, err);
}

static enum rc run_list(struct call *call, struct err *err)
{
    struct claim_filter filter = {
        .program = call_text(call, "program"),
        .location = call_text(call, "location"),
        .status = call_text(call, "status"),
        .owner = call_text(call, "owner"),
        .tag = call_text(call, "tag"),
        .activity = call_text(call, "activity"),
        .search = call_text(call, "search"),
    };
    struct list list;
    filter.has_period = call_period(call, "period", &filter.period);
    enum rc rc = list_begin(&list, call, claim_columns, CLAIM_COLUMNS, err);
    if (rc == RC_OK)
        rc = app_claim_list(call->app, &filter, list_claim, &list, err);
    bool narrowed = filter.program != NULL || filter.location != NULL || filter.status != NULL ||
                    filter.owner != NULL || filter.tag != NULL || filter.activity != NULL ||
                    filter.search != NULL || filter.has_period;
    return list_end(
        &list, rc,
        narrowed ? _("No claim fits.") : _("No claims. Start one with 'coffer claim new'."), err);
}

static enum rc run_show(struct call *call, struct err *err)
{
    int64_t submission = 0;
    if (call_number(call, "submission", &submission))
        return claim_print_seal(call, call_argument(call, 0), (size_t)submission, err);
    return claim_print(call, call_argument(call, 0), err);
}

static enum rc run_diff(struct call *call, struct err *err)
{
    int64_t one = 0, other = 0; /* VALUE_NUMBER: they can be read */
    (void)value_number(call_argument(call, 1), &one);
    (void)value_number(call_argument(call, 2), &other);
    return claim_print_diff(call, call_argument(call, 0), (size_t)one, (size_t)other, err);
}

/* ---- payments ---- */

static enum rc run_payment_add(struct call *call, struct err *err)
{
    enum { CLAIMS_MAX = 200 };
    const char *claims[CLAIMS_MAX], *text;
    char id[CLAIM_ID_MAX];
    size_t count = 0, position = 0;
    while ((text = call_next(call, "claim", &position)) != NULL) {
        if (count == CLAIMS_MAX)
            return err_set(err, RC_USAGE, _("--claim: a payment settles at most %d claims"),
                           CLAIMS_MAX);
        claims[count++] = text;
    }
    const struct payment_form form = {
        .date = call_text(call, "date"),
        .amount = call_text(call, "amount"),
        .currency = call_text(call, "currency"),
        .reference = call_text(call, "reference"),
        .claims = claims,
        .claim_count = count,
    };
    enum rc rc = app_payment_add(call->app, &form, id, err);
    return rc == RC_OK ? call_line(call, id, err) : rc;
}

static enum rc run_payment_void(struct call *call, struct err *err)
{
    char id[CLAIM_ID_MAX];
    enum rc rc =
        app_payment_void(call->app, call_argument(call, 0), call_text(call, "reason"), id, err);
    return rc == RC_OK ? call_line(call, id, err) : rc;
}

enum { PAYMENT_COLUMNS = 7 };
static const struct table_column payment_columns[PAYMENT_COLUMNS] = {
    {"id", N_("id"), COLUMN_WORD},
    {"date", N_("date"), COLUMN_WORD},
    {"amount", N_("amount"), COLUMN_AMOUNT},
    {"currency", N_("cur"), COLUMN_WORD},
    {"reference", N_("reference"), COLUMN_TEXT},
    {"claim", N_("claim"), COLUMN_WORD},
    {"covers", N_("covers"), COLUMN_AMOUNT},
};

/* A voided payment counts 0 from its day on, and covers nothing. */
static enum rc list_payment(void *context, const struct payment_line *line, struct err *err)
{
    char date[DATE_TEXT_SIZE], amount[MONEY_TEXT_SIZE], covers[MONEY_TEXT_SIZE];
    const struct claim_payment *payment = line->payment;
    struct money none = {0};
    const char *cells[PAYMENT_COLUMNS] = {
        payment->id,
        date_print(payment->day, date),
        money_print(payment->amount, payment->currency, amount),
        payment->currency.code,
        payment->reference,
        line->claim->head->id,
        payment->settles
            ? money_print(payment->voided ? none : payment->covers, line->claim->currency, covers)
            : "",
    };
    return list_add(context, cells, err);
}

static enum rc run_payment_list(struct call *call, struct err *err)
{
    struct list list;
    enum rc rc = list_begin(&list, call, payment_columns, PAYMENT_COLUMNS, err);
    if (rc == RC_OK)
        rc = app_payment_list(call->app, list_payment, &list, err);
    return list_end(&list, rc, _("No payments. Record one with 'coffer payment add'."), err);
}

/* ---- the table ---- */

static const struct option_spec revision_options[] = {
    IF_REVISION,
    {.name = NULL},
};

static const struct option_spec record_options[] = {
    {.name = "date",
     .argument = "DATE",
     .kind = VALUE_DATE,
     .help = N_("when it happened; else today")},
    {.name = "amount",
     .argument = "AMOUNT",
     .help = N_("approved: else what the feedback leaves, or all that is claimed; paid: else what "
                "is left of the approved amount")},
    {.name = "currency", .argument = "CCC", .help = N_("of a payment; else the claim's")},
    {.name = "covers",
     .argument = "AMOUNT",
     .help = N_("what a payment in another currency settles, in the claim's currency")},
    {.name = "reference", .argument = "TEXT", .help = N_("of a payment: its number")},
    {.name = "reason",
     .argument = "CODE",
     .help = N_("why; 'coffer help claim record' lists some")},
    {.name = "note", .argument = "TEXT", .help = N_("a note of your own")},
    IF_REVISION,
    {.name = NULL},
};

static const struct option_spec feedback_options[] = {
    {.name = "amount",
     .argument = "AMOUNT",
     .help = N_("of a changed expense: what of it was accepted")},
    {.name = "reason", .argument = "CODE", .help = N_("why")},
    {.name = "note", .argument = "TEXT", .help = N_("what the reviewer wrote")},
    IF_REVISION,
    {.name = NULL},
};

static const struct option_spec list_options[] = {
    {.name = "status",
     .argument = "STATUS",
     .help = N_("only claims that are editing, submitted, under-review, action-required, approved, "
                "rejected, disputed, paid or withdrawn")},
    {.name = "owner", .argument = "LOGIN", .help = N_("only this person's")},
    {.name = "tag", .argument = "TAG", .help = N_("only those with the tag")},
    {.name = "program", .argument = "CODE", .help = N_("only this program")},
    {.name = "location", .argument = "ID", .help = N_("only this location")},
    {.name = "period",
     .argument = "PERIOD",
     .kind = VALUE_PERIOD,
     .help = N_("only this earning period, such as FY21H1")},
    {.name = "activity", .argument = "CODE", .help = N_("only this activity")},
    {.name = "search",
     .argument = "TEXT",
     .help = N_("only those with this text in id, title, reference, activity or owner")},
    {.name = NULL},
};

static const struct option_spec show_options[] = {
    {.name = "submission",
     .argument = "N",
     .kind = VALUE_NUMBER,
     .help = N_("what was sealed when it was submitted for the N-th time")},
    {.name = NULL},
};

static const struct option_spec payment_options[] = {
    {.name = "date", .argument = "DATE", .kind = VALUE_DATE, .help = N_("else today")},
    {.name = "amount", .argument = "AMOUNT", .required = true, .help = N_("what was paid")},
    {.name = "currency", .argument = "CCC", .required = true, .help = N_("in which currency")},
    {.name = "reference", .argument = "TEXT", .help = N_("its number")},
    {.name = "claim",
     .argument = "ID=AMOUNT",
     .required = true,
     .repeats = true,
     .help = N_("what it settles of a claim, in the claim's currency")},
    {.name = NULL},
};

static const struct option_spec void_options[] = {
    {.name = "reason",
     .argument = "TEXT",
     .required = true,
     .help = N_("why; it is kept in the history")},
    {.name = NULL},
};

static const struct command commands[] = {
    {
        .words = "claim list",
        .options = list_options,
        .summary = N_("the claims, in the order of creation"),
        .help = N_("Lists the claims as they stood on the day, with the money that each adds to "
                   "its fund."),
        .examples = {{"coffer claim list --status action-required", N_("what waits for an answer")},
                     {"coffer --as-of 2026-06-30 claim list --format csv",
                      N_("all, as they stood on that day")}},
        .run = run_list,
    },
    {
        .words = "claim show",
        .arguments = ID_ARGUMENT,
        .options = show_options,
        .summary = N_("one claim with everything that is known of it"),
        .help =
            N_("Shows a claim: its head and revision, what it still needs, expenses, documents, "
               "metrics, approvals, payments and its history. With --submission: exactly what "
               "was sealed when it was submitted."),
        .examples = {{"coffer claim show C-7F3K9QDX", N_("the claim today")},
                     {"coffer claim show C-7F3K9QDX --submission 1 --format json",
                      N_("what was sent the first time")}},
        .run = run_show,
    },
    {
        .words = "claim check",
        .arguments = ID_ARGUMENT,
        .summary = N_("what stands in the way of submitting a claim"),
        .help = N_("Lists blockers and warnings, each with the way to mend it, and how far the "
                   "claim is; in every status. Exit code 1 when there is a blocker."),
        .examples = {{"coffer claim check C-7F3K9QDX", N_("looks whether it can be sent")}},
        .run = run_check,
    },
    {
        .words = "claim submit",
        .arguments = ID_ARGUMENT,
        .options = revision_options,
        .summary = N_("submit a claim, or send it again after the changes asked for"),
        .help = N_("Submits a claim that has no blocker; prints its id. What was sent is sealed "
                   "with its SHA-256."),
        .examples = {{"coffer claim submit C-7F3K9QDX", N_("sends it")}},
        .run = run_submit,
    },
    {
        .words = "claim record",
        .arguments = {{.name = "ID"}, {.name = "STATUS"}},
        .options = record_options,
        .summary = N_("record what happened to a claim in Partner Center"),
        .help = N_("STATUS is under-review, action-required, approved, rejected, disputed, paid or "
                   "withdrawn. Prints the claim's id. On a paid claim 'paid' adds a payment. A "
                   "claim that was cancelled in the portal is rejected with reason 'cancelled'. "
                   "Usual reasons: invoice-mismatch, invoice-generic, branding, "
                   "audience-evidence, metrics, outside-window, signature, dates, description, "
                   "wrong-file, material, cancelled; any other word will do."),
        .examples = {{"coffer claim record C-7F3K9QDX approved --amount 1100 --date 2026-04-02",
                      N_("a little less than was claimed")},
                     {"coffer claim record C-7F3K9QDX rejected --reason invoice-generic",
                      N_("refused, with the reason")},
                     {"coffer claim record C-7F3K9QDX paid --amount 1290 --currency USD --covers "
                      "1100 --reference 0068411",
                      N_("paid in another currency")}},
        .run = run_record,
    },
    {
        .words = "claim feedback",
        .arguments = {{.name = "ID"},
                      {.name = "ITEM"},
                      {.name = "accepted|changed|refused", .kind = VALUE_WORD}},
        .options = feedback_options,
        .summary = N_("record what a reviewer said of one item"),
        .help = N_("ITEM is an expense's number, a document's id or a requirement's code. Prints "
                   "the claim's id. When every expense has feedback, 'claim record ID approved' "
                   "takes the sum of what was accepted."),
        .examples = {{"coffer claim feedback C-7F3K9QDX 2026-118 changed --amount 700 --reason "
                      "invoice-mismatch",
                      N_("a part of an invoice")}},
        .run = run_feedback,
    },
    {
        .words = "claim diff",
        .arguments = {{.name = "ID"},
                      {.name = "N", .kind = VALUE_NUMBER},
                      {.name = "M", .kind = VALUE_NUMBER}},
        .summary = N_("what changed between two submissions"),
        .help = N_("Compares what was sealed when the claim was submitted for the N-th and for the "
                   "M-th time."),
        .examples = {{"coffer claim diff C-7F3K9QDX 1 2", N_("the first and the second time")}},
        .run = run_diff,
    },
    {
        .words = "payment add",
        .options = payment_options,
        .summary = N_("record one payment for several claims"),
        .help = N_("Records a payment, moves every named claim to paid, and prints the payment's "
                   "id. Where all claims are in its currency their amounts must add up to it."),
        .examples = {{"coffer payment add --date 2026-05-28 --amount 2300 --currency EUR "
                      "--reference 0068411 --claim C-7F3K9QDX=1100 --claim C-2MZ81T0A=1200",
                      N_("two claims in one transfer")}},
        .run = run_payment_add,
    },
    {
        .words = "payment list",
        .summary = N_("the payments, a row per claim"),
        .help =
            N_("Lists payments by date. 'covers' is what a payment settles of the claim, in the "
               "claim's currency: empty where it was not said, 0 where the payment is void."),
        .examples = {{"coffer payment list --format csv", N_("for a spreadsheet")}},
        .run = run_payment_list,
    },
    {
        .words = "payment void",
        .arguments = ID_ARGUMENT,
        .options = void_options,
        .summary = N_("let a payment count no more"),
        .help =
            N_("From the day on the payment counts 0; a claim left without payments is approved "
               "again. Prints the payment's id."),
        .examples = {{"coffer payment void P-2MZ81T0A --reason 'booked twice'",
                      N_("takes it out")}},
        .run = run_payment_void,
    },
};

const struct command_set commands_course = {N_("Review and payment"), commands,
                                            sizeof(commands) / sizeof(commands[0])};
