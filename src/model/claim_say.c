/* SPDX-License-Identifier: MIT */
#include "model/claim_say.h"

#include "model/claim_seal.h"

enum rc claim_say_created(struct claim_entry *entry, const char *title, const char *activity,
                          struct currency currency, struct date start, struct date end,
                          struct err *err)
{
    enum rc rc = claim_entry_set_text(entry, SAYS_TITLE, title, err);
    if (rc == RC_OK)
        rc = claim_entry_set_text(entry, SAYS_ACTIVITY, activity, err);
    if (rc == RC_OK)
        rc = claim_entry_set_text(entry, SAYS_CURRENCY, currency.code, err);
    if (rc == RC_OK)
        rc = claim_entry_set_number(entry, SAYS_START, start.day, err);
    return rc == RC_OK ? claim_entry_set_number(entry, SAYS_END, end.day, err) : rc;
}

enum rc claim_say_submitted(struct claim_entry *entry, const struct claim *claim, size_t number,
                            struct err *err)
{
    struct buf seal;
    char hash[DIGEST_HEX_SIZE];
    buf_init(&seal);
    claim_seal_add(&seal, claim, number, entry->day, entry->person);
    enum rc rc = buf_check(&seal, err);
    if (rc == RC_OK)
        rc = claim_entry_set_text(entry, SAYS_SEAL, seal.text, err);
    if (rc == RC_OK)
        rc = claim_entry_set_text(entry, SAYS_HASH, claim_seal_hash(seal.text, hash), err);
    buf_release(&seal);
    return rc;
}

enum rc claim_say_payment(struct claim_entry *entry, const struct claim_payment *payment,
                          struct err *err)
{
    enum rc rc = claim_entry_set_text(entry, SAYS_PAYMENT, payment->id, err);
    if (rc == RC_OK)
        rc = claim_entry_set_number(entry, SAYS_AMOUNT, payment->amount.micros, err);
    if (rc == RC_OK)
        rc = claim_entry_set_text(entry, SAYS_CURRENCY, payment->currency.code, err);
    if (rc == RC_OK && payment->settles)
        rc = claim_entry_set_number(entry, SAYS_COVERS, payment->covers.micros, err);
    if (rc == RC_OK)
        rc = claim_entry_set_text(entry, SAYS_REFERENCE, payment->reference, err);
    return rc == RC_OK ? claim_entry_set_text(entry, SAYS_NOTE, payment->note, err) : rc;
}
