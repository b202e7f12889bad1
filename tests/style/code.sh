# SPDX-License-Identifier: MIT
# What the scripts of tests/style and tests/layering share; sourced, after
# setting -u. $1 is the source folder, $2 the build folder.
export LC_ALL=C
source_dir=$1
build_dir=$2
failed=0

# Every .c and .h below the folders named, without generated ones.
sources() {
    (cd "$source_dir" && find "$@" -type f \( -name '*.c' -o -name '*.h' \) | sort)
}

# A file's code with its line breaks, without comments.
code() {
    gcc -fpreprocessed -dD -E -P -x c "$source_dir/$1"
}

# The same without what stands between quotes.
bare_code() {
    code "$1" | sed 's/"\([^"\\]\|\\.\)*"/""/g'
}

# fail WHAT: WHY: WHAT TO DO
fail() {
    echo "$*"
    failed=1
}

finish() {
    exit "$failed"
}
