/* SPDX-License-Identifier: MIT */
/*
 * A program that is nothing but a terminal: what comes is written down, and a key
 * makes it do what a program should never do. test_term.c plays it.
 */
#include <locale.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/clock.h"
#include "ui/term/term.h"

enum { KEPT = 8, LINE = 128 };

struct probe {
    struct term *term;
    struct canvas canvas;
    char told[KEPT][LINE]; /* the newest last */
    int here;              /* the selected row */
    size_t pasted;
    bool over, suspend;
};

static void write_down(struct probe *probe, const char *text)
{
    memmove(probe->told[0], probe->told[1], sizeof(probe->told[0]) * (KEPT - 1));
    (void)snprintf(probe->told[KEPT - 1], LINE, "%s", text);
}

/* ---- misdeeds ---------------------------------------------------------------------------- */

static void fault(void)
{
    volatile char *page = mmap(NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    page[0] = 1;
}

/* The compiler must not see that it never ends. */
static int overflow(const volatile int *depth)
{
    volatile int frame[1024];
    frame[0] = *depth + 1;
    return frame[0] > 0 ? overflow(frame) + frame[1] : 0;
}

static void *fault_in_thread(void *context)
{
    (void)context;
    fault();
    return NULL;
}

static void *wake_in_thread(void *context)
{
    term_wake(context);
    return NULL;
}

static void run_thread(void *(*work)(void *), void *context)
{
    pthread_t thread;
    if (pthread_create(&thread, NULL, work, context) == 0)
        (void)pthread_join(thread, NULL);
}

static void misbehave(struct probe *probe, char key)
{
    switch (key) {
    case 'q':
        probe->over = true;
        break;
    case 'z':
        probe->suspend = true;
        break;
    case 'S':
        fault();
        break;
    case 'O':
        write_down(probe, overflow(&probe->here) != 0 ? "deep" : "deeper");
        break;
    case 'A':
        abort();
    case 'B':
        bug("the probe broke a promise");
    case 'T':
        run_thread(fault_in_thread, NULL);
        break;
    case 'w':
        run_thread(wake_in_thread, probe->term);
        break;
    case 'e':
        (void)fprintf(stderr, "a line that went astray\n");
        break;
    case 'c':
        term_copy(probe->term, "coffer balance");
        break;
    case 'b':
        term_bell(probe->term);
        break;
    case 't':
        term_title(probe->term, "A title\x1b]2;PWNED\a");
        break;
    case 'L':
        probe->here = 0;
        term_forget(probe->term);
        break;
    default:
        break;
    }
}

/* ---- events ------------------------------------------------------------------------------ */

static void on_key(struct probe *probe, const struct key *key)
{
    char name[KEY_NAME_SIZE], text[LINE];
    bool down = key_is(key, "j");
    if (down || key_is(key, "k")) { /* moves, and nothing else changes */
        probe->here += down ? 1 : -1;
        return;
    }
    (void)snprintf(text, sizeof(text), "key %s", key_print(key, name));
    write_down(probe, text);
    if (key->code == K_DOWN)
        probe->here++;
    else if (key->code == K_UP && probe->here > 0)
        probe->here--;
    else if (key->code == K_CHAR && !key->ctrl && !key->alt)
        misbehave(probe, key->text[0]);
}

static void on_paste(struct probe *probe, const struct event *event)
{
    char text[LINE];
    probe->pasted += event->paste_length;
    if (event->paste_more)
        return;
    (void)snprintf(text, sizeof(text), "paste of %zu", probe->pasted);
    write_down(probe, text);
    probe->pasted = 0;
}

static void on_event(struct probe *probe, const struct event *event)
{
    char text[LINE];
    switch (event->kind) {
    case EVENT_KEY:
        on_key(probe, &event->key);
        return;
    case EVENT_PASTE:
        on_paste(probe, event);
        return;
    case EVENT_MOUSE:
        (void)snprintf(text, sizeof(text), "mouse %d at %d,%d", (int)event->mouse.kind,
                       event->mouse.row, event->mouse.col);
        break;
    case EVENT_RESIZE:
        (void)canvas_resize(&probe->canvas, event->rows, event->cols);
        (void)snprintf(text, sizeof(text), "size %dx%d", event->rows, event->cols);
        break;
    case EVENT_FOCUS:
        (void)snprintf(text, sizeof(text), "focus %s", event->on ? "on" : "off");
        break;
    case EVENT_TICK:
        (void)snprintf(text, sizeof(text), "tick");
        break;
    case EVENT_WAKE:
        (void)snprintf(text, sizeof(text), "wake");
        break;
    case EVENT_RESTYLE:
        (void)snprintf(text, sizeof(text), "restyle");
        break;
    case EVENT_STOP:
        (void)snprintf(text, sizeof(text), "stop");
        break;
    case EVENT_END:
        probe->over = true;
        return;
    }
    write_down(probe, text);
}

/* Rows as wide as the screen, one of them selected; what came below them. */
static void draw(struct probe *probe)
{
    struct canvas *canvas = &probe->canvas;
    canvas_clear(canvas);
    canvas_text(canvas, 0, 0, canvas->cols, PAINT_TITLE, "The probe");
    int rows = canvas->rows - KEPT - 1;
    for (int i = 0; i < rows; i++) {
        enum paint paint = i == probe->here ? PAINT_PICKED : PAINT_TEXT;
        canvas_fill(canvas, (struct area){i + 1, 0, 1, canvas->cols}, paint);
        canvas_textf(canvas, i + 1, 0, canvas->cols, paint, "%3d Contoso Sverige AB", i);
        canvas_textf(canvas, i + 1, 40, 30, i == probe->here ? paint : PAINT_GOOD, "%d.%02d", i * 7,
                     i);
    }
    for (int i = 0; i < KEPT; i++)
        canvas_text(canvas, canvas->rows - KEPT + i, 0, canvas->cols, PAINT_FAINT, probe->told[i]);
    canvas_focus(canvas, 1 + probe->here, 0);
}

int main(int argc, char **argv)
{
    struct probe probe = {.term = NULL};
    struct err err;
    int rows, cols;
    err_init(&err);
    (void)setlocale(LC_ALL, "");
    if (term_open(&probe.term, &err) != RC_OK) {
        (void)fprintf(stderr, "coffer: %s\n", err.text);
        return (int)err.rc;
    }
    term_size(probe.term, &rows, &cols);
    if (!canvas_init(&probe.canvas, rows, cols, term_is_ascii(probe.term)))
        return 1;
    if (argc > 1) /* what it does before its first frame */
        misbehave(&probe, argv[1][0]);
    while (!probe.over) {
        struct event event;
        draw(&probe);
        term_show(probe.term, &probe.canvas);
        if (term_next(probe.term, -1, &event, &err) != RC_OK)
            break;
        on_event(&probe, &event);
        if (probe.suspend)
            term_suspend(probe.term);
        probe.suspend = false;
    }
    term_close(probe.term);
    canvas_release(&probe.canvas);
    (void)printf("the probe is empty\n");
    return (int)err.rc;
}
