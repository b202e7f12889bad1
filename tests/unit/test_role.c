/* SPDX-License-Identifier: MIT */
#include "model/role.h"

#include "support/support.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void role__parse__takes_the_two_words(void **state)
{
    (void)state;
    enum role role = ROLE_USER;
    assert_true(role_parse("admin", &role));
    assert_int_equal(role, ROLE_ADMIN);
    assert_true(role_parse("user", &role));
    assert_int_equal(role, ROLE_USER);
    assert_string_equal(role_word(ROLE_ADMIN), "admin");
    assert_string_equal(role_word(ROLE_USER), "user");
    role = ROLE_ADMIN;
    assert_false(role_parse("", &role));
    assert_false(role_parse("Admin", &role));
    assert_false(role_parse("guest", &role));
    assert_int_equal(role, ROLE_ADMIN);
}

/* RULES.md section 10, and the last line of CONTRACT.md section 8. */
static void role__may__follows_the_table(void **state)
{
    (void)state;
    static const struct {
        bool user, needs_all;
    } expected[PERMISSIONS] = {
        [MAY_LOOK] = {true, false},         [MAY_EDIT_CLAIMS] = {true, false},
        [MAY_IMPORT] = {false, true},       [MAY_EDIT_BOOK] = {false, false},
        [MAY_EDIT_TERMS] = {false, true},   [MAY_RECORD] = {false, false},
        [MAY_UNDO_OTHERS] = {false, false}, [MAY_SAFEKEEP] = {true, true},
        [MAY_RESTORE] = {false, true},      [MAY_MANAGE_MEMBERS] = {false, true},
        [MAY_SEE_MEMBERS] = {true, true},
    };
    for (enum permission permission = MAY_LOOK; permission < PERMISSIONS; permission++) {
        assert_true(role_may(ROLE_ADMIN, permission));
        assert_int_equal(role_may(ROLE_USER, permission), expected[permission].user);
        assert_int_equal(permission_needs_all(permission), expected[permission].needs_all);
    }
}

static void role__member__without_lists_sees_all(void **state)
{
    (void)state;
    struct member member = {.login = "ada", .role = ROLE_USER};
    assert_false(member_is_scoped(&member));
    assert_true(member_sees(&member, "csp-direct", "6100001"));
    assert_true(member_sees(&member, NULL, NULL));
}

static void role__member__sees_only_what_both_lists_cover(void **state)
{
    (void)state;
    static const char *const locations[] = {"6100001", "6100003", "6100007"};
    static const char *const programs[] = {"csp-direct", "mci"};
    struct member member = {
        .login = "ada",
        .role = ROLE_ADMIN,
        .locations = locations,
        .location_count = COUNT(locations),
        .programs = programs,
        .program_count = COUNT(programs),
    };
    assert_true(member_is_scoped(&member));
    assert_true(member_sees(&member, "csp-direct", "6100001"));
    assert_true(member_sees(&member, "mci", "6100007"));
    assert_false(member_sees(&member, "mci", "6100002"));
    assert_false(member_sees(&member, "hosting", "6100003"));
    assert_false(member_sees(&member, "mci", NULL));
    assert_false(member_sees(&member, NULL, "6100003"));
    assert_false(member_sees(&member, "mci", "61000"));

    member.program_count = 0;
    assert_true(member_is_scoped(&member));
    assert_true(member_sees(&member, NULL, "6100003"));
    assert_true(member_sees(&member, "hosting", "6100003"));
    assert_false(member_sees(&member, "hosting", NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(role__parse__takes_the_two_words),
        cmocka_unit_test(role__may__follows_the_table),
        cmocka_unit_test(role__member__without_lists_sees_all),
        cmocka_unit_test(role__member__sees_only_what_both_lists_cover),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
