/* SPDX-License-Identifier: MIT */
/*
 * csv.c against a reader that takes one character at a time and has all the
 * text before it, on texts in which everything that matters is common.
 */
#include "io/csv.h"

#include <stdlib.h>
#include <string.h>

#include "io/scan.h"
#include "support/pieces.h"
#include "support/support.h"

enum { LENGTH_MAX = 400 };

/* ---- the plain reader ---- */

struct plain {
    const char *text;
    size_t length, at;
    int64_t line;
    struct buf *out; /* "LINE[FIELD][FIELD]\n" for each record */
};

/* '\0' at the end: NUL never comes this far. */
static char look(const struct plain *plain)
{
    return plain->at < plain->length ? plain->text[plain->at] : '\0';
}

static bool at_line_end(const struct plain *plain)
{
    return look(plain) == '\n' || look(plain) == '\r';
}

/* CRLF is one end of line. */
static void step(struct plain *plain)
{
    char c = look(plain);
    plain->at++;
    if (c == '\n' || (c == '\r' && look(plain) != '\n'))
        plain->line++;
}

static void step_line_end(struct plain *plain)
{
    bool both =
        look(plain) == '\r' && plain->at + 1 < plain->length && plain->text[plain->at + 1] == '\n';
    step(plain);
    if (both)
        step(plain);
}

/* False where a quoted field breaks the rules. */
static bool plain_quoted(struct plain *plain, char delimiter, struct buf *field)
{
    step(plain);
    for (;;) {
        if (plain->at == plain->length)
            return false;
        char c = look(plain);
        step(plain);
        if (c != '"') {
            buf_add_char(field, c);
        } else if (look(plain) == '"') {
            buf_add_char(field, c);
            step(plain);
        } else {
            return plain->at == plain->length || look(plain) == delimiter || at_line_end(plain);
        }
    }
}

static void plain_bare(struct plain *plain, char delimiter, struct buf *field)
{
    while (plain->at < plain->length && look(plain) != delimiter && !at_line_end(plain)) {
        buf_add_char(field, look(plain));
        step(plain);
    }
}

/* One record that is not blank, appended to out. */
static bool plain_record(struct plain *plain, char delimiter)
{
    struct buf field;
    bool good = true;
    buf_init(&field);
    buf_addf(plain->out, "%lld", (long long)plain->line);
    for (bool more = true; more && good;) {
        buf_clear(&field);
        if (look(plain) == '"')
            good = plain_quoted(plain, delimiter, &field);
        else
            plain_bare(plain, delimiter, &field);
        buf_addf(plain->out, "[%s]", field.text);
        more = plain->at < plain->length && look(plain) == delimiter;
        if (more)
            step(plain);
    }
    if (good && plain->at < plain->length)
        step_line_end(plain);
    buf_add_char(plain->out, '\n');
    buf_release(&field);
    return good;
}

static bool skip_blank_line(struct plain *plain, char delimiter)
{
    size_t end = plain->at;
    while (end < plain->length && (plain->text[end] == ' ' || plain->text[end] == '\t') &&
           plain->text[end] != delimiter)
        end++;
    bool ends = end == plain->length || plain->text[end] == '\n' || plain->text[end] == '\r';
    if (!ends)
        return false;
    plain->at = end;
    if (end < plain->length)
        step_line_end(plain);
    return true;
}

/* False where the text is refused; what was read before stands in out. */
static bool plain_read(const char *text, size_t length, char delimiter, struct buf *out)
{
    struct plain plain = {text, length, 0, 1, out};
    while (plain.at < plain.length && skip_blank_line(&plain, '\0'))
        continue;
    while (plain.at < plain.length) {
        size_t before = out->length;
        if (skip_blank_line(&plain, delimiter))
            continue;
        if (!plain_record(&plain, delimiter)) {
            out->length = before;
            out->text[before] = '\0';
            return false;
        }
    }
    return true;
}

/* ---- the comparison ---- */

static enum rc read_all(struct csv *csv, struct buf *out, struct err *err)
{
    struct csv_record record;
    bool more = false;
    enum rc rc;
    while ((rc = csv_read(csv, &record, &more, err)) == RC_OK && more) {
        buf_addf(out, "%lld", (long long)record.line);
        for (size_t i = 0; i < record.count; i++)
            buf_addf(out, "[%s]", record.fields[i].text);
        buf_add_char(out, '\n');
    }
    return rc;
}

static void compare(const char *text, size_t length, size_t piece)
{
    struct pieces pieces = {text, length, piece};
    struct csv *csv = NULL;
    struct buf expected;
    struct buf got;
    struct err err;
    err_init(&err);
    buf_init(&expected);
    buf_init(&got);
    if (csv_open(pieces_fill, &pieces, "t", &csv, &err) == RC_OK) {
        bool good = plain_read(text, length, csv_delimiter(csv), &expected);
        enum rc rc = read_all(csv, &got, &err);
        assert_text_equal(got.text, expected.text);
        assert_rc(rc, good ? RC_OK : RC_CONTENT, &err);
    } else {
        assert_int_equal(strspn(text, " \t\r\n"), length);
    }
    csv_free(csv);
    buf_release(&expected);
    buf_release(&got);
}

