/* SPDX-License-Identifier: MIT */
#include "model/claim_check.h"

#include <string.h>

#include "support/support.h"

/* Claims, activities and funds at random, with what a rule needs looked up the simplest
 * way: by trying everything. */

enum { ITEMS = 8, EXPENSES = 4, DOCUMENTS = 10, OTHERS = 3 };

struct world {
    struct requirement requirements[ITEMS];
    struct activity activity;
    char id[16], program[16], location[16];
    struct claim_head head;
    struct claim claim, others[OTHERS];
    struct claim_expense expenses[OTHERS + 1][EXPENSES];
    struct claim_document documents[DOCUMENTS];
    struct claim_metric metrics[ITEMS];
    struct claim_approval approvals[3];
    struct claim_neighbour neighbours[OTHERS];
    struct fund_terms fund;
    struct cap_ratio ratio;
    struct check_input input;
};

static const char *const item_names[ITEMS] = {"I0", "I1", "I2", "I3", "I4", "I5", "I6", "I7"};
static const char *const numbers[EXPENSES] = {"N0", "N1", "N2", "N3"};
static const char *const ids[DOCUMENTS] = {"D-0", "D-1", "D-2", "D-3", "D-4",
                                           "D-5", "D-6", "D-7", "D-8", "D-9"};
static const char *const vendors[] = {"Fabrikam", "Contoso"};
static const char *const groups[] = {"red", "blue"};
static const char *const lifted[] = {"evidence-missing", "window-closed", "exceeds-cost",
                                     "invoice-overused"};

static int draw(struct random *random, int most)
{
    return (int)random_between(random, 0, most);
}

static struct date day(struct random *random, struct date around)
{
    return date_add_days(around, (int)random_between(random, -2, 2));
}

static void draw_activity(struct random *random, struct world *w)
{
    static const enum requirement_kind kinds[] = {REQUIRE_PROOF, REQUIRE_PROOF, REQUIRE_METRIC,
                                                  REQUIRE_PRE_APPROVAL, REQUIRE_EXPENSE};
    static const enum program_kind programs[] = {PROGRAMS_ALL, PROGRAMS_ALL, PROGRAMS_SURFACE,
                                                 PROGRAMS_NOT_SURFACE};
    size_t count = (size_t)draw(random, ITEMS);
    for (size_t i = 0; i < count; i++) {
        struct requirement *requirement = &w->requirements[i];
        *requirement = (struct requirement){.kind = kinds[draw(random, 4)],
                                            .item = item_names[i],
                                            .group = "",
                                            .when = "",
                                            .text = "what it asks",
                                            .programs = programs[draw(random, 3)]};
        if (requirement->kind == REQUIRE_PROOF && random_one_in(random, 2)) {
            requirement->need = NEED_ONE_OF;
            requirement->group = groups[draw(random, 1)];
        } else if (requirement->kind != REQUIRE_EXPENSE && random_one_in(random, 5)) {
            requirement->need = NEED_WHEN;
        }
    }
    w->activity = (struct activity){.code = "T1",
                                    .group = "Tests",
                                    .name = "Fair",
                                    .requirements = w->requirements,
                                    .requirement_count = count};
}

static void draw_expenses(struct random *random, struct world *w, size_t which, struct claim *claim)
{
    claim->expenses = w->expenses[which];
    claim->expense_count = (size_t)draw(random, EXPENSES);
    for (size_t i = 0; i < claim->expense_count; i++) {
        struct claim_expense *expense = &w->expenses[which][i];
        *expense = (struct claim_expense){
            .csr = random_one_in(random, 4),
            .vendor = vendors[draw(random, 1)],
            .number = numbers[i],
            .text = "",
            .date = w->fund.windows.usage_start,
            .amount = {random_between(random, 1, 20) * MONEY_MICROS},
            .has_invoice_total = random_one_in(random, 3),
            .has_tax = random_one_in(random, 2),
            .invoice_total = {random_between(random, 1, 60) * MONEY_MICROS},
            .tax = {random_between(random, 0, 5) * MONEY_MICROS},
            .invoice_currency = currency_usd,
        };
        claim->cost.micros += expense->amount.micros;
    }
}

