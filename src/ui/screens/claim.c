/* SPDX-License-Identifier: MIT */
/*
 * The page of one claim: its head, then everything that it holds and lacks as lines that
 * can be entered, and the selected one in full words.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app/reasons.h"
#include "base/words.h"
#include "ui/parts/ask.h"
#include "ui/parts/list_view.h"
#include "ui/parts/prose.h"
#include "ui/screens/attach.h"
#include "ui/screens/claim_acts.h"
#include "ui/screens/claim_course.h"
#include "ui/screens/claim_forms.h"
#include "ui/screens/claim_head.h"
#include "ui/screens/claim_lines.h"
#include "ui/screens/claim_sealed.h"
#include "ui/screens/claim_wizard.h"
#include "ui/screens/names.h"
#include "ui/screens/screens.h"
#include "ui/shell.h"

struct claim_page {
    struct list_view base; /* first: the lines */
    char *id;
    bool found; /* false: it is not there on this day, or has been deleted */
    struct claim_sight sight;
    struct claim_trial trial;     /* as it is: what there is room for */
    struct claim_verdict verdict; /* with what was refused the last time */
    struct claim_lines lines;
    struct names names;
    struct buf reason; /* why it was returned or refused; "": it was not */
};

/* ---- cells ---------------------------------------------------------------------------------- */

enum column { MARK, TEXT, AMOUNT, CURRENCY, NOTE, COLUMNS };
static const char no_title[] = " ";
static const struct grid_column columns[COLUMNS] = {
    [MARK] = {"mark", no_title, GRID_WORD, 0, 0, 0, false},
    [TEXT] = {"what", N_("What"), GRID_TEXT, 0, 24, 0, false},
    [AMOUNT] = {"amount", N_("Amount"), GRID_FIGURE, 0, 0, 0, false},
    [CURRENCY] = {"currency", no_title, GRID_WORD, 0, 0, 0, false},
    [NOTE] = {"note", no_title, GRID_TEXT, 1, 8, 16, false},
};

static void fill(void *context, size_t row, int column, struct grid_cell *cell)
{
    struct claim_page *page = context;
    const struct claim_line *line = &page->lines.items[row];
    cell->paint = line->paint;
    switch ((enum column)column) {
    case MARK:
        cell->text = line->mark;
        break;
    case TEXT:
        cell->text = line->text;
        if (!line->title && line->section == SECTION_CHECKLIST)
            cell->paint = PAINT_TEXT;
        break;
    case AMOUNT:
        cell->has_figure = line->has_figure;
        cell->figure = line->figure;
        break;
    case CURRENCY:
        cell->text = line->has_figure ? line->figure.currency.code : "";
        break;
    case NOTE:
        cell->text = line->note;
        cell->paint = line->paint == PAINT_TITLE ? PAINT_FAINT : line->paint;
        break;
    case COLUMNS:
        bug("no such column");
    }
}

/* ---- data ----------------------------------------------------------------------------------- */

static void let_go(struct claim_page *page)
{
    claim_lines_release(&page->lines);
    claim_verdict_release(&page->verdict);
    claim_trial_release(&page->trial);
    claim_sight_release(&page->sight);
    page->verdict = (struct claim_verdict){0};
    page->trial = (struct claim_trial){0};
    page->sight = (struct claim_sight){0};
}

/* The same line after a change: of the same section, as near as it can be. */
static size_t find_again(const struct claim_lines *lines, enum claim_section section, bool title,
                         size_t at)
{
    size_t found = SIZE_MAX;
    for (size_t i = 0; i < lines->count; i++) {
        const struct claim_line *line = &lines->items[i];
        if (line->section == section && line->title == title && (title || line->at <= at))
            found = i;
    }
    return found;
}

