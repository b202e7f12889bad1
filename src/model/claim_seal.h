/* SPDX-License-Identifier: MIT */
/* What was sent, exactly: a claim as canonical JSON (CONTRACT.md section 5). */
#ifndef COFFER_MODEL_CLAIM_SEAL_H
#define COFFER_MODEL_CLAIM_SEAL_H

#include "base/buf.h"
#include "base/digest.h"
#include "model/claim.h"

/* One object, keys sorted by their bytes, no blanks, amounts as decimals in strings,
 * dates as YYYY-MM-DD; what is not there is left out. Expenses lie under vendor and
 * number, documents under their ids, metrics under their names, so that two of these
 * can be compared key by key. number: 1 for the first submission. */
void claim_seal_add(struct buf *buf, const struct claim *claim, size_t number, struct date day,
                    const char *person);

/* SHA-256 of the text in hex. Returns ret. */
char *claim_seal_hash(const char *seal, char ret[DIGEST_HEX_SIZE]);

#endif
