/* SPDX-License-Identifier: MIT */
/* Who may do what with claims (RULES.md section 10): every function of claims.h,
 * claim_course.h and claim_imports.h, by every kind of member, as test_roles.c has it for
 * the rest of the layer. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/claim_course.h"
#include "app/claim_imports.h"
#include "app/documents.h"
#include "app/exports.h"
#include "support/office.h"
#include "support/told.h"

/* All can be seen by all members but the last two: Sam sees only L1, Pia only hosting. */
static const char claims[] =
    "C-DRAFT hosting L1 FY26H2\n"
    "2026-07-10 created currency=USD title=Draft activity=DG01 start=2026-07-15 end=2026-08-20\n"
    "2026-07-10 expense kind=invoice vendor=Fabrikam number=F-1 date=2026-07-20 amount=30\n"
    "2026-07-10 approval kind=exception number=E-1 lifts=evidence-missing answer=yes\n"
    "2026-07-10 approval kind=exception number=E-2 lifts=metric-missing answer=yes\n"
    "2026-07-10 approval kind=exception number=E-3 lifts=expense-unbacked answer=yes\n"
    "\n"
    "C-SENT hosting L1 FY26H2\n"
    "2026-07-10 created currency=USD title=Sent activity=DG01 amount=100 start=2026-07-15 "
    "end=2026-08-20\n"
    "2026-08-20 submitted\n"
    "\n"
    "C-DENIED hosting L1 FY26H2\n"
    "2026-07-10 created currency=USD title=Denied activity=DG01 amount=100 start=2026-07-15 "
    "end=2026-08-20\n"
    "2026-08-20 submitted\n"
    "2026-08-21 status status=rejected reason=late\n"
    "\n"
    "C-GRANTED hosting L1 FY26H2\n"
    "2026-07-10 created currency=USD title=Granted activity=DG01 amount=100 start=2026-07-15 "
    "end=2026-08-20\n"
    "2026-08-20 submitted\n"
    "2026-08-21 status status=approved amount=90\n"
    "\n"
    "C-SETTLED hosting L1 FY26H2\n"
    "2026-07-10 created currency=USD title=Settled activity=DG01 amount=100 start=2026-07-15 "
    "end=2026-08-20\n"
    "2026-08-20 submitted\n"
    "2026-08-21 status status=approved amount=90\n"
    "2026-09-01 payment payment=P-SETTLED amount=90 currency=USD covers=90\n"
    "\n"
    "C-HIDDEN hosting L2 FY26H2\n"
    "2026-07-10 created currency=USD title=Hidden activity=DG01 amount=100 start=2026-07-15 "
    "end=2026-08-20 reference=MS-1\n"
    "2026-07-10 expense kind=invoice vendor=Tailspin number=T-1 date=2026-07-20 amount=100 "
    "invoice-total=100\n"
    "2026-08-20 submitted\n"
    "2026-08-21 status status=approved amount=90\n"
    "2026-09-01 payment payment=P-HIDDEN amount=90 currency=USD covers=90\n"
    "\n"
    "C-FOREIGN surface-add L1 FY26H2\n"
    "2026-07-10 created currency=USD title=Foreign activity=DG01 amount=100 start=2026-07-15 "
    "end=2026-08-20\n"
    "2026-08-20 submitted\n";
static const char today[] = "2026-10-01";

static int setup(void **state)
{
    if (office_setup(state) != 0)
        return -1;
    struct desk *desk = *state;
    const struct program_change none = {
        .threshold = "none", .has_from = true, .from = day_of("2026-01-01")};
    struct app *app = office_open(desk, NULL, NULL);
    assert_rc(app_program_set(app, "hosting", &none, desk_err(desk)), RC_OK, &desk->err);
    app_close(app);
    told_keep(desk, claims);
    return 0;
}

/* What a function is given beside the app. */
struct call {
    struct desk *desk;
    struct app *app;
    const char *claim, *payment, *location;
};

static struct claim_ref ref_of(const struct call *call)
{
    return (struct claim_ref){.id = call->claim};
}

/* ---- made, filled, gone ------------------------------------------------------------------- */

