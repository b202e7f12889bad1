#!/bin/sh
# SPDX-License-Identifier: MIT
# clang-tidy finds nothing in what the build compiles from src/.
set -u
. "$(dirname "$0")/code.sh"

cd "$source_dir" || exit 1
command -v clang-tidy >/dev/null || fail "clang-tidy is missing: install it (tools/dependencies.list)"
files=$(sed -n 's,^ *"file": "\(.*/src/.*\.c\)".*,\1,p' "$build_dir/compile_commands.json")
[ -n "$files" ] || fail "compile_commands.json names no source file: is this a Ninja build?"
# Flags that only GCC knows are no finding.
echo "$files" | xargs -P "$(nproc)" -n 1 clang-tidy --quiet -p "$build_dir" \
    --extra-arg=-Wno-unknown-warning-option 2>&1 |
    grep -v '^[0-9]* warnings\? \(generated\|treated as error\)' >"$build_dir/tidy.log"
if [ -s "$build_dir/tidy.log" ]; then
    cat "$build_dir/tidy.log"
    fail "clang-tidy objects: see above: mend the code, or .clang-tidy with a reason"
fi
finish
