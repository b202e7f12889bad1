/* SPDX-License-Identifier: MIT */
/*
 * Long work: one thread with an app of its own, and a box that shows how far it
 * is. The thread writes only what is guarded by the lock; everything else of the
 * shell belongs to the screen's thread.
 */
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "ui/parts/chart.h"
#include "ui/shell_inside.h"

struct job {
    pthread_t thread;
    pthread_mutex_t lock;
    struct app_options options;
    char *book;
    char title[96];
    shell_work *work;
    shell_work_done *done;
    void *context;
    void (*wake)(void *context);
    void *wake_context;
    struct view *box; /* NULL: hidden */
    int64_t began;    /* ticks */

    /* guarded by lock */
    char what[96];
    uint64_t count, total;
    char warned[512];
    bool stop, over;
    enum rc rc;
    struct err err;
};

/* ---- in the thread --------------------------------------------------------------------------- */

static bool on_progress(void *context, const char *what, uint64_t done, uint64_t total)
{
    struct job *job = context;
    (void)pthread_mutex_lock(&job->lock);
    (void)snprintf(job->what, sizeof(job->what), "%s", what);
    job->count = done;
    job->total = total;
    bool go_on = !job->stop;
    (void)pthread_mutex_unlock(&job->lock);
    return go_on;
}

static void on_warning(void *context, const char *sentence)
{
    struct job *job = context;
    (void)pthread_mutex_lock(&job->lock);
    (void)snprintf(job->warned, sizeof(job->warned), "%s", sentence);
    (void)pthread_mutex_unlock(&job->lock);
}

static void *run(void *context)
{
    struct job *job = context;
    struct app *app = NULL;
    struct err err;
    err_init(&err);
    enum rc rc = app_open(&job->options, &app, &err);
    if (rc == RC_OK)
        rc = job->work(app, job->context, &err);
    app_close(app);
    (void)pthread_mutex_lock(&job->lock);
    job->rc = rc;
    job->err = err;
    job->over = true;
    (void)pthread_mutex_unlock(&job->lock);
    job->wake(job->wake_context);
    return NULL;
}

/* ---- the box -----------------------------------------------------------------------------------
 */

struct progress_view {
    struct view view; /* first */
    bool asking;      /* whether to stop */
};

static struct job *job_of(const struct view *view)
{
    return view->shell->job;
}

/* How far, as words: "43 % · 12 s left"; "" when the total is not known. */
static int how_far(struct job *job, int64_t now, char *ret, size_t size)
{
    int per_mille = -1;
    (void)pthread_mutex_lock(&job->lock);
    uint64_t count = job->count, total = job->total;
    (void)pthread_mutex_unlock(&job->lock);
    ret[0] = '\0';
    if (total > 0) {
        int64_t gone = now - job->began;
        per_mille = (int)(count >= total ? 1000 : count * 1000 / total);
        int64_t left = per_mille > 0 ? gone * (1000 - per_mille) / per_mille / 1000 : 0;
        if (per_mille > 20 && left > 0)
            (void)snprintf(ret, size, _("%d %%, about %lld s left"), per_mille / 10,
                           (long long)left);
        else
            (void)snprintf(ret, size, _("%d %%"), per_mille / 10);
    }
    return per_mille;
}

static void box_draw(struct view *view, struct canvas *canvas, struct area area)
{
    struct progress_view *box = (struct progress_view *)view;
    struct job *job = job_of(view);
    char far[96], what[96];
    if (job == NULL)
        return;
    int width = area.cols < 60 ? area.cols : 60;
    int height = area.rows < 6 ? area.rows : 6;
    struct area frame = {area.row + (area.rows - height) / 2, area.col + (area.cols - width) / 2,
                         height, width};
    struct area in = canvas_box(canvas, frame, job->title);
    int filled = how_far(job, view->shell->ticks(), far, sizeof(far));
    (void)pthread_mutex_lock(&job->lock);
    memcpy(what, job->what, sizeof(what));
    (void)pthread_mutex_unlock(&job->lock);
    canvas_text(canvas, in.row, in.col, in.cols, PAINT_TEXT,
                what[0] != '\0' ? what : _("Under way …"));
    if (filled >= 0)
        chart_gauge(canvas, in.row + 1, in.col, in.cols, filled, -1, PAINT_BAR_A);
    canvas_text(canvas, in.row + 2, in.col, in.cols, PAINT_FAINT, far);
    canvas_text(canvas, in.row + 3, in.col, in.cols, box->asking ? PAINT_WARN : PAINT_FAINT,
                box->asking ? _("Stop it? The book stays as it was.  y stops  n goes on")
                            : _("Esc stops  Enter goes on behind"));
    canvas_focus(canvas, in.row + 3, in.col);
}

