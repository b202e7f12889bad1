/* SPDX-License-Identifier: MIT */
#include "store/contents.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "store/claims.h"
#include "store/safekeep.h"
#include "support/desk.h"

enum { DAY_SECONDS = 24 * 60 * 60 };

/* The n-th byte of the document `seed`. */
static unsigned char byte_of(int seed, size_t n)
{
    return (unsigned char)((n * 31 + n / 251 + (size_t)seed * 7) & 0xff);
}

static void write_bytes(struct desk *desk, struct content_writer *writer, int seed, size_t size)
{
    unsigned char bytes[50000];
    for (size_t done = 0; done < size;) {
        size_t part = size - done < sizeof(bytes) ? size - done : sizeof(bytes);
        for (size_t i = 0; i < part; i++)
            bytes[i] = byte_of(seed, done + i);
        assert_rc(content_more(writer, bytes, part, desk_err(desk)), RC_OK, &desk->err);
        done += part;
    }
}

static struct content store(struct desk *desk, struct tx *tx, int seed, size_t size)
{
    struct content_writer *writer = NULL;
    struct content content = {.size = 0};
    assert_rc(content_begin(tx_book(tx), &writer, desk_err(desk)), RC_OK, &desk->err);
    write_bytes(desk, writer, seed, size);
    assert_rc(content_end(writer, &content, desk_err(desk)), RC_OK, &desk->err);
    return content;
}

static void put(struct claim_entry *entry, enum claim_field field, const char *text)
{
    struct err err;
    err_init(&err);
    assert_rc(claim_entry_set_text(entry, field, text, &err), RC_OK, &err);
}

/* A draft without anything in it. */
static void begin_claim(struct desk *desk, struct claim_history *history, const char *id)
{
    struct claim_entry *entry = NULL;
    claim_history_init(history);
    assert_rc(claim_history_name(history, id, "alpha", "L1", (struct period){day_of("2025-07-01")},
                                 0, desk_err(desk)),
              RC_OK, &desk->err);
    assert_rc(claim_history_add(history, ENTRY_CREATED, day_of("2026-02-01"), "ann", &entry,
                                desk_err(desk)),
              RC_OK, &desk->err);
    put(entry, SAYS_CURRENCY, "USD");
}

static void add_document(struct desk *desk, struct claim_history *history, const char *document,
                         const struct content *content)
{
    struct claim_entry *entry = NULL;
    assert_rc(claim_history_add(history, ENTRY_ATTACHED, day_of("2026-02-01"), "ann", &entry,
                                desk_err(desk)),
              RC_OK, &desk->err);
    put(entry, SAYS_KIND, "other");
    put(entry, SAYS_DOCUMENT, document);
    put(entry, SAYS_HASH, content->sha256);
    put(entry, SAYS_NAME, "invoice.pdf");
    assert_rc(claim_entry_set_number(entry, SAYS_SIZE, content->size, desk_err(desk)), RC_OK,
              &desk->err);
}

static void add_entry(struct desk *desk, struct claim_history *history, enum claim_entry_kind kind,
                      enum claim_field field, const char *text)
{
    struct claim_entry *entry = NULL;
    assert_rc(claim_history_add(history, kind, day_of("2026-02-01"), "ann", &entry, desk_err(desk)),
              RC_OK, &desk->err);
    put(entry, field, text);
}

/* A claim C-id with one document D-id of these bytes. Gives the journal number. */
static int64_t attach(struct desk *desk, const char *id, int seed, size_t size, struct content *ret)
{
    struct claim_history history;
    char claim[16], document[16];
    struct tx *tx = desk_begin(desk, TX_CHANGESET);
    (void)snprintf(claim, sizeof(claim), "C-%s", id);
    (void)snprintf(document, sizeof(document), "D-%s", id);
    *ret = store(desk, tx, seed, size);
    begin_claim(desk, &history, claim);
    add_document(desk, &history, document, ret);
    assert_rc(claim_insert(tx, &history, desk_err(desk)), RC_OK, &desk->err);
    claim_history_release(&history);
    return desk_commit(desk, tx, "claim.attach");
}

