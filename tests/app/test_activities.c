/* SPDX-License-Identifier: MIT */
/* The catalogue of activities: the shipped one, others by date, and who may what. */
#include "app/activities.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/data.h"
#include "app/history.h"
#include "support/office.h"

static const char header[] = "code,group,name,programs,kind,item,need,applies,text,value\n";
static const char small[] = "XX01,Demand,Skywriting,all,proof,SMOKE,required,all,Photo,\n";

/* header + rows as a file of the desk. */
static char *guide(struct desk *desk, const char *name, const char *rows,
                   char ret[FOLDER_PATH_SIZE])
{
    char text[1024];
    (void)snprintf(text, sizeof(text), "%s%s", header, rows);
    return office_file(desk, name, text, ret);
}

static void import_small(struct desk *desk, struct app *app, const char *name, const char *from)
{
    char path[FOLDER_PATH_SIZE];
    assert_rc(app_activity_import(app, guide(desk, "guide.csv", name, path), day_of(from),
                                  desk_err(desk)),
              RC_OK, &desk->err);
}

/* The codes in force on a day, each with a blank after it. */
static char *codes_on(struct desk *desk, struct app *app, const char *day, char ret[256])
{
    struct catalogue catalogue = {0};
    assert_rc(app_catalogue_on(app, day_of(day), &catalogue, desk_err(desk)), RC_OK, &desk->err);
    ret[0] = '\0';
    for (size_t i = 0; i < catalogue.count; i++) {
        size_t length = strlen(ret);
        (void)snprintf(ret + length, 256 - length, "%s ", catalogue.activities[i].code);
    }
    catalogue_release(&catalogue);
    return ret;
}

/* ---- the shipped one ------------------------------------------------------------- */

static const char all_codes[] = "DG01 DG02 DG03 DG04 DG05 DG06 DG07 MD01 MD02 MD03 MD04 MD05 MD06 "
                                "MD07 MD08 PR01 PR02 PR03 PR04 PR05 ";

static void catalogue__shipped__is_in_force_on_every_day(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, NULL);
    char codes[256];
    assert_text_equal(codes_on(desk, app, "0001-01-01", codes), all_codes);
    assert_text_equal(codes_on(desk, app, "9999-12-31", codes), all_codes);
    /* also in a book that has none yet */
    raw_exec(desk->path, "DELETE FROM activity_catalogue");
    assert_text_equal(codes_on(desk, app, "2026-01-01", codes), all_codes);
    app_close(app);
}

static const struct requirement *item_of(const struct catalogue *catalogue, const char *code,
                                         const char *item)
{
    const struct activity *activity = catalogue_activity(catalogue, code);
    for (size_t i = 0; activity != NULL && i < activity->requirement_count; i++)
        if (strcmp(activity->requirements[i].item, item) == 0)
            return &activity->requirements[i];
    fail_msg("%s has no %s", code, item);
    return NULL;
}

/* RULES.md section 7. */
static void catalogue__shipped__has_the_published_caps(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, NULL);
    struct catalogue catalogue = {0};
    const struct {
        const char *code, *item, *cap;
        bool surface, other; /* where it holds */
    } caps[] = {
        {"DG05", "DG05-CAP", "usd 18750", true, true},
        {"MD04", "MD04-CAP", "25% of co-op", false, true},
        {"MD04", "MD04-CAP-SURFACE", "100% of co-op", true, false},
        {"MD05", "MD05-CAP", "25% of co-op", false, true},
        {"MD05", "MD05-CAP-SURFACE", "100% of co-op", true, false},
        {"MD06", "MD06-CAP", "50% of co-op", false, true},
        {"MD06", "MD06-CAP-SURFACE", "100% of co-op", true, false},
        {"PR04", "PR04-CAP-PERSON", "usd 5000 travel per person and conference", true, true},
        {"PR04", "PR04-CAP-ATTENDEES", "3 persons per conference", true, true},
        {"PR04", "PR04-CAP-TRAVEL", "usd 45000 travel", true, true},
        {"PR05", "PR05-CAP", "greater of 10% of co-op and usd 3000", false, true},
        {"PR05", "PR05-CAP-SURFACE", "none", true, false},
    };
    size_t count = 0;
    assert_rc(app_catalogue_on(app, day_of("2026-01-01"), &catalogue, desk_err(desk)), RC_OK,
              &desk->err);
    for (size_t i = 0; i < sizeof(caps) / sizeof(caps[0]); i++) {
        const struct requirement *cap = item_of(&catalogue, caps[i].code, caps[i].item);
        struct buf text;
        buf_init(&text);
        cap_add_text(&text, &cap->cap);
        assert_int_equal(cap->kind, REQUIRE_CAP);
        assert_text_equal(text.text, caps[i].cap);
        assert_int_equal(requirement_is_for(cap, true), caps[i].surface);
        assert_int_equal(requirement_is_for(cap, false), caps[i].other);
        buf_release(&text);
    }
    for (size_t i = 0; i < catalogue.count; i++)
        for (size_t j = 0; j < catalogue.activities[i].requirement_count; j++)
            count += catalogue.activities[i].requirements[j].kind == REQUIRE_CAP;
    assert_int_equal(count, sizeof(caps) / sizeof(caps[0]));
    catalogue_release(&catalogue);
    app_close(app);
}

