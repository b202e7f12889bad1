/* SPDX-License-Identifier: MIT */
#include "screen/form_scene.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "support/hostile.h"

static const char *const types[] = {"total", "rebate", "coop", "adjustment-coop", "fee", NULL};

static void complete_program(void *context, const char *typed, struct offers *offers)
{
    static const char *const programs[][2] = {
        {"hosting", "Hosting"},
        {"mci", "Microsoft Commerce Incentives"},
        {"managed-reseller", "Managed Reseller"},
        {"surface-add", "Surface PC and Hub"},
    };
    (void)context;
    for (size_t i = 0; i < sizeof(programs) / sizeof(programs[0]); i++) {
        if (strstr(programs[i][0], typed) != NULL)
            offers_add(offers, programs[i][0], programs[i][1]);
    }
}

static void complete_location(void *context, const char *typed, struct offers *offers)
{
    char id[16];
    (void)context;
    (void)typed;
    for (int i = 0; i < HOSTILE_NAMES; i++) {
        (void)snprintf(id, sizeof(id), "L%d", i + 1);
        offers_add(offers, id, hostile_names[i]);
    }
}

static const struct field fields[FIELDS] = {
    [PROGRAM] = {.name = "program",
                 .label = N_("Program"),
                 .hint = N_("The code of a program of this book."),
                 .kind = FIELD_TEXT,
                 .must = true,
                 .complete = complete_program},
    [LOCATION] = {.name = "location",
                  .label = N_("Location"),
                  .kind = FIELD_TEXT,
                  .must = true,
                  .complete = complete_location},
    [DATE] = {.name = "date",
              .label = N_("Earning date"),
              .hint = N_("YYYY-MM-DD, today, +3d, -1m, 24 or 11-24."),
              .kind = FIELD_DATE,
              .must = true},
    [TYPE] = {.name = "type", .label = N_("Type"), .kind = FIELD_CHOICE, .choices = types},
    [AMOUNT] = {.name = "amount",
                .label = N_("Amount"),
                .kind = FIELD_AMOUNT,
                .must = true,
                .currency = CURRENCY},
    [CURRENCY] = {.name = "currency", .label = N_("Currency"), .kind = FIELD_TEXT},
    [PERIOD] = {.name = "period", .label = N_("Period"), .kind = FIELD_PERIOD},
    [NOTE] = {.name = "note", .label = N_("Note"), .hint = N_("For yourself."), .kind = FIELD_TEXT},
};
static bool wrong(void *context, const char *const *values, int field, struct buf *why)
{
    (void)context;
    if (field != LOCATION || strcmp(values[LOCATION], "nowhere") != 0)
        return false;
    buf_add(why, "--location: there is no location nowhere");
    return true;
}

enum rc scene_save(void *context, struct shell *shell, const char *const *values, struct err *err)
{
    struct scene *scene = context;
    scene->saves++;
    for (int i = 0; i < FIELDS; i++)
        (void)snprintf(scene->saved[i], sizeof(scene->saved[i]), "%s", values[i]);
    if (scene->answer != RC_OK)
        return err_set(err, scene->answer, "%s", scene->sentence);
    shell_wrote(shell);
    return RC_OK;
}

static void release(void *context)
{
    ((struct scene *)context)->released++;
}

static struct form_spec spec_of(struct scene *scene)
{
    return (struct form_spec){
        .title = N_("Add an earning"),
        .note = N_("Typed in by hand; what a report brings comes by import."),
        .fields = fields,
        .count = FIELDS,
        .wrong = wrong,
        .save = scene_save,
        .release = release,
        .context = scene,
    };
}

int scene_setup(void **state)
{
    struct scene *scene = calloc(1, sizeof(*scene));
    const char *values[FIELDS] = {[TYPE] = "total", [CURRENCY] = "EUR"};
    struct form_spec spec = spec_of(scene);
    booth_open(&scene->shell, NULL, "2026-11-24", 24, 80);
    shell_push(&scene->shell, form_new(&scene->shell, &spec, values));
    booth_draw(&scene->shell);
    *state = scene;
    return 0;
}

int scene_teardown(void **state)
{
    struct scene *scene = *state;
    booth_close(&scene->shell);
    assert_int_equal(scene->released, 1);
    free(scene);
    return 0;
}

struct form *form_of(struct scene *scene)
{
    return (struct form *)scene->shell.views[0];
}

const char *text_of(struct scene *scene, int field)
{
    return form_of(scene)->entries[field].edit.text;
}

const char *why_of(struct scene *scene, int field)
{
    return form_of(scene)->entries[field].why.text;
}

void go_to(struct scene *scene, int field)
{
    booth_keys(&scene->shell, "PgUp");
    for (int i = 0; i < field; i++)
        booth_keys(&scene->shell, "Tab");
    assert_int_equal(form_of(scene)->here, field);
}

void fill(struct scene *scene)
{
    go_to(scene, PROGRAM);
    booth_type(&scene->shell, "mci");
    booth_keys(&scene->shell, "Enter");
    booth_type(&scene->shell, "L1");
    booth_keys(&scene->shell, "Esc Enter");
    booth_type(&scene->shell, "24");
    booth_keys(&scene->shell, "Enter Enter");
    booth_type(&scene->shell, "1 234,50");
}
