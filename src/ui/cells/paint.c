/* SPDX-License-Identifier: MIT */
#include "ui/cells/paint.h"

#include "base/err.h"

char paint_letter(enum paint paint)
{
    static const char letters[PAINTS] = {
#define PAINT_LETTER(name, letter) [PAINT_##name] = (letter),
        PAINT_ROLES(PAINT_LETTER)
#undef PAINT_LETTER
    };
    bug_if((unsigned)paint >= PAINTS, "no such role");
    return letters[paint];
}
