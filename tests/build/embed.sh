#!/bin/sh
# SPDX-License-Identifier: MIT
# embed.sh SOURCE BUILD CMAKE CC: cmake/embed.cmake carries every byte into the
# program, writes the same twice, and refuses a list that is not right.
set -u
. "$(dirname "$0")/../style/code.sh"
cmake=$3
cc=$4
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1

embed() {
    "$cmake" "$@" -P "$source_dir/cmake/embed.cmake" >"$work/log" 2>&1
}

# Every byte, NUL among them, and what CMake's lists and strings trip over.
i=0
while [ "$i" -lt 256 ]; do
    printf "\\$(printf %03o "$i")"
    i=$((i + 1))
done >bytes
printf 'a;b[c]\\;"${d}" ]] #\n;' >>bytes
cat >bytes.h <<'EOF'
#include <stddef.h>
extern const char bytes[];
extern const size_t bytes_size;
EOF
cat >main.c <<'EOF'
#include <stdio.h>
#include "bytes.h"
int main(void)
{
    return fwrite(bytes, 1, bytes_size, stdout) != bytes_size || bytes[bytes_size] != '\0';
}
EOF
embed -D MODE=bytes -D INPUT="$work/bytes" -D NAME=bytes -D HEADER=bytes.h -D OUTPUT="$work/one.c" ||
    fail "a file cannot be embedded: $(cat log)"
mkdir -p other
cp bytes other/bytes
embed -D MODE=bytes -D INPUT="$work/other/bytes" -D NAME=bytes -D HEADER=bytes.h \
    -D OUTPUT="$work/two.c" || fail "a file cannot be embedded: $(cat log)"
cmp one.c two.c || fail "the same bytes embed differently from another folder"
"$cc" -std=c17 -Wall -Wextra -Wpedantic -Werror -I. main.c one.c -o main ||
    fail "what was embedded does not compile"
./main >out || fail "no NUL behind the bytes"
cmp bytes out || fail "bytes were changed on their way into the program"

echo 'SELECT 1;' >0001_one.sql
echo 'SELECT 2;' >0003_three.sql
embed -D MODE=migrations -D INPUT="$work/0001_one.sql" -D OUTPUT="$work/m.c" ||
    fail "a ladder of one step was refused: $(cat log)"
embed -D MODE=migrations -D INPUT="$work/0001_one.sql,$work/0003_three.sql" \
    -D OUTPUT="$work/m.c" && fail "a ladder without step 2 was taken"

currencies() {
    printf 'code,numeric,exponent\n%b' "$1" >currencies.csv
    embed -D MODE=currencies -D INPUT="$work/currencies.csv" -D OUTPUT="$work/c.inc"
}
currencies 'USD,840,2\nJPY,392,0\n' || fail "a list of currencies was refused: $(cat log)"
[ "$(sed 1d c.inc)" = '{"JPY", 0},
{"USD", 2},' ] || fail "currencies are not sorted as they must be: $(cat c.inc)"
currencies 'USD,840,2\nUSD,840,2\n' && fail "a currency that stands there twice was taken"
currencies 'usd,840,2\n' && fail "a currency in small letters was taken"
currencies 'USD,840,9\n' && fail "nine decimals were taken"
finish
