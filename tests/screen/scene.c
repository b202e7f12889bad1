/* SPDX-License-Identifier: MIT */
#include "screen/scene.h"

#include <glob.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/safety.h"
#include "base/buf.h"
#include "base/digest.h"
#include "screen/claim_scene.h"
#include "store/txn.h"
#include "support/golden.h"
#include "support/hostile.h"

static const char header[] =
    "participantId,participantName,partnerCountryCode,programName,earningId,earningType,"
    "earningAmount,transactionCurrency,earningAmountUSD,earningDate,customerName\n";

/* ---- reports -------------------------------------------------------------------------------- */

struct app *scene_open(struct desk *desk)
{
    const struct app_options options = {
        .book = SCENE_BOOK, .has_as_of = true, .as_of = day_of(SCENE_DAY)};
    struct app *app = NULL;
    assert_rc(app_open(&options, &app, desk_err(desk)), RC_OK, &desk->err);
    return app;
}

static void bring_in(struct desk *desk, const char *name, const char *text)
{
    char path[FOLDER_PATH_SIZE];
    struct import_counts counts;
    struct app *app = scene_open(desk);
    office_file(desk, name, text, path);
    assert_rc(office_import(app, name, &counts, desk_err(desk)), RC_OK, &desk->err);
    app_close(app);
}

/* Twelve locations by five programs, each with two periods. */
static void bring_in_many(struct desk *desk)
{
    static const char *const programs[] = {"MCI", "CSP Direct Bill Partner", "Hosting",
                                           "CSP Indirect Reseller", "IoT Channel Incentive"};
    static const char *const currencies[] = {"EUR", "USD", "JPY"};
    static const char *const days[] = {"2026-03-31", "2026-10-31"};
    struct buf text;
    int id = 0;
    buf_init(&text);
    buf_add(&text, header);
    for (int location = 0; location < 12; location++)
        for (int program = 0; program < 5; program++)
            for (int day = 0; day < 2; day++, id++)
                buf_addf(&text, "61%05d,Contoso Branch %d,NL,%s,F%d,Coop,%d,%s,%d.50,%s,Fabrikam\n",
                         location, location + 1, programs[program], id,
                         500 + id * 137 % 9000 + location * 1000, currencies[location % 3],
                         700 + id * 211 % 12000 + location * 900, days[day]);
    assert_false(text.failed);
    bring_in(desk, "many.csv", text.text);
    buf_release(&text);
}

static void bring_in_hostile(struct desk *desk)
{
    struct buf text;
    buf_init(&text);
    buf_add(&text, header);
    for (int i = 0; i < HOSTILE_NAMES; i++)
        for (int day = 0; day < 2; day++)
            buf_addf(&text, "62%05d,\"%s\",NL,%s%s%s,H%d,Coop,%d,EUR,%d,2026-%s,\"%s\"\n", i,
                     hostile_names[i], day > 0 && i % 3 == 0 ? "\"" : "",
                     day > 0 && i % 3 == 0 ? hostile_names[i] : "MCI",
                     day > 0 && i % 3 == 0 ? "\"" : "", i * 2 + day, 1000 + i * 321, 1100 + i * 353,
                     day > 0 ? "09-30" : "04-30", hostile_names[i]);
    assert_false(text.failed);
    bring_in(desk, "hostile.csv", text.text);
    buf_release(&text);
}