static void catalogue__shipped__asks_what_is_published(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, NULL);
    struct catalogue catalogue = {0};
    assert_rc(app_catalogue_on(app, day_of("2026-01-01"), &catalogue, desk_err(desk)), RC_OK,
              &desk->err);
    /* TV and radio: Surface only, with a pre-approval */
    const struct activity *tv = catalogue_activity(&catalogue, "DG07");
    assert_false(activity_is_for(tv, "hosting", false));
    assert_true(activity_is_for(tv, "surface-add", true));
    assert_int_equal(item_of(&catalogue, "DG07", "DG07-PRE-APPROVAL")->need, NEED_ALWAYS);
    /* employee purchase: not for Surface ADD */
    const struct activity *purchase = catalogue_activity(&catalogue, "MD08");
    assert_false(activity_is_for(purchase, "surface-add", true));
    assert_true(activity_is_for(purchase, "csp-direct", false));
    /* telemarketing has two metrics, a seminar wants its slides only in one case */
    assert_non_null(activity_metric(catalogue_activity(&catalogue, "MD01"), "calls"));
    assert_non_null(activity_metric(catalogue_activity(&catalogue, "MD01"), "successful-contacts"));
    assert_int_equal(item_of(&catalogue, "MD02", "MD02-PRESENTATION")->need, NEED_WHEN);
    /* mail, email or SMS: any one of them proves distribution */
    static const char *const sent[] = {"DG03-MAILED", "DG03-EMAILED", "DG03-SMS"};
    for (size_t i = 0; i < 3; i++)
        assert_text_equal(item_of(&catalogue, "DG03", sent[i])->group, "distribution");
    catalogue_release(&catalogue);
    app_close(app);
}

/* ---- others, by date ------------------------------------------------------------- */

static void activity_import__from__leaves_earlier_days(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, NULL);
    char codes[256];
    import_small(desk, app, small, "2027-07-01");
    assert_text_equal(codes_on(desk, app, "2027-06-30", codes), all_codes);
    assert_text_equal(codes_on(desk, app, "2027-07-01", codes), "XX01 ");
    import_small(desk, app, "XX02,Demand,Balloon,all,proof,B,required,all,Photo,\n", "2027-07-01");
    assert_text_equal(codes_on(desk, app, "2027-07-01", codes), "XX02 ");
    import_small(desk, app, small, "2026-01-01");
    assert_text_equal(codes_on(desk, app, "2027-06-30", codes), "XX01 ");
    assert_text_equal(codes_on(desk, app, "2028-01-01", codes), "XX02 ");
    raw_assert_sound(desk->path);
    app_close(app);
}

static void undo(struct desk *desk, struct app *app)
{
    struct journal_entry entry = {0};
    assert_rc(app_undo(app, 0, &entry, desk_err(desk)), RC_OK, &desk->err);
    journal_entry_release(&entry);
}

