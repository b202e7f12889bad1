/* SPDX-License-Identifier: MIT */
#include "app/document_look.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "app/claim_desk.h"
#include "app/config.h"
#include "base/digest.h"
#include "base/words.h"
#include "io/docfile.h"
#include "io/media.h"
#include "store/claims.h"
#include "store/contents.h"

/* A pipe would be emptied by looking at it. */
static enum rc open_file(struct app *app, const char *path, struct docfile **ret, struct err *err)
{
    int64_t limit = 0;
    struct stat st;
    if (stat(path, &st) == 0 && S_ISFIFO(st.st_mode))
        return err_set(err, RC_FILE, _("%s: it is a pipe: save what it gives to a file first"),
                       path);
    enum rc rc = app_max_document(app, &limit, err);
    return rc == RC_OK ? docfile_open(path, limit, ret, err) : rc;
}

/* ---- its beginning ------------------------------------------------------------------------- */

void document_look_release(struct document_look *look)
{
    free(look->name);
    free(look->media_type);
    *look = (struct document_look){0};
}

static enum rc read_head(struct docfile *file, char *head, size_t *ret_length, struct err *err)
{
    size_t length = 0, part = 1;
    enum rc rc = RC_OK;
    while (rc == RC_OK && part > 0 && length < MEDIA_HEAD) {
        rc = docfile_read(file, head + length, MEDIA_HEAD - length, &part, err);
        length += rc == RC_OK ? part : 0;
    }
    *ret_length = length;
    return rc;
}

enum rc app_document_look(struct app *app, const char *path, struct document_look *ret,
                          struct err *err)
{
    struct docfile *file = NULL;
    char *head = malloc(MEDIA_HEAD), type[MEDIA_TYPE_SIZE];
    size_t length = 0;
    enum rc rc = head == NULL ? err_memory(err) : open_file(app, path, &file, err);
    if (rc == RC_OK)
        rc = read_head(file, head, &length, err);
    if (rc == RC_OK) {
        struct document_look look = {strdup(docfile_name(file)),
                                     strdup(media_type(head, length, type)), docfile_size(file)};
        if (look.name == NULL || look.media_type == NULL) {
            document_look_release(&look);
            rc = err_memory(err);
        } else {
            *ret = look;
        }
    }
    docfile_free(file);
    free(head);
    return rc;
}

/* ---- all of it ----------------------------------------------------------------------------- */

struct elsewhere {
    struct app *app;
    char *id; /* CLAIM_ID_MAX */
};

/* The first one that the person may know of. */
static enum rc note_claim(void *context, const char *id, struct err *err)
{
    struct elsewhere *elsewhere = context;
    char full[CLAIM_ID_MAX];
    struct err ignored;
    (void)err;
    err_init(&ignored);
    if (elsewhere->id[0] == '\0' && claim_find_id(elsewhere->app, id, full, &ignored) == RC_OK)
        memcpy(elsewhere->id, full, sizeof(full));
    return RC_OK;
}

enum rc document_elsewhere(struct app *app, const char *sha256, char ret_claim[CLAIM_ID_MAX],
                           struct err *err)
{
    struct elsewhere elsewhere = {app, ret_claim};
    ret_claim[0] = '\0';
    return claims_with_document(app->book, sha256, note_claim, &elsewhere, err);
}

struct twin {
    struct elsewhere elsewhere;
    const char *document; /* that is looked from */
    bool has;
};

static enum rc note_twin(void *context, const char *document, const char *claim, struct err *err)
{
    struct twin *twin = context;
    if (strcmp(document, twin->document) == 0)
        return RC_OK;
    twin->has = true;
    return note_claim(&twin->elsewhere, claim, err);
}

enum rc app_document_twin(struct app *app, const char *document, const char *sha256, bool *ret_has,
                          char ret_claim[CLAIM_ID_MAX], struct err *err)
{
    struct twin twin = {.elsewhere = {app, ret_claim}, .document = document};
    ret_claim[0] = '\0';
    enum rc rc = documents_of_content(app->book, sha256, note_twin, &twin, err);
    *ret_has = twin.has;
    return rc;
}

static enum rc hash_file(struct app *app, struct docfile *file, char ret_sha256[DIGEST_HEX_SIZE],
                         struct err *err)
{
    enum { BLOCK = 256 * 1024 };
    struct digest_stream stream;
    struct digest digest;
    size_t length = 1;
    int64_t done = 0;
    char *block = malloc(BLOCK);
    enum rc rc = block == NULL ? err_memory(err) : RC_OK;
    digest_begin(&stream);
    while (rc == RC_OK && length > 0) {
        rc = docfile_read(file, block, BLOCK, &length, err);
        if (rc != RC_OK)
            break;
        digest_more(&stream, block, length);
        done += (int64_t)length;
        rc = app_progress(app, _("reading"), (uint64_t)done, (uint64_t)docfile_size(file), err);
    }
    digest_end(&stream, &digest);
    (void)digest_hex(&digest, ret_sha256);
    free(block);
    return rc;
}

enum rc app_document_elsewhere(struct app *app, const char *path, char ret_claim[CLAIM_ID_MAX],
                               struct err *err)
{
    struct docfile *file = NULL;
    char sha256[DIGEST_HEX_SIZE];
    enum rc rc = open_file(app, path, &file, err);
    if (rc == RC_OK)
        rc = hash_file(app, file, sha256, err);
    if (rc == RC_OK)
        rc = document_elsewhere(app, sha256, ret_claim, err);
    docfile_free(file);
    return rc;
}
