/* SPDX-License-Identifier: MIT */
#include "io/unzipper.h"

#include "base/words.h"
#include "io/library.h"

enum rc unzipper_load(struct unzipper *ret, struct err *err)
{
    struct unzipper found;
#define UNZIPPER_FIND(name) LIBRARY_FUNCTION(&found, name),
    const struct library_function functions[] = {UNZIPPER_TABLE(UNZIPPER_FIND)};
#undef UNZIPPER_FIND
    const char *trouble =
        library_load(ARCHIVE_LIBRARY, functions, sizeof(functions) / sizeof(functions[0]));
    if (trouble != NULL)
        return err_set(err, RC_FILE,
                       _("%s: a zip cannot be read: install libarchive13, or unpack the zip first"),
                       trouble);
    *ret = found;
    return RC_OK;
}