static enum rc make(const struct call *call, char ret[CLAIM_ID_MAX], struct err *err)
{
    const struct claim_form form = {.program = "hosting",
                                    .location = call->location,
                                    .period = "FY26H2",
                                    .activity = "DG01",
                                    .currency = "USD",
                                    .start = "2026-07-15",
                                    .end = "2026-08-20",
                                    .title = "Own"};
    return app_claim_new(call->app, &form, ret, err);
}

static enum rc do_new(const struct call *call, struct err *err)
{
    char id[CLAIM_ID_MAX];
    return make(call, id, err);
}

static enum rc do_copy(const struct call *call, struct err *err)
{
    char id[CLAIM_ID_MAX];
    return app_claim_copy(call->app, &(struct claim_ref){.id = call->claim}, NULL, id, err);
}

static enum rc do_delete(const struct call *call, struct err *err)
{
    const struct claim_ref ref = ref_of(call);
    char id[CLAIM_ID_MAX];
    return app_claim_delete(call->app, &ref, id, err);
}

static enum rc do_delete_own(const struct call *call, struct err *err)
{
    char id[CLAIM_ID_MAX];
    enum rc rc = make(call, id, err);
    const struct claim_ref ref = {.id = id};
    return rc == RC_OK ? app_claim_delete(call->app, &ref, id, err) : rc;
}

static enum rc do_set(const struct call *call, struct err *err)
{
    const struct claim_ref ref = ref_of(call);
    const struct claim_form form = {.amount = "20"};
    char id[CLAIM_ID_MAX];
    return app_claim_set(call->app, &ref, &form, id, err);
}

static enum rc do_expense_add(const struct call *call, struct err *err)
{
    const struct claim_ref ref = ref_of(call);
    const struct expense_form form = {
        .kind = "csr", .vendor = "Ben", .number = "1", .date = "2026-07-20", .amount = "5"};
    char id[CLAIM_ID_MAX];
    return app_claim_expense_add(call->app, &ref, &form, id, err);
}

static enum rc do_expense_delete(const struct call *call, struct err *err)
{
    const struct claim_ref ref = ref_of(call);
    char id[CLAIM_ID_MAX];
    return app_claim_expense_delete(call->app, &ref, "F-1", id, err);
}

static enum rc do_metric(const struct call *call, struct err *err)
{
    const struct claim_ref ref = ref_of(call);
    char id[CLAIM_ID_MAX];
    return app_claim_metric_set(call->app, &ref, "estimated-reach", "500", id, err);
}

static enum rc do_comment(const struct call *call, struct err *err)
{
    const struct claim_ref ref = ref_of(call);
    char id[CLAIM_ID_MAX];
    return app_claim_comment(call->app, &ref, "Asked for the invoice", id, err);
}

static enum rc do_approval(const struct call *call, struct err *err)
{
    const struct claim_ref ref = ref_of(call);
    const struct approval_form form = {.kind = "pre-approval", .number = "PA-1", .answer = "yes"};
    char id[CLAIM_ID_MAX];
    return app_claim_approval_add(call->app, &ref, &form, id, err);
}

static enum rc attach(const struct call *call, char ret_document[CLAIM_ID_MAX], struct err *err)
{
    const struct claim_ref ref = ref_of(call);
    const struct document_form form = {.kind = "other"};
    char path[FOLDER_PATH_SIZE], id[CLAIM_ID_MAX];
    office_file(call->desk, "note.txt", "a note", path);
    return app_claim_attach(call->app, &ref, path, &form, id, ret_document, err);
}

static enum rc do_attach(const struct call *call, struct err *err)
{
    char document[CLAIM_ID_MAX];
    return attach(call, document, err);
}

static enum rc do_detach(const struct call *call, struct err *err)
{
    const struct claim_ref ref = ref_of(call);
    char document[CLAIM_ID_MAX] = "D-00000000", id[CLAIM_ID_MAX];
    enum rc rc = attach(call, document, err);
    return rc == RC_OK ? app_claim_detach(call->app, &ref, document, id, err) : rc;
}

/* ---- looked at ------------------------------------------------------------------------------ */

