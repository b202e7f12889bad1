/* SPDX-License-Identifier: MIT */
/* To what the book has, by its name. */
#include "ui/screens/screens.h"
#include "ui/shell_inside.h"

/* Opened from the list in which it stands, so that Esc leads there. */
static void open_from(struct shell *shell, int screen, struct view *page)
{
    struct view *list = shell_go(shell, screen);
    while (list != NULL && shell_top(shell) != list)
        shell_close(shell, shell_top(shell));
    shell_push(shell, page);
}

void shell_show(struct shell *shell, const struct destination *to)
{
    if (to->claim != NULL)
        open_from(shell, 5, claim_page_new(shell, to->claim));
    else if (to->program == NULL)
        funds_show(shell, to->location);
    else if (to->location == NULL)
        open_from(shell, 7, program_new(shell, to->program));
    else
        open_from(shell, 2, fund_new(shell, to->program, to->location, to->period));
}

const struct places *shell_places(struct shell *shell)
{
    if (shell->app != NULL && !shell->found_known)
        places_load(&shell->found, shell->app);
    shell->found_known = shell->app != NULL;
    return &shell->found;
}
