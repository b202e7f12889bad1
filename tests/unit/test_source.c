/* SPDX-License-Identifier: MIT */
#include "io/source.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <locale.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "support/support.h"
#include "support/zipmake.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define BYTES(literal) literal, sizeof(literal) - 1

/* ---- what a path is read as: "NAME:BYTES;" for each stream ---- */

static enum rc print_streams(const char *path, struct buf *ret, struct err *err)
{
    struct source *source = NULL;
    bool more = false;
    enum rc rc = source_open(path, &source, err);
    while (rc == RC_OK && (rc = source_next(source, &more, err)) == RC_OK && more) {
        char bytes[7];
        size_t length = 1;
        buf_addf(ret, "%s:", source_name(source));
        while (length > 0 && (rc = source_read(source, bytes, sizeof bytes, &length, err)) == RC_OK)
            buf_add_bytes(ret, bytes, length);
        buf_add_char(ret, ';');
    }
    source_free(source);
    return rc;
}

static void check_streams(const char *path, const char *expected)
{
    struct buf got;
    struct err err;
    buf_init(&got);
    err_init(&err);
    assert_rc(print_streams(path, &got, &err), RC_OK, &err);
    assert_text_equal(got.text, expected);
    buf_release(&got);
}

static void check_refused(const char *path, enum rc expected, const char *words)
{
    struct buf got;
    struct err err;
    buf_init(&got);
    err_init(&err);
    assert_rc(print_streams(path, &got, &err), expected, &err);
    if (strstr(err.text, words) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", err.text, words);
    buf_release(&got);
}

struct place {
    struct folder folder;
    char path[FOLDER_PATH_SIZE];
};

static void place_init(struct place *place, const char *name)
{
    folder_init(&place->folder);
    folder_file(&place->folder, name, place->path);
}

static void place_release(struct place *place)
{
    folder_release(&place->folder);
}

static void check_file(const char *bytes, size_t length, const char *expected)
{
    struct place place;
    place_init(&place, "report.csv");
    file_write(place.path, bytes, length);
    check_streams(place.path, expected);
    place_release(&place);
}

static void check_file_refused(const char *bytes, size_t length, const char *words)
{
    struct place place;
    place_init(&place, "report.csv");
    file_write(place.path, bytes, length);
    check_refused(place.path, RC_CONTENT, words);
    place_release(&place);
}

/* ---- plain files ---- */

static void source__open__reads_a_file(void **state)
{
    (void)state;
    check_file(BYTES("earningId\n1\n2\n"), "report.csv:earningId\n1\n2\n;");
    check_file(BYTES(""), "report.csv:;");
    check_file(BYTES("PK"), "report.csv:PK;");
}

static void source__open__reads_more_than_it_looks_at(void **state)
{
    (void)state;
    struct buf text, expected;
    buf_init(&text);
    buf_init(&expected);
    for (int i = 0; i < 5000; i++)
        buf_addf(&text, "line %d\n", i);
    buf_addf(&expected, "report.csv:%s;", text.text);
    check_file(text.text, text.length, expected.text);
    buf_release(&text);
    buf_release(&expected);
}

static void source__bytes__tells_how_far_it_is(void **state)
{
    (void)state;
    struct place place;
    struct source *source = NULL;
    struct err err;
    bool more = false;
    char bytes[100];
    size_t length = 0;
    err_init(&err);
    place_init(&place, "report.csv");
    file_write(place.path, BYTES("earningId\n1\n"));
    assert_rc(source_open(place.path, &source, &err), RC_OK, &err);
    assert_int_equal(source_bytes_total(source), 12);
    assert_text_equal(source_file(source), "report.csv");
    assert_text_equal(source_name(source), "report.csv");
    assert_rc(source_next(source, &more, &err), RC_OK, &err);
    assert_true(more);
    assert_rc(source_read(source, bytes, sizeof bytes, &length, &err), RC_OK, &err);
    assert_int_equal(source_bytes_read(source), 12);
    assert_rc(source_next(source, &more, &err), RC_OK, &err);
    assert_false(more);
    source_free(source);
    place_release(&place);
}

static void source__open__names_what_is_no_text(void **state)
{
    (void)state;
    check_file_refused(BYTES("\x1F\x8B\x08\x00"), "report.csv: it is compressed with gzip");
    check_file_refused(BYTES("BZh91AY&SY"), "compressed with bzip2");
    check_file_refused(BYTES("\xFD"
                             "7zXZ\0"),
                       "compressed with xz");
    check_file_refused(BYTES("\x28\xB5\x2F\xFD\x04"), "compressed with zstd");
    check_file_refused(BYTES("7z\xBC\xAF\x27\x1C\0"), "7z archive");
    check_file_refused(BYTES("\xD0\xCF\x11\xE0\xA1\xB1"), "workbook");
    check_file_refused(BYTES("%PDF-1.7\n"), "PDF");
}

static void source__open__names_utf16(void **state)
{
    (void)state;
    check_file_refused(BYTES("\xFF\xFE"
                             "e\0a\0"),
                       "report.csv: its text is UTF-16");
    check_file_refused(BYTES("\xFE\xFF\0e\0a"), "its text is UTF-16");
    check_file_refused(BYTES("e\0a\0r\0n\0i\0n\0g\0"), "its text is UTF-16");
    check_file_refused(BYTES("\0e\0a\0r\0n\0i\0n\0g"), "its text is UTF-16");
    check_file(BYTES("e\0a"), "report.csv:e\0a;"); /* one NUL alone is not */
}

/* ---- what is not a file ---- */

static void source__open__refuses_what_is_not_there(void **state)
{
    (void)state;
    struct place place;
    place_init(&place, "missing.csv");
    check_refused(place.path, RC_FILE, "No such file");
    check_refused("", RC_FILE, "No such file");
    check_refused(place.folder.path, RC_FILE, "it is a folder");
    check_refused("/dev/null", RC_FILE, "it is a device");
    check_refused("/dev/zero", RC_FILE, "it is a device");
    place_release(&place);
}

static void source__open__refuses_what_may_not_be_read(void **state)
{
    (void)state;
    if (geteuid() == 0)
        skip(); /* root may read everything */
    struct place place;
    place_init(&place, "report.csv");
    file_write(place.path, BYTES("a\n"));
    assert_int_equal(chmod(place.path, 0), 0);
    check_refused(place.path, RC_FILE, "Permission denied");
    place_release(&place);
}

static void source__open__refuses_a_socket(void **state)
{
    (void)state;
    struct place place;
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    place_init(&place, "s");
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_in_range(strlen(place.path), 1, sizeof address.sun_path - 1);
    memcpy(address.sun_path, place.path, strlen(place.path) + 1);
    assert_int_equal(bind(fd, (const struct sockaddr *)&address, sizeof address), 0);
    check_refused(place.path, RC_FILE, "it is a socket");
    (void)close(fd);
    place_release(&place);
}

/* ---- FIFO and standard input ---- */

struct writer {
    const char *path;
    const char *bytes;
    size_t length;
};

static void *write_fifo(void *argument)
{
    const struct writer *writer = argument;
    int fd = open(writer->path, O_WRONLY);
    size_t at = 0;
    while (fd >= 0 && at < writer->length) {
        ssize_t wrote = write(fd, writer->bytes + at, writer->length - at < 3 ? 1 : 3);
        if (wrote <= 0)
            break;
        at += (size_t)wrote;
    }
    if (fd >= 0)
        (void)close(fd);
    return NULL;
}

static void check_fifo(const char *bytes, size_t length, const char *expected)
{
    struct place place;
    pthread_t thread;
    place_init(&place, "pipe");
    struct writer writer = {place.path, bytes, length};
    assert_int_equal(mkfifo(place.path, 0600), 0);
    assert_int_equal(pthread_create(&thread, NULL, write_fifo, &writer), 0);
    check_streams(place.path, expected);
    assert_int_equal(pthread_join(thread, NULL), 0);
    place_release(&place);
}

static void source__open__reads_a_fifo(void **state)
{
    (void)state;
    check_fifo(BYTES("earningId\n1\n2\n"), "pipe:earningId\n1\n2\n;");
    check_fifo(BYTES(""), "pipe:;");
}

static void source__open__reads_a_zip_from_a_fifo(void **state)
{
    (void)state;
    const struct zip_part parts[] = {{.name = "b.csv", .bytes = "2"},
                                     {.name = "a.csv", .bytes = "1"}};
    struct buf zip;
    buf_init(&zip);
    zip_make(&zip, parts, COUNT(parts));
    check_fifo(zip.text, zip.length, "pipe(a.csv):1;pipe(b.csv):2;");
    buf_release(&zip);
}

/* Standard input is a file, from `offset` on. */
static void check_input(const char *bytes, size_t length, off_t offset, const char *expected)
{
    struct place place;
    place_init(&place, "in");
    file_write(place.path, bytes, length);
    int kept = dup(STDIN_FILENO);
    int fd = open(place.path, O_RDONLY);
    assert_int_equal(dup2(fd, STDIN_FILENO), STDIN_FILENO);
    assert_int_equal(lseek(STDIN_FILENO, offset, SEEK_SET), offset);
    check_streams("-", expected);
    if (kept >= 0)
        (void)dup2(kept, STDIN_FILENO);
    (void)close(kept);
    (void)close(fd);
    place_release(&place);
}

static void source__open__reads_standard_input(void **state)
{
    (void)state;
    const struct zip_part part = {.name = "a.csv", .bytes = "1"};
    struct buf zip;
    buf_init(&zip);
    check_input(BYTES("a\n1\n"), 0, "-:a\n1\n;");
    check_input(BYTES("xx\na\n1\n"), 3, "-:a\n1\n;");
    zip_make(&zip, &part, 1);
    check_input(zip.text, zip.length, 0, "-(a.csv):1;");
    buf_release(&zip);
    buf_init(&zip);
    buf_add(&zip, "junk");
    size_t before = zip.length;
    struct buf inner;
    buf_init(&inner);
    zip_make(&inner, &part, 1);
    buf_add_bytes(&zip, inner.text, inner.length);
    check_input(zip.text, zip.length, (off_t)before, "-(a.csv):1;");
    buf_release(&inner);
    buf_release(&zip);
}

static void on_signal(int number)
{
    (void)number;
}

/* A handled signal ends the wait for a writer, or for bytes that never come. */
static void check_stopped(bool has_writer)
{
    struct place place;
    struct err err;
    struct sigaction action = {.sa_handler = on_signal};
    struct sigaction old;
    place_init(&place, "pipe");
    assert_int_equal(mkfifo(place.path, 0600), 0);
    /* Keeps the FIFO open and empty. */
    int other = has_writer ? open(place.path, O_RDWR) : -1;
    assert_int_equal(sigaction(SIGUSR1, &action, &old), 0);
    pid_t parent = getpid();
    pid_t child = fork();
    if (child == 0) {
        for (int i = 0; i < 1000; i++) { /* until the parent ends us */
            (void)usleep(10000);
            (void)kill(parent, SIGUSR1);
        }
        _exit(0);
    }
    struct source *source = NULL;
    err_init(&err);
    assert_rc(source_open(place.path, &source, &err), RC_STOP, &err);
    (void)kill(child, SIGKILL);
    (void)waitpid(child, NULL, 0);
    (void)sigaction(SIGUSR1, &old, NULL);
    if (other >= 0)
        (void)close(other);
    place_release(&place);
}

static void source__open__is_stopped_by_a_signal(void **state)
{
    (void)state;
    check_stopped(false);
    check_stopped(true);
}

/* ---- zips ---- */

static void write_zip(struct place *place, const struct zip_part *parts, size_t count)
{
    struct buf zip;
    buf_init(&zip);
    zip_make(&zip, parts, count);
    place_init(place, "report.zip");
    file_write(place->path, zip.text, zip.length);
    buf_release(&zip);
}

static void check_zip(const struct zip_part *parts, size_t count, const char *expected)
{
    struct place place;
    write_zip(&place, parts, count);
    check_streams(place.path, expected);
    place_release(&place);
}

static void check_zip_refused(const struct zip_part *parts, size_t count, const char *words)
{
    struct place place;
    write_zip(&place, parts, count);
    check_refused(place.path, RC_CONTENT, words);
    place_release(&place);
}

static void source__zip__gives_its_reports_by_name(void **state)
{
    (void)state;
    const struct zip_part parts[] = {
        {.name = "2022-05_27.CSV", .bytes = "five"},
        {.name = "readme.txt", .bytes = "no report"},
        {.name = "2022-03_24.csv", .bytes = "three"},
        {.name = "2022-04_26.tsv", .bytes = "four"},
        {.name = "sub/", .bytes = "", .mode = 040755},
        {.name = "sub/x.csv", .bytes = "sub"},
        {.name = "csv", .bytes = "no"},
    };
    check_zip(parts, COUNT(parts),
              "report.zip(2022-03_24.csv):three;report.zip(2022-04_26.tsv):four;"
              "report.zip(2022-05_27.CSV):five;report.zip(sub/x.csv):sub;");
}

static void source__zip__leaves_the_shadows_of_macos_out(void **state)
{
    (void)state;
    const struct zip_part parts[] = {
        {.name = "a.csv", .bytes = "1"},
        {.name = "__MACOSX/._a.csv", .bytes = BYTES("\0\5\26\7")},
    };
    check_zip(parts, COUNT(parts), "report.zip(a.csv):1;");
}

static void source__zip__takes_names_in_any_locale(void **state)
{
    (void)state;
    const struct zip_part parts[] = {
        {.name = "März.csv", .bytes = "3", .flags = 0x800},
        {.name = "Åre.csv", .bytes = "1"},
        {.name = "M\x84rz.csv", .bytes = "2"},
    };
    check_zip(parts, 1, "report.zip(März.csv):3;");
    check_zip(parts + 1, 1, "report.zip(Åre.csv):1;");
    check_zip(parts + 2, 1, "report.zip(M\\x84rz.csv):2;");
    assert_non_null(setlocale(LC_ALL, "C"));
    check_zip(parts, 1, "report.zip(März.csv):3;");
    check_zip(parts + 1, 1, "report.zip(Åre.csv):1;");
    assert_non_null(setlocale(LC_ALL, ""));
}

static void source__zip__refuses_one_without_reports(void **state)
{
    (void)state;
    const struct zip_part text = {.name = "readme.txt", .bytes = "x"};
    const struct zip_part workbook[] = {{.name = "[Content_Types].xml", .bytes = "<x/>"},
                                        {.name = "xl/workbook.xml", .bytes = "<x/>"}};
    check_zip_refused(&text, 1, "report.zip: there is no .csv or .tsv file in the zip");
    check_zip_refused(NULL, 0, "report.zip: it is a zip without entries");
    check_zip_refused(workbook, 2, "report.zip: it is a workbook");
}

static void source__zip__refuses_names_that_lead_out(void **state)
{
    (void)state;
    static const char *const names[] = {
        "/etc/a.csv", "../a.csv",  "x/../../a.csv", "x/..",          "..\\a.csv", "x\\..\\a.csv",
        "\\a.csv",    "C:\\a.csv", "C:a.csv",       "../readme.txt", "..",        "a/..\\..\\b.csv",
    };
    for (size_t i = 0; i < COUNT(names); i++) {
        const struct zip_part parts[] = {{.name = "good.csv", .bytes = "1"},
                                         {.name = names[i], .bytes = "2"}};
        check_zip_refused(parts, 2, "leads out of its folder");
    }
    const struct zip_part fine[] = {{.name = "..a.csv", .bytes = "1"},
                                    {.name = "b..csv", .bytes = "2"}};
    check_zip(fine, 2, "report.zip(..a.csv):1;report.zip(b..csv):2;");
}

static void source__zip__refuses_archives_inside(void **state)
{
    (void)state;
    const struct zip_part by_name[] = {{.name = "a.csv", .bytes = "1"},
                                       {.name = "inner.ZIP", .bytes = "2"}};
    const struct zip_part by_bytes[] = {{.name = "a.csv", .bytes = "PK\x03\x04...."}};
    const struct zip_part gzip[] = {{.name = "a.csv", .bytes = "\x1F\x8B\x08"}};
    check_zip_refused(by_name, 2, "an archive inside an archive");
    check_zip_refused(by_bytes, 1, "an archive inside an archive");
    check_zip_refused(gzip, 1, "report.zip(a.csv): it is compressed with gzip");
}

static void source__zip__looks_into_its_entries(void **state)
{
    (void)state;
    const struct zip_part parts[] = {
        {.name = "a.csv", .bytes = "1"},
        {.name = "b.csv",
         .bytes = BYTES("\xFF\xFE"
                        "a\0")},
    };
    check_zip_refused(parts, 2, "report.zip(b.csv): its text is UTF-16");
}

static void source__zip__refuses_what_is_encrypted_or_damaged(void **state)
{
    (void)state;
    const struct zip_part locked[] = {{.name = "a.csv", .bytes = "1"},
                                      {.name = "b.txt", .bytes = "0123456789ab", .flags = 1}};
    const struct zip_part broken[] = {{.name = "a.csv", .bytes = "earningId\n1\n", .crc_error = 1}};
    check_zip_refused(locked, 2, "report.zip(b.txt): the entry is encrypted");
    check_zip_refused(broken, 1, "report.zip(a.csv): the zip is damaged");
}

static void source__zip__refuses_links_and_devices(void **state)
{
    (void)state;
    const struct zip_part link[] = {{.name = "a.csv", .bytes = "/etc/passwd", .mode = 0120777}};
    const struct zip_part device[] = {{.name = "a.csv", .bytes = "x", .mode = 020666}};
    check_zip_refused(link, 1, "neither a file nor a folder");
    check_zip_refused(device, 1, "neither a file nor a folder");
}

static void source__zip__refuses_methods_that_eat_memory(void **state)
{
    (void)state;
    static const uint16_t methods[] = {9, 12, 14, 93, 95, 98};
    for (size_t i = 0; i < COUNT(methods); i++) {
        const struct zip_part part = {.name = "a.csv", .bytes = "0123456789", .method = methods[i]};
        check_zip_refused(&part, 1, "compressed in an unusual way");
    }
}

/* A zip cut anywhere is refused, and never by a crash. */
static void source__zip__refuses_one_that_is_cut(void **state)
{
    (void)state;
    const struct zip_part parts[] = {{.name = "a.csv", .bytes = "earningId\n1\n"},
                                     {.name = "b.csv", .bytes = "earningId\n2\n"}};
    struct buf zip;
    struct place place;
    buf_init(&zip);
    zip_make(&zip, parts, 2);
    place_init(&place, "report.zip");
    for (size_t length = 4; length < zip.length; length++) {
        file_write(place.path, zip.text, length);
        check_refused(place.path, RC_CONTENT, "report.zip");
    }
    place_release(&place);
    buf_release(&zip);
}

static void source__zip__refuses_too_many_entries(void **state)
{
    (void)state;
    enum { TOO_MANY = 501 };
    static char names[TOO_MANY][16];
    struct zip_part *parts = calloc(TOO_MANY, sizeof *parts);
    assert_non_null(parts);
    for (int i = 0; i < TOO_MANY; i++) {
        (void)snprintf(names[i], sizeof names[i], "%04d.csv", TOO_MANY - i);
        parts[i] = (struct zip_part){.name = names[i], .bytes = "1"};
    }
    check_zip_refused(parts, TOO_MANY, "too many entries");
    struct place place;
    struct buf got;
    struct err err;
    buf_init(&got);
    err_init(&err);
    write_zip(&place, parts, 100); /* against the order of their names */
    assert_rc(print_streams(place.path, &got, &err), RC_OK, &err);
    assert_int_equal(strncmp(got.text, "report.zip(0402.csv):1;", 23), 0);
    buf_release(&got);
    place_release(&place);
    free(parts);
}

static void source__zip__refuses_a_list_without_end(void **state)
{
    (void)state;
    enum { NAME = 60000, PARTS = 40 };
    char *name = malloc(NAME + 1);
    struct zip_part parts[PARTS];
    assert_non_null(name);
    memset(name, 'x', NAME);
    memcpy(name + NAME - 4, ".csv", 5);
    for (int i = 0; i < PARTS; i++)
        parts[i] = (struct zip_part){.name = name, .bytes = "1"};
    check_zip_refused(parts, PARTS, "too many entries");
    free(name);
}

/* ---- zips as others make them ---- */

static void archive_good(int said)
{
    assert_int_equal(said, ARCHIVE_OK);
}

/* Deflated; `options` are libarchive's. The bytes are `byte`, `length` times. */
static void pack(const char *path, const char *options, const char *name, char byte, size_t length)
{
    struct archive *archive = archive_write_new();
    struct archive_entry *entry = archive_entry_new();
    static char block[1 << 16];
    memset(block, byte, sizeof block);
    archive_good(archive_write_set_format_zip(archive));
    if (options != NULL) {
        archive_good(archive_write_set_options(archive, options));
        archive_good(archive_write_set_passphrase(archive, "secret"));
    }
    archive_good(archive_write_open_filename(archive, path));
    archive_entry_set_pathname(entry, name);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_size(entry, (la_int64_t)length);
    archive_good(archive_write_header(archive, entry));
    for (size_t left = length; left > 0;) {
        size_t part = left < sizeof block ? left : sizeof block;
        assert_int_equal(archive_write_data(archive, block, part), part);
        left -= part;
    }
    archive_entry_free(entry);
    archive_good(archive_write_close(archive));
    archive_good(archive_write_free(archive));
}

static uint64_t read_size(const char *path, enum rc expected, const char *words)
{
    struct source *source = NULL;
    struct err err;
    uint64_t size = 0;
    bool more = false;
    static char bytes[1 << 16];
    size_t length = 1;
    err_init(&err);
    assert_rc(source_open(path, &source, &err), RC_OK, &err);
    enum rc rc = source_next(source, &more, &err);
    while (rc == RC_OK && length > 0) {
        rc = source_read(source, bytes, sizeof bytes, &length, &err);
        size += rc == RC_OK ? length : 0;
    }
    assert_rc(rc, expected, &err);
    assert_non_null(strstr(err.text, words));
    if (rc == RC_OK) {
        assert_rc(source_next(source, &more, &err), RC_OK, &err);
        assert_false(more);
        assert_true(source_bytes_read(source) == source_bytes_total(source));
    }
    source_free(source);
    return size;
}

static void source__zip__unpacks_what_is_deflated(void **state)
{
    (void)state;
    struct place place;
    place_init(&place, "report.zip");
    pack(place.path, NULL, "a.csv", 'x', 1000000);
    assert_int_equal(read_size(place.path, RC_OK, ""), 1000000);
    place_release(&place);
}

static void source__zip__refuses_a_bomb(void **state)
{
    (void)state;
    const size_t limit = 64 << 20;
    struct place place;
    place_init(&place, "report.zip");
    pack(place.path, NULL, "a.csv", '0', limit);
    assert_int_equal(read_size(place.path, RC_OK, ""), limit);
    pack(place.path, NULL, "a.csv", '0', 2 * limit);
    uint64_t size = read_size(place.path, RC_CONTENT, "more than 200 times its size");
    assert_in_range(size, limit - (1 << 16), limit);
    place_release(&place);
}

static void source__zip__refuses_real_encryption(void **state)
{
    (void)state;
    struct place place;
    place_init(&place, "report.zip");
    pack(place.path, "zip:encryption=traditional", "a.csv", 'x', 1000);
    check_refused(place.path, RC_CONTENT, "report.zip(a.csv): the entry is encrypted");
    pack(place.path, "zip:encryption=aes256", "a.csv", 'x', 1000);
    check_refused(place.path, RC_CONTENT, "report.zip(a.csv): the entry is encrypted");
    place_release(&place);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(source__open__reads_a_file),
        cmocka_unit_test(source__open__reads_more_than_it_looks_at),
        cmocka_unit_test(source__bytes__tells_how_far_it_is),
        cmocka_unit_test(source__open__names_what_is_no_text),
        cmocka_unit_test(source__open__names_utf16),
        cmocka_unit_test(source__open__refuses_what_is_not_there),
        cmocka_unit_test(source__open__refuses_what_may_not_be_read),
        cmocka_unit_test(source__open__refuses_a_socket),
        cmocka_unit_test(source__open__reads_a_fifo),
        cmocka_unit_test(source__open__reads_a_zip_from_a_fifo),
        cmocka_unit_test(source__open__reads_standard_input),
        cmocka_unit_test(source__open__is_stopped_by_a_signal),
        cmocka_unit_test(source__zip__gives_its_reports_by_name),
        cmocka_unit_test(source__zip__leaves_the_shadows_of_macos_out),
        cmocka_unit_test(source__zip__takes_names_in_any_locale),
        cmocka_unit_test(source__zip__refuses_one_without_reports),
        cmocka_unit_test(source__zip__refuses_names_that_lead_out),
        cmocka_unit_test(source__zip__refuses_archives_inside),
        cmocka_unit_test(source__zip__looks_into_its_entries),
        cmocka_unit_test(source__zip__refuses_what_is_encrypted_or_damaged),
        cmocka_unit_test(source__zip__refuses_links_and_devices),
        cmocka_unit_test(source__zip__refuses_methods_that_eat_memory),
        cmocka_unit_test(source__zip__refuses_one_that_is_cut),
        cmocka_unit_test(source__zip__refuses_too_many_entries),
        cmocka_unit_test(source__zip__refuses_a_list_without_end),
        cmocka_unit_test(source__zip__unpacks_what_is_deflated),
        cmocka_unit_test(source__zip__refuses_a_bomb),
        cmocka_unit_test(source__zip__refuses_real_encryption),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
