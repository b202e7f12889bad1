/* SPDX-License-Identifier: MIT */
#include <libintl.h>
#include <locale.h>

#include "cli/cli.h"
#include "ui/ui.h"

int main(int argc, char **argv)
{
    (void)setlocale(LC_ALL, "");
    (void)setlocale(LC_NUMERIC, "C"); /* numbers never depend on the locale */
    (void)bindtextdomain("coffer", COFFER_LOCALEDIR);
    (void)bind_textdomain_codeset("coffer", "UTF-8");
    (void)textdomain("coffer");
    return cli_main(argc, argv, ui_run);
}
