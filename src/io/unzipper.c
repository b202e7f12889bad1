/* SPDX-License-Identifier: MIT */
#include "io/unzipper.h"

#include <dlfcn.h>
#include <string.h>

#include "base/words.h"

enum rc unzipper_load(struct unzipper *ret, struct err *err)
{
    struct unzipper found;
    const char *missing = NULL;
    void *library = dlopen(ARCHIVE_LIBRARY, RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE);
    if (library == NULL)
        return err_set(err, RC_FILE,
                       _("%s: it reads zips and cannot be loaded: install libarchive, or unpack "
                         "the zip first"),
                       ARCHIVE_LIBRARY);
/* POSIX lets a function's address be taken from an object's, C does not. */
#define UNZIPPER_FIND(name)                                        \
    {                                                              \
        void *address = dlsym(library, #name);                     \
        memcpy(&found.name, (void *)&address, sizeof(found.name)); \
        if (address == NULL)                                       \
            missing = #name;                                       \
    }
    UNZIPPER_TABLE(UNZIPPER_FIND)
#undef UNZIPPER_FIND
    if (missing != NULL)
        return err_set(err, RC_FILE,
                       _("%s: it has no %s: install a newer libarchive, or unpack the zip first"),
                       ARCHIVE_LIBRARY, missing);
    *ret = found;
    return RC_OK;
}
