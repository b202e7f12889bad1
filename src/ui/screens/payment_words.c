/* SPDX-License-Identifier: MIT */
#include "ui/screens/payment_words.h"

#include "base/words.h"

enum state { STATE_NONE, STATE_OPEN, STATE_EVEN, STATE_OVER, STATE_UNSAID, STATE_VOID };

static const struct {
    const char *label, *of_all, *of_one;
    enum paint paint;
} words[] = {
    [STATE_NONE] = {"", N_("None of its claims is approved any more."),
                    N_("The claim is not approved any more."), PAINT_FAINT},
    [STATE_OPEN] = {N_("open"), N_("One of its claims is not paid in full yet."),
                    N_("The claim is not paid in full yet."), PAINT_WARN},
    [STATE_EVEN] = {N_("settled"), N_("Each of its claims is paid as it was approved."),
                    N_("The claim is paid as it was approved."), PAINT_GOOD},
    [STATE_OVER] = {N_("over"), N_("For one of its claims more is paid than was approved."),
                    N_("More is paid for the claim than was approved."), PAINT_BAD},
    [STATE_UNSAID] = {N_("unsaid"),
                      N_("It is in another currency than a claim of it, and nobody said what it "
                         "settles of that."),
                      N_("It is in another currency than the claim, and nobody said what it "
                         "settles of it."),
                      PAINT_WARN},
    [STATE_VOID] = {N_("void"), N_("It is void and counts 0."), N_("It is void and counts 0."),
                    PAINT_FAINT},
};

static enum state state_of(enum settlement settlement)
{
    static const enum state states[] = {
        [SETTLEMENT_NONE] = STATE_NONE,
        [SETTLEMENT_OPEN] = STATE_OPEN,
        [SETTLEMENT_EVEN] = STATE_EVEN,
        [SETTLEMENT_OVER] = STATE_OVER,
    };
    return states[settlement];
}

static enum state state_of_all(const struct payment_sheet *sheet)
{
    if (sheet->voided)
        return STATE_VOID;
    return payment_sheet_is_unsaid(sheet) ? STATE_UNSAID
                                          : state_of(payment_sheet_settlement(sheet));
}

static enum state state_of_one(const struct payment_sheet *sheet, const struct payment_share *share)
{
    if (sheet->voided)
        return STATE_VOID;
    return share->settles ? state_of(share->settlement) : STATE_UNSAID;
}

static const char *label_of(enum state state)
{
    return words[state].label[0] != '\0' ? _(words[state].label) : "";
}

const char *payment_state(const struct payment_sheet *sheet)
{
    return label_of(state_of_all(sheet));
}

void payment_add_sentence(const struct payment_sheet *sheet, struct buf *ret)
{
    enum state state = state_of_all(sheet);
    if (sheet->void_reason[0] != '\0')
        buf_addf(ret, _("It is void and counts 0: %s."), sheet->void_reason);
    else
        buf_add(ret, sheet->share_count == 1 ? _(words[state].of_one) : _(words[state].of_all));
}

enum paint payment_paint(const struct payment_sheet *sheet)
{
    return words[state_of_all(sheet)].paint;
}

const char *payment_share_state(const struct payment_sheet *sheet,
                                const struct payment_share *share)
{
    return label_of(state_of_one(sheet, share));
}

const char *payment_share_sentence(const struct payment_sheet *sheet,
                                   const struct payment_share *share)
{
    return _(words[state_of_one(sheet, share)].of_one);
}

enum paint payment_share_paint(const struct payment_sheet *sheet, const struct payment_share *share)
{
    return words[state_of_one(sheet, share)].paint;
}

struct figure payment_figure(const struct payment_sheet *sheet)
{
    const struct payment_share *share = &sheet->shares[0];
    return (struct figure){.kind = FIGURE_PAYMENT,
                           .amount = sheet->amount,
                           .currency = sheet->currency,
                           .program = share->program,
                           .location = share->location,
                           .period = share->period,
                           .name = "amount",
                           .id = sheet->id};
}
