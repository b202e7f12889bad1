/* SPDX-License-Identifier: MIT */
/* The deadlines of a book worked out by hand, on a dozen days, and as a calendar. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libical/ical.h>

#include "app/claims.h"
#include "app/deadlines.h"
#include "app/history.h"
#include "base/buf.h"
#include "support/office.h"
#include "support/told.h"

/* surface-add L1 FY26H2 has USD 3,000, hosting L1 FY26H2 USD 1,000, both with a threshold
 * of USD 1,500; other locations are out of the way of whoever sees only L1 (sam). */
static const char claims[] =
    "C-DRAFT surface-add L1 FY26H2\n"
    "2026-07-10 created currency=USD amount=400 start=2026-07-20 end=2026-09-16\n"
    "2026-09-20 approval kind=pre-approval number=PA-1 answer=yes valid-until=2026-12-15\n"
    "\n"
    "C-PAID surface-add L1 FY26H2\n"
    "2026-08-17 created currency=USD amount=600 start=2026-08-01 end=2026-08-10\n"
    "2026-08-20 submitted\n"
    "2026-08-25 status status=approved amount=500\n"
    "2026-09-10 payment payment=P-1 amount=200 currency=USD covers=200\n"
    "2026-10-01 payment payment=P-2 amount=300 currency=USD covers=300\n"
    "\n"
    "C-REFUSED surface-add L1 FY26H2\n"
    "2026-08-17 created currency=USD amount=100 start=2026-08-01 end=2026-08-10\n"
    "2026-08-20 submitted\n"
    "2026-08-21 status status=action-required\n"
    "2026-09-01 submitted\n"
    "2026-09-02 status status=rejected reason=late\n"
    "2026-09-07 status status=disputed\n"
    "2026-09-30 status status=rejected reason=late\n"
    "\n"
    "C-OTHER hosting L2 FY26H2\n"
    "2026-08-17 created currency=USD amount=100 start=2026-08-01 end=2026-08-10\n";

static int setup(void **state)
{
    if (office_setup(state) != 0)
        return -1;
    struct desk *desk = *state;
    told_keep(desk, claims);
    return 0;
}

static enum rc note(void *context, const struct deadline *deadline, struct err *err)
{
    char due[DATE_TEXT_SIZE], period[PERIOD_TEXT_SIZE], amount[MONEY_TEXT_SIZE];
    (void)err;
    assert_text_equal(period_print(deadline->period, period), "FY26H2");
    buf_addf(context, "%s %d %s %s %s %s", date_print(deadline->due, due), deadline->days_left,
             deadline_kind_word(deadline->kind), deadline->program, deadline->location,
             deadline->claim[0] != '\0' ? deadline->claim : "-");
    if (deadline->has_amount)
        buf_addf(context, " %s %s", money_print(deadline->amount, deadline->currency, amount),
                 deadline->currency.code);
    buf_add(context, "\n");
    return RC_OK;
}

static void assert_says(struct desk *desk, const char *login, const char *day,
                        const struct deadline_query *query, const char *expected)
{
    struct buf said;
    buf_init(&said);
    struct app *app = office_open(desk, login, day);
    assert_rc(app_deadlines(app, query, note, &said, desk_err(desk)), RC_OK, &desk->err);
    app_close(app);
    if (strcmp(said.text, expected) != 0)
        fail_msg("%s:\n%sinstead of\n%s", day, said.text, expected);
    buf_release(&said);
}

#define KEPT_PAID "surface-add L1 C-PAID\n"
#define KEPT_REFUSED "surface-add L1 C-REFUSED\n"

