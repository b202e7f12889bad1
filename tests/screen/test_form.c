/* SPDX-License-Identifier: MIT */
#include "ui/parts/form.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/words.h"
#include "screen/booth.h"
#include "support/golden.h"
#include "support/hostile.h"
#include "ui/parts/forming.h"

/* ---- a form to try ---------------------------------------------------------------------- */

enum { PROGRAM, LOCATION, DATE, TYPE, AMOUNT, CURRENCY, PERIOD, NOTE, FIELDS };

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

/* What the command was given, and what it answers. */
struct desk_drawer {
    int saves, released;
    char saved[FIELDS][256];
    enum rc answer;
    const char *sentence;
};

static bool wrong(void *context, const char *const *values, int field, struct buf *why)
{
    (void)context;
    if (field != LOCATION || strcmp(values[LOCATION], "nowhere") != 0)
        return false;
    buf_add(why, "There is no location nowhere");
    return true;
}

static enum rc save(void *context, struct shell *shell, const char *const *values, struct err *err)
{
    struct desk_drawer *drawer = context;
    drawer->saves++;
    for (int i = 0; i < FIELDS; i++)
        (void)snprintf(drawer->saved[i], sizeof(drawer->saved[i]), "%s", values[i]);
    if (drawer->answer != RC_OK)
        return err_set(err, drawer->answer, "%s", drawer->sentence);
    shell_wrote(shell);
    return RC_OK;
}

static void release(void *context)
{
    ((struct desk_drawer *)context)->released++;
}

static struct form_spec spec_of(struct desk_drawer *drawer)
{
    return (struct form_spec){
        .title = N_("Add an earning"),
        .note = N_("Typed in by hand; what a report brings comes by import."),
        .fields = fields,
        .count = FIELDS,
        .wrong = wrong,
        .save = save,
        .release = release,
        .context = drawer,
    };
}

struct scene {
    struct shell shell;
    struct desk_drawer drawer;
};

static int setup(void **state)
{
    struct scene *scene = calloc(1, sizeof(*scene));
    const char *values[FIELDS] = {[TYPE] = "total", [CURRENCY] = "EUR"};
    struct form_spec spec = spec_of(&scene->drawer);
    booth_open(&scene->shell, NULL, "2026-11-24", 24, 80);
    shell_push(&scene->shell, form_new(&scene->shell, &spec, values));
    booth_draw(&scene->shell);
    *state = scene;
    return 0;
}

static int teardown(void **state)
{
    struct scene *scene = *state;
    booth_close(&scene->shell);
    assert_int_equal(scene->drawer.released, 1);
    free(scene);
    return 0;
}

static struct form *form_of(struct scene *scene)
{
    return (struct form *)scene->shell.views[0];
}

static const char *text_of(struct scene *scene, int field)
{
    return form_of(scene)->entries[field].edit.text;
}

static const char *why_of(struct scene *scene, int field)
{
    return form_of(scene)->entries[field].why.text;
}

/* From the first field to this one. */
static void go_to(struct scene *scene, int field)
{
    booth_keys(&scene->shell, "PgUp");
    for (int i = 0; i < field; i++)
        booth_keys(&scene->shell, "Tab");
    assert_int_equal(form_of(scene)->here, field);
}

static void fill(struct scene *scene)
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

/* ---- moving ------------------------------------------------------------------------------ */

static void form__keys__go_through_the_fields(void **state)
{
    struct scene *scene = *state;
    struct form *form = form_of(scene);
    booth_keys(&scene->shell, "Down Down");
    assert_int_equal(form->here, DATE);
    booth_keys(&scene->shell, "Up");
    assert_int_equal(form->here, LOCATION);
    booth_keys(&scene->shell, "Tab Tab Shift-Tab Enter");
    assert_int_equal(form->here, TYPE);
    booth_keys(&scene->shell, "PgDn");
    assert_int_equal(form->here, NOTE);
    booth_keys(&scene->shell, "Down");
    assert_int_equal(form->here, NOTE);
    booth_keys(&scene->shell, "Tab");
    assert_int_equal(form->here, PROGRAM);
    booth_keys(&scene->shell, "Shift-Tab");
    assert_int_equal(form->here, NOTE);
    booth_keys(&scene->shell, "PgUp Up");
    assert_int_equal(form->here, PROGRAM);
}

