#!/bin/sh
# SPDX-License-Identifier: MIT
# Reports in: what is said about them, in every format, and taken back.
set -u
. "$(dirname "$0")/coffer.sh"
hosting='Hosting'
run 0 init

report "A1;$hosting;100;Coop;1000.00;EUR;1200.00;2020-08-31;Upcoming" \
    "A2;$hosting;100;Rebate;500.00;EUR;600.00;2020-08-31;Sent" \
    "A3;$hosting;100;Coop;800.00;EUR;960.00;2020-11-30;Upcoming" >one.csv

# ---- dry run, import, again
run 0 import --dry-run one.csv
has_out 'one.csv: 3 rows, 2020-08-31 to 2020-11-30'
has_out 'dry run'
run 0 balance --format csv
[ "$(wc -l <out)" -eq 1 ] || fail "a dry run changed the book: $out"
run 0 import one.csv
has_out 'coffer undo'
is_err ''
run 0 import --format csv one.csv
is_out "$(printf 'file,rows,new,updated,unchanged,rejected\none.csv,3,0,0,3,0')"
run 0 import one.csv
has_out 'had all of it'
run 0 import --format json one.csv
has_out '"unchanged":3'

# ---- an update, from standard input
report "A2;$hosting;100;Rebate;550.00;EUR;660.00;2020-08-31;Sent" >two.csv
"$coffer" import - <two.csv >out 2>err || fail "import from standard input: $(cat err)"
grep -q 'earningAmount 1' out || fail "the changed field is not named: $(cat out)"
run 0 import list --format csv
is_row 1 'number,time,person,file,bytes,rows,new,updated,unchanged,rejected,first_date,last_date,undone'
newest=$(tail -n 1 out | cut -d, -f1)
run 0 import list
has_out 'one.csv'
run 0 import show "$newest"
has_out '500.00'
has_out '550.00'
run 0 import show "$newest" --format csv
is_row 1 'id,program,location,line,field,before,after'
has_out 'A2,hosting,100,2,earningAmount,'
run 0 import show 1
has_out '2020-08'
run 1 import show 99

# ---- the same values in another form are unchanged
form() {
    printf '%s\n' "earningId$1programName$1participantId$1earningType$1earningAmount$1\
transactionCurrency$1earningAmountUSD$1earningDate$1transactionAmount$1earningRate$1quantity$1\
calculationDate$1transactionDate"
    printf '%s\n' "F1$1Hosting$1100$1Coop$1$2"
}
form , '7.50,EUR,9.00,2020-12-31,1250.00,1.50,3.0,2020-12-31T10:11:12.000Z,2020-12-30' >points.csv
form ';' '7,50;EUR;9,0;2020-12-31;1250,00;1,5;3;2020-12-31;2020-12-30T00:00:00.000Z' >commas.csv
run 0 import points.csv
run 0 import --format csv commas.csv
is_row 2 'commas.csv,1,0,0,1,0'
run 0 undo
run 0 undo
run 0 import commas.csv
run 0 import --format csv points.csv
is_row 2 'points.csv,1,0,0,1,0'
run 0 undo
run 0 undo

# ---- rejects
report "B1;$hosting;100;Coop;12.3.4;EUR;1.00;2020-09-30;Upcoming" \
    "B2;$hosting;100;Coop;40.00;EUR;48.00;2020-09-30;Upcoming" \
    "B3;$hosting;100;Coop;40.00;XXY;48.00;2020-09-30;Upcoming" >bad.csv
