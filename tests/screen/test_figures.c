/* SPDX-License-Identifier: MIT */
/*
 * Every figure has a command: each place of money on each screen is met, the
 * command that is offered for it is read by a shell and run, and the same digits
 * stand in what it prints.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "cli/cli.h"
#include "screen/claim_book.h"
#include "ui/view.h"

/* Large enough for every column and every row of a page. */
enum { ROWS = 60, COLS = 400, STEPS_MAX = 3000 };

/* ---- what was met ---------------------------------------------------------------------------- */

struct met {
    char *command;
    char text[MONEY_TEXT_SIZE];
};
struct walk {
    struct stage stage;
    struct met *met;
    size_t count, room;
};

static int compare_met(const void *a, const void *b)
{
    const struct met *x = a, *y = b;
    int order = strcmp(x->command, y->command);
    return order != 0 ? order : strcmp(x->text, y->text);
}

/* All figures of the frame. */
static void collect(struct walk *walk)
{
    const struct canvas *canvas = &walk->stage.canvas;
    struct app *app = shell_app(walk->stage.shell);
    for (size_t i = 0; i < canvas->place_count; i++) {
        const struct figure_place *place = &canvas->places[i];
        struct buf command;
        char digits[MONEY_TEXT_SIZE];
        assert_text_equal(money_print(place->figure.amount, place->figure.currency, digits),
                          place->text);
        buf_init(&command);
        figure_command(&place->figure, app_path(app), app_day(app), &command);
        if (walk->count == walk->room) {
            walk->room = walk->room == 0 ? 1024 : walk->room * 2;
            walk->met = reallocarray(walk->met, walk->room, sizeof(*walk->met));
            assert_non_null(walk->met);
        }
        struct met *met = &walk->met[walk->count++];
        met->command = strdup(command.text);
        assert_non_null(met->command);
        (void)snprintf(met->text, sizeof(met->text), "%s", place->text);
        buf_release(&command);
    }
}

/* Each only once. */
static void sort_out(struct walk *walk)
{
    size_t kept = 0;
    if (walk->count > 0)
        qsort(walk->met, walk->count, sizeof(*walk->met), compare_met);
    for (size_t i = 0; i < walk->count; i++) {
        if (kept > 0 && compare_met(&walk->met[kept - 1], &walk->met[i]) == 0)
            free(walk->met[i].command);
        else
            walk->met[kept++] = walk->met[i];
    }
    walk->count = kept;
}

/* ---- walking --------------------------------------------------------------------------------- */

static const char *top_name(const struct walk *walk)
{
    return shell_top(walk->stage.shell)->class->name;
}

/* Where the cursor stands and what stands there: the same again is the end. */
static void say_here(const struct walk *walk, struct buf *ret)
{
    char *line = stage_line(&walk->stage, walk->stage.canvas.focus_row);
    buf_clear(ret);
    buf_addf(ret, "%d %s", walk->stage.canvas.focus_row, line);
    free(line);
}

typedef void at_row(struct walk *walk);

/* To every row of the view, from the first to the last. */
static void walk_rows(struct walk *walk, at_row *visit)
{
    struct buf before, now;
    buf_init(&before);
    buf_init(&now);
    stage_keys(&walk->stage, "Home");
    say_here(walk, &now);
    for (int step = 0; step < STEPS_MAX && strcmp(before.text, now.text) != 0; step++) {
        collect(walk);
        if (visit != NULL)
            visit(walk);
        say_here(walk, &before);
        stage_keys(&walk->stage, "Down");
        say_here(walk, &now);
    }
    buf_release(&before);
    buf_release(&now);
}

static void open_explain(struct walk *walk)
{
    struct buf why;
    buf_init(&why);
    bool refused = shell_refuses(walk->stage.shell, ACT_EXPLAIN, &why);
    buf_release(&why);
    if (refused)
        return;
    stage_keys(&walk->stage, "=");
    if (strcmp(top_name(walk), "explain") == 0) {
        walk_rows(walk, NULL);
        stage_keys(&walk->stage, "Esc");
    }
}

static void open_fund(struct walk *walk)
{
    stage_keys(&walk->stage, "Enter");
    assert_text_equal(top_name(walk), "fund");
    walk_rows(walk, open_explain);
    stage_keys(&walk->stage, "Right");
    walk_rows(walk, NULL);
    stage_keys(&walk->stage, "Left Esc");
    assert_text_equal(top_name(walk), "funds");
}

