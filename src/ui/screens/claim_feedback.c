/* SPDX-License-Identifier: MIT */
/* What a reviewer said of each expense, proof and document: a list of them, and the form
 * of one. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "model/claim_grant.h"
#include "ui/parts/list_view.h"
#include "ui/screens/claim_course.h"
#include "ui/screens/claim_forms.h"
#include "ui/screens/claim_lines.h"
#include "ui/screens/claim_subject.h"

/* ---- the form of one -------------------------------------------------------------------- */

enum feedback_field { VERDICT, AMOUNT, REASON, NOTE };

static const char *const verdicts[] = {"accepted", "changed", "refused", NULL};

static const struct claim_expense *expense_of(const struct claim_subject *subject)
{
    int count = 0;
    return claim_expense_find(&subject->sight.claim, subject->item, &count);
}

/* The newest that was said of the item. */
static const struct claim_feedback *said_of(const struct claim *claim, const char *item)
{
    int count = 0;
    const struct claim_expense *expense = claim_expense_find(claim, item, &count);
    const struct claim_feedback *found =
        expense != NULL ? claim_expense_feedback(claim, expense) : NULL;
    for (size_t i = 0; expense == NULL && i < claim->feedback_count; i++)
        if (strcmp(claim->feedback[i].item, item) == 0)
            found = &claim->feedback[i];
    return found;
}

static void fill_feedback(const struct claim_subject *subject, struct claim_values *ret)
{
    const struct claim *claim = &subject->sight.claim;
    const struct claim_feedback *said = said_of(claim, subject->item);
    struct buf *amount = claim_slot(subject, ret, AMOUNT);
    char text[MONEY_TEXT_SIZE];
    buf_add(claim_slot(subject, ret, VERDICT), said != NULL ? said->verdict : verdicts[0]);
    if (said == NULL)
        return;
    if (amount != NULL && said->has_amount)
        buf_add(amount, money_print(said->amount, claim->currency, text));
    buf_add(claim_slot(subject, ret, REASON), said->reason);
    buf_add(claim_slot(subject, ret, NOTE), said->note);
}

static bool is_changed(const struct claim_subject *subject, const char *const *values)
{
    return strcmp(claim_value(subject, values, VERDICT), verdicts[1]) == 0;
}

static bool feedback_wrong(void *context, const char *const *values, int field, struct buf *why)
{
    const struct claim_subject *subject = context;
    if (subject->order[field] != AMOUNT)
        return false;
    if (is_changed(subject, values) && values[field][0] == '\0')
        buf_add(why, _("Say what of the expense was accepted"));
    else if (!is_changed(subject, values) && values[field][0] != '\0')
        buf_add(why, _("Only a changed expense has one: leave it empty, or choose changed"));
    return why->length > 0;
}

static void tell_feedback(void *context, const char *const *values, struct buf *ret)
{
    const struct claim_subject *subject = context;
    const struct claim_expense *expense = expense_of(subject);
    char text[MONEY_TEXT_SIZE];
    (void)values;
    if (expense != NULL)
        buf_addf(ret, _("%s, %s: %s %s.\n"), expense->vendor, expense->number,
                 money_print(expense->amount, subject->sight.claim.currency, text),
                 subject->sight.claim.currency.code);
    else
        buf_addf(ret, _("About %s.\n"), subject->item);
}

static enum rc save_feedback(struct claim_subject *subject, const struct claim_ref *ref,
                             const char *const *values, char ret_id[CLAIM_ID_MAX], struct err *err)
{
    const struct feedback_form form = {.item = subject->item,
                                       .verdict = claim_value(subject, values, VERDICT),
                                       .amount = claim_given(subject, values, AMOUNT),
                                       .reason = claim_given(subject, values, REASON),
                                       .note = claim_given(subject, values, NOTE)};
    return app_claim_feedback(subject->app, ref, &form, ret_id, err);
}

