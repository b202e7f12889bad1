/* SPDX-License-Identifier: MIT */
/*
 * Everything that a person can do with a key, in one table. The keys, footers,
 * help, palette, reasons why not, the man page's KEYS and the tests all come
 * from it.
 *
 * X(name, keys, label, help, permission, needs)
 *   keys: names as key_print writes them, separated by blanks; "g g" style
 *         sequences are written with '+': "g+g"
 *   label: one or two words for the footer
 *   help: one sentence
 *   permission: what the person must be allowed (model/role.h)
 *   needs: what must be there (struct needs bits)
 */
#ifndef COFFER_UI_ACTIONS_H
#define COFFER_UI_ACTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "model/role.h"
#include "ui/keys.h"

enum needs {
    NEEDS_NOTHING = 0,
    NEEDS_BOOK = 1,   /* a book is open */
    NEEDS_WRITE = 2,  /* and can be written, today */
    NEEDS_ROW = 4,    /* the view has a selected row */
    NEEDS_FIGURE = 8, /* the cursor stands on money */
};

/* clang-format off */
#define ACTION_TABLE(X) \
    X(UP, "Up k", N_("up"), N_("One row up"), MAY_LOOK, NEEDS_NOTHING) \
    X(DOWN, "Down j", N_("down"), N_("One row down"), MAY_LOOK, NEEDS_NOTHING) \
    X(LEFT, "Left h", N_("left"), N_("To the figure on the left"), MAY_LOOK, NEEDS_NOTHING) \
    X(RIGHT, "Right l", N_("right"), N_("To the figure on the right"), MAY_LOOK, NEEDS_NOTHING) \
    X(PAGE_UP, "PgUp Ctrl-B", N_("page up"), N_("One page up"), MAY_LOOK, NEEDS_NOTHING) \
    X(PAGE_DOWN, "PgDn Ctrl-F Space", N_("page down"), N_("One page down"), MAY_LOOK, NEEDS_NOTHING) \
    X(TOP, "Home g+g", N_("top"), N_("To the first row"), MAY_LOOK, NEEDS_NOTHING) \
    X(BOTTOM, "End G", N_("end"), N_("To the last row"), MAY_LOOK, NEEDS_NOTHING) \
    X(OPEN, "Enter", N_("open"), N_("Opens the selected row"), MAY_LOOK, NEEDS_ROW) \
    X(BACK, "Esc", N_("back"), N_("Closes what is open, or goes back one step"), MAY_LOOK, NEEDS_NOTHING) \
    X(EXPLAIN, "=", N_("explain"), N_("Says how the figure under the cursor comes about"), MAY_LOOK, NEEDS_BOOK | NEEDS_FIGURE) \
    X(COPY, "y", N_("copy"), N_("Copies the command that prints the figure to the clipboard"), MAY_LOOK, NEEDS_BOOK) \
    X(FILTER, "/", N_("filter"), N_("Shows only rows with the words that you type"), MAY_LOOK, NEEDS_BOOK) \
    X(ADD, "a", N_("add"), N_("Adds one"), MAY_EDIT_BOOK, NEEDS_WRITE) \
    X(EDIT, "e", N_("edit"), N_("Changes the selected row"), MAY_EDIT_BOOK, NEEDS_WRITE | NEEDS_ROW) \
    X(DELETE, "d", N_("delete"), N_("Deletes the selected row"), MAY_EDIT_BOOK, NEEDS_WRITE | NEEDS_ROW) \
    X(EXCLUDE, "X", N_("exclude"), N_("Leaves an earning out of every sum, or counts it again"), MAY_EDIT_BOOK, NEEDS_WRITE | NEEDS_ROW) \
    X(IMPORT, "i", N_("import"), N_("Brings in a report, after a preview"), MAY_IMPORT, NEEDS_WRITE) \
    X(SET_TERMS, "s", N_("terms"), N_("Sets split, threshold or co-op from a day on"), MAY_EDIT_TERMS, NEEDS_WRITE | NEEDS_ROW) \
    X(SET_PERIOD, "o", N_("calendar"), N_("Sets the usage and claim days of one period"), MAY_EDIT_TERMS, NEEDS_WRITE | NEEDS_ROW) \
    X(CLOSE_PERIOD, "c", N_("close"), N_("Closes or reopens a period"), MAY_EDIT_TERMS, NEEDS_WRITE) \
    X(NEW_CLAIM, "C", N_("new claim"), N_("Begins a claim: fund, activity, dates, amount"), MAY_EDIT_CLAIMS, NEEDS_WRITE) \
    X(EXPENSE, "x", N_("expense"), N_("Adds an expense to the claim"), MAY_EDIT_CLAIMS, NEEDS_WRITE | NEEDS_ROW) \
    X(METRIC, "m", N_("metric"), N_("Sets a metric of the claim"), MAY_EDIT_CLAIMS, NEEDS_WRITE | NEEDS_ROW) \
    X(ATTACH, "f", N_("attach"), N_("Attaches files to the claim as proof, invoice or approval"), MAY_EDIT_CLAIMS, NEEDS_WRITE | NEEDS_ROW) \
    X(APPROVAL, "p", N_("approval"), N_("Notes a pre-approval, exception, extension or tax invoice"), MAY_EDIT_CLAIMS, NEEDS_WRITE | NEEDS_ROW) \
    X(COMMENT, "n", N_("comment"), N_("Adds a comment to the claim"), MAY_EDIT_CLAIMS, NEEDS_WRITE | NEEDS_ROW) \
    X(COPY_CLAIM, "D", N_("duplicate"), N_("Makes a new draft like this claim"), MAY_EDIT_CLAIMS, NEEDS_WRITE | NEEDS_ROW) \
    X(SUBMIT, "S", N_("submit"), N_("Seals the claim as it was sent to Partner Center"), MAY_EDIT_CLAIMS, NEEDS_WRITE | NEEDS_ROW) \
    X(RECORD, "R", N_("record"), N_("Records what Partner Center answered: reviewed, approved, rejected, paid"), MAY_EDIT_CLAIMS, NEEDS_WRITE | NEEDS_ROW) \
    X(FEEDBACK, "F", N_("feedback"), N_("Records what the reviewer said of an expense or a proof"), MAY_RECORD, NEEDS_WRITE | NEEDS_ROW) \
    X(PAYMENT, "P", N_("payment"), N_("Records one payment for one or several claims"), MAY_RECORD, NEEDS_WRITE) \
    X(SEALED, "v", N_("sent"), N_("Shows what was sealed when it was submitted, and compares"), MAY_LOOK, NEEDS_BOOK | NEEDS_ROW) \
    X(VOID_PAYMENT, "V", N_("void"), N_("Lets a payment count no more, from today on"), MAY_RECORD, NEEDS_WRITE | NEEDS_ROW) \
    X(OPEN_FILE, "O", N_("open file"), N_("Shows the document's file with a program of the desktop"), MAY_LOOK, NEEDS_BOOK | NEEDS_ROW) \
    X(EXPORT, "w", N_("export"), N_("Writes documents as files into a folder"), MAY_LOOK, NEEDS_BOOK) \
    X(VERIFY, "K", N_("verify"), N_("Reads every document again and says whether it is as it was attached"), MAY_LOOK, NEEDS_BOOK) \
    X(SORT_NEXT, ">", N_("sort"), N_("Sorts by the next column"), MAY_LOOK, NEEDS_BOOK) \
    X(SORT_LAST, "<", N_("sort back"), N_("Sorts by the column before"), MAY_LOOK, NEEDS_BOOK) \
    X(SORT_TURN, "r", N_("reverse"), N_("Turns the order round"), MAY_LOOK, NEEDS_BOOK) \
    X(COLUMNS, "|", N_("columns"), N_("Chooses the columns"), MAY_LOOK, NEEDS_BOOK) \
    X(UNDO, "u", N_("undo"), N_("Takes back the last change, or the log's row"), MAY_LOOK, NEEDS_WRITE) \
    X(REDO, "Ctrl-R", N_("redo"), N_("Brings forward what was taken back"), MAY_LOOK, NEEDS_WRITE) \
    X(TRAVEL, "t", N_("time"), N_("Shows everything as it stands on another day"), MAY_LOOK, NEEDS_BOOK) \
    X(PALETTE, ":", N_("find"), N_("Finds an action or a screen by a few letters"), MAY_LOOK, NEEDS_NOTHING) \
    X(HELP, "? F1", N_("help"), N_("Lists every key that works here"), MAY_LOOK, NEEDS_NOTHING) \
    X(HISTORY_BACK, "[", N_("last place"), N_("To the place before"), MAY_LOOK, NEEDS_BOOK) \
    X(HISTORY_ON, "]", N_("next place"), N_("To the place after"), MAY_LOOK, NEEDS_BOOK) \
    X(TAB_NEXT, "Tab", N_("next"), N_("To the next screen"), MAY_LOOK, NEEDS_BOOK) \
    X(TAB_LAST, "Shift-Tab", N_("previous"), N_("To the screen before"), MAY_LOOK, NEEDS_BOOK) \
    X(SCREEN_1, "1", N_("dashboard"), N_("What needs you now"), MAY_LOOK, NEEDS_BOOK) \
    X(SCREEN_2, "2", N_("funds"), N_("The balances"), MAY_LOOK, NEEDS_BOOK) \
    X(SCREEN_3, "3", N_("timeline"), N_("The windows over the months"), MAY_LOOK, NEEDS_BOOK) \
    X(SCREEN_4, "4", N_("earnings"), N_("Every earning"), MAY_LOOK, NEEDS_BOOK) \
    X(SCREEN_5, "5", N_("claims"), N_("The claims"), MAY_LOOK, NEEDS_BOOK) \
    X(SCREEN_6, "6", N_("deadlines"), N_("The agenda"), MAY_LOOK, NEEDS_BOOK) \
    X(SCREEN_7, "7", N_("programs"), N_("Programs and their terms"), MAY_LOOK, NEEDS_BOOK) \
    X(SCREEN_8, "8", N_("log"), N_("Who did what when"), MAY_LOOK, NEEDS_BOOK) \
    X(PAYMENTS, "M", N_("payments"), N_("The payments, and what each settles"), MAY_LOOK, NEEDS_BOOK) \
    X(DOCUMENTS, "E", N_("documents"), N_("The documents of all claims, and how long each is kept"), MAY_LOOK, NEEDS_BOOK) \
    X(ACTIVITIES, "A", N_("activities"), N_("What each activity must prove, and its caps"), MAY_LOOK, NEEDS_BOOK) \
    X(SETTINGS, ",", N_("settings"), N_("The settings of the book"), MAY_LOOK, NEEDS_BOOK) \
    X(IMPORT_CLAIMS, "I", N_("old claims"), N_("Brings in claims from before Coffer, after a preview"), MAY_EDIT_CLAIMS, NEEDS_WRITE) \
    X(REDRAW, "Ctrl-L", N_("redraw"), N_("Draws the screen anew"), MAY_LOOK, NEEDS_NOTHING) \
    X(SUSPEND, "Ctrl-Z", N_("suspend"), N_("Back to the shell; 'fg' returns"), MAY_LOOK, NEEDS_NOTHING) \
    X(QUIT, "q Ctrl-C", N_("quit"), N_("Leaves Coffer"), MAY_LOOK, NEEDS_NOTHING)
/* clang-format on */

enum action {
    ACT_NONE,
#define ACTION_ENUM(name, keys, label, help, permission, needs) ACT_##name,
    ACTION_TABLE(ACTION_ENUM)
#undef ACTION_ENUM
        ACTIONS
};

struct action_info {
    const char *name;                /* "SORT_NEXT": stable, for tests */
    const char *keys, *label, *help; /* not translated yet */
    enum permission permission;
    unsigned needs; /* enum needs */
};
const struct action_info *action_info(enum action action);

/* The action of one key, ACT_NONE if there is none. A first key of a sequence
 * ("g") gives ACT_NONE and *ret_prefix = true; pass it as `before` next time. */
enum action action_of(const struct key *before, const struct key *key, bool *ret_prefix);
/* The key that the footer names: the first one. */
char *action_key(enum action action, char ret[KEY_NAME_SIZE]);

#endif
