/* SPDX-License-Identifier: MIT */
#include "ui/cells/theme.h"

#include "base/err.h"

enum {
    B = THEME_BOLD,
    D = THEME_DIM,
    U = THEME_UNDERLINE,
    R = THEME_REVERSE,
    DEPTHS = THEME_RGB + 1,
    GROUNDS = THEME_MONO, /* the coloured ones */
    OWN = -1,
};

/* What roles are painted with, so that the same thing has the same colour
 * everywhere. */
enum tone {
    TONE_OWN, /* the terminal's */
    TONE_GREY,
    TONE_BLUE,
    TONE_GREEN,
    TONE_AMBER,
    TONE_RED,
    TONE_VIOLET,
    TONE_ON_SLATE, /* what is written on a ground of the next: */
    TONE_UNDER_SLATE,
    TONE_ON_AMBER,
    TONE_UNDER_AMBER,
    TONES,
};

/* Eight and sixteen colours are few and differ between terminals: one that xterm
 * shows with less than 4.5:1 is left out, and the attributes of `poor` tell. */
static const int tones[TONES][GROUNDS][DEPTHS] = {
    [TONE_OWN] = {{OWN, OWN, OWN, OWN}, {OWN, OWN, OWN, OWN}},
    [TONE_GREY] = {{OWN, OWN, 248, 0xa8a8a8}, {OWN, OWN, 241, 0x666666}},
    [TONE_BLUE] = {{6, 14, 117, 0x8cc8ff}, {4, 4, 25, 0x00529e}},
    [TONE_GREEN] = {{2, 10, 114, 0x8bd48b}, {OWN, OWN, 22, 0x0a5c1e}},
    [TONE_AMBER] = {{3, 11, 221, 0xf2cb61}, {OWN, OWN, 94, 0x7a4c00}},
    [TONE_RED] = {{OWN, 9, 210, 0xff938c}, {1, 1, 124, 0xa80f1e}},
    [TONE_VIOLET] = {{OWN, 13, 213, 0xf0a0f0}, {5, 5, 90, 0x8a1a8a}},
    [TONE_ON_SLATE] = {{OWN, OWN, 231, 0xffffff}, {OWN, OWN, 16, 0x101418}},
    [TONE_UNDER_SLATE] = {{OWN, OWN, 24, 0x1c4f78}, {OWN, OWN, 153, 0xb4d8fa}},
    [TONE_ON_AMBER] = {{0, 0, 16, 0x101418}, {0, 0, 16, 0x101418}},
    [TONE_UNDER_AMBER] = {{3, 11, 221, 0xf2cb61}, {3, 11, 221, 0xf2cb61}},
};

struct role {
    unsigned char mono, poor, rich; /* attributes: no colours; 8 and 16; 256 and more */
    unsigned char fg, bg;           /* enum tone */
};

static const struct role roles[PAINTS] = {
    [PAINT_TEXT] = {0, 0, 0, TONE_OWN, TONE_OWN},
    [PAINT_FAINT] = {D, D, 0, TONE_GREY, TONE_OWN},
    [PAINT_TITLE] = {B, B, B, TONE_OWN, TONE_OWN},
    [PAINT_HEAD] = {U, U, U, TONE_GREY, TONE_OWN},
    [PAINT_TAB] = {0, 0, 0, TONE_GREY, TONE_OWN},
    [PAINT_TAB_HERE] = {B | R, B | R, B, TONE_ON_SLATE, TONE_UNDER_SLATE},
    [PAINT_PICKED] = {R, R, 0, TONE_ON_SLATE, TONE_UNDER_SLATE},
    [PAINT_FOCUS] = {B | U | R, B | U | R, B | R, TONE_ON_SLATE, TONE_UNDER_SLATE},
    [PAINT_KEY] = {B, B, B, TONE_BLUE, TONE_OWN},
    [PAINT_OFF] = {D, D, 0, TONE_GREY, TONE_OWN},
    [PAINT_GOOD] = {0, 0, 0, TONE_GREEN, TONE_OWN},
    [PAINT_WARN] = {B, B, 0, TONE_AMBER, TONE_OWN},
    [PAINT_BAD] = {B | U, B | U, B, TONE_RED, TONE_OWN},
    [PAINT_MARK] = {U | R, U | R, R, TONE_VIOLET, TONE_OWN},
    [PAINT_MATCH] = {B | U, B | U, B | U, TONE_AMBER, TONE_OWN},
    [PAINT_INPUT] = {U, U, U, TONE_OWN, TONE_OWN},
    [PAINT_BANNER] = {B | R, B, B, TONE_ON_AMBER, TONE_UNDER_AMBER},
    [PAINT_FRAME] = {0, 0, 0, TONE_GREY, TONE_OWN},
    [PAINT_BAR_A] = {0, 0, 0, TONE_BLUE, TONE_OWN},
    [PAINT_BAR_B] = {0, 0, 0, TONE_GREEN, TONE_OWN},
    [PAINT_BAR_C] = {0, 0, 0, TONE_AMBER, TONE_OWN},
    [PAINT_BAR_D] = {0, 0, 0, TONE_GREY, TONE_OWN},
};

struct theme_look theme_look(enum paint paint, enum theme_depth depth, enum theme_ground ground)
{
    bug_if((unsigned)paint >= PAINTS || (unsigned)depth >= DEPTHS || ground > THEME_MONO,
           "no such role, depth or ground");
    const struct role *role = &roles[paint];
    if (ground == THEME_MONO)
        return (struct theme_look){role->mono, OWN, OWN};
    struct theme_look look = {
        .attributes = depth <= THEME_16 ? role->poor : role->rich,
        .fg = tones[role->fg][ground][depth],
        .bg = tones[role->bg][ground][depth],
    };
    /* Many terminals show bold as the bright colour, which nobody has measured. */
    if (depth <= THEME_16 && look.fg >= 0 && look.fg < 8)
        look.attributes &= ~(unsigned)THEME_BOLD;
    return look;
}