static void bring_in_mixed(struct desk *desk)
{
    static const char rows[] =
        "6300001,Contoso,NL,IoT Channel Incentive,M1,Coop,1000.123456,EUR,1100.5,2026-02-01,A\n"
        "6300001,Contoso,NL,IoT Channel Incentive,M2,Adjustment-Coop,-200,EUR,-220,2026-02-03,A\n"
        "6300001,Contoso,NL,IoT Channel Incentive,M3,Coop,90000,JPY,600,2026-03-01,A\n"
        "6300001,Contoso,NL,IoT Channel Incentive,M4,Coop,12.5,KWD,41,2026-06-30,A\n"
        "6300001,Contoso,NL,IoT Channel Incentive,M5,Rebate,55.55,EUR,60,2026-03-31,A\n"
        "6300001,Contoso,NL,IoT Channel Incentive,M6,Bonus,77,EUR,80,2026-03-31,A\n"
        "6300001,Contoso,NL,IoT Channel Incentive,M7,Coop,300.10,EUR,330.12,2026-08-31,A\n"
        "6300001,Contoso,NL,IoT Channel Incentive,M8,Coop,20000,JPY,130,2026-09-30,A\n"
        "6300001,Contoso,NL,IoT Channel Incentive,M9,Coop,1.125,KWD,3.66,2026-09-30,A\n"
        "6300002,Fabrikam,SE,MCI,M10,Coop,-12.345,EUR,-13,2026-02-01,B\n"
        "6300002,Fabrikam,SE,OSU - Microsoft 365,M11,Coop,10,USD,10,2026-03-31,B\n"
        "6300002,Fabrikam,SE,OSU - Microsoft 365,M12,Fee,3,USD,3,2026-03-31,B\n"
        "6300002,Fabrikam,SE,Hosting,M13,Coop,400,USD,400,2026-04-30,B\n"
        "6300002,Fabrikam,SE,Hosting,M14,Coop,-100,USD,-100,2026-05-31,B\n"
        "6300002,Fabrikam,SE,Contoso Growth Bonus,M15,Coop,1,GBP,1.25,2026-10-31,B\n";
    struct buf text;
    buf_init(&text);
    buf_addf(&text, "%s%s", header, rows);
    bring_in(desk, "mixed.csv", text.text);
    buf_release(&text);
}

/* Instead of a random id, and of whoever runs the tests: the same book has the same ids
 * and the same person, so that pictures of it are the same (linked with --wrap). */
static int ids;
void __wrap_random_id(char letter, char ret[RANDOM_ID_SIZE]);
void __wrap_random_id(char letter, char ret[RANDOM_ID_SIZE])
{
    (void)snprintf(ret, RANDOM_ID_SIZE, "%c-%010d", letter, ++ids);
}

struct passwd *__wrap_getpwuid(uid_t uid);
struct passwd *__wrap_getpwuid(uid_t uid)
{
    static char name[] = "anna", home[] = "/nonexistent", none[] = "";
    static struct passwd anna = {
        .pw_name = name, .pw_passwd = none, .pw_gecos = none, .pw_dir = home, .pw_shell = none};
    anna.pw_uid = uid;
    return &anna;
}

/* ---- books ---------------------------------------------------------------------------------- */

void scene_make(struct desk *desk, enum scene_kind kind)
{
    ids = 0;
    assert_int_equal(chdir(desk->folder.path), 0);
    assert_int_equal(setenv("HOME", desk->folder.path, 1), 0); /* pickers look there */
    const struct app_options options = {
        .book = SCENE_BOOK, .has_as_of = true, .as_of = day_of(SCENE_DAY)};
    bool demo = kind == SCENE_DEMO || kind == SCENE_CLAIMS;
    assert_rc(app_init(&options, demo, desk_err(desk)), RC_OK, &desk->err);
    if (kind == SCENE_CLAIMS)
        claim_scene_fill(desk, NULL);
    else if (kind == SCENE_FULL)
        bring_in_many(desk);
    else if (kind == SCENE_HOSTILE)
        bring_in_hostile(desk);
    else if (kind == SCENE_MIXED)
        bring_in_mixed(desk);
    raw_exec(SCENE_BOOK, "UPDATE journal SET time = 1794000000"); /* 2026-11-06 */
}

/* The facts of the row that the statement stands on; previous: hash of the row
 * before it. */
