#!/bin/sh
# SPDX-License-Identifier: MIT
# A layer includes only what stands before it; SQL stands only in src/store and
# data/sql, and curses only in one file.
set -u
. "$(dirname "$0")/code.sh"

cd "$source_dir" || exit 1
all=$(mktemp)
trap 'rm -f "$all"' EXIT
code 1 src >"$all"

awk -F: '
BEGIN {
    may["base"] = " base "
    may["model"] = " base model "
    may["store"] = " base model store "
    may["io"] = " base model io "
    may["app"] = " base model store io app "
    may["ui"] = " base model store io app ui "
    may["cli"] = " base model store io app cli "
    may["main.c"] = " base model store io app ui cli "
}
function fail(why) { print $1 ":" $2 ": " why; failed = 1 }
{
    split($1, path, "/")
    layer = path[2]
}
!(layer in may) && $2 == 1 { fail(layer " is no layer: name it in tests/style/arrows.sh") }
$3 ~ /^ *# *include *"/ {
    split($3, quoted, "\"")
    other = quoted[2]
    if (other !~ /\//)
        fail("a bare name: write it from src/, as in \"base/err.h\"")
    sub(/\/.*/, "", other)
    if (index(may[layer], " " other " ") == 0)
        fail(layer " stands before " other ": turn the call around")
}
$3 ~ /^ *# *include *<sqlite3/ && layer != "store" { fail("only src/store knows SQLite") }
$3 ~ /^ *# *include *<(ncursesw\/|ncurses\/)?(n?curses|term|panel|menu|form)\.h>/ &&
    $1 != "src/ui/term/term_curses.c" { fail("only src/ui/term/term_curses.c knows curses") }
END { exit failed }' "$all" || failed=1

# A keyword that begins a sentence of SQL, in capitals as this project writes
# them, inside a text.
grep -v '^src/store/' "$all" | grep -E '"([^"]*[^A-Za-z"])?(SELECT|INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER|PRAGMA|SAVEPOINT|ROLLBACK|VACUUM|ATTACH) [A-Za-z_(]' &&
    fail "the texts above are SQL: it belongs into src/store"
finish