static void draw_parts(struct random *random, struct world *w)
{
    struct claim *claim = &w->claim;
    claim->documents = w->documents;
    claim->document_count = (size_t)draw(random, DOCUMENTS);
    for (size_t i = 0; i < claim->document_count; i++) {
        bool proof = random_one_in(random, 2);
        w->documents[i] = (struct claim_document){
            .id = ids[i],
            .sha256 = ids[i],
            .name = "scan.pdf",
            .kind = proof ? DOCUMENT_PROOF : (enum document_kind)draw(random, DOCUMENT_KINDS - 1),
            .item = proof ? item_names[draw(random, ITEMS - 1)] : numbers[draw(random, 3)],
            .vendor = "",
            .detached = random_one_in(random, 8),
        };
    }
    claim->metrics = w->metrics;
    claim->metric_count = 0;
    for (size_t i = 0; i < ITEMS; i++)
        if (random_one_in(random, 2))
            w->metrics[claim->metric_count++] =
                (struct claim_metric){item_names[i], random_one_in(random, 9) ? "" : "12"};
    claim->approvals = w->approvals;
    claim->approval_count = (size_t)draw(random, 3);
    for (size_t i = 0; i < claim->approval_count; i++)
        w->approvals[i] = (struct claim_approval){
            .kind = random_one_in(random, 2) ? "pre-approval" : "exception",
            .number = "A1",
            .lifts = lifted[draw(random, 3)],
            .granted = random_one_in(random, 2),
            .note = "",
        };
}

static void draw_others(struct random *random, struct world *w)
{
    w->input.neighbours = w->neighbours;
    w->input.neighbour_count = (size_t)draw(random, OTHERS);
    for (size_t i = 0; i < w->input.neighbour_count; i++) {
        w->others[i] = (struct claim){.head = &w->head,
                                      .activity = "T1",
                                      .currency = currency_usd,
                                      .seen = true,
                                      .status = (enum claim_status)draw(random, 8)};
        draw_expenses(random, w, i + 1, &w->others[i]);
        w->neighbours[i] = (struct claim_neighbour){.claim = &w->others[i], .same_fund = true};
    }
}

static void draw_world(struct random *random, struct world *w)
{
    struct period period;
    assert_true(period_parse("FY21H1", &period));
    *w = (struct world){.id = "C-7F3K9QDX", .program = "csp-direct", .location = "4455667"};
    w->head = (struct claim_head){w->id, w->program, w->location, period, 1};
    w->fund = (struct fund_terms){.windows = period_windows(period), .has_coop = true};
    draw_activity(random, w);
    const struct windows *windows = &w->fund.windows;
    w->claim = (struct claim){
        .head = &w->head,
        .title = "Fair",
        .activity = "T1",
        .owner = "",
        .seen = true,
        .currency = currency_usd,
        .start =
            random_one_in(random, 3) ? day(random, windows->usage_start) : windows->usage_start,
        .end = random_one_in(random, 3) ? day(random, windows->usage_end) : windows->usage_end,
        .status = random_one_in(random, 2) ? CLAIM_EDITING : (enum claim_status)draw(random, 8),
        .amount = {random_between(random, 0, 40) * MONEY_MICROS},
    };
    w->claim.has_submitted = w->claim.status != CLAIM_EDITING;
    w->claim.submitted = w->claim.first_submitted = windows->claim_opens;
    draw_expenses(random, w, 0, &w->claim);
    draw_parts(random, w);
    w->ratio = (struct cap_ratio){currency_usd, {MONEY_MICROS}, {MONEY_MICROS}};
    w->input = (struct check_input){
        .claim = &w->claim,
        .today =
            day(random, random_one_in(random, 2) ? windows->claim_opens : windows->claim_closes),
        .submitting = random_one_in(random, 2),
        .program_has_coop = true,
        .surface = random_one_in(random, 2),
        .fund = &w->fund,
        .state = FUND_CLAIMABLE,
        .has_currency = true,
        .remaining_without = {random_between(random, -5, 45) * MONEY_MICROS},
        .ratios = &w->ratio,
        .ratio_count = 1,
        .activity = random_one_in(random, 10) ? NULL : &w->activity,
    };
    draw_others(random, w);
}

/* ---- looked up the simplest way ------------------------------------------------------------ */

static bool is_proved(const struct world *w, const char *item)
{
    for (size_t i = 0; i < w->claim.document_count; i++)
        if (!w->documents[i].detached && w->documents[i].kind == DOCUMENT_PROOF &&
            strcmp(w->documents[i].item, item) == 0)
            return true;
    return false;
}

static bool is_measured(const struct world *w, const char *item)
{
    for (size_t i = 0; i < w->claim.metric_count; i++)
        if (strcmp(w->metrics[i].name, item) == 0 && w->metrics[i].value[0] != '\0')
            return true;
    return false;
}

static bool is_approved(const struct world *w)
{
    for (size_t i = 0; i < w->claim.approval_count; i++)
        if (w->approvals[i].granted && strcmp(w->approvals[i].kind, "pre-approval") == 0)
            return true;
    return false;
}

