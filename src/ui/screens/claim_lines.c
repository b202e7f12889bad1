/* SPDX-License-Identifier: MIT */
#include "ui/screens/claim_lines.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "model/claim_words.h"
#include "model/size.h"
#include "ui/screens/claim_rows.h"

/* What a line is made of while the page is written; after a failure nothing more is. */
struct writing {
    struct claim_lines lines;
    const struct claim_sight *sight;
    const struct claim *claim;
    const struct claim_verdict *verdict;
    struct date day;
    struct buf text, note, full; /* of the next line */
    enum rc rc;
    struct err *err;
};

static void line_release(struct claim_line *line)
{
    free(line->text);
    free(line->note);
    free(line->full);
}

void claim_lines_release(struct claim_lines *lines)
{
    for (size_t i = 0; i < lines->count; i++)
        line_release(&lines->items[i]);
    free(lines->items);
    *lines = (struct claim_lines){0};
}

static struct claim_line *new_line(struct writing *page)
{
    struct claim_lines *lines = &page->lines;
    if (lines->count == lines->room) {
        size_t room = lines->room > 0 ? lines->room * 2 : 32;
        struct claim_line *items = reallocarray(lines->items, room, sizeof(*items));
        if (items == NULL) {
            page->rc = err_memory(page->err);
            return NULL;
        }
        lines->items = items;
        lines->room = room;
    }
    return &lines->items[lines->count++];
}

/* The line, with the texts that were written; full: the same as text where there is none. */
static void push(struct writing *page, struct claim_line line)
{
    const struct buf *full = page->full.length > 0 ? &page->full : &page->text;
    bool failed = page->text.failed || page->note.failed || page->full.failed;
    struct claim_line *mine = page->rc == RC_OK ? new_line(page) : NULL;
    if (mine != NULL) {
        *mine = line;
        mine->text = strdup(page->text.text);
        mine->note = strdup(page->note.text);
        mine->full = strdup(full->text);
        if (failed || mine->text == NULL || mine->note == NULL || mine->full == NULL)
            page->rc = err_memory(page->err);
    }
    buf_clear(&page->text);
    buf_clear(&page->note);
    buf_clear(&page->full);
}

/* What is written as text already stands behind the words. */
static void title(struct writing *page, enum claim_section section, const char *words,
                  const char *what_adds)
{
    char behind[64];
    (void)snprintf(behind, sizeof(behind), "%s", page->text.text);
    buf_clear(&page->text);
    buf_addf(&page->text, "%s%s", words, behind);
    buf_add(&page->full, what_adds);
    push(page,
         (struct claim_line){.section = section, .title = true, .mark = "", .paint = PAINT_TITLE});
}

static struct figure part(const struct writing *page, const char *name, struct money amount,
                          struct currency currency)
{
    const struct claim_head *head = page->claim->head;
    return (struct figure){.kind = FIGURE_CLAIM_PART,
                           .amount = amount,
                           .currency = currency,
                           .program = head->program,
                           .location = head->location,
                           .period = head->period,
                           .name = name,
                           .id = head->id};
}

/* ---- what stands in the way ----------------------------------------------------------------- */

/* Of a claim that was sent only what is still to come: what stood in the way of sending
 * it does no more. */
static bool matters(const struct writing *page, const struct finding *finding)
{
    return claim_status_is_editable(page->claim->status) ||
           strcmp(finding->code, "short-payment") == 0;
}

static void write_findings(struct writing *page)
{
    const struct finding_list *findings = &page->verdict->findings;
    size_t blockers = 0, count = 0;
    for (size_t i = 0; i < findings->count; i++) {
        count += matters(page, &findings->items[i]);
        blockers +=
            matters(page, &findings->items[i]) && findings->items[i].severity == SEVERITY_BLOCKER;
    }
    if (count == 0)
        return;
    if (blockers > 0)
        buf_addf(&page->text, _(": %zu before it can be submitted"), blockers);
    title(page, SECTION_FINDINGS, _("To mend"), _("Enter on a line goes to where it is mended."));
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        bool blocks = finding->severity == SEVERITY_BLOCKER;
        if (!matters(page, finding))
            continue;
        buf_add(&page->text, finding->message);
        push(page, (struct claim_line){.section = SECTION_FINDINGS,
                                       .at = i,
                                       .mark = blocks ? "!!" : "!",
                                       .paint = blocks ? PAINT_BAD : PAINT_WARN});
    }
}

/* ---- the checklist -------------------------------------------------------------------------- */

static const struct claim_document *document_of(const struct claim *claim, const char *id)
{
    for (size_t i = 0; id != NULL && i < claim->document_count; i++) {
        if (strcmp(claim->documents[i].id, id) == 0)
            return &claim->documents[i];
    }
    return NULL;
}