static const struct field feedback_fields[] = {
    [VERDICT] = {.name = "verdict",
                 .label = N_("Verdict"),
                 .hint = N_("Left and Right choose."),
                 .kind = FIELD_CHOICE,
                 .choices = verdicts,
                 .must = true},
    [AMOUNT] = {.name = "amount",
                .label = N_("Accepted amount"),
                .hint = N_("Of a changed expense: what is left of it."),
                .kind = FIELD_AMOUNT},
    [REASON] = {.name = "reason",
                .label = N_("Reason"),
                .hint = N_("Ctrl-N lists the usual ones; any other word will do."),
                .kind = FIELD_TEXT,
                .complete = claim_offer_reasons},
    [NOTE] = {.name = "note",
              .label = N_("Note"),
              .hint = N_("What the reviewer wrote."),
              .kind = FIELD_TEXT},
};

static void open_feedback(struct shell *shell, const char *id, const char *item)
{
    static const struct claim_plan plan = {.name = "claim.feedback",
                                           .title = N_("What the reviewer said"),
                                           .names_claim = true,
                                           .wrong = feedback_wrong,
                                           .tell = tell_feedback,
                                           .fill = fill_feedback,
                                           .save = save_feedback};
    struct claim_subject *subject = claim_subject_new(shell, id);
    if (subject == NULL)
        return;
    subject->item = strdup(item);
    if (subject->item == NULL) {
        claim_subject_free(subject);
        shell_push(shell, NULL);
        return;
    }
    for (int i = VERDICT; i <= NOTE; i++) {
        struct field one = feedback_fields[i];
        one.currency = -1;
        one.in = subject->sight.claim.currency.code;
        if (i != AMOUNT || expense_of(subject) != NULL)
            claim_subject_field(subject, &one, i);
    }
    claim_subject_open(subject, &plan, item, NULL);
}

/* ---- the list --------------------------------------------------------------------------- */

struct line {
    char *item, *text; /* owned */
    bool has_amount;
    struct money amount;
    const struct claim_feedback *said; /* or NULL */
};

struct review {
    struct list_view base; /* first */
    char id[CLAIM_ID_MAX];
    struct claim_sight sight;
    struct claim_verdict verdict;
    struct line *lines;
    size_t count, room;
    char granted[MONEY_TEXT_SIZE]; /* of the row that is drawn */
};

enum column { ITEM, TEXT, SUM, CURRENCY, SAID, LEFT };
static const char no_title[] = " ";
static const struct grid_column columns[] = {
    [ITEM] = {"item", N_("Item"), GRID_TEXT, 0, 6, 24, false},
    [TEXT] = {"text", N_("What"), GRID_TEXT, 2, 8, 0, false},
    [SUM] = {"amount", N_("Amount"), GRID_FIGURE, 1, 0, 0, false},
    [CURRENCY] = {"currency", no_title, GRID_WORD, 1, 0, 0, false},
    [SAID] = {"verdict", N_("Verdict"), GRID_WORD, 0, 0, 0, false},
    [LEFT] = {"accepted", N_("Accepted"), GRID_NUMBER, 3, 0, 0, false},
};
enum { COLUMNS = sizeof(columns) / sizeof(columns[0]) };

static void fill(void *context, size_t row, int column, struct grid_cell *ret)
{
    struct review *review = context;
    const struct line *line = &review->lines[row];
    const struct claim *claim = &review->sight.claim;
    bool refused = line->said != NULL && strcmp(line->said->verdict, verdicts[2]) == 0;
    ret->paint = line->said == NULL ? PAINT_TEXT : refused ? PAINT_BAD : PAINT_GOOD;
    switch ((enum column)column) {
    case ITEM:
        ret->text = line->item;
        break;
    case TEXT:
        ret->text = line->text;
        break;
    case SUM:
        ret->has_figure = line->has_amount;
        ret->figure = (struct figure){.kind = FIGURE_CLAIM_PART,
                                      .amount = line->amount,
                                      .currency = claim->currency,
                                      .program = claim->head->program,
                                      .location = claim->head->location,
                                      .period = claim->head->period,
                                      .name = "expense",
                                      .id = claim->head->id};
        break;
    case CURRENCY:
        ret->text = line->has_amount ? claim->currency.code : "";
        break;
    case SAID:
        ret->text = line->said != NULL ? line->said->verdict : _("open");
        break;
    case LEFT:
        if (line->said != NULL && line->said->has_amount)
            ret->text = money_print(line->said->amount, claim->currency, review->granted);
        break;
    }
}

