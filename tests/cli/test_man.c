/* SPDX-License-Identifier: MIT */
/* The man page and the program's tables name the same commands and options. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "support/support.h"

enum { ENTRIES_MAX = 1024, ENTRY_SIZE = 160 };

/* "earning add" for a command, "earning add --usd AMOUNT" for an option. */
struct entries {
    char text[ENTRIES_MAX][ENTRY_SIZE];
    size_t count;
};

static int compare(const void *a, const void *b)
{
    return strcmp(a, b);
}

static char *next_entry(struct entries *entries)
{
    assert_true(entries->count < ENTRIES_MAX);
    return entries->text[entries->count++];
}

/* ---- the tables ------------------------------------------------------------------- */

static void add_options(struct entries *entries, const char *words,
                        const struct option_spec *options)
{
    for (const struct option_spec *o = options; o != NULL && o->name != NULL; o++)
        (void)snprintf(next_entry(entries), ENTRY_SIZE, "%s --%s%s%s", words, o->name,
                       o->argument != NULL ? " " : "", o->argument != NULL ? o->argument : "");
}

static void read_tables(struct entries *entries)
{
    add_options(entries, "", global_options);
    for (const struct command_set *const *set = command_sets; *set != NULL; set++) {
        for (size_t i = 0; i < (*set)->count; i++) {
            const struct command *command = &(*set)->commands[i];
            (void)snprintf(next_entry(entries), ENTRY_SIZE, "%s", command->words);
            add_options(entries, command->words, command->options);
        }
    }
}

/* ---- the page ------------------------------------------------------------------------ */

/* What follows `start` on this line, or NULL. */
static const char *after(const char *line, const char *start)
{
    size_t length = strlen(start);
    return strncmp(line, start, length) == 0 ? line + length : NULL;
}

struct page {
    struct entries *entries;
    bool options, commands; /* in these sections */
    char words[64];         /* the command that is described */
};

/* ".It Fl -usd Ar AMOUNT" */
static void read_item(struct page *page, const char *item)
{
    const char *argument = strstr(item, " Ar ");
    int length = (int)(argument == NULL ? strlen(item) : (size_t)(argument - item));
    (void)snprintf(next_entry(page->entries), ENTRY_SIZE, "%s -%.*s%s%s", page->words, length, item,
                   argument != NULL ? " " : "", argument != NULL ? argument + 4 : "");
}

static void read_line(struct page *page, const char *line)
{
    const char *rest = after(line, ".Sh ");
    if (rest != NULL) {
        page->options = strcmp(rest, "OPTIONS") == 0;
        page->commands = strcmp(rest, "COMMANDS") == 0;
        page->words[0] = '\0';
    }
    rest = after(line, ".Ss ");
    if (rest != NULL && page->commands) {
        (void)snprintf(page->words, sizeof(page->words), "%s", rest);
        (void)snprintf(next_entry(page->entries), ENTRY_SIZE, "%s", rest);
    }
    rest = after(line, ".It Fl ");
    if (rest != NULL && (page->options || page->commands))
        read_item(page, rest);
}

static void read_page(struct entries *entries)
{
    struct page page = {.entries = entries};
    size_t length;
    char *text = file_read(MAN_PAGE, &length);
    for (char *line = text; *line != '\0';) {
        size_t end = strcspn(line, "\n");
        bool more = line[end] != '\0';
        line[end] = '\0';
        read_line(&page, line);
        line += end + more;
    }
    free(text);
}

static void man__names__every_command_and_option(void **state)
{
    (void)state;
    struct entries *page = calloc(1, sizeof(*page)), *tables = calloc(1, sizeof(*tables));
    assert_non_null(page);
    assert_non_null(tables);
    read_page(page);
    read_tables(tables);
    qsort(page->text, page->count, ENTRY_SIZE, compare);
    qsort(tables->text, tables->count, ENTRY_SIZE, compare);
    assert_true(tables->count > 60);
    for (size_t i = 0; i < tables->count || i < page->count; i++)
        if (strcmp(page->text[i], tables->text[i]) != 0)
            fail_msg("the page has \"%s\" where the program has \"%s\"", page->text[i],
                     tables->text[i]);
    free(page);
    free(tables);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(man__names__every_command_and_option),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
