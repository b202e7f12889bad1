/* SPDX-License-Identifier: MIT */
#include "io/icalendar.h"

#include <dlfcn.h>
#include <string.h>

#include "base/words.h"

enum rc icalendar_load(struct icalendar *ret, struct err *err)
{
    struct icalendar found;
    const char *missing = NULL;
    void *library = dlopen(ICAL_LIBRARY, RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE);
    if (library == NULL)
        return err_set(err, RC_FILE,
                       _("%s: it writes calendars and cannot be loaded: install libical3"),
                       ICAL_LIBRARY);
/* POSIX lets a function's address be taken from an object's, C does not. */
#define ICALENDAR_FIND(name)                                       \
    {                                                              \
        void *address = dlsym(library, #name);                     \
        memcpy(&found.name, (void *)&address, sizeof(found.name)); \
        if (address == NULL)                                       \
            missing = #name;                                       \
    }
    ICALENDAR_TABLE(ICALENDAR_FIND)
#undef ICALENDAR_FIND
    if (missing != NULL)
        return err_set(err, RC_FILE, _("%s: it has no %s: install a newer libical3"), ICAL_LIBRARY,
                       missing);
    *ret = found;
    return RC_OK;
}
