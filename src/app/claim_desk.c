/* SPDX-License-Identifier: MIT */
#include "app/claim_desk.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/words.h"
#include "model/length.h"
#include "store/claims.h"

/* ---- finding it ---------------------------------------------------------------------------- */

enum rc claim_unknown(const char *id, struct err *err)
{
    char excerpt[TEXT_EXCERPT_SIZE];
    return err_set(err, RC_RULE,
                   _("claim %s: the book does not know it: 'coffer claim list' shows them"),
                   text_excerpt(id, excerpt));
}

struct found {
    struct app *app;
    const char *beginning;
    char id[CLAIM_ID_MAX], second[CLAIM_ID_MAX];
    int count;
    bool exact;
};

static enum rc see_head(void *context, const struct claim_head *head, struct err *err)
{
    struct found *found = context;
    (void)err;
    if (!app_sees(found->app, head->program, head->location) || found->exact)
        return RC_OK;
    found->exact = strcasecmp(head->id, found->beginning) == 0;
    if (found->exact)
        found->count = 0;
    (void)snprintf(found->count == 0 ? found->id : found->second, CLAIM_ID_MAX, "%s", head->id);
    found->count++;
    return RC_OK;
}

enum rc claim_find_id(struct app *app, const char *beginning, char ret_id[CLAIM_ID_MAX],
                      struct err *err)
{
    struct found found = {.app = app, .beginning = beginning};
    enum rc rc = claims_beginning(app->book, beginning, see_head, &found, err);
    if (rc != RC_OK)
        return rc;
    if (found.count == 0)
        return claim_unknown(beginning, err);
    if (found.count > 1)
        return err_set(err, RC_RULE,
                       _("claim %s: %d claims begin so, as %s and %s: give more of the id"),
                       beginning, found.count, found.id, found.second);
    memcpy(ret_id, found.id, CLAIM_ID_MAX);
    return RC_OK;
}

/* ---- what of a payment may be seen ---------------------------------------------------------- */

/* The currency that the claim has at an entry. */
static const char *currency_at(const struct claim_history *history, size_t at)
{
    const char *currency = "";
    for (size_t i = 0; i < at; i++) {
        const struct claim_entry *entry = &history->entries[i];
        const char *text = claim_entry_text(entry, SAYS_CURRENCY);
        if (text != NULL && (entry->kind == ENTRY_CREATED || entry->kind == ENTRY_SET))
            currency = text;
    }
    return currency;
}

/* The whole amount would tell what the claims outside the scope got: what is left is the
 * part that settles this claim, in its currency. */
static enum rc narrow_payment(struct claim_history *history, size_t at, struct err *err)
{
    struct claim_entry *entry = &history->entries[at];
    int64_t covers = 0;
    (void)claim_entry_number(entry, SAYS_COVERS, &covers);
    for (size_t i = 0; i < entry->value_count; i++) {
        struct claim_value *value = &entry->values[i];
        if (value->field == SAYS_AMOUNT)
            value->number = covers;
        if (value->field != SAYS_CURRENCY)
            continue;
        char *currency = strdup(currency_at(history, at));
        if (currency == NULL)
            return err_memory(err);
        free(value->text);
        value->text = currency;
    }
    return RC_OK;
}

static enum rc narrow_payments(struct app *app, struct claim_history *history, struct err *err)
{
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < history->count; i++) {
        const struct claim_entry *entry = &history->entries[i];
        const char *payment = claim_entry_text(entry, SAYS_PAYMENT);
        bool visible = true;
        if (entry->kind == ENTRY_PAYMENT && payment != NULL)
            rc = payment_visible(app->book, payment, entry->day, app_sees_row, app, &visible, err);
        if (rc == RC_OK && !visible)
            rc = narrow_payment(history, i, err);
    }
    return rc;
}

enum rc claim_narrow(struct app *app, struct claim_history *history, struct err *err)
{
    return member_is_scoped(app->member) ? narrow_payments(app, history, err) : RC_OK;
}

enum rc claim_load_seen(struct app *app, const char *id, bool *ret_found, struct claim_history *ret,
                        struct err *err)
{
    bool found = false;
    struct claim_history history;
    enum rc rc = claim_load(app->book, id, &found, &history, err);
    if (rc != RC_OK)
        return rc;
    if (found)
        rc = claim_narrow(app, &history, err);
    if (rc != RC_OK) {
        claim_history_release(&history);
        return rc;
    }
    *ret_found = found;
    *ret = history;
    return RC_OK;
}

/* ---- what every command asks first --------------------------------------------------------- */

