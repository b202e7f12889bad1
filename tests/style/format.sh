#!/bin/sh
# SPDX-License-Identifier: MIT
# Every source file has the layout of .clang-format.
set -u
. "$(dirname "$0")/code.sh"

cd "$source_dir" || exit 1
command -v clang-format >/dev/null || fail "clang-format is missing: install it (tools/dependencies.list)"
# xargs hands the file over as $0.
# shellcheck disable=SC2016
differ=$(sources src tests | xargs -P "$(nproc)" -n 1 sh -c 'clang-format "$0" | cmp -s - "$0" || echo "$0"')
[ -z "$differ" ] || fail "the layout differs: mend it with clang-format -i" $differ
finish
