/* SPDX-License-Identifier: MIT */
/*
 * A shared library that few runs need, loaded when the first one does: a program that
 * is linked with it would load it, and all that it needs in turn, at every start.
 */
#ifndef COFFER_IO_LIBRARY_H
#define COFFER_IO_LIBRARY_H

#include <stddef.h>

struct library_function {
    const char *name;
    void *place; /* a pointer to a function of that type: where the address goes */
};

/* One row of a table of them: `functions` is a struct whose members are named as the
 * functions are. */
#define LIBRARY_FUNCTION(functions, function) \
    {                                         \
#function, &(functions)->function     \
    }

/* Loads `file` ("libmagic.so.1"), found as the system finds libraries, for the rest of
 * the process: again is cheap. NULL: every place is filled. Else no one may call what
 * is in them, and the answer says, naming the library, what is wrong: it is not there,
 * or it lacks a function; until the thread's next call. */
const char *library_load(const char *file, const struct library_function *functions, size_t count)
    __attribute__((warn_unused_result));

#endif
