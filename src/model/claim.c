/* SPDX-License-Identifier: MIT */
#include "model/claim.h"

#include <stdlib.h>
#include <string.h>

#include "base/words.h"

static const char *const document_kinds[DOCUMENT_KINDS] = {
    [DOCUMENT_PROOF] = "proof",       [DOCUMENT_INVOICE] = "invoice", [DOCUMENT_CSR] = "csr",
    [DOCUMENT_APPROVAL] = "approval", [DOCUMENT_OTHER] = "other",
};

const char *document_kind_word(enum document_kind kind)
{
    bug_if(kind > DOCUMENT_OTHER, "no such kind of document");
    return document_kinds[kind];
}

bool document_kind_parse(const char *text, enum document_kind *ret)
{
    for (size_t i = 0; i < DOCUMENT_KINDS; i++) {
        if (strcmp(document_kinds[i], text) != 0)
            continue;
        *ret = (enum document_kind)i;
        return true;
    }
    return false;
}

/* ---- reading an entry ---------------------------------------------------------------------- */

static const char *text_of(const struct claim_entry *entry, enum claim_field field)
{
    const char *text = claim_entry_text(entry, field);
    return text != NULL ? text : "";
}

static bool read_money(const struct claim_entry *entry, enum claim_field field, struct money *ret)
{
    return claim_entry_number(entry, field, &ret->micros);
}

static bool read_day(const struct claim_entry *entry, enum claim_field field, struct date *ret)
{
    int64_t day = 0;
    if (!claim_entry_number(entry, field, &day))
        return false;
    ret->day = day < date_first.day  ? date_first.day
               : day > date_last.day ? date_last.day
                                     : (int32_t)day;
    return true;
}

static bool read_currency(const struct claim_entry *entry, enum claim_field field,
                          struct currency *ret)
{
    const char *code = claim_entry_text(entry, field);
    return code != NULL && currency_parse(code, ret);
}

static enum rc damaged(const struct claim *claim, const struct claim_entry *entry, struct err *err)
{
    return err_set(err, RC_BOOK,
                   _("claim %s: an entry of kind %s says what none can say: run 'coffer check'"),
                   claim->head->id, claim_entry_word(entry->kind));
}

static enum rc overflow(const struct claim *claim, struct err *err)
{
    return err_set(err, RC_RULE,
                   _("claim %s: a sum of its amounts is more than 64 bits can hold: correct them"),
                   claim->head->id);
}

/* One more zeroed item at the end of an array. */
static void *grow(void *items, size_t *count, size_t size, struct err *err)
{
    char *grown = reallocarray(items, *count + 1, size);
    if (grown == NULL) {
        (void)err_memory(err);
        return NULL;
    }
    memset(grown + *count * size, 0, size);
    ++*count;
    return grown;
}
#define GROW(claim, items, count, err) \
    ((claim)->items = grow((claim)->items, &(claim)->count, sizeof(*(claim)->items), (err)))

/* ---- one kind after the other -------------------------------------------------------------- */

static enum rc apply_set(struct claim *claim, const struct claim_entry *entry, struct err *err)
{
    const struct {
        enum claim_field field;
        const char **into;
    } texts[] = {{SAYS_TITLE, &claim->title},
                 {SAYS_ACTIVITY, &claim->activity},
                 {SAYS_OWNER, &claim->owner},
                 {SAYS_REFERENCE, &claim->reference},
                 {SAYS_COPIED_FROM, &claim->copied_from}};
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        if (claim_entry_text(entry, texts[i].field) != NULL)
            *texts[i].into = claim_entry_text(entry, texts[i].field);
    (void)read_money(entry, SAYS_AMOUNT, &claim->amount);
    (void)read_day(entry, SAYS_START, &claim->start);
    (void)read_day(entry, SAYS_END, &claim->end);
    bool has_currency = claim_entry_text(entry, SAYS_CURRENCY) != NULL;
    bool ok = !has_currency || read_currency(entry, SAYS_CURRENCY, &claim->currency);
    return ok ? RC_OK : damaged(claim, entry, err);
}

