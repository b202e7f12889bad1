/* SPDX-License-Identifier: MIT */
#include "ui/screens/dashboard_rows.h"

#include <stdio.h>

#include "base/words.h"
#include "ui/screens/screens.h"

enum { SOON_DAYS = 45, STALE_DAYS = 45, WHOLE_BAR = 1000 };

static const char no_title[] = " ";

/* ---- cells that several sections have ------------------------------------------------------- */

static void fill_date(struct dashboard_data *data, struct date date, struct grid_cell *cell)
{
    cell->text = date_print(date, data->brief);
    cell->brief = data->brief + 5; /* without the year */
}

static void fill_period(struct dashboard_data *data, struct period period, struct grid_cell *cell)
{
    cell->text = period_print(period, data->brief);
}

void dashboard_figure(const struct fund_row *fund, enum fund_figure_id id, struct date day,
                      struct grid_cell *cell)
{
    cell->has_figure = fund_figure(fund, id, day, &cell->figure);
}

/* In the last call it is at risk; before, it is what the end of the usage period would
 * take, below 0 where drafts are for more than there is. */
void dashboard_unplanned(const struct fund_row *fund, struct date day, struct grid_cell *cell)
{
    struct money amount = {0};
    if (fund->balance.state == FUND_LAST_CALL) {
        dashboard_figure(fund, FIG_AT_RISK, day, cell);
        return;
    }
    cell->has_figure = money_sub(fund->balance.remaining, fund->balance.planned, &amount);
    cell->figure = (struct figure){.kind = FIGURE_DEADLINE,
                                   .amount = amount,
                                   .currency = fund->currency,
                                   .program = fund->program,
                                   .location = fund->location,
                                   .period = fund->period,
                                   .name = deadline_kind_word(DEADLINE_USAGE_END)};
}

static void open_fund(const struct fund_row *fund, struct shell *shell)
{
    shell_push(shell, fund_new(shell, fund->program, fund->location, fund->period));
}

/* ---- deadlines ------------------------------------------------------------------------------ */

enum deadline_column {
    DEADLINE_PROGRAM,
    DEADLINE_LOCATION,
    DEADLINE_PERIOD,
    DEADLINE_LEFT,
    DEADLINE_DUE,
    DEADLINE_REMAINING,
    DEADLINE_CURRENCY,
    DEADLINE_UNPLANNED,
    DEADLINE_SHARES,
    DEADLINE_COLUMNS
};
static const struct grid_column deadline_columns[DEADLINE_COLUMNS] = {
    [DEADLINE_PROGRAM] = {"program", N_("Funds"), GRID_TEXT, 0, 8, 22, false},
    [DEADLINE_LOCATION] = {"location", N_("Location"), GRID_TEXT, 2, 6, 32, false},
    [DEADLINE_PERIOD] = {"period", N_("Period"), GRID_WORD, 2, 0, 0, false},
    [DEADLINE_LEFT] = {"left", N_("Left"), GRID_WORD, 0, 0, 0, false},
    [DEADLINE_DUE] = {"due", N_("Do"), GRID_WORD, 1, 0, 0, false},
    [DEADLINE_REMAINING] = {"remaining", N_("Remaining"), GRID_FIGURE, 0, 0, 0, false},
    [DEADLINE_CURRENCY] = {"currency", no_title, GRID_WORD, 0, 0, 0, false},
    [DEADLINE_UNPLANNED] = {"unplanned", N_("Unplanned"), GRID_FIGURE, 2, 0, 0, false},
    [DEADLINE_SHARES] = {"shares", N_("Shares"), GRID_BAR, 3, 8, 24, false},
};

static size_t deadline_rows(const struct dashboard_data *data)
{
    return data->desk.window_count;
}

/* Two cells of a row tell of it, and every row is measured. */
static void find_next(struct dashboard_data *data, const struct fund_row *fund)
{
    if (data->next_of != fund)
        (void)fund_next(fund, data->day, &data->next);
    data->next_of = fund;
}

static void fill_left(struct dashboard_data *data, const struct fund_row *fund,
                      struct grid_cell *cell)
{
    find_next(data, fund);
    cell->text = data->next.left;
    cell->brief = data->next.left_brief;
    cell->paint = data->next.paint;
}

static void fill_due(struct dashboard_data *data, const struct fund_row *fund,
                     struct grid_cell *cell)
{
    find_next(data, fund);
    cell->text = data->next.due;
    cell->brief = data->next.due_brief;
}

