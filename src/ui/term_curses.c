/* SPDX-License-Identifier: MIT */
#include "ui/term.h"

#include <curses.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

#include "base/text.h"
#include "base/words.h"

/* Curses' macros of these names would catch ours. */
#undef lines
#undef columns

static volatile sig_atomic_t caught;

static void on_signal(int number)
{
    caught = number;
}

static const int deadly[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT};
enum { DEADLY = sizeof(deadly) / sizeof(deadly[0]) };

static void watch_signals(struct sigaction before[DEADLY])
{
    struct sigaction action = {.sa_handler = on_signal}; /* without SA_RESTART: getch returns */
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < DEADLY; i++)
        (void)sigaction(deadly[i], &action, &before[i]);
}

static void unwatch_signals(const struct sigaction before[DEADLY])
{
    for (size_t i = 0; i < DEADLY; i++)
        (void)sigaction(deadly[i], &before[i], NULL);
}

static enum rc check_terminal(struct err *err)
{
    const char *name = getenv("TERM");
    int status = 0;
    if (isatty(STDIN_FILENO) == 0 || isatty(STDOUT_FILENO) == 0)
        return err_set(err, RC_USAGE,
                       _("the screen needs a terminal: run a command instead, as in 'coffer "
                         "balance'; 'coffer --help' lists them"));
    if (name == NULL || name[0] == '\0' || strcmp(name, "dumb") == 0)
        return err_set(
            err, RC_USAGE,
            _("TERM=%s: this terminal cannot show a screen: every command works on it, as "
              "in 'coffer balance'"),
            name != NULL ? name : "");
    if (setupterm(name, STDOUT_FILENO, &status) == ERR)
        return err_set(
            err, RC_USAGE,
            _("TERM=%s: the terminal is not known here: set TERM, or run a command as in "
              "'coffer balance'"),
            name);
    return RC_OK;
}

static void put_line(int y, const char *text, attr_t attributes)
{
    if (y < 0 || y >= LINES)
        return;
    (void)attr_set(attributes, 0, NULL);
    mvaddnstr(y, 0, text, -1);
    clrtoeol();
    if (text_width(text) > (size_t)COLS) /* no cut without a mark */
        mvaddstr(y, COLS - 1, "…");
}

static void draw(const struct term_page *page, size_t top)
{
    int fixed = (int)page->fixed;
    erase();
    put_line(0, page->title, A_BOLD);
    for (int i = 0; i < fixed && i + 2 < LINES - 1; i++)
        put_line(i + 2, page->lines[i], A_UNDERLINE);
    for (int y = fixed + 2; y < LINES - 1; y++) {
        size_t at = page->fixed + top + (size_t)(y - fixed - 2);
        if (at < page->line_count)
            put_line(y, page->lines[at], A_NORMAL);
    }
    put_line(LINES - 1, page->footer, A_DIM);
    move(LINES > 2 ? 2 : 0, 0);
    refresh();
}

/* The first line shown after a key; max is the last that fills the screen. */
static size_t scrolled(int key, size_t top, size_t max, size_t screen)
{
    switch (key) {
    case KEY_DOWN:
    case 'j':
        return top < max ? top + 1 : max;
    case KEY_UP:
    case 'k':
        return top > 0 ? top - 1 : 0;
    case KEY_NPAGE:
    case ' ':
        return top + screen < max ? top + screen : max;
    case KEY_PPAGE:
        return top > screen ? top - screen : 0;
    case KEY_HOME:
    case 'g':
        return 0;
    case KEY_END:
    case 'G':
        return max;
    default:
        return top < max ? top : max;
    }
}

static void run(const struct term_page *page)
{
    size_t top = 0;
    for (int key = 0; caught == 0 && key != 'q' && key != 27;) {
        size_t body = page->line_count - page->fixed;
        size_t room = LINES > 4 ? (size_t)LINES - 3 - page->fixed : 1;
        top = scrolled(key, top, body > room ? body - room : 0, room);
        draw(page, top);
        key = getch();
    }
}

enum rc term_show(const struct term_page *page, struct err *err)
{
    struct sigaction before[DEADLY];
    enum rc rc = check_terminal(err);
    if (rc != RC_OK)
        return rc;
    caught = 0;
    if (initscr() == NULL)
        return err_set(err, RC_USAGE,
                       _("the terminal: it cannot be set up: run a command instead"));
    watch_signals(before);
    (void)cbreak();
    (void)noecho();
    (void)keypad(stdscr, TRUE);
    (void)set_escdelay(25);
    run(page);
    (void)endwin();
    unwatch_signals(before);
    if (caught != 0 && caught != SIGINT)
        (void)raise(caught);
    return RC_OK;
}
