/* SPDX-License-Identifier: MIT */
#include "io/rejects.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io/report.h"
#include "support/pieces.h"
#include "support/support.h"

struct place {
    struct folder folder;
    char path[FOLDER_PATH_SIZE];
    struct rejects *rejects;
    struct err err;
};

static void place_init(struct place *place)
{
    folder_init(&place->folder);
    folder_file(&place->folder, "rejects.csv", place->path);
    err_init(&place->err);
    assert_rc(rejects_new(&place->rejects, &place->err), RC_OK, &place->err);
}

static void place_release(struct place *place)
{
    rejects_free(place->rejects);
    folder_release(&place->folder);
}

/* Every row of the text is a reject with the reason "why N". */
static void reject_all(struct place *place, const char *text)
{
    struct pieces pieces = {text, strlen(text), SIZE_MAX};
    struct csv *csv = NULL;
    struct csv_record record;
    bool more = false;
    assert_rc(csv_open(pieces_fill, &pieces, "r.csv", &csv, &place->err), RC_OK, &place->err);
    assert_rc(csv_read(csv, &record, &more, &place->err), RC_OK, &place->err);
    assert_rc(rejects_header(place->rejects, &record, &place->err), RC_OK, &place->err);
    while (csv_read(csv, &record, &more, &place->err) == RC_OK && more) {
        char reason[32];
        (void)snprintf(reason, sizeof reason, "why %lld", (long long)record.line);
        assert_rc(rejects_add(place->rejects, &record, reason, &place->err), RC_OK, &place->err);
    }
    csv_free(csv);
}

static void check_written(struct place *place, const char *expected)
{
    size_t length = 0;
    assert_rc(rejects_write(place->rejects, place->path, &place->err), RC_OK, &place->err);
    char *bytes = file_read(place->path, &length);
    assert_text_equal(bytes, expected);
    assert_int_equal(length, strlen(expected));
    free(bytes);
}

static void rejects__write__writes_nothing_without_a_reject(void **state)
{
    (void)state;
    struct place place;
    struct stat st;
    place_init(&place);
    assert_rc(rejects_write(place.rejects, place.path, &place.err), RC_OK, &place.err);
    reject_all(&place, "a,b\n");
    assert_rc(rejects_write(place.rejects, place.path, &place.err), RC_OK, &place.err);
    assert_int_equal(rejects_count(place.rejects), 0);
    assert_int_equal(stat(place.path, &st), -1);
    place_release(&place);
}

static void rejects__write__gives_the_rows_and_the_reason(void **state)
{
    (void)state;
    struct place place;
    place_init(&place);
    reject_all(&place, "\xEF\xBB\xBFId,Name\r\n1,\"Contoso, \"\"AB\"\"\"\r\n2,\"a\r\nb\"\r\n");
    assert_int_equal(rejects_count(place.rejects), 2);
    check_written(&place, "Id,Name,rejectReason\n"
                          "1,\"Contoso, \"\"AB\"\"\",why 2\n"
                          "2,\"a\r\nb\",why 3\n");
    place_release(&place);
}

static void rejects__write__has_the_columns_of_all_headers(void **state)
{
    (void)state;
    struct place place;
    place_init(&place);
    reject_all(&place, "id,name,note\n1,a,x\n");
    reject_all(&place, "Name,ID,amount\nb,2,5\n");
    reject_all(&place, "id,extra\n");
    check_written(&place, "id,name,note,amount,extra,rejectReason\n"
                          "1,a,x,,,why 2\n"
                          "2,b,,5,,why 2\n");
    place_release(&place);
}

static void rejects__write__keeps_columns_of_one_name_apart(void **state)
{
    (void)state;
    struct place place;
    place_init(&place);
    reject_all(&place, "id,note,Note,,,公司,会社\n1,a,b,c,d,e,f\n");
    reject_all(&place, "note,id,note\nx,2,y\n");
    check_written(&place, "id,note,Note,,,公司,会社,rejectReason\n"
                          "1,a,b,c,d,e,f,why 2\n"
                          "2,x,y,,,,,why 2\n");
    place_release(&place);
}

static void rejects__write__replaces_an_older_reason(void **state)
{
    (void)state;
    struct place place;
    place_init(&place);
    reject_all(&place, "id,rejectReason,name\n1,old reason,a\n");
    check_written(&place, "id,name,rejectReason\n1,a,why 2\n");
    place_release(&place);
}

static void rejects__write__keeps_fields_that_have_no_column(void **state)
{
    (void)state;
    struct place place;
    place_init(&place);
    reject_all(&place, "id,name\n1,a,b,c\n2\n3,x\n");
    check_written(&place, "id,name,,,rejectReason\n"
                          "1,a,b,c,why 2\n"
                          "2,,,,why 3\n"
                          "3,x,,,why 4\n");
    place_release(&place);
}

