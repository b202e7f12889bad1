/* SPDX-License-Identifier: MIT */
#include "ui/screens/fund_bar.h"

#include "base/checked.h"

enum { PARTS = 7 };

/* In the order in which money goes. */
static const struct {
    enum fund_figure_id id;
    enum sign sign;
    enum paint paint;
} parts[PARTS] = {
    {FIG_PAID, SIGN_FULL, PAINT_BAR_B},      {FIG_APPROVED, SIGN_DENSE, PAINT_BAR_A},
    {FIG_CLAIMED, SIGN_MEDIUM, PAINT_BAR_C}, {FIG_PLANNED, SIGN_LIGHT, PAINT_BAR_D},
    {FIG_REMAINING, SIGN_LINE, PAINT_TEXT},  {FIG_AT_RISK, SIGN_DOWN, PAINT_BAD},
    {FIG_FORFEITED, SIGN_DOT, PAINT_FAINT},
};

static int64_t above_0(int64_t micros)
{
    return micros > 0 ? micros : 0;
}

static int64_t lesser(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* What each part takes for itself; together they are all that is available, or claimed
 * where that is more. */
static void measure(const struct balance *b, int64_t ret[PARTS])
{
    int64_t remaining = above_0(b->remaining.micros);
    int64_t risk = lesser(above_0(fund_at_risk(b).micros), remaining);
    int64_t planned = lesser(above_0(b->planned.micros), remaining - risk);
    ret[0] = lesser(above_0(b->paid.micros), above_0(b->claimed.micros));
    ret[1] = above_0(lesser(b->approved.micros, b->claimed.micros) - ret[0]);
    ret[2] = above_0(b->claimed.micros - ret[0] - ret[1]);
    ret[3] = planned;
    ret[4] = remaining - risk - planned;
    ret[5] = risk;
    ret[6] = above_0(b->forfeited.micros);
}

static int64_t sum_of(const int64_t amounts[PARTS])
{
    int64_t sum = 0;
    for (int i = 0; i < PARTS; i++)
        if (__builtin_add_overflow(sum, amounts[i], &sum))
            return 0;
    return sum;
}

bool fund_bar_has(const struct balance *balance)
{
    int64_t amounts[PARTS];
    measure(balance, amounts);
    return sum_of(amounts) > 0;
}

bool fund_bar_sign(const struct balance *balance, enum fund_figure_id id, enum sign *ret,
                   enum paint *ret_paint)
{
    for (int i = 0; fund_bar_has(balance) && i < PARTS; i++) {
        if (parts[i].id == id) {
            *ret = parts[i].sign;
            *ret_paint = parts[i].paint;
            return true;
        }
    }
    return false;
}

/* Cells of each part, by where it ends; what is too small for a cell takes one from the
 * widest. */
static void share(const int64_t amounts[PARTS], int width, int ret[PARTS])
{
    int64_t whole = sum_of(amounts), sum = 0;
    int widest = 0, at = 0;
    for (int i = 0; i < PARTS; i++) {
        int64_t end = 0;
        sum += amounts[i];
        if (!mul_div_fits(sum, width, whole, &end))
            end = at;
        ret[i] = (int)end - at;
        at = (int)end;
        if (ret[i] > ret[widest])
            widest = i;
    }
    for (int i = 0; i < PARTS; i++) {
        if (amounts[i] > 0 && ret[i] == 0 && ret[widest] > 1) {
            ret[i]++;
            ret[widest]--;
        }
    }
}

void fund_bar_draw(const struct balance *balance, struct canvas *canvas, struct area line)
{
    int64_t amounts[PARTS];
    int cells[PARTS], col = line.col;
    measure(balance, amounts);
    if (line.cols < 1 || sum_of(amounts) <= 0)
        return;
    share(amounts, line.cols, cells);
    for (int i = 0; i < PARTS; i++) {
        canvas_sign(canvas, line.row, col, cells[i], parts[i].paint, parts[i].sign);
        col += cells[i];
    }
}
