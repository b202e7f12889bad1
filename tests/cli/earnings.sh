#!/bin/sh
# SPDX-License-Identifier: MIT
# Earnings by hand, balances and their explanation.
set -u
. "$(dirname "$0")/coffer.sh"
run 0 init
run 0 location set 100
run 0 program set hosting --split 60/40
has_out 'hosting'

add() {
    code=$1
    shift
    run "$code" earning add --program hosting --location 100 --date 2021-02-28 --currency EUR "$@"
}

# ---- add
add 0 --type total --amount 1000.05 --usd 1200.06
id=$out
case $id in
E-??????????) ;;
*) fail "earning add printed '$id'" ;;
esac
is_err ''
add 0 --type coop --amount -12.50 --usd=-15.00 --id X1 --format json
is_out X1
add 1 --type coop --amount 1.00 --usd 2.00 --id X1
add 1 --type coop --amount 1.00
has_err --usd
add 2 --type coop --amount 1,234.5x --usd 1
has_err '1,234.5x'
add 2 --type coop --amount 1.005 --usd 1
add 2 --type coop --amount '' --usd 1
add 2 --type copo --amount 1 --usd 1
has_err 'coop'
run 2 earning add --program hosting --location 100 --date 2021-02-29 --type coop --amount 1 \
    --currency USD
has_err '2021-02-29'
# A location is made by location set or a report, never by a slip of the pen here.
run 1 earning add --program hosting --location 200 --date 2021-02-28 --type coop --amount 1 \
    --currency USD
has_err 'location 200: the book does not know it'
run 2 earning add --program hosting --location 100 --date 2021-02-28 --type coop --amount 1 \
    --currency ZZZ
has_err 'ZZZ'
run 1 earning add --program nonesuch --location 100 --date 2021-02-28 --type coop --amount 1 \
    --currency USD
has_err 'nonesuch'
run 1 earning add --program mci --location 100 --date 2021-02-28 --type total --amount 1 \
    --currency USD
has_err 'split'
run 2 earning add --program hosting --location 100
has_err --date

# ---- list
run 0 earning list --format csv
is_row 1 'id,program,location,date,type,amount,currency,amount_usd,coop,rebate,status,customer,reason,source'
has_out "$id,hosting,100,2021-02-28,total,1000.05,EUR,1200.06,400.02,600.03,"
has_out "X1,hosting,100,2021-02-28,coop,-12.50,EUR,-15.00,-12.50,0.00,"
run 0 earning list
has_out "$id"
run 0 earning list --format json --search X1
has_out '"amount":"-12.50"'
run 0 --as-of 2021-02-27 earning list --format csv
[ "$(wc -l <out)" -eq 1 ] || fail "an earning shows before its day: $out"
run 1 earning list --program nonesuch
run 0 earning list --period FY21H1
has_out 'No earning fits'

# ---- edit, exclude, include, delete
run 0 earning edit "$(echo "$id" | tr '[:upper:]' '[:lower:]' | cut -c1-8)" --amount 900.05 --usd 1080.06
is_out "$id"
run 2 earning edit "$id"
run 2 earning edit "$id" --id Y1
run 1 earning edit E-0000000000 --amount 1
run 2 earning exclude X1
run 0 earning exclude X1 --reason 'paid twice'
is_out X1
run 0 earning list --format csv --search X1
has_out ',excluded,'
run 0 earning include X1 --format csv
is_out X1
run 0 earning delete X1
is_out X1
run 1 earning delete X1

# ---- the log says what was changed, from and to
run 0 log --format csv
has_out ',earning.edit,"'"$id: hosting, 100, 2021-02-28, total 1000.05 EUR → hosting, 100, 2021-02-28, total 900.05 EUR"
has_out ',earning.delete,"X1: hosting, 100, 2021-02-28, coop -12.50 EUR"'
has_out ',earning.exclude,"X1: hosting, 100, 2021-02-28, coop -12.50 EUR: paid twice"'

