#!/bin/sh
# The pki/ folder of easy-rsa, opened as it is: who issued whom, which key belongs to what, what is
# revoked. Whether the answers are true is asked of openssl.
set -eu
easyrsa=$(command -v easyrsa || echo /usr/share/easy-rsa/easyrsa)
[ -x "$easyrsa" ] || { echo 'skipped: no easy-rsa here'; exit 77; }
for tool in openssl jq; do
	command -v $tool >/dev/null || { echo "skipped: no $tool here"; exit 77; }
done
directory=$(mktemp -d)
trap 'rm -rf "$directory"' EXIT
cd "$directory"

fail () {
	echo "$*" >&2
	jq . list.json >&2
	exit 1
}

# value PATH KEY: what the list tells of the object in that file.
value () {
	jq -r --arg path "$1" ".[] | select(.path == \$path) | .$2" list.json
}

is () {
	[ "$(value "$1" "$2")" = "$3" ] || fail "$1: $2 is $(value "$1" "$2"), not $3"
}

export EASYRSA="$directory" EASYRSA_PKI="$directory/pki" EASYRSA_BATCH=1 EASYRSA_ALGO=ec EASYRSA_CURVE=secp384r1
cp -R "$(dirname "$(readlink -f "$easyrsa")")/." "$directory/"
{
	./easyrsa init-pki
	EASYRSA_REQ_CN='Easy CA' ./easyrsa build-ca nopass
	./easyrsa build-server-full server1 nopass
	./easyrsa build-client-full client1 nopass
	./easyrsa build-client-full client2 nopass
	./easyrsa revoke client2 keyCompromise
	./easyrsa gen-crl
	EASYRSA_REQ_CN=waiting ./easyrsa gen-req waiting nopass
} >log 2>&1 || { cat log >&2; exit 1; }

"${PKITTY:?}" list --json pki >list.json
fingerprint () {
	openssl x509 -in "pki/$1" -noout -fingerprint -sha256 | sed 's/.*=//; s/://g' | tr 'A-F' 'a-f'
}

ca=$(fingerprint ca.crt)
is ca.crt type certificate
is ca.crt ca true
is ca.crt subject 'CN=Easy CA'
is ca.crt private_key private/ca.key
is ca.crt depth 0
for name in server1 client1; do
	is issued/$name.crt fingerprint "$(fingerprint issued/$name.crt)"
	is issued/$name.crt issuer_fingerprint "$ca"
	is issued/$name.crt depth 1
	is issued/$name.crt private_key private/$name.key
	is issued/$name.crt status valid
	is issued/$name.crt key.curve P-384
	is reqs/$name.req type request
	is private/$name.key type private-key
	is private/$name.key key.id "$(value issued/$name.crt key.id)"
done
is issued/server1.crt 'extended_key_usage[0]' serverAuth
is issued/client1.crt 'extended_key_usage[0]' clientAuth
is crl.pem type crl
is crl.pem entries 1
is crl.pem issuer_fingerprint "$ca"
is reqs/waiting.req subject CN=waiting
revoked=$(jq -r '.[] | select(.type == "certificate" and .status == "revoked") | .subject' list.json | sort -u)
[ "$revoked" = CN=client2 ] || fail "revoked is '$revoked', not CN=client2"
