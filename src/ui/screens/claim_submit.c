/* SPDX-License-Identifier: MIT */
/* Before a claim is sent: what is in the way, with one key to each place that mends it;
 * and the question that seals it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "ui/parts/ask.h"
#include "ui/parts/box.h"
#include "ui/parts/list_view.h"
#include "ui/parts/prose.h"
#include "ui/screens/claim_course.h"
#include "ui/screens/claim_forms.h"
#include "ui/screens/claim_subject.h"

/* ---- what is in the way ----------------------------------------------------------------- */

struct hurdles {
    struct list_view base; /* first */
    char id[CLAIM_ID_MAX];
    struct claim_verdict verdict;
    char *title; /* of the claim; owned */
};

enum column { MARK, MESSAGE };
static const char no_title[] = " ";
static const struct grid_column columns[] = {
    [MARK] = {"severity", no_title, GRID_WORD, 0, 0, 0, false},
    [MESSAGE] = {"message", N_("What is in the way"), GRID_TEXT, 0, 12, 0, false},
};
enum {
    COLUMNS = sizeof(columns) / sizeof(columns[0]),
    BOX_ROWS = 16,
    BOX_COLS = 72,
    TEXT_ROWS = 4
};

static void fill(void *context, size_t row, int column, struct grid_cell *ret)
{
    const struct hurdles *hurdles = context;
    const struct finding *finding = &hurdles->verdict.findings.items[row];
    bool blocks = finding->severity == SEVERITY_BLOCKER;
    ret->paint = blocks ? PAINT_BAD : PAINT_WARN;
    if (column == MARK)
        ret->text = blocks ? "!!" : "!";
    else
        ret->text = finding->message;
}

static const struct finding *selected(const struct view *view)
{
    const struct hurdles *hurdles = (const struct hurdles *)view;
    size_t row = list_view_row(view);
    return row != SIZE_MAX ? &hurdles->verdict.findings.items[row] : NULL;
}

static enum rc hurdles_recalc(struct view *view, struct err *err)
{
    struct hurdles *hurdles = (struct hurdles *)view;
    struct claim_verdict fresh;
    enum rc rc = app_claim_check(shell_app(view->shell), hurdles->id, &fresh, err);
    if (rc != RC_OK)
        return rc;
    claim_verdict_release(&hurdles->verdict);
    hurdles->verdict = fresh;
    list_refill(&hurdles->base.list, fresh.findings.count);
    return RC_OK;
}

static void hurdles_close(struct view *view)
{
    struct hurdles *hurdles = (struct hurdles *)view;
    claim_verdict_release(&hurdles->verdict);
    list_release(&hurdles->base.list);
    free(hurdles->title);
    free(hurdles);
}

static void hurdles_title(const struct view *view, struct buf *ret)
{
    buf_addf(ret, _("Submit \"%s\""), ((const struct hurdles *)view)->title);
}

/* The list, then all of the selected one; where it is low the list alone. */
static void hurdles_draw(struct view *view, struct canvas *canvas, struct area area)
{
    static const char *const open[] = {"Enter", N_("mend it"), "Esc", N_("not now"), NULL};
    static const char *const ready[] = {"S",   N_("submit"),  "Enter", N_("mend it"),
                                        "Esc", N_("not now"), NULL};
    struct hurdles *hurdles = (struct hurdles *)view;
    const struct finding_list *findings = &hurdles->verdict.findings;
    bool blocked = finding_list_blocks(findings);
    struct area in = box_draw(canvas, area, _("Before it is submitted"), BOX_ROWS, BOX_COLS);
    const struct finding *here = selected(view);
    if (in.rows < 1 || in.cols < 2)
        return;
    int keys = in.rows >= 5, text = in.rows >= 10 ? TEXT_ROWS : in.rows >= 7 ? 2 : 0;
    struct area list = {in.row, in.col, in.rows - keys - text, in.cols};
    list_draw(&hurdles->base.list, canvas, list, _("Nothing is in the way: S submits it."));
    if (text > 0 && here != NULL)
        (void)prose_draw(canvas, (struct area){list.row + list.rows, in.col, text, in.cols},
                         here->severity == SEVERITY_BLOCKER ? PAINT_TEXT : PAINT_FAINT,
                         here->message);
    if (keys)
        (void)box_keys(canvas, in.row + in.rows - 1, in.col, in.cols, blocked ? open : ready);
}

static bool hurdles_refuses(struct view *view, enum action action, struct buf *ret_why)
{
    const struct hurdles *hurdles = (const struct hurdles *)view;
    if (action == ACT_OPEN && selected(view) == NULL) {
        buf_add(ret_why, _("Nothing is in the way"));
        return true;
    }
    if (action != ACT_SUBMIT || !finding_list_blocks(&hurdles->verdict.findings))
        return false;
    buf_add(ret_why, _("Something is still in the way: Enter opens the place that mends it"));
    return true;
}

/* The claim itself, whether something is in its way or not. */
static bool hurdles_has_row(const struct view *view)
{
    (void)view;
    return true;
}

