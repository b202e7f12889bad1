/* SPDX-License-Identifier: MIT */
/*
 * The daily copy of the book, made by a thread behind the first write of a day: a large
 * book takes seconds, and nobody waits for it. The thread has an app of its own.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/shell_inside.h"

struct copying {
    pthread_t thread;
    struct app_options options;
    char *book; /* owned */
    void (*wake)(void *context);
    void *wake_context;
    atomic_bool over;
    /* Of the thread until it is over: */
    char warned[512], trouble[1024];
};

static void on_warning(void *context, const char *sentence)
{
    struct copying *copying = context;
    (void)snprintf(copying->warned, sizeof(copying->warned), "%s", sentence);
}

static void *run(void *context)
{
    struct copying *copying = context;
    struct app *app = NULL;
    struct err err;
    err_init(&err);
    if (app_open(&copying->options, &app, &err) == RC_OK) {
        app_copy_daily(app);
        (void)snprintf(copying->trouble, sizeof(copying->trouble), "%s", app_copy_trouble(app));
    } else {
        (void)snprintf(copying->trouble, sizeof(copying->trouble), "%s", err.text);
    }
    app_close(app);
    atomic_store(&copying->over, true);
    copying->wake(copying->wake_context);
    return NULL;
}

static void copying_free(struct copying *copying)
{
    if (copying != NULL)
        free(copying->book);
    free(copying);
}

void copy_start(struct shell *shell)
{
    if (!shell->copy_due || shell->copying != NULL || shell->app == NULL)
        return;
    shell->copy_due = false;
    struct copying *copying = calloc(1, sizeof(*copying));
    if (copying == NULL || (copying->book = strdup(app_path(shell->app))) == NULL) {
        copying_free(copying); /* the next write asks again */
        return;
    }
    copying->options = shell->options;
    copying->options.book = copying->book;
    copying->options.listener = (struct app_listener){.warn = on_warning, .context = copying};
    copying->wake = shell->wake;
    copying->wake_context = shell->wake_context;
    atomic_init(&copying->over, false);
    if (pthread_create(&copying->thread, NULL, run, copying) == 0)
        shell->copying = copying;
    else
        copying_free(copying);
}

/* The thread is over, or soon will be. */
static void finish(struct shell *shell)
{
    struct copying *copying = shell->copying;
    (void)pthread_join(copying->thread, NULL);
    shell->copying = NULL;
    if (shell->app != NULL && strcmp(copying->trouble, app_copy_trouble(shell->app)) != 0) {
        app_copy_told(shell->app, copying->trouble);
        shell_all_stale(shell); /* it is among the things to do */
    }
    if (copying->warned[0] != '\0')
        shell_retell(shell, copying->warned);
    copying_free(copying);
}

void copy_tick(struct shell *shell)
{
    if (shell->copying != NULL && atomic_load(&shell->copying->over))
        finish(shell);
}

void copy_end(struct shell *shell)
{
    if (shell->copying != NULL)
        finish(shell);
}
