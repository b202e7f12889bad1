/* SPDX-License-Identifier: MIT */
#include "support/dues.h"

#include <stdlib.h>
#include <string.h>

#include "app/agenda.h"
#include "app/claims.h"
#include "app/deadlines.h"
#include "app/inside.h"
#include "base/buf.h"
#include "support/office.h"

enum { LINES_MAX = 4096 };
struct telling {
    struct desk *desk;
    struct app *app;
    struct catalog catalog;
    char *lines[LINES_MAX]; /* owned */
    size_t count;
};

static enum rc add(void *context, const struct deadline *deadline, struct err *err)
{
    struct telling *telling = context;
    char due[DATE_TEXT_SIZE];
    struct buf line;
    (void)err;
    if (deadline->claim[0] == '\0')
        return RC_OK;
    buf_init(&line);
    buf_addf(&line, "%s %s %s %s %d %s %lld %s %s %s %s %s", date_print(deadline->due, due),
             deadline_kind_word(deadline->kind), deadline->program, deadline->location,
             deadline->days_left, deadline->claim,
             deadline->has_amount ? (long long)deadline->amount.micros : -1LL,
             deadline->has_amount ? deadline->currency.code : "-", deadline->title, deadline->owner,
             deadline->about, deadline->text);
    assert_true(telling->count < LINES_MAX && !line.failed);
    telling->lines[telling->count++] = line.text;
    return RC_OK;
}

static int compare_lines(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void release(struct telling *telling)
{
    for (size_t i = 0; i < telling->count; i++)
        free(telling->lines[i]);
    telling->count = 0;
}

/* ---- three ways ---------------------------------------------------------------------------- */

static void tell(struct telling *telling)
{
    static const struct deadline_query all = {0};
    assert_rc(app_deadlines(telling->app, &all, add, telling, desk_err(telling->desk)), RC_OK,
              &telling->desk->err);
}

static enum rc tell_claim(void *context, const struct claim_row *row, struct err *err)
{
    struct telling *telling = context;
    struct claim_sight sight = {0};
    enum rc rc = app_claim_show(telling->app, row->head.id, &sight, err);
    if (rc != RC_OK)
        return rc;
    const struct program_record *program =
        catalog_find(&telling->catalog, sight.claim.head->program);
    assert_non_null(program);
    const struct windows windows = terms_windows(&program->terms, sight.claim.head->period);
    rc = deadlines_of_claim(&sight.claim, &windows, app_day(telling->app), add, telling, err);
    claim_sight_release(&sight);
    return rc;
}

static void tell_from_entries(struct telling *telling)
{
    static const struct claim_filter all = {0};
    struct err *err = desk_err(telling->desk);
    assert_rc(catalog_load(telling->app->book, &telling->catalog, err), RC_OK, err);
    assert_rc(app_claim_list(telling->app, &all, tell_claim, telling, err), RC_OK, err);
    catalog_release(&telling->catalog);
}

static void assert_same(struct telling *is, struct telling *should, const char *after)
{
    qsort(is->lines, is->count, sizeof(*is->lines), compare_lines);
    qsort(should->lines, should->count, sizeof(*should->lines), compare_lines);
    for (size_t i = 0; i < is->count || i < should->count; i++) {
        const char *one = i < is->count ? is->lines[i] : "nothing";
        const char *two = i < should->count ? should->lines[i] : "nothing";
        if (strcmp(one, two) != 0)
            fail_msg("after %s the deadlines are\n%s\nand should be\n%s", after, one, two);
    }
}

void assert_dues(struct desk *desk, struct app *app, const char *after)
{
    static struct telling kept, anew, made;
    kept = anew = made = (struct telling){.desk = desk, .app = app};
    tell(&kept);
    agenda_forget(app);
    tell(&anew);
    tell_from_entries(&made);
    /* In the same order, too. */
    assert_int_equal(kept.count, anew.count);
    for (size_t i = 0; i < kept.count; i++)
        if (strcmp(kept.lines[i], anew.lines[i]) != 0)
            fail_msg("after %s the deadlines that were kept are\n%s\nand anew\n%s", after,
                     kept.lines[i], anew.lines[i]);
    assert_same(&anew, &made, after);
    release(&kept);
    release(&anew);
    release(&made);
}
