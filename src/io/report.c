/* SPDX-License-Identifier: MIT */
#include "io/report.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/words.h"
#include "io/report_kind.h"
#include "io/report_value.h"
#include "model/length.h"
#include "model/period.h"

/* A row's cells without their tails, and after them its numbers and dates in the
 * one form. */
enum { PLAIN_MAX = 8, TRIMMED_SIZE = CSV_RECORD_MAX + 1 + PLAIN_MAX * VALUE_NUMBER_SIZE };

struct report {
    char *file;
    bool semicolons;
    size_t width; /* columns of the header */
    struct needed_columns needed;
    int location_name, country;
    int details[DETAIL_COUNT];
    uint16_t unnamed[CSV_FIELDS_MAX]; /* columns without a name */
    size_t unnamed_count;
    /* The first amount with a decimal mark says how this file writes them. */
    bool form_known;
    enum money_form form;
    int64_t form_line;
    char *trimmed; /* copies of cells that are not taken as they stand: TRIMMED_SIZE, or NULL */
    size_t trimmed_used;
    size_t longest; /* bytes of a text of the row at hand */
    bool no_memory;
};

/* What the functions below share about one row. */
struct row_work {
    struct report *report;
    const struct csv_record *record;
    struct report_row *row;
    struct report_reject *reject;
};

/* ---- the header ---- */

static void map_columns(struct report *report, const struct header_keys *keys,
                        const struct csv_record *header)
{
    bool other = strcmp(report->needed.name[NEED_LOCATION], "participantId") != 0;
    report->location_name = header_find(keys, other ? "earningParticipantName" : "participantName");
    report->country = header_find(keys, "partnerCountryCode");
    for (int i = 0; i < DETAIL_COUNT; i++)
        report->details[i] = header_find(keys, detail_column((enum detail)i));
    for (size_t i = 0; i < header->count; i++) {
        const char *name = header->fields[i].text;
        size_t length = header->fields[i].length;
        text_trim(&name, &length);
        if (length == 0)
            report->unnamed[report->unnamed_count++] = (uint16_t)i;
    }
}

enum rc report_begin(const struct csv_record *header, char delimiter, const char *name,
                     struct report **ret, struct err *err)
{
    struct header_keys keys = {0};
    struct report *report = calloc(1, sizeof *report);
    if (report == NULL)
        return err_memory(err);
    bug_if(header->count > CSV_FIELDS_MAX, "a header wider than a record can be");
    enum rc rc = header_keys_init(&keys, header, err);
    if (rc == RC_OK)
        rc = header_judge(&keys, name, &report->needed, err);
    if (rc != RC_OK)
        goto out;
    report->semicolons = delimiter == ';';
    report->width = header->count;
    report->file = strdup(name);
    if (report->file == NULL) {
        rc = err_memory(err);
        goto out;
    }
    map_columns(report, &keys, header);
    *ret = report;
    report = NULL;
out:
    header_keys_release(&keys);
    report_free(report);
    return rc;
}

void report_free(struct report *report)
{
    if (report == NULL)
        return;
    free(report->file);
    free(report->trimmed);
    free(report);
}

bool report_is_growth(const struct report *report)
{
    return report->needed.growth;
}

bool report_decimal_form(const struct report *report, enum money_form *ret)
{
    if (report->form_known)
        *ret = report->form;
    return report->form_known;
}

/* ---- cells ---- */

/* A cell that is not, or not terminated, as it stands in the record. */
static struct csv_field copy_cell(struct report *report, struct csv_field cell)
{
    if (report->trimmed == NULL)
        report->trimmed = malloc(TRIMMED_SIZE);
    if (report->trimmed == NULL) {
        report->no_memory = true;
        return (struct csv_field){.text = "", .length = 0};
    }
    char *copy = report->trimmed + report->trimmed_used;
    bug_if(cell.length >= TRIMMED_SIZE - report->trimmed_used, "a record is too long");
    memcpy(copy, cell.text, cell.length);
    copy[cell.length] = '\0';
    report->trimmed_used += cell.length + 1;
    cell.text = copy;
    return cell;
}

