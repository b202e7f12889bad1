/* SPDX-License-Identifier: MIT */
#include "ui/parts/catalogue.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/words.h"
#include "ui/parts/palette.h"

/* What the words of the command line mean on the screen. Those that are the
 * label of an action (import, undo, log …) need no row. action ACT_NONE: the
 * screen cannot do it; help then says how the command is written. */
struct command {
    const char *words, *help;
    enum action action, then;
};

static const struct command commands[] = {
    {"balance", N_("Funds: all balances"), ACT_SCREEN_2, ACT_NONE},
    {"earning list", N_("Earnings: every earning"), ACT_SCREEN_4, ACT_NONE},
    {"earning add", N_("Types in an earning"), ACT_SCREEN_4, ACT_ADD},
    {"earning edit", N_("Earnings: select one, then e"), ACT_SCREEN_4, ACT_NONE},
    {"earning delete", N_("Earnings: select one, then d"), ACT_SCREEN_4, ACT_NONE},
    {"earning exclude", N_("Earnings: select one, then X"), ACT_SCREEN_4, ACT_NONE},
    {"earning include", N_("Earnings: select one, then X"), ACT_SCREEN_4, ACT_NONE},
    {"import list", N_("Log: imports among all changes"), ACT_SCREEN_8, ACT_NONE},
    {"import show", N_("Log: select an import, then Enter"), ACT_SCREEN_8, ACT_NONE},
    {"coverage", N_("Dashboard: months without a report"), ACT_SCREEN_1, ACT_NONE},
    {"program list", N_("Programs and their terms"), ACT_SCREEN_7, ACT_NONE},
    {"program set", N_("Programs: select one, then s"), ACT_SCREEN_7, ACT_NONE},
    {"periods", N_("Programs: Enter shows the calendar"), ACT_SCREEN_7, ACT_NONE},
    {"period close", N_("Programs: select one, then c"), ACT_SCREEN_7, ACT_NONE},
    {"period reopen", N_("Programs: select one, then c"), ACT_SCREEN_7, ACT_NONE},
    {"activity list", N_("Activities: the catalogue"), ACT_ACTIVITIES, ACT_NONE},
    {"activity import", N_("On the command line: coffer activity import FILE"), ACT_NONE, ACT_NONE},
    {"activity export", N_("On the command line: coffer activity export FILE"), ACT_NONE, ACT_NONE},
    {"claim approval add", N_("Claims: select one, then p"), ACT_SCREEN_5, ACT_NONE},
    {"claim attach", N_("Claims: select one, then f"), ACT_SCREEN_5, ACT_NONE},
    {"claim check", N_("Claims: Enter shows what is missing"), ACT_SCREEN_5, ACT_NONE},
    {"claim comment", N_("Claims: select one, then n"), ACT_SCREEN_5, ACT_NONE},
    {"claim copy", N_("Claims: select one, then D"), ACT_SCREEN_5, ACT_NONE},
    {"claim delete", N_("Claims: select one, then d"), ACT_SCREEN_5, ACT_NONE},
    {"claim detach", N_("Claims: Enter, select a document, then d"), ACT_SCREEN_5, ACT_NONE},
    {"claim diff", N_("Claims: select one, then v"), ACT_SCREEN_5, ACT_NONE},
    {"claim expense add", N_("Claims: select one, then x"), ACT_SCREEN_5, ACT_NONE},
    {"claim expense delete", N_("Claims: Enter, select an expense, then d"), ACT_SCREEN_5,
     ACT_NONE},
    {"claim feedback", N_("Claims: select one, then F"), ACT_SCREEN_5, ACT_NONE},
    {"claim import", N_("Brings in claims, after a preview"), ACT_IMPORT_CLAIMS, ACT_NONE},
    {"claim list", N_("Claims: every claim"), ACT_SCREEN_5, ACT_NONE},
    {"claim metric set", N_("Claims: select one, then m"), ACT_SCREEN_5, ACT_NONE},
    {"claim new", N_("Begins a claim"), ACT_NEW_CLAIM, ACT_NONE},
    {"claim record", N_("Claims: select one, then R"), ACT_SCREEN_5, ACT_NONE},
    {"claim set", N_("Claims: select one, then e"), ACT_SCREEN_5, ACT_NONE},
    {"claim show", N_("Claims: select one, then Enter"), ACT_SCREEN_5, ACT_NONE},
    {"claim submit", N_("Claims: select one, then S"), ACT_SCREEN_5, ACT_NONE},
    {"config", N_("Settings of the book"), ACT_SETTINGS, ACT_NONE},
    {"config set", N_("Settings: select one, then e"), ACT_SETTINGS, ACT_NONE},
    {"deadlines", N_("Deadlines: what falls due"), ACT_SCREEN_6, ACT_NONE},
    {"document delete", N_("Documents: select one, then d"), ACT_DOCUMENTS, ACT_NONE},
    {"document export", N_("Documents: w writes them as files"), ACT_DOCUMENTS, ACT_EXPORT},
    {"document list", N_("Documents: every document"), ACT_DOCUMENTS, ACT_NONE},
    {"document verify", N_("Documents: K reads all of them again"), ACT_DOCUMENTS, ACT_VERIFY},
    {"export claims", N_("On the command line: coffer export claims"), ACT_NONE, ACT_NONE},
    {"payment add", N_("Claims: select one, then P"), ACT_SCREEN_5, ACT_NONE},
    {"payment list", N_("Payments: every payment"), ACT_PAYMENTS, ACT_NONE},
    {"payment void", N_("Payments: select one, then V"), ACT_PAYMENTS, ACT_NONE},
    {"init", N_("On the command line: coffer init"), ACT_NONE, ACT_NONE},
    {"location list", N_("On the command line: coffer location list"), ACT_NONE, ACT_NONE},
    {"location set", N_("On the command line: coffer location set NAME"), ACT_NONE, ACT_NONE},
    {"member list", N_("On the command line: coffer member list"), ACT_NONE, ACT_NONE},
    {"member add", N_("On the command line: coffer member add LOGIN"), ACT_NONE, ACT_NONE},
    {"member remove", N_("On the command line: coffer member remove LOGIN"), ACT_NONE, ACT_NONE},
    {"check", N_("On the command line: coffer check"), ACT_NONE, ACT_NONE},
    {"backup", N_("On the command line: coffer backup"), ACT_NONE, ACT_NONE},
    {"restore", N_("On the command line: coffer restore FILE"), ACT_NONE, ACT_NONE},
    {"export earnings", N_("On the command line: coffer export earnings"), ACT_NONE, ACT_NONE},
    {"export balances", N_("On the command line: coffer export balances"), ACT_NONE, ACT_NONE},
    {"export journal", N_("On the command line: coffer export journal"), ACT_NONE, ACT_NONE},
};
enum { COMMANDS = sizeof(commands) / sizeof(commands[0]) };

