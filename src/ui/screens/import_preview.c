/* SPDX-License-Identifier: MIT */
/* What a report would bring: its counts, its programs, and each rejected row. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/words.h"
#include "ui/parts/form.h"
#include "ui/parts/list_view.h"
#include "ui/parts/prose.h"
#include "ui/screens/importing.h"
#include "ui/screens/screens.h"
#include "ui/shell.h"

struct preview {
    struct list_view base; /* first: rejects, then programs */
    struct trial *trial;
    struct buf head;   /* the counts in words */
    struct buf detail; /* of the cell filled last */
    char where[64], rows[24];
};

enum column { WHERE, ROWS, WHAT };
static const struct grid_column columns[] = {
    [WHERE] = {"where", N_("Row or program"), GRID_TEXT, 0, 10, 28, true},
    [ROWS] = {"rows", N_("Rows"), GRID_NUMBER, 2, 0, 0, true},
    [WHAT] = {"what", N_("What"), GRID_TEXT, 0, 12, 0, false},
};
enum { COLUMNS = sizeof(columns) / sizeof(columns[0]) };

static const struct preview *preview_of(const struct view *view)
{
    return (const struct preview *)view;
}

/* ---- rows --------------------------------------------------------------------------------- */

static void fill_reject(struct preview *preview, const struct trial_reject *reject, int column,
                        struct grid_cell *ret)
{
    const struct trial *trial = preview->trial;
    ret->paint = PAINT_BAD;
    if (column == WHAT)
        ret->text = reject->reason;
    if (column != WHERE)
        return;
    if (strcmp(reject->source, trial->base) == 0)
        (void)snprintf(preview->where, sizeof(preview->where), _("line %lld"),
                       (long long)reject->line);
    else
        (void)snprintf(preview->where, sizeof(preview->where), _("line %lld of %.40s"),
                       (long long)reject->line, reject->source);
    ret->text = preview->where;
}

static void fill_program(struct preview *preview, const struct trial_program *program, int column,
                         struct grid_cell *ret)
{
    char first[MONTH_TEXT_SIZE], last[MONTH_TEXT_SIZE];
    if (column == WHERE) {
        ret->text = program->code;
    } else if (column == ROWS) {
        (void)snprintf(preview->rows, sizeof(preview->rows), "%lld", (long long)program->rows);
        ret->text = preview->rows;
    } else {
        buf_clear(&preview->detail);
        if (program->rows > 0)
            buf_addf(&preview->detail,
                     program->first.index == program->last.index ? "%s" : _("%s to %s"),
                     month_print(program->first, first), month_print(program->last, last));
        if (program->is_new)
            buf_add(&preview->detail, _(", new: it has no terms yet"));
        ret->text = preview->detail.text;
        ret->paint = program->is_new ? PAINT_WARN : PAINT_TEXT;
    }
}

static void fill(void *context, size_t row, int column, struct grid_cell *ret)
{
    struct preview *preview = context;
    const struct trial *trial = preview->trial;
    if (row < trial->reject_count)
        fill_reject(preview, &trial->rejects[row], column, ret);
    else
        fill_program(preview, &trial->programs[row - trial->reject_count], column, ret);
}

/* Rejects before programs, whatever the order. */
static int compare(void *context, size_t a, size_t b, int column)
{
    const struct trial *trial = ((const struct preview *)context)->trial;
    size_t rejects = trial->reject_count;
    if (a < rejects || b < rejects)
        return a < b ? -1 : a > b;
    const struct trial_program *x = &trial->programs[a - rejects];
    const struct trial_program *y = &trial->programs[b - rejects];
    if (column == ROWS && x->rows != y->rows)
        return x->rows < y->rows ? -1 : 1;
    return strcmp(x->code, y->code);
}

/* ---- the head
 * ------------------------------------------------------------------------------------
 */

static void add_size(int64_t bytes, struct buf *ret)
{
    if (bytes < 1000000)
        buf_addf(ret, _("%lld kB"), (long long)(bytes + 999) / 1000);
    else
        buf_addf(ret, _("%lld MB"), (long long)(bytes + 500000) / 1000000);
}