static void rehash(sqlite3 *db, sqlite3_stmt *row, struct digest *previous)
{
    sqlite3_stmt *write = NULL;
    struct digest hash;
    const struct journal_facts facts = {
        .number = sqlite3_column_int64(row, 0),
        .time = sqlite3_column_int64(row, 1),
        .person = (const char *)sqlite3_column_text(row, 2),
        .action = (const char *)sqlite3_column_text(row, 3),
        .summary = (const char *)sqlite3_column_text(row, 4),
        .kind = (enum journal_kind)sqlite3_column_int(row, 5),
        .target = sqlite3_column_int64(row, 6),
        .schema = sqlite3_column_int64(row, 7),
        .changeset = sqlite3_column_blob(row, 8),
        .changeset_size = (size_t)sqlite3_column_bytes(row, 8),
    };
    journal_hash(&facts, previous->bytes, &hash);
    assert_int_equal(sqlite3_prepare_v2(db,
                                        "UPDATE journal SET previous = ?1, hash = ?2"
                                        " WHERE number = ?3",
                                        -1, &write, NULL),
                     SQLITE_OK);
    sqlite3_bind_blob(write, 1, previous->bytes, DIGEST_SIZE, SQLITE_STATIC);
    sqlite3_bind_blob(write, 2, hash.bytes, DIGEST_SIZE, SQLITE_STATIC);
    sqlite3_bind_int64(write, 3, facts.number);
    assert_int_equal(sqlite3_step(write), SQLITE_DONE);
    sqlite3_finalize(write);
    *previous = hash;
}

/* The chain holds what was changed, so that its rows are still opened. */
void scene_sign(const char *person)
{
    char sql[512];
    sqlite3 *db = NULL;
    sqlite3_stmt *row = NULL;
    struct digest previous = {{0}};
    assert_null(strchr(person, '\''));
    (void)snprintf(sql, sizeof(sql),
                   "UPDATE journal SET time = 1794000000, person = '%s';"
                   "UPDATE journal SET summary = 'a new book of %s' WHERE number = 1",
                   person, person);
    raw_exec(SCENE_BOOK, sql);
    assert_int_equal(sqlite3_open(SCENE_BOOK, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db,
                                        "SELECT number, time, person, action, summary, kind,"
                                        " target, schema, changeset FROM journal ORDER BY number",
                                        -1, &row, NULL),
                     SQLITE_OK);
    while (sqlite3_step(row) == SQLITE_ROW)
        rehash(db, row, &previous);
    sqlite3_finalize(row);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

int scene_teardown(void **state)
{
    if (chdir("/") != 0)
        return -1;
    return desk_teardown(state);
}

/* ---- pictures ------------------------------------------------------------------------------- */

struct shot {
    const char *path, *name, *day, *keys;
    void (*begin)(struct stage *stage); /* NULL: nothing comes before the keys */
};

/* What a form of one picture kept is not offered in the next one. */
void scene_forget_drafts(void)
{
    glob_t found;
    char pattern[FOLDER_PATH_SIZE];
    (void)snprintf(pattern, sizeof(pattern), "%s/coffer/*/draft-*", getenv("XDG_STATE_HOME"));
    if (glob(pattern, 0, NULL, &found) != 0)
        return;
    for (size_t i = 0; i < found.gl_pathc; i++)
        assert_int_equal(unlink(found.gl_pathv[i]), 0);
    globfree(&found);
}

static void take_shot(const struct shot *shot, bool ascii, int rows, int cols)
{
    char golden[128];
    struct stage stage;
    stage_open(&stage, shot->path, shot->day, rows, cols);
    stage.canvas.ascii = ascii;
    stage_draw(&stage);
    if (shot->begin != NULL)
        shot->begin(&stage);
    stage_keys(&stage, shot->keys);
    (void)snprintf(golden, sizeof(golden), "%s_%s%dx%d", shot->name, ascii ? "ascii_" : "", cols,
                   rows);
    golden_check(&stage.canvas, golden);
    stage_close(&stage);
    scene_forget_drafts();
}

static void take_shots(const struct shot *shot)
{
    take_shot(shot, false, 24, 80);
    take_shot(shot, false, 12, 40);
    take_shot(shot, false, 5, 20);
    take_shot(shot, false, 43, 132);
    take_shot(shot, true, 24, 80);
}

void scene_shots_of(const char *path, const char *name, const char *day, const char *keys)
{
    const struct shot shot = {path, name, day, keys, NULL};
    take_shots(&shot);
}

void scene_shots_from(const char *name, void (*begin)(struct stage *stage), const char *keys)
{
    const struct shot shot = {SCENE_BOOK, name, SCENE_DAY, keys, begin};
    take_shots(&shot);
}

void scene_shots(const char *name, const char *day, const char *keys)
{
    scene_shots_of(SCENE_BOOK, name, day, keys);
}