static enum rc apply_created(struct claim *claim, const struct claim_entry *entry, struct err *err)
{
    claim->creator = entry->person;
    claim->owner = entry->person;
    claim->created = entry->day;
    claim->status_day = entry->day;
    return apply_set(claim, entry, err);
}

static enum rc apply_tag(struct claim *claim, const struct claim_entry *entry, struct err *err)
{
    const char *tag = text_of(entry, SAYS_TAG);
    size_t at = 0;
    while (at < claim->tag_count && strcmp(claim->tags[at], tag) < 0)
        at++;
    if (at < claim->tag_count && strcmp(claim->tags[at], tag) == 0)
        return RC_OK;
    if (GROW(claim, tags, tag_count, err) == NULL)
        return RC_FILE;
    memmove(&claim->tags[at + 1], &claim->tags[at],
            (claim->tag_count - 1 - at) * sizeof(*claim->tags));
    claim->tags[at] = tag;
    return RC_OK;
}

static enum rc apply_untag(struct claim *claim, const struct claim_entry *entry, struct err *err)
{
    const char *tag = text_of(entry, SAYS_TAG);
    (void)err;
    for (size_t i = 0; i < claim->tag_count; i++) {
        if (strcmp(claim->tags[i], tag) != 0)
            continue;
        claim->tag_count--;
        memmove(&claim->tags[i], &claim->tags[i + 1],
                (claim->tag_count - i) * sizeof(*claim->tags));
        return RC_OK;
    }
    return RC_OK;
}

static enum rc apply_expense(struct claim *claim, const struct claim_entry *entry, struct err *err)
{
    if (GROW(claim, expenses, expense_count, err) == NULL)
        return RC_FILE;
    struct claim_expense *expense = &claim->expenses[claim->expense_count - 1];
    expense->csr = strcmp(text_of(entry, SAYS_KIND), "csr") == 0;
    expense->vendor = text_of(entry, SAYS_VENDOR);
    expense->number = text_of(entry, SAYS_NUMBER);
    expense->text = text_of(entry, SAYS_TEXT);
    (void)read_day(entry, SAYS_DATE, &expense->date);
    (void)read_money(entry, SAYS_AMOUNT, &expense->amount);
    expense->has_invoice_total = read_money(entry, SAYS_INVOICE_TOTAL, &expense->invoice_total);
    expense->has_tax = read_money(entry, SAYS_TAX, &expense->tax);
    if (!read_currency(entry, SAYS_INVOICE_CURRENCY, &expense->invoice_currency))
        expense->invoice_currency = claim->currency;
    expense->has_units = read_money(entry, SAYS_UNITS, &expense->units);
    expense->has_rate = read_money(entry, SAYS_RATE, &expense->rate);
    expense->signed_by = claim_entry_text(entry, SAYS_SIGNED_BY);
    expense->has_signed = read_day(entry, SAYS_SIGNED, &expense->signed_day);
    expense->class = claim_entry_text(entry, SAYS_CLASS);
    expense->person = claim_entry_text(entry, SAYS_PERSON);
    expense->conference = claim_entry_text(entry, SAYS_CONFERENCE);
    bool fits = money_add(claim->cost, expense->amount, &claim->cost);
    return fits ? RC_OK : overflow(claim, err);
}

static enum rc apply_expense_deleted(struct claim *claim, const struct claim_entry *entry,
                                     struct err *err)
{
    for (size_t i = 0; i < claim->expense_count; i++) {
        const struct claim_expense *expense = &claim->expenses[i];
        if (strcmp(expense->vendor, text_of(entry, SAYS_VENDOR)) != 0 ||
            strcmp(expense->number, text_of(entry, SAYS_NUMBER)) != 0)
            continue;
        if (!money_sub(claim->cost, expense->amount, &claim->cost))
            return overflow(claim, err);
        claim->expense_count--;
        memmove(&claim->expenses[i], &claim->expenses[i + 1],
                (claim->expense_count - i) * sizeof(*claim->expenses));
        return RC_OK;
    }
    return damaged(claim, entry, err);
}

