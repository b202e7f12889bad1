/* SPDX-License-Identifier: MIT */
/* Claims made and filled. What happens to them then is in cmd_course.c. */
#include "app/claims.h"

#include <string.h>

#include "app/claim_imports.h"
#include "base/words.h"
#include "cli/claim_text.h"
#include "cli/list.h"
#include "cli/sets.h"

struct claim_ref call_claim(const struct call *call)
{
    struct claim_ref ref = {.id = call_argument(call, 0)};
    (void)call_number(call, "if-revision", &ref.if_revision);
    return ref;
}

/* The values of an option that repeats; at most as many as were given. */
static size_t read_list(const struct call *call, const char *name, const char **ret)
{
    size_t count = 0, position = 0;
    const char *text;
    while ((text = call_next(call, name, &position)) != NULL)
        ret[count++] = text;
    return count;
}

enum { TAGS_MAX = 64 };
struct tags {
    const char *tags[TAGS_MAX], *untags[TAGS_MAX];
};

static enum rc read_form(const struct call *call, struct claim_form *ret, struct tags *tags,
                         struct err *err)
{
    if (call->given_count > TAGS_MAX)
        return err_set(err, RC_USAGE, _("--tag: more than %d at once: give them in several calls"),
                       TAGS_MAX);
    *ret = (struct claim_form){
        .activity = call_text(call, "activity"),
        .currency = call_text(call, "currency"),
        .start = call_text(call, "start"),
        .end = call_text(call, "end"),
        .title = call_text(call, "title"),
        .amount = call_text(call, "amount"),
        .owner = call_text(call, "owner"),
        .reference = call_text(call, "reference"),
        .pre_approval = call_text(call, "pre-approval"),
        .tags = tags->tags,
        .untags = tags->untags,
        .tag_count = read_list(call, "tag", tags->tags),
    };
    if (option_find(call->command->options, "untag") != NULL)
        ret->untag_count = read_list(call, "untag", tags->untags);
    return RC_OK;
}

static enum rc run_new(struct call *call, struct err *err)
{
    struct claim_form form;
    struct tags tags;
    char id[CLAIM_ID_MAX];
    enum rc rc = read_form(call, &form, &tags, err);
    form.program = call_text(call, "program");
    form.location = call_text(call, "location");
    form.period = call_text(call, "period");
    if (rc == RC_OK)
        rc = app_claim_new(call->app, &form, id, err);
    return rc == RC_OK ? call_line(call, id, err) : rc;
}

static enum rc run_copy(struct call *call, struct err *err)
{
    const struct claim_ref ref = call_claim(call);
    char id[CLAIM_ID_MAX];
    enum rc rc = app_claim_copy(call->app, &ref, call_text(call, "period"), id, err);
    return rc == RC_OK ? call_line(call, id, err) : rc;
}

static enum rc run_set(struct call *call, struct err *err)
{
    struct claim_form form;
    struct tags tags;
    char id[CLAIM_ID_MAX];
    const struct claim_ref ref = call_claim(call);
    enum rc rc = read_form(call, &form, &tags, err);
    if (rc == RC_OK)
        rc = app_claim_set(call->app, &ref, &form, id, err);
    return rc == RC_OK ? call_line(call, id, err) : rc;
}

/* ---- import ---- */

static enum rc say_reject(void *context, const char *source, int64_t line, const char *reason,
                          struct err *err)
{
    struct call *call = context;
    struct buf text;
    buf_init(&text);
    buf_addf(&text, _("%s line %lld: %s"), source, (long long)line, reason);
    enum rc rc = buf_check(&text, err);
    if (rc == RC_OK)
        rc = spool_add(&call->further, text.text, err);
    buf_release(&text);
    return rc;
}

/* "3 new: 1 editing, 2 paid" */
static enum rc print_people(struct call *call, const struct claim_import_request *request,
                            const struct claim_import_result *result, struct err *err)
{
    struct buf text;
    buf_init(&text);
    for (size_t i = 0; i < CLAIM_STATUSES; i++)
        if (result->of_status[i] > 0)
            buf_addf(&text, "%s%lld %s", text.length > 0 ? ", " : ": ",
                     (long long)result->of_status[i], claim_status_word((enum claim_status)i));
    enum rc rc = buf_check(&text, err);
    if (rc == RC_OK)
        rc = call_sayf(call, err,
                       request->dry_run ? _("%s would bring %lld new%s; rejected %lld")
                                        : _("%s: %lld new%s; rejected %lld"),
                       request->file, (long long)result->new, text.text,
                       (long long)result->rejected);
    buf_release(&text);
    return rc;
}