/* The guard of our own files and blanks at both ends are no part of a text. */
static struct csv_field text_cell(struct report *report, const struct csv_record *record, int at)
{
    static const struct csv_field none = {.text = "", .length = 0};
    if (at < 0 || record->fields[at].length == 0)
        return none;
    struct csv_field cell = record->fields[at];
    if (cell.length > report->longest)
        report->longest = cell.length;
    csv_unguard(&cell);
    unsigned char first = (unsigned char)cell.text[0];
    unsigned char last = (unsigned char)cell.text[cell.length - 1];
    if (first > ' ' && first < 0x7F && last > ' ' && last < 0x7F)
        return cell;
    const char *end = cell.text + cell.length;
    text_trim(&cell.text, &cell.length);
    return cell.text + cell.length != end ? copy_cell(report, cell) : cell;
}

static struct csv_field needed_cell(struct row_work *work, enum needed need)
{
    return text_cell(work->report, work->record, work->report->needed.at[need]);
}

/* Fills the reject and returns false, so that a check can return it. */
__attribute__((format(printf, 3, 4))) static bool reject(struct row_work *work, const char *column,
                                                         const char *format, ...)
{
    struct report_reject made = {.line = work->record->line};
    va_list args;
    va_start(args, format);
    int length = vsnprintf(made.reason, sizeof made.reason, format, args);
    va_end(args);
    bug_if(length < 0, "a reason that cannot be printed");
    if ((size_t)length >= sizeof made.reason)
        made.reason[text_cut(made.reason, sizeof made.reason - 1)] = '\0';
    (void)snprintf(made.column, sizeof made.column, "%s", column);
    *work->reject = made;
    return false;
}

/* A whole sentence about a cell, and behind it the cell as it stands. */
static bool reject_cell(struct row_work *work, const char *column, const char *sentence,
                        const char *text)
{
    char excerpt[TEXT_EXCERPT_SIZE];
    return reject(work, column, "%s (%s)", sentence, text_excerpt(text, excerpt));
}

static bool reject_blank(struct row_work *work, const char *column)
{
    return reject(work, column, "%s", _("blank, and every row needs it"));
}

/* ---- the values of a row ---- */

static bool check_width(struct row_work *work)
{
    const struct report *report = work->report;
    if (work->record->count != report->width)
        return reject(work, "", _("the row has %zu fields and the header %zu"), work->record->count,
                      report->width);
    for (size_t i = 0; i < report->unnamed_count; i++) {
        const struct csv_field *field = &work->record->fields[report->unnamed[i]];
        const char *text = field->text;
        size_t length = field->length;
        text_trim(&text, &length);
        if (length > 0)
            return reject_cell(work, "", _("there is text in a column that has no name"),
                               field->text);
    }
    return true;
}

static bool read_text(struct row_work *work, enum needed need, struct csv_field *ret)
{
    *ret = needed_cell(work, need);
    return ret->length > 0 || reject_blank(work, work->report->needed.name[need]);
}

/* Ids that went through a spreadsheet as numbers have lost their digits. */
static bool check_id(struct row_work *work, const char *column, const struct csv_field *id)
{
    char last = id->length > 0 ? id->text[id->length - 1] : '\0';
    if (last < '0' || last > '9' || !value_is_exponent(id->text))
        return true;
    return reject_cell(work, column,
                       _("a number made by a spreadsheet program, its digits are "
                         "lost: take the row from the original file"),
                       id->text);
}

/* What the book could only keep in part it does not take. */
static bool check_length(struct row_work *work, const char *column, const struct csv_field *cell,
                         size_t limit)
{
    char excerpt[TEXT_EXCERPT_SIZE];
    if (!length_is_over(cell->text, cell->length, limit))
        return true;
    return reject(work, column, _("longer than %zu characters (%s)"), limit,
                  text_excerpt(cell->text, excerpt));
}

