#!/bin/sh
# SPDX-License-Identifier: MIT
# A layer includes only what stands before it; SQL stands only in src/store and
# data/sql, and curses only in one file.
set -u
. "$(dirname "$0")/code.sh"

may_include() {
    case $1 in
    base) echo base ;;
    model) echo base model ;;
    store) echo base model store ;;
    io) echo base model io ;;
    app) echo base model store io app ;;
    ui) echo base model store io app ui ;;
    cli) echo base model store io app cli ;;
    main.c) echo base model store io app ui cli ;;
    esac
}

# Keywords at the start of an SQL sentence, in capitals as this project writes
# them, inside a text.
sql='"[^"]*\b(SELECT|INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER|PRAGMA|SAVEPOINT|ROLLBACK|VACUUM|ATTACH) [A-Za-z_(]'

for file in $(sources src); do
    layer=${file#src/}
    layer=${layer%%/*}
    allowed=" $(may_include "$layer") "
    [ "$allowed" != "  " ] || fail "$file: $layer is no layer: name it in tests/style/arrows.sh"
    for other in $(sed -n 's,^ *# *include *"\([^/"]*\)/.*,\1,p' "$source_dir/$file" | sort -u); do
        case $allowed in
        *" $other "*) ;;
        *) fail "$file includes \"$other/...\": $layer stands before it: turn the call around" ;;
        esac
    done
    if grep -q '^ *# *include *"[^/"]*"' "$source_dir/$file"; then
        fail "$file includes a bare name: write it from src/ (\"base/err.h\")"
    fi
    if [ "$layer" != store ]; then
        grep -n '^ *# *include *<sqlite3' "$source_dir/$file" &&
            fail "$file includes sqlite3.h: only src/store knows SQLite"
        code "$file" | grep -nE "$sql" &&
            fail "$file holds SQL: it belongs into src/store"
    fi
    if [ "$file" != src/ui/term_curses.c ]; then
        grep -nE '^ *# *include *<(curses|ncurses|ncursesw|term|panel|menu|form)(w|/.*)?\.h>' \
            "$source_dir/$file" && fail "$file includes curses: only src/ui/term_curses.c does"
    fi
done
finish
