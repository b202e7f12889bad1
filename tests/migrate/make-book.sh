#!/bin/sh
# SPDX-License-Identifier: MIT
# Makes tests/data/books/schema-N.coffer.gz and its balance from today's program:
#   tests/migrate/make-book.sh build/release/coffer
# once for every released schema. What was released is never made again: it is
# there to show that books of that time open.
set -eu
program=$(realpath "$1")
books=$(realpath "$(dirname "$0")/../data/books")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export XDG_STATE_HOME="$work/state"
coffer() {
    "$program" --book book.coffer "$@" >/dev/null
}
head=participantId,participantName,partnerCountryCode,programName,earningId,earningType
head=$head,earningAmount,transactionCurrency,earningAmountUSD,earningDate,paymentStatus
csp='CSP Indirect Reseller'
surface='Surface PC and Surface Hub Authorized Device Distributor'

cat >one.csv <<REPORT
$head,customerName,reasonCode
6100001,Contoso,NL,$csp,A-1,Coop,4000,EUR,4400,2025-08-31,Upcoming,Tailspin Toys,
6100001,Contoso,NL,$csp,A-2,Rebate,6000.50,EUR,6600.55,2025-08-31,Sent,Tailspin Toys,
6100001,Contoso,NL,$csp,A-3,Coop,5500.123456,EUR,6050.14,2025-11-30,Upcoming,"VanArsdel, Ltd.",
6100001,Contoso,NL,$csp,A-4,Adjustment-Coop,-100,EUR,-110,2025-12-31,Upcoming,,Policy Exception
6100003,Fabrikam,US,$surface,B-1,Coop,1499.99,USD,1499.99,2025-10-31,Upcoming,,
6100005,Fabrikam Japan,JP,Microsoft Commerce Incentives,C-1,Coop,150000,JPY,1000,2026-01-31,,,
6100001,Contoso,NL,OSU - Microsoft 365,D-1,Coop,70,EUR,77,2026-02-28,Upcoming,,
6100001,Contoso,NL,Tailspin Growth,E-1,Bonus,12,EUR,13,2026-02-28,Upcoming,,
6100001,Contoso,NL,Tailspin Growth,E-2,Coop,12.5,EUR,13.75,2026-02-28,Upcoming,,
REPORT
cat >two.csv <<REPORT
$head
6100001,Contoso Cloud Services B.V.,NL,$csp,A-3,Coop,5600.123456,EUR,6160.14,2025-11-30,Upcoming
6100001,Contoso Cloud Services B.V.,NL,$csp,A-5,Coop,250,EUR,275,2026-03-31,Upcoming
6100003,Fabrikam,US,$surface,B-1,Coop,1499.99,USD,1499.99,2025-10-31,Upcoming
REPORT
cat >three.csv <<REPORT
$head
6100003,Fabrikam,US,Hosting,F-1,Coop,9999,USD,9999,2026-03-31,Upcoming
REPORT

coffer init
coffer member add contoso --role admin
coffer import one.csv
coffer member add fabrikam --role user --location 6100003
coffer program set hosting --split 62.5/37.5
coffer program set hosting --split 60/40 --from 2026-01-01
coffer program set hosting --threshold 100 --from 2026-01-01
coffer earning add --id T-1 --program hosting --location 6100003 --date 2025-12-31 \
    --type total --amount 1234.57 --currency USD --note 'statement on paper'
coffer earning add --id T-2 --program hosting --location 6100003 --date 2026-01-31 \
    --type total --amount=-33.35 --currency USD --reason 'Policy Exception'
coffer import two.csv
coffer earning exclude D-1 --reason 'counted twice'
coffer program set mci --period FY26H1 --usage-end 2026-07-31 --claim-closes 2026-09-15
coffer program set csp-indirect-reseller --alias 'Tailspin Growth'
coffer period close FY25H2
coffer import three.csv
coffer undo
coffer location set 6100005 --name 'Fabrikam Japan KK'
coffer undo

# A claim with a document, granted; and a draft.
claim() {
    day=$1
    shift
    "$program" --book book.coffer --as-of "$day" claim "$@"
}
printf 'invoice\n' >invoice.txt
id=$(claim 2026-03-10 new --program csp-indirect-reseller --location 6100001 --period FY26H1 \
    --activity PR01 --currency EUR --start 2026-02-02 --end 2026-02-03 --title 'Membership' \
    --amount 1200)
claim 2026-03-10 expense add "$id" --kind invoice --vendor Fabrikam --number I-1 \
    --date 2026-02-04 --amount 1250 >/dev/null
claim 2026-03-10 attach "$id" invoice.txt --kind invoice --for I-1 >/dev/null
claim 2026-03-10 attach "$id" invoice.txt --kind other >/dev/null
claim 2026-03-11 submit "$id" >/dev/null
claim 2026-03-16 record "$id" approved --amount 1100.50 >/dev/null
claim 2026-03-20 new --program csp-indirect-reseller --location 6100001 --period FY26H1 \
    --activity MD02 --currency EUR --start 2026-04-01 --end 2026-04-02 --title 'Seminar' \
    --amount 300 --tag spring >/dev/null
coffer check

# user_version stands at byte 60, most significant first.
schema=$(($(od -An -tu1 -j60 -N4 book.coffer | awk '{print (($1 * 256 + $2) * 256 + $3) * 256 + $4}')))
mkdir -p "$books"
"$program" --book book.coffer --as-of 2026-03-31 --format csv balance >"$books/schema-$schema.csv"
gzip -n -9 <book.coffer >"$books/schema-$schema.coffer.gz"
ls -l "$books/schema-$schema."*
