# SPDX-License-Identifier: MIT
# What the scripts of this folder share; sourced after setting -u. $1 is the
# source folder, $2 the build folder. Each script works in a folder of its own
# with a book of its own.
export LC_ALL=C.UTF-8 TZ=UTC
coffer=$2/coffer
failed=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
export COFFER_BOOK="$work/book.coffer" XDG_STATE_HOME="$work/state" HOME="$work"

# fail WHAT: WHY: goes on, so that one run shows every difference.
fail() {
    echo "$*"
    failed=1
}

finish() {
    exit "$failed"
}

# run CODE WORDS...: the exit code must be CODE; standard output is in ./out and
# $out, standard error in ./err and $err. No run may write a raw control
# character to standard error, and its first line, if any, is coffer's.
run() {
    want=$1
    shift
    "$coffer" "$@" >out 2>err </dev/null
    got=$?
    out=$(cat out)
    err=$(cat err)
    words=$*
    [ "$got" -eq "$want" ] || fail "coffer $words: exit $got instead of $want: $err"
    if LC_ALL=C grep -q "$(printf '[\001-\010\013-\037\177]')" err; then
        fail "coffer $words: control characters on standard error"
    fi
    if [ -s err ]; then
        case $(head -n 1 err) in
        'coffer: '*) ;;
        *) fail "coffer $words: the first line of errors is not coffer's: $err" ;;
        esac
        sed 1d err | grep -v '^  \|^coffer: warning: ' >odd &&
            fail "coffer $words: further lines must start with two blanks: $(cat odd)"
    fi
    [ "$got" -eq 0 ] || [ -s err ] || fail "coffer $words: exit $got without a word"
}

# The last run's standard output (error) holds a text; has_no_out: it does not.
has_out() {
    grep -qF -- "$1" out || fail "coffer $words: '$1' is not in: $out"
}
has_no_out() {
    ! grep -qF -- "$1" out || fail "coffer $words: '$1' is in: $out"
}
has_err() {
    grep -qF -- "$1" err || fail "coffer $words: '$1' is not in: $err"
}

# Exactly this on standard output (error).
is_out() {
    [ "$out" = "$1" ] || fail "coffer $words: '$out' is not '$1'"
}
is_err() {
    [ "$err" = "$1" ] || fail "coffer $words: '$err' is not '$1'"
}

# Row N (1 is the header) of the last run's CSV.
is_row() {
    row=$(sed -n "$1p" out)
    [ "$row" = "$2" ] || fail "coffer $words: row $1: '$row' is not '$2'"
}

# A report with a row for each argument
# "id program location type amount currency usd date status" (';' between them).
report() {
    printf '%s%s\n' 'earningId,programName,participantId,earningType,earningAmount,' \
        'transactionCurrency,earningAmountUSD,earningDate,paymentStatus'
    for row; do
        echo "$row" | tr ';' ','
    done
}
