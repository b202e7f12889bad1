/* SPDX-License-Identifier: MIT */
#include "cli/say.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"
#include "base/words.h"

/* One write a line, so that lines of several processes do not mix. */
static void say(const char *prefix, const char *text)
{
    struct buf line;
    buf_init(&line);
    buf_add(&line, prefix);
    text_add_visible(&line, text, strlen(text));
    buf_add_char(&line, '\n');
    if (line.failed)
        (void)fputs(_("coffer: out of memory\n"), stderr);
    else
        (void)fwrite(line.text, 1, line.length, stderr);
    buf_release(&line);
}

void say_error(const struct err *err)
{
    say("coffer: ", err->text);
}

void say_warning(const char *sentence)
{
    say(_("coffer: warning: "), sentence);
}

void say_further(const char *line)
{
    say("  ", line);
}
