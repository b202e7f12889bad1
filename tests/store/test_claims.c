/* SPDX-License-Identifier: MIT */
/* Claims in the book: what was written comes back, and a check finds what no command can
 * have left there. */
#include "store/claims.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/claim_seal.h"
#include "store/claim_sums.h"
#include "store/safekeep.h"
#include "support/told.h"

/* SHA-256 of "abc" (FIPS 180-4). */
#define ABC "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

static const char one[] =
    "C-ONE alpha L1 FY21H1\n"
    "2021-01-10 created currency=USD amount=500 title=Fair activity=DG01 start=2021-01-15 "
    "end=2021-02-20\n"
    "2021-01-10 tag tag=spring\n"
    "2021-01-11 expense kind=invoice vendor=Fabrikam number=F-1 date=2021-01-20 amount=300\n"
    "2021-01-12 attached document=D-ONE kind=invoice item=F-1 name=f.txt size=0.000003 "
    "sha256=" ABC;
static const char two[] = "C-TWO alpha L1 FY21H1\n"
                          "2021-01-10 created currency=USD amount=100 title=Show\n"
                          "2021-01-20 status status=withdrawn\n"
                          "\n"
                          "C-THREE beta L2 FY21H1\n"
                          "2021-01-10 created currency=EUR amount=70 title=Talk\n";

/* Sealed as a submit does it. */
static void seal(struct claim_history *history, const char *day)
{
    struct claim claim = {0};
    struct claim_entry *entry = NULL;
    struct buf text;
    struct err err;
    char hash[DIGEST_HEX_SIZE];
    buf_init(&text);
    err_init(&err);
    assert_rc(claim_on(history, day_of(day), &claim, &err), RC_OK, &err);
    claim_seal_add(&text, &claim, claim.submission_count + 1, day_of(day), "ann");
    assert_rc(claim_history_add(history, ENTRY_SUBMITTED, day_of(day), "ann", &entry, &err), RC_OK,
              &err);
    assert_rc(claim_entry_set_text(entry, SAYS_SEAL, text.text, &err), RC_OK, &err);
    assert_rc(claim_entry_set_text(entry, SAYS_HASH, claim_seal_hash(text.text, hash), &err), RC_OK,
              &err);
    claim_release(&claim);
    buf_release(&text);
}

static void store(struct desk *desk, struct claim_history *history)
{
    struct tx *tx = desk_begin(desk, TX_CHANGESET);
    assert_rc(tx_touch(tx, history->head.program, history->head.location, desk_err(desk)), RC_OK,
              &desk->err);
    assert_rc(claim_insert(tx, history, desk_err(desk)), RC_OK, &desk->err);
    (void)desk_commit(desk, tx, "claim.new");
}

/* Three claims; C-ONE, with a document, was submitted. */
static int setup(void **state)
{
    struct claim_history history;
    (void)desk_setup(state);
    struct desk *desk = *state;
    desk_close(desk);
    raw_exec(desk->path, "INSERT INTO content (key, sha256, size) VALUES (1, '" ABC "', 3);"
                         "INSERT INTO content_chunk VALUES (1, 0, CAST('abc' AS BLOB))");
    desk_open(desk, BOOK_WRITE);
    told_claim(one, &history);
    seal(&history, "2021-02-25");
    store(desk, &history);
    claim_history_release(&history);
    told_store(desk, two);
    return 0;
}

/* ---- written and read ------------------------------------------------------------------------ */

static enum rc add_id(void *context, const char *id, struct err *err)
{
    (void)err;
    buf_addf(context, "%s ", id);
    return RC_OK;
}

static enum rc add_head(void *context, const struct claim_head *head, struct err *err)
{
    return add_id(context, head->id, err);
}

static enum rc add_claim(void *context, const struct claim_history *history, struct err *err)
{
    return add_id(context, history->head.id, err);
}

static void claim__comes_back__with_all_its_entries(void **state)
{
    struct desk *desk = *state;
    struct claim_history history, expected;
    bool found = false;
    told_claim(one, &expected);
    seal(&expected, "2021-02-25");
    assert_rc(claim_load(desk->book, "C-ONE", &found, &history, desk_err(desk)), RC_OK, &desk->err);
    assert_true(found);
    assert_text_equal(history.head.program, "alpha");
    assert_text_equal(history.head.location, "L1");
    assert_int_equal(history.count, expected.count);
    for (size_t i = 0; i < history.count; i++) {
        struct buf is, should;
        buf_init(&is);
        buf_init(&should);
        claim_entry_add_json(&is, &history.entries[i]);
        claim_entry_add_json(&should, &expected.entries[i]);
        assert_text_equal(is.text, should.text);
        assert_int_equal(history.entries[i].kind, expected.entries[i].kind);
        assert_int_equal(history.entries[i].day.day, expected.entries[i].day.day);
        assert_int_equal(history.entries[i].revision, history.head.revision);
        buf_release(&is);
        buf_release(&should);
    }
    claim_history_release(&history);
    claim_history_release(&expected);
    assert_rc(claim_load(desk->book, "C-NONE", &found, &history, desk_err(desk)), RC_OK,
              &desk->err);
    assert_false(found);
    claim_history_release(&history);
}

