/* SPDX-License-Identifier: MIT */
/* Coffer on a terminal: what its bytes do there. */
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pty/visit.h"
#include "support/hostile.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define PASTE_END "\x1b[201~"

/* Each screen's key, and what the title says there. */
static const struct {
    const char *key, *place;
} places[] = {
    {"2", "Funds"},  {"3", "Timeline"}, {"4", "Earnings"}, {"5", "Claims"},
    {"6", "Deadli"}, {"7", "Programs"}, {"8", "Log"},      {"1", "Dashboard"},
};

static void go(struct visit *visit, size_t place)
{
    pty_type(visit->pty, places[place].key);
    visit_until_at(visit, places[place].place);
}

/* The screen once the program has taken in all that was typed: Ctrl-L draws all
 * anew, and says nothing. The caller frees it. */
static char *settled(struct visit *visit)
{
    size_t before = visit->pty->raw.length;
    pty_type(visit->pty, "\x0c");
    before = pty_until_raw(visit->pty, before, "\x1b[H\x1b[2J");
    (void)pty_until_raw(visit->pty, before, "help");
    return pty_text(visit->pty);
}

/* ---- there and back ------------------------------------------------------------------------ */

static void screen__q__leaves(void **state)
{
    struct visit *visit = *state;
    (void)visit_enter(visit);
    for (size_t i = 0; i < COUNT(places); i++)
        go(visit, i);
    visit_leave(visit);
}

static void screen__book__that_cannot_be_used_is_told_without_a_screen(void **state)
{
    struct visit *visit = *state;
    file_write(visit->book, "this is no book, and long enough to be looked at", 48);
    struct pty *pty = visit_start(visit, NULL);
    assert_exit(pty_until_over(pty), 4);
    assert_null(strchr(pty->raw.text, '\x1b'));
    assert_true(pty_find(pty, "coffer: ") >= 0);
    pty_assert_restored(pty);
}

/* It begins like one: a first frame is there before the rest is looked at. */
static void screen__book__that_is_damaged_inside_is_told_when_the_terminal_is_back(void **state)
{
    enum { HEADER = 100 };
    struct visit *visit = *state;
    size_t length = 0;
    char *bytes = file_read(visit->book, &length);
    memset(bytes + HEADER, 0xff, length - HEADER);
    file_write(visit->book, bytes, length);
    free(bytes);
    struct pty *pty = visit_start(visit, NULL);
    assert_exit(pty_until_over(pty), 4);
    assert_true(pty_find(pty, "coffer: ") >= 0);
    pty_assert_restored(pty);
}

static void screen__no_book__offers_to_make_one(void **state)
{
    struct visit *visit = *state;
    assert_int_equal(unlink(visit->book), 0);
    struct pty *pty = visit_start(visit, NULL);
    pty_until(pty, "demo.coffer");
    assert_true(pty->alternate);
    assert_int_equal(access(visit->book, F_OK), -1);
    visit_leave(visit);
}

static void screen__no_terminal__is_told(void **state)
{
    struct visit *visit = *state;
    static const char *const terminals[] = {"TERM=dumb", "TERM=nonesuch", "TERM="};
    for (size_t i = 0; i < COUNT(terminals); i++) {
        const char *const env[] = {terminals[i], NULL};
        struct pty *pty = visit_start(visit, env);
        assert_exit(pty_until_over(pty), 2);
        assert_true(pty_find(pty, terminals[i]) >= 0);
        assert_null(strchr(pty->raw.text, '\x1b'));
        pty_assert_restored(pty);
    }
}

static void screen__suspend__comes_back_as_it_was(void **state)
{
    struct visit *visit = *state;
    char command[FOLDER_PATH_SIZE + 256];
    const char *const argv[] = {"/bin/sh", "-i", NULL};
    const char *const env[] = {"TERM=xterm-256color", "PS1=shell> ", "ENV=", NULL};
    struct pty *pty = visit->pty = pty_start(argv, env, visit->folder.path, 24, 80);
    pty_until(pty, "shell>");
    (void)snprintf(command, sizeof(command), "%s --book %s\n", COFFER, visit->book);
    pty_type(pty, command);
    visit_until_at(visit, "Dashboard");
    go(visit, 5);
    char *before = settled(visit);
    pty_type(pty, "\x1a");
    pty_until(pty, "Stopped");
    assert_false(pty->alternate);
    pty_type(pty, "fg\n");
    pty_until(pty, "surface-add");
    assert_true(pty->alternate);
    char *after = settled(visit);
    assert_string_equal(after, before);
    pty_type(pty, "q");
    pty_until_gone(pty, "surface-add");
    pty_type(pty, "exit\n");
    (void)pty_until_over(pty);
    pty_assert_restored(pty);
    free(after);
    free(before);
}

/* ---- what comes in --------------------------------------------------------------------------- */