static void fill_deadline(void *context, size_t row, int column, struct grid_cell *cell)
{
    struct dashboard_data *data = context;
    const struct fund_row *fund = data->desk.windows[row].fund;
    switch ((enum deadline_column)column) {
    case DEADLINE_PROGRAM:
        cell->text = fund->program;
        break;
    case DEADLINE_LOCATION:
        cell->text = names_location(&data->names, fund->location);
        break;
    case DEADLINE_PERIOD:
        fill_period(data, fund->period, cell);
        break;
    case DEADLINE_LEFT:
        fill_left(data, fund, cell);
        break;
    case DEADLINE_DUE:
        fill_due(data, fund, cell);
        break;
    case DEADLINE_REMAINING:
        dashboard_figure(fund, FIG_REMAINING, data->day, cell);
        break;
    case DEADLINE_CURRENCY:
        cell->text = fund->currency.code;
        break;
    case DEADLINE_UNPLANNED:
        dashboard_unplanned(fund, data->day, cell);
        break;
    case DEADLINE_SHARES:
        fund_shares(&fund->balance, cell->parts);
        break;
    case DEADLINE_COLUMNS:
        bug("no such column");
    }
}

/* Without a draft it is what remains. */
static unsigned hide_deadline_columns(const struct dashboard_data *data)
{
    for (size_t i = 0; i < data->desk.window_count; i++)
        if (data->desk.windows[i].fund->balance.planned.micros != 0)
            return 0;
    return 1u << DEADLINE_UNPLANNED;
}

static void open_deadline(const struct dashboard_data *data, size_t row, struct shell *shell)
{
    open_fund(data->desk.windows[row].fund, shell);
}

/* ---- thresholds ----------------------------------------------------------------------------- */

enum threshold_column {
    THRESHOLD_PROGRAM,
    THRESHOLD_LOCATION,
    THRESHOLD_PERIOD,
    THRESHOLD_COURSE,
    THRESHOLD_MISSING,
    THRESHOLD_COOP,
    THRESHOLD_USD,
    THRESHOLD_RATE,
    THRESHOLD_GAUGE,
    THRESHOLD_COLUMNS
};
static const struct grid_column threshold_columns[THRESHOLD_COLUMNS] = {
    [THRESHOLD_PROGRAM] = {"program", N_("Thresholds"), GRID_TEXT, 0, 8, 22, false},
    [THRESHOLD_LOCATION] = {"location", N_("Location"), GRID_TEXT, 2, 6, 32, false},
    [THRESHOLD_PERIOD] = {"period", N_("Period"), GRID_WORD, 3, 0, 0, false},
    [THRESHOLD_COURSE] = {"course", N_("Course"), GRID_WORD, 1, 0, 0, false},
    [THRESHOLD_MISSING] = {"missing", N_("USD/month"), GRID_FIGURE, 0, 0, 0, false},
    [THRESHOLD_COOP] = {"coop", N_("Co-op USD"), GRID_FIGURE, 1, 0, 0, false},
    [THRESHOLD_USD] = {"threshold", N_("of USD"), GRID_FIGURE, 1, 0, 0, false},
    [THRESHOLD_RATE] = {"rate", N_("Run rate"), GRID_FIGURE, 1, 0, 0, false},
    [THRESHOLD_GAUGE] = {"gauge", N_("Reached"), GRID_BAR, 1, 8, 24, false},
};

static size_t threshold_rows(const struct dashboard_data *data)
{
    return data->desk.threshold_count;
}

static void fill_course(struct dashboard_data *data, const struct desk_threshold *threshold,
                        struct grid_cell *cell)
{
    int days = threshold->days_left;
    unsigned long count = (unsigned long)days;
    cell->text = data->text;
    switch (threshold->course) {
    case COURSE_SHORT:
        (void)snprintf(data->text, sizeof(data->text),
                       ngettext("%d day, falls short", "%d days, falls short", count), days);
        cell->brief = _("short");
        cell->paint = days <= SOON_DAYS ? PAINT_BAD : PAINT_WARN;
        break;
    case COURSE_LIKELY:
        (void)snprintf(data->text, sizeof(data->text),
                       ngettext("%d day, on course", "%d days, on course", count), days);
        cell->brief = _("on course");
        break;
    case COURSE_REACHED:
        (void)snprintf(data->text, sizeof(data->text),
                       ngettext("%d day, reached", "%d days, reached", count), days);
        cell->brief = _("reached");
        cell->paint = PAINT_GOOD;
        break;
    }
}