static void deadlines__of_a_book_worked_by_hand__are_there_on_each_day(void **state)
{
    static const struct {
        const char *day, *expected;
    } days[] = {
        {"2026-01-30", ""},
        {"2026-06-15", "2026-06-30 15 period-end hosting L1 - 500.00 USD\n"
                       "2026-06-30 15 period-end surface-add L1 -\n"
                       "2026-07-01 16 usage-start hosting L1 - 0.00 USD\n"
                       "2026-07-01 16 usage-start surface-add L1 - 0.00 USD\n"
                       "2026-08-16 62 window-open hosting L1 - 0.00 USD\n"
                       "2026-08-16 62 window-open surface-add L1 - 0.00 USD\n"
                       "2026-12-31 199 usage-end hosting L1 - 0.00 USD\n"
                       "2026-12-31 199 usage-end surface-add L1 - 0.00 USD\n"
                       "2027-02-15 245 window-close hosting L1 - 0.00 USD\n"
                       "2027-02-15 245 window-close surface-add L1 - 0.00 USD\n"},
        /* hosting became rebate */
        {"2026-07-01", "2026-07-01 0 usage-start surface-add L1 - 3000.00 USD\n"
                       "2026-08-16 46 window-open surface-add L1 - 3000.00 USD\n"
                       "2026-12-31 183 usage-end surface-add L1 - 3000.00 USD\n"
                       "2027-02-15 229 window-close surface-add L1 - 3000.00 USD\n"},
        {"2026-07-10", "2026-08-16 37 window-open surface-add L1 - 3000.00 USD\n"
                       "2026-10-31 113 late-filing surface-add L1 C-DRAFT 400.00 USD\n"
                       "2026-12-31 174 usage-end surface-add L1 - 2600.00 USD\n"
                       "2027-02-15 220 draft-window surface-add L1 C-DRAFT 400.00 USD\n"
                       "2027-02-15 220 window-close surface-add L1 - 3000.00 USD\n"},
        {"2026-08-20",
         "2026-08-24 4 review surface-add L1 C-PAID 600.00 USD\n"
         "2026-08-24 4 review surface-add L1 C-REFUSED 100.00 USD\n"
         "2026-10-31 72 late-filing surface-add L1 C-DRAFT 400.00 USD\n"
         "2026-12-31 133 usage-end surface-add L1 - 1900.00 USD\n"
         "2027-02-15 179 draft-window surface-add L1 C-DRAFT 400.00 USD\n"
         "2027-02-15 179 window-close surface-add L1 - 2300.00 USD\n"
         "2028-08-10 721 retention-end " KEPT_PAID "2028-08-10 721 retention-end " KEPT_REFUSED},
        {"2026-08-26",
         "2026-10-27 62 payment surface-add L1 C-PAID 500.00 USD\n"
         "2026-10-31 66 late-filing surface-add L1 C-DRAFT 400.00 USD\n"
         "2026-12-31 127 usage-end surface-add L1 - 2000.00 USD\n"
         "2027-02-15 173 draft-window surface-add L1 C-DRAFT 400.00 USD\n"
         "2027-02-15 173 window-close surface-add L1 - 2400.00 USD\n"
         "2027-03-31 217 action-answer surface-add L1 C-REFUSED 100.00 USD\n"
         "2028-08-10 715 retention-end " KEPT_PAID "2028-08-10 715 retention-end " KEPT_REFUSED},
        {"2026-09-20",
         "2026-09-14 -6 dispute surface-add L1 C-REFUSED 100.00 USD\n"
         "2026-10-27 37 payment surface-add L1 C-PAID 300.00 USD\n"
         "2026-10-31 41 late-filing surface-add L1 C-DRAFT 400.00 USD\n"
         "2026-12-15 86 approval-lapse surface-add L1 C-DRAFT 400.00 USD\n"
         "2026-12-31 102 usage-end surface-add L1 - 2000.00 USD\n"
         "2027-02-15 148 draft-window surface-add L1 C-DRAFT 400.00 USD\n"
         "2027-02-15 148 window-close surface-add L1 - 2400.00 USD\n"
         "2028-08-10 690 retention-end " KEPT_PAID "2028-08-10 690 retention-end " KEPT_REFUSED},
        {"2026-10-31",
         "2026-10-31 0 late-filing surface-add L1 C-DRAFT 400.00 USD\n"
         "2026-12-15 45 approval-lapse surface-add L1 C-DRAFT 400.00 USD\n"
         "2026-12-31 61 usage-end surface-add L1 - 2100.00 USD\n"
         "2027-02-15 107 draft-window surface-add L1 C-DRAFT 400.00 USD\n"
         "2027-02-15 107 window-close surface-add L1 - 2500.00 USD\n"
         "2028-08-10 649 retention-end " KEPT_PAID "2028-08-10 649 retention-end " KEPT_REFUSED},
        {"2027-01-01",
         "2026-10-31 -62 late-filing surface-add L1 C-DRAFT 400.00 USD\n"
         "2026-12-15 -17 approval-lapse surface-add L1 C-DRAFT 400.00 USD\n"
         "2027-02-15 45 draft-window surface-add L1 C-DRAFT 400.00 USD\n"
         "2027-02-15 45 window-close surface-add L1 - 2500.00 USD\n"
         "2028-08-10 587 retention-end " KEPT_PAID "2028-08-10 587 retention-end " KEPT_REFUSED},
        {"2027-02-16",
         "2026-10-31 -108 late-filing surface-add L1 C-DRAFT 400.00 USD\n"
         "2026-12-15 -63 approval-lapse surface-add L1 C-DRAFT 400.00 USD\n"
         "2027-02-15 -1 draft-window surface-add L1 C-DRAFT 400.00 USD\n"
         "2028-08-10 541 retention-end " KEPT_PAID "2028-08-10 541 retention-end " KEPT_REFUSED},
        {"2028-08-11", "2026-10-31 -650 late-filing surface-add L1 C-DRAFT 400.00 USD\n"
                       "2026-12-15 -605 approval-lapse surface-add L1 C-DRAFT 400.00 USD\n"
                       "2027-02-15 -543 draft-window surface-add L1 C-DRAFT 400.00 USD\n"},
    };
    const struct deadline_query all = {0};
    for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++)
        assert_says(*state, "sam", days[i].day, &all, days[i].expected);
}