/* The terminal says that it is light, all answers at once and no key behind them:
 * what is shown changes by itself. */
static void screen__answers__restyle_what_is_shown(void **state)
{
    struct visit *visit = *state;
    struct pty *pty = visit_start(visit, NULL);
    pty->deaf = true;
    visit_until_at(visit, "Dashboard");
    size_t asked = pty_until_raw(pty, 0, "\x1b[c");
    (void)pty_until_raw(pty, asked, "help");
    size_t before = pty->raw.length;
    pty_type(pty, "\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?2026;2$y\x1b[?64;1;2c");
    before = pty_until_raw(pty, before, "\x1b[?2026h");
    (void)pty_until_raw(pty, before, "help");
    visit_leave(visit);
}

static void screen__sizes__are_followed_in_a_storm(void **state)
{
    struct visit *visit = *state;
    struct pty *pty = visit_enter(visit);
    go(visit, 5);
    char *before = settled(visit);
    for (int i = 0; i < 150; i++) {
        pty_resize(pty, 1 + i * 7 % 60, 1 + i * 13 % 200);
        if (i % 10 == 0)
            pty_type(pty, i % 20 == 0 ? "\x1b[B" : "\x1b[A");
    }
    pty_resize(pty, 20, 5);
    pty_resize(pty, 24, 80);
    pty_until(pty, "surface-add"); /* whatever the terminal lost on the way */
    char *after = settled(visit);
    for (int i = 0; i < 5 && strcmp(after, before) != 0; i++) {
        free(after); /* of a frame of the storm that was still on its way */
        after = settled(visit);
    }
    assert_string_equal(after, before);
    free(after);
    free(before);
    visit_leave(visit);
}

static void screen__mouse__clicks_tabs_and_scrolls(void **state)
{
    struct visit *visit = *state;
    struct pty *pty = visit_enter(visit);
    char *text = pty_text(pty);
    const char *tab = strstr(text, "7 Programs");
    assert_non_null(tab);
    char click[48];
    (void)snprintf(click, sizeof(click), "\x1b[<0;%d;1M\x1b[<0;%d;1m", (int)(tab - text) + 2,
                   (int)(tab - text) + 2);
    free(text);
    pty_type(pty, click);
    visit_until_at(visit, "Programs");
    pty_until(pty, "surface-add");
    pty_type(pty, "\x1b[<0;3;9M\x1b[<0;3;9m"); /* a row */
    pty_until_cursor(pty, 8);
    pty_resize(pty, 12, 80);
    pty_type(pty, "\x1b[H"); /* the first row */
    pty_until_cursor(pty, 3);
    pty_until(pty, "ad-eduwins");
    pty_type(pty, "\x1b[<65;3;9M"); /* the wheel goes down */
    pty_until_gone(pty, "ad-eduwins");
    pty_type(pty, "\x1b[<64;3;9M"); /* and up again */
    pty_until(pty, "ad-eduwins");
    visit_leave(visit);
}

/* 10 kB of anything with an end mark forged into it, on each screen and over each
 * box: nothing changes, not the book and not what is shown. */
static void screen__paste__changes_nothing(void **state)
{
    struct visit *visit = *state;
    enum { LONG = 10000 };
    static const char forged[] = "\x1b[201~q:quit\rdyX\x1b[A";
    static char bytes[LONG + 32];
    struct random random;
    size_t length, length_after;
    char *book = file_read(visit->book, &length);
    (void)visit_enter(visit);
    random_init(&random);
    for (size_t i = 0; i < COUNT(places); i++) {
        go(visit, i);
        char *before = settled(visit);
        memcpy(bytes, "\x1b[200~", 6);
        for (size_t k = 6; k < LONG; k++)
            bytes[k] = (char)random_between(&random, 0, 255);
        memcpy(bytes + LONG / 2, forged, sizeof(forged) - 1);
        memcpy(bytes + LONG, PASTE_END, sizeof(PASTE_END));
        pty_send(visit->pty, bytes, LONG + strlen(bytes + LONG));
        pty_until(visit->pty, "paste");
        char *after = settled(visit);
        assert_string_equal(after, before);
        free(after);
        free(before);
    }
    visit_leave(visit);
    char *book_after = file_read(visit->book, &length_after);
    assert_int_equal(length_after, length);
    assert_memory_equal(book_after, book, length);
    free(book_after);
    free(book);
}

/* ---- work beside the screen ------------------------------------------------------------------ */

