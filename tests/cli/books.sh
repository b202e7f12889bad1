#!/bin/sh
# SPDX-License-Identifier: MIT
# Making, checking, copying and bringing back books; what is no book.
set -u
. "$(dirname "$0")/coffer.sh"

# ---- no book yet
run 4 balance
has_err "$COFFER_BOOK"
run 4 check
run 4 earning list
[ ! -e "$COFFER_BOOK" ] || fail "looking made a book"

# ---- init
run 0 init
has_out "$COFFER_BOOK"
is_err ''
[ "$(stat -c %a "$COFFER_BOOK")" = 600 ] || fail "the new book's mode is not 0600"
run 1 init
has_err "$COFFER_BOOK"
run 0 --book other.coffer init --format csv
is_out ''
run 0 --book other.coffer balance
has_out 'coffer import FILE'
run 5 --book missing/folder/x.coffer init
run 1 --book nested.coffer --as-of 2999-01-01 init
for day in 2099-12-31 1999-06-30 9999-12-31; do
    run 2 --book never.coffer --as-of $day init --demo
    has_err "--as-of $day"
    [ ! -e never.coffer ] || fail "a demo that cannot be made left a book"
done
for day in 1999-07-01 2099-06-30; do
    run 0 --book rim.coffer --as-of $day init --demo
    run 0 --book rim.coffer check
    rm rim.coffer
done
run 0 --book demo.coffer --as-of 2031-03-01 init --demo
run 0 --book demo.coffer --as-of 2031-03-01 balance --format csv
[ "$(wc -l <out)" -gt 5 ] || fail "the demo book is almost empty: $out"

# ---- an empty file may become one, others not
: >empty.coffer
run 4 --book empty.coffer balance
run 0 --book empty.coffer init
printf 'plain text\n' >text.coffer
run 4 --book text.coffer balance
run 1 --book text.coffer init
[ "$(cat text.coffer)" = 'plain text' ] || fail "init touched a file that is no book"
mkdir folder.coffer
run 4 --book folder.coffer balance

# ---- check
run 0 check
has_out 'no difference found'
run 0 check --format csv
is_out ''

run 0 location set 1

# ---- backup and restore
run 0 earning add --program hosting --location 1 --date 2021-01-31 --type coop --amount 10 \
    --currency USD --id E1
run 0 backup copy.coffer
has_out copy.coffer
run 1 backup copy.coffer
has_err copy.coffer
run 5 backup missing-folder/copy.coffer
run 0 earning add --program hosting --location 1 --date 2021-01-31 --type coop --amount 7 \
    --currency USD --id E2
run 0 earning list --format csv
[ "$(wc -l <out)" -eq 3 ] || fail "two earnings were expected: $out"
run 0 restore copy.coffer
has_out copy.coffer
run 0 earning list --format csv
[ "$(wc -l <out)" -eq 2 ] || fail "restore did not bring the backup back: $out"
run 0 check
run 4 restore text.coffer
run 0 earning list --format csv
[ "$(wc -l <out)" -eq 2 ] || fail "a refused restore changed the book: $out"

# ---- damage
cp copy.coffer damaged.coffer
dd if=/dev/zero of=damaged.coffer bs=8192 seek=2 count=4 conv=notrunc 2>/dev/null
"$coffer" --book damaged.coffer check >out 2>err
code=$?
words="--book damaged.coffer check"
case $code in
1 | 4) ;;
*) fail "a damaged book: exit $code: $(cat err)" ;;
esac
grep -q '^coffer: ' err || fail "a damaged book: no word about it"

# ---- what is bad about a backup is no reason to restore one
: >empty-backup.coffer
head -c 100000 copy.coffer >cut.coffer
for bad in damaged.coffer text.coffer empty-backup.coffer cut.coffer; do
    run 4 restore $bad
    has_err "$bad"
    has_err 'choose another'
    grep -q 'restore' err && fail "restore $bad: $err"
    grep -q 'x0a' err && fail "restore $bad: a raw line break: $err"
done
sqlite_says() {
    grep -c 'damaged, SQLite says: ' err
}
cp copy.coffer hurt.coffer
dd if=/dev/zero of=hurt.coffer bs=8192 seek=20 count=2 conv=notrunc 2>/dev/null
"$coffer" --book hurt.coffer check >out 2>err
grep -q 'x0a' err && fail "check: a raw line break: $(cat err)"
[ "$(sqlite_says)" -ge 1 ] || fail "check: no word of SQLite about damaged pages: $(cat err)"

# ---- exports
for kind in earnings balances journal; do
    run 0 export $kind --to $kind.csv
    [ -s $kind.csv ] || fail "export $kind wrote nothing"
done
run 0 earning list --format csv
cmp -s out earnings.csv || fail "export earnings differs from earning list"
run 0 balance --format csv
cmp -s out balances.csv || fail "export balances differs from balance"
run 0 log --format csv
cmp -s out journal.csv || fail "export journal differs from log"
printf 'older\n' >journal.csv
run 0 export journal --to journal.csv
cmp -s out journal.csv && fail "export said its rows on standard output"
head -n 1 journal.csv | grep -q '^number,' || fail "export did not replace the older file"
for kind in earnings balances journal; do
    run 0 --format json export $kind --to $kind.json
    case $kind in
    earnings) run 0 earning list --format json ;;
    balances) run 0 balance --format json ;;
    journal) run 0 log --format json ;;
    esac
    cmp -s out $kind.json || fail "export $kind --format json is not what the list prints"
done
run 2 export earnings --to -
run 2 backup -
[ ! -e ./- ] || fail "a file named - was written"
run 5 export earnings --to missing-folder/x.csv
run 5 export earnings --to folder.coffer

# ---- read-only
run 4 --read-only earning add --program hosting --location 1 --date 2021-01-31 --type coop \
    --amount 1 --currency USD
run 0 --read-only balance
is_err ''
if [ "$(id -u)" -ne 0 ]; then
    chmod 0400 "$COFFER_BOOK"
    run 0 balance
    has_err 'read only'
    run 4 earning delete E1
    chmod 0000 "$COFFER_BOOK"
    run 4 balance
    chmod 0600 "$COFFER_BOOK"
fi
finish
