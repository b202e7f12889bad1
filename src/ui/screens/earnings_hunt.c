/* SPDX-License-Identifier: MIT */
#include "ui/screens/earnings_hunt.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct hunt {
    struct shell *shell;
    struct app_options options;
    char *book;
    pthread_t thread;
    bool running;
    pthread_mutex_t lock;
    pthread_cond_t news; /* a question, or the end */

    /* guarded by lock */
    struct hunt_question question; /* texts owned */
    struct date day;
    uint64_t asked;    /* the number of the last question */
    uint64_t answered; /* the last one that is wholly answered */
    bool warm, over;
    bool has_answer;
    struct hunt_answer answer; /* of question `asked` */
};

/* ---- questions ----------------------------------------------------------------------------- */

static void forget_question(struct hunt_question *question)
{
    free((char *)(uintptr_t)question->query.program);
    free((char *)(uintptr_t)question->query.location);
    free((char *)(uintptr_t)question->query.search);
    *question = (struct hunt_question){.first = 0};
}

static bool copy_text(const char *text, const char **ret)
{
    *ret = text != NULL ? strdup(text) : NULL;
    return text == NULL || *ret != NULL;
}

static bool copy_question(const struct hunt_question *question, struct hunt_question *ret)
{
    *ret = *question;
    bool program = copy_text(question->query.program, &ret->query.program);
    bool location = copy_text(question->query.location, &ret->query.location);
    bool search = copy_text(question->query.search, &ret->query.search);
    if (program && location && search)
        return true;
    forget_question(ret);
    return false;
}

static void forget_answer(struct hunt *hunt)
{
    free(hunt->answer.keys);
    hunt->answer = (struct hunt_answer){.count = 0};
    hunt->has_answer = false;
}

/* ---- in the thread ------------------------------------------------------------------------------
 */

/* What one question needs while it is looked for. */
struct search {
    struct hunt *hunt;
    uint64_t number;
    struct hunt_question question;
    struct date day;
};

static bool is_still_asked(struct hunt *hunt, uint64_t number)
{
    (void)pthread_mutex_lock(&hunt->lock);
    bool still = hunt->asked == number && !hunt->over;
    (void)pthread_mutex_unlock(&hunt->lock);
    return still;
}

static bool go_on(void *context)
{
    const struct search *search = context;
    return is_still_asked(search->hunt, search->number);
}

/* Takes the keys over. */
static void answer(struct search *search, const struct hunt_answer *found)
{
    struct hunt *hunt = search->hunt;
    bool wanted = false;
    (void)pthread_mutex_lock(&hunt->lock);
    if (hunt->asked == search->number && !hunt->over) {
        forget_answer(hunt);
        hunt->answer = *found;
        hunt->has_answer = wanted = true;
        if (found->whole)
            hunt->answered = search->number;
    }
    (void)pthread_mutex_unlock(&hunt->lock);
    if (wanted)
        shell_wake(hunt->shell);
    else
        free(found->keys);
}

static void show(void *context, const int64_t *keys, size_t count)
{
    struct hunt_answer found = {.count = count, .rc = RC_OK};
    found.keys = reallocarray(NULL, count + 1, sizeof(*keys));
    if (found.keys == NULL)
        return; /* the whole answer comes later */
    memcpy(found.keys, keys, count * sizeof(*keys));
    answer(context, &found);
}

static void look_for(struct search *search, struct app *app, struct lexicon **lexicon)
{
    const struct collect_listener listener = {show, go_on, search};
    const struct hunt_question *question = &search->question;
    struct earning_pages *pages = NULL;
    struct hunt_answer found = {.whole = true};
    err_init(&found.err);
    app_look_at(app, search->day);
    found.rc = earning_pages_new(app, &question->query, &pages, &found.err);
    if (found.rc == RC_OK)
        found.rc = earning_pages_collect(pages, lexicon, question->order, question->backwards,
                                         question->first, &listener, &found.keys, &found.count,
                                         &found.err);
    earning_pages_free(pages);
    answer(search, &found);
}

/* Waits for something to do. False: it is over. */
static bool wait_for_work(struct hunt *hunt, struct search *ret)
{
    (void)pthread_mutex_lock(&hunt->lock);
    while (!hunt->over && !hunt->warm && hunt->answered == hunt->asked)
        (void)pthread_cond_wait(&hunt->news, &hunt->lock);
    bool on = !hunt->over;
    hunt->warm = false;
    *ret = (struct search){hunt, hunt->asked, {.first = 0}, hunt->day};
    if (on && hunt->answered != hunt->asked && !copy_question(&hunt->question, &ret->question))
        hunt->answered = hunt->asked; /* no memory: the screen shows what it has */
    bool asked = hunt->answered != hunt->asked;
    (void)pthread_mutex_unlock(&hunt->lock);
    if (!asked)
        ret->number = 0;
    return on;
}