static void lines_release(struct review *review)
{
    for (size_t i = 0; i < review->count; i++) {
        free(review->lines[i].item);
        free(review->lines[i].text);
    }
    free(review->lines);
    review->lines = NULL;
    review->count = review->room = 0;
}

static enum rc add_line(struct review *review, const char *item, const char *text,
                        const struct money *amount, struct err *err)
{
    if (review->count == review->room) {
        size_t room = review->room > 0 ? review->room * 2 : 32;
        struct line *lines = reallocarray(review->lines, room, sizeof(*lines));
        if (lines == NULL)
            return err_memory(err);
        review->lines = lines;
        review->room = room;
    }
    struct line *line = &review->lines[review->count];
    *line = (struct line){.item = strdup(item),
                          .text = strdup(text),
                          .has_amount = amount != NULL,
                          .said = said_of(&review->sight.claim, item)};
    if (amount != NULL)
        line->amount = *amount;
    review->count++;
    return line->item != NULL && line->text != NULL ? RC_OK : err_memory(err);
}

static enum rc add_expenses(struct review *review, struct err *err)
{
    const struct claim *claim = &review->sight.claim;
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < claim->expense_count; i++) {
        const struct claim_expense *expense = &claim->expenses[i];
        struct buf item, text;
        buf_init(&item);
        buf_init(&text);
        rc = claim_expense_item(claim, i, &item, err);
        buf_addf(&text, "%s%s%s", expense->vendor, expense->text[0] != '\0' ? ": " : "",
                 expense->text);
        if (rc == RC_OK)
            rc = buf_check(&text, err);
        if (rc == RC_OK)
            rc = add_line(review, item.text, text.text, &expense->amount, err);
        buf_release(&item);
        buf_release(&text);
    }
    return rc;
}

static enum rc fill_lines(struct review *review, struct err *err)
{
    const struct claim *claim = &review->sight.claim;
    const struct checklist *checklist = &review->verdict.checklist;
    enum rc rc = add_expenses(review, err);
    for (size_t i = 0; rc == RC_OK && i < checklist->count; i++)
        if (strcmp(checklist->lines[i].what, "proof") == 0)
            rc = add_line(review, checklist->lines[i].item, checklist->lines[i].text, NULL, err);
    for (size_t i = 0; rc == RC_OK && i < claim->document_count; i++)
        if (!claim->documents[i].detached)
            rc = add_line(review, claim->documents[i].id, claim->documents[i].name, NULL, err);
    return rc;
}

static enum rc review_recalc(struct view *view, struct err *err)
{
    struct review *review = (struct review *)view;
    struct claim_sight sight;
    struct claim_verdict verdict;
    enum rc rc = app_claim_show(shell_app(view->shell), review->id, &sight, err);
    if (rc != RC_OK)
        return rc;
    rc = app_claim_check(shell_app(view->shell), review->id, &verdict, err);
    if (rc != RC_OK) {
        claim_sight_release(&sight);
        return rc;
    }
    lines_release(review);
    claim_sight_release(&review->sight);
    claim_verdict_release(&review->verdict);
    review->sight = sight;
    review->sight.claim.head = &review->sight.history.head;
    review->verdict = verdict;
    rc = fill_lines(review, err);
    list_refill(&review->base.list, review->count);
    return rc;
}

static void review_close(struct view *view)
{
    struct review *review = (struct review *)view;
    lines_release(review);
    claim_sight_release(&review->sight);
    claim_verdict_release(&review->verdict);
    list_release(&review->base.list);
    free(review);
}

static void review_title(const struct view *view, struct buf *ret)
{
    buf_addf(ret, _("What the reviewer said of \"%s\""),
             ((const struct review *)view)->sight.claim.title);
}