static enum rc add_line(void *context, const char *line, struct err *err)
{
    struct buf *what = context;
    (void)err;
    buf_addf(what, "%s%s", what->length > 0 ? "; " : "", line);
    return RC_OK;
}

static enum rc moved_on(const struct claim_desk *desk, int64_t revision, struct err *err)
{
    const struct claim_history *history = &desk->history;
    struct buf what;
    buf_init(&what);
    enum rc rc = claim_changes(history, desk->claim.currency, revision, add_line, &what, err);
    if (rc == RC_OK)
        rc = buf_check(&what, err);
    if (rc == RC_OK)
        rc = err_set(err, RC_RULE,
                     _("claim %s: it has moved on from revision %lld to %lld: %s: look at it with "
                       "'coffer claim show %s' and do it again"),
                     history->head.id, (long long)revision, (long long)history->head.revision,
                     what.length > 0 ? what.text : _("something was taken back"), history->head.id);
    buf_release(&what);
    return rc;
}

enum rc claim_desk_expect(const struct claim_desk *desk, int64_t revision, struct err *err)
{
    return revision == 0 || revision == desk->history.head.revision ? RC_OK
                                                                    : moved_on(desk, revision, err);
}

static enum rc check_day(const struct claim_desk *desk, struct err *err)
{
    const struct claim_history *history = &desk->history;
    struct date last = date_first;
    char day[DATE_TEXT_SIZE], today[DATE_TEXT_SIZE];
    for (size_t i = 0; i < history->count; i++)
        if (date_compare(history->entries[i].day, last) > 0)
            last = history->entries[i].day;
    if (date_compare(desk->app->day, last) >= 0)
        return RC_OK;
    return err_set(
        err, RC_RULE,
        _("claim %s: its last entry is of %s, and today is %s here: use a later --as-of, "
          "or none"),
        history->head.id, date_print(last, day), date_print(desk->app->day, today));
}

static enum rc load(struct claim_desk *desk, const char *beginning, struct err *err)
{
    char id[CLAIM_ID_MAX];
    bool found = false;
    enum rc rc = claim_find_id(desk->app, beginning, id, err);
    if (rc == RC_OK)
        rc = claim_load_seen(desk->app, id, &found, &desk->history, err);
    if (rc == RC_OK && !found)
        rc = claim_unknown(id, err);
    if (rc == RC_OK)
        rc = check_day(desk, err);
    if (rc == RC_OK)
        rc = claim_on(&desk->history, desk->app->day, &desk->claim, err);
    if (rc == RC_OK)
        rc = tx_touch(desk->tx, desk->history.head.program, desk->history.head.location, err);
    return rc;
}

enum rc claim_desk_open(struct app *app, const struct claim_ref *ref, enum permission permission,
                        struct claim_desk *ret, struct err *err)
{
    struct claim_desk desk = {.app = app, .owns_tx = true};
    claim_history_init(&desk.history);
    enum rc rc = app_begin(app, permission, TX_CHANGESET, &desk.tx, err);
    if (rc == RC_OK)
        rc = load(&desk, ref->id, err);
    if (rc == RC_OK)
        rc = claim_desk_expect(&desk, ref->if_revision, err);
    *ret = desk;
    ret->claim.head = &ret->history.head;
    if (rc != RC_OK)
        claim_desk_close(ret);
    return rc;
}

enum rc claim_desk_join(struct app *app, struct tx *tx, const char *id, struct claim_desk *ret,
                        struct err *err)
{
    struct claim_desk desk = {.app = app, .tx = tx};
    claim_history_init(&desk.history);
    enum rc rc = load(&desk, id, err);
    *ret = desk;
    ret->claim.head = &ret->history.head;
    if (rc != RC_OK)
        claim_desk_close(ret);
    return rc;
}

void claim_desk_close(struct claim_desk *desk)
{
    claim_release(&desk->claim);
    claim_history_release(&desk->history);
    if (desk->owns_tx)
        tx_end(desk->tx);
    *desk = (struct claim_desk){0};
}

enum rc claim_desk_finish(struct claim_desk *desk, enum rc rc, char ret_id[CLAIM_ID_MAX])
{
    if (rc == RC_OK)
        (void)snprintf(ret_id, CLAIM_ID_MAX, "%s", desk->history.head.id);
    claim_desk_close(desk);
    return rc;
}

