/* SPDX-License-Identifier: MIT */
#include "fault/faults.h"

#include <errno.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

/* The functions below have no other way to know whose turn it is. */
static struct {
    bool armed, sticky, hit;
    enum fault_kind kind;
    int left; /* calls that still go well */
} fault;

void fault_arm(enum fault_kind kind, int n, bool sticky)
{
    fault.kind = kind;
    fault.left = n;
    fault.sticky = sticky;
    fault.hit = false;
    fault.armed = true;
}

bool fault_disarm(void)
{
    fault.armed = false;
    return fault.hit;
}

static bool fails(enum fault_kind kind)
{
    if (!fault.armed || fault.kind != kind)
        return false;
    if (fault.left > 0) {
        fault.left--;
        return false;
    }
    bool first = !fault.hit;
    fault.hit = true;
    return first || fault.sticky;
}

/* ---- our allocations ------------------------------------------------------ */

#define WRAPPED(result, name, parameters, arguments, failure) \
    result __real_##name parameters;                          \
    result __wrap_##name parameters;                          \
    result __wrap_##name parameters                           \
    {                                                         \
        if (fails(FAULT_MEMORY)) {                            \
            errno = ENOMEM;                                   \
            return failure;                                   \
        }                                                     \
        return __real_##name arguments;                       \
    }

WRAPPED(void *, malloc, (size_t size), (size), NULL)
WRAPPED(void *, calloc, (size_t count, size_t size), (count, size), NULL)
WRAPPED(void *, realloc, (void *old, size_t size), (old, size), NULL)
WRAPPED(void *, reallocarray, (void *old, size_t count, size_t size), (old, count, size), NULL)
WRAPPED(char *, strdup, (const char *text), (text), NULL)
WRAPPED(char *, strndup, (const char *text, size_t length), (text, length), NULL)
WRAPPED(int, vasprintf, (char **ret, const char *format, va_list list), (ret, format, list), -1)

/* ---- SQLite's allocations --------------------------------------------------- */

static sqlite3_mem_methods usual_memory;

static void *sqlite_malloc(int size)
{
    return fails(FAULT_MEMORY) ? NULL : usual_memory.xMalloc(size);
}

static void *sqlite_realloc(void *old, int size)
{
    return fails(FAULT_MEMORY) ? NULL : usual_memory.xRealloc(old, size);
}

/* ---- SQLite's disk -------------------------------------------------------------- */

static sqlite3_vfs *usual_disk;

/* A file of ours; SQLite's own lies behind it. */
struct file {
    sqlite3_file base;
    sqlite3_file *real;
};

static sqlite3_file *real_of(sqlite3_file *file)
{
    return ((struct file *)file)->real;
}

static int disk_close(sqlite3_file *file)
{
    return real_of(file)->pMethods->xClose(real_of(file));
}

static int disk_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 at)
{
    if (fails(FAULT_DISK))
        return SQLITE_IOERR_READ;
    return real_of(file)->pMethods->xRead(real_of(file), bytes, count, at);
}

static int disk_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 at)
{
    if (fails(FAULT_DISK))
        return SQLITE_IOERR_WRITE;
    if (fails(FAULT_FULL))
        return SQLITE_FULL;
    return real_of(file)->pMethods->xWrite(real_of(file), bytes, count, at);
}

static int disk_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    if (fails(FAULT_DISK))
        return SQLITE_IOERR_TRUNCATE;
    return real_of(file)->pMethods->xTruncate(real_of(file), size);
}

static int disk_sync(sqlite3_file *file, int flags)
{
    if (fails(FAULT_DISK))
        return SQLITE_IOERR_FSYNC;
    return real_of(file)->pMethods->xSync(real_of(file), flags);
}

static int disk_size(sqlite3_file *file, sqlite3_int64 *size)
{
    if (fails(FAULT_DISK))
        return SQLITE_IOERR_FSTAT;
    return real_of(file)->pMethods->xFileSize(real_of(file), size);
}

