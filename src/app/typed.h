/* SPDX-License-Identifier: MIT */
/* Inside the app layer: texts of a form as a person typed them. */
#ifndef COFFER_APP_TYPED_H
#define COFFER_APP_TYPED_H

#include <stddef.h>

#include "base/err.h"

/* `what` names a text in messages: "--vendor". */
struct typed_text {
    const char *what, *text; /* text NULL: not given */
};

/* RC_USAGE where it is not given, or empty. */
must_use enum rc typed_needed(const char *what, const char *text, struct err *err);
/* The first of them that lacks. */
must_use enum rc typed_all_needed(const struct typed_text *texts, size_t count, struct err *err);
/* RC_USAGE where it is given and empty. */
must_use enum rc typed_not_empty(const char *what, const char *text, struct err *err);

/* RC_USAGE where it is given and is none of the words, which NULL ends. */
must_use enum rc typed_one_of(const char *what, const char *text, const char *const *words,
                              struct err *err);

/* Names are compared and shown, so blanks around them are left out where they come in:
 * the texts that are trimmed, for as long as the form is worked on. */
struct typed {
    char **texts;
    size_t count;
};
/* *text becomes a copy without blanks around it, "" where it has nothing else; NULL
 * stays. RC_FILE: out of memory. */
must_use enum rc typed_trim(struct typed *typed, const char **text, struct err *err);
must_use enum rc typed_trim_all(struct typed *typed, const char **const *texts, size_t count,
                                struct err *err);
void typed_release(struct typed *typed);

#endif
