/* SPDX-License-Identifier: MIT */
#include "cli/parse.h"

#include <stdio.h>
#include <string.h>

#include "support/support.h"

enum { WORDS_MAX = 32 };

struct outcome {
    enum rc rc;
    struct err err;
    enum parsed what;
    struct asked asked;
    struct call call;
    char *argv[WORDS_MAX + 1];
    char text[1024];
};

/* Words are separated by '|', so that they can hold blanks. */
static void read_words(struct outcome *o, const char *words)
{
    int argc = 1;
    memset(o, 0, sizeof(*o));
    err_init(&o->err);
    o->argv[0] = o->text;
    (void)snprintf(o->text, sizeof(o->text), "coffer|%s", words);
    for (char *at = o->text; (at = strchr(at, '|')) != NULL;) {
        *at++ = '\0';
        assert_true(argc < WORDS_MAX);
        o->argv[argc++] = at;
    }
    o->rc = parse(argc, o->argv, &o->what, &o->asked, &o->call, &o->err);
}

static void assert_command(struct outcome *o, const char *line, const char *words)
{
    read_words(o, line);
    assert_rc(o->rc, RC_OK, &o->err);
    assert_int_equal(o->what, PARSED_CALL);
    assert_non_null(o->call.command);
    assert_text_equal(o->call.command->words, words);
}

/* Exit code 2, and the message holds `part`. */
static void assert_refused(const char *line, const char *part)
{
    struct outcome o;
    read_words(&o, line);
    assert_rc(o.rc, RC_USAGE, &o.err);
    if (strstr(o.err.text, part) == NULL)
        fail_msg("%s: \"%s\" does not hold \"%s\"", line, o.err.text, part);
    call_release(&o.call);
}

/* ---- words ---------------------------------------------------------------- */

static void parse__finds__commands_of_one_and_two_words(void **state)
{
    (void)state;
    struct outcome o;
    assert_command(&o, "balance", "balance");
    call_release(&o.call);
    assert_command(&o, "earning|list", "earning list");
    call_release(&o.call);
    assert_command(&o, "import|a.csv", "import");
    assert_text_equal(call_argument(&o.call, 0), "a.csv");
    call_release(&o.call);
    assert_command(&o, "import|list", "import list");
    call_release(&o.call);
    assert_command(&o, "import|show|3", "import show");
    call_release(&o.call);
}

static void parse__takes__a_file_named_like_a_command(void **state)
{
    (void)state;
    struct outcome o;
    assert_command(&o, "import|--|list", "import");
    assert_text_equal(call_argument(&o.call, 0), "list");
    call_release(&o.call);
    assert_command(&o, "import|--dry-run|list", "import");
    assert_true(call_flag(&o.call, "dry-run"));
    call_release(&o.call);
    assert_command(&o, "import|--|-a.csv|--dry-run", "import");
    assert_false(call_flag(&o.call, "dry-run"));
    assert_text_equal(call_argument(&o.call, 1), "--dry-run");
    call_release(&o.call);
    assert_command(&o, "import|-", "import");
    assert_text_equal(call_argument(&o.call, 0), "-");
    call_release(&o.call);
}

static void parse__names__a_wrong_word_and_the_nearest(void **state)
{
    (void)state;
    assert_refused("balnce", "balnce: ");
    assert_refused("balnce", "'coffer balance'");
    assert_refused("earning|lst", "'coffer earning list'");
    assert_refused("period|clos|FY21H1", "'coffer period close'");
    assert_refused("zzz", "'coffer --help'");
    assert_refused("", "--help");
    assert_refused("earning", "list, add, edit, delete, exclude, include");
    assert_refused("earning|--", "second word");
    assert_refused("earning|--program|x", "second word");
}

static void parse__refuses__words_too_many_and_too_few(void **state)
{
    (void)state;
    assert_refused("balance|x", "'x'");
    assert_refused("backup", "FILE");
    assert_refused("backup|a|b", "'b'");
    assert_refused("import", "FILE");
    assert_refused("import|--dry-run", "FILE");
    assert_refused("earning|delete", "ID");
}

static void parse__opens__the_screen_without_a_command(void **state)
{
    (void)state;
    struct outcome o;
    read_words(&o, "--book|b.coffer");
    assert_rc(o.rc, RC_OK, &o.err);
    assert_null(o.call.command);
    assert_text_equal(o.call.options.book, "b.coffer");
    call_release(&o.call);
}

/* ---- options ---------------------------------------------------------------- */

