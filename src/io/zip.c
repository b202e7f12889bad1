/* SPDX-License-Identifier: MIT */
#include "io/zip.h"

#include <errno.h>
#include <locale.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/words.h"
#include "io/unzipper.h"

enum { BLOCK = 16 * 1024 };

struct entry {
    char *name;
    size_t index; /* place in the zip's own order */
};

struct zip {
    struct unzipper with;
    int fd;
    uint64_t size;
    char *file;
    locale_t utf8; /* in which libarchive can write every name; 0: the caller's */
    struct archive *archive;
    uint64_t position;  /* of the next block */
    uint64_t taken;     /* bytes read since the list was judged */
    uint64_t list_left; /* bytes that the present header may still cost */
    bool list_too_long;
    int sys;        /* errno of a block that could not be read */
    size_t headers; /* that the archive has given so far */
    uint64_t unpacked;
    struct entry *entries; /* the reports, by name */
    size_t count, next;
    char block[BLOCK];
};

/* ---- libarchive reads here ---- */

static la_ssize_t read_block(struct archive *archive, void *context, const void **ret_block)
{
    struct zip *zip = context;
    ssize_t got;
    do
        got = pread(zip->fd, zip->block, BLOCK, (off_t)zip->position);
    while (got < 0 && errno == EINTR);
    if (got < 0) {
        zip->sys = errno;
        zip->with.archive_set_error(archive, errno, "read");
        return ARCHIVE_FATAL;
    }
    if ((uint64_t)got > zip->list_left) {
        zip->list_too_long = true;
        zip->with.archive_set_error(archive, EFBIG, "list");
        return ARCHIVE_FATAL;
    }
    zip->list_left -= (uint64_t)got;
    zip->position += (uint64_t)got;
    zip->taken += (uint64_t)got;
    *ret_block = zip->block;
    return got;
}

static la_int64_t seek_block(struct archive *archive, void *context, la_int64_t offset, int whence)
{
    struct zip *zip = context;
    int64_t base = whence == SEEK_CUR   ? (int64_t)zip->position
                   : whence == SEEK_END ? (int64_t)zip->size
                                        : 0;
    int64_t target;
    if (__builtin_add_overflow(base, offset, &target) || target < 0) {
        zip->with.archive_set_error(archive, EINVAL, "seek");
        return ARCHIVE_FATAL;
    }
    zip->position = (uint64_t)target;
    return target;
}

/* ---- failures ---- */

static enum rc refuse(const struct zip *zip, const char *entry, const char *why, const char *mend,
                      struct err *err)
{
    if (entry == NULL)
        return err_set(err, RC_CONTENT, "%s: %s: %s", zip->file, why, mend);
    return err_set(err, RC_CONTENT, "%s(%s): %s: %s", zip->file, entry, why, mend);
}

static const char *again(void)
{
    return _("download it again");
}

/* libarchive has said no; its own words are in English and name the damage. */
static enum rc fail_archive(const struct zip *zip, const char *entry, struct err *err)
{
    if (zip->sys != 0)
        return err_sys(err, zip->sys, zip->file, _("check the disk, or download it again"));
    if (zip->list_too_long)
        return refuse(zip, NULL, _("the zip has too many entries"), again(), err);
    if (zip->with.archive_errno(zip->archive) == ENOMEM)
        return err_memory(err);
    const char *words = zip->with.archive_error_string(zip->archive);
    if (words == NULL)
        words = "-";
    if (entry == NULL)
        return err_set(err, RC_CONTENT, _("%s: the zip is damaged (%s): download it again"),
                       zip->file, words);
    return err_set(err, RC_CONTENT, _("%s(%s): the zip is damaged (%s): download it again"),
                   zip->file, entry, words);
}

/* ---- the list ---- */

static enum rc start(struct zip *zip, struct err *err)
{
    if (zip->archive != NULL)
        (void)zip->with.archive_read_free(zip->archive);
    zip->archive = zip->with.archive_read_new();
    zip->position = 0;
    zip->headers = 0;
    zip->list_left = ZIP_LIST_MAX;
    if (zip->archive == NULL)
        return err_memory(err);
    if (zip->with.archive_read_support_format_zip_seekable(zip->archive) != ARCHIVE_OK ||
        zip->with.archive_read_set_read_callback(zip->archive, read_block) != ARCHIVE_OK ||
        zip->with.archive_read_set_seek_callback(zip->archive, seek_block) != ARCHIVE_OK ||
        zip->with.archive_read_set_callback_data(zip->archive, zip) != ARCHIVE_OK ||
        zip->with.archive_read_open1(zip->archive) != ARCHIVE_OK)
        return fail_archive(zip, NULL, err);
    return RC_OK;
}

