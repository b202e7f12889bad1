/* SPDX-License-Identifier: MIT */
#include "ui/screens/earning_facts.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/words.h"
#include "ui/screens/earnings_columns.h"

enum { FACTS_MAX = 64 };

/* ---- facts ---------------------------------------------------------------------------------- */

static void forget(struct facts *facts)
{
    for (size_t i = 0; i < facts->count; i++) {
        free(facts->items[i].text);
        free(facts->items[i].own);
    }
    facts->count = 0;
}

static struct fact *add_fact(struct facts *facts, const char *label)
{
    if (facts->count == facts->room) {
        size_t room = facts->room == 0 ? FACTS_MAX : facts->room * 2;
        struct fact *grown = reallocarray(facts->items, room, sizeof(*grown));
        if (grown == NULL)
            return NULL; /* it shows less */
        facts->items = grown;
        facts->room = room;
    }
    facts->items[facts->count] = (struct fact){.label = label};
    return &facts->items[facts->count++];
}

/* A text that is there. */
static struct fact *add_text(struct facts *facts, const char *label, const char *text)
{
    struct fact *fact = text != NULL && text[0] != '\0' ? add_fact(facts, label) : NULL;
    if (fact != NULL)
        fact->text = strdup(text);
    return fact;
}

static void add_title(struct facts *facts, const char *label)
{
    struct fact *fact = add_fact(facts, label);
    if (fact != NULL)
        fact->title = true;
}

static void add_figure(struct facts *facts, const char *label, const char *name)
{
    struct figure figure;
    struct fact *fact =
        earning_figure(&facts->detail->row.line, name, &figure) ? add_fact(facts, label) : NULL;
    if (fact == NULL)
        return;
    fact->has_figure = true;
    fact->figure = figure;
}

static void add_link(struct facts *facts, const char *label, const char *text, enum link link)
{
    struct fact *fact = add_text(facts, label, text);
    if (fact != NULL)
        fact->link = link;
}

/* ---- what is told ---------------------------------------------------------------------------- */

static void tell_place(struct facts *facts)
{
    const struct earning_line *line = &facts->detail->row.line;
    const char *location = names_location(facts->names, line->location);
    const char *program = names_program(facts->names, line->program);
    const struct windows windows = period_windows(facts->detail->period);
    char text[DATE_TEXT_SIZE], end[DATE_TEXT_SIZE], period[PERIOD_TEXT_SIZE];
    struct buf both;
    buf_init(&both);
    add_text(facts, N_("Id"), line->id);
    buf_addf(&both, strcmp(program, line->program) != 0 ? "%s, %s" : "%s", line->program, program);
    add_link(facts, N_("Program"), both.text, LINK_FUND);
    if (strcmp(line->program_name, line->program) != 0 && strcmp(line->program_name, program) != 0)
        add_text(facts, N_("In the report"), line->program_name);
    buf_clear(&both);
    buf_add(&both, location);
    if (strstr(location, line->location) == NULL)
        buf_addf(&both, ", %s", line->location);
    add_link(facts, N_("Location"), both.text, LINK_FUND);
    add_text(facts, N_("Date"), date_print(line->date, text));
    buf_clear(&both);
    buf_addf(&both, _("%s, %s to %s"), period_print(facts->detail->period, period),
             date_print(windows.earning_start, text), date_print(windows.earning_end, end));
    add_link(facts, N_("Half-year"), both.text, LINK_FUND);
    add_text(facts, N_("Type"), line->type);
    buf_release(&both);
}

static void tell_money(struct facts *facts)
{
    const struct earning_line *line = &facts->detail->row.line;
    add_figure(facts, N_("Amount"), "amount");
    if (!currency_equal(line->amounts.currency, currency_usd))
        add_figure(facts, N_("In USD"), "usd");
    add_figure(facts, N_("Co-op"), "coop");
    add_figure(facts, N_("Rebate"), "rebate");
    if (line->excluded)
        add_text(facts, N_("Counts"), _("no, it is excluded: X counts it again"));
    add_text(facts, line->excluded ? N_("Excluded, as") : N_("Reason"), line->reason);
    add_text(facts, N_("Note"), line->note);
}

