/* SPDX-License-Identifier: MIT */
#include "cli/spool.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/words.h"
#include "cli/say.h"
#include "cli/stop.h"

void spool_init(struct spool *spool)
{
    *spool = (struct spool){.file = NULL};
}

void spool_release(struct spool *spool)
{
    if (spool->file != NULL)
        (void)fclose(spool->file);
    spool_init(spool);
}

static enum rc spool_failed(struct err *err)
{
    return err_sys(err, errno, _("a temporary file"),
                   _("make room in the folder that TMPDIR names, or name another one"));
}

static enum rc spool_open(struct spool *spool, struct err *err)
{
    const char *folder = getenv("TMPDIR");
    if (folder == NULL || folder[0] == '\0')
        folder = "/tmp";
    struct buf path;
    buf_init(&path);
    buf_addf(&path, "%s/coffer-XXXXXX", folder);
    enum rc rc = buf_check(&path, err);
    if (rc == RC_OK) {
        int fd = mkstemp(path.text);
        if (fd < 0)
            rc = spool_failed(err);
        else if (unlink(path.text) != 0 || (spool->file = fdopen(fd, "w+")) == NULL) {
            rc = spool_failed(err);
            (void)close(fd);
        }
    }
    buf_release(&path);
    return rc;
}

/* Lines are kept with their NUL: a text may hold line breaks. */
enum rc spool_add(struct spool *spool, const char *line, struct err *err)
{
    if (spool->file == NULL) {
        enum rc rc = spool_open(spool, err);
        if (rc != RC_OK)
            return rc;
    }
    size_t size = strlen(line) + 1;
    if (fwrite(line, 1, size, spool->file) != size)
        return spool_failed(err);
    spool->count++;
    return RC_OK;
}

enum rc spool_say(struct spool *spool, struct err *err)
{
    if (spool->file == NULL)
        return RC_OK;
    enum rc rc = RC_OK;
    char *line = NULL;
    size_t capacity = 0;
    if (fflush(spool->file) != 0 || fseeko(spool->file, 0, SEEK_SET) != 0) {
        rc = spool_failed(err);
        goto out;
    }
    while (getdelim(&line, &capacity, '\0', spool->file) > 0) {
        if (stop_asked()) {
            rc = RC_STOP;
            goto out;
        }
        say_further(line);
    }
    if (ferror(spool->file))
        rc = spool_failed(err);
out:
    free(line);
    spool_release(spool);
    return rc;
}
