/* SPDX-License-Identifier: MIT */
#include <libintl.h>
#include <locale.h>

#include "cli/cli.h"
#include "ui/ui.h"

int main(int argc, char **argv)
{
    /* Letters and sentences: numbers, dates and orders never depend on the locale. */
    (void)setlocale(LC_CTYPE, "");
    (void)setlocale(LC_MESSAGES, "");
    (void)bindtextdomain("coffer", COFFER_LOCALEDIR);
    (void)bind_textdomain_codeset("coffer", "UTF-8");
    (void)textdomain("coffer");
    return cli_main(argc, argv, ui_run);
}