static enum rc print_result(struct call *call, const struct claim_import_request *request,
                            const struct claim_import_result *result, struct err *err)
{
    enum { RESULT_COLUMNS = 4 };
    static const struct table_column columns[RESULT_COLUMNS] = {{"file", NULL, COLUMN_TEXT},
                                                                {"rows", NULL, COLUMN_NUMBER},
                                                                {"new", NULL, COLUMN_NUMBER},
                                                                {"rejected", NULL, COLUMN_NUMBER}};
    char rows[LIST_NUMBER_SIZE], new[LIST_NUMBER_SIZE], rejected[LIST_NUMBER_SIZE];
    struct list list;
    if (call->format == TABLE_TEXT)
        return print_people(call, request, result, err);
    const char *slash = strrchr(request->file, '/');
    const char *cells[RESULT_COLUMNS] = {
        slash != NULL ? slash + 1 : request->file, list_number(result->rows, rows),
        list_number(result->new, new), list_number(result->rejected, rejected)};
    enum rc rc = list_begin(&list, call, columns, RESULT_COLUMNS, err);
    if (rc == RC_OK)
        rc = list_add(&list, cells, err);
    return list_end(&list, rc, "", err);
}

static enum rc print_template(struct call *call, struct err *err)
{
    struct buf text;
    buf_init(&text);
    claim_import_add_template(&text);
    enum rc rc = buf_check(&text, err);
    if (rc == RC_OK)
        rc = call_line(call, text.text, err);
    buf_release(&text);
    return rc;
}

static enum rc run_import(struct call *call, struct err *err)
{
    struct claim_import_result result;
    const struct claim_import_request request = {
        .file = call_argument(call, 0),
        .dry_run = call_flag(call, "dry-run"),
        .skip_rejects = call_text(call, "skip-rejects"),
        .reject = say_reject,
        .context = call,
    };
    if (call_flag(call, "template"))
        return print_template(call, err);
    if (request.file == NULL)
        return err_set(err, RC_USAGE,
                       _("claim import: FILE is missing: 'coffer claim import --help' shows how"));
    enum rc rc = app_claim_import(call->app, &request, &result, err);
    if (rc != RC_OK)
        return rc;
    return print_result(call, &request, &result, err);
}

static enum rc run_delete(struct call *call, struct err *err)
{
    char id[CLAIM_ID_MAX];
    const struct claim_ref ref = call_claim(call);
    enum rc rc = app_claim_delete(call->app, &ref, id, err);
    return rc == RC_OK ? call_line(call, id, err) : rc;
}

static enum rc run_expense_add(struct call *call, struct err *err)
{
    char id[CLAIM_ID_MAX];
    const struct claim_ref ref = call_claim(call);
    const struct expense_form form = {
        .kind = call_text(call, "kind"),
        .vendor = call_text(call, "vendor"),
        .number = call_text(call, "number"),
        .date = call_text(call, "date"),
        .amount = call_text(call, "amount"),
        .text = call_text(call, "text"),
        .invoice_total = call_text(call, "invoice-total"),
        .invoice_currency = call_text(call, "invoice-currency"),
        .tax = call_text(call, "tax"),
        .units = call_text(call, "units"),
        .rate = call_text(call, "rate"),
        .signed_by = call_text(call, "signed-by"),
        .signed_day = call_text(call, "signed"),
        .class = call_text(call, "class"),
        .person = call_text(call, "person"),
        .conference = call_text(call, "conference"),
    };
    enum rc rc = app_claim_expense_add(call->app, &ref, &form, id, err);
    return rc == RC_OK ? call_line(call, id, err) : rc;
}

static enum rc run_expense_delete(struct call *call, struct err *err)
{
    char id[CLAIM_ID_MAX];
    const struct claim_ref ref = call_claim(call);
    enum rc rc = app_claim_expense_delete(call->app, &ref, call_argument(call, 1), id, err);
    return rc == RC_OK ? call_line(call, id, err) : rc;
}

static enum rc run_metric_set(struct call *call, struct err *err)
{
    char id[CLAIM_ID_MAX];
    const struct claim_ref ref = call_claim(call);
    enum rc rc = app_claim_metric_set(call->app, &ref, call_argument(call, 1),
                                      call_argument(call, 2), id, err);
    return rc == RC_OK ? call_line(call, id, err) : rc;
}

static enum rc run_comment(struct call *call, struct err *err)
{
    char id[CLAIM_ID_MAX];
    const struct claim_ref ref = call_claim(call);
    enum rc rc = app_claim_comment(call->app, &ref, call_argument(call, 1), id, err);
    return rc == RC_OK ? call_line(call, id, err) : rc;
}

