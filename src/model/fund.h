/* SPDX-License-Identifier: MIT */
/*
 * A fund is one (program, location, earning period); it holds one balance per
 * currency (RULES.md section 5, CONTRACT.md section 6).
 */
#ifndef COFFER_MODEL_FUND_H
#define COFFER_MODEL_FUND_H

#include <stdbool.h>

#include "base/err.h"
#include "model/money.h"
#include "model/program.h"

enum fund_state {
    FUND_ACCRUING,
    FUND_CONVERTED,
    FUND_USABLE,
    FUND_CLAIMABLE,
    FUND_LAST_CALL,
    FUND_CLOSED,
    FUND_NO_COOP,
};

const char *fund_state_word(enum fund_state state); /* "accruing", … "no-coop" */

/* What holds for the whole fund on one day. */
struct fund_terms {
    struct windows windows;
    bool has_coop;      /* on the last day of the earning period */
    bool has_threshold; /* likewise; false for a program without co-op */
    struct money threshold_usd;
};
struct fund_terms fund_terms_of(const struct terms *terms, struct period period);

/* coop_usd: the fund's co-op in USD over all its currencies, up to `today`. */
bool fund_below_threshold(const struct fund_terms *fund, struct money coop_usd);
enum fund_state fund_state_on(const struct fund_terms *fund, struct money coop_usd,
                              struct date today);

/* Sums of one currency up to a day, as the book keeps them: by side of the
 * earning's type, before co-op-or-not and the threshold are looked at. */
struct fund_sums {
    struct money rebate; /* rebate-side money */
    struct money coop;   /* co-op money */
};
/* Whatever state the fund comes into, without claims fund_balance has its figures:
 * every door that changes earnings or terms refuses sums of which this is false. */
bool fund_sums_fit(const struct fund_sums *sums, struct currency currency);

struct claim_sums {
    struct money planned;  /* claims in editing */
    struct money pending;  /* submitted, under review, action required, disputed */
    struct money approved; /* approved amounts of approved and paid */
    struct money paid;
};

struct balance {
    enum fund_state state;
    struct money rebate;    /* with converted co-op; exact */
    struct money coop;      /* earned, before any conversion; exact */
    struct money available; /* rounded to the minor unit */
    struct money planned, claimed, approved, paid;
    struct money remaining, forfeited;
};
/* available = claimed + remaining + forfeited always. RC_RULE where a sum would
 * leave 64 bits. */
enum rc fund_balance(const struct fund_terms *fund, enum fund_state state, struct currency currency,
                     const struct fund_sums *sums, const struct claim_sums *claims,
                     struct balance *ret, struct err *err);

/* Figures that only some states have (CONTRACT.md section 6). */
/* In last-call max(remaining − planned, 0), else 0. */
struct money fund_at_risk(const struct balance *balance);
/* While accruing, from the period's first day on. */
bool fund_has_run_rate(const struct fund_terms *fund, struct date today);
/* coop_usd × days of the period ÷ days gone (today included), to the cent. False
 * where there is none, or where it would leave 64 bits. */
bool fund_run_rate(const struct fund_terms *fund, struct money coop_usd, struct date today,
                   struct money *ret_usd);
/* While accruing and with a threshold. */
bool fund_has_missing(const struct fund_terms *fund, struct date today);
/* max(threshold − coop_usd, 0) ÷ months left, the current one counted, to the
 * cent. False where there is none, or where it would leave 64 bits. */
bool fund_missing_per_month(const struct fund_terms *fund, struct money coop_usd, struct date today,
                            struct money *ret_usd);

#endif