static void open_program(struct walk *walk)
{
    open_explain(walk);
    stage_keys(&walk->stage, "Enter");
    walk_rows(walk, open_explain);
    stage_keys(&walk->stage, "Esc");
    assert_text_equal(top_name(walk), "programs");
}

/* What Enter shows of an earning; not all of them: they are many, and alike. */
static void open_earning(struct walk *walk)
{
    if (walk->stage.canvas.focus_row % 10 != 0)
        return;
    open_explain(walk);
    stage_keys(&walk->stage, "Enter");
    walk_rows(walk, open_explain);
    stage_keys(&walk->stage, "Esc");
    assert_text_equal(top_name(walk), "earnings");
}

static void open_claim(struct walk *walk)
{
    const struct view *claims = shell_top(walk->stage.shell);
    if (!claims->class->has_row(claims)) /* a book without claims */
        return;
    open_explain(walk);
    stage_keys(&walk->stage, "Enter");
    assert_text_equal(top_name(walk), "claim");
    walk_rows(walk, open_explain);
    stage_keys(&walk->stage, "Esc");
    assert_text_equal(top_name(walk), "claims");
}

static void open_payment(struct walk *walk)
{
    const struct view *payments = shell_top(walk->stage.shell);
    if (!payments->class->has_row(payments)) /* a book without payments */
        return;
    open_explain(walk);
    stage_keys(&walk->stage, "Enter");
    assert_text_equal(top_name(walk), "payment");
    walk_rows(walk, open_explain);
    stage_keys(&walk->stage, "Right");
    walk_rows(walk, open_explain);
    stage_keys(&walk->stage, "Left Esc");
    assert_text_equal(top_name(walk), "payments");
}

/* Where a claim can be begun on that day. */
static void open_wizard(struct walk *walk)
{
    stage_keys(&walk->stage, "C");
    if (strcmp(top_name(walk), "new-claim") != 0)
        return;
    walk_rows(walk, NULL);
    stage_keys(&walk->stage, "Esc");
    assert_text_equal(top_name(walk), "claims");
}

static void walk_all(struct walk *walk, const char *day)
{
    stage_open(&walk->stage, SCENE_BOOK, day, ROWS, COLS);
    walk_rows(walk, open_explain);
    stage_keys(&walk->stage, "2");
    walk_rows(walk, open_fund);
    stage_keys(&walk->stage, "4");
    walk_rows(walk, open_earning);
    stage_keys(&walk->stage, "5");
    walk_rows(walk, open_claim);
    open_wizard(walk);
    stage_keys(&walk->stage, "M");
    walk_rows(walk, open_payment);
    stage_keys(&walk->stage, "6");
    walk_rows(walk, open_explain);
    stage_keys(&walk->stage, "7");
    walk_rows(walk, open_program);
    stage_keys(&walk->stage, "8");
    walk_rows(walk, NULL);
    stage_close(&walk->stage);
}

/* ---- running --------------------------------------------------------------------------------- */

/* The bytes that a child writes to its standard output. */
struct output {
    int fd;
    pid_t child;
    struct buf text;
};

static bool is_child(struct output *output)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    output->child = fork();
    assert_true(output->child >= 0);
    if (output->child == 0) {
        (void)dup2(ends[1], STDOUT_FILENO);
        (void)close(ends[0]);
        (void)close(ends[1]);
        return true;
    }
    (void)close(ends[1]);
    output->fd = ends[0];
    buf_init(&output->text);
    return false;
}

static int finish(struct output *output)
{
    char bytes[65536];
    int status = -1;
    for (ssize_t got = 1; got > 0;) {
        got = read(output->fd, bytes, sizeof(bytes));
        if (got > 0)
            buf_add_bytes(&output->text, bytes, (size_t)got);
    }
    (void)close(output->fd);
    assert_int_equal(waitpid(output->child, &status, 0), output->child);
    assert_false(output->text.failed);
    return status;
}

/* The words of a command line, as a shell takes it apart. */
enum { WORDS_MAX = 32 };
static void shell_words(const char *line, struct output *output, char *ret[WORDS_MAX], int *count)
{
    struct buf script;
    buf_init(&script);
    buf_addf(&script, "coffer() { printf '%%s\\000' coffer \"$@\"; }\n%s\n", line);
    if (is_child(output)) {
        (void)execl("/bin/sh", "sh", "-c", script.text, (char *)NULL);
        _exit(127);
    }
    buf_release(&script);
    assert_int_equal(finish(output), 0);
    *count = 0;
    for (size_t at = 0; at < output->text.length; at += strlen(output->text.text + at) + 1) {
        assert_in_range(*count, 0, WORDS_MAX - 2);
        ret[(*count)++] = output->text.text + at;
    }
    ret[*count] = NULL;
}

