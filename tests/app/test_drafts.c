/* SPDX-License-Identifier: MIT */
#include "app/drafts.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "support/office.h"

/* ---- what is tried --------------------------------------------------------------------- */

struct pair {
    const char *name, *value;
};

static struct draft *open_draft(struct desk *desk, struct app *app, const char *form,
                                const char *about)
{
    struct draft *draft = NULL;
    assert_rc(draft_open(app, form, about, &draft, desk_err(desk)), RC_OK, &desk->err);
    return draft;
}

static void keep(struct desk *desk, struct draft *draft, const char *program, const char *note)
{
    const struct draft_field fields[] = {{"program", program}, {"note", note}};
    assert_rc(draft_keep(draft, fields, 2, desk_err(desk)), RC_OK, &desk->err);
}

/* "STATE/coffer/BOOK-ID" */
static char *drafts_of(struct desk *desk, char ret[2 * FOLDER_PATH_SIZE])
{
    char *id = raw_text(desk->path, "SELECT value FROM setting WHERE name = 'book-id'");
    (void)snprintf(ret, 2 * FOLDER_PATH_SIZE, "%s/state/coffer/%s", desk->folder.path, id);
    free(id);
    return ret;
}

/* How many files of drafts there are. */
static int draft_files(struct desk *desk)
{
    char folder[2 * FOLDER_PATH_SIZE], names[NAMES_SIZE];
    int count = 0;
    folder_names(drafts_of(desk, folder), "of-book", names);
    for (const char *at = strstr(names, "draft-"); at != NULL; at = strstr(at + 1, "draft-"))
        count++;
    return count;
}

/* ---- keeping ------------------------------------------------------------------------------ */

static void draft__kept__is_found_by_the_next(void **state)
{
    struct desk *desk = *state;
    int64_t when = 0;
    struct app *app = office_open(desk, NULL, NULL);
    struct draft *draft = open_draft(desk, app, "earning-add", NULL);
    assert_false(draft_is_there(draft, &when));
    assert_null(draft_value(draft, "program"));
    keep(desk, draft, "hosting", "");
    keep(desk, draft, "hosting", "two\u00A0words, \"quoted\"");
    draft_close(draft);
    assert_int_equal(draft_files(desk), 1);
    draft = open_draft(desk, app, "earning-add", "");
    assert_true(draft_is_there(draft, &when));
    assert_in_range(when, clock_now() - 60, clock_now());
    assert_text_equal(draft_value(draft, "program"), "hosting");
    assert_text_equal(draft_value(draft, "note"), "two\u00A0words, \"quoted\"");
    assert_null(draft_value(draft, "hosting")); /* a value is no name */
    assert_null(draft_value(draft, "amount"));
    draft_drop(draft);
    assert_int_equal(draft_files(desk), 0);
    app_close(app);
}

static void draft__of_nothing__leaves_no_file(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, NULL);
    struct draft *draft = open_draft(desk, app, "earning-add", NULL);
    assert_int_equal(draft_files(desk), 1); /* its room is taken while the form is open */
    keep(desk, draft, "hosting", "");
    assert_rc(draft_keep(draft, NULL, 0, desk_err(desk)), RC_OK, &desk->err);
    draft_close(draft);
    assert_int_equal(draft_files(desk), 0);
    draft_close(NULL);
    draft_drop(NULL);
    app_close(app);
}

static void draft__of_another_form_or_thing__is_not_found(void **state)
{
    struct desk *desk = *state;
    int64_t when;
    struct app *app = office_open(desk, NULL, NULL);
    struct draft *draft = open_draft(desk, app, "earning-edit", "E-7F3K9QDXAB");
    keep(desk, draft, "hosting", "first");
    draft_close(draft);
    static const struct {
        const char *form, *about;
        bool found;
    } cases[] = {
        {"earning-edit", "E-0000000000", false},
        {"earning-edit", NULL, false},
        {"earning-add", "E-7F3K9QDXAB", false},
        {"earning-edit", "E-7F3K9QDXAB", true},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        draft = open_draft(desk, app, cases[i].form, cases[i].about);
        assert_int_equal(draft_is_there(draft, &when), cases[i].found);
        draft_close(draft);
    }
    assert_int_equal(draft_files(desk), 1);
    app_close(app);
}

