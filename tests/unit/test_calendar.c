/* SPDX-License-Identifier: MIT */
/* The calendar file, byte by byte and read back by libical. */
#include "io/calendar.h"

#include <stdio.h>
#include <string.h>

#include <libical/ical.h>

#include "base/buf.h"
#include "base/text.h"
#include "support/hostile.h"
#include "support/support.h"

static struct date day_from(const char *iso)
{
    struct date date;
    assert_true(date_parse(iso, strlen(iso), &date));
    return date;
}

static enum rc keep(void *context, const char *bytes, size_t length, struct err *err)
{
    (void)err;
    buf_add_bytes(context, bytes, length);
    return RC_OK;
}

static void write_all(const struct calendar_event *events, size_t count, struct buf *ret)
{
    struct err err;
    struct calendar *calendar = NULL;
    err_init(&err);
    buf_init(ret);
    assert_rc(
        calendar_new("Co-op deadlines", day_from("2026-11-29"), 42, keep, ret, &calendar, &err),
        RC_OK, &err);
    for (size_t i = 0; i < count; i++)
        assert_rc(calendar_add(calendar, &events[i], &err), RC_OK, &err);
    assert_rc(calendar_end(calendar, &err), RC_OK, &err);
    calendar_free(calendar);
    assert_rc(buf_check(ret, &err), RC_OK, &err);
}

static void calendar__of_one_event__is_these_bytes(void **state)
{
    (void)state;
    const struct calendar_event event = {.uid = "abc@coffer",
                                         .day = day_from("2027-02-15"),
                                         .summary = "Claim, or lose it; 900.00 USD",
                                         .description = "First line\nsecond line",
                                         .category = "window-close"};
    struct buf text;
    write_all(&event, 1, &text);
    assert_text_equal(text.text, "BEGIN:VCALENDAR\r\n"
                                 "VERSION:2.0\r\n"
                                 "PRODID:-//Coffer//Deadlines//EN\r\n"
                                 "CALSCALE:GREGORIAN\r\n"
                                 "X-WR-CALNAME:Co-op deadlines\r\n"
                                 "BEGIN:VEVENT\r\n"
                                 "UID:abc@coffer\r\n"
                                 "DTSTAMP:20261129T000000Z\r\n"
                                 "SEQUENCE:42\r\n"
                                 "DTSTART;VALUE=DATE:20270215\r\n"
                                 "DTEND;VALUE=DATE:20270216\r\n"
                                 "SUMMARY:Claim\\, or lose it\\; 900.00 USD\r\n"
                                 "DESCRIPTION:First line\\nsecond line\r\n"
                                 "CATEGORIES:window-close\r\n"
                                 "TRANSP:TRANSPARENT\r\n"
                                 "BEGIN:VALARM\r\n"
                                 "ACTION:DISPLAY\r\n"
                                 "TRIGGER:-P14D\r\n"
                                 "DESCRIPTION:Claim\\, or lose it\\; 900.00 USD\r\n"
                                 "END:VALARM\r\n"
                                 "BEGIN:VALARM\r\n"
                                 "ACTION:DISPLAY\r\n"
                                 "TRIGGER:-P7D\r\n"
                                 "DESCRIPTION:Claim\\, or lose it\\; 900.00 USD\r\n"
                                 "END:VALARM\r\n"
                                 "BEGIN:VALARM\r\n"
                                 "ACTION:DISPLAY\r\n"
                                 "TRIGGER:-P1D\r\n"
                                 "DESCRIPTION:Claim\\, or lose it\\; 900.00 USD\r\n"
                                 "END:VALARM\r\n"
                                 "END:VEVENT\r\n"
                                 "END:VCALENDAR\r\n");
    buf_release(&text);
}

static void calendar__without_events__is_one_all_the_same(void **state)
{
    (void)state;
    struct buf text;
    write_all(NULL, 0, &text);
    icalcomponent *calendar = icalparser_parse_string(text.text);
    assert_non_null(calendar);
    assert_int_equal(icalcomponent_isa(calendar), ICAL_VCALENDAR_COMPONENT);
    assert_int_equal(icalcomponent_count_components(calendar, ICAL_ANY_COMPONENT), 0);
    icalcomponent_free(calendar);
    buf_release(&text);
}