static bool is_backed(const struct world *w, const struct claim_expense *expense)
{
    for (size_t i = 0; i < w->claim.document_count; i++)
        if (!w->documents[i].detached &&
            w->documents[i].kind == (expense->csr ? DOCUMENT_CSR : DOCUMENT_INVOICE) &&
            strcmp(w->documents[i].item, expense->number) == 0)
            return true;
    return false;
}

static bool holds(const struct world *w, size_t i)
{
    enum program_kind programs = w->requirements[i].programs;
    return programs == PROGRAMS_ALL || (programs == PROGRAMS_SURFACE) == w->input.surface;
}

struct count {
    int all, satisfied;
};

static void count_one(struct count *count, bool satisfied)
{
    count->all++;
    count->satisfied += satisfied;
}

static void count_requirements(const struct world *w, struct count *count)
{
    int group_all[2] = {0}, group_satisfied[2] = {0};
    for (size_t i = 0; i < w->activity.requirement_count; i++) {
        const struct requirement *requirement = &w->requirements[i];
        if (!holds(w, i) || requirement->need == NEED_WHEN)
            continue;
        if (requirement->need == NEED_ONE_OF) {
            int group = strcmp(requirement->group, groups[0]) == 0 ? 0 : 1;
            group_all[group]++;
            group_satisfied[group] += is_proved(w, requirement->item);
        } else if (requirement->kind == REQUIRE_PROOF) {
            count_one(count, is_proved(w, requirement->item));
        } else if (requirement->kind == REQUIRE_METRIC) {
            count_one(count, is_measured(w, requirement->item));
        } else if (requirement->kind == REQUIRE_PRE_APPROVAL) {
            count_one(count, is_approved(w));
        }
    }
    for (int group = 0; group < 2; group++)
        if (group_all[group] > 0)
            count_one(count, group_satisfied[group] > 0);
}

static struct count count_items(const struct world *w)
{
    struct count count = {0, 0};
    const struct windows *windows = &w->fund.windows;
    if (w->input.activity != NULL)
        count_requirements(w, &count);
    for (size_t i = 0; i < w->claim.expense_count; i++)
        count_one(&count, is_backed(w, &w->expenses[0][i]));
    count_one(&count, w->claim.expense_count > 0);
    count_one(&count, w->claim.start.day >= windows->usage_start.day &&
                          w->claim.end.day <= windows->usage_end.day);
    return count;
}

/* Is the share of the claim in an invoice more than what all may share? */
static bool is_overused(const struct world *w, size_t which)
{
    const struct claim_expense *own = &w->expenses[0][which];
    int64_t sum = own->amount.micros, net = own->invoice_total.micros;
    net -= own->has_tax ? own->tax.micros : 0;
    bool known = own->has_invoice_total;
    for (size_t i = 0; i < w->input.neighbour_count; i++) {
        for (size_t j = 0; j < w->others[i].expense_count; j++) {
            const struct claim_expense *other = &w->expenses[i + 1][j];
            if (w->others[i].status == CLAIM_REJECTED || w->others[i].status == CLAIM_WITHDRAWN ||
                other->csr || strcmp(other->vendor, own->vendor) != 0 ||
                strcmp(other->number, own->number) != 0)
                continue;
            sum += other->amount.micros;
            int64_t theirs = other->invoice_total.micros - (other->has_tax ? other->tax.micros : 0);
            if (!own->has_invoice_total && other->has_invoice_total && (!known || theirs < net)) {
                net = theirs;
                known = true;
            }
        }
    }
    return !own->csr && known && sum > net;
}

static int found(const struct finding_list *list, const char *code)
{
    int count = 0;
    for (size_t i = 0; i < list->count; i++)
        count += strcmp(list->items[i].code, code) == 0;
    return count;
}

static bool is_lifted(const struct world *w, const char *code)
{
    for (size_t i = 0; i < w->claim.approval_count; i++)
        if (w->approvals[i].granted && strcmp(w->approvals[i].kind, "exception") == 0 &&
            strcmp(w->approvals[i].lifts, code) == 0)
            return true;
    return false;
}

/* ---- the properties ------------------------------------------------------------------------ */

static void claim_check__readiness__is_what_is_satisfied_of_all(void **state)
{
    (void)state;
    struct random random;
    random_init(&random);
    for (int i = rounds(20000); i > 0; i--) {
        struct world w;
        struct checklist checklist;
        struct err err;
        err_init(&err);
        draw_world(&random, &w);
        struct count count = count_items(&w), listed = {0, 0};
        assert_int_equal(claim_readiness(&w.input), count.satisfied * 100 / count.all);
        assert_rc(claim_checklist(&w.input, &checklist, &err), RC_OK, &err);
        for (size_t k = 0; k < checklist.count; k++)
            count_one(&listed, checklist.lines[k].satisfied);
        assert_int_equal(listed.all, count.all);
        assert_int_equal(listed.satisfied, count.satisfied);
        checklist_release(&checklist);
    }
}

