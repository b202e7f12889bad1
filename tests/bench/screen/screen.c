/* SPDX-License-Identifier: MIT */
/*
 * screen BOOK [ROUNDS]: the screen as a person meets it, on a terminal of 80 × 24:
 * the time to the first frame, from any key to the finished redraw, from a sort to
 * its first page, and the bytes of a moved selection. Beside it, in turns in the
 * same run, an empty curses program and one that prints a page of the same list.
 * The book is one of gen_report's 1,000,000 rows; nothing is written into it.
 *
 * Times are of the clock on the wall, so the machine should be quiet.
 * Every part ends with one line for each goal: what was measured and "met" or not.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <vterm.h>

#include "keys.h"
#include "presses.h"
#include "watched.h"

enum { ROUNDS = 20, MOVES_MAX = 4000 };

/* The month after the report: the half-year that has ended can be used. */
#define DAY "2026-01-15"

/* Through all screens; each process begins with nothing read yet. */
static const struct walk {
    const char *name, *keys;
} walks[] = {
    {"dashboard", "Down*3 Up End Home PgDn Right = Down Esc Enter Esc 1"},
    {"tabs", "2 3 4 5 6 7 8 1 Tab*3 [ ] 2 4 7 8 1"},
    {"funds", "2 Down*20 PgDn*4 End PgUp*3 Home Right = Down*2 End Esc > > r < Esc"},
    {"fund", "2 Home Down Enter Down*3 PgDn End Home Right = Down Esc Esc"},
    {"earnings", "4 Down*30 PgDn*10 End Up*5 PgUp*5 Home Right = Down*2 Esc Enter Down*2 Esc"},
    {"filter", "4 / contoso Back*7 Esc / 6100007 Down*3 Esc 2 / csp Esc"},
    {"programs", "7 Down*3 Up Enter Down Esc"},
    {"log", "8 Down Enter Down Esc"},
    {"help", "? Down*3 PgDn sort Esc"},
    {"palette", ": fund Down Esc : ear Enter"},
    {"time", "t 2025-12-15 Enter 1 2 4 t"},
    {"form", "4 a"},
};

struct bench {
    const char *book;
    int rounds;
    struct watched watched; /* large */
    struct presses presses;
    double moves[MOVES_MAX]; /* bytes */
    size_t move_count;
    int missed;
};

/* ---- numbers ----------------------------------------------------------------------------- */

/* One line of the table. */
static void judge(struct bench *bench, const char *what, double measured, double goal,
                  const char *unit)
{
    bool met = measured <= goal;
    bench->missed += !met;
    printf("%-52s %9.2f %9.2f %-5s %s\n", what, measured, goal, unit, met ? "met" : "MISSED");
    (void)fflush(stdout);
}

/* One line that has no goal. */
static void tell(const char *what, double measured, const char *unit)
{
    printf("%-52s %9.2f %9s %s\n", what, measured, "", unit);
}

/* ---- the first frame --------------------------------------------------------------------- */

enum ways { AN_EMPTY, A_PAGE, OPENING, FIGURES, WAYS };

static const char *const empty_words[] = {EMPTY, NULL};

/* Until it waits for a key; *ret_opening: until its first frame was there, NULL: not
 * asked for. */
static double start_coffer(struct bench *bench, double *ret_opening)
{
    const char *const words[] = {COFFER, "--book", bench->book, "--as-of", DAY, NULL};
    return watched_first_frame(&bench->watched, words,
                               ret_opening != NULL ? "Reading the book" : NULL, ret_opening);
}

static void judge_frames(struct bench *bench, double *times[WAYS], size_t count)
{
    double median[WAYS];
    for (int way = 0; way < WAYS; way++)
        median[way] = times_at(times[way], count, 50);
    printf("first frame, median: empty %.2f ms, page %.2f ms; coffer opens %.2f ms, with its "
           "figures %.2f ms\n",
           median[AN_EMPTY], median[A_PAGE], median[OPENING], median[FIGURES]);
    judge(bench, "first frame / empty curses program", median[OPENING] / median[AN_EMPTY], 2.0,
          "times");
    judge(bench, "first frame / program with a page", median[OPENING] / median[A_PAGE], 1.3,
          "times");
    tell("first frame with figures / empty curses program", median[FIGURES] / median[AN_EMPTY],
         "times");
    tell("first frame with figures / program with a page", median[FIGURES] / median[A_PAGE],
         "times");
}

