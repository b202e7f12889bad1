/* SPDX-License-Identifier: MIT */
#include "io/library.h"

#include <dlfcn.h>
#include <string.h>

const char *library_load(const char *file, const struct library_function *functions, size_t count)
{
    void *library = dlopen(file, RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE);
    if (library == NULL)
        return dlerror();
    for (size_t i = 0; i < count; i++) {
        void *address = dlsym(library, functions[i].name);
        if (address == NULL)
            return dlerror();
        /* POSIX lets a function's address be taken from an object's, C does not. */
        memcpy(functions[i].place, (void *)&address, sizeof(address));
    }
    return NULL;
}
