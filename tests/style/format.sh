#!/bin/sh
# SPDX-License-Identifier: MIT
# Every source file has the layout of .clang-format.
set -u
. "$(dirname "$0")/code.sh"

cd "$source_dir" || exit 1
sources src tests | xargs -P "$(nproc)" -n 16 clang-format --dry-run -Werror ||
    fail "the layout differs: mend it with clang-format -i FILE"
finish
