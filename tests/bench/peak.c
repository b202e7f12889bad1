/* SPDX-License-Identifier: MIT */
/* peak COMMAND...: runs it and says on standard error what it took: time on the
 * wall, CPU time, the largest resident set. */
#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(const struct timeval *time)
{
    return (double)time->tv_sec + (double)time->tv_usec / 1e6;
}

int main(int argc, char **argv)
{
    struct timespec start, end;
    struct rusage used;
    pid_t pid;
    int status = 0;
    if (argc < 2) {
        fputs("usage: peak COMMAND...\n", stderr);
        return 2;
    }
    (void)clock_gettime(CLOCK_MONOTONIC, &start);
    int code = posix_spawnp(&pid, argv[1], NULL, NULL, argv + 1, environ);
    if (code != 0 || wait4(pid, &status, 0, &used) < 0) {
        fprintf(stderr, "peak: %s: %s\n", argv[1], strerror(code != 0 ? code : errno));
        return 1;
    }
    (void)clock_gettime(CLOCK_MONOTONIC, &end);
    fprintf(stderr, "%6.2f s wall  %6.2f s user  %6.2f s system  %7.1f MB peak  exit %d\n",
            (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9,
            seconds(&used.ru_utime), seconds(&used.ru_stime), (double)used.ru_maxrss * 1024 / 1e6,
            WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
    return 0;
}
