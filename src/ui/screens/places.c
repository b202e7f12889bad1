/* SPDX-License-Identifier: MIT */
/* What the book has that one may go to by name. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app/claims.h"
#include "app/funds.h"
#include "app/people.h"
#include "app/terms.h"
#include "base/text.h"
#include "base/words.h"
#include "ui/parts/places.h"
#include "ui/screens/claim_rows.h"
#include "ui/screens/screens.h"

/* A destination whose texts are borrowed. */
struct target {
    const char *claim, *program, *location; /* NULL where the place has none */
    struct period period;
};

/* ---- entries -------------------------------------------------------------------------- */

static char *copy(const char *text, bool *failed)
{
    char *own = text != NULL ? strdup(text) : NULL;
    *failed = *failed || (text != NULL && own == NULL);
    return own;
}

static char *folded(const char *text, bool *failed)
{
    struct buf buf;
    buf_init(&buf);
    text_add_folded(&buf, text);
    *failed = *failed || buf.failed;
    char *own = copy(buf.text, failed);
    buf_release(&buf);
    return own;
}

static bool make_room(struct places *places)
{
    if (places->count < places->room)
        return true;
    size_t room = places->room > 0 ? places->room * 2 : 64;
    struct entry *grown = reallocarray(places->entries, room, sizeof(*grown));
    if (grown == NULL)
        return false;
    places->entries = grown;
    places->room = room;
    return true;
}

/* The same for the same place as long as the program runs (FNV-1a), above all others. */
static int id_of(const struct target *to)
{
    enum { BITS = 0x3FFFFFFF, ABOVE = 0x40000000 };
    const char *const parts[] = {to->claim, to->program, to->location};
    uint32_t hash = 2166136261U ^ (uint32_t)to->period.first.day;
    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        for (const char *at = parts[i]; at != NULL && *at != '\0'; at++)
            hash = (hash ^ (unsigned char)*at) * 16777619U;
        hash = (hash ^ 0xFFU) * 16777619U;
    }
    return (int)(ABOVE | (hash & BITS));
}

static enum rc add(struct places *places, const char *label, const char *help, struct target to,
                   struct err *err)
{
    bool failed = !make_room(places);
    struct entry entry = {.id = id_of(&to),
                          .group = GROUP_PLACE,
                          .own_label = copy(label, &failed),
                          .own_help = copy(help, &failed),
                          .folded_label = folded(label, &failed),
                          .folded_help = folded(help, &failed),
                          .to = {.claim = copy(to.claim, &failed),
                                 .program = copy(to.program, &failed),
                                 .location = copy(to.location, &failed),
                                 .period = to.period}};
    entry.label = entry.plain = entry.own_label;
    entry.help = entry.own_help;
    if (failed) {
        entry_release(&entry);
        return err_memory(err);
    }
    places->entries[places->count++] = entry;
    return RC_OK;
}

/* ---- programs, locations, funds ------------------------------------------------------- */

static enum rc add_program(void *context, const struct app_program *program, struct err *err)
{
    struct buf help;
    buf_init(&help);
    buf_addf(&help, _("Program: %s"), program->name);
    enum rc rc = buf_check(&help, err);
    if (rc == RC_OK)
        rc = add(context, program->code, help.text, (struct target){.program = program->code}, err);
    buf_release(&help);
    return rc;
}

static enum rc add_location(void *context, const struct app_location *location, struct err *err)
{
    struct places *places = context;
    const char *label = location->name[0] != '\0' ? location->name : location->id;
    struct buf help;
    buf_init(&help);
    buf_addf(&help, _("Funds of location %s"), location->id);
    enum rc rc = buf_check(&help, err);
    if (rc == RC_OK)
        rc = add(places, label, help.text, (struct target){.location = location->id}, err);
    places->locations += rc == RC_OK ? 1 : 0;
    buf_release(&help);
    return rc;
}

static int by_location(const void *id, const void *entry)
{
    return strcmp(id, ((const struct entry *)entry)->to.location);
}

