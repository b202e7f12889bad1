/* SPDX-License-Identifier: MIT */
#include "app/people.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/words.h"
#include "cli/call.h"
#include "cli/list.h"
#include "cli/sets.h"

/* ---- locations ---- */

enum { LOCATION_COLUMNS = 3 };
static const struct table_column location_columns[LOCATION_COLUMNS] = {
    {"id", N_("location"), COLUMN_TEXT},
    {"name", N_("name"), COLUMN_TEXT},
    {"country", N_("country"), COLUMN_TEXT},
};

static enum rc list_location(void *context, const struct app_location *location, struct err *err)
{
    const char *cells[LOCATION_COLUMNS] = {location->id, location->name, location->country};
    return list_add(context, cells, err);
}

static enum rc run_location_list(struct call *call, struct err *err)
{
    struct list list;
    enum rc rc = list_begin(&list, call, location_columns, LOCATION_COLUMNS, err);
    if (rc == RC_OK)
        rc = app_location_list(call->app, list_location, &list, err);
    return list_end(
        &list, rc,
        _("No locations yet. They come in with a report, or by hand: coffer location set "
          "ID --name NAME"),
        err);
}

static enum rc run_location_set(struct call *call, struct err *err)
{
    const char *id = call_argument(call, 0);
    enum rc rc =
        app_location_set(call->app, id, call_text(call, "name"), call_text(call, "country"), err);
    if (rc == RC_OK)
        rc = call_sayf(call, err, _("location %s"), app_done(call->app));
    return rc;
}

/* ---- members ---- */

enum { MEMBER_COLUMNS = 4 };
static const struct table_column member_columns[MEMBER_COLUMNS] = {
    {"login", N_("login"), COLUMN_TEXT},
    {"role", N_("role"), COLUMN_WORD},
    {"locations", N_("locations"), COLUMN_TEXT},
    {"programs", N_("programs"), COLUMN_TEXT},
};

static void add_joined(struct buf *buf, const char *const *items, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        buf_add(buf, i > 0 ? "; " : "");
        buf_add(buf, items[i]);
    }
}

static enum rc list_member(void *context, const struct member *member, struct err *err)
{
    struct list *list = context;
    struct buf locations, programs;
    buf_init(&locations);
    buf_init(&programs);
    add_joined(&locations, member->locations, member->location_count);
    add_joined(&programs, member->programs, member->program_count);
    enum rc rc = buf_check(&locations, err);
    if (rc == RC_OK)
        rc = buf_check(&programs, err);
    if (rc == RC_OK) {
        const char *all = list->call->format == TABLE_TEXT ? _("all") : "";
        const char *cells[MEMBER_COLUMNS] = {member->login, role_word(member->role),
                                             locations.length > 0 ? locations.text : all,
                                             programs.length > 0 ? programs.text : all};
        rc = list_add(list, cells, err);
    }
    buf_release(&locations);
    buf_release(&programs);
    return rc;
}

static enum rc run_member_list(struct call *call, struct err *err)
{
    struct list list;
    enum rc rc = list_begin(&list, call, member_columns, MEMBER_COLUMNS, err);
    if (rc == RC_OK)
        rc = app_member_list(call->app, list_member, &list, err);
    return list_end(&list, rc, "", err);
}

static int compare_texts(const void *a, const void *b)
{
    const char *const *left = a, *const *right = b;
    return strcmp(*left, *right);
}

/* The values of a repeated option as struct member wants them: in order, each
 * once. Caller frees *ret. */
static enum rc gather(const struct call *call, const char *name, const char ***ret,
                      size_t *ret_count, struct err *err)
{
    const char **texts = calloc(call->given_count + 1, sizeof(*texts));
    if (texts == NULL)
        return err_memory(err);
    size_t count = 0, position = 0;
    for (const char *text; (text = call_next(call, name, &position)) != NULL;)
        texts[count++] = text;
    qsort(texts, count, sizeof(*texts), compare_texts);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (kept == 0 || strcmp(texts[kept - 1], texts[i]) != 0)
            texts[kept++] = texts[i];
    *ret = texts;
    *ret_count = kept;
    return RC_OK;
}

