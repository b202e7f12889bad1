/* SPDX-License-Identifier: MIT */
/* Who may do what (RULES.md section 10, CONTRACT.md section 8): every function of
 * the layer, by every kind of member. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/deadlines.h"
#include "app/exports.h"
#include "app/history.h"
#include "app/people.h"
#include "app/safety.h"
#include "support/office.h"

/* What a function is given beside the app. */
struct call {
    struct desk *desk;
    struct app *app;
    const char *program, *location, *earning, *typed; /* ids: in one's scope, or not */
};

/* ---- visitors that only look away ------------------------------------------- */

#define IGNORE(name, type)                                               \
    static enum rc name(void *context, const type *row, struct err *err) \
    {                                                                    \
        (void)row;                                                       \
        (void)err;                                                       \
        if (context != NULL)                                             \
            (*(int *)context)++;                                         \
        return RC_OK;                                                    \
    }
IGNORE(see_import, struct import_record)
IGNORE(see_month, struct import_month)
IGNORE(see_change, struct import_change)
IGNORE(see_coverage, struct coverage_line)
IGNORE(see_earning, struct earning_line)
IGNORE(see_program, struct app_program)
IGNORE(see_member, struct member)
IGNORE(see_location, struct app_location)
IGNORE(see_step, struct explain_step)
IGNORE(see_deadline, struct deadline)
IGNORE(see_row, struct journal_row)

static enum rc see_closed(void *context, struct period period, const char *program, struct err *err)
{
    (void)period;
    (void)program;
    (void)err;
    if (context != NULL)
        (*(int *)context)++;
    return RC_OK;
}

static enum rc see_finding(void *context, const char *sentence, struct err *err)
{
    (void)context;
    return err_set(err, RC_BOOK, "a finding: %s", sentence);
}

/* ---- every function ------------------------------------------------------------ */

static enum rc import_with(const struct call *call, bool dry_run, struct err *err)
{
    char path[FOLDER_PATH_SIZE];
    const char *file = folder_file(&call->desk->folder, "report.csv", path);
    const struct import_request request = {.files = &file, .file_count = 1, .dry_run = dry_run};
    struct import_result result;
    return app_import(call->app, &request, &result, err);
}

static enum rc do_import(const struct call *call, struct err *err)
{
    return import_with(call, false, err);
}

static enum rc do_import_dry(const struct call *call, struct err *err)
{
    return import_with(call, true, err);
}

static enum rc do_import_list(const struct call *call, struct err *err)
{
    return app_import_list(call->app, see_import, NULL, err);
}

static enum rc do_import_show(const struct call *call, struct err *err)
{
    return app_import_show(call->app, 1, see_import, see_month, see_change, NULL, err);
}

static enum rc do_coverage(const struct call *call, struct err *err)
{
    return app_coverage(call->app, NULL, see_coverage, NULL, err);
}

static enum rc do_add(const struct call *call, struct err *err)
{
    return office_add(call->app, NULL, call->program, call->location, "2026-01-31", "coop", "1",
                      err);
}

static enum rc do_edit(const struct call *call, struct err *err)
{
    const struct earning_form form = {.note = "looked at"};
    char id[EARNING_ID_MAX];
    return app_earning_edit(call->app, call->typed, &form, id, err);
}

static enum rc do_delete(const struct call *call, struct err *err)
{
    char id[EARNING_ID_MAX];
    return app_earning_delete(call->app, call->typed, id, err);
}

static enum rc do_exclude(const struct call *call, struct err *err)
{
    char id[EARNING_ID_MAX];
    return app_earning_exclude(call->app, call->earning, "twice", id, err);
}

static enum rc do_include(const struct call *call, struct err *err)
{
    struct app *maker = office_open(call->desk, NULL, NULL);
    char id[EARNING_ID_MAX];
    assert_rc(app_earning_exclude(maker, call->earning, "twice", id, err), RC_OK, err);
    app_close(maker);
    return app_earning_include(call->app, call->earning, id, err);
}

