/* SPDX-License-Identifier: MIT */
#include "io/activities.h"

#include <string.h>

#include "io/memory.h"
#include "support/support.h"

static const char header[] = "code,group,name,programs,kind,item,need,applies,text,value\n";

struct read {
    struct catalogue catalogue;
    struct buf text;
    struct err err;
};

static enum rc read_text(const char *file, struct read *ret)
{
    struct memory_source rest = {file, strlen(file)};
    ret->catalogue = (struct catalogue){0};
    buf_init(&ret->text);
    err_init(&ret->err);
    return activities_read(memory_fill, &rest, "guide.csv", &ret->catalogue, &ret->text, &ret->err);
}

static void read_release(struct read *read)
{
    catalogue_release(&read->catalogue);
    buf_release(&read->text);
}

static void activities__read__takes_what_a_spreadsheet_saves(void **state)
{
    (void)state;
    static const char file[] =
        "\xEF\xBB\xBFItem;CODE;Group;Name;Programs;Note;Kind;Need;Applies;Text;Value\r\n"
        "\r\n"
        "A-1;DG01;Demand;Print;all;mine;proof;required;all;\" It's \"\"new\"\"; \";\r\n"
        "A-2;DG01;Demand;Print;all;;cap;;all;'=up to 5;usd 5\r\n";
    static const char expected[] =
        "code,group,name,programs,kind,item,need,applies,text,value\n"
        "DG01,Demand,Print,all,proof,A-1,required,all,\"It's \"\"new\"\";\",\n"
        "DG01,Demand,Print,all,cap,A-2,,all,'=up to 5,usd 5\n";
    struct read first, second;
    assert_rc(read_text(file, &first), RC_OK, &first.err);
    assert_text_equal(first.text.text, expected);
    assert_int_equal(first.catalogue.count, 1);
    const struct activity *print = &first.catalogue.activities[0];
    assert_text_equal(print->requirements[0].text, "It's \"new\";");
    assert_text_equal(print->requirements[1].text, "=up to 5");
    assert_money_equal(print->requirements[1].cap.usd, 5000000);
    /* what is kept is read as the same */
    assert_rc(read_text(first.text.text, &second), RC_OK, &second.err);
    assert_text_equal(second.text.text, expected);
    read_release(&second);
    read_release(&first);
}

static void activities__read__names_what_is_wrong_and_where(void **state)
{
    (void)state;
    const struct {
        const char *after_header, *message;
    } cases[] = {
        {"", "guide.csv: no activity stands in it"},
        {"DG01,D,P,all,proof,A-1,required,all,t\n", "guide.csv line 2: 9 fields, where the header "
                                                    "has 10"},
        {"DG01,D,P,all,proof,A-1,required,all,t,,\n", "guide.csv line 2: 11 fields"},
        {"DG01,D,P,all,proof,A-1,required,all,\"two\nlines\",\nDG01,D,P,all,prof,A-2,required,all,"
         "t,\n",
         "guide.csv line 4: kind: 'prof' is none"},
        {"DG01,D,P,all,proof,A-1,required,all,\"t,\n", "guide.csv line 2: a quote that is never"},
        {"DG01,D,P,all,proof,A-1,required,all,\xFF,\n", "guide.csv line 2: byte 0xFF"},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct read read;
        struct buf file;
        buf_init(&file);
        buf_add(&file, header);
        buf_add(&file, cases[i].after_header);
        assert_rc(read_text(file.text, &read), RC_CONTENT, &read.err);
        if (strncmp(read.err.text, cases[i].message, strlen(cases[i].message)) != 0)
            fail_msg("'%s', not '%s'", read.err.text, cases[i].message);
        assert_text_equal(read.text.text, "");
        read_release(&read);
        buf_release(&file);
    }
}

static void activities__read__needs_every_column_once(void **state)
{
    (void)state;
    struct read read;
    assert_rc(read_text("code,group,name,programs,kind,item,need,text,value\n", &read), RC_CONTENT,
              &read.err);
    assert_non_null(strstr(read.err.text, "the column applies is missing"));
    read_release(&read);
    assert_rc(read_text("code,group,name,programs,kind,item,need,applies,text,value,TEXT\n", &read),
              RC_CONTENT, &read.err);
    assert_non_null(strstr(read.err.text, "the column text is there twice"));
    read_release(&read);
    assert_rc(read_text("", &read), RC_CONTENT, &read.err);
    read_release(&read);
}

static void activities__read__ends_before_a_file_without_end(void **state)
{
    (void)state;
    struct read read;
    struct buf file;
    buf_init(&file);
    buf_add(&file, header);
    for (int i = 0; i < CATALOGUE_RECORDS_MAX; i++) {
        buf_addf(&file, "C%d,D,P,all,proof,A-1,when ", i);
        for (int j = 0; j < 900; j++)
            buf_add_char(&file, 'x');
        buf_add(&file, ",all,t,\n");
    }
    assert_false(file.failed);
    assert_rc(read_text(file.text, &read), RC_CONTENT, &read.err);
    assert_non_null(strstr(read.err.text, "more than 4194304 bytes"));
    read_release(&read);
    buf_release(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(activities__read__takes_what_a_spreadsheet_saves),
        cmocka_unit_test(activities__read__names_what_is_wrong_and_where),
        cmocka_unit_test(activities__read__needs_every_column_once),
        cmocka_unit_test(activities__read__ends_before_a_file_without_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
