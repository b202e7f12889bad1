#!/bin/sh
# SPDX-License-Identifier: MIT
# clang-tidy finds nothing in what the build compiles from src/.
set -u
. "$(dirname "$0")/code.sh"

cd "$source_dir" || exit 1
command -v clang-tidy >/dev/null || fail "clang-tidy is missing: install it (tools/dependencies.list)"
files=$(sed -n 's,^ *"file": "\(.*/src/.*\.c\)".*,\1,p' "$build_dir/compile_commands.json")
[ -n "$files" ] || fail "compile_commands.json names no source file: is this a Ninja build?"
# Flags that only GCC knows are no finding. Of the paths through a large function the
# analyzer looks at a third of its own limit, which takes 40 % of the time.
analyzer='--extra-arg=-Xclang --extra-arg=-analyzer-config --extra-arg=-Xclang'
# shellcheck disable=SC2086 # three words
echo "$files" | xargs -P "$(nproc)" -n 1 clang-tidy --quiet -p "$build_dir" \
    --extra-arg=-Wno-unknown-warning-option \
    $analyzer --extra-arg=max-nodes=75000 2>&1 |
    grep -v '^[0-9]* warnings\? \(generated\|treated as error\)' >"$build_dir/tidy.log"
if [ -s "$build_dir/tidy.log" ]; then
    cat "$build_dir/tidy.log"
    fail "clang-tidy objects: see above: mend the code, or .clang-tidy with a reason"
fi
finish