static enum rc do_list(const struct call *call, struct err *err)
{
    const struct earning_query query = {.program = call->program, .location = call->location};
    return app_earning_list(call->app, &query, see_earning, NULL, err);
}

static enum rc do_program_list(const struct call *call, struct err *err)
{
    return app_program_list(call->app, see_program, NULL, err);
}

static enum rc do_program_set(const struct call *call, struct err *err)
{
    const struct program_change change = {.threshold = "500"};
    return app_program_set(call->app, call->program, &change, err);
}

static enum rc do_period_close(const struct call *call, struct err *err)
{
    return app_period_close(call->app, period_named("FY20H1"), call->program, err);
}

static enum rc do_period_reopen(const struct call *call, struct err *err)
{
    struct app *maker = office_open(call->desk, NULL, NULL);
    assert_rc(app_period_close(maker, period_named("FY20H1"), call->program, err), RC_OK, err);
    app_close(maker);
    return app_period_reopen(call->app, period_named("FY20H1"), call->program, "a mistake", err);
}

static enum rc do_closed_list(const struct call *call, struct err *err)
{
    return app_closed_list(call->app, see_closed, NULL, err);
}

static enum rc do_location_list(const struct call *call, struct err *err)
{
    return app_location_list(call->app, see_location, NULL, err);
}

static enum rc do_location_set(const struct call *call, struct err *err)
{
    return app_location_set(call->app, call->location, "Contoso", "NL", err);
}

static enum rc do_member_list(const struct call *call, struct err *err)
{
    return app_member_list(call->app, see_member, NULL, err);
}

static enum rc do_member_add(const struct call *call, struct err *err)
{
    const struct member member = {.login = "bob", .role = ROLE_USER};
    return app_member_add(call->app, &member, err);
}

static enum rc do_member_remove(const struct call *call, struct err *err)
{
    return app_member_remove(call->app, "pia", err);
}

static enum rc do_balance(const struct call *call, struct err *err)
{
    const struct fund_filter filter = {.program = call->program, .location = call->location};
    struct fund_list list = {0};
    enum rc rc = app_balance(call->app, &filter, &list, err);
    fund_list_release(&list);
    return rc;
}

static enum rc do_explain(const struct call *call, struct err *err)
{
    const struct explain_request request = {
        .program = call->program, .location = call->location, .period = period_named("FY26H2")};
    return app_explain(call->app, &request, see_step, NULL, err);
}

static enum rc do_deadlines(const struct call *call, struct err *err)
{
    const struct deadline_query all = {0};
    return app_deadlines(call->app, &all, see_deadline, NULL, err);
}

static enum rc do_calendar(const struct call *call, struct err *err)
{
    struct deadline_calendar *calendar = NULL;
    char path[FOLDER_PATH_SIZE];
    enum rc rc = app_calendar_open(call->app, folder_file(&call->desk->folder, "coop.ics", path),
                                   &calendar, err);
    return rc == RC_OK ? app_calendar_commit(calendar, err) : rc;
}

static enum rc do_explain_since(const struct call *call, struct err *err)
{
    const struct explain_request request = {.program = call->program,
                                            .location = call->location,
                                            .period = period_named("FY26H2"),
                                            .has_since = true,
                                            .since = day_of("2020-01-01")};
    return app_explain(call->app, &request, see_step, NULL, err);
}

static enum rc do_log(const struct call *call, struct err *err)
{
    return app_log(call->app, see_row, NULL, err);
}

static enum rc do_undo_others(const struct call *call, struct err *err)
{
    struct journal_entry entry = {0};
    enum rc rc = app_undo(call->app, 0, &entry, err); /* the maker typed an earning in */
    journal_entry_release(&entry);
    return rc;
}

