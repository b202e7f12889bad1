/* SPDX-License-Identifier: MIT */
#include "cli/help.h"

#include <string.h>

#include "base/text.h"
#include "base/words.h"

enum { LINE_CELLS = 78, COMMAND_CELLS = 20, OPTION_CELLS = 24 };

static void add_blanks(struct buf *buf, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buf_add_char(buf, ' ');
}

/* ---- wrapped words ---- */

struct wrap {
    struct buf *buf;
    size_t indent; /* of every line but the first */
    size_t column;
    bool started; /* a word stands on this line */
    bool shell;   /* a broken line goes on in the next: \ */
};

static void wrap_break(struct wrap *wrap)
{
    if (wrap->shell)
        buf_add(wrap->buf, " \\");
    buf_add_char(wrap->buf, '\n');
    add_blanks(wrap->buf, wrap->indent);
    wrap->column = wrap->indent;
    wrap->started = false;
}

/* A piece that stays on one line, such as "[--usd AMOUNT]". */
static void wrap_add(struct wrap *wrap, const char *piece)
{
    size_t width = text_width(piece);
    size_t room = wrap->shell ? LINE_CELLS - 2 : LINE_CELLS;
    if (wrap->started && wrap->column + 1 + width > room)
        wrap_break(wrap);
    if (wrap->started) {
        buf_add_char(wrap->buf, ' ');
        wrap->column++;
    }
    buf_add(wrap->buf, piece);
    wrap->column += width;
    wrap->started = true;
}

/* Words of a text; a '\n' in it ends the line. */
static void wrap_text(struct wrap *wrap, const char *text)
{
    struct buf word;
    buf_init(&word);
    while (*text != '\0') {
        size_t length = strcspn(text, " \n");
        buf_clear(&word);
        buf_add_bytes(&word, text, length);
        if (length > 0)
            wrap_add(wrap, word.text);
        text += length;
        if (*text == '\n')
            wrap_break(wrap);
        if (*text != '\0')
            text++;
    }
    if (word.failed)
        wrap->buf->failed = true;
    buf_release(&word);
}

/* "  coffer … \\" on lines that a shell reads as one; what stands in quotes is not
 * broken. */
static void add_shell_line(struct buf *buf, const char *line)
{
    enum { INDENT = 2, FURTHER = 6 };
    struct wrap wrap = {.buf = buf, .indent = FURTHER, .column = INDENT, .shell = true};
    struct buf piece;
    buf_init(&piece);
    add_blanks(buf, INDENT);
    while (*line != '\0') {
        size_t length = 0;
        bool quoted = false;
        /* an option stays with its value */
        for (; line[length] != '\0'; length++) {
            bool blank = line[length] == ' ' && !quoted;
            if (blank && (line[0] != '-' || strncmp(line + length, " --", 3) == 0))
                break;
            quoted ^= line[length] == '\'';
        }
        buf_clear(&piece);
        buf_add_bytes(&piece, line, length);
        wrap_add(&wrap, piece.text);
        line += length;
        line += strspn(line, " ");
    }
    if (piece.failed)
        buf->failed = true;
    buf_release(&piece);
    buf_add_char(buf, '\n');
}

void help_add_wrapped(struct buf *buf, const char *text, size_t indent)
{
    struct wrap wrap = {.buf = buf, .indent = indent, .column = indent};
    add_blanks(buf, indent);
    wrap_text(&wrap, text);
    buf_add_char(buf, '\n');
}

/* "  term      text", the text wrapped beside it; on its own line where the
 * term is too wide. */
static void add_item(struct buf *buf, const char *term, size_t cells, const char *text)
{
    struct wrap wrap = {.buf = buf, .indent = 2 + cells + 2};
    buf_add(buf, "  ");
    buf_add(buf, term);
    wrap.column = 2 + text_width(term);
    if (wrap.column + 2 > wrap.indent) {
        wrap_break(&wrap);
    } else {
        add_blanks(buf, wrap.indent - wrap.column);
        wrap.column = wrap.indent;
    }
    wrap_text(&wrap, text);
    buf_add_char(buf, '\n');
}

/* ---- one command ---- */

/* A piece of the usage line: [ before, … and ] after. */
static void usage_piece(struct wrap *wrap, const char *dashes, const char *name,
                        const char *argument, bool optional, bool repeats)
{
    struct buf piece;
    buf_init(&piece);
    buf_addf(&piece, "%s%s%s%s%s%s%s", optional ? "[" : "", dashes, name,
             argument != NULL ? " " : "", argument != NULL ? argument : "", optional ? "]" : "",
             repeats ? "…" : "");
    wrap_add(wrap, piece.text);
    buf_release(&piece);
}

