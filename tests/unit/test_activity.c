/* SPDX-License-Identifier: MIT */
#include "model/activity.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/support.h"

/* ---- builders ---- */

static const char *const piece[ACTIVITY_COLUMNS] = {
    "DG01", "Demand generation", "Print", "all",           "proof",
    "A-1",  "required",          "all",   "Printed piece", "",
};

/* One record: `piece` with other cells. */
struct record {
    const char *cells[ACTIVITY_COLUMNS];
};

static struct record with(struct record record, int column, const char *cell)
{
    record.cells[column] = cell;
    return record;
}

static struct record first(void)
{
    struct record record;
    memcpy(record.cells, piece, sizeof(piece));
    return record;
}

static enum rc build(const struct record *records, size_t count, struct catalogue *ret,
                     struct err *err)
{
    struct catalogue_builder *builder = NULL;
    err_init(err);
    enum rc rc = catalogue_builder_new("guide.csv", &builder, err);
    for (size_t i = 0; rc == RC_OK && i < count; i++)
        rc = catalogue_builder_add(builder, records[i].cells, (long)i + 2, err);
    if (rc == RC_OK)
        rc = catalogue_builder_end(builder, ret, err);
    catalogue_builder_free(builder);
    return rc;
}

static const struct activity *activity_at(const struct catalogue *catalogue, size_t place)
{
    if (catalogue->activities == NULL || place >= catalogue->count)
        abort(); /* not fail_msg: the analyzer must see that it ends here */
    return &catalogue->activities[place];
}

/* ---- what is built ---- */

static void activity__build__sorts_by_code_and_keeps_the_order_within(void **state)
{
    (void)state;
    struct err err;
    struct catalogue catalogue = {0};
    struct record other = with(with(first(), ACTIVITY_CODE, "AA01"), ACTIVITY_NAME, "Radio");
    const struct record records[] = {
        first(),
        other,
        with(with(first(), ACTIVITY_CODE, " dg01 "), ACTIVITY_ITEM, "A-0"),
        with(other, ACTIVITY_ITEM, "A-3"),
    };
    assert_rc(build(records, 4, &catalogue, &err), RC_OK, &err);
    assert_int_equal(catalogue.count, 2);
    assert_text_equal(activity_at(&catalogue, 0)->code, "AA01");
    const struct activity *print = catalogue_activity(&catalogue, "dG01");
    assert_ptr_equal(print, activity_at(&catalogue, 1));
    print = activity_at(&catalogue, 1);
    assert_int_equal(print->requirement_count, 2);
    assert_text_equal(print->requirements[0].item, "A-1");
    assert_text_equal(print->requirements[1].item, "A-0");
    assert_text_equal(print->group, "Demand generation");
    assert_null(catalogue_activity(&catalogue, "DG0"));
    catalogue_release(&catalogue);
    assert_int_equal(catalogue.count, 0);
}

static void activity__build__reads_each_kind_and_need(void **state)
{
    (void)state;
    struct err err;
    struct catalogue catalogue = {0};
    struct record cap =
        with(with(with(first(), ACTIVITY_KIND, "Cap"), ACTIVITY_ITEM, "A-6"), ACTIVITY_NEED, "");
    const struct record records[] = {
        first(),
        with(with(first(), ACTIVITY_ITEM, "A-2"), ACTIVITY_NEED, "one-of  page"),
        with(with(first(), ACTIVITY_ITEM, "A-3"), ACTIVITY_NEED, "when it snows"),
        with(with(with(first(), ACTIVITY_ITEM, "A-4"), ACTIVITY_NEED, "when"), ACTIVITY_KIND,
             "pre-approval"),
        with(with(first(), ACTIVITY_ITEM, "calls"), ACTIVITY_KIND, "metric"),
        with(cap, ACTIVITY_VALUE, "25% of co-op"),
        with(with(cap, ACTIVITY_KIND, "expense"), ACTIVITY_ITEM, "A-7"),
    };
    const struct {
        enum requirement_kind kind;
        enum requirement_need need;
        const char *text;
    } expected[] = {
        {REQUIRE_PROOF, NEED_ALWAYS, "Printed piece"},
        {REQUIRE_PROOF, NEED_ONE_OF, "Printed piece (one of: page)"},
        {REQUIRE_PROOF, NEED_WHEN, "Printed piece (when it snows)"},
        {REQUIRE_PRE_APPROVAL, NEED_WHEN, "Printed piece (when it applies)"},
        {REQUIRE_METRIC, NEED_ALWAYS, "Printed piece"},
        {REQUIRE_CAP, NEED_ALWAYS, "Printed piece"},
        {REQUIRE_EXPENSE, NEED_ALWAYS, "Printed piece"},
    };
    assert_rc(build(records, 7, &catalogue, &err), RC_OK, &err);
    const struct activity *print = activity_at(&catalogue, 0);
    assert_int_equal(print->requirement_count, 7);
    for (size_t i = 0; i < 7; i++) {
        struct buf text;
        buf_init(&text);
        requirement_add_text(&text, &print->requirements[i]);
        assert_int_equal(print->requirements[i].kind, expected[i].kind);
        assert_int_equal(print->requirements[i].need, expected[i].need);
        assert_text_equal(text.text, expected[i].text);
        buf_release(&text);
    }
    /* alone in its group, and in none */
    assert_int_equal(requirement_choices(print, &print->requirements[1], false), 1);
    assert_int_equal(requirement_choices(print, &print->requirements[0], false), 0);
    assert_int_equal(print->requirements[5].cap.share.ppm, 250000);
    /* what a document can be attached for, and what a metric can be called */
    assert_ptr_equal(activity_item(print, "a-4"), &print->requirements[3]);
    assert_null(activity_item(print, "calls"));
    assert_null(activity_item(print, "A-6"));
    assert_ptr_equal(activity_metric(print, "Calls"), &print->requirements[4]);
    assert_null(activity_metric(print, "A-1"));
    catalogue_release(&catalogue);
}

