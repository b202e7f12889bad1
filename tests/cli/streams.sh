#!/bin/sh
# SPDX-License-Identifier: MIT
# Help, version, and what goes to which stream and how a run ends when a stream
# is full, closed or gone.
set -u
. "$(dirname "$0")/coffer.sh"

# ---- help and version
run 0 --version
case $(sed -n 1p out) in
'coffer '[0-9]*.[0-9]*.[0-9]*) ;;
*) fail "--version: $out" ;;
esac
run 0 --help
is_err ''
awk '/^  [a-z]+( [a-z]+)?  / { print $1, ($2 ~ /^[a-z]+$/ && match($0, /^  [a-z]+ [a-z]+  /)) ? $2 : "" }' \
    out >commands
[ "$(wc -l <commands)" -gt 30 ] || fail "--help lists few commands: $out"
while read -r first second; do
    run 0 "$first" ${second:+"$second"} --help
    has_out "coffer $first${second:+ $second}"
    has_out 'Examples'
    is_err ''
done <commands
run 0 earning --help
run 0 balance --oops --as-of x --help
run 0 help
run 0 help earning add
run 2 help nonesuch
run 2 nonesuch
run 2 balnce
has_err "'coffer balance'"

# ---- the screen needs a terminal
run 0 init
run 0 location set 1
run 2
has_err 'terminal'

# ---- standard output full, closed, gone
full() {
    "$coffer" "$@" >/dev/full 2>err
    code=$?
    [ "$code" -eq 5 ] || fail "coffer $* on a full disk: exit $code"
    grep -q '^coffer: ' err || fail "coffer $* on a full disk: no word about it"
}
full --help
full --version
full periods
full program list
full program list --format csv
full log --format json
full earning add --program hosting --location 1 --date 2021-01-31 --type coop --amount 1 \
    --currency USD
"$coffer" program list >&- 2>err
[ $? -eq 5 ] || fail "a closed standard output is no failure"
run 0 check # nothing was written into the book
# Standard output and error closed: the book must not take their place.
"$coffer" program list >&- 2>&- <&-
[ $? -eq 5 ] || fail "closed streams are no failure"
run 0 check
"$coffer" earning add --program hosting --location 1 --date 2021-01-31 --type coop --amount 1 \
    --currency USD >/dev/null 2>&- <&- || fail "a closed standard error is a failure"
run 0 check

# SIGPIPE is 13: the shell says 141.
{
    "$coffer" periods --from FY00H1 --count 200 --format json 2>err
    echo $? >code
} | sleep 0
i=0
while [ ! -s code ] && [ $i -lt 100 ]; do
    sleep 0.1
    i=$((i + 1))
done
case $(cat code) in
0 | 141) ;;
*) fail "a reader that went away: exit $(cat code): $(cat err)" ;;
esac
[ ! -s err ] || fail "a reader that went away: $(cat err)"

# ---- signals: import from a pipe that gives nothing
mkfifo pipe
for signal in INT TERM HUP; do
    # A shell lets its background processes ignore SIGINT; env -i would not.
    setsid sh -c 'trap - INT; exec "$@"' sh env --default-signal=INT "$coffer" import pipe \
        >out 2>err &
    pid=$!
    exec 3>pipe
    report 'A1;Hosting;1;Coop;1.00;USD;1.00;2020-08-31;Upcoming' >&3
    until grep -q "^State:.S" "/proc/$pid/status"; do # it waits for more
        sleep 0.05
    done
    kill -s "$signal" "$pid"
    wait "$pid" 2>/dev/null
    code=$?
    exec 3>&-
    case $signal-$code in
    INT-130 | TERM-143 | HUP-129) ;;
    *) fail "SIG$signal: exit $code: $(cat err)" ;;
    esac
done

# A closed stream is held by a stand-in, so that no file of ours takes its place.
"$coffer" import pipe >&- 2>err &
pid=$!
exec 3>pipe
[ "$(readlink "/proc/$pid/fd/1")" = /dev/null ] || fail "another file stands for standard output"
kill -s TERM "$pid"
wait "$pid" 2>/dev/null
exec 3>&-
run 0 import list --format csv
[ "$(wc -l <out)" -eq 1 ] || fail "a stopped import left something: $out"
run 0 check

# ---- names from outside are shown, not run
run 2 "$(printf 'a\033[31m')"
has_err '\x1b[31m'
run 4 --book "$(printf 'x\033]0;y\007.coffer')" balance
has_err '\x1b]0;y\x07'
run 2 "$(printf 'caf\351')"
finish
