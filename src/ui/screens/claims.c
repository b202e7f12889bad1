/* SPDX-License-Identifier: MIT */
/* Screen 5: the claims, those that need somebody first. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "ui/parts/list_view.h"
#include "ui/screens/claim_acts.h"
#include "ui/screens/claim_forms.h"
#include "ui/screens/claim_rows.h"
#include "ui/screens/claim_wizard.h"
#include "ui/screens/names.h"
#include "ui/screens/screens.h"
#include "ui/shell.h"

struct claims {
    struct list_view base; /* first */
    struct listed_claims claims;
    struct names names;
    char gone[CLAIM_ID_MAX];       /* the one that was selected when it went; "": none */
    bool chosen;                   /* the columns to begin with */
    char period[PERIOD_TEXT_SIZE]; /* of the cell filled last */
    char day[DATE_TEXT_SIZE], ready[8];
    size_t counts[CLAIM_STATUSES]; /* how many there are of each */
    /* What was said last of what falls due: rows of one day stand together. */
    bool has_said;
    enum deadline_kind said;
    struct date said_due;
    int said_left;
    char next[CLAIM_NEXT_SIZE], next_brief[CLAIM_NEXT_SIZE];
    enum paint next_paint;
};

enum column {
    STATUS,
    TITLE,
    AMOUNT,
    CURRENCY,
    READY,
    NEXT,
    LOCATION,
    PERIOD,
    PROGRAM,
    OWNER,
    APPROVED,
    PAID,
    ACTIVITY,
    REFERENCE,
    TAGS,
    UPDATED,
    ID,
    COLUMNS
};

static const char no_title[] = " ";
static const struct grid_column columns[COLUMNS] = {
    [STATUS] = {"status", N_("Status"), GRID_WORD, 1, 0, 0, true},
    [TITLE] = {"title", N_("Title"), GRID_TEXT, 0, 16, 48, true},
    [AMOUNT] = {"amount", N_("Amount"), GRID_FIGURE, 0, 0, 0, true},
    [CURRENCY] = {"currency", no_title, GRID_WORD, 0, 0, 0, true},
    [READY] = {"ready", N_("Ready"), GRID_NUMBER, 3, 0, 0, false},
    [NEXT] = {"next", N_("Next"), GRID_WORD, 2, 0, 0, true},
    [LOCATION] = {"location", N_("Location"), GRID_TEXT, 5, 8, 24, true},
    [PERIOD] = {"period", N_("Period"), GRID_WORD, 6, 0, 0, true},
    [PROGRAM] = {"program", N_("Program"), GRID_TEXT, 7, 6, 22, true},
    [OWNER] = {"owner", N_("Owner"), GRID_TEXT, 4, 4, 14, true},
    [APPROVED] = {"approved", N_("Approved"), GRID_FIGURE, 8, 0, 0, true},
    [PAID] = {"paid", N_("Paid"), GRID_FIGURE, 9, 0, 0, true},
    [ACTIVITY] = {"activity", N_("Activity"), GRID_WORD, 10, 0, 0, true},
    [REFERENCE] = {"reference", N_("Portal no."), GRID_TEXT, 11, 6, 14, true},
    [TAGS] = {"tags", N_("Tags"), GRID_TEXT, 12, 4, 20, true},
    [UPDATED] = {"updated", N_("Changed"), GRID_WORD, 13, 0, 0, true},
    [ID] = {"id", N_("Claim"), GRID_WORD, 14, 0, 0, true},
};

/* ---- cells ---------------------------------------------------------------------------------- */

static struct figure figure_of(const struct listed_claim *item, int column)
{
    struct figure figure = listed_claim_figure(item);
    if (column == AMOUNT)
        return figure;
    figure.kind = FIGURE_CLAIM;
    figure.name = column == APPROVED ? "approved" : "paid";
    figure.amount = column == APPROVED ? item->sums.approved : item->sums.paid;
    return figure;
}

static const char *text_of(const struct claims *claims, const struct listed_claim *item, int column)
{
    switch (column) {
    case TITLE:
        return item->title;
    case CURRENCY:
        return item->currency.code;
    case LOCATION:
        return names_location(&claims->names, item->location);
    case PROGRAM:
        return item->program;
    case OWNER:
        return item->owner;
    case ACTIVITY:
        return item->activity;
    case REFERENCE:
        return item->reference;
    case TAGS:
        return item->tags;
    case ID:
        return item->id;
    default:
        return "";
    }
}

