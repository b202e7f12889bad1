/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "model/size.h"
#include "ui/parts/box.h"
#include "ui/parts/picking.h"
#include "ui/parts/prose.h"

enum {
    BOX_COLS = 72,
    BOX_ROWS = 20,
    SIZE_COLS = 8,
    DAY_COLS = 10,
    SIZE_FROM = 36, /* columns from which the size is shown, then the day */
    DAY_FROM = 46,
};

/* Folders have none. */
static void size_text(const struct folder_file *file, struct buf *ret)
{
    char size[SIZE_TEXT_SIZE];
    if (file->kind != FILE_FOLDER && file->size >= 0)
        buf_add(ret, size_words(file->size, size));
}

/* ---- rows ------------------------------------------------------------------------------------ */

static bool is_marked(const struct picker *picker, const struct folder_file *file)
{
    char *path = picker->mark_count > 0 ? picker_path(picker, file->name) : NULL;
    bool marked = path != NULL && picker_is_marked(picker, path);
    free(path);
    return marked;
}

static void draw_row(const struct picker *picker, struct canvas *canvas, struct area line,
                     const struct folder_file *file, bool here)
{
    int mark = picker_is_many(picker) ? 1 : 0;
    enum paint paint = here ? PAINT_PICKED : picker_wants(picker, file) ? PAINT_TEXT : PAINT_FAINT;
    int name = line.cols - 2 - mark, end = line.col + line.cols;
    char day[DATE_TEXT_SIZE];
    struct buf text;
    buf_init(&text);
    canvas_fill(canvas, line, here ? PAINT_PICKED : PAINT_TEXT);
    if (here)
        canvas_sign(canvas, line.row, line.col, 1, paint, SIGN_RIGHT);
    if (is_marked(picker, file))
        canvas_sign(canvas, line.row, line.col + 1, 1, paint, SIGN_DOT);
    if (line.cols >= DAY_FROM) {
        (void)canvas_text(canvas, line.row, end - DAY_COLS, DAY_COLS, here ? paint : PAINT_FAINT,
                          date_print(file->day, day));
        name -= DAY_COLS + 2;
        end -= DAY_COLS + 2;
    }
    if (line.cols >= SIZE_FROM) {
        size_text(file, &text);
        (void)canvas_text_right(canvas, line.row, end - SIZE_COLS, SIZE_COLS,
                                here ? paint : PAINT_FAINT, text.text);
        name -= SIZE_COLS + 2;
    }
    buf_clear(&text);
    buf_addf(&text, file->kind == FILE_FOLDER ? "%s/" : "%s", file->name);
    (void)canvas_text(canvas, line.row, line.col + 2 + mark, name, paint, text.text);
    buf_release(&text);
}

static void scroll(struct picker *picker, int rows)
{
    size_t page = rows > 0 ? (size_t)rows : 1;
    if (picker->here < picker->top)
        picker->top = picker->here;
    if (picker->here >= picker->top + page)
        picker->top = picker->here - page + 1;
    if (picker->top + page > picker->shown)
        picker->top = picker->shown > page ? picker->shown - page : 0;
}

/* Every empty list says why, and what to do. */
static void draw_empty(const struct picker *picker, struct canvas *canvas, struct area area)
{
    struct buf text;
    buf_init(&text);
    if (picker->trouble.length > 0)
        buf_add(&text, picker->trouble.text);
    else if (picker->edit.length > 0)
        buf_addf(&text, _("No name here has \"%s\" in it: Esc shows all"), picker->edit.text);
    else
        buf_add(&text, _("The folder is empty: Backspace goes to the one above"));
    (void)prose_draw(canvas, area, PAINT_FAINT, text.text);
    buf_release(&text);
}

static void draw_rows(struct picker *picker, struct canvas *canvas, struct area area)
{
    picker->rows = area;
    scroll(picker, area.rows);
    if (picker->shown == 0)
        draw_empty(picker, canvas, area);
    for (int row = 0; row < area.rows && picker->top + (size_t)row < picker->shown; row++) {
        size_t at = picker->top + (size_t)row;
        struct area line = {area.row + row, area.col, 1, area.cols - 1};
        draw_row(picker, canvas, line, &picker->listing.files[picker->order[at]],
                 at == picker->here);
        if (at == picker->here && picker->on_list)
            canvas_focus(canvas, line.row, line.col + 2);
        bool up = row == 0 && at > 0, down = row == area.rows - 1 && at + 1 < picker->shown;
        if (up || down)
            canvas_sign(canvas, line.row, area.col + area.cols - 1, 1, PAINT_FRAME,
                        up ? SIGN_UP : SIGN_DOWN);
    }
}

/* ---- all --------------------------------------------------------------------------------------
 */

