/* SPDX-License-Identifier: MIT */
#include "model/claim_status.h"

#include <stdio.h>
#include <string.h>

#include "support/support.h"

/* RULES.md section 6, in the order of its list; Paid and Withdrawn last. */
static const char *const words[CLAIM_STATUSES] = {
    "editing",  "submitted", "under-review", "action-required", "approved",
    "rejected", "disputed",  "paid",         "withdrawn",
};

/* The table of RULES.md section 6, row by row, and who may by section 10: "all" admins
 * and users; "own" users their own claims; "admin" admins alone. The last row: a paid
 * claim takes another payment (CONTRACT.md section 5). */
static const struct {
    const char *from, *to, *who;
} table[] = {
    {"editing", "submitted", "all"},
    {"editing", "withdrawn", "own"},
    {"submitted", "under-review", "admin"},
    {"submitted", "action-required", "admin"},
    {"submitted", "approved", "admin"},
    {"submitted", "rejected", "admin"},
    {"under-review", "action-required", "admin"},
    {"under-review", "approved", "admin"},
    {"under-review", "rejected", "admin"},
    {"action-required", "submitted", "all"},
    {"rejected", "disputed", "all"},
    {"disputed", "approved", "admin"},
    {"disputed", "rejected", "admin"},
    {"disputed", "action-required", "admin"},
    {"approved", "paid", "admin"},
    {"paid", "paid", "admin"},
};

static enum claim_move expected(const char *from, const char *to, enum role role, bool own)
{
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        if (strcmp(table[i].from, from) != 0 || strcmp(table[i].to, to) != 0)
            continue;
        bool may = role == ROLE_ADMIN || strcmp(table[i].who, "all") == 0 ||
                   (own && strcmp(table[i].who, "own") == 0);
        return may ? MOVE_OK : MOVE_NEEDS_ADMIN;
    }
    return MOVE_NONE;
}

static void claim_status__moves__are_those_of_the_table_and_no_other(void **state)
{
    (void)state;
    int allowed = 0;
    for (enum claim_status from = CLAIM_EDITING; from <= CLAIM_WITHDRAWN; from++)
        for (enum claim_status to = CLAIM_EDITING; to <= CLAIM_WITHDRAWN; to++)
            for (enum role role = ROLE_USER; role <= ROLE_ADMIN; role++)
                for (int own = 0; own < 2; own++) {
                    enum claim_move move = claim_may_move(from, to, role, own == 1);
                    allowed += move == MOVE_OK;
                    if (move != expected(words[from], words[to], role, own == 1))
                        fail_msg("%s to %s as %s of %s claim: %d", words[from], words[to],
                                 role_word(role), own == 1 ? "one's own" : "another's", move);
                }
    /* Each row for an admin twice; "all" for a user twice, "own" once. */
    assert_int_equal(allowed, 16 * 2 + 3 * 2 + 1);
}

static void claim_status__word__is_the_contract_s(void **state)
{
    (void)state;
    for (enum claim_status status = CLAIM_EDITING; status <= CLAIM_WITHDRAWN; status++) {
        enum claim_status back = CLAIM_WITHDRAWN;
        assert_text_equal(claim_status_word(status), words[status]);
        assert_true(claim_status_parse(words[status], &back));
        assert_int_equal(back, status);
    }
}

static void claim_status__parse__takes_the_portal_s_spellings(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum claim_status status;
    } good[] = {
        {"Partner action required", CLAIM_ACTION_REQUIRED},
        {"PARTNER ACTION REQUIRED", CLAIM_ACTION_REQUIRED},
        {"Action required", CLAIM_ACTION_REQUIRED},
        {"Under review", CLAIM_UNDER_REVIEW},
        {"UNDER_REVIEW", CLAIM_UNDER_REVIEW},
        {"Editing", CLAIM_EDITING},
    };
    static const char *const bad[] = {"",      "edit",    "editings", "review",
                                      "draft", "pa id x", "partner",  "submitted!"};
    for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
        enum claim_status status = CLAIM_WITHDRAWN;
        assert_true(claim_status_parse(good[i].text, &status));
        assert_int_equal(status, good[i].status);
    }
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        enum claim_status status = CLAIM_PAID;
        assert_false(claim_status_parse(bad[i], &status));
        assert_int_equal(status, CLAIM_PAID);
    }
}

/* RULES.md sections 5 and 6, said once more in words. */
static void claim_status__nature__is_the_rules(void **state)
{
    (void)state;
    static const char editable[] = " editing action-required ";
    static const char counts[] = " submitted under-review action-required disputed approved paid ";
    static const char settled[] = " paid withdrawn rejected ";
    for (enum claim_status status = CLAIM_EDITING; status <= CLAIM_WITHDRAWN; status++) {
        char word[32];
        (void)snprintf(word, sizeof(word), " %s ", words[status]);
        assert_int_equal(claim_status_is_editable(status), strstr(editable, word) != NULL);
        assert_int_equal(claim_status_counts(status), strstr(counts, word) != NULL);
        assert_int_equal(claim_status_is_settled(status), strstr(settled, word) != NULL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(claim_status__moves__are_those_of_the_table_and_no_other),
        cmocka_unit_test(claim_status__word__is_the_contract_s),
        cmocka_unit_test(claim_status__parse__takes_the_portal_s_spellings),
        cmocka_unit_test(claim_status__nature__is_the_rules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