static void form__mouse__sets_the_focus(void **state)
{
    struct scene *scene = *state;
    struct form *form = form_of(scene);
    booth_click(&scene->shell, MOUSE_PRESS, form->fields.row + AMOUNT, form->fields.col + 20);
    assert_int_equal(form->here, AMOUNT);
    booth_click(&scene->shell, MOUSE_WHEEL_UP, 0, 0);
    assert_int_equal(form->here, TYPE);
    booth_click(&scene->shell, MOUSE_PRESS, form->fields.row + PROGRAM, form->fields.col + 20);
    booth_type(&scene->shell, "m");
    booth_click(&scene->shell, MOUSE_PRESS, form->list.row + 1, form->list.col + 3);
    assert_string_equal(text_of(scene, PROGRAM), "managed-reseller");
}

/* Suspend, redraw, help and the way out are the shell's; no other key is dead. */
static void form__keys__are_never_silent(void **state)
{
    struct scene *scene = *state;
    static const char *const shells[] = {"Ctrl-L", "Ctrl-Z", "Ctrl-C", "F1"};
    static const char *const dead[] = {"Ctrl-R", "F5", "Ins", "Alt-x", "Ctrl-Q"};
    for (size_t i = 0; i < sizeof(shells) / sizeof(shells[0]); i++) {
        struct key key = booth_key_named(shells[i]);
        assert_false(booth_key(&scene->shell, &key));
    }
    for (size_t i = 0; i < sizeof(dead) / sizeof(dead[0]); i++) {
        char sentence[64];
        booth_keys(&scene->shell, dead[i]);
        (void)snprintf(sentence, sizeof(sentence), "%s does nothing in a form", dead[i]);
        assert_booth_shows(&scene->shell, sentence);
    }
}

/* ---- meaning ----------------------------------------------------------------------------- */

static void form__date__shows_the_day_it_means(void **state)
{
    struct scene *scene = *state;
    go_to(scene, DATE);
    booth_type(&scene->shell, "+3d");
    assert_booth_shows(&scene->shell, "+3d             = 2026-11-27 Fri");
    booth_keys(&scene->shell, "Down");
    assert_string_equal(text_of(scene, DATE), "2026-11-27");
    booth_keys(&scene->shell, "Up Shift-Up Shift-Up Shift-Down");
    assert_string_equal(text_of(scene, DATE), "2026-11-28");
    booth_keys(&scene->shell, "Ctrl-U");
    booth_type(&scene->shell, "2026-02-30");
    assert_booth_shows(&scene->shell, "There is no such day");
    booth_keys(&scene->shell, "Down");
    assert_string_equal(text_of(scene, DATE), "2026-02-30");
    assert_booth_shows(&scene->shell, "2026-02-30    !");
}

static void form__amount__follows_its_currency(void **state)
{
    struct scene *scene = *state;
    go_to(scene, AMOUNT);
    booth_type(&scene->shell, "1 234,5");
    assert_booth_shows(&scene->shell, "= 1234.50 EUR");
    booth_keys(&scene->shell, "Down");
    assert_string_equal(text_of(scene, AMOUNT), "1234.50");
    booth_keys(&scene->shell, "Ctrl-U");
    booth_type(&scene->shell, "JPY");
    assert_non_null(strstr(why_of(scene, AMOUNT), "more decimals than the 0 of JPY"));
    booth_keys(&scene->shell, "Ctrl-U");
    booth_type(&scene->shell, "SEK");
    assert_string_equal(why_of(scene, AMOUNT), "");
}

static void form__choice__steps_and_narrows(void **state)
{
    struct scene *scene = *state;
    go_to(scene, TYPE);
    assert_booth_shows(&scene->shell, "< total           >");
    booth_keys(&scene->shell, "Right Right");
    assert_string_equal(text_of(scene, TYPE), "coop");
    booth_keys(&scene->shell, "Left Left Left");
    assert_string_equal(text_of(scene, TYPE), "fee");
    booth_type(&scene->shell, "co");
    assert_string_equal(text_of(scene, TYPE), "co");
    /* What begins so stands before what only holds it. */
    assert_string_equal(form_of(scene)->offers.all[0].value, "coop");
    assert_string_equal(form_of(scene)->offers.all[1].value, "adjustment-coop");
    booth_keys(&scene->shell, "Down Down Enter");
    assert_string_equal(text_of(scene, TYPE), "adjustment-coop");
    booth_type(&scene->shell, "FE");
    booth_keys(&scene->shell, "Esc Down Up");
    assert_string_equal(text_of(scene, TYPE), "fee");
    booth_type(&scene->shell, "zz");
    assert_booth_shows(&scene->shell, "Not one of the choices");
}