static void fill_next(struct claims *claims, const struct listed_claim *item,
                      struct grid_cell *cell)
{
    if (!item->has_next) {
        cell->text = "";
        return;
    }
    if (!claims->has_said || claims->said != item->next || claims->said_left != item->days_left ||
        date_compare(claims->said_due, item->due) != 0)
        (void)listed_claim_next(item, claims->next, claims->next_brief, &claims->next_paint);
    claims->has_said = true;
    claims->said = item->next;
    claims->said_left = item->days_left;
    claims->said_due = item->due;
    cell->text = claims->next;
    cell->brief = claims->next_brief;
    cell->paint = claims->next_paint;
}

static void fill(void *context, size_t row, int column, struct grid_cell *cell)
{
    struct claims *claims = context;
    const struct listed_claim *item = &claims->claims.items[row];
    switch (column) {
    case STATUS:
        cell->text = claim_status_label(item->status);
        cell->brief = claim_status_brief(item->status);
        cell->paint = claim_status_paint(item->status);
        break;
    case AMOUNT:
    case APPROVED:
    case PAID:
        cell->has_figure = true;
        cell->figure = figure_of(item, column);
        break;
    case READY:
        if (item->ready >= 0)
            (void)snprintf(claims->ready, sizeof(claims->ready), _("%d %%"), item->ready);
        cell->text = item->ready >= 0 ? claims->ready : "";
        break;
    case NEXT:
        fill_next(claims, item, cell);
        break;
    case PERIOD:
        cell->text = period_print(item->period, claims->period);
        break;
    case UPDATED:
        cell->text = date_print(item->updated, claims->day);
        break;
    default:
        cell->text = text_of(claims, item, column);
        break;
    }
}

/* ---- sorting -------------------------------------------------------------------------------- */

static int compare_figures(const struct listed_claim *x, const struct listed_claim *y, int column)
{
    int64_t one = figure_of(x, column).amount.micros, two = figure_of(y, column).amount.micros;
    return (one > two) - (one < two);
}

static int compare(void *context, size_t a, size_t b, int column)
{
    const struct claims *claims = context;
    const struct listed_claim *x = &claims->claims.items[a], *y = &claims->claims.items[b];
    switch (column) {
    case STATUS: /* the rows come by it */
        return a < b ? -1 : 1;
    case AMOUNT:
    case APPROVED:
    case PAID:
        return compare_figures(x, y, column);
    case NEXT:
        if (!x->has_next || !y->has_next)
            return y->has_next - x->has_next;
        return date_compare(x->due, y->due);
    case PERIOD:
        return period_compare(x->period, y->period);
    case UPDATED:
        return date_compare(x->updated, y->updated);
    default:
        return strcmp(text_of(claims, x, column), text_of(claims, y, column));
    }
}

/* ---- data ----------------------------------------------------------------------------------- */

static void count_statuses(struct claims *claims)
{
    memset(claims->counts, 0, sizeof(claims->counts));
    for (size_t i = 0; i < claims->claims.count; i++)
        claims->counts[claims->claims.items[i].status]++;
}

static void choose_columns(struct claims *claims)
{
    struct list *list = &claims->base.list;
    unsigned empty = 1u << APPROVED | 1u << PAID | 1u << TAGS | 1u << REFERENCE;
    for (size_t i = 0; i < claims->claims.count; i++) {
        const struct listed_claim *item = &claims->claims.items[i];
        empty &= item->sums.approved.micros != 0 ? ~(1u << APPROVED) : ~0u;
        empty &= item->sums.paid.micros != 0 ? ~(1u << PAID) : ~0u;
        empty &= item->tags[0] != '\0' ? ~(1u << TAGS) : ~0u;
        empty &= item->reference[0] != '\0' ? ~(1u << REFERENCE) : ~0u;
    }
    if (!claims->chosen) /* later it is the person's choice */
        list->grid.hidden = empty;
    claims->chosen = claims->claims.count > 0;
}