static bool check_lengths(struct row_work *work)
{
    const struct report_row *row = work->row;
    const struct needed_columns *needed = &work->report->needed;
    if (work->report->longest <= LENGTH_NAME) /* as in every real report */
        return true;
    const struct {
        const struct csv_field *cell;
        const char *column;
    } names[] = {
        {&row->location, needed->name[NEED_LOCATION]},
        {&row->program, needed->name[NEED_PROGRAM]},
        {&row->id, needed->name[NEED_ID]},
        {&row->type_text, needed->name[NEED_TYPE]},
        {&row->location_name, "participantName"},
        {&row->country, "partnerCountryCode"},
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (!check_length(work, names[i].column, names[i].cell, LENGTH_NAME))
            return false;
    }
    for (int i = 0; i < DETAIL_COUNT; i++) {
        if (!check_length(work, detail_column((enum detail)i), &row->details[i], LENGTH_TEXT))
            return false;
    }
    return true;
}

static bool read_texts(struct row_work *work)
{
    struct report_row *row = work->row;
    struct report *report = work->report;
    if (!read_text(work, NEED_LOCATION, &row->location) ||
        !read_text(work, NEED_PROGRAM, &row->program) || !read_text(work, NEED_ID, &row->id) ||
        !read_text(work, NEED_TYPE, &row->type_text))
        return false;
    row->type = earning_type_parse(row->type_text.text);
    row->location_name = text_cell(report, work->record, report->location_name);
    row->country = text_cell(report, work->record, report->country);
    for (int i = 0; i < DETAIL_COUNT; i++)
        row->details[i] = text_cell(report, work->record, report->details[i]);
    return check_lengths(work) &&
           check_id(work, report->needed.name[NEED_LOCATION], &row->location) &&
           check_id(work, report->needed.name[NEED_ID], &row->id) &&
           check_id(work, detail_column(DETAIL_PAYMENT), &row->details[DETAIL_PAYMENT]);
}

static bool read_currency(struct row_work *work)
{
    struct csv_field cell = needed_cell(work, NEED_CURRENCY);
    const char *name = work->report->needed.name[NEED_CURRENCY];
    if (cell.length == 0)
        return reject_blank(work, name);
    return currency_parse(cell.text, &work->row->amounts.currency) ||
           reject_cell(work, name, _("not a currency code of ISO 4217"), cell.text);
}

/* The form that a decimal mark shows; false where there is none. */
static bool shows_form(const struct csv_field *cell, enum money_form *ret)
{
    bool comma = memchr(cell->text, ',', cell->length) != NULL;
    *ret = comma ? MONEY_COMMA : MONEY_POINT;
    return comma || memchr(cell->text, '.', cell->length) != NULL;
}

static bool read_money(struct row_work *work, enum needed need, struct money *ret)
{
    struct report *report = work->report;
    const struct csv_field *cell = &work->record->fields[report->needed.at[need]];
    const char *name = report->needed.name[need];
    enum money_form form = MONEY_POINT;
    bool shown = report->semicolons && shows_form(cell, &form);
    bool rounded = false;
    enum money_trouble trouble = money_parse(cell->text, cell->length, form, ret, &rounded);
    if (trouble == MONEY_EMPTY)
        return reject_blank(work, name);
    if (trouble != MONEY_OK)
        return reject_cell(work, name, value_money_reason(trouble, cell->text, report->semicolons),
                           cell->text);
    if (shown && report->form_known && report->form != form) {
        char excerpt[TEXT_EXCERPT_SIZE];
        return reject(work, name,
                      _("another decimal mark than the amount in line %lld: a file has one "
                        "(%s)"),
                      (long long)report->form_line, text_excerpt(cell->text, excerpt));
    }
    if (shown && !report->form_known) {
        report->form_known = true;
        report->form = form;
        report->form_line = work->record->line;
    }
    work->row->rounded = work->row->rounded || rounded;
    return true;
}

static bool read_date(struct row_work *work)
{
    struct csv_field cell = needed_cell(work, NEED_DATE);
    const char *name = work->report->needed.name[NEED_DATE];
    struct date date;
    struct period period;
    if (cell.length == 0)
        return reject_blank(work, name);
    if (!date_parse_stamp(cell.text, cell.length, &date)) {
        bool iso = value_is_iso(cell.text, cell.length);
        struct date day;
        if (iso && !date_parse(cell.text, 10, &day))
            return reject_cell(work, name, _("no day of the calendar"), cell.text);
        return reject_cell(work, name, _("not a date: write YYYY-MM-DD, as in 2026-01-31"),
                           cell.text);
    }
    if (!period_of(date, &period))
        return reject_cell(work, name,
                           _("outside the half-years from FY00H1 to FY99H2 (1999-07-01 to "
                             "2099-06-30)"),
                           cell.text);
    work->row->date = date;
    return true;
}

