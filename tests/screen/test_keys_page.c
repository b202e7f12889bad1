/* SPDX-License-Identifier: MIT */
/* The man page's KEYS are the table of actions. */
#include "support/support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "ui/actions.h"

/* The page between .Sh KEYS and the end of its list; freed by the caller. */
static char *keys_of_page(void)
{
    FILE *file = fopen(MAN_PAGE, "r");
    char *text = calloc(1, 1 << 18);
    assert_non_null(file);
    assert_non_null(text);
    text[fread(text, 1, (1 << 18) - 1, file)] = '\0';
    (void)fclose(file);
    char *start = strstr(text, ".Sh KEYS\n");
    assert_non_null(start);
    char *end = strstr(start, ".El\n");
    assert_non_null(end);
    *end = '\0';
    memmove(text, start, strlen(start) + 1);
    return text;
}

/* "Ctrl-B" stands as it is, "g+g" as gg, signs behind \&. */
static void add_key(struct buf *line, const char *name, size_t length, bool first)
{
    buf_add(line, first ? " " : " , ");
    if (first && strchr("?=/:|<>[],", name[0]) != NULL)
        buf_add(line, "\\&");
    for (size_t i = 0; i < length; i++) {
        if (i == 0 || name[i] != '+')
            buf_add_char(line, name[i]);
    }
}

static void man_page__lists__every_action_in_order(void **state)
{
    (void)state;
    char *page = keys_of_page();
    const char *at = page;
    for (enum action action = ACT_NONE + 1; action < ACTIONS; action++) {
        const struct action_info *info = action_info(action);
        struct buf line;
        buf_init(&line);
        buf_add(&line, ".It Ic");
        for (const char *keys = info->keys; *keys != '\0';) {
            size_t length = strcspn(keys, " ");
            add_key(&line, keys, length, keys == info->keys);
            keys += length;
            keys += strspn(keys, " ");
        }
        buf_addf(&line, "\n%s.\n", info->help);
        const char *found = strstr(at, line.text);
        if (found == NULL)
            print_error("the man page lacks, or has in another order:\n%s", line.text);
        assert_non_null(found);
        at = found + line.length;
        buf_release(&line);
    }
    assert_null(strstr(at, ".It "));
    free(page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(man_page__lists__every_action_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
