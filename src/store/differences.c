/* SPDX-License-Identifier: MIT */
#include "store/differences.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/words.h"
#include "store/rows.h"

struct difference_kind {
    char *table, *first;
    enum difference kind;
    int64_t count;
};

const char *table_words(const char *table)
{
    static const struct {
        const char *table, *words;
    } tables[] = {
        {"setting", N_("settings")},
        {"member", N_("members")},
        {"member_scope", N_("limits of members")},
        {"program", N_("programs")},
        {"program_name", N_("spellings of programs")},
        {"program_split", N_("splits")},
        {"program_threshold", N_("thresholds")},
        {"program_coop", N_("programs with or without co-op")},
        {"period_override", N_("moved windows of half-years")},
        {"period_closed", N_("closed half-years")},
        {"location", N_("locations")},
        {"earning", N_("earnings")},
        {"earning_replaced", N_("earlier values of earnings")},
        {"import", N_("imports")},
        {"import_stream", N_("files of imports")},
        {"import_month", N_("months of imports")},
        {"import_location", N_("names of locations in imports")},
        {"import_repeat", N_("repeated rows of imports")},
        {"journal", N_("the log")},
    };
    for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
        if (strcmp(tables[i].table, table) == 0)
            return _(tables[i].words);
    return table;
}

enum rc differences_add(struct differences *differences, const char *table, enum difference kind,
                        const char *label, struct err *err)
{
    struct difference_kind *made = NULL;
    for (size_t i = 0; i < differences->count; i++) {
        struct difference_kind *known = &differences->kinds[i];
        if (known->kind == kind && strcmp(known->table, table) == 0) {
            known->count++;
            return RC_OK;
        }
    }
    enum rc rc = rows_push((void **)&differences->kinds, &differences->count, sizeof(*made),
                           (void **)&made, err);
    if (rc != RC_OK)
        return rc;
    made->kind = kind;
    made->count = 1;
    rc = rows_copy(table, &made->table, err);
    return rc == RC_OK ? rows_copy(label, &made->first, err) : rc;
}

static void add_sentence(struct buf *buf, const struct difference_kind *kind)
{
    const char *words = table_words(kind->table);
    long long count = kind->count;
    unsigned long plural = (unsigned long)count;
    switch (kind->kind) {
    case ROW_MISSING:
        buf_addf(buf,
                 ngettext("%s: %lld row that the journal made is missing",
                          "%s: %lld rows that the journal made are missing", plural),
                 words, count);
        return;
    case ROW_UNDELETED:
        buf_addf(buf,
                 ngettext("%s: %lld row that the journal deleted is there",
                          "%s: %lld rows that the journal deleted are there", plural),
                 words, count);
        return;
    case ROW_CHANGED:
        buf_addf(buf,
                 ngettext("%s: %lld row is not what the journal made of it",
                          "%s: %lld rows are not what the journal made of them", plural),
                 words, count);
        return;
    case ROW_NOBODYS:
        buf_addf(buf,
                 ngettext("%s: %lld row is there that neither the journal nor an import made",
                          "%s: %lld rows are there that neither the journal nor an import made",
                          plural),
                 words, count);
        return;
    case DIFFERENCES:
        break;
    }
    bug("no such difference");
}

enum rc differences_tell(const struct differences *differences, journal_finding *found,
                         void *context, struct err *err)
{
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < differences->count; i++) {
        const struct difference_kind *kind = &differences->kinds[i];
        struct buf sentence;
        buf_init(&sentence);
        add_sentence(&sentence, kind);
        if (kind->first[0] != '\0' && kind->count > 1)
            buf_addf(&sentence, _(", the first is %s"), kind->first);
        else if (kind->first[0] != '\0')
            buf_addf(&sentence, " (%s)", kind->first);
        rc = buf_check(&sentence, err);
        if (rc == RC_OK)
            rc = found(context, sentence.text, err);
        buf_release(&sentence);
    }
    return rc;
}

void differences_release(struct differences *differences)
{
    for (size_t i = 0; i < differences->count; i++) {
        free(differences->kinds[i].table);
        free(differences->kinds[i].first);
    }
    free(differences->kinds);
    *differences = (struct differences){0};
}