/* Details that are numbers or days: in one form, so that the same value in another
 * file is the same. Of a file whose decimal mark is not known yet each says its
 * own, as an amount would. */
static void make_plain(struct row_work *work)
{
    static const enum detail numbers[] = {DETAIL_EARNING_RATE, DETAIL_EXCHANGE_RATE,
                                          DETAIL_QUANTITY, DETAIL_TRANSACTION_AMOUNT};
    static const enum detail days[] = {DETAIL_CALCULATED, DETAIL_TRANSACTION_DATE,
                                       DETAIL_PAYMENT_MONTH};
    struct report *report = work->report;
    char number[VALUE_NUMBER_SIZE], day[VALUE_DAY_SIZE];
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        struct csv_field *cell = &work->row->details[numbers[i]];
        enum money_form form = MONEY_POINT;
        if (report->semicolons && report->form_known)
            form = report->form;
        else if (report->semicolons)
            (void)shows_form(cell, &form);
        size_t length = value_plain_number(cell->text, cell->length, form, number);
        if (length > 0)
            *cell = copy_cell(report, (struct csv_field){number, length});
    }
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
        struct csv_field *cell = &work->row->details[days[i]];
        size_t length = value_plain_day(cell->text, cell->length, day);
        if (length > 0)
            *cell = copy_cell(report, (struct csv_field){day, length});
    }
}

/* ---- the file as a whole ---- */

/* One date in another form tells about the whole file. */
static enum rc check_dates(struct row_work *work, struct err *err)
{
    const struct report *report = work->report;
    const struct {
        int at;
        const char *name;
    } dates[] = {
        {report->needed.at[NEED_DATE], report->needed.name[NEED_DATE]},
        {report->details[DETAIL_CALCULATED], detail_column(DETAIL_CALCULATED)},
        {report->details[DETAIL_TRANSACTION_DATE], detail_column(DETAIL_TRANSACTION_DATE)},
    };
    for (size_t i = 0; i < sizeof dates / sizeof dates[0]; i++) {
        struct csv_field cell = text_cell(work->report, work->record, dates[i].at);
        if (cell.length == 0)
            continue;
        const char *form = value_date_form(cell.text, cell.length);
        char excerpt[TEXT_EXCERPT_SIZE];
        if (form != NULL)
            return err_set(err, RC_CONTENT,
                           _("%s line %lld: %s has the date %s, of the form %s, where reports have "
                             "2026-01-31: download the report again and do not save it from a "
                             "spreadsheet program"),
                           report->file, (long long)work->record->line, dates[i].name,
                           text_excerpt(cell.text, excerpt), form);
    }
    work->report->trimmed_used = 0; /* read_date and read_texts come to these cells again */
    return RC_OK;
}

enum rc report_row(struct report *report, const struct csv_record *record, bool *ret_good,
                   struct report_row *ret_row, struct report_reject *ret_reject, struct err *err)
{
    struct report_row row = {.line = record->line};
    struct row_work work = {.report = report, .record = record, .row = &row, .reject = ret_reject};
    report->trimmed_used = 0;
    report->longest = 0;
    if (!check_width(&work)) {
        *ret_good = false;
        return RC_OK;
    }
    enum rc rc = check_dates(&work, err);
    if (rc != RC_OK)
        return rc;
    bool good = read_texts(&work) && read_currency(&work) &&
                read_money(&work, NEED_AMOUNT, &row.amounts.amount) &&
                read_money(&work, NEED_USD, &row.amounts.usd) && read_date(&work);
    if (good)
        make_plain(&work);
    if (report->no_memory)
        return err_memory(err);
    *ret_good = good;
    if (good)
        *ret_row = row;
    return RC_OK;
}
