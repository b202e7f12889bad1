/* SPDX-License-Identifier: MIT */
#include "app/config.h"

#include <string.h>

#include "app/inside.h"
#include "base/text.h"
#include "base/words.h"
#include "model/size.h"
#include "store/settings.h"

/* A value as it is typed, in the form in which it is kept and shown. */
typedef bool value_form(const char *text, char ret[SIZE_TEXT_SIZE]);

static bool size_form(const char *text, char ret[SIZE_TEXT_SIZE])
{
    int64_t bytes = 0;
    if (!size_parse(text, &bytes))
        return false;
    (void)size_print(bytes, ret);
    return true;
}

static const struct known {
    const char *name, *standard, *text, *form_text;
    value_form *form;
} known[] = {
    {"max-document", "500 MB", N_("the largest file that can be attached"),
     N_("not a size: write it as in '500 MB' or '2 GB', from 1 byte to 1 TB"), size_form},
};
enum { KNOWN = sizeof(known) / sizeof(known[0]) };

static enum rc value_of(struct app *app, const struct known *setting, struct buf *ret,
                        struct err *err)
{
    char checked[SIZE_TEXT_SIZE];
    enum rc rc = setting_get(app->book, setting->name, ret, err);
    /* What another tool may have written there is nothing. */
    if (rc == RC_OK && !setting->form(ret->text, checked)) {
        buf_clear(ret);
        buf_add(ret, setting->standard);
        rc = buf_check(ret, err);
    }
    return rc;
}

enum rc app_config_list(struct app *app, app_config_visit *visit, void *context, struct err *err)
{
    enum rc rc = RC_OK;
    for (size_t i = 0; rc == RC_OK && i < KNOWN; i++) {
        struct buf value;
        buf_init(&value);
        rc = value_of(app, &known[i], &value, err);
        const struct config_line line = {known[i].name, value.text, known[i].standard,
                                         _(known[i].text)};
        if (rc == RC_OK)
            rc = visit(context, &line, err);
        buf_release(&value);
    }
    return rc;
}

static enum rc find(const char *name, const struct known **ret, struct err *err)
{
    char excerpt[TEXT_EXCERPT_SIZE];
    for (size_t i = 0; i < KNOWN; i++) {
        if (strcmp(known[i].name, name) != 0)
            continue;
        *ret = &known[i];
        return RC_OK;
    }
    return err_set(err, RC_USAGE, _("%s: there is no such setting: 'coffer config' shows them"),
                   text_excerpt(name, excerpt));
}

enum rc app_config_set(struct app *app, const char *name, const char *value, struct err *err)
{
    const struct known *setting = NULL;
    struct tx *tx = NULL;
    char form[SIZE_TEXT_SIZE] = "", excerpt[TEXT_EXCERPT_SIZE];
    enum rc rc = find(name, &setting, err);
    if (rc == RC_OK && !setting->form(value, form))
        rc = err_set(err, RC_USAGE, "%s %s: %s", name, text_excerpt(value, excerpt),
                     _(setting->form_text));
    if (rc == RC_OK)
        rc = app_begin(app, MAY_EDIT_TERMS, TX_CHANGESET, &tx, err);
    if (rc == RC_OK)
        rc = tx_touch(tx, NULL, NULL, err);
    if (rc == RC_OK)
        rc = setting_put(tx, name, form, err);
    if (rc == RC_OK)
        rc = app_commit(app, tx, "config.set", err, "%s: %s", name, form);
    tx_end(tx);
    return rc;
}

enum rc app_max_document(struct app *app, int64_t *ret, struct err *err)
{
    struct buf value;
    buf_init(&value);
    enum rc rc = value_of(app, &known[0], &value, err);
    if (rc == RC_OK)
        bug_if(!size_parse(value.text, ret), "a setting was not checked");
    buf_release(&value);
    return rc;
}