static const char *location_name(const struct places *places, const char *id)
{
    const struct entry *found = places->locations == 0
                                    ? NULL
                                    : bsearch(id, places->entries + places->first_location,
                                              places->locations, sizeof(*found), by_location);
    return found != NULL ? found->label : id;
}

static enum rc add_fund(struct places *places, const struct fund_row *fund, struct err *err)
{
    char period[PERIOD_TEXT_SIZE];
    struct buf label, help;
    buf_init(&label);
    buf_init(&help);
    buf_addf(&label, "%s %s", fund->program, period_print(fund->period, period));
    buf_addf(&help, _("Fund of %s"), location_name(places, fund->location));
    enum rc rc = buf_check(&label, err);
    if (rc == RC_OK)
        rc = buf_check(&help, err);
    if (rc == RC_OK)
        rc = add(places, label.text, help.text,
                 (struct target){
                     .program = fund->program, .location = fund->location, .period = fund->period},
                 err);
    buf_release(&label);
    buf_release(&help);
    return rc;
}

/* A fund has a row for each of its currencies. */
static bool is_same_fund(const struct fund_row *a, const struct fund_row *b)
{
    return period_compare(a->period, b->period) == 0 && strcmp(a->location, b->location) == 0 &&
           strcmp(a->program, b->program) == 0;
}

static enum rc add_funds(struct places *places, struct app *app, struct err *err)
{
    static const struct fund_filter all = {0};
    struct fund_list funds = {0};
    enum rc rc = app_balance(app, &all, &funds, err);
    for (size_t i = funds.count; rc == RC_OK && i-- > 0;)
        if (i == 0 || !is_same_fund(&funds.rows[i - 1], &funds.rows[i]))
            rc = add_fund(places, &funds.rows[i], err);
    fund_list_release(&funds);
    return rc;
}

/* ---- claims ---------------------------------------------------------------------------- */

/* "Claim C-7F3K9QDX, draft, ann, Contoso AB, q3 show" */
static void say_claim(const struct places *places, const struct claim_row *row, struct buf *ret)
{
    buf_addf(ret, _("Claim %s, %s, %s, %s"), row->head.id, claim_status_label(row->status),
             row->owner, location_name(places, row->head.location));
    if (row->tags[0] != '\0')
        buf_add_char(ret, ',');
    for (const char *at = row->tags; *at != '\0'; at++)
        if (*at != '\n' || at[1] != '\0')
            buf_add_char(ret, *at == '\n' ? ' ' : *at);
}

static enum rc add_claim(void *context, const struct claim_row *row, struct err *err)
{
    struct places *places = context;
    struct buf help;
    buf_init(&help);
    say_claim(places, row, &help);
    enum rc rc = buf_check(&help, err);
    if (rc == RC_OK)
        rc = add(places, row->title[0] != '\0' ? row->title : row->head.id, help.text,
                 (struct target){.claim = row->head.id}, err);
    buf_release(&help);
    return rc;
}

/* They come in the order of creation. */
static void turn_round(struct entry *entries, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        struct entry entry = entries[i];
        entries[i] = entries[count - 1 - i];
        entries[count - 1 - i] = entry;
    }
}

/* ---- all ------------------------------------------------------------------------------- */

void places_load(struct places *places, struct app *app)
{
    static const struct claim_filter all = {0};
    struct err err;
    err_init(&err);
    places_release(places);
    enum rc rc = app_program_list(app, add_program, places, &err);
    places->first_location = places->count;
    if (rc == RC_OK)
        rc = app_location_list(app, add_location, places, &err);
    if (rc == RC_OK)
        rc = add_funds(places, app, &err);
    size_t first_claim = places->count;
    if (rc == RC_OK)
        (void)!app_claim_list(app, &all, add_claim, places, &err);
    if (places->count > first_claim)
        turn_round(places->entries + first_claim, places->count - first_claim);
}
