#!/bin/sh
# SPDX-License-Identifier: MIT
# A claim from draft to paid, and every way in which it is refused.
set -u
. "$(dirname "$0")/coffer.sh"
run 0 --as-of 2026-01-01 init
run 0 location set 100 --name Contoso
run 0 earning add --program hosting --location 100 --date 2026-03-31 --type coop --amount 5000 \
    --currency USD
run 0 earning add --program hosting --location 100 --date 2026-04-30 --type coop --amount 1000 \
    --currency EUR --usd 1100
echo invoice >invoice.txt
echo csr >csr.txt
for item in INVITATION AGENDA PHOTOS; do
    echo "$item" >"$item.txt"
done

# A file to fill in is there before a book is.
COFFER_BOOK=nowhere.coffer run 0 claim import --template
has_out 'program,location,period'
COFFER_BOOK=nowhere.coffer run 4 claim import claims.csv

# on DAY CODE WORDS...: as run, on a day.
on() {
    day=$1
    code=$2
    shift 2
    run "$code" --as-of "$day" "$@"
}

new() {
    day=$1
    code=$2
    shift 2
    on "$day" "$code" claim new --location 100 --period FY26H2 --currency USD --title 'Fall seminar' "$@"
}

# ---- new
new 2026-09-10 0 --program hosting --activity md02 --start 2026-09-01 --end 2026-09-02 --amount 1200
id=$out
case $id in
C-??????????) ;;
*) fail "claim new printed '$id'" ;;
esac
is_err ''
new 2026-09-10 1 --program osa-sell --activity MD02 --start 2026-09-01 --end 2026-09-02
has_err CPOR
has_err submit-osa-claim
new 2026-09-10 1 --program nonesuch --activity MD02 --start 2026-09-01 --end 2026-09-02
new 2026-09-10 1 --program hosting --activity XX99 --start 2026-09-01 --end 2026-09-02
has_err XX99
new 2026-09-10 1 --program hosting --activity MD02 --start 2026-09-03 --end 2026-09-02
new 2026-09-10 2 --program hosting --activity MD02 --start 2026-09-31 --end 2026-10-02
new 2026-09-10 2 --program hosting --activity MD02 --start 2026-09-01 --end 2026-09-02 --amount=-1
new 2026-09-10 2 --program hosting --activity MD02 --start 2026-09-01 --end 2026-09-02 --amount 1.005
new 2026-09-10 2 --program hosting --activity MD02 --start 2026-09-01
has_err --end

# ---- looked at
on 2026-09-10 0 claim list --format csv
is_row 1 'id,program,location,period,title,status,currency,planned,claimed,approved,paid,updated'
is_row 2 "$id,hosting,100,FY26H2,Fall seminar,editing,USD,1200.00,0.00,0.00,0.00,2026-09-10"
on 2026-09-09 0 claim list --format csv
[ "$(wc -l <out)" -eq 1 ] || fail "a claim shows before its day: $out"
on 2026-09-09 1 claim show "$id"
on 2026-09-10 0 claim show "$(echo "$id" | tr '[:upper:]' '[:lower:]' | cut -c1-7)" --format csv
has_out 'claim,,status,editing'
on 2026-09-10 1 claim show C-0000000000
unknown=$err
on 2026-09-10 1 claim set C-0000000000 --amount 1
is_err "$unknown"
on 2026-09-10 0 balance --format csv
has_out 'hosting,100,FY26H2,USD,claimable,0.00,5000.00,6100.00,1500.00,5000.00,1200.00,0.00,0.00,0.00,5000.00,0.00,'

# ---- a draft is filled
on 2026-09-10 1 claim check "$id" --format csv
is_row 1 'severity,code,item,message,fix'
has_out 'blocker,evidence-missing,MD02-INVITATION,'
has_out 'blocker,metric-missing,registered-guests,'
has_out 'blocker,exceeds-cost,'
on 2026-09-10 1 claim submit "$id"
has_err '  blocker evidence-missing MD02-PHOTOS'
is_out ''
on 2026-09-10 0 claim expense add "$id" --kind invoice --vendor Fabrikam --number I-1 \
    --date 2026-09-03 --amount 800
is_out "$id"
on 2026-09-10 1 claim expense add "$id" --kind invoice --vendor Fabrikam --number I-1 \
    --date 2026-09-03 --amount 1
on 2026-09-10 0 claim expense add "$id" --kind invoice --vendor Tailspin --number I-1 \
    --date 2026-09-03 --amount 1
on 2026-09-10 1 claim expense delete "$id" I-1
has_err VENDOR/NUMBER
on 2026-09-10 0 claim expense delete "$id" Tailspin/I-1
on 2026-09-10 2 claim expense add "$id" --kind invoice --vendor F --number 2 --date 2026-09-03 \
    --amount 0
on 2026-09-10 2 claim expense add "$id" --kind gift --vendor F --number 2 --date 2026-09-03 --amount 1
on 2026-09-10 0 claim expense add "$id" --kind csr --vendor 'Ann Lee' --number S-1 \
    --date 2026-09-03 --amount 500 --units 10 --rate 50 --signed-by 'Bo Ek' --signed 2026-09-04
