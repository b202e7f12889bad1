/* SPDX-License-Identifier: MIT */
/* Claims from before Coffer: tried out, brought in. */
#include "app/claim_imports.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/words.h"
#include "ui/screens/claim_rows.h"
#include "ui/screens/importing.h"
#include "ui/screens/screens.h"

/* ---- tried out ----------------------------------------------------------------------------- */

/* "line 4", "paid: Stand at the fair, mci, 6100001, FY26H1" */
static enum rc keep_claim(void *context, const char *source, int64_t line,
                          const struct claim *claim, struct err *err)
{
    const struct claim_head *head = claim->head;
    char where[64], period[PERIOD_TEXT_SIZE];
    struct buf what;
    (void)source;
    buf_init(&what);
    (void)snprintf(where, sizeof(where), _("line %lld"), (long long)line);
    buf_addf(&what, _("%s: %s, %s, %s, %s"), claim_status_label(claim->status), claim->title,
             head->program, head->location, period_print(head->period, period));
    enum rc rc = buf_check(&what, err);
    if (rc == RC_OK)
        rc = trial_line_add(context, where, -1, what.text, false, err);
    buf_release(&what);
    return rc;
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

/* "new 5 (paid 3, approved 2) · rejected 1" */
static void write_head(const struct trial *trial, const struct claim_import_result *result,
                       struct buf *head)
{
    const char *before = " (";
    buf_addf(head, ngettext("%s, %lld row", "%s, %lld rows", (unsigned long)result->rows),
             trial->base, (long long)result->rows);
    buf_addf(head, _("\nnew %lld"), (long long)result->new);
    for (int i = 0; i < CLAIM_STATUSES; i++) {
        if (result->of_status[i] == 0)
            continue;
        buf_addf(head, "%s%s %lld", before, claim_status_label((enum claim_status)i),
                 (long long)result->of_status[i]);
        before = ", ";
    }
    buf_addf(head, _("%s \xc2\xb7 rejected %lld"), before[0] == ',' ? ")" : "",
             (long long)result->rejected);
    if (result->new > 0)
        buf_add(head, _("\nNothing is in the book yet: I brings it in."));
    else
        buf_add(head, _("\nNothing of it can come in."));
}

static enum rc try_out(struct app *app, struct trial *trial, struct err *err)
{
    const struct claim_import_request request = {.file = trial->path,
                                                 .dry_run = true,
                                                 .reject = trial_reject_add,
                                                 .claim = keep_claim,
                                                 .context = trial};
    struct claim_import_result result = {0};
    enum rc rc = app_claim_import(app, &request, &result, err);
    /* Rejected rows are for the person to look at, once the file is read. */
    if (rc == RC_CONTENT && trial->rejected > 0 && result.whole)
        rc = RC_OK;
    (void)snprintf(trial->base, sizeof(trial->base), "%s", base_name(trial->path));
    trial->comes = result.new > 0;
    write_head(trial, &result, &trial->head);
    return rc;
}

/* ---- in earnest ---------------------------------------------------------------------------- */

struct claim_intake {
    struct intake base; /* first */
    struct claim_import_result result;
};

static enum rc bring_in(struct app *app, struct intake *intake, struct err *err)
{
    const struct claim_import_request request = {.file = intake->path,
                                                 .skip_rejects = intake->rejects};
    return app_claim_import(app, &request, &((struct claim_intake *)intake)->result, err);
}

static void tell(struct shell *shell, const struct intake *intake, struct buf *ret)
{
    const struct claim_import_result *result = &((const struct claim_intake *)intake)->result;
    (void)shell;
    buf_addf(ret, _("%s is in: %lld new, %lld rejected"), base_name(intake->path),
             (long long)result->new, (long long)result->rejected);
}

static const struct trial_kind claims = {
    .picks = N_("Bring in claims from before Coffer"),
    .endings = ".csv .tsv .txt",
    .folder = "claims-folder",
    .reading = N_("Reading the claims"),
    .nothing = N_("The file has no claims: there is nothing to bring in"),
    .brings = ACT_IMPORT_CLAIMS,
    .where = N_("Line"),
    .row = N_("Rows"),
    .what = N_("What"),
    .try_out = try_out,
    .bringing = N_("Bringing the claims in"),
    .intake_size = sizeof(struct claim_intake),
    .bring_in = bring_in,
    .tell = tell,
};

void claim_import_begin(struct shell *shell, const char *path)
{
    trial_begin(shell, &claims, path);
}
