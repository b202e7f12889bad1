#!/bin/sh
# SPDX-License-Identifier: MIT
# Texts that are too long are refused at every door, never cut: a name of a
# program that lost its end would belong to no program.
set -u
. "$(dirname "$0")/coffer.sh"
# xs COUNT: so many letters
xs() {
    printf '%*s' "$1" '' | tr ' ' x
}
run 0 init
long=$(xs 201)
fits=$(xs 200)

# ---- reports
for name in 201 1023 1024 1500 9000; do
    report "A1;$(xs $name);100;Coop;10.00;USD;10.00;2020-08-31;Sent" >long.csv
    run 3 import long.csv
    has_err '  long.csv line 2: programName: longer than 200 characters'
done
report "A2;Hosting;$long;Coop;10.00;USD;10.00;2020-08-31;Sent" \
    "$long;Hosting;100;Coop;10.00;USD;10.00;2020-08-31;Sent" \
    "A4;Hosting;100;$long;10.00;USD;10.00;2020-08-31;Sent" \
    "A5;Hosting;100;Coop;10.00;USD;10.00;2020-08-31;$(xs 1001)" >long.csv
run 3 import long.csv
for column in participantId earningId earningType; do
    has_err "$column: longer than 200 characters"
done
has_err 'paymentStatus: longer than 1000 characters'
run 0 earning list --format csv
[ "$(wc -l <out)" -eq 1 ] || fail "a refused import left a row: $out"

# ---- the longest that fit are whole everywhere
report "$fits;$fits;$fits;Coop;10.00;USD;10.00;2020-08-31;Sent" >fits.csv
run 0 import fits.csv
run 0 earning list --format csv
is_row 2 "$fits,$fits,$fits,2020-08-31,coop,10.00,USD,10.00,10.00,0.00,Sent,,,fits.csv:2"
run 0 balance --format csv
has_out "$fits,$fits,FY21H1,USD,"
run 0 coverage --format csv
has_out "$fits,$fits,2020-08,1,"
run 0 explain --program "$fits" --location "$fits" --period FY21H1 --figure coop --format csv
run 0 earning exclude "$fits" --reason twice
is_out "$fits"
run 0 earning list --format csv
has_out "$fits,$fits,$fits,2020-08-31,coop,10.00,USD,10.00,0.00,0.00,excluded,,twice,fits.csv:2"
run 0 undo

# ---- what people type
run 0 location set 100
run 2 program set "$long" --name Long
has_err 'longer than 200 characters'
run 2 program set hosting --name "$long"
has_err '--name: longer than 200 characters'
run 2 program set hosting --alias "$long"
has_err '--alias: longer than 200 characters'
run 2 location set "$long"
run 2 location set 100 --name "$long"
run 2 member add "$long" --role user
add() {
    run 2 earning add --program hosting --location 100 --date 2021-02-28 --type coop --amount 1 \
        --currency USD "$@"
}
add --id "$long"
add --note "$(xs 1001)"
has_err '--note: longer than 1000 characters'
add --reason "$(xs 1001)"
run 2 earning exclude "$fits" --reason "$(xs 1001)"
run 0 period close FY20H1
run 2 period reopen FY20H1 --reason "$(xs 1001)"
run 0 check
finish