static enum rc see_claim(void *context, const struct claim_row *row, struct err *err)
{
    struct buf *seen = context;
    (void)err;
    if (seen != NULL)
        buf_addf(seen, "%s ", row->head.id);
    return RC_OK;
}

static enum rc do_list(const struct call *call, struct err *err)
{
    const struct claim_filter filter = {.location = call->location};
    return app_claim_list(call->app, &filter, see_claim, NULL, err);
}

static enum rc do_show(const struct call *call, struct err *err)
{
    struct claim_sight sight = {0};
    enum rc rc = app_claim_show(call->app, call->claim, &sight, err);
    claim_sight_release(&sight);
    return rc;
}

static enum rc do_check(const struct call *call, struct err *err)
{
    struct claim_verdict verdict = {0};
    enum rc rc = app_claim_check(call->app, call->claim, &verdict, err);
    claim_verdict_release(&verdict);
    return rc;
}

static enum rc see_difference(void *context, const char *key, const char *one, const char *other,
                              struct err *err)
{
    (void)context;
    (void)key;
    (void)one;
    (void)other;
    (void)err;
    return RC_OK;
}

/* The maker sends the draft, so that there is something to look at. */
static void send(const struct call *call, struct err *err)
{
    struct app *maker = office_open(call->desk, NULL, today);
    const struct claim_ref ref = {.id = "C-DRAFT"};
    struct finding_list findings = {0};
    char id[CLAIM_ID_MAX];
    assert_rc(app_claim_submit(maker, &ref, &findings, id, err), RC_OK, err);
    finding_list_release(&findings);
    app_close(maker);
}

static enum rc do_sealed(const struct call *call, struct err *err)
{
    if (strcmp(call->claim, "C-DRAFT") == 0)
        send(call, err);
    return app_claim_sealed(call->app, call->claim, 1, see_difference, NULL, err);
}

static enum rc do_diff(const struct call *call, struct err *err)
{
    if (strcmp(call->claim, "C-DRAFT") == 0)
        send(call, err);
    return app_claim_diff(call->app, call->claim, 1, 1, see_difference, NULL, err);
}

static enum rc do_export(const struct call *call, struct err *err)
{
    char path[FOLDER_PATH_SIZE];
    return app_export(call->app, EXPORT_CLAIMS, TABLE_CSV,
                      folder_file(&call->desk->folder, "out.csv", path), err);
}

/* ---- its course ----------------------------------------------------------------------------- */

static enum rc do_submit(const struct call *call, struct err *err)
{
    const struct claim_ref ref = ref_of(call);
    struct finding_list findings = {0};
    char id[CLAIM_ID_MAX];
    enum rc rc = app_claim_submit(call->app, &ref, &findings, id, err);
    finding_list_release(&findings);
    return rc;
}

static enum rc record(const struct call *call, const char *status, struct err *err)
{
    const struct claim_ref ref = ref_of(call);
    const struct record_form form = {.status = status};
    char id[CLAIM_ID_MAX];
    return app_claim_record(call->app, &ref, &form, id, err);
}

static enum rc do_review(const struct call *call, struct err *err)
{
    return record(call, "under-review", err);
}

static enum rc do_return(const struct call *call, struct err *err)
{
    return record(call, "action-required", err);
}

static enum rc do_approve(const struct call *call, struct err *err)
{
    return record(call, "approved", err);
}

static enum rc do_reject(const struct call *call, struct err *err)
{
    return record(call, "rejected", err);
}

static enum rc do_dispute(const struct call *call, struct err *err)
{
    return record(call, "disputed", err);
}

static enum rc do_pay(const struct call *call, struct err *err)
{
    return record(call, "paid", err);
}

static enum rc do_withdraw(const struct call *call, struct err *err)
{
    return record(call, "withdrawn", err);
}

static enum rc do_withdraw_own(const struct call *call, struct err *err)
{
    char id[CLAIM_ID_MAX];
    struct call own = *call;
    own.claim = id;
    enum rc rc = make(call, id, err);
    return rc == RC_OK ? record(&own, "withdrawn", err) : rc;
}

