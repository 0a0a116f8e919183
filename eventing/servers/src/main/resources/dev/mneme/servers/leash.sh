# Runs a command in a process group of its own and ends it when whoever holds the other end of
# standard input closes it, be it on purpose, by Ctrl-C or by kill -9.
# usage: leash.sh PIDFILE LOG SIGNAL GRACE_SECONDS COMMAND [ARGUMENT...]
pidfile=$1 log=$2 signal=$3 grace=$4
shift 4
umask 077
set -m
exec 3<&0 </dev/null 2>/dev/null
"$@" 3<&- >>"$log" 2>&1 &
child=$!
trap : HUP INT TERM
echo "$child" >"$pidfile.new" && mv "$pidfile.new" "$pidfile"
echo "$child"
exec >/dev/null

(
  read -r _ <&3
  kill -s "$signal" "$child"
  for ((tenths = grace * 10; tenths > 0; tenths--)); do
    kill -0 "$child" || exit 0
    sleep 0.1
  done
  kill -s KILL -- "-$child"
) &
watcher=$!

# A signal caught by the trap interrupts wait while the child still runs.
while :; do
  wait "$child"
  status=$?
  kill -0 "$child" || break
done
rm -f "$pidfile"
kill -s KILL -- "-$child"
kill -s KILL -- "-$watcher"
exit "$status"
