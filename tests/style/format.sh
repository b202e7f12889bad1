#!/bin/sh
# SPDX-License-Identifier: MIT
# Every source file has the layout of .clang-format.
set -u
. "$(dirname "$0")/code.sh"

cd "$source_dir" || exit 1
command -v clang-format >/dev/null ||
    fail "clang-format is missing: install it (tools/dependencies.list)"
differ=$(sources src tests | xargs clang-format --dry-run 2>&1 |
    sed -n 's/^\([^ :]*\.[ch]\):[0-9].*/\1/p' | uniq)
[ -z "$differ" ] || fail "the layout differs: mend it with clang-format -i" $differ
finish
