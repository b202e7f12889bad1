/* SPDX-License-Identifier: MIT */
#include "ui/screens/reading.h"

#include <stdio.h>

#include "base/words.h"

void reading_draw(struct canvas *canvas, struct area *rest, size_t done, size_t all)
{
    enum { LEAST = 3 };
    char words[96];
    if (rest->rows < LEAST)
        return;
    (void)snprintf(words, sizeof(words), _("Reading: %zu of %zu claims"), done, all);
    (void)canvas_text(canvas, rest->row, rest->col, rest->cols, PAINT_WARN, words);
    rest->row++;
    rest->rows--;
}