static void activity_import__undo__brings_the_one_before_back(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, NULL);
    char codes[256];
    char *before = raw_dump(desk->path, DUMP_TRUTH);
    import_small(desk, app, small, "2027-07-01");
    assert_text_equal(app_done(app), "guide.csv: 1 activity, in force from 2027-07-01");
    char *first = raw_dump(desk->path, DUMP_TRUTH);
    import_small(desk, app, "XX02,Demand,Balloon,all,proof,B,required,all,Photo,\n", "2027-07-01");

    undo(desk, app);
    assert_text_equal(codes_on(desk, app, "2027-07-01", codes), "XX01 ");
    assert_same_dump(raw_dump(desk->path, DUMP_TRUTH), first);
    undo(desk, app);
    assert_text_equal(codes_on(desk, app, "2027-07-01", codes), all_codes);
    assert_same_dump(raw_dump(desk->path, DUMP_TRUTH), before);
    struct journal_entry entry = {0};
    assert_rc(app_redo(app, &entry, desk_err(desk)), RC_OK, &desk->err);
    journal_entry_release(&entry);
    assert_text_equal(codes_on(desk, app, "2027-07-01", codes), "XX01 ");
    app_close(app);
}

static void activity_import__bad_file__changes_nothing(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, NULL);
    char path[FOLDER_PATH_SIZE], *before = raw_dump(desk->path, DUMP_ALL);
    const char *const rows[] = {"", "XX01,Demand,Skywriting,all,proof,A,required,all,Photo,\n"
                                    "XX01,Demand,Skywriting,all,proof,a,required,all,Photo,\n"};
    for (size_t i = 0; i < 2; i++)
        assert_rc(app_activity_import(app, guide(desk, "guide.csv", rows[i], path),
                                      day_of("2027-07-01"), desk_err(desk)),
                  RC_CONTENT, &desk->err);
    assert_non_null(strstr(desk->err.text, "guide.csv line 3: item: 'a' stands twice"));
    assert_rc(app_activity_import(app, "/nonesuch/guide.csv", day_of("2027-07-01"), desk_err(desk)),
              RC_FILE, &desk->err);
    assert_same_dump(raw_dump(desk->path, DUMP_ALL), before);
    app_close(app);
}

static void activity_import__is_for_admins_of_the_whole_book(void **state)
{
    struct desk *desk = *state;
    static const char *const others[] = {"uma", "sam", "pia"};
    char path[FOLDER_PATH_SIZE], codes[256];
    for (size_t i = 0; i < 3; i++) {
        struct app *app = office_open(desk, others[i], NULL);
        assert_rc(app_activity_import(app, guide(desk, "guide.csv", small, path),
                                      day_of("2027-07-01"), desk_err(desk)),
                  RC_RULE, &desk->err);
        assert_text_equal(codes_on(desk, app, "2027-07-01", codes), all_codes);
        app_close(app);
    }
}

/* ---- the list -------------------------------------------------------------------- */

struct seen {
    char codes[256];    /* each once, a blank after it */
    char last[64];      /* item */
    char text[1100];    /* of `wanted` */
    const char *wanted; /* an item */
    int count;
};

static enum rc see(void *context, const struct activity_line *line, struct err *err)
{
    struct seen *seen = context;
    size_t length = strlen(seen->codes);
    (void)err;
    if (strstr(seen->codes, line->activity->code) == NULL)
        (void)snprintf(seen->codes + length, sizeof(seen->codes) - length, "%s ",
                       line->activity->code);
    if (seen->wanted != NULL && strcmp(line->requirement->item, seen->wanted) == 0)
        (void)snprintf(seen->text, sizeof(seen->text), "%s", line->text);
    seen->count++;
    return RC_OK;
}

static struct seen list_for(struct desk *desk, struct app *app, const char *program,
                            const char *wanted)
{
    struct seen seen = {.wanted = wanted};
    assert_rc(app_activity_list(app, program, see, &seen, desk_err(desk)), RC_OK, &desk->err);
    return seen;
}

