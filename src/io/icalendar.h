/* SPDX-License-Identifier: MIT */
/*
 * libical, loaded when the first calendar is written: it brings ICU along, which takes
 * longer to start than all the rest of the program, and most runs never write one.
 */
#ifndef COFFER_IO_ICALENDAR_H
#define COFFER_IO_ICALENDAR_H

#include <libical/ical.h>

#include "base/err.h"

#define ICALENDAR_TABLE(X)                 \
    X(icalcomponent_add_component)         \
    X(icalcomponent_add_property)          \
    X(icalcomponent_as_ical_string_r)      \
    X(icalcomponent_free)                  \
    X(icalcomponent_new_valarm)            \
    X(icalcomponent_new_vcalendar)         \
    X(icalcomponent_new_vevent)            \
    X(icalerror_clear_errno)               \
    X(icalerror_set_errors_are_fatal)      \
    X(icalerrno_return)                    \
    X(icalproperty_free)                   \
    X(icalproperty_new_action)             \
    X(icalproperty_new_calscale)           \
    X(icalproperty_new_categories)         \
    X(icalproperty_new_description)        \
    X(icalproperty_new_dtend)              \
    X(icalproperty_new_dtstamp)            \
    X(icalproperty_new_dtstart)            \
    X(icalproperty_new_prodid)             \
    X(icalproperty_new_sequence)           \
    X(icalproperty_new_summary)            \
    X(icalproperty_new_transp)             \
    X(icalproperty_new_trigger)            \
    X(icalproperty_new_uid)                \
    X(icalproperty_new_version)            \
    X(icalproperty_new_x)                  \
    X(icalproperty_set_x_name)             \
    X(icaltimezone_free_builtin_timezones) \
    X(icaltimezone_get_utc_timezone)

/* Its functions, by their own names. */
struct icalendar {
#define ICALENDAR_FUNCTION(name) __typeof__(name) *name;
    ICALENDAR_TABLE(ICALENDAR_FUNCTION)
#undef ICALENDAR_FUNCTION
};

/* Loaded once, it stays for the rest of the process. RC_FILE, naming it, where it is not
 * installed. */
enum rc icalendar_load(struct icalendar *ret, struct err *err);

#endif