static void deadlines__are_narrowed__by_days_and_overdue(void **state)
{
    struct deadline_query query = {.has_days = true, .days = 45};
    assert_says(*state, "sam", "2026-10-31", &query,
                "2026-10-31 0 late-filing surface-add L1 C-DRAFT 400.00 USD\n"
                "2026-12-15 45 approval-lapse surface-add L1 C-DRAFT 400.00 USD\n");
    query.days = 0;
    assert_says(*state, "sam", "2026-10-31", &query,
                "2026-10-31 0 late-filing surface-add L1 C-DRAFT 400.00 USD\n");
    assert_says(*state, "sam", "2027-01-01", &query,
                "2026-10-31 -62 late-filing surface-add L1 C-DRAFT 400.00 USD\n"
                "2026-12-15 -17 approval-lapse surface-add L1 C-DRAFT 400.00 USD\n");
    query = (struct deadline_query){.overdue = true};
    assert_says(*state, "sam", "2026-10-31", &query, "");
    assert_says(*state, "sam", "2026-11-01", &query,
                "2026-10-31 -1 late-filing surface-add L1 C-DRAFT 400.00 USD\n");
}

/* pia sees hosting only: her claim at L2, and none of L1's on surface-add. */
static void deadlines__stay_inside_ones_scope(void **state)
{
    const struct deadline_query all = {0};
    assert_says(*state, "pia", "2027-01-01", &all,
                "2026-09-24 -99 late-filing hosting L2 C-OTHER 100.00 USD\n"
                "2027-02-15 45 draft-window hosting L2 C-OTHER 100.00 USD\n"
                "2027-02-15 45 window-close hosting L2 - 2000.00 USD\n");
}

/* A fund of two currencies has one end of its period, and the others in each. */
static void deadlines__of_two_currencies__share_the_end_of_the_period(void **state)
{
    struct desk *desk = *state;
    struct import_counts counts;
    char path[FOLDER_PATH_SIZE];
    struct app *app = office_open(desk, NULL, NULL);
    office_file(desk, "euro.csv",
                "participantId,programName,earningId,earningType,earningAmount,"
                "transactionCurrency,earningAmountUSD,earningDate\n"
                "L1,Hosting,E1,Coop,100,EUR,120,2026-02-28\n"
                "L1,Hosting,E2,Coop,-5,JPY,-1,2026-02-28\n",
                path);
    assert_rc(office_import(app, path, &counts, desk_err(desk)), RC_OK, &desk->err);
    app_close(app);
    const struct deadline_query soon = {.has_days = true, .days = 1};
    assert_says(desk, "sam", "2026-06-30", &soon,
                "2026-06-30 0 period-end hosting L1 - 381.00 USD\n"
                "2026-06-30 0 period-end surface-add L1 -\n"
                "2026-07-01 1 usage-start hosting L1 - 0.00 EUR\n"
                "2026-07-01 1 usage-start hosting L1 - 0.00 USD\n"
                "2026-07-01 1 usage-start surface-add L1 - 0.00 USD\n");
}

