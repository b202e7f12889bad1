/* SPDX-License-Identifier: MIT */
/* Which claims a payment is for: those that wait for one, to choose from. */
#include "ui/screens/claim_payment.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/claim_course.h"
#include "base/words.h"
#include "ui/parts/list_view.h"
#include "ui/screens/claim_course.h"

struct waiting {
    char id[CLAIM_ID_MAX];
    char *title, *program, *location; /* owned */
    struct period period;
    struct currency currency;
    struct money approved, paid, left;
    bool chosen;
};

struct payees {
    struct list_view base; /* first */
    struct waiting *items;
    size_t count, room;
    char asked[CLAIM_ID_MAX]; /* chosen when the list opens; "": none */
    struct buf keep;          /* ids that are chosen while the list is read anew */
};

/* ---- the list --------------------------------------------------------------------------- */

enum column { MARK, TITLE, LEFT, CURRENCY, APPROVED, PAID, ID, PROGRAM, LOCATION };
static const char no_title[] = " ";
static const struct grid_column columns[] = {
    [MARK] = {"chosen", N_("Pays"), GRID_WORD, 0, 0, 0, false},
    [TITLE] = {"title", N_("Claim"), GRID_TEXT, 0, 8, 0, true},
    [LEFT] = {"left", N_("To come"), GRID_FIGURE, 0, 0, 0, true},
    [CURRENCY] = {"currency", no_title, GRID_WORD, 0, 0, 0, true},
    [APPROVED] = {"approved", N_("Approved"), GRID_FIGURE, 2, 0, 0, true},
    [PAID] = {"paid", N_("Paid"), GRID_FIGURE, 3, 0, 0, true},
    [ID] = {"claim", N_("Id"), GRID_WORD, 4, 0, 0, true},
    [PROGRAM] = {"program", N_("Program"), GRID_WORD, 5, 0, 0, true},
    [LOCATION] = {"location", N_("Location"), GRID_TEXT, 6, 6, 16, true},
};
enum { COLUMNS = sizeof(columns) / sizeof(columns[0]) };

static struct figure figure_of(const struct waiting *item, enum figure_kind kind, const char *name,
                               struct money amount)
{
    return (struct figure){.kind = kind,
                           .amount = amount,
                           .currency = item->currency,
                           .program = item->program,
                           .location = item->location,
                           .period = item->period,
                           .name = name,
                           .id = item->id};
}

static void fill(void *context, size_t row, int column, struct grid_cell *ret)
{
    const struct payees *payees = context;
    const struct waiting *item = &payees->items[row];
    ret->paint = item->chosen ? PAINT_GOOD : PAINT_TEXT;
    ret->has_figure = column == LEFT || column == APPROVED || column == PAID;
    switch ((enum column)column) {
    case MARK:
        ret->text = item->chosen ? "[x]" : "[ ]";
        break;
    case TITLE:
        ret->text = item->title;
        break;
    case LEFT:
        ret->figure = figure_of(item, FIGURE_DEADLINE, "payment", item->left);
        break;
    case CURRENCY:
        ret->text = item->currency.code;
        break;
    case APPROVED:
        ret->figure = figure_of(item, FIGURE_CLAIM, "approved", item->approved);
        break;
    case PAID:
        ret->figure = figure_of(item, FIGURE_CLAIM, "paid", item->paid);
        break;
    case ID:
        ret->text = item->id;
        break;
    case PROGRAM:
        ret->text = item->program;
        break;
    case LOCATION:
        ret->text = item->location;
        break;
    }
}

static int compare_money(struct money a, struct money b)
{
    return (a.micros > b.micros) - (a.micros < b.micros);
}

