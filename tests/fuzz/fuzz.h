/* SPDX-License-Identifier: MIT */
#ifndef COFFER_FUZZ_FUZZ_H
#define COFFER_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>

/* What libFuzzer calls with every input; gives 0. A fuzzer finds a mistake by
 * aborting (bug_if, a sanitizer). */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

#endif
