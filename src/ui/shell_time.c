/* SPDX-License-Identifier: MIT */
/* Undo, redo, and looking at another day. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/history.h"
#include "base/clock.h"
#include "base/words.h"
#include "ui/parts/ask.h"
#include "ui/parts/form.h"
#include "ui/shell_inside.h"

/* ---- undo and redo -------------------------------------------------------------------------- */

/* One row to be taken back or brought forward. */
struct turn {
    int64_t number;
    bool forward;
    char *action, *summary; /* owned */
};

static void turn_free(struct turn *turn)
{
    if (turn == NULL)
        return;
    free(turn->action);
    free(turn->summary);
    free(turn);
}

static struct turn *turn_new(const struct journal_row *row, bool forward)
{
    struct turn *turn = calloc(1, sizeof(*turn));
    if (turn == NULL || (turn->summary = strdup(row->summary)) == NULL ||
        (turn->action = strdup(row->action)) == NULL) {
        turn_free(turn);
        return NULL;
    }
    turn->number = row->number;
    turn->forward = forward;
    return turn;
}

static enum rc turn_row(struct app *app, const struct turn *turn, struct err *err)
{
    struct journal_entry entry = {0};
    enum rc rc =
        turn->forward ? app_redo(app, &entry, err) : app_undo(app, turn->number, &entry, err);
    if (rc == RC_OK)
        journal_entry_release(&entry);
    return rc;
}

static void turned(struct shell *shell, const struct turn *turn, enum rc rc, const struct err *err)
{
    if (rc != RC_OK) {
        shell_failed(shell, err);
        return;
    }
    shell_all_stale(shell);
    struct buf what;
    buf_init(&what);
    buf_addf(&what,
             turn->forward ? _("Brought back: row %lld, %s: %s")
                           : _("Taken back: row %lld, %s: %s"),
             (long long)turn->number, turn->action, turn->summary);
    shell_say_done(shell, what.text, turn->forward ? ACT_UNDO : ACT_REDO, turn->number);
    buf_release(&what);
}

static enum rc work(struct app *app, void *context, struct err *err)
{
    return turn_row(app, context, err);
}

static void work_done(struct shell *shell, void *context, enum rc rc, const struct err *err)
{
    turned(shell, context, rc, err);
    turn_free(context);
}

/* Takes over the turn. An import may be a million rows: it goes to a job. */
static void begin(struct shell *shell, struct turn *turn, bool import)
{
    struct err err;
    err_init(&err);
    if (!import) {
        enum rc rc = turn_row(shell->app, turn, &err);
        turned(shell, turn, rc, &err);
        turn_free(turn);
        return;
    }
    if (shell_job(shell,
                  turn->forward ? _("Bringing the import back") : _("Taking the import back"), work,
                  work_done, turn, &err) != RC_OK) {
        shell_failed(shell, &err);
        turn_free(turn);
    }
}

static void answered_import(struct shell *shell, void *context, int answer)
{
    if (answer == 0)
        begin(shell, context, true);
    else
        turn_free(context);
}

static void answered(struct shell *shell, void *context, int answer)
{
    if (answer == 0)
        begin(shell, context, false);
    else
        turn_free(context);
}

static bool is_import(const struct journal_row *row)
{
    return strcmp(row->action, "import") == 0;
}

static bool is_own(const struct shell *shell, int64_t row)
{
    for (size_t i = 0; i < shell->own_count; i++)
        if (shell->own[i] == row)
            return true;
    return false;
}

/* A row that is not kept is asked about: without memory too. */
void shell_keep_own(struct shell *shell, int64_t row)
{
    if (row == 0 || is_own(shell, row))
        return;
    int64_t *own = reallocarray(shell->own, shell->own_count + 1, sizeof(*own));
    if (own == NULL)
        return;
    own[shell->own_count++] = row;
    shell->own = own;
}

void shell_forget_own(struct shell *shell)
{
    free(shell->own);
    shell->own = NULL;
    shell->own_count = 0;
}

