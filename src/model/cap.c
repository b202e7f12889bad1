/* SPDX-License-Identifier: MIT */
#include "model/cap.h"

#include <string.h>
#include <strings.h>

/* ---- words ---- */

/* The next word of a text, and where it goes on. */
struct words {
    const char *at;
};

static size_t next_word(const struct words *words, const char **ret)
{
    *ret = words->at + strspn(words->at, " ");
    return strcspn(*ret, " ");
}

static bool take(struct words *words, const char *word)
{
    const char *at;
    size_t length = next_word(words, &at);
    if (length != strlen(word) || strncasecmp(at, word, length) != 0)
        return false;
    words->at = at + length;
    return true;
}

/* All of them, or none. */
static bool take_all(struct words *words, const char *const *list)
{
    struct words ahead = *words;
    for (; *list != NULL; list++)
        if (!take(&ahead, *list))
            return false;
    *words = ahead;
    return true;
}

static bool at_end(const struct words *words)
{
    const char *at;
    return next_word(words, &at) == 0;
}

static const char *const of_person[] = {"per", "person", "and", "conference", NULL};
static const char *const of_coop[] = {"of", "co-op", NULL};
static const char *const greater_of[] = {"greater", "of", NULL};
static const char *const per_conference[] = {"per", "conference", NULL};

/* ---- reading ---- */

static bool take_usd(struct words *words, struct cap *cap)
{
    const char *at;
    bool rounded;
    struct words ahead = *words;
    if (cap->has_usd || !take(&ahead, "usd"))
        return false;
    size_t length = next_word(&ahead, &at);
    if (money_parse(at, length, MONEY_POINT, &cap->usd, &rounded) != MONEY_OK || rounded ||
        cap->usd.micros <= 0 || !money_is_whole(cap->usd, currency_usd))
        return false;
    words->at = at + length;
    return cap->has_usd = true;
}

static bool take_share(struct words *words, struct cap *cap)
{
    const char *at;
    struct words ahead = *words;
    size_t length = next_word(&ahead, &at);
    ahead.at = at + length;
    if (cap->has_share || length == 0 || at[length - 1] != '%' ||
        !share_parse(at, length - 1, &cap->share) || cap->share.ppm == 0 ||
        !take_all(&ahead, of_coop))
        return false;
    *words = ahead;
    return cap->has_share = true;
}

static bool take_either(struct words *words, struct cap *cap)
{
    return take_usd(words, cap) || take_share(words, cap);
}

static bool take_limit(struct words *words, struct cap *cap)
{
    if (!take_all(words, greater_of))
        return take_either(words, cap);
    return take_either(words, cap) && take(words, "and") && take_either(words, cap);
}

/* "3 persons per conference" */
static bool take_persons(struct words *words, struct cap *cap)
{
    const char *at;
    struct money number;
    bool rounded;
    struct words ahead = *words;
    size_t length = next_word(&ahead, &at);
    if (money_parse(at, length, MONEY_POINT, &number, &rounded) != MONEY_OK || rounded ||
        number.micros <= 0 || number.micros % MONEY_MICROS != 0 ||
        number.micros / MONEY_MICROS > CAP_PERSONS_MAX)
        return false;
    ahead.at = at + length;
    if (!take(&ahead, "persons") && !take(&ahead, "person"))
        return false;
    if (!take_all(&ahead, per_conference))
        return false;
    *words = ahead;
    cap->persons = (int)(number.micros / MONEY_MICROS);
    return true;
}

bool cap_parse(const char *text, struct cap *ret)
{
    struct words words = {text};
    struct cap cap = {.measure = CAP_NONE};
    if (take(&words, "none")) {
        cap.measure = CAP_NONE;
    } else if (take_persons(&words, &cap)) {
        cap.measure = CAP_PERSONS_OF_CONFERENCE;
    } else {
        if (!take_limit(&words, &cap))
            return false;
        cap.measure = CAP_CLAIMED;
        if (take(&words, "travel"))
            cap.measure = take_all(&words, of_person) ? CAP_TRAVEL_OF_PERSON : CAP_TRAVEL;
    }
    if (!at_end(&words))
        return false;
    *ret = cap;
    return true;
}

/* ---- writing ---- */

static void add_usd(struct buf *buf, const struct cap *cap)
{
    char text[MONEY_TEXT_SIZE];
    money_print(cap->usd, currency_usd, text);
    size_t length = strlen(text);
    if (cap->usd.micros % MONEY_MICROS == 0) /* "18750", as people write it */
        length = strcspn(text, ".");
    buf_add(buf, "usd ");
    buf_add_bytes(buf, text, length);
}

static void add_share(struct buf *buf, const struct cap *cap)
{
    char text[SHARE_TEXT_SIZE];
    buf_addf(buf, "%s%% of co-op", share_print(cap->share, text));
}

void cap_add_text(struct buf *buf, const struct cap *cap)
{
    if (cap->measure == CAP_NONE) {
        buf_add(buf, "none");
        return;
    }
    if (cap->measure == CAP_PERSONS_OF_CONFERENCE) {
        buf_addf(buf, "%d %s per conference", cap->persons,
                 cap->persons == 1 ? "person" : "persons");
        return;
    }
    if (cap->has_usd && cap->has_share)
        buf_add(buf, "greater of ");
    if (cap->has_share)
        add_share(buf, cap);
    if (cap->has_usd && cap->has_share)
        buf_add(buf, " and ");
    if (cap->has_usd)
        add_usd(buf, cap);
    if (cap->measure == CAP_TRAVEL)
        buf_add(buf, " travel");
    if (cap->measure == CAP_TRAVEL_OF_PERSON)
        buf_add(buf, " travel per person and conference");
}
