/* SPDX-License-Identifier: MIT */
#include "model/retention.h"

#include "support/support.h"

static struct date day(const char *iso)
{
    struct date date = {0};
    assert_true(date_parse(iso, 10, &date));
    return date;
}

/* Its activity ended on 30 June 2024. */
static struct claim claim_that_left(int64_t steps)
{
    return (struct claim){.end = day("2024-06-30"), .left_editing = steps};
}

static void retention__begins_when_the_claim_leaves_editing(void **state)
{
    const struct claim draft = claim_that_left(0), sent = claim_that_left(1);
    (void)state;
    assert_int_equal(claim_retention(&draft, day("2030-01-01")), RETENTION_NONE);
    assert_int_equal(claim_retention(&sent, day("2024-07-01")), RETENTION_RUNS);
}

static void retention__last_day__is_24_months_after_the_end(void **state)
{
    const struct claim claim = claim_that_left(1);
    (void)state;
    assert_int_equal(claim_retention(&claim, day("2026-06-30")), RETENTION_RUNS);
    assert_int_equal(claim_retention(&claim, day("2026-07-01")), RETENTION_ENDED);
}

static void deletion__while_retention_runs__is_for_admins_with_a_reason(void **state)
{
    const struct claim claim = claim_that_left(1), draft = claim_that_left(0);
    const struct date runs = day("2026-06-30"), ended = day("2026-07-01");
    (void)state;
    assert_int_equal(document_deletion(&claim, runs, ROLE_USER, true), DELETION_NEEDS_ADMIN);
    assert_int_equal(document_deletion(&claim, runs, ROLE_ADMIN, false), DELETION_NEEDS_REASON);
    assert_int_equal(document_deletion(&claim, runs, ROLE_ADMIN, true), DELETION_FREE);
    assert_int_equal(document_deletion(&claim, ended, ROLE_USER, false), DELETION_FREE);
    assert_int_equal(document_deletion(&draft, runs, ROLE_USER, false), DELETION_FREE);
}

static void bytes__are_there__unless_deleted_or_detached_in_editing(void **state)
{
    const struct claim claim = claim_that_left(1);
    const struct claim_document attached = {.id = "D"}, gone = {.detached = true},
                                kept = {.detached = true, .kept = true},
                                deleted = {.deleted_reason = ""};
    (void)state;
    assert_true(document_has_bytes(&attached));
    assert_false(document_has_bytes(&gone));
    assert_true(document_has_bytes(&kept));
    assert_false(document_has_bytes(&deleted));
    assert_true(document_may_go(&claim, &kept, day("2026-07-01")));
    assert_false(document_may_go(&claim, &kept, day("2026-06-30")));
    assert_false(document_may_go(&claim, &deleted, day("2026-07-01")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(retention__begins_when_the_claim_leaves_editing),
        cmocka_unit_test(retention__last_day__is_24_months_after_the_end),
        cmocka_unit_test(deletion__while_retention_runs__is_for_admins_with_a_reason),
        cmocka_unit_test(bytes__are_there__unless_deleted_or_detached_in_editing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