/* A pipe that nobody writes into: stopped by Esc, and by leaving. */
static void screen__import__from_a_silent_pipe_is_stopped(void **state)
{
    struct visit *visit = *state;
    char pipe[FOLDER_PATH_SIZE];
    (void)folder_file(&visit->folder, "pipe.csv", pipe);
    assert_int_equal(mkfifo(pipe, 0600), 0);
    for (int i = 0; i < 2; i++) {
        struct pty *pty = visit_enter(visit);
        go(visit, 2);
        pty_type(pty, "i");
        pty_until(pty, "Bring in a report");
        pty_type(pty, pipe);
        pty_type(pty, "\r");
        pty_until(pty, "Esc stops");
        pty_type(pty, i == 0 ? "\x1b" : "\r");
        if (i == 0) {
            pty_until(pty, "Stop it?");
            pty_type(pty, "y");
            pty_until(pty, "the book is as it was");
            visit_leave(visit);
        } else {
            pty_until_gone(pty, "Esc stops");
            pty_type(pty, "q");
            pty_until(pty, "Leave Coffer?");
            pty_type(pty, "y");
            assert_exit(pty_until_over(pty), 0);
            pty_assert_restored(pty);
        }
        visit_drop(visit);
    }
}

/* ---- what goes out --------------------------------------------------------------------------- */

/* How many SGR sequences of the bytes have a parameter that is a colour. */
static int count_colours(const struct buf *raw)
{
    int count = 0;
    for (const char *at = raw->text; (at = strstr(at, "\x1b[")) != NULL;) {
        at += 2;
        const char *end = at + strspn(at, "0123456789;");
        while (*end == 'm' && at < end) {
            long number = strtol(at, NULL, 10);
            count += (number >= 30 && number <= 49) || (number >= 90 && number <= 107);
            at += strcspn(at, ";m") + 1;
        }
    }
    return count;
}

static void walk(struct visit *visit)
{
    for (size_t i = 0; i < COUNT(places); i++) {
        pty_type(visit->pty, places[i].key);
        pty_type(visit->pty, "\x1b[B\r");
        free(settled(visit));
    }
    pty_type(visit->pty, "?");
    pty_until(visit->pty, "Keys");
    pty_type(visit->pty, "\x1b");
    pty_until_gone(visit->pty, "Keys");
}

static void screen__no_color__sends_no_colour(void **state)
{
    struct visit *visit = *state;
    const char *const env[] = {"NO_COLOR=1", NULL};
    (void)visit_start(visit, env);
    pty_until(visit->pty, "Dashboard");
    walk(visit);
    assert_int_equal(count_colours(&visit->pty->raw), 0);
    assert_non_null(strstr(visit->pty->raw.text, ";7m")); /* attributes stay */
    visit_leave(visit);
    (void)visit_enter(visit);
    assert_true(count_colours(&visit->pty->raw) > 0);
    visit_leave(visit);
}

static void screen__terminals__of_many_kinds(void **state)
{
    struct visit *visit = *state;
    static const char *const terminals[] = {"TERM=vt100",  "TERM=linux", "TERM=xterm-mono",
                                            "TERM=screen", "TERM=xterm", "TERM=tmux-256color"};
    for (size_t i = 0; i < COUNT(terminals); i++) {
        const char *const env[] = {terminals[i], NULL};
        struct pty *pty = visit_start(visit, env);
        pty_until(pty, "Dashboard");
        pty_type(pty, "7\x1b[B\x1bOB");
        pty_until(pty, "surface-add");
        pty_until_cursor(pty, 5);
        assert_null(strstr(pty->raw.text, "$<")); /* padding */
        visit_leave(visit);
    }
}

static void screen__ascii__where_there_is_no_utf8(void **state)
{
    struct visit *visit = *state;
    const char *const env[] = {"LC_ALL=C", NULL};
    struct pty *pty = visit_start(visit, env);
    pty_until(pty, "Dashboard");
    for (size_t i = 0; i < COUNT(places); i++)
        go(visit, i);
    pty_type(pty, "7");
    pty_until(pty, "surface-add");
    visit_leave(visit);
    (void)pty;
}

/* Two rows rewritten: twice the width and 80 bytes on average, 400 at most, the
 * marks of a held redraw counted. */
static void screen__moved_selection__is_quiet(void **state)
{
    struct visit *visit = *state;
    enum { MOVES = 12, MOST = 2 * 80 + 80, WORST = 400 };
    static const size_t lists[] = {0, 5}; /* of `places`: funds, programs */
    int row, col;
    struct pty *pty = visit_enter(visit);
    pty_type(pty, "\x1b[?2026;2$y");
    for (size_t i = 0; i < COUNT(lists); i++) {
        go(visit, lists[i]);
        pty_type(pty, "\x1b[H");
        free(settled(visit));
        pty_cursor(pty, &row, &col);
        size_t sum = 0, worst = 0;
        for (int k = 0; k < MOVES; k++) {
            size_t before = pty->raw.length;
            pty_type(pty, "\x1b[B");
            pty_until_cursor(pty, row + k + 1);
            (void)pty_until_raw(pty, before, "\x1b[?2026l");
            size_t sent = pty->raw.length - before;
            sum += sent;
            worst = sent > worst ? sent : worst;
        }
        print_message("%s: %zu bytes for a moved selection, at most %zu\n", places[lists[i]].place,
                      sum / MOVES, worst);
        assert_in_range(sum / MOVES, 40, MOST);
        assert_in_range(worst, 40, WORST);
    }
    visit_leave(visit);
}