static void form__period__shows_its_days(void **state)
{
    struct scene *scene = *state;
    go_to(scene, PERIOD);
    booth_type(&scene->shell, "fy27h2");
    assert_booth_shows(&scene->shell, "= FY27H2  2027-01-01 to 2027-06-30");
    booth_keys(&scene->shell, "Shift-Down");
    assert_string_equal(text_of(scene, PERIOD), "FY27H1");
}

static void form__offers__are_chosen_by_keys(void **state)
{
    struct scene *scene = *state;
    struct form *form = form_of(scene);
    booth_type(&scene->shell, "s");
    assert_int_equal(form->offers.count, 3);
    booth_keys(&scene->shell, "Tab");
    assert_string_equal(text_of(scene, PROGRAM), "hosting");
    assert_int_equal(form->here, PROGRAM);
    assert_int_equal(form->offers.count, 0);
    booth_keys(&scene->shell, "Ctrl-U");
    booth_type(&scene->shell, "s");
    booth_keys(&scene->shell, "Down Down Down Down Up Enter");
    assert_string_equal(text_of(scene, PROGRAM), "managed-reseller");
    /* Up from the first one is back in the field; Down goes on once it is closed. */
    booth_keys(&scene->shell, "Ctrl-U");
    booth_type(&scene->shell, "s");
    booth_keys(&scene->shell, "Down Up");
    assert_int_equal(form->offers.here, -1);
    booth_keys(&scene->shell, "Esc Down");
    assert_int_equal(form->here, LOCATION);
    /* What is typed whole already needs no list. */
    booth_keys(&scene->shell, "Up Ctrl-U");
    booth_type(&scene->shell, "mci");
    assert_int_equal(form->offers.count, 0);
    go_to(scene, NOTE);
    booth_keys(&scene->shell, "Ctrl-N");
    assert_booth_shows(&scene->shell, "There is nothing to choose from");
}

/* ---- saving ------------------------------------------------------------------------------ */

static void form__save__gives_what_was_meant(void **state)
{
    struct scene *scene = *state;
    fill(scene);
    booth_keys(&scene->shell, "Ctrl-S");
    assert_int_equal(scene->drawer.saves, 1);
    assert_int_equal(scene->shell.wrote, 1);
    assert_null(booth_top(&scene->shell));
    assert_string_equal(scene->drawer.saved[PROGRAM], "mci");
    assert_string_equal(scene->drawer.saved[DATE], "2026-11-24");
    assert_string_equal(scene->drawer.saved[TYPE], "total");
    assert_string_equal(scene->drawer.saved[AMOUNT], "1234.50");
    assert_string_equal(scene->drawer.saved[NOTE], "");
}

static void form__save__names_all_that_is_missing(void **state)
{
    struct scene *scene = *state;
    go_to(scene, DATE);
    booth_type(&scene->shell, "24");
    booth_keys(&scene->shell, "Ctrl-S");
    assert_booth_shows(&scene->shell, "Still missing: Program, Location, Amount");
    assert_int_equal(form_of(scene)->here, PROGRAM);
    assert_int_equal(scene->drawer.saves, 0);
    booth_keys(&scene->shell, "Down");
    assert_booth_hides(&scene->shell, "Still missing");
}

static void form__save__stops_at_what_cannot_be_right(void **state)
{
    struct scene *scene = *state;
    fill(scene);
    go_to(scene, LOCATION);
    booth_keys(&scene->shell, "Ctrl-U");
    booth_type(&scene->shell, "nowhere");
    assert_booth_shows(&scene->shell, "There is no location nowhere");
    go_to(scene, NOTE);
    booth_keys(&scene->shell, "Enter");
    assert_int_equal(scene->drawer.saves, 0);
    assert_int_equal(form_of(scene)->here, LOCATION);
}

static void form__save__that_fails__shows_the_words_where_they_belong(void **state)
{
    struct scene *scene = *state;
    static const struct {
        const char *sentence, *shown;
        int field;
    } cases[] = {
        {"--amount: 5 is too little: give more", "5 is too little: give more", AMOUNT},
        {"Earning date: it lies in a closed period", "it lies in a closed period", DATE},
        {"program: there is no program mci", "there is no program mci", PROGRAM},
        {"the book is in use by Ann: try again", "the book is in use by Ann: try again", NOTE},
    };
    fill(scene);
    scene->drawer.answer = RC_RULE;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        scene->drawer.sentence = cases[i].sentence;
        go_to(scene, NOTE);
        booth_keys(&scene->shell, "Ctrl-S");
        assert_int_equal(scene->drawer.saves, i + 1);
        assert_booth_shows(&scene->shell, cases[i].shown);
        assert_booth_hides(&scene->shell, "--amount");
        assert_int_equal(form_of(scene)->here, cases[i].field);
    }
    assert_string_equal(text_of(scene, AMOUNT), "1234.50");
}