/* The name as it stands in the zip, in UTF-8 if it says so. */
static const char *entry_name(const struct zip *zip, struct archive_entry *entry)
{
    const char *name = zip->with.archive_entry_pathname_utf8(entry);
    return name != NULL ? name : zip->with.archive_entry_pathname(entry);
}

/* *ret_entry NULL at the end of the list. The name lives as long as the entry. */
static enum rc next_header(struct zip *zip, struct archive_entry **ret_entry, const char **ret_name,
                           struct err *err)
{
    zip->list_left = ZIP_LIST_MAX;
    locale_t before = uselocale(zip->utf8);
    int said = zip->with.archive_read_next_header(zip->archive, ret_entry);
    *ret_name = said == ARCHIVE_OK || said == ARCHIVE_WARN ? entry_name(zip, *ret_entry) : "";
    (void)uselocale(before);
    zip->list_left = UINT64_MAX;
    if (said == ARCHIVE_EOF) {
        *ret_entry = NULL;
        return RC_OK;
    }
    /* A warning is about a name that cannot be had. */
    if (said != ARCHIVE_OK && said != ARCHIVE_WARN)
        return fail_archive(zip, NULL, err);
    zip->headers++;
    if (*ret_name == NULL)
        return refuse(zip, NULL, _("an entry has a name that cannot be read"), again(), err);
    return RC_OK;
}

static bool leads_out(const char *name)
{
    if (name[0] == '\0' || name[0] == '/' || name[0] == '\\' || name[1] == ':')
        return true;
    for (const char *part = name; part != NULL;) {
        size_t length = strcspn(part, "/\\");
        if (length == 2 && part[0] == '.' && part[1] == '.')
            return true;
        part = part[length] != '\0' ? part + length + 1 : NULL;
    }
    return false;
}

static bool ends_in(const char *name, const char *const *endings, size_t count)
{
    size_t length = strlen(name);
    for (size_t i = 0; i < count; i++) {
        size_t size = strlen(endings[i]);
        if (length > size && strcasecmp(name + length - size, endings[i]) == 0)
            return true;
    }
    return false;
}

static bool is_archive(const char *name)
{
    static const char *const endings[] = {".zip", ".7z",  ".rar", ".tar", ".gz",
                                          ".tgz", ".bz2", ".xz",  ".zst", ".cab"};
    return ends_in(name, endings, sizeof endings / sizeof endings[0]);
}

/* macOS puts a shadow of every file into a folder of this name. */
static bool is_report(const char *name)
{
    static const char *const endings[] = {".csv", ".tsv"};
    return ends_in(name, endings, sizeof endings / sizeof endings[0]) &&
           strncmp(name, "__MACOSX/", strlen("__MACOSX/")) != 0;
}

/* How libarchive names the methods that need no more memory than deflate. */
static bool is_plain_method(const struct zip *zip)
{
    const char *format = zip->with.archive_format_name(zip->archive);
    return format != NULL &&
           (strstr(format, "(deflation)") != NULL || strstr(format, "(uncompressed)") != NULL);
}

static enum rc judge(const struct zip *zip, struct archive_entry *entry, const char *name,
                     struct err *err)
{
    mode_t kind = zip->with.archive_entry_filetype(entry);
    if (leads_out(name))
        return refuse(zip, name, _("the name of this entry leads out of its folder"),
                      _("do not trust this file, download it again"), err);
    if (zip->with.archive_entry_is_encrypted(entry))
        return refuse(zip, name, _("the entry is encrypted"), _("unpack it with its password"),
                      err);
    if (kind != AE_IFREG && kind != AE_IFDIR)
        return refuse(zip, name, _("the entry is neither a file nor a folder"),
                      _("do not trust this file, download it again"), err);
    if (is_archive(name))
        return refuse(zip, name, _("the entry is an archive inside an archive"),
                      _("unpack it first"), err);
    if (zip->headers > ZIP_ENTRIES_MAX)
        return refuse(zip, NULL, _("the zip has too many entries"), again(), err);
    if (is_report(name) && kind == AE_IFREG && !is_plain_method(zip))
        return refuse(zip, name, _("the entry is compressed in an unusual way"),
                      _("unpack it first"), err);
    return RC_OK;
}

