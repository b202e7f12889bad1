#!/bin/sh
# SPDX-License-Identifier: MIT
# globals.sh SOURCE BUILD: no layer keeps state of its own in variables that can
# be written, but for the flags that signal handlers set.
set -u
. "$(dirname "$0")/../style/code.sh"

# Objects that may: signals have no other place.
allowed=" guard.c.o stop.c.o "

for object in $(find "$build_dir/src" -name '*.c.o' | sort); do
    name=${object##*/}
    case $allowed in
    *" $name "*) continue ;;
    esac
    # Sanitizers and gcov keep books of their own, under reserved names.
    written=$(objdump -t "$object" | awk '
        $0 ~ / O \.(data|bss|tdata|tbss)(\.|[ \t])/ && $0 !~ /\.data\.rel\.ro/ { print $NF }' |
        grep -vE '^(\.|_|__)')
    [ -z "$written" ] || fail "$name has variables that change:" $written
done
finish
