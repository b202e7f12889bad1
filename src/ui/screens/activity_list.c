/* SPDX-License-Identifier: MIT */
/* The activities of the catalogue that is in force on the day. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/activities.h"
#include "base/words.h"
#include "ui/parts/list_view.h"
#include "ui/screens/screens.h"
#include "ui/shell.h"

struct activities {
    struct list_view base;      /* first */
    struct catalogue catalogue; /* lent by the app until the next recalc */
    char number[24];            /* of the cell filled last */
    struct buf caps, programs;
};

enum column { CODE, NAME, PROOFS, METRICS, CAPS, GROUP, PROGRAMS, COLUMNS };
static const struct grid_column columns[COLUMNS] = {
    [CODE] = {"code", N_("Code"), GRID_WORD, 0, 0, 0, true},
    [NAME] = {"name", N_("Activity"), GRID_TEXT, 0, 24, 48, true},
    [PROOFS] = {"proofs", N_("Proofs"), GRID_NUMBER, 4, 0, 0, true},
    [METRICS] = {"metrics", N_("Metrics"), GRID_NUMBER, 5, 0, 0, true},
    [CAPS] = {"caps", N_("Cap"), GRID_TEXT, 1, 12, 60, false},
    [GROUP] = {"group", N_("Group"), GRID_TEXT, 3, 8, 24, true},
    [PROGRAMS] = {"programs", N_("Programs"), GRID_TEXT, 2, 8, 40, true},
};

static const struct activity *activity_at(const struct activities *view, size_t row)
{
    return &view->catalogue.activities[row];
}

static const struct activity *activity_here(const struct view *view)
{
    size_t row = list_view_row(view);
    return row != SIZE_MAX ? activity_at((const struct activities *)view, row) : NULL;
}

/* ---- cells --------------------------------------------------------------------------------- */

static int count_of(const struct activity *activity, enum requirement_kind kind)
{
    int count = 0;
    for (size_t i = 0; i < activity->requirement_count; i++)
        count += activity->requirements[i].kind == kind;
    return count;
}

static void add_caps(const struct activity *activity, struct buf *ret)
{
    for (size_t i = 0; i < activity->requirement_count; i++) {
        const struct requirement *requirement = &activity->requirements[i];
        if (requirement->kind != REQUIRE_CAP || requirement->cap.measure == CAP_NONE)
            continue;
        buf_add(ret, ret->length > 0 ? "; " : "");
        cap_add_text(ret, &requirement->cap);
    }
}

static void add_programs(const struct activity *activity, struct buf *ret)
{
    static const char *const words[] = {
        [PROGRAMS_ALL] = N_("all"),
        [PROGRAMS_SURFACE] = N_("Surface only"),
        [PROGRAMS_NOT_SURFACE] = N_("not Surface"),
    };
    buf_add(ret, _(words[activity->programs]));
    for (size_t i = 0; i < activity->not_for_count; i++)
        buf_addf(ret, i == 0 ? _(", not %s") : ", %s", activity->not_for[i]);
}

static void fill(void *context, size_t row, int column, struct grid_cell *ret)
{
    struct activities *view = context;
    const struct activity *activity = activity_at(view, row);
    enum requirement_kind kind = column == PROOFS ? REQUIRE_PROOF : REQUIRE_METRIC;
    switch ((enum column)column) {
    case CODE:
        ret->text = activity->code;
        break;
    case NAME:
        ret->text = activity->name;
        break;
    case PROOFS:
    case METRICS:
        (void)snprintf(view->number, sizeof(view->number), "%d", count_of(activity, kind));
        ret->text = view->number;
        break;
    case CAPS:
        buf_clear(&view->caps);
        add_caps(activity, &view->caps);
        ret->text = view->caps.text;
        break;
    case GROUP:
        ret->text = activity->group;
        break;
    case PROGRAMS:
        buf_clear(&view->programs);
        add_programs(activity, &view->programs);
        ret->text = view->programs.text;
        break;
    case COLUMNS:
        bug("no such column");
    }
}