static int compare(void *context, size_t a, size_t b, int column)
{
    const struct payees *payees = context;
    const struct waiting *one = &payees->items[a], *two = &payees->items[b];
    switch ((enum column)column) {
    case LEFT:
        return compare_money(one->left, two->left);
    case CURRENCY:
        return strcmp(one->currency.code, two->currency.code);
    case APPROVED:
        return compare_money(one->approved, two->approved);
    case PAID:
        return compare_money(one->paid, two->paid);
    case ID:
        return strcmp(one->id, two->id);
    case PROGRAM:
        return strcmp(one->program, two->program);
    case LOCATION:
        return strcmp(one->location, two->location);
    case MARK:
    case TITLE:
    default:
        return strcmp(one->title, two->title);
    }
}

/* ---- its rows --------------------------------------------------------------------------- */

static void items_release(struct payees *payees)
{
    for (size_t i = 0; i < payees->count; i++) {
        free(payees->items[i].title);
        free(payees->items[i].program);
        free(payees->items[i].location);
    }
    free(payees->items);
    payees->items = NULL;
    payees->count = payees->room = 0;
}

static bool is_kept(const struct payees *payees, const char *id)
{
    return strstr(payees->keep.text, id) != NULL;
}

static enum rc add_item(struct payees *payees, const struct claim_row *row, struct money left,
                        struct err *err)
{
    if (payees->count == payees->room) {
        size_t room = payees->room > 0 ? payees->room * 2 : 32;
        struct waiting *items = reallocarray(payees->items, room, sizeof(*items));
        if (items == NULL)
            return err_memory(err);
        payees->items = items;
        payees->room = room;
    }
    struct waiting *item = &payees->items[payees->count];
    *item = (struct waiting){.title = strdup(row->title),
                             .program = strdup(row->head.program),
                             .location = strdup(row->head.location),
                             .period = row->head.period,
                             .currency = row->currency,
                             .approved = row->sums.approved,
                             .paid = row->sums.paid,
                             .left = left,
                             .chosen = is_kept(payees, row->head.id)};
    (void)snprintf(item->id, sizeof(item->id), "%s", row->head.id);
    payees->count++;
    return item->title != NULL && item->program != NULL && item->location != NULL ? RC_OK
                                                                                  : err_memory(err);
}

/* Those of which something is still to come, and the one that was asked for. */
static enum rc see_row(void *context, const struct claim_row *row, struct err *err)
{
    struct payees *payees = context;
    struct money left = claim_unpaid(row->status, row->sums.approved, row->sums.paid);
    bool pays = row->status == CLAIM_APPROVED || row->status == CLAIM_PAID;
    if (!pays || (left.micros <= 0 && strcmp(payees->asked, row->head.id) != 0))
        return RC_OK;
    return add_item(payees, row, left, err);
}

static enum rc payees_recalc(struct view *view, struct err *err)
{
    struct payees *payees = (struct payees *)view;
    struct list *list = &payees->base.list;
    struct payees fresh = {.count = 0};
    const struct claim_filter all = {.program = NULL};
    memcpy(fresh.asked, payees->asked, sizeof(fresh.asked));
    buf_init(&fresh.keep);
    buf_add(&fresh.keep, payees->asked);
    for (size_t i = 0; i < payees->count; i++)
        if (payees->items[i].chosen)
            buf_addf(&fresh.keep, " %s", payees->items[i].id);
    enum rc rc = buf_check(&fresh.keep, err);
    if (rc == RC_OK)
        rc = app_claim_list(shell_app(view->shell), &all, see_row, &fresh, err);
    buf_release(&fresh.keep);
    if (rc != RC_OK) {
        items_release(&fresh);
        return rc;
    }
    items_release(payees);
    payees->items = fresh.items;
    payees->count = fresh.count;
    payees->room = fresh.room;
    payees->asked[0] = '\0';
    list_refill(list, payees->count);
    return RC_OK;
}

/* ---- the view --------------------------------------------------------------------------- */

static void payees_close(struct view *view)
{
    struct payees *payees = (struct payees *)view;
    items_release(payees);
    list_release(&payees->base.list);
    free(payees);
}

