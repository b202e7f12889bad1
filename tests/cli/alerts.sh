#!/bin/sh
# SPDX-License-Identifier: MIT
# What must not come in unnoticed.
set -u
. "$(dirname "$0")/coffer.sh"
run 0 init

# ---- what a person should look at
report "K1;OSA Sell;100;Coop;5.00;USD;5.00;2020-08-31;Sent" \
    "K2;OSA Sell;100;Rebate;5.00;USD;5.00;2020-08-31;Sent" \
    "K3;Hosting;200;Spiff;5.00;USD;5.00;2020-08-31;Sent" >look.csv
run 0 import look.csv
has_out '1 row is typed as co-op, but its program has none'
has_out '1 row is of an unknown type'
sed 's/Sent/Upcoming/' look.csv >older.csv
run 0 import older.csv
has_out 'unchanged         3'
has_out '3 rows came with an earlier payment status: the book kept its later statuses'
run 0 import list --format csv
newest=$(tail -n 1 out | cut -d, -f1)
run 0 import show "$newest"
has_out '3 rows came with an earlier payment status'
has_out '1 row is typed as co-op, but its program has none'
has_out '1 row is of an unknown type'

# ---- a fund that is overdrawn is an alert
run 0 program set overdraft --name Overdraft
report "O1;Overdraft;100;Coop;100.00;EUR;120.00;2020-08-31;Sent" >late.csv
run 0 --as-of 2021-03-01 import late.csv
is_err ''
report "O2;Overdraft;100;Adjustment-Coop;-150.00;EUR;-180.00;2020-09-30;Sent" >late.csv
run 0 --as-of 2021-03-01 import --dry-run late.csv --format csv
has_err 'coffer: warning: fund overdraft 100 FY21H1 is overdrawn by 50.00 EUR'
run 0 --as-of 2021-03-01 import late.csv
has_err 'coffer: warning: fund overdraft 100 FY21H1 is overdrawn by 50.00 EUR'
run 0 --as-of 2021-03-01 import late.csv
is_err ''
for day in 2021-02-01 2021-03-01 2021-08-01 2022-08-01; do
    run 0 --as-of $day balance --program overdraft
    has_out 'overdrawn by 50.00'
done
run 0 --as-of 2020-12-01 balance --program overdraft
has_no_out 'overdrawn'

# ---- also when what is gone was claimed, though no month is below 0
run 0 program set spent --name Spent
report "S1;Spent;100;Coop;100.00;EUR;120.00;2020-08-31;Sent" >spent.csv
run 0 --as-of 2021-03-01 import spent.csv
{
    "$coffer" claim import --template
    echo 'spent,100,FY21H1,MD02,EUR,Seminar,2021-02-01,2021-02-02,80,submitted,2021-03-01,2021-03-01,,,,,,,,,,'
} >past.csv
run 0 --as-of 2021-03-01 claim import past.csv
report "S2;Spent;100;Adjustment-Coop;-20.00;EUR;-24.00;2020-08-31;Sent" >late.csv
run 0 --as-of 2021-03-02 import late.csv
is_err ''
report "S3;Spent;100;Adjustment-Coop;-30.00;EUR;-36.00;2020-08-31;Sent" >later.csv
run 0 --as-of 2021-03-02 import later.csv
has_err 'coffer: warning: fund spent 100 FY21H1 is overdrawn by 30.00 EUR'
run 0 --as-of 2021-03-02 import later.csv
is_err ''

# ---- the last word is true
report "R1;Hosting;300;Coop;12.3.4;EUR;1.00;2020-09-30;Sent" \
    "R2;Hosting;300;Coop;40.00;EUR;48.00;2020-09-30;Sent" >bad.csv
run 0 import --skip-rejects rejects.csv bad.csv
has_out 'Done.'
run 0 import --skip-rejects rejects-again.csv bad.csv
has_out 'The book had all the other rows already.'
sed 3d bad.csv >worse.csv
run 0 import --skip-rejects rejects-of-worse.csv worse.csv
has_out 'every row was rejected'
report "D1;Hosting;300;Coop;1.00;EUR;1.00;2020-09-30;Sent" >d1.csv
report "D2;Hosting;300;Coop;1.00;EUR;1.00;2020-09-30;Sent" >d2.csv
run 0 import d1.csv d2.csv
run 0 import list --format csv
last=$(tail -n 1 out | cut -d, -f1)
run 0 undo
run 0 import d1.csv d2.csv
has_out "'coffer import show $((last + 1))' to 'coffer import show $((last + 2))'"

# ---- a code that begins with a dash: what is advised can be typed, what is listed is guarded
report "P1;+Prog;300;Coop;1.00;EUR;1.00;2020-09-30;Sent" >dash.csv
run 0 import dash.csv
has_err "'coffer program set --split 60/40 --threshold USD -- -prog'"
run 1 earning add --program -prog --location 300 --date 2020-09-30 --type total --amount 1 \
    --currency USD
has_err "'coffer program set --split 60/40 -- -prog'"
run 0 program set --split 60/40 -- -prog
run 0 program list --format csv
has_out "'-prog,'+Prog,yes,60/40,"
run 0 coverage --format csv
has_out "'-prog,300,2020-09,1,"
run 0 balance --program -prog --format csv
has_out "'-prog,300,FY21H1,"
run 0 explain --program -prog --location 300 --period FY21H1 --figure coop
run 0 program set --period FY21H1 --usage-end 2021-07-31 -- -prog
run 0 period close FY20H1 --program -prog

# ---- rejects of another day are not written over
cp rejects.csv kept.csv
run 1 import --skip-rejects rejects.csv bad.csv
has_err '--skip-rejects rejects.csv: the file exists'
cmp -s rejects.csv kept.csv || fail "a rejects file was written over"
: >empty.csv
run 0 import --skip-rejects empty.csv bad.csv
[ -s empty.csv ] || fail "an empty file was not taken for the rejects"

# ---- a dry run changes nothing, so a book that may not be written will do
report "W1;Hosting;300;Coop;1.00;EUR;1.00;2020-09-30;Sent" >w1.csv
sha256sum <"$COFFER_BOOK" >before
mkdir tmp
export TMPDIR="$work/tmp"
run 0 --read-only import --dry-run w1.csv --format csv
is_row 2 'w1.csv,1,1,0,0,0'
run 4 --read-only import w1.csv
if [ "$(id -u)" -ne 0 ]; then
    chmod 0400 "$COFFER_BOOK"
    run 0 import --dry-run w1.csv --format csv
    is_row 2 'w1.csv,1,1,0,0,0'
    chmod 0600 "$COFFER_BOOK"
fi
sha256sum <"$COFFER_BOOK" | cmp -s - before || fail "a dry run changed the book"
[ -z "$(ls tmp)" ] || fail "a dry run left something behind: $(ls tmp)"
unset TMPDIR
run 0 check
finish