static bool box_key(struct view *view, const struct key *key)
{
    struct progress_view *box = (struct progress_view *)view;
    struct job *job = job_of(view);
    if (job == NULL)
        return false;
    if (box->asking) {
        if (key_is(key, "y"))
            job_stop(view->shell);
        else if (!key_is(key, "n") && key->code != K_ESC)
            return false;
        box->asking = false;
        return true;
    }
    if (key->code == K_ESC)
        box->asking = true;
    else if (key->code == K_ENTER)
        shell_close(view->shell, view);
    else
        return false;
    return true;
}

static void box_close(struct view *view)
{
    if (job_of(view) != NULL && job_of(view)->box == view)
        job_of(view)->box = NULL;
    free(view);
}

static void box_title(const struct view *view, struct buf *ret)
{
    if (job_of(view) != NULL)
        buf_add(ret, job_of(view)->title);
}

static const struct view_class box_class = {
    .name = "progress",
    .overlay = true,
    .close = box_close,
    .draw = box_draw,
    .title = box_title,
    .key = box_key,
};

/* ---- from the screen's thread ------------------------------------------------------------------
 */

static void job_free(struct job *job)
{
    (void)pthread_mutex_destroy(&job->lock);
    free(job->book);
    free(job);
}

static struct job *job_new(const struct shell *shell, const char *title, shell_work *work,
                           shell_work_done *done)
{
    struct job *job = calloc(1, sizeof(*job));
    if (job == NULL)
        return NULL;
    (void)pthread_mutex_init(&job->lock, NULL);
    if ((job->book = strdup(app_path(shell->app))) == NULL) {
        job_free(job);
        return NULL;
    }
    (void)snprintf(job->title, sizeof(job->title), "%s", title);
    job->options = shell->options;
    job->options.book = job->book;
    job->options.listener =
        (struct app_listener){.progress = on_progress, .warn = on_warning, .context = job};
    job->work = work;
    job->done = done;
    job->wake = shell->wake;
    job->wake_context = shell->wake_context;
    job->began = shell->ticks();
    return job;
}

enum rc shell_job(struct shell *shell, const char *title, shell_work *work, shell_work_done *done,
                  void *context, struct err *err)
{
    if (job_is_running(shell))
        return err_set(err, RC_RULE, _("%s: other work is going on: wait for it"), title);
    struct job *job = job_new(shell, title, work, done);
    struct progress_view *box = calloc(1, sizeof(*box));
    if (job == NULL || box == NULL)
        goto no_memory;
    job->context = context;
    if (pthread_create(&job->thread, NULL, run, job) != 0)
        goto no_memory;
    shell->job = job;
    box->view = (struct view){&box_class, shell};
    job->box = &box->view;
    shell_push(shell, &box->view);
    return RC_OK;

no_memory:
    if (job != NULL)
        job_free(job);
    free(box);
    return err_memory(err);
}

bool job_is_running(const struct shell *shell)
{
    return shell->job != NULL;
}

bool job_words(struct shell *shell, struct buf *ret)
{
    char far[96];
    if (shell->job == NULL)
        return false;
    (void)how_far(shell->job, shell->ticks(), far, sizeof(far));
    buf_addf(ret, "%s %s", shell->job->title, far);
    return true;
}

/* A thread that waits for a file which gives nothing (a FIFO, a network) notices
 * only a signal: one that the terminal's guard catches, and that does nothing
 * where there is none. */
static void nudge(const struct job *job)
{
    (void)pthread_kill(job->thread, SIGURG);
}

void job_stop(struct shell *shell)
{
    (void)pthread_mutex_lock(&shell->job->lock);
    shell->job->stop = true;
    (void)pthread_mutex_unlock(&shell->job->lock);
    nudge(shell->job);
}

static bool is_over(struct job *job)
{
    (void)pthread_mutex_lock(&job->lock);
    bool over = job->over;
    (void)pthread_mutex_unlock(&job->lock);
    return over;
}

/* The thread has ended: what it did is looked at again. */
static void finish(struct shell *shell)
{
    struct job *job = shell->job;
    (void)pthread_join(job->thread, NULL);
    if (job->box != NULL)
        shell_close(shell, job->box);
    shell->job = NULL;
    shell_all_stale(shell);
    if (job->rc == RC_STOP)
        shell_say(shell, _("Stopped: the book is as it was"));
    else if (job->warned[0] != '\0')
        shell_retell(shell, job->warned);
    job->done(shell, job->context, job->rc, &job->err);
    job_free(job);
}

void job_tick(struct shell *shell)
{
    struct job *job = shell->job;
    if (job != NULL && is_over(job))
        finish(shell);
    else if (job != NULL && job->stop) /* written by this thread alone */
        nudge(job);
}

void job_end(struct shell *shell)
{
    enum { STEP = 20 };
    if (shell->job == NULL)
        return;
    for (job_stop(shell); !is_over(shell->job); nudge(shell->job))
        (void)poll(NULL, 0, STEP);
    finish(shell);
}

void shell_wake(const struct shell *shell)
{
    shell->wake(shell->wake_context);
}