static void first_frames(struct bench *bench)
{
    const char *const page_words[] = {PAGE, bench->book, NULL};
    size_t count = (size_t)bench->rounds * 2;
    double *times[WAYS];
    for (int way = 0; way < WAYS; way++) {
        if ((times[way] = calloc(count, sizeof(double))) == NULL)
            exit(1);
    }
    for (size_t i = 0; i < count; i++) {
        times[AN_EMPTY][i] = watched_first_frame(&bench->watched, empty_words, NULL, NULL);
        watched_stop(&bench->watched);
        times[A_PAGE][i] = watched_first_frame(&bench->watched, page_words, NULL, NULL);
        watched_stop(&bench->watched);
        times[FIGURES][i] = start_coffer(bench, &times[OPENING][i]);
        watched_settle(&bench->watched); /* it is answered before it leaves */
        watched_stop(&bench->watched);
    }
    judge_frames(bench, times, count);
    for (int way = 0; way < WAYS; way++)
        free(times[way]);
}

/* ---- keys ---------------------------------------------------------------------------------- */

static void press(struct bench *bench, const struct walk *walk, const char *key)
{
    struct press press = {.walk = walk->name, .time = watched_press(&bench->watched, key)};
    memcpy(press.key, key, sizeof(press.key));
    presses_add(&bench->presses, &press);
}

static void walk_through(struct bench *bench)
{
    struct keys keys;
    char key[KEY_BYTES];
    (void)start_coffer(bench, NULL);
    for (size_t i = 0; i < sizeof(walks) / sizeof(walks[0]); i++) {
        keys_begin(&keys, walks[i].keys);
        while (keys_next(&keys, key))
            press(bench, &walks[i], key);
    }
    watched_stop(&bench->watched);
}

/* As many keys as were pressed in coffer. */
static double empty_keys(struct bench *bench)
{
    struct presses presses = {.items = NULL};
    (void)watched_first_frame(&bench->watched, empty_words, NULL, NULL);
    for (size_t i = 0; i < bench->presses.count; i++) {
        const struct press press = {.walk = "empty", .time = watched_press(&bench->watched, "j")};
        presses_add(&presses, &press);
    }
    watched_stop(&bench->watched);
    double p50 = presses_at(&presses, 50), p99 = presses_at(&presses, 99);
    presses_release(&presses);
    printf("\nkey to redraw, empty: median %.2f ms, p99 %.2f ms\n", p50, p99);
    return p99;
}

static void keys(struct bench *bench)
{
    for (int i = 0; i < bench->rounds; i++)
        walk_through(bench);
    double p50 = presses_at(&bench->presses, 50), p99 = presses_at(&bench->presses, 99);
    double empty = empty_keys(bench);
    printf("%zu keys over all screens\n", bench->presses.count);
    judge(bench, "key to redraw, median", p50, 2.0, "ms");
    judge(bench, "key to redraw, p99", p99, 2 * empty > 8.0 ? 2 * empty : 8.0, "ms");
    presses_tell_slowest(&bench->presses);
    presses_release(&bench->presses);
}

/* ---- the selection ------------------------------------------------------------------------- */

static void moves(struct bench *bench)
{
    static const char *const screens[] = {"2", "4", "8"};
    double sum = 0;
    (void)start_coffer(bench, NULL);
    for (size_t i = 0; i < sizeof(screens) / sizeof(screens[0]); i++) {
        (void)watched_press(&bench->watched, screens[i]);
        for (int move = 0; move < 100 && bench->move_count < MOVES_MAX; move++) {
            (void)watched_press(&bench->watched, move % 25 < 15 ? "\x1bOB" : "\x1bOA");
            bench->moves[bench->move_count] = (double)bench->watched.length;
            sum += bench->moves[bench->move_count++];
        }
    }
    watched_stop(&bench->watched);
    printf("\n");
    judge(bench, "a moved selection, mean", sum / (double)bench->move_count, 2 * WATCHED_COLS + 80,
          "bytes");
    judge(bench, "a moved selection, p99", times_at(bench->moves, bench->move_count, 99), 400,
          "bytes");
}

