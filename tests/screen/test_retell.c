/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "support/support.h"
#include "ui/parts/retell.h"

static void assert_retold(const char *sentence, option_label *label, const char *expected)
{
    struct buf told;
    buf_init(&told);
    retell(sentence, label, NULL, &told);
    assert_string_equal(told.text, expected);
    buf_release(&told);
}

/* A form with two fields. */
static const char *label_of(const void *context, const char *name, size_t length)
{
    (void)context;
    if (length == strlen("from") && strncmp(name, "from", length) == 0)
        return "From";
    return length == strlen("usage-end") && strncmp(name, "usage-end", length) == 0
               ? "Last day of use"
               : NULL;
}

/* What the lower layers say, as it stands in their sources. */
static void retell__commands__are_keys(void **state)
{
    static const struct {
        const char *sentence, *told;
    } cases[] = {
        {"FY26H1 of mci: the period is closed: reopen it with 'coffer period reopen'",
         "FY26H1 of mci: the period is closed: reopen it with key c on the program"},
        {"log row 9: there is none: 'coffer log' shows them",
         "Log row 9: there is none: the log (key 8) shows them"},
        {"document D-1: its bytes are damaged: 'coffer document verify' tells which are",
         "Document D-1: its bytes are damaged: key K on the list of documents tells which are"},
        {"set it with 'coffer program set -- --odd'", "Set it with key s on the program"},
        {"log row 9: it is an undo or redo itself: use 'coffer redo', or undo the row before",
         "Log row 9: it is an undo or redo itself: use key Ctrl-R, or undo the row before"},
        {"'coffer undo' 'coffer undo'", "key u key u"},
        /* No screen does these. */
        {"the totals are wrong: run 'coffer check' and restore a backup",
         "The totals are wrong: run 'coffer check' and restore a backup"},
        {"ask an admin to run 'coffer member add'", "Ask an admin to run 'coffer member add'"},
        /* What somebody or something is called is not the sentence's. */
        {"the expense is 150.00: correct it", "The expense is 150.00: correct it"},
        {"my report.csv: it is empty", "my report.csv: it is empty"},
        {"my files/a: it is empty", "my files/a: it is empty"},
        {"fabrikam: it is new", "fabrikam: it is new"},
        /* No commands. */
        {"'coffer logs' and 'coffer log without an end",
         "'coffer logs' and 'coffer log without an end"},
        {"coffer log", "Coffer log"},
        {"", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        assert_retold(cases[i].sentence, NULL, cases[i].told);
}

static void retell__options__are_fields(void **state)
{
    static const struct {
        const char *sentence, *told;
    } cases[] = {
        {"its split would change: choose a later --from",
         "Its split would change: choose a later From"},
        {"--from 2026-13-01: not a day", "From 2026-13-01: not a day"},
        {"add --usage-end, --claim-opens", "Add Last day of use, --claim-opens"},
        {"the file exists: name another with --book", "The file exists: name another with --book"},
        {"choose (--from)", "Choose (From)"},
        {"mci--from and --from-day and -- and --", "mci--from and --from-day and -- and --"},
        {"reopen it with 'coffer period reopen', or choose a later --from",
         "Reopen it with key c on the program, or choose a later From"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
        assert_retold(cases[i].sentence, label_of, cases[i].told);
    assert_retold("choose a later --from", NULL, "Choose a later --from");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(retell__commands__are_keys),
        cmocka_unit_test(retell__options__are_fields),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
