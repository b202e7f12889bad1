/* SPDX-License-Identifier: MIT */
/* What a file would bring: its counts, what comes, and each rejected row. */
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

enum column { WHERE, ROWS, WHAT };
enum { COLUMNS = WHAT + 1 };

struct preview {
    struct list_view base; /* first: rejects, then lines */
    struct trial *trial;
    struct grid_column columns[COLUMNS]; /* heads by the kind of file */
    char where[64], rows[24];            /* of the cell filled last */
};

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

static void fill_line(struct preview *preview, const struct trial_line *line, int column,
                      struct grid_cell *ret)
{
    if (column == WHERE) {
        ret->text = line->where;
    } else if (column == ROWS && line->rows >= 0) {
        (void)snprintf(preview->rows, sizeof(preview->rows), "%lld", (long long)line->rows);
        ret->text = preview->rows;
    } else if (column == WHAT) {
        ret->text = line->what;
        ret->paint = line->warns ? PAINT_WARN : PAINT_TEXT;
    }
}

static void fill(void *context, size_t row, int column, struct grid_cell *ret)
{
    struct preview *preview = context;
    const struct trial *trial = preview->trial;
    if (row < trial->reject_count)
        fill_reject(preview, &trial->rejects[row], column, ret);
    else
        fill_line(preview, &trial->lines[row - trial->reject_count], column, ret);
}

/* Rejects before what comes, whatever the order. */
static int compare(void *context, size_t a, size_t b, int column)
{
    const struct trial *trial = ((const struct preview *)context)->trial;
    size_t rejects = trial->reject_count;
    if (a < rejects || b < rejects)
        return a < b ? -1 : a > b;
    const struct trial_line *x = &trial->lines[a - rejects], *y = &trial->lines[b - rejects];
    if (column == ROWS && x->rows != y->rows)
        return x->rows < y->rows ? -1 : 1;
    return strcmp(x->where, y->where);
}

static void set_columns(struct preview *preview)
{
    const struct trial *trial = preview->trial;
    const struct trial_kind *kind = trial->kind;
    const struct grid_column columns[COLUMNS] = {
        [WHERE] = {"where", kind->where, GRID_TEXT, 0, 10, 28, true},
        [ROWS] = {"rows", kind->row, GRID_NUMBER, 2, 0, 0, true},
        [WHAT] = {"what", kind->what, GRID_TEXT, 0, 12, 0, false},
    };
    bool counted = false;
    memcpy(preview->columns, columns, sizeof(columns));
    list_init(&preview->base.list, preview->columns, COLUMNS, fill, compare, preview);
    for (size_t i = 0; i < trial->line_count; i++)
        counted = counted || trial->lines[i].rows >= 0;
    if (!counted && trial->line_count > 0)
        preview->base.list.grid.hidden = 1u << ROWS;
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

/* The form of it: what is brought in, and how. */
struct skipping {
    const struct trial_kind *kind;
    char *path; /* owned */
};

static void skip_release(void *context)
{
    struct skipping *skipping = context;
    free(skipping->path);
    free(skipping);
}

static enum rc skip_save(void *context, struct shell *shell, const char *const *values,
                         struct err *err)
{
    const struct skipping *skipping = context;
    return trial_bring_in(shell, skipping->kind, skipping->path, values[0], err);
}

static struct skipping *skipping_new(const struct trial *trial)
{
    struct skipping *skipping = calloc(1, sizeof(*skipping));
    if (skipping == NULL)
        return NULL;
    skipping->kind = trial->kind;
    skipping->path = strdup(trial->path);
    if (skipping->path != NULL)
        return skipping;
    free(skipping);
    return NULL;
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
        .release = skip_release,
        .context = skipping_new(trial),
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
    else if (trial_bring_in(shell, trial->kind, trial->path, NULL, &err) != RC_OK)
        shell_failed(shell, &err);
}

/* ---- the view
 * --------------------------------------------------------------------------------------
 */

static void preview_close(struct view *view)
{
    struct preview *preview = (struct preview *)view;
    trial_free(preview->trial);
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
    const char *words = preview->trial->head.text;
    int wanted = prose_lines(words, area.cols);
    head.rows = wanted < area.rows * 2 / 3 ? wanted : area.rows * 2 / 3;
    canvas_fill(canvas, area, PAINT_TEXT);
    int lines = prose_draw(canvas, head, PAINT_TEXT, words);
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

static bool is_bringing(const struct view *view, enum action action)
{
    return action == ACT_OPEN || action == preview_of(view)->trial->kind->brings;
}

static bool preview_refuses(struct view *view, enum action action, struct buf *ret_why)
{
    const struct trial *trial = preview_of(view)->trial;
    if (!is_bringing(view, action) || trial->comes)
        return false;
    buf_add(ret_why, trial->rejected > 0 ? _("Every row was rejected: there is nothing to bring in")
                                         : _(trial->kind->nothing));
    return true;
}

static bool preview_act(struct view *view, enum action action)
{
    if (is_bringing(view, action)) {
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
    shell_act(view->shell, preview_of(view)->trial->kind->brings);
    return true;
}

static void preview_mouse(struct view *view, const struct event *event)
{
    (void)list_mouse(&((struct preview *)view)->base.list, event);
}

static const enum action report_actions[] = {ACT_IMPORT, ACT_FILTER, ACT_NONE};
static const enum action claim_actions[] = {ACT_IMPORT_CLAIMS, ACT_FILTER, ACT_NONE};

/* One class for each action that brings in, as its key stands in the footer. */
#define PREVIEW_CLASS(own_actions)                                                                \
    {                                                                                             \
        .name = "import", .actions = (own_actions), .close = preview_close, .draw = preview_draw, \
        .title = preview_title, .refuses = preview_refuses, .act = preview_act,                   \
        .key = preview_key, .typing = list_view_typing, .paste = list_view_paste,                 \
        .mouse = preview_mouse, .has_row = list_view_has_row                                      \
    }
static const struct view_class report_class = PREVIEW_CLASS(report_actions);
static const struct view_class claim_class = PREVIEW_CLASS(claim_actions);

struct view *import_preview_new(struct shell *shell, struct trial *trial)
{
    bool claims = trial->kind->brings == ACT_IMPORT_CLAIMS;
    struct preview *preview = calloc(1, sizeof(*preview));
    if (preview == NULL)
        return NULL;
    preview->base.view = (struct view){claims ? &claim_class : &report_class, shell};
    preview->trial = trial;
    set_columns(preview);
    list_refill(&preview->base.list, trial->reject_count + trial->line_count);
    return &preview->base.view;
}

void import_preview_done(struct shell *shell, const char *path)
{
    struct view *top = shell_top(shell);
    if (top != NULL && (top->class == &report_class || top->class == &claim_class) &&
        strcmp(preview_of(top)->trial->path, path) == 0)
        shell_close(shell, top);
}
