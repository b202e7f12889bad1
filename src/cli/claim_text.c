/* SPDX-License-Identifier: MIT */
#include "cli/claim_text.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "app/reasons.h"
#include "base/clock.h"
#include "base/words.h"
#include "cli/list.h"
#include "model/claim_words.h"

/* ---- the verdict ---- */

static enum rc print_line(struct call *call, const struct checklist_line *line, struct err *err)
{
    return call_sayf(call, err, "  %s %-12s %s%s%s", line->satisfied ? _("[x]") : _("[ ]"),
                     line->item[0] != '\0' ? line->item : line->what, line->text,
                     line->document != NULL ? "  " : "",
                     line->document != NULL ? line->document : "");
}

static enum rc print_finding(struct call *call, const struct finding *finding, struct err *err)
{
    enum rc rc = call_sayf(call, err, "  %s  %s%s%s", severity_word(finding->severity),
                           finding->code, finding->item[0] != '\0' ? "  " : "", finding->item);
    if (rc == RC_OK)
        rc = call_sayf(call, err, "    %s", finding->message);
    return rc == RC_OK ? call_sayf(call, err, "    %s", finding->fix) : rc;
}

enum rc claim_print_verdict(struct call *call, const struct claim_verdict *verdict, struct err *err)
{
    enum rc rc = call_sayf(call, err, _("Ready: %d %%"), verdict->readiness);
    for (size_t i = 0; rc == RC_OK && i < verdict->checklist.count; i++)
        rc = print_line(call, &verdict->checklist.lines[i], err);
    if (rc == RC_OK && verdict->findings.count > 0)
        rc = call_gap(call, err);
    for (size_t i = 0; rc == RC_OK && i < verdict->findings.count; i++)
        rc = print_finding(call, &verdict->findings.items[i], err);
    return rc;
}

/* ---- a claim as fields: section, item, name, value ---- */

/* Where fields go: a list for programs, lines for people. */
struct page {
    struct call *call;
    struct list *list; /* NULL: for people */
    char section[32];
    enum rc rc;
    struct err *err;
};

/* Does nothing after a failure: a page is written whole, and asked once. */
static void field(struct page *page, const char *section, const char *item, const char *name,
                  const char *value)
{
    if (page->rc != RC_OK || value == NULL || value[0] == '\0')
        return;
    if (page->list != NULL) {
        const char *cells[] = {section, item, name, value};
        page->rc = list_add(page->list, cells, page->err);
        return;
    }
    if (strcmp(page->section, section) != 0) {
        if (page->section[0] != '\0')
            page->rc = call_gap(page->call, page->err);
        (void)snprintf(page->section, sizeof(page->section), "%s", section);
        if (page->rc == RC_OK)
            page->rc = call_sayf(page->call, page->err, "%s", section);
    }
    if (page->rc == RC_OK && item[0] != '\0')
        page->rc = call_sayf(page->call, page->err, "  %-16s %-14s %s", item, name, value);
    else if (page->rc == RC_OK)
        page->rc = call_sayf(page->call, page->err, "  %-16s %s", name, value);
}

static void money_field(struct page *page, const char *section, const char *item, const char *name,
                        struct money money, struct currency currency)
{
    char amount[MONEY_TEXT_SIZE], both[MONEY_TEXT_SIZE + 8];
    (void)snprintf(both, sizeof(both), "%s %s", money_print(money, currency, amount),
                   currency.code);
    field(page, section, item, name, both);
}

static void date_field(struct page *page, const char *section, const char *item, const char *name,
                       struct date date)
{
    char text[DATE_TEXT_SIZE];
    field(page, section, item, name, date_print(date, text));
}

/* For programs the code alone. */
static void reason_field(struct page *page, const char *section, const char *item, const char *code)
{
    struct buf words;
    buf_init(&words);
    if (page->rc == RC_OK && page->list == NULL)
        page->rc = app_reason_words(code, &words, page->err);
    field(page, section, item, "reason", page->list == NULL ? words.text : code);
    buf_release(&words);
}