/* The program's own calendar, and a claim's extension. */
static void deadlines__follow_overrides_and_extensions(void **state)
{
    struct desk *desk = *state;
    const struct program_change later = {
        .has_period = true,
        .period = period_named("FY26H2"),
        .windows = {.has_claim_closes = true, .claim_closes = day_of("2027-04-30")}};
    struct app *app = office_open(desk, NULL, NULL);
    assert_rc(app_program_set(app, "surface-add", &later, desk_err(desk)), RC_OK, &desk->err);
    app_close(app);
    desk_open(desk, BOOK_WRITE);
    told_store(desk, "C-LONGER surface-add L1 FY26H2\n"
                     "2027-04-01 created currency=USD amount=50 start=2026-12-01 end=2026-12-31\n"
                     "2027-04-02 approval kind=extension number=X answer=yes "
                     "valid-until=2027-05-31\n"
                     "\n"
                     "C-ASKED surface-add L1 FY26H2\n"
                     "2027-04-01 created currency=USD amount=70 start=2026-12-01 end=2026-12-31\n"
                     "2027-04-02 submitted\n"
                     "2027-04-03 status status=action-required\n");
    desk_close(desk);
    const struct deadline_query year = {.has_days = true, .days = 365};
    assert_says(desk, "sam", "2027-04-30", &year,
                "2026-10-31 -181 late-filing surface-add L1 C-DRAFT 400.00 USD\n"
                "2026-12-15 -136 approval-lapse surface-add L1 C-DRAFT 400.00 USD\n"
                "2027-02-14 -75 late-filing surface-add L1 C-LONGER 50.00 USD\n"
                "2027-04-30 0 draft-window surface-add L1 C-DRAFT 400.00 USD\n"
                "2027-04-30 0 window-close surface-add L1 - 2430.00 USD\n"
                "2027-05-31 31 approval-lapse surface-add L1 C-LONGER 50.00 USD\n"
                "2027-05-31 31 draft-window surface-add L1 C-LONGER 50.00 USD\n"
                "2027-09-30 153 action-answer surface-add L1 C-ASKED 70.00 USD\n");
}

/* ---- as a calendar ------------------------------------------------------------------------ */

static enum rc add_event(void *context, const struct deadline *deadline, struct err *err)
{
    return app_calendar_add(context, deadline, err);
}