static enum rc apply_metric(struct claim *claim, const struct claim_entry *entry, struct err *err)
{
    const struct claim_metric metric = {text_of(entry, SAYS_NAME), text_of(entry, SAYS_VALUE)};
    for (size_t i = 0; i < claim->metric_count; i++) {
        if (strcmp(claim->metrics[i].name, metric.name) != 0)
            continue;
        claim->metrics[i] = metric;
        return RC_OK;
    }
    if (GROW(claim, metrics, metric_count, err) == NULL)
        return RC_FILE;
    claim->metrics[claim->metric_count - 1] = metric;
    return RC_OK;
}

/* Whose expense the number means today: another vendor's with the same number may
 * come later. */
static const char *vendor_now(const struct claim *claim, const struct claim_document *document)
{
    int count = 0;
    if (document->kind != DOCUMENT_INVOICE && document->kind != DOCUMENT_CSR)
        return "";
    const struct claim_expense *expense = claim_expense_find(claim, document->item, &count);
    return expense != NULL ? expense->vendor : "";
}

static enum rc apply_attached(struct claim *claim, const struct claim_entry *entry, struct err *err)
{
    if (GROW(claim, documents, document_count, err) == NULL)
        return RC_FILE;
    struct claim_document *document = &claim->documents[claim->document_count - 1];
    if (!document_kind_parse(text_of(entry, SAYS_KIND), &document->kind))
        return damaged(claim, entry, err);
    document->id = text_of(entry, SAYS_DOCUMENT);
    document->sha256 = text_of(entry, SAYS_HASH);
    document->name = text_of(entry, SAYS_NAME);
    document->media_type = text_of(entry, SAYS_MEDIA_TYPE);
    (void)claim_entry_number(entry, SAYS_SIZE, &document->size);
    document->item = text_of(entry, SAYS_ITEM);
    document->vendor = vendor_now(claim, document);
    document->note = text_of(entry, SAYS_NOTE);
    document->person = entry->person;
    document->time = entry->time;
    document->day = entry->day;
    return RC_OK;
}

/* Detached, filed under another item, or its bytes are gone. */
static enum rc apply_document(struct claim *claim, const struct claim_entry *entry, struct err *err)
{
    for (size_t i = 0; i < claim->document_count; i++) {
        struct claim_document *document = &claim->documents[i];
        if (strcmp(document->id, text_of(entry, SAYS_DOCUMENT)) != 0)
            continue;
        if (entry->kind == ENTRY_DETACHED) {
            document->detached = true;
            document->kept = claim->left_editing > 0;
        } else if (entry->kind == ENTRY_BYTES_DELETED) {
            document->deleted_reason = text_of(entry, SAYS_REASON);
        } else {
            const char *kind = claim_entry_text(entry, SAYS_KIND);
            document->item = text_of(entry, SAYS_ITEM);
            document->vendor = text_of(entry, SAYS_VENDOR);
            if (kind == NULL || !document_kind_parse(kind, &document->kind))
                document->kind = DOCUMENT_OTHER;
        }
        return RC_OK;
    }
    return damaged(claim, entry, err);
}

static enum rc apply_approval(struct claim *claim, const struct claim_entry *entry, struct err *err)
{
    if (GROW(claim, approvals, approval_count, err) == NULL)
        return RC_FILE;
    struct claim_approval *approval = &claim->approvals[claim->approval_count - 1];
    approval->kind = text_of(entry, SAYS_KIND);
    approval->number = text_of(entry, SAYS_NUMBER);
    approval->lifts = claim_entry_text(entry, SAYS_LIFTS);
    approval->granted = strcmp(text_of(entry, SAYS_ANSWER), "yes") == 0;
    approval->has_asked = read_day(entry, SAYS_ASKED, &approval->asked);
    approval->has_answered = read_day(entry, SAYS_ANSWERED, &approval->answered);
    approval->has_valid_until = read_day(entry, SAYS_VALID_UNTIL, &approval->valid_until);
    approval->has_amount = read_money(entry, SAYS_AMOUNT, &approval->amount);
    approval->note = text_of(entry, SAYS_NOTE);
    approval->day = entry->day;
    return RC_OK;
}

