/* SPDX-License-Identifier: MIT */
/* What is typed into a form outlives it, on a real book. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/words.h"
#include "screen/booth.h"
#include "support/golden.h"
#include "support/office.h"
#include "ui/parts/forming.h"

/* ---- a form to try ----------------------------------------------------------------------- */

enum { PROGRAM, DATE, NOTE, FIELDS };

static const struct field fields[FIELDS] = {
    [PROGRAM] = {.name = "program", .label = N_("Program"), .kind = FIELD_TEXT},
    [DATE] = {.name = "date", .label = N_("Date"), .kind = FIELD_DATE},
    [NOTE] = {.name = "note", .label = N_("Note"), .hint = N_("For yourself."), .kind = FIELD_TEXT},
};

static enum rc save(void *context, struct shell *shell, const char *const *values, struct err *err)
{
    (void)context;
    (void)shell;
    (void)values;
    (void)err;
    return RC_OK;
}

static void open_form(struct shell *shell, const char *about)
{
    static const char *const values[FIELDS] = {"hosting", "", ""};
    const struct form_spec spec = {
        .name = "earning-add",
        .about = about,
        .title = N_("Add an earning"),
        .note = N_("Typed in by hand."),
        .fields = fields,
        .count = FIELDS,
        .save = save,
    };
    shell_push(shell, form_new(shell, &spec, values));
    booth_draw(shell);
}

/* As when Coffer ends: nobody is asked. */
static void close_form(struct shell *shell)
{
    shell_close(shell, shell->views[0]);
}

static const char *text_of(struct shell *shell, int field)
{
    return ((struct form *)shell->views[0])->entries[field].edit.text;
}

static const char offer[] = "You typed this a moment ago: Enter takes it";

struct scene {
    struct desk *desk;
    struct app *app;
    struct shell shell;
};

static int setup(void **state)
{
    struct scene *scene = calloc(1, sizeof(*scene));
    void *desk = NULL;
    (void)office_setup(&desk);
    scene->desk = desk;
    scene->app = office_open(scene->desk, NULL, NULL);
    booth_open(&scene->shell, scene->app, "2026-11-24", 24, 80);
    *state = scene;
    return 0;
}

static int teardown(void **state)
{
    struct scene *scene = *state;
    void *desk = scene->desk;
    booth_close(&scene->shell);
    app_close(scene->app);
    (void)desk_teardown(&desk);
    free(scene);
    return 0;
}

/* ---- kept and offered -------------------------------------------------------------------- */

static void form_draft__kept__is_offered_and_taken(void **state)
{
    struct scene *scene = *state;
    struct shell *shell = &scene->shell;
    open_form(shell, NULL);
    booth_keys(shell, "Tab Tab");
    booth_type(shell, "Contoso \u00C5");
    close_form(shell);
    open_form(shell, NULL);
    assert_booth_shows(shell, offer);
    assert_string_equal(text_of(shell, NOTE), "Contoso \u00C5");
    /* The answer comes first. */
    booth_type(shell, "x");
    booth_paste(shell, "pasted");
    booth_keys(shell, "Down Ctrl-S");
    assert_booth_shows(shell, offer);
    assert_string_equal(text_of(shell, PROGRAM), "hosting");
    booth_keys(shell, "Enter");
    assert_booth_hides(shell, offer);
    assert_string_equal(text_of(shell, NOTE), "Contoso \u00C5");
    /* What is taken is something typed. */
    booth_keys(shell, "Esc");
    assert_int_equal(shell->count, 2);
}

static void form_draft__left_for_later__is_offered_again(void **state)
{
    struct scene *scene = *state;
    struct shell *shell = &scene->shell;
    open_form(shell, NULL);
    booth_type(shell, "-1");
    close_form(shell);
    open_form(shell, NULL);
    booth_keys(shell, "Esc");
    assert_int_equal(shell->count, 0);
    open_form(shell, NULL);
    assert_booth_shows(shell, offer);
    close_form(shell); /* as the shell does */
    open_form(shell, NULL);
    assert_booth_shows(shell, offer);
    booth_keys(shell, "Enter");
    assert_string_equal(text_of(shell, PROGRAM), "-1");
}

static void form_draft__thrown_away__is_gone_at_once(void **state)
{
    struct scene *scene = *state;
    struct shell *shell = &scene->shell;
    open_form(shell, NULL);
    booth_type(shell, "-1");
    close_form(shell);
    open_form(shell, NULL);
    booth_keys(shell, "Del");
    assert_booth_hides(shell, offer);
    assert_string_equal(text_of(shell, PROGRAM), "hosting");
    booth_keys(shell, "Esc"); /* nothing is typed: nothing is asked */
    assert_int_equal(shell->count, 0);
    open_form(shell, NULL);
    assert_booth_hides(shell, offer);
    booth_keys(shell, "Tab");
    booth_type(shell, "24");
    close_form(shell);
    open_form(shell, NULL);
    assert_booth_shows(shell, offer);
    assert_string_equal(text_of(shell, PROGRAM), "hosting");
    assert_string_equal(text_of(shell, DATE), "24");
}

static void form_draft__saved_thrown_or_undone__is_gone(void **state)
{
    struct scene *scene = *state;
    struct shell *shell = &scene->shell;
    static const struct {
        const char *keys;
        bool offered;
    } cases[] = {
        {"Ctrl-S", false}, {"Esc w", false}, {"Esc k", true}, {"Backspace Ctrl-Y Esc", false}};
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        open_form(shell, NULL);
        assert_booth_hides(shell, offer);
        booth_type(shell, "x");
        booth_keys(shell, cases[i].keys);
        assert_int_equal(shell->count, 0);
        open_form(shell, NULL);
        assert_int_equal(((struct form *)shell->views[0])->offered, cases[i].offered);
        booth_keys(shell, cases[i].offered ? "Enter Esc w" : "Esc");
        assert_int_equal(shell->count, 0);
    }
}

