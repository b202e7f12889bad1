/* SPDX-License-Identifier: MIT */
/* Boxes with a question or a message. */
#ifndef COFFER_UI_ASK_H
#define COFFER_UI_ASK_H

#include "ui/view.h"

/* Text that is read and closed with any of Enter, Esc, q; scrolls where it is
 * long. title, text: copied. */
struct view *message_new(struct shell *shell, const char *title, const char *text);

/* A question with answers, each with a key that is not the key of the action
 * that asks. "Cancel" (Esc) is preset and always there. answered gets the index,
 * -1 for cancel; context is then the callee's, which frees it. */
struct answer {
    char key;          /* a letter or digit */
    const char *label; /* N_() */
};
typedef void ask_answered(struct shell *shell, void *context, int answer);
struct view *ask_new(struct shell *shell, const char *title, const char *text,
                     const struct answer *answers, int count, ask_answered *answered,
                     void *context);

#endif