/* The file's bytes; the caller frees them. */
static char *calendar_of(struct desk *desk, const char *day, struct icalcomponent_impl **ret)
{
    const struct deadline_query all = {0};
    struct deadline_calendar *calendar = NULL;
    char path[FOLDER_PATH_SIZE];
    size_t length = 0;
    folder_file(&desk->folder, "coop.ics", path);
    struct app *app = office_open(desk, "sam", day);
    assert_rc(app_calendar_open(app, path, &calendar, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(app_deadlines(app, &all, add_event, calendar, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(app_calendar_commit(calendar, desk_err(desk)), RC_OK, &desk->err);
    app_close(app);
    char *text = file_read(path, &length);
    *ret = icalparser_parse_string(text);
    assert_non_null(*ret);
    assert_int_equal(icalrestriction_check(*ret), 1);
    assert_int_equal(icalcomponent_count_errors(*ret), 0);
    return text;
}

static icalcomponent *event_of(icalcomponent *calendar, const char *uid)
{
    icalcomponent *found = NULL;
    for (icalcomponent *event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
         event != NULL; event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
        if (strcmp(icalcomponent_get_uid(event), uid) != 0)
            continue;
        assert_null(found); /* each once */
        found = event;
    }
    return found;
}

struct reading {
    icalcomponent *event;
    icalcomponent *calendar;
};

/* The next event is this deadline. */
static enum rc compare_event(void *context, const struct deadline *deadline, struct err *err)
{
    struct reading *reading = context;
    char day[DATE_TEXT_SIZE], start[32];
    (void)err;
    assert_non_null(reading->event);
    struct icaltimetype dtstart = icalcomponent_get_dtstart(reading->event);
    assert_true(icaltime_is_date(dtstart));
    (void)snprintf(start, sizeof(start), "%04d-%02d-%02d", dtstart.year, dtstart.month,
                   dtstart.day);
    assert_text_equal(start, date_print(deadline->due, day));
    const char *description = icalcomponent_get_description(reading->event);
    assert_memory_equal(description, deadline->text, strlen(deadline->text));
    assert_non_null(strstr(icalcomponent_get_summary(reading->event), deadline->program));
    if (deadline->claim[0] != '\0')
        assert_non_null(strstr(icalcomponent_get_summary(reading->event), deadline->claim));
    reading->event = icalcomponent_get_next_component(reading->calendar, ICAL_VEVENT_COMPONENT);
    return RC_OK;
}

static void calendar__holds_every_deadline(void **state)
{
    static const char *const days[] = {"2026-06-15", "2026-08-20", "2026-09-20", "2027-02-16"};
    const struct deadline_query all = {0};
    for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++) {
        struct reading reading;
        char *text = calendar_of(*state, days[i], &reading.calendar);
        reading.event = icalcomponent_get_first_component(reading.calendar, ICAL_VEVENT_COMPONENT);
        struct desk *desk = *state;
        struct app *app = office_open(desk, "sam", days[i]);
        assert_rc(app_deadlines(app, &all, compare_event, &reading, desk_err(desk)), RC_OK,
                  &desk->err);
        assert_null(reading.event);
        app_close(app);
        icalcomponent_free(reading.calendar);
        free(text);
    }
}

/* ---- the next one ------------------------------------------------------------------------ */

static void assert_next(struct desk *desk, struct app *app, size_t overdue, const char *expected)
{
    struct next_deadline next;
    char due[DATE_TEXT_SIZE], amount[MONEY_TEXT_SIZE], said[256] = "-";
    assert_rc(app_next_deadline(app, &next, desk_err(desk)), RC_OK, &desk->err);
    if (next.deadline != NULL)
        (void)snprintf(
            said, sizeof(said), "%s %d %s %s '%s' %s +%zu", date_print(next.deadline->due, due),
            next.deadline->days_left, deadline_kind_word(next.deadline->kind),
            next.deadline->location, next.deadline->title,
            money_print(next.deadline->amount, next.deadline->currency, amount), next.others);
    assert_text_equal(said, expected);
    assert_int_equal(next.overdue, overdue);
}

/* What only begins, and what has no money, is not waited for. */
static void next_deadline__has_money_that_may_be_lost(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, "sam", "2026-01-30");
    assert_next(desk, app, 0, "-");
    app_look_at(app, day_of("2026-06-15"));
    assert_next(desk, app, 0, "2026-06-30 15 period-end L1 '' 500.00 +0");
    app_look_at(app, day_of("2026-07-01"));
    assert_next(desk, app, 0, "2026-12-31 183 usage-end L1 '' 3000.00 +0");
    app_look_at(app, day_of("2026-08-20"));
    assert_next(desk, app, 0, "2026-08-24 4 review L1 '' 600.00 +1");
    app_look_at(app, day_of("2026-09-20"));
    assert_next(desk, app, 1, "2026-10-27 37 payment L1 '' 300.00 +0");
    app_look_at(app, day_of("2026-06-15"));
    assert_next(desk, app, 0, "2026-06-30 15 period-end L1 '' 500.00 +0");
    app_close(app);
}

static enum rc note_last_day(void *context, const struct deadline *deadline, struct err *err)
{
    (void)err;
    if (deadline->kind == DEADLINE_DRAFT_WINDOW && strcmp(deadline->claim, "C-DRAFT") == 0)
        *(struct date *)context = deadline->due;
    return RC_OK;
}

static struct date last_day_of_draft(struct desk *desk, struct app *app)
{
    static const struct deadline_query all = {0};
    struct date due = {0};
    assert_rc(app_deadlines(app, &all, note_last_day, &due, desk_err(desk)), RC_OK, &desk->err);
    return due;
}

/* What is kept goes with every change: one's own, its undo, somebody else's. */
static void next_deadline__follows_each_change(void **state)
{
    static const struct claim_form more = {.amount = "450", .title = "Webinar"};
    const struct claim_ref draft = {.id = "C-DRAFT"};
    struct desk *desk = *state;
    char id[CLAIM_ID_MAX];
    struct journal_entry undone = {0};
    struct app *app = office_open(desk, NULL, NULL), *other = office_open(desk, NULL, NULL);
    app_look_at(app, day_of("2026-10-28"));
    app_look_at(other, day_of("2026-10-28"));
    assert_next(desk, app, 1, "2026-10-31 3 late-filing L1 '' 400.00 +0");
    assert_next(desk, other, 1, "2026-10-31 3 late-filing L1 '' 400.00 +0");
    assert_rc(app_claim_set(app, &draft, &more, id, desk_err(desk)), RC_OK, &desk->err);
    assert_next(desk, app, 1, "2026-10-31 3 late-filing L1 'Webinar' 450.00 +0");
    assert_next(desk, other, 1, "2026-10-31 3 late-filing L1 'Webinar' 450.00 +0");
    assert_rc(app_undo(app, 0, &undone, desk_err(desk)), RC_OK, &desk->err);
    assert_next(desk, app, 1, "2026-10-31 3 late-filing L1 '' 400.00 +0");
    assert_next(desk, other, 1, "2026-10-31 3 late-filing L1 '' 400.00 +0");
    journal_entry_release(&undone);
    /* The claim is as it was, its window is not. */
    const struct program_change later = {
        .has_period = true,
        .period = period_named("FY26H2"),
        .windows = {.has_claim_closes = true, .claim_closes = day_of("2027-04-30")}};
    assert_date_equal(last_day_of_draft(desk, app), "2027-02-15");
    assert_rc(app_program_set(app, "surface-add", &later, desk_err(desk)), RC_OK, &desk->err);
    assert_date_equal(last_day_of_draft(desk, app), "2027-04-30");
    office_become(app, "pia"); /* sees hosting only, which has a draft at L2 */
    assert_next(desk, app, 1, "2026-12-31 64 usage-end L2 '' 1900.00 +0");
    app_close(app);
    app_close(other);
}

/* Events of `before` that are in `after` keep their UID; none is there twice. */
static int count_shared(icalcomponent *before, icalcomponent *after, int *ret_moved)
{
    int shared = 0;
    for (icalcomponent *event = icalcomponent_get_first_component(before, ICAL_VEVENT_COMPONENT);
         event != NULL; event = icalcomponent_get_next_component(before, ICAL_VEVENT_COMPONENT)) {
        icalcomponent *again = event_of(after, icalcomponent_get_uid(event));
        if (again == NULL)
            continue;
        shared++;
        bool moved = icaltime_compare(icalcomponent_get_dtstart(event),
                                      icalcomponent_get_dtstart(again)) != 0;
        *ret_moved += moved;
        int older = icalcomponent_get_sequence(event), newer = icalcomponent_get_sequence(again);
        assert_true(moved ? newer > older : newer >= older);
        assert_true(icaltime_compare(icalcomponent_get_dtstamp(event),
                                     icalcomponent_get_dtstamp(again)) <= 0);
    }
    return shared;
}

static void calendar__imported_again__updates_and_never_doubles(void **state)
{
    struct desk *desk = *state;
    icalcomponent *first, *again, *moved;
    int moves = 0;
    char *text = calendar_of(desk, "2026-09-20", &first);
    char *same = calendar_of(desk, "2026-09-20", &again);
    assert_string_equal(text, same); /* the same book and day: the same bytes */
    assert_int_equal(count_shared(first, again, &moves), 9);
    assert_int_equal(moves, 0);

    /* The window closes later: four days later, two deadlines moved. */
    const struct program_change later = {
        .has_period = true,
        .period = period_named("FY26H2"),
        .windows = {.has_claim_closes = true, .claim_closes = day_of("2027-04-30")}};
    struct app *app = office_open(desk, NULL, NULL);
    assert_rc(app_program_set(app, "surface-add", &later, desk_err(desk)), RC_OK, &desk->err);
    app_close(app);
    char *new = calendar_of(desk, "2026-09-24", &moved);
    assert_int_equal(count_shared(first, moved, &moves), 9);
    assert_int_equal(moves, 2);
    icalcomponent_free(first);
    icalcomponent_free(again);
    icalcomponent_free(moved);
    free(text);
    free(same);
    free(new);
}

/* The amount of a gap comes and goes; its event is the same one. */
static void calendar__keeps_its_uids__when_the_money_changes(void **state)
{
    struct desk *desk = *state;
    icalcomponent *before, *after;
    int moves = 0;
    char *text = calendar_of(desk, "2026-06-15", &before);
    struct app *app = office_open(desk, NULL, NULL);
    assert_rc(office_add(app, "T1", "hosting", "L1", "2026-02-28", "coop", "800", desk_err(desk)),
              RC_OK, &desk->err);
    app_close(app);
    char *new = calendar_of(desk, "2026-06-15", &after);
    assert_int_equal(count_shared(before, after, &moves), 10);
    assert_int_equal(icalcomponent_count_components(after, ICAL_VEVENT_COMPONENT), 10);
    icalcomponent_free(before);
    icalcomponent_free(after);
    free(text);
    free(new);
}

static void calendar__is_no_file__where_it_must_not_be(void **state)
{
    struct desk *desk = *state;
    struct deadline_calendar *calendar = NULL;
    char path[FOLDER_PATH_SIZE];
    struct app *app = office_open(desk, NULL, NULL);
    assert_rc(app_calendar_open(app, desk->path, &calendar, desk_err(desk)), RC_RULE, &desk->err);
    assert_rc(app_calendar_open(app, "-", &calendar, desk_err(desk)), RC_USAGE, &desk->err);
    folder_file(&desk->folder, "no/such.ics", path);
    assert_rc(app_calendar_open(app, path, &calendar, desk_err(desk)), RC_FILE, &desk->err);
    folder_file(&desk->folder, "dropped.ics", path);
    assert_rc(app_calendar_open(app, path, &calendar, desk_err(desk)), RC_OK, &desk->err);
    app_calendar_drop(calendar);
    char names[NAMES_SIZE];
    assert_null(strstr(folder_names(desk->folder.path, NULL, names), "dropped"));
    app_close(app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(deadlines__of_a_book_worked_by_hand__are_there_on_each_day,
                                        setup, desk_teardown),
        cmocka_unit_test_setup_teardown(deadlines__are_narrowed__by_days_and_overdue, setup,
                                        desk_teardown),
        cmocka_unit_test_setup_teardown(deadlines__stay_inside_ones_scope, setup, desk_teardown),
        cmocka_unit_test_setup_teardown(deadlines__of_two_currencies__share_the_end_of_the_period,
                                        setup, desk_teardown),
        cmocka_unit_test_setup_teardown(deadlines__follow_overrides_and_extensions, setup,
                                        desk_teardown),
        cmocka_unit_test_setup_teardown(next_deadline__has_money_that_may_be_lost, setup,
                                        desk_teardown),
        cmocka_unit_test_setup_teardown(next_deadline__follows_each_change, setup, desk_teardown),
        cmocka_unit_test_setup_teardown(calendar__holds_every_deadline, setup, desk_teardown),
        cmocka_unit_test_setup_teardown(calendar__imported_again__updates_and_never_doubles, setup,
                                        desk_teardown),
        cmocka_unit_test_setup_teardown(calendar__keeps_its_uids__when_the_money_changes, setup,
                                        desk_teardown),
        cmocka_unit_test_setup_teardown(calendar__is_no_file__where_it_must_not_be, setup,
                                        desk_teardown),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    icaltimezone_free_builtin_timezones();
    return failed;
}
