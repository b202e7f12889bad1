/* SPDX-License-Identifier: MIT */
#include "model/claim_dues.h"

#include <stdlib.h>
#include <string.h>

#include "base/words.h"

/* ---- written ------------------------------------------------------------------------------- */

static void add_text(struct buf *buf, const char *text)
{
    buf_addf(buf, "%zu:%s", strlen(text), text);
}

void claim_grants_add(struct buf *buf, const struct claim *claim)
{
    for (size_t i = 0; i < claim->approval_count; i++) {
        const struct claim_approval *approval = &claim->approvals[i];
        struct date answered = approval->has_answered ? approval->answered : approval->day;
        if (!approval->granted)
            continue;
        if (approval->has_valid_until)
            buf_addf(buf, "%d ", (int)approval->valid_until.day);
        else
            buf_add(buf, "- ");
        buf_addf(buf, "%d ", (int)answered.day);
        add_text(buf, approval->kind);
        add_text(buf, approval->number);
    }
}

/* ---- read ---------------------------------------------------------------------------------- */

/* The rest of the text; NULL once it is not ours. */
struct reading {
    char *at;
};

static int32_t read_number(struct reading *reading, char end)
{
    char *behind = reading->at;
    long number = reading->at != NULL ? strtol(reading->at, &behind, 10) : 0;
    if (behind == reading->at || *behind != end || number < INT32_MIN || number > INT32_MAX) {
        reading->at = NULL;
        return 0;
    }
    reading->at = behind + 1;
    return (int32_t)number;
}

/* Moved to where its count stood, so that it can be ended. */
static const char *read_text(struct reading *reading)
{
    char *start = reading->at;
    int32_t length = read_number(reading, ':');
    if (reading->at == NULL || length < 0 ||
        strnlen(reading->at, (size_t)length) < (size_t)length) {
        reading->at = NULL;
        return "";
    }
    memmove(start, reading->at, (size_t)length);
    start[length] = '\0';
    reading->at += length;
    return start;
}

static void read_approval(struct reading *reading, struct claim_approval *ret)
{
    *ret = (struct claim_approval){.granted = true, .has_answered = true, .note = ""};
    ret->has_valid_until = reading->at[0] != '-' || reading->at[1] != ' ';
    if (ret->has_valid_until)
        ret->valid_until.day = read_number(reading, ' ');
    else
        reading->at += 2;
    ret->answered.day = read_number(reading, ' ');
    ret->kind = read_text(reading);
    ret->number = read_text(reading);
}

/* A grant is no shorter than this: "- 0 0:0:". */
enum { GRANT_LEAST = 8 };

/* The approvals and, behind them in the same allocation, their texts. */
static enum rc read_grants(const char *grants, struct claim *claim, struct err *err)
{
    size_t length = strlen(grants), most = length / GRANT_LEAST + 1;
    if (length == 0)
        return RC_OK;
    struct claim_approval *approvals = malloc(most * sizeof(*approvals) + length + 1);
    if (approvals == NULL)
        return err_memory(err);
    struct reading reading = {.at = (char *)(approvals + most)};
    memcpy(reading.at, grants, length + 1);
    claim->approvals = approvals;
    while (reading.at != NULL && *reading.at != '\0' && claim->approval_count < most)
        read_approval(&reading, &approvals[claim->approval_count++]);
    if (reading.at != NULL && *reading.at == '\0')
        return RC_OK;
    return err_set(err, RC_BOOK,
                   _("claim %s: what lists hold of its approvals is damaged: run 'coffer check'"),
                   claim->head->id);
}

enum rc claim_of_row(const struct claim_row *row, struct claim *ret, struct err *err)
{
    struct claim claim = {.head = &row->head,
                          .seen = true,
                          .status = row->status,
                          .title = row->title,
                          .owner = row->owner,
                          .currency = row->currency,
                          .amount = row->amount,
                          .approved = row->sums.approved,
                          .paid = row->covered,
                          .end = row->end,
                          .status_day = row->status_day,
                          .has_submitted = row->has_submitted,
                          .submitted = row->submitted,
                          .has_approved = row->has_approved,
                          .approved_day = row->approved_day};
    enum rc rc = read_grants(row->grants, &claim, err);
    if (rc != RC_OK)
        claim_release(&claim);
    else
        *ret = claim;
    return rc;
}
