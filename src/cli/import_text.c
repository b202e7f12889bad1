/* SPDX-License-Identifier: MIT */
#include "cli/import_text.h"

#include <inttypes.h>

#include "base/clock.h"
#include "base/words.h"

/* "paymentStatus 10, earningAmount 2": updated rows by field. */
static void add_changed(struct buf *buf, const struct import_counts *counts)
{
    const char *before = "   ";
    for (int field = 0; field < IMPORT_FIELDS; field++) {
        if (counts->changed[field] == 0)
            continue;
        buf_addf(buf, "%s%s %" PRId64, before, import_field_name(field), counts->changed[field]);
        before = ", ";
    }
}

static enum rc print_counts(struct call *call, const struct import_counts *counts, struct err *err)
{
    struct buf changed;
    buf_init(&changed);
    add_changed(&changed, counts);
    enum rc rc = buf_check(&changed, err);
    if (rc == RC_OK)
        rc = call_sayf(call, err, _("  new        %8" PRId64), counts->new);
    if (rc == RC_OK)
        rc = call_sayf(call, err, _("  updated    %8" PRId64 "%s"), counts->updated, changed.text);
    if (rc == RC_OK)
        rc = call_sayf(call, err, _("  unchanged  %8" PRId64), counts->unchanged);
    if (rc == RC_OK)
        rc = call_sayf(call, err, _("  rejected   %8" PRId64), counts->rejected);
    buf_release(&changed);
    return rc;
}

/* What a person should know about rows that came in. */
static enum rc print_notes(struct call *call, const struct import_counts *counts, struct err *err)
{
    enum rc rc = RC_OK;
    if (counts->rounded > 0)
        rc = call_sayf(call, err,
                       ngettext("  %" PRId64 " row had more than six decimals and was rounded.",
                                "  %" PRId64 " rows had more than six decimals and were rounded.",
                                (unsigned long)counts->rounded),
                       counts->rounded);
    if (rc == RC_OK && counts->unknown > 0)
        rc = call_sayf(call, err,
                       ngettext("  %" PRId64 " row is of an unknown type and adds to nothing.",
                                "  %" PRId64 " rows are of an unknown type and add to nothing.",
                                (unsigned long)counts->unknown),
                       counts->unknown);
    if (rc == RC_OK && counts->coopless > 0)
        rc = call_sayf(call, err,
                       ngettext("  %" PRId64 " row is typed as co-op, but its program has none: it "
                                "counts as rebate.",
                                "  %" PRId64 " rows are typed as co-op, but their program has "
                                "none: they count as rebate.",
                                (unsigned long)counts->coopless),
                       counts->coopless);
    if (rc == RC_OK && counts->kept > 0)
        rc = call_sayf(call, err,
                       ngettext("  %" PRId64 " row came with an earlier payment status: the book "
                                "kept its later status, this looks like an older download.",
                                "  %" PRId64 " rows came with an earlier payment status: the book "
                                "kept its later statuses, this looks like an older download.",
                                (unsigned long)counts->kept),
                       counts->kept);
    if (rc == RC_OK && counts->after_close > 0)
        rc = call_sayf(call, err,
                       ngettext("  %" PRId64 " row is dated in a closed half-year.",
                                "  %" PRId64 " rows are dated in a closed half-year.",
                                (unsigned long)counts->after_close),
                       counts->after_close);
    return rc;
}

static enum rc print_file(struct call *call, const char *file, const struct import_counts *counts,
                          struct err *err)
{
    char first[DATE_TEXT_SIZE], last[DATE_TEXT_SIZE];
    enum rc rc;
    if (counts->has_dates)
        rc = call_sayf(call, err,
                       ngettext("%s: %" PRId64 " row, %s to %s", "%s: %" PRId64 " rows, %s to %s",
                                (unsigned long)counts->rows),
                       file, counts->rows, date_print(counts->first, first),
                       date_print(counts->last, last));
    else
        rc = call_sayf(
            call, err,
            ngettext("%s: %" PRId64 " row", "%s: %" PRId64 " rows", (unsigned long)counts->rows),
            file, counts->rows);
    if (rc == RC_OK)
        rc = print_counts(call, counts, err);
    return rc == RC_OK ? print_notes(call, counts, err) : rc;
}

static enum rc print_next(struct call *call, const struct import_request *request,
                          const struct import_result *results, bool refused, struct err *err)
{
    const struct import_result *first = &results[0], *last = &results[request->file_count - 1];
    int64_t came = 0, rows = 0, rejected = 0;
    for (size_t i = 0; i < request->file_count; i++) {
        came += results[i].counts.new + results[i].counts.updated;
        rows += results[i].counts.rows;
        rejected += results[i].counts.rejected;
    }
    if (refused)
        return call_sayf(
            call, err,
            _("Nothing was changed. Mend the rejected rows, or take in the others with "
              "--skip-rejects REJECTS.csv"));
    if (request->dry_run)
        return call_sayf(call, err, _("A dry run: nothing was changed."));
    if (rows == 0)
        return call_sayf(call, err, _("There are no rows in it."));
    if (rejected == rows)
        return call_sayf(call, err, _("Nothing came in: every row was rejected."));
    if (came == 0)
        return call_sayf(call, err, "%s",
                         rejected > 0 ? _("The book had all the other rows already.")
                                      : _("The book had all of it already."));
    if (request->file_count > 1)
        return call_sayf(call, err,
                         _("Done. 'coffer balance' shows the funds, 'coffer import show %" PRId64
                           "' to 'coffer import show %" PRId64
                           "' what came in with each file; 'coffer undo' takes all of it back."),
                         first->number, last->number);
    return call_sayf(call, err,
                     _("Done. 'coffer balance' shows the funds, 'coffer import show %" PRId64
                       "' what came in; 'coffer undo' takes it back."),
                     last->number);
}

enum rc import_print(struct call *call, const struct import_request *request,
                     const struct import_result *results, bool refused, struct err *err)
{
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < request->file_count; i++)
        rc = print_file(call, results[i].base, &results[i].counts, err);
    return rc == RC_OK ? print_next(call, request, results, refused, err) : rc;
}

enum rc import_print_record(struct call *call, const struct import_record *record, struct err *err)
{
    char time[CLOCK_STAMP_SIZE];
    clock_stamp(record->time, time);
    enum rc rc = call_sayf(call, err,
                           record->undone ? _("Import %" PRId64 ", %s by %s, undone since")
                                          : _("Import %" PRId64 ", %s by %s"),
                           record->number, time, record->person);
    if (rc == RC_OK && call->format == TABLE_TEXT)
        rc = print_file(call, record->file, &record->counts, err);
    return rc;
}
