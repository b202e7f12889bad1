/* SPDX-License-Identifier: MIT */
/* What the dashboard says: windows, thresholds, things to mend, freshness. */
#include "app/desk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/people.h"
#include "support/office.h"
#include "support/told.h"

#define HEADER                                                       \
    "participantId,programName,earningId,earningType,earningAmount," \
    "transactionCurrency,earningAmountUSD,earningDate\n"

/* The office's book with one more report, on a day. */
struct scene {
    struct app *app;
    struct desk_view view;
};

static struct scene open_scene(struct desk *desk, const char *login, const char *report,
                               const char *as_of)
{
    struct scene scene = {0};
    struct import_counts counts;
    char path[FOLDER_PATH_SIZE];
    if (report != NULL) {
        struct app *app = office_open(desk, NULL, NULL);
        office_file(desk, "more.csv", report, path);
        assert_rc(office_import(app, path, &counts, desk_err(desk)), RC_OK, &desk->err);
        app_close(app);
    }
    scene.app = office_open(desk, login, as_of);
    assert_rc(app_desk(scene.app, &scene.view, desk_err(desk)), RC_OK, &desk->err);
    return scene;
}

static void close_scene(struct scene *scene)
{
    desk_view_release(&scene->view);
    app_close(scene->app);
}

static void assert_window(const struct desk_view *view, size_t at, const char *program,
                          const char *location, enum desk_due due, const char *day, int days_left)
{
    assert_true(at < view->window_count);
    const struct desk_window *window = &view->windows[at];
    assert_text_equal(window->fund->program, program);
    assert_text_equal(window->fund->location, location);
    assert_int_equal(window->due, due);
    assert_date_equal(window->day, day);
    assert_int_equal(window->days_left, days_left);
}

static const struct desk_todo *find_todo(const struct desk_view *view, enum desk_todo_kind kind,
                                         const char *program)
{
    for (size_t i = 0; i < view->todo_count; i++)
        if (view->todos[i].kind == kind && strcmp(view->todos[i].program, program) == 0)
            return &view->todos[i];
    return NULL;
}

static const struct desk_todo *the_todo(const struct desk_view *view, enum desk_todo_kind kind,
                                        const char *program)
{
    const struct desk_todo *todo = find_todo(view, kind, program);
    if (todo != NULL)
        return todo;
    fail_msg("nothing of kind %d is said about '%s'", (int)kind, program);
    abort();
}

static const struct desk_threshold *find_threshold(const struct desk_view *view,
                                                   const char *program, const char *location)
{
    for (size_t i = 0; i < view->threshold_count; i++)
        if (strcmp(view->thresholds[i].fund->program, program) == 0 &&
            strcmp(view->thresholds[i].fund->location, location) == 0)
            return &view->thresholds[i];
    fail_msg("there is no threshold of %s at %s", program, location);
    return NULL;
}

/* ---- windows --------------------------------------------------------------------------- */

/* R1 stays below its threshold: there is nothing to use. */
static void desk__of_a_usage_period__names_its_last_day(void **state)
{
    struct scene scene = open_scene(*state, NULL, NULL, "2026-12-19");
    assert_int_equal(scene.view.window_count, 3);
    assert_window(&scene.view, 0, "surface-add", "L2", DUE_USE, "2026-12-31", 12);
    assert_window(&scene.view, 1, "surface-add", "L1", DUE_USE, "2026-12-31", 12);
    assert_window(&scene.view, 2, "hosting", "L2", DUE_USE, "2026-12-31", 12);
    close_scene(&scene);
}

