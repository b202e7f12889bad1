/* SPDX-License-Identifier: MIT */
#include "io/sniff.h"

#include <string.h>

#include "base/words.h"

struct mark {
    const char *bytes;
    size_t length;
    const char *what, *mend;
};

#define MARK(bytes, what, mend)              \
    {                                        \
        bytes, sizeof(bytes) - 1, what, mend \
    }

/* A longer mark stands before one that it begins with. */
static const struct mark marks[] = {
    MARK("PK\x05\x06", N_("it is a zip without entries"), N_("download the report again")),
    MARK("PK\x07\x08", N_("it is a part of a zip"), N_("unpack it first")),
    MARK("\x1F\x8B", N_("it is compressed with gzip"), N_("unpack it with gunzip")),
    MARK("BZh", N_("it is compressed with bzip2"), N_("unpack it with bunzip2")),
    MARK("\xFD"
         "7zXZ",
         N_("it is compressed with xz"), N_("unpack it with unxz")),
    MARK("\x28\xB5\x2F\xFD", N_("it is compressed with zstd"), N_("unpack it with unzstd")),
    MARK("7z\xBC\xAF\x27\x1C", N_("it is a 7z archive"), N_("unpack it first")),
    MARK("Rar!", N_("it is a RAR archive"), N_("unpack it first")),
    MARK("\xD0\xCF\x11\xE0", N_("it is a workbook of a spreadsheet program"),
         N_("download the report as CSV")),
    MARK("%PDF-", N_("it is a PDF"), N_("download the report as CSV")),
    MARK("\xFF\xFE", N_("its text is UTF-16"), N_("save it as \"CSV UTF-8\"")),
    MARK("\xFE\xFF", N_("its text is UTF-16"), N_("save it as \"CSV UTF-8\"")),
};

bool sniff_is_zip(const char *bytes, size_t length)
{
    static const char mark[] = {'P', 'K', 3, 4};
    return length >= sizeof mark && memcmp(bytes, mark, sizeof mark) == 0;
}

/* UTF-16 without a mark: every second byte of Latin text is NUL, none between. */
static bool is_bare_utf16(const char *bytes, size_t length)
{
    size_t nul[2] = {0, 0};
    length &= ~(size_t)1;
    for (size_t i = 0; i < length; i++)
        nul[i % 2] += bytes[i] == '\0';
    return length >= 4 && nul[0] + nul[1] == length / 2 && (nul[0] == 0 || nul[1] == 0);
}

enum rc sniff_check(const char *bytes, size_t length, const char *name, struct err *err)
{
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        const struct mark *mark = &marks[i];
        if (length >= mark->length && memcmp(bytes, mark->bytes, mark->length) == 0)
            return err_set(err, RC_CONTENT, "%s: %s: %s", name, _(mark->what), _(mark->mend));
    }
    if (is_bare_utf16(bytes, length))
        return err_set(err, RC_CONTENT, _("%s: its text is UTF-16: save it as \"CSV UTF-8\""),
                       name);
    return RC_OK;
}
