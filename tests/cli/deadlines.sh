#!/bin/sh
# SPDX-License-Identifier: MIT
# What is due, in every format, for cron and for a calendar.
set -u
. "$(dirname "$0")/coffer.sh"
run 0 --as-of 2026-01-01 init
run 0 location set 100 --name Contoso
run 0 earning add --program hosting --location 100 --date 2026-03-31 --type coop --amount 5000 \
    --currency USD
run 0 earning add --program hosting --location 100 --date 2026-04-30 --type coop --amount 1000 \
    --currency EUR --usd 1100

# on DAY CODE WORDS...: as run, on a day.
on() {
    day=$1
    code=$2
    shift 2
    run "$code" --as-of "$day" "$@"
}

# ---- funds alone
head='due,days_left,kind,program,location,period,claim,amount,currency,text'
on 2026-02-01 0 deadlines --format csv
is_out "$head"
on 2026-02-01 0 deadlines --format json
is_out '[]'
on 2026-02-01 0 deadlines
is_out 'Nothing is due: no fund has money, and no claim is open.'
on 2026-07-01 0 deadlines --format csv
is_row 1 "$head"
is_row 2 '2026-07-01,0,usage-start,hosting,100,FY26H2,,1000.00,EUR,From this day on activities can be carried out with this money.'
is_row 3 '2026-07-01,0,usage-start,hosting,100,FY26H2,,5000.00,USD,From this day on activities can be carried out with this money.'
is_row 4 '2026-08-16,46,window-open,hosting,100,FY26H2,,1000.00,EUR,From this day on claims can be submitted.'
on 2026-07-01 0 deadlines --days 0
has_out 'today'
has_out 'usage-start'
has_no_out 'window-open'
on 2026-07-01 0 deadlines --overdue --fail-on-overdue
is_out "Nothing of that kind is due: 'coffer deadlines' shows all."

# ---- a draft that waits
on 2026-09-10 0 claim new --program hosting --location 100 --period FY26H2 --activity MD02 \
    --currency USD --start 2026-09-01 --end 2026-09-02 --title Seminar --amount 1200
id=$out
on 2026-10-17 0 deadlines --fail-on-overdue --days 0 --format csv
is_row 2 "2026-10-17,0,late-filing,hosting,100,FY26H2,$id,1200.00,USD,Submit the claim by this day: 45 days after its activity it counts as late."
on 2026-10-18 1 deadlines --fail-on-overdue --days 0 --format csv
is_row 2 "2026-10-17,-1,late-filing,hosting,100,FY26H2,$id,1200.00,USD,\"The claim is late, 45 days after its activity: submit it soon.\""
is_err "coffer: deadlines: 1 is overdue: 'coffer deadlines --overdue' says what to do"
on 2027-02-16 1 deadlines --fail-on-overdue --overdue --format json
has_out "{\"due\":\"2026-10-17\",\"days_left\":-122,\"kind\":\"late-filing\",\"program\":\"hosting\",\"location\":\"100\",\"period\":\"FY26H2\",\"claim\":\"$id\",\"amount\":\"1200.00\",\"currency\":\"USD\",\"text\":"
has_out '"due":"2027-02-15","days_left":-1,"kind":"draft-window"'
has_err '2 are overdue'
on 2027-02-16 0 deadlines
has_out '122 days late'
has_out '1 day late'
has_out 'ask for an extension, or withdraw the claim.'

# ---- as a calendar
on 2026-09-10 0 deadlines --ics coop.ics --format csv
rows=$(($(wc -l <out) - 1))
[ "$(grep -c '^BEGIN:VEVENT' coop.ics)" -eq "$rows" ] || fail "the calendar has not $rows events"
[ "$(grep -c '^TRIGGER:-P14D' coop.ics)" -eq "$rows" ] || fail "not every event has its alarms"
[ "$(tr -d '\r' <coop.ics | wc -l)" -eq "$(grep -c "$(printf '\r')\$" coop.ics)" ] ||
    fail "a line of the calendar does not end in CRLF"
[ "$(grep '^UID:' coop.ics | sort -u | wc -l)" -eq "$rows" ] || fail "a UID is there twice"
cp coop.ics before.ics
on 2026-09-10 0 deadlines --ics coop.ics
cmp -s coop.ics before.ics || fail "the same book and day gave another calendar"
on 2026-09-11 0 claim set "$id" --end 2026-09-03
on 2026-09-11 0 deadlines --ics coop.ics
grep '^UID:' before.ics >uids
grep '^UID:' coop.ics | cmp -s - uids || fail "a date has changed the UIDs"
[ "$(grep -c 'DTSTART;VALUE=DATE:20261018' coop.ics)" -eq 1 ] || fail "late-filing did not move"
run 0 --as-of 2026-09-11 --read-only deadlines --ics other.ics
cmp -s coop.ics other.ics || fail "a read-only book gave another calendar"

# ---- asked wrongly; the older file stays
run 2 deadlines --days -1
run 2 deadlines --days soon
run 2 deadlines --ics
run 2 deadlines --ics -
run 5 deadlines --ics missing/coop.ics
run 1 deadlines --ics "$COFFER_BOOK"
on 2026-09-11 0 deadlines --ics coop.ics
cmp -s coop.ics other.ics || fail "the calendar changed"
run 0 check
finish