static void fill_threshold(void *context, size_t row, int column, struct grid_cell *cell)
{
    struct dashboard_data *data = context;
    const struct desk_threshold *threshold = &data->desk.thresholds[row];
    const struct fund_row *fund = threshold->fund;
    switch ((enum threshold_column)column) {
    case THRESHOLD_PROGRAM:
        cell->text = fund->program;
        break;
    case THRESHOLD_LOCATION:
        cell->text = names_location(&data->names, fund->location);
        break;
    case THRESHOLD_PERIOD:
        fill_period(data, fund->period, cell);
        break;
    case THRESHOLD_COURSE:
        fill_course(data, threshold, cell);
        break;
    case THRESHOLD_MISSING:
        if (threshold->has_missing)
            dashboard_figure(fund, FIG_MISSING, data->day, cell);
        break;
    case THRESHOLD_COOP:
        dashboard_figure(fund, FIG_COOP_USD, data->day, cell);
        break;
    case THRESHOLD_USD:
        dashboard_figure(fund, FIG_THRESHOLD, data->day, cell);
        break;
    case THRESHOLD_RATE:
        if (threshold->has_rate)
            dashboard_figure(fund, FIG_RUN_RATE, data->day, cell);
        break;
    case THRESHOLD_GAUGE:
        cell->parts[0] = threshold->progress;
        cell->parts[3] = WHOLE_BAR - threshold->progress;
        break;
    case THRESHOLD_COLUMNS:
        bug("no such column");
    }
}

static void open_threshold(const struct dashboard_data *data, size_t row, struct shell *shell)
{
    open_fund(data->desk.thresholds[row].fund, shell);
}

/* ---- freshness ------------------------------------------------------------------------------ */

enum source_column {
    SOURCE_PROGRAM,
    SOURCE_NAME,
    SOURCE_AGE,
    SOURCE_DAY,
    SOURCE_MONTH,
    SOURCE_COLUMNS
};
static const struct grid_column source_columns[SOURCE_COLUMNS] = {
    [SOURCE_PROGRAM] = {"program", N_("Freshness"), GRID_TEXT, 0, 10, 22, false},
    [SOURCE_NAME] = {"name", N_("Name"), GRID_TEXT, 3, 8, 48, false},
    [SOURCE_AGE] = {"age", N_("Newest import"), GRID_WORD, 0, 0, 0, false},
    [SOURCE_DAY] = {"day", N_("Day"), GRID_DATE, 2, 0, 0, false},
    [SOURCE_MONTH] = {"month", N_("Newest month"), GRID_DATE, 1, 0, 0, false},
};

static size_t source_rows(const struct dashboard_data *data)
{
    return data->desk.source_count;
}

static void fill_age(struct dashboard_data *data, const struct desk_source *source,
                     struct grid_cell *cell)
{
    int days = source->age_days;
    cell->text = data->text;
    if (!source->has_import) {
        cell->text = _("typed in");
    } else if (days < 0) {
        cell->text = _("after this day");
    } else if (days == 0) {
        cell->text = _("today");
    } else {
        (void)snprintf(data->text, sizeof(data->text),
                       ngettext("%d day ago", "%d days ago", (unsigned long)days), days);
        (void)snprintf(data->brief, sizeof(data->brief), _("%d d"), days);
        cell->brief = data->brief;
        cell->paint = days > STALE_DAYS ? PAINT_WARN : PAINT_TEXT;
    }
}

static void fill_source(void *context, size_t row, int column, struct grid_cell *cell)
{
    struct dashboard_data *data = context;
    const struct desk_source *source = &data->desk.sources[row];
    switch ((enum source_column)column) {
    case SOURCE_PROGRAM:
        cell->text = source->program;
        break;
    case SOURCE_NAME:
        cell->text = names_program(&data->names, source->program);
        cell->paint = PAINT_FAINT;
        break;
    case SOURCE_AGE:
        fill_age(data, source, cell);
        break;
    case SOURCE_DAY:
        if (source->has_import)
            fill_date(data, source->newest_import, cell);
        break;
    case SOURCE_MONTH:
        cell->text = month_print(source->newest_month, data->brief);
        break;
    case SOURCE_COLUMNS:
        bug("no such column");
    }
}

/* Old figures are mended by a newer report. */
static void open_source(const struct dashboard_data *data, size_t row, struct shell *shell)
{
    (void)data;
    (void)row;
    import_begin(shell, NULL);
}

static const char *const share_words[GRID_PARTS] = {N_("claimed"), N_("planned"), N_("left"),
                                                    N_("at risk")};

const struct section_kind section_deadlines = {
    .columns = deadline_columns,
    .count = DEADLINE_COLUMNS,
    .fill = fill_deadline,
    .rows = deadline_rows,
    .none = N_("No fund can be used or claimed now."),
    .open = open_deadline,
    .hides = hide_deadline_columns,
    .legend = share_words,
};
const struct section_kind section_thresholds = {
    .columns = threshold_columns,
    .count = THRESHOLD_COLUMNS,
    .fill = fill_threshold,
    .rows = threshold_rows,
    .open = open_threshold,
};
const struct section_kind section_sources = {
    .columns = source_columns,
    .count = SOURCE_COLUMNS,
    .fill = fill_source,
    .rows = source_rows,
    .open = open_source,
};