/* "changed to 80.00 EUR" */
static void add_verdict(const struct writing *page, const struct claim_feedback *feedback,
                        struct buf *ret)
{
    const struct currency currency = page->claim->currency;
    char text[MONEY_TEXT_SIZE];
    if (feedback->has_amount)
        buf_addf(ret, _("%s to %s %s"), feedback->verdict,
                 money_print(feedback->amount, currency, text), currency.code);
    else
        buf_add(ret, feedback->verdict);
}

/* A sentence behind the others. */
static void say_review(struct writing *page, const struct claim_feedback *feedback)
{
    buf_add(&page->full, _(" The reviewer: "));
    add_verdict(page, feedback, &page->full);
    buf_addf(&page->full, "%s%s%s%s.", feedback->reason[0] != '\0' ? ", " : "", feedback->reason,
             feedback->note[0] != '\0' ? ": " : "", feedback->note);
}

/* What a reviewer said of the item. */
static void add_feedback(struct writing *page, const char *item)
{
    for (size_t i = 0; i < page->claim->feedback_count; i++) {
        const struct claim_feedback *feedback = &page->claim->feedback[i];
        if (strcmp(feedback->item, item) != 0)
            continue;
        buf_addf(&page->note, "%s%s", page->note.length > 0 ? ", " : "", feedback->verdict);
        say_review(page, feedback);
    }
}

static void write_check(struct writing *page, size_t at)
{
    const struct checklist_line *line = &page->verdict->checklist.lines[at];
    const struct claim_document *document = document_of(page->claim, line->document);
    bool reminder = !line->counts;
    if (reminder)
        buf_addf(&page->text, _("Refused last time: %s"), line->text);
    else
        buf_add(&page->text, line->text);
    buf_add(&page->full, page->text.text);
    if (document != NULL)
        buf_add(&page->note, document->name);
    else if (!line->satisfied && !reminder)
        buf_add(&page->note, _("missing"));
    if (reminder && line->item[0] != '\0')
        buf_add(&page->note, line->item);
    else if (line->item[0] != '\0')
        add_feedback(page, line->item);
    push(page, (struct claim_line){.section = SECTION_CHECKLIST,
                                   .at = at,
                                   .mark = reminder          ? "!"
                                           : line->satisfied ? "[x]"
                                                             : "[ ]",
                                   .paint = reminder          ? PAINT_WARN
                                            : line->satisfied ? PAINT_TEXT
                                                              : PAINT_BAD});
}

static void write_checklist(struct writing *page)
{
    const struct checklist *checklist = &page->verdict->checklist;
    size_t wanted = 0, done = 0;
    for (size_t i = 0; i < checklist->count; i++) {
        wanted += checklist->lines[i].counts;
        done += checklist->lines[i].counts && checklist->lines[i].satisfied;
    }
    buf_addf(&page->text, _(": %zu of %zu"), done, wanted);
    title(page, SECTION_CHECKLIST, _("Checklist"),
          _("What the claim must hold. Enter on a line adds what is missing, or opens what is "
            "there."));
    for (size_t i = 0; i < checklist->count; i++)
        write_check(page, i);
}

/* ---- what it holds -------------------------------------------------------------------------- */

enum rc claim_expense_item(const struct claim *claim, size_t expense, struct buf *ret,
                           struct err *err)
{
    const struct claim_expense *mine = &claim->expenses[expense];
    int count = 0;
    (void)claim_expense_find(claim, mine->number, &count);
    if (count == 1)
        buf_add(ret, mine->number);
    else
        buf_addf(ret, "%s/%s", mine->vendor, mine->number);
    return buf_check(ret, err);
}

static void write_expense(struct writing *page, size_t at)
{
    const struct claim *claim = page->claim;
    const struct claim_expense *expense = &claim->expenses[at];
    const struct claim_feedback *feedback = claim_expense_feedback(claim, expense);
    bool backed = claim_expense_is_backed(claim, expense);
    char day[DATE_TEXT_SIZE];
    buf_addf(&page->text, "%s %s", expense->vendor, expense->number);
    buf_addf(&page->full, _("%s %s of %s, dated %s."), expense->csr ? _("CSR") : _("Invoice"),
             expense->number, expense->vendor, date_print(expense->date, day));
    if (expense->text != NULL && expense->text[0] != '\0')
        buf_addf(&page->full, " %s.", expense->text);
    if (expense->has_invoice_total) {
        char total[MONEY_TEXT_SIZE];
        buf_addf(&page->full, _(" The invoice is over %s %s."),
                 money_print(expense->invoice_total, expense->invoice_currency, total),
                 expense->invoice_currency.code);
    }
    if (feedback != NULL) { /* first: there is little room for the note */
        add_verdict(page, feedback, &page->note);
        buf_add(&page->note, ", ");
        say_review(page, feedback);
    }
    buf_add(&page->note, backed         ? _("attached")
                         : expense->csr ? _("CSR missing")
                                        : _("invoice missing"));
    push(page,
         (struct claim_line){.section = SECTION_EXPENSES,
                             .at = at,
                             .mark = backed ? "[x]" : "[ ]",
                             .paint = backed ? PAINT_TEXT : PAINT_WARN,
                             .has_figure = true,
                             .figure = part(page, "expense", expense->amount, claim->currency)});
}