enum rc claim_desk_editable(const struct claim_desk *desk, struct err *err)
{
    if (claim_status_is_editable(desk->claim.status))
        return RC_OK;
    return err_set(err, RC_RULE,
                   _("claim %s: it is %s, and can be changed only in editing and action-required: "
                     "copy it with 'coffer claim copy %s' to file it again"),
                   desk->history.head.id, claim_status_word(desk->claim.status),
                   desk->history.head.id);
}

/* ---- writing ------------------------------------------------------------------------------- */

enum rc claim_desk_add_on(struct claim_desk *desk, enum claim_entry_kind kind, struct date day,
                          struct claim_entry **ret, struct err *err)
{
    return claim_history_add(&desk->history, kind, day, desk->app->person, ret, err);
}

enum rc claim_desk_add(struct claim_desk *desk, enum claim_entry_kind kind,
                       struct claim_entry **ret, struct err *err)
{
    return claim_desk_add_on(desk, kind, desk->app->day, ret, err);
}

enum rc claim_desk_after(const struct claim_desk *desk, struct claim *ret, struct err *err)
{
    return claim_on(&desk->history, desk->app->day, ret, err);
}

enum rc claim_desk_write(struct claim_desk *desk, struct err *err)
{
    return claim_write(desk->tx, &desk->history, err);
}

enum rc claim_desk_save(struct claim_desk *desk, const char *action, struct err *err,
                        const char *format, ...)
{
    char *summary = NULL;
    va_list list;
    va_start(list, format);
    int length = vasprintf(&summary, format, list);
    va_end(list);
    if (length < 0)
        return err_memory(err);
    enum rc rc = claim_desk_write(desk, err);
    if (rc == RC_OK)
        rc = app_commit(desk->app, desk->tx, action, err, "%s%s%s", desk->history.head.id,
                        summary[0] != '\0' ? ": " : "", summary);
    free(summary);
    return rc;
}

/* ---- reading what was typed ---------------------------------------------------------------- */

enum rc claim_read_date(const char *what, const char *text, struct date *ret, struct err *err)
{
    char excerpt[TEXT_EXCERPT_SIZE];
    if (date_parse(text, strlen(text), ret))
        return RC_OK;
    return err_set(err, RC_USAGE, _("%s %s: not a day: write it as in 2026-01-31"), what,
                   text_excerpt(text, excerpt));
}

enum rc claim_read_amount(const char *what, const char *text, struct currency currency,
                          bool positive, struct money *ret, struct err *err)
{
    char excerpt[TEXT_EXCERPT_SIZE];
    struct money money = {0};
    enum rc rc = money_parse_typed(what, text, currency, &money, err);
    if (rc != RC_OK)
        return rc;
    if (money.micros < 0 || (positive && money.micros == 0))
        return err_set(err, RC_USAGE, _("%s %s: it must be %s: correct it"), what,
                       text_excerpt(text, excerpt), positive ? _("above 0") : _("0 or more"));
    *ret = money;
    return RC_OK;
}

enum rc claim_read_currency(const char *what, const char *text, struct currency *ret,
                            struct err *err)
{
    char excerpt[TEXT_EXCERPT_SIZE];
    if (currency_parse(text, ret))
        return RC_OK;
    return err_set(err, RC_USAGE, _("%s %s: not a currency: give an ISO 4217 code, as in EUR"),
                   what, text_excerpt(text, excerpt));
}

enum rc claim_put_text(struct claim_entry *entry, const char *what, enum claim_field field,
                       const char *text, size_t limit, struct err *err)
{
    enum rc rc = length_check(what, text, limit, err);
    return rc == RC_OK ? claim_entry_set_text(entry, field, text, err) : rc;
}

enum rc claim_put_texts(struct claim_entry *entry, const struct claim_text *texts, size_t count,
                        struct err *err)
{
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < count; i++)
        rc = claim_put_text(entry, texts[i].what, texts[i].field, texts[i].text, texts[i].limit,
                            err);
    return rc;
}

enum rc claim_put_date(struct claim_entry *entry, const char *what, enum claim_field field,
                       const char *text, struct err *err)
{
    struct date date;
    if (text == NULL)
        return RC_OK;
    enum rc rc = claim_read_date(what, text, &date, err);
    return rc == RC_OK ? claim_entry_set_number(entry, field, date.day, err) : rc;
}

enum rc claim_put_amount(struct claim_entry *entry, const char *what, enum claim_field field,
                         const char *text, struct currency currency, bool positive, struct err *err)
{
    struct money money;
    if (text == NULL)
        return RC_OK;
    enum rc rc = claim_read_amount(what, text, currency, positive, &money, err);
    return rc == RC_OK ? claim_entry_set_number(entry, field, money.micros, err) : rc;
}
