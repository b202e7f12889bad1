/* SPDX-License-Identifier: MIT */
/* Claims from before Coffer: tried out first, looked at, brought in, taken back. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen/scene.h"
#include "support/hostile.h"
#include "support/office.h"
#include "ui/screens/screens.h"
#include "ui/view.h"

static const char header[] = "program,location,period,activity,currency,title,start,end,amount,"
                             "status,created,submitted,decided,approved,paid,paid_on,reference\n";
static const char good[] =
    "hosting,L1,FY26H2,MD04,USD,Summer offer,2026-07-01,2026-07-31,500,paid,2026-07-05,2026-08-20,"
    "2026-08-25,450,450,2026-09-01,PC-1\n"
    "hosting,L1,FY26H2,MD04,USD,Autumn offer,2026-10-01,2026-10-20,300,approved,2026-10-21,"
    "2026-10-22,2026-11-02,300,,,PC-2\n"
    "hosting,L1,FY26H2,DG01,USD,Two pages,2026-10-01,2026-10-20,200,editing,,,,,,,\n";
static const char bad[] =
    "hosting,L1,FY26H2,ZZ99,USD,No such work,2026-10-01,2026-10-20,200,editing,,,,,,,\n"
    "hosting,L1,FY26H2,DG01,USD,Ends early,2026-10-20,2026-10-01,200,editing,,,,,,,\n";
static const char twice[] =
    "hosting,L1,FY26H2,DG01,USD,Twice,2026-10-01,2026-10-20,200,editing,,,,,,,PC-2\n";

static void make(struct desk *desk, bool with_good, bool with_bad)
{
    char path[FOLDER_PATH_SIZE], text[4096], id[EARNING_ID_MAX];
    scene_make(desk, SCENE_EMPTY);
    struct app *app = scene_open(desk);
    const struct earning_form form = {.program = "hosting",
                                      .location = "L1",
                                      .date = "2026-01-31",
                                      .type = "coop",
                                      .amount = "10000",
                                      .currency = "USD",
                                      .makes_location = true};
    assert_rc(app_earning_add(app, &form, id, desk_err(desk)), RC_OK, &desk->err);
    app_close(app);
    (void)snprintf(text, sizeof(text), "%s%s%s%s", header, with_good ? good : "",
                   with_bad ? bad : "", with_good && with_bad ? twice : "");
    office_file(desk, "claims.csv", text, path);
}

static void begin(struct stage *stage)
{
    stage_keys(stage, "5");
    claim_import_begin(stage->shell, "claims.csv");
    stage_wait_for_job(stage);
    assert_string_equal(stage_top_name(stage), "import");
}

static void open_preview(struct stage *stage, int rows, int cols)
{
    stage_open(stage, SCENE_BOOK, SCENE_DAY, rows, cols);
    begin(stage);
}

static int64_t claims(void)
{
    return raw_number(SCENE_BOOK, "SELECT count(*) FROM claim");
}

/* ---- pictures ------------------------------------------------------------------------------- */

static void preview__looks_as_it_should(void **state)
{
    make(*state, true, true);
    scene_shots_from("claim_import", begin, "");
    scene_shots_from("claim_import_skip", begin, "I");
}

static void preview__without_rejects__looks_as_it_should(void **state)
{
    make(*state, true, false);
    scene_shots_from("claim_import_good", begin, "");
}

static void preview__of_hostile_names__stays_in_line(void **state)
{
    struct buf text;
    make(*state, true, false);
    buf_init(&text);
    buf_add(&text, header);
    for (int i = 0; i < HOSTILE_NAMES; i++)
        buf_addf(&text, "hosting,L1,FY26H2,DG01,USD,%s,2026-10-01,2026-10-20,1,editing,,,,,,,%s\n",
                 hostile_names[i], hostile_names[i]);
    file_write("claims.csv", text.text, text.length);
    buf_release(&text);
    scene_shots_from("claim_import_hostile", begin, "");
}

/* ---- bringing in ---------------------------------------------------------------------------- */

static void preview__writes_nothing(void **state)
{
    struct stage stage;
    make(*state, true, false);
    char *before = raw_dump(SCENE_BOOK, DUMP_ALL);
    open_preview(&stage, 24, 100);
    assert_shows(&stage, "new 3 (draft 1, approved 1, paid 1) \xc2\xb7 rejected 0");
    assert_shows(&stage, "paid: Summer offer, hosting, L1, FY26H2");
    stage_keys(&stage, "Esc");
    assert_string_equal(stage_top_name(&stage), "claims");
    stage_close(&stage);
    assert_same_dump(raw_dump(SCENE_BOOK, DUMP_ALL), before);
}