static void draft__of_a_second_coffer__is_its_own(void **state)
{
    struct desk *desk = *state;
    int64_t when;
    struct app *app = office_open(desk, NULL, NULL), *other = office_open(desk, NULL, NULL);
    struct draft *first = open_draft(desk, app, "earning-add", NULL);
    keep(desk, first, "hosting", "first");
    struct draft *second = open_draft(desk, other, "earning-add", NULL);
    assert_false(draft_is_there(second, &when));
    keep(desk, second, "hosting", "second");
    assert_text_equal(draft_value(first, "note"), "first");
    draft_close(first);
    draft_close(second);
    /* One is offered after the other; none is lost. */
    first = open_draft(desk, app, "earning-add", NULL);
    assert_non_null(draft_value(first, "note"));
    second = open_draft(desk, other, "earning-add", NULL);
    assert_non_null(draft_value(second, "note"));
    assert_string_not_equal(draft_value(first, "note"), draft_value(second, "note"));
    draft_drop(first);
    draft_drop(second);
    assert_int_equal(draft_files(desk), 0);
    app_close(app);
    app_close(other);
}

static void draft__without_a_place__says_so(void **state)
{
    struct desk *desk = *state;
    char blocked[FOLDER_PATH_SIZE];
    struct draft *draft = NULL;
    struct app *app = office_open(desk, NULL, NULL);
    file_write(folder_file(&desk->folder, "blocked", blocked), "", 0);
    setenv("XDG_STATE_HOME", blocked, 1);
    assert_rc(draft_open(app, "earning-add", NULL, &draft, desk_err(desk)), RC_FILE, &desk->err);
    assert_null(draft);
    app_close(app);
}

static void draft__too_long__keeps_what_was(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, NULL);
    struct draft *draft = open_draft(desk, app, "earning-add", NULL);
    char *note = malloc(40000);
    memset(note, 'x', 39999);
    note[39999] = '\0';
    keep(desk, draft, "hosting", "short");
    const struct draft_field fields[] = {{"note", note}};
    assert_rc(draft_keep(draft, fields, 1, desk_err(desk)), RC_FILE, &desk->err);
    assert_text_equal(draft_value(draft, "note"), "short");
    free(note);
    draft_drop(draft);
    app_close(app);
}

/* The linker sends the calls of our code here. */
static int syncs;
int __real_fdatasync(int fd);
int __wrap_fdatasync(int fd);
int __wrap_fdatasync(int fd)
{
    syncs++;
    return __real_fdatasync(fd);
}

static void draft__sync__at_most_once_a_second(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, NULL);
    struct draft *draft = open_draft(desk, app, "earning-add", NULL);
    syncs = 0;
    for (int64_t ticks = 5000; ticks < 9000; ticks += 100) {
        keep(desk, draft, "hosting", ticks % 200 == 0 ? "a" : "b");
        assert_rc(draft_sync(draft, ticks, desk_err(desk)), RC_OK, &desk->err);
    }
    assert_int_equal(syncs, 4);
    /* Nothing new: nothing to do. */
    assert_rc(draft_sync(draft, 20000, desk_err(desk)), RC_OK, &desk->err);
    assert_rc(draft_sync(draft, 30000, desk_err(desk)), RC_OK, &desk->err);
    assert_int_equal(syncs, 5);
    draft_drop(draft);
    app_close(app);
}

/* ---- kills ---------------------------------------------------------------------------------- */

enum { KEYS = 200 };

