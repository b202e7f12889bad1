/* SPDX-License-Identifier: MIT */
#include "app/recall.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support/office.h"

static void assert_recalled(struct desk *desk, struct app *app, const char *name,
                            const char *expected)
{
    struct buf value;
    buf_init(&value);
    assert_rc(app_recall(app, name, &value, desk_err(desk)), RC_OK, &desk->err);
    assert_string_equal(value.text, expected);
    buf_release(&value);
}

static void recall__gives_what_was_remembered_last(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, NULL);
    assert_recalled(desk, app, "report-folder", "");
    assert_rc(app_remember(app, "report-folder", "/srv/a long one", desk_err(desk)), RC_OK,
              &desk->err);
    assert_rc(app_remember(app, "report-folder", "/srv/b\n\xff", desk_err(desk)), RC_OK,
              &desk->err);
    app_close(app);
    app = office_open(desk, NULL, NULL);
    assert_recalled(desk, app, "report-folder", "/srv/b\n\xff");
    assert_recalled(desk, app, "other", "");
    app_close(app);
}

static void recall__writes_nothing_into_the_book(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, NULL);
    char *before = raw_dump(desk->path, DUMP_ALL);
    assert_rc(app_remember(app, "report-folder", "/srv", desk_err(desk)), RC_OK, &desk->err);
    assert_same_dump(raw_dump(desk->path, DUMP_ALL), before);
    app_close(app);
}

static void recall__of_too_much__is_refused(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, NULL);
    char *value = calloc(RECALL_MAX + 2, 1);
    assert_non_null(value);
    memset(value, 'x', RECALL_MAX);
    assert_rc(app_remember(app, "report-folder", value, desk_err(desk)), RC_OK, &desk->err);
    assert_recalled(desk, app, "report-folder", value);
    value[RECALL_MAX] = 'x';
    assert_rc(app_remember(app, "report-folder", value, desk_err(desk)), RC_FILE, &desk->err);
    free(value);
    app_close(app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(recall__gives_what_was_remembered_last, office_setup,
                                        desk_teardown),
        cmocka_unit_test_setup_teardown(recall__writes_nothing_into_the_book, office_setup,
                                        desk_teardown),
        cmocka_unit_test_setup_teardown(recall__of_too_much__is_refused, office_setup,
                                        desk_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