static void activity_list__program__shows_what_holds_for_it(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, "uma", NULL);
    struct seen all = list_for(desk, app, NULL, "DG03-SMS");
    assert_text_equal(all.codes, all_codes);
    assert_non_null(strstr(all.text, " (one of: distribution)"));
    struct seen surface = list_for(desk, app, "surface-add", "MD04-CAP");
    assert_null(strstr(surface.codes, "MD08"));
    assert_non_null(strstr(surface.codes, "DG07"));
    assert_text_equal(surface.text, "");
    assert_true(surface.count < all.count);
    struct seen hosting = list_for(desk, app, "hosting", "MD04-CAP-SURFACE");
    assert_non_null(strstr(hosting.codes, "MD08"));
    assert_null(strstr(hosting.codes, "DG07"));
    assert_text_equal(hosting.text, "");
    /* no co-op pays for anything */
    assert_int_equal(list_for(desk, app, "osa-sell", NULL).count, 0);
    app_close(app);
}

static void activity_list__program__outside_the_scope_is_unknown(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, "pia", NULL); /* sees hosting only */
    struct seen seen = {.wanted = NULL};
    char unknown[1024];
    assert_true(list_for(desk, app, "hosting", NULL).count > 0);
    assert_rc(app_activity_list(app, "nonesuch", see, &seen, desk_err(desk)), RC_RULE, &desk->err);
    (void)snprintf(unknown, sizeof(unknown), "%s", strchr(desk->err.text, ':'));
    assert_rc(app_activity_list(app, "surface-add", see, &seen, desk_err(desk)), RC_RULE,
              &desk->err);
    assert_text_equal(strstr(desk->err.text, ": the book"), strstr(unknown, ": the book"));
    app_close(app);
}

/* ---- the export ------------------------------------------------------------------ */

static void activity_export__file__is_read_back_as_the_same(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, "2026-03-04");
    char path[FOLDER_PATH_SIZE];
    size_t length = 0;
    folder_file(&desk->folder, "out.csv", path);
    assert_rc(app_activity_export(app, path, desk_err(desk)), RC_OK, &desk->err);
    char *text = file_read(path, &length);
    assert_int_equal(length, data_activities_size);
    assert_memory_equal(text, data_activities, length);
    free(text);
    assert_rc(app_activity_import(app, path, day_of("2026-03-05"), desk_err(desk)), RC_OK,
              &desk->err);
    char *texts = raw_text(desk->path, "SELECT count(DISTINCT text) || ' of ' || count(*) FROM "
                                       "activity_catalogue");
    assert_text_equal(texts, "1 of 2");
    free(texts);
    app_close(app);
    /* the one in force on the day */
    app = office_open(desk, NULL, "2026-03-04");
    import_small(desk, app, small, "2026-03-04");
    assert_rc(app_activity_export(app, path, desk_err(desk)), RC_OK, &desk->err);
    text = file_read(path, &length);
    assert_non_null(strstr(text, small));
    free(text);
    /* never over a book */
    assert_rc(app_activity_export(app, desk->path, desk_err(desk)), RC_RULE, &desk->err);
    app_close(app);
}

static void catalogue__damaged__is_said_and_not_guessed(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, NULL);
    struct catalogue catalogue = {0};
    raw_exec(desk->path, "UPDATE activity_catalogue SET text = 'code,group'");
    assert_rc(app_catalogue_on(app, day_of("2026-01-01"), &catalogue, desk_err(desk)), RC_BOOK,
              &desk->err);
    assert_non_null(strstr(desk->err.text, "is damaged"));
    app_close(app);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, office_setup, desk_teardown)
    const struct CMUnitTest tests[] = {
        TEST(catalogue__shipped__is_in_force_on_every_day),
        TEST(catalogue__shipped__has_the_published_caps),
        TEST(catalogue__shipped__asks_what_is_published),
        TEST(activity_import__from__leaves_earlier_days),
        TEST(activity_import__undo__brings_the_one_before_back),
        TEST(activity_import__bad_file__changes_nothing),
        TEST(activity_import__is_for_admins_of_the_whole_book),
        TEST(activity_list__program__shows_what_holds_for_it),
        TEST(activity_list__program__outside_the_scope_is_unknown),
        TEST(activity_export__file__is_read_back_as_the_same),
        TEST(catalogue__damaged__is_said_and_not_guessed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
