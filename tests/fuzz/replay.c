/* SPDX-License-Identifier: MIT */
/* Runs a fuzzer on every file of the folders named: the main() of builds
 * without libFuzzer. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "fuzz/fuzz.h"

static _Noreturn void give_up(const char *path)
{
    perror(path);
    exit(EXIT_FAILURE);
}

static void replay(const char *path)
{
    FILE *file = fopen(path, "rbe");
    struct stat state;
    if (file == NULL || fstat(fileno(file), &state) != 0)
        give_up(path);
    size_t length = (size_t)state.st_size;
    /* Exactly as long as the input, so that a sanitizer sees a step too far. */
    uint8_t *bytes = malloc(length > 0 ? length : 1);
    if (bytes == NULL || fread(bytes, 1, length, file) != length)
        give_up(path);
    (void)fclose(file);
    (void)LLVMFuzzerTestOneInput(bytes, length);
    free(bytes);
}

static int replay_folder(const char *folder)
{
    int count = 0;
    char path[4096];
    DIR *entries = opendir(folder);
    if (entries == NULL)
        give_up(folder);
    for (const struct dirent *entry = readdir(entries); entry != NULL; entry = readdir(entries)) {
        if (entry->d_name[0] == '.')
            continue;
        (void)snprintf(path, sizeof(path), "%s/%s", folder, entry->d_name);
        replay(path);
        count++;
    }
    (void)closedir(entries);
    return count;
}

int main(int argc, char **argv)
{
    int count = 0;
    for (int i = 1; i < argc; i++)
        count += replay_folder(argv[i]);
    printf("%d inputs\n", count);
    return count > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