static void print_head(struct page *page, const struct claim *claim)
{
    char text[32];
    const struct claim_head *head = claim->head;
    field(page, "claim", "", "id", head->id);
    field(page, "claim", "", "title", claim->title);
    field(page, "claim", "", "status", claim_status_word(claim->status));
    date_field(page, "claim", "", "since", claim->status_day);
    reason_field(page, "claim", "", claim->reason);
    field(page, "claim", "", "note", claim->status_note);
    field(page, "claim", "", "program", head->program);
    field(page, "claim", "", "location", head->location);
    field(page, "claim", "", "period", period_print(head->period, text));
    field(page, "claim", "", "activity", claim->activity);
    date_field(page, "claim", "", "start", claim->start);
    date_field(page, "claim", "", "end", claim->end);
    money_field(page, "claim", "", "amount", claim->amount, claim->currency);
    money_field(page, "claim", "", "cost", claim->cost, claim->currency);
    if (claim->has_approved)
        money_field(page, "claim", "", "approved", claim->approved, claim->currency);
    if (claim->payment_count > 0)
        money_field(page, "claim", "", "paid", claim->paid, claim->currency);
    field(page, "claim", "", "owner", claim->owner);
    field(page, "claim", "", "reference", claim->reference);
    field(page, "claim", "", "copied-from", claim->copied_from);
    for (size_t i = 0; i < claim->tag_count; i++)
        field(page, "claim", "", "tag", claim->tags[i]);
    field(page, "claim", "", "revision", list_number(head->revision, text));
}

/* Hours or units: a number with the decimals that it has. */
static const char *units_print(struct money units, char ret[MONEY_TEXT_SIZE])
{
    static const struct currency none = {"JPY"}; /* a currency without decimals of its own */
    return money_print(units, none, ret);
}

static void print_expenses(struct page *page, const struct claim *claim)
{
    for (size_t i = 0; i < claim->expense_count; i++) {
        const struct claim_expense *expense = &claim->expenses[i];
        const struct claim_feedback *feedback = claim_expense_feedback(claim, expense);
        const char *item = expense->number;
        char units[MONEY_TEXT_SIZE];
        field(page, "expenses", item, "kind", expense->csr ? "csr" : "invoice");
        field(page, "expenses", item, "vendor", expense->vendor);
        date_field(page, "expenses", item, "date", expense->date);
        money_field(page, "expenses", item, "amount", expense->amount, claim->currency);
        field(page, "expenses", item, "text", expense->text);
        if (expense->has_invoice_total)
            money_field(page, "expenses", item, "invoice-total", expense->invoice_total,
                        expense->invoice_currency);
        if (expense->has_tax)
            money_field(page, "expenses", item, "tax", expense->tax, expense->invoice_currency);
        if (expense->has_units)
            field(page, "expenses", item, "units", units_print(expense->units, units));
        if (expense->has_rate)
            money_field(page, "expenses", item, "rate", expense->rate, claim->currency);
        field(page, "expenses", item, "signed-by", expense->signed_by);
        if (expense->has_signed)
            date_field(page, "expenses", item, "signed", expense->signed_day);
        field(page, "expenses", item, "class", expense->class);
        field(page, "expenses", item, "person", expense->person);
        field(page, "expenses", item, "conference", expense->conference);
        field(page, "expenses", item, "backed",
              claim_expense_is_backed(claim, expense) ? "yes" : "no");
        if (feedback != NULL)
            field(page, "expenses", item, "feedback", feedback->verdict);
        if (feedback != NULL && feedback->has_amount)
            money_field(page, "expenses", item, "accepted", feedback->amount, claim->currency);
        if (feedback != NULL)
            reason_field(page, "expenses", item, feedback->reason);
        if (feedback != NULL)
            field(page, "expenses", item, "note", feedback->note);
    }
}

static void print_documents(struct page *page, const struct claim *claim)
{
    for (size_t i = 0; i < claim->document_count; i++) {
        const struct claim_document *document = &claim->documents[i];
        char size[LIST_NUMBER_SIZE];
        if (document->detached)
            continue;
        field(page, "documents", document->id, "name", document->name);
        field(page, "documents", document->id, "kind", document_kind_word(document->kind));
        field(page, "documents", document->id, "for", document->item);
        field(page, "documents", document->id, "media-type", document->media_type);
        field(page, "documents", document->id, "size", list_number(document->size, size));
        field(page, "documents", document->id, "sha256", document->sha256);
        field(page, "documents", document->id, "note", document->note);
        field(page, "documents", document->id, "deleted", document->deleted_reason);
    }
}