static enum rc pull(struct claim_page *page, struct claim_page *ret, struct err *err)
{
    static const struct claim_form as_it_is = {0};
    const struct claim_ref ref = {.id = page->id};
    struct app *app = shell_app(page->base.view.shell);
    enum rc rc = app_claim_show(app, page->id, &ret->sight, err);
    if (rc == RC_RULE) { /* deleted, or another day */
        err_init(err);
        return RC_OK;
    }
    ret->found = rc == RC_OK;
    if (rc == RC_OK)
        rc = app_claim_try(app, &ref, &as_it_is, &ret->trial, err);
    if (rc == RC_OK)
        rc = app_claim_check(app, page->id, &ret->verdict, err);
    if (rc == RC_OK)
        rc = claim_lines_make(&ret->lines, &ret->sight, &ret->verdict, app_day(app), err);
    return rc;
}

/* "branding: Branding is missing or wrong. The photo does not show …" */
static enum rc tell_reason(struct claim_page *page, struct err *err)
{
    const struct claim *claim = &page->sight.claim;
    buf_clear(&page->reason);
    if (!page->found || (claim->status != CLAIM_ACTION_REQUIRED && claim->status != CLAIM_REJECTED))
        return RC_OK;
    enum rc rc = app_reason_words(claim->reason, &page->reason, err);
    if (claim->status_note[0] != '\0')
        buf_addf(&page->reason, "%s%s", page->reason.length > 0 ? ". " : "", claim->status_note);
    if (claim->status == CLAIM_REJECTED)
        buf_addf(&page->reason, "%s%s", page->reason.length > 0 ? " · " : "",
                 _("R disputes it, D files it again"));
    return rc == RC_OK ? buf_check(&page->reason, err) : rc;
}

static enum rc page_recalc(struct view *view, struct err *err)
{
    struct claim_page *page = (struct claim_page *)view, fresh = {0};
    struct list *list = &page->base.list;
    size_t here = list_row(list), again = SIZE_MAX;
    struct claim_line was = {0};
    if (here != SIZE_MAX)
        was = page->lines.items[here];
    enum rc rc = names_load(&page->names, shell_app(view->shell), err);
    if (rc == RC_OK)
        rc = pull(page, &fresh, err);
    if (rc != RC_OK) {
        let_go(&fresh);
        return rc;
    }
    let_go(page);
    page->found = fresh.found;
    page->sight = fresh.sight;
    page->sight.claim.head = &page->sight.history.head;
    page->trial = fresh.trial;
    page->verdict = fresh.verdict;
    page->lines = fresh.lines;
    list_refill(list, page->lines.count);
    if (here != SIZE_MAX)
        again = find_again(&page->lines, was.section, was.title, was.at);
    if (again != SIZE_MAX)
        list_select(list, again);
    return tell_reason(page, err);
}

/* ---- drawing -------------------------------------------------------------------------------- */

static const struct claim_line *line_here(const struct claim_page *page)
{
    size_t row = list_row(&page->base.list);
    return row != SIZE_MAX ? &page->lines.items[row] : NULL;
}

/* The selected line in full, at the bottom. */
static void draw_full(const struct claim_page *page, struct canvas *canvas, struct area *area)
{
    enum { FULL_ROWS = 3, LEAST_ROWS = 11 };
    const struct claim_line *line = line_here(page);
    if (area->rows < LEAST_ROWS || line == NULL)
        return;
    struct area foot = {area->row + area->rows - FULL_ROWS, area->col, FULL_ROWS, area->cols};
    const struct finding *finding = line->section == SECTION_FINDINGS && !line->title
                                        ? &page->verdict.findings.items[line->at]
                                        : NULL;
    (void)canvas_wrap(canvas, foot, finding != NULL ? line->paint : PAINT_FAINT, line->full);
    area->rows -= FULL_ROWS + 1;
}

/* Columns that say nothing, or have no room beside the texts. */
static unsigned unused_columns(const struct claim_page *page, int cols)
{
    enum { NOTE_COLS = 56 };
    unsigned unused = 1u << AMOUNT | 1u << CURRENCY | 1u << NOTE;
    for (size_t i = 0; i < page->lines.count; i++) {
        const struct claim_line *line = &page->lines.items[i];
        if (line->has_figure)
            unused &= ~(1u << AMOUNT | 1u << CURRENCY);
        if (line->note[0] != '\0' && cols >= NOTE_COLS)
            unused &= ~(1u << NOTE);
    }
    return unused;
}