static enum rc do_feedback(const struct call *call, struct err *err)
{
    const struct claim_ref ref = ref_of(call);
    const struct feedback_form form = {.item = "DG01-PIECE", .verdict = "accepted"};
    char id[CLAIM_ID_MAX];
    return app_claim_feedback(call->app, &ref, &form, id, err);
}

/* ---- payments ------------------------------------------------------------------------------- */

static enum rc do_payment_add(const struct call *call, struct err *err)
{
    char part[64], id[CLAIM_ID_MAX];
    const char *parts = part;
    const struct payment_form form = {
        .amount = "40", .currency = "USD", .claims = &parts, .claim_count = 1};
    (void)snprintf(part, sizeof(part), "%s=40", call->claim);
    return app_payment_add(call->app, &form, id, err);
}

static enum rc do_payment_void(const struct call *call, struct err *err)
{
    char id[CLAIM_ID_MAX];
    return app_payment_void(call->app, call->payment, "paid by mistake", id, err);
}

static enum rc see_payment(void *context, const struct payment_line *line, struct err *err)
{
    struct buf *seen = context;
    (void)err;
    if (seen != NULL)
        buf_addf(seen, "%s ", line->payment->id);
    return RC_OK;
}

static enum rc do_payment_list(const struct call *call, struct err *err)
{
    return app_payment_list(call->app, see_payment, NULL, err);
}

/* ---- from files ------------------------------------------------------------------------------ */

#define HEADER                                                                              \
    "program,location,period,activity,currency,title,start,end,amount,status,submitted,pai" \
    "d_on,reference\n"

static enum rc import_text(const struct call *call, const char *row, bool dry_run, struct err *err)
{
    char path[FOLDER_PATH_SIZE], text[1024];
    struct claim_import_result result;
    (void)snprintf(text, sizeof(text), HEADER "hosting,%s,FY26H2,DG01,USD,Fair,2026-07-15,%s\n",
                   call->location, row);
    const struct claim_import_request request = {
        .file = office_file(call->desk, "claims.csv", text, path), .dry_run = dry_run};
    enum rc rc = app_claim_import(call->app, &request, &result, err);
    /* A row that one may not bring in is a reject like others. */
    return rc == RC_CONTENT && result.rejected == 1 ? (err->rc = RC_RULE) : rc;
}

static enum rc do_import(const struct call *call, struct err *err)
{
    return import_text(call, "2026-07-20,10,editing,,,", false, err);
}

static enum rc do_import_dry(const struct call *call, struct err *err)
{
    return import_text(call, "2026-07-20,10,submitted,2026-09-01,,", true, err);
}

static enum rc do_import_reviewed(const struct call *call, struct err *err)
{
    return import_text(call, "2026-07-20,10,rejected,2026-09-01,,", false, err);
}

static enum rc do_import_paid(const struct call *call, struct err *err)
{
    return import_text(call, "2026-07-20,10,paid,2026-09-01,2026-09-20,", false, err);
}

/* ---- the table --------------------------------------------------------------------------------
 */

enum person { MAKER, UMA, SAM, PIA, PEOPLE }; /* office.h */
static const char *const logins[PEOPLE] = {NULL, "uma", "sam", "pia"};

