/* SPDX-License-Identifier: MIT */
#include "model/claim_findings.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/words.h"

static void add(struct findings *findings, enum severity severity, const char *item)
{
    if (findings->failed)
        return;
    struct finding *grown =
        reallocarray(findings->items, findings->count + 1, sizeof(*findings->items));
    if (grown == NULL) {
        findings->failed = true;
        return;
    }
    findings->items = grown;
    grown[findings->count++] =
        (struct finding){.severity = severity, .code = findings->code, .item = strdup(item)};
    findings->failed = grown[findings->count - 1].item == NULL;
}

void findings_begin(struct findings *findings, const char *item)
{
    add(findings, findings->severity, item);
}

void findings_begin_warning(struct findings *findings, const char *item)
{
    add(findings, SEVERITY_WARNING, item);
}

__attribute__((format(printf, 3, 0))) static void print_into(struct findings *findings, char **into,
                                                             const char *format, va_list values)
{
    bug_if(*into != NULL, "a finding said twice");
    char *text = NULL;
    if (vasprintf(&text, format, values) < 0)
        findings->failed = true;
    else
        *into = text;
}

void findings_say(struct findings *findings, const char *format, ...)
{
    if (findings->failed)
        return;
    va_list values;
    va_start(values, format);
    print_into(findings, &findings->items[findings->count - 1].message, format, values);
    va_end(values);
}

void findings_mend(struct findings *findings, const char *format, ...)
{
    if (findings->failed)
        return;
    va_list values;
    va_start(values, format);
    print_into(findings, &findings->items[findings->count - 1].fix, format, values);
    va_end(values);
}

void findings_mend_sent(struct findings *findings, const struct claim *claim)
{
    const char *id = claim->head->id;
    switch (claim->status) {
    case CLAIM_EDITING:
    case CLAIM_ACTION_REQUIRED:
        bug("a claim that can be edited");
    case CLAIM_SUBMITTED:
    case CLAIM_UNDER_REVIEW:
    case CLAIM_DISPUTED:
        findings_mend(findings,
                      _("when the reviewer asks for more: coffer claim record %s action-required"),
                      id);
        break;
    case CLAIM_REJECTED:
        findings_mend(findings,
                      _("to file it again: coffer claim copy %s; to dispute it: coffer claim "
                        "record %s disputed"),
                      id, id);
        break;
    case CLAIM_APPROVED:
    case CLAIM_PAID:
    case CLAIM_WITHDRAWN:
        findings_mend(findings,
                      _("nothing to do here: it is %s; for another claim like it: coffer claim "
                        "copy %s"),
                      claim_status_word(claim->status), id);
        break;
    }
}

void findings_mend_claim(struct findings *findings, const struct claim *claim, const char *format,
                         ...)
{
    if (findings->failed)
        return;
    if (!claim_status_is_editable(claim->status)) {
        findings_mend_sent(findings, claim);
        return;
    }
    va_list values;
    va_start(values, format);
    print_into(findings, &findings->items[findings->count - 1].fix, format, values);
    va_end(values);
}

void expense_item_text(const struct claim *claim, const struct claim_expense *expense,
                       struct buf *ret)
{
    int count = 0;
    if (claim_expense_find(claim, expense->number, &count) == expense)
        buf_add(ret, expense->number);
    else
        buf_addf(ret, "%s/%s", expense->vendor, expense->number);
}

void shell_word_add(struct buf *buf, const char *text)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                "-_./:,+=@%";
    if (text[0] != '\0' && text[strspn(text, plain)] == '\0') {
        buf_add(buf, text);
        return;
    }
    buf_add_char(buf, '\'');
    for (; *text != '\0'; text++) {
        if (*text == '\'')
            buf_add(buf, "'\\''");
        else
            buf_add_char(buf, *text);
    }
    buf_add_char(buf, '\'');
}

bool claim_is_draft(const struct claim *claim)
{
    return claim->status == CLAIM_EDITING && !claim->has_submitted;
}

bool claim_takes_advice(const struct claim *claim)
{
    return claim_status_is_editable(claim->status);
}

struct money claim_asks(const struct claim *claim)
{
    bool granted = claim->status == CLAIM_APPROVED || claim->status == CLAIM_PAID;
    return granted ? claim->approved : claim->amount;
}

bool claim_stands(const struct claim *claim)
{
    return claim->status != CLAIM_REJECTED && claim->status != CLAIM_WITHDRAWN;
}