/* Lines end in CRLF, have at most 75 bytes, and no character is cut. */
static void check_lines(const struct buf *text)
{
    const char *line = text->text;
    while (*line != '\0') {
        const char *end = strstr(line, "\r\n");
        assert_non_null(end);
        assert_in_range(end - line, 1, 75);
        assert_true(text_is_utf8(line, (size_t)(end - line)));
        for (const char *at = line; at < end; at++)
            assert_true((unsigned char)*at >= ' ' && *at != '\x7f');
        line = end + 2;
    }
}

static void calendar__of_any_text__is_read_back_by_libical(void **state)
{
    (void)state;
    static const char *const more[] = {
        "\\",
        ";,:\"'\\n\\N",
        "line\nline\n",
        "\r\n.\t\x1b[31m\x7f",
        "BEGIN:VALARM",
        "a;b,c\\;d",
        "ßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßß",
        "日本語日本語日本語日本語日本語日本語日本語日本語日本語日本語日本語日本語日本語"};
    enum { MORE = sizeof(more) / sizeof(more[0]) };
    for (size_t i = 0; i < MORE + HOSTILE_NAMES; i++) {
        const char *hostile = i < MORE ? more[i] : hostile_names[i - MORE];
        struct buf text, visible;
        const struct calendar_event event = {.uid = "x@coffer",
                                             .day = day_from("2028-02-29"),
                                             .summary = hostile,
                                             .description = hostile,
                                             .category = "payment"};
        write_all(&event, 1, &text);
        check_lines(&text);
        icalcomponent *calendar = icalparser_parse_string(text.text);
        assert_non_null(calendar);
        assert_int_equal(icalcomponent_count_errors(calendar), 0);
        icalcomponent *read = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
        assert_non_null(read);
        buf_init(&visible);
        for (const char *at = hostile; *at != '\0'; at++) {
            size_t length = strcspn(at, "\n");
            text_add_visible(&visible, at, length);
            at += length;
            if (*at == '\0')
                break;
            buf_add_char(&visible, '\n');
        }
        const char *summary = icalcomponent_get_summary(read);
        assert_text_equal(summary == NULL ? "" : summary, visible.text);
        struct icaltimetype start = icalcomponent_get_dtstart(read);
        assert_true(icaltime_is_date(start));
        assert_int_equal(start.year * 10000 + start.month * 100 + start.day, 20280229);
        assert_int_equal(icalcomponent_count_components(read, ICAL_VALARM_COMPONENT), 3);
        assert_int_equal(icalrestriction_check(calendar), 1);
        icalcomponent_free(calendar);
        buf_release(&visible);
        buf_release(&text);
    }
    icaltimezone_free_builtin_timezones();
}

static enum rc refuse(void *context, const char *bytes, size_t length, struct err *err)
{
    (void)bytes;
    (void)length;
    int *left = context;
    return (*left)-- > 0 ? RC_OK : err_set(err, RC_FILE, "the disk is full");
}

static void calendar__passes_a_failure_on(void **state)
{
    (void)state;
    const struct calendar_event event = {"x@coffer", day_from("2027-01-01"), "a", "b", "c"};
    for (int good = 0; good < 3; good++) {
        struct calendar *calendar = NULL;
        struct err err;
        int left = good;
        err_init(&err);
        enum rc rc = calendar_new("n", day_from("2026-11-29"), 0, refuse, &left, &calendar, &err);
        if (rc == RC_OK)
            rc = calendar_add(calendar, &event, &err);
        if (rc == RC_OK)
            rc = calendar_end(calendar, &err);
        assert_rc(rc, RC_FILE, &err);
        calendar_free(calendar);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calendar__of_one_event__is_these_bytes),
        cmocka_unit_test(calendar__without_events__is_one_all_the_same),
        cmocka_unit_test(calendar__of_any_text__is_read_back_by_libical),
        cmocka_unit_test(calendar__passes_a_failure_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
