/* SPDX-License-Identifier: MIT */
/* The first screen: the balances of the day. */
#include "ui/ui.h"

#include <stdlib.h>
#include <string.h>

#include "app/exports.h"
#include "app/funds.h"
#include "base/buf.h"
#include "base/words.h"
#include "ui/term.h"

static enum rc keep(void *context, const char *bytes, size_t length, struct err *err)
{
    buf_add_bytes(context, bytes, length);
    return buf_check(context, err);
}

static const struct table_column columns[] = {
    {"program", N_("Program"), COLUMN_TEXT},       {"location", N_("Location"), COLUMN_TEXT},
    {"period", N_("Period"), COLUMN_WORD},         {"currency", N_("Cur"), COLUMN_WORD},
    {"state", N_("State"), COLUMN_WORD},           {"coop", N_("Co-op"), COLUMN_AMOUNT},
    {"remaining", N_("Remaining"), COLUMN_AMOUNT},
};
enum { COLUMNS = sizeof(columns) / sizeof(columns[0]) };

static enum rc write_row(const struct fund_row *row, struct table *table, struct err *err)
{
    char period[PERIOD_TEXT_SIZE], money[2][MONEY_TEXT_SIZE];
    const char *const cells[COLUMNS] = {
        row->program,
        row->location,
        period_print(row->period, period),
        row->currency.code,
        fund_state_word(row->balance.state),
        money_print(row->balance.coop, row->currency, money[0]),
        money_print(row->balance.remaining, row->currency, money[1]),
    };
    return table_row(table, cells, err);
}

static enum rc write_table(struct app *app, struct buf *text, struct err *err)
{
    const struct fund_filter all = {0};
    struct fund_list list = {0};
    struct table *table = NULL;
    enum rc rc = app_balance(app, &all, &list, err);
    if (rc == RC_OK)
        rc = table_new(TABLE_TEXT, columns, COLUMNS, keep, text, &table, err);
    for (size_t i = 0; rc == RC_OK && i < list.count; i++)
        rc = write_row(&list.rows[i], table, err);
    if (rc == RC_OK)
        rc = table_end(table, err);
    table_free(table);
    fund_list_release(&list);
    return rc;
}

/* Cuts the text into its lines, in place. */
static size_t cut_lines(char *text, const char **lines)
{
    size_t count = 0;
    for (char *line = text; *line != '\0';) {
        char *end = strchr(line, '\n');
        if (lines != NULL)
            lines[count] = line;
        count++;
        if (end == NULL)
            break;
        if (lines != NULL)
            *end = '\0';
        line = end + 1;
    }
    return count;
}

enum rc ui_run(struct app *app, struct err *err)
{
    struct buf text, title;
    char day[DATE_TEXT_SIZE];
    const char **lines = NULL;
    buf_init(&text);
    buf_init(&title);
    enum rc rc = write_table(app, &text, err);
    buf_addf(&title, _("Coffer: balances on %s"), date_print(app_day(app), day));
    if (rc == RC_OK)
        rc = buf_check(&title, err);
    if (rc == RC_OK && (lines = calloc(cut_lines(text.text, NULL) + 1, sizeof(char *))) == NULL)
        rc = err_memory(err);
    if (rc == RC_OK) {
        const struct term_page page = {
            .title = title.text,
            .lines = lines,
            .line_count = cut_lines(text.text, lines),
            .fixed = 1,
            .footer = app_notice(app)[0] != '\0' ? app_notice(app)
                                                 : _("arrows scroll   q quits   'coffer --help' "
                                                     "lists the commands"),
        };
        rc = term_show(&page, err);
    }
    free(lines);
    buf_release(&text);
    buf_release(&title);
    return rc;
}
