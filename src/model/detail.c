/* SPDX-License-Identifier: MIT */
#include "model/detail.h"

#include "base/err.h"

static const char *const columns[DETAIL_COUNT] = {
#define X(id, column) [DETAIL_##id] = column,
    EARNING_DETAILS(X)
#undef X
};

const char *detail_column(enum detail detail)
{
    bug_if(detail >= DETAIL_COUNT, "no such detail");
    return columns[detail];
}