static void page_draw(struct view *view, struct canvas *canvas, struct area area)
{
    struct claim_page *page = (struct claim_page *)view;
    canvas_fill(canvas, area, PAINT_TEXT);
    canvas_focus(canvas, area.row, area.col);
    if (!page->found) {
        canvas_wrap(canvas, area, PAINT_TEXT,
                    _("This claim is not there on this day: Esc goes back."));
        return;
    }
    const struct claim_head_view head = {&page->trial, &page->names, page->reason.text,
                                         shell_day(view->shell)};
    int rows = claim_head_draw(&head, canvas, area);
    area.row += rows;
    area.rows -= rows;
    draw_full(page, canvas, &area);
    page->base.list.grid.hidden = unused_columns(page, area.cols);
    list_draw(&page->base.list, canvas, area, "");
}

static void page_title(const struct view *view, struct buf *ret)
{
    buf_add(ret, ((const struct claim_page *)view)->id);
}

/* ---- acting --------------------------------------------------------------------------------- */

static void open_check(const struct claim_page *page, const struct checklist_line *line)
{
    struct shell *shell = page->base.view.shell;
    if (line->document != NULL)
        claim_open_document(shell, line->document);
    else if (!line->counts && line->item[0] != '\0')
        claim_show(shell, line->item);
    else if (strcmp(line->what, "proof") == 0)
        claim_attach(shell, page->id, "proof", line->item);
    else if (strcmp(line->what, "metric") == 0)
        claim_form_metric(shell, page->id, line->item);
    else if (strcmp(line->what, "pre-approval") == 0)
        claim_form_approval(shell, page->id, "pre-approval");
    else if (strcmp(line->what, "dates") == 0)
        claim_form_edit(shell, page->id, "start");
    else if (line->item[0] != '\0') /* an expense without its document */
        claim_attach(shell, page->id, NULL, line->item);
    else
        claim_form_expense(shell, page->id, NULL);
}

/* What the words at the bottom have no room for. */
static void open_words(const struct claim_page *page, const struct claim_line *line)
{
    struct shell *shell = page->base.view.shell;
    shell_push(shell, message_new(shell, line->text, line->full));
}

static void open_expense(const struct claim_page *page, size_t at)
{
    struct err err;
    struct buf item;
    err_init(&err);
    buf_init(&item);
    if (claim_expense_item(&page->sight.claim, at, &item, &err) == RC_OK)
        claim_form_expense(page->base.view.shell, page->id, item.text);
    else
        shell_failed(page->base.view.shell, &err);
    buf_release(&item);
}

static void open_title(const struct claim_page *page, enum claim_section section)
{
    static const enum action adds[CLAIM_SECTIONS] = {
        [SECTION_FINDINGS] = ACT_SUBMIT,  [SECTION_CHECKLIST] = ACT_ATTACH,
        [SECTION_EXPENSES] = ACT_EXPENSE, [SECTION_METRICS] = ACT_METRIC,
        [SECTION_DOCUMENTS] = ACT_ATTACH, [SECTION_APPROVALS] = ACT_APPROVAL,
        [SECTION_PAYMENTS] = ACT_RECORD,  [SECTION_SENT] = ACT_SEALED,
        [SECTION_HISTORY] = ACT_COMMENT,
    };
    shell_act(page->base.view.shell, adds[section]);
}

static void add_here(const struct claim_page *page)
{
    const struct claim_line *line = line_here(page);
    if (line != NULL)
        open_title(page, line->section);
}

