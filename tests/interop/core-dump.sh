#!/bin/sh
# What is in pkitty's memory does not come into core dumps: libraries free copies of keys unwiped.
set -eu
. "${top_srcdir:?}/tests/ground.sh"

# It waits for a passphrase here. The name of the variable is all that other programs say of it.
mkfifo passphrase
ulimit -c unlimited 2>/dev/null || :
"$PKITTY" init store >out
SECRET=a-word-in-memory "$PKITTY" -C store ca root --passphrase-file "$work/passphrase" >out 2>&1 &
waits=$!
children=$waits
exec 3>passphrase # until it reads
filter=$(cat /proc/$waits/coredump_filter)
# Of core(5): anonymous private memory, also in huge pages.
[ $((0x$filter & 0x21)) = 0 ] || fail "private memory is dumped: $filter"
[ "$(cat /proc/sys/kernel/core_pattern)" = core ] || exit 0
kill -ABRT $waits
wait $waits || :
for dump in store/core* core*; do
	[ -e "$dump" ] || continue
	! grep -aq a-word-in-memory "$dump" || fail 'a core dump holds memory'
	exit 0
done
