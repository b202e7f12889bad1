/* SPDX-License-Identifier: MIT */
#include "store/glance.h"

#include <endian.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/book.h"

/* SQLite's file format, "The Database Header". */
enum { HEADER_SIZE = 100, AT_USER_VERSION = 60, AT_APPLICATION_ID = 68 };

static uint32_t number_at(const unsigned char *header, int at)
{
    uint32_t number = 0;
    memcpy(&number, header + at, sizeof(number));
    return be32toh(number);
}

bool book_glance(const char *path)
{
    static const char magic[16] = "SQLite format 3";
    unsigned char header[HEADER_SIZE];
    struct stat st;
    if (stat(path, &st) != 0 || !S_ISREG(st.st_mode)) /* to open a pipe would wait */
        return false;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return false;
    ssize_t got = read(fd, header, sizeof(header));
    (void)close(fd);
    return got == HEADER_SIZE && memcmp(header, magic, sizeof(magic)) == 0 &&
           number_at(header, AT_APPLICATION_ID) == BOOK_APPLICATION_ID &&
           number_at(header, AT_USER_VERSION) <= (uint32_t)book_schema();
}
