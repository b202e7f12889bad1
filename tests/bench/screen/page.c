/* SPDX-License-Identifier: MIT */
/*
 * page BOOK: the newest earnings straight from SQLite, one page, as little as a
 * program can do that shows the same list. Ends with any key.
 */
#include <curses.h>
#include <inttypes.h>
#include <locale.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static const char newest[] =
    "SELECT date(e.day * 86400, 'unixepoch'), n.name, l.id, e.type, e.currency, e.amount_micros, "
    "e.usd_micros, c.text FROM earning e LEFT JOIN program_name n ON n.key = e.name "
    "LEFT JOIN location l ON l.key = e.location LEFT JOIN word c ON c.key = e.customer "
    "ORDER BY e.day DESC, e.key DESC LIMIT ?";

static void check(sqlite3 *db, int code)
{
    if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE)
        return;
    fprintf(stderr, "page: %s\n", sqlite3_errmsg(db));
    exit(1);
}

static const char *text(sqlite3_stmt *query, int column)
{
    const unsigned char *found = sqlite3_column_text(query, column);
    return found != NULL ? (const char *)found : "";
}

static void print_row(sqlite3_stmt *query, int row)
{
    int64_t amount = sqlite3_column_int64(query, 5), usd = sqlite3_column_int64(query, 6);
    (void)mvprintw(row, 0, "%-10s %-16.16s %-8s %d %s %12.2f %12.2f %.16s", text(query, 0),
                   text(query, 1), text(query, 2), sqlite3_column_int(query, 3), text(query, 4),
                   (double)amount / 1e6, (double)usd / 1e6, text(query, 7));
}

int main(int argc, char **argv)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *query = NULL;
    if (argc != 2) {
        fputs("usage: page BOOK\n", stderr);
        return 2;
    }
    (void)setlocale(LC_ALL, "");
    check(db, sqlite3_open_v2(argv[1], &db, SQLITE_OPEN_READONLY, NULL));
    check(db, sqlite3_prepare_v2(db, newest, -1, &query, NULL));
    if (initscr() == NULL)
        return 1;
    (void)cbreak();
    (void)noecho();
    (void)keypad(stdscr, TRUE);
    check(db, sqlite3_bind_int(query, 1, LINES));
    for (int row = 0; sqlite3_step(query) == SQLITE_ROW; row++)
        print_row(query, row);
    (void)refresh();
    (void)getch();
    (void)endwin();
    (void)sqlite3_finalize(query);
    (void)sqlite3_close(db);
    return 0;
}
