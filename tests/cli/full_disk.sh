#!/bin/sh
# SPDX-License-Identifier: MIT
# A book on a disk without a free byte can be read and copied away. Needs root, to
# mount a small disk of its own, and is skipped without.
set -u
if [ -z "${FULL_DISK_INSIDE:-}" ]; then
    if [ "$(id -u)" -ne 0 ] || ! unshare -m true 2>/dev/null; then
        echo "skipped: needs root and a mount namespace"
        exit 0
    fi
    FULL_DISK_INSIDE=1 exec unshare -m sh "$0" "$@"
fi
. "$(dirname "$0")/coffer.sh"
mkdir disk
if ! mount -t tmpfs -o size=3m tmpfs disk 2>/dev/null; then
    echo "skipped: nothing can be mounted here"
    exit 0
fi
trap 'umount "$work/disk"; rm -rf "$work"' EXIT
export COFFER_BOOK="$work/disk/book.coffer"
run 0 --as-of 2026-11-23 init --demo
run 0 balance --format csv
cp out balance.csv
run 0 earning list --format csv
cp out earnings.csv

fill() {
    cat /dev/zero >disk/fill 2>/dev/null
    [ "$(df --output=avail disk | tail -n 1)" -eq 0 ] || fail "the disk is not full"
}

looks() {
    run 0 balance --format csv
    cmp -s out balance.csv || fail "$1: balance differs"
    has_err 'the disk of the book is full'
    run 0 check
    run 0 earning list --format csv
    cmp -s out earnings.csv || fail "$1: earning list differs"
    run 0 export earnings --to exported.csv
    cmp -s exported.csv earnings.csv || fail "$1: export differs"
    run 0 backup copy.coffer
    run 0 --book copy.coffer balance --format csv
    cmp -s out balance.csv || fail "$1: the backup differs"
    rm copy.coffer
    run 0 --read-only balance --format csv
    cmp -s out balance.csv || fail "$1: balance --read-only differs"
    run 5 location set 55
    has_err 'the disk is full: free some space'
    run 5 export earnings --to disk/exported.csv
    has_err 'No space left'
}

fill
looks 'a full disk'
rm disk/fill
run 0 location set 55
is_err ''
run 0 undo

run 0 check
finish