static const struct function {
    const char *name;
    enum rc (*call)(const struct call *call, struct err *err);
    const char may[PEOPLE + 1]; /* 'y' or '-', in the order of people */
    bool writes;
    const char *claim; /* that it is about, NULL: none, or one's own */
} functions[] = {
    {"claim new", do_new, "yyyy", true, NULL},
    {"claim copy", do_copy, "yyyy", true, "C-DENIED"},
    {"claim delete", do_delete, "y-y-", true, "C-DRAFT"}, /* somebody else's */
    {"claim delete of one's own", do_delete_own, "yyyy", true, NULL},
    {"claim set", do_set, "yyyy", true, "C-DRAFT"},
    {"claim expense add", do_expense_add, "yyyy", true, "C-DRAFT"},
    {"claim expense delete", do_expense_delete, "yyyy", true, "C-DRAFT"},
    {"claim metric set", do_metric, "yyyy", true, "C-DRAFT"},
    {"claim comment", do_comment, "yyyy", true, "C-DENIED"},
    {"claim approval add", do_approval, "yyyy", true, "C-DRAFT"},
    {"claim attach", do_attach, "yyyy", true, "C-DRAFT"},
    {"claim detach", do_detach, "yyyy", true, "C-DRAFT"},
    {"claim list", do_list, "yyyy", false, NULL},
    {"claim show", do_show, "yyyy", false, "C-SENT"},
    {"claim check", do_check, "yyyy", false, "C-DRAFT"},
    {"claim show --submission", do_sealed, "yyyy", false, "C-DRAFT"},
    {"claim diff", do_diff, "yyyy", false, "C-DRAFT"},
    {"export claims", do_export, "yyyy", false, NULL},
    {"claim submit", do_submit, "yyyy", true, "C-DRAFT"},
    {"claim record under-review", do_review, "y-y-", true, "C-SENT"},
    {"claim record action-required", do_return, "y-y-", true, "C-SENT"},
    {"claim record approved", do_approve, "y-y-", true, "C-SENT"},
    {"claim record rejected", do_reject, "y-y-", true, "C-SENT"},
    {"claim record disputed", do_dispute, "yyyy", true, "C-DENIED"},
    {"claim record paid", do_pay, "y-y-", true, "C-GRANTED"},
    {"claim record withdrawn", do_withdraw, "y-y-", true, "C-DRAFT"}, /* somebody else's */
    {"claim record withdrawn of one's own", do_withdraw_own, "yyyy", true, NULL},
    {"claim feedback", do_feedback, "y-y-", true, "C-SENT"},
    {"payment add", do_payment_add, "y-y-", true, "C-GRANTED"},
    {"payment void", do_payment_void, "y-y-", true, NULL},
    {"payment list", do_payment_list, "yyyy", false, NULL},
    {"claim import", do_import, "yyyy", true, NULL},
    {"claim import --dry-run", do_import_dry, "yyyy", false, NULL},
    {"claim import of what was reviewed", do_import_reviewed, "y-y-", true, NULL},
    {"claim import of what was paid", do_import_paid, "y-y-", true, NULL},
};
enum { FUNCTIONS = sizeof(functions) / sizeof(functions[0]) };

static struct call call_of(struct desk *desk, struct app *app, const struct function *function)
{
    return (struct call){.desk = desk,
                         .app = app,
                         .claim = function->claim,
                         .payment = "P-SETTLED",
                         .location = "L1"};
}

static void roles__allow_and_refuse__every_function_of_claims(void **state)
{
    struct desk *desk = *state;
    size_t length = 0;
    char *book = file_read(desk->path, &length);
    for (int i = 0; i < FUNCTIONS; i++) {
        for (int person = 0; person < PEOPLE; person++) {
            file_write(desk->path, book, length);
            struct call call =
                call_of(desk, office_open(desk, logins[person], today), &functions[i]);
            bool may = functions[i].may[person] == 'y';
            enum rc rc = functions[i].call(&call, desk_err(desk));
            app_close(call.app);
            if (rc != (may ? RC_OK : RC_RULE))
                fail_msg("%s by %s gives %d: %s", functions[i].name,
                         person == MAKER ? "the maker" : logins[person], (int)rc, desk->err.text);
        }
    }
    free(book);
}

static void roles__what_is_refused__changes_nothing(void **state)
{
    struct desk *desk = *state;
    char *before = raw_dump(desk->path, DUMP_ALL);
    for (int i = 0; i < FUNCTIONS; i++) {
        if (functions[i].may[PIA] == 'y')
            continue;
        struct call call = call_of(desk, office_open(desk, "pia", today), &functions[i]);
        assert_rc(functions[i].call(&call, desk_err(desk)), RC_RULE, &desk->err);
        app_close(call.app);
    }
    assert_same_dump(raw_dump(desk->path, DUMP_ALL), before);
}