static void payees_title(const struct view *view, struct buf *ret)
{
    (void)view;
    buf_add(ret, _("Payment"));
}

static size_t chosen_count(const struct payees *payees)
{
    size_t count = 0;
    for (size_t i = 0; i < payees->count; i++)
        count += payees->items[i].chosen;
    return count;
}

static void payees_draw(struct view *view, struct canvas *canvas, struct area area)
{
    struct payees *payees = (struct payees *)view;
    size_t chosen = chosen_count(payees);
    int lines = area.rows >= 5 ? 1 : 0;
    struct area list = {area.row, area.col, area.rows - lines, area.cols};
    struct buf words;
    list_draw(&payees->base.list, canvas, list, _("No claim waits for a payment."));
    buf_init(&words);
    if (chosen == 0)
        buf_add(&words, _("Enter chooses a claim; then P types in the payment."));
    else
        buf_addf(&words,
                 ngettext("%zu claim is chosen: P types in the payment.",
                          "%zu claims are chosen: P types in the payment.", chosen),
                 chosen);
    if (lines > 0 && payees->count > 0)
        (void)canvas_text(canvas, list.row + list.rows, area.col, area.cols, PAINT_FAINT,
                          words.text);
    buf_release(&words);
}

static bool payees_refuses(struct view *view, enum action action, struct buf *ret_why)
{
    if (action != ACT_PAYMENT || chosen_count((const struct payees *)view) > 0)
        return false;
    buf_add(ret_why, _("No claim is chosen: Enter chooses the one under the cursor"));
    return true;
}

static void pay(const struct payees *payees)
{
    const char *ids[PAYMENT_CLAIMS_MAX + 1];
    size_t count = 0;
    for (size_t i = 0; i < payees->count && count <= PAYMENT_CLAIMS_MAX; i++)
        if (payees->items[i].chosen)
            ids[count++] = payees->items[i].id;
    claim_payment_form(payees->base.view.shell, ids, count);
}

static bool payees_act(struct view *view, enum action action)
{
    struct payees *payees = (struct payees *)view;
    size_t row = list_view_row(view);
    if (action == ACT_OPEN && row != SIZE_MAX) {
        payees->items[row].chosen = !payees->items[row].chosen;
        return true;
    }
    if (action == ACT_PAYMENT) {
        pay(payees);
        return true;
    }
    return list_view_act(view, action);
}

static const enum action payees_actions[] = {
    ACT_OPEN,      ACT_PAYMENT, ACT_FILTER,  ACT_SORT_NEXT, ACT_SORT_LAST,
    ACT_SORT_TURN, ACT_COLUMNS, ACT_EXPLAIN, ACT_COPY,      ACT_NONE};

static const struct view_class payees_class = {
    .name = "claim.payment",
    .actions = payees_actions,
    .close = payees_close,
    .recalc = payees_recalc,
    .draw = payees_draw,
    .title = payees_title,
    .refuses = payees_refuses,
    .opens = N_("choose"),
    .act = payees_act,
    .key = list_view_key,
    .typing = list_view_typing,
    .paste = list_view_paste,
    .mouse = list_view_mouse,
    .figure = list_view_figure,
    .has_row = list_view_has_row,
};

void claim_payment(struct shell *shell, const char *const *ids, size_t count)
{
    struct payees *payees = NULL;
    if (count > 1) {
        claim_payment_form(shell, ids, count);
        return;
    }
    payees = calloc(1, sizeof(*payees));
    if (payees != NULL) {
        payees->base.view = (struct view){&payees_class, shell};
        if (count == 1)
            (void)snprintf(payees->asked, sizeof(payees->asked), "%s", ids[0]);
        list_init(&payees->base.list, columns, COLUMNS, fill, compare, payees);
    }
    shell_push(shell, payees != NULL ? &payees->base.view : NULL);
}
