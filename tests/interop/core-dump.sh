#!/bin/sh
# What is in pkitty's memory does not come into core dumps: libraries free copies of keys unwiped.
set -eu
work=$(mktemp -d)
trap 'kill "$waits" 2>/dev/null || :; rm -rf "$work"' EXIT
waits=
cd "$work"

fail () {
	echo "$*" >&2
	exit 1
}

# It waits for a passphrase here. The name of the variable is all that other programs say of it.
mkfifo passphrase
ulimit -c unlimited 2>/dev/null || :
export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.org
"$PKITTY" init store >out
SECRET=a-word-in-memory "$PKITTY" -C store ca root --passphrase-file "$work/passphrase" >out 2>&1 &
waits=$!
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
