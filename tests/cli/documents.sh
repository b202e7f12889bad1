#!/bin/sh
# SPDX-License-Identifier: MIT
# Documents from a file to a file, and every way in which they are refused.
set -u
. "$(dirname "$0")/coffer.sh"

run 0 --as-of 2026-01-01 init
run 0 location set 100 --name Contoso
run 0 earning add --program hosting --location 100 --date 2025-11-30 --type coop --amount 5000 \
    --currency USD
run 0 claim new --program hosting --location 100 --period FY26H1 --activity DG01 --currency USD \
    --start 2026-02-01 --end 2026-05-31 --title Advertisement
claim=$out
run 0 claim expense add "$claim" --kind invoice --vendor Fabrikam --number INV-1 \
    --date 2026-03-01 --amount 100
printf '%%PDF-1.4\nan invoice' >invoice.pdf
echo 'the page' >page.txt

# ---- nothing yet
run 0 document list --format csv
is_out 'id,claim,kind,item,name,media_type,size,sha256,attached,by,note,expires,state,reason'
run 0 document list
has_out 'coffer claim attach'
run 0 document verify

# ---- attach: one line, the claim's id, in every format
for format in table csv json; do
    run 0 claim attach "$claim" invoice.pdf --kind invoice --for INV-1 --format $format
    is_out "$claim"
    run 0 undo
done
run 0 claim attach "$claim" invoice.pdf --kind invoice --for INV-1 --note 'of March'
run 0 claim attach "$claim" page.txt --kind proof --for DG01-PIECE
hash=$(sha256sum <invoice.pdf | cut -d ' ' -f 1)
run 0 document list --format csv
today=$(date +%F)
id=$(sed -n 2p out | cut -d, -f1)
page=$(sed -n 3p out | cut -d, -f1)
is_row 2 "$id,$claim,invoice,INV-1,invoice.pdf,application/pdf,19,$hash,$today,$(id -un),of March,,attached,"
case $id in
D-??????????) ;;
*) fail "the document's id is '$id'" ;;
esac
run 0 document list --format json
has_out '"size":19'

# ---- what is refused
run 1 claim attach "$claim" page.txt --kind proof --for DG01-NONE
has_err DG01-NONE
run 1 claim attach "$claim" page.txt --kind invoice --for INV-2
run 1 claim attach "$claim" page.txt --kind csr --for INV-1
run 2 claim attach "$claim" page.txt --kind proof
run 2 claim attach "$claim" page.txt --kind picture
run 2 claim attach "$claim" page.txt
run 2 claim attach "$claim"
run 1 claim attach C-0000000000 page.txt --kind other
run 5 claim attach "$claim" . --kind other
run 5 claim attach "$claim" /dev/null --kind other
run 5 claim attach "$claim" missing --kind other
run 5 --format csv claim attach "$claim" page.txt/ --kind other
: >empty
run 3 claim attach "$claim" empty --kind other
has_err 'empty'
run 2 claim attach "$claim" - --kind other
run 0 config set max-document 9B
run 0 claim attach "$claim" page.txt --kind other
has_err 'attached to this claim already'
run 0 undo
run 1 claim attach "$claim" invoice.pdf --kind other
has_err '9 B'
run 2 config set max-document 9.5B
run 2 config set max-dokument 9B
run 0 config --format csv
is_row 1 'name,value,default,text'
is_row 2 'max-document,9 B,500 MB,the largest file that can be attached'
run 0 config set max-document 500MB
run 1 claim attach "$claim" page.txt --kind other --if-revision 1
has_err 'has moved on'

# ---- names that a terminal or a folder must not see
printf 'x' >"$(printf '\033[31mred\nline.txt')"
run 0 claim attach "$claim" "$(printf '\033[31mred\nline.txt')" --kind other
printf 'yy' >-dash
run 0 claim attach "$claim" --kind other -- -dash
run 0 document list
has_out '\x1b[31mred\x0aline.txt'
run 0 document export --to papers --format csv
is_row 1 'id,file'
is_row 2 "$id,invoice.pdf"
[ "$(ls -A papers | sort)" = "$(printf '%s\n' _-dash '_[31mred_line.txt' invoice.pdf page.txt | sort)" ] ||
    fail "exported: $(ls -A papers)"
cmp -s papers/invoice.pdf invoice.pdf || fail "the exported document differs"
[ "$(stat -c %a papers/invoice.pdf)" = 600 ] || fail "mode of an exported document"
run 0 document export "$id" "$page" --to papers --format csv
is_row 2 "$id,invoice-2.pdf"
is_row 3 "$page,page-2.txt"
run 1 document export D-0000000000 --to nowhere
[ ! -e nowhere ] || fail "a refused export made a folder"
run 2 document export

# ---- detach
run 0 claim detach "$claim" "$page" --format csv
is_out "$claim"
run 1 claim detach "$claim" "$page"
run 0 undo
run 0 document verify
has_out '4 documents'
run 0 document verify --format csv
is_out ''

# ---- kept, and gone
run 0 claim record "$claim" withdrawn
run 1 claim attach "$claim" page.txt --kind other
run 1 claim detach "$claim" "$page"
run 0 document list --format csv
has_out ',2028-05-31,attached,'
run 0 document list --expired --as-of 2028-05-31 --format csv
grep -q '^D-' out && fail "expired too early: $out"
run 0 document list --expired --as-of 2028-06-01 --format csv
[ "$(grep -c '^D-' out)" -eq 4 ] || fail "expired: $out"
run 1 document delete "$id"
has_err 2028-05-31
run 1 --as-of 2028-06-01 document delete "$id" # a change cannot be dated ahead
run 0 document delete "$id" --reason 'private data' --format json
is_out "$id"
run 1 document delete "$id" --reason again
run 0 document list --format csv
has_out ',deleted,private data'
run 1 undo
has_err 'not in the book any more'
run 0 document export --to last --format csv
has_no_out "$id"
run 0 check
run 0 log
has_out 'document.delete'

# ---- a backup is complete; an automatic copy has its documents beside it
run 0 backup whole.coffer
rm "$work"/state/coffer/*/*.coffer
run 0 claim comment "$claim" 'first write of the day'
copy=$(ls "$work"/state/coffer/*/*-daily.coffer)
ls "$work"/state/coffer/*/documents/*/* >/dev/null || fail "no documents beside the copies"
mv book.coffer away.coffer
run 0 restore "$copy"
has_out '3 documents were put back'
run 0 document verify
has_out '3 documents'
rm book.coffer*
run 0 restore whole.coffer
run 0 document verify
has_out '3 documents'
rm -r book.coffer* "$work"/state/coffer/*/documents
run 0 restore "$copy"
has_out '3 documents were not found'
has_err "of claim $claim: its bytes are neither"
run 1 document verify
has_err 'some of its bytes are missing'
run 1 document export --to nothing
finish
