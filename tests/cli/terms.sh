#!/bin/sh
# SPDX-License-Identifier: MIT
# The calendar, programs, locations and members.
set -u
. "$(dirname "$0")/coffer.sh"

# ---- the calendar needs no book
run 0 periods --from FY21H1 --count 4 --format csv
is_out 'period,earning_start,earning_end,usage_start,usage_end,claim_opens,claim_closes
FY21H1,2020-07-01,2020-12-31,2021-01-01,2021-06-30,2021-02-16,2021-08-15
FY21H2,2021-01-01,2021-06-30,2021-07-01,2021-12-31,2021-08-16,2022-02-15
FY22H1,2021-07-01,2021-12-31,2022-01-01,2022-06-30,2022-02-16,2022-08-15
FY22H2,2022-01-01,2022-06-30,2022-07-01,2022-12-31,2022-08-16,2023-02-15'
run 0 --as-of 2024-02-29 periods --format csv
is_row 2 'FY24H2,2024-01-01,2024-06-30,2024-07-01,2024-12-31,2024-08-16,2025-02-15'
[ "$(wc -l <out)" -eq 5 ] || fail "four periods were expected: $out"
run 0 periods --from FY99H1 --count 9 --format csv
[ "$(wc -l <out)" -eq 3 ] || fail "the calendar ends with FY99H2: $out"
run 0 periods
run 2 --as-of 2150-01-01 periods
run 0 --format json periods --from fy00h1 --count 1
has_out '"earning_start":"1999-07-01"'
[ ! -e "$COFFER_BOOK" ] || fail "periods made a book"

# ---- programs
run 0 init
run 0 program list
sed -n 's/^csp-direct *\([^ ]*\) *threshold USD */\1 /p' out >thresholds
[ "$(cat thresholds)" = 'beginning 4000.00
2021-10-01 10000.00' ] || fail "program list does not show every threshold: $(cat thresholds)"
run 0 program list --format csv
is_row 1 'code,name,coop,split,split_from,threshold_usd,threshold_from,surface,overrides,aliases'
has_out 'hosting,'
has_out 'osa-sell,'
run 1 program set contoso --split 50/50
has_err --name
run 0 program set contoso --name 'Contoso Extra' --split 50/50 --threshold none
run 0 program set contoso --split 70/30 --from 2022-07-01
run 0 program set contoso --alias 'CONTOSO EXTRA INCENTIVE'
run 0 --as-of 2022-06-30 program list --format csv
has_out 'contoso,Contoso Extra,yes,50/50,,,,'
run 0 --as-of 2022-07-01 program list --format csv
has_out 'contoso,Contoso Extra,yes,70/30,2022-07-01,'
has_out 'CONTOSO EXTRA INCENTIVE'
run 0 program set contoso --no-coop --from 2023-01-01
run 0 --as-of 2023-01-01 program list --format csv
has_out 'contoso,Contoso Extra,,70/30,'
run 0 program set contoso --period FY22H1 --usage-end 2022-07-31 --format csv
is_out ''
run 0 program list --format csv
has_out 'FY22H1 usage-end=2022-07-31'
run 0 program list
has_out 'Dated terms'
has_out '2022-07-01'
run 1 program set contoso --period FY22H1 --usage-end 2023-07-31
run 2 program set contoso --split 50/60
run 2 program set contoso --split half
run 2 program set contoso --threshold -5
run 2 program set contoso --threshold=-5
run 2 program set contoso --coop --no-coop
run 2 program set contoso --from 2022-01-01
run 2 program set contoso --period FY22H1
run 2 program set contoso --usage-end 2022-01-01
run 2 program set contoso --split 50/50 --from 2022-13-01

# ---- closing
run 0 location set 1
run 0 earning add --program contoso --location 1 --date 2022-02-28 --type coop --amount 5 \
    --currency USD
id=$out
run 0 period close FY22H2 --program contoso
has_out 'FY22H2'
run 1 earning edit "$id" --amount 6
run 1 period close FY22H2 --program contoso
run 2 period reopen FY22H2 --program contoso
run 0 period reopen FY22H2 --program contoso --reason 'late statement'
run 0 earning edit "$id" --amount 6
run 0 period close FY20H1 --format csv
is_out ''
run 0 periods --from FY21H1 --count 1
grep -q '^FY20H1  *every program$' out || fail "periods does not tell what is closed: $out"
run 0 periods --from FY21H1 --count 1 --format csv
[ "$(wc -l <out)" -eq 2 ] || fail "periods has other rows than periods: $out"
run 0 --book missing.coffer periods
has_no_out 'closed'
is_err ''
run 1 period reopen FY20H2 --reason x
run 2 period close FY22
run 1 period close FY22H2 --program nonesuch

# ---- locations
run 0 location set 4521234 --name 'Contoso Malmö' --country se
run 0 location list --format csv
is_row 1 'id,name,country'
has_out '4521234,Contoso Malmö,SE'
run 2 location set 4521234 --country Sweden
run 0 location set 4521234 --name '=HYPERLINK(1)'
run 0 location list --format csv
has_out "4521234,'=HYPERLINK(1),SE"
run 0 location list --format json
has_out '"name":"=HYPERLINK(1)"'

# ---- members
run 0 member list --format csv
is_row 1 'login,role,locations,programs'
me=$(sed -n '2s/,.*//p' out)
run 0 member add anna --role user --location 4521234 --location 1 --program hosting
run 0 member list --format csv
has_out 'anna,user,1; 4521234,hosting'
run 0 member list
has_out 'all'
run 1 member add olle --role user --location nonesuch
run 2 member add olle --role boss
run 1 member remove "$me"
has_err admin
run 1 member remove nobody-of-this-name
run 0 member remove anna --format json
is_out ''
run 0 check
finish