static void desk__after_the_usage_period__names_the_last_day_to_claim(void **state)
{
    struct scene scene = open_scene(*state, NULL, NULL, "2027-01-01");
    assert_int_equal(scene.view.window_count, 3);
    assert_window(&scene.view, 0, "surface-add", "L2", DUE_CLAIM, "2027-02-15", 45);
    close_scene(&scene);
    scene = open_scene(*state, NULL, NULL, "2027-02-15");
    assert_window(&scene.view, 0, "surface-add", "L2", DUE_CLAIM, "2027-02-15", 0);
    close_scene(&scene);
    scene = open_scene(*state, NULL, NULL, "2027-02-16");
    assert_int_equal(scene.view.window_count, 0);
    close_scene(&scene);
}

/* FY26H1 can be claimed until 15 August, before the usage of FY26H2 ends. */
static void desk__of_two_periods__has_the_sooner_day_first(void **state)
{
    static const char report[] = HEADER "L1,Hosting,O1,Coop,1600,USD,1600,2025-08-01\n";
    struct scene scene = open_scene(*state, NULL, report, "2026-08-10");
    assert_int_equal(scene.view.window_count, 4);
    assert_window(&scene.view, 0, "hosting", "L1", DUE_CLAIM, "2026-08-15", 5);
    assert_window(&scene.view, 1, "surface-add", "L2", DUE_USE, "2026-12-31", 143);
    close_scene(&scene);
}

static void desk__of_a_fund_without_money__has_no_window(void **state)
{
    static const char report[] = HEADER "L1,MCI,O1,Coop,10,USD,10,2026-03-01\n"
                                        "L1,MCI,O2,Coop,-10,USD,-10,2026-03-01\n";
    struct scene scene = open_scene(*state, NULL, report, "2026-12-19");
    assert_int_equal(scene.view.window_count, 3);
    close_scene(&scene);
}

/* ---- thresholds ---------------------------------------------------------------------------- */

/* On 28 February 59 of 181 days are gone: 1,000 USD make 3,067.80 in all. */
static void desk__of_an_accruing_fund__tells_its_course(void **state)
{
    struct scene scene = open_scene(*state, NULL, NULL, "2026-02-28");
    assert_int_equal(scene.view.threshold_count, 4);
    const struct desk_threshold *likely = find_threshold(&scene.view, "hosting", "L1");
    assert_int_equal(likely->course, COURSE_LIKELY);
    assert_int_equal(likely->progress, 667);
    assert_int_equal(likely->days_left, 122);
    assert_true(likely->has_rate && likely->has_missing);
    assert_money_equal(likely->run_rate, 3067800000);
    assert_money_equal(likely->missing, 100000000);
    const struct desk_threshold *reached = find_threshold(&scene.view, "hosting", "L2");
    assert_int_equal(reached->course, COURSE_REACHED);
    assert_int_equal(reached->progress, 1000);
    assert_money_equal(reached->missing, 0);
    close_scene(&scene);
    scene = open_scene(*state, NULL, NULL, "2026-06-30");
    const struct desk_threshold *last = &scene.view.thresholds[0];
    assert_text_equal(last->fund->location, "L1");
    assert_int_equal(last->course, COURSE_SHORT);
    assert_int_equal(last->days_left, 0);
    assert_money_equal(last->missing, 500000000);
    close_scene(&scene);
    scene = open_scene(*state, NULL, NULL, "2026-07-01");
    assert_int_equal(scene.view.threshold_count, 0);
    close_scene(&scene);
}

/* The threshold is one for all currencies; a balance below 0 is no progress. */
static void desk__of_several_currencies__has_one_threshold(void **state)
{
    static const char report[] = HEADER "L1,IoT Channel Incentive,O1,Coop,100,EUR,110,2026-02-01\n"
                                        "L1,IoT Channel Incentive,O2,Coop,90,GBP,120,2026-02-01\n"
                                        "L2,IoT Channel Incentive,O3,Coop,-5,EUR,-6,2026-02-01\n";
    struct scene scene = open_scene(*state, NULL, report, "2026-03-31");
    assert_int_equal(scene.view.threshold_count, 6);
    const struct desk_threshold *both = find_threshold(&scene.view, "iot-channel", "L1");
    assert_text_equal(both->fund->currency.code, "EUR");
    assert_int_equal(both->progress, 153);
    assert_int_equal(find_threshold(&scene.view, "iot-channel", "L2")->progress, 0);
    assert_int_equal(scene.view.thresholds[0].course, COURSE_SHORT);
    assert_text_equal(scene.view.thresholds[0].fund->location, "L2");
    close_scene(&scene);
}

