/* SPDX-License-Identifier: MIT */
/*
 * What a book stands on, made to fail: the allocations of our code (the linker
 * sends them here, --wrap) and of SQLite, and what SQLite asks of the disk.
 *
 * Armed, the n-th call fails (n counted from 0), and with `sticky` all calls
 * after it.
 */
#ifndef COFFER_FAULT_FAULTS_H
#define COFFER_FAULT_FAULTS_H

#include <stdbool.h>

enum fault_kind {
    FAULT_MEMORY, /* an allocation */
    FAULT_DISK,   /* a read, write, sync, truncation, open or mapping: an I/O error */
    FAULT_FULL,   /* a write: no room */
};

/* Once, before SQLite is used. */
void faults_start(void);
void fault_arm(enum fault_kind kind, int n, bool sticky);
/* True when the call that was to fail was reached. */
bool fault_disarm(void);

#endif