static void print_approvals(struct page *page, const struct claim *claim)
{
    for (size_t i = 0; i < claim->approval_count; i++) {
        const struct claim_approval *approval = &claim->approvals[i];
        const char *item = approval->number;
        field(page, "approvals", item, "kind", approval->kind);
        field(page, "approvals", item, "lifts", approval->lifts);
        field(page, "approvals", item, "answer", approval->granted ? "yes" : "");
        if (approval->has_asked)
            date_field(page, "approvals", item, "asked", approval->asked);
        if (approval->has_answered)
            date_field(page, "approvals", item, "answered", approval->answered);
        if (approval->has_valid_until)
            date_field(page, "approvals", item, "valid-until", approval->valid_until);
        if (approval->has_amount)
            money_field(page, "approvals", item, "amount", approval->amount, claim->currency);
        field(page, "approvals", item, "note", approval->note);
    }
}

static void print_payments(struct page *page, const struct claim *claim)
{
    for (size_t i = 0; i < claim->payment_count; i++) {
        const struct claim_payment *payment = &claim->payments[i];
        date_field(page, "payments", payment->id, "date", payment->day);
        money_field(page, "payments", payment->id, "amount", payment->amount, payment->currency);
        if (payment->settles)
            money_field(page, "payments", payment->id, "covers", payment->covers, claim->currency);
        else
            field(page, "payments", payment->id, "covers",
                  _("nothing: say how much with --covers"));
        field(page, "payments", payment->id, "reference", payment->reference);
        field(page, "payments", payment->id, "void", payment->voided ? "yes" : "");
    }
}

/* ---- history ---- */

/* "submitted > approved", where the entry changed the status. */
static enum rc add_move(struct buf *buf, const struct claim_sight *sight, size_t at,
                        enum claim_status *status, struct err *err)
{
    struct claim_history until = sight->history;
    struct claim claim = {0};
    until.count = at + 1;
    enum rc rc = claim_on(&until, date_last, &claim, err);
    if (rc == RC_OK && claim.status != *status)
        buf_addf(buf, "%s > %s", claim_status_word(*status), claim_status_word(claim.status));
    if (rc == RC_OK)
        *status = claim.status;
    claim_release(&claim);
    return rc;
}

/* "2026-03-02 set  2026-03-02T14:09:12Z ann: amount 1200.00" */
static void print_history(struct page *page, const struct claim_sight *sight, struct date day)
{
    enum claim_status status = CLAIM_EDITING;
    for (size_t i = 0; page->rc == RC_OK && i < sight->history.count; i++) {
        const struct claim_entry *entry = &sight->history.entries[i];
        char date[DATE_TEXT_SIZE], stamp[CLOCK_STAMP_SIZE];
        struct buf text, line;
        if (date_compare(entry->day, day) > 0)
            continue;
        buf_init(&text);
        buf_init(&line);
        page->rc = add_move(&text, sight, i, &status, page->err);
        claim_entry_add_words(&text, entry, sight->claim.currency);
        clock_stamp(entry->time, stamp);
        buf_addf(&line, "%s %s%s%s", stamp, entry->person, text.length > 0 ? ": " : "", text.text);
        if (page->rc == RC_OK)
            page->rc = buf_check(&line, page->err);
        field(page, "history", date_print(entry->day, date), claim_entry_word(entry->kind),
              line.text);
        buf_release(&line);
        buf_release(&text);
    }
}

static void print_claim(struct page *page, const struct claim_sight *sight, struct date day)
{
    const struct claim *claim = &sight->claim;
    char name[24];
    print_head(page, claim);
    print_expenses(page, claim);
    for (size_t i = 0; i < claim->metric_count; i++)
        field(page, "metrics", "", claim->metrics[i].name, claim->metrics[i].value);
    print_documents(page, claim);
    print_approvals(page, claim);
    for (size_t i = 0; i < claim->feedback_count; i++) {
        const struct claim_feedback *feedback = &claim->feedback[i];
        if (feedback->number != NULL)
            continue; /* said beside its expense */
        field(page, "feedback", feedback->item, "verdict", feedback->verdict);
        reason_field(page, "feedback", feedback->item, feedback->reason);
        field(page, "feedback", feedback->item, "note", feedback->note);
    }
    print_payments(page, claim);
    for (size_t i = 0; i < claim->submission_count; i++) {
        (void)snprintf(name, sizeof(name), "%zu", i + 1);
        date_field(page, "submissions", name, "date", claim->submissions[i].day);
        field(page, "submissions", name, "by", claim->submissions[i].person);
        field(page, "submissions", name, "sha256", claim->submissions[i].sha256);
    }
    print_history(page, sight, day);
}

