/* SPDX-License-Identifier: MIT */
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/words.h"

void err_init(struct err *err)
{
    *err = (struct err){.rc = RC_OK};
}

/* Ends the text in "…", before the character that did not fit whole. */
static void cut(struct err *err)
{
    static const char ellipsis[] = "…";
    memcpy(err->text + text_cut(err->text, sizeof err->text - sizeof ellipsis), ellipsis,
           sizeof ellipsis);
}

enum rc err_set(struct err *err, enum rc rc, const char *format, ...)
{
    bug_if(err->rc != RC_OK, "an error is reported twice");
    bug_if(rc == RC_OK, "an error without a code");
    va_list args;
    va_start(args, format);
    int length = vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
    bug_if(length < 0, "an error message that cannot be printed");
    if ((size_t)length >= sizeof err->text)
        cut(err);
    err->rc = rc;
    return rc;
}

enum rc err_sys(struct err *err, int sys, const char *name, const char *mend)
{
    char reason[256];
    /* The GNU strerror_r, whose answer may but need not stand in `reason`. */
    err_set(err, RC_FILE, "%s: %s: %s", name, strerror_r(sys, reason, sizeof reason), mend);
    err->sys = sys;
    return RC_FILE;
}

void err_fill_memory(struct err *err)
{
    err_set(err, RC_FILE, "%s",
            _("memory: there is no more of it: close other programs and try again"));
}

_Noreturn void bug_at(const char *file, int line, const char *what)
{
    fprintf(stderr, "coffer: bug at %s:%d: %s\n", file, line, what);
    abort();
}
