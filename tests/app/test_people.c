/* SPDX-License-Identifier: MIT */
#include "app/people.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/history.h"
#include "base/buf.h"
#include "support/office.h"

static enum rc add(struct app *app, const char *login, enum role role, const char *location,
                   struct err *err)
{
    const struct member member = {
        .login = login, .role = role, .locations = &location, .location_count = location != NULL};
    return app_member_add(app, &member, err);
}

static enum rc list_member(void *context, const struct member *member, struct err *err)
{
    (void)err;
    buf_addf(context, "%s %s", member->login, role_word(member->role));
    for (size_t i = 0; i < member->location_count; i++)
        buf_addf(context, " %s", member->locations[i]);
    for (size_t i = 0; i < member->program_count; i++)
        buf_addf(context, " %s", member->programs[i]);
    buf_add(context, "; ");
    return RC_OK;
}

static void expect_members(struct desk *desk, struct app *app, const char *expected)
{
    char maker[64];
    struct buf list, whole;
    office_maker(maker);
    buf_init(&list);
    buf_init(&whole);
    assert_rc(app_member_list(app, list_member, &list, desk_err(desk)), RC_OK, &desk->err);
    /* The maker's place among the logins depends on the name. */
    buf_addf(&whole, "%s admin; ", maker);
    char *at = strstr(list.text, whole.text);
    if (at != NULL)
        memmove(at, at + whole.length, strlen(at + whole.length) + 1);
    assert_text_equal(list.text, expected);
    buf_release(&list);
    buf_release(&whole);
}

/* ---- members ------------------------------------------------------------------- */

static void member__add__replaces_role_and_scope(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, NULL);
    expect_members(desk, app, "pia user hosting; sam admin L1; uma user; ");
    assert_rc(add(app, "sam", ROLE_USER, "L2", desk_err(desk)), RC_OK, &desk->err);
    assert_rc(add(app, "uma", ROLE_ADMIN, NULL, desk_err(desk)), RC_OK, &desk->err);
    expect_members(desk, app, "pia user hosting; sam user L2; uma admin; ");
    assert_rc(app_member_remove(app, "pia", desk_err(desk)), RC_OK, &desk->err);
    expect_members(desk, app, "sam user L2; uma admin; ");
    app_close(app);
}

static void member__add__wants_what_the_book_knows(void **state)
{
    struct desk *desk = *state;
    const char *program = "no-such";
    const struct member member = {.login = "bob", .programs = &program, .program_count = 1};
    struct app *app = office_open(desk, NULL, NULL);
    assert_rc(add(app, "bob", ROLE_USER, "L9", desk_err(desk)), RC_RULE, &desk->err);
    assert_rc(app_member_add(app, &member, desk_err(desk)), RC_RULE, &desk->err);
    assert_rc(add(app, "", ROLE_USER, NULL, desk_err(desk)), RC_USAGE, &desk->err);
    assert_rc(app_member_remove(app, "bob", desk_err(desk)), RC_RULE, &desk->err);
    expect_members(desk, app, "pia user hosting; sam admin L1; uma user; ");
    app_close(app);
}

/* ---- somebody must be left -------------------------------------------------------- */