static void write_head(struct preview *preview)
{
    const struct trial *trial = preview->trial;
    const struct import_counts *counts = &trial->counts;
    char first[DATE_TEXT_SIZE], last[DATE_TEXT_SIZE];
    struct buf *head = &preview->head;
    buf_clear(head);
    buf_addf(head, "%s, ", trial->base);
    add_size(trial->bytes, head);
    buf_addf(head, ngettext(", %lld row", ", %lld rows", (unsigned long)counts->rows),
             (long long)counts->rows);
    if (counts->has_dates)
        buf_addf(head, _(", %s to %s"), date_print(counts->first, first),
                 date_print(counts->last, last));
    buf_addf(head,
             _("\nnew %lld \xc2\xb7 updated %lld \xc2\xb7 unchanged %lld \xc2\xb7 rejected %lld"),
             (long long)counts->new, (long long)counts->updated, (long long)counts->unchanged,
             (long long)trial->rejected);
    if (counts->after_close > 0)
        buf_addf(head,
                 ngettext("\n%lld row comes into a closed period and is listed as after close.",
                          "\n%lld rows come into a closed period and are listed as after close.",
                          (unsigned long)counts->after_close),
                 (long long)counts->after_close);
    if (counts->unknown > 0)
        buf_addf(head,
                 ngettext("\n%lld row has an unknown type: it is kept and adds to nothing.",
                          "\n%lld rows have an unknown type: they are kept and add to nothing.",
                          (unsigned long)counts->unknown),
                 (long long)counts->unknown);
    if (counts->new == 0 && counts->updated == 0 && trial->rejected == 0)
        buf_add(head, _("\nThe book has all of it already: bringing it in changes no figure."));
    else
        buf_add(head, _("\nNothing is in the book yet: i brings it in."));
}

/* ---- bringing in
 * ---------------------------------------------------------------------------------
 */

/* Beside the report: REPORT-rejects.csv. */
static void rejects_name(const char *path, struct buf *ret)
{
    const char *slash = strrchr(path, '/');
    const char *dot = strrchr(slash != NULL ? slash : path, '.');
    size_t length = dot != NULL && dot != path ? (size_t)(dot - path) : strlen(path);
    buf_add_bytes(ret, path, length);
    buf_add(ret, "-rejects.csv");
}

static bool is_there(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0;
}

static bool skip_wrong(void *context, const char *const *values, int field, struct buf *why)
{
    (void)context;
    if (values[field][0] == '\0' || !is_there(values[field]))
        return false;
    buf_add(why, _("There is something of this name already: choose another"));
    return true;
}

static enum rc skip_save(void *context, struct shell *shell, const char *const *values,
                         struct err *err)
{
    return import_bring_in(shell, context, values[0], err);
}

/* The good rows come in, the others go into a file. */
static void open_skip(struct shell *shell, const struct trial *trial)
{
    static const struct field fields[] = {
        {.name = "rejects",
         .label = N_("Rejected rows to"),
         .hint = N_("Each with its reason: mend that file and bring it in."),
         .kind = FIELD_TEXT,
         .must = true},
    };
    struct form_spec spec = {
        .title = N_("Bring in the good rows"),
        .note = N_("Rejected rows stay out of the book."),
        .fields = fields,
        .count = 1,
        .wrong = skip_wrong,
        .save = skip_save,
        .release = free,
        .context = strdup(trial->path),
    };
    struct buf name;
    buf_init(&name);
    rejects_name(trial->path, &name);
    const char *values[] = {name.text};
    shell_push(shell, spec.context != NULL ? form_new(shell, &spec, values) : NULL);
    buf_release(&name);
}

static void go_on(struct preview *preview)
{
    struct shell *shell = preview->base.view.shell;
    const struct trial *trial = preview->trial;
    struct err err;
    err_init(&err);
    if (trial->rejected > 0)
        open_skip(shell, trial);
    else if (import_bring_in(shell, trial->path, NULL, &err) != RC_OK)
        shell_failed(shell, &err);
}

/* ---- the view
 * --------------------------------------------------------------------------------------
 */