static enum rc save_and_leave(void *context, struct shell *shell, const char *const *values,
                              struct err *err)
{
    enum rc rc = save(context, shell, values, err);
    shell_close(shell, booth_top(shell));
    return rc;
}

static void form__save__that_closes_the_form__frees_it_once(void **state)
{
    struct scene *scene = *state;
    fill(scene);
    form_of(scene)->spec.save = save_and_leave;
    booth_keys(&scene->shell, "Ctrl-S");
    assert_null(booth_top(&scene->shell));
    assert_int_equal(scene->drawer.saves, 1);
}

/* ---- leaving ----------------------------------------------------------------------------- */

static void form__escape__asks_when_something_was_typed(void **state)
{
    struct scene *scene = *state;
    struct buf why;
    buf_init(&why);
    booth_type(&scene->shell, "x");
    assert_true(scene->shell.views[0]->class->unsaved(scene->shell.views[0], &why));
    assert_non_null(strstr(why.text, "what you typed is lost"));
    buf_release(&why);
    booth_keys(&scene->shell, "Esc");
    assert_int_equal(scene->shell.count, 2);
    assert_booth_shows(&scene->shell, "What you typed is not saved.");
    booth_keys(&scene->shell, "Enter"); /* Cancel is preset */
    assert_int_equal(scene->shell.count, 1);
    assert_string_equal(text_of(scene, PROGRAM), "x");
    booth_keys(&scene->shell, "Esc w");
    assert_int_equal(scene->shell.count, 0);
}

static void form__escape__closes_when_nothing_was_typed(void **state)
{
    struct scene *scene = *state;
    struct buf why;
    buf_init(&why);
    booth_type(&scene->shell, "x");
    booth_keys(&scene->shell, "Backspace");
    assert_false(scene->shell.views[0]->class->unsaved(scene->shell.views[0], &why));
    buf_release(&why);
    booth_keys(&scene->shell, "Esc");
    assert_int_equal(scene->shell.count, 0);
    assert_int_equal(scene->drawer.saves, 0);
}

/* ---- pasting ----------------------------------------------------------------------------- */

static void form__paste__of_a_row__fills_the_fields_that_follow(void **state)
{
    struct scene *scene = *state;
    booth_paste(&scene->shell, "mci\tL1\t24.11.2026\tCOOP\t\"1,234.50\"\tEUR\r\n");
    assert_string_equal(text_of(scene, PROGRAM), "mci");
    assert_string_equal(text_of(scene, LOCATION), "L1");
    assert_string_equal(text_of(scene, DATE), "2026-11-24");
    assert_string_equal(text_of(scene, TYPE), "coop");
    assert_string_equal(text_of(scene, AMOUNT), "1234.50");
    assert_string_equal(text_of(scene, CURRENCY), "EUR");
    assert_int_equal(form_of(scene)->here, CURRENCY);
}

static void form__paste__into_one_field__is_its_value(void **state)
{
    struct scene *scene = *state;
    go_to(scene, AMOUNT);
    booth_type(&scene->shell, "7");
    booth_paste(&scene->shell, "\u20AC 1.234,50\n");
    assert_string_equal(text_of(scene, AMOUNT), "1234.50");
    go_to(scene, NOTE);
    booth_type(&scene->shell, "ab");
    booth_keys(&scene->shell, "Left");
    booth_paste(&scene->shell, "one\ntwo");
    assert_string_equal(text_of(scene, NOTE), "aone twob");
    booth_keys(&scene->shell, "Ctrl-U Ctrl-K");
    booth_paste(&scene->shell, "\"said \"\"so\"\"\"\tx");
    assert_booth_shows(&scene->shell, "2 cells, here and below is 1 field");
    assert_string_equal(text_of(scene, NOTE), "");
}