/* One entry more on a claim. */
static int64_t go_on(struct desk *desk, const char *claim, enum claim_entry_kind kind,
                     enum claim_field field, const char *text)
{
    struct claim_history history;
    bool found = false;
    struct tx *tx = desk_begin(desk, TX_CHANGESET);
    assert_rc(claim_load(desk->book, claim, &found, &history, desk_err(desk)), RC_OK, &desk->err);
    assert_true(found);
    add_entry(desk, &history, kind, field, text);
    assert_rc(claim_write(tx, &history, desk_err(desk)), RC_OK, &desk->err);
    claim_history_release(&history);
    return desk_commit(desk, tx, "claim");
}

struct reading {
    int seed;
    size_t at;
    bool same;
};

static enum rc compare_bytes(void *context, const void *bytes, size_t length, struct err *err)
{
    struct reading *reading = context;
    const unsigned char *is = bytes;
    (void)err;
    for (size_t i = 0; i < length; i++)
        reading->same = reading->same && is[i] == byte_of(reading->seed, reading->at + i);
    reading->at += length;
    return RC_OK;
}

static bool is_genuine(struct desk *desk, const struct content *content, int seed)
{
    struct reading reading = {.seed = seed, .same = true};
    bool genuine = false;
    assert_rc(content_read(desk->book, content->sha256, compare_bytes, &reading, &genuine,
                           desk_err(desk)),
              RC_OK, &desk->err);
    return genuine && reading.same && reading.at == (size_t)content->size;
}

static struct content find(struct desk *desk, const char *sha256)
{
    struct content content = {.size = 0};
    bool found = false;
    assert_rc(content_find(desk->book, sha256, &found, &content, desk_err(desk)), RC_OK,
              &desk->err);
    return content;
}

/* ---- in and out --------------------------------------------------------------- */

static void content__of_any_size__comes_out_as_it_went_in(void **state)
{
    static const size_t sizes[] = {
        1, CONTENT_CHUNK - 1, CONTENT_CHUNK, CONTENT_CHUNK + 1, (size_t)3 * CONTENT_CHUNK, 1000000};
    struct desk *desk = *state;
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        struct content content;
        char id[8];
        (void)snprintf(id, sizeof(id), "%zu", i);
        (void)attach(desk, id, (int)i, sizes[i], &content);
        assert_int_equal(content.size, sizes[i]);
        assert_true(is_genuine(desk, &content, (int)i));
        assert_true(find(desk, content.sha256).whole);
        assert_true(find(desk, content.sha256).used);
    }
    assert_sound(desk);
}

