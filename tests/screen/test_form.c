/* SPDX-License-Identifier: MIT */
#include "screen/form_scene.h"

#include <stdio.h>
#include <string.h>

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

/* What was preset goes with the first character, and Ctrl-Y gives it back; any
 * other key leaves it. */
static void form__preset__is_replaced_by_what_is_typed(void **state)
{
    struct scene *scene = *state;
    go_to(scene, CURRENCY);
    booth_type(&scene->shell, "SEK");
    assert_string_equal(text_of(scene, CURRENCY), "SEK");
    booth_keys(&scene->shell, "Ctrl-U Ctrl-Y");
    assert_string_equal(text_of(scene, CURRENCY), "SEK");
    booth_keys(&scene->shell, "Down Up");
    booth_type(&scene->shell, "x");
    assert_string_equal(text_of(scene, CURRENCY), "SEKx"); /* that is not the preset */
    booth_keys(&scene->shell, "Ctrl-U");
    booth_type(&scene->shell, "EUR");
    booth_keys(&scene->shell, "Down Up Left");
    booth_type(&scene->shell, "x");
    assert_string_equal(text_of(scene, CURRENCY), "EUxR");
    booth_keys(&scene->shell, "Ctrl-U Del");
    booth_type(&scene->shell, "EUR");
    booth_keys(&scene->shell, "Down Up");
    booth_paste(&scene->shell, "GBP");
    assert_string_equal(text_of(scene, CURRENCY), "GBP");
    booth_keys(&scene->shell, "Ctrl-Y");
    assert_string_equal(text_of(scene, CURRENCY), "GBPEUR");
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
    booth_keys(&scene->shell, "Space");
    assert_string_equal(text_of(scene, TYPE), "fee"); /* the next one */
    booth_type(&scene->shell, "FE");
    booth_keys(&scene->shell, "Esc Down Up");
    assert_string_equal(text_of(scene, TYPE), "fee");
    booth_type(&scene->shell, "zz");
    assert_booth_shows(&scene->shell, "Not one of the choices");
}

