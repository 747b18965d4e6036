#!/usr/bin/env bash
# Where the system gives no more threads, commands do their work with those they have, or say why they can't.
set -uo pipefail
. "${top_srcdir:?}/tests/ground.sh"
needs_tracing
logs=out

# without WHEN COMMAND...: WHEN says which of the threads can't be had, as in strace(1).
without () {
	local when=$1
	shift
	rm -rf cache
	timeout 60 strace -qq -f -o /dev/null -e trace=clone,clone3 -e "inject=clone,clone3:error=EAGAIN:when=$when" \
		"$PKITTY" "$@" >out 2>&1
}

enter_store
quietly "$PKITTY" ca some-ca $with
cd ..
printf 'profile,name,dns\ntls-server,web[1-9],web[1-9].example\n' >store.csv

without 1+ -C store batch ../store.csv $with || fail "batch ends with $?"
[ "$(find store/some-ca/certs -name 'web*.crt' | wc -l)" = 9 ] || fail 'not every certificate was issued'
[ -z "$(git -C store status --porcelain)" ] || fail 'the change is not committed'

stop_clock
"$PKITTY" list store >listed
[ "$(wc -l <listed)" -gt 9 ] || fail 'not everything is listed'
without 2+ list store || fail "list ends with $?"
cmp -s listed out || fail 'with one thread something else is listed'
without 1+ list store
[ $? = 2 ] || fail 'list does not say that it failed'
grep -q '^pkitty: .*no thread can be started' out || fail 'list does not say why'
exit 0