static void write_expenses(struct writing *page)
{
    const struct claim *claim = page->claim;
    buf_add(&page->text, _("Expenses"));
    if (claim_status_is_editable(claim->status))
        buf_add(&page->full, _("x adds an expense: an invoice, or a CSR of your own cost."));
    push(page, (struct claim_line){.section = SECTION_EXPENSES,
                                   .title = true,
                                   .mark = "",
                                   .paint = PAINT_TITLE,
                                   .has_figure = claim->expense_count > 0,
                                   .figure = part(page, "cost", claim->cost, claim->currency)});
    for (size_t i = 0; i < claim->expense_count; i++)
        write_expense(page, i);
}

static void write_metrics(struct writing *page)
{
    if (page->claim->metric_count == 0)
        return;
    title(page, SECTION_METRICS, _("Metrics"), _("m sets a metric."));
    for (size_t i = 0; i < page->claim->metric_count; i++) {
        const struct claim_metric *metric = &page->claim->metrics[i];
        buf_addf(&page->text, "%s: %s", metric->name, metric->value);
        push(page, (struct claim_line){.section = SECTION_METRICS, .at = i, .mark = ""});
    }
}

static void write_documents(struct writing *page)
{
    bool any = false;
    for (size_t i = 0; i < page->claim->document_count; i++) {
        const struct claim_document *document = &page->claim->documents[i];
        char size[SIZE_TEXT_SIZE];
        if (document->detached)
            continue;
        if (!any)
            title(page, SECTION_DOCUMENTS, _("Documents"),
                  _("f attaches files; Enter opens one, d takes it off the claim."));
        any = true;
        buf_add(&page->text, document->name);
        buf_addf(&page->note, "%s%s%s, %s", document_kind_word(document->kind),
                 document->item[0] != '\0' ? " " : "", document->item,
                 size_words(document->size, size));
        buf_addf(&page->full, _("%s: %s, attached by %s."), document->name, document->media_type,
                 document->person);
        if (document->note[0] != '\0')
            buf_addf(&page->full, " %s", document->note);
        push(page, (struct claim_line){.section = SECTION_DOCUMENTS, .at = i, .mark = ""});
    }
}

static void write_approvals(struct writing *page)
{
    if (page->claim->approval_count == 0)
        return;
    title(page, SECTION_APPROVALS, _("Approvals"),
          _("p notes a pre-approval, an exception, an extension or a tax invoice."));
    for (size_t i = 0; i < page->claim->approval_count; i++) {
        const struct claim_approval *approval = &page->claim->approvals[i];
        char day[DATE_TEXT_SIZE];
        buf_addf(&page->text, "%s %s", approval->kind, approval->number);
        if (approval->has_valid_until)
            buf_addf(&page->note, _("until %s"), date_print(approval->valid_until, day));
        buf_addf(&page->full, "%s %s%s%s%s %s", approval->kind, approval->number,
                 approval->granted ? _(", granted") : _(", not granted yet"),
                 approval->lifts != NULL ? _(", lifts ") : "",
                 approval->lifts != NULL ? approval->lifts : "", approval->note);
        push(page, (struct claim_line){
                       .section = SECTION_APPROVALS,
                       .at = i,
                       .mark = approval->granted ? "[x]" : "[ ]",
                       .has_figure = approval->has_amount,
                       .figure = part(page, "approval", approval->amount, page->claim->currency)});
    }
}

