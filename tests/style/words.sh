#!/bin/sh
# SPDX-License-Identifier: MIT
# Each file says its licence, and what must not be called is not called.
set -u
. "$(dirname "$0")/code.sh"

cd "$source_dir" || exit 1
find src tests cmake tools data/sql .ci CMakeLists.txt run check -type f \
    ! -path 'tests/*/corpus/*' ! -path 'tests/data/*' ! -path 'tests/*/data/*' \
    \( -name '*.[ch]' -o -name '*.sh' -o -name '*.awk' -o -name '*.sql' -o -name '*.cmake' \
    -o -name '*.list' -o -name CMakeLists.txt -o ! -name '*.*' \) |
    xargs grep -L 'SPDX-License-Identifier: MIT' |
    sed 's/$/: no licence: begin it with SPDX-License-Identifier: MIT/' | grep . && failed=1

all=$(mktemp)
trap 'rm -f "$all"' EXIT
code 0 src tests >"$all"

# forbid FILES FUNCTIONS WHY [FILE-THAT-MAY]
forbid() {
    grep -E "^$1[^:]*:[0-9]*:(.*[^A-Za-z0-9_.>])?($2) *\(" "$all" | grep -v "^${4:--}:" &&
        fail "the calls above are forbidden: $3"
}

forbid "(src|tests)/" "v?sprintf|strcpy|strcat|strtok" \
    "they lose count of the room: use struct buf or snprintf"
forbid "(src|tests)/" "gets|ato[ifl]" "they know no errors: use a parser that does"
forbid "(src|tests)/" "alloca" "the stack has no errors: use malloc"
forbid "(src|tests)/" "system" "a shell reads the arguments: use posix_spawn"
forbid "src/" "popen" "a shell reads the arguments: use posix_spawn"
forbid "src/" "assert" "it is gone in a release: use bug_if"
forbid "src/" "time|gettimeofday|clock_gettime|(local|gm)time(_r)?" \
    "use base/clock.h, the only place that asks for the time" src/base/clock.c
finish