/* The row to be selected among new ones; SIZE_MAX: the place stays. id: of the one that was
 * selected, "": none. One that was deleted comes back under the cursor. */
static size_t row_again(struct claims *claims, const char *id)
{
    size_t again = SIZE_MAX;
    if (claims->gone[0] != '\0')
        again = listed_claims_find(&claims->claims, claims->gone);
    if (again != SIZE_MAX) {
        claims->gone[0] = '\0';
        return again;
    }
    if (id[0] == '\0')
        return SIZE_MAX;
    again = listed_claims_find(&claims->claims, id);
    if (again == SIZE_MAX)
        (void)snprintf(claims->gone, sizeof(claims->gone), "%s", id);
    return again;
}

static bool is_renewed(void *context, size_t row)
{
    return ((const struct claims *)context)->claims.items[row].renewed;
}

static enum rc claims_recalc(struct view *view, struct err *err)
{
    struct claims *claims = (struct claims *)view;
    struct list *list = &claims->base.list;
    struct app *app = shell_app(view->shell);
    size_t here = list_row(list);
    char id[CLAIM_ID_MAX] = "";
    if (here != SIZE_MAX)
        (void)snprintf(id, sizeof(id), "%s", claims->claims.items[here].id);
    enum rc rc = names_load(&claims->names, app, err);
    if (rc == RC_OK)
        rc = listed_claims_load(&claims->claims, app, NULL, err);
    if (rc != RC_OK)
        return rc;
    size_t again = row_again(claims, id);
    choose_columns(claims);
    count_statuses(claims);
    if (claims->claims.some)
        list_refill_some(list, claims->claims.count, is_renewed);
    else
        list_refill(list, claims->claims.count);
    if (again != SIZE_MAX)
        list_select(list, again);
    return RC_OK;
}

/* Of the rows on the screen alone: each costs a look at the whole claim. True: some cell
 * has changed. */
static bool check_shown(struct claims *claims)
{
    struct list *list = &claims->base.list;
    struct app *app = shell_app(claims->base.view.shell);
    bool changed = false;
    for (size_t i = list->top; i < list->shown && i < list->top + (size_t)list->page; i++) {
        struct listed_claim *item = &claims->claims.items[list->order[i]];
        if (item->ready == -1 && (list->grid.hidden & 1u << READY) == 0) {
            listed_claim_check(item, app);
            changed = changed || item->ready >= 0;
        }
    }
    return changed;
}

/* ---- the view ------------------------------------------------------------------------------- */

static void claims_close(struct view *view)
{
    struct claims *claims = (struct claims *)view;
    listed_claims_release(&claims->claims);
    names_release(&claims->names);
    list_release(&claims->base.list);
    free(claims);
}

/* "action required 1   draft 2   submitted 1": how many there are of each. Where they do
 * not all fit, "…" stands for the last ones. */
static void draw_counts(const struct claims *claims, struct canvas *canvas, struct area line)
{
    enum { GAP = 3 };
    static const enum claim_status order[] = {
        CLAIM_ACTION_REQUIRED, CLAIM_EDITING,  CLAIM_SUBMITTED, CLAIM_UNDER_REVIEW, CLAIM_DISPUTED,
        CLAIM_APPROVED,        CLAIM_REJECTED, CLAIM_PAID,      CLAIM_WITHDRAWN};
    const size_t *counts = claims->counts;
    int col = line.col, end = line.col + line.cols;
    size_t last = 0;
    for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++)
        last = counts[order[i]] > 0 ? i : last;
    for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
        char words[64];
        if (counts[order[i]] == 0)
            continue;
        (void)snprintf(words, sizeof(words), "%s %zu", claim_status_label(order[i]),
                       counts[order[i]]);
        int cells = canvas_width(canvas, words);
        if (col + cells + (i < last ? GAP + 1 : 0) > end) {
            (void)canvas_text(canvas, line.row, col, end - col, PAINT_FAINT, "\xe2\x80\xa6");
            break;
        }
        (void)canvas_text(canvas, line.row, col, end - col, claim_status_paint(order[i]), words);
        col += cells + GAP;
    }
}