on 2026-09-10 1 claim set "$id" --currency EUR
on 2026-09-10 0 claim metric set "$id" registered-guests 64
on 2026-09-10 0 claim metric set "$id" gests 64
has_err gests
for item in INVITATION AGENDA PHOTOS; do
    on 2026-09-10 0 claim attach "$id" "$item.txt" --kind proof --for "MD02-$item"
done
on 2026-09-10 0 claim attach "$id" invoice.txt --kind invoice --for I-1
on 2026-09-10 1 claim attach "$id" csr.txt --kind csr --for I-9
on 2026-09-10 1 claim attach "$id" csr.txt --kind proof --for MD02-NONE
on 2026-09-10 1 claim check "$id" --format csv
has_out 'blocker,expense-unbacked,S-1,'
on 2026-09-10 0 claim attach "$id" csr.txt --kind csr --for S-1
on 2026-09-10 0 claim comment "$id" 'ready, I think'
on 2026-09-10 1 claim expense add "$id" --kind invoice --vendor F --number 2 --date 2026-09-03 \
    --amount 1 --invoice-total 10 --tax 10.01
on 2026-09-10 2 claim expense add "$id" --kind invoice --vendor ' ' --number 2 --date 2026-09-03 \
    --amount 1
on 2026-09-10 2 claim approval add "$id" --kind extension --number E-1 --answer yes
has_err --valid-until
on 2026-09-10 2 claim set "$id" --owner ''
on 2026-09-10 0 claim set "$id" --tag spring --tag fair --owner ann
on 2026-09-10 0 claim list --tag spring --owner ann --format csv
has_out "$id"
on 2026-09-10 0 claim set "$id" --untag spring
on 2026-09-10 0 claim list --tag spring --format csv
has_no_out "$id"
on 2026-09-09 1 claim comment "$id" 'yesterday'
has_err 2026-09-10

# ---- the money that is left
on 2026-09-10 0 claim set "$id" --amount 1300
on 2026-09-10 0 claim check "$id"
on 2026-09-10 0 claim set "$id" --amount 1300.01
on 2026-09-10 1 claim check "$id" --format csv
has_out 'blocker,exceeds-cost,'
on 2026-09-10 0 claim set "$id" --amount 1200
revision=$("$coffer" --as-of 2026-09-10 claim show "$id" --format csv | sed -n 's/^claim,,revision,//p')
on 2026-09-10 0 claim comment "$id" 'another one' --if-revision "$revision"
on 2026-09-10 1 claim comment "$id" 'too late' --if-revision "$revision"
has_err 'another one'

# ---- sent, and sent again
on 2026-09-12 0 claim submit "$id"
is_out "$id"
on 2026-09-12 1 claim submit "$id"
has_err not-editable
on 2026-09-12 1 claim set "$id" --amount 1
on 2026-09-12 0 claim set "$id" --reference 2026-00471
on 2026-09-12 1 claim delete "$id"
has_err 'rejected --reason cancelled'
on 2026-09-12 0 balance --format csv
has_out ',5000.00,0.00,1200.00,0.00,0.00,3800.00,0.00,'
on 2026-09-11 0 balance --format csv
has_out ',5000.00,1200.00,0.00,0.00,0.00,5000.00,0.00,'
on 2026-09-20 1 claim record "$id" paid
on 2026-09-20 1 claim record "$id" disputed
on 2026-09-20 2 claim record "$id" submitted
on 2026-09-20 1 claim record "$id" under-review --date 2026-09-11
on 2026-09-20 1 claim record "$id" under-review --date 2026-09-21
on 2026-09-20 0 claim record "$id" under-review --date 2026-09-14
on 2026-09-20 0 claim record "$id" action-required --reason branding --note 'the logo is missing'
on 2026-09-21 0 claim set "$id" --amount 1100
on 2026-09-21 0 claim submit "$id"
on 2026-09-21 0 claim diff "$id" 1 2 --format csv
is_row 2 'amount,1200.00,1100.00'
on 2026-09-21 1 claim diff "$id" 1 3
on 2026-09-21 0 claim show "$id" --submission 1 --format json
has_out '{"activity":"MD02","amount":"1200.00",'
sealed=$(tr -d '\n' <out | sha256sum | cut -d' ' -f1)
on 2026-09-21 0 claim show "$id" --format csv
has_out "submissions,1,sha256,$sealed"