/* A draft that an admin handed over is the new owner's to withdraw. */
static void roles__a_draft_handed_over__is_ones_own(void **state)
{
    struct desk *desk = *state;
    const struct claim_ref ref = {.id = "C-DRAFT"};
    const struct claim_form owner = {.owner = "pia"};
    char id[CLAIM_ID_MAX];
    struct app *app = office_open(desk, NULL, today);
    struct call call = {.desk = desk, .app = app, .claim = "C-DRAFT"};
    assert_rc(app_claim_set(app, &ref, &owner, id, desk_err(desk)), RC_OK, &desk->err);
    office_become(app, "uma");
    assert_rc(do_withdraw(&call, desk_err(desk)), RC_RULE, &desk->err);
    office_become(app, "pia");
    assert_rc(do_withdraw(&call, desk_err(desk)), RC_OK, &desk->err);
    app_close(app);
}

/* ---- a book that cannot be written ------------------------------------------------------------
 */

static void read_only__lets_look_and_export__and_refuses_the_rest(void **state)
{
    struct desk *desk = *state;
    send(&(struct call){.desk = desk}, desk_err(desk)); /* so that nobody has to */
    char *before = raw_dump(desk->path, DUMP_ALL);
    struct app_options options = office_options(desk, today, NULL);
    struct app *app = NULL;
    options.read_only = true;
    for (int i = 0; i < FUNCTIONS; i++) {
        assert_rc(app_open(&options, &app, desk_err(desk)), RC_OK, &desk->err);
        struct call call = call_of(desk, app, &functions[i]);
        if (functions[i].call == do_sealed || functions[i].call == do_diff)
            assert_rc(app_claim_sealed(app, "C-DRAFT", 1, see_difference, NULL, desk_err(desk)),
                      RC_OK, &desk->err);
        else
            assert_rc(functions[i].call(&call, desk_err(desk)),
                      functions[i].writes ? RC_BOOK : RC_OK, &desk->err);
        app_close(app);
    }
    assert_same_dump(raw_dump(desk->path, DUMP_ALL), before);
}

/* ---- scopes -----------------------------------------------------------------------------------
 */

/* The text with every `from` turned into `to`. */
static void replace_words(char text[1024], const char *from, const char *to)
{
    struct buf out;
    const char *at = text;
    buf_init(&out);
    for (const char *hit = strstr(at, from); hit != NULL; hit = strstr(at, from)) {
        buf_addf(&out, "%.*s%s", (int)(hit - at), at, to);
        at = hit + strlen(from);
    }
    buf_add(&out, at);
    (void)snprintf(text, 1024, "%s", out.text);
    buf_release(&out);
}

static void assert_same_answer(struct desk *desk, const char *login,
                               const struct function *function, struct call there,
                               struct call unknown, const char *id, const char *no_id)
{
    char outside[1024];
    struct app *app = office_open(desk, login, today);
    there.desk = unknown.desk = desk;
    there.app = unknown.app = app;
    enum rc rc = function->call(&there, desk_err(desk));
    if (rc != RC_RULE)
        fail_msg("%s of %s by %s gives %d: %s", function->name, id, login, (int)rc, desk->err.text);
    (void)snprintf(outside, sizeof(outside), "%s", desk->err.text);
    assert_rc(function->call(&unknown, desk_err(desk)), RC_RULE, &desk->err);
    replace_words(outside, id, no_id);
    assert_text_equal(outside, desk->err.text);
    app_close(app);
}

static void scopes__a_claim_outside__is_answered_like_an_unknown_one(void **state)
{
    static const struct {
        const char *login, *claim;
    } outside[] = {{"sam", "C-HIDDEN"}, {"pia", "C-FOREIGN"}, {"sam", "C-HID"}};
    struct desk *desk = *state;
    char *before = raw_dump(desk->path, DUMP_ALL);
    for (int i = 0; i < FUNCTIONS; i++) {
        for (size_t j = 0; functions[i].claim != NULL && j < 3; j++) {
            bool may = functions[i].may[strcmp(outside[j].login, "sam") == 0 ? SAM : PIA] == 'y';
            const struct call there = {.claim = outside[j].claim};
            const struct call unknown = {.claim = "C-NOWHERE"};
            if (may)
                assert_same_answer(desk, outside[j].login, &functions[i], there, unknown,
                                   outside[j].claim, "C-NOWHERE");
        }
    }
    assert_same_dump(raw_dump(desk->path, DUMP_ALL), before);
}

