/* SPDX-License-Identifier: MIT */
/* Alcohol is never reimbursed (RULES.md section 6): expenses whose text names it. */
#include "base/text.h"
#include "base/words.h"
#include "model/claim_findings.h"

#include <string.h>

/* Our choice: whole words in the languages that vendors' invoices come in. Left out is
 * what is an everyday word elsewhere (rum: a room; spirit; port; ale). */
static const char *const drinks[] = {
    "alcohol",    "alcoholic",   "alcoholics",   "alcool",    "alcoolisées", "alkohol",
    "alkoholisk", "alkoholiska", "alkoholische", "alcol",     "aperitif",    "aperitifs",
    "apéritif",   "aquavit",     "akvavit",      "beer",      "beers",       "bier",
    "biere",      "bière",       "bières",       "birra",     "booze",       "bourbon",
    "brandy",     "cava",        "cerveja",      "cerveza",   "cervezas",    "champagne",
    "champagner", "cider",       "cocktail",     "cocktails", "cognac",      "drinkar",
    "glögg",      "glühwein",    "lager",        "liqueur",   "liqueurs",    "liquor",
    "likör",      "likörer",     "martini",      "olut",      "piwo",        "prosecco",
    "rödvin",     "schnaps",     "sekt",         "snaps",     "spirits",     "spirituosen",
    "sprit",      "starköl",     "tequila",      "vin",       "viini",       "viner",
    "vinet",      "vinho",       "vino",         "vins",      "vitvin",      "vodka",
    "wein",       "weine",       "whiskey",      "whisky",    "wine",        "wines",
    "wino",       "öl",          "ölen",         "øl",
};

/* "catering without alcohol" is what may be reimbursed: no drink after one of these
 * words, nor after "without beer or" … */
static const char *const negations[] = {"without", "no",   "non",   "not",   "excluding", "excl",
                                        "utan",    "inga", "ingen", "inget", "exkl",      "ej",
                                        "ohne",    "kein", "keine", "sans",  "senza",     "sin"};
static const char *const joints[] = {"or", "and", "nor", "eller", "och", "oder", "und", "ou", "et"};
/* … and none before one of these: "alcohol-free". */
static const char *const frees[] = {"free", "fri", "fria", "fritt", "frei", "freie"};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static bool is_among(const char *word, size_t length, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(words[i]) == length && memcmp(words[i], word, length) == 0)
            return true;
    return false;
}

/* The next word of a slug, words between '-'; false at its end. */
static bool next_word(const char **next, const char **ret, size_t *ret_length)
{
    *next += strspn(*next, "-");
    *ret = *next;
    *ret_length = strcspn(*next, "-");
    *next += *ret_length;
    return *ret_length > 0;
}

static bool is_free_of_it(const char *next)
{
    const char *word;
    size_t length;
    return next_word(&next, &word, &length) && is_among(word, length, frees, COUNT(frees));
}

/* The first drink in a slug, or NULL. */
static const char *find_drink(const char *slug, size_t *ret_length)
{
    /* What a negation still covers: the next word, and what is joined to a drink. */
    enum { NOTHING, NEXT_WORD, JOINED } covers = NOTHING;
    const char *word;
    while (next_word(&slug, &word, ret_length)) {
        bool goes_on = covers == JOINED && is_among(word, *ret_length, joints, COUNT(joints));
        if (goes_on || is_among(word, *ret_length, negations, COUNT(negations))) {
            covers = NEXT_WORD;
        } else if (!is_among(word, *ret_length, drinks, COUNT(drinks)) || is_free_of_it(slug)) {
            covers = NOTHING;
        } else if (covers == NEXT_WORD) {
            covers = JOINED;
        } else {
            return word;
        }
    }
    return NULL;
}

void check_alcohol(const struct check_input *input, struct findings *ret)
{
    const struct claim *claim = input->claim;
    for (size_t i = 0; i < claim->expense_count && !ret->failed; i++) {
        struct buf slug, item, word;
        size_t length = 0;
        buf_init(&slug);
        buf_init(&item);
        buf_init(&word);
        text_add_slug(&slug, claim->expenses[i].text);
        expense_item_text(claim, &claim->expenses[i], &item);
        shell_word_add(&word, item.text);
        ret->failed = ret->failed || slug.failed || item.failed || word.failed;
        const char *drink = find_drink(slug.text, &length);
        if (drink != NULL) {
            findings_begin(ret, item.text);
            findings_say(ret, _("The expense %s names alcohol (%.*s), which is not reimbursed."),
                         item.text, (int)length, drink);
            findings_mend_claim(
                ret, claim,
                _("type it again without the alcohol after: coffer claim expense delete %s %s"),
                claim->head->id, word.text);
        }
        buf_release(&slug);
        buf_release(&item);
        buf_release(&word);
    }
}