/* What `coffer` prints. */
static void run_command(const char *line, struct output *output)
{
    struct output words;
    char *argv[WORDS_MAX];
    int argc = 0;
    shell_words(line, &words, argv, &argc);
    if (is_child(output))
        _exit(cli_main(argc, argv, NULL));
    int status = finish(output);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        fail_msg("%s: ended with %d", line, status);
    buf_release(&words.text);
}

static bool is_of_number(char c)
{
    return isdigit((unsigned char)c) || c == '.' || c == '-';
}

/* The digits stand there as a number of their own. */
static bool prints(const char *text, const char *digits)
{
    size_t length = strlen(digits);
    for (const char *at = strstr(text, digits); at != NULL; at = strstr(at + 1, digits))
        if ((at == text || !is_of_number(at[-1])) && !is_of_number(at[length]))
            return true;
    return false;
}

static void check_all(const struct walk *walk)
{
    struct output output = {.fd = -1};
    for (size_t i = 0; i < walk->count; i++) {
        const struct met *met = &walk->met[i];
        if (i == 0 || strcmp(met->command, walk->met[i - 1].command) != 0) {
            if (i > 0)
                buf_release(&output.text);
            run_command(met->command, &output);
        }
        if (!prints(output.text.text, met->text))
            fail_msg("%s\ndoes not print %s, but:\n%s", met->command, met->text, output.text.text);
    }
    if (walk->count > 0)
        buf_release(&output.text);
}

static void check_book(struct desk *desk, enum scene_kind kind, const char *day, size_t least)
{
    struct walk walk = {.count = 0};
    scene_make(desk, kind);
    walk_all(&walk, day);
    sort_out(&walk);
    assert_true(walk.count >= least);
    check_all(&walk);
    for (size_t i = 0; i < walk.count; i++)
        free(walk.met[i].command);
    free(walk.met);
}

static void figures__of_the_demo__are_printed_by_their_commands(void **state)
{
    check_book(*state, SCENE_CLAIMS, SCENE_DAY, 600);
}

static void figures__of_three_currencies__are_printed_by_their_commands(void **state)
{
    check_book(*state, SCENE_MIXED, SCENE_DAY, 100);
}

/* Looking at a day in the last call. */
static void figures__of_another_day__are_printed_by_their_commands(void **state)
{
    check_book(*state, SCENE_MIXED, "2027-02-01", 100);
}

/* One for two claims in two currencies, one that settles nothing, one too much. */
static void figures__of_payments__are_printed_by_their_commands(void **state)
{
    struct walk walk = {.count = 0};
    struct claim_book book;
    char id[CLAIM_ID_MAX];
    claim_book_make(*state, &book);
    claim_book_pay(*state, &book, "R-7", id);
    stage_open(&walk.stage, SCENE_BOOK, SCENE_DAY, ROWS, COLS);
    stage_keys(&walk.stage, "M");
    walk_rows(&walk, open_payment);
    stage_close(&walk.stage);
    sort_out(&walk);
    assert_true(walk.count >= 10);
    check_all(&walk);
    for (size_t i = 0; i < walk.count; i++)
        free(walk.met[i].command);
    free(walk.met);
}

/* The test itself must see a digit that is not there. */
static void figures__digits__stand_alone(void **state)
{
    (void)state;
    assert_true(prints("a 12.50 b", "12.50"));
    assert_true(prints("12.50", "12.50"));
    assert_false(prints("112.50", "12.50"));
    assert_false(prints("12.501", "12.50"));
    assert_false(prints("-12.50", "12.50"));
    assert_true(prints("112.50 12.50", "12.50"));
}

int main(void)
{
#define SCENE_TEST(test) cmocka_unit_test_setup_teardown(test, desk_setup_bare, scene_teardown)
    const struct CMUnitTest tests[] = {
        SCENE_TEST(figures__of_the_demo__are_printed_by_their_commands),
        SCENE_TEST(figures__of_three_currencies__are_printed_by_their_commands),
        SCENE_TEST(figures__of_another_day__are_printed_by_their_commands),
        SCENE_TEST(figures__of_payments__are_printed_by_their_commands),
        cmocka_unit_test(figures__digits__stand_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
