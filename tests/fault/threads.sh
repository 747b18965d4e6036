#!/usr/bin/env bash
# Where the system gives no more threads, commands do their work with those they have, or say why they can't.
set -uo pipefail
here=$(mktemp -d /tmp/pkitty-threads-XXXXXX)
trap 'rm -rf "$here"' EXIT
cd "$here" || exit 1
export HOME=$here XDG_CACHE_HOME=$here/cache ASAN_OPTIONS=detect_leaks=0 LC_ALL=C.UTF-8
export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.org GIT_COMMITTER_NAME=c GIT_COMMITTER_EMAIL=c@example.org
strace -qq -f -o /dev/null -e inject=fsync:error=EIO true 2>/dev/null || {
	echo 'strace can not put faults into programs here'
	exit 77
}
fail () {
	echo "$*"
	cat out
	exit 1
}

# without WHEN COMMAND...: WHEN says which of the threads can't be had, as in strace(1).
without () {
	local when=$1
	shift
	rm -rf cache
	timeout 60 strace -qq -f -o /dev/null -e trace=clone,clone3 -e "inject=clone,clone3:error=EAGAIN:when=$when" \
		"$PKITTY" "$@" >out 2>&1
}

umask 077
echo 'correct horse battery staple' >passphrase
umask 022
{ "$PKITTY" init store && "$PKITTY" -C store ca some-ca --passphrase-file ../passphrase; } >out 2>&1 ||
	fail 'no store could be made'
printf 'profile,name,dns\ntls-server,web[1-9],web[1-9].example\n' >store.csv

without 1+ -C store batch ../store.csv --passphrase-file ../passphrase || fail "batch ends with $?"
[ "$(find store/some-ca/certs -name 'web*.crt' | wc -l)" = 9 ] || fail 'not every certificate was issued'
[ -z "$(git -C store status --porcelain)" ] || fail 'the change is not committed'

# Days are counted from one moment: else one ends between two lists.
PKITTY_TEST_NOW=$(date +%s)
export PKITTY_TEST_NOW
"$PKITTY" list store >listed
[ "$(wc -l <listed)" -gt 9 ] || fail 'not everything is listed'
without 2+ list store || fail "list ends with $?"
cmp -s listed out || fail 'with one thread something else is listed'
without 1+ list store
[ $? = 2 ] || fail 'list does not say that it failed'
grep -q '^pkitty: .*no thread can be started' out || fail 'list does not say why'
exit 0