static bool hurdles_act(struct view *view, enum action action)
{
    struct hurdles *hurdles = (struct hurdles *)view;
    struct shell *shell = view->shell;
    char id[CLAIM_ID_MAX];
    if (action == ACT_OPEN && selected(view) != NULL) {
        claim_mend(shell, hurdles->id, selected(view));
        return true;
    }
    if (action == ACT_SUBMIT) {
        (void)snprintf(id, sizeof(id), "%s", hurdles->id);
        shell_close(shell, view);
        claim_submit(shell, id);
        return true;
    }
    if (list_view_act(view, action))
        return true;
    if (action != ACT_BACK)
        return false;
    shell_close(shell, view);
    return true;
}

static const enum action hurdles_actions[] = {ACT_OPEN, ACT_SUBMIT, ACT_NONE};

static const struct view_class hurdles_class = {
    .name = "claim.submit",
    .actions = hurdles_actions,
    .overlay = true,
    .close = hurdles_close,
    .recalc = hurdles_recalc,
    .draw = hurdles_draw,
    .title = hurdles_title,
    .refuses = hurdles_refuses,
    .act = hurdles_act,
    .key = list_view_key,
    .paste = list_view_paste,
    .mouse = list_view_mouse,
    .has_row = hurdles_has_row,
};

static void show_hurdles(struct shell *shell, const struct claim *claim)
{
    struct hurdles *hurdles = calloc(1, sizeof(*hurdles));
    if (hurdles != NULL)
        hurdles->title = strdup(claim->title);
    if (hurdles == NULL || hurdles->title == NULL) {
        free(hurdles);
        shell_push(shell, NULL);
        return;
    }
    hurdles->base.view = (struct view){&hurdles_class, shell};
    (void)snprintf(hurdles->id, sizeof(hurdles->id), "%s", claim->head->id);
    list_init(&hurdles->base.list, columns, COLUMNS, fill, NULL, hurdles);
    shell_push(shell, &hurdles->base.view);
}

/* ---- sealing it ------------------------------------------------------------------------- */

struct sealing {
    char id[CLAIM_ID_MAX];
    int64_t revision; /* that was asked about */
};

static void seal(struct shell *shell, const struct sealing *sealing)
{
    const struct claim_ref ref = {sealing->id, sealing->revision};
    struct finding_list findings = {0};
    char id[CLAIM_ID_MAX];
    struct err err;
    err_init(&err);
    if (app_claim_submit(shell_app(shell), &ref, &findings, id, &err) == RC_OK)
        shell_wrote(shell);
    else
        shell_failed(shell, &err);
    finding_list_release(&findings);
}

static void answered_seal(struct shell *shell, void *context, int answer)
{
    struct sealing *sealing = context;
    if (answer == 0)
        seal(shell, sealing);
    free(sealing);
}

static void add_question(const struct claim *claim, const struct claim_verdict *verdict,
                         struct buf *ret)
{
    char amount[MONEY_TEXT_SIZE];
    buf_addf(ret,
             _("\"%s\" asks for %s %s. It is sealed as it stands now, and can be changed again "
               "only when the reviewer wants more."),
             claim->title, money_print(claim->amount, claim->currency, amount),
             claim->currency.code);
    if (verdict->findings.count > 0)
        buf_add(ret, _("\n\nBefore you answer:"));
    for (size_t i = 0; i < verdict->findings.count; i++)
        buf_addf(ret, "\n! %s", verdict->findings.items[i].message);
}

static void ask_seal(struct shell *shell, const struct claim *claim,
                     const struct claim_verdict *verdict)
{
    static const struct answer answers[] = {{'y', N_("Submit it")}};
    struct sealing *sealing = calloc(1, sizeof(*sealing));
    struct buf text;
    buf_init(&text);
    add_question(claim, verdict, &text);
    if (sealing != NULL) {
        (void)snprintf(sealing->id, sizeof(sealing->id), "%s", claim->head->id);
        sealing->revision = claim->head->revision;
    }
    struct view *ask = sealing == NULL ? NULL
                                       : ask_new(shell, _("Submit the claim?"), text.text, answers,
                                                 1, answered_seal, sealing);
    if (ask == NULL)
        free(sealing);
    shell_push(shell, ask);
    buf_release(&text);
}

/* The verdict is of the claim that is asked about: the revision is compared when it is
 * sealed. */
void claim_submit(struct shell *shell, const char *id)
{
    struct claim_subject *subject = claim_subject_new(shell, id);
    struct claim_verdict verdict;
    struct buf why;
    struct err err;
    if (subject == NULL)
        return;
    const struct claim *claim = &subject->sight.claim;
    err_init(&err);
    buf_init(&why);
    if (claim_refuses(claim, ACT_SUBMIT, &why)) {
        shell_say(shell, "%s", why.text);
    } else if (app_claim_check(subject->app, id, &verdict, &err) != RC_OK) {
        shell_failed(shell, &err);
    } else {
        if (finding_list_blocks(&verdict.findings))
            show_hurdles(shell, claim);
        else
            ask_seal(shell, claim, &verdict);
        claim_verdict_release(&verdict);
    }
    buf_release(&why);
    claim_subject_free(subject);
}