static enum rc run_member_add(struct call *call, struct err *err)
{
    struct member member = {.login = call_argument(call, 0)};
    const char **locations = NULL, **programs = NULL;
    bug_if(!role_parse(call_text(call, "role"), &member.role), "a role was not checked");
    enum rc rc = gather(call, "location", &locations, &member.location_count, err);
    if (rc == RC_OK)
        rc = gather(call, "program", &programs, &member.program_count, err);
    member.locations = locations;
    member.programs = programs;
    if (rc == RC_OK)
        rc = app_member_add(call->app, &member, err);
    if (rc == RC_OK)
        rc = call_sayf(call, err,
                       member_is_scoped(&member) ? _("%s is a member now: %s, for chosen ones only")
                                                 : _("%s is a member now: %s"),
                       member.login, role_word(member.role));
    free(locations);
    free(programs);
    return rc;
}

static enum rc run_member_remove(struct call *call, struct err *err)
{
    const char *login = call_argument(call, 0);
    enum rc rc = app_member_remove(call->app, login, err);
    if (rc == RC_OK)
        rc = call_sayf(call, err, _("%s is no member any more"), login);
    return rc;
}

static const struct option_spec location_set_options[] = {
    {.name = "name", .argument = "NAME", .help = N_("what lists call it")},
    {.name = "country", .argument = "CC", .help = N_("its country, two letters: SE")},
    {.name = NULL},
};

static const struct option_spec member_add_options[] = {
    {.name = "role",
     .argument = "admin|user",
     .kind = VALUE_WORD,
     .required = true,
     .help = N_("what the person may do; a user looks and prepares claims")},
    {.name = "location",
     .argument = "ID",
     .repeats = true,
     .help = N_("only this location; may be given several times")},
    {.name = "program",
     .argument = "CODE",
     .repeats = true,
     .help = N_("only this program; may be given several times")},
    {.name = NULL},
};

static const struct command commands[] = {
    {
        .words = "location list",
        .summary = N_("the locations"),
        .help = N_("Lists the partner's enrolled entities: those that reports speak of, and those "
                   "typed in."),
        .examples = {{"coffer location list", N_("lists them")}},
        .run = run_location_list,
    },
    {
        .words = "location set",
        .arguments = {{.name = "ID"}},
        .options = location_set_options,
        .summary = N_("name a location, or make one"),
        .help = N_("Sets the name or country of a location, and makes the location when the book "
                   "does not know it. What is set by hand stays when a report says otherwise."),
        .examples = {{"coffer location set 4521234 --name 'Contoso Malmö' --country SE",
                      N_("names the location")}},
        .run = run_location_set,
    },
    {
        .words = "member list",
        .summary = N_("who may use the book"),
        .help = N_("Lists the people of the book, their roles, and what they see."),
        .examples = {{"coffer member list", N_("lists them")}},
        .run = run_member_list,
    },
    {
        .words = "member add",
        .arguments = {{.name = "LOGIN"}},
        .options = member_add_options,
        .summary = N_("let a person use the book"),
        .help =
            N_("Adds a login name of this system to the book, or gives a member another role and "
               "scope. Without --location and --program the person sees everything.\n"
               "The file's permissions must let the person in too."),
        .examples = {{"coffer member add anna --role user", N_("anna sees everything")},
                     {"coffer member add olle --role user --location 4521234",
                      N_("olle sees one location")}},
        .run = run_member_add,
    },
    {
        .words = "member remove",
        .arguments = {{.name = "LOGIN"}},
        .summary = N_("take a person out of the book"),
        .help = N_("Removes a member. The last admin cannot be removed."),
        .examples = {{"coffer member remove anna", N_("anna can no longer open the book")}},
        .run = run_member_remove,
    },
};

const struct command_set commands_people = {N_("Locations and people"), commands,
                                            sizeof(commands) / sizeof(commands[0])};
