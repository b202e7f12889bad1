/* SPDX-License-Identifier: MIT */
/* What is pasted into a form: one value, or the cells of one row of a
 * spreadsheet over the fields that follow. All of it or nothing. */
#include <string.h>

#include "base/words.h"
#include "ui/parts/forming.h"

/* ---- cells ------------------------------------------------------------------------------- */

struct cells {
    struct buf texts[FORM_FIELDS_MAX];
    int count; /* may be more than there are texts: those are counted only */
};

/* The length of the cell at bytes, with its quotes if it has any. */
static size_t cell_length(const char *bytes, size_t length, bool *ret_quoted)
{
    size_t at = 0;
    *ret_quoted = false;
    if (length > 1 && bytes[0] == '"') {
        for (at = 1; at < length; at++) {
            if (bytes[at] != '"')
                continue;
            if (at + 1 < length && bytes[at + 1] == '"')
                at++;
            else
                break;
        }
        at++;
        /* A quote within is only a quote where the cell ends behind it. */
        if (at >= length || strchr("\t\r\n", bytes[at]) != NULL) {
            *ret_quoted = at <= length;
            if (*ret_quoted)
                return at;
        }
    }
    for (at = 0; at < length && strchr("\t\r\n", bytes[at]) == NULL; at++)
        ;
    return at;
}

/* Without its quotes, as one line. */
static bool add_cell(const char *bytes, size_t length, bool quoted, struct buf *ret,
                     struct buf *why)
{
    struct buf plain;
    buf_init(&plain);
    for (size_t at = quoted; at < length - (quoted ? 1 : 0); at++) {
        buf_add_char(&plain, bytes[at]);
        if (quoted && bytes[at] == '"')
            at++;
    }
    bool fine = paste_line(plain.text, plain.length, ret, why);
    buf_release(&plain);
    return fine;
}

/* One row; false with a sentence where there are more, or for no text. */
static bool split(const char *bytes, size_t length, struct cells *ret, struct buf *why)
{
    for (size_t at = 0;; at++) {
        bool quoted;
        size_t size = cell_length(bytes + at, length - at, &quoted);
        if (ret->count < FORM_FIELDS_MAX &&
            !add_cell(bytes + at, size, quoted, &ret->texts[ret->count], why))
            return false;
        ret->count++;
        at += size;
        if (at < length && bytes[at] != '\t') {
            buf_add(why, _("The paste has several rows, a form takes one: nothing was taken"));
            return false;
        }
        if (at >= length)
            return true;
    }
}

/* ---- into fields ---------------------------------------------------------------------------- */

static bool fits_all(struct form *form, const struct cells *cells, struct buf *why)
{
    int room = form->spec.count - form->here;
    if (cells->count > room) {
        buf_addf(why,
                 ngettext("The paste has %d cells, here and below is %d field: nothing was taken",
                          "The paste has %d cells, here and below are %d fields: nothing was taken",
                          (unsigned long)room),
                 cells->count, room);
        return false;
    }
    for (int i = 0; i < cells->count; i++) {
        if (cells->texts[i].length > FIELD_BYTES) {
            buf_add(why, _("The paste is too long for a field: nothing was taken"));
            return false;
        }
    }
    return true;
}

static void put_cells(struct form *form, const struct cells *cells)
{
    int first = form->here, last = first + cells->count - 1;
    for (int i = first; i <= last; i++) {
        edit_set(&form->entries[i].edit, cells->texts[i - first].text);
        fields_judge(form);
        fields_settle(form, i);
    }
    form_go(form, last);
}

static void paste_cells(struct form *form, struct buf *why)
{
    struct cells cells = {.count = 0};
    for (int i = 0; i < FORM_FIELDS_MAX; i++)
        buf_init(&cells.texts[i]);
    if (split(form->pasted.text, form->pasted.length, &cells, why) && fits_all(form, &cells, why))
        put_cells(form, &cells);
    for (int i = 0; i < FORM_FIELDS_MAX; i++)
        buf_release(&cells.texts[i]);
}

/* Into text at the cursor; of the other kinds a paste is the whole value. */
static void paste_value(struct form *form, struct buf *why)
{
    struct entry *entry = &form->entries[form->here];
    struct buf line;
    buf_init(&line);
    bool whole = entry->field->kind != FIELD_TEXT;
    if (paste_line(form->pasted.text, form->pasted.length, &line, why)) {
        whole = whole || entry->fresh;
        if (line.length > FIELD_BYTES - (whole ? 0 : entry->edit.length)) {
            buf_add(why, _("The paste is too long for a field: nothing was taken"));
        } else if (whole) {
            form_replace_preset(form);
            edit_set(&entry->edit, line.text);
            fields_judge(form);
            fields_settle(form, form->here);
        } else {
            (void)edit_insert(&entry->edit, line.text);
            form_typed(form);
        }
    }
    buf_release(&line);
}

/* The line end that comes with a copied row is no second row. */
static void drop_line_end(struct buf *buf)
{
    while (buf->length > 0 && strchr("\r\n", buf->text[buf->length - 1]) != NULL)
        buf->text[--buf->length] = '\0';
}

bool form_paste(struct view *view, const char *bytes, size_t length, bool more)
{
    struct form *form = (struct form *)view;
    struct buf why;
    if (length > PASTE_BYTES - form->pasted.length)
        form->paste_too_long = true;
    else
        buf_add_bytes(&form->pasted, bytes, length);
    if (more)
        return true;
    if (form->offered) { /* the answer comes first */
        buf_clear(&form->pasted);
        return true;
    }
    buf_init(&why);
    buf_clear(&form->said);
    offers_clear(&form->offers);
    drop_line_end(&form->pasted);
    if (form->paste_too_long || form->pasted.failed)
        buf_add(&why, _("The paste is too long for a field: nothing was taken"));
    else if (memchr(form->pasted.text, '\t', form->pasted.length) != NULL)
        paste_cells(form, &why);
    else
        paste_value(form, &why);
    form->paste_too_long = false;
    buf_release(&form->pasted);
    buf_init(&form->pasted);
    if (why.length > 0)
        form_say(form, form->here, why.text);
    form_draft_keep(form);
    buf_release(&why);
    return true;
}