static enum rc do_redo_others(const struct call *call, struct err *err)
{
    struct app *maker = office_open(call->desk, NULL, NULL);
    struct journal_entry entry = {0};
    assert_rc(app_undo(maker, 0, &entry, err), RC_OK, err);
    journal_entry_release(&entry);
    app_close(maker);
    enum rc rc = app_redo(call->app, &entry, err);
    journal_entry_release(&entry);
    return rc;
}

static enum rc do_check(const struct call *call, struct err *err)
{
    return app_check(call->app, see_finding, NULL, err);
}

static enum rc do_backup(const struct call *call, struct err *err)
{
    char path[FOLDER_PATH_SIZE];
    return app_backup(call->app, folder_file(&call->desk->folder, "backup", path), err);
}

static enum rc export(const struct call *call, enum export_kind kind, struct err *err) {
    char path[FOLDER_PATH_SIZE];
    return app_export(call->app, kind, TABLE_CSV, folder_file(&call->desk->folder, "out.csv", path),
                      err);
}

static enum rc do_export_earnings(const struct call *call, struct err *err)
{
    return export(call, EXPORT_EARNINGS, err);
}

static enum rc do_export_balances(const struct call *call, struct err *err)
{
    return export(call, EXPORT_BALANCES, err);
}

static enum rc do_export_journal(const struct call *call, struct err *err)
{
    return export(call, EXPORT_JOURNAL, err);
}

/* ---- the table ------------------------------------------------------------------- */

enum person { MAKER, UMA, SAM, PIA, PEOPLE }; /* office.h */
static const char *const logins[PEOPLE] = {NULL, "uma", "sam", "pia"};

static const struct function {
    const char *name;
    enum rc (*call)(const struct call *call, struct err *err);
    const char may[PEOPLE + 1]; /* 'y' or '-', in the order of people */
} functions[] = {
    {"import", do_import, "y---"},
    {"import --dry-run", do_import_dry, "y---"},
    {"import list", do_import_list, "yyyy"},
    {"import show", do_import_show, "yy--"}, /* the report reaches beyond the scope */
    {"coverage", do_coverage, "yyyy"},
    {"earning add", do_add, "y-y-"},
    {"earning edit", do_edit, "y-y-"},
    {"earning delete", do_delete, "y-y-"},
    {"earning exclude", do_exclude, "y-y-"},
    {"earning include", do_include, "y-y-"},
    {"earning list", do_list, "yyyy"},
    {"program list", do_program_list, "yyyy"},
    {"program set", do_program_set, "y---"},
    {"period close", do_period_close, "y---"},
    {"period reopen", do_period_reopen, "y---"},
    {"closed periods", do_closed_list, "yyyy"},
    {"location list", do_location_list, "yyyy"},
    {"location set", do_location_set, "y-y-"},
    {"member list", do_member_list, "yy--"},
    {"member add", do_member_add, "y---"},
    {"member remove", do_member_remove, "y---"},
    {"balance", do_balance, "yyyy"},
    {"explain", do_explain, "yyyy"},
    {"explain --since", do_explain_since, "yyyy"},
    {"deadlines", do_deadlines, "yyyy"},
    {"deadlines --ics", do_calendar, "yyyy"},
    {"log", do_log, "yyyy"},
    {"undo of others' rows", do_undo_others, "y-y-"},
    {"redo of others' rows", do_redo_others, "y-y-"},
    {"check", do_check, "yy--"},
    {"backup", do_backup, "yy--"},
    {"export earnings", do_export_earnings, "yyyy"},
    {"export balances", do_export_balances, "yyyy"},
    {"export journal", do_export_journal, "yy--"},
};
enum { FUNCTIONS = sizeof(functions) / sizeof(functions[0]) };

/* One more earning, typed in by the maker: T1 of hosting and L1, which all of
 * them may see. */