static enum rc add_entry(struct zip *zip, const char *name, struct err *err)
{
    /* Doubling at every power of two keeps the array without a capacity. */
    if ((zip->count & (zip->count - 1)) == 0) {
        size_t room = zip->count == 0 ? 1 : 2 * zip->count;
        struct entry *entries = reallocarray(zip->entries, room, sizeof *entries);
        if (entries == NULL)
            return err_memory(err);
        zip->entries = entries;
    }
    char *copy = strdup(name);
    if (copy == NULL)
        return err_memory(err);
    zip->entries[zip->count++] = (struct entry){.name = copy, .index = zip->headers - 1};
    return RC_OK;
}

static int compare(const void *a, const void *b)
{
    const struct entry *x = a;
    const struct entry *y = b;
    int names = strcmp(x->name, y->name);
    return names != 0 ? names : x->index < y->index ? -1 : 1;
}

static enum rc list(struct zip *zip, struct err *err)
{
    enum rc rc = start(zip, err);
    bool workbook = false;
    while (rc == RC_OK) {
        struct archive_entry *entry = NULL;
        const char *name = NULL;
        rc = next_header(zip, &entry, &name, err);
        if (rc != RC_OK || entry == NULL)
            break;
        rc = judge(zip, entry, name, err);
        if (rc == RC_OK && zip->with.archive_entry_filetype(entry) == AE_IFREG && is_report(name))
            rc = add_entry(zip, name, err);
        workbook = workbook || strcmp(name, "[Content_Types].xml") == 0;
    }
    if (rc == RC_OK && zip->count == 0)
        return workbook ? refuse(zip, NULL, _("it is a workbook of a spreadsheet program"),
                                 _("download the report as CSV"), err)
                        : refuse(zip, NULL, _("there is no .csv or .tsv file in the zip"),
                                 _("download the report again"), err);
    if (rc == RC_OK)
        qsort(zip->entries, zip->count, sizeof *zip->entries, compare);
    return rc;
}

enum rc zip_open(int fd, uint64_t size, const char *file, struct zip **ret, struct err *err)
{
    struct zip *zip = calloc(1, sizeof *zip);
    if (zip == NULL)
        return err_memory(err);
    zip->fd = fd;
    zip->size = size;
    zip->utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    zip->file = strdup(file);
    enum rc rc = zip->file == NULL ? err_memory(err) : unzipper_load(&zip->with, err);
    if (rc == RC_OK)
        rc = list(zip, err);
    if (rc == RC_OK) {
        zip->taken = 0;
        *ret = zip;
        zip = NULL;
    }
    zip_free(zip);
    return rc;
}

void zip_free(struct zip *zip)
{
    if (zip == NULL)
        return;
    if (zip->archive != NULL)
        (void)zip->with.archive_read_free(zip->archive);
    for (size_t i = 0; i < zip->count; i++)
        free(zip->entries[i].name);
    free(zip->entries);
    if (zip->utf8 != (locale_t)0)
        freelocale(zip->utf8);
    free(zip->file);
    free(zip);
}

/* ---- the entries ---- */

enum rc zip_next(struct zip *zip, const char **ret_name, struct err *err)
{
    if (zip->next == zip->count) {
        *ret_name = NULL;
        return RC_OK;
    }
    const struct entry *wanted = &zip->entries[zip->next];
    /* libarchive walks forward only. */
    enum rc rc = wanted->index < zip->headers ? start(zip, err) : RC_OK;
    struct archive_entry *entry = NULL;
    const char *name = NULL;
    while (rc == RC_OK && zip->headers <= wanted->index) {
        rc = next_header(zip, &entry, &name, err);
        if (rc == RC_OK &&
            (entry == NULL || (zip->headers > wanted->index && strcmp(name, wanted->name) != 0)))
            return refuse(zip, NULL, _("the file has changed while it was read"), _("try again"),
                          err);
    }
    if (rc != RC_OK)
        return rc;
    zip->next++;
    *ret_name = wanted->name;
    return RC_OK;
}

enum rc zip_read(struct zip *zip, char *bytes, size_t capacity, size_t *ret_length, struct err *err)
{
    const char *name = zip->entries[zip->next - 1].name;
    la_ssize_t got = zip->with.archive_read_data(zip->archive, bytes, capacity);
    if (got < 0)
        return fail_archive(zip, name, err);
    zip->unpacked += (uint64_t)got;
    if (zip->unpacked > ZIP_RATIO_FROM && zip->unpacked / ZIP_RATIO_MAX > zip->size)
        return err_set(err, RC_CONTENT,
                       _("%s(%s): the zip unpacks to more than %d times its size: do not trust "
                         "this file, download it again"),
                       zip->file, name, ZIP_RATIO_MAX);
    *ret_length = (size_t)got;
    return RC_OK;
}

uint64_t zip_bytes_read(const struct zip *zip)
{
    return zip->taken < zip->size ? zip->taken : zip->size;
}