static void open_here(const struct claim_page *page)
{
    const struct claim_line *line = line_here(page);
    const struct claim *claim = &page->sight.claim;
    struct shell *shell = page->base.view.shell;
    if (line == NULL)
        return;
    if (line->title) {
        open_title(page, line->section);
        return;
    }
    switch (line->section) {
    case SECTION_FINDINGS:
        claim_mend(shell, page->id, &page->verdict.findings.items[line->at]);
        break;
    case SECTION_CHECKLIST:
        open_check(page, &page->verdict.checklist.lines[line->at]);
        break;
    case SECTION_EXPENSES:
        if (claim_status_is_editable(claim->status))
            open_expense(page, line->at);
        else
            open_words(page, line);
        break;
    case SECTION_METRICS:
        if (claim_status_is_editable(claim->status))
            claim_form_metric(shell, page->id, claim->metrics[line->at].name);
        else
            open_words(page, line);
        break;
    case SECTION_DOCUMENTS:
        claim_open_document(shell, claim->documents[line->at].id);
        break;
    case SECTION_SENT:
        claim_sealed_show(shell, page->id, line->at + 1);
        break;
    case SECTION_PAYMENTS:
        payment_show(shell, claim->payments[line->at].id, claim->payments[line->at].day);
        break;
    case SECTION_APPROVALS:
    case SECTION_HISTORY:
    case CLAIM_SECTIONS:
        open_words(page, line);
        break;
    }
}

/* On an expense or a document: that; else the claim, and its page closes. */
static void delete_here(struct claim_page *page)
{
    const struct claim_line *line = line_here(page);
    struct shell *shell = page->base.view.shell;
    struct err err;
    struct buf item;
    err_init(&err);
    if (line != NULL && !line->title && line->section == SECTION_DOCUMENTS) {
        claim_detach(shell, page->id, page->sight.claim.documents[line->at].id);
    } else if (line != NULL && !line->title && line->section == SECTION_EXPENSES) {
        buf_init(&item);
        if (claim_expense_item(&page->sight.claim, line->at, &item, &err) == RC_OK)
            claim_delete_expense(shell, page->id, item.text);
        else
            shell_failed(shell, &err);
        buf_release(&item);
    } else if (claim_delete(shell, page->id)) {
        shell_close(shell, &page->base.view);
    }
}

static void edit_here(const struct claim_page *page)
{
    const struct claim_line *line = line_here(page);
    bool inside = line != NULL && !line->title &&
                  (line->section == SECTION_EXPENSES || line->section == SECTION_METRICS);
    if (inside && claim_status_is_editable(page->sight.claim.status))
        open_here(page);
    else
        claim_form_edit(page->base.view.shell, page->id, NULL);
}

static void feedback_here(const struct claim_page *page)
{
    const struct claim_line *line = line_here(page);
    struct err err;
    struct buf item;
    err_init(&err);
    buf_init(&item);
    if (line != NULL && !line->title && line->section == SECTION_EXPENSES)
        (void)!claim_expense_item(&page->sight.claim, line->at, &item, &err);
    else if (line != NULL && !line->title && line->section == SECTION_CHECKLIST)
        buf_add(&item, page->verdict.checklist.lines[line->at].item);
    claim_feedback(page->base.view.shell, page->id, item.length > 0 ? item.text : NULL);
    buf_release(&item);
}

/* Those of the claim; where it has none, all. */
static void show_payments(const struct claim_page *page)
{
    struct shell *shell = page->base.view.shell;
    bool any = page->sight.claim.payment_count > 0;
    payments_show(shell, any ? page->id : NULL);
    if (!any)
        shell_say(shell, "%s", _("Of this claim there is no payment yet: these are all"));
}

static bool page_act(struct view *view, enum action action)
{
    struct claim_page *page = (struct claim_page *)view;
    const struct claim_head *head = &page->sight.history.head;
    if (list_view_act(view, action))
        return true;
    if (!page->found)
        return false;
    switch ((int)action) {
    case ACT_OPEN:
        open_here(page);
        return true;
    case ACT_ADD:
        add_here(page);
        return true;
    case ACT_EDIT:
        edit_here(page);
        return true;
    case ACT_DELETE:
        delete_here(page);
        return true;
    case ACT_FEEDBACK:
        feedback_here(page);
        return true;
    case ACT_PAYMENTS:
        show_payments(page);
        return true;
    case ACT_DOCUMENTS:
        documents_show(view->shell, page->sight.claim.document_count > 0 ? page->id : NULL);
        return true;
    case ACT_NEW_CLAIM:
        claim_new_begin(view->shell, head->program, head->location, &head->period);
        return true;
    default:
        return claim_act(view->shell, page->id, action);
    }
}