static char *prepare(struct desk *desk, size_t *ret_length)
{
    struct app *app = office_open(desk, NULL, NULL);
    assert_rc(office_add(app, "T1", "hosting", "L1", "2026-01-30", "total", "10", desk_err(desk)),
              RC_OK, &desk->err);
    app_close(app);
    return file_read(desk->path, ret_length);
}

static void roles__allow_and_refuse__every_function(void **state)
{
    struct desk *desk = *state;
    size_t length = 0;
    char *book = prepare(desk, &length);
    for (int i = 0; i < FUNCTIONS; i++) {
        for (int person = 0; person < PEOPLE; person++) {
            char path[FOLDER_PATH_SIZE];
            file_write(desk->path, book, length);
            (void)remove(folder_file(&desk->folder, "backup", path));
            struct call call = {.desk = desk,
                                .app = office_open(desk, logins[person], NULL),
                                .program = "hosting",
                                .location = "L1",
                                .earning = "R1",
                                .typed = "T1"};
            bool may = functions[i].may[person] == 'y';
            enum rc rc = functions[i].call(&call, desk_err(desk));
            app_close(call.app);
            if (rc != (may ? RC_OK : RC_RULE))
                fail_msg("%s by %s gives %d: %s", functions[i].name,
                         person == MAKER ? "the maker" : logins[person], (int)rc, desk->err.text);
        }
    }
    free(book);
}

/* What is refused leaves the book as it was, to the byte. */
static void roles__what_is_refused__changes_nothing(void **state)
{
    struct desk *desk = *state;
    size_t length = 0;
    char *book = prepare(desk, &length);
    char *before = raw_dump(desk->path, DUMP_ALL);
    for (int i = 0; i < FUNCTIONS; i++) {
        if (functions[i].may[PIA] == 'y' || functions[i].call == do_include ||
            functions[i].call == do_redo_others || functions[i].call == do_period_reopen)
            continue;
        struct call call = {.desk = desk,
                            .app = office_open(desk, "pia", NULL),
                            .program = "hosting",
                            .location = "L1",
                            .earning = "R1",
                            .typed = "T1"};
        assert_rc(functions[i].call(&call, desk_err(desk)), RC_RULE, &desk->err);
        app_close(call.app);
    }
    assert_same_dump(raw_dump(desk->path, DUMP_ALL), before);
    free(book);
}

/* ---- scopes ------------------------------------------------------------------------ */

/* The words with every `from` turned into `to`. */
static void replace_words(char text[1024], const char *from, const char *to)
{
    char out[1024] = "";
    const char *at = text;
    for (const char *hit = strstr(at, from); hit != NULL; hit = strstr(at, from)) {
        (void)strncat(out, at, (size_t)(hit - at));
        (void)strncat(out, to, sizeof(out) - strlen(out) - 1);
        at = hit + strlen(from);
    }
    (void)strncat(out, at, sizeof(out) - strlen(out) - 1);
    (void)snprintf(text, 1024, "%s", out);
}

struct outside {
    const char *login;
    enum rc (*call)(const struct call *call, struct err *err);
    struct call there, unknown; /* outside the scope; not in the book at all */
    const char *id, *no_id;     /* what differs between the two */
};

