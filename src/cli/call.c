/* SPDX-License-Identifier: MIT */
#include "cli/call.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "cli/values.h"

/* The value given at or after *position, NULL if there is none. */
static const struct given *find(const struct call *call, const char *name, size_t *position)
{
    const struct option_spec *option = option_of_command(call->command, name);
    bug_if(option == NULL, name);
    while (*position < call->given_count) {
        const struct given *given = &call->given[(*position)++];
        if (given->option == option)
            return given;
    }
    return NULL;
}

bool call_flag(const struct call *call, const char *name)
{
    size_t position = 0;
    return find(call, name, &position) != NULL;
}

const char *call_next(const struct call *call, const char *name, size_t *position)
{
    const struct given *given = find(call, name, position);
    return given == NULL ? NULL : given->text;
}

const char *call_text(const struct call *call, const char *name)
{
    size_t position = 0;
    return call_next(call, name, &position);
}

bool call_date(const struct call *call, const char *name, struct date *ret)
{
    const char *text = call_text(call, name);
    if (text == NULL)
        return false;
    bug_if(!date_parse(text, strlen(text), ret), "a date was not checked");
    return true;
}

bool call_period(const struct call *call, const char *name, struct period *ret)
{
    const char *text = call_text(call, name);
    if (text == NULL)
        return false;
    bug_if(!period_parse(text, ret), "a period was not checked");
    return true;
}

bool call_number(const struct call *call, const char *name, int64_t *ret)
{
    const char *text = call_text(call, name);
    if (text == NULL)
        return false;
    bug_if(!value_number(text, ret), "a number was not checked");
    return true;
}

bool call_count(const struct call *call, const char *name, int64_t *ret)
{
    const char *text = call_text(call, name);
    if (text == NULL)
        return false;
    bug_if(!value_count(text, ret), "a count was not checked");
    return true;
}

const char *call_argument(const struct call *call, size_t index)
{
    return index < call->argument_count ? call->arguments[index] : NULL;
}

struct date call_day(const struct call *call)
{
    if (call->options.has_as_of)
        return call->options.as_of;
    return (struct date){clock_today()};
}

enum rc call_line(struct call *call, const char *text, struct err *err)
{
    struct buf line;
    buf_init(&line);
    text_add_visible(&line, text, strlen(text));
    buf_add_char(&line, '\n');
    enum rc rc = buf_check(&line, err);
    if (rc == RC_OK)
        rc = out_write(&call->out, line.text, line.length, err);
    buf_release(&line);
    return rc;
}

enum rc call_sayf(struct call *call, struct err *err, const char *format, ...)
{
    if (call->format != TABLE_TEXT)
        return RC_OK;
    char *text = NULL;
    va_list values;
    va_start(values, format);
    int length = vasprintf(&text, format, values);
    va_end(values);
    if (length < 0)
        return err_memory(err);
    enum rc rc = call_line(call, text, err);
    free(text);
    return rc;
}

enum rc call_gap(struct call *call, struct err *err)
{
    return call->format == TABLE_TEXT ? call_line(call, "", err) : RC_OK;
}