static bool page_refuses(struct view *view, enum action action, struct buf *ret_why)
{
    const struct claim_page *page = (const struct claim_page *)view;
    return page->found && claim_refuses(&page->sight.claim, action, ret_why);
}

/* On a line without money: what the claim asks for. */
static bool page_figure(const struct view *view, struct figure *ret)
{
    const struct claim_page *page = (const struct claim_page *)view;
    if (list_view_figure(view, ret))
        return true;
    if (page->found)
        *ret = claim_head_figure(&page->sight.claim);
    return page->found;
}

static bool page_has_row(const struct view *view)
{
    return ((const struct claim_page *)view)->found;
}

static void page_close(struct view *view)
{
    struct claim_page *page = (struct claim_page *)view;
    let_go(page);
    names_release(&page->names);
    list_release(&page->base.list);
    buf_release(&page->reason);
    free(page->id);
    free(page);
}

static const enum action page_actions[] = {
    ACT_OPEN,      ACT_ATTACH,   ACT_EXPENSE,    ACT_METRIC,  ACT_SUBMIT,   ACT_RECORD,
    ACT_EDIT,      ACT_ADD,      ACT_FEEDBACK,   ACT_COMMENT, ACT_APPROVAL, ACT_PAYMENT,
    ACT_SEALED,    ACT_DELETE,   ACT_COPY_CLAIM, ACT_EXPLAIN, ACT_FILTER,   ACT_COPY,
    ACT_NEW_CLAIM, ACT_PAYMENTS, ACT_DOCUMENTS,  ACT_NONE};

static const struct view_class page_class = {
    .name = "claim",
    .actions = page_actions,
    .changes = MAY_EDIT_CLAIMS,
    .close = page_close,
    .recalc = page_recalc,
    .draw = page_draw,
    .title = page_title,
    .refuses = page_refuses,
    .act = page_act,
    .key = list_view_key,
    .typing = list_view_typing,
    .paste = list_view_paste,
    .mouse = list_view_mouse,
    .figure = page_figure,
    .has_row = page_has_row,
};

struct view *claim_page_new(struct shell *shell, const char *id)
{
    struct claim_page *page = calloc(1, sizeof(*page));
    if (page == NULL)
        return NULL;
    page->base.view = (struct view){&page_class, shell};
    list_init(&page->base.list, columns, COLUMNS, fill, NULL, page);
    page->base.list.grid.spills = TEXT; /* a finding is long and has no amount */
    buf_init(&page->reason);
    page->id = strdup(id);
    if (page->id == NULL) {
        page_close(&page->base.view);
        return NULL;
    }
    return &page->base.view;
}

void claim_show(struct shell *shell, const char *id)
{
    shell_push(shell, claim_page_new(shell, id));
}

static size_t line_of(const struct claim_page *page, const char *document)
{
    const struct claim *claim = &page->sight.claim;
    for (size_t i = 0; i < page->lines.count; i++) {
        const struct claim_line *line = &page->lines.items[i];
        if (line->section == SECTION_DOCUMENTS && !line->title &&
            strcmp(claim->documents[line->at].id, document) == 0)
            return i;
    }
    return SIZE_MAX;
}

void claim_show_document(struct shell *shell, const char *id, const char *document)
{
    struct view *view = claim_page_new(shell, id);
    shell_push(shell, view);
    if (view == NULL || shell_top(shell) != view)
        return;
    struct claim_page *page = (struct claim_page *)view;
    size_t line = line_of(page, document);
    if (line != SIZE_MAX)
        list_select(&page->base.list, line);
    else
        shell_say(shell, "%s", _("The document is not on the claim any more"));
}