/* Sam sees only L1, Pia only hosting. */
static void scopes__what_lies_outside__is_answered_like_an_unknown_id(void **state)
{
    static const struct outside cases[] = {
        {"sam",
         do_add,
         {.program = "hosting", .location = "L2"},
         {.program = "hosting", .location = "L9"},
         "L2",
         "L9"},
        {"sam", do_list, {.location = "L2"}, {.location = "L9"}, "L2", "L9"},
        {"sam", do_balance, {.location = "L2"}, {.location = "L9"}, "L2", "L9"},
        {"sam",
         do_explain,
         {.program = "hosting", .location = "L2"},
         {.program = "hosting", .location = "L9"},
         "L2",
         "L9"},
        {"sam",
         do_explain_since,
         {.program = "hosting", .location = "L2"},
         {.program = "hosting", .location = "L9"},
         "L2",
         "L9"},
        {"sam", do_location_set, {.location = "L2"}, {.location = "L9"}, "L2", "L9"},
        {"sam", do_exclude, {.earning = "R2"}, {.earning = "R9"}, "R2", "R9"},
        {"sam", do_edit, {.typed = "T2"}, {.typed = "T9"}, "T2", "T9"},
        {"sam", do_delete, {.typed = "T2"}, {.typed = "T9"}, "T2", "T9"},
        {"sam", do_edit, {.typed = "OUT-1"}, {.typed = "OUT-9"}, "OUT-1", "OUT-9"},
        {"sam", do_edit, {.typed = "OUT-"}, {.typed = "OFF-"}, "OUT-", "OFF-"}, /* of several */
        {"pia",
         do_list,
         {.program = "surface-add"},
         {.program = "surface-odd"},
         "surface-add",
         "surface-odd"},
        {"pia",
         do_balance,
         {.program = "surface-add"},
         {.program = "surface-odd"},
         "surface-add",
         "surface-odd"},
        {"pia",
         do_explain,
         {.program = "surface-add", .location = "L1"},
         {.program = "surface-odd", .location = "L1"},
         "surface-add",
         "surface-odd"},
    };
    struct desk *desk = *state;
    struct app *maker = office_open(desk, NULL, NULL);
    static const char *const ids[] = {"T2", "OUT-1", "OUT-2"};
    for (size_t i = 0; i < 3; i++)
        assert_rc(
            office_add(maker, ids[i], "hosting", "L2", "2026-01-31", "coop", "5", desk_err(desk)),
            RC_OK, &desk->err);
    app_close(maker);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char outside[1024];
        struct call call = cases[i].there;
        call.desk = desk;
        call.app = office_open(desk, cases[i].login, NULL);
        assert_rc(cases[i].call(&call, desk_err(desk)), RC_RULE, &desk->err);
        (void)snprintf(outside, sizeof(outside), "%s", desk->err.text);
        struct call unknown = cases[i].unknown;
        unknown.desk = desk;
        unknown.app = call.app;
        assert_rc(cases[i].call(&unknown, desk_err(desk)), RC_RULE, &desk->err);
        replace_words(outside, cases[i].id, cases[i].no_id);
        assert_text_equal(outside, desk->err.text);
        app_close(call.app);
    }
}

static void scopes__an_unknown_log_row__reads_like_one_outside(void **state)
{
    struct desk *desk = *state;
    struct journal_entry entry = {0};
    char outside[1024];
    struct app *app = office_open(desk, "sam", NULL);
    assert_rc(app_undo(app, 2, &entry, desk_err(desk)), RC_RULE, &desk->err); /* the import */
    (void)snprintf(outside, sizeof(outside), "%s", desk->err.text);
    assert_rc(app_undo(app, 77, &entry, desk_err(desk)), RC_RULE, &desk->err);
    replace_words(outside, "row 2", "row 77");
    assert_text_equal(outside, desk->err.text);
    assert_rc(app_import_show(app, 1, see_import, see_month, see_change, NULL, desk_err(desk)),
              RC_RULE, &desk->err);
    (void)snprintf(outside, sizeof(outside), "%s", desk->err.text);
    assert_rc(app_import_show(app, 77, see_import, see_month, see_change, NULL, desk_err(desk)),
              RC_RULE, &desk->err);
    replace_words(outside, "import 1", "import 77");
    assert_text_equal(outside, desk->err.text);
    app_close(app);
}