static void move_to(struct claim *claim, enum claim_status status, struct date day)
{
    if (claim->status == CLAIM_EDITING)
        claim->left_editing++;
    claim->status = status;
    claim->status_day = day;
}

static enum rc apply_submitted(struct claim *claim, const struct claim_entry *entry,
                               struct err *err)
{
    if (GROW(claim, submissions, submission_count, err) == NULL)
        return RC_FILE;
    claim->submissions[claim->submission_count - 1] = (struct claim_submission){
        text_of(entry, SAYS_SEAL), text_of(entry, SAYS_HASH), entry->day, entry->person};
    if (!claim->has_submitted)
        claim->first_submitted = entry->day;
    claim->has_submitted = true;
    claim->submitted = entry->day;
    move_to(claim, CLAIM_SUBMITTED, entry->day);
    return RC_OK;
}

static enum rc apply_status(struct claim *claim, const struct claim_entry *entry, struct err *err)
{
    enum claim_status status;
    if (!claim_status_parse(text_of(entry, SAYS_STATUS), &status))
        return damaged(claim, entry, err);
    move_to(claim, status, entry->day);
    claim->reason = text_of(entry, SAYS_REASON);
    claim->status_note = text_of(entry, SAYS_NOTE);
    claim->approved = (struct money){0};
    if (status != CLAIM_APPROVED)
        return RC_OK;
    claim->has_approved = true;
    claim->approved_day = entry->day;
    return read_money(entry, SAYS_AMOUNT, &claim->approved) ? RC_OK : damaged(claim, entry, err);
}

/* An expense can be named by its number and by VENDOR/NUMBER. */
static bool same_subject(const struct claim_feedback *a, const struct claim_feedback *b)
{
    bool of_expense = a->number != NULL && a->vendor != NULL;
    if (of_expense != (b->number != NULL && b->vendor != NULL))
        return false;
    if (of_expense)
        return strcmp(a->vendor, b->vendor) == 0 && strcmp(a->number, b->number) == 0;
    return strcmp(a->item, b->item) == 0;
}

static enum rc apply_feedback(struct claim *claim, const struct claim_entry *entry, struct err *err)
{
    struct claim_feedback feedback = {.item = text_of(entry, SAYS_ITEM),
                                      .vendor = claim_entry_text(entry, SAYS_VENDOR),
                                      .number = claim_entry_text(entry, SAYS_NUMBER),
                                      .verdict = text_of(entry, SAYS_VERDICT),
                                      .reason = text_of(entry, SAYS_REASON),
                                      .note = text_of(entry, SAYS_NOTE),
                                      .day = entry->day};
    feedback.has_amount = read_money(entry, SAYS_AMOUNT, &feedback.amount);
    for (size_t i = 0; i < claim->feedback_count; i++) {
        if (!same_subject(&claim->feedback[i], &feedback))
            continue;
        claim->feedback[i] = feedback;
        return RC_OK;
    }
    if (GROW(claim, feedback, feedback_count, err) == NULL)
        return RC_FILE;
    claim->feedback[claim->feedback_count - 1] = feedback;
    return RC_OK;
}

static enum rc apply_payment(struct claim *claim, const struct claim_entry *entry, struct err *err)
{
    if (GROW(claim, payments, payment_count, err) == NULL)
        return RC_FILE;
    struct claim_payment *payment = &claim->payments[claim->payment_count - 1];
    payment->id = text_of(entry, SAYS_PAYMENT);
    payment->reference = text_of(entry, SAYS_REFERENCE);
    payment->note = text_of(entry, SAYS_NOTE);
    payment->void_reason = "";
    payment->day = entry->day;
    if (!read_money(entry, SAYS_AMOUNT, &payment->amount) ||
        !read_currency(entry, SAYS_CURRENCY, &payment->currency))
        return damaged(claim, entry, err);
    payment->settles = read_money(entry, SAYS_COVERS, &payment->covers);
    if (!money_add(claim->paid, payment->covers, &claim->paid))
        return overflow(claim, err);
    if (claim->status != CLAIM_PAID)
        move_to(claim, CLAIM_PAID, entry->day);
    return RC_OK;
}