/* ---- sorts ----------------------------------------------------------------------------------- */

enum { CHUNKS_MAX = 256, LIST_FIRST = 3, LIST_LAST = WATCHED_ROWS - 2 };

struct chunk {
    double time;
    size_t end; /* offset in the bytes */
};

/* The rows of the list as text; the caller frees it. */
static char *list_text(VTermScreen *screen)
{
    enum { SIZE = WATCHED_ROWS * WATCHED_COLS * 8 };
    char *text = calloc(1, SIZE);
    const VTermRect rect = {LIST_FIRST, LIST_LAST, 0, WATCHED_COLS - 1};
    if (text == NULL)
        exit(1);
    (void)vterm_screen_get_text(screen, text, SIZE - 1, rect);
    return text;
}

/* What came, and when, for as long as something comes. */
static size_t listen(struct watched *watched, struct chunk *chunks)
{
    enum { PATIENCE = 1500 };
    size_t count = 0;
    while (count < CHUNKS_MAX && watched_take(watched, PATIENCE) > 0)
        chunks[count++] = (struct chunk){watched_clock(), watched->length};
    return count;
}

/* When the list showed the rows that it shows in the end. */
static double settled_at(const struct watched *watched, size_t old, const struct chunk *chunks,
                         size_t count)
{
    double settled = count > 0 ? chunks[count - 1].time : watched_clock();
    char *texts[CHUNKS_MAX];
    VTerm *vterm = vterm_new(WATCHED_ROWS, WATCHED_COLS);
    VTermScreen *screen = vterm_obtain_screen(vterm);
    vterm_set_utf8(vterm, 1);
    vterm_screen_reset(screen, 1);
    (void)vterm_input_write(vterm, watched->bytes, old);
    for (size_t i = 0, from = old; i < count; from = chunks[i++].end) {
        (void)vterm_input_write(vterm, watched->bytes + from, chunks[i].end - from);
        texts[i] = list_text(screen);
    }
    for (size_t i = count; i-- > 0 && strcmp(texts[i], texts[count - 1]) == 0;)
        settled = chunks[i].time;
    for (size_t i = 0; i < count; i++)
        free(texts[i]);
    vterm_free(vterm);
    return settled;
}

static void sorts(struct bench *bench)
{
    enum { SORTS = 8 }; /* columns of the list that can be sorted by, but for the date */
    struct watched *watched = &bench->watched;
    struct chunk chunks[CHUNKS_MAX];
    size_t rounds = (size_t)(bench->rounds > 5 ? 5 : bench->rounds), all = 0;
    double times[SORTS * 8];
    for (size_t round = 0; round < rounds; round++) {
        (void)start_coffer(bench, NULL);
        watched_settle(watched);
        watched_write(watched, "4");
        for (int sort = 0; sort < SORTS; sort++) {
            watched_settle(watched);
            size_t old = watched->length;
            double start = watched_clock();
            watched_write(watched, ">");
            size_t count = listen(watched, chunks);
            times[all++] = settled_at(watched, old, chunks, count) - start;
        }
        watched_stop(watched);
    }
    printf("\nsorts by %d columns without an index\n", SORTS);
    judge(bench, "a sort to its right first page, median", times_at(times, all, 50), 150, "ms");
    judge(bench, "a sort to its right first page, most", times_at(times, all, 100), 150, "ms");
}

int main(int argc, char **argv)
{
    static struct bench bench;
    if (argc < 2) {
        fputs("usage: screen BOOK [ROUNDS]\n", stderr);
        return 2;
    }
    bench.book = argv[1];
    bench.rounds = argc > 2 ? (int)strtol(argv[2], NULL, 10) : ROUNDS;
    (void)setenv("TERM", "xterm-256color", 1);
    (void)setenv("LC_ALL", "C.UTF-8", 1);
    first_frames(&bench);
    keys(&bench);
    moves(&bench);
    sorts(&bench);
    return bench.missed > 0;
}
