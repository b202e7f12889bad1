# SPDX-License-Identifier: MIT
# What the scripts of tests/style, tests/layering and tests/build share; sourced
# after set -u. $1 is the source folder, $2 the build folder.
export LC_ALL=C
source_dir=$1
build_dir=$2
failed=0

# Every .c and .h below the folders named.
sources() {
    find "$@" -type f \( -name '*.c' -o -name '*.h' \) | sort
}

# code TEXTS BELOW...: FILE:LINE:code, without comments; TEXTS=0: without what
# stands between quotes.
code() {
    texts=$1
    shift
    sources "$@" | xargs awk -v "texts=$texts" -f "$code_awk"
}
# Beside the script that runs: $1 may be a made-up tree.
code_awk=$(dirname "$0")/../style/code.awk

# fail WHAT: WHY: WHAT TO DO
fail() {
    echo "$*"
    failed=1
}

finish() {
    exit "$failed"
}