static void scopes__a_location_or_payment_outside__is_answered_like_an_unknown_one(void **state)
{
    static const struct function placed[] = {
        {"claim new", do_new, "", true, NULL},
        {"claim list", do_list, "", false, NULL},
    };
    static const struct function voids = {"payment void", do_payment_void, "", true, NULL};
    struct desk *desk = *state;
    for (size_t i = 0; i < sizeof(placed) / sizeof(placed[0]); i++)
        assert_same_answer(desk, "sam", &placed[i], (struct call){.location = "L2"},
                           (struct call){.location = "L9"}, "L2", "L9");
    assert_same_answer(desk, "sam", &voids, (struct call){.payment = "P-HIDDEN"},
                       (struct call){.payment = "P-NOWHERE"}, "P-HIDDEN", "P-NOWHERE");
}

/* What an import says of a row. */
static enum rc keep_reason(void *context, const char *source, int64_t line, const char *reason,
                           struct err *err)
{
    (void)source;
    (void)line;
    (void)err;
    buf_addf(context, "%s\n", reason);
    return RC_OK;
}

static void imported_reason(struct desk *desk, struct app *app, const char *row, struct buf *ret)
{
    char path[FOLDER_PATH_SIZE], text[1024];
    struct claim_import_result result;
    (void)snprintf(text, sizeof(text), HEADER "%s\n", row);
    const struct claim_import_request request = {.file =
                                                     office_file(desk, "claims.csv", text, path),
                                                 .dry_run = true,
                                                 .reject = keep_reason,
                                                 .context = ret};
    buf_clear(ret);
    (void)app_claim_import(app, &request, &result, desk_err(desk));
    assert_false(ret->failed);
}

static void scopes__an_import__tells_nothing_of_what_lies_outside(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, "sam", today);
    struct buf outside, unknown;
    buf_init(&outside);
    buf_init(&unknown);
    imported_reason(
        desk, app, "hosting,L2,FY26H2,DG01,USD,Fair,2026-07-15,2026-07-20,10,editing,,,", &outside);
    imported_reason(
        desk, app, "hosting,L9,FY26H2,DG01,USD,Fair,2026-07-15,2026-07-20,10,editing,,,", &unknown);
    replace_words(outside.text, "L2", "L9");
    assert_text_equal(outside.text, unknown.text);
    assert_true(unknown.length > 0);
    /* MS-1 is the reference of a claim that Sam may not know of. */
    imported_reason(desk, app,
                    "hosting,L1,FY26H2,DG01,USD,Fair,2026-07-15,2026-07-20,10,editing,,,MS-1",
                    &outside);
    assert_text_equal(outside.text, "");
    office_become(app, "uma");
    imported_reason(desk, app,
                    "hosting,L1,FY26H2,DG01,USD,Fair,2026-07-15,2026-07-20,10,editing,,,MS-1",
                    &outside);
    assert_non_null(strstr(outside.text, "reference"));
    app_close(app);
    buf_release(&outside);
    buf_release(&unknown);
}

static void listed(struct desk *desk, const char *login, bool payments, const char *expected)
{
    const struct claim_filter all = {0};
    struct app *app = office_open(desk, login, today);
    struct buf seen;
    buf_init(&seen);
    if (payments)
        assert_rc(app_payment_list(app, see_payment, &seen, desk_err(desk)), RC_OK, &desk->err);
    else
        assert_rc(app_claim_list(app, &all, see_claim, &seen, desk_err(desk)), RC_OK, &desk->err);
    assert_text_equal(seen.text, expected);
    buf_release(&seen);
    app_close(app);
}

static void scopes__lists__show_only_what_is_inside(void **state)
{
    listed(*state, "uma", false, "C-DRAFT C-SENT C-DENIED C-GRANTED C-SETTLED C-HIDDEN C-FOREIGN ");
    listed(*state, "sam", false, "C-DRAFT C-SENT C-DENIED C-GRANTED C-SETTLED C-FOREIGN ");
    listed(*state, "pia", false, "C-DRAFT C-SENT C-DENIED C-GRANTED C-SETTLED C-HIDDEN ");
    listed(*state, "uma", true, "P-HIDDEN P-SETTLED ");
    listed(*state, "sam", true, "P-SETTLED ");
}