/* 100 exactly when no finding of evidence, metric, pre-approval, expense or dates is
 * left; what only may be needed does not count. */
static void claim_check__readiness__is_whole_exactly_when_nothing_is_missing(void **state)
{
    (void)state;
    static const char *const codes[] = {"metric-missing",         "pre-approval-missing",
                                        "expense-unbacked",       "expense-missing",
                                        "activity-outside-usage", "evidence-missing"};
    struct random random;
    int whole = 0;
    random_init(&random);
    for (int i = rounds(20000); i > 0; i--) {
        struct world w;
        struct finding_list list = {0};
        struct err err;
        int missing = 0, may_be_needed = 0;
        err_init(&err);
        draw_world(&random, &w);
        assert_rc(claim_check(&w.input, &list, &err), RC_OK, &err);
        for (size_t k = 0; k < sizeof(codes) / sizeof(codes[0]); k++)
            missing += found(&list, codes[k]);
        for (size_t k = 0; w.input.activity != NULL && k < w.activity.requirement_count; k++) {
            const struct requirement *requirement = &w.requirements[k];
            if (requirement->need == NEED_WHEN && holds(&w, k))
                may_be_needed +=
                    requirement->kind == REQUIRE_PROOF    ? !is_proved(&w, requirement->item)
                    : requirement->kind == REQUIRE_METRIC ? !is_measured(&w, requirement->item)
                                                          : !is_approved(&w);
        }
        struct count count = count_items(&w);
        assert_int_equal(missing - may_be_needed, count.all - count.satisfied);
        assert_int_equal(claim_readiness(&w.input) == 100, missing == may_be_needed);
        whole += missing == may_be_needed;
        finding_list_release(&list);
    }
    assert_true(whole > 0 || rounds(20000) < 20000);
}

static void claim_check__findings__are_those_of_their_rules(void **state)
{
    (void)state;
    struct random random;
    random_init(&random);
    for (int i = rounds(20000); i > 0; i--) {
        struct world w;
        struct finding_list list = {0};
        struct err err;
        err_init(&err);
        draw_world(&random, &w);
        assert_rc(claim_check(&w.input, &list, &err), RC_OK, &err);
        const struct windows *windows = &w.fund.windows;
        bool granted = w.claim.status == CLAIM_APPROVED || w.claim.status == CLAIM_PAID;
        bool draft = w.claim.status == CLAIM_EDITING;
        int64_t asks = granted ? 0 : w.claim.amount.micros;
        assert_int_equal(found(&list, "window-not-open"),
                         draft && w.input.today.day < windows->claim_opens.day);
        assert_int_equal(found(&list, "window-closed"),
                         draft && w.input.today.day > windows->claim_closes.day);
        assert_int_equal(found(&list, "exceeds-remaining"),
                         asks > 0 && asks > w.input.remaining_without.micros);
        assert_int_equal(found(&list, "exceeds-cost"), w.claim.amount.micros > w.claim.cost.micros);
        assert_int_equal(found(&list, "nothing-claimed"), w.claim.amount.micros == 0);
        assert_int_equal(found(&list, "not-editable"),
                         w.input.submitting && !draft && w.claim.status != CLAIM_ACTION_REQUIRED);
        int overused = 0;
        for (size_t k = 0; k < w.claim.expense_count; k++)
            overused += is_overused(&w, k);
        assert_int_equal(found(&list, "invoice-overused"), overused);

        /* Blockers come first, and none of them is one that is lifted. */
        bool warned = false;
        for (size_t k = 0; k < list.count; k++) {
            bool blocks = list.items[k].severity == SEVERITY_BLOCKER;
            assert_false(blocks && warned);
            assert_false(blocks && is_lifted(&w, list.items[k].code));
            warned = warned || !blocks;
            assert_non_null(list.items[k].message);
            assert_non_null(list.items[k].fix);
        }
        assert_int_equal(finding_list_blocks(&list),
                         list.count > 0 && list.items[0].severity == SEVERITY_BLOCKER);
        finding_list_release(&list);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(claim_check__readiness__is_what_is_satisfied_of_all),
        cmocka_unit_test(claim_check__readiness__is_whole_exactly_when_nothing_is_missing),
        cmocka_unit_test(claim_check__findings__are_those_of_their_rules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