static void member__the_last_admin__stays(void **state)
{
    struct desk *desk = *state;
    char maker[64];
    struct app *app = office_open(desk, NULL, NULL);
    office_maker(maker);
    char *before = raw_dump(desk->path, DUMP_ALL);
    assert_rc(app_member_remove(app, maker, desk_err(desk)), RC_RULE, &desk->err);
    assert_non_null(strstr(desk->err.text, "last admin"));
    assert_rc(add(app, maker, ROLE_USER, NULL, desk_err(desk)), RC_RULE, &desk->err);
    assert_rc(add(app, maker, ROLE_ADMIN, "L1", desk_err(desk)), RC_RULE, &desk->err);
    assert_same_dump(raw_dump(desk->path, DUMP_ALL), before);
    assert_rc(add(app, maker, ROLE_ADMIN, NULL, desk_err(desk)), RC_OK, &desk->err); /* as he is */
    assert_rc(add(app, "uma", ROLE_ADMIN, NULL, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(app_member_remove(app, maker, desk_err(desk)), RC_OK, &desk->err);
    app_close(app);
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM member WHERE role = 1"), 2);
}

/* Uma was made an admin, then the maker was removed: taking back the first would
 * leave only Sam, who sees a part. */
static void member__the_last_admin__stays_whatever_is_undone(void **state)
{
    struct desk *desk = *state;
    struct journal_entry entry = {0};
    char maker[64];
    office_maker(maker);
    struct app *app = office_open(desk, NULL, NULL);
    assert_rc(add(app, "uma", ROLE_ADMIN, NULL, desk_err(desk)), RC_OK, &desk->err);
    int64_t made = raw_number(desk->path, "SELECT max(number) FROM journal");
    office_become(app, "uma");
    assert_rc(app_member_remove(app, maker, desk_err(desk)), RC_OK, &desk->err);
    char *before = raw_dump(desk->path, DUMP_ALL);
    assert_rc(app_undo(app, made, &entry, desk_err(desk)), RC_RULE, &desk->err);
    assert_non_null(strstr(desk->err.text, "no admin of the whole book would be left"));
    assert_same_dump(raw_dump(desk->path, DUMP_ALL), before);
    assert_rc(app_undo(app, 0, &entry, desk_err(desk)), RC_OK, &desk->err); /* the removal */
    journal_entry_release(&entry);
    assert_rc(app_undo(app, made, &entry, desk_err(desk)), RC_OK, &desk->err);
    journal_entry_release(&entry);
    app_close(app);
}

/* Each holds the book open and removes the other. */
static void member__two_admins__cannot_remove_each_other(void **state)
{
    struct desk *desk = *state;
    char maker[64];
    office_maker(maker);
    struct app *first = office_open(desk, NULL, NULL);
    assert_rc(add(first, "uma", ROLE_ADMIN, NULL, desk_err(desk)), RC_OK, &desk->err);
    struct app *second = office_open(desk, "uma", NULL);
    assert_rc(app_member_remove(first, "uma", desk_err(desk)), RC_OK, &desk->err);
    assert_rc(app_member_remove(second, maker, desk_err(desk)), RC_BOOK, &desk->err);
    assert_non_null(strstr(desk->err.text, "uma is no member of this book"));
    app_close(first);
    app_close(second);
}

/* What was allowed when the book was opened may be so no more. */
static void member__changed_by_others__is_what_counts(void **state)
{
    struct desk *desk = *state;
    struct app *maker = office_open(desk, NULL, NULL);
    struct app *sam = office_open(desk, "sam", NULL);
    assert_rc(office_add(sam, "T1", "hosting", "L1", "2026-01-31", "coop", "1", desk_err(desk)),
              RC_OK, &desk->err);
    assert_rc(add(maker, "sam", ROLE_ADMIN, "L2", desk_err(desk)), RC_OK, &desk->err);
    assert_rc(office_add(sam, "T2", "hosting", "L1", "2026-01-31", "coop", "1", desk_err(desk)),
              RC_RULE, &desk->err);
    assert_rc(add(maker, "sam", ROLE_USER, NULL, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(office_add(sam, "T2", "hosting", "L2", "2026-01-31", "coop", "1", desk_err(desk)),
              RC_RULE, &desk->err);
    assert_rc(app_member_remove(maker, "sam", desk_err(desk)), RC_OK, &desk->err);
    struct journal_entry entry = {0};
    assert_rc(app_undo(sam, 0, &entry, desk_err(desk)), RC_BOOK, &desk->err);
    app_close(sam);
    app_close(maker);
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM earning WHERE stream IS NULL"),
                     1);
}

/* ---- locations ------------------------------------------------------------------------ */

static enum rc list_location(void *context, const struct app_location *location, struct err *err)
{
    (void)err;
    buf_addf(context, "%s|%s|%s; ", location->id, location->name, location->country);
    return RC_OK;
}

static void expect_locations(struct desk *desk, struct app *app, const char *expected)
{
    struct buf list;
    buf_init(&list);
    assert_rc(app_location_list(app, list_location, &list, desk_err(desk)), RC_OK, &desk->err);
    assert_text_equal(list.text, expected);
    buf_release(&list);
}

static void location__is_called_as_a_person_says_or_the_newest_report(void **state)
{
    struct desk *desk = *state;
    struct import_counts counts;
    struct journal_entry entry = {0};
    char path[FOLDER_PATH_SIZE];
    struct app *app = office_open(desk, NULL, NULL);
    expect_locations(desk, app, "L1|Contoso|NL; L2|Fabrikam|SE; ");
    assert_rc(app_location_set(app, "L1", "Contoso Europe", NULL, desk_err(desk)), RC_OK,
              &desk->err);
    assert_rc(app_location_set(app, "L3", NULL, "de", desk_err(desk)), RC_OK, &desk->err);
    expect_locations(desk, app, "L1|Contoso Europe|NL; L2|Fabrikam|SE; L3||DE; ");
    assert_rc(app_location_set(app, "L3", "Lamna", NULL, desk_err(desk)), RC_OK, &desk->err);
    expect_locations(desk, app, "L1|Contoso Europe|NL; L2|Fabrikam|SE; L3|Lamna|DE; ");
    office_file(desk, "new.csv",
                "participantId,participantName,partnerCountryCode,programName,earningId,"
                "earningType,earningAmount,transactionCurrency,earningAmountUSD,earningDate\n"
                "L1,Tailspin,FR,Hosting,N1,Coop,1,USD,1,2026-02-01\n"
                "L2,Tailspin,FR,Hosting,N2,Coop,1,USD,1,2026-02-01\n",
                path);
    assert_rc(office_import(app, path, &counts, desk_err(desk)), RC_OK, &desk->err);
    expect_locations(desk, app, "L1|Contoso Europe|FR; L2|Tailspin|FR; L3|Lamna|DE; ");
    assert_rc(app_undo(app, 0, &entry, desk_err(desk)), RC_OK, &desk->err);
    journal_entry_release(&entry);
    expect_locations(desk, app, "L1|Contoso Europe|NL; L2|Fabrikam|SE; L3|Lamna|DE; ");
    app_close(app);
}

static void location__set__wants_a_country_of_two_letters(void **state)
{
    static const char *const bad[] = {"", "N", "NLD", "N1", "ÅL"};
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, NULL);
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        assert_rc(app_location_set(app, "L1", NULL, bad[i], desk_err(desk)), RC_USAGE, &desk->err);
    assert_rc(app_location_set(app, "", "x", NULL, desk_err(desk)), RC_USAGE, &desk->err);
    app_close(app);
}

/* What only an undone import made was never there. */
static void location__of_an_undone_import__is_unknown(void **state)
{
    struct desk *desk = *state;
    struct journal_entry entry = {0};
    struct app *app = office_open(desk, NULL, NULL);
    assert_rc(app_undo(app, 2, &entry, desk_err(desk)), RC_OK, &desk->err); /* the report */
    journal_entry_release(&entry);
    expect_locations(desk, app, "");
    assert_rc(office_add(app, "T1", "hosting", "L1", "2026-01-31", "coop", "1", desk_err(desk)),
              RC_RULE, &desk->err);
    app_close(app);
}

#define IN_OFFICE(test) cmocka_unit_test_setup_teardown(test, office_setup, desk_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_OFFICE(member__add__replaces_role_and_scope),
        IN_OFFICE(member__add__wants_what_the_book_knows),
        IN_OFFICE(member__the_last_admin__stays),
        IN_OFFICE(member__the_last_admin__stays_whatever_is_undone),
        IN_OFFICE(member__two_admins__cannot_remove_each_other),
        IN_OFFICE(member__changed_by_others__is_what_counts),
        IN_OFFICE(location__is_called_as_a_person_says_or_the_newest_report),
        IN_OFFICE(location__set__wants_a_country_of_two_letters),
        IN_OFFICE(location__of_an_undone_import__is_unknown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
