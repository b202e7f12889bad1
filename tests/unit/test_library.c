/* SPDX-License-Identifier: MIT */
/* Libraries that are loaded when they are needed: found, lacking, and not there. */
#include "io/library.h"

#include <string.h>

#include "support/support.h"

/* The C library's own mathematics are on every machine. */
static const char mathematics[] = "libm.so.6";

static void library_load__fills_every_place(void **state)
{
    double (*floor)(double) = NULL;
    double (*ceil)(double) = NULL;
    const struct library_function functions[] = {{"floor", &floor}, {"ceil", &ceil}};
    (void)state;
    assert_null(library_load(mathematics, functions, 2));
    assert_true(floor(1.5) == 1.0);
    assert_true(ceil(1.5) == 2.0);
    assert_null(library_load(mathematics, functions, 2)); /* again */
}

static void library_load__names_what_it_does_not_find(void **state)
{
    double (*floor)(double) = NULL;
    const struct library_function functions[] = {{"floor", &floor}, {"flood", &floor}};
    (void)state;
    const char *trouble = library_load("libcontoso.so.1", functions, 1);
    assert_non_null(trouble);
    assert_non_null(strstr(trouble, "libcontoso.so.1"));
    trouble = library_load(mathematics, functions, 2);
    assert_non_null(trouble);
    assert_non_null(strstr(trouble, mathematics));
    assert_non_null(strstr(trouble, "flood"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(library_load__fills_every_place),
        cmocka_unit_test(library_load__names_what_it_does_not_find),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