static void rejects__write__guards_text_and_never_amounts(void **state)
{
    (void)state;
    struct place place;
    place_init(&place);
    reject_all(&place, "name,earningAmount,earningAmountUSD,earningDate,quantity\n"
                       "=1+1,-12.50,+3,2026-01-31,-1\n"
                       "-5,=1+1,-1+cmd|x,@x,'=2\n");
    check_written(&place, "name,earningAmount,earningAmountUSD,earningDate,quantity,rejectReason\n"
                          "'=1+1,-12.50,+3,2026-01-31,-1,why 2\n"
                          "'-5,'=1+1,'-1+cmd|x,'@x,'=2,why 3\n");
    place_release(&place);
}

static void rejects__write__keeps_the_delimiter_of_its_inputs(void **state)
{
    (void)state;
    struct place place;
    place_init(&place);
    reject_all(&place, "id;amount\n1;12,5\n");
    check_written(&place, "id;amount;rejectReason\n1;12,5;why 2\n");
    reject_all(&place, "id,amount\n2,3.5\n");
    check_written(&place, "id,amount,rejectReason\n1,12.5,why 2\n2,3.5,why 2\n");
    place_release(&place);
    place_init(&place);
    reject_all(&place, "id,amount\n1,2.5\n");
    reject_all(&place, "id;amount\n2;12,5\n");
    check_written(&place, "id,amount,rejectReason\n1,2.5,why 2\n2,12.5,why 2\n");
    place_release(&place);
    place_init(&place);
    reject_all(&place, "id\tname\n1\ta,b\n");
    check_written(&place, "id\tname\trejectReason\n1\ta,b\twhy 2\n");
    place_release(&place);
}

/* One file has one decimal mark, so inputs with both cannot keep theirs. */
static void rejects__write__gives_one_decimal_mark_to_inputs_with_two(void **state)
{
    (void)state;
    struct place place;
    place_init(&place);
    reject_all(&place, "id;amount;customerName\n1;-12,5;1,5\n2;1.234,5;x\n");
    rejects_decimal_form(place.rejects, MONEY_COMMA);
    reject_all(&place, "id;amount\n3;3.5\n4;3,5\n");
    rejects_decimal_form(place.rejects, MONEY_POINT);
    check_written(&place, "id,amount,customerName,rejectReason\n1,-12.5,\"1,5\",why 2\n"
                          "2,\"1.234,5\",x,why 3\n3,3.5,,why 2\n4,\"3,5\",,why 3\n");
    place_release(&place);
    place_init(&place); /* both with commas: nothing is written anew */
    reject_all(&place, "id;amount\n1;12,5\n");
    rejects_decimal_form(place.rejects, MONEY_COMMA);
    reject_all(&place, "id;usd\n2;3\n");
    check_written(&place, "id;amount;usd;rejectReason\n1;12,5;;why 2\n2;;3;why 2\n");
    place_release(&place);
}

static void rejects__add__does_not_grow_with_the_rows(void **state)
{
    (void)state;
    enum { ROWS = 50000 };
    struct place place;
    struct csv_field fields[] = {{"1", 1}, {"Contoso", 7}};
    struct csv_field names[] = {{"id", 2}, {"name", 4}};
    struct csv_record header = {.fields = names, .count = 2, .line = 1, .delimiter = ','};
    struct csv_record record = {.fields = fields, .count = 2, .line = 2, .delimiter = ','};
    size_t length = 0;
    place_init(&place);
    assert_rc(rejects_header(place.rejects, &header, &place.err), RC_OK, &place.err);
    for (int i = 0; i < ROWS; i++)
        assert_rc(rejects_add(place.rejects, &record, "blank", &place.err), RC_OK, &place.err);
    assert_rc(rejects_write(place.rejects, place.path, &place.err), RC_OK, &place.err);
    char *bytes = file_read(place.path, &length);
    assert_int_equal(length, strlen("id,name,rejectReason\n") + ROWS * strlen("1,Contoso,blank\n"));
    free(bytes);
    place_release(&place);
}

static void rejects__header__refuses_endlessly_many_columns(void **state)
{
    (void)state;
    enum { LENGTH = 1000000 };
    struct place place;
    char *name = malloc(LENGTH + 1);
    enum rc rc = RC_OK;
    assert_non_null(name);
    memset(name, 'x', LENGTH);
    name[LENGTH] = '\0';
    place_init(&place);
    for (int i = 0; i < 26 && rc == RC_OK; i++) {
        name[0] = (char)('a' + i);
        struct csv_field field = {name, LENGTH};
        struct csv_record header = {.fields = &field, .count = 1, .line = 1, .delimiter = ','};
        rc = rejects_header(place.rejects, &header, &place.err);
    }
    assert_rc(rc, RC_CONTENT, &place.err);
    place_release(&place);
    free(name);
}

