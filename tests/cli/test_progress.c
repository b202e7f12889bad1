/* SPDX-License-Identifier: MIT */
#include "cli/progress.h"

#include "base/buf.h"
#include "support/support.h"

static void assert_line(const char *expected, uint64_t done, uint64_t total, int64_t elapsed,
                        bool bytes)
{
    struct buf line;
    buf_init(&line);
    progress_line(&line, "a.csv", done, total, elapsed, bytes);
    assert_text_equal(line.text, expected);
    buf_release(&line);
}

static void progress__shows__the_share(void **state)
{
    (void)state;
    assert_line("a.csv  0 %", 0, 200, 0, false);
    assert_line("a.csv  50 %", 100, 200, 10, false);
    assert_line("a.csv  100 %", 200, 200, 10, false);
    assert_line("a.csv  100 %", 300, 200, 10, false);
    assert_line("a.csv", 5, 0, 10, false);
}

static void progress__shows__rate_and_time_left_once_settled(void **state)
{
    (void)state;
    assert_line("a.csv  25 %  25 MB", 25000000, 100000000, 999, true);
    assert_line("a.csv  25 %  25 MB  25 MB/s  4 s left", 25000000, 100000000, 1000, true);
    assert_line("a.csv  10 %  10 KB  101 B/s  15 min left", 10000, 100000, 99000, true);
    assert_line("a.csv  1.2 KB  617 B/s", 1234, 0, 2000, true);
    assert_line("a.csv  0 %  0 B", 0, 1000, 5000, true);
}

static void progress__survives__any_number(void **state)
{
    (void)state;
    struct buf line;
    buf_init(&line);
    progress_line(&line, "a", UINT64_MAX, UINT64_MAX, INT64_MAX, true);
    progress_line(&line, "a", 1, UINT64_MAX, INT64_MAX, true);
    progress_line(&line, "a", UINT64_MAX - 1, UINT64_MAX, 1000, true);
    assert_false(line.failed);
    buf_release(&line);
}

static void progress__makes_visible__the_names_of_files(void **state)
{
    (void)state;
    struct buf line;
    buf_init(&line);
    progress_line(&line, "a\033[31m", 0, 0, 0, false);
    assert_text_equal(line.text, "a\\x1b[31m");
    buf_release(&line);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(progress__shows__the_share),
        cmocka_unit_test(progress__shows__rate_and_time_left_once_settled),
        cmocka_unit_test(progress__survives__any_number),
        cmocka_unit_test(progress__makes_visible__the_names_of_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
