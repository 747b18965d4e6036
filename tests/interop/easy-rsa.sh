#!/bin/sh
# The pki/ of easy-rsa, opened as it is: certificates as openssl sees them, keys and requests found
# with them, what was revoked is revoked.
set -eu
. "${top_srcdir:?}/tests/ground.sh"
PATH=$PATH:/usr/share/easy-rsa
needs openssl jq easyrsa
export EASYRSA_PKI="$work/pki" EASYRSA_BATCH=1 EASYRSA_ALGO=ec

quietly easyrsa init-pki
quietly env EASYRSA_REQ_CN='Easy CA' easyrsa build-ca nopass
quietly easyrsa --subject-alt-name=DNS:www.example.com,IP:10.1.2.3 build-server-full server nopass
quietly easyrsa build-client-full client nopass
quietly easyrsa build-client-full lost nopass
quietly easyrsa gen-req waiting nopass
quietly easyrsa revoke lost keyCompromise
quietly easyrsa gen-crl

"$PKITTY" list "$work/pki" --json >"$work/json" || fail 'list failed'
"$top_srcdir/tests/interop/as-openssl" "$work/json" "$work/pki" || fail 'openssl disagrees'

# is EXPRESSION: holds for the whole list
is () {
	jq -e "$1" "$work/json" >/dev/null || fail "not so: $1"
}
is '[.[] | select (.path == "issued/server.crt")][0] |
	.status == "valid" and .depth == 1 and .ca == false and
	.private_key == "private/server.key" and .key.algorithm == "ECDSA" and
	.extended_key_usage == ["serverAuth"]'
is '[.[] | select (.path == "ca.crt")][0] as $ca |
	[.[] | select (.path == "issued/client.crt")][0].issuer_fingerprint == $ca.fingerprint'
is '[.[] | select (.type == "certificate" and .subject == "CN=lost")] |
	length > 0 and all (.status == "revoked")'
is '[.[] | select (.type == "crl")] | length > 0 and
	all (.entries == 1 and .issuer == "CN=Easy CA" and .next_update != null)'
is '[.[] | select (.path == "reqs/waiting.req")][0] |
	.type == "request" and .subject == "CN=waiting" and .private_key == "private/waiting.key"'
is '[.[] | select (.type == "unreadable")] | length == 0'

"$PKITTY" tree "$work/pki" >"$work/tree" || fail 'tree failed'
grep -q '^Easy CA .*root CA' "$work/tree" || fail 'the tree does not begin with the CA'
grep -q '─ lost .*revoked .*keyCompromise' "$work/tree" || fail 'the tree does not tell what was revoked'
grep -q '─ server .*valid' "$work/tree" || fail 'the tree lacks the server'