static size_t draw_text(struct random *random, char *ret)
{
    static const char *const parts[] = {",", ";", "\t", "\"",    "\"\"", "\n", "\r", "\r\n", "a",
                                        " ", "Å", "コ", "\",\"", "\"\n", ",,", "x,", "\"a\""};
    const int64_t count = sizeof(parts) / sizeof(parts[0]);
    /* Few quotes in one text, so that some get past the first lines. */
    bool few_quotes = random_one_in(random, 2);
    size_t wanted = (size_t)random_between(random, 0, LENGTH_MAX);
    size_t length = 0;
    while (length < wanted) {
        const char *part = parts[random_between(random, 0, count - 1)];
        if (few_quotes && strchr(part, '"') != NULL && !random_one_in(random, 10))
            part = "\"b\"\"c\",";
        size_t size = strlen(part);
        if (length + size > LENGTH_MAX)
            break;
        memcpy(ret + length, part, size);
        length += size;
    }
    ret[length] = '\0';
    return length;
}

static void csv__read__agrees_with_the_plain_reader(void **state)
{
    (void)state;
    struct random random;
    random_init(&random);
    char text[LENGTH_MAX + 1];
    int count = rounds(2000);
    for (int i = 0; i < count; i++) {
        size_t length = draw_text(&random, text);
        compare(text, length, SIZE_MAX);
        compare(text, length, (size_t)random_between(&random, 1, 70));
    }
}

/* Whatever is written comes back. */
static void csv__add_field__is_undone_by_read(void **state)
{
    (void)state;
    struct random random;
    random_init(&random);
    int count = rounds(2000);
    for (int i = 0; i < count; i++) {
        static const char delimiters[] = {',', ';', '\t'};
        char delimiter = delimiters[random_between(&random, 0, 2)];
        char texts[3][LENGTH_MAX + 1];
        struct buf line;
        buf_init(&line);
        buf_addf(&line, "a%cb%cc\n", delimiter, delimiter);
        for (int field = 0; field < 3; field++) {
            size_t length = draw_text(&random, texts[field]);
            csv_add_field(&line, texts[field], length, delimiter, true);
            buf_add_char(&line, field < 2 ? delimiter : '\n');
        }
        struct pieces pieces = {line.text, line.length, SIZE_MAX};
        struct csv *csv = NULL;
        struct csv_record record = {0};
        bool more = false;
        struct err err;
        err_init(&err);
        assert_rc(csv_open(pieces_fill, &pieces, "t", &csv, &err), RC_OK, &err);
        assert_rc(csv_read(csv, &record, &more, &err), RC_OK, &err);
        assert_rc(csv_read(csv, &record, &more, &err), RC_OK, &err);
        assert_int_equal(record.count, 3);
        for (size_t field = 0; field < 3; field++) {
            struct csv_field back = record.fields[field];
            csv_unguard(&back);
            assert_text_equal(back.text, texts[field]);
        }
        csv_free(csv);
        buf_release(&line);
    }
}

/* ---- the fast answers and the portable ones ---- */

static void scan__special__agrees_with_the_portable_answer(void **state)
{
    (void)state;
    struct random random;
    random_init(&random);
    int count = rounds(2000);
    for (int i = 0; i < count; i++) {
        static const char common[] = "\",;\t\n\r\0\x80\xA2\xFF";
        char block[SCAN_BLOCK];
        for (int j = 0; j < SCAN_BLOCK; j++)
            block[j] = random_one_in(&random, 2)
                           ? (char)random_between(&random, -128, 127)
                           : common[random_between(&random, 0, (int64_t)sizeof common - 2)];
        assert_true(scan_special(block, ',') == scan_special_portable(block, ','));
        assert_true(scan_special(block, '\t') == scan_special_portable(block, '\t'));
    }
}

static void scan__ascii__agrees_with_the_portable_answer(void **state)
{
    (void)state;
    struct random random;
    random_init(&random);
    int count = rounds(2000);
    for (int i = 0; i < count; i++) {
        char text[100];
        size_t length = (size_t)random_between(&random, 0, sizeof text);
        for (size_t j = 0; j < length; j++)
            text[j] = (char)random_between(&random, 1, 0x7F);
        if (length > 0 && !random_one_in(&random, 4))
            text[random_between(&random, 0, (int64_t)length - 1)] =
                random_one_in(&random, 2) ? '\0' : (char)random_between(&random, -128, -1);
        assert_int_equal(scan_ascii(text, length), scan_ascii_portable(text, length));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv__read__agrees_with_the_plain_reader),
        cmocka_unit_test(csv__add_field__is_undone_by_read),
        cmocka_unit_test(scan__special__agrees_with_the_portable_answer),
        cmocka_unit_test(scan__ascii__agrees_with_the_portable_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
