/* SPDX-License-Identifier: MIT */
/* The derived totals: whatever is written, taken back and brought forward, they
 * are what a plain sum over all earnings gives. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/db.h"
#include "store/programs.h"
#include "store/safekeep.h"
#include "store/totals.h"
#include "support/desk.h"

/* ---- a plain sum over all earnings ------------------------------------- */

enum { PROGRAMS = 2, LOCATIONS = 2, CURRENCIES = 3 };
static const char *const programs[PROGRAMS] = {"alpha", "beta"};
static const char *const locations[LOCATIONS] = {"L1", "L2"};
static const char *const currencies[CURRENCIES] = {"USD", "EUR", "JPY"};

struct sums {
    int64_t rows, counted, rebate, coop, coop_usd;
};
struct all_sums {
    struct sums of[PROGRAMS][LOCATIONS][CURRENCIES];
};

static int place_in(const char *const *words, int count, const char *word)
{
    for (int i = 0; i < count; i++)
        if (strcmp(words[i], word) == 0)
            return i;
    fail_msg("%s: not one of ours", word);
    return 0;
}

static struct sums *cell_of(struct all_sums *all, const char *program, const char *location,
                            const char *currency)
{
    return &all->of[place_in(programs, PROGRAMS, program)][place_in(locations, LOCATIONS, location)]
                   [place_in(currencies, CURRENCIES, currency)];
}

/* RULES.md section 3, in this test's own words. */
static int64_t coop_of_total(int64_t micros, int64_t ppm, int64_t unit)
{
    int64_t size = (micros < 0 ? -micros : micros) * ppm; /* amounts here are small */
    int64_t whole = 1000000 * unit;
    int64_t rounded = (size + whole / 2) / whole * unit;
    return micros < 0 ? -rounded : rounded;
}

/* Columns: program, location, currency, type, amount, usd, the split's ppm. */
static void add_plainly(sqlite3_stmt *row, struct all_sums *all)
{
    const char *currency = (const char *)sqlite3_column_text(row, 2);
    struct sums *sums = cell_of(all, (const char *)sqlite3_column_text(row, 0),
                                (const char *)sqlite3_column_text(row, 1), currency);
    int64_t amount = sqlite3_column_int64(row, 4), usd = sqlite3_column_int64(row, 5);
    int64_t ppm = sqlite3_column_int64(row, 6), coop = 0;
    int type = sqlite3_column_int(row, 3);
    sums->rows++;
    sums->counted += type != EARNING_CLAIM;
    switch (type) {
    case EARNING_COOP:
    case EARNING_ADJUSTMENT_COOP:
        sums->coop += amount;
        sums->coop_usd += usd;
        break;
    case EARNING_TOTAL:
        coop = coop_of_total(amount, ppm, strcmp(currency, "JPY") == 0 ? 1000000 : 10000);
        sums->coop += coop;
        sums->rebate += amount - coop;
        sums->coop_usd += coop_of_total(usd, ppm, 10000);
        break;
    case EARNING_REBATE:
    case EARNING_ADJUSTMENT_REBATE:
    case EARNING_FEE:
    case EARNING_SELL:
    case EARNING_INDIRECT_REBATE:
        sums->rebate += amount;
        break;
    default:
        break;
    }
}

static void sum_plainly(struct desk *desk, struct date through, struct all_sums *all)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *rows = NULL;
    memset(all, 0, sizeof(*all));
    assert_int_equal(sqlite3_open(desk->path, &db), SQLITE_OK);
    assert_int_equal(
        sqlite3_prepare_v2(db,
                           "SELECT n.program, l.id, e.currency, e.type, e.amount_micros, "
                           "e.usd_micros, (SELECT coop_ppm FROM program_split s WHERE s.program = "
                           "n.program AND s.from_day <= e.day ORDER BY s.from_day DESC LIMIT 1) "
                           "FROM earning e JOIN program_name n ON n.key = e.name "
                           "JOIN location l ON l.key = e.location "
                           "WHERE e.excluded_in IS NULL AND e.day <= ?",
                           -1, &rows, NULL),
        SQLITE_OK);
    assert_int_equal(sqlite3_bind_int(rows, 1, through.day), SQLITE_OK);
    while (sqlite3_step(rows) == SQLITE_ROW)
        add_plainly(rows, all);
    (void)sqlite3_finalize(rows);
    (void)sqlite3_close(db);
}