static void preview_close(struct view *view)
{
    struct preview *preview = (struct preview *)view;
    trial_free(preview->trial);
    buf_release(&preview->head);
    buf_release(&preview->detail);
    list_release(&preview->base.list);
    free(preview);
}

/* The selected reason whole, where its column may have cut it. */
enum { REASON_ROWS = 2, ROWS_WITH_REASON = 14 };

static void draw_reason(const struct preview *preview, struct canvas *canvas, struct area area)
{
    size_t row = list_row(&preview->base.list);
    if (row < preview->trial->reject_count)
        (void)prose_draw(canvas, area, PAINT_FAINT, preview->trial->rejects[row].reason);
}

static void preview_draw(struct view *view, struct canvas *canvas, struct area area)
{
    struct preview *preview = (struct preview *)view;
    struct area head = area, rest = area;
    int wanted = prose_lines(preview->head.text, area.cols);
    head.rows = wanted < area.rows * 2 / 3 ? wanted : area.rows * 2 / 3;
    canvas_fill(canvas, area, PAINT_TEXT);
    int lines = prose_draw(canvas, head, PAINT_TEXT, preview->head.text);
    lines += area.rows - lines > 4; /* a blank line where there is room */
    rest.row += lines;
    rest.rows -= lines;
    if (preview->trial->reject_count > 0 && area.rows >= ROWS_WITH_REASON) {
        rest.rows -= REASON_ROWS + 1;
        draw_reason(preview, canvas,
                    (struct area){rest.row + rest.rows + 1, rest.col, REASON_ROWS, rest.cols});
    }
    list_draw(&preview->base.list, canvas, rest, "");
}

static void preview_title(const struct view *view, struct buf *ret)
{
    buf_addf(ret, _("Preview of %s"), preview_of(view)->trial->base);
}

static bool preview_refuses(struct view *view, enum action action, struct buf *ret_why)
{
    const struct trial *trial = preview_of(view)->trial;
    bool nothing = trial->counts.new + trial->counts.updated + trial->counts.unchanged == 0;
    if ((action != ACT_IMPORT && action != ACT_OPEN) || !nothing)
        return false;
    buf_add(ret_why, trial->rejected > 0
                         ? _("Every row was rejected: there is nothing to bring in")
                         : _("The report has no rows: there is nothing to bring in"));
    return true;
}

static bool preview_act(struct view *view, enum action action)
{
    if (action == ACT_IMPORT || action == ACT_OPEN) {
        go_on((struct preview *)view);
        return true;
    }
    return list_view_act(view, action);
}

/* Enter brings it in, with rows in the list or without. */
static bool preview_key(struct view *view, const struct key *key)
{
    if (list_view_key(view, key))
        return true;
    if (key->code != K_ENTER)
        return false;
    shell_act(view->shell, ACT_IMPORT);
    return true;
}

static void preview_mouse(struct view *view, const struct event *event)
{
    (void)list_mouse(&((struct preview *)view)->base.list, event);
}

static const enum action preview_actions[] = {ACT_IMPORT, ACT_FILTER, ACT_NONE};

static const struct view_class preview_class = {
    .name = "import",
    .actions = preview_actions,
    .close = preview_close,
    .draw = preview_draw,
    .title = preview_title,
    .refuses = preview_refuses,
    .act = preview_act,
    .key = preview_key,
    .typing = list_view_typing,
    .paste = list_view_paste,
    .mouse = preview_mouse,
    .has_row = list_view_has_row,
};

struct view *import_preview_new(struct shell *shell, struct trial *trial)
{
    struct preview *preview = calloc(1, sizeof(*preview));
    if (preview == NULL)
        return NULL;
    preview->base.view = (struct view){&preview_class, shell};
    preview->trial = trial;
    buf_init(&preview->head);
    buf_init(&preview->detail);
    write_head(preview);
    list_init(&preview->base.list, columns, COLUMNS, fill, compare, preview);
    list_refill(&preview->base.list, trial->reject_count + trial->program_count);
    return &preview->base.view;
}

void import_preview_done(struct shell *shell, const char *path)
{
    struct view *top = shell_top(shell);
    if (top != NULL && top->class == &preview_class &&
        strcmp(preview_of(top)->trial->path, path) == 0)
        shell_close(shell, top);
}