/* A beginning of an id is unambiguous among what one sees. */
static void scopes__a_beginning_of_an_id__counts_only_what_is_seen(void **state)
{
    struct desk *desk = *state;
    struct app *maker = office_open(desk, NULL, NULL);
    assert_rc(
        office_add(maker, "SHARED-1", "hosting", "L1", "2026-01-31", "coop", "5", desk_err(desk)),
        RC_OK, &desk->err);
    assert_rc(
        office_add(maker, "SHARED-2", "hosting", "L2", "2026-01-31", "coop", "5", desk_err(desk)),
        RC_OK, &desk->err);
    struct call call = {.desk = desk, .app = maker, .typed = "shared-"};
    assert_rc(do_edit(&call, desk_err(desk)), RC_RULE, &desk->err);
    assert_non_null(strstr(desk->err.text, "several ids begin so"));
    call.app = office_open(desk, "sam", NULL);
    assert_rc(do_edit(&call, desk_err(desk)), RC_OK, &desk->err);
    app_close(call.app);
    app_close(maker);
}

/* ---- what the lists show --------------------------------------------------------------- */

static void scopes__lists__show_only_what_is_inside(void **state)
{
    static const struct {
        const char *login;
        int earnings, programs, locations, coverage, imports, funds, closed;
    } expected[] = {
        {NULL, 4, 16, 2, 4, 1, 4, 3},
        {"uma", 4, 16, 2, 4, 1, 4, 3},
        {"sam", 2, 16, 1, 2, 0, 2, 3},
        {"pia", 2, 1, 2, 2, 0, 2, 2}, /* FY20H1 for all programs and for hosting */
    };
    struct desk *desk = *state;
    struct app *maker = office_open(desk, NULL, NULL);
    static const char *const closed_for[] = {"hosting", "surface-add", NULL};
    for (size_t i = 0; i < 3; i++)
        assert_rc(app_period_close(maker, period_named("FY20H1"), closed_for[i], desk_err(desk)),
                  RC_OK, &desk->err);
    app_close(maker);
    for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
        struct app *app = office_open(desk, expected[i].login, NULL);
        const struct earning_query all = {0};
        const struct fund_filter every = {0};
        struct fund_list funds = {0};
        int earnings = 0, programs = 0, locations = 0, coverage = 0, imports = 0, closed = 0;
        assert_rc(app_earning_list(app, &all, see_earning, &earnings, desk_err(desk)), RC_OK,
                  &desk->err);
        assert_rc(app_program_list(app, see_program, &programs, desk_err(desk)), RC_OK, &desk->err);
        assert_rc(app_location_list(app, see_location, &locations, desk_err(desk)), RC_OK,
                  &desk->err);
        assert_rc(app_coverage(app, NULL, see_coverage, &coverage, desk_err(desk)), RC_OK,
                  &desk->err);
        assert_rc(app_import_list(app, see_import, &imports, desk_err(desk)), RC_OK, &desk->err);
        assert_rc(app_balance(app, &every, &funds, desk_err(desk)), RC_OK, &desk->err);
        assert_rc(app_closed_list(app, see_closed, &closed, desk_err(desk)), RC_OK, &desk->err);
        assert_int_equal(earnings, expected[i].earnings);
        assert_int_equal(programs, expected[i].programs);
        assert_int_equal(locations, expected[i].locations);
        assert_int_equal(coverage, expected[i].coverage);
        assert_int_equal(imports, expected[i].imports);
        assert_int_equal(funds.count, expected[i].funds);
        assert_int_equal(closed, expected[i].closed);
        fund_list_release(&funds);
        app_close(app);
    }
}

#define IN_OFFICE(test) cmocka_unit_test_setup_teardown(test, office_setup, desk_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_OFFICE(roles__allow_and_refuse__every_function),
        IN_OFFICE(roles__what_is_refused__changes_nothing),
        IN_OFFICE(scopes__what_lies_outside__is_answered_like_an_unknown_id),
        IN_OFFICE(scopes__an_unknown_log_row__reads_like_one_outside),
        IN_OFFICE(scopes__a_beginning_of_an_id__counts_only_what_is_seen),
        IN_OFFICE(scopes__lists__show_only_what_is_inside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