static void claims__are_found__by_what_they_share(void **state)
{
    struct desk *desk = *state;
    struct buf seen;
    struct period period = {day_of("2020-07-01")};
    buf_init(&seen);
    assert_rc(claims_all(desk->book, add_claim, &seen, desk_err(desk)), RC_OK, &desk->err);
    assert_text_equal(seen.text, "C-ONE C-TWO C-THREE ");
    buf_clear(&seen);
    assert_rc(claims_of_fund(desk->book, "alpha", "L1", period, add_claim, &seen, desk_err(desk)),
              RC_OK, &desk->err);
    assert_text_equal(seen.text, "C-ONE C-TWO ");
    buf_clear(&seen);
    assert_rc(claims_beginning(desk->book, "c-t", add_head, &seen, desk_err(desk)), RC_OK,
              &desk->err);
    assert_text_equal(seen.text, "C-THREE C-TWO ");
    buf_clear(&seen);
    assert_rc(claims_with_document(desk->book, ABC, add_id, &seen, desk_err(desk)), RC_OK,
              &desk->err);
    assert_text_equal(seen.text, "C-ONE ");
    buf_clear(&seen);
    assert_rc(claims_with_invoice(desk->book, "FABRIKAM", "f-1", add_id, &seen, desk_err(desk)),
              RC_OK, &desk->err);
    assert_text_equal(seen.text, "C-ONE ");
    buf_clear(&seen);
    assert_rc(claims_with_invoice(desk->book, "Fabrikam", "F-2", add_id, &seen, desk_err(desk)),
              RC_OK, &desk->err);
    assert_text_equal(seen.text, "");
    buf_release(&seen);
}

/* ---- a check --------------------------------------------------------------------------------- */

static void claims__that_commands_left__pass_the_check(void **state)
{
    struct desk *desk = *state;
    assert_sound(desk);
}