const char *entry_catalogue_command(size_t number)
{
    return number < COMMANDS ? commands[number].words : NULL;
}

const char *group_title(enum group group)
{
    static const char *const titles[GROUPS] = {
        [GROUP_HERE] = N_("Here"),
        [GROUP_MOVING] = N_("Moving"),
        [GROUP_EVERYWHERE] = N_("Everywhere"),
    };
    return titles[group] != NULL ? _(titles[group]) : "";
}

/* ---- entries -------------------------------------------------------------------------- */

static bool offers(const struct view *view, enum action action)
{
    const enum action *own = view->class->actions;
    while (own != NULL && *own != ACT_NONE && *own != action)
        own++;
    return own != NULL && *own == action;
}

static enum group group_of(const struct view *below, enum action action)
{
    if (action >= ACT_UP && action <= ACT_BOTTOM)
        return GROUP_MOVING;
    if (offers(below, action))
        return GROUP_HERE;
    return shell_is_everywhere(action) ? GROUP_EVERYWHERE : GROUP_ELSEWHERE;
}

/* "Home g+g" as people press it: "Home gg". */
static char *keys_text(const char *keys)
{
    char *text = strdup(keys);
    if (text == NULL)
        return NULL;
    char *to = text;
    for (const char *from = keys; *from != '\0'; from++) {
        if (*from != '+' || from == keys || from[-1] == ' ')
            *to++ = *from;
    }
    *to = '\0';
    return text;
}

/* The words of why it cannot be done, owned by the caller; NULL: it can.
 * *ret_failed: no memory. */
static char *reason(struct shell *shell, enum action action, bool *ret_failed)
{
    struct buf why;
    char *text = NULL;
    buf_init(&why);
    if (shell_refuses(shell, action, &why)) {
        text = strdup(why.text);
        *ret_failed = *ret_failed || text == NULL;
    }
    buf_release(&why);
    return text;
}

static bool set_action(struct entry *entry, struct shell *shell, const struct view *below,
                       enum action action)
{
    const struct action_info *info = action_info(action);
    bool failed = false;
    *entry = (struct entry){.id = (int)action,
                            .group = group_of(below, action),
                            .action = action,
                            .label = _(info->label),
                            .plain = info->label,
                            .help = _(info->help)};
    (void)action_key(action, entry->key);
    entry->keys = keys_text(info->keys);
    entry->why = reason(shell, action, &failed);
    return entry->keys != NULL && !failed;
}