/* A child types so many keys into a draft, says so, and waits for its end. */
static void type_keys(struct app *app, int keys, int tell)
{
    struct draft *draft = NULL;
    struct err err;
    char note[KEYS + 1] = "";
    err_init(&err);
    if (draft_open(app, "claim", NULL, &draft, &err) != RC_OK)
        _exit(1);
    for (int key = 0; key < keys; key++) {
        note[key] = (char)('a' + key % 26);
        const struct draft_field fields[] = {{"note", note}};
        if (draft_keep(draft, fields, 1, &err) != RC_OK)
            _exit(2);
    }
    (void)!write(tell, "k", 1);
    for (;;)
        (void)pause();
}

static void assert_typed(struct desk *desk, struct app *app, int keys)
{
    struct draft *draft = open_draft(desk, app, "claim", NULL);
    const char *note = draft_value(draft, "note");
    assert_non_null(note);
    assert_int_equal(strlen(note), keys);
    for (int key = 0; key < keys; key++)
        assert_int_equal(note[key], 'a' + key % 26);
    draft_drop(draft);
}

static void draft__killed_at_each_keystroke__loses_none(void **state)
{
    struct desk *desk = *state;
    struct app *app = office_open(desk, NULL, NULL);
    int count = rounds(KEYS);
    for (int keys = 1; keys <= count; keys++) {
        int tell[2], status;
        char byte;
        assert_int_equal(pipe(tell), 0);
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0)
            type_keys(app, keys, tell[1]);
        assert_int_equal(read(tell[0], &byte, 1), 1);
        assert_int_equal(kill(child, SIGKILL), 0);
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFSIGNALED(status));
        (void)close(tell[0]);
        (void)close(tell[1]);
        assert_typed(desk, app, keys);
    }
    app_close(app);
}

#define IN_OFFICE(test) cmocka_unit_test_setup_teardown(test, office_setup, desk_teardown)

/* The newest of all forms, with what it is about; not one that somebody is typing into. */
static void draft__that_waits__is_found_without_its_name(void **state)
{
    struct desk *desk = *state;
    struct draft_waiting waiting = {.when = 0};
    bool found = true;
    int64_t when = 0;
    struct app *app = office_open(desk, NULL, NULL);
    assert_rc(draft_find_waiting(app, &found, &waiting, desk_err(desk)), RC_OK, &desk->err);
    assert_false(found);
    struct draft *draft = open_draft(desk, app, "claim.edit", "C-7F3K9QDX");
    keep(desk, draft, "mci", "half a no");
    assert_rc(draft_find_waiting(app, &found, &waiting, desk_err(desk)), RC_OK, &desk->err);
    assert_false(found);
    draft_close(draft);
    assert_rc(draft_find_waiting(app, &found, &waiting, desk_err(desk)), RC_OK, &desk->err);
    assert_true(found);
    assert_string_equal(waiting.form, "claim.edit");
    assert_string_equal(waiting.about, "C-7F3K9QDX");
    draft = open_draft(desk, app, "claim.edit", "C-7F3K9QDX"); /* it is still there */
    assert_true(draft_is_there(draft, &when));
    assert_string_equal(draft_value(draft, "note"), "half a no");
    assert_true(when == waiting.when);
    draft_drop(draft);
    app_close(app);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_OFFICE(draft__kept__is_found_by_the_next),
        IN_OFFICE(draft__of_nothing__leaves_no_file),
        IN_OFFICE(draft__of_another_form_or_thing__is_not_found),
        IN_OFFICE(draft__of_a_second_coffer__is_its_own),
        IN_OFFICE(draft__without_a_place__says_so),
        IN_OFFICE(draft__too_long__keeps_what_was),
        IN_OFFICE(draft__sync__at_most_once_a_second),
        IN_OFFICE(draft__killed_at_each_keystroke__loses_none),
        cmocka_unit_test_setup_teardown(draft__that_waits__is_found_without_its_name, office_setup,
                                        desk_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
