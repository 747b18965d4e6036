#!/bin/sh
# Whatever page of the catalog is lost: a listing is whole, or it fails with exit status 2. It is never
# shorter without a word.
set -eu
. "${top_srcdir:?}/tests/ground.sh"
needs openssl
page=8192

mkdir -p store/one/two store/three
for n in 1 2 3 4 5 6 7 8; do
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "store/$n.key" \
		-out "store/$n.crt" -subj "/CN=name-$n" -days 365 2>log || { cat log >&2; fail 'openssl failed'; }
done
# Enough places that each table has several pages.
for n in $(seq 100 260); do
	cp store/$((n % 8 + 1)).crt "store/one/$n.crt"
	cp store/$((n % 8 + 1)).crt "store/one/two/$n.crt"
	cp store/$((n % 8 + 1)).crt "store/three/$n.crt"
done

"$PKITTY" list store >all
"$PKITTY" list store --filter name:name-3 >some
"$PKITTY" list store --json >json
[ "$(wc -l <all)" -eq 499 ] || fail "$(wc -l <all) objects instead of 499"
catalog=$(find cache/pkitty -name '*.catalog')
cp "$catalog" whole
pages=$(($(stat -c %s whole) / page))
[ "$pages" -ge 20 ] || fail "$pages pages are too few to tell anything"

# check NAME ARGUMENT...: what is printed has as many lines as the file NAME, or the exit status is 2.
check () {
	name=$1
	shift
	rm -f cache/pkitty/*
	cp whole "$catalog"
	dd if=/dev/zero of="$catalog" bs=$page seek="$lost" count=1 conv=notrunc 2>/dev/null
	status=0
	"$PKITTY" list store "$@" >out 2>err || status=$?
	case $status in
	0) [ "$(wc -l <out)" -eq "$(wc -l <"$name")" ] || fail "without page $lost: $(wc -l <out) lines of $name" ;;
	2) failed=$((failed + 1)); grep -q '^pkitty: ' err || fail "without page $lost: nothing was said" ;;
	*) fail "without page $lost: exit status $status" ;;
	esac
}

failed=0
lost=0
while [ $lost -lt "$pages" ]; do
	check all
	check some --filter name:name-3
	check json --json
	lost=$((lost + 1))
done
[ $failed -gt 0 ] || fail 'no lost page was noticed'