/* The end of a long path says more than its beginning. */
static void draw_folder(const struct picker *picker, struct canvas *canvas, struct area line)
{
    const char *path = picker->folder, *rest = path;
    while (canvas_width(canvas, rest) + (rest != path ? 1 : 0) > line.cols) {
        const char *slash = strchr(rest + 1, '/');
        if (slash == NULL)
            break;
        rest = slash;
    }
    int at = rest != path;
    canvas_sign(canvas, line.row, line.col, at, PAINT_FAINT, SIGN_CUT);
    (void)canvas_text(canvas, line.row, line.col + at, line.cols - at, PAINT_FAINT, rest);
}

static void draw_field(struct picker *picker, struct canvas *canvas, struct area line)
{
    const char *label = _("Name");
    int at =
        line.cols >= 24 ? canvas_text(canvas, line.row, line.col, 12, PAINT_TEXT, label) + 1 : 0;
    edit_draw(&picker->edit, canvas, line.row, line.col + at, line.cols - at,
              picker->on_list ? PAINT_INPUT : PAINT_FOCUS, !picker->on_list);
}

static void draw_said(const struct picker *picker, struct canvas *canvas, struct area line)
{
    if (picker->said.length > 0)
        (void)canvas_text(canvas, line.row, line.col, line.cols, PAINT_BAD, picker->said.text);
    else if (picker->listing.more)
        (void)canvas_textf(canvas, line.row, line.col, line.cols, PAINT_WARN,
                           _("Only %d of the files are shown: type a name"), FOLDER_FILES_MAX);
    else if (picker->mark_count > 0)
        (void)canvas_textf(canvas, line.row, line.col, line.cols, PAINT_GOOD,
                           ngettext("%zu file is marked: Enter takes it",
                                    "%zu files are marked: Enter takes them", picker->mark_count),
                           picker->mark_count);
    else if (picker_is_many(picker))
        (void)canvas_text(canvas, line.row, line.col, line.cols, PAINT_FAINT,
                          _("Type a part of the name, or drop files here"));
    else
        (void)canvas_text(canvas, line.row, line.col, line.cols, PAINT_FAINT,
                          _("Type a part of the name, or a path"));
}

/* What is above the files: what they are for, where they lie, what is typed. */
static int draw_top(struct picker *picker, struct canvas *canvas, struct area in)
{
    enum { NOTE_FROM = 9, NOTE_MOST = 2 };
    int top = 0;
    if (picker->note != NULL && in.rows >= NOTE_FROM) {
        struct area note = {in.row, in.col, in.rows >= 2 * NOTE_FROM ? NOTE_MOST : 1, in.cols};
        top += prose_draw(canvas, note, PAINT_TEXT, picker->note);
    }
    if (in.rows >= 6)
        draw_folder(picker, canvas, (struct area){in.row + top++, in.col, 1, in.cols});
    if (in.rows >= 2)
        draw_field(picker, canvas, (struct area){in.row + top++, in.col, 1, in.cols});
    return top;
}

/* What is below them. */
static int draw_bottom(struct picker *picker, struct canvas *canvas, struct area in)
{
    enum { PREVIEW_FROM = 8 };
    static const char *const one[] = {"Enter",     N_("open"),         "Esc", N_("cancel"),
                                      "Backspace", N_("folder above"), "Tab", N_("complete"),
                                      "Ctrl-T",    N_("by day"),       NULL};
    static const char *const many[] = {"Enter",  N_("take"),   "Space",     N_("mark"),
                                       "Esc",    N_("cancel"), "Backspace", N_("folder above"),
                                       "Ctrl-T", N_("by day"), NULL};
    bool is_many = picker_is_many(picker);
    bool speaks = picker->said.length > 0 || picker->mark_count > 0;
    int bottom = 0;
    if (in.rows >= 5)
        (void)box_keys(canvas, in.row + in.rows - ++bottom, in.col, in.cols, is_many ? many : one);
    if (in.rows >= 7 || (in.rows >= 3 && speaks))
        draw_said(picker, canvas, (struct area){in.row + in.rows - ++bottom, in.col, 1, in.cols});
    if (picker->many.preview != NULL && in.rows >= PREVIEW_FROM)
        (void)canvas_text(canvas, in.row + in.rows - ++bottom, in.col, in.cols, PAINT_TEXT,
                          picker_preview(picker));
    return bottom;
}

void picker_draw(struct view *view, struct canvas *canvas, struct area area)
{
    struct picker *picker = (struct picker *)view;
    struct area in = box_draw(canvas, area, picker->title, BOX_ROWS, BOX_COLS);
    if (in.rows < 1 || in.cols < 4)
        return;
    int top = draw_top(picker, canvas, in), bottom = draw_bottom(picker, canvas, in);
    draw_rows(picker, canvas, (struct area){in.row + top, in.col, in.rows - top - bottom, in.cols});
}