static void tell_entry(struct facts *facts, const char *label, const struct earning_entry *entry,
                       enum link link)
{
    char time[CLOCK_STAMP_SIZE];
    struct buf text;
    if (entry->number == 0)
        return;
    clock_stamp(entry->time, time);
    buf_init(&text);
    buf_addf(&text, _("%s, %s, row %lld of the log: %s"), time, entry->person,
             (long long)entry->number, entry->action);
    add_link(facts, label, text.text, link);
    buf_release(&text);
}

static void tell_source(struct facts *facts)
{
    const struct earning_detail *detail = facts->detail;
    bool typed_in = detail->row.line.typed_in;
    add_title(facts, N_("Where it comes from"));
    if (!typed_in)
        add_text(facts, N_("File and line"), detail->row.line.source);
    tell_entry(facts, typed_in ? N_("Typed in") : N_("Brought in"), &detail->came,
               typed_in ? LINK_NONE : LINK_IMPORT);
    tell_entry(facts, N_("Last changed"), &detail->last, LINK_NONE);
}

static void tell_details(struct facts *facts)
{
    static const struct {
        enum detail detail;
        const char *label;
    } details[] = {
        {DETAIL_CUSTOMER, N_("Customer")},
        {DETAIL_PRODUCT, N_("Product")},
        {DETAIL_QUANTITY, N_("Quantity")},
        {DETAIL_STATUS, N_("Payment")},
        {DETAIL_STATUS_TEXT, N_("It says")},
        {DETAIL_PAYMENT, N_("Payment id")},
        {DETAIL_PAYMENT_MONTH, N_("Expected in")},
        {DETAIL_CLAIM, N_("Claim id")},
        {DETAIL_ENGAGEMENT, N_("Engagement")},
        {DETAIL_LEVER, N_("Lever")},
        {DETAIL_FUND_CATEGORY, N_("Fund category")},
        {DETAIL_EARNING_RATE, N_("Rate")},
        {DETAIL_EXCHANGE_RATE, N_("Exchange rate")},
        {DETAIL_CALCULATED, N_("Calculated")},
        {DETAIL_TRANSACTION, N_("Transaction")},
        {DETAIL_TRANSACTION_DATE, N_("Of")},
        {DETAIL_TRANSACTION_AMOUNT, N_("Its amount")},
        {DETAIL_REASON, N_("Reason code")},
    };
    bool any = false;
    for (int i = 0; i < DETAIL_COUNT; i++)
        any = any || facts->detail->details[i][0] != '\0';
    if (any && !facts->detail->row.line.typed_in)
        add_title(facts, N_("What the report says"));
    for (size_t i = 0; i < sizeof(details) / sizeof(details[0]); i++) {
        const char *text = facts->detail->details[details[i].detail];
        bool told = details[i].detail == DETAIL_REASON && !facts->detail->row.line.excluded;
        if (details[i].detail == DETAIL_STATUS)
            text = payment_status_word(text);
        if (!told)
            add_text(facts, details[i].label, text);
    }
}

static void tell_changes(struct facts *facts)
{
    const struct earning_detail *detail = facts->detail;
    if (detail->change_count > 0)
        add_title(facts, N_("What later reports replaced"));
    for (size_t i = 0; i < detail->change_count; i++) {
        const struct earning_change *change = &detail->changes[i];
        struct buf text;
        buf_init(&text);
        buf_addf(&text, _("import %lld: %s, before: %s"), (long long)change->import,
                 change->after[0] != '\0' ? change->after : "-",
                 change->before[0] != '\0' ? change->before : "-");
        struct fact *fact = add_text(facts, "", text.text);
        if (fact != NULL && (fact->own = strdup(change->field)) != NULL)
            fact->label = fact->own;
        buf_release(&text);
    }
}

/* ---- all of it ---------------------------------------------------------------------------------
 */

const char *fact_label(const struct fact *fact)
{
    return fact->own != NULL ? fact->own : _(fact->label);
}

void facts_tell(struct facts *facts, const struct earning_detail *detail, const struct names *names)
{
    forget(facts);
    facts->detail = detail;
    facts->names = names;
    tell_place(facts);
    tell_money(facts);
    tell_source(facts);
    tell_details(facts);
    tell_changes(facts);
}

void facts_release(struct facts *facts)
{
    forget(facts);
    free(facts->items);
    *facts = (struct facts){.count = 0};
}