# ---- refused, disputed, granted line by line
on 2026-09-22 0 claim record "$id" rejected --reason invoice-generic
on 2026-09-22 0 balance --format csv
has_out ',5000.00,0.00,0.00,0.00,0.00,5000.00,0.00,'
on 2026-09-23 0 claim copy "$id"
copy=$out
[ "$copy" != "$id" ] || fail "a copy has the id of its original"
on 2026-09-23 0 claim check "$copy" --format csv
has_out 'invoice-generic'
on 2026-09-23 0 claim delete "$copy"
on 2026-09-23 1 claim show "$copy"
on 2026-09-23 0 undo
on 2026-09-23 0 claim show "$copy"
on 2026-09-23 0 claim record "$copy" withdrawn
on 2026-09-23 0 claim record "$id" disputed
on 2026-09-24 0 claim feedback "$id" I-1 changed --amount 700
on 2026-09-24 2 claim feedback "$id" S-1 changed
on 2026-09-24 1 claim feedback "$id" S-9 refused
on 2026-09-24 0 claim feedback "$id" S-1 refused --reason signature
on 2026-09-24 1 claim record "$id" approved --amount 1100.01
on 2026-09-24 2 claim record "$id" approved --amount=-1
on 2026-09-24 1 claim record "$id" approved --currency EUR
on 2026-09-24 0 claim record "$id" approved
on 2026-09-24 0 claim list --format csv
has_out "$id,hosting,100,FY26H2,Fall seminar,approved,USD,0.00,700.00,700.00,0.00,2026-09-24"

# ---- paid
on 2026-10-01 2 claim record "$id" paid --covers 5
on 2026-10-01 2 claim record "$id" paid --currency EUR --amount 10 --covers 0
on 2026-10-01 0 claim record "$id" paid --amount 300
on 2026-10-02 0 claim record "$id" paid --currency EUR --amount 350
has_err --covers
on 2026-10-02 0 claim list --format csv
has_out ',paid,USD,0.00,700.00,700.00,300.00,2026-10-02'
on 2026-10-03 0 claim record "$id" paid
on 2026-10-03 0 payment list --format csv
is_row 1 'id,date,amount,currency,reference,claim,covers'
has_out ",2026-10-01,300.00,USD,,$id,300.00"
has_out ",2026-10-02,350.00,EUR,,$id,"
has_out ",2026-10-03,400.00,USD,,$id,400.00"
on 2026-10-03 1 claim record "$id" paid
on 2026-10-04 0 claim record "$id" paid --amount 1
has_err 'more than'
on 2026-10-04 1 payment void P-0000000000 --reason none
for payment in $("$coffer" --as-of 2026-10-04 payment list --format csv | sed 1d | cut -d, -f1); do
    on 2026-10-05 0 payment void "$payment" --reason 'booked twice'
done
on 2026-10-05 0 claim list --status approved --format csv
has_out ",approved,USD,0.00,700.00,700.00,0.00,2026-10-05"
on 2026-10-04 0 claim list --status paid --format csv
has_out "$id"

# ---- one payment for several
new 2026-10-06 0 --program hosting --activity MD02 --start 2026-09-01 --end 2026-09-02
other=$out
on 2026-10-06 1 payment add --amount 700 --currency USD --claim "$id=600" --claim "$other=100"
has_err "$other"
on 2026-10-06 1 payment add --amount 700 --currency USD --claim "$id=600"
has_err 600
on 2026-10-06 2 payment add --amount 700 --currency USD --claim "$id"
on 2026-10-06 0 payment add --amount 700 --currency USD --claim "$id=700" --reference 0068411
case $out in
P-??????????) ;;
*) fail "payment add printed '$out'" ;;
esac
on 2026-10-06 0 claim list --status paid --format csv
has_out ',paid,USD,0.00,700.00,700.00,700.00,2026-10-06'
on 2026-10-06 0 log --format csv
has_out "$id: approved 700.00 USD, 2026-09-24"
has_out "$id: paid 350.00 EUR"

# ---- what was done is journaled, sound, and can be taken back
run 0 check
on 2026-10-06 0 undo
on 2026-10-06 0 claim list --status approved --format csv
has_out "$id"
on 2026-10-06 0 redo
run 0 check
before=$("$coffer" --as-of 2026-10-06 balance --format csv)
run 1 undo 8
after=$("$coffer" --as-of 2026-10-06 balance --format csv)
[ "$before" = "$after" ] || fail "a refused undo changed a balance"

# ---- a copy is of the claim that was seen
on 2026-10-06 1 claim copy "$id" --if-revision 1
has_err 'moved on'

# ---- a cap on all travel counts what is claimed: equal passes
run 0 location set 200 --name Fabrikam
run 0 earning add --program hosting --location 200 --date 2026-03-31 --type coop --amount 900000 \
    --currency USD
on 2026-09-10 0 claim new --program hosting --location 200 --period FY26H2 --activity PR04 \
    --currency USD --title 'Conferences' --start 2026-09-01 --end 2026-09-02
tour=$out
for k in 1 2 3 4 5 6 7 8 9 10; do
    amount=5000
    [ "$k" = 10 ] && amount=1
    on 2026-09-10 0 claim expense add "$tour" --kind invoice --vendor V --number "$k" \
        --date 2026-09-01 --amount "$amount" --class travel --person "P$k" --conference "C$k"
done
on 2026-09-10 0 log --format csv
has_out 'V, 10, 1.00 USD'
on 2026-09-10 0 claim set "$tour" --amount 45000
on 2026-09-10 1 claim check "$tour" --format csv
has_no_out cap-exceeded
on 2026-09-10 0 claim set "$tour" --amount 45000.01
on 2026-09-10 1 claim check "$tour" --format csv
has_out 'cap-exceeded,PR04-CAP-TRAVEL'
finish