/* ---- things to mend -------------------------------------------------------------------------- */

static const char odd_report[] = HEADER "L1,Contoso Growth Bonus,O1,Coop,10,USD,10,2026-02-01\n"
                                        "L1,Hosting,O2,Bonus,77,EUR,80,2026-02-01\n"
                                        "L1,Hosting,O3,Mystery,7,USD,7,2026-02-01\n"
                                        "L2,OSA Sell,O4,Coop,5,USD,5,2026-02-01\n"
                                        "L2,OSA Sell,O5,Coop,5,EUR,5,2026-02-01\n"
                                        "L2,Mixed Reality ADD,O6,Coop,-50.5,EUR,-60,2026-02-01\n";

static void desk__of_odd_rows__lists_what_to_mend(void **state)
{
    struct scene scene = open_scene(*state, NULL, odd_report, "2026-03-31");
    const struct desk_todo *todo = &scene.view.todos[0];
    assert_int_equal(todo->kind, TODO_OVERDRAWN);
    assert_text_equal(todo->program, "mr-add");
    assert_text_equal(todo->location, "L2");
    assert_text_equal(todo->figure, "coop");
    assert_money_equal(todo->amount, -50500000);
    assert_text_equal(todo->fund->currency.code, "EUR");
    todo = the_todo(&scene.view, TODO_TYPE, "hosting");
    assert_int_equal(todo->count, 2);
    assert_text_equal(todo->location, "L1");
    assert_non_null(find_todo(&scene.view, TODO_PROGRAM, "contoso-growth-bonus"));
    assert_null(find_todo(&scene.view, TODO_SPLIT, "contoso-growth-bonus"));
    todo = the_todo(&scene.view, TODO_NO_COOP, "osa-sell");
    assert_int_equal(todo->count, 2);
    for (size_t i = 1; i < scene.view.todo_count; i++)
        assert_true(scene.view.todos[i - 1].kind <= scene.view.todos[i].kind);
    close_scene(&scene);
}

/* After the earning period a fund below 0 is overdrawn by what remains. */
static void desk__of_a_fund_below_0__says_what_remains(void **state)
{
    static const char report[] = HEADER "L1,MCI,O1,Coop,-12.345,EUR,-13,2026-02-01\n";
    struct scene scene = open_scene(*state, NULL, report, "2026-09-01");
    const struct desk_todo *todo = &scene.view.todos[0];
    assert_int_equal(todo->kind, TODO_OVERDRAWN);
    assert_text_equal(todo->figure, "remaining");
    assert_money_equal(todo->amount, -12350000);
    close_scene(&scene);
}

static void desk__of_a_program_without_split__asks_for_it_while_it_matters(void **state)
{
    struct scene scene = open_scene(*state, NULL, NULL, "2026-03-31");
    assert_non_null(find_todo(&scene.view, TODO_SPLIT, "surface-add"));
    assert_null(find_todo(&scene.view, TODO_SPLIT, "hosting"));
    assert_null(find_todo(&scene.view, TODO_SPLIT, "iot-channel"));
    close_scene(&scene);
    scene = open_scene(*state, NULL, NULL, "2027-03-01");
    assert_int_equal(scene.view.todo_count, 0);
    close_scene(&scene);
}

static const char gaps[] = HEADER "L1,Hosting,O1,Coop,1,USD,1,2025-06-30\n"
                                  "L1,Hosting,O2,Coop,1,USD,1,2025-10-31\n"
                                  "L1,Hosting,O3,Coop,1,USD,1,2026-05-31\n";

