#!/bin/sh
# SPDX-License-Identifier: MIT
# The tests of this folder see what they are there for: each must fail on a tree
# with one fault, and pass on the same tree without it.
set -u
. "$(dirname "$0")/code.sh"
tests=$source_dir/tests/style
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

licence='/* SPDX-License-Identifier: MIT */'
plant() { # FILE LINE: a file with its licence and one line of code
    mkdir -p "$work/tree/$(dirname "$1")"
    printf '%s\n%s\n' "$licence" "$2" >"$work/tree/$1"
}

fresh() {
    rm -rf "$work/tree"
    mkdir -p "$work/tree/cmake" "$work/tree/tools" "$work/tree/data/sql" "$work/tree/.ci"
    cp "$source_dir/.clang-format" "$source_dir/.clang-tidy" "$work/tree/"
    for file in CMakeLists.txt run check tools/dependencies.list; do
        printf '# SPDX-License-Identifier: MIT\n' >"$work/tree/$file"
    done
    echo 'gcc | build | the compiler' >>"$work/tree/tools/dependencies.list"
    # The quotes are the README's.
    # shellcheck disable=SC2016
    echo '| `gcc` | build | the compiler |' >"$work/tree/README.md"
    plant src/base/clean.h 'int clean(void);'
    plant src/base/clean.c '#include "base/clean.h" /* time( and system( are fine here */'
    plant tests/unit/test_clean.c 'int text_is_fine(void);'
}

run_test() {
    sh "$tests/$1.sh" "$work/tree" "$work/tree" >"$work/log" 2>&1
}

passes() {
    run_test "$1" || fail "$1.sh fails on a clean tree: $(cat "$work/log")"
}

# sees TEST FILE LINE [MORE...]: with that file in the tree the test fails, and
# names the file.
sees() {
    fresh
    plant "$2" "$3"
    if run_test "$1"; then
        fail "$1.sh passes with this in $2: $3"
    elif ! grep -q "$2" "$work/log"; then
        fail "$1.sh fails without naming $2: $(cat "$work/log")"
    fi
}

fresh
for test in format words arrows dependencies; do
    passes $test
done

sees format src/base/x.c 'int  x( void );'
sees words src/base/x.c 'int x = system ("true");'
sees words src/base/x.c 'int x = atoi(y);'
sees words tests/unit/x.c 'int x = sprintf(y, z);'
sees words src/store/x.c 'char *x = strcpy(y, z);'
sees words src/app/x.c 'long x = time(NULL);'
sees arrows src/base/x.c '#include "model/money.h"'
sees arrows src/store/x.c '#include "io/csv.h"'
sees arrows src/io/x.c '#include "store/book.h"'
sees arrows src/ui/x.c '#include "cli/cli.h"'
sees arrows src/base/x.c '#include "err.h"'
sees arrows src/app/x.c '#include <sqlite3.h>'
sees arrows src/app/x.c 'const char *x = "SELECT a FROM b";'
sees arrows src/ui/screen.c '#include <ncursesw/curses.h>'
sees arrows src/wrong/x.c 'int x;'

fresh
echo 'int x;' >"$work/tree/src/base/x.c"
run_test words && fail "words.sh passes without a licence"
fresh
echo 'cmake | build | the build' >>"$work/tree/tools/dependencies.list"
run_test dependencies && fail "dependencies.sh passes with a package that the README lacks"

fresh
plant src/base/x.c 'int x(int *p);'
echo 'int x(int *p) { if (!p) return *p; return 0; }' >>"$work/tree/src/base/x.c"
file=$work/tree/src/base/x.c
printf '[\n{\n  "directory": "%s",\n  "command": "cc -c %s",\n  "file": "%s"\n}\n]\n' \
    "$work" "$file" "$file" >"$work/tree/compile_commands.json"
run_test tidy && fail "tidy.sh passes with a NULL dereference"
finish
