#!/bin/sh
# SPDX-License-Identifier: MIT
# symbols.sh SOURCE BUILD NM CC: what the layers' archives ask others for. No
# layer needs a symbol of a later one; SQLite is asked for by the store alone,
# curses by the object of term_curses.c alone.
set -u
. "$(dirname "$0")/../style/code.sh"
nm=$3
cc=$4
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

archive() {
    echo "$build_dir/src/$1/libcoffer_$1.a"
}

# Sorted symbols of a kind (-u, --defined-only) of an archive; none if the layer
# has no objects yet.
symbols() {
    [ ! -f "$2" ] || "$nm" --extern-only "$1" --format=posix "$2" | sed -n 's/^\([^ :]*\) [A-Za-z].*/\1/p' |
        sort -u
}

# WHO NEEDS WHAT: fails where the two files have symbols in common.
apart() {
    common=$(comm -12 "$2" "$3")
    [ -z "$common" ] || fail "$1:" $common
}

for library in libncursesw.so.6 libtinfo.so.6; do
    path=$("$cc" -print-file-name=$library)
    "$nm" -D --defined-only --format=posix "$path"
done | sed -n 's/^\([^ @]*\)[ @].*/\1/p' | grep -v '^_' | sort -u >"$work/curses"
[ "$(wc -l <"$work/curses")" -gt 300 ] || fail "curses shows no symbols: is libncurses-dev there?"

layers="base model store io app ui cli"
for layer in $layers; do
    symbols -u "$(archive $layer)" >"$work/$layer.needs"
    symbols --defined-only "$(archive $layer)" >"$work/$layer.has"
    grep '^sqlite3' "$work/$layer.needs" >"$work/$layer.sqlite"
done
# A test that sees nothing proves nothing.
for layer in base model store; do
    [ -s "$work/$layer.has" ] || fail "libcoffer_$layer.a shows no symbols to $nm"
done
[ -s "$work/store.sqlite" ] || fail "the store asks nothing of SQLite: $nm cannot see it"

for layer in base model io app ui cli; do
    [ ! -s "$work/$layer.sqlite" ] || fail "$layer calls SQLite:" $(cat "$work/$layer.sqlite")
done

for layer in base model store io app cli; do
    apart "$layer calls curses" "$work/$layer.needs" "$work/curses"
done
if [ -f "$(archive ui)" ]; then
    for object in $("${AR:-ar}" t "$(archive ui)" | grep -v '^term_curses\.'); do
        path=$(find "$build_dir/src/ui" -name "$object")
        symbols -u "$path" >"$work/object"
        apart "$object calls curses" "$work/object" "$work/curses"
    done
fi

earlier=
for layer in $layers; do
    for before in $earlier; do
        case $before-$layer in
        store-io | ui-cli) apart "$layer needs $before" "$work/$layer.needs" "$work/$before.has" ;;
        esac
        apart "$before needs $layer" "$work/$before.needs" "$work/$layer.has"
    done
    earlier="$earlier $layer"
done
finish