static void fail(struct search *search, enum rc rc, const struct err *err)
{
    const struct hunt_answer found = {.whole = true, .rc = rc, .err = *err};
    answer(search, &found);
}

static void *run(void *context)
{
    struct hunt *hunt = context;
    struct app *app = NULL;
    struct lexicon *lexicon = NULL;
    struct search search;
    while (wait_for_work(hunt, &search)) {
        struct err err;
        enum rc rc = RC_OK;
        err_init(&err);
        if (app == NULL)
            rc = app_open(&hunt->options, &app, &err);
        else if (app_book_moved(app)) {
            lexicon_free(lexicon);
            lexicon = NULL;
        }
        if (rc == RC_OK)
            rc = earning_lexicon(app, &lexicon, &err);
        if (search.number != 0 && rc == RC_OK)
            look_for(&search, app, &lexicon);
        else if (search.number != 0)
            fail(&search, rc, &err);
        forget_question(&search.question);
    }
    lexicon_free(lexicon);
    app_close(app);
    return NULL;
}

/* ---- from the screen's thread
 * ---------------------------------------------------------------------
 */

struct hunt *hunt_new(struct shell *shell)
{
    struct hunt *hunt = calloc(1, sizeof(*hunt));
    if (hunt == NULL)
        return NULL;
    if ((hunt->book = strdup(app_path(shell_app(shell)))) == NULL) {
        free(hunt);
        return NULL;
    }
    hunt->shell = shell;
    hunt->options = *shell_options(shell);
    hunt->options.book = hunt->book;
    hunt->options.read_only = true;
    hunt->options.listener = (struct app_listener){.progress = NULL};
    (void)pthread_mutex_init(&hunt->lock, NULL);
    (void)pthread_cond_init(&hunt->news, NULL);
    return hunt;
}

void hunt_free(struct hunt *hunt)
{
    if (hunt == NULL)
        return;
    (void)pthread_mutex_lock(&hunt->lock);
    hunt->over = true;
    (void)pthread_cond_signal(&hunt->news);
    (void)pthread_mutex_unlock(&hunt->lock);
    if (hunt->running)
        (void)pthread_join(hunt->thread, NULL);
    forget_question(&hunt->question);
    forget_answer(hunt);
    (void)pthread_cond_destroy(&hunt->news);
    (void)pthread_mutex_destroy(&hunt->lock);
    free(hunt->book);
    free(hunt);
}

static bool start(struct hunt *hunt)
{
    if (!hunt->running)
        hunt->running = pthread_create(&hunt->thread, NULL, run, hunt) == 0;
    return hunt->running;
}

enum rc hunt_ask(struct hunt *hunt, const struct hunt_question *question, struct err *err)
{
    struct hunt_question copy;
    if (!copy_question(question, &copy))
        return err_memory(err);
    (void)pthread_mutex_lock(&hunt->lock);
    forget_question(&hunt->question);
    forget_answer(hunt);
    hunt->question = copy;
    hunt->day = shell_day(hunt->shell);
    hunt->asked++;
    (void)pthread_cond_signal(&hunt->news);
    (void)pthread_mutex_unlock(&hunt->lock);
    return start(hunt) ? RC_OK : err_memory(err);
}

void hunt_rest(struct hunt *hunt)
{
    (void)pthread_mutex_lock(&hunt->lock);
    forget_answer(hunt);
    hunt->answered = ++hunt->asked;
    (void)pthread_mutex_unlock(&hunt->lock);
}

void hunt_warm(struct hunt *hunt)
{
    (void)pthread_mutex_lock(&hunt->lock);
    hunt->warm = true;
    (void)pthread_cond_signal(&hunt->news);
    (void)pthread_mutex_unlock(&hunt->lock);
    (void)start(hunt);
}

bool hunt_take(struct hunt *hunt, struct hunt_answer *ret)
{
    (void)pthread_mutex_lock(&hunt->lock);
    bool has = hunt->has_answer;
    if (has) {
        *ret = hunt->answer;
        hunt->answer.keys = NULL;
        hunt->has_answer = false;
    }
    (void)pthread_mutex_unlock(&hunt->lock);
    return has;
}

bool hunt_is_on(struct hunt *hunt)
{
    (void)pthread_mutex_lock(&hunt->lock);
    bool on = hunt->answered != hunt->asked;
    (void)pthread_mutex_unlock(&hunt->lock);
    return on;
}