static void parse__takes__global_options_everywhere(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "--as-of|2021-03-01|--format|csv|--read-only|earning|list",
        "--as-of=2021-03-01|earning|--format=csv|list|--read-only",
        "earning|list|--read-only|--format|csv|--as-of|2021-03-01",
    };
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
        struct outcome o;
        assert_command(&o, lines[i], "earning list");
        assert_true(o.call.options.has_as_of);
        assert_date_equal(o.call.options.as_of, "2021-03-01");
        assert_true(o.call.options.read_only);
        assert_int_equal(o.call.format, TABLE_CSV);
        call_release(&o.call);
    }
}

static void parse__takes__values_with_and_without_equals(void **state)
{
    (void)state;
    struct outcome o;
    assert_command(&o,
                   "earning|add|--program|p|--location=1|--date|2021-01-31|--type|coop|--amount|"
                   "-12.50|--currency=EUR|--note=--help|--reason=a=b",
                   "earning add");
    assert_text_equal(call_text(&o.call, "amount"), "-12.50");
    assert_text_equal(call_text(&o.call, "location"), "1");
    assert_text_equal(call_text(&o.call, "note"), "--help");
    assert_text_equal(call_text(&o.call, "reason"), "a=b");
    assert_null(call_text(&o.call, "usd"));
    call_release(&o.call);
    assert_command(&o, "earning|edit|E-1|--amount=-12.50", "earning edit");
    assert_text_equal(call_text(&o.call, "amount"), "-12.50");
    call_release(&o.call);
}

static void parse__gathers__repeated_options(void **state)
{
    (void)state;
    struct outcome o;
    size_t position = 0;
    assert_command(&o, "member|add|anna|--role|user|--location|2|--location|1", "member add");
    assert_text_equal(call_next(&o.call, "location", &position), "2");
    assert_text_equal(call_next(&o.call, "location", &position), "1");
    assert_null(call_next(&o.call, "location", &position));
    call_release(&o.call);
}

static void parse__refuses__options_that_are_wrong(void **state)
{
    (void)state;
    assert_refused("balance|--progam|x", "--progam: ");
    assert_refused("balance|--progam|x", "'--program'");
    assert_refused("balance|--prog|x", "'--program'"); /* never abbreviated */
    assert_refused("balance|--book|a|--book|b", "--book: it is given twice");
    assert_refused("balance|--program|a|--program|b", "--program: it is given twice");
    assert_refused("balance|--program", "--program: its value is missing");
    assert_refused("balance|--program|--location|x", "--program: its value is missing");
    assert_refused("balance|--program|--", "--program: its value is missing");
    assert_refused("balance|--read-only=yes", "takes no value");
    assert_refused("balance|-p|x", "-p: ");
    assert_refused("--program|x|balance", "after the command's name");
    assert_refused("balance|--zzzzzz", "'coffer balance --help'");
    assert_refused("import|--dry_run|x", "'--dry-run'");
}

static void parse__names__what_is_required(void **state)
{
    (void)state;
    assert_refused("earning|add|--program|p", "--location");
    assert_refused("period|reopen|FY21H1", "--reason");
    assert_refused("member|add|anna", "--role");
    assert_refused("export|earnings", "--to");
    assert_refused("earning|edit|E-1", "nothing to change");
    assert_refused("program|set|mci|--format|csv", "nothing to change");
}

static void parse__reads__every_kind_of_value(void **state)
{
    (void)state;
    assert_refused("--as-of|2021-02-29|balance", "'2021-02-29'");
    assert_refused("--as-of|20210228|balance", "YYYY-MM-DD");
    assert_refused("--as-of||balance", "--as-of: ''");
    assert_refused("balance|--period|FY21H3", "'FY21H3'");
    assert_refused("period|close|2021", "PERIOD: '2021'");
    assert_refused("periods|--count|0", "--count: '0'");
    assert_refused("periods|--count|-1", "--count: '-1'");
    assert_refused("periods|--count|1x", "--count: '1x'");
    assert_refused("periods|--count|9999999999999999999999", "--count");
    assert_refused("undo|x", "'x'");
    assert_refused("--format|cvs|balance", "the nearest is csv");
    assert_refused("--format|xml|balance", "table|csv|json");
    assert_refused("member|add|anna|--role|usr", "the nearest is user");
    struct outcome o;
    struct period period;
    int64_t count = 0;
    assert_command(&o, "periods|--from|fy21h1|--count|12", "periods");
    assert_true(call_period(&o.call, "from", &period));
    assert_date_equal(period.first, "2020-07-01");
    assert_true(call_number(&o.call, "count", &count));
    assert_int_equal(count, 12);
    call_release(&o.call);
}

static void parse__refuses__what_is_not_utf8(void **state)
{
    (void)state;
    assert_refused("import|a\xff.csv", "not UTF-8");
    assert_refused("balance|--program|\xc0\x80", "not UTF-8");
    assert_refused("--help|\xed\xa0\x80", "not UTF-8");
}