static void desk__of_missing_months__joins_them(void **state)
{
    char month[MONTH_TEXT_SIZE];
    struct scene scene = open_scene(*state, NULL, gaps, "2026-06-15");
    const struct desk_todo *found[4] = {NULL};
    size_t count = 0;
    for (size_t i = 0; i < scene.view.todo_count; i++)
        if (scene.view.todos[i].kind == TODO_MONTHS && count < 4)
            found[count++] = &scene.view.todos[i];
    assert_int_equal(count, 3);
    assert_text_equal(month_print(found[0]->first, month), "2026-02");
    assert_text_equal(month_print(found[0]->last, month), "2026-04");
    assert_text_equal(month_print(found[1]->first, month), "2025-11");
    assert_text_equal(month_print(found[1]->last, month), "2025-12");
    assert_text_equal(month_print(found[2]->first, month), "2025-07");
    assert_text_equal(month_print(found[2]->last, month), "2025-09");
    assert_text_equal(found[2]->program, "hosting");
    assert_text_equal(found[2]->location, "L1");
    close_scene(&scene);
    /* FY26H1 can be claimed until 15 August 2026: later nothing can be done. */
    scene = open_scene(*state, NULL, NULL, "2026-08-16");
    assert_text_equal(month_print(the_todo(&scene.view, TODO_MONTHS, "hosting")->first, month),
                      "2026-02");
    close_scene(&scene);
}

static enum rc count_missing(void *context, const struct coverage_line *line, struct err *err)
{
    int *count = context;
    struct period period;
    (void)err;
    if (line->missing && period_of(month_first(line->month), &period) &&
        date_compare(period_windows(period).claim_closes, day_of("2026-05-30")) >= 0)
        (*count)++;
    return RC_OK;
}

/* What is dated after the day is not there yet: `coverage` and the desk agree. */
static void desk__before_the_end_of_a_month__misses_what_coverage_misses(void **state)
{
    struct scene scene = open_scene(*state, NULL, gaps, "2026-05-30");
    int missing = 0, joined = 0;
    assert_rc(app_coverage(scene.app, NULL, count_missing, &missing, desk_err(*state)), RC_OK,
              &((struct desk *)*state)->err);
    for (size_t i = 0; i < scene.view.todo_count; i++)
        if (scene.view.todos[i].kind == TODO_MONTHS)
            joined += scene.view.todos[i].last.index - scene.view.todos[i].first.index + 1;
    assert_int_equal(joined, missing);
    assert_int_equal(joined, 5);
    close_scene(&scene);
}

