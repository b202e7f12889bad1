/* SPDX-License-Identifier: MIT */
/* The least that a curses program does: a first frame, and one cell for each key
 * until 'q'. */
#include <curses.h>
#include <locale.h>

int main(void)
{
    (void)setlocale(LC_ALL, "");
    if (initscr() == NULL)
        return 1;
    (void)cbreak();
    (void)noecho();
    (void)keypad(stdscr, TRUE);
    (void)mvaddstr(0, 0, "empty");
    (void)refresh();
    for (int count = 0, key; (key = getch()) != ERR && key != 'q'; count++) {
        (void)mvaddch(1 + count / COLS % (LINES - 1), count % COLS, count % 2 == 0 ? '.' : ':');
        (void)refresh();
    }
    (void)endwin();
    return 0;
}
