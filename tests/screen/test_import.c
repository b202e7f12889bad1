/* SPDX-License-Identifier: MIT */
/* Bringing a report in: tried out first, looked at, brought in, taken back. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "screen/scene.h"
#include "ui/screens/screens.h"
#include "ui/view.h"

static const char header[] =
    "participantId,participantName,programName,earningId,earningType,earningAmount,"
    "transactionCurrency,earningAmountUSD,earningDate,customerName\n";
static const char good[] = "6100001,Contoso,Hosting,N1,Coop,100,EUR,110,2026-08-31,Fabrikam\n"
                           "6100001,Contoso,Tailspin Growth,N2,Coop,200,EUR,220,2026-09-30,A\n"
                           "6100002,Contoso,Tailspin Growth,N3,Coop,300,EUR,330,2026-10-31,B\n";
static const char bad[] = "6100001,Contoso,Hosting,N4,Coop,\"1,2x\",EUR,110,2026-08-31,Fabrikam\n"
                          "6100001,Contoso,Hosting,N5,Coop,100,XYZ,110,2026-08-31,Fabrikam\n"
                          "6100001,Contoso,Hosting,N6,Coop,100,EUR,110,2026-02-30,Fabrikam\n";

static void make(struct desk *desk, bool with_good, bool with_bad)
{
    char path[FOLDER_PATH_SIZE], text[2048];
    scene_make(desk, SCENE_EMPTY);
    (void)snprintf(text, sizeof(text), "%s%s%s", header, with_good ? good : "",
                   with_bad ? bad : "");
    office_file(desk, "report.csv", text, path);
}

static void begin(struct stage *stage)
{
    stage_keys(stage, "4");
    import_begin(stage->shell, "report.csv");
    stage_wait_for_job(stage);
    assert_string_equal(stage_top_name(stage), "import");
}

static void open_preview(struct stage *stage, int rows, int cols)
{
    stage_open(stage, SCENE_BOOK, SCENE_DAY, rows, cols);
    begin(stage);
}

static int64_t earnings(void)
{
    return raw_number(SCENE_BOOK, "SELECT count(*) FROM earning");
}

/* ---- pictures ------------------------------------------------------------------------------- */

static void preview__looks_as_it_should(void **state)
{
    make(*state, true, true);
    scene_shots_from("import_preview", begin, "");
    scene_shots_from("import_skip", begin, "i");
}

static void preview__without_rejects__looks_as_it_should(void **state)
{
    make(*state, true, false);
    scene_shots_from("import_good", begin, "");
}

/* ---- bringing in ---------------------------------------------------------------------------- */

static void preview__writes_nothing(void **state)
{
    struct stage stage;
    make(*state, true, false);
    char *before = raw_dump(SCENE_BOOK, DUMP_ALL);
    open_preview(&stage, 24, 80);
    assert_shows(&stage, "new 3 \xc2\xb7 updated 0 \xc2\xb7 unchanged 0 \xc2\xb7 rejected 0");
    assert_shows(&stage, "new: it has no terms yet");
    stage_keys(&stage, "Esc");
    assert_string_equal(stage_top_name(&stage), "earnings");
    stage_close(&stage);
    assert_same_dump(raw_dump(SCENE_BOOK, DUMP_ALL), before);
}

static void preview__brings_in__names_new_programs__and_is_undone(void **state)
{
    struct stage stage;
    make(*state, true, false);
    open_preview(&stage, 24, 100);
    stage_keys(&stage, "Enter");
    stage_wait_for_job(&stage);
    assert_int_equal(earnings(), 3);
    assert_string_equal(stage_top_name(&stage), "new-programs");
    assert_shows(&stage, "report.csv is in: 3 new");
    assert_shows(&stage, "tailspin-growth");
    assert_shows(&stage, "none yet");
    stage_keys(&stage, "Enter"); /* its terms */
    assert_string_equal(stage_top_name(&stage), "form");
    stage_type(&stage, "60/40");
    stage_keys(&stage, "Ctrl-S");
    assert_string_equal(stage_top_name(&stage), "new-programs");
    assert_shows(&stage, " set");
    stage_keys(&stage, "Esc");
    assert_string_equal(stage_top_name(&stage), "earnings");
    assert_shows(&stage, "Earnings (3)");
    stage_keys(&stage, "u u"); /* the terms, then the import, after a question */
    stage_keys(&stage, "y");
    stage_wait_for_job(&stage);
    assert_int_equal(earnings(), 0);
    assert_shows(&stage, "No earnings up to 2026-11-24");
    stage_close(&stage);
}

