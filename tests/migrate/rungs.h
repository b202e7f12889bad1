/* SPDX-License-Identifier: MIT */
/* The ladder of test_ladder.c: the rungs of data/sql, and two to come. How many of
 * them there are is for the test to say: books are made with those of today. */
#ifndef COFFER_MIGRATE_RUNGS_H
#define COFFER_MIGRATE_RUNGS_H

enum { RUNG_TODAY = 4, RUNG_NEXT, RUNG_LAST };

enum rung { RUNG_GOOD, RUNG_BROKEN };

void rungs_load(void); /* once, before anything else */
void rungs_use(int count, enum rung last);

#endif