/* The row that the line on the screen names for this way. */
static int64_t named_row(const struct shell *shell, bool forward)
{
    return shell->named.way == (forward ? ACT_REDO : ACT_UNDO) ? shell->named.row : 0;
}

/* What was done on this screen needs no question, but for an import; nor does what
 * the line names, and another row in its place always does. */
static bool needs_question(const struct shell *shell, const struct journal_row *row, bool forward)
{
    int64_t named = named_row(shell, forward);
    return is_import(row) || !is_own(shell, row->number) || (named != 0 && named != row->number);
}

static void ask(struct shell *shell, const struct journal_row *row, struct turn *turn)
{
    static const struct answer back[] = {{'y', N_("Take it back")}};
    static const struct answer forward[] = {{'y', N_("Bring it back")}};
    struct buf text;
    char time[CLOCK_STAMP_SIZE];
    buf_init(&text);
    buf_addf(&text, _("Row %lld of the log, %s UTC, %s: %s"), (long long)row->number,
             clock_minute(row->time, time), row->person, row->summary);
    struct view *box = ask_new(shell, turn->forward ? _("Bring this back?") : _("Take this back?"),
                               text.text, turn->forward ? forward : back, 1,
                               is_import(row) ? answered_import : answered, turn);
    buf_release(&text);
    if (box == NULL)
        turn_free(turn);
    shell_push(shell, box);
}

static void turn_entry(struct shell *shell, const struct journal_entry *entry, bool forward)
{
    struct turn *turn = turn_new(&entry->row, forward);
    if (turn == NULL)
        shell_push(shell, NULL); /* says that memory is out */
    else if (needs_question(shell, &entry->row, forward))
        ask(shell, &entry->row, turn);
    else
        begin(shell, turn, false);
}

void shell_undo(struct shell *shell, int64_t number)
{
    struct journal_entry entry = {0};
    struct err err;
    err_init(&err);
    if (number == 0)
        number = named_row(shell, false);
    if (app_undo_target(shell->app, number, &entry, &err) != RC_OK) {
        shell_failed(shell, &err);
        return;
    }
    turn_entry(shell, &entry, false);
    journal_entry_release(&entry);
}

void shell_redo(struct shell *shell)
{
    struct journal_entry entry = {0};
    struct err err;
    err_init(&err);
    if (app_redo_target(shell->app, &entry, &err) != RC_OK) {
        shell_failed(shell, &err);
        return;
    }
    turn_entry(shell, &entry, true);
    journal_entry_release(&entry);
}

/* ---- another day ------------------------------------------------------------------------------
 */

bool shell_is_travelling(struct shell *shell)
{
    return date_compare(app_day(shell->app), shell->home) != 0;
}

void shell_look_at(struct shell *shell, struct date day)
{
    app_look_at(shell->app, day);
    shell_all_stale(shell);
}

static enum rc look_at(void *context, struct shell *shell, const char *const *values,
                       struct err *err)
{
    struct date day;
    (void)context;
    if (!date_parse(values[0], strlen(values[0]), &day))
        return err_set(err, RC_USAGE, _("%s: no such day: write YYYY-MM-DD, or +3m, -10d, today"),
                       values[0]);
    shell_look_at(shell, day);
    return RC_OK;
}

void shell_travel(struct shell *shell)
{
    static const struct field fields[] = {
        {.name = "day",
         .label = N_("Day"),
         .hint = N_("YYYY-MM-DD, or +3m, -10d, today. Nothing is changed there."),
         .kind = FIELD_DATE,
         .must = true},
    };
    static const struct form_spec spec = {
        .title = N_("Show everything as it stands on"),
        .fields = fields,
        .count = 1,
        .save = look_at,
    };
    char day[DATE_TEXT_SIZE];
    const char *values[1] = {date_print(app_day(shell->app), day)};
    if (shell_is_travelling(shell))
        shell_look_at(shell, shell->home);
    else
        shell_push(shell, form_new(shell, &spec, values));
}
