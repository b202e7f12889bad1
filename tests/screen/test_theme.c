/* SPDX-License-Identifier: MIT */
#include "support/support.h"

#include <math.h>

#include "ui/cells/theme.h"

enum { GROUNDS = THEME_MONO, DEPTHS = THEME_RGB + 1 };

/* ---- colours as terminals show them ---- */

/* xterm's own (XTerm-col.ad). */
static const unsigned ansi[16] = {
    0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
    0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
};

/* Backgrounds that terminals come with: xterm, GNOME, Ubuntu, Windows, VS Code,
 * Solarized; light: xterm, Solarized, GNOME. With few colours only black and white:
 * who chooses another background there chooses the sixteen to go with it. */
static const unsigned dark[] = {0x000000, 0x1e1e1e, 0x2e3436, 0x300a24, 0x0c0c0c, 0x002b36};
static const unsigned light[] = {0xffffff, 0xfdf6e3, 0xeeeeec};

static unsigned rgb_of(int color, enum theme_depth depth)
{
    static const unsigned steps[] = {0x00, 0x5f, 0x87, 0xaf, 0xd7, 0xff};
    if (depth == THEME_RGB)
        return (unsigned)color;
    if (color < 16)
        return ansi[color];
    if (color >= 232)
        return (unsigned)(8 + 10 * (color - 232)) * 0x010101;
    return steps[(color - 16) / 36] << 16 | steps[(color - 16) / 6 % 6] << 8 |
           steps[(color - 16) % 6];
}