/* As sha256sum prints it. */
static void content__hash__is_that_of_other_tools(void **state)
{
    struct desk *desk = *state;
    struct tx *tx = desk_begin(desk, TX_CHANGESET);
    struct content_writer *writer = NULL;
    struct content content;
    assert_rc(content_begin(desk->book, &writer, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(content_more(writer, "abc", 3, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(content_end(writer, &content, desk_err(desk)), RC_OK, &desk->err);
    assert_text_equal(content.sha256,
                      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    tx_end(tx);
}

static void content__the_same_again__is_kept_once_and_takes_no_page(void **state)
{
    struct desk *desk = *state;
    struct content first, second;
    (void)attach(desk, "A", 1, 2000000, &first);
    int64_t pages = raw_number(desk->path, "PRAGMA page_count");
    (void)attach(desk, "B", 1, 2000000, &second);
    assert_text_equal(first.sha256, second.sha256);
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM content"), 1);
    assert_int_equal(raw_number(desk->path, "SELECT sum(length(bytes)) FROM content_chunk"),
                     2000000);
    assert_in_range(raw_number(desk->path, "PRAGMA page_count"), pages, pages + 8);
    assert_sound(desk);
}

static void content__that_is_given_up__leaves_nothing(void **state)
{
    struct desk *desk = *state;
    struct content_writer *writer = NULL;
    struct content content;
    struct tx *tx = desk_begin(desk, TX_CHANGESET);
    assert_rc(content_begin(desk->book, &writer, desk_err(desk)), RC_OK, &desk->err);
    write_bytes(desk, writer, 5, 900000);
    content_drop(writer);
    content = store(desk, tx, 6, 10);
    assert_rc(tx_touch(tx, NULL, NULL, desk_err(desk)), RC_OK, &desk->err);
    (void)desk_commit(desk, tx, "test");
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM content"), 1);
    assert_true(is_genuine(desk, &content, 6));
    /* Nobody has named it: it is on its way out from the beginning. */
    assert_true(find(desk, content.sha256).free_since > 0);
}

static void content__with_lost_bytes__is_told_and_can_come_again(void **state)
{
    struct desk *desk = *state;
    struct content content, again;
    struct findings findings = {.count = 0};
    (void)attach(desk, "A", 3, 700000, &content);
    raw_exec(desk->path, "DELETE FROM content_chunk WHERE number = 1");
    assert_false(find(desk, content.sha256).whole);
    assert_false(is_genuine(desk, &content, 3));
    assert_rc(book_verify(desk->book, findings_add, &findings, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(findings.count, 1);
    assert_non_null(strstr(findings.text, "some are missing"));
    findings = (struct findings){.count = 0};
    assert_rc(book_verify_data(desk->book, findings_add, &findings, desk_err(desk)), RC_OK,
              &desk->err);
    assert_int_equal(findings.count, 0);
    (void)attach(desk, "B", 3, 700000, &again);
    assert_true(is_genuine(desk, &content, 3));
    assert_sound(desk);
}

static void content__with_a_changed_byte__is_not_genuine(void **state)
{
    struct desk *desk = *state;
    struct content content;
    (void)attach(desk, "A", 3, 700000, &content);
    raw_exec(desk->path, "UPDATE content_chunk SET bytes = zeroblob(length(bytes)) "
                         "WHERE number = 2");
    assert_true(find(desk, content.sha256).whole);
    assert_false(is_genuine(desk, &content, 3));
}

/* ---- who names them --------------------------------------------------------------- */

static void content__after_undo__is_free_and_after_redo_in_use(void **state)
{
    struct desk *desk = *state;
    struct content content;
    int64_t number = attach(desk, "A", 4, 100, &content);
    assert_int_equal(find(desk, content.sha256).free_since, 0);
    assert_rc(journal_undo(desk->book, "ann", number, NULL, NULL, desk_err(desk)), RC_OK,
              &desk->err);
    assert_true(find(desk, content.sha256).free_since > 0);
    assert_false(find(desk, content.sha256).used);
    assert_sound(desk);
    assert_rc(journal_redo(desk->book, "ann", number, NULL, NULL, desk_err(desk)), RC_OK,
              &desk->err);
    assert_int_equal(find(desk, content.sha256).free_since, 0);
    assert_sound(desk);
}

static void content__detached_in_editing__is_free(void **state)
{
    struct desk *desk = *state;
    struct content content;
    (void)attach(desk, "A", 4, 100, &content);
    (void)go_on(desk, "C-A", ENTRY_DETACHED, SAYS_DOCUMENT, "D-A");
    assert_true(find(desk, content.sha256).free_since > 0);
    assert_sound(desk);
}

/* Retention has begun (RULES.md section 9). */
static void content__detached_later__is_kept_but_not_met(void **state)
{
    struct desk *desk = *state;
    struct content content;
    (void)attach(desk, "A", 4, 100, &content);
    (void)go_on(desk, "C-A", ENTRY_STATUS, SAYS_STATUS, "withdrawn");
    (void)go_on(desk, "C-A", ENTRY_DETACHED, SAYS_DOCUMENT, "D-A");
    assert_int_equal(find(desk, content.sha256).free_since, 0);
    assert_int_equal(raw_number(desk->path, "SELECT attached FROM claim_document"), 0);
    assert_sound(desk);
    (void)go_on(desk, "C-A", ENTRY_BYTES_DELETED, SAYS_DOCUMENT, "D-A");
    assert_true(find(desk, content.sha256).free_since > 0);
    assert_sound(desk);
}

static void content__of_two_claims__stays_while_one_names_it(void **state)
{
    struct desk *desk = *state;
    struct content content;
    (void)attach(desk, "A", 4, 100, &content);
    (void)attach(desk, "B", 4, 100, &content);
    (void)go_on(desk, "C-A", ENTRY_DETACHED, SAYS_DOCUMENT, "D-A");
    assert_int_equal(find(desk, content.sha256).free_since, 0);
    (void)go_on(desk, "C-B", ENTRY_DETACHED, SAYS_DOCUMENT, "D-B");
    assert_true(find(desk, content.sha256).free_since > 0);
    assert_sound(desk);
}

/* ---- gone ---------------------------------------------------------------------------- */

static void content__free_for_long__is_swept_and_undo_is_refused(void **state)
{
    struct desk *desk = *state;
    struct content content, other;
    int64_t number = attach(desk, "A", 4, 12000000, &content);
    (void)attach(desk, "B", 5, 100, &other);
    assert_rc(journal_undo(desk->book, "ann", number, NULL, NULL, desk_err(desk)), RC_OK,
              &desk->err);
    int64_t now = clock_now();
    assert_rc(contents_sweep(desk->book, now - DAY_SECONDS, desk_err(desk)), RC_OK, &desk->err);
    assert_true(is_genuine(desk, &content, 4));
    assert_rc(contents_sweep(desk->book, now + 1, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM content"), 1);
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM content_chunk"), 1);
    assert_true(is_genuine(desk, &other, 5));
    assert_rc(journal_redo(desk->book, "ann", number, NULL, NULL, desk_err(desk)), RC_RULE,
              &desk->err);
    assert_non_null(strstr(desk->err.text, "are not in the book any more"));
    assert_sound(desk);
}

static enum rc note_id(void *context, const char *document, const char *claim, struct err *err)
{
    char *ids = context;
    (void)err;
    (void)snprintf(ids + strlen(ids), 64, "%s of %s ", document, claim);
    return RC_OK;
}

static void content_release__asks_the_other_documents(void **state)
{
    struct desk *desk = *state;
    struct content content;
    bool gone = true;
    char ids[256] = "";
    (void)attach(desk, "A", 4, 100, &content);
    (void)attach(desk, "B", 4, 100, &content);
    assert_rc(documents_beginning(desk->book, "d-", note_id, ids, desk_err(desk)), RC_OK,
              &desk->err);
    assert_text_equal(ids, "D-A of C-A D-B of C-B ");
    struct tx *tx = desk_begin(desk, TX_CHANGESET);
    assert_rc(content_release(tx, content.sha256, "C-A", "D-A", &gone, desk_err(desk)), RC_OK,
              &desk->err);
    assert_false(gone);
    tx_end(tx);
    (void)go_on(desk, "C-B", ENTRY_DETACHED, SAYS_DOCUMENT, "D-B");
    tx = desk_begin(desk, TX_CHANGESET);
    assert_rc(content_release(tx, content.sha256, "C-A", "D-A", &gone, desk_err(desk)), RC_OK,
              &desk->err);
    assert_true(gone);
    assert_rc(tx_touch(tx, NULL, NULL, desk_err(desk)), RC_OK, &desk->err);
    (void)desk_commit(desk, tx, "test");
    assert_int_equal(find(desk, content.sha256).size, 0);
    assert_rc(contents_sweep(desk->book, 0, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(raw_number(desk->path, "SELECT count(*) FROM content_chunk"), 0);
}

/* ---- copies ---------------------------------------------------------------------------- */

static void book_backup_data__has_all_but_the_bytes(void **state)
{
    struct desk *desk = *state;
    struct content content;
    struct findings findings = {.count = 0};
    struct book *copy = NULL;
    bool old = true, kept = false;
    char path[FOLDER_PATH_SIZE], names[NAMES_SIZE];
    struct content_writer *writer = NULL;
    (void)attach(desk, "A", 4, 3000000, &content);
    folder_file(&desk->folder, "100%? copy#", path);
    assert_rc(book_backup_data(desk->book, path, desk_err(desk)), RC_OK, &desk->err);
    assert_text_equal(folder_names(desk->folder.path, "book.coffer", names), "100%? copy# ");
    assert_int_equal(raw_number(path, "SELECT count(*) FROM content_chunk"), 0);
    assert_in_range(raw_number(path, "PRAGMA page_count"), 1, 200);
    assert_int_equal(
        raw_number(path, "SELECT seq FROM sqlite_sequence WHERE name = 'location'"),
        raw_number(desk->path, "SELECT seq FROM sqlite_sequence WHERE name = 'location'"));
    raw_assert_sound(path);
    raw_exec(desk->path, "DELETE FROM content_chunk");
    assert_same_dump(raw_dump(path, DUMP_ALL), raw_dump(desk->path, DUMP_ALL));
    /* It is a book, and with its bytes a whole one. */
    assert_rc(book_open(path, BOOK_WRITE, &copy, &old, desk_err(desk)), RC_OK, &desk->err);
    assert_false(old);
    assert_rc(book_verify_data(copy, findings_add, &findings, desk_err(desk)), RC_OK, &desk->err);
    assert_text_equal(findings.text, "");
    assert_rc(content_fill_begin(copy, &writer, desk_err(desk)), RC_OK, &desk->err);
    write_bytes(desk, writer, 5, 3000000);
    assert_rc(content_fill_end(writer, content.sha256, &kept, desk_err(desk)), RC_OK, &desk->err);
    assert_false(kept);
    assert_int_equal(raw_number(path, "SELECT count(*) FROM content_chunk"), 0);
    assert_rc(content_fill_begin(copy, &writer, desk_err(desk)), RC_OK, &desk->err);
    write_bytes(desk, writer, 4, 3000000);
    assert_rc(content_fill_end(writer, content.sha256, &kept, desk_err(desk)), RC_OK, &desk->err);
    assert_true(kept);
    assert_rc(book_verify(copy, findings_add, &findings, desk_err(desk)), RC_OK, &desk->err);
    assert_text_equal(findings.text, "");
    book_close(copy);
}

/* Of few documents the pages are copied first. */
static void book_backup_data__of_small_documents__has_none_either(void **state)
{
    struct desk *desk = *state;
    struct content content;
    char path[FOLDER_PATH_SIZE], names[NAMES_SIZE];
    (void)attach(desk, "A", 4, 100000, &content);
    folder_file(&desk->folder, "copy", path);
    assert_rc(book_backup_data(desk->book, path, desk_err(desk)), RC_OK, &desk->err);
    assert_text_equal(folder_names(desk->folder.path, "book.coffer", names), "copy ");
    assert_int_equal(raw_number(path, "PRAGMA freelist_count"), 0);
    char *mode = raw_text(path, "PRAGMA journal_mode");
    assert_text_equal(mode, "delete");
    free(mode);
    raw_assert_sound(path);
    raw_exec(desk->path, "DELETE FROM content_chunk");
    assert_same_dump(raw_dump(path, DUMP_ALL), raw_dump(desk->path, DUMP_ALL));
}

static void book_backup_data__never_replaces_a_file(void **state)
{
    struct desk *desk = *state;
    char there[FOLDER_PATH_SIZE];
    file_write(folder_file(&desk->folder, "there", there), "mine", 4);
    assert_rc(book_backup_data(desk->book, there, desk_err(desk)), RC_RULE, &desk->err);
}

#define WITH_BOOK(test) cmocka_unit_test_setup_teardown(test, desk_setup, desk_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_BOOK(content__of_any_size__comes_out_as_it_went_in),
        WITH_BOOK(content__hash__is_that_of_other_tools),
        WITH_BOOK(content__the_same_again__is_kept_once_and_takes_no_page),
        WITH_BOOK(content__that_is_given_up__leaves_nothing),
        WITH_BOOK(content__with_lost_bytes__is_told_and_can_come_again),
        WITH_BOOK(content__with_a_changed_byte__is_not_genuine),
        WITH_BOOK(content__after_undo__is_free_and_after_redo_in_use),
        WITH_BOOK(content__detached_in_editing__is_free),
        WITH_BOOK(content__detached_later__is_kept_but_not_met),
        WITH_BOOK(content__of_two_claims__stays_while_one_names_it),
        WITH_BOOK(content__free_for_long__is_swept_and_undo_is_refused),
        WITH_BOOK(content_release__asks_the_other_documents),
        WITH_BOOK(book_backup_data__has_all_but_the_bytes),
        WITH_BOOK(book_backup_data__of_small_documents__has_none_either),
        WITH_BOOK(book_backup_data__never_replaces_a_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