static enum rc run_approval_add(struct call *call, struct err *err)
{
    char id[CLAIM_ID_MAX];
    const struct claim_ref ref = call_claim(call);
    const struct approval_form form = {
        .kind = call_text(call, "kind"),
        .number = call_text(call, "number"),
        .lifts = call_text(call, "lifts"),
        .asked = call_text(call, "asked"),
        .answered = call_text(call, "answered"),
        .answer = call_text(call, "answer"),
        .amount = call_text(call, "amount"),
        .valid_until = call_text(call, "valid-until"),
        .note = call_text(call, "note"),
    };
    enum rc rc = app_claim_approval_add(call->app, &ref, &form, id, err);
    return rc == RC_OK ? call_line(call, id, err) : rc;
}

/* ---- the table ---- */

#define REQUIRED_KIND(words, text)                                                            \
    {                                                                                         \
        .name = "kind", .argument = words, .kind = VALUE_WORD, .required = true, .help = text \
    }

static const struct option_spec new_options[] = {
    {.name = "program", .argument = "CODE", .required = true, .help = N_("the fund's program")},
    {.name = "location", .argument = "ID", .required = true, .help = N_("the fund's location")},
    {.name = "period",
     .argument = "PERIOD",
     .kind = VALUE_PERIOD,
     .required = true,
     .help = N_("the earning period whose co-op is claimed, such as FY21H1")},
    {.name = "activity",
     .argument = "CODE",
     .required = true,
     .help = N_("what was done, such as DG01: see 'coffer activity list'")},
    {.name = "currency", .argument = "CCC", .required = true, .help = N_("a currency of the fund")},
    {.name = "start",
     .argument = "DATE",
     .kind = VALUE_DATE,
     .required = true,
     .help = N_("the activity's first day")},
    {.name = "end",
     .argument = "DATE",
     .kind = VALUE_DATE,
     .required = true,
     .help = N_("its last day")},
    {.name = "title", .argument = "TEXT", .required = true, .help = N_("what it is called")},
    {.name = "amount", .argument = "AMOUNT", .help = N_("what is claimed; 0 until it is set")},
    {.name = "pre-approval",
     .argument = "NUMBER",
     .help = N_("short for a pre-approval that was answered yes")},
    {.name = "owner", .argument = "LOGIN", .help = N_("who looks after it; else you")},
    {.name = "reference",
     .argument = "TEXT",
     .help = N_("its number in Partner Center, once it has one")},
    {.name = "tag", .argument = "TAG", .repeats = true, .help = N_("a word to find it by")},
    {.name = NULL},
};

static const struct option_spec set_options[] = {
    {.name = "amount", .argument = "AMOUNT", .help = N_("what is claimed")},
    {.name = "start", .argument = "DATE", .kind = VALUE_DATE, .help = N_("the first day")},
    {.name = "end", .argument = "DATE", .kind = VALUE_DATE, .help = N_("the last day")},
    {.name = "title", .argument = "TEXT", .help = N_("what it is called")},
    {.name = "activity", .argument = "CODE", .help = N_("another activity")},
    {.name = "currency",
     .argument = "CCC",
     .help = N_("another currency, while the claim has no expenses and payments")},
    {.name = "pre-approval",
     .argument = "NUMBER",
     .help = N_("short for a pre-approval that was answered yes")},
    {.name = "owner", .argument = "LOGIN", .help = N_("who looks after it; in every status")},
    {.name = "reference",
     .argument = "TEXT",
     .help = N_("its number in Partner Center; in every status")},
    {.name = "tag",
     .argument = "TAG",
     .repeats = true,
     .help = N_("a word to find it by; in every status")},
    {.name = "untag", .argument = "TAG", .repeats = true, .help = N_("takes a tag away")},
    IF_REVISION,
    {.name = NULL},
};

static const struct option_spec import_options[] = {
    {.name = "template", .help = N_("print the header of such a file, and nothing else")},
    {.name = "dry-run", .help = N_("say what would come in; change nothing")},
    {.name = "skip-rejects",
     .argument = "REJECTS.csv",
     .help = N_("take the good rows in and write the others here, with the reason")},
    {.name = NULL},
};

static const struct option_spec copy_options[] = {
    {.name = "period",
     .argument = "PERIOD",
     .kind = VALUE_PERIOD,
     .help = N_("for another earning period")},
    IF_REVISION,
    {.name = NULL},
};

static const struct option_spec revision_options[] = {
    IF_REVISION,
    {.name = NULL},
};

