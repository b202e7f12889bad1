/* SPDX-License-Identifier: MIT */
/* What the book has that one may go to by name: its programs, locations, funds. */
#include <stdlib.h>
#include <string.h>

#include "app/funds.h"
#include "app/people.h"
#include "app/terms.h"
#include "base/words.h"
#include "ui/parts/catalogue.h"

struct gathering {
    struct entry_catalogue *catalogue;
    size_t room;
    size_t first_location, locations; /* entries of locations, by id */
};

static char *copy(const char *text, bool *failed)
{
    char *own = text != NULL ? strdup(text) : NULL;
    *failed = *failed || (text != NULL && own == NULL);
    return own;
}

static bool make_room(struct gathering *gathering)
{
    struct entry_catalogue *catalogue = gathering->catalogue;
    if (catalogue->count < gathering->room)
        return true;
    size_t room = gathering->room * 2;
    struct entry *grown = reallocarray(catalogue->entries, room, sizeof(*grown));
    if (grown == NULL)
        return false;
    catalogue->entries = grown;
    gathering->room = room;
    return true;
}

/* program, location: NULL where the place has none. */
static enum rc add(struct gathering *gathering, const char *label, const char *help,
                   const char *program, const char *location, struct period period, struct err *err)
{
    struct entry_catalogue *catalogue = gathering->catalogue;
    bool failed = !make_room(gathering);
    struct entry entry = {.id = PLACE_IDS + (int)catalogue->count,
                          .group = GROUP_PLACE,
                          .keys = copy("", &failed),
                          .own_label = copy(label, &failed),
                          .own_help = copy(help, &failed),
                          .to = {.program = copy(program, &failed),
                                 .location = copy(location, &failed),
                                 .period = period}};
    entry.label = entry.plain = entry.own_label;
    entry.help = entry.own_help;
    if (failed) {
        entry_release(&entry);
        return err_memory(err);
    }
    catalogue->entries[catalogue->count++] = entry;
    return RC_OK;
}

static enum rc add_program(void *context, const struct app_program *program, struct err *err)
{
    struct buf help;
    buf_init(&help);
    buf_addf(&help, _("Program: %s"), program->name);
    enum rc rc = buf_check(&help, err);
    if (rc == RC_OK)
        rc = add(context, program->code, help.text, program->code, NULL, (struct period){0}, err);
    buf_release(&help);
    return rc;
}

static enum rc add_location(void *context, const struct app_location *location, struct err *err)
{
    struct gathering *gathering = context;
    const char *label = location->name[0] != '\0' ? location->name : location->id;
    struct buf help;
    buf_init(&help);
    buf_addf(&help, _("Funds of location %s"), location->id);
    enum rc rc = buf_check(&help, err);
    if (rc == RC_OK)
        rc = add(gathering, label, help.text, NULL, location->id, (struct period){0}, err);
    gathering->locations += rc == RC_OK ? 1 : 0;
    buf_release(&help);
    return rc;
}

static int by_location(const void *id, const void *entry)
{
    return strcmp(id, ((const struct entry *)entry)->to.location);
}

static const char *location_name(const struct gathering *gathering, const char *id)
{
    const struct entry *entries = gathering->catalogue->entries + gathering->first_location;
    const struct entry *found =
        bsearch(id, entries, gathering->locations, sizeof(*entries), by_location);
    return found != NULL ? found->label : id;
}

static enum rc add_fund(struct gathering *gathering, const struct fund_row *fund, struct err *err)
{
    char period[PERIOD_TEXT_SIZE];
    struct buf label, help;
    buf_init(&label);
    buf_init(&help);
    buf_addf(&label, "%s %s", fund->program, period_print(fund->period, period));
    buf_addf(&help, _("Fund of %s"), location_name(gathering, fund->location));
    enum rc rc = buf_check(&label, err);
    if (rc == RC_OK)
        rc = buf_check(&help, err);
    if (rc == RC_OK)
        rc =
            add(gathering, label.text, help.text, fund->program, fund->location, fund->period, err);
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

static enum rc add_funds(struct gathering *gathering, struct app *app, struct err *err)
{
    static const struct fund_filter all = {0};
    struct fund_list funds = {0};
    enum rc rc = app_balance(app, &all, &funds, err);
    for (size_t i = 0; rc == RC_OK && i < funds.count; i++)
        if (i == 0 || !is_same_fund(&funds.rows[i - 1], &funds.rows[i]))
            rc = add_fund(gathering, &funds.rows[i], err);
    fund_list_release(&funds);
    return rc;
}

void entry_catalogue_add_places(struct entry_catalogue *catalogue, struct shell *shell)
{
    struct gathering gathering = {.catalogue = catalogue, .room = catalogue->count};
    struct app *app = shell_app(shell);
    struct err err;
    err_init(&err);
    if (app == NULL || catalogue->count == 0)
        return;
    enum rc rc = app_program_list(app, add_program, &gathering, &err);
    gathering.first_location = catalogue->count;
    if (rc == RC_OK)
        rc = app_location_list(app, add_location, &gathering, &err);
    if (rc == RC_OK) /* what there is by then is found, whatever happens */
        (void)!add_funds(&gathering, app, &err);
}
