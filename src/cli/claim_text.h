/* SPDX-License-Identifier: MIT */
/* A claim as a person reads it. */
#ifndef COFFER_CLI_CLAIM_TEXT_H
#define COFFER_CLI_CLAIM_TEXT_H

#include "app/claim_course.h"
#include "base/words.h"
#include "cli/call.h"

/* The option of every command that changes a claim. */
#define IF_REVISION                                                                    \
    {                                                                                  \
        .name = "if-revision", .argument = "N", .kind = VALUE_NUMBER,                  \
        .help = N_("only if this is still the revision that 'coffer claim show' told") \
    }
/* ID and --if-revision of such a command. */
struct claim_ref call_claim(const struct call *call);

/* In CSV and JSON: a row per field, section,item,name,value. */
enum rc claim_print(struct call *call, const char *id, struct err *err);
/* Readiness, the checklist, and the findings. */
enum rc claim_print_verdict(struct call *call, const struct claim_verdict *verdict,
                            struct err *err);
/* In CSV and JSON: key,value. */
enum rc claim_print_seal(struct call *call, const char *id, size_t number, struct err *err);
/* key,before,after in every format. */
enum rc claim_print_diff(struct call *call, const char *id, size_t one, size_t other,
                         struct err *err);

#endif
