/* SPDX-License-Identifier: MIT */
#include "cli/cli.h"

#include <fcntl.h>
#include <unistd.h>

#include "base/words.h"
#include "cli/call.h"
#include "cli/help.h"
#include "cli/parse.h"
#include "cli/say.h"
#include "cli/stop.h"

/* With 0, 1 or 2 closed, the next file opened would take its place, and what we
 * print would go into it. Each gets a stand-in of the wrong direction, on which
 * reading or writing fails. */
static void hold_standard_files(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0)
            (void)open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

static void warn(void *context, const char *sentence)
{
    struct call *call = context;
    progress_clear(&call->progress);
    say_warning(sentence);
}

static bool tell_progress(void *context, const char *what, uint64_t done, uint64_t total)
{
    struct call *call = context;
    return progress_tell(&call->progress, what, done, total);
}

/* Said of what was shown; a command that failed says itself what was in its way. */
static void say_notice(struct call *call)
{
    if (!call->options.read_only && app_notice(call->app)[0] != '\0')
        warn(call, app_notice(call->app));
}

static bool needs_book(const struct call *call)
{
    const char *bookless = call->command->bookless;
    return !call->command->without_book && (bookless == NULL || !call_flag(call, bookless));
}

static enum rc run_command(struct call *call, struct err *err)
{
    stop_install();
    progress_init(&call->progress);
    call->options.listener =
        (struct app_listener){.progress = tell_progress, .warn = warn, .context = call};
    enum rc rc = RC_OK;
    if (needs_book(call))
        rc = app_open(&call->options, &call->app, err);
    if (rc == RC_OK)
        rc = call->command->run(call, err);
    if (rc == RC_OK && call->app != NULL)
        say_notice(call);
    return rc;
}

static enum rc print_about(enum parsed what, const struct asked *asked, struct out *out,
                           struct err *err)
{
    struct buf text;
    buf_init(&text);
    if (what == PARSED_HELP)
        help_add(&text, asked);
    else
        help_add_version(&text);
    enum rc rc = buf_check(&text, err);
    if (rc == RC_OK)
        rc = out_write(out, text.text, text.length, err);
    buf_release(&text);
    return rc;
}

/* The first line says what the run came to; the others come after it. */
static void report(struct call *call, enum rc rc, const struct err *err)
{
    progress_clear(&call->progress);
    if (rc == RC_OK || rc == RC_STOP)
        return;
    say_error(err);
    struct err late;
    err_init(&late);
    if (spool_say(&call->further, &late) != RC_OK && late.rc != RC_OK)
        say_further(late.text);
}

int cli_main(int argc, char **argv, cli_screen *screen)
{
    hold_standard_files();
    struct err err;
    struct call call = {.command = NULL};
    enum parsed what = PARSED_CALL;
    struct asked asked = {.command = NULL};
    err_init(&err);
    out_init(&call.out, STDOUT_FILENO);
    spool_init(&call.further);

    enum rc rc = parse(argc, argv, &what, &asked, &call, &err);
    if (rc == RC_OK && what != PARSED_CALL)
        rc = print_about(what, &asked, &call.out, &err);
    else if (rc == RC_OK && call.command == NULL)
        rc = screen(&call.options, &err);
    else if (rc == RC_OK)
        rc = run_command(&call, &err);

    app_close(call.app);
    progress_clear(&call.progress);
    if (rc == RC_OK) {
        rc = out_close(&call.out, &err);
    } else if (rc != RC_STOP) {
        struct err late; /* the failure that is told is the first one */
        err_init(&late);
        (void)!out_flush(&call.out, &late);
    }
    report(&call, rc, &err);
    spool_release(&call.further);
    call_release(&call);
    if (rc == RC_STOP)
        stop_now();
    return (int)rc;
}