/* The first one, unless the choice must be made or may be none. */
static void form__choice__without_a_value__is_preset(void **state)
{
    struct scene *scene = *state;
    static const char *const plain[] = {"as it is", "yes", NULL}, *const none[] = {"yes", "", NULL};
    static const struct field choices[] = {
        {.name = "a", .label = "A", .kind = FIELD_CHOICE, .choices = plain},
        {.name = "b", .label = "B", .kind = FIELD_CHOICE, .choices = plain, .must = true},
        {.name = "c", .label = "C", .kind = FIELD_CHOICE, .choices = none},
    };
    const struct form_spec spec = {
        .title = "Choices", .fields = choices, .count = 3, .save = scene_save};
    struct form *form = (struct form *)form_new(&scene->shell, &spec, NULL);
    assert_non_null(form);
    assert_string_equal(form->entries[0].edit.text, "as it is");
    assert_string_equal(form->entries[1].edit.text, "");
    assert_string_equal(form->entries[2].edit.text, "");
    assert_false(fields_changed(form));
    form->view.class->close(&form->view);
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

static void complete_unit(void *context, const char *typed, struct offers *offers)
{
    (void)context;
    offers_add_fitting(offers, typed, "hours", "");
    offers_add_fitting(offers, typed, "shots", "");
}

static enum rc scene_save_one(void *context, struct shell *shell, const char *const *values,
                              struct err *err)
{
    struct scene *scene = context;
    (void)shell;
    (void)err;
    assert_string_equal(values[0], "hours");
    scene->saves++;
    return RC_OK;
}

static void form__offers__are_chosen_by_keys(void **state)
{
    struct scene *scene = *state;
    struct form *form = form_of(scene);
    booth_type(&scene->shell, "s");
    assert_int_equal(form->offers.count, 3);
    booth_keys(&scene->shell, "Tab");
    assert_string_equal(text_of(scene, PROGRAM), "surface-add"); /* it begins so */
    assert_int_equal(form->here, PROGRAM);
    assert_int_equal(form->offers.count, 0);
    booth_keys(&scene->shell, "Ctrl-U");
    booth_type(&scene->shell, "s");
    booth_keys(&scene->shell, "Down Down Down Down Up Enter");
    assert_string_equal(text_of(scene, PROGRAM), "hosting");
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

/* Letters that only one offer begins with are as good as the whole of it: Enter takes
 * it and goes on, as in a spreadsheet, whatever else holds them somewhere. */
static void form__enter__takes_the_only_offer_that_begins_so(void **state)
{
    struct scene *scene = *state;
    struct form *form = form_of(scene);
    booth_type(&scene->shell, "s"); /* in all three */
    assert_int_equal(form->offers.count, 3);
    assert_string_equal(form->offers.all[0].value, "surface-add"); /* first, to be seen */
    assert_string_equal(form->offers.all[1].value, "hosting");
    assert_booth_shows(&scene->shell, "Enter take");
    booth_keys(&scene->shell, "Enter");
    assert_string_equal(text_of(scene, PROGRAM), "surface-add");
    assert_int_equal(form->here, LOCATION);
    /* Two begin so: what is typed stands, and the field says what it is. */
    booth_keys(&scene->shell, "Up Ctrl-U m");
    assert_booth_shows(&scene->shell, "Tab take");
    booth_keys(&scene->shell, "Enter");
    assert_string_equal(text_of(scene, PROGRAM), "m");
    assert_int_equal(form->here, LOCATION);
    /* None does; then one does, but the list was closed. */
    booth_keys(&scene->shell, "Up Ctrl-U");
    booth_type(&scene->shell, "dd");
    booth_keys(&scene->shell, "Enter");
    assert_string_equal(text_of(scene, PROGRAM), "dd");
    booth_keys(&scene->shell, "Up Ctrl-U");
    booth_type(&scene->shell, "ho");
    booth_keys(&scene->shell, "Esc Enter");
    assert_string_equal(text_of(scene, PROGRAM), "ho");
    assert_int_equal(form->here, LOCATION);
    /* One typed whole is that one, though it begins others. */
    booth_type(&scene->shell, "l1");
    booth_keys(&scene->shell, "Ctrl-U");
    booth_type(&scene->shell, "L1");
    booth_keys(&scene->shell, "Enter");
    assert_string_equal(text_of(scene, LOCATION), "L1");
}

/* In the last field it is seen before it is saved. */
static void form__enter__in_the_last_field__shows_what_it_takes(void **state)
{
    struct scene *scene = *state;
    static const struct field only[] = {
        {.name = "unit", .label = "Unit", .kind = FIELD_TEXT, .complete = complete_unit}};
    const struct form_spec spec = {
        .title = "Unit", .fields = only, .count = 1, .save = scene_save_one, .context = scene};
    shell_push(&scene->shell, form_new(&scene->shell, &spec, NULL));
    const struct form *form = (const struct form *)booth_top(&scene->shell);
    booth_type(&scene->shell, "HO");
    booth_keys(&scene->shell, "Enter");
    assert_string_equal(form->entries[0].edit.text, "hours");
    assert_int_equal(scene->saves, 0);
    booth_keys(&scene->shell, "Enter");
    assert_int_equal(scene->saves, 1);
}

/* ---- saving ------------------------------------------------------------------------------ */

static void form__save__gives_what_was_meant(void **state)
{
    struct scene *scene = *state;
    fill(scene);
    booth_keys(&scene->shell, "Ctrl-S");
    assert_int_equal(scene->saves, 1);
    assert_int_equal(scene->shell.wrote, 1);
    assert_null(booth_top(&scene->shell));
    assert_string_equal(scene->saved[PROGRAM], "mci");
    assert_string_equal(scene->saved[DATE], "2026-11-24");
    assert_string_equal(scene->saved[TYPE], "total");
    assert_string_equal(scene->saved[AMOUNT], "1234.50");
    assert_string_equal(scene->saved[NOTE], "");
}

static void form__save__names_all_that_is_missing(void **state)
{
    struct scene *scene = *state;
    go_to(scene, DATE);
    booth_type(&scene->shell, "24");
    booth_keys(&scene->shell, "Ctrl-S");
    assert_booth_shows(&scene->shell, "Still missing: Program, Location, Amount");
    assert_int_equal(form_of(scene)->here, PROGRAM);
    assert_int_equal(scene->saves, 0);
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
    assert_booth_shows(&scene->shell, "│ There is no location nowhere");
    go_to(scene, NOTE);
    booth_keys(&scene->shell, "Enter");
    assert_int_equal(scene->saves, 0);
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
        {"--amount 5: it is too little: give more", "It is too little: give more", AMOUNT},
        {"mci: reopen it with 'coffer period reopen'", "mci: reopen it with key c on the program",
         NOTE},
        {"mci: it is closed: choose a later --period", "choose a later Period", NOTE},
        {"Earning date: it lies in a closed period", "It lies in a closed period", DATE},
        {"program: there is no program mci", "There is no program mci", PROGRAM},
        {"the book is in use by Ann: try again", "The book is in use by Ann: try again", NOTE},
    };
    fill(scene);
    scene->answer = RC_RULE;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        scene->sentence = cases[i].sentence;
        go_to(scene, NOTE);
        booth_keys(&scene->shell, "Ctrl-S");
        assert_int_equal(scene->saves, i + 1);
        assert_booth_shows(&scene->shell, cases[i].shown);
        assert_booth_hides(&scene->shell, "--amount");
        assert_int_equal(form_of(scene)->here, cases[i].field);
    }
    assert_string_equal(text_of(scene, AMOUNT), "1234.50");
}

static enum rc save_and_leave(void *context, struct shell *shell, const char *const *values,
                              struct err *err)
{
    enum rc rc = scene_save(context, shell, values, err);
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
    assert_int_equal(scene->saves, 1);
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
    assert_int_equal(scene->saves, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCENE(form__keys__go_through_the_fields),
        IN_SCENE(form__mouse__sets_the_focus),
        IN_SCENE(form__keys__are_never_silent),
        IN_SCENE(form__date__shows_the_day_it_means),
        IN_SCENE(form__preset__is_replaced_by_what_is_typed),
        IN_SCENE(form__amount__follows_its_currency),
        IN_SCENE(form__choice__steps_and_narrows),
        IN_SCENE(form__choice__without_a_value__is_preset),
        IN_SCENE(form__period__shows_its_days),
        IN_SCENE(form__offers__are_chosen_by_keys),
        IN_SCENE(form__enter__takes_the_only_offer_that_begins_so),
        IN_SCENE(form__enter__in_the_last_field__shows_what_it_takes),
        IN_SCENE(form__save__gives_what_was_meant),
        IN_SCENE(form__save__names_all_that_is_missing),
        IN_SCENE(form__save__stops_at_what_cannot_be_right),
        IN_SCENE(form__save__that_fails__shows_the_words_where_they_belong),
        IN_SCENE(form__save__that_closes_the_form__frees_it_once),
        IN_SCENE(form__escape__asks_when_something_was_typed),
        IN_SCENE(form__escape__closes_when_nothing_was_typed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