static const struct option_spec expense_options[] = {
    REQUIRED_KIND("invoice|csr",
                  N_("a third party's invoice, or a certification statement and report (CSR) for "
                     "work done in-house")),
    {.name = "vendor",
     .argument = "NAME",
     .required = true,
     .help = N_("who sent the invoice; of a CSR who did the work")},
    {.name = "number",
     .argument = "TEXT",
     .required = true,
     .help = N_("its number; once per vendor on a claim")},
    {.name = "date",
     .argument = "DATE",
     .kind = VALUE_DATE,
     .required = true,
     .help = N_("the date on it")},
    {.name = "amount",
     .argument = "AMOUNT",
     .required = true,
     .help = N_("what it cost, in the claim's currency")},
    {.name = "text", .argument = "TEXT", .help = N_("what it was for")},
    {.name = "invoice-total",
     .argument = "AMOUNT",
     .help = N_("the whole invoice, where several claims share it openly")},
    {.name = "invoice-currency",
     .argument = "CCC",
     .help = N_("the invoice's currency; else the claim's")},
    {.name = "tax", .argument = "AMOUNT", .help = N_("the tax in the invoice's total")},
    {.name = "units", .argument = "NUMBER", .help = N_("of a CSR: hours or units")},
    {.name = "rate", .argument = "AMOUNT", .help = N_("of a CSR: what one of them costs")},
    {.name = "signed-by", .argument = "NAME", .help = N_("of a CSR: who signed it")},
    {.name = "signed",
     .argument = "DATE",
     .kind = VALUE_DATE,
     .help = N_("of a CSR: when it was signed")},
    {.name = "class",
     .argument = "registration|travel",
     .kind = VALUE_WORD,
     .help = N_("of a conference: what it is")},
    {.name = "person", .argument = "NAME", .help = N_("of a conference: who went")},
    {.name = "conference", .argument = "NAME", .help = N_("of a conference: which one")},
    IF_REVISION,
    {.name = NULL},
};

static const struct option_spec approval_options[] = {
    REQUIRED_KIND("pre-approval|exception|extension|tax-invoice",
                  N_("what the vendor was asked for")),
    {.name = "number", .argument = "TEXT", .required = true, .help = N_("its number")},
    {.name = "lifts",
     .argument = "FINDING",
     .help = N_("of an exception: the finding of 'coffer claim check' that it lifts")},
    {.name = "asked", .argument = "DATE", .kind = VALUE_DATE, .help = N_("when it was asked for")},
    {.name = "answered",
     .argument = "DATE",
     .kind = VALUE_DATE,
     .help = N_("when it was answered")},
    {.name = "answer",
     .argument = "yes|no",
     .kind = VALUE_WORD,
     .help = N_("the answer; none while it is awaited")},
    {.name = "amount", .argument = "AMOUNT", .help = N_("the amount that it names")},
    {.name = "valid-until",
     .argument = "DATE",
     .kind = VALUE_DATE,
     .help = N_("its last day; of an extension the last day to submit")},
    {.name = "note", .argument = "TEXT", .help = N_("a note of your own")},
    IF_REVISION,
    {.name = NULL},
};

