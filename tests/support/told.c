/* SPDX-License-Identifier: MIT */
#include "support/told.h"

#include <stdlib.h>
#include <string.h>

#include "store/claims.h"

/* The next word of the line, or NULL at its end. */
static char *next_word(char **at)
{
    char *word = *at + strspn(*at, " ");
    if (*word == '\0')
        return NULL;
    size_t length = strcspn(word, " ");
    *at = word + length + (word[length] != '\0');
    word[length] = '\0';
    return word;
}

static void say(struct claim_entry *entry, char *word)
{
    struct err err;
    struct date date;
    struct money money;
    enum claim_field field;
    char *value = strchr(word, '=');
    bool rounded = false;
    err_init(&err);
    assert_non_null(value);
    *value++ = '\0';
    if (!claim_field_find(word, &field))
        fail_msg("%s is no field of a claim", word);
    if (!claim_field_is_number(field)) {
        assert_rc(claim_entry_set_text(entry, field, value, &err), RC_OK, &err);
        return;
    }
    if (date_parse(value, strlen(value), &date))
        money.micros = date.day;
    else
        assert_int_equal(money_parse(value, strlen(value), MONEY_POINT, &money, &rounded),
                         MONEY_OK);
    assert_rc(claim_entry_set_number(entry, field, money.micros, &err), RC_OK, &err);
}

static enum claim_entry_kind kind_of(const char *word)
{
    for (int kind = 0; kind < CLAIM_ENTRY_KIND_COUNT; kind++)
        if (word != NULL && strcmp(claim_entry_word((enum claim_entry_kind)kind), word) == 0)
            return (enum claim_entry_kind)kind;
    fail_msg("%s is no kind of entry", word);
    return ENTRY_CREATED;
}

static void read_line(struct claim_history *history, char *line)
{
    struct err err;
    struct claim_entry *entry = NULL;
    struct date day;
    char *word = next_word(&line);
    err_init(&err);
    if (word == NULL)
        return;
    if (history->head.id == NULL) {
        const char *program = next_word(&line), *location = next_word(&line);
        struct period period;
        assert_true(period_parse(next_word(&line), &period));
        assert_rc(claim_history_name(history, word, program, location, period, 0, &err), RC_OK,
                  &err);
        return;
    }
    assert_true(date_parse(word, strlen(word), &day));
    enum claim_entry_kind kind = kind_of(next_word(&line));
    assert_rc(claim_history_add(history, kind, day, "ann", &entry, &err), RC_OK, &err);
    while ((word = next_word(&line)) != NULL)
        say(entry, word);
}

void told_claim(const char *text, struct claim_history *ret)
{
    char *copy = strdup(text);
    assert_non_null(copy);
    claim_history_init(ret);
    for (char *line = copy, *next; line != NULL; line = next) {
        next = strchr(line, '\n');
        if (next != NULL)
            *next++ = '\0';
        read_line(ret, line);
    }
    assert_non_null(ret->head.id);
    free(copy);
}

static void store_one(struct desk *desk, const char *text)
{
    struct claim_history history;
    told_claim(text, &history);
    struct tx *tx = desk_begin(desk, TX_CHANGESET);
    assert_rc(tx_touch(tx, history.head.program, history.head.location, desk_err(desk)), RC_OK,
              &desk->err);
    assert_rc(claim_insert(tx, &history, desk_err(desk)), RC_OK, &desk->err);
    (void)desk_commit(desk, tx, "claim.new");
    claim_history_release(&history);
}

void told_store(struct desk *desk, const char *text)
{
    char *copy = strdup(text);
    assert_non_null(copy);
    for (char *claim = copy, *next; claim != NULL; claim = next) {
        next = strstr(claim, "\n\n");
        if (next != NULL) {
            *next = '\0';
            next += 2;
        }
        store_one(desk, claim);
    }
    free(copy);
}

void told_keep(struct desk *desk, const char *text)
{
    desk_open(desk, BOOK_WRITE);
    told_store(desk, text);
    desk_close(desk);
}