/* What a check says after somebody wrote into the file. */
static const struct doctored {
    const char *sql, *found;
} doctored[] = {
    /* Derived: a claim on its days. */
    {"UPDATE claim_day SET planned = planned + 1 WHERE claim = 'C-ONE' AND day = "
     "(SELECT min(day) FROM claim_day WHERE claim = 'C-ONE')",
     "claim C-ONE: what lists show"},
    {"UPDATE claim_day SET status = 4 WHERE claim = 'C-TWO'", "claim C-TWO: what lists show"},
    {"UPDATE claim_day SET title = 'Other' WHERE claim = 'C-THREE'",
     "claim C-THREE: what lists show"},
    {"UPDATE claim_day SET tags = '' WHERE claim = 'C-ONE'", "claim C-ONE: what lists show"},
    {"UPDATE claim_day SET until_day = until_day - 1 WHERE claim = 'C-ONE'",
     "claim C-ONE: what lists show"},
    {"UPDATE claim_day SET end_day = end_day + 1 WHERE claim = 'C-ONE'",
     "claim C-ONE: what lists show"},
    {"DELETE FROM claim_day WHERE claim = 'C-THREE'", "claim C-THREE: what lists show"},
    {"INSERT INTO claim_day SELECT 'C-GHOST', day, until_day, currency, status, planned, pending, "
     "approved, paid, title, activity, owner, reference, tags, start_day, end_day, amount, "
     "covered, status_day, submitted_day, approved_day, grants, refusals FROM claim_day "
     "WHERE claim = 'C-THREE'",
     "claim C-GHOST: lists show it, but there is none"},
    /* Derived: the sums of a fund. */
    {"UPDATE claim_total SET pending = pending + 1 WHERE program = 'alpha'",
     "claims of alpha: the"},
    {"UPDATE claim_total SET claims = claims + 1 WHERE program = 'beta'", "claims of beta: the"},
    {"DELETE FROM claim_total WHERE program = 'beta'", "claims of beta: the"},
    {"INSERT INTO claim_total SELECT 'gamma', location, first_day, currency, day, until_day, "
     "claims, planned, pending, approved, paid FROM claim_total WHERE program = 'beta'",
     "claims of gamma: the"},
    {"UPDATE claim_day SET planned = 9223372036854775807, until_day = 2932896 "
     "WHERE claim IN ('C-ONE', 'C-TWO')",
     "claims of alpha: the"},
    /* Derived: where documents and invoices are met. */
    {"DELETE FROM claim_document", "claim C-ONE: what lists show"},
    {"UPDATE claim_document SET attached = 0", "claim C-ONE: what lists show"},
    {"UPDATE claim_document SET claim = 'C-TWO'", "claim C-TWO: what lists show"},
    {"INSERT INTO claim_document VALUES ('" ABC "', 'C-GHOST', 'D-GHOST', 1)",
     "claim C-GHOST: lists show it, but there is none"},
    {"DELETE FROM claim_invoice", "claim C-ONE: what lists show"},
    {"UPDATE claim_invoice SET vendor = 'adatum'", "claim C-ONE: what lists show"},
    {"INSERT INTO claim_invoice VALUES ('adatum', '1', 'C-TWO')", "claim C-TWO: what lists show"},
    {"INSERT INTO claim_invoice VALUES ('adatum', '1', 'C-GHOST')",
     "claim C-GHOST: lists show it, but there is none"},
    /* What happened. */
    {"UPDATE claim_entry SET body = replace(body, '500000000', '600000000') WHERE kind = 0",
     "claim C-ONE: what lists show"},
    {"UPDATE claim_entry SET body = '{\"nonsense\":1}' WHERE kind = 2",
     "claim C-ONE: its entries say"},
    {"UPDATE claim_entry SET body = '{\"tag\":7}' WHERE kind = 2", "claim C-ONE: its entries say"},
    {"UPDATE claim_entry SET body = '{\"amount\":\"7\"}' WHERE kind = 2",
     "claim C-ONE: its entries say"},
    {"UPDATE claim_entry SET body = '{\"amount\":7.5}' WHERE kind = 2",
     "claim C-ONE: its entries say"},
    {"UPDATE claim_entry SET body = '{no json}' WHERE kind = 2", "claim C-ONE: its entries say"},
    {"PRAGMA ignore_check_constraints = 1; UPDATE claim_entry SET kind = 99 WHERE kind = 2",
     "claim C-ONE: its entries say"},
    {"UPDATE claim_entry SET day = 99999999 WHERE kind = 2", "claim C-ONE: its entries say"},
    {"UPDATE claim_entry SET body = '{\"status\":\"lost\"}' WHERE kind = 14",
     "claim C-TWO: its entries say"},
    {"UPDATE claim_entry SET body = replace(body, '300000000', '9223372036854775807') "
     "WHERE kind = 4; INSERT INTO claim_entry SELECT key + 1, claim, made_in, place + 100, day, "
     "time, person, kind, body, changed_in FROM claim_entry WHERE kind = 4",
     "claim C-ONE: its entries say"},
    /* What was sent. */
    {"UPDATE claim_entry SET body = replace(body, 'Fair', 'Fear') WHERE kind = 13",
     "claim C-ONE: the seal of submission 1 is broken"},
    {"UPDATE claim_entry SET body = json_set(body, '$.sha256', '" ABC "') WHERE kind = 13",
     "claim C-ONE: the seal of submission 1 is broken"},
    {"UPDATE claim_entry SET body = json_remove(body, '$.sha256') WHERE kind = 13",
     "claim C-ONE: what submission 1 sent is not sealed"},
    {"UPDATE claim_entry SET body = '{}' WHERE kind = 13",
     "claim C-ONE: what submission 1 sent is not sealed"},
};

static void check__of_doctored_claims__tells_and_goes_on(void **state)
{
    struct desk *desk = *state;
    size_t length = 0;
    desk_close(desk);
    char *book = file_read(desk->path, &length);
    for (size_t i = 0; i < sizeof(doctored) / sizeof(doctored[0]); i++) {
        struct findings claims = {0}, all = {0};
        file_write(desk->path, book, length);
        raw_exec(desk->path, doctored[i].sql);
        desk_open(desk, BOOK_LOOK);
        assert_rc(claims_verify(desk->book, findings_add, &claims, desk_err(desk)), RC_OK,
                  &desk->err);
        assert_rc(book_verify(desk->book, findings_add, &all, desk_err(desk)), RC_OK, &desk->err);
        desk_close(desk);
        if (strstr(claims.text, doctored[i].found) == NULL ||
            strstr(all.text, doctored[i].found) == NULL)
            fail_msg("%s\nfinds %s\nand in all %s", doctored[i].sql, claims.text, all.text);
    }
    free(book);
}

#define WITH_CLAIMS(test) cmocka_unit_test_setup_teardown(test, setup, desk_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_CLAIMS(claim__comes_back__with_all_its_entries),
        WITH_CLAIMS(claims__are_found__by_what_they_share),
        WITH_CLAIMS(claims__that_commands_left__pass_the_check),
        WITH_CLAIMS(check__of_doctored_claims__tells_and_goes_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