static const struct command commands[] = {
    {
        .words = "claim new",
        .options = new_options,
        .summary = N_("start a claim"),
        .help = N_("Makes a draft and prints its id. Program, location and period never change "
                   "afterwards. What is still missing is told by 'coffer claim check'."),
        .examples = {{"coffer claim new --program csp-direct --location 4521234 --period FY26H1 "
                      "--activity MD02 --currency EUR --start 2026-03-02 --end 2026-03-03 "
                      "--title 'Spring seminar' --amount 1200",
                      N_("a seminar, paid from the co-op of July to December 2025")}},
        .run = run_new,
    },
    {
        .words = "claim copy",
        .arguments = ID_ARGUMENT,
        .options = copy_options,
        .summary = N_("start a claim from another one"),
        .help = N_("Makes a draft with the same activity, dates, amount, expenses, metrics and "
                   "documents, and prints its id: to file a rejected claim again, or to do the "
                   "same once more."),
        .examples = {{"coffer claim copy C-7F3K9QDX", N_("the same again")},
                     {"coffer claim copy C-7F3K9QDX --period FY26H2",
                      N_("the same, from the next half-year's co-op")}},
        .run = run_copy,
    },
    {
        .words = "claim import",
        .arguments = {{.name = "FILE", .optional = true}},
        .options = import_options,
        .bookless = "template",
        .summary = N_("take in claims that existed before Coffer came"),
        .help = N_("Takes claims from a CSV file, '-' for standard input, with their status and "
                   "its dates, so that half-used funds show what is left of them. Dates: created, "
                   "submitted, decided (the status), paid_on. Everything comes in, or nothing; a "
                   "row whose reference a claim has already is rejected."),
        .examples = {{"coffer claim import --template >claims.csv", N_("a file to fill in")},
                     {"coffer claim import claims.csv --dry-run", N_("looks at it first")}},
        .run = run_import,
    },
    {
        .words = "claim set",
        .arguments = ID_ARGUMENT,
        .options = set_options,
        .needs_option = true,
        .summary = N_("change a claim"),
        .help = N_("Changes what is given and leaves the rest; prints the id. Owner, reference and "
                   "tags change in every status, the rest in editing and action-required. After a "
                   "change of activity, documents for an item that it lacks become 'other'."),
        .examples = {{"coffer claim set C-7F3K9QDX --amount 1150", N_("claims less")},
                     {"coffer claim set C-7F3K9QDX --reference 2026-00471 --tag spring",
                      N_("notes the portal's number, and a word to find it by")}},
        .run = run_set,
    },
    {
        .words = "claim expense add",
        .arguments = ID_ARGUMENT,
        .options = expense_options,
        .summary = N_("add what something cost"),
        .help = N_("Adds an expense and prints the claim's id. Attach its invoice or CSR with "
                   "'coffer claim attach': only then it is backed."),
        .examples = {{"coffer claim expense add C-7F3K9QDX --kind invoice --vendor Fabrikam "
                      "--number 2026-118 --date 2026-03-05 --amount 800 --text 'Room and catering'",
                      N_("an invoice")},
                     {"coffer claim expense add C-7F3K9QDX --kind csr --vendor 'Ann Lee' "
                      "--number CSR-1 --date 2026-03-05 --amount 300 --units 6 --rate 50 "
                      "--signed-by 'Bo Ek' --signed 2026-03-06",
                      N_("six hours of one's own")}},
        .run = run_expense_add,
    },
    {
        .words = "claim expense delete",
        .arguments = {{.name = "ID"}, {.name = "NUMBER"}},
        .options = revision_options,
        .summary = N_("take an expense away"),
        .help = N_("Takes an expense away and prints the claim's id. Where two vendors share a "
                   "number, VENDOR/NUMBER names it."),
        .examples = {{"coffer claim expense delete C-7F3K9QDX 2026-118", N_("takes it away")}},
        .run = run_expense_delete,
    },
    {
        .words = "claim metric set",
        .arguments = {{.name = "ID"}, {.name = "NAME"}, {.name = "VALUE"}},
        .options = revision_options,
        .summary = N_("set a number that the activity asks for"),
        .help = N_("Sets a metric and prints the claim's id. The names stand in 'coffer activity "
                   "list'."),
        .examples = {{"coffer claim metric set C-7F3K9QDX registered-guests 64",
                      N_("sixty-four guests")}},
        .run = run_metric_set,
    },
    {
        .words = "claim comment",
        .arguments = {{.name = "ID"}, {.name = "TEXT"}},
        .options = revision_options,
        .summary = N_("add a comment to a claim's history"),
        .help = N_("Adds a comment and prints the claim's id; in every status."),
        .examples = {{"coffer claim comment C-7F3K9QDX 'Fabrikam sends the photos on Monday'",
                      N_("for whoever looks at it next")}},
        .run = run_comment,
    },
    {
        .words = "claim approval add",
        .arguments = ID_ARGUMENT,
        .options = approval_options,
        .summary = N_("record what the vendor granted, or was asked for"),
        .help =
            N_("Records a pre-approval, an exception, an extension or a tax invoice, and prints "
               "the claim's id; in every status. An exception turns the finding that it lifts "
               "into a warning, an extension moves this claim's last day, a tax invoice that "
               "was answered yes lets payment be due 30 days later."),
        .examples = {{"coffer claim approval add C-7F3K9QDX --kind extension --number EXT-12 "
                      "--answered 2026-08-10 --answer yes --valid-until 2026-08-31",
                      N_("two more weeks")}},
        .run = run_approval_add,
    },
    {
        .words = "claim delete",
        .arguments = ID_ARGUMENT,
        .options = revision_options,
        .summary = N_("delete a draft"),
        .help = N_("Deletes a claim that was never submitted; prints its id. 'coffer undo' brings "
                   "it back."),
        .examples = {{"coffer claim delete C-7F3K9QDX", N_("deletes it")}},
        .run = run_delete,
    },
};

const struct command_set commands_claim = {N_("Claims"), commands,
                                           sizeof(commands) / sizeof(commands[0])};
