#!/bin/sh
# SPDX-License-Identifier: MIT
# Each file says its licence, and what must not be called is not called.
set -u
. "$(dirname "$0")/code.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cd "$source_dir" || exit 1
for file in $(find src tests cmake tools data/sql .ci CMakeLists.txt run check -type f \
    ! -path 'tests/*/corpus/*' ! -path 'tests/*/data/*' \
    \( -name '*.[ch]' -o -name '*.sh' -o -name '*.sql' -o -name '*.cmake' -o -name '*.list' \
    -o -name CMakeLists.txt -o ! -name '*.*' \)); do
    head -n 2 "$file" | grep -q 'SPDX-License-Identifier: MIT' ||
        fail "$file: no licence: begin it with SPDX-License-Identifier: MIT"
done

for file in $(sources src tests); do
    mkdir -p "$work/${file%/*}"
    bare_code "$file" >"$work/$file"
done
cd "$work" || exit 1

# forbid BELOW FUNCTIONS WHY [FILE-THAT-MAY]
forbid() {
    grep -rnE "(^|[^A-Za-z0-9_.>])($2) *\(" $1 | grep -v "^${4:--}:" >"$work/found"
    if [ -s "$work/found" ]; then
        sed 's/:[0-9]*:/: /' "$work/found"
        fail "the calls above are forbidden: $3"
    fi
}

forbid "src tests" "v?sprintf|strcpy|strcat|strtok" \
    "they lose count of the room: use struct buf or snprintf"
forbid "src tests" "gets|ato[ifl]" "they know no errors: use a parser that does"
forbid "src tests" "alloca" "the stack has no errors: use malloc"
forbid "src tests" "system|popen" "a shell reads the arguments: use posix_spawn"
forbid "src" "assert" "it is gone in a release: use bug_if"
forbid "src" "time|gettimeofday|clock_gettime|(local|gm)time(_r)?" \
    "use base/clock.h, the only place that asks for the time" src/base/clock.c
finish