enum { FIELD_COLUMNS = 4 };
static const struct table_column field_columns[FIELD_COLUMNS] = {
    {"section", NULL, COLUMN_WORD},
    {"item", NULL, COLUMN_TEXT},
    {"name", NULL, COLUMN_TEXT},
    {"value", NULL, COLUMN_TEXT},
};

/* For people what the claim still needs stands below it. */
static enum rc print_needs(struct call *call, const struct claim_sight *sight, struct err *err)
{
    struct claim_verdict verdict = {0};
    if (!claim_status_is_editable(sight->claim.status))
        return RC_OK;
    enum rc rc = app_claim_check(call->app, sight->history.head.id, &verdict, err);
    if (rc == RC_OK)
        rc = call_gap(call, err);
    if (rc == RC_OK)
        rc = claim_print_verdict(call, &verdict, err);
    claim_verdict_release(&verdict);
    return rc;
}

enum rc claim_print(struct call *call, const char *id, struct err *err)
{
    struct claim_sight sight = {0};
    struct list list;
    struct page page = {.call = call, .err = err};
    enum rc rc = app_claim_show(call->app, id, &sight, err);
    if (rc == RC_OK && call->format != TABLE_TEXT) {
        rc = list_begin(&list, call, field_columns, FIELD_COLUMNS, err);
        page.list = &list;
        page.rc = rc;
        print_claim(&page, &sight, app_day(call->app));
        rc = list_end(&list, page.rc, "", err);
    } else if (rc == RC_OK) {
        print_claim(&page, &sight, app_day(call->app));
        rc = page.rc == RC_OK ? print_needs(call, &sight, err) : page.rc;
    }
    claim_sight_release(&sight);
    return rc;
}

/* ---- what was sealed ---- */

static enum rc list_key(void *context, const char *key, const char *one, const char *other,
                        struct err *err)
{
    (void)other;
    const char *cells[] = {key, one};
    return list_add(context, cells, err);
}

/* In JSON the very text that was sealed. */
static enum rc print_sealed_text(struct call *call, const char *id, size_t number, struct err *err)
{
    struct claim_sight sight = {0};
    enum rc rc = app_claim_show(call->app, id, &sight, err);
    if (rc == RC_OK && (number == 0 || number > sight.claim.submission_count))
        rc = app_claim_sealed(call->app, id, number, list_key, NULL, err); /* says so */
    else if (rc == RC_OK)
        rc = call_line(call, sight.claim.submissions[number - 1].seal, err);
    claim_sight_release(&sight);
    return rc;
}

enum rc claim_print_seal(struct call *call, const char *id, size_t number, struct err *err)
{
    static const struct table_column columns[] = {{"key", N_("sealed"), COLUMN_TEXT},
                                                  {"value", N_("value"), COLUMN_TEXT}};
    struct list list;
    if (call->format == TABLE_JSON)
        return print_sealed_text(call, id, number, err);
    enum rc rc = list_begin(&list, call, columns, 2, err);
    if (rc == RC_OK)
        rc = app_claim_sealed(call->app, id, number, list_key, &list, err);
    return list_end(&list, rc, "", err);
}

static enum rc list_difference(void *context, const char *key, const char *one, const char *other,
                               struct err *err)
{
    const char *cells[] = {key, one, other};
    return list_add(context, cells, err);
}

enum rc claim_print_diff(struct call *call, const char *id, size_t one, size_t other,
                         struct err *err)
{
    static const struct table_column columns[] = {{"key", N_("key"), COLUMN_TEXT},
                                                  {"before", N_("before"), COLUMN_TEXT},
                                                  {"after", N_("after"), COLUMN_TEXT}};
    struct list list;
    enum rc rc = list_begin(&list, call, columns, 3, err);
    if (rc == RC_OK)
        rc = app_claim_diff(call->app, id, one, other, list_difference, &list, err);
    return list_end(&list, rc, _("Nothing differs."), err);
}
