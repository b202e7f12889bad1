/* SPDX-License-Identifier: MIT */
/*
 * walk_claims DATE BOOK [ROUNDS [COFFER]]: the screen over a book of gen_claims, as of a
 * day, on a terminal of 80 × 24: from any key to the finished redraw, on every screen that
 * shows claims, in their forms, and with what is written and taken back. Each round is one
 * process. Between two keys it rests as long as somebody who types fast. COFFER: another
 * program than the one built with this, to compare.
 *
 * The book is written into and gets longer by its log: give it a copy. Two tables: by the
 * clock on the wall, which needs a quiet machine, and what the program's thread of the
 * screen took of a processor.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "keys.h"
#include "presses.h"
#include "watched.h"

enum { ROUNDS = 10, FRAME = 16 /* milliseconds */ };

/* Of gen_claims: nothing happened to them later, so that they can be changed on any day. */
#define DRAFT "c-0000000000"
#define SENT "c-0000000001"

static const struct walk {
    const char *name, *keys;
} walks[] = {
    {"dashboard", "1 Down*6 Up End Home PgDn Right = Down Esc 1"},
    {"claims", "5 Down*20 PgDn*5 End PgUp*3 Home Right = Down Esc 1 5"},
    {"deadlines", "6 Down*20 PgDn*5 End PgUp*3 Home = Down Esc Enter Esc 1 6 5 6"},
    {"filter", "5 / l3 Back*2 draft Down*3 Esc / zzz Esc 6 / review Esc / l7 Esc"},
    {"claim", "5 Home Enter Down*20 PgDn*3 End PgUp Home = Esc Esc"},
    {"fund", "2 Home Enter Down*3 PgDn End Home Right = Esc Esc"},
    {"amount", "5 / " DRAFT " Enter*2 e Tab*4 Back 5 Back 4 Back 5 Ctrl-S u Ctrl-R u Esc"},
    {"in the list", "Home e Tab*4 Back 5 Ctrl-S u"},
    {"metric", "Enter x Down*2 Esc m 1 2 Ctrl-S u Esc"},
    {"attach", "Enter f Down*3 Up Esc"},
    {"submit", "S Down*3 Esc Esc"},
    {"record", "Esc / " SENT " Enter*2 R r Ctrl-S u Esc*2"},
    {"payment", "Esc / approved Enter Home P Down Esc*3"},
    {"wizard", "1 C Down Up Enter Down*2 Up Enter Esc*3"},
    {"time", "5 t Esc t Back*10 2025-08-25 Ctrl-S 1 5 6 t 5 1"},
    {"log", "8 Down*3 Enter Down Esc"},
    {"sort", "5 >*6 r <*6 6 >*4 <*4"},
    {"palette", ": claim Esc"},
};

struct bench {
    const char *coffer, *day, *book;
    struct watched watched;         /* large */
    struct presses presses, worked; /* by the clock; of a processor */
};

/* As between the keys of somebody who types fast: the program may use it. */
static void pause_of_a_person(struct bench *bench)
{
    enum { PAUSE = 60 /* milliseconds */ };
    for (double end = watched_clock() + PAUSE; watched_clock() < end;)
        (void)watched_take(&bench->watched, 5);
}

static void walk_through(struct bench *bench, const struct walk *walk)
{
    struct keys keys;
    struct press press = {.walk = walk->name};
    keys_begin(&keys, walk->keys);
    for (; keys_next(&keys, press.key); press.place++) {
        pause_of_a_person(bench);
        press.time = watched_press(&bench->watched, press.key);
        presses_add(&bench->presses, &press);
        press.time = bench->watched.worked;
        presses_add(&bench->worked, &press);
    }
}

/* One process; the milliseconds to its first frame with figures. */
static double round_of(struct bench *bench)
{
    const char *const words[] = {bench->coffer, "--book", bench->book, "--as-of", bench->day, NULL};
    double start = watched_first_frame(&bench->watched, words, NULL, NULL);
    for (size_t i = 0; i < sizeof(walks) / sizeof(walks[0]); i++)
        walk_through(bench, &walks[i]);
    watched_settle(&bench->watched);
    watched_stop(&bench->watched);
    return start;
}

/* True: within a frame. */
static bool tell(const char *what, struct presses *presses)
{
    presses_tell_walks(presses);
    double p50 = presses_at(presses, 50), p99 = presses_at(presses, 99);
    printf("%zu keys %s: middle %.2f ms, p99 %.2f ms (a frame: %d ms): %s\n", presses->count, what,
           p50, p99, FRAME, p99 <= FRAME ? "met" : "MISSED");
    presses_tell_slowest(presses);
    presses_release(presses);
    return p99 <= FRAME;
}

int main(int argc, char **argv)
{
    static struct bench bench = {.coffer = COFFER};
    if (argc < 3) {
        fputs("usage: walk_claims DATE BOOK [ROUNDS [COFFER]]\n", stderr);
        return 2;
    }
    bench.day = argv[1];
    bench.book = argv[2];
    int rounds = argc > 3 ? (int)strtol(argv[3], NULL, 10) : ROUNDS;
    if (argc > 4)
        bench.coffer = argv[4];
    (void)setenv("TERM", "xterm-256color", 1);
    (void)setenv("LC_ALL", "C.UTF-8", 1);
    double *starts = calloc(rounds > 0 ? (size_t)rounds : 1, sizeof(*starts));
    if (starts == NULL || rounds < 1)
        return 1;
    for (int i = 0; i < rounds; i++)
        starts[i] = round_of(&bench);
    printf("start until its figures are there, middle: %.2f ms\n",
           times_at(starts, (size_t)rounds, 50));
    bool met = tell("by the clock", &bench.presses);
    (void)tell("of a processor", &bench.worked);
    free(starts);
    return !met;
}