static void activity__programs__say_for_whom_it_is(void **state)
{
    (void)state;
    const struct {
        const char *programs;
        bool hosting, surface_add, surface_dmp; /* the last two are Surface */
    } cases[] = {
        {"all", true, true, true},
        {"surface", false, true, true},
        {"Not-Surface", true, false, false},
        {"all except surface-add", true, false, true},
        {"all  except surface-add hosting", false, false, true},
        {"surface except surface-add", false, false, true},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct err err;
        struct catalogue catalogue = {0};
        struct record record = with(first(), ACTIVITY_PROGRAMS, cases[i].programs);
        assert_rc(build(&record, 1, &catalogue, &err), RC_OK, &err);
        const struct activity *print = activity_at(&catalogue, 0);
        assert_int_equal(activity_is_for(print, "hosting", false), cases[i].hosting);
        assert_int_equal(activity_is_for(print, "surface-add", true), cases[i].surface_add);
        assert_int_equal(activity_is_for(print, "surface-dmp", true), cases[i].surface_dmp);
        catalogue_release(&catalogue);
    }
}

static void activity__applies__says_where_a_requirement_holds(void **state)
{
    (void)state;
    const struct {
        const char *applies;
        bool surface, other;
    } cases[] = {{"all", true, true}, {"surface", true, false}, {"not-surface", false, true}};
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct err err;
        struct catalogue catalogue = {0};
        struct record record = with(first(), ACTIVITY_APPLIES, cases[i].applies);
        assert_rc(build(&record, 1, &catalogue, &err), RC_OK, &err);
        const struct requirement *asked = &activity_at(&catalogue, 0)->requirements[0];
        assert_int_equal(requirement_is_for(asked, true), cases[i].surface);
        assert_int_equal(requirement_is_for(asked, false), cases[i].other);
        catalogue_release(&catalogue);
    }
}

/* ---- what is refused ---- */