static void form_draft__of_another_row__is_not_offered(void **state)
{
    struct scene *scene = *state;
    struct shell *shell = &scene->shell;
    open_form(shell, "E-1");
    booth_type(shell, "x");
    close_form(shell);
    open_form(shell, "E-2");
    assert_booth_hides(shell, offer);
    close_form(shell);
    open_form(shell, "E-1");
    assert_booth_shows(shell, offer);
}

static void form_draft__unsaved__says_that_it_is_kept(void **state)
{
    struct scene *scene = *state;
    struct buf why;
    buf_init(&why);
    open_form(&scene->shell, NULL);
    booth_type(&scene->shell, "x");
    assert_true(scene->shell.views[0]->class->unsaved(scene->shell.views[0], &why));
    assert_non_null(strstr(why.text, "is kept for the next time"));
    buf_release(&why);
}

static void form_draft__age__is_told(void **state)
{
    struct scene *scene = *state;
    struct shell *shell = &scene->shell;
    open_form(shell, NULL);
    static const struct {
        int64_t seconds;
        const char *sentence;
    } ages[] = {
        {0,
         "You typed this a moment ago: Enter takes it, Esc keeps it for later, Del throws it away"},
        {119, "a moment ago"},
        {120, "2 minutes ago"},
        {7199, "119 minutes ago"},
        {7200, "2 hours ago"},
        {3 * 86400, "3 days ago"},
        {-5, "a moment ago"}, /* the clock was set back */
    };
    for (size_t i = 0; i < sizeof(ages) / sizeof(ages[0]); i++) {
        struct form *form = (struct form *)shell->views[0];
        buf_clear(&form->age);
        form_draft_say_age(ages[i].seconds, &form->age);
        assert_non_null(strstr(form->age.text, ages[i].sentence));
    }
}

/* ---- no place to keep it ------------------------------------------------------------------ */

static void form_draft__without_a_place__warns_at_once(void **state)
{
    struct scene *scene = *state;
    struct shell *shell = &scene->shell;
    char blocked[FOLDER_PATH_SIZE];
    file_write(folder_file(&scene->desk->folder, "blocked", blocked), "", 0);
    setenv("XDG_STATE_HOME", blocked, 1);
    open_form(shell, NULL);
    assert_booth_shows(shell, "What you type is not kept if Coffer is killed");
    assert_booth_shows(shell, "Typed in by hand."); /* the note keeps its place */
    /* And goes on saying so. */
    booth_type(shell, "x");
    assert_booth_shows(shell, "What you type is not kept if Coffer is killed");
    booth_keys(shell, "Esc");
    assert_booth_hides(shell, "Keep it");
    booth_keys(shell, "w");
    assert_int_equal(shell->count, 0);
}

/* ---- kills --------------------------------------------------------------------------------- */

enum { KEYS = 200 };

static void type_and_wait(struct shell *shell, int keys, int tell)
{
    open_form(shell, NULL);
    booth_keys(shell, "Tab Tab");
    for (int key = 0; key < keys; key++) {
        const char text[2] = {(char)('a' + key % 26), '\0'};
        booth_type(shell, text);
    }
    (void)!write(tell, "k", 1);
    for (;;)
        (void)pause();
}

static void form_draft__killed_while_typing__loses_nothing(void **state)
{
    struct scene *scene = *state;
    struct shell *shell = &scene->shell;
    for (int keys = 1; keys <= rounds(KEYS); keys += 1 + keys / 5) {
        int tell[2], status;
        char byte;
        assert_int_equal(pipe(tell), 0);
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0)
            type_and_wait(shell, keys, tell[1]);
        assert_int_equal(read(tell[0], &byte, 1), 1);
        assert_int_equal(kill(child, SIGKILL), 0);
        assert_int_equal(waitpid(child, &status, 0), child);
        (void)close(tell[0]);
        (void)close(tell[1]);
        open_form(shell, NULL);
        assert_booth_shows(shell, offer);
        assert_int_equal(strlen(text_of(shell, NOTE)), keys);
        booth_keys(shell, "Enter Esc w");
        assert_int_equal(shell->count, 0);
    }
}

/* ---- drawing -------------------------------------------------------------------------------- */

static void form_draft__draw__offer_and_warning(void **state)
{
    struct scene *scene = *state;
    struct shell *shell = &scene->shell;
    static const struct {
        int rows, cols;
        const char *name;
    } sizes[] = {
        {24, 80, "form_draft_80x24"}, {12, 40, "form_draft_40x12"}, {5, 20, "form_draft_20x5"}};
    shell->framed = true;
    open_form(shell, NULL);
    booth_keys(shell, "Tab");
    booth_type(shell, "24");
    close_form(shell);
    open_form(shell, NULL);
    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        booth_resize(shell, sizes[i].rows, sizes[i].cols);
        booth_golden(shell, sizes[i].name);
    }
}

#define IN_SCENE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCENE(form_draft__kept__is_offered_and_taken),
        IN_SCENE(form_draft__left_for_later__is_offered_again),
        IN_SCENE(form_draft__thrown_away__is_gone_at_once),
        IN_SCENE(form_draft__saved_thrown_or_undone__is_gone),
        IN_SCENE(form_draft__of_another_row__is_not_offered),
        IN_SCENE(form_draft__unsaved__says_that_it_is_kept),
        IN_SCENE(form_draft__age__is_told),
        IN_SCENE(form_draft__without_a_place__warns_at_once),
        IN_SCENE(form_draft__killed_while_typing__loses_nothing),
        IN_SCENE(form_draft__draw__offer_and_warning),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
