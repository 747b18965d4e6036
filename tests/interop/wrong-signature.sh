#!/bin/sh
# Signatures that are wrong, in JSON: what openssl does not verify is issued by nobody.
set -eu
. "${top_srcdir:?}/tests/ground.sh"
needs openssl jq
export PKITTY_TEST_NOW=$(($(date +%s) + 3600))
mkdir store

# forge FILE COPY: the same DER with another last octet.
forge () {
	size=$(wc -c <"$1")
	last=$(tail -c 1 "$1" | od -An -tu1 | tr -d ' ')
	head -c $((size - 1)) "$1" >"$2"
	printf "\\$(printf %o $(((last + 1) % 256)))" >>"$2"
}

# root NAME; issue CA NAME CA:TRUE|CA:FALSE
root () {
	quietly openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$1.key" -subj "/CN=$1" \
		-days 99 -outform DER -out "store/$1.der"
}
issue () {
	quietly openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$2.key" -subj "/CN=$2" \
		-CA "store/$1.der" -CAkey "$1.key" -days 99 -addext "basicConstraints=critical,$3" \
		-outform DER -out "store/$2.der"
}
root Root
root Gone
root Torn
issue Root Sub CA:TRUE
issue Sub leaf CA:FALSE
issue Gone orphan CA:FALSE
quietly openssl req -new -key leaf.key -subj /CN=leaf -outform DER -out store/asked.der
: >index
echo 01 >number
printf '[ca]\ndefault_ca = d\n[d]\ndatabase = index\ncrlnumber = number\ndefault_md = sha256\ndefault_crl_days = 9\n' >ca.cnf
quietly openssl ca -config ca.cnf -gencrl -cert store/Root.der -keyfile Root.key -out crl.pem
quietly openssl crl -in crl.pem -outform DER -out store/list.der
rm store/Gone.der
forge store/leaf.der store/leaf-forged.der
forge store/asked.der store/asked-forged.der
forge store/list.der store/list-forged.der
forge store/Torn.der torn && mv torn store/Torn.der

# An intermediate that nobody signed, with a certificate that it did sign.
issue Root Fake CA:TRUE
issue Fake below CA:FALSE
forge store/Fake.der fake && mv fake store/Fake.der
mv Root.key store

"$PKITTY" list --json store >list

# is PATH FILTER
is () {
	jq -e ".[] | select (.path == \"$1\") | $2" list >/dev/null || { jq ".[] | select (.path == \"$1\")" list >&2; fail "$1: not $2"; }
}
print () {
	openssl x509 -inform DER -in "store/$1" -noout -fingerprint -sha256 | sed 's/.*=//; s/://g' | tr A-F a-f
}

# What openssl says of each, without asking for anything else than the signature.
verify () {
	openssl verify -partial_chain -trusted "$1" "$2" >/dev/null 2>&1
}
verify store/Sub.der store/leaf.der || fail 'openssl does not verify what is right'
! verify store/Sub.der store/leaf-forged.der || fail 'openssl verifies what is forged'
! verify store/Root.der store/Fake.der || fail 'openssl verifies what is forged'
verify store/Fake.der store/below.der || fail 'openssl does not verify what is right'

is Root.der '.signature == "good" and .depth == 0 and .issuer_fingerprint == null'
is Sub.der ".signature == \"good\" and .depth == 1 and .issuer_fingerprint == \"$(print Root.der)\""
is leaf.der ".signature == \"good\" and .depth == 2 and .issuer_fingerprint == \"$(print Sub.der)\""
is leaf-forged.der '.signature == "bad" and .depth == 0 and .issuer_fingerprint == null'
is Fake.der '.signature == "bad" and .depth == 0 and .issuer_fingerprint == null'
is below.der ".signature == \"good\" and .depth == 1 and .issuer_fingerprint == \"$(print Fake.der)\""
is Torn.der '.signature == "bad" and .depth == 0 and .issuer_fingerprint == null'
is orphan.der '.signature == "unchecked" and .depth == 0 and .issuer_fingerprint == null'
is asked.der '.signature == "good" and .issuer_fingerprint == null'
is asked-forged.der '.signature == "bad"'
is list.der ".signature == \"good\" and .issuer_fingerprint == \"$(print Root.der)\""
is list-forged.der '.signature == "bad" and .issuer_fingerprint == null'
is Root.key '.signature == null'

# The same when only some are asked for, and of one.
"$PKITTY" list --json --filter path:forged store | jq -S . >some
jq -S '[.[] | select (.path | contains ("forged"))]' list | cmp -s - some || fail 'a filter changes what is told'
for name in leaf leaf-forged Fake below Torn orphan asked-forged list-forged; do
	"$PKITTY" -C store show --json $name.der | jq -S . >one
	jq -S ".[] | select (.path == \"$name.der\")" list | cmp -s - one || fail "show and list differ in $name"
done

# A right signature of one that is no CA.
issue leaf rogue CA:FALSE
"$PKITTY" tree store >tree
"$PKITTY" -C store show rogue.der >rogue
grep -q '^Issued by  *leaf  .*  signature checked, but it is no CA' rogue || { cat rogue >&2; fail 'what is no CA is told as an issuer'; }

# Of a file alone, what says it of itself.
rm -r "$XDG_CACHE_HOME"
of () {
	"$PKITTY" show --json "$1" | jq -r .signature
}
[ "$(of store/Root.der)" = good ] && [ "$(of store/Torn.der)" = bad ] && [ "$(of store/leaf.der)" = unchecked ] &&
	[ "$(of store/asked.der)" = good ] && [ "$(of store/asked-forged.der)" = bad ] ||
	fail 'show FILE tells another signature'
