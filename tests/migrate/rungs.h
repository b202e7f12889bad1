/* SPDX-License-Identifier: MIT */
/* The ladder of test_ladder.c: the schema of data/sql, and two rungs to come. How
 * many of them there are is for the test to say: books are made with one. */
#ifndef COFFER_MIGRATE_RUNGS_H
#define COFFER_MIGRATE_RUNGS_H

enum rung { RUNG_GOOD, RUNG_BROKEN };

void rungs_load(void); /* once, before anything else */
void rungs_use(int count, enum rung last);

#endif
