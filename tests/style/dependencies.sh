#!/bin/sh
# SPDX-License-Identifier: MIT
# The README's table of dependencies and tools/dependencies.list say the same.
set -u
. "$(dirname "$0")/code.sh"

listed=$(sed -n 's/^\([a-z0-9.+-]*\) | \([a-z]*\) | \(.*\)$/\1|\2|\3/p' \
    "$source_dir/tools/dependencies.list")
shown=$(sed -n 's/^| `\([a-z0-9.+-]*\)` | \([a-z]*\) | \(.*\) |$/\1|\2|\3/p' \
    "$source_dir/README.md")
[ -n "$listed" ] || fail "tools/dependencies.list has no rows of the form package | for | why"
if [ "$listed" != "$shown" ]; then
    echo "tools/dependencies.list:"
    echo "$listed"
    echo "README.md:"
    echo "$shown"
    fail "the two differ: write the README's table as the list has it"
fi
finish
