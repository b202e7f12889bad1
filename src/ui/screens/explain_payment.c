/* SPDX-License-Identifier: MIT */
/* How a payment comes about: when it came, and claim by claim what it settles. */
#include <string.h>

#include "app/payment_sheets.h"
#include "base/words.h"
#include "ui/screens/explaining.h"

static enum rc say_share(struct gathering *gathering, const struct payment_share *share,
                         struct err *err)
{
    struct buf words;
    buf_init(&words);
    if (share->settles)
        buf_addf(&words, _("  settles of %s, %s"), share->title, share->claim);
    else
        buf_addf(&words, _("  settles nothing of %s, %s"), share->title, share->claim);
    enum rc rc = buf_check(&words, err);
    if (rc == RC_OK && share->settles)
        rc = say_money(gathering, "", words.text, share->covers, share->currency,
                       "CONTRACT.md section 5", err);
    else if (rc == RC_OK)
        rc = say_text(gathering, words.text, _("nobody said how much of it"),
                      "CONTRACT.md section 5", err);
    buf_release(&words);
    return rc;
}

static enum rc say_sheet(struct gathering *gathering, const struct payment_sheet *sheet,
                         struct err *err)
{
    char day[DATE_TEXT_SIZE];
    const struct figure *figure = gathering->figure;
    bool whole = strcmp(figure->name, "amount") == 0;
    enum rc rc = say_text(gathering, _("came on"), date_print(sheet->day, day), NULL, err);
    if (rc == RC_OK)
        rc = say_text(gathering, _("reference"), sheet->reference, NULL, err);
    if (rc == RC_OK)
        rc = say_text(gathering, _("note"), sheet->note, NULL, err);
    if (rc == RC_OK && sheet->voided)
        rc = say_text(gathering, _("void"), _("it counts 0"), "CONTRACT.md section 5", err);
    for (size_t i = 0; rc == RC_OK && i < sheet->share_count; i++)
        rc = say_share(gathering, &sheet->shares[i], err);
    if (rc != RC_OK)
        return rc;
    if (whole)
        return say_money(gathering, figure->name, _("amount, as entered"), sheet->amount,
                         sheet->currency, NULL, err);
    return say_money(gathering, figure->name, _("what it settles of the claim"), figure->amount,
                     figure->currency, "CONTRACT.md section 5", err);
}

enum rc explain_payment(struct app *app, struct gathering *gathering, struct err *err)
{
    struct payment_sheets sheets;
    enum rc rc = app_payment_sheet(app, gathering->figure->id, NULL, &sheets, err);
    if (rc != RC_OK)
        return rc;
    if (sheets.count == 0)
        rc = err_set(err, RC_RULE, _("This payment is not there on this day"));
    else
        rc = say_sheet(gathering, &sheets.items[0], err);
    payment_sheets_release(&sheets);
    return rc;
}