static void rejects__write__reports_a_place_that_cannot_be_written(void **state)
{
    (void)state;
    struct place place;
    place_init(&place);
    reject_all(&place, "a,b\n1,2\n");
    assert_rc(rejects_write(place.rejects, place.folder.path, &place.err), RC_FILE, &place.err);
    place_release(&place);
}

static void rejects__add__reports_a_full_spool(void **state)
{
    (void)state;
    struct place place;
    struct csv_field field = {"x", 1};
    struct csv_record record = {.fields = &field, .count = 1, .line = 1, .delimiter = ','};
    place_init(&place);
    assert_int_equal(setenv("TMPDIR", "/nonexistent", 1), 0);
    assert_rc(rejects_header(place.rejects, &record, &place.err), RC_OK, &place.err);
    assert_rc(rejects_add(place.rejects, &record, "why", &place.err), RC_FILE, &place.err);
    assert_non_null(strstr(place.err.text, "TMPDIR"));
    assert_int_equal(unsetenv("TMPDIR"), 0);
    place_release(&place);
}

/* ---- the round trip: what was rejected comes in again with its own text ---- */

static const char needed[] = "participantId,programName,earningId,earningType,earningAmount,"
                             "transactionCurrency,earningAmountUSD,earningDate,customerName\n";

static void rejects__write__comes_in_again_with_the_same_text(void **state)
{
    (void)state;
    static const char *const customers[] = {"=1+1", "-Contoso", "@x", "'s Gravenhage", "a\tb\r\nc"};
    enum { CUSTOMERS = sizeof(customers) / sizeof(customers[0]) };
    struct place place;
    struct buf text;
    buf_init(&text);
    buf_add(&text, needed);
    for (size_t i = 0; i < CUSTOMERS; i++)
        buf_addf(&text, "1,P,E%zu,fee,-1.50,USD,-1.50,2026-01-31,\"%s\"\n", i, customers[i]);
    place_init(&place);
    reject_all(&place, text.text);
    assert_rc(rejects_write(place.rejects, place.path, &place.err), RC_OK, &place.err);
    size_t length = 0;
    char *bytes = file_read(place.path, &length);
    struct pieces pieces = {bytes, length, SIZE_MAX};
    struct csv *csv = NULL;
    struct csv_record record;
    struct report *report = NULL;
    struct report_row row;
    struct report_reject reject;
    bool more = false;
    bool good = false;
    assert_rc(csv_open(pieces_fill, &pieces, "r.csv", &csv, &place.err), RC_OK, &place.err);
    assert_rc(csv_read(csv, &record, &more, &place.err), RC_OK, &place.err);
    assert_rc(report_begin(&record, ',', "r.csv", &report, &place.err), RC_OK, &place.err);
    for (size_t i = 0; i < CUSTOMERS; i++) {
        assert_rc(csv_read(csv, &record, &more, &place.err), RC_OK, &place.err);
        assert_rc(report_row(report, &record, &good, &row, &reject, &place.err), RC_OK, &place.err);
        assert_true(good);
        assert_money_equal(row.amounts.amount, -1500000);
        assert_text_equal(row.details[DETAIL_CUSTOMER].text, customers[i]);
    }
    report_free(report);
    csv_free(csv);
    free(bytes);
    buf_release(&text);
    place_release(&place);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rejects__write__writes_nothing_without_a_reject),
        cmocka_unit_test(rejects__write__gives_the_rows_and_the_reason),
        cmocka_unit_test(rejects__write__has_the_columns_of_all_headers),
        cmocka_unit_test(rejects__write__keeps_columns_of_one_name_apart),
        cmocka_unit_test(rejects__write__replaces_an_older_reason),
        cmocka_unit_test(rejects__write__keeps_fields_that_have_no_column),
        cmocka_unit_test(rejects__write__guards_text_and_never_amounts),
        cmocka_unit_test(rejects__write__keeps_the_delimiter_of_its_inputs),
        cmocka_unit_test(rejects__write__gives_one_decimal_mark_to_inputs_with_two),
        cmocka_unit_test(rejects__add__does_not_grow_with_the_rows),
        cmocka_unit_test(rejects__header__refuses_endlessly_many_columns),
        cmocka_unit_test(rejects__write__reports_a_place_that_cannot_be_written),
        cmocka_unit_test(rejects__add__reports_a_full_spool),
        cmocka_unit_test(rejects__write__comes_in_again_with_the_same_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
