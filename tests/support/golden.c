/* SPDX-License-Identifier: MIT */
#include "support/golden.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/err.h"

enum { PATH_SIZE = 1024, AROUND = 2 };

/* ---- a canvas as text ---- */

static const struct cell *cell_at(const struct canvas *canvas, int row, int col)
{
    return &canvas->cells[(size_t)row * (size_t)canvas->cols + (size_t)col];
}

static void print_text(const struct canvas *canvas, int row, int cols, struct buf *ret)
{
    for (int col = 0; col < cols; col++)
        if (cell_at(canvas, row, col)->width > 0)
            buf_add(ret, cell_at(canvas, row, col)->text);
}

void golden_row(const struct canvas *canvas, int row, struct buf *ret)
{
    int cols = canvas->cols;
    while (cols > 0 && strcmp(cell_at(canvas, row, cols - 1)->text, " ") == 0)
        cols--;
    print_text(canvas, row, cols, ret);
}

void golden_print(const struct canvas *canvas, struct buf *ret)
{
    buf_addf(ret, "%d rows, %d columns, cursor at row %d, column %d\n", canvas->rows, canvas->cols,
             canvas->focus_row, canvas->focus_col);
    for (int row = 0; row < canvas->rows; row++) {
        buf_add(ret, "|");
        print_text(canvas, row, canvas->cols, ret);
        buf_add(ret, "|\n");
    }
    buf_add(ret, "\n");
    for (int row = 0; row < canvas->rows; row++) {
        buf_add(ret, "|");
        for (int col = 0; col < canvas->cols; col++)
            buf_add_char(ret, paint_letter(cell_at(canvas, row, col)->paint));
        buf_add(ret, "|\n");
    }
}

/* ---- the file ---- */

static void write_golden(const char *path, const struct buf *text)
{
    FILE *file = fopen(path, "w");
    bool whole = file && fwrite(text->text, 1, text->length, file) == text->length;
    if (!file || fclose(file) != 0 || !whole)
        fail_msg("%s: %s", path, strerror(errno));
    print_message("wrote %s\n", path);
}

/* False where there is none. */
static bool read_golden(const char *path, struct buf *ret)
{
    char bytes[4096];
    size_t length;
    FILE *file = fopen(path, "r");
    if (!file)
        return false;
    while ((length = fread(bytes, 1, sizeof(bytes), file)) > 0)
        buf_add_bytes(ret, bytes, length);
    (void)fclose(file);
    return true;
}

/* ---- what differs ---- */

struct line {
    const char *text;
    int length;
};

static struct line next_line(const char **text)
{
    struct line line = {*text, (int)strcspn(*text, "\n")};
    *text += line.length;
    if (**text == '\n')
        ++*text;
    return line;
}

static bool same_line(struct line a, struct line b)
{
    return a.length == b.length && memcmp(a.text, b.text, (size_t)a.length) == 0;
}

/* Counted from 1; 0: none. */
static int first_difference(const char *should, const char *is)
{
    for (int number = 1; *should != '\0' || *is != '\0'; number++)
        if (!same_line(next_line(&should), next_line(&is)))
            return number;
    return 0;
}

static void print_around(const char *label, const char *text, int number)
{
    for (int at = 1; at <= number + AROUND && *text != '\0'; at++) {
        struct line line = next_line(&text);
        if (at >= number - AROUND)
            print_error("  %s %3d %c %.*s\n", label, at, at == number ? '>' : ' ', line.length,
                        line.text);
    }
}

void golden_check_at(const struct canvas *canvas, const char *name, const char *file, int line)
{
    char path[PATH_SIZE];
    struct buf should, is;
    int number = 0;

    (void)snprintf(path, sizeof(path), GOLDEN_FOLDER "/%s.txt", name);
    buf_init(&should);
    buf_init(&is);
    golden_print(canvas, &is);
    bug_if(is.failed, "no memory for a golden");
    const char *write = getenv("COFFER_GOLDEN_WRITE");
    if (write && strcmp(write, "1") == 0) {
        write_golden(path, &is);
    } else if (!read_golden(path, &should)) {
        print_error("%s is missing: COFFER_GOLDEN_WRITE=1 makes it\n%s", path, is.text);
        number = -1;
    } else if ((number = first_difference(should.text, is.text)) > 0) {
        print_error("the frame differs from %s in line %d:\n", path, number);
        print_around("should", should.text, number);
        print_around("is    ", is.text, number);
    }
    buf_release(&should);
    buf_release(&is);
    if (number != 0)
        _fail(file, line);
}