/* ---- help --------------------------------------------------------------------- */

static void assert_asked(const char *line, const char *command, const char *group)
{
    struct outcome o;
    read_words(&o, line);
    assert_rc(o.rc, RC_OK, &o.err);
    assert_int_equal(o.what, PARSED_HELP);
    assert_text_equal(o.asked.command == NULL ? NULL : o.asked.command->words, command);
    assert_text_equal(o.asked.group, group != NULL ? group : "");
    call_release(&o.call);
}

static void parse__answers__help_whatever_else_is_wrong(void **state)
{
    (void)state;
    assert_asked("--help", NULL, NULL);
    assert_asked("balance|--help", "balance", NULL);
    assert_asked("--help|balance", "balance", NULL);
    assert_asked("balance|--oops|--period|x|--help", "balance", NULL);
    assert_asked("--book|b|--format|zzz|balance|--help", "balance", NULL);
    assert_asked("earning|--help", NULL, "earning");
    assert_asked("earning|add|--program|--help", "earning add", NULL);
    assert_asked("import|--help", "import", NULL);
    assert_asked("import|--skip-rejects|list|--help", "import", NULL);
    assert_asked("import|show|--help", "import show", NULL);
    assert_refused("nonsense|--help", "nonsense");
    assert_refused("earning|nonsense|--help", "earning nonsense");
}

static void parse__answers__version_whatever_else_is_wrong(void **state)
{
    (void)state;
    struct outcome o;
    read_words(&o, "balance|--oops|--version");
    assert_rc(o.rc, RC_OK, &o.err);
    assert_int_equal(o.what, PARSED_VERSION);
    call_release(&o.call);
}

static void parse__leaves__help_after_the_end_of_options_alone(void **state)
{
    (void)state;
    struct outcome o;
    assert_command(&o, "import|--|--help", "import");
    assert_text_equal(call_argument(&o.call, 0), "--help");
    call_release(&o.call);
}

/* ---- any words at all ----------------------------------------------------------- */

static void parse__answers__any_words(void **state)
{
    (void)state;
    static const char *const vocabulary[] = {
        "earning", "add",    "list",     "import",        "show",   "-",         "--",
        "--",      "-x",     "--help",   "--version",     "--book", "--book=",   "--as-of",
        "--",      "FY21H1", "--period", "2021-02-28",    "12",     "--program", "--reason",
        "",        "=",      "--=",      "--count=99999", "---",    "periods",   "undo",
        "member",  "--role", "user",     "--location",    "help",   "export",    "balance",
    };
    enum { WORDS = sizeof(vocabulary) / sizeof(vocabulary[0]), LONGEST = 12 };
    struct random random;
    random_init(&random);
    int calls = 0;
    for (int i = 0; i < rounds(20000); i++) {
        struct outcome o;
        struct buf line;
        buf_init(&line);
        int64_t count = random_between(&random, 1, LONGEST);
        for (int64_t k = 0; k < count; k++)
            buf_addf(&line, "%s%s", k > 0 ? "|" : "",
                     vocabulary[random_between(&random, 0, WORDS - 1)]);
        read_words(&o, line.text);
        if (o.rc != RC_OK)
            assert_rc(o.rc, RC_USAGE, &o.err);
        calls += o.rc == RC_OK && o.what == PARSED_CALL;
        call_release(&o.call);
        buf_release(&line);
    }
    if (rounds(20000) >= 20000) /* in a few lines there may be no good one */
        assert_true(calls > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parse__finds__commands_of_one_and_two_words),
        cmocka_unit_test(parse__takes__a_file_named_like_a_command),
        cmocka_unit_test(parse__names__a_wrong_word_and_the_nearest),
        cmocka_unit_test(parse__refuses__words_too_many_and_too_few),
        cmocka_unit_test(parse__opens__the_screen_without_a_command),
        cmocka_unit_test(parse__takes__global_options_everywhere),
        cmocka_unit_test(parse__takes__values_with_and_without_equals),
        cmocka_unit_test(parse__gathers__repeated_options),
        cmocka_unit_test(parse__refuses__options_that_are_wrong),
        cmocka_unit_test(parse__names__what_is_required),
        cmocka_unit_test(parse__reads__every_kind_of_value),
        cmocka_unit_test(parse__refuses__what_is_not_utf8),
        cmocka_unit_test(parse__answers__help_whatever_else_is_wrong),
        cmocka_unit_test(parse__answers__version_whatever_else_is_wrong),
        cmocka_unit_test(parse__leaves__help_after_the_end_of_options_alone),
        cmocka_unit_test(parse__answers__any_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
