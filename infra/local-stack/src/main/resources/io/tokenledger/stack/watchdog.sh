#!/bin/sh
# Reads "+ PID SIGNAL RANK" and "- PID" lines. At end of input, when the process that wrote them is gone, it ends what
# is left: rank by rank with its own signal, and with KILL what does not listen.
trap '' INT TERM HUP
children=''

without() {
    kept=''
    for child in $children; do
        if [ "${child%%:*}" != "$1" ]; then
            kept="$kept $child"
        fi
    done
    children=$kept
}

alive() {
    for pid in $1; do
        if kill -0 "$pid" 2>/dev/null; then
            return 0
        fi
    done
    return 1
}

while read -r sign pid signal rank; do
    case $sign in
        +) without "$pid"; children="$children $pid:$signal:$rank" ;;
        -) without "$pid" ;;
    esac
done

for rank in 0 1 2; do
    pids=''
    for child in $children; do
        if [ "${child##*:}" = "$rank" ]; then
            pid=${child%%:*}
            signal=${child#*:}
            kill -s "${signal%%:*}" "$pid" 2>/dev/null && pids="$pids $pid"
        fi
    done
    waited=0
    while [ "$waited" -lt 50 ] && alive "$pids"; do
        sleep 0.1 2>/dev/null || sleep 1
        waited=$((waited + 1))
    done
    for pid in $pids; do
        kill -s KILL "$pid" 2>/dev/null
    done
done