/* A command goes to another screen first, where this one's rows and figures do
 * not count; what the person may do counts there too. */
static char *command_reason(struct shell *shell, const struct command *command, bool *ret_failed)
{
    struct err err;
    err_init(&err);
    char *why = reason(shell, command->action, ret_failed);
    if (why != NULL || command->then == ACT_NONE || shell_app(shell) == NULL)
        return why;
    if (app_may(shell_app(shell), action_info(command->then)->permission, &err) == RC_OK)
        return NULL;
    why = strdup(err.text);
    *ret_failed = *ret_failed || why == NULL;
    return why;
}

static bool set_command(struct entry *entry, struct shell *shell, const struct command *command)
{
    bool failed = false;
    *entry = (struct entry){.id = ACTIONS + (int)(command - commands),
                            .group = GROUP_COMMAND,
                            .action = command->action,
                            .then = command->then,
                            .label = command->words,
                            .plain = command->words,
                            .help = _(command->help)};
    if (command->action != ACT_NONE)
        (void)action_key(command->action, entry->key);
    if (command->action == ACT_NONE)
        entry->why = strdup(entry->help);
    else
        entry->why = command_reason(shell, command, &failed);
    entry->keys = strdup(entry->key);
    return entry->keys != NULL && !failed && (command->action != ACT_NONE || entry->why != NULL);
}

bool entry_catalogue_init(struct entry_catalogue *catalogue, struct shell *shell,
                          const struct view *below)
{
    bool good = true;
    catalogue->count = 0;
    catalogue->entries = calloc(ACTIONS + COMMANDS, sizeof *catalogue->entries);
    if (catalogue->entries == NULL)
        return false;
    for (enum action action = ACT_NONE + 1; action < ACTIONS && good; action++)
        good = set_action(&catalogue->entries[catalogue->count++], shell, below, action);
    for (size_t i = 0; i < COMMANDS && good; i++)
        good = set_command(&catalogue->entries[catalogue->count++], shell, &commands[i]);
    if (!good)
        entry_catalogue_release(catalogue);
    return good;
}

void entry_release(struct entry *entry)
{
    free(entry->keys);
    free(entry->why);
    free(entry->to.claim);
    free(entry->to.program);
    free(entry->to.location);
    free(entry->own_label);
    free(entry->own_help);
    free(entry->folded_label);
    free(entry->folded_help);
}

void entry_catalogue_release(struct entry_catalogue *catalogue)
{
    for (size_t i = 0; i < catalogue->count; i++)
        entry_release(&catalogue->entries[i]);
    free(catalogue->entries);
    catalogue->entries = NULL;
    catalogue->count = 0;
}

/* ---- looking for one ------------------------------------------------------------------- */

enum { KEY_SCORE = 10000, LABEL_TIMES = 2, HELP_SCORE = 5 };

static bool has_key(const struct entry *entry, const char *typed)
{
    size_t length = strlen(typed);
    for (const char *at = entry->keys; *at != '\0';) {
        size_t one = strcspn(at, " ");
        if (one == length && length > 0 && strncmp(at, typed, length) == 0)
            return true;
        at += one;
        at += strspn(at, " ");
    }
    return false;
}

/* Each word of `words` begins a word of `text`; both are folded. */
static bool words_begin(const char *words, const char *text)
{
    while (*(words += strspn(words, " ")) != '\0') {
        size_t length = strcspn(words, " ");
        const char *at = text;
        while (*(at += strspn(at, " ")) != '\0' && strncmp(at, words, length) != 0)
            at += strcspn(at, " ");
        if (*at == '\0')
            return false;
        words += length;
    }
    return true;
}

static bool help_has(const struct entry *entry, const char *typed)
{
    struct buf folded, help;
    buf_init(&folded);
    buf_init(&help);
    text_add_folded(&folded, typed);
    text_add_folded(&help, entry->help);
    bool has = words_begin(folded.text, help.text);
    buf_release(&folded);
    buf_release(&help);
    return has;
}

int entry_score(const struct entry *entry, const char *typed)
{
    if (typed[strspn(typed, " ")] == '\0')
        return 1;
    if (has_key(entry, typed))
        return KEY_SCORE;
    int label = fuzzy_score(typed, entry->label), plain = fuzzy_score(typed, entry->plain);
    if (label > 0 || plain > 0)
        return LABEL_TIMES * (label > plain ? label : plain);
    return help_has(entry, typed) ? HELP_SCORE : 0;
}
