/* SPDX-License-Identifier: MIT */
/*
 * A claim of 200 keys, killed behind one of them: the next start offers all that was
 * typed. COFFER_KILLS says behind how many of the keys, 200 are all of them.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "pty/visit.h"

/* ---- what is typed -------------------------------------------------------------------------- */

/* The fields of the last step, in their order; '\b' takes a letter back. */
static const struct {
    const char *label, *keys;
} fields[] = {
    {"First day", "2026-09-15"},
    {"Last day", "2026-09-71\b\b17"},
    {"Title", "Sprint\b\b\bing exhibitoin\b\b\bion at the Fabrikm\bam fair, hall 7"},
    {"Amount", "1300.500\b"},
    {"Owner", "anna.bergstr\xc3\xb6m@contoso.exampel\b\ble"},
    {"Tags", "fair-2027 printed spring-campaing\b\bgn with-partner kept-for-audit"},
};
enum { FIELDS = sizeof(fields) / sizeof(fields[0]), TYPED_SIZE = 96, STEPS = 3 };

/* What stands in each field after so many keys. */
struct form {
    char typed[FIELDS][TYPED_SIZE];
    size_t here; /* the field that is typed into */
};

static void take_back(char *text)
{
    size_t length = strlen(text);
    while (length > 0 && ((unsigned char)text[length - 1] & 0xc0) == 0x80)
        length--; /* the rest of a letter of several bytes */
    text[length > 0 ? length - 1 : 0] = '\0';
}

static size_t letter_size(const char *at)
{
    size_t size = 1;
    while (((unsigned char)at[size] & 0xc0) == 0x80)
        size++;
    return size;
}

/* Types so many keys of the form, Enter between two fields; returns how many it has. */
static size_t type(struct pty *pty, size_t keys, struct form *ret)
{
    size_t done = 0;
    *ret = (struct form){.here = 0};
    for (size_t field = 0; field < FIELDS; field++) {
        char *typed = ret->typed[field];
        if (field > 0 && done++ < keys) {
            ret->here = field;
            if (pty != NULL)
                pty_type(pty, "\r");
        }
        for (const char *at = fields[field].keys; *at != '\0'; at += letter_size(at), done++) {
            if (done >= keys)
                continue;
            if (*at == '\b')
                take_back(typed);
            else
                strncat(typed, at, letter_size(at));
            if (pty != NULL)
                pty_send(pty, *at == '\b' ? "\x7f" : at, letter_size(at));
        }
    }
    return done;
}

/* ---- what is shown -------------------------------------------------------------------------- */

/* Whether the cursor stands in the field, and the line shows the text, its end where
 * it is long. */
static bool shows(struct pty *pty, size_t field, const char *typed)
{
    enum { SEEN = 24 }; /* bytes of the end that are looked for */
    int row, col;
    pty_cursor(pty, &row, &col);
    if (pty_find(pty, fields[field].label) != row)
        return false;
    size_t length = strlen(typed);
    const char *end = length > SEEN ? typed + length - SEEN : typed;
    while (((unsigned char)*end & 0xc0) == 0x80)
        end++;
    char *text = pty_text(pty), *line = strstr(text, fields[field].label);
    if (line != NULL)
        line[strcspn(line, "\n")] = '\0';
    bool found = line != NULL && strstr(line, end) != NULL;
    free(text);
    return found;
}

/* The end of a long text is seen where the cursor stands behind it. */
static void until_shown(struct pty *pty, size_t field, const char *typed)
{
    int64_t end = clock_ticks() + PTY_DEADLINE;
    while (!shows(pty, field, typed)) {
        if (clock_ticks() >= end)
            pty_give_up(pty, "this is not in its field:", typed);
        pty_pump(pty, pty_left(end));
    }
}

/* ---- tests ---------------------------------------------------------------------------------- */

/* To the last step, where one types. */
static struct pty *begin(struct visit *visit)
{
    struct pty *pty = visit_enter(visit);
    pty_type(pty, "C");
    pty_until(pty, "1 of 3");
    pty_type(pty, "\r");
    pty_until(pty, "2 of 3");
    pty_type(pty, "\r");
    pty_until(pty, "3 of 3");
    return pty;
}

static void expect_offered(struct visit *visit, const struct form *form, size_t keys)
{
    struct pty *pty = visit_enter(visit);
    pty_type(pty, "C");
    pty_until(pty, "You typed this");
    pty_type(pty, "\r");
    pty_until(pty, "3 of 3");
    print_message("killed behind key %zu\n", keys);
    for (size_t field = 0; field <= form->here; field++) {
        pty_type(pty, field > 0 ? "\t\x1b[F" : "\x1b[F");
        until_shown(pty, field, form->typed[field]);
    }
}

static void kill_behind(void **state, size_t keys)
{
    void *fresh = *state;
    struct form form;
    assert_int_equal(visit_setup(&fresh), 0);
    struct visit *visit = fresh;
    struct pty *pty = begin(visit);
    (void)type(pty, keys, &form);
    until_shown(pty, form.here, form.typed[form.here]);
    assert_int_equal(kill(pty->child, SIGKILL), 0);
    assert_signal(pty_until_over(pty), SIGKILL);
    expect_offered(visit, &form, keys);
    assert_int_equal(visit_teardown(&fresh), 0);
}

static void claim__killed_behind_a_key__is_offered_again(void **state)
{
    enum { USUAL = 16 };
    const char *asked = getenv("COFFER_KILLS");
    struct form form;
    struct random random;
    size_t all = type(NULL, SIZE_MAX, &form);
    size_t kills = asked != NULL ? strtoul(asked, NULL, 10) : USUAL;
    assert_int_equal(all + STEPS, 200);
    assert_string_equal(form.typed[2], "Spring exhibition at the Fabrikam fair, hall 7");
    random_init(&random);
    for (size_t keys = 1; keys <= all; keys++)
        if (kills >= all || keys == all || random_one_in(&random, (int)(all / (kills + 1)) + 1))
            kill_behind(state, keys);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(claim__killed_behind_a_key__is_offered_again),
    };
    return cmocka_run_group_tests(tests, visit_group_setup, visit_group_teardown);
}