/* Names with codes in them, in the book and in its path: none reaches the
 * terminal as it is. */
static void screen__hostile_names__never_reach_the_terminal(void **state)
{
    struct visit *visit = *state;
    static const char *const never[] = {
        "\x1b[31m",     "\x1b]0;",      "\a",           "\xe2\x80\xae",
        "\xe2\x80\x8b", "\xe2\x81\xa0", "\xe2\x80\x8d", "\xef\xb8\x8f",
    };
    static const char *const locations[] = {"6100001", "6100003", "6100005"};
    char moved[FOLDER_PATH_SIZE];
    for (size_t i = 0; i < HOSTILE_NAMES; i++) {
        char code[16];
        (void)snprintf(code, sizeof(code), "hostile-%zu", i);
        const char *const location[] = {
            "location", "set", locations[i % COUNT(locations)], "--name", hostile_names[i], NULL};
        const char *const program[] = {"program", "set", code, "--name", hostile_names[i], NULL};
        assert_int_equal(visit_run(visit, location), 0);
        assert_int_equal(visit_run(visit, program), 0);
    }
    (void)folder_file(&visit->folder, "\x1b[31mred\a.coffer", moved);
    assert_int_equal(rename(visit->book, moved), 0);
    (void)snprintf(visit->book, sizeof(visit->book), "%s", moved);
    (void)visit_enter(visit);
    walk(visit);
    pty_type(visit->pty, "7G"); /* and down the list of programs */
    free(settled(visit));
    for (size_t i = 0; i < COUNT(never); i++)
        if (memmem(visit->pty->raw.text, visit->pty->raw.length, never[i], strlen(never[i])) !=
            NULL)
            fail_msg("%s is sent", i < 3 ? "an escape code" : "an invisible character");
    assert_null(strstr(visit->pty->title.text, "PWNED"));
    visit_leave(visit);
}

/* ---- others ---------------------------------------------------------------------------------- */

static void run_sql(sqlite3 *db, const char *sql)
{
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
}

/* A save waits for them, says so, and is given up by Esc with the form kept; what is
 * typed meanwhile is for afterwards. */
static void screen__save__waits_for_another_writer(void **state)
{
    struct visit *visit = *state;
    struct pty *pty = visit_enter(visit);
    sqlite3 *other = NULL;
    go(visit, 5);
    pty_type(pty, "s70/30");
    pty_until(pty, "70/30");
    assert_int_equal(sqlite3_open(visit->book, &other), SQLITE_OK);
    run_sql(other, "BEGIN IMMEDIATE");
    pty_type(pty, "\x13"); /* Ctrl-S */
    pty_until(pty, "who writes in the book: Esc gives up");
    pty_type(pty, "\x1b");
    pty_until(pty, "Given up: nothing was changed");
    assert_true(pty_find(pty, "70/30") >= 0);
    pty_type(pty, "\x13");
    pty_until(pty, "who writes in the book: Esc gives up");
    pty_type(pty, "8"); /* the log, when the form is saved */
    run_sql(other, "ROLLBACK");
    assert_int_equal(sqlite3_close(other), SQLITE_OK);
    visit_until_at(visit, "Log");
    pty_until(pty, "program.set");
    visit_leave(visit);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        VISIT(screen__q__leaves),
        VISIT(screen__book__that_cannot_be_used_is_told_without_a_screen),
        VISIT(screen__book__that_is_damaged_inside_is_told_when_the_terminal_is_back),
        VISIT(screen__no_book__offers_to_make_one),
        VISIT(screen__no_terminal__is_told),
        VISIT(screen__suspend__comes_back_as_it_was),
        VISIT(screen__answers__restyle_what_is_shown),
        VISIT(screen__sizes__are_followed_in_a_storm),
        VISIT(screen__mouse__clicks_tabs_and_scrolls),
        VISIT(screen__paste__changes_nothing),
        VISIT(screen__import__from_a_silent_pipe_is_stopped),
        VISIT(screen__no_color__sends_no_colour),
        VISIT(screen__terminals__of_many_kinds),
        VISIT(screen__ascii__where_there_is_no_utf8),
        VISIT(screen__moved_selection__is_quiet),
        VISIT(screen__save__waits_for_another_writer),
        VISIT(screen__hostile_names__never_reach_the_terminal),
    };
    return cmocka_run_group_tests(tests, visit_group_setup, visit_group_teardown);
}