static void preview__with_rejects__brings_in_the_others(void **state)
{
    struct stage stage;
    make(*state, true, true);
    open_preview(&stage, 24, 100);
    assert_shows(&stage, "rejected 3");
    assert_shows(&stage, "line 5");
    assert_shows(&stage, "line 7");
    stage_keys(&stage, "i");
    assert_string_equal(stage_top_name(&stage), "form");
    assert_shows(&stage, "report-rejects.csv");
    assert_int_equal(access("report-rejects.csv", F_OK), -1);
    stage_keys(&stage, "Ctrl-S");
    stage_wait_for_job(&stage);
    assert_int_equal(earnings(), 3);
    size_t length = 0;
    char *rejects = file_read("report-rejects.csv", &length);
    assert_non_null(strstr(rejects, "rejectReason"));
    assert_non_null(strstr(rejects, ",N6,"));
    assert_null(strstr(rejects, ",N1,"));
    free(rejects);
    stage_close(&stage);
}

/* Whoever has such a file already does not lose it. */
static void preview__never_writes_over_a_file(void **state)
{
    struct desk *desk = *state;
    char path[FOLDER_PATH_SIZE];
    struct stage stage;
    make(desk, true, true);
    office_file(desk, "report-rejects.csv", "mine", path);
    open_preview(&stage, 24, 100);
    stage_keys(&stage, "i Ctrl-S");
    assert_string_equal(stage_top_name(&stage), "form");
    assert_shows(&stage, "something of this name");
    stage_close(&stage);
    size_t length = 0;
    char *text = file_read(path, &length);
    assert_string_equal(text, "mine");
    free(text);
}

static void preview__of_rejects_only__has_nothing_to_bring_in(void **state)
{
    struct stage stage;
    make(*state, false, true);
    open_preview(&stage, 24, 100);
    stage_keys(&stage, "i");
    assert_shows(&stage, "Every row was rejected");
    assert_string_equal(stage_top_name(&stage), "import");
    stage_close(&stage);
}

static void picker__begins_where_the_last_report_lay(void **state)
{
    struct desk *desk = *state;
    char path[FOLDER_PATH_SIZE];
    struct stage stage;
    make(desk, true, false);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 100);
    stage_keys(&stage, "i");
    assert_shows(&stage, "report.csv"); /* of the working directory */
    stage_keys(&stage, "Esc");
    assert_int_equal(mkdir(folder_file(&desk->folder, "Downloads", path), 0700), 0);
    office_file(desk, "Downloads/loaded.csv", header, path);
    stage_keys(&stage, "i");
    assert_shows(&stage, "loaded.csv");
    stage_keys(&stage, "Esc");
    assert_int_equal(mkdir(folder_file(&desk->folder, "finance", path), 0700), 0);
    office_file(desk, "finance/mine.csv", header, path);
    import_begin(stage.shell, path);
    stage_wait_for_job(&stage);
    stage_close(&stage);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 100);
    stage_keys(&stage, "i");
    assert_shows(&stage, "mine.csv");
    stage_close(&stage);
}

static void import__of_no_report__says_what_it_is(void **state)
{
    struct desk *desk = *state;
    char path[FOLDER_PATH_SIZE];
    struct stage stage;
    make(desk, true, true);
    office_file(desk, "report.csv", "a,b,c\n1,2,3\n", path);
    stage_open(&stage, SCENE_BOOK, SCENE_DAY, 24, 100);
    stage_keys(&stage, "4");
    import_begin(stage.shell, "report.csv");
    stage_wait_for_job(&stage);
    assert_string_equal(stage_top_name(&stage), "message");
    assert_shows(&stage, "report.csv");
    stage_keys(&stage, "Enter");
    assert_string_equal(stage_top_name(&stage), "earnings");
    stage_close(&stage);
}

#define SCENE(test) cmocka_unit_test_setup_teardown(test, desk_setup_bare, scene_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCENE(preview__looks_as_it_should),
        SCENE(preview__without_rejects__looks_as_it_should),
        SCENE(preview__writes_nothing),
        SCENE(preview__brings_in__names_new_programs__and_is_undone),
        SCENE(preview__with_rejects__brings_in_the_others),
        SCENE(preview__never_writes_over_a_file),
        SCENE(preview__of_rejects_only__has_nothing_to_bring_in),
        SCENE(picker__begins_where_the_last_report_lay),
        SCENE(import__of_no_report__says_what_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
