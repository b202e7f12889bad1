/* SPDX-License-Identifier: MIT */
#include "io/calendar.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "io/icalendar.h"

struct calendar {
    struct icalendar ical;
    struct icaltimetype stamp;
    int sequence;
    calendar_sink *sink;
    void *context;
};

static const char calendar_last_line[] = "END:VCALENDAR\r\n";

/* ---- values -------------------------------------------------------------------------------- */

static struct icaltimetype whole_day(struct date date)
{
    struct ymd ymd = date_to_ymd(date);
    return (struct icaltimetype){
        .year = ymd.year, .month = ymd.month, .day = ymd.day, .is_date = 1};
}

static struct icaltimetype first_second(const struct icalendar *ical, struct date date)
{
    struct icaltimetype time = whole_day(date);
    time.is_date = 0;
    time.zone = ical->icaltimezone_get_utc_timezone();
    return time;
}

/* RFC 5545 allows line breaks in a text, and no other control character. */
static void add_text(struct buf *buf, const char *text)
{
    for (;;) {
        size_t length = strcspn(text, "\n");
        text_add_visible(buf, text, length);
        if (text[length] == '\0')
            return;
        buf_add_char(buf, '\n');
        text += length + 1;
    }
}

/* ---- components ---------------------------------------------------------------------------- */

/* Adds what is not NULL; false otherwise. */
static bool add_property(const struct icalendar *ical, icalcomponent *component,
                         icalproperty *property)
{
    if (property != NULL)
        ical->icalcomponent_add_property(component, property);
    return property != NULL;
}

static bool add_alarm(const struct icalendar *ical, icalcomponent *event, unsigned int days,
                      const char *summary)
{
    struct icaltriggertype trigger = {.duration = {.is_neg = 1, .days = days}};
    icalcomponent *alarm = ical->icalcomponent_new_valarm();
    if (alarm == NULL)
        return false;
    ical->icalcomponent_add_component(event, alarm);
    return add_property(ical, alarm, ical->icalproperty_new_action(ICAL_ACTION_DISPLAY)) &&
           add_property(ical, alarm, ical->icalproperty_new_trigger(trigger)) &&
           add_property(ical, alarm, ical->icalproperty_new_description(summary));
}

static bool fill_event(const struct calendar *calendar, icalcomponent *component,
                       const struct calendar_event *event, const char *summary,
                       const char *description)
{
    const struct icalendar *ical = &calendar->ical;
    static const unsigned int alarms[] = {14, 7, 1};
    bool ok =
        add_property(ical, component, ical->icalproperty_new_uid(event->uid)) &&
        add_property(ical, component, ical->icalproperty_new_dtstamp(calendar->stamp)) &&
        add_property(ical, component, ical->icalproperty_new_sequence(calendar->sequence)) &&
        add_property(ical, component, ical->icalproperty_new_dtstart(whole_day(event->day))) &&
        /* The end is the day after; RFC 5545 lets it away, not every program does. */
        add_property(ical, component,
                     ical->icalproperty_new_dtend(whole_day(date_add_days(event->day, 1)))) &&
        add_property(ical, component, ical->icalproperty_new_summary(summary)) &&
        add_property(ical, component, ical->icalproperty_new_description(description)) &&
        add_property(ical, component, ical->icalproperty_new_categories(event->category)) &&
        /* A deadline keeps nobody busy for the day. */
        add_property(ical, component, ical->icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));
    for (size_t i = 0; ok && i < sizeof(alarms) / sizeof(alarms[0]); i++)
        ok = add_alarm(ical, component, alarms[i], summary);
    return ok;
}

/* Writes the component's text without its last `left` bytes. */
static enum rc write_component(const struct calendar *calendar, icalcomponent *component,
                               size_t left, struct err *err)
{
    const struct icalendar *ical = &calendar->ical;
    char *text = ical->icalcomponent_as_ical_string_r(component);
    if (text == NULL || *ical->icalerrno_return() != ICAL_NO_ERROR) {
        free(text);
        return err_memory(err);
    }
    enum rc rc = calendar->sink(calendar->context, text, strlen(text) - left, err);
    free(text);
    return rc;
}

/* ---- the calendar -------------------------------------------------------------------------- */

/* Everything before the first event. */
static enum rc write_head(const struct calendar *calendar, const char *name, struct err *err)
{
    const struct icalendar *ical = &calendar->ical;
    icalcomponent *head = ical->icalcomponent_new_vcalendar();
    icalproperty *title = ical->icalproperty_new_x(name);
    if (title != NULL)
        ical->icalproperty_set_x_name(title, "X-WR-CALNAME");
    if (head == NULL) {
        ical->icalproperty_free(title);
        return err_memory(err);
    }
    /* No METHOD: PUBLISH would ask for an ORGANIZER (RFC 5546 section 3.2.1). */
    bool ok = add_property(ical, head, ical->icalproperty_new_version("2.0")) &&
              add_property(ical, head, ical->icalproperty_new_prodid("-//Coffer//Deadlines//EN")) &&
              add_property(ical, head, ical->icalproperty_new_calscale("GREGORIAN"));
    ok = add_property(ical, head, title) && ok;
    enum rc rc =
        ok ? write_component(calendar, head, strlen(calendar_last_line), err) : err_memory(err);
    ical->icalcomponent_free(head);
    return rc;
}

enum rc calendar_new(const char *name, struct date stamp, int64_t sequence, calendar_sink *sink,
                     void *context, struct calendar **ret, struct err *err)
{
    struct calendar *calendar = calloc(1, sizeof(*calendar));
    if (calendar == NULL)
        return err_memory(err);
    calendar->sequence = sequence < INT_MAX ? (int)sequence : INT_MAX;
    calendar->sink = sink;
    calendar->context = context;
    enum rc rc = icalendar_load(&calendar->ical, err);
    if (rc != RC_OK) {
        free(calendar);
        return rc;
    }
    calendar->ical.icalerror_set_errors_are_fatal(false);
    calendar->stamp = first_second(&calendar->ical, stamp);
    /* It has looked for a list of time zones; where there is none we do without. */
    calendar->ical.icalerror_clear_errno();
    rc = write_head(calendar, name, err);
    if (rc == RC_OK)
        *ret = calendar;
    else
        calendar_free(calendar);
    return rc;
}

void calendar_free(struct calendar *calendar)
{
    if (calendar == NULL)
        return;
    calendar->ical.icaltimezone_free_builtin_timezones();
    free(calendar);
}

enum rc calendar_add(struct calendar *calendar, const struct calendar_event *event, struct err *err)
{
    const struct icalendar *ical = &calendar->ical;
    struct buf summary, description;
    icalcomponent *component = ical->icalcomponent_new_vevent();
    buf_init(&summary);
    buf_init(&description);
    add_text(&summary, event->summary);
    add_text(&description, event->description);
    enum rc rc = component != NULL ? RC_OK : err_memory(err);
    if (rc == RC_OK)
        rc = buf_check(&summary, err);
    if (rc == RC_OK)
        rc = buf_check(&description, err);
    if (rc == RC_OK && !fill_event(calendar, component, event, summary.text, description.text))
        rc = err_memory(err);
    if (rc == RC_OK)
        rc = write_component(calendar, component, 0, err);
    if (component != NULL)
        ical->icalcomponent_free(component);
    buf_release(&summary);
    buf_release(&description);
    return rc;
}

enum rc calendar_end(struct calendar *calendar, struct err *err)
{
    return calendar->sink(calendar->context, calendar_last_line, strlen(calendar_last_line), err);
}