static void claims_draw(struct view *view, struct canvas *canvas, struct area area)
{
    enum { COUNTS_ROWS = 12 };
    struct claims *claims = (struct claims *)view;
    const char *none = shell_may(view->shell, MAY_EDIT_CLAIMS)
                           ? _("No claims on this day: a begins one, from the fund to the amount.")
                           : _("No claims on this day.");
    if (area.rows >= COUNTS_ROWS && claims->claims.count > 0) {
        canvas_fill(canvas, area, PAINT_TEXT);
        draw_counts(claims, canvas, area);
        area.row += 2;
        area.rows -= 2;
    }
    list_draw(&claims->base.list, canvas, area, none);
    if (check_shown(claims)) /* no cell of it is wider than the head, so the columns stay */
        list_draw(&claims->base.list, canvas, area, none);
}

static void claims_title(const struct view *view, struct buf *ret)
{
    (void)view;
    buf_add(ret, _("Claims"));
}

static const struct listed_claim *item_here(const struct view *view)
{
    size_t row = list_view_row(view);
    return row != SIZE_MAX ? &((const struct claims *)view)->claims.items[row] : NULL;
}

static bool claims_refuses(struct view *view, enum action action, struct buf *ret_why)
{
    const struct listed_claim *item = item_here(view);
    if (item == NULL)
        return false;
    /* What a row does not tell is asked by what opens. */
    bool sent = item->status != CLAIM_EDITING;
    const struct claim claim = {.status = item->status,
                                .owner = item->owner,
                                .creator = "",
                                .has_submitted = sent,
                                .submission_count = sent};
    return claim_refuses(&claim, action, ret_why);
}

static bool claims_act(struct view *view, enum action action)
{
    const struct listed_claim *item = item_here(view);
    if (action == ACT_ADD || action == ACT_NEW_CLAIM) {
        claim_new_begin(view->shell, NULL, NULL, NULL);
        return true;
    }
    if (action == ACT_OPEN && item != NULL) {
        claim_show(view->shell, item->id);
        return true;
    }
    if (item != NULL && claim_act(view->shell, item->id, action))
        return true;
    return list_view_act(view, action);
}

static const enum action claims_actions[] = {
    ACT_OPEN,      ACT_ADD,           ACT_FILTER,     ACT_EXPLAIN,  ACT_SUBMIT,    ACT_RECORD,
    ACT_ATTACH,    ACT_EDIT,          ACT_COPY_CLAIM, ACT_PAYMENT,  ACT_COMMENT,   ACT_DELETE,
    ACT_SORT_NEXT, ACT_SORT_LAST,     ACT_SORT_TURN,  ACT_COLUMNS,  ACT_NEW_CLAIM, ACT_SEALED,
    ACT_EXPENSE,   ACT_METRIC,        ACT_APPROVAL,   ACT_FEEDBACK, ACT_COPY,      ACT_PAYMENTS,
    ACT_DOCUMENTS, ACT_IMPORT_CLAIMS, ACT_NONE};

static const struct view_class claims_class = {
    .name = "claims",
    .actions = claims_actions,
    .changes = MAY_EDIT_CLAIMS,
    .close = claims_close,
    .recalc = claims_recalc,
    .draw = claims_draw,
    .title = claims_title,
    .refuses = claims_refuses,
    .act = claims_act,
    .key = list_view_key,
    .typing = list_view_typing,
    .paste = list_view_paste,
    .mouse = list_view_mouse,
    .figure = list_view_figure,
    .has_row = list_view_has_row,
};

static struct view *bottom(struct shell *shell)
{
    struct view *view = shell_go(shell, 5);
    if (view == NULL || view->class != &claims_class)
        return NULL;
    while (shell_top(shell) != view) /* what was opened from the list before is left */
        shell_close(shell, shell_top(shell));
    return view;
}

void claims_show(struct shell *shell, const char *words)
{
    struct view *view = bottom(shell);
    if (view != NULL)
        list_look_for(&((struct claims *)view)->base.list, words);
}

struct view *claims_new(struct shell *shell)
{
    struct claims *claims = calloc(1, sizeof(*claims));
    if (claims == NULL)
        return NULL;
    claims->base.view = (struct view){&claims_class, shell};
    list_init(&claims->base.list, columns, COLUMNS, fill, compare, claims);
    return &claims->base.view;
}