# ---- co-op of a program without co-op counts as rebate, and that is said
run 0 earning add --program osa-sell --location 100 --date 2021-02-28 --type coop --amount 5 \
    --currency USD --id Y1
has_err 'osa-sell has no co-op'
run 0 earning delete Y1
is_err ''

# ---- balance
run 0 --as-of 2021-08-01 balance --format csv
is_row 1 'program,location,period,currency,state,rebate,coop,coop_usd,threshold_usd,available,planned,claimed,approved,paid,remaining,forfeited,usage_start,usage_end,claim_opens,claim_closes'
is_row 2 'hosting,100,FY21H2,EUR,converted,900.05,360.02,432.02,1500.00,0.00,0.00,0.00,0.00,0.00,0.00,0.00,2021-07-01,2021-12-31,2021-08-16,2022-02-15'
run 0 program set hosting --threshold 400 --from 2020-01-01
run 0 --as-of 2021-08-01 balance
has_out 'usable'
has_out '360.02'
has_out 'use by 2021-12-31'
run 0 --as-of 2021-05-01 balance
has_out 'earn to 2021-06-30'
has_out 'Thresholds'
run 0 --as-of 2022-01-10 balance
has_out 'claim by 2022-02-15'
run 0 --as-of 2022-03-01 balance
has_out 'closed'
run 0 balance --program csp-direct
has_out 'No fund'
run 1 balance --program nonesuch
run 1 balance --location nonesuch
run 1 earning list --import 99
is_err "coffer: import 99: there is none of this number: 'coffer import list' shows them"
run 0 balance --format json
has_out '"coop":"360.02"'

# ---- explain
fund='--program hosting --location 100 --period FY21H2'
run 0 --as-of 2021-08-01 explain $fund --format csv
is_row 1 'figure,step,rule,source,amount,currency,count,detail'
for figure in rebate coop available remaining; do
    run 0 --as-of 2021-08-01 explain $fund --figure $figure --format csv
    last=$(tail -n 1 out)
    case $figure in
    rebate) amount=540.03 ;;
    *) amount=360.02 ;;
    esac
    case $last in
    "$figure,"*",$amount,EUR,"*) ;;
    *) fail "explain $figure does not end in $amount: $last" ;;
    esac
done
run 0 explain $fund
has_out 'RULES.md section'
run 2 explain $fund --figure nonesuch
has_err nonesuch
run 2 explain $fund --currency EURO
run 1 explain --program hosting --location nonesuch --period FY21H2
run 0 explain $fund --since 2000-01-01
run 2 explain --program hosting

# ---- a total and its split; several currencies; splits that divided nothing
run 0 location set 200
run 0 program set hosting --split 70/30 --from 2021-06-30
for row in 'total 33.33 USD' 'total 33.30 USD' 'coop 10.00 EUR'; do
    set -- $row
    usd=
    [ "$3" = USD ] || usd='--usd 12.00'
    run 0 earning add --program hosting --location 200 --date 2021-02-28 --type $1 --amount $2 \
        --currency $3 $usd
done
fund='--program hosting --location 200 --period FY21H2'
run 0 explain $fund --figure coop
has_out 'total: 33.33 x 40 % = 13.332, rounded 13.33'
has_out 'total: 33.30 x 40 % = 13.32'
has_no_out '= 13.32, rounded'
has_out '60/40 from the beginning'
has_no_out '70/30'
[ "$(grep -c '^  = .*co-op earned' out)" -eq 2 ] || fail "a result for each currency: $out"
[ "$(grep -c '^  = ' out)" -eq 2 ] || fail "no other line is a result: $out"
run 0 explain $fund --figure rebate
has_out 'total: 33.33 less co-op 13.33'
run 0 --as-of 2021-08-01 explain $fund --figure run-rate
! grep -q '^  = ' out || fail "there is no run rate, so no result: $out"
run 0 check
finish