/* WCAG 2.1, "relative luminance". */
static double luminance(unsigned rgb)
{
    static const double weights[] = {0.0722, 0.7152, 0.2126};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
        double part = (double)(rgb >> (8 * i) & 0xff) / 255;
        sum += weights[i] * (part <= 0.03928 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
}

static double contrast(unsigned a, unsigned b)
{
    double first = luminance(a), second = luminance(b);
    return first > second ? (first + 0.05) / (second + 0.05) : (second + 0.05) / (first + 0.05);
}

/* ---- tests ---- */

static void contrast__known_pairs__is_the_standards(void **state)
{
    (void)state;
    assert_true(fabs(contrast(0x000000, 0xffffff) - 21) < 0.001);
    assert_true(fabs(contrast(0x777777, 0xffffff) - 4.48) < 0.005);
    assert_true(fabs(contrast(0xffffff, 0x777777) - 4.48) < 0.005);
}

static void assert_readable(int paint, enum theme_depth depth, unsigned fg, unsigned bg)
{
    double is = contrast(fg, bg);
    if (is >= 4.5)
        return;
    print_error("role %c, depth %d: %06x on %06x is %.2f\n", paint_letter((enum paint)paint),
                (int)depth, fg, bg, is);
    fail();
}

static void look__any_colour__has_contrast(void **state)
{
    (void)state;
    for (int paint = 0; paint < PAINTS; paint++) {
        for (int depth = 0; depth < DEPTHS; depth++) {
            for (int ground = 0; ground < GROUNDS; ground++) {
                enum theme_depth d = (enum theme_depth)depth;
                struct theme_look look =
                    theme_look((enum paint)paint, d, (enum theme_ground)ground);
                const unsigned *grounds = ground == THEME_DARK ? dark : light;
                size_t count = ground == THEME_DARK ? sizeof(dark) / sizeof(*dark)
                                                    : sizeof(light) / sizeof(*light);
                /* Bold may show a colour of the eight as the bright one. */
                if (d <= THEME_16 && look.fg >= 0 && look.fg < 8)
                    assert_int_equal(look.attributes & THEME_BOLD, 0);
                if (look.bg >= 0) {
                    /* Both, or half of the pair is anybody's guess. */
                    assert_true(look.fg >= 0);
                    assert_readable(paint, d, rgb_of(look.fg, d), rgb_of(look.bg, d));
                }
                for (size_t i = 0; i < (depth <= THEME_16 ? 1 : count); i++) {
                    if (look.fg >= 0 && look.bg < 0)
                        assert_readable(paint, d, rgb_of(look.fg, d), grounds[i]);
                }
            }
        }
    }
}

static void look__each_depth__has_its_colours(void **state)
{
    static const int most[DEPTHS] = {7, 15, 255, 0xffffff};
    static const int least[DEPTHS] = {0, 0, 16, 0};
    (void)state;
    for (int paint = 0; paint < PAINTS; paint++) {
        for (int depth = 0; depth < DEPTHS; depth++) {
            for (int ground = 0; ground < GROUNDS; ground++) {
                struct theme_look look = theme_look((enum paint)paint, (enum theme_depth)depth,
                                                    (enum theme_ground)ground);
                if (look.fg != -1)
                    assert_in_range(look.fg, least[depth], most[depth]);
                if (look.bg != -1)
                    assert_in_range(look.bg, least[depth], most[depth]);
            }
        }
    }
}

static void look__text__is_the_terminals_own(void **state)
{
    (void)state;
    for (int depth = 0; depth < DEPTHS; depth++) {
        for (int ground = 0; ground <= THEME_MONO; ground++) {
            struct theme_look look =
                theme_look(PAINT_TEXT, (enum theme_depth)depth, (enum theme_ground)ground);
            assert_int_equal(look.attributes, 0);
            assert_int_equal(look.fg, -1);
            assert_int_equal(look.bg, -1);
        }
    }
}

static bool same_look(struct theme_look a, struct theme_look b)
{
    return a.attributes == b.attributes && a.fg == b.fg && a.bg == b.bg;
}

/* What is told by the look more than by words: all different from each other, and
 * from text, in every depth and on every ground. */
static void look__roles_that_must_differ__do(void **state)
{
    static const enum paint roles[] = {PAINT_TEXT, PAINT_PICKED, PAINT_FOCUS,
                                       PAINT_OFF,  PAINT_BANNER, PAINT_MARK,
                                       PAINT_KEY,  PAINT_INPUT,  PAINT_MATCH};
    enum { ROLES = sizeof(roles) / sizeof(roles[0]) };
    (void)state;
    for (int ground = 0; ground <= THEME_MONO; ground++) {
        for (int depth = 0; depth < DEPTHS; depth++) {
            for (size_t a = 0; a < ROLES; a++) {
                for (size_t b = a + 1; b < ROLES; b++)
                    assert_false(same_look(
                        theme_look(roles[a], (enum theme_depth)depth, (enum theme_ground)ground),
                        theme_look(roles[b], (enum theme_depth)depth, (enum theme_ground)ground)));
            }
        }
    }
}

static void look__mono__has_no_colour(void **state)
{
    (void)state;
    for (int paint = 0; paint < PAINTS; paint++) {
        for (int depth = 0; depth < DEPTHS; depth++) {
            struct theme_look look =
                theme_look((enum paint)paint, (enum theme_depth)depth, THEME_MONO);
            assert_true(look.fg == -1 && look.bg == -1);
        }
    }
    /* Loss is not told by colour alone. */
    assert_int_not_equal(theme_look(PAINT_BAD, THEME_8, THEME_MONO).attributes, 0);
    assert_int_not_equal(theme_look(PAINT_WARN, THEME_8, THEME_MONO).attributes, 0);
}

static void letters__roles__are_all_different(void **state)
{
    (void)state;
    for (int a = 0; a < PAINTS; a++) {
        assert_in_range(paint_letter((enum paint)a), '!', '~');
        for (int b = a + 1; b < PAINTS; b++)
            assert_int_not_equal(paint_letter((enum paint)a), paint_letter((enum paint)b));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(contrast__known_pairs__is_the_standards),
        cmocka_unit_test(look__any_colour__has_contrast),
        cmocka_unit_test(look__each_depth__has_its_colours),
        cmocka_unit_test(look__text__is_the_terminals_own),
        cmocka_unit_test(look__roles_that_must_differ__do),
        cmocka_unit_test(look__mono__has_no_colour),
        cmocka_unit_test(letters__roles__are_all_different),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
