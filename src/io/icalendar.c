/* SPDX-License-Identifier: MIT */
#include "io/icalendar.h"

#include "base/words.h"
#include "io/library.h"

enum rc icalendar_load(struct icalendar *ret, struct err *err)
{
    struct icalendar found;
#define ICALENDAR_FIND(name) LIBRARY_FUNCTION(&found, name),
    const struct library_function functions[] = {ICALENDAR_TABLE(ICALENDAR_FIND)};
#undef ICALENDAR_FIND
    const char *trouble =
        library_load(ICAL_LIBRARY, functions, sizeof(functions) / sizeof(functions[0]));
    if (trouble != NULL)
        return err_set(err, RC_FILE, _("%s: a calendar cannot be written: install libical3"),
                       trouble);
    *ret = found;
    return RC_OK;
}
