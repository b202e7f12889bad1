/* SPDX-License-Identifier: MIT */
#include "support/support.h"

#include <stdio.h>
#include <string.h>

#include "support/stage.h"
#include "ui/actions.h"

/* Every key name of the table, with its action. */
struct binding {
    char name[KEY_NAME_SIZE];
    enum action action;
};
enum { BINDINGS_MAX = 160 };

static size_t all_bindings(struct binding bindings[BINDINGS_MAX])
{
    size_t count = 0;
    for (enum action action = ACT_NONE + 1; action < ACTIONS; action++) {
        const char *keys = action_info(action)->keys;
        while (*keys != '\0') {
            size_t length = strcspn(keys, " ");
            assert_true(count < BINDINGS_MAX && length < KEY_NAME_SIZE);
            (void)snprintf(bindings[count].name, KEY_NAME_SIZE, "%.*s", (int)length, keys);
            bindings[count++].action = action;
            keys += length;
            keys += strspn(keys, " ");
        }
    }
    return count;
}

static void action__has__a_key_a_label_and_a_sentence(void **state)
{
    (void)state;
    for (enum action action = ACT_NONE + 1; action < ACTIONS; action++) {
        const struct action_info *info = action_info(action);
        assert_true(info->keys[0] != '\0');
        assert_true(info->label[0] != '\0');
        assert_true(info->help[0] >= 'A' && info->help[0] <= 'Z');
        assert_int_not_equal(info->help[strlen(info->help) - 1], '.'); /* lists have no stops */
    }
}

static void action__shares__no_key_with_another(void **state)
{
    static struct binding bindings[BINDINGS_MAX];
    (void)state;
    size_t count = all_bindings(bindings);
    for (size_t i = 0; i < count; i++) {
        for (size_t k = i + 1; k < count; k++)
            assert_string_not_equal(bindings[i].name, bindings[k].name);
    }
}

/* The key that begins a sequence does nothing alone. */
static void action__of_a_sequence__hides_no_other(void **state)
{
    static struct binding bindings[BINDINGS_MAX];
    (void)state;
    size_t count = all_bindings(bindings);
    for (size_t i = 0; i < count; i++) {
        const char *plus = strchr(bindings[i].name, '+');
        if (plus == NULL || plus == bindings[i].name)
            continue;
        char first[KEY_NAME_SIZE];
        (void)snprintf(first, sizeof(first), "%.*s", (int)(plus - bindings[i].name),
                       bindings[i].name);
        for (size_t k = 0; k < count; k++)
            assert_string_not_equal(first, bindings[k].name);
    }
}

static void action__is_found__by_each_of_its_keys(void **state)
{
    static struct binding bindings[BINDINGS_MAX];
    (void)state;
    size_t count = all_bindings(bindings);
    for (size_t i = 0; i < count; i++) {
        bool prefix = true;
        char *plus = strchr(bindings[i].name, '+');
        if (plus == NULL || plus == bindings[i].name) {
            struct key key = key_named(bindings[i].name);
            assert_int_equal(action_of(NULL, &key, &prefix), bindings[i].action);
            assert_false(prefix);
            continue;
        }
        *plus = '\0';
        struct key first = key_named(bindings[i].name), second = key_named(plus + 1);
        assert_int_equal(action_of(NULL, &first, &prefix), ACT_NONE);
        assert_true(prefix);
        assert_int_equal(action_of(&first, &second, &prefix), bindings[i].action);
    }
}

static void action__is_none__for_an_unbound_key(void **state)
{
    static const char *const names[] = {"Z", "Ctrl-Y", "F9", "Ins", "ä", "~"};
    (void)state;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        bool prefix = true;
        struct key key = key_named(names[i]);
        assert_int_equal(action_of(NULL, &key, &prefix), ACT_NONE);
        assert_false(prefix);
    }
}

static void key__prints__what_key_is_reads(void **state)
{
    static const char *const names[] = {"q",  "Ctrl-R", "Enter", "Esc", "Space",     "Shift-Tab",
                                        "F1", "F12",    "PgDn",  "+",   "Backspace", "?"};
    (void)state;
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        char name[KEY_NAME_SIZE];
        struct key key = key_named(names[i]);
        assert_string_equal(key_print(&key, name), names[i]);
        assert_true(key_is(&key, names[i]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(action__has__a_key_a_label_and_a_sentence),
        cmocka_unit_test(action__shares__no_key_with_another),
        cmocka_unit_test(action__of_a_sequence__hides_no_other),
        cmocka_unit_test(action__is_found__by_each_of_its_keys),
        cmocka_unit_test(action__is_none__for_an_unbound_key),
        cmocka_unit_test(key__prints__what_key_is_reads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
