/* SPDX-License-Identifier: MIT */
#include "model/earning.h"

#include <stddef.h>
#include <string.h>

#include "base/words.h"

/* ---- spellings ---- */

static char next_letter(const char **text)
{
    for (; **text; (*text)++) {
        char c = **text;
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
            (*text)++;
            return (char)(c | 0x20);
        }
    }
    return '\0';
}

/* Skips `letters` (lower case) at the beginning of *text, however it is spelled:
 * case and everything that is no letter do not count. */
static bool skip_letters(const char **text, const char *letters)
{
    const char *at = *text;
    for (; *letters; letters++) {
        if (next_letter(&at) != *letters)
            return false;
    }
    *text = at;
    return true;
}

static bool same_letters(const char *text, const char *word)
{
    char letter;
    do {
        letter = next_letter(&text);
        if (letter != next_letter(&word))
            return false;
    } while (letter != '\0');
    return true;
}

/* ---- types ---- */

enum side {
    SIDE_NONE,
    SIDE_REBATE,
    SIDE_COOP,
    SIDE_BOTH, /* by the split */
};

static const struct {
    const char *word;
    enum side side;
} types[EARNING_TYPES] = {
    [EARNING_UNKNOWN] = {"unknown", SIDE_NONE},
    [EARNING_REBATE] = {"rebate", SIDE_REBATE},
    [EARNING_COOP] = {"coop", SIDE_COOP},
    [EARNING_ADJUSTMENT_COOP] = {"adjustment-coop", SIDE_COOP},
    [EARNING_ADJUSTMENT_REBATE] = {"adjustment-rebate", SIDE_REBATE},
    [EARNING_FEE] = {"fee", SIDE_REBATE},
    [EARNING_SELL] = {"sell", SIDE_REBATE},
    [EARNING_INDIRECT_REBATE] = {"indirectrebate", SIDE_REBATE},
    [EARNING_CLAIM] = {"claim", SIDE_NONE},
    [EARNING_TOTAL] = {"total", SIDE_BOTH},
};

static enum earning_type find_type(const char *text)
{
    for (enum earning_type type = EARNING_UNKNOWN + 1; type <= EARNING_TOTAL; type++) {
        if (same_letters(text, types[type].word))
            return type;
    }
    return EARNING_UNKNOWN;
}

enum earning_type earning_type_parse(const char *text)
{
    enum earning_type type = find_type(text);
    /* An adjustment of anything else belongs to the class named after it. */
    if (type == EARNING_UNKNOWN && skip_letters(&text, "adjustment"))
        type = find_type(text);
    return type;
}

const char *earning_type_word(enum earning_type type)
{
    bug_if(type > EARNING_TOTAL, "no such type of earning");
    return types[type].word;
}

/* ---- sides ---- */

/* RULES.md section 3: co-op is rounded, rebate is the rest, so that they always
 * add up. */
static bool split_amount(struct money amount, struct currency currency, struct share share,
                         struct money *ret_rebate, struct money *ret_coop)
{
    struct money coop, rebate;
    if (!money_share(amount, share, currency, &coop) || !money_sub(amount, coop, &rebate))
        return false;
    *ret_rebate = rebate;
    *ret_coop = coop;
    return true;
}

static enum rc split_total(const struct amounts *amounts, const struct share *coop,
                           struct sides *ret, struct err *err)
{
    if (!coop)
        return err_set(err, RC_RULE,
                       _("total: the program has no split on this date: set one with 'coffer "
                         "program set CODE --split 60/40', or type in rebate and co-op apart"));
    struct sides sides;
    if (!split_amount(amounts->amount, amounts->currency, *coop, &sides.rebate, &sides.coop) ||
        !split_amount(amounts->usd, currency_usd, *coop, &sides.rebate_usd, &sides.coop_usd)) {
        char text[MONEY_TEXT_SIZE];
        return err_set(
            err, RC_RULE, _("total: %s %s is too large to be split: look for a digit too many"),
            money_print(amounts->amount, amounts->currency, text), amounts->currency.code);
    }
    *ret = sides;
    return RC_OK;
}

enum rc earning_sides(enum earning_type type, const struct amounts *amounts,
                      const struct share *coop, bool has_coop, struct sides *ret, struct err *err)
{
    bug_if(type > EARNING_TOTAL, "no such type of earning");
    enum side side = types[type].side;
    /* What a program without co-op earns is rebate, whatever it is called. */
    if (!has_coop && side != SIDE_NONE)
        side = SIDE_REBATE;
    switch (side) {
    case SIDE_NONE:
        *ret = (struct sides){.rebate = {0}};
        return RC_OK;
    case SIDE_REBATE:
        *ret = (struct sides){.rebate = amounts->amount, .rebate_usd = amounts->usd};
        return RC_OK;
    case SIDE_COOP:
        *ret = (struct sides){.coop = amounts->amount, .coop_usd = amounts->usd};
        return RC_OK;
    case SIDE_BOTH:
        return split_total(amounts, coop, ret, err);
    }
    bug("no such side");
}

/* ---- payment statuses ---- */

/* The published ones; Paid, Processed and the tax profile are seen in reports. */
static const char *const statuses[] = {
    "Unprocessed",
    "Upcoming",
    "In progress",
    "Sent",
    "Paid",
    "Processed",
    "Pending tax invoice",
    "Pending tax/payment profile",
    "Tax invoice under review",
    "Tax invoice rejected",
    "Rejected during review",
    "Rejected",
    "Failed",
    "Incorrect payment",
    "Reprocessing",
    "Reversed",
    "Forfeited",
    "Escheated",
};

const char *payment_status_word(const char *text)
{
    for (size_t i = 0; i < sizeof statuses / sizeof statuses[0]; i++) {
        if (same_letters(text, statuses[i]))
            return statuses[i];
    }
    return text;
}

/* The usual path of a payment; statuses beside it have no place on it (-1). */
static int place_on_path(const char *status)
{
    static const struct {
        const char *status;
        int place;
    } path[] = {{"unprocessed", 0}, {"upcoming", 1}, {"inprogress", 2}, {"sent", 3}, {"paid", 3}};
    for (size_t i = 0; i < sizeof path / sizeof path[0]; i++)
        if (same_letters(status, path[i].status))
            return path[i].place;
    return -1;
}

bool payment_status_steps_back(const char *now, const char *next)
{
    int then = place_on_path(next);
    return then >= 0 && then < place_on_path(now);
}
