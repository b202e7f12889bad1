/* SPDX-License-Identifier: MIT */
/* The filter of a list: words, what they are looked for in, and its line. */
#include <string.h>

#include "base/text.h"
#include "base/words.h"
#include "ui/parts/list_inside.h"

/* ---- words ------------------------------------------------------------------------- */

void filter_words_init(struct filter_words *words, const struct list *list)
{
    *words = (struct filter_words){.count = 0};
    buf_init(&words->text);
    if (!list_is_filtered(list))
        return;
    text_add_folded(&words->text, list->filter.text);
    for (char *at = words->text.text; *at != '\0' && words->count < FILTER_WORDS_MAX;) {
        size_t length = strcspn(at, " ");
        bool ends = at[length] == '\0';
        at[length] = '\0';
        if (length > 0)
            words->word[words->count++] = at;
        at += length + (ends ? 0 : 1);
    }
}

void filter_words_release(struct filter_words *words)
{
    buf_release(&words->text);
}

/* ---- rows --------------------------------------------------------------------------- */

/* Figures as their digits, and the currency that is shown beside them. */
static void add_cell(struct buf *text, const struct grid_cell *cell)
{
    char figure[MONEY_TEXT_SIZE];
    if (cell->has_figure) {
        buf_add(text, money_print(cell->figure.amount, cell->figure.currency, figure));
        buf_addf(text, " %s", cell->figure.currency.code);
    } else if (cell->text != NULL) {
        buf_add(text, cell->text);
    }
    /* No word reaches from one cell into the next. */
    buf_add_char(text, '\n');
}

static void learn(struct list *list)
{
    struct list_texts *texts = &list->texts;
    struct buf row_text;
    buf_init(&row_text);
    buf_clear(&texts->all);
    for (size_t row = 0; row < list->count; row++) {
        texts->at[row] = texts->all.length;
        buf_clear(&row_text);
        for (int i = 0; i < list->grid.count; i++) {
            struct grid_cell cell;
            memset(&cell, 0, sizeof cell);
            list->grid.fill(list->grid.context, row, i, &cell);
            add_cell(&row_text, &cell);
        }
        text_add_folded(&texts->all, row_text.text);
        buf_add_bytes(&texts->all, "", 1);
    }
    if (row_text.failed)
        buf_fail(&texts->all);
    buf_release(&row_text);
    texts->known = true;
}

bool filter_has(struct list *list, const struct filter_words *words, size_t row)
{
    if (!list->texts.known)
        learn(list);
    if (list->texts.all.failed || words->text.failed)
        return true;
    const char *text = list->texts.all.text + list->texts.at[row];
    for (int i = 0; i < words->count; i++) {
        if (strstr(text, words->word[i]) == NULL)
            return false;
    }
    return true;
}

/* ---- what was found ------------------------------------------------------------------- */

/* How many cells from `col` on are the word; 0: they are not. */
static int found_at(const struct canvas *canvas, int row, int col, int end, const char *word,
                    struct buf *folded)
{
    int at = col;
    while (*word != '\0') {
        if (at >= end)
            return 0;
        const struct cell *cell = &canvas->cells[row * canvas->cols + at];
        buf_clear(folded);
        text_add_folded(folded, cell->text);
        if (folded->length == 0 || strncmp(word, folded->text, folded->length) != 0)
            return 0;
        word += folded->length;
        at += cell->width > 0 ? cell->width : 1;
    }
    return at - col;
}

void filter_mark(const struct filter_words *words, struct canvas *canvas, struct area line)
{
    struct buf folded;
    int end = line.col + line.cols < canvas->cols ? line.col + line.cols : canvas->cols;
    if (words->count == 0 || line.row < 0 || line.row >= canvas->rows)
        return;
    buf_init(&folded);
    for (int col = line.col > 0 ? line.col : 0; col < end; col++) {
        for (int i = 0; i < words->count; i++) {
            int cells = found_at(canvas, line.row, col, end, words->word[i], &folded);
            if (cells > 0)
                canvas_paint(canvas, (struct area){line.row, col, 1, cells}, PAINT_MATCH);
        }
    }
    buf_release(&folded);
}

/* ---- its line --------------------------------------------------------------------------- */

enum { FIELD_LEAST = 12, FIELD_GAP = 2 };

/* How many are shown and what the keys do, as much of it as fits. */
enum { HINTS = 4 };
static void add_hint(const struct list *list, int way, struct buf *ret)
{
    if (way == 0 && list->typing)
        buf_addf(ret, _("%zu of %zu · Enter keeps, Esc clears"), list->shown, list->count);
    else if (way <= 1)
        buf_addf(ret, _("%zu of %zu · Esc clears"), list->shown, list->count);
    else if (way == 2)
        buf_addf(ret, _("%zu of %zu"), list->shown, list->count);
}

void filter_draw(struct list *list, struct canvas *canvas, struct area line)
{
    struct buf hint;
    int cells = canvas_width(canvas, list->filter.text) + (list->typing ? 1 : 0);
    int field = list->typing && cells < FIELD_LEAST ? FIELD_LEAST : cells;
    int room = line.cols - 1;
    bool refused = list->why.length > 0;
    buf_init(&hint);
    for (int way = refused ? HINTS - 2 : 0; way < HINTS; way++) {
        buf_clear(&hint);
        add_hint(list, way, &hint);
        int taken = hint.length > 0 ? canvas_width(canvas, hint.text) + FIELD_GAP : 0;
        /* A long text scrolls in its field rather than push the count away. */
        int least = way == HINTS - 2 && field > FIELD_LEAST ? FIELD_LEAST : field;
        if (least + taken <= room || way == HINTS - 1) {
            field = field + taken <= room ? field : room - taken;
            break;
        }
    }
    if (refused) {
        buf_clear(&hint);
        buf_add(&hint, list->why.text);
    }
    canvas_fill(canvas, line, PAINT_TEXT);
    (void)canvas_text(canvas, line.row, line.col, 1, PAINT_KEY, "/");
    edit_draw(&list->filter, canvas, line.row, line.col + 1, field,
              list->typing ? PAINT_INPUT : PAINT_TEXT, list->typing);
    int rest = room - field - FIELD_GAP;
    if (rest > 0)
        (void)canvas_text(canvas, line.row, line.col + line.cols - rest, rest,
                          refused ? PAINT_BAD : PAINT_FAINT, hint.text);
    buf_release(&hint);
}

const char *const *filter_typing_keys(bool filter, bool columns)
{
    static const char *const keys[] = {"Enter",   N_("keep filter"), "Esc", N_("clear it"),
                                       "Up Down", N_("move"),        NULL};
    static const char *const said_in_the_box[] = {NULL};
    return columns ? said_in_the_box : filter ? keys : NULL;
}

void filter_begin_word(struct edit *filter)
{
    if (filter->length == 0)
        return;
    filter->at = filter->length;
    if (filter->text[filter->length - 1] != ' ')
        (void)edit_insert(filter, " ");
}

void filter_draw_none(const struct list *list, struct canvas *canvas, struct area area)
{
    struct buf text;
    buf_init(&text);
    buf_addf(&text,
             ngettext("Nothing matches: %zu row is hidden. Esc shows it again.",
                      "Nothing matches: %zu rows are hidden. Esc shows them again.",
                      (unsigned long)list->count),
             list->count);
    (void)canvas_wrap(canvas, area, PAINT_TEXT, text.text);
    buf_release(&text);
}