static void activity__build__names_line_and_column_of_what_cannot_be_meant(void **state)
{
    (void)state;
    char long_name[202], long_text[1002];
    memset(long_name, 'x', 201);
    memset(long_text, 'x', 1001);
    long_name[201] = long_text[1001] = '\0';
    const struct {
        int column;
        const char *cell;
        const char *message; /* its beginning */
    } cases[] = {
        {ACTIVITY_CODE, "", "guide.csv line 3: code: it is empty"},
        {ACTIVITY_CODE, "DG 01", "guide.csv line 3: code: 'DG 01' is not a code"},
        {ACTIVITY_CODE, "-DG", "guide.csv line 3: code: '-DG' is not a code"},
        {ACTIVITY_GROUP, " ", "guide.csv line 3: group: it is empty"},
        {ACTIVITY_GROUP, "Other",
         "guide.csv line 3: group: 'Other', where an earlier record of "
         "DG01 says 'Demand generation'"},
        {ACTIVITY_NAME, "Other", "guide.csv line 3: name: 'Other', where an earlier record"},
        {ACTIVITY_NAME, long_name, "guide.csv line 3: name: more than 200 characters"},
        {ACTIVITY_PROGRAMS, "surface", "guide.csv line 3: programs: 'surface', where"},
        {ACTIVITY_KIND, "prof", "guide.csv line 3: kind: 'prof' is none"},
        {ACTIVITY_ITEM, "a-1", "guide.csv line 3: item: 'a-1' stands twice in DG01"},
        {ACTIVITY_ITEM, "a_2", "guide.csv line 3: item: 'a_2' is not a code"},
        {ACTIVITY_NEED, "", "guide.csv line 3: need: '' is not what a proof can be"},
        {ACTIVITY_NEED, "one-of", "guide.csv line 3: need: '' is not a code"},
        {ACTIVITY_NEED, "one-of a b", "guide.csv line 3: need: 'a b' is not a code"},
        {ACTIVITY_NEED, "whenever", "guide.csv line 3: need: 'whenever' is not what"},
        {ACTIVITY_APPLIES, "all except x", "guide.csv line 3: applies: 'all except x' is none"},
        {ACTIVITY_TEXT, "", "guide.csv line 3: text: it is empty"},
        {ACTIVITY_TEXT, long_text, "guide.csv line 3: text: more than 1000 characters"},
        {ACTIVITY_VALUE, "usd 5", "guide.csv line 3: value: only a cap has one"},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct err err;
        struct catalogue catalogue = {0};
        struct record second = with(first(), ACTIVITY_ITEM, "A-2");
        const struct record records[] = {first(), with(second, cases[i].column, cases[i].cell)};
        assert_rc(build(records, 2, &catalogue, &err), RC_CONTENT, &err);
        if (strncmp(err.text, cases[i].message, strlen(cases[i].message)) != 0)
            fail_msg("'%s', not '%s'", err.text, cases[i].message);
        assert_int_equal(catalogue.count, 0);
    }
}

static void activity__build__refuses_what_does_not_fit_the_kind(void **state)
{
    (void)state;
    struct err err;
    struct catalogue catalogue = {0};
    struct record metric = with(first(), ACTIVITY_KIND, "metric");
    struct record cap = with(with(first(), ACTIVITY_KIND, "cap"), ACTIVITY_NEED, "");
    const struct record wrong[] = {
        with(metric, ACTIVITY_NEED, "one-of reach"),
        cap, /* without a value */
        with(cap, ACTIVITY_VALUE, "half"),
        with(with(cap, ACTIVITY_VALUE, "none"), ACTIVITY_NEED, "required"),
        with(first(), ACTIVITY_PROGRAMS, "most"),
        with(first(), ACTIVITY_PROGRAMS, "all surface-add"),
        with(first(), ACTIVITY_PROGRAMS, "all except"),
    };
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
        assert_rc(build(&wrong[i], 1, &catalogue, &err), RC_CONTENT, &err);
    assert_rc(build(NULL, 0, &catalogue, &err), RC_CONTENT, &err);
}

static void activity__build__refuses_too_many_records(void **state)
{
    (void)state;
    struct err err;
    struct catalogue_builder *builder = NULL;
    err_init(&err);
    assert_rc(catalogue_builder_new("guide.csv", &builder, &err), RC_OK, &err);
    for (int i = 0; i < CATALOGUE_RECORDS_MAX; i++) {
        char code[16];
        (void)snprintf(code, sizeof(code), "A%d", i);
        struct record record = with(first(), ACTIVITY_CODE, code);
        assert_rc(catalogue_builder_add(builder, record.cells, i + 2, &err), RC_OK, &err);
    }
    struct record record = with(first(), ACTIVITY_ITEM, "A-2");
    assert_rc(catalogue_builder_add(builder, record.cells, 9, &err), RC_CONTENT, &err);
    catalogue_builder_free(builder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(activity__build__sorts_by_code_and_keeps_the_order_within),
        cmocka_unit_test(activity__build__reads_each_kind_and_need),
        cmocka_unit_test(activity__programs__say_for_whom_it_is),
        cmocka_unit_test(activity__applies__says_where_a_requirement_holds),
        cmocka_unit_test(activity__build__names_line_and_column_of_what_cannot_be_meant),
        cmocka_unit_test(activity__build__refuses_what_does_not_fit_the_kind),
        cmocka_unit_test(activity__build__refuses_too_many_records),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