/* A month whose rows are excluded has come in; a program of which all are is no source. */
static void desk__of_an_excluded_month__does_not_miss_it(void **state)
{
    static const char report[] = HEADER "L1,Hosting,O1,Coop,1,USD,1,2026-02-28\n"
                                        "L1,Hosting,O2,Coop,1,USD,1,2026-03-31\n"
                                        "L1,Hosting,O3,Coop,1,USD,1,2026-05-31\n"
                                        "L1,IoT Channel Incentive,O4,Coop,1,USD,1,2026-05-31\n";
    char month[MONTH_TEXT_SIZE], id[EARNING_ID_MAX];
    struct desk *desk = *state;
    struct scene scene = open_scene(desk, NULL, report, "2026-06-15");
    size_t sources = scene.view.source_count;
    close_scene(&scene);
    struct app *app = office_open(desk, NULL, NULL);
    assert_rc(app_earning_exclude(app, "O2", "twice", id, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(app_earning_exclude(app, "O4", "twice", id, desk_err(desk)), RC_OK, &desk->err);
    app_close(app);
    scene = open_scene(desk, NULL, NULL, "2026-06-15");
    const struct desk_todo *missing = the_todo(&scene.view, TODO_MONTHS, "hosting");
    assert_text_equal(month_print(missing->first, month), "2026-04");
    assert_text_equal(month_print(missing->last, month), "2026-04");
    assert_int_equal(scene.view.source_count, sources - 1);
    close_scene(&scene);
}

/* Two spellings of one program fill each other's gaps. */
static void desk__of_two_spellings__misses_no_month(void **state)
{
    static const char report[] = HEADER "L1,CSP Direct Bill Partner,O1,Coop,1,USD,1,2026-01-31\n"
                                        "L1,CSP 1T Direct Partner,O2,Coop,1,USD,1,2026-02-28\n"
                                        "L1,CSP Direct Bill Partner,O3,Coop,1,USD,1,2026-03-31\n"
                                        "L2,CSP Direct Bill Partner,O4,Coop,1,USD,1,2026-03-31\n";
    struct scene scene = open_scene(*state, NULL, report, "2026-03-31");
    assert_null(find_todo(&scene.view, TODO_MONTHS, "csp-direct"));
    close_scene(&scene);
}

static void desk__after_a_copy_that_failed__tells_it_until_one_succeeds(void **state)
{
    struct desk *desk = *state;
    char folder[FOLDER_PATH_SIZE], blocked[FOLDER_PATH_SIZE];
    struct scene scene = open_scene(desk, NULL, NULL, NULL);
    assert_null(find_todo(&scene.view, TODO_COPY, ""));
    desk_view_release(&scene.view);
    assert_int_equal(setenv("XDG_STATE_HOME", folder_file(&desk->folder, "blocked", blocked), 1),
                     0);
    file_write(blocked, "", 0);
    assert_rc(app_location_set(scene.app, "L1", "One", NULL, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(app_desk(scene.app, &scene.view, desk_err(desk)), RC_OK, &desk->err);
    assert_non_null(strstr(the_todo(&scene.view, TODO_COPY, "")->text, "blocked"));
    desk_view_release(&scene.view);
    assert_int_equal(setenv("XDG_STATE_HOME", folder_file(&desk->folder, "state", folder), 1), 0);
    assert_rc(app_location_set(scene.app, "L1", "Two", NULL, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(app_desk(scene.app, &scene.view, desk_err(desk)), RC_OK, &desk->err);
    assert_null(find_todo(&scene.view, TODO_COPY, ""));
    close_scene(&scene);
}

/* ---- freshness ---------------------------------------------------------------------------------
 */

static void desk__of_programs__tells_how_old_their_figures_are(void **state)
{
    struct desk *desk = *state;
    char month[MONTH_TEXT_SIZE];
    struct app *app = office_open(desk, NULL, NULL);
    struct date today = app_day(app);
    assert_rc(office_add(app, NULL, "mr-add", "L1", "2026-02-03", "coop", "5", desk_err(desk)),
              RC_OK, &desk->err);
    app_close(app);
    struct scene scene = open_scene(desk, NULL, NULL, "2027-01-31");
    assert_int_equal(scene.view.source_count, 3);
    const struct desk_source *source = &scene.view.sources[0];
    assert_text_equal(source->program, "hosting");
    assert_true(source->has_import);
    assert_int_equal(source->age_days, date_days_between(today, day_of("2027-01-31")));
    assert_text_equal(month_print(source->newest_month, month), "2026-01");
    source = &scene.view.sources[2];
    assert_text_equal(source->program, "mr-add");
    assert_false(source->has_import);
    close_scene(&scene);
}

/* ---- who sees what ------------------------------------------------------------------------------
 */

static void desk__of_a_scoped_person__stays_inside(void **state)
{
    struct scene scene = open_scene(*state, "pia", odd_report, "2026-03-31");
    for (size_t i = 0; i < scene.view.todo_count; i++)
        assert_text_equal(scene.view.todos[i].program, "hosting");
    /* Nor is a person asked for terms that only an admin may set. */
    for (size_t i = 0; i < scene.view.todo_count; i++)
        assert_true(scene.view.todos[i].kind != TODO_PROGRAM &&
                    scene.view.todos[i].kind != TODO_SPLIT &&
                    scene.view.todos[i].kind != TODO_NO_COOP);
    assert_int_equal(scene.view.source_count, 1);
    assert_text_equal(scene.view.sources[0].program, "hosting");
    assert_int_equal(scene.view.threshold_count, 2);
    close_scene(&scene);
}

/* ---- claims ---------------------------------------------------------------------------------- */

/* surface-add L1 FY26H2 has USD 3,000, L2 USD 4,000. */
static const char claims[] = "C-DRAFT surface-add L1 FY26H2\n"
                             "2026-07-10 created currency=USD amount=400 title=Draft "
                             "start=2026-07-20 end=2026-12-16\n"
                             "\n"
                             "C-SHORT surface-add L1 FY26H2\n"
                             "2026-08-17 created currency=USD amount=600 title=Short "
                             "start=2026-08-01 end=2026-08-10\n"
                             "2026-08-20 submitted\n"
                             "2026-08-25 status status=approved amount=500\n"
                             "2026-09-10 payment payment=P-1 amount=200 currency=USD covers=200\n"
                             "\n"
                             "C-UNPAID surface-add L1 FY26H2\n"
                             "2026-08-17 created currency=USD amount=100 title=Unpaid "
                             "start=2026-08-01 end=2026-08-10\n"
                             "2026-08-20 submitted\n"
                             "2026-08-25 status status=approved amount=100\n"
                             "\n"
                             "C-ASKED surface-add L2 FY26H2\n"
                             "2026-08-17 created currency=USD amount=70 title=Asked "
                             "start=2026-08-01 end=2026-08-10\n"
                             "2026-08-20 submitted\n"
                             "2026-08-21 status status=action-required\n"
                             "\n"
                             "C-REFUSED surface-add L2 FY26H2\n"
                             "2026-08-17 created currency=USD amount=80 title=Refused "
                             "start=2026-08-01 end=2026-08-10\n"
                             "2026-08-20 submitted\n"
                             "2026-08-21 status status=rejected reason=late\n"
                             "2026-08-24 status status=disputed\n";

static void tell_claims(struct desk *desk)
{
    told_keep(desk, claims);
}

/* "PAYMENT C-UNPAID 100.00" of each thing to do about a claim or about money without. */
static void assert_todos(struct desk *desk, const char *login, const char *day,
                         const char *expected)
{
    static const char *const names[] = {
        [TODO_PAYMENT] = "payment", [TODO_SHORT] = "short",   [TODO_REVIEW] = "review",
        [TODO_DRAFT] = "draft",     [TODO_ANSWER] = "answer", [TODO_UNPLANNED] = "unplanned"};
    struct scene scene = open_scene(desk, login, NULL, day);
    struct buf said;
    char amount[MONEY_TEXT_SIZE];
    buf_init(&said);
    for (size_t i = 0; i < scene.view.todo_count; i++) {
        const struct desk_todo *todo = &scene.view.todos[i];
        if (todo->kind == TODO_UNPLANNED)
            buf_addf(&said, "unplanned %s %s %s %d\n", todo->program, todo->location,
                     money_print(todo->amount, todo->fund->currency, amount),
                     date_days_between(day_of(day), todo->due));
        else if (todo->deadline_texts != NULL)
            buf_addf(&said, "%s %s %s %d\n", names[todo->kind], todo->deadline.title,
                     money_print(todo->deadline.amount, todo->deadline.currency, amount),
                     todo->deadline.days_left);
    }
    assert_text_equal(said.text, expected);
    buf_release(&said);
    close_scene(&scene);
}

static void desk__of_claims__says_which_need_somebody(void **state)
{
    struct desk *desk = *state;
    tell_claims(desk);
    assert_todos(desk, NULL, "2026-08-20", "");
    assert_todos(desk, NULL, "2026-08-26", "answer Asked 70.00 217\n");
    assert_todos(desk, NULL, "2026-09-20",
                 "review Refused 80.00 -20\n"
                 "answer Asked 70.00 192\n");
    /* 45 business days after 25 August are over on 27 October. */
    assert_todos(desk, NULL, "2026-10-27",
                 "review Refused 80.00 -57\n"
                 "answer Asked 70.00 155\n");
    assert_todos(desk, NULL, "2026-10-28",
                 "payment Unpaid 100.00 -1\n"
                 "short Short 300.00 -1\n"
                 "review Refused 80.00 -58\n"
                 "answer Asked 70.00 154\n");
    assert_todos(desk, "sam", "2026-10-28",
                 "payment Unpaid 100.00 -1\n"
                 "short Short 300.00 -1\n");
}

/* A draft takes its amount out of what nobody planned for. */
static void desk__of_a_window_that_ends__says_what_no_draft_is_for(void **state)
{
    struct desk *desk = *state;
    tell_claims(desk);
    assert_todos(desk, "sam", "2026-11-15",
                 "payment Unpaid 100.00 -19\n"
                 "short Short 300.00 -19\n");
    assert_todos(desk, "sam", "2026-11-16",
                 "payment Unpaid 100.00 -20\n"
                 "short Short 300.00 -20\n"
                 "unplanned surface-add L1 2000.00 45\n");
    assert_todos(desk, "sam", "2027-02-10",
                 "payment Unpaid 100.00 -106\n"
                 "short Short 300.00 -106\n"
                 "draft Draft 400.00 5\n"
                 "unplanned surface-add L1 2000.00 5\n");
    assert_todos(desk, "sam", "2027-02-16",
                 "payment Unpaid 100.00 -112\n"
                 "short Short 300.00 -112\n"
                 "draft Draft 400.00 -1\n");
}

static void desk__of_an_empty_book__is_empty(void **state)
{
    struct scene scene = open_scene(*state, NULL, NULL, "2020-01-01");
    assert_int_equal(scene.view.todo_count + scene.view.window_count, 0);
    assert_int_equal(scene.view.threshold_count + scene.view.source_count, 0);
    close_scene(&scene);
}

int main(void)
{
#define OFFICE_TEST(test) cmocka_unit_test_setup_teardown(test, office_setup, desk_teardown)
    const struct CMUnitTest tests[] = {
        OFFICE_TEST(desk__of_a_usage_period__names_its_last_day),
        OFFICE_TEST(desk__after_the_usage_period__names_the_last_day_to_claim),
        OFFICE_TEST(desk__of_two_periods__has_the_sooner_day_first),
        OFFICE_TEST(desk__of_a_fund_without_money__has_no_window),
        OFFICE_TEST(desk__of_an_accruing_fund__tells_its_course),
        OFFICE_TEST(desk__of_several_currencies__has_one_threshold),
        OFFICE_TEST(desk__of_odd_rows__lists_what_to_mend),
        OFFICE_TEST(desk__of_a_fund_below_0__says_what_remains),
        OFFICE_TEST(desk__of_a_program_without_split__asks_for_it_while_it_matters),
        OFFICE_TEST(desk__of_missing_months__joins_them),
        OFFICE_TEST(desk__of_two_spellings__misses_no_month),
        OFFICE_TEST(desk__before_the_end_of_a_month__misses_what_coverage_misses),
        OFFICE_TEST(desk__of_an_excluded_month__does_not_miss_it),
        OFFICE_TEST(desk__after_a_copy_that_failed__tells_it_until_one_succeeds),
        OFFICE_TEST(desk__of_programs__tells_how_old_their_figures_are),
        OFFICE_TEST(desk__of_a_scoped_person__stays_inside),
        OFFICE_TEST(desk__of_claims__says_which_need_somebody),
        OFFICE_TEST(desk__of_a_window_that_ends__says_what_no_draft_is_for),
        OFFICE_TEST(desk__of_an_empty_book__is_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