void help_add_usage(struct buf *buf, const struct command *command)
{
    struct wrap wrap = {.buf = buf, .indent = 4};
    wrap_text(&wrap, "coffer");
    wrap_text(&wrap, command->words);
    for (const struct argument_spec *spec = command->arguments; spec->name != NULL; spec++)
        usage_piece(&wrap, "", spec->name, NULL, spec->optional, spec->repeats);
    const struct option_spec *option = command->options;
    for (; option != NULL && option->name != NULL; option++)
        usage_piece(&wrap, "--", option->name, option->argument,
                    !option->required || command->needs_option, option->repeats);
    buf_add_char(buf, '\n');
}

static void add_option(struct buf *buf, const struct option_spec *option)
{
    struct buf term;
    buf_init(&term);
    buf_addf(&term, "--%s%s%s", option->name, option->argument != NULL ? " " : "",
             option->argument != NULL ? option->argument : "");
    add_item(buf, term.text, OPTION_CELLS, _(option->help));
    buf_release(&term);
}

static void add_options(struct buf *buf, const char *title, const struct option_spec *options)
{
    if (options == NULL)
        return;
    buf_addf(buf, "\n%s\n", title);
    for (; options->name != NULL; options++)
        add_option(buf, options);
}

/* On one line: the general help explains them. */
static void add_globals(struct buf *buf)
{
    struct wrap wrap = {.buf = buf, .indent = 2};
    buf_addf(buf, "\n%s\n  ", _("Options of every command"));
    wrap.column = wrap.indent;
    for (const struct option_spec *option = global_options; option->name != NULL; option++)
        usage_piece(&wrap, "--", option->name, option->argument, false, false);
    buf_add_char(buf, '\n');
}

/* The commands whose first word this is. */
static void add_group(struct buf *buf, const char *group)
{
    size_t length = strlen(group);
    for (const struct command_set *const *set = command_sets; *set != NULL; set++) {
        for (size_t i = 0; i < (*set)->count; i++) {
            const struct command *command = &(*set)->commands[i];
            if (strncmp(command->words, group, length) == 0 && command->words[length] == ' ')
                add_item(buf, command->words, COMMAND_CELLS, _(command->summary));
        }
    }
}

static void add_command(struct buf *buf, const struct command *command)
{
    help_add_usage(buf, command);
    buf_add_char(buf, '\n');
    help_add_wrapped(buf, _(command->help), 0);
    if (command_is_group(command->words)) {
        buf_addf(buf, "\n%s\n", _("See also"));
        add_group(buf, command->words);
    }
    add_options(buf, _("Options"), command->options);
    add_globals(buf);
    buf_addf(buf, "\n%s\n", _("Examples"));
    for (const struct example *example = command->examples; example->line != NULL; example++) {
        add_shell_line(buf, example->line);
        help_add_wrapped(buf, _(example->text), 6);
    }
}

/* ---- the whole program ---- */

static void add_program(struct buf *buf)
{
    buf_addf(buf, "%s\n\n", _("coffer [OPTION…] [COMMAND …]"));
    help_add_wrapped(buf,
                     _("Coffer keeps a partner's co-op marketing funds: it takes in the earnings "
                       "reports of Partner Center, shows what co-op has accrued per program, "
                       "location and half-year, and until when it can be used and claimed. "
                       "Without a command it opens the screen."),
                     0);
    for (const struct command_set *const *set = command_sets; *set != NULL; set++) {
        buf_addf(buf, "\n%s\n", _((*set)->title));
        for (size_t i = 0; i < (*set)->count; i++)
            add_item(buf, (*set)->commands[i].words, COMMAND_CELLS, _((*set)->commands[i].summary));
    }
    add_options(buf, _("Options, before or after the command"), global_options);
    buf_add_char(buf, '\n');
    help_add_wrapped(buf, _("'coffer COMMAND --help' shows a command with examples."), 0);
}

void help_add(struct buf *buf, const struct asked *asked)
{
    if (asked->command != NULL) {
        add_command(buf, asked->command);
    } else if (asked->group[0] != '\0') {
        buf_addf(buf, _("coffer %s COMMAND …\n\nCommands\n"), asked->group);
        add_group(buf, asked->group);
        buf_add_char(buf, '\n');
        help_add_wrapped(buf, _("'coffer COMMAND --help' shows a command with examples."), 0);
    } else {
        add_program(buf);
    }
}

void help_add_version(struct buf *buf)
{
    buf_add(buf, "coffer " COFFER_VERSION "\n");
    buf_add(buf, _("Copyright (C) 2026 the Coffer authors\n"));
    buf_add(buf, _("MIT licence. There is no warranty, as far as the law permits.\n"));
}