static void form__paste__that_does_not_fit__changes_nothing(void **state)
{
    struct scene *scene = *state;
    static const struct {
        const char *bytes, *why;
    } cases[] = {
        {"mci\tL1\nmci\tL2\n", "several rows"},
        {"a\tb\tc\td\te\tf\tg\th\ti", "9 cells, here and below are 8 fields"},
        {"esc\x1b]0;PWNED\a", "control characters"},
        {"\xff\xfe", "no text"},
        {"a\tb\x01", "control characters"},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        booth_paste(&scene->shell, cases[i].bytes);
        assert_booth_shows(&scene->shell, cases[i].why);
        assert_false(fields_changed(form_of(scene)));
    }
    char longer[FIELD_BYTES + 2];
    memset(longer, 'x', sizeof(longer) - 1);
    longer[sizeof(longer) - 1] = '\0';
    booth_paste(&scene->shell, longer);
    assert_booth_shows(&scene->shell, "too long");
    assert_false(fields_changed(form_of(scene)));
}

static void form__paste__in_pieces__is_one_paste(void **state)
{
    struct scene *scene = *state;
    static const char row[] = "mci\tContoso \u00C5re \U0001F468\u200D\U0001F469\t24";
    booth_paste_bytes(&scene->shell, row, strlen(row), 1);
    assert_string_equal(text_of(scene, LOCATION), "Contoso \u00C5re \U0001F468\u200D\U0001F469");
    assert_string_equal(text_of(scene, DATE), "2026-11-24");
    /* Beyond the bound, and the form goes on. */
    char *large = malloc(2 * PASTE_BYTES);
    memset(large, 'y', 2 * PASTE_BYTES);
    go_to(scene, NOTE);
    booth_paste_bytes(&scene->shell, large, 2 * PASTE_BYTES, 4096);
    free(large);
    assert_booth_shows(&scene->shell, "too long");
    booth_paste(&scene->shell, "fine");
    assert_string_equal(text_of(scene, NOTE), "fine");
}

static void form__paste__of_hostile_names__is_shown_through_the_door(void **state)
{
    struct scene *scene = *state;
    go_to(scene, NOTE);
    for (int i = 0; i < HOSTILE_NAMES; i++) {
        const char *name = hostile_names[i];
        booth_keys(&scene->shell, "Ctrl-U");
        booth_paste(&scene->shell, name);
        if (strpbrk(name, "\t\x1b\a") != NULL) /* a tab: two cells, and one field */
            assert_string_equal(text_of(scene, NOTE), "");
        else
            assert_int_equal(strlen(text_of(scene, NOTE)), strlen(name));
        booth_draw(&scene->shell);
    }
}

/* ---- drawing ----------------------------------------------------------------------------- */

static void form__draw__at_every_size(void **state)
{
    struct scene *scene = *state;
    static const struct {
        int rows, cols;
    } sizes[] = {{43, 132}, {24, 80}, {12, 40}, {5, 20}, {3, 20}};
    scene->shell.framed = true;
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        char name[64];
        booth_resize(&scene->shell, sizes[i].rows, sizes[i].cols);
        go_to(scene, PROGRAM);
        (void)snprintf(name, sizeof(name), "form_empty_%dx%d", sizes[i].cols, sizes[i].rows);
        booth_golden(&scene->shell, name);
        booth_type(&scene->shell, "m");
        (void)snprintf(name, sizeof(name), "form_offers_%dx%d", sizes[i].cols, sizes[i].rows);
        booth_golden(&scene->shell, name);
        booth_keys(&scene->shell, "Esc Backspace");
    }
}

static void form__draw__what_is_typed(void **state)
{
    struct scene *scene = *state;
    scene->shell.framed = true;
    go_to(scene, LOCATION);
    booth_keys(&scene->shell, "Ctrl-N Down Down");
    booth_golden(&scene->shell, "form_hostile_80x24");
    booth_keys(&scene->shell, "Enter");
    go_to(scene, DATE);
    booth_type(&scene->shell, "24");
    booth_golden(&scene->shell, "form_day_80x24");
    go_to(scene, AMOUNT);
    booth_type(&scene->shell, "1,234");
    booth_golden(&scene->shell, "form_unclear_80x24");
    go_to(scene, TYPE);
    booth_golden(&scene->shell, "form_choice_80x24");
    scene->shell.canvas.ascii = true;
    booth_golden(&scene->shell, "form_choice_ascii_80x24");
    booth_resize(&scene->shell, 12, 40);
    booth_golden(&scene->shell, "form_choice_ascii_40x12");
    booth_resize(&scene->shell, 5, 20);
    booth_golden(&scene->shell, "form_choice_ascii_20x5");
}