static void preview__brings_in__and_is_undone(void **state)
{
    struct stage stage;
    make(*state, true, false);
    open_preview(&stage, 24, 100);
    stage_keys(&stage, "Enter");
    stage_wait_for_job(&stage);
    assert_int_equal(claims(), 3);
    assert_string_equal(stage_top_name(&stage), "claims");
    assert_shows(&stage, "claims.csv is in: 3 new, 0 rejected");
    assert_shows(&stage, "Summer offer");
    stage_keys(&stage, "u");
    if (strcmp(stage_top_name(&stage), "ask") == 0)
        stage_keys(&stage, "y");
    stage_wait_for_job(&stage);
    assert_int_equal(claims(), 0);
    assert_shows(&stage, "No claims on this day");
    stage_close(&stage);
}

static void preview__with_rejects__brings_in_the_others(void **state)
{
    struct stage stage;
    make(*state, true, true);
    open_preview(&stage, 24, 100);
    assert_shows(&stage, "rejected 3");
    assert_shows(&stage, "line 5");
    assert_shows(&stage, "ZZ99");
    assert_shows(&stage, "line 7");
    assert_shows(&stage, "a claim has it already");
    stage_keys(&stage, "I");
    assert_string_equal(stage_top_name(&stage), "form");
    assert_shows(&stage, "claims-rejects.csv");
    stage_keys(&stage, "Ctrl-S");
    stage_wait_for_job(&stage);
    assert_int_equal(claims(), 3);
    size_t length = 0;
    char *rejects = file_read("claims-rejects.csv", &length);
    assert_non_null(strstr(rejects, "rejectReason"));
    assert_non_null(strstr(rejects, ",ZZ99,"));
    assert_null(strstr(rejects, "Summer offer"));
    free(rejects);
    stage_close(&stage);
}

static void preview__of_rejects_only__has_nothing_to_bring_in(void **state)
{
    struct stage stage;
    make(*state, false, true);
    open_preview(&stage, 24, 100);
    stage_keys(&stage, "I");
    assert_shows(&stage, "nothing to bring in");
    assert_string_equal(stage_top_name(&stage), "import");
    stage_close(&stage);
}

static void import__of_no_claims__says_what_is_missing(void **state)
{
    struct desk *desk = *state;
    char path[FOLDER_PATH_SIZE];
    struct stage stage;
    make(desk, true, true);
    office_file(desk, "claims.csv", "a,b,c\n1,2,3\n", path);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 100);
    stage_keys(&stage, "5");
    claim_import_begin(stage.shell, "claims.csv");
    stage_wait_for_job(&stage);
    assert_string_equal(stage_top_name(&stage), "message");
    assert_shows(&stage, "columns are missing");
    stage_close(&stage);
}

static void import__is_reached_by_its_key__and_refused_where_nothing_is_written(void **state)
{
    struct stage stage;
    make(*state, true, false);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 100);
    stage_keys(&stage, "5 I");
    assert_shows(&stage, "claims.csv");
    stage_keys(&stage, "Esc t 2 0 2 6 - 1 1 - 0 1 Enter I");
    assert_shows(&stage, "where nothing is changed");
    stage_close(&stage);
    const struct app_options options = {
        .book = SCENE_BOOK, .has_as_of = true, .as_of = day_of(SCENE_DAY), .read_only = true};
    stage_open_with(&stage, &options, 24, 100);
    stage_keys(&stage, "5 I");
    assert_shows(&stage, "read-only");
    stage_close(&stage);
}

#define SCENE(test) cmocka_unit_test_setup_teardown(test, desk_setup_bare, scene_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENE(preview__looks_as_it_should),
        SCENE(preview__without_rejects__looks_as_it_should),
        SCENE(preview__of_hostile_names__stays_in_line),
        SCENE(preview__writes_nothing),
        SCENE(preview__brings_in__and_is_undone),
        SCENE(preview__with_rejects__brings_in_the_others),
        SCENE(preview__of_rejects_only__has_nothing_to_bring_in),
        SCENE(import__of_no_claims__says_what_is_missing),
        SCENE(import__is_reached_by_its_key__and_refused_where_nothing_is_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
