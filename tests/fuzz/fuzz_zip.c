/* SPDX-License-Identifier: MIT */
/* Any bytes as a file: a zip, a text or something else. */
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/text.h"
#include "fuzz/fuzz.h"
#include "io/source.h"

/* More than a small input can unpack to without being a bomb. */
enum { UNPACKED_MAX = 80 << 20 };

static enum rc read_all(const char *path, struct err *err)
{
    static char bytes[1 << 16];
    struct source *source = NULL;
    uint64_t size = 0;
    bool more = false;
    enum rc rc = source_open(path, &source, err);
    while (rc == RC_OK && (rc = source_next(source, &more, err)) == RC_OK && more) {
        size_t length = 1;
        bug_if(strstr(source_name(source), "(/") != NULL, "an absolute name was taken");
        bug_if(!text_is_utf8(source_name(source), strlen(source_name(source))), "a name's bytes");
        while (length > 0 && (rc = source_read(source, bytes, sizeof bytes, &length, err)) == RC_OK)
            size += length;
        bug_if(size > UNPACKED_MAX, "a bomb went off");
    }
    source_free(source);
    return rc;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    char path[64];
    struct err err;
    int fd = memfd_create("fuzz", MFD_CLOEXEC);
    err_init(&err);
    bug_if(fd < 0, "no memory for the input");
    bug_if(write(fd, bytes, length) != (ssize_t)length, "no memory for the input");
    (void)snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    enum rc rc = read_all(path, &err);
    bug_if(rc != RC_OK && rc != RC_CONTENT, "bytes in memory cannot fail otherwise");
    (void)close(fd);
    return 0;
}