/* The sum that an approval would take, once each expense has a verdict. */
static void add_sum(const struct review *review, struct buf *ret)
{
    const struct claim *claim = &review->sight.claim;
    char text[MONEY_TEXT_SIZE], claimed[MONEY_TEXT_SIZE];
    struct money sum;
    const struct claim_verdicts all = claim_verdicts_of(claim);
    size_t open = all.expenses - all.said;
    (void)money_print(claim->amount, claim->currency, claimed);
    if (claim_accepted_sum(claim, &sum))
        buf_addf(ret, _("%s %s is left of the expenses; %s was claimed. R records the approval."),
                 money_print(sum, claim->currency, text), claim->currency.code, claimed);
    else if (open > 0)
        buf_addf(ret,
                 ngettext("%zu expense has no verdict yet; %s %s was claimed.",
                          "%zu expenses have no verdict yet; %s %s was claimed.", open),
                 open, claimed, claim->currency.code);
}

static void review_draw(struct view *view, struct canvas *canvas, struct area area)
{
    struct review *review = (struct review *)view;
    struct buf sum;
    int lines = area.rows >= 6 ? 2 : 0;
    struct area list = {area.row, area.col, area.rows - lines, area.cols};
    list_draw(&review->base.list, canvas, list, _("The claim has nothing to speak of."));
    buf_init(&sum);
    add_sum(review, &sum);
    if (lines > 0)
        (void)canvas_wrap(canvas, (struct area){list.row + list.rows, area.col, lines, area.cols},
                          PAINT_TEXT, sum.text);
    buf_release(&sum);
}

static bool review_refuses(struct view *view, enum action action, struct buf *ret_why)
{
    return claim_refuses(&((const struct review *)view)->sight.claim, action, ret_why);
}

static bool review_act(struct view *view, enum action action)
{
    struct review *review = (struct review *)view;
    size_t row = list_view_row(view);
    if ((action == ACT_OPEN || action == ACT_FEEDBACK) && row != SIZE_MAX) {
        open_feedback(view->shell, review->id, review->lines[row].item);
        return true;
    }
    if (action == ACT_RECORD) {
        claim_record(view->shell, review->id);
        return true;
    }
    return list_view_act(view, action);
}

static const enum action review_actions[] = {ACT_OPEN,    ACT_RECORD, ACT_FEEDBACK, ACT_FILTER,
                                             ACT_EXPLAIN, ACT_COPY,   ACT_COLUMNS,  ACT_NONE};

static const struct view_class review_class = {
    .name = "claim.feedback",
    .actions = review_actions,
    .close = review_close,
    .recalc = review_recalc,
    .draw = review_draw,
    .title = review_title,
    .refuses = review_refuses,
    .act = review_act,
    .key = list_view_key,
    .typing = list_view_typing,
    .paste = list_view_paste,
    .mouse = list_view_mouse,
    .figure = list_view_figure,
    .has_row = list_view_has_row,
};

static void open_review(struct shell *shell, const char *id)
{
    struct review *review = calloc(1, sizeof(*review));
    if (review != NULL) {
        review->base.view = (struct view){&review_class, shell};
        (void)snprintf(review->id, sizeof(review->id), "%s", id);
        claim_history_init(&review->sight.history);
        list_init(&review->base.list, columns, COLUMNS, fill, NULL, review);
    }
    shell_push(shell, review != NULL ? &review->base.view : NULL);
}

void claim_feedback(struct shell *shell, const char *id, const char *item)
{
    struct claim_subject *subject = claim_subject_new(shell, id);
    struct buf why;
    if (subject == NULL)
        return;
    buf_init(&why);
    if (claim_refuses(&subject->sight.claim, ACT_FEEDBACK, &why))
        shell_say(shell, "%s", why.text);
    else if (item != NULL)
        open_feedback(shell, id, item);
    else
        open_review(shell, id);
    buf_release(&why);
    claim_subject_free(subject);
}
