/* SPDX-License-Identifier: MIT */
/* Approvals written into a row of a list and read again. */
#include <string.h>

#include "model/claim_dues.h"
#include "support/support.h"

static enum rc read(const char *grants, struct claim *ret)
{
    static char id[] = "C-ONE";
    const struct claim_row row = {.head = {.id = id},
                                  .title = "",
                                  .owner = "",
                                  .reference = "",
                                  .activity = "",
                                  .tags = "",
                                  .grants = grants};
    struct err err;
    err_init(&err);
    return claim_of_row(&row, ret, &err);
}

static void grants__of_any_number__come_back_as_they_were(void **state)
{
    static const char *const numbers[] = {"",   "PA-1", "7 - 3:x", "4:abcd",   "-",
                                          "\n", "9 ",   ":",       "Ångström", " - 0 0:0:"};
    enum { COUNT = sizeof(numbers) / sizeof(numbers[0]) };
    struct claim_approval approvals[COUNT];
    struct claim claim = {.approvals = approvals, .approval_count = COUNT}, again = {0};
    struct buf text;
    (void)state;
    for (size_t i = 0; i < COUNT; i++)
        approvals[i] = (struct claim_approval){.kind = i % 2 == 0 ? "extension" : "tax-invoice",
                                               .number = numbers[i],
                                               .granted = i != 3,
                                               .has_answered = i % 3 == 0,
                                               .has_valid_until = i % 4 != 1,
                                               .valid_until = {(int32_t)i - 5},
                                               .answered = {20000},
                                               .day = {19000 - (int32_t)i * 3000}};
    buf_init(&text);
    claim_grants_add(&text, &claim);
    assert_int_equal(read(text.text, &again), RC_OK);
    assert_int_equal(again.approval_count, COUNT - 1);
    for (size_t i = 0, at = 0; i < COUNT; i++) {
        const struct claim_approval *was = &approvals[i], *is = &again.approvals[at];
        if (!was->granted)
            continue;
        at++;
        assert_string_equal(is->kind, was->kind);
        assert_string_equal(is->number, was->number);
        assert_true(is->granted);
        assert_int_equal(is->has_valid_until, was->has_valid_until);
        if (was->has_valid_until)
            assert_int_equal(is->valid_until.day, was->valid_until.day);
        assert_int_equal(is->answered.day, was->has_answered ? was->answered.day : was->day.day);
    }
    claim_release(&again);
    buf_release(&text);
}

static void grants__that_none_wrote__are_damage(void **state)
{
    static const char *const damaged[] = {
        "x",         "7",         "7 8",       "7 8 ",     "7 8 3:abc",
        "7 8 3:ab",  "- ",        "- 8 -1:0:", "7 8 0:1:", "7 8 99999999999:a0:",
        "- 8 0:0:x", "7 8 0:0: ", "a 8 0:0:",  "7 b 0:0:", "7 8 2:a",
        "-7 8 0:0",  "--7 8 0:0:"};
    (void)state;
    for (size_t i = 0; i < sizeof(damaged) / sizeof(damaged[0]); i++) {
        struct claim claim = {0};
        if (read(damaged[i], &claim) != RC_BOOK)
            fail_msg("'%s' was taken", damaged[i]);
    }
}

static void grants__where_there_are_none__are_nothing(void **state)
{
    const struct claim none = {0};
    struct claim again = {0};
    struct buf text;
    (void)state;
    buf_init(&text);
    claim_grants_add(&text, &none);
    assert_int_equal(text.length, 0);
    assert_int_equal(read("", &again), RC_OK);
    assert_int_equal(again.approval_count, 0);
    claim_release(&again);
    buf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(grants__of_any_number__come_back_as_they_were),
        cmocka_unit_test(grants__that_none_wrote__are_damage),
        cmocka_unit_test(grants__where_there_are_none__are_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