/* ---- what findings tell ------------------------------------------------------------------------
 */

/* Two more: one inside the scope that uses an invoice of one outside, and one outside that
 * was rejected for the same vendor. */
static const char sharing[] =
    "C-SHARING hosting L1 FY26H2\n"
    "2026-07-10 created currency=USD title=Sharing activity=DG02 amount=50 start=2026-07-15 "
    "end=2026-08-20\n"
    "2026-07-10 expense kind=invoice vendor=Tailspin number=T-1 date=2026-07-20 amount=50 "
    "invoice-total=100\n"
    "2026-07-10 expense kind=invoice vendor=Adatum number=A-1 date=2026-07-20 amount=50\n"
    "\n"
    "C-REFUSED hosting L2 FY26H2\n"
    "2026-07-10 created currency=USD title=Refused activity=DG02 amount=50 start=2026-07-15 "
    "end=2026-08-20\n"
    "2026-07-10 expense kind=invoice vendor=Adatum number=A-1 date=2026-07-20 amount=50\n"
    "2026-08-20 submitted\n"
    "2026-08-21 status status=rejected reason=secret-reason\n";

/* All that a check says to a person. */
static void said_to(struct desk *desk, const char *login, struct buf *ret)
{
    struct claim_verdict verdict = {0};
    struct app *app = office_open(desk, login, today);
    assert_rc(app_claim_check(app, "C-SHARING", &verdict, desk_err(desk)), RC_OK, &desk->err);
    buf_clear(ret);
    for (size_t i = 0; i < verdict.findings.count; i++)
        buf_addf(ret, "%s %s %s %s\n", verdict.findings.items[i].code,
                 verdict.findings.items[i].item, verdict.findings.items[i].message,
                 verdict.findings.items[i].fix);
    for (size_t i = 0; i < verdict.checklist.count; i++)
        buf_addf(ret, "%s %s\n", verdict.checklist.lines[i].item, verdict.checklist.lines[i].text);
    assert_false(ret->failed);
    claim_verdict_release(&verdict);
    app_close(app);
}

static void scopes__findings__count_what_lies_outside_and_never_name_it(void **state)
{
    static const char *const hidden[] = {"HIDDEN",  "REFUSED",       "Hidden",
                                         "Refused", "secret-reason", "L2"};
    struct desk *desk = *state;
    struct buf said;
    buf_init(&said);
    told_keep(desk, sharing);
    said_to(desk, "uma", &said);
    assert_non_null(strstr(said.text, "invoice-overused T-1"));
    assert_non_null(strstr(said.text, "secret-reason"));
    said_to(desk, "sam", &said);
    assert_non_null(strstr(said.text, "invoice-overused T-1"));
    for (size_t i = 0; i < sizeof(hidden) / sizeof(hidden[0]); i++)
        if (strstr(said.text, hidden[i]) != NULL)
            fail_msg("sam is told of %s:\n%s", hidden[i], said.text);
    buf_release(&said);
}

#define WITH_CLAIMS(test) cmocka_unit_test_setup_teardown(test, setup, desk_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_CLAIMS(roles__allow_and_refuse__every_function_of_claims),
        WITH_CLAIMS(roles__what_is_refused__changes_nothing),
        WITH_CLAIMS(roles__a_draft_handed_over__is_ones_own),
        WITH_CLAIMS(read_only__lets_look_and_export__and_refuses_the_rest),
        WITH_CLAIMS(scopes__a_claim_outside__is_answered_like_an_unknown_one),
        WITH_CLAIMS(scopes__a_location_or_payment_outside__is_answered_like_an_unknown_one),
        WITH_CLAIMS(scopes__an_import__tells_nothing_of_what_lies_outside),
        WITH_CLAIMS(scopes__lists__show_only_what_is_inside),
        WITH_CLAIMS(scopes__findings__count_what_lies_outside_and_never_name_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
