/* SPDX-License-Identifier: MIT */
#include "model/claim_entry.h"

#include <string.h>

#include "support/claim_case.h"

static void assert_json(const struct claim_entry *entry, const char *expected)
{
    struct buf buf;
    struct err err;
    err_init(&err);
    buf_init(&buf);
    claim_entry_add_json(&buf, entry);
    assert_rc(buf_check(&buf, &err), RC_OK, &err);
    assert_text_equal(buf.text, expected);
    buf_release(&buf);
}

static const struct claim_entry *last(const struct claim_case *claim_case)
{
    return &claim_case->history.entries[claim_case->history.count - 1];
}

/* What the book holds: names in the order of the table, whatever came first. */
static void claim_entry__json__is_the_same_in_whatever_order_it_was_set(void **state)
{
    (void)state;
    struct claim_case claim_case;
    claim_case_init(&claim_case, "C-7F3K9QDX");
    claim_case_add(&claim_case, ENTRY_SET, "2021-03-01", "start", "2021-03-02", "amount", "12.50",
                   "title", "Fair", NULL);
    assert_json(last(&claim_case), "{\"title\":\"Fair\",\"amount\":12500000,\"start\":18688}");
    claim_case_add(&claim_case, ENTRY_SET, "2021-03-01", "title", "Fair", "amount", "12.50",
                   "start", "2021-03-02", NULL);
    assert_json(last(&claim_case), "{\"title\":\"Fair\",\"amount\":12500000,\"start\":18688}");
    claim_case_add(&claim_case, ENTRY_COMMENT, "2021-03-01", NULL);
    assert_json(last(&claim_case), "{}");
    claim_case_release(&claim_case);
}

static void claim_entry__json__escapes_texts(void **state)
{
    (void)state;
    struct claim_case claim_case;
    claim_case_init(&claim_case, "C-7F3K9QDX");
    claim_case_add(&claim_case, ENTRY_COMMENT, "2021-03-01", "text", "a \"b\" \\ c\n\x1b öl", NULL);
    assert_json(last(&claim_case), "{\"text\":\"a \\\"b\\\" \\\\ c\\n\\u001b öl\"}");
    claim_case_release(&claim_case);
}

static void claim_entry__values__are_there_or_not(void **state)
{
    (void)state;
    struct claim_case claim_case;
    struct err err;
    int64_t number = 7;
    claim_case_init(&claim_case, "C-7F3K9QDX");
    claim_case_add(&claim_case, ENTRY_SET, "2021-03-01", "title", "", "amount", "0", NULL);
    const struct claim_entry *entry = last(&claim_case);
    assert_text_equal(claim_entry_text(entry, SAYS_TITLE), "");
    assert_null(claim_entry_text(entry, SAYS_OWNER));
    assert_false(claim_entry_number(entry, SAYS_START, &number));
    assert_int_equal(number, 7);
    assert_true(claim_entry_number(entry, SAYS_AMOUNT, &number));
    assert_int_equal(number, 0);
    /* A text that is NULL says nothing. */
    err_init(&err);
    assert_rc(claim_entry_set_text(&claim_case.history.entries[0], SAYS_OWNER, NULL, &err), RC_OK,
              &err);
    assert_null(claim_entry_text(entry, SAYS_OWNER));
    claim_case_release(&claim_case);
}

/* The names are stored in books that exist: the table may only grow. */
static void claim_entry__fields__are_found_by_their_names(void **state)
{
    (void)state;
    for (size_t i = 0; i < CLAIM_FIELD_COUNT; i++) {
        enum claim_field field = CLAIM_FIELD_COUNT;
        assert_true(claim_field_find(claim_field_name((enum claim_field)i), &field));
        assert_int_equal(field, i);
    }
    enum claim_field field = SAYS_SEAL;
    assert_false(claim_field_find("Amount", &field));
    assert_false(claim_field_find("", &field));
    assert_int_equal(field, SAYS_SEAL);
    assert_true(claim_field_is_number(SAYS_AMOUNT));
    assert_true(claim_field_is_number(SAYS_VALID_UNTIL));
    assert_false(claim_field_is_number(SAYS_NUMBER));
}

static void claim_entry__kinds__keep_their_numbers(void **state)
{
    (void)state;
    static const char *const stored[] = {
        "created",  "set",       "tag",      "untag",    "expense",          "expense-deleted",
        "metric",   "attached",  "detached", "refiled",  "document-deleted", "comment",
        "approval", "submitted", "status",   "feedback", "payment",          "payment-voided",
    };
    assert_true(CLAIM_ENTRY_KIND_COUNT >= sizeof(stored) / sizeof(stored[0]));
    for (size_t i = 0; i < sizeof(stored) / sizeof(stored[0]); i++)
        assert_text_equal(claim_entry_word((enum claim_entry_kind)i), stored[i]);
}

/* Everything is copied: what was given may go. */
static void claim_entry__history__owns_its_texts(void **state)
{
    (void)state;
    struct claim_history history;
    struct claim_entry *entry = NULL;
    struct period period;
    struct err err;
    char id[] = "C-7F3K9QDX", title[] = "Fair", person[] = "ann";
    err_init(&err);
    assert_true(period_parse("FY21H1", &period));
    claim_history_init(&history);
    assert_rc(claim_history_name(&history, id, "csp-direct", "4455667", period, 3, &err), RC_OK,
              &err);
    assert_rc(
        claim_history_add(&history, ENTRY_CREATED, date_of("2021-03-01"), person, &entry, &err),
        RC_OK, &err);
    assert_rc(claim_entry_set_text(entry, SAYS_TITLE, title, &err), RC_OK, &err);
    id[0] = title[0] = person[0] = '?';
    assert_text_equal(history.head.id, "C-7F3K9QDX");
    assert_text_equal(history.entries[0].person, "ann");
    assert_text_equal(claim_entry_text(&history.entries[0], SAYS_TITLE), "Fair");
    assert_int_equal(history.head.revision, 3);
    assert_int_equal(history.entries[0].revision, 0);
    claim_history_release(&history);
    assert_int_equal(history.count, 0);
    claim_history_release(&history);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(claim_entry__json__is_the_same_in_whatever_order_it_was_set),
        cmocka_unit_test(claim_entry__json__escapes_texts),
        cmocka_unit_test(claim_entry__values__are_there_or_not),
        cmocka_unit_test(claim_entry__fields__are_found_by_their_names),
        cmocka_unit_test(claim_entry__kinds__keep_their_numbers),
        cmocka_unit_test(claim_entry__history__owns_its_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
