/* SPDX-License-Identifier: MIT */
#include "support/office.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/documents.h"
#include "app/inside.h"
#include "app/people.h"
#include "app/safety.h"

const char office_report[] =
    "participantId,participantName,partnerCountryCode,programName,earningId,earningType,"
    "earningAmount,transactionCurrency,earningAmountUSD,earningDate,paymentStatus\n"
    "L1,Contoso,NL,Hosting,R1,Coop,1000,USD,1000,2026-01-31,Upcoming\n"
    "L2,Fabrikam,SE,Hosting,R2,Coop,2000,USD,2000,2026-01-31,Upcoming\n"
    "L1,Contoso,NL,Surface PC and Surface Hub Authorized Device Distributor,R3,Coop,3000,USD,3000,"
    "2026-01-31,Upcoming\n"
    "L2,Fabrikam,SE,Surface PC and Surface Hub Authorized Device Distributor,R4,Coop,4000,USD,4000,"
    "2026-01-31,Upcoming\n";

/* ---- opening ------------------------------------------------------------ */

static bool hear_progress(void *context, const char *what, uint64_t done, uint64_t total)
{
    struct heard *heard = context;
    (void)what;
    (void)done;
    (void)total;
    heard->calls++;
    return heard->stop_after == 0 || heard->calls < heard->stop_after;
}

static void hear_warning(void *context, const char *sentence)
{
    struct heard *heard = context;
    heard->warnings++;
    (void)snprintf(heard->last, sizeof(heard->last), "%s", sentence);
}

struct app_options office_options(struct desk *desk, const char *as_of, struct heard *heard)
{
    struct app_options options = {.book = desk->path, .has_as_of = as_of != NULL};
    if (as_of != NULL)
        options.as_of = day_of(as_of);
    if (heard != NULL)
        options.listener = (struct app_listener){
            .progress = hear_progress, .warn = hear_warning, .context = heard};
    return options;
}

static struct app *open_with(struct desk *desk, const struct app_options *options)
{
    struct app *app = NULL;
    assert_rc(app_open(options, &app, desk_err(desk)), RC_OK, &desk->err);
    return app;
}

struct app *office_open(struct desk *desk, const char *login, const char *as_of)
{
    const struct app_options options = office_options(desk, as_of, NULL);
    struct app *app = open_with(desk, &options);
    if (login != NULL)
        office_become(app, login);
    return app;
}

struct app *office_open_heard(struct desk *desk, struct heard *heard)
{
    const struct app_options options = office_options(desk, NULL, heard);
    return open_with(desk, &options);
}

void office_become(struct app *app, const char *login)
{
    struct err err;
    err_init(&err);
    free(app->person);
    app->person = strdup(login);
    assert_non_null(app->person);
    assert_rc(app_identify(app, &err), RC_OK, &err);
}

void office_maker(char ret[64])
{
    char *login = NULL;
    struct err err;
    err_init(&err);
    assert_rc(app_login(&login, &err), RC_OK, &err);
    (void)snprintf(ret, 64, "%s", login);
    free(login);
}

/* ---- small commands ------------------------------------------------------- */

char *office_file(struct desk *desk, const char *name, const char *text, char ret[FOLDER_PATH_SIZE])
{
    file_write(folder_file(&desk->folder, name, ret), text, strlen(text));
    return ret;
}

enum rc office_import(struct app *app, const char *path, struct import_counts *ret, struct err *err)
{
    const struct import_request request = {.files = &path, .file_count = 1};
    struct import_result result = {.number = 0};
    enum rc rc = app_import(app, &request, &result, err);
    *ret = result.counts;
    return rc;
}

struct earning_form office_form(const char *id, const char *program, const char *location,
                                const char *date, const char *type, const char *amount)
{
    return (struct earning_form){.id = id,
                                 .program = program,
                                 .location = location,
                                 .date = date,
                                 .type = type,
                                 .amount = amount,
                                 .currency = "USD"};
}

enum rc office_add(struct app *app, const char *id, const char *program, const char *location,
                   const char *date, const char *type, const char *amount, struct err *err)
{
    const struct earning_form form = office_form(id, program, location, date, type, amount);
    char made[EARNING_ID_MAX];
    return app_earning_add(app, &form, made, err);
}

void office_claim(struct desk *desk, struct app *app, const char *location,
                  char ret[RANDOM_ID_SIZE])
{
    const struct claim_form form = {.program = "hosting",
                                    .location = location,
                                    .period = "FY26H1",
                                    .activity = "DG01",
                                    .currency = "USD",
                                    .start = "2026-02-01",
                                    .end = "2026-05-31",
                                    .title = "Advertisement"};
    assert_rc(app_claim_new(app, &form, ret, desk_err(desk)), RC_OK, &desk->err);
}

void office_attach(struct desk *desk, struct app *app, const char *claim, const char *name,
                   const char *text, char ret_document[RANDOM_ID_SIZE])
{
    const struct claim_ref ref = {.id = claim};
    const struct document_form form = {.kind = "other"};
    char path[FOLDER_PATH_SIZE], id[CLAIM_ID_MAX];
    assert_rc(app_claim_attach(app, &ref, office_file(desk, name, text, path), &form, id,
                               ret_document, desk_err(desk)),
              RC_OK, &desk->err);
}

struct period period_named(const char *text)
{
    struct period period = {{0}};
    assert_true(period_parse(text, &period));
    return period;
}

const struct fund_row *fund_find(const struct fund_list *list, const char *program,
                                 const char *location, const char *period, const char *currency)
{
    char text[PERIOD_TEXT_SIZE];
    for (size_t i = 0; i < list->count; i++) {
        const struct fund_row *row = &list->rows[i];
        if (strcmp(row->program, program) == 0 && strcmp(row->location, location) == 0 &&
            strcmp(period_print(row->period, text), period) == 0 &&
            strcmp(row->currency.code, currency) == 0)
            return row;
    }
    fail_msg("there is no fund %s %s %s %s", program, location, period, currency);
    return NULL;
}

/* ---- the office ------------------------------------------------------------ */

static void add_member(struct app *app, const char *login, enum role role, const char *location,
                       const char *program)
{
    struct err err;
    const struct member member = {.login = login,
                                  .role = role,
                                  .locations = &location,
                                  .location_count = location != NULL,
                                  .programs = &program,
                                  .program_count = program != NULL};
    err_init(&err);
    assert_rc(app_member_add(app, &member, &err), RC_OK, &err);
}

int office_setup(void **state)
{
    (void)desk_setup_bare(state);
    struct desk *desk = *state;
    struct app_options options = office_options(desk, NULL, NULL);
    const struct program_change split = {.split = "60/40"};
    struct import_counts counts;
    char path[FOLDER_PATH_SIZE];
    assert_rc(app_init(&options, false, desk_err(desk)), RC_OK, &desk->err);
    struct app *app = office_open(desk, NULL, NULL);
    office_file(desk, "report.csv", office_report, path);
    assert_rc(office_import(app, path, &counts, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(counts.new, 4);
    assert_rc(app_program_set(app, "hosting", &split, desk_err(desk)), RC_OK, &desk->err);
    add_member(app, "uma", ROLE_USER, NULL, NULL);
    add_member(app, "sam", ROLE_ADMIN, "L1", NULL);
    add_member(app, "pia", ROLE_USER, NULL, "hosting");
    app_close(app);
    return 0;
}
