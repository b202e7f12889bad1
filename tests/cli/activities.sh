#!/bin/sh
# SPDX-License-Identifier: MIT
# The catalogue of activities: looked at, taken out, brought in.
set -u
. "$(dirname "$0")/coffer.sh"
run 0 init

# ---- list
run 0 activity list --format csv
is_row 1 'code,group,name,kind,item,text'
[ "$(sed 1d out | cut -d, -f1 | uniq | tr '\n' ' ')" = 'DG01 DG02 DG03 DG04 DG05 DG06 DG07 MD01 MD02 MD03 MD04 MD05 MD06 MD07 MD08 PR01 PR02 PR03 PR04 PR05 ' ] ||
    fail "activity list has other codes: $(sed 1d out | cut -d, -f1 | uniq)"
sed 1d out | grep -vE ',(proof|metric|pre-approval|expense|cap),' >odd && fail "other kinds: $(cat odd)"
has_out 'DG01,Demand generation,Print advertising,metric,estimated-reach,'
has_out '(one of: distribution)'
has_out '(when the invitation and the agenda do not show them)'
run 0 activity list
has_out 'Print advertising (Demand generation)'
has_out 'TV and radio (Demand generation; Surface programs only)'
has_out 'Employee purchase web set-up for customers (Market development), not for surface-add'
run 0 activity list --program surface-add --format json
has_out '"item":"DG07-PRE-APPROVAL"'
has_no_out '"code":"MD08"'
run 0 activity list --program hosting --format csv
has_no_out 'DG07'
has_out 'MD08'
run 0 activity list --program osa-sell --format csv
is_out 'code,group,name,kind,item,text'
run 1 activity list --program nonesuch
run 0 --read-only activity list

# ---- export, and back
run 0 activity export guide.csv
run 0 activity import guide.csv --from 2027-07-01
is_out 'guide.csv: 20 activities, in force from 2027-07-01'
run 0 --as-of 2027-07-01 activity export again.csv --format csv
is_out ''
cmp guide.csv again.csv || fail 'the catalogue came back changed'
run 1 activity export "$COFFER_BOOK"
run 2 activity export -
run 5 activity export nonesuch/guide.csv
run 2 activity export

# ---- import
sed -e 's/18,750/20,000/' -e 's/usd 18750/usd 20000/' guide.csv | tr -d '\r' >dearer.csv
run 0 activity import dearer.csv --from 2027-07-01
run 0 --as-of 2027-06-30 activity list --format csv
has_out 'USD 18,750'
run 0 --as-of 2027-07-01 activity list --format csv
has_out 'USD 20,000'
run 0 undo
run 0 --as-of 2027-07-01 activity list --format csv
has_out 'USD 18,750'
run 2 activity import dearer.csv
has_err --from
run 2 activity import dearer.csv --from 1.7.2027
run 1 --as-of 2999-01-01 activity import dearer.csv --from 2999-01-01
run 4 --read-only activity import dearer.csv --from 2027-07-01
run 5 activity import nonesuch.csv --from 2027-07-01
run 5 activity import . --from 2027-07-01
sed 's/,cap,DG05-CAP,,all,/,cap,DG05-CAP,,most,/' guide.csv >bad.csv
line=$(grep -n ',most,' bad.csv | cut -d: -f1)
run 3 activity import bad.csv --from 2027-07-01
has_err "bad.csv line $line: applies: 'most' is none"
: >empty.csv
run 3 activity import empty.csv --from 2027-07-01
run 0 check

# ---- a text that a spreadsheet would take for a formula
{
    head -n 1 guide.csv
    echo "XX01,Demand,Skywriting,all,proof,SMOKE,required,all,'=1+1,"
} >formula.csv
run 0 activity import formula.csv --from 2028-01-01
run 0 --as-of 2028-01-01 activity list --format json
has_out '"text":"=1+1"'
run 0 --as-of 2028-01-01 activity list --format csv
is_row 2 "XX01,Demand,Skywriting,proof,SMOKE,'=1+1"
run 0 --as-of 2028-01-01 activity export formula-again.csv
cmp formula.csv formula-again.csv || fail 'the guard was lost'
finish