/* A claim left without payments is approved again. */
static enum rc apply_payment_voided(struct claim *claim, const struct claim_entry *entry,
                                    struct err *err)
{
    bool found = false, standing = false;
    for (size_t i = 0; i < claim->payment_count; i++) {
        struct claim_payment *payment = &claim->payments[i];
        if (!payment->voided && strcmp(payment->id, text_of(entry, SAYS_PAYMENT)) == 0) {
            found = payment->voided = true;
            payment->void_reason = text_of(entry, SAYS_REASON);
            if (!money_sub(claim->paid, payment->covers, &claim->paid))
                return overflow(claim, err);
        }
        standing = standing || !payment->voided;
    }
    if (!standing && claim->status == CLAIM_PAID)
        move_to(claim, CLAIM_APPROVED, entry->day);
    return found ? RC_OK : damaged(claim, entry, err);
}

static enum rc apply_comment(struct claim *claim, const struct claim_entry *entry, struct err *err)
{
    (void)claim;
    (void)entry;
    (void)err;
    return RC_OK;
}

typedef enum rc apply(struct claim *claim, const struct claim_entry *entry, struct err *err);

static apply *const applied[CLAIM_ENTRY_KIND_COUNT] = {
    [ENTRY_CREATED] = apply_created,
    [ENTRY_SET] = apply_set,
    [ENTRY_TAG] = apply_tag,
    [ENTRY_UNTAG] = apply_untag,
    [ENTRY_EXPENSE] = apply_expense,
    [ENTRY_EXPENSE_DELETED] = apply_expense_deleted,
    [ENTRY_METRIC] = apply_metric,
    [ENTRY_ATTACHED] = apply_attached,
    [ENTRY_DETACHED] = apply_document,
    [ENTRY_REFILED] = apply_document,
    [ENTRY_BYTES_DELETED] = apply_document,
    [ENTRY_COMMENT] = apply_comment,
    [ENTRY_APPROVAL] = apply_approval,
    [ENTRY_SUBMITTED] = apply_submitted,
    [ENTRY_STATUS] = apply_status,
    [ENTRY_FEEDBACK] = apply_feedback,
    [ENTRY_PAYMENT] = apply_payment,
    [ENTRY_PAYMENT_VOIDED] = apply_payment_voided,
};

/* ---- the whole ----------------------------------------------------------------------------- */

void claim_release(struct claim *claim)
{
    free(claim->expenses);
    free(claim->metrics);
    free(claim->documents);
    free(claim->approvals);
    free(claim->payments);
    free(claim->feedback);
    free(claim->submissions);
    free(claim->tags);
    *claim = (struct claim){0};
}

enum rc claim_on(const struct claim_history *history, struct date day, struct claim *ret,
                 struct err *err)
{
    struct claim claim = {.head = &history->head,
                          .title = "",
                          .activity = "",
                          .owner = "",
                          .creator = "",
                          .reference = "",
                          .copied_from = "",
                          .reason = "",
                          .status_note = "",
                          .currency = currency_usd};
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < history->count; i++) {
        const struct claim_entry *entry = &history->entries[i];
        if (date_compare(entry->day, day) > 0)
            continue;
        rc = applied[entry->kind](&claim, entry, err);
        if (!claim.seen || date_compare(entry->day, claim.updated) > 0)
            claim.updated = entry->day;
        claim.seen = true;
    }
    if (rc != RC_OK)
        claim_release(&claim);
    else
        *ret = claim;
    return rc;
}

struct claim_sums claim_sums_of(const struct claim *claim)
{
    struct claim_sums sums = {0};
    bool granted = claim->status == CLAIM_APPROVED || claim->status == CLAIM_PAID;
    if (!claim->seen)
        return sums;
    if (claim->status == CLAIM_EDITING)
        sums.planned = claim->amount;
    else if (granted)
        sums.approved = claim->approved;
    else if (claim_status_counts(claim->status))
        sums.pending = claim->amount;
    if (claim->status == CLAIM_PAID)
        sums.paid = claim->paid;
    return sums;
}

bool claim_is_own(const struct claim *claim, const char *person)
{
    return strcmp(claim->owner, person) == 0 || strcmp(claim->creator, person) == 0;
}