static void write_payments(struct writing *page)
{
    const struct claim *claim = page->claim;
    if (claim->payment_count == 0)
        return;
    buf_add(&page->text, _("Payments"));
    buf_add(&page->full, _("R records a further payment."));
    push(page, (struct claim_line){.section = SECTION_PAYMENTS,
                                   .title = true,
                                   .mark = "",
                                   .paint = PAINT_TITLE,
                                   .has_figure = true,
                                   .figure = part(page, "paid", claim->paid, claim->currency)});
    for (size_t i = 0; i < claim->payment_count; i++) {
        const struct claim_payment *payment = &claim->payments[i];
        char day[DATE_TEXT_SIZE], covers[MONEY_TEXT_SIZE];
        buf_addf(&page->text, "%s %s", date_print(payment->day, day), payment->reference);
        if (payment->voided)
            buf_add(&page->note, _("void"));
        else if (!payment->settles)
            buf_add(&page->note, _("settles nothing: not said how much"));
        else if (!currency_equal(payment->currency, claim->currency))
            buf_addf(&page->note, _("settles %s %s"),
                     money_print(payment->covers, claim->currency, covers), claim->currency.code);
        buf_addf(&page->full, _("Payment %s of %s. %s"), payment->id, day, payment->note);
        if (payment->void_reason[0] != '\0')
            buf_addf(&page->full, _(" It is void: %s."), payment->void_reason);
        push(page, (struct claim_line){
                       .section = SECTION_PAYMENTS,
                       .at = i,
                       .mark = "",
                       .paint = payment->voided ? PAINT_FAINT : PAINT_TEXT,
                       .has_figure = true,
                       .figure = part(page, "payment", payment->amount, payment->currency)});
    }
}

/* ---- what happened to it -------------------------------------------------------------------- */

static void write_sent(struct writing *page)
{
    if (page->claim->submission_count == 0)
        return;
    title(page, SECTION_SENT, _("Sent"),
          _("Enter shows what was sealed, and what changed since the time before."));
    for (size_t i = 0; i < page->claim->submission_count; i++) {
        const struct claim_submission *sent = &page->claim->submissions[i];
        char day[DATE_TEXT_SIZE];
        buf_addf(&page->text, _("%s by %s"), date_print(sent->day, day), sent->person);
        buf_addf(&page->full, _("Sealed with SHA-256 %s"), sent->sha256);
        push(page, (struct claim_line){.section = SECTION_SENT, .at = i, .mark = ""});
    }
}

/* What is one thing alone needs no name of its field. */
static void add_entry(struct buf *words, const struct claim_entry *entry, struct currency currency)
{
    switch ((int)entry->kind) {
    case ENTRY_TAG:
    case ENTRY_UNTAG:
        buf_add(words, claim_entry_text(entry, SAYS_TAG));
        break;
    case ENTRY_COMMENT:
        buf_add(words, claim_entry_text(entry, SAYS_TEXT));
        break;
    case ENTRY_METRIC:
        buf_addf(words, "%s %s", claim_entry_text(entry, SAYS_NAME),
                 claim_entry_text(entry, SAYS_VALUE));
        break;
    case ENTRY_ATTACHED:
        buf_add(words, claim_entry_text(entry, SAYS_NAME));
        break;
    default:
        claim_entry_add_words(words, entry, currency);
        break;
    }
}

/* Newest first, as far as the day. */
static void write_history(struct writing *page)
{
    const struct claim_history *history = &page->sight->history;
    title(page, SECTION_HISTORY, _("History"), _("n adds a comment."));
    for (size_t i = history->count; i-- > 0;) {
        const struct claim_entry *entry = &history->entries[i];
        const char *status = claim_entry_text(entry, SAYS_STATUS);
        char day[DATE_TEXT_SIZE];
        struct buf words;
        if (date_compare(entry->day, page->day) > 0)
            continue;
        buf_init(&words);
        add_entry(&words, entry, page->claim->currency);
        buf_addf(&page->text, "%s %s%s%s", date_print(entry->day, day),
                 status != NULL ? status : claim_entry_word(entry->kind),
                 words.length > 0 ? ": " : "", words.text);
        buf_add(&page->note, entry->person);
        if (words.failed)
            buf_fail(&page->text);
        buf_release(&words);
        push(page, (struct claim_line){
                       .section = SECTION_HISTORY, .at = i, .mark = "", .paint = PAINT_TEXT});
    }
}

enum rc claim_lines_make(struct claim_lines *ret, const struct claim_sight *sight,
                         const struct claim_verdict *verdict, struct date day, struct err *err)
{
    struct writing page = {
        .sight = sight, .claim = &sight->claim, .verdict = verdict, .day = day, .err = err};
    buf_init(&page.text);
    buf_init(&page.note);
    buf_init(&page.full);
    bool editable = claim_status_is_editable(page.claim->status);
    write_findings(&page);
    if (editable)
        write_checklist(&page);
    write_expenses(&page);
    write_metrics(&page);
    write_documents(&page);
    write_approvals(&page);
    write_payments(&page);
    write_sent(&page);
    if (!editable)
        write_checklist(&page);
    write_history(&page);
    buf_release(&page.text);
    buf_release(&page.note);
    buf_release(&page.full);
    if (page.rc != RC_OK) {
        claim_lines_release(&page.lines);
        return page.rc;
    }
    claim_lines_release(ret);
    *ret = page.lines;
    return RC_OK;
}