static int disk_lock(sqlite3_file *file, int lock)
{
    return real_of(file)->pMethods->xLock(real_of(file), lock);
}

static int disk_unlock(sqlite3_file *file, int lock)
{
    return real_of(file)->pMethods->xUnlock(real_of(file), lock);
}

static int disk_check_lock(sqlite3_file *file, int *ret)
{
    return real_of(file)->pMethods->xCheckReservedLock(real_of(file), ret);
}

static int disk_control(sqlite3_file *file, int op, void *argument)
{
    return real_of(file)->pMethods->xFileControl(real_of(file), op, argument);
}

static int disk_sector(sqlite3_file *file)
{
    return real_of(file)->pMethods->xSectorSize(real_of(file));
}

static int disk_traits(sqlite3_file *file)
{
    return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file));
}

static int disk_map(sqlite3_file *file, int page, int size, int extend, void volatile **ret)
{
    if (fails(FAULT_DISK))
        return SQLITE_IOERR_SHMMAP;
    return real_of(file)->pMethods->xShmMap(real_of(file), page, size, extend, ret);
}

static int disk_map_lock(sqlite3_file *file, int offset, int count, int flags)
{
    return real_of(file)->pMethods->xShmLock(real_of(file), offset, count, flags);
}

static void disk_barrier(sqlite3_file *file)
{
    real_of(file)->pMethods->xShmBarrier(real_of(file));
}

static int disk_unmap(sqlite3_file *file, int delete)
{
    return real_of(file)->pMethods->xShmUnmap(real_of(file), delete);
}

static const sqlite3_io_methods disk_methods = {
    .iVersion = 2, /* with shared memory, without mapped pages */
    .xClose = disk_close,
    .xRead = disk_read,
    .xWrite = disk_write,
    .xTruncate = disk_truncate,
    .xSync = disk_sync,
    .xFileSize = disk_size,
    .xLock = disk_lock,
    .xUnlock = disk_unlock,
    .xCheckReservedLock = disk_check_lock,
    .xFileControl = disk_control,
    .xSectorSize = disk_sector,
    .xDeviceCharacteristics = disk_traits,
    .xShmMap = disk_map,
    .xShmLock = disk_map_lock,
    .xShmBarrier = disk_barrier,
    .xShmUnmap = disk_unmap,
};

static int disk_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *ret)
{
    struct file *ours = (struct file *)file;
    (void)vfs;
    memset(ours, 0, sizeof(*ours));
    ours->real = (sqlite3_file *)(ours + 1);
    if (fails(FAULT_DISK))
        return SQLITE_CANTOPEN;
    int code = usual_disk->xOpen(usual_disk, name, ours->real, flags, ret);
    if (ours->real->pMethods != NULL)
        ours->base.pMethods = &disk_methods;
    return code;
}

static int disk_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
    (void)vfs;
    if (fails(FAULT_DISK))
        return SQLITE_IOERR_DELETE;
    return usual_disk->xDelete(usual_disk, name, sync);
}

/* ---- together ------------------------------------------------------------------------ */

void faults_start(void)
{
    static sqlite3_mem_methods memory;
    static sqlite3_vfs disk;
    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &usual_memory) != SQLITE_OK)
        abort();
    memory = usual_memory;
    memory.xMalloc = sqlite_malloc;
    memory.xRealloc = sqlite_realloc;
    if (sqlite3_config(SQLITE_CONFIG_MALLOC, &memory) != SQLITE_OK ||
        sqlite3_initialize() != SQLITE_OK)
        abort();
    usual_disk = sqlite3_vfs_find(NULL);
    disk = *usual_disk;
    disk.zName = "faulty";
    disk.szOsFile = (int)sizeof(struct file) + usual_disk->szOsFile;
    disk.xOpen = disk_open;
    disk.xDelete = disk_delete;
    if (sqlite3_vfs_register(&disk, 1) != SQLITE_OK)
        abort();
}
