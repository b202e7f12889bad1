/* SPDX-License-Identifier: MIT */
/*
 * A calendar file (RFC 5545): events that last a whole day, each with alarms 14, 7 and
 * 1 days before it. Importing the file again updates its events, because each keeps its
 * UID, and a later file has a later DTSTAMP or a higher SEQUENCE.
 */
#ifndef COFFER_IO_CALENDAR_H
#define COFFER_IO_CALENDAR_H

#include <stdint.h>

#include "base/err.h"
#include "model/date.h"

/* Takes the finished bytes: CRLF at the end of lines of at most 75 bytes. */
typedef enum rc calendar_sink(void *context, const char *bytes, size_t length, struct err *err);

struct calendar;

/* Texts are not empty and may hold anything: control characters other than line breaks are made
 * visible. */
struct calendar_event {
    const char *uid; /* the same for the same thing, whatever its day */
    struct date day;
    const char *summary, *description;
    const char *category;
};

/* name: of the calendar, for people. stamp: DTSTAMP of every event, the first second of
 * that day. sequence: SEQUENCE of every event, 0 or more. */
enum rc calendar_new(const char *name, struct date stamp, int64_t sequence, calendar_sink *sink,
                     void *context, struct calendar **ret, struct err *err);
void calendar_free(struct calendar *calendar); /* NULL is fine */

enum rc calendar_add(struct calendar *calendar, const struct calendar_event *event,
                     struct err *err);
/* Must be called once, also when there is no event. */
enum rc calendar_end(struct calendar *calendar, struct err *err);

#endif
