/* SPDX-License-Identifier: MIT */
#include "cli/spool.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/words.h"
#include "cli/say.h"
#include "cli/stop.h"
#include "io/tempfile.h"

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
    int fd;
    enum rc rc = tempfile_open(&fd, err);
    if (rc != RC_OK)
        return rc;
    spool->file = fdopen(fd, "w+");
    if (spool->file != NULL)
        return RC_OK;
    (void)close(fd);
    return spool_failed(err);
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
