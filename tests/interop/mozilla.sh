#!/bin/sh
# The certificates of Mozilla, which the package ca-certificates installs: all subjects, issuers,
# serials, dates, names and fingerprints are what openssl says; the bundle holds the same ones.
set -eu
. "${top_srcdir:?}/tests/ground.sh"
store=/usr/share/ca-certificates
needs openssl jq
[ -d $store ] || skip "no $store here"
stop_clock

"$PKITTY" list $store --json >"$work/json" || fail 'list failed'
jq -e 'type == "array"' "$work/json" >/dev/null || fail 'not a JSON array'
"$top_srcdir/tests/interop/as-openssl" "$work/json" $store || fail 'openssl disagrees'

files=$(find $store -name '*.crt' | wc -l)
certificates=$(jq '[.[] | select (.type == "certificate")] | length' "$work/json")
[ "$files" = "$certificates" ] || fail "$files files, but $certificates certificates"

# Twice the same answer: from the files, then from the catalog.
"$PKITTY" list $store --json | cmp - "$work/json" || fail 'the catalog says something else'
rows=$("$PKITTY" list $store | wc -l)
[ "$rows" = "$(jq length "$work/json")" ] || fail "list prints $rows rows"

bundle=/etc/ssl/certs/ca-certificates.crt
[ -f $bundle ] || exit 0
"$PKITTY" show $bundle --json >"$work/bundle" || fail 'show of the bundle failed'
certificates=$(jq length "$work/bundle")
blocks=$(grep -c 'BEGIN CERTIFICATE' $bundle)
[ "$certificates" = "$blocks" ] || fail "$blocks blocks in the bundle, but $certificates certificates"
"$PKITTY" show $bundle#2 --der | openssl x509 -inform DER -noout -fingerprint -sha256 |
	tr -d : | tr A-F a-f | grep -q "$(jq -r '.[2].fingerprint' "$work/bundle")" ||
	fail 'FILE#2 is not the third certificate'
