/* SPDX-License-Identifier: MIT */
/* Files of data/ as they stand there, embedded at build. Each is followed by a
 * NUL that its size does not count. */
#ifndef COFFER_APP_DATA_H
#define COFFER_APP_DATA_H

#include <stddef.h>

/* data/programs.csv: the programs that a new book begins with. */
extern const char data_programs[];
extern const size_t data_programs_size;

/* data/activities.csv: the catalogue that holds from the beginning of time. */
extern const char data_activities[];
extern const size_t data_activities_size;

/* data/reasons.csv: why a reviewer refuses something. */
extern const char data_reasons[];
extern const size_t data_reasons_size;

/* data/demo.csv: the fictional earnings of `coffer init --demo`. */
extern const char data_demo[];
extern const size_t data_demo_size;

/* data/demo_claims.csv: its claims. */
extern const char data_demo_claims[];
extern const size_t data_demo_claims_size;

#endif