run 3 import bad.csv
has_err '  bad.csv line 2: earningAmount: '
has_err '12.3.4'
has_err '  bad.csv line 4: '
[ "$(wc -l <err)" -eq 3 ] || fail "one line and one for each reject were expected: $err"
has_out 'Nothing was changed'
run 3 import --dry-run --format csv bad.csv
is_row 2 'bad.csv,3,1,0,0,2'
run 0 earning list --search B2 --format csv
[ "$(wc -l <out)" -eq 1 ] || fail "a refused import left a row: $out"
run 0 import --dry-run --skip-rejects rejects.csv bad.csv
has_err 'would be rejected'
[ ! -e rejects.csv ] || fail "a dry run wrote a file"
run 0 import --skip-rejects rejects.csv bad.csv
has_err 'coffer: warning: '
has_err '  bad.csv line 2: '
[ "$(wc -l <rejects.csv)" -eq 3 ] || fail "rejects.csv: $(cat rejects.csv)"
head -n 1 rejects.csv | grep -q ',rejectReason$' || fail "rejects.csv has no rejectReason"
sed 's/12\.3\.4/12.34/; s/XXY/EUR/' rejects.csv >mended.csv
run 0 import mended.csv --format csv
is_row 2 'mended.csv,2,2,0,0,0'
run 5 import --skip-rejects missing-folder/r.csv bad.csv

# ---- files that cannot be taken
run 5 import missing.csv
has_err missing.csv
run 5 import .
: >empty.csv
run 3 import empty.csv
has_err empty.csv
printf 'a,b\n1,2\n' >unknown.csv
run 3 import unknown.csv
has_err 'Default'
run 3 import one.csv unknown.csv
printf 'earningId,\033[31m\n' >"$(printf 'red\033[31m.csv')"
run 3 import "$(printf 'red\033[31m.csv')"
has_err '\x1b[31m'

# ---- coverage
run 0 coverage --format csv
is_row 1 'program,location,month,rows,newest_import,age_days,missing'
has_out 'hosting,100,2020-08,2,'
has_out 'hosting,100,2020-10,0,,,yes'
run 0 coverage
has_out '1 month has no rows: nothing was earned in it, or its report'
has_no_out 'missing' # a quiet month is no fault
run 0 coverage --from FY21H2 --format csv
[ "$(wc -l <out)" -eq 1 ] || fail "coverage --from did not cut: $out"

run 0 coverage --from FY40H1
has_out 'No earnings from this half-year on.'

# ---- undo, redo, log
run 0 log --format csv
is_row 1 'number,time,person,action,summary'
rows=$(wc -l <out)
run 0 undo
has_out 'taken back'
run 0 earning list --search B1 --format csv
[ "$(wc -l <out)" -eq 1 ] || fail "undo left a row: $out"
run 0 redo
has_out 'brought forward'
run 0 earning list --search B1 --format csv
[ "$(wc -l <out)" -eq 2 ] || fail "redo did not bring the row back: $out"
run 1 redo
run 1 undo 999
run 2 undo none
run 0 log --format csv
[ "$(wc -l <out)" -eq $((rows + 2)) ] || fail "undo and redo are two rows of the log: $out"
run 0 undo --format csv
is_out ''
run 0 log
has_out 'undo'

# ---- somebody whose part of the book has nothing in it
printf '#!/bin/sh\nexec setpriv --reuid 65534 --regid 65534 --clear-groups "%s" "$@"\n' \
    "$coffer" >as-nobody
chmod 0755 as-nobody
if ./as-nobody --version >/dev/null 2>&1; then # as root only
    run 0 location set 999
    run 0 member add "$(id -nu 65534)" --role user --location 999
    chmod 0777 .
    chmod 0666 "$COFFER_BOOK"
    root=$coffer
    coffer=./as-nobody
    run 0 import list
    has_out 'Nothing that you may see was imported yet'
    run 1 undo
    has_err 'outside your part of the book'
    coffer=$root
    chmod 0700 .
fi

# ---- the samples' own names do no harm
printf '\357\273\277%s\n' "$(report "C1;Contoso $(printf '\033')[31mRed;100;Coop;1.00;USD;1.00;2020-08-31;=1+1")" >odd.csv
run 0 import odd.csv
has_err 'coffer: warning: '
run 0 program list
grep -q "$(printf '\033')" out && fail "an escape character reached the terminal"
run 0 earning list --format csv --search C1
has_out "'=1+1"
run 0 check
finish