static int compare(void *context, size_t a, size_t b, int column)
{
    const struct activity *x = activity_at(context, a), *y = activity_at(context, b);
    switch ((enum column)column) {
    case CODE:
        return (a > b) - (a < b); /* they come by it */
    case NAME:
        return strcmp(x->name, y->name);
    case PROOFS:
        return count_of(x, REQUIRE_PROOF) - count_of(y, REQUIRE_PROOF);
    case METRICS:
        return count_of(x, REQUIRE_METRIC) - count_of(y, REQUIRE_METRIC);
    case GROUP:
        return strcmp(x->group, y->group);
    case PROGRAMS:
        return (int)x->programs - (int)y->programs;
    case CAPS:
    case COLUMNS:
        break;
    }
    bug("no such column");
}

/* ---- the view ------------------------------------------------------------------------------ */

static enum rc activities_recalc(struct view *view, struct err *err)
{
    struct activities *activities = (struct activities *)view;
    struct list *list = &activities->base.list;
    struct app *app = shell_app(view->shell);
    size_t here = list_row(list);
    enum rc rc = app_catalogue_on(app, app_day(app), &activities->catalogue, err);
    if (rc != RC_OK)
        activities->catalogue = (struct catalogue){0};
    list_refill(list, activities->catalogue.count);
    if (here != SIZE_MAX)
        list_select(list, here);
    return rc;
}

static void activities_close(struct view *view)
{
    struct activities *activities = (struct activities *)view;
    buf_release(&activities->caps);
    buf_release(&activities->programs);
    list_release(&activities->base.list);
    free(activities);
}

static void activities_draw(struct view *view, struct canvas *canvas, struct area area)
{
    enum { LEAST = 8 };
    struct activities *activities = (struct activities *)view;
    const struct activity *activity = activity_here(view);
    canvas_fill(canvas, area, PAINT_TEXT);
    if (area.rows >= LEAST && activity != NULL) {
        struct buf words;
        buf_init(&words);
        buf_addf(&words, _("%s (%s), programs: "), activity->name, activity->group);
        add_programs(activity, &words);
        (void)canvas_wrap(canvas, (struct area){area.row + area.rows - 2, area.col, 2, area.cols},
                          PAINT_FAINT, words.text);
        buf_release(&words);
        area.rows -= 3;
    }
    list_draw(&activities->base.list, canvas, area, _("The catalogue is empty."));
}

static void activities_title(const struct view *view, struct buf *ret)
{
    (void)view;
    buf_add(ret, _("Activities"));
}

static bool activities_act(struct view *view, enum action action)
{
    const struct activity *activity = activity_here(view);
    if (action == ACT_OPEN && activity != NULL) {
        activity_show(view->shell, activity->code);
        return true;
    }
    if (action == ACT_ACTIVITIES) {
        shell_say(view->shell, "%s", _("These are the activities"));
        return true;
    }
    return list_view_act(view, action);
}

static const enum action activities_actions[] = {
    ACT_OPEN, ACT_FILTER, ACT_SORT_NEXT, ACT_SORT_LAST, ACT_SORT_TURN, ACT_COLUMNS, ACT_NONE};

static const struct view_class activities_class = {
    .name = "activities",
    .actions = activities_actions,
    .close = activities_close,
    .recalc = activities_recalc,
    .draw = activities_draw,
    .title = activities_title,
    .act = activities_act,
    .key = list_view_key,
    .typing = list_view_typing,
    .paste = list_view_paste,
    .mouse = list_view_mouse,
    .has_row = list_view_has_row,
};

void activities_show(struct shell *shell)
{
    struct activities *activities = calloc(1, sizeof(*activities));
    if (activities != NULL) {
        activities->base.view = (struct view){&activities_class, shell};
        buf_init(&activities->caps);
        buf_init(&activities->programs);
        list_init(&activities->base.list, columns, COLUMNS, fill, compare, activities);
    }
    shell_push(shell, activities != NULL ? &activities->base.view : NULL);
}