/* No size is too small, and nothing is drawn beside the form. */
static void form__draw__stays_inside_at_any_size(void **state)
{
    struct scene *scene = *state;
    booth_keys(&scene->shell, "Down Ctrl-N Down");
    for (int rows = 1; rows < 24; rows++) {
        for (int cols = 1; cols < 90; cols += 3) {
            booth_resize(&scene->shell, rows + 2 * BOOTH_MARGIN, cols + 2 * BOOTH_MARGIN);
            booth_draw(&scene->shell);
        }
    }
}

/* ---- properties ---------------------------------------------------------------------------- */

static void random_bytes(struct random *random, char *bytes, size_t length)
{
    static const char *const pieces[] = {"\t", "\n", "1,2", "24", "\u00E5", "\u05D0", "\"", " "};
    for (size_t at = 0; at < length;) {
        const char *piece = pieces[random_between(random, 0, 7)];
        size_t size = strlen(piece);
        if (random_one_in(random, 8) || size > length - at) {
            bytes[at++] = (char)random_between(random, 1, 255);
        } else {
            memcpy(bytes + at, piece, size);
            at += size;
        }
    }
}

static void form__random_keys_and_pastes__leave_text(void **state)
{
    struct scene *scene = *state;
    static const char *const names[] = {
        "Tab",    "Shift-Tab", "Up",   "Down", "Enter",  "Left",   "Right",    "Home",
        "End",    "Del",       "PgUp", "PgDn", "Ctrl-N", "Ctrl-U", "Ctrl-K",   "Ctrl-Y",
        "Ctrl-S", "Esc",       "a",    "2",    "-",      ",",      "Shift-Up", "Backspace"};
    struct random random;
    random_init(&random);
    scene->drawer.answer = RC_RULE;
    scene->drawer.sentence = "--amount: no: try another";
    for (int i = 0; i < rounds(3000); i++) {
        if (random_one_in(&random, 10)) {
            char bytes[200];
            size_t length = (size_t)random_between(&random, 1, sizeof(bytes));
            random_bytes(&random, bytes, length);
            booth_paste_bytes(&scene->shell, bytes, length,
                              (size_t)random_between(&random, 1, 200));
        } else {
            booth_keys(&scene->shell, names[random_between(&random, 0, 23)]);
        }
        if (scene->shell.count != 1) /* Esc: it asks, or is gone */
            booth_keys(&scene->shell, "Esc");
        if (scene->shell.count == 0)
            break;
        for (int field = 0; field < FIELDS; field++) {
            const char *text = text_of(scene, field);
            assert_true(text_is_utf8(text, strlen(text)));
            assert_int_equal(strcspn(text, "\t\r\n\x1b\x07"), strlen(text));
        }
        if (random_one_in(&random, 50))
            booth_resize(&scene->shell, (int)random_between(&random, 1, 30),
                         (int)random_between(&random, 1, 100));
    }
}

#define IN_SCENE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCENE(form__keys__go_through_the_fields),
        IN_SCENE(form__mouse__sets_the_focus),
        IN_SCENE(form__keys__are_never_silent),
        IN_SCENE(form__date__shows_the_day_it_means),
        IN_SCENE(form__amount__follows_its_currency),
        IN_SCENE(form__choice__steps_and_narrows),
        IN_SCENE(form__period__shows_its_days),
        IN_SCENE(form__offers__are_chosen_by_keys),
        IN_SCENE(form__save__gives_what_was_meant),
        IN_SCENE(form__save__names_all_that_is_missing),
        IN_SCENE(form__save__stops_at_what_cannot_be_right),
        IN_SCENE(form__save__that_fails__shows_the_words_where_they_belong),
        IN_SCENE(form__save__that_closes_the_form__frees_it_once),
        IN_SCENE(form__escape__asks_when_something_was_typed),
        IN_SCENE(form__escape__closes_when_nothing_was_typed),
        IN_SCENE(form__paste__of_a_row__fills_the_fields_that_follow),
        IN_SCENE(form__paste__into_one_field__is_its_value),
        IN_SCENE(form__paste__that_does_not_fit__changes_nothing),
        IN_SCENE(form__paste__in_pieces__is_one_paste),
        IN_SCENE(form__paste__of_hostile_names__is_shown_through_the_door),
        IN_SCENE(form__draw__at_every_size),
        IN_SCENE(form__draw__what_is_typed),
        IN_SCENE(form__draw__stays_inside_at_any_size),
        IN_SCENE(form__random_keys_and_pastes__leave_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
