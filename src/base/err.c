/* SPDX-License-Identifier: MIT */
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/words.h"

/* The functions themselves, not what err.h tells the analyzer. */
#undef err_set
#undef err_sys
#undef err_memory

void err_init(struct err *err)
{
    *err = (struct err){.rc = RC_OK};
}

/* Keeps the beginning and the end of a sentence that is too long, "…" between
 * them: what is long is the name of a thing, and why and what to do come last. */
static void cut(struct err *err, const char *text, size_t length)
{
    static const char ellipsis[] = "…";
    enum { HEAD = 256 };
    size_t head = text_cut(text, HEAD);
    const char *tail = text + length - (sizeof err->text - sizeof ellipsis - HEAD);
    while (((unsigned char)*tail & 0xC0) == 0x80) /* not inside a character */
        tail++;
    (void)snprintf(err->text, sizeof err->text, "%.*s%s%s", (int)head, text, ellipsis, tail);
}

enum rc err_set(struct err *err, enum rc rc, const char *format, ...)
{
    bug_if(err->rc != RC_OK, "an error is reported twice");
    bug_if(rc == RC_OK, "an error without a code");
    char *whole = NULL;
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int length = vsnprintf(err->text, sizeof err->text, format, args);
    bug_if(length < 0, "an error message that cannot be printed");
    if ((size_t)length >= sizeof err->text) {
        length = vasprintf(&whole, format, again);
        if (length >= 0) /* else the beginning has to do */
            cut(err, whole, (size_t)length);
    }
    va_end(again);
    va_end(args);
    free(whole);
    err->rc = rc;
    return rc;
}

enum rc err_sys(struct err *err, int sys, const char *name, const char *mend)
{
    char reason[256];
    /* The GNU strerror_r, whose answer may but need not stand in `reason`. */
    err_set(err, RC_FILE, "%s: %s: %s", name[0] != '\0' ? name : _("a file without a name"),
            strerror_r(sys, reason, sizeof reason), mend);
    err->sys = sys;
    return RC_FILE;
}

enum rc err_memory(struct err *err)
{
    return err_set(err, RC_FILE, "%s",
                   _("memory: there is no more of it: close other programs and try again"));
}

_Noreturn void bug_at(const char *file, int line, const char *what)
{
    fprintf(stderr, "coffer: bug at %s:%d: %s\n", file, line, what);
    abort();
}