/* ---- what the totals say ---------------------------------------------------- */

struct reading {
    struct desk *desk;
    struct catalog catalog;
    struct all_sums all;
    const char *location;
};

static enum rc add_total(void *context, const struct total_row *row, struct err *err)
{
    struct reading *reading = context;
    const struct program_record *program = catalog_of_name(&reading->catalog, row->name);
    const struct total *t = &row->total;
    (void)err;
    assert_non_null(program);
    if (reading->location != NULL)
        assert_text_equal(row->location_id, reading->location);
    struct sums *sums = cell_of(&reading->all, program->code, row->location_id, row->currency.code);
    sums->rows += t->rows;
    sums->counted += t->counted;
    sums->rebate += t->rebate + t->split_rebate;
    sums->coop += t->coop + t->split_coop;
    sums->coop_usd += t->coop_usd + t->split_coop_usd;
    return RC_OK;
}

static void compare_with_plain(struct desk *desk, struct date through)
{
    struct reading reading = {.desk = desk};
    struct all_sums plain;
    assert_rc(catalog_load(desk->book, &reading.catalog, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(totals_read(desk->book, through, NULL, add_total, &reading, desk_err(desk)), RC_OK,
              &desk->err);
    catalog_release(&reading.catalog);
    sum_plainly(desk, through, &plain);
    assert_memory_equal(&reading.all, &plain, sizeof(plain));
}

static void find_nothing(struct desk *desk)
{
    struct findings findings = {.count = 0};
    assert_rc(totals_verify(desk->book, findings_add, &findings, desk_err(desk)), RC_OK,
              &desk->err);
    if (findings.count > 0)
        fail_msg("%s", findings.text);
}

/* ---- random writes ------------------------------------------------------------ */

struct play {
    struct desk *desk;
    struct random random;
    int64_t done, refused;
};

static int64_t any(struct play *play, int64_t low, int64_t high)
{
    return random_between(&play->random, low, high);
}

static struct date any_day(struct play *play)
{
    return (struct date){day_of("2025-11-20").day + (int32_t)any(play, 0, 80)};
}

/* A random earning's key, or 0. */
static int64_t any_earning(struct play *play)
{
    char sql[128];
    (void)snprintf(sql, sizeof(sql), "SELECT key FROM earning ORDER BY key LIMIT 1 OFFSET %d",
                   (int)any(play, 0, 30));
    return raw_number(play->desk->path, sql);
}

static void any_typed(struct play *play, const char *id, struct earning_typed *ret)
{
    static const enum earning_type types[] = {
        EARNING_TOTAL, EARNING_TOTAL,           EARNING_REBATE,
        EARNING_COOP,  EARNING_ADJUSTMENT_COOP, EARNING_ADJUSTMENT_REBATE,
        EARNING_FEE};
    *ret = (struct earning_typed){.id = id,
                                  .name = any(play, 1, 4),
                                  .location = any(play, 1, 2),
                                  .date = any_day(play),
                                  .type = types[any(play, 0, 6)]};
    assert_true(currency_parse(currencies[any(play, 0, CURRENCIES - 1)], &ret->amounts.currency));
    ret->amounts.amount.micros = any(play, -5000000000, 9000000000);
    ret->amounts.usd.micros = any(play, -5000000000, 9000000000);
}

static enum rc write_earning(struct play *play, struct tx *tx, struct err *err)
{
    struct earning_typed typed;
    char id[32];
    int64_t key = any_earning(play);
    (void)snprintf(id, sizeof(id), "E%lld", (long long)tx_number(tx));
    any_typed(play, id, &typed);
    if (key == 0 || random_one_in(&play->random, 2))
        return earning_insert(tx, &typed, err);
    switch (any(play, 0, 3)) {
    case 0:
        return earning_update(tx, key, &typed, err);
    case 1:
        return earning_delete(tx, key, err);
    case 2:
        return earning_exclude(tx, key, "test", err);
    default:
        return earning_include(tx, key, err);
    }
}

static enum rc write_terms(struct play *play, struct tx *tx, struct err *err)
{
    const char *code = programs[any(play, 0, PROGRAMS - 1)];
    const struct split_term split = {.from = any_day(play),
                                     .coop = {(int32_t)any(play, 0, SHARE_WHOLE)}};
    static const char *const names[] = {"Alpha Growth", "BETA cloud"};
    return random_one_in(&play->random, 3) ? program_alias(tx, names[any(play, 0, 1)], code, err)
                                           : program_split_put(tx, code, &split, err);
}

static void write_something(struct play *play)
{
    struct desk *desk = play->desk;
    struct tx *tx = desk_begin(desk, TX_CHANGESET);
    enum rc rc = random_one_in(&play->random, 5) ? write_terms(play, tx, desk_err(desk))
                                                 : write_earning(play, tx, desk_err(desk));
    assert_rc(rc, RC_OK, &desk->err);
    (void)desk_commit(desk, tx, "test.write");
    play->done++;
}

/* A row that a later one touched is refused: that is an answer too. */
static void turn_something(struct play *play, bool undo)
{
    struct desk *desk = play->desk;
    int64_t number = 0;
    if (!undo)
        assert_rc(journal_newest_redoable(desk->book, &number, desk_err(desk)), RC_OK, &desk->err);
    else if (random_one_in(&play->random, 2))
        assert_rc(journal_newest_undoable(desk->book, &number, desk_err(desk)), RC_OK, &desk->err);
    else
        number = raw_number(desk->path,
                            "SELECT number FROM journal WHERE kind = 0 AND number > 1 AND number "
                            "NOT IN (SELECT target FROM journal WHERE target IS NOT NULL) "
                            "ORDER BY random() LIMIT 1");
    if (number == 0)
        return;
    enum rc rc = undo ? journal_undo(desk->book, "ann", number, NULL, NULL, desk_err(desk))
                      : journal_redo(desk->book, "ann", number, NULL, NULL, desk_err(desk));
    if (rc != RC_RULE)
        assert_rc(rc, RC_OK, &desk->err);
    play->done += rc == RC_OK;
    play->refused += rc == RC_RULE;
}

static void totals__are_the_plain_sum__after_any_writes(void **state)
{
    struct play play = {.desk = *state};
    random_init(&play.random);
    for (int i = rounds(400); i > 0; i--) {
        int what = (int)any(&play, 0, 9);
        if (what < 6)
            write_something(&play);
        else
            turn_something(&play, what < 9);
        if (i % 4 == 0) {
            find_nothing(play.desk);
            compare_with_plain(play.desk, any_day(&play));
        }
    }
    print_message("%lld writes, %lld refused\n", (long long)play.done, (long long)play.refused);
    compare_with_plain(play.desk, date_last);
    assert_sound(play.desk);
}

/* ---- reading ---------------------------------------------------------------------- */

static void type_in_three(struct desk *desk)
{
    desk_type_in(desk, &(struct typed_in){"E1", "alpha", "L1", "2026-01-31", EARNING_COOP, 1000000,
                                          "USD", 1000000});
    desk_type_in(desk, &(struct typed_in){"E2", "alpha", "L2", "2026-02-01", EARNING_COOP, 20000000,
                                          "USD", 20000000});
    desk_type_in(desk, &(struct typed_in){"E3", "alpha", "L1", "2026-02-28", EARNING_COOP,
                                          300000000, "USD", 300000000});
}

static int64_t coop_through(struct desk *desk, const char *day, const char *location)
{
    struct reading reading = {.desk = desk, .location = location};
    int64_t coop = 0;
    assert_rc(catalog_load(desk->book, &reading.catalog, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(totals_read(desk->book, day_of(day), location, add_total, &reading, desk_err(desk)),
              RC_OK, &desk->err);
    catalog_release(&reading.catalog);
    for (int i = 0; i < LOCATIONS; i++)
        coop += reading.all.of[0][i][0].coop;
    return coop;
}

static void totals_read__ends_with_the_day_asked_for(void **state)
{
    struct desk *desk = *state;
    type_in_three(desk);
    assert_int_equal(coop_through(desk, "2026-01-30", NULL), 0);
    assert_int_equal(coop_through(desk, "2026-01-31", NULL), 1000000);
    assert_int_equal(coop_through(desk, "2026-02-01", NULL), 21000000);
    assert_int_equal(coop_through(desk, "2026-02-27", NULL), 21000000);
    assert_int_equal(coop_through(desk, "2026-02-28", NULL), 321000000);
    assert_int_equal(coop_through(desk, "2026-03-15", NULL), 321000000);
    assert_int_equal(coop_through(desk, "2026-03-15", "L2"), 20000000);
    assert_int_equal(coop_through(desk, "2026-02-10", "L1"), 1000000);
}

/* ---- verifying ----------------------------------------------------------------------- */

static void totals_verify__finds_what_was_doctored(void **state)
{
    static const char *const doctored[] = {
        "UPDATE total_day SET coop = coop + 1 WHERE location = 1",
        "UPDATE total_day SET rows = rows + 1",
        "UPDATE total_month SET coop_usd = 0",
        "DELETE FROM total_day WHERE location = 2",
        "DELETE FROM total_month",
        "UPDATE total_day SET span = span + 1000000000",
        "UPDATE total_month SET span = span + 1000000000",
        "UPDATE total_day SET currency = 'XXX'",
        "UPDATE earning SET amount_micros = amount_micros + 1 WHERE id = 'E1'",
        "UPDATE earning SET location = 2 WHERE id = 'E1'",
        "UPDATE earning SET day = day + 1 WHERE id = 'E1'",
        "UPDATE earning SET day = day + 1000000000 WHERE id = 'E1'",
        "UPDATE earning SET currency = 'QQQ' WHERE id = 'E1'",
        "UPDATE earning SET excluded_in = 2, exclude_reason = 'x' WHERE id = 'E1'",
        "DELETE FROM earning WHERE id = 'E2'",
        "DELETE FROM earning_key WHERE earning = 1",
        "INSERT INTO earning_key VALUES (4711, 99)",
        "UPDATE earning SET id = 'E9' WHERE id = 'E1'",
        "UPDATE program_split SET coop_ppm = 1 WHERE program = 'alpha'",
    };
    struct desk *desk = *state;
    size_t length = 0;
    type_in_three(desk);
    desk_type_in(desk, &(struct typed_in){"T1", "alpha", "L1", "2026-02-28", EARNING_TOTAL,
                                          100010000, "USD", 100010000});
    desk_close(desk);
    char *whole = file_read(desk->path, &length);
    for (size_t i = 0; i < sizeof(doctored) / sizeof(doctored[0]); i++) {
        struct findings findings = {.count = 0};
        file_write(desk->path, whole, length);
        raw_exec(desk->path, doctored[i]);
        desk_open(desk, BOOK_LOOK);
        assert_rc(totals_verify(desk->book, findings_add, &findings, desk_err(desk)), RC_OK,
                  &desk->err);
        desk_close(desk);
        if (findings.count == 0)
            fail_msg("%s: nothing was found", doctored[i]);
    }
    free(whole);
}

/* ---- 64 bits --------------------------------------------------------------------------- */

static enum rc try_typed(struct desk *desk, const struct earning_typed *typed)
{
    struct tx *tx = desk_begin(desk, TX_CHANGESET);
    assert_rc(earning_insert(tx, typed, desk_err(desk)), RC_OK, &desk->err);
    enum rc rc = tx_commit(tx, "earning.add", "a change", desk_err(desk));
    tx_end(tx);
    return rc;
}

/* The co-op must fit when it is rounded, too: 9223372036854.775 gives .78. */
static void totals__beyond_64_bits__are_refused(void **state)
{
    enum { ROOM = 5 };
    const int64_t most = 9223372036854774999;
    struct desk *desk = *state;
    struct earning_typed typed = {
        .id = "E1",
        .name = 1,
        .location = 1,
        .date = day_of("2026-01-31"),
        .type = EARNING_COOP,
        .amounts = {.currency = currency_usd, .amount = {most - ROOM}, .usd = {INT64_MAX - ROOM}}};
    assert_rc(try_typed(desk, &typed), RC_OK, &desk->err);
    char *before = raw_dump(desk->path, DUMP_ALL);
    typed.id = "E2";
    typed.date = day_of("2026-06-30"); /* another month of the same fund */
    typed.name = 2;                    /* and another spelling of the program */
    typed.amounts.amount.micros = ROOM + 1;
    typed.amounts.usd.micros = 0;
    assert_rc(try_typed(desk, &typed), RC_RULE, &desk->err);
    assert_non_null(strstr(desk->err.text, "64 bits"));
    typed.amounts = (struct amounts){.currency = {"EUR"}, .amount = {1}, .usd = {ROOM + 1}};
    assert_rc(try_typed(desk, &typed), RC_RULE, &desk->err); /* co-op in USD */
    typed.amounts = (struct amounts){
        .currency = currency_usd, .amount = {INT64_MAX - most + ROOM + 1}, .usd = {0}};
    typed.type = EARNING_REBATE; /* below the threshold all of it would be rebate */
    assert_rc(try_typed(desk, &typed), RC_RULE, &desk->err);
    assert_same_dump(raw_dump(desk->path, DUMP_ALL), before);
    typed.type = EARNING_COOP;
    typed.amounts = (struct amounts){.currency = currency_usd, .amount = {ROOM}, .usd = {ROOM}};
    assert_rc(try_typed(desk, &typed), RC_OK, &desk->err); /* as much as there is room for */
    typed.id = "E3";
    typed.date = day_of("2026-07-01"); /* another fund */
    assert_rc(try_typed(desk, &typed), RC_OK, &desk->err);
    assert_sound(desk);
}

/* Money of two currencies is never added up, so it may overflow only apart. */
static void totals__near_64_bits_in_two_currencies__are_apart(void **state)
{
    static const char *const codes[] = {"EUR", "JPY", "EUR"};
    static const int64_t amounts[] = {INT64_MAX - 5, INT64_MAX - 5, 5};
    struct desk *desk = *state;
    for (size_t i = 0; i < 3; i++) {
        const char id[] = {'E', (char)('1' + i), '\0'};
        struct earning_typed typed = {.id = id,
                                      .name = 1,
                                      .location = 1,
                                      .date = day_of("2026-01-31"),
                                      .type = EARNING_REBATE,
                                      .amounts = {.amount = {amounts[i]}, .usd = {1}}};
        assert_true(currency_parse(codes[i], &typed.amounts.currency));
        assert_rc(try_typed(desk, &typed), RC_OK, &desk->err);
    }
    assert_sound(desk);
}

/* The sums of two names of one program are split anew together. */
static void totals__near_64_bits__can_be_split_anew(void **state)
{
    struct desk *desk = *state;
    struct tx *tx = NULL;
    const struct split_term split = {.from = date_first, .coop = {410000}};
    for (int64_t name = 1; name <= 2; name++) {
        const struct earning_typed typed = {.id = name == 1 ? "E1" : "E2",
                                            .name = name,
                                            .location = 1,
                                            .date = day_of("2026-01-31"),
                                            .type = EARNING_TOTAL,
                                            .amounts = {.currency = currency_usd,
                                                        .amount = {4600000000000000000},
                                                        .usd = {4600000000000000000}}};
        assert_rc(try_typed(desk, &typed), RC_OK, &desk->err);
    }
    tx = desk_begin(desk, TX_CHANGESET);
    assert_rc(program_split_put(tx, "alpha", &split, desk_err(desk)), RC_OK, &desk->err);
    (void)desk_commit(desk, tx, "program.set");
    assert_sound(desk);
}

/* An alias brings the earnings of two programs together. */
static void totals__beyond_64_bits_by_an_alias__are_refused(void **state)
{
    struct desk *desk = *state;
    struct tx *tx = NULL;
    for (int64_t i = 0; i < 2; i++) {
        const struct earning_typed typed = {
            .id = i == 0 ? "E1" : "E2",
            .name = i == 0 ? 2 : 4, /* Alpha Growth, Beta Cloud */
            .location = 1,
            .date = day_of("2026-01-31"),
            .type = EARNING_REBATE,
            .amounts = {.currency = currency_usd, .amount = {INT64_MAX - 5}}};
        assert_rc(try_typed(desk, &typed), RC_OK, &desk->err);
    }
    char *before = raw_dump(desk->path, DUMP_ALL);
    tx = desk_begin(desk, TX_CHANGESET);
    assert_rc(program_alias(tx, "Beta Cloud", "alpha", desk_err(desk)), RC_OK, &desk->err);
    assert_rc(tx_commit(tx, "program.set", "a change", desk_err(desk)), RC_RULE, &desk->err);
    tx_end(tx);
    assert_same_dump(raw_dump(desk->path, DUMP_ALL), before);
}

#define WITH_BOOK(test) cmocka_unit_test_setup_teardown(test, desk_setup, desk_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_BOOK(totals__are_the_plain_sum__after_any_writes),
        WITH_BOOK(totals_read__ends_with_the_day_asked_for),
        WITH_BOOK(totals_verify__finds_what_was_doctored),
        WITH_BOOK(totals__beyond_64_bits__are_refused),
        WITH_BOOK(totals__near_64_bits_in_two_currencies__are_apart),
        WITH_BOOK(totals__near_64_bits__can_be_split_anew),
        WITH_BOOK(totals__beyond_64_bits_by_an_alias__are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
